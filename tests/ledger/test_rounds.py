from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

import onrecord
from onrecord.ledger import build
from onrecord.model import WALKOUT, Actor, EventKind, Round, Status
from tests.ledger.made import Draft, day, person, state

ACTORS = (state("Norland"), state("Sudmark"), state("Westria"), state("Ostria"), state("Midland"))
BOTH = ("Norland", "Sudmark")


def report(name: str, published: str, text: str, **more: object) -> Draft:
    return Draft(text, name=name, published=day(published), actors=ACTORS, **more)  # type: ignore[arg-type]


def planned(name: str = "plan", published: str = "2031-05-02", on: str = "2031-05-04") -> Draft:
    text = f"In {name}, Norland and Sudmark will hold a second round in Geneva on a day in May."
    return report(name, published, text).round(
        Status.PLANNED, text, parties=BOTH, ordinal=2, place="Geneva", on=on
    )


def held(name: str = "held", published: str = "2031-05-05", on: str = "2031-05-04") -> Draft:
    text = f"In {name}, Norland and Sudmark ended a second round in Geneva."
    return report(name, published, text).round(
        Status.HAPPENED, text, parties=BOTH, ordinal=2, place="Geneva", on=on
    )


def only(rounds: tuple[Round, ...]) -> Round:
    (one,) = rounds
    return one


def test_one_round_through_two_documents() -> None:
    talks = only(build([planned().page(), held().page()]).rounds)
    assert (talks.ordinal, talks.parties, talks.place) == (2, ("Norland", "Sudmark"), "Geneva")
    assert talks.status == "held"
    assert [e.status for e in talks.history] == ["planned", "held"]
    assert all(e.evidence for e in talks.history)


def test_as_of_an_earlier_day_it_is_only_planned() -> None:
    pages = [planned().page(), held().page()]
    assert only(build(pages, as_of="2031-05-03").rounds).status == "planned"
    assert only(build(pages, as_of="plan").rounds).status == "planned"
    assert only(build(pages, as_of=date(2031, 5, 5)).rounds).status == "held"
    assert build(pages, as_of="2031-05-01").rounds == ()


def test_what_was_held_is_not_undone_by_an_old_plan_told_late() -> None:
    late = planned("late", "2031-06-01")
    assert only(build([held().page(), late.page()]).rounds).status == "held"


def test_a_postponed_round_is_moved_not_doubled() -> None:
    text = "The second round of Norland and Sudmark was put off from 4 May to 11 May."
    off = report("off", "2031-05-03", text).round(
        Status.POSTPONED, text, parties=BOTH, ordinal=2, on="2031-05-11", moved_from=day("2031-05-04")
    )
    talks = only(build([planned().page(), off.page()]).rounds)
    assert talks.status == "postponed"
    assert talks.when.day == date(2031, 5, 11)
    assert talks.history[-1].note == "moved from 4 May 2031 to 11 May 2031"
    later = only(
        build([planned().page(), off.page(), held(published="2031-05-12", on="2031-05-11").page()]).rounds
    )
    assert (later.status, later.when.day) == ("held", date(2031, 5, 11))


@pytest.mark.parametrize(("status", "meetings"), [(Status.PLANNED, 0), (Status.HAPPENED, 1)])
def test_a_meeting_planned_for_the_day_from_which_a_round_was_put_off_is_that_round(
    status: Status, meetings: int
) -> None:
    text = "The second round of Norland and Sudmark was put off from 4 May to 11 May."
    off = report("off", "2031-05-03", text).round(
        Status.POSTPONED, text, parties=BOTH, ordinal=2, on="2031-05-11", moved_from=day("2031-05-04")
    )
    words = "Norland and Sudmark meet in Geneva."
    other = report("other", "2031-05-01" if status is Status.PLANNED else "2031-05-05", words)
    other.event(EventKind.MEETING, status, words, parties=BOTH, on="2031-05-04")
    ledger = build([off.page(), other.page()])
    assert (len(ledger.rounds), len(ledger.meetings)) == (1, meetings)


def test_a_postponed_round_without_a_new_day() -> None:
    text = "The second round of Norland and Sudmark has been postponed."
    off = report("off", "2031-05-03", text).round(Status.POSTPONED, text, parties=BOTH, ordinal=2)
    talks = only(build([planned().page(), off.page()]).rounds)
    assert (talks.status, talks.history[-1].note) == ("postponed", "postponed")


