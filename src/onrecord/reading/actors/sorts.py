"""What the words of an unknown name tell: an organisation's, an outlet's, a thing's, a place's, a person's.

In: the words of a name, and the lexicon. Out: its :class:`Segment`. The last word ("Union", "Treaty") tells
what it is, or the first (a given name). Invariant: where the form tells nothing, the sort is ``None``.
"""

from __future__ import annotations

from onrecord.reading.actors.lexicon import Lexicon, Sort
from onrecord.reading.actors.segments import Segment
from onrecord.reading.actors.words import Words


def classified(words: Words, lexicon: Lexicon, i: int, end: int) -> Segment:
    """What the words of an unknown name tell."""
    naming = lexicon.naming
    last, first = words.text[end - 1], words.text[i]
    head = _head_word(words, i, end)
    i = _office_of(words, lexicon, i)
    if head in naming.organisation_words or (head in naming.founders and head != last):
        return Segment(i, end, Sort.ORGANISATION, core=i)
    if 1 < end - i < 4 and first in naming.organisation_firsts:
        return Segment(i, end, Sort.ORGANISATION, core=i)
    if end - i > 1 and (last in naming.outlet_words or first in naming.outlet_firsts):
        return Segment(i, end, Sort.OUTLET, core=i)
    doubled = end - i > 2 and words.text[end - 2] == "-"  # "Felix Orban-Day" is no day
    if not doubled and (last in naming.thing_words or last.rstrip("s") in naming.thing_words):
        return Segment(i, end, None, core=i, thing=True)
    if end - i > 1 and last in naming.place_words and not doubled:
        return Segment(i, end, Sort.PLACE, core=i)
    if first in naming.given and 2 <= end - i <= 5 and "&" not in words.text[i:end]:
        return Segment(i, end, Sort.PERSON, core=i)
    return Segment(i, end, None, core=i)


def _office_of(words: Words, lexicon: Lexicon, i: int) -> int:
    """Where "Prosecutor General's Office" begins, when the scan has come to "Office"."""
    j = i - 2
    if j < 0 or words.tag[i - 1] != "POS" or not words.text[j][0].isupper():
        return i
    for first in range(max(0, j - 3), j + 1):
        found = lexicon.role_at(words.lower, first)
        if found is not None and first + found[0] == j + 1 and words.text[first][0].isupper():
            return first
    return i


def _head_word(words: Words, i: int, end: int) -> str:
    """The word that says what a name is: the one before "of", else the last."""
    for j in range(i + 1, end):
        if words.lower[j] in ("of", "for", "on"):
            return words.text[j - 1]
    return words.text[end - 1]
