"""Tags: cues behind the clause that they report, "…, its chairman, Ana Berg, told the paper".

In: a verb in its parse. Out: its source and the clause in front of it, where nothing else is its content. The
parser often joins such a clause to the one before as if it went on with it, or takes its subject for an
apposition of the last noun there. Invariant: source, cue and content do not overlap, and stand in this order:
content, source, cue.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import SUBJECTS, Source

_APART = frozenset({",", "-", "–", "—", "--"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_TOLD = frozenset({"tell", "remind", "warn", "assure", "reassure", "inform", "notify", "advise", "caution"})
_CONTENTS = frozenset({"ccomp", "xcomp", "attr", "acomp", "oprd"})
_SWALLOWED = frozenset({"appos", "conj", "nmod", "npadvmod"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_INVERTED = SUBJECTS | _OBJECTS  # a subject behind its verb, as the parser may take it
_DEEPEST = 4  # appositions in a row
_SHORTEST = 3  # words of the clause in front
_FEWEST = 2  # words with the comma behind them, of a fragment in front: "Five, says X"
_LONGEST_LABEL = 3  # words up to a colon: "BREAKING:"


@dataclass(frozen=True, slots=True)
class Tag:
    """Who says it and what is said, of a cue at the end of its sentence."""

    source: Source
    complement: Complement


def find(verb: Token) -> Tag | None:
    """The tag that a verb of saying makes; ``None`` where it has its content behind it, or none in front."""
    main = sources.quoting(verb) or verb
    if (fragment := _fragment(main) or _headline(main)) is not None:
        return fragment
    if not _is_told(main) or _takes_more(main, verb):
        return None
    if main == verb and (parted := _parted(main)) is not None:
        return parted
    first = _told_of(main) or _subject(main)
    if first is None or first.left_edge.i < 2:
        return None
    if main == verb and main.dep_ != "conj" and first.dep_ in SUBJECTS:
        return None  # the parser knows it for a tag
    start, low = first.left_edge.i, main.sent.start
    doc = verb.doc
    if start - 1 - low < _SHORTEST or doc[start - 1].text not in _APART:
        return None
    semicolon = next((i for i in range(start - 2, low, -1) if doc[i].text == ";"), None)
    low = low if semicolon is None else semicolon + 1
    clause = _clause(main, low, start - 1)
    if clause is None:
        return None
    return Tag(_source(first, main, verb), Complement("that", clause, ((low, start - 2),)))


def _parted(main: Token) -> Tag | None:
    """ "It met all but two of the terms, its envoy, Ana Berg, said".

    The parser takes the end of the clause and who says it for one subject, before which no mark stands.
    """
    doc, low = main.doc, main.sent.start
    own = next((c for c in main.lefts if c.dep_ in SUBJECTS), None)
    clause = next((c for c in main.lefts if c.dep_ == "ccomp"), None)
    if own is None or clause is None or own.left_edge.i <= max(clause.i, low):
        return None
    first = own.left_edge.i
    mark = next((i for i in range(first + 1, main.i) if doc[i].text == ","), None)
    if mark is None or mark < own.i or doc[first - 1].is_punct or doc[first - 1].dep_ == "cc":
        return None
    head = next((t for t in doc[mark + 1 : main.i] if t.head.i <= mark and t.pos_ in {"NOUN", "PROPN"}), None)
    if head is None or head.dep_ not in _SWALLOWED or head.left_edge.i != mark + 1:
        return None
    return Tag(sources.phrase(head, stop=main), Complement("that", clause, ((low, mark - 1),)))


def _fragment(main: Token) -> Tag | None:
    """ "No deal before Sunday, says Ana Berg": words without a verb, and their speaker behind the cue."""
    doc, low = main.doc, main.sent.start
    if main.dep_ != "ROOT" or main.tag_ not in {"VBZ", "VBD"} or main.i - low < _FEWEST:
        return None
    who = next((c for c in main.rights if c.dep_ in _INVERTED), None)
    if who is None or doc[main.i - 1].text != "," or who.left_edge.i != main.i + 1 or who.pos_ == "PRON":
        return None
    front = doc[low : main.i - 1]
    if any(t.pos_ == "VERB" for t in front) or any(c.dep_ in _CONTENTS for c in main.children):
        return None
    taken = any(t.text in _APART or t.pos_ == "AUX" for t in front) or who.i == main.i + 1
    if who.dep_ not in SUBJECTS and taken:
        return None  # "Its chair, Ana Holm, asked the crews": an apposition ends there
    top = next((t for t in front if t.head.i >= main.i - 1 or t.head.i < low), front[-1])
    if top.dep_ in {"prep", "advmod", "npadvmod", "mark", "cc"} and top.i == low:
        return None  # "In Geneva, said X": an adjunct
    return Tag(sources.phrase(who), Complement("that", top, ((low, main.i - 2),)))


def _headline(main: Token) -> Tag | None:
    """ "Dock strike suspended, union says": words without a tense, their speaker before the last word."""
    doc = main.doc
    who = next((c for c in main.lefts if c.dep_ in SUBJECTS), None)
    if main.dep_ != "ROOT" or main.tag_ not in {"VBZ", "VBP", "VBD"} or who is None:
        return None
    first = who.left_edge.i
    if doc[max(0, first - 1)].text != "," or who.right_edge.i != main.i - 1:
        return None
    low = main.sent.start
    if low > 0 and doc[low].text == ",":
        low = doc[low - 1].sent.start  # the parser makes two sentences of it
    colon = next((t.i for t in doc[low : low + _LONGEST_LABEL] if t.text == ":"), None)
    low = low if colon is None else colon + 1
    if first - 1 - low < _SHORTEST:
        return None
    front, behind = doc[low : first - 1], doc[main.i + 1 : main.sent.end]
    if any(t.is_alpha for t in behind) or any(c.dep_ in _CONTENTS for c in main.children):
        return None
    told = next((t for t in front if t.tag_ in {"VBN", "VBG"} or (t.tag_ == "VB" and t.i > low)), None)
    if told is None or any(_is_finite(t) for t in front if t.pos_ in {"VERB", "AUX"}):
        return None
    return Tag(sources.phrase(who, stop=main), Complement("that", told, ((low, first - 2),)))


def _is_told(main: Token) -> bool:
    """Whether a verb tells of a saying: in a tense, and not joined by "and" to what stands before."""
    if main.tag_ == "VBN":
        perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in main.lefts)
        quoted = main.lemma_ in {"quote", "cite"} and sources.passive(main)
        # else the tagger may mean the past tense, as it mixes them up where the parse is wrong
        hangs = sources.passive(main) or main.dep_ in {"acl", "relcl", "advcl", "amod"}
        if hangs and not perfect and not quoted:
            return False
    elif main.tag_ not in _TENSED:
        return False
    return not any(
        (c.dep_ == "mark" and c.lower_ != "as") or c.dep_ == "neg" or c.tag_ in {"MD", "WDT", "WP", "WRB"}
        for c in main.lefts
    )


def _takes_more(main: Token, verb: Token) -> bool:
    """Whether something behind the verb is what it tells."""
    for child in main.rights:
        if child.dep_ in _CONTENTS and child != verb:
            return True
        if child.dep_ == "dobj" and main == verb and main.lemma_ not in _TOLD:
            return True
        if child.dep_ == "prep" and child.lower_ in {"of", "about", "for", "against"} and main == verb:
            return True
    said = {"ccomp", "xcomp"} if verb.lemma_ in _TOLD else {"ccomp", "dobj", "xcomp"}
    if main != verb and any(c.dep_ in said for c in verb.rights):
        return True
    for token in main.doc[main.i + 1 : main.sent.end]:
        if token.pos_ == "VERB" and token != verb:
            return False
        if token.text in {":", '"'}:
            return True
    return False


def _subject(main: Token) -> Token | None:
    """The subject of a tag: the verb's own, or the apposition in front of it that the parser made of it."""
    own = next((c for c in main.lefts if c.dep_ in SUBJECTS), None)
    if own is not None and main.dep_ == "relcl" and own.tag_ == "NNP":
        return _titled(main, own)
    if own is not None:
        return own if own.tag_ not in {"WDT", "WP"} and own.lower_ != "it" else None
    at = main.i - 1
    while at > 0 and (main.doc[at].dep_ in {"aux", "auxpass", "advmod"} or main.doc[at].text == ","):
        at -= 1
    token, found = main.doc[at], None
    while token.dep_ == "compound":
        token = token.head
    for _ in range(_DEEPEST):
        if not _is_swallowed(token) or token.pos_ not in {"NOUN", "PROPN"} or token.head.i > token.i:
            break
        if token.left_edge.i > 0 and main.doc[token.left_edge.i - 1].text in _APART:
            found = token
        siblings = [c for c in token.head.rights if c.dep_ == "appos" and c.i < token.i]
        if siblings and main.doc[siblings[0].left_edge.i - 1].text in _APART:
            found = siblings[0]
        token = token.head
    return found


