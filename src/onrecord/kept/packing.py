"""Views as they are kept: parts of some hundred items, each with what tells whether it is worth unpacking.

In: views by name. Out: parts, and the views again. Invariant: what is unpacked is what was packed, or one of
:data:`DAMAGED` is raised.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_type_hints

import msgspec

from onrecord.kept.wanted import Line, Wanted
from onrecord.model import Change, Ledger, Said
from onrecord.model import ledger as nouns
from onrecord.quiet import quiet
from onrecord.record import KeptPart, Part

VIEWS = tuple(Ledger.__dataclass_fields__)
"""The names of the views: the fields of a ledger."""

SAYINGS = frozenset({"statements", "possible"})
"""The views that hold statements."""

DAMAGED = (zlib.error, msgspec.MsgspecError)
"""What unpacking raises where a part is damaged, or was kept by another Onrecord."""

_LENGTH = 500  # items of a part

_lines = msgspec.json.Decoder(list[Line])
_raws = msgspec.json.Decoder(list[msgspec.Raw])
_said = msgspec.json.Decoder(Said)


def packed(name: str, view: Any) -> Iterator[Part]:
    """The parts of a view: at least one."""
    if not isinstance(view, tuple | list):
        yield Part(1, msgspec.json.encode(view))
        return
    for at in range(0, max(1, len(view)), _LENGTH):
        items = view[at : at + _LENGTH]
        json = msgspec.json.encode(items)
        outline = msgspec.json.encode(list(map(Line.of, _saids(items, json)))) if name in SAYINGS else None
        yield Part(len(items), json, outline)


def _saids(items: Sequence[Any], json: bytes) -> Sequence[Said]:
    found: Sequence[Said] = items if isinstance(items, tuple) else _decoder("statements").decode(json)
    return found


def whole(name: str, view: Any) -> Any:
    """The view of this name, of which a list of its items' JSON may be given."""
    return _decoder(name).decode(msgspec.json.encode(view)) if isinstance(view, list) else view


def unpacked(name: str, part: KeptPart) -> Any:
    """The items of a part of the view of this name; for a view that is no list, the view."""
    with quiet():
        return _decoder(name).decode(part.json())


def selected(name: str, part: KeptPart, wanted: Wanted) -> Sequence[Said]:
    """The statements of a part that can be wanted; the others are not unpacked."""
    if part.outline is None or (wanted.by is None and not wanted.within.known):
        whole: tuple[Said, ...] = unpacked(name, part)
        return whole
    places = [at for at, line in enumerate(_lines.decode(part.outline)) if wanted.can_take(line)]
    if not places:
        return ()
    items = _raws.decode(part.json())
    return [_said.decode(items[at]) for at in places]


@cache
def _decoder(name: str) -> msgspec.json.Decoder[Any]:
    made_of = tuple[Change, ...] if name == "changes" else get_type_hints(Ledger, vars(nouns))[name]
    return msgspec.json.Decoder(made_of)
