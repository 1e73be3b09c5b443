"""JSON lines: one document a line, and each bad line an error of its own."""

import hashlib
import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.model import UNKNOWN, Basis, Document
from onrecord.sources import open_sources
from onrecord.sources.dates import iso_day, metadata_day


def read(path: Path, *lines: str | bytes, **options: int) -> list[Document | SourceError]:
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    path.write_bytes(raw)
    return list(open_sources([path], **options))  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.jsonl"


def test_all_members(path: Path) -> None:
    line = json.dumps(
        {
            "id": "r1",
            "text": " Talks resume.\n",
            "title": "Talks",
            "outlet": "AFP",
            "byline": "Jana Novak",
            "url": "https://news.example/1",
            "published": "2025-06-02T23:30:00-05:00",
            "other": [1],
        }
    )
    (document,) = read(path, line)
    assert isinstance(document, Document)
    assert document.text == " Talks resume.\n"
    assert document.raw == line.encode()
    assert document.id == hashlib.sha256(line.encode()).hexdigest()
    assert document.uri == f"{path}#L1"
    assert (document.key, document.title, document.byline) == ("r1", "Talks", "Jana Novak")
    assert document.outlet == "Agence France-Presse"
    assert document.published.day == date(2025, 6, 2)
    assert document.published.basis is Basis.METADATA


def test_members_that_are_left_out_null_or_empty(path: Path) -> None:
    (document,) = read(path, '{"text": "Talks.", "id": null, "title": "", "outlet": " ", "published": null}')
    assert isinstance(document, Document)
    assert (document.key, document.title, document.outlet, document.published) == (None, None, None, UNKNOWN)


def test_a_page_in_a_line(path: Path) -> None:
    page = (
        "<html><head><meta property='article:published_time' content='2025-06-02'></head><p>Talks resume.</p>"
    )
    (document,) = read(path, json.dumps({"html": page, "title": "Ours", "url": "https://apnews.com/x"}))
    assert isinstance(document, Document)
    assert (document.text, document.title, document.outlet) == ("Talks resume.", "Ours", "Associated Press")
    assert document.published.day == date(2025, 6, 2)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "Talks."', "line 2, column 18: not valid JSON: expecting ',' delimiter"),
        ("Talks.", "line 2, column 1: not valid JSON: expecting value"),
        ('{"text": "a"} {"text": "b"}', "line 2, column 15: not valid JSON: extra data"),
        (b'{"text": "caf\xe9"}', "line 2: not valid UTF-8 at byte 13 of the line (0xe9)"),
        ('["text"]', "line 2: a JSON array where an object should be"),
        ("null", "line 2: a JSON null where an object should be"),
        ("{}", 'line 2: neither "text" nor "html"'),
        ('{"text": null}', 'line 2: "text" is a JSON null where a string should be'),
        ('{"text": ["a"]}', 'line 2: "text" is a JSON array where a string should be'),
        ('{"text": "a", "outlet": 4}', 'line 2: "outlet" is a JSON number where a string should be'),
        ('{"text": "a", "id": true}', 'line 2: "id" is a JSON boolean where a string should be'),
        ('{"text": "a", "published": 20250602}', 'line 2: "published" is a JSON number'),
        ('{"text": "a", "published": "2 June"}', "line 2: \"published\" is '2 June', not a date"),
        ('{"text": "a", "published": "2025-02-30"}', "line 2: \"published\" is '2025-02-30', not a date"),
        ('{"text": " \\n\\t"}', "line 2: the report's text is empty"),
        ('{"html": "<script>x</script>"}', "line 2: no text found on this page"),
        ('{"text": "a", "id": "first"}', "line 2: the id 'first' was already used on line 1"),
        ("[" * 100_000, "line 2: "),
        ('{"text": ' + "9" * 5000 + "}", "line 2: "),
    ],
)
def test_a_bad_line_is_an_error_and_the_others_go_on(path: Path, line: str | bytes, message: str) -> None:
    first, bad, last = read(path, '{"id": "first", "text": "a"}', line, '{"id": "last", "text": "b"}')
    assert isinstance(first, Document)
    assert isinstance(bad, SourceError)
    assert isinstance(last, Document)
    assert f"{path}, {message}" in str(bad)
    assert bad.hint
    assert last.uri.endswith("#L3")


def test_a_line_over_the_limit_is_passed_over_whole(path: Path) -> None:
    long = json.dumps({"text": "x" * 300_000})
    first, bad, last = read(path, '{"text": "a"}', long, '{"text": "b"}', limit=1000)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert "line 2: larger than 1,000 bytes" in str(bad)
    exactly = json.dumps({"text": "x" * 988})
    assert len(exactly) == 1000
    assert isinstance(read(path, exactly, "", limit=1000)[0], Document)


def test_blank_lines_a_mark_and_windows_line_ends(path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n\r\n{"text": "b"}\r\n')
    found = [one for one in open_sources([path]) if isinstance(one, Document)]
    assert [(one.text, one.raw) for one in found] == [("a", b'{"text": "a"}'), ("b", b'{"text": "b"}')]


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_without_lines(path: Path, content: str) -> None:
    (only,) = read(path, content)
    assert "the file is empty" in str(only)


def test_code_points_that_cannot_be_stored_are_replaced_one_for_one(path: Path) -> None:
    (document,) = read(path, '{"id": "k\\ud800", "text": "a\\u0000b\\udfffc\\ud83d\\ude00"}')
    assert isinstance(document, Document)
    assert document.text == "a\ufffdb\ufffdc\U0001f600"
    assert document.key == "k\ufffd"


@given(st.text(min_size=1).filter(lambda text: text.strip("\0\ufeff\u200b\ufffd \n").isprintable()))
def test_any_text_keeps_its_offsets(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    (found,) = read(tmp_path_factory.mktemp("any") / "a.jsonl", json.dumps({"text": text}))
    if isinstance(found, Document):
        assert len(found.text) == len(text)
        found.text.encode()


def test_memory_does_not_grow_with_the_file(path: Path) -> None:
    with path.open("w") as out:
        for number in range(400):
            out.write(json.dumps({"id": number, "text": f"{number} " + "talks " * 2000}) + "\n")
    tracemalloc.start()
    assert sum(isinstance(one, Document) for one in open_sources([path])) == 400
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000 < path.stat().st_size


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-06-02", date(2025, 6, 2)),
        ("2025-06-02T09:30:00Z", date(2025, 6, 2)),
        ("2025-06-02T23:30:00+09:00", date(2025, 6, 2)),
        ("20250602", date(2025, 6, 2)),
        ("June 2, 2025", None),
        ("02/06/2025", None),
        ("2025", None),
        ("", None),
    ],
)
def test_iso_days(value: str, day: date | None) -> None:
    assert iso_day(value) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-06-02 09:30", date(2025, 6, 2)),
        ("2025/06/02", date(2025, 6, 2)),
        ("20250602T093000Z", date(2025, 6, 2)),
        ("Mon, 02 Jun 2025 09:30:00 GMT", date(2025, 6, 2)),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("2025-13-41", None),
        ("Mon, 99 Jun 2025 09:30:00 GMT", None),
        ("2025-06-02" * 20, None),
        ("last Monday", None),
    ],
)
def test_days_in_metadata(value: str, day: date | None) -> None:
    assert metadata_day(value) == day
