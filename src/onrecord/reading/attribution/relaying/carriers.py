"""Carriers: outlets that brought the words, and mouths that spoke them, as the words around a cue tell.

In: a report in its parse, and the relays. Out: names, each with whether it is a mouth: "said in remarks
published by X", "speaking to X, she said", "in a comment passed on by her spokesman". The words are read in
their order, because parses of such chains of phrases seldom hold. Invariants: none of them stands in what
is said, or behind another verb that tells of somebody's doing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import media, runs
from onrecord.reading.attribution.relaying.openings import opening
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_REACH = 30  # words before and behind a cue
_BACK = 5  # words between a preposition and what it belongs to
_LONGEST = 11  # words of a name with what describes it
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FILMS = frozenset({"film", "documentary", "footage", "video", "clip", "recording", "tape", "bulletin"})
_RELATIVE = frozenset({"that", "which"})
_LEADING = frozenset({"to", "with", "on", "in", "for", "via", "from"})
_QUESTIONS = frozenset(
    {"question", "query", "inquiry", "enquiry", "request"}
)  # "in answer to a question from X"
_SPEAKING = frozenset({"speak", "talk"})
_PASSING = frozenset({"read", "pass", "deliver", "convey", "translate", "pick", "reproduce", "transcribe"})
_VOICED = frozenset({"read", "pass", "deliver", "convey", "relay", "transmit", "recount", "recite"})
_GIVEN = frozenset(
    {
        "leak",
        "give",
        "send",
        "hand",
        "pass",
        "show",
        "release",
        "provide",
        "supply",
        "forward",
        "slip",
        "dictate",
    }
)  # "a report leaked to X"
_SENDING = frozenset(
    {"publish", "print", "carry", "air", "broadcast", "stream", "read", "play", "hear", "screen"}
)  # "broadcast on state TV"
_ASKING = frozenset(
    (
        "ask question interview press reach contact approach challenge quiz grill tackle corner phone "
        "telephone ring prompt buttonhole doorstep pursue confront consult"
    ).split()
)  # "asked by X whether …"
_HINTS = _PASSING | _SPEAKING | _SENDING | _GIVEN | _ASKING | _QUESTIONS
_ABOUT = frozenset({"about", "on", "to", "over"})
_ANSWERS = frozenset({"deny", "confirm", "reject", "dismiss", "refute", "rebut", "dispute", "question"})
_TURNING = frozenset({"but", "whereas", "while", "although", "though"})
_STOPS = frozenset({",", ";", "(", ")", '"', "``", "''", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who it is, with the words; ``mouth`` tells whether they speak for the speaker."""

    name: str
    phrase: Source
    mouth: bool = False


def find(report: Reported, relays: Relays, occasions: frozenset[str]) -> Iterator[Carrier]:
    """The carriers around a cue. ``occasions`` are nouns for occasions of speaking and what is said there."""
    if (told := _told(report, relays)) is not None:
        yield told
    tokens, sent, head = report.paragraph.tokens, report.head.sent, report.head.i
    near = tokens[max(sent.start, head - _REACH) : min(sent.end, head + _REACH)]
    if not any(_hints(t.lemma_, relays, occasions) for t in near if t != report.head):
        return
    for zone in _zones(report, near, relays):
        for at, token in enumerate(zone):
            if token.lower_ == "by":
                carried = _is_carried(zone, at, relays) or _is_asked(zone, at)
            elif token.lower_ in _LEADING:
                carried = _is_spoken(zone, at, occasions)
            elif token.lower_ in _RELATIVE and (found := _shown(zone, at, report, relays, occasions)):
                yield found
                continue
            else:
                continue
            if not carried:
                if token.lower_ == "in" and (name := _same(zone, at, report, relays)) is not None:
                    yield Carrier(name, Source(token, token, token))
                continue
            found = _carrier(token, zone[at + 1 : at + 1 + _LONGEST], report, relays)
            if found is not None:
                yield found


