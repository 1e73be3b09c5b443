"""States and peoples that only the text knows.

In: the first reading of a document's names. Out: a lexicon that knows them. "Lorvenia" and
"Lorvenian troops" tell that the one is the other's adjective, and what kind of thing has troops; so do
"Lorvenia's foreign ministry" and "the government of Lorvenia". Invariant: a name becomes a state only where
its adjective stands before a noun for what states have, or names its people, or where it owns what only
states have and is no person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from onrecord.knowledge import load
from onrecord.model import ActorKind
from onrecord.reading.actors.acting import cues
from onrecord.reading.actors.lexicon import Entry, Known, Lexicon, Sort, slug
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.words import PROPER, Words

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
    owners = set(_owners(lines, countries - _in_longer(lines, found)))
    adjectives: dict[str, str] = {}
    for words in lines:
        for i, word in enumerate(words.text):
            if len(word) <= _SHORTEST or not word[0].isupper() or word in adjectives or word in lexicon.names:
                continue
            people = words.tag[i] in ("NNS", "NNPS") and word.endswith("s")
            adjective = word[:-1] if people else word
            country = _country(adjective, countries)
            if country is not None and (people or country in owners or _state_like(words, i)):
                adjectives[adjective] = country
    entries = [*_entries(adjectives, owners.difference(adjectives.values())), *_halves(found, lexicon)]
    return lexicon.with_names(entries) if entries else lexicon


def _halves(found: Sequence[Sequence[Segment]], lexicon: Lexicon) -> Iterator[tuple[str, Entry, Known]]:
    """ "The North" and "the South", where the text names both states of which that is said."""
    named = {s.entry.actor for segments in found for s in segments if s.entry is not None}
    if named.issuperset(entry.actor for entry in lexicon.halves.values()):
        for word, entry in lexicon.halves.items():
            assert entry.actor is not None
            yield word, entry, lexicon.actors[entry.actor]


def _in_longer(lines: Sequence[Words], found: Sequence[Sequence[Segment]]) -> set[str]:
    """Words of names of several words: a surname alone is no state's name."""
    longer = (
        (words, s)
        for words, segments in zip(lines, found, strict=True)
        for s in segments
        if s.end > s.first + 1
    )
    return {word for words, s in longer for word in words.text[s.first : s.end]}


def _owners(lines: Sequence[Words], names: set[str]) -> Iterator[str]:
    """Names that own what only states have: "Lorvenia's foreign ministry", "the army of Lorvenia"."""
    owned, held = _owned(), _held()
    for words in lines:
        for i in range(1, len(words) - 1):
            if words.lower[i] == "of" and words.text[i + 1] in names and words.lower[i - 1] in held:
                alone = i + 2 >= len(words) or words.tag[i + 2] not in PROPER
                if alone and words.text[i - 1].islower():
                    yield words.text[i + 1]
            if words.tag[i] != "POS" or words.text[i - 1] not in names:
                continue
            if i > 1 and words.tag[i - 2] in PROPER:
                continue  # "President Varga's army"
            behind = words.lower[i + 1 : i + 4]
            if any(" ".join(behind[at : at + n]) in owned for at in range(len(behind)) for n in (1, 2)):
                yield words.text[i - 1]


@cache
def _held() -> frozenset[str]:
    return frozenset(load("naming")["state_held"])


@cache
def _owned() -> frozenset[str]:
    return frozenset(load("naming")["state_owned"])


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


def _entries(adjectives: dict[str, str], others: Iterable[str]) -> Iterator[tuple[str, Entry, Known]]:
    for country in others:
        yield country, Entry(Sort.STATE, country, slug(country), False, country), _known(country)
    for adjective, country in adjectives.items():
        known = _known(country, adjective)
        yield country, Entry(Sort.STATE, country, known.id, False, country), known
        yield adjective, Entry(Sort.ADJECTIVE, country, known.id, False, country), known
        yield adjective + "s", Entry(Sort.PEOPLE, country, known.id, False, country), known


def _known(country: str, adjective: str = "") -> Known:
    return Known(slug(country), country, ActorKind.STATE, adjective=adjective)
