"""The rules: patterns over classes of tokens, and the forms that they give.

A pattern of ``knowledge/times.yaml`` is translated into an ordinary regular expression over one
character a token (see :mod:`onrecord.reading.times.lexicon`), so that a rule is matched at C speed.
No pattern repeats anything without bound, so matching is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.model import TimeType
from onrecord.reading.times.forms import MONTHS, WEEKDAYS, is_duration
from onrecord.reading.times.lexicon import OTHER, Lexicon, Token, lexicon

_ITEM = re.compile(r"\(\?(?:=|!|<=|<!)|\(|\)\??|\||(?:[a-z]:)?[^\s()|]+?\??(?=$|[\s()|])")
_FIELD = re.compile(r"\{([^{}]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NAME = re.compile(r"([a-z]):(.+)", re.DOTALL)
# Types that never make an expression alone: a stretch without any other type is not searched.
_WEAK = frozenset(
    {"A", "NUM", "DAY", "ORD", "ORDDAY", "JOIN", "MORE", "QUANT", "VAGUE", "EVERY", "TIMES", "PART"}
)
_WEAK_MORE = frozenset(
    {"PARTOF", "BACKDIR", "DIR", "SPANDIR", "LOOSEDIR", "SAME", "LASTWORD", "FISCAL", "ZONE", "AMPM"}
)


class NoFormError(ValueError):
    """The rule matched, but its values make no sense (a fifth quarter, the 31st of June)."""


@dataclass(frozen=True)
class Rule:
    """One rule of the knowledge file, compiled."""

    name: str
    pattern: re.Pattern[str]
    type: TimeType
    form: str
    mod: str | None
    guard: str | None
    default: str
    ahead: str
    order: int


@dataclass(frozen=True)
class Match:
    """A rule's match: tokens ``[first, last)`` and what they give."""

    rule: Rule
    first: int
    last: int
    form: str
    mod: str | None
    values: Mapping[str, str]


