from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import RecordError, SourceError, UsageError
from onrecord.model import Document, Reading, Span
from onrecord.record import Added, Part, Store, Trace
from tests.record.made import MOVED, TALKS, WEIR, document, on, reading

FIRST = document(TALKS, "reports/001.txt")
SECOND = document(MOVED, "reports/002.txt")
THIRD = document(WEIR, "archive/weir.txt", key="weir-7", outlet="Valley Radio", title="At the weir")


def _fill(store: Store) -> None:
    for made, day in ((FIRST, 11), (SECOND, 13), (THIRD, None)):
        assert store.add(made, reading(made, day=day)) is Added.NEW


def test_what_goes_in_comes_out(store: Store) -> None:
    _fill(store)
    assert store.document(FIRST.id) == FIRST
    assert store.document(THIRD.id) == THIRD
    assert store.reading(SECOND.id) == reading(SECOND, day=13)
    assert list(store.verify()) == []


def test_bytes_that_are_not_the_text_are_kept(store: Store) -> None:
    raw = "<p>Arvenia hält fest</p>".encode("latin-1")
    page = Document(hashlib.sha256(raw).hexdigest(), "page.html", "Arvenia hält fest", raw, "text/html")
    store.add(page, reading(page))
    assert store.document(page.id) == page
    assert list(store.verify()) == []


def test_everything_survives_closing(path: Path) -> None:
    with Store.open(path) as store:
        _fill(store)
        before = list(store.documents()), list(store.readings()), store.stamp()
    with Store.open(path, create=False) as store:
        assert (list(store.documents()), list(store.readings()), store.stamp()) == before


def test_closing_leaves_one_file(path: Path) -> None:
    with Store.open(path) as store:
        _fill(store)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_adding_again_changes_nothing(path: Path) -> None:
    with Store.open(path) as store:
        _fill(store)
    before = path.read_bytes()
    with Store.open(path) as store:
        for made in (FIRST, SECOND, THIRD):
            assert store.add(made, reading(made, day=20)) is Added.KNOWN
    assert path.read_bytes() == before


def test_another_reader_replaces_the_reading(store: Store) -> None:
    _fill(store)
    stamp, counts = store.stamp(), store.counts()
    again = reading(FIRST, "test-2", day=12)
    assert not store.has(FIRST.id, "test-2")
    assert store.add(FIRST, again) is Added.REREAD
    assert store.has(FIRST.id, "test-2") and not store.has(FIRST.id, "test-1")
    assert store.reading(FIRST.id) == again
    assert store.stamp() != stamp
    assert store.counts() == counts
    assert list(store.verify()) == []


def test_rereading_with_another_text_moves_the_index(store: Store) -> None:
    """A page's text is what was extracted from it; a new version may extract more."""
    raw = b"<p>Talks in Lowmere</p><p>They failed.</p>"
    page = Document(hashlib.sha256(raw).hexdigest(), "page.html", "Talks in Lowmere", raw, "text/html")
    store.add(page, reading(page))
    fuller = replace(page, text="Talks in Lowmere\nThey failed.")
    assert store.add(fuller, reading(fuller, "test-2")) is Added.REREAD
    assert [h.quote for h in store.search("failed")] == ["They failed."]
    assert list(store.verify()) == []


def test_the_same_bytes_elsewhere_are_one_document(store: Store) -> None:
    _fill(store)
    copy = replace(FIRST, uri="mirror/one.txt")
    assert store.add(copy, reading(copy)) is Added.KNOWN
    assert store.counts()["documents"] == 3
    assert store.sources(FIRST.id) == ["mirror/one.txt", "reports/001.txt"]
    assert store.document("mirror/one.txt").id == FIRST.id
    assert store.document("one").id == FIRST.id
    assert not store.note_source(copy)
    assert not store.note_source(document("never met"))


