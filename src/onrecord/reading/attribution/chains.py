"""Relay chains and nesting: through whom a report comes to the text, and which report stands in which.

In: the reports of one paragraph's reach, in text order. Out: :class:`Link` for each report that stays: its
chain, outermost first, and the report it is nested in. Invariants: no report is its own ancestor; an
outlet that only hands on another's words is in that one's chain and makes no report of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.attribution import sources, tails
from onrecord.reading.attribution.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.settings import Setting
from onrecord.reading.attribution.tails import Tail

_HANDING = 0.6  # share of an outlet's content that the report inside must cover for the outlet to be a relay
_REACH = 24  # reports before and behind one that may hold it
_DEEPEST = 6  # reports one in the other
_NESTS = frozenset({"quote", "that", "according", "noun"})  # frames that may stand inside another report
_TOLD_BACK = frozenset({"as", "small"})  # and these, of what was said before: "had described it as"

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
    reports, named_behind, idle = _tailed(given, relays)
    reports, behind = _according(reports, outlets)
    idle |= set(behind.values())
    parents = [_parent(i, reports, outlets, idle) for i in range(len(reports))]
    relayed = {
        above
        for i, above in enumerate(parents)
        if above is not None and outlets[above] is not None and _hands_on(reports[above], reports[i])
        if reports[i].frame in _NESTS or reports[i].head.dep_ != "conj"
    }
    links: list[Link] = []
    for i, report in enumerate(reports):
        parent = parents[i]
        if i in idle or i in relayed or not _may_nest(report, None if parent in relayed else parent, reports):
            continue
        if parent is not None and parent not in relayed and _says_it_twice(parent, i, reports, named):
            continue
        chain: list[str] = []
        above = parent
        holder: Reported | None = None
        for _ in range(_DEEPEST):
            if above is None:
                break
            name = outlets[above] if above in relayed else outlets[above] or named(reports[above])
            chain = [*settings[above].relays, *([name] if name else []), *chain]
            if holder is None and above not in relayed:
                holder = reports[above]
            above = parents[above]
        behind_it: list[str] = []
        if parent is None or parent in relayed:
            behind_it = [*named_behind.get(i, ())]
            if i in behind:
                behind_it += [n for n in (*settings[behind[i]].relays, outlets[behind[i]]) if n]
        cited = _cited(report, outlets[i], relays)
        if cited is not None:
            report, own = cited
            chain = [*chain, own]
        chain = [*reversed(behind_it), *chain, *_quoting(report, relays), *settings[i].relays]
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
        for i in _near(j, reports):
            report = reports[i]
            if i != j and report.content[-1].end == last.source_span.end and report.cue.end < last.cue.start:
                out[i] = _until(report, last.cue.start)
                behind[i] = j
                break
    return out, behind


def _may_nest(report: Reported, parent: int | None, reports: Sequence[Reported]) -> bool:
    """Whether a report may stand inside another: speech inside speech; anything inside mere hearsay."""
    if parent is None or reports[parent].source is None or report.frame in _NESTS:
        return True
    head = report.head
    earlier = head.tag_ == "VBN" and any(c.lower_ == "had" for c in head.lefts)
    own = report.source is not None and report.source.head.pos_ != "PRON"
    painted = report.frame in _TOLD_BACK or (
        report.frame == "object" and any(c.lower_ == "as" for c in head.rights)
    )
    return painted and earlier and own and head.head == reports[parent].head


def _says_it_twice(parent: int, i: int, reports: Sequence[Reported], named: Namer) -> bool:
    """ "She said she hoped that …": one speaker, one statement."""
    outer, inner = reports[parent], reports[i]
    if inner.source is None or inner.source.head.pos_ != "PRON" or not _hands_on(outer, inner):
        return False
    return inner.head.head == outer.head and (name := named(inner)) is not None and name == named(outer)


def _near(i: int, reports: Sequence[Reported]) -> range:
    """The reports around one: what is further away has nothing to do with it."""
    return range(max(0, i - _REACH), min(len(reports), i + _REACH + 1))


def _once(chain: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain))


def _parent(
    i: int, reports: Sequence[Reported], outlets: Sequence[str | None], idle: Container[int]
) -> int | None:
    """The narrowest other report whose content holds this one's cue."""
    cue = reports[i].cue
    best: int | None = None
    for j in _near(i, reports):
        other = reports[j]
        hands_on = other.frame not in _DEEDS or outlets[j] is not None
        if j == i or j in idle or not hands_on or not any(s.contains(cue) for s in other.content):
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


def _tailed(
    reports: Sequence[Reported], relays: Relays
) -> tuple[list[Reported], dict[int, tuple[str, ...]], set[int]]:
    """Reports behind which outlets are named: "X said that it rained, Globewire reported, citing a tape".

    Gives the reports with their content cut before that, the outlets of each, inner ones first, and the
    reports that are no more than such a tail.
    """
    out, named, idle = list(reports), {}, set()
    found: dict[int, Tail | None] = {}
    for i, report in enumerate(reports):
        sent = report.head.sent
        if sent.start not in found:
            found[sent.start] = tails.find(sent, relays)
        tail = found[sent.start]
        if tail is None:
            continue
        start = report.paragraph.offset(report.paragraph.doc[tail.start])
        if report.head.i in tail.verbs:
            if _follows_another(i, reports, start):
                idle.add(i)
        elif report.cue.start < start:
            named[i] = tail.names
            if not report.quoted and report.content[-1].start < start:
                out[i] = _until(report, start)
    return out, named, idle


def _follows_another(i: int, reports: Sequence[Reported], start: int) -> bool:
    """Whether somebody else's report stands before an outlet's in its sentence."""
    report = reports[i]
    return any(
        reports[j].head.sent == report.head.sent
        and reports[j].cue.start < start
        and (not report.quoted or _holds_all(report, reports[j]))
        for j in _near(i, reports)
        if j != i
    )


def _holds_all(outer: Reported, inner: Reported) -> bool:
    """Whether a quotation holds another's report and hardly more: "'He said that it rained,' X reported"."""
    return any(s.contains(inner.cue) for s in outer.content) and _hands_on(outer, inner)


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
    """The outlet that quotes: "the paper quoted X as saying", "X was quoted (as saying) by the paper"."""
    verb = sources.quoting(report.head)
    if verb is None:
        return
    if sources.passive(verb):
        who = sources.agent(verb) or sources.agent(report.head) or _by(report, verb)
    else:
        who = sources.subject(verb)
    name = relays.outlet(sources.phrase(who, stop=verb)) if who is not None else None
    if name is not None:
        yield name


def _by(report: Reported, verb: Token) -> Token | None:
    """Whom "by" names behind "as saying"."""
    for token in report.head.doc[verb.i + 1 : report.head.i + 3]:
        if token.lower_ == "by":
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None
