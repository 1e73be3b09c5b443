"""Traces: what follows from one document alone, kept from one derivation to the next.

In: what was kept before. Out: the value for each document, made again only where what it rests on is another,
and what is new and should be kept. Invariant: a trace holds for the digest of all that it was made from, so a
kept one is the one that would be made.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

Kept = tuple[bytes, bytes]
"""A digest of what a value was made from; the value's own checksum, and the value."""

_CHECK = 4  # bytes


class Traces:
    """Traces by kind and document id. ``kept`` gives those of a kind that were kept before."""

    def __init__(self, kept: Callable[[str], Mapping[str, Kept]] | None = None) -> None:
        self._kept = kept
        self._known: dict[str, Mapping[str, Kept]] = {}
        self.new: dict[str, dict[str, Kept]] = defaultdict(dict)

    def of(self, kind: str, document: str, digest: bytes, make: Callable[[], bytes]) -> bytes:
        """The value of a document, as it was kept or is made now: one that is damaged is made again."""
        if kind not in self._known:
            self._known[kind] = self._kept(kind) if self._kept is not None else {}
        found = self.new[kind].get(document) or self._known[kind].get(document)
        if found is not None and found[0] == digest and found[1][:_CHECK] == _check(found[1][_CHECK:]):
            return found[1][_CHECK:]
        value = make()
        self.new[kind][document] = (digest, _check(value) + value)
        return value


def _check(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(_CHECK)


def digest(form: str, text: str, more: Iterable[object] = ()) -> bytes:
    """128 bits over a text and what else counts; ``form`` names the way in which the value is made."""
    made = hashlib.blake2b(form.encode(), digest_size=16)
    for part in more:
        made.update(f"\0{part}".encode())
    made.update(b"\0\0")
    made.update(text.encode("utf-8", "surrogatepass"))
    return made.digest()
