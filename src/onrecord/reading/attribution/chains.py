"""Relay chains and nesting: through whom a report comes to the text, and which report stands in which.

In: the reports of one paragraph's reach, in text order. Out: :class:`Link` for each report that stays: its
chain, outermost first, and the report it is nested in. Invariants: no report is its own ancestor; an
outlet that only hands on another's words is in that one's chain and makes no report of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.settings import Setting
from onrecord.reading.attribution.sources import Source

_HANDING = 0.6  # share of an outlet's content that the report inside must cover for the outlet to be a relay
_NESTS = frozenset({"quote", "that", "according", "noun"})  # frames that may stand inside another report

_DEEDS = frozenset(
    {"object", "for", "about", "of", "on", "against", "to-noun", "with", "at"}
)  # nothing is handed on

Namer = Callable[[Reported], str | None]
"""Gives the name of a report's speaker."""


@dataclass(frozen=True, slots=True)
class Link:
    """A report with its chain; ``parent`` is the report that it is nested in.

    ``origin`` is the report as it came in; ``report`` may have got the true source in place of an outlet.
    """

    origin: Reported
    report: Reported
    chain: tuple[str, ...] = ()
    parent: Reported | None = None


def link(
    reports: Sequence[Reported],
    settings: Sequence[Setting],
    relays: Relays,
    named: Namer,
    outlet: Namer,
) -> list[Link]:
    """Chains and parents for the reports of one paragraph, given with their settings.

    ``named`` gives a report's speaker, ``outlet`` the outlet that its source is, if it is one.
    """
    outlets = [outlet(r) for r in reports]
    given = reports
    reports, behind = _according(given, outlets)
    parents = [_parent(i, reports, outlets) for i in range(len(reports))]
    relayed = {
        above
        for i, above in enumerate(parents)
        if above is not None and outlets[above] is not None and _hands_on(reports[above], reports[i])
    }
    links: list[Link] = []
    for i, report in enumerate(reports):
        parent = parents[i]
        if (
            i in behind.values()
            or i in relayed
            or not _may_nest(report, None if parent in relayed else parent, reports)
        ):
            continue
        chain: list[str] = []
        above = parent
        holder: Reported | None = None
        while above is not None:
            name = outlets[above] or named(reports[above])
            chain = [*settings[above].relays, *([name] if name is not None else []), *chain]
            if holder is None and above not in relayed:
                holder = reports[above]
            above = parents[above]
        tails: list[str] = []
        if (parent is None or parent in relayed) and not report.quoted:
            report, tails = _tails(report, relays)
            if i in behind and (name := outlets[behind[i]]) is not None:
                tails = [*tails, name]
        cited = _cited(report, outlets[i], relays)
        if cited is not None:
            report, own = cited
            chain = [*chain, own]
        chain = [*reversed(tails), *chain, *_quoting(report, relays), *settings[i].relays]
        own_name = named(report)
        chain = [name for name in chain if name != own_name]
        links.append(Link(given[i], report, _once(chain), holder))
    return links


def _according(
    reports: Sequence[Reported], outlets: Sequence[str | None]
) -> tuple[list[Reported], dict[int, int]]:
    """Reports at whose end an outlet stands: "X said that it rained, according to the paper".

    Gives the reports with their content cut before it, and for each of them which report that was.
    """
    out, behind = list(reports), {}
    for j, last in enumerate(reports):
        if last.frame != "according" or outlets[j] is None or last.source_span is None:
            continue
        for i, report in enumerate(reports):
            if i != j and report.content[-1].end == last.source_span.end and report.cue.end < last.cue.start:
                out[i] = _until(report, last.cue.start)
                behind[i] = j
                break
    return out, behind


def _may_nest(report: Reported, parent: int | None, reports: Sequence[Reported]) -> bool:
    """Whether a report may stand inside another: speech inside speech; anything inside mere hearsay."""
    return parent is None or reports[parent].source is None or report.frame in _NESTS


def _once(chain: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain))


def _parent(i: int, reports: Sequence[Reported], outlets: Sequence[str | None]) -> int | None:
    """The narrowest other report whose content holds this one's cue."""
    cue = reports[i].cue
    best: int | None = None
    for j, other in enumerate(reports):
        hands_on = other.frame not in _DEEDS or outlets[j] is not None
        if j == i or not hands_on or not any(s.contains(cue) for s in other.content):
            continue
        if any(s.contains(other.cue) for s in reports[i].content):
            continue  # each in the other: a damaged parse
        if best is None or _length(other.content) < _length(reports[best].content):
            best = j
    return best


