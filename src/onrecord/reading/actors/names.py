"""Names in a paragraph: where they stand and what their form tells.

In: a paragraph's :class:`Words` and the lexicon. Out: :class:`Segment`, in order and disjoint.
The lexicon wins over the tagger; an unknown name is a run of capitalised words, and its last word
("Union", "Treaty", "Airport") or its first (a given name) tells what it is. Who it is, and whether
two names are one, is decided in :mod:`onrecord.reading.actors.casting`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.reading.actors.lexicon import Entry, Lexicon, Sort
from onrecord.reading.actors.words import NOMINAL, PROPER, Words

_LONGEST_NAME = 12  # words; a longer run of capitals is no name
_OWNERS = (Sort.STATE, Sort.ADJECTIVE, Sort.PLACE, Sort.CAPITAL, Sort.ORGANISATION)
_PERSONAL = (Sort.PERSON, Sort.SURNAME)


@dataclass(frozen=True, slots=True)
class Segment:
    """A name, tokens ``[first, end)``. ``sort`` is ``None`` where its form tells nothing.

    ``entry`` is set for known names. ``owner`` is the state or place whose body it is ("Iranian"
    in "Iranian Foreign Ministry"); the name's own words then begin at ``core``. ``thing`` marks
    names of treaties, wars, prizes: no actors.
    """

    first: int
    end: int
    sort: Sort | None
    entry: Entry | None = None
    core: int = -1
    owner: Entry | None = None
    thing: bool = False

    @property
    def personal(self) -> bool:
        """Whether it can be a person's name."""
        return self.sort in _PERSONAL or (self.sort is None and not self.thing)


def find(words: Words, lexicon: Lexicon, common: frozenset[str]) -> list[Segment]:
    """The names of a paragraph. ``common`` are words the document also writes in lower case."""
    segments: list[Segment] = []
    for segment in _Scan(words, lexicon, common).run():
        _join(segments, segment, words, lexicon)
    return segments


