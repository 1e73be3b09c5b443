"""Proposals: invitations, proposals, demands, conditions, concessions, refusals and red lines.

In: mentions and pages in the record's order. Out: :class:`Proposal` items with the addressee's
answer where one is told. Invariants: two mentions are one proposal only where kind and author agree
and the words are nearly the same; an answer counts only if the side addressed gives it, not before
the proposal, in words that name the same matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger import likeness
from onrecord.ledger.mentions import Mention, history, joined_when
from onrecord.ledger.names import fold
from onrecord.ledger.pages import Page
from onrecord.ledger.standing import ANSWER
from onrecord.model import (
    ACCEPTANCE,
    WALKOUT,
    Act,
    Entry,
    Event,
    EventKind,
    Evidence,
    Proposal,
    Span,
    Status,
)

_KINDS = (
    EventKind.INVITATION,
    EventKind.PROPOSAL,
    EventKind.DEMAND,
    EventKind.CONDITION,
    EventKind.CONCESSION,
    EventKind.REFUSAL,
    EventKind.RED_LINE,
)
_ANSWERED = frozenset({EventKind.INVITATION, EventKind.PROPOSAL, EventKind.DEMAND, EventKind.CONDITION})
_MADE = frozenset({"happened", "held"})
_NOT_MADE = frozenset({"denied", "did_not_happen"})
_DOUBTFUL = frozenset({"unconfirmed", "cancelled", "conditional"})  # "will lift it if Sudmark signs"
_OWN = frozenset({EventKind.CONCESSION, EventKind.DEMAND})
"""What others can want of one: it is made only where its author says so."""
_PUT = frozenset({EventKind.PROPOSAL, EventKind.DEMAND, EventKind.CONDITION, EventKind.RED_LINE})
"""What is made by being proposed."""
_WANTED = frozenset({EventKind.DEMAND, EventKind.CONDITION, EventKind.RED_LINE})
"""What is nothing where nobody made it."""
_ANSWERS = {Act.ACCEPT: "accepted", Act.REJECT: "rejected"}
_WORD = 5  # letters; shorter words do not tell what is spoken of
_SHARED = 2  # such words an answer and its proposal share at least
_SHARE = 0.4  # of the shorter one's words
_SHARE_UNADDRESSED = 0.7  # the same, where nothing tells whom the proposal was put to
_BARE = 4  # words of a text that can do no more than point at something: "its own peace proposal"
_NEWS = frozenset({Status.DENIED, Status.DID_NOT_HAPPEN, Status.CANCELLED, Status.POSTPONED, Status.PLANNED})


@dataclass(frozen=True)
class _Answer:
    """What one side is said to have answered to something."""

    order: int
    side: str
    status: str
    text: str
    words: frozenset[str]
    entry: Entry
    event: str | None  # the refusal that it is, so that no refusal answers itself
    at: tuple[str, Span] | None = None  # the document and the words in it that it answers


@dataclass(frozen=True)
class _Answers:
    """All answers, by the side that gives them and their words, and by the words of what they answer."""

    by_word: dict[tuple[str, str], list[_Answer]]
    by_place: dict[tuple[str, Span], list[_Answer]]


def proposals(told: Sequence[Mention], pages: Sequence[Page]) -> tuple[Proposal, ...]:
    """The proposals in the order in which the record first tells of them."""
    whole = _without_inner([m for m in told if m.event.kind in _KINDS])
    listed = [m for m in whole if not _only_wanted(m)]
    accepted = (m for m in told if m.event.mode == ACCEPTANCE)
    answers = _index(_answers([*listed, *accepted], pages))
    keys = [(m.event.kind, m.side_of("author") or m.page.id) for m in listed]
    found = likeness.groups(keys, [content(m) for m in listed])
    groups = _joined_in_page([listed[i] for i in group] for group in found)
    made = (group for group in _without_bare(groups) if not _never_made(group))
    return tuple(_item(group, answers) for group in made)


def _never_made(group: Sequence[Mention]) -> bool:
    """Whether all that is told of a demand or condition is that there is none: "sets no preconditions"."""
    return all(m.event.kind in _WANTED and m.event.status is Status.DID_NOT_HAPPEN for m in group)


def _only_wanted(mention: Mention) -> bool:
    """Whether a concession or demand is not its author's own word: "demands that Solm lift the ban" is no
    concession by Solm, "asked Solm to press Tarn" no demand by Solm.
    """
    event = mention.event
    author = mention.side_of("author")
    if event.kind not in _OWN or event.status is not Status.PROPOSED or author is None:
        return False
    statement = mention.page.statements.get(event.asserted_by)
    speaker = statement.speaker if statement is not None else None
    return speaker is None or mention.roll.side(speaker.actor, speaker.name) != author


def _without_inner(listed: Sequence[Mention]) -> list[Mention]:
    """The mentions without those demands that are the words of a condition of their author: "its conditions
    include a demand that the weir be opened" sets one condition. Whom the demand is put to stays with it.
    """
    conditions = [m for m in listed if m.event.kind is EventKind.CONDITION and m.event.content]
    if not conditions:
        return list(listed)
    inner: dict[tuple[int, int, int, str], Mention] = {}
    outer: dict[tuple[int, int, int, str], Mention] = {}
    by_page: dict[str, list[Mention]] = defaultdict(list)
    for mention in listed:
        if mention.event.kind is EventKind.DEMAND:
            by_page[mention.page.id].append(mention)
    for condition in conditions:
        for demand in by_page[condition.page.id]:
            if demand.side_of("author") == condition.side_of("author") and _holds(condition, demand):
                inner[demand.key] = demand
                outer[condition.key] = _with_addressee(condition, demand)
    return [outer.get(m.key, m) for m in listed if m.key not in inner]


def _holds(outer: Mention, inner: Mention) -> bool:
    """Whether the words of one proposal hold those of the other."""
    spans = inner.event.content
    return bool(spans) and all(
        any(o.start <= i.start and i.end <= o.end for o in outer.event.content) for i in spans
    )


def _with_addressee(mention: Mention, other: Mention) -> Mention:
    if mention.one("addressee") or mention.one("target"):
        return mention
    theirs = tuple(p for p in other.event.participants if p.role in ("addressee", "target"))
    event = replace(mention.event, participants=(*mention.event.participants, *theirs))
    return replace(mention, event=event)


def content(mention: Mention) -> str:
    """The wording: what is proposed or demanded, else the whole sentence."""
    return mention.page.quote(mention.event.content) or mention.page.quote(mention.event.evidence)


def _joined_in_page(groups: Iterable[list[Mention]]) -> list[list[Mention]]:
    """Groups that hold one and the same sentence of a document, for one kind and author, joined."""
    out: list[list[Mention]] = []
    by_sentence: dict[tuple[object, ...], list[Mention]] = {}
    for group in groups:
        keys = [(m.page.id, m.event.kind, m.one("author"), m.event.evidence, m.event.trigger) for m in group]
        home = next((by_sentence[k] for k in keys if k in by_sentence), None)
        if home is None:
            home = []
            out.append(home)
        home.extend(group)
        for key in keys:
            by_sentence[key] = home
    return out


def _without_bare(groups: Sequence[list[Mention]]) -> list[list[Mention]]:
    """Groups that say what is proposed. A bare one ("its proposal") joins the only one of its document, kind
    and author that it can mean, stands alone where it tells to whom it went, that it came to nothing or is
    yet to come, and is left out otherwise.
    """
    full: dict[tuple[object, ...], list[list[Mention]]] = defaultdict(list)
    bare = [all(_is_bare(content(m)) for m in group) for group in groups]
    for group, empty in zip(groups, bare, strict=True):
        if not empty:
            for place in {(m.page.id, m.event.kind, m.side_of("author")) for m in group}:
                full[place].append(group)
    out: list[list[Mention]] = []
    for group, empty in zip(groups, bare, strict=True):
        if not empty:
            out.append(group)
            continue
        first = group[0]
        homes = full[first.page.id, first.event.kind, first.side_of("author")]
        fitting = [home for home in homes if _one_addressee(home, group)]
        fitting = [home for home in fitting if any(_begins_bare(content(m)) for m in home)] or fitting
        if len(fitting) == 1:
            fitting[0].extend(group)
        elif any(m.event.status in _NEWS or m.one("addressee") for m in group):
            out.append(group)
    return out


def _one_addressee(home: Iterable[Mention], group: Iterable[Mention]) -> bool:
    """Whether two groups name the same addressee, or one of them none."""
    ours, theirs = (
        {side for m in told if (side := m.side_of("addressee") or m.side_of("target"))}
        for told in (home, group)
    )
    return not ours or not theirs or bool(ours & theirs)


def _is_bare(text: str) -> bool:
    """Whether a text only points at something proposed: "its proposal", "the Kenyan plan", "that text"."""
    words = fold(" ".join(w for i, w in enumerate(text.split()) if not _is_owner(w, first=not i))).split()
    return len(words) <= _BARE and _bare_length(words) == len(words)


def _is_owner(word: str, *, first: bool) -> bool:
    """Whether a word names whose it is: "Israeli", "Kenya's"; a text may begin with any capital."""
    return word[:1].isupper() and (not first or "'" in word or "’" in word)


def _begins_bare(text: str) -> bool:
    """Whether a text names a thing proposed before it says more: "its draft paper on fishing"."""
    return _bare_length(fold(text).split()[:_BARE]) > 0


def _bare_length(words: Sequence[str]) -> int:
    """How many of the words, from the first, are determiners, qualities and then the noun; 0 for none."""
    determiners, qualities, nouns = _bare_words()
    longest = 0
    for at, word in enumerate(words):
        if word in nouns:
            longest = at + 1
        if word not in determiners and word not in qualities:
            break
    return longest


@cache
def _bare_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Determiners, adjectives and nouns that say nothing of the matter, from ``knowledge/bare.yaml``."""
    data = load("bare")
    return frozenset(data["determiners"]), frozenset(data["qualities"]), frozenset(data["nouns"])


