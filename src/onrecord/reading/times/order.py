"""Whether 3/4/2031 is a day in March or in April: by the text itself, else by who writes.

In: the text's own days in figures with what stands beside them, the outlet's name and its country. Out:
``MONTHFIRST`` or ``DAYFIRST``, the type of the reading that holds, or ``None`` where nothing tells: then only
the year is given.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from onrecord.knowledge import load
from onrecord.reading.times.calendar import WEEKDAYS

MONTH_FIRST, DAY_FIRST = "MONTHFIRST", "DAYFIRST"
_IN_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\d/])")
_WEEKDAY_BEFORE = re.compile(rf"\b({'|'.join(WEEKDAYS)})[a-z]{{0,6}}\.?,? *$")
_WEEKDAY_BEHIND = re.compile(rf",? *\(?({'|'.join(WEEKDAYS)})[a-z]{{0,6}}\.?[)\n]")
_CLOCK_BEHIND = re.compile(r"[, |–-]+(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)? ?\(?([A-Z]{2,4})\b", re.I)
_LARGEST_MONTH = 12


def order_of(text: str, outlet: str | None = None, country: str | None = None) -> str | None:
    """The order in which the text writes day and month in figures, as far as it is known."""
    return _shown(text) or _of_country(country) or _of_outlet(outlet) or (None if country else _of_zone(text))


def _shown(text: str) -> str | None:
    """What days beyond the twelfth show, and the weekdays beside others, where all of them agree."""
    shown = set()
    for match in _IN_FIGURES.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first <= _LARGEST_MONTH < second <= 31:
            shown.add(MONTH_FIRST)
        elif second <= _LARGEST_MONTH < first <= 31:
            shown.add(DAY_FIRST)
        elif 0 < first <= _LARGEST_MONTH and 0 < second <= _LARGEST_MONTH:
            shown |= _by_weekday(text, match)
    return shown.pop() if len(shown) == 1 else None


def _by_weekday(text: str, match: re.Match[str]) -> set[str]:
    """ "Tuesday, 10/09/2029" is in October: the tenth of September is a Monday."""
    named = _WEEKDAY_BEFORE.search(text, 0, match.start()) or _WEEKDAY_BEHIND.match(text, match.end())
    if named is None or len(match[3]) == 2:
        return set()
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    fits = {
        order
        for order, month, day in ((MONTH_FIRST, first, second), (DAY_FIRST, second, first))
        if WEEKDAYS[date(year, month, day).weekday()] == named[1]
    }
    return fits if len(fits) == 1 else set()


def _of_zone(text: str) -> str | None:
    """ "10/09/2029, 7:42 p.m. EDT": the clock of a country that writes the month first."""
    zones = _known("zones", "month_first")
    for match in _IN_FIGURES.finditer(text):
        clock = _CLOCK_BEHIND.match(text, match.end())
        if clock is not None and clock[1].casefold() in zones:
            return MONTH_FIRST
    return None


@cache
def _known(kind: str, order: str) -> frozenset[str]:
    return frozenset(str(name).casefold() for name in load("times_order")[kind][order] or ())


def _of_country(country: str | None) -> str | None:
    if not country:
        return None
    name = country.casefold().strip().removeprefix("the ")
    if name in _known("countries", "month_first"):
        return MONTH_FIRST
    return None if name in _known("countries", "unclear") else DAY_FIRST


@cache
def _of_outlet(outlet: str | None) -> str | None:
    if not outlet:
        return None
    from onrecord.sources import outlets

    name = outlets.canonical(outlet)
    if name.casefold() in _known("outlets", "month_first"):
        return MONTH_FIRST
    if name.casefold() in _known("outlets", "day_first"):
        return DAY_FIRST
    ends = {host.rpartition(".")[2] for host, of in outlets.outlets().by_host.items() if of == name}
    ends |= {name.rpartition(".")[2]} if "." in name else set()
    countries = {end for end in ends if len(end) == 2 and end not in _known("hosts", "no_country")}
    orders = {_of_country(end) for end in countries}
    return orders.pop() if len(orders) == 1 else None