class _Scan:
    """One walk over a paragraph."""

    def __init__(self, words: Words, lexicon: Lexicon, common: frozenset[str]) -> None:
        self.words, self.lexicon, self.naming, self.common = words, lexicon, lexicon.naming, common

    def run(self) -> Iterator[Segment]:
        words, i, n = self.words, 0, len(self.words)
        while i < n:
            word = words.text[i]
            if not (word[0].isupper() or word in self.naming.particles or word in self.lexicon.names):
                i += 1
                continue
            known = self.known(i)
            if known is not None and not self.absorbed(i, known):
                yield known
                i = known.end
                continue
            size = self.role(i)
            if size:
                i += size
                continue
            end = self.name_end(i)
            if end > i:
                yield self.classified(i, end)
                i = end
            else:
                i = known.end if known is not None else i + 1

    def known(self, i: int) -> Segment | None:
        found = self.lexicon.name_at(self.words.text, i)
        if found is None:
            return None
        size, entry = found
        if entry.sort is Sort.ORGANISATION and size == 1 and self.words.text[i].islower():
            return None
        if self.words.text[i] == "US" and self.words.tag[i] == "PRP":
            return None
        return Segment(i, i + size, entry.sort, entry, core=i)

    def absorbed(self, i: int, known: Segment) -> bool:
        """A surname or doubtful name is only part of a name where an unknown name follows."""
        assert known.entry is not None
        if not (known.sort is Sort.SURNAME or known.entry.doubtful):
            return False
        j = known.end
        return (
            j < len(self.words)
            and self.words.sentence[j] == self.words.sentence[i]
            and not self.words.headline[i]
            and self.lexicon.name_at(self.words.text, j) is None
            and not self.role(j)
            and self.is_name(j)
        )

    def role(self, i: int) -> int:
        """Length of the role phrase or honorific at ``i``; 0 where it is part of a name."""
        words = self.words
        if words.text[i] in self.lexicon.honorifics:
            return 1
        found = self.lexicon.role_at(words.lower, i)
        if found is None:
            return 0
        j = i + found[0]
        if tuple(words.text[i : i + 2]) in self.naming.organisation_phrases:
            return 0
        if j < len(words) and words.text[i][0].isupper() and self.organisation_word(j):
            return 0
        return found[0]

    def organisation_word(self, i: int) -> bool:
        return self.words.text[i] in self.naming.organisation_words

    def is_name(self, i: int) -> bool:
        """Whether the word can stand in a name on its own."""
        words, word = self.words, self.words.text[i]
        if not word[0].isupper() or word in self.naming.no_name or word in self.naming.time_words:
            return False
        tag = words.tag[i]
        if words.headline[i]:
            return False
        first = i == 0 or words.sentence[i - 1] != words.sentence[i] or words.text[i - 1] in ('"', ":")
        if first:
            return tag in PROPER and word.lower() not in self.common
        return tag in NOMINAL or tag in ("JJ", "FW", "NFP", "ADD", "VBG", "VBN", "UH", "RB", "VB", "VBP", "VBZ", "VBD")

    def name_end(self, i: int) -> int:
        """End of the run of capitalised words that starts at ``i``; ``i`` where there is none."""
        words = self.words
        j, n = i, len(words)
        if words.text[j] in self.naming.particles:
            j = self.next_of(j, 1)
            if j == i or not self.is_name(j):
                return i
        elif not self.starts(i):
            return i
        sentence, last = words.sentence[i], i
        while j < n and words.sentence[j] == sentence and j - i < _LONGEST_NAME:
            if j > i and (self.role(j) or self.stops(i, j)):
                break
            if self.is_name(j) or (j > i and words.text[j] in self.naming.name_endings):
                j = last = j + 1
                continue
            step = self.connected(i, j)
            if step == j:
                break
            j = step
        return self.with_complement(i, last) if last > i else i

    def starts(self, i: int) -> bool:
        if self.is_name(i):
            return True
        # A capitalised adjective or a sentence's first word counts where a name goes on behind it.
        words = self.words
        return (
            words.text[i][0].isupper()
            and not words.headline[i]
            and words.text[i] not in self.naming.no_name
            and words.text[i] not in self.naming.time_words
            and words.tag[i] in PROPER
            and i + 1 < len(words)
            and words.sentence[i + 1] == words.sentence[i]
            and self.is_name(i + 1)
        )

    def stops(self, i: int, j: int) -> bool:
        """Whether a known name at ``j`` ends the run: all but those that can be part of a name."""
        found = self.lexicon.name_at(self.words.text, j)
        if found is None:
            return False
        entry = found[1]
        return not (entry.sort is Sort.SURNAME or entry.doubtful or found[0] == 1 and self.given(i))

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
        if words.text[j] == "&":
            return j + 1 if self.is_name(j + 1) else j
        if words.text[j] in self.naming.particles:
            k = self.next_of(j, 1)
            if k < len(words) and words.text[k] in self.naming.particles:
                k = self.next_of(k, 1)
            return k if k > j and self.is_name(k) else j
        return j

    def given_shape(self, i: int, j: int) -> bool:
        """A short run, as before the second half of a given name ("Ban Ki-moon")."""
        return 1 <= j - i <= 2

    def with_complement(self, i: int, end: int) -> int:
        """An organisation's name with its "of ..." part: "Ministry of Trade and Industry"."""
        words, n = self.words, len(self.words)
        if not (words.text[end - 1] in self.naming.organisation_words or words.text[i] in self.naming.organisation_words):
            return end
        while end + 1 < n and words.lower[end] in ("of", "for", "on") and end - i < _LONGEST_NAME:
            j = end + 1 + (words.text[end + 1] in ("the", "The"))
            if j >= n or words.sentence[j] != words.sentence[i] or self.lexicon.name_at(words.text, j):
                break
            stop = j
            while stop < n and stop - i < _LONGEST_NAME + 4 and words.sentence[stop] == words.sentence[i]:
                if self.is_name(stop) and not self.lexicon.role_at(words.lower, stop):
                    stop += 1
                elif stop > j and words.lower[stop] in ("and", "&") and stop + 1 < n and self.is_name(stop + 1):
                    if self.lexicon.name_at(words.text, stop + 1):
                        break
                    stop += 1
                else:
                    break
            if stop == j:
                break
            end = stop
        return end

    def classified(self, i: int, end: int) -> Segment:
        """What the words of an unknown name tell."""
        words, naming = self.words, self.naming
        last, first = words.text[end - 1], words.text[i]
        head = self.head_word(i, end)
        if head in naming.organisation_words:
            return Segment(i, end, Sort.ORGANISATION, core=i)
        if end - i > 1 and last in naming.outlet_words:
            return Segment(i, end, Sort.OUTLET, core=i)
        if last in naming.thing_words or last.rstrip("s") in naming.thing_words:
            return Segment(i, end, None, core=i, thing=True)
        if end - i > 1 and last in naming.place_words:
            return Segment(i, end, Sort.PLACE, core=i)
        if first in naming.given and 2 <= end - i <= 5 and "&" not in words.text[i:end]:
            return Segment(i, end, Sort.PERSON, core=i)
        return Segment(i, end, None, core=i)

    def head_word(self, i: int, end: int) -> str:
        """The word that says what a name is: the one before "of", else the last."""
        for j in range(i + 1, end):
            if self.words.lower[j] in ("of", "for", "on"):
                return self.words.text[j - 1]
        return self.words.text[end - 1]


def _join(segments: list[Segment], new: Segment, words: Words, lexicon: Lexicon) -> None:
    """Append a name, joined with the state or place before it where the two are one name."""
    previous = segments[-1] if segments else None
    if previous is None or words.sentence[previous.first] != words.sentence[new.first]:
        segments.append(new)
        return
    gap = new.first - previous.end
    possessive = gap == 1 and words.tag[previous.end] == "POS"
    body = new.sort is Sort.ORGANISATION and words.text[new.end - 1] in lexicon.naming.body_words
    foreign = body and new.entry is not None and new.entry.country is not None and previous.entry is not None
    if foreign and new.entry is not None and previous.entry is not None and previous.sort in _OWNERS[:2]:
        if previous.entry.country != new.entry.country:
            new = replace(new, entry=None)
    owned = previous.sort in _OWNERS and previous.owner is None
    if new.entry is None and owned and previous.entry is not None:
        if new.sort is Sort.ORGANISATION and (gap == 0 or (possessive and body)):
            segments[-1] = Segment(previous.first, new.end, new.sort, None, new.core, previous.entry)
            return
        if new.sort is Sort.OUTLET and gap == 0:
            segments[-1] = Segment(previous.first, new.end, new.sort, core=previous.first)
            return
        if (new.thing or new.sort is Sort.PLACE) and gap == 0 and previous.sort in (Sort.CAPITAL, Sort.PLACE):
            segments[-1] = replace(new, first=previous.first, core=previous.first)
            return
    segments.append(new)
