"""Relay chains: through whom each report comes to the text.

In: the reports of one paragraph's reach, in text order, with their settings. Out: :class:`Link` for each
report that stays: its chain, outermost first, and the report it is nested in. Invariants: no report is its
own ancestor; who only hands on another's words is in that one's chain and makes no report of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import citing, media, nesting, phrases, quoting, trailing
from onrecord.reading.attribution.relaying.media import Medium
from onrecord.reading.attribution.relaying.quoting import Caller
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import Setting, occasions
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_DEEPEST = 6  # reports one in the other
_PRESS = frozenset({"report", "article", "column", "editorial"})  # of which nobody says whose it is
_WORDS = frozenset({"remark", "comment", "text", "copy"})  # what somebody said or wrote

Namer = Callable[[Reported], str | None]
"""Gives the name of a report's speaker."""


@dataclass(frozen=True, slots=True)
class Link:
    """A report with its chain; ``parent`` is the report that it is nested in.

    ``origin`` is the report as it came in; ``report`` may have got the true source in place of an outlet.
    ``papers`` are relays that go by an article, as papers do and agencies do not. ``medium`` is the writing
    that tells of it: "the minister refused to go, according to the letter".
    """

    origin: Reported
    report: Reported
    chain: tuple[str, ...] = ()
    parent: Reported | None = None
    papers: frozenset[str] = frozenset()
    medium: Medium | None = None


def with_medium(setting: Setting, link: Link) -> Setting:
    """A setting with the medium of the writing that a report stands in, where it tells none itself."""
    return setting if setting.medium is not None else replace(setting, medium=link.medium)


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
    return _Chains(reports, settings, relays, named, outlet, called).links()


