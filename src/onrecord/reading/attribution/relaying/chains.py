"""Relay chains and nesting: through whom a report comes to the text, and which report stands in which.

In: the reports of one paragraph's reach, in text order. Out: :class:`Link` for each report that stays: its
chain, outermost first, and the report it is nested in. Invariants: no report is its own ancestor; an
outlet that only hands on another's words is in that one's chain and makes no report of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import citing, media, tails
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import Setting, occasions
from onrecord.reading.attribution.relaying.tails import Tail
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph

_HANDING = 0.6  # share of an outlet's content that the report inside must cover for the outlet to be a relay
_REACH = 24  # reports before and behind one that may hold it
_DEEPEST = 6  # reports one in the other
_NESTS = frozenset({"quote", "that", "according", "noun"})  # frames that may stand inside another report
_TOLD_BACK = frozenset({"as", "small"})  # and these, of what was said before: "had described it as"

_WORDS = frozenset({"remark", "comment", "text", "copy"})  # what somebody said or wrote

_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_ASKING = frozenset({Act.DEMAND, Act.ASK, Act.PROPOSE})  # these, too: "had asked them to leave"
_DEEDS = frozenset(
    {"object", "for", "about", "of", "on", "against", "to-noun", "with", "at"}
)  # nothing is handed on

Namer = Callable[[Reported], str | None]
"""Gives the name of a report's speaker."""

Caller = Callable[[Source, Paragraph], str | None]
"""Gives the name of whoever a source is, an outlet's as chains show it."""


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
    called: Caller,
) -> list[Link]:
    """Chains and parents for the reports of one paragraph, given with their settings.

    ``named`` gives a report's speaker, ``outlet`` the outlet that its source is, if it is one; ``called``
    names any source.
    """
    outlets = [outlet(r) for r in reports]
    cites = [citing.find(r, relays, outlet=o is not None) for r, o in zip(reports, outlets, strict=True)]
    ways = [_way(r, c, called) for r, c in zip(reports, cites, strict=True)]
    given = reports
    reports, named_behind, idle = _tailed(given, cites, relays)
    reports, behind = _according(reports, outlets)
    idle |= set(behind.values())
    idle |= _mere_citing(reports, cites)
    parents = [_parent(i, reports, outlets, idle) for i in range(len(reports))]
    relayed = {
        above
        for i, above in enumerate(parents)
        if above is not None and outlets[above] is not None and _hands_on(reports[above], reports[i])
        if not cites[above] or relays.outlet(cites[above][-1]) is not None
        if reports[i].frame in _NESTS or reports[i].head.dep_ != "conj"
    }
    handed = {
        above
        for i, above in enumerate(parents)
        if above is not None
        and reports[i].frame not in _NESTS
        and _for_principal(reports[above], reports[i])
        and _hands_on(reports[above], reports[i])
    }
    links: list[Link] = []
    for i, report in enumerate(reports):
        parent = parents[i]
        if i in handed:
            continue
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
            name = outlets[above] if above in relayed else outlets[above] or _mouth(reports[above], named)
            chain = [*_through(settings[above]), *([name] if name else []), *ways[above], *chain]
            if holder is None and above not in relayed:
                holder = reports[above]
            above = parents[above]
        behind_it: list[str] = []
        if parent is None or parent in relayed:
            behind_it = [*named_behind.get(i, ())]
            if i in behind:
                j = behind[i]
                told = reversed(_through(settings[j]))
                behind_it += [n for n in (*reversed(ways[j]), *told, outlets[j]) if n]
        quoting = [*_quoting(report, called), *_quoted_by(report, relays)]
        if cites[i]:
            own = outlets[i] or _mouth(report, named)
            chain += _employer(report, relays)
            tail = citing.start(report, relays)
            report = replace(report if tail is None else _until(report, tail), source=cites[i][-1])
            chain = [*chain, *([own] if own else []), *ways[i][:-1]]
        carried = [] if chain else _carried(report, relays)
        chain = [*reversed(behind_it), *carried, *chain, *quoting, *_through(settings[i])]
        own_name = named(report)
        chain = [name for name in chain if name != own_name]
        links.append(Link(given[i], report, _once(chain), holder))
    return links


def _mouth(report: Reported, named: Namer) -> str | None:
    """Who hands on: the name of a report's speaker, but of no writing, which has no mouth."""
    name = named(report)
    return None if name is None or _is_writing(report.source, name) else name


def _is_writing(source: Source | None, name: str) -> bool:
    """Whether a name is no more than the words for a writing or a record: "a letter", "a recording"."""
    if source is None or source.head.pos_ != "NOUN" or source.head.text not in name.split():
        return False
    lemma = source.head.lemma_.lower()
    return lemma in media.nouns() or lemma in occasions() or lemma in _WORDS


