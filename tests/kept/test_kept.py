"""Views that a record keeps are those that were derived, and only what is asked for is unpacked."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import UsageError
from onrecord.kept import VIEWS, Kept, Listing, Wanted
from onrecord.kept.packing import packed, selected, unpacked
from onrecord.model import Act, Directness, Evidence, Ledger, Said, Speaker, When
from onrecord.record import Store
from tests.record.made import TALKS, document, reading


def said(number: int) -> Said:
    """Two speakers in turn, a day each; every seventh on a day that is not told."""
    on = When(date(2031, 1 + number // 28 % 12, 1 + number % 28)) if number % 7 else When()
    day = replace(on, latest=on.earliest)
    name = "Ada Berg" if number % 2 else "Jon Marr"
    return Said(
        id=f"said-{number}",
        document="d",
        speaker=Speaker(name, name.lower()) if number % 5 else None,
        chain=(),
        act=Act.ASSERT,
        directness=Directness.DIRECT,
        said=day,
        reported=When(),
        content=f"The weir is number {number}",
        evidence=(Evidence("d", number, number + 1, "x"),),
    )


SAID = tuple(said(n) for n in range(1201))
WANTED = (
    Wanted(),
    Wanted(by="BERG"),
    Wanted(by="nobody"),
    Wanted(about="weir 77"),
    Wanted(within=When(date(2031, 3, 2), date(2031, 3, 4))),
    Wanted(within=When(date(2031, 11, 27), None)),
    Wanted(by="marr", about="NUMBER", within=When(None, date(2031, 1, 9))),
)


class Deriving:
    """Derives a ledger of statements alone, and counts how often."""

    def __init__(self) -> None:
        self.asked: list[Collection[str]] = []

    def __call__(self, names: Collection[str]) -> dict[str, Any]:
        self.asked.append(names)
        ledger = Ledger(as_of=None, statements=SAID, left_out=("a", "b"))
        return {name: getattr(ledger, name, ()) for name in names}


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(tmp_path / "record.db") as opened:
        yield opened


def test_what_is_kept_is_what_was_derived(store: Store) -> None:
    deriving = Deriving()
    first = Kept(store, "q", deriving).views()
    often = len(deriving.asked)
    again = Kept(store, "q", deriving).views()
    assert first == again and tuple(again) == VIEWS
    assert again["statements"] == SAID and again["left_out"] == ("a", "b") and again["as_of"] is None
    assert len(deriving.asked) == often


def test_a_view_brings_only_its_own(store: Store) -> None:
    deriving = Deriving()
    Kept(store, "q", deriving).views(("rounds",))
    assert len(deriving.asked) == 1 and "statements" not in deriving.asked[0]
    Kept(store, "q", deriving).views(("meetings", "as_of"))
    assert len(deriving.asked) == 1


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("limit", [None, 0, 3])
def test_statements_that_are_wanted(store: Store, wanted: Wanted, limit: int | None) -> None:
    kept = Kept(store, "q", Deriving())
    expected = [s for s in SAID if wanted.takes(s)][:limit]
    assert tuple(kept.statements("statements", wanted, limit)) == tuple(expected)  # derived
    assert tuple(kept.statements("statements", wanted, limit)) == tuple(expected)  # kept
    if limit is None:
        assert kept.views(("statements",), wanted)["statements"] == tuple(expected)


@pytest.mark.parametrize("wanted", WANTED[1:])
def test_only_what_can_be_wanted_is_unpacked(store: Store, wanted: Wanted) -> None:
    store.put_parts(store.stamp(), {"s": list(packed("statements", SAID))})
    parts = store.parts("s", store.stamp())
    assert parts is not None and [p.items for p in parts] == [500, 500, 201]
    found = [s for part in parts for s in selected("statements", part, wanted)]
    assert {s for s in SAID if wanted.takes(s)} <= set(found)
    if wanted.about is None:
        assert all(wanted.takes(s) for s in found)


def test_a_listing_is_the_tuple_of_its_items(store: Store) -> None:
    kept = Kept(store, "q", Deriving())
    kept.views(("statements",))
    listing = kept.statements("statements", Wanted())
    assert isinstance(listing, Listing) and len(listing) == len(SAID)
    assert listing == SAID and tuple(listing) == SAID
    assert listing[-1] == SAID[-1] and listing[499] == SAID[499] and listing[500] == SAID[500]
    assert listing[490:510:3] == SAID[490:510:3]
    with pytest.raises(IndexError):
        listing[len(SAID)]
    assert list(kept.listing("possible")) == []


def test_what_is_damaged_is_derived_again(store: Store) -> None:
    deriving = Deriving()
    kept = Kept(store, "q", deriving)
    kept.views(("statements", "left_out"))
    listing = kept.statements("statements", Wanted())
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE cache SET value = x'00' WHERE part = 1 OR key LIKE '%left_out'")
    connection.close()
    damaged = kept.statements("statements", Wanted())
    often = len(deriving.asked)
    assert damaged == SAID and listing == SAID
    assert len(deriving.asked) > often
    assert kept.views(("left_out",)) == {"left_out": ("a", "b")}


def test_what_is_derived_while_somebody_adds_is_not_kept(store: Store) -> None:
    made = document(TALKS)
    deriving = Deriving()

    def derive(names: Collection[str]) -> dict[str, Any]:
        store.add(made, reading(made))
        return deriving(names)

    kept = Kept(store, "q", derive)
    old = store.stamp()
    assert kept.views(("statements",))["statements"] == SAID
    assert store.parts("q:statements", old) is None and store.parts("q:statements", store.stamp()) is None


@pytest.mark.parametrize("view", [(), None, "2031-05-30", ("a",)])
def test_every_view_has_a_part(view: Any) -> None:
    name = {str: "as_of", type(None): "as_of"}.get(type(view), "left_out")
    (part,) = packed(name, view)

    class Whole:
        def json(self) -> bytes:
            return part.json

    assert unpacked(name, Whole()) == view  # type: ignore[arg-type]


def test_a_record_answers_from_what_it_keeps(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "talks.db") as record:
        made = document(TALKS)
        record._store.add(made, reading(made, day=9))
        whole = record.ledger()
        assert whole == record.ledger()
        for name in VIEWS[1:]:
            alone = record.ledger(views=(name,))
            assert getattr(alone, name) == getattr(whole, name)
        assert record.ledger(views=("rounds",)).statements == ()
        assert tuple(record.statements()) == whole.statements
        assert record.statements(limit=0) == ()
        assert tuple(record.timeline()) == whole.timeline
        assert [c.text for c in record.changes()] == [c.text for c in record.changes(since="2031-05-01")]
        assert not record.changes(since="2031-06-01")
        with pytest.raises(UsageError, match="no 'weather'"):
            record.ledger(views=("weather",))
