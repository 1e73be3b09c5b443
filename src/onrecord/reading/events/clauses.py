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

_MERELY = frozenset({"only", "just", "merely", "least"})
_FRONTED = frozenset({"never", "nor", "neither"})
_AUXILIARIES = frozenset(
    {"have", "do", "be", "will", "would", "can", "could", "shall", "should", "may", "might"}
)
_LONGEST_ASIDE = 15  # words
_UNTRUE = frozenset({"untrue", "false", "lie", "wrong", "incorrect", "fabrication", "myth"})
_TRUE = frozenset({"true", "correct", "right", "case", "so", "accurate", "fact"})
_NOBODY = frozenset({"nobody", "none", "no-one"})


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
            negated = negated or not is_mere(child)
        elif is_no_longer(child):
            negated = True
        elif dep == "advmod" and child.lower_ in lexicon.hedges:
            hedged = True
        elif dep == "advcl":
            relation = grammar.clause_relation(child)
            if relation in lexicon.conditionals:
                condition = child
            elif relation in lexicon.untils:
                until = child
    negated = negated or negated_afar(verb) or negated_by_subject(verb)
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


def is_no_longer(word: Token) -> bool:
    """Whether an adverb tells that something is over: "no longer insists on it"."""
    return word.dep_ == "advmod" and word.lower_ == "longer" and any(c.lower_ == "no" for c in word.children)


def is_mere(word: Token) -> bool:
    """Whether a "not" negates nothing: "not only met", "not until Monday did they meet"."""
    behind = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    if word.lower_ != "not":
        return False
    if word.is_sent_start and behind in ("until", "before"):
        return True
    return bool({behind, *(c.lower_ for c in word.children)} & _MERELY)


def _none(subject: Token) -> bool:
    """ "neither Kenya nor Egypt has signed", "no delegation has come", "not one of them met"."""
    return subject.lower_ in _NOBODY or any(
        (c.lower_ in ("neither", "no", "zero") and c.dep_ in ("det", "preconj", "neg", "nummod", "cc"))
        or (c.lower_ == "one" and any(n.lower_ == "not" for n in c.children))
        for c in subject.lefts
    )


def negated_by_subject(verb: Token) -> bool:
    """Whether it is the subject that negates: "no delegation has come"."""
    return any(_none(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))


def negated_afar(verb: Token) -> bool:
    """Whether the parser hangs a verb's "not" elsewhere: "has not, so far, signed", "never have they met"."""
    doc, first = verb.doc, verb.sent.start
    if doc[first].lower_ in _FRONTED and doc[first + 1 : verb.i] and doc[first + 1].lemma_ in _AUXILIARIES:
        between = doc[first + 2 : verb.i]
        return not any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in between)
    if verb.i <= first or doc[verb.i - 1].text != ",":
        return False
    low = max(first, verb.i - _LONGEST_ASIDE)
    return any(
        doc[i].lower_ in ("not", "n't", "never")
        and doc[i + 1].text == ","
        and i > first
        and doc[i - 1].lemma_ in _AUXILIARIES
        for i in range(low, verb.i - 1)
    )


def called_untrue(copula: Token) -> bool:
    """ "It is not true that they met", "it was false that …"."""
    said = next((c for c in copula.children if c.dep_ in ("acomp", "attr", "oprd")), None)
    if copula.lemma_ not in grammar.COPULAS or said is None:
        return False
    return said.lower_ in _UNTRUE or (said.lower_ in _TRUE and any(c.dep_ == "neg" for c in copula.children))


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
    finite, past = tag in ("VBD", "VBZ", "VBP") or _is_bare_present(verb), tag == "VBD"
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


def _is_bare_present(verb: Token) -> bool:
    """A plural present that the parser takes for an infinitive: "Talks between Kenya and the EU begin"."""
    deps = {c.dep_ for c in verb.children}
    plain = verb.tag_ == "VB" and verb.dep_ == "ROOT"
    return plain and "nsubj" in deps and deps.isdisjoint(("aux", "auxpass"))


def unreal(verb: Token) -> Status | None:
    """What holds of a clause against the fact: "had they met" they did not, "had they not met" they did."""
    had = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ == "had"), None)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if had is None and verb.dep_ == "ccomp" and verb.tag_ in ("VBN", "VBD") and verb.head.lower_ == "had":
        had = verb.head  # the parser may take "had" for the verb
        subject = next((c for c in had.rights if c.dep_ in ("nsubj", "dobj")), subject)
    if had is None or subject is None or verb.doc[verb.sent.end - 1].text == "?" or had.i > subject.i:
        return None
    begins = bool(had.is_sent_start) or had.nbor(-1).text in (",", '"', "“")
    main = next((t for t in (verb.head, had.head) if t.i not in (verb.i, had.i)), verb)
    against = any(c.dep_ == "aux" and c.lower_ in ("would", "could", "might") for c in main.children)
    fronted = any(c.dep_ in ("neg", "advmod") and c.i < had.i for c in had.children)
    if fronted or not (begins or against):
        return None
    no = any(c.dep_ == "neg" for c in (*verb.children, *had.children))
    return Status.HAPPENED if no else Status.DID_NOT_HAPPEN


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