def _item(group: Sequence[Mention], answers: _Answers) -> Proposal:
    told = sorted(group, key=lambda m: m.key)
    first, roll = told[0], told[0].roll
    best = max(told, key=_telling)
    teller = next((m for m in told if m.one("author")), first)
    author = teller.one("author")
    addressee = next((a for m in told if (a := m.one("addressee") or m.one("target"))), None)
    answer = _answer(told, answers) if first.event.kind in _ANSWERED else None
    entries = tuple(_made(entry, first.event.kind) for entry in history(told))
    return Proposal(
        id=f"{first.event.kind.value}-{first.event.id}",
        kind=first.event.kind.value,
        author=roll.name(author) if author else None,
        addressee=roll.name(addressee) if addressee else None,
        content=content(best),
        when=joined_when(told),
        status=answer.status if answer else _status(first.event.kind, entries),
        history=(*entries, *((answer.entry,) if answer else ())),
        condition=next((m.event.condition for m in told if m.event.condition), None),
        response=answer.text if answer else None,
        jointly=tuple(map(roll.name, teller.others("author", author))),
    )


def _telling(mention: Mention) -> tuple[bool, bool, int, int]:
    """How well a mention tells what is proposed: in its own words, that do not just point, in many."""
    words = content(mention)
    return bool(mention.event.content), not _is_bare(words), len(words), -mention.order


