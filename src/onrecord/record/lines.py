"""Lines that one outlet repeats across its documents: appeals, menus, standing notices.

In: the lines of each document as they are added. Out: those that stand in several documents of the
same outlet. A line is known by the key that :func:`onrecord.reading.cleaning.lines` gives it; the
record keeps a 64-bit hash of the key and gets the key back from a document that has it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict

from sqlalchemy import Connection, delete, func, insert, select

from onrecord.record import schema

_TABLE = schema.lines


def hashes(text: str) -> list[int]:
    """The hashes of the lines of a text, each once."""
    return sorted({_hash(key) for key in _keys(text)})


def note(connection: Connection, document: int, found: list[int]) -> None:
    """Keep the lines of a document in place of those that were kept for it before."""
    connection.execute(delete(_TABLE).where(_TABLE.c.document == document))
    if found:
        connection.execute(insert(_TABLE), [{"document": document, "line": line} for line in found])


def repeated(connection: Connection, outlet: str, at_least: int) -> set[str]:
    """The keys of the lines that stand in ``at_least`` documents of the outlet or more."""
    readings = schema.readings
    query = (
        select(_TABLE.c.line, func.min(_TABLE.c.document))
        .join(readings, readings.c.document == _TABLE.c.document)
        .where(readings.c.outlet == outlet)
        .group_by(_TABLE.c.line)
        .having(func.count() >= at_least)
    )
    wanted: dict[int, set[int]] = defaultdict(set)
    for line, document in connection.execute(query):
        wanted[document].add(line)
    found: set[str] = set()
    for document, lines in wanted.items():
        text = (
            connection.scalar(select(schema.documents.c.text).where(schema.documents.c.no == document)) or ""
        )
        found.update(key for key in _keys(text) if _hash(key) in lines)
    return found


def recurring(connection: Connection, at_least: int) -> dict[str, bytes]:
    """The ids of the documents with lines that stand in ``at_least`` documents of their outlet, and the
    hashes of these lines.
    """
    documents, readings = schema.documents, schema.readings
    of_outlet = select(readings.c.outlet, _TABLE.c.line).join(
        _TABLE, readings.c.document == _TABLE.c.document
    )
    again = (
        of_outlet.where(readings.c.outlet.is_not(None))
        .group_by(readings.c.outlet, _TABLE.c.line)
        .having(func.count() >= at_least)
        .subquery()
    )
    query = (
        select(documents.c.id, _TABLE.c.line)
        .join(readings, readings.c.document == documents.c.no)
        .join(_TABLE, _TABLE.c.document == documents.c.no)
        .join(again, (again.c.outlet == readings.c.outlet) & (again.c.line == _TABLE.c.line))
        .order_by(documents.c.id, _TABLE.c.line)
    )
    found: dict[str, bytes] = defaultdict(bytes)
    for id, line in connection.execute(query):
        found[id] += line.to_bytes(8, "big", signed=True)
    return dict(found)


def _keys(text: str) -> list[str]:
    from onrecord.reading import cleaning  # late: a search does not need its rules

    return [key for _, key in cleaning.lines(text) if key]


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
