"""Complements: what a reporting word takes, as frames.

In: a verb or a noun in its parse. Out: :class:`Complement` after :class:`Complement`, each with the frame
it fills and the words that are the content. Invariant: a complement never holds its verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.reading.attribution.finding import displaced
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import SUBJECTS

_BACKSHIFTED = frozenset({"would", "could", "might", "should"})
_PREPOSITIONS = frozenset(
    {"about", "against", "as", "for", "of", "on", "over", "with", "in", "at", "from", "into"}
)
_TELLING = frozenset(
    {"tell", "remind", "warn", "assure", "reassure", "inform", "notify", "advise", "caution", "ask", "say"}
)  # verbs whose object may be whom one tells
_URGING = frozenset(
    {
        "urge",
        "invite",
        "ask",
        "tell",
        "order",
        "instruct",
        "challenge",
        "press",
        "call",
        "request",
        "beg",
        "implore",
    }
    | {
        "encourage",
        "advise",
        "warn",
        "require",
        "dare",
        "exhort",
        "entreat",
        "beseech",
        "command",
        "summon",
        "caution",
    }
)
_WORDING = frozenset({"put", "say", "word", "phrase", "express", "state", "sum", "explain"})
_CONDITIONS = frozenset({"if", "unless", "until"})
_COLON = 12  # words between a verb and the colon that leads to what is said
_MARKS = frozenset({'"', "'", "``", "''", "“", "‘"})
_APART = frozenset({",", "-", "–", "—", "--", "(", ";"})
_BESIDE_OBJECT = frozenset({"for", "of"})  # "asked them for help": what is asked for stands behind
_POINTERS = frozenset({"it", "this", "that"})
_AS = "as"
_AT = "at"
_WITH_OBJECT = frozenset(
    {"of", "as", "for", "over", "against", "to", "from", "with", "on", "about", "by", "within"}
)


def of_verb(verb: Token) -> Iterator[Complement]:
    """All complements of a verb, clauses first."""
    children = list(verb.children)
    if (that := displaced.clause(verb, children)) is not None:
        yield that
    obj = next((c for c in children if c.dep_ == "dobj" and c.i > verb.i), None)
    for child in children:
        dep = child.dep_
        if dep == "ccomp":
            yield from _finite(verb, child, children)
        elif dep == "xcomp" and child.i > verb.i:
            yield from _open(verb, child, obj)
        elif dep == "advcl" and child.i > verb.i:
            yield from _infinitive(verb, child)
            yield from displaced.question(child)
        elif dep == "oprd" and obj is None and child.i > verb.i:
            yield Complement("small", child, ((child.left_edge.i, _without_clause(child)),))
        elif dep == "prep" and child.i > verb.i and obj is None:
            yield from _prepositional(child)
    if _is_tag(verb, children):
        yield _around(verb)
    if (resumed := displaced.preposition(verb)) is not None:
        yield resumed
    if (cleft := displaced.cleft(verb)) is not None:
        yield cleft
    if obj is not None:
        yield from _displaced_behind(verb, obj)
        if (given := displaced.given(obj, children)) is not None:
            yield _object(verb, given, children)
        yield _object(verb, obj, children)
        yield from displaced.labelled(obj)
        yield from _behind_object(verb, obj, children)
    elif any(c.dep_ == "agent" for c in children):
        yield from _passive(children)
    behind = _behind_colon(verb, children)
    if behind is not None:
        yield behind


def _displaced_behind(verb: Token, obj: Token) -> Iterator[Complement]:
    """What the parser hangs on whom one tells or urges."""
    told = displaced.told(verb, obj) or displaced.beside(verb, obj) if verb.lemma_ in _TELLING else None
    if told is not None:
        yield told
    if verb.lemma_ in _URGING and (urged := displaced.infinitive(verb, obj)) is not None:
        yield urged


def _behind_object(verb: Token, obj: Token, children: list[Token]) -> Iterator[Complement]:
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
            yield from _prepositional(child)
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
            yield from _prepositional(child)


def _is_number(token: Token) -> bool:
    return bool(token.like_num or token.text[:1].isdigit() or token.text[-1:].isdigit())


def _behind_colon(verb: Token, children: list[Token]) -> Complement | None:
    """A clause behind a colon: "the council answered with a post: there was no deal"."""
    doc, end = verb.doc, verb.sent.end
    colon = next((t for t in doc[verb.i + 1 : min(end, verb.i + _COLON)] if t.text == ":"), None)
    if colon is None or colon.i + 2 >= end or verb.tag_ == "VB" or doc[colon.i + 1].text in _MARKS:
        return None
    between, behind = doc[verb.i + 1 : colon.i], doc[colon.i + 1 : end]
    if any(t.pos_ == "VERB" and t.dep_ != "acl" for t in between) or any(t.text in _MARKS for t in between):
        return None
    own = [c for c in children if c.dep_ in {"dobj", "ccomp", "xcomp"} and c.i < colon.i]
    it = verb.lemma_ in _WORDING and len(own) == 1 and own[0].lower_ == "it"  # "put it bluntly: …"
    if own and verb.lemma_ not in _TELLING and not it:
        return None
    head = next((t for t in behind if t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG"), None)
    return None if head is None else Complement("that", head, ((colon.i + 1, end - 1),))


def _passive(children: list[Token]) -> Iterator[Complement]:
    """What somebody does in a passive: "the claim was denied by X", "it was hailed by X as a success"."""
    for child in children:
        if child.dep_ == "prep" and child.lower_ == _AS and child.nbor(1).tag_ != "VBG":
            yield Complement("object", child, ((child.i + 1, child.right_edge.i),))
    for child in children:
        if child.dep_ == "nsubjpass":
            yield Complement("object", child, ((child.left_edge.i, child.right_edge.i),))


def _without_clause(noun: Token) -> int:
    """The last word of a noun phrase without what a relative clause adds behind a comma."""
    for token in noun.subtree:
        if token.i > noun.i and token.dep_ == "relcl" and token.left_edge.nbor(-1).text == ",":
            return int(token.left_edge.i) - 2
    return int(noun.right_edge.i)


def _finite(verb: Token, clause: Token, children: list[Token]) -> Iterator[Complement]:
    infinitive = clause.tag_ == "VB" and any(c.tag_ == "TO" for c in clause.lefts)
    gerund = clause.tag_ == "VBG" and not any(c.dep_ in {"aux", "mark"} for c in clause.lefts)
    if clause.i > verb.i:
        start = max(verb.i + 1, clause.left_edge.i)
        told = next((c for c in children if verb.i < c.i < clause.i and c.dep_ in {"dobj", "dative"}), None)
        if infinitive:
            if told is not None:
                start = told.right_edge.i + 1
            yield Complement("to", clause, ((start, clause.right_edge.i),))
        elif gerund:
            yield Complement("ing", clause, ((start, clause.right_edge.i),))
        elif clause.pos_ in {"VERB", "AUX"} or any(
            c.lower_ == "that" and c.dep_ == "mark" for c in clause.lefts
        ):
            that = next((c.i for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that"), start)
            start = max(start, that)
            yield Complement("that", clause, ((start, _last_clause(clause, children).right_edge.i),))
            if clause.tag_ in {"VBN", "VBD"} and not any(c.dep_ in {"mark", "aux"} for c in clause.lefts):
                yield Complement("small", clause, ((start, clause.right_edge.i),))  # "want it doubled"
        else:
            yield Complement("small", clause, ((start, clause.right_edge.i),))
    elif not infinitive:
        yield Complement("that", clause, _before(verb, clause, children))


def _is_backshifted(verb: Token) -> bool:
    """Whether a verb that the parse joins to the cue goes on with what is said: "and would end in May"."""
    if verb.head.tag_ not in {"VBD", "VBN"} or any(c.dep_ in SUBJECTS for c in verb.lefts):
        return False
    return any(c.tag_ == "MD" and c.lower_ in _BACKSHIFTED for c in verb.lefts)


def _last_clause(clause: Token, children: list[Token]) -> Token:
    """The last of several clauses in a row: "said that it rained, roads were closed, and would stay so"."""
    for child in children:
        if child.i < clause.i:
            continue
        follows = child.dep_ == "ccomp" and child.left_edge.i <= clause.right_edge.i + 3
        if follows or (child.dep_ == "conj" and _is_backshifted(child)):
            clause = child
    return clause


def _before(verb: Token, clause: Token, children: list[Token]) -> tuple[tuple[int, int], ...]:
    """Content in front of its cue: from the start of the sentence to the cue's own clause."""
    own = [c.left_edge.i for c in children if c.i > clause.i and c.dep_ not in {"punct", "cc", "conj"}]
    end = min([verb.i, *own]) - 1
    start = verb.sent.start if verb.dep_ == "ROOT" else clause.left_edge.i
    start = _behind_semicolon(verb.doc, start, end)
    told = verb.lemma_ not in _TELLING and any(
        c.dep_ == "dobj" and c.i > verb.i and c.pos_ not in {"PRON", "PROPN"} for c in children
    )
    if start > end or told:
        return ()
    if clause.right_edge.i > verb.right_edge.i:  # the cue stands inside its content
        return ((start, end), (verb.right_edge.i + 1, clause.right_edge.i))
    return ((start, end),)