def _told(report: Reported, relays: Relays) -> Carrier | None:
    """ "Told the paper the talks had failed", where the content may have swallowed whom it was told."""
    words = report.paragraph.tokens[report.head.i + 1 : report.head.i + 4]
    if words and words[0].lower_ == "to" and report.head.pos_ == "VERB" and report.frame != "according":
        words = words[1:]  # "confirmed to Globewire that …"
    elif report.head.lemma_ != "tell":
        return None
    if len(words) < 2:
        return None
    article = words[0].lower_ == "the"
    phrase = Source(words[1], words[0], words[1])
    at = report.paragraph.offset(words[article])
    if relays.generic(phrase):
        name = relays.last(at, words[1].text)
    else:
        run = runs.name(words[0].doc[words[article].i : words[article].i + _LONGEST])
        behind = words[0].doc[words[article].i + len(run) :][:1]
        owned = any(t.pos_ in {"NOUN", "PART"} for t in behind)  # "told the Echo's rival"
        name = None if owned else relays.near(at, at)
    return None if name is None else Carrier(name, phrase)


def _carrier(prep: Token, words: Sequence[Token], report: Reported, relays: Relays) -> Carrier | None:
    phrase = opening(words)
    if phrase is None:
        return None
    if prep.lower_ == "by":
        nouns = (t for t in words[: phrase.last.i - phrase.first.i + 1] if t.pos_ == "NOUN")
        mouth = next((t for t in nouns if relays.is_mouth(t)), None)
        if mouth is not None:
            return Carrier("", sources.phrase(mouth), mouth=True)
    start = report.paragraph.offset(phrase.first)
    name = relays.outlet(phrase)
    if name is None:
        name = relays.near(start, report.paragraph.offset(phrase.last))
    behind = words[phrase.last.i - phrase.first.i + 1 :]
    if name is None and len(behind) > 1 and behind[0].text == ",":  # "the official news agency, HANA"
        name = relays.near(report.paragraph.offset(behind[1]), report.paragraph.offset(behind[1]))
    if name is None and relays.generic(phrase):
        name = relays.last(start, phrase.head.text)
    if name is None and prep.lower_ == "by" and _is_handed(prep):
        name = _person(phrase)
    return None if name is None else Carrier(name, phrase)


def _is_handed(by: Token) -> bool:
    """Whether somebody's voice hands words on: "read out by", "passed on by"."""
    before = by.doc[max(0, by.i - 2) : by.i]
    return any(t.tag_ == "VBN" and t.lemma_ in _VOICED for t in before)


def _person(phrase: Source) -> str | None:
    """The name in "read out by Nadim Khoury", "relayed by the charity's director, Ana Holm"."""
    doc, start, end = phrase.head.doc, phrase.first.i, phrase.last.i + 1
    if phrase.head.pos_ != "PROPN":
        start = end = end + 1 if doc[end : end + 1].text == "," else end
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    words = [t for t in doc[start:end] if t.pos_ == "PROPN" and t.text[:1].isupper()]
    return str(doc[words[0].i : end].text) if words and words[-1].i == end - 1 else None


def _hints(lemma: str, relays: Relays, occasions: frozenset[str]) -> bool:
    """Whether a word may be what a carrier hangs on; without one there is none, which is cheap to see."""
    return lemma in _HINTS or lemma in occasions or lemma in relays.carrying


def _zones(report: Reported, near: Sequence[Token], relays: Relays) -> Iterator[Sequence[Token]]:
    """The words beside a cue that may tell of carriers: behind it, before its source, between the two."""
    low = report.paragraph.start
    inside = [(s.start - low, s.end - low) for s in report.content]
    head, source = report.head, report.source
    free = [t for t in near if not any(start <= t.idx < end for start, end in inside)]
    yield _until_a_verb([t for t in free if t.i > head.i], relays)
    yield _until_a_verb(_swallowed(report, near), relays)
    before = [t for t in free if t.i < head.i]
    if source is None or source.first.i > head.i:
        if not any(t.tag_ in _FINITE for t in before):
            yield before
        return
    yield [t for t in before if t.i > source.head.i]
    first = [t for t in before if t.i < source.first.i]
    told = (i for i, t in enumerate(first) if t.tag_ in _FINITE and t.lemma_ not in relays.carrying)
    if first and first[0].is_sent_start:
        end = next(told, None)
        if end is None:
            yield first
        elif first[0].tag_ == "VBN" and first[0].lemma_.lower() in _ASKING:
            yield first[:end]  # "Asked by X whether it would, she said …"


def _swallowed(report: Reported, near: Sequence[Token]) -> Sequence[Token]:
    """ "Said, in comments carried by X, that …", where the content begins too early."""
    head, start = report.head.i, report.content[0].start - report.paragraph.start
    words = [t for t in near if t.idx >= start and head < t.i <= head + 2 * _LONGEST]
    if not words or words[0].idx != start or words[0].pos_ != "ADP":
        return ()
    last = next((i for i, t in enumerate(words) if i and t.lower_ == "that" and words[i - 1].text == ","), 0)
    return words[:last]


