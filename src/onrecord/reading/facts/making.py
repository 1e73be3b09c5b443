"""Facts made from their parts.

In: what holds, from when to when, who says so. Out: facts whose ids depend on nothing else. Invariant: the
words of a fact tell all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.errors import UsageError
from onrecord.model import (
    Basis,
    Event,
    EventKind,
    Fact,
    FactKind,
    Participant,
    Span,
    Status,
    When,
)
from onrecord.reading.actors.lexicon import slug
from onrecord.reading.times.days import FIRST_YEAR, LAST_YEAR

_MONTHS = "January February March April May June July August September October November December".split()
_LONGEST = 500  # characters of a fact or a source


def tenure(
    person: str, role: str, of: str, first: date | None, last: date | None, source: str, basis: Basis
) -> Fact:
    """That a person held an office from one day to another; an end may be open.

    Raises :class:`UsageError` where both ends are open, or the last day comes before the first.
    """
    if first is None and last is None:
        raise UsageError("a term of office needs a first or a last day", hint="from: 2031-05-20")
    if first and last and last < first:
        raise UsageError(f"the term of {person} ends before it begins")
    since = f" from {in_words(first)}" if first else ""
    until = f" to {in_words(last)}" if last else ""
    text = f"{person} was {role} of {_with_article(of)}{since}{until}"
    when = When(first, last, basis=basis)
    fact = Fact("", FactKind.TENURE, text, source, basis, when, person=slug(person), role=role, of=of)
    return finished(fact)


def named(names: Sequence[str], day: date, what: str, source: str, basis: Basis) -> Fact:
    """That a thing had its name from a day on; ``what`` says what happened on that day, if anything.

    Raises :class:`UsageError` where a name could stand for anything: one short word in small letters.
    """
    for name in names:
        if len(name.split()) == 1 and (name.islower() or len(name) < 4):
            raise UsageError(f"{name!r} is no name by which a thing can be recognised")
    text = what or f"{names[0]} had its name from {in_words(day)} on"
    when = When(day, None, basis=basis)
    return finished(Fact("", FactKind.NAME, text, source, basis, when, names=tuple(names)))


def event(  # noqa: PLR0913
    kind: EventKind,
    text: str,
    when: When,
    participants: Sequence[Participant],
    source: str,
    basis: Basis,
    *,
    trigger: str = "",
    ordinal: int | None = None,
    place: str | None = None,
) -> Fact:
    """That something happened on a day. ``trigger`` is the word of ``text`` that names it."""
    at = text.find(trigger) if trigger else 0
    span = Span(at, at + len(trigger)) if trigger and at >= 0 else Span(0, len(text))
    happening = Event(
        id="",
        kind=kind,
        status=Status.HAPPENED,
        trigger=span,
        evidence=(),
        ordinal=ordinal,
        participants=tuple(participants),
        place=place,
        when=replace(when, basis=basis),
    )
    return finished(of_event(happening, text, source, basis))


def of_event(happening: Event, text: str, source: str, basis: Basis) -> Fact:
    """A fact of an event; without its id. All of its words are the evidence for it."""
    happening = replace(happening, evidence=(Span(0, len(text)),))
    return Fact("", FactKind.EVENT, text, source, basis, happening.when, event=happening)


def check(text: str, source: str) -> None:
    """Raise :class:`UsageError` where a fact or its source is no line of plain text."""
    for what, words in (("fact", text), ("source", source)):
        if not words.strip():
            raise UsageError(f"a fact needs a {what}", hint='say who says so: --source "UN press release"')
        if len(words) > _LONGEST:
            raise UsageError(f"a {what} may have {_LONGEST} characters; this one has {len(words)}")
        if any(not c.isprintable() for c in words):
            raise UsageError(f"a {what} is one line of plain text")


def finished(fact: Fact) -> Fact:
    """The fact with its id: over what it says and who says so. Raises :class:`UsageError`."""
    check(fact.text, fact.source)
    for end in (fact.when.earliest, fact.when.latest):
        if end is not None and not FIRST_YEAR <= end.year <= LAST_YEAR and fact.kind is not FactKind.TENURE:
            raise UsageError(f"{end} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    parts = (fact.kind, fact.text, fact.source, fact.basis, fact.when.edtf())
    id = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
    happening = replace(fact.event, id=f"fact-{id}") if fact.event is not None else None
    return replace(fact, id=id, event=happening)


def in_words(day: date) -> str:
    """``2 June 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _with_article(of: str) -> str:
    """States in the plural have an article: "the United States"."""
    return (
        f"the {of}"
        if of.startswith("United ") or of.endswith(("Nations", "Islands", "Commission", "Union"))
        else of
    )
