"""What is told of somebody instead of the name: "the mother of three", "the ex-policeman", "the 54-year-old".

In: "the" and the words behind it. Out: the one person whom that means, or nothing. Such words tell of what a
person is, not of a part in what happens ("the driver", "the caller"), so they go back to whom the text is
about. Invariant: only the most prominent person, with a clear lead, and of the sex that the words tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting
from onrecord.reading.actors.lexicon import Lexicon, Sort
from onrecord.reading.actors.people import People
from onrecord.reading.actors.staging import Scene
from onrecord.reading.actors.strangers import Strangers
from onrecord.reading.actors.words import NOMINAL, Words

_LONGEST = 6  # words in front of the noun
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "agent", "pobj", "ROOT"})
_NEAR = 2  # sentences back in which "the latter" was named
_AGENTS = ("er", "or", "ist", "man", "woman", "ee")  # endings of nouns for people
_PAST = frozenset({"ex", "former"})
_NUMBERS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
_AGED = ["-", "year", "-", "old"]


class Epithets:
    """Resolves the epithets of one paragraph."""

    def __init__(
        self, number: int, scenes: Sequence[Scene], casting: Casting, lexicon: Lexicon, strangers: Strangers
    ) -> None:
        self.number, self.scenes, self.casting, self.lexicon = number, scenes, casting, lexicon
        self.strangers = strangers

    @property
    def scene(self) -> Scene:
        """The paragraph."""
        return self.scenes[self.number]

    @property
    def words(self) -> Words:
        """Its tokens."""
        return self.scene.words

    def resolve(self, i: int, people: People) -> Mention | None:
        """The mention that begins with the article at token ``i``."""
        words = self.words
        if words.quoted[i] or words.headline[i] or i + 1 >= len(words):
            return None
        aged = words.lower[i + 2 : i + 6] == _AGED
        noun = i + 1 if words.lower[i + 1] == "latter" else self._noun(i + 6 if aged else i + 1)
        if aged and (noun is None or not self._personal(noun)):
            behind = words.tag[i + 6] if i + 6 < len(words) else ""
            return None if behind in NOMINAL or behind == "JJ" else self._aged(i, i + 6, people)
        if noun is None or self._covered(noun):
            return None
        if aged:
            return self._aged(i, noun + 1, people)
        if words.lower[noun] == "latter":
            return self._latter(i, noun)
        if noun == i + 1 and self._title(noun) and (own := self._entitled(noun)) is not None:
            return self._enter(i, noun + 1, own)
        end, found = self._told(i, noun, people)
        return None if found is None else self._enter(i, end, found)

    def _told(self, i: int, noun: int, people: People) -> tuple[int, str | None]:
        """Where the phrase around a noun ends, and whom it means."""
        end, sex = noun + 1, self._trait(i + 1, noun)
        if end + 1 < len(self.words) and sex is None:
            end, sex = self._counted(noun)
        working = sex is None and noun == i + 1 and self.words.lower[noun] in self.lexicon.naming.professions
        if not (working or sex is not None) or not self._acts(i, end):
            return end, None
        if self._new(noun) or self._held(noun):
            return end, None
        if working:
            return end, people.only()
        return end, people.prominent(self.scene, i, sex or "", self.strangers.ids)

    def _covered(self, noun: int) -> bool:
        """Whether a noun belongs to a name or a description; an adjective of a state may stand alone."""
        mention = self.scene.covering.get(noun)
        return mention is not None and mention.form is not Form.ADJECTIVE

    def _held(self, noun: int) -> bool:
        """Whether the text gives somebody the office or trade that a noun tells."""
        found = self.lexicon.role_at([self.words.lower[noun]], 0)
        return found is not None and bool(self.casting.by_role.get(found[1].name))

    def _noun(self, i: int) -> int | None:
        """The last noun of the phrase whose words begin at ``i``; a hyphen joins."""
        words, n = self.words, len(self.words)
        last, j = None, i
        while j < n and j - i < _LONGEST and words.sentence[j] == words.sentence[i]:
            if words.tag[j] in NOMINAL and words.tag[j] not in ("NNS", "NNPS"):
                last = j
            elif words.tag[j] not in ("JJ", "HYPH", "CD", "VBN", "NNPS") and words.text[j] != "-":
                break
            if words.text[j + 1 : j + 2] == ["-"] and words.text[j + 2 : j + 3] == ["of"]:
                return j  # "father-of-two"
            j += 1
        return last

    def _personal(self, noun: int) -> bool:
        """Whether a noun is one for people."""
        word = self.words.lower[noun]
        naming = self.lexicon.naming
        return word in naming.traits or word in naming.persons or self.lexicon.role_at([word], 0) is not None

    def _trait(self, first: int, noun: int) -> str | None:
        """The sex that a noun for what somebody is lets expect, or ``None`` where it is no such noun."""
        words, word = self.words, self.words.lower[noun]
        traits = self.lexicon.naming.traits
        if word in traits:
            return traits[word]
        if words.lower[first] in _PAST and first < noun and (self._personal(noun) or word.endswith(_AGENTS)):
            role = self.lexicon.role_at([word], 0)
            return role[1].sex if role is not None else ""
        # "the Dutchman", "the Breton": whoever comes from there
        if noun == first and words.text[noun][0].isupper():
            return "f" if word.endswith("woman") else "m" if word.endswith("man") else self._demonym(noun)
        return None

    def _demonym(self, noun: int) -> str | None:
        """ "the Italian said": an adjective of a state that stands alone, as a subject, before its verb."""
        words = self.words
        found = self.lexicon.name_at(words.text, noun)
        alone = words.dep[noun] in ("nsubj", "nsubjpass") and words.tag[noun] in ("NNP", "NN", "JJ")
        return "" if alone and found is not None and found[1].sort is Sort.ADJECTIVE else None

    def _counted(self, noun: int) -> tuple[int, str | None]:
        """ "the father of two", "the mum-of-four": where it ends, and the sex."""
        words, traits = self.words, self.lexicon.naming.parents
        if words.lower[noun] not in traits:
            return noun + 1, None
        j = noun + 1
        j += words.text[j] == "-"
        if words.lower[j : j + 1] != ["of"]:
            return noun + 1, None
        j += 1
        j += words.text[j : j + 1] == ["-"]
        if j < len(words) and (words.lower[j] in _NUMBERS or words.tag[j] == "CD"):
            return j + 1, traits[words.lower[noun]]
        return noun + 1, None

    def _aged(self, i: int, end: int, people: People) -> Mention | None:
        """ "the 54-year-old": who is of that age, else whom "he" or "she" would mean."""
        age = self.words.text[i + 1]
        of_age = {
            id_
            for number, scene in enumerate(self.scenes)
            for at, segment in enumerate(scene.paragraph.segments)
            if scene.words.text[segment.end : segment.end + 2] in ([",", age], ["(", age])
            and (id_ := self.casting.of.get((number, at))) is not None
        }
        found = of_age.pop() if len(of_age) == 1 else people.prominent(self.scene, i, "", self.strangers.ids)
        return None if found is None else self._enter(i, end, found)

    def _title(self, noun: int) -> bool:
        """Whether a noun may be a title that is no office: "baron"; offices have holders of their own."""
        return self.words.text[noun].islower() and self.lexicon.role_at([self.words.lower[noun]], 0) is None

    def _entitled(self, noun: int) -> str | None:
        """Who has a noun for a title in front of the name: "the baron" is "Baron Egon Holm"."""
        title = self.words.text[noun].capitalize()
        found = {
            id_
            for number, scene in enumerate(self.scenes)
            for at, segment in enumerate(scene.paragraph.segments)
            if title in scene.words.text[max(0, segment.first - 1) : segment.end - 1]
            and (id_ := self.casting.of.get((number, at))) is not None
            and self.casting.figures[id_].person
        }
        return found.pop() if len(found) == 1 else None

    def _latter(self, i: int, noun: int) -> Mention | None:
        """ "the latter": who of the two named last stands behind the other."""
        words = self.words
        if not self._acts(i, noun + 1):
            return None
        low = max(0, words.sentence[i] - _NEAR)
        named = sorted(
            (m for m in self.scene.mentions if m.form is Form.NAME and len(m.actors) == 1),
            key=lambda m: m.name,
        )
        near = [
            m.actors[0]
            for m in named
            if m.name.start < words.starts[i]
            and words.sentence[words.covering_start(m.name.start)] >= low
            and self.casting.figures[m.actors[0]].person
        ]
        return self._enter(i, noun + 1, near[-1]) if len(set(near)) == 2 else None

    def _acts(self, i: int, end: int) -> bool:
        """Whether the phrase is the subject of its clause, or stands behind the verb of a quotation."""
        words = self.words
        if any(words.dep[k] in _SUBJECTS for k in range(i, end)):
            return True
        cue = i >= 2 and words.tag[i - 1][:1] == "V" and words.text[i - 2] in ('"', "''", "'", ",")
        return cue and words.dep[end - 1] in ("dobj", "attr", "oprd", "npadvmod", "dep", "appos", "pobj")

    def _new(self, noun: int) -> bool:
        """Whether the text told of somebody without a name by this noun before."""
        return self.strangers.met(self.words.lower[noun])

    def _enter(self, i: int, end: int, id_: str) -> Mention:
        words = self.words
        span = words.span(i, end)
        mention = Mention(span, span, words.starts[end - 1], (id_,), Form.DESCRIPTION)
        self.scene.add(mention, i, end)
        return mention
