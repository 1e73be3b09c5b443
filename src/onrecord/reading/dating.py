"""The day of publication, derived from the calendar inside the document.

In: the parsed text, its time expressions (with forms, nothing anchored) and what the source said
about the day. Out: a :class:`When` with the interval, the constraints it rests on and a trail that a
person can read. A day that the source gives wins. Otherwise each clue becomes a constraint in the
language of :mod:`onrecord.reading.times.constraints`; the strongest are applied first, and one that
contradicts stronger ones is left out, said so in the trail. Where nothing bounds the day, it stays
open. Invariant: ``candidates(result.constraints)`` is the set of days whose hull the result gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import UNKNOWN, Basis, Span, Time, TimeType, When
from onrecord.reading.language import Paragraph, ParsedText
from onrecord.reading.times import Days, day_candidates, publication_candidates, tense
from onrecord.reading.times.constraints import admitted, candidates, year_constraints
from onrecord.reading.times.forms import MONTHS, WEEKDAYS, has_days, is_absolute

__all__ = [
    "Days",
    "Reason",
    "candidates",
    "constrain",
    "date_document",
    "day_candidates",
    "publication_candidates",
    "year_constraints",
]

_FULL_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: =(\w{3}))?(?: T\S+)?")
_MONTH_DAY = re.compile(r"([<>~]{1,2})((?:" + "|".join(MONTHS) + r")-\d\d)(?: =(\w{3}))?")
_WEEKDAY = re.compile(r"([<>])(" + "|".join(WEEKDAYS) + r")(?: T\w\w)?(?: \.\w+)?")
_NEAR_AHEAD = re.compile(r">(?:" + "|".join(WEEKDAYS) + r")(?: T\w\w)?|W\+[01](?: \.(?:after|end))?|\+1D")
_NEAR_BEHIND = re.compile(r"<(?:" + "|".join(WEEKDAYS) + r")(?: T\w\w)?|-1D")
_LEAD_SENTENCES = 4
_LEAD_CHARACTERS = 1_000
# Days on which the news of a weekday still appears: that day, the next, and after a Friday or a
# Saturday until Monday. Measured on 140 news texts of 1989 to 2000: 64 of 66.
_DAYS_LATER = {"Mon": 1, "Tue": 1, "Wed": 1, "Thu": 1, "Fri": 3, "Sat": 2, "Sun": 1}
_NAMES = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


class Strength(IntEnum):
    """How far a constraint can be trusted, strongest first."""

    STATED = 0  # a full date as dateline
    APPOSITION = 1  # "Monday, June 2"
    TENSE = 2  # what is told as past has begun
    SAME_EVENT = 3  # two descriptions of one event
    NEWS_DAY = 4  # the weekday of the news


@dataclass(frozen=True, slots=True)
class Reason:
    """A constraint with the sentence that explains it."""

    constraint: str
    sentence: str
    strength: Strength


@dataclass(frozen=True)
class _Mention:
    """A time expression with its place in the parse."""

    time: Time
    form: str
    paragraph: Paragraph
    head: Token
    told: str  # the direction that the tense gives

    @property
    def quoted(self) -> str:
        return f"‘{' '.join(self.time.text.split())}’"


def date_document(parsed: ParsedText, times: Sequence[Time], given: When = UNKNOWN) -> When:
    """When a document was published, as far as it follows.

    ``given`` is what the source or the user said; a full day wins, and what in the text contradicts
    it is said in the trail. ``earliest`` and ``latest`` are ``None`` where the calendar leaves them
    open; with no constraint at all the result is :data:`UNKNOWN`.
    """
    reasons = sorted(_reasons(parsed, times), key=lambda r: r.strength)
    if given.day is not None:
        return _given(given, reasons)
    known = _interval(given)
    return constrain([*known, *reasons], given)


def constrain(reasons: Iterable[Reason], given: When = UNKNOWN) -> When:
    """The day that reasons leave, taken in order; one that contradicts those before is left out."""
    days = Days.all()
    kept: list[Reason] = []
    trail = list(given.trail)
    for reason in reasons:
        if any(reason.constraint == k.constraint for k in kept):
            continue
        narrowed = days & admitted(reason.constraint)
        if not narrowed:
            trail.append(f"{reason.sentence}; this contradicts the rest and is left out")
            continue
        days = narrowed
        kept.append(reason)
        trail.append(reason.sentence)
    if not kept:
        return replace(given, trail=tuple(trail)) if trail else given
    earliest, latest = days.earliest, days.latest
    basis = None
    if earliest is not None or latest is not None:
        stated = any(r.strength is Strength.STATED for r in kept)
        basis = given.basis if given.known else Basis.STATED if stated else Basis.CALENDAR
    return When(
        earliest, latest, basis=basis, trail=tuple(trail), constraints=tuple(r.constraint for r in kept)
    )


def _given(given: When, reasons: Sequence[Reason]) -> When:
    constraint = f"{given.day} = +0D"
    day = candidates([constraint])
    doubts = [
        f"{reason.sentence}; this does not fit the day given, {given.day}, which is kept"
        for reason in reasons
        if day and not day & admitted(reason.constraint)
    ]
    return replace(given, trail=(*given.trail, *doubts), constraints=(constraint,))


def _interval(given: When) -> Iterator[Reason]:
    """The ends of a given interval, as constraints."""
    if given.earliest is not None:
        yield Reason(f"{given.earliest} <= +0D", f"given: not before {given.earliest}", Strength.STATED)
    if given.latest is not None:
        yield Reason(f"+0D <= {given.latest}", f"given: not after {given.latest}", Strength.STATED)


# --- the clues


def _reasons(parsed: ParsedText, times: Sequence[Time]) -> Iterator[Reason]:
    mentions = list(_mentions(parsed, times))
    for mention in mentions:
        yield from _dateline(mention)
        yield from _apposition(mention)
        yield from _past_or_ahead(mention)
    for first, second in pairwise(mentions):
        yield from _side_by_side(parsed, first, second)
    yield from _this_year(mentions)
    yield from _same_event(mentions)
    yield from _news_day(parsed, mentions)


def _mentions(parsed: ParsedText, times: Sequence[Time]) -> Iterator[_Mention]:
    """The expressions that mean days, with their head words and the tense around them."""
    paragraphs = iter(parsed.paragraphs)
    paragraph = next(paragraphs, None)
    for time in times:
        if not has_days(time.form) or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        while paragraph is not None and paragraph.end <= time.start:
            paragraph = next(paragraphs, None)
        if paragraph is None:
            return
        tokens = paragraph.tokens_in(Span(time.start, time.end))
        if tokens is None or not time.form:
            continue
        head = tokens.root
        before = paragraph.doc[tokens.start - 1].lower_ if tokens.start else ""
        after = paragraph.doc[tokens.end].lower_ if tokens.end < len(paragraph.doc) else ""
        yield _Mention(time, time.form, paragraph, head, tense.direction(head, before, after))


def _dateline(mention: _Mention) -> Iterator[Reason]:
    """A full date on a line of its own, or after the place at the beginning of a paragraph."""
    text = mention.paragraph.doc.text
    start, end = mention.time.start - mention.paragraph.start, mention.time.end - mention.paragraph.start
    full = _FULL_DAY.fullmatch(mention.form)
    alone = _is_label(text[:start]) and _is_label(text[end:]) and len(text) < 80
    placed = _DATELINE_BEFORE.fullmatch(text[:start]) and _DATELINE_AFTER.match(text[end:])
    if full and alone and mention.paragraph.index < 8:
        yield Reason(
            f"{full[1]} = +0D", f"{mention.quoted} stands on a line of its own as the day of the report", Strength.STATED
        )
    elif placed and mention.paragraph.index < 4:
        month_day = _MONTH_DAY.fullmatch(mention.form)
        form = full[1] if full else f"<{month_day[2]}" if month_day else None
        if form:
            sentence = f"the dateline gives {mention.quoted}: published on that day or the next"
            strength = Strength.STATED if full else Strength.NEWS_DAY
            yield Reason(f"-1D <= {form}", sentence, strength)
            yield Reason(f"{form} <= +0D", sentence, strength)


# "GENEVA, Switzerland, " and "Geneva (Agency), "; a place in capitals or a short name.
_DATELINE_BEFORE = re.compile(r"(?:[A-Z][A-Z.'’/ -]{2,30}|[A-Z][\w.'’-]{2,20})(?:, [A-Z][\w. ]{1,25})?(?: \([\w ]{1,20}\))?,? ")
_DATELINE_AFTER = re.compile(r",? *(?:\([^)]{1,30}\) *)?(?:--?|–|—|_|:)")


def _is_label(text: str) -> bool:
    words = re.findall(r"[^\W\d]+|[^\w\s]", text.lower())
    known = _knowledge().labels
    return all(word in known for word in words)


def _apposition(mention: _Mention) -> Iterator[Reason]:
    """``Monday, June 2``: only some years have it."""
    match = _MONTH_DAY.fullmatch(mention.form)
    if match and match[3]:
        yield _weekday_of(mention.quoted, match[1], match[2], match[3], Strength.APPOSITION)


def _weekday_of(quoted: str, sign: str, month_day: str, weekday: str, strength: Strength) -> Reason:
    constraint = f"{sign}{month_day} is {weekday}"
    years = Days.all() & day_candidates(f"{sign}{month_day}", admitted(constraint))
    named = _listed([str(year) for year in years.years()])
    return Reason(constraint, f"{quoted}: {_spoken(month_day)} is a {_NAMES[weekday]} in {named}", strength)


def _past_or_ahead(mention: _Mention) -> Iterator[Reason]:
    """A year that is told as past has begun; one that ``will`` come has not ended."""
    if not is_absolute(mention.form) or mention.time.type is not TimeType.DATE:
        return
    base = mention.form.split()[0]
    verb = tense.governor(mention.head)
    if verb is None or not tense.is_direct(mention.head, verb):
        return
    preposition = mention.head.head.lower_ if mention.head.dep_ == "pobj" else ""
    if mention.told == tense.PAST and preposition in _BEGUN and tense.is_plain_past(verb):
        yield Reason(
            f"{base} <= +0D", f"what happened {preposition} {mention.quoted} is told as past", Strength.TENSE
        )
    elif mention.told == tense.FUTURE and tense.is_plain_future(verb):
        yield Reason(f"+0D <= {base}", f"what will happen in {mention.quoted} is told as future", Strength.TENSE)


_BEGUN = frozenset({"in", "on", "since", "during", "early", "late"})


def _side_by_side(parsed: ParsedText, first: _Mention, second: _Mention) -> Iterator[Reason]:
    """``Monday (June 2)``, ``tomorrow, 2 June``: two names of one day."""
    gap = parsed.text[first.time.end : second.time.start]
    if not re.fullmatch(r" ?[(,] ?|, the ", gap):
        return
    for near, dated in ((first, second), (second, first)):
        match = _MONTH_DAY.fullmatch(dated.form)
        near_form = near.form.split(" T")[0]
        if match and (_NEAR_AHEAD.fullmatch(near.form) or _NEAR_BEHIND.fullmatch(near.form)) and "W" != near_form[0]:
            sign = ">" if _NEAR_AHEAD.fullmatch(near.form) else "<"
            yield from _identified(near, dated, sign, match[2], Strength.APPOSITION, "in the same breath")


def _identified(
    near: _Mention, dated: _Mention, sign: str, month_day: str, strength: Strength, how: str
) -> Iterator[Reason]:
    """The reason that a near expression and a date are one day: calendar first, then nearness."""
    near_form = near.form.split(" T")[0]
    constraint = f"{sign}{month_day} = {near_form}"
    years = day_candidates(f"{sign}{month_day}", admitted(constraint)).years()
    weekday = _WEEKDAY.fullmatch(near.form)
    sentence = f"{dated.quoted} is called {near.quoted} {how}"
    if weekday and years:
        sentence += f": {_spoken(month_day)} is a {_NAMES[weekday[2]]} in {_listed([str(y) for y in years])}"
    side = "before" if sign == ">" else "after"
    yield Reason(constraint, f"{sentence}, and the report is of the week {side} it", strength)


def _this_year(mentions: Sequence[_Mention]) -> Iterator[Reason]:
    """``two rounds this year, on May 16 and June 2``, told as past: these days have come."""
    for first, second in zip(mentions, mentions[1:], strict=False):
        if first.form not in ("Y+0", "Y+0 .before") or first.told != tense.PAST:
            continue
        sentence = first.head.sent
        for mention in mentions:
            if mention.paragraph is not first.paragraph or mention.head.sent != sentence:
                continue
            match = _MONTH_DAY.fullmatch(mention.form)
            if match and match[1] == "<" and mention.time.start > first.time.start:
                yield Reason(
                    f"Y+0 {match[2]} <= +0D",
                    f"{mention.quoted} of {first.quoted} is told as past: published on that day or later in its year",
                    Strength.TENSE,
                )
        del second


def _same_event(mentions: Sequence[_Mention]) -> Iterator[Reason]:
    """A date and a near expression (``Monday``, ``next week``) that describe one event alike.

    Both must point the same way and hang on nouns of one class. Each must be the only one of its
    kind for that class and direction in the document.
    """
    for sign, near_pattern in ((">", _NEAR_AHEAD), ("<", _NEAR_BEHIND)):
        by_class: dict[str, tuple[list[_Mention], list[_Mention]]] = {}
        for mention in mentions:
            match = _MONTH_DAY.fullmatch(mention.form)
            is_dated = match is not None and match[1] == sign
            if not is_dated and not near_pattern.fullmatch(mention.form):
                continue
            event = _event_of(mention)
            if event is None:
                continue
            by_class.setdefault(event[0], ([], []))[0 if is_dated else 1].append(mention)
        for kind, (dated, near) in by_class.items():
            yield from _joined(kind, dated, near, sign)


def _joined(kind: str, dated: list[_Mention], near: list[_Mention], sign: str) -> Iterator[Reason]:
    dates = {m.form for m in dated}
    weekdays = {f.split()[0] for m in near if (f := m.form) and _WEEKDAY.fullmatch(f)}
    if len(dates) != 1 or len(weekdays) > 1:
        return
    match = _MONTH_DAY.fullmatch(dated[0].form)
    assert match is not None
    seen = set()
    for mention in near:
        form = mention.form.split(" T")[0]
        if form in seen:
            continue
        seen.add(form)
        yield from _identified(mention, dated[0], sign, match[2], Strength.SAME_EVENT, f"of the same {kind}")


def _event_of(mention: _Mention) -> tuple[str, Token] | None:
    """The class of the event noun that an expression belongs to, and the noun.

    It is the noun that the expression modifies, or the nearest one before it in its clause.
    """
    classes = _knowledge().events
    node = mention.head
    if node.dep_ in ("compound", "nmod", "poss", "nummod") and node.head.lower_ in classes:
        return classes[node.head.lower_], node.head
    for token in reversed(mention.head.doc[max(node.sent.start, node.i - _REACH) : node.i]):
        if token.lower_ in classes and token.pos_ in ("NOUN", "PROPN"):
            return classes[token.lower_], token
        if token.dep_ == "ROOT" and token.lower_ not in ("is", "are"):
            # Beyond the main verb only its object or subject would count: "talks begin on Monday".
            subjects = [c for c in token.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in classes]
            return (classes[subjects[0].lower_], subjects[0]) if subjects else None
    return None


_REACH = 12  # words


def _news_day(parsed: ParsedText, mentions: Sequence[_Mention]) -> Iterator[Reason]:
    """The weekday of the news in the first sentences: published that day or the next working day."""
    lead = _lead(parsed, mentions)
    if lead is None:
        return
    match = _WEEKDAY.fullmatch(lead.form)
    assert match is not None
    weekday = match[2]
    later = _DAYS_LATER[weekday]
    last = _NAMES[WEEKDAYS[(WEEKDAYS.index(weekday) + later) % 7]]
    yield Reason(
        f"-{later}D <= <{weekday}",
        f"the news is of {lead.quoted}: published between that {_NAMES[weekday]} and {last}",
        Strength.NEWS_DAY,
    )
    ahead = {m[2] for mention in mentions if (m := _WEEKDAY.fullmatch(mention.form)) and m[1] == ">"}
    for other in sorted(ahead - {weekday}, key=WEEKDAYS.index):
        yield Reason(
            f"+0D < >{other}",
            f"‘{_NAMES[other]}’ still lies ahead of a report of {_NAMES[weekday]}’s news",
            Strength.NEWS_DAY,
        )


def _lead(parsed: ParsedText, mentions: Sequence[_Mention]) -> _Mention | None:
    """The expression that gives the day of the news: a past weekday beside a reporting verb."""
    opening = [s.start for _, s in zip(range(_LEAD_SENTENCES), parsed.sentences, strict=False)]
    if not opening:
        return None
    end = max(opening) + _LEAD_CHARACTERS
    for mention in mentions:
        if mention.time.start > end:
            return None
        match = _WEEKDAY.fullmatch(mention.form)
        if match is None or match[1] != "<" or mention.told != tense.PAST:
            continue
        verb = tense.governor(mention.head)
        if (
            verb is not None
            and tense.is_direct(mention.head, verb)
            and tense.is_plain_past(verb)
            and verb.lemma_.lower() in _knowledge().reporting
        ):
            return mention
    return None


@dataclass(frozen=True)
class _Knowledge:
    events: dict[str, str]
    labels: frozenset[str]
    reporting: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    data = load("times_dating")
    return _Knowledge(
        {noun: kind for kind, nouns in data["events"].items() for noun in nouns},
        frozenset(str(label) for label in data["datelines"]),
        frozenset(data["reporting"]),
    )


def _spoken(month_day: str) -> str:
    month, day = month_day.split("-")
    return f"{int(day)} {month}"


def _listed(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items) or "no year"
    return f"{', '.join(items[:-1])} or {items[-1]}"
