"""Whom "it" and "they" mean.

In: a pronoun and what was heard before it. Out: the ids of an organisation, a state, a pair of parties or a
group without a name; or nothing. Invariant: number agrees, and only one candidate fits.
"""

from __future__ import annotations

from onrecord.model import ActorKind
from onrecord.reading.actors.acting import cues
from onrecord.reading.actors.casting import Casting
from onrecord.reading.actors.clauses import first_of_sentence, verb_of
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.staging import Scene
from onrecord.reading.actors.words import Words

_SUBJECT = 0.75  # weight of a mention from which it is a subject


class Things:
    """Resolves "it" and "they" in reading order."""

    def __init__(self, discourse: Discourse, casting: Casting) -> None:
        self.discourse, self.casting = discourse, casting

    def body(self, scene: Scene, i: int) -> tuple[str, ...]:
        """ "it", "its": an organisation or state."""
        words = scene.words
        if words.lower[i] == "it" and self.empty(words, i):
            return ()
        return self.thing(scene, i, plural=False)

    def empty(self, words: Words, i: int) -> bool:
        """ "it is clear that", "it seems": no actor."""
        verb = words.head[i]
        if words.dep[i] not in ("nsubj", "nsubjpass"):
            return words.dep[i] == "expl"
        if words.lemma[verb] == "be" and words.subject(verb) == i:
            return True
        return words.lemma[verb] in cues().impersonal

    def several(self, scene: Scene, i: int) -> tuple[str, ...]:
        """ "they", "their": two parties named together, or an organisation, as British papers write."""
        return self.thing(scene, i, plural=True)

    def thing(self, scene: Scene, i: int, *, plural: bool) -> tuple[str, ...]:
        """The governing subject, else the subject of the sentence before."""
        words = scene.words
        verb, looked = verb_of(words, i)
        if plural and (met := self.who_met(words, i, verb)) is not None:
            return met
        fronted = self.fronted(scene, i, verb)
        if fronted is not None and self.fits_thing(fronted, plural):
            return fronted
        for _ in range(8):
            if verb is None:
                break
            subject = words.subject(verb) if not looked else None
            looked = False
            if subject is not None and subject < i:
                mention = scene.covering.get(subject)
                if mention is not None and self.fits_thing(mention.actors, plural):
                    pair = self.pair_of(words, subject, plural)
                    return pair if pair is not None else mention.actors
                if mention is None and words.tag[subject] in (("NNS", "NNPS") if plural else ("NN", "NNP")):
                    return ()
            if words.head[verb] == verb:
                break
            verb = words.head[verb]
            while words.tag[verb][:1] != "V" and words.tag[verb] != "MD" and words.head[verb] != verb:
                verb = words.head[verb]
        return self.last_subject(scene, i, plural)

    def who_met(self, words: Words, i: int, verb: int | None) -> tuple[str, ...] | None:
        """The two who met: "Lopez received Ahmed in Oslo, where they agreed"; or "They" right behind it."""
        met, now = self.discourse.met, self.discourse.sentence
        if met is None or verb is None or words.quoted[i] or words.dep[i] not in ("nsubj", "nsubjpass"):
            return None
        same = met[0] == now and words.dep[verb] in ("relcl", "conj", "advcl")
        first = first_of_sentence(words, i)
        next_ = met[0] == now - 1 and words.dep[verb] == "ROOT" and words.subject(verb) == i
        alone = not any(words.dep[k] in ("nsubj", "nsubjpass") for k in range(first, i))
        return met[1] if same or (next_ and alone) else None

    def fronted(self, scene: Scene, i: int, verb: int | None) -> tuple[str, ...] | None:
        """Whose, in "Oman has offered to help, its foreign minister said": the subject of what is said."""
        words = scene.words
        if verb is None or words.tag[i] != "PRP$" or words.quoted[i]:
            return None
        for child in words.children[verb]:
            if words.dep[child] == "ccomp" and child < i and not words.quoted[child]:
                subject = words.subject(child)
                mention = scene.covering.get(subject) if subject is not None and subject < i else None
                return mention.actors if mention is not None else None
        return None

    def pair_of(self, words: Words, subject: int, plural: bool) -> tuple[str, ...] | None:
        """Both halves of a co-ordinated subject for "they"; nothing for "it"."""
        joined = any(words.dep[c] == "conj" for c in words.children[subject])
        if not joined:
            return None
        return (self.discourse.pair or ()) if plural else ()

    def fits_thing(self, actors: tuple[str, ...], plural: bool) -> bool:
        """Whether "it" or, where plural, "they" can be these actors."""
        if len(actors) > 1:
            return plural
        figure = self.casting.figures[actors[0]]
        if figure.stranger is not None:
            return plural and figure.kind is ActorKind.GROUP
        return figure.kind not in (ActorKind.PERSON, None)

    def last_subject(self, scene: Scene, i: int, plural: bool) -> tuple[str, ...]:
        """The subject of the sentence before, where it is an actor and nothing else was a subject."""
        words = scene.words
        before = [
            h
            for h in self.discourse.heard
            if h.sentence == self.discourse.sentence - 1 and h.weight >= (0.75 if len(h.actors) > 1 else 1.0)
            if self.casting.figures[h.actors[0]].stranger is None or self.fits_thing(h.actors, plural)
        ]
        first = first_of_sentence(words, i)
        if any(words.dep[k] in ("nsubj", "nsubjpass") and k not in scene.covering for k in range(first, i)):
            return ()
        if any(
            h.sentence == self.discourse.sentence and self.fits_thing(h.actors, plural)
            for h in self.discourse.heard
        ):
            mine = {
                h.actors
                for h in self.discourse.heard
                if h.sentence == self.discourse.sentence and self.fits_thing(h.actors, plural)
            }
            near = {h.actors for h in before if self.fits_thing(h.actors, plural)}
            return next(iter(mine)) if len(mine | near) == 1 and words.tag[i] == "PRP$" else ()
        if plural and (several := self.plural_before(words.quoted[i])) is not None:
            return several
        if (
            len(before) != 1
            or before[0].quoted != words.quoted[i]
            or not self.fits_thing(before[0].actors, plural)
        ):
            return ()
        return before[0].actors

    def plural_before(self, quoted: bool) -> tuple[str, ...] | None:
        """The one group without a name that was a subject of the sentence before; its main subject first."""
        heard = [
            h
            for h in self.discourse.heard
            if h.sentence == self.discourse.sentence - 1
            and h.weight >= _SUBJECT
            and h.quoted == quoted
            and len(h.actors) == 1
            and self.casting.figures[h.actors[0]].stranger is not None
            and self.casting.figures[h.actors[0]].kind is ActorKind.GROUP
        ]
        main = {h.actors for h in heard if h.weight >= 1.0} or {h.actors for h in heard}
        return next(iter(main)) if len(main) == 1 else None
