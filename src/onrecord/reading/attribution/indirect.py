"""Indirect speech: cues with a complement, "according to", nouns that report.

In: a paragraph, the characters that stand in quotation marks, the cues. Out: :class:`Reported` in text
order. Words inside a quotation are the speaker's own and start no report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution import clauses, sources
from onrecord.reading.attribution.clauses import Complement
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph

_EDGES = frozenset(
    {",", ";", ":", ".", "!", "?", "-", "–", "—", "--", "…", "...", "(", ")", "'", '"', "``", "''"}
)
_REAL = frozenset({"continue", "go", "decline"})
_UNREAL = frozenset({"if", "unless", "whether", "lest"})
_NOBODY = frozenset({"i", "you", "we", "it", "that", "this", "one", "what", "there", "nobody", "anyone"})
_SHORTEST = 2  # words of a finite clause; anything less is a fragment


def find(paragraph: Paragraph, quoted: Sequence[Span], cues: Cues, taken: set[int]) -> Iterator[Reported]:
    """All indirect reports of a paragraph. ``taken`` holds the indices of words already used as cues."""
    inside = _Inside(paragraph, quoted)
    for token in paragraph.doc:
        if token.i in taken or token.pos_ not in _REPORTING or inside.holds(token):
            continue
        report = _REPORTING[token.pos_](paragraph, token, cues)
        if report is not None:
            yield report


class _Inside:
    """Whether a token stands in quotation marks."""

    def __init__(self, paragraph: Paragraph, quoted: Sequence[Span]) -> None:
        self._spans = [(s.start - paragraph.start, s.end - paragraph.start) for s in quoted]

    def holds(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._spans)


def lemma(verb: Token, cues: Cues) -> str:
    """The key of a verb in the cues: its lemma, with its particle."""
    base = cues.lemmas.get(verb.lemma_.lower(), verb.lemma_.lower())
    for child in verb.children:
        if child.i > verb.i and (
            child.dep_ == "prt"
            or (child.i == verb.i + 1 and child.dep_ in {"advmod", "acomp", "oprd", "ccomp", "prep"})
        ):
            longer = f"{base} {child.lower_}"
            if longer in cues.verbs:
                return longer
    if base == "make" and any(c.lower_ == "clear" for c in verb.subtree if verb.i < c.i < verb.i + 5):
        return "make clear"
    return base


def _from_verb(paragraph: Paragraph, verb: Token, cues: Cues) -> Reported | None:
    word = lemma(verb, cues)
    if word == "accord":
        return _according(paragraph, verb)
    if word not in cues.verbs or _is_idle(verb, cues):
        return None
    for complement in clauses.of_verb(verb):
        act = cues.verb(word, complement.frame)
        if act is None:
            continue
        content = spans(paragraph, complement)
        if not content or not _substantial(complement):
            continue
        source = _source(verb, complement)
        if source is _IMPLAUSIBLE:
            continue
        return Reported(
            paragraph,
            verb,
            words(verb),
            source,
            content,
            act,
            complement.frame,
            hedged=any(c.dep_ == "advmod" and c.lower_ in cues.hedges for c in verb.children),
            negated=any(c.dep_ == "neg" for c in verb.children),
        )
    return None


def _is_idle(verb: Token, cues: Cues) -> bool:
    """Whether a verb of saying reports nothing: in a condition, an order, a purpose, under a modal."""
    if any(c.dep_ == "mark" and c.lower_ in _UNREAL for c in verb.lefts):
        return True
    if verb.tag_ == "VB":
        if verb.dep_ == "xcomp" and verb.i > verb.head.i:
            return verb.head.lemma_ not in cues.seeming and verb.head.lemma_ not in _REAL
        return not any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.lefts)
    return False


def words(verb: Token) -> tuple[Token, ...]:
    """A cue with its auxiliaries in front, so far as they stand next to it."""
    first = verb
    for child in reversed(list(verb.lefts)):
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and child.right_edge.i == first.i - 1:
            first = child
        else:
            break
    while first.i < verb.i and first.dep_ == "advmod":
        first = first.nbor(1)
    return tuple(verb.doc[first.i : verb.i + 1])


_IMPLAUSIBLE = object()


def _source(verb: Token, complement: Complement) -> Source | None | object:
    if sources.passive(verb):
        who = sources.agent(verb)
        return None if who is None else sources.phrase(who)
    who = sources.subject(verb)
    if who is None:
        return _inverted(verb, complement)
    if who.lower_ in _NOBODY or who.dep_ == "expl" or (who.lower_ == "it" and verb.lemma_ in {"be", "seem"}):
        return _IMPLAUSIBLE
    if any(first <= who.i <= last for first, last in complement.pieces):
        return _IMPLAUSIBLE
    return sources.phrase(who, stop=verb)


def _inverted(verb: Token, complement: Complement) -> Source | None | object:
    """The subject behind its verb, which the parser may take for an object: "…, said the minister"."""
    if not complement.pieces or complement.pieces[-1][0] > verb.i:
        return _IMPLAUSIBLE
    obj = next((c for c in verb.rights if c.dep_ in {"dobj", "npadvmod", "attr", "oprd"}), None)
    return _IMPLAUSIBLE if obj is None else sources.phrase(obj, stop=verb)


def _substantial(complement: Complement) -> bool:
    size = sum(last - first + 1 for first, last in complement.pieces)
    if complement.frame == "that":
        return size >= _SHORTEST
    head = complement.head
    return complement.frame in {"to", "ing", "small"} or head.pos_ != "PRON" or size > 1


def spans(paragraph: Paragraph, complement: Complement) -> tuple[Span, ...]:
    """Document spans of a complement's pieces, without stops and marks at their edges."""
    doc = paragraph.doc
    out = []
    for first, last in complement.pieces:
        while first <= last and (doc[first].text in _EDGES or doc[first].is_space):
            first += 1
        while last >= first and (doc[last].text in _EDGES or doc[last].is_space or doc[last].dep_ == "cc"):
            last -= 1
        if first <= last:
            out.append(paragraph.span(doc[first], doc[last]))
    return tuple(out)


