"""Addressee and setting of a report: to whom, where and by what medium something was said.

In: a cue's verb in its parse. Out: :class:`Setting`. "Told the minister" gives an addressee, "told reporters"
an addressee and a setting, "told the news agency TASS" a relay, "through his spokesman" a mouth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import carriers, media
from onrecord.reading.attribution.relaying.carriers import Carrier
from onrecord.reading.attribution.relaying.media import Medium
from onrecord.reading.attribution.relaying.openings import opening as opening
from onrecord.reading.attribution.relaying.relays import STATIONS, Relays, relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_PLACES = frozenset({"in", "on", "at", "during", "via", "through", "after", "following"})
_TO = frozenset({"to", "with"})
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
        "encourage",
        "press",
        "beseech",
        "exhort",
        "caution",
        "promise",
        "email",
        "phone",
        "text",
        "petition",
    }
)
_MATTERS = frozenset({"against", "for", "about", "to", "over"})  # "warned the union against a strike"
_CALLING = frozenset({"on", "upon"})  # "called on the ministry to …"
_MOUTHS = frozenset({"through", "via"})  # "through his spokesman"
_NOT_TOLD = frozenset({"it", "that", "this", "itself", "himself", "herself", "themselves", "which", "what"})
_CARRYING_PREPOSITIONS = frozenset({"by", "with", "to", "for", "on", "in", "via", "through", "from"})
_REPORTERS = frozenset({"reporter", "correspondent", "journalist"})
_SAYINGS = frozenset({"remark", "comment"})
_REACH = 50  # words before and behind a cue
_DEEPEST = 6  # steps up a parse
_LONGEST = 14  # words of a setting


@dataclass(frozen=True, slots=True)
class Setting:
    """``addressee`` is who was told, ``text`` the setting as it stands, ``relays`` the outlets told and the
    mouths: those who spoke for the speaker. ``medium`` is what the words were given in."""

    addressee: Source | None = None
    text: str | None = None
    relays: tuple[str, ...] = ()
    mouths: tuple[str, ...] = ()
    medium: Medium | None = None


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
    """Nouns for occasions and forms of speaking, and for what is said: "interview", "statement", "remark"."""
    return _occasions()


@cache
def _occasions() -> frozenset[str]:
    return _nouns().occasions | relays().records | _SAYINGS


def audiences() -> frozenset[str]:
    """Nouns for those whom one tells as a crowd: "reporter", "MP"."""
    return _nouns().audiences


def find(report: Reported, relays: Relays) -> Setting:
    """What the words around a cue say of the setting."""
    if report.head.pos_ not in {"VERB", "AUX"} or report.frame == "according":
        names = tuple(c.name for c in _carriers(report, relays) if not c.mouth)
        return Setting(relays=names, medium=media.find(report, None))
    addressee: Source | None = None
    audience: Token | None = None
    text: str | None = None
    told: list[str] = []
    mouths: list[str] = []
    found = list(_around(report, relays))
    for at, (role, token) in enumerate(found):
        if role == "to" and at and found[at - 1][1].i == token.i - 1:
            continue  # the name beside its noun, taken below
        phrase = _phrase(token, report) if role == "to" else sources.phrase(token)
        if _is_said(token, report) and not (role == "to" and _is_told(token, report)):
            told += [] if role != "to" else _told_it(token, phrase, relays, report)
            continue
        if role == "to" and _is_own_outlet(phrase, relays):
            continue
        outlet = _outlet(phrase, relays, report) or _employer(token, relays)
        if role == "mouth":
            mouths.append(_name(phrase))
        elif outlet is not None:
            told.append(outlet)
        elif role == "to":
            if token.lemma_.lower() in _nouns().audiences:
                text = text or f"told {_written(phrase)}"
            audience = audience or token
            addressee = addressee or _addressee(phrase)
        elif role == "place":
            text = text or _place(token)
    for carrier in _carriers(report, relays):
        name = _name(carrier.phrase) if carrier.mouth else carrier.name
        if name not in told and name not in mouths:
            (mouths if carrier.mouth else told).append(name)
    medium = media.find(report, audience)
    if addressee is None and medium is not None and medium.noun is not None:
        addressee = _reader(medium.noun, relays)
    return Setting(addressee, text, (*told, *mouths), tuple(mouths), medium)


def _is_said(token: Token, report: Reported) -> bool:
    """Whether a word is part of what is said."""
    return any(s.start <= report.paragraph.start + token.idx < s.end for s in report.content)


def _is_told(token: Token, report: Reported) -> bool:
    """Whether a word of the content is for whom it is meant: "urged the union to …"."""
    more = (c for c in report.head.rights if c.dep_ == "prep" and c.lower_ in _MATTERS)
    return report.frame == "to" or (token.dep_ == "dobj" and any(c.i > token.i for c in more))


def _phrase(token: Token, report: Reported) -> Source:
    """The words for whom is told, without what is said to them."""
    beside = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    phrase = sources.phrase(token)
    if token.pos_ == "PROPN" and beside.lower_ in STATIONS:
        return Source(beside, phrase.first, beside)  # "told KRAB radio"
    named = beside.pos_ == "PROPN" or beside.is_upper
    if named and (beside.head == report.head or not _is_said(beside, report)) and token.pos_ != "PRON":
        # "told the news agency Qwert", which the parser may take for two objects
        return Source(beside, phrase.first, beside)
    last = phrase.last
    if _is_said(token, report):  # "asked the union to leave", "asked the union for its patience"
        behind = next((c for c in token.rights if c.dep_ in {"acl", "relcl"} or c.lower_ in _MATTERS), None)
        last = last if behind is None else behind.left_edge.nbor(-1)
    while last.i > token.i and _is_said(last, report) and not _is_said(token, report):
        last = last.nbor(-1)
    return Source(token, phrase.first, last)


def _outlet(phrase: Source, relays: Relays, report: Reported) -> str | None:
    """The outlet that a phrase names, with the name behind it; "the paper" is the one named last."""
    start, head = report.paragraph.offset(phrase.first), phrase.head
    beside = head.nbor(1) if head.i + 1 < len(head.doc) else head
    press = head.lower_ in relays.heads
    name = relays.near(start, report.paragraph.offset(beside if press else head))
    if name is not None and (press or name.endswith(head.text) or head.text in name.split()):
        return name
    known = relays.outlet(phrase)
    return relays.last(start, head.text) if known is None and relays.generic(phrase) else known


def _employer(reporter: Token, relays: Relays) -> str | None:
    """The outlet in "told a Norpress correspondent", "told the Echo's reporter"."""
    if reporter.lemma_ not in _REPORTERS or reporter.tag_ != "NN":
        return None
    whose = (c for c in reporter.lefts if c.dep_ in {"compound", "poss", "nmod"} and c.pos_ == "PROPN")
    names = (relays.outlet(Source(c, c.left_edge, c)) for c in whose)
    return next((name for name in names if name is not None), None)


def _told_it(token: Token, phrase: Source, relays: Relays, report: Reported) -> list[str]:
    """The outlet in "confirmed the deal to the paper", which the content may have swallowed."""
    to = token.head
    if to.lower_ != "to" or to.head != report.head or report.head.lemma_ not in relays.passing:
        return []
    name = _outlet(phrase, relays, report)
    return [] if name is None else [name]


def _addressee(phrase: Source) -> Source | None:
    """Who was told: nobody, where it is a thing that was spoken of."""
    return None if phrase.head.lower_ in _NOT_TOLD else phrase


def _reader(noun: Token, relays: Relays) -> Source | None:
    """To whom a letter or a speech is: "in a letter to the ministry"."""
    to = next((c for c in noun.rights if c.lower_ == "to" and c.dep_ in {"prep", "dative"}), None)
    whom = to and next((c for c in to.children if c.dep_ == "pobj"), None)
    if whom is None:
        return None
    phrase = sources.phrase(whom)
    return None if relays.outlet(phrase) is not None else _addressee(phrase)


def _name(phrase: Source) -> str:
    """The name of a mouth: "his spokesman Ivo Brandt", "her lawyer, Ivo Brandt"; else its description."""
    doc = phrase.head.doc
    run: list[Token] = []
    for token in doc[phrase.first.i : phrase.last.i + 1]:
        if token.pos_ == "PROPN":
            run.append(token)
        elif run and token.i > phrase.head.i:
            break
        elif token.pos_ != "PUNCT":
            run = []  # "the Sudish minister's spokesman Ivo Brandt"
    return "".join(t.text_with_ws for t in run).strip() or _written(phrase)


def _is_own_outlet(phrase: Source, relays: Relays) -> bool:
    """ "Told this newspaper", "told our reporter": the document's own outlet, which is no relay."""
    first = phrase.first.lower_
    return (first == "this" and phrase.head.lower_ in relays.heads) or first == "our"


