"""The words that tell of events, as typed values.

In: ``knowledge/events.yaml`` and ``knowledge/status.yaml``; each documents its schema. Out: a
:class:`Lexicon`, built once a process. Invariant: a word and a relation lead to one governor only; a
file that breaks its schema raises :class:`~onrecord.errors.KnowledgeError` at loading, not at reading.
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

FAMILIES = frozenset({"talk", "act", "term", "deed"})
CLASSES = ("verbs", "predicates", "nouns", "acts", "terms")
ROLES = frozenset({"party", "mediator", "host", "author", "addressee", "target", "agent", "recipient"})

Words = Mapping[str, frozenset[str]]
"""Relation -> the lemmas that may stand in it."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a trigger: an entry of ``events.yaml``."""

    family: str
    kind: EventKind
    plover: str | None
    mode: str | None
    only: Words
    unless: Words
    roles: Mapping[str, str]
    agent: str | None
    recipient: str | None
    content: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    plural: bool = False
    again: frozenset[EventKind] = frozenset()
    about: bool = False
    held: bool = False
    present: Status | None = None
    negative: bool = False
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Governor:
    """What a word says about an event that hangs on it: an entry of ``governors``.

    ``effect`` is ``same``, ``keep``, ``none`` or a :class:`Status`; ``negated`` likewise or ``None``.
    ``dates`` tells whether a day beside the word is the day of the event; ``dated`` that the word counts
    only with such a day ("moved to Friday", not "moved to Geneva").
    """

    effect: str
    negated: str | None
    roles: Mapping[str, str]
    control: str
    dates: bool
    progressive: bool = False
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the stage knows about words."""

    nouns: Mapping[str, tuple[Sense, ...]]
    verbs: Mapping[str, tuple[Sense, ...]]
    governors: Mapping[str, Mapping[tuple[str, str], Governor]]
    modals: Mapping[str, Status]
    hedges: frozenset[str]
    negators: frozenset[str]
    hypothetical: frozenset[str]
    conditionals: frozenset[str]
    untils: frozenset[str]
    wants: frozenset[str]
    wishing: frozenset[str]
    adjuncts: Mapping[str, str]
    modifiers: Mapping[str, str]
    representatives: frozenset[str]
    groups: frozenset[str]
    talk_nouns: frozenset[str]
    setting: re.Pattern[str]
    hinging: frozenset[str]
    refusable: frozenset[str]
    deadlines: Words
    triggers: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    events, status = knowledge.load("events"), knowledge.load("status")
    nouns: dict[str, list[Sense]] = defaultdict(list)
    verbs: dict[str, list[Sense]] = defaultdict(list)
    for entry in events["events"]:
        for noun in entry.get("nouns", ()):
            nouns[noun].append(_sense(entry, noun=True))
        for verb in entry.get("verbs", ()):
            verbs[verb].append(_sense(entry, noun=False))
    return Lexicon(
        nouns={word: tuple(senses) for word, senses in nouns.items()},
        verbs={word: tuple(senses) for word, senses in verbs.items()},
        governors={name: _governors(status["governors"][name]) for name in CLASSES},
        modals={word: Status(value) for word, value in status["modals"].items()},
        hedges=frozenset(status["hedges"]),
        negators=frozenset(status["negators"]),
        hypothetical=frozenset(status["hypothetical"]),
        conditionals=frozenset(status["conditionals"]),
        untils=frozenset(status["untils"]),
        wants=frozenset(status["wants"]),
        wishing=frozenset(status["wishing"]),
        adjuncts=dict(status["adjuncts"]),
        modifiers=dict(status["modifiers"]),
        representatives=frozenset(events["representatives"]),
        groups=frozenset(events["groups"]),
        talk_nouns=frozenset(events["talk_nouns"]),
        setting=re.compile(r"\b(?:" + "|".join(map(re.escape, events["setting"])) + r")", re.IGNORECASE),
        refusable=frozenset(events["refusable"]),
        hinging=frozenset(events["hinging"]),
        deadlines=_words(events["deadlines"]),
        # The first word of every trigger: a sentence without one is not looked at.
        triggers=frozenset(word.split()[0] for word in (*nouns, *verbs)),
    )


def _sense(entry: Mapping[str, Any], *, noun: bool) -> Sense:
    roles = dict(entry.get("roles", {}))
    _check(entry["family"] in FAMILIES, "events", f"unknown family {entry['family']!r}")
    _check(ROLES.issuperset(roles.values()), "events", f"unknown role in {roles}")
    return Sense(
        family=entry["family"],
        kind=EventKind(entry["kind"]),
        plover=entry["plover"],
        mode=entry.get("mode"),
        only=_words(entry.get("only", {})),
        unless=_words(entry.get("unless", {})),
        roles=roles,
        agent=entry.get("agent"),
        recipient=entry.get("recipient"),
        content=tuple(entry.get("content", ())),
        needs=tuple(tuple(need.split("+")) for need in entry["needs"]),
        plural=bool(entry.get("plural")),
        again=frozenset(EventKind(kind) for kind in entry.get("again", ())),
        about=bool(entry.get("about")),
        held=bool(entry.get("held")),
        present=Status(entry["present"]) if "present" in entry else None,
        negative=bool(entry.get("negative")),
        noun=noun,
    )


def _governors(entries: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Governor]:
    out: dict[tuple[str, str], Governor] = {}
    allowed = {"same", "keep", "none", *Status}
    for entry in entries:
        effect, negated = entry["effect"], entry.get("negated")
        _check(
            effect in allowed and (negated is None or negated in allowed), "status", f"bad effect in {entry}"
        )
        roles = dict(entry.get("roles", {}))
        _check(ROLES.issuperset(roles.values()), "status", f"unknown role in {roles}")
        governor = Governor(
            effect,
            negated,
            roles,
            entry.get("control", "subject"),
            bool(entry.get("dates", effect in ("same", Status.ONGOING, Status.HAPPENED))),
            bool(entry.get("progressive")),
            bool(entry.get("dated")),
        )
        for word in entry["words"]:
            for relation in entry["relations"]:
                _check((word, relation) not in out, "status", f"two governors for {word!r} with {relation!r}")
                out[word, relation] = governor
    return out


def _words(entry: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {relation: frozenset(words) for relation, words in entry.items()}


def _check(holds: bool, name: str, what: str) -> None:
    if not holds:
        raise KnowledgeError(what, where=f"knowledge/{name}.yaml", hint="mend the entry")
