"""Items of the ledger in words: what a round, a meeting, a deadline, a proposal, a statement is, in one line.

In: an item. Out: plain text, not escaped, without its status. Used by the timeline and by the changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Act, Deadline, Meeting, Occurrence, Proposal, Round, Said

_LONGEST = 140  # characters of a quoted content
_ORDINALS = (
    "",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)
# What the author does, and how the addressee follows.
_VERBS = {
    "invitation": ("invites", ""),
    "proposal": ("proposes", "to "),
    "demand": ("demands", "of "),
    "condition": ("sets a condition", "for "),
    "concession": ("concedes", "to "),
    "refusal": ("refuses", ""),
    "red_line": ("draws a red line", "for "),
}
# What it is called, and how those who take part and those to whom it is done follow.
_NAMES = {
    "agreement": ("Agreement", "", "on"),
    "ceasefire": ("Ceasefire", "", "with"),
    "prisoner_exchange": ("Exchange of prisoners", "", "with"),
    "delegation": ("Delegation", "of", "to"),
    "mediation": ("Mediation", "by", "for"),
    "implementation": ("Implementation", "by", "towards"),
    "violation": ("Breach", "by", "against"),
    "sanction": ("Sanctions", "by", "on"),
    "military": ("Military action", "by", "against"),
}
_SAYS = {
    Act.ACCEPT: "accepts",
    Act.REJECT: "rejects",
    Act.THREATEN: "threatens",
    Act.PROMISE: "promises",
    Act.CONFIRM: "confirms",
    Act.DENY: "denies",
}


def round_of_talks(item: Round) -> str:
    """``Second round of talks between Arvenia and Solm, Lowmere``."""
    ordinal = item.ordinal or 0
    name = f"{_ORDINALS[ordinal]} round" if 0 < ordinal < len(_ORDINALS) else "Round"
    if ordinal >= len(_ORDINALS):
        name = f"Round {ordinal}"
    return f"{name} of talks{_between(item.parties)}{_in(item.place)}"


def meeting(item: Meeting) -> str:
    """``Call between Ilse Varga and Jon Marr``."""
    return f"{item.kind.capitalize()}{_between(item.participants)}{_in(item.place)}"


def deadline(item: Deadline) -> str:
    """``Ultimatum set by Solm for Arvenia: open the weir``."""
    by = f" set by {_listed((item.setter, *item.jointly))}" if item.setter else ""
    on = f" for {item.addressee}" if item.addressee else ""
    what = f": {cut(item.demand)}" if item.demand else ""
    return f"{item.kind.capitalize()}{by}{on}{what}"


def proposal(item: Proposal) -> str:
    """``Solm demands of Arvenia: open the weir``."""
    verb, towards = _VERBS[item.kind]
    to = f" {towards}{item.addressee}" if item.addressee and item.addressee != item.author else ""
    if item.author and item.jointly:  # "propose", "draw a red line"
        first, _, rest = verb.partition(" ")
        verb = " ".join((first.removesuffix("s"), rest)).rstrip()
    by = _listed((item.author, *item.jointly)) if item.author else "Somebody"
    return f"{by} {verb}{to}: {cut(item.content)}"


def occurrence(item: Occurrence) -> str:
    """``Exchange of prisoners between Solm and Arvenia``, ``Sanctions by Solm on Arvenia``."""
    name, by, on = _NAMES[item.kind]
    if len(item.parties) > 1 and not by:
        parties = _between(item.parties)
    else:
        parties = f" {by or 'by'} {_listed(item.parties)}" if item.parties else ""
    return name + parties + (f" {on} {_listed(item.on)}" if item.on else "") + _in(item.place)


def statement(item: Said) -> str:
    """``Ilse Varga rejects: the draft``."""
    name = item.speaker.name if item.speaker else "Somebody"
    return f"{name} {_SAYS.get(item.act, 'says')}: {cut(item.content)}"


def cut(text: str) -> str:
    """A content on one line, no longer than a line of the timeline bears."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _between(names: Sequence[str]) -> str:
    if len(names) < 2:
        return f" with {names[0]}" if names else ""
    return f" between {_listed(names)}"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _in(place: str | None) -> str:
    return f", {place}" if place else ""
