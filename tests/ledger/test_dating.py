from __future__ import annotations

from datetime import date
from itertools import permutations

from onrecord.ledger import build
from onrecord.model import Basis, EventKind, Ledger, Report, Status, When
from onrecord.reading.dating import candidates
from tests.ledger.made import Draft, Page, day, state, undated

SIDES = (state("Norland"), state("Sudmark"))
BOTH = ("Norland", "Sudmark")
ADDED = date(2031, 11, 21)


def report(name: str, text: str, published: When, **more: object) -> Draft:
    return Draft(text, name=name, published=published, actors=SIDES, **more)  # type: ignore[arg-type]


def monday_report(
    name: str = "ahead", text: str = "Norland and Sudmark meet for a second round on June 9."
) -> Draft:
    # 9 June is a Monday in 2003, 2008, 2014, 2025 and 2031, and the report is of the week before
    draft = report(name, text, undated(">Jun-09 = >Mon"))
    return draft.round(Status.PLANNED, text, parties=BOTH, ordinal=2, form=">Jun-09", text="June 9")


def looking_back(name: str = "back", since: str = "2026-07") -> Draft:
    text = f"Norland and Sudmark held a second round on June 9, in the war that began in {since}."
    draft = report(name, text, undated(f"{since} <= +0D"))
    return draft.round(Status.HAPPENED, text, parties=BOTH, ordinal=2, form="<Jun-09", text="June 9")


def published(ledger: Ledger, name: str) -> When:
    return named(ledger, name).published


def named(ledger: Ledger, name: str) -> Report:
    return next(r for r in ledger.reports if r.name == name)


def test_one_text_alone_leaves_several_years() -> None:
    reading, _ = monday_report().page()
    years = {d.year for d in candidates(reading.published.constraints)}
    assert {2014, 2025, 2031} <= years


def test_two_texts_of_one_round_fix_its_year() -> None:
    ledger = build([monday_report().page(), looking_back().page()], not_after=ADDED)
    ahead = published(ledger, "ahead")
    assert (ahead.earliest, ahead.latest) == (date(2031, 6, 3), date(2031, 6, 9))
    assert ahead.basis is Basis.LINKED
    assert any("back" in step and "9 June 2031" in step for step in ahead.trail)
    (talks,) = ledger.rounds
    assert talks.when.day == date(2031, 6, 9)
    assert talks.status == "held"


def test_the_report_that_looks_back_comes_after_the_round() -> None:
    ledger = build([monday_report().page(), looking_back().page()], not_after=ADDED)
    back = published(ledger, "back")
    assert back.earliest is not None and back.earliest >= date(2031, 6, 9)
    assert back.latest == ADDED


def test_findings_are_resolved_again_without_reading() -> None:
    draft = monday_report()
    text = draft.text
    draft.said(text, "Norland", said=When(form="-1D", text="yesterday"))
    ledger = build([draft.page(), looking_back().page()], not_after=ADDED)
    (said,) = ledger.statements
    assert said.said.earliest is not None and said.said.earliest.year == 2031


def test_the_day_of_adding_is_only_an_end() -> None:
    text = "Norland and Sudmark are at war."
    page = report("open", text, undated("2026-03 <= +0D")).page()
    when = published(build([page], not_after=ADDED), "open")
    assert (when.earliest, when.latest) == (date(2026, 3, 1), ADDED)
    assert published(build([page]), "open").latest is None


def test_a_given_day_never_moves() -> None:
    text = "Norland and Sudmark meet for a second round on June 9."
    given = report("given", text, day("2014-06-04", Basis.GIVEN))
    given.round(Status.PLANNED, text, parties=BOTH, ordinal=2, form=">Jun-09", text="June 9")
    ledger = build([given.page(), looking_back().page()], not_after=ADDED)
    assert published(ledger, "given").day == date(2014, 6, 4)


def test_two_yearly_meetings_are_not_forced_into_one() -> None:
    pages = [monday_report().page()]
    for year in (2014, 2030):
        text = f"Norland and Sudmark met on June 9, {year}."
        draft = report(f"year-{year}", text, day(f"{year}-06-10"))
        draft.round(Status.HAPPENED, text, parties=BOTH, form=f"{year}-06-09", text=f"June 9, {year}")
        pages.append(draft.page())
    ahead = published(build(pages, not_after=ADDED), "ahead")
    assert ahead.earliest is not None and ahead.latest is not None
    assert ahead.earliest.year == 2014  # 9 June 2030 is a Sunday: of the known days only 2014 fits
    assert ahead.latest.year == 2014


def test_a_day_that_two_years_fit_stays_open() -> None:
    pages = [monday_report().page()]
    for year in (2014, 2025):
        text = f"Norland and Sudmark met on June 9, {year}."
        draft = report(f"year-{year}", text, day(f"{year}-06-10"))
        draft.round(Status.HAPPENED, text, parties=BOTH, form=f"{year}-06-09", text=f"June 9, {year}")
        pages.append(draft.page())
    ahead = published(build(pages, not_after=ADDED), "ahead")
    assert ahead.earliest is not None and ahead.latest is not None
    assert (ahead.earliest.year, ahead.latest.year) == (2014, 2025)
    assert any(step.startswith("what is left:") for step in ahead.trail)


