"""Hearing: what the tagger's ear for voices adds to what the rules make of a report.

In: a report as the rules have it, with its voices, and what names a source. Out: its relays, and whom else it
may be of. Invariants: nobody is named whom the tagger is not sure of; where rules and tagger mean the same
one, the rules' words stand; whom "he" or an office means stays with the rules once they have a name for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from math import inf

from onrecord.model import Span, Speaker
from onrecord.reading.attribution.relaying import media, settings
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import SUBJECTS, Source, passive
from onrecord.reading.attribution.tagging import joining
from onrecord.reading.attribution.tagging.voices import Voice, Voices
from onrecord.reading.language import Paragraph, ParsedText

_RELAYS = 0.6  # the least probability of relays in the cue's sentence, where the rules have none
_BEYOND = 0.8  # and in another sentence
_INSTEAD = 0.8  # and where the rules have others, or some in the cue's sentence
_SPEAKER = 0.7  # the least probability of a speaker whom the rules do not see
_FULLER = 0.8  # the least probability of a longer description
_ADDRESSEE = 0.8  # the least probability of one who is told
_DEAF = 0.3  # the most with which the tagger may hear whom the rules have
_TEXTS = frozenset({"copy", "text", "version"})
_OF = frozenset({"by", "in", "on", "from"})
_SMALL = frozenset({"the", "of", "a", "an", "and"})

Named = Callable[[Source, Paragraph], str | None]
"""Names whoever a source is."""


def relays(report: Reported, chain: Sequence[str], parsed: ParsedText, named: Named) -> tuple[str, ...]:
    """The relays of a report, outermost first: the rules' ``chain``, unless more or others are heard."""
    known, sent = tuple(chain), report.head.sent
    sentence, told = report.paragraph.span(sent[0], sent[-1]), [*_apposed(report), *_answered(report)]
    found = () if report.voices is None else report.voices.relays
    mouths = [v for v in found if not any(place.contains(v.span) for place in told)]

    def names(here: float, beyond: float) -> tuple[str, ...]:
        sure = (v.probability >= (here if sentence.contains(v.span) else beyond) for v in mouths)
        return _names(compress(mouths, sure), parsed, named)

    if not known:
        return names(_RELAYS, _BEYOND)
    more = [next((k for k in known if _alike(k, name)), name) for name in names(_INSTEAD, inf)]
    if len(more) > len(known) and set(known) <= set(more):
        return tuple(dict.fromkeys(more))
    if any(_alike(name, k) for name in names(_DEAF, _DEAF) for k in known):
        return known
    others = names(_INSTEAD, _INSTEAD)
    return others if any(map(_is_name, others)) else known  # "her deputy" may be who the rules name


