from __future__ import annotations

import pytest

from onrecord.ledger import build
from onrecord.model import Actor, ActorKind, EventKind, Meeting, Status
from tests.ledger.made import Draft, day, person, state

ACTORS = (
    state("Norland"),
    state("Sudmark"),
    person("Ada Berg", "norland", "president"),
    person("Ivo Stark", "sudmark", "president"),
    person("Max Roe", "sudmark", "envoy"),
)


def told(
    name: str, kind: EventKind, status: Status, who: tuple[str, ...], on: str | None, **more: object
) -> Draft:
    text = f"In {name}, {' and '.join(who)} spoke."
    draft = Draft(text, name=name, published=day("2031-05-05"), actors=ACTORS)
    return draft.event(kind, status, text, parties=who, on=on, **more)  # type: ignore[arg-type]


def found(*drafts: Draft) -> tuple[Meeting, ...]:
    return build([d.page() for d in drafts]).meetings


PAIR = ("Ada Berg", "Ivo Stark")
CALL, MEETING = EventKind.CALL, EventKind.MEETING
DONE, AHEAD = Status.HAPPENED, Status.PLANNED


def test_one_call_in_two_documents() -> None:
    (call,) = found(told("a", CALL, DONE, PAIR, "2031-05-04"), told("b", CALL, DONE, PAIR, "2031-05-04"))
    assert (call.kind, call.status, set(call.participants)) == ("call", "held", set(PAIR))
    assert len(call.history) == 2


def test_a_call_is_no_meeting_and_another_day_is_another_call() -> None:
    assert (
        len(found(told("a", CALL, DONE, PAIR, "2031-05-04"), told("b", MEETING, DONE, PAIR, "2031-05-04")))
        == 2
    )
    assert (
        len(found(told("a", CALL, DONE, PAIR, "2031-05-04"), told("b", CALL, DONE, PAIR, "2031-05-03"))) == 2
    )


def test_other_company_is_another_meeting() -> None:
    assert (
        len(
            found(
                told("a", MEETING, DONE, PAIR, "2031-05-04"),
                told("b", MEETING, DONE, ("Ada Berg", "Max Roe"), "2031-05-04"),
            )
        )
        == 2
    )


def test_other_places_are_other_meetings() -> None:
    one = told("a", MEETING, DONE, PAIR, "2031-05-04", place="Geneva")
    two = told("b", MEETING, DONE, PAIR, "2031-05-04", place="Vienna")
    assert len(found(one, two)) == 2


def test_a_country_agrees_with_its_city() -> None:
    one = told("a", MEETING, DONE, PAIR, "2031-05-04", place="Geneva")
    two = told("b", MEETING, DONE, PAIR, "2031-05-04", place="Switzerland")
    assert len(found(one, two)) == 1


def test_planned_then_held() -> None:
    (meeting,) = found(
        told("a", MEETING, AHEAD, PAIR, "2031-05-04"), told("b", MEETING, DONE, PAIR, "2031-05-04")
    )
    assert meeting.status == "held"


def test_undated_meetings_of_two_documents_stay_apart() -> None:
    assert len(found(told("a", MEETING, AHEAD, PAIR, None), told("b", MEETING, AHEAD, PAIR, None))) == 2


def test_a_meeting_of_one_is_none() -> None:
    assert found(told("a", MEETING, DONE, ("Ada Berg",), "2031-05-04")) == ()


def test_a_call_with_an_outlet_is_an_interview() -> None:
    text = "Ada Berg spoke by phone with the Harbour Post."
    outlet = Actor("harbour-post", "Harbour Post", ActorKind.OUTLET)
    draft = Draft(text, name="a", published=day("2031-05-05"), actors=(*ACTORS, outlet))
    assert found(draft.event(CALL, DONE, text, parties=("Ada Berg", "Harbour Post"), on="2031-05-04")) == ()


def test_who_mediates_talks_does_not_meet() -> None:
    talks = told("a", MEETING, DONE, ("Norland", "Sudmark"), "2031-05-04", mediator="Max Roe", mode="talks")
    assert [set(m.participants) for m in found(talks)] == [{"Norland", "Sudmark"}]
    alone = told("b", MEETING, DONE, (), "2031-05-04", mediator="Max Roe", mode="talks")
    assert all("Max Roe" not in m.participants for m in found(alone))


TALKS_NOW = "Norland and Sudmark hold talks. "


@pytest.mark.parametrize(
    ("words", "trigger", "place"),
    [
        ("Talks in Geneva collapsed.", "Talks", None),  # others, of which nobody is named
        ("Planned talks in Geneva collapsed.", "talks in", None),
        ("The talks in Geneva collapsed.", "talks in", "Geneva"),
        ("Now their stalled talks in Geneva collapsed.", "talks in", "Geneva"),
    ],
)
def test_who_names_nobody_adds_a_place_only_to_what_it_points_at(
    words: str, trigger: str, place: str | None
) -> None:
    draft = Draft(TALKS_NOW + words, name="a", published=day("2031-05-05"), actors=ACTORS)
    draft.event(MEETING, DONE, TALKS_NOW.strip(), parties=("Norland", "Sudmark"), mode="talks")
    draft.event(MEETING, Status.DID_NOT_HAPPEN, words, place="Geneva", mode="talks", trigger=trigger)
    assert [m.place for m in found(draft)] == [place]


@pytest.mark.parametrize(
    ("status", "on", "count"),
    [
        (Status.ONGOING, "2030-03-01/2030-03-31", 2),  # those that go on are not those of last year
        (Status.ONGOING, "2031-05-01/2031-05-31", 1),
        (Status.HAPPENED, "2030-03-01/2030-03-31", 1),
    ],
)
def test_talks_that_go_on_are_not_those_of_an_earlier_month(status: Status, on: str, count: int) -> None:
    old = "Norland and Sudmark held talks then."
    draft = Draft(TALKS_NOW + old, name="a", published=day("2031-05-05"), actors=ACTORS)
    draft.event(MEETING, status, TALKS_NOW.strip(), parties=("Norland", "Sudmark"), mode="talks")
    draft.event(MEETING, DONE, old, parties=("Norland", "Sudmark"), mode="talks", on=on)
    assert len(found(draft)) == count


def test_one_side_and_a_mediator_are_no_meeting() -> None:
    assert found(told("a", MEETING, DONE, ("Norland",), "2031-05-04", mediator="Max Roe", mode="talks")) == ()


@pytest.mark.parametrize(
    ("words", "trigger", "count"),
    [
        ("It was the sixth round since negotiations resumed in May.", "negotiations", 0),
        ("It was the sixth since the peace talks between them first began in May.", "talks", 0),
        ("Nothing has changed since the talks in Geneva in May.", "talks", 1),
        ("Since the truce, negotiations resumed.", "negotiations", 1),
    ],
)
def test_talks_from_whose_beginning_others_are_counted_are_no_meeting(
    words: str, trigger: str, count: int
) -> None:
    draft = Draft(words, name="a", published=day("2031-06-05"), actors=ACTORS)
    on = "2031-05-01/2031-05-31"
    draft.event(
        EventKind.ROUND, DONE, words, parties=("Norland", "Sudmark"), mode="talks", on=on, trigger=trigger
    )
    assert len(found(draft)) == count
