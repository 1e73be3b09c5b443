"""What somebody accepts or refuses: the words of who put it forward, however the answer points at them."""

import pytest

from onrecord.model import ACCEPTANCE, Event, EventKind, Status
from tests.reading.events.stage import read_all

K = EventKind
OFFER = "Kenya proposed a joint patrol of the lake on Monday. "
PATROL = "a joint patrol of the lake"


def answer(text: str) -> tuple[Event | None, str]:
    found = [e for e in read_all(text) if e.mode == ACCEPTANCE or e.kind is K.REFUSAL]
    if not found:
        return None, ""
    (event,) = found
    return event, " ".join(text[s.start : s.end] for s in event.content)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (OFFER + "Egypt has accepted the proposal.", K.AGREEMENT, PATROL),
        (OFFER + "Egypt has accepted Kenya's proposal.", K.AGREEMENT, PATROL),
        (OFFER + "Egypt has accepted a Kenyan proposal.", K.AGREEMENT, PATROL),
        (OFFER + "Egypt agreed to the Kenyan proposal on Tuesday.", K.AGREEMENT, PATROL),
        (OFFER + "Egypt rejected the proposal.", K.REFUSAL, PATROL),
        (OFFER + "It rained. Nobody slept.\n\nEgypt rejected the Kenyan proposal.", K.REFUSAL, PATROL),
        (
            "Chile offered Peru a tunnel under the strait. Peru accepted it.",
            K.AGREEMENT,
            "a tunnel under the strait",
        ),
    ],
)
def test_an_answer_has_the_words_of_who_put_it_forward(text: str, kind: EventKind, words: str) -> None:
    event, told = answer(text)
    assert event is not None
    assert (event.kind, event.status, told) == (kind, Status.HAPPENED, words)
    assert all(any(e.contains(s) for e in event.evidence) for s in event.content)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OFFER + "Egypt rejected Qatar's proposal.", "Qatar's proposal"),  # another's
        (OFFER + "Kenya withdrew. Kenya rejected the proposal.", "the proposal"),  # nobody answers themselves
        (OFFER + "Qatar proposed a toll on cars. Egypt rejected the proposal.", "the proposal"),  # which?
        (OFFER + "Egypt rejected the ultimatum.", "the ultimatum"),  # none was told of
        (OFFER + "Egypt, which rejected a similar proposal last year, was silent.", "a similar proposal"),
        (OFFER + "Egypt rejected an earlier Kenyan proposal.", "an earlier Kenyan proposal"),
        (OFFER + "Egypt has rejected a proposal.", "a proposal"),
        (OFFER + "Egypt rejected the proposal to close the port.", "the proposal to close the port"),
    ],
)
def test_where_it_is_not_sure_which_one_is_meant_the_answer_keeps_its_words(text: str, words: str) -> None:
    assert answer(text)[1] == words


def test_nobody_knows_what_is_accepted() -> None:
    assert answer("It rained. Peru accepted it.") == (None, "")


@pytest.mark.parametrize(
    "text",
    [
        "A proposal by Qatar and Egypt for a truce has been accepted by Iran.",
        "Iran has accepted a proposal by Qatar and Egypt for a truce.",
        "Iran has studied a proposal by Qatar and Egypt for a truce.",
        "Iran has not responded to a proposal by Qatar and Egypt for a truce.",
    ],
)
def test_who_answers_a_proposal_did_not_make_it(text: str) -> None:
    (event,) = [e for e in read_all("The peace talks went on. " + text) if e.kind is K.PROPOSAL]
    assert [p.name for p in event.participants if p.role == "author"] == ["Qatar", "Egypt"]


def test_who_meets_under_mediation_does_not_mediate() -> None:
    found = read_all("Under Qatari mediation, Kenya and Egypt held a third round of talks in Doha.")
    assert not [p for e in found for p in e.participants if p.role == "mediator" and p.name != "Qatar"]
