"""Subjects: the issues of the texts of each document, kept from one derivation to the next.

In: pages, the issues that texts can be about. Out: the same issues, which know already what these texts are
about. Invariant: what is known of a text is what looking at it would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

import msgspec

from onrecord.ledger.issues import Issues
from onrecord.ledger.pages import Page
from onrecord.ledger.traces import Form, Traces, digest

_Found = tuple[tuple[str, ...], tuple[str, ...]]
"""The issues of a text, and those that it names first."""

_FOUND: Form[list[_Found]] = Form(msgspec.json.encode, msgspec.json.Decoder(list[_Found]).decode)


@dataclass(frozen=True)
class KnownIssues(Issues):
    """Issues that know what some texts are about."""

    _known: Mapping[str, _Found] = field(default_factory=dict)

    def of(self, text: str) -> tuple[str, ...]:
        """The issues that a text is about."""
        found = self._known.get(text)
        return found[0] if found else super().of(text)

    def leading(self, text: str) -> tuple[str, ...]:
        """The issues that a text names first, side by side."""
        found = self._known.get(text)
        return found[1] if found else super().leading(text)


def known(issues: Issues, pages: Iterable[Page], traces: Traces) -> Issues:
    """The issues, knowing what the statements, proposals and demands of the pages are about."""
    if not traces.keeping:
        return issues
    made_from = digest("issues 1", "", issues.expressions)
    found: dict[str, _Found] = {}
    for page in pages:
        texts = list(dict.fromkeys(_texts(page)))
        of_page = partial(digest, "subjects 1", "", (page.digest, made_from))
        about = traces.item("issues", page.id, of_page, partial(_about, issues, texts), _FOUND)
        found.update(zip(texts, about, strict=True))
    return KnownIssues(issues._found_by, found)


def _about(issues: Issues, texts: Iterable[str]) -> list[_Found]:
    return [(issues.of(text), issues.leading(text)) for text in texts]


def _texts(page: Page) -> Iterator[str]:
    """What positions can be taken with: the contents of statements and of events."""
    for statement in page.reading.statements:
        yield page.quote(statement.content)
    for event in page.reading.events:
        if event.content:
            yield page.quote(event.content)
