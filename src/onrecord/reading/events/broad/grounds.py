"""How far an event has come, by all that stands above its word: the layered verdict of the broad look.

In: the setting of a sentence, then a verb or noun that tells of an event. Out: a
:class:`~onrecord.reading.events.broad.verdicts.Verdict`. A clause says what it says of its verb
(:mod:`.clause`); each governing word adds its own (:mod:`.verbs`, :mod:`.nouns`). Invariant: verbs and nouns
of one sentence are judged by one pair of judges that know each other.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.events.broad.nouns import Nouns
from onrecord.reading.events.broad.setting import Setting
from onrecord.reading.events.broad.verbs import Verbs
from onrecord.reading.events.broad.verdicts import Verdict


class Grounds:
    """Judges the words of one sentence."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._verbs = Verbs(setting)
        self._nouns = Nouns(setting, self._verbs)
        self._verbs.nouns = self._nouns

    def verb(self, token: Token) -> Verdict:
        """What the sentence says of a verb's act."""
        return self._verbs.verb(token)

    def noun(self, token: Token, *, act: bool) -> Verdict:
        """What it says of the event that a noun names; ``act`` for acts of speech, which somebody makes."""
        return self._nouns.noun(token, act=act)
