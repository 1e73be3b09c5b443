"""What is kept from one derivation to the next changes nothing but the time that the next one takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ledger import Derivation, Question, Repeats, Traces, build, issues, subjects
from onrecord.ledger.dating import journal
from onrecord.ledger.dating.solver import _Solver
from onrecord.ledger.pages import Page as LedgerPage
from onrecord.ledger.traces import Kept
from onrecord.model import ALL_LEVELS, DecisionKind, EventKind, Level, Status, decide
from onrecord.reading.facts import from_entry
from onrecord.reading.times import Days
from tests.ledger import test_facts
from tests.ledger.made import Page, day
from tests.ledger.test_dating import ADDED, BOTH, looking_back, monday_report
from tests.ledger.test_facts import FILLERS, invasion, planned, quoting, speaking, terms, third
from tests.ledger.test_ledger import pages

Kinds = dict[str, dict[str, Kept]]

FACTS = (
    third(),
    *terms(("2028-03-04", "2031-03-04")),
    from_entry({"kind": "invasion", "by": "Norland", "to": "Sudmark", "day": "2031-02-03", "source": "UN"}),
    from_entry({"kind": "name", "names": ["Lusaka Protocol"], "day": "2031-05-06", "source": "UN"}),
)
DECISIONS = (
    decide(DecisionKind.MERGE, ("Midland", "Sudmark"), made=datetime(2031, 1, 1, tzinfo=UTC)),
    decide(
        DecisionKind.SPLIT,
        ("Ada Berg",),
        aliases=("Ada Berg",),
        into="Ola Berg",
        made=datetime(2031, 1, 2, tzinfo=UTC),
    ),
)
QUESTIONS = st.builds(
    Question,
    as_of=st.sampled_from((None, None, "2031-06-07")),
    not_after=st.sampled_from((ADDED, date(2031, 12, 1))),
    facts=st.lists(st.sampled_from(FACTS), unique=True),
    dates_from=st.sampled_from(
        (ALL_LEVELS, ALL_LEVELS, ALL_LEVELS - {Level.TEXT}, ALL_LEVELS - {Level.LINKED})
    ),
    decisions=st.lists(st.sampled_from(DECISIONS), unique=True),
)
DAYS = ("2031-05-30", "2031-06-03", "2031-06-20")


def crafted() -> list[Page]:
    """Reports that date each other, or that facts date: rounds, copies, quotations, offices, names, wars."""
    ahead = "Norland and Sudmark meet for a second round on June 9. " + " ".join(FILLERS.values())
    aid = "Aid is short since Norland's invasion of Sudmark, which the Lusaka Protocol ended, a group said."
    met = "Norland and Sudmark have met"
    began = invasion("began", f"{met} in the month of Norland's invasion of Sudmark in February 2031.")
    dated = {"author": "Norland", "addressee": "Sudmark", "form": "2031-02", "trigger": "invasion"}
    began.event(EventKind.MILITARY, Status.HAPPENED, began.text, **dated)  # type: ignore[arg-type]
    since = invasion("since", f"{met} since Norland's invasion of Sudmark.")
    since.event(EventKind.MEETING, Status.HAPPENED, met, parties=BOTH)
    president = "President Jane Doe"
    return [
        monday_report().page(),
        monday_report("printed", ahead).page(),
        monday_report("reprinted", f"{ahead} It was a long day.").page(),
        looking_back().page(),
        planned(),
        invasion("aid", aid).page(),
        began.page(),
        since.page(),
        speaking(f"{president} was told that the border is open.", president).page(),
        quoting("first", day("2031-05-31"), "<Fri"),
        quoting("second", test_facts.UNKNOWN, "<Fri"),
    ]


REPORTS = st.tuples(st.permutations(crafted()), pages(), st.integers(0, 7)).map(
    lambda drawn: [*drawn[0][: drawn[2]], *drawn[1]]
)


def derived(made: Sequence[Page], question: Question, kept: Kinds) -> dict[str, object]:
    """The views, with what was kept, to which what is new is added."""
    derivation = Derivation(made, question, Repeats(None), Traces(lambda kind: kept.get(kind, {})))
    views = derivation.views()
    for kind, new in derivation.traces.new.items():
        kept.setdefault(kind, {}).update(new)
    for kind, gone in derivation.traces.gone.items():
        for key in gone:
            del kept[kind][key]
    return views


def fresh(made: Sequence[Page], question: Question) -> dict[str, object]:
    return Derivation(made, question, Repeats(None)).views()


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[list[Page], Question]]:
    """What a record holds, time after time: reports come in any order, some are taken away, some are read
    again with another day; each time another question is asked, of other facts and after other decisions.
    """
    held: list[Page] = []
    told = []
    for page in draw(REPORTS.flatmap(st.permutations)):
        held = [*held, page]
        step = draw(st.sampled_from(("add", "add", "add", "amend", "remove")))
        if step != "add":
            at = draw(st.integers(0, len(held) - 1))
            reading, text = held.pop(at)[:2]
            if step == "amend":
                held.append((replace(reading, published=day(draw(st.sampled_from(DAYS)))), text))
        told.append((held, draw(QUESTIONS)))
    return told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_whatever_was_derived_before_the_ledger_is_the_same(told: list[tuple[list[Page], Question]]) -> None:
    kept: Kinds = {}
    for made, question in told:
        assert derived(made, question, kept) == fresh(made, question)


def test_a_report_is_not_looked_at_again_for_one_that_it_has_nothing_to_do_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: Kinds = {}
    question = Question(not_after=ADDED, facts=FACTS)
    made = crafted()
    derived(made, question, kept)
    assert {"occasions", "dated", "bounds by facts", "issues"} <= set(kept)
    known = {kind: set(found) for kind, found in kept.items()}
    monkeypatch.setattr(_Solver, "_narrow", lambda *_: pytest.fail("looked again"))
    text = "Fishermen in a far harbour mended their nets all day, and nobody there spoke of anything else."
    far = test_facts.report("far", text, day("2031-03-03")).page()
    derived([*made, far], question, kept)
    new = {key for kind, found in kept.items() for key in found.keys() - known.get(kind, set())}
    assert new == {far[0].document}


@pytest.mark.parametrize("kind", ["occasions", "dated", "bounds by facts", "issues", "sketch"])
@pytest.mark.parametrize("damage", [lambda v: b"", lambda v: v[:-1], lambda v: bytes(len(v))])
def test_what_is_damaged_is_made_again(kind: str, damage: Callable[[bytes], bytes]) -> None:
    kept: Kinds = {}
    question = Question(not_after=ADDED, facts=FACTS)
    views = derived(crafted(), question, kept)
    assert kept[kind]
    kept[kind] = {key: (digest, damage(value)) for key, (digest, value) in kept[kind].items()}
    assert derived(crafted(), question, kept) == views


def test_a_document_is_bound_by_its_own_day_of_adding() -> None:
    """What is taken in later leaves the days of what was there as they were."""
    early, late = monday_report().page(), looking_back(since="2029-07").page()
    first = derived([(*early, b"early", date(2030, 5, 5))], Question(), {})["reports"]
    both = [(*early, b"early", date(2030, 5, 5)), (*late, b"late", date(2033, 3, 3))]
    listed = fresh(both, Question())["reports"]
    reports = {report.name: report for report in listed}
    assert first[0].published.latest <= date(2030, 5, 5)  # type: ignore[index]
    assert reports["ahead"].published.latest <= date(2030, 5, 5)  # type: ignore[operator]
    assert reports["back"].published.latest == date(2033, 3, 3)


@given(st.sets(st.dates(date(1980, 1, 1), date(2050, 12, 31)), max_size=40), st.booleans())
def test_days_are_the_days_between_their_edges(found: set[date], turned: bool) -> None:
    days = Days.of(found)
    days = Days(Days.all().bits ^ days.bits) if turned else days
    assert journal.between(journal.edges(days)) == days


@settings(max_examples=30, deadline=None)
@given(pages())
def test_known_issues_are_those_of_the_texts(made: list[Page]) -> None:
    listed = [LedgerPage(reading, text, reading.published) for reading, text in made]
    shipped = issues.shipped()
    known = subjects.known(shipped, listed, Traces(lambda _: {}))
    assert subjects.known(shipped, listed, Traces()) is shipped
    for text in ("a ceasefire and an exchange of prisoners before sanctions", *(p.text for p in listed)):
        assert (known.of(text), known.leading(text)) == (shipped.of(text), shipped.leading(text))


def test_a_page_is_known_by_its_reading_and_text() -> None:
    reading, text = monday_report().page()
    page = LedgerPage(reading, text, reading.published)
    other, _ = looking_back().page()
    assert LedgerPage(reading, text, reading.published, None, (reading, b"kept")).digest == b"kept"
    assert LedgerPage(reading, text, reading.published, None, (other, b"kept")).digest == page.digest
    assert LedgerPage(reading, f"{text}.", reading.published).digest != page.digest
    assert LedgerPage(other, text, reading.published).digest != page.digest


def test_the_day_of_adding_counts_for_what_hangs_on_it() -> None:
    kept: Kinds = {}
    made = crafted()
    for late in range(3):
        question = Question(not_after=ADDED + timedelta(late))
        assert derived(made, question, kept) == fresh(made, question)


def test_without_a_record_nothing_is_packed() -> None:
    """Half of a surrogate pair has no bytes. A record refuses it; a ledger that is not kept need not."""
    reading, text = monday_report("half").page()
    half = (replace(reading, document="half", title="\ud83d"), text)
    assert len(build([*crafted(), half]).reports) == len(crafted()) + 1
