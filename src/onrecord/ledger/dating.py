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
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from onrecord.ledger.actors import Roll
from onrecord.ledger.extents import Extents
from onrecord.ledger.intervals import in_words, width
from onrecord.ledger.mentions import Mention, mentions
from onrecord.ledger.names import same_place
from onrecord.ledger.pages import Page
from onrecord.ledger.rounds import counted, whole_parties
from onrecord.model import Basis, Event, EventKind, Reading, Statement, Status, When
from onrecord.reading import dating as reading_dating
from onrecord.reading.times import Days, resolve, resolve_form

_FIXED = frozenset({Basis.METADATA, Basis.GIVEN, Basis.STATED})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_DAY = re.compile(r"[<>~]*(" + "|".join(_MONTHS) + r")-(\d\d)")
_BACKWARD = re.compile(r"<+(?=[A-Z][a-z]{2}-\d\d)")
_WEEKDAY = re.compile(r"<(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
_DAYS = frozenset({"day", "deadline"})
_TALKS = frozenset({EventKind.ROUND, EventKind.MEETING})
_LIMITS = frozenset({EventKind.DEADLINE, EventKind.ULTIMATUM})
_HELD = frozenset({Status.HAPPENED, Status.ONGOING})
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.UNCONFIRMED})
_SIDES = 4  # of one event that are paired to find it again
_SAME_SERIES = 200  # days: talks of one ordinal told within these are of one series
_MOST_STEPS = 24  # rounds of propagation; sets only shrink, so the end comes long before
_MOST_YEARS = 60  # days that are tried as the days of a yearly event
_DATED = 7  # days: an interval no wider dates a printing
_NAMED = 3  # documents that a trail names

Key = tuple[str, ...]
"""What makes mentions one event: kind, sides, and day of the year or ordinal and place."""


