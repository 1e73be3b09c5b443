"""The speech act of a report, by what the words do: "said it would never accept" rejects.

In: a report with its cue and content. Out: an :class:`~onrecord.model.Act`. Invariant: a cue that names its act ("denied",
"threatened") keeps it; only a plain cue ("said", "according to") takes the act of what is said.
"""

from __future__ import annotations

from onrecord.model import Act
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.reported import Reported


def of(report: Reported, cues: Cues) -> Act:
    """The act of a report."""
    return report.act