@pytest.mark.parametrize(
    ("words", "ordinals"),
    [("The round was due on 4 May", [2]), ("A round was due on 4 May", [None, 2])],
)
def test_the_round_with_a_day_is_the_one_that_its_report_told_of_without(
    words: str, ordinals: list[int | None]
) -> None:
    text = f"The second round of Norland and Sudmark has been postponed. {words}."
    draft = report("off", "2031-05-03", text)
    draft.round(Status.POSTPONED, "The second round of Norland and Sudmark", parties=BOTH, ordinal=2)
    move: dict[str, object] = {"on": "2031-05-11", "moved_from": day("2031-05-04")}
    draft.round(Status.POSTPONED, words, trigger="round was due", **move)
    assert [r.ordinal for r in build([draft.page()]).rounds] == ordinals


def test_other_names_join_by_day() -> None:
    text = "The talks of Norland and Sudmark on 4 May in Geneva were short. The 4 May meeting bore nothing."
    draft = report("names", "2031-05-06", text)
    draft.round(
        Status.HAPPENED, "The talks of Norland and Sudmark", parties=BOTH, place="Geneva", on="2031-05-04"
    )
    draft.event(
        EventKind.MEETING, Status.HAPPENED, "The 4 May meeting bore nothing", parties=BOTH, on="2031-05-04"
    )
    ledger = build([planned().page(), draft.page()])
    assert only(ledger.rounds).ordinal == 2
    assert len(only(ledger.rounds).history) == 2
    assert ledger.meetings == ()


def test_the_next_round_is_the_only_one_ahead_in_its_document() -> None:
    text = "A second round of Norland and Sudmark is set for 4 May. The next round will be in Geneva."
    draft = report("next", "2031-05-01", text)
    draft.round(
        Status.PLANNED, "A second round of Norland and Sudmark", parties=BOTH, ordinal=2, on="2031-05-04"
    )
    draft.round(Status.PLANNED, "The next round will be in Geneva", place="Geneva")
    talks = only(build([draft.page()]).rounds)
    assert talks.place == "Geneva"


def test_a_round_that_fits_two_is_given_to_none() -> None:
    text = "Norland and Sudmark held a first round and a second round. The talks were long."
    draft = report("two", "2031-05-10", text)
    draft.round(Status.HAPPENED, "a first round", parties=BOTH, ordinal=1, on="2031-04-04")
    draft.round(Status.HAPPENED, "a second round", parties=BOTH, ordinal=2, on="2031-05-04")
    draft.round(Status.HAPPENED, "The talks were long")
    rounds = build([draft.page()]).rounds
    assert [(r.ordinal, len(r.history)) for r in rounds] == [(1, 1), (2, 1)]


def test_rounds_of_other_negotiations_stay_apart() -> None:
    text = "Westria and Ostria ended a second round in Geneva."
    other = report("other", "2031-05-05", text).round(
        Status.HAPPENED, text, parties=("Westria", "Ostria"), ordinal=2, place="Geneva", on="2031-05-04"
    )
    assert len(build([held().page(), other.page()]).rounds) == 2


def test_rounds_of_an_older_series_stay_apart() -> None:
    old = held("old", "2028-03-02", "2028-03-01")
    assert [r.when.day for r in build([held().page(), old.page()]).rounds] == [
        date(2028, 3, 1),
        date(2031, 5, 4),
    ]


def test_a_round_of_several_days_is_one() -> None:
    talks = only(build([held("a").page(), held("b", on="2031-05-05").page()]).rounds)
    assert talks.ordinal == 2


def test_mediators_are_no_parties() -> None:
    text = "Norland and Sudmark met for a second round, with Midland between them."
    draft = report("mid", "2031-05-05", text).round(
        Status.HAPPENED, text, parties=BOTH, mediator="Midland", ordinal=2, on="2031-05-04"
    )
    ledger = build([draft.page()])
    assert only(ledger.rounds).mediators == ("Midland",)
    assert {a.name: a.role for a in ledger.actors if a.role} == {
        "Norland": "party",
        "Sudmark": "party",
        "Midland": "mediator",
    }


