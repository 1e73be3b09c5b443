"""Lists of things in the making, told apart by identity: what two of them hold may be equal by chance.

In: things. Out: each once, in the order in which it first came.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def distinct(things: Iterable[T]) -> list[T]:
    """The things, each once."""
    return list({id(thing): thing for thing in things}.values())


def enter(listed: list[T], thing: T) -> None:
    """Put a thing into a list that does not hold it yet."""
    if not any(other is thing for other in listed):
        listed.append(thing)
