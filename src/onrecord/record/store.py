"""The record: documents and their readings, in one file.

In: documents with their readings. Out: the same, in the record's order; hits; proof. Invariants: a
document is there with its reading, evidence, lines and index, or not at all; adding what is there
changes nothing; nothing that is kept depends on the order of adding, but for the times of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Self

import msgspec
from sqlalchemy import Connection, Engine, func, select

from onrecord.errors import RecordError, UsageError
from onrecord.model import Decision, Document, Fact, Reading, When
from onrecord.reading import Reader
from onrecord.record import decisions, derived, facts, holdings, lines, schema, search, sqlite, writing
from onrecord.record.derived import KeptPart, Part, Trace
from onrecord.record.holdings import Holding
from onrecord.record.references import resolve
from onrecord.record.search import Hit
from onrecord.record.verify import Problem, verify
from onrecord.record.writing import Added, Entry

_day = msgspec.json.Decoder(When)
_BATCH = 64  # documents fetched at once; bounds memory

# The record's order.
_ORDER = (
    schema.readings.c.earliest.asc().nulls_last(),
    schema.readings.c.latest.asc().nulls_last(),
    schema.documents.c.uri,
    schema.documents.c.id,
)


class Store:
    """A record on disk. Use :meth:`open`, as a context manager; closing folds it into one file.

    Every method raises :class:`RecordError` where the database cannot be used.
    """

    def __init__(self, path: Path, engine: Engine, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = engine

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = True, read_only: bool = False, patience: float = 5.0
    ) -> Self:
        """Open the record at ``path``; with ``create``, make it where there is none.

        ``patience`` is how many seconds to wait for another program that is writing. A file that may not
        be written is opened as if ``read_only``.
        """
        path = Path(path)
        read_only = read_only or sqlite.is_write_protected(path)
        engine = sqlite.open_engine(path, create=create, read_only=read_only, patience=patience)
        return cls(path, engine, read_only=read_only)

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        sqlite.close(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing

    def add(self, document: Document, reading: Reading, *, anew: bool = False) -> Added:
        """Take in a document with its reading, in one transaction.

        ``anew`` takes the reading in though the document was read by this reader before.

        Raises :class:`SourceError` where this document cannot be taken in: the two do not belong together,
        or a finding has no evidence. The record is as it was then.
        """
        if not anew and self.has(document.id, reading.reader):
            self.note_source(document)
            return Added.KNOWN
        entry = Entry.prepare(document, reading)
        with self._writing() as connection:
            return writing.write(connection, entry, anew=anew)

    def has(self, document_id: str, reader: str) -> bool:
        """Whether the document is there as this reader read it: then there is no need to read it again."""
        d, r = schema.documents, schema.readings
        query = select(r.c.reader).join(d, d.c.no == r.c.document).where(d.c.id == document_id)
        with self._looking() as connection:
            return connection.scalar(query) == reader

    def known(self, document: Document, reader: Reader = Reader.MODEL) -> bool:
        """Whether the document is there as this version's reader read it; if so, its address is noted too."""
        if not self.has(document.id, reader.version):
            return False
        self.note_source(document)
        return True

    def completed(self, document: Document) -> Document:
        """The document with the outlet and the day that it was taken in with before, where it has none."""
        told = self._told_of(document)
        if told is None:
            return document
        outlet, published = told
        return replace(
            document,
            outlet=document.outlet or outlet,
            published=document.published if document.published.known else published,
        )

    def amends(self, document: Document) -> bool:
        """Whether the document is there with another outlet or another day than it has now."""
        told = self._told_of(document)
        if told is None:
            return False
        now = self.completed(document)
        return (now.outlet, now.published) != told

    def _told_of(self, document: Document) -> tuple[str | None, When] | None:
        d = schema.documents
        with self._looking() as connection:
            row = connection.execute(
                select(d.c.outlet, d.c.published).where(d.c.id == document.id)
            ).one_or_none()
        return None if row is None else (row.outlet, _day.decode(row.published))

    def note_source(self, document: Document) -> bool:
        """Keep that a document that is there was met at this address too; whether that was news."""
        d, s = schema.documents, schema.sources
        with self._looking() as connection:
            no = connection.scalar(select(d.c.no).where(d.c.id == document.id))
            known = select(s.c.uri).where(s.c.document == no, s.c.uri == document.uri)
            if no is None or connection.scalar(known) is not None:
                return False
        with self._writing() as connection:
            writing.note_source(connection, no, document.uri)
        return True

    def add_facts(self, given: Sequence[Fact]) -> int:
        """Take in facts, all of them or none; how many were not there already."""
        with self._writing() as connection:
            return facts.add(connection, given)

    def remove_fact(self, reference: str) -> str:
        """Take a fact away, by its id or the beginning of it; its words. Raises :class:`UsageError`."""
        with self._writing() as connection:
            return facts.remove(connection, reference)

    def add_decision(self, decision: Decision) -> bool:
        """Take in a decision about actors; whether it was not there already."""
        with self._writing() as connection:
            return decisions.add(connection, decision)

    def undo_decision(self, reference: str, note: str | None = None) -> Decision:
        """Make a decision void, by its id or the beginning of it; it is kept. Raises :class:`UsageError`."""
        with self._writing() as connection:
            return decisions.undo(connection, reference, note, self.path)

    # Reading

    def facts(self) -> tuple[Fact, ...]:
        """The facts that the user added, by id."""
        with self._looking() as connection:
            return facts.kept(connection, self.path)

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions about actors in the order they were made, void ones too."""
        with self._looking() as connection:
            return decisions.kept(connection, self.path)

    def documents(self) -> Iterator[Holding]:
        """What is held, in the record's order: by earliest, then latest day of publication; undated last."""
        d, r = schema.documents, schema.readings
        columns = [c for c in d.c if c.name not in ("raw", "text", "text_sha256", "outlet", "title")]
        outlet = func.coalesce(d.c.outlet, r.c.outlet).label("outlet")
        title = func.coalesce(d.c.title, r.c.title).label("title")
        query = select(*columns, outlet, title, r.c.reader, r.c.earliest, r.c.latest).join(r)
        with self._looking() as connection:
            for row in connection.execution_options(yield_per=_BATCH).execute(query.order_by(*_ORDER)):
                yield holdings.holding(row)

    def document(self, reference: str) -> Document:
        """The document with all its bytes.

        ``reference`` is its id or the beginning of it, its key, its address, or its file's name with or
        without the ending. Raises :class:`UsageError` where that means none or several.
        """
        with self._looking() as connection:
            no = resolve(connection, reference)
            return holdings.document(connection.execute(select(schema.documents).filter_by(no=no)).one())

    def reading(self, document_id: str) -> Reading:
        """The reading of the document with this id. Raises :class:`UsageError` where there is none."""
        d, r = schema.documents, schema.readings
        query = select(r.c.json).join(d, d.c.no == r.c.document).where(d.c.id == document_id)
        with self._looking() as connection:
            packed = connection.scalar(query)
        if packed is None:
            raise UsageError(f"there is no document {document_id!r} in the record")
        return holdings.reading(packed, where=str(self.path))

    def readings(self) -> Iterator[tuple[Reading, str]]:
        """Every reading with the text of its document, in the record's order, a few at a time in memory."""
        return ((reading, text) for reading, text, _, _ in self.pages())

    def pages(self, documents: Sequence[str] | None = None) -> Iterator[tuple[Reading, str, bytes, date]]:
        """As :meth:`readings`, each with a digest of the two (64 bytes), and the last day on which the
        document can have been published: that on which it was taken in, in the easternmost place on Earth.

        With ``documents`` those of these ids, in their order.
        """
        d, r = schema.documents, schema.readings
        columns = (d.c.id, r.c.json, d.c.text, *holdings.OUTLINE)
        with self._looking() as connection:
            ids = documents
            if ids is None:
                ids = connection.scalars(select(d.c.id).join(r).order_by(*_ORDER)).all()
            for batch in _batches(ids):
                rows = connection.execute(select(*columns).join(r).where(d.c.id.in_(batch)))
                found = {row.id: row for row in rows}
                for row in (found[id] for id in batch):
                    reading = holdings.reading(row.json, where=str(self.path))
                    yield reading, row.text, *holdings.outline(row)

    def outlines(self) -> list[tuple[str, bytes, date]]:
        """For each document its id with what :meth:`pages` gives beside its reading and its text."""
        d, r = schema.documents, schema.readings
        with self._looking() as connection:
            rows = connection.execute(select(d.c.id, *holdings.OUTLINE).join(r))
            return [(row.id, *holdings.outline(row)) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many ``documents``, ``readings`` and quotes (``evidence``) there are."""
        tables = (schema.documents, schema.readings, schema.evidence)
        with self._looking() as connection:
            return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}

    def sources(self, document_id: str) -> list[str]:
        """Every address at which the same bytes were met, sorted."""
        d, s = schema.documents, schema.sources
        query = select(s.c.uri).join(d, d.c.no == s.c.document).where(d.c.id == document_id)
        with self._looking() as connection:
            return list(connection.scalars(query.order_by(s.c.uri)))

    def repeated_lines(self, outlet: str, *, at_least: int = 3) -> set[str]:
        """The lines in so many documents of the outlet, by :func:`onrecord.reading.cleaning.lines`' keys."""
        with self._looking() as connection:
            return lines.repeated(connection, outlet, at_least)

    def recurring(self, *, at_least: int = 3) -> dict[str, bytes]:
        """The ids of the documents that hold a line which their outlet repeats, with what tells which."""
        with self._looking() as connection:
            return lines.recurring(connection, at_least)

    def search(
        self,
        query: str,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
        each: int = 3,
    ) -> list[Hit]:
        """The best ``limit`` sentences for ``query``, best documents first, at most ``each`` of one document.

        See :mod:`onrecord.record.search` for what can be asked. Raises :class:`UsageError` where the query
        holds nothing to search for.
        """
        with self._looking() as connection:
            return search.search(connection, query, since=since, until=until, limit=limit, each=each)

    def verify(self, progress: Callable[[int, int], None] | None = None) -> Iterator[Problem]:
        """Prove the whole record; yields what does not hold. ``progress`` gets (done, of all) documents."""
        yield from verify(self._engine, self.path, read_only=self.read_only, progress=progress)

    # What is derived

    def stamp(self) -> str:
        """A fingerprint of readings, facts and decisions in force: equal sets have equal stamps."""
        with self._looking() as connection:
            return writing.stamp(connection)

    def parts(self, key: str, stamp: str) -> tuple[KeptPart, ...] | None:
        """What :meth:`put_parts` kept under ``key``, where it was derived from the readings of ``stamp``."""
        with self._looking() as connection:
            return derived.parts(connection, key, stamp)

    def put_parts(self, stamp: str, views: Mapping[str, Sequence[Part]]) -> bool:
        """Keep views, each under its key, in place of what was there; whether they were kept.

        They are not where the record is read-only or another program writes: then they are derived again.
        What was derived from other readings goes: nobody can ask for it again, and a ledger is large.
        """
        return self._keep(lambda connection: derived.put_parts(connection, stamp, views))

    def traces(self, kind: str) -> dict[str, Trace]:
        """What :meth:`put_traces` kept of this kind, by its keys; the digest says of what it was made."""
        with self._looking() as connection:
            return derived.traces(connection, kind)

    def put_traces(self, kind: str, found: Mapping[str, Trace], *, gone: Collection[str] = ()) -> bool:
        """Keep what was derived from parts of the readings, by their keys, and no more those of the keys that
        are ``gone``; whether it was kept.
        """
        if not found and not gone:
            return True
        return self._keep(lambda connection: derived.put_traces(connection, kind, found, gone))

    def _keep(self, write: Callable[[Connection], None]) -> bool:
        if self.read_only:
            return False
        try:
            with self._writing() as connection:
                write(connection)
        except RecordError:
            return False
        return True

    # Connections

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with sqlite.failures(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            sqlite.failures(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), _BATCH):
        yield ids[at : at + _BATCH]
