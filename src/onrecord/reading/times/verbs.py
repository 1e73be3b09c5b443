"""The words that decide tense, from ``knowledge/times_tense.yaml``, whose header says what each list is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.knowledge import load


@dataclass(frozen=True)
class Verbs:
    """Verb classes of the knowledge file, as lemmas."""

    prospective: frozenset[str]
    loose: frozenset[str]
    implicative: frozenset[str]
    adjectives: frozenset[str]
    saying: frozenset[str]
    prepositions: frozenset[str]
    goals: frozenset[str]
    retrospective: frozenset[str]
    words_before: frozenset[str]
    words_after: frozenset[str]
    future_modals: frozenset[str]
    certain_modals: frozenset[str]
    open_modals: frozenset[str]
    ability: frozenset[str]
    negations: frozenset[str]
    set_for: frozenset[str]
    happened: frozenset[str]
    unchanging: frozenset[str]
    formerly: frozenset[str]
    timetable: frozenset[str]
    conditions: frozenset[str]


@cache
def verbs() -> Verbs:
    """The verb classes of ``knowledge/times_tense.yaml``."""
    data = load("times_tense")
    return Verbs(
        frozenset(data["prospective"]),
        frozenset(data["loose"]),
        frozenset(data["implicative"]),
        frozenset(data["adjectives"]),
        frozenset(data["saying"]),
        frozenset(data["prospective_prepositions"]),
        frozenset(data["goal_prepositions"]),
        frozenset(data["retrospective_prepositions"]),
        frozenset(data["words_before"]),
        frozenset(data["words_after"]),
        frozenset(data["future_modals"]),
        frozenset(data["certain_modals"]),
        frozenset(data["open_modals"]),
        frozenset(data["ability"]),
        frozenset(data["negations"]),
        frozenset(data["set_for"]),
        frozenset(load("times_dating")["happened"]) | frozenset(data["deeds"]),
        frozenset(data["unchanging"]),
        frozenset(data["formerly"]),
        frozenset(data["timetable"]),
        frozenset(data["conditions"]),
    )
