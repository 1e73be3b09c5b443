"""Names as they stand in a paragraph, and which of them are parts of one name.

In: names in their order. Out: :class:`Segment`, one for each whole name. Invariant: a state or place before a
body's name is joined with it, and no two joined names stand in different sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.reading.actors.lexicon import Entry, Lexicon, Sort
from onrecord.reading.actors.words import Words

_OWNERS = (Sort.STATE, Sort.ADJECTIVE, Sort.PLACE, Sort.CAPITAL, Sort.ORGANISATION)
_PERSONAL = (Sort.PERSON, Sort.SURNAME)
_PLURALS = ("men", "women", "people", "children")  # plurals that take "'s"


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


def _is_body(words: Words, segment: Segment, lexicon: Lexicon) -> bool:
    """Whether the name is that of a state's body: "Foreign Ministry", "General Staff"."""
    last = words.text[segment.end - 1]
    return (
        last in lexicon.naming.body_words
        or " ".join(words.text[segment.end - 2 : segment.end]) in lexicon.naming.body_words
    )


def _is_organ(words: Words, segment: Segment, previous: Segment, lexicon: Lexicon) -> bool:
    """Whether the name is that of an organ of the known organisation before it: "AU Commission"."""
    return previous.sort is Sort.ORGANISATION and words.text[segment.end - 1] in lexicon.naming.organs


def _of_members(words: Words, previous: Segment, body: bool) -> bool:
    """Whether what stands before "'s" is the first part of an organisation's name.

    "Teachers' Guild", "Foundrymen's Union", and a state that nobody knows: "Lorvenia's Energy Ministry".
    """
    if previous.entry is not None or previous.thing or previous.sort not in (None, Sort.ORGANISATION):
        return False
    last = words.lower[previous.end - 1]
    plural = last.endswith("s") and words.text[previous.end] in ("'", "’")
    return plural or last.endswith(_PLURALS) or (body and previous.end == previous.first + 1)


def _foreign(owner: Entry | None, body: Entry | None) -> bool:
    """Whether a known body's name is used for another state's: "German Foreign Office"."""
    return (
        owner is not None and body is not None and body.country is not None and owner.country != body.country
    )


def _spelled(words: Words, first: int, end: int) -> bool:
    """Whether the letters in brackets behind a name are those of all its words: "Arkadia Hill Army (AHA)"."""
    initials = "".join(word[0] for word in words.text[first:end] if word[0].isupper())
    return words.text[end : end + 3] == ["(", initials, ")"]


def join(segments: list[Segment], new: Segment, words: Words, lexicon: Lexicon) -> None:
    """Append a name, joined with the state or place before it where the two are one name."""
    previous = segments[-1] if segments else None
    if previous is None or words.sentence[previous.first] != words.sentence[new.first]:
        segments.append(new)
        return
    gap = new.first - previous.end
    possessive = gap == 1 and words.tag[previous.end] == "POS"
    body = new.sort is Sort.ORGANISATION and (
        _is_body(words, new, lexicon) or _is_organ(words, new, previous, lexicon)
    )
    if body and previous.sort in _OWNERS[:2] and _foreign(previous.entry, new.entry):
        new = replace(new, entry=None)
    if new.entry is None and gap == 0 and _spelled(words, previous.first, new.end):
        segments[-1] = Segment(previous.first, new.end, new.sort, core=previous.first)
        return
    owned = previous.sort in _OWNERS and previous.owner is None
    unknown = new.sort is Sort.ORGANISATION and new.entry is None and possessive
    if unknown and _of_members(words, previous, body):
        segments[-1] = Segment(previous.first, new.end, new.sort, core=previous.first)
        return
    if new.entry is None and owned and previous.entry is not None:
        if new.sort is Sort.ORGANISATION and (gap == 0 or possessive) and body:
            segments[-1] = Segment(previous.first, new.end, new.sort, None, new.core, previous.entry)
            return
        if new.sort is Sort.ORGANISATION and gap == 0:
            segments[-1] = Segment(previous.first, new.end, new.sort, core=previous.first)
            return
        if new.sort is Sort.OUTLET and gap == 0:
            segments[-1] = Segment(previous.first, new.end, new.sort, core=previous.first)
            return
        if (new.thing or new.sort is Sort.PLACE) and gap == 0 and previous.sort in (Sort.CAPITAL, Sort.PLACE):
            segments[-1] = replace(new, first=previous.first, core=previous.first)
            return
    segments.append(new)
