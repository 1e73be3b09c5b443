"""A fact given by its parts: one mapping of a facts file.

In: fields and a place to name in errors. Out: a fact. Invariant: an unknown field, a missing one or a value
that is no day is refused by name; nothing is guessed.

===========  ===========================================================================
``source``   who says so; needed
``fact``     a sentence; with ``day``, without its date
``day``      the day, or the first and last day: ``2031-07-23``, ``2031-07-23/2031-07-24``
``kind``     instead of ``fact``: round, meeting, call, deadline, ultimatum, invasion, tenure, name
``parties``  of a round, meeting or call: two or more
``ordinal``  of a round: its number
``place``    of a round, meeting or call
``by, to``   who sets a deadline, and on whom; who invades whom
``term``     of a deadline: how many days it gives from ``day`` on; without, ``day`` is when it falls due
``who``      of a tenure: the person; ``role`` (president) and ``of`` (Norland); ``from``, ``until``
``names``    of a name: its spellings; ``day`` is the first on which it was used
===========  ===========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from onrecord.errors import UsageError
from onrecord.knowledge import load
from onrecord.model import Basis, EventKind, Fact, Participant, When
from onrecord.reading.facts import making
from onrecord.reading.facts.sentences import from_sentence

Entry = Mapping[str, object]

_FIELDS = {
    "fact": {"fact", "day"},
    "round": {"day", "parties", "ordinal", "place"},
    "meeting": {"day", "parties", "place"},
    "call": {"day", "parties", "place"},
    "deadline": {"day", "by", "to", "term"},
    "ultimatum": {"day", "by", "to", "term"},
    "invasion": {"day", "by", "to"},
    "tenure": {"who", "role", "of", "from", "until"},
    "name": {"day", "names"},
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def from_entry(entry: Entry, *, where: str = "", source: str = "") -> Fact:
    """The fact of one mapping; ``source`` stands for one that it does not give.

    Raises :class:`UsageError` with ``where`` in it.
    """
    try:
        return _fact({k: v for k, v in entry.items() if v not in (None, "", [])}, source)
    except UsageError as error:
        raise UsageError(error.what, where=error.where or where, hint=error.hint) from None


def _fact(entry: Entry, source: str) -> Fact:
    kind = "fact" if "fact" in entry else _text(entry, "kind")
    if kind not in _FIELDS:
        raise UsageError(f"there is no kind of fact {kind!r}", hint=f"it is one of {', '.join(_FIELDS)}")
    unknown = sorted(set(entry) - _FIELDS[kind] - {"kind", "source"})
    if unknown:
        known = ", ".join(sorted(_FIELDS[kind]))
        raise UsageError(f"{kind} has no field {unknown[0]!r}", hint=f"its fields are {known} and source")
    said = _text(entry, "source") if "source" in entry or not source else source
    if kind == "fact":
        on = f" on {making.in_words(_day(entry, 'day'))}" if "day" in entry else ""
        return from_sentence(_text(entry, "fact").rstrip(". ") + on, said)
    if kind == "tenure":
        first, last = (_day(entry, end) if end in entry else None for end in ("from", "until"))
        who, of = _text(entry, "who"), _text(entry, "of")
        return making.tenure(who, _role(entry), of, first, last, said, Basis.GIVEN)
    if kind == "name":
        return making.named(_list(entry, "names"), _day(entry, "day"), "", said, Basis.GIVEN)
    if kind in ("round", "meeting", "call"):
        return _talks(EventKind(kind), entry, said)
    return _act(kind, entry, said)


def _talks(kind: EventKind, entry: Entry, source: str) -> Fact:
    parties = _list(entry, "parties")
    if len(parties) < 2:
        raise UsageError(f"a {kind} has two parties or more", hint="parties: [Norland, Sudmark]")
    ordinal = _number(entry, "ordinal") if "ordinal" in entry else None
    place = _text(entry, "place") if "place" in entry else None
    first, last = _days(entry)
    number = f"{_ordinal(ordinal)} " if ordinal else ""
    what = f"{number}round of talks" if kind is EventKind.ROUND else str(kind)
    where = f" in {place}" if place else ""
    text = f"{what} of {' and '.join(parties)}{where}, {_span(first, last)}"
    return making.event(
        kind,
        text,
        When(first, last, form=first.isoformat() if first == last else None),
        [Participant(name) for name in parties],
        source,
        Basis.GIVEN,
        ordinal=ordinal,
        place=place,
    )


def _act(kind: str, entry: Entry, source: str) -> Fact:
    by = _text(entry, "by") if "by" in entry or kind == "invasion" else None
    to = _text(entry, "to") if "to" in entry or kind == "invasion" else None
    day = _day(entry, "day")
    if kind == "invasion":
        text = f"{by} invaded {to} on {making.in_words(day)}"
        sides = [Participant(str(by), "author"), Participant(str(to), "target")]
        when = When(day, day, form=day.isoformat())
        return making.event(EventKind.MILITARY, text, when, sides, source, Basis.GIVEN, trigger="invaded")
    if not by and not to:
        raise UsageError(f"a {kind} needs who set it, or on whom", hint="by: Norland")
    sides = [Participant(name, role) for name, role in ((by, "author"), (to, "addressee")) if name]
    told = f"{kind}{f' set by {by}' if by else ''}{f' on {to}' if to else ''}"
    if "term" in entry:
        days = _number(entry, "term")
        due = day + timedelta(days)
        text = f"{told} on {making.in_words(day)}, of {days} days"
        when = When(due, due, form=f"{day.isoformat()} +{days}D")
    else:
        text = f"{told}, due on {making.in_words(day)}"
        when = When(day, day, form=day.isoformat())
    return making.event(EventKind(kind), text, when, sides, source, Basis.GIVEN)


# fields


def _text(entry: Entry, field: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"a fact needs the field {field!r}, one line of text")
    return " ".join(value.split())


def _list(entry: Entry, field: str) -> list[str]:
    """Several values: a list, or one line with semicolons between them."""
    value = entry.get(field)
    items = value.split(";") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(i, str) for i in items):
        raise UsageError(f"a fact needs the field {field!r}, a list of names")
    names = [" ".join(i.split()) for i in items if i.strip()]
    if not names:
        raise UsageError(f"the list {field!r} is empty")
    return names


def _number(entry: Entry, field: str) -> int:
    value = entry.get(field)
    if isinstance(value, str) and value.strip().isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 5000:
        raise UsageError(f"{field!r} is a number of 1 or more, not {value!r}")
    return value


def _day(entry: Entry, field: str) -> date:
    first, last = _days(entry, field)
    if first != last:
        raise UsageError(f"{field!r} is one day here, not {entry.get(field)!r}")
    return first


def _days(entry: Entry, field: str = "day") -> tuple[date, date]:
    value = entry.get(field)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value, value
    try:
        first, _, last = str(value or "").strip().partition("/")
        ends = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise UsageError(
            f"{field!r} is not a day: {value!r}", hint=f"{field}: 2031-07-23, or 2031-07-23/2031-07-24"
        ) from None
    if ends[1] < ends[0]:
        raise UsageError(f"{field!r} ends before it begins: {value!r}")
    return ends


def _role(entry: Entry) -> str:
    """The role of an office, by any of the words that name it."""
    given = _text(entry, "role").lower()
    for role, line in load("titles")["roles"].items():
        words = [w for key in ("words", "male", "female") for w in line.get(key, ())]
        if given in (role, *(w.lower() for w in words)):
            return str(role)
    raise UsageError(
        f"{given!r} is no office known here", hint="role: president, prime minister, chancellor, …"
    )


def _ordinal(number: int | None) -> str:
    return _ORDINALS[number - 1] if number and number <= len(_ORDINALS) else f"{number}th"


def _span(first: date, last: date) -> str:
    days = making.in_words(first)
    return days if first == last else f"{days} to {making.in_words(last)}"
