"""Addressee and setting of a report: to whom, where and by what medium something was said.

In: a cue's verb in its parse. Out: :class:`Setting`. "Told reporters" is a setting, "told the minister" an
addressee, "told the news agency TASS" a relay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relays import Relays, relays
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
_CARRYING_PREPOSITIONS = frozenset({"by", "with", "to", "for", "on", "in", "via", "through", "from"})
_REACH = 50  # words before and behind a cue
_DEEPEST = 6  # steps up a parse
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


def occasions() -> frozenset[str]:
    """Nouns for occasions and forms of speaking: "interview", "statement"."""
    return _nouns().occasions | relays().records


def find(report: Reported, relays: Relays) -> Setting:
    """What the words around a cue say of the setting."""
    if report.head.pos_ not in {"VERB", "AUX"} or report.frame == "according":
        return Setting(relays=tuple(_carriers(report, relays)))
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
        outside = not any(start <= beside.idx < end for start, end in spans)
        if (
            role == "to"
            and (beside.pos_ == "PROPN" or beside.is_upper)
            and (beside.head == report.head or outside)
        ):
            # "told the news agency Qwert", which the parser may take for two objects
            phrase = Source(beside, phrase.first, beside)
        if role == "to" and _is_own_outlet(phrase, relays):
            continue
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
    told += [name for name in _carriers(report, relays) if name not in told]
    return Setting(addressee, text, tuple(told))


def _is_own_outlet(phrase: Source, relays: Relays) -> bool:
    """ "Told this newspaper", "told our reporter": the document's own outlet, which is no relay."""
    first = phrase.first.lower_
    return (first == "this" and phrase.head.lower_ in relays.heads) or first == "our"


def _carriers(report: Reported, relays: Relays) -> Iterator[str]:
    """Outlets that carried what was said: "in remarks published by X", "in an interview with X"."""
    spans = [(s.start - report.paragraph.start, s.end - report.paragraph.start) for s in report.content]
    doc, sent, at = report.head.doc, report.head.sent, report.head.i
    for token in doc[max(sent.start, at - _REACH) : min(sent.end, at + _REACH)]:
        if token.pos_ != "ADP" or token.lower_ not in _CARRYING_PREPOSITIONS:
            continue
        if any(start <= token.idx < end for start, end in spans) or not _hangs_on(token, report, relays):
            continue
        run = opening(list(token.doc[token.i + 1 : token.i + 12]))
        name = None if run is None else relays.outlet(run)
        if run is not None and name is not None and not _is_own_outlet(run, relays):
            yield name


def _hangs_on(prep: Token, report: Reported, relays: Relays) -> bool:
    """Whether a preposition leads from the cue to a medium, by way of "interview" or "published"."""
    nouns, carried = _nouns(), False
    token = prep.head
    for _ in range(_DEEPEST):
        if token in report.words or (report.source is not None and token == report.source.head):
            return carried or (prep.head in report.words and prep.lower_ in {"on", "in", "via", "through"})
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"}:
            if lemma not in relays.carrying:
                return False
            carried = True
        elif lemma in nouns.occasions or lemma in relays.records:
            carried = True
        if token.head == token:
            return False
        token = token.head
    return False


def opening(tokens: Sequence[Token]) -> Source | None:
    """The noun phrase that opens a stretch of words."""
    run: list[Token] = []
    for token in tokens:
        inside = token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"} or token.dep_ in {
            "amod",
            "compound",
        }
        if not inside and token.text != "-" and not (token.is_upper and len(token) > 2):
            break
        run.append(token)
    head = next((t for t in reversed(run) if t.pos_ in {"NOUN", "PROPN"} or t.is_upper), None)
    return None if head is None else Source(head, run[0], head)


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
