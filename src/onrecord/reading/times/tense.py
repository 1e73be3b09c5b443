"""Past or future: which way a weekday or a date without a year points.

In: a parsed paragraph and the place of an expression. Out: ``<`` (the last one), ``>`` (the next
one) or an empty string where the sentence does not tell. The verb that governs the expression
decides, found by climbing the parse from the expression.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from onrecord.reading.times.verbs import verbs

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Doc, Span, Token

PAST, FUTURE, UNTOLD = "<", ">", ""
_LONGEST_CLIMB = 25
_MODIFYING = ("compound", "poss", "nmod", "amod", "nummod")


class Words:
    """The parser's tokens of a paragraph by their characters, found without a scan."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.text = doc.text  # kept: the parser puts it together anew at every look
        self._starts = [token.idx for token in doc]

    def between(self, start: int, end: int) -> Span:
        """The tokens that the characters ``[start, end)`` of the paragraph cover or cut."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self._doc[first : max(first + 1, bisect_left(self._starts, end))]


def anchor(tokens: Span) -> Token:
    """The word from which an expression's place in the sentence is read.

    That is its root, or the ``on`` before it: the parser likes to make the day in "On Friday
    government spokesman" part of the name that follows.
    """
    root = tokens.root
    if tokens.start and tokens[0].lower_ != "the":
        before = tokens.doc[tokens.start - 1]
        if before.lower_ in ("on", "since") and before.dep_ == "prep":
            return before
    return root


def governor(token: Token) -> Token | None:
    """The verb that governs a time expression, found by climbing from its head word."""
    node = token
    for _ in range(_LONGEST_CLIMB):
        if node.pos_ in ("VERB", "AUX") and node.i != token.i:
            return node
        if node.head.i == node.i:
            return node if node.pos_ in ("VERB", "AUX") else None
        node = node.head
    return None


def direction(token: Token, before: str = "", after: str = "") -> str:
    """Whether the expression that ``token`` heads lies in the past or ahead.

    ``before`` and ``after`` are the words beside the expression, in lower case.
    """
    known = verbs()
    verb = governor(token)
    if before in known.words_before:
        return FUTURE
    if after in known.words_after:
        return UNTOLD if verb is not None and _tense(verb, direct=True) == PAST else FUTURE
    if before in known.retrospective:
        return PAST
    if token.dep_ in _MODIFYING and token.head.pos_ in ("NOUN", "PROPN"):
        return _of_modifier(token, verb)
    if verb is None:
        return UNTOLD
    if _is_when_said(token, verb):
        return PAST
    if is_direct(token, verb):
        told = _of_plan(verb, before)
        if told is not None:
            return told
    return _of_verb(token, verb, before, after)


def _is_when_said(token: Token, verb: Token) -> bool:
    """ "Said on Friday she would go": the day between a verb of the past and what is said, without "that"."""
    above = verb.head
    if verb.dep_ != "ccomp" or not above.i < token.i < verb.i or not is_plain_past(above):
        return False
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.i > token.i for c in verb.lefts):
        return False
    opens = verb.left_edge.i == token.i and not any(c.dep_ == "mark" for c in verb.lefts)
    return opens and token.nbor(-1).text != ","


def _of_plan(verb: Token, before: str) -> str | None:
    """What hangs by ``on`` or ``for`` on a verb of planning itself; ``None`` where its tense decides."""
    known, lemma = verbs(), verb.lemma_.lower()
    if before == "on" and lemma in known.loose and verb.tag_ == "VBN":
        return PAST  # "a record set on Friday"
    if before in known.goals and lemma in known.prospective:
        lapsed = verb.tag_ == "VBN" and (_is_over(verb) or _is_former(verb) or _is_crossed(verb))
        return UNTOLD if lapsed else FUTURE
    if before == "on" and lemma == "be" and verb.tag_ in ("VBZ", "VBP") and not _auxiliaries(verb):
        return FUTURE  # "the vote is on Friday"
    return None


def _of_verb(token: Token, verb: Token, before: str, after: str) -> str:
    known = verbs()
    if _is_condition(verb) and is_plain_past(verb):
        return UNTOLD if _is_past_perfect(verb.head.head) or _is_past_perfect(verb.head) else FUTURE
    told = _tense(verb, direct=is_direct(token, verb))
    if told == FUTURE and (_is_former(verb) or _is_crossed(verb)) and not is_plain_future(verb):
        return UNTOLD
    if told == FUTURE and is_plain_past(verb) and _under_subject(token, verb):
        return PAST  # "the figures for January extended the rise"
    if before in known.prepositions and told != PAST and not (verb.dep_ == "ccomp" and _is_former(verb.head)):
        return FUTURE
    if verb.lemma_.lower() in known.prospective and (
        token.dep_ == "dobj" or _set_as_goal(token, verb, after)
    ):
        return FUTURE
    return told


def _is_condition(verb: Token) -> bool:
    """``would strike unless they answered by Friday``: no more past than the threat itself."""
    helpers = {h.lower_ for h in _auxiliaries(verb.head)}
    return (
        verb.dep_ == "advcl"
        and any(c.lower_ in verbs().conditions for c in verb.children)
        and bool(helpers & (verbs().future_modals | {"to"}))
        and not helpers & {"have", "'ve"}  # "would have struck if they had not answered by Friday"
    )


def _is_past_perfect(verb: Token) -> bool:
    return any(h.lower_ in ("had", "'d") for h in _auxiliaries(verb))


def _is_former(verb: Token) -> bool:
    """``originally planned for Friday``, ``had been due on Friday``: the plan may hold no more."""
    return any(c.lower_ in verbs().formerly for c in verb.children)


def _is_crossed(verb: Token) -> bool:
    """``was due to open on Friday but was put off``: what came of a plan is told behind it."""
    return any(c.dep_ == "cc" and c.lower_ == "but" for c in verb.children) and any(
        c.dep_ == "conj" and is_plain_past(c) for c in verb.children
    )


def _of_modifier(token: Token, verb: Token | None) -> str:
    """``spoke at Friday's meeting`` tells of the past, ``will discuss Friday's meeting`` of neither.

    What nobody plans is past under any verb: ``will discuss Friday's attack``.
    """
    if token.head.lemma_.lower() in verbs().happened:
        return PAST
    if verb is None or token.dep_ != "poss" or not is_plain_past(verb):
        return UNTOLD
    return PAST if verb.lemma_.lower() not in verbs().prospective else UNTOLD


def _set_as_goal(token: Token, verb: Token, after: str) -> bool:
    """``has set June 5 as the deadline``, ``fixed June 5 for the vote``: the day itself is set."""
    return token.i == verb.i + 1 and token.head.i == verb.i and after in verbs().set_for


def _under_subject(token: Token, verb: Token) -> bool:
    """Whether the expression belongs to the subject of the verb."""
    node = token
    for _ in range(_LONGEST_CLIMB):
        if node.head.i == verb.i:
            return node.dep_ in ("nsubj", "nsubjpass")
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def is_direct(token: Token, verb: Token) -> bool:
    """Whether the expression hangs on the verb itself, not on a noun below it."""
    node = token
    for _ in range(_LONGEST_CLIMB):
        if node.head.i == verb.i:
            return node.i == token.i or node.dep_ in ("prep", "npadvmod", "advmod", "pobj", "agent")
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def is_plain_past(verb: Token) -> bool:
    """Whether the verb itself tells of the past: ``met``, ``has met``, ``was met``, ``were meeting``."""
    helpers = _auxiliaries(verb)
    if any(h.lower_ in verbs().future_modals or h.lower_ == "to" for h in helpers):
        return False
    if verb.tag_ == "VBN" and not helpers:
        return any(
            c.dep_ == "nsubj" for c in verb.children
        )  # a finite verb that the tagger took for a participle
    return verb.tag_ == "VBD" or any(h.tag_ == "VBD" or h.lemma_ == "have" for h in helpers)


def is_plain_present(token: Token, before: str = "", after: str = "") -> bool:
    """Whether the verb that governs an expression tells in the present: ``On June 2 they meet in Oslo``.

    It may be the present of a timetable or of a chronicle. ``before`` and ``after`` as in :func:`direction`.
    """
    known, verb = verbs(), governor(token)
    if verb is None or verb.tag_ not in ("VBZ", "VBP") or _auxiliaries(verb) or not is_direct(token, verb):
        return False
    if before in known.words_before | known.prepositions or after in known.words_after:
        return False
    lemma = verb.lemma_.lower()
    return lemma not in known.saying | known.prospective | known.unchanging and lemma != "be"


def is_timetable(token: Token) -> bool:
    """Whether the verb that governs an expression is one of timetables: ``The treaty expires on June 2``."""
    verb = governor(token)
    return verb is not None and verb.lemma_.lower() in verbs().timetable


def is_plain_future(verb: Token) -> bool:
    """Whether the verb tells of the future and nothing weaker: ``will meet``."""
    return any(h.lower_ in verbs().certain_modals for h in _auxiliaries(verb))


def _auxiliaries(verb: Token) -> list[Token]:
    return [t for t in verb.children if t.dep_ in ("aux", "auxpass")]


def _tense(verb: Token, *, direct: bool, depth: int = 0) -> str:
    helpers = _auxiliaries(verb)
    words = {h.lower_ for h in helpers}
    lemma = verb.lemma_.lower()
    if "have" in {h.lemma_ for h in helpers} and not (words & verbs().certain_modals):
        return UNTOLD if _copula(verb) else _reaching(lemma, direct)  # "had been due on Friday"
    if words & verbs().future_modals:
        return _modal(verb, words, direct)
    if "to" in words:
        return _infinitive(verb, direct, depth)
    finite = next((h for h in helpers if h.tag_ in ("VBD", "VBZ", "VBP")), None)
    tag = finite.tag_ if finite is not None else verb.tag_
    if finite is not None and finite.lemma_ == "be" and tag != "VBD":
        if verb.tag_ == "VBN":
            return FUTURE if lemma in verbs().prospective else UNTOLD
        return FUTURE if verb.tag_ == "VBG" and direct else UNTOLD
    if finite is not None and tag == "VBD" and verb.tag_ == "VBN" and lemma in verbs().prospective:
        return FUTURE if not direct else UNTOLD  # "was scheduled for Friday" may be either
    if tag == "VBD":
        return _copula(verb) or _reaching(lemma, direct)
    if tag in ("VBZ", "VBP"):
        return _present(verb, lemma, direct)
    if tag in ("VBG", "VBN", "VB"):
        return _nonfinite(verb, direct, depth)
    return UNTOLD


def _modal(verb: Token, words: set[str], direct: bool) -> str:
    """``will meet``, ``may meet``; what hangs on a noun below an open modal may be either."""
    if words & verbs().ability and any(
        c.dep_ == "neg" or c.lower_ in verbs().negations for c in _with_subject(verb)
    ):
        return PAST if direct else UNTOLD  # "could not be reached on Friday"
    if "would" in words and verb.dep_ == "ccomp" and _is_former(verb.head):
        return UNTOLD  # "had said that it would appear by Easter"
    return UNTOLD if words & verbs().open_modals and not direct else FUTURE


def _with_subject(verb: Token) -> list[Token]:
    """The verb's children, and those of its subject."""
    children = list(verb.children)
    return children + [g for c in children if c.dep_ in ("nsubj", "nsubjpass") for g in (c, *c.children)]


