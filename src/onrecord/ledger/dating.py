"""Dating across documents: what two reports of one event tell about each other's day.

In: pages, the roll, the groups of copies, the day by which all were in the record. Out: the same
pages with ``published`` as narrow as the whole record allows (basis ``linked``) and with all their
findings resolved again. Invariants: days given or read off a page never move; sets of days only
shrink; a step that would leave no day is not taken but told in the trail; the result does not depend
on the order of the pages.

Two mentions share a day where they speak of the same talks: the same two sides and the same day of
the year, or the same two sides, ordinal and place. Each mention allows the days that its form can
mean under the days on which its document can have been published; the shared day is one that all
documents allow. Where no day suits all of them (a yearly meeting, two series of talks), the fewest
days that explain every document are taken, and a document keeps all that it could mean of those.
Copies of one text are one witness: they never date each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from onrecord.ledger.actors import Roll
from onrecord.ledger.intervals import in_words, width
from onrecord.ledger.mentions import Mention, mentions
from onrecord.ledger.names import fold
from onrecord.ledger.pages import Page
from onrecord.model import Basis, Event, EventKind, Reading, Statement, Status, When
from onrecord.reading import dating as reading_dating
from onrecord.reading.times import Days, day_candidates, publication_candidates, resolve, resolve_form

_FIXED = frozenset({Basis.METADATA, Basis.GIVEN, Basis.STATED})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_DAY = re.compile(r"[<>~]*(" + "|".join(_MONTHS) + r")-(\d\d)")
_TALKS = frozenset({EventKind.ROUND, EventKind.MEETING})
_LIMITS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})
_HELD = frozenset({Status.HAPPENED, Status.ONGOING})
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.UNCONFIRMED})
_SAME_SERIES = 200  # days: talks of one ordinal told within these are of one series
_MOST_STEPS = 24  # rounds of propagation; sets only shrink, so the end comes long before
_MOST_YEARS = 60  # days that are tried as the days of a yearly event
_NAMED = 3  # documents that a trail names

Key = tuple[str, ...]
"""What makes mentions one event: kind, sides, and day of the year or ordinal and place."""


@dataclass(frozen=True)
class _Witness:
    """What one document says about the day of one event."""

    page: int
    form: str | None
    own: Days | None  # where no form is given: the days as they stand
    mention: Mention


def link(
    pages: Sequence[Page], roll: Roll, groups: Mapping[str, str], *, not_after: date | None = None
) -> list[Page]:
    """The pages, in their order, dated through each other.

    ``groups`` gives, for documents that have copies, the id that stands for their group.
    ``not_after`` is the last day on which any of them can have been published.
    """
    ranked = sorted(pages, key=lambda p: p.id)
    solver = _Solver(ranked, roll, groups, not_after)
    solver.run()
    linked = {page.id: solver.linked(i) for i, page in enumerate(ranked)}
    return [linked[page.id] for page in pages]


def redate(reading: Reading, published: When) -> Reading:
    """The reading with every time, event and statement resolved under another day of publication."""
    return replace(
        reading,
        published=published,
        times=resolve(reading.times, published),
        events=tuple(_redated_event(e, published) for e in reading.events),
        statements=tuple(_redated_statement(s, published) for s in reading.statements),
    )


def _redated_event(event: Event, published: When) -> Event:
    moved = event.moved_from
    return replace(
        event,
        when=_resolved(event.when, published),
        moved_from=_resolved(moved, published) if moved is not None else None,
    )


def _redated_statement(statement: Statement, published: When) -> Statement:
    return replace(statement, said=_resolved(statement.said, published))


def _resolved(when: When, published: When) -> When:
    """The same expression under another day of publication; never wider than it was."""
    if when.form is None:
        return when
    new = resolve_form(when.form, published)
    if (new.earliest, new.latest) == (when.earliest, when.latest) or width(new) > width(when):
        return when
    return replace(when, earliest=new.earliest, latest=new.latest, basis=new.basis)


class _Solver:
    """Days for each page, narrowed until nothing changes."""

    def __init__(
        self, pages: Sequence[Page], roll: Roll, groups: Mapping[str, str], not_after: date | None
    ) -> None:
        self._pages = pages
        self._names = [page.name for page in pages]
        self._group = [groups.get(page.id, page.id) for page in pages]
        self._fixed = [p.published.day is not None and p.published.basis in _FIXED for p in pages]
        self._not_after = not_after
        self._days = [self._start(page, fixed) for page, fixed in zip(pages, self._fixed, strict=True)]
        self._first = list(self._days)
        self._trails: list[dict[str, None]] = [{} for _ in pages]
        self._told: dict[tuple[int, str], Days] = {}  # (page, event id) -> days agreed on
        self._roll = roll

    def _start(self, page: Page, fixed: bool) -> Days:
        """The days that the document alone allows."""
        published = page.published
        stated = Days.between(published.earliest, published.latest) if published.known else Days.all()
        if fixed:
            return stated
        days = reading_dating.candidates(published.constraints) & stated if published.constraints else stated
        limited = days & Days.between(None, self._not_after)
        return limited or days

    @cached_property
    def _events(self) -> dict[Key, list[_Witness]]:
        """The witnesses of each event that more than one text tells of, at least one of them undated."""
        number = {page.id: i for i, page in enumerate(self._pages)}
        found: dict[Key, list[_Witness]] = defaultdict(list)
        for mention in mentions(self._pages, self._roll):
            page = number[mention.page.id]
            witness = _Witness(page, _form(mention), _own(mention), mention)
            for key in _keys(mention):
                found[key].append(witness)
        return {key: found[key] for key in sorted(found) if self._worth(found[key])}

    def _worth(self, witnesses: Sequence[_Witness]) -> bool:
        texts = {self._group[w.page] for w in witnesses}
        return len(texts) > 1 and not all(self._fixed[w.page] for w in witnesses)

    def run(self) -> None:
        """Share days between witnesses until nothing changes."""
        for _ in range(_MOST_STEPS):
            before = [days.bits for days in self._days]
            for key, witnesses in self._events.items():
                if key[0] != "series":
                    self._share(key, witnesses)
            for key, witnesses in self._events.items():
                if key[0] == "series":
                    self._order(key, witnesses)
            if before == [days.bits for days in self._days]:
                return

    def linked(self, index: int) -> Page:
        """The page under the days found for it."""
        page, days = self._pages[index], self._days[index]
        trail = (*page.published.trail, *self._trails[index])
        if days.bits == self._first[index].bits and not self._bounded(page, days):
            published = replace(page.published, trail=trail)
            reading = page.reading
        else:
            published = self._published(page, days, trail, linked=days.bits != self._first[index].bits)
            reading = redate(page.reading, published)
        reading = replace(reading, events=tuple(self._agreed(index, event) for event in reading.events))
        return replace(page, reading=reading, published=published)

    def _bounded(self, page: Page, days: Days) -> bool:
        """Whether the day of adding gives an end to an open interval."""
        return self._not_after is not None and page.published.latest is None and days.latest is not None

    def _published(self, page: Page, days: Days, trail: Sequence[str], *, linked: bool) -> When:
        notes = list(trail)
        ranges = days.ranges()
        if linked and 1 < len(ranges) <= 4:
            notes.append("what is left: " + " or ".join(in_words(When(*_open(r, days))) for r in ranges))
        if self._bounded(page, days) and self._not_after is not None and days.latest == self._not_after:
            notes.append(f"it was in the record by {in_words(When(self._not_after, self._not_after))}")
        basis = Basis.LINKED if linked else page.published.basis or Basis.GIVEN
        return replace(
            page.published, earliest=days.earliest, latest=days.latest, basis=basis, trail=tuple(notes)
        )

    def _agreed(self, index: int, event: Event) -> Event:
        """The event with the day on which all its witnesses agree, where that is narrower."""
        days = self._told.get((index, event.id))
        if not days:
            return event
        agreed = When(days.earliest, days.latest)
        if width(agreed) >= width(event.when) or not agreed.meets(event.when):
            return event
        return replace(
            event,
            when=replace(event.when, earliest=agreed.earliest, latest=agreed.latest, basis=Basis.LINKED),
        )

    # sharing the day of one event

    def _share(self, key: Key, witnesses: Sequence[_Witness]) -> None:
        allowed: dict[int, Days] = {}
        for witness in witnesses:
            days = self._allowed(witness)
            held = allowed.get(witness.page)
            both = days if held is None else held & days
            allowed[witness.page] = both or days
        allowed = {page: days for page, days in allowed.items() if days}
        for page in allowed:
            if self._fixed[page]:
                continue
            others = {p: d for p, d in allowed.items() if p == page or self._group[p] != self._group[page]}
            if len(others) < 2:
                continue
            agreed = _explained(list(others.values()), yearly=key[0] != "ordinal")
            if agreed is None:
                continue
            self._narrow(page, key, witnesses, agreed & allowed[page], others)

    def _allowed(self, witness: _Witness) -> Days:
        """The days that the witness's words can mean under the days its document can have."""
        if witness.own is not None:
            return witness.own
        days = self._days[witness.page]
        if witness.form is None or (not days.earliest and not days.latest and len(days) > 20_000):
            return Days.none() if witness.form is None else _yearly(witness.form, days)
        return _yearly(witness.form, days)

    def _narrow(
        self, page: int, key: Key, witnesses: Sequence[_Witness], agreed: Days, others: Mapping[int, Days]
    ) -> None:
        if not agreed:
            return
        days = self._days[page]
        for witness in witnesses:
            if witness.page == page and witness.form is not None:
                left = days & publication_candidates(witness.form, agreed)
                self._told[page, witness.mention.event.id] = agreed
                if left:
                    days = left
                else:
                    self._say(page, f"{self._which(key, others, page)}: this contradicts what it says itself")
        if days.bits != self._days[page].bits:
            self._days[page] = days
            said = next(
                (w.mention.when.text for w in witnesses if w.page == page and w.mention.when.text), None
            )
            words = f"‘{said}’ here: " if said else ""
            self._say(page, f"{words}{self._which(key, others, page)} on {_listed(agreed)}")

    def _which(self, key: Key, others: Mapping[int, Days], page: int) -> str:
        """The event in words, and who else tells of it."""
        names = sorted(self._names[p] for p in others if p != page)
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        sides = " and ".join(self._roll.name(id) for id in key[2:4])
        what = {"ordinal": "round of the same number", "deadline": "deadline"}.get(key[0], "talks")
        return f"the same {what} of {sides} as in {', '.join(names[:_NAMED])}{more}"

    # order: what is planned here is held there

    def _order(self, key: Key, witnesses: Sequence[_Witness]) -> None:
        planned = {w.page for w in witnesses if w.mention.event.status in _AHEAD}
        held = {w.page for w in witnesses if w.mention.event.status in _HELD}
        early, late = planned - held, held - planned
        if not early or not late or not self._one_series(early | late):
            return
        floor = [(d, p) for p in sorted(early) if (d := self._days[p].earliest) is not None]
        ceiling = [(d, p) for p in sorted(late) if (d := self._days[p].latest) is not None]
        for page in sorted(late):
            others = [(d, p) for d, p in floor if self._group[p] != self._group[page]]
            if others:
                day, by = max(others)
                self._bound(page, Days.between(day, None), f"it tells as held what {self._names[by]} plans")
        for page in sorted(early):
            others = [(d, p) for d, p in ceiling if self._group[p] != self._group[page]]
            if others:
                day, by = min(others)
                self._bound(page, Days.between(None, day), f"it plans what {self._names[by]} tells as held")

    def _one_series(self, pages: Iterable[int]) -> bool:
        """Whether all the documents can have been published within one series of talks."""
        firsts = [d for p in pages if (d := self._days[p].earliest) is not None]
        lasts = [d for p in pages if (d := self._days[p].latest) is not None]
        return not firsts or not lasts or max(firsts) - min(lasts) <= timedelta(_SAME_SERIES)

    def _bound(self, page: int, bound: Days, why: str) -> None:
        if self._fixed[page]:
            return
        left = self._days[page] & bound
        if not left:
            self._say(page, f"{why}: this contradicts what it says itself")
        elif left.bits != self._days[page].bits:
            self._days[page] = left
            self._say(page, why)

    def _say(self, page: int, words: str) -> None:
        self._trails[page][words] = None


