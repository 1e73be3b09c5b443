"""What the own clause of a verb says: tense, modals, negation, doubts, conditions, the day.

In: a verb and its sentence. Out: an :class:`Own`. Invariant: nothing above the verb is looked at; what
governs it is read by :mod:`onrecord.reading.events.broad.grounds`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import clauses, grammar
from onrecord.reading.events.broad.setting import Setting

_OPEN = (Status.PLANNED, Status.UNCONFIRMED, Status.PROPOSED)
_FACTS = (Status.HAPPENED, Status.ONGOING)
_WOULD = ("would", "'d")
_PUT = frozenset({"plan", "proposal", "scheme", "blueprint"})
_TODAY = frozenset({"afternoon", "evening", "weekend"})
_NO_MORE = frozenset(
    {"more", "less", "fewer", "later", "sooner", "longer", "doubt", "wonder", "exception", "time"}
)
_NEXT = frozenset({"next", "coming", "upcoming", "following", "later"})


@dataclass(frozen=True, slots=True)
class Own:
    """What a clause says of its verb. ``present`` is the simple present, ``finite`` a form of its own."""

    status: Status | None
    negated: bool
    finite: bool
    present: bool
    condition: Token | None = None


def read(verb: Token, setting: Setting, *, spare: Token | None = None) -> Own:
    """The verb's own clause. Negation that lies in ``spare`` (an event noun) is not counted."""
    form = form_of(verb)
    negated, hedged, condition, until = _around(verb, setting, spare)
    status = _base(verb, form, setting, negated=negated)
    if negated:
        status = _negated(status, form)
    if status is not None and (hedged or setting.doubted) and status in (*_FACTS, Status.PLANNED):
        status = Status.UNCONFIRMED
    present = form.present and not form.modal
    if until is not None and negated and (form.modal or present or form.progressive):
        return _not_until(until, setting, present=present)
    if condition is not None or setting.conditioned(verb) is True:
        status, condition = _conditional(status, form, condition, negated=negated)
    elif form.modal in _WOULD and status is Status.PLANNED:
        status = _would(verb, setting)
    if status is Status.HAPPENED and _lasting(verb, form):
        status = Status.ONGOING
    if setting.question and verb.dep_ == "ROOT" and status in (*_FACTS, Status.PLANNED):
        status = Status.UNCONFIRMED
    finite = form.finite or verb.dep_ == "ROOT"
    return Own(status, negated, finite, present, condition)


def _not_until(until: Token, setting: Setting, *, present: bool) -> Own:
    """ "will not meet until the ban is lifted" is a condition; "until Monday" a delay."""
    if until.dep_ != "prep":
        return Own(Status.CONDITIONAL, False, True, present, until)
    futures = setting.words.lists["futures"]
    timed = any(c.lower_ in futures or c.pos_ == "NUM" for c in until.subtree)
    return Own(Status.POSTPONED if timed else Status.CONDITIONAL, False, True, present)


def _conditional(
    status: Status | None, form: clauses.Form, condition: Token | None, *, negated: bool
) -> tuple[Status | None, Token | None]:
    """The status of a clause beside "if", "once", "provided that"."""
    if form.perfect and form.modal in (*_WOULD, "could", "might"):
        return None if negated else Status.DID_NOT_HAPPEN, condition
    now = form.present or (form.progressive and not form.past)
    open_yet = status in _OPEN or (status in _FACTS and now)
    if open_yet or (status is Status.DID_NOT_HAPPEN and form.modal):
        return Status.CONDITIONAL, condition
    return status, condition if status is None else None


def _would(verb: Token, setting: Setting) -> Status:
    """ "would meet under a plan", "would spurn any offer", "for that it would settle"."""
    if not _PUT.isdisjoint(setting.lower):
        return Status.PROPOSED
    if "any" in setting.lower or _for_something(verb, setting):
        return Status.CONDITIONAL
    return Status.PLANNED


def form_of(verb: Token) -> clauses.Form:
    """The verb's form; a participle with a subject and no auxiliary is a past tense that was mistaken."""
    form = clauses.form_of(verb)
    if verb.tag_ == "VBN" and not form.finite:
        deps = {c.dep_ for c in verb.children}
        if "nsubj" in deps and deps.isdisjoint(("aux", "auxpass")):
            return replace(form, finite=True, past=True)
    return form


def _base(verb: Token, form: clauses.Form, setting: Setting, *, negated: bool) -> Status | None:
    """The status by tense and modal alone."""
    if form.modal:
        return _modal(form, negated=negated)
    if form.finite:
        if form.progressive:
            return (
                Status.PLANNED
                if not form.past and not form.perfect and _dated(verb, setting)
                else Status.ONGOING
            )
        if form.present and _dated(verb, setting):
            return Status.PLANNED
        return Status.HAPPENED
    if verb.dep_ == "ROOT":
        if form.infinitive:
            return Status.PLANNED
        if verb.tag_ == "VB" and verb.i == verb.sent.start:
            return Status.PROPOSED
        return Status.ONGOING if verb.tag_ == "VBG" else Status.HAPPENED
    return None


