"""The record as a Python object: a store, and the ledger that follows from it.

    import onrecord

    with onrecord.open("talks.db") as record:
        record.add("reports/")
        for talks in record.rounds(as_of="2031-05-31"):
            print(talks.ordinal, talks.status, talks.when.edtf())

Invariant: everything but :meth:`Record.add` and the methods for facts and decisions only reads; the ledger is
derived, never edited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.errors import OnrecordError, SourceError, UsageError
from onrecord.kept import VIEWS, Kept, Wanted
from onrecord.model import (
    ALL_LEVELS,
    Change,
    Deadline,
    Decision,
    Document,
    Fact,
    Ledger,
    Level,
    Meeting,
    Moment,
    Occurrence,
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
from onrecord.record import Added, Hit, Problem, Store, Trace

if TYPE_CHECKING:  # loading the network's run time, and the reading stages, takes a while
    from onrecord.ledger import Derivation
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
        in the record under this reader are skipped unread, so a run that was stopped goes on where it was;
        those for which another ``outlet`` or ``published`` is given are read again with it. What was given
        for a document before stays where nothing else is given. A bad input is listed in ``problems`` and
        stops nothing.
        """
        from onrecord.reading.parallel import read_many
        from onrecord.sources import open_sources

        counts = dict.fromkeys(Added, 0)
        problems: list[OnrecordError] = []
        amended: set[str] = set()
        given = outlet is not None or published is not None

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
                    continue
                known = self._store.known(found, reader)
                if known and given and self._store.amends(found):
                    amended.add(found.id)
                elif known:
                    tell(found.uri, Added.KNOWN)
                    continue
                yield self._store.completed(found)

        # Closing ends the workers at once when the run is interrupted.
        with closing(read_many(unread(), jobs=jobs, reader=reader)) as readings:
            for document, reading in readings:
                try:
                    if isinstance(reading, OnrecordError):
                        raise SourceError(reading.what, where=reading.where, hint=reading.hint)
                    tell(document.uri, self._store.add(document, reading, anew=document.id in amended))
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

    def merge_actors(self, *names: str, as_name: str | None = None, note: str | None = None) -> Decision:
        """Decide that actors are one, shown under the first name or ``as_name``.

            record.merge_actors("Rustam Kadari", "R. Qadari", note="the ministry's list of 2 May")

        Actors are meant by the name they are shown under, any name they are met under, or their id. The
        decision holds for reports that come later, too, until it is undone; ``note`` tells who decided and
        why. Raises :class:`onrecord.errors.UsageError` for a name that means none, or several.
        """
        from onrecord.ledger.actors import drafts

        return self._decided(drafts.merge(self.actors(), names, into=as_name, note=note))

    def split_actor(
        self, actor: str, *aliases: str, as_name: str, document: str | None = None, note: str | None = None
    ) -> Decision:
        """Decide that some names of an actor are another's, in every document or in one.

            record.split_actor("Ada Berg", "Berg", as_name="Ola Berg", document="2031-05-02-harbour-post")

        ``as_name`` is an actor of the record or a new one. Descriptions and pronouns go with the name before
        them. Raises :class:`onrecord.errors.UsageError` for a name that means none, or several, for an alias
        that the actor is not met under, and for a document that is not there.
        """
        from onrecord.ledger.actors import drafts

        where = None if document is None else self._store.document(document).id
        parties = self.actors()
        return self._decided(drafts.split(parties, actor, aliases, into=as_name, document=where, note=note))

    def rename_actor(self, actor: str, name: str, *, note: str | None = None) -> Decision:
        """Decide the name that an actor is shown under.

        Raises :class:`onrecord.errors.UsageError` where the actor is none or several, or another is shown
        under the name.
        """
        from onrecord.ledger.actors import drafts

        return self._decided(drafts.rename(self.actors(), actor, name, note=note))

    def _decided(self, decision: Decision) -> Decision:
        self._store.add_decision(decision)
        return decision

    def undo_decision(self, reference: str, *, note: str | None = None) -> Decision:
        """Make a decision about actors void, by its id or the beginning of it; it stays in the list."""
        return self._store.undo_decision(reference, note)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions about actors in the order they were made: in force, idle or undone."""
        made = self._store.decisions()
        if not any(d.in_force for d in made):
            return made
        applied = {d.id: d for d in self.ledger(views=("decisions",)).decisions}
        return tuple(applied.get(d.id, d) for d in made)

    def ledger(
        self,
        as_of: str | date | None = None,
        *,
        dates_from: Set[Level] = ALL_LEVELS,
        issues: str | Path | None = None,
        views: Collection[str] = VIEWS,
        wanted: Wanted | None = None,
    ) -> Ledger:
        """The ledger, as of a day or of a document (default: all that is known).

        ``dates_from`` are the levels that dates may come from: what a report says itself, other reports, the
        facts that come with Onrecord, those that were added. ``issues`` is a file of issues that positions
        are taken on, over those that come with Onrecord. ``views`` are the names of the fields that are
        wanted (default: all): the others are empty, and cost nothing; ``wanted`` tells which statements are.
        Raises :class:`onrecord.errors.KnowledgeError` where the file of issues cannot be read, and
        :class:`onrecord.errors.UsageError` for an ``as_of`` that is neither a day nor one document, and for
        a view that there is not.
        """
        if unknown := sorted(set(views) - set(VIEWS)):
            raise UsageError(f"a ledger has no {unknown[0]!r}", hint=f"it has {', '.join(VIEWS)}")
        kept = self._kept(as_of, dates_from, issues)
        return Ledger(**{"as_of": None, **kept.views({*views, "as_of", "left_out"}, wanted)})

    def _kept(
        self, as_of: str | date | None, dates_from: Set[Level], issues: str | Path | None = None
    ) -> Kept:
        """The views of one question."""
        # Another reader, or another version of Onrecord, may derive another ledger.
        levels = "" if dates_from == ALL_LEVELS else ":" + ",".join(sorted(dates_from))
        own = "" if issues is None else f":{_digest(Path(issues))}"
        question = f"ledger:{version('onrecord')}:{as_of or ''}{levels}{own}"
        deriving: Derivation | None = None

        def derive(names: Collection[str]) -> Mapping[str, object]:
            nonlocal deriving
            deriving = deriving or self._derivation(as_of, dates_from, issues)
            found = deriving.packed(names)
            traces = deriving.traces
            for kind in {*traces.new, *traces.gone}:
                new = {key: Trace(*trace) for key, trace in traces.new[kind].items()}
                self._store.put_traces(kind, new, gone=traces.gone.get(kind, ()))
            traces.new.clear()
            traces.gone.clear()
            return found

        return Kept(self._store, question, derive)

    def _derivation(
        self, as_of: str | date | None, dates_from: Set[Level], issues: str | Path | None
    ) -> Derivation:
        from onrecord import ledger  # brings the reading stages, which what is kept does not need
        from onrecord.ledger.issues import with_own

        store = self._store
        question = ledger.Question(
            as_of=as_of,
            issues=None if issues is None else with_own(Path(issues)),
            facts=store.facts(),
            dates_from=dates_from,
            decisions=store.decisions(),
        )
        repeats = ledger.Repeats(self._repeated, store.recurring())
        return ledger.Derivation(store, question, repeats, ledger.Traces(store.traces))

    def _repeated(self, outlet: str | None) -> Set[str]:
        # Lines can only be called an outlet's own where the outlet is known.
        return self._store.repeated_lines(outlet) if outlet else frozenset()

    def reports(self, as_of: str | date | None = None) -> tuple[Report, ...]:
        """The documents, dated as far as the whole record allows."""
        return self.ledger(as_of, views=("reports",)).reports

    def rounds(self, as_of: str | date | None = None) -> tuple[Round, ...]:
        """The rounds of talks with their status histories."""
        return self.ledger(as_of, views=("rounds",)).rounds

    def meetings(self, as_of: str | date | None = None) -> tuple[Meeting, ...]:
        """Meetings and calls outside the rounds."""
        return self.ledger(as_of, views=("meetings",)).meetings

    def proposals(self, as_of: str | date | None = None) -> tuple[Proposal, ...]:
        """Invitations, proposals, demands, conditions, concessions and refusals."""
        return self.ledger(as_of, views=("proposals",)).proposals

    def events(self, as_of: str | date | None = None) -> tuple[Occurrence, ...]:
        """Agreements, ceasefires, exchanges of prisoners, delegations, sanctions, breaches and the like."""
        return self.ledger(as_of, views=("events",)).events

    def deadlines(self, as_of: str | date | None = None) -> tuple[Deadline, ...]:
        """Deadlines and ultimatums."""
        return self.ledger(as_of, views=("deadlines",)).deadlines

    def statements(
        self,
        as_of: str | date | None = None,
        *,
        by: str | None = None,
        about: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> Sequence[Said]:
        """Statements, copies folded, in the record's order.

        ``by`` is part of the speaker's name, ``about`` words that the content has all of. ``since`` and
        ``until`` keep what can have been said then; where that is not told, what was reported then. Asking
        for less takes less time; all of them are unpacked only as they are looked at.
        """
        wanted = Wanted(by, about, When(_day(since), _day(until)))
        return self._kept(as_of, ALL_LEVELS).statements("statements", wanted, limit)

    def possible(
        self,
        as_of: str | date | None = None,
        *,
        by: str | None = None,
        about: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> Sequence[Said]:
        """Statements too unsure for the record, asked for as :meth:`statements`; nothing rests on them."""
        wanted = Wanted(by, about, When(_day(since), _day(until)))
        return self._kept(as_of, ALL_LEVELS).statements("possible", wanted, limit)

    def actors(self, as_of: str | date | None = None) -> tuple[Party, ...]:
        """Who takes part."""
        return self.ledger(as_of, views=("actors",)).actors

    def positions(
        self, as_of: str | date | None = None, *, issues: str | Path | None = None
    ) -> tuple[Position, ...]:
        """Where each party stands on each issue, over time."""
        return self.ledger(as_of, issues=issues, views=("positions",)).positions

    def changes(
        self,
        since: date | str | None = None,
        *,
        as_of: str | date | None = None,
        dates_from: Set[Level] = ALL_LEVELS,
        issues: str | Path | None = None,
    ) -> Sequence[Change]:
        """What reports made new or different, of those that can have been published since a day."""
        found: Sequence[Change] = self._kept(as_of, dates_from, issues).listing("changes")
        from_day = When(_day(since))
        return found if since is None else tuple(c for c in found if c.reported.meets(from_day))

    def wording(self, as_of: str | date | None = None) -> tuple[Wording, ...]:
        """What outlets name differently."""
        return self.ledger(as_of, views=("wording",)).wording

    def timeline(self, as_of: str | date | None = None) -> Sequence[Moment]:
        """The dated lines, in order; unpacked only as they are looked at."""
        found: Sequence[Moment] = self._kept(as_of, ALL_LEVELS).listing("timeline")
        return found

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
            self._store.pages(),
            facts=self._store.facts(),
            levels=dates_from,
            decisions=self._store.decisions(),
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
