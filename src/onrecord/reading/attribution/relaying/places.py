"""Places where only the press stands: behind "told the site …", "quoted by …", ", … reported,".

In: a word of a parse and the relays. Out: yes or no, or the name that stands there. Invariant: whoever stands
there hands words on; whether they may be somebody else, by the cast, is for whoever asks.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from spacy.tokens import Token

from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.relaying import runs
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import occasions

LONGEST_NAME = 4
"""Words of a name."""
_GIVING = frozenset(
    {"leak", "give", "send", "hand", "pass", "release", "feed", "slip", "read", "confide", "relay", "speak"}
    | {"talk", "write", "grant", "deny", "insist", "admit", "repeat", "complain", "recall", "explain"}
)  # "leaked to the site X", "speaking to the channel X"
_WITHIN = frozenset({"in", "on", "with", "for"})
_OBJECTS = frozenset({"it", "this", "that", "so", "them", "all", "much"})
_DESCRIPTION = 7  # words of "the semi-official state news agency"
_MOST = 6  # words between a verb and the stop behind ", X reported on Friday,"


def leads(word: Token, relays: Relays) -> bool:
    """Whether whoever a word leads to hands words on: "told X", "citing X", "published by X"."""
    lemma, above = word.lemma_.lower(), word.nbor(-1) if word.i else word
    if above.lower_ in _OBJECTS and above.i:
        above = above.nbor(-1)  # "denied it to X", "said as much to X"
    over = above.lemma_.lower()
    if word.lower_ == "to":
        told = over in relays.passing or over in _GIVING or above.lower_ == "according"
        return told or over in occasions()
    if word.lower_ == "by":  # "quoted by", "quoted on Friday by"
        return any(v in relays.passing or v in relays.carrying for v in (over, word.head.lemma_.lower()))
    if word.lower_ in _WITHIN:
        return over in occasions() or (over in relays.passing and above.pos_ == "VERB")
    return lemma == "tell" or (lemma in relays.citing and word.tag_ == "VBG")


def hands(last: Token, verbs: Container[str]) -> bool:
    """Whether a verb of handing on stands right behind a name."""
    behind = last.doc[last.i + 1 : last.i + 3]
    verb = next((t for t in behind if t.pos_ not in {"ADV", "AUX"}), None)
    return verb is not None and verb.pos_ == "VERB" and verb.lemma_ in verbs


def apposed(noun: Token, relays: Relays) -> Sequence[Token]:
    """X in "told X, the pan-Arab channel"."""
    doc, at = noun.doc, noun.i - 1
    while at > 0 and noun.i - at < _DESCRIPTION and doc[at].text != ",":
        at -= 1
    last = first = at - 1
    if noun.dep_ != "appos" or last < 1 or doc[at].text != "," or not runs.is_named(doc[last]):
        return ()
    while (
        first > 0
        and last - first < LONGEST_NAME
        and (runs.is_named(doc[first - 1]) or doc[first - 1].text == "-")
    ):
        first -= 1
    return list(doc[first : last + 1]) if first and leads(doc[first - 1], relays) else ()


def quoted(verb: Token) -> Sequence[Token]:
    """X in "the minister, quoted by X, said", "quoted in the X, he said"."""
    doc, at = verb.doc, verb.i
    if not at or doc[at - 1].text != "," or at + 2 >= len(doc) or doc[at + 1].lower_ not in {"by", "in"}:
        return ()
    article = doc[at + 2].lower_ == "the"
    run = runs.name(doc[at + 2 + article : at + 2 + article + LONGEST_NAME])
    return run if run and doc[run[-1].i + 1 : run[-1].i + 2].text == "," else ()


def reported(verb: Token) -> Sequence[Token]:
    """X in "she said, X reported, that …": behind somebody's words, whoever else reports is the press."""
    doc, at = verb.doc, verb.i
    first = at
    while first > 0 and at - first < LONGEST_NAME and runs.is_named(doc[first - 1]):
        first -= 1
    article = first > 0 and doc[first - 1].lower_ == "the"
    opens = first - 1 - article
    if first == at or opens < verb.sent.start or doc[opens].text != ",":
        return ()
    behind = [t.text in {",", "."} for t in doc[at + 1 : at + 2 + _MOST]]
    told = any(t.pos_ == "VERB" and t.lemma_ in cues().verbs for t in doc[verb.sent.start : opens])
    return list(doc[first:at]) if any(behind) and told else ()
