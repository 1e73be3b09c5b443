"""From a parsed text to its cast, step by step.

In: a parsed text. Out: a :class:`Cast`. Invariant: nothing here decides who somebody is; the steps do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import Actor, ActorKind, Span
from onrecord.reading.actors import names
from onrecord.reading.actors.acting import acts
from onrecord.reading.actors.cast import Cast, Form, Mention
from onrecord.reading.actors.casting import Casting, Figure, Office, Paragraph, cast, common_words
from onrecord.reading.actors.lexicon import Lexicon, Sort, lexicon, slug
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.offices import Finder, Site
from onrecord.reading.actors.references import Scene, resolve
from onrecord.reading.actors.words import NOMINAL, Words, columns
from onrecord.reading.language import ParsedText

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "agent", "dative", "appos"})
_TOWARDS = frozenset({"with", "by", "between", "among", "against", "to", "from"})
_LOCAL = frozenset({"in", "at", "near", "outside"})


def find(parsed: ParsedText) -> Cast:
    """The cast of a document."""
    lex = lexicon()
    lines = [columns(paragraph) for paragraph in parsed.paragraphs]
    common = common_words(lines)
    paragraphs, sites = [], []
    for words in lines:
        segments = names.find(words, lex, common)
        found = list(Finder(words, segments, lex).sites())
        paragraphs.append(_paragraph(words, segments, found, lex))
        sites.append(found)
    casting = cast(paragraphs, lex)
    scenes = [Scene(para, found, {}) for para, found in zip(paragraphs, sites, strict=True)]
    stage = _Stage(parsed, lex, casting, scenes)
    stage.place_names()
    stage.name_mentions()
    references = resolve(scenes, casting, lex)
    stage.offices()
    references += resolve_again(references)
    return stage.result(references, lines)


def resolve_again(references: Sequence[Mention]) -> list[Mention]:
    return []


def _paragraph(words: Words, segments: Sequence[Segment], sites: Iterable[Site], lex: Lexicon) -> Paragraph:
    """The names with what stands beside them: titles, honorifics, "who"."""
    titled, sexes = set(), {}
    for site in sites:
        if site.holder is not None:
            titled.add(site.holder)
            if site.role.sex:
                sexes[site.holder] = site.role.sex
    for at, segment in enumerate(segments):
        before = words.text[segment.first - 1] if segment.first else ""
        if before in lex.honorifics:
            titled.add(at)
            if lex.honorifics[before][0]:
                sexes[at] = lex.honorifics[before][0]
        after = words.lower[segment.end : segment.end + 2]
        if after[:1] == ["who"] or after == [",", "who"]:
            titled.add(at)
    return Paragraph(words, segments, frozenset(titled), sexes)
