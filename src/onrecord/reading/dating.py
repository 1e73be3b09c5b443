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
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.knowledge import load
from onrecord.model import UNKNOWN, Basis, Time, TimeType, When
from onrecord.reading import imprints
from onrecord.reading.language import Paragraph, ParsedText
from onrecord.reading.times import Days, day_candidates, publication_candidates, tense
from onrecord.reading.times.calendar import MONTHS, WEEKDAYS
from onrecord.reading.times.constraints import admitted, candidates, year_constraints
from onrecord.reading.times.days import FIRST
from onrecord.reading.times.forms import days_of, has_days, is_absolute

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Token

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
_PLAIN_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_MONTH_DAY = re.compile(r"([<>~]{1,2})((?:" + "|".join(MONTHS) + r")-\d\d)(?: =(\w{3}))?")
_WEEKDAY = re.compile(r"([<>])(" + "|".join(WEEKDAYS) + r")(?: T\w\w)?(?: \.\w+)?")
_NEAR_AHEAD = re.compile(
    r">(?:" + "|".join(WEEKDAYS) + r")(?: T\w\w)?|W\+[01](?: \.(?:after|end))?|\+0W\.\.1W|\+1D"
)
_LAST_DATELINE = 8  # paragraphs from the top
_MOST_REASONS = 40  # a document has a handful; more would only cost time
_NEAR_IMPRINTS = 31  # days; lines further apart do not date one report
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

    STATED = 0  # a full date as imprint or dateline
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
    text: str  # of the paragraph
    head: Token
    told: str  # the direction that the tense gives

    @property
    def words(self) -> str:
        """The expression as it stands, white space made plain."""
        return " ".join(self.time.text.split())

    @property
    def quoted(self) -> str:
        """The expression in quotation marks."""
        return f"‘{self.words}’"

    @property
    def preposition(self) -> str:
        """The preposition that the expression hangs on, if any."""
        for token in (self.head, self.head.head):
            if token.dep_ == "prep":
                return str(token.lower_)
        return ""


