"""Who acts and speaks in one document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Span


class ActorKind(StrEnum):
    """What sort of actor it is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as one document shows it.

    ``id`` is a slug of the canonical name (``dmitry-peskov``), the same in every document in
    which the actor is recognised under that name. ``mentions`` are its names and descriptions in
    the text; ``references`` its pronouns. ``speaks_for`` is the id of the actor on whose behalf
    it speaks ("Kremlin spokesman" -> the Kremlin's government). ``aliases`` are the names as met.
    """

    id: str
    name: str
    kind: ActorKind | None = None
    offices: tuple[str, ...] = ()
    speaks_for: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    references: tuple[Span, ...] = ()
