"""Deadlines and ultimatums: in labour disputes and between states."""

from datetime import date

import pytest

from onrecord.model import Event, EventKind, Span, Speaker, Statement, Status
from tests.reading.events.stage import read


def term(text: str, statements: tuple[Statement, ...] = ()) -> Event:
    (event,) = [
        e for e in read(text, statements=statements) if e.kind in (EventKind.DEADLINE, EventKind.ULTIMATUM)
    ]
    return event


def terms(text: str) -> list[Event]:
    return [e for e in read(text) if e.kind in (EventKind.DEADLINE, EventKind.ULTIMATUM)]


def who(event: Event, role: str) -> list[str]:
    return [p.name for p in event.participants if p.role == role]


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("text", "content", "consequence"),
    [
        (
            "The nurses will walk out at midnight on Thursday, June 6, their union has warned, unless the "
            "board offers more money.",
            "the board offers more money",
            "walk out at midnight on Thursday, June 6",
        ),
        (
            "If no better offer is on the table by midnight on 6 June, the dockers will stop work.",
            "no better offer is on the table by midnight on 6 June",
            "stop work",
        ),
        (
            "Teachers have threatened to walk out on June 6 unless the board raises pay.",
            "the board raises pay",
            "walk out on June 6",
        ),
        (
            "The dockers will strike on June 6 if the firm does not withdraw the letters.",
            "the firm … withdraw the letters",
            "strike on June 6",
        ),
        (
            "Kenya threatened new tariffs if the ships are not freed by June 6.",
            "the ships are … freed by June 6",
            "new tariffs",
        ),
    ],
)
def test_a_dated_threat_is_an_ultimatum(text: str, content: str, consequence: str) -> None:
    event = term(text)
    assert (event.kind, event.status, event.when.day) == (
        EventKind.ULTIMATUM,
        Status.HAPPENED,
        date(2024, 6, 6),
    )
    assert " … ".join(words(text, event.content)) == content
    assert words(text, event.consequence) == [consequence]


@pytest.mark.parametrize(
    "text",
    [
        "The nurses will walk out unless the board offers more money.",
        "The nurses may walk out on June 6 unless the board offers more money.",
        "Nobody said that the nurses would walk out on June 6.",
        "Kenya told Egypt to call or write by Friday.",
        "The harvest will fail on June 6 unless it rains.",
    ],
)
def test_a_threat_without_day_or_will_is_none(text: str) -> None:
    assert not terms(text)


def test_who_says_we_sets_the_term_on_whom_it_names() -> None:
    text = "Our members will walk out on June 6 unless Egypt improves its offer."
    statement = Statement("s1", (Span(0, len(text)),), (), (), Speaker("the union"))
    event = term(text, (statement,))
    assert (who(event, "author"), who(event, "addressee")) == (["union"], ["Egypt"])


def test_told_to_do_it_or_lose_is_an_ultimatum() -> None:
    text = "Kenya told Ethiopia on Monday to pull its soldiers off the bridge by June 6 or lose the port."
    event = term(text)
    assert (who(event, "author"), who(event, "addressee")) == (["Kenya"], ["Ethiopia"])
    assert event.when.day == date(2024, 6, 6)
    assert words(text, event.consequence) == ["lose the port"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ethiopia has until June 26 to withdraw its soldiers.", date(2024, 6, 26)),
        ("Kenya gave Ethiopia until Friday to withdraw its soldiers.", date(2024, 5, 17)),
        ("Kenya on Tuesday gave Ethiopia two weeks to withdraw its soldiers.", date(2024, 5, 28)),
        ("The strike deadline of midnight Thursday stands, the union said.", date(2024, 5, 16)),
        ("Kenya's ultimatum expires a week from Saturday, on June 6.", date(2024, 6, 6)),
        ("He was asked about the thirty-day ultimatum issued by Kenya on 7 May.", date(2024, 6, 6)),
        ("The strike deadline, originally June 6, is now June 20.", date(2024, 6, 20)),
        ("The union said on Monday that the strike deadline was June 20.", date(2024, 6, 20)),
        # what had been threatened may have run out
        ("Kenya had said it would shut the port unless Ethiopia withdrew by Tuesday.", date(2024, 5, 14)),
        ("Kenya has said it would shut the port unless Ethiopia withdrew by Tuesday.", date(2024, 5, 21)),
    ],
)
def test_due_days(text: str, day: date) -> None:
    assert term(text).when.day == day


