"""From reports to statements: the last step of attribution.

In: the parsed text, the cast and the times. Out: :class:`~onrecord.model.Statement` in text order.
Invariant: every span of a statement lies inside the text, and ``evidence`` holds its cue and content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.model import (
    Act,
    RegionKind,
    Span,
    Statement,
    Time,
    finding_id,
)
from onrecord.reading.attribution import anonymity, hearing, mouths
from onrecord.reading.attribution.acts import denials, patterns
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.cues import Cues, cues
from onrecord.reading.attribution.evidence import Evidence
from onrecord.reading.attribution.finding import quotes
from onrecord.reading.attribution.gathering import Gathering
from onrecord.reading.attribution.identities import Identities
from onrecord.reading.attribution.moments import Moments
from onrecord.reading.attribution.relaying import (
    abreast,
    chains,
    elsewhere,
    interposed,
    paths,
    press,
    settings,
)
from onrecord.reading.attribution.relaying.chains import Link
from onrecord.reading.attribution.relaying.relays import Relays, relays
from onrecord.reading.attribution.relaying.settings import Setting
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph, ParsedText

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagger

_REMEMBERED = 60  # reports back to look for what a denial denies


def find(
    parsed: ParsedText,
    cast: Cast,
    times: Sequence[Time],
    *,
    document: str = "",
    outlet: str | None = None,
    tagger: Tagger | None = None,
) -> tuple[Statement, ...]:
    """All statements of a document, in text order, each with its confidence.

    ``document`` is the document's id, which the ids of the statements hash. ``outlet`` is the document's
    own outlet, which chains leave out. Without a ``tagger`` it works by the rules alone.
    """
    return _Finder(parsed, cast, times, document, outlet, tagger).find()


class _Finder:
    def __init__(
        self,
        parsed: ParsedText,
        cast: Cast,
        times: Sequence[Time],
        document: str,
        outlet: str | None,
        tagger: Tagger | None,
    ) -> None:
        self._parsed = parsed
        self._cast = cast
        self._document = document
        self._sofar: list[Reported] = []
        self._cues: Cues = cues()
        self._relays: Relays = press.read(parsed, cast, relays())
        self._who = Identities(parsed, cast, self._cues, self._relays)
        self._outlet_name = outlet
        self._own = None if outlet is None else self._relays.canonical(outlet)
        self._bylines = tuple(_bylines(parsed))
        quoted = quotes.find(parsed)
        self._evidence = Evidence(parsed, quoted)
        self._moments = Moments(times, parsed.text)
        self._gathering = Gathering(parsed, quoted, cast, self._cues, self._relays, self._moments, tagger)

    def find(self) -> tuple[Statement, ...]:
        out: list[Statement] = []
        for _, group in groupby(self._gathering.reports(), key=lambda r: r.paragraph.index):
            parted = abreast.parted(interposed.settled(list(group), self._cues))
            reports = [self._spoken(r) for r in parted]
            self._who.beside = reports
            self._sofar = [*self._sofar, *reports][-_REMEMBERED:]
            found = elsewhere.joined(reports, [self._setting(r) for r in reports], self._relays)
            told = chains.link(
                reports, found, self._relays, self._who.name, self._who.outlet, self._who.called
            )
            links = handed_down(told, [self._heard(link) for link in told])
            by_report = {id(r): s for r, s in zip(reports, found, strict=True)}
            ids = {id(link.origin): self._id(link.report) for link in links}
            standing = [k for k in links if self._stands(k.report)]
            made = [self._statement(k, chains.with_medium(by_report[id(k.origin)], k), ids) for k in standing]
            out += _without_denied(made, [k.report for k in standing])
        return tuple(out)

    def _heard(self, link: Link) -> Link:
        """A link with the speaker and the relays that the tagger hears, where the rules have others."""
        report = link.report
        if report.voices is None:
            return link
        if report.source is None or not hearing.refers(report.source):
            other = hearing.speaker(report, self._who.speaker(report), self._parsed)
            if other is not None and other[1] is report.paragraph:
                report = replace(report, source=other[0])
        chain = hearing.relays(report, self._chain(link), self._parsed, self._relay)
        name = self._who.name(report)
        return replace(link, report=report, chain=tuple(n for n in chain if n != name))

    def _spoken(self, report: Reported) -> Reported:
        """A report whose source is not who spoke for it."""
        source = report.source
        return report if source is None else replace(report, source=mouths.behind_mouth(source))

    def _setting(self, report: Reported) -> Setting:
        """The setting of a report; "told the paper" is a relay where the text named one, a mouth its name."""
        setting = settings.find(report, self._relays)
        if setting.mouths:
            names = {mouth: self._mouth(mouth, report) for mouth in setting.mouths}
            mouths = tuple(names.values())
            told = tuple(names.get(n, n) for n in setting.relays)
            setting = replace(setting, mouths=mouths, relays=told)
        whom = setting.addressee
        name = None if whom is None else self._who.outlet_before(whom, report.paragraph)
        if name is None:
            return setting
        others = (n for n in setting.relays if n != name)
        return replace(setting, addressee=None, relays=(name, *others))

    def _mouth(self, words: str, report: Reported) -> str:
        """The name of who speaks for the speaker: "her lawyer" is who the text says he is."""
        paragraph = report.paragraph
        low = paragraph.start + report.head.sent.start_char
        start = self._parsed.text.find(words, low, paragraph.start + report.head.sent.end_char)
        actor = None if start < 0 else self._cast.at(Span(start, start + len(words)))
        return words if actor is None else actor.name

    def _relay(self, source: Source, paragraph: Paragraph) -> str | None:
        """The name of a relay, which the document's own outlet is not."""
        name = self._who.called(source, paragraph)
        return None if name is None or self._is_own(name) else name

    def _stands(self, report: Reported) -> bool:
        """Whether a report may stand: "it" says something only where it is known what it is."""
        source = report.source
        return source is None or source.head.lower_ != "it" or self._who.speaker(report) is not None

    def _id(self, report: Reported) -> str:
        return finding_id(self._document, "statement", [*report.content, report.cue])

    def _statement(self, link: Link, setting: Setting, ids: dict[int, str]) -> Statement:
        report, said = link.report, self._moments.of(link.report)
        source = (report.source_span,) if report.source_span is not None else ()
        speaker, chain = self._who.speaker(report), self._chain(link)
        act = patterns.of(report, self._cues)
        return Statement(
            id=self._id(report),
            content=tuple(self._without_comma(s) for s in report.content),
            cue=(report.cue,),
            source=source,
            speaker=speaker,
            chain=chain,
            directness=self._evidence.directness(report.content),
            act=act,
            addressee=self._addressee(setting.addressee, report),
            setting=_without_time(setting.text, said.text),
            said=said,
            hedged=report.hedged,
            parent=None if link.parent is None else ids.get(id(link.parent)),
            evidence=self._evidence.sentences([*report.content, report.cue, *source]),
            path=paths.path(
                chain,
                report,
                setting,
                speaker,
                outlet=self._outlet_name,
                relays=self._relays,
                cast=self._cast,
                papers=link.papers,
            ),
            anonymity=anonymity.of(report, speaker),
            denies=denials.of(report, act, self._sofar),
            doubtful=report.doubtful,
            found_by=report.found_by,
            confidence=report.confidence,
        )

    def _chain(self, link: Link) -> tuple[str, ...]:
        """A chain without the document's own outlet."""
        return tuple(name for name in link.chain if not self._is_own(name))

    def _is_own(self, name: str) -> bool:
        """Whether an outlet is the document's own: by its name, a part of it, or the byline."""
        if any(f" {name.casefold()} " in line for line in self._bylines):
            return True
        if self._own is None:
            return False
        words = self._own.split()
        parts = {" ".join(words[:i]) for i in range(1, len(words))} | {
            " ".join(words[i:]) for i in range(len(words))
        }
        return self._relays.canonical(name) in parts

    def _without_comma(self, span: Span) -> Span:
        """A piece of direct speech without the comma that only leads over to its cue."""
        return (
            Span(span.start, span.end - 1) if self._parsed.text[span.start : span.end].endswith(",") else span
        )

    def _addressee(self, whom: Source | None, report: Reported) -> str | None:
        told = None if whom is None else (whom, report.paragraph)
        if told is None and report.voices is not None:
            told = hearing.addressee(report.voices, self._parsed)
        speaker = None if told is None else self._who.at(*told)
        return None if speaker is None else speaker.name


