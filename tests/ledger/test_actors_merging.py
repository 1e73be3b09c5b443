"""Which actors are one by their names alone, across documents."""

from __future__ import annotations

import pytest

from onrecord.ledger import build
from onrecord.ledger.names import fold, one_given_name, spelt
from onrecord.model import Actor, ActorKind
from tests.ledger.made import Draft, day, person, state
from tests.ledger.test_actors import found


def body(name: str, *aliases: str, kind: ActorKind | None = ActorKind.ORGANISATION) -> Actor:
    return Actor(name.lower().replace(" ", "-").replace("'", ""), name, kind, aliases=aliases)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Kerat", "Qerat"), ("Ström", "Stroem"), ("Sergei", "Sergey"), ("Zelensky", "Zelenskyy")],
)
def test_one_spelling_for_all(a: str, b: str) -> None:
    assert spelt(fold(a)) == spelt(fold(b))


@pytest.mark.parametrize(("a", "b"), [("UAE", "UA"), ("Iran", "Iraq"), ("Mali", "Malawi"), ("Jan", "Ian")])
def test_other_names_keep_their_spelling(a: str, b: str) -> None:
    assert spelt(fold(a)) != spelt(fold(b))


def test_one_name_in_two_spellings_needs_no_office() -> None:
    parties = found(
        ("Rustam Kadari spoke.", (person("Rustam Kadari"),)),
        ("Rustam Qadari spoke.", (person("Rustam Qadari"),)),
    )
    assert len(parties) == 1
    places = found(
        ("Kerat agreed.", (body("Kerat", kind=None),)), ("Qerat left.", (body("Qerat", kind=None),))
    )
    assert len(places) == 1


def test_forms_of_a_given_name_need_the_same_office() -> None:
    assert one_given_name("mike", "michael")
    one = person("Michael Thorne", "norland", "envoy")
    same, other = person("Mike Thorne", "norland", "envoy"), person("Mike Thorne", "sudmark", "judge")
    assert len(found(("Michael Thorne spoke.", (one,)), ("Mike Thorne left.", (same,)))) == 1
    assert len(found(("Michael Thorne spoke.", (one,)), ("Mike Thorne left.", (other,)))) == 2


@pytest.mark.parametrize("longer", ["Ana Ruiz Vidal", "Ana Ruiz-Vidal", "Ana Vidal-Ruiz", "Ana Vidal Ruiz"])
def test_a_second_or_married_name_needs_the_same_office(longer: str) -> None:
    one, two = person("Ana Ruiz", "norland", "envoy"), person(longer, "norland", "envoy")
    assert len(found(("Ana Ruiz spoke.", (one,)), (f"{longer} left.", (two,)))) == 1
    if not longer.endswith("Ruiz"):  # with the same last name, the rest is a middle name
        other = person(longer, "sudmark", "judge")
        assert len(found(("Ana Ruiz spoke.", (one,)), (f"{longer} left.", (other,)))) == 2


def test_what_fits_two_joins_neither() -> None:
    office = ("norland", "minister")
    parties = found(
        ("John Berg spoke.", (person("John Berg", *office),)),
        ("James Berg spoke.", (person("James Berg", *office),)),
        ("J. Berg spoke.", (person("J. Berg", *office),)),
    )
    assert set(parties) == {"John Berg", "James Berg", "J. Berg"}


def test_an_initial_joins_the_only_one_it_fits() -> None:
    one, two = person("John Berg", "norland", "minister"), person("J. Berg", "norland", "minister")
    assert len(found(("John Berg spoke.", (one,)), ("J. Berg spoke.", (two,)))) == 1


def test_a_people_joins_its_state() -> None:
    parties = found(
        ("Norland spoke.", (state("Norland"),)), ("Norlandians left.", (Actor("norlandians", "Norlandians"),))
    )
    assert list(parties) == ["Norland"]


def test_a_short_form_joins_the_body_beside_it() -> None:
    full, short = body("River Guild"), body("Guild")
    both = "River Guild spoke. The Guild left."
    parties = found((both, (full, short)), (f"Again: {both}", (full, short)), ("The Guild sang.", (short,)))
    assert list(parties) == ["River Guild"]
    assert parties["River Guild"].documents == 3


def test_a_short_form_of_two_bodies_joins_neither() -> None:
    parties = found(
        ("River Guild spoke. The Guild left.", (body("River Guild"), body("Guild"))),
        ("Tram Guild spoke. The Guild left.", (body("Tram Guild"), body("Guild"))),
    )
    assert set(parties) == {"River Guild", "Tram Guild", "Guild"}


def test_a_short_form_that_stands_alone_joins_nothing() -> None:
    assert (
        len(found(("River Guild spoke.", (body("River Guild"),)), ("The Guild left.", (body("Guild"),)))) == 2
    )


