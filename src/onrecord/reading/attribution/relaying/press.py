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

from spacy.tokens import Token

from onrecord.model import ActorKind, Span
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.relaying import places, runs, shown, told
from onrecord.reading.attribution.relaying import relays as _relays
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.language import Paragraph, ParsedText

_FIRST = re.compile(r"[^\s-]+")  # the parser's first word of a name: "Al" in "Al-Nahir"
_INITIALS = re.compile(r" \(([A-Z]{2,6})\)")
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
        for run, agency in shown.find(paragraph, relays):
            name = runs.text(run)
            if name not in relays.names and _may_be(run, paragraph, cast, relays):
                names.setdefault(name, name)
                sorts[agency or _is_called_agency(run, relays) or agency].add(names[name])
    for run, paragraph in told.find(parsed, relays):
        name = runs.text(run)
        taken = name in relays.names or name in names or name in told.places()
        if not taken and _may_be(run, paragraph, cast, relays, only_told=True):
            names.setdefault(name, name)
            sorts[told.goes_without_article(run, relays) or None].add(names[name])
    names |= dict(_initials(parsed, names))
    known = {**relays.names, **names, **_short(names, relays)}
    learned = replace(
        relays, names=known, agencies=relays.agencies | sorts[True], papers=frozenset(sorts[False])
    )
    learned = replace(learned, seen=tuple(_named(parsed, learned)))
    others = {name for name in _called_papers(parsed, learned) if name not in relays.agencies}
    return replace(learned, agencies=(learned.agencies - others) | set(_called_agencies(parsed, learned)))


def _initials(parsed: ParsedText, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The initials behind a name: "the Norland Press Agency (NPA)"."""
    for spelling, name in names.items():
        for paragraph in parsed.paragraphs if " " in spelling else ():
            at = paragraph.text.find(f"{spelling} (")
            found = _INITIALS.match(paragraph.text, at + len(spelling)) if at >= 0 else None
            if found is not None:
                yield found.group(1), name


def _is_called_agency(run: Sequence[Token], relays: Relays) -> bool:
    """Whether the word for it stands behind a name: "seen by the Kestrel agency"."""
    doc, last = run[-1].doc, run[-1].i
    return any(t.lower_ in relays.agency_heads for t in doc[last + 1 : last + 2])


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


def _called_papers(parsed: ParsedText, relays: Relays) -> Iterator[str]:
    """Outlets that the document calls "the same paper" or "the site" later: no agencies."""
    for paragraph in parsed.paragraphs:
        for token in paragraph.tokens if relays.seen else ():
            if token.tag_ != "NN" or token.lower_ not in relays.heads or token.lower_ in relays.agency_heads:
                continue
            words = [t.lower_ for t in token.lefts]
            if runs.name(token.doc[token.i + 1 : token.i + 2]):
                continue  # "the newspaper Vesti"
            first = token.left_edge.i
            told = first > 0 and places.leads(token.doc[first - 1], relays)
            sure = words == ["the", "same"] or (words == ["the"] and (told or token.lower_ not in _VAGUE))
            name = relays.latest(paragraph.offset(token)) if sure else None
            if name is not None and not relays.is_known_agency(name):
                yield name


_VAGUE = frozenset({"paper", "site", "network", "channel", "outlet", "publication", "station", "sheet"})


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
        first = _FIRST.match(name)
        found.setdefault(first.group() if first else "", []).append(name)
    return {first: sorted(same, key=len, reverse=True) for first, same in found.items()}


@cache
def _known_openings() -> dict[str, list[str]]:
    return _openings(_relays.relays().names)


def _short(names: Mapping[str, str], relays: Relays) -> dict[str, str]:
    """ "Meridian" for "Meridian Wire", "Courier" for "Harbour Courier"; elsewhere one word may be a place.

    Of two that would be called the same neither is.
    """
    short: dict[str, set[str]] = {}
    for spelling, name in names.items():
        words = spelling.split()
        if len(words) == 2 and words[-1] == "Wire":
            short.setdefault(words[0], set()).add(name)
        elif len(words) > 1 and words[-1] in relays.endings and words[-1].lower() not in relays.titles:
            short.setdefault(words[-1], set()).add(name)
    return {word: name for word, (name, *others) in short.items() if not others}


def _may_be(
    run: Sequence[Token], paragraph: Paragraph, cast: Cast, relays: Relays, *, only_told: bool = False
) -> bool:
    """Whether a name can be an outlet's: nobody else's, and more than a word of the trade.

    Of two words that are only told something the cast may make a person.
    """
    trade = relays.titles | relays.heads
    if all(t.lower_ in trade and t.text not in relays.endings for t in run):
        return False
    if any(t.lower_ in _CALENDAR and (len(run) == 1 or t.text not in relays.periods) for t in run) or (
        len(run) == 1 and len(run[0]) < 3
    ):
        return False
    if len(run) > 1 and run[0].text in relays.openings:
        return True
    papers = relays.endings | relays.possible_endings
    if len(run) > 1 and run[-1].text in papers and run[0].text not in told.given():
        return True
    actor = cast.at(Span(paragraph.offset(run[0]), paragraph.offset(run[-1]) + len(run[-1])))
    if only_told and len(run) > 1 and actor is not None and actor.kind is ActorKind.PERSON:
        return len(actor.mentions) == 1 and not actor.offices
    return actor is None or actor.kind in {None, ActorKind.OUTLET, ActorKind.ORGANISATION}


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
