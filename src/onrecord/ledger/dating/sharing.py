"""Sharing: the day of one event, which is one that all who tell of it allow.

In: the witnesses of one event and the sheet. Out: narrower days for the documents among them. Invariants:
copies of one text are one witness, and never date each other; where the fewest days that explain every
witness are not few, nothing follows.

Each witness allows the days that its form can mean under the days on which its document can have been
published. Where no day suits all of them (a yearly meeting, two series of talks), the fewest days that
explain every document are taken, and a document keeps all that it could mean of those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from itertools import combinations, islice

from onrecord.ledger.actors import Roll
from onrecord.ledger.dating.ordering import one_series
from onrecord.ledger.dating.sheet import SHOWN, Sheet, named
from onrecord.ledger.dating.witnesses import DATED, Key, Witness
from onrecord.ledger.dating.words import listed
from onrecord.ledger.extents import Extents
from onrecord.ledger.intervals import in_words
from onrecord.model import Level, When
from onrecord.reading.times import Days

_MOST_YEARS = 60  # days that are tried as the days of a yearly event


class Sharing:
    """One event after another, on one sheet."""

    def __init__(self, sheet: Sheet, extents: Extents, roll: Roll) -> None:
        self._sheet = sheet
        self._extents = extents
        self._roll = roll

    def share(self, key: Key, witnesses: Sequence[Witness]) -> None:
        """Narrow the documents that tell of the event of ``key`` by each other."""
        sheet = self._sheet
        allowed: dict[int, Days] = {}
        for witness in witnesses:
            days = self.allowed(witness)
            both = days & allowed.get(witness.page, days)
            allowed[witness.page] = both or days
        allowed = {page: days for page, days in allowed.items() if days}
        if key[0] == "ordinal":
            self._after(key, witnesses, allowed)
        if len(allowed) < 2:
            return
        others = _Others(sheet, allowed, yearly=key[0] in DATED)
        here: dict[int, list[Witness]] = defaultdict(list)
        for witness in witnesses:
            here[witness.page].append(witness)
        for page in allowed:
            if not sheet.fixed[page] and (shared := others.explained(page)):
                agreed = shared & allowed[page]
                if agreed:
                    what = self._which(key, others.nearest(page), others.count(page))
                    self.narrow(page, here[page], agreed, what, Level.LINKED)

    def _after(self, key: Key, witnesses: Sequence[Witness], allowed: Mapping[int, Days]) -> None:
        """A report that tells a round as held, but not when, comes after the day that others give it."""
        sheet = self._sheet
        if not allowed or not one_series(sheet, {w.page for w in witnesses}):
            return
        agreed = explained(list(allowed.values()), yearly=False)
        day = agreed.earliest if agreed else None
        if day is None:
            return
        others = _Others(sheet, allowed, yearly=False)
        for witness in witnesses:
            page = witness.page
            if (
                witness.held
                and page not in allowed
                and not sheet.fixed[page]
                and (count := others.count(page))
            ):
                told = f"{self._which(key, others.nearest(page), count)}, told as held"
                words = f"{told}: not before {in_words(When(day, day))}"
                sheet.bound(page, Days.between(day, None), words, Level.LINKED)

    def allowed(self, witness: Witness) -> Days:
        """The days that the witness's words can mean under the days its document can have."""
        when = witness.when
        if self._sheet.fixed[witness.page] or witness.form is None:
            return Days.between(when.earliest, when.latest) if when.known else Days.none()
        return self._extents.meant(witness.form, self._sheet.days[witness.page])

    def narrow(self, page: int, witnesses: Sequence[Witness], agreed: Days, what: str, level: Level) -> bool:
        """Keep the days of publication under which the page's witnesses can mean the days agreed on.

        ``what`` names the event and who else tells of it. Returns whether the page has become narrower.
        """
        sheet = self._sheet
        days = sheet.days[page]
        said = ""
        for witness in witnesses:
            left = days & self.under(witness, agreed)
            if not left:
                sheet.say(page, f"{what}, {listed(agreed)}: this contradicts what it says itself")
                continue
            if not witness.old:
                sheet.agree(page, witness.mention.event.id, agreed, level)
            if left.bits != days.bits:
                said = said or witness.when.text or ""
            days = left
        if days.bits == sheet.days[page].bits:
            return False
        sheet.set(page, days, level)
        words = f"‘{said}’ is the day of " if said else ""
        sheet.say(page, f"{words}{what}: {listed(agreed)}")
        return True

    def under(self, witness: Witness, agreed: Days) -> Days:
        """The days of publication under which the witness can say what it says of those days."""
        days = self._extents.published(witness.form, agreed) if witness.form else Days.all()
        if witness.held and agreed.earliest is not None:
            return days & Days.between(agreed.earliest + timedelta(witness.distance), None)
        if witness.ahead:
            return days & Days.between(None, agreed.latest)
        return days

    def _which(self, key: Key, pages: Sequence[int], count: int) -> str:
        """The event in words, and who else tells of it: of ``count`` the first ``pages``."""
        return f"the same {self.what(key)} as in {named([self._sheet.names[p] for p in pages], count)}"

    def what(self, key: Key) -> str:
        """The event of a key in words."""
        if key[0] in ("deadline", "term"):
            way, _, side = key[2].partition(" ")
            return f"deadline set {way} {self._roll.name(side)}"
        if key[0] == "limit":
            return f"deadline set by {self._roll.name(key[1])} on {self._roll.name(key[2])}"
        sides = " and ".join(self._roll.name(id) for id in key[2:4])
        return f"talks of {sides}" if key[0] == "day" else f"round {key[1]} of {sides}"


class _Others:
    """The days that other documents allow; copies of a page's own text are no other witnesses."""

    def __init__(self, sheet: Sheet, allowed: Mapping[int, Days], *, yearly: bool) -> None:
        self._sheet = sheet
        self._allowed = allowed
        self._yearly = yearly
        self._texts = Counter(sheet.group[page] for page in allowed)
        self._beside_copies: dict[tuple[str, int], Days | None] = {}

    def count(self, page: int) -> int:
        """How many other documents there are."""
        return len(self._allowed) - self._texts[self._sheet.group[page]]

    def nearest(self, page: int) -> list[int]:
        """The first of them, those first that allow the fewest days."""
        group = self._sheet.group
        return list(islice((p for p in self._ranked if group[p] != group[page]), SHOWN))

    def explained(self, page: int) -> Days | None:
        """The days that explain the page and the others, see :func:`explained`."""
        if not self.count(page):
            return None
        group = self._sheet.group[page]
        if self._texts[group] == 1:
            return self._by_all
        known = (group, self._allowed[page].bits)
        if known not in self._beside_copies:
            rest = (days for p, days in self._allowed.items() if self._sheet.group[p] != group)
            self._beside_copies[known] = explained([self._allowed[page], *rest], yearly=self._yearly)
        return self._beside_copies[known]

    @cached_property
    def _by_all(self) -> Days | None:
        return explained(list(self._allowed.values()), yearly=self._yearly)

    @cached_property
    def _ranked(self) -> list[int]:
        names = self._sheet.names
        return sorted(self._allowed, key=lambda p: (len(self._allowed[p]), names[p]))


def explained(allowed: Sequence[Days], *, yearly: bool) -> Days | None:
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
