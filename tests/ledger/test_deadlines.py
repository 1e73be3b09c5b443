from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.ledger import build
from onrecord.model import UNKNOWN, Actor, ActorKind, Deadline, EventKind, Participant, Status, When
from tests.ledger.made import Draft, day, person, state

ACTORS = (state("Norland"), state("Sudmark"), person("Ada Berg", "norland", "president"))


def report(name: str, published: str, text: str) -> Draft:
    return Draft(text, name=name, published=day(published), actors=ACTORS)


def limit(name: str, due: str | When | None, published: str = "2031-05-02", **more: object) -> Draft:
    text = f"In {name}, Norland set Sudmark a deadline to open the port or lose the grain."
    known: dict[str, object] = {
        "content": "to open the port",
        "consequence": "lose the grain",
        "mode": "set",
        **more,
    }
    author, addressee = str(known.pop("author", "Norland")), known.pop("addressee", "Sudmark")
    return report(name, published, text).event(
        EventKind.DEADLINE,
        Status.HAPPENED,
        text,
        author=author,
        addressee=addressee,  # type: ignore[arg-type]
        on=due,
        **known,
    )


def found(*drafts: Draft) -> tuple[Deadline, ...]:
    return build([d.page() for d in drafts]).deadlines


@pytest.mark.parametrize(
    ("status", "setter", "shown"),
    [
        (Status.HAPPENED, "Norland", [("2031-06-01", "moved"), ("2031-06-10", "set")]),
        (Status.PLANNED, "Norland", [("2031-06-01", "moved"), ("2031-06-10", "set")]),
        (Status.DID_NOT_HAPPEN, "Norland", [("2031-06-01", "set")]),  # "will not extend"
        (Status.DENIED, None, [("2031-06-01", "set")]),
        (Status.PROPOSED, None, [("2031-06-01", "set")]),  # "asked to extend"
        (Status.UNCONFIRMED, None, [("2031-06-01", "set")]),  # "may extend"
    ],
)
def test_only_a_move_that_is_made_moves_a_deadline(
    status: Status, setter: str | None, shown: list[tuple[str, str]]
) -> None:
    text = "About the deadline of 1 June that may or may not become 10 June."
    draft = report("a", "2031-05-02", text).event(
        EventKind.DEADLINE,
        status,
        text,
        author="Norland",
        addressee="Sudmark",
        on="2031-06-10",
        mode="moved",
        moved_from=day("2031-06-01"),
    )
    listed = found(draft)
    assert [(str(d.due.day), d.status) for d in listed] == shown
    assert listed[0].setter == setter


@pytest.mark.parametrize(
    ("status", "setter", "shown"),
    [
        (Status.HAPPENED, "Norland", "unknown"),
        (Status.DID_NOT_HAPPEN, "Norland", "set"),  # "will not lift"
        (Status.PROPOSED, None, "set"),  # "called on Norland to lift"
    ],
)
def test_a_deadline_that_is_not_lifted_stands(status: Status, setter: str | None, shown: str) -> None:
    text = "About the deadline of 1 June that may or may not be lifted."
    draft = report("a", "2031-05-02", text)
    known = {"author": "Norland", "addressee": "Sudmark", "on": "2031-06-01", "mode": "lifted"}
    (one,) = found(draft.event(EventKind.DEADLINE, status, text, **known))  # type: ignore[arg-type]
    assert (str(one.due.day), one.setter, one.status) == ("2031-06-01", setter, shown)


def test_one_day_is_one_deadline() -> None:
    (one,) = found(limit("a", "2031-06-01"), limit("b", "2031-06-01", "2031-05-03"))
    assert (one.setter, one.addressee, one.due.day) == ("Norland", "Sudmark", date(2031, 6, 1))
    assert (one.demand, one.consequence, one.status) == ("to open the port", "lose the grain", "set")
    assert len(one.history) == 2


def test_other_days_are_kept_and_named_as_conflicts() -> None:
    first, second = found(limit("a", "2031-06-01"), limit("b", "2031-06-10"))
    assert first.conflicts == (second.id,)
    assert second.conflicts == (first.id,)
    assert first.status == second.status == "set"


def test_a_told_move_links_the_two() -> None:
    old, new = found(
        limit("a", "2031-06-01"),
        limit("b", "2031-06-10", "2031-05-20", mode="moved", moved_from=day("2031-06-01")),
    )
    assert (old.status, old.moved_to, old.moved_from) == ("moved", new.id, None)
    assert (new.status, new.moved_from, new.moved_to) == ("set", old.id, None)
    assert old.conflicts == new.conflicts == ()
    assert any(e.note == "moved from 1 June 2031 to 10 June 2031" for e in new.history)