def test_the_records_order(store: Store) -> None:
    _fill(store)
    early = document("An early report.", "z.txt")
    store.add(early, reading(early, day=1))
    assert [h.uri for h in store.documents()] == ["z.txt", FIRST.uri, SECOND.uri, THIRD.uri]
    assert [r.uri for r, _ in store.readings()] == ["z.txt", FIRST.uri, SECOND.uri, THIRD.uri]
    assert all(text == store.document(r.document).text for r, text in store.readings())


def test_holdings_say_what_is_held(store: Store) -> None:
    _fill(store)
    held = {h.name: h for h in store.documents()}
    assert set(held) == {"001.txt", "002.txt", "weir-7"}
    assert held["weir-7"].title == "At the weir" and held["weir-7"].outlet == "Valley Radio"
    assert held["001.txt"].title == TALKS.splitlines()[0] and held["001.txt"].outlet == "Harbour Post"
    assert held["001.txt"].earliest == held["001.txt"].latest == on(11).earliest
    assert held["002.txt"].words == len(MOVED.split())
    assert abs(datetime.now(UTC) - held["001.txt"].added_at) < timedelta(minutes=1)


def test_an_empty_record(store: Store) -> None:
    assert list(store.documents()) == list(store.readings()) == store.search("talks") == []
    assert list(store.verify()) == []
    assert store.counts() == {"documents": 0, "readings": 0, "evidence": 0}


@pytest.mark.parametrize(
    "reference",
    [FIRST.id, FIRST.id.upper(), FIRST.id[:8], "reports/001.txt", "001.txt", "001"],
)
def test_a_document_by_any_name(store: Store, reference: str) -> None:
    _fill(store)
    assert store.document(reference).id == FIRST.id


def test_a_document_by_its_own_key(store: Store) -> None:
    _fill(store)
    assert store.document("weir-7") == store.document("weir") == store.document("weir.txt") == THIRD


def test_names_that_mean_two_or_none(store: Store) -> None:
    _fill(store)
    twin = document("Another report.", "other/001.txt")
    store.add(twin, reading(twin))
    with pytest.raises(UsageError, match="means 2 documents") as caught:
        store.document("001")
    assert FIRST.id[:12] in str(caught.value) and twin.id[:12] in str(caught.value)
    with pytest.raises(UsageError, match=r"no document '003\.txt'.*did you mean .*002\.txt"):
        store.document("003.txt")
    for reference in ("", "%", "_", "reports", "*", "00", "\0", "a" * 5000, "\ud83d"):
        with pytest.raises(UsageError):
            store.document(reference)
    with pytest.raises(UsageError):
        store.reading("f" * 64)


def _beyond(r: Reading) -> Reading:
    return replace(r, actors=(replace(r.actors[0], mentions=(Span(5, 100_000),)),))


def _empty(r: Reading) -> Reading:
    return replace(r, events=(replace(r.events[0], evidence=(Span(3, 3),)),))


def _bare(r: Reading) -> Reading:
    return replace(r, statements=(replace(r.statements[0], content=(), cue=(), source=(), evidence=()),))


def _other(r: Reading) -> Reading:
    return replace(r, document=SECOND.id)


def _half(r: Reading) -> Reading:
    return replace(r, title="\ud83d")


@pytest.mark.parametrize("spoil", [_beyond, _empty, _bare, _other, _half])
def test_a_reading_that_does_not_hold_is_refused(
    path: Path, store: Store, spoil: Callable[[Reading], Reading]
) -> None:
    _fill(store)
    fresh = document("Fresh news from Lowmere today.", "fresh.txt")
    before = store.counts(), store.stamp()
    with pytest.raises(SourceError, match=r"fresh\.txt"):
        store.add(fresh, spoil(reading(fresh)))
    assert (store.counts(), store.stamp()) == before
    assert store.search("fresh") == []
    assert list(store.verify()) == []


