from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.ledger import build
from onrecord.model import ACCEPTANCE, Act, EventKind, Participant, Proposal, Status
from tests.ledger.made import Draft, day, state

ACTORS = (state("Norland"), state("Sudmark"))
PLAN = "a joint patrol of the northern border stations"


def offer(
    name: str,
    content: str = PLAN,
    kind: EventKind = EventKind.PROPOSAL,
    published: str = "2031-05-02",
    **more: object,
) -> Draft:
    around = " ".join(f"{name}{n}" for n in range(20))
    text = f"Norland put to Sudmark {content}. {around}"
    draft = Draft(text, name=name, published=day(published), actors=ACTORS)
    known: dict[str, object] = {"author": "Norland", "addressee": "Sudmark", **more}
    return draft.event(kind, Status.HAPPENED, text.split(".")[0], content=content, **known)  # type: ignore[arg-type]


def found(*drafts: Draft) -> tuple[Proposal, ...]:
    return build([d.page() for d in drafts]).proposals


def test_the_same_proposal_in_two_documents() -> None:
    (one,) = found(offer("a"), offer("b", published="2031-05-03"))
    assert (one.author, one.addressee, one.content, one.status) == ("Norland", "Sudmark", PLAN, "open")
    assert len(one.history) == 2


def test_other_words_other_authors_other_kinds_stay_apart() -> None:
    assert len(found(offer("a"), offer("b", "the release of all prisoners taken since March"))) == 2
    assert len(found(offer("a"), offer("b", author="Sudmark", addressee="Norland"))) == 2
    assert len(found(offer("a"), offer("b", kind=EventKind.DEMAND))) == 2


def answer(name: str, published: str, words: str, act: Act, by: str = "Sudmark") -> Draft:
    text = f"{by} answered on {name}: {words}."
    draft = Draft(text, name=name, published=day(published), actors=ACTORS)
    return draft.said(words, by, act=act)


def test_the_side_addressed_answers() -> None:
    (one,) = found(offer("a"), answer("b", "2031-05-04", "no patrol of the border stations", Act.REJECT))
    assert (one.status, one.response) == ("rejected", "no patrol of the border stations")
    assert one.history[-1].by == "Sudmark"


def test_an_answer_that_points_at_the_words_of_a_proposal_is_its_answer() -> None:
    text = "Norland proposed a truce. Sudmark accepted the proposal."
    draft = Draft(text, name="a", published=day("2031-05-02"), actors=ACTORS)
    draft.event(
        EventKind.PROPOSAL, Status.HAPPENED, "Norland proposed a truce", content="a truce", author="Norland"
    )
    draft.event(
        EventKind.AGREEMENT,
        Status.HAPPENED,
        "Sudmark accepted the proposal",
        content="a truce",
        mode=ACCEPTANCE,
        parties=["Sudmark"],
    )
    (one,) = found(draft)
    assert (one.content, one.status, one.history[-1].status) == ("a truce", "accepted", "accepted")


def test_who_names_whose_proposal_it_is_tells_nothing_of_it() -> None:
    text = "Norland proposed a truce. Sudmark studied the Norlandic proposal."
    draft = Draft(text, name="a", published=day("2031-05-02"), actors=ACTORS)
    for sentence, words in (
        ("Norland proposed a truce", "a truce"),
        ("Sudmark studied the Norlandic proposal", "the Norlandic proposal"),
    ):
        draft.event(EventKind.PROPOSAL, Status.HAPPENED, sentence, content=words, author="Norland")
    (one,) = found(draft)
    assert one.content == "a truce"


def test_the_latest_answer_counts() -> None:
    (one,) = found(
        offer("a"),
        answer("b", "2031-05-04", "no patrol of the border stations", Act.REJECT),
        answer("c", "2031-05-06", "a patrol of the border stations it is", Act.ACCEPT),
    )
    assert one.status == "accepted"


def test_other_matters_other_sides_and_earlier_words_are_no_answer() -> None:
    assert (
        found(offer("a"), answer("b", "2031-05-04", "no grain for foreign harbours", Act.REJECT))[0].status
        == "open"
    )
    assert (
        found(
            offer("a"), answer("b", "2031-05-04", "no patrol of the border stations", Act.REJECT, "Norland")
        )[0].status
        == "open"
    )
    assert (
        found(offer("a"), answer("b", "2031-05-01", "no patrol of the border stations", Act.REJECT))[0].status
        == "open"
    )


def refusal_of(content: str, sentence: str, *, known: bool = True) -> Draft:
    draft = Draft(sentence, name="b", published=day("2031-05-04"), actors=ACTORS)
    whom = "Norland" if known else None
    return draft.event(
        EventKind.REFUSAL, Status.HAPPENED, sentence, author="Sudmark", addressee=whom, content=content
    )


def test_a_refusal_is_an_answer_and_an_item() -> None:
    words = "a joint patrol of the border stations"
    proposal, refused = found(offer("a"), refusal_of(words, f"Sudmark turned down {words}."))
    assert (proposal.status, proposal.history[0].status) == ("rejected", "made")
    assert (refused.kind, refused.author, refused.status) == ("refusal", "Sudmark", "made")


