"""The press of one document: outlets that no list knows, but the document itself shows to be outlets.

In: a parsed text and the relays known in general. Out: spelling -> name, and the relays with them.
"HANA, the state news agency, said …" makes "HANA" an outlet wherever it stands in that document; so do
"the newspaper Vesti", "PARIS (Globewire) —", "was quoted by Norpress as saying" and "…, the minister told
Vesti." Invariant: a name that the cast holds for a person, a state or a party is never learned, unless its
first word is a broadcaster's ("Radio Norte").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.model import ActorKind, Span
from onrecord.reading.attribution.finding import datelines
from onrecord.reading.attribution.relaying import media, runs, told
from onrecord.reading.attribution.relaying import relays as _relays
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import occasions
from onrecord.reading.attribution.speakers import Cast
from onrecord.reading.language import Paragraph, ParsedText

_LONGEST_NAME = 4  # words
_LONGEST_DESCRIPTION = 7  # words of "the semi-official state news agency"
_QUOTED = frozenset({"quoted", "cited"})
_BROUGHT = frozenset({"published", "carried", "aired", "broadcast", "printed"})
_GOT = frozenset({"seen", "obtained", "reviewed"})  # "a letter seen by X"
_PARTICIPLES = frozenset({"VBN", "VBG"})
_TELLING = _QUOTED | _BROUGHT | _GOT | {"agency"}
_HANDING_ON = frozenset({"report", "quote", "cite", "carry", "relay"})
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


def read(parsed: ParsedText, cast: Cast, relays: Relays) -> Relays:
    """The relays with the outlets that this document makes known, and where it names them."""
    names = {
        alias: actor.name
        for actor in cast.actors
        if actor.kind is ActorKind.OUTLET
        for alias in actor.aliases
    }
    names = {_ARTICLE.sub("", alias): name for alias, name in names.items()}
    sorts: dict[bool | None, set[str]] = {True: set(), False: set(), None: set()}
    for paragraph in parsed.paragraphs:
        for run, agency in _shown(paragraph, relays):
            name = runs.text(run)
            if name not in relays.names and _may_be(run, paragraph, cast, relays):
                names.setdefault(name, name)
                sorts[agency].add(names[name])
    for run, paragraph in told.find(parsed, relays):
        name = runs.text(run)
        taken = name in relays.names or name in told.places()
        if not taken and _may_be(run, paragraph, cast, relays):
            names.setdefault(name, name)
            sorts[told.goes_without_article(run) or None].add(names[name])
    known = {**relays.names, **_short(names, relays), **names}
    learned = replace(
        relays, names=known, agencies=relays.agencies | sorts[True], papers=frozenset(sorts[False])
    )
    learned = replace(learned, seen=tuple(_named(parsed, learned)))
    return replace(learned, agencies=learned.agencies | set(_called_agencies(parsed, learned)))


def _called_agencies(parsed: ParsedText, relays: Relays) -> Iterator[str]:
    """Outlets that the document calls "the agency" later."""
    for paragraph in parsed.paragraphs:
        for token in paragraph.tokens if relays.seen else ():
            if token.lower_ not in relays.agency_heads or token.pos_ != "NOUN":
                continue
            words = [t.lower_ for t in token.lefts]
            if words in (["the"], ["the", "same"]) and (
                name := relays.last(paragraph.offset(token), token.text)
            ):
                yield name


def _named(parsed: ParsedText, relays: Relays) -> Iterator[tuple[int, str]]:
    """Where the document names outlets."""
    learned = _openings(name for name in relays.names if name not in _relays.relays().names)
    known = _known_openings()
    for paragraph in parsed.paragraphs:
        text = paragraph.text
        for token in paragraph.tokens:
            word = token.text
            if word not in known and word not in learned:
                if word[:1].isupper() and relays.sounds_like_one(token):
                    yield paragraph.offset(token), word
                continue
            for name in (*learned.get(word, ()), *known.get(word, ())):
                end = token.idx + len(name)
                if text.startswith(name, token.idx) and _stands_alone(token, name, text[end : end + 2]):
                    yield paragraph.offset(token), relays.names[name]
                    break


def _stands_alone(first: Token, name: str, behind: str) -> bool:
    """Whether a name is no part of a longer one: "Star" is no paper in "Harbour Star" and "Star Lines"."""
    if behind[:1].isalnum():
        return False
    if " " in name:
        return True
    before = first.nbor(-1) if first.i else None
    longer = before is not None and before.pos_ == "PROPN" and before.text[:1].isupper()
    return not longer and not (behind[:1] == " " and behind[1:].isupper())


def _openings(names: Iterable[str]) -> dict[str, list[str]]:
    """First word -> the names that begin with it, the longest first."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.split()[0] if name.split() else "", []).append(name)
    return {first: sorted(same, key=len, reverse=True) for first, same in found.items()}


