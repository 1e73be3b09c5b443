"""What is SQLite's own: opening a file, recognising it, pragmas, and its failures in plain words.

In: a path. Out: a SQLAlchemy engine on a database that is known to be a record or to be empty, and a
:class:`RecordError` for everything else. Invariant: a file that is not ours is never written to.
Another database would get a module like this one; the queries elsewhere are SQLAlchemy's.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from onrecord.errors import RecordError, UsageError
from onrecord.record import migrations
from onrecord.record.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
_AGAIN = "run the same command again; what was already taken in stays in the record"
_NEW = "keep the file aside and add the reports to a new record"

# SQLite's primary result codes -> what to say and what to do next.
_FAILURES = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to the record",
        f"wait until it is done, then {_AGAIN}",
    ),
    sqlite3.SQLITE_LOCKED: (
        "another program is writing to the record",
        f"wait until it is done, then {_AGAIN}",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", f"free some space, then {_AGAIN}"),
    sqlite3.SQLITE_READONLY: (
        "the record cannot be written to",
        "check the rights on the file and its folder",
    ),
    sqlite3.SQLITE_PERM: ("the record may not be opened", "check the rights on the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: ("the record cannot be opened", "check the rights on the file and its folder"),
    sqlite3.SQLITE_CORRUPT: ("the record is damaged", _NEW),
    sqlite3.SQLITE_NOTADB: ("this file is not a record", "name another file"),
    sqlite3.SQLITE_IOERR: ("the disk failed while the record was in use", f"check the disk, then {_AGAIN}"),
    sqlite3.SQLITE_INTERRUPT: ("interrupted", _AGAIN),
    sqlite3.SQLITE_NOMEM: ("there is not enough memory", f"close other programs, then {_AGAIN}"),
    sqlite3.SQLITE_TOOBIG: ("a document is too large for the record", "split it"),
}


def open_engine(path: Path, *, create: bool, read_only: bool, patience: float) -> Engine:
    """An engine on the record at ``path``, made or brought up to date where need be.

    ``patience`` is how many seconds to wait for another writer. Raises :class:`RecordError`.
    """
    _look(path, create=create and not read_only)
    engine = _engine(path, read_only=read_only, patience=patience)
    try:
        with failures(path):
            _recognise(engine, path, may_be_empty=create and not read_only)
            if read_only:
                _require_latest(engine, path)
            else:
                _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_write_protected(path: Path) -> bool:
    """Whether there is a file that we may not write, or whose folder we may not write."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def close(engine: Engine) -> None:
    """Fold the write-ahead log into the file, so that the record is one file to hand on."""
    try:
        with engine.connect() as connection:
            _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except DBAPIError:
        pass  # read-only, or in use elsewhere: the last to leave folds it
    engine.dispose()


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn what the database raises into a :class:`RecordError`."""
    try:
        yield
    except DBAPIError as error:
        raise explain(path, error.orig) from error
    except sqlite3.Error as error:
        raise explain(path, error) from error
    except UnicodeEncodeError as error:
        raise UsageError("a name or text holds half of a surrogate pair, which is no character") from error


def is_damage(error: RecordError) -> bool:
    """Whether ``error`` says that the file itself is damaged."""
    cause = error.__cause__
    original = cause.orig if isinstance(cause, DBAPIError) else cause
    return _code(original) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def explain(path: Path, error: BaseException | None) -> RecordError:
    """What the database's error means to a person."""
    what, hint = _FAILURES.get(_code(error), (f"the record cannot be used: {error}", _NEW))
    return RecordError(what, where=str(path), hint=hint)


def _code(error: BaseException | None) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _look(path: Path, *, create: bool) -> None:
    """Raise where what is at ``path`` cannot be a record, without letting SQLite at it."""
    try:
        if path.is_dir():
            raise RecordError("this is a folder, not a record", where=str(path), hint="name a file in it")
        if not path.parent.is_dir():
            raise RecordError("there is no such folder", where=str(path.parent), hint="make it first")
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        head = b""
    except OSError as error:
        raise RecordError(
            f"the record cannot be opened: {error.strerror}",
            where=str(path),
            hint="check the rights on the file and its folder",
        ) from error
    if not head and not create:
        raise RecordError(
            "there is no record here", where=str(path), hint="make one with: onrecord add SOURCE..."
        )
    if head and head != _MAGIC:
        what, hint = _FAILURES[sqlite3.SQLITE_NOTADB]
        raise RecordError(what, where=str(path), hint=hint)


def _engine(path: Path, *, read_only: bool, patience: float) -> Engine:
    uri = _address(path, read_only=read_only)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        # With WAL this is safe; a power cut can lose the last adds, never break the file.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16000")  # KiB
        connection.execute("PRAGMA trusted_schema = OFF")  # the file may come from anyone
        connection.execute(f"PRAGMA query_only = {int(read_only)}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _address(path: Path, *, read_only: bool) -> str:
    address = path.absolute().as_uri()
    if not read_only:
        return f"{address}?mode=rwc"
    if not is_write_protected(path):
        return f"{address}?mode=rw"  # with query_only; SQLite then tidies its side files away
    if Path(f"{path}-wal").exists():
        return f"{address}?mode=ro"
    return f"{address}?mode=ro&immutable=1"  # a CD, a read-only mount: no side files can be made


def _begin(connection: Connection) -> None:
    # The driver's own transactions leave out DDL and start late; these do neither. A writer takes
    # its lock at once, so that it waits at the start and not in the middle.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _recognise(engine: Engine, path: Path, *, may_be_empty: bool) -> None:
    """Raise unless the database is ours and not newer than we are, or empty where that is allowed."""
    with engine.connect() as connection:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if mark == 0 and not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
            if may_be_empty:
                return
            raise RecordError(
                "there is no record here", where=str(path), hint="make one with: onrecord add SOURCE..."
            )
        if mark != APPLICATION_ID:
            raise RecordError(
                "this is the database of another program, not a record",
                where=str(path),
                hint="name another file",
            )
        found = migrations.version(connection)
        if found > migrations.LATEST:
            raise RecordError(
                f"a newer Onrecord made the record (schema {found}; this one knows {migrations.LATEST})",
                where=str(path),
                hint="upgrade Onrecord",
            )


def _require_latest(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        found = migrations.version(connection)
    if found < migrations.LATEST:
        raise RecordError(
            f"the record has an older schema ({found}; now {migrations.LATEST})",
            where=str(path),
            hint="open it once for writing, which brings it up to date",
        )


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect() as connection:
        mode = _raw(connection).execute("PRAGMA journal_mode").fetchone()[0]
        if mode != "wal":
            _raw(connection).execute("PRAGMA journal_mode = WAL")
        if migrations.version(connection) == migrations.LATEST:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        migrations.migrate(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
