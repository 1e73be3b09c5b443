"""Whom an outlet names for what it tells: "citing diplomats", "which in turn quoted a rebel".

In: a report in its parse. Out: the sources one behind the other, the one next to the outlet first.
Invariants: none of them is a word of what is said; a writing ("a report by the station") is its author.
"""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from onrecord.reading.attribution import sources
from onrecord.reading.attribution.relaying import media
from onrecord.reading.attribution.relaying.openings import opening
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source

_LONGEST = 5  # words of a name
_DEEPEST = 8  # steps up a parse
_ASCRIBING = frozenset({"attribute", "ascribe", "credit"})
_RELATIVE = frozenset({"which", "who", "that"})


def find(report: Reported, relays: Relays, *, outlet: bool) -> tuple[Source, ...]:
    """The sources behind a report's own. Only an outlet cites; anybody may "have it from" somebody."""
    if report.source is None or report.head.pos_ not in {"VERB", "ADP", "SCONJ"}:
        return ()
    low = min(report.head.i, report.source.first.i)
    spans = [(s.start - report.paragraph.start, s.end - report.paragraph.start) for s in report.content]
    out = []
    sent = report.head.sent
    for token in report.paragraph.tokens[sent.start : sent.end]:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        if any(start <= token.idx < end for start, end in spans) and not _ends(token, report, relays):
            continue
        whom = _had_from(token) or (_cited(token, relays) if outlet else None)
        if whom is not None and (_belongs(token, report) or (token.tag_ == "VBG" and token.i >= low)):
            out.append(_phrase(whom, token))
    return tuple(out)


def _ends(verb: Token, report: Reported, relays: Relays) -> bool:
    """Whether ", citing X" begins or ends what an outlet reports, though the content holds it."""
    last = report.content[-1]
    inside = last.start <= report.paragraph.offset(verb) < last.end
    closes = inside and report.paragraph.start + verb.right_edge.idx + len(verb.right_edge) >= last.end
    cites = verb.tag_ == "VBG" and verb.lemma_.lower() in relays.citing
    if not cites or report.frame != "that" or verb.i == 0 or verb.nbor(-1).text != ",":
        return False
    opens = report.paragraph.offset(verb) == report.content[0].start  # "reported, citing X, that …"
    return closes or opens


def start(report: Reported, relays: Relays) -> int | None:
    """Where ", citing X" begins at the end of what is said, as an offset; ``None`` where it does not."""
    first = report.content[0].start
    ends = (
        t
        for t in report.head.sent
        if t.tag_ == "VBG" and report.paragraph.offset(t) > first and _ends(t, report, relays)
    )
    found = next(ends, None)
    return None if found is None else report.paragraph.offset(found.nbor(-1))


def press(report: Reported, relays: Relays) -> str | None:
    """The name of an outlet that no list knows, but that does what outlets do: report, citing somebody."""
    source = report.source
    if source is None or source.head.pos_ != "PROPN" or not find(report, relays, outlet=True):
        return None
    article = source.first.lower_ == "the" and source.head.i == source.first.i + 1
    press = any(relays.outlet(cited) for cited in find(report, relays, outlet=True))
    # "the Echo said, citing …"; who cites the press is of the press
    if report.head.lemma_ != "report" and report.frame != "according" and not article and not press:
        return None
    first = source.head
    while first.i > source.first.i and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    return str(source.head.doc[first.i : source.head.i + 1].text)


def _belongs(verb: Token, report: Reported) -> bool:
    """Whether a verb of citing hangs on the report's cue or on its source."""
    return any(
        a == report.head or (report.source is not None and report.source.holds(a))
        for a in islice(verb.ancestors, _DEEPEST)
    )


def _cited(verb: Token, relays: Relays) -> Token | None:
    """Whom a participle or relative clause cites: "citing X", "which quoted X", "which put it down to X"."""
    lemma = verb.lemma_.lower()
    if lemma not in relays.citing and lemma not in _ASCRIBING:
        return None
    relative = verb.dep_ == "relcl" and any(c.lower_ in _RELATIVE for c in verb.lefts if c.dep_ == "nsubj")
    if (verb.tag_ != "VBG" and not relative) or any(c.lower_ == "as" for c in verb.rights):
        return None
    if lemma in _ASCRIBING:
        to = next((c for c in verb.rights if c.lower_ == "to"), None)
        return None if to is None else next((c for c in to.children if c.dep_ == "pobj"), None)
    cited = next((c for c in verb.rights if c.dep_ in {"dobj", "pobj"}), None) or _named_behind(verb)
    return None if cited is not None and _is_reason(cited, relays) else cited


def _is_reason(cited: Token, relays: Relays) -> bool:
    """Whether a word is a reason that somebody gives, and no source: "citing security concerns"."""
    return cited.pos_ == "NOUN" and cited.lemma_.lower() in relays.reasons


def _named_behind(verb: Token) -> Token | None:
    """The name right behind "citing", which the parser may give to another verb."""
    behind = opening(list(verb.doc[verb.i + 1 : verb.i + 1 + _LONGEST]))
    return behind.head if behind is not None and behind.head.pos_ == "PROPN" else None


def _had_from(verb: Token) -> Token | None:
    """X in "which had it from X"."""
    if verb.lemma_ != "have" or not any(c.dep_ == "dobj" and c.lower_ == "it" for c in verb.rights):
        return None
    prep = next((c for c in verb.rights if c.lower_ == "from"), None)
    return None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)


def _phrase(whom: Token, verb: Token) -> Source:
    """Who is cited: the author of a writing; with where they are, which the parser may give to the verb."""
    hyphen = verb.doc[whom.i + 1 : whom.i + 2]
    if hyphen.text == "-" and len(whom) == 1 and whom.i + 2 < len(verb.doc):
        whom = verb.doc[whom.i + 2]  # "an e-mail"
    by = whom.nbor() if whom.i + 1 < len(verb.doc) else whom
    if by.lower_ in {"by", "from"} and (whom.lower_ == "mail" or whom.lemma_ in media.nouns()):
        whom = next((c for c in by.children if c.dep_ == "pobj"), whom)
    author = sources.author(whom) if whom.pos_ == "NOUN" else None
    if author is not None and author.dep_ != "poss":
        return sources.phrase(author)
    return sources.placed(sources.phrase(whom, stop=None), verb)
