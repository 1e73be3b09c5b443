"""The broad look: any negotiation, whoever takes part, in minimal sets over every status."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import EventKind, Status
from onrecord.reading.events.broad.words import words
from tests.reading.events.stage import read_all

S, K = Status, EventKind


def told(text: str) -> set[tuple[EventKind, Status]]:
    return {(e.kind, e.status) for e in read_all(text)}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The stewards and the board will meet on Monday.", S.PLANNED),
        ("The stewards and the board met on Monday.", S.HAPPENED),
        ("The stewards and the board did not meet.", S.DID_NOT_HAPPEN),
        ("The stewards and the board never met.", S.DID_NOT_HAPPEN),
        ("The stewards and the board are meeting in the canteen.", S.ONGOING),
        ("The stewards and the board may meet on Monday.", S.UNCONFIRMED),
        ("The stewards and the board are said to have met.", S.UNCONFIRMED),
        ("The stewards will meet the board only if the ban is lifted.", S.CONDITIONAL),
        ("The stewards will not meet the board until the ban is lifted.", S.CONDITIONAL),
        ("The stewards would meet the board if it apologised.", S.CONDITIONAL),
        ("The stewards would have met the board had it apologised.", S.DID_NOT_HAPPEN),
        ("The stewards want to meet the board.", S.PROPOSED),
        ("The stewards refused to sit down with the board.", S.DID_NOT_HAPPEN),
        ("The stewards denied having met the board.", S.DENIED),
        ("The steward swore that nobody had met the board.", S.DENIED),
        ("Reports that the stewards had met the board are a lie, she said.", S.DENIED),
        ("The board dismissed rumours of a meeting with the stewards.", S.DENIED),
        ("A meeting of the stewards and the board was put on ice.", S.POSTPONED),
        ("A meeting of the stewards and the board was called off.", S.CANCELLED),
        ("Plans for a meeting with the stewards have been shelved.", S.POSTPONED),
        ("Hopes of a meeting with the stewards have evaporated.", S.DID_NOT_HAPPEN),
        ("It was a meeting that never was.", S.DID_NOT_HAPPEN),
        ("The meeting that never took place was to be held in the canteen.", S.DID_NOT_HAPPEN),
        ("Did the stewards meet the board?", S.UNCONFIRMED),
        ("It is far from clear that the stewards met the board.", S.UNCONFIRMED),
        ("Whether the stewards meet depends on the weather.", S.CONDITIONAL),
        ("Stewards to meet board", S.PLANNED),
    ],
)
def test_a_meeting_of_anybody(sentence: str, status: Status) -> None:
    assert (K.MEETING, status) in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("The dyers and the mill have buried the hatchet.", K.AGREEMENT, S.HAPPENED),
        ("The dyers walked away from their deal with the mill.", K.AGREEMENT, S.CANCELLED),
        ("The dyers and the mill are still poles apart.", K.AGREEMENT, S.DID_NOT_HAPPEN),
        ("A deal was struck on Monday and rescinded on Tuesday.", K.AGREEMENT, S.CANCELLED),
        ("The dyers' deal with the mill fell through.", K.AGREEMENT, S.DID_NOT_HAPPEN),
        ("The truce took hold at noon.", K.CEASEFIRE, S.HAPPENED),
        ("The two camps laughed off a truce.", K.CEASEFIRE, S.DID_NOT_HAPPEN),
        ("The captives will be swapped for three guards.", K.PRISONER_EXCHANGE, S.PLANNED),
        ("The shepherds sent no envoy to the talks.", K.DELEGATION, S.DID_NOT_HAPPEN),
        ("The shepherds' delegates stayed away from the talks.", K.DELEGATION, S.DID_NOT_HAPPEN),
        ("A hermit is acting as go-between.", K.MEDIATION, S.ONGOING),
        ("The mill may be invited along.", K.INVITATION, S.UNCONFIRMED),
        ("The mill gave ground on wages.", K.CONCESSION, S.HAPPENED),
        ("The mill gave a speech in the dispute over wages.", K.CONCESSION, None),
        ("The dyers threw out the mill's offer.", K.REFUSAL, S.HAPPENED),
        ("The port threatened to impose a tariff if the fleet sailed.", K.SANCTION, S.CONDITIONAL),
        ("The port stopped short of an embargo.", K.SANCTION, S.DID_NOT_HAPPEN),
        ("The militia flouted the truce.", K.VIOLATION, S.HAPPENED),
        ("The bridge was opened under the accord.", K.IMPLEMENTATION, S.HAPPENED),
        ("The harbour master rang the mayor.", K.CALL, S.HAPPENED),
        ("The mayor's call with the harbour master was put off.", K.CALL, S.POSTPONED),
    ],
)
def test_other_kinds_of_anybody(sentence: str, kind: EventKind, status: Status | None) -> None:
    found = {s for k, s in told(sentence) if k is kind}
    assert found == (set() if status is None else {status})


@pytest.mark.parametrize(
    "sentence",
    [
        "The rivers meet below the mill.",
        "The talks show was cancelled.",
        "The exchange rate fell.",
        "It was a close call.",
        "She is a great deal taller than her brother.",
        "Of its own accord the door opened.",
        "The climbers reached the summit of the mountain.",
        "The crowd gathered to see the fireworks.",
        "The proposal was met with silence.",
    ],
)
def test_idioms_tell_of_no_event(sentence: str) -> None:
    assert {k for k, _ in told(sentence)} <= {K.PROPOSAL}


def test_participants_are_the_words_of_the_text_where_no_actor_is_known() -> None:
    (event,) = read_all("The tram stewards sat down with the transport board.")
    assert [p.name for p in event.participants] == ["tram stewards", "transport board"]


def test_a_long_report_about_other_things_is_passed_over() -> None:
    story = "The gardener watered the roses and swept the long gravel path behind the house. " * 12
    found = read_all(f"{story}The stewards and the board have buried the hatchet.")
    assert not [e for e in found if e.mode == "general"]


def test_every_event_of_the_broad_look_is_marked() -> None:
    assert {e.mode for e in read_all("The dyers and the mill have buried the hatchet.")} == {"general"}


def test_no_word_of_two_lists_is_lost() -> None:
    known = words()
    assert known.verbs["sit"] and known.nouns["talk"] and known.tables["object"]["shelve"] == S.POSTPONED


_SUBJECTS = st.sampled_from(["The dyers", "Nobody", "The mill and the dyers", "Ministers", "It"])
_VERBS = st.sampled_from(["met", "will meet", "may not have met", "refused to meet", "never met", "to meet"])
_TAILS = st.sampled_from(["", " the board", " if it rains", " on Monday", "?", " without a deal", " but"])


@given(_SUBJECTS, _VERBS, _TAILS)
def test_no_plan_doubt_or_denial_has_happened(subject: str, verb: str, tail: str) -> None:
    found = told(f"{subject} {verb}{tail}.")
    if verb != "met" or subject == "Nobody":
        assert (K.MEETING, S.HAPPENED) not in found


@pytest.mark.parametrize(
    ("sentence", "kind", "when", "place"),
    [
        ("Dam engineers of both banks met in Geneva on Thursday.", K.MEETING, "Thursday", "Geneva"),
        ("Dam engineers will meet in Geneva on 8 April.", K.MEETING, "8 April", "Geneva"),
        ("The stewards signed a pact in Geneva on Thursday.", K.AGREEMENT, "Thursday", "Geneva"),
        ("It was the first chat between the stewards since November.", K.MEETING, "", None),
        ("On Friday the stewards called for a truce.", K.CEASEFIRE, "", None),
    ],
)
def test_the_day_and_the_place_are_what_hangs_on_the_event(
    sentence: str, kind: EventKind, when: str, place: str | None
) -> None:
    found = [e for e in read_all(sentence) if e.kind is kind]
    assert [(e.when.text or "", e.place) for e in found] == [(when, place)]


def test_the_number_of_a_round_is_told() -> None:
    (found,) = read_all("The stewards traded lists as the first Geneva round of talks closed.")
    assert (found.kind, found.ordinal, found.place) == (K.ROUND, 1, "Geneva")


def test_who_speaks_of_a_meeting_between_two_others_takes_no_part() -> None:
    (meeting,) = (
        e
        for e in read_all("Ada Holm did not rule out a meeting between Kenya and Sudan.")
        if e.kind is K.MEETING
    )
    assert {p.name for p in meeting.participants if p.role == "party"} == {"Kenya", "Sudan"}


def test_lists_of_prisoners_are_no_prisoners() -> None:
    assert not told("Both sides had handed over lists of the prisoners that they hold.")
    assert not told("Kenya had handed over the prisoner list.")
    assert (K.PRISONER_EXCHANGE, S.HAPPENED) in told("Both sides had handed over hundreds of prisoners.")


@pytest.mark.parametrize(
    ("sentence", "kind", "other"),
    [
        ("The stewards had refused to meet the board, but met it on Monday.", K.MEETING, S.DID_NOT_HAPPEN),
        ("After they met on Monday, the stewards said they would meet again.", K.MEETING, S.PLANNED),
        ("The stewards, who had vowed never to sign, signed the pact.", K.AGREEMENT, S.DID_NOT_HAPPEN),
        ("The pact that the stewards refused to sign was signed on Monday.", K.AGREEMENT, S.DID_NOT_HAPPEN),
    ],
)
def test_what_is_done_is_told_beside_what_is_not(sentence: str, kind: EventKind, other: Status) -> None:
    assert {(kind, S.HAPPENED), (kind, other)} <= told(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The stewards agreed on everything but the wages, and nothing was signed.", K.AGREEMENT),
        ("The pact, which the stewards say was signed in March, was never signed.", K.AGREEMENT),
        ("The stewards have neither signed nor initialled the pact.", K.AGREEMENT),
        ("The mayor denied that the stewards met the board, and said no meeting was planned.", K.MEETING),
    ],
)
def test_nothing_is_done_where_nobody_says_so(sentence: str, kind: EventKind) -> None:
    assert (kind, S.HAPPENED) not in told(sentence)
