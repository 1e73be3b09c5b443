"""Two days that bound a range: "from Monday to Friday" is one Monday and the Friday after it.

In: the forms of two neighbouring expressions and the words between and before them. Out: the two forms
with one weekday counted from the other, so that the first never lies after the second; of two dates
("June 2 to 4") both ahead or both past.
"""

from __future__ import annotations

import re

from onrecord.reading.times.calendar import MONTHS
from onrecord.reading.times.place import context

_DATE = re.compile(rf"([<>~])({'|'.join(MONTHS)})(-\d\d.*)")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEKDAY = re.compile(r"([<>~])(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b(.*)")


def ordered(first: str, second: str, before: str, between: str) -> tuple[str, str]:
    """The forms of a range's ends; unchanged where the words make no range.

    ``before`` is the word before the first expression, ``between`` what joins the two, in lower case.
    """
    if between in _JOINS:
        first, second = _told_together(first, second, dashed=between in context("range_marks"))
    if (before, between) not in _RANGES and between not in context("range_marks"):
        return first, second
    a, b = _WEEKDAY.fullmatch(first), _WEEKDAY.fullmatch(second)
    if a is None or b is None or a[2] == b[2]:
        return first, second
    sign = a[1] if b[1] in (a[1], "~") else b[1]
    if a[1] not in (sign, "~"):
        return first, second  # "moved from Tuesday to Friday" is no range
    if sign == "<":
        return f"<{b[2]} <<{a[2]}{a[3]}", f"<{b[2]}{b[3]}"
    return f"{sign}{a[2]}{a[3]}", f"{sign}{a[2]} >>{b[2]}{b[3]}"


def _told_together(first: str, second: str, *, dashed: bool) -> tuple[str, str]:
    """Dates with the tense, or the year, that only one of them has: the parser tears "June 2-4" apart."""
    a, b = _DATE.fullmatch(first), _DATE.fullmatch(second)
    if b is not None and _FULL_DAY.fullmatch(first):
        year, month, opened = int(first[:4]), MONTHS.index(b[2]) + 1, int(first[5:7])
        if dashed and month != opened:
            return first, second  # "Oct. 19, 2031 - Sept. 30: …" is a dateline and an entry
        return first, f"{year + (month < opened)}-{month:02d}{b[3]}"
    if a is None or b is None or "~" not in (a[1], b[1]):
        return first, second
    sign = b[1] if a[1] == "~" else a[1]
    return sign + a[2] + a[3], sign + b[2] + b[3]


_JOINS = frozenset({"-", "–", "—", "to", "through", "until", "and", "or"})
_RANGES = frozenset(
    {("between", "and"), ("from", "to"), ("from", "until"), ("from", "till"), ("from", "through")}
)
