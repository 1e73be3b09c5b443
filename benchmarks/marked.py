"""Files of texts that are marked by hand, for the benchmarks that have their own.

In: a YAML file with a list of items. Out: its rows; complaints with file and place. Invariants:
no complaint holds words of a text; of a file called ``held_out.yaml`` only figures
are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

HELD_OUT = "held_out.yaml"


class MarkingError(ValueError):
    """The file is no marking, or does not fit its texts."""


def rows(path: Path) -> list[Any]:
    """The items of a file as they stand. Raises :class:`MarkingError` where it is no list in YAML."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        at = getattr(error, "problem_mark", None)
        raise MarkingError(f"{path}: not YAML{f', line {at.line + 1}' if at else ''}") from None
    if not isinstance(found, list):
        raise MarkingError(f"{path}: a list of items is wanted")
    return found


def check_distinct(path: Path, ids: Iterable[str]) -> None:
    """Raise :class:`MarkingError` where an id is given twice."""
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise MarkingError(f"{path}: item {twice[0]}: the id is given twice")


def refuse_held_out(benchmark: str, data: Path | None, what: str) -> None:
    """Raise :class:`SystemExit` where ``data`` is the held-out file: ``what`` would show its lines."""
    if data is not None and HELD_OUT in {data.name, data.resolve().name}:
        raise SystemExit(f"{benchmark}: {data} is held out: {what}, only its figures; nobody tunes on it")