def test_a_minister_stands_for_his_state() -> None:
    minister = person("Ada Berg", "norland", "foreign minister")
    text = "Ada Berg and Sudmark will open a second round on 4 May."
    draft = Draft(text, name="min", published=day("2031-05-01"), actors=(*ACTORS, minister))
    draft.round(Status.PLANNED, text, parties=("Ada Berg", "Sudmark"), ordinal=2, on="2031-05-04")
    talks = only(build([draft.page(), held().page()]).rounds)
    assert talks.parties == ("Norland", "Sudmark")


def test_the_level_is_told_beside_the_noun() -> None:
    text = "Norland and Sudmark held a second round of technical talks on 4 May."
    draft = report("level", "2031-05-05", text)
    draft.round(Status.HAPPENED, text, parties=BOTH, ordinal=2, on="2031-05-04", trigger="talks")
    assert only(build([draft.page()]).rounds).level == "experts"


def test_history_says_who_says_so() -> None:
    text = "Norland said, Kestrel Press reported, that a second round with Sudmark had ended."
    draft = report("told", "2031-05-05", text)
    draft.said("a second round with Sudmark had ended", "Norland", chain=("Kestrel Press",))
    draft.round(
        Status.HAPPENED, text, parties=BOTH, ordinal=2, on="2031-05-04", asserted_by=draft.statements[0].id
    )
    (entry,) = only(build([draft.page()]).rounds).history
    assert (entry.by, entry.chain) == ("Norland", ("Kestrel Press",))


def test_an_agreement_in_the_same_sentence_is_an_outcome() -> None:
    text = "Norland and Sudmark agreed on an exchange of prisoners in a second round on 4 May."
    draft = report("out", "2031-05-05", text)
    draft.round(Status.HAPPENED, text, parties=BOTH, ordinal=2, on="2031-05-04")
    draft.event(EventKind.AGREEMENT, Status.HAPPENED, text, parties=BOTH, content="an exchange of prisoners")
    talks = only(build([draft.page()]).rounds)
    assert talks.outcomes == ("an exchange of prisoners",)
    assert any(e.note == "outcome" for e in talks.history)


ROUND = "Norland and Sudmark held a second round on 4 May."
LEFT = "Sudmark walked out after an hour."


def left(text: str, who: str = "Sudmark") -> Draft:
    """A report of the second round, and that somebody walked out."""
    draft = report("left", "2031-05-05", text)
    draft.round(Status.HAPPENED, ROUND, parties=BOTH, ordinal=2, on="2031-05-04")
    told = (EventKind.REFUSAL, Status.HAPPENED, LEFT)
    return draft.event(*told, author=who, mode=WALKOUT, content="walked out")


def test_who_walks_out_ends_the_round_that_the_report_tells_of() -> None:
    talks = only(build([left(f"{ROUND} {LEFT}").page()]).rounds)
    assert (talks.status, talks.outcomes) == ("held", (LEFT,))
    assert [e.note for e in talks.history] == ["", "outcome"]


def test_a_walk_out_that_may_be_of_two_rounds_is_none_of_them() -> None:
    draft = left(f"{ROUND} In a third round on 5 May they met again. {LEFT}")
    draft.round(Status.HAPPENED, "In a third round on 5 May", parties=BOTH, ordinal=3, on="2031-05-05")
    assert [r.outcomes for r in build([draft.page()]).rounds] == [(), ()]


def test_somebody_else_walks_out_of_other_talks() -> None:
    talks = only(build([left(f"{ROUND} {LEFT}", who="Westria").page()]).rounds)
    assert talks.outcomes == ()


def unnamed(
    name: str, ordinal: int = 2, on: str | None = "2031-05-04", who: str = "Norland and Sudmark"
) -> Draft:
    """A round of which the report tells the parties in another sentence only."""
    text = f"In {name}, envoys of {who} had seen each other. The session, number {ordinal}, is ahead."
    named = [actor for actor in ACTORS if actor.name in text]
    return Draft(text, name=name, published=day("2031-05-03"), actors=named).round(
        Status.PLANNED, f"The session, number {ordinal}, is ahead", ordinal=ordinal, on=on
    )


def test_a_round_told_without_parties_is_that_of_the_sides_that_its_report_names() -> None:
    assert len(only(build([unnamed("one").page(), unnamed("two").page()]).rounds).history) == 2
    assert len(build([unnamed("one").page(), unnamed("two", on=None).page()]).rounds) == 2
    talks = only(build([unnamed("one").page(), held().page(), unnamed("two", on=None).page()]).rounds)
    assert (talks.status, talks.parties, len(talks.history)) == ("held", ("Norland", "Sudmark"), 3)


