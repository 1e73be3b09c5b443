"""Identities: who a source is in its document, an actor, an outlet, somebody unnamed.

In: sources as they stand in the text. Out: speakers and names; of an open pronoun whom the tagger hears, if
anybody. Invariant: "it" and "they" stand for nobody whom the text did not bring in before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import ActorKind, Speaker
from onrecord.reading.attribution import hearing, referring, sources, speakers
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.relaying import citing
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph, ParsedText

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE})
_HE = frozenset({"he", "she"})
_PERSONAL = frozenset({"he", "she", "they", "it", "i", "we"})
_LONGEST_LEAD = 5  # words in front of an "it" that opens its sentence: "In a later statement it said"


class Identities:
    """Who the sources of one document are, asked paragraph by paragraph.

    ``beside`` are the reports of the paragraph that is asked about.
    """

    def __init__(self, parsed: ParsedText, cast: Cast, cues: Cues, relays: Relays) -> None:
        self.beside: Sequence[Reported] = ()
        self._parsed, self._cast, self._cues, self._relays = parsed, cast, cues, relays
        self._last_outlet: str | None = None
        self._known: dict[tuple[int, int, int, int], Speaker | None] = {}  # paragraph, first, head, last
        self._people = sorted(s.start for a in cast.actors if a.kind is ActorKind.PERSON for s in a.mentions)

    def speaker(self, report: Reported) -> Speaker | None:
        """Who speaks: as the rules have it, unless the tagger hears another one of whom "he" may be said."""
        if report.source is None:
            return None
        found = self._resolved(report, report.source)
        open_ = found is None or hearing.refers(report.source)
        heard = hearing.speaker(report, found, self._parsed) if open_ else None
        other = None if heard is None else self.at(*heard)
        if other is not None and report.source.head.lower_ in _HE and self._is_body(other):
            return found
        return other or found

    def _is_body(self, speaker: Speaker) -> bool:
        """Whether somebody is a state or an organisation, which no "he" or "she" is."""
        return any(a.id == speaker.actor and a.kind in _BODIES for a in self._cast.actors)

    def name(self, report: Reported) -> str | None:
        """The name of who speaks."""
        speaker = self.speaker(report)
        return None if speaker is None else speaker.name

    def called(self, source: Source, paragraph: Paragraph) -> str | None:
        """The name of whoever a source is, an outlet's as chains show it."""
        name = self.outlet_before(source, paragraph) or self._relays.outlet(source)
        if name is not None:
            return name
        speaker = self.at(source, paragraph)
        return None if speaker is None else speaker.name

    def outlet(self, report: Reported) -> str | None:
        """The outlet that a source is; "the paper" is the one named last. Records have no name."""
        if report.source is None:
            return None
        if report.source.head.lemma_.lower() in self._relays.records:
            return ""  # a transcript: it hands on, but has no name
        name = self._relays.outlet(report.source)
        if name is None and self._relays.generic(report.source):
            return self.outlet_before(report.source, report.paragraph) or self._relays.press(report.source)
        actor = self._cast.at(report.paragraph.span(report.source.head))
        if actor is not None and actor.kind is ActorKind.PERSON:
            return None
        if name is None and (actor is None or actor.kind in {None, ActorKind.OUTLET}):
            name = citing.press(report, self._relays)
        self._last_outlet = name or self._last_outlet
        return name

    def outlet_before(self, source: Source, paragraph: Paragraph) -> str | None:
        """The outlet that "the paper" is: the one that the text named last."""
        if not self._relays.generic(source):
            return None
        return self._relays.last(paragraph.offset(source.first), source.head.text) or self._last_outlet

    def at(self, source: Source, paragraph: Paragraph) -> Speaker | None:
        """Who is named by words of the text."""
        key = (paragraph.index, source.first.i, source.head.i, source.last.i)
        if key not in self._known:
            found = speakers.resolve(source, paragraph, self._cast, self._cues, self._relays)
            self._known[key] = found
        return self._known[key]

    def _resolved(self, report: Reported, source: Source) -> Speaker | None:
        outlet = self.outlet_before(source, report.paragraph)
        if outlet is not None:
            return Speaker(outlet, self._actor_id(outlet))
        found = self.at(source, report.paragraph)
        if found is None or found.actor is None:
            below = referring.below_headline(source, report.paragraph, self._parsed)
            if below is not None:
                return self.at(*below)
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
        new = self.at(*met)
        return new if new is not None and not new.named else None

    def _fuller(self, source: Source, paragraph: Paragraph) -> Speaker | None:
        """Who "the colonel" is, of whom the text told before that he is "a colonel in the army"."""
        before = referring.described_before(source, paragraph, self._parsed)
        if before is None:
            return None
        return self.at(*before)

    def _meant(self, report: Reported, source: Source) -> Speaker | None:
        """Whom an open pronoun means: "A spokesman denied it. '…,' he said"; "It," a writing named before."""
        if source.head.lower_ == "it":
            author = referring.writer(source.head, report.paragraph, self._cues)
            if author is None:
                return self._body_before(source, report)
            return self.at(author, report.paragraph)
        met = referring.stranger(source, report.paragraph, self._cast, self._parsed)
        if met is not None:
            return self.at(*met)
        if source.head.lower_ in {"both", "they", "each", "neither"}:
            both = source.head.lower_ != "they"
            group = referring.pair_before(source) if both else referring.many_before(source.head)
            if group is None:
                return Speaker(source.head.text, None, named=False) if both else None
            return self.at(group, report.paragraph)
        if source.head.lower_ not in _HE:
            return None
        start = report.paragraph.offset(source.head)
        i = bisect_left(self._people, report.paragraph.start)
        if i < len(self._people) and self._people[i] < start:
            return None  # somebody with a name is there, too
        before = {
            noun.i: sources.phrase(noun) if noun.i != s.head.i else s
            for r in self.beside
            if (s := r.source) is not None and s.head.i < source.head.i
            if (noun := referring.antecedent(s.head)).pos_ == "NOUN"
        }
        if len(before) != 1:
            return None
        only = next(iter(before.values()))
        new = any(c.lower_ in {"a", "an", "another"} for c in only.head.lefts)
        if not (new or speakers.unnamed(only, self._cues)) or only.head.tag_ != "NN":
            return None
        return self.at(only, report.paragraph)

    def _body_before(self, source: Source, report: Reported) -> Speaker | None:
        """The body that "it" is, whose words stand in the sentence before: "It asked for …", "…, it said"."""
        sent = source.head.sent
        lead = sum(t.is_alpha for t in source.head.doc[sent.start : source.head.i])
        tag = report.content[0].end <= report.paragraph.offset(source.head)
        if lead > _LONGEST_LEAD and not tag:
            return None
        before = [
            r
            for r in self.beside
            if r.source is not None and r.head.i < sent.start and r.source.head.lower_ not in _PERSONAL
            if not any(o is not r and o.holds(r) for o in self.beside)
        ]
        if not before or before[-1].source is None or before[-1].head.sent.end < sent.start:
            return None
        found = self.speaker(before[-1])
        kind = next((a.kind for a in self._cast.actors if found and a.id == found.actor), None)
        body = kind in _BODIES or before[-1].source.head.lemma_.lower() in self._cues.institutions
        return found if body and before[-1].source.head.tag_ != "NNS" else None

    def _actor_id(self, name: str) -> str | None:
        return next((a.id for a in self._cast.actors if a.name == name), None)
