"""The figures: statements found, and what is right about those.

In: items of the marking with their readings. Out: figures in percent, or a line for everything wrong.

Marked and given statements of a text are paired one to one, greedily by descending Dice of the words of
their contents, which must reach one half; of equals the one with the right speaker is taken.
``recall``, ``precision`` and ``f1`` are of statements. All else
is asked of the pairs: ``speaker``, ``chain``, ``act`` and ``anonymity`` are shares of all pairs, ``referred``
is ``speaker`` where a named speaker is told of by other words than the name ("he", "the minister"),
``relayed`` is ``chain`` where one is marked, ``kinds`` is asked where a marked chain is right. ``hedged``,
``addressee`` and ``medium`` have a recall (of those marked) and a precision (of those given). Only
``denies`` and ``chain line`` (speaker, chain and act right) are shares of all that is marked, found or not.
A macro-F1 is the mean over the acts, or the kinds of anonymity, that are marked at all; where several acts
would do, the one given counts as marked if it is among them, else the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.attribution import Words, dice, one_to_one
from benchmarks.chains import names
from benchmarks.chains.marking import MOUTHS, Item, MarkedStatement, Stretch
from onrecord.model import ActorKind, Anonymity, Reading, RelayKind, Span, Statement

ENOUGH = 0.5
"""The least Dice of two stretches that count as the same."""


@dataclass(frozen=True)
class Pair:
    """A marked statement and the one that was given for it.

    ``kind`` is that of the actor given as the speaker, ``None`` where it is not known. ``denied`` tells
    whether the words given as denied are those marked. ``source`` are the words given as the source.
    """

    marked: MarkedStatement
    given: Statement
    kind: ActorKind | None
    denied: bool
    source: str

    @property
    def refers(self) -> bool:
        """Whether a named speaker is told of by other words: "he", "the minister", "the ministry"."""
        last = {name.split()[-1].casefold() for name in self.marked.who}
        source = {word.casefold().removesuffix("'s") for word in self.source.replace("’", "'").split()}
        return self.marked.anonymity is Anonymity.NAMED and bool(source) and not last & source

    @property
    def speaker(self) -> bool:
        """Whether the right one speaks, or nobody where nobody is told."""
        who, speaker = self.marked.who, self.given.speaker
        if speaker is None or not who:
            return speaker is None and not who
        if self.marked.anonymity is Anonymity.DESCRIBED:
            return names.same_description(speaker.name, who)
        if self.kind is ActorKind.STATE and names.same(self.source, who):
            return True  # "Tokyo said": marked as the text has it, given as the state that it stands for
        if speaker.named and self.kind in {None, ActorKind.PERSON}:
            return names.same_person(speaker.name, who)
        return (names.same_outlet if self.kind is ActorKind.OUTLET else names.same)(speaker.name, who)

    @property
    def chain(self) -> bool:
        """Whether the relays are the same, in the same order."""
        given, marked = self.given.chain, self.marked
        return len(given) == len(marked.chain) and all(map(_same_relay, given, marked.chain, marked.kinds))

    @property
    def kinds(self) -> bool:
        """Whether the relays are of the kinds that are marked."""
        return relay_kinds(self.given) == self.marked.kinds

    @property
    def act(self) -> bool:
        """Whether the act is one of those that would do."""
        return self.given.act in self.marked.acts

    @property
    def anonymity(self) -> bool:
        """Whether the speaker is named, described or missing as marked."""
        return self.given.anonymity is self.marked.anonymity

    @property
    def medium(self) -> bool:
        """Whether the medium, or that none is told, is right."""
        return medium(self.given) is self.marked.medium

    @property
    def addressee(self) -> bool:
        """Whether the one told, or that none is told, is right."""
        given, marked = self.given.addressee, self.marked.addressee
        if given is None or not marked:
            return given is None and not marked
        return names.same_person(given, marked) or names.same_description(given, marked)


def _same_relay(given: str, marked: str, kind: RelayKind) -> bool:
    if kind in {RelayKind.AGENCY, RelayKind.OUTLET}:
        return names.same_outlet(given, [marked])
    return names.same_person(given, [marked]) or names.same_description(given, [marked])


def relay_kinds(statement: Statement) -> tuple[RelayKind, ...]:
    """The kinds of the relays in the chain of a statement; fewer where its path does not tell them."""
    mouths = [relay.kind for relay in statement.path if relay.kind in MOUTHS]
    return tuple(mouths[-len(statement.chain) :]) if statement.chain else ()


def medium(statement: Statement) -> RelayKind | None:
    """What the words were given in, where told: the last step of the path, if it is no mouth."""
    last = statement.path[-1].kind if statement.path else None
    return None if last in MOUTHS else last


@dataclass(frozen=True)
class Case:
    """One text as marked and as read."""

    item: Item
    reading: Reading

    @cached_property
    def _words(self) -> Words:
        return Words(self.item.text)

    def _alike(self, marked: Sequence[Stretch], given: Iterable[Span]) -> float:
        """The Dice of a stretch that is marked, wherever it stands, and one that is given."""
        ours = self._words.at(given)
        return max((dice(self._words.at(place), ours) for place in marked), default=0.0)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The statements that were found, in the order of the marking."""
        statements = self.reading.statements
        options = []
        for i, told in enumerate(self.item.statements):
            for j, given in enumerate(statements):
                likeness = self._alike(told.says, given.content)
                if likeness >= ENOUGH:
                    pair = self._pair(told, given)
                    options.append((-likeness, not pair.speaker, not pair.chain, i, j))
        found = sorted(one_to_one(options))
        return tuple(self._pair(self.item.statements[i], statements[j]) for i, j in found)

    def _pair(self, told: MarkedStatement, given: Statement) -> Pair:
        actors = {actor.id: actor.kind for actor in self.reading.actors}
        kind = actors.get(given.speaker.actor or "") if given.speaker else None
        return Pair(
            marked=told,
            given=given,
            kind=kind,
            denied=self._alike(told.denies, given.denies) >= ENOUGH,
            source=" ".join(self.item.text[s.start : s.end] for s in given.source),
        )

    @property
    def missed(self) -> tuple[MarkedStatement, ...]:
        """What is marked and was not found."""
        found = {id(pair.marked) for pair in self.pairs}
        return tuple(told for told in self.item.statements if id(told) not in found)

    @property
    def false(self) -> tuple[Statement, ...]:
        """What was given and is not marked."""
        right = {pair.given.id for pair in self.pairs}
        return tuple(given for given in self.reading.statements if given.id not in right)


