"""Nouns that stand for whose they are: "the Iranian delegation", "Moscow's team", "the Lopez campaign".

In: a paragraph with its mentions by name. Out: the mentions that such a noun and its name make. Invariant:
a body of its own ("the Omani foreign ministry") is an actor beside its state, which it speaks for.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import ActorKind
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting, Figure
from onrecord.reading.actors.lexicon import Lexicon, slug
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.staging import Scene
from onrecord.reading.actors.words import NOMINAL, Words


@dataclass
class Collectives:
    """Enters the collectives of one paragraph."""

    number: int
    scene: Scene
    casting: Casting
    lexicon: Lexicon

    @property
    def words(self) -> Words:
        """The paragraph's tokens."""
        return self.scene.words

    def enter(self) -> None:
        """ "the Iranian delegation", "Moscow's team", "the Lopez campaign", "the Omani foreign ministry"."""
        words, naming = self.words, self.lexicon.naming
        ends = {segment.end: at for at, segment in enumerate(self.scene.paragraph.segments)}
        nouns = naming.collectives | naming.collective_plurals | naming.organised | naming.bodies
        for i in range(1, len(words)):
            if words.lower[i] not in nouns or i in self.scene.covering:
                continue
            if (
                i + 1 < len(words)
                and words.tag[i + 1] in NOMINAL
                and words.sentence[i + 1] == words.sentence[i]
            ):
                continue
            at = self.owner_before(i, ends)
            if at is not None:
                self.collective(i, at)

    def collective(self, i: int, at: int) -> None:
        """Enter the collective at token ``i``, whose owner is the name ``at``."""
        words, segments = self.words, self.scene.paragraph.segments
        plural = words.lower[i] in self.lexicon.naming.collective_plurals
        owners, first = [self.casting.of.get((self.number, at))], segments[at].first
        if at and segments[at - 1].end + 1 == first and words.lower[first - 1] in ("and", "-", "&"):
            owners.insert(0, self.casting.of.get((self.number, at - 1)))
            first = segments[at - 1].first
        left = first - (first > 0 and words.lower[first - 1] in ("the", "a", "an"))
        ids = tuple(id_ for id_ in owners if id_ is not None)
        if words.lower[left] in ("a", "an") or len(ids) < len(owners) or len(ids) != (2 if plural else 1):
            return
        if not plural:
            stands = self.stands_for(i, at, ids[0])
            if stands is None:
                return
            ids = (stands,)
        elif any(self.casting.figures[id_].person for id_ in ids):
            return
        span = words.span(left, i + 1)
        mention = Mention(span, span, words.starts[i], ids, Form.DESCRIPTION)
        self.scene.add(mention, segments[at].end, i + 1)

    def stands_for(self, i: int, at: int, owner: str) -> str | None:
        """The actor that an owner's collective is: the owner itself, or a body of its own."""
        naming, word = self.lexicon.naming, self.words.lower[i]
        segment, figure = self.scene.paragraph.segments[at], self.casting.figures[owner]
        if figure.person:
            return self.organised(segment, i, figure) if word in naming.organised else None
        if word in naming.bodies and figure.kind is ActorKind.STATE:
            return self.body(segment, i, figure)
        return owner if word in naming.collectives else None

    def body(self, segment: Segment, i: int, state: Figure) -> str:
        """A state's body in lower case, one with its capitalised name; an unknown state's as it stands."""
        first = segment.end + (self.words.tag[segment.end] == "POS")
        known = self.lexicon.actors.get(state.id)
        core = self.words.text[first : i + 1]
        if known is not None and known.adjective:
            name = known.body(" ".join(word.capitalize() for word in core))
        else:
            name = f"{state.name}'s {' '.join(core)}"
        figure = self.casting.figure(slug(name), name, ActorKind.ORGANISATION)
        figure.speaks_for = state.id
        return figure.id

    def owner_before(self, i: int, ends: dict[int, int]) -> int | None:
        """The name whose collective the noun at ``i`` is: adjectives and "'s" may stand between."""
        j = i
        for _ in range(4):
            if j in ends:
                return ends[j]
            j -= 1
            if j < 1 or self.words.tag[j] not in ("JJ", "POS", "NN", "VBG", "HYPH"):
                return None
        return None

    def organised(self, segment: Segment, i: int, owner: Figure) -> str:
        """The organisation named after a person: "Obama administration", "Maria Lopez's office"."""
        words = self.words
        possessive = words.tag[segment.end] == "POS"
        family, own = words.text[segment.end - 1], words.quote(segment.end + possessive, i + 1)
        first = segment.first
        while possessive and first and words.text[first - 1] in self.lexicon.honorifics:
            first -= 1
        name = f"{words.quote(first, segment.end)}'s {own}" if possessive else f"{family} {own}"
        whose = f"{family}'s" if possessive else family
        figure = self.casting.figure(slug(f"{whose} {own}"), name, ActorKind.ORGANISATION)
        figure.speaks_for = figure.speaks_for or owner.id
        return figure.id