def test_a_refusal_of_one_thing_answers_nothing_else_in_its_sentence() -> None:
    sentence = f"Sudmark turned down a census of the fishing fleet but left open {PLAN}."
    proposal, _ = found(offer("a"), refusal_of("a census of the fishing fleet", sentence))
    assert proposal.status == "open"


def test_a_proposal_put_to_nobody_is_answered_only_in_its_own_words() -> None:
    own = refusal_of(PLAN, f"Sudmark turned down {PLAN}.", known=False)
    assert found(offer("a", addressee=None), own)[0].status == "rejected"
    other = "a patrol by foreign monitors at the border stations of the south"
    assert (
        found(offer("a", addressee=None), refusal_of(other, f"Sudmark turned down {other}."))[0].status
        == "open"
    )


def bare(first: str, then: str, status: Status = Status.HAPPENED, **more: object) -> Draft:
    """A report that first tells a proposal, then points at one."""
    text = f"Norland put to Sudmark {first}. Later that day Norland spoke of {then} again."
    draft = Draft(text, name="bare", published=day("2031-05-02"), actors=ACTORS)
    draft.event(
        EventKind.PROPOSAL,
        Status.HAPPENED,
        f"Norland put to Sudmark {first}",
        author="Norland",
        content=first,
    )
    sentence = f"Later that day Norland spoke of {then} again"
    return draft.event(EventKind.PROPOSAL, status, sentence, author="Norland", content=then, **more)  # type: ignore[arg-type]


def test_a_bare_proposal_is_the_one_that_its_report_tells() -> None:
    for words in ("its proposal", "that document", "its own peace plan", "its bridging proposal", "the idea"):
        (one,) = found(bare(PLAN, words, Status.CANCELLED))
        assert (one.content, [e.status for e in one.history]) == (PLAN, ["made", "cancelled"])
    assert len(found(bare(PLAN, "its proposal on fishing"))) == 2


def test_a_bare_proposal_is_listed_only_with_news_of_its_own() -> None:
    def alone(status: Status, **more: object) -> tuple[Proposal, ...]:
        text = "Norland spoke of its proposal once more."
        draft = Draft(text, name="alone", published=day("2031-05-02"), actors=ACTORS)
        kind = EventKind.PROPOSAL
        return found(draft.event(kind, status, text, author="Norland", content="its proposal", **more))  # type: ignore[arg-type]

    assert alone(Status.HAPPENED) == ()
    assert len(alone(Status.DID_NOT_HAPPEN)) == 1
    assert len(alone(Status.HAPPENED, addressee="Sudmark")) == 1


def test_a_demand_inside_a_condition_is_one_condition_with_its_addressee() -> None:
    text = "Norland's conditions include a demand that Sudmark open the weir."
    draft = Draft(text, name="nested", published=day("2031-05-02"), actors=ACTORS)
    draft.event(
        EventKind.CONDITION,
        Status.HAPPENED,
        text,
        author="Norland",
        content="a demand that Sudmark open the weir",
    )
    draft.event(
        EventKind.DEMAND,
        Status.PROPOSED,
        text,
        author="Norland",
        addressee="Sudmark",
        content="Sudmark open the weir",
    )
    (item,) = found(draft)
    assert (item.kind, item.author, item.addressee) == ("condition", "Norland", "Sudmark")


def test_what_is_only_announced_is_planned() -> None:
    text = "Norland will present its draft on the weir next week."
    draft = Draft(text, name="announced", published=day("2031-05-02"), actors=ACTORS)
    draft.event(EventKind.PROPOSAL, Status.PLANNED, text, author="Norland", content="its draft on the weir")
    assert [p.status for p in found(draft)] == ["planned"]


LIFTED = "the ban on grain"


def concession(status: Status, *, said_by: str | None = None) -> Draft:
    """Norland and the lifting of its ban, as the writer tells it, or as somebody says it."""
    text = f"In the end it is about whether Norland will lift {LIFTED}."
    draft = Draft(text, name="a", published=day("2031-05-02"), actors=ACTORS)
    more: dict[str, object] = {}
    if said_by is not None:
        draft.said(f"Norland will lift {LIFTED}", said_by, act=Act.DEMAND)
        more["asserted_by"] = draft.statements[-1].id
    return draft.event(EventKind.CONCESSION, status, text, author="Norland", content=LIFTED, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "said_by", "listed"),
    [
        (Status.PROPOSED, "Sudmark", []),  # demands that it be lifted
        (Status.PROPOSED, None, []),  # "must lift"
        (Status.PROPOSED, "Norland", ["made"]),  # offers to lift it
        (Status.HAPPENED, "Sudmark", ["made"]),  # says that it has been lifted
        (Status.PLANNED, None, ["made"]),
        (Status.UNCONFIRMED, None, ["unknown"]),  # "may lift"
        (Status.CONDITIONAL, None, ["unknown"]),  # "will lift if"
        (Status.DID_NOT_HAPPEN, None, ["did_not_happen"]),  # "will not lift"
        (Status.DENIED, "Norland", ["denied"]),
    ],
)
def test_a_concession_is_its_authors_own_and_made(
    status: Status, said_by: str | None, listed: list[str]
) -> None:
    draft = concession(status, said_by=said_by)
    assert [p.status for p in found(draft)] == listed
    stands = [s.stand for p in build([draft.page()]).positions for s in p.stands if p.party == "Norland"]
    assert ("concedes" in stands) == (listed == ["made"] and said_by != "Norland")


