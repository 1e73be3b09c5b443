"""Tails: outlets that a sentence names behind what was said: "X said that it rained, Globewire reported".

In: a sentence and the relays. Out: :class:`Tail`. Invariant: a tail begins behind a comma or "as", ends its
sentence but for a day and for whom the outlet cites, and names an outlet.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.reading.attribution.relaying import quoting
from onrecord.reading.attribution.relaying.openings import opening
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.sources import Source

_LONGEST_NAME = 10  # words in front of the verb
_HANDING = frozenset({"cite", "quote", "report", "carry"})
_STOPS = frozenset({",", ".", ";", "!", "?", "-", "–", "—", "--", '"', "''", "("})


@dataclass(frozen=True, slots=True)
class Tail:
    """``names`` are the outlets, inner ones first; ``start`` the index of the comma or "as" in front of it;
    ``verbs`` the indices of the verbs of handing on."""

    start: int
    names: tuple[str, ...]
    verbs: frozenset[int]


def find(sentence: Tokens, relays: Relays) -> Tail | None:
    """The tail of a sentence."""
    start: int | None = None
    names: list[str] = []
    verbs: list[int] = []
    for token in sentence:
        if token.pos_ != "VERB" or token.i == sentence.start or token.lemma_.lower() not in relays.passing:
            continue
        found = _inverted(token, sentence, relays) or _plain(token, sentence, relays)
        if found is None:
            continue
        at, own = found
        start = at if start is None else start
        # "X reported, citing Y": who is cited had it before the one that reports
        place = 0 if token.tag_ == "VBG" else len(names)
        names[place:place] = [name for name in own if name not in names]
        verbs.append(token.i)
    # "X reported, citing Y, that …": without an outlet that reports it is no tail
    reports = any(sentence.doc[verb].tag_ != "VBG" for verb in verbs)
    return Tail(start, tuple(names), frozenset(verbs)) if start is not None and reports else None


def _inverted(verb: Token, sentence: Tokens, relays: Relays) -> tuple[int, list[str]] | None:
    """ ", reported X", "as cited by X, whose report was carried by Y"."""
    doc = verb.doc
    before, behind = _before(verb), verb.i + 1
    if behind >= sentence.end or (doc[before].text != "," and doc[before].lower_ not in {"as", "and"}):
        return None
    by = doc[behind].lower_ == "by"
    if by != (verb.tag_ == "VBN" and doc[before].lower_ == "as"):
        return None
    phrase = opening(list(doc[behind + by : sentence.end]))
    name = None if phrase is None else relays.outlet(phrase) or _handing(verb, phrase)
    if phrase is None or name is None:
        return None
    return _start(doc, before), [name, *reversed(list(quoting.handed_on(phrase.head, relays)))]


def _plain(verb: Token, sentence: Tokens, relays: Relays) -> tuple[int, list[str]] | None:
    """ ", X reported", ", X reported on Monday, citing Y", "as X first reported"."""
    doc, last = verb.doc, _before(verb)
    if doc[last].text == ")" and last > sentence.start + 2 and doc[last - 2].text == "(":
        last -= 3  # "the Norland Press Agency (NPA) reported"
    first = last
    while first > sentence.start and last - first < _LONGEST_NAME and not _stops(doc[first]):
        if doc[first].lower_ == "as":
            break
        first -= 1
    opens = doc[first].text == "," or doc[first].lower_ == "as" or doc[first].text in {'"', "''"}
    if not opens or first == last or not _ends(verb, sentence):
        return None
    phrase = opening(list(doc[first + 1 : last + 1]))
    if phrase is None or phrase.last.i != last:
        return None
    name = relays.outlet(phrase)
    return None if name is None else (_start(doc, first), [name])


def _stops(token: Token) -> bool:
    """Whether a name cannot go on over a mark; a hyphen may stand in its words: "the Lisbon-based agency"."""
    return token.text in _STOPS and not (token.text == "-" and token.i and not token.nbor(-1).whitespace_)


def _ends(verb: Token, sentence: Tokens) -> bool:
    """Whether nothing but a day stands between the verb and the next stop."""
    for token in verb.doc[verb.i + 1 : sentence.end]:
        if token.text in _STOPS:
            return True
        if token.pos_ not in {"ADP", "PROPN", "ADV", "NUM", "DET", "ADJ", "NOUN"} or token.lower_ == "that":
            return False
        if token.i - verb.i > 5:
            return False
    return True


def _before(verb: Token) -> int:
    """The word in front of the verb, without its auxiliaries and adverbs."""
    at = int(verb.i) - 1
    while at > 0 and verb.doc[at].head == verb and verb.doc[at].pos_ in {"ADV", "AUX"}:
        at -= 1
    return at


def _start(doc: Doc, at: int) -> int:
    return at - 1 if at and doc[at].lower_ in {"as", "and"} and doc[at - 1].text == "," else at


def _handing(verb: Token, phrase: Source) -> str | None:
    """A name that no list knows, in a place where only an outlet stands: "as cited by X", ", reported X"."""
    first = next((t for t in phrase.head.doc[phrase.first.i : phrase.last.i + 1] if t.pos_ == "PROPN"), None)
    # who is cited by a participle may be anybody
    if first is None or phrase.head.pos_ != "PROPN" or verb.lemma_ not in _HANDING or verb.tag_ == "VBG":
        return None
    return str(phrase.head.doc[first.i : phrase.last.i + 1].text)
