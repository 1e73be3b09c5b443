"""Onrecord keeps the record of a negotiation from the news about it.

    import onrecord

    record = onrecord.open("talks.db")      # a record is one file
    record.add("reports/")                  # files, folders, HTML, JSONL
    record.rounds(as_of="2031-05-31")       # the ledger, as of any day
    onrecord.read("…", outlet="…")          # the findings of one text, without a record
    onrecord.times("…", published="…")      # its time expressions alone
    onrecord.code("…", source="…", target="…")  # PLOVER's type of what one actor does to another

Public are the names below, :mod:`onrecord.model` and :mod:`onrecord.errors`; nothing else is.
"""

from __future__ import annotations

from importlib.metadata import version as _version
from typing import TYPE_CHECKING, Any

from onrecord import errors, model
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.api import AddReport, Record, code, read, times

__version__ = _version("onrecord")

__all__ = [
    "AddReport",
    "OnrecordError",
    "Record",
    "__version__",
    "code",
    "errors",
    "model",
    "open",
    "read",
    "times",
]


def open(path: str | Path, *, create: bool = True) -> Record:
    """Open the record at ``path``; with ``create`` an absent one is made.

    Raises :class:`onrecord.errors.RecordError` where the file is not a record or cannot be used.
    """
    from onrecord.api import Record

    return Record.open(path, create=create)


def __getattr__(name: str) -> Any:
    # Loaded on first use: the store and the parser would slow down every import of the package.
    if name in {"AddReport", "Record", "code", "read", "times"}:
        from onrecord import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