def test_other_parties_date_nothing() -> None:
    text = "Westria and Ostria held a second round on June 9."
    other = Draft(text, name="other", published=day("2025-06-10"), actors=(state("Westria"), state("Ostria")))
    other.round(
        Status.HAPPENED, text, parties=("Westria", "Ostria"), ordinal=2, form="<Jun-09", text="June 9"
    )
    ahead = published(build([monday_report().page(), other.page()], not_after=ADDED), "ahead")
    alone = published(build([monday_report().page()], not_after=ADDED), "ahead")
    assert (ahead.earliest, ahead.latest) == (alone.earliest, alone.latest)


def test_copies_of_one_text_share_a_bound_and_no_day() -> None:
    body = " ".join(f"The delegates spoke of matter number {n} at some length." for n in range(30))
    sentence = "Norland and Sudmark meet for a second round on June 9."
    dated = report("dated", f"{sentence} {body}", day("2014-06-04"))
    dated.round(Status.PLANNED, sentence, parties=BOTH, ordinal=2, form=">Jun-09", text="June 9")
    copy = monday_report("copy", f"{sentence} {body} ")
    copy.events.clear()
    copy.round(Status.PLANNED, sentence, parties=BOTH, ordinal=2, form=">Jun-09", text="June 9")
    ledger = build([dated.page(), copy.page()], not_after=ADDED)
    assert named(ledger, "copy").copy_of == dated.document
    when = published(ledger, "copy")
    assert (when.earliest, when.latest) == (date(2014, 6, 4), date(2031, 6, 9))
    assert any("repeats dated" in step for step in when.trail)


def test_what_is_planned_here_is_held_there() -> None:
    plan = "Norland and Sudmark plan a third round in Geneva later this month."
    done = "Norland and Sudmark have held three rounds in Geneva."
    early = report("plan", plan, undated("2031-02-03 <= +0D"))
    early.round(Status.PLANNED, plan, parties=BOTH, ordinal=3, place="Geneva")
    late = report("done", done, undated("2030-01-01 <= +0D"))
    late.round(Status.HAPPENED, done, parties=BOTH, place="Geneva", trigger="rounds")
    ledger = build([early.page(), late.page()], not_after=ADDED)
    after = published(ledger, "done")
    assert after.earliest == date(2031, 2, 3)
    assert any("plan" in step for step in after.trail)
    (talks,) = ledger.rounds
    assert (talks.ordinal, talks.status) == (3, "held")


def test_a_contradiction_is_told_not_averaged() -> None:
    plan = "Norland and Sudmark plan a third round in Geneva."
    done = "Norland and Sudmark have held three rounds in Geneva."
    early = report("plan", plan, undated("2031-02-03 <= +0D"))
    early.round(Status.PLANNED, plan, parties=BOTH, ordinal=3, place="Geneva")
    late = report("done", done, undated("2030-12-01 <= +0D", "+0D <= 2030-12-31"))
    late.round(Status.HAPPENED, done, parties=BOTH, place="Geneva", trigger="rounds")
    ledger = build([early.page(), late.page()], not_after=ADDED)
    after = published(ledger, "done")
    assert (after.earliest, after.latest) == (date(2030, 12, 1), date(2030, 12, 31))
    assert any("contradicts" in step for step in after.trail)


def test_the_order_of_input_changes_nothing() -> None:
    pages: list[Page] = [
        monday_report().page(),
        looking_back().page(),
        looking_back("again", "2027-08").page(),
    ]
    built = [build(order, not_after=ADDED) for order in permutations(pages)]
    assert all(ledger == built[0] for ledger in built)


def test_a_round_told_as_held_without_a_day_bounds_the_report() -> None:
    text = "Norland and Sudmark have held a second round in Geneva."
    vague = report("vague", text, undated("2030-01-01 <= +0D"))
    vague.round(Status.HAPPENED, text, parties=BOTH, ordinal=2, place="Geneva")
    known = "Norland and Sudmark held a second round in Geneva on June 9, 2031."
    dated = report("dated", known, day("2031-06-10"))
    dated.round(Status.HAPPENED, known, parties=BOTH, ordinal=2, place="Geneva", form="2031-06-09")
    when = published(build([vague.page(), dated.page()], not_after=ADDED), "vague")
    assert (when.earliest, when.latest) == (date(2031, 6, 9), ADDED)


def test_a_plan_told_in_the_past_tense_is_not_taken_for_the_past() -> None:
    text = "They were to meet for a second round on June 9, until the shells fell."
    called_off = report("off", text, undated("2030-01-01 <= +0D"))
    called_off.round(
        Status.POSTPONED, text, parties=BOTH, ordinal=2, moved_from=When(form="<Jun-09", text="June 9")
    )
    known = "Norland and Sudmark will hold a second round on June 9, 2031."
    dated = report("dated", known, day("2031-06-02"))
    dated.round(Status.PLANNED, known, parties=BOTH, ordinal=2, form="2031-06-09")
    when = published(build([called_off.page(), dated.page()], not_after=ADDED), "off")
    assert when.earliest is not None and when.earliest < date(2031, 6, 2)


def test_a_deadline_of_one_setter_and_day_links_two_reports() -> None:
    text = "Norland told Sudmark to open the port by June 9."
    undated_report = report("loose", text, undated("2030-01-01 <= +0D"))
    other = "Norland set Sudmark a deadline: June 9, 2031."
    dated = report("dated", other, day("2031-05-20"))
    for draft, form in ((undated_report, ">Jun-09"), (dated, "2031-06-09")):
        draft.event(
            EventKind.DEADLINE, Status.HAPPENED, draft.text, author="Norland", addressee="Sudmark", form=form
        )
    when = published(build([undated_report.page(), dated.page()], not_after=ADDED), "loose")
    assert (when.earliest, when.latest) == (date(2030, 6, 10), date(2031, 6, 9))
