"""Where in a document a finding stands.

All spans are half-open offsets in Unicode code points into ``Document.text``. A finding holds
spans; whoever shows it cuts the quoted characters out of the text, so the two cannot drift apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of code points in a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters of one document that support a line of the record.

    ``quote`` is exactly ``text[start:end]`` of the document; ``onrecord verify`` proves it.
    """

    document: str
    start: int
    end: int
    quote: str


def finding_id(document: str, kind: str, spans: Iterable[Span]) -> str:
    """A stable id for a finding: 12 hex digits over its document, its kind and its spans."""
    parts = [document, kind, *(f"{s.start}-{s.end}" for s in spans)]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()
