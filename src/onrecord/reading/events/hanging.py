"""What times and places hang on: the word of the parse, and by which preposition.

In: the words of a time or place. Out: its head, what that hangs on, whether one may climb on from there.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import Span, Time
from onrecord.reading.events import grammar
from onrecord.reading.events.scene import Place


@dataclass(frozen=True, slots=True)
class Hung:
    """A time expression and the word that it hangs on, by which preposition ("" for none)."""

    time: Time
    on: Token
    by: str
    token: Token


def of_source(root: Token) -> bool:
    """Whether a time belongs to the source before it: "According to Ruiz on Friday, …"."""
    start = root.left_edge.i - (1 if root.dep_ == "pobj" else 0)
    if start < 2:
        return False
    before = root.doc[start - 1]
    return before.dep_ == "pobj" and before.head.lower_ == "to" and before.head.head.lower_ == "according"


def in_name(root: Token, nouns: frozenset[int]) -> bool:
    """Whether a place stands before one of the nouns: "the Geneva talks"."""
    if root.dep_ not in ("compound", "nmod") or root.head.i not in nouns:
        return False
    # "the Kenya-Egypt talks" are not in Egypt
    return sum(c.pos_ == "PROPN" for c in (*root.head.lefts, *root.lefts)) == 1


def is_not(root: Token) -> bool:
    """Whether a place is denied: "not in Oslo but in Bergen"."""
    first = root.head if root.dep_ == "pobj" else root
    return any(c.dep_ == "neg" for c in first.children) or (first.i > 0 and first.nbor(-1).lower_ == "not")


def root_of(place: Place, span: Span) -> Token | None:
    """The chief word of a time or place; ``None`` where the parse has none."""
    tokens = place.paragraph.tokens_in(span)
    if tokens is None or not len(tokens):
        return None
    # "a deadline of midnight Thursday stands": the parser may tear the day off; its first word is hung.
    first: Token = next((t for t in tokens if t.dep_ == "pobj" and t.head.i < tokens.start), tokens.root)
    return tokens[-1] if first.pos_ == "ADP" else first  # "about thirty days"


def above(token: Token) -> tuple[Token, str]:
    """The word that a phrase hangs on, past its preposition."""
    token = grammar.first_conjunct(token)
    head = token.head
    if token.dep_ in ("pobj", "pcomp") and head.pos_ in ("ADP", "SCONJ", "PART"):
        word, higher = grammar.preposition(head)
        if higher.pos_ == "ADP":  # "from Monday to Friday": "to" hangs on "from"
            return higher.head, word
        return higher, word
    return head, ""


def passable(token: Token, hung: tuple[Hung, ...]) -> bool:
    """Whether a time may hang on an event through this word: a name or another time."""
    if token.pos_ == "PROPN" or token.dep_ in ("npadvmod", "advmod"):
        return token.dep_ not in ("nsubj", "nsubjpass", "ROOT")
    return any(h.token.i == token.i for h in hung)
