from __future__ import annotations

from dataclasses import replace

from onrecord.ledger import build
from onrecord.model import Act, Directness, Said, Span
from tests.ledger.made import Draft, day, person, state

BERG = person("Ada Berg", "norland", "president")
ACTORS = (state("Norland"), BERG, person("Ivo Stark", "sudmark"))
QUOTE = "the port will stay closed until the grain has been paid for"


def said(
    name: str,
    quote: str = QUOTE,
    by: str = "Ada Berg",
    *,
    outlet: str | None = None,
    published: str = "2031-05-05",
    **more: object,
) -> Draft:
    around = " ".join(f"{name}{n}" for n in range(20))  # so that no report is a copy of another
    text = f"{around}: {quote}, said {by}."
    draft = Draft(text, name=name, published=day(published), outlet=outlet, actors=ACTORS)
    return draft.said(quote, by, **more)  # type: ignore[arg-type]


def found(*drafts: Draft) -> tuple[Said, ...]:
    return build([d.page() for d in drafts]).statements


def test_one_statement_in_two_reports() -> None:
    (one,) = found(said("a"), said("b"))
    assert len(one.documents) == 2
    assert one.origins == 2
    assert {e.document for e in one.evidence} == set(one.documents)


def test_a_quotation_inside_a_longer_one_is_the_same() -> None:
    assert len(found(said("a"), said("b", QUOTE + " and not a day before"))) == 1


def test_other_speakers_say_other_things() -> None:
    assert len(found(said("a"), said("b", by="Ivo Stark"))) == 2


def test_a_word_that_turns_it_round_keeps_it_apart() -> None:
    assert len(found(said("a"), said("b", QUOTE.replace("will stay", "will not stay")))) == 2


def test_a_number_keeps_it_apart() -> None:
    assert (
        len(
            found(
                said("a", "we lost 40 men in that one night"), said("b", "we lost 400 men in that one night")
            )
        )
        == 2
    )


def test_short_words_are_said_anew_each_time() -> None:
    assert len(found(said("a", "No comment"), said("b", "No comment"))) == 2


def test_reports_that_lean_on_one_relay_are_one_origin() -> None:
    one = said("a", chain=("Kestrel Press",))
    two = said("b", chain=("Morning Bell", "Kestrel Press"))
    own = said("c", outlet="Kestrel Press")
    (folded,) = found(one, two, own)
    assert (len(folded.documents), folded.origins) == (3, 1)
    (again,) = found(one, two, own, said("d", outlet="Harbour Daily"))
    assert again.origins == 2


def test_copies_are_one_origin() -> None:
    body = " ".join(f"The envoy spoke of matter number {n} at some length." for n in range(30))
    one = Draft(f"{QUOTE}, said Ada Berg. {body}", name="a", published=day("2031-05-05"), actors=ACTORS)
    two = Draft(
        f"{QUOTE}, said Ada Berg. {body} (Wire)", name="b", published=day("2031-05-06"), actors=ACTORS
    )
    (folded,) = found(one.said(QUOTE, "Ada Berg"), two.said(QUOTE, "Ada Berg"))
    assert (len(folded.documents), folded.origins) == (2, 1)
    assert folded.document == one.document


def test_the_speakers_own_words_lead() -> None:
    text = f"{QUOTE}, it was said. “{QUOTE}”, she said."
    draft = Draft(text, name="a", published=day("2031-05-05"), actors=ACTORS)
    draft.said(QUOTE, "Ada Berg")
    draft.said(f"“{QUOTE}”", "Ada Berg", directness=Directness.DIRECT)
    (folded,) = found(draft)
    assert folded.directness is Directness.DIRECT


def test_an_unknown_speaker_stays_alone() -> None:
    draft = said("a")
    draft.statements.clear()
    draft.said(QUOTE, None)
    other = said("b")
    other.statements.clear()
    other.said(QUOTE, None)
    assert len(found(draft, other)) == 2


def test_a_denial_of_it_tells_what_is_denied() -> None:
    text = "Ada Berg said that the port was shut. Ivo Stark denied it."
    draft = Draft(text, name="a", published=day("2031-05-05"), actors=ACTORS).said(
        "it", "Ivo Stark", act=Act.DENY
    )
    start = text.index("the port")
    draft.statements[-1] = replace(draft.statements[-1], denies=(Span(start, text.index(". Ivo")),))
    (one,) = found(draft)
    assert one.content == "it [the port was shut]"
    assert [e.quote for e in one.evidence] == ["the port was shut", "it"]
