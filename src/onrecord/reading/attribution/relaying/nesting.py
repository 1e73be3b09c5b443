"""Nesting: which report stands in which, and whether one of the two only hands the other on.

In: the reports of one paragraph's reach, in text order. Out: for each the narrowest one that holds it; what
the outer one is to the inner one. Invariant: of two reports that hold each other neither is the other's.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from onrecord.model import Act, Span
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.finding import verbs
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_HANDING = 0.6  # share of an outlet's content that the report inside must cover for the outlet to be a relay
_REACH = 24  # reports before and behind one that may hold it
_FRONT = 20  # words in front of a clause
NESTS = frozenset({"quote", "that", "according", "noun"})
"""Frames that may stand inside another report."""
_TOLD_BACK = frozenset({"as", "small"})  # and these, of what was said before: "had described it as"
SPEECH = frozenset({"quote", "that"})
"""Frames of words that are said."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_ASKING = frozenset({Act.DEMAND, Act.ASK, Act.PROPOSE})  # these, too: "had asked them to leave"
_DONE_WITH_WORDS = _ASKING | {
    *(Act.ACCEPT, Act.INVITE, Act.THREATEN, Act.WARN, Act.PROMISE, Act.PRAISE, Act.CONFIRM, Act.DENY),
    *(Act.REJECT, Act.ACCUSE),
}
_VOTED = frozenset({Act.REJECT, Act.ACCUSE})  # but "the crews rejected it, their union said" tells of a vote
_PERFECT = frozenset({"had", "'d", "has", "'s", "have", "'ve"})
_TOGETHER = frozenset({"both", "two", "three", "all"})
_PARTIES = frozenset({"party", "side", "delegation"})
_NOTHING = frozenset({"nothing", "no", "none", "anything", "any"})
DEEDS = frozenset({"object", "for", "about", "of", "on", "against", "to-noun", "with", "at"})
"""Frames of which nothing is handed on."""


def parent(
    i: int, reports: Sequence[Reported], outlets: Sequence[str | None], idle: Container[int]
) -> int | None:
    """The narrowest other report whose content holds this one's cue."""
    best: int | None = None
    for j in near(i, reports):
        other = reports[j]
        hands_on = other.frame not in DEEDS or outlets[j] is not None
        if j == i or j in idle or not hands_on or not other.holds(reports[i]):
            continue
        if reports[i].holds(other):
            continue  # each in the other: a damaged parse
        if other.frame == "according" and outlets[i] is not None and outlets[j] is None:
            continue  # "The paper reports …, according to the pollster": nobody hands on the paper's words
        if best is None or _is_inner(other, reports[best]):
            best = j
    return best


def _is_inner(one: Reported, other: Reported) -> bool:
    """Whether one of two reports that hold a third stands nearer to it: inside the other, or shorter."""
    inside = other.holds(one)
    if inside != one.holds(other):
        return inside
    return _length(one.content) < _length(other.content)


def may_nest(report: Reported, outer: Reported) -> bool:
    """Whether a report may stand inside another: speech inside speech; anything inside mere hearsay."""
    if outer.source is None or report.frame in NESTS or for_principal(outer, report):
        return True
    head = report.head
    earlier = head.tag_ == "VBN" and any(c.lower_ == "had" for c in head.lefts)
    own = report.source is not None and report.source.head.pos_ != "PRON"
    if own and report.frame in {"to", "small", "ing"} and report.act in _ASKING:
        return not _is_spokesperson(outer)
    painted = report.frame in _TOLD_BACK or (
        report.frame == "object" and any(c.lower_ == "as" for c in head.rights)
    )
    return painted and earlier and own and head.head == outer.head


def is_done_with_words(report: Reported, outer: Reported) -> bool:
    """Whether a report inside another tells what somebody has done by speaking: "had offered a truce".

    A perfect tells so, or the past where the one who tells it stands behind: "the two agreed to meet, the
    palace said". What comes to nothing ("had promised nothing") is no words.
    """
    head = report.head
    if report.frame in NESTS or report.act not in _DONE_WITH_WORDS or head.pos_ != "VERB":
        return False
    perfect = head.tag_ == "VBN" and any(c.lower_ in _PERFECT for c in head.lefts)
    joined = head.head == outer.head or (outer.frame == "according" and outer.head.head == head)
    before = outer.content[0].end <= outer.cue.start and report.cue.end <= outer.cue.start
    parted = len(report.content) > 1 and report.content[-1] == outer.content[-1]  # by who tells it
    behind = head.tag_ == "VBD" and before and (joined or parted)
    if not (perfect or (behind and report.act not in _VOTED)) or _is_joint(report):
        return False
    if _is_own_envoy(outer) or verbs.lemma(head, cues()) in cues().settling:
        return False
    given = (t for t in head.rights if t.dep_ == "dobj")
    return not any(t.lower_ in _NOTHING for noun in given for t in (noun, *noun.lefts))


