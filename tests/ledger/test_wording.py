from __future__ import annotations

from onrecord.ledger import build
from onrecord.model import Directness, Wording
from tests.ledger.made import Draft, day, person, state

ROE = person("Ivo Roe", "norland", "president")


def found(*texts: str, actors: tuple[object, ...] = (ROE,)) -> dict[tuple[str, str], Wording]:
    pages = [
        Draft(
            t, name=f"r{n}", published=day(f"2031-05-{n + 1:02d}"), outlet=f"Outlet {n}", actors=actors
        ).page()  # type: ignore[arg-type]
        for n, t in enumerate(texts)
    ]
    return {(w.kind, w.subject): w for w in build(pages).wording}


def variants(wording: Wording) -> list[str]:
    return [variant for variant, _ in wording.variants]


def test_rival_names() -> None:
    words = found("They met in Kyiv.", "They met in Kiev.")
    assert sorted(variants(words["name", "Kyiv"])) == ["Kiev", "Kyiv"]
    assert all(e.quote == v for v, shown in words["name", "Kyiv"].variants for e in shown)


def test_one_outlet_that_uses_both_is_no_difference() -> None:
    assert ("name", "Kyiv") not in found("They met in Kyiv, once Kiev.")


def test_a_name_inside_a_longer_word_is_none() -> None:
    assert ("name", "Kyiv") not in found("They met in Kyiv.", "The Kievan style.")


def test_loaded_titles() -> None:
    words = found("President Ivo Roe spoke.", "Dictator Ivo Roe spoke.")
    assert sorted(variants(words["title", "Ivo Roe"])) == ["Dictator", "President"]


def test_plain_titles_alone_are_no_news() -> None:
    assert not found("President Ivo Roe spoke.", "Mr Ivo Roe spoke.")


def test_spellings_of_one_person() -> None:
    one, two = person("Rustam Kadari", "norland"), person("Rustem Qadari", "norland")
    words = found("Rustam Kadari spoke.", "Rustem Qadari spoke.", actors=(one, two))
    (wording,) = [w for (kind, _), w in words.items() if kind == "spelling"]
    assert sorted(variants(wording)) == ["Rustam Kadari", "Rustem Qadari"]


def test_scare_quotes() -> None:
    words = found("They spoke of a “historic” offer.", "They spoke of a historic offer.")
    assert sorted(variants(words["scare-quotes", "historic offer"])) == ["historic offer", "“historic” offer"]


def test_scare_quotes_around_a_word_with_a_hyphen() -> None:
    words = found("They spoke of a “so-called” offer.", "They spoke of a so-called offer.")
    assert len(variants(words["scare-quotes", "so-called offer"])) == 2


def test_loaded_nouns_beside_the_same_actor() -> None:
    words = found(
        "The war of Norland went on.", "The aggression of Norland went on.", actors=(state("Norland"),)
    )
    assert sorted(variants(words["act", "war: Norland"])) == ["aggression", "war"]
    assert not found("The war went on.", "The aggression went on.", actors=(state("Norland"),))


def test_one_quotation_in_two_wordings() -> None:
    pages = []
    for n, quote in enumerate(
        ("we shall never leave the weir to anyone at all", "we shall never leave the weir to any one at all")
    ):
        text = f"“{quote}”, Ivo Roe told outlet number {n}."
        draft = Draft(text, name=f"r{n}", published=day("2031-05-05"), outlet=f"Outlet {n}", actors=(ROE,))
        pages.append(draft.said(quote, "Ivo Roe", directness=Directness.DIRECT).page())
    (wording,) = build(pages).wording
    assert (wording.kind, wording.subject, len(wording.variants)) == ("quotation", "Ivo Roe", 2)
