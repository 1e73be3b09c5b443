"""Readings under the days that a record and facts find for them: for those who want findings, not items.

In: readings with their documents' texts. Out: the same readings, dated. Invariant: what they find stays what
each found alone; only days change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import replace

from onrecord.ledger.derivation import Derivation, Question
from onrecord.ledger.pages import Given
from onrecord.ledger.repeats import Repeats
from onrecord.model import ALL_LEVELS, Decision, Fact, Level, Reading


def dated(
    readings: Iterable[Given],
    *,
    facts: Collection[Fact] = (),
    levels: Set[Level] = ALL_LEVELS,
    decisions: Iterable[Decision] = (),
) -> Iterator[Reading]:
    """The readings in the record's order, dated from the levels that may count.

    ``facts`` are the user's. ``decisions`` about actors help to see what two reports tell of one event; the
    actors that are given out are the readings' own.
    """
    listed = list(readings)
    own = {page[0].document: page[0] for page in listed}
    question = Question(facts=facts, dates_from=levels, decisions=tuple(decisions))
    for page in Derivation(listed, question, Repeats(None)).pages():
        yield _as_found(own[page.id], page.reading)


def _as_found(own: Reading, dated: Reading) -> Reading:
    """The dated reading with the actors that the reading itself found: decisions are the record's."""
    if dated.actors == own.actors:
        return dated
    return replace(
        dated,
        actors=own.actors,
        statements=tuple(
            replace(d, speaker=o.speaker) for o, d in zip(own.statements, dated.statements, strict=True)
        ),
        possible=tuple(
            replace(d, speaker=o.speaker) for o, d in zip(own.possible, dated.possible, strict=True)
        ),
        events=tuple(
            replace(d, participants=o.participants) for o, d in zip(own.events, dated.events, strict=True)
        ),
    )
