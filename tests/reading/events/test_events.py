"""Rounds, acts, deadlines: who, what, when, where."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import UNKNOWN, Basis, Event, EventKind, Span, Speaker, Statement, Status
from onrecord.reading import events
from onrecord.reading.language import parse
from tests.reading.events.stage import PUBLISHED, cast_of, read, read_all


def one(text: str, kind: EventKind) -> Event:
    (event,) = [e for e in read(text) if e.kind is kind]
    return event


def who(event: Event, role: str) -> list[str]:
    return [p.name for p in event.participants if p.role == role]


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


# --- rounds ---


@pytest.mark.parametrize(
    ("phrase", "ordinals"),
    [
        ("The second round of talks was", [2]),
        ("A third round of peace negotiations was", [3]),
        ("Another round of talks was", [None]),
        ("The latest round of talks was", [None]),
        ("The first two rounds of peace talks were", [1, 2]),
        ("The first and second rounds of talks were", [1, 2]),
        ("Three rounds of talks were", [None]),
        ("The fourth negotiating round was", [4]),
    ],
)
def test_ordinals_of_rounds(phrase: str, ordinals: list[int | None]) -> None:
    found = read(f"{phrase} held in Lusaka.")
    assert [e.ordinal for e in found if e.kind is EventKind.ROUND] == ordinals
    assert {e.place for e in found} == {"Lusaka"}


def test_listed_rounds_have_their_own_days_and_share_the_place_told_later() -> None:
    text = (
        "Kenya and Ethiopia have held two rounds of direct talks this year, the first on March 4 and the "
        "second on April 9. Both rounds took place in Lusaka."
    )
    first, second = read(text)
    assert (first.ordinal, first.when.day, first.place) == (1, date(2024, 3, 4), "Lusaka")
    assert (second.ordinal, second.when.day, second.place) == (2, date(2024, 4, 9), "Lusaka")
    assert who(first, "party") == who(second, "party") == ["Kenya", "Ethiopia"]
    assert len(first.evidence) == 2
    assert first.id != second.id


def test_parties_mediator_and_host_are_told_apart() -> None:
    round_ = one("Norway hosted a second round of talks between Kenya and Ethiopia.", EventKind.ROUND)
    assert who(round_, "party") == ["Kenya", "Ethiopia"]
    assert who(round_, "host") == ["Norway"]
    talks = one("Kenya and Ethiopia held talks mediated by Qatar in Doha on Tuesday.", EventKind.ROUND)
    assert who(talks, "party") == ["Kenya", "Ethiopia"]
    assert who(talks, "mediator") == ["Qatar"]
    assert (talks.place, talks.when.day) == ("Doha", date(2024, 5, 14))


def test_a_minister_stands_for_the_state_in_a_round_but_not_in_a_meeting() -> None:
    assert who(
        one("Kenya's envoy Wanjiru proposed a second round of talks with Ethiopia.", EventKind.ROUND), "party"
    ) == [
        "Ethiopia",
        "Kenya",
    ]
    assert who(one("Wanjiru met Abebe in Oslo.", EventKind.MEETING), "party") == ["Wanjiru", "Abebe"]


def test_who_invites_both_sides_is_no_party() -> None:
    found = read("Norway invited Kenya and Ethiopia to a third round of talks in Oslo on June 2.")
    kinds = {e.kind: e for e in found}
    assert who(kinds[EventKind.INVITATION], "author") == ["Norway"]
    assert who(kinds[EventKind.INVITATION], "addressee") == ["Kenya", "Ethiopia"]
    round_ = kinds[EventKind.ROUND]
    assert (round_.status, round_.ordinal, round_.place) == (Status.PROPOSED, 3, "Oslo")
    assert round_.when.day == date(2024, 6, 2)
    assert who(round_, "party") == ["Kenya", "Ethiopia"]


def test_the_day_of_the_proposal_is_not_the_day_of_the_round() -> None:
    text = "On Monday, Kenya proposed holding a second round of talks with Ethiopia on June 2."
    found = {e.kind: e for e in read(text)}
    assert found[EventKind.PROPOSAL].when.day == date(2024, 5, 13)
    assert found[EventKind.ROUND].when.day == date(2024, 6, 2)
    assert words(text, found[EventKind.PROPOSAL].content) == [
        "holding a second round of talks with Ethiopia on June 2"
    ]


def test_either_day_is_an_interval() -> None:
    meeting = one("Kenya and Ethiopia could meet in Oslo on Thursday or Friday.", EventKind.MEETING)
    assert (meeting.when.earliest, meeting.when.latest) == (date(2024, 5, 16), date(2024, 5, 17))


def test_a_postponed_round_keeps_the_old_and_the_new_day() -> None:
    round_ = one("The third round of talks was put off from Monday to Friday.", EventKind.ROUND)
    assert round_.status is Status.POSTPONED
    assert round_.when.day == date(2024, 5, 17)
    assert round_.moved_from is not None
    assert round_.moved_from.day == date(2024, 5, 13)


# --- calls ---


def test_a_call_is_between_the_speaker_and_the_one_called() -> None:
    call = one("In a call with Abebe on Monday, Wanjiru said that the road is open.", EventKind.CALL)
    assert sorted(who(call, "party")) == ["Abebe", "Wanjiru"]
    assert (call.status, call.when.day) == (Status.HAPPENED, date(2024, 5, 13))
    assert one("Wanjiru spoke by phone with Abebe.", EventKind.CALL).status is Status.HAPPENED


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Wanjiru discussed the matter with Abebe by phone.", {EventKind.CALL}),
        ("Wanjiru reviewed the matter with Abebe over the phone.", {EventKind.CALL}),
        ("Wanjiru and Abebe discussed the ceasefire by phone.", {EventKind.CALL, EventKind.CEASEFIRE}),
        ("Wanjiru discussed the matter with Abebe by the river.", set()),
        ("Wanjiru discussed the matter by phone.", set()),
    ],
)
def test_what_is_discussed_by_phone_is_a_call_and_no_round(text: str, kinds: set[EventKind]) -> None:
    found = read_all("The peace talks went on. " + text)
    assert {e.kind for e in found if e.trigger.start > 25} == kinds


# --- attendance and conditions ---


def test_unconfirmed_attendance_says_nothing_of_the_talks() -> None:
    (event,) = read("Kenya has yet to confirm if it will attend the next meeting in Doha on Friday.")
    assert (event.kind, event.status, event.place) == (EventKind.DELEGATION, Status.UNCONFIRMED, "Doha")
    assert who(event, "party") == ["Kenya"]
    assert event.when.day == date(2024, 5, 17)


def test_what_must_come_first_is_a_condition() -> None:
    text = "Kenya wants to see the draft before it sends a delegation to Doha."
    found = {e.kind: e for e in read(text)}
    assert found[EventKind.DELEGATION].status is Status.CONDITIONAL
    assert found[EventKind.DELEGATION].condition == "to see the draft"
    assert who(found[EventKind.CONDITION], "author") == ["Kenya"]
    assert words(text, found[EventKind.CONDITION].content) == ["to see the draft"]


def test_not_until_is_a_condition() -> None:
    text = "Kenya will not attend the talks until the border is open."
    found = {e.kind: e for e in read(text)}
    assert found[EventKind.DELEGATION].condition == "until the border is open"
    assert words(text, found[EventKind.CONDITION].content) == ["the border is open"]


def test_the_condition_of_two_parties_is_nobodys() -> None:
    kinds = {e.kind for e in read("Kenya and Ethiopia would meet if the army withdrew.")}
    assert kinds == {EventKind.MEETING}


# --- demands, refusals ---


@pytest.mark.parametrize(
    ("text", "kind", "author", "addressee", "content"),
    [
        (
            "Kenya demanded that Ethiopia reopen the border.",
            EventKind.DEMAND,
            ["Kenya"],
            ["Ethiopia"],
            ["Ethiopia reopen the border"],
        ),
        ("Kenya urged Ethiopia to stop.", EventKind.DEMAND, ["Kenya"], ["Ethiopia"], ["to stop"]),
        ("Kenya called on Ethiopia to stop.", EventKind.DEMAND, ["Kenya"], ["Ethiopia"], ["to stop"]),
        ("Kenya ruled out direct talks.", EventKind.REFUSAL, ["Kenya"], [], ["direct talks"]),
        ("Kenya refused to withdraw.", EventKind.REFUSAL, ["Kenya"], [], ["to withdraw"]),
        ("Kenya has no plans to withdraw.", EventKind.REFUSAL, ["Kenya"], [], ["to withdraw"]),
        ("Kenya does not intend to withdraw.", EventKind.REFUSAL, ["Kenya"], [], ["to withdraw"]),
        (
            "The union rejected the company's offer.",
            EventKind.REFUSAL,
            ["union"],
            [],
            ["the company's offer"],
        ),
        ("The port is a red line for Kenya.", EventKind.RED_LINE, ["Kenya"], [], ["The port"]),
        ("Kenya dropped its demand.", EventKind.CONCESSION, ["Kenya"], [], ["its demand"]),
    ],
)
def test_acts(
    text: str, kind: EventKind, author: list[str], addressee: list[str], content: list[str]
) -> None:
    event = one(text, kind)
    assert who(event, "author") == author
    assert who(event, "addressee") == addressee
    assert words(text, event.content) == content


def test_a_proposal_that_is_handed_over() -> None:
    event = one("Kenya sent its peace proposal to Ethiopia on Monday.", EventKind.PROPOSAL)
    assert (who(event, "author"), who(event, "addressee")) == (["Kenya"], ["Ethiopia"])
    assert (event.status, event.when.day) == (Status.HAPPENED, date(2024, 5, 13))
    assert one("Kenya will present its proposal.", EventKind.PROPOSAL).status is Status.PLANNED


def test_to_suggest_a_fact_is_no_proposal() -> None:
    assert read("Kenya suggested that Ethiopia had lied.") == ()
    assert one("Kenya suggested that Ethiopia withdraw.", EventKind.PROPOSAL).status is Status.HAPPENED


# --- deadlines ---


def test_a_deadline_with_its_demand_and_consequence() -> None:
    text = "The union gave the company until Friday to raise its offer or face a strike."
    event = one(text, EventKind.DEADLINE)
    assert (who(event, "author"), who(event, "addressee")) == (["union"], ["company"])
    assert (event.mode, event.when.day) == ("set", date(2024, 5, 17))
    assert words(text, event.content) == ["to raise its offer"]
    assert words(text, event.consequence) == ["face a strike"]


def test_a_deadline_that_ends() -> None:
    event = one("Kenya's deadline for Ethiopia ends on Friday.", EventKind.DEADLINE)
    assert (who(event, "author"), who(event, "addressee")) == (["Kenya"], ["Ethiopia"])
    assert event.when.day == date(2024, 5, 17)
    assert event.when.basis is Basis.CALENDAR


def test_a_moved_deadline_has_both_days() -> None:
    event = one("The company extended the deadline from Monday to Friday.", EventKind.DEADLINE)
    assert (event.mode, event.status, event.when.day) == ("moved", Status.HAPPENED, date(2024, 5, 17))
    assert event.moved_from is not None
    assert event.moved_from.day == date(2024, 5, 13)


def test_a_moved_deadline_with_its_old_day_in_a_relative_clause() -> None:
    event = one("The deadline, which had been March 1, was extended to June 15.", EventKind.DEADLINE)
    assert event.when.day == date(2024, 6, 15)
    assert event.moved_from is not None
    assert event.moved_from.day == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "mode", "status"),
    [
        ("The company met the deadline.", "met", Status.HAPPENED),
        ("The company missed the deadline.", "missed", Status.DID_NOT_HAPPEN),
        ("The deadline passed without a deal.", "passed", Status.DID_NOT_HAPPEN),
    ],
)
def test_what_became_of_a_deadline(text: str, mode: str, status: Status) -> None:
    event = one(text, EventKind.DEADLINE)
    assert (event.mode, event.status) == (mode, status)


def test_an_ultimatum_counts_from_the_day_it_was_issued() -> None:
    text = (
        "The reports came a week after Abebe issued an ultimatum to Kenya, demanding that the army end the "
        "siege in 50 days or face new sanctions."
    )
    event = one(text, EventKind.ULTIMATUM)
    assert (who(event, "author"), who(event, "addressee")) == (["Abebe"], ["Kenya"])
    assert event.when.form == "-1W +50D"
    assert event.when.may_be(date(2024, 6, 27))
    assert not event.when.may_be(date(2024, 7, 4)), "50 days from publication would be wrong"
    assert words(text, event.consequence) == ["face new sanctions"]
    assert [e.kind for e in read(text)] == [EventKind.ULTIMATUM], "the demand is part of it"


def test_an_ultimatum_of_unknown_day_has_no_due_day() -> None:
    event = one("Abebe issued an ultimatum to Kenya to end the siege in 50 days.", EventKind.ULTIMATUM)
    assert not event.when.known


# --- assertions ---


def test_the_innermost_statement_asserts() -> None:
    text = "Wanjiru said that Abebe claimed that Kenya and Ethiopia met in Oslo."
    outer = Statement("outer", (Span(18, 68),), (Span(8, 12),), (Span(0, 7),), Speaker("Wanjiru", "wanjiru"))
    inner = Statement("inner", (Span(37, 68),), (Span(24, 31),), (Span(18, 23),), Speaker("Abebe", "abebe"))
    (event,) = read(text, statements=(outer, inner))
    assert event.asserted_by == "inner"


def test_a_cue_is_reported_by_the_one_outside() -> None:
    text = "Kenya proposed a second round of talks."
    statement = Statement("s", (Span(15, 38),), (Span(6, 14),), (Span(0, 5),), Speaker("Kenya", "kenya"))
    by = {e.kind: e.asserted_by for e in read(text, statements=(statement,))}
    assert by == {EventKind.PROPOSAL: "narrator", EventKind.ROUND: "s"}


def test_the_speaker_proposes_what_is_needed() -> None:
    text = "A meeting of leaders is needed, Wanjiru said."
    statement = Statement(
        "s", (Span(0, 30),), (Span(40, 44),), (Span(32, 39),), Speaker("Wanjiru", "wanjiru")
    )
    event = next(e for e in read(text, statements=(statement,)) if e.kind is EventKind.MEETING)
    assert event.status is Status.PROPOSED


# --- invariants ---

_WORDS = st.sampled_from(
    "Kenya Ethiopia Wanjiru the a second round of talks meeting deadline until Friday if was will not to and "
    "or met proposed postponed in Oslo said that demanded ultimatum , . \u201c \u201d face before which "
    "both".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_any_text_keeps_the_invariants(text: str) -> None:
    found = read(text)
    assert found == read(text)
    assert len({e.id for e in found}) == len(found)
    for event in found:
        assert event.evidence[0].contains(event.trigger)
        for span in (*event.evidence, *event.content, *event.consequence):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "word", ["and Kenya ", "to meet ", "if ", "round of ", "said that Kenya ", "deadline for "]
)
def test_hostile_repetition_is_survived(word: str) -> None:
    text = "Kenya proposed " + word * 800 + "talks."
    parsed = parse(text)
    events.find(parsed, cast_of(text), (), (), document="x", published=UNKNOWN)


def test_ids_depend_on_the_document() -> None:
    text = "Kenya met Ethiopia in Oslo."
    parsed = parse(text)
    a, b = (events.find(parsed, cast_of(text), (), (), document=d, published=PUBLISHED) for d in ("a", "b"))
    assert a[0].id != b[0].id


def test_days_given_count_from_the_day_of_giving() -> None:
    event = one(
        "On Monday, Abebe gave Kenya 30 days to leave the town or face a blockade.", EventKind.DEADLINE
    )
    assert event.when.form == "<Mon +30D"
    assert event.when.day == date(2024, 6, 12)
    assert who(event, "addressee") == ["Kenya"]


def test_a_deadline_given_anew_moves_the_old_one() -> None:
    text = (
        "Abebe gave Kenya until June 26 to leave the town, moving a deadline that was due to end on Friday."
    )
    event = one(text, EventKind.DEADLINE)
    assert (event.mode, event.when.day) == ("moved", date(2024, 6, 26))
    assert event.moved_from is not None
    assert event.moved_from.day == date(2024, 5, 17)
    assert words(text, event.content) == ["to leave the town"]


def test_unless_is_what_an_ultimatum_demands() -> None:
    text = (
        "Abebe issued an ultimatum on May 7, warning that the port would be shut unless the soldiers leave."
    )
    event = one(text, EventKind.ULTIMATUM)
    assert words(text, event.consequence) == ["the port would be shut"]
    assert words(text, event.content) == ["the soldiers leave"]


def test_a_round_due_to_open_that_is_postponed() -> None:
    text = (
        "The second round of talks between Peru and Chile, due to open in Lima on Friday, has been postponed."
    )
    event = one(text, EventKind.ROUND)
    assert (event.status, event.place) == (Status.POSTPONED, "Lima")
    assert event.moved_from is not None
    assert event.moved_from.day == date(2024, 5, 17)


def test_who_studies_an_invitation_does_not_invite() -> None:
    assert read("Kenya was studying the invitation.") == ()


def test_to_agree_to_consider_something_agrees_on_nothing() -> None:
    said = "Kenya agreed to consider sending troops to Sudan."
    done = "Kenya agreed to withdraw its troops from Sudan."
    assert [EventKind.AGREEMENT in {e.kind for e in read(text)} for text in (said, done)] == [False, True]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya proposed that observers remain on the border.", ["observers remain on the border"]),
        ("Kenya proposed that an observer be sent.", ["an observer be sent"]),
        ("Kenya suggested that observers remain there.", []),  # or told that they do
    ],
)
def test_what_is_proposed_in_a_clause(text: str, wanted: list[str]) -> None:
    found = [e for e in read(text) if e.kind is EventKind.PROPOSAL and e.mode == "change"]
    assert [text[s.start : s.end] for e in found for s in e.content] == wanted


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya and Egypt held talks on Monday and exchanged prisoners.", "<Mon"),
        ("Kenya and Egypt held talks in May and exchanged prisoners.", None),
        ("Kenya and Egypt held talks on Monday and will exchange prisoners.", None),
    ],
)
def test_the_deed_behind_has_the_weekday_of_the_one_before(text: str, day: str | None) -> None:
    (exchange,) = [e for e in read(text) if e.kind is EventKind.PRISONER_EXCHANGE]
    assert exchange.when.form == day


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "Kenya was demanding an apology, the release of ten men and the reopening of the road.",
            EventKind.DEMAND,
            "an apology, the release of ten men and the reopening of the road",
        ),
        ("Kenya demanded an apology, Abebe said on Monday.", EventKind.DEMAND, "an apology"),
        (
            "Kenya set one condition for talks with Egypt: the troops must leave the port.",
            EventKind.CONDITION,
            "the troops must leave the port",
        ),
        ("Kenya has one red line: Egypt will not rule it.", EventKind.RED_LINE, "Egypt will not rule it"),
        (
            "Kenya set a condition for the talks with Egypt: troops, old or new, must leave.",
            EventKind.CONDITION,
            "a condition for the talks with Egypt",  # how far it goes, a comma leaves open
        ),
    ],
)
def test_the_whole_of_what_is_asked(text: str, kind: EventKind, wanted: str) -> None:
    assert words(text, one(text, kind).content) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Qatar rejected a Kenyan plan on fees which Egypt accepted in May.", "a Kenyan plan on fees"),
        ("Qatar rejected a plan by Kenya on fees, which it had earlier endorsed.", "a plan by Kenya on fees"),
        ("Qatar rejected a plan which would end the war.", "a plan which would end the war"),
        ("Qatar rejected a plan for the port which Kenya closed.", "a plan for the port which Kenya closed"),
    ],
)
def test_what_is_put_forward_is_told_without_the_answer(text: str, wanted: str) -> None:
    assert words(text, one(text, EventKind.REFUSAL).content) == [wanted]
