"""What a denial denies.

In: a denial and the other reports of its document. Out: the words that are denied, as spans of the document. Invariant: a
denial never denies its own cue, and nothing is pointed to where it is open what is meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.reading.attribution.reported import Reported


def target(denial: Reported, reports: Sequence[Reported]) -> tuple[Span, ...]:
    """The words that ``denial`` denies; ``reports`` are those of the document so far and of its paragraph, in text order."""
    return ()
