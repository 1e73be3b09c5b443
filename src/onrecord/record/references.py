"""Which document a person means: by id, its beginning, the input's own id, the file's name, or the address.

In: what was typed. Out: the number of one document. Invariant: it never picks one of several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath, PureWindowsPath

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.sql.expression import ColumnElement

from onrecord.errors import UsageError
from onrecord.record import schema

_FEWEST_DIGITS = 4  # of an id that is given by its beginning
_SHOWN = 5


def name_of(key: str | None, uri: str) -> str:
    """A short name for people: the input's own id, else the file's name."""
    return key or _file_name(uri) or uri


def resolve(connection: Connection, reference: str) -> int:
    """The number of the one document that ``reference`` means.

    Tried in this order, and the first that finds anything decides: whole id, key, address, file name,
    file name without its ending, beginning of the id. Raises :class:`UsageError` where nothing or
    more than one is found, and names candidates.
    """
    for found in _attempts(connection, reference):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"{reference!r} means {len(found)} documents: {_listed(connection, found)}",
                hint="give the id, or more of it",
            )
    near = _nearest(connection, reference)
    raise UsageError(
        f"there is no document {reference!r} in the record",
        hint=f"did you mean {', '.join(near)}?" if near else "onrecord show documents lists them",
    )


def _attempts(connection: Connection, reference: str) -> Iterator[list[int]]:
    d, s = schema.documents, schema.sources
    yield _numbers(connection, d.c.id == reference.lower())
    yield _numbers(connection, d.c.key == reference)
    yield sorted(set(connection.scalars(select(s.c.document).where(s.c.uri == reference))))
    holding = select(s.c.document, s.c.uri).where(func.instr(s.c.uri, reference) > 0)
    files = [(no, _file_name(uri)) for no, uri in connection.execute(holding)]
    yield sorted({no for no, name in files if name == reference})
    yield sorted({no for no, name in files if name.rpartition(".")[0] == reference})
    digits = reference.lower()
    if len(digits) >= _FEWEST_DIGITS and set(digits) <= set("0123456789abcdef"):
        yield _numbers(connection, d.c.id.startswith(digits, autoescape=True))


def _numbers(connection: Connection, condition: ColumnElement[bool]) -> list[int]:
    query: Select[tuple[int]] = select(schema.documents.c.no).where(condition).order_by(schema.documents.c.id)
    return list(connection.scalars(query))


def _listed(connection: Connection, numbers: Sequence[int]) -> str:
    d = schema.documents
    rows = connection.execute(select(d.c.id, d.c.uri).where(d.c.no.in_(numbers[:_SHOWN])).order_by(d.c.id))
    more = ", …" if len(numbers) > _SHOWN else ""
    return ", ".join(f"{row.id[:12]} ({row.uri})" for row in rows) + more


def _nearest(connection: Connection, reference: str) -> list[str]:
    from rapidfuzz import fuzz, process

    d = schema.documents
    names: Iterable[str] = {name_of(row.key, row.uri) for row in connection.execute(select(d.c.key, d.c.uri))}
    found = process.extract(reference, sorted(names), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    return [name for name, _, _ in found]


def _file_name(uri: str) -> str:
    return (PureWindowsPath(uri) if "\\" in uri else PurePosixPath(uri)).name