def speaker(report: Reported, found: Speaker | None, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """Who else speaks than whom the rules found, if anybody; nobody where both mean the same one."""
    source, heard = report.source, report.voices
    if heard is None or not heard.speakers:
        return None
    best = max(heard.speakers, key=lambda v: v.probability)
    if best.probability < _SPEAKER or not _parts(_words(best, parsed)):
        return None
    place = _source(best, parsed)
    if place is not None and (_is_told(place[0], report) or _is_beside(place[0], report)):
        return None
    if place is not None and source is not None and _is_one(source) and _is_many(place[0]):
        return None  # "the third said": one of the three diplomats
    if found is None or place is None:
        return place
    same = (v for v in heard.speakers if v.probability > _DEAF)
    if any(_alike(found.name, _words(v, parsed)) for v in same):
        return place if best.probability >= _FULLER and _tells_more(_words(best, parsed), found) else None
    return place if source is None or _gives_way(source, found, place[0]) else None


def _is_told(who: Source, report: Reported) -> bool:
    """Whether it is somebody who is told what is said: "The crews were told to stay home"."""
    own = [c for c in report.head.lefts if c.dep_ in SUBJECTS and c.doc is who.head.doc]
    return passive(report.head) and any(who.holds(c) for c in own)


def _is_beside(who: Source, report: Reported) -> bool:
    """Whether somebody is only named in what is told of who speaks: "Holm, who had met Berg, said"."""
    source, verb = report.source, report.head
    if source is None or who.head.doc is not verb.doc:
        return False
    told = (c for c in source.head.rights if c.dep_ == "relcl" and verb.i - 3 < c.right_edge.i < verb.i)
    return any(verb.nbor(-1).text == "," and c.left_edge.i <= who.head.i <= c.right_edge.i for c in told)


def refers(source: Source) -> bool:
    """Whether a source stands for somebody named elsewhere: "he", "the colonel"."""
    head = source.head
    return head.pos_ == "PRON" or (head.pos_ == "NOUN" and source.first.lower_ == "the")


def _is_one(source: Source) -> bool:
    """Whether a source stands for one, named elsewhere: "he", "the third", "one of them"."""
    head = source.head
    return head.lower_ in {"he", "she", "one"} or (source.first.lower_ == "the" and head.tag_ in {"NN", "JJ"})


def _is_many(source: Source) -> bool:
    head = source.head
    return head.tag_ in {"NNS", "NNPS"} or (head.tag_ == "CD" and head.lower_ != "one")


def addressee(voices: Voices, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """Who is told, where the rules see nobody."""
    best = max(voices.addressees, key=lambda v: v.probability, default=None)
    return None if best is None or best.probability < _ADDRESSEE else _source(best, parsed)


def _tells_more(words: str, found: Speaker) -> bool:
    """Whether words describe more fully who has no name: "two diplomats close to the talks"."""
    return not found.named and found.name != words and found.name.lower() in words.lower()


def _gives_way(source: Source, found: Speaker, heard: Source) -> bool:
    """Whether a source may be wrong: no writing, no office, nobody who speaks with others."""
    if source.head.lemma_.lower() in media.nouns() | _TEXTS or (source.head.pos_ == "NOUN" and found.named):
        return False
    if source.head.pos_ == "PRON" and found.named:
        return False  # whom "he" means the rules tell better
    if source.head.pos_ == "PROPN" and source.head.dep_ in SUBJECTS and source.first.i == source.last.i:
        return False  # "Iran said": nothing there can be misread
    return heard.first.dep_ != "cc" and heard.head.dep_ != "conj"


def _apposed(report: Reported) -> list[Span]:
    """Words that tell what a source is: "HANA, the Hadruni news agency"."""
    source = report.source
    apposed = [] if source is None else [c for c in source.head.children if c.dep_ == "appos"]
    return [report.paragraph.span(c.left_edge, c.right_edge) for c in apposed]


def _answered(report: Reported) -> list[Span]:
    """Words that tell whose claim is answered: "denied a report by Globewire that …"."""
    of = (p for c in settings.claims(report) for p in c.rights if p.lower_ in _OF)
    return [report.paragraph.span(p, p.right_edge) for p in of]


def _names(found: Iterable[Voice], parsed: ParsedText, named: Named) -> tuple[str, ...]:
    """The names of relays; none where the likeliest has no name, or is the report's own outlet."""
    sure = sorted(found, key=lambda v: -v.probability)
    places = [(v, place) for v in sure if (place := _source(v, parsed)) is not None]
    names = [(v, named(*p)) for v, p in places if not any(_owns(p[0], o[0]) for _, o in places)]
    if names and names[0][1] is None:
        return ()
    return tuple(dict.fromkeys(n for _, n in sorted(names, key=lambda p: -p[0].outer) if n is not None))


def _owns(owner: Source, other: Source) -> bool:
    """Whether one only tells whose another is: "Israel" in "Israel's Channel 12"."""
    head = owner.head
    return head.dep_ == "poss" and other.head.doc is head.doc and other.holds(head.head)


def _source(voice: Voice, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """The words of a voice as a source, in their paragraph."""
    at = bisect_right(parsed.paragraphs, voice.span.start, key=lambda p: p.start) - 1
    paragraph = parsed.paragraphs[at]
    source = joining.source_at(paragraph, voice.span)
    return None if source is None or _is_part(source) else (source, paragraph)


def _is_part(source: Source) -> bool:
    """Whether words only tell of what a thing is: "daily" in "the daily briefing", "of Dovgrad"."""
    head = source.head
    thing = head.head.i > source.last.i and head.head.pos_ == "NOUN" and head.is_lower
    return head.pos_ == "ADP" or (thing and head.dep_ in {"amod", "compound", "nmod"})


def _words(voice: Voice, parsed: ParsedText) -> str:
    return parsed.text[voice.span.start : voice.span.end]


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word."""
    return bool(_parts(one) & _parts(other))


def _is_name(name: str) -> bool:
    return any(word[:1].isupper() for word in name.split() if word.lower() not in _SMALL)


def _parts(name: str) -> set[str]:
    words = (word.strip(".,'’").replace("’", "'").removesuffix("'s") for word in name.lower().split())
    return set(words) - _SMALL