def test_a_move_from_a_day_that_only_the_report_of_the_move_tells() -> None:
    old, new = found(limit("b", "2031-06-10", mode="moved", moved_from=day("2031-06-01")))
    assert (old.due.day, new.due.day) == (date(2031, 6, 1), date(2031, 6, 10))
    assert old.moved_to == new.id
    assert old.history and all(e.evidence for e in old.history)


def test_a_move_without_the_old_day_takes_the_one_that_stood() -> None:
    old, new = found(
        limit("a", "2031-06-01"), limit("b", "2031-06-10", "2031-05-20", mode="moved", moved_from=UNKNOWN)
    )
    assert old.moved_to == new.id


def test_as_of_before_the_move_it_stands() -> None:
    pages = [
        limit("a", "2031-06-01").page(),
        limit("b", "2031-06-10", "2031-05-20", mode="moved", moved_from=day("2031-06-01")).page(),
    ]
    (one,) = build(pages, as_of="2031-05-10").deadlines
    assert (one.status, one.moved_to) == ("set", None)


def test_open_intervals_prove_nothing() -> None:
    within = When(date(2031, 5, 1), date(2031, 6, 30), text="by summer")
    assert len(found(limit("a", within), limit("b", within))) == 2
    assert len(found(limit("a", None), limit("b", None))) == 2


def test_a_deadline_without_a_day_is_the_only_one_of_its_document() -> None:
    draft = limit("a", "2031-06-01")
    draft.event(
        EventKind.DEADLINE,
        Status.HAPPENED,
        "Norland set Sudmark a deadline",
        author="Norland",
        addressee="Sudmark",
    )
    (one,) = found(draft)
    assert one.due.day == date(2031, 6, 1)


def test_who_sets_it_is_the_side_not_the_person() -> None:
    (one,) = found(limit("a", "2031-06-01"), limit("b", "2031-06-01", author="Ada Berg"))
    assert len(one.history) == 2


def test_a_missing_addressee_is_filled_on_the_same_day_only() -> None:
    assert len(found(limit("a", "2031-06-01"), limit("b", "2031-06-01", addressee=None))) == 1
    assert len(found(limit("a", "2031-06-01"), limit("b", "2031-06-02", addressee=None))) == 2


def test_what_became_of_it() -> None:
    (missed,) = found(limit("a", "2031-06-01"), limit("b", "2031-06-01", "2031-06-03", mode="missed"))
    assert missed.status == "missed"
    (met,) = found(limit("a", "2031-06-01"), limit("b", "2031-06-01", "2031-06-03", mode="met"))
    assert met.status == "met"
    (passed,) = found(limit("a", "2031-06-01"), limit("b", "2031-06-01", "2031-06-03", mode="passed"))
    assert passed.status == "unknown"


def test_a_description_of_the_setter_is_no_other_setter() -> None:
    (one,) = found(limit("a", "2031-06-01"), limit("b", "2031-06-01", author="the government"))
    assert (one.setter, len(one.history)) == ("Norland", 2)


def halves(name: str, text: str, **roles: str) -> Draft:
    named = [actor for actor in ACTORS if actor.name in text]
    return Draft(text, name=name, published=day("2031-05-02"), actors=named).event(
        EventKind.ULTIMATUM,
        Status.HAPPENED,
        text,
        author=roles.get("author"),
        addressee=roles.get("addressee"),
        on="2031-06-01",
    )


def test_two_halves_of_one_day_make_a_whole() -> None:
    first = halves("a", "Norland has given Sudmark until June.", addressee="Sudmark")
    second = halves("b", "Norland told Sudmark that time was short.", author="Norland")
    (one,) = found(first, second)
    assert (one.setter, one.addressee, len(one.history)) == ("Norland", "Sudmark", 2)


def test_two_halves_are_not_joined_where_the_reports_name_other_sides() -> None:
    first = halves("a", "Time runs out for Sudmark.", addressee="Sudmark")
    second = halves("b", "Norland warned that time was short.", author="Norland")
    assert len(found(first, second)) == 2


