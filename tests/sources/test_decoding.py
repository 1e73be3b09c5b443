"""Bytes to text: marks, charsets, damage, and code points that cannot be stored."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.sources.decoding import decode, storable

TEXT = "The minister said “we are ready” – and the café in Genève closed. It’s the first round in two years."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding_and_stays_as_the_first_character(encoding: str) -> None:
    assert decode(("\ufeff" + TEXT).encode(encoding), "a.txt") == "\ufeff" + TEXT


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf_8_is_given_back_exactly(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_encodings_are_told_from_the_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_a_declared_charset_is_believed_where_it_fits() -> None:
    text = "Talks in Łódź and Kraków resume on Tuesday."
    assert decode(text.encode("cp1250"), "a.html", declared="windows-1250") == text
    assert decode(TEXT.encode("cp1252"), "a.html", declared="iso-8859-1") == TEXT
    assert decode(TEXT.encode(), "a.html", declared="windows-1251") == TEXT  # it is UTF-8


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "utf-7", "punycode", "rot13", "no-such-thing", "utf-8"]
)
def test_a_declared_charset_that_no_page_uses_is_passed_over(charset: str) -> None:
    raw = "caf\u00e9 \\u0041 +AGE- and the talks in Geneva were held on Monday".encode("cp1252")
    assert decode(raw, "a.html", declared=charset).startswith("café \\u0041 +AGE-")


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        (("é" * 40 + "talks").encode() + b"\xff" + ("é" * 40).encode(), 85),  # damaged UTF-8
        (b"\xff\xfeA\x00\x00\xdc", 4),  # marked as UTF-16, and not
        (b"talks " + bytes(range(0x81, 0x100)) * 4, 6),  # no language
    ],
)
def test_what_no_encoding_explains_is_refused_by_its_byte(raw: bytes, at: int) -> None:
    with pytest.raises(SourceError, match=f"a.txt: not valid text at byte {at} "):
        decode(raw, "a.txt")


def test_a_nul_byte_is_binary() -> None:
    with pytest.raises(SourceError, match=r"binary data: a NUL byte at byte 5"):
        decode(b"talks\0", "a.txt")


@given(st.text(alphabet=st.characters()))
def test_storable_text_keeps_its_length_and_fits_a_database(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    with sqlite3.connect(":memory:") as database:
        assert database.execute("select ?, length(?)", (kept, kept)).fetchone() == (kept, len(kept))
    database.close()


def test_storable_changes_nothing_else() -> None:
    assert storable("a\x00b\ud800c\U0001f600") == "a\ufffdb\ufffdc\U0001f600"
