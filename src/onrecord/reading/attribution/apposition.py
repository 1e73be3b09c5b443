"""Names that stand beside a description: "a delegate of the Harbour Union, Ivo Brandt".

In: a source that describes somebody, and the cast. Out: the speaker whom the name behind it tells, or none.
The words are read in their order, because parsers hang such names anywhere. Invariant: the name stands right
behind the description, between commas or at the end of its clause, and is no place's and no list's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import Actor, ActorKind, Speaker
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph

if TYPE_CHECKING:
    from onrecord.reading.attribution.casts import Cast

_BEHIND = 14  # words behind a noun in which a name between commas may begin
_LONGEST_NAME = 5  # words
_LONGEST_LEAD = 5  # words of "the retired surgeon Dr" in front of a name
_ENDS = frozenset({",", ".", ";", ":", '"', "''", "-", "–", "—", ")", "?", "!"})
_LEADS = frozenset({"DET", "ADJ", "NOUN", "PUNCT", "VERB", "NUM", "PART", "PRON"})
_SAYING = frozenset({"VERB", "AUX"})


def named_behind(source: Source, paragraph: Paragraph, cast: Cast) -> Speaker | None:
    """The person whose name stands behind a description."""
    if source.head.tag_ not in {"NN", "NNP"} and not is_one_of_many(source.head):
        return None
    for token in source.head.subtree:
        name = token.dep_ == "appos" and token.pos_ == "PROPN" and token.i > source.head.i
        edge = token.left_edge
        if not name or not edge.i or edge.nbor(-1).text != ",":
            continue
        actor = cast.at(paragraph.span(edge, token)) or cast.at(paragraph.span(token))
        if actor is not None and actor.kind is ActorKind.PERSON:
            return Speaker(actor.name, actor.id)
    return _between_commas(source, paragraph, cast)


def is_one_of_many(head: Token) -> bool:
    """Whether a word singles somebody out: "one of the mothers", "the oldest of them"."""
    behind = head.nbor() if head.i + 1 < len(head.doc) else head
    single = head.lower_ in {"one", "another"} or head.tag_ in {"JJS", "JJR"}
    return (single and behind.lower_ == "of") or single_of(head) is not None


def single_of(many: Token) -> Token | None:
    """ "One" in "one of the mothers", where the parser makes the mothers speak."""
    if many.tag_ != "NNS" or many.i < 2:
        return None
    of = many.left_edge.nbor(-1) if many.left_edge.i else many
    one = of.nbor(-1) if of.i else of
    return one if of.lower_ == "of" and one.lower_ == "one" else None


def _between_commas(source: Source, paragraph: Paragraph, cast: Cast) -> Speaker | None:
    """The person whose name stands between commas behind a description, wherever the parser hangs it."""
    doc, head = source.head.doc, source.head
    start = next((t.i + 1 for t in doc[head.i + 1 : head.i + _BEHIND] if t.text == ","), None)
    if start is None or start >= len(doc):
        return None
    if any(t.pos_ in _SAYING or t.dep_ == "cc" or t.is_sent_start for t in doc[head.i + 1 : start]):
        return None
    end = start = _behind_lead(list(doc[start : start + _LONGEST_LEAD + 1]), start)
    while end < len(doc) and end - start < _LONGEST_NAME and _in_name(doc[end], end > start):
        end += 1
    if end == start or (end < len(doc) and doc[end].text not in _ENDS and doc[end].lower_ != "of"):
        return None
    actor = cast.at(paragraph.span(doc[start], doc[end - 1])) or cast.at(paragraph.span(doc[end - 1]))
    definite = any(c.lower_ == "the" or c.dep_ == "poss" for c in head.lefts)
    said = next((t for t in doc[end + 1 : end + 3] if t.pos_ in _SAYING), None) is not None
    if actor is not None and actor.kind is ActorKind.PERSON:
        return Speaker(actor.name, actor.id)
    if not (definite or said or is_one_of_many(head)) or doc[start - 2].pos_ == "PROPN":
        return None
    return _stranger(list(doc[start:end]), actor)


def _behind_lead(words: Sequence[Token], start: int) -> int:
    """Where a name begins behind what tells more: "the veteran interviewer Mireille Santoux"."""
    if not words or (words[0].lower_ not in {"the", "a", "an"} and words[0].tag_ != "PRP$"):
        return start
    for token in words:
        if token.text[:1].isupper() and token.pos_ == "PROPN":
            return token.i
        if token.text == "," or token.pos_ not in _LEADS:
            break
    return start


def _in_name(token: Token, inside: bool) -> bool:
    return token.text[:1].isupper() or (inside and (token.text == "-" or token.lower_ in _particles()))


def _stranger(name: Sequence[Token], actor: Actor | None) -> Speaker | None:
    """A person whom only this place names: two words or more, none of a body's or a place's."""
    words = [t.text for t in name]
    if len(words) < 2 or (actor is not None and actor.kind is not None):
        return None
    if any(word in _others() for word in words) or any(t.tag_ == "NNPS" for t in name):
        return None
    text = str(name[0].doc[name[0].i : name[-1].i + 1].text)
    return Speaker(text if actor is None else actor.name, None if actor is None else actor.id)


@cache
def _particles() -> frozenset[str]:
    return frozenset(map(str, load("naming")["particles"]))


@cache
def _others() -> frozenset[str]:
    """Words that make a name a body's, a paper's, a thing's or a place's, and names of states and places."""
    naming, places = load("naming"), load("places")
    parts = ("organisation_words", "outlet_words", "thing_words", "place_words", "time_words")
    words = {str(word) for part in parts for word in naming[part]}
    words |= {word for name in load("states") for word in str(name).split()}
    return frozenset(
        words | {str(name).split("|")[0].strip() for v in places["places"].values() for name in v}
    )
