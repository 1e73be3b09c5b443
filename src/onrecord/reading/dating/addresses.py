"""Addresses: the day of publication in the address of a page, as many sites put it there.

In: an address. Out: reasons. A day counts where it is a part of the path by itself (``/2031/06/02/``,
``/20310602/``) or opens or closes one (``/20310602-union-rejects``, ``/union-rejects-2031-06-02/``). Days
written in words inside a title are of what it tells. Invariant: only web addresses speak; the name of a file
is its owner's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.times.calendar import MONTHS

_WEB = re.compile(r"https?://[^/?#]+(?P<path>/[^?#]*)", re.IGNORECASE)
_LONGEST = 2_000  # characters
_YEAR = r"(?P<year>(?:19[89]|20[0-4])\d)"
_MONTH = r"(?P<month>\d\d?|(?i:" + "|".join(MONTHS) + r")[a-z]{0,6})"
_PARTED = re.compile(rf"/{_YEAR}/{_MONTH}(?:/(?P<day>\d\d?))?(?=[/-])")
_JOINED = re.compile(rf"/{_YEAR}(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)(?=[/_-]|\.\w+$|$)")
_CLOSING = re.compile(rf"-{_YEAR}(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)(?=/|\.\w+$|$)")


def from_address(address: str | None) -> Iterator[Reason]:
    """The day, or the month, that an address gives; nothing where it gives two different ones."""
    match = _WEB.match(address) if address and len(address) <= _LONGEST else None
    if match is None:
        return
    found = {
        span for shape in (_PARTED, _JOINED, _CLOSING) for span in map(_span, shape.finditer(match["path"]))
    }
    named = {span for span in found if span is not None}
    days = {span for span in named if len(span) == 10}
    if len(days or named) != 1:
        return
    span = next(iter(days or named))
    unit = "that day" if days else "that month"
    yield Reason(
        f"{span} = +0D", f"the address of the page gives {span}: published on {unit}", Strength.ADDRESS
    )


def _span(match: re.Match[str]) -> str | None:
    """``2031-06-02`` or ``2031-06``; ``None`` where there is no such day."""
    word = match["month"]
    month = int(word) if word.isdecimal() else [m.lower() for m in MONTHS].index(word[:3].lower()) + 1
    try:
        day = date(int(match["year"]), month, int(match["day"] or 1))
    except ValueError:
        return None
    return day.isoformat() if match["day"] else day.isoformat()[:7]
