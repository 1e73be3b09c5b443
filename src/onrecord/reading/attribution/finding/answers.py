"""Answers: reports whose own words say no more than yes, no, nothing or "it".

In: reports of a paragraph, verbs and complements in their parse. Out: what is meant by the "it" that is
denied, the one word that is said, and whether nothing is said at all. Invariant: what is meant stands before
the answer, in the same paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.reported import Reported

ACTS = frozenset({Act.CONFIRM, Act.DENY, Act.REJECT})
"""Acts that answer what was said before."""

_FILLED = ACTS - {Act.DENY}  # what "denied it" denies, the statement tells apart

POINTING = frozenset({"it", "this", "that", "these", "those"})
_LONGEST_POINTER = 3  # words: "a charge that", "that accusation"
_NEAR = 8  # words from the start of the sentence to the cue
_LONGEST_SILENCE = 12  # words that say no more than that nothing is said


def with_meant(found: Sequence[Reported], cues: Cues) -> list[Reported]:
    """Reports, those that answer "it" or "that claim" with the words that are meant, if they stand before."""
    out: list[Reported] = []
    for report in found:
        meant = _meant(report, out, cues) if report.frame == "object" and report.act in _FILLED else None
        if meant is not None:
            report = replace(report, content=meant)
        elif report.act is Act.REJECT and _only_points(report):
            continue  # "rejected it", of which nobody told: a thing that is rejected is named
        out.append(report)
    return out


def _only_points(report: Reported) -> bool:
    """Whether a report's content is no more than "it" or "that"."""
    said = report.paragraph.tokens_in(report.content[0]) if len(report.content) == 1 else None
    return said is not None and len(said) == 1 and said[0].lower_ in POINTING


def _meant(report: Reported, before: Sequence[Reported], cues: Cues) -> tuple[Span, ...] | None:
    """What the last report tells, if a report's own content only points at it."""
    doc, base = report.paragraph.doc, report.paragraph.start
    said = [t for s in report.content for t in doc if s.start <= base + t.idx < s.end]
    if not 0 < len(said) <= _LONGEST_POINTER:
        return None
    if not before:
        return _told_before(report) if said[0].lower_ in POINTING and len(said) == 1 else None
    points = said[0].lower_ in POINTING and (len(said) == 1 or said[-1].lemma_.lower() in cues.nouns)
    if not points and not is_charge(said[-1], report.head, cues):
        return None
    own = [r for r in before if not any(o is not r and o.holds(r) for o in before)]  # not what X says Y said
    told = next((r for r in reversed(own) if r.frame != "to"), before[-1])
    if told.content[0].end > min(report.cue.start, report.content[0].start) or told.source is None:
        return None
    charge = next((c for c in told.head.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    if (
        told.act is Act.ACCUSE
        and told.frame == "object"
        and charge is not None
        and charge != charge.right_edge
    ):
        return (report.paragraph.span(charge.nbor(1), charge.right_edge),)
    return told.content


def _told_before(report: Reported) -> tuple[Span, ...] | None:
    """The sentence before, which the narrator tells: "Holm stays. Her agent confirmed it"."""
    doc, low = report.paragraph.doc, report.head.sent.start
    if report.act is Act.REJECT or low == 0 or report.words[0].i - low > _NEAR:
        return None
    told = doc[low - 1].sent
    last = told[-1] if not told[-1].is_punct or len(told) < 2 else told[-2]
    return (report.paragraph.span(told[0], last),)


def is_charge(noun: Token, verb: Token, cues: Cues) -> bool:
    """Whether a verb hangs on a noun of saying: "a charge that the owners denied"."""
    return verb.dep_ == "relcl" and verb.head == noun and noun.lemma_.lower() in cues.nouns


def short(verb: Token, cues: Cues) -> tuple[Token, Token] | None:
    """The first and last word of what "said no", "said yes to the plan" tell; ``None`` where more is said."""
    doc = verb.doc
    said = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    if said is None or said.lower_ not in cues.answers or said.dep_ == "det":
        return None
    last = said
    to = doc[said.i + 1] if said.i + 1 < len(doc) else said
    if to.lower_ == "to" and to.dep_ == "prep":
        last = to.right_edge
    behind = doc[last.i + 1] if last.i + 1 < len(doc) else None
    ends = behind is None or behind.is_punct or behind.pos_ in {"CCONJ", "ADP", "SCONJ"}
    ends = ends or (last != said and behind is not None and behind.pos_ == "ADV")
    return (said, last) if ends else None


def is_no_comment(complement: Complement, cues: Cues) -> bool:
    """Whether "it had no comment" or "it was in no position to comment" is all that is said."""
    first, last = complement.pieces[-1] if complement.pieces else (0, -1)
    said = [t for t in complement.head.doc[first : last + 1] if t.is_alpha or t.dep_ == "neg"]
    if not said or len(said) > _LONGEST_SILENCE or said[-1].lemma_.lower() not in cues.comments:
        return False
    return any(t.lower_ in cues.negations for t in said)
