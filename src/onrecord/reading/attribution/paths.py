"""The way of the words: from the document's own outlet over the relays to the medium, each with its kind.

In: a chain of names, the setting, the document's outlet. Out: :class:`~onrecord.model.Relay` after Relay, outermost first.
Invariant: the names between the own outlet and the medium are the chain, in its order.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Relay, RelayKind, Speaker
from onrecord.reading.attribution.relays import Relays
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.settings import Setting
from onrecord.reading.attribution.speakers import Cast


def path(
    chain: Sequence[str],
    report: Reported,
    setting: Setting,
    speaker: Speaker | None,
    *,
    outlet: str | None,
    relays: Relays,
    cast: Cast,
) -> tuple[Relay, ...]:
    """The whole way of a statement. ``outlet`` is the document's own."""
    own = (Relay(outlet, RelayKind.OUTLET),) if outlet else ()
    return (*own, *(Relay(name, RelayKind.OUTLET) for name in chain))
