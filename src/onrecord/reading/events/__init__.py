"""Events in one document: what happened, is planned, proposed, refused or denied.

In: the parse, the cast, the times and the statements of a document. Out: a tuple of
:class:`~onrecord.model.Event`, in the order of the text. Invariants: every event's trigger lies in its
evidence; an event whose status the text does not tell is left out; one sentence gives one event of a
kind and a round once.

The words are in ``knowledge/events.yaml``; how far an event has come is read by
:mod:`onrecord.reading.events.status` with ``knowledge/status.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import UNKNOWN, Event, Statement, Time, When
from onrecord.reading.events import lexicon
from onrecord.reading.events.assembly import Assembler
from onrecord.reading.events.broad import Finder
from onrecord.reading.events.scene import Cast, Scene
from onrecord.reading.language import ParsedText

if TYPE_CHECKING:
    from onrecord.reading.events.tagging.look import Look

__all__ = ["Cast", "find"]


def find(
    parsed: ParsedText,
    cast: Cast,
    times: Sequence[Time],
    statements: Sequence[Statement],
    *,
    document: str = "",
    published: When = UNKNOWN,
    learned: bool = False,
) -> tuple[Event, ...]:
    """The events of one document.

    ``times`` are in the order of the text. ``document`` goes into the ids; ``published`` resolves
    days that are counted from the day of publication. ``learned`` has the learned tagger look, too.
    """
    scene = Scene(parsed, cast, times, statements, lexicon.lexicon(), published)
    finder = Finder(document, parsed.text)
    look = _learned(finder) if learned and finder.about else finder
    return Assembler(scene, document, look).events()


def _learned(finder: Finder) -> Look:
    from onrecord.reading.events.tagging import look, tagger  # loads the runtime of the network

    return look.Look(tagger.shipped().score, finder)
