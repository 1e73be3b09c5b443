"""Lending: whose a truce is that a report tells of without its sides, and where that is left open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from onrecord.ledger import build
from onrecord.model import Actor, EventKind, Ledger, Status
from tests.ledger.made import Draft, day, person, state

ACTORS = (state("Arvenia"), state("Solm"), state("Tarn"), person("Ilse Varga", "arvenia", "foreign minister"))
BOTH = ("Arvenia", "Solm")
LEAD = "Arvenia and Solm ended two days of talks on 3 May."
TRUCE = "The truce began on 5 May."
K, S = EventKind, Status


def draft(text: str, on: str = "2031-05-06", actors: Sequence[Actor] = ACTORS) -> Draft:
    return Draft(text, name=on, published=day(on), actors=actors)


def told(*drafts: Draft) -> Ledger:
    return build([d.page() for d in drafts])


def lead(text: str) -> Draft:
    return draft(f"{LEAD} {text}").event(
        K.ROUND, S.HAPPENED, LEAD, parties=BOTH, mode="talks", on="2031-05-03"
    )


def test_a_truce_without_sides_is_that_of_the_sides_that_talk() -> None:
    page = lead(TRUCE).event(K.CEASEFIRE, S.HAPPENED, TRUCE, on="2031-05-05", mode="general")
    (item,) = told(page).events
    assert (item.kind, item.parties) == ("ceasefire", BOTH)
    (entry,) = item.history
    assert [e.quote for e in entry.evidence] == [LEAD, TRUCE]
    assert entry.note == "its sides are named elsewhere in the report"


def test_nothing_is_lent_where_two_negotiations_are_told_of() -> None:
    other = "Arvenia and Tarn opened talks on 4 May."
    page = lead(f"{other} {TRUCE}")
    page.event(K.ROUND, S.HAPPENED, other, parties=("Arvenia", "Tarn"), mode="talks", on="2031-05-04")
    page.event(K.CEASEFIRE, S.HAPPENED, TRUCE, on="2031-05-05", mode="general")
    assert told(page).events == ()


@pytest.mark.parametrize(
    ("status", "parties"),
    [(S.DID_NOT_HAPPEN, ()), (S.DENIED, ()), (S.PROPOSED, BOTH)],
)
def test_talks_that_do_not_take_place_lend_no_sides(status: Status, parties: tuple[str, ...]) -> None:
    talks, text = "Arvenia and Solm hold talks or not.", "The next round is on 9 May."
    page = draft(f"{talks} {text}").event(K.ROUND, status, talks, parties=BOTH, mode="general")
    page.round(S.PLANNED, text, ordinal=3, on="2031-05-09")
    (item,) = told(page).rounds
    assert item.parties == parties


def test_who_mediates_takes_no_seat() -> None:
    text = "A third round brokered by Tarn began."
    page = lead(text).round(S.HAPPENED, text, ordinal=3, mediator="Tarn")
    assert [r.parties for r in told(page).rounds if r.ordinal == 3] == [BOTH]


def test_nothing_is_lent_to_what_names_others() -> None:
    text = "Tarn announced a truce on 5 May."
    page = lead(text).event(K.CEASEFIRE, S.HAPPENED, text, parties=("Tarn",), on="2031-05-05")
    (item,) = told(page).events
    assert item.parties == ("Tarn",)


def test_the_other_side_is_lent_to_what_names_one() -> None:
    text = "Solm observed the truce from 5 May."
    page = lead(text).event(K.CEASEFIRE, S.HAPPENED, text, parties=("Solm",), on="2031-05-05")
    (item,) = told(page).events
    assert set(item.parties) == set(BOTH)


@pytest.mark.parametrize("status", [S.PROPOSED, S.CONDITIONAL, S.UNCONFIRMED, S.DENIED, S.DID_NOT_HAPPEN])
def test_nothing_is_lent_to_what_is_not_settled(status: Status) -> None:
    page = lead(TRUCE).event(K.CEASEFIRE, status, TRUCE, on="2031-05-05", mode="general")
    assert told(page).events == ()


def test_another_report_lends_its_sides_where_a_report_names_both_and_no_other_negotiation() -> None:
    later = draft(TRUCE, "2031-05-07", ACTORS[:2])
    later.event(K.CEASEFIRE, S.HAPPENED, TRUCE, on="2031-05-05", mode="general")
    (item,) = told(lead(""), later).events
    assert item.parties == BOTH
    assert item.history[0].note == "its sides are named in other reports"


@pytest.mark.parametrize(
    ("on", "actors", "mediator", "count"),
    [
        ("2031-05-07", ACTORS, None, 0),  # a third state: it may be at war with one of them
        ("2031-05-07", ACTORS, "Tarn", 1),  # but not where it mediates
        ("2032-05-07", ACTORS[:2], None, 0),  # another year: another truce
    ],
)
def test_reports_of_another_year_or_beside_a_third_state_lend_nothing(
    on: str, actors: Sequence[Actor], mediator: str | None, count: int
) -> None:
    before = draft(LEAD).event(
        K.ROUND, S.HAPPENED, LEAD, parties=BOTH, mode="talks", on="2031-05-03", mediator=mediator
    )
    later = draft(TRUCE, on, actors).event(K.CEASEFIRE, S.HAPPENED, TRUCE, on=on, mode="general")
    assert len(told(before, later).events) == count


def test_a_report_that_does_not_name_both_sides_is_lent_nothing() -> None:
    later = Draft(TRUCE, name="b", published=day("2031-05-07"), actors=(state("Solm"),))
    later.event(K.CEASEFIRE, S.HAPPENED, TRUCE, on="2031-05-05", mode="general")
    assert told(lead(""), later).events == ()


def test_both_leaders_are_those_of_the_two_sides() -> None:
    text = "The two leaders spoke by telephone on 5 May."
    page = lead(text).event(K.CALL, S.HAPPENED, text, parties=("two leaders",), on="2031-05-05")
    (item,) = [m for m in told(page).meetings if m.kind == "call"]
    assert item.participants == BOTH


@pytest.mark.parametrize(
    ("who", "met"),
    [("Dam engineers from the two countries", 1), ("Dam engineers", 0), ("Finance ministers", 0)],
)
def test_engineers_of_the_two_countries_are_of_the_two_sides_and_others_are_not(who: str, met: int) -> None:
    text = f"{who} met on 5 May."
    page = lead(text).event(
        K.MEETING, S.HAPPENED, text, parties=(" ".join(who.split()[:2]),), on="2031-05-05"
    )
    items = [m for m in told(page).meetings if m.when.day and m.when.day.day == 5]
    assert [m.participants for m in items] == [BOTH] * met


def test_the_release_of_prisoners_in_general_is_nobody_s() -> None:
    text = "Sixty days is the term for the release of prisoners."
    page = lead(text).event(K.PRISONER_EXCHANGE, S.HAPPENED, text, trigger="release", mode="general")
    assert told(page).events == ()


def test_a_breach_on_a_known_day_is_kept_whoever_did_it() -> None:
    text = "The truce was broken on 5 May."
    page = lead(text).event(K.VIOLATION, S.HAPPENED, text, on="2031-05-05", mode="general")
    (item,) = told(page).events
    assert (item.kind, item.parties, item.on) == ("violation", (), ())
    assert told(lead(text).event(K.VIOLATION, S.HAPPENED, text, mode="general")).events == ()


def test_leaders_are_no_party() -> None:
    text = "Leaders agreed on a road."
    page = draft(text).event(K.ROUND, S.PLANNED, text, parties=("ministers",), ordinal=4)
    (item,) = told(page).rounds
    assert item.parties == ()


@pytest.mark.parametrize(("who", "rows"), [(("Arvenia",), 1), ((), 0)])
def test_who_is_told_to_free_prisoners_has_done_so_whoever_they_are(who: tuple[str, ...], rows: int) -> None:
    text = "Six soldiers were freed."
    page = lead(text).event(K.PRISONER_EXCHANGE, S.HAPPENED, text, parties=who, mode="general")
    assert [e.parties for e in told(page).events] == [BOTH] * rows
