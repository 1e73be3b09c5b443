"""Outlets as relays: whether a source is an outlet, and under which name a chain shows it.

In: ``knowledge/outlets.yaml`` and ``knowledge/relays.yaml``; the words of a source. Out: the canonical
name, or ``None`` where the source is no outlet. Invariant: a name that is nobody's is never made up: an
outlet that no file knows keeps the words it is called by.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import RelayKind
from onrecord.reading.attribution.relaying import phrases, runs, shapes
from onrecord.reading.attribution.sources import Source

_NEAR = 4  # words between a name and the noun beside it
_REMEMBERED = 8  # outlets that "the paper" may be


@dataclass(frozen=True, slots=True)
class Relays:
    """What is known of outlets. ``names`` maps a spelling without its article to the canonical name.

    ``agencies`` are canonical names. What one document adds: ``papers`` are outlets that it shows to be no
    agencies; ``seen`` are the places, as document offsets, where it names an outlet, in order.
    """

    names: Mapping[str, str]
    heads: frozenset[str]
    endings: frozenset[str]
    possible_endings: frozenset[str]
    editions: frozenset[str]
    crowds: frozenset[str]
    titles: frozenset[str]
    passing: frozenset[str]
    citing: frozenset[str]
    reasons: frozenset[str]
    trades: frozenset[str]
    periods: frozenset[str]
    wires: frozenset[str]
    concerns: frozenset[str]
    numerals: frozenset[str]
    shows: frozenset[str]
    leading: frozenset[str]
    voices: frozenset[str]
    carrying: frozenset[str]
    records: frozenset[str]
    suffixes: tuple[str, ...]
    paper_suffixes: tuple[str, ...]
    agency_heads: frozenset[str]
    agency_endings: tuple[str, ...]
    openings: frozenset[str]
    agency_openings: frozenset[str]
    articles: frozenset[str]
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

    def latest(self, offset: int) -> str | None:
        """The outlet, of whatever sort, that is named last before a place."""
        at = bisect_left(self.seen, offset, key=lambda place: place[0])
        return self.seen[at - 1][1] if at else None

    def _no_agency(self, name: str) -> bool:
        last = name.split()[-1]
        return name in self.papers or (last in self.endings and last.lower() not in self.agency_endings)

    def near(self, start: int, end: int) -> str | None:
        """The outlet that the document names from ``start`` to ``end``; the last one of several."""
        at = bisect_left(self.seen, end + 1, key=lambda place: place[0])
        return self.seen[at - 1][1] if at and self.seen[at - 1][0] >= start else None

    def kind(self, name: str) -> RelayKind | None:
        """Whether a name is an agency's or another outlet's; ``None`` where nothing shows either."""
        bare = phrases.bare(name)
        known = self.names.get(bare)
        if bare in self.agencies or known in self.agencies:
            return RelayKind.AGENCY
        words = bare.split()
        last, single = words[-1], len(words) == 1
        if " ".join(words[-2:]).lower() in self.agency_heads or last.lower() in self.agency_heads:
            return RelayKind.AGENCY
        if shapes.is_concern(words, self.wires, self.concerns) or words[0] in self.agency_openings:
            return RelayKind.AGENCY
        end = next((e for e in self.agency_endings if last.lower().endswith(e)), None)
        if end is not None and ((single and len(last) > len(end) + 2) or phrases.is_wire(words)):
            return RelayKind.AGENCY
        outlet = known is not None or last in self.endings or words[0] in self.openings
        outlet = outlet or (single and any(last.endswith(e) and last != e for e in self.paper_suffixes))
        outlet = outlet or shapes.is_period(words, self.periods)
        described = any(
            (w := word.lower()) in self.heads or w in self.crowds or w in STATIONS for word in words
        )
        return RelayKind.OUTLET if outlet or described else None

    def is_known_agency(self, name: str) -> bool:
        """Whether a name's own words show it to be an agency's: "Norpress", "the Orda News Agency"."""
        return replace(self, agencies=relays().agencies).kind(name) is RelayKind.AGENCY

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
        return word in _PAPERS - {"paper"} or before in self.trades or (word == "paper" and before in _SORTS)

    def canonical(self, name: str) -> str:
        """The name that an outlet goes by, without its article: for comparing."""
        bare = phrases.bare(" ".join(name.split()))
        return phrases.bare(self.names.get(bare, bare)).casefold()

    def outlet(self, source: Source) -> str | None:
        """The outlet that a source is, under the name that a chain shows."""
        head = source.head
        if head.pos_ == "PRON":
            return None
        beside = phrases.name_behind(source) if head.lower_ in self.heads else None
        if beside in self.names:
            return self.names[beside or ""]
        own = phrases.words(source)
        if not own:
            return None
        if (known := self._whole(own) or self._known(own)) is not None:
            return known
        text = " ".join(t.text for t in own)
        bare = self._untitled(own)
        if len(bare) == 1 and self.sounds_like_one(bare[0]):
            return str(bare[0].text)
        if own[-1].lower_ in self.shows and (station := self._sender(own)) is not None:
            return station
        if head.lower_ in self.crowds and head.tag_ in {"NNS", "NN"}:
            if any(t.lower_ == "social" for t in own):
                return None  # no mouth of its own
            return phrases.bare(runs.text(own))
        sent = own[: head.i - own[0].i + 1] if head.lower_ in STATIONS else []
        if len(sent) > 1 and (sent[-2].lower_ in _OWNED or sent[-2].pos_ == "PROPN"):
            return phrases.bare(runs.text(sent))  # "state television" in Norland, "Kestrel radio"
        if self._described(own, head):
            behind = phrases.behind_possessive(own) or own  # "Norland's Vesti newspaper"
            return (
                self._named(own)
                or self._named(behind)
                or phrases.name_behind(source)
                or phrases.bare(runs.text(own))
            )
        last = own[-1]
        shaped = last.is_title or last.is_upper
        titled = last.text in self.endings and shaped and len(own) > 1 and own[-2].text[:1].isupper()
        if titled and head.pos_ == "PROPN" and not text.endswith("Press Secretary"):
            return phrases.bare(runs.text(own))
        name = [t.text for t in bare]
        if name and bare[0].text[:1].isupper() and self.shaped(name):
            return runs.text(bare)
        if head.text == "version" or head.text == "edition":  # the Turkish version of the paper
            inner = next((t for t in own if t.i > head.i and self._known([t]) is not None), None)
            behind = [t for t in own if t.i > head.i + 1]
            if inner is not None or (behind and self._known(behind) is not None):
                return phrases.bare(runs.text(own))
        return None

    def shaped(self, name: Sequence[str]) -> bool:
        """Whether a name of several words has the shape of an outlet's."""
        agency = shapes.is_concern(name, self.wires, self.concerns) or name[0] in self.agency_openings
        daily = shapes.is_period(name, self.periods) and name[-1] not in self.bodies
        return len(name) > 1 and (agency or daily)

    def _untitled(self, own: list[Token]) -> list[Token]:
        """What is left behind "the official agency" and "Russia's state news agency"."""
        behind = phrases.behind_possessive(own) or own
        for i, token in enumerate(behind[:-1]):  # "the Lisbon-based agency Norpress"
            if token.lower_ in self.heads or token.lower_ in self.leading:
                named = behind[i + 1 :]
                behind = named if all(t.text[:1].isupper() for t in named) else behind
                break
        while len(behind) > 1 and (behind[0].lower_ in self.titles or behind[0].pos_ in {"ADJ", "DET"}):
            behind = behind[1:]
        return behind

    def _sender(self, own: list[Token]) -> str | None:
        """Whose show it is: "Vox Lagune's breakfast show", "the Unity Television program"."""
        owner = next((i for i, t in enumerate(own) if t.tag_ == "POS"), None)
        words = [t for t in own[: len(own) - 1 if owner is None else owner] if t.lower_ != "the"]
        if not words or not all(t.text[:1].isupper() for t in words):
            return None
        if (known := self._known(words)) is not None:
            return known
        # initials may be anybody's ("the UN's food programme"), unless what is sent is sent by the day
        daily = (
            any(t.text in self.periods or t.lower_ == "breakfast" for t in own[owner:-1]) if owner else False
        )
        last = words[-1].text
        sends = last in self.endings or words[0].text in self.openings or (daily and words[-1].is_upper)
        return runs.text(words) if sends else None

    def sounds_like_one(self, word: Token) -> bool:
        """Whether a single name ends as outlets' names do: "Norpress"."""
        stem = next((s for s in self.suffixes if word.lower_.endswith(s)), None)
        return stem is not None and word.text[:1].isupper() and len(word) > len(stem) + 2

    def generic(self, source: Source) -> bool:
        """Whether a source is "the paper", "the agency": an outlet named before."""
        head = source.head
        before = {c.lower_ for c in head.lefts}
        meant = head.lower_ in self.heads or (head.lower_ in self.shows and "same" in before)
        definite = bool(before & {"the", "that", "this"}) and not any(t.pos_ == "PROPN" for t in head.lefts)
        short = definite and head.tag_ == "NN" and meant and source.last.i - source.first.i < 3
        return short and self.names.get(phrases.name_behind(source) or "") is None

    def press(self, source: Source) -> str | None:
        """What an outlet is called that no word names: "the paper"; nothing where it may be none."""
        words = phrases.words(source)
        told = source.head.lower_ in _PAPERS or any(t.lower_ in {"news", "press"} for t in words)
        return runs.text(words).lower() if told else None

    def _whole(self, own: list[Token]) -> str | None:
        """The known name that a source's words begin: "Al" in "Al-Burj", "the Echo" in "the Echo of Lyss"."""
        doc, end = own[-1].doc, own[-1].i + 1
        if doc[end : end + 1].text not in {"of", "-"}:
            return None
        longer = ([*own, *doc[end : end + size]] for size in range(_NEAR, 1, -1))
        return next((name for words in longer if (name := self._known(words)) is not None), None)

    def _known(self, own: list[Token]) -> str | None:
        """The canonical name where the words, or what is left of them behind titles, are a known name."""
        words = list(own)
        while words:
            written = runs.text(words)
            known = self.names.get(phrases.bare(written))
            if known is not None and (written == known or not phrases.ambiguous(known)):
                return known
            first = words[0]
            described = first.is_lower and first.lower_ not in self.editions
            if first.lower_ in self.titles or described or first.pos_ in {"ADJ", "DET", "PUNCT"}:
                words = words[1:]
            else:
                words = phrases.behind_possessive(words)
        press = next((i for i, t in enumerate(own) if i and t.lower_ in self.heads), len(own))
        behind = self.names.get(phrases.bare(runs.text(own[press + 1 :])))
        if behind is not None or press + 1 != len(own):
            return behind
        front = [t for t in own[:press] if t.lower_ not in self.titles]  # the Norpress agency
        if len(front) == 1 and self.sounds_like_one(front[0]):
            return str(front[0].text)
        return self.names.get(runs.text(front))

    def _described(self, own: list[Token], head: Token) -> bool:
        nouns = {t.text for t in own} & self.heads
        if not nouns or all(
            (word := t.lower_) in self.titles or word in self.heads or word in _POINTING for t in own
        ):
            return False
        pairs = {f"{a.text} {b.text}" for a, b in pairwise(own)}
        news = bool(pairs & self.heads) or bool(nouns & (_PAPERS - {"paper"}))
        return news and (head.lower_ in self.heads or head.pos_ == "PROPN")

    def _named(self, own: list[Token]) -> str | None:
        """The name beside the noun: "the news agency Qwert", "the Vesti newspaper"."""
        best: list[Token] = []
        run: list[Token] = []
        for token in [*own, None]:
            joins = token is not None and bool(run) and runs.links(token, run[-1])
            if token is not None and (joins or (token.text[:1].isupper() and token.pos_ != "DET")):
                run.append(token)
                continue
            paper = token is not None and (token.text in self.heads or token.text in {"news", "press"})
            if paper and run and run[0].i <= own[0].i + 1:
                best = run  # the Vesti newspaper
            elif run and any(t.text in self.heads for t in own if t.i < run[0].i):
                best = run  # the newspaper Vesti
            run = []
        return runs.text(best) if best else None


