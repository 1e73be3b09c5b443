"""The words of the broad look, as typed values.

In: ``knowledge/events_verbs.yaml``, ``events_nouns.yaml``, ``events_people.yaml`` and
``status_general.yaml``; each documents its schema. Out: :class:`Words`, built once a process. Invariant: an
unknown kind, status or class raises :class:`~onrecord.errors.KnowledgeError` at loading, not at reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.model import EventKind, Status

ACTS = frozenset(
    {
        EventKind.PROPOSAL,
        EventKind.DEMAND,
        EventKind.INVITATION,
        EventKind.ULTIMATUM,
        EventKind.DEADLINE,
        EventKind.CONCESSION,
        EventKind.REFUSAL,
    }
)
"""Kinds that somebody makes or issues: who studies one does not put it off."""

_SPECIAL = frozenset({"people", "anyone", "none", "*any"})
Effect = str
"""A :class:`Status` or ``same`` (what holds of the word), ``exists`` or ``none``."""

_EFFECTS = frozenset({"same", "exists", "none", *Status})
Gathered = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class VerbSense:
    """A sense of a verb or an expression; ``words`` follow the verb, each a set of alternatives."""

    kind: EventKind
    words: tuple[frozenset[str], ...]
    status: Effect
    subject: str | None
    objects: frozenset[str]
    behind: Mapping[str, str]
    setting: frozenset[str]
    open_only: bool
    act: bool


@dataclass(frozen=True, slots=True)
class NounSense:
    """A sense of a noun; ``before`` is the compound that must stand before it."""

    kind: EventKind
    before: str | None
    only: Gathered
    unless: Gathered
    plural: bool | None
    status: Effect


@dataclass(frozen=True)
class Words:
    """All that the broad look knows about words."""

    verbs: Mapping[str, tuple[VerbSense, ...]]
    nouns: Mapping[str, tuple[NounSense, ...]]
    classes: Gathered
    people: frozenset[str]
    endings: tuple[str, ...]
    things: frozenset[str]
    pronouns: frozenset[str]
    several: frozenset[str]
    tables: Mapping[str, Mapping[str, Effect]]
    exists: Mapping[str, frozenset[str]]
    lists: Gathered
    deniers: Gathered
    modifiers: Mapping[str, Status]
    conditions: re.Pattern[str]
    fronted: re.Pattern[str]
    licences: re.Pattern[str]
    doubts: re.Pattern[str]
    lapses: re.Pattern[str]
    delays: re.Pattern[str]
    setting: re.Pattern[str]
    undoing: tuple[frozenset[str], ...]
    """What denies or negates: the words of each expression."""


_UNDONE = (Status.DENIED, Status.DID_NOT_HAPPEN, Status.CANCELLED, Status.POSTPONED)
TABLES = ("object", "subject", "clause", "that", "behind", "predicates", "things", "nouns")
_LISTS = (
    "hearsay", "sworn", "raised", "hedges", "negatives", "never", "futures", "pasts", "conditionals", "whens",
    "unsettled", "hindering", "reports", "closing", "sworn_off", "sayers", "answering", "leading",
    "relieving", "shunning", "judging", "suffering", "hopes", "effective", "tellings",
)  # fmt: skip


@cache
def words() -> Words:
    """The words, read once a process."""
    verbs, nouns = knowledge.load("events_verbs"), knowledge.load("events_nouns")
    people, status = knowledge.load("events_people"), knowledge.load("status_general")
    classes = {name: frozenset(listed) for name, listed in verbs["classes"].items()}
    classes["bodies"] = frozenset(people["bodies"])
    by_verb: dict[str, list[VerbSense]] = defaultdict(list)
    for kind, senses in verbs["verbs"].items():
        for entry in senses:
            for expression in entry["is"]:
                lemma, sense = _verb(kind, expression, entry, classes)
                by_verb[lemma].append(sense)
    by_noun: dict[str, list[NounSense]] = defaultdict(list)
    for kind, senses in nouns["nouns"].items():
        for entry in senses:
            for expression in entry["is"]:
                lemma, noun = _noun(kind, expression, entry)
                by_noun[lemma].append(noun)
    return Words(
        verbs={
            lemma: tuple(sorted(senses, key=lambda s: (-len(s.words), s.open_only)))
            for lemma, senses in by_verb.items()
        },
        nouns={
            lemma: tuple(sorted(senses, key=lambda s: s.before is None)) for lemma, senses in by_noun.items()
        },
        classes=classes,
        people=frozenset(people["people"]),
        endings=tuple(people["endings"]),
        things=frozenset(people["things"]) - frozenset(people["people"]),
        pronouns=frozenset(people["pronouns"]),
        several=frozenset(people["several"]),
        tables={name: _table(name, status[name]) for name in TABLES},
        exists={name: frozenset(status[name].get("exists", ())) for name in TABLES},
        lists={name: frozenset(status[name]) for name in _LISTS},
        deniers={name: frozenset(listed) for name, listed in status["deniers"].items()},
        modifiers={word: Status(value) for word, value in status["modifiers"].items()},
        conditions=_phrases(status["conditions"]),
        fronted=_phrases(status["fronted"]),
        licences=_phrases(status["licences"]),
        doubts=_phrases(status["doubts"]),
        lapses=_phrases(status["lapses"]),
        delays=_phrases(status["delays"]),
        setting=re.compile(r"\b(?:" + "|".join(map(re.escape, nouns["setting"])) + r")", re.IGNORECASE),
        undoing=_undoing(status),
    )


def _undoing(status: Mapping[str, Any]) -> tuple[frozenset[str], ...]:
    """What only undoes: a word that also tells of something done ("end the talks") is none."""
    tables = [(effect in _UNDONE, set(words)) for name in TABLES for effect, words in status[name].items()]
    done = set().union(*(words for undone, words in tables if not undone))
    only = set().union(*(words for undone, words in tables if undone)) - done
    listed = [*only, *status["undoing"], *status["negatives"], *status["never"], *status["sworn"]]
    listed += [e for of_class in status["deniers"].values() for e in of_class]
    return tuple({frozenset(expression.split()) for expression in listed})


def _verb(kind: str, expression: str, entry: Mapping[str, Any], classes: Gathered) -> tuple[str, VerbSense]:
    lemma, *rest = expression.split()
    named = {*([entry["subject"]] if "subject" in entry else ()), *entry.get("object", ())}
    named |= set(entry.get("to", {}).values())
    _check(named <= classes.keys() | _SPECIAL, "events_verbs", f"unknown class in {named}")
    return lemma, VerbSense(
        kind=EventKind(kind),
        words=tuple(frozenset(word.split("|")) for word in rest),
        status=_effect(entry.get("status", "same")),
        subject=entry.get("subject"),
        objects=frozenset(entry.get("object", ())),
        behind=dict(entry.get("to", {})),
        setting=frozenset(entry.get("with", ())),
        open_only=entry.get("tense") == "open",
        act=bool(entry.get("act")),
    )


def _noun(kind: str, expression: str, entry: Mapping[str, Any]) -> tuple[str, NounSense]:
    *before, lemma = expression.split()
    return lemma, NounSense(
        kind=EventKind(kind),
        before=" ".join(before) or None,
        only=_gathered(entry.get("only", {})),
        unless=_gathered(entry.get("unless", {})),
        plural=entry.get("plural"),
        status=_effect(entry.get("status", "same")),
    )


def _table(name: str, entries: Mapping[str, Iterable[str]]) -> dict[str, Effect]:
    """Word -> effect; a word of two lists has the first, but that nothing is said of ``exists`` here."""
    out: dict[str, Effect] = {}
    for effect, listed in entries.items():
        _effect(effect)
        if effect != "exists":
            for word in listed:
                out.setdefault(word, effect)
    for word in entries.get("exists", ()):
        out.setdefault(word, "exists")
    return out


def _effect(effect: str) -> Effect:
    _check(effect in _EFFECTS, "status_general", f"unknown status {effect!r}")
    return effect


def _gathered(entry: Mapping[str, Iterable[str]]) -> Gathered:
    return {relation: frozenset(listed) for relation, listed in entry.items()}


def _phrases(listed: Iterable[str]) -> re.Pattern[str]:
    """Any of some phrases, in words that are parted by single blanks."""
    found = sorted(
        {" ".join(phrase.replace(",", " ,").split()) for phrase in listed}, key=lambda p: (-len(p), p)
    )
    return re.compile("(?<= )(?:" + "|".join(map(re.escape, found)) + ")(?= )")


def _check(holds: bool, name: str, what: str) -> None:
    if not holds:
        raise KnowledgeError(what, where=f"knowledge/{name}.yaml", hint="mend the entry")
