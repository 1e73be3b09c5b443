"""One event told twice: by its date, and by how near it is ("talks on June 2", "the talks on Monday").

In: mentions. Out: reasons: the date is the coming Monday. Both must lie ahead and belong to nouns of one
class, and the class must have one date and one weekday only. Of the past a report tells several meetings,
so there nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.reading.dating.calendar import years_of
from onrecord.reading.dating.mentions import Mention, MonthDay, name_of
from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.dating.words import words
from onrecord.reading.times.calendar import WEEKDAYS
from onrecord.reading.times.verbs import verbs

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Token

_NEAR_AHEAD = re.compile(r">(?:" + "|".join(WEEKDAYS) + r")|W\+[01](?: \.(?:after|end))?|\+0W\.\.1W|\+1D")
_REACH = 12  # steps up the parse


def same_event(mentions: Sequence[Mention]) -> Iterator[Reason]:
    """A date and near expressions (``Monday``, ``next week``) that announce one event."""
    dated: dict[str, list[Mention]] = {}
    near: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        form = _near_form(mention)
        is_dated = mention.month_day is not None and mention.month_day.sign == ">"
        if not (is_dated or form) or (kind := _event_of(mention)) is None:
            continue
        if is_dated:
            dated.setdefault(kind, []).append(mention)
        elif form:
            near.setdefault(kind, {}).setdefault(form, mention)
    for kind, found in dated.items():
        yield from _joined(kind, found, near.get(kind, {}))


def _near_form(mention: Mention) -> str | None:
    """The form of an expression for a time shortly ahead."""
    if mention.weekday_ahead is not None:
        return f">{mention.weekday_ahead}"
    return mention.form if _NEAR_AHEAD.fullmatch(mention.form) else None


def _joined(kind: str, dated: Sequence[Mention], near: Mapping[str, Mention]) -> Iterator[Reason]:
    weekdays = {form for form in near if form[1:] in WEEKDAYS}
    day = dated[0].month_day
    if day is None or len({m.form for m in dated}) > 1 or len(weekdays) > 1:
        return
    for form, mention in near.items():
        yield _identified(mention, form, dated[0], day, kind)


def _identified(near: Mention, form: str, dated: Mention, day: MonthDay, kind: str) -> Reason:
    constraint = f">{day.name} = {form}"
    sentence = f"{dated.quoted} is called {near.quoted} as the day of the same {kind}"
    if form[1:] in WEEKDAYS:
        years = years_of(f">{day.name}", constraint)
        sentence += f": {day.spoken} is a {name_of(form[1:])} in {years}"
    return Reason(constraint, f"{sentence}, and the report is of the days before it", Strength.SAME_EVENT)


def _event_of(mention: Mention) -> str | None:
    """The class of the event whose day an expression gives.

    The event noun is one that the expression hangs on ("talks on Monday", "the June 2 meeting"), or an
    argument of the verb that it hangs on ("offered to hold a second round on June 2").
    """
    node = mention.head
    for _ in range(_REACH):
        if kind := words().events.get(node.lower_):
            return kind
        if node.pos_ in ("VERB", "AUX"):
            kind = None if node.lemma_.lower() in verbs().saying else _argument(node)
            if kind or node.dep_ not in ("relcl", "acl"):
                return kind
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _argument(verb: Token) -> str | None:
    """The class of the event that a verb's objects or subject name."""
    nouns: list[Token] = []
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
            nouns.append(child)
        elif child.dep_ in ("prep", "acomp"):
            nouns.extend(t for t in child.subtree if t.dep_ == "pobj")
    classes = words().events
    for noun in nouns:
        for token in (noun, *(t for prep in noun.children if prep.dep_ == "prep" for t in prep.children)):
            if kind := classes.get(token.lower_):
                return kind
    return None
