"""A record that grows: its ledger is the one that all its documents give at once."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.api import Record
from onrecord.ledger import Derivation, Question, Repeats, Traces
from onrecord.ledger.derivation import VIEWS
from onrecord.model import Document, Ledger
from onrecord.reading import cleaning
from onrecord.record import Store, Trace
from tests.ledger.made import Draft, Page, day
from tests.ledger.test_ledger import ACTORS, pages

APPEAL = "Support the Bell with a gift today."


def printed(page: Page, line: str = APPEAL) -> tuple[Document, Page]:
    """A report with a line that its outlet prints below every one."""
    reading, text = page
    text = f"{text}\n{line}"
    raw = text.encode()
    id = hashlib.sha256(raw).hexdigest()
    return Document(id, f"reports/{id[:8]}.txt", text, raw), (replace(reading, document=id), text)


def grown(folder: Path, made: list[Page], *, look: bool) -> Ledger:
    """The ledger of a record to which the reports are added one by one, looked at or not in between."""
    with Store.open(folder / f"{look}.db") as store:
        record = Record(store)
        for page in made:
            document, (reading, _) = printed(page)
            store.add(document, reading)
            if look:
                record.rounds()
                record.statements()
        return record.ledger()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages(), st.randoms(use_true_random=False))
def test_adding_one_by_one_gives_what_adding_at_once_gives(made: list[Page], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder:
        one_by_one = grown(Path(folder), shuffled, look=True)
        at_once = grown(Path(folder), made, look=False)
    assert one_by_one == at_once


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages(), st.permutations(VIEWS))
def test_the_order_of_looking_changes_nothing(made: list[Page], order: list[str]) -> None:
    question = Question(not_after=date(2031, 12, 1))
    whole = Derivation(made, question, Repeats(None)).views()
    derivation = Derivation(made, question, Repeats(None))
    for name in order:
        assert derivation.views([name]) == {name: whole[name]}


def test_what_an_outlet_repeats_is_seen_when_it_repeats_it(tmp_path: Path) -> None:
    """The third document with a line touches the two before it."""
    with Store.open(tmp_path / "record.db") as store:
        record = Record(store)
        for n in range(3):
            text = f"Norland and Sudmark met for hour {n}.\nThe envoys of both left at {n} in the evening."
            draft = Draft(
                f"{text}\nEvening News", name=f"r{n}", published=day(f"2031-05-0{n + 1}"), outlet="Bell"
            )
            document, (reading, _) = printed(draft.said("Evening News", "Ada Berg").page(), "The Bell")
            store.add(document, reading)
            said = [s for s in record.statements() if s.content == "Evening News"]
            assert bool(said) == (n < 2)


def test_a_trace_is_made_once_for_what_it_rests_on() -> None:
    first = Traces()
    assert first.of("kind", "a", b"1", lambda: b"old") == b"old"
    kept = {kind: dict(new) for kind, new in first.new.items()}
    traces = Traces(lambda kind: kept[kind])
    assert traces.of("kind", "a", b"1", lambda: pytest.fail("made again")) == b"old"
    assert not traces.new["kind"]
    assert traces.of("kind", "a", b"2", lambda: b"new") == b"new"
    assert traces.of("kind", "a", b"2", lambda: pytest.fail("made again")) == b"new"
    assert list(traces.new["kind"]) == ["a"]


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\x00\x00\x00\x00old", b"old"])
def test_a_damaged_trace_is_made_again(damage: bytes) -> None:
    traces = Traces(lambda _: {"a": (b"1", damage)})
    assert traces.of("kind", "a", b"1", lambda: b"mended") == b"mended"


@pytest.mark.parametrize("kind", ["sketch", "whole", "regions"])
def test_a_record_whose_traces_are_damaged_gives_the_same_ledger(tmp_path: Path, kind: str) -> None:
    text = "Norland and Sudmark met on " + ", ".join(f"matter {n}" for n in range(60))
    drafts = [Draft(f"{text}{n}", name=f"r{n}", outlet="Bell", actors=ACTORS[:2]) for n in range(4)]
    made = [printed(draft.page()) for draft in drafts]
    with Store.open(tmp_path / "record.db") as store:
        record = Record(store)
        for document, (reading, _) in made[:3]:
            store.add(document, reading)
        record.ledger()
        assert store.traces(kind) or kind == "regions"
        broken = {id: Trace(trace.digest, b"\x01\x02\x03") for id, trace in store.traces(kind).items()}
        store.put_traces(kind, broken)
        document, (reading, _) = made[3]
        store.add(document, reading)
        repeats = Repeats(lambda outlet: store.repeated_lines(outlet or ""), store.recurring())
        fresh = Derivation(store.pages(), Question(), repeats)
        assert record.ledger() == Ledger(**fresh.views())  # type: ignore[arg-type]


def test_documents_without_repeated_lines_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "repeated", lambda *_: pytest.fail("looked through"))
    reading, text = Draft("Norland and Sudmark met.", name="a", outlet="Bell").page()
    assert Repeats(lambda _: {"key"}, frozenset()).without(reading, text, Traces()) is reading
    assert Repeats(None).without(reading, text, Traces()) is reading
