"""Conduct: what a name is, as the words around it show where no list and no shape of the name does.

In: a name, the paragraph that it stands in, the relays. Out: a kind, or ``None`` where nothing shows it. "The
tabloid Blik" is an outlet, "the agency Corda" an agency; who cites a letter is of the press, and who tells
people something is a person. Invariant: only what stands beside the name, or hangs on it, counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.model import RelayKind
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.language import Paragraph

_TELLING = frozenset({"tell", "assure", "inform", "warn", "remind"})
_HIM = frozenset({"him", "her", "he", "she"})
_PERSONS_TOO = frozenset({"broadcaster"})  # "the veteran broadcaster Ana Holm"
_OTHERS = 4  # places of a name that are looked at


def called(name: str, paragraph: Paragraph, relays: Relays) -> RelayKind | None:
    """What the noun in front of a name calls it: "the tabloid X", "the regional agency X"."""
    for run in _places(name, paragraph):
        before = run[0].nbor(-1) if run[0].i else None
        if before is None or not before.is_lower or before.tag_ == "NNS" or before.lower_ in _PERSONS_TOO:
            continue
        if before.head not in run and not any(t.head == before for t in run):
            continue  # "told the magazine Ana Holm had left"
        word, pair = before.lower_, f"{before.nbor(-1).lower_ if before.i else ''} {before.lower_}"
        if word in relays.agency_heads or pair in relays.agency_heads:
            return RelayKind.AGENCY
        if word in relays.heads or word in relays.leading or pair in relays.heads:
            return RelayKind.OUTLET
    return None


def of(name: str, paragraph: Paragraph, relays: Relays) -> RelayKind | None:
    """What a name does: a person tells people something, an outlet cites and quotes."""
    for run in _places(name, paragraph):
        head = next((t for t in run if t.head not in run), run[-1])
        verb = head.head if head.dep_ in {"nsubj", "nsubjpass"} else None
        if verb is not None and _is_personal(verb):
            return RelayKind.PERSON
        if _cites(head, verb, relays):
            return RelayKind.OUTLET
    return None


def has_article(name: str, paragraph: Paragraph) -> bool:
    """Whether a name of one word goes by "the", as papers do and agencies and persons do not."""
    return any(
        len(run) == 1 and run[0].i > 0 and run[0].nbor(-1).lower_ == "the" for run in _places(name, paragraph)
    )


def _is_personal(verb: Token) -> bool:
    """Whether only persons do it: "told supporters that …", "said that the mayor had told her …"."""
    if verb.lemma_ in _TELLING and not sources.passive(verb):
        return any(c.dep_ in {"dobj", "dative"} for c in verb.rights)
    for said in verb.rights:
        if said.dep_ != "ccomp" or said.lemma_ not in _TELLING:
            continue
        if any(c.lower_ in _HIM and c.dep_ in {"dobj", "dative", "nsubjpass"} for c in said.children):
            return True
    return False


def _cites(head: Token, verb: Token | None, relays: Relays) -> bool:
    """Whether a name cites: "X, citing a letter, said", "X quoted her as …", "X, which cites a clerk"."""
    if verb is not None and (verb.lemma_ in relays.citing or verb.lemma_ == "report"):
        return True
    near = (*head.rights, *(() if verb is None else verb.children))
    return any(
        t.lemma_.lower() in relays.citing
        and (t.tag_ == "VBG" or (t.dep_ == "relcl" and any(c.lower_ == "which" for c in t.lefts)))
        for t in near
    )


def _places(name: str, paragraph: Paragraph) -> Iterator[Sequence[Token]]:
    """The tokens of a name, wherever it stands in a paragraph."""
    at, text, tokens = -1, paragraph.text, paragraph.tokens
    for _ in range(_OTHERS):
        at = text.find(name, at + 1)
        if at < 0:
            return
        start = bisect_left(tokens, at, key=lambda t: t.idx)
        run = tokens[start : bisect_left(tokens, at + len(name), key=lambda t: t.idx)]
        if run and run[0].idx == at and run[-1].idx + len(run[-1]) == at + len(name):
            yield run
