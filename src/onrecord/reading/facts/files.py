"""Files of facts: YAML, and CSV for spreadsheets.

In: a file. Out: its facts, in order. Invariant: a file with one bad fact gives none; the error names its line
or number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import UsageError
from onrecord.model import Fact
from onrecord.reading.facts.entries import Entry, from_entry

_LARGEST = 4_000_000  # bytes
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_file(path: str | Path, *, source: str = "") -> tuple[Fact, ...]:
    """The facts of a ``.yaml``, ``.yml`` or ``.csv`` file; ``source`` stands for those that give none.

    YAML holds a list of mappings; CSV a header row with the same field names, lists with semicolons in them.
    See :mod:`onrecord.reading.facts.entries` for the fields. Raises :class:`UsageError`.
    """
    path = Path(path)
    text = _text(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        entries = _from_yaml(text, path)
    elif path.suffix.lower() == ".csv":
        entries = _from_csv(text, path)
    else:
        raise UsageError(
            "a facts file is YAML or CSV", where=str(path), hint="name it facts.yaml or facts.csv"
        )
    facts = tuple(from_entry(entry, where=where, source=source) for where, entry in entries)
    if not facts:
        raise UsageError("there is no fact in the file", where=str(path))
    return facts


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"a facts file may have {_LARGEST:,} bytes", where=str(path), hint="split it")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("the facts file is not in UTF-8", where=str(path)) from None
    except OSError as error:
        raise UsageError(f"the facts file cannot be read: {error.strerror}", where=str(path)) from None


def _from_yaml(text: str, path: Path) -> Iterator[tuple[str, Entry]]:
    try:
        loaded = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = " ".join(str(error).split())
        raise UsageError(f"the facts file is not YAML: {what}", where=str(path)) from None
    if not isinstance(loaded, list):
        raise UsageError("a facts file is a list of facts", where=str(path), hint="- fact: …")
    for number, entry in enumerate(loaded, 1):
        where = f"{path}, fact {number}"
        if not isinstance(entry, dict) or not all(isinstance(key, str) for key in entry):
            raise UsageError("a fact is a mapping of fields", where=where, hint="- fact: …")
        yield where, entry


def _from_csv(text: str, path: Path) -> Iterator[tuple[str, Entry]]:
    rows = csv.DictReader(io.StringIO(text), strict=True)
    try:
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            if None in row or None in row.values():
                raise UsageError("the line has more or fewer cells than the header", where=where)
            yield where, {key.strip(): value.strip() for key, value in row.items()}
    except csv.Error as error:
        raise UsageError(f"the facts file is not CSV: {error}", where=str(path)) from None
