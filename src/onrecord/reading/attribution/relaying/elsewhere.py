"""Relays that another sentence tells: "X said it was over. The remarks were carried by Globewire."

In: the reports of one paragraph with their settings, and the relays. Out: the settings, with the outlets that
the sentence behind a report, or the one that brought in its letter or film, tells of. Invariant: who has a
relay of their own gets no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.reading.attribution.relaying import media
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import Setting, occasions
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_WORDS = frozenset(
    (
        "remark comment quip word claim outburst statement warning threat offer pledge joke speech "
        "confession appeal plea reply answer accusation aside confidence"
    ).split()
)  # what somebody said, as the next sentence calls it
_FILMS = frozenset({"film", "video", "tape", "recording", "footage", "clip", "message", "excerpt", "extract"})
_POINTING = frozenset({"the", "these", "those", "this", "that"})
_PERSONS = frozenset({"he", "she", "they"})
_SPEAKING = frozenset({"speak", "talk"})
_MADE = frozenset({"make", "give", "utter", "deliver"})
_LEADING = frozenset({"by", "to", "with", "on", "in", "from", "for"})
_BACK = 2  # sentences back to the one that brought in a letter
_FAR = 4  # words from "in" to the letter: "in the same two-page letter"


def joined(reports: Sequence[Reported], settings: Sequence[Setting], relays: Relays) -> list[Setting]:
    """The settings of a paragraph's reports, with what other sentences tell."""
    out = list(settings)
    if not relays.seen:
        return out
    for i, report in enumerate(reports):
        if not out[i].relays and not out[i].mouths:
            name = _told_behind(report, relays) or _brought_in_before(report, relays)
            if name is not None:
                out[i] = replace(out[i], relays=(name,))
    return out


def _told_behind(report: Reported, relays: Relays) -> str | None:
    """The outlet in the sentence behind a report: "Her remarks were …", "She was speaking to …"."""
    end = report.head.sent.end
    if end >= len(report.head.doc):
        return None
    sentence = report.head.doc[end].sent
    start = report.head.doc[end]
    verb = _of_the_words(sentence, relays) or (
        _of_the_speaker(sentence) if start.lower_ in _PERSONS else None
    )
    return None if verb is None else _named_behind(verb, sentence, report.paragraph, relays)


def _of_the_words(sentence: Tokens, relays: Relays) -> Token | None:
    """The verb that tells what became of somebody's words: "the quip was first reported by"."""
    head = next((t for t in sentence[:_FAR] if t.pos_ == "NOUN"), None)
    if head is None or head.lemma_.lower() not in _WORDS:
        return None
    if not any(c.lower_ in _POINTING or c.tag_ == "PRP$" for c in head.lefts):
        return None
    carrying = relays.carrying | relays.passing | _MADE
    return next(
        (t for t in sentence if t.i > head.i and t.tag_ == "VBN" and t.lemma_.lower() in carrying), None
    )


def _of_the_speaker(sentence: Tokens) -> Token | None:
    """The verb in "she was speaking to", "she made the remarks in an interview with"."""
    verb = next((t for t in sentence[1 : _FAR + 1] if t.pos_ == "VERB"), None)
    if verb is None:
        return None
    if verb.lemma_ in _SPEAKING:
        return verb if verb.tag_ == "VBG" else None
    made = any(c.dep_ == "dobj" and c.lemma_.lower() in _WORDS for c in verb.rights)
    return verb if verb.lemma_ in _MADE and made else None


def _named_behind(verb: Token, sentence: Tokens, paragraph: Paragraph, relays: Relays) -> str | None:
    """The first outlet that a sentence names behind a verb, where a preposition leads to it."""
    for token in sentence.doc[verb.i + 1 : sentence.end]:
        if token.text == ";" or (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}):
            return None
        name = relays.near(paragraph.offset(token), paragraph.offset(token))
        if name is not None:
            before = (t.lower_ for t in sentence.doc[verb.i + 1 : token.i])
            return name if any(word in _LEADING for word in before) else None
    return None


def _brought_in_before(report: Reported, relays: Relays) -> str | None:
    """The outlet of the letter or the film in which somebody says more: "In it he asks …"."""
    lemma = _pointed_at(report)
    sent = report.head.sent
    for _ in range(_BACK if lemma is not None else 0):
        if not sent.start:
            return None
        sent = report.head.doc[sent.start - 1].sent
        for noun in sent:
            if noun.pos_ == "NOUN" and _is_it(noun, lemma) and (name := _carrier(noun, report, relays)):
                return name
    return None


def _pointed_at(report: Reported) -> str | None:
    """The noun of "in the letter" beside a cue; "it" for "in it"."""
    doc = report.head.doc
    for prep in doc[report.head.sent.start : report.head.sent.end]:
        if prep.lower_ != "in" or (prep.head != report.head and prep.i != report.head.sent.start):
            continue
        words = doc[prep.i + 1 : prep.i + 1 + _FAR]
        if words and words[0].lower_ == "it":
            return "it"
        if words and words[0].lower_ in _POINTING:
            return next((t.lemma_.lower() for t in words if t.lemma_.lower() in _nouns()), None)
    return None


def _nouns() -> frozenset[str]:
    return media.nouns() | occasions() | _FILMS


def _is_it(noun: Token, lemma: str | None) -> bool:
    own = noun.lemma_.lower()
    return own in _nouns() if lemma == "it" else own == lemma


def _carrier(noun: Token, report: Reported, relays: Relays) -> str | None:
    """Who carried a writing: "a letter seen by X", "X broadcast a message", "the note was printed by X"."""
    paragraph, verb = report.paragraph, noun.head
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        by = token.doc[token.i + 1 : token.i + 2].text == "by"
        if by and token.tag_ == "VBN" and token.lemma_.lower() in relays.carrying:
            return _named_behind(token, token.sent, paragraph, relays)
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in relays.carrying:
        return None
    if noun.dep_ == "nsubjpass":
        return _named_behind(verb, verb.sent, paragraph, relays)
    who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if noun.dep_ != "dobj" or who is None:
        return None
    return relays.near(paragraph.offset(who.left_edge), paragraph.offset(verb))