@cache
def _known_openings() -> dict[str, list[str]]:
    return _openings(_relays.relays().names)


def _short(names: Mapping[str, str], relays: Relays) -> dict[str, str]:
    """ "Meridian" for "Meridian Wire", "Courier" for "Harbour Courier"; elsewhere one word may be a place."""
    short = {}
    for spelling, name in names.items():
        words = spelling.split()
        if len(words) == 2 and words[-1] == "Wire":
            short[words[0]] = name
        elif len(words) > 1 and words[-1] in relays.endings and words[-1].lower() not in relays.titles:
            short[words[-1]] = name
    return short


def _shown(paragraph: Paragraph, relays: Relays) -> Iterator[tuple[list[Token], bool | None]]:
    """Names that their words make outlets', and whether agencies'; ``None`` where that is open."""
    doc = paragraph.doc
    agency = datelines.agency(paragraph.text)
    if agency is not None:
        tokens = doc.char_span(*agency)
        if tokens is not None and len(tokens) <= _LONGEST_NAME:
            yield list(tokens), True
    telling = _TELLING | relays.heads | relays.agency_heads
    named = relays.endings | relays.openings
    for token in paragraph.tokens:
        if token.lower_ not in telling and token.tag_ not in _PARTICIPLES and token.text not in named:
            continue
        if relays.is_press(token):
            made = _makes_agency(token, relays)
            yield _behind(token), made
            yield _in_front(token) or (_beside(token) if made else []), made
        elif token.lower_ in _QUOTED or token.lower_ in _BROUGHT:
            yield _brought(token) or _as_by(token), None
        elif token.lower_ in _GOT:
            yield _got(token), None
        elif token.tag_ == "VBN" and token.lemma_ in relays.passing:
            yield _as_by(token), None
        elif token.tag_ == "VBG" and token.lemma_.lower() in relays.citing and token.head.lemma_ == "report":
            cited = _citing(token)
            yield cited, told.goes_without_article(cited) or None
        elif token.text in relays.openings:
            yield _opened(token), False
        elif token.i + 1 < len(doc) and _ends_an_outlet(token, relays):
            yield _name_before(token, doc), None
        elif token.lower_ in relays.agency_heads and token.i and relays.sounds_like_one(token.nbor(-1)):
            yield [token.nbor(-1)], True  # the Norpress agency
        elif token.lower_ == "agency" and _hands_on(token):
            yield _agency(token), True


def _beside(noun: Token) -> list[Token]:
    """X in "X news agency", without an article."""
    doc, first = noun.doc, noun.i - 1
    while first > 0 and noun.i - first < _LONGEST_NAME and runs.is_named(doc[first - 1]):
        first -= 1
    return list(doc[first : noun.i - 1])


def _makes_agency(noun: Token, relays: Relays) -> bool:
    pair = f"{noun.nbor(-1).lower_ if noun.i else ''} {noun.lower_}"
    return noun.lower_ in relays.agency_heads or pair in relays.agency_heads


def _brought(verb: Token) -> list[Token]:
    """X in "X quoted the minister as saying", "was quoted by X as saying", "remarks published by X"."""
    doc = verb.doc
    if verb.i + 2 < len(doc) and doc[verb.i + 1].lower_ == "by":
        run = runs.name(doc[verb.i + 2 : verb.i + 2 + _LONGEST_NAME])
        if verb.lower_ in _BROUGHT:
            return run if verb.dep_ == "acl" and verb.head.lemma_.lower() in occasions() else []
        behind = run[-1].i + 1 if run else len(doc)
        return run if behind < len(doc) and doc[behind].lower_ in {"as", "saying"} else []
    behind_it = (t.lower_ for t in doc[verb.i + 1 : verb.i + _LONGEST_DESCRIPTION])
    quotes = verb.lower_ in _QUOTED and verb.i and doc[verb.i - 1].is_upper and "as" in behind_it
    return [doc[verb.i - 1]] if quotes else []


def _got(verb: Token) -> list[Token]:
    """X in "a letter seen by X": a writing comes to the press."""
    doc = verb.doc
    if verb.dep_ not in {"acl", "relcl"} or verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "by":
        return []
    writing = verb.head.lemma_.lower()
    if writing not in media.nouns() and writing not in occasions() and writing not in {"copy", "text"}:
        return []
    article = doc[verb.i + 2].lower_ == "the"
    return runs.name(doc[verb.i + 2 + article : verb.i + 2 + article + _LONGEST_NAME])


def _opened(first: Token) -> list[Token]:
    """A broadcaster's name from its first word on: "Radio Norte", "Channel 62"."""
    run = runs.name(first.doc[first.i : first.i + _LONGEST_NAME])
    behind = first.i + 1
    if len(run) == 1 and behind < len(first.doc) and first.doc[behind].is_digit:
        return [first, first.doc[behind]]
    return run


