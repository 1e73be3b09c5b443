"""What the user tells a record, facts and decisions: each a row with its JSON, sealed by a digest.

In: things and rows. Out: the columns of a row; the row that is meant; what is wrong with a row. Invariant:
the digest is that of the JSON in the same row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from onrecord.errors import UsageError

_FEWEST = 4  # characters of an id that is given by its beginning

T = TypeVar("T")


def sealed(thing: Any) -> dict[str, str]:
    """The columns ``json`` and ``json_sha256``."""
    json = msgspec.json.encode(thing).decode()
    return {"json": json, "json_sha256": _digest(json)}


def meant(rows: Sequence[T], reference: str, noun: str, hint: str) -> T:
    """The only row whose id begins with a reference, of those that do.

    Raises :class:`UsageError` where none does, several do, or the reference is too short to mean one.
    """
    if len(reference) < _FEWEST or not rows:
        raise UsageError(f"there is no {noun} {reference!r} in the record", hint=hint)
    if len(rows) > 1:
        raise UsageError(f"{reference!r} means {len(rows)} {noun}s", hint="give more of the id")
    return rows[0]


def faults(
    row: Any, decoder: msgspec.json.Decoder[T], noun: str, beside: Callable[[T], Iterator[str]]
) -> Iterator[str]:
    """What is wrong with a row, in words; ``beside`` tells what its other columns have wrong."""
    try:
        thing = decoder.decode(row.json)
    except msgspec.MsgspecError as error:
        yield f"it cannot be understood: {error}"
        return
    if _digest(row.json) != row.json_sha256:
        yield f"it is not the {noun} that was given"
    yield from beside(thing)


def _digest(json: str) -> str:
    return hashlib.sha256(json.encode()).hexdigest()
