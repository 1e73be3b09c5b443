"""What a verb's own clause says of its event: tense, modals, negation, adverbs, an "if" clause.

In: a verb of a parse. Out: a :class:`Clause`. Invariant: only the verb, its auxiliaries, its adverbs and
the clauses that hang on it are looked at; what governs the verb is read by
:mod:`onrecord.reading.events.status`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import grammar
from onrecord.reading.events.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Clause:
    """What a verb's own clause says."""

    status: Status | None
    finite: bool
    negated: bool = False
    condition: Token | None = None
    present: bool = False
    progressive: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a verb with its auxiliaries; ``modal`` is the modal's word, or empty."""

    modal: str
    finite: bool
    past: bool
    perfect: bool
    progressive: bool
    infinitive: bool
    present: bool


def read(verb: Token, lexicon: Lexicon) -> Clause:
    """What the verb's own auxiliaries, adverbs and subordinate clauses say."""
    form = form_of(verb)
    negated, hedged = False, False
    condition: Token | None = None
    until: Token | None = None
    for child in verb.children:
        dep = child.dep_
        if dep == "neg" or (dep in ("advmod", "preconj") and child.lower_ in lexicon.negators):
            negated = True
        elif dep in ("nsubj", "nsubjpass") and any(c.lower_ == "neither" for c in child.lefts):
            negated = True  # "neither Kenya nor Egypt has signed"
        elif dep == "advmod" and child.lower_ in lexicon.hedges:
            hedged = True
        elif dep == "advcl":
            relation = grammar.clause_relation(child)
            if relation in lexicon.conditionals:
                condition = child
            elif relation in lexicon.untils:
                until = child
    modal = lexicon.modals.get(form.modal, Status.UNCONFIRMED) if form.modal else None
    headline = verb.dep_ == "ROOT" and not form.finite
    status: Status | None = None
    if modal is not None:
        status = None if form.perfect else modal
    elif form.finite:
        status = Status.ONGOING if form.progressive else Status.HAPPENED
    elif headline:
        status = _headline(verb.tag_, form.infinitive)
    status = _qualify(status, negated=negated, hedged=hedged, past=form.past or form.perfect)
    condition = condition or (until if negated else None)
    if condition is not None:
        open_yet = status in (Status.PLANNED, Status.UNCONFIRMED, Status.PROPOSED)
        if open_yet or (negated and modal is not None and status is Status.DID_NOT_HAPPEN):
            status = Status.CONDITIONAL
        else:
            condition = None
    present = form.present and modal is None
    return Clause(status, form.finite or headline, negated, condition, present, form.progressive)


def _qualify(status: Status | None, *, negated: bool, hedged: bool, past: bool) -> Status | None:
    if negated:
        if status in (Status.HAPPENED, Status.ONGOING, Status.PLANNED):
            return Status.DID_NOT_HAPPEN
        return Status.UNCONFIRMED if status is Status.UNCONFIRMED and not past else None
    if hedged and status is not None:
        return Status.UNCONFIRMED
    return status


def form_of(verb: Token) -> Form:
    """The verb's form, from its tag and its auxiliaries."""
    tag = verb.tag_
    finite, past = tag in ("VBD", "VBZ", "VBP"), tag == "VBD"
    modal, perfect, progressive, infinitive, do = "", False, False, False, False
    for child in verb.children:
        if child.dep_ not in ("aux", "auxpass"):
            continue
        kind = child.tag_
        if kind == "MD":
            modal, finite = child.lower_, True
        elif kind == "TO":
            infinitive = True
        else:
            lemma = child.lemma_
            finite = finite or kind in ("VBD", "VBZ", "VBP")
            past = past or kind == "VBD"
            perfect = perfect or lemma == "have"
            do = do or lemma == "do"
            progressive = progressive or (lemma == "be" and tag == "VBG") or child.lower_ == "being"
    present = finite and not (past or perfect or progressive or do)
    return Form(modal, finite, past, perfect, progressive, infinitive, present)


def unreal(verb: Token) -> bool:
    """ "Had the talks gone ahead, …": told against the fact."""
    had = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ == "had"), None)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if had is None or subject is None or verb.doc[verb.sent.end - 1].text == "?":
        return False
    return had.i < subject.i and (had.is_sent_start or had.nbor(-1).text in (",", '"', "“"))


def shares_modal(verb: Token) -> bool:
    """Whether a verb after "and" or "or" stands under the modal before it: "could sue or settle"."""
    if verb.tag_ != "VBP" or any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children):
        return False
    return any(c.tag_ in ("MD", "TO") for c in verb.head.children)


def _headline(tag: str, infinitive: bool) -> Status | None:
    """ "Ministers to meet", "Talks postponed": finite in all but form."""
    if infinitive:
        return Status.PLANNED
    return Status.HAPPENED if tag == "VBN" else None
