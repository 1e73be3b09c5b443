"""Names in a paragraph: where they stand and what their form tells.

In: a paragraph's :class:`Words` and the lexicon. Out: :class:`Segment`, in order and disjoint.
The lexicon wins over the tagger; an unknown name is a run of capitalised words, and its last word
("Union", "Treaty", "Airport") or its first (a given name) tells what it is. Who it is, and whether
two names are one, is decided in :mod:`onrecord.reading.actors.casting`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from onrecord.reading.actors import fields
from onrecord.reading.actors.lexicon import Lexicon, Sort
from onrecord.reading.actors.segments import Segment as Segment
from onrecord.reading.actors.segments import join
from onrecord.reading.actors.shapes import Shapes
from onrecord.reading.actors.sorts import classified
from onrecord.reading.actors.words import PROPER, Words

_LONGEST_NAME = 12  # words; a longer run of capitals is no name
_OPENED = 4  # words in which an organisation that an adjective opens must come to its noun
_FATHERED = (["bin"], ["bint"], ["ibn"])  # "Ali bin Said bin Omar" is Ali bin Said
_NUMBERS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})


def find(
    words: Words, lexicon: Lexicon, common: frozenset[str], learned: frozenset[str] = frozenset()
) -> list[Segment]:
    """The names of a paragraph.

    ``common`` are words the document also writes in lower case; ``learned`` are words of names
    found elsewhere, which alone count in headlines.
    """
    segments: list[Segment] = []
    for segment in _Scan(words, lexicon, common, learned).run():
        join(segments, segment, words, lexicon)
    return segments


class _Scan(Shapes):
    """One walk over a paragraph."""

    def run(self) -> Iterator[Segment]:
        words, i, n = self.words, 0, len(self.words)
        self.ended = 0  # behind the last name or role
        while i < n:
            word = words.text[i]
            if not (word[0].isupper() or word in self.naming.particles or word in self.lexicon.names):
                i += 1
                continue
            if words.lower[i] == "the" and self.leads_on(i):
                i += 1
                continue
            known = self.known(i)
            if known is not None and not self.absorbed(i, known):
                yield known
                i = self.ended = known.end
                continue
            size = self.role(i) or self.describes(i)
            if size:
                i = self.ended = i + size
                continue
            end = self.name_end(i)
            if end > i:
                start = fields.name_behind(words, self.lexicon, i, end)
                if start > i:
                    if self.organisation_word(start - 1):
                        yield classified(words, self.lexicon, i, start)
                    i, end = start, max(end, self.name_end(start))
                if not (self.portfolio(i, end) or self.collective(i, end)):
                    yield classified(words, self.lexicon, i, end)
                i = self.ended = end
            else:
                i = known.end if known is not None else i + 1

    def known(self, i: int) -> Segment | None:
        found = self.lexicon.name_at(self.words.text, i)
        if found is None:
            return None
        size, entry = found
        if entry.sort is Sort.ORGANISATION and size == 1 and self.words.text[i].islower():
            return None
        if (
            entry.sort is Sort.OUTLET
            and size == 1
            and not (self.words.tag[i] in PROPER or self.words.text[i].isupper())
        ):
            return None
        if self.words.text[i] == "US" and self.words.tag[i] == "PRP":
            return None
        if entry.sort is Sort.SURNAME and self.unread_given(i):
            # In a headline the word before may be anything: no name then.
            return Segment(i - 1, i + size, Sort.PERSON, core=i - 1, thing=self.words.headline[i])
        end = i + size
        if entry.sort is Sort.PERSON and self.words.text[end : end + 1] in _FATHERED:
            end = max(end, self.name_end(end))
        return Segment(i, end, entry.sort, entry, core=i)

    def unread_given(self, i: int) -> bool:
        """Whether a capitalised word that was not read as a name stands before a known surname.

        The tagger may not know a given name at the start of a sentence; the person is then another one.
        """
        words, naming = self.words, self.naming
        if i == 0 or words.sentence[i - 1] != words.sentence[i] or self.ended == i:
            return False
        word = words.text[i - 1]
        plain = (
            word.isalpha()
            and word[0].isupper()
            and word not in naming.no_name
            and word not in naming.time_words
        )
        return (
            plain
            and word.lower() not in self.common
            and word not in self.lexicon.honorifics
            and words.tag[i - 1] in ("NN", "NNP", "NNPS", "NNS", "JJ", "UH", "FW")
            and self.lexicon.role_at(words.lower, i - 1) is None
        )

    def absorbed(self, i: int, known: Segment) -> bool:
        """A surname or doubtful name is only part of a name where an unknown name follows."""
        j = known.end
        paper = known.sort is Sort.OUTLET and j == i + 1 and j < len(self.words) and self.organisation_word(j)
        if known.entry is None or not (known.sort is Sort.SURNAME or known.entry.doubtful or paper):
            return False
        return (
            j < len(self.words)
            and self.words.sentence[j] == self.words.sentence[i]
            and not self.words.headline[i]
            and self.lexicon.name_at(self.words.text, j) is None
            and not self.role(j)
            and self.is_name(j)
        )

    def leads_on(self, i: int) -> bool:
        """Whether what looks like a paper's name is another one behind an article: "the Hill Front"."""
        found = self.lexicon.name_at(self.words.text, i)
        if found is None or found[1].sort is not Sort.OUTLET:
            return False
        longer = self.lexicon.name_at(self.words.text, i + 1)
        behind = i + found[0]
        end = self.name_end(i + 1) if behind < len(self.words) and self.organisation_word(behind) else 0
        return end > behind or (longer is not None and longer[0] >= found[0])

    def namesake(self, j: int) -> bool:
        """Whether a word for kin stands inside a name: "Pak Son Hui"."""
        words, found = self.words, self.lexicon.role_at(self.words.lower, j)
        kin = found is not None and found[0] == 1 and not found[1].office
        return kin and words.text[j].istitle() and not words.headline[j] and self.is_name(j + 1)

    def describes(self, i: int) -> bool:
        """Whether a capitalised noun only tells what the name behind it is: "Shipbuilder Norvik"."""
        words, naming = self.words, self.naming
        if i + 1 >= len(words) or not (i == 0 or words.sentence[i - 1] != words.sentence[i]):
            return False
        noun = words.lower[i] in naming.callings or words.lower[i] in naming.persons
        return noun and words.text[i] not in naming.organisation_words and self.capital(i + 1)

    def collective(self, i: int, end: int) -> bool:
        """Whether it stands for the state before it: "the Norwegian Government"."""
        return i == self.ended > 0 and end == i + 1 and self.words.lower[i] in self.naming.collectives

    def portfolio(self, i: int, end: int) -> bool:
        """Whether the words ``[i, end)`` belong to the office behind them ("Transport Minister")."""
        words = self.words
        if end >= len(words) or words.sentence[end] != words.sentence[i] or not words.text[end][0].isupper():
            return False
        lexicon = self.lexicon
        found = lexicon.role_at(words.lower, end) or lexicon.plural_role_at(words.lower, end)
        if found is None:
            return False
        return words.text[end - 1] in self.lexicon.portfolios or found[1].name in self.lexicon.portfolio_roles

    def name_end(self, i: int) -> int:
        """End of the run of capitalised words that starts at ``i``; ``i`` where there is none."""
        words = self.words
        j, n = i, len(words)
        if words.text[j] in self.naming.particles:
            j = self.next_of(j, 1)
            if j == i or not self.is_name(j):
                return i
        elif self.opens_body(i):
            j = i + 1
        elif not self.starts(i):
            return i
        sentence, last = words.sentence[i], i
        while j < n and j - i < _LONGEST_NAME and (words.sentence[j] == sentence or self.initial(j - 1)):
            sentence = words.sentence[j]
            if j > i and ((self.role(j) and not self.namesake(j)) or self.stops(i, j)):
                break
            if self.is_name(j) or (j > i and words.text[j] in self.naming.name_endings):
                j = last = j + 1
                continue
            if self.initial(j) or (j > i and self.opens_body(j)):
                j += 1
                continue
            if j > i and self.counted(j):
                j += 1
                continue
            step = self.connected(i, j)
            if step == j:
                break
            j = step
            if words.text[j].islower() and words.text[j - 1] == "-":  # "Kim Tae-won"
                j = last = j + 1
        return self.with_complement(i, last) if last > i else i

    def counted(self, j: int) -> bool:
        """Whether a capitalised number inside a name leads on to its last word: "Lorna Two Rivers"."""
        words = self.words
        number = words.text[j].istitle() and words.lower[j] in _NUMBERS
        same = number and j + 1 < len(words) and words.sentence[j + 1] == words.sentence[j]
        return same and not words.headline[j] and self.is_name(j + 1)

    def starts(self, i: int) -> bool:
        if self.is_name(i):
            return True
        if self.initial(i) and i + 1 < len(self.words):
            return self.starts(i + 1)  # "K. P. Sharma"
        # A capitalised adjective or a sentence's first word counts where a name goes on behind it.
        words = self.words
        return (
            words.text[i][0].isupper()
            and not words.headline[i]
            and words.text[i] not in self.naming.no_name
            and words.text[i] not in self.naming.time_words
            and words.tag[i] in PROPER
            and not self.shouted(i)
            and i + 1 < len(words)
            and words.sentence[i + 1] == words.sentence[i]
            and self.is_name(i + 1)
        )

    def opens_body(self, i: int) -> bool:
        """Whether an adjective or number that is no name alone opens an organisation's or an outlet's:
        "Democratic Front", "Northern River Union", "Southern Post", "the Three Rivers Alliance".
        """
        words = self.words
        adjective = words.text[i] in self.naming.open_words and words.text[i] in self.naming.no_name
        counts = words.text[i].istitle() and words.lower[i] in _NUMBERS and words.lower[i - 1] == "the"
        if not (adjective or counts):
            return False
        if words.headline[i]:
            return False
        near = range(i + 1, min(i + _OPENED, len(words)))
        run = takewhile(lambda j: words.sentence[j] == words.sentence[i] and self.is_name(j), near)
        return any(self.organisation_word(j) or words.text[j] in self.naming.outlet_words for j in run)

    def stops(self, i: int, j: int) -> bool:
        """Whether a known name at ``j`` ends the run: all but those that can be part of a name."""
        found = self.lexicon.name_at(self.words.text, j)
        if found is None:
            return False
        entry = found[1]
        own = found[0] == 1 and (self.given(i) or self.words.lower[j - 1] in self.naming.particles)
        return not (entry.sort is Sort.SURNAME or entry.doubtful or own)

    def given(self, i: int) -> bool:
        return self.words.text[i] in self.naming.given

    def next_of(self, i: int, step: int) -> int:
        """The word behind ``i``, over a hyphen written without spaces."""
        j, words = i + step, self.words
        if j + 1 < len(words) and words.text[j] == "-" and words.ends[j - 1] == words.starts[j]:
            j += 1
        return j if j < len(words) else i

    def connected(self, i: int, j: int) -> int:
        """Where the name goes on behind a hyphen, a particle or an ampersand at ``j``; else ``j``."""
        words = self.words
        if j + 1 >= len(words):
            return j
        after = words.text[j + 1]
        if words.text[j] == "-":
            tight = words.ends[j - 1] == words.starts[j] and words.ends[j] == words.starts[j + 1]
            lower_part = after.islower() and words.tag[j + 1] in PROPER and self.given_shape(i, j)
            if tight and lower_part:
                return j + 1
            return j + 1 if tight and self.is_name(j + 1) else j
        if words.text[j] == "&" or (words.lower[j] == "and" and self.halves(i, j)):
            return j + 1 if self.is_name(j + 1) else j
        if words.text[j] in self.naming.particles:
            k = self.next_of(j, 1)
            if k < len(words) and words.text[k] in self.naming.particles:
                k = self.next_of(k, 1)
            return k if k > j and self.is_name(k) else j
        return j

    def halves(self, i: int, j: int) -> bool:
        """Whether "and" joins two things of one body's name: "the Rod and Wire Association"."""
        words = self.words
        alone = words.tag[i] in ("NNS", "NNPS") or self.stands_alone(i)
        opened = i > 0 and (words.lower[i - 1] == "the" or i == self.ended)  # or right behind whose it is
        if alone or not opened or j != i + 1:
            return False
        near = range(j + 1, min(j + 1 + _OPENED, len(words)))
        run = list(takewhile(lambda k: words.sentence[k] == words.sentence[i] and self.is_name(k), near))
        ends = len(run) > 1 and not self.stands_alone(run[0])
        return ends and (self.organisation_word(run[-1]) or words.text[run[-1]] in self.naming.outlet_words)

    def stands_alone(self, i: int) -> bool:
        """Whether a word is a known name, or an organisation's by itself."""
        return self.organisation_word(i) or self.lexicon.name_at(self.words.text, i) is not None

    def named(self, i: int) -> bool:
        """Whether a known name stands there; "Foreign Affairs" is a paper's, and what a ministry is for."""
        found = self.lexicon.name_at(self.words.text, i)
        if found is None:
            return False
        last = self.words.text[i + found[0] - 1]
        return found[1].sort is not Sort.OUTLET or last not in self.lexicon.fields

    def given_shape(self, i: int, j: int) -> bool:
        """A short run, as before the second half of a given name ("Ban Ki-moon")."""
        return 1 <= j - i <= 2

    def with_complement(self, i: int, end: int) -> int:
        """An organisation's name with its "of ..." part: "Ministry of Trade and Industry"."""
        words, n = self.words, len(self.words)
        if end < n and words.text[end - 1] in self.naming.numbered and words.text[end].isdigit():
            return end + 1
        if not (
            words.text[end - 1] in self.naming.organisation_words
            or words.text[i] in self.naming.organisation_words
            or words.text[end - 1] in self.naming.founders
        ):
            return end
        while end + 1 < n and words.lower[end] in ("of", "for", "on") and end - i < _LONGEST_NAME:
            j = end + 1 + (words.text[end + 1] in ("the", "The"))
            if j >= n or words.sentence[j] != words.sentence[i] or self.named(j):
                break
            stop = j
            while stop < n and stop - i < _LONGEST_NAME + 4 and words.sentence[stop] == words.sentence[i]:
                counted = words.dep[stop] == "nummod" and words.text[stop][0].isupper()  # "of the Five Lakes"
                if (self.is_name(stop) or counted) and not self.lexicon.role_at(words.lower, stop):
                    stop += 1
                elif (
                    stop > j and words.lower[stop] in ("and", "&") and stop + 1 < n and self.is_name(stop + 1)
                ):
                    if self.lexicon.name_at(words.text, stop + 1):
                        break
                    stop += 1
                else:
                    break
            if stop == j:
                break
            end = stop
        return end
