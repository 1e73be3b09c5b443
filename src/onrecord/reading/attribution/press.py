"""The press of one document: outlets that no list knows, but the document itself shows to be outlets.

In: a parsed text and the relays known in general. Out: spelling -> name, and the relays with them.
"HANA, the state news agency, said …" makes "HANA" an outlet wherever it stands in that document; so do
"the newspaper Vesti", "PARIS (Globewire) —" and "was quoted by Norpress as saying". Invariant: a name that
the cast holds for a person, a state or a party is never learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.model import ActorKind, Span
from onrecord.reading.attribution import datelines
from onrecord.reading.attribution.relays import Relays
from onrecord.reading.attribution.settings import occasions
from onrecord.reading.attribution.speakers import Cast
from onrecord.reading.language import Paragraph, ParsedText

_LONGEST_NAME = 4  # words
_LONGEST_DESCRIPTION = 7  # words of "the semi-official state news agency"
_QUOTED = frozenset({"quoted", "cited"})
_BROUGHT = frozenset({"published", "carried", "aired", "broadcast", "printed"})
_LINKS = frozenset({"of", "de", "&"})


def read(parsed: ParsedText, cast: Cast, relays: Relays) -> Relays:
    """The relays with the outlets that this document makes known."""
    names: dict[str, str] = {}
    for paragraph in parsed.paragraphs:
        for run in _shown(paragraph, relays):
            name = _text(run)
            if name not in names and _may_be(run, paragraph, cast, relays):
                names[name] = name
    return replace(relays, names={**names, **_short(names), **relays.names}) if names else relays


def _short(names: dict[str, str]) -> dict[str, str]:
    """ "Meridian" for "Meridian Wire"; of other names the first word alone may be a place."""
    return {name.split()[0]: name for name in names if len(name.split()) == 2 and name.endswith(" Wire")}


def _shown(paragraph: Paragraph, relays: Relays) -> Iterator[list[Token]]:
    """Names that stand where their words make them outlets'."""
    doc = paragraph.doc
    agency = datelines.agency(doc.text)
    if agency is not None:
        tokens = doc.char_span(*agency)
        if tokens is not None and len(tokens) <= _LONGEST_NAME:
            yield list(tokens)
    for token in doc:
        if relays.is_press(token):
            yield _behind(token)
            yield _in_front(token)
        elif token.lower_ in _QUOTED and token.i and doc[token.i - 1].is_upper:
            if any(t.lower_ == "as" for t in doc[token.i + 1 : token.i + _LONGEST_DESCRIPTION]):
                yield list(doc[token.i - 1 : token.i])  # QNA quoted the minister as saying
        elif token.lower_ in _BROUGHT and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "by":
            if token.dep_ == "acl" and token.head.lemma_.lower() in occasions():
                yield _name(doc[token.i + 2 : token.i + 2 + _LONGEST_NAME])
        elif token.lower_ in _QUOTED and token.i + 3 < len(doc) and doc[token.i + 1].lower_ == "by":
            run = _name(doc[token.i + 2 : token.i + 2 + _LONGEST_NAME])
            behind = run[-1].i + 1 if run else len(doc)
            if behind < len(doc) and doc[behind].lower_ in {"as", "saying"}:
                yield run
        elif token.i + 1 < len(doc) and _ends_an_outlet(token, relays):
            yield _name_before(token, doc)


def _ends_an_outlet(token: Token, relays: Relays) -> bool:
    return (
        token.is_title and token.text in relays.endings and token.i > 0 and token.nbor(-1).text[:1].isupper()
    )


def _name_before(token: Token, doc: Doc) -> list[Token]:
    """A name whose last word is an outlet's: "Harbour Wire"."""
    first = token.i
    while first > 0 and token.i - first < _LONGEST_NAME - 1 and _is_named(doc[first - 1]):
        first -= 1
    return list(doc[first : token.i + 1])


def _name(tokens: Iterable[Token]) -> list[Token]:
    """The name that opens a stretch of words."""
    run: list[Token] = []
    for token in tokens:
        if not _is_named(token) and not (run and token.lower_ in _LINKS):
            break
        run.append(token)
    while run and run[-1].lower_ in _LINKS:
        run.pop()
    return run


def _behind(noun: Token) -> list[Token]:
    """X in "the newspaper X", but not in "the weekly X meeting"."""
    doc = noun.doc
    run = _name(doc[noun.i + 1 : noun.i + 1 + _LONGEST_NAME])
    after = doc[run[-1].i + 1] if run and run[-1].i + 1 < len(doc) else None
    return [] if after is not None and after.pos_ in {"NOUN", "PROPN", "PART"} else run


def _in_front(noun: Token) -> list[Token]:
    """X in "X, the state news agency" and in "the X newspaper"."""
    doc, at = noun.doc, noun.i - 1
    low = max(0, noun.i - _LONGEST_DESCRIPTION)
    while at >= low and doc[at].text != "," and doc[at].lower_ not in {"the", "a", "an", "its"}:
        at -= 1
    if at < low or doc[at].text == ",":
        return []
    if doc[at - 1].text == "," and at >= 2:
        last = at - 2
        first = last + 1
        while first > 0 and last - first + 1 < _LONGEST_NAME and _is_named(doc[first - 1]):
            first -= 1
        return list(doc[first : last + 1])
    run = _name(doc[at + 1 : noun.i])
    return run if run and run[-1].i == noun.i - 1 and run[-1].pos_ == "PROPN" else []


def _is_named(token: Token) -> bool:
    if token.is_upper and len(token) > 2:
        return True  # of names in capitals the tagger makes anything
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and token.lower_ != "the"


def _may_be(run: Sequence[Token], paragraph: Paragraph, cast: Cast, relays: Relays) -> bool:
    """Whether a name can be an outlet's: nobody else's, and more than a word of the trade."""
    if not run or all(t.text in relays.endings or t.lower_ in relays.titles | relays.heads for t in run):
        return False
    if any(t.lower_ in _CALENDAR for t in run) or (len(run) == 1 and len(run[0]) < 3):
        return False
    actor = cast.at(Span(paragraph.offset(run[0]), paragraph.offset(run[-1]) + len(run[-1])))
    return actor is None or actor.kind in {None, ActorKind.OUTLET, ActorKind.ORGANISATION}


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)


def _text(run: Sequence[Token]) -> str:
    return "".join(t.text_with_ws for t in run).strip()
