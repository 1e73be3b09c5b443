"""Gatherings: a round in the making, and which tellings can be of it.

In: a :class:`Gathering` of mentions and one more mention. Out: whether its parties, its days and its place
can be the round's. Invariant: nothing is decided here between several rounds that a mention can be of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.ledger.intervals import apart, bounds, day_of_year, near
from onrecord.ledger.lending import SAME_SERIES
from onrecord.ledger.mentions import HELD, PROSPECTIVE, Mention
from onrecord.ledger.names import same_place
from onrecord.model import When

LONG_TALKS = 3
"""Days: a held round on days this far apart is one round that took several days."""
_ACQUAINTED = 3  # sides that two reports of one negotiation name in common, where nothing else tells


@dataclass
class Gathering:
    """A round in the making: its mentions, and what they agree on."""

    mentions: list[Mention] = field(default_factory=list)
    ordinal: int | None = None
    parties: frozenset[str] = frozenset()
    # what is asked about again and again: a round of thousands of mentions has few days and places
    dated: dict[object, Mention] = field(default_factory=dict)  # one mention for each way of dating it
    places: set[str | None] = field(default_factory=set)
    by_page: dict[str, list[Mention]] = field(default_factory=dict)

    def add(self, mention: Mention, parties: frozenset[str]) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        self.dated.setdefault(_dating(mention), mention)
        self.places.add(mention.event.place)
        self.by_page.setdefault(mention.page.id, []).append(mention)
        self.ordinal = self.ordinal or mention.event.ordinal
        if len(parties) > len(self.parties) or not self.parties:
            self.parties = parties

    @property
    def id(self) -> str:
        """The id of the round, after its first mention."""
        return f"round-{min(self.mentions, key=lambda m: m.key).event.id}"

    @property
    def held(self) -> bool:
        """Whether a mention tells it as held or going on."""
        return any(m.event.status in HELD for m in self.mentions)

    def in_page(self, document: str) -> list[Mention]:
        """The mentions of one document."""
        return self.by_page.get(document, [])

    def place_of(self, mention: Mention) -> bool | None:
        """Whether the mention's place agrees with any of the round's; ``None`` where not told."""
        told = [same_place(mention.event.place, place) for place in self.places]
        return True if True in told else False if False in told else None


def agree(gathering: Gathering, mention: Mention, parties: frozenset[str]) -> bool:
    """Whether the mention's parties can be the round's: two in common, or a part of them."""
    ours = gathering.parties
    if not ours or not parties:
        return bool(gathering.in_page(mention.page.id))
    shared = ours & parties
    return len(shared) > 1 or (bool(shared) and min(len(ours), len(parties)) == 1)


def same_company(gathering: Gathering, mention: Mention, parties: frozenset[str]) -> bool:
    """Whether the parties, where one of the two does not tell them, can be the same: those told are named
    in the document of the other, or, where neither tells them, both documents name the same sides: two
    where both give the round the same day, else more.
    """
    ours = gathering.parties
    if len(ours) > 1 and len(parties) > 1:
        return False
    if ours and parties and not ours & parties:
        return False
    if len(ours) > 1:
        return ours <= mention.named
    if len(parties) > 1:
        return any(parties <= m.named for m in gathering.mentions)
    return any(
        len(mention.named & m.named) >= (2 if _same_date(m.when, mention.when) else _ACQUAINTED)
        for m in gathering.mentions
    )


def _same_date(a: When, b: When) -> bool:
    return a.meets(b) and day_of_year(a) is not None and day_of_year(a) == day_of_year(b)


def same_series(gathering: Gathering, mention: Mention) -> bool:
    """Whether two tellings of a round of one ordinal can be one round, by their days and places."""
    if gathering.in_page(mention.page.id) and not mention.when.known:
        return True
    told = [m for m in gathering.dated.values() if not _far(m, mention)]
    dated = [m for m in told if m.when.known]
    if not mention.when.known or not dated:
        ahead = mention.event.status in PROSPECTIVE or any(m.event.status in PROSPECTIVE for m in told)
        return bool(told) and (ahead or gathering.place_of(mention) is not False)
    if any(m.when.meets(mention.when) for m in dated):
        return True
    if any(near(m.when, mention.when, LONG_TALKS) for m in dated):
        return True
    return any(near(m.when, mention.when, SAME_SERIES) and _moved(m, mention) for m in dated)


def _far(a: Mention, b: Mention) -> bool:
    """Whether two tellings lie too far apart for one series: by their days, else by their reports' days."""
    one, two = (m.when if m.when.known else m.page.published for m in (a, b))
    return apart(one, two, SAME_SERIES)


def _moved(a: Mention, b: Mention) -> bool:
    """Whether the earlier of two days was only planned, so that the later one can replace it."""
    early, late = sorted((a, b), key=lambda m: (bounds(m.when)[0], m.key))
    return early.event.status in PROSPECTIVE or late.event.moved_from is not None


def _dating(mention: Mention) -> tuple[object, ...]:
    """All that tells whether another telling can be of the same series, but for its place."""
    when = mention.when if mention.when.known else mention.page.published
    ahead, moved = mention.event.status in PROSPECTIVE, mention.event.moved_from is not None
    return (mention.when.known, when.earliest, when.latest, ahead, moved)


def is_past(gathering: Gathering, mention: Mention) -> bool:
    """Whether a round can have been held by the day of a report: what has been held by then is told of none
    that was planned for later.
    """
    days = [m.when.earliest for m in gathering.dated.values() if m.when.earliest is not None]
    told = mention.page.published.latest
    return not days or told is None or min(days) <= told


def days_apart(gathering: Gathering, mention: Mention) -> int:
    """Days between the mention and the round, 0 where either is not dated."""
    gaps = [
        0 if m.when.meets(mention.when) else abs((m.when.earliest - mention.when.earliest).days)
        for m in gathering.dated.values()
        if m.when.earliest and mention.when.earliest
    ]
    return min(gaps, default=0)


def meets(gathering: Gathering, mention: Mention) -> bool:
    """Whether any day that is told of the round can be the mention's."""
    return any(m.when.meets(mention.when) for m in gathering.dated.values())
