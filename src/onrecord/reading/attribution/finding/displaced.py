"""Complements that the parser hangs on something else than their verb.

In: a verb in its parse, or a clause behind it. Out: a clause behind what stands between ("told him before he
left that it rained"), a preposition behind an insertion ("warned, in a letter, of …"), a question taken for
an adjunct ("asked him when she would go"). Invariant: what is found stands behind the verb, in its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import SUBJECTS

_NEAR = 10  # words between a verb and the "that" behind where it was said
_FARTHEST = 40  # words between a verb and the "that" of its clause
_DEEPEST = 6  # steps up a parse
_MARKS = frozenset({'"', "'", "``", "''", "“", "‘"})
_CONDITIONS = frozenset({"if", "unless", "until"})
_BETWEEN = frozenset(
    {"dobj", "dative", "prep", "pobj", "advcl", "acl", "npadvmod", "compound", "pcomp", "appos"}
)
_BESIDE = frozenset({"while", "whereas", "though", "although"})
_RESUMING = frozenset({"of", "for", "about", "against"})
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire"})
_WONDERING = frozenset({"why", "how", "where", "whether", "who", "what"})


def clause(verb: Token, children: list[Token]) -> Complement | None:
    """A clause that the parser hangs on what stands between: "told him before he left that it rained"."""
    doc, end = verb.doc, min(verb.right_edge.i + 1, verb.i + _FARTHEST)
    that = next((t for t in doc[verb.i + 1 : end] if t.lower_ == "that" and t.dep_ != "det"), None)
    if that is None or that.i == verb.i + 1:
        return None
    clause = that.head
    if clause.dep_ == "xcomp" and that.dep_ != "mark":
        clause = clause.head
    if clause.head == verb and clause.dep_ == "ccomp":
        return (
            _whole(verb, that, clause) if any(c.dep_ == "ccomp" and c.i < verb.i for c in children) else None
        )
    others = [c for c in clause.lefts if c.dep_ in SUBJECTS and c != that]
    gap = that.dep_ != "mark" and not (that.dep_ in SUBJECTS and others)
    if clause.i < that.i or clause.dep_ not in {"ccomp", "relcl", "acl", "advcl"} or not _leads(verb, clause):
        return None
    if any(c.lower_ in _BESIDE and c.dep_ == "mark" for c in clause.head.lefts):
        return None  # "said it was safe, while divers warned that …"
    if clause.head.tag_ in {"VBG", "VB"} and clause.dep_ == "ccomp":
        return None  # ", adding that …" and "to say that …" have their own
    if not others or (gap and (_filled(clause) is None or clause.head.dep_ != "pobj")):
        return None
    return _whole(verb, that, clause)


def in_writing(verb: Token) -> Complement | None:
    """A clause that the parser hangs on "writing": "asked him in writing what …"."""
    behind = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + _NEAR)]
    writing = next((t for t in behind if t.lower_ == "writing" and t.head.lower_ == "in"), None)
    if writing is None or writing.dep_ != "pcomp" or not any(c.dep_ == "dobj" for c in verb.rights):
        return None
    if writing.head.head != verb:
        return None
    clause = next((c for c in writing.rights if c.dep_ == "ccomp"), None)
    return (
        None if clause is None else Complement("that", clause, ((clause.left_edge.i, clause.right_edge.i),))
    )


def made_known(plain: Token) -> Complement | None:
    """What somebody makes known: "made it clear on Friday that …"."""
    clause = next((c for c in plain.rights if c.dep_ in {"ccomp", "advcl"}), None)
    mark = None if clause is None else next((c.lower_ for c in clause.lefts if c.dep_ == "mark"), "that")
    return (
        None
        if clause is None or mark != "that"
        else Complement("that", clause, ((clause.left_edge.i, clause.right_edge.i),))
    )


def done_before(verb: Token) -> Token | None:
    """What somebody did who "then" spoke: the verb "thanked" of "X thanked the crews, then told them that …",
    which the parser takes for what is told."""
    if not verb.i or verb.nbor(-1).lower_ != "then" or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    did = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    own = did is not None and did.tag_ == verb.tag_ and any(c.dep_ == "nsubj" for c in did.lefts)
    return did if own else None


def of_root_noun(verb: Token) -> Complement | None:
    """A clause that the parser, which takes its verb for a participle, hangs on who says it: "The mayor, Eva
    Holm, joked on air that it rained"."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or noun.dep_ != "ROOT" or noun.i > verb.i:
        return None
    behind = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + _NEAR)]
    that = next((t for t in behind if t.lower_ == "that" and t.dep_ == "mark"), None)
    clause = None if that is None else that.head
    if that is None or clause is None or clause.head != noun or clause.dep_ not in {"relcl", "acl", "ccomp"}:
        return None
    return Complement("that", clause, ((that.i, clause.right_edge.i),))