def test_a_round_told_without_parties_joins_no_other_ordinal_nor_other_sides() -> None:
    assert len(build([unnamed("one").page(), unnamed("two", ordinal=3).page()]).rounds) == 2
    assert len(build([unnamed("one").page(), unnamed("two", who="Westria and Ostria").page()]).rounds) == 2
    assert len(build([held().page(), unnamed("two", on="2031-05-20").page()]).rounds) == 2


def test_a_round_told_without_parties_that_can_be_of_two_negotiations_joins_neither() -> None:
    text = "Westria and Ostria ended a second round in Geneva."
    other = report("other", "2031-05-05", text).round(
        Status.HAPPENED, text, parties=("Westria", "Ostria"), ordinal=2, on="2031-05-04"
    )
    vague = unnamed("vague", who="Norland, Sudmark, Westria and Ostria")
    rounds = build([held().page(), other.page(), vague.page()]).rounds
    assert sorted(len(r.history) for r in rounds) == [1, 1, 1]


def test_who_invites_the_parties_to_a_round_mediates() -> None:
    text = "Kenya on Monday invited Norway and Sweden to a second round of talks in Nairobi on 5 May 2031."
    (talks,) = build([(onrecord.read(text), text)]).rounds
    assert (talks.parties, talks.mediators) == (("Norway", "Sweden"), ("Kenya",))


def test_rounds_counted_before_it_tell_nothing_of_a_planned_one() -> None:
    text = "Norland and Sudmark have held two rounds in Geneva."
    counted = report("count", "2030-09-26", text)
    counted.round(Status.HAPPENED, text, parties=BOTH, place="Geneva", trigger="rounds")
    found = build([planned().page(), counted.page()]).rounds
    assert [r.status for r in found if r.ordinal == 2] == ["planned"]


@pytest.mark.parametrize(
    ("on", "actors", "parties"),
    [
        ("2031-05-20", ACTORS[:2], BOTH),
        ("2031-05-20", ACTORS[:3], ()),  # whose round it is may be another's
        ("2032-05-20", ACTORS[:2], ()),
    ],
)
def test_a_new_round_has_the_sides_of_others_only_near_in_time_and_with_no_third_state(
    on: str, actors: Sequence[Actor], parties: tuple[str, ...]
) -> None:
    text = "A third round was announced."
    new = Draft(text, name="new", published=day(on), actors=actors)
    new.round(Status.PLANNED, text, ordinal=3, place="Geneva")
    found = build([held().page(), new.page()]).rounds
    assert [r.parties for r in found if r.ordinal == 3] == [parties]


@pytest.mark.parametrize(("on", "status"), [("2031-05-04", "held"), ("2031-05-01", "planned")])
def test_talks_planned_for_the_day_before_the_last_are_the_round_that_took_two_days(
    on: str, status: str
) -> None:
    planned_for = f"Norland and Sudmark will hold talks on {on}."
    first = report("plan", "2031-04-20", planned_for)
    first.event(EventKind.MEETING, Status.PLANNED, planned_for, parties=BOTH, on=on, mode="talks")
    over = "Norland and Sudmark wrapped up a first round."
    second = report("end", "2031-05-05", over)
    second.round(Status.HAPPENED, over, parties=BOTH, ordinal=1, on="2031-05-05")
    found = build([first.page(), second.page()])
    assert [r.status for r in found.rounds] == ["held"]
    assert not any(entry.note for entry in found.rounds[0].history)
    assert [m.status for m in found.meetings] == ([] if status == "held" else ["planned"])


@pytest.mark.parametrize(
    ("more", "parties"),
    [("Norland and Sudmark met for the first round.", BOTH), ("It rained.", ("Norland", "Union"))],
)
def test_a_side_that_is_only_described_is_the_one_that_others_name(
    more: str, parties: tuple[str, ...]
) -> None:
    text = "Norland and the union ended the first round."
    page = report("both", "2031-05-05", f"{text} {more}")
    page.round(Status.HAPPENED, text, parties=("Norland", "union"), ordinal=1)
    if parties == BOTH:
        page.round(Status.HAPPENED, more, parties=BOTH, ordinal=1)
    assert [r.parties for r in build([page.page()]).rounds] == [parties]
