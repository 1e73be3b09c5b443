"""Who speaks: from the words of a source to an actor of the cast, or to an unnamed source.

In: a source and the cast. Out: :class:`~onrecord.model.Speaker` or ``None`` where a pronoun stays open.
Invariant: an unnamed source keeps its own description; it never becomes the actor it is named after
("a palace source" is not the palace).
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import Actor, ActorKind, Span, Speaker
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.sources import SUBJECTS, Source, author, phrase, subject
from onrecord.reading.language import Paragraph, ParsedText

_REACH = 3  # paragraphs back in which a description may have been given in full
_READING = frozenset({"read", "say", "state", "add", "continue", "conclude", "end"})
_WHERE = frozenset({"in", "near"})
_BROUGHT = frozenset({"quote", "cite", "see", "obtain", "carry", "publish", "review", "broadcast", "air"})
_SOMEBODY = frozenset({"someone", "somebody", "others", "some", "several", "many", "few"})
_CALLING = frozenset({"know", "call", "name", "nickname", "identify", "use", "give"})
_ALL = frozenset({"both", "all", "each"})
_ON = frozenset({"on", "late", "early", "last", "this", "earlier", "in"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


class Cast(Protocol):
    """What attribution asks of :mod:`onrecord.reading.actors`."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors of the document."""

    def at(self, span: Span) -> Actor | None:
        """The actor that the name, description or pronoun at ``span`` refers to."""

    def stranger(self, pronoun: Span) -> Span | None:
        """The noun of the unnamed person or group that a pronoun means, where it first stands."""


def resolve(source: Source, paragraph: Paragraph, cast: Cast, cues: Cues, relays: Relays) -> Speaker | None:
    """The speaker that a source names, describes or stands for."""
    head = antecedent(source.head)
    if head.i != source.head.i:
        source = _named_by(head)
    if (author := _author(source, cues)) is not None:
        return resolve(author, paragraph, cast, cues, relays)
    if unnamed(source, cues):
        person = _named_behind(source, paragraph, cast)
        if person is not None:
            return Speaker(person.name, person.id)
        if (called := _called(source)) is not None:
            return Speaker(called)
        return Speaker(description(source), None, named=False)
    actor = _actor(source, paragraph, cast)
    if actor is not None:
        return Speaker(actor.name, actor.id)
    if (outlet := relays.outlet(source)) is not None:
        return Speaker(outlet)
    if head.pos_ == "NOUN" and (person := _named_behind(source, paragraph, cast)) is not None:
        return Speaker(person.name, person.id)
    if (called := _called(source)) is not None:
        return Speaker(called)
    if head.lower_ in _SOMEBODY:
        return Speaker(description(source), None, named=False)
    if head.pos_ == "PRON":
        return None
    if head.pos_ == "PROPN" and head.text[:1].isupper():
        return Speaker(_name(head))
    return Speaker(description(source), None, named=_is_body(head))


def _actor(source: Source, paragraph: Paragraph, cast: Cast) -> Actor | None:
    whole = paragraph.span(source.first, _description_end(source))
    found = cast.at(whole) or cast.at(paragraph.span(source.head))
    if found is None:
        named = (c for c in _apposed(source.head) if c.pos_ in {"PROPN", "NOUN"})
        spans = (s for c in named for s in (paragraph.span(c), paragraph.span(c.left_edge, c)))
        found = next((a for s in spans if (a := cast.at(s)) is not None), None)
    return found


def _apposed(head: Token) -> list[Token]:
    """What stands in apposition to a noun; not what a colon leads to."""
    own = (c for c in head.rights if c.dep_ == "appos")
    return [c for c in own if c.left_edge.i and c.left_edge.nbor(-1).text != ":"]


def _named_behind(source: Source, paragraph: Paragraph, cast: Cast) -> Actor | None:
    """The person whose name stands behind a description: "a delegate of the Harbour Union, Ivo Brandt".

    The parser may take the name for another one of the last noun.
    """
    if source.head.tag_ not in {"NN", "NNP"}:
        return None
    for token in source.head.subtree:
        name = token.dep_ == "appos" and token.pos_ == "PROPN" and token.i > source.head.i
        edge = token.left_edge
        if not name or not edge.i or edge.nbor(-1).text != ",":
            continue
        actor = cast.at(paragraph.span(edge, token)) or cast.at(paragraph.span(token))
        if actor is not None and actor.kind is ActorKind.PERSON:
            return actor
    return None


