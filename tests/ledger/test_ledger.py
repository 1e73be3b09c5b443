from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import ledger as ledger_module
from onrecord.errors import UsageError
from onrecord.ledger import build
from onrecord.model import Act, EventKind, Evidence, Ledger, Status
from onrecord.reading import cleaning
from tests.ledger.made import Draft, Page, day, person, state, undated

ACTORS = (state("Norland"), state("Sudmark"), state("Midland"), person("Ada Berg", "norland", "president"))
KINDS = (
    EventKind.ROUND,
    EventKind.MEETING,
    EventKind.CALL,
    EventKind.PROPOSAL,
    EventKind.REFUSAL,
    EventKind.DEADLINE,
    EventKind.AGREEMENT,
)
FORMS = ("<Jun-09", ">Jun-09", "~Jun-09", "<Mon", ">Mon", "2031-06-09", None)
DAYS = ("2031-06-05", "2031-06-10", "2014-06-11")


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    """A handful of reports about the same few parties, dated and undated."""
    made = []
    for n in range(draw(st.integers(1, 6))):
        same = draw(st.booleans())
        matter = "peace" if same else n
        text = f"Norland, Sudmark, Midland and Ada Berg spoke of {matter} in Geneva, it is said. {n}"
        dated = draw(st.booleans())
        published = day(draw(st.sampled_from(DAYS))) if dated else undated("2014-01-01 <= +0D")
        outlet = draw(st.sampled_from((None, "Bell", "Wire")))
        draft = Draft(text, name=f"r{n}", published=published, outlet=outlet, actors=ACTORS)
        for _ in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(KINDS))
            status = draw(st.sampled_from(list(Status)))
            who = draw(st.sampled_from((("Norland", "Sudmark"), ("Norland",), ("Ada Berg", "Sudmark"), ())))
            more: dict[str, object] = {"parties": who}
            if kind in (EventKind.PROPOSAL, EventKind.REFUSAL, EventKind.DEADLINE):
                more = {
                    "author": draw(st.sampled_from(("Norland", "Ada Berg", None))),
                    "addressee": "Sudmark",
                }
                more["mode"] = draw(st.sampled_from(("set", "moved", "missed")))
                more["moved_from"] = draw(st.sampled_from((None, day("2031-06-01"))))
            if kind is EventKind.ROUND:
                more["ordinal"] = draw(st.sampled_from((None, 1, 2)))
                more["place"] = draw(st.sampled_from((None, "Geneva", "Vienna")))
            draft.event(kind, status, text[:-3], form=draw(st.sampled_from(FORMS)), **more)  # type: ignore[arg-type]
        for _ in range(draw(st.integers(0, 2))):
            chain = draw(st.sampled_from(((), ("Wire",), ("Bell", "Wire"))))
            draft.said(
                "spoke of",
                draw(st.sampled_from(("Ada Berg", None))),
                chain=chain,
                act=draw(st.sampled_from(list(Act))),
            )
        made.append(draft.page())
    return made


def evidence_of(ledger: Ledger) -> list[Evidence]:
    found = [
        e
        for items in (ledger.rounds, ledger.meetings, ledger.proposals, ledger.deadlines)
        for i in items
        for h in i.history
        for e in h.evidence
    ]
    found += [e for s in ledger.statements for e in s.evidence]
    found += [e for w in ledger.wording for _, shown in w.variants for e in shown]
    found += [e for a in ledger.actors for e in a.evidence]
    return found + [e for m in ledger.timeline for e in m.evidence]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages(), st.randoms(use_true_random=False))