def test_a_wrong_id_is_refused(store: Store) -> None:
    lying = replace(FIRST, raw=b"something else")
    with pytest.raises(SourceError, match="not the hash"):
        store.add(lying, reading(lying))


def test_text_that_is_no_text_is_refused(store: Store) -> None:
    raw = b"{}"
    broken = Document(hashlib.sha256(raw).hexdigest(), "caf\udce9.txt", "half \ud83d pair", raw)
    with pytest.raises(SourceError, match="surrogate"):
        store.add(broken, Reading(broken.id, broken.id, broken.uri, reader="test-1"))
    assert store.counts()["documents"] == 0


@pytest.mark.parametrize(
    "text", ["\0 a NUL \0", "\r\n lines\x85 of\u2028 all kinds \u00a0", "e\u0301 😀", " "]
)
def test_odd_characters_survive(store: Store, text: str) -> None:
    odd = document(text)
    store.add(odd, reading(odd))
    assert store.document(odd.id) == odd
    assert list(store.verify()) == []


def test_the_stamp_follows_the_readings(store: Store) -> None:
    stamps = [store.stamp()]
    for made in (FIRST, SECOND):
        store.add(made, reading(made))
        stamps.append(store.stamp())
    store.note_source(replace(FIRST, uri="elsewhere.txt"))
    assert store.stamp() == stamps[-1]
    store.add(FIRST, reading(FIRST, "test-2"))
    stamps.append(store.stamp())
    assert len(set(stamps)) == len(stamps)


def _jsons(store: Store, key: str, stamp: str) -> list[bytes] | None:
    parts = store.parts(key, stamp)
    return None if parts is None else [part.json() for part in parts]


def test_what_is_derived_lasts_as_long_as_its_stamp(store: Store) -> None:
    stamp = store.stamp()
    assert store.parts("rounds", stamp) is None
    assert store.put_parts(stamp, {"rounds": [Part(2, b"old"), Part(1, b"more")]})
    assert store.put_parts(stamp, {"rounds": [Part(1, b"new")], "calls": [Part(0, b"[]")]})
    assert _jsons(store, "rounds", stamp) == [b"new"]
    assert _jsons(store, "calls", stamp) == [b"[]"]
    store.add(FIRST, reading(FIRST))
    assert store.parts("rounds", store.stamp()) is None
    assert store.parts("other", stamp) is None


def test_parts_come_in_order_with_what_they_tell(store: Store) -> None:
    told = [Part(n, f"{n}".encode(), f"outline {n}".encode()) for n in range(12)]
    store.put_parts(store.stamp(), {"statements": told})
    parts = store.parts("statements", store.stamp())
    assert parts is not None
    assert [Part(p.items, p.json(), p.outline) for p in parts] == told


def test_what_was_derived_from_other_readings_is_not_kept(store: Store) -> None:
    old = store.stamp()
    assert store.put_parts(old, {"as of one day": [Part(1, b"old")]})
    store.add(FIRST, reading(FIRST))
    assert store.put_parts(store.stamp(), {"as of another": [Part(1, b"new")]})
    assert store.parts("as of one day", old) is None
    assert _jsons(store, "as of another", store.stamp()) == [b"new"]


def test_pages_are_readings_with_a_digest_of_each(store: Store) -> None:
    _fill(store)
    assert [(reading, text) for reading, text, *_ in store.pages()] == list(store.readings())
    first = {r.document: digest for r, _, digest, _ in store.pages()}
    assert len(set(first.values())) == len(first)
    store.add(FIRST, replace(reading(FIRST), reader="another", title="Another"))
    changed = {r.document for r, _, digest, _ in store.pages() if first[r.document] != digest}
    assert changed == {FIRST.id}


def test_pages_tell_the_day_of_adding(store: Store) -> None:
    """By the calendar of the easternmost place: it may be tomorrow there."""
    _fill(store)
    today = datetime.now(UTC).date()
    assert {added for *_, added in store.pages()} <= {today, today + timedelta(days=1)}


