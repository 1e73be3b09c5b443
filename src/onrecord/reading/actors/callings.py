"""What the nouns beside a name tell of it: "the carmaker Norvik", "Carers United, a nurses' union".

In: the names of all paragraphs with their actors. Out: organisations that were not known to be any, and
what each of them can be called later ("the company", "the union"). Invariant: a person stays a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import ActorKind
from onrecord.reading.actors.casting import Casting, Paragraph
from onrecord.reading.actors.lexicon import Lexicon
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.words import Words

_ORGANISED = (ActorKind.ORGANISATION, ActorKind.GROUP)
_LONGEST = 8  # words of an apposition in which its noun is looked for


def note(paragraphs: Sequence[Paragraph], casting: Casting, lexicon: Lexicon) -> None:
    """Give the organisations of a document what the nouns beside their names tell."""
    callings = lexicon.naming.callings
    for number, paragraph in enumerate(paragraphs):
        for at, segment in enumerate(paragraph.segments):
            id_ = casting.of.get((number, at))
            if id_ is None or segment.thing or at in paragraph.titled:
                continue
            figure = casting.figures[id_]
            if figure.known is not None or figure.likely or figure.kind not in (None, *_ORGANISED):
                continue
            for noun in _beside(paragraph.words, segment):
                if noun in callings:
                    figure.kind = figure.kind or ActorKind.ORGANISATION
                    casting.call(id_, callings[noun])


def _beside(words: Words, segment: Segment) -> Iterator[str]:
    """The nouns in front of a name, and those in apposition on either side."""
    first, end = segment.first, segment.end
    before, last = first - 1, end - 1
    if before < 0 or words.sentence[before] != words.sentence[first]:
        before = -1
    if before >= 0 and words.tag[before] in ("NN", "NNP") and words.dep[last] not in ("conj", "dobj"):
        yield words.lower[before]
    if (
        before > 0
        and words.text[before] == ","
        and words.dep[last] == "appos"
        and words.head[last] == before - 1
    ):
        yield words.lower[before - 1]
    if end < len(words) and words.text[end] == ",":
        for i in range(end + 1, min(len(words), end + _LONGEST)):
            if words.dep[i] == "appos" and words.head[i] == last:
                yield words.lower[i]
