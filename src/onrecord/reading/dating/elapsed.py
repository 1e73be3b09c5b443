"""Time gone by since a date that the text gives: "three years after the accord of 2031", anniversaries.

In: mentions, and the durations beside them. Out: reasons: the day of publication lies so long after the date,
give or take one of its units. Only a sentence of the present counts: one in the present tense, or one that
also names a day near the report's own ("on Friday", "today"). In a tale of the past, the time that has gone
by dates the tale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Time, TimeType
from onrecord.reading.dating.mentions import Mention, is_present
from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.dating.words import words
from onrecord.reading.times.verbs import verbs

_DURATION = re.compile(r"P(\d{1,3})([YMWD])")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
# between "three years" and "February 2022": "after the invasion of"
_BETWEEN = re.compile(r" (?:after|since|on from) (?:[\w'’-]+ ){0,6}")
_ANNIVERSARY = re.compile(
    r"\b(?:(?P<digits>\d{1,3})(?:st|nd|rd|th)|(?P<word>[a-z]+)) anniversary of (?:[\w'’-]+ ){0,6}$",
    re.IGNORECASE,
)
_WINDOW = 120  # characters before the date


def elapsed(times: Sequence[Time], mentions: Sequence[Mention]) -> Iterator[Reason]:
    """The reasons of all dates that something is counted from."""
    lengths = {time.end: match for time in times if (match := _length(time)) is not None}
    for mention in mentions:
        form = mention.form.split()[0]
        if not (mention.absolute and _DATE.fullmatch(form)):
            continue
        gone = _after(mention, lengths) or _anniversary(mention)
        if gone is not None and _is_of_now(mention, mentions):
            yield from _reasons(form, mention, gone)


@dataclass(frozen=True, slots=True)
class _Gone:
    """What has gone by since a date, in calendar units, and the words that say so."""

    count: int
    unit: str
    told: str


def _length(time: Time) -> _Gone | None:
    match = _DURATION.fullmatch(time.form or "") if time.type is TimeType.DURATION else None
    return _Gone(int(match[1]), match[2], " ".join(time.text.split())) if match else None


def _after(mention: Mention, lengths: dict[int, _Gone]) -> _Gone | None:
    """``three years after the accord of`` in front of the date."""
    offset = mention.paragraph.start
    for end in range(mention.start, max(0, mention.start - _WINDOW), -1):
        if gone := lengths.get(end + offset):
            between = mention.text[end : mention.start]
            return _Gone(gone.count, gone.unit, gone.told + " after") if _BETWEEN.fullmatch(between) else None
    return None


def _anniversary(mention: Mention) -> _Gone | None:
    """``the tenth anniversary of the`` in front of the date."""
    match = _ANNIVERSARY.search(mention.text[max(0, mention.start - _WINDOW) : mention.start])
    if match is None:
        return None
    count = int(match["digits"]) if match["digits"] else words().ordinals.get(match["word"].lower(), 0)
    return _Gone(count, "Y", f"{match['digits'] or match['word']} anniversary of") if count else None


def _is_of_now(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the sentence tells of the days of the report."""
    others = [
        m
        for m in mentions
        if m is not mention and m.paragraph is mention.paragraph and m.head.sent == mention.head.sent
    ]
    if any(other.absolute for other in others):
        return False
    if any(other.weekday is not None or other.form in ("+0D", "-1D", "+1D") for other in others):
        return True
    root = mention.head.sent.root
    return root.lemma_.lower() not in verbs().saying and is_present(root)


def _reasons(form: str, mention: Mention, gone: _Gone) -> Iterator[Reason]:
    least = f" +{gone.count - 1}{gone.unit}" if gone.count > 1 else ""
    told = f"the report is of the time ‘{gone.told}’ {mention.quoted}"
    yield Reason(f"{form}{least} <= +0D", f"{told}: not long before that", Strength.SAME_EVENT)
    yield Reason(
        f"+0D <= {form} +{gone.count + 1}{gone.unit}", f"{told}: not long after", Strength.SAME_EVENT
    )
