"""The form language: what a time expression means before anybody knows the day of publication.

A form is a chain of steps, read from left to right. It starts at the day of publication and each
step moves, widens or narrows an interval of days:

====================  =========================================================================
``2025-06-02``        that day; also ``2025-06``, ``2025``, ``2025-Q3``, ``2025-H1``, ``2025-SU``,
                      ``2025-W23``, ``199X`` (a decade), ``19XX`` (a century)
``+50D`` ``-3W``      a shift by days, weeks, months, quarters, years, decades or centuries. A shift
                      by more than days is rounded: half a unit is added on both sides
``+2M..3M``           a shift by something between the two
``W-1`` ``Y+0``       the calendar unit that holds the day, or the n-th before or after it; units:
                      W WE (weekend) M Q H (half) Y E (decade) C
``<Fri`` ``>Fri``     the latest Friday up to the day, the first Friday from the day on;
``<<`` ``>>`` ``~``   strictly before, strictly after, the nearest one. Names: ``Mon``..``Sun``,
                      ``Jan``..``Dec``, ``Jun-02``, ``15th``, ``SP SU FA WI``, ``Q1``..``Q4``,
                      ``H1``, ``H2``, ``WE``
``Fri``               without a sign: the first one inside the interval (``W-1 Fri``)
``#4Thu`` ``#-1Mon``  the fourth Thursday, the last Monday of the interval
``.start`` ``.end``   a part of the interval; also ``.mid``
``.before`` ``.after``  its days up to, or from, the day of publication
``.since``            everything from its first day on
``.fiscal``           up to nine months earlier and later: whose fiscal year it is, is not known
``=Mon``              the text adds that it is a Monday; the days stay
``T10:00`` ``TMO``    a time of day; the days stay
``PAST_REF`` ...      the vague references of TIMEX3
====================  =========================================================================

``P50D``, ``<=P10D``, ``P2M..P3M`` are durations and ``each ...`` are sets: they have no days.
Every step is monotone in the day of publication (a later day never gives an earlier result), so
an interval of days of publication is mapped by its two ends. Forms are evaluated for many days of
publication at once, as numpy arrays of days since 1970-01-01.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from onrecord.reading.times.days import COUNT, EPOCH, Array, Days

FAR = 1_000_000  # days; stands for an open end
LONGEST_SHIFT = 3000  # units; nothing in the news reaches further
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Length in months, and in days half a unit of it, for the units that are whole months.
_MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
_HALF = {"D": 0, "W": 3, "M": 15, "Q": 45, "H": 90, "Y": 182, "E": 1826, "C": 18262}
# First month and day of a season, and its last: wide enough for every way of counting.
_SEASONS = {
    "SP": ((3, 1), (6, 20)),
    "SU": ((6, 1), (9, 22)),
    "FA": ((9, 1), (12, 20)),
    "WI": ((12, 1), (3, 20)),
}

_ABSOLUTE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4])|-H([12])|-(SP|SU|FA|WI)|-W(\d\d))?|(\d{3})X|(\d\d)XX"
)
_SHIFT = re.compile(r"([+-])(\d+)(?:([DWMQHYEC])|([DWMQHYEC])?\.\.(\d+)([DWMQHYEC])|(T))")
_UNIT = re.compile(r"(WE|[WMQHYEC])([+-]\d+)")
_NAMED = re.compile(
    r"(<<|>>|<|>|~)?(?:(" + "|".join(WEEKDAYS) + r")|(" + "|".join(MONTHS) + r")(?:-(\d\d))?"
    r"|(\d{1,2})th|(SP|SU|FA|WI)|Q([1-4])|H([12])|(WE))"
)
_NTH = re.compile(r"#(-?\d)(" + "|".join(WEEKDAYS) + r")")
_FISCAL_SHIFT = 275  # days; a fiscal year can begin nine months before or after the calendar's
_PARTS = ("start", "mid", "end", "before", "after", "since", "fiscal")
_REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
_CLOCK = re.compile(r"T(?:\d\d(?::\d\d){0,2}Z?|MO|AF|EV|NI|DT|MI|XX)")
_DURATION = re.compile(r"(<=)?P(T?)(\d+(?:\.\d+)?|X)([A-Z]{1,2})(?:\.\.P(T?)(\d+(?:\.\d+)?)([A-Z]{1,2}))?")


class FormError(ValueError):
    """A form that breaks the grammar."""


@dataclass(frozen=True)
class Extent:
    """What a form means, for each day of publication: arrays of the same length.

    ``first`` and ``last`` bound the days; ``centre`` is the day inside the unit that is meant, and
    ``unit`` its grain (``D``, ``W`` … or a reference or duration, which is its own value).
    """

    first: Array
    last: Array
    centre: Array
    unit: str = "D"
    clock: str = ""


def _month_index(day: Array) -> Array:
    out: Array = day.astype("M8[D]").astype("M8[M]").astype(np.int64)
    return out


def _month_first(index: Array) -> Array:
    out: Array = index.astype("M8[M]").astype("M8[D]").astype(np.int64)
    return out


def _year_day(day: Array, years: int, month: int, number: int) -> Array:
    """The day ``number`` of ``month``, ``years`` after the year of each day."""
    january = _month_index(day) // 12 * 12
    return _month_first(january + 12 * years + month - 1) + number - 1


def _weekday(day: Array) -> Array:
    return (day + 3) % 7  # 1970-01-01 was a Thursday


def _unit_bounds(day: Array, unit: str, offset: int) -> tuple[Array, Array]:
    """First and last day of the calendar unit ``offset`` units from the one that holds each day."""
    if unit in ("W", "WE"):
        monday = day - _weekday(day) + 7 * offset
        return (monday + 5 if unit == "WE" else monday), monday + 6
    size = _MONTHS_IN[unit]
    # Decades and centuries count from year 0, months from 1970.
    index = (_month_index(day) + 1970 * 12) // size * size + offset * size - 1970 * 12
    return _month_first(index), _month_first(index + size) - 1


def _shift_days(day: Array, amount: int, unit: str) -> Array:
    if unit in ("D", "W"):
        return day + amount * (7 if unit == "W" else 1)
    index = _month_index(day)
    number = day - _month_first(index)
    target = index + amount * _MONTHS_IN[unit]
    length = _month_first(target + 1) - _month_first(target)
    moved: Array = _month_first(target) + np.minimum(number, length - 1)
    return moved


# A step is a function from an extent (and the days of publication) to an extent.
Step = Callable[[Extent, Array], Extent]


def _absolute(match: re.Match[str]) -> Step:
    year, month, number, quarter, half, season, week, decade, century = match.groups()
    if decade or century:
        start = np.array([(int(decade or century) * (10 if decade else 100) - 1970) * 12])
        first, last = _unit_bounds(_month_first(start), "E" if decade else "C", 0)
        unit = "E" if decade else "C"
    else:
        january = np.array([(int(year) - 1970) * 12])
        if number:
            first = last = np.array([(date(int(year), int(month), int(number)) - date(1970, 1, 1)).days])
            unit = "D"
        elif week:
            first, last = _unit_bounds(_month_first(january) + 3, "W", int(week) - 1)
            unit = "W"
        elif season:
            first, last = _season(_month_first(january), 0, season)
            unit = season
        else:
            unit = "M" if month else "Q" if quarter else "H" if half else "Y"
            place = int(month or quarter or half or 1) - 1
            first, last = _unit_bounds(_month_first(january + place * _MONTHS_IN[unit]), unit, 0)
    middle = (first + last) // 2

    def step(extent: Extent, published: Array) -> Extent:
        same = np.zeros_like(published)
        return Extent(first + same, last + same, middle + same, unit)

    return step


def _shift(match: re.Match[str]) -> Step:
    sign = 1 if match[1] == "+" else -1
    if match[7]:  # hours, minutes: the day or its neighbour
        reach = -(-int(match[2]) // 24)
        return lambda e, _: replace(
            e,
            first=e.first - (reach if sign < 0 else 0),
            last=e.last + (reach if sign > 0 else 0),
            clock="TXX",
        )
    near = min(int(match[2]), LONGEST_SHIFT)
    far = min(int(match[5] or near), LONGEST_SHIFT)
    unit = match[3] or match[4] or match[6]
    wide = match[6] or unit
    (low, low_unit), (high, high_unit) = ((near, unit), (far, wide))
    if sign < 0:
        (low, low_unit), (high, high_unit) = ((-far, wide), (-near, unit))
    exact = match[3] is not None

    def step(extent: Extent, published: Array) -> Extent:
        return Extent(
            _shift_days(extent.first, low, low_unit) - (_HALF[low_unit] if exact else 0),
            _shift_days(extent.last, high, high_unit) + (_HALF[high_unit] if exact else 0),
            _shift_days(extent.centre, sign * near, unit),
            unit,
        )

    return step


def _unit(match: re.Match[str]) -> Step:
    unit, offset = match[1], max(-LONGEST_SHIFT, min(LONGEST_SHIFT, int(match[2])))

    def step(extent: Extent, published: Array) -> Extent:
        first, _ = _unit_bounds(extent.first, unit, offset)
        _, last = _unit_bounds(extent.last, unit, offset)
        a, b = _unit_bounds(extent.centre, unit, offset)
        return Extent(first, last, (a + b) // 2, unit)

    return step


def _season(day: Array, years: int, name: str) -> tuple[Array, Array]:
    (m1, d1), (m2, d2) = _SEASONS[name]
    return _year_day(day, years - (m1 > m2), m1, d1), _year_day(day, years, m2, d2)


def _named(match: re.Match[str]) -> Step:
    sign, weekday, month, number, ordinal, season, quarter, half, weekend = match.groups()
    if weekday:
        index = WEEKDAYS.index(weekday)

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            found = day - _weekday(day) + index + 7 * k
            return found, found

        unit = "D"
    elif weekend:

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            saturday = day - _weekday(day) + 5 + 7 * k
            return saturday, saturday + 1

        unit = "WE"
    elif ordinal:

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            first = _month_first(_month_index(day) + k)
            last = _month_first(_month_index(day) + k + 1) - 1
            found = np.minimum(first + int(ordinal) - 1, last)
            return found, found

        unit = "D"
    elif season:

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            return _season(day, k, season)

        unit = season
    else:
        first_month, length, unit = _month_range(month, quarter, half)

        def occurrence(day: Array, k: int) -> tuple[Array, Array]:
            first = _year_day(day, k, first_month, int(number or 1))
            last = first if number else _year_day(day, k, first_month + length, 1) - 1
            return first, last

        unit = "D" if number else unit
    reach = 8 if (month, number) == ("Feb", "29") else 2
    leap = reach == 8

    def step(extent: Extent, published: Array) -> Extent:
        def search(day: Array, direction: str) -> tuple[Array, Array]:
            return _search(day, direction, occurrence, reach, leap)

        if not sign:
            first, last = search(extent.first, ">")
            return Extent(first, last, (first + last) // 2, unit)
        first, _ = search(extent.first, sign)
        _, last = search(extent.last, sign)
        a, b = search(extent.centre, sign)
        return Extent(first, last, (a + b) // 2, unit)

    return step


def _month_range(month: str | None, quarter: str | None, half: str | None) -> tuple[int, int, str]:
    """First month, length in months and unit of a named month, quarter or half."""
    if month:
        return MONTHS.index(month) + 1, 1, "M"
    if quarter:
        return int(quarter) * 3 - 2, 3, "Q"
    return int(half or 1) * 6 - 5, 6, "H"


def _search(
    day: Array,
    direction: str,
    occurrence: Callable[[Array, int], tuple[Array, Array]],
    reach: int,
    leap: bool,
) -> tuple[Array, Array]:
    """The occurrence that the direction picks, for each day."""
    options = [occurrence(day, k) for k in range(-reach, reach + 1)]
    if leap:
        options = [(a, b) for a, b in options]
    if direction in (">", ">>"):
        options.reverse()
    first, last = options[0]
    for a, b in options[1:]:
        if direction == "<":
            better = a <= day
        elif direction == "<<":
            better = b < day
        elif direction == ">":
            better = b >= day
        elif direction == ">>":
            better = a > day
        else:
            better = np.abs((a + b) // 2 - day) < np.abs((first + last) // 2 - day)
        if leap:
            better = better & (_month_index(a) % 12 == 1)
        first, last = np.where(better, a, first), np.where(better, b, last)
    return first, last


def _nth(match: re.Match[str]) -> Step:
    count, index = int(match[1]), WEEKDAYS.index(match[2])

    def step(extent: Extent, published: Array) -> Extent:
        if count > 0:
            found = extent.first + (index - _weekday(extent.first)) % 7 + 7 * (count - 1)
        else:
            found = extent.last - (_weekday(extent.last) - index) % 7 + 7 * (count + 1)
        return Extent(found, found, found)

    return step


def _part(name: str) -> Step:
    def step(extent: Extent, published: Array) -> Extent:
        first, last = extent.first, extent.last
        days = last - first + 1
        # Half of a week, a third of anything longer.
        size = np.where(days <= 7, (days + 1) // 2, (days + 2) // 3)
        if name == "start":
            return replace(extent, last=first + np.where(days == 7, 3, size) - 1)
        if name == "end":
            return replace(extent, first=last - size + 1)
        if name == "fiscal":
            return replace(extent, first=first - _FISCAL_SHIFT, last=last + _FISCAL_SHIFT)
        if name == "mid":
            return replace(extent, first=first + (days - size) // 2, last=last - (days - size) // 2)
        if name == "before":
            return replace(extent, last=np.maximum(np.minimum(last, published), first))
        if name == "after":
            return replace(extent, first=np.minimum(np.maximum(first, published), last))
        return replace(extent, last=np.full_like(last, FAR))

    return step


def _reference(name: str) -> Step:
    def step(extent: Extent, published: Array) -> Extent:
        far = np.full_like(published, FAR)
        if name == "PAST_REF":
            return Extent(-far, published, published, name)
        if name == "FUTURE_REF":
            return Extent(published, far, published, name)
        return Extent(published, published, published, name)

    return step


def _step(text: str) -> Step:
    if match := _ABSOLUTE.fullmatch(text):
        return _absolute(match)
    if match := _SHIFT.fullmatch(text):
        return _shift(match)
    if match := _UNIT.fullmatch(text):
        return _unit(match)
    if match := _NAMED.fullmatch(text):
        return _named(match)
    if match := _NTH.fullmatch(text):
        return _nth(match)
    if text[:1] == "." and text[1:] in _PARTS:
        return _part(text[1:])
    if text[:1] == "=" and text[1:] in WEEKDAYS:
        return lambda extent, _: extent
    if text in _REFERENCES:
        return _reference(text)
    if _CLOCK.fullmatch(text):
        return lambda extent, _: replace(extent, clock=text)
    raise FormError(f"not a step of a form: {text!r}")


@lru_cache(maxsize=4096)
def steps(form: str) -> tuple[Step, ...]:
    """The steps of a form with days. Raises :class:`FormError` for anything else."""
    try:
        return tuple(_step(part) for part in form.split())
    except (ValueError, OverflowError) as error:
        raise FormError(f"not a form: {form!r}") from error


def has_days(form: str | None) -> bool:
    """Whether a form means days (durations and sets do not)."""
    return form is not None and form != "" and not form.startswith("each ") and not is_duration(form)


def is_duration(form: str | None) -> bool:
    """Whether a form is a duration (``P50D``, ``<=P10D``, ``P2M..P3M``)."""
    return form is not None and _DURATION.fullmatch(form) is not None


@lru_cache(maxsize=4096)
def is_absolute(form: str) -> bool:
    """Whether the form means the same days whenever it was published."""
    parts = form.split()
    return (
        bool(parts) and _ABSOLUTE.fullmatch(parts[0]) is not None and not {".before", ".after"} & set(parts)
    )


def evaluate(form: str, published: Array) -> Extent:
    """The extent of a form for each of the given days of publication (days since 1970-01-01)."""
    extent = Extent(published, published, published)
    for step in steps(form):
        extent = step(extent, published)
    return extent


def number_of(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def day_of(number: int) -> date | None:
    """The day with that number; ``None`` for an open end or beyond the calendar."""
    try:
        return None if abs(number) >= FAR // 2 else date(1970, 1, 1) + timedelta(int(number))
    except OverflowError:
        return None


def days_of(form: str, published: date) -> tuple[date | None, date | None]:
    """First and last day of a form for one day of publication."""
    extent = evaluate(form, np.array([number_of(published)]))
    return day_of(int(extent.first[0])), day_of(int(extent.last[0]))


def value_of(extent: Extent, index: int) -> str:
    """The TIMEX3 value of one row of an extent."""
    unit = extent.unit
    if unit in _REFERENCES:
        return unit
    day = day_of(int(extent.centre[index]))
    if day is None:
        return "XXXX"
    iso = day.isocalendar()
    week = f"{iso.year:04d}-W{iso.week:02d}"
    year = f"{day.year:04d}"
    values = {
        "D": day.isoformat() + extent.clock,
        "W": week,
        "WE": week + "-WE",
        "M": f"{year}-{day.month:02d}",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "H": f"{year}-H{1 if day.month < 7 else 2}",
        "Y": year,
        "E": year[:3],
        "C": year[:2],
    }
    return values.get(unit) or f"{year}-{unit}"


def unanchored_value(form: str) -> str:
    """The TIMEX3 value as far as it stands without a day of publication."""
    if not has_days(form):
        return form.removeprefix("each ").removeprefix("<=").split("..")[0]
    if is_absolute(form):
        return value_of(evaluate(form, np.zeros(1, dtype=np.int64)), 0)
    value, clock = "XXXX-XX-XX", ""
    for part in form.split():
        if part in _REFERENCES:
            value = part
        elif match := _SHIFT.fullmatch(part):
            value = _BLANKS[match[3] or match[6] or "D"]
        elif match := _UNIT.fullmatch(part):
            value = _BLANKS[match[1]]
        elif match := _NAMED.fullmatch(part):
            value = _blank_named(match)
        elif _NTH.fullmatch(part):
            value = "XXXX-XX-XX"
        elif _CLOCK.fullmatch(part):
            clock = part
    return value + clock


_BLANKS = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}


def _blank_named(match: re.Match[str]) -> str:
    _, weekday, month, number, ordinal, season, quarter, half, weekend = match.groups()
    if weekday:
        return f"XXXX-WXX-{WEEKDAYS.index(weekday) + 1}"
    if month:
        return f"XXXX-{MONTHS.index(month) + 1:02d}" + (f"-{number}" if number else "")
    if ordinal:
        return f"XXXX-XX-{int(ordinal):02d}"
    if weekend:
        return "XXXX-WXX-WE"
    return "XXXX-" + (season or (f"Q{quarter}" if quarter else f"H{half}"))


def shift(form: str, days: int) -> str:
    """The form ``days`` days later (earlier, where negative)."""
    return f"{form} {days:+d}D" if days else form


def after(base: str, duration: str) -> str:
    """The form that lies a duration after another: ``after("-1W", "P50D")`` is ``-1W +50D``.

    ``<=P10D`` (within ten days) gives all days up to it; a vague duration (``PXW``) everything
    from the base on. Raises :class:`FormError` where ``duration`` is none.
    """
    return _moved(base, duration, "+")


def before(base: str, duration: str) -> str:
    """The form that lies a duration before another; vague durations give the past."""
    return _moved(base, duration, "-")


def _moved(base: str, duration: str, sign: str) -> str:
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise FormError(f"not a duration: {duration!r}")
    within, clock, amount, unit, _, most, most_unit = match.groups()
    if amount == "X" or "." in amount:
        return f"{base} .since" if sign == "+" else "PAST_REF"
    if clock:
        return f"{base} {sign}{amount}T"
    unit = {"WE": "W"}.get(unit, unit)
    if within:
        return f"{base} {sign}0D..{amount}{unit}"
    if most and "." not in most and most_unit in _HALF and unit in _HALF:
        return f"{base} {sign}{amount}{unit}..{most}{most_unit}"
    return f"{base} {sign}{amount}{unit}"


def _spread(first: Array, last: Array) -> Days:
    """All days covered by some interval."""
    a = np.clip(first - EPOCH, 0, COUNT)
    b = np.clip(last - EPOCH + 1, 0, COUNT)
    kept = a < b
    change = np.zeros(COUNT + 1, dtype=np.int64)
    np.add.at(change, a[kept], 1)
    np.add.at(change, b[kept], -1)
    return Days.from_mask(np.cumsum(change)[:COUNT] > 0)


def day_candidates(form: str, days: Days) -> Days:
    """The days that a form can mean when the day of publication is one of ``days``."""
    if not has_days(form) or not days:
        return Days.none()
    extent = evaluate(form, days.array())
    return _spread(extent.first, extent.last)


def publication_candidates(form: str, event: Days) -> Days:
    """The days of publication under which a form can mean one of the days of ``event``."""
    if not has_days(form):
        return Days.none()
    extent = evaluate(form, Days.all().array())
    seen = np.concatenate(([0], np.cumsum(event.mask())))
    a = np.clip(extent.first - EPOCH, 0, COUNT)
    b = np.clip(extent.last - EPOCH + 1, 0, COUNT)
    return Days.from_mask((b > a) & (seen[np.maximum(a, b)] - seen[a] > 0))