def _made(entry: Entry, kind: EventKind) -> Entry:
    """A proposal does not happen, it is made."""
    made = entry.status in _MADE or (entry.status == "proposed" and kind in _PUT)
    return replace(entry, status="made") if made else entry


def _status(kind: EventKind, entries: Sequence[Entry]) -> str:
    """Where a proposal without an answer stands: open once somebody tells that it was made."""
    told = [entry.status for entry in entries]
    if _NOT_MADE.issuperset(told):
        return told[-1]
    if kind not in _ANSWERED:
        return "unknown" if _DOUBTFUL.issuperset(told) else "made"  # nobody answers a refusal
    if "made" in told or "ongoing" in told:
        return "open"
    return "planned" if "planned" in told else "unknown"


def _answers(told: Iterable[Mention], pages: Sequence[Page]) -> Iterable[_Answer]:
    """Refusals and acceptances among the events; acceptances and rejections among the statements."""
    roll = None
    for mention in told:
        roll = mention.roll
        status = _answering(mention.event)
        if status is None:
            continue
        text = mention.page.quote(mention.event.evidence)
        words = _words(mention.page.quote(mention.event.content))  # the sentence may tell of more
        (entry,) = history([mention])
        entry = replace(entry, status=status)
        role = "author" if mention.event.kind is EventKind.REFUSAL else "party"
        for side in mention.sides_of(role):
            at = (mention.page.id, mention.event.content[0]) if mention.event.content else None
            yield _Answer(mention.order, side, status, text, words, entry, mention.event.id, at)
    if roll is None:
        return
    for order, page in enumerate(pages):
        for statement in page.reading.statements:
            status = _ANSWERS.get(statement.act)
            if status is None or statement.speaker is None or statement.hedged:
                continue
            text = page.quote(statement.content)
            evidence: tuple[Evidence, ...] = page.evidence(statement.evidence or statement.content)
            entry = Entry(
                page.id, page.published, status, evidence, statement.speaker.name, statement.chain, ANSWER
            )
            side = roll.side(statement.speaker.actor, statement.speaker.name)
            if evidence:
                yield _Answer(order, side, status, text, _words(text), entry, None)


