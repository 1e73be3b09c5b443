"""Shapes of names: what shows by itself that a name of several words is an outlet's.

In: the words of a name, and the words that such names are made of (``knowledge/relays.yaml``). Out: yes or
no. Invariant: a name of one word, or one that is not capitalised, has no such shape.
"""

from __future__ import annotations

from collections.abc import Container, Sequence


def is_concern(words: Sequence[str], wires: Container[str], concerns: Container[str]) -> bool:
    """An agency's: "Gulf Herald Service", "Press Trust of Norland"."""
    end = words.index("of") if "of" in words else len(words)
    return end > 1 and words[end - 1] in concerns and any(word in wires for word in words[: end - 1])


def is_period(words: Sequence[str], periods: Container[str]) -> bool:
    """A paper's that comes out by the day or the week: "Sunday Whistle", "Vienna Evening Ring"."""
    capitals = all(word[:1].isupper() for word in words)
    return capitals and any(word in periods for word in words[: min(2, len(words) - 1)])
