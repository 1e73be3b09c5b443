"""Whether a name acts in its sentence or is where things happen.

In: a name's place in the parse. Out: ``True`` where a capital, palace or country acts ("Moscow
rejected", "talks between Cairo and Doha", "Tehran's offer"), ``False`` where it is a place ("in
Moscow", "flew to Cairo", "Kyiv's streets"). Persons and organisations act everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.reading.actors.lexicon import Sort
from onrecord.reading.actors.words import NOMINAL, Words

PLACEABLE = (Sort.STATE, Sort.CAPITAL, Sort.SEAT, Sort.ADJECTIVE, Sort.PEOPLE)
_CHAIN = 8  # steps up a chain of co-ordinated names


@dataclass(frozen=True)
class Cues:
    """The word classes of ``acting.yaml``, as lemmas."""

    place_prepositions: frozenset[str]
    travel: frozenset[str]
    scheduled: frozenset[str]
    passive: frozenset[str]
    visited: frozenset[str]
    resting: frozenset[str]
    local: frozenset[str]
    agents: frozenset[str]
    impersonal: frozenset[str]


@cache
def cues() -> Cues:
    """The cues, loaded once a process. Raises :class:`KnowledgeError` where the file breaks its schema."""
    file = knowledge.load("acting")
    try:
        return Cues(**{name: frozenset(file[name]) for name in Cues.__dataclass_fields__})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"acting.yaml breaks its schema: {error!r}", hint="see its header") from error


def acts(words: Words, first: int, end: int, sort: Sort | None) -> bool:
    """Whether the name in tokens ``[first, end)`` of this sort acts."""
    if sort is Sort.PLACE:
        return False
    if sort not in PLACEABLE:
        return True
    head = _head(words, first, end)
    if sort is Sort.ADJECTIVE and words.tag[head] not in ("NNP", "NNPS", "NNS"):
        return _modifier(words, head, sort)
    return _role(words, head, sort)


def _head(words: Words, first: int, end: int) -> int:
    """The token of the name that hangs on something outside it."""
    for i in range(end - 1, first - 1, -1):
        if not first <= words.head[i] < end or words.head[i] == i:
            return i
    return end - 1


def _role(words: Words, head: int, sort: Sort) -> bool:
    for _ in range(_CHAIN):
        dep, governor = words.dep[head], words.head[head]
        if dep in ("conj", "appos") and words.tag[governor] in NOMINAL:
            head = governor
            continue
        break
    lemma = words.lemma[governor]
    cue = cues()
    if dep == "nsubj":
        return sort is Sort.STATE or lemma not in cue.resting
    if dep == "nsubjpass":
        return sort is Sort.STATE or lemma in cue.passive
    if dep in ("dobj", "dative"):
        return lemma not in cue.visited if sort is Sort.STATE else lemma in cue.passive or dep == "dative"
    if dep == "poss":
        return lemma not in cue.local
    if dep == "pobj":
        return _behind(words, head, governor, sort)
    if dep in ("compound", "nmod", "amod"):
        return _modifier(words, head, sort)
    return dep != "npadvmod" or (
        words.tag[governor] == "JJ" and words.text[governor][0].isupper()
    )  # "US-Russian"


def _behind(words: Words, head: int, preposition: int, sort: Sort) -> bool:
    """Behind a preposition: by the preposition, then by what it hangs on."""
    cue, word = cues(), words.lower[preposition]
    if word in cue.place_prepositions:
        return False
    governor = words.head[preposition]
    if word == "for" and sort in (Sort.CAPITAL, None) and words.lemma[governor] in cue.scheduled:
        return False
    if word in ("to", "from", "toward", "towards", "for"):
        return words.lemma[governor] not in cue.travel
    if word == "of":
        # "the government of Iran" acts, "the city of Kyiv" and "the streets of Moscow" are places.
        return words.lemma[governor] not in cue.local and sort is not Sort.CAPITAL
    return True


def _modifier(words: Words, head: int, sort: Sort) -> bool:
    """Before a noun: "Iranian negotiators" act, "the Moscow talks" and "Iranian soil" are places."""
    governor = head
    for _ in range(_CHAIN):
        governor = words.head[governor]
        if (
            words.dep[governor] not in ("compound", "nmod", "conj", "amod")
            or words.head[governor] == governor
        ):
            break
    beside = words.lower[head - 1] if head else ""
    after = words.lower[head + 1] if head + 1 < len(words) else ""
    if sort in (Sort.STATE, Sort.ADJECTIVE) and (
        "-" in (beside, after) or words.lower[head + 1 : head + 2] == ["and"]
    ):
        return True  # "Russia-Ukraine talks", "Russian and Ukrainian talks": both take part
    if any(words.lower[child] == "and" for child in words.children[head]) or words.dep[head] == "conj":
        return sort is not Sort.CAPITAL
    if sort in (Sort.ADJECTIVE, Sort.STATE):
        return words.lemma[governor] in cues().agents
    return words.lemma[governor] not in cues().local
