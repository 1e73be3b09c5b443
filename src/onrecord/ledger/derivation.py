"""The derivation of a ledger: one question put to some documents, each view made when it is first asked for.

In: documents, in any order, and a question. Out: the views of a :class:`Ledger`. Invariants: the order of
the documents changes nothing; what traces were kept from before changes nothing but the time that it takes; a
view is the same whichever views were asked for before it.

Documents that have to do with each other are a circle. A circle is dated, and its chapter of the ledger made,
by itself; the views are the chapters, put together. Of a record that has grown only the chapters of those
circles are made that the new documents are in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property
from itertools import chain
from operator import itemgetter
from typing import Any

import msgspec

from onrecord.ledger import actors, dating
from onrecord.ledger.actors import Decided, Roll, register
from onrecord.ledger.asof import Selection, select
from onrecord.ledger.chapters import ITEMS, ROWS, SETS, Chapter, Row, Rows, place_of, unpacked
from onrecord.ledger.circles import REFERENCES, Circle, circles, references, sealed
from onrecord.ledger.copies import Copies
from onrecord.ledger.issues import Issues
from onrecord.ledger.issues import shipped as shipped_issues
from onrecord.ledger.leaves import Leaf, Leaves, Library
from onrecord.ledger.pages import Given, Page
from onrecord.ledger.repeats import Repeats
from onrecord.ledger.terms import PHRASES, TERMS, Phrase, Phrases, plain, terms, usages
from onrecord.ledger.traces import Traces, digest
from onrecord.ledger.usages import items
from onrecord.ledger.usages import order as order_of_wording
from onrecord.model import (
    ALL_LEVELS,
    Basis,
    Decision,
    DecisionKind,
    Fact,
    Ledger,
    Level,
    Party,
    Wording,
)
from onrecord.quiet import quiet
from onrecord.reading.facts import shipped

VIEWS = tuple(field.name for field in fields(Ledger))
"""The names of the views: the fields of a ledger."""

_OF_ALL = frozenset({"as_of", "left_out", "facts", "decisions", "actors", "wording"})
"""Views that are more than their chapters put together."""


@dataclass(frozen=True)
class Question:
    """What is asked. The fields are those of :func:`onrecord.ledger.build`.

    ``not_after`` holds for documents of which no day of adding is given.
    """

    as_of: str | date | None = None
    not_after: date | None = None
    issues: Issues | None = None
    facts: Collection[Fact] = ()
    dates_from: Set[Level] = ALL_LEVELS
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True)
class _Part:
    """A circle, and how to make its chapter."""

    circle: Circle
    chapter: Callable[[], Chapter]


class Derivation:
    """The views of one ledger. ``traces`` take in what is worth keeping for the next derivation."""

    def __init__(
        self,
        given: Iterable[Given] | Library,
        question: Question,
        repeats: Repeats,
        traces: Traces | None = None,
    ) -> None:
        self._given = given
        self._question = question
        self._repeats = repeats
        self.traces = traces or Traces()
        self._made: dict[int, list[Rows]] = {}

    def views(self, names: Collection[str] = VIEWS) -> dict[str, object]:
        """The views asked for, by name. Raises :class:`UsageError` for an ``as_of`` that means nothing."""
        with quiet():
            return {
                name: getattr(self, f"_{name}") if name in _OF_ALL else tuple(self._items(name))
                for name in names
            }

    def packed(self, names: Collection[str]) -> dict[str, object]:
        """The views asked for; of lists of items, as far as chapters are kept, lists of their JSON."""
        with quiet():
            return {name: self._view(name) for name in names}

    def pages(self) -> list[Page]:
        """The documents under the days found for them, in the record's order."""
        with quiet():
            return self._chosen.pages

    # What all views rest on

    @cached_property
    def _leaves(self) -> Leaves:
        return Leaves(self._given, self._repeats, self.traces, self._question.not_after)

    @cached_property
    def _copies(self) -> Copies:
        return Copies(self._leaves, self.traces)

    @cached_property
    def _who(self) -> Decided:
        """Who is who in the whole record."""
        decisions, leaves = self._question.decisions, self._leaves
        divides = any(d.in_force and d.kind is DecisionKind.SPLIT for d in decisions)
        if self.traces.keeping and not divides:
            return actors.decide_among(register.entries(leaves, self.traces), decisions)
        ids = [leaf.id for leaf in leaves.listed]
        leaves.open(ids)
        decided = actors.decide([leaves.page(id) for id in ids], decisions)
        leaves.divided(decided.pages)
        return decided

    @cached_property
    def _known(self) -> tuple[Fact, ...]:
        return (*self._question.facts, *shipped())

    @cached_property
    def _issues(self) -> Issues:
        return self._question.issues or shipped_issues()

    @cached_property
    def _circles(self) -> list[Circle]:
        roll, leaves = self._who.roll, self._leaves  # the roll first: it may divide pages
        named = ((leaf.id, leaves.item("named", leaf, references, REFERENCES)) for leaf in leaves.listed)
        return circles(named, roll, self._copies.group_of())

    @cached_property
    def _dated(self) -> Callable[[Circle], dating.Dated]:
        @cache
        def dated(circle: Circle) -> dating.Dated:
            self._leaves.open(circle.documents)
            found = dating.link(
                [self._leaves.page(id) for id in circle.documents],
                self._who.roll,
                self._copies.group_of(),
                facts=self._known,
                levels=self._question.dates_from,
                traces=self.traces,
            )
            return replace(found, pages=sorted(found.pages, key=place_of))

        return dated

    @cached_property
    def _chosen(self) -> Selection:
        pages = chain.from_iterable(self._dated(circle).pages for circle in self._circles)
        return select(sorted(pages, key=place_of), self._question.as_of)

    @cached_property
    def _here(self) -> Decided:
        """The pages that count, in the record's order, and who is who in them."""
        chosen = self._chosen.pages
        if len(chosen) < len(self._leaves.listed):
            return actors.decide(chosen, self._question.decisions)
        return replace(self._who, pages=chosen)  # who is who does not hang on days

    # Chapters

    @cached_property
    def _parts(self) -> list[_Part]:
        """The circles of the documents that count, and how their chapters are made."""
        if self._question.as_of is None:
            return [_Part(circle, self._told_of(circle)) for circle in self._circles]
        pages = {page.id: page for page in self._here.pages}
        named = [(id, references(pages[id])) for id in sorted(pages)]
        found = circles(named, self._here.roll, self._copies.group_of())
        return [_Part(circle, self._told_here(circle, pages)) for circle in found]

    def _told_of(self, circle: Circle) -> Callable[[], Chapter]:
        """The chapter of a circle of all documents."""

        @cache
        def chapter() -> Chapter:
            dated = self._dated(circle)
            return self._chapter(dated.pages, self._who.roll, dated.used)

        return chapter

    def _told_here(self, circle: Circle, pages: Mapping[str, Page]) -> Callable[[], Chapter]:
        """The chapter of a circle of those documents that count as of a day."""

        @cache
        def chapter() -> Chapter:
            here = sorted((pages[id] for id in circle.documents), key=place_of)
            return self._chapter(here, self._here.roll, self._used_in_all)

        return chapter

    @cached_property
    def _used_in_all(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self._dated(circle).used for circle in self._circles))

    def _chapter(self, pages: Sequence[Page], roll: Roll, used: Set[str]) -> Chapter:
        return Chapter(pages, roll, self._copies.originals(pages), self._issues, used, self.traces)

    def _rows(self, name: str) -> list[Row]:
        """The rows of a view, in order: those of all chapters."""
        number = next(n for n, together in enumerate(SETS) if name in together)
        if number not in self._made:
            self._made[number] = [self._rows_of(part, number) for part in self._parts]
            if self._keeps:
                self.traces.only(f"chapter {number}", {part.circle.key for part in self._parts})
        return sorted(chain.from_iterable(rows[name] for rows in self._made[number]), key=itemgetter(0))

    @property
    def _keeps(self) -> bool:
        """Whether chapters are kept: those of a question about the past are asked for but once."""
        return self.traces.keeping and self._question.as_of is None

    def _rows_of(self, part: _Part, number: int) -> Rows:
        """The views of a set that one chapter has, as they were kept or are made now."""
        if not self._keeps:
            return part.chapter().rows(SETS[number])
        made_from = sealed(part.circle, self._sealing(part.circle))

        def make() -> bytes:
            chapter = part.chapter()
            if number and 0 not in self._made:
                known = self.traces.find("chapter 0", part.circle.key, made_from)
                chapter.knows(unpacked(ROWS.unpack(known)) if known is not None else {})
            return ROWS.pack(chapter.rows(SETS[number]))

        return ROWS.unpack(self.traces.of(f"chapter {number}", part.circle.key, made_from, make))

    def _sealing(self, circle: Circle) -> Iterator[object]:
        """What a chapter rests on, but for who is who."""
        leaves = [self._leaf[id] for id in circle.documents]
        yield self._asked
        yield b"".join(leaf.digest for leaf in leaves)
        yield " ".join(str(leaf.added) for leaf in leaves)

    @cached_property
    def _asked(self) -> bytes:
        """A digest of what in the question bears on chapters."""
        roll, told = self._who.roll, [fact.event for fact in self._known if fact.event is not None]
        sides = [(roll.id(p.actor, p.name), roll.side(p.actor, p.name)) for e in told for p in e.participants]
        asked = (*sorted(self._question.dates_from), *map(msgspec.json.encode, self._known))
        return digest("asked 1", "", (*asked, *sides, *self._issues.expressions))

    @cached_property
    def _leaf(self) -> dict[str, Leaf]:
        return {leaf.id: leaf for leaf in self._leaves.listed}

    # The views

    def _view(self, name: str) -> object:
        """A view; of one that is the same as all its chapters, where they are kept, a list of JSON."""
        if name in _OF_ALL:
            return getattr(self, f"_{name}")
        found = [item for _, item in self._rows(name)]
        return found if self._keeps else tuple(found)

    @property
    def _as_of(self) -> str | None:
        """The day or document asked for."""
        return None if self._question.as_of is None else self._chosen.as_of

    @property
    def _left_out(self) -> tuple[str, ...]:
        """The documents of which nothing fixes the earliest day."""
        return () if self._question.as_of is None else self._chosen.left_out

    @cached_property
    def _wording(self) -> tuple[Wording, ...]:
        """What outlets name differently: terms over all documents, the rest in its chapters."""
        order = [report.id for report in self._items("reports")]
        leaves = [self._leaf[id] for id in order]
        used = [self._leaves.item("terms", leaf, terms, TERMS) for leaf in leaves]

        def without_quotes(wanted: Sequence[Phrase]) -> Iterator[Phrases]:
            for leaf in leaves:
                yield self._leaves.item("plain", leaf, lambda page: plain(page, wanted), PHRASES, *wanted)

        found = (*items(usages(used, without_quotes)), *self._items("wording"))
        return tuple(sorted(found, key=order_of_wording))

    @cached_property
    def _actors(self) -> tuple[Party, ...]:
        """Who takes part."""
        roll = self._who.roll if self._question.as_of is None else self._here.roll
        return roll.parties(actors.together(self._items("present")))

    @property
    def _facts(self) -> tuple[Fact, ...]:
        """The facts that the user gave, and those on which a day rests."""
        used = set(self._items("used"))
        return tuple(f for f in self._known if f.basis is Basis.GIVEN or f.id in used)

    @property
    def _decisions(self) -> tuple[Decision, ...]:
        """The decisions in force, and whether they found what they speak of."""
        idle = self._who.idle
        return tuple(replace(d, idle=d.id in idle) for d in self._question.decisions if d.in_force)

    def _items(self, name: str) -> list[Any]:
        """The items of a view that chapters have."""
        return [_item(name, item) for _, item in self._rows(name)]


def _item(name: str, item: Any) -> Any:
    return msgspec.json.decode(item, type=ITEMS[name]) if isinstance(item, msgspec.Raw) else item