class _Chains:
    """The reports of a paragraph by their places in the list, and what each is to the others."""

    def __init__(
        self,
        reports: Sequence[Reported],
        settings: Sequence[Setting],
        relays: Relays,
        named: Namer,
        outlet: Namer,
        called: Caller,
    ) -> None:
        self._given = reports
        self._relays, self._named, self._called = relays, named, called
        self._settings = _going_on(reports, settings)
        self._outlets = outlets = [outlet(r) for r in reports]
        self._cites = [
            citing.find(r, relays, outlet=o is not None) for r, o in zip(reports, outlets, strict=True)
        ]
        articles = [o or _head(r) for o, r in zip(outlets, reports, strict=True) if _has_article(r)]
        self._papers = frozenset(articles)
        self._ways = [_way(r, c, called) for r, c in zip(reports, self._cites, strict=True)]
        cut, self._trailing, idle = trailing.behind(reports, self._cites, relays)
        self._reports, self._behind = trailing.according(cut, outlets)
        self._idle = idle | set(self._behind.values()) | _mere_citing(self._reports, self._cites, relays)
        self._parents = [
            nesting.parent(i, self._reports, outlets, self._idle) for i in range(len(self._reports))
        ]
        nested = [(above, i) for i, above in enumerate(self._parents) if above is not None]
        self._relayed = {above for above, i in nested if self._only_relays(above, i)}
        self._handed = {above for above, i in nested if self._only_hands_on(above, i)}
        self._known: dict[int, tuple[str, ...]] = {}

    def links(self) -> list[Link]:
        """The reports that stay."""
        out: list[Link] = []
        gone = self._handed | self._idle | self._relayed
        for i, report in enumerate(self._reports):
            if i in gone or not self._may_stay(i):
                continue
            holder = next((self._reports[j] for j in self._above(i) if j not in gone), None)
            chain = list(self._way_to(i))
            if self._cites[i]:
                report, own = self._citing(i)
                chain += own
            name = self._named(report)
            names = _once([n for n in chain if n != name and not (name and _is_within(n, name))])
            papers = self._papers.intersection(names)
            out.append(Link(self._given[i], report, names, holder, papers, self._written_in(i)))
        return out

    def _written_in(self, i: int) -> Medium | None:
        """The writing of nobody named in which a report stands."""
        above = self._parents[i]
        if above is None or not self._writes(self._reports[above]):
            return None
        medium = self._settings[above].medium
        press = medium is not None and medium.noun is not None and medium.noun.lemma_ in _PRESS
        return None if press else medium

    def _only_relays(self, outer: int, inner: int) -> bool:
        """Whether an outlet's report is no more than another's words."""
        reports, cites = self._reports, self._cites[outer]
        if self._outlets[outer] is None or not nesting.hands_on(reports[outer], reports[inner]):
            return False
        paper = bool(cites) and cites[-1].head.lemma_.lower() in media.nouns()  # "citing a letter"
        if cites and not paper and self._relays.outlet(cites[-1]) is None:
            return False
        return reports[inner].frame in nesting.NESTS or reports[inner].head.dep_ != "conj"

    def _only_hands_on(self, outer: int, inner: int) -> bool:
        """Whether somebody's report is no more than another's words: a spokesperson's, a witness's."""
        one, other = self._reports[outer], self._reports[inner]
        if nesting.for_principal(one, other) and other.frame not in nesting.NESTS:
            return nesting.hands_on(one, other)
        if self._is_aside(outer, inner):
            return nesting.hands_on(one, other)
        if self._writes(one) and nesting.is_done_with_words(other, one):
            return nesting.hands_on(one, other)
        return self._speaks_for(outer, inner)

    def _is_aside(self, outer: int, inner: int) -> bool:
        """Whether somebody only puts in whom they told: "The minister hopes, she told the paper, that …"."""
        one, other = self._reports[outer], self._reports[inner]
        if not one.around or other.cue.end > one.cue.start or self._outlets[outer] is not None:
            return False
        if any(c.lower_ == "had" for c in other.head.lefts):
            return False  # "She had pointed out, she said, that …": then, not now
        name = self._named(one)
        return name == self._named(other) and (name is not None or _word(one) == _word(other) != "")

    def _speaks_for(self, outer: int, inner: int) -> bool:
        """Whether the outer report tells what its speaker's principal says or does."""
        if self._cites[outer] or self._outlets[inner] is not None:
            return False
        return nesting.for_head(self._reports[outer], self._reports[inner], self._relays)

    def _writes(self, report: Reported) -> bool:
        """Whether it is a writing of nobody named that tells."""
        name = self._named(report)
        return name is not None and _is_writing(report.source, name)

    def _may_stay(self, i: int) -> bool:
        """Whether a report may stand inside the one that holds it."""
        parent = self._parents[i]
        if parent is None or parent in self._relayed:
            return True
        report, outer = self._reports[i], self._reports[parent]
        nests = nesting.may_nest(report, outer) or (
            nesting.is_done_with_words(report, outer) and self._is_another(report, outer)
        )
        if parent not in self._handed and not nests and not self._speaks_for(parent, i):
            return False
        return not self._says_it_twice(parent, i)

    def _is_another(self, inner: Reported, outer: Reported) -> bool:
        """Whether somebody else than the one who tells it is known to speak, or nobody is named."""
        if inner.source is None:
            return True
        name = self._named(inner)
        return name is not None and name != self._named(outer)

    def _says_it_twice(self, outer: int, inner: int) -> bool:
        """ "She said she hoped that …": one speaker, one statement."""
        one, other = self._reports[outer], self._reports[inner]
        if not nesting.goes_on(one, other):
            return False
        return (name := self._named(other)) is not None and name == self._named(one)

    def _above(self, i: int) -> Iterator[int]:
        """The reports that hold one, the narrowest first."""
        at: int | None = i
        for _ in range(_DEEPEST):
            at = self._parents[i] if at is None else self._parents[at]
            if at is None:
                return
            yield at

    def _way_to(self, i: int, depth: int = 0) -> tuple[str, ...]:
        """Through whom a report's words come, outermost first."""
        if i in self._known:
            return self._known[i]
        above, report = self._parents[i], self._given[i]
        before: tuple[str, ...] = ()
        if above is not None and depth < _DEEPEST:
            own = self._outlets[above]
            if above not in self._relayed:
                own = own or _mouth(self._reports[above], self._named)
            before = (*self._way_to(above, depth + 1), *([own] if own else []), *self._ways[above])
        carried = () if before else quoting.carried(report, self._relays)
        quoted = (
            *quoting.quoting(report, self._relays, self._called),
            *quoting.quoted_by(report, self._relays),
            *quoting.bearer(report, self._called),
        )
        told = () if self._cites[i] else _through(self._settings[i])
        behind = self._named_behind(i)
        last = above is not None and i in self._trailing and self._is_last(above)
        outer = (*before, *behind) if last else (*behind, *carried, *before)
        self._known[i] = (*outer, *quoted, *told)
        return self._known[i]

    def _is_last(self, above: int) -> bool:
        """Whether an outlet stands last of all: "X said so, the Echo reported, according to Globewire"."""
        report = self._reports[above]
        return report.frame == "according" and report.content[0].end <= report.cue.start

    def _named_behind(self, i: int) -> tuple[str, ...]:
        """Who is named at the end of a report's sentence, outermost first, each with whom they cite."""
        if i not in self._trailing and i not in self._behind:
            return ()
        inner = list(self._trailing.get(i, ()))
        cited: list[str] = []
        if i in self._trailing:
            sent = self._reports[i].head.sent
            beside = [j for j in nesting.near(i, self._reports) if j in self._idle]
            cited = [n for j in beside if self._reports[j].head.sent == sent for n in self._ways[j]]
        if (j := self._behind.get(i)) is not None:
            last = (*reversed(self._ways[j]), *reversed(_through(self._settings[j])), self._outlets[j])
            inner += [name for name in last if name]
        return (*reversed(inner), *cited)

    def _citing(self, i: int) -> tuple[Reported, list[str]]:
        """A report with its true source, and those between the two, outermost first."""
        report, own = self._reports[i], self._outlets[i] or _mouth(self._reports[i], self._named)
        tail = citing.start(report, self._relays)
        names = [*quoting.employer(report, self._relays), *([own] if own else []), *self._ways[i][:-1]]
        cut = report if tail is None else trailing.until(report, tail)
        return replace(cut, source=self._cites[i][-1]), [*names, *_through(self._settings[i])]


