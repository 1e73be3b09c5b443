"""How much the text tells of who speaks: a name, a description, nothing.

In: a report and its speaker. Out: :class:`~onrecord.model.Anonymity`; and whether the report itself casts doubt on the telling.
Invariant: a source that keeps its description is never named.
"""

from __future__ import annotations

from onrecord.model import Anonymity, Speaker
from onrecord.reading.attribution.reported import Reported


def of(report: Reported, speaker: Speaker | None) -> Anonymity:
    """The anonymity class of a report's speaker."""
    if speaker is not None:
        return Anonymity.NAMED if speaker.named else Anonymity.DESCRIBED
    return Anonymity.UNATTRIBUTED if report.source is None else Anonymity.UNRESOLVED
