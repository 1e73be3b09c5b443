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
from onrecord.model import Act, RelayKind
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.finding import people
from onrecord.reading.attribution.relaying import carriers, media, quoting, whom
from onrecord.reading.attribution.relaying.carriers import Carrier
from onrecord.reading.attribution.relaying.media import Medium
from onrecord.reading.attribution.relaying.openings import opening as opening
from onrecord.reading.attribution.relaying.relays import Relays, relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_PLACES = frozenset({"in", "on", "at", "during", "via", "through", "after", "following"})
_TO = frozenset({"to", "with"})
_TELLING = whom.THANKING | frozenset(
    "tell inform ask assure remind warn brief notify urge reassure invite advise convince instruct order beg "
    "implore encourage press beseech exhort caution promise email phone text petition counsel entreat forbid "
    "forewarn command direct summon".split()
)
_OFFERING = frozenset({"offer", "grant", "pledge", "guarantee", "send", "wish"})  # "offered them a truce"
_CALLING = frozenset({"on", "upon"})  # "called on the ministry to …"
_MOUTHS = frozenset({"through", "via"})  # "through his spokesman"
_CARRYING_PREPOSITIONS = frozenset({"by", "with", "to", "for", "on", "in", "via", "through", "from"})
_ANSWERING = frozenset({Act.DENY, Act.CONFIRM, Act.REJECT, Act.ACCEPT})
_BROADCAST = frozenset({"on", "in", "via", "through"})
_SAYINGS = frozenset({"remark", "comment"})
_REACH = 50  # words before and behind a cue
_DEEPEST = 6  # steps up a parse
_EVENTS = frozenset({"conference", "briefing"})
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
        phrase = whom.phrase(token, report) if role == "to" else sources.phrase(token)
        if whom.is_said(token, report) and not (role == "to" and whom.is_told(token, report)):
            told += [] if role != "to" else whom.told_it(token, phrase, relays, report)
            continue
        if role == "to" and whom.is_own_outlet(phrase, relays):
            continue
        outlet = whom.outlet(phrase, relays, report) or whom.employer(token, relays)
        if role == "mouth":
            mouths.append(_name(phrase))
        elif outlet is not None and not _is_asked(role, report):
            told += [outlet, *reversed(list(quoting.handed_on(phrase.head, relays)))]
        elif role == "to":
            if token.lemma_.lower() in _nouns().audiences:
                text = text or f"told {_written(phrase)}"
            audience = audience if _is_asked(role, report) else audience or token
            addressee = addressee or whom.addressee(phrase)
        elif role == "place":
            text = text or _place(token)
    for carrier in _carriers(report, relays):
        name = _name(carrier.phrase) if carrier.mouth else carrier.name
        if name not in told and name not in mouths:
            (mouths if carrier.mouth else told).append(name)
    medium = media.find(report, audience)
    if audience is not None and audience.lemma_ in _EVENTS and _is_briefing(medium):
        addressee = None  # "told a news conference"
    elif addressee is None and medium is not None and medium.noun is not None:
        addressee = whom.reader(medium.noun, relays)
    return Setting(addressee, text, (*told, *mouths), tuple(mouths), medium)


def _is_asked(role: str, report: Reported) -> bool:
    """Whether somebody is asked to do something, which is no way of telling: "invited the press to come"."""
    return role == "to" and report.frame == "to" and report.head.lemma_ != "tell"


def _is_briefing(medium: Medium | None) -> bool:
    return medium is not None and medium.kind is RelayKind.BRIEFING


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
        if not whom.is_own_outlet(carrier.phrase, relays):
            yield carrier


def claims(report: Reported) -> list[Token]:
    """What is only answered: "a report" in "denied a report by X that …", of which X's are the words."""
    answers = report.act in _ANSWERING
    return [c for c in report.head.rights if c.dep_ == "dobj"] if answers else []


def _hangs_on(prep: Token, report: Reported, relays: Relays) -> bool:
    """Whether a preposition leads from the cue to a medium, by way of "interview" or "published"."""
    nouns, carried = occasions(), False
    token = prep.head
    if token == report.head.head and report.head.tag_ == "VBG" and report.head.dep_ == "advcl":
        return (
            prep.lower_ == "on" and prep.i < report.head.i
        )  # "went further on Channel Six, telling viewers"
    for _ in range(_DEEPEST):
        if token == report.head or (report.source is not None and token == report.source.head):
            # the tagger's cues hold all of "said in remarks published by"
            return carried or (prep.head == report.head and prep.lower_ in _BROADCAST)
        lemma = token.lemma_.lower()
        if prep.head == token and token in claims(report) and prep.lower_ not in _TO:
            return False
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
        dative = child.dep_ == "dative" and child.pos_ != "ADP"
        if child.dep_ == "dobj" or dative:
            told = telling or (dative and verb.lemma_ in _OFFERING)
            if told and child.i > verb.i and child.pos_ != "VERB" and not sources.passive(verb):
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
    if word in _MOUTHS and (relays.is_mouth(noun) or _is_aide(noun)):
        yield "mouth", noun
    elif (
        word == "to"
        or (speaking and word in _TO)
        or (word in _CALLING and prep.head.lemma_ in {"call", "prevail"})
    ):
        yield "to", noun
    elif word in _PLACES and (lemma in nouns.occasions or lemma in nouns.media or noun.lower_ in nouns.media):
        yield "place", noun


def _is_aide(noun: Token) -> bool:
    """Whether a noun is for one of somebody's people: "through her deputy", "through his brother"."""
    whose = any(c.tag_ == "PRP$" for c in noun.lefts)
    return (
        whose and noun.tag_ == "NN" and noun.lemma_ not in cues().institutions and people.known(noun, cues())
    )


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
