"""The agency of a dispatch: by the dateline, or by the byline.

In: a line. Out: the agency that stands in it. Invariant: an agency is told by a known name, or by the form of
its name where that can be neither a person's nor a place's.
"""

from __future__ import annotations

import re

from onrecord.reading import datelines
from onrecord.reading.cleaning.mastheads import is_known
from onrecord.reading.cleaning.rules import load_rules
from onrecord.reading.datelines import Dateline

_LONGEST = 160  # characters of a byline
_NAME = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}|dpa"
_CREDITED = re.compile(
    r"(?:By|BY) (?P<person>[A-Z][\w.'’ -]{2,60}?(?:, | ?[|/] ?| [–—-] | for ))?(?:[Tt]he )?"
    rf"(?P<name>{_NAME})\.?"
)
_ACRONYM = re.compile(r"[A-Z]{3,6}")


def agency(line: str) -> str | None:
    """The agency that the dateline at the beginning of a line names."""
    dateline, name = datelines.read(line), datelines.agency(line)
    if dateline is None or name is None:
        return None
    named = line[name.start : name.end]
    return named if is_known(named) or _sounds_like_one(line, dateline, named) else None


def credited(byline: str) -> str | None:
    """The outlet whose reporter a byline names: "By Jana Novak, Associated Press", "By Reuters"."""
    match = _CREDITED.fullmatch(byline) if len(byline) <= _LONGEST else None
    if match is None or match["name"] in load_rules().not_outlets:
        return None
    name = match["name"]
    return name if is_known(name) or (match["person"] and load_rules().agency_name.fullmatch(name)) else None


def _sounds_like_one(line: str, dateline: Dateline, name: str) -> bool:
    place = dateline.place
    if place is None or name in load_rules().not_outlets:
        return False
    if not line[place.start : place.end].split(",")[0].isupper():
        return False
    if _ACRONYM.fullmatch(name):  # behind a name without a day it may be a party's, or a land's
        return dateline.day is not None
    return bool(load_rules().agency_name.fullmatch(name))
