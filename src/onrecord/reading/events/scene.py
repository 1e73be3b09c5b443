"""What the stages before have found, as this stage asks for it.

In: the parse, the cast, the times and the statements of one document. Out: a :class:`Scene` that
answers for one token or phrase: which actors, which place, which time, whose statement. Invariant:
answers are offsets and values of the stages before; nothing is guessed here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from spacy.tokens import Token

from onrecord.model import UNKNOWN, Actor, Span, Speaker, Statement, Time, When
from onrecord.reading.events import grammar
from onrecord.reading.events.lexicon import Lexicon
from onrecord.reading.language import Paragraph, ParsedText, Sentence


class Cast(Protocol):
    """The actors of a document, as :mod:`onrecord.reading.actors` gives them."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All of them."""

    def at(self, span: Span) -> Actor | None:
        """The actor that a name, description or pronoun at ``span`` refers to."""

    def mentions_in(self, span: Span) -> list[tuple[Span, Actor]]:
        """The mentions inside ``span``, in order."""

    def places_in(self, span: Span) -> list[tuple[Span, str]]:
        """The places named inside ``span``, in order."""


@dataclass(frozen=True)
class Scene:
    """One document as the stages before left it."""

    parsed: ParsedText
    cast: Cast
    times: Sequence[Time]
    statements: Sequence[Statement]
    lexicon: Lexicon
    published: When = UNKNOWN

    @cached_property
    def _time_starts(self) -> list[int]:
        return [t.start for t in self.times]

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by id."""
        return {a.id: a for a in self.cast.actors}

    def times_in(self, span: Span) -> list[Time]:
        """The time expressions that begin inside ``span``."""
        first = bisect_left(self._time_starts, span.start)
        last = bisect_left(self._time_starts, span.end, lo=first)
        return list(self.times[first:last])

    def asserted_by(self, trigger: Span) -> str:
        """The id of the innermost statement whose content holds the trigger, else ``narrator``.

        A statement whose cue the trigger is ("invited", "demanded") reports the act itself: it is
        passed over.
        """
        best: tuple[int, str] | None = None
        for statement in self._statements_near(trigger):
            if any(cue.overlaps(trigger) for cue in statement.cue):
                continue
            for span in statement.content:
                if span.contains(trigger):
                    size = sum(s.end - s.start for s in statement.content)
                    if best is None or size < best[0]:
                        best = (size, statement.id)
        return best[1] if best else "narrator"

    def speaker(self, statement: str) -> Speaker | None:
        """Who a statement is from."""
        return self._speakers.get(statement)

    @cached_property
    def _speakers(self) -> dict[str, Speaker | None]:
        return {s.id: s.speaker for s in self.statements}

    def _statements_near(self, trigger: Span) -> list[Statement]:
        bucket = trigger.start // _BUCKET
        return self._buckets.get(bucket, [])

    @cached_property
    def _buckets(self) -> dict[int, list[Statement]]:
        out: dict[int, list[Statement]] = {}
        for statement in self.statements:
            held = {
                bucket
                for span in statement.content
                for bucket in range(span.start // _BUCKET, span.end // _BUCKET + 1)
            }
            for bucket in held:
                out.setdefault(bucket, []).append(statement)
        return out


@dataclass(frozen=True)
class Place:
    """A sentence of the document and the way from its tokens to offsets."""

    scene: Scene
    sentence: Sentence

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph that the sentence stands in."""
        return self.sentence.paragraph

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Offsets from ``first`` to the end of ``last``."""
        return self.sentence.paragraph.span(first, last)

    def phrase(self, head: Token, *, whole: bool = True) -> Span:
        """Offsets of the phrase that a word heads."""
        return self.span(*grammar.phrase(head, whole=whole))

    def quote(self, span: Span) -> str:
        """The characters of a span, white space evened out."""
        return " ".join(self.scene.parsed.quote(span).split())


_BUCKET = 512  # code points; keeps the search for a statement short in long documents