def _keys(mention: Mention) -> list[Key]:
    """The keys under which other documents may speak of the same event."""
    event = mention.event
    day = _day_of_year(mention)
    keys: list[Key] = []
    if event.kind in _TALKS:
        who = mention.actors if mention.personal else mention.sides
        for a, b in combinations(sorted(who)[:4], 2):
            if day is not None:
                keys.append(("day", day, a, b))
            if event.kind is EventKind.ROUND and event.ordinal is not None and event.place:
                keys.append(("ordinal", f"{event.ordinal} {fold(event.place)}", a, b))
                keys.append(("series", f"{event.ordinal} {fold(event.place)}", a, b))
    elif event.kind in _LIMITS and day is not None:
        setter, addressee = mention.side_of("author"), mention.side_of("addressee")
        if setter and addressee:
            keys.append(("deadline", day, setter, addressee))
    return keys


def _day_of_year(mention: Mention) -> str | None:
    """Month and day, from the words or from the day as it stands."""
    for step in reversed((mention.when.form or "").split()):
        if match := _MONTH_DAY.fullmatch(step):
            return f"{_MONTHS.index(match[1]) + 1:02d}-{match[2]}"
    day = mention.when.day
    return day.isoformat()[5:] if day is not None else None


def _form(mention: Mention) -> str | None:
    return mention.when.form


