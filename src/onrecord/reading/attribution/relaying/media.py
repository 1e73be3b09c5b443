"""What words are given in: a post, a briefing, a letter, an interview, a call, a speech.

In: a report in its parse, and who is told. Out: :class:`Medium`, or ``None`` where the text tells of none.
Invariant: a medium stands beside the cue, or beside what the same speaker says before or behind it, never in
the words that are said, and has no mouth of its own.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.attribution.relaying import lasting, manner, writings
from onrecord.reading.attribution.relaying.means import Medium as Medium
from onrecord.reading.attribution.relaying.means import nouns as nouns
from onrecord.reading.attribution.reported import Reported


def find(report: Reported, audience: Token | None) -> Medium | None:
    """The medium of a report. ``audience`` is the noun for whom it tells, if it tells anybody."""
    return (
        manner.of(report)
        or writings.speaking(report)
        or (None if audience is None else manner.by_audience(audience))
        or writings.cited(report)
        or manner.by_verb(report)
        or lasting.before(report)
        or lasting.behind(report)
    )
