"""Headlines of the forms "Speaker: what is said" and "What is said - speaker".

In: a parsed text. Out: :class:`Reported` for a first line with a name in front of a colon and a clause
behind it, or a clause in front of a dash or a colon and behind it who can only be its source. A topic before
a colon ("Gas dispute: what we know") is no speaker, nor a site behind a dash ("Truce holds - Daily Echo").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from onrecord.model import Act, Actor, ActorKind, Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import people
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph, ParsedText

_OPENING = frozenset({'"', "'", "“", "‘", "``"})
_CLOSING = frozenset({'"', "'", "”", "’", "''"})
_LINES = 2  # of the text, in which a headline may stand
_LONGEST_NAME = 6  # words in front of the colon
_LONGEST = 40  # words of a headline
_SHORTEST = 3  # words behind the colon
_LONGEST_LABEL = 3  # words up to the colon of "BREAKING:"
_DASHES = frozenset({"-", "–", "—", "--"})
_CLAUSAL = frozenset({"VBZ", "VBP", "VBD", "VBN", "VBG", "VB"})
_ANSWERS = frozenset({"no", "not", "never", "yes"})  # "Holm: no deal before Sunday"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FIRST = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_SPEAKING = frozenset({ActorKind.PERSON, ActorKind.ORGANISATION})


def find(parsed: ParsedText, cast: Cast, cues: Cues) -> Iterator[Reported]:
    """The report that a headline makes."""
    for paragraph in parsed.paragraphs[:_LINES]:
        report = _headline(paragraph, cast, cues) or _flash(paragraph, cast, cues)
        if report is not None:
            yield report


def without_source(reports: Sequence[Reported], headlines: Sequence[Reported]) -> list[Reported]:
    """Reports of headlines' own words, without the source behind a dash or a colon."""
    ends = {h.paragraph.index: h.cue.start for h in headlines if h.content[0].end <= h.cue.start}
    out = []
    for report in reports:
        end = ends.get(report.paragraph.index)
        if end is not None and report.cue.end < end and any(s.start < end < s.end for s in report.content):
            cut = [Span(s.start, min(s.end, end)) for s in report.content if s.start < end]
            last = report.paragraph.text[
                cut[-1].start - report.paragraph.start : end - report.paragraph.start
            ]
            cut[-1] = Span(cut[-1].start, cut[-1].start + len(last.rstrip()))
            report = replace(report, content=tuple(cut))
        out.append(report)
    return out


def _headline(paragraph: Paragraph, cast: Cast, cues: Cues) -> Reported | None:
    doc = paragraph.doc
    colon = next((t for t in doc[: _LONGEST_NAME + 1] if t.text == ":"), None)
    if colon is None or colon.i == 0 or not colon.i + _SHORTEST <= len(doc) <= _LONGEST:
        return None
    if any(t.tag_ in _FINITE for t in doc[: colon.i]):
        return None  # "The chairman shook his head: …"
    to = next((t.i for t in doc[1 : colon.i] if t.lower_ == "to"), colon.i)  # "Union to minister: …"
    head, behind = doc[to - 1], doc[colon.i + 1 :]
    if doc[len(doc) - 1].text in {"?", "."} or not doc[0].text[0].isupper():
        return None
    if not people.known(head, cues):
        told = behind[0].text in _OPENING and behind[-1].text in _CLOSING
        clause = told or behind.text.isupper() or any(t.pos_ in {"VERB", "AUX"} for t in behind)
        clause = clause or behind[0].lower_ in _ANSWERS or _predicates(paragraph, colon.i)
        if not clause or not _is_speaker(head, paragraph, cast, sure=told or _is_own(behind)):
            return None
    source = sources.Source(head, doc[0], head)
    opened = behind[0].text in _OPENING
    closed = opened and behind[-1].text in _CLOSING
    content = (paragraph.span(behind[opened], behind[-1 - closed]),)
    return Reported(paragraph, colon, (colon,), source, content, Act.ASSERT, "headline")


