"""Changes: what each report made new or different."""

from __future__ import annotations

from onrecord.ledger import build
from onrecord.ledger.changes import changes
from onrecord.model import Act, EventKind, Status
from tests.ledger.made import Draft, day, state

ACTORS = (state("Arvenia"), state("Solm"))
PLAN = "Arvenia and Solm will hold a second round of talks in Lowmere on 19 May."
AGAIN = "Arvenia and Solm are to hold the second round of talks in Lowmere on 19 May."
HELD = "Arvenia and Solm held a second round of talks in Lowmere on 19 May."


def draft(text: str, on: str) -> Draft:
    return Draft(text, name=on, published=day(on), actors=ACTORS)


def second(text: str, on: str, status: Status) -> Draft:
    return draft(text, on).round(
        status, text, parties=("Arvenia", "Solm"), on="2031-05-19", ordinal=2, place="Lowmere"
    )


def test_the_first_word_of_an_item_is_new_and_a_step_is_told_from_where() -> None:
    ledger = build(
        [
            second(HELD, "2031-05-20", Status.HAPPENED).page(),
            second(PLAN, "2031-05-12", Status.PLANNED).page(),
        ]
    )
    found = [(c.new, c.text) for c in changes(ledger)]
    name = "Second round of talks between Arvenia and Solm, Lowmere"
    assert found == [(True, f"{name}: planned"), (False, f"{name}: planned → held")]
    assert all(c.evidence for c in changes(ledger))


def test_what_was_told_before_is_no_change() -> None:
    ledger = build(
        [
            second(PLAN, "2031-05-12", Status.PLANNED).page(),
            second(AGAIN, "2031-05-13", Status.PLANNED).page(),
        ]
    )
    assert len(changes(ledger)) == 1


def test_a_proposal_told_again_undoes_no_plan_and_a_denial_is_told() -> None:
    asked = "Arvenia proposed a second round of talks with Solm in Lowmere on 19 May."
    never = "Solm denied that a second round of talks with Arvenia would be held in Lowmere on 19 May."
    ledger = build(
        [
            second(PLAN, "2031-05-12", Status.PLANNED).page(),
            second(asked, "2031-05-13", Status.PROPOSED).page(),
            second(HELD, "2031-05-20", Status.HAPPENED).page(),
            second(never, "2031-05-21", Status.DENIED).page(),
        ]
    )
    found = [c.text.partition("Lowmere: ")[2] for c in changes(ledger)]
    assert found == ["planned", "planned → held", "denied"]


def test_a_note_is_told_once() -> None:
    doubt = "Solm has not said whether it will attend."
    before = draft(f"{PLAN} {doubt}", "2031-05-12").round(
        Status.PLANNED, PLAN, parties=("Arvenia", "Solm"), on="2031-05-19", ordinal=2, place="Lowmere"
    )
    before.event(EventKind.DELEGATION, Status.UNCONFIRMED, doubt, parties=("Solm",))
    again = HELD.replace("held a", "have held their")
    later = [second(HELD, "2031-05-20", Status.HAPPENED), second(again, "2031-05-21", Status.HAPPENED)]
    found = changes(build([d.page() for d in (before, *later)]))
    told = [c.text.partition(": ")[2] for c in found if c.kind == "delegation"]
    assert told == ["unconfirmed", "unconfirmed → happened; the round was held"]


def test_where_a_report_names_the_sides_is_no_change() -> None:
    truce, talks = "Arvenia and Solm keep the truce.", "The second round of talks ended in Lowmere on 19 May."
    again = draft(f"{truce} {talks}", "2031-05-21")
    again.event(EventKind.CEASEFIRE, Status.ONGOING, truce, parties=("Arvenia", "Solm"))
    again.round(Status.HAPPENED, talks, on="2031-05-19", ordinal=2, place="Lowmere")
    ledger = build([second(HELD, "2031-05-20", Status.HAPPENED).page(), again.page()])
    assert ledger.rounds[0].history[1].note == "its sides are named elsewhere in the report"
    assert [c.text.partition("Lowmere: ")[2] for c in changes(ledger) if c.kind == "round"] == ["held"]


def test_what_one_report_says_of_an_item_is_one_line() -> None:
    text = f"{PLAN} {HELD}"
    page = draft(text, "2031-05-20")
    for sentence, status in ((PLAN, Status.PLANNED), (HELD, Status.HAPPENED)):
        page.round(status, sentence, parties=("Arvenia", "Solm"), on="2031-05-19", ordinal=2, place="Lowmere")
    assert [c.text.partition("Lowmere: ")[2] for c in changes(build([page.page()]))] == ["planned; held"]


def test_a_position_that_turns_is_a_change() -> None:
    no = draft("Solm would never sign a truce.", "2031-05-01").said(
        "would never sign a truce", "Solm", act=Act.REJECT
    )
    yes = draft("Solm agreed to the truce.", "2031-05-09").said("the truce", "Solm", act=Act.ACCEPT)
    (found,) = changes(build([no.page(), yes.page()]))
    assert (found.kind, found.text) == ("position", "Solm on ceasefire: rejects → accepts: the truce")
    assert found.reported == day("2031-05-09")