def _until_a_verb(tokens: Sequence[Token], relays: Relays) -> Sequence[Token]:
    """The words up to another verb than one of carrying: "in remarks that were published by X"."""
    for i, token in enumerate(tokens):
        if token.text in {";", ":"} or token.lower_ in _TURNING or (i and token.i > tokens[i - 1].i + 1):
            return tokens[:i]  # behind what is said, it goes on with something else
        lemma = token.lemma_.lower() if token.tag_ in _FINITE else ""
        if lemma and lemma not in relays.carrying and lemma not in _PASSING:
            relative = token.lemma_ == "be" and i and tokens[i - 1].lower_ in {"that", "which"}
            if not relative:
                return tokens[:i]
    return tokens


def _is_carried(zone: Sequence[Token], at: int, relays: Relays) -> bool:
    """Whether "by" goes with a verb of carrying: "broadcast on Sunday by", "passed on by"."""
    for token in reversed(zone[max(0, at - _BACK) : at]):
        if token.text in _STOPS:
            return False
        lemma = token.lemma_.lower()
        if token.tag_ in {"VBN", "VBD"}:
            return lemma in relays.carrying or lemma in _PASSING
    return False


def _is_asked(zone: Sequence[Token], at: int) -> bool:
    """Whether somebody speaks to who stands behind "by": "asked by X whether …", "reached by X"."""
    before = zone[at - 1] if at else None
    if before is not None and before.pos_ == "ADV" and at > 1:
        before = zone[at - 2]
    return before is not None and before.tag_ == "VBN" and before.lemma_.lower() in _ASKING


def _is_spoken(zone: Sequence[Token], at: int, occasions: frozenset[str]) -> bool:
    """Whether a preposition goes with an occasion: "an interview on Friday with", "speaking on"."""
    for token in reversed(zone[max(0, at - _BACK) : at]):
        if token.text in _STOPS:
            return False
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN":
            if zone[at].lower_ == "from":
                return lemma in _QUESTIONS
            return lemma in occasions and not _is_told_of(token)
        if token.pos_ == "VERB":
            sent = token.tag_ == "VBN" and lemma in _SENDING and zone[at].lower_ in {"in", "on"}
            # "was not authorised to speak to the media" tells of no words
            speaks = lemma in _SPEAKING and token.tag_ != "VB" and zone[at].lower_ != "from"
            given = token.tag_ == "VBN" and lemma in _GIVEN and zone[at].lower_ == "to"
            return (
                sent
                or given
                or speaks
                or (zone[at].lower_ == "on" and token.tag_ == "VBN" and lemma in _ASKING)
            )
    return False


def _is_told_of(noun: Token) -> bool:
    """Whether others' words are spoken of: "asked about a report in X", "denied a report in X"."""
    answered = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _ANSWERS
    return answered or (noun.dep_ == "pobj" and noun.head.lower_ in _ABOUT)


def _shown(
    zone: Sequence[Token], at: int, report: Reported, relays: Relays, occasions: frozenset[str]
) -> Carrier | None:
    """The outlet in "a film that Sahra One showed", "a cable of which Norwire obtained a copy"."""
    before = [t.lemma_.lower() for t in zone[max(0, at - _BACK - 1) : at] if t.pos_ == "NOUN"]
    if not any(noun in occasions or noun in _FILMS or noun in media.nouns() for noun in before):
        return None
    words = zone[at + 1 : at + 1 + _LONGEST]
    found = _carrier(zone[at], words, report, relays)
    if found is None:
        return None
    behind = (t for t in words if t.i > found.phrase.last.i and t.pos_ not in {"ADV", "AUX", "PROPN"})
    verb = next(behind, None)
    return found if verb is not None and verb.pos_ == "VERB" and verb.lemma_ in relays.carrying else None


def _same(zone: Sequence[Token], at: int, report: Reported, relays: Relays) -> str | None:
    """The outlet of "in the same interview": the one that is named last."""
    words = [t.lower_ for t in zone[at + 1 : at + 4]]
    if words[:2] != ["the", "same"] or words[2:] not in (
        ["interview"],
        ["programme"],
        ["program"],
        ["podcast"],
    ):
        return None
    return relays.latest(report.paragraph.offset(zone[at]))
