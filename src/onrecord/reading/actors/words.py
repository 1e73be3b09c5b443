"""The tokens of one paragraph as plain columns.

In: a parsed paragraph. Out: :class:`Words`, lists indexed by token. Reading a spaCy token costs a
call for each attribute; these columns are read from the parse once, and the stage works on them.
Invariant: token ``i`` starts at ``starts[i]`` in the document's text and ends at ``ends[i]``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord.model import Span
from onrecord.reading.language import Paragraph

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Doc

NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER = frozenset({"NNP", "NNPS"})
_LONGEST_HEADLINE = 30  # words
_STOPS = frozenset({".", "!", "?", '"', "''"})


@dataclass(frozen=True)
class Words:
    """One paragraph's tokens: words, tags, relations, heads (indices), offsets and sentences.

    ``document`` is the whole text. ``sentence[i]`` numbers the sentences within the paragraph.
    ``quoted[i]`` tells whether the token stands between quotation marks; ``headline[i]`` whether
    the paragraph is a headline in capitals throughout, so that a capital says nothing.
    """

    index: int
    document: str
    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    lemma: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    quoted: list[bool]
    headline: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, end: int) -> Span:
        """Document offsets of the tokens ``[first, end)``."""
        return Span(self.starts[first], self.ends[end - 1])

    def quote(self, first: int, end: int) -> str:
        """The characters of the tokens ``[first, end)`` as given, white space evened out."""
        return " ".join(self.document[self.starts[first] : self.ends[end - 1]].split())

    def covering(self, span: Span) -> tuple[int, int]:
        """The token range ``[first, end)`` that a document span touches; empty where none."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        while first < len(self) and self.ends[first] <= span.start:
            first += 1
        end = first
        while end < len(self) and self.starts[end] < span.end:
            end += 1
        return first, end

    def covering_start(self, offset: int) -> int:
        """The token that holds the character at a document offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    @cached_property
    def first_of(self) -> list[int]:
        """Index of the first token of each sentence."""
        return [i for i in range(len(self)) if i == 0 or self.sentence[i] != self.sentence[i - 1]]

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in order."""
        out: list[list[int]] = [[] for _ in self.text]
        for i, head in enumerate(self.head):
            if head != i:
                out[head].append(i)
        return out

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or, for a second verb of a pair, the first one's."""
        for _ in range(6):
            for child in self.children[verb]:
                if self.dep[child] in ("nsubj", "nsubjpass"):
                    return child
            if self.dep[verb] not in ("conj", "xcomp") or self.head[verb] == verb:
                return None
            verb = self.head[verb]
        return None


def columns(paragraph: Paragraph, document: str) -> Words:
    """Read the parse of one paragraph of a document's text into columns."""
    doc = paragraph.doc
    text = [token.text for token in doc]
    tag, dep, lemma, heads, sentence = _parse(doc)
    starts = [paragraph.start + i for i in _offsets(doc)]
    return Words(
        index=paragraph.index,
        document=document,
        text=text,
        lower=[word.lower() for word in text],
        tag=tag,
        dep=dep,
        head=heads,
        lemma=lemma,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, text, strict=True)],
        sentence=sentence,
        quoted=_quoted(text),
        headline=_headline(text),
    )


def _parse(doc: Doc) -> tuple[list[str], list[str], list[str], list[int], list[int]]:
    rows: Any = doc.to_array(["TAG", "DEP", "LEMMA", "HEAD", "SENT_START"])
    strings = doc.vocab.strings
    names: dict[int, str] = {}

    def name(key: int) -> str:
        if key not in names:
            names[key] = strings[key] if key else ""
        return names[key]

    tags, deps, lemmas, heads, starts = (column.tolist() for column in rows.T)
    sentence, number = [], -1
    for i, start in enumerate(starts):
        number += start == 1 or i == 0
        sentence.append(number)
    # HEAD is relative and wraps around, being unsigned.
    absolute = [i + (h - (1 << 64) if h >> 63 else h) for i, h in enumerate(heads)]
    return [name(t) for t in tags], [name(d) for d in deps], [name(m) for m in lemmas], absolute, sentence


def _offsets(doc: Doc) -> list[int]:
    out, at = [], 0
    for token in doc:
        out.append(at)
        at += len(token.text_with_ws)
    return out


def _quoted(text: list[str]) -> list[bool]:
    """Between double quotation marks; a mark that nothing closes runs to the paragraph's end."""
    out, inside = [], False
    for word in text:
        if word == '"' or word == "``" or word == "''":
            out.append(True)
            inside = not inside
        else:
            out.append(inside)
    return out


def _headline(text: list[str]) -> list[bool]:
    """The sentences of a short paragraph without a full stop, most of whose longer words are capitalised."""
    if len(text) > _LONGEST_HEADLINE or not text or text[-1] in _STOPS:
        return [False] * len(text)
    longer = [word for word in text if len(word) > 3 and word.isalpha()]
    capitals = sum(word[0].isupper() for word in longer)
    return [len(longer) >= 4 and capitals >= 0.75 * len(longer)] * len(text)
