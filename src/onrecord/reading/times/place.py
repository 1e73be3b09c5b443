"""Where an expression stands: its paragraph as typed tokens, and as the parse has it.

In: a parsed paragraph and its tokens. Out: :class:`Place`, which answers what guards, spans and tense ask of
the words around; and the word lists that they compare with (``contexts`` in ``knowledge/times_guards.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from onrecord.knowledge import load
from onrecord.reading.language import Paragraph
from onrecord.reading.times import tense
from onrecord.reading.times.grammar import Match
from onrecord.reading.times.lexicon import Token
from onrecord.reading.times.tense import Words

if TYPE_CHECKING:  # loading the parser's types takes half a second
    from spacy.tokens import Token as Word


@dataclass
class Place:
    """A paragraph in which expressions are looked for.

    ``text`` is the paragraph's text as the parser saw it. ``may_is_a_name`` says that somebody
    in the document is called May; ``order`` is the type of the reading that days in figures have
    (:mod:`onrecord.reading.times.order`).
    """

    paragraph: Paragraph
    text: str
    tokens: list[Token]
    may_is_a_name: bool = False
    order: str | None = None

    @cached_property
    def _words(self) -> Words:
        return Words(self.paragraph.doc)

    def word(self, at: int) -> Word | None:
        """The parser's token in which token ``at`` starts."""
        if not 0 <= at < len(self.tokens):
            return None
        start = self.tokens[at].start
        return self._words.between(start, start + 1)[0]

    def head(self, match: Match) -> Word:
        """The word from which the expression's place in the sentence is read."""
        words = self._words.between(self.tokens[match.first].start, self.tokens[match.last - 1].end)
        head = tense.anchor(words)
        # The parser may end its sentence inside an expression: "at 3 p.m. | Kyiv time on Friday".
        return words[0] if tense.governor(head) is None else head

    def lower(self, at: int) -> str:
        """The lower-case text of token ``at``, empty beyond the ends."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def is_capital(self, at: int) -> bool:
        """Whether token ``at`` begins with a capital letter."""
        if not 0 <= at < len(self.tokens):
            return False
        return self.text[self.tokens[at].start].isupper()

    def has(self, at: int, kind: str) -> bool:
        """Whether token ``at`` has a type."""
        return 0 <= at < len(self.tokens) and kind in self.tokens[at].values


@cache
def context(name: str) -> frozenset[str]:
    """A list of words from ``contexts`` in ``knowledge/times_guards.yaml``."""
    return frozenset(str(word) for word in load("times_guards")["contexts"][name])
