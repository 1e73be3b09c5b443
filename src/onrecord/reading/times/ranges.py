"""Two weekdays that bound a range: "from Monday to Friday" is one Monday and the Friday after it.

In: the forms of two neighbouring expressions and the words between and before them. Out: the two forms
with one of them counted from the other, so that the first never lies after the second.
"""

from __future__ import annotations

import re

from onrecord.reading.times.place import context

_WEEKDAY = re.compile(r"([<>~])(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b(.*)")


def ordered(first: str, second: str, before: str, between: str) -> tuple[str, str]:
    """The forms of a range's ends; unchanged where the words make no range.

    ``before`` is the word before the first expression, ``between`` what joins the two, in lower case.
    """
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


_RANGES = frozenset(
    {("between", "and"), ("from", "to"), ("from", "until"), ("from", "till"), ("from", "through")}
)
