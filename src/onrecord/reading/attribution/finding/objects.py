"""Objects: the noun phrases that a reporting verb takes, and the phrases behind them.

In: a verb in its parse, its object or preposition. Out: :class:`Complement` after :class:`Complement`, each
with the frame that it fills. Invariant: a complement never holds its verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.attribution.finding.complement import Complement

_PREPOSITIONS = frozenset(
    {"about", "against", "as", "for", "of", "on", "over", "with", "in", "at", "from", "into"}
)
_BESIDE_OBJECT = frozenset({"for", "of"})  # "asked them for help": what is asked for stands behind
_POINTERS = frozenset({"it", "this", "that"})
_AS = "as"
_AT = "at"
_WITH_OBJECT = frozenset(
    {"of", "as", "for", "over", "against", "to", "from", "with", "on", "about", "by", "within"}
)
_CONDITIONS = frozenset({"if", "unless", "until"})
_MARKS = frozenset({'"', "'", "``", "''", "“", "‘"})
_CHARGED = {
    **dict.fromkeys(("accuse", "suspect"), "of"),
    **dict.fromkeys(("praise", "thank", "commend", "applaud", "congratulate", "laud", "salute"), "for"),
    **dict.fromkeys(("blame", "criticise", "criticize", "condemn", "denounce", "rebuke", "censure"), "for"),
}


def behind_object(verb: Token, obj: Token, children: list[Token]) -> Iterator[Complement]:
    """What stands behind an object: "put it at $2bn", "regards it as settled", "asked them for help"."""
    for child in children:
        if child.dep_ != "prep" or child.i < obj.i:
            continue
        end = child.right_edge.i
        inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), child)
        whole = ((obj.left_edge.i, end),)
        if child.lower_ in {_AS, _AT} and any(_is_number(t) for t in child.subtree):
            yield Complement(_AT, inner, whole)  # "put it at 40", "gave the number as 40"
        if child.lower_ == _AS:
            yield Complement(_AS, inner, whole)
        elif child.lower_ in _BESIDE_OBJECT:
            yield from prepositional(child)
    for child in children:  # "regards it as settled"
        behind = child.dep_ == "advcl" and child.i > obj.i
        if behind and child.left_edge.lower_ == _AS and child.tag_ == "VBN":
            yield Complement(_AS, child, ((obj.left_edge.i, child.right_edge.i),))
        if child.dep_ == "advmod" and child.tag_ in {"RBR", "JJR"} and child.i > obj.right_edge.i:
            yield Complement(_AT, child, ((obj.left_edge.i, child.i),))  # "put the figure far lower"
    also = next((c for c in reversed(children) if c.dep_ == "dobj" and c.i > obj.right_edge.i), None)
    if also is not None:  # "branded the offer 'an insult'", of which the parser makes two objects
        yield Complement("small", also, ((obj.left_edge.i, also.right_edge.i),))


def behind_noun(verb: Token) -> Iterator[Complement]:
    """What stands behind a verb and its noun that are one cue: "paid tribute to X"."""
    obj = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    for child in (*verb.rights, *(obj.rights if obj is not None else ())):
        if obj is not None and child.i > obj.i and child.dep_ in {"prep", "dative"}:
            yield from prepositional(child)


def whole(verb: Token, obj: Token, children: list[Token]) -> Complement:
    """A noun phrase, with what else belongs to it: "the rebels of shelling", "the deal as a joke"."""
    end = without_clause(obj)
    frame = "object"
    for child in children:
        if child.i < obj.i:
            continue
        edge = child.left_edge
        joined = edge.i == end + 1 or (edge.i == end + 2 and edge.nbor(-1).text in _MARKS)
        if joined and child.dep_ == "prep" and child.lower_ in _WITH_OBJECT and not _is_late(child, obj):
            end = child.right_edge.i
        elif joined and child.dep_ in {"oprd", "xcomp", "prt"}:
            end = child.right_edge.i
            frame = "small" if child.dep_ == "oprd" else frame
        elif (
            child.dep_ == "npadvmod"
            and child.pos_ == "PROPN"
            and edge.i == end + 2
            and edge.nbor(-1).text == ","
        ):
            end = child.right_edge.i  # "thanked the mediator, Ana Holm, for …"
        elif child.dep_ == "advcl" and child.left_edge.i <= end + 2 and child.left_edge.lower_ in _CONDITIONS:
            end = child.right_edge.i
    return Complement(frame, obj, ((obj.left_edge.i, end),))


def passive(children: list[Token]) -> Iterator[Complement]:
    """What somebody does in a passive: "the claim was denied by X", "it was hailed by X as a success"."""
    for child in children:
        leads = child.dep_ == "prep" and child.lower_ == _AS and child.right_edge.i > child.i
        if leads and child.nbor(1).tag_ != "VBG":
            yield Complement("object", child, ((child.i + 1, child.right_edge.i),))
    for child in children:
        if child.dep_ == "nsubjpass":
            whole = (child.left_edge.i, child.right_edge.i)
            called = next((c for c in children if c.dep_ == "oprd" and c.i > child.i), None)
            if called is not None:  # "was called a joke by X"
                yield Complement("small", called, (whole, (called.left_edge.i, called.right_edge.i)))
            yield Complement("object", child, (whole,))


def prepositional(prep: Token) -> Iterator[Complement]:
    """What stands behind a preposition: "about the price", "of spying"."""
    word = prep.lower_
    frame = "to-noun" if word == "to" else word
    if frame != "to-noun" and word not in _PREPOSITIONS:
        return
    inner = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    if inner is not None:
        yield Complement(frame, inner, ((prep.i + 1, max(prep.right_edge.i, inner.right_edge.i)),))


def without_clause(noun: Token) -> int:
    """The last word of a noun phrase without what a relative clause adds behind a comma."""
    for token in noun.subtree:
        if token.i > noun.i and token.dep_ == "relcl" and token.left_edge.nbor(-1).text == ",":
            return int(token.left_edge.i) - 2
    return int(noun.right_edge.i)


def _is_number(token: Token) -> bool:
    return bool(token.like_num or token.text[:1].isdigit() or token.text[-1:].isdigit())


def _is_late(prep: Token, obj: Token) -> bool:
    """Whether a preposition behind "it" or "this" tells when or how: "confirmed it on Friday"."""
    return obj.lower_ in _POINTERS and prep.lower_ not in {"as", "of", "for", "against"}


def label_first(verb: Token, prep: Token) -> Iterator[Complement]:
    """What something is dismissed or hailed as, in front of it: 'rejected as "fiction" a claim that …'."""
    doc, end = verb.doc, verb.sent.end
    if prep.lower_ != "as" or prep.i != verb.i + 1 or prep.i + 2 >= end:
        return
    inner = next((c for c in prep.children if c.dep_ == "pobj"), None)
    last = None if inner is None else inner.i
    if doc[prep.i + 1].text in _MARKS:
        last = next((i for i in range(prep.i + 2, end) if doc[i].text in _MARKS), None)
    elif doc[prep.i + 1].tag_ == "JJ":
        inner, last = doc[prep.i + 1], prep.i + 1  # "dismissed as absurd the report"
    if inner is None or last is None or last + 1 >= end or doc[last + 1].tag_ not in {"DT", "PRP$"}:
        return
    yield Complement("object", inner, ((prep.i + 1, last),))


def behind_agent(verb: Token, children: list[Token]) -> Iterator[Complement]:
    """What somebody is accused of or praised for behind who does it: "was praised by X for her work"."""
    by = next((c for c in children if c.dep_ == "agent"), None)
    who = None if by is None else next((c for c in by.children if c.dep_ == "pobj"), None)
    word = _CHARGED.get(verb.lemma_)
    if who is None or word is None:
        return
    for prep in (*who.rights, *verb.rights):
        inner = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
        if prep.i > who.i and prep.dep_ == "prep" and prep.lower_ == word and inner is not None:
            yield Complement("object", inner, ((prep.i + 1, prep.right_edge.i),))


def given(obj: Token, children: list[Token]) -> Token | None:
    """What is given behind whom it is given to: "promised her party a bigger say"."""
    also = next((c for c in children if c.dep_ == "dobj" and c.i > obj.right_edge.i), None)
    day = next((c for c in children if c.dep_ == "npadvmod" and c.left_edge.i == obj.right_edge.i + 1), obj)
    if also is None or also.left_edge.i not in {obj.right_edge.i + 1, day.right_edge.i + 1}:
        return None
    if also.left_edge == also:  # "offered cabin crews an extra week": "cabin crews" taken for two
        for child in children:
            first = child.left_edge
            if child.dep_ in {"dobj", "npadvmod"} and first.i == also.i + 1 and first != child:
                return child if first.lower_ in {"a", "an"} or first.tag_ == "CD" else also
    return also


def labelled(obj: Token) -> Iterator[Complement]:
    """A noun and the words in quotation marks behind it, which the parser takes for one phrase: 'called the
    account "theatre"'."""
    doc, low, high = obj.doc, obj.left_edge.i, obj.right_edge.i
    mark = next((i for i in range(low + 1, high) if doc[i].text in _MARKS), None)
    if mark is None or doc[mark + 1].pos_ == "VERB":
        return
    before = doc[mark - 1]
    if before.pos_ in {"NOUN", "PROPN", "PRON"} or (before.i == low and before.lower_ in {"this", "that"}):
        yield Complement("small", obj, ((low, high),))
