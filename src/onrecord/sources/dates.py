"""The day in a metadata field.

In: the value of a member, tag or attribute. Out: a day, or ``None``. Only forms that leave no room
for doubt are read: ISO 8601 days and instants, their basic form, and the form of mail headers.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6})?Z?\Z")
_ISO_DAY = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?![\d/-])")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_LONGEST = 64  # characters; a longer value is not a date


def iso_day(value: str) -> date | None:
    """The day of an ISO 8601 day or datetime, in its own time zone; ``None`` for anything else."""
    value = value.strip()
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return None


def metadata_day(value: str) -> date | None:
    """The day that a page's metadata field names, in the field's own time zone.

    Day zero of the Unix clock, and years before newspapers, are a program's blank, not a day.
    """
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    day = iso_day(value) or _loose_day(value)
    if day is None or day == date(1970, 1, 1) or day.year < 1600:
        return None
    return day


def _loose_day(value: str) -> date | None:
    match = _ISO_DAY.match(value) or _BASIC.match(value)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
        if _MAIL.match(value):
            return parsedate_to_datetime(value).date()
    except (ValueError, TypeError):
        return None
    return None
