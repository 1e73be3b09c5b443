"""Which characters each finding of a reading rests on.

In: a reading and the text of its document. Out: its findings with their spans, and the quotes that the
record keeps. Invariant: every finding has at least one span, and every span lies in the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import SourceError
from onrecord.model import Reading, Span

LONGEST_QUOTE = 120
"""Characters. Longer spans, a ninth of all, keep a digest in place of a copy: the text itself is in the same
file, and copies of whole sentences and regions would make it half as large again as the text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding and all spans that it rests on."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The characters of one span; where they are many, the 128-bit BLAKE2b of their UTF-8 instead."""

    start: int
    end: int
    quote: str | None
    digest: bytes | None

    @classmethod
    def cut(cls, text: str, span: Span) -> Quote:
        """The quote at ``span``."""
        characters = text[span.start : span.end]
        if len(characters) <= LONGEST_QUOTE:
            return cls(span.start, span.end, characters, None)
        return cls(span.start, span.end, None, hashlib.blake2b(characters.encode(), digest_size=16).digest())


def findings(reading: Reading) -> Iterator[Finding]:
    """All findings of a reading: statements, possible ones too, events, times, actors and regions."""
    for s in (*reading.statements, *reading.possible):
        yield Finding(f"statement {s.id}", s.content + s.cue + s.source + s.evidence + s.denies)
    for e in reading.events:
        yield Finding(f"event {e.id}", (e.trigger, *e.evidence, *e.content, *e.consequence))
    for t in reading.times:
        yield Finding(f"time {t.text!r}", (Span(t.start, t.end),))
    for a in reading.actors:
        yield Finding(f"actor {a.id}", a.mentions + a.references)
    for r in reading.regions:
        yield Finding(f"{r.kind} region", (Span(r.start, r.end),))


def faults(reading: Reading, length: int) -> Iterator[str]:
    """What is wrong with the findings' spans in a text of ``length`` characters."""
    for finding in findings(reading):
        if not finding.spans:
            yield f"{finding.name} has no evidence"
        for start, end in finding.spans:
            if not 0 <= start < end <= length:
                yield f"{finding.name} points at {start}-{end}, outside the text ({length} characters)"


def quotes(reading: Reading, text: str) -> list[Quote]:
    """The quotes to keep, each span once, in order.

    Raises :class:`SourceError` where a span does not hold.
    """
    for fault in faults(reading, len(text)):
        raise SourceError(f"the reading does not hold: {fault}", where=reading.uri, hint="report it as a bug")
    spans = {Span(*span) for finding in findings(reading) for span in finding.spans}
    return [Quote.cut(text, span) for span in sorted(spans)]
