"""A report as it was given, and the parts of it that are not the report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.when import UNKNOWN, When


class RegionKind(StrEnum):
    """Kinds of boilerplate. What no region covers is body."""

    APPEAL = "appeal"  # asks for money or support
    SUBSCRIPTION = "subscription"  # newsletters, sign-up, paywall
    DISCLAIMER = "disclaimer"  # legal and risk notices, copyright
    RELATED = "related"  # links to other stories
    NAVIGATION = "navigation"  # menus, buttons, share bars, forms
    CREDIT = "credit"  # photo and agency credits, bylines


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of boilerplate, ``[start, end)`` in code points."""

    start: int
    end: int
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it was given.

    ``id`` is the SHA-256 of ``raw`` in hex. ``text`` is the decoded file for plain text, the
    ``text`` member for a JSONL line, and the extracted text for HTML: every offset anywhere
    points into it, and nothing rewrites it. ``key`` is the input's own id, where it has one.
    ``published`` holds what the source said about the day (basis ``metadata`` or ``given``).
    """

    id: str
    uri: str
    text: str
    raw: bytes
    media_type: str = "text/plain"
    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: When = UNKNOWN
