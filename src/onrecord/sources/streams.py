"""One file, or standard input: what it is, and its documents.

In: a path or a stream. Out: documents or errors. Invariant: no more of a stream is held than one
document, whatever its size.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import SourceError
from onrecord.model import Document
from onrecord.sources import jsonl, text
from onrecord.sources.files import STANDARD_INPUT, legible, shown, unreadable
from onrecord.sources.given import Given
from onrecord.sources.kinds import HEAD, Kind, kind_of


def read_path(path: Path, given: Given) -> Iterator[Document | SourceError]:
    """The documents of one file."""
    try:
        with path.open("rb") as stream:
            yield from _read(stream, shown(path), path.suffix.lower(), given)
    except OSError as error:
        yield unreadable(path, error)


def read_standard_input(given: Given) -> Iterator[Document | SourceError]:
    """The documents on standard input: JSON lines, HTML or one text, by its first bytes."""
    try:
        yield from _read(sys.stdin.buffer, STANDARD_INPUT, "", given)
    except OSError as error:
        yield unreadable(Path("standard input"), error)


def _read(stream: BinaryIO, uri: str, extension: str, given: Given) -> Iterator[Document | SourceError]:
    head = stream.read(HEAD)
    where = "standard input" if uri == STANDARD_INPUT else legible(uri)
    try:
        kind = kind_of(extension, head, where)
        whole = cast(BinaryIO, io.BufferedReader(_Replayed(head, stream)))
        if kind is Kind.JSONL:
            yield from jsonl.read(whole, uri, where, given)
            return
        raw = whole.read(given.limit + 1)
        if len(raw) > given.limit:
            raise SourceError(
                f"larger than {given.limit:,} bytes",
                where=where,
                hint="split it into reports, or raise the limit for one document",
            )
        if kind is Kind.HTML:
            from onrecord.sources import html  # slow to import, and of no use to plain text

            yield html.read(raw, uri, where, given)
        else:
            yield text.read(raw, uri, where, given)
    except SourceError as error:
        yield error


class _Replayed(io.RawIOBase):
    """A stream whose first bytes were already taken."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)
