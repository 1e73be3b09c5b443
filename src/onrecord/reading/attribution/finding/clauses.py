"""Complements: what a reporting word takes, as frames.

In: a verb or a noun in its parse. Out: :class:`Complement` after :class:`Complement`, each with the frame
it fills and the words that are the content. Invariant: a complement never holds its verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.reading.attribution.finding import displaced, objects
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import SUBJECTS

_BACKSHIFTED = frozenset({"would", "could", "might", "should"})
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
_COLON = 12  # words between a verb and the colon that leads to what is said
_MARKS = frozenset({'"', "'", "``", "''", "“", "‘"})
_APART = frozenset({",", "-", "–", "—", "--", "(", ";"})


def of_verb(verb: Token) -> Iterator[Complement]:
    """All complements of a verb, clauses first."""
    children = list(verb.children)
    for that in (displaced.clause(verb, children), displaced.of_root_noun(verb), displaced.in_writing(verb)):
        if that is not None:
            yield that
    obj = next((c for c in children if c.dep_ == "dobj" and c.i > verb.i), None)
    for child in children:
        yield from _of_child(verb, child, children, obj)
    if _is_tag(verb, children):
        yield _around(verb)
    if (resumed := displaced.preposition(verb)) is not None:
        yield resumed
    if (cleft := displaced.cleft(verb)) is not None:
        yield cleft
    if obj is not None:
        yield from _displaced_behind(verb, obj)
        if (given := objects.given(obj, children)) is not None:
            yield objects.whole(verb, given, children)
        yield objects.whole(verb, obj, children)
        yield from objects.labelled(obj)
        yield from objects.behind_object(verb, obj, children)
    elif any(c.dep_ == "agent" for c in children):
        yield from objects.behind_agent(verb, children)
        yield from objects.passive(children)
    behind = _behind_colon(verb, children)
    if behind is not None:
        yield behind


def _of_child(verb: Token, child: Token, children: list[Token], obj: Token | None) -> Iterator[Complement]:
    """The complements that one child of a verb is, objects aside."""
    if child.dep_ == "ccomp":
        if verb.lemma_ == "make" and (said := displaced.made_known(child)) is not None:
            yield said
        elif child != displaced.done_before(verb):
            yield from _finite(verb, child, children)
    elif child.i < verb.i:
        return
    elif child.dep_ == "xcomp":
        yield from _open(verb, child, obj)
    elif child.dep_ == "advcl":
        yield from _infinitive(verb, child)
        yield from displaced.question(child)
    elif child.dep_ == "oprd" and obj is None:
        yield Complement("small", child, ((child.left_edge.i, objects.without_clause(child)),))
    elif child.dep_ == "prep" and obj is None:
        yield from objects.label_first(verb, child)
        yield from objects.prepositional(child)


def _displaced_behind(verb: Token, obj: Token) -> Iterator[Complement]:
    """What the parser hangs on whom one tells or urges."""
    told = displaced.told(verb, obj) or displaced.beside(verb, obj) if verb.lemma_ in _TELLING else None
    if told is not None:
        yield told
    if verb.lemma_ in _URGING and (urged := displaced.infinitive(verb, obj)) is not None:
        yield urged


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
            yield from objects.prepositional(child)
    for found in (displaced.infinitive_of(noun), displaced.of_giver(noun)):
        if found is not None:
            yield found