def _behind_semicolon(doc: Doc, start: int, end: int) -> int:
    """Where content in front of a cue begins if what stands behind a semicolon has no verb of its own."""
    apart = next((i for i in range(end, start, -1) if doc[i].text == ";"), None)
    if apart is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[apart + 1 : end + 1]):
        return start
    return end + 1


def _is_tag(verb: Token, children: list[Token]) -> bool:
    """Whether a verb with its subject is put in or behind the clause that it reports: "…, X said, …"."""
    if verb.dep_ not in {"parataxis", "advcl"} or verb.head == verb:
        return False
    own = [c for c in children if c.dep_ in SUBJECTS]
    marks = [c.lower_ for c in children if c.dep_ in {"mark", "advmod"} and c.tag_ in {"IN", "WRB"}]
    if not own or verb.tag_ == "VBG" or (marks and marks != ["as"]):
        return False
    before = verb.left_edge.i - 1
    stands_apart = (
        before < verb.sent.start or verb.doc[before].text in _APART or verb.left_edge.text in _APART
    )
    return stands_apart or verb.dep_ == "parataxis"


def _around(verb: Token) -> Complement:
    """A cue put in parenthesis: the content is the clause around it."""
    main = verb.head
    left, right = main.left_edge.i, main.right_edge.i
    low, high = verb.left_edge.i, verb.right_edge.i
    pieces = tuple((a, b) for a, b in ((left, low - 1), (high + 1, right)) if a <= b)
    return Complement("that", main, pieces)


