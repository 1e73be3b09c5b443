"""Interposed tellers: "She warned them, the Herald reported on Monday, not to go home".

In: the reports of one paragraph, as they were found. Out: the same, where a clause that tells who told it
stands between a cue and its words: the words are the cue's, and both are what the clause tells. Invariant: a
report that is added has a cue and a source of its own in front of that clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import verbs
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_LONGEST = 14  # words of a clause put in behind its cue
_RELATIVE = frozenset({"WDT", "WP"})
_SHORTEST = 8  # characters of what is said
_TELLING = frozenset({"that", "according"})
_NOBODY = frozenset({"i", "we", "you", "there"})
_BREAKS = frozenset({";", ":", ".", "!", "?"})
_FRAMES = {
    **dict.fromkeys(("that", "whether", "if", "how", "why", "what", "when", "where", "who"), "that"),
    **dict.fromkeys(("to", "not"), "to"),
    **dict.fromkeys(("for", "with", "as"), "for"),
}
_ASKING = frozenset(_FRAMES) - {"that", "to", "not", "for", "with", "as"}
_MARKS = frozenset({'"', "“", "”", "``", "''"})


def settled(reports: Sequence[Reported], cues: Cues) -> list[Reported]:
    """The reports of a paragraph, in text order, with those that a teller is put into set right."""
    out = list(reports)
    for teller in reports:
        if teller.frame not in _TELLING or teller.source is None:
            continue
        found = _parted(teller, reports, cues)
        if found is None:
            continue
        inner, front = found
        out = [r for r in out if r.head.i != inner.head.i and r is not teller]
        out.append(inner)
        if not any(
            c.tag_ in _RELATIVE for c in teller.head.lefts
        ):  # "told Globewire, which had asked, that …" is told by nobody else
            out.append(replace(teller, content=(front, inner.content[-1])))
    return sorted(out, key=lambda r: r.cue.start) if out != list(reports) else out


def _parted(teller: Reported, reports: Sequence[Reported], cues: Cues) -> tuple[Reported, Span] | None:
    """The report that a teller's clause parts, and the words in front of that clause."""
    clause = _clause(teller)
    if clause is None:
        return None
    first, last = clause
    doc, paragraph = teller.head.doc, teller.paragraph
    opener = doc[last + 2].lower_
    frame = _FRAMES.get(opener, "quote" if opener in _MARKS else None)
    if frame is None or teller.source is None:
        return None
    start = next((t.i + 1 for t in reversed(doc[teller.head.sent.start : first]) if t.text in _BREAKS), None)
    front = doc[teller.head.sent.start if start is None else start : first - 1]
    verb = next((t for t in reversed(list(front)) if t.pos_ == "VERB"), None)
    if verb is None or verbs.is_idle(verb, cues):
        return None
    if frame == "quote" and any(t.text == "," for t in doc[verb.i : first - 1]):
        return None
    who = sources.agent(verb) if sources.passive(verb) else sources.subject(verb, verbs.reporter(cues))
    if who is None or who.i >= first or who.i == teller.source.head.i or who.lower_ in _NOBODY:
        return None
    own = next((r for r in reports if r is not teller and r.head.i == verb.i), None)
    begins = paragraph.offset(doc[last + 2])
    ends = max(r.content[-1].end for r in (teller, own) if r is not None)
    rest = Span(begins, ends if ends - begins >= _SHORTEST else _end(doc[last + 2], paragraph))
    if rest.end - rest.start < _SHORTEST:
        return None
    source = sources.phrase(who, stop=verb)
    opens = source.first if source.first.i > front.start and _joins(source.first.nbor(-1)) else front[0]
    whole = paragraph.span(opens, front[-1])
    if frame == "for":
        goes_on = own is not None and own.frame == "object" and own.content[-1].end <= whole.end
        return (replace(own, content=(*own.content, rest)), whole) if own is not None and goes_on else None
    word = verbs.lemma(verb, cues)
    act = (cues.verb(word, "whether") if opener in _ASKING else None) or cues.verb(word, frame)
    if act is None:
        return None
    return Reported(paragraph, verb, verbs.words(verb), source, (rest,), act, frame), whole


def _clause(teller: Reported) -> tuple[int, int] | None:
    """The first and the last word of a teller's clause between two commas, its cue's words behind it."""
    source, doc = teller.source, teller.head.doc
    if source is None:
        return None
    first = min(source.first.i, teller.words[0].i)
    if first <= teller.head.sent.start + 1 or doc[first - 1].text != ",":
        return None
    inside = max(source.last.i, teller.words[-1].i)
    stop = next(_stops(doc[inside + 1 : inside + _LONGEST]), None)
    if stop is None or stop.i + 1 >= teller.head.sent.end or stop.sent != teller.head.sent:
        return None
    return first, stop.i - 1


def _end(first: Token, paragraph: Paragraph) -> int:
    """Where a half-sentence ends that begins with a word."""
    behind = first.doc[first.i : first.sent.end]
    stop = next((t for t in behind if t.text in _BREAKS), None)
    last = behind[-1] if stop is None else first.doc[max(first.i, stop.i - 1)]
    if last.text in _MARKS and last.i > first.i:
        last = last.nbor(-1)
    return paragraph.offset(last) + len(last)


def _joins(token: Token) -> bool:
    """Whether a word joins one clause to another."""
    return token.dep_ == "cc" or token.text == ","


def _stops(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.text in _BREAKS:
            return
        if token.text == ",":
            yield token
