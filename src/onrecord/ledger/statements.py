"""Statements across documents: each listed once, with all documents that carry it.

In: pages in the record's order, the roll, the copies. Out: :class:`Said` items. Invariants: only
statements of one speaker in nearly the same words are folded; ``origins`` counts what is left after
copies of a report, reports of one outlet, and reports that lean on the same relay (or are that
relay's own) are taken as one origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import likeness
from onrecord.ledger.actors import Roll
from onrecord.ledger.copies import Copy
from onrecord.ledger.names import fold, slug
from onrecord.ledger.pages import Page
from onrecord.model import Directness, Evidence, Said, Speaker, Statement

_POINTING = frozenset({"it", "this", "that", "these", "those"})
_FEWEST = 5  # words; shorter texts ("No comment") are said anew each time


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement of one page."""

    page: Page
    statement: Statement
    order: int
    content: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """One statement with all the documents that carry it, the leading one first."""

    said: Said
    sayings: tuple[Saying, ...]


def fold_statements(
    pages: Sequence[Page], roll: Roll, copies: Mapping[str, Copy], *, possible: bool = False
) -> tuple[Folded, ...]:
    """The statements of the pages, or those only possible, in the order in which the record carries them."""
    sayings = [
        s
        for order, page in enumerate(pages)
        for s in _sayings(page, page.reading.possible if possible else page.reading.statements, order)
    ]
    keys = [_key(s, roll, i) for i, s in enumerate(sayings)]
    found = likeness.groups(keys, [s.content for s in sayings])
    homes = _homes(pages, copies)
    return tuple(_folded([sayings[i] for i in group], roll, copies, homes) for group in found)


def _sayings(page: Page, statements: Sequence[Statement], order: int) -> list[Saying]:
    out = []
    for statement in sorted(statements, key=lambda s: (min(s.content, default=(0, 0)), s.id)):
        content = page.quote(statement.content)
        spans = statement.evidence or statement.content
        if content.lower() in _POINTING and (denied := page.quote(statement.denies)):
            content = f"{content} [{denied}]"  # "denied it": the reader wants to know what
            spans = (*statement.denies, *spans)
        evidence = page.evidence(spans)
        if content and evidence:
            out.append(Saying(page, statement, order, content, evidence))
    return out


def _key(saying: Saying, roll: Roll, number: int) -> tuple[str, str]:
    """Who says it. Short texts, and speakers that are not told, stay by themselves."""
    speaker = saying.statement.speaker
    if speaker is None or len(saying.content.split()) < _FEWEST:
        return ("", str(number))
    if not speaker.named:
        return ("unnamed", fold(speaker.name))
    return ("named", roll.id(speaker.actor, speaker.name))


def _folded(
    group: Sequence[Saying], roll: Roll, copies: Mapping[str, Copy], homes: Mapping[str, str]
) -> Folded:
    # the first document leads, and in it the words nearest to the speaker's own
    lead = min(group, key=lambda s: (s.page.id in copies, s.order, _distance(s), min(s.statement.content)))
    ordered = (lead, *(s for s in group if s is not lead))
    statement, speaker = lead.statement, lead.statement.speaker
    if speaker is not None and speaker.named:
        id = roll.id(speaker.actor, speaker.name)
        known = roll.kind(id) is not None
        speaker = Speaker(roll.name(id) if known else speaker.name, id, named=True)
    said = Said(
        id=f"said-{statement.id}",
        document=lead.page.id,
        speaker=speaker,
        chain=statement.chain,
        act=statement.act,
        directness=statement.directness,
        said=statement.said,
        reported=lead.page.published,
        content=lead.content,
        evidence=tuple(dict.fromkeys(e for s in ordered for e in s.evidence)),
        addressee=statement.addressee,
        setting=statement.setting,
        hedged=statement.hedged,
        documents=tuple(dict.fromkeys(s.page.id for s in ordered)),
        origins=len({_origin(s, homes) for s in group}),
        path=statement.path,
        anonymity=statement.anonymity,
        confidence=statement.confidence,
    )
    return Folded(said, ordered)


def _distance(saying: Saying) -> int:
    """0 for the speaker's own words, then mixed, then the writer's words."""
    return (Directness.DIRECT, Directness.MIXED, Directness.INDIRECT).index(saying.statement.directness)


def _origin(saying: Saying, homes: Mapping[str, str]) -> str:
    """Where the statement came in: the relay nearest to the speaker, else the document's home."""
    chain = saying.statement.chain
    return slug(chain[-1]) if chain else homes[saying.page.id]


def _homes(pages: Sequence[Page], copies: Mapping[str, Copy]) -> dict[str, str]:
    """For each document the outlet of its original; the original itself where that has none."""
    outlets = {p.id: slug(p.reading.outlet) for p in pages if p.reading.outlet}
    originals = {p.id: copies[p.id].original if p.id in copies else p.id for p in pages}
    return {document: outlets.get(original, original) for document, original in originals.items()}
