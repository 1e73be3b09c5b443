"""Copies: documents that repeat another one nearly word for word (wire copies, reprints, rewrites).

In: bodies of documents. Out: pairs with their similarity, and groups. Invariant: two documents are
called copies only after all their word shingles were compared; sampling only picks whom to compare.

Method: shingles of four words are hashed; those whose hash falls into a fixed quarter of the range
are an index (FracMinHash: Irber et al. 2022, "Lightweight compositional analysis of metagenomes with
FracMinHash"), which, unlike plain MinHash, finds a shortened copy inside a longer original. The time
is linear in the number of documents: a shingle that many documents share pairs each of them with the
next one only, so that a report printed by hundreds of outlets costs hundreds of comparisons, not
tens of thousands.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from onrecord.ledger.identity import distinct
from onrecord.ledger.intervals import width
from onrecord.ledger.leaves import Leaves
from onrecord.ledger.pages import Page, order_key
from onrecord.ledger.traces import Traces, form_of

_Hashes = npt.NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words
_SAMPLE = np.uint64(4)  # one shingle in four is in the index
_CROWD = 12  # a shingle in more documents pairs neighbours only
_FEWEST = 12  # shingles two documents must share at least
_SHARE = 0.65  # of the shorter document's shingles that stand in the longer one
_ALIKE = 0.25  # of all shingles of the two; less is a passage taken over by another report
_DATED = 7  # days: an interval no wider dates a document well enough to call it the earlier one
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Copy:
    """``document`` repeats ``original``; ``similarity`` is the share of the shorter one's shingles."""

    document: str
    original: str
    similarity: float


@dataclass(frozen=True, slots=True)
class _Sketch:
    """How many shingles a document has, and those of them that are in the index."""

    count: int
    sample: _Hashes


class Copies:
    """The groups of near-duplicates among some documents, found once.

    ``traces`` keep the sketches of documents from one derivation to the next.
    """

    def __init__(self, leaves: Leaves, traces: Traces) -> None:
        self._leaves = {leaf.id: leaf for leaf in leaves.listed}
        self._open = leaves.page
        self._traces = traces
        listed = list(self._leaves)
        sketches = [self._sketch_of(id) for id in listed]
        pairs = _pairs(sketches, lambda i: self._whole(listed[i]))
        self._groups = [[listed[i] for i in group] for group in groups(len(listed), pairs)]
        self._group = {id: group for group in self._groups for id in group}

    def _sketch_of(self, document: str) -> _Sketch:
        """The sketch of a document's body, as it was kept or made now."""

        def make() -> bytes:
            made = _sketch(shingles(self._open(document).body()))
            return made.count.to_bytes(4, "little") + _bytes(made.sample)

        value = self._traces.of("sketch", document, self._made_from(document), make)
        return _Sketch(int.from_bytes(value[:4], "little"), _hashes(value[4:]))

    def _whole(self, document: str) -> _Hashes:
        """All shingles of a document's body: kept for the few that have been compared in full."""

        def make() -> bytes:
            return _bytes(shingles(self._open(document).body()))

        return _hashes(self._traces.of("whole", document, self._made_from(document), make))

    def _made_from(self, document: str) -> bytes:
        return form_of("shingles 2") + self._leaves[document].digest

    def group_of(self) -> dict[str, str]:
        """For each document that has copies, the id that stands for its group."""
        return {id: group[0] for group in self._groups for id in group}

    def originals(self, pages: Iterable[Page]) -> dict[str, Copy]:
        """The copies among these pages, by document id.

        The original of a group is its earliest document by day of publication; where the days do
        not tell, the longest body, then the smallest content hash.
        """
        here = {page.id: page for page in pages if page.id in self._group}
        found = {}
        for group in self._groups_of(here):
            members = [here[id] for id in group if id in here]
            if len(members) < 2:
                continue
            first = min(members, key=_originality)
            for page in members:
                if page is not first:
                    shared = containment(self._whole(page.id), self._whole(first.id))
                    found[page.id] = Copy(page.id, first.id, round(shared, 3))
        return found

    def _groups_of(self, documents: Iterable[str]) -> list[list[str]]:
        return distinct(self._group[id] for id in documents)


def _originality(page: Page) -> tuple[bool, date, date, int, str]:
    earliest, latest, _ = order_key(page.published, page.id)
    # a wide interval proves nothing: it must not make a document the earliest
    return (width(page.published) > _DATED, earliest, latest, -len(page.body()), page.id)


