"""One document in, one Reading out: cleaning, parses, times, the day, actors, statements, events.

A reading is a pure function of the document and of :class:`Reader`; raise the number whenever a
change of rules, knowledge or models can change what is found, so that records read again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from time import perf_counter

from onrecord.model import Document, Reading
from onrecord.sources import outlets


class Reader(StrEnum):
    """Who reads. ``MODEL`` is the rules with the learned tagger beside them."""

    RULES = "rules"
    MODEL = "model"

    @property
    def version(self) -> str:
        """Part of the cache key of every reading."""
        return _VERSIONS[self]


_VERSIONS = {Reader.RULES: "rules-11", Reader.MODEL: "model-10"}

Clock = Callable[[str, float], None]
"""Called with a stage's name and the seconds that it took."""


def by_rules(document: Document) -> Reading:
    """All findings of one document, by the rules alone."""
    return read_document(document, Reader.RULES)


def by_model(document: Document) -> Reading:
    """All findings of one document, with the learned tagger."""
    return read_document(document, Reader.MODEL)


def read_document(
    document: Document, reader: Reader = Reader.MODEL, *, clock: Clock | None = None
) -> Reading:
    """All findings of one document.

    A text that is not English gives its regions and nothing else: abstaining, not guessing.
    """
    # Loaded here, so that one stage can be used without loading the parser for all of them.
    from onrecord.reading import actors, attribution, cleaning, dating, events, language, times

    lap = _Laps(clock)
    text = document.text
    regions = cleaning.mark(text)
    lap("cleaning")
    headline = cleaning.headline(text, regions)
    named = cleaning.outlet(text, regions)
    shell = Reading(
        id=document.key or document.id,
        document=document.id,
        uri=document.uri,
        reader=reader.version,
        outlet=document.outlet or (outlets.canonical(named) if named else None),
        title=document.title or (text[headline.start : headline.end] if headline else None),
        language=language.detect(text, regions),
        published=document.published,
        regions=regions,
    )
    if shell.language != "en":
        return shell
    parsed = language.parse(text, regions)
    lap("language")
    expressions = times.find(parsed, outlet=shell.outlet)
    published = dating.date_document(
        parsed, expressions, document.published, address=document.url or document.uri
    )
    resolved = times.resolve(expressions, published)
    lap("times")
    cast = actors.find(parsed)
    lap("actors")
    found = attribution.find(
        parsed,
        cast,
        resolved,
        document=document.id,
        outlet=shell.outlet,
        tagger=attribution.tagger() if reader is Reader.MODEL else None,
    )
    statements = tuple(s for s in found if attribution.recorded(s))
    lap("attribution")
    happenings = events.find(
        parsed,
        cast,
        resolved,
        statements,
        document=document.id,
        published=published,
        learned=reader is Reader.MODEL,
    )
    lap("events")
    return replace(
        shell,
        published=published,
        statements=statements,
        possible=tuple(s for s in found if attribution.possible(s)),
        times=resolved,
        events=happenings,
        actors=cast.actors,
    )


class _Laps:
    def __init__(self, clock: Clock | None) -> None:
        self._clock = clock
        self._last = perf_counter()

    def __call__(self, stage: str) -> None:
        if self._clock is not None:
            now = perf_counter()
            self._clock(stage, now - self._last)
            self._last = now