_WORDS = (
    *(
        "heads",
        "endings",
        "possible_endings",
        "editions",
        "crowds",
        "titles",
        "passing",
        "citing",
        "reasons",
        "trades",
        "carrying",
        "records",
    ),
    *("periods", "wires", "concerns", "numerals", "shows", "leading", "voices"),
    *("agency_heads", "agency_openings", "articles", "openings", "bodies", "speaking", "mouths", "agencies"),
)
STATIONS = frozenset({"television", "tv", "radio"})
"""Nouns behind a broadcaster's name, or its owner's: "Kestrel radio", "state television"."""
_POINTING = frozenset({"same", "this", "that"})
_SORTS = frozenset({"local", "regional", "daily", "weekly", "evening", "morning", "opposition", "national"})
_OWNED = frozenset({"state", "public", "national", "local", "state-run", "state-owned"})
_PAPERS = frozenset(
    "paper newspaper newsletter tabloid broadsheet newswire broadcaster magazine daily weekly".split()
)


@cache
def relays() -> Relays:
    """The relays, loaded once a process."""
    data = load("relays")
    names: dict[str, str] = {}
    for entry in load("outlets")["outlets"]:
        for spelling in (entry["name"], *entry.get("aliases", ())):
            names.setdefault(phrases.bare(str(spelling)), str(entry["name"]))
    for name in data["also"]:
        names.setdefault(phrases.bare(str(name)), str(name))
    words = {part: frozenset(map(str, data[part])) for part in _WORDS}
    return Relays(
        names=names,
        suffixes=tuple(map(str, data["suffixes"])),
        paper_suffixes=tuple(map(str, data["paper_suffixes"])),
        agency_endings=tuple(map(str, data["agency_endings"])),
        seen=(),
        **words,
    )
