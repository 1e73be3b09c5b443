"""The speech act of a report, by what the words do: "said it would never accept" rejects.

In: a report with its cue and content. Out: an :class:`~onrecord.model.Act`. Invariant: a cue that names its
act ("denied", "threatened") keeps it, unless a pattern says that it gives way; only a plain cue ("said",
"according to") takes the act of what is said.

The patterns are data (``knowledge/acts.yaml``, their words ``acts_words.yaml``), the strongest first. The
first pattern that any main clause of the content fits decides, so that of several sentences the strongest
wins; where none fits, the cue's own act stands. What the speaker names ("we reject the plan", "said it
welcomed the pause") goes before the patterns if it binds somebody, and behind them if it only tells a view
("we hope …").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.model import Act
from onrecord.reading.attribution.acts import performing, predications
from onrecord.reading.attribution.acts.predication import Condition, Language, Mood, Predication, Tense
from onrecord.reading.attribution.acts.subjects import Parties, Subject
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import verbs
from onrecord.reading.attribution.reported import Reported

Cue = tuple[Act, str, str]
"""The act by the cue, the cue's lemma, the lemma of the source's chief word."""
Kind = tuple[Mood, Subject, Tense, bool, bool]
"""Of a clause: mood, subject, tense, whether it is negated, whether passive."""

_JUDGED = frozenset({"small", "object", "as"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for: by lemma or form; ``phrases`` of the running text by their first word."""

    entries: frozenset[str]
    phrases: Mapping[str, tuple[str, ...]]

    def met(self, words: frozenset[str], clause: Predication) -> bool:
        """Whether one of them is among ``words``, or a phrase in the text of a clause."""
        if not self.entries.isdisjoint(words):
            return True
        begun = self.phrases.keys() & clause.running if self.phrases else ()
        return any(phrase in clause.text for first in begun for phrase in self.phrases[first])


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of ``acts.yaml``: what a clause must be for the report to do ``act``. ``None`` means any."""

    act: Act
    cue: frozenset[Act]
    verbs: Words | None
    source: Words | None
    subject: frozenset[Subject] | None
    tense: frozenset[Tense] | None
    mood: frozenset[Mood]
    condition: frozenset[Condition] | None
    conditional: bool | None
    modal: frozenset[str] | None
    flags: tuple[tuple[str, bool], ...]
    head: Words | None
    words: Words | None
    also: Words | None
    about: Words | None
    predicate: Words | None
    opens: frozenset[str] | None
    starts: frozenset[str] | None
    whole: frozenset[str] | None

    def reads(self, verb: str, source: str) -> bool:
        """Whether the pattern is for reports with this cue and this source."""
        return (self.verbs is None or verb in self.verbs.entries) and (
            self.source is None or source in self.source.entries
        )

    def is_for(self, kind: Kind) -> bool:
        """Whether the pattern is for clauses of one kind."""
        mood, subject, tense, negated, passive = kind
        wanted = dict(self.flags)
        return (
            mood in self.mood
            and (self.subject is None or subject in self.subject)
            and (self.tense is None or tense in self.tense)
            and wanted.get("negated", negated) is negated
            and wanted.get("passive", passive) is passive
        )

    def fits(self, clause: Predication) -> bool:
        """Whether a clause of the right kind and head is what the pattern tells."""
        return (
            (self.condition is None or clause.condition in self.condition)
            and (self.conditional is None or self.conditional is (clause.condition is not None))
            and (self.modal is None or not self.modal.isdisjoint(clause.modals))
            and all(getattr(clause, name) is value for name, value in self.flags)
            and self._has_words(clause)
        )

    def _has_words(self, clause: Predication) -> bool:
        return (
            (self.opens is None or clause.opens in self.opens)
            and (self.starts is None or not self.starts.isdisjoint(clause.text.split(maxsplit=1)[:1]))
            and (self.whole is None or clause.text.strip() in self.whole)
            and (self.about is None or not self.about.entries.isdisjoint(clause.about))
            and (self.words is None or self.words.met(clause.words, clause))
            and (self.also is None or self.also.met(clause.running, clause))
            and (self.predicate is None or self.predicate.met(clause.predicate, clause))
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The knowledge file.

    Its patterns in order, ``judging`` verbs ("called the deal …"), nouns for ``claims``, the ``manner`` in
    which speakers name their acts, the words of clauses.
    """

    patterns: tuple[Pattern, ...]
    judging: frozenset[str]
    claims: frozenset[str]
    manner: performing.Manner
    language: Language


def of(report: Reported, cues: Cues) -> Act:
    """The act of a report."""
    known = patterns()
    verb = verbs.lemma(report.head, cues)
    named = performing.by_cue(report, verb, cues, known.manner)
    tempered = report.quoted and verb in known.manner.tempered
    act = _by_words(report, verb, Act.ASSERT if tempered else named, cues)
    return named if tempered and act not in performing.TEMPERING else act


def _by_words(report: Reported, verb: str, by_cue: Act, cues: Cues) -> Act:
    """The act of a report whose cue ``verb`` names ``by_cue``."""
    known = patterns()
    mine = (by_cue, verb, "" if report.source is None else report.source.head.lemma_.lower())
    if not any(known.patterns[i].reads(*mine[1:]) for i in _by_act(by_cue)):
        return by_cue
    said = _answered(list(predications.find(report, known.language)))
    if report.frame in _JUDGED and by_cue is Act.ASSERT and verb not in known.judging:
        said = []  # "announced a great deal" judges nothing
    performed = performing.by_words(report, said, cues, known.manner) if by_cue is Act.ASSERT else []
    strong = next((act for act in performed if act in performing.BINDING), None)
    if strong is not None:
        return strong
    first = min((rank for c in said if (rank := _rank(c, mine)) is not None), default=None)
    if first is not None:
        return known.patterns[first].act
    return performed[0] if performed else by_cue


