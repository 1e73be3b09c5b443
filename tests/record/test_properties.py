"""Whatever is added, in whatever order and however often, the record is the same and holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from onrecord.model import Document, Reading
from onrecord.record import Added, Store
from tests.record.made import document, reading

_TEXTS = st.text(
    st.sampled_from("abé “”’.\n\r\0\u2028😀") | st.characters(exclude_categories=["Cs"]), max_size=80
)
_READERS = st.sampled_from(["test-1", "test-2"])
_DAYS = st.none() | st.integers(1, 31)


@st.composite
def _entries(draw: st.DrawFn) -> list[tuple[Document, Reading]]:
    texts = draw(st.lists(_TEXTS, unique=True, min_size=1, max_size=5))
    made = [document(text, f"{n}.txt") for n, text in enumerate(texts)]
    return [(d, reading(d, day=draw(_DAYS))) for d in made]


def _content(store: Store) -> object:
    return [(d.id, d.name, d.earliest) for d in store.documents()], list(store.readings()), store.stamp()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_entries(), st.data())
def test_order_and_repeats_do_not_matter(
    entries: list[tuple[Document, Reading]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(entries)) + data.draw(st.lists(st.sampled_from(entries), max_size=3))
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"{folder}/one.db") as one,
        Store.open(f"{folder}/two.db") as two,
    ):
        for d, r in entries:
            one.add(d, r)
        for d, r in shuffled:
            two.add(d, r)
        assert _content(one) == _content(two)
        assert list(two.verify()) == []


class Records(RuleBasedStateMachine):
    """The store against a dictionary."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "record.db"
        self.store = Store.open(self.path)
        self.model: dict[str, tuple[Document, Reading]] = {}
        self.stamps: dict[str, dict[str, str]] = {}

    @rule(text=_TEXTS, reader=_READERS, day=_DAYS)
    def add(self, text: str, reader: str, day: int | None) -> None:
        made = document(text)
        found = reading(made, reader, day=day)
        before = self.store.stamp()
        old = self.model.get(made.id)
        outcome = self.store.add(made, found)
        if old is not None and old[1].reader == reader:
            assert outcome is Added.KNOWN and self.store.stamp() == before
        else:
            assert outcome is (Added.REREAD if old else Added.NEW) and self.store.stamp() != before
            self.model[made.id] = (made, found)

    @rule(data=st.data(), reader=_READERS)
    def add_again(self, data: st.DataObject, reader: str) -> None:
        if self.model:
            made, _ = self.model[data.draw(st.sampled_from(sorted(self.model)))]
            self.add(made.text, reader, 7)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, create=False)

    @rule(data=st.data())
    def search(self, data: st.DataObject) -> None:
        words = [w for d, _ in self.model.values() for w in d.text.split() if w.isascii() and w.isalnum()]
        if words:
            word = data.draw(st.sampled_from(words))
            hits = self.store.search(word, limit=100)
            assert hits
            for hit in hits:
                text = self.model[hit.document][0].text
                assert hit.quote == text[hit.start : hit.end]
                assert all(text[s:e].casefold() == word.casefold() for s, e in hit.marks)

    @invariant()
    def holds_the_same(self) -> None:
        if hasattr(self, "store"):
            assert {r.document: (t, r) for r, t in self.store.readings()} == {
                k: (d.text, r) for k, (d, r) in self.model.items()
            }
            assert list(self.store.verify()) == []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


Records.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
TestRecords = Records.TestCase
