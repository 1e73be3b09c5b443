"""Runs of capitalised words: what may be a name, before anybody knows whose.

In: words. Out: the name that opens them. Invariant: a name is one unbroken run and ends in a name's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

_LINKS = frozenset(
    "of de du del des da di do la le les los el al auf am im der die das und van och &".split()
)
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "X"})


def name(tokens: Iterable[Token]) -> list[Token]:
    """The name that opens a stretch of words."""
    run: list[Token] = []
    for token in tokens:
        if not is_named(token) and not (run and links(token, run[-1])):
            break
        run.append(token)
    while run and (run[-1].lower_ in _LINKS or run[-1].lower_ == "the"):
        run.pop()
    return run


def links(token: Token, last: Token) -> bool:
    """Whether a small word behind ``last`` may join it to the rest of a name."""
    return token.lower_ in _LINKS or _joins(token) or _goes_on(token, last) or _counts(token, last)


def _counts(token: Token, last: Token) -> bool:
    """Whether a number ends a name: "told Canal 9", but not "told Norpress 12 ships"."""
    return token.is_digit and is_named(last) and token.head.i < token.i


def _joins(hyphen: Token) -> bool:
    """Whether a hyphen joins two parts of a name: "Al-Nahir"."""
    return hyphen.text == "-" and not hyphen.whitespace_ and not hyphen.nbor(-1).whitespace_


def _goes_on(token: Token, last: Token) -> bool:
    """Whether a small word goes on with a name: "Voice of the South", "Sobh-e Tazeh"."""
    if token.lower_ == "the":
        return bool(last.lower_ == "of")
    return last.text == "-" and token.is_lower and len(token) <= 2


def is_named(token: Token) -> bool:
    """Whether a word may be one of a name's."""
    if token.is_upper and len(token) > 2:
        return True  # of names in capitals the tagger makes anything
    if not token.text[:1].isupper() or token.lower_ == "the":
        return False
    # of a name that it does not know the tagger may make a verb, too
    return (
        token.pos_ in _NAMING
        or token.tag_ == "NNP"
        or (token.pos_ in {"VERB", "ADV"} and not token.is_sent_start)
    )


def text(run: Sequence[Token]) -> str:
    """The words of a run as they stand."""
    return "".join(t.text_with_ws for t in run).strip()
