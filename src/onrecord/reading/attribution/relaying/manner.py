"""The manner of a verb: the medium that the words around one verb tell.

In: a report in its parse, of which the verb is the head. Out: a medium, or ``None``. Invariant: no word of
what is said tells it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.model import RelayKind
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import means
from onrecord.reading.attribution.relaying.means import Medium
from onrecord.reading.attribution.reported import Reported

_LEADING = frozenset({"in", "on", "at", "during", "via", "through", "by", "over", "from"})
_REACH = 40  # words before and behind a cue
_DEEPEST = 6  # steps up a parse
_ASIDES = frozenset({"speak", "talk", "reach", "contact", "interview", "question", "ask", "consult"})
_ASKED = frozenset("ask press question challenge quiz answer field take face".split())
_SAYING = frozenset({"say", "tell", "ask", "inform", "explain", "warn", "complain", "apologise", "apologize"})
_LATER = frozenset({RelayKind.DOCUMENT, RelayKind.CALL})  # "wrote to the union asking", "rang to say"
_CROWDS = frozenset({"radio", "television", "tv", "online"})  # whom one tells by way of an outlet
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def of(report: Reported, *, direct: bool = False) -> Medium | None:
    """The medium that a phrase beside a verb tells. ``direct`` takes no phrase that hangs on another one."""
    return next(_phrases(report, direct=direct), None) or _held(report.head)


def by_verb(report: Reported) -> Medium | None:
    """The medium that the verb tells by itself, or a participle beside it."""
    return _told_by(report.head) or _aside(report)


def by_audience(audience: Token) -> Medium | None:
    """Whom one tells only in one way: "told reporters", "told a news conference"; not "told a reporter"."""
    known, lemma = means.words().audiences, audience.lemma_.lower()
    before = audience.nbor(-1) if audience.i else None
    word = "" if before is None else before.lower_
    article = next((c.lower_ for c in audience.lefts if c.dep_ == "det"), "")
    one_of_many = f"a {lemma}" if article in {"a", "an"} else ""
    kind = known.get(f"{word} {lemma}") or known.get(one_of_many) or known.get(lemma)
    named = before is not None and before.pos_ == "PROPN" and audience.pos_ == "PROPN"
    one = audience.tag_ == "NN" and lemma in means.words().single
    if kind is None or named or one or word in _CROWDS:
        return None
    return Medium(means.written(audience), kind, audience)


def _phrases(report: Reported, *, direct: bool) -> Iterator[Medium]:
    """Media behind a preposition of the cue: "said in a letter", "told staff by telephone"."""
    tokens, sent, at = report.paragraph.tokens, report.head.sent, report.head.i
    spans = [(s.start - report.paragraph.start, s.end - report.paragraph.start) for s in report.content]
    for prep in tokens[max(sent.start, at - _REACH) : min(sent.end, at + _REACH)]:
        if prep.pos_ != "ADP" or prep.lower_ not in _LEADING:
            continue
        said = next((end for start, end in spans if start <= prep.idx < end), None)
        first = said is not None and prep.idx == spans[0][0] and report.frame != "quote"
        if said is None or first:  # "asked them in a letter to come", swallowed by what is said
            leads = _leads(prep, report, direct=direct or first)
        else:
            leads = _trails(prep, report, said)
        if not leads:
            continue
        writes = report.head.lemma_ in {"write", *means.words().shared} and prep.head == report.head
        found = means.behind(prep, writes=writes)
        if found is not None:
            yield found


def _leads(prep: Token, report: Reported, *, direct: bool) -> bool:
    """Whether a preposition hangs on the cue or on what stands for it."""
    if _opens(prep, report):
        return True
    if direct:
        return prep.head == report.head
    token = prep.head
    for _ in range(_DEEPEST):
        aside = token.dep_ in {"advcl", "prep", "acl"} and token.lemma_.lower() in _ASIDES
        if token in report.words:
            return True
        if token.pos_ in {"VERB", "AUX"} and not aside:
            return False  # "officials briefed on the call"
        if report.source is not None and report.source.holds(token):
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _trails(prep: Token, report: Reported, end: int) -> bool:
    """Whether it trails what is said: "said that the truce was over, in a speech carried by the radio"."""
    doc, words = prep.doc, means.phrase(prep)
    apart = prep.i > 0 and prep.nbor(-1).text == "," and bool(words) and words[0].lower_ in {"a", "an"}
    if not apart or report.frame != "that" or report.head.i > prep.i:
        return False
    behind = (t for t in doc[prep.i : min(prep.sent.end, prep.i + _REACH)] if t.idx < end)
    return not any((t.tag_ in _FINITE and t.dep_ != "relcl") or t.is_quote for t in behind)


def _opens(prep: Token, report: Reported) -> bool:
    """Whether it opens the sentence: "In a letter to the council, carried by the paper, X said …"."""
    head, source = report.head, report.source
    if not prep.is_sent_start or prep.lower_ == "by":
        return False
    doc = prep.doc
    inner = prep.head.dep_ == "ccomp" and prep.head.head == head  # "In a note she said …, the paper told"
    if head.dep_ in {"ROOT", "conj"} and not inner and not any(t.text == ";" for t in doc[prep.i : head.i]):
        return True
    first = None if source is None or source.first.i > head.i else source.first.i
    between = doc[prep.i : head.i if first is None else first]
    return first is not None and not any(t.tag_ in _FINITE and t.dep_ != "relcl" for t in between)


def _held(head: Token) -> Medium | None:
    """ "Issued a statement saying …", "a letter in which he said …"."""
    noun = head.head
    if head.dep_ not in {"acl", "relcl"} or head.pos_ != "VERB":
        return None
    inside = any(c.dep_ == "prep" and c.lower_ in {"in", "on", "at"} for c in head.lefts)
    if not inside and (head.dep_ == "relcl" or head.tag_ not in {"VBG", "VB"}):
        return None  # "a report that he had agreed"
    kind = means.kind(noun)
    if kind is None:
        return None
    return Medium(means.written(noun), RelayKind.SOCIAL if means.is_shared(noun) else kind, noun)


def _told_by(verb: Token) -> Medium | None:
    """ "Tweeted", "wrote"; "wrote to the union asking", "phoned and asked", "rang the mayor to say"."""
    kind = _verb(verb)
    if kind is not None:
        return None if sources.quoting(verb) is not None else Medium(verb.text, kind)
    joined = verb.dep_ == "conj" or (verb.dep_ in {"advcl", "xcomp"} and verb.tag_ in {"VBG", "VB"})
    first = verb.head
    if not joined or first.pos_ != "VERB" or any(c.dep_ in sources.SUBJECTS for c in verb.children):
        return None
    kind = _verb(first)
    if kind is RelayKind.CALL and verb.tag_ == "VB" and verb.lemma_ not in _SAYING:
        kind = None  # "rang to apply for a job"
    called = first.lemma_ == "call" and verb.tag_ == "VB" and verb.lemma_ in _SAYING
    if called and any(c.dep_ == "dobj" for c in first.rights) and not sources.passive(first):
        kind = RelayKind.CALL  # "called the paper to say"
    briefs = kind is RelayKind.BRIEFING and verb.tag_ == "VBG"  # "briefed the press, saying"
    return Medium(first.text, kind) if kind is not None and (briefs or kind in _LATER) else None


def _verb(verb: Token) -> RelayKind | None:
    """The kind that a verb tells; "was briefing that …" is to nobody, and no briefing."""
    kind = means.words().verbs.get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
    if kind is RelayKind.BRIEFING and not any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children):
        return None
    return kind


def _aside(report: Reported) -> Medium | None:
    """ "An official, briefing reporters, said …", "X, interviewed by the paper, said …"."""
    source = report.source
    around = () if source is None else (*source.head.rights, source.head.head)
    for token in (*report.head.lefts, *around):
        if token.dep_ not in {"acl", "advcl"} or token.tag_ not in {"VBG", "VBN"}:
            continue
        if token.lemma_.lower() in _ASKED and (crowd := _crowd(token)) is not None:
            return crowd
        kind = means.words().verbs.get(token.lemma_.lower())
        asked = kind in {RelayKind.INTERVIEW, RelayKind.CALL}
        if kind is not None and asked == (token.tag_ == "VBN"):
            return Medium(token.text, kind)
    return None


def _crowd(verb: Token) -> Medium | None:
    """The press that asks: "asked by reporters whether …", "fielding questions from journalists"."""
    asks = (sources.agent(verb), *(t for c in verb.rights if c.dep_ == "dobj" for t in _askers(c)))
    found = (by_audience(noun) for noun in asks if noun is not None)
    return next((m for m in found if m is not None and m.kind is RelayKind.BRIEFING), None)


def _askers(question: Token) -> Iterator[Token]:
    if question.lemma_ in {"question", "query"}:
        yield from (t for c in question.rights if c.lower_ == "from" for t in c.children if t.dep_ == "pobj")
        yield from (c for c in question.lefts if c.dep_ == "poss")
