"""Framing phrases: "in the view of the union, …", "by her own account, …", "in X's words".

In: the noun of such a phrase in its parse. Out: the report of the clause that the phrase frames. Invariant:
the phrase stands apart from its clause, by commas or at an edge of it; what is framed holds no word of it.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import extents
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_MARKS = frozenset({",", "-", "–", "—", "--"})
_ENDS = frozenset({".", "?", "!", ";", ":"})
_NOBODY = frozenset({"i", "my", "our", "your", "its", "this", "that"})
_POINTING = frozenset({"that", "this", "such", "so"})
_MINOR = frozenset({"DT", "JJ", "PRP$", "POS"})
_LONGEST = 14  # words of the phrase


def from_noun(paragraph: Paragraph, noun: Token, cues: Cues) -> Reported | None:
    """What a phrase frames; ``None`` where the noun makes no such phrase."""
    if noun.dep_ != "pobj":
        return None
    prep = noun.head
    act = cues.framings.get((prep.lower_, noun.lower_))
    if act is None or noun.i - prep.i > _LONGEST:
        return None
    who = _who(noun)
    if who is None or who.lower_ in _NOBODY:
        return None
    last = _named(noun, min(max(noun.i, who.right_edge.i), noun.right_edge.i))
    source = sources.phrase(who, stop=noun if who.i < noun.i else None)
    pieces = _around(prep, last, cues)
    content = extents.spans(paragraph, Complement("that", noun, pieces)) if pieces else ()
    if not content:
        return None
    cue = (prep,) if who.i < noun.i else tuple(paragraph.doc[prep.i : noun.i + 1])
    return Reported(paragraph, noun, cue, source, content, act, "according")


def _who(noun: Token) -> Token | None:
    """Whose view it is: "the union's view", "the view of the union"; nothing else may tell of the view."""
    others = [c for c in noun.lefts if c.dep_ != "poss" and c.tag_ not in _MINOR]
    own = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if others:
        return None
    if own is not None:
        return own if not any(c.dep_ in {"prep", "relcl", "acl"} for c in noun.rights) else None
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    return None if of is None else next((c for c in of.children if c.dep_ == "pobj"), None)


def _named(noun: Token, last: int) -> int:
    """The end of a phrase with the name between commas behind it: "of its chairman, Ana Holm,"."""
    doc, high = noun.doc, noun.sent.end
    at = last + 1
    if at + 1 >= high or doc[at].text != "," or doc[at + 1].pos_ != "PROPN":
        return last
    end = next((i for i in range(at + 1, min(high, at + _LONGEST)) if doc[i].pos_ != "PROPN"), at)
    return end - 1 if end > at and doc[end].text == "," else last


def _around(prep: Token, last: int, cues: Cues) -> tuple[tuple[int, int], ...]:
    """The pieces of the clause on both sides of a phrase that stands apart."""
    doc, sent = prep.doc, prep.sent
    before = prep.i - 1 if prep.i > sent.start else None
    behind = doc[last + 1] if last + 1 < sent.end else None
    opens = before is None or doc[before].text in {";", ":"} or doc[before].dep_ == "cc"
    apart = before is not None and doc[before].text in _MARKS
    closed = behind is not None and behind.text in _MARKS
    if not (opens and closed) and not (apart and (closed or behind is None or behind.text in _ENDS)):
        return ()
    low = next(
        (i + 1 for i in range(prep.i - 1, sent.start - 1, -1) if doc[i].text in {";", ":"}), sent.start
    )
    high = next((i for i in range(last + 1, sent.end) if doc[i].text in {";", ":"}), sent.end)
    low = _clause_start(prep, low)
    if high - last > 2 and doc[last + 2].text in extents.MARKS:
        if prep.head.lemma_.lower() in cues.verbs:
            return ()  # 'blames, in his phrase, "the last king"'
        low = prep.i  # 'was, in the view of X, "a farce"': the words quoted
    elif prep.i - low == 2 and doc[low].lower_ in _POINTING:
        return ()  # "that, in the telling of X, is how …"
    pieces = ((low, prep.i - 1), (last + 1, high - 1))
    return tuple((a, b) for a, b in pieces if any(t.is_alpha for t in doc[a : b + 1]))


def _clause_start(prep: Token, low: int) -> int:
    """Where the clause around a phrase begins: behind "and" or a relative pronoun with a verb of its own."""
    doc = prep.doc
    for i in range(prep.i - 1, low, -1):
        if doc[i].lower_ in {"and", "but", "that", "who", "which"} and doc[i].dep_ in {"cc", "mark", "nsubj"}:
            return i + 1
    return low
