"""The record as a Python object: a store, and the ledger that follows from it.

    import onrecord

    with onrecord.open("talks.db") as record:
        record.add("reports/")
        for talks in record.rounds(as_of="2031-05-31"):
            print(talks.ordinal, talks.status, talks.when.edtf())

Invariant: everything but :meth:`Record.add` and the methods for facts only reads; the ledger is derived,
never edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from onrecord.errors import OnrecordError, SourceError, UsageError
from onrecord.model import (
    ALL_LEVELS,
    Change,
    Deadline,
    Document,
    Fact,
    Ledger,
    Level,
    Meeting,
    Moment,
    Party,
    Position,
    Proposal,
    Reading,
    Report,
    Round,
    Said,
    Span,
    Time,
    When,
    Wording,
)
from onrecord.reading import Reader
from onrecord.record import Added, Hit, Problem, Store

if TYPE_CHECKING:  # loading the network's run time takes a while
    from onrecord.reading.events.coding import Coding

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

    def add_fact(self, sentence: str, *, source: str) -> Fact:
        """Add a dated fact told in a sentence, as a report would tell it; ``source`` is who says so.

            record.add_fact("Norland and Sudmark held a third round of talks in Lusaka on 23 July 2031",
                            source="UN readout")

        Dates that rest on it name it in their trail, and have the basis ``given``. Raises
        :class:`onrecord.errors.UsageError` with how to write a fact that is not understood.
        """
        from onrecord.reading.facts import from_sentence

        fact = from_sentence(sentence, source)
        self._store.add_facts([fact])
        return fact

    def add_facts(self, facts: Iterable[Fact]) -> int:
        """Add facts, all or none, as :mod:`onrecord.reading.facts` makes them; how many were new."""
        return self._store.add_facts(list(facts))

    def remove_fact(self, reference: str) -> str:
        """Take a fact away by its id or the beginning of it; returns its words."""
        return self._store.remove_fact(reference)

    def facts(self) -> tuple[Fact, ...]:
        """The facts that were added to this record."""
        return self._store.facts()

    def ledger(
        self,
        as_of: str | date | None = None,
        *,
        dates_from: Set[Level] = ALL_LEVELS,
        issues: str | Path | None = None,
    ) -> Ledger:
        """The whole ledger, as of a day or of a document (default: all that is known).

        ``dates_from`` are the levels that dates may come from: what a report says itself, other reports, the
        facts that come with Onrecord, those that were added. ``issues`` is a file of issues that positions
        are taken on, over those that come with Onrecord. Raises :class:`onrecord.errors.KnowledgeError`
        where that file cannot be read.
        """
        # Another reader, or another version of Onrecord, may derive another ledger.
        levels = "" if dates_from == ALL_LEVELS else ":" + ",".join(sorted(dates_from))
        own = "" if issues is None else f":{_digest(Path(issues))}"
        key = f"ledger:{version('onrecord')}:{as_of or ''}{levels}{own}"
        stamp = self._store.stamp()
        cached = self._store.cached(key, stamp)
        if cached is not None:
            return msgspec.json.decode(cached, type=Ledger)
        from onrecord import ledger  # brings the reading stages, which a cached answer does not need
        from onrecord.ledger.issues import with_own

        built = ledger.build(
            self._store.readings(),
            as_of=as_of,
            repeated=self._repeated,
            not_after=self._store.last_added(),
            facts=self._store.facts(),
            dates_from=dates_from,
            issues=None if issues is None else with_own(Path(issues)),
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

    def positions(
        self, as_of: str | date | None = None, *, issues: str | Path | None = None
    ) -> tuple[Position, ...]:
        """Where each party stands on each issue, over time."""
        return self.ledger(as_of, issues=issues).positions

    def changes(self, since: date | str | None = None) -> tuple[Change, ...]:
        """What reports made new or different, of those that can have been published since a day."""
        from onrecord.ledger.changes import changes

        from_day = When(_day(since))
        return tuple(c for c in changes(self.ledger()) if since is None or c.reported.meets(from_day))

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

    def dated(self, dates_from: Set[Level] = ALL_LEVELS) -> Iterator[Reading]:
        """The findings of every document, under the days that the record finds for them, in its order.

        :meth:`readings` gives what each document says alone; here its day, and every day that hangs on it,
        is as narrow as the levels asked for make it.
        """
        from onrecord.ledger.dating.readings import dated

        yield from dated(
            self._store.readings(),
            facts=self._store.facts(),
            levels=dates_from,
            not_after=self._store.last_added(),
        )

    def search(self, query: str, *, limit: int = 50) -> list[Hit]:
        """Full text search; every hit is a place in a document."""
        return self._store.search(query, limit=limit)

    def report(
        self,
        *,
        title: str | None = None,
        as_of: str | date | None = None,
        dates_from: Set[Level] = ALL_LEVELS,
        issues: str | Path | None = None,
    ) -> str:
        """The record as one self-contained HTML page."""
        from onrecord.publishing import report

        ledger = self.ledger(as_of, dates_from=dates_from, issues=issues)
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


def _digest(path: Path) -> str:
    """What tells two versions of a file apart; of a missing one, nothing."""
    try:
        return sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


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

    published = _day(published)
    try:
        reader = Reader(reader)
    except ValueError:
        raise UsageError(f"there is no reader {reader!r}", hint="it is 'model' or 'rules'") from None
    document = from_text(text, title=title, outlet=outlet, published=published, url=url)
    return read_document(document, reader)


def code(sentence: str, *, source: str, target: str | None = None) -> Coding:
    """PLOVER's type of what one actor does to another in a sentence, with the network's own probability.

    ``source`` and ``target`` are words of the sentence, taken where they first stand. It always answers, also
    where the two have nothing to do with each other. Raises :class:`onrecord.errors.UsageError` where they
    are not in the sentence.
    """
    from onrecord.reading.events import coding

    return coding.code(
        sentence, _place(sentence, source), None if target is None else _place(sentence, target)
    )


def _place(sentence: str, words: str) -> Span:
    at = sentence.find(words) if words else -1
    if at < 0:
        raise UsageError(f"{words!r} is not in the sentence", hint="give it as the sentence has it")
    return Span(at, at + len(words))


def times(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    country: str | None = None,
) -> tuple[Time, ...]:
    """The time expressions of one text, with TIMEX3 types and values, in order.

    ``published`` is the day from which "yesterday" counts; without it a value stands only as far as the text
    itself tells it. ``outlet`` and ``country`` (an English name or a code of two letters) tell whether
    3/4/2031 is in March or in April.

    Raises :class:`onrecord.errors.UsageError` where ``published`` is a string and no day.
    """
    from onrecord.reading.times import tag

    return tag(text, _day(published), outlet=outlet, country=country)


def _day(day: date | str | None) -> date | None:
    """A day as given, or read from ``2031-05-30``."""
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{day!r} is not a day", hint="write it as 2031-05-30") from None