def _reaching(lemma: str, direct: bool) -> str:
    """A past verb: what hangs on a verb of proposing's object lies ahead."""
    if direct or lemma not in verbs().prospective:
        return PAST
    return UNTOLD if lemma in verbs().loose else FUTURE


def _copula(verb: Token) -> str:
    """``was due on Friday``: the adjective looks ahead."""
    if verb.lemma_ == "be" and any(
        c.lower_ in verbs().adjectives for c in verb.children if c.dep_ == "acomp"
    ):
        return FUTURE
    return ""


def _present(verb: Token, lemma: str, direct: bool) -> str:
    if lemma in verbs().saying:
        if direct and any(c.dep_ == "dobj" and c.pos_ == "NOUN" for c in verb.children):
            return FUTURE  # "the bank reports results on Friday"
        return PAST if direct else UNTOLD
    if lemma in verbs().prospective:
        return UNTOLD if direct else FUTURE
    if verb.tag_ == "VBP" and lemma in verbs().unchanging:
        return PAST  # "prices hit a record on Friday": the tagger cannot know
    if _copula(verb):
        return FUTURE
    return FUTURE if direct and lemma != "be" else UNTOLD


def _is_over(participle: Token) -> bool:
    """``a rally planned for Friday was banned``: told as past, so its day may be past too."""
    noun = participle.head
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i != noun.i and is_plain_past(noun.head)


