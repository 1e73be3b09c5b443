"""The user's facts in the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from onrecord.errors import UsageError
from onrecord.model import Fact
from onrecord.reading.facts import from_entry
from onrecord.record import Part, Store, schema


def fact(day: str = "2031-07-23", source: str = "UN readout") -> Fact:
    entry = {"kind": "round", "parties": ["Norland", "Sudmark"], "ordinal": 3, "day": day, "source": source}
    return from_entry(entry)


def test_facts_come_out_as_they_went_in(path: Path) -> None:
    with Store.open(path) as store:
        assert store.add_facts([fact(), fact("2031-08-01")]) == 2
    with Store.open(path, read_only=True) as store:
        assert set(store.facts()) == {fact(), fact("2031-08-01")}


def test_adding_twice_changes_nothing(store: Store) -> None:
    store.add_facts([fact()])
    stamp = store.stamp()
    assert store.add_facts([fact()]) == 0
    assert store.stamp() == stamp
    assert len(store.facts()) == 1


def test_the_stamp_takes_facts_in_and_out(store: Store) -> None:
    empty = store.stamp()
    store.add_facts([fact(), fact("2031-08-01")])
    both = store.stamp()
    assert both != empty
    for one in store.facts():
        assert store.remove_fact(one.id[:8]) == one.text
    assert store.stamp() == empty
    store.add_facts([fact("2031-08-01")])
    store.add_facts([fact()])
    assert store.stamp() == both


def test_what_was_derived_without_a_fact_is_derived_again(store: Store) -> None:
    store.put_parts(store.stamp(), {"ledger": [Part(1, b"old")]})
    store.add_facts([fact()])
    assert store.parts("ledger", store.stamp()) is None


@pytest.mark.parametrize("reference", ["", "abc", "ffffffff", "%"])
def test_a_fact_that_is_not_there_cannot_be_removed(store: Store, reference: str) -> None:
    store.add_facts([fact()])
    with pytest.raises(UsageError, match="no fact"):
        store.remove_fact(reference)
    assert len(store.facts()) == 1


def test_verify_finds_a_forged_fact(store: Store) -> None:
    store.add_facts([fact()])
    assert list(store.verify()) == []
    with store._engine.begin() as connection:
        connection.execute(update(schema.facts).values(source="somebody else"))
    (problem,) = store.verify()
    assert fact().id in problem.where
    with store._engine.begin() as connection:
        json = connection.scalar(schema.facts.select().with_only_columns(schema.facts.c.json)) or ""
        connection.execute(update(schema.facts).values(json=json.replace("2031-07-23", "2031-07-24")))
    assert {p.what for p in store.verify()} >= {"it is not the fact that was given"}
