"""The headline of a plain text.

In: a text and its regions. Out: the span of the headline, or ``None``: a text that begins with its first
sentence has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.model import Region, RegionKind, Span
from onrecord.reading import datelines
from onrecord.reading.cleaning.mastheads import masthead
from onrecord.reading.cleaning.passages import Passage, passages_of, words_of
from onrecord.reading.cleaning.rules import load_rules

_FEWEST, _MOST = 3, 32  # words of a headline
_LONGEST = 220  # characters
_HEAD = 50_000  # characters of a text among which a headline is looked for
_LINES = 6  # lines of the report that are looked at
_STOP = tuple(".,;:…")
_CLOSING = "\"”’')] "
_BYLINE = re.compile(
    r"(?:By|BY|by|(?:Posted|Published|Written|Reported|Updated|Compiled|Edited) (?:by|on)\b|From our) ?\w"
)
_PARTS = re.compile(r"\s*[|·•]\s*")
_UNSEEN = "\ufeff \t\r\n"
_LETTER = re.compile(r"[^\W\d_]")


def headline(text: str, regions: Sequence[Region]) -> Span | None:
    """The first line of the report where it reads like a headline: short, no full stop, text after it."""
    body = list(islice(_body(text[:_HEAD], regions), _LINES))
    if len(body) > 2 and _is_label(body[0], body[1], text):
        body = body[1:]
    elif len(body) > 2 and _may_be_slogan(body[0], body[1], text, regions):
        if not _above_byline(body[1], text):
            return None  # a headline and what stands under it look the same
        body = body[1:]
    if len(body) < 2:
        return None
    first, rest = body[0], body[1:]
    if not _reads_like_one(first.plain) or _runs_on(rest[0]):
        return None
    return first.span if any(_reads_like_a_sentence(passage.plain) for passage in rest) else None


def _body(text: str, regions: Sequence[Region]) -> Iterator[Passage]:
    following = iter(regions)
    region = next(following, None)
    for passage in passages_of(text):
        while region is not None and region.end <= passage.span.start:
            region = next(following, None)
        is_body = region is None or passage.span.start < region.start
        if is_body and not _is_day(passage.plain):
            yield passage


def _is_label(first: Passage, second: Passage, text: str) -> bool:
    """Whether the first line is the name of a paper or section that stands by itself above a headline."""
    apart = "\n\n" in text[first.span.end : second.span.start].replace("\r", "")
    return apart and len(words_of(first.plain)) < _FEWEST and _reads_like_one(second.plain)


def _may_be_slogan(first: Passage, second: Passage, text: str, regions: Sequence[Region]) -> bool:
    """Whether the first line stands right below a paper's name, and apart from a line like a headline."""
    if not regions or regions[0].kind is not RegionKind.NAVIGATION or text[: regions[0].start].strip(_UNSEEN):
        return False
    joined = text[regions[0].end : first.span.start].replace("\r\n", "\n").count("\n") == 1
    apart = "\n\n" in text[first.span.end : second.span.start].replace("\r", "")
    return joined and apart and _reads_like_one(second.plain)


def _above_byline(line: Passage, text: str) -> bool:
    below = text[line.span.end : line.span.end + _LONGEST].lstrip()
    return bool(_BYLINE.match(below)) or _is_day(below.partition("\n")[0])


def _is_day(line: str) -> bool:
    """Whether a line gives the day of the paper, perhaps beside the number of the issue."""
    day_line = load_rules().day_line
    return len(line) <= _LONGEST and any(day_line.match(part) for part in _PARTS.split(line))


def _runs_on(second: Passage) -> bool:
    """Whether the second line goes on with the sentence of the first."""
    letter = _LETTER.search(second.plain)
    return letter is not None and letter.start() == 0 and letter[0].islower()


def _reads_like_one(line: str) -> bool:
    words = words_of(line)
    if not _FEWEST <= len(words) <= _MOST or len(line) > _LONGEST:
        return False
    if line.rstrip(_CLOSING).endswith(_STOP) or datelines.read(line):
        return False
    letter = _LETTER.search(line)
    return letter is not None and not letter[0].islower() and not _BYLINE.match(line) and not masthead(line)


def _reads_like_a_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith((".", "!", "?", "…")) and len(words_of(line)) >= 6
