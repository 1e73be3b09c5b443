"""One clause of what is said, as the patterns of acts see it: who is to do what, in which mood and time.

Out: :class:`Predication` with its moods, tenses and conditions, and :class:`Language`, the words that reading
a clause needs. Invariant: plain values; nothing here looks at a parse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from onrecord.reading.attribution.acts.subjects import Parties, Subject

_FIRST = frozenset({"i", "we", "my", "our"})


class Condition(StrEnum):
    """What the clause depends on."""

    GOOD = "good"  # if the other side does something
    BAD = "bad"  # unless it does something; if it attacks
    UNTIL = "until"


class Mood(StrEnum):
    """Whether a clause tells, asks or orders."""

    TELLING = "telling"
    QUESTION = "question"
    ORDER = "order"
    FRAGMENT = "fragment"  # words without a verb
    FORMULA = "formula"  # a turn of phrase that is a whole sentence: "Over my dead body"


class Tense(StrEnum):
    """Backshifted tenses count as what they stand for: "would" is "will"."""

    FUTURE = "future"
    PRESENT = "present"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Language:
    """The words that reading a clause needs (``knowledge/acts.yaml``).

    ``carriers`` are verbs that only carry another one, with the modal that they stand for ("have to": must);
    ``conditions`` are the words that open a condition; ``hostile`` are the deeds that make a condition a bad
    one, ``idle`` words make it none ("if necessary"). ``formulas`` are whole sentences that are an act by
    themselves, ``deadlines`` nouns of time behind "by". ``thinking`` and ``transparent`` verbs lead to what
    the speaker has to say ("I think …", "I can tell you that …"), and so does "is" behind nouns of ``leads``
    ("the answer is that …"). What somebody else is told to be ``reporting`` is no doing of the speaker's.
    """

    parties: Parties
    carriers: Mapping[str, str]
    conditions: Mapping[str, Condition]
    hostile: frozenset[str]
    idle: frozenset[str]
    formulas: frozenset[str]
    deadlines: frozenset[str]
    thinking: frozenset[str]
    transparent: frozenset[str]
    leads: frozenset[str]
    reporting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Predication:
    """One clause. ``head`` is its verb's lemma, with its particle; ``modals`` with "will" for "'ll",
    ``would`` and the like.

    ``words`` are the lemmas and forms behind the subject, ``about`` those of the subject, ``predicate``
    those of what is predicated ("was a lie"). ``text`` is its sentence in lower case with a blank at each
    end, for looking up phrases, ``running`` its words. ``bare`` marks a verb that stands for another ("said
    it would"); ``rough`` a number with "about", ``due`` a deadline ("by Friday"); ``opens`` is a first word
    that stands alone ("No.", "Yes, …"). ``thought`` marks what the speaker says to think, ``subjunctive``
    what is to be ("that the tax be dropped"), ``paired`` words like "no pay, no work".
    ``verb`` is the word that tells it.
    """

    head: str
    subject: Subject
    modals: frozenset[str]
    tense: Tense
    mood: Mood
    negated: bool
    passive: bool
    perfect: bool
    bare: bool
    rough: bool
    due: bool
    thought: bool
    subjunctive: bool
    paired: bool
    condition: Condition | None
    words: frozenset[str]
    about: frozenset[str]
    predicate: frozenset[str]
    text: str
    running: frozenset[str]
    opens: str
    verb: Token

    @property
    def bare_head(self) -> str:
        """The head without its particle."""
        return self.head.partition(" ")[0]

    @property
    def predicative(self) -> bool:
        """Whether something is predicated of the subject: "was a lie"."""
        return bool(self.predicate)

    @property
    def lapsed(self) -> bool:
        """Whether it tells what the speaker was, and may no more be: "We were ready to sign"."""
        own = not self.about.isdisjoint(_FIRST)
        return own and self.tense is Tense.PAST and not self.perfect

    @property
    def modal_free(self) -> bool:
        """Whether it tells what is, and not what may, can or must be."""
        return not self.modals
