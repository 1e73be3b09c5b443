"""The register: all actors of all readings, by the ids that readings give them.

In: documents. Out: the entries from which the roll is made up. Kept with the list of the documents in it, so
that of a record that has grown only the new ones are opened. Invariant: what is kept and added to is what
taking in all documents anew would give; where one of them has changed, that is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.ledger.actors.entries import Entry, First, Place, place_of, shown, taken
from onrecord.ledger.leaves import Leaf, Leaves
from onrecord.ledger.traces import Traces, digest
from onrecord.model import ActorKind

_FEW = 0.01  # of all documents: to open so few new ones again takes less time than to keep a new register

_Spot = tuple[int, int, int]  # the number of a document, where a name begins and ends in it


class _Line(msgspec.Struct, frozen=True, array_like=True):
    """An entry; see :class:`Entry`."""

    id: str
    names: dict[str, int]
    kinds: dict[ActorKind, int]
    offices: dict[str, int]
    principals: dict[str, int]
    met: dict[str, int]
    documents: list[int]
    firsts: dict[str, _Spot]
    words: tuple[_Spot, str] | None
    speaks: bool


class _Document(msgspec.Struct, frozen=True, array_like=True):
    """A document in the register, by its place; ``given`` is a digest of it."""

    id: str
    given: bytes
    earliest: str
    latest: str


class _Register(msgspec.Struct, frozen=True, array_like=True):
    documents: list[_Document]
    lines: list[_Line]


_decoder = msgspec.msgpack.Decoder(_Register)


def entries(leaves: Leaves, traces: Traces) -> dict[str, Entry]:
    """The entries of all documents by the ids in readings."""
    before = _unpacked(traces.before("register", ""))
    if not _holds(before.documents, leaves.listed):
        before = _Register([], [])
    found, documents = _entries(before), list(before.documents)
    known = {document.id for document in documents}
    new = [leaf for leaf in leaves.listed if leaf.id not in known]
    leaves.open([leaf.id for leaf in new])
    for leaf in new:
        page = leaves.page(leaf.id)
        place = place_of(page, len(documents))
        documents.append(_Document(leaf.id, leaf.given, place.earliest, place.latest))
        taken(found, place, shown(page))
    if len(new) > _FEW * len(documents):
        register = _Register(documents, [_line(entry) for entry in found.values()])
        made_from = digest("register 2", "", (b"".join(leaf.given for leaf in leaves.listed),))
        traces.of("register", "", made_from, lambda: msgspec.msgpack.encode(register))
    return found


def _unpacked(value: bytes | None) -> _Register:
    try:
        return _decoder.decode(value) if value is not None else _Register([], [])
    except msgspec.MsgspecError:  # another Onrecord kept it
        return _Register([], [])


def _holds(documents: Iterable[_Document], leaves: Sequence[Leaf]) -> bool:
    """Whether all documents of a register are there as they were."""
    given = {leaf.id: leaf.given for leaf in leaves}
    return all(given.get(document.id) == document.given for document in documents)


def _entries(register: _Register) -> dict[str, Entry]:
    places = [Place(d.earliest, d.latest, d.id, number) for number, d in enumerate(register.documents)]

    def first(spot: _Spot) -> First:
        return (places[spot[0]], spot[1], spot[2])

    return {
        line.id: Entry(
            line.id,
            Counter(line.names),
            Counter(line.kinds),
            Counter(line.offices),
            Counter(line.principals),
            Counter(line.met),
            set(line.documents),
            firsts={name: first(spot) for name, spot in line.firsts.items()},
            words=None if line.words is None else (first(line.words[0]), line.words[1]),
            speaks=line.speaks,
        )
        for line in register.lines
    }


def _line(entry: Entry) -> _Line:
    return _Line(
        entry.id,
        entry.names,
        entry.kinds,
        entry.offices,
        entry.principals,
        entry.met,
        sorted(entry.documents),
        {name: _spot(first) for name, first in entry.firsts.items()},
        None if entry.words is None else (_spot(entry.words[0]), entry.words[1]),
        entry.speaks,
    )


def _spot(first: First) -> _Spot:
    place, start, end = first
    return (place.number, start, end)