def _is_own_envoy(outer: Reported) -> bool:
    """Whether who tells it speaks for who does it: "Norland has agreed to it, its envoy said"."""
    return outer.source is not None and any(c.lower_ == "its" for c in outer.source.head.lefts)


def _is_joint(report: Reported) -> bool:
    """Whether an agreement is all parties' own and answers nobody: "the two had agreed to meet"."""
    if report.act is not Act.ACCEPT or report.source is None:
        return False
    who = report.source.head
    group = any(c.lower_ in _TOGETHER for c in who.lefts) or who.lower_ in {"both", "they"}
    return group or (who.tag_ == "NNS" and who.lemma_ in _PARTIES)


def for_principal(outer: Reported, inner: Reported) -> bool:
    """ "The spokesman said that the president considered it settled": another is of that mind."""
    if (
        not _is_spokesperson(outer)
        or inner.source is None
        or inner.head.head != outer.head
        or inner.source.head.pos_ == "PRON"
    ):
        return False
    # "had offered" is a deed, which the spokesman tells; "Norland welcomed" is the spokesman's own
    deed = any(c.dep_ == "aux" for c in inner.head.lefts)
    return not deed and inner.source.head != inner.source.first


def for_head(outer: Reported, inner: Reported, relays: Relays) -> bool:
    """Whether an outer report, behind the inner one, only says who speaks for its speaker.

    "Berg has invited both sides, her office said"; "Minister Berg told the council that …, the ministry
    said"; "'…,' Berg joked, according to two people at the table".
    """
    source, first, own = outer.source, outer.content[0].start, inner.source_span
    if source is None or own is None or outer.frame not in {"that", "according"} or inner.source is None:
        return False
    behind = outer.content[-1].end <= min(outer.cue.start, outer.paragraph.offset(source.first))
    if inner.source.head.pos_ == "PRON" or not hands_on(outer, inner) or not _is_main(inner, first):
        return False
    speech = inner.frame in SPEECH
    if outer.frame == "according" and speech:
        return True
    voice = source.head.lower_ in relays.voices
    aide = source.first.tag_ == "PRP$" and _is_aide(source, relays)
    if not behind or not (voice or aide or _is_spokesperson(outer)):
        return False
    definite = source.first.lower_ == "the"
    return (
        source.first.tag_ == "PRP$"
        or (speech and definite and voice)
        or source.first.lower_ in _SPOKESPERSONS
    )


def _is_main(report: Reported, start: int) -> bool:
    """Whether a report is all that a content from ``start`` on tells: its source or quotation opens it."""
    if report.quoted and report.content[0].start - start <= 1:
        return True
    source, low = report.source, start - report.paragraph.start
    if source is None or source.first.idx < low:
        return False
    words = report.paragraph.tokens[max(0, source.first.i - _FRONT) : report.head.i]
    return not any(
        t.idx >= low and t.tag_ in _FINITE and t.head != report.head for t in words if not source.holds(t)
    )


def _is_aide(source: Source, relays: Relays) -> bool:
    """Whether a source is somebody who speaks for a principal, by office: "his private secretary"."""
    text = source.head.doc[source.first.i : source.head.i + 1].text.lower()
    return any(text.endswith(f" {office}") for office in relays.speaking)


def _is_spokesperson(report: Reported) -> bool:
    """Whether a report's source speaks for somebody else."""
    if report.source is None:
        return False
    head = report.source.head
    words = {head.lemma_.lower(), *(c.lemma_.lower() for c in head.children), head.head.lemma_.lower()}
    return bool(words & _SPOKESPERSONS)


def goes_on(outer: Reported, inner: Reported) -> bool:
    """ "She said she hoped that …": an open pronoun says hardly more than the one that tells it."""
    if inner.source is None or inner.source.head.pos_ != "PRON" or not hands_on(outer, inner):
        return False
    return bool(inner.head.head == outer.head)


def hands_on(outer: Reported, inner: Reported) -> bool:
    """Whether the outer report is hardly more than the inner one."""
    spans = [*inner.content, inner.cue, *([inner.source_span] if inner.source_span else [])]
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    shared = sum(max(0, min(high, s.end) - max(low, s.start)) for s in outer.content)
    return shared >= _HANDING * _length(outer.content)


def near(i: int, reports: Sequence[Reported]) -> range:
    """The reports around one: what is further away has nothing to do with it."""
    return range(max(0, i - _REACH), min(len(reports), i + _REACH + 1))


def _length(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)
