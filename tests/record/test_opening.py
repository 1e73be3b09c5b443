"""What can be wrong with a record's file, and what is said then."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import Added, Part, Store, Trace, migrations, sqlite
from tests.record.made import MOVED, TALKS, document, reading

FIRST = document(TALKS)
SECOND = document(MOVED, "reports/002.txt")


def _made(path: Path) -> None:
    with Store.open(path) as store:
        store.add(FIRST, reading(FIRST))


def _sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def _text_file(path: Path) -> None:
    path.write_text("Dear diary")


def _foreign(path: Path) -> None:
    _sql(path, "CREATE TABLE bookmarks (url)")


def _marked_by_another(path: Path) -> None:
    _sql(path, "PRAGMA application_id = 1196444487", "CREATE TABLE gpkg (x)")


def _newer(path: Path) -> None:
    _made(path)
    _sql(path, "INSERT INTO migrations VALUES (9999, 'from the future', '2099-01-01')")


def _folder(path: Path) -> None:
    path.mkdir()


def _torn(path: Path) -> None:
    _made(path)
    path.write_bytes(path.read_bytes()[:700])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_text_file, "not a record"),
        (_foreign, "database of another program"),
        (_marked_by_another, "database of another program"),
        (_newer, "newer Onrecord.*upgrade"),
        (_folder, "folder, not a record"),
        (_torn, "damaged|cannot be used|not a record"),
    ],
)
def test_a_file_that_is_not_a_record(path: Path, spoil: Callable[[Path], None], says: str) -> None:
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    for options in ({}, {"create": False}, {"read_only": True}):
        with pytest.raises(RecordError, match=f"(?s)record.db: .*({says})"):
            Store.open(path, **options)
    if before is not None:
        assert path.read_bytes() == before
    if spoil is not _torn:  # SQLite cannot tidy up behind a file that it cannot read
        assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_no_record_where_one_is_wanted(path: Path, options: dict[str, bool], empty: bool) -> None:
    if empty:
        path.touch()
    with pytest.raises(RecordError, match=r"there is no record here.*onrecord add"):
        Store.open(path, **options)
    assert path.exists() == empty


def test_an_empty_file_becomes_a_record(path: Path) -> None:
    path.touch()
    _made(path)
    assert Store.open(path, create=False).counts()["documents"] == 1


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"no such folder.*make it first"):
        Store.open(tmp_path / "nowhere" / "record.db")


@pytest.mark.parametrize("name", ["50% off?.db", "a#b.db", "ä ö.db", ":memory:", "file:x?mode=memory"])
def test_odd_names_are_files_like_others(tmp_path: Path, name: str) -> None:
    _made(tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == [name]
    with Store.open(tmp_path / name, create=False) as store:
        assert store.counts()["documents"] == 1


def test_read_only_reads_and_does_not_write(path: Path) -> None:
    _made(path)
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert store.document(FIRST.id) == FIRST
        assert store.search("Lowmere")
        assert list(store.verify()) == []
        assert not store.put_parts(store.stamp(), {"key": [Part(1, b"value")]})
        assert not store.put_traces("kind", {FIRST.id: Trace(b"digest", b"value")})
        with pytest.raises(RecordError, match="cannot be written to"):
            store.add(SECOND, reading(SECOND))
    assert path.read_bytes() == before


def test_a_record_on_a_read_only_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite cannot make its side files there, and must not try to."""
    _made(path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Store.open(path, read_only=True) as store:
        assert store.document(FIRST.id) == FIRST
        assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_that_may_not_be_written_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root could write all the same
    with Store.open(path) as store:
        assert store.document(FIRST.id) == FIRST
        assert store.add(FIRST, reading(FIRST)) is Added.KNOWN
        with pytest.raises(RecordError, match=r"cannot be written to.*rights"):
            store.add(SECOND, reading(SECOND))


def test_a_full_disk_leaves_the_record_as_it_was(path: Path) -> None:
    long = document("Talks went on in Lowmere. " * 20_000, "long.txt")
    with Store.open(path) as store:
        store.add(FIRST, reading(FIRST))
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        before = store.counts(), store.stamp()
        with pytest.raises(RecordError, match=r"disk is full.*free some space"):
            store.add(long, reading(long))
        assert (store.counts(), store.stamp()) == before
        assert not store.has(long.id, "test-1")
        assert list(store.verify()) == []
    with Store.open(path) as store:
        store.add(long, reading(long))
        assert list(store.verify()) == []


def test_a_failure_midway_leaves_nothing_of_the_document(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two statements of one add."""
    from onrecord.record import writing

    with Store.open(path) as store:
        store.add(FIRST, reading(FIRST))
        with monkeypatch.context() as patch:
            patch.setattr(writing, "note_source", _interrupt)
            with pytest.raises(KeyboardInterrupt):
                store.add(SECOND, reading(SECOND))
        assert store.counts()["documents"] == 1
        assert store.search("Kestrel") == []
        assert list(store.verify()) == []
        store.add(SECOND, reading(SECOND))
        assert list(store.verify()) == []


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_older_record_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(path)
    sql = "CREATE TABLE more (x);\nINSERT INTO more VALUES (';');\n"
    step = migrations.Migration(migrations.LATEST + 1, "more", sql)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    monkeypatch.setattr(migrations, "LATEST", step.number)
    with pytest.raises(RecordError, match=r"older schema.*open it once for writing"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.document(FIRST.id) == FIRST
    with Store.open(path, read_only=True) as store, store._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT x FROM more").scalar_one() == ";"
        assert migrations.version(connection) == step.number


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(path)
    sql = "CREATE TABLE more (x);\nINSERT INTO nowhere VALUES (1);\n"
    step = migrations.Migration(migrations.LATEST + 1, "bad", sql)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    monkeypatch.setattr(migrations, "LATEST", step.number)
    with pytest.raises(RecordError, match="nowhere"):
        Store.open(path)
    monkeypatch.undo()
    with Store.open(path) as store, store._engine.connect() as connection:
        assert migrations.version(connection) == migrations.LATEST
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert "more" not in tables


def test_a_creation_that_was_cut_off_is_done_again(path: Path) -> None:
    _sql(path, "PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0
    _made(path)


def test_every_failure_of_sqlite_says_what_to_do() -> None:
    for code, (what, hint) in sqlite._FAILURES.items():
        assert what and hint, code
    unknown = sqlite.explain(Path("r.db"), sqlite3.OperationalError("no such table: documents"))
    assert "no such table" in str(unknown) and unknown.hint
