"""From a parsed text to its cast, step by step.

In: a parsed text. Out: a :class:`Cast`. Invariant: nothing here decides who somebody is; the steps do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.model import Actor, Span
from onrecord.reading.actors import callings, names, nations
from onrecord.reading.actors.assignment import cast
from onrecord.reading.actors.cast import Cast, Form, Mention
from onrecord.reading.actors.casting import Casting, Figure, Paragraph
from onrecord.reading.actors.files import lexicon
from onrecord.reading.actors.lexicon import Lexicon
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.offices import Finder, Site
from onrecord.reading.actors.references import resolve
from onrecord.reading.actors.spelling import common_words
from onrecord.reading.actors.staging import Scene, marked_inner, stage
from onrecord.reading.actors.words import Words, columns
from onrecord.reading.language import ParsedText

_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dative", "appos"})
_PLACING = frozenset({"in", "near"})
_PARTNERS = frozenset({"with", "by", "between", "among", "to"})


def find(parsed: ParsedText) -> Cast:
    """The cast of a document."""
    lex = lexicon()
    lines = [columns(paragraph, parsed.text) for paragraph in parsed.paragraphs]
    common = common_words(lines)
    found_names = [names.find(words, lex, common) for words in lines]
    lex, known = nations.learn(lines, found_names, lex), lex
    if lex is not known:
        found_names = [names.find(words, lex, common) for words in lines]
    learned = frozenset(
        word
        for words, segments in zip(lines, found_names, strict=True)
        for s in segments
        if s.personal or s.owner is not None
        for word in words.text[s.first : s.end]
    )
    paragraphs, sites = [], []
    for words, segments in zip(lines, found_names, strict=True):
        if any(words.headline) or _missed(words, segments, learned):
            segments = names.find(words, lex, common, learned)
        found = list(Finder(words, segments, lex).sites())
        paragraphs.append(_paragraph(words, segments, found, lex))
        sites.append(found)
    casting = cast(paragraphs, lex)
    callings.note(paragraphs, casting, lex)
    scenes = stage(paragraphs, sites, casting, lex)
    resolve(scenes, casting, lex)
    return _result(scenes, casting)


def _missed(words: Words, segments: Sequence[Segment], learned: frozenset[str]) -> bool:
    """Whether a sentence begins with a word that is a name elsewhere and was not read as one here."""
    begun = {s.first for s in segments}
    return any(i not in begun and words.text[i] in learned for i in words.first_of)


def _paragraph(words: Words, segments: Sequence[Segment], sites: Iterable[Site], lex: Lexicon) -> Paragraph:
    """The names with what stands beside them: titles, honorifics, "who"."""
    titled: dict[int, str] = {}
    sexes: dict[int, str] = {}
    for site in sites:
        if site.holder is not None:
            titled.setdefault(site.holder, site.role.name if site.titled else "")
            if site.role.sex:
                sexes[site.holder] = site.role.sex
    for at, segment in enumerate(segments):
        before = words.text[segment.first - 1] if segment.first else ""
        if before in lex.honorifics:
            titled.setdefault(at, lex.honorifics[before][1])
            if lex.honorifics[before][0]:
                sexes[at] = lex.honorifics[before][0]
        after = words.lower[segment.end : segment.end + 2]
        placed = segment.first and words.lower[segment.first - 1] in _PLACING
        # "a nurse in Arkady, who …", "a pharmacist in Arkady who …"
        nurse = placed and segment.first > 1 and words.tag[segment.first - 2] in ("NN", "NNS")
        if (after[:1] == ["who"] and not nurse) or (after == [",", "who"] and not placed):
            titled.setdefault(at, "")
    return Paragraph(words, segments, titled, sexes)


def _result(scenes: Sequence[Scene], casting: Casting) -> Cast:
    """The actors that act, with all their mentions."""
    for scene in scenes:
        inside = [
            m.span
            for m in scene.mentions
            if m.form is not Form.PRONOUN and (m.span != m.name or m.form is Form.DESCRIPTION)
        ]
        marked_inner(scene, [*inside, *scene.inside])
    kept = _kept(scenes, casting)
    mentions = sorted(
        (m for scene in scenes for m in scene.mentions if set(m.actors) <= kept),
        key=lambda m: (m.span, -m.head),
    )
    by_actor: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for id_ in mention.actors:
            by_actor[id_].append(mention)
    actors = tuple(_actor(casting.figures[id_], found, kept) for id_, found in by_actor.items())
    places = tuple(sorted(place for scene in scenes for place in scene.places))
    strangers = tuple(
        (mention.span, met)
        for scene in scenes
        for mention in scene.mentions
        if mention.form is Form.PRONOUN and len(mention.actors) == 1
        if (met := casting.figures[mention.actors[0]].stranger) is not None
    )
    return Cast(actors, tuple(mentions), places, strangers, tuple(scene.words for scene in scenes))


def _kept(scenes: Sequence[Scene], casting: Casting) -> set[str]:
    """Known and recognised actors, and of the others those that do something in the text."""
    kept = {id_ for id_, f in casting.figures.items() if f.kind is not None and f.stranger is None}
    for scene in scenes:
        for mention in scene.mentions:
            id_ = mention.actors[0]
            if casting.figures[id_].stranger is not None:
                continue
            if id_ not in kept and _does(scene.words, scene.words.covering_start(mention.head)):
                kept.add(id_)
    return kept


def _does(words: Words, token: int) -> bool:
    if token + 1 < len(words) and words.text[token + 1] == ":":
        return True  # a speaker in a transcript
    for _ in range(4):
        dep, governor = words.dep[token], words.head[token]
        if dep in _ACTING:
            return True
        if dep == "pobj":
            return words.lower[governor] in _PARTNERS
        if dep != "conj":
            return False
        token = governor
    return False


def _actor(figure: Figure, mentions: Sequence[Mention], kept: set[str]) -> Actor:
    seen: dict[str, str] = {}
    for office in figure.offices:
        if office.text and office.role.office:
            seen.setdefault(office.text.lower(), office.text)
    return Actor(
        id=figure.id,
        name=figure.name,
        kind=figure.kind,
        offices=tuple(seen.values()),
        speaks_for=figure.speaks_for if figure.speaks_for in kept else None,
        aliases=tuple(figure.aliases),
        mentions=_disjoint(m.span for m in mentions if m.form is not Form.PRONOUN),
        references=_disjoint(m.span for m in mentions if m.form is Form.PRONOUN),
    )


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, without those inside an earlier one."""
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return tuple(out)
