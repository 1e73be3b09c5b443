"""The views of one question, as a record keeps them or as they are derived.

In: names of views. Out: the views. Invariant: what was derived while somebody added to the record is
not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from onrecord.kept.listing import Listing
from onrecord.kept.packing import DAMAGED, SAYINGS, VIEWS, packed, selected, unpacked, whole
from onrecord.kept.wanted import Wanted
from onrecord.model import Said
from onrecord.quiet import quiet
from onrecord.record import KeptPart, Store

Derive = Callable[[Collection[str]], Mapping[str, Any]]
"""Makes the views of these names: of a list of items a tuple of them, or a list of their JSON."""

_TOGETHER = (
    (
        *("as_of", "left_out", "facts", "decisions", "reports"),
        *("rounds", "meetings", "deadlines", "proposals", "events"),
    ),
    ("statements", "possible", "positions", "actors", "timeline", "changes"),
    ("wording",),
)
"""Views that are derived together: each set takes longer than the one before."""


class Kept:
    """The views of one question, as of the readings of one stamp."""

    def __init__(self, store: Store, question: str, derive: Derive) -> None:
        self._store = store
        self._question = question
        self._derive = derive
        self._stamp = store.stamp()

    def views(self, names: Collection[str] = VIEWS, wanted: Wanted | None = None) -> dict[str, Any]:
        """The views of these names; of statements, those that are ``wanted``."""
        found: dict[str, Any] = {}
        for name in VIEWS:
            if name in names:
                some = wanted if name in SAYINGS else None
                found[name] = self._whole(name) if some is None else tuple(self.statements(name, some))
        return found

    def statements(self, name: str, wanted: Wanted, limit: int | None = None) -> Sequence[Said]:
        """The statements of a view (``statements`` or ``possible``) that are wanted, the first ``limit``."""
        parts = self._parts(name)
        if parts is not None and wanted.all and limit is None:
            return self._listing(name, parts)
        if parts is not None:
            try:
                return _first(limit, wanted, chain.from_iterable(selected(name, p, wanted) for p in parts))
            except DAMAGED:
                pass
        return _first(limit, wanted, self._derived(name))

    def listing(self, name: str) -> Sequence[Any]:
        """The items of a long view, or the changes, unpacked only as they are looked at."""
        parts = self._parts(name)
        return self._listing(name, parts) if parts is not None else self._derived(name)

    def _listing(self, name: str, parts: Sequence[KeptPart]) -> Listing[Any]:
        return Listing(name, parts, lambda: self._derived(name))

    def _parts(self, name: str) -> tuple[KeptPart, ...] | None:
        return self._store.parts(f"{self._question}:{name}", self._stamp)

    def _whole(self, name: str) -> Any:
        parts = self._parts(name)
        if parts is not None:
            try:
                found = [unpacked(name, part) for part in parts]
            except DAMAGED:
                pass
            else:
                return found[0] if len(found) == 1 else tuple(chain.from_iterable(found))
        return self._derived(name)

    def _derived(self, name: str) -> Any:
        """The view, derived with those that cost little more, and all of them kept."""
        names = next(together for together in _TOGETHER if name in together)
        with quiet():
            found = self._derive(names)
            if self._store.stamp() == self._stamp:  # nobody has added a document in the meantime
                kept = {f"{self._question}:{n}": list(packed(n, found[n])) for n in names}
                self._store.put_parts(self._stamp, kept)
            return whole(name, found[name])


def _first(limit: int | None, wanted: Wanted, found: Iterable[Said]) -> tuple[Said, ...]:
    taken = (said for said in found if wanted.takes(said))
    return tuple(taken if limit is None else islice(taken, max(0, limit)))
