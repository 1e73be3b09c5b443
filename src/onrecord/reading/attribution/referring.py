"""Whom words of a source go back to that stand for others: "who", "both", "the colonel", "the letter".

In: a source and the text before it. Out: the source that tells more, or nothing. Invariant: what is given
back stands in the same document, before or beside the words that go back to it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution.cues import Cues, cues
from onrecord.reading.attribution.sources import SUBJECTS, Source, agent, author, passive, phrase, subject
from onrecord.reading.language import Paragraph, ParsedText

if TYPE_CHECKING:
    from onrecord.reading.attribution.casts import Cast

_REACH = 3  # paragraphs back in which a description may have been given in full
_BELOW = 3  # paragraphs, its own counted, in which a text tells who its headline means
_LONGEST_HEADLINE = 20  # words
_SENTENCES = 2  # back to who spoke last, over those of a quotation
_READING = frozenset({"read", "say", "state", "add", "continue", "conclude", "end"})
_WHERE = frozenset({"in", "near"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


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


def authored(source: Source, cues: Cues) -> Source | None:
    """Whose a document is that speaks: "a report from the bank", "the union's statement"."""
    head = source.head
    noun = head.lemma_.lower()
    reply = noun in _replies() and any(c.dep_ == "poss" for c in head.lefts)
    reply |= noun in cues.nouns and any(c.dep_ == "prep" and c.lower_ in {"by", "from"} for c in head.rights)
    if head.pos_ not in {"NOUN", "ADJ"} or not (noun in cues.documents or noun in _writings() or reply):
        return None
    who = author(head)
    if who is None or who.pos_ == "NUM":
        return None
    named = next(
        (c for c in who.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i == who.i + 1), None
    )
    if named is not None:  # "a memo from ferry line Skarvik"
        return Source(named, named, named.right_edge)
    if who.dep_ == "poss":
        return Source(who, who.left_edge, who)
    last = next((c.left_edge.nbor(-1) for c in who.rights if c.dep_ == "prep" and c.lower_ == "to"), None)
    return Source(who, who.left_edge, last or who.right_edge)


@cache
def _writings() -> frozenset[str]:
    return frozenset(map(str, load("naming")["writings"]))


@cache
def offices() -> frozenset[str]:
    """Nouns for people by their office, trade or part: in capitals the tagger takes them for names."""
    roles = load("titles")["roles"].values()
    words = (w for role in roles for part in ("words", "male", "female") for w in role.get(part, ()))
    return frozenset(map(str, (*words, *load("naming")["persons"])))


@cache
def bodies() -> frozenset[str]:
    """Nouns for organisations that a name beside them tells from others."""
    naming = load("naming")
    return frozenset(map(str, (*naming["bodies"], *naming["organised"], *naming["councils"])))


@cache
def _replies() -> frozenset[str]:
    return frozenset(map(str, load("naming")["replies"]))


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
    """The fuller words that a description stands for: "the colonel" for "a colonel of the guard".

    They stand before it, or behind it where the text says there who it is.
    """
    return _named_next(source, paragraph, parsed) or _told_before(source, paragraph, parsed)


def _named_next(source: Source, paragraph: Paragraph, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """Who it is, as the text tells later: "his agent said. … The agent, Ivo Brandt, …"; "UNION BOSS: …"."""
    head = source.head
    if head.tag_ not in {"NN", "NNP"} or head.pos_ == "PRON":
        return None
    doc, noun = head.doc, head.lemma_.lower()
    if paragraph.index == 0 and source.first.i == 0 and _is_headline(paragraph):
        anybody = noun in cues().unnamed or noun in cues().institutions or noun in bodies()
        return None if anybody else _first_named(parsed)
    for token in doc[source.last.i + 1 :]:
        if token.lower_ != head.lower_ or token.i + 2 >= len(doc) or token.nbor(-1).lower_ != "the":
            continue
        if token.dep_ != "pobj" and token.nbor().text == "," and token.nbor(2).pos_ == "PROPN":
            return Source(token, token.nbor(-1), token.right_edge), paragraph
    return None


def below_headline(
    source: Source, paragraph: Paragraph, parsed: ParsedText
) -> tuple[Source, Paragraph] | None:
    """Whom a headline's bare noun means, as the text below tells: "boss says", "union boss Ana Holm"."""
    head = source.head
    if paragraph.index != 0 or not _is_headline(paragraph) or head.tag_ not in {"NN", "NNP"}:
        return None
    noun = head.lower_
    if source.first.i != head.i or source.last.i != head.i or noun in bodies() | cues().institutions:
        return None
    for below in parsed.paragraphs[1:_BELOW]:
        for token in below.doc:
            if token.lower_ == noun and (found := _introduced_as(token)) is not None:
                return found, below
    return None


def _is_headline(paragraph: Paragraph) -> bool:
    doc = paragraph.doc
    return len(doc) <= _LONGEST_HEADLINE and doc[-1].text not in {".", '"', "''"}


