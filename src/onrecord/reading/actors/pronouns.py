"""Whom pronouns mean.

In: a pronoun and what was heard before it. Out: its actor, or nothing. First the subject of the
clause that governs the pronoun's ("Lopez said she would …"), then who was mentioned last and most
prominently. Invariant: number and, where the text or the knowledge gives it, sex agree; two candidates that
fit about equally leave it open. First and second persons are left to attribution.
"""

from __future__ import annotations

from onrecord.model import ActorKind
from onrecord.reading.actors.acting import cues
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting, Figure
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.staging import Scene
from onrecord.reading.actors.words import Words

_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_WHO = frozenset({"who", "whom", "whose", "which", "that"})
_REACH = {"he": 3, "it": 1, "they": 1}  # sentences back
_FADE = 0.4  # of weight, a sentence
_MARGIN = 0.25  # by which the best candidate must lead
_WIDEST = 150  # words of a sentence looked at on either side
_OTHER_VOICE = 0.5  # off for a candidate on the other side of a quotation mark


class Pronouns:
    """Resolves the pronouns of a document in reading order."""

    def __init__(self, discourse: Discourse, casting: Casting) -> None:
        self.discourse, self.casting = discourse, casting

    def resolve(self, scene: Scene, i: int) -> Mention | None:
        """The mention that the pronoun at token ``i`` is, entered in the scene; ``None`` where open."""
        word = scene.words.lower[i]
        if word in _HE:
            actors = self.person(scene, i, _HE[word])
        elif word in _IT:
            actors = self.body(scene, i)
        elif word in _THEY:
            actors = self.several(scene, i)
        elif word in _WHO and scene.words.tag[i] in ("WP", "WP$", "WDT"):
            actors = self.relative(scene, i)
        else:
            return None
        if not actors:
            return None
        span = scene.words.span(i, i + 1)
        mention = Mention(span, span, span.start, actors, Form.PRONOUN)
        scene.add(mention, i, i + 1)
        return mention

    # he, she

    def person(self, scene: Scene, i: int, sex: str) -> tuple[str, ...]:
        """ "he", "she": a person, whose sex the pronoun may teach."""
        found, reach = self.governing(scene, i, sex), 0
        if found is None:
            found, reach = self.prominent(scene, i, sex, self.barred(scene, i)), _REACH["he"]
        if found is None:
            return ()
        figure = self.casting.figures[found]
        if not figure.sex and self.alone(found, sex, self.discourse.sentence - reach):
            figure.sex = sex
        if figure.kind is None:
            figure.kind = ActorKind.PERSON
        return (found,)

    def alone(self, id_: str, sex: str, reach: int) -> bool:
        """Whether since the sentence ``reach`` no other person was mentioned who could be meant."""
        others = {a for h in self.discourse.heard if h.sentence >= reach for a in h.actors} - {id_}
        return not any(fits_person(self.casting.figures[a], sex) for a in others)

    def governing(self, scene: Scene, i: int, sex: str) -> str | None:
        """The subject of the nearest governing clause, where it fits and no other subject is nearer."""
        words = scene.words
        verb, own = _verb(words, i)
        if verb is None:
            return None
        looked = own
        for _ in range(8):
            if not looked:
                subject = words.subject(verb)
                if subject is not None and subject < i and words.quoted[subject] == words.quoted[i]:
                    mention = scene.covering.get(subject)
                    if mention is not None and len(mention.actors) == 1:
                        if fits_person(self.casting.figures[mention.actors[0]], sex):
                            return mention.actors[0]
                    elif words.lower[subject] in _HE:
                        return None  # an open pronoun of its own: what it means, this may mean
            looked = False
            if words.head[verb] == verb:
                return None
            verb = words.head[verb]
            while words.tag[verb][:1] != "V" and words.tag[verb] != "MD" and words.head[verb] != verb:
                verb = words.head[verb]
        return None

    def barred(self, scene: Scene, i: int) -> set[str]:
        """Who cannot be meant: the subject of the same verb for an object, the speaker of the quotation."""
        words = scene.words
        out: set[str] = set()
        if words.dep[i] in ("dobj", "dative", "pobj"):
            verb, _ = _verb(words, i)
            subject = words.subject(verb) if verb is not None else None
            if subject is not None and subject in scene.covering:
                out.update(scene.covering[subject].actors)
        if words.quoted[i]:
            for token in range(_first_of_sentence(words, i), min(i + _WIDEST, len(words))):
                if words.sentence[token] != words.sentence[i]:
                    break
                if not words.quoted[token] and words.dep[token] == "nsubj" and token in scene.covering:
                    out.update(scene.covering[token].actors)
        return out

    def prominent(self, scene: Scene, i: int, sex: str, barred: set[str]) -> str | None:
        """The candidate that was mentioned last and most prominently, with a clear lead."""
        scores: dict[str, float] = {}
        for heard in self.discourse.heard:
            distance = self.discourse.sentence - heard.sentence
            if distance > _REACH["he"] or len(heard.actors) != 1:
                continue
            id_ = heard.actors[0]
            if id_ in barred or not fits_person(self.casting.figures[id_], sex):
                continue
            score = heard.weight - _FADE * distance
            if heard.quoted != scene.words.quoted[i]:
                score -= _OTHER_VOICE
            if self.casting.figures[id_].kind is None:
                score -= 0.3
            scores[id_] = max(score, scores.get(id_, -9.0))
        return _clear(scores)

    # it, they, who

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
        verb, looked = _verb(words, i)
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
        return self.casting.figures[actors[0]].kind not in (ActorKind.PERSON, None)

    def last_subject(self, scene: Scene, i: int, plural: bool) -> tuple[str, ...]:
        """The subject of the sentence before, where it is an actor and nothing else was a subject."""
        words = scene.words
        before = [
            h
            for h in self.discourse.heard
            if h.sentence == self.discourse.sentence - 1 and h.weight >= (0.75 if len(h.actors) > 1 else 1.0)
        ]
        first = _first_of_sentence(words, i)
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
        if (
            len(before) != 1
            or before[0].quoted != words.quoted[i]
            or not self.fits_thing(before[0].actors, plural)
        ):
            return ()
        return before[0].actors

    def relative(self, scene: Scene, i: int) -> tuple[str, ...]:
        """ "who", "which", "whose": the noun that the clause hangs on."""
        words, verb = scene.words, scene.words.head[i]
        for _ in range(4):
            if words.dep[verb] == "relcl":
                break
            if words.head[verb] == verb:
                return ()
            verb = words.head[verb]
        if words.dep[verb] != "relcl":
            return ()
        antecedent = words.head[verb]
        mention = scene.covering.get(antecedent)
        if mention is None or antecedent >= i or mention.inner or len(mention.actors) != 1:
            return ()
        figure = self.casting.figures[mention.actors[0]]
        if words.lower[i] in ("who", "whom") and not figure.person and figure.kind is not ActorKind.GROUP:
            return ()
        if (
            words.starts[token_of(words, mention)] != words.starts[antecedent]
            and antecedent not in scene.covering
        ):
            return ()
        return mention.actors


