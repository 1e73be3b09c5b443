"""From reports to statements: the last step of attribution.

In: the parsed text, the cast and the times. Out: :class:`~onrecord.model.Statement` in text order.
Invariant: every span of a statement lies inside the text, and ``evidence`` holds its cue and content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.model import (
    ActorKind,
    Span,
    Speaker,
    Statement,
    Time,
    finding_id,
)
from onrecord.reading.attribution import anonymity, hearing, referring, sources, speakers
from onrecord.reading.attribution.acts import denials, patterns
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.cues import Cues, cues
from onrecord.reading.attribution.evidence import Evidence
from onrecord.reading.attribution.finding import quotes
from onrecord.reading.attribution.gathering import Gathering
from onrecord.reading.attribution.moments import Moments
from onrecord.reading.attribution.relaying import (
    abreast,
    chains,
    citing,
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

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE})
_PERSONAL = frozenset({"he", "she", "they", "it", "i", "we"})
_LONGEST_LEAD = 5  # words in front of an "it" that opens its sentence: "In a later statement it said"
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
        self._last_outlet: str | None = None
        self._beside: Sequence[Reported] = ()
        self._sofar: list[Reported] = []
        self._people = sorted(s.start for a in cast.actors if a.kind is ActorKind.PERSON for s in a.mentions)
        self._cues: Cues = cues()
        self._relays: Relays = press.read(parsed, cast, relays())
        self._outlet_name = outlet
        self._own = None if outlet is None else self._relays.canonical(outlet)
        quoted = quotes.find(parsed)
        self._evidence = Evidence(parsed, quoted)
        self._moments = Moments(times, parsed.text)
        self._gathering = Gathering(parsed, quoted, cast, self._cues, self._relays, self._moments, tagger)

    def find(self) -> tuple[Statement, ...]:
        out: list[Statement] = []
        for _, group in groupby(self._gathering.reports(), key=lambda r: r.paragraph.index):
            parted = abreast.parted(interposed.settled(list(group), self._cues))
            reports = [self._spoken(r) for r in parted]
            self._beside = reports
            self._sofar = [*self._sofar, *reports][-_REMEMBERED:]
            found = elsewhere.joined(reports, [self._setting(r) for r in reports], self._relays)
            told = chains.link(reports, found, self._relays, self._name, self._outlet, self._called)
            links = [self._heard(link) for link in told]
            by_report = {id(r): s for r, s in zip(reports, found, strict=True)}
            ids = {id(link.origin): self._id(link.report) for link in links}
            out += [
                self._statement(k, chains.with_medium(by_report[id(k.origin)], k), ids)
                for k in links
                if self._stands(k.report)
            ]
        return tuple(out)

    def _heard(self, link: Link) -> Link:
        """A link with the speaker and the relays that the tagger hears, where the rules have others."""
        report, voices = link.report, link.report.voices
        if voices is None:
            return link
        other = hearing.speaker(report, self._speaker(report), self._parsed)
        if other is not None and other[1] is report.paragraph:
            report = replace(report, source=other[0])
        chain = hearing.relays(voices, self._chain(link), self._parsed, self._relay)
        name = self._name(report)
        return replace(link, report=report, chain=tuple(n for n in chain if n != name))

    def _spoken(self, report: Reported) -> Reported:
        """A report whose source is not who spoke for it."""
        source = report.source
        return report if source is None else replace(report, source=sources.behind_mouth(source))

    def _setting(self, report: Reported) -> Setting:
        """The setting of a report; "told the paper" is a relay where the text named one, a mouth its name."""
        setting = settings.find(report, self._relays)
        if setting.mouths:
            names = {mouth: self._mouth(mouth, report) for mouth in setting.mouths}
            mouths = tuple(names.values())
            told = tuple(names.get(n, n) for n in setting.relays)
            setting = replace(setting, mouths=mouths, relays=told)
        whom = setting.addressee
        name = None if whom is None else self._outlet_before(whom, report.paragraph)
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

    def _outlet_before(self, source: Source, paragraph: Paragraph) -> str | None:
        """The outlet that "the paper" is: the one that the text named last."""
        if not self._relays.generic(source):
            return None
        return self._relays.last(paragraph.offset(source.first), source.head.text) or self._last_outlet

    def _called(self, source: Source, paragraph: Paragraph) -> str | None:
        """The name of whoever a source is, an outlet's as chains show it."""
        name = self._outlet_before(source, paragraph) or self._relays.outlet(source)
        if name is not None:
            return name
        speaker = self._named_at(source, paragraph)
        return None if speaker is None else speaker.name

    def _relay(self, source: Source, paragraph: Paragraph) -> str | None:
        """The name of a relay, which the document's own outlet is not."""
        name = self._called(source, paragraph)
        return None if name is None or self._is_own(name) else name

    def _outlet(self, report: Reported) -> str | None:
        """The outlet that a source is; "the paper" is the one named last. Records have no name."""
        if report.source is None:
            return None
        if report.source.head.lemma_.lower() in self._relays.records:
            return ""  # a transcript: it hands on, but has no name
        name = self._relays.outlet(report.source)
        if name is None and self._relays.generic(report.source):
            return self._outlet_before(report.source, report.paragraph) or self._relays.press(report.source)
        actor = self._cast.at(report.paragraph.span(report.source.head))
        if actor is not None and actor.kind is ActorKind.PERSON:
            return None
        if name is None and (actor is None or actor.kind in {None, ActorKind.OUTLET}):
            name = citing.press(report, self._relays)
        self._last_outlet = name or self._last_outlet
        return name

    def _stands(self, report: Reported) -> bool:
        """Whether a report may stand: "it" says something only where it is known what it is."""
        source = report.source
        return source is None or source.head.lower_ != "it" or self._speaker(report) is not None

    def _name(self, report: Reported) -> str | None:
        speaker = self._speaker(report)
        return None if speaker is None else speaker.name

    def _speaker(self, report: Reported) -> Speaker | None:
        """Who speaks: as the rules have it, else whom the tagger hears."""
        if report.source is None:
            return None
        found = self._resolved(report, report.source)
        heard = None if found is not None else hearing.speaker(report, None, self._parsed)
        return found if heard is None else self._named_at(*heard)

    def _named_at(self, source: Source, paragraph: Paragraph) -> Speaker | None:
        """Who is named by words of the text."""
        return speakers.resolve(source, paragraph, self._cast, self._cues, self._relays)

    def _resolved(self, report: Reported, source: Source) -> Speaker | None:
        outlet = self._outlet_before(source, report.paragraph)
        if outlet is not None:
            return Speaker(outlet, self._actor_id(outlet))
        found = self._named_at(source, report.paragraph)
        if found is None:
            by = referring.authored(source, self._cues)
            return self._meant(report, by or source)
        if found.named:
            return self._newer(found, source, report.paragraph) or found
        return self._fuller(source, report.paragraph) or found

    def _newer(self, found: Speaker, source: Source, paragraph: Paragraph) -> Speaker | None:
        """Who "the delegate" is, where the text brought one in behind the last name of who it might be."""
        met = referring.introduced(source, paragraph, self._parsed)
        if met is None:
            return None
        start, here = met[1].offset(met[0].head), paragraph.offset(source.first)
        named = (s.start for a in self._cast.actors if a.id == found.actor for s in a.mentions)
        if any(start < at < here for at in named):
            return None
        new = self._named_at(*met)
        return new if new is not None and not new.named else None

    def _fuller(self, source: Source, paragraph: Paragraph) -> Speaker | None:
        """Who "the colonel" is, of whom the text told before that he is "a colonel in the army"."""
        before = referring.described_before(source, paragraph, self._parsed)
        if before is None:
            return None
        return self._named_at(*before)

    def _meant(self, report: Reported, source: Source) -> Speaker | None:
        """Whom an open pronoun means: "A spokesman denied it. '…,' he said"; "It," a writing named before."""
        if source.head.lower_ == "it":
            author = referring.writer(source.head, report.paragraph, self._cues)
            if author is None:
                return self._body_before(source, report)
            return self._named_at(author, report.paragraph)
        met = referring.stranger(source, report.paragraph, self._cast, self._parsed)
        if met is not None:
            return self._named_at(*met)
        if source.head.lower_ in {"both", "they", "each", "neither"}:
            both = source.head.lower_ != "they"
            group = referring.pair_before(source) if both else referring.many_before(source.head)
            if group is None:
                return Speaker(source.head.text, None, named=False) if both else None
            return self._named_at(group, report.paragraph)
        if source.head.lower_ not in {"he", "she"}:
            return None
        start = report.paragraph.offset(source.head)
        i = bisect_left(self._people, report.paragraph.start)
        if i < len(self._people) and self._people[i] < start:
            return None  # somebody with a name is there, too
        before = {
            noun.i: sources.phrase(noun) if noun.i != s.head.i else s
            for r in self._beside
            if (s := r.source) is not None and s.head.i < source.head.i
            if (noun := referring.antecedent(s.head)).pos_ == "NOUN"
        }
        if len(before) != 1:
            return None
        only = next(iter(before.values()))
        new = any(c.lower_ in {"a", "an", "another"} for c in only.head.lefts)
        if not (new or speakers.unnamed(only, self._cues)) or only.head.tag_ != "NN":
            return None
        return self._named_at(only, report.paragraph)

    def _body_before(self, source: Source, report: Reported) -> Speaker | None:
        """The body that "it" is, whose words stand in the sentence before: "It asked for …", "…, it said"."""
        sent = source.head.sent
        lead = sum(t.is_alpha for t in source.head.doc[sent.start : source.head.i])
        tag = report.content[0].end <= report.paragraph.offset(source.head)
        if lead > _LONGEST_LEAD and not tag:
            return None
        before = [
            r
            for r in self._beside
            if r.source is not None and r.head.i < sent.start and r.source.head.lower_ not in _PERSONAL
            if not any(span.contains(r.cue) for o in self._beside if o is not r for span in o.content)
        ]
        if not before or before[-1].source is None or before[-1].head.sent.end < sent.start:
            return None
        found = self._speaker(before[-1])
        kind = next((a.kind for a in self._cast.actors if found and a.id == found.actor), None)
        body = kind in _BODIES or before[-1].source.head.lemma_.lower() in self._cues.institutions
        return found if body and before[-1].source.head.tag_ != "NNS" else None

    def _actor_id(self, name: str) -> str | None:
        return next((a.id for a in self._cast.actors if a.name == name), None)

    def _id(self, report: Reported) -> str:
        return finding_id(self._document, "statement", [*report.content, report.cue])

    def _statement(self, link: Link, setting: Setting, ids: dict[int, str]) -> Statement:
        report, said = link.report, self._moments.of(link.report)
        source = (report.source_span,) if report.source_span is not None else ()
        speaker, chain = self._speaker(report), self._chain(link)
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
        """Whether an outlet is the document's own, also by a part of its name: "the Flare"."""
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
        speaker = None if told is None else self._named_at(*told)
        return None if speaker is None else speaker.name


def _without_time(setting: str | None, time: str | None) -> str | None:
    """A setting without the time at its end, which is told apart."""
    if setting is None or time is None or not setting.endswith(time):
        return setting
    return setting.removesuffix(time).rstrip().removesuffix(" on").removesuffix(" in").rstrip() or None
