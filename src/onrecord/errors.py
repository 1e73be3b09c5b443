"""Every error that Onrecord raises on purpose.

    OnrecordError
    ├── SourceError        a report could not be taken in (binary, empty, malformed, unreadable)
    ├── RecordError        the record's database: foreign, locked, damaged, from a newer version
    ├── KnowledgeError     a knowledge file breaks its schema
    └── UsageError         a question that cannot be answered as asked (unknown document, bad date)

A message says what was wrong, where (file, line, byte), and what to do next.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors raised on purpose.

    ``where`` names the place (file, line, byte) and ``hint`` the next step; both may be empty.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{advice}"


class SourceError(OnrecordError):
    """A report could not be taken in."""


class RecordError(OnrecordError):
    """The record's database cannot be used as it is."""


class KnowledgeError(OnrecordError):
    """A knowledge file breaks its schema."""


class UsageError(OnrecordError):
    """A question that cannot be answered as it was asked."""