def _answered(said: list[Predication]) -> list[Predication]:
    """Clauses without the questions that the speaker goes on from: "Did they pay? They did not"."""
    if not said or said[-1].mood is Mood.QUESTION:
        return said
    return [c for c in said if c.mood is not Mood.QUESTION]


def _rank(clause: Predication, cue: Cue) -> int | None:
    """The place of the first pattern that a clause fits."""
    act, verb, source = cue
    kind = (clause.mood, clause.subject, clause.tense, clause.negated, clause.passive)
    known = patterns().patterns
    near = _for_head(act, kind, clause.head, clause.bare_head)
    return next((i for i in near if known[i].reads(verb, source) and known[i].fits(clause)), None)


# There are few acts and few kinds of clauses, and each is asked for often.
@cache
def _by_act(act: Act) -> tuple[int, ...]:
    """The places of the patterns for reports whose cue names an act."""
    return tuple(i for i, p in enumerate(patterns().patterns) if act in p.cue)


@lru_cache(maxsize=4096)
def _for_kind(act: Act, kind: Kind) -> tuple[int, ...]:
    """The places of the patterns for clauses of one kind in such reports."""
    known = patterns().patterns
    return tuple(i for i in _by_act(act) if known[i].is_for(kind))


@lru_cache(maxsize=16384)
def _for_head(act: Act, kind: Kind, head: str, bare_head: str) -> tuple[int, ...]:
    """Those of them for clauses with one head."""
    wanted = ((i, patterns().patterns[i].head) for i in _for_kind(act, kind))
    return tuple(i for i, w in wanted if w is None or head in w.entries or bare_head in w.entries)


@cache
def patterns() -> Patterns:
    """The patterns, loaded once a process. Raises :class:`KnowledgeError` where the file is broken."""
    data, words = load("acts"), load("acts_words")
    try:
        sets = {**words, "actors": data["actors"]}
        return Patterns(
            tuple(_pattern(entry, sets) for entry in data["patterns"]),
            frozenset(words["judging"]),
            frozenset(words["claims"]),
            performing.manner(data, words),
            Language(
                Parties(
                    frozenset(data["actors"]),
                    frozenset(data["opponents"]),
                    frozenset(data["bystanders"]),
                    frozenset(data["bodies"]),
                    frozenset(data["effects"]),
                ),
                {str(k): str(v) for k, v in data["carriers"].items()},
                {str(word): Condition(kind) for kind, words in data["conditions"].items() for word in words},
                frozenset(words["hostile"]),
                frozenset(data["idle"]),
                frozenset(phrase for name in data["formulas"] for phrase in words[name]),
                frozenset(data["deadlines"]),
                frozenset(words["thinking"]),
                frozenset(data["transparent"]),
                frozenset(data["leads"]),
                frozenset(words["reporting"]),
            ),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise KnowledgeError(str(error), where="acts.yaml", hint="see the header of the file") from None


_FLAGS = (
    "negated",
    "passive",
    "perfect",
    "bare",
    "rough",
    "due",
    "modal_free",
    "thought",
    "subjunctive",
    "paired",
    "predicative",
    "lapsed",
)
_MOODS = ("telling", "fragment")
_FIELDS = {
    "act",
    "cue",
    "verbs",
    "source",
    "subject",
    "tense",
    "mood",
    "condition",
    "conditional",
    "modal",
    "head",
    "words",
    "also",
    "opens",
    "starts",
    "whole",
    "about",
    "predicate",
    *_FLAGS,
}


def _pattern(entry: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> Pattern:
    unknown = set(entry) - _FIELDS
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    return Pattern(
        act=Act(entry["act"]),
        cue=frozenset(map(Act, entry.get("cue", ["assert"]))),
        verbs=_words(entry.get("verbs"), sets),
        source=_words(entry.get("source"), sets),
        subject=frozenset(map(Subject, entry["subject"])) if "subject" in entry else None,
        tense=frozenset(map(Tense, entry["tense"])) if "tense" in entry else None,
        mood=frozenset(map(Mood, entry.get("mood", ["formula"] if "whole" in entry else _MOODS))),
        condition=frozenset(map(Condition, entry["condition"])) if "condition" in entry else None,
        conditional=entry.get("conditional"),
        modal=_set(entry.get("modal")),
        flags=tuple((name, bool(entry[name])) for name in _FLAGS if name in entry),
        head=_words(entry.get("head"), sets),
        words=_words(entry.get("words"), sets),
        also=_words(entry.get("also"), sets),
        opens=_set(entry.get("opens")),
        starts=_set(entry.get("starts")),
        whole=_set(sets[entry["whole"]]) if "whole" in entry else None,
        about=_words(entry.get("about"), sets),
        predicate=_words(entry.get("predicate"), sets),
    )


def _set(words: Iterable[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)


def _words(entry: str | Sequence[str] | None, sets: Mapping[str, Sequence[str]]) -> Words | None:
    """A list of words, or the names of sets in one string."""
    if entry is None:
        return None
    words = [w for name in entry.split() for w in sets[name]] if isinstance(entry, str) else entry
    phrases: dict[str, tuple[str, ...]] = {}
    for phrase in (w.replace("-", " ") for w in words if " " in w or "-" in w):
        first = phrase.split()[0]
        phrases[first] = (*phrases.get(first, ()), f" {phrase} ")
    return Words(frozenset(words), phrases)
