"""The decisions about actors that the user made in a record.

In: decisions. Out: rows, and the decisions again, in the order they were made. Invariants: none is ever
removed, an undone one is kept as void; the stamp of the record takes in those in force, so that what was
derived without one is derived again, and undoing it brings the old stamp back; each row's decision is the one
that was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from onrecord.errors import RecordError, UsageError
from onrecord.model import Decision
from onrecord.record import schema, sealed, writing

_LIST = "onrecord actors decisions lists them with their ids"

_decoder = msgspec.json.Decoder(Decision)


def add(connection: Connection, decision: Decision) -> bool:
    """Write a decision; whether it was not there. The caller holds the transaction."""
    row = {"id": decision.id, "made_at": _time(decision.made), **_packed(decision)}
    done = connection.execute(insert(schema.decisions).values(row).on_conflict_do_nothing())
    if done.rowcount and decision.in_force:
        writing.restamp(connection, row["json_sha256"])
    return bool(done.rowcount)


def undo(connection: Connection, reference: str, note: str | None, path: Path) -> Decision:
    """Make a decision void, by its id or the beginning of it. The caller holds the transaction.

    Raises :class:`UsageError` where that means none or several, or one that is void, and
    :class:`RecordError` where this version cannot understand it.
    """
    d = schema.decisions
    rows = connection.execute(
        select(d.c.no, d.c.json, d.c.json_sha256).where(d.c.id.startswith(reference, autoescape=True))
    ).all()
    row = sealed.meant(rows, reference, "decision", _LIST)
    decision = _understood(row.json, path)
    if not decision.in_force:
        raise UsageError(f"decision {decision.id} was undone before", hint=_LIST)
    undone = replace(decision, undone=datetime.now(UTC), undo_note=note)
    connection.execute(update(d).where(d.c.no == row.no).values(_packed(undone)))
    writing.restamp(connection, row.json_sha256)
    return undone


def kept(connection: Connection, path: Path) -> tuple[Decision, ...]:
    """All decisions in the order they were made, void ones too.

    Raises :class:`RecordError` where this version cannot understand one.
    """
    d = schema.decisions
    return tuple(_understood(json, path) for json in connection.scalars(select(d.c.json).order_by(d.c.no)))


def _understood(json: str, path: Path) -> Decision:
    try:
        return _decoder.decode(json)
    except msgspec.MsgspecError as error:
        raise RecordError(
            f"a decision cannot be understood: {error}",
            where=str(path),
            hint="another Onrecord wrote it: use that one, or upgrade this one",
        ) from error


def hashes(connection: Connection) -> list[str]:
    """What the decisions put into the stamp."""
    d = schema.decisions
    return list(connection.scalars(select(d.c.json_sha256).where(d.c.undone_at.is_(None))))


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """The decisions that do not hold: the id of each, and what is wrong."""
    for row in connection.execute(select(schema.decisions).order_by(schema.decisions.c.no)):
        wrong = sealed.faults(row, _decoder, "decision", partial(_beside, row))
        yield from ((f"decision {row.id}", what) for what in wrong)


def _beside(row: Any, decision: Decision) -> Iterator[str]:
    undone = _time(decision.undone) if decision.undone else None
    if (decision.id, _time(decision.made), undone) != (row.id, row.made_at, row.undone_at):
        yield "its id or its times are not those of the decision that was made"


def _packed(decision: Decision) -> dict[str, Any]:
    return {"undone_at": _time(decision.undone) if decision.undone else None, **sealed.sealed(decision)}


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
