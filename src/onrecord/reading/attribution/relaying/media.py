"""What words are given in: a post, a briefing, a letter, an interview, a call, a speech.

In: a report in its parse, and who is told. Out: :class:`Medium`, or ``None`` where the text tells of none.
Invariant: a medium stands beside the cue, never in the words that are said, and has no mouth of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import RelayKind
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.reported import Reported

_LEADING = frozenset({"in", "on", "at", "during", "via", "through", "by", "over", "from"})
_REACH = 40  # words before and behind a cue
_DEEPEST = 6  # steps up a parse
_LONGEST = 12  # words of a noun phrase
_BARE = frozenset({"by", "via", "over", "through"})  # "by post": nothing is posted by that


@dataclass(frozen=True, slots=True)
class Medium:
    """The medium's ``name`` in the words of the text, and its kind. ``noun`` is its head, if it has one."""

    name: str
    kind: RelayKind
    noun: Token | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """Lemmas, the last two of a compound with a blank between them, and the kinds that they tell."""

    nouns: Mapping[str, RelayKind]
    audiences: Mapping[str, RelayKind]
    verbs: Mapping[str, RelayKind]
    owned: Mapping[str, RelayKind]
    networks: Mapping[str, RelayKind]
    shared: frozenset[str]
    carrying: frozenset[str]


@cache
def _words() -> _Words:
    data = load("relays")
    parts: dict[str, dict[str, RelayKind]] = {}
    for kind, groups in data["media"].items():
        for part, words in groups.items():
            parts.setdefault(part, {}).update((str(word), RelayKind(kind)) for word in words)
    shared, carrying = (frozenset(map(str, data[part])) for part in ("shared", "carrying"))
    return _Words(**parts, shared=shared, carrying=carrying)


def nouns() -> frozenset[str]:
    """The nouns that name a medium."""
    return frozenset(_words().nouns)


def find(report: Reported, audience: Token | None) -> Medium | None:
    """The medium of a report. ``audience`` is the noun for whom it tells, if it tells anybody."""
    return (
        next(_beside(report), None)
        or _held(report.head)
        or _writing(report)
        or (None if audience is None else _before(audience))
        or _told_by_verb(report)
        or _briefing(report)
    )


def _beside(report: Reported) -> Iterator[Medium]:
    """Media behind a preposition of the cue: "said in a letter", "told staff by telephone"."""
    tokens, sent, at = report.paragraph.tokens, report.head.sent, report.head.i
    spans = [(s.start - report.paragraph.start, s.end - report.paragraph.start) for s in report.content]
    for prep in tokens[max(sent.start, at - _REACH) : min(sent.end, at + _REACH)]:
        if prep.pos_ != "ADP" or prep.lower_ not in _LEADING:
            continue
        if any(start <= prep.idx < end for start, end in spans) or not _leads(prep, report):
            continue
        found = _behind(prep, report.head)
        if found is not None:
            yield found


def _behind(prep: Token, cue: Token) -> Medium | None:
    """The medium that a preposition leads to."""
    run = _noun_phrase(prep)
    if not run:
        return None
    named = _network(prep, run, cue)
    if named is not None:
        return named
    noun = next((t for t in reversed(run) if _kind(t) is not None), None)
    carrying = _words().carrying
    if noun is None or any(t.pos_ == "NOUN" and t.lemma_ not in carrying for t in run if t.i > noun.i):
        return None  # "at the conference centre"
    kind = _kind(noun)
    if kind is None or (prep.lower_ in _BARE and kind is RelayKind.SOCIAL):
        return None
    if _is_shared(noun):
        kind = RelayKind.SOCIAL
    return Medium(_written(run, noun), kind, noun)


def _noun_phrase(prep: Token) -> list[Token]:
    """The words behind a preposition, up to the next verb, stop or preposition."""
    run: list[Token] = []
    for token in prep.doc[prep.i + 1 : prep.i + 1 + _LONGEST]:
        inside = token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "PRON"} or token.dep_ in {
            "amod",
            "compound",
            "poss",
            "case",
        }
        if (not inside and token.text != "-") or token.text in _CALENDAR:
            break
        run.append(token)
    return run


def _network(prep: Token, run: Sequence[Token], cue: Token) -> Medium | None:
    """ "On Telegram"; behind "wrote" and "posted" any name behind "on" is a network's, if it is no day."""
    if prep.lower_ not in {"on", "via"}:
        return None
    text = "".join(t.text_with_ws for t in run).strip()
    known = _words().networks.get(text.lower()) or _words().networks.get(run[-1].lower_)
    writes = cue.lemma_ in {"write", *_words().shared} and len(run) < 3 and prep.head == cue
    unknown = writes and run[0].pos_ == "PROPN"
    if known is None and not unknown:
        return None
    return Medium(text, known or RelayKind.SOCIAL)


_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "January February March April May June July August September October November December Jan Feb Mar Apr "
    "Jun Jul Aug Sep Sept Oct Nov Dec Christmas Easter".split()
)


