"""The outlet that a text names itself.

In: a text and its regions. Out: the name as it is written there, or ``None`` where nothing names the outlet,
or more than one is named. A masthead comes first; then what the boilerplate calls its own; an agency in the
dateline or the byline counts only where neither is there, since papers print dispatches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from onrecord.knowledge import load
from onrecord.model import Region, RegionKind
from onrecord.reading.cleaning.dispatches import agency, credited
from onrecord.reading.cleaning.mastheads import masthead, may_be_name, stands_in
from onrecord.reading.cleaning.passages import passages_of
from onrecord.reading.cleaning.rules import Rules, load_rules

_JOINERS = {"of", "and", "the", "de", "&", "The"}
_LONGEST = 20_000  # characters of a region that are looked at
_HEAD = 5_000  # characters of a text, and
_LINES = 10  # lines of it that are looked at for a dateline
_UNSEEN = "\ufeff \t\r\n"


def outlet(text: str, regions: Sequence[Region]) -> str | None:
    """The outlet by its masthead, else by its boilerplate, else by the agency in the dateline or byline."""
    if name := _above(text, regions):
        return name
    found = {
        _folded(name): name
        for region in regions
        for name in _named(text[region.start : min(region.end, region.start + _LONGEST)], load_rules())
    }
    if not found:
        return _dispatch(text, regions)
    longest = max(found, key=len)
    # "Subscribe to the Herald" is short for the Lake Herald that other boilerplate names.
    return found[longest] if all(f" {longest}".endswith(f" {key}") for key in found) else None


def _above(text: str, regions: Sequence[Region]) -> str | None:
    """The masthead: in the first line of all, and marked as what is not the report."""
    if not regions or regions[0].kind is not RegionKind.NAVIGATION or text[: regions[0].start].strip(_UNSEEN):
        return None
    first = regions[0]
    line = text[first.start : min(first.end, first.start + _LONGEST)].splitlines()[0]
    if name := masthead(line):
        return name
    own = (text[region.start : min(region.end, region.start + _LONGEST)] for region in regions[1:])
    return (
        line.strip() if may_be_name(line) and any(stands_in(line.strip(), piece) for piece in own) else None
    )


def _dispatch(text: str, regions: Sequence[Region]) -> str | None:
    """The agency of the dateline or the byline, where there is one and no more than one."""
    found = {}
    for passage in islice(passages_of(text[:_HEAD]), _LINES):
        inside = any(region.start <= passage.span.start < region.end for region in regions)
        # bylines are marked as credits, datelines never are
        name = credited(passage.plain) or (None if inside else agency(passage.plain))
        if name:
            found[_folded(name)] = name
    return next(iter(found.values())) if len(found) == 1 else None


def _named(boilerplate: str, known: Rules) -> Iterator[str]:
    for pattern in known.outlet:
        for match in pattern.finditer(boilerplate):
            words = match["outlet"].rstrip(".,'’").split()
            while words and words[-1] in _JOINERS:
                words.pop()
            name = " ".join(words).removesuffix("'s").removesuffix("’s")
            if _may_be_own(name, known) and not known.not_own.search(_line_of(boilerplate, match.start())):
                yield name[0].upper() + name[1:]


def _may_be_own(name: str, known: Rules) -> bool:
    words = name.split()
    if not words or {words[0], " ".join(words[:2]), name} & known.not_outlets or name in known.agencies:
        return False
    # "© 2025 Jana Novak" is a photographer's notice.
    return not (len(words) <= 3 and words[0] in _given_names() and not known.masthead.fullmatch(name))


def _line_of(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


@cache
def _given_names() -> frozenset[str]:
    return frozenset(load("given_names")["names"].split())


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ")
