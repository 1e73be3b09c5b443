"""Finding time expressions in a parsed text, without knowing when it was published.

In: a :class:`ParsedText`. Out: the expressions in order, with ``form`` set and ``value`` as far as
it stands without an anchor. The grammar proposes, the guards reject what only looks like a time, the
tense of the sentence fixes the direction (``?`` in a form), and an expression that refers back (``@``,
``%``) takes up the form of the one it refers to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Time, TimeType
from onrecord.reading.language import ParsedText
from onrecord.reading.times import tense
from onrecord.reading.times.forms import FormError, has_days, is_absolute, steps
from onrecord.reading.times.grammar import Grammar, Match, grammar
from onrecord.reading.times.guards import Place, context, is_time
from onrecord.reading.times.values import unanchored_value

_LOOK_BACK = 4  # expressions among which one that refers back finds its antecedent
_CLOCK_STEP = re.compile(r"(?:^| )T(?:\d\S*|[A-Z]{2})(?= |$)")
_DAY_STEP = re.compile(r"[+-]\d+[DT]|T|[<>]")
_DAY_VALUE = re.compile(r"(?:\d{4}|XXXX)-(?:[\dX]{2}-[\dX]{2}|WXX-\d)")
_PERIOD = re.compile(r"(?:^|[ <>~-])([QH])[1-4+-]")


def find(parsed: ParsedText) -> tuple[Time, ...]:
    """The time expressions of the body, in order, none overlapping another."""
    rules = grammar()
    found: list[Time] = []
    may_is_a_name = any(f"{title} May" in parsed.text for title in context("titles"))
    for paragraph in parsed.paragraphs:
        text = paragraph.text  # put together anew at every look, so once a paragraph
        tokens, classes = rules.lexicon.tokens(text)
        _read(rules, Place(paragraph, text, tokens, may_is_a_name), classes, found)
    return tuple(found)


def _read(rules: Grammar, place: Place, classes: str, found: list[Time]) -> None:
    """Add the expressions of one paragraph to ``found``, which holds those before it."""

    def accept(match: Match) -> Match | None:
        if not is_time(place, match):
            return None
        form = match.form
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
        return replace(match, form=form)

    for match in rules.matches(place.tokens, classes, accept):
        found.append(_time(place, match))


def _time(place: Place, match: Match) -> Time:
    text = place.text
    start, end = place.tokens[match.first].start, place.tokens[match.last - 1].end
    while end > start and text[end - 1] in ",;-":
        end -= 1
    offset = place.paragraph.start
    return Time(
        start=offset + start,
        end=offset + end,
        type=TimeType.TIME if _CLOCK_STEP.search(match.form) else match.rule.type,
        value=unanchored_value(match.form) if match.form else "XXXX-XX-XX",
        text=text[start:end],
        mod=match.mod,
        form=match.form or None,
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
    month") are counted from the day of publication.
    """
    rest = form.replace("@", "").strip()
    by_days = not rest or _DAY_STEP.match(rest) is not None
    for time in reversed(before[-_LOOK_BACK:]):
        if not time.form or not has_days(time.form) or "_REF" in time.form or ".since" in time.form:
            continue
        if _DAY_VALUE.match(time.value) or (not by_days and is_absolute(time.form)):
            return f"{_CLOCK_STEP.sub('', time.form)} {rest}".strip()
    return "" if by_days else rest


def _compared(form: str, before: Sequence[Time]) -> str:
    """``a year earlier`` beside a quarter is that quarter a year earlier."""
    for time in reversed(before[-2 * _LOOK_BACK :]):
        period = _PERIOD.search(time.form or "")
        if period and "-1Y" not in (time.form or ""):
            return "-1Y Q-1" if time.form == "Q-1" else f"{time.form} -1Y {period[1]}+0"
    return form.replace("%", "").strip()
