"""A fact told in a sentence, read as a report would be.

In: "Russia and Ukraine held a third round of talks in Istanbul on 23 July 2025". Out: a fact. Invariant: a
sentence that gives no full date, or in which nothing is found by which reports could be recognised, is
refused with a line that says how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from onrecord.errors import UsageError
from onrecord.knowledge import load
from onrecord.model import Actor, ActorKind, Basis, Event, EventKind, Fact, Reading, Status, Time
from onrecord.reading.facts import making

_TALKS = frozenset({EventKind.ROUND, EventKind.MEETING, EventKind.CALL})
_LIMITS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_FULL = re.compile(r"(\d{4}-\d\d-\d\d)(?: .*)?")
_WIDEST = timedelta(31)  # days; "in July 2025" is a day's place in the calendar, "in 2025" is not
_HOW = (
    'write it as "Norland and Sudmark held a third round of talks in Lusaka on 23 July 2031", '
    '"Norland set Sudmark a deadline of 50 days on 14 July 2031", '
    '"Norland invaded Sudmark on 24 February 2031", '
    '"Jane Doe became president of Norland on 20 May 2031", or give its parts in a file with --facts'
)


def from_sentence(text: str, source: str, basis: Basis = Basis.GIVEN) -> Fact:
    """The fact that a sentence tells. Raises :class:`UsageError` with how to write it."""
    text = " ".join(text.split()).rstrip(".")
    if not text:
        raise UsageError("a fact needs words", hint=_HOW)
    making.check(text, source)
    reading = _read(text)
    days = _days(reading.times)
    fact = _tenure(text, reading, days, source, basis)
    if fact is not None:
        return fact
    found = next((e for e in reading.events if _usable(e)), None)
    if found is None:
        raise UsageError(_why(text, reading, days), hint=_HOW)
    kept = replace(
        found, asserted_by="narrator", when=replace(found.when, basis=basis, constraints=(), trail=())
    )
    return making.finished(making.of_event(kept, text, source, basis))


def _read(text: str) -> Reading:
    # Loaded here: the parser takes half a second, which facts from a file do not need.
    from onrecord.reading import Reader, read_document
    from onrecord.sources import from_text

    return read_document(from_text(f"{text}."), Reader.RULES)


def _days(times: Sequence[Time]) -> list[date]:
    """The full dates of the sentence, in its order."""
    return [date.fromisoformat(m[1]) for t in times if (m := _FULL.fullmatch(t.form or ""))]


def _usable(event: Event) -> bool:
    """Whether reports can be recognised by the event: who, and when."""
    roles = [p.role for p in event.participants]
    if event.status not in _TOLD or event.when.earliest is None or event.when.latest is None:
        return False
    if event.when.latest - event.when.earliest > _WIDEST:
        return False
    if event.kind in _TALKS:
        return roles.count("party") > 1
    if event.kind in _LIMITS:
        return "author" in roles or "addressee" in roles
    return event.kind is EventKind.MILITARY and "author" in roles and "target" in roles


def _why(text: str, reading: Reading, days: Sequence[date]) -> str:
    """What is missing, as far as it can be told."""
    quoted = text if len(text) <= 80 else f"{text[:79]}…"
    if not days and not any(t.earliest for t in reading.times):
        return f"there is no date in the fact ‘{quoted}’"
    if not reading.actors:
        return f"there is nobody in the fact ‘{quoted}’ by whom reports can be recognised"
    ahead = [e for e in reading.events if e.status not in _TOLD]
    if ahead:
        return f"the fact ‘{quoted}’ is not told as something that happened"
    return f"nothing is found in the fact ‘{quoted}’ by which reports can be recognised"


# terms of office


def _tenure(text: str, reading: Reading, days: Sequence[date], source: str, basis: Basis) -> Fact | None:
    """ "X became president of Y on …", "X was president of Y from … to …", "X left office as …"."""
    match = _pattern().search(text)
    if match is None or not days:
        return None
    holder = _actor(reading, ActorKind.PERSON, 0, match.start())
    of = _actor(reading, None, match.end(), len(text))
    verb = " ".join(match["verb"].lower().split())
    if holder is None or of is None:
        return None
    role = _roles()[match["role"].lower()]
    words = load("facts")["terms"]
    first: date | None
    last: date | None
    if verb in words["ends"]:
        first, last = None, days[0]
    elif verb in words["begins"]:
        first, last = days[0], days[1] if len(days) > 1 else None
    elif len(days) > 1:
        first, last = days[0], days[1]
    elif re.search(r"\b(?:since|from)\b", text[match.end() :]):
        first, last = days[0], None
    else:
        return None
    return making.tenure(holder.name, role, of.name, first, last, source, basis)


def _actor(reading: Reading, kind: ActorKind | None, start: int, end: int) -> Actor | None:
    """The first actor named in a part of the sentence: a person, or (``None``) a state or body."""
    found = [
        (mention.start, actor.id, actor)
        for actor in reading.actors
        for mention in actor.mentions
        if start <= mention.start < end
        and (actor.kind is kind if kind else actor.kind is not ActorKind.PERSON)
    ]
    return min(found)[2] if found else None


@cache
def _pattern() -> re.Pattern[str]:
    terms = load("facts")["terms"]
    verbs = _alternatives(v for key in ("begins", "ends", "holds") for v in terms[key])
    roles = _alternatives(_roles())
    return re.compile(rf"\b(?P<verb>{verbs}) (?:the )?(?P<role>{roles}) of\b", re.IGNORECASE)


def _alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of an expression, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@cache
def _roles() -> dict[str, str]:
    """The words for offices, with the role that each names."""
    found: dict[str, str] = {}
    for role, line in load("titles")["roles"].items():
        for word in (role, *(w for key in ("words", "male", "female") for w in line.get(key, ()))):
            found.setdefault(word.lower(), role)
    return found
