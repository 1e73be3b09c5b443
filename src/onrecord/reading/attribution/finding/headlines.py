"""Headlines of the form "Speaker: what is said".

In: a parsed text. Out: :class:`Reported` for a first line with a name in front of a colon and a clause
behind it. A topic in front of a colon ("Gas dispute: what we know") is no speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Act, ActorKind, Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.speakers import Cast
from onrecord.reading.language import Paragraph, ParsedText

_OPENING = frozenset({'"', "'", "“", "‘", "``"})
_CLOSING = frozenset({'"', "'", "”", "’", "''"})
_LINES = 2  # of the text, in which a headline may stand
_LONGEST_NAME = 6  # words in front of the colon
_LONGEST = 40  # words of a headline
_SHORTEST = 4  # words behind the colon
_SPEAKING = frozenset({ActorKind.PERSON, ActorKind.ORGANISATION})


def find(parsed: ParsedText, cast: Cast) -> Iterator[Reported]:
    """The report that a headline makes."""
    for paragraph in parsed.paragraphs[:_LINES]:
        report = _headline(paragraph, cast)
        if report is not None:
            yield report


def _headline(paragraph: Paragraph, cast: Cast) -> Reported | None:
    doc = paragraph.doc
    colon = next((t for t in doc[: _LONGEST_NAME + 1] if t.text == ":"), None)
    if colon is None or colon.i == 0 or not colon.i + _SHORTEST < len(doc) <= _LONGEST:
        return None
    head = doc[colon.i - 1]
    if doc[len(doc) - 1].text in {"?", "."} or head.pos_ != "PROPN" or not doc[0].text[0].isupper():
        return None
    behind = doc[colon.i + 1 :]
    told = behind[0].text in _OPENING and behind[-1].text in _CLOSING
    verbs = any(t.pos_ in {"VERB", "AUX"} for t in behind)
    if not (told or verbs) and not _predicates(paragraph, colon.i):
        return None
    actor = cast.at(Span(paragraph.start, paragraph.start + colon.idx)) or cast.at(paragraph.span(head))
    if actor is None or actor.kind not in _SPEAKING:
        return None
    source = sources.Source(head, doc[0], head)
    content = (paragraph.span(behind[told], behind[-1 - told]),)
    return Reported(paragraph, colon, (colon,), source, content, Act.ASSERT, "headline")


def _predicates(paragraph: Paragraph, colon: int) -> bool:
    """Whether what stands behind the colon is a clause without its verb ("Norland open to talks")."""
    return any(t.dep_ in {"acomp", "amod"} and t.tag_ == "JJ" and t.i > colon + 1 for t in paragraph.tokens)
