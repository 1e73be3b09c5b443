"""Whom "he" and "she" mean.

In: a pronoun and what was heard before it. Out: the id of a person or a stranger, or nothing. First the
subject of the clause that governs the pronoun's ("Lopez said she would …"), then who was mentioned last
and most prominently. Invariant: sex agrees where the text or the knowledge gives it; two candidates that
fit about equally leave it open.
"""

from __future__ import annotations

from collections.abc import Set

from onrecord.model import ActorKind
from onrecord.reading.actors.cast import Form
from onrecord.reading.actors.casting import Casting, Figure
from onrecord.reading.actors.clauses import WIDEST, first_of_sentence, part, token_of, verb_of, within
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.staging import Scene

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
"""With the sex that each tells."""

_REACH = 3  # sentences back
_FADE = 0.4  # of weight, a sentence
_MARGIN = 0.25  # by which the best candidate must lead
_STRANGE = 0.04  # off for somebody without a name
_ANYBODY = 0.3  # off for somebody without a name, of whom nothing tells that it is a woman
_TOLD = 0.8  # off for a candidate who has a name in what the pronoun's verb reports
_OTHERWISE = 1.0  # off for who was "he" before, where "she" is asked for
_LATELY = 2  # sentences back
_TELLING = 0.3  # weight from which a sentence tells something of the one mentioned
_ASIDE = frozenset({"parataxis", "ccomp", "dep", "advcl"})  # what "she said" may be to the clause around it
_LAST = 0.35  # more for the only one of whom the sentence just before tells, other than in a quotation
_HERE = 0.6  # more where nobody else was told of in the paragraph
_OTHER_VOICE = 0.5  # off for a candidate on the other side of a quotation mark


