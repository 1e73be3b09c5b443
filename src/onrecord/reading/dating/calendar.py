"""Days that the text names twice: "Monday, June 2", "three weeks ago, on May 16", "tomorrow (2 June)".

In: mentions in the order of the text. Out: reasons: both names mean one day, and only some years, or only
some days of publication, make that so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reading.dating.mentions import Mention, listed, name_of, spoken
from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.language import ParsedText
from onrecord.reading.times import day_candidates
from onrecord.reading.times.constraints import admitted

# "Monday (June 2)", "last week, on May 16", "tomorrow, the 2nd"
_GAP = re.compile(r" ?[(,–—] ?(?:(?:on|in) )?(?:the )?|, the ")
# Near the day of publication; every one of them within half a year of it, so that the nearest date is meant.
_NEAR_DAYS = re.compile(
    r"[+-]\d{1,2}D|[+-]\d{1,2}W|[+-][1-5]M|[DWM][+-][0-4]|W[+-]\d (?:\w{3})|[<>]{1,2}\w{3}"
    r"|[<>~]{0,2}[A-Z][a-z]{2} #-?\d\w{3}|[<>~]{0,2}Easter(?:[+-]?\d{1,2})?"
)
# Further away; a year stands beside it.
_NEAR_YEARS = re.compile(r"[+-]\d{1,2}[DWMY]|[DWMQY][+-]\d|W[+-]\d (?:\w{3})|[<>]{1,2}\w{3}")
_YEARS = re.compile(r"\d{4}(?:-\d\d){0,2}(?: =\w{3})?|\d{4}-Q\d")


def apposition(mention: Mention) -> Iterator[Reason]:
    """``Monday, June 2``: only some years have it."""
    day = mention.month_day
    if day is not None and day.weekday:
        yield weekday_of(mention.quoted, day.name, day.weekday)


def weekday_of(quoted: str, month_day: str, weekday: str) -> Reason:
    """A date is given its weekday only while it is near, so the nearest one is meant."""
    constraint = f"~{month_day} is {weekday}"
    years = years_of(f"~{month_day}", constraint)
    sentence = f"{quoted}: {spoken(month_day)} is a {name_of(weekday)} in {years}"
    return Reason(constraint, sentence, Strength.APPOSITION)


def years_of(form: str, constraint: str) -> str:
    """The years of the days that a form can mean where a constraint holds."""
    return listed([str(year) for year in day_candidates(form, admitted(constraint)).years()])


def side_by_side(parsed: ParsedText, first: Mention, second: Mention) -> Iterator[Reason]:
    """Two names of one day, one right behind the other."""
    if not _GAP.fullmatch(parsed.text[first.time.end : second.time.start]):
        return
    for near, dated in ((first, second), (second, first)):
        if near.absolute:
            continue
        both = f"{first.quoted}, {second.quoted}"
        if dated.month_day is not None:
            yield from _with_month_day(near, dated, both)
        elif dated.absolute and _YEARS.fullmatch(dated.form) and _NEAR_YEARS.fullmatch(near.form):
            form = dated.form.split()[0]
            sentence = f"{both}: two names of one time"
            yield Reason(f"{form} = {near.form}", sentence, Strength.APPOSITION)


def _with_month_day(near: Mention, dated: Mention, both: str) -> Iterator[Reason]:
    assert dated.month_day is not None
    name = dated.month_day.name
    if near.weekday is not None:
        yield weekday_of(both, name, near.weekday[1])
        return
    if _NEAR_DAYS.fullmatch(near.form):
        yield Reason(f"~{name} = {near.form}", f"{both}: two names of one day", Strength.APPOSITION)
