"""Whom descriptions mean: "the minister", "the union", "the Iranian delegation", "both sides".

In: the scenes with their mentions by name. Out: the scenes with descriptions and pronouns entered.
Invariant: a description is resolved only where exactly one actor of the document fits it; where
several fit, only to the one that was named within the last two sentences while the others were not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import ActorKind, Span
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting, Figure, Office
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.lexicon import Lexicon, slug
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.offices import Site
from onrecord.reading.actors.pronouns import Pronouns
from onrecord.reading.actors.staging import Scene, called, owner_of
from onrecord.reading.actors.words import NOMINAL

_PROMINENT = 0.7  # weight of a mention from which it is what a sentence is about
_NEAR = 2  # sentences back within which the last one named wins
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
_DETERMINERS = frozenset({"the", "this", "that"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})


def resolve(scenes: Sequence[Scene], casting: Casting, lexicon: Lexicon) -> None:
    """Enter every description and pronoun of the document that can be resolved, in reading order."""
    discourse = Discourse(casting)
    pronouns = Pronouns(discourse, casting)
    for number, scene in enumerate(scenes):
        _Walk(number, scene, scenes, casting, lexicon, discourse).read(pronouns)


class _Walk:
    """Resolves the descriptions of one paragraph."""

    def __init__(
        self,
        number: int,
        scene: Scene,
        scenes: Sequence[Scene],
        casting: Casting,
        lexicon: Lexicon,
        discourse: Discourse,
    ) -> None:
        self.number, self.scene, self.scenes = number, scene, scenes
        self.casting, self.lexicon, self.discourse = casting, lexicon, discourse
        self.words = scene.words

    def read(self, pronouns: Pronouns) -> None:
        """Walk over the paragraph, hearing names and entering what refers to them."""
        self.collectives()
        words, scene = self.words, self.scene
        sites = {site.first: site for site in scene.sites}
        named: dict[int, list[Mention]] = {}
        for mention in scene.mentions:
            named.setdefault(mention.name.start, []).append(mention)
        for i in range(len(words)):
            if i == 0 or words.sentence[i] != words.sentence[i - 1]:
                self.discourse.next_sentence()
            for mention in named.get(words.starts[i], ()):
                self.discourse.hear(mention, scene)
            new = self.site(sites[i]) if i in sites else self.reference(i, pronouns)
            if new is not None:
                self.discourse.hear(new, scene)

    def reference(self, i: int, pronouns: Pronouns) -> Mention | None:
        """What begins or stands at token ``i``: a pronoun, a noun, "both sides"."""
        tag = self.words.tag[i]
        if tag in _PRONOUNS:
            return pronouns.resolve(self.scene, i)
        if tag in ("NN", "NNS") or (tag == "NNP" and self.words.text[i].islower()):
            return self.noun(i) if i not in self.scene.covering else None
        if tag in ("DT", "PDT", "CD") or self.words.lower[i] == "both":
            return self.aged(i, pronouns) if self.words.lower[i] == "the" else self.both(i)
        return None

    def aged(self, i: int, pronouns: Pronouns) -> Mention | None:
        """ "the 54-year-old": who is of that age, else whom "he" or "she" would mean; or both sides."""
        words = self.words
        end = i + 6
        if words.lower[i + 2 : end] != ["-", "year", "-", "old"]:
            return self.both(i)
        if end < len(words) and words.tag[end] in (*NOMINAL, "JJ"):
            return None  # "the 54-year-old striker": a description of its own
        age = words.text[i + 1]
        of_age = {
            id_
            for number, scene in enumerate(self.scenes)
            for at, segment in enumerate(scene.paragraph.segments)
            if scene.words.text[segment.end : segment.end + 2] == [",", age]
            and (id_ := self.casting.of.get((number, at))) is not None
        }
        id_ = of_age.pop() if len(of_age) == 1 else pronouns.prominent(self.scene, i, "", set())
        if id_ is None:
            return None
        span = words.span(i, end)
        mention = Mention(span, span, words.starts[end - 1], (id_,), Form.DESCRIPTION)
        self.scene.add(mention, i, end)
        return mention

    # Persons

    def site(self, site: Site) -> Mention | None:
        """A role in the text: of the name beside it, or of whoever holds it in this document."""
        if site.holder is not None:
            holder = self.casting.of.get((self.number, site.holder))
            self.late_owner(site, holder)
            return self.describe(site, holder) if holder is not None and not site.titled else None
        if self.words.quoted[site.head] and site.owner is None and site.owner_noun is None:
            return None  # whose president, only the speaker knows
        bare = site.owner is not None and self.words.text[site.first][0].isupper() and not site.article
        if not (site.definite or bare) or self.words.tag[site.head] == "NNS":
            return None
        return self.describe(site, self.holder_of(site) or self.bridged(site))

    def late_owner(self, site: Site, holder: str | None) -> None:
        """ "the president's envoy": whose envoy, once "the president" is known."""
        if holder is None or (site.owner_noun is None and site.article not in _POSSESSIVES):
            return
        at = site.owner_noun if site.owner_noun is not None else site.left - 1
        owner = self.scene.covering.get(at)
        figure = self.casting.figures[holder]
        if owner is None or len(owner.actors) != 1 or owner.actors[0] == holder:
            return
        of: str | None = owner.actors[0]
        if site.article in _POSSESSIVES and site.role.name not in self.lexicon.serving:
            master = self.casting.figures[owner.actors[0]]
            of = master.speaks_for if master.person else of
        if figure.speaks_for is None and not site.former and site.role.speaks:
            figure.speaks_for = of
        self.casting.enter(holder, Office(site.role, site.qualifiers, of, "", site.former))

    def describe(self, site: Site, id_: str | None) -> Mention | None:
        if id_ is None or site.head in self.scene.covering:
            return None
        left = site.left
        if site.article and left and self.words.lower[left - 1] == site.article:
            left -= 1
        span = self.words.span(left, site.end)
        if site.right > site.end:
            self.scene.inside.append(self.words.span(site.end, site.right))
        mention = Mention(span, span, self.words.starts[site.head], (id_,), Form.DESCRIPTION)
        self.note_office(site, id_)
        self.scene.add(mention, site.first, site.end)
        for i in range(left, site.first):
            if (
                self.words.tag[i] not in ("POS",)
                and i not in self.scene.covering
                and i > self.possessor_end(site)
            ):
                self.scene.covering[i] = mention
        return mention

    def note_office(self, site: Site, id_: str) -> None:
        """What a description tells of its holder: "the Omani minister" speaks for Oman."""
        figure = self.casting.figures[id_]
        if site.holder is not None or site.owner is None:
            return
        of = owner_of(self.number, site, self.scenes, self.casting)
        if of is None or of == id_ or of not in self.casting.figures:
            return
        if figure.speaks_for is None and not site.former and site.role.speaks:
            figure.speaks_for = of

    def possessor_end(self, site: Site) -> int:
        return max((i for i in range(site.left, site.first) if self.words.tag[i] == "POS"), default=-1)

    def holder_of(self, site: Site) -> str | None:
        """The one person of the document whose office it is."""
        owner = None
        if site.owner is not None or site.owner_noun is not None:
            owner = owner_of(self.number, site, self.scenes, self.casting)
            if owner is None:
                covering = self.scene.covering.get(site.owner_noun) if site.owner_noun is not None else None
                owner = covering.actors[0] if covering is not None and len(covering.actors) == 1 else None
            if owner is None:
                return None
        elif site.article in _POSSESSIVES:
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
        said = [f.id for f in people if any(self.fits(site, owner, office) for office in f.offices)]
        known = [f.id for f in people if f.known is not None and self.fits_known(site, owner, f)]
        return self.one(said or known or [f.id for f in people if self.loosely(site, owner, f)])

    def loosely(self, site: Site, owner: str | None, figure: Figure) -> bool:
        """Whether a fuller description fits: "the interior minister" of "the minister, Kaspar Holm"."""
        return any(
            site.qualifiers
            and not office.qualifiers
            and self.fits(replace(site, qualifiers=frozenset()), owner, office)
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
        subject = words.dep[site.head] in ("nsubj", "nsubjpass") and not words.quoted[site.head]
        if not subject or site.former or not role.office or self.taken(role.name):
            return None
        if site.owner is None and site.article == "the":
            found = self.unofficed(site)
            if found is not None:
                return found
        return self.introduced(site)

    def taken(self, role: str) -> bool:
        """Whether the text gives somebody an office of this kind."""
        figures = (self.casting.figures[id_] for id_ in self.casting.by_role.get(role, ()))
        return any(role in office.role.wider for figure in figures for office in figure.offices)

    def unofficed(self, site: Site) -> str | None:
        """The only person mentioned lately to whom the text gives no office."""
        heard = [h for h in self.discourse.heard if self.discourse.sentence - h.sentence <= _NEAR]
        people = {
            h.actors[0]
            for h in heard
            if len(h.actors) == 1 and self.casting.figures[h.actors[0]].kind in (ActorKind.PERSON, None)
        }
        bare = [self.casting.figures[id_] for id_ in people]
        bare = [f for f in bare if f.likely or f.kind is not None]
        bare = [f for f in bare if not f.offices and f.known is None]
        fitting = [f for f in bare if not site.role.sex or (f.sex or f.likely) in ("", site.role.sex)]
        before = [h for h in heard if h.sentence < self.discourse.sentence and h.weight >= _PROMINENT]
        if len(bare) == 1 and fitting and any(h.actors == (fitting[0].id,) for h in before):
            return fitting[0].id
        return None

    def introduced(self, site: Site) -> str | None:
        """The person whom the next sentence names in full for the first time, and nothing but the name."""
        words = self.words
        sentence = words.sentence[site.head] + 1
        found: set[str] = set()
        for mention in self.scene.mentions:
            at = words.covering_start(mention.head)
            if mention.form is not Form.NAME or words.sentence[at] != sentence:
                continue
            figure = self.casting.figures[mention.actors[0]]
            if figure.person and " " in figure.name and words.dep[at] in ("nsubj", "ROOT"):
                found.add(figure.id)
        if len(found) != 1:
            return None
        figure = self.casting.figures[found.pop()]
        named_before = self.discourse.distance(figure.id) is not None
        occupied = any(o.role.office and not o.former for o in figure.offices)
        fits = not site.role.sex or (figure.sex or figure.likely) in ("", site.role.sex)
        if named_before or occupied or not fits or figure.known is not None:
            return None
        return figure.id

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
        deputies = self.lexicon.deputies
        if (site.qualifiers & deputies) != (office.qualifiers & deputies):
            return False
        return site.qualifiers <= office.qualifiers

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

    # Organisations, delegations, both sides

    def noun(self, i: int) -> Mention | None:
        """ "the union", "the alliance": the one organisation of which that can be said."""
        words = self.words
        if words.tag[i] == "NNS" and words.lower[i] not in self.lexicon.naming.groups:
            return None
        if i + 1 < len(words) and (words.tag[i + 1] in NOMINAL or words.text[i + 1] in ("-", "of")):
            return None
        first = i
        while (
            first > 0
            and words.tag[first - 1] in ("JJ", "NN")
            and words.sentence[first - 1] == words.sentence[i]
        ):
            first -= 1
        if (
            first == 0
            or words.lower[first - 1] not in _DETERMINERS
            or words.sentence[first - 1] != words.sentence[i]
        ):
            return None
        id_ = called(words.lower[i], self.number, i, self.scenes, self.casting)
        if id_ is None:
            return None
        if not self.modifiers_fit(words.lower[first:i], words.lower[i], self.casting.figures[id_]):
            return None
        span = words.span(first - 1, i + 1)
        mention = Mention(span, span, words.starts[i], (id_,), Form.DESCRIPTION)
        self.scene.add(mention, first - 1, i + 1)
        return mention

    @staticmethod
    def modifiers_fit(modifiers: Sequence[str], noun: str, figure: Figure) -> bool:
        if not modifiers:
            return True
        said = " ".join((*modifiers, noun))
        if figure.known is not None and said in figure.known.called:
            return True
        return set(modifiers) <= set(figure.name.lower().split())

    def collectives(self) -> None:
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
        """A state's body in lower case, one with its capitalised name."""
        first = segment.end + (self.words.tag[segment.end] == "POS")
        known = self.lexicon.actors.get(state.id)
        core = " ".join(word.capitalize() for word in self.words.text[first : i + 1])
        name = f"{known.adjective if known is not None and known.adjective else state.name} {core}"
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

    def both(self, i: int) -> Mention | None:
        """ "both sides": the two parties named together last."""
        words = self.words
        if words.lower[i] not in ("both", "the", "two"):
            return None
        for phrase in self.lexicon.naming.both:
            if tuple(words.lower[i : i + len(phrase)]) == phrase and i not in self.scene.covering:
                pair = self.discourse.pair
                if pair is None:
                    return None
                end = i + len(phrase)
                span = words.span(i, end)
                mention = Mention(span, span, words.starts[end - 1], pair, Form.DESCRIPTION)
                self.scene.add(mention, i, end)
                return mention
        return self.two_of(i)

    def two_of(self, i: int) -> Mention | None:
        """ "the two presidents": the only two persons of the document who hold that office."""
        words = self.words
        if (
            tuple(words.lower[i : i + 2]) != ("the", "two")
            or i + 2 >= len(words)
            or words.tag[i + 2] != "NNS"
        ):
            return None
        noun = words.lemma[i + 2]
        found = self.lexicon.role_at([noun], 0)
        if found is None or i + 2 in self.scene.covering:
            return None
        role = found[1].name
        ids = [
            f.id
            for f in (self.casting.figures[id_] for id_ in self.casting.by_role.get(role, ()))
            if f.kind is ActorKind.PERSON and any(role in o.role.wider and not o.former for o in f.offices)
        ]
        if len(ids) != 2:
            return None
        span: Span = words.span(i, i + 3)
        mention = Mention(span, span, words.starts[i + 2], tuple(ids), Form.DESCRIPTION)
        self.scene.add(mention, i, i + 3)
        return mention