def of_giver(noun: Token) -> Complement | None:
    """A clause that the parser hangs on whose word it is: "a pledge from the rebels that nobody will die"."""
    for prep in noun.rights:
        who = (
            next((c for c in prep.children if c.dep_ == "pobj"), None)
            if prep.lower_ in {"from", "by"}
            else None
        )
        for clause in who.rights if who is not None else ():
            that = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
            own = any(c.dep_ in SUBJECTS for c in clause.lefts)
            if that is not None and own and clause.dep_ in {"relcl", "acl"}:
                return Complement("that", clause, ((that.i, clause.right_edge.i),))
    return None


def told(verb: Token, obj: Token) -> Complement | None:
    """A clause that the parser takes for a relative one of whom one tells: "told pals she would stay"."""
    clause = next((c for c in obj.rights if c.dep_ == "relcl"), None)
    if clause is None or clause.left_edge.i != obj.i + 1 or clause.left_edge.tag_ in {"WDT", "WP", "IN"}:
        return None
    own = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
    if own is None or own.left_edge != clause.left_edge:
        return None
    return Complement("that", clause, ((clause.left_edge.i, clause.right_edge.i),))


def beside(verb: Token, obj: Token) -> Complement | None:
    """A clause that the parser hangs on the tag behind: "has told aides he would go, the paper said"."""
    if verb.dep_ != "ccomp" or verb.head.i < verb.i:
        return None
    clause = next((c for c in verb.head.lefts if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None or clause.left_edge.i != obj.right_edge.i + 1:
        return None
    return Complement("that", clause, ((clause.left_edge.i, clause.right_edge.i),))


def infinitive(verb: Token, obj: Token) -> Complement | None:
    """What somebody is urged to do, behind what stands between: "invited the chair, Ana Holm, to come"."""
    if (misread := _bare_verb(verb, obj)) is not None:
        return misread
    doc, end = verb.doc, min(verb.sent.end, obj.i + _FARTHEST)
    commas = [t.i for t in doc[obj.i + 1 : end] if t.text == ","]
    to = next((doc[i + 1] for i in commas[1:] if i + 2 < end and doc[i + 1].tag_ == "TO"), None)
    if to is None or (commas[0] != obj.right_edge.i + 1 and commas[0] != obj.i + 1):
        return None
    act = to.head
    if act.tag_ != "VB" or act.i < to.i or any(t.tag_ in {"VBD", "MD"} for t in doc[to.i : act.i]):
        return None
    return Complement("to", act, ((to.i, act.right_edge.i),))


def _bare_verb(verb: Token, obj: Token) -> Complement | None:
    """ "Urged him in vain to relent", where the parser takes the last word for a noun."""
    to = next((c for c in verb.rights if c.lower_ == "to" and c.dep_ == "prep" and c.i > obj.i), None)
    act = None if to is None else next((c for c in to.rights if c.dep_ == "pobj"), None)
    if to is None or act is None or act.tag_ != "NN" or act.left_edge != act or act.i != to.i + 1:
        return None
    return Complement("to", act, ((to.i, act.right_edge.i),))


def infinitive_of(noun: Token) -> Complement | None:
    """What a noun tells that the parser hangs on its verb: "took up an offer from the chair, X, to meet"."""
    verb, behind = noun.head, noun.right_edge.i + 1
    if noun.dep_ not in {"dobj", "pobj"} or behind + 1 >= len(noun.doc):
        return None
    verb = verb.head if noun.dep_ == "pobj" else verb
    first = noun.doc[behind + 1 if noun.doc[behind].text == "," else behind]
    clause = first.head
    if first.tag_ != "TO" or clause.head != verb or clause.left_edge != first or noun.right_edge == noun:
        return None
    return Complement("to", clause, ((first.i, clause.right_edge.i),))


def opening_that(clause: Token) -> Token | None:
    """The conjunction of a clause that the parser takes for a relative one: "criticism that she had given
    away too much"."""
    first = clause.left_edge
    if first.lower_ != "that" or first.tag_ not in {"IN", "WDT"} or first.head != clause:
        return None
    others = [c for c in clause.lefts if c.dep_ in SUBJECTS and c != first]
    return first if others and first.tag_ == "IN" and _filled(clause) is not None else None


def cleft(verb: Token) -> Complement | None:
    """What somebody says behind "was": "what she told them was that there was no pot"."""
    be = verb.head
    what = any(c.lower_ == "what" and c.i < verb.i for c in verb.lefts)
    if not what or verb.dep_ != "csubj" or be.lemma_ != "be" or be.i < verb.i:
        return None
    clause = next((c for c in be.rights if c.dep_ == "ccomp"), None)
    that = None if clause is None else next((c for c in clause.lefts if c.dep_ == "mark"), None)
    if clause is None or that is None or that.lower_ != "that":
        return None
    return Complement("that", clause, ((that.i, clause.right_edge.i),))


def preposition(verb: Token) -> Complement | None:
    """A preposition behind an insertion: "warned, in a letter to members, of empty shelves"."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    behind = doc[verb.i + 1 : min(verb.sent.end, verb.i + _FARTHEST)]
    comma = next((t for t in behind[1:-1] if t.text == ","), None)
    prep = None if comma is None else comma.nbor(1)
    if prep is None or prep.lower_ not in _RESUMING or prep.dep_ != "prep":
        return None
    last = max(prep.head.right_edge.i, verb.right_edge.i)
    return Complement(prep.lower_, prep, ((prep.i + 1, last),))


def question(clause: Token) -> Iterator[Complement]:
    """A question that the parser takes for an adjunct: "asked the minister when she would resign"."""
    first = clause.left_edge
    asked = clause.head.lemma_ in _ASKING and clause.head.tag_ != "VBN"
    if first.lower_ == "if" and asked and not _asks_more(clause):
        yield Complement("whether", clause, ((first.i, clause.right_edge.i),))
    if first.lower_ in _WONDERING or (first.lower_ == "when" and any(c.tag_ == "MD" for c in clause.lefts)):
        yield Complement("whether", clause, ((first.i, clause.right_edge.i),))


def _asks_more(clause: Token) -> bool:
    """Whether something else is asked, so that an "if" is a condition: "asked for help if it rains"."""
    verb = clause.head
    also = (c for c in verb.rights if c.i < clause.i)
    return clause.left_edge.nbor(-1).i == verb.i - 1 or any(
        c.dep_ in {"ccomp", "xcomp"} or (c.dep_ == "prep" and c.lower_ in {"for", "about"}) for c in also
    )


def with_condition(verb: Token, end: int) -> int:
    """Where what is threatened ends, with the condition behind it: "to strike unless they pay"."""
    behind = (c for c in verb.rights if c.dep_ == "advcl" and end < c.left_edge.i <= end + 2)
    return next((int(c.right_edge.i) for c in behind if c.left_edge.lower_ in _CONDITIONS), end)


def is_inserted(verb: Token, end: Token) -> bool:
    """Whether all between a verb and a word stands between two commas: "denied, through an aide, using"."""
    between = verb.doc[verb.i + 1 : end.i]
    commas = [t.i for t in between if t.text == ","]
    return commas == [verb.i + 1, end.i - 1]


def _whole(verb: Token, that: Token, clause: Token) -> Complement:
    last = clause.right_edge.i
    if (
        verb.dep_ == "ccomp"
    ):  # "said that Y had told her that …, and that …": the rest is what the first one said
        for i in range(clause.i, last - 1):
            if verb.doc[i].text == "," and [t.lower_ for t in verb.doc[i + 1 : i + 3]] == ["and", "that"]:
                last = i - 1
                break
    return Complement("that", clause, ((that.i, last),))


def _leads(verb: Token, clause: Token) -> bool:
    """Whether nothing but objects and adjuncts of the verb stands above a clause that was hung too low."""
    token = clause.head
    for _ in range(_DEEPEST):
        if token == verb:
            return True
        shouted = token.is_upper and len(token) > 2  # a name in capitals, taken for a verb
        if (token.dep_ not in _BETWEEN and not shouted) or token.head == token:
            return False
        token = token.head
    return False


def _filled(clause: Token) -> Token | None:
    """What fills the place of the object, so that "that" is no relative pronoun."""
    kinds = {"dobj", "attr", "acomp", "ccomp", "xcomp", "nsubjpass"}
    return next((c for c in clause.children if c.dep_ in kinds and c.lower_ != "that"), None)