def _length(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _hands_on(outer: Reported, inner: Reported) -> bool:
    """Whether the outer report is hardly more than the inner one."""
    spans = [*inner.content, inner.cue, *([inner.source_span] if inner.source_span else [])]
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    shared = sum(max(0, min(high, s.end) - max(low, s.start)) for s in outer.content)
    return shared >= _HANDING * _length(outer.content)


def _tails(report: Reported, relays: Relays) -> tuple[Reported, list[str]]:
    """Outlets named behind a report, inner ones first: ", reported X as cited by Y".

    Where the parser takes them into the content, the report comes back without them.
    """
    doc, sent = report.paragraph.doc, report.head.sent
    low = max(report.cue.start, report.content[-1].start) - report.paragraph.start
    names: list[str] = []
    for token in sent:
        if token.idx <= low or token.pos_ != "VERB" or token.lemma_.lower() not in relays.passing:
            continue
        before, behind = doc[token.i - 1], token.i + 1
        if behind >= sent.end or (before.text != "," and before.lower_ not in {"as", "and"}):
            continue
        by = doc[behind].lower_ == "by"
        if by != (token.tag_ == "VBN" and before.lower_ == "as"):
            continue
        phrase = _run(list(doc[behind + by : sent.end]))
        name = None if phrase is None else relays.outlet(phrase) or _handing(token, phrase)
        if name is None:
            continue
        if not names:
            report = _until(report, report.paragraph.start + before.idx)
        names.append(name)
    return report, names


def _handing(verb: Token, phrase: Source) -> str | None:
    """A name that no list knows, in a place where only an outlet stands: "as cited by X", ", reported X"."""
    first = next((t for t in phrase.head.doc[phrase.first.i : phrase.last.i + 1] if t.pos_ == "PROPN"), None)
    if (
        first is None
        or phrase.head.pos_ != "PROPN"
        or verb.lemma_ not in {"cite", "quote", "report", "carry"}
    ):
        return None
    return str(phrase.head.doc[first.i : phrase.last.i + 1].text)


def _until(report: Reported, end: int) -> Reported:
    """A report whose content ends before an offset."""
    content = []
    for span in report.content:
        high = min(span.end, end)
        while high > span.start and report.paragraph.doc.text[high - 1 - report.paragraph.start] in " ,":
            high -= 1
        if span.start < high:
            content.append(Span(span.start, high))
    return replace(report, content=tuple(content)) if content else report


def _run(tokens: Sequence[Token]) -> Source | None:
    """The noun phrase that opens a stretch of words."""
    run: list[Token] = []
    for token in tokens:
        inside = token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"} or token.dep_ in {
            "amod",
            "compound",
        }
        if not inside and token.text != "-":
            break
        run.append(token)
    head = next((t for t in reversed(run) if t.pos_ in {"NOUN", "PROPN"}), None)
    return None if head is None else Source(head, run[0], head)


def _cited(report: Reported, outlet: str | None, relays: Relays) -> tuple[Reported, str] | None:
    """The true source where an outlet says what it says "citing" somebody."""
    if outlet is None or report.head.pos_ != "VERB":
        return None
    low = report.head.i if report.source is None else min(report.head.i, report.source.first.i)
    for token in report.head.sent:
        if token.i < low or token.tag_ != "VBG" or token.lemma_.lower() not in relays.citing:
            continue
        whom = next((c for c in token.children if c.dep_ in {"dobj", "pobj"}), None)
        if whom is not None:
            source = sources.phrase(whom)
            return replace(report, source=source), outlet
    return None


def _quoting(report: Reported, relays: Relays) -> Iterator[str]:
    """The outlet that quotes: "the paper quoted X as saying", "X was quoted by the paper as saying"."""
    verb = sources.quoting(report.head)
    if verb is None:
        return
    who = sources.agent(verb) if sources.passive(verb) else sources.subject(verb)
    name = relays.outlet(sources.phrase(who, stop=verb)) if who is not None else None
    if name is not None:
        yield name