def _carriers(report: Reported, relays: Relays) -> Iterator[Carrier]:
    """Outlets that carried what was said: "in remarks published by X", "in an interview with X"."""
    spans = [(s.start - report.paragraph.start, s.end - report.paragraph.start) for s in report.content]
    found = list(carriers.find(report, relays, occasions())) if report.head.pos_ == "VERB" else []
    tokens, sent, at = report.paragraph.tokens, report.head.sent, report.head.i
    for token in tokens[max(sent.start, at - _REACH) : min(sent.end, at + _REACH)]:
        if token.pos_ != "ADP" or token.lower_ not in _CARRYING_PREPOSITIONS:
            continue
        if any(start <= token.idx < end for start, end in spans) or not _hangs_on(token, report, relays):
            continue
        run = opening(tokens[token.i + 1 : token.i + 12])
        name = None if run is None else relays.outlet(run)
        if run is not None and name is not None:
            found.append(Carrier(name, run))
    for carrier in sorted(found, key=lambda c: c.phrase.head.i):
        if not _is_own_outlet(carrier.phrase, relays):
            yield carrier


def _hangs_on(prep: Token, report: Reported, relays: Relays) -> bool:
    """Whether a preposition leads from the cue to a medium, by way of "interview" or "published"."""
    nouns, carried = occasions(), False
    token = prep.head
    for _ in range(_DEEPEST):
        if token == report.head or (report.source is not None and token == report.source.head):
            # the tagger's cues hold all of "said in remarks published by"
            return carried or (prep.head == report.head and prep.lower_ in {"on", "in", "via", "through"})
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"}:
            if lemma not in relays.carrying:
                return False
            carried = True
        elif lemma in nouns:
            carried = True
        if token.head == token:
            return False
        token = token.head
    return False