@pytest.mark.parametrize(
    "text",
    [
        "The union on Wednesday extended its strike deadline by two weeks, to midnight on Thursday, June 20.",
        "The union put back its strike deadline from June 6 to June 20.",
        "The union has extended the deadline for a walkout from June 6 until June 20.",
        "A strike deadline of June 6 was pushed back to June 20 at the request of the mediator.",
    ],
)
def test_a_moved_deadline_has_both_days(text: str) -> None:
    event = term(text)
    assert (event.mode, event.when.day) == ("moved", date(2024, 6, 20))
    assert event.moved_from is not None
    assert event.moved_from.day == date(2024, 6, 6)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Kenya said Ethiopia must withdraw its troops.", ["Ethiopia"]),
        ("Kenya said Ethiopia must have known.", None),
        ("Kenya said the economy must grow.", None),
    ],
)
def test_must_is_a_demand_on_another(text: str, addressee: list[str] | None) -> None:
    found = [e for e in read(text) if e.kind is EventKind.DEMAND]
    assert [who(e, "addressee") for e in found] == ([addressee] if addressee else [])


@pytest.mark.parametrize(
    ("text", "day", "addressee"),
    [
        ("Kenya demanded that Egypt lift the ban by June 6.", date(2024, 6, 6), "Egypt"),
        ("Kenya repeated its demand that Egypt lift the ban by June 6.", date(2024, 6, 6), "Egypt"),
        ("Kenya insisted that Egypt withdraw by June 6.", date(2024, 6, 6), "Egypt"),
        ("Kenya said that Egypt must withdraw its troops by June 6.", date(2024, 6, 6), "Egypt"),
        ("On Monday, Kenya ordered Egypt to shut its embassy within ten days.", None, "Egypt"),
    ],
)
def test_a_demand_with_a_day_sets_a_deadline(text: str, day: date | None, addressee: str) -> None:
    found = read(text)
    (event,) = [e for e in found if e.kind is EventKind.DEADLINE]
    assert (event.status, event.when.day) == (Status.HAPPENED, day)
    assert (who(event, "author"), who(event, "addressee")) == (["Kenya"], [addressee])
    assert EventKind.DEMAND in {e.kind for e in found}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya demanded on June 6 that Egypt lift the ban.",
        "Kenya demanded that Egypt send the files by courier.",
        "Kenya demanded that Egypt lift the ban before June.",
        "Kenya did not demand that Egypt lift the ban by June 6.",
        "Kenya urged Egypt to lift the ban by June 6.",
        "Kenya said that inflation must fall by June 6.",
    ],
)
def test_other_demands_set_no_deadline(text: str) -> None:
    assert not terms(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya gave Egypt a 30-day deadline on Monday to return to the peace talks.", date(2024, 6, 12)),
        ("Kenya set Egypt a 10-day deadline on Friday.", date(2024, 5, 20)),
        ("Kenya set Egypt a deadline on Friday.", None),
    ],
)
def test_days_are_counted_from_the_day_of_setting(text: str, day: date | None) -> None:
    assert term(text).when.day == day


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The mediators extended the May 20 deadline by two weeks.", date(2024, 5, 20), date(2024, 6, 3)),
        (
            "The deadline, which expired on Friday, has been extended by ten days.",
            date(2024, 5, 10),
            date(2024, 5, 20),
        ),
        (
            "The mediators extended the deadline for Egypt to sign from May 20 to May 26.",
            date(2024, 5, 20),
            date(2024, 5, 26),
        ),
        ("The mediators extended the May 20 deadline.", date(2024, 5, 20), None),
        ("Kenya postponed its May 20 ultimatum by five days.", date(2024, 5, 20), date(2024, 5, 25)),
        ("Kenya agreed to put off its May 20 ultimatum by a week.", date(2024, 5, 20), date(2024, 5, 27)),
        ("Kenya's May 20 ultimatum to Egypt was delayed.", date(2024, 5, 20), None),
    ],
)
def test_a_moved_deadline_ends_as_much_later(text: str, old: date, new: date | None) -> None:
    event = term(text)
    assert event.moved_from is not None
    assert (event.mode, event.moved_from.day, event.when.day) == ("moved", old, new)