@dataclass(frozen=True)
class _Witness:
    """What one document says about the day of one event."""

    page: int
    mention: Mention
    old: bool = False  # whether it is about the day from which the event was moved

    @property
    def when(self) -> When:
        """The day that it tells."""
        return (self.mention.event.moved_from if self.old else None) or self.mention.when

    @property
    def form(self) -> str | None:
        """The expression's anchor-free meaning; without direction where the tense misled about it.

        "The round that was to open on June 2" is told in the past, before that day or after it.
        """
        form = self.when.form
        if form is not None and (self.old or self.mention.event.status not in _HELD) and "<" in form:
            return _BACKWARD.sub("~", form)
        return form

    @property
    def held(self) -> bool:
        """Whether talks are told as held or going on (a deadline that stands has only been set)."""
        event = self.mention.event
        return event.kind in _TALKS and event.status in _HELD and not self.old

    @property
    def distance(self) -> int:
        """How many days after the event the report must be.

        One that names its own news by the weekday would do so with an event of that day or the day
        before; what it names by its date lies farther back.
        """
        dated = _MONTH_DAY.fullmatch((self.form or "").split(" ")[-1]) is not None
        weekdays = any(_WEEKDAY.match(t.form or "") for t in self.mention.page.reading.times)
        return 2 if dated and weekdays else 0

    @property
    def ahead(self) -> bool:
        """Whether the event is told as still to come, and not in words about the past."""
        return self.mention.event.status in _AHEAD and not self.old and "<" not in (self.when.form or "")


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
        possible=tuple(_redated_statement(s, published) for s in reading.possible),
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
        self._extents = Extents(_union(d for d, f in zip(self._days, self._fixed, strict=True) if not f))
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
    def _events(self) -> list[tuple[Key, list[_Witness]]]:
        """The witnesses of each event that more than one text tells of, at least one of them undated."""
        number = {page.id: i for i, page in enumerate(self._pages)}
        found: dict[Key, list[_Witness]] = defaultdict(list)
        told = mentions(self._pages, self._roll)
        parties = whole_parties([m for m in told if m.event.kind is EventKind.ROUND])
        for mention in told:
            page, sides = number[mention.page.id], parties.get(mention.event.id, mention.sides)
            for key in _keys(mention, mention.when, sides):
                found[key].append(_Witness(page, mention))
            if mention.event.moved_from is not None:
                for key in _keys(mention, mention.event.moved_from, sides):
                    if key[0] in _DAYS:
                        found[key].append(_Witness(page, mention, old=True))
        apart = [(key, part) for key in sorted(found) for part in _by_place(key, found[key])]
        return [(key, part) for key, part in apart if self._worth(part)]

    def _worth(self, witnesses: Sequence[_Witness]) -> bool:
        texts = {self._group[w.page] for w in witnesses}
        return len(texts) > 1 and not all(self._fixed[w.page] for w in witnesses)

    def run(self) -> None:
        """Share days between witnesses until nothing changes; only what has changed is looked at again."""
        pages_of = [frozenset(w.page for w in witnesses) for _, witnesses in self._events]
        changed = frozenset(range(len(self._pages)))
        for _ in range(_MOST_STEPS):
            before = [days.bits for days in self._days]
            for (key, witnesses), pages in zip(self._events, pages_of, strict=True):
                if pages & changed:
                    if key[0] == "series":
                        self._order(witnesses)
                    else:
                        self._share(key, witnesses)
            self._bound_copies()
            now = enumerate(self._days)
            changed = frozenset(i for i, days in now if days.bits != before[i])
            if not changed:
                return

    def _bound_copies(self) -> None:
        """A copy without a day of its own is no older than the first dated printing of its text."""
        first: dict[str, tuple[date, str]] = {}
        for page, days in enumerate(self._days):
            day, last = days.earliest, days.latest
            if day is not None and last is not None and (last - day).days <= _DATED:
                group = self._group[page]
                first[group] = min(first.get(group, (day, self._names[page])), (day, self._names[page]))
        for page, group in enumerate(self._group):
            if group in first and not self._fixed[page]:
                day, name = first[group]
                words = f"it repeats {name} of {in_words(When(day, day))}"
                if name != self._names[page]:
                    self._bound(page, Days.between(day, None), words)

    def linked(self, index: int) -> Page:
        """The page under the days found for it."""
        page, days = self._pages[index], self._days[index]
        trail = tuple(dict.fromkeys((*page.published.trail, *self._trails[index])))
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
            both = days & allowed.get(witness.page, days)
            allowed[witness.page] = both or days
        allowed = {page: days for page, days in allowed.items() if days}
        if key[0] == "ordinal":
            self._after(key, witnesses, allowed)
        if len(allowed) < 2:
            return
        texts = Counter(self._group[page] for page in allowed)
        yearly = key[0] != "ordinal"
        agreed = _explained(list(allowed.values()), yearly=yearly)
        for page in allowed:
            others, shared = allowed, agreed
            if texts[self._group[page]] > 1:  # copies of its own text are no other witnesses
                others = {
                    p: d for p, d in allowed.items() if p == page or self._group[p] != self._group[page]
                }
                shared = _explained(list(others.values()), yearly=yearly)
            if not self._fixed[page] and len(others) > 1 and shared is not None:
                self._narrow(page, key, witnesses, shared & allowed[page], others)

    def _after(self, key: Key, witnesses: Sequence[_Witness], allowed: Mapping[int, Days]) -> None:
        """A report that tells a round as held, but not when, comes after the day that others give it."""
        if not allowed or not self._one_series({w.page for w in witnesses}):
            return
        agreed = _explained(list(allowed.values()), yearly=False)
        day = agreed.earliest if agreed else None
        for witness in witnesses if day is not None else ():
            others = {p: d for p, d in allowed.items() if self._group[p] != self._group[witness.page]}
            if witness.held and witness.page not in allowed and others and day is not None:
                told = f"{self._which(key, others, witness.page)}, told as held"
                words = f"{told}: not before {in_words(When(day, day))}"
                self._bound(witness.page, Days.between(day, None), words)

    def _allowed(self, witness: _Witness) -> Days:
        """The days that the witness's words can mean under the days its document can have."""
        when = witness.when
        if self._fixed[witness.page] or witness.form is None:
            return Days.between(when.earliest, when.latest) if when.known else Days.none()
        return self._extents.meant(witness.form, self._days[witness.page])

    def _narrow(
        self, page: int, key: Key, witnesses: Sequence[_Witness], agreed: Days, others: Mapping[int, Days]
    ) -> None:
        if not agreed:
            return
        days = self._days[page]
        said = ""
        for witness in witnesses:
            if witness.page != page:
                continue
            if not witness.old:
                self._told[page, witness.mention.event.id] = agreed
            left = days & self._under(witness, agreed)
            if not left:
                self._say(page, f"{self._which(key, others, page)}: this contradicts what it says itself")
                continue
            if left.bits != days.bits:
                said = said or witness.when.text or ""
            days = left
        if days.bits != self._days[page].bits:
            self._days[page] = days
            words = f"‘{said}’ is the day of " if said else ""
            self._say(page, f"{words}{self._which(key, others, page)}: {_listed(agreed)}")

    def _under(self, witness: _Witness, agreed: Days) -> Days:
        """The days of publication under which the witness can say what it says of those days."""
        days = self._extents.published(witness.form, agreed) if witness.form else Days.all()
        if witness.held and agreed.earliest is not None:
            return days & Days.between(agreed.earliest + timedelta(witness.distance), None)
        if witness.ahead:
            return days & Days.between(None, agreed.latest)
        return days

    def _which(self, key: Key, others: Mapping[int, Days], page: int) -> str:
        """The event in words, and who else tells of it."""
        ranked = sorted((len(days), self._names[p]) for p, days in others.items() if p != page)
        names = [name for _, name in ranked]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        if key[0] == "deadline":
            way, _, side = key[2].partition(" ")
            what = f"deadline set {way} {self._roll.name(side)}"
        else:
            sides = " and ".join(self._roll.name(id) for id in key[2:4])
            what = f"round {key[1]} of {sides}" if key[0] == "ordinal" else f"talks of {sides}"
        return f"the same {what} as in {', '.join(names[:_NAMED])}{more}"

    # order: what is planned here is held there

    def _order(self, witnesses: Sequence[_Witness]) -> None:
        planned = {w.page for w in witnesses if w.ahead}
        held = {w.page for w in witnesses if w.held}
        early, late = planned - held, held - planned
        if not early or not late or not self._one_series(early | late):
            return
        floor = [(d, w.page) for w in witnesses if w.page in early and (d := self._not_before(w))]
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

    def _not_before(self, plan: _Witness) -> date | None:
        """The day before which what is planned was not held: the planned day, else that of the report."""
        days = [self._days[plan.page].earliest, self._allowed(plan).earliest if plan.form else None]
        return max((d for d in days if d is not None), default=None)

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