def _introduced_as(noun: Token) -> Source | None:
    """Whom a noun tells of: "leader Ana Holm", "Ana Holm, the leader", "the leader, Ana Holm", "a leader"."""
    behind = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if behind.pos_ == "PROPN" and behind.i > noun.i:
        last = behind
        while last.i + 1 < len(noun.doc) and last.nbor().pos_ == "PROPN":
            last = last.nbor()
        return Source(last, behind, last)
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        return phrase(noun.head)
    name = next((c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if name is not None:
        return phrase(name)
    new = noun.pos_ == "NOUN" and any(c.lower_ in {"a", "an"} for c in noun.lefts)
    return phrase(noun) if new else None


def _first_named(parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """Whom the paragraph behind a headline is about, where it names somebody."""
    if len(parsed.paragraphs) < 2:
        return None
    below = parsed.paragraphs[1]
    root = next(iter(below.doc.sents)).root if len(below.doc) else None
    who = None if root is None else subject(root)
    if who is None or root is None:
        return None
    named = who.pos_ == "PROPN" or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in who.rights)
    return (phrase(who, stop=root), below) if named and who.tag_ in {"NN", "NNP"} else None


def _told_before(source: Source, paragraph: Paragraph, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """The words before it that "the colonel", "the council" go back to."""
    head = source.head
    last = head if head.i + 1 < len(head.doc) and head.nbor().text == "," else source.last
    words = tuple(t.lower_ for t in head.doc[source.first.i : last.i + 1])
    if head.pos_ != "NOUN" or words not in {("the", head.lower_), ("the", "same", head.lower_)}:
        return None
    end = source.first.i
    for index in range(paragraph.index, max(-1, paragraph.index - _REACH), -1):
        doc = parsed.paragraphs[index].doc
        for i in range((end if index == paragraph.index else len(doc)) - 1, -1, -1):
            if doc[i].lower_ == head.lower_ and (full := _full(doc[i])) is not None:
                if _is_addressed(doc[i]):
                    full = _speaks_in(doc[i])
                return None if full is None else (full, parsed.paragraphs[index])
    if head.lemma_.lower() in _writings() and (who := _last_to_speak(source.first)) is not None:
        return who, paragraph
    return None


def _is_addressed(noun: Token) -> bool:
    """Whether a writing is only told to be "to" somebody, who did not write it."""
    to = any(c.dep_ == "prep" and c.lower_ == "to" for c in noun.rights)
    return to and noun.lemma_.lower() in _writings() and author(noun) is None


def _speaks_in(noun: Token) -> Source | None:
    """Who speaks in a writing: the union, in "In a letter to the owner, the union said"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "in" or verb.lemma_.lower() not in cues().verbs:
        return None
    who = subject(verb)
    return None if who is None else phrase(who, stop=verb)


def introduced(source: Source, paragraph: Paragraph, parsed: ParsedText) -> tuple[Source, Paragraph] | None:
    """Somebody new whom "the delegate" goes back to: "… said a delegate who heard her. The delegate …".

    Not where the words before it tell what somebody named is: "Holm, a delegate", "as a delegate".
    """
    head, end = source.head, source.first.i
    if head.tag_ != "NN" or [t.lower_ for t in head.doc[end : head.i + 1]] != ["the", head.lower_]:
        return None
    if head.lemma_.lower() in _writings() | cues().documents:
        return None
    for index in range(paragraph.index, max(-1, paragraph.index - _REACH), -1):
        tokens = parsed.paragraphs[index].tokens
        before = tokens[:end] if index == paragraph.index else tokens
        noun = next((t for t in reversed(before) if t.lower_ == head.lower_), None)
        if noun is not None:
            return (phrase(noun), parsed.paragraphs[index]) if _is_new(noun) else None
    return None


def _is_new(noun: Token) -> bool:
    """Whether a noun brings in somebody without a name, who does or tells something."""
    if not any(c.lower_ in {"a", "an", "another"} for c in noun.lefts):
        return False
    by = noun.dep_ == "pobj" and noun.head.lower_ in {"to", "by", "from"}
    return (by or noun.dep_ in SUBJECTS) and not any(c.dep_ == "appos" for c in noun.children)


def _last_to_speak(first: Token) -> Source | None:
    """Who spoke in the sentence before "the statement said": whose statement it is."""
    doc, start = first.doc, first.sent.start
    for _ in range(_SENTENCES):
        if start == 0:
            return None
        verb = doc[start - 1].sent.root
        start = verb.sent.start
        if verb.pos_ == "VERB" and verb.lemma_.lower() in cues().verbs:
            who = agent(verb) if passive(verb) else subject(verb)
            return None if who is None or who.lower_ in {"it", "this", "that"} else phrase(who, stop=verb)
    return None


def _full(noun: Token) -> Source | None:
    """The phrase of a noun, where it tells more than the noun: by an article, a name, a place."""
    telling = [c for c in noun.lefts if c.dep_ in {"poss", "compound", "amod", "nummod", "nmod"}]
    new = any(c.lower_ in {"a", "an", "one", "another"} for c in noun.lefts)
    of = any(c.dep_ in {"prep", "amod", "acl", "relcl"} for c in noun.rights)
    if noun.dep_ in {"compound", "poss"} or not (new or telling or of):
        return None
    full = phrase(noun)
    if noun.dep_ == "ROOT":  # the parser takes the verb for a participle: "A source revealed that …"
        verb = next((c for c in noun.rights if c.dep_ in {"acl", "relcl", "dep"}), None)
        return full if verb is None else phrase(noun, stop=verb)
    return full


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
    """The two that "both", "each" or "neither" are: "the two ministers met. Both said …"."""
    for token in reversed(list(source.head.doc[: source.first.i])):
        if token.tag_ == "NNS" and any(c.lower_ in {"both", "two"} for c in token.lefts):
            return phrase(
                token, stop=token.head if token.dep_ in SUBJECTS and token.head.i > token.i else None
            )
    return None


def many_before(they: Token) -> Source | None:
    """The one plural subject in front of "they", in its sentence or the one before it."""
    doc, sent = they.doc, they.sent
    low = doc[sent.start - 1].sent.start if sent.start else sent.start
    before = [t for t in doc[low : they.i] if t.dep_ in {"nsubj", "nsubjpass"} and t.pos_ != "PRON"]
    if len(before) != 1 or before[0].tag_ != "NNS" or any(c.dep_ == "conj" for c in before[0].children):
        return None
    return phrase(before[0], stop=before[0].head if before[0].head.i > before[0].i else None)
