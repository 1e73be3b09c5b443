"""The record's schema, as numbered steps.

In: a connection inside a write transaction. Out: the same database at :data:`LATEST`. Invariant:
all missing steps happen in that one transaction, or none does; a step that was released is never
edited, a new number follows it.

A step is a file ``<database>/<number>_<name>.sql`` beside this module.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from sqlalchemy import Connection, func, inspect, select

from onrecord.record import schema

_BOOKKEEPING = (
    "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
)


@dataclass(frozen=True)
class Migration:
    """One step: its number, its name and its SQL."""

    number: int
    name: str
    sql: str

    def statements(self) -> Iterator[str]:
        """The single statements of the step."""
        pending = ""
        for line in self.sql.splitlines(keepends=True):
            pending += line
            if sqlite3.complete_statement(pending):
                yield pending.strip()
                pending = ""
        if pending.strip():
            raise ValueError(f"migration {self.number} ends inside a statement: {pending.strip()[:60]!r}")


def _load() -> tuple[Migration, ...]:
    found = []
    for entry in (files(__name__) / "sqlite").iterdir():
        number, dash, name = entry.name.removesuffix(".sql").partition("_")
        if dash and number.isdigit() and entry.name.endswith(".sql"):
            found.append(Migration(int(number), name, entry.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda step: step.number))


MIGRATIONS = _load()
LATEST = MIGRATIONS[-1].number


def version(connection: Connection) -> int:
    """The number of the last step that was applied; 0 for an empty database."""
    if not inspect(connection).has_table(schema.migrations.name):
        return 0
    return connection.scalar(select(func.max(schema.migrations.c.number))) or 0


def migrate(connection: Connection) -> None:
    """Apply the steps that are missing. The caller holds the transaction."""
    done = version(connection)
    if done == 0:
        connection.exec_driver_sql(_BOOKKEEPING)
    for step in MIGRATIONS:
        if step.number > done:
            for statement in step.statements():
                connection.exec_driver_sql(statement)
            connection.execute(
                schema.migrations.insert().values(
                    number=step.number,
                    name=step.name,
                    applied_at=datetime.now(UTC).isoformat(timespec="seconds"),
                )
            )
