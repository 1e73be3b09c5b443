"""What a file is, by its name and its first bytes.

In: an extension and the first bytes. Out: a :class:`Kind`, or a :class:`SourceError` that names the
format where it is one that cannot be read as text.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from onrecord.errors import SourceError

HEAD = 4096
"""Bytes that are looked at."""


class Kind(StrEnum):
    """How an input is read; the value is the media type of the documents."""

    TEXT = "text/plain"
    HTML = "text/html"
    JSONL = "application/json"  # of one line


EXTENSIONS = {
    "": None,  # sniffed
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".markdown": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
}
"""Files with these extensions are read when they stand in a folder; others only when named."""

_SAVE_AS_TEXT = "save its text as .txt or .html and give that"
_UNPACK = "unpack it first and give the folder"
_SIGNATURES = (
    (b"%PDF-", "a PDF file", "extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or office document", "unpack it, or save its text as .txt"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", _SAVE_AS_TEXT),
    (b"{\\rtf", "an RTF document", _SAVE_AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG\r\n", "a PNG picture", "give text, HTML or JSON lines"),
    (b"\xff\xd8\xff", "a JPEG picture", "give text, HTML or JSON lines"),
    (b"GIF8", "a GIF picture", "give text, HTML or JSON lines"),
    (b"SQLite format 3\x00", "a SQLite database", "give the reports themselves"),
    (b"\x7fELF", "a program", "give text, HTML or JSON lines"),
    (b"WARC/1", "a WARC archive", "extract its pages first and give the folder"),
)
_HTML = re.compile(
    # Atomic, so that a page of half-open comments cannot make it try every way to pair them.
    rb"(?>(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_LINE = re.compile(rb'\s*\{\s*"')
_JSON_MEMBER = re.compile(rb'"(?:text|html)"\s*:')
_JSON_VALUE = re.compile(rb"\s*[\[{]")


def kind_of(extension: str, head: bytes, where: str) -> Kind:
    """How to read an input with this extension (lower case, with the dot) and these first bytes.

    Raises :class:`SourceError` for formats that are not text.
    """
    for signature, name, hint in _SIGNATURES:
        if head.startswith(signature):
            raise SourceError(f"this is {name}, not a report", where=where, hint=hint)
    known = EXTENSIONS.get(extension)
    if known is Kind.JSONL or known is Kind.HTML:
        return known
    plain = _without_mark(head)
    if _HTML.match(plain):
        return Kind.HTML
    if known is Kind.TEXT:
        return known
    if _JSON_LINE.match(plain) and _JSON_MEMBER.search(plain):
        return Kind.JSONL
    if extension == ".json" and _JSON_VALUE.match(plain):
        raise SourceError(
            "JSON that is not one report a line",
            where=where,
            hint='write one object a line, {"id": …, "text": …}, and name the file .jsonl',
        )
    return Kind.TEXT


def _without_mark(head: bytes) -> bytes:
    """The first bytes as ASCII shows them: no byte order mark, no NUL bytes of UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(codecs.BOM_UTF8)
