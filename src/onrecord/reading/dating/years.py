"""Years and dates that bound the day: what is told as past has begun, what is still to come has not ended.

In: mentions. Out: reasons. Of many past dates only the latest says anything, of many to come only the
earliest. A date that any word above it makes a plan of is no past, whatever the tense of the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.model import TimeType
from onrecord.reading.dating.mentions import Mention, is_finite, is_present
from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.dating.words import words
from onrecord.reading.times import tense
from onrecord.reading.times.calendar import MONTHS
from onrecord.reading.times.days import FIRST
from onrecord.reading.times.forms import days_of
from onrecord.reading.times.verbs import verbs

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Token

# A fiscal quarter or half may begin long before that of the calendar.
_BEGINS = re.compile(r"\d{4}(?:-\d\d){0,2}|\d{4}-(?:SP|SU|FA|WI)|\d{3}X|\d\dXX")
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
_PARTS = frozenset({".start", ".mid", ".end", ".fiscal"})
_CLIMB = 12  # steps up the parse
_LAST_YEAR = re.compile(r"Y-1(?: \.\w+)?")
_YEAR = re.compile(r"\d{4}")
# A winter lies in two years.
_OWN_YEAR = re.compile(r"Y\+0 (?:(?:" + "|".join(MONTHS) + r")(?:-\d\d)?|SP|SU|FA|Q\d)")
_COMPARED = 40  # characters between "last year" and "from 2030"


def past_and_ahead(mentions: Sequence[Mention]) -> Iterator[Reason]:
    """The latest date that is told as past, and the earliest that is told as still to come."""
    begun = [found for mention in mentions if (found := _begun(mention)) is not None]
    ahead = [found for mention in mentions if (found := _ahead(mention, mentions)) is not None]
    if begun:
        yield max(begun, key=lambda pair: pair[0])[1]
    if ahead:
        yield min(ahead, key=lambda pair: pair[0])[1]


def _begun(mention: Mention) -> tuple[date, Reason] | None:
    """A date that has begun, with its first day."""
    form = _plain_form(mention, _BEGINS)
    if form is None or not _is_begun(mention):
        return None
    if "X" in form and mention.preposition != "since":
        return None  # decades are spoken of loosely
    first, _ = days_of(form, FIRST)
    if first is None:
        return None
    quoted = _with_preposition(mention)
    sentence = f"what is told of {quoted} is past: not published before {first}"
    return first, Reason(f"{form} <= +0D", sentence, Strength.TENSE)


def _plain_form(mention: Mention, shape: re.Pattern[str]) -> str | None:
    """The form of a date by the calendar, without weekday and time of day."""
    if not mention.absolute or mention.time.type is not TimeType.DATE:
        return None
    base, *rest = mention.form.split()
    parts = [part for part in rest if part in _PARTS]
    if not shape.fullmatch(base) or any(p not in _PARTS and p[0] not in "=T" for p in rest):
        return None
    return " ".join([base, *parts])


def _is_begun(mention: Mention) -> bool:
    if mention.told == tense.FUTURE:
        return False
    if mention.preposition == "since" or _dates_what_happened(mention):
        return True
    if mention.told != tense.PAST or mention.preposition not in words().begun:
        return False
    if mention.plainly_past:
        return True
    if mention.direct and mention.verb is not None and mention.verb.tag_ != "VBN":
        return False  # "spoke of a vote in 2031"
    return not _is_prospect(mention)


def _dates_what_happened(mention: Mention) -> bool:
    """``the 2031 earthquake``, ``the accord of 2031``: what nobody plans is past where it has a date."""
    happened = words().happened
    prep = mention.head.head
    if mention.head.dep_ == "pobj" and prep.lower_ == "of":
        return prep.head.lemma_.lower() in happened
    for token in mention.following:
        if token.lemma_.lower() in happened and token.pos_ in ("NOUN", "PROPN"):
            return bool(token.dep_ != "compound")  # "the 2031 war games" may be to come
        if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _is_prospect(mention: Mention) -> bool:
    """Whether a word above the mention makes it a plan: ``their goal of peace in 2031``."""
    node = mention.head
    for _ in range(_CLIMB):
        if node.i != mention.head.i and _looks_ahead(node):
            return True
        if node.head.i == node.i or (node.pos_ in ("VERB", "AUX") and is_finite(node)):
            return False
        node = node.head
    return False


def _looks_ahead(node: Token) -> bool:
    if node.pos_ in ("NOUN", "ADJ"):
        return node.lemma_.lower() in words().prospects
    if node.pos_ not in ("VERB", "AUX"):
        return False
    helpers = {child.lower_ for child in node.children if child.dep_ in ("aux", "auxpass")}
    return bool(helpers & verbs().future_modals) or "to" in helpers


def _with_preposition(mention: Mention) -> str:
    word = mention.before
    return f"‘{word} {mention.words}’" if word and word in words().begun else mention.quoted


def _ahead(mention: Mention, mentions: Iterable[Mention]) -> tuple[date, Reason] | None:
    """A date that has not ended, with its last day."""
    form = _plain_form(mention, _PLAIN)
    if form is None or mention.told != tense.FUTURE or not _is_sure_to_come(mention):
        return None
    if any(_tells_another_time(mention, other) for other in mentions):
        return None
    _, last = days_of(form, FIRST)
    if last is None:
        return None
    sentence = f"what is told of {mention.quoted} is still to come: not published after {last}"
    return last, Reason(f"+0D <= {form}", sentence, Strength.TENSE)


def _tells_another_time(mention: Mention, other: Mention) -> bool:
    """Whether the sentence itself was said at another stated time: ``In 2029 he said it will …``."""
    return (
        other is not mention
        and other.absolute
        and other.told == tense.PAST
        and other.paragraph is mention.paragraph
        and other.head.sent == mention.head.sent
    )


def _is_sure_to_come(mention: Mention) -> bool:
    """``will end in 2031``; ``is expected to end``, ``plans to end``, told in the present."""
    if mention.before == "due" and mention.is_of_noun:
        return True  # "bonds due March 1, 2031"
    verb = mention.verb
    if verb is None or not mention.direct:
        return False
    if tense.is_plain_future(verb):
        return True
    if verb.tag_ != "VB" or not any(t.dep_ == "aux" and t.lower_ == "to" for t in verb.children):
        return False
    above = verb.head
    if above.i == verb.i or above.pos_ not in ("VERB", "AUX"):
        return False
    prospective = above.lemma_.lower() in verbs().prospective
    return tense.is_plain_future(above) or (prospective and is_present(above))


def this_year(mentions: Sequence[Mention]) -> Iterator[Reason]:
    """``two rounds this year, on May 16 and June 2``, told as past: these days have come."""
    year: Mention | None = None
    for mention in mentions:
        if mention.form in ("Y+0", "Y+0 .before"):
            year = mention if mention.told == tense.PAST else None
            continue
        day = mention.month_day
        if day is None or day.sign != "<" or year is None:
            continue
        if mention.paragraph is year.paragraph and mention.head.sent == year.head.sent:
            yield Reason(
                f"Y+0 {day.name} <= +0D",
                f"{mention.quoted} of {year.quoted} is told as past: published in its year, not before",
                Strength.TENSE,
            )


def own_year(mentions: Sequence[Mention]) -> Iterator[Reason]:
    """``in June this year``: told as past it has begun, told as to come it has not ended."""
    for mention in mentions:
        if not _OWN_YEAR.fullmatch(mention.form):
            continue
        if mention.told == tense.PAST and mention.plainly_past:
            sentence = f"{mention.quoted} is told as past: published after it began"
            yield Reason(f"{mention.form} <= +0D", sentence, Strength.TENSE)
        elif mention.told == tense.FUTURE and _is_sure_to_come(mention):
            sentence = f"{mention.quoted} is still to come: published before it ends"
            yield Reason(f"+0D <= {mention.form}", sentence, Strength.TENSE)


def compared(mentions: Sequence[Mention]) -> Iterator[Reason]:
    """``rose last year from 2030``: what last year is measured by lies before it."""
    for first, second in pairwise(mentions):
        if not (_LAST_YEAR.fullmatch(first.form) and _YEAR.fullmatch(second.form)):
            continue
        gap = second.time.start - first.time.end
        if first.paragraph is second.paragraph and gap <= _COMPARED and second.before in words().comparing:
            sentence = f"{first.quoted} is compared with {second.quoted}: it was a later year"
            yield Reason(f"{second.form} < Y-1", sentence, Strength.TENSE)
