"""Whom descriptions mean: "the minister", "the union", "the Iranian delegation", "both sides".

In: the scenes with their mentions by name. Out: the scenes with descriptions and pronouns entered.
Invariant: a description is resolved only where exactly one actor of the document fits it; where
several fit, only to the one that was named within the last two sentences while the others were not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import ActorKind, Span
from onrecord.reading.actors.bodies import Bodies
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting, Figure, Office
from onrecord.reading.actors.collectives import Collectives
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.epithets import Epithets
from onrecord.reading.actors.holders import POSSESSIVES, Holders
from onrecord.reading.actors.lexicon import Known, Lexicon
from onrecord.reading.actors.offices import Site
from onrecord.reading.actors.pronouns import Pronouns
from onrecord.reading.actors.staging import Scene, called, owner_of
from onrecord.reading.actors.strangers import Strangers
from onrecord.reading.actors.words import NOMINAL

_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
_OF_TWO = frozenset({"both", "the", "two", "either", "neither", "each"})
_DETERMINERS = frozenset({"the", "this", "that"})
_COUNTERPART = "counterpart"  # the role of one who is to another state what somebody is to his own


def resolve(scenes: Sequence[Scene], casting: Casting, lexicon: Lexicon) -> None:
    """Enter every description and pronoun of the document that can be resolved, in reading order."""
    discourse = Discourse(casting)
    pronouns, strangers = Pronouns(discourse, casting), Strangers(discourse, casting, lexicon)
    for number, scene in enumerate(scenes):
        _Walk(number, scene, scenes, casting, lexicon, discourse, strangers).read(pronouns)


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
        strangers: Strangers,
    ) -> None:
        self.number, self.scene, self.scenes = number, scene, scenes
        self.casting, self.lexicon, self.discourse = casting, lexicon, discourse
        self.strangers = strangers
        self.holders = Holders(number, scenes, casting, lexicon, discourse)
        self.bodies = Bodies(discourse, casting, lexicon)
        self.epithets = Epithets(number, scenes, casting, lexicon, strangers)
        self.words = scene.words

    def read(self, pronouns: Pronouns) -> None:
        """Walk over the paragraph, hearing names and entering what refers to them."""
        Collectives(self.number, self.scene, self.casting, self.lexicon).enter()
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
            return (
                (self.noun(i) or self.strangers.by_noun(self.scene, i))
                if i not in self.scene.covering
                else None
            )
        if tag in ("DT", "PDT", "CD") or self.words.lower[i] == "both":
            told = self.epithets.resolve(i, pronouns.people) if self.words.lower[i] == "the" else None
            return told or self.both(i)
        return None

    # Persons

    def site(self, site: Site) -> Mention | None:
        """A role in the text: of the name beside it, or of whoever holds it in this document."""
        if site.holder is not None:
            if site.shared:
                return None
            holder = self.casting.of.get((self.number, site.holder))
            if site.role.name == _COUNTERPART:
                self.counterpart(site, holder)
            else:
                self.late_owner(site, holder)
            return self.describe(site, holder) if holder is not None and not site.titled else None
        if self.words.quoted[site.head] and site.owner is None and site.owner_noun is None:
            return None  # whose president, only the speaker knows
        bare = site.owner is not None and self.words.text[site.first][0].isupper() and not site.article
        found: Mention | None = None
        if (site.definite or bare) and self.words.tag[site.head] != "NNS":
            found = self.describe(site, self.holders.of(site))
        return found or self.strangers.by_role(self.scene, site)

    def counterpart(self, site: Site, holder: str | None) -> None:
        """ "his Omani counterpart, Lund": one who has for Oman the office that "he" has."""
        master = self.scene.covering.get(site.left - 1) if site.article in POSSESSIVES else None
        if holder is None or master is None or len(master.actors) != 1:
            return
        figure, other = self.casting.figures[holder], self.casting.figures[master.actors[0]]
        state = self.lexicon.actors.get(figure.speaks_for or "")
        own = [o for o in other.offices if o.text and o.role.office and not o.former]
        if state is None or state.kind is not ActorKind.STATE or len(own) != 1:
            return
        if not any(office.text and office.role.office for office in figure.offices):
            self.casting.enter(holder, replace(own[0], of=state.id, text=self.elsewhere(own[0], state)))

    def elsewhere(self, office: Office, state: Known) -> str:
        """How another state's office is called: "Omani Trade Minister"; nothing for what only some have."""
        title, owner = office.text, self.lexicon.actors.get(office.of or "")
        if owner is not None:
            for whose in (f"{owner.adjective} ", f"{owner.name}'s ", f"{owner.name} "):
                title = title.removeprefix(whose)
        role = office.role.name
        if role.split()[-1] != title.split()[-1].lower():  # no "Russian Secretary of State"
            title = role.title() if " " in role else ""
        return state.body(title) if title else ""

    def late_owner(self, site: Site, holder: str | None) -> None:
        """ "the president's envoy": whose envoy, once "the president" is known."""
        if holder is None or (site.owner_noun is None and site.article not in POSSESSIVES):
            return
        at = site.owner_noun if site.owner_noun is not None else site.left - 1
        owner = self.scene.covering.get(at)
        figure = self.casting.figures[holder]
        if owner is None or len(owner.actors) != 1 or owner.actors[0] == holder:
            return
        of: str | None = owner.actors[0]
        if site.article in POSSESSIVES and site.role.name not in self.lexicon.serving:
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
        """What a description tells of its holder: "the Omani minister" is one and speaks for Oman."""
        figure, of = self.casting.figures[id_], self.whose(site)
        if site.holder is not None or of is None or of == id_ or of not in self.casting.figures:
            return
        if figure.speaks_for is None and not site.former and site.role.speaks:
            figure.speaks_for = of
        if figure.known is None and not any(office.text for office in figure.offices):
            text, state = self.words.quote(site.left, site.end), self.lexicon.actors.get(of)
            if site.owner is None:
                text = state.body(text) if state is not None else ""
            self.casting.enter(id_, Office(site.role, site.qualifiers, of, text, site.former))

    def whose(self, site: Site) -> str | None:
        """Whose office a description tells: by a name, or "its" for a state or body."""
        if site.owner is not None:
            return owner_of(self.number, site, self.scenes, self.casting)
        covering = self.scene.covering.get(site.left - 1) if site.article == "its" else None
        return covering.actors[0] if covering is not None and len(covering.actors) == 1 else None

    def possessor_end(self, site: Site) -> int:
        return max((i for i in range(site.left, site.first) if self.words.tag[i] == "POS"), default=-1)

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
        if id_ is not None and id_ not in self.discourse.told and self.casting.figures[id_].known is None:
            id_ = None  # whom the text has still to tell of
        if id_ is not None and words.quoted[i] and self.casting.figures[id_].kind is ActorKind.STATE:
            return None  # whose government, only the speaker knows
        if id_ is None and first == i and not words.quoted[i]:
            id_ = self.bodies.meant(words.lower[i])
        if id_ is None:
            return None
        if first < i and not self.modifiers_fit(
            words.lower[first:i], words.lower[i], self.casting.figures[id_]
        ):
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

    def both(self, i: int) -> Mention | None:
        """ "both sides": the two parties named together last."""
        words = self.words
        if words.lower[i] not in _OF_TWO:
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

    def holds(self, office: Office, role: str) -> bool:
        """Whether an office is of that sort now; a general is a commander, but none of "the two leaders"."""
        own = office.role.name
        fits = role in office.role.wider and not office.former
        return fits and (own == role or own not in self.lexicon.ranks)

    def beside(self, i: int) -> Iterator[str]:
        """The actors named in the sentence of token ``i``: "the two leaders and President Holt"."""
        words = self.words
        for at, segment in enumerate(self.scene.paragraph.segments):
            id_ = self.casting.of.get((self.number, at))
            if id_ is not None and words.sentence[segment.first] == words.sentence[i]:
                yield id_

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
            if f.kind is ActorKind.PERSON and any(self.holds(o, role) for o in f.offices)
        ]
        if len(ids) != 2 or any(id_ in ids for id_ in self.beside(i)):
            return None
        span: Span = words.span(i, i + 3)
        mention = Mention(span, span, words.starts[i + 2], tuple(ids), Form.DESCRIPTION)
        self.scene.add(mention, i, i + 3)
        return mention
