"""Imprints: the lines in which a document itself says when it was published.

In: the text. Out: the :class:`Imprint` lines at its top, or at its foot, each with the day that it gives, in
the form language. Invariant: a line counts only where every word of it is understood: time expressions, and
what papers and pages set beside them (numbers, prices, bylines), as ``knowledge/imprints.yaml`` lists it. A
word that nothing explains makes it a headline or prose. At the foot, a line needs a label or a byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from onrecord.knowledge import load
from onrecord.reading.cleaning import mastheads
from onrecord.reading.datelines import is_known_place
from onrecord.reading.times.calendar import MONTHS, WEEKDAYS
from onrecord.reading.times.grammar import Match, grammar
from onrecord.reading.times.lexicon import Token
from onrecord.reading.times.order import order_of

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_HEAD = 30  # lines from the top in which imprints stand
_FOOT = 8  # lines from the end; what stands farther up belongs to something else
_FOOT_TEXT = 3_000  # characters of them
_LONGEST = 140  # characters of such a line
_PROSE = 100  # a line of so many characters is prose; its last line may be a mere date
_STARTS = 2  # prose lines among which a labelled imprint may stand; a bare one stands before the second
_CHRONICLE = 3  # so many different days on lines of their own are a chronicle's headings
_CHRONICLE_LINES = 2_000
_MOST_NAMES = 8  # words of a byline
_HAS_DAY = re.compile(r"\d")
_CLOCK = r"(?: T\S+)?(?: in:\S+)?"
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: =(\w{3}))?" + _CLOCK)
_MONTH_DAY = re.compile(r"~((?:" + "|".join(MONTHS) + r")-\d\d)(?: =(\w{3}))?" + _CLOCK)
_ROMAN = re.compile(r"[ivxlcdm]+")
_PLACES = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}(?:, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)?,")
_JOINING = " ,|·•–—-"
_DASHES = "-–—_:"  # a line that ends so goes on: a dateline or a heading


class Kind(StrEnum):
    """What an imprint says of its day."""

    PUBLISHED = "published"  # "Published: 2 June 2031"
    BARE = "bare"  # "Monday 2 June 2031"
    UPDATED = "updated"  # "Last updated 3 June 2031"


@dataclass(frozen=True, slots=True)
class Imprint:
    """A day given by a line of its own.

    ``form`` is a day (``2031-06-02``), a year where the order of day and month is unknown (``2031``, of
    3/4/2031), or a day without its year (``~Jun-02``); ``weekday`` is the one that the line adds. ``start``
    is the offset of the line in the text.
    """

    start: int
    line: str
    form: str
    weekday: str | None
    kind: Kind

    @property
    def end(self) -> int:
        """The offset behind the line."""
        return self.start + len(self.line)

    @property
    def day(self) -> date | None:
        """The day, where the line gives it with its year."""
        return date.fromisoformat(self.form) if len(self.form) == 10 else None


def find(text: str) -> tuple[Imprint, ...]:
    """The imprints of a document, from the top down; bare days of a chronicle are none.

    The foot is read where the head does not say when the document was published.
    """
    head = _head(text)
    if any(i.kind is not Kind.UPDATED for i in head):
        return head
    last = max((i.end for i in head), default=0)
    return (*head, *(i for i in _foot(text) if i.start >= last))


def _head(text: str) -> tuple[Imprint, ...]:
    found: list[Imprint] = []
    prose = 0
    for start, line in _lines(text, _HEAD):
        if _is_prose(line):
            prose += 1
            if prose > _STARTS:
                break
            continue
        found += (i for i in _read(start, line, text) if not (prose > 1 and i.kind is Kind.BARE))
    if any(i.kind is Kind.BARE for i in found) and _is_chronicle(text):
        return tuple(i for i in found if i.kind is not Kind.BARE)
    return tuple(found)


def _foot(text: str) -> tuple[Imprint, ...]:
    """Labelled and signed days behind the last prose; none of a page that lists other reports there."""
    start = max(0, len(text) - _FOOT_TEXT)
    lines = list(_lines(text[start:], _CHRONICLE_LINES))[-_FOOT:]
    behind = next((n for n in range(len(lines), 0, -1) if _is_prose(lines[n - 1][1])), 0)
    found: list[Imprint] = []
    for at, line in lines[behind:] if behind else ():
        read = _read(start + at, line, text)
        if not read and not _is_credit(line):
            break  # a link to another report, whose days are its own
        found += (i for i in read if i.kind is not Kind.BARE or _is_credit(line))
    days = {i.form for i in found if i.kind is not Kind.UPDATED}
    return tuple(found) if len(days) <= 1 else ()


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and line.rstrip("\"'”’)").endswith((".", "!", "?"))


def _is_credit(line: str) -> bool:
    """``Reporting by Anna Berg in Oslo; editing by Jana Holt``."""
    words = line.casefold().strip("(").split()[:3]
    return bool(words) and words[0] in _words().credits | _words().by and not _words().by.isdisjoint(words)


def _lines(text: str, most: int) -> Iterator[tuple[int, str]]:
    """The first lines that stand alone, with their offsets: not those that end a wrapped paragraph."""
    end = 0
    long = False
    for count, match in enumerate(_LINE.finditer(text)):
        if count >= most:
            return
        goes_on = long and text.count("\n", end, match.start()) == 1
        end, long = match.end(), match.end() - match.start() > _PROSE * 0.6
        line = match[0].strip()
        if line and not (goes_on and len(line) < _PROSE and line.endswith(".")):
            yield text.index(line, match.start()), line


def _is_chronicle(text: str) -> bool:
    lines = _lines(text, _CHRONICLE_LINES)
    days = {i.form for start, line in lines for i in _read(start, line, "") if i.kind is Kind.BARE}
    return len(days) >= _CHRONICLE


def _read(start: int, line: str, text: str) -> tuple[Imprint, ...]:
    """The imprints in one line: none where it has a word that is not understood."""
    if len(line) > _LONGEST or not _HAS_DAY.search(line) or line[-1] in _DASHES:
        return ()
    rules = grammar()
    tokens, classes = rules.lexicon.tokens(line)
    matches = {match.first: match for match in rules.matches(tokens, classes, _plain)}
    given = {first: day for first, match in matches.items() if (day := _day(match, tokens, line)) is not None}
    if not given:
        return ()
    behind = _lead(line, tokens, min(given), text)
    kinds = _Furniture(line, tokens, matches, frozenset(given)).kinds(behind)
    if kinds is None:
        return ()
    imprints = tuple(Imprint(start, line, *given[at], kind) for at, kind in kinds.items())
    bare = {i.form for i in imprints if i.kind is Kind.BARE}
    contradicts = any(
        i.day is not None and i.weekday not in (None, WEEKDAYS[i.day.weekday()]) for i in imprints
    )
    return () if len(bare) > 1 or contradicts or _is_weak(imprints) else imprints


def _plain(match: Match) -> Match | None:
    """Any expression; which way it points does not matter here."""
    form = match.form.replace("?", "~").replace("@ T", "+0D T")
    if "@" in form or "%" in form:
        return None
    return Match(match.rule, match.first, match.last, form, match.mod, match.values)


def _day(match: Match, tokens: Sequence[Token], line: str) -> tuple[str, str | None] | None:
    """The form and the weekday of an expression that names a day."""
    if match.rule.name == "slashed":  # "10/09/2031, 7:42 p.m. EDT"
        return tokens[match.first].values.get(order_of(line) or "", match.form), None
    if full := _DAY.fullmatch(match.form):
        return full[1], full[2]
    if yearless := _MONTH_DAY.fullmatch(match.form):
        return f"~{yearless[1]}", yearless[2]
    return None


def _is_weak(imprints: Sequence[Imprint]) -> bool:
    """A bare day without year and weekday may head anything."""
    return any(i.kind is Kind.BARE and i.form[0] == "~" and i.weekday is None for i in imprints)


def _lead(line: str, tokens: Sequence[Token], first: int, text: str) -> int:
    """The token behind a paper's name or a place at the beginning of the line: ``Geneva, 2 June 2031``.

    Behind the paper's name may stand what kind of page it is: ``The Quay Gazette live blog, 2 June 2031``.
    """
    before = line[: tokens[first].start].strip()
    name = before.rstrip(_JOINING).split()
    while name and name[-1].casefold() in _words().beside:
        name.pop()
    if mastheads.is_name(" ".join(name).rstrip(_JOINING)):
        return first
    if _PLACES.fullmatch(before) and all(_is_place(part, text) for part in before[:-1].split(", ")):
        return first
    return 0


def _is_place(name: str, text: str) -> bool:
    """Whether a name is that of a known place, or the text says ``in`` it."""
    if is_known_place(name):
        return True
    return re.search(rf"\b(?:in|at|from|near|outside) {re.escape(name)}\b", text, re.IGNORECASE) is not None


@dataclass(frozen=True)
class _Furniture:
    """What stands beside the expressions of a line."""

    line: str
    tokens: Sequence[Token]
    matches: Mapping[int, Match]
    given: frozenset[int]

    def kinds(self, start: int) -> dict[int, Kind] | None:
        """The kind of each given day; ``None`` where a word is not understood."""
        out: dict[int, Kind] = {}
        kind, fresh, last = Kind.BARE, False, -1  # fresh: no expression has followed the label yet
        at = start
        while at < len(self.tokens):
            word = self.tokens[at].text
            if match := self.matches.get(at):
                if at in self.given:
                    out[at], kind, last = kind, Kind.BARE, at
                fresh, at = False, match.last
            elif label := _words().labels.get(word):
                kind, fresh, at = label, True, at + 1
            elif word in _words().by:
                names = self._names(at + 1)
                if not names:
                    return None
                at += 1 + names
            elif self._understood(at) or self._is_credit(at):
                at += 1
            else:
                return None
        if fresh and kind is Kind.UPDATED and last >= 0:
            out[last] = kind  # "3 June 2031 (updated)"
        return out

    def _is_credit(self, at: int) -> bool:
        """``Additional reporting by``."""
        return (
            self.tokens[at].text in _words().credits and self._word(at + 1) in _words().credits | _words().by
        )

    def _understood(self, at: int) -> bool:
        token = self.tokens[at]
        word = token.text
        if not word[0].isalnum():
            return True
        if word in _words().beside or word in _words().counted or "ZONE" in token.values:
            return True
        if word in _words().counts:
            return self._word(at - 1)[:1].isdecimal()
        if word[0].isdecimal():
            return self._counts(at)
        return bool(_ROMAN.fullmatch(word)) and self._is_counted(at)

    def _counts(self, at: int) -> bool:
        """Whether a number is one of an issue, a price, a zone: ``No. 2,114``, ``2 crowns``, ``+0000``."""
        if self._word(at + 1) in _words().counts:
            return True
        before = self.line[: self.tokens[at].start].rstrip()
        if before[-1:] in ("+", "-", "−"):
            return "ZONE" in self.tokens[max(0, at - 2)].values or any(
                m.last == at - 1 for m in self.matches.values()
            )
        return before[-1:] in _words().marks or self._is_counted(at)

    def _is_counted(self, at: int) -> bool:
        """Whether a word such as ``No.`` stands before."""
        before = at - 2 if self._word(at - 1) in (".", ":") else at - 1
        return self._word(before) in _words().counted

    def _word(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _names(self, start: int) -> int:
        """How many tokens a byline takes: names, and the words that stand for the paper's own people."""
        at = start
        while at < len(self.tokens) and at not in self.matches:
            token = self.tokens[at]
            if token.text in _words().labels or token.text == "on" or at - start > _MOST_NAMES:
                break
            if not (
                self.line[token.start].isupper()
                or token.text in _words().people
                or not token.text[0].isalnum()
            ):
                break
            at += 1
        return at - start


@dataclass(frozen=True)
class _Words:
    """The words of imprints, from the knowledge file."""

    labels: Mapping[str, Kind]
    beside: frozenset[str]
    counted: frozenset[str]
    counts: frozenset[str]
    marks: frozenset[str]
    by: frozenset[str]
    people: frozenset[str]
    credits: frozenset[str]


@cache
def _words() -> _Words:
    data = load("imprints")
    labels = {str(word): Kind(kind) for kind in (Kind.PUBLISHED, Kind.UPDATED) for word in data[kind]}

    def words(name: str) -> frozenset[str]:
        return frozenset(str(word) for word in data[name])

    return _Words(
        labels,
        words("beside"),
        words("counted"),
        words("counts"),
        words("marks"),
        words("by"),
        words("people"),
        words("credits"),
    )
