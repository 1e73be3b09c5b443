"""Attribution: who said what, through whom.

In: a parsed text, its cast and its times. Out: statements. The way of one, a folder each: ``finding`` makes
reports by rule, ``tagging`` adds what the learned tagger sees and says how sure each is, ``relaying`` tells
through whom and in what, ``acts`` what is done with the words; ``sources`` and ``speakers`` say who speaks,
``statements`` puts it together. Invariant: statements are a pure function of what goes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.statements import find
from onrecord.reading.attribution.tagging.confidence import likely, possible, recorded

if TYPE_CHECKING:
    from onrecord.reading.attribution.tagging.tagger import Tagger

__all__ = ["Cast", "find", "likely", "possible", "recorded", "tagger"]


def tagger() -> Tagger:
    """The learned tagger that is shipped, loaded once a process."""
    from onrecord.reading.attribution.tagging import tagger  # loads the runtime of the network

    return tagger.shipped()
