"""The cast of a document, as far as attribution asks for it.

In: spans of the document's text. Out: actors, or where an unnamed person first stands.
"""

from __future__ import annotations

from typing import Protocol

from onrecord.model import Actor, Span


class Cast(Protocol):
    """What attribution asks of :mod:`onrecord.reading.actors`."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors of the document."""

    def at(self, span: Span) -> Actor | None:
        """The actor that the name, description or pronoun at ``span`` refers to."""

    def stranger(self, pronoun: Span) -> Span | None:
        """The noun of the unnamed person or group that a pronoun means, where it first stands."""