def _lasting(verb: Token, form: clauses.Form) -> bool:
    """ "was still closeted with", "have been bent over maps since dawn"."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    stative = passive or verb.lemma_ == "be"
    still = any(c.dep_ == "advmod" and c.lower_ == "still" for c in verb.children)
    since = form.perfect and any(c.dep_ == "prep" and c.lower_ == "since" for c in verb.children)
    return stative and (still or since) and not (since and passive and verb.lemma_ in ("hold", "sign"))


def _modal(form: clauses.Form, *, negated: bool) -> Status | None:
    modal = form.modal
    if modal in ("will", "'ll", "wo", "shall", "sha"):
        return Status.PLANNED
    if modal in _WOULD:
        return Status.DID_NOT_HAPPEN if form.perfect else Status.PLANNED
    if modal in ("should", "ought"):
        if form.perfect and negated:
            return None  # "should not have signed": they did
        return Status.DID_NOT_HAPPEN if form.perfect else Status.PROPOSED
    if modal in ("must", "need"):
        return Status.UNCONFIRMED if form.perfect else Status.PROPOSED
    if modal in ("can", "ca", "could") and negated and not form.perfect:
        return Status.PLANNED  # turned into its opposite: "could not agree"
    return Status.UNCONFIRMED


def _negated(status: Status | None, form: clauses.Form) -> Status | None:
    if status in (Status.HAPPENED, Status.ONGOING, Status.PLANNED):
        return Status.DID_NOT_HAPPEN
    if status is Status.DID_NOT_HAPPEN:
        return None  # "would not have met"
    if status is Status.UNCONFIRMED and form.modal not in ("may", "might"):
        return Status.DID_NOT_HAPPEN
    return status if status is Status.UNCONFIRMED else None


def _around(
    verb: Token, setting: Setting, spare: Token | None
) -> tuple[bool, bool, Token | None, Token | None]:
    """Negation, hedge, condition and "until" among the verb's dependents."""
    lists = setting.words.lists
    negated, hedged = False, False
    condition: Token | None = None
    until: Token | None = None
    for child in verb.children:
        dep, word = child.dep_, child.lower_
        if dep == "neg" or (dep in ("advmod", "preconj", "cc") and word in lists["never"]):
            negated = negated or not clauses.is_mere(child)
        elif clauses.is_no_longer(child):
            negated = True
        elif dep == "advmod" and word in lists["hedges"]:
            hedged = True
        elif dep in ("nsubj", "nsubjpass", "dobj", "attr", "dative") and child is not spare:
            if _none(child, lists["negatives"], spare):
                negated = True
        elif dep in ("advcl", "prep", "advmod"):
            relation = grammar.clause_relation(child) if dep == "advcl" else word
            if relation in lists["conditionals"]:
                condition = child if dep == "advcl" and child.pos_ in ("VERB", "AUX") else condition
            elif relation in ("until", "till", "unless", "before", "without"):
                until = child
    if (verb.dep_ in ("ROOT", "ccomp") and setting.fronted) or clauses.negated_afar(verb) or _nor(verb):
        negated = True
    return negated, hedged, condition, until


def _nor(verb: Token) -> bool:
    """Whether a verb stands behind "nor": "has neither signed nor initialled the accord"."""
    return verb.dep_ == "conj" and any(
        c.dep_ == "cc" and c.lower_ == "nor" and c.i < verb.i for c in verb.head.children
    )


def _none(noun: Token, negatives: frozenset[str], spare: Token | None) -> bool:
    """Whether a phrase names nobody or nothing: "nobody", "no talks", "not one of them", "neither side"."""
    if noun.lower_ in negatives:
        return True
    if noun.lower_ in _NO_MORE:
        return False
    for child in noun.children:
        if child.dep_ in ("det", "neg", "preconj", "predet") and child.lower_ in (
            "no",
            "neither",
            "not",
            "nor",
        ):
            return spare is None or not (noun.left_edge.i <= spare.i <= noun.right_edge.i)
        if child.dep_ == "nummod" and (
            child.lower_ == "zero" or any(c.lower_ == "not" for c in child.children)
        ):
            return True
    return noun.i > 1 and noun.nbor(-1).lower_ == "no" and noun.lower_ == "one"


def _dated(verb: Token, setting: Setting) -> bool:
    """Whether the clause names a time to come: "meets on Friday", "is meeting tomorrow"."""
    if not setting.ahead:
        return False
    futures = setting.words.lists["futures"]
    return any(
        t.lower_ in futures
        and (t.dep_ != "amod" or t.lower_ in _NEXT)
        and _clause_of(t).i == verb.i
        and not (
            t.dep_ == "pobj" and t.head.lower_ in ("until", "till", "since", "from", "through", "by", "for")
        )
        and not any(c.lower_ in ("this", "every", "each") and t.lower_ not in _TODAY for c in t.children)
        and t.dep_
        in ("pobj", "npadvmod", "advmod", "nmod", "compound", "conj", "amod", "dobj", "nsubj", "appos")
        for t in verb.subtree
    )


def _clause_of(token: Token) -> Token:
    """The verb of the clause that a word stands in."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX") and token.lower_ not in _NEXT:
            break
    return token


def _for_something(verb: Token, setting: Setting) -> bool:
    """ "For fifty cents on the dollar the funds would settle"."""
    lower = setting.lower
    return (
        bool(lower) and lower[0] in ("for", "with", "without", "given") and verb.i > setting.tokens[0].i + 2
    )
