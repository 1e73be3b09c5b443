"""Datelines: the place, the day and the agency with which a dispatch begins.

In: a paragraph or a line. Out: a :class:`Dateline` with the place of each part, or ``None``. Invariant: it
begins the text; it names a place, or a known agency alone; a dash, or a mark that can stand for one, ends it.
Which words are no places is in ``knowledge/imprints.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.knowledge import load
from onrecord.model import Span
from onrecord.sources import outlets

_HEAD = 160  # characters that can hold a dateline
_FEWEST = 3  # letters of a place in capitals; of one with neither day nor agency, one more
_CAPITAL = r"(?:[^\W\d_a-z][\w.'’]*)"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]*\s+)?"
_YEAR = r"(?:,?\s+(?:19|20)\d\d)"
_NAMED = r"(?:[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3})"  # an agency without brackets
# Dashes; a colon or a full stop only behind brackets or a day; nothing at the end of a line.
_MARK = re.compile(
    r"\s?(?:(?P<dash>—|–|--|(?<=\s)-|-(?=\s|$)|_(?!_))|(?P<colon>:(?=\s|$))|(?P<stop>\.(?=\s|$)))\s*"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a dispatch. All spans are half-open, within the text that was read.

    ``credit`` is what stands where agencies do; ``end`` is where the dispatch itself begins, ``dashed`` says
    that a mark stands before it.
    """

    place: Span | None
    day: Span | None
    credit: Span | None
    end: int
    dashed: bool


def read(text: str) -> Dateline | None:
    """The dateline that opens a text."""
    head = text[:_HEAD]
    found = _pattern().match(head)
    if found is None or not found.end():
        return None
    credit = _span(found, "before") or _span(found, "behind")
    if credit is not None:
        credit = _inside(head, credit)
    named = _span(found, "named")
    if named is not None and not is_agency(_cut(head, named)):
        return None
    place, day, end = _span(found, "place"), _span(found, "day"), found.end()
    credit = credit or named
    if place is not None and credit is None:
        place, credit = _last_known(head, place)
    mark = _MARK.match(head, end)
    if mark is None:
        line_ends = not head[end:].split("\n", 1)[0].strip()
        shouted = place is not None and _cut(head, place).isupper()
        if not (line_ends and shouted and credit and is_agency(_cut(head, credit))):
            return None
        return Dateline(place, day, credit, end, dashed=False)
    if not mark["dash"] and not (day if mark["colon"] and not credit else _closed(head, credit, mark)):
        return None
    end = mark.end()
    if day is None and mark["dash"] and (later := _day_behind(head, end)):
        day, end = later
    if credit is None and mark["dash"] and (behind := _named_behind(head, end)):
        credit, end = behind
    if place is None:
        known = credit is not None and is_agency(_cut(head, credit))
        return Dateline(None, day, credit, end, dashed=True) if known else None
    goes_on = end >= len(text) or not (head[end : end + 1].islower() or head[end : end + 1] == "_")
    if not goes_on or not _is_place(head, place, day, credit):
        return None
    return Dateline(place, day, credit, end, dashed=True)


def end(text: str) -> int:
    """Where the dateline that opens a text ends; 0 where there is none."""
    found = read(text)
    return 0 if found is None else found.end


def agency(text: str) -> Span | None:
    """Where the agency's name stands in the dateline of a text."""
    found = read(text)
    if found is None or found.credit is None:
        return None
    name = _cut(text, found.credit)
    return None if is_known_place(name) or name.casefold() in _words("no_agencies") else found.credit


def is_agency(name: str) -> bool:
    """Whether a name is that of an outlet that the knowledge file lists."""
    return outlets.folded(name) in outlets.outlets().by_name


def is_known_place(name: str) -> bool:
    """Whether a name is that of a town, region or state that the knowledge files list."""
    return name in _places() or name.title() in _places()


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _span(found: re.Match[str], group: str) -> Span | None:
    return None if found[group] is None else Span(*found.span(group))


def _inside(text: str, credit: Span) -> Span:
    """What stands between the brackets or the strokes."""
    start = next(i for i in range(credit.start, credit.end) if text[i] in "(/") + 1
    return Span(start, start + len(text[start : credit.end - 1].rstrip()))


def _last_known(text: str, place: Span) -> tuple[Span | None, Span | None]:
    """``TEHRAN, IRNA``: a known agency behind the place is none of its parts."""
    at = text.rfind(", ", place.start, place.end)
    behind = Span(at + 2, place.end)
    if at < 0 or not is_agency(_cut(text, behind)):
        return place, None
    return Span(place.start, at), behind


