"""Positions: stands by act, sides, changes, and what is no change."""

from __future__ import annotations

import pytest

from onrecord.ledger import build
from onrecord.model import Act, EventKind, Position, Status
from tests.ledger.made import Draft, Page, day, person, state

ARVENIA, SOLM = state("Arvenia"), state("Solm")
VARGA = person("Ilse Varga", "arvenia", "foreign minister")
ACTORS = (ARVENIA, SOLM, VARGA)


def draft(text: str, on: str) -> Draft:
    return Draft(text, name=on, published=day(on), actors=ACTORS)


def positions(*pages: Page) -> dict[tuple[str, str], Position]:
    return {(p.party, p.issue): p for p in build(pages).positions}


NO = draft("Ilse Varga said Arvenia would never sign a truce of a month.", "2031-05-01").said(
    "Arvenia would never sign a truce of a month", "Ilse Varga", act=Act.REJECT
)
YES = draft("Arvenia agreed to the ceasefire that envoys drew up.", "2031-05-09").said(
    "the ceasefire that envoys drew up", "Arvenia", act=Act.ACCEPT
)


def test_a_person_stands_for_its_state() -> None:
    assert [s.stand for s in positions(NO.page())["Arvenia", "ceasefire"].stands] == ["rejects"]


def test_who_speaks_with_others_speaks_for_each() -> None:
    page = draft("Arvenia and Solm said they would never sign a truce of a month.", "2031-05-01").said(
        "they would never sign a truce of a month", "Arvenia and Solm", act=Act.REJECT
    )
    found = positions(page.page())
    assert {("Arvenia", "ceasefire"), ("Solm", "ceasefire")} == set(found)


def test_the_other_way_in_a_later_report_is_a_change() -> None:
    found = positions(YES.page(), NO.page())["Arvenia", "ceasefire"]
    assert [(s.stand, s.before) for s in found.stands] == [("rejects", None), ("accepts", "rejects")]
    assert (found.current, found.changes) == ("accepts", 1)
    assert all(s.evidence for s in found.stands)


def test_both_ways_in_one_report_are_no_change() -> None:
    text = "Solm refused a truce at sea. Solm accepted a truce on land."
    page = (
        draft(text, "2031-05-01")
        .said("a truce at sea", "Solm", act=Act.REJECT)
        .said("a truce on land", "Solm", act=Act.ACCEPT)
    )
    assert positions(page.page())["Solm", "ceasefire"].changes == 0


def test_what_is_told_of_an_earlier_day_comes_before() -> None:
    text = "Solm accepted the truce on May 9. Solm had rejected a truce on April 2."
    page = (
        draft(text, "2031-05-10")
        .said("the truce", "Solm", act=Act.ACCEPT, said=day("2031-05-09"))
        .said("a truce", "Solm", act=Act.REJECT, said=day("2031-04-02"))
    )
    found = positions(page.page())["Solm", "ceasefire"]
    assert [(s.stand, s.before) for s in found.stands] == [("rejects", None), ("accepts", "rejects")]
    assert (found.current, found.changes) == ("accepts", 1)


def test_plain_telling_and_hedges_take_no_stand() -> None:
    page = draft("Solm said the truce was holding. Solm rejected sanctions.", "2031-05-01")
    page.said("the truce was holding", "Solm").said("sanctions", "Solm", act=Act.REJECT)
    found = positions(page.page())["Solm", "ceasefire"]
    assert (found.current, [s.stand for s in found.stands]) == (None, ["speaks of it"])


def test_who_only_comments_is_no_party() -> None:
    page = draft("Solm said the truce was holding.", "2031-05-01").said("the truce was holding", "Solm")
    assert not positions(page.page())


def test_an_act_is_about_what_its_words_name_first() -> None:
    text = "Solm demanded a truce and the release of the prisoners in time to keep new sanctions away."
    said = "a truce and the release of the prisoners in time to keep new sanctions away"
    found = positions(draft(text, "2031-05-01").said(said, "Solm", act=Act.DEMAND).page())
    stands = {issue: p.current for (_, issue), p in found.items()}
    assert stands == {"ceasefire": "demands", "prisoners and hostages": "demands", "sanctions": None}


def test_who_said_nothing_has_no_position() -> None:
    assert ("Solm", "ceasefire") not in positions(NO.page(), YES.page())


def test_a_statement_and_the_demand_in_it_count_once() -> None:
    text = "Solm demanded the release of all prisoners."
    page = (
        draft(text, "2031-05-01")
        .said("the release of all prisoners", "Solm", act=Act.DEMAND)
        .event(EventKind.DEMAND, Status.HAPPENED, text, author="Solm", content="the release of all prisoners")
    )
    assert [s.stand for s in positions(page.page())["Solm", "prisoners and hostages"].stands] == ["demands"]


def test_a_concession_is_a_stand() -> None:
    text = "Solm will let the grain through the strait."
    page = draft(text, "2031-05-01").event(
        EventKind.CONCESSION,
        Status.HAPPENED,
        text,
        author="Solm",
        content="let the grain through the strait",
    )
    assert positions(page.page())["Solm", "economy and trade"].current == "concedes"


def test_unnamed_speakers_have_no_position() -> None:
    page = draft("A diplomat rejected the truce.", "2031-05-01").said(
        "the truce", "a diplomat", act=Act.REJECT, named=False
    )
    assert not positions(page.page())


@pytest.mark.parametrize(
    ("put", "answer", "stands"),
    [
        (("a truce of a month",), "the proposal with some doubts", ["accepts"]),
        (("a truce of a month",), "its latest offer", ["accepts"]),
        (("a truce of a month",), "a plan of its own", None),
        (("a truce of a month",), "the rival plan", None),
        (("a truce of a month",), "the plan on prisoners", None),
        (("a truce of a month", "an exchange of prisoners"), "the proposal with some doubts", None),
        ((), "the proposal with some doubts", None),
    ],
)
def test_the_proposal_is_the_one_that_the_report_tells_of(
    put: tuple[str, ...], answer: str, stands: list[str] | None
) -> None:
    text = "".join(f"Arvenia proposed {what}. " for what in put) + f"Solm accepted {answer}."
    page = draft(text, "2031-05-01").said(answer, "Solm", act=Act.ACCEPT)
    for what in put:
        page.event(
            EventKind.PROPOSAL,
            Status.HAPPENED,
            f"Arvenia proposed {what}.",
            author="Arvenia",
            content=what,
        )
    found = positions(page.page()).get(("Solm", "ceasefire"))
    assert (found and [s.stand for s in found.stands]) == stands


def test_nobody_answers_its_own_proposal() -> None:
    text = "Arvenia proposed a truce of a month. Arvenia rejected the proposal as it stood."
    page = draft(text, "2031-05-01").said("the proposal as it stood", "Arvenia", act=Act.REJECT)
    page.event(
        EventKind.PROPOSAL,
        Status.HAPPENED,
        "Arvenia proposed a truce of a month.",
        author="Arvenia",
        content="a truce of a month",
    )
    assert [s.stand for s in positions(page.page())["Arvenia", "ceasefire"].stands] == ["proposes"]
