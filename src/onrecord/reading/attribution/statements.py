"""From reports to statements: the last step of attribution.

In: the parsed text, the cast and the times. Out: :class:`~onrecord.model.Statement` in text order.
Invariant: every span of a statement lies inside the text, and ``evidence`` holds its cue and content.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from spacy.tokens import Token

from onrecord.model import (
    UNKNOWN,
    Act,
    ActorKind,
    Basis,
    Directness,
    Finder,
    Span,
    Speaker,
    Statement,
    Time,
    TimeType,
    When,
    finding_id,
)
from onrecord.reading.attribution import anonymity, referring, sources, speakers
from onrecord.reading.attribution.acts import denials, patterns
from onrecord.reading.attribution.cues import Cues, cues
from onrecord.reading.attribution.finding import bare, datelines, direct, halves, headlines, indirect, quotes
from onrecord.reading.attribution.finding.quotes import Quote
from onrecord.reading.attribution.relaying import chains, citing, paths, press, settings
from onrecord.reading.attribution.relaying.chains import Link
from onrecord.reading.attribution.relaying.relays import Relays, relays
from onrecord.reading.attribution.relaying.settings import Setting
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.attribution.speakers import Cast
from onrecord.reading.attribution.tagging import confidence, joining
from onrecord.reading.language import Paragraph, ParsedText

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagger

_BEFORE_DAYS = frozenset({"on", "late", "early", "earlier", "last", "this"})
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE})
_PERSONAL = frozenset({"he", "she", "they", "it", "i", "we"})
_LONGEST_LEAD = 5  # words in front of an "it" that opens its sentence: "In a later statement it said"
_REMEMBERED = 60  # reports back to look for what a denial denies
_MARKS = "\"'“”„‘’«»`.,;:!?…()[]—–- \t\n\r\u00a0"


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
        self._tagger = tagger
        self._parsed = parsed
        self._cast = cast
        self._times = sorted(
            (t for t in times if t.type in {TimeType.DATE, TimeType.TIME}), key=lambda t: t.start
        )
        self._starts = [t.start for t in self._times]
        self._document = document
        self._last_outlet: str | None = None
        self._beside: Sequence[Reported] = ()
        self._sofar: list[Reported] = []
        self._people = sorted(s.start for a in cast.actors if a.kind is ActorKind.PERSON for s in a.mentions)
        self._cues: Cues = cues()
        self._relays: Relays = press.read(parsed, cast, relays())
        self._outlet_name = outlet
        self._own = None if outlet is None else self._relays.canonical(outlet)
        self._quotes = quotes.find(parsed)
        self._by_start = {s.start: q for q in self._quotes for s in q.spans}
        self._outer = [s for q in self._quotes for s in q.outer]
        self._outer_starts = [s.start for s in self._outer]

    def find(self) -> tuple[Statement, ...]:
        out: list[Statement] = []
        for _, group in groupby(self._reports(), key=lambda r: r.paragraph.index):
            reports = [self._spoken(r) for r in group]
            self._beside = reports
            self._sofar = [*self._sofar, *reports][-_REMEMBERED:]
            found = [self._setting(r) for r in reports]
            links = chains.link(reports, found, self._relays, self._name, self._outlet, self._called)
            by_report = {id(r): s for r, s in zip(reports, found, strict=True)}
            ids = {id(link.origin): self._id(link.report) for link in links}
            out += [self._statement(k, by_report[id(k.origin)], ids) for k in links if self._stands(k.report)]
        return tuple(out)

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
        speaker = speakers.resolve(source, paragraph, self._cast, self._cues, self._relays)
        return None if speaker is None else speaker.name

    def _reports(self) -> list[Reported]:
        spoken = direct.Speech(self._parsed, self._quotes, self._cues).find()
        merged: dict[int, Reported] = {}
        for utterance in spoken:
            if (report := utterance.report) is not None:
                key = report.cue.start
                new = key not in merged
                merged[key] = report if new else bare.joined(merged[key], utterance.quote.spans)
        narrated = self._narrated(merged.values())
        quoted: dict[int, list[Span]] = {}
        for quote in self._quotes:
            if quote.start not in narrated:
                for index, span in zip(range(quote.first, quote.last + 1), quote.outer, strict=False):
                    quoted.setdefault(index, []).append(span)
        taken: dict[int, set[int]] = {}
        for report in merged.values():
            taken.setdefault(report.paragraph.index, set()).add(report.head.i)
        out = list(merged.values())
        for paragraph in self._parsed.paragraphs:
            inside = quoted.get(paragraph.index, ())
            out += indirect.find(paragraph, inside, self._cues, taken.get(paragraph.index, set()))
        titles = list(headlines.find(self._parsed, self._cast, self._cues))
        out = [*headlines.without_source(out, titles), *titles]
        attached = bare.attach(spoken, out, self._parsed)
        if self._tagger is not None:
            inside = [s for q in self._quotes for s in q.spans]
            texts = [(p.start, p.text) for p in self._parsed.paragraphs]
            attached = joining.join(attached, self._tagger.find(texts, inside), self._parsed, self._cues)
        undated = (r for r in map(_without_dateline, attached) if r is not None)
        alone = confidence.of(Finder.RULES)
        stay = (h for r in undated for h in halves.of(self._without_day(self._without_time(r)), alone))
        return sorted(stay, key=lambda r: (r.paragraph.index, bare.place(r)))

    def _without_time(self, report: Reported) -> Reported:
        """A report whose source does not begin with the day: "On Friday President X said"."""
        source = report.source
        if source is None or source.first.i == source.head.i:
            return report
        start = report.paragraph.offset(source.first)
        i = bisect_right(self._starts, start) - 1
        if i < 0 or self._times[i].end <= start:
            return report
        first = source.first.i
        while first < source.head.i and report.paragraph.offset(source.head.doc[first]) < self._times[i].end:
            first += 1
        return replace(report, source=replace(source, first=source.head.doc[first]))

    def _without_day(self, report: Reported) -> Reported:
        """A report whose content does not begin with the day of the cue: "said on Friday the talks …"."""
        first = report.content[0]
        if report.quoted or not 0 < first.start - report.cue.end <= 1:
            return report
        i = bisect_left(self._starts, first.start)
        if i == len(self._times) or self._times[i].start - first.start > len("late on "):
            return report
        lead = self._parsed.text[first.start : self._times[i].start].split()
        behind = self._parsed.text[self._times[i].end : first.end]
        if not set(lead) <= _BEFORE_DAYS or not behind[:1].isspace():
            return report
        start = self._times[i].end + len(behind) - len(behind.lstrip())
        return replace(report, content=(Span(start, first.end), *report.content[1:]))

    def _narrated(self, reports: Iterable[Reported]) -> set[int]:
        """Starts of the quotations in which an outlet tells what others said."""
        starts = set()
        for report in reports:
            if report.source is not None and self._relays.outlet(report.source) is not None:
                starts |= {q.start for q in self._quotes_in(report.content)}
        return starts

    def _quotes_in(self, spans: Iterable[Span]) -> list[Quote]:
        return [self._by_start[s.start] for s in spans if s.start in self._by_start]

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
        if report.source is None:
            return None
        outlet = self._outlet_before(report.source, report.paragraph)
        if outlet is not None:
            return Speaker(outlet, self._actor_id(outlet))
        found = speakers.resolve(report.source, report.paragraph, self._cast, self._cues, self._relays)
        if found is None:
            by = referring.authored(report.source, self._cues)
            return self._meant(report, by or report.source)
        return found if found.named else self._fuller(report.source, report.paragraph) or found

    def _fuller(self, source: Source, paragraph: Paragraph) -> Speaker | None:
        """Who "the colonel" is, of whom the text told before that he is "a colonel in the army"."""
        before = referring.described_before(source, paragraph, self._parsed)
        if before is None:
            return None
        return speakers.resolve(*before, self._cast, self._cues, self._relays)

    def _meant(self, report: Reported, source: Source) -> Speaker | None:
        """Whom an open pronoun means: "A spokesman denied it. '…,' he said"; "It," a writing named before."""
        if source.head.lower_ == "it":
            author = referring.writer(source.head, report.paragraph, self._cues)
            if author is None:
                return self._body_before(source, report)
            return speakers.resolve(author, report.paragraph, self._cast, self._cues, self._relays)
        met = referring.stranger(source, report.paragraph, self._cast, self._parsed)
        if met is not None:
            return speakers.resolve(*met, self._cast, self._cues, self._relays)
        if source.head.lower_ in {"both", "they", "each", "neither"}:
            both = source.head.lower_ != "they"
            group = referring.pair_before(source) if both else referring.many_before(source.head)
            if group is None:
                return Speaker(source.head.text, None, named=False) if both else None
            return speakers.resolve(group, report.paragraph, self._cast, self._cues, self._relays)
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
        return speakers.resolve(only, report.paragraph, self._cast, self._cues, self._relays)

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
        report, said = link.report, self._said(link.report)
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
            directness=self._directness(report.content),
            act=act,
            addressee=self._addressee(setting.addressee, report),
            setting=_without_time(setting.text, said.text),
            said=said,
            hedged=report.hedged,
            parent=None if link.parent is None else ids.get(id(link.parent)),
            evidence=self._evidence([*report.content, report.cue, *source]),
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
            denies=denials.target(report, self._sofar) if act is Act.DENY else (),
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
        if whom is None:
            return None
        speaker = speakers.resolve(whom, report.paragraph, self._cast, self._cues, self._relays)
        return None if speaker is None else speaker.name

    def _directness(self, content: Sequence[Span]) -> Directness:
        """By the quotation marks: whether all, some or none of the content's letters stand in them."""
        inside = outside = False
        for span in content:
            at = span.start
            first = max(0, bisect_right(self._outer_starts, span.start) - 1)
            for outer in self._outer[first : bisect_left(self._outer_starts, span.end)]:
                if outer.end <= at or outer.start >= span.end:
                    continue
                outside |= self._has_words(at, outer.start)
                inside = True
                at = outer.end
            outside |= self._has_words(at, span.end)
        if inside:
            return Directness.MIXED if outside else Directness.DIRECT
        return Directness.INDIRECT

    def _has_words(self, start: int, end: int) -> bool:
        return start < end and bool(self._parsed.text[start:end].strip(_MARKS))

    def _said(self, report: Reported) -> When:
        """The time that modifies the cue: "said on Friday", "On Friday X announced"."""
        paragraph, sent = report.paragraph, report.head.sent
        low = paragraph.start + sent.start_char
        i = bisect_left(self._starts, low)
        while i < len(self._times) and self._times[i].start < paragraph.start + sent.end_char:
            time = self._times[i]
            i += 1
            span = Span(time.start, time.end)
            if any(s.overlaps(span) for s in report.content):
                continue
            source = report.source_span
            if source is not None and source.overlaps(span):
                continue
            tokens = paragraph.tokens_in(span)
            beside = _follows(span, report) or (source is not None and _stands_beside(span, source, report))
            if tokens is not None and (beside or _modifies(tokens.root, report)):
                known = time.earliest is not None or time.latest is not None
                basis = Basis.CALENDAR if known else None
                return When(time.earliest, time.latest, time.text, basis, time.form)
        return UNKNOWN

    def _evidence(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The sentences that hold the spans, neighbours joined."""
        low, high = min(s.start for s in spans), max(s.end for s in spans)
        out: list[Span] = []
        for paragraph in self._paragraphs(low, high):
            sentences = paragraph.sentences
            first = max(0, bisect_right(sentences, low, key=lambda s: s.start) - 1)
            for sentence in sentences[first : bisect_left(sentences, high, key=lambda s: s.start)]:
                span = sentence.span
                if not any(s.overlaps(span) for s in spans):
                    continue
                if out and out[-1].end >= paragraph.start and span.start - out[-1].end <= 2:
                    out[-1] = Span(out[-1].start, span.end)
                else:
                    out.append(span)
        return tuple(out)

    def _paragraphs(self, low: int, high: int) -> Sequence[Paragraph]:
        paragraphs = self._parsed.paragraphs
        first = max(0, bisect_right(paragraphs, low, key=lambda p: p.start) - 1)
        return paragraphs[first : bisect_left(paragraphs, high, key=lambda p: p.start)]


def _without_dateline(report: Reported) -> Reported | None:
    """A report without the dateline of its paragraph; nothing where only the dateline would speak."""
    paragraph, source = report.paragraph, report.source
    end = datelines.end(paragraph.text)
    if not end:
        return report
    low = paragraph.start + end
    content = tuple(Span(max(s.start, low), s.end) for s in report.content if s.end > low)
    if not content:
        return None
    report = replace(report, content=content)
    if source is None or source.first.idx >= end:
        return report
    doc, cue = paragraph.doc, report.words[0]
    first = next(t for t in doc if t.idx >= end)
    if source.head.idx >= end:
        return replace(report, source=replace(source, first=first))
    behind = settings.opening(list(doc[first.i : cue.i]))
    if behind is None or content[0].start <= paragraph.offset(first):
        return None
    return replace(report, source=sources.phrase(behind.head, stop=cue))


def _without_time(setting: str | None, time: str | None) -> str | None:
    """A setting without the time at its end, which is told apart."""
    if setting is None or time is None or not setting.endswith(time):
        return setting
    return setting.removesuffix(time).rstrip().removesuffix(" on").removesuffix(" in").rstrip() or None


def _follows(time: Span, report: Reported) -> bool:
    """Whether a time stands between the cue and what is said: "said on Friday the talks …"."""
    near = report.cue.end < time.start <= report.cue.end + len(" late on ")
    return near and time.end <= report.content[0].start <= time.end + 2


def _stands_beside(time: Span, source: Span, report: Reported) -> bool:
    """Whether a time stands next to the source: "On Friday X announced", "according to X on Friday"."""
    if report.frame == "according":
        return source.end < time.start <= source.end + len(" late on ")
    if not time.end < source.start <= time.end + len(", "):
        return False
    # behind a comma it is the cue's time only where it opens the sentence: "On Friday, X announced"
    opens = time.start - report.paragraph.start - report.head.sent.start_char <= len("Earlier on ")
    return opens or source.start == time.end + 1


def _modifies(token: Token, report: Reported) -> bool:
    """Whether a time expression hangs on the cue and on no other verb."""
    for _ in range(8):  # steps up the parse
        if token == report.head or token in report.words:
            return True
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.head == report.head
            and token.dep_ not in {"ccomp", "advcl"}
        ):
            return True
        if token.pos_ in {"VERB", "AUX"}:
            return (
                report.head.dep_ in {"xcomp", "advcl"}
                and report.head.head == token
                and report.head.tag_ != "VBG"
            )
        if token.head == token:
            return False
        token = token.head
    return False