def _own(mention: Mention) -> Days | None:
    """The days of an event whose words have no form."""
    when = mention.when
    if when.form is not None or not when.known:
        return None
    return Days.between(when.earliest, when.latest)


def _yearly(form: str, days: Days) -> Days:
    return day_candidates(form, days)


def _explained(allowed: Sequence[Days], *, yearly: bool) -> Days | None:
    """The days on which the event was, if it was as few times as the documents allow.

    ``None`` where nothing follows: more than three days would be needed, or (not ``yearly``) more
    than one, since then the documents may as well speak of different talks.
    """
    common = allowed[0]
    for days in allowed[1:]:
        common = common & days
    if common:
        return common
    if not yearly:
        return None
    distinct = list({days.bits: days for days in allowed}.values())
    forced = Days.none()
    for days in distinct:
        if len(days) == 1:
            forced = forced | days
    open_sets = [days for days in distinct if not days & forced]
    if not open_sets:
        return forced
    choices = Days.none()
    for days in open_sets:
        choices = choices | days
    if len(choices) > _MOST_YEARS:
        return None
    for size in (1, 2):
        hitting = Days.none()
        for chosen in combinations(choices, size):
            picked = Days.of(chosen)
            if all(days & picked for days in open_sets):
                hitting = hitting | picked
        if hitting:
            return forced | hitting
    return None


def _open(span: tuple[date, date], days: Days) -> tuple[date | None, date | None]:
    """A range with an end opened where the set has none there."""
    first, last = span
    return (
        None if days.earliest is None and (first, last) == days.ranges()[0] else first,
        None if days.latest is None and (first, last) == days.ranges()[-1] else last,
    )


def _listed(days: Days) -> str:
    """A set of days in words; its ends where it has many parts."""
    ranges = days.ranges()
    if len(ranges) > 4:
        return in_words(When(days.earliest, days.latest))
    return " or ".join(in_words(When(*_open(r, days))) for r in ranges)
