"""Where documents come from: files, folders, standard input, as text, HTML or JSON lines.

In: paths. Out: :class:`~onrecord.model.Document` objects, or a :class:`~onrecord.errors.SourceError`
for each input that cannot be taken in. Invariants: one bad input never stops the others; nothing
is fetched; no more than one document is held at a time; ``Document.text`` is the text as it was
given, for HTML the text as it was extracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.model import Document
from onrecord.sources.files import STANDARD_INPUT, files_under
from onrecord.sources.given import DOCUMENT_LIMIT, Given
from onrecord.sources.streams import read_path, read_standard_input
from onrecord.sources.text import from_text

__all__ = ["DOCUMENT_LIMIT", "STANDARD_INPUT", "from_text", "open_sources"]


def open_sources(
    paths: Iterable[str | Path],
    *,
    outlet: str | None = None,
    published: date | None = None,
    limit: int = DOCUMENT_LIMIT,
) -> Iterator[Document | SourceError]:
    """The documents in ``paths``, in order, one at a time; bad inputs are yielded as errors.

    A path is a file, a folder (read recursively, sorted by name) or ``"-"`` for standard input.
    ``outlet`` and ``published`` are what the user knows of all of them, and win over what the
    inputs say. ``limit`` is the most bytes that one document may have.
    """
    given = Given(outlet=outlet, published=published, limit=limit)
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield from read_standard_input(given)
            continue
        for found in files_under(Path(path)):
            if isinstance(found, SourceError):
                yield found
            else:
                yield from read_path(found, given)