def token_of(words: Words, mention: Mention) -> int:
    """The head token of a mention."""
    return words.covering_start(mention.head)


def fits_person(figure: Figure, sex: str) -> bool:
    """Whether "he" or "she" can be this actor; either where ``sex`` is empty."""
    if figure.kind is None and " " not in figure.name:
        return False
    return figure.person and (not sex or (figure.sex or figure.likely) in ("", sex))


def _verb(words: Words, i: int) -> tuple[int | None, bool]:
    """The verb whose clause holds the pronoun, and whether its own subject is out of the question."""
    j = i
    for _ in range(8):
        j = words.head[j]
        if words.tag[j][:1] == "V" or words.tag[j] == "MD" or words.dep[j] == "ROOT":
            break
        if words.head[j] == j:
            return None, False
    subject = words.subject(j)
    if subject is None or subject >= i:
        return j, True
    # The pronoun stands in the subject, or is an object, which the subject cannot be.
    return j, words.dep[i] != "poss" or _within(words, i, subject)


def _within(words: Words, i: int, top: int) -> bool:
    for _ in range(12):
        if i == top:
            return True
        if words.head[i] == i:
            return False
        i = words.head[i]
    return False


def _first_of_sentence(words: Words, i: int) -> int:
    """The first token of the sentence, or one far enough back."""
    far = max(0, i - _WIDEST)
    while i > far and words.sentence[i - 1] == words.sentence[i]:
        i -= 1
    return i


def _clear(scores: dict[str, float]) -> str | None:
    """The best candidate, where it leads."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return None
    return ranked[0][0]
