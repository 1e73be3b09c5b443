"""Minimal sets: one negotiation, one verb or noun, every status."""

import pytest

from onrecord.model import EventKind, Status
from tests.reading.events.stage import read

S = Status


def status_of(text: str, kind: EventKind) -> Status | None:
    kinds = {kind, EventKind.ROUND} if kind is EventKind.MEETING else {kind}  # talks are told as a round
    found = [e.status for e in read(text) if e.kind in kinds]
    assert len(found) <= 1, found
    return found[0] if found else None


@pytest.mark.parametrize(
    ("predicate", "status"),
    [
        ("met in Oslo", S.HAPPENED),
        ("have met in Oslo", S.HAPPENED),
        ("did meet in Oslo", S.HAPPENED),
        ("will meet in Oslo", S.PLANNED),
        ("are to meet in Oslo", S.PLANNED),
        ("were to meet in Oslo", S.PLANNED),
        ("are due to meet in Oslo", S.PLANNED),
        ("are expected to meet in Oslo", S.PLANNED),
        ("are going to meet in Oslo", S.PLANNED),
        ("intend to meet in Oslo", S.PLANNED),
        ("agreed to meet in Oslo", S.PLANNED),
        ("have decided to meet in Oslo", S.PLANNED),
        ("proposed to meet in Oslo", S.PROPOSED),
        ("are ready to meet in Oslo", S.PROPOSED),
        ("should meet in Oslo", S.PROPOSED),
        ("were urged to meet in Oslo", S.PROPOSED),
        ("may meet in Oslo", S.UNCONFIRMED),
        ("could meet in Oslo", S.UNCONFIRMED),
        ("reportedly met in Oslo", S.UNCONFIRMED),
        ("will probably meet in Oslo", S.UNCONFIRMED),
        ("are likely to meet in Oslo", S.UNCONFIRMED),
        ("are said to have met in Oslo", S.UNCONFIRMED),
        ("appear to have met in Oslo", S.UNCONFIRMED),
        ("are considering meeting in Oslo", S.UNCONFIRMED),
        ("did not meet in Oslo", S.DID_NOT_HAPPEN),
        ("never met in Oslo", S.DID_NOT_HAPPEN),
        ("failed to meet in Oslo", S.DID_NOT_HAPPEN),
        ("refused to meet in Oslo", S.DID_NOT_HAPPEN),
        ("have yet to meet in Oslo", S.DID_NOT_HAPPEN),
        ("denied having met in Oslo", S.DENIED),
        ("denied that they had met in Oslo", S.DENIED),
        ("would meet in Oslo if the war ended", S.CONDITIONAL),
        ("will not meet in Oslo until the war ends", S.CONDITIONAL),
        ("postponed meeting in Oslo", S.POSTPONED),
    ],
)
def test_a_verb_has_the_status_of_its_clause(predicate: str, status: Status) -> None:
    assert status_of(f"Kenya and Ethiopia {predicate}.", EventKind.MEETING) is status


