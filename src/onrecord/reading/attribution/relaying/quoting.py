"""Who quotes: the outlets that a report's own words name as those that brought it.

In: a report in its parse, and the relays. Out: names: "the paper quoted X as saying", "brokers quoted by the
paper say", "the paper carried a dispatch in which …", "Radio Clyne's Ana Holm". Invariant: whoever is quoted
is not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import media
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph

_BEARING = frozenset(
    {"relay", "pass", "read", "deliver", "convey", "bring", "carry", "transmit", "forward", "repeat"}
)
_DEEPEST = 6  # steps up a parse
_TO_VERB = 7  # words from an outlet to the participle that tells who quoted it
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_CLAUSES = frozenset({"acl", "relcl", "advcl"})

Caller = Callable[[Source, Paragraph], str | None]
"""Gives the name of whoever a source is, an outlet's as chains show it."""


def quoting(report: Reported, relays: Relays, called: Caller) -> Iterator[str]:
    """Who quotes: "the paper quoted X as saying", "X was quoted (as saying) by the paper"."""
    verb = sources.quoting(report.head) or (report.head if report.head.lemma_ in {"quote", "cite"} else None)
    if verb is None and (shows := sources.showing(report.head)) is not None:
        yield from _shown(report, shows, relays)
        return
    above = report.head.head
    if verb is None and report.head.dep_ == "xcomp" and above.lemma_ == "report" and sources.passive(above):
        verb = above  # "was reported by the paper to have proposed"
    if verb is None:
        return
    if sources.passive(verb):
        who = sources.agent(verb) or sources.agent(report.head) or _by(report, verb)
        latest = relays.latest(report.paragraph.offset(verb)) if who is None else None
        if latest is not None and verb.lemma_ == "quote":  # "he was quoted as saying": by whom it was last
            yield latest
    else:
        who = sources.subject(verb)
    if who is None or who.dep_ == "poss" or (report.source is not None and who == report.source.head):
        return
    if who.tag_ == "VBG" and who.lemma_.lower() in relays.citing:  # "X, citing Y, quoted her as saying"
        yield from _citing(who, report, relays, called)
        return
    phrase = sources.phrase(who, stop=verb)
    name = None
    if who.lower_ in relays.heads and who.i < verb.i:  # "the channel Vesti", which may be taken for two
        name = relays.near(report.paragraph.offset(phrase.first), report.paragraph.offset(verb))
    elif who.pos_ == "PROPN":  # "Nordic Today", whose last word may be taken for a time
        name = relays.near(report.paragraph.offset(phrase.first), report.paragraph.offset(who))
    name = name or called(phrase, report.paragraph)
    if name is not None and not _is_writing(who, name, relays):
        yield from handed_on(who, relays)
        yield name
        yield from _cited(verb, who, relays)


def _citing(verb: Token, report: Reported, relays: Relays, called: Caller) -> Iterator[str]:
    """X and Y in "X, citing Y, quoted her as saying", where the parser takes the citing for who quotes."""
    who = sources.subject(verb) or (verb.nbor(-2) if verb.i > 1 and verb.nbor(-1).text == "," else None)
    whom = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    for token in (who, whom):
        if token is None:
            continue
        phrase = sources.phrase(token, stop=verb)
        name = relays.outlet(phrase) or (called(phrase, report.paragraph) if token is who else None)
        if name is not None:
            yield name


def _is_writing(who: Token, name: str, relays: Relays) -> bool:
    """Whether a name is no more than the words for a writing: "minutes of the council"."""
    lemma = who.lemma_.lower()
    return who.text in name.split() and (lemma in media.nouns() or lemma in relays.records)


def _cited(verb: Token, who: Token, relays: Relays) -> Iterator[str]:
    """The outlet that who quotes has it from: "Globewire, citing the daily Vesti, quoted her as saying"."""
    for token in (*who.rights, *verb.lefts):
        if token.tag_ == "VBG" and token.lemma_.lower() in relays.citing and token.i < verb.i:
            whom = next((c for c in token.rights if c.dep_ == "dobj"), None)
            name = None if whom is None else relays.outlet(sources.phrase(whom))
            if name is not None:
                yield name


def _shown(report: Reported, verb: Token, relays: Relays) -> Iterator[str]:
    """The outlet in "the paper has her saying", "told the Courier, which has the minister promising"."""
    who = sources.subject(verb)
    if who is not None and who.lower_ in {"which", "that"} and verb.dep_ == "relcl":
        who = verb.head
    if who is None:
        return
    phrase = sources.phrase(who, stop=verb)
    start = report.paragraph.offset(phrase.first)
    name = relays.outlet(phrase) or relays.near(start, report.paragraph.offset(verb))
    if name is None and relays.generic(phrase):
        name = relays.last(start, who.text)
    if name is not None:
        yield name
        yield from _cited(verb, who, relays)


