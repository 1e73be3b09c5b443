"""When a name or a description that was given is one that is marked.

In: names as the reading and the marking have them. Out: yes or no. Case, white space, articles and the
form of apostrophes never count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|some) ", re.IGNORECASE)
_RELATIVE = re.compile(r",? (?:who|whom|whose|which|that|where)\b.*", re.IGNORECASE | re.DOTALL)
_LINKS = frozenset("of to for by with from in at on and or".split())
"""Words that make a name another one: "an aide to Ilya Marek" is not Ilya Marek."""


def same(given: str, marked: Iterable[str]) -> bool:
    """Whether ``given`` is one of ``marked``, letter by letter."""
    return _fold(given) in {_fold(name) for name in marked}


def same_person(given: str, marked: Iterable[str]) -> bool:
    """As :func:`same`; titles, offices and first names in front of a person's name do not count."""
    return any(same(given, [name]) or _ends(given, name) or _ends(name, given) for name in marked)


def same_outlet(given: str, marked: Iterable[str]) -> bool:
    """As :func:`same`; "the … news agency" and "trade site …" around an outlet's name do not count."""
    return same(_proper(given), [_proper(name) for name in marked])


def same_description(given: str, marked: Iterable[str]) -> bool:
    """As :func:`same`; a relative clause behind a description does not count."""
    accepted = [name for told in marked for name in (told, _RELATIVE.sub("", told))]
    return same(given, accepted) or same(_RELATIVE.sub("", given), accepted)


def _ends(long: str, short: str) -> bool:
    """Whether ``long`` is the name ``short`` with words in front that do not make it another one."""
    words, name = _tidy(long).split(), _tidy(short).split()
    front = words[: len(words) - len(name)]
    return (
        bool(front and name)
        and name[0][0].isupper()
        and [word.casefold() for word in words[len(front) :]] == _fold(short).split()
        and not _leads_to_another(front)
    )


def _leads_to_another(front: list[str]) -> bool:
    """Whether words in front of a name tell of somebody else: "an aide to", but not "Secretary of State"."""
    links = [i for i, word in enumerate(front) if word.casefold() in _LINKS]
    return front[-1].endswith(("'s", "'")) or any(
        i == len(front) - 1 or front[i] in {"and", "or"} or front[i - 1].islower() for i in links
    )


def _proper(name: str) -> str:
    """A name without the small words around it, unless they are all there is, or join it to others."""
    words = _tidy(name).split()
    large = [i for i, word in enumerate(words) if not word[:1].islower()]
    if not large:
        return name
    around = words[: large[0]] + words[large[-1] + 1 :]
    return name if _LINKS & set(around) else " ".join(words[large[0] : large[-1] + 1])


def _tidy(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.replace("’", "'").split()).strip(' .,;:"“”'))


def _fold(name: str) -> str:
    return _tidy(name).casefold()