def _told_of(main: Token) -> Token | None:
    """The subject of a tag of whom something is told between marks, which the parser takes for an object.

    "They resume on Sunday, an official, speaking by phone, told …"; "…, an aide to Berg, Ana Holm, told …".
    """
    doc, low = main.doc, main.sent.start
    marks = [i for i in range(low, main.i) if doc[i].text == ","][-3:]
    if len(marks) < 3 or any(c.dep_ in SUBJECTS for c in main.lefts):
        return None
    start, end, close = marks
    if any(t.dep_ not in {"aux", "advmod"} for t in doc[close + 1 : main.i]):
        return None
    who, aside = doc[start + 1 : end], doc[end + 1 : close]
    heads = [t for t in who if not start < t.head.i < end]
    if len(heads) != 1 or heads[0].dep_ not in _SWALLOWED | _OBJECTS or heads[0].left_edge.i != start + 1:
        return None
    named = any(t.dep_ == "appos" and start < t.head.i < end for t in aside)
    told = named or aside[0].tag_ in {"VBG", "VBN"}
    nominal = heads[0].pos_ in {"NOUN", "PROPN"} and not any(t.pos_ == "VERB" for t in who)
    return heads[0] if told and nominal else None


def _is_swallowed(noun: Token) -> bool:
    """Whether the parser may have joined a noun to what stands in front, as a second object, too."""
    again = noun.dep_ == "dobj" and any(c.dep_ == "dobj" and c.i < noun.i for c in noun.head.rights)
    return again or noun.dep_ in _SWALLOWED


