"""Datelines: the place, the day and the agency with which a dispatch begins.

In: a line. Out: whether it begins with a dateline, and the agency that stands in it. Invariant: an agency is
told by a known name, or by the form of its name where that can be neither a person's nor a place's.
"""

from __future__ import annotations

import re

from onrecord.reading.cleaning.mastheads import is_known
from onrecord.reading.cleaning.rules import Rules, load_rules

_HEAD = 160  # characters of a line that can hold a dateline
# A word of the place or the day; each ends where the next begins, so that nothing is tried twice.
_WORD = r"(?:(?:[A-Z][\w.'’-]*|\d{1,4}(?:st|nd|rd|th)?|de|la|al|el|of|and)[,.]*[ /])"
_NAME = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}|dpa"
_DASH = r"\s*(?P<dash>[-–—:]|\.(?:\s|$)|$)"
# "PARIS (Reuters) –", "MOSCOW, June 2. /TASS/.", "(Reuters) -"
_BRACKETED = re.compile(rf"(?P<before>{_WORD}{{0,9}})(?P<open>[(/])(?P<name>{_NAME})[)/]{_DASH}")
# "TEHRAN, IRNA –", "MOSCOW, June 2 – RIA Novosti."
_BARE = re.compile(
    rf"(?P<before>{_WORD}{{1,9}})(?:[–—-]{{1,2}} )?(?P<name>(?:{_NAME}))(?:\s+[–—-]{{1,2}}\s|\.\s)"
)
# "GENEVA, June 2 –" without an agency; capitals, or a day
_PLACED = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}(?:, [\w .]{2,20}){0,2},?\s+[–—-]{1,2}\s|"
    r"[A-Z][A-Z .'’-]{2,40}, [\w .]{2,20}\s*[(/]"
)
_CREDITED = re.compile(
    r"(?:By|BY) (?P<person>[A-Z][\w.'’ -]{2,60}?(?:, | ?[|/] ?| [–—-] | for ))?(?:[Tt]he )?"
    rf"(?P<name>{_NAME})\.?"
)
_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]{2,}")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_DAY = re.compile(r"[A-Z][a-z]+\.? \d{1,2}\b|\b\d{1,2} [A-Z][a-z]+")


def is_dateline(line: str) -> bool:
    """Whether a line begins with a dateline, with or without an agency."""
    head = line[:_HEAD]
    bracketed = _BRACKETED.match(head)
    if bracketed and bracketed["dash"] and _CAPITALS.match(bracketed["before"]):
        return True
    return agency(head) is not None or (bool(_PLACED.match(head)) and not line.isupper())


def agency(line: str) -> str | None:
    """The agency that the dateline at the beginning of a line names."""
    head, rules = line[:_HEAD], load_rules()
    match = _BRACKETED.match(head)
    if match and _is_agency(match["name"], match["before"], bool(match["dash"]), rules):
        return match["name"]
    bare = _BARE.match(head)
    if bare and _CAPITALS.match(bare["before"]) and is_known(bare["name"]):
        return bare["name"]
    return None


def credited(byline: str) -> str | None:
    """The outlet whose reporter a byline names: "By Jana Novak, Associated Press", "By Reuters"."""
    match = _CREDITED.fullmatch(byline) if len(byline) <= _HEAD else None
    if match is None or match["name"] in load_rules().not_outlets:
        return None
    name = match["name"]
    return name if is_known(name) or (match["person"] and load_rules().agency_name.fullmatch(name)) else None


def _is_agency(name: str, before: str, dashed: bool, rules: Rules) -> bool:
    capitals = bool(_CAPITALS.match(before))
    if is_known(name):
        return dashed or capitals  # "Union Rejects Offer (AP)" is a headline
    if not capitals or name in rules.not_outlets:
        return False
    if _ACRONYM.fullmatch(name):  # behind a name without a day it may be a party's, or a land's
        return bool(_DAY.search(before))
    return bool(rules.agency_name.fullmatch(name))