def _called(source: Source) -> str | None:
    """What somebody is called: "a commander known as Leopard", "a man who gave his name as Ivo"."""
    if source.head.tag_ not in {"NN", "NNP"}:
        return None
    for child in source.head.rights:
        if child.dep_ not in {"acl", "relcl"} or child.lemma_ not in _CALLING:
            continue
        for token in child.subtree:
            name = token.dep_ in {"pobj", "oprd", "dobj", "appos"} and token.pos_ == "PROPN"
            if name and token.i > child.i and token.head.lower_ in {"as", child.lower_, "name", "alias"}:
                return _name(token)
    return None


def _is_body(head: Token) -> bool:
    """Whether it is an organisation by its place's name: "Arkady council", "Lorvenia's trade ministry"."""
    if head.lemma_.lower() not in bodies() or head.tag_ not in {"NN", "NNP"}:
        return False
    return any(c.text[:1].isupper() and c.dep_ in {"poss", "compound", "amod", "nmod"} for c in head.lefts)


@cache
def bodies() -> frozenset[str]:
    """Nouns for organisations that a name beside them tells from others."""
    naming = load("naming")
    return frozenset(map(str, (*naming["bodies"], *naming["organised"], *naming["councils"])))


def _author(source: Source, cues: Cues) -> Source | None:
    """Whose a document is that speaks: "a report from the bank", "the union's statement"."""
    head = source.head
    if head.pos_ != "NOUN" or head.lemma_.lower() not in cues.documents:
        return None
    who = author(head)
    if who is None or who.pos_ == "NUM" or (who.pos_ == "NOUN" and who.dep_ != "poss"):
        return None
    return Source(who, who.left_edge, who if who.dep_ == "poss" else who.right_edge)


def writer(it: Token, paragraph: Paragraph, cues: Cues) -> Source | None:
    """Whose writing "it" is: "X has reacted with a post. '…,' it reads"."""
    if it.head.lemma_ not in _READING or it.sent.start == 0:
        return None
    above = it.doc[it.sent.start - 1].sent
    noun = next((t for t in reversed(list(above)) if t.lemma_.lower() in cues.documents), None)
    if noun is None or noun.dep_ not in {"dobj", "pobj"}:
        return None
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    who = author(noun) or (subject(verb) if verb.pos_ == "VERB" else None)
    return None if who is None else phrase(who, stop=verb)


def described_before(
    source: Source, paragraph: Paragraph, parsed: ParsedText
) -> tuple[Source, Paragraph] | None:
    """The fuller words that "the colonel", "the council" go back to: "a colonel of the guard"."""
    head = source.head
    last = head if head.i + 1 < len(head.doc) and head.nbor().text == "," else source.last
    words = tuple(t.lower_ for t in head.doc[source.first.i : last.i + 1])
    if head.pos_ != "NOUN" or words not in {("the", head.lower_), ("the", "same", head.lower_)}:
        return None
    end = source.first.i
    for index in range(paragraph.index, max(-1, paragraph.index - _REACH), -1):
        doc = parsed.paragraphs[index].doc
        for i in range((end if index == paragraph.index else len(doc)) - 1, -1, -1):
            if doc[i].text == head.text and (full := _full(doc[i])) is not None:
                return full, parsed.paragraphs[index]
    return None


def _full(noun: Token) -> Source | None:
    """The phrase of a noun, where it tells more than the noun: by an article, a name, a place."""
    telling = [c for c in noun.lefts if c.dep_ in {"poss", "compound", "amod", "nummod", "nmod"}]
    new = any(c.lower_ in {"a", "an", "one", "another"} for c in noun.lefts)
    of = any(c.dep_ == "prep" for c in noun.rights)
    if noun.dep_ in {"compound", "poss"} or not (new or telling or of):
        return None
    return phrase(noun)


def stranger(
    source: Source, paragraph: Paragraph, cast: Cast, parsed: ParsedText
) -> tuple[Source, Paragraph] | None:
    """The words that tell of the unnamed person or group that "he", "she" or "they" means."""
    met = cast.stranger(paragraph.span(source.head))
    if met is None:
        return None
    above = parsed.paragraphs[paragraph.index]
    for index in range(paragraph.index, -1, -1):
        above = parsed.paragraphs[index]
        if above.start <= met.start:
            break
    tokens = above.tokens_in(met)
    if tokens is None:
        return None
    noun = tokens[0]
    verb = noun.head if noun.dep_ in SUBJECTS and noun.head.i > noun.i else None
    return phrase(noun, stop=verb), above


