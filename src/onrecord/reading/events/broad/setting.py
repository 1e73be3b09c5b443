"""What the words of a sentence say beside its grammar: a question, a doubt, a condition, a licence.

In: the words of a sentence. Out: a :class:`Setting`. Invariant: asked once a sentence; nothing here looks
at the parse but for the kind of a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.reading.events.broad.words import Words

_INVERTED = frozenset({"should", "were", "had"})


@dataclass
class Setting:
    """What the words of a sentence say beside its grammar; asked once a sentence."""

    words: Words
    tokens: Sequence[Token]
    lower: list[str] = field(init=False)
    question: bool = field(init=False)
    doubted: bool = field(init=False)
    fronted: bool = field(init=False)
    conditions: list[tuple[int, int]] = field(init=False)
    licensed: bool = field(init=False)
    lapsed: bool = field(init=False)
    delayed: bool = field(init=False)
    ahead: bool = field(init=False)

    def __post_init__(self) -> None:
        words = self.words
        self.lower = [t.lower_ for t in self.tokens]
        text = self.lower
        joined = f" {' '.join(text)} "
        self.question = _asks(self.tokens)
        self.doubted = words.doubts.search(joined) is not None
        self.fronted = any(
            _opens(text, joined.count(" ", 0, m.start() + 1) - 1) for m in words.fronted.finditer(joined)
        )
        self.conditions = self._conditions(joined)
        self.licensed = words.licences.search(joined) is not None
        self.lapsed = words.lapses.search(joined) is not None
        self.delayed = words.delays.search(joined) is not None
        self.ahead = not words.lists["futures"].isdisjoint(text) and words.lists["pasts"].isdisjoint(text)

    def _conditions(self, joined: str) -> list[tuple[int, int]]:
        """Where the phrases that open a condition stand, as indices of tokens, and where they end."""
        out: list[tuple[int, int]] = []
        first = self.tokens[0].i if self.tokens else 0
        for match in self.words.conditions.finditer(joined):
            phrase = tuple(match.group().split())
            start = joined.count(" ", 0, match.start() + 1) - 1
            if start >= 0:
                stop = next(
                    (
                        i
                        for i in range(start + len(phrase), len(self.lower))
                        if self.lower[i] in (",", ";", ":")
                    ),
                    len(self.lower),
                )
                if not self._vain(phrase, start):
                    out.append((first + start, first + stop))
        out.extend(self._whens(first))
        lower = self.lower
        for i, word in enumerate(lower[:-2]):
            if word in _INVERTED and (i == 0 or lower[i - 1] in (",", '"', ";")) and not self.question:
                stop = next((j for j in range(i + 1, len(lower)) if lower[j] == ","), len(lower))
                if self.tokens[i].tag_ != "VBD" or stop < len(lower):
                    out.append((first + i, first + stop))
        return out

    def _whens(self, first: int) -> Iterator[tuple[int, int]]:
        """ "will see her when he brings the map": a condition of what is ahead."""
        for i, token in enumerate(self.tokens):
            if token.lower_ == "when" and i > 1 and any(t.tag_ == "MD" for t in self.tokens[:i]):
                verb = next((t for t in self.tokens[i + 1 :] if t.pos_ in ("VERB", "AUX")), None)
                if verb is not None and verb.tag_ in ("VBZ", "VBP"):
                    stop = next(
                        (j for j in range(i, len(self.lower)) if self.lower[j] == ","), len(self.lower)
                    )
                    yield first + i, first + stop

    def _vain(self, phrase: tuple[str, ...], start: int) -> bool:
        """Whether a phrase opens no clause: "the week after Easter", "as soon as tonight"."""
        after = start + len(phrase)
        if after >= len(self.tokens):
            return True
        following = self.tokens[after]
        if phrase[0] == "the":
            return following.pos_ in ("ADP", "PUNCT", "AUX", "VERB", "CCONJ") or following.dep_ == "case"
        if phrase[0] in ("as", "so"):
            return following.lower_ in self.words.lists["futures"] or following.pos_ in ("ADP", "PUNCT")
        return False

    def conditioned(self, token: Token) -> bool | None:
        """Whether a word hangs on a condition of the sentence (true), stands in one (false), or neither."""
        for start, stop in self.conditions:
            if start <= token.i < stop:
                return False
        return True if self.conditions else None


def _asks(tokens: Sequence[Token]) -> bool:
    """Whether the sentence asks whether something is so."""
    if not tokens or not any(t.text == "?" for t in tokens[-3:]):
        return False
    first = next((t for t in tokens if not t.is_punct), tokens[0])
    return first.lower_ not in ("why", "who", "where", "what", "which", "whom", "whose", "how")


def _opens(text: Sequence[str], index: int) -> bool:
    """Whether a word opens its clause."""
    return index == 0 or text[index - 1] in ('"', ",", ";", ":", "that", "-", "--")
