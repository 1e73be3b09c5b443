"""Addressee and setting of a report: to whom, where and by what medium something was said.

In: a cue's verb in its parse. Out: :class:`Setting`. "Told reporters" is a setting, "told the minister" an
addressee, "told the news agency TASS" a relay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_PLACES = frozenset({"in", "on", "at", "during", "via", "through", "after", "following"})
_TO = frozenset({"to", "with", "for"})
_TELLING = frozenset(
    {
        "tell",
        "inform",
        "ask",
        "assure",
        "remind",
        "warn",
        "brief",
        "notify",
        "urge",
        "reassure",
        "invite",
        "advise",
        "convince",
        "instruct",
        "order",
        "beg",
        "implore",
        "call on",
        "encourage",
        "press",
    }
)
_LONGEST = 14  # words of a setting


@dataclass(frozen=True, slots=True)
class Setting:
    """``addressee`` is who was told, ``text`` the setting as it stands, ``relays`` the outlets told."""

    addressee: Source | None = None
    text: str | None = None
    relays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Nouns:
    media: frozenset[str]
    occasions: frozenset[str]
    audiences: frozenset[str]


@cache
def _nouns() -> _Nouns:
    data: Mapping[str, list[object]] = load("cues")["settings"]
    return _Nouns(**{part: frozenset(map(str, data[part])) for part in ("media", "occasions", "audiences")})


def find(report: Reported, relays: Relays) -> Setting:
    """What the words around a cue say of the setting."""
    if report.head.pos_ not in {"VERB", "AUX"} or report.frame == "according":
        return Setting()
    addressee: Source | None = None
    text: str | None = None
    told: list[str] = []
    spans = [(s.start - report.paragraph.start, s.end - report.paragraph.start) for s in report.content]
    found = list(_around(report))
    for at, (role, token) in enumerate(found):
        if role == "to" and at and found[at - 1][1].i == token.i - 1:
            continue  # the name beside its noun, taken below
        if report.frame != "to" and any(start <= token.idx < end for start, end in spans):
            continue  # part of what is said
        phrase = sources.phrase(token)
        beside = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        if role == "to" and beside.pos_ == "PROPN" and beside.head == report.head:
            # "told the news agency Qwert", which the parser may take for two objects
            phrase = Source(beside, phrase.first, beside)
        outlet = relays.outlet(phrase)
        if outlet is not None:
            told.append(outlet)
        elif role == "to":
            if token.lemma_.lower() in _nouns().audiences:
                text = text or f"told {_written(phrase)}"
            elif addressee is None:
                addressee = phrase
        elif role == "interview":
            continue
        else:
            text = text or _place(token)
    return Setting(addressee, text, tuple(told))


def _around(report: Reported) -> Iterator[tuple[str, Token]]:
    """The noun phrases round a cue that may tell its setting, each with its role."""
    verb = report.head
    telling = verb.lemma_ in _TELLING
    for child in verb.children:
        if child.dep_ == "dobj" or (child.dep_ == "dative" and child.pos_ != "ADP"):
            if telling and child.i > verb.i and child.pos_ != "VERB" and not sources.passive(verb):
                yield "to", child
        elif child.dep_ == "nsubjpass" and telling and child.pos_ != "PRON":
            yield "to", child
        elif child.dep_ in {"prep", "dative"} and child.pos_ == "ADP":
            yield from _prepositional(child)
        elif child.dep_ == "advcl" and child.lemma_ == "speak" and child.tag_ == "VBG":
            for prep in child.children:
                if prep.dep_ == "prep":
                    yield from _prepositional(prep, speaking=True)


def _prepositional(prep: Token, *, speaking: bool = False) -> Iterator[tuple[str, Token]]:
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if noun is None:
        return
    word, lemma, nouns = prep.lower_, noun.lemma_.lower(), _nouns()
    if word == "to" or (speaking and word in _TO):
        yield "to", noun
    elif word in _PLACES and (lemma in nouns.occasions or lemma in nouns.media or noun.lower_ in nouns.media):
        yield "place", noun
        for inner in noun.children:  # in an interview with the paper
            if (
                inner.dep_ == "prep"
                and inner.lower_ in {"with", "to", "for"}
                and lemma in {"interview", "conversation", "statement", "comment", "remark"}
            ):
                yield from (("interview", n) for n in inner.children if n.dep_ == "pobj")


def _place(noun: Token) -> str:
    """A setting as it stands, from its preposition on, without a time at its end."""
    prep = noun.head
    doc = noun.doc
    last = noun.right_edge.i
    for child in noun.children:
        late = child.dep_ in {"relcl", "acl", "advcl", "npadvmod", "advmod", "appos"} or child.text == ","
        if child.i > noun.i and late:
            last = child.left_edge.i - 1
            break
    last = min(last, prep.i + _LONGEST)
    text = doc[prep.i : last + 1].text
    return text[:1].lower() + text[1:]


def _written(phrase: Source) -> str:
    return str(phrase.head.doc[phrase.first.i : phrase.last.i + 1].text)