def test_traces_are_kept_by_kind_and_key(store: Store) -> None:
    _fill(store)
    assert store.traces("shingles") == {}
    assert store.put_traces("shingles", {FIRST.id: Trace(b"a", b"old"), "an event": Trace(b"n", b"one")})
    assert store.put_traces("shingles", {FIRST.id: Trace(b"b", b"new"), SECOND.id: Trace(b"c", b"other")})
    assert store.put_traces("regions", {})
    assert store.traces("shingles") == {
        FIRST.id: Trace(b"b", b"new"),
        SECOND.id: Trace(b"c", b"other"),
        "an event": Trace(b"n", b"one"),
    }
    assert store.traces("regions") == {}


def test_reading_while_writing(store: Store) -> None:
    """A listing shows the record as it was when the listing began."""
    _fill(store)
    listing = store.readings()
    seen = [next(listing)]
    late = document("A late report.", "late.txt")
    store.add(late, reading(late, day=30))
    seen += listing
    assert len(seen) == 3
    assert len(list(store.readings())) == 4


def test_lines_that_an_outlet_repeats(store: Store) -> None:
    appeal = "Support the Harbour Post!"
    for number in range(4):
        made = document(f"Report number {number} from the talks in Lowmere.\n{appeal}\n", f"{number}.txt")
        store.add(made, reading(made, outlet="Harbour Post" if number else "Valley Radio"))
    found = store.repeated_lines("Harbour Post")
    assert len(found) == 1 and "support" in found.pop().casefold()
    assert store.repeated_lines("Harbour Post", at_least=4) == store.repeated_lines("Valley Radio") == set()
    assert store.repeated_lines("nobody") == set()
    held = {d.id for d in store.documents()}
    assert set(store.recurring()) < held and len(set(store.recurring().values())) == 1
    assert len(store.recurring()) == 3 and store.recurring(at_least=4) == {}


def test_the_quotes_can_be_checked_with_plain_sql(path: Path) -> None:
    with Store.open(path) as store:
        _fill(store)
    connection = sqlite3.connect(path)
    held, all_of_them = connection.execute(
        """SELECT sum(quote = substr(text, start + 1, "end" - start)), count(quote)
           FROM evidence JOIN documents ON documents.no = evidence.document"""
    ).fetchone()
    connection.close()
    assert held == all_of_them > 0


def test_a_reading_of_another_version_is_named(path: Path, store: Store) -> None:
    import zlib

    _fill(store)
    with sqlite3.connect(path) as connection:
        odd = zlib.compress(msgspec.json.encode({"schema": "onrecord.reading/9"}))
        connection.execute("UPDATE readings SET json = ?", (odd,))
    connection.close()
    with pytest.raises(RecordError, match="cannot be understood"):
        store.reading(FIRST.id)


def test_documents_are_known_unopened(store: Store) -> None:
    made = [document(f"Report number {number} from Lowmere.", f"{number}.txt") for number in range(3)]
    for number, one in enumerate(made):
        store.add(one, reading(one, day=number + 1))
    whole = {page[0].document: page[2:] for page in store.pages()}
    assert {id: tuple(more) for id, *more in store.outlines()} == whole and len(whole) == 3
    some = [made[2].id, made[0].id]
    assert [page[0].document for page in store.pages(some)] == some
    assert list(store.pages([])) == []


def test_traces_that_are_gone_are_kept_no_more(store: Store) -> None:
    traces = {name: Trace(b"1", name.encode()) for name in "abc"}
    assert store.put_traces("kind", traces) and store.put_traces("other", traces)
    assert store.put_traces("kind", {"d": Trace(b"2", b"d")}, gone=("a", "c", "nothing"))
    assert sorted(store.traces("kind")) == ["b", "d"] and sorted(store.traces("other")) == ["a", "b", "c"]
    assert store.put_traces("kind", {})
