"""The record as a Python object: a store, and the ledger that follows from it.

    import onrecord

    with onrecord.open("talks.db") as record:
        record.add("reports/")
        for talks in record.rounds(as_of="2031-05-31"):
            print(talks.ordinal, talks.status, talks.when.edtf())

Invariant: everything but :meth:`Record.add` only reads; the ledger is derived, never edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from onrecord.errors import OnrecordError, SourceError, UsageError
from onrecord.model import (
    Deadline,
    Document,
    Ledger,
    Meeting,
    Moment,
    Party,
    Proposal,
    Reading,
    Report,
    Round,
    Said,
    Wording,
)
from onrecord.reading import Reader
from onrecord.record import Added, Hit, Problem, Store

Progress = Callable[[str, Added | None], None]
"""Called after each input with its address, and how it was taken in (``None``: it failed)."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the inputs of one :meth:`Record.add`."""

    new: int
    known: int
    reread: int
    problems: tuple[OnrecordError, ...]


class Record:
    """A record of a negotiation; use it as a context manager, or call :meth:`close`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """Open the record at ``path``. Raises :class:`onrecord.errors.RecordError`."""
        return cls(Store.open(path, create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record; it is one file then."""
        self._store.close()

    def add(
        self,
        *paths: str | Path,
        outlet: str | None = None,
        published: date | None = None,
        reader: Reader = Reader.MODEL,
        jobs: int | None = None,
        progress: Progress | None = None,
    ) -> AddReport:
        """Take in reports: files, folders, JSONL, HTML; ``-`` is standard input.

        ``reader`` says whether the learned tagger reads with the rules, or the rules alone. Documents already
        in the record under this reader are skipped unread, so a run that was stopped goes on where it was. A
        bad input is listed in ``problems`` and stops nothing.
        """
        from onrecord.reading.parallel import read_many
        from onrecord.sources import open_sources

        counts = dict.fromkeys(Added, 0)
        problems: list[OnrecordError] = []

        def tell(address: str, outcome: Added | None) -> None:
            if outcome is not None:
                counts[outcome] += 1
            if progress is not None:
                progress(address, outcome)

        def unread() -> Iterator[Document]:
            for found in open_sources(paths, outlet=outlet, published=published):
                if isinstance(found, OnrecordError):
                    problems.append(found)
                    tell(found.where, None)
                elif self._store.known(found, reader):
                    tell(found.uri, Added.KNOWN)
                else:
                    yield found

        # Closing ends the workers at once when the run is interrupted.
        with closing(read_many(unread(), jobs=jobs, reader=reader)) as readings:
            for document, reading in readings:
                try:
                    if isinstance(reading, OnrecordError):
                        raise SourceError(reading.what, where=reading.where, hint=reading.hint)
                    tell(document.uri, self._store.add(document, reading))
                except SourceError as error:
                    problems.append(error)
                    tell(document.uri, None)
        return AddReport(counts[Added.NEW], counts[Added.KNOWN], counts[Added.REREAD], tuple(problems))

    def ledger(self, as_of: str | date | None = None) -> Ledger:
        """The whole ledger, as of a day or of a document (default: all that is known)."""
        # Another reader, or another version of Onrecord, may derive another ledger.
        key = f"ledger:{version('onrecord')}:{as_of or ''}"
        stamp = self._store.stamp()
        cached = self._store.cached(key, stamp)
        if cached is not None:
            return msgspec.json.decode(cached, type=Ledger)
        from onrecord import ledger  # brings the reading stages, which a cached answer does not need

        built = ledger.build(
            self._store.readings(),
            as_of=as_of,
            repeated=self._repeated,
            not_after=self._store.last_added(),
        )
        self._store.put_cached(key, stamp, msgspec.json.encode(built))
        return built

    def _repeated(self, outlet: str | None) -> Set[str]:
        # Lines can only be called an outlet's own where the outlet is known.
        return self._store.repeated_lines(outlet) if outlet else frozenset()

    def reports(self, as_of: str | date | None = None) -> tuple[Report, ...]:
        """The documents, dated as far as the whole record allows."""
        return self.ledger(as_of).reports

    def rounds(self, as_of: str | date | None = None) -> tuple[Round, ...]:
        """The rounds of talks with their status histories."""
        return self.ledger(as_of).rounds

    def meetings(self, as_of: str | date | None = None) -> tuple[Meeting, ...]:
        """Meetings and calls outside the rounds."""
        return self.ledger(as_of).meetings

    def proposals(self, as_of: str | date | None = None) -> tuple[Proposal, ...]:
        """Invitations, proposals, demands, conditions, concessions and refusals."""
        return self.ledger(as_of).proposals

    def deadlines(self, as_of: str | date | None = None) -> tuple[Deadline, ...]:
        """Deadlines and ultimatums."""
        return self.ledger(as_of).deadlines

    def statements(self, as_of: str | date | None = None) -> tuple[Said, ...]:
        """Statements, copies folded."""
        return self.ledger(as_of).statements

    def possible(self, as_of: str | date | None = None) -> tuple[Said, ...]:
        """Statements too unsure for the record; nothing is derived from them."""
        return self.ledger(as_of).possible

    def actors(self, as_of: str | date | None = None) -> tuple[Party, ...]:
        """Who takes part."""
        return self.ledger(as_of).actors

    def wording(self, as_of: str | date | None = None) -> tuple[Wording, ...]:
        """What outlets name differently."""
        return self.ledger(as_of).wording

    def timeline(self, as_of: str | date | None = None) -> tuple[Moment, ...]:
        """The dated lines, in order."""
        return self.ledger(as_of).timeline

    def document(self, ref: str) -> Document:
        """A document by id, unique beginning of an id, own id, file name or address."""
        return self._store.document(ref)

    def reading(self, ref: str) -> Reading:
        """The findings of one document."""
        return self._store.reading(self._store.document(ref).id)

    def readings(self) -> Iterator[Reading]:
        """The findings of every document, one at a time."""
        for reading, _ in self._store.readings():
            yield reading

    def search(self, query: str, *, limit: int = 50) -> list[Hit]:
        """Full text search; every hit is a place in a document."""
        return self._store.search(query, limit=limit)

    def report(self, *, title: str | None = None, as_of: str | date | None = None) -> str:
        """The record as one self-contained HTML page."""
        from onrecord.publishing import report

        ledger = self.ledger(as_of)
        pages = ((r.document, text, r.regions) for r, text in self._store.readings())
        return report.render(ledger, pages, title=title)

    def counts(self) -> dict[str, int]:
        """How many documents, readings and quotes are in the record."""
        return self._store.counts()

    def verify(self, progress: Callable[[int, int], None] | None = None) -> Iterator[Problem]:
        """Prove every quote against its bytes and hash; yields what does not hold.

        ``progress`` is called with the number of documents done and of all.
        """
        return self._store.verify(progress)


def read(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
    reader: Reader | str = Reader.MODEL,
) -> Reading:
    """The findings of one text, without a record. ``published`` is a day, ``2031-05-30`` if a string.

    ``reader`` is ``"model"`` (the rules with the learned tagger) or ``"rules"`` (the rules alone).

    Raises :class:`onrecord.errors.SourceError` where there is no text to read.
    """
    from onrecord.reading import read_document
    from onrecord.sources import from_text

    if isinstance(published, str):
        try:
            published = date.fromisoformat(published)
        except ValueError:
            raise UsageError(f"{published!r} is not a day", hint="write it as 2031-05-30") from None
    try:
        reader = Reader(reader)
    except ValueError:
        raise UsageError(f"there is no reader {reader!r}", hint="it is 'model' or 'rules'") from None
    document = from_text(text, title=title, outlet=outlet, published=published, url=url)
    return read_document(document, reader)
