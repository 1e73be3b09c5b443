"""Due days that are counted: from the day on which a deadline was set, or from its old day.

In: the times of a sentence. Out: days as forms, composed of two. Invariant: where the day from which to count
is not told, no day is given.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import UNKNOWN, Event, EventKind, Status, Time, TimeType, When
from onrecord.reading.events import grammar
from onrecord.reading.events.hanging import Hung
from onrecord.reading.events.moments import Calendar, composed
from onrecord.reading.events.triggers import Trigger
from onrecord.reading.times import forms

_CALENDAR_DAY = re.compile(r"[A-Z][a-z]{2}-\d\d|-\d\d-\d\d")  # as forms write "6 April"
_DAYS = re.compile(r"P\d{1,2}[DW]")
_WEEKS = re.compile(r"P(\d{1,3})W")
_TERMS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})
_SET = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.POSTPONED})
_BESIDE = frozenset({"after", "before"})


def issued(trigger: Trigger, calendar: Calendar) -> Hung | None:
    """The day on which a deadline was set: "gave them a 30-day deadline on Thursday"."""
    own = [h for h in calendar.hung if trigger.sense.noun and h.on.i == trigger.head.i]
    counted = any(h.time.type is TimeType.DURATION and h.token.i < trigger.head.i for h in own)
    behind = (h for h in own if h.by == "on" and h.time.type is TimeType.DATE and h.time.form)
    return next(behind, None) if counted else None


def set_on(verb: Token | None, calendar: Calendar, dues: frozenset[str]) -> str | None:
    """The form of the day on which the deadline was set, where the text tells it."""
    if verb is None:
        return None
    for hung in calendar.hung:
        if hung.on.i != verb.i or hung.by == "from" or (hung.by in dues and hung.by != "on"):
            continue
        if hung.time.type is TimeType.DATE and hung.time.form:
            return hung.time.form
        if hung.time.type is TimeType.DURATION and hung.time.form and verb.dep_ == "advcl":
            return _counted(hung.time, verb)
    return None


def beside(trigger: Trigger, calendar: Calendar) -> tuple[str, When] | None:
    """ "signed on Thursday, a day before the deadline": "before", and Friday, counted from the only day that
    the sentence names before it.
    """
    noun, doc = trigger.head, trigger.head.doc
    at = noun.left_edge.i - 1
    if not trigger.sense.noun or at < noun.sent.start or doc[at].lower_ not in _BESIDE or _is_changed(noun):
        return None
    end = calendar.place.span(doc[at]).start - 1
    count = next((h.time for h in calendar.hung if h.time.end == end), None)
    days = [h for h in calendar.hung if h.time.end < end and h.time.type is TimeType.DATE]
    if count is None or not _DAYS.fullmatch(count.form or "") or len(days) != 1:
        return None
    day = days[0]
    if day.on.pos_ != "VERB" or day.on not in noun.ancestors or not day.time.form:
        return None
    counted = forms.after if doc[at].lower_ == "before" else forms.before
    try:
        form = counted(day.time.form, _in_days(count.form or "")).strip()
    except forms.FormError:
        return None
    return doc[at].lower_, calendar.resolved(form, count.text)


def _is_changed(noun: Token) -> bool:
    """ "a day before the deadline was extended": not the day on which it falls due."""
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    clause = (t for t in itertools.takewhile(lambda t: t.text != ",", behind))
    return any(t.dep_ == "auxpass" and t.tag_ in ("VBD", "VBZ") for t in clause)


def _counted(time: Time, verb: Token) -> str | None:
    """ "the report came a week after she issued an ultimatum": a week before the report."""
    word = grammar.clause_relation(verb)
    if word not in _BESIDE or time.form is None:
        return None
    try:
        # The main clause of a news report is about its own day.
        moved = forms.before("", time.form) if word == "after" else forms.after("", time.form)
    except forms.FormError:
        return None
    return moved.strip()


def prolonged(move: Event, extension: Time | None, told: Iterable[Event], calendar: Calendar) -> Event:
    """A move without an old or a new day, as one of the only dated deadline that the text has told of before:
    "gave them until 3 May … Later he extended the deadline by a week".
    """
    moved_from = move.moved_from or UNKNOWN
    if move.mode != "moved" or move.when.known or moved_from.known:
        return move
    dated = [e for e in told if e.kind in _TERMS and e.when.known and e.status in _SET]
    days = {(e.when.earliest, e.when.latest) for e in dated}
    if len(days) != 1 or any(_others(e, move) for e in dated):
        return move
    old = dated[-1].when
    return replace(move, moved_from=old, when=after(old, extension, calendar))


def _others(a: Event, b: Event) -> bool:
    """Whether two deadlines were set by different authors."""
    one, two = ({p.actor or p.name for p in e.participants if p.role == "author"} for e in (a, b))
    return bool(one) and bool(two) and not one & two


def before(when: When, extension: Time | None, calendar: Calendar) -> When:
    """ "extended by two weeks to 29 May": the old day is two weeks before the new one."""
    return _apart(when, extension, calendar, forms.before)


def after(old: When, extension: Time | None, calendar: Calendar) -> When:
    """ "the deadline of 15 May was extended by two weeks": the new day is two weeks after the old one."""
    return _apart(old, extension, calendar, forms.after)


def _apart(
    when: When, extension: Time | None, calendar: Calendar, counted: Callable[[str, str], str]
) -> When:
    if extension is None or not extension.form or when.form is None:
        return UNKNOWN
    try:
        form = counted(when.form, _in_days(extension.form)).strip()
    except forms.FormError:
        return UNKNOWN
    return calendar.resolved(form, extension.text)


def is_counted(time: Time) -> bool:
    """Whether a time tells how long, not when: "30 days", "within ten days"."""
    return time.type is TimeType.DURATION or (time.form or "")[:1] == "+"


def read(time: Time, base: str | None, calendar: Calendar) -> When | None:
    """The day of a time; one that is counted ("in 50 days") from the day with the form ``base``."""
    if not is_counted(time):
        return calendar.read(time)
    if base is None:
        return When(text=time.text)
    form = composed(base, replace(time, form=_in_days(time.form or "")))
    return calendar.resolved(form, time.text) if form else When(text=time.text)


def narrowest(found: list[When]) -> When:
    """Of "a week from Saturday, on 6 April" the day; the first of equals."""

    def width(when: When) -> tuple[bool, bool, int]:
        if when.earliest is None or when.latest is None:
            return True, not _CALENDAR_DAY.search(when.form or ""), 0
        # "by midnight on 6 June": the hour alone would be today's
        return False, (when.form or "").startswith("+0D T"), (when.latest - when.earliest).days

    return min(found, key=width, default=UNKNOWN)


def _in_days(duration: str) -> str:
    """Weeks as days: a term of two weeks ends on the same weekday, unlike "two weeks ago"."""
    match = _WEEKS.fullmatch(duration)
    return f"P{int(match[1]) * 7}D" if match is not None else duration
