"""Many documents to one negotiation: rounds, meetings, proposals, deadlines, statements, wording.

In: pages (a reading with its document's text), in any order. Out: a :class:`Ledger`. Invariants: the
ledger is a pure function of the pages and the question asked; nothing in it stands without evidence;
the order in which pages are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence, Set
from datetime import date

from onrecord.ledger.derivation import Derivation, Question
from onrecord.ledger.issues import Issues
from onrecord.ledger.repeats import Repeats
from onrecord.ledger.traces import Traces
from onrecord.model import ALL_LEVELS, Decision, Fact, Ledger, Level, Reading

__all__ = ["Derivation", "Question", "Repeats", "Traces", "build"]


def build(
    pages: Iterable[tuple[Reading, str]],
    *,
    as_of: str | date | None = None,
    repeated: Callable[[str | None], Set[str]] | None = None,
    not_after: date | None = None,
    issues: Issues | None = None,
    facts: Collection[Fact] = (),
    dates_from: Set[Level] = ALL_LEVELS,
    decisions: Sequence[Decision] = (),
) -> Ledger:
    """The ledger of the pages.

    ``as_of`` is a day (or ISO date) or a document's name, file name, address, id or beginning of it:
    then only what had been published by then counts. ``repeated`` gives the keys of lines that an
    outlet repeats; findings inside them are left out. ``not_after`` is the last day on which any of
    the documents can have been published. ``issues`` are what positions are taken on (default: the
    shipped ones), ``facts`` the user's, ``dates_from`` the levels that dates may come from,
    ``decisions`` the user's about actors, in the order they were made. Raises
    :class:`onrecord.errors.UsageError` for an ``as_of`` that is neither a day nor one document.

    :class:`Derivation` makes single views, and keeps what saves time when a document is added.
    """
    question = Question(as_of, not_after, issues, facts, dates_from, decisions)
    return Ledger(**Derivation(pages, question, Repeats(repeated)).views())  # type: ignore[arg-type]
