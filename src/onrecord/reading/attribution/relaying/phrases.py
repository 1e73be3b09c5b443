"""Phrases for outlets: which of their words are the name, and what its words tell.

In: the words of a source or a name. Out: the words of the name itself, or yes and no. Invariant: nothing here
knows any outlet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.reading.attribution.relaying import runs
from onrecord.reading.attribution.sources import Source

_LONGEST_NAME = 4  # words
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


def words(source: Source) -> list[Token]:
    """The words of the name itself, without what is added behind a comma or in a clause."""
    doc = source.head.doc
    words = []
    for token in doc[source.first.i : source.last.i + 1]:
        joins = token.text == "-" and not doc[token.i - 1].whitespace_  # "the broadcaster Al-Nahir"
        ends = token.text in {",", "(", "-", "—", "–"} and not joins
        if token.i > source.head.i and (ends or token.dep_ in {"relcl", "acl", "mark"}):
            break
        words.append(token)
    return words


def name_behind(source: Source) -> str | None:
    """The name right behind a noun for an outlet, where the parser cuts it off: "the agency" Lethe Today."""
    doc, at = source.head.doc, source.head.i + 1
    if source.last.i != source.head.i or not source.head.text.islower():
        return None
    run = runs.name(doc[at : at + _LONGEST_NAME])
    behind = doc[run[-1].i + 1 : run[-1].i + 2] if run else ()
    return None if not run or any(t.pos_ in {"NOUN", "PART"} for t in behind) else runs.text(run)


def behind_possessive(words: list[Token]) -> list[Token]:
    """What stands behind "Russia's" in "Russia's state news agency TASS"; nothing where there is none."""
    for i, token in enumerate(words[:4]):
        if token.tag_ == "POS":
            return words[i + 1 :]
    return []


def is_wire(words: Sequence[str]) -> bool:
    """Whether a name of several words is an agency's by its last one: "Harbour Wire", "Corran Press"."""
    last = words[-1].lower()
    return last == "wire" or (last == "press" and len(words) == 2 and words[0] not in _PRESSES)


_PRESSES = frozenset({"Free", "Evening", "Sunday", "Daily", "Morning", "University", "Local"})


def ambiguous(name: str) -> bool:
    """Whether a name needs its article: "The Sun" is a paper, "Sun" may be a person."""
    return name.startswith("The ") and name.count(" ") == 1


def bare(name: str) -> str:
    """A name without its article."""
    found = _ARTICLE.match(name)
    return name[found.end() :] if found else name