def swallowed(verb: Token) -> Token | None:
    """The subject that the parser joins to the phrase in front: "In a letter to X, the chairman, Y, asks"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in _TENSED or (found := _subject(verb)) is None:
        return None
    first = verb.sent[0]
    opens = first.pos_ == "ADP" or first.tag_ in {"VBG", "VBN"}
    return found if opens and found.i > first.i + 1 else None


def _titled(main: Token, own: Token) -> Token:
    """A subject with the title in front of it, of which the parser makes the noun of a relative clause:
    "…, the operator Transnord announced"."""
    title = main.head
    low = title.left_edge
    joined = title.dep_ == "appos" and title.i == own.left_edge.i - 1
    return title if joined and low.lower_ == "the" and low.i > 0 and low.nbor(-1).text in _APART else own


def _clause(main: Token, low: int, high: int) -> Token | None:
    """The finite clause in front of a tag, which does not depend on it as "when …" does."""
    above = main.head
    if main.dep_ == "conj" and low <= above.i < high:
        return above if _is_finite(above) and above.dep_ not in {"relcl", "acl", "amod"} else None
    for token in main.doc[low:high]:
        if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"relcl", "acl", "xcomp", "pcomp"}:
            continue
        own = any(c.dep_ in SUBJECTS for c in token.lefts)
        marked = any(c.dep_ == "mark" or c.tag_ == "WRB" for c in token.lefts)
        plain = token.tag_ == "VB" and not any(c.tag_ == "TO" for c in token.lefts)  # "the club want a fee"
        if own and not marked and (plain or _is_finite(token)):
            return token
    return None


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _TENSED or any(c.dep_ in {"aux", "auxpass"} and c.tag_ != "TO" for c in verb.lefts)


def _source(first: Token, main: Token, verb: Token) -> Source:
    if verb != main:  # "X was quoted as saying", "the paper quoted X as saying"
        whom = sources.subject(verb)
        if whom is not None:
            return sources.phrase(whom, stop=main)
    return sources.phrase(first, stop=main)
