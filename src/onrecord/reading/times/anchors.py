"""Durations counted from an event: "two days after the summit", "the week before the vote".

In: an expression's place in the parse. Out: the words of the event as a span of the document, and the
steps from the event's day to the day that is meant. Whose day the event's is, is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.reading.times.durations import amounts
from onrecord.reading.times.grammar import Match
from onrecord.reading.times.place import Place, context

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Token as Word

_LONGEST_EVENT = 20  # words; a longer subtree is a mistake of the parse
_LOOSE = ("relcl", "acl", "appos", "advcl", "cc", "conj", "punct", "npadvmod", "dep")


def event_of(place: Place, match: Match, form: str) -> tuple[Span, str] | None:
    """The event from which the expression counts, and the steps from it (``+2D``); else ``None``.

    ``form`` is a duration, or empty for "the day after …".
    """
    word = place.lower(match.last)
    sign = "+" if word in context("event_after") else "-" if word in context("event_before") else ""
    if not sign:
        return None
    steps = _steps(match, form, sign)
    bridge = place.word(match.last)
    if not steps or bridge is None:
        return None
    words = _event(bridge)
    if words is None:
        return None
    start = place.paragraph.start
    return Span(start + words[0].idx, start + words[1].idx + len(words[1])), steps


def _steps(match: Match, form: str, sign: str) -> str:
    if not form:
        unit = match.values.get("u", "D")
        return f"{sign}1{unit}" if unit in ("D", "W", "M", "Y") else ""
    found = amounts(form)
    if found is None or found.vague:
        return ""
    return " ".join(f"{sign}{step}" for step in found.steps)


def _event(bridge: Word) -> tuple[Word, Word] | None:
    """First and last word of what ``after`` or ``before`` takes: a noun with its own, or a clause."""
    if bridge.dep_ == "mark" and bridge.head.i > bridge.i:
        verb = bridge.head
        return _bounded(bridge.doc[bridge.i + 1], _until_mark(verb.right_edge, verb))
    noun = next((c for c in bridge.children if c.dep_ in ("pobj", "pcomp") and c.i > bridge.i), None)
    if noun is None:
        return None
    kept = [c.right_edge for c in noun.children if c.i > noun.i and c.dep_ not in _LOOSE]
    return _bounded(noun.left_edge, _until_mark(max([noun, *kept], key=lambda w: w.i), noun))


def _until_mark(last: Word, head: Word) -> Word:
    """The last word before a comma or full stop between the head and ``last``."""
    for word in head.doc[head.i + 1 : last.i + 1]:
        if word.is_punct and word.text != "-":
            return head.doc[word.i - 1]
    return last


def _bounded(first: Word, last: Word) -> tuple[Word, Word] | None:
    return (first, last) if 0 <= last.i - first.i < _LONGEST_EVENT else None
