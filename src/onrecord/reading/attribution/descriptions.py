"""The words that tell of a source: a description as it stands, a name, what somebody is called.

In: a source. Out: words of the text. Invariant: a description keeps its relative clause, and loses what a
comma adds.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution.sources import Source, phrase

_NAMING = 8  # words behind a noun in which "his name" is looked for
_BROUGHT = frozenset({"quote", "cite", "see", "obtain", "carry", "publish", "review", "broadcast", "air"})
_CALLING = frozenset({"know", "call", "name", "nickname", "identify", "use", "give"})
_ALL = frozenset({"both", "all", "each", "alike"})
_ON = frozenset({"on", "late", "early", "last", "this", "earlier", "in"})


def description(source: Source) -> str:
    """The words of an unnamed source as they stand, without what a comma adds."""
    own = next(
        (c for c in source.head.rights if c.dep_ == "appos" and (c.pos_ == "NOUN" or _indefinite(c))), None
    )
    if source.head.lower_ in {"one", "another"} and own is not None:  # "one of them, an engineer from Oslo"
        return description(phrase(own, stop=source.head))
    end = end_of(source)
    while (end.lower_ in _ALL or end.tag_ == "POS" or _stresses(end)) and end.i > source.head.i:
        end = end.nbor(-1)
    doc = source.head.doc
    while end.i + 2 < len(doc) and not end.whitespace_ and doc[end.i + 1].text == "-":
        end = doc[end.i + 2]  # "the ex-policeman", which the parser cuts
    return " ".join(source.head.doc[source.first.i : end.i + 1].text.split())


def _stresses(token: Token) -> bool:
    """Whether a word only stresses who it is: "the president himself"."""
    return token.tag_ == "PRP" and token.lower_.endswith(("self", "selves"))


def end_of(source: Source) -> Token:
    """The last word of a description, without a clause or an apposition behind a comma.

    "A person who has seen the draft" is a description as a whole.
    """
    doc, head = source.head.doc, source.head
    for token in doc[head.i + 1 : source.last.i + 1]:
        quoted = token.tag_ == "VBN" and token.dep_ == "acl" and token.lemma_ in _BROUGHT
        if quoted or (token.text == "," and not _lists(token, source)):
            return doc[token.i - 1]
        if (
            token.dep_ == "nsubj"
            and token.head.dep_ == "relcl"
            and token.head.head == head
            and token.tag_ == "PRP"
        ):
            return doc[token.i - 1]  # "three officials it did not name"
        if token.text in days() and token.dep_ in {"pobj", "npadvmod"}:
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
def days() -> frozenset[str]:
    """Names of days and months, which end a description."""
    return frozenset(map(str, load("naming")["time_words"]))


def apposed(head: Token) -> list[Token]:
    """What stands in apposition to a noun; not what a colon leads to."""
    own = (c for c in head.rights if c.dep_ == "appos" and not _indefinite(c))
    return [c for c in own if c.left_edge.i and c.left_edge.nbor(-1).text != ":"]


def _indefinite(noun: Token) -> bool:
    """Whether a capitalised noun only tells what somebody is: "a Pole"."""
    return noun.pos_ == "PROPN" and any(c.lower_ in {"a", "an"} for c in noun.lefts)


def called(source: Source) -> str | None:
    """What somebody is called: "a commander known as Leopard", "a man who gave his name as Ivo"."""
    if source.head.tag_ not in {"NN", "NNP"}:
        return None
    if (name := _named_as(source)) is not None:
        return name
    beside = (c for a in source.head.rights if a.dep_ == "appos" for c in a.rights)
    for child in (*source.head.rights, *beside):
        if child.dep_ not in {"acl", "relcl"} or child.lemma_ not in _CALLING:
            continue
        for token in child.subtree:
            proper = token.dep_ in {"pobj", "oprd", "dobj", "appos"} and token.pos_ == "PROPN"
            if proper and token.i > child.i and token.head.lower_ in {"as", child.lower_, "name", "alias"}:
                return name_of(token)
    return None


def _named_as(source: Source) -> str | None:
    """The name in "who gave his name only as Ivo", however the parser cuts it."""
    doc = source.head.doc
    words = doc[source.head.i + 1 : source.head.i + 1 + _NAMING]
    himself = next((t for t in words if t.tag_ == "PRP" and t.lower_.endswith("self")), None)
    if himself is not None and himself.nbor(-1).lemma_ in _CALLING and himself.i + 1 < len(doc):
        i = himself.i + 1 + (himself.nbor().lower_ == "the")  # "a man calling himself Yusuf"
        end = i
        while end < len(doc) and doc[end].pos_ == "PROPN":
            end += 1
        return str(doc[i:end].text) or None
    given = next((t.i for t in words if t.lower_ == "name" and t.nbor(-1).tag_ == "PRP$"), None)
    if given is None or doc[given].sent != source.head.sent:
        return None
    i = given + 1
    while i < len(doc) and doc[i].pos_ == "ADV":
        i += 1
    if i + 1 >= len(doc) or doc[i].lower_ != "as" or not doc[i + 1].text[:1].isupper():
        return None
    end = i + 1
    while end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN":
        end += 1
    return str(doc[i + 1 : end + 1].text)


def name_of(head: Token) -> str:
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


def told_by(head: Token) -> Source:
    """The phrase of a noun without the clause that hangs on it."""
    first, last = head.left_edge, head
    for child in head.rights:
        if child.dep_ not in {"prep", "compound", "nummod"}:
            break
        last = child.right_edge
    return Source(head, first, last)
