"""Reports that point back: "That was the message from X", "So says X".

In: a noun or a verb of saying in its parse. Out: who says it and the words that are pointed at: the clause in
front of a colon, or the sentence before. Invariant: what is pointed at stands in the same paragraph, before
what points.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import SUBJECTS

_POINTING = frozenset({"that", "this", "such"})
_THESE = frozenset({"this", "these", "that", "those"})
_SENDING = frozenset(
    {"put", "send", "give", "bring", "pose", "ask", "raise", "deliver", "issue", "make", "convey", "carry"}
    | {"address", "offer", "pass", "set"}
)
_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_QUOTES = frozenset({'"', "``", "''", "“", "”"})
_LEADING = frozenset({":", "-", "–", "—", "--"})
_SHORTEST = 3  # words of a clause
_LONGEST_LEAD = 6  # words from the start of the sentence to the verb: "So, at any rate, said"


def author(noun: Token) -> tuple[Token, Complement] | None:
    """Whose message, verdict or answer what stands before is: "That was the verdict of X"."""
    if (sent := _with_these(noun)) is not None:
        return sent
    label = noun.head if noun.dep_ == "compound" else noun  # "the question delegate Ana Holm put to them"
    be = label.head
    if label.dep_ != "attr" or be.lemma_ != "be" or any(c.dep_ == "neg" for c in be.children):
        return None
    that = next((c for c in be.lefts if c.dep_ in SUBJECTS), None)
    who = sources.author(label) or _of(label) or sender(label)
    if who is None:
        return None
    points = that is not None and that.lower_ in _POINTING and that.left_edge == that
    told = _before(that) if that is not None and points else _quoted(be)
    return None if told is None else (who, told)


def _quoted(be: Token) -> Complement | None:
    """The words quoted that are the subject: '"Move the market" was the proposal from X'."""
    doc, low, close = be.doc, be.sent.start, be.i - 1
    if doc[low].text not in _QUOTES or doc[close].text not in _QUOTES or close - low <= _SHORTEST:
        return None
    if any(t.text in _QUOTES for t in doc[low + 1 : close]):
        return None
    return Complement("that", doc[low + 1], ((low, close),))


def sender(noun: Token) -> Token | None:
    """Who is told to have sent or asked it: "the question that X put to the ministers"."""
    clause = next((c for c in noun.rights if c.dep_ == "relcl"), None)
    if clause is None or clause.lemma_ not in _SENDING or clause.tag_ not in _TENSED:
        return None
    return next((c for c in clause.lefts if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}), None)


def _with_these(noun: Token) -> tuple[Token, Complement] | None:
    """Who does something with words told before: "With this appeal the chairman opened the session"."""
    lead = noun.head
    if noun.dep_ != "pobj" or lead.lower_ != "with" or not lead.is_sent_start or noun.i > lead.i + 3:
        return None
    verb = lead.head
    if lead.nbor(1).lower_ not in _THESE or verb.tag_ not in _TENSED or verb.pos_ != "VERB":
        return None
    who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    told = None if who is None or sources.passive(verb) else _before(lead)
    return None if who is None or told is None else (who, told)


def so(verb: Token) -> tuple[Token, Complement] | None:
    """Who says what stands before: "So says X, who owns three boats"."""
    who = next((c for c in verb.rights if c.dep_ in SUBJECTS), None)
    if verb.dep_ != "ROOT" or who is None:
        return None
    first = verb.sent[0]
    if first.lower_ != "so" or verb.i - first.i > _LONGEST_LEAD:
        return None
    told = _before(first)
    return None if told is None else (who, told)


def as_said(verb: Token) -> Complement | None:
    """What somebody says who "says so": the sentence before, or the clause in front of "and"."""
    so = next((c for c in verb.rights if c.lower_ == "so" and c.dep_ in {"advmod", "dobj"}), None)
    behind = None if so is None or so.i + 1 >= len(verb.doc) else so.nbor(1)
    if so is None or behind is None or not (behind.is_punct or behind.pos_ in {"ADP", "SCONJ"}):
        return None
    if behind.lower_ in {"that", "as"} or any(t.dep_ == "ccomp" for t in verb.rights):
        return None
    doc, low = verb.doc, verb.sent.start
    joint = next(
        (i for i in range(verb.i - 1, low, -1) if doc[i].lower_ == "and" and doc[i - 1].text == ","), None
    )
    if joint is not None and joint - 1 - low > _SHORTEST:
        return Complement("that", doc[low], ((low, joint - 2),))
    return _before(verb.sent[0]) if verb.i - low <= _LONGEST_LEAD + _SHORTEST else None


def _of(noun: Token) -> Token | None:
    """Whose it is with "of": "the words of X"."""
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    whom = None if of is None else next((c for c in of.children if c.dep_ == "pobj"), None)
    return whom if whom is not None and whom.pos_ == "PROPN" else None


def _before(word: Token) -> Complement | None:
    """The clause in front of a colon before a word, or the sentence before the word's own."""
    doc, low = word.doc, word.sent.start
    if word.i > low:
        if doc[word.i - 1].text not in _LEADING or word.i - 1 - low < _SHORTEST:
            return None
        return Complement("that", doc[word.i - 2], ((low, word.i - 2),))
    if low == 0:
        return None
    before = doc[low - 1].sent
    return Complement("that", before.root, ((before.start, low - 1),))
