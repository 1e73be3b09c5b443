"""What is new or different in the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.evidence import Evidence
from onrecord.model.when import When


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a report says of an item and that no report before it had said.

    ``item`` is the id of the item in the ledger, ``text`` a sentence, ``reported`` the day of the report.
    ``new`` marks the first word of an item.
    """

    kind: str
    item: str
    text: str
    new: bool
    reported: When
    evidence: tuple[Evidence, ...]
