"""The outlet that a text's own boilerplate names.

In: a text and its regions. Out: the name as it is written there, or ``None`` where the boilerplate names
none, or more than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Region
from onrecord.reading.cleaning.rules import Rules, load_rules

_JOINERS = {"of", "and", "the", "de", "&", "The"}
_LONGEST = 20_000  # characters of a region that are looked at


def outlet(text: str, regions: Sequence[Region]) -> str | None:
    """The outlet, where phrases such as "A message from …" name exactly one; agencies do not count."""
    found = {
        _folded(name): name
        for region in regions
        for name in _named(text[region.start : min(region.end, region.start + _LONGEST)], load_rules())
    }
    longest = max(found, key=len, default="")
    # "Subscribe to the Herald" is short for the Lake Herald that other boilerplate names.
    return found[longest] if found and all(f" {longest}".endswith(f" {key}") for key in found) else None


def _named(boilerplate: str, known: Rules) -> Iterator[str]:
    for pattern in known.outlet:
        for match in pattern.finditer(boilerplate):
            words = match["outlet"].rstrip(".,'’").split()
            while words and words[-1] in _JOINERS:
                words.pop()
            name = " ".join(words).removesuffix("'s").removesuffix("’s")
            first, two = words[0] if words else "", " ".join(words[:2])
            if name and not {first, two, name} & known.not_outlets and name not in known.agencies:
                yield name[0].upper() + name[1:]


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ")