@pytest.mark.parametrize(
    ("text", "mode", "due"),
    [
        ("Kenya accepted the text on Monday, two days before a deadline set by Qatar.", "set", 15),
        ("Kenya said on Friday it had signed, a day before an Egyptian ultimatum was to expire.", "set", 11),
        ("Kenya came to the peace talks on Sunday, a day before the deadline expired.", "set", 13),
        ("Kenya left the peace talks on Sunday, a day after a deadline for a deal passed.", "passed", 11),
        ("Kenya signed on Sunday, a week before Egypt's May 30 deadline.", "set", 30),
        ("Kenya signed a day before a deadline set by Egypt.", "set", None),  # which day, nobody says
        ("Kenya signed on Sunday, hours before a deadline set by Egypt.", "set", None),
        ("Kenya said talks held on Sunday failed, a day before a deadline set by Egypt.", "set", None),
    ],
)
def test_a_deadline_a_day_before_or_after_what_the_sentence_tells(
    text: str, mode: str, due: int | None
) -> None:
    event = term(text)
    assert (event.mode, event.when.day) == (mode, due and date(2024, 5, due))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya left the peace talks on Monday, a day after the deadline for a deal was set.",
        "Kenya left the peace talks on Monday, a day before the deadline for a deal was extended.",
    ],
)
def test_the_day_of_setting_is_not_the_day_that_it_falls_due(text: str) -> None:
    assert not any(e.when.known for e in terms(text))


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The negotiators blew through a Friday deadline for a deal.", "missed"),
        ("The negotiators sailed past the May 10 deadline for a deal.", "missed"),
        ("The negotiators worked through the May 10 deadline for a deal.", "set"),
    ],
)
def test_a_deadline_that_is_run_through_is_missed(text: str, mode: str) -> None:
    assert term(text).mode == mode


@pytest.mark.parametrize(
    ("text", "author", "content"),
    [
        (
            "Kenya urged Egypt to return to the peace talks and gave Chile until June 6 to respond.",
            ["Kenya"],
            "to respond",
        ),
        (
            "The mediators gave the parties to the peace talks until June 6 to submit comments.",
            ["mediators"],
            "to submit comments",
        ),
    ],
)
def test_who_gives_until_a_day(text: str, author: list[str], content: str) -> None:
    event = term(text)
    assert (who(event, "author"), event.when.day) == (author, date(2024, 6, 6))
    assert words(text, event.content) == [content]


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        (
            "Kenya urged Egypt to halt strikes and called on Chile to free the hostages.",
            [(["Kenya"], "to halt strikes"), (["Kenya"], "to free the hostages")],
        ),
        ("Kenya urged Egypt to return and sign the deal.", [(["Kenya"], "to return and sign the deal")]),
    ],
)
def test_a_verb_in_the_past_is_not_joined_to_an_infinitive(
    text: str, demands: list[tuple[list[str], str]]
) -> None:
    found = [e for e in read(text) if e.kind is EventKind.DEMAND]
    assert [(who(e, "author"), words(text, e.content)[0]) for e in found] == demands


GIVEN = "Kenya gave Peru until June 10 to accept the plan. "


@pytest.mark.parametrize(
    ("text", "day", "old"),
    [
        ("Kenya extended the deadline by a week.", date(2024, 6, 17), date(2024, 6, 10)),
        ("On Monday it extended the deadline by ten days.", date(2024, 6, 20), date(2024, 6, 10)),
        ("Kenya extended the deadline.", None, date(2024, 6, 10)),  # until when, is not told
        ("Kenya extended the deadline to June 30.", date(2024, 6, 30), None),
        ("Kenya shortened the deadline to June 8.", date(2024, 6, 8), None),
        ("Kenya shortened its deadline by two days.", None, date(2024, 6, 10)),
        ("Egypt extended the deadline by a week.", None, None),  # another's
        (
            "Egypt set Chile a deadline of June 12. Kenya extended the deadline by a week.",
            None,
            None,
        ),  # which?
    ],
)
def test_a_move_is_of_the_only_deadline_told_before(text: str, day: date | None, old: date | None) -> None:
    event = terms(GIVEN + text)[-1]
    moved_from = event.moved_from.day if event.moved_from is not None else None
    assert (event.mode, event.when.day, moved_from) == ("moved", day, old)


@pytest.mark.parametrize(
    ("text", "demand", "due"),
    [
        (
            "Kenya extended its deadline for Egypt to sign the agreement to June 20.",
            ["Egypt to sign the agreement"],
            date(2024, 6, 20),
        ),
        (
            "Kenya extended its deadline for Egypt to sign the agreement until June 20.",
            ["Egypt to sign the agreement"],
            date(2024, 6, 20),
        ),
        (
            "Kenya extended its deadline for Egypt to put off the vote to June 20.",
            ["Egypt to put off the vote to June 20"],
            None,
        ),
    ],
)
def test_the_new_day_behind_what_is_demanded(text: str, demand: list[str], due: date | None) -> None:
    event = term(text)
    assert (event.mode, words(text, event.content), event.when.day) == ("moved", demand, due)
