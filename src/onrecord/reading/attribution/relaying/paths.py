"""The way of the words: from the document's own outlet over the relays to the medium, each with its kind.

In: a chain of names, the setting, the document's outlet. Out: :class:`~onrecord.model.Relay` after Relay,
outermost first. Invariant: the names between the own outlet and the medium are the chain, in its order.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from onrecord.model import Actor, ActorKind, Relay, RelayKind, Speaker
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import Setting
from onrecord.reading.attribution.reported import Reported


def path(
    chain: Sequence[str],
    report: Reported,
    setting: Setting,
    speaker: Speaker | None,
    *,
    outlet: str | None,
    relays: Relays,
    cast: Cast,
    papers: Container[str] = (),
) -> tuple[Relay, ...]:
    """The whole way of a statement. ``outlet`` is the document's own; ``papers`` are no agencies."""
    own = (Relay(outlet, _own(outlet, relays)),) if outlet else ()
    mouths = (Relay(name, kind(name, setting.mouths, relays, cast, papers)) for name in chain)
    medium = setting.medium
    return (*own, *mouths, *(() if medium is None else (Relay(medium.name, medium.kind),)))


def _own(outlet: str, relays: Relays) -> RelayKind:
    return RelayKind.AGENCY if relays.kind(outlet) is RelayKind.AGENCY else RelayKind.OUTLET


def kind(
    name: str, mouths: Sequence[str], relays: Relays, cast: Cast, papers: Container[str] = ()
) -> RelayKind:
    """What a relay of a chain is. ``mouths`` are names that are told to speak for the speaker."""
    actor = next((a for a in cast.actors if a.name == name or name in a.aliases), None)
    press = relays.kind(name)
    if name in mouths or (press is None and _speaks_for_another(name, actor, relays)):
        return RelayKind.SPOKESPERSON
    person = actor is not None and actor.kind not in {None, ActorKind.OUTLET}
    if actor is not None and person and name not in relays.names:
        # what is called by words of the press is no person, whatever the cast holds it for
        return press if press is not None and actor.kind is ActorKind.ORGANISATION else RelayKind.PERSON
    if press is not None or (actor is not None and actor.kind is ActorKind.OUTLET):
        return press or RelayKind.OUTLET
    return RelayKind.OUTLET if name in papers else _unknown(name, actor, relays, cast)


def _unknown(name: str, actor: Actor | None, relays: Relays, cast: Cast) -> RelayKind:
    """The kind of a relay of which nothing is told. A name that the cast does not know only handed words on.

    Agencies go by a bare word, as told.py has it. A description is somebody's.
    """
    words = name.split()
    persons = (alias for a in cast.actors if a.kind is ActorKind.PERSON for alias in (a.name, *a.aliases))
    if not _is_name(name) or any(alias in words or alias.endswith(name) for alias in persons):
        return RelayKind.PERSON
    if actor is None or name.isupper() or words[0] in relays.articles:
        return RelayKind.OUTLET
    return RelayKind.AGENCY if len(words) == 1 and name.isalpha() else RelayKind.PERSON


def _is_name(text: str) -> bool:
    return all(
        word[:1].isupper() or not word[:1].isalpha() or word in _SMALL or word.startswith(_PREFIXES)
        for word in text.split()
    )


_SMALL = frozenset({"of", "the", "de", "du", "la", "le", "and"})
_PREFIXES = ("al-", "el-", "ul-")  # "Al-Manbar al-Jadid"


def _speaks_for_another(name: str, actor: Actor | None, relays: Relays) -> bool:
    """Whether somebody is a spokesperson by office or description, or an office that speaks for its head."""
    told = [name, *(() if actor is None else actor.offices)]
    spoken = any(word in relays.speaking for text in told for word in _words(text))
    return spoken or _is_voice(name, relays)


def _is_voice(name: str, relays: Relays) -> bool:
    """Whether a name ends, before where it is or whose, as an office's does: "the presidency in Brell"."""
    words = name.lower().split()
    end = next((i for i, word in enumerate(words) if i and word in _PLACING), len(words))
    return words[end - 1] in relays.voices or " ".join(words[max(0, end - 2) : end]) in relays.voices


_PLACING = frozenset({"in", "of", "for"})


def _words(text: str) -> Sequence[str]:
    words = text.lower().replace(",", " ").split()
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]