def _word(report: Reported) -> str:
    return "" if report.source is None else report.source.head.lower_


def _head(report: Reported) -> str:
    return "" if report.source is None else report.source.head.text


def _has_article(report: Reported) -> bool:
    """Whether a source is "the" and one word."""
    source = report.source
    return source is not None and source.first.lower_ == "the" and source.head.i == source.first.i + 1


def _going_on(reports: Sequence[Reported], settings: Sequence[Setting]) -> list[Setting]:
    """The settings, with the relays of "told the paper …" for what goes on with it: ", adding that …"."""
    out = list(settings)
    last: dict[tuple[int, int], int] = {}  # paragraph and subject -> the last report that names relays
    for i, report in enumerate(reports):
        if report.source is None or report.head.pos_ != "VERB":
            continue
        key = (report.paragraph.index, report.source.head.i)
        if settings[i].relays:
            last[key] = i
        elif (first := last.get(key)) is not None and _goes_on(report.head, reports[first].head):
            out[i] = replace(out[i], relays=settings[first].relays, mouths=settings[first].mouths)
    return out


def _goes_on(verb: Token, first: Token) -> bool:
    """Whether a verb goes on with one before it: a participle behind a comma, or joined by "and"."""
    if any(c.dep_ in sources.SUBJECTS for c in verb.lefts) or verb.i < first.i or verb.sent != first.sent:
        return False
    if verb.dep_ == "conj" and verb.head == first:
        return any(c.lower_ == "and" for c in first.rights if c.i < verb.i)
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","


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


def _mere_citing(reports: Sequence[Reported], cites: Sequence[Sequence[Source]], relays: Relays) -> set[int]:
    """Reports that only tell whom another one cites: "which cited X", "who says he has it from X"."""
    out = {
        i
        for i, r in enumerate(reports)
        if (r.frame == "object" and r.head.dep_ == "relcl" and r.head.lemma_.lower() in relays.citing)
        or (r.source is not None and r.source.head.tag_ == "VBG" and _word(r) in {"citing", "quoting"})
    }
    for source in (source for found in cites for source in found):
        verb, start = source.head.head, source.head.idx
        for i, report in enumerate(reports):
            low = report.paragraph.start
            told = report.head.doc == verb.doc and any(s.start <= low + start < s.end for s in report.content)
            if told and (report.head == verb or report.head.dep_ == "relcl"):
                out.add(i)
    return out


def _once(chain: Sequence[str]) -> tuple[str, ...]:
    """A chain in which nobody stands twice, nor by half a name or as "remarks published by" one who does."""
    names = tuple(dict.fromkeys(chain))
    return tuple(n for n in names if not any(n != other and _is_within(n, other) for other in names))


def _is_within(name: str, other: str) -> bool:
    """Whether a name is no more than the beginning or the end of another: "Radio" of "CKBR Radio"."""
    part, whole = (phrases.bare(n).replace("-", " ").split() for n in (name, other))
    size = len(part)
    half = size < len(whole) and part in (whole[:size], whole[-size:]) and part[0][:1].isupper()
    return half or name.endswith(f" by the {other}")


def _through(setting: Setting) -> tuple[str, ...]:
    """The relays of a setting, outermost first: who carried the words, who was told them, who spoke them."""
    outlets = [name for name in setting.relays if name not in setting.mouths]
    return (*reversed(outlets), *setting.mouths)


def _way(report: Reported, cited: Sequence[Source], called: Caller) -> tuple[str, ...]:
    """The names of those whom an outlet cites, one behind the other."""
    names = ((source, called(source, report.paragraph)) for source in cited)
    return tuple(name for source, name in names if name is not None and not _is_writing(source, name))