def test_a_deadline_without_a_day_is_the_only_one_in_force() -> None:
    first = limit("a", "2031-06-01")
    (one,) = found(first, limit("b", None, "2031-05-20"))
    assert len(one.history) == 2
    assert len(found(first, limit("b", None, "2031-06-02"))) == 2  # the day has passed
    assert len(found(first, limit("b", None, "2031-04-02"))) == 2  # not yet set
    assert len(found(first, limit("c", "2031-06-10"), limit("b", None, "2031-05-20"))) == 3  # which of two


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2031-06-02", [("2031-06-01", "missed")]),
        ("2031-06-20", [("2031-06-01", "set"), ("None", "missed")]),  # too long ago
    ],
)
def test_a_deadline_that_was_missed_is_the_one_that_has_just_passed(
    published: str, shown: list[tuple[str, str]]
) -> None:
    agreed = limit("a", "2031-06-01", author="")  # an agreement sets it
    text = "Norland says that Sudmark missed its first deadline."
    late = report("b", published, text).event(
        EventKind.DEADLINE, Status.DID_NOT_HAPPEN, text, addressee="Sudmark", mode="missed"
    )
    other = limit("c", "2031-03-01", "2031-02-02")
    listed = [d for d in found(agreed, late, other) if d.due.day != date(2031, 3, 1)]
    assert [(str(d.due.day), d.status) for d in listed] == shown


def test_who_moves_a_deadline_is_who_set_it() -> None:
    text = "The deadline that Norland set Sudmark has been put off to 10 June."
    moved = report("b", "2031-05-20", text).event(
        EventKind.DEADLINE, Status.HAPPENED, text, on="2031-06-10", mode="moved", moved_from=day("2031-06-01")
    )
    old, new = found(limit("a", "2031-06-01"), moved)
    assert (old.moved_to, new.moved_from) == (new.id, old.id)
    assert (new.setter, new.addressee) == ("Norland", "Sudmark")


def test_a_palace_gives_way_to_the_person_in_it() -> None:
    state_ = state("United States")
    president = person("Jo Marsh", "united-states", "president")
    palace = Actor("white-house", "The White House", ActorKind.ORGANISATION, (), "united-states")

    def told(name: str, by: str) -> Draft:
        text = f"In {name}, Jo Marsh of The White House in the United States set Sudmark a deadline."
        draft = Draft(
            text, name=name, published=day("2031-05-02"), actors=(state_, president, palace, state("Sudmark"))
        )
        return draft.event(
            EventKind.DEADLINE, Status.HAPPENED, text, author=by, addressee="Sudmark", on="2031-06-01"
        )

    for told_by in (("The White House", "The White House", "Jo Marsh"), ("Jo Marsh",)):
        (one,) = found(*(told(str(n), by) for n, by in enumerate(told_by)))
        assert one.setter == "Jo Marsh"
    (one,) = found(told("a", "The White House"))
    assert one.setter == "The White House"


def test_the_demand_is_what_is_to_be_done_not_what_must_not_be_so() -> None:
    negated = "If no better offer lies on the table by midnight, Norland told Sudmark, it will act."
    other = report("b", "2031-05-02", negated).event(
        EventKind.ULTIMATUM,
        Status.HAPPENED,
        negated,
        author="Norland",
        addressee="Sudmark",
        on="2031-06-01",
        content="no better offer lies on the table by midnight",
    )
    (one,) = found(limit("a", "2031-06-01"), other)
    assert (one.demand, one.kind) == ("to open the port", "ultimatum")


def test_a_joint_deadline_has_all_its_setters() -> None:
    draft = limit("a", "2031-06-01")
    draft.actors = (*ACTORS, state("Tarn"))
    (event,) = draft.events
    draft.events = [replace(event, participants=(*event.participants, Participant("Tarn", "author", "tarn")))]
    (one,) = found(draft)
    assert (one.setter, one.jointly, one.addressee) == ("Norland", ("Tarn",), "Sudmark")
    (alone,) = found(limit("a", "2031-06-01"))
    assert alone.jointly == ()


@pytest.mark.parametrize(
    ("old", "statuses"),
    [("2031-06-01", ["moved"]), (None, ["set"])],
)
def test_a_deadline_put_off_until_no_day_that_is_told_has_been_moved(
    old: str | None, statuses: list[str]
) -> None:
    more: dict[str, object] = {"mode": "moved", "moved_from": day(old) if old else None}
    items = found(limit("a", "2031-06-01"), limit("b", None, "2031-05-03", **more))
    assert [d.status for d in items] == statuses


def test_a_deadline_of_nobody_and_no_day_is_not_listed() -> None:
    text = "A proposal to extend the deadline was rejected."
    bare = report("a", "2031-05-02", text)
    bare.event(EventKind.DEADLINE, Status.PROPOSED, text, author="Norland", mode="moved")
    assert found(bare) == ()


def test_the_new_end_of_a_move_stands_though_no_day_is_told() -> None:
    (old, new) = found(limit("b", None, "2031-05-03", mode="moved", moved_from=day("2031-06-01")))
    assert (old.status, new.status, new.due.known) == ("moved", "set", False)
