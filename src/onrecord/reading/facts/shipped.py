"""The facts that come with Onrecord.

In: ``knowledge/facts.yaml``. Out: facts with basis ``knowledge``. Invariant: each has its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError, OnrecordError
from onrecord.knowledge import load
from onrecord.model import Basis, EventKind, Fact, Participant, When
from onrecord.reading.facts import making


@cache
def shipped() -> tuple[Fact, ...]:
    """Every shipped fact. Raises :class:`KnowledgeError` where the file breaks its schema."""
    file = load("facts")
    try:
        return (*_tenures(file), *_events(file), *_names(file))
    except (KeyError, TypeError, ValueError, OnrecordError) as error:
        raise KnowledgeError(
            f"a fact is not as it should be: {error}", where="knowledge/facts.yaml"
        ) from error


def _tenures(file: Any) -> Iterator[Fact]:
    for office in file["tenures"]:
        for person, terms in office["held"].items():
            for term in terms:
                first, _, last = term.partition("/")
                yield making.tenure(
                    person,
                    office["role"],
                    office["of"],
                    date.fromisoformat(first),
                    date.fromisoformat(last) if last else None,
                    office["source"],
                    Basis.KNOWLEDGE,
                )


def _events(file: Any) -> Iterator[Fact]:
    for line in file["events"]:
        day = line["day"]
        text = f"{line['by']} {line['did']} {line['to']} on {making.in_words(day)}"
        when = When(day, day, form=day.isoformat())
        sides = (Participant(line["by"], "author"), Participant(line["to"], "target"))
        yield making.event(
            EventKind.MILITARY, text, when, sides, line["source"], Basis.KNOWLEDGE, trigger=line["word"]
        )


def _names(file: Any) -> Iterator[Fact]:
    for line in file["names"]:
        day = line["day"]
        what = f"{line['what']} on {making.in_words(day)}"
        yield making.named(line["names"], day, what, line["source"], Basis.KNOWLEDGE)