def score(cases: Sequence[Case]) -> dict[str, float]:
    """All figures, shares in percent. A share of nothing is 0."""
    pairs = [pair for case in cases for pair in case.pairs]
    marked = [told for case in cases for told in case.item.statements]
    given = [statement for case in cases for statement in case.reading.statements]
    relayed = [pair for pair in pairs if pair.marked.chain]
    right_chain = [pair for pair in relayed if pair.chain]
    acts = [(p.given.act if p.act else p.marked.acts[0], p.given.act) for p in pairs]
    anonymity = [(p.marked.anonymity, p.given.anonymity) for p in pairs]
    return {
        "texts": float(len(cases)),
        "statements": float(len(marked)),
        "recall": _share(len(pairs), len(marked)),
        "precision": _share(len(pairs), len(given)),
        "f1": _share(2 * len(pairs), len(marked) + len(given)),
        "speaker": _share(sum(p.speaker for p in pairs), len(pairs)),
        "referred": _share(sum(p.speaker for p in pairs if p.refers), sum(p.refers for p in pairs)),
        "chain": _share(sum(p.chain for p in pairs), len(pairs)),
        "relayed": _share(len(right_chain), len(relayed)),
        "kinds": _share(sum(p.kinds for p in right_chain), len(right_chain)),
        "act": _share(sum(p.act for p in pairs), len(pairs)),
        "act macro f1": macro_f1(acts),
        "anonymity": _share(sum(p.anonymity for p in pairs), len(pairs)),
        "anonymity macro f1": macro_f1(anonymity),
        **_found("hedged", [(p.marked.hedged, p.given.hedged, True) for p in pairs]),
        "denies recall": _share(sum(p.denied for p in pairs), sum(bool(told.denies) for told in marked)),
        "denies precision": _share(sum(p.denied for p in pairs), sum(bool(s.denies) for s in given)),
        **_found(
            "addressee",
            [(bool(p.marked.addressee), p.given.addressee is not None, p.addressee) for p in pairs],
        ),
        **_found(
            "medium", [(p.marked.medium is not None, medium(p.given) is not None, p.medium) for p in pairs]
        ),
        "chain line": _share(sum(p.speaker and p.chain and p.act for p in pairs), len(marked)),
    }


