"""The cast of one document: its actors, and who is meant where.

In: the mentions that the stage found. Out: answers. Invariants: mentions are sorted by place; the
mentions of one actor do not overlap; every span lies inside the text; what is open is ``None``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.model import Actor, Span
from onrecord.reading.actors.words import NOMINAL, Words


class Form(StrEnum):
    """How an actor is mentioned."""

    NAME = "name"  # "Maria Lopez", "the Kremlin", with the title before it
    ADJECTIVE = "adjective"  # "Iranian"
    DESCRIPTION = "description"  # "the minister", "both sides"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. ``span`` has the title in it, ``name`` only the name; ``head`` is where its head starts.

    ``actors`` are ids: one, or several for "both sides" and "they". ``acts`` is false where the
    name is a place in this sentence. ``inner`` marks a mention that is part of another's
    description ("Ukraine" in "Ukraine's foreign minister").
    """

    span: Span
    name: Span
    head: int
    actors: tuple[str, ...]
    form: Form
    acts: bool = True
    inner: bool = False


@dataclass(frozen=True)
class Cast:
    """The actors of a document and their mentions.

    ``places`` are the spans of place names with their canonical names, sorted. ``strangers`` are the
    pronouns that mean somebody without a name, each with the noun that tells of them first ("aide").
    """

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[tuple[Span, str], ...] = ()
    strangers: tuple[tuple[Span, Span], ...] = ()
    _words: tuple[Words, ...] = field(default=(), repr=False)
    _by_id: dict[str, Actor] = field(init=False, repr=False, compare=False)
    _met: dict[Span, Span] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, str] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)
    _lines: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_by_id", {actor.id: actor for actor in self.actors})
        put(self, "_met", dict(self.strangers))
        names: dict[str, str] = {}
        for actor in self.actors:
            for name in (actor.name, actor.id, *actor.aliases):
                names.setdefault(_key(name), actor.id)
        put(self, "_by_name", names)
        put(self, "_starts", [m.span.start for m in self.mentions])
        put(self, "_longest", max((m.span.end - m.span.start for m in self.mentions), default=0))
        put(self, "_lines", [words.starts[0] if words.starts else 0 for words in self._words])

    def actor(self, id_: str | None) -> Actor | None:
        """The actor with this id."""
        return self._by_id.get(id_) if id_ is not None else None

    def named(self, name: str) -> Actor | None:
        """The actor with this name, in any spelling met in the document."""
        return self.actor(self._by_name.get(_key(name)))

    def at(self, span: Span) -> Actor | None:
        """Whom a name, description or pronoun refers to; ``None`` where that is open.

        The span may be a whole noun phrase; its head decides.
        """
        mention = self.mention_at(span)
        return self.actor(mention.actors[0]) if mention is not None and len(mention.actors) == 1 else None

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that a noun phrase amounts to, by its head."""
        inside = [m for m in self._near(span) if m.span.overlaps(span)]
        for mention in inside:
            if span in (mention.span, mention.name):
                return mention
        words, roots = self._roots(span)
        if words is None:
            return None
        found = [m for m in (self._innermost(inside, words.starts[root]) for root in roots) if m is not None]
        if roots:
            distinct = {m.actors for m in found}
            return found[0] if len(found) == len(roots) and len(distinct) == 1 else None
        outer = [m for m in inside if span.contains(m.name) and not m.inner and m.acts]
        return outer[0] if len({m.actors for m in outer}) == 1 else None

    def stranger(self, pronoun: Span) -> Span | None:
        """The noun of the unnamed person or group that a pronoun means, where it first stands."""
        return self._met.get(pronoun)

    def acts(self, span: Span) -> bool:
        """Whether the name that a noun phrase amounts to acts here; false for places and what is open."""
        mention = self.mention_at(span)
        return mention is not None and mention.acts

    def mentions_in(self, span: Span) -> list[tuple[Span, Actor]]:
        """Who takes part within a span, in order, pronouns included.

        Left out are names used as places and names inside another's description. "Both sides"
        gives one pair a side, with the same span.
        """
        out = []
        for mention in self._near(span):
            if span.contains(mention.name) and mention.acts and not mention.inner:
                for id_ in mention.actors:
                    out.append((mention.span, self._by_id[id_]))
        return out

    def places_in(self, span: Span) -> list[tuple[Span, str]]:
        """Place names within a span with their canonical names: "Istanbul, Turkey" is "Istanbul"."""
        i = bisect_left(self.places, (Span(span.start, 0), ""))
        out = []
        while i < len(self.places) and self.places[i][0].start < span.end:
            if self.places[i][0].end <= span.end:
                out.append(self.places[i])
            i += 1
        return out

    def _near(self, span: Span) -> Iterable[Mention]:
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return self.mentions[first:last]

    @staticmethod
    def _innermost(mentions: Iterable[Mention], offset: int) -> Mention | None:
        """The shortest mention that covers a character."""
        covering = [m for m in mentions if m.span.start <= offset < m.span.end]
        return min(covering, key=lambda m: m.span.end - m.span.start, default=None)

    def _roots(self, span: Span) -> tuple[Words | None, list[int]]:
        """The nominal heads of a span: the tokens that hang on something outside it, and their conjuncts."""
        at = bisect_right(self._lines, span.start) - 1
        if at < 0:
            return None, []
        words = self._words[at]
        first, end = words.covering(span)
        tops = [i for i in range(first, end) if not first <= words.head[i] < end or words.head[i] == i]
        tops = [i for i in tops if words.tag[i] in NOMINAL or words.tag[i] in _PRONOUNS]
        roots = tops[:1]
        if roots:
            roots += [
                i for i in range(roots[0] + 1, end) if words.dep[i] == "conj" and words.head[i] in roots
            ]
        return words, roots


_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT", "CD", "JJ"})


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).lower().removeprefix("the ")
