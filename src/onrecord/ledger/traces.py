"""Traces: what follows from a part of the readings alone, kept from one derivation to the next.

In: what was kept before. Out: the value for each part, made again only where what it rests on is another, and
what is new and should be kept. A part is a document, or what documents tell of one event.
Invariant: a trace holds for the digest of all that it was made from, so a kept one is the one that would be
made.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Generic, TypeVar

import msgspec

from onrecord.model import Reading

T = TypeVar("T")

Kept = tuple[bytes, bytes]
"""A digest of what a value was made from; the value's own checksum, and the value."""

_CHECK = 4  # bytes
_FORMS = 64  # that are asked for again and again


@dataclass(frozen=True)
class Form(Generic[T]):
    """How values of a kind become bytes, and bytes values. What ``unpack`` gives equals what was packed."""

    pack: Callable[[T], bytes]
    unpack: Callable[[bytes], T]


_readings = msgspec.json.Decoder(Reading)
READING: Form[Reading] = Form(
    lambda reading: zlib.compress(msgspec.json.encode(reading), 1),
    lambda value: _readings.decode(zlib.decompress(value)),
)


class Traces:
    """Traces by kind and key: a document's id, or what else names a part of the readings.

    ``kept`` gives those of a kind that were kept before. ``new`` are those made since, ``gone`` the keys of
    those of which nobody will ask again.
    """

    def __init__(self, kept: Callable[[str], Mapping[str, Kept]] | None = None) -> None:
        self._kept = kept
        self._known: dict[str, Mapping[str, Kept]] = {}
        self.new: dict[str, dict[str, Kept]] = defaultdict(dict)
        self.gone: dict[str, set[str]] = {}

    @property
    def keeping(self) -> bool:
        """Whether what is made now is kept for another time."""
        return self._kept is not None

    def of(self, kind: str, key: str, digest: bytes, make: Callable[[], bytes]) -> bytes:
        """The value of a part, as it was kept or is made now: one that is damaged is made again."""
        found = self.find(kind, key, digest)
        if found is not None:
            return found
        value = make()
        self.new[kind][key] = (digest, _check(value) + value)
        return value

    def _kind(self, kind: str) -> Mapping[str, Kept]:
        if kind not in self._known:
            self._known[kind] = self._kept(kind) if self._kept is not None else {}
        return self._known[kind]

    def only(self, kind: str, keys: Set[str]) -> None:
        """Of a kind, no parts but these are there any more."""
        self.gone[kind] = set(self._kind(kind)) - keys

    def find(self, kind: str, key: str, digest: bytes) -> bytes | None:
        """The value of a part, where it was kept and is whole."""
        found = self._last(kind, key)
        return found[1][_CHECK:] if found is not None and found[0] == digest else None

    def before(self, kind: str, key: str) -> bytes | None:
        """The value of a part as it was kept last, whatever it was made from."""
        found = self._last(kind, key)
        return found[1][_CHECK:] if found is not None else None

    def _last(self, kind: str, key: str) -> Kept | None:
        found = self.new[kind].get(key) or self._kind(kind).get(key)
        whole = found is not None and found[1][:_CHECK] == _check(found[1][_CHECK:])
        return found if whole else None

    def item(
        self, kind: str, key: str, digest: Callable[[], bytes], make: Callable[[], T], form: Form[T]
    ) -> T:
        """As :meth:`of`, for a value that is no bytes. Where nothing is kept, it is just made."""
        if self._kept is None:
            return make()
        made: list[T] = []

        def packed() -> bytes:
            made.append(make())
            return form.pack(made[0])

        value = self.of(kind, key, digest(), packed)
        return made[0] if made else form.unpack(value)


def _check(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(_CHECK)


def digest(form: str, text: str, more: Iterable[object] = ()) -> bytes:
    """128 bits over a text and what else counts; ``form`` names the way in which the value is made.

    Another Onrecord may make another value.
    """
    made = hashlib.blake2b(f"{_onrecord()}\0{form}".encode(), digest_size=16)
    for part in more:
        made.update(f"\0{part}".encode("utf-8", "surrogatepass"))
    made.update(b"\0\0")
    made.update(text.encode("utf-8", "surrogatepass"))
    return made.digest()


@lru_cache(_FORMS)
def form_of(form: str, *more: Hashable) -> bytes:
    """A digest of a form and what else counts, to stand before a digest of what differs from part to part."""
    return digest(form, "", more)


@cache
def _onrecord() -> str:
    return version("onrecord")
