"""Actors: who is named, described and meant in one document.

In: a parsed text. Out: a :class:`Cast`. The steps, a module each: ``names`` finds names, ``offices``
the roles beside them, ``casting`` decides which names are one actor, ``acting`` whether a capital
acts or is a place, ``references`` whom "the minister" and "she" mean. ``lexicon`` holds what is
known beforehand. Invariant: a cast is a pure function of the text; what is open stays open.
"""

from onrecord.reading.actors.cast import Cast, Form, Mention
from onrecord.reading.actors.reading import find

__all__ = ["Cast", "Form", "Mention", "find"]
