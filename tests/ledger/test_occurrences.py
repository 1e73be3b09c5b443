"""Occurrences: what is one, what stays apart, and delegations that a round bears out."""

from __future__ import annotations

import pytest

from onrecord.ledger import build
from onrecord.model import EventKind, Occurrence, Status
from tests.ledger.made import Draft, day, person, state

ACTORS = (state("Arvenia"), state("Solm"), state("Tarn"), person("Ilse Varga", "arvenia", "foreign minister"))
BOTH = ("Arvenia", "Solm")
SWAP = "Arvenia and Solm exchanged forty prisoners on 4 May."
SWAPPED = "Forty captives were swapped by Arvenia and Solm on 4 May."


def draft(text: str, on: str) -> Draft:
    return Draft(text, name=on, published=day(on), actors=ACTORS)


def swap(text: str, on: str, swapped: str | None = "2031-05-04", status: Status = Status.HAPPENED) -> Draft:
    return draft(text, on).event(EventKind.PRISONER_EXCHANGE, status, text, parties=BOTH, on=swapped)


def found(*drafts: Draft) -> tuple[Occurrence, ...]:
    return build([d.page() for d in drafts]).events


def test_one_exchange_in_two_reports_has_one_history() -> None:
    plan = "Arvenia and Solm will exchange forty prisoners on 4 May."
    (item,) = found(swap(plan, "2031-05-01", status=Status.PLANNED), swap(SWAP, "2031-05-05"))
    assert (item.kind, item.status, item.parties) == ("prisoner_exchange", "happened", BOTH)
    assert [e.status for e in item.history] == ["planned", "happened"]


def test_other_days_stay_apart() -> None:
    later = "Arvenia and Solm exchanged twenty prisoners on 9 June."
    assert len(found(swap(SWAP, "2031-05-05"), swap(later, "2031-06-10", "2031-06-09"))) == 2


def test_undated_news_of_the_same_days_is_one_and_of_other_weeks_is_not() -> None:
    again = "Captives were swapped by Arvenia and Solm."
    assert len(found(swap(SWAP, "2031-05-05", None), swap(again, "2031-05-06", None))) == 1
    assert len(found(swap(SWAP, "2031-05-05", None), swap(again, "2031-06-20", None))) == 2


def test_other_sides_stay_apart_and_nobody_is_left_out() -> None:
    text = "Tarn imposed sanctions on Solm. Arvenia imposed sanctions on Solm. Sanctions were spoken of."
    page = draft(text, "2031-05-05")
    for sentence, author in (("Tarn imposed sanctions on Solm.", "Tarn"), ("Arvenia imposed", "Arvenia")):
        page.event(EventKind.SANCTION, Status.HAPPENED, sentence, author=author, addressee="Solm")
    page.event(EventKind.SANCTION, Status.PLANNED, "Sanctions were spoken of.")
    assert {(e.parties, e.on) for e in found(page)} == {(("Tarn",), ("Solm",)), (("Arvenia",), ("Solm",))}


def test_what_names_nobody_joins_the_only_one_of_its_report() -> None:
    text = f"{SWAP} The swap took two hours."
    page = draft(text, "2031-05-05").event(
        EventKind.PRISONER_EXCHANGE, Status.HAPPENED, SWAP, parties=BOTH, on="2031-05-04"
    )
    page.event(EventKind.PRISONER_EXCHANGE, Status.HAPPENED, "The swap took two hours.")
    (item,) = found(page)
    assert len(item.history[0].evidence) == 2


@pytest.mark.parametrize(
    ("who", "status", "statuses"),
    [
        ("Solm", Status.DENIED, ["denied"]),
        ("Arvenia", Status.DENIED, ["unconfirmed", "denied"]),  # it, too, is accused
        ("Solm", Status.DID_NOT_HAPPEN, ["unconfirmed", "did_not_happen"]),
    ],
)
def test_a_breach_that_is_alleged_and_denied_is_one(who: str, status: Status, statuses: list[str]) -> None:
    alleged, answer = "Tarn accused Solm of breaking the truce.", f"{who} said it had kept the truce."
    page = draft(f"{alleged} {answer}", "2031-05-05")
    page.event(EventKind.VIOLATION, Status.UNCONFIRMED, alleged, author="Solm")
    page.event(EventKind.VIOLATION, status, answer, author=who)
    items = sorted(found(page), key=lambda e: e.history[0].evidence[0].start)
    assert [e.status for e in items] == statuses
    assert [e.status for i in items for e in i.history] == ["unconfirmed", status.value]


def test_a_person_acts_for_a_side() -> None:
    text = "Ilse Varga agreed with Solm on the weir."
    page = draft(text, "2031-05-05").event(
        EventKind.AGREEMENT, Status.HAPPENED, text, parties=("Ilse Varga", "Solm"), content="the weir"
    )
    (item,) = found(page)
    assert (item.parties, item.content) == (BOTH, "the weir")