@dataclass(frozen=True)
class Grammar:
    """All rules with the lexicon that they were compiled for."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    stretch: re.Pattern[str]
    strong: re.Pattern[str]

    def matches(
        self, tokens: Sequence[Token], classes: str, accept: Callable[[Match], Match | None]
    ) -> Iterator[Match]:
        """The longest acceptable matches, from left to right, none overlapping another."""
        for stretch in self.stretch.finditer(classes):
            if not self.strong.search(stretch[0]):
                continue
            at, end = stretch.span()
            while at < end:
                found = next((m for c in self._at(tokens, classes, at) if (m := accept(c))), None)
                if found is not None:
                    yield found
                at = found.last if found is not None else at + 1

    def _at(self, tokens: Sequence[Token], classes: str, at: int) -> list[Match]:
        found = []
        for rule in self.rules:
            match = rule.pattern.match(classes, at)
            if match is None or match.end() == at:
                continue
            values = _captured(match, tokens)
            try:
                form = _fill(rule.form, values)
            except NoFormError:
                continue
            if values.get("q") == "EQUAL_OR_LESS" and is_duration(form):
                form = f"<={form}"
            mod = rule.mod or values.get("q") or _PART_MODS.get(values.get("p", ""))
            found.append(Match(rule, at, match.end(), form, mod, values))
        found.sort(key=lambda m: (-m.last, m.rule.order))
        return found


_PART_MODS = {"start": "START", "before": "START", "mid": "MID", "end": "END", "after": "END"}


def _captured(match: re.Match[str], tokens: Sequence[Token]) -> dict[str, str]:
    values: dict[str, str] = {}
    for group, text in match.groupdict().items():
        if text is None:
            continue
        # A group is named <field>_<type>_<number>; it covers exactly one token.
        name, rest = group.split("_", 1)
        kind = rest.rsplit("_", 1)[0]
        token = tokens[match.start(group)]
        values.setdefault(name, token.values.get(kind, token.text))
    return values


@cache
def grammar() -> Grammar:
    """The grammar of the knowledge file. Raises :class:`KnowledgeError` where a rule is malformed."""
    data = load("times")
    expanded = [_expand(str(rule["pattern"]), data["macros"]) for rule in data["rules"]]
    literals = frozenset(
        atom for pattern in expanded for atom in _atoms(pattern) if not atom.isupper() and atom != "?"
    )
    words = lexicon(literals)
    rules = []
    for order, (rule, pattern) in enumerate(zip(data["rules"], expanded, strict=True)):
        try:
            rules.append(
                Rule(
                    name=rule["name"],
                    pattern=re.compile(_compile(pattern, words)),
                    type=TimeType(rule["type"]),
                    form=rule["form"],
                    mod=rule.get("mod"),
                    guard=rule.get("guard"),
                    default=rule.get("default", "~"),
                    ahead=rule.get("ahead", ">"),
                    order=order,
                )
            )
        except (re.error, KeyError, ValueError) as error:
            raise KnowledgeError(
                f"rule {rule.get('name')!r} is malformed: {error}", where="times.yaml", hint="see its header"
            ) from error
    strong = sorted(
        char
        for types, char in words._classes.items()
        if any(t not in _WEAK and t not in _WEAK_MORE and not t.startswith("=") for t in types)
    )
    return Grammar(
        words,
        tuple(rules),
        re.compile(f"[^{OTHER}]+"),
        re.compile("[" + "".join(strong) + "]"),
    )


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    for _ in range(4):
        pattern = re.sub(r"<([A-Z]+)>", lambda m: macros[m[1]], pattern)
    return pattern


def _atoms(pattern: str) -> Iterator[str]:
    for item in _ITEM.findall(pattern):
        if item in ("(", ")", ")?", "|") or item.startswith("(?"):
            continue
        named = _NAME.fullmatch(item)
        yield (named[2] if named else item).removesuffix("?") or "?"


def _compile(pattern: str, words: Lexicon) -> str:
    out, count = [], 0
    for item in _ITEM.findall(pattern):
        if item == "(":
            out.append("(?:")
        elif item in (")", ")?", "|") or item.startswith("(?"):
            out.append(item)
        else:
            named = _NAME.fullmatch(item)
            atom = (named[2] if named else item).removesuffix("?")
            chars = words.classes_with(atom if atom.isupper() else f"={atom}")
            if not chars:
                raise ValueError(f"no word has the type {atom!r}")
            piece = f"[{chars}]"
            if named:
                count += 1
                piece = f"(?P<{named[1]}_{atom if atom.isupper() else 'LITERAL'}_{count}>{piece})"
            out.append(f"(?:{piece})?" if item.endswith("?") and item != "?" else piece)
    return "".join(out)


def _fill(template: str, values: Mapping[str, str]) -> str:
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


def _amount(number: str) -> str:
    if number == "X":
        return "X"
    return str(int(number)) if number.isdigit() else number


def _dur(number: str, unit: str) -> str:
    number = {"one": "1", "two": "2", "vague": "X"}.get(number, number)
    amount = _amount(number)
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


def _unit(offset: str, unit: str) -> str:
    step = {"zero": "+0", "r": "+0", "minus": "-1"}.get(offset, offset)
    if unit in ("D", "day"):
        return f"{step}D"
    if unit[0] == "T" or unit in ("F", "L"):
        raise NoFormError(unit)
    return f"{unit}{step}"


def _quarter(number: str) -> str:
    if number not in ("1", "2", "3", "4"):
        raise NoFormError(number)
    return f"Q{number}"


def _half(number: str) -> str:
    if number not in ("1", "2", "last"):
        raise NoFormError(number)
    return "H1" if number == "1" else "H2"


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


def _clock(time: str, half: str) -> str:
    hour, _, minute = time.partition(":")
    number = int(hour)
    if half == "pm" and number < 12:
        number += 12
    elif half == "am" and number == 12:
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
    if unit == "Y":
        return f"P{int(number) * 12 + 6}M"
    return _dur(f"{number}.5", unit)


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
    "shift": _shift,
    "unit": _unit,
    "quarter": _quarter,
    "half": _half,
    "century": _century,
    "nth": _nth,
    "clock": _clock,
    "every": _every,
    "half-of": _half_of,
    "half-more": _half_more,
    "holiday": _holiday,
    "number": _weekday_number,
}
