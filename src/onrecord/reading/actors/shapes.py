"""What the form of one word tells: whether it can stand in a name, is an initial, or is only shouted.

In: a paragraph's :class:`Words` and the lexicon. Out: answers on single words. Invariant: a word in a
headline is a name only where the text has it as one elsewhere.
"""

from __future__ import annotations

from onrecord.reading.actors.lexicon import Lexicon, Role
from onrecord.reading.actors.words import NOMINAL, PROPER, Words

_OPENING = frozenset({":", "-", "–", "—"})
"""Behind these a sentence begins, or may: "OSLO (Wire) - Shells hit"."""
# Tags that the tagger gives words of names.
_MISREAD = frozenset({"JJ", "FW", "NFP", "ADD", "VBG", "VBN", "UH", "RB", "VB", "VBP", "VBZ", "VBD"})


class Shapes:
    """The words of one paragraph, asked one by one."""

    def __init__(
        self, words: Words, lexicon: Lexicon, common: frozenset[str], learned: frozenset[str]
    ) -> None:
        self.words, self.lexicon, self.naming = words, lexicon, lexicon.naming
        self.common, self.learned = common, learned

    def role(self, i: int) -> int:
        """Length of the role phrase or honorific at ``i``; 0 where it is part of a name."""
        words = self.words
        if words.text[i] in self.lexicon.honorifics:
            return 1
        found = self.lexicon.role_at(words.lower, i) or self.plural_role(i)
        if found is None:
            return 0
        j = i + found[0]
        if tuple(words.text[i : i + 2]) in self.naming.organisation_phrases:
            return 0
        if j < len(words) and words.text[i][0].isupper() and self.organisation_word(j):
            return 0
        return found[0]

    def plural_role(self, i: int) -> tuple[int, Role] | None:
        """ "Foreign Ministers" and "Envoys Ana Berg and …"; "Workers" can be part of a name."""
        found = self.lexicon.plural_role_at(self.words.lower, i)
        return found if found is not None and (found[0] > 1 or self.capital(i + 1)) else None

    def organisation_word(self, i: int) -> bool:
        """Whether it ends organisations' names: "Union"."""
        return self.words.text[i] in self.naming.organisation_words

    def is_name(self, i: int) -> bool:
        """Whether the word can stand in a name on its own."""
        words, word = self.words, self.words.text[i]
        if not word[0].isupper() or word in self.naming.no_name or word in self.naming.time_words:
            return False
        if word[-1] == "-" or word[:2] in ("D-", "R-") or not any(c.isalpha() for c in word[1:] or word):
            return False
        tag = words.tag[i]
        if words.headline[i]:
            return word in self.learned
        if self.shouted(i):
            return word.title() in self.learned
        first = (
            i == 0
            or words.sentence[i - 1] != words.sentence[i]
            or words.text[i - 1] in _OPENING
            or (words.text[i - 1] == '"' and words.quoted[i])
        )
        if first and not self.initial(i - 1):
            if i == 0 and words.text[1:2] == [":"] and word.isupper():
                return True  # a speaker in a transcript
            if word in self.learned or (word in self.naming.given and self.capital(i + 1)):
                return True
            if word[-1] == "s" and self.lexicon.role_at([word[:-1].lower()], 0) and not self.capital(i + 1):
                return False  # "Envoys met", "Ministers from both states"
            return tag in PROPER and word.lower() not in self.common
        return tag in NOMINAL or tag in _MISREAD

    def capital(self, i: int) -> bool:
        """Whether a word with a capital stands there."""
        return i < len(self.words) and self.words.text[i][0].isupper()

    def initial(self, i: int) -> bool:
        """An initial ("G."), behind which the parser likes to end the sentence."""
        return i >= 0 and len(self.words.text[i]) == 2 and self.words.text[i][1] == "." and self.capital(i)

    def shouted(self, i: int) -> bool:
        """A longer word in capitals beside another, or opening a paragraph: emphasis, no name."""
        words, word = self.words, self.words.text[i]
        if len(word) < 4 or not word.isupper() or "." in word:
            return False
        if words.text[i + 1 : i + 2] == [":"]:
            return False
        near = [words.text[j] for j in (i - 1, i + 1) if 0 <= j < len(words)]
        return i == 0 or any(len(w) > 2 and w.isupper() and w.isalpha() for w in near)