def test_the_order_of_the_pages_changes_nothing(made: list[Page], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert build(made, not_after=date(2031, 12, 1)) == build(shuffled, not_after=date(2031, 12, 1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_nothing_stands_without_true_evidence(made: list[Page]) -> None:
    ledger = build(made)
    texts = {reading.document: text for reading, text in made}
    assert all(texts[e.document][e.start : e.end] == e.quote for e in evidence_of(ledger))
    for item in (*ledger.rounds, *ledger.meetings, *ledger.proposals, *ledger.deadlines):
        assert item.history and all(entry.evidence for entry in item.history)
    assert all(s.evidence for s in ledger.statements)
    assert all(len(w.variants) > 1 and all(shown for _, shown in w.variants) for w in ledger.wording)
    assert all(m.evidence for m in ledger.timeline)
    ids = [
        i.id
        for items in (ledger.rounds, ledger.meetings, ledger.proposals, ledger.deadlines, ledger.statements)
        for i in items
    ]
    assert len(ids) == len(set(ids))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_a_day_of_publication_only_gets_narrower(made: list[Page]) -> None:
    before = {reading.document: reading.published for reading, _ in made}
    for report in build(made, not_after=date(2031, 12, 1)).reports:
        was = before[report.id]
        if was.day is not None:
            assert report.published.day == was.day
        if was.earliest is not None:
            assert report.published.earliest is not None and report.published.earliest >= was.earliest
        if report.published.earliest and report.published.latest:
            assert report.published.earliest <= report.published.latest


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_what_was_known_earlier_uses_no_later_document(made: list[Page]) -> None:
    ledger = build(made, as_of="2031-06-07")
    allowed = {r.id for r in ledger.reports}
    assert all(
        r.published.earliest is not None and r.published.earliest <= date(2031, 6, 7) for r in ledger.reports
    )
    assert {e.document for e in evidence_of(ledger)} <= allowed
    assert len(allowed) + len(ledger.left_out) <= len(made)


def simple(name: str, published: str | None) -> Page:
    text = f"Norland spoke of {name}."
    when = day(published) if published else undated("+0D <= 2031-06-30")
    return Draft(text, name=name, published=when, actors=ACTORS).page()


def test_as_of_a_day_leaves_out_by_name_what_nothing_dates() -> None:
    ledger = build(
        [simple("a", "2031-05-01"), simple("b", "2031-05-03"), simple("open", None)], as_of="2031-05-02"
    )
    assert [r.name for r in ledger.reports] == ["a"]
    assert ledger.left_out == ("open",)
    assert ledger.as_of == "2031-05-02"


def test_as_of_a_document_takes_it_and_those_before() -> None:
    made = [simple("a", "2031-05-01"), simple("b", "2031-05-03"), simple("c", "2031-05-05")]
    for reference in ("b", "reports/b.txt", "b.txt", made[1][0].document, made[1][0].document[:10]):
        ledger = build(made, as_of=reference)
        assert [r.name for r in ledger.reports] == ["a", "b"]
        assert ledger.as_of == "b"


def test_as_of_nothing_known_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="neither a day nor a document"):
        build([simple("a", "2031-05-01")], as_of="tomorrow")


def test_as_of_an_ambiguous_beginning_names_the_candidates() -> None:
    with pytest.raises(UsageError, match="means 2 documents"):
        build([simple("talks-1", "2031-05-01"), simple("talks-2", "2031-05-03")], as_of="talks")


def test_a_document_given_twice_counts_once() -> None:
    page = simple("a", "2031-05-01")
    assert len(build([page, page]).reports) == 1


def test_an_empty_record() -> None:
    assert build([]) == Ledger(as_of=None)


def test_findings_in_lines_that_an_outlet_repeats_are_left_out() -> None:
    line = "The Bell needs you."
    made = []
    for n in range(3):
        news = f"Norland and Sudmark met, for the {n + 1}th time this spring, in a small hotel."
        text = f"{news}\nThe envoys spoke for an hour.\nNothing was signed on day {n}.\n\n{line}"
        draft = Draft(text, name=f"r{n}", published=day(f"2031-05-0{n + 1}"), outlet="Bell", actors=ACTORS)
        made.append(draft.said("Bell needs you", "Ada Berg").said(news[:-1], "Ada Berg").page())
    text = made[0][1]
    keys = {key for span, key in cleaning.lines(text) if text[span.start : span.end] == line}
    assert keys
    asked: list[str | None] = []

    def repeated(outlet: str | None) -> set[str]:
        asked.append(outlet)
        return keys

    assert any(s.content == "Bell needs you" for s in build(made).statements)
    kept = build(made, repeated=repeated).statements
    assert kept and not any(s.content == "Bell needs you" for s in kept)
    assert set(asked) == {"Bell"}


def test_the_timeline_is_in_order_and_says_what_is_planned() -> None:
    text = "Norland and Sudmark will hold a second round in Geneva on 4 May."
    plan = Draft(text, name="plan", published=day("2031-05-01"), actors=ACTORS)
    plan.event(
        EventKind.ROUND,
        Status.PLANNED,
        text,
        parties=("Norland", "Sudmark"),
        ordinal=2,
        on="2031-05-04",
        place="Geneva",
    )
    before = "Norland and Midland met on 3 May."
    met = Draft(before, name="met", published=day("2031-05-04"), actors=ACTORS)
    met.event(EventKind.MEETING, Status.HAPPENED, before, parties=("Norland", "Midland"), on="2031-05-03")
    lines = build([plan.page(), met.page()]).timeline
    assert [line.text for line in lines] == [
        "Meeting between Norland and Midland: held",
        "Second round of talks between Norland and Sudmark, Geneva: planned",
    ]
    assert lines[1].item == build([plan.page()]).rounds[0].id


def test_little_is_public() -> None:
    assert ledger_module.__all__ == ["Derivation", "Question", "Repeats", "Traces", "build"]