def _open(verb: Token, clause: Token, obj: Token | None) -> Iterator[Complement]:
    if clause.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in clause.lefts):
        yield Complement("ing", clause, ((clause.left_edge.i, clause.right_edge.i),))
        return
    if not any(c.tag_ == "TO" for c in clause.lefts):
        if clause.pos_ in {"ADJ", "NOUN", "PROPN"}:
            yield Complement("small", clause, ((clause.left_edge.i, clause.right_edge.i),))
        return
    told = obj if obj is not None and obj.i < clause.i else None
    start = max(verb.i + 1, clause.left_edge.i if told is None else told.right_edge.i + 1)
    yield Complement("to", clause, ((start, displaced.with_condition(verb, clause.right_edge.i)),))


def _infinitive(verb: Token, clause: Token) -> Iterator[Complement]:
    """A clause that the parser takes for an adjunct: "were invited on Monday to go"; "ruled out going"."""
    edge = clause.left_edge
    if (
        edge == clause
        and clause.tag_ == "VBG"
        and edge.i > verb.i
        and edge.nbor(-1).text == ","
        and displaced.is_inserted(verb, edge)
    ):
        yield Complement("ing", clause, ((edge.i, clause.right_edge.i),))
    if edge.i <= verb.i or edge.nbor(-1).text == ",":
        return
    if any(c.tag_ == "TO" for c in clause.lefts) and clause.tag_ == "VB":
        first = next(c for c in clause.lefts if c.tag_ == "TO")
        yield Complement("to", clause, ((first.i, clause.right_edge.i),))
    elif clause.tag_ == "VBG" and edge == clause and edge.nbor(-1).dep_ == "prt":
        yield Complement("ing", clause, ((edge.i, clause.right_edge.i),))


def _prepositional(prep: Token) -> Iterator[Complement]:
    word = prep.lower_
    frame = "to-noun" if word == "to" else word
    if frame != "to-noun" and word not in _PREPOSITIONS:
        return
    inner = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    if inner is not None:
        yield Complement(frame, inner, ((prep.i + 1, max(prep.right_edge.i, inner.right_edge.i)),))


def _object(verb: Token, obj: Token, children: list[Token]) -> Complement:
    """A noun phrase, with what else belongs to it: "the rebels of shelling", "the deal as a joke"."""
    end = _without_clause(obj)
    frame = "object"
    for child in children:
        if child.i < obj.i:
            continue
        joined = child.left_edge.i == end + 1
        if joined and child.dep_ == "prep" and child.lower_ in _WITH_OBJECT and not _is_late(child, obj):
            end = child.right_edge.i
        elif joined and child.dep_ in {"oprd", "xcomp", "prt"}:
            end = child.right_edge.i
            frame = "small" if child.dep_ == "oprd" else frame
        elif child.dep_ == "advcl" and child.left_edge.i <= end + 2 and child.left_edge.lower_ in _CONDITIONS:
            end = child.right_edge.i
    return Complement(frame, obj, ((obj.left_edge.i, end),))


def _is_late(prep: Token, obj: Token) -> bool:
    """Whether a preposition behind "it" or "this" tells when or how: "confirmed it on Friday"."""
    return obj.lower_ in _POINTERS and prep.lower_ not in {"as", "of", "for", "against"}


def of_noun(noun: Token) -> Iterator[Complement]:
    """The clauses and phrases that a noun takes: "the claim that …", "a demand for …", "his call to …"."""
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl", "ccomp", "advcl"}:
            mark = next((c for c in child.lefts if c.dep_ == "mark" or c.tag_ == "TO"), None)
            mark = mark or displaced.opening_that(child)
            has_subject = any(c.dep_ in SUBJECTS and c != mark for c in child.lefts)
            if mark is None:
                continue
            if mark.tag_ == "TO":
                yield Complement("to", child, ((child.left_edge.i, child.right_edge.i),))
            elif mark.lower_ == "that" and has_subject:
                yield Complement("that", child, ((child.left_edge.i, child.right_edge.i),))
        elif child.dep_ == "prep":
            yield from _prepositional(child)
    if (to := displaced.infinitive_of(noun)) is not None:
        yield to
