"""Outlets as relays: whether a source is an outlet, and under which name a chain shows it.

In: ``knowledge/outlets.yaml`` and ``knowledge/relays.yaml``; the words of a source. Out: the canonical
name, or ``None`` where the source is no outlet. Invariant: a name that is nobody's is never made up: an
outlet that no file knows keeps the words it is called by.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import RelayKind
from onrecord.reading.attribution.sources import Source

_NEAR = 4  # words between a name and the noun beside it
_REMEMBERED = 8  # outlets that "the paper" may be
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relays:
    """What is known of outlets. ``names`` maps a spelling without its article to the canonical name.

    ``agencies`` are canonical names. What one document adds: ``papers`` are outlets that it shows to be no
    agencies; ``seen`` are the places, as document offsets, where it names an outlet, in order.
    """

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
    agency_heads: frozenset[str]
    agency_endings: tuple[str, ...]
    openings: frozenset[str]
    bodies: frozenset[str]
    speaking: frozenset[str]
    mouths: frozenset[str]
    agencies: frozenset[str]
    papers: frozenset[str] = frozenset()
    seen: tuple[tuple[int, str], ...] = ()

    def last(self, offset: int, noun: str) -> str | None:
        """What "the paper" or "the agency" is: the outlet of that sort that is named last before it."""
        at = bisect_left(self.seen, offset, key=lambda place: place[0])
        agency = noun.lower() in self.agency_heads
        for _, name in reversed(self.seen[max(0, at - _REMEMBERED) : at]):
            other = self._no_agency(name) if agency else self.kind(name) is RelayKind.AGENCY
            if not other:
                return name
        return None

    def _no_agency(self, name: str) -> bool:
        last = name.split()[-1]
        return name in self.papers or (last in self.endings and last.lower() not in self.agency_endings)

    def near(self, start: int, end: int) -> str | None:
        """The outlet that the document names from ``start`` to ``end``; the last one of several."""
        at = bisect_left(self.seen, end + 1, key=lambda place: place[0])
        return self.seen[at - 1][1] if at and self.seen[at - 1][0] >= start else None

    def kind(self, name: str) -> RelayKind | None:
        """Whether a name is an agency's or another outlet's; ``None`` where nothing shows either."""
        bare = _bare(name)
        known = self.names.get(bare)
        if bare in self.agencies or known in self.agencies:
            return RelayKind.AGENCY
        words = bare.split()
        last, single = words[-1], len(words) == 1
        if " ".join(words[-2:]).lower() in self.agency_heads or last.lower() in self.agency_heads:
            return RelayKind.AGENCY
        end = next((e for e in self.agency_endings if last.lower().endswith(e)), None)
        if end is not None and (
            (single and len(last) > len(end) + 2) or (end == "wire" and last.lower() == end)
        ):
            return RelayKind.AGENCY
        outlet = known is not None or last in self.endings or words[0] in self.openings
        described = {w.lower() for w in words} & (self.heads | self.crowds)
        return RelayKind.OUTLET if outlet or described else None

    def is_mouth(self, noun: Token) -> bool:
        """Whether a noun phrase is somebody who speaks for a principal: "his spokesman Ivo Brandt"."""
        return any(
            t.lemma_.lower() in self.mouths or f"{t.nbor(-1).lower_ if t.i else ''} {t.lower_}" in self.mouths
            for t in noun.subtree
            if abs(t.i - noun.i) < _NEAR
        )

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
        if len(own) == 1 and self.sounds_like_one(own[0]):
            return str(head.text)
        if head.lower_ in self.crowds and head.tag_ in {"NNS", "NN"}:
            return _bare(_written(own))
        if head.lower_ in _STATIONS and len(own) > 1 and own[-1] == head and own[-2].lower_ in _OWNED:
            return _bare(_written(own))  # "state television"
        if self._described(own, head):
            return self._named(own) or _bare(_written(own))
        last = own[-1]
        shaped = last.is_title or last.is_upper
        titled = last.text in self.endings and shaped and len(own) > 1 and own[-2].text[:1].isupper()
        if titled and head.pos_ == "PROPN" and not text.endswith("Press Secretary"):
            return _bare(_written(own))
        if head.text == "version" or head.text == "edition":  # the Turkish version of the paper
            inner = next((t for t in own if t.i > head.i and self._known([t]) is not None), None)
            behind = [t for t in own if t.i > head.i + 1]
            if inner is not None or (behind and self._known(behind) is not None):
                return _bare(_written(own))
        return None

    def sounds_like_one(self, word: Token) -> bool:
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
        behind = self.names.get(_bare(_written(own[press + 1 :])))
        if behind is not None or press + 1 != len(own):
            return behind
        front = [t for t in own[:press] if t.lower_ not in self.titles]  # the Norpress agency
        if len(front) == 1 and self.sounds_like_one(front[0]):
            return str(front[0].text)
        return self.names.get(_written(front))

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
            if token is not None and token.text[:1].isupper() and token.pos_ != "DET":
                run.append(token)
                continue
            paper = token is not None and token.text in self.heads | {"news", "press"}
            if paper and run and run[0].i <= own[0].i + 1:
                best = run  # the Vesti newspaper
            elif run and any(t.text in self.heads for t in own if t.i < run[0].i):
                best = run  # the newspaper Vesti
            run = []
        return _written(best) if best else None


_WORDS = (
    *("heads", "endings", "crowds", "titles", "passing", "citing", "trades", "carrying", "records"),
    *("agency_heads", "openings", "bodies", "speaking", "mouths", "agencies"),
)
_STATIONS = frozenset({"television", "tv", "radio"})
_OWNED = frozenset({"state", "public", "national", "local", "state-run", "state-owned"})
_PAPERS = frozenset(
    {
        "paper",
        "newspaper",
        "newsletter",
        "tabloid",
        "broadsheet",
        "newswire",
        "broadcaster",
        "magazine",
        "daily",
        "weekly",
    }
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
    words = {part: frozenset(map(str, data[part])) for part in _WORDS}
    return Relays(
        names=names,
        heads=words["heads"],
        endings=words["endings"],
        crowds=words["crowds"],
        titles=words["titles"],
        passing=words["passing"],
        citing=words["citing"],
        trades=words["trades"],
        carrying=words["carrying"],
        records=words["records"],
        suffixes=tuple(map(str, data["suffixes"])),
        agency_heads=words["agency_heads"],
        agency_endings=tuple(map(str, data["agency_endings"])),
        openings=words["openings"],
        bodies=words["bodies"],
        speaking=words["speaking"],
        mouths=words["mouths"],
        agencies=words["agencies"],
    )
