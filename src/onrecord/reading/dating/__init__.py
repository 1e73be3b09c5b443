"""The day of publication, derived from the calendar inside the document.

In: the parsed text, its time expressions (with forms, nothing anchored), what the source said about the day,
and further facts. Out: a :class:`When` with the interval, the constraints it rests on and a trail that a
person can read. Each clue becomes a :class:`Reason`, a constraint in the language of
:mod:`onrecord.reading.times.constraints` with its sentence and strength; ``verdict`` hears them by strength.
A day that the source gives wins. Where nothing bounds the day, it stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from onrecord.model import UNKNOWN, Time, When
from onrecord.reading import imprints
from onrecord.reading.dating import addresses, calendar, elapsed, newsday, occasions, printed, years
from onrecord.reading.dating.mentions import mentions
from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.dating.verdict import constrain, decide
from onrecord.reading.language import ParsedText
from onrecord.reading.times import Days, day_candidates, publication_candidates
from onrecord.reading.times.constraints import candidates, year_constraints

__all__ = [
    "Days",
    "Reason",
    "Strength",
    "candidates",
    "constrain",
    "date_document",
    "day_candidates",
    "publication_candidates",
    "reasons",
    "year_constraints",
]


def date_document(
    parsed: ParsedText,
    times: Sequence[Time],
    given: When = UNKNOWN,
    *,
    address: str | None = None,
    facts: Iterable[Reason] = (),
) -> When:
    """When a document was published, as far as it follows.

    ``given`` is what the source or the user said; a full day wins, and what in the text contradicts it is
    said in the trail. ``address`` is that of the page, which may hold a day; ``facts`` are further reasons
    from outside the document. ``earliest`` and ``latest`` are ``None`` where the calendar leaves them open;
    with no constraint at all the result is :data:`UNKNOWN`.
    """
    return decide([*addresses.from_address(address), *reasons(parsed, times), *facts], given)


def reasons(parsed: ParsedText, times: Sequence[Time]) -> Iterator[Reason]:
    """All that the text says about its own day, in no order of strength."""
    lines = imprints.find(parsed.text)
    yield from printed.imprinted(lines)
    found = [
        mention
        for mention in mentions(parsed, times)
        if not any(line.start <= mention.time.start < line.end for line in lines)
    ]
    for mention in found:
        yield from printed.dateline(mention)
        yield from printed.note(mention)
        yield from calendar.apposition(mention)
    found = [mention for mention in found if not printed.is_note(mention)]
    for first, second in pairwise(found):
        yield from calendar.side_by_side(parsed, first, second)
    yield from years.past_and_ahead(found)
    yield from years.this_year(found)
    yield from years.own_year(found)
    yield from years.compared(found)
    yield from elapsed.elapsed(times, found)
    yield from occasions.same_event(found)
    yield from newsday.news_day(parsed, found)
