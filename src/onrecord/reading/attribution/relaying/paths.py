"""The way of the words: from the document's own outlet over the relays to the medium, each with its kind.

In: a chain of names, the setting, the document's outlet. Out: :class:`~onrecord.model.Relay` after Relay,
outermost first. Invariant: the names between the own outlet and the medium are the chain, in its order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import Actor, ActorKind, Relay, RelayKind, Speaker
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import Setting
from onrecord.reading.attribution.reported import Reported
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
    own = (Relay(outlet, _own(outlet, relays)),) if outlet else ()
    mouths = (Relay(name, kind(name, setting.mouths, relays, cast)) for name in chain)
    medium = setting.medium
    return (*own, *mouths, *(() if medium is None else (Relay(medium.name, medium.kind),)))


def _own(outlet: str, relays: Relays) -> RelayKind:
    return RelayKind.AGENCY if relays.kind(outlet) is RelayKind.AGENCY else RelayKind.OUTLET


def kind(name: str, mouths: Sequence[str], relays: Relays, cast: Cast) -> RelayKind:
    """What a relay of a chain is. ``mouths`` are names that are told to speak for the speaker."""
    actor = next((a for a in cast.actors if a.name == name or name in a.aliases), None)
    if name in mouths or _speaks_for_another(name, actor, relays):
        return RelayKind.SPOKESPERSON
    press = relays.kind(name)
    if actor is not None and actor.kind not in {None, ActorKind.OUTLET} and name not in relays.names:
        return RelayKind.PERSON
    if press is not None or (actor is not None and actor.kind is ActorKind.OUTLET):
        return press or RelayKind.OUTLET
    # a name that the cast does not know is one that only handed words on; a description is somebody's
    return RelayKind.OUTLET if actor is None and _is_name(name) else RelayKind.PERSON


def _is_name(text: str) -> bool:
    return all(word[:1].isupper() or not word[:1].isalpha() or word in _SMALL for word in text.split())


_SMALL = frozenset({"of", "the", "de", "du", "la", "le", "and"})


def _speaks_for_another(name: str, actor: Actor | None, relays: Relays) -> bool:
    """Whether somebody is a spokesperson by office or by description."""
    told = [name, *(() if actor is None else actor.offices)]
    return any(word in relays.speaking for text in told for word in _words(text))


def _words(text: str) -> Sequence[str]:
    words = text.lower().replace(",", " ").split()
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]
