"""What an office is for, where it runs into a name: "Minister for Trade, Industry and Energy Kasper Holm".

In: a run of capitalised words that may be both. Out: where the name begins. Invariant: the run stands behind
a role and "of", "for" or "on", with nothing between but capitalised words and what joins them; at least two
words remain for the name, and none that an organisation's, a thing's or a place's name ends with.
"""

from __future__ import annotations

from itertools import takewhile

from onrecord.reading.actors.lexicon import Lexicon
from onrecord.reading.actors.words import Words

_OPENING = ("of", "for", "on", "at")
_JOINING = frozenset({*_OPENING, "and", "&", ",", "the", "'s"})
_LONGEST_ROLE = 4  # words


def name_behind(words: Words, lexicon: Lexicon, i: int, end: int) -> int:
    """Where the name begins in the run ``[i, end)``; ``i`` where all of it may be the name."""
    naming = lexicon.naming
    cuts = [
        k + 1
        for k in range(i, end)
        if _ends_field(words, lexicon, k) or (k > i and _is_body(words, lexicon, k))
    ]
    if not cuts or not _behind_role(words, lexicon, i):
        return i
    start, last = cuts[-1], words.text[end - 1]
    other = naming.organisation_words | naming.thing_words | naming.place_words | naming.outlet_words
    named = end - start > 1 and last not in other and words.text[start] not in naming.open_words
    named = named and not any(words.lower[k] in _OPENING for k in range(start, end))
    return start if named else i


def adds(words: Words, lexicon: Lexicon, j: int) -> bool:
    """Whether "and" behind an office adds to what it is for: "Minister of Foreign Affairs and Trade"."""
    if words.lower[j] != "and" or not _ends_field(words, lexicon, j - 1):
        return False
    run = takewhile(lambda k: words.text[k][0].isupper(), range(j + 1, len(words)))
    return any(_ends_field(words, lexicon, k) for k in run)


def lists(words: Words, lexicon: Lexicon, j: int) -> bool:
    """Whether a comma joins two of the things that an office is for: "Peace, Unity and Labour"."""
    around = (j - 1, j + 1)
    return words.text[j] == "," and j + 1 < len(words) and all(_ends_field(words, lexicon, k) for k in around)


def _ends_field(words: Words, lexicon: Lexicon, i: int) -> bool:
    """Whether a word can end what an office is for: "Minister of Foreign Affairs"."""
    return words.text[i] in lexicon.fields


def _is_body(words: Words, lexicon: Lexicon, i: int) -> bool:
    """ "Head of the National Security Commission Olaf Dahl"."""
    word = words.lower[i]
    return words.text[i].istitle() and (word in lexicon.naming.bodies or word in lexicon.naming.councils)


def _behind_role(words: Words, lexicon: Lexicon, i: int) -> bool:
    """Whether only an office's complement stands between a role and ``i``."""
    j = i - 1
    while j > 0 and words.sentence[j] == words.sentence[i]:
        opened = words.lower[j] in (*_OPENING, "and") and any(
            (found := lexicon.role_at(words.lower, k)) is not None and k + found[0] == j
            for k in range(max(0, j - _LONGEST_ROLE), j)
        )
        if opened:
            return True
        if words.lower[j] not in _JOINING and not words.text[j][0].isupper():
            return False
        j -= 1
    return False