def test_a_delegation_has_come_once_the_round_was_held_with_its_side() -> None:
    doubt = "Solm has not said whether it will attend."
    plan = f"A second round of talks between Arvenia and Solm is due in Tarn on 19 May. {doubt}"
    before = (
        draft(plan, "2031-05-12")
        .round(Status.PLANNED, plan.split(".")[0], parties=BOTH, on="2031-05-19", ordinal=2, place="Tarn")
        .event(EventKind.DELEGATION, Status.UNCONFIRMED, doubt, parties=("Solm",))
    )
    held = "Arvenia and Solm held a second round of talks in Tarn on 19 May."
    after = draft(held, "2031-05-20").round(
        Status.HAPPENED, held, parties=BOTH, on="2031-05-19", ordinal=2, place="Tarn"
    )
    assert [e.status for e in found(before)] == ["unconfirmed"]
    ledger = build([before.page(), after.page()])
    (item,) = ledger.events
    assert (item.status, item.round) == ("happened", ledger.rounds[0].id)
    assert [(e.status, e.note) for e in item.history] == [
        ("unconfirmed", ""),
        ("happened", "the round was held"),
    ]


def test_what_is_over_and_what_is_to_come_are_two_in_one_report() -> None:
    went, will = "Solm took part in the call.", "Solm will send a delegation to Lowmere on 19 May."
    page = draft(f"{went} {will}", "2031-05-12")
    page.event(EventKind.DELEGATION, Status.HAPPENED, went, parties=("Solm",))
    page.event(EventKind.DELEGATION, Status.PLANNED, will, parties=("Solm",), on="2031-05-19")
    assert sorted(e.status for e in found(page)) == ["happened", "planned"]


def test_a_round_held_by_others_bears_no_delegation_out() -> None:
    doubt = "Tarn has not said whether it will attend."
    plan = f"A second round of talks between Arvenia and Solm is due in Lowmere on 19 May. {doubt}"
    before = (
        draft(plan, "2031-05-12")
        .round(Status.PLANNED, plan.split(".")[0], parties=BOTH, on="2031-05-19", ordinal=2)
        .event(EventKind.DELEGATION, Status.UNCONFIRMED, doubt, parties=("Tarn",))
    )
    held = "Arvenia and Solm held a second round of talks on 19 May."
    after = draft(held, "2031-05-20").round(Status.HAPPENED, held, parties=BOTH, on="2031-05-19", ordinal=2)
    assert [(e.status, e.round) for e in found(before, after)] == [("unconfirmed", None)]


def test_far_into_a_sentence_the_words_begin_with_the_clause() -> None:
    clause = "Arvenia and Solm exchanged forty prisoners on 4 May."
    text = f"While nobody at the long table in the old customs house would speak to the reporters, {clause}"
    page = draft(text, "2031-05-05").event(
        EventKind.PRISONER_EXCHANGE, Status.HAPPENED, text, parties=BOTH, on="2031-05-04", trigger="exchanged"
    )
    assert found(page)[0].content == clause


def test_a_plan_and_its_deed_are_one_where_no_report_has_a_day() -> None:
    plan = "Arvenia and Solm will exchange forty prisoners."
    (item,) = found(swap(plan, "2031-05-01", None, Status.PLANNED), swap(SWAP, "2031-05-09", None))
    assert [e.status for e in item.history] == ["planned", "happened"]


def test_an_undated_word_of_an_exchange_joins_the_one_of_those_weeks() -> None:
    again = "The exchange of prisoners by Arvenia and Solm did much good."
    (item,) = found(swap(SWAP, "2031-05-05"), swap(again, "2031-05-16", None))
    assert len(item.history) == 2
    assert len(found(swap(SWAP, "2031-05-05"), swap(again, "2031-07-16", None))) == 2


def test_what_was_done_before_is_not_what_is_to_come() -> None:
    plan = "Arvenia and Solm will exchange forty prisoners on 4 May."
    done = "Arvenia and Solm exchanged ten prisoners."
    assert len(found(swap(done, "2031-04-20", None), swap(plan, "2031-05-01", status=Status.PLANNED))) == 2


def test_which_of_two_is_meant_is_not_guessed() -> None:
    later = "Arvenia and Solm exchanged twenty prisoners on 12 May."
    again = "The exchange of prisoners by Arvenia and Solm did much good."
    items = found(
        swap(SWAP, "2031-05-05"), swap(later, "2031-05-13", "2031-05-12"), swap(again, "2031-05-16", None)
    )
    assert [len(i.history) for i in items] == [1, 1]
