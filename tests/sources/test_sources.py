"""Files, folders and standard input: every kind of good and bad input, in order, one at a time."""

import hashlib
import io
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.model import UNKNOWN, Basis, Document
from onrecord.sources import open_sources


def documents(*paths: str | Path, **options: object) -> list[Document]:
    found = list(open_sources(paths, **options))  # type: ignore[arg-type]
    assert not [str(one) for one in found if isinstance(one, SourceError)]
    return [one for one in found if isinstance(one, Document)]


def error(path: str | Path, **options: object) -> str:
    (found,) = open_sources([path], **options)  # type: ignore[arg-type]
    assert isinstance(found, SourceError)
    assert found.what and found.where and found.hint
    return str(found)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# Plain text


@pytest.mark.parametrize(
    "text", ["Talks resume.\n", "\ufeffTalks\r\nresume\r", "  Talks\u00a0resume \u2028 \n\n"]
)
def test_the_text_is_the_decoded_file_to_the_character(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "a.txt", text)
    (document,) = documents(path)
    assert document.text == text
    assert document.raw == path.read_bytes()
    assert document.id == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.uri == str(path)
    assert document.media_type == "text/plain"
    assert (document.key, document.title, document.outlet, document.published) == (None, None, None, UNKNOWN)


def test_what_the_user_says_of_all_inputs_wins(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Talks.")
    write(tmp_path / "b.jsonl", '{"text": "Talks.", "outlet": "Harbour Post", "published": "2025-06-02"}')
    first, second = documents(tmp_path, outlet="Lake Herald", published=date(2025, 6, 3))
    assert first.outlet == second.outlet == "Lake Herald"
    assert first.published.day == second.published.day == date(2025, 6, 3)
    assert second.published.basis is Basis.GIVEN
    assert "2025-06-02" in second.published.trail[1]


# Folders


def test_a_folder_is_read_recursively_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1", "c.html", ".hidden.txt", ".git/x.txt", "d.pdf", "e.log", "f.TXT"):
        write(tmp_path / name, "<p>Talks resume.</p>" if name.endswith("html") else "Talks resume.")
    found = [str(Path(one.uri).relative_to(tmp_path)) for one in documents(tmp_path)]
    assert found == ["a/1", "a/2.md", "b.txt", "c.html", "f.TXT"]


def test_a_named_file_is_tried_whatever_its_name(tmp_path: Path) -> None:
    for name in (".hidden", "e.log", "report.unknown"):
        assert documents(write(tmp_path / name, "Talks resume."))[0].text == "Talks resume."


def test_loops_of_links_end_and_each_folder_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", "Talks resume.")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(open_sources([tmp_path]))
    assert [type(one) for one in found] == [Document, SourceError]
    assert "self.txt: cannot be read" in str(found[1])


def test_a_broken_link_in_a_folder_is_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    write(tmp_path / "b.txt", "Talks resume.")
    first, second = open_sources([tmp_path])
    assert "no such file" in str(first)
    assert isinstance(second, Document)


@pytest.mark.parametrize("names", [(), ("a.pdf", "b.png", "c.PNG"), (".hidden.txt",)])
def test_a_folder_without_reports_says_so(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        write(tmp_path / name, "x")
    message = error(tmp_path)
    assert "no reports in this folder" in message
    assert ("3 files of other kinds passed over (.png, .pdf)" in message) == (len(names) == 3)


def test_folders_are_listed_as_they_are_reached(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt", "Talks.")
    sources = open_sources([tmp_path])
    assert isinstance(next(sources), Document)
    write(tmp_path / "b.txt", "seen too late")
    assert list(sources) == []


# Bad files


def test_bad_inputs_are_yielded_in_their_place_and_the_others_go_on(tmp_path: Path) -> None:
    good, also = write(tmp_path / "a.txt", "Talks."), write(tmp_path / "b.txt", "More talks.")
    found = list(open_sources([good, tmp_path / "none.txt", also]))
    assert [type(one) for one in found] == [Document, SourceError, Document]


def test_a_missing_path(tmp_path: Path) -> None:
    assert error(tmp_path / "none.txt") == f"{tmp_path}/none.txt: no such file or folder (check the path)"
    assert "NUL character" in error("a\0b")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP archive or office document"),
        (b"\x1f\x8b\x08....", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"{\\rtf1 Talks}", "an RTF document"),
        (b"WARC/1.0\r\n", "a WARC archive"),
        (b"talks \x00\x01", "a NUL byte at byte 6"),
        (b"", "the file is empty"),
        (" \r\n\t\u00a0\u200b\ufeff".encode(), "nothing but white space"),
        (b"\xef\xbb\xbf", "nothing but white space"),
    ],
)
def test_files_that_hold_no_text(tmp_path: Path, content: bytes, what: str) -> None:
    message = error(write(tmp_path / "a.txt", content))
    assert message.startswith(f"{tmp_path}/a.txt: ")
    assert what in message


def test_names_of_files_do_not_reach_a_terminal_as_they_are(tmp_path: Path) -> None:
    name = "a\x1b[31m\x9b\r\n\u202e é.txt"
    message = error(write(tmp_path / name, b"\0"))
    assert r"/a\x1b[31m\x9b\r\n\u202e é.txt: " in message
    assert message.isprintable()
    assert error(tmp_path / "none\x1b.txt").isprintable()
    assert documents(write(tmp_path / name, "Talks."))[0].uri == str(tmp_path / name)
    (tmp_path / "odd\nfolder").mkdir()
    write(tmp_path / "odd\nfolder" / "a.\x07x", "")
    assert error(tmp_path / "odd\nfolder").isprintable()


def test_json_that_is_not_lines_is_named(tmp_path: Path) -> None:
    assert "not one report a line" in error(write(tmp_path / "a.json", '[\n {"text": "x"}\n]'))


def test_a_json_file_of_lines_is_read_as_lines(tmp_path: Path) -> None:
    assert documents(write(tmp_path / "a.json", '{"id": 7, "text": "Talks."}\n'))[0].key == "7"


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x" * 1001)
    assert "larger than 1,000 bytes" in error(path, limit=1000)
    assert documents(path, limit=1001)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Talks.")
    path.chmod(0)
    assert "permission denied" in error(path)


def test_an_error_of_the_system_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", "Talks.")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in error(path)


def test_a_name_that_is_not_text_can_be_stored(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Talks.")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    assert documents(tmp_path)[0].uri.encode().endswith("caf\ufffd.txt".encode())


# Standard input


@pytest.fixture
def standard_input(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    yield stream


@pytest.mark.parametrize(
    ("content", "uri", "media_type"),
    [
        (b"Talks resume.\n", "-", "text/plain"),
        (b"<!doctype html><p>Talks resume.\n", "-", "text/html"),
        (b'{"id": "1", "text": "Talks resume."}\n', "-#L1", "application/json"),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(
    standard_input: io.BytesIO, content: bytes, uri: str, media_type: str
) -> None:
    standard_input.write(content)
    standard_input.seek(0)
    (document,) = documents("-")
    assert (document.uri, document.media_type) == (uri, media_type)
    assert document.text.strip() == "Talks resume."


def test_empty_standard_input(standard_input: io.BytesIO) -> None:
    assert error("-").startswith("standard input: the file is empty")
