"""Whom pronouns mean.

In: a pronoun and what was heard before it. Out: its actor, or nothing. :mod:`.people` resolves "he" and
"she", :mod:`.things` "it" and "they". Invariant: number and, where the text or the knowledge gives it, sex
agree; what fits two about equally stays open. First and second persons are left to attribution.
"""

from __future__ import annotations

from onrecord.model import ActorKind
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting
from onrecord.reading.actors.clauses import token_of
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.people import PRONOUNS, People
from onrecord.reading.actors.staging import Scene
from onrecord.reading.actors.things import Things

_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_WHO = frozenset({"who", "whom", "whose", "which", "that"})


class Pronouns:
    """Resolves the pronouns of a document in reading order."""

    def __init__(self, discourse: Discourse, casting: Casting) -> None:
        self.casting = casting
        self.people, self.things = People(discourse, casting), Things(discourse, casting)

    def resolve(self, scene: Scene, i: int) -> Mention | None:
        """The mention that the pronoun at token ``i`` is, entered in the scene; ``None`` where open."""
        word = scene.words.lower[i]
        if word in PRONOUNS:
            actors = self.people.person(scene, i, PRONOUNS[word])
        elif word in _IT:
            actors = self.things.body(scene, i)
        elif word in _THEY:
            actors = self.things.several(scene, i)
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
