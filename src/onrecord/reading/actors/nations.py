"""States and peoples that only the text knows.

In: the first reading of a document's names. Out: a lexicon that knows them. "Lorvenia" and
"Lorvenian troops" tell that the one is the other's adjective, and what kind of thing has troops.
Invariant: a name becomes a state only where its adjective stands before a noun for what
states have, or names its people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import ActorKind
from onrecord.reading.actors.acting import cues
from onrecord.reading.actors.lexicon import Entry, Known, Lexicon, Sort, slug
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.words import Words

# How English makes adjectives of countries: what is added, and what the country's name then ends in.
_ENDINGS = (
    ("n", ("",)),
    ("an", ("", "a", "e", "o", "ia")),
    ("ian", ("", "a", "e", "y", "ia")),
    ("i", ("", "a")),
    ("ese", ("", "a", "o", "e")),
    ("ish", ("", "land", "e")),
    ("ic", ("", "ia", "land")),
)
_SHORTEST = 4  # letters of a country's name


def learn(lines: Sequence[Words], found: Sequence[Sequence[Segment]], lexicon: Lexicon) -> Lexicon:
    """The lexicon with the states that the document itself shows; the same one where there are none."""
    countries = {
        words.text[segment.first]
        for words, segments in zip(lines, found, strict=True)
        for segment in segments
        if segment.sort is None and not segment.thing and segment.end == segment.first + 1
    }
    adjectives: dict[str, str] = {}
    for words in lines:
        for i, word in enumerate(words.text):
            if len(word) <= _SHORTEST or not word[0].isupper() or word in adjectives or word in lexicon.names:
                continue
            people = words.tag[i] in ("NNS", "NNPS") and word.endswith("s")
            adjective = word[:-1] if people else word
            country = _country(adjective, countries)
            if country is not None and (people or _state_like(words, i)):
                adjectives[adjective] = country
    return lexicon.with_names(_entries(adjectives)) if adjectives else lexicon


def _country(word: str, countries: set[str]) -> str | None:
    """The name in the document that a word is the adjective of."""
    for ending, bases in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for base in bases:
                if len(stem + base) >= _SHORTEST and stem + base in countries:
                    return stem + base
    return None


def _state_like(words: Words, i: int) -> bool:
    """Whether the word stands before a noun for what states have: "troops", "delegation", "minister"."""
    cue = cues()
    for j in range(i + 1, min(i + 4, len(words))):
        if words.sentence[j] != words.sentence[i] or not words.text[j][0].isalpha():
            return False
        if words.lemma[j].lower() in cue.agents or words.lower[j] in cue.agents:
            return True
    return False


def _entries(adjectives: dict[str, str]) -> Iterator[tuple[str, Entry, Known]]:
    for adjective, country in adjectives.items():
        known = Known(slug(country), country, ActorKind.STATE, adjective=adjective)
        yield country, Entry(Sort.STATE, country, known.id, False, country), known
        yield adjective, Entry(Sort.ADJECTIVE, country, known.id, False, country), known
        yield adjective + "s", Entry(Sort.PEOPLE, country, known.id, False, country), known
