"""Issues: what a text is about, by its words.

In: the knowledge file, with a user's own file over it. Out: :class:`Issues` that names the issues of a text.
Invariant: the issues of a text depend on its words and on the files alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load
from onrecord.ledger.names import fold


@dataclass(frozen=True)
class _Words:
    """What finds an issue in a folded text, and phrases in which it does not: "truce village"."""

    words: re.Pattern[str]
    unless: re.Pattern[str] | None

    def found(self, folded: str) -> list[tuple[int, int]]:
        """Where the text names the issue."""
        others = [m.span() for m in self.unless.finditer(folded)] if self.unless is not None else []
        spans = (m.span() for m in self.words.finditer(folded))
        return [(i, j) for i, j in spans if not any(a <= i and j <= b for a, b in others)]


@dataclass(frozen=True)
class Issues:
    """The issues in the order of the tables, each with what finds it."""

    _found_by: tuple[tuple[str, _Words], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the issues, in order."""
        return tuple(name for name, _ in self._found_by)

    @property
    def expressions(self) -> tuple[str, ...]:
        """Each issue with the expressions that find it, in order."""
        return tuple(
            "\0".join((name, found.words.pattern, found.unless.pattern if found.unless is not None else ""))
            for name, found in self._found_by
        )

    def of(self, text: str) -> tuple[str, ...]:
        """The issues that a text is about."""
        folded = fold(text)
        return tuple(name for name, words in self._found_by if words.found(folded))

    def leading(self, text: str) -> tuple[str, ...]:
        """The issues that a text names first, side by side: what an act is about.

        "The truce and the prisoners must come before sanctions are eased" leads with the first two.
        """
        folded = fold(text)
        named = sorted(
            (start, end, at)
            for at, (_, words) in enumerate(self._found_by)
            for start, end in words.found(folded)
        )
        leading: set[int] = set()
        end = None
        for start, stop, at in named:
            if end is not None and stop <= end:
                continue  # "to hold border talks" is about talks
            if end is not None and not _side_by_side(folded[end:start]):
                break
            leading.add(at)
            end = max(end or 0, stop)
        return tuple(name for at, (name, _) in enumerate(self._found_by) if at in leading)


@cache
def shipped() -> Issues:
    """The issues that come with Onrecord."""
    return _made(load("issues"), "issues.yaml")


def with_own(path: Path) -> Issues:
    """The shipped issues with those of a user's file over them.

    Raises :class:`KnowledgeError` where the file cannot be read or has another form.
    """
    try:
        own = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise KnowledgeError("not valid YAML", where=f"{path}{line}", hint="mend the file") from None
    if not isinstance(own, dict):
        raise KnowledgeError("a mapping of issues is wanted", where=str(path), hint=_FORM)
    merged = {**load("issues"), **{str(name): entry for name, entry in own.items()}}
    return _made({name: entry for name, entry in merged.items() if entry is not None}, str(path))


_JOINING = frozenset({"and", "or", "nor"})
_BETWEEN = (
    5  # words between two issues that are named side by side: "a truce and the release of the prisoners"
)
_GAP = r" (?:\w+ ){0,3}"
_FORM = "write `issue: {words: [word, beginning*]}`"


def _made(entries: Mapping[str, Any], where: str) -> Issues:
    found = []
    for name, entry in entries.items():
        words = entry.get("words") if isinstance(entry, dict) else None
        if not _is_list(words) or not words:
            raise KnowledgeError(f"issue {name!r} has no list of words", where=where, hint=_FORM)
        unless = entry.get("unless") or []
        if not _is_list(unless):
            raise KnowledgeError(f"issue {name!r} has no list in `unless`", where=where, hint=_FORM)
        found.append((name, _Words(_any(words), _any(unless) if unless else None)))
    return Issues(tuple(found))


def _is_list(words: object) -> bool:
    return isinstance(words, list) and all(isinstance(w, str) and fold(w) for w in words)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(_expression, sorted(words)))})\b")


def _side_by_side(between: str) -> bool:
    """Whether the words between two names of issues do no more than join them."""
    words = between.split()
    return not words or (len(words) <= _BETWEEN and not _JOINING.isdisjoint(words))


def _expression(phrase: str) -> str:
    """The expression of a word, or of parts with up to three words between them: "withdraw* ... offer*"."""
    return _GAP.join(_beginning(part.strip()) for part in phrase.split("..."))


def _beginning(word: str) -> str:
    stem = re.escape(fold(word.removesuffix("*")))
    return rf"{stem}\w*" if word.endswith("*") else stem
