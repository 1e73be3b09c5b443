"""Finding time expressions in a parsed text, without knowing when it was published.

In: a :class:`ParsedText`, and who published it, which decides only what 3/4/2031 means. Out: the
expressions in order, with ``form`` set and ``value`` as far as it stands without an anchor. The grammar
proposes, the guards reject what only looks like a time, the tense of the sentence fixes the direction
(``?`` in a form), and an expression that refers back (``@``, ``%``) takes up the form of the one it
refers to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.model import Time, TimeType
from onrecord.reading.language import ParsedText
from onrecord.reading.times import ranges, spans, tense
from onrecord.reading.times.anchors import event_of
from onrecord.reading.times.chronicle import Chronicle
from onrecord.reading.times.forms import FormError, has_days, is_absolute, steps
from onrecord.reading.times.grammar import Grammar, Match, grammar
from onrecord.reading.times.guards import is_time
from onrecord.reading.times.order import order_of
from onrecord.reading.times.place import Place, context
from onrecord.reading.times.values import blank, unanchored_value

_LOOK_BACK = 4  # expressions among which one that refers back finds its antecedent
_CLOCK_STEP = re.compile(r"(?:^| )(?:T(?:\d\S*|[A-Z]{2})|in:\S+)(?= |$)")
_OTHER_YEAR = tuple("Y0123456789")  # how the form of a quarter of a named year begins
_HOUR_STEP = re.compile(r"T\d")
_PAST_DAY = re.compile(r"<(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|-\d+D|\S+ -\d+D")
_BACK_STEP = re.compile(r"(?:WE|[WMQHYEC])?-|<<")
_DAY_STEP = re.compile(r"[+-]\d+[DT]|T|[<>]")
_DAY_VALUE = re.compile(r"(?:\d{4}|XXXX)-(?:[\dX]{2}-[\dX]{2}|WXX-\d)")
_MONTH_VALUE = re.compile(r"(?:\d{4}|XXXX)-\d\d(?!\d)")
_YEAR_FORM = re.compile(r"Y[+-]\d+(?: \.\w+)?")
_PERIOD = re.compile(r"(?:^|[ <>~-])([QH])[1-4+-]")


class _Found(NamedTuple):
    """An expression with the tokens ``[first, last)`` that it keeps."""

    time: Time
    first: int
    last: int


def find(parsed: ParsedText, *, outlet: str | None = None, country: str | None = None) -> tuple[Time, ...]:
    """The time expressions of the body, in order, none overlapping another.

    ``outlet`` and ``country`` (a name or a two-letter code) tell which figure of 3/4/2031 is the month.
    """
    rules = grammar()
    found: list[Time] = []
    order = order_of(parsed.text, outlet, country)
    chronicle = Chronicle()
    may_is_a_name = any(f"{title} May" in parsed.text for title in context("titles"))
    for paragraph in parsed.paragraphs:
        text = paragraph.text  # put together anew at every look, so once a paragraph
        tokens, classes = rules.lexicon.tokens(text)
        _read(rules, Place(paragraph, text, tokens, may_is_a_name, order), classes, found, chronicle)
    return tuple(found)


def _read(rules: Grammar, place: Place, classes: str, found: list[Time], chronicle: Chronicle) -> None:
    """Add the expressions of one paragraph to ``found``, which holds those before it."""

    def accept(match: Match) -> Match | None:
        if not is_time(place, match):
            return None
        # 3/4/2031 has its days only where the order is known.
        form = place.tokens[match.first].values.get(place.order or "", match.form)
        if "?" in form:
            form = form.replace("?", _direction(place, match))
        if "@" in form:
            form = _referring(form, found)
        elif "%" in form:
            form = _compared(form, found)
        try:
            if has_days(form):
                steps(form)
        except FormError:
            return None
        return replace(match, form=chronicle.dated(place, match, form))

    before: _Found | None = None
    for match in rules.matches(place.tokens, classes, accept):
        new = _found(place, match)
        if before is not None:
            before, new = _ranged(place, before, new)
            found[-1] = before.time
        found.append(new.time)
        before = new


def _found(place: Place, match: Match) -> _Found:
    first, last = spans.trimmed(place, match)
    form = match.form
    text = place.text
    start, end = place.tokens[first].start, place.tokens[last - 1].end
    offset = place.paragraph.start
    event, moved = event_of(place, match, form) or (None, None)
    return _Found(
        Time(
            start=offset + start,
            end=offset + end,
            type=TimeType.TIME if _CLOCK_STEP.search(form) else match.rule.type,
            value=unanchored_value(form) if form else blank(match.values.get("u", "D")),
            text=text[start:end],
            mod=None if match.mod == "MORE_THAN" and first > match.first else match.mod,  # "over the year"
            form=form or None,
            quant=match.rule.quant,
            freq=_frequency(match),
            event=event,
            offset=moved,
        ),
        first,
        last,
    )


def _frequency(match: Match) -> str | None:
    number = match.values.get("f")
    return f"{number}X" if number else None


def _ranged(place: Place, a: _Found, b: _Found) -> tuple[_Found, _Found]:
    """The two expressions, tied to each other where they are the ends of a range of weekdays."""
    if b.first - a.last != 1 or a.time.form is None or b.time.form is None:
        return a, b
    forms = ranges.ordered(a.time.form, b.time.form, place.lower(a.first - 1), place.lower(a.last))
    if forms == (a.time.form, b.time.form):
        return a, b
    return (
        a._replace(time=replace(a.time, form=forms[0])),
        b._replace(time=replace(b.time, form=forms[1])),
    )


def _direction(place: Place, match: Match) -> str:
    """The sign that the tense of the sentence gives, or the rule's own where it does not tell."""
    at = match.first - 1
    while place.lower(at) in context("passed_over"):
        at -= 1
    told = tense.direction(place.head(match), place.lower(at), place.lower(match.last))
    return match.rule.ahead if told == tense.FUTURE else told or match.rule.default