def _is_speaker(head: Token, paragraph: Paragraph, cast: Cast, *, sure: bool) -> bool:
    """Whether the name in front of a colon is that of somebody who speaks; where what stands behind it is
    ``sure`` to be speech, the name need not be known for a person's."""
    if head.pos_ != "PROPN" and not head.is_upper:
        return False
    actor = _named(head, paragraph, cast)
    return actor is not None and (actor.kind in _SPEAKING or (sure and actor.kind is None))


def _is_own(clause: Words) -> bool:
    """Whether a clause speaks of those who say it: "we pay in March", not "what we know"."""
    asks = clause[0].tag_ in {"WP", "WRB", "WDT"} or clause[-1].text == "?"
    tells = any(t.tag_ in _FINITE or (t.dep_ == "ROOT" and t.pos_ == "VERB") for t in clause)
    return tells and not asks and any(t.lower_ in _FIRST for t in clause)


def _named(head: Token, paragraph: Paragraph, cast: Cast) -> Actor | None:
    """Whose name stands in front of a colon, also in capitals: "HOLM: NO DEAL"."""
    end = paragraph.offset(head) + len(head)
    first = head
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)  # "The keeper's agent Ana Holm: …"
    starts = (paragraph.start, paragraph.offset(first), paragraph.offset(head))
    found = next((a for a in (cast.at(Span(start, end)) for start in starts) if a is not None), None)
    return found or _by_surname(paragraph.text[first.idx : head.idx + len(head)], cast)


def _by_surname(words: str, cast: Cast) -> Actor | None:
    """The one person whose name the text gives in full only behind the headline: "HOLM: NO DEAL"."""
    end = f" {words}".casefold()
    met = [a for a in cast.actors if a.kind is ActorKind.PERSON and f" {a.name}".casefold().endswith(end)]
    return met[0] if len(met) == 1 else None


def _flash(paragraph: Paragraph, cast: Cast, cues: Cues) -> Reported | None:
    """ "Truce extended by three days - presidency"; "Coupon to be missed: ministry source"."""
    doc = paragraph.doc
    words = doc[: min(len(doc), _LONGEST)]
    stop = next((t.i for t in words if t.text in {".", "\n"}), len(words))
    mark = next((t for t in reversed(words[1:stop]) if _parts(t)), None)
    if mark is None or not 0 < stop - 1 - mark.i <= _LONGEST_NAME:
        return None
    label = next((t.i + 1 for t in words[1:_LONGEST_LABEL] if _parts(t)), 0)
    front, behind = doc[label : mark.i], doc[mark.i + 1 : stop]
    told = next((t for t in front if t.tag_ in _CLAUSAL), None)
    if len(front) < _SHORTEST - 1 or told is None or any(t.text in _OPENING for t in behind):
        return None
    where = next((t.i - behind.start for t in behind[1:] if t.pos_ == "ADP"), len(behind))
    who = behind[:where]  # "spokesman on Channel Six"
    head = next((t for t in reversed(who) if t.pos_ in {"NOUN", "PROPN"}), None)
    if head is None or any(t.pos_ in {"VERB", "AUX", "ADP", "PRON"} for t in who):
        return None
    source = sources.Source(head, behind[0], head)
    if not _may_tell(source, paragraph, cast, cues, dash=mark.text != ":"):
        return None
    content = (paragraph.span(front[0], front[-1]),)
    return Reported(paragraph, mark, (mark,), source, content, Act.ASSERT, "headline")


def _parts(mark: Token) -> bool:
    """Whether a mark parts a headline: a colon, or a dash with room on both sides."""
    return mark.text == ":" or (mark.text in _DASHES and bool(mark.whitespace_ and mark.nbor(-1).whitespace_))


def _may_tell(source: sources.Source, paragraph: Paragraph, cast: Cast, cues: Cues, *, dash: bool) -> bool:
    """Whether what stands at the end of a headline can only be its source."""
    if people.known(source.head, cues):
        return True
    actor = cast.at(paragraph.span(source.first, source.last)) if dash else None
    return actor is not None and actor.kind in _SPEAKING


def _predicates(paragraph: Paragraph, colon: int) -> bool:
    """Whether what stands behind the colon is a clause without its verb ("Norland open to talks")."""
    return any(t.dep_ in {"acomp", "amod"} and t.tag_ == "JJ" and t.i > colon + 1 for t in paragraph.tokens)