def quoted_by(report: Reported, relays: Relays) -> Iterator[str]:
    """The outlets in "brokers quoted by Globewire say", "quoted in the Echo, she said"; the outer first."""
    if report.source is None:
        return
    found: list[str] = []
    apart = (c for c in report.head.children if c.dep_ == "advcl")
    for verb in (*report.source.head.subtree, *apart):
        if (
            verb.tag_ != "VBN"
            or verb.dep_ not in {"acl", "advcl"}
            or verb.lemma_.lower() not in relays.citing
        ):
            continue
        who = sources.agent(verb) or next(
            (t for c in verb.rights if c.lower_ == "in" for t in c.children), None
        )
        name = None if who is None else relays.outlet(sources.phrase(who))
        if name is not None and who is not None:  # "quoted by A, quoted in turn by B": B quotes A
            found = [*handed_on(who, relays), name, *_has_it_from(who, report, relays), *found]
    yield from found


def handed_on(outlet: Token, relays: Relays, depth: int = 0) -> Iterator[str]:
    """The outlets in "told the Echo, which was quoted by Globewire"; the outer first."""
    for verb in (*_told_behind(outlet), *outlet.subtree):
        told = verb.lemma_.lower() in relays.citing or verb.lemma_.lower() in relays.carrying
        if not told or verb.i < outlet.i or verb.tag_ != "VBN" or verb.dep_ not in _CLAUSES:
            continue
        within = (t for c in verb.rights if c.lower_ == "in" for t in c.children if t.dep_ == "pobj")
        whom = (t for t in (sources.agent(verb), *within) if t is not None)
        who, name = next(((t, n) for t in whom if (n := relays.outlet(sources.phrase(t)))), (None, None))
        if name is not None and who is not None and depth < _DEEPEST:
            yield from handed_on(who, relays, depth + 1)
            yield name
            return


def _told_behind(outlet: Token) -> Iterator[Token]:
    """The participle in ", as cited by X" or ", whose report was carried by X" right behind an outlet."""
    for token in outlet.doc[outlet.i + 1 : min(outlet.sent.end, outlet.i + _TO_VERB) - 1]:
        if token.tag_ == "VBN" and token.nbor().lower_ in {"by", "in"}:
            yield token
            return
        report = token.pos_ == "NOUN" and token.nbor(-1).lower_ == "whose"
        if not (
            report or token.text == "," or token.pos_ in {"ADV", "AUX", "SCONJ"} or token.tag_ in _RELATIVE
        ):
            return


def _has_it_from(who: Token, report: Reported, relays: Relays) -> Iterator[str]:
    """The outlet in "quoted by Globewire, which cited an interview that she gave to the daily Vesti"."""
    for verb in who.subtree:
        cites = verb.i > who.i and verb.pos_ == "VERB" and verb.lemma_.lower() in relays.citing
        if cites and verb.tag_ != "VBN":
            paragraph = report.paragraph
            name = relays.near(paragraph.offset(verb), paragraph.offset(verb.right_edge))
            if name is not None:
                yield name
            return


def _by(report: Reported, verb: Token) -> Token | None:
    """Whom "by" names behind "as saying"."""
    for token in report.head.doc[verb.i + 1 : report.head.i + 3]:
        if token.lower_ == "by":
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None


def employer(report: Reported, relays: Relays) -> list[str]:
    """The outlet whose reporter tells it: "Radio Clyne's Ana Holm"."""
    whose = () if report.source is None else report.source.head.lefts
    names = (relays.outlet(Source(c, c.left_edge, c)) for c in whose if c.dep_ == "poss")
    return [name for name in names if name is not None]


def bearer(report: Reported, called: Caller) -> Iterator[str]:
    """Who relays another's message: "read out a message from X, in which he …", "relayed X's answer: …"."""
    noun = report.head if report.frame == "noun" else _above(report.head).head
    verb = noun.head if noun.dep_ == "dobj" else None
    if verb is None or verb.lemma_ not in _BEARING or sources.passive(verb):
        return
    who, author = sources.subject(verb), sources.author(noun)
    told = None if report.source is None else report.source.head
    if who is None or author is None or who.pos_ == "PRON" or who == told or told is None:
        return
    name = called(sources.phrase(who, stop=verb), report.paragraph)
    if name is not None:
        yield name


def _above(verb: Token) -> Token:
    """The verb of the relative clause that a verb stands in."""
    for _ in range(_DEEPEST):
        if verb.dep_ == "relcl" or verb.head == verb:
            break
        verb = verb.head
    return verb


def carried(report: Reported, relays: Relays) -> list[str]:
    """Outlets that carried what holds the words: "the Echo carried a dispatch by Globewire in which …"."""
    verb = _above(report.head)
    noun, author = verb.head, sources.author(verb.head)
    if noun.dep_ == "pobj" and noun.head.lower_ == "by":  # "a dispatch by Globewire in which …"
        noun, author = noun.head.head, noun
    above = noun if noun.pos_ == "VERB" else noun.head
    dispatch = noun.dep_ == "dobj" or (noun is above and any(c.dep_ == "dobj" for c in noun.rights))
    if verb.dep_ != "relcl" or not dispatch or above.lemma_.lower() not in relays.carrying:
        return []
    mouths = [t for t in (sources.subject(above), author) if t is not None]
    names = (relays.outlet(Source(t, t.left_edge, t)) for t in mouths)
    return [name for name in names if name is not None]
