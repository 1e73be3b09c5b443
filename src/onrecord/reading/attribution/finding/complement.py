"""What a reporting word takes: the shape of a complement.

In: nothing. Out: :class:`Complement`, which the other modules make and read. Invariant: a complement never
holds its verb.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Complement:
    """``frame`` as in :data:`onrecord.reading.attribution.cues.FRAMES`; ``pieces`` as (first, last) token
    indices in the paragraph, both inclusive; ``head`` its chief word."""

    frame: str
    head: Token
    pieces: tuple[tuple[int, int], ...]
