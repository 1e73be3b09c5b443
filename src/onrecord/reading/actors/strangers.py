"""People whom the text does not name: "an aide", "the negotiator", "six unions".

In: noun phrases for people that belong to no actor. Out: figures for the discourse, so that "he" and "they"
may mean them and are not given to somebody with a name. Invariant: a stranger is never an actor of the
cast; what means one is told by :attr:`~onrecord.reading.actors.cast.Cast.strangers`.
"""

from __future__ import annotations

from collections.abc import Set

from onrecord.model import ActorKind
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting, Figure
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.lexicon import Lexicon
from onrecord.reading.actors.offices import Site
from onrecord.reading.actors.staging import Scene
from onrecord.reading.actors.words import NOMINAL, PROPER, Words

_MODIFYING = frozenset({"compound", "amod", "nmod", "appos", "attr", "npadvmod", "poss"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_NEAR = 4  # sentences back in which "the aide" is still the aide of whom the text told
_APPOSED = 16  # words behind a noun in which a name in apposition is looked for
_DEEPEST = 6  # steps up a parse
_LEFT = 8  # words in front of a noun in which its article is looked for


class Strangers:
    """The unnamed people of one document, met in reading order."""

    def __init__(self, discourse: Discourse, casting: Casting, lexicon: Lexicon) -> None:
        self.discourse, self.casting, self.lexicon = discourse, casting, lexicon
        self._last: dict[str, tuple[int, str]] = {}  # noun -> sentence and id of the one met last

    @property
    def ids(self) -> Set[str]:
        """All of them."""
        return {id_ for id_, figure in self.casting.figures.items() if figure.stranger is not None}

    def met(self, noun: str) -> bool:
        """Whether somebody without a name was lately told of by this noun."""
        last = self._last.get(noun)
        return last is not None and self.discourse.sentence - last[0] <= _NEAR

    def by_role(self, scene: Scene, site: Site) -> Mention | None:
        """Whoever holds an office that the text gives to nobody with a name."""
        return self._meet(scene, site.head, site.role.sex)

    def by_noun(self, scene: Scene, i: int) -> Mention | None:
        """The one whom a noun for people tells of, at token ``i``."""
        noun, plural = scene.words.lemma[i].lower(), scene.words.tag[i] == "NNS"
        if noun in self.lexicon.naming.persons or (plural and self._many(noun, scene.words.lower[i])):
            return self._meet(scene, i, _sex(noun))
        return None

    def _many(self, noun: str, word: str) -> bool:
        """Whether several of a noun can be "they" who say something: "negotiators", "six unions"."""
        naming = self.lexicon.naming
        told = noun in naming.councils or noun in naming.organised or noun in naming.bodies
        return told or word in naming.groups or self.lexicon.role_at([noun], 0) is not None

    def _meet(self, scene: Scene, i: int, sex: str) -> Mention | None:
        words = scene.words
        above = scene.covering.get(words.head[i]) if words.dep[i] == "conj" else None
        if above is not None and self.casting.figures[above.actors[0]].stranger is not None:
            return None  # "teachers and nurses": one group
        if i in scene.covering or words.quoted[i] or not _heads_phrase(words, i):
            return None
        plural = words.tag[i] in ("NNS", "NNPS")
        article = _article(words, i)
        if article in ("no", "any") or (not article and not plural):
            return None
        noun, sentence = words.lower[i], self.discourse.sentence
        last = self._last.get(noun)
        if last is not None and article in _KNOWN and sentence - last[0] <= _NEAR:
            id_ = last[1]
        else:
            id_ = f"?{scene.words.index}.{i}"
            kind = ActorKind.GROUP if plural else ActorKind.PERSON
            self.casting.figures[id_] = Figure(id_, noun, kind, sex=sex, stranger=words.span(i, i + 1))
        self._last[noun] = (sentence, id_)
        span = words.span(i, i + 1)
        mention = Mention(span, span, span.start, (id_,), Form.DESCRIPTION)
        scene.add(mention, i, i + 1)
        return mention


def _sex(noun: str) -> str:
    """The sex that a noun for a person tells: "the woman", "a policeman"."""
    if noun.endswith(("woman", "girl", "lady", "wife", "mother", "sister", "daughter")):
        return "f"
    return "m" if noun.endswith(("man", "boy", "gentleman", "husband", "father", "brother", "son")) else ""


def _heads_phrase(words: Words, i: int) -> bool:
    """Whether a noun is the head of its phrase and no name stands beside it or in apposition."""
    if words.dep[i] in _MODIFYING or words.headline[i]:
        return False
    behind = i + 1 < len(words) and words.sentence[i + 1] == words.sentence[i]
    if behind and words.tag[i + 1] in NOMINAL:
        return False
    end = min(len(words), i + _APPOSED)
    return not any(
        words.dep[k] == "appos" and words.tag[k] in PROPER and _under(words, k, i) for k in range(i + 1, end)
    )


def _under(words: Words, i: int, top: int) -> bool:
    """Whether token ``i`` hangs on ``top``, over others too."""
    for _ in range(_DEEPEST):
        if words.head[i] == i:
            return False
        i = words.head[i]
        if i == top:
            return True
    return False


def _article(words: Words, i: int) -> str:
    """The determiner of the phrase that ends in a noun, or an empty string."""
    for child in words.children[i]:
        if words.dep[child] == "poss" and words.tag[child] != "PRP$":
            return "the"  # "the keeper's agent"
        if child < i and i - child <= _LEFT and words.tag[child] in ("DT", "PRP$", "CD"):
            return words.lower[child]
    return ""