def _infinitive(verb: Token, direct: bool, depth: int) -> str:
    head = verb.head
    if head.i == verb.i or depth >= _LONGEST_CLIMB:
        return FUTURE
    plan = head.head if head.dep_ == "acomp" else head  # "was due to open"
    if plan.pos_ in ("VERB", "AUX") and (_is_former(head) or _is_former(plan) or _is_crossed(plan)):
        return UNTOLD  # "had been due to end on Friday": ahead of then, not of now
    if head.pos_ in ("VERB", "AUX"):
        if head.lemma_.lower() in verbs().implicative:
            return _tense(head, direct=True, depth=depth + 1)
        if verb.dep_ in ("advcl", "acl", "relcl") and not direct:
            # "held a march to mark the entry on Friday": of purpose, so neither.
            told = _tense(head, direct=True, depth=depth + 1)
            return told if told == FUTURE else UNTOLD
    elif not direct:
        return UNTOLD  # "rites to mark the entry on Friday"
    return FUTURE


def _nonfinite(verb: Token, direct: bool, depth: int) -> str:
    """A participle or bare infinitive: its own sense, else the tense of what it hangs on."""
    lemma = verb.lemma_.lower()
    if verb.tag_ == "VBN" and not any(h.tag_ in ("VB", "VBG") for h in _auxiliaries(verb)):
        if lemma in verbs().loose:
            return UNTOLD
        if lemma not in verbs().prospective:
            return PAST
        return UNTOLD if _is_over(verb) else FUTURE
    head = verb.head
    if head.i == verb.i or depth >= _LONGEST_CLIMB:
        return UNTOLD
    if head.lemma_.lower() in verbs().prospective and verb.dep_ in ("xcomp", "ccomp", "pcomp", "dobj"):
        return FUTURE
    for _ in range(_LONGEST_CLIMB):
        if head.pos_ in ("VERB", "AUX") or head.head.i == head.i:
            break
        head = head.head
    if head.pos_ not in ("VERB", "AUX"):
        return UNTOLD
    return _tense(head, direct=direct and verb.dep_ in ("xcomp", "advcl", "conj"), depth=depth + 1)