def _keys(mention: Mention, when: When, sides: frozenset[str]) -> list[Key]:
    """The keys under which other documents may speak of the same event."""
    event = mention.event
    day = _day_of_year(when)
    keys: list[Key] = []
    if event.kind in _TALKS:
        who = mention.actors if mention.personal else sides
        pairs = list(combinations(sorted(who)[:_SIDES], 2))
        if day is not None:
            keys += [("day", day, a, b) for a, b in pairs]
        if event.kind is EventKind.ROUND:
            if event.ordinal is not None:
                keys += [("ordinal", str(event.ordinal), a, b) for a, b in pairs]
            keys += [("series", str(n), a, b) for n in _ordinals(mention) for a, b in pairs]
    elif event.kind in _LIMITS and day is not None:
        ends = (("by", mention.side_of("author")), ("on", mention.side_of("addressee")))
        keys += [("deadline", day, f"{way} {side}") for way, side in ends if side]
    return keys


def _day_of_year(when: When) -> str | None:
    """Month and day, from the words or from the day as it stands."""
    for step in reversed((when.form or "").split()):
        if match := _MONTH_DAY.fullmatch(step):
            return f"{_MONTHS.index(match[1]) + 1:02d}-{match[2]}"
    return when.day.isoformat()[5:] if when.day is not None else None


def _ordinals(mention: Mention) -> Sequence[int]:
    """The rounds that the mention tells of by number; a count of held rounds tells of each."""
    if mention.event.ordinal is not None:
        return (mention.event.ordinal,)
    return range(1, counted(mention) + 1)


def _by_place(key: Key, witnesses: Sequence[_Witness]) -> list[list[_Witness]]:
    """Witnesses that can mean one event by its place, as different series of talks have different ones.

    A witness that names no place goes with the only one that there is.
    """
    if key[0] not in ("ordinal", "series"):
        return [list(witnesses)]
    parts: list[tuple[str, list[_Witness]]] = []
    for witness in witnesses:
        place = witness.mention.event.place
        if place is None:
            continue
        part = next((p for named, p in parts if same_place(named, place)), None)
        if part is None:
            part = []
            parts.append((place, part))
        part.append(witness)
    if len(parts) < 2:
        return [list(witnesses)]
    return [part for _, part in parts]


def _union(sets: Iterable[Days]) -> Days:
    bits = 0
    for days in sets:
        bits |= days.bits
    return Days(bits)


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