def _answering(event: Event) -> str | None:
    """What an event answers to something put forward; who only walks out of talks answers nothing."""
    if event.status is not Status.HAPPENED:
        return None
    if event.kind is EventKind.REFUSAL and event.mode != WALKOUT:
        return "rejected"
    return "accepted" if event.kind is EventKind.AGREEMENT and event.mode == ACCEPTANCE else None


def _index(answers: Iterable[_Answer]) -> _Answers:
    """Answers indexed, so that a proposal meets only those that can be its own."""
    found = _Answers(defaultdict(list), defaultdict(list))
    for answer in answers:
        for word in answer.words:
            found.by_word[answer.side, word].append(answer)
        if answer.at is not None:
            found.by_place[answer.at].append(answer)
    return found


def _answer(told: Sequence[Mention], answers: _Answers) -> _Answer | None:
    """The latest answer to the same matter by the side addressed; by any other side where none is told."""
    author, own = told[0].side_of("author"), {m.event.id for m in told}
    words = _words(content(max(told, key=lambda m: len(content(m)))))
    addressed = {s for m in told if (s := m.side_of("addressee") or m.side_of("target"))} - {author}
    sides = addressed or {side for side, word in answers.by_word if word in words} - {author}
    share = _SHARE if addressed else _SHARE_UNADDRESSED
    met = [a for side in sides for word in words for a in answers.by_word.get((side, word), ())]
    shared = Counter(id(answer) for answer in met)
    places = ((m.page.id, span) for m in told for span in m.event.content)
    pointed = [a for at in places for a in answers.by_place.get(at, ()) if a.side != author]
    alike = [
        answer
        for answer in {id(a): a for a in met}.values()
        if shared[id(answer)] >= max(_SHARED, share * min(len(words), len(answer.words)))
    ]
    found = [a for a in (*alike, *pointed) if a.order >= told[0].order and a.event not in own]
    return max(found, key=lambda a: (a.order, a.entry.evidence[0].start, a.status), default=None)


def _words(text: str) -> frozenset[str]:
    """The words that tell what a text is about: longer ones, by their first six letters."""
    return frozenset(w[:6] for w in fold(text).split() if len(w) >= _WORD)
