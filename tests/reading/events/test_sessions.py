"""Sessions, meetings told with a number, and what a pronoun takes up in the next sentence."""

from datetime import date

import pytest

from onrecord.model import WALKOUT, Event, EventKind, Status
from tests.reading.events.stage import read

_TALKS = {EventKind.ROUND, EventKind.MEETING, EventKind.CALL}


def talks(text: str) -> list[Event]:
    return [e for e in read(text) if e.kind in _TALKS]


def refusal(text: str) -> list[str]:
    (event,) = [e for e in read(text) if e.kind is EventKind.REFUSAL]
    for span in event.content:
        assert any(e.contains(span) for e in event.evidence)
    return [text[s.start : s.end] for s in event.content]


# --- sessions ---


@pytest.mark.parametrize(
    ("text", "ordinal", "status", "day"),
    [
        ("Kenya and Egypt met for six hours on Monday in a third bargaining session.", 3, "happened", 13),
        (
            "Conciliation goes on. Tomorrow's session, the fourth, will not take place.",
            4,
            "did_not_happen",
            16,
        ),
        ("Negotiators from Kenya and Egypt began their second sitting on Tuesday.", 2, "happened", 14),
        ("The negotiators are tired. The third plenary opens in Geneva on May 20.", 3, "planned", 20),
        ("The two sides meet for a third time next Monday.", 3, "planned", 20),
        ("The peace talks go on. Kenya and Egypt will meet for a second time on May 20.", 2, "planned", 20),
    ],
)
def test_sessions_are_rounds(text: str, ordinal: int, status: str, day: int) -> None:
    (event,) = talks(text)
    assert (event.kind, event.ordinal, event.status) == (EventKind.ROUND, ordinal, status)
    assert event.when.day == date(2024, 5, day)


@pytest.mark.parametrize(
    "text",
    [
        "The parliament opened its second session on Monday after the peace talks.",
        "Peace talks go on. The Senate held a second special session on Monday.",
        "Shares rose for a second session on Monday, traders said of the trade talks.",
        "The third training session was held on Monday.",
    ],
)
def test_other_sessions_are_none(text: str) -> None:
    assert not [e for e in read(text) if e.kind is EventKind.ROUND]


def test_persons_who_meet_for_a_third_time_hold_no_round() -> None:
    (event,) = talks("The peace talks go on. Abebe and Wanjiru met for a third time on Monday in Oslo.")
    assert (event.kind, event.ordinal) == (EventKind.MEETING, None)


def test_met_for_the_first_time_is_a_meeting() -> None:
    (event,) = talks("The peace talks go on. Kenya and Egypt met for the first time on Monday.")
    assert (event.kind, event.ordinal, event.when.day) == (EventKind.MEETING, None, date(2024, 5, 13))


def test_a_round_without_a_date_is_not_planned() -> None:
    assert not talks("A decision may come before the third round of talks, for which no date has been set.")


def test_next_week_is_ahead_and_today_is_not() -> None:
    (event,) = talks("Kenya and Egypt are meeting next week.")
    assert event.status is Status.PLANNED
    (event,) = talks("Kenya and Egypt are meeting today.")
    assert event.status is Status.ONGOING


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Wanjiru held separate phone calls with Abebe and Ruiz on Monday.",
            ["Abebe Wanjiru", "Ruiz Wanjiru"],
        ),
        ("Wanjiru met separately with Abebe and Ruiz on Monday.", ["Abebe Wanjiru", "Ruiz Wanjiru"]),
        ("Kenya and Egypt held separate meetings with Ruiz in Oslo.", ["Egypt Ruiz", "Kenya Ruiz"]),
        ("Wanjiru met with Abebe and Ruiz on Monday.", ["Abebe Ruiz Wanjiru"]),
        ("Wanjiru held a separate meeting with Abebe and Ruiz on Monday.", ["Abebe Ruiz Wanjiru"]),
        ("Separately, Wanjiru met with Abebe and Ruiz on Monday.", ["Abebe Ruiz Wanjiru"]),
    ],
)
def test_separate_calls_and_meetings_are_one_with_each(text: str, pairs: list[str]) -> None:
    found = talks(text)
    assert sorted(" ".join(sorted(p.name for p in e.participants)) for e in found) == pairs
    assert len({e.id for e in found}) == len(pairs)


@pytest.mark.parametrize(
    "text",
    [
        "She saw it from the window, Wanjiru said, speaking by phone from Nairobi.",
        "Wanjiru asked for anonymity to discuss a private conversation.",
        "Shortly after Abebe's conference call ended, rain fell.",
    ],
)
def test_one_alone_holds_no_talks(text: str) -> None:
    assert not talks(text)


