"""The speech act of a report, by what the words do: "said it would never accept" rejects.

In: a report with its cue and content. Out: an :class:`~onrecord.model.Act`. Invariant: a cue that names its
act ("denied", "threatened") keeps it, unless a pattern says that it gives way; only a plain cue ("said",
"according to") takes the act of what is said.

The patterns are data (``knowledge/acts.yaml``), the strongest first. The first pattern that any main clause
of the content fits decides, so that of several sentences the strongest wins; where none fits, the cue's own
act stands. What the speaker names ("we reject the plan", "said it welcomed the pause") goes before the
patterns if it binds somebody, and behind them if it only tells a view ("we hope …").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.model import Act
from onrecord.reading.attribution.acts import predications
from onrecord.reading.attribution.acts.predications import Condition, Language, Mood, Predication, Tense
from onrecord.reading.attribution.acts.subjects import Parties, Subject
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import clauses, verbs
from onrecord.reading.attribution.reported import Reported

_PLAIN = frozenset({Act.ASSERT})
_STRONG = frozenset(
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
_JUDGED = frozenset({"small", "object", "as"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for: by lemma or form, ``phrases`` in the running text."""

    entries: frozenset[str]
    phrases: tuple[str, ...]

    def met(self, words: frozenset[str], text: str) -> bool:
        """Whether one of them is among ``words``, or a phrase in ``text``."""
        return not self.entries.isdisjoint(words) or any(phrase in text for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of ``acts.yaml``: what a clause must be for the report to do ``act``. ``None`` means any."""

    act: Act
    cue: frozenset[Act]
    verbs: Words | None
    source: Words | None
    subject: frozenset[Subject] | None
    tense: frozenset[Tense] | None
    mood: frozenset[Mood] | None
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

    def reads(self, act: Act, verb: str, source: str) -> bool:
        """Whether the pattern is for reports with this act by their cue, this cue and this source."""
        return (
            act in self.cue
            and (self.verbs is None or verb in self.verbs.entries)
            and (self.source is None or source in self.source.entries)
        )

    def fits(self, clause: Predication) -> bool:
        """Whether a clause is what the pattern tells."""
        return self._has_head(clause) and self._is_of_kind(clause) and self._has_words(clause)

    def _has_head(self, clause: Predication) -> bool:
        # Asked first: it leaves few patterns, and most clauses are asked for all of them.
        return self.head is None or clause.head in self.head.entries or clause.bare_head in self.head.entries

    def _is_of_kind(self, clause: Predication) -> bool:
        return (
            (self.subject is None or clause.subject in self.subject)
            and (self.tense is None or clause.tense in self.tense)
            and (self.mood is None or clause.mood in self.mood)
            and (self.condition is None or clause.condition in self.condition)
            and (self.conditional is None or self.conditional is (clause.condition is not None))
            and (self.modal is None or not self.modal.isdisjoint(clause.modals))
            and all(getattr(clause, name) is value for name, value in self.flags)
        )

    def _has_words(self, clause: Predication) -> bool:
        return (
            (self.words is None or self.words.met(clause.words, clause.text))
            and (self.also is None or self.also.met(frozenset(clause.text.split()), clause.text))
            and (self.about is None or self.about.met(clause.about, ""))
            and (self.predicate is None or self.predicate.met(clause.predicate, clause.text))
            and (self.opens is None or clause.opens in self.opens)
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The knowledge file.

    Its patterns in order, ``judging`` verbs ("called the deal …"), nouns for ``claims``, the words of
    clauses.
    """

    patterns: tuple[Pattern, ...]
    judging: frozenset[str]
    claims: frozenset[str]
    language: Language


def of(report: Reported, cues: Cues) -> Act:
    """The act of a report."""
    known = patterns()
    verb = verbs.lemma(report.head, cues)
    mine = _reading(report.act, verb, "" if report.source is None else report.source.head.lemma_.lower())
    if not mine:
        return report.act
    said = list(predications.find(report, known.language))
    if report.frame in _JUDGED and report.act is Act.ASSERT and verb not in known.judging:
        said = []  # "announced a great deal" judges nothing
    performed = (
        [act for c in said if (act := _performed(c, cues)) is not None] if report.act in _PLAIN else []
    )
    strong = next((act for act in performed if act in _STRONG), None)
    if strong is not None:
        return strong
    for pattern in mine:
        if any(pattern.fits(clause) for clause in said):
            return pattern.act
    return performed[0] if performed else report.act


@lru_cache(maxsize=4096)
def _reading(act: Act, verb: str, source: str) -> tuple[Pattern, ...]:
    """The patterns for reports of one kind; there are few kinds, and each is asked for often."""
    return tuple(p for p in patterns().patterns if p.reads(act, verb, source))


def _performed(clause: Predication, cues: Cues) -> Act | None:
    """The act that the speaker names: "said it welcomed the pause", "we urge them to go"."""
    if (
        clause.subject is not Subject.OWN
        or clause.perfect
        or clause.negated
        or clause.modals
        or clause.mood is not Mood.TELLING
    ):
        return None
    senses = cues.verbs.get(clause.head) or cues.verbs.get(verbs.lemma(clause.verb, cues))
    if senses is None:
        return None
    acts = [senses[c.frame] for c in clauses.of_verb(clause.verb) if c.frame in senses]
    return next((act for act in acts if act not in _PLAIN), None)


@cache
def patterns() -> Patterns:
    """The patterns, loaded once a process. Raises :class:`KnowledgeError` where the file is broken."""
    data = load("acts")
    try:
        return Patterns(
            tuple(_pattern(entry, data["words"]) for entry in data["patterns"]),
            frozenset(data["words"]["judging"]),
            frozenset(data["words"]["claims"]),
            Language(
                Parties(
                    frozenset(data["actors"]), frozenset(data["opponents"]), frozenset(data["bystanders"])
                ),
                {str(k): str(v) for k, v in data["carriers"].items()},
                {str(word): Condition(kind) for kind, words in data["conditions"].items() for word in words},
                frozenset(data["words"]["hostile"]),
                frozenset(data["idle"]),
            ),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise KnowledgeError(str(error), where="acts.yaml", hint="see the header of the file") from None


_FLAGS = ("negated", "passive", "perfect", "bare", "rough")
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
        mood=frozenset(map(Mood, entry.get("mood", ["telling", "fragment"]))),
        condition=frozenset(map(Condition, entry["condition"])) if "condition" in entry else None,
        conditional=entry.get("conditional"),
        modal=_set(entry.get("modal")),
        flags=tuple((name, bool(entry[name])) for name in _FLAGS if name in entry),
        head=_words(entry.get("head"), sets),
        words=_words(entry.get("words"), sets),
        also=_words(entry.get("also"), sets),
        opens=_set(entry.get("opens")),
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
    return Words(frozenset(words), tuple(f" {w.replace('-', ' ')} " for w in words if " " in w or "-" in w))