def macro_f1(answers: Iterable[tuple[Hashable, Hashable]]) -> float:
    """The mean F1, in percent, of the classes that are marked, over (marked, given)."""
    wanted, given, right = Counter[Hashable](), Counter[Hashable](), Counter[Hashable]()
    for truth, answer in answers:
        wanted[truth] += 1
        given[answer] += 1
        right[truth] += truth == answer
    return sum(_share(2 * right[c], wanted[c] + given[c]) for c in wanted) / len(wanted) if wanted else 0.0


def _found(name: str, answers: Sequence[tuple[bool, bool, bool]]) -> dict[str, float]:
    """Recall and precision of what only some statements have, over (marked, given, agree)."""
    right = sum(wanted and given and agree for wanted, given, agree in answers)
    return {
        f"{name} recall": _share(right, sum(wanted for wanted, _, _ in answers)),
        f"{name} precision": _share(right, sum(given for _, given, _ in answers)),
    }


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def misses(cases: Iterable[Case]) -> Iterator[str]:
    """What is missed, what is wrong (``given <- marked``) and what is false, with words of the texts."""
    for case in cases:
        where, text = case.item.id, case.item.text
        for told in case.missed:
            yield f"{where}: missed: {_quote(text, told.says[0])} ({', '.join(told.who) or 'nobody'})"
        for pair in case.pairs:
            for name, ours, theirs in _wrong(pair, text):
                yield f"{where}: {name}: {ours} <- {theirs}: {_quote(text, pair.marked.says[0])}"
        for given in case.false:
            speaker = given.speaker.name if given.speaker else "nobody"
            yield f"{where}: false: {_quote(text, given.content)} ({speaker})"


def _wrong(pair: Pair, text: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong about a statement that was found: name, as given, as marked."""
    marked, given = pair.marked, pair.given
    if not pair.speaker:
        yield "speaker", given.speaker.name if given.speaker else "nobody", " | ".join(marked.who) or "nobody"
    if not pair.chain:
        yield "chain", " < ".join(given.chain) or "none", " < ".join(marked.chain) or "none"
    elif not pair.kinds:
        yield "kinds", " < ".join(relay_kinds(given)) or "none", " < ".join(marked.kinds)
    if not pair.act:
        yield "act", given.act, " | ".join(marked.acts)
    if not pair.anonymity:
        yield "anonymity", given.anonymity, marked.anonymity
    if given.hedged != marked.hedged:
        yield "hedged", str(given.hedged), str(marked.hedged)
    if (given.denies or marked.denies) and not pair.denied:
        yield "denies", _quote(text, given.denies), _quote(text, (marked.denies or [()])[0])
    if not pair.addressee:
        yield "addressee", given.addressee or "nobody", " | ".join(marked.addressee) or "nobody"
    if not pair.medium:
        yield "medium", medium(given) or "none", marked.medium or "none"


def _quote(text: str, spans: Iterable[Span]) -> str:
    return repr(" … ".join(" ".join(text[s.start : s.end].split()) for s in spans))
