"""Who was mentioned lately, and how prominently.

In: mentions in reading order. Out: for each actor its latest mentions with their sentence and
weight. Invariant: nothing here looks ahead of what was heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import ActorKind
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting
from onrecord.reading.actors.meetings import partner, stands_by
from onrecord.reading.actors.staging import Scene
from onrecord.reading.actors.words import Words

_KEPT = 40  # mentions remembered
_WEIGHTS = {
    "nsubj": 0.8,
    "nsubjpass": 0.75,
    "poss": 0.5,
    "dobj": 0.45,
    "dative": 0.45,
    "pobj": 0.35,
    "agent": 0.5,
}
_MAIN = 0.25  # more for the subject of the main verb, and for whose the subject is
_JOINTS = frozenset({"the", "of", "from"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A mention that was heard: where, how prominent, in quotation marks or not."""

    actors: tuple[str, ...]
    sentence: int
    paragraph: int
    token: int
    weight: float
    quoted: bool


class Discourse:
    """What a reader has in mind at a point of the text."""

    def __init__(self, casting: Casting) -> None:
        self.casting = casting
        self.sentence = -1
        self.heard: list[Heard] = []
        self.pair: tuple[str, ...] | None = None
        self.last_party: tuple[int, int, str] | None = None  # sentence, token, actor
        self.listed = False  # whether that one stands behind another in a list: "Iran, Oman and …"
        self.met: tuple[int, tuple[str, ...]] | None = None  # a sentence, and the two persons who met in it
        self.told: set[str] = set()  # everybody heard so far

    def next_sentence(self) -> None:
        """A sentence begins."""
        self.sentence += 1

    def hear(self, mention: Mention, scene: Scene) -> None:
        """A mention is read."""
        words = scene.words
        token = token_at(words, mention.head)
        if mention.acts and self.casting.figures[mention.actors[0]].stranger is None:
            self.note_pair(mention, words, token)
        if mention.form is Form.ADJECTIVE:
            return
        self.told.update(mention.actors)
        self.note_meeting(mention, scene, token)
        weight = 0.2 if mention.inner else weigh(words, token)
        heard = Heard(mention.actors, self.sentence, words.index, token, weight, words.quoted[token])
        self.heard.append(heard)
        if len(self.heard) > _KEPT:
            del self.heard[: -_KEPT // 2]

    def note_pair(self, mention: Mention, words: Words, token: int) -> None:
        """Two parties named together: "Iran and Oman", "Iranian and Omani negotiators"; not two of three."""
        if stands_by(words, token, self.casting.lexicon.naming):
            return
        if len(mention.actors) == 2:
            if all(map(self.party, mention.actors)):
                self.pair = mention.actors
            return
        last, listed = self.last_party, False
        if (
            last is not None
            and last[0] == self.sentence
            and (self.party(mention.actors[0]) or self.party(last[2]))
            and self.may_be_party(mention.actors[0])
            and self.may_be_party(last[2])
        ):
            between = words.lower[last[1] + 1 : _leftmost(words, token)]
            joined = between in (["-"], ["–"], ["&"]) or self.coordinated(between)
            listed, last_of_list = between == [","], joined and self.listed
            if (
                not last_of_list
                and (joined or self.meets(words, last[1], token))
                and last[2] != mention.actors[0]
            ):
                self.pair = (last[2], mention.actors[0])
        self.last_party, self.listed = (self.sentence, token, mention.actors[0]), listed

    def note_meeting(self, mention: Mention, scene: Scene, token: int) -> None:
        """Two persons told of as meeting each other: "Lopez held talks with Ahmed in Oslo"."""
        words = scene.words
        other = partner(words, token, self.casting.lexicon.naming)
        first = scene.covering.get(other) if other is not None else None
        if other is None or first is None:
            return
        alone = not any(words.dep[c] == "conj" for at in (other, token) for c in words.children[at])
        pair = (*first.actors, *mention.actors)
        persons = all(self.casting.figures[id_].kind in (ActorKind.PERSON, None) for id_ in pair)
        if alone and persons and len(set(pair)) == len(pair) == 2:
            self.met = (self.sentence, pair)

    def coordinated(self, between: Sequence[str]) -> bool:
        """ "the government of Oman and rebels of the Hill Front": "and", and whose people they are."""
        return between[:1] == ["and"] and all(
            word in _JOINTS or word in self.casting.lexicon.naming.groups for word in between[1:]
        )

    def meets(self, words: Words, subject: int, token: int) -> bool:
        """ "Oman opened talks with Iran": the subject and its partner."""
        preposition = words.head[token]
        return (
            words.dep[subject] == "nsubj"
            and words.dep[token] == "pobj"
            and words.lower[preposition] in ("with", "between")
        )

    def party(self, id_: str) -> bool:
        """Whether an actor can be one side of talks."""
        return self.casting.figures[id_].kind in (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP)

    def may_be_party(self, id_: str) -> bool:
        """Whether an actor can be one side beside one that is known to be: a party, or one word of which
        nothing tells what it is.
        """
        figure = self.casting.figures[id_]
        unknown = (
            figure.kind is None and not figure.likely and figure.known is None and " " not in figure.name
        )
        return unknown or self.party(id_)

    def distance(self, id_: str) -> int | None:
        """Sentences since an actor was mentioned last; ``None`` where it was not, lately."""
        for heard in reversed(self.heard):
            if id_ in heard.actors:
                return self.sentence - heard.sentence
        return None


def token_at(words: Words, offset: int) -> int:
    """The token that starts at a document offset."""
    return words.covering_start(offset)


def _leftmost(words: Words, token: int) -> int:
    """The first token of the name that ends at ``token``."""
    while token > 0 and words.dep[token - 1] == "compound" and words.head[token - 1] >= token:
        token -= 1
    return token


def weigh(words: Words, token: int) -> float:
    """How prominent a mention is by its place in the sentence."""
    for _ in range(6):
        dep = words.dep[token]
        governor = words.head[token]
        if dep in _SUBJECTS:
            if token and words.lower[_leftmost(words, token) - 1] == "for":
                return _WEIGHTS[
                    "pobj"
                ]  # "a deadline for Lopez ends": the parser takes "for" for a conjunction
            return _WEIGHTS[dep] + (_MAIN if words.head[governor] == governor else 0)
        if dep == "poss" and words.dep[governor] in _SUBJECTS:
            return _WEIGHTS[dep] + _MAIN
        if dep in _WEIGHTS:
            return _WEIGHTS[dep]
        if dep not in ("conj", "appos", "compound", "nmod") or words.head[token] == token:
            return 0.5 if dep == "ROOT" else 0.3
        token = words.head[token]
    return 0.3
