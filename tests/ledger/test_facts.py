"""Dates that rest on facts, and the levels that dates may come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import permutations

from onrecord.ledger import build
from onrecord.model import (
    UNKNOWN,
    Basis,
    Directness,
    EventKind,
    Fact,
    Ledger,
    Level,
    Statement,
    Status,
    When,
)
from onrecord.reading.facts import from_entry
from tests.ledger.made import Draft, Page, day, person, span, state, undated

SIDES = (state("Norland"), state("Sudmark"))
BOTH = ("Norland", "Sudmark")
ADDED = date(2035, 1, 1)
OWN = frozenset({Level.TEXT})


def report(name: str, text: str, published: When = UNKNOWN, **more: object) -> Draft:
    return Draft(text, name=name, published=published, actors=SIDES, **more)  # type: ignore[arg-type]


def third(day: str = "2031-07-23", **more: object) -> Fact:
    entry = {"kind": "round", "parties": list(BOTH), "ordinal": 3, "place": "Lusaka", "day": day}
    return from_entry(entry | {"source": "UN readout"} | more)


def planned() -> Page:
    text = "Norland and Sudmark will hold a third round in Lusaka later this week, both said on Monday."
    draft = report("ahead", text, undated("-1D <= <Mon", "2030 <= +0D"))
    more = {"parties": BOTH, "ordinal": 3, "place": "Lusaka"}
    return draft.round(Status.PLANNED, text, form="W+0 .after", text="later this week", **more).page()


def ledger(*pages: Page, facts: Collection[Fact] = (), levels: Collection[Level] = tuple(Level)) -> Ledger:
    return build(pages, facts=facts, dates_from=frozenset(levels), not_after=ADDED)


def published(found: Ledger, name: str) -> When:
    return next(r.published for r in found.reports if r.name == name)


def told(found: Ledger, name: str) -> str:
    return " | ".join(published(found, name).trail)


# events


def test_a_planned_round_is_dated_by_the_fact() -> None:
    found = ledger(planned(), facts=[third()])
    assert (published(found, "ahead").earliest, published(found, "ahead").latest) == (
        date(2031, 7, 21),
        date(2031, 7, 22),
    )
    assert published(found, "ahead").basis is Basis.GIVEN
    assert "third round of talks of Norland and Sudmark in Lusaka" in told(found, "ahead")
    assert "UN readout" in told(found, "ahead")
    (talks,) = found.rounds
    assert talks.when.day == date(2031, 7, 23)


def test_without_the_level_a_fact_leaves_no_trace() -> None:
    pages = [planned()]
    off = ledger(*pages, facts=[third()], levels=[Level.TEXT, Level.LINKED, Level.KNOWLEDGE])
    none = ledger(*pages, levels=[Level.TEXT, Level.LINKED, Level.KNOWLEDGE])
    assert off.reports == none.reports
    assert off.rounds == none.rounds


def test_what_hangs_on_the_date_follows() -> None:
    text = "Norland will meet Sudmark this week and gave it 50 days a week ago. They meet for a third round."
    draft = report("ahead", text, undated("-1D <= <Mon", "2030 <= +0D"))
    draft.round(Status.PLANNED, "They meet for a third round", parties=BOTH, ordinal=3, form="W+0 .after")
    draft.event(
        EventKind.DEADLINE,
        Status.HAPPENED,
        "gave it 50 days a week ago",
        author="Norland",
        addressee="Sudmark",
        form="-1W +50D",
    )
    (limit,) = ledger(draft.page(), facts=[third()]).deadlines
    assert limit.due.earliest is not None
    assert limit.due.latest is not None
    assert date(2031, 8, 29) <= limit.due.earliest <= limit.due.latest <= date(2031, 9, 6)


def test_a_report_that_counts_the_rounds_comes_after_the_last() -> None:
    text = "Norland and Sudmark have held three rounds in Lusaka so far."
    draft = report("back", text).round(Status.HAPPENED, text, parties=BOTH, place="Lusaka", trigger="rounds")
    found = ledger(draft.page(), facts=[third()])
    assert published(found, "back").earliest == date(2031, 7, 23)
    assert "not before 23 July 2031" in told(found, "back")


def test_a_report_that_plans_the_round_comes_before_it() -> None:
    text = "Norland and Sudmark are to hold a third round in Lusaka."
    draft = report("ahead", text).round(Status.PLANNED, text, parties=BOTH, ordinal=3, place="Lusaka")
    assert published(ledger(draft.page(), facts=[third()]), "ahead").latest == date(2031, 7, 23)


def test_a_fact_of_another_place_or_of_other_parties_dates_nothing() -> None:
    alone = published(ledger(planned()), "ahead")
    assert published(ledger(planned(), facts=[third(place="Oslo")]), "ahead") == alone
    assert published(ledger(planned(), facts=[third(parties=["Norland", "Ostia"])]), "ahead") == alone


def test_a_given_day_stays_and_the_contradiction_is_told() -> None:
    text = "Norland and Sudmark held a third round in Lusaka on June 9."
    draft = report("fixed", text, day("2031-06-12"))
    draft.round(Status.HAPPENED, text, parties=BOTH, ordinal=3, place="Lusaka", form="<Jun-09", text="June 9")
    found = ledger(draft.page(), facts=[third()])
    assert published(found, "fixed").day == date(2031, 6, 12)
    assert "UN readout" in told(found, "fixed")
    assert "9 June 2031" in told(found, "fixed")


def test_of_two_facts_the_one_that_fits_counts() -> None:
    found = ledger(planned(), facts=[third(), third("2031-11-05", source="another readout")])
    first, last = published(found, "ahead").earliest, published(found, "ahead").latest
    assert (first, last) == (date(2031, 7, 21), date(2031, 11, 4))
    assert "21–22 July 2031 or 3–4 November 2031" in told(found, "ahead")


def test_a_long_term_is_known_again() -> None:
    text = "It came a week after Norland gave Sudmark 50 days, officials said on Monday."
    draft = report("limit", text, undated("-1D <= <Mon", "2030 <= +0D"))
    draft.event(
        EventKind.DEADLINE, Status.HAPPENED, text, author="Norland", addressee="Sudmark", form="-1W +50D"
    )
    entry = {"kind": "deadline", "by": "Norland", "to": "Sudmark", "day": "2031-07-14", "source": "radio"}
    found = ledger(draft.page(), facts=[from_entry(entry | {"term": 50})])
    when = published(found, "limit")
    assert when.earliest is not None
    assert when.latest is not None
    assert date(2031, 7, 18) <= when.earliest <= when.latest <= date(2031, 7, 24)
    assert found.deadlines[0].due.day == date(2031, 9, 2)
    other = ledger(draft.page(), facts=[from_entry(entry | {"term": 60})])
    assert published(other, "limit").earliest == published(ledger(draft.page()), "limit").earliest


def test_a_short_term_is_set_again_and_again() -> None:
    text = "It came a week after Norland gave Sudmark 14 days, officials said on Monday."
    draft = report("limit", text, undated("-1D <= <Mon", "2030 <= +0D"))
    draft.event(
        EventKind.DEADLINE, Status.HAPPENED, text, author="Norland", addressee="Sudmark", form="-1W +14D"
    )
    entry = {"kind": "deadline", "by": "Norland", "to": "Sudmark", "day": "2031-07-14", "source": "radio"}
    found = ledger(draft.page(), facts=[from_entry(entry | {"term": 14})])
    assert published(found, "limit") == published(ledger(draft.page()), "limit")


# landmarks


def invasion(name: str, text: str, published: When = UNKNOWN) -> Draft:
    return report(name, text, published)


def test_who_speaks_of_an_invasion_comes_after_it() -> None:
    fact = from_entry(
        {"kind": "invasion", "by": "Norland", "to": "Sudmark", "day": "2031-02-03", "source": "UN"}
    )
    draft = invasion("war", "Aid is short since Norland's invasion of Sudmark, a relief group said.")
    assert published(ledger(draft.page(), facts=[fact]), "war").earliest == date(2031, 2, 3)


def test_an_invasion_that_is_feared_or_told_of_others_dates_nothing() -> None:
    fact = from_entry(
        {"kind": "invasion", "by": "Norland", "to": "Sudmark", "day": "2031-02-03", "source": "UN"}
    )
    for text in (
        "Norland's invasion of Sudmark could begin soon, a relief group said.",
        "Sudmark's invasion of Norland was repulsed, a relief group said.",
        "Norland and Sudmark both marked the day of an invasion.",
    ):
        assert published(ledger(invasion("x", text).page(), facts=[fact]), "x").earliest is None, text


def test_another_report_of_the_same_dispute_dates_an_invasion() -> None:
    dated = "Norland launched its invasion of Sudmark in February 2031."
    first = invasion("dated", dated).event(
        EventKind.MILITARY,
        Status.HAPPENED,
        dated,
        author="Norland",
        addressee="Sudmark",
        trigger="invasion",
        on=When(date(2031, 2, 1), date(2031, 2, 28), basis=Basis.STATED, form="2031-02"),
    )
    text = "Norland pressed on with its invasion of Sudmark. Norland and Sudmark may meet."
    second = invasion("vague", text.replace("its invasion", "Norland's invasion"))
    apart = second.page()
    second.event(EventKind.MEETING, Status.PROPOSED, "Norland and Sudmark may meet", parties=BOTH)
    assert published(ledger(first.page(), apart), "vague").earliest is None
    found = ledger(first.page(), second.page())
    assert published(found, "vague").earliest == date(2031, 2, 1)
    assert published(found, "vague").basis is Basis.LINKED
    older = invasion("older", "In 2029 Norland's invasion of Sudmark ended.", day("2029-05-05"))
    assert published(ledger(first.page(), second.page(), older.page()), "vague").earliest is None


# offices and names


def speaking(text: str, title: str, *, said: When = UNKNOWN) -> Draft:
    who = person("Jane Doe", "norland", "president", title)
    draft = Draft(text, name="r", actors=(*SIDES, who))
    return draft.said("that the border is open", "Jane Doe", said=said)


def terms(*spans: tuple[str, str]) -> list[Fact]:
    entry = {"kind": "tenure", "who": "Jane Doe", "role": "president", "of": "Norland", "source": "gazette"}
    return [from_entry(entry | {"from": first, "until": last}) for first, last in spans]


def test_a_title_gives_a_beginning() -> None:
    draft = speaking("President Jane Doe was told in 2029 that the border is open.", "President Jane Doe")
    found = ledger(draft.page(), facts=terms(("2028-03-04", "2031-03-04")))
    assert published(found, "r").earliest == date(2028, 3, 3)
    assert published(found, "r").latest == ADDED
    assert "gazette" in told(found, "r")


def test_a_holder_who_speaks_now_is_in_office() -> None:
    draft = speaking("President Jane Doe said on Friday that the border is open.", "President Jane Doe")
    (statement,) = draft.statements
    draft.statements[0] = _with_cue(draft, statement, "said", When(form="<Fri", text="Friday"))
    found = ledger(draft.page(), facts=terms(("2028-03-04", "2031-03-04")))
    assert (published(found, "r").earliest, published(found, "r").latest) == (
        date(2028, 3, 3),
        date(2031, 3, 11),
    )


def test_a_former_holder_has_left() -> None:
    text = "Former President Jane Doe said on Friday that the border is open."
    found = ledger(
        speaking(text, "Former President Jane Doe").page(), facts=terms(("2028-03-04", "2031-03-04"))
    )
    assert published(found, "r").earliest == date(2031, 3, 3)


def test_other_titles_say_nothing() -> None:
    for title in ("Vice President Jane Doe", "then-President Jane Doe", "President-elect Jane Doe"):
        text = f"{title} said on Friday that the border is open."
        found = ledger(speaking(text, title).page(), facts=terms(("2028-03-04", "2031-03-04")))
        assert published(found, "r").earliest is None, title


def test_a_name_is_not_older_than_its_thing() -> None:
    fact = from_entry({"kind": "name", "names": ["Lusaka Protocol"], "day": "2031-05-06", "source": "UN"})
    draft = report("r", "The Lusaka\nProtocol was praised by both sides.")
    assert published(ledger(draft.page(), facts=[fact]), "r").earliest == date(2031, 5, 6)
    other = report("r", "The Lusaka Protocols were praised by both sides.")
    assert published(ledger(other.page(), facts=[fact]), "r").earliest is None


# levels


def test_own_words_can_be_left_out() -> None:
    found = ledger(planned(), levels=[Level.LINKED])
    assert published(found, "ahead").earliest is None
    assert not any("Monday" in step for step in published(found, "ahead").trail)


def test_a_day_that_the_source_gave_needs_no_level() -> None:
    draft = report("fixed", "Norland and Sudmark met.", day("2031-06-12"))
    assert published(ledger(draft.page(), levels=()), "fixed").day == date(2031, 6, 12)


def test_without_links_reports_do_not_date_each_other() -> None:
    text = "Norland and Sudmark held a third round in Lusaka."
    draft = report("back", text, undated("2033 <= +0D")).round(
        Status.HAPPENED, text, parties=BOTH, ordinal=3, place="Lusaka"
    )
    assert published(ledger(planned(), draft.page(), levels=OWN), "ahead") == published(
        ledger(planned(), levels=OWN), "ahead"
    )


# quotations

FILLERS = {
    "first": "Farmers on the northern bank said that a third of the harvest was lost, and asked for seed.",
    "second": "Two ferries went back to port when the wind rose; the mayor sent soup to the pier.",
}
WORDS = "We will open the border on the first day of the truce and not one day before it"


def quoting(name: str, published: When, form: str | None) -> Page:
    speaker = person("Jane Doe", "norland")
    text = f"“{WORDS},” Jane Doe told a crowd. {FILLERS[name]}"
    draft = Draft(text, name=name, published=published, actors=(*SIDES, speaker))
    said = When(form=form, text="Friday") if form else UNKNOWN
    return draft.said(WORDS, "Jane Doe", directness=Directness.DIRECT, said=said).page()


def test_a_long_quotation_was_said_once() -> None:
    first = quoting("first", day("2031-05-31"), "<Fri")
    found = ledger(first, quoting("second", UNKNOWN, None))
    assert published(found, "second").earliest == date(2031, 5, 30)
    assert "We will open the border on" in told(found, "second")
    both = ledger(first, quoting("second", UNKNOWN, "<Fri"))
    assert (published(both, "second").earliest, published(both, "second").latest) == (
        date(2031, 5, 30),
        date(2031, 6, 5),
    )


def test_a_quotation_of_which_no_day_is_told_dates_nothing() -> None:
    found = ledger(quoting("first", day("2031-05-31"), None), quoting("second", UNKNOWN, None))
    assert published(found, "second").earliest is None


def _with_cue(draft: Draft, statement: Statement, cue: str, said: When) -> Statement:
    return replace(statement, cue=(span(draft.text, cue),), said=said)


def test_the_order_of_pages_and_facts_changes_nothing() -> None:
    text = "Norland and Sudmark have held three rounds in Lusaka so far."
    draft = report("back", text).round(Status.HAPPENED, text, parties=BOTH, place="Lusaka", trigger="rounds")
    pages, facts = (
        [planned(), draft.page()],
        [third(), third("2031-11-05"), *terms(("2028-03-04", "2031-03-04"))],
    )
    first = ledger(*pages, facts=facts)
    for given in permutations(facts):
        found = ledger(*reversed(pages), facts=given)
        assert (found.reports, found.rounds) == (first.reports, first.rounds)
