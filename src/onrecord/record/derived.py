"""What is kept of what was derived: views of ledgers in parts, and traces of parts of the readings.

In: parts and traces. Out: the same, as long as nothing that they rest on has changed. Invariants: a view is
there with all its parts, or not at all; what was derived from other readings goes; whatever is here can be
thrown away and derived again.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from onrecord.record import schema

_DEFLATE = 1  # a ledger is large, and written once a change


@dataclass(frozen=True, slots=True)
class Part:
    """Some items of a view, as JSON. ``outline`` tells of each, in as few bytes, whether it is asked for."""

    items: int
    json: bytes
    outline: bytes | None = None


class Trace(NamedTuple):
    """What was derived from a part of the readings; ``digest`` is of all that it was derived from."""

    digest: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part as it is kept; see :class:`Part`."""

    items: int
    outline: bytes | None
    packed: bytes

    def json(self) -> bytes:
        """The items. Raises :class:`zlib.error` where they are damaged."""
        return zlib.decompress(self.packed)


def parts(connection: Connection, key: str, stamp: str) -> tuple[KeptPart, ...] | None:
    """The parts of a view in order; ``None`` where it was not derived from the readings of ``stamp``."""
    c = schema.cache
    query = (
        select(c.c["items"], c.c.outline, c.c.value)
        .where(c.c.key == key, c.c.stamp == stamp)
        .order_by(c.c.part)
    )
    return tuple(KeptPart(*row) for row in connection.execute(query)) or None


def put_parts(connection: Connection, stamp: str, views: Mapping[str, Sequence[Part]]) -> None:
    """Keep views by their keys, in place of what was there. The caller holds the transaction.

    What was derived from other readings goes: nobody can ask for it again, and a ledger is large.
    """
    c = schema.cache
    connection.execute(delete(c).where((c.c.stamp != stamp) | c.c.key.in_(list(views))))
    rows = [
        {
            "key": key,
            "part": number,
            "stamp": stamp,
            "items": part.items,
            "outline": part.outline,
            "value": zlib.compress(part.json, _DEFLATE),
        }
        for key, listed in views.items()
        for number, part in enumerate(listed)
    ]
    if rows:
        connection.execute(insert(c), rows)


def traces(connection: Connection, kind: str) -> dict[str, Trace]:
    """All traces of a kind, by their keys."""
    t = schema.traces
    query = select(t.c.key, t.c.digest, t.c.value).where(t.c.kind == kind)
    return {key: Trace(digest, value) for key, digest, value in connection.execute(query).all()}


def put_traces(
    connection: Connection, kind: str, found: Mapping[str, Trace], gone: Collection[str] = ()
) -> None:
    """Keep traces by their keys, in place of older ones, and no more those that are ``gone``.

    The caller holds the transaction.
    """
    t = schema.traces
    for key in gone:
        connection.execute(delete(t).where(t.c.kind == kind, t.c.key == key))
    rows = [
        {"kind": kind, "key": key, "digest": trace.digest, "value": trace.value}
        for key, trace in found.items()
    ]
    if rows:
        statement = insert(schema.traces)
        newer = {name: statement.excluded[name] for name in ("digest", "value")}
        connection.execute(statement.on_conflict_do_update(index_elements=["kind", "key"], set_=newer), rows)
