"""The register of actors: kept and added to, it is the one that is made from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.actors import register
from onrecord.ledger.actors.entries import Entry
from onrecord.ledger.leaves import Leaves
from onrecord.ledger.repeats import Repeats
from onrecord.ledger.traces import Traces
from tests.ledger.made import Page, day
from tests.ledger.test_ledger import pages
from tests.ledger.test_traces import Kinds, crafted

_Told = dict[str, tuple[object, ...]]


def entries(made: list[Page], kept: Kinds) -> _Told:
    """What the register holds, with documents by their ids in place of the numbers that they have in it."""
    traces = Traces(lambda kind: kept.get(kind, {}))
    leaves = Leaves(made, Repeats(None), traces, date(2031, 12, 1))
    found = register.entries(leaves, traces)
    for kind, new in traces.new.items():
        kept.setdefault(kind, {}).update(new)
    return {id: _told(entry, found) for id, entry in found.items()}


def _told(entry: Entry, all_of_them: Mapping[str, Entry]) -> tuple[object, ...]:
    counts = (entry.names, entry.kinds, entry.offices, entry.principals, entry.met)
    beside = {other.id: len(other.documents & entry.documents) for other in all_of_them.values()}
    return (*map(dict, counts), entry.aliases, len(entry.documents), beside)


@settings(max_examples=40, deadline=None)
@given(pages(), st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_nothing(made: list[Page], random: object) -> None:
    listed = [*made, *crafted()]
    whole = entries(listed, {})
    random.shuffle(listed)  # type: ignore[attr-defined]
    kept: Kinds = {}
    for count in range(1, len(listed) + 1):
        grown = entries(listed[:count], kept)
    assert grown == whole


def test_what_is_kept_is_not_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Kinds = {}
    whole = entries(crafted(), kept)
    monkeypatch.setattr(register, "shown", lambda _: pytest.fail("opened"))
    assert entries(crafted(), kept) == whole


def test_a_document_that_has_changed_or_gone_has_the_register_made_anew() -> None:
    kept: Kinds = {}
    made = crafted()
    entries(made, kept)
    reading, text = made[0]
    changed = [(replace(reading, actors=(), published=day("2031-01-01")), text), *made[1:]]
    assert entries(changed, kept) == entries(changed, {})
    assert entries(made[1:], kept) == entries(made[1:], {})


def test_a_register_of_another_onrecord_is_made_anew() -> None:
    kept: Kinds = {}
    whole = entries(crafted(), kept)
    traces = Traces(lambda kind: kept.get(kind, {}))
    traces.of("register", "", b"other", lambda: msgspec.msgpack.encode({"another": "form"}))
    kept["register"] = dict(traces.new["register"])
    assert entries(crafted(), kept) == whole
