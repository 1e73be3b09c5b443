from __future__ import annotations

from onrecord.ledger import build
from onrecord.model import Act, EventKind, Proposal, Status
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


def test_a_refusal_is_an_answer_and_an_item() -> None:
    text = "Sudmark turned down a joint patrol of the border stations."
    refusal = Draft(text, name="b", published=day("2031-05-04"), actors=ACTORS)
    refusal.event(EventKind.REFUSAL, Status.HAPPENED, text, author="Sudmark", addressee="Norland")
    proposal, refused = found(offer("a"), refusal)
    assert proposal.status == "rejected"
    assert (refused.kind, refused.author, refused.status) == ("refusal", "Sudmark", "unknown")
