"""Datelines: "PARIS, March 4 (Globewire) —" at the start of a paragraph: a place and a day, no speaker.

In: the text of a paragraph. Out: where its dateline ends, and the agency that it names. Invariant: a
dateline ends with its dash and is followed by text.
"""

from __future__ import annotations

import re

_LONGEST = 110  # characters
_WORD = r"[^\W\d_][\w.'’-]*"
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?:[ /-]{_WORD}){{0,3}}(?:, ?{_WORD}(?: {_WORD}){{0,2}}){{0,2}})"
    r"(?P<day>,? (?:\d{1,2}\.? )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:, ?\d{4}| \d{4})?)?"
    r"(?:,? ?\((?P<agency>[^()]{2,40})\)|,? ?/(?P<slashed>[^/]{2,40})/)?"
    r" ?(?:—|–|--|-(?= )|\.(?<=/\.)|:(?<=\):)) ?"
    r"(?=[^\s_a-z])"
)


def _match(text: str) -> re.Match[str] | None:
    found = _DATELINE.match(text[:_LONGEST])
    if found is None:
        return None
    first = found["place"].split(",")[0]
    told = _agency(found) is not None or (found["day"] is not None and any(c.isdigit() for c in found["day"]))
    shouted = first.isupper() and len(first) > 2
    titled = all(w[:1].isupper() for w in re.split(r"[ /-]", first) if w)
    return found if shouted or (told and titled) else None


def end(text: str) -> int:
    """Where the dateline that opens a paragraph ends; 0 where there is none."""
    found = _match(text)
    return 0 if found is None else found.end()


def agency(text: str) -> tuple[int, int] | None:
    """Where the agency's name stands in the dateline."""
    found = _match(text)
    group = None if found is None else _agency(found)
    return None if found is None or group is None else found.span(group)


def _agency(found: re.Match[str]) -> str | None:
    return next((group for group in ("agency", "slashed") if found[group] is not None), None)
