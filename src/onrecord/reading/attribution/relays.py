"""Outlets as relays: whether a source is an outlet, and under which name a chain shows it.

In: ``knowledge/outlets.yaml`` and ``knowledge/relays.yaml``; the words of a source. Out: the canonical
name, or ``None`` where the source is no outlet. Invariant: a name that is nobody's is never made up: an
outlet that no file knows keeps the words it is called by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.reading.attribution.sources import Source

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relays:
    """What is known of outlets. ``names`` maps a spelling without its article to the canonical name."""

    names: Mapping[str, str]
    heads: frozenset[str]
    endings: frozenset[str]
    crowds: frozenset[str]
    titles: frozenset[str]
    passing: frozenset[str]
    citing: frozenset[str]
    trades: frozenset[str]
    carrying: frozenset[str]
    records: frozenset[str]
    suffixes: tuple[str, ...]

    def is_press(self, noun: Token) -> bool:
        """Whether a noun makes an outlet of the name beside it: "news agency", "newspaper"."""
        word = noun.lower_
        if word not in self.heads or noun.tag_ in {"NNS", "NNPS"}:
            return False
        before = noun.nbor(-1).lower_ if noun.i else ""
        return word in _PAPERS - {"paper"} or before in self.trades

    def canonical(self, name: str) -> str:
        """The name that an outlet goes by, without its article: for comparing."""
        bare = _bare(" ".join(name.split()))
        return _bare(self.names.get(bare, bare)).casefold()

    def outlet(self, source: Source) -> str | None:
        """The outlet that a source is, under the name that a chain shows."""
        head = source.head
        if head.pos_ == "PRON":
            return None
        own = _words(source)
        if not own:
            return None
        if (known := self._known(own)) is not None:
            return known
        text = " ".join(t.text for t in own)
        if len(own) == 1 and self._sounds_like_one(own[0]):
            return str(head.text)
        if head.lower_ in self.crowds and head.tag_ in {"NNS", "NN"}:
            return _bare(_written(own))
        if self._described(own, head):
            return self._named(own) or _bare(_written(own))
        last = own[-1]
        titled = last.text in self.endings and last.is_title and len(own) > 1 and own[-2].text[:1].isupper()
        if titled and head.pos_ == "PROPN" and not text.endswith("Press Secretary"):
            return _bare(_written(own))
        if head.text == "version" or head.text == "edition":  # the Turkish version of the paper
            inner = next((t for t in own if t.i > head.i and self._known([t]) is not None), None)
            behind = [t for t in own if t.i > head.i + 1]
            if inner is not None or (behind and self._known(behind) is not None):
                return _bare(_written(own))
        return None

    def _sounds_like_one(self, word: Token) -> bool:
        """Whether a single name ends as outlets' names do: "Norpress"."""
        stem = next((s for s in self.suffixes if word.lower_.endswith(s)), None)
        return stem is not None and word.text[:1].isupper() and len(word) > len(stem) + 2

    def generic(self, source: Source) -> bool:
        """Whether a source is "the paper", "the agency": an outlet named before."""
        head = source.head
        definite = any(c.lower_ in {"the", "that", "this"} for c in head.lefts)
        return (
            definite
            and head.tag_ == "NN"
            and head.lower_ in self.heads
            and source.last.i - source.first.i < 3
        )

    def press(self, source: Source) -> str | None:
        """What an outlet is called that no word names: "the paper"; nothing where it may be none."""
        words = _words(source)
        told = source.head.lower_ in _PAPERS or any(t.lower_ in {"news", "press"} for t in words)
        return _written(words).lower() if told else None

    def _known(self, own: list[Token]) -> str | None:
        """The canonical name where the words, or what is left of them behind titles, are a known name."""
        words = list(own)
        while words:
            written = _written(words)
            known = self.names.get(_bare(written))
            if known is not None and (written == known or not _ambiguous(known)):
                return known
            first = words[0]
            if first.lower_ in self.titles or first.pos_ in {"ADJ", "DET", "PUNCT"}:
                words = words[1:]
            else:
                words = _behind_possessive(words)
        press = next((i for i, t in enumerate(own) if i and t.lower_ in self.heads), len(own))
        return self.names.get(_written(own[press + 1 :]))

    def _described(self, own: list[Token], head: Token) -> bool:
        nouns = {t.text for t in own} & self.heads
        if not nouns or all(t.lower_ in self.titles | self.heads for t in own):
            return False
        pairs = {f"{a.text} {b.text}" for a, b in pairwise(own)}
        news = bool(pairs & self.heads) or bool(nouns & (_PAPERS - {"paper"}))
        return news and (head.lower_ in self.heads or head.pos_ == "PROPN")

    def _named(self, own: list[Token]) -> str | None:
        """The name beside the noun: "the news agency Qwert", "the Vesti newspaper"."""
        best: list[Token] = []
        run: list[Token] = []
        for token in [*own, None]:
            if token is not None and token.text[:1].isupper() and token.lower_ != "the":
                run.append(token)
                continue
            paper = token is not None and token.text in self.heads | {"news", "press"}
            if paper and run and run[0].i <= own[0].i + 1:
                best = run  # the Vesti newspaper
            elif run and any(t.text in self.heads for t in own if t.i < run[0].i):
                best = run  # the newspaper Vesti
            run = []
        return _written(best) if best else None


_PAPERS = frozenset(
    {"paper", "newspaper", "tabloid", "broadsheet", "newswire", "broadcaster", "magazine", "daily", "weekly"}
)


def _words(source: Source) -> list[Token]:
    """The words of the name itself, without what is added behind a comma or in a clause."""
    doc = source.head.doc
    words = []
    for token in doc[source.first.i : source.last.i + 1]:
        if token.i > source.head.i and (
            token.text in {",", "(", "-", "—", "–"} or token.dep_ in {"relcl", "acl", "mark"}
        ):
            break
        words.append(token)
    return words


def _behind_possessive(words: list[Token]) -> list[Token]:
    """What stands behind "Russia's" in "Russia's state news agency TASS"; nothing where there is none."""
    for i, token in enumerate(words[:4]):
        if token.tag_ == "POS":
            return words[i + 1 :]
    return []


def _ambiguous(name: str) -> bool:
    """Whether a name needs its article: "The Sun" is a paper, "Sun" may be a person."""
    return name.startswith("The ") and name.count(" ") == 1


def _written(words: list[Token]) -> str:
    return "".join(t.text_with_ws for t in words).strip()


def _bare(name: str) -> str:
    found = _ARTICLE.match(name)
    return name[found.end() :] if found else name


@cache
def relays() -> Relays:
    """The relays, loaded once a process."""
    data = load("relays")
    names: dict[str, str] = {}
    for entry in load("outlets")["outlets"]:
        for spelling in (entry["name"], *entry.get("aliases", ())):
            names.setdefault(_bare(str(spelling)), str(entry["name"]))
    for name in data["also"]:
        names.setdefault(_bare(str(name)), str(name))
    return Relays(
        names=names,
        suffixes=tuple(map(str, data["suffixes"])),
        **{
            part: frozenset(map(str, data[part]))
            for part in (
                "heads",
                "endings",
                "crowds",
                "titles",
                "passing",
                "citing",
                "trades",
                "carrying",
                "records",
            )
        },
    )