def shingles(text: str) -> _Hashes:
    """Sorted distinct 64-bit hashes of all runs of four words; empty for a text of fewer words."""
    words = _WORD.findall(text.casefold())
    if len(words) < _SHINGLE:
        return np.empty(0, dtype=np.uint64)
    codes = np.fromiter((zlib.crc32(w.encode()) for w in words), dtype=np.uint64, count=len(words))
    mixed = np.zeros(len(words) - _SHINGLE + 1, dtype=np.uint64)
    for k in range(_SHINGLE):
        mixed = _mix(mixed + codes[k : len(words) - _SHINGLE + 1 + k])
    return np.unique(mixed)


def containment(a: _Hashes, b: _Hashes) -> float:
    """The share of the smaller set that the larger one holds, 0 to 1."""
    smaller = min(len(a), len(b))
    return _shared(a, b) / smaller if smaller else 0.0


def pairs(shingled: Sequence[_Hashes]) -> list[tuple[int, int]]:
    """Index pairs ``(i, j)``, ``i < j``, of near-duplicate documents."""
    return _pairs([_sketch(hashes) for hashes in shingled], shingled.__getitem__)


def _pairs(sketches: Sequence[_Sketch], whole: Callable[[int], _Hashes]) -> list[tuple[int, int]]:
    """The pairs by their sketches; ``whole`` gives all shingles of those that must be compared in full."""
    out = []
    for i, j in _candidates(sketches):
        smaller = min(sketches[i].count, sketches[j].count)
        common = _shared(whole(i), whole(j))
        union = sketches[i].count + sketches[j].count - common
        if common >= max(_FEWEST, smaller * _SHARE) and common >= union * _ALIKE:
            out.append((i, j))
    return out


def groups(count: int, linked: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected groups of two and more among ``count`` items, each in order."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in linked:
        a, b = sorted((root(i), root(j)))
        parent[b] = a
    members: dict[int, list[int]] = {}
    for i in range(count):
        members.setdefault(root(i), []).append(i)
    return [group for group in members.values() if len(group) > 1]


def _sketch(hashes: _Hashes) -> _Sketch:
    return _Sketch(len(hashes), hashes[hashes % _SAMPLE == 0])


def _bytes(hashes: _Hashes) -> bytes:
    return hashes.astype("<u8").tobytes()


def _hashes(value: bytes) -> _Hashes:
    return np.frombuffer(value, dtype="<u8").astype(np.uint64)


def _candidates(sketches: Sequence[_Sketch]) -> Iterable[tuple[int, int]]:
    """Pairs of documents that share as many sampled shingles as copies do."""
    sampled = [sketch.sample for sketch in sketches]
    owners = np.repeat(np.arange(len(sampled)), [len(s) for s in sampled])
    if not len(owners):
        return
    hashes = np.concatenate(sampled)
    order = np.argsort(hashes, kind="stable")  # owners stay in order
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(hashes)])
    codes = []
    for step in range(1, _CROWD):
        # pairs (k, k + step) inside a run; long runs give neighbours only
        wide = (sizes > step) & ((sizes <= _CROWD) | (step == 1))
        if not wide.any():
            continue
        length = sizes[wide] - step
        offsets = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        first = np.repeat(starts[wide], length) + offsets
        codes.append(owners[first] * len(sampled) + owners[first + step])
    if not codes:
        return
    values, counts = np.unique(np.concatenate(codes), return_counts=True)
    ones, others = np.divmod(values, len(sampled))
    sizes = np.array([sketch.count for sketch in sketches])
    smaller = np.minimum(sizes[ones], sizes[others])
    enough = counts * int(_SAMPLE) >= smaller * _SHARE / 3  # with fewer, the whole cannot reach the share
    yield from zip(ones[enough].tolist(), others[enough].tolist(), strict=True)


def _mix(values: _Hashes) -> _Hashes:
    """A 64-bit finaliser (Stafford's variant of MurmurHash3's), so that order counts and bits spread."""
    values = (values ^ (values >> np.uint64(30))) * _PRIME
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _shared(a: _Hashes, b: _Hashes) -> int:
    """How many values two sorted sets of distinct values share."""
    if len(a) > len(b):
        a, b = b, a
    if not len(b):
        return 0
    at = np.searchsorted(b, a)
    at[at == len(b)] = 0
    return int(np.count_nonzero(b[at] == a))
