"""Acts that are called by their name: "we urge them to go", "repeated its demand".

In: a report, what it says clause by clause, the cues. Out: the acts that the words name. Invariant: a name in
the content counts only where it is the speaker's own doing, now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution.acts.predication import Mood, Predication, Tense
from onrecord.reading.attribution.acts.subjects import Subject
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import clauses, verbs
from onrecord.reading.attribution.reported import Reported

BINDING = frozenset(
    {
        Act.ACCEPT,
        Act.REJECT,
        Act.DENY,
        Act.PROPOSE,
        Act.INVITE,
        Act.THREATEN,
        Act.PROMISE,
        Act.DEMAND,
        Act.ACCUSE,
    }
)
"""Acts that go before what the patterns see."""

TEMPERING = frozenset({Act.DEMAND, Act.REJECT, Act.THREATEN, Act.DENY, Act.ASK})
"""Acts of the words that go before the manner in which they were spoken."""

_TURNING = frozenset({Act.ACCEPT, Act.REJECT, Act.DENY})  # of the noun, they would turn its sense about
_NEGATED = {Act.ACCEPT: Act.REJECT, Act.DENY: Act.CONFIRM, Act.ESTIMATE: Act.ESTIMATE}
_PRESENT = frozenset({"VBZ", "VBP"})
_PRONOUNS = frozenset({"i", "we", "he", "she", "it", "they"})
_CALLED = frozenset({"dobj", "oprd"})
_WISHING = frozenset({"will", "must", "can"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How acts are named (``knowledge/acts.yaml``).

    ``voiced`` are nouns that verbs of ``voicing`` give voice to ("expressed concern"), ``unlisted`` verbs
    that only the tagger takes for cues, ``polite`` verbs that are meant behind "would" and "must", too ("I
    would suggest"). ``tempered`` verbs tell how words were spoken ("she fumed").
    """

    voicing: frozenset[str]
    voiced: Mapping[str, Act]
    unlisted: Mapping[str, Act]
    polite: frozenset[str]
    tempered: frozenset[str]


def manner(data: Mapping[str, Any], words: Mapping[str, Any]) -> Manner:
    """From the knowledge files. Raises :class:`KeyError` or :class:`ValueError` where they are broken."""
    return Manner(
        frozenset(words["voicing"]),
        {noun: Act(act) for act, nouns in data["voiced"].items() for noun in nouns},
        {verb: Act(act) for act, verbs in data["unlisted"].items() for verb in verbs},
        frozenset(data["polite"]),
        frozenset(data["tempered"]),
    )


def by_cue(report: Reported, verb: str, cues: Cues, manner: Manner) -> Act:
    """The act by the cue alone; of "expressed concern" and "repeated its demand" that of the noun."""
    if report.quoted and verb == "call" and any(c.dep_ in _CALLED for c in report.head.rights):
        return Act.ASSERT  # "'Courteous,' he called it"
    if report.act is not Act.ASSERT or report.head.pos_ not in {"VERB", "AUX"}:
        return report.act
    listed = verb in cues.verbs
    if not listed and verb in manner.unlisted:
        return manner.unlisted[verb]
    if verb in manner.voicing and (not listed or report.frame == "object"):
        for child in report.head.children:
            if child.dep_ == "dobj":
                act = manner.voiced.get(child.lemma_.lower(), report.act)
                return report.act if act in _TURNING and _tells_itself(child, cues) else act
    return report.act


def _tells_itself(noun: Token, cues: Cues) -> bool:
    """Whether an owned noun is a report of its own: "Norland's rejection of the map" is not rejected."""
    frames = cues.nouns.get(noun.lemma_.lower(), {})
    owned = any(c.dep_ == "poss" for c in noun.lefts)
    return owned and any(complement.frame in frames for complement in clauses.of_noun(noun))


def by_words(report: Reported, said: Sequence[Predication], cues: Cues, manner: Manner) -> list[Act]:
    """The acts that the clauses of a plain report name, in text order."""
    found = (_own(c, report, cues, manner) for c in said if c.mood is Mood.TELLING)
    return [act for act in found if act is not None]


def _own(clause: Predication, report: Reported, cues: Cues, manner: Manner) -> Act | None:
    """What the speaker does now: "said it welcomed the pause", "we urge them to go", "I do not agree"."""
    if clause.subject is not Subject.OWN or clause.perfect or clause.passive:
        return None
    if clause.modals:
        wishes = report.quoted and clause.modals <= _WISHING and clause.head in manner.polite
        return _named(clause, cues, manner) if wishes and not clause.negated else None
    if clause.tense is Tense.PAST and report.head.tag_ in _PRESENT:
        return None  # "they say they expected a call"
    if clause.tense is Tense.PAST and clause.about.isdisjoint(_PRONOUNS):
        return None  # "the nurses rejected the deal on Monday, their union said"
    act = _named(clause, cues, manner)
    return _NEGATED.get(act) if clause.negated and act is not None else act


def _named(clause: Predication, cues: Cues, manner: Manner) -> Act | None:
    """The act that a clause's verb names, unless it is mere telling."""
    senses = cues.verbs.get(clause.head) or cues.verbs.get(verbs.lemma(clause.verb, cues))
    if senses is None:
        return None
    acts = [senses[c.frame] for c in clauses.of_verb(clause.verb) if c.frame in senses]
    if not acts and clause.head in manner.polite:
        acts = list(senses.values())  # "I would suggest a break"
    return next((act for act in acts if act is not Act.ASSERT), None)
