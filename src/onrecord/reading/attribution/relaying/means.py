"""Words for what words are given in: which noun, network, audience or verb tells a medium, and of which kind.

In: tokens of a parse; the words under ``media`` in ``knowledge/relays.yaml``. Out: a kind, or a
:class:`Medium`. Invariant: a word of several senses tells a kind only with the word before it, or with whose
it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import RelayKind

_LONGEST = 12  # words of a noun phrase
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "PRON"})
_WITHIN = frozenset({"amod", "compound", "poss", "case"})
_BARE = frozenset({"by", "via", "over", "through"})  # "by post": nothing is posted by that
_RECORDED = frozenset({"voice", "video", "audio", "radio", "television", "tv"})  # "a voice message"
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "January February March April May June July August September October November December Jan Feb Mar Apr "
    "Jun Jul Aug Sep Sept Oct Nov Dec Christmas Easter".split()
)


@dataclass(frozen=True, slots=True)
class Medium:
    """The medium's ``name`` in the words of the text, and its kind. ``noun`` is its head, if it has one."""

    name: str
    kind: RelayKind
    noun: Token | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas, the last two of a compound with a blank between them, and the kinds that they tell."""

    nouns: Mapping[str, RelayKind]
    audiences: Mapping[str, RelayKind]
    verbs: Mapping[str, RelayKind]
    owned: Mapping[str, RelayKind]
    networks: Mapping[str, RelayKind]
    platforms: Mapping[str, RelayKind]
    unspoken: frozenset[str]
    parts: frozenset[str]
    surveys: frozenset[str]
    single: frozenset[str]
    shared: frozenset[str]
    carrying: frozenset[str]


@cache
def words() -> Words:
    """The words, loaded once a process."""
    data = load("relays")
    kinds: dict[str, dict[str, RelayKind]] = {}
    for kind, groups in data["media"].items():
        for part, listed in groups.items():
            kinds.setdefault(part, {}).update((str(word), RelayKind(kind)) for word in listed)
    return Words(
        **kinds,
        unspoken=frozenset(map(str, data["unspoken"])),
        parts=frozenset(map(str, data["parts"])),
        surveys=frozenset(map(str, data["surveys"])),
        single=frozenset(map(str, data["single"])),
        shared=frozenset(map(str, data["shared"])),
        carrying=frozenset(map(str, data["carrying"])),
    )


def nouns() -> frozenset[str]:
    """The nouns that name a medium, or a record of words, which has no mouth either."""
    return _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(words().nouns) | words().unspoken


def kind(noun: Token, *, placed: bool = False) -> RelayKind | None:
    """The kind that a noun tells, with the word before it or by itself.

    ``placed`` tells whether it stands behind "on" or the like, where "her channel" tells one, too.
    """
    if noun.pos_ not in {"NOUN", "PROPN"} or (noun.pos_ == "PROPN" and noun.text[:1].isupper()):
        return None
    known, lemma, word = words().nouns, noun.lemma_.lower(), noun.lower_
    before = noun.nbor(-1).lower_ if noun.i else ""
    if before == "-" and noun.i > 1:  # "e-mail", of which the parser makes three words
        lemma, before = f"{noun.nbor(-2).lower_}-{lemma}", ""
    if before in _RECORDED and known.get(lemma) is RelayKind.DOCUMENT:
        return None
    whose = placed and before != "own" and any(c.dep_ == "poss" for c in noun.lefts)
    owned = words().owned.get(lemma) if whose else None  # but "on her own account"
    return known.get(f"{before} {lemma}") or known.get(lemma) or known.get(word) or owned


def whole(noun: Token) -> Token:
    """The noun of "e-mail", of which the parser makes three words, where it takes the first for the head."""
    hyphen = noun.doc[noun.i + 1 : noun.i + 2].text == "-"
    return noun.doc[noun.i + 2] if hyphen and len(noun) == 1 and noun.i + 2 < len(noun.doc) else noun


def phrase(prep: Token) -> list[Token]:
    """The words behind a preposition, up to the next verb, stop, preposition or phrase."""
    run: list[Token] = []
    for token in prep.doc[prep.i + 1 : prep.i + 1 + _LONGEST]:
        inside = token.pos_ in _INSIDE or token.dep_ in _WITHIN
        if (not inside and token.text != "-") or token.tag_ == "TO" or token.text in _CALENDAR:
            break
        again = token.pos_ in {"DET", "PRON"} and token.tag_ != "PDT"
        if again and any(t.pos_ in {"NOUN", "PROPN"} for t in run):
            break  # "in a letter | that …", "in a note | the abbot said"
        run.append(token)
    return run


def behind(prep: Token, *, writes: bool) -> Medium | None:
    """The medium that a preposition leads to. ``writes`` tells whether it goes with a verb of writing."""
    run = phrase(prep)
    if not run:
        return None
    named = _network(prep, run, writes=writes)
    if named is not None:
        return named
    of = prep.doc[run[-1].i + 1] if run[-1].i + 1 < len(prep.doc) else None
    if of is not None and of.lower_ == "of" and run[-1].lemma_.lower() in words().parts:
        return behind(of, writes=False)  # "on the first page of its website"
    noun = next((t for t in reversed(run) if kind(t, placed=True) is not None), None)
    carrying = words().carrying
    if noun is None or any(t.pos_ == "NOUN" and t.lemma_ not in carrying for t in run if t.i > noun.i):
        return None  # "at the conference centre"
    found = kind(noun, placed=True)
    if found is None or not _may_lead(prep, run, noun, found):
        return None
    return Medium(written(noun, run[0]), RelayKind.SOCIAL if is_shared(noun) else found, noun)


def _may_lead(prep: Token, run: list[Token], noun: Token, found: RelayKind) -> bool:
    """Whether a preposition goes with a medium: "by open letter", not "by post" nor "by the letter"."""
    if noun.tag_ == "NNS" and noun.lemma_ in words().surveys:
        return False  # "in the columns of"
    if prep.lower_ not in _BARE or found is RelayKind.CALL:
        return True
    bare = not any(t.pos_ == "DET" or t.dep_ == "poss" for t in run)
    return found is not RelayKind.SOCIAL and (found is not RelayKind.DOCUMENT or bare)


def _network(prep: Token, run: list[Token], *, writes: bool) -> Medium | None:
    """ "On Telegram", "on the network Chirp"; behind "wrote" and "posted" any name is a network's."""
    if prep.lower_ not in {"on", "via"}:
        return None
    text = "".join(t.text_with_ws for t in run).strip()
    known = words().networks.get(text.lower()) or words().networks.get(run[-1].lower_)
    for before, name in pairwise(run):
        pair = f"{before.nbor(-1).lower_} {before.lower_}"
        if name.pos_ == "PROPN":
            known = known or words().platforms.get(pair) or words().platforms.get(before.lower_)
        elif before.pos_ == "PROPN":  # "on the Chirp network"
            known = known or words().platforms.get(name.lower_)
    unknown = writes and len(run) < 3 and run[0].pos_ == "PROPN"
    if known is None and not unknown:
        return None
    return Medium(text, known or RelayKind.SOCIAL)


def is_shared(noun: Token) -> bool:
    """Whether a message or a statement is a post: "in a message posted on Thursday", "… on Telegram"."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in words().shared:
            return True
        if child.dep_ == "prep" and child.lower_ == "on":
            run = phrase(child)
            if run and run[-1].lower_ in words().networks:
                return True
    return False


def written(noun: Token, first: Token | None = None) -> str:
    """The words of a medium, with the network behind it: "a post on Telegram"."""
    doc, last = noun.doc, noun.i
    start = first or next((t for t in noun.lefts), noun).left_edge
    if last + 2 < len(doc) and doc[last + 1].lower_ == "on":
        run = phrase(doc[last + 1])
        if run and run[-1].pos_ == "PROPN":
            last = run[-1].i
    return str(doc[start.i : last + 1].text)
