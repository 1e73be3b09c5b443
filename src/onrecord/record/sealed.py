"""What the user tells a record, facts and decisions: each a row with its JSON, sealed by a digest.

In: things and rows. Out: the columns of a row; the row that is meant; what is wrong with a seal. Invariant:
the digest is that of the JSON in the same row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
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


def broken(json: str, json_sha256: str, noun: str) -> Iterator[str]:
    """What is wrong with a seal, in words."""
    if _digest(json) != json_sha256:
        yield f"it is not the {noun} that was given"


def _digest(json: str) -> str:
    return hashlib.sha256(json.encode()).hexdigest()
