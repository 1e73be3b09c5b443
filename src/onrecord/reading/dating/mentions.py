"""Mentions: the time expressions of a document that mean days, each with its place in the parse.

In: the parsed text and its time expressions. Out: a :class:`Mention` each, with the shape of its form: what
the dating rules ask of an expression is answered here. Invariant: a mention's form has days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.model import Time, TimeType
from onrecord.reading.language import Paragraph, ParsedText
from onrecord.reading.times import tense
from onrecord.reading.times.calendar import MONTHS, WEEKDAYS
from onrecord.reading.times.forms import has_days, is_absolute
from onrecord.reading.times.verbs import verbs

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Token

_FULL_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: =(\w{3}))?")
_MONTH_DAY = re.compile(r"([<>~]{1,2})((?:" + "|".join(MONTHS) + r")-\d\d)(?: =(\w{3}))?")
_WEEKDAY = re.compile(r"([<>])(" + "|".join(WEEKDAYS) + r")(?: \.\w+)?")
_UNTOLD = re.compile(r"~(?:" + "|".join(WEEKDAYS) + r")")
_FOLLOWING = 3  # words
_NAMES = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day without its year: ``sign`` is which way it points, ``weekday`` what the text adds."""

    sign: str
    name: str  # Jun-02
    weekday: str | None

    @property
    def spoken(self) -> str:
        """``2 Jun``."""
        return spoken(self.name)


@dataclass(frozen=True)
class Mention:
    """A time expression with its place in the parse."""

    time: Time
    form: str
    paragraph: Paragraph
    text: str  # of the paragraph
    head: Token
    told: str  # the direction that the tense gives
    previous: Token | None
    following: tuple[Token, ...]  # the words behind it, a few

    @property
    def start(self) -> int:
        """Where it begins in its paragraph."""
        return self.time.start - self.paragraph.start

    @property
    def end(self) -> int:
        """Where it ends in its paragraph."""
        return self.time.end - self.paragraph.start

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

    @property
    def before(self) -> str:
        """The word before it, in lower case."""
        return "" if self.previous is None else str(self.previous.lower_)

    @property
    def is_of_noun(self) -> bool:
        """Whether the word before it belongs to a noun: ``bonds due June 2``."""
        return self.previous is not None and self.previous.head.pos_ in ("NOUN", "PROPN")

    @cached_property
    def absolute(self) -> bool:
        """Whether it means the same days whenever it was published."""
        return is_absolute(self.form)

    @cached_property
    def full_day(self) -> date | None:
        """The day, where year, month and day are given."""
        match = _FULL_DAY.fullmatch(self.form)
        return date.fromisoformat(match[1]) if match else None

    @cached_property
    def month_day(self) -> MonthDay | None:
        """Month and day, where the year is not given."""
        match = _MONTH_DAY.fullmatch(self.form)
        return MonthDay(match[1], match[2], match[3]) if match else None

    @cached_property
    def weekday(self) -> tuple[str, str] | None:
        """The direction and the name of a mere weekday."""
        match = _WEEKDAY.fullmatch(self.form)
        return (match[1], match[2]) if match else None

    @cached_property
    def weekday_ahead(self) -> str | None:
        """A mere weekday that lies ahead, be it only by "would": ``would be ready for talks on Monday``."""
        if self.weekday is not None:
            return self.weekday[1] if self.weekday[0] == ">" else None
        if not _UNTOLD.fullmatch(self.form) or self.verb is None:
            return None
        helpers = {t.lower_ for t in self.verb.children if t.dep_ in ("aux", "auxpass")}
        modal = bool(helpers & verbs().future_modals) and "have" not in helpers
        return self.form[1:] if modal else None

    @cached_property
    def verb(self) -> Token | None:
        """The verb that governs it."""
        return tense.governor(self.head)

    @cached_property
    def direct(self) -> bool:
        """Whether it hangs on the verb itself."""
        return self.verb is not None and tense.is_direct(self.head, self.verb)

    @cached_property
    def plainly_past(self) -> bool:
        """Whether it hangs on a verb that tells of the past."""
        return self.direct and self.verb is not None and tense.is_plain_past(self.verb)


def mentions(parsed: ParsedText, times: Sequence[Time]) -> Iterator[Mention]:
    """The expressions that mean days, with their head words and the tense around them."""
    starts = [paragraph.start for paragraph in parsed.paragraphs]
    words: dict[int, tense.Words] = {}
    for time in times:
        if time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        form = _days_alone(time.form or "")
        if not has_days(form):
            continue
        paragraph = parsed.paragraphs[bisect_right(starts, time.start) - 1]
        if paragraph.index not in words:
            words[paragraph.index] = tense.Words(paragraph.doc)
        tokens = words[paragraph.index].between(time.start - paragraph.start, time.end - paragraph.start)
        head = tense.anchor(tokens)
        previous = paragraph.doc[tokens.start - 1] if tokens.start else None
        following = tuple(paragraph.doc[tokens.end : tokens.end + _FOLLOWING])
        before = "" if previous is None else previous.lower_
        told = tense.direction(head, before, following[0].lower_ if following else "")
        text = words[paragraph.index].text
        yield Mention(time, form, paragraph, text, head, told, previous, following)


def _days_alone(form: str) -> str:
    """A form without time of day and zone, which leave its days as they are."""
    return " ".join(step for step in form.split() if step[0] != "T" and not step.startswith("in:"))


def is_finite(verb: Token) -> bool:
    """Whether a verb stands for itself: no infinitive, no participle without a helper."""
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        t.dep_ in ("aux", "auxpass") and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.children
    )


def is_present(verb: Token) -> bool:
    """Whether a verb tells of the present: ``goes on``, ``is going on``, ``has gone on``, ``is expected``."""
    helpers = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    finite = next((h for h in helpers if h.tag_ in ("VBD", "VBZ", "VBP", "MD")), verb)
    return finite.tag_ in ("VBZ", "VBP")


def spoken(month_day: str) -> str:
    """``Jun-02`` as ``2 Jun``."""
    month, day = month_day.split("-")
    return f"{int(day)} {month}"


def name_of(weekday: str) -> str:
    """``Mon`` as ``Monday``."""
    return _NAMES[weekday]


def listed(items: Sequence[str]) -> str:
    """``a, b or c``; ``no year`` of nothing."""
    if len(items) < 2:
        return "".join(items) or "no year"
    return f"{', '.join(items[:-1])} or {items[-1]}"
