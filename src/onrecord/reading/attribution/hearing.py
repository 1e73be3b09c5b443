"""Hearing: what the tagger's ear for voices adds to what the rules make of a report.

In: a report as the rules have it, with its voices, and what names a source. Out: its relays, and whom else it
may be of. Invariants: nobody is named whom the tagger is not sure of; where rules and tagger mean the same
one, the rules' words stand; whom "he" or "the minister" means stays with the rules, which are right as often.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from onrecord.model import Span, Speaker
from onrecord.reading.attribution.relaying import media
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.attribution.tagging import joining
from onrecord.reading.attribution.tagging.voices import Voice, Voices
from onrecord.reading.language import Paragraph, ParsedText

_RELAYS = 0.5  # the least probability of relays in the cue's sentence, where the rules have none
_BEYOND = 0.8  # and in another sentence
_INSTEAD = 0.8  # and where the rules have others, or not all
_SPEAKER = 0.7  # the least probability of a speaker whom the rules do not see
_ADDRESSEE = 0.8  # the least probability of one who is told
_DEAF = 0.3  # the most with which the tagger may hear whom the rules have
_TEXTS = frozenset({"copy", "text", "version"})
_SMALL = frozenset({"the", "of", "a", "an", "and"})

Named = Callable[[Source, Paragraph], str | None]
"""Names whoever a source is."""


def relays(
    voices: Voices, chain: Sequence[str], parsed: ParsedText, named: Named, sentence: Span
) -> tuple[str, ...]:
    """The relays of a report, outermost first: the ``chain`` of the rules, unless more or others are heard.

    ``sentence`` is that of the report's cue.
    """
    known = tuple(chain)
    if not known:
        return _relays(
            (v for v in voices.relays if v.probability >= (_RELAYS if sentence.contains(v.span) else _BEYOND)),
            parsed,
            named,
        )
    heard = _relays((v for v in voices.relays if v.probability >= _INSTEAD), parsed, named)
    same = [next((k for k in known if _alike(k, name)), name) for name in heard]
    if len(same) > len(known) and set(known) <= set(same):
        return tuple(dict.fromkeys(same))
    faint = _relays((v for v in voices.relays if v.probability >= _DEAF), parsed, named)
    if any(_alike(one, other) for one in faint for other in known):
        return known
    return heard if any(map(_is_name, heard)) else known  # "her deputy" may be who the rules name


def speaker(report: Reported, found: Speaker | None, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """Who else speaks than whom the rules found, if anybody; nobody where both mean the same one."""
    source, heard = report.source, report.voices
    if heard is None or not heard.speakers:
        return None
    best = max(heard.speakers, key=lambda v: v.probability)
    if best.probability < _SPEAKER or not _parts(_words(best, parsed)):
        return None
    place = _source(best, parsed)
    if found is None or place is None:
        return place
    same = (v for v in heard.speakers if v.probability > _DEAF)
    if any(_alike(found.name, _words(v, parsed)) for v in same):
        return None
    return place if source is None or _gives_way(source, found, place[0]) else None


def addressee(voices: Voices, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """Who is told, where the rules see nobody."""
    best = max(voices.addressees, key=lambda v: v.probability, default=None)
    return None if best is None or best.probability < _ADDRESSEE else _source(best, parsed)


def _gives_way(source: Source, found: Speaker, heard: Source) -> bool:
    """Whether a source may be wrong: no writing, nobody whom an office tells, nobody who speaks with others."""
    if source.head.lemma_.lower() in media.nouns() | _TEXTS or (source.head.pos_ == "NOUN" and found.named):
        return False
    return heard.first.dep_ != "cc" and heard.head.dep_ != "conj"


def _relays(found: Iterable[Voice], parsed: ParsedText, named: Named) -> tuple[str, ...]:
    """The names of relays; none where the likeliest has no name, or is the report's own outlet."""
    sure = sorted(found, key=lambda v: -v.probability)
    places = [(v, place) for v in sure if (place := _source(v, parsed)) is not None]
    names = [(v, named(*place)) for v, place in places]
    if names and names[0][1] is None:
        return ()
    return tuple(dict.fromkeys(n for _, n in sorted(names, key=lambda p: -p[0].outer) if n is not None))


def _source(voice: Voice, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """The words of a voice as a source, in their paragraph."""
    at = bisect_right(parsed.paragraphs, voice.span.start, key=lambda p: p.start) - 1
    paragraph = parsed.paragraphs[at]
    source = joining.source_at(paragraph, voice.span)
    return None if source is None else (source, paragraph)


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
