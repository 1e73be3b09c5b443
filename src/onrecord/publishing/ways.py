"""The way of the words in print: who said it, through whom, and in what.

In: a statement with its path. Out: short plain texts, not escaped. Invariant: the relays of the chain are all
there, nearest to the speaker first; kinds are told only where the name alone does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Anonymity, Relay, RelayKind, Said, Statement

ARROW = "←"
_PLAIN = frozenset({RelayKind.OUTLET, RelayKind.PERSON})  # what a relay is unless something else is said
_MOUTHS = _PLAIN | {RelayKind.AGENCY, RelayKind.SPOKESPERSON}


def speaker(said: Said | Statement) -> str:
    """The speaker, and how much is told of who that is: ``a diplomat (unnamed)``, ``nobody named``."""
    if said.speaker is None:
        return "(nobody named)" if said.anonymity is Anonymity.UNATTRIBUTED else "(open)"
    return f"{said.speaker.name} (unnamed)" if said.anonymity is Anonymity.DESCRIBED else said.speaker.name


def steps(said: Said | Statement) -> tuple[str, ...]:
    """The medium and the relays, nearest first: ``("Orlo Vell (spokesperson)", "Norpress (agency)")``."""
    return tuple(map(_label, _relays(said)))


def line(said: Said | Statement) -> str:
    """All of it in one line: ``Ilya Marek ← Orlo Vell (spokesperson) ← Norpress (agency)``."""
    return f" {ARROW} ".join((speaker(said), *steps(said)))


def _relays(said: Said | Statement) -> Iterator[Relay]:
    medium = said.path[-1:] if said.path and said.path[-1].kind not in _MOUTHS else ()
    yield from medium
    mouths = said.path[: len(said.path) - len(medium)]
    kinds = {relay.name: relay.kind for relay in mouths}
    for name in reversed(said.chain):
        yield Relay(name, kinds.get(name, RelayKind.OUTLET))


def _label(relay: Relay) -> str:
    told = relay.kind in _PLAIN or relay.kind in relay.name.lower()
    return relay.name if told else f"{relay.name} ({relay.kind})"