def _according(paragraph: Paragraph, word: Token) -> Reported | None:
    """ "According to X, …" and "…, according to X"."""
    to = next((c for c in word.children if c.lower_ == "to"), None)
    who = to and next((c for c in to.children if c.dep_ == "pobj"), None)
    if to is None or who is None:
        return None
    source = sources.phrase(who)
    clause = word.head
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    low, high = word.left_edge.i, max(word.right_edge.i, source.last.i)
    left, right = clause.left_edge.i, clause.right_edge.i
    pieces = tuple((a, b) for a, b in ((left, low - 1), (high + 1, right)) if a <= b)
    content = spans(paragraph, Complement("that", clause, pieces))
    if not content:
        return None
    return Reported(paragraph, word, (word, to), source, content, Act.ASSERT, "according")


def _from_noun(paragraph: Paragraph, noun: Token, cues: Cues) -> Reported | None:
    frames = cues.nouns.get(noun.lemma_.lower())
    if frames is None:
        return None
    who = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if who is None:
        return None
    for complement in clauses.of_noun(noun):
        act = frames.get(complement.frame)
        if act is None:
            continue
        content = spans(paragraph, complement)
        if content:
            return Reported(paragraph, noun, (noun,), sources.phrase(who, stop=noun), content, act, "noun")
    return None


def _from_adjective(paragraph: Paragraph, word: Token, cues: Cues) -> Reported | None:
    frames = cues.adjectives.get(word.lower_)
    if frames is None or word.dep_ != "acomp":
        return None
    who = next((c for c in word.head.lefts if c.dep_ == "nsubj"), None)
    clause = next((c for c in word.children if c.dep_ == "ccomp" and c.i > word.i), None)
    if who is None or clause is None or who.lower_ in {"it", "that", "there"}:
        return None
    complement = Complement("that", clause, ((clause.left_edge.i, clause.right_edge.i),))
    content = spans(paragraph, complement)
    if not content:
        return None
    return Reported(
        paragraph, word, (word,), sources.phrase(who, stop=word.head), content, frames["that"], "adjective"
    )


_REPORTING = {"VERB": _from_verb, "AUX": _from_verb, "NOUN": _from_noun, "ADJ": _from_adjective}