def date_document(parsed: ParsedText, times: Sequence[Time], given: When = UNKNOWN) -> When:
    """When a document was published, as far as it follows.

    ``given`` is what the source or the user said; a full day wins, and what in the text contradicts
    it is said in the trail. ``earliest`` and ``latest`` are ``None`` where the calendar leaves them
    open; with no constraint at all the result is :data:`UNKNOWN`.
    """
    reasons = sorted(_reasons(parsed, times), key=lambda r: r.strength)[:_MOST_REASONS]
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
    if not day:
        return given  # beyond the years of the calendar kept here
    doubts = [
        f"{reason.sentence}; this does not fit the day given, {given.day}, which is kept"
        for reason in reasons
        if not day & admitted(reason.constraint)
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
    lines = imprints.find(parsed.text)
    yield from _imprinted(lines)
    mentions = [
        mention
        for mention in _mentions(parsed, times)
        if not any(line.start <= mention.time.start < line.end for line in lines)
    ]
    for mention in mentions:
        yield from _dateline(mention)
        yield from _apposition(mention)
    for first, second in pairwise(mentions):
        yield from _side_by_side(parsed, first, second)
    yield from _past_and_ahead(mentions)
    yield from _this_year(mentions)
    yield from _same_event(mentions)
    yield from _news_day(parsed, mentions)


def _mentions(parsed: ParsedText, times: Sequence[Time]) -> Iterator[_Mention]:
    """The expressions that mean days, with their head words and the tense around them."""
    starts = [paragraph.start for paragraph in parsed.paragraphs]
    words: dict[int, tense.Words] = {}
    for time in times:
        if not time.form or not has_days(time.form) or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        paragraph = parsed.paragraphs[bisect_right(starts, time.start) - 1]
        if paragraph.index not in words:
            words[paragraph.index] = tense.Words(paragraph.doc)
        start, end = time.start - paragraph.start, time.end - paragraph.start
        tokens = words[paragraph.index].between(start, end)
        head = tense.anchor(tokens)
        before = paragraph.doc[tokens.start - 1].lower_ if tokens.start else ""
        after = paragraph.doc[tokens.end].lower_ if tokens.end < len(paragraph.doc) else ""
        yield _Mention(
            time,
            time.form,
            paragraph,
            words[paragraph.index].text,
            head,
            tense.direction(head, before, after),
        )


def _imprinted(found: Sequence[imprints.Imprint]) -> Iterator[Reason]:
    """What the lines say that date the document: ``Published``, else a bare day, else an update."""
    for kind in (imprints.Kind.PUBLISHED, imprints.Kind.BARE):
        lines = [line for line in found if line.kind is kind]
        if lines:
            yield from _published(lines)
            return
    updated = [line for line in found if line.day is not None]
    if updated:
        first = min(updated, key=lambda line: line.form)
        sentence = f"‘{first.line}’ is of a later change: published on {first.day} or before"
        yield Reason(f"+0D <= {first.form}", sentence, Strength.STATED)


def _published(lines: Sequence[imprints.Imprint]) -> Iterator[Reason]:
    """One day is the day; of different ones, not far apart, the first and the last bound it."""
    dated = sorted((line for line in lines if line.form[0] != "~"), key=lambda line: line.form)
    if not dated:
        for line in lines[:1]:
            yield from _published_yearless(line)
        return
    first, last = dated[0], dated[-1]
    if first.form == last.form:
        sentence = f"‘{first.line}’ stands on a line of its own as the day of the report"
        yield Reason(f"{first.form} = +0D", sentence, Strength.STATED)
    elif first.day and last.day and (last.day - first.day).days <= _NEAR_IMPRINTS:
        sentence = f"‘{first.line}’ and ‘{last.line}’ both date the report"
        yield Reason(f"{first.form} <= +0D", f"{sentence}: not before {first.day}", Strength.STATED)
        yield Reason(f"+0D <= {last.form}", f"{sentence}: not after {last.day}", Strength.STATED)


def _published_yearless(line: imprints.Imprint) -> Iterator[Reason]:
    month_day = line.form[1:]
    sentence = f"‘{line.line}’ dates the report: published on {_spoken(month_day)}"
    yield Reason(f"{line.form} = +0D", sentence, Strength.APPOSITION)
    if line.weekday:
        yield _weekday_of(f"‘{line.line}’", month_day, line.weekday)


def _dateline(mention: _Mention) -> Iterator[Reason]:
    """A date after the place at the beginning of a paragraph.

    The news may be printed the day after, even where the lead tells of the dateline's own weekday: of
    seven such reports of 1998 and 1999, two were.
    """
    if mention.paragraph.index >= _LAST_DATELINE:
        return
    text = mention.text
    start, end = mention.time.start - mention.paragraph.start, mention.time.end - mention.paragraph.start
    if not (_DATELINE_BEFORE.fullmatch(text[:start]) and _DATELINE_AFTER.match(text[end:])):
        return
    full, month_day = _FULL_DAY.fullmatch(mention.form), _MONTH_DAY.fullmatch(mention.form)
    form = full[1] if full else f"<{month_day[2]}" if month_day else None
    if form:
        sentence = f"the dateline gives {mention.quoted}: published on that day or the next"
        strength = Strength.STATED if full else Strength.NEWS_DAY
        yield Reason(f"-1D <= {form}", sentence, strength)
        yield Reason(f"{form} <= +0D", sentence, strength)


# "GENEVA, Switzerland, " and "Geneva (Agency), "; a place in capitals or a short name.
_DATELINE_BEFORE = re.compile(
    r"(?:[A-Z][A-Z.'’/ -]{2,30}|[A-Z][\w.'’-]{2,20})(?:, [A-Z][\w. ]{1,25})?(?: \([\w ]{1,20}\))?,? "
)
_DATELINE_AFTER = re.compile(r",? *(?:\([^)]{1,30}\) *)?(?:--?|–|—|_|:)")


def _apposition(mention: _Mention) -> Iterator[Reason]:
    """``Monday, June 2``: only some years have it."""
    match = _MONTH_DAY.fullmatch(mention.form)
    if match and match[3]:
        yield _weekday_of(mention.quoted, match[2], match[3])


def _weekday_of(quoted: str, month_day: str, weekday: str) -> Reason:
    """A date is given its weekday only while it is near, so the nearest one is meant."""
    constraint = f"~{month_day} is {weekday}"
    years = _years(f"~{month_day}", constraint)
    sentence = f"{quoted}: {_spoken(month_day)} is a {_NAMES[weekday]} in {years}"
    return Reason(constraint, sentence, Strength.APPOSITION)


def _years(form: str, constraint: str) -> str:
    """The years of the days that a form can mean where a constraint holds."""
    return _listed([str(year) for year in day_candidates(form, admitted(constraint)).years()])


def _past_and_ahead(mentions: Sequence[_Mention]) -> Iterator[Reason]:
    """A year that is told as past has begun; one that ``will`` come has not ended.

    Of many such dates only the latest past one and the earliest future one say anything.
    """
    begun: list[tuple[date, Reason]] = []
    ahead: list[tuple[date, Reason]] = []
    for mention in mentions:
        if not is_absolute(mention.form) or mention.time.type is not TimeType.DATE:
            continue
        base = mention.form.split()[0]
        first, last = days_of(base, FIRST)
        verb = tense.governor(mention.head)
        if verb is None or first is None or last is None or not tense.is_direct(mention.head, verb):
            continue
        preposition = mention.preposition
        if not _PLAIN_DATE.fullmatch(base) and preposition != "since":
            continue  # fiscal quarters begin early, and decades are spoken of loosely
        if mention.told == tense.PAST and preposition in _knowledge().begun and tense.is_plain_past(verb):
            sentence = (
                f"what is told of ‘{preposition} {mention.words}’ is past: not published before {first}"
            )
            begun.append((first, Reason(f"{base} <= +0D", sentence, Strength.TENSE)))
        elif mention.told == tense.FUTURE and tense.is_plain_future(verb):
            sentence = f"what is told of {mention.quoted} is still to come: not published after {last}"
            ahead.append((last, Reason(f"+0D <= {base}", sentence, Strength.TENSE)))
    if begun:
        yield max(begun, key=lambda pair: pair[0])[1]
    if ahead:
        yield min(ahead, key=lambda pair: pair[0])[1]


def _side_by_side(parsed: ParsedText, first: _Mention, second: _Mention) -> Iterator[Reason]:
    """``Monday (June 2)``, ``tomorrow, 2 June``: two names of one day."""
    gap = parsed.text[first.time.end : second.time.start]
    if not re.fullmatch(r" ?[(,] ?|, the ", gap):
        return
    for near, dated in ((first, second), (second, first)):
        match = _MONTH_DAY.fullmatch(dated.form)
        if match is None:
            continue
        weekday = _WEEKDAY.fullmatch(near.form)
        if weekday:
            quoted = f"{near.quoted}, {dated.quoted}" if near is first else f"{dated.quoted}, {near.quoted}"
            yield _weekday_of(quoted, match[2], weekday[2])
        elif near.form in ("-1D", "+0D", "+1D"):
            sign = ">" if near.form == "+1D" else "<"
            yield _identified(near, dated, sign, match[2], Strength.APPOSITION, "in the same breath")


def _identified(
    near: _Mention, dated: _Mention, sign: str, month_day: str, strength: Strength, how: str
) -> Reason:
    """The reason that a near expression and a date are one day."""
    constraint = f"{sign}{month_day} = {near.form.split(' T')[0]}"
    weekday = _WEEKDAY.fullmatch(near.form)
    sentence = f"{dated.quoted} is called {near.quoted} {how}"
    if weekday:
        years = _years(f"{sign}{month_day}", constraint)
        sentence += f": {_spoken(month_day)} is a {_NAMES[weekday[2]]} in {years}"
    side = "before" if sign == ">" else "after"
    return Reason(constraint, f"{sentence}, and the report is of the days {side} it", strength)


def _this_year(mentions: Sequence[_Mention]) -> Iterator[Reason]:
    """``two rounds this year, on May 16 and June 2``, told as past: these days have come."""
    year: _Mention | None = None
    for mention in mentions:
        if mention.form in ("Y+0", "Y+0 .before"):
            year = mention if mention.told == tense.PAST else None
            continue
        match = _MONTH_DAY.fullmatch(mention.form)
        if match is None or match[1] != "<" or year is None:
            continue
        if mention.paragraph is year.paragraph and mention.head.sent == year.head.sent:
            yield Reason(
                f"Y+0 {match[2]} <= +0D",
                f"{mention.quoted} of {year.quoted} is told as past: published in its year, not before",
                Strength.TENSE,
            )


def _same_event(mentions: Sequence[_Mention]) -> Iterator[Reason]:
    """A date and a near expression (``Monday``, ``next week``) that announce one event.

    Both must lie ahead and belong to nouns of one class, and the class must have one date and one
    weekday only. Of the past a report tells several meetings, so there nothing is joined.
    """
    dated: dict[str, list[_Mention]] = {}
    near: dict[str, list[_Mention]] = {}
    for mention in mentions:
        match = _MONTH_DAY.fullmatch(mention.form)
        is_dated = match is not None and match[1] == ">"
        if (is_dated or _NEAR_AHEAD.fullmatch(mention.form)) and (kind := _event_of(mention)):
            (dated if is_dated else near).setdefault(kind, []).append(mention)
    for kind in dated:
        yield from _joined(kind, dated[kind], near.get(kind, []))


def _joined(kind: str, dated: list[_Mention], near: list[_Mention]) -> Iterator[Reason]:
    weekdays = {m.form.split()[0] for m in near if _WEEKDAY.fullmatch(m.form)}
    match = _MONTH_DAY.fullmatch(dated[0].form)
    if match is None or len({m.form for m in dated}) > 1 or len(weekdays) > 1:
        return
    for form in dict.fromkeys(m.form for m in near):
        mention = next(m for m in near if m.form == form)
        yield _identified(
            mention, dated[0], ">", match[2], Strength.SAME_EVENT, f"as the day of the same {kind}"
        )


def _event_of(mention: _Mention) -> str | None:
    """The class of the event whose day an expression gives.

    The event noun is one that the expression hangs on ("talks on Monday", "the June 2 meeting"), or an
    argument of the verb that it hangs on ("offered to hold a second round on June 2").
    """
    node = mention.head
    for _ in range(_REACH):
        if kind := _knowledge().events.get(node.lower_):
            return kind
        if node.pos_ in ("VERB", "AUX"):
            kind = None if node.lemma_.lower() in tense.verbs().saying else _argument(node)
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
    classes = _knowledge().events
    for noun in nouns:
        for token in (noun, *(t for prep in noun.children if prep.dep_ == "prep" for t in prep.children)):
            if kind := classes.get(token.lower_):
                return kind
    return None


_REACH = 12  # steps up the parse


def _news_day(parsed: ParsedText, mentions: Sequence[_Mention]) -> Iterator[Reason]:
    """The weekday of the news in the first sentences: published that day or the next working day."""
    lead = _lead(parsed, mentions)
    if lead is None or _later_news(lead, mentions):
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


def _later_news(lead: _Mention, mentions: Sequence[_Mention]) -> bool:
    """Whether another past weekday is neither in the news's own days nor in the days before them."""
    match = _WEEKDAY.fullmatch(lead.form)
    assert match is not None
    start = WEEKDAYS.index(match[2])
    window = _DAYS_LATER[match[2]]
    return any(
        window < (WEEKDAYS.index(m[2]) - start) % 7 <= 3
        for mention in mentions
        if (m := _WEEKDAY.fullmatch(mention.form)) and m[1] == "<"
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
    reporting: frozenset[str]
    begun: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    data = load("times_dating")
    return _Knowledge(
        {noun: kind for kind, nouns in data["events"].items() for noun in nouns},
        frozenset(data["reporting"]),
        frozenset(data["begun"]),
    )


def _spoken(month_day: str) -> str:
    month, day = month_day.split("-")
    return f"{int(day)} {month}"


def _listed(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items) or "no year"
    return f"{', '.join(items[:-1])} or {items[-1]}"