# --- days ---


def test_two_days_are_two_meetings_and_become_rounds_where_the_text_says_so() -> None:
    text = "Kenya and Egypt have met twice, on February 5 and on March 5."
    assert [(e.kind, e.when.day) for e in talks(text)] == [
        (EventKind.MEETING, date(2024, 2, 5)),
        (EventKind.MEETING, date(2024, 3, 5)),
    ]
    rounds = talks(text + " Both rounds were held in Geneva.")
    assert [(e.kind, e.place, len(e.evidence)) for e in rounds] == [(EventKind.ROUND, "Geneva", 2)] * 2


def test_a_dateline_dates_nothing() -> None:
    text = "OSLO, May 15, 2024 (Fjord Wire) \u2014 Norway has invited Kenya and Egypt to talks on May 20."
    days = {e.kind: e.when.day for e in read(text)}
    assert days[EventKind.INVITATION] is None
    assert days[EventKind.ROUND] == date(2024, 5, 20)


def test_a_move_has_both_days_and_a_move_to_a_place_none() -> None:
    (event,) = talks("The second bargaining session was moved from Tuesday to Friday.")
    assert (event.status, event.when.day) == (Status.POSTPONED, date(2024, 5, 17))
    assert event.moved_from is not None
    assert event.moved_from.day == date(2024, 5, 14)
    assert not talks("The talks between Kenya and Egypt were moved to Geneva.")


def test_a_place_that_is_denied_is_none() -> None:
    (event,) = talks(
        "Norway offered both governments May 20 for a third round of talks, not in Geneva but in Oslo."
    )
    assert (event.ordinal, event.status, event.place) == (3, Status.PROPOSED, "Oslo")
    assert event.when.day == date(2024, 5, 20)
    assert event.participants == ()


def test_a_clause_behind_a_name_is_about_the_talks() -> None:
    text = (
        "A Kenyan delegation headed by Ruiz left for Oslo on Monday to take part in the third round of talks "
        "with Ethiopia, which opens there on Tuesday, the ministry announced."
    )
    (event,) = talks(text)
    assert (event.ordinal, event.status, event.when.day) == (3, Status.PLANNED, date(2024, 5, 21))


def test_a_call_of_forty_minutes_that_was_arranged_was_held() -> None:
    (event,) = talks("Mediators are glad. The 40-minute call on Tuesday evening was arranged by Norway.")
    assert (event.kind, event.status) == (EventKind.CALL, Status.HAPPENED)
    assert event.when.day == date(2024, 5, 14)


# --- pronouns ---


def test_it_takes_up_the_talks_of_the_sentence_before() -> None:
    text = "Conciliation goes on. Tomorrow's session, the fourth, is off. It has been put back to May 20."
    first, second = talks(text)
    for event in (first, second):
        assert (event.ordinal, event.status, event.when.day) == (4, Status.POSTPONED, date(2024, 5, 20))
        assert event.moved_from is not None
        assert event.moved_from.day == date(2024, 5, 16)
    assert text[second.trigger.start : second.trigger.end] == "It"
    assert any(e.contains(second.trigger) for e in second.evidence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The third round of talks had been due to open on May 20. It will now be held on May 27.",
            [(Status.POSTPONED, 27, 20)] * 2,
        ),
        (
            "The third round of talks was set for May 20 in Oslo. It will take place on May 27 instead.",
            [(Status.POSTPONED, 27, 20)] * 2,
        ),
        (
            "The third round of talks opens in Oslo on May 20. It will resume on May 27, Norway said.",
            [(Status.PLANNED, 20, None), (Status.PLANNED, 27, None)],
        ),
        (
            "The third round of talks is due to open on May 20. It will now open at noon on May 20.",
            [(Status.PLANNED, 20, None)] * 2,
        ),
        (
            "The third round of talks ended on May 13. It will now resume on May 27.",
            [(Status.HAPPENED, 13, None), (Status.PLANNED, 27, None)],
        ),
    ],
)
def test_a_new_day_in_the_next_sentence_puts_off_what_was_planned(
    text: str, found: list[tuple[Status, int, int | None]]
) -> None:
    told = [(e.status, e.when.day, e.moved_from.day if e.moved_from else None) for e in talks(text)]
    assert [(s, d and d.day, old and old.day) for s, d, old in told] == found


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Egypt met on Monday. It ended a long silence.",
        "Kenya and Egypt met on Monday. It was cancelled.",
        "Kenya will meet Egypt in Oslo and Peru will hold talks with Iran in Geneva. It was cancelled.",
    ],
)
def test_it_takes_up_nothing_where_that_is_not_clear(text: str) -> None:
    assert not [e for e in talks(text) if text[e.trigger.start : e.trigger.end] == "It"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Kenya proposed a monitoring mission. Ethiopia rejected it.", ["a monitoring mission"]),
        ("Egypt accepted the plan but Ethiopia rejected it.", ["the plan"]),
        ("Kenya tabled what it called principles. Ethiopia turned them down.", ["principles"]),
        (
            "Kenya has demanded that its contract be reopened. Ethiopia has refused to do so.",
            ["its contract be reopened"],
        ),
    ],
)
def test_what_is_refused_may_stand_in_the_sentence_before(text: str, content: list[str]) -> None:
    assert refusal(text) == content


