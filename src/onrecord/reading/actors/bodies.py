"""Which organisation "the club", "the lender", "the firm" is, where no name of the text says that it is one.

In: a noun for organisations and what was heard before it. Out: the id of the one organisation that the text
is about, or nothing. Invariant: what is known to be of another kind ("the company" for a union) is not meant.
"""

from __future__ import annotations

from onrecord.model import ActorKind
from onrecord.reading.actors.casting import Casting, Figure
from onrecord.reading.actors.discourse import Discourse
from onrecord.reading.actors.lexicon import Lexicon

_NEAR = 2  # sentences back
_PROMINENT = 0.7  # weight from which a sentence is about somebody
_PLAIN = frozenset({"organisation", "organization", "body", "group"})  # said of any
_KINDS = frozenset({ActorKind.ORGANISATION, ActorKind.GROUP})


class Bodies:
    """Resolves the nouns for organisations of one document."""

    def __init__(self, discourse: Discourse, casting: Casting, lexicon: Lexicon) -> None:
        self.discourse, self.casting = discourse, casting
        self.classes = lexicon.naming.classes

    def meant(self, noun: str) -> str | None:
        """The one organisation that a sentence just before was about and that may be called so."""
        classes = [nouns for nouns in self.classes if noun in nouns]
        if not classes:
            return None
        near = [h for h in self.discourse.heard if self.discourse.sentence - h.sentence <= _NEAR]
        figures = {id_: self.casting.figures[id_] for h in near for id_ in h.actors}
        plain = noun in _PLAIN
        fitting = {id_ for id_, f in figures.items() if self._fits(f, classes, known_so=plain)}
        about = {
            h.actors[0]
            for h in near
            if h.sentence < self.discourse.sentence and len(h.actors) == 1 and h.weight >= _PROMINENT
        }
        return next(iter(fitting)) if len(fitting) == 1 and fitting <= about else None

    def _fits(self, figure: Figure, classes: list[frozenset[str]], *, known_so: bool) -> bool:
        """Whether an actor is an organisation of which nothing tells that it is another kind.

        ``known_so``: whether the noun fits also those of which the knowledge tells what they are called.
        """
        if figure.kind not in _KINDS or figure.stranger is not None:
            return False
        if figure.known is not None and figure.known.called and not known_so:
            return False
        told = {
            noun
            for nouns in self.classes
            for noun in nouns
            if figure.id in self.casting.by_noun.get(noun, ())
        }
        return not told or any(told & nouns for nouns in classes)
