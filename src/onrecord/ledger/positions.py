"""Positions: where each party stands on each issue, and when it turned.

In: the statements and proposals of the ledger in its order, the roll, the issues. Out: :class:`Position`
items, by party and issue. Invariants: a stand is what an act says, never a guess from likeness or tone; every
stand has its evidence; two stands of one document are a change only where it tells the days of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.ledger.actors import Roll
from onrecord.ledger.issues import Issues
from onrecord.ledger.matters import Matters
from onrecord.ledger.names import slug
from onrecord.ledger.pages import order_key
from onrecord.model import SPEAKS, Act, ActorKind, Evidence, Position, Proposal, Said, Stand

_STANDS = {
    Act.DEMAND: "demands",
    Act.PROPOSE: "proposes",
    Act.ACCEPT: "accepts",
    Act.REJECT: "rejects",
    Act.PROMISE: "promises",
    Act.THREATEN: "threatens",
    Act.INVITE: "invites",
    Act.DENY: "denies",
    Act.CONFIRM: "confirms",
}
_KINDS = {
    "proposal": "proposes",
    "demand": "demands",
    "concession": "concedes",
    "refusal": "refuses",
    "condition": "sets a condition",
    "red_line": "draws a red line",
}
_WAYS = {
    **dict.fromkeys(("accepts", "proposes", "promises", "concedes", "confirms"), "for"),
    **dict.fromkeys(("rejects", "refuses", "denies", "draws a red line"), "against"),
}
_ANSWERS = frozenset({"accepts", "rejects", "refuses"})
_MADE = frozenset({"open", "accepted", "rejected", "made"})  # a proposal that nobody doubts to be one


def positions(
    statements: Sequence[Said], proposals: Sequence[Proposal], roll: Roll, issues: Issues
) -> tuple[Position, ...]:
    """The positions: parties in the order of their names, issues in that of the files.

    Who only comments is no party: one that takes no stand on anything, makes no proposal and is put none.
    Neither is an outlet. An act is about the issues that its content names first, and speaks of the others;
    "the proposal" is about those of the only one that its document tells of.
    """
    cells: defaultdict[tuple[str, str], list[Stand]] = defaultdict(list)
    matters = Matters(proposals, roll, issues)
    taking: set[str] = {roll.side(None, name) for p in proposals for name in (p.author, p.addressee) if name}
    for party, stand in (*_spoken(statements, roll), *_put_forward(proposals, roll)):
        if stand.stand != SPEAKS:
            taking.add(party)
        leading, about = issues.leading(stand.content), issues.of(stand.content)
        if not about and stand.stand in _ANSWERS:
            leading = about = matters.of(stand.content, stand.document, party)
        for issue in about:
            aside = stand.stand != SPEAKS and issue not in leading
            cells[party, issue].append(replace(stand, stand=SPEAKS) if aside else stand)
    order = {name: i for i, name in enumerate(issues.names)}
    parties = {party for party in taking if roll.kind(party) is not ActorKind.OUTLET}
    keys = sorted(
        (c for c in cells if c[0] in parties),
        key=lambda cell: (roll.name(cell[0]).casefold(), cell[0], order[cell[1]]),
    )
    return tuple(_position(party, issue, cells[party, issue], roll) for party, issue in keys)


def _spoken(statements: Iterable[Said], roll: Roll) -> Iterator[tuple[str, Stand]]:
    for said in statements:
        speaker = said.speaker
        if speaker is None or not speaker.named:
            continue
        stand = Stand(
            stand=SPEAKS if said.hedged else _STANDS.get(said.act, SPEAKS),
            item=said.id,
            by=speaker.name,
            content=said.content,
            when=said.said if said.said.known else said.reported,
            reported=said.reported,
            document=said.document,
            evidence=said.evidence,
        )
        yield from ((side, stand) for side in roll.sides(speaker.actor, speaker.name))


def _put_forward(proposals: Iterable[Proposal], roll: Roll) -> Iterator[tuple[str, Stand]]:
    for proposal in proposals:
        stand, told = _KINDS.get(proposal.kind), proposal.history
        if stand is None or proposal.author is None or not told or proposal.status not in _MADE:
            continue
        made = Stand(
            stand=stand,
            item=proposal.id,
            by=proposal.author,
            content=proposal.content,
            when=proposal.when if proposal.when.known else told[0].reported,
            reported=told[0].reported,
            document=told[0].document,
            evidence=told[0].evidence,
        )
        for name in (proposal.author, *proposal.jointly):
            yield roll.side(None, name), replace(made, by=name)


def _position(party: str, issue: str, stands: Sequence[Stand], roll: Roll) -> Position:
    ordered = sorted(
        _without_twins(stands), key=lambda s: (order_key(s.when, s.document), s.evidence[0].start, s.item)
    )
    turned = tuple(_with_changes(ordered))
    taken = [s.stand for s in turned if s.stand != SPEAKS]
    return Position(
        id=f"position-{party}-{slug(issue)}",
        party=roll.name(party),
        issue=issue,
        stands=turned,
        current=taken[-1] if taken else None,
        changes=sum(s.before is not None for s in turned),
    )


def _without_twins(stands: Sequence[Stand]) -> list[Stand]:
    """One stand for one passage: what a statement and a proposal both tell counts once, by what says more."""
    out: list[Stand] = []
    taken: dict[str, list[Evidence]] = defaultdict(list)  # by document
    said = _said(stands)
    for stand in sorted(stands, key=lambda s: (s.stand == SPEAKS, s.item not in said, s.item)):
        if not any(_overlap(own, other) for own in stand.evidence for other in taken[own.document]):
            out.append(stand)
            for own in stand.evidence:
                taken[own.document].append(own)
    return out


def _said(stands: Iterable[Stand]) -> frozenset[str]:
    return frozenset(s.item for s in stands if s.item.startswith("said-"))


def _overlap(one: Evidence, other: Evidence) -> bool:
    """Whether two pieces of one document have characters in common."""
    return one.start < other.end and other.start < one.end


def _with_changes(stands: Iterable[Stand]) -> Iterator[Stand]:
    """The stands, those that go the other way than the last one marked.

    Of two stands of one document that is so where it tells a day of each: what it tells without days are
    two sides of a matter.
    """
    one_way: list[Stand] = []  # the last ones, as far as they go one way
    for stand in stands:
        way = _WAYS.get(stand.stand)
        if way is None:
            yield stand
            continue
        before = None
        if one_way and _WAYS[one_way[-1].stand] != way:
            before = next((s.stand for s in reversed(one_way) if _is_later(stand, s)), None)
            one_way = []
        one_way.append(stand)
        yield replace(stand, before=before)


def _is_later(stand: Stand, last: Stand) -> bool:
    """Whether a stand is another document's, or of a later day as this one tells it."""
    if last.document != stand.document:
        return True
    end, start = last.when.latest, stand.when.earliest
    told = last.reported not in (last.when, stand.when)
    return told and end is not None and start is not None and end < start
