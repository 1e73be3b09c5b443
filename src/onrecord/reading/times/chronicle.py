"""Chronicles: days without a year that are told in the present, and at the head of entries.

In: the expressions of a document in order, each with its place and form. Out: the form, with the year of
the entry before ("On April 9, 2031, the two hold talks. On June 2, one rejects the draft"); where none has
a year, the nearest such day. Invariant: what prose tells in the past or in the future keeps its form.
"""

from __future__ import annotations

import re

from onrecord.reading.times import tense
from onrecord.reading.times.calendar import MONTHS
from onrecord.reading.times.grammar import Match
from onrecord.reading.times.place import Place, context

_FULL_DAY = re.compile(r"(\d{4})-(\d\d)-\d\d(?: =\w{3})?")
_YEAR = re.compile(r"\d{4}")
_NO_YEAR = re.compile(r"([<>~])([A-Z][a-z]{2})-(\d\d)((?: .*)?)")
_OF_REPORT = re.compile(r"[<>~]{1,2}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*|[+-]\dD.*|PRESENT_REF")
_NEW_YEAR = 10  # months back within a chronicle: the entry is of the year after


class Chronicle:
    """The chronicle that is being read, if one is: its last year and month."""

    def __init__(self) -> None:
        self._year = 0
        self._month = 0
        self._prose = False  # whether sentences are its entries, too, not only lines with a head

    def dated(self, place: Place, match: Match, form: str) -> str:
        """The form of the next expression, with its year where it is an entry of a chronicle."""
        heads = _heads_entry(place, match)
        leads = _leads(place, match)
        told = heads or _is_present(place, match)
        timetable = tense.is_timetable(place.head(match))
        if full := _FULL_DAY.fullmatch(form):
            if heads or (told and leads and not timetable):
                self._begin(int(full[1]), int(full[2]), prose=not heads)
        elif _YEAR.fullmatch(form) and (heads or _is_heading(place, match)):
            self._begin(int(form), 0, prose=True)
        elif _OF_REPORT.fullmatch(form):
            self._year = 0  # "on Friday": the report's own news
        elif (heads or (told and (leads or not timetable))) and (day := _NO_YEAR.fullmatch(form)):
            return self._entry(day) if self._year and (heads or self._prose) else _nearest(day)
        return form

    def _begin(self, year: int, month: int, *, prose: bool) -> None:
        self._year, self._month, self._prose = year, month, prose

    def _entry(self, day: re.Match[str]) -> str:
        number = MONTHS.index(day[2]) + 1
        if self._month - number >= _NEW_YEAR:
            self._year += 1
        self._month = number
        return f"{self._year}-{number:02d}-{day[3]}{day[4]}"


def _nearest(day: re.Match[str]) -> str:
    """Of a present that is none of a timetable: "On June 2, one rejects the draft" mostly looks back."""
    return ("~" if day[1] == ">" else day[1]) + day[2] + "-" + day[3] + day[4]


def _heads_entry(place: Place, match: Match) -> bool:
    """Whether the expression stands at the head of a paragraph, before a colon or a dash: "- June 2: …"."""
    return _opens(place, match) and place.lower(match.last) in context("entry_marks")


def _is_heading(place: Place, match: Match) -> bool:
    """Whether the expression is a paragraph of its own."""
    return _opens(place, match) and match.last == len(place.tokens)


def _opens(place: Place, match: Match) -> bool:
    at = match.first
    while place.lower(at - 1) in context("bullets"):
        at -= 1
    return at == 0


def _is_present(place: Place, match: Match) -> bool:
    """Whether the expression belongs to a plain present, and no word beside it looks ahead."""
    return tense.is_plain_present(place.head(match), place.lower(match.first - 1), place.lower(match.last))


def _leads(place: Place, match: Match) -> bool:
    """Whether the expression opens its sentence: "On April 9, 2031, …"."""
    at = match.first - (place.lower(match.first - 1) in ("on", "in"))
    word = place.word(at)
    return word is not None and bool(word.is_sent_start)