def handed_down(told: Sequence[Link], heard: Sequence[Link]) -> list[Link]:
    """The links as heard; what stands inside another comes through whoever that was heard to come through."""
    through: dict[Span, tuple[str, ...]] = {}
    for rules, link in zip(told, heard, strict=True):
        if not rules.chain:
            through[link.report.cue] = link.chain
    out = []
    for link in heard:
        outer = () if link.parent is None else through.get(link.parent.cue, ())
        more = [name for name in outer if name not in link.chain]
        out.append(replace(link, chain=(*more, *link.chain)))
    return out


def _bylines(parsed: ParsedText) -> Iterator[str]:
    """Who wrote a report, as its credits tell: " by the flare foreign desk "."""
    for region in parsed.regions:
        words = parsed.text[region.start : region.end].casefold().replace(",", " ").split()
        if region.kind is RegionKind.CREDIT and words[:1] == ["by"]:
            yield f" {' '.join(words)} "


def _without_denied(told: Sequence[Statement], reports: Sequence[Reported]) -> list[Statement]:
    """Statements without the deeds that are told only to be denied: "denied that Kenya had agreed to leave".

    A claim that is denied ("a report by the Echo that …") is somebody's, and stays.
    """
    denied = [(s, report) for s, report in zip(told, reports, strict=True) if s.act is Act.DENY]
    return [
        s
        for s, report in zip(told, reports, strict=True)
        if report.head.pos_ != "VERB" or not any(_is_denied(s, report, *denial) for denial in denied)
    ]


def _is_denied(told: Statement, report: Reported, denial: Statement, denying: Reported) -> bool:
    """Whether a statement's cue stands in what is denied, behind the denying word, or in a claim that is."""
    if _holds(denial.content, told):
        behind = told.cue[-1].start > denial.cue[0].start or told.cue[-1].end > denial.cue[0].end
        called = [s for s in denial.denies if s.start > denial.content[0].start]  # "It is untrue that …"
        return behind or _holds(called, told)
    return denials.answers_claim(denying, report)


def _holds(spans: Sequence[Span], told: Statement) -> bool:
    """Whether a statement's cue stands in some words."""
    return any(span.overlaps(cue) for span in spans for cue in told.cue)


def _without_time(setting: str | None, time: str | None) -> str | None:
    """A setting without the time at its end, which is told apart."""
    if setting is None or time is None or not setting.endswith(time):
        return setting
    return setting.removesuffix(time).rstrip().removesuffix(" on").removesuffix(" in").rstrip() or None
