"""Plain text: one file, one document.

In: the bytes. Out: a :class:`Document` whose ``text`` is exactly the decoded bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from onrecord.errors import SourceError
from onrecord.model import UNKNOWN, Document
from onrecord.sources.decoding import decode, storable
from onrecord.sources.given import Given
from onrecord.sources.kinds import Kind

_BLANK = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u2028\u2029\u200b\u200c\u200d\u2060\ufeff\ufffd"


def digest(raw: bytes) -> str:
    """The id of a document: the SHA-256 of its bytes, in hex."""
    return hashlib.sha256(raw).hexdigest()


def is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen."""
    return not text.strip(_BLANK).strip()


def read(raw: bytes, uri: str, where: str, given: Given) -> Document:
    """The document in the bytes of a text file. Raises :class:`SourceError` where there is none."""
    text = decode(raw, where)
    if is_blank(text):
        what = "the file is empty" if not raw else "the file holds nothing but white space"
        raise SourceError(what, where=where, hint="leave it out, or give the report's text")
    return Document(
        id=digest(raw),
        uri=uri,
        text=text,
        raw=raw,
        media_type=Kind.TEXT.value,
        outlet=given.outlet,
        published=given.published_over(UNKNOWN),
    )


def from_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Document:
    """A document from a string that a program holds. Raises :class:`SourceError` where it is blank."""
    raw = storable(text).encode()
    document = read(raw, url or "text", "text", Given(outlet=outlet, published=published))
    return replace(document, title=title, url=url)
