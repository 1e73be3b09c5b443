"""The noun phrase that opens a stretch of words, by the kinds of the words and not by their parse.

In: words. Out: :class:`~onrecord.reading.attribution.sources.Source`. Invariant: its head is a noun or name.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.reading.attribution.relaying import runs
from onrecord.reading.attribution.sources import Source

_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"})


def opening(tokens: Sequence[Token]) -> Source | None:
    """The noun phrase that opens a stretch of words."""
    run: list[Token] = []
    for token in tokens:
        inside = token.pos_ in _INSIDE or token.dep_ in {"amod", "compound"} or token.tag_ == "PRP$"
        joins = token.text in {"-", "&"} and run
        named = (token.is_upper and len(token) > 2) or (run and runs.is_named(token))
        if not inside and not joins and not named:
            break
        run.append(token)
    head = next((t for t in reversed(run) if _may_head(t)), None)
    if head is None:
        return None
    numbered = head.pos_ == "PROPN" and run[-1].is_digit and run[-1].i == head.i + 1
    return Source(head, run[0], run[-1] if numbered else head)  # "Channel 62"


def _may_head(word: Token) -> bool:
    """Whether a word may be the head of a phrase: a noun, a name, also one with a number ("Nord-9")."""
    numbered = word.pos_ == "NUM" and word.text[:1].isupper() and word.text[-1:].isdigit()
    # a name that the tagger does not know
    strange = word.is_title and (word.pos_ in {"VERB", "ADV", "X"} or word.tag_ == "NNP")
    return word.pos_ in {"NOUN", "PROPN"} or word.is_upper or numbered or strange