def pair_before(source: Source) -> Source | None:
    """The two that "both" are: "the two ministers met. Both said …"."""
    for token in reversed(list(source.head.doc[: source.first.i])):
        if token.tag_ == "NNS" and any(c.lower_ in {"both", "two"} for c in token.lefts):
            return phrase(token)
    return None


def many_before(they: Token) -> Source | None:
    """The one plural subject in front of "they", in its sentence or the one before it."""
    doc, sent = they.doc, they.sent
    low = doc[sent.start - 1].sent.start if sent.start else sent.start
    before = [t for t in doc[low : they.i] if t.dep_ in {"nsubj", "nsubjpass"} and t.pos_ != "PRON"]
    if len(before) != 1 or before[0].tag_ != "NNS" or any(c.dep_ == "conj" for c in before[0].children):
        return None
    return phrase(before[0], stop=before[0].head if before[0].head.i > before[0].i else None)


def unnamed(source: Source, cues: Cues) -> bool:
    """Whether a source is nobody in particular: "a palace source", "officials", "two people"."""
    head = source.head
    if head.pos_ == "PROPN" and head.tag_ == "NNP":
        return False
    if head.lemma_.lower() not in cues.unnamed or _apposed(head):
        return False
    plural = head.tag_ in {"NNS", "NNPS"}
    definite = any(c.lower_ == "the" or c.dep_ == "poss" for c in head.lefts)
    named_beside = any(c.pos_ == "PROPN" and c.dep_ == "compound" and c.i == head.i - 1 for c in head.lefts)
    return plural or not definite or (named_beside and not definite)


def description(source: Source) -> str:
    """The words of an unnamed source as they stand, without what a comma adds."""
    own = next((c for c in source.head.rights if c.dep_ == "appos" and c.pos_ == "NOUN"), None)
    if source.head.lower_ in {"one", "another"} and own is not None:  # "one of them, an engineer from Oslo"
        return description(phrase(own, stop=source.head))
    end = _description_end(source)
    while end.lower_ in _ALL and end.i > source.head.i:
        end = end.nbor(-1)
    return " ".join(source.head.doc[source.first.i : end.i + 1].text.split())


def _description_end(source: Source) -> Token:
    """The last word of a description, without a clause or an apposition behind a comma.

    "A person who has seen the draft" is a description as a whole.
    """
    doc, head = source.head.doc, source.head
    for token in doc[head.i + 1 : source.last.i + 1]:
        quoted = token.tag_ == "VBN" and token.dep_ == "acl" and token.lemma_ in _BROUGHT
        if quoted or (token.text == "," and not _lists(token, source)):
            return doc[token.i - 1]
        if token.text in _days() and token.dep_ in {"pobj", "npadvmod"}:
            end = token.i - 1
            while end > head.i and doc[end].lower_ in _ON:
                end -= 1
            return doc[end]
    return source.last


def _lists(comma: Token, source: Source) -> bool:
    """Whether a comma stands in a list: "the ministers of Aranda, Belsk and Corvo"."""
    for token in comma.doc[comma.i + 1 : source.last.i + 1]:
        if token.dep_ == "conj" and token.left_edge.i == comma.i + 1:
            return token.pos_ in {"NOUN", "PROPN"} and bool(token.head.i >= source.head.i)
    return False


@cache
def _days() -> frozenset[str]:
    return frozenset(map(str, load("naming")["time_words"]))


def antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for; the nurse, not the place, in "a nurse in Arkady, who"."""
    if head.lower_ not in _RELATIVE:
        return head
    verb = head.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            place = verb.head
            placed = place.dep_ == "pobj" and place.head.lower_ in _WHERE and place.head.head.pos_ == "NOUN"
            return place.head.head if placed and head.lower_ in {"who", "whom"} else place
        if verb.head == verb:
            break
        verb = verb.head
    return head


def _named_by(head: Token) -> Source:
    first, last = head.left_edge, head
    for child in head.rights:
        if child.dep_ not in {"prep", "compound", "nummod"}:
            break
        last = child.right_edge
    return Source(head, first, last)


def _name(head: Token) -> str:
    """The proper name that ends in ``head``, without the words in front of it that are none."""
    doc, first, last = head.doc, head.i, head.i
    while first > 0 and doc[first - 1].pos_ == "PROPN" and doc[first - 1].sent == head.sent:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN" and doc[last + 1].head == head:
        last += 1
    behind = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ in {"of", "for", "on"}), None)
    if behind is not None and behind.i == last + 1 and any(c.pos_ == "PROPN" for c in behind.children):
        last = behind.right_edge.i  # "Centre for Peace"
    return str(doc[first : last + 1].text)
