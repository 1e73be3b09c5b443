"""The two parts of a development set: one to look at, one to be looked at through the score only.

In: rows with an id. Out: those of one part. Invariant: the part of a document follows from its id alone,
so that every benchmark, at any time, cuts a set in the same place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

PARTS = ("train", "dev")
_FOLDS = 5
_DEV_FOLDS = 2  # of the five


def part(doc_id: str) -> str:
    """``dev`` for two fifths of all ids, ``train`` for the others."""
    # The digest only spreads the ids evenly; nothing is secured by it.
    digest = hashlib.md5(doc_id.encode(), usedforsecurity=False).hexdigest()
    return "dev" if int(digest, 16) % _FOLDS < _DEV_FOLDS else "train"


def key(row: Mapping[str, Any]) -> str:
    """The id of a row: its ``doc``, else its ``id``."""
    return str(row.get("doc") or row.get("id"))


def of(rows: Iterable[Mapping[str, Any]], wanted: str | None) -> Iterator[Mapping[str, Any]]:
    """The rows of one part; all of them where ``wanted`` is ``None``."""
    return (row for row in rows if wanted is None or part(key(row)) == wanted)