def test_a_refusal_of_nothing_known_is_none() -> None:
    assert not [e for e in read("Rain fell in Lima. Ethiopia rejected it.") if e.kind is EventKind.REFUSAL]


# --- walk-outs ---


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("Kenya walked out of the talks with Egypt on Monday.", "Kenya", "walked out of the talks with"),
        ("Kenyan negotiators stormed out of the third round of talks with Egypt.", "Kenya", "stormed out"),
        ("The peace talks began at noon. The Egyptian delegation walked out.", "Egypt", "walked out"),
        ("Egypt quit the second round of talks with Kenya on Monday.", "Egypt", "quit the second round"),
    ],
)
def test_who_walks_out_was_there(text: str, who: str, words: str) -> None:
    events = read(text)
    (left,) = [e for e in events if e.mode == WALKOUT]
    assert (left.kind, left.status) == (EventKind.REFUSAL, Status.HAPPENED)
    assert [p.name for p in left.participants] == [who]
    assert text[left.content[0].start :].startswith(words)
    assert all(e.status is Status.HAPPENED for e in events if e.kind in _TALKS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya walked out of talks on Monday in protest at an embargo.", "walked out of talks on Monday"),
        ("Kenya walked out of the talks after Egypt seized a port.", "walked out of the talks"),
        ("Kenya walked out of the talks, because Egypt had sent arms.", "walked out of the talks"),
        ("Kenya quit the round of talks over the blockade.", "quit the round of talks"),
        (
            "Kenya walked out of the talks with Egypt on Monday.",
            "walked out of the talks with Egypt on Monday",
        ),
    ],
)
def test_what_moves_somebody_to_walk_out_is_not_what_is_refused(text: str, words: str) -> None:
    (left,) = [e for e in read(text) if e.mode == WALKOUT]
    assert [text[s.start : s.end] for s in left.content] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Dockers in Kenya walked out on Monday over pay.",
        "The minister left the talks with Egypt at noon.",
        "Kenya threatened to walk out of the talks with Egypt.",
        "Kenya did not walk out of the talks with Egypt.",
        "The hostages walked out of the forest in Kenya.",
    ],
)
def test_nobody_walks_out_of_talks(text: str) -> None:
    assert not [e for e in read(text) if e.mode == WALKOUT and e.status is Status.HAPPENED]


# --- mediators ---


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("Kenya and Egypt held a second round of talks on Monday, mediated by Peru.", {"Peru"}),
        ("Peru-brokered talks between Kenya and Egypt resumed on Monday.", {"Peru"}),
        ("Talks between Kenya and Egypt, with Peru as mediator, were held on Monday.", {"Peru"}),
        ("Kenya and Egypt held a second round of talks on Monday.", set()),
        ("Kenya and Egypt held talks with Peru on Monday.", set()),
    ],
)
def test_who_mediates_is_no_party(text: str, mediators: set[str]) -> None:
    (event,) = talks(text)
    assert {p.name for p in event.participants if p.role == "mediator"} == mediators
    assert {"Kenya", "Egypt"} <= {p.name for p in event.participants if p.role == "party"}
    assert not mediators & {p.name for p in event.participants if p.role == "party"}


@pytest.mark.parametrize(
    "text",
    [
        "The deal came at the end of a third round of talks between Kenya and Egypt in Oslo.",
        "At the end of a third round of talks between Kenya and Egypt in Oslo, a declaration was signed.",
        "The breakthrough followed a third round of talks between Kenya and Egypt in Oslo.",
        "A third round of talks between Kenya and Egypt in Oslo produced a deal on prisoners.",
    ],
)
def test_what_came_of_a_round_tells_that_it_was_held(text: str) -> None:
    (event,) = [e for e in talks(text) if e.kind is EventKind.ROUND]
    assert (event.ordinal, event.status, event.place) == (3, Status.HAPPENED, "Oslo")
    assert {p.name for p in event.participants} == {"Kenya", "Egypt"}
