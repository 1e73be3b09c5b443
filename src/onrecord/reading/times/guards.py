"""Guards: what looks like a time and may be none.

In: a match of a rule and the place where it stands. Out: whether it is a time. Which words decide is
in ``knowledge/times_guards.yaml`` under ``contexts``; each guard is named there and by the rules that use it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from onrecord.reading.times.grammar import Match
from onrecord.reading.times.place import Place, context

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Token as Word

_NEAR = 12  # words
_MOST_UNITS = 10_000  # nothing in the news lasts longer, in whatever unit
_FIRST_YEAR, _LAST_YEAR = 1700, 2100
_MONEY = frozenset("$£€¥#")


def is_time(place: Place, match: Match) -> bool:
    """Whether the guard of the match's rule, if it has one, lets it pass."""
    guard = _GUARDS.get(match.rule.guard or "")
    return guard is None or guard(place, match)


def _month(place: Place, match: Match) -> bool:
    """May and March are months only where the words around them say so."""
    at = match.last - 1
    before = place.lower(at - 1)
    if match.values.get("p") or before in context("before_month"):
        return True
    word = place.word(at)
    if word is None or word.tag_ not in ("NNP", "NN") or place.may_is_a_name or place.lower(at + 1) == "'s":
        return False
    ranged = before in ("-", "–", "through", "to")
    if ranged and (place.has(at - 2, "MONTH") or place.has(at - 2, "UNITS")):
        return True  # "January-March", "the three months to March"
    near = any(place.has(i, "MONTH") for i in range(at - 4, at + 5) if i != at)
    return (before in context("before_month_perhaps") and near) or _is_described_month(place, at, word)


def _is_described_month(place: Place, at: int, word: Word) -> bool:
    """``the coldest March``, ``the May elections``, ``March exports``; not "the Long March", "May Berg"."""
    before, after = place.word(at - 1), place.word(at + 1)
    if word.tag_ != "NNP" or place.is_capital(at + 1):
        return False
    if before is not None and place.is_capital(at - 1) and not before.is_sent_start:
        return False
    if before is not None and before.tag_ in ("JJ", "JJS") and not word.is_sent_start:
        return True
    described = after is not None and after.tag_ in ("NN", "NNS") and word.dep_ in ("compound", "nmod")
    return described and (word.is_sent_start or (before is not None and before.tag_ in ("DT", "PRP$")))


def _bare_month(place: Place, match: Match) -> bool:
    """April, June and August are also given names."""
    at = match.last - 1
    before = place.lower(match.first - 1)
    if before.rstrip(".") in context("titles_before_name"):
        return False
    if not place.is_capital(match.last) or match.first < at:
        return True
    word = place.word(at)
    if word is None or word.dep_ != "compound" or word.head.tag_ not in ("NNP", "NNPS", "NNS"):
        return True
    earlier = place.word(match.first - 1)
    return earlier is not None and before != "to" and earlier.tag_ in ("IN", "DT", "POS", "PRP$", "JJ")


def _year(place: Place, match: Match) -> bool:
    """A bare number is a year unless money, a number sign or a counted noun stands beside it."""
    if match.last - match.first > 1:
        return True
    text, token = place.text, place.tokens[match.first]
    previous = text[token.start - 1] if token.start else " "
    before = place.lower(match.first - 1)
    if (
        previous in _MONEY
        or text[token.end : token.end + 1] == "%"
        or (text[token.end : token.end + 1] == "/" and not _is_double_year(text, token.end))
        or before in context("before_count")
    ):
        return False
    if previous in ("-", "–", "/", "."):
        return place.lower(match.first - 2) in context("before_hyphen_year") or place.has(
            match.first - 2, "YEAR"
        )
    if text[token.start] == "'":
        return before in context("before_short_year")
    word, after = place.word(match.first), place.word(match.last)
    if word is None:
        return False
    if after is not None and after.tag_ == "NNS" and word.head.i == after.i and word.dep_ == "nummod":
        return before in context("before_year_of_things")
    return _FIRST_YEAR <= int(match.values["y"]) <= _LAST_YEAR


def _is_double_year(text: str, slash: int) -> bool:
    """``the 2012/13 budget``."""
    after = text[slash + 1 : slash + 4]
    return after[:2].isdigit() and not after[2:].isalnum()


def _adverb(place: Place, match: Match) -> bool:
    """``daily`` and its kin, not "the daily paper" nor the name of one."""
    word, at = place.word(match.first), match.first
    if word is None or (place.is_capital(at) and not word.is_sent_start) or place.is_capital(match.last):
        return False
    if word.tag_ == "RB" and word.dep_ not in ("amod", "compound"):
        return True
    return (
        place.lower(at) in context("set_adjectives")
        and (word.dep_ == "amod" or (word.dep_ == "compound" and word.tag_ == "JJ"))
        and word.head.lower_ not in context("newspapers")
    )


def _decade(place: Place, match: Match) -> bool:
    """``the 1960s``, ``the '60s``; somebody "in his 60s" is of that age."""
    at = match.first - 1
    while place.has(at, "PART") or place.lower(at) == "-":
        at -= 1
    word = place.word(at)
    return word is None or word.tag_ != "PRP$"


def _noun(place: Place, match: Match) -> bool:
    """A season word used as a noun, not as a verb or in a name ("the Summer Palace")."""
    at = match.last - 1
    word = place.word(at)
    if word is None or word.pos_ not in ("NOUN", "PROPN", "ADV"):
        return False
    return not (place.is_capital(at) and place.is_capital(match.last))


