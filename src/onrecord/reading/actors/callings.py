"""What the nouns beside a name tell of it: "the carmaker Norvik", "rebels of the Hill Front".

In: the names of all paragraphs with their actors. Out: organisations that were not known to be any, and
what each of them can be called later ("the company", "the union", "the rebels"), and the one state whose
government "the government" is. Invariants: a person stays a person; where two states have governments in a
text, "the government" is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from onrecord.model import ActorKind
from onrecord.reading.actors.casting import Casting, Paragraph
from onrecord.reading.actors.lexicon import Lexicon
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.words import Words

_ORGANISED = (ActorKind.ORGANISATION, ActorKind.GROUP)
_GOVERNMENT = "government"
_LONGEST = 8  # words of an apposition in which its noun is looked for


def note(paragraphs: Sequence[Paragraph], casting: Casting, lexicon: Lexicon) -> None:
    """Give the organisations of a document what the nouns beside their names tell."""
    callings = lexicon.naming.callings
    governed: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        for at, segment in enumerate(paragraph.segments):
            id_ = casting.of.get((number, at))
            if id_ is None or segment.thing or at in paragraph.titled:
                continue
            figure = casting.figures[id_]
            if figure.kind in _ORGANISED:
                casting.call(id_, _members(paragraph.words, segment, lexicon.naming.groups))
            if figure.kind is ActorKind.STATE and _governs(paragraph.words, segment):
                governed.add(id_)
            if figure.known is not None or figure.likely or figure.kind not in (None, *_ORGANISED):
                continue
            for noun in _beside(paragraph.words, segment):
                if noun in callings:
                    figure.kind = figure.kind or ActorKind.ORGANISATION
                    casting.call(id_, callings[noun])
    if len(governed) == 1:
        casting.call(governed.pop(), (_GOVERNMENT,))


def _members(words: Words, segment: Segment, groups: Set[str]) -> Iterator[str]:
    """The groups that are an organisation's people: "rebels of the Hill Front", "Hill Front guerrillas"."""
    first, end = segment.first, segment.end
    first -= first > 0 and words.lower[first - 1] == "the"
    same = first > 1 and words.sentence[first - 2] == words.sentence[segment.first]
    if same and words.lower[first - 1] in ("of", "from") and words.lower[first - 2] in groups:
        yield words.lower[first - 2]
    if end < len(words) and words.sentence[end] == words.sentence[end - 1] and words.lower[end] in groups:
        yield words.lower[end]


def _governs(words: Words, segment: Segment) -> bool:
    """Whether the text speaks of a state's government: "the government of Kenya", "Kenya's government"."""
    first, end = segment.first, segment.end
    if first > 1 and words.lower[first - 2 : first] == [_GOVERNMENT, "of"]:
        return True
    end += end < len(words) and words.tag[end] == "POS"
    return end < len(words) and words.lower[end] == _GOVERNMENT


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
