"""A place in the text where an office or a description of a person stands.

In: nothing. Out: :class:`Site`, which :mod:`onrecord.reading.actors.offices` fills. Invariant: its spans are
half-open, in words of one paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.actors.lexicon import Role


@dataclass(frozen=True, slots=True)
class Site:
    """A role in the text.

    The role's words are ``[first, end)``; its noun phrase, without article, ``[left, right)``, and
    ``[left, end)`` is the office as a title gives it. ``article`` is the lower-case determiner
    ("the", "a", "his") or empty. ``owner`` is the index of the name whose office it is, or
    ``owner_noun`` the common noun ("the union's"). ``holder`` is the index of the name it
    describes, and ``titled`` tells that it stands directly before that name. ``shared`` marks a plural
    before several names ("Ministers A and B"), of which each has a site.
    """

    first: int
    end: int
    left: int
    right: int
    role: Role
    article: str
    qualifiers: frozenset[str]
    former: bool
    owner: int | None = None
    owner_noun: int | None = None
    possessed: bool = False
    holder: int | None = None
    titled: bool = False
    shared: bool = False

    @property
    def head(self) -> int:
        """The role's own noun."""
        return self.end - 1

    @property
    def definite(self) -> bool:
        """Whether it points at one person known to the reader."""
        return self.article == "the" or self.possessed