def _mere_citing(reports: Sequence[Reported], cites: Sequence[Sequence[Source]]) -> set[int]:
    """Reports that only tell whom another one cites: "which cited X", "who says he has it from X"."""
    out = set()
    for source in (source for found in cites for source in found):
        verb, start = source.head.head, source.head.idx
        for i, report in enumerate(reports):
            low = report.paragraph.start
            told = report.head.doc == verb.doc and any(s.start <= low + start < s.end for s in report.content)
            if told and (report.head == verb or report.head.dep_ == "relcl"):
                out.add(i)
    return out


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
    if _for_principal(reports[parent], report):
        return True
    head = report.head
    earlier = head.tag_ == "VBN" and any(c.lower_ == "had" for c in head.lefts)
    own = report.source is not None and report.source.head.pos_ != "PRON"
    if own and report.frame in {"to", "small", "ing"} and report.act in _ASKING:
        return not _is_spokesperson(reports[parent])
    painted = report.frame in _TOLD_BACK or (
        report.frame == "object" and any(c.lower_ == "as" for c in head.rights)
    )
    return painted and earlier and own and head.head == reports[parent].head


def _for_principal(outer: Reported, inner: Reported) -> bool:
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


def _is_spokesperson(report: Reported) -> bool:
    """Whether a report's source speaks for somebody else."""
    if report.source is None:
        return False
    head = report.source.head
    words = {head.lemma_.lower(), *(c.lemma_.lower() for c in head.children), head.head.lemma_.lower()}
    return bool(words & _SPOKESPERSONS)


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
    """A chain in which nobody stands twice, nor as "remarks published by" one who does."""
    names = tuple(dict.fromkeys(chain))
    return tuple(
        n for n in names if not any(n != other and n.endswith(f" by the {other}") for other in names)
    )


def _through(setting: Setting) -> tuple[str, ...]:
    """The relays of a setting, outermost first: who carried the words, who was told them, who spoke them."""
    outlets = [name for name in setting.relays if name not in setting.mouths]
    return (*reversed(outlets), *setting.mouths)


def _employer(report: Reported, relays: Relays) -> list[str]:
    """The outlet whose reporter tells it: "Radio Clyne's Ana Holm"."""
    whose = () if report.source is None else report.source.head.lefts
    names = (relays.outlet(Source(c, c.left_edge, c)) for c in whose if c.dep_ == "poss")
    return [name for name in names if name is not None]


def _carried(report: Reported, relays: Relays) -> list[str]:
    """Outlets that carried what holds the words: "the Echo carried a dispatch by Globewire in which …"."""
    verb = report.head
    for _ in range(_DEEPEST):
        if verb.dep_ == "relcl" or verb.head == verb:
            break
        verb = verb.head
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


def _way(report: Reported, cited: Sequence[Source], called: Caller) -> tuple[str, ...]:
    """The names of those whom an outlet cites, one behind the other."""
    names = ((source, called(source, report.paragraph)) for source in cited)
    return tuple(name for source, name in names if name is not None and not _is_writing(source, name))


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
    reports: Sequence[Reported], cites: Sequence[Sequence[Source]], relays: Relays
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
            if _follows_another(i, reports, start, told=bool(cites[i])):
                idle.add(i)
        elif report.cue.start < start:
            named[i] = tail.names
            if not report.quoted and report.content[-1].start < start:
                out[i] = _until(report, start)
    return out, named, idle


def _follows_another(i: int, reports: Sequence[Reported], start: int, *, told: bool) -> bool:
    """Whether somebody else's report stands before an outlet's in its sentence.

    Where the outlet tells who told it, a mere deed before it ("X has approved the duties") is what it tells.
    """
    report = reports[i]
    return any(
        reports[j].head.sent == report.head.sent
        and reports[j].cue.start < start
        and (not report.quoted or _holds_all(report, reports[j]))
        and not (told and reports[j].frame in _DEEDS)
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
        while high > span.start and report.paragraph.text[high - 1 - report.paragraph.start] in " ,":
            high -= 1
        if span.start < high:
            content.append(Span(span.start, high))
    return replace(report, content=tuple(content)) if content else report


def _quoting(report: Reported, called: Caller) -> Iterator[str]:
    """Who quotes: "the paper quoted X as saying", "X was quoted (as saying) by the paper"."""
    verb = sources.quoting(report.head) or (report.head if report.head.lemma_ in {"quote", "cite"} else None)
    if verb is None:
        return
    if sources.passive(verb):
        who = sources.agent(verb) or sources.agent(report.head) or _by(report, verb)
    else:
        who = sources.subject(verb)
    if who is None or who.dep_ == "poss" or (report.source is not None and who == report.source.head):
        return
    name = called(sources.phrase(who, stop=verb), report.paragraph)
    if name is not None:
        yield name


def _quoted_by(report: Reported, relays: Relays) -> Iterator[str]:
    """The outlet in "brokers quoted by Globewire say"."""
    for verb in () if report.source is None else report.source.head.subtree:
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_.lower() in relays.citing:
            who = sources.agent(verb) or next(
                (t for c in verb.rights if c.lower_ == "in" for t in c.children), None
            )
            name = None if who is None else relays.outlet(sources.phrase(who))
            if name is not None:
                yield name


def _by(report: Reported, verb: Token) -> Token | None:
    """Whom "by" names behind "as saying"."""
    for token in report.head.doc[verb.i + 1 : report.head.i + 3]:
        if token.lower_ == "by":
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None
