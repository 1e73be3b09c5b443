"""The facts that the user added to a record.

In: facts. Out: rows, and the facts again. Invariants: adding what is there changes nothing; the stamp of the
record takes the facts in, so that what was derived without one is derived again; each row's fact is the one
that was added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from onrecord.errors import RecordError
from onrecord.model import Fact
from onrecord.record import schema, sealed, writing

_decoder = msgspec.json.Decoder(Fact)


def add(connection: Connection, facts: Sequence[Fact]) -> int:
    """Write facts; how many of them were not there. The caller holds the transaction."""
    new = 0
    for fact in facts:
        row = {
            "id": fact.id,
            "text": fact.text,
            "source": fact.source,
            **sealed.sealed(fact),
            "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        done = connection.execute(insert(schema.facts).values(row).on_conflict_do_nothing())
        if done.rowcount:
            writing.restamp(connection, row["json_sha256"])
            new += 1
    return new


def remove(connection: Connection, reference: str) -> str:
    """Take a fact away, by its id or the beginning of it; its words. The caller holds the transaction.

    Raises :class:`UsageError` where that means none or several.
    """
    f = schema.facts
    rows = connection.execute(
        select(f.c.id, f.c.text, f.c.json_sha256).where(f.c.id.startswith(reference, autoescape=True))
    ).all()
    row = sealed.meant(rows, reference, "fact", "onrecord show facts lists them with their ids")
    connection.execute(delete(f).where(f.c.id == row.id))
    writing.restamp(connection, row.json_sha256)
    return str(row.text)


def kept(connection: Connection, path: Path) -> tuple[Fact, ...]:
    """The facts, by id. Raises :class:`RecordError` where this version cannot understand one."""
    f = schema.facts
    try:
        return tuple(_decoder.decode(json) for json in connection.scalars(select(f.c.json).order_by(f.c.id)))
    except msgspec.MsgspecError as error:
        raise RecordError(
            f"a fact cannot be understood: {error}",
            where=str(path),
            hint="another Onrecord wrote it: remove it with its id, and add it again",
        ) from error


def hashes(connection: Connection) -> list[str]:
    """What the facts put into the stamp."""
    return list(connection.scalars(select(schema.facts.c.json_sha256)))


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """The facts that do not hold: the id of each, and what is wrong."""
    for row in connection.execute(select(schema.facts).order_by(schema.facts.c.id)):
        wrong = sealed.faults(row, _decoder, "fact", partial(_beside, row))
        yield from ((f"fact {row.id}", what) for what in wrong)


def _beside(row: Any, fact: Fact) -> Iterator[str]:
    if (fact.id, fact.text, fact.source) != (row.id, row.text, row.source):
        yield "its words or its source are not those of the fact that was added"