def _named_behind(text: str, start: int) -> tuple[Span, int] | None:
    """A known agency behind the dash: ``MOSCOW, June 2 – RIA Novosti. The talks …``."""
    found = _behind().match(text, start)
    if found is None or not is_agency(found["name"]):
        return None
    return Span(*found.span("name")), found.end()


def _day_behind(text: str, start: int) -> tuple[Span, int] | None:
    """A day with its year behind the dash: ``VARNHOLM, Norland — June 2, 2031. The talks …``."""
    found = _dated().match(text, start)
    return None if found is None else (Span(*found.span("day")), found.end())


def _closed(text: str, credit: Span | None, mark: re.Match[str]) -> bool:
    """Whether brackets end where the mark stands; a full stop needs strokes or a known name."""
    closing = "" if credit is None else text[credit.end : mark.start()].strip()
    if credit is None or closing not in (")", "/"):
        return False
    return bool(mark["colon"]) or closing == "/" or is_agency(_cut(text, credit))


def _is_place(text: str, place: Span, day: Span | None, credit: Span | None) -> bool:
    """Whether the first words are a place: in capitals, or beside a day or an agency."""
    name = _cut(text, place).split(",")[0]
    words = [word.strip(".") for word in re.split(r"[ /-]", name.casefold()) if word]
    if any(word in _words("no_places") or word in _calendar() for word in words):
        return False
    if name.isupper():
        alone = day is None and credit is None and "," not in _cut(text, place)
        return sum(map(str.isalpha, name)) >= _FEWEST + alone
    if not all(w[:1].isupper() or w in _words("joiners") for w in re.split(r"[ /-]", name) if w):
        return False
    if credit is not None and (day is not None or is_agency(_cut(text, credit))):
        return True  # "Berg (Labour) –" is no place
    told = credit is not None or (day is not None and text[place.end] in ",.")
    return told and (is_known_place(name) or (credit is None and len(words) == 1))


@cache
def _words(name: str) -> frozenset[str]:
    data = load("imprints")
    own = (*data["published"], *data["updated"]) if name == "no_places" else ()
    return frozenset(str(word) for word in (*data[name], *own))


@cache
def _calendar() -> frozenset[str]:
    words = load("times")["words"]
    return frozenset(str(w) for kind in ("MONTH", "WEEKDAY", "SHORTDAY") for w in words[kind])


@cache
def _places() -> frozenset[str]:
    known, states = load("places"), load("states")
    spellings = (p.strip() for lines in known["places"].values() for line in lines for p in line.split("|"))
    capitals = (city for state in states.values() for city in state.get("capital", ()))
    return frozenset([*spellings, *capitals, *known["places"], *states])


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_NAMED}?)(?:\s+[–—-]{{1,2}}\s+|\.\s+)")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(rf"(?P<day>{_day(_YEAR)})(?:\s+[–—-]{{1,2}}\s+|[.:]\s+)")


def _day(year: str) -> str:
    """The pattern of a day."""
    names = load("times")["words"]["MONTH"]
    months = "|".join(form for name in sorted(names, reverse=True) for form in (name.title(), name.upper()))
    month, number = rf"(?:{months})\.?", r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
    return rf"{_WEEKDAY}(?:{month}\s+{number}|{number}\.?\s+{month}){year}|\d{{4}}-\d\d-\d\d"


@cache
def _pattern() -> re.Pattern[str]:
    small, day = "|".join(sorted(_words("joiners"))), _day(f"{_YEAR}?")
    more = rf"(?:[ /-](?!{day})(?:(?:{small})[ -])?{_CAPITAL}){{0,3}}"
    credit = rf"(?:,?\s?\((?!{day}\))[^()\n]{{2,40}}\)|[.,]?\s?/[^/\n]{{2,40}}/)"
    return re.compile(
        rf"(?:(?P<place>(?!{day}){_CAPITAL}{more}(?:,\s?(?!{day}){_CAPITAL}(?: {_CAPITAL}){{0,2}}){{0,2}}))?"
        rf"(?P<before>{credit})?(?:[,.:]?\s?\(?(?P<day>{day})\)?)?"
        rf"(?:(?<=\d),\s(?P<named>{_NAMED}))?(?P<behind>{credit})?"
    )