class People:
    """Resolves "he" and "she" in reading order."""

    def __init__(self, discourse: Discourse, casting: Casting) -> None:
        self.discourse, self.casting = discourse, casting
        self.taken: dict[str, str] = {}  # id -> the sex of the first pronoun that meant them

    def person(self, scene: Scene, i: int, sex: str) -> tuple[str, ...]:
        """ "he", "she": a person, whose sex the pronoun may teach."""
        barred = self.barred(scene, i)
        named = self.told_of(scene, i)
        found, reach = self.beside(scene, i, sex) or self.governing(scene, i, sex, barred | named), 0
        if found is None:
            found, reach = self.prominent(scene, i, sex, barred, named), _REACH
        if found is None:
            return ()
        figure = self.casting.figures[found]
        if not figure.sex and self.alone(found, sex, self.discourse.sentence - reach):
            figure.sex = sex
        if not scene.words.quoted[i]:
            self.taken.setdefault(found, sex)
        if figure.kind is None:
            figure.kind = ActorKind.PERSON
        return (found,)

    def beside(self, scene: Scene, i: int, sex: str) -> str | None:
        """The one before "and", whom "his" or "her" behind it means: "Lopez and his counterpart"."""
        words, noun = scene.words, scene.words.head[i]
        if words.tag[i] != "PRP$" or words.dep[noun] != "conj":
            return None
        mention = scene.covering.get(words.head[noun])
        if mention is None or len(mention.actors) != 1:
            return None
        return mention.actors[0] if fits_person(self.casting.figures[mention.actors[0]], sex) else None

    def alone(self, id_: str, sex: str, reach: int) -> bool:
        """Whether since the sentence ``reach`` no other person was mentioned who could be meant."""
        others = {a for h in self.discourse.heard if h.sentence >= reach for a in h.actors} - {id_}
        return not any(fits_person(self.casting.figures[a], sex) for a in others)

    def governing(self, scene: Scene, i: int, sex: str, barred: set[str]) -> str | None:
        """The subject of the nearest governing clause, where it fits and no other subject is nearer."""
        words = scene.words
        verb, own = verb_of(words, i)
        if verb is None:
            return None
        looked = own
        for _ in range(8):
            if not looked:
                subject = words.subject(verb)
                if subject is not None and subject < i and words.quoted[subject] == words.quoted[i]:
                    mention = scene.covering.get(subject)
                    if mention is not None and len(mention.actors) == 1:
                        id_ = mention.actors[0]
                        if id_ not in barred and fits_person(self.casting.figures[id_], sex):
                            return id_
                    elif words.lower[subject] in PRONOUNS:
                        return None  # an open pronoun of its own: what it means, this may mean
            looked = False
            if words.head[verb] == verb:
                return None
            if words.dep[verb] == "relcl":
                writer = self.writer(scene, words.head[verb], sex)
                if writer is not None and writer not in barred:
                    return writer
            verb = words.head[verb]
            while words.tag[verb][:1] != "V" and words.tag[verb] != "MD" and words.head[verb] != verb:
                verb = words.head[verb]
        return None

    def writer(self, scene: Scene, noun: int, sex: str) -> str | None:
        """Whose a noun is that a clause hangs on: "a letter from Holm, in which he said"."""
        words = scene.words
        apposed = words.dep[noun] == "pobj" and words.lower[words.head[noun]] in ("from", "by")
        if apposed and noun in scene.covering:  # the parser hangs the clause on the name
            noun = words.head[words.head[noun]]
        for child in words.children[noun]:
            of = words.dep[child] == "prep" and words.lower[child] in ("from", "by")
            for token in words.children[child] if of else (child,):
                if words.dep[token] not in ("pobj", "poss") or token not in scene.covering:
                    continue
                actors = scene.covering[token].actors
                if len(actors) == 1 and fits_person(self.casting.figures[actors[0]], sex):
                    return actors[0]
        return None

    def barred(self, scene: Scene, i: int) -> set[str]:
        """Who cannot be meant: the subject of the same verb for an object, the speaker of the quotation."""
        words = scene.words
        out: set[str] = set()
        if words.dep[i] in ("dobj", "dative", "pobj"):
            verb, _ = verb_of(words, i)
            subject = words.subject(verb) if verb is not None else None
            if subject is not None and subject in scene.covering:
                out.update(scene.covering[subject].actors)
        if words.quoted[i]:
            for token in range(first_of_sentence(words, i), min(i + WIDEST, len(words))):
                if words.sentence[token] != words.sentence[i]:
                    break
                if not words.quoted[token] and words.dep[token] == "nsubj" and token in scene.covering:
                    out.update(scene.covering[token].actors)
        return out

    def told_of(self, scene: Scene, i: int) -> set[str]:
        """Who has a name in what the verb of a subject pronoun reports.

        "Holm, she said, had left" is more likely said by somebody else.
        """
        words, verb = scene.words, scene.words.head[i]
        if words.dep[i] != "nsubj" or words.quoted[i] or words.quoted[verb] or words.tag[verb][:1] != "V":
            return set()
        apart = i > 0 and words.text[i - 1] in (",", "-", "–", "—")
        tops = [c for c in words.children[verb] if words.dep[c] == "ccomp" and (apart or c > verb)]
        around = words.head[verb]
        aside = apart and words.dep[verb] in _ASIDE and around != verb and not words.quoted[around]
        low, high = part(words, i)
        out: set[str] = set()
        for mention in scene.mentions:
            at = token_of(words, mention)
            told = mention.form is Form.NAME or self.casting.figures[mention.actors[0]].stranger is not None
            if not told or not low <= at < high:
                continue
            inside = words.quoted[at] or any(within(words, at, top) for top in tops)
            if inside or (aside and within(words, at, around) and not within(words, at, verb)):
                out.update(mention.actors)
        return out

    def prominent(
        self, scene: Scene, i: int, sex: str, barred: Set[str] = frozenset(), named: Set[str] = frozenset()
    ) -> str | None:
        """The candidate that was mentioned last and most prominently, with a clear lead.

        Those of ``barred`` cannot be meant, those of ``named`` hardly.
        """
        scores: dict[str, float] = {}
        for heard in self.discourse.heard:
            distance = self.discourse.sentence - heard.sentence
            if distance > _REACH or len(heard.actors) != 1:
                continue
            id_ = heard.actors[0]
            if id_ in barred or not fits_person(self.casting.figures[id_], sex):
                continue
            figure, score = self.casting.figures[id_], heard.weight - _FADE * distance
            if heard.quoted != scene.words.quoted[i]:
                score -= _OTHER_VOICE
            if figure.kind is None:
                score -= 0.3
            if figure.stranger is not None:
                score -= _STRANGE
            if sex == "f" and figure.stranger is not None and not figure.sex:
                score -= _ANYBODY
            if id_ in named:
                score -= _TOLD
            if sex and self.taken.get(id_, sex) != sex:
                score -= _OTHERWISE
            scores[id_] = max(score, scores.get(id_, -9.0))
        last, more = self.told_last(scene, i)
        if last in scores and self.taken.get(last, sex) == sex:
            scores[last] += more
        return _clear(scores)

    def told_last(self, scene: Scene, i: int) -> tuple[str, float]:
        """The only one of whom the sentence just before tells, and what that adds; an empty id for none.

        "Holm left early.\n\nThe talks were attended by Minister Berg. She urged the sides to return."
        """
        here, last = set[str](), set[str]()
        for heard in self.discourse.heard:
            distance = self.discourse.sentence - heard.sentence
            people = {a for a in heard.actors if fits_person(self.casting.figures[a], "")}
            if heard.paragraph == scene.words.index and distance:
                here |= people
            if distance == 1 and heard.weight >= _TELLING:
                last |= people
            if people and (not distance or (distance == 1 and heard.quoted)):
                return "", 0.0  # its own sentence, or another voice, tells of somebody
        if scene.words.quoted[i] or len(last) != 1:
            return "", 0.0
        return next(iter(last)), _HERE if here == last else _LAST

    def only(self) -> str | None:
        """The only person of whom the last sentences tell something; ``None`` where that is a stranger."""
        near = [h for h in self.discourse.heard if self.discourse.sentence - h.sentence <= _LATELY]
        people = {h.actors[0] for h in near if len(h.actors) == 1 and h.weight >= _TELLING}
        people = {id_ for id_ in people if fits_person(self.casting.figures[id_], "")}
        found = people.pop() if len(people) == 1 else None
        return found if found is not None and self.casting.figures[found].stranger is None else None


def fits_person(figure: Figure, sex: str) -> bool:
    """Whether "he" or "she" can be this actor; either where ``sex`` is empty."""
    if figure.kind is None and " " not in figure.name:
        return False
    return figure.person and (not sex or (figure.sex or figure.likely) in ("", sex))


def _clear(scores: dict[str, float]) -> str | None:
    """The best candidate, where it leads."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return None
    return ranked[0][0]
