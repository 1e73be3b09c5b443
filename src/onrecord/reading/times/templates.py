"""Form templates: how a rule's captured values become a form.

In: a template of ``knowledge/times.yaml`` and the values of the tokens that its pattern captured.
Out: a form. ``{name}`` is a value, ``{function name …}`` one of the functions below; ``[ … ]`` is left
out where a value in it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.reading.times.calendar import MONTHS, WEEKDAYS

_FIELD = re.compile(r"\{([^{}]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


class NoFormError(ValueError):
    """The rule matched, but its values make no sense (a fifth quarter, the 31st of June)."""


def fill(template: str, values: Mapping[str, str]) -> str:
    """The form that a template gives. Raises :class:`NoFormError` where its values make no sense."""

    def optional(match: re.Match[str]) -> str:
        names = [field.split()[-1] for field in _FIELD.findall(match[1])]
        return match[1] if all(name in values for name in names) else ""

    def field(match: re.Match[str]) -> str:
        parts = match[1].split()
        if len(parts) == 1:
            if parts[0] not in values:
                raise NoFormError(parts[0])
            return values[parts[0]]
        return _FUNCTIONS[parts[0]](*(values.get(name, name) for name in parts[1:]))

    form = _FIELD.sub(field, _OPTIONAL.sub(optional, template))
    return " ".join(form.split())


# --- the functions of form templates; each takes values of tokens and gives a piece of a form


def _month(name: str) -> str:
    return f"{MONTHS.index(name) + 1:02d}"


def _pad(day: str) -> str:
    if not 1 <= int(day) <= 31:
        raise NoFormError(day)
    return f"{int(day):02d}"


_SMALL_HOURS = 5  # "3 o'clock that night", but "9 o'clock on Friday night"
# Half a unit, as the smaller one that follows it in a duration.
_HALF_OF = {"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S"}


def _amount(number: str) -> str:
    if number == "X":
        return "X"
    return str(int(number)) if number.isdigit() else number


def _dur(number: str, unit: str) -> str:
    number = {"one": "1", "two": "2", "vague": "X"}.get(number, number)
    amount = _amount(number)
    if amount.endswith(".5") and unit in _HALF_OF:
        return f"P{'T' if unit[0] == 'T' else ''}{amount.removesuffix('.5')}{unit[-1]}{_HALF_OF[unit]}"
    if unit == "F":
        return f"P{_times(amount, 2)}W"
    if unit in ("E", "C", "L"):
        return f"P{_times(amount, {'E': 10, 'C': 100, 'L': 1000}[unit])}Y" if amount != "X" else f"PX{unit}"
    if unit == "WE":
        return f"P{amount}WE"
    return f"P{'T' if unit[0] == 'T' else ''}{amount}{unit[-1]}"


def _times(amount: str, factor: int) -> str:
    if amount == "X":
        return "X"
    product = float(amount) * factor
    return str(int(product)) if product.is_integer() else f"{product:g}"


def _dur_large(number: str, zeros: str) -> str:
    """``2.5 million years``: the figure written out."""
    if "." not in number:
        return f"P{_amount(number)}{zeros}Y"
    whole, _, part = number.partition(".")
    return f"P{whole}{part}{zeros[len(part) :]}Y"


def _shift(sign: str, *amounts_and_unit: str) -> str:
    *amounts, unit = amounts_and_unit
    if any(not a.isdigit() for a in amounts):
        return "PAST_REF" if sign == "-" else "FUTURE_REF"
    factor = 2 if unit == "F" else 1
    letter = {"F": "W", "WE": "W", "TH": "T", "TM": "T", "TS": "T", "L": "C"}.get(unit, unit)
    numbers = [int(a) * factor for a in amounts]
    if letter == "T":
        hours = -(-numbers[-1] // {"TH": 1, "TM": 60, "TS": 3600}[unit])
        return f"{sign}{hours}T"
    if len(numbers) == 1:
        return f"{sign}{numbers[0]}{letter}"
    low, high = sorted(numbers)
    return f"{sign}{low}{letter}..{high}{letter}"


def _shift_half(unit: str) -> str:
    """Half a century or a decade back; half of a smaller unit ago is no date of its own."""
    if unit not in ("E", "C"):
        raise NoFormError(unit)
    return {"E": "-5Y", "C": "-50Y"}[unit]


def _unit(offset: str, unit: str) -> str:
    step = {"zero": "+0", "r": "+0", "minus": "-1", "plus": "+1"}.get(offset, offset)
    if unit in ("D", "day"):
        return f"{step}D"
    if unit[0] == "T" or unit in ("F", "L"):
        raise NoFormError(unit)
    return f"{unit}{step}"


def _coming(unit: str) -> str:
    """The days from now on, as many as the unit has; of a weekend, the next one."""
    if unit == "WE":
        return ">WE"
    return f"+0{unit}..1{unit}"


def _end_of(word: str) -> str:
    return "end"


def _quarter(number: str) -> str:
    if number not in ("1", "2", "3", "4"):
        raise NoFormError(number)
    return f"Q{number}"


def _half(number: str) -> str:
    if number not in ("1", "2", "last"):
        raise NoFormError(number)
    return "H1" if number == "1" else "H2"


def _part_half(number: str) -> str:
    return {"H1": "start", "H2": "end"}[_half(number)]


def _century(number: str) -> str:
    if not 2 <= int(number) <= 22:
        raise NoFormError(number)
    return f"{int(number) - 1:02d}XX"


def _nth(number: str) -> str:
    if number == "last":
        return "-1"
    if not 1 <= int(number) <= 5:
        raise NoFormError(number)
    return number


def _clock(time: str, half: str, part: str) -> str:
    """The step of a clock time: ``half`` is ``am`` or ``pm``, ``part`` the part of the day beside it."""
    hour, _, minute = time.partition(":")
    number = int(hour)
    if (half == "pm" or part in ("TAF", "TEV") or (part == "TNI" and number > _SMALL_HOURS)) and number < 12:
        number += 12
    elif (half == "am" or part == "TNI") and number == 12:
        number = 0
    if number > 24:
        raise NoFormError(time)
    return f"T{number:02d}:{minute or '00'}"


def _every(number: str, unit: str) -> str:
    return _dur(number if number != "n" else "1", unit)


def _half_of(unit: str) -> str:
    halves = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "TM": "PT30S", "E": "P5Y", "C": "P50Y"}
    if unit not in halves:
        raise NoFormError(unit)
    return halves[unit]


def _half_more(number: str, unit: str) -> str:
    if not number.isdigit():
        raise NoFormError(number)
    return _dur(f"{number}.5", unit)


def _dur_two(number: str, unit: str, second: str, smaller: str) -> str:
    """``two years and six months``, ``an hour and 20 minutes``: the larger unit first."""
    order = ("Y", "M", "W", "D", "TH", "TM", "TS")
    if unit not in order or smaller not in order or order.index(unit) >= order.index(smaller):
        raise NoFormError(f"{unit} {smaller}")
    if not (number.isdigit() and second.isdigit()):
        raise NoFormError(number)
    time = "" if smaller[0] != "T" or unit[0] == "T" else "T"
    start = "PT" if unit[0] == "T" else "P"
    return f"{start}{int(number)}{unit[-1]}{time}{int(second)}{smaller[-1]}"


def _zone(zone: str) -> str:
    """The step of a zone behind a clock time; the universal time is part of the clock time itself."""
    return zone if zone == "Z" else f" in:{zone}"


def _holiday(step: str, year: str) -> str:
    steps = step.split()
    if year.isdigit():
        return " ".join([year, *steps])
    return " ".join(["?" + steps[0], *steps[1:]])


def _weekday_number(name: str) -> str:
    return str(WEEKDAYS.index(name) + 1)


_FUNCTIONS: Mapping[str, Callable[..., str]] = {
    "month": _month,
    "pad": _pad,
    "dur": _dur,
    "dur-large": _dur_large,
    "shift": _shift,
    "shift-half": _shift_half,
    "unit": _unit,
    "coming": _coming,
    "endof": _end_of,
    "quarter": _quarter,
    "half": _half,
    "part-half": _part_half,
    "century": _century,
    "nth": _nth,
    "clock": _clock,
    "every": _every,
    "half-of": _half_of,
    "half-more": _half_more,
    "dur-two": _dur_two,
    "zone": _zone,
    "holiday": _holiday,
    "number": _weekday_number,
}
