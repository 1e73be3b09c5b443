"""Attribution: who said what, through whom.

In: a parsed text, its cast and its times. Out: statements. The steps, a module each: ``quotes`` finds
quotation marks, ``direct`` the cue of each quotation, ``indirect`` cues with a complement (by ``clauses``
and ``sources``), ``headlines`` the colon of a headline; ``settings`` and ``chains`` add who was told,
relays and nesting, ``speakers`` asks the cast, ``statements`` puts it together. ``cues`` and ``relays``
load what is known of words and outlets. Invariant: statements are a pure function of the three inputs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.attribution.confidence import likely, possible, recorded
from onrecord.reading.attribution.speakers import Cast
from onrecord.reading.attribution.statements import find

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagger

__all__ = ["Cast", "find", "likely", "possible", "recorded", "tagger"]


def tagger() -> Tagger:
    """The learned tagger that is shipped, loaded once a process."""
    from onrecord.reading.attribution.tagging import tagger  # loads the runtime of the network

    return tagger.shipped()