def _clock(place: Place, match: Match) -> bool:
    """A clock time needs a.m. or p.m., a zone, or ``at`` before it; scores and ratios have none."""
    if match.values.keys() & {"a", "z", "h"}:
        return True
    if any(
        place.lower(i) in context("clock_words") or place.has(i, "CLOCKWORD")
        for i in range(match.first, match.last)
    ):
        return True
    return place.lower(match.first - 1) in context("before_clock")


def _future(place: Place, match: Match) -> bool:
    """``the future`` is a time, ``the future of the region`` is not."""
    return place.lower(match.last) != "of"


def _span(place: Place, match: Match) -> bool:
    """A duration, not an age, an ordinal ("a second") or a fraction ("a quarter of")."""
    unit, number, first = match.values.get("u", ""), match.values.get("n", ""), place.lower(match.first)
    alone = match.last - match.first == 2
    if alone and place.has(match.first, "A") and _is_rate(place, match):
        return False
    if unit == "Q" and number != "X" and _is_fraction(place, match):
        return False
    if (number.isdigit() and int(number) > _MOST_UNITS) or first == "per":
        return False
    if place.lower(match.last) in context("after_age") or (
        place.lower(match.last) == "-" and place.lower(match.last + 1) in context("after_age")
    ):
        return False
    if place.has(match.last - 1, "ORD") and not place.has(match.first, "NUM"):
        return False  # "a second round"
    if alone and place.has(match.first, "A") and unit in ("TS", "TM"):
        return place.lower(match.first - 1) in context("before_span")
    return True


def _units(place: Place, match: Match) -> bool:
    """Bare units (``for months``, ``the years``) are durations in few places only."""
    after = place.lower(match.last)
    if after in context("after_age") or after in context("after_units") or after == "'":
        return False
    if match.last - match.first > 1:
        return any(place.has(i, "SPANDIR") for i in range(match.first, match.last))
    return place.lower(match.first - 1) in context("before_units")


def _this_unit(place: Place, match: Match) -> bool:
    """``the week`` is this week only as an adverbial: "for the year", "in the quarter"."""
    if place.is_capital(match.last - 1):
        return False  # "Player of the Year"
    return place.lower(match.first - 1) in context("before_this_unit")


def _units_of(place: Place, match: Match) -> bool:
    """``after months of talks``: how long the talks went on."""
    word = place.word(match.first - 1)
    return word is not None and word.tag_[:2] in ("IN", "VB") and not place.has(match.last + 1, "UNITS")


def _aged(place: Place, match: Match) -> bool:
    """``the three-year-old war`` has lasted three years; people are that old."""
    for at in (match.last, match.last + 1):
        behind = place.word(at + 1)
        if place.lower(at) in context("aged_things") and not (
            behind is not None and behind.tag_ in ("NN", "NNS")
        ):
            return True
    return False  # "a 41-year-old campaign manager"


def _half(place: Place, match: Match) -> bool:
    """``first-half profit``; the first half of a match is no time of the calendar."""
    words = [place.lower(at) for at in range(match.first - _NEAR, match.last + _NEAR)]
    before, behind = words[:_NEAR], words[-_NEAR:]
    start = max((at + 1 for at, word in enumerate(before) if word == "."), default=0)
    stop = behind.index(".") if "." in behind else _NEAR
    return not context("of_business").isdisjoint((*before[start:], *behind[:stop]))


def _is_fraction(place: Place, match: Match) -> bool:
    """``a quarter of the seats``, ``three-quarters``, not ``the next three quarters``."""
    if any(place.has(i, "SPANDIR") for i in range(match.first, match.last)):
        return False
    hyphen = place.lower(match.last - 2) == "-" and place.has(match.last - 1, "UNITS")
    return hyphen or place.lower(match.last) == "of"


def _is_rate(place: Place, match: Match) -> bool:
    """``40 barrels a day``: the unit hangs on what is counted, and no stretch of time is meant."""
    word, before = place.word(match.last - 1), place.word(match.first - 1)
    return (
        word is not None
        and before is not None
        and word.dep_ == "npadvmod"
        and word.head.i <= before.i
        and before.tag_ in ("NN", "NNS", "CD")
        and word.head.pos_ in ("NOUN", "NUM", "SYM")
    )


def _weekends(place: Place, match: Match) -> bool:
    """``on weekends`` comes again and again."""
    return place.lower(match.first - 1) in context("before_weekends")


def _part_of_day(place: Place, match: Match) -> bool:
    """``in the morning``, ``by mid-afternoon``; not "the morning papers"."""
    after = place.word(match.last)
    if after is not None and after.tag_ in ("NN", "NNS", "NNP"):
        return False
    return place.lower(match.first - 1) in context("before_part_of_day")


def _near(place: Place, match: Match) -> bool:
    """A capital inside a sentence makes a name of ``Today``: of a paper or a programme."""
    at = match.last - 1
    if not place.is_capital(at) or not place.is_capital(at - 1):
        return True
    if at == 0 or not place.text.rstrip().endswith((".", '"')):
        return True  # a headline
    return any(place.lower(at - 1) == word for word in (".", '"', ":"))


def _event(place: Place, match: Match) -> bool:
    """``the day after the vote``: something follows from which the day counts."""
    word = place.word(match.last)
    return word is not None and word.dep_ in ("prep", "mark")


_GUARDS: Mapping[str, Callable[[Place, Match], bool]] = {
    "month": _month,
    "year": _year,
    "bare_month": _bare_month,
    "adverb": _adverb,
    "decade": _decade,
    "noun": _noun,
    "clock": _clock,
    "future": _future,
    "span": _span,
    "units": _units,
    "this_unit": _this_unit,
    "units_of": _units_of,
    "aged": _aged,
    "half": _half,
    "weekends": _weekends,
    "event": _event,
    "near": _near,
    "part_of_day": _part_of_day,
}
GUARD_NAMES = frozenset(_GUARDS)
