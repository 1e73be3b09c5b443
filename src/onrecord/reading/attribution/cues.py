"""The cues: words that report what somebody says, wants or thinks, with their frames and speech acts.

In: ``knowledge/cues.yaml``. Out: :class:`Cues`, a look-up from a word and a frame to a speech act.
Invariant: every frame is one of :data:`FRAMES` and every act one of :class:`~onrecord.model.Act`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.model import Act

FRAMES = frozenset(
    {
        "quote",  # "…," X said
        "that",  # X said (that) …
        "whether",  # X asked whether …, X asked who …
        "to",  # X promised to …, X told Y to …
        "ing",  # X denied doing …
        "object",  # X denied the charge, X accused Y of …
        "small",  # X called Y a liar
        *("about", "against", "as", "for", "of", "on", "over", "to-noun", "with", "in", "at", "from", "into"),
    }
)
"""``to-noun`` is the preposition "to"; the words from ``about`` on are prepositions, too."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Reporting words by lemma (with their particle: ``point out``), then by frame.

    ``framings`` are prepositions with nouns that tell whose view a clause is ("in the view of"); behind a
    verb or an adjective of ``reaching`` an infinitive tells of what was said ("rang to say").
    ``hedges`` mark hearsay, ``refusing`` verbs with a verb of ``silence`` tell that nothing is said, as
    do ``comments`` asked for. ``answers`` are words that are an act by themselves ("said no").
    ``settling`` verbs tell of a decision or a wish, ``performing`` ones do what the noun behind them tells.
    ``doubting`` adverbs and ``seeming`` verbs make a cue apparent only. ``hearsay`` verbs tell in the passive
    what nobody is named for; ``proverbial`` ones what people say ("it is said").
    ``unnamed`` are nouns for sources that keep their description, ``institutions`` and ``sides`` for bodies
    that are named all the same, ``documents`` for writings that speak for their author, ``inscriptions`` for
    those of nobody. ``lemmas`` mends what the lemmatiser gets wrong.
    """

    verbs: Mapping[str, Mapping[str, Act]]
    nouns: Mapping[str, Mapping[str, Act]]
    adjectives: Mapping[str, Mapping[str, Act]]
    framings: Mapping[tuple[str, str], Act]
    reaching: frozenset[str]
    hedges: frozenset[str]
    negations: frozenset[str]
    refusing: frozenset[str]
    silence: frozenset[str]
    comments: frozenset[str]
    answers: Mapping[str, Act]
    settling: frozenset[str]
    performing: frozenset[str]
    doubting: frozenset[str]
    seeming: frozenset[str]
    hearsay: Mapping[str, Act]
    proverbial: frozenset[str]
    unnamed: frozenset[str]
    institutions: frozenset[str]
    sides: frozenset[str]
    documents: frozenset[str]
    inscriptions: frozenset[str]
    lemmas: Mapping[str, str]

    def verb(self, lemma: str, frame: str) -> Act | None:
        """The speech act of a verb in a frame; ``None`` where it does not report."""
        frames = self.verbs.get(lemma)
        return None if frames is None else frames.get(frame)

    def says(self, lemma: str) -> bool:
        """Whether a verb can introduce direct speech."""
        return self.verb(lemma, "quote") is not None


@cache
def cues() -> Cues:
    """The cues, loaded once a process. Raises :class:`KnowledgeError` where the file breaks its schema."""
    data = load("cues")
    return Cues(
        verbs=_senses(data, "verbs"),
        nouns=_senses(data, "nouns"),
        adjectives=_senses(data, "adjectives"),
        framings={
            (str(prep), str(word)): Act(group["act"])
            for group in reversed(data["framings"])
            for prep in group["behind"]
            for word in group["words"]
        },
        reaching=frozenset(data["reaching"]),
        hedges=frozenset(data["hedges"]),
        negations=frozenset(data["negations"]),
        refusing=frozenset(data["refusing"]),
        silence=frozenset(data["silence"]),
        comments=frozenset(data["comments"]),
        answers={str(word): Act(act) for act, words in data["answers"].items() for word in words},
        settling=frozenset(data["settling"]),
        performing=frozenset(data["performing"]),
        doubting=frozenset(data["doubting"]),
        seeming=frozenset(data["seeming"]),
        hearsay={str(verb): Act(act) for act, verbs in data["hearsay"].items() for verb in verbs},
        proverbial=frozenset(data["proverbial"]),
        unnamed=frozenset(data["unnamed"]),
        institutions=frozenset(data["institutions"]),
        sides=frozenset(data["sides"]),
        documents=frozenset(data["documents"]),
        inscriptions=frozenset(data["inscriptions"]),
        lemmas={str(k): str(v) for k, v in data["lemmas"].items()},
    )


def _senses(data: Mapping[str, Any], part: str) -> dict[str, dict[str, Act]]:
    """Word -> frame -> act. The first group that names a word in a frame decides its act."""
    senses: dict[str, dict[str, Act]] = {}
    for group in data[part]:
        unknown = set(group["frames"]) - FRAMES
        if unknown:
            raise KnowledgeError(
                f"unknown frames {sorted(unknown)}", where=f"cues.yaml: {part}", hint="see FRAMES in cues.py"
            )
        try:
            act = Act(group["act"])
        except ValueError as error:
            raise KnowledgeError(str(error), where=f"cues.yaml: {part}") from None
        for word in group["words"]:
            frames = senses.setdefault(str(word), {})
            for frame in group["frames"]:
                frames.setdefault(frame, act)
    return senses
