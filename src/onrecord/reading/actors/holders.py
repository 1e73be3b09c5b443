"""Whose an office is: from "the minister" to the one person of the document who can be meant.

In: a site that no name stands beside, and what was heard before it. Out: the id of its holder, or ``None``.
Invariant: where several persons fit, only the one named within the last two sentences is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import ActorKind
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting, Figure, Office
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.lexicon import Lexicon
from onrecord.reading.actors.offices import Site
from onrecord.reading.actors.staging import Scene, owner_of
from onrecord.reading.actors.words import Words

_TOLD_OF = 0.45  # weight from which a sentence tells something of the one mentioned
_MAIN = 1.0  # weight of the main subject of a sentence
_PROMINENT = 0.7  # weight of a mention from which it is what a sentence is about
_AHEAD = 2  # sentences in which a name may follow an office
_NEAR = 2  # sentences back within which the last one named wins
POSSESSIVES = frozenset({"his", "her", "its", "their"})


@dataclass
class Holders:
    """Finds the holders of the offices of one paragraph."""

    number: int
    scenes: Sequence[Scene]
    casting: Casting
    lexicon: Lexicon
    discourse: Discourse

    @property
    def scene(self) -> Scene:
        """The paragraph."""
        return self.scenes[self.number]

    @property
    def words(self) -> Words:
        """Its tokens."""
        return self.scene.words

    def of(self, site: Site) -> str | None:
        """The one person of the document who is meant, by an office of theirs or by what was just told."""
        return self.holder_of(site) or self.bridged(site)

    def holder_of(self, site: Site) -> str | None:
        """The one person of the document whose office it is."""
        owner, noun = None, ""
        if site.owner is not None or site.owner_noun is not None:
            owner = owner_of(self.number, site, self.scenes, self.casting)
            if owner is None:
                covering = self.scene.covering.get(site.owner_noun) if site.owner_noun is not None else None
                owner = covering.actors[0] if covering is not None and len(covering.actors) == 1 else None
            if owner is None:
                if site.owner_noun is None:
                    return None
                noun = self.words.lower[site.owner_noun]
        elif site.article in POSSESSIVES:
            covering = self.scene.covering.get(site.left - 1)
            if covering is None or len(covering.actors) != 1:
                return None
            owner = covering.actors[0]
            if self.casting.figures[owner].person and site.role.name not in self.lexicon.serving:
                owner = self.casting.figures[owner].speaks_for
                if owner is None:
                    return None
        people = [self.casting.figures[i] for i in self.casting.by_role.get(site.role.name, ())]
        people = [f for f in people if f.kind is ActorKind.PERSON]
        if site.role.sex:
            people = [f for f in people if f.sex in ("", site.role.sex)]
        if noun:
            return self.one([f.id for f in people if self.fits_noun(site, noun, f)])
        said = [f.id for f in people if any(self.fits(site, owner, office) for office in f.offices)]
        known = [f.id for f in people if f.known is not None and self.fits_known(site, owner, f)]
        said = [id_ for id_ in said if not self.ahead(site, self.casting.figures[id_])]
        return self.one(said or known or [f.id for f in people if self.loosely(site, owner, f)])

    def ahead(self, site: Site, figure: Figure) -> bool:
        """Whether the text has still to tell of somebody, and the word is a wider one ("the diplomat", of a
        minister who is named later), or the sentence is about another state's people.
        """
        own = any(office.role.name == site.role.name for office in figure.offices)
        return figure.id not in self.discourse.told and not (own and self.at_home(site, figure))

    def at_home(self, site: Site, figure: Figure) -> bool:
        """Whether nobody but those of one's own state is told of before in the sentence."""
        words = self.words
        owner = next((office.of for office in figure.offices if office.of is not None), None)
        before = (
            id_
            for mention in self.scene.mentions
            if mention.head < words.starts[site.head] and mention.form is not Form.PRONOUN
            if words.sentence[words.covering_start(mention.head)] == words.sentence[site.head]
            for id_ in mention.actors
        )
        states = {state for id_ in before if (state := self.state_of(id_)) is not None}
        return owner is None or not states or self.root(owner) in states

    def state_of(self, id_: str) -> str | None:
        """The state that an actor is or speaks for."""
        of = self.casting.figures.get(self.root(self.casting.figures[id_].speaks_for or id_))
        return of.id if of is not None and of.kind is ActorKind.STATE else None

    def fits_noun(self, site: Site, noun: str, figure: Figure) -> bool:
        """Whether "the union leader" fits an office: "chairman of the miners' union"."""
        return any(
            self.fits(site, None, office) and noun in office.text.lower().split() for office in figure.offices
        )

    def loosely(self, site: Site, owner: str | None, figure: Figure) -> bool:
        """Whether a fuller description fits: "Norland's interior minister" of "the minister, Kaspar Holm"."""
        return any(
            site.qualifiers
            and not office.qualifiers
            and self.fits(replace(site, qualifiers=frozenset()), owner if office.of else None, office)
            for office in figure.offices
            if not site.qualifiers & self.lexicon.deputies
        )

    def bridged(self, site: Site) -> str | None:
        """Who an office means that the text gives to nobody: whom it has just named, or names next.

        "Anna Berg warned parliament. … the finance minister said": the only person so far, and without an
        office. "The union's chairman accepted. Olaf Dahl told reporters …": the person whom the next sentence
        introduces by the name alone. Invariant: somebody with an office of another kind is never meant.
        """
        role, words = site.role, self.words
        subject = words.dep[site.head] in ("nsubj", "nsubjpass")
        if words.quoted[site.head] or not (subject or self.credited(site)):
            return None
        if site.former or not role.office:
            return None
        state = self.casting.of.get((self.number, site.owner)) if site.owner is not None else None
        if (
            subject
            and site.article == "the"
            and (state is None or self.casting.figures[state].kind is not ActorKind.STATE)
            and not self.taken(role.name)
        ):
            found = self.unofficed(site)
            if found is not None:
                return found
        return None if self.taken(role.name, before=True, owner=state) else self.introduced(site)

    def credited(self, site: Site) -> bool:
        """Whether something is told by them: "according to the harbour's director"."""
        words = self.words
        to = words.head[site.head]
        return words.dep[site.head] == "pobj" and words.lower[max(0, to - 1) : to + 1] == ["according", "to"]

    def taken(self, role: str, *, before: bool = False, owner: str | None = None) -> bool:
        """Whether the text gives somebody an office of this kind, or somebody whom it named ``before``;
        that of another than ``owner`` does not count: Oman's minister is not Norland's.
        """
        figures = [self.casting.figures[id_] for id_ in self.casting.by_role.get(role, ())]
        if before:
            figures = [f for f in figures if self.discourse.distance(f.id) is not None]
        offices = (office for figure in figures for office in figure.offices if role in office.role.wider)
        return any(
            owner is None or office.of is None or self.root(office.of) == self.root(owner)
            for office in offices
        )

    def unofficed(self, site: Site) -> str | None:
        """The only person mentioned lately to whom the text gives no office."""
        heard = [h for h in self.discourse.heard if self.discourse.sentence - h.sentence <= _NEAR]
        owner = self.casting.of.get((self.number, site.owner)) if site.owner is not None else None
        people = {
            h.actors[0]
            for h in heard
            if len(h.actors) == 1 and h.weight >= _TOLD_OF and h.actors[0] != owner
            if self.casting.figures[h.actors[0]].kind in (ActorKind.PERSON, None)
        }
        bare = [self.casting.figures[id_] for id_ in people]
        bare = [f for f in bare if f.stranger is None and not f.offices and f.known is None]
        sure = [f for f in bare if f.kind is not None or f.likely]
        unsure = {h.actors[0] for h in heard if h.weight >= _MAIN}
        bare = sure or [f for f in bare if " " in f.name and f.id in unsure]
        fitting = [f for f in bare if not site.role.sex or (f.sex or f.likely) in ("", site.role.sex)]
        before = [h for h in heard if h.sentence < self.discourse.sentence and h.weight >= _PROMINENT]
        if len(bare) == 1 and fitting and any(h.actors == (fitting[0].id,) for h in before):
            return fitting[0].id
        return None

    def introduced(self, site: Site) -> str | None:
        """The person whom the text names next: for the first time, in full, and nothing but the name."""
        for distance, scene, mention in self.behind(site):
            figure, at = self.casting.figures[mention.actors[0]], scene.words.covering_start(mention.head)
            near = distance == 1 and scene is self.scene  # where it need not be sure that it is a person
            if figure.kind is not ActorKind.PERSON and not (near and figure.kind is None):
                continue
            alone = " " in figure.name and self.alone(scene, mention)
            if distance and alone and scene.words.dep[at] in ("nsubj", "ROOT"):
                return figure.id if self.may_be(site, figure) else None
            if figure.kind is not None:
                return None
        return None

    def behind(self, site: Site) -> Iterator[tuple[int, Scene, Mention]]:
        """Names behind a site, in order, and how many sentences from it they stand."""
        words = self.words
        own, rest = words.sentence[site.head], words.sentence[-1] - words.sentence[site.head] + 1
        for scene in self.scenes[self.number : self.number + 2]:
            names = (m for m in scene.mentions if m.form is Form.NAME)
            for mention in sorted(names, key=lambda m: m.name.start):
                sentence = scene.words.sentence[scene.words.covering_start(mention.head)]
                distance = sentence - own if scene is self.scene else sentence + rest
                if mention.name.start > words.starts[site.head] and distance <= _AHEAD:
                    yield distance, scene, mention

    def alone(self, scene: Scene, mention: Mention) -> bool:
        """Whether nobody stands beside a name, nor what tells whose it is: "said nurse Ana Holm"."""
        words = scene.words
        first, at = words.covering_start(mention.name.start), words.covering_start(mention.head)
        told = first > 0 and words.tag[first - 1] == "NN" and words.text[first - 1].islower()
        return not told and not any(words.dep[c] == "conj" for c in words.children[at])

    def may_be(self, site: Site, figure: Figure) -> bool:
        """Whether somebody may hold an office: new, without another one, of the right sex."""
        named_before = self.discourse.distance(figure.id) is not None
        occupied = any(
            o.role.office and not o.former and o.role.name not in self.lexicon.ranks for o in figure.offices
        )
        fits = not site.role.sex or (figure.sex or figure.likely) in ("", site.role.sex)
        return fits and not named_before and not occupied and figure.known is None

    def one(self, ids: list[str]) -> str | None:
        """The only one, or the only one named just before."""
        if len(ids) == 1:
            return ids[0]
        for reach in range(1, _NEAR + 1):
            near = [i for i in ids if (d := self.discourse.distance(i)) is not None and d <= reach]
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def fits(self, site: Site, owner: str | None, office: Office) -> bool:
        """Whether a description fits an office that the text gives."""
        if site.role.name not in office.role.wider or site.former != office.former:
            return False
        if not self.same_rank(site, office):
            return False
        return owner is None or (office.of is not None and self.root(owner) == self.root(office.of))

    def same_rank(self, site: Site, office: Office) -> bool:
        """Whether both are a deputy's or neither, and no word of the description is new."""
        deputies = self.lexicon.deputies
        if (site.qualifiers & deputies) != (office.qualifiers & deputies):
            return False
        return site.qualifiers <= office.qualifiers or (
            site.qualifiers <= office.qualifiers | set(office.text.lower().split())
        )

    def fits_known(self, site: Site, owner: str | None, figure: Figure) -> bool:
        """Whether it fits an office that the person is known to have held."""
        left = {office.role.name for office in figure.offices if office.former}
        if figure.known is None or site.qualifiers or site.former or site.role.name in left:
            return False
        for tenure in figure.known.held:
            role = self.lexicon.named_roles.get(tenure.role)
            if (
                role is not None
                and site.role.name in role
                and (owner is None or self.root(owner) == self.root(tenure.of))
            ):
                return True
        return False

    def root(self, id_: str) -> str:
        """The state behind an office or palace, else the actor itself."""
        known = self.lexicon.actors.get(id_)
        if known is not None and known.seat and known.speaks_for is not None:
            return known.speaks_for
        return id_
