"""The rules: patterns over classes of tokens, and the forms that they give.

A pattern of ``knowledge/times_rules.yaml`` is translated into an ordinary regular expression over one
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
from onrecord.reading.times.forms import is_duration
from onrecord.reading.times.lexicon import OTHER, Lexicon, Token, lexicon
from onrecord.reading.times.templates import NoFormError, fill

_ITEM = re.compile(r"\(\?(?:=|!|<=|<!)|\(|\)\??|\||(?:[a-z]:)?[^\s()|]+?\??(?=$|[\s()|])")
_NAME = re.compile(r"([a-z]):(.+)", re.DOTALL)
# Types that never make an expression alone: a stretch without any other type is not searched.
_WEAK = frozenset(
    {"A", "NUM", "DAY", "ORD", "ORDDAY", "JOIN", "MORE", "QUANT", "VAGUE", "EVERY", "TIMES", "PART"}
)
_WEAK_MORE = frozenset(
    {
        "PARTOF",
        "BACKDIR",
        "DIR",
        "SPANDIR",
        "LOOSEDIR",
        "SAME",
        "LASTWORD",
        "STARTWORD",
        "FISCAL",
        "CLOCKFOUR",
        "NEARLY",
        "ONCE",
        "OPEN",
        "LARGE",
        "CLOSE",
    }
)


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
    quant: str | None = None


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
                form = fill(rule.form, values)
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
    data = load("times_rules")
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
                    quant=rule.get("quant"),
                )
            )
        except (re.error, KeyError, ValueError) as error:
            raise KnowledgeError(
                f"rule {rule.get('name')!r} is malformed: {error}",
                where="times_rules.yaml",
                hint="see its header",
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
