"""The user's decisions about actors in the record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from onrecord.errors import RecordError, UsageError
from onrecord.model import Decision, DecisionKind, decide
from onrecord.record import Store, schema

START = datetime(2031, 6, 1, 12, tzinfo=UTC)


def merge(*names: str, days: int = 0) -> Decision:
    made = START + timedelta(days=days)
    return decide(DecisionKind.MERGE, names or ("Ada Berg", "A. Berg"), note="the clerk", made=made)


def test_decisions_come_out_as_they_went_in_and_in_order(path: Path) -> None:
    later_made, first_made = merge("X", "Y", days=3), merge(days=1)
    with Store.open(path) as store:
        assert store.add_decision(later_made)
        assert store.add_decision(first_made)
    with Store.open(path, read_only=True) as store:
        assert store.decisions() == (later_made, first_made)


def test_the_same_decision_is_kept_once(store: Store) -> None:
    store.add_decision(merge())
    stamp = store.stamp()
    assert not store.add_decision(merge())
    assert (store.stamp(), len(store.decisions())) == (stamp, 1)


def test_the_same_decision_made_later_is_another() -> None:
    assert merge().id != merge(days=1).id
    assert merge("A", "B C").id != merge("A B", "C").id


def test_an_undone_decision_is_kept_as_void(store: Store) -> None:
    empty = store.stamp()
    store.add_decision(merge())
    assert store.stamp() != empty
    undone = store.undo_decision(merge().id[:6], "two people after all")
    assert store.stamp() == empty
    assert store.decisions() == (undone,)
    assert not undone.in_force
    assert (undone.names, undone.undo_note, undone.note) == (
        merge().names,
        "two people after all",
        "the clerk",
    )
    assert list(store.verify()) == []


def test_what_was_derived_without_a_decision_is_derived_again(store: Store) -> None:
    before = store.stamp()
    store.add_decision(merge())
    assert store.stamp() != before
    store.add_decision(merge(days=1))
    store.undo_decision(merge(days=1).id)
    with_one = store.stamp()
    store.undo_decision(merge().id)
    assert (store.stamp() == before, with_one == before) == (True, False)


@pytest.mark.parametrize("reference", ["", "abc", "ffffffff", "%", "_" * 12])
def test_a_decision_that_is_not_there_cannot_be_undone(store: Store, reference: str) -> None:
    store.add_decision(merge())
    with pytest.raises(UsageError, match="no decision"):
        store.undo_decision(reference)
    assert store.decisions() == (merge(),)


def test_a_decision_is_undone_once(store: Store) -> None:
    store.add_decision(merge())
    undone = store.undo_decision(merge().id)
    stamp = store.stamp()
    with pytest.raises(UsageError, match="undone before"):
        store.undo_decision(merge().id)
    assert (store.decisions(), store.stamp()) == ((undone,), stamp)


def test_verify_finds_a_forged_decision(store: Store) -> None:
    store.add_decision(merge())
    assert list(store.verify()) == []
    with store._engine.begin() as connection:
        connection.execute(update(schema.decisions).values(undone_at="2031-06-02T00:00:00+00:00"))
    found = {p.what for p in store.verify()}
    assert "its id or its times are not those of the decision that was made" in found
    assert any("fingerprint" in what for what in found)
    with store._engine.begin() as connection:
        json = connection.scalar(schema.decisions.select().with_only_columns(schema.decisions.c.json)) or ""
        connection.execute(update(schema.decisions).values(json=json.replace("Ada", "Ida")))
    assert "it is not the decision that was given" in {p.what for p in store.verify()}


def test_a_decision_of_another_version_is_named(store: Store) -> None:
    store.add_decision(merge())
    with store._engine.begin() as connection:
        connection.execute(update(schema.decisions).values(json='{"kind": "banish"}'))
    with pytest.raises(RecordError, match="decision cannot be understood"):
        store.decisions()
    with pytest.raises(RecordError, match="decision cannot be understood"):
        store.undo_decision(merge().id)
    assert any("cannot be understood" in p.what for p in store.verify())


def test_half_a_character_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="surrogate"):
        store.add_decision(merge("Ada \ud800", "Berg"))
    assert store.decisions() == ()
