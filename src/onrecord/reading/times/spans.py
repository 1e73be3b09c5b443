"""Where an expression begins and ends, by the conventions of TIMEX3.

In: a match of the grammar and its place. Out: the tokens that the expression keeps. Prepositions stay
outside ("within ten days"), and so does an article that belongs to a noun behind the expression ("the
two-week strike").
"""

from __future__ import annotations

from onrecord.reading.times.grammar import Match
from onrecord.reading.times.place import Place, context


def trimmed(place: Place, match: Match) -> tuple[int, int]:
    """The first token that the expression keeps, and the one behind its last."""
    first, last = match.first, match.last
    while first < last - 1 and _is_outside(place, match, first):
        first += 1
    while last - 1 > first and place.lower(last - 1) in (",", ";", "-"):
        last -= 1
    return first, last


def _is_outside(place: Place, match: Match, at: int) -> bool:
    word = place.lower(at)
    if word in context("outside"):
        return True
    if word == "over":
        return not _is_more_than(place, at)
    if word in context("outside_before_the_day"):
        return place.lower(at + 1) == "the" and place.lower(at + 2) == "day"
    return word in context("articles") and _is_anothers(place, match, at)


def _is_more_than(place: Place, at: int) -> bool:
    """``for over a year``, not ``over a year`` or ``over the past year``."""
    if place.lower(at + 1) in context("articles") and not place.has(at + 1, "A"):
        return False
    word = place.word(at)
    return place.lower(at - 1) in context("before_more_than") or (
        word is not None and word.dep_ in ("quantmod", "advmod")
    )


def _is_anothers(place: Place, match: Match, at: int) -> bool:
    """Whether the article belongs to a noun behind the expression: ``the June 2 accord``."""
    if place.has(at, "A") and place.lower(match.last - 1) == "long":
        return True  # "a month-long strike"
    if place.has(at, "A") and match.values.get("n") == "1":
        return False
    if place.has(at + 1, "MONTH") and place.lower(at + 2) != "of" and not place.has(at, "PARTOF"):
        return True
    if place.has(at + 1, "SPANDIR") or place.has(at + 1, "BACKDIR") or place.lower(match.last) == "'s":
        return False
    article = place.word(at)
    return article is not None and article.head.idx >= place.tokens[match.last - 1].end