@pytest.mark.parametrize(
    ("predicate", "status"),
    [
        ("took place in Geneva", S.HAPPENED),
        ("was held in Geneva", S.HAPPENED),
        ("has begun in Geneva", S.HAPPENED),
        ("will take place in Geneva", S.PLANNED),
        ("is scheduled for Friday", S.PLANNED),
        ("is expected to be held in Geneva", S.PLANNED),
        ("was agreed for Friday", S.PLANNED),
        ("has been proposed for Friday", S.PROPOSED),
        ("is needed", S.PROPOSED),
        ("could take place in Geneva", S.UNCONFIRMED),
        ("is possible", S.UNCONFIRMED),
        ("is in doubt", S.UNCONFIRMED),
        ("is being discussed", S.UNCONFIRMED),
        ("is under way", S.ONGOING),
        ("is continuing in Geneva", S.ONGOING),
        ("was postponed", S.POSTPONED),
        ("has been put off until Friday", S.POSTPONED),
        ("was called off", S.CANCELLED),
        ("has been scrapped", S.CANCELLED),
        ("did not take place", S.DID_NOT_HAPPEN),
        ("failed to take place", S.DID_NOT_HAPPEN),
    ],
)
@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("The meeting between Peru and Chile", EventKind.MEETING),
        ("The summit between Peru and Chile", EventKind.MEETING),
        ("A third round of talks between Peru and Chile", EventKind.ROUND),
    ],
)
def test_a_noun_has_the_status_of_what_it_hangs_on(
    subject: str, kind: EventKind, predicate: str, status: Status
) -> None:
    assert status_of(f"{subject} {predicate}.", kind) is status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Peru and Chile held talks in Turin.", S.HAPPENED),
        ("Peru and Chile will hold talks in Turin.", S.PLANNED),
        ("Peru and Chile agreed to hold talks in Turin.", S.PLANNED),
        ("Peru proposed holding talks with Chile in Turin.", S.PROPOSED),
        ("Peru called for talks with Chile.", S.PROPOSED),
        ("Peru and Chile could hold talks in Turin.", S.UNCONFIRMED),
        ("Peru spoke of a possible meeting with Chile.", S.UNCONFIRMED),
        ("Peru announced plans for talks with Chile.", S.PLANNED),
        ("Peru scrapped plans for talks with Chile.", S.CANCELLED),
        ("Peru raised the possibility of talks with Chile.", S.UNCONFIRMED),
        ("Peru welcomed the talks held with Chile in Turin.", S.HAPPENED),
        ("Peru commented on the talks scheduled with Chile for Friday.", S.PLANNED),
        ("Peru denied reports of a meeting with Chile.", S.DENIED),
        ("The planned meeting between Peru and Chile did not take place.", S.DID_NOT_HAPPEN),
        ("The proposed meeting between Peru and Chile took place.", S.HAPPENED),
        ("No meeting between Peru and Chile took place.", S.DID_NOT_HAPPEN),
        ("Peru confirmed that it would hold talks with Chile.", S.PLANNED),
        ("Peru has not confirmed that it will hold talks with Chile.", S.UNCONFIRMED),
        ("It is unclear whether Peru will hold talks with Chile.", S.UNCONFIRMED),
        ("After talks with Chile in Turin on Monday, Peru withdrew the offer.", S.HAPPENED),
    ],
)
def test_talks(sentence: str, status: Status) -> None:
    assert status_of(sentence, EventKind.MEETING) is status


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("The union and the company signed an agreement.", EventKind.AGREEMENT, S.HAPPENED),
        ("The union and the company will sign an agreement.", EventKind.AGREEMENT, S.PLANNED),
        ("The union and the company failed to reach an agreement.", EventKind.AGREEMENT, S.DID_NOT_HAPPEN),
        ("The union and the company could reach an agreement.", EventKind.AGREEMENT, S.UNCONFIRMED),
        ("The union demanded that the company reopen the plant.", EventKind.DEMAND, S.HAPPENED),
        ("The union will demand a pay rise.", EventKind.DEMAND, S.PLANNED),
        ("The union did not demand a pay rise.", EventKind.DEMAND, S.DID_NOT_HAPPEN),
        ("Kenya and Ethiopia exchanged prisoners.", EventKind.PRISONER_EXCHANGE, S.HAPPENED),
        ("Kenya and Ethiopia agreed to exchange prisoners.", EventKind.PRISONER_EXCHANGE, S.PLANNED),
        ("Kenya and Ethiopia agreed on a prisoner swap.", EventKind.PRISONER_EXCHANGE, S.PLANNED),
        ("Kenya and Ethiopia may exchange prisoners.", EventKind.PRISONER_EXCHANGE, S.UNCONFIRMED),
        ("The ceasefire between Kenya and Ethiopia took effect.", EventKind.CEASEFIRE, S.HAPPENED),
        (
            "The ceasefire between Kenya and Ethiopia will take effect on Friday.",
            EventKind.CEASEFIRE,
            S.PLANNED,
        ),
        ("Norway called for a ceasefire between Kenya and Ethiopia.", EventKind.CEASEFIRE, S.PROPOSED),
        ("Kenya sent a delegation to Geneva.", EventKind.DELEGATION, S.HAPPENED),
        ("Kenya will send a delegation to Geneva.", EventKind.DELEGATION, S.PLANNED),
        ("Kenya has not confirmed whether it will attend the talks.", EventKind.DELEGATION, S.UNCONFIRMED),
        ("Kenya will not attend the talks.", EventKind.DELEGATION, S.DID_NOT_HAPPEN),
        ("Kenya's attendance at the talks is up in the air.", EventKind.DELEGATION, S.UNCONFIRMED),
        ("Kenya imposed sanctions on Ethiopia.", EventKind.SANCTION, S.HAPPENED),
        ("Kenya will impose sanctions on Ethiopia.", EventKind.SANCTION, S.PLANNED),
        ("Kenya threatened sanctions if Ethiopia refuses.", EventKind.SANCTION, S.CONDITIONAL),
        ("Ethiopia violated the ceasefire.", EventKind.VIOLATION, S.HAPPENED),
        ("Kenya accused Ethiopia of violating the ceasefire.", EventKind.VIOLATION, S.UNCONFIRMED),
        ("Qatar mediated the talks.", EventKind.MEDIATION, S.HAPPENED),
        ("Qatar will mediate.", EventKind.MEDIATION, S.PLANNED),
        ("Qatar offered to mediate.", EventKind.MEDIATION, S.PROPOSED),
    ],
)
def test_other_kinds(sentence: str, kind: EventKind, status: Status) -> None:
    assert status_of(sentence, kind) is status


@pytest.mark.parametrize(
    "sentence",
    [
        "If Kenya meets Ethiopia, prices may fall.",
        "Unless Kenya and Ethiopia meet, prices may fall.",
        "Kenya wants peace before meeting Ethiopia again in any capital would help.",
        "The minister met expectations in Kenya.",
        "Kenya met the criteria set by Ethiopia.",
        "Kenya and Ethiopia sat at a round table.",
        "Kenya would have met Ethiopia.",
        "Talks between Kenya and Ethiopia are difficult.",
        "Kenya flew to Oslo to meet Ethiopia.",
        "Kenya announced a new round of sanctions.",
        "Kenya won the second round of the election.",
    ],
)
def test_nothing_is_said_of_a_meeting(sentence: str) -> None:
    kinds = {EventKind.MEETING, EventKind.ROUND, EventKind.CALL}
    assert [e for e in read(sentence) if e.kind in kinds and e.status is not S.CONDITIONAL] == []


def test_a_call_for_something_is_a_demand() -> None:
    kinds = {e.kind for e in read("Kenya called for help. Kenya called on Ethiopia to stop.")}
    assert kinds == {EventKind.DEMAND}


def test_the_present_progressive_is_planned_when_its_day_lies_ahead() -> None:
    assert status_of("Kenya and Ethiopia are meeting in Oslo tomorrow.", EventKind.MEETING) is S.PLANNED
    assert status_of("Kenya and Ethiopia are meeting in Oslo.", EventKind.MEETING) is S.ONGOING


def test_a_headline_in_the_present_tense_tells_of_a_meeting() -> None:
    assert status_of("Kenya meets Ethiopia in Oslo", EventKind.MEETING) is S.HAPPENED
    later = "Nothing was said.\n\nKenya meets Ethiopia in Oslo every year."
    assert status_of(later, EventKind.MEETING) is None
