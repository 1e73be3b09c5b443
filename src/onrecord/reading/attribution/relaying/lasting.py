"""Media that last: what somebody goes on to say came the same way as what they said just before.

In: a report that tells of no medium itself. Out: the medium of the verb before it that has the same subject,
in its own sentence or in the one before, of the writing that "it" is, or of what is said next "in the same
interview"; without the noun, which is told of elsewhere. Invariants: nobody but the same speaker goes on, and
nobody who turns to somebody else; what follows a letter, or words to reporters, may have been said anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from onrecord.model import RelayKind
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.relaying import manner, means
from onrecord.reading.attribution.relaying.means import Medium
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_PERSONAL = frozenset({"he", "she", "they", "it"})
_IT = frozenset({"it", "one", "them"})
_WRITTEN = frozenset({RelayKind.DOCUMENT, RelayKind.SOCIAL})
_LASTING = frozenset({RelayKind.INTERVIEW, RelayKind.CALL, RelayKind.SPEECH, RelayKind.SOCIAL})
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_PLACING = frozenset({"in", "on", "at"})
_DEEPEST = 4  # verbs above a participle
_BACK = 2  # sentences back
_REACH = 80  # words of a sentence that are looked at


def before(report: Reported) -> Medium | None:
    """The medium of what the same speaker said just before."""
    if report.source is None or report.head.pos_ not in {"VERB", "AUX"}:
        return None
    found = _pointed_at(report)
    if found is None and (verb := _joined(report)) is not None:
        found = _told(verb, report)
    if found is None and _goes_on(report):
        told = (_told(verb, report) for verb in _verbs(report))
        found = next((m for m in told if m is not None and m.kind in _LASTING), None)
    return None if found is None else Medium(found.name, found.kind)


def behind(report: Reported) -> Medium | None:
    """The medium that is told of only with what the same speaker says next: "In the same interview …"."""
    if report.source is None:
        return None
    doc, sent = report.head.doc, report.head.sent
    end = doc[sent.end].sent.end if sent.end < len(doc) else sent.end
    for prep in doc[report.head.i : min(end, report.head.i + _REACH)]:
        if prep.lower_ not in _PLACING or doc[prep.i + 1 : prep.i + 3].text.lower() != "the same":
            continue
        found, subject = means.behind(prep, writes=False), sources.subject(prep.head)
        if found is not None and subject is not None and _is_same(subject, report.source.head):
            return Medium(found.name, found.kind)
    return None


def _verbs(report: Reported) -> Iterator[Token]:
    """The verbs of the sentences before that have the same subject, the nearest first."""
    sent = report.head.sent
    for _ in range(_BACK):
        if report.source is None or not sent.start:
            return
        sent = report.head.doc[sent.start - 1].sent
        own = [t for t in sent[-_REACH:] if t.pos_ == "VERB" and t.dep_ in _MAIN]
        found = {v: s for v in own if (s := sources.subject(v)) and _is_same(report.source.head, s)}
        yield from reversed(found)
        if not any(subject.pos_ == "PRON" for subject in found.values()):
            return  # whoever is named there is who goes on


def _goes_on(report: Reported) -> bool:
    """Whether somebody only says more, and turns to nobody: "she added", but not "she urged them"."""
    told = (c for c in report.head.rights if c.dep_ in {"dobj", "dative"} and c.pos_ != "VERB")
    spans = [(s.start - report.paragraph.start, s.end - report.paragraph.start) for s in report.content]
    first = report.head if report.source is None else report.source.head
    low = max(report.head.sent.start, first.i - _REACH)
    others = (t for t in report.head.doc[low : first.i] if _may_be_meant(t))
    outside = (t for t in (*told, *others) if not any(start <= t.idx < end for start, end in spans))
    return report.frame in {"quote", "that"} and next(outside, None) is None


def _may_be_meant(token: Token) -> bool:
    """Whether a pronoun behind it may mean it: a subject, but none of "Asked whether the mayor agreed, …"."""
    aside = token.head.dep_ == "advcl" or token.head.head.dep_ == "advcl"
    return token.dep_ in sources.SUBJECTS and token.pos_ in {"NOUN", "PROPN"} and not aside


def _told(verb: Token, report: Reported) -> Medium | None:
    """The medium beside an earlier verb; one that tells of no words only where one speaks."""
    subject = sources.subject(verb)
    source = None if subject is None else Source(subject, subject, subject)
    first = replace(report, head=verb, words=(verb,), source=source, content=())
    audience = next((c for c in verb.rights if c.dep_ in {"dobj", "dative"}), None)
    found = (
        manner.of(first, direct=True)
        or (None if audience is None or verb.lemma_ != "tell" else manner.by_audience(audience))
        or manner.by_verb(first)
    )
    says = cues().says(verb.lemma_)
    return found if found is not None and (says or found.kind not in _WRITTEN) else None


def _joined(report: Reported) -> Token | None:
    """The verb that a cue is joined to: "said in a speech that …, adding …, and thanked her hosts"."""
    verb, who = report.head, None if report.source is None else report.source.head
    if verb.tag_ == "VBG":
        above = (a for a in islice(verb.ancestors, _DEEPEST) if a.pos_ == "VERB")
        return next((a for a in above if who is not None and sources.subject(a) == who), None)
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB" or report.frame == "to":
        return None
    same = who is not None and (who.lower_ in _PERSONAL or who == sources.subject(verb.head))
    return verb.head if same else None


def _is_same(later: Token, earlier: Token) -> bool:
    """Whether two words name the same one, as far as words tell."""
    if later.lower_ in _PERSONAL:
        many = earlier.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in earlier.rights)
        fits = earlier.pos_ in {"PROPN", "NOUN"} and (later.lower_ == "they" or not many)
        return fits or earlier.lower_ == later.lower_
    return later.pos_ == "PROPN" and later.text == earlier.text


def _pointed_at(report: Reported) -> Medium | None:
    """The writing of the sentence before that "it" is: "It warns that …", "In it she asks …"."""
    doc, sent = report.head.doc, report.head.sent
    words = [t.lower_ for t in doc[sent.start : sent.start + 2]]
    inside = len(words) == 2 and words[0] == "in" and words[1] in _IT
    speaks = report.source is not None and report.source.head.lower_ == "it"
    if not sent.start or not (inside or speaks):
        return None
    above = doc[sent.start - 1].sent
    noun = next((t for t in reversed(list(above[-_REACH:])) if means.kind(t) in _WRITTEN), None)
    if noun is None or noun.dep_ not in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        return None
    kind = means.kind(noun)
    if kind is None or (speaks and noun.dep_ == "pobj" and noun.head.lower_ == "in"):
        return None  # "said in a statement …. It …" is the body that spoke
    return Medium(means.written(noun), kind)
