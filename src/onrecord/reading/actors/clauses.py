"""Clauses around a pronoun: its verb, its part of the sentence, what lies within what.

In: the tokens of a paragraph. Out: indices. Invariant: every walk up a parse is bounded.
"""

from __future__ import annotations

from onrecord.reading.actors.cast import Mention
from onrecord.reading.actors.words import Words

WIDEST = 150  # words of a sentence looked at on either side


def token_of(words: Words, mention: Mention) -> int:
    """The head token of a mention."""
    return words.covering_start(mention.head)


def verb_of(words: Words, i: int) -> tuple[int | None, bool]:
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
    return j, words.dep[i] != "poss" or within(words, i, subject)


def within(words: Words, i: int, top: int) -> bool:
    """Whether token ``i`` is ``top`` or hangs on it, over others too."""
    for _ in range(12):
        if i == top:
            return True
        if words.head[i] == i:
            return False
        i = words.head[i]
    return False


def part(words: Words, i: int) -> tuple[int, int]:
    """The part of the sentence between colons and semicolons that holds token ``i``."""
    low, high = i, i + 1
    while low > 0 and i - low < WIDEST and words.sentence[low - 1] == words.sentence[i]:
        if words.text[low - 1] in (";", ":"):
            break
        low -= 1
    while high < len(words) and high - i < WIDEST and words.sentence[high] == words.sentence[i]:
        if words.text[high] in (";", ":"):
            break
        high += 1
    return low, high


def first_of_sentence(words: Words, i: int) -> int:
    """The first token of the sentence, or one far enough back."""
    far = max(0, i - WIDEST)
    while i > far and words.sentence[i - 1] == words.sentence[i]:
        i -= 1
    return i