@pytest.mark.parametrize(
    ("status", "said_by", "listed"),
    [
        (Status.PROPOSED, None, []),  # "Tarn asked Norland to demand …"
        (Status.PROPOSED, "Sudmark", []),
        (Status.PROPOSED, "Norland", ["open"]),
        (Status.HAPPENED, None, ["open"]),
    ],
)
def test_a_demand_that_another_only_wants_is_none(
    status: Status, said_by: str | None, listed: list[str]
) -> None:
    text = f"It is about Norland and whether it will ask Sudmark for {LIFTED}."
    draft = Draft(text, name="a", published=day("2031-05-02"), actors=ACTORS)
    more: dict[str, object] = {}
    if said_by is not None:
        draft.said(text, said_by, act=Act.DEMAND)
        more["asserted_by"] = draft.statements[-1].id
    draft.event(EventKind.DEMAND, status, text, author="Norland", content=LIFTED, **more)  # type: ignore[arg-type]
    assert [p.status for p in found(draft)] == listed


def test_a_proposal_that_nobody_made_is_told_as_such() -> None:
    draft = Draft(f"Norland never proposed {PLAN}.", name="a", published=day("2031-05-02"), actors=ACTORS)
    draft.event(
        EventKind.PROPOSAL,
        Status.DENIED,
        f"Norland never proposed {PLAN}",
        content=PLAN,
        author="Norland",
        on="2031-05-01",
    )
    ledger = build([draft.page()])
    assert [p.status for p in ledger.proposals] == ["denied"]
    assert [m.text for m in ledger.timeline] == [f"Norland proposes: {PLAN}: denied"]


@pytest.mark.parametrize(
    ("kind", "status", "listed"),
    [
        (EventKind.CONDITION, Status.DID_NOT_HAPPEN, []),  # "sets no preconditions"
        (EventKind.DEMAND, Status.DID_NOT_HAPPEN, []),
        (EventKind.RED_LINE, Status.DID_NOT_HAPPEN, []),
        (EventKind.DEMAND, Status.DENIED, ["denied"]),  # somebody told of it
        (EventKind.PROPOSAL, Status.DID_NOT_HAPPEN, ["did_not_happen"]),
        (EventKind.CONCESSION, Status.DID_NOT_HAPPEN, ["did_not_happen"]),
    ],
)
def test_a_demand_or_condition_that_nobody_made_is_none(
    kind: EventKind, status: Status, listed: list[str]
) -> None:
    text = f"It is not about {LIFTED}, as Norland put it."
    draft = Draft(text, name="a", published=day("2031-05-02"), actors=ACTORS)
    draft.event(kind, status, text, author="Norland", content=LIFTED)
    ledger = build([draft.page()])
    assert [p.status for p in ledger.proposals] == listed


def test_a_demand_that_was_made_keeps_its_row_when_another_report_knows_of_none() -> None:
    made = offer("a", LIFTED, EventKind.DEMAND)
    text = f"Norland has not asked for {LIFTED}."
    later = Draft(text, name="b", published=day("2031-05-09"), actors=ACTORS)
    later.event(
        EventKind.DEMAND,
        Status.DID_NOT_HAPPEN,
        text,
        author="Norland",
        addressee="Sudmark",
        content=LIFTED,
    )
    (one,) = found(made, later)
    assert [e.status for e in one.history] == ["made", "did_not_happen"]


def test_a_joint_proposal_has_all_its_authors() -> None:
    truce = "a truce of thirty days"
    text = f"Norland and Tarn demanded of Sudmark {truce}."
    draft = Draft(text, name="a", published=day("2031-05-02"), actors=(*ACTORS, state("Tarn")))
    draft.event(EventKind.DEMAND, Status.HAPPENED, text, content=truce, author="Norland", addressee="Sudmark")
    (event,) = draft.events
    both = (*event.participants, Participant("Tarn", "author", "tarn"))
    draft.events = [replace(event, participants=both, when=day("2031-05-01"))]
    ledger = build([draft.page()])
    (one,) = ledger.proposals
    assert (one.author, one.jointly, one.addressee) == ("Norland", ("Tarn",), "Sudmark")
    assert {p.party for p in ledger.positions if p.current == "demands"} == {"Norland", "Tarn"}
    assert [m.text for m in ledger.timeline] == [f"Norland and Tarn demand of Sudmark: {truce}"]
