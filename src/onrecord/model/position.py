"""Where parties stand on what is negotiated."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.evidence import Evidence
from onrecord.model.when import When

SPEAKS = "speaks of it"
"""What is said of an issue without taking a stand."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What one statement or proposal says of an issue.

    ``stand`` is a verb: ``demands``, ``proposes``, ``accepts``, ``rejects``, …, or ``speaks of it``. ``item``
    is the id of the statement or proposal in the ledger, ``by`` the speaker. ``before`` is the stand that
    this one turns round, where it does.
    """

    stand: str
    item: str
    by: str
    content: str
    when: When
    reported: When
    document: str
    evidence: tuple[Evidence, ...]
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One party on one issue, over time.

    ``stands`` are in the order in which the record carries them; ``current`` is the latest that is more than
    speaking of it, if any; ``changes`` counts the stands that turn round the one before.
    """

    id: str
    party: str
    issue: str
    stands: tuple[Stand, ...]
    current: str | None
    changes: int