def _referring(form: str, before: Sequence[Time]) -> str:
    """The form with ``@`` replaced by that of the last day mentioned.

    Where there is none, a step by days means nothing (empty form); larger units ("the following
    month") and weekdays ("the previous Friday") are counted from the day of publication.
    """
    rest = form.replace("@", "").strip()
    if _HOUR_STEP.match(rest):
        return f"{_told_just_before(before)} {rest}"
    by_days = not rest or _DAY_STEP.match(rest) is not None
    by_months = rest.startswith(("M", "Y"))
    back = _BACK_STEP.match(rest) is not None
    for time in reversed(before[-_LOOK_BACK:]):
        if not time.form or not has_days(time.form) or "_REF" in time.form or ".since" in time.form:
            continue
        if back and time.form[0] == ">":
            continue  # "will appear on Friday. Two days earlier …" counts from what has happened
        if (
            _DAY_VALUE.match(time.value)
            or (not by_days and is_absolute(time.form))
            or (by_months and _MONTH_VALUE.match(time.value))
            or (rest.startswith("Y") and _YEAR_FORM.fullmatch(time.form))
        ):
            return f"{_CLOCK_STEP.sub('', time.form)} {rest}".strip()
    if rest.startswith("T"):
        return f"+0D {rest}"
    return "" if by_days and not rest.startswith("<<") else rest


def _told_just_before(before: Sequence[Time]) -> str:
    """The day of a bare hour: "was bombed on Monday. The blast, at 3 a.m., …"; else that of publication."""
    form = before[-1].form if before else None
    return form if form and _PAST_DAY.fullmatch(form) else "+0D"


def _compared(form: str, before: Sequence[Time]) -> str:
    """``a year earlier`` beside a quarter, ``a year ago`` beside a recent one: the same quarter then."""
    for time in reversed(before[-_LOOK_BACK:]):
        period = _PERIOD.search(time.form or "")
        other_year = "%%" in form and (time.form or "")[:1] in _OTHER_YEAR
        if period and not other_year and "-1Y" not in (time.form or ""):
            return "-1Y Q-1" if time.form == "Q-1" else f"{time.form} -1Y {period[1]}+0"
    return form.replace("%", "").strip()
