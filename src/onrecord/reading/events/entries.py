"""Days that are told apart from the clause: at the head of an entry, and as the end of a range.

In: the times of a sentence's paragraph. Out: the day under which an entry stands ("June 2: The two sides
meet"); the last day of "from 2 to 4 June". Invariant: the head of an entry dates its main clauses alone.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.model import Span, Time, TimeType
from onrecord.reading.events.scene import Place

_BULLETS = re.compile(r"[\s\-–—•*·■►]*")
_HEAD_ENDS = re.compile(r"\s?(?::|[–—-])\s")
_JOINED = re.compile(r"\s?(?:-|–|—|to|through|until|till|and)\s?")
_DAY_ALONE = re.compile(r"\d{1,2}(?:, \d{4})?")
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_DASHES = frozenset("-–—")
_NEAR = 12  # characters between the ends of a range
_LONGEST_RANGE = 31  # days


def head(place: Place) -> Time | None:
    """The day at the head of the sentence's paragraph: "- June 2: …", "April 14-17, 2031 — …"."""
    text, start = place.scene.parsed.text, place.paragraph.start
    first = next(iter(place.scene.times_in(Span(start, place.paragraph.end))), None)
    if first is None or first.type is not TimeType.DATE or not _BULLETS.fullmatch(text, start, first.start):
        return None
    last = end_of(first, place) or first
    return first if _HEAD_ENDS.match(text, last.end) else None


def end_of(first: Time, place: Place) -> Time | None:
    """The last day of a range that a time opens: "2 to 4 June", "from May 30 to June 2", "Feb. 24 and 25"."""
    text = place.scene.parsed.text
    last = next(iter(place.scene.times_in(Span(first.end, first.end + _NEAR))), None)
    joined = _JOINED.fullmatch(text, first.end, last.start) if last is not None else None
    if last is None or joined is None or first.earliest is None or last.latest is None:
        return None
    length = (last.latest - first.earliest).days
    short = _DAY_ALONE.fullmatch(last.text) or _DAY_ALONE.fullmatch(first.text)
    if joined[0].strip() == "and":  # "on 24 and 27 June" they met twice
        return last if short and length == 1 else None
    ranged = short or joined[0].strip() in _DASHES or _FROM.search(text, 0, first.start)
    return last if ranged and 0 < length <= _LONGEST_RANGE else None


def ends(time: Time, first: Time) -> bool:
    """Whether a time ends the range that another opens."""
    return 0 <= time.start - first.end < _NEAR


def is_main(token: Token) -> bool:
    """Whether a word is the verb of a main clause, or the head of an entry without one: "Talks in Oslo"."""
    if token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        return False
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.head.i == token.i
