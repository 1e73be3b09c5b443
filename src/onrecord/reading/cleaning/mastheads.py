"""The name of a paper above its report, with what stands beside it: a section, a day, a number.

In: the lines of a text. Out: the masthead in a line, and lines cut where a masthead or a byline ends and the
day begins. Invariant: a masthead is told by a known name or by the word that such names end with; any other
first line may be a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Span
from onrecord.reading.cleaning.passages import Passage, words_of
from onrecord.reading.cleaning.rules import Rules, load_rules
from onrecord.sources import outlets

_LONGEST = 120  # characters of a masthead with all that stands beside it
_HEAD = 6  # lines from the top
_BESIDE = 5  # words of a section or an edition
_JOINT = re.compile(r"\s*[|·•]\s*|\s+[–—-]{1,2}\s+")
_ENDS = " \t|·•,–—-"
_ISSUE = re.compile(r"(?:(?:No|Nr|Vol|Issue|Edition)\b|\d)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|BY) [A-Z]")
_NAME_WORD = re.compile(r"[A-Z0-9][\w'’&.-]*|of|the|and|de|&")


def masthead(line: str) -> str | None:
    """The name of the outlet in a line that holds nothing but it and a section, an edition or a day."""
    if len(line) > _LONGEST:
        return None
    name, *beside = _JOINT.split(line.strip(_ENDS))
    rules = load_rules()
    if not all(_stands_beside(part, rules) for part in beside):
        return None
    return name if is_name(name) else None


def is_name(name: str) -> bool:
    """Whether these words are an outlet's name by themselves."""
    rules = load_rules()
    shaped = rules.masthead.fullmatch(name) and not rules.not_masthead.fullmatch(name)
    return bool(shaped) or is_known(name)


def is_known(name: str) -> bool:
    """Whether these words are the name of an outlet that the knowledge file lists."""
    return outlets.folded(name) in outlets.outlets().by_name


def may_be_name(line: str) -> bool:
    """Whether a line could be a name that no list knows: two to five words, all of them with a capital."""
    words = line.split()
    return 2 <= len(words) <= _BESIDE and words[0][0].isupper() and all(map(_NAME_WORD.fullmatch, words))


def stands_in(name: str, boilerplate: str) -> bool:
    """Whether boilerplate names it: in these words, beginning with a capital."""
    words = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return any(match[0][0].isupper() for match in words.finditer(boilerplate))


def parted(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The lines, those in which a day follows a masthead or a byline cut in two: the day stays readable."""
    for number, passage in enumerate(passages):
        cut = _day_after_name(passage.plain) if number < _HEAD else None
        if cut is None:
            yield passage
            continue
        before, after = cut
        start = passage.span.start
        yield Passage(Span(start, start + before), passage.plain[:before], passage.masked[:before])
        yield Passage(Span(start + after, passage.span.end), passage.plain[after:], passage.masked[after:])


def _day_after_name(line: str) -> tuple[int, int] | None:
    """Where the name ends, its separator included, and where the day begins."""
    match = load_rules().day_joint.search(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    name = line[: match.start()]
    if not (masthead(name) or _BYLINE.match(name)):
        return None
    return match.start() + len(match[0].rstrip()), match.end()


def _stands_beside(part: str, rules: Rules) -> bool:
    words = words_of(part)
    if rules.day_line.match(part):
        return True
    return len(words) <= _BESIDE and bool(_ISSUE.match(part) or not rules.sections.isdisjoint(words))