def _hands_on(agency: Token) -> bool:
    """Whether "the X agency" does what the press does: it reports or quotes, or something is quoted by it."""
    above = agency.head
    if agency.dep_ == "nsubj":
        return above.lemma_.lower() in _HANDING_ON
    if agency.dep_ != "pobj":
        return False
    verb = above.head
    return above.lower_ == "by" and verb.tag_ == "VBN" and verb.lemma_.lower() in _HANDING_ON


def _agency(noun: Token) -> list[Token]:
    """X in "the official X agency", where X is one word, which may have a hyphen in it."""
    doc, first = noun.doc, noun.i - 1
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_:
        first -= 2
    run = list(doc[first : noun.i])
    single = first > 0 and doc[first - 1].pos_ in {"DET", "ADJ", "NOUN"} and not runs.is_named(doc[first - 1])
    return run if single and run and run[-1].pos_ == "PROPN" and run[0].text[:1].isupper() else []


def _as_by(verb: Token) -> list[Token]:
    """X in "as reported by X"."""
    doc, at = verb.doc, verb.i
    before = [t.lower_ for t in doc[max(0, at - 2) : at]]
    if "as" not in before or at + 1 >= len(doc) or doc[at + 1].lower_ != "by":
        return []
    article = at + 2 < len(doc) and doc[at + 2].lower_ == "the"
    return runs.name(doc[at + 2 + article : at + 2 + article + _LONGEST_NAME])


def _citing(verb: Token) -> list[Token]:
    """X in "X, citing two ministers, reported"."""
    doc, last = verb.doc, verb.i - 2
    if last < 0 or doc[verb.i - 1].text != ",":
        return []
    first = last + 1
    while first > 0 and last - first + 1 < _LONGEST_NAME and runs.is_named(doc[first - 1]):
        first -= 1
    return list(doc[first : last + 1])


def _ends_an_outlet(token: Token, relays: Relays) -> bool:
    return (
        (token.is_title or token.is_upper)
        and token.text in relays.endings
        and token.i > 0
        and token.nbor(-1).text[:1].isupper()
    )


def _name_before(token: Token, doc: Doc) -> list[Token]:
    """A name whose last word is an outlet's: "Harbour Wire"."""
    first = token.i
    while first > 0 and token.i - first < _LONGEST_NAME - 1 and runs.is_named(doc[first - 1]):
        first -= 1
    return list(doc[first : token.i + 1])


def _behind(noun: Token) -> list[Token]:
    """X in "the newspaper X", but not in "the weekly X meeting"."""
    doc = noun.doc
    run = runs.name(doc[noun.i + 1 : noun.i + 1 + _LONGEST_NAME])
    after = doc[run[-1].i + 1] if run and run[-1].i + 1 < len(doc) else None
    return [] if after is not None and after.pos_ in {"NOUN", "PROPN", "PART"} else run


def _in_front(noun: Token) -> list[Token]:
    """X in "X, the state news agency" and in "the X newspaper"."""
    doc, at = noun.doc, noun.i - 1
    low = max(0, noun.i - _LONGEST_DESCRIPTION)
    while at >= low and doc[at].text != "," and doc[at].lower_ not in {"the", "a", "an", "its"}:
        at -= 1
    if at < low or doc[at].text == ",":
        return []
    if doc[at - 1].text == "," and at >= 2:
        last = at - 2
        first = last + 1
        while first > 0 and last - first + 1 < _LONGEST_NAME and runs.is_named(doc[first - 1]):
            first -= 1
        return list(doc[first : last + 1])
    run = runs.name(doc[at + 1 : noun.i])
    if not run or run[-1].pos_ != "PROPN":
        return []
    return run if all(t.pos_ == "NOUN" for t in doc[run[-1].i + 1 : noun.i]) else []  # the X news agency


def _may_be(run: Sequence[Token], paragraph: Paragraph, cast: Cast, relays: Relays) -> bool:
    """Whether a name can be an outlet's: nobody else's, and more than a word of the trade."""
    trade = relays.titles | relays.heads
    if all(t.lower_ in trade or (len(run) == 1 and t.text in relays.endings) for t in run):
        return False
    if any(t.lower_ in _CALENDAR for t in run) or (len(run) == 1 and len(run[0]) < 3):
        return False
    if len(run) > 1 and run[0].text in relays.openings:
        return True
    actor = cast.at(Span(paragraph.offset(run[0]), paragraph.offset(run[-1]) + len(run[-1])))
    return actor is None or actor.kind in {None, ActorKind.OUTLET, ActorKind.ORGANISATION}


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