def _kind(noun: Token) -> RelayKind | None:
    """The kind that a noun tells, with the word before it or by itself."""
    if noun.pos_ not in {"NOUN", "PROPN"} or (noun.pos_ == "PROPN" and noun.text[:1].isupper()):
        return None
    known, lemma = _words().nouns, noun.lemma_.lower()
    before = noun.nbor(-1).lower_ if noun.i else ""
    owned = _words().owned.get(lemma) if any(c.dep_ == "poss" for c in noun.lefts) else None
    return known.get(f"{before} {lemma}") or known.get(lemma) or owned


def _is_shared(noun: Token) -> bool:
    """Whether a message or a statement is a post: "in a message posted on Thursday", "… on Telegram"."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _words().shared:
            return True
        if child.dep_ == "prep" and child.lower_ == "on":
            run = _noun_phrase(child)
            if run and run[-1].lower_ in _words().networks:
                return True
    return False


def _written(run: Sequence[Token], noun: Token) -> str:
    """The words of a medium, with the network behind it: "a post on Telegram"."""
    doc, last = noun.doc, noun.i
    if last + 2 < len(doc) and doc[last + 1].lower_ == "on":
        behind = _noun_phrase(doc[last + 1])
        if behind and behind[-1].pos_ == "PROPN":
            last = behind[-1].i
    return str(doc[run[0].i : last + 1].text)


def _leads(prep: Token, report: Reported) -> bool:
    """Whether a preposition hangs on the cue or on what stands for it."""
    token, main = prep.head, report.head.dep_ in {"ROOT", "conj"}
    first = prep.i == prep.sent.start and not any(t.text == ";" for t in prep.doc[prep.i : report.head.i])
    if first and main and prep.lower_ != "by":
        return True  # "In a letter to the council, carried by the paper, X said …"
    for _ in range(_DEEPEST):
        if token in report.words or (report.source is not None and report.source.holds(token)):
            return True
        aside = token.dep_ in {"advcl", "prep"} and token.lemma_ == "speak"
        if token.pos_ in {"VERB", "AUX"} and not aside:
            return False
        if token.head == token:
            return False
        token = token.head
    return False


def _held(head: Token) -> Medium | None:
    """ "Issued a statement saying …", "a letter in which he said …"."""
    noun = head.head
    if head.dep_ not in {"acl", "relcl"} or head.pos_ != "VERB":
        return None
    inside = any(c.dep_ == "prep" and c.lower_ in {"in", "on", "at"} for c in head.lefts)
    if head.dep_ == "relcl" and not inside:
        return None
    kind = _kind(noun)
    if kind is None:
        return None
    kind = RelayKind.SOCIAL if _is_shared(noun) else kind
    return Medium(str(noun.doc[_first(noun).i : noun.i + 1].text), kind, noun)


def _writing(report: Reported) -> Medium | None:
    """A writing that speaks itself: "the letter says", "according to a memo"; not "reports say"."""
    above = sources.quoting(report.head)
    noun = None if report.source is None else report.source.head
    if above is not None and not sources.passive(above):
        noun = sources.subject(above)  # "the letter quotes him as saying"
    kind = None if noun is None or noun.tag_ != "NN" else _kind(noun)
    if noun is None:
        return None
    if kind not in {RelayKind.DOCUMENT, RelayKind.SOCIAL}:
        return None
    return Medium(str(noun.doc[_first(noun).i : noun.i + 1].text), kind, noun)


def _first(noun: Token) -> Token:
    return next((t for t in noun.lefts), noun).left_edge


def _before(audience: Token) -> Medium | None:
    """Whom one tells only in one way: "told reporters", "told a news conference"."""
    known, lemma = _words().audiences, audience.lemma_.lower()
    before = audience.nbor(-1) if audience.i else None
    kind = known.get(f"{before.lower_ if before is not None else ''} {lemma}") or known.get(lemma)
    named = before is not None and before.pos_ == "PROPN" and audience.pos_ == "PROPN"
    if kind is None or named:
        return None
    return Medium(str(audience.doc[_first(audience).i : audience.i + 1].text), kind, audience)


def _told_by_verb(report: Reported) -> Medium | None:
    """ "Tweeted", "wrote"."""
    verb = report.head
    kind = _words().verbs.get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
    if kind is not None:
        return None if sources.quoting(verb) is not None else Medium(verb.text, kind)
    joined = verb.dep_ == "conj" or (verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VBG")
    first = verb.head
    if not joined or first.pos_ != "VERB" or any(c.dep_ == "nsubj" for c in verb.children):
        return None
    kind = _words().verbs.get(first.lemma_.lower())  # "wrote to the union asking", "phoned and asked"
    return Medium(first.text, kind) if kind in {RelayKind.DOCUMENT, RelayKind.CALL} else None


def _briefing(report: Reported) -> Medium | None:
    """ "An official, briefing reporters, said …"."""
    source = report.source
    for token in (*report.head.lefts, *(() if source is None else source.head.rights)):
        if token.tag_ != "VBG" or token.dep_ not in {"acl", "advcl"}:
            continue
        if (kind := _words().verbs.get(token.lemma_.lower())) is RelayKind.BRIEFING:
            return Medium(token.text, kind)
    return None