def _around(report: Reported, relays: Relays) -> Iterator[tuple[str, Token]]:
    """The noun phrases round a cue that may tell its setting, each with its role."""
    verb, source = report.head, report.source
    telling = verb.lemma_ in _TELLING
    for child in () if source is None else source.head.rights:
        if child.dep_ == "prep" and child.lower_ in _MOUTHS:  # "Holm, through her lawyer, said"
            yield from _prepositional(child, relays)
    for child in verb.children:
        if child.dep_ == "dobj" or (child.dep_ == "dative" and child.pos_ != "ADP"):
            if telling and child.i > verb.i and child.pos_ != "VERB" and not sources.passive(verb):
                yield "to", child
        elif child.dep_ == "nsubjpass" and telling:
            yield "to", child
        elif child.dep_ in {"xcomp", "ccomp"} and report.frame == "to" and telling:
            yield from (("to", c) for c in child.lefts if c.dep_ == "nsubj" and c.i > verb.i)
        elif child.dep_ in {"prep", "dative"} and child.pos_ == "ADP":
            yield from _prepositional(child, relays)
        elif child.dep_ == "advcl" and child.lemma_ == "speak" and child.tag_ == "VBG":
            for prep in child.children:
                if prep.dep_ == "prep":
                    yield from _prepositional(prep, relays, speaking=True)


def _prepositional(prep: Token, relays: Relays, *, speaking: bool = False) -> Iterator[tuple[str, Token]]:
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if noun is None:
        return
    word, lemma, nouns = prep.lower_, noun.lemma_.lower(), _nouns()
    if word in _MOUTHS and relays.is_mouth(noun):
        yield "mouth", noun
    elif (
        word == "to"
        or (speaking and word in _TO)
        or (word in _CALLING and prep.head.lemma_ in {"call", "prevail"})
    ):
        yield "to", noun
    elif word in _PLACES and (lemma in nouns.occasions or lemma in nouns.media or noun.lower_ in nouns.media):
        yield "place", noun


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