def test_the_end_of_a_name_must_be_told_as_often_as_not() -> None:
    full, short = body("River Guild", "Guild"), body("Guild")
    told = ("River Guild spoke. The Guild left.", (full,))
    untold = ("The Guild sang.", (short,))
    assert len(found(told, untold)) == 2
    assert len(found(told, ("Again, the River Guild: the Guild left.", (full,)), untold)) == 1
    rival = ("Tram Guild spoke.", (body("Tram Guild"),))
    assert len(found(told, ("Again, the River Guild: the Guild left.", (full,)), untold, rival)) == 3


def test_a_ministry_without_its_state_is_of_none() -> None:
    parties = found(
        ("Norland's Foreign Ministry spoke.", (body("Norlandic Foreign Ministry", "Foreign Ministry"),)),
        ("Sudmark's spoke: Sudmarki Foreign Ministry.", (body("Sudmarki Foreign Ministry"),)),
        ("The Foreign Ministry spoke.", (body("Foreign Ministry"),)),
    )
    assert len(parties) == 3


def test_a_bare_name_that_may_be_no_person_joins_none() -> None:
    norton = ("Omar Norton spoke.", (person("Omar Norton"),))
    assert len(found(norton, ("Norton rejoiced.", (body("Norton", kind=None),)))) == 2
    assert len(found(norton, ("Norton left.", (person("Norton"),)))) == 1
    told = [(f"Omar Norton spoke {n} times. Norton left.", (person("Omar Norton"),)) for n in (2, 3)]
    assert len(found(*told, ("Norton rejoiced.", (body("Norton", kind=None),)))) == 1


def test_a_bare_name_that_says_something_is_the_person_of_that_name() -> None:
    pages = [
        Draft("Omar Norton left.", name="a", published=day("2031-05-01"), actors=(person("Omar Norton"),)),
        Draft(
            "Norton said it was over.",
            name="b",
            published=day("2031-05-02"),
            actors=(body("Norton", kind=None),),
        ).said("it was over", "Norton"),
    ]
    assert [p.name for p in build([page.page() for page in pages]).actors] == ["Omar Norton"]


@pytest.mark.parametrize(
    ("a", "b", "count"),
    [
        ("Omar H. W. Lund", "Omar W. Lund", 2),
        ("Omar Hugo Lund", "Omar H. Lund", 1),
        ("Omar Hugo Lund", "Omar Karl Lund", 2),
        ("Omar Hugo al-Lund", "Omar Hugo el-Lund", 1),
        ("Omar bin Lund", "Omar Hugo Lund", 1),
    ],
)
def test_middle_names_must_agree(a: str, b: str, count: int) -> None:
    one, two = person(a, "norland", "president"), person(b, "norland", "president")
    assert len(found((f"{a} spoke.", (one,)), (f"{b} left.", (two,)))) == count


def test_a_name_without_its_middle_joins_neither_of_two() -> None:
    names = ("Omar H. W. Lund", "Omar W. Lund", "Omar Lund")
    assert set(found(*((f"{n} spoke.", (person(n),)) for n in names))) == set(names)


def test_a_branch_is_not_the_whole() -> None:
    text = "Teamsters Local 12 voted. The Teamsters cheered."
    assert len(found((text, (body("Teamsters Local 12"), body("Teamsters"))))) == 2


def test_the_house_is_not_the_white_house() -> None:
    text = "The White House spoke. The House voted."
    assert len(found((text, (body("The White House"), body("House"))))) == 2


def test_initials_join_the_only_body_that_has_them() -> None:
    full, short = body("Guild of Eastern River Pilots"), body("GERP", kind=None)
    texts = ("Guild of Eastern River Pilots spoke.", (full,)), ("GERP left.", (short,))
    assert len(found(*texts)) == 1
    rival = ("Group for Equal Rights and Peace sang.", (body("Group for Equal Rights and Peace"),))
    assert len(found(*texts, rival)) == 3


def test_three_initials_need_a_document_with_both() -> None:
    full, short = body("Guild of River Pilots"), body("GRP", kind=None)
    apart = ("Guild of River Pilots spoke.", (full,)), ("GRP left.", (short,))
    assert len(found(*apart)) == 2
    assert len(found(*apart, ("Guild of River Pilots and GRP.", (full, short)))) == 1


def test_evidence_quotes_the_name_without_its_title() -> None:
    ada = person("Ada Berg", None, "", "Berg")
    parties = found(("Minister Ada Berg spoke. Later Berg left.", (ada,)))
    assert sorted(e.quote for e in parties["Ada Berg"].evidence) == ["Ada Berg", "Berg"]
