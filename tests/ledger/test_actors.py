from __future__ import annotations

import pytest

from onrecord.ledger import build
from onrecord.ledger.names import fold, respelt, same_place
from onrecord.model import Actor, ActorKind, Party
from tests.ledger.made import Draft, day, person, state


def found(*drafts: tuple[str, tuple[Actor, ...]]) -> dict[str, Party]:
    pages = []
    for n, (text, actors) in enumerate(drafts):
        pages.append(Draft(text, name=f"r{n}", published=day(f"2031-05-{n + 1:02d}"), actors=actors).page())
    return {p.name: p for p in build(pages).actors}


def test_one_person_in_two_reports() -> None:
    parties = found(("Ada Berg spoke.", (person("Ada Berg"),)), ("So did Ada Berg.", (person("Ada Berg"),)))
    assert parties["Ada Berg"].documents == 2
    assert parties["Ada Berg"].evidence[0].quote == "Ada Berg"


def test_a_bare_surname_joins_its_only_bearer() -> None:
    parties = found(("Ada Berg spoke.", (person("Ada Berg"),)), ("Berg was brief.", (person("Berg"),)))
    assert list(parties) == ["Ada Berg"]
    assert parties["Ada Berg"].aliases == ("Berg",)


def test_an_office_and_a_name_are_shown_in_one_spelling() -> None:
    parties = found(
        ("BERG left.", (person("Ada Berg", "norland", "Trade Minister", "BERG"),)),
        ("Berg was brief.", (person("Ada Berg", "norland", "Trade Minister", "Berg"),)),
        ("Ada Berg spoke.", (person("Ada Berg", "norland", "trade minister"),)),
        ("Ada Berg went.", (person("Ada Berg", "norland", "mayor"),)),
    )
    assert parties["Ada Berg"].offices == ("Trade Minister", "mayor")
    assert parties["Ada Berg"].aliases == ("Berg",)


def test_a_bare_surname_with_two_bearers_joins_neither() -> None:
    parties = found(
        ("Ada Berg spoke.", (person("Ada Berg"),)),
        ("Ola Berg spoke.", (person("Ola Berg"),)),
        ("Berg was brief.", (person("Berg"),)),
    )
    assert set(parties) == {"Ada Berg", "Ola Berg", "Berg"}


def test_other_spellings_join_with_the_same_office_only() -> None:
    one, two = person("Rustam Kadari", "norland"), person("Rustem Qadari", "norland")
    parties = found(("Rustam Kadari spoke.", (one,)), ("Rustem Qadari spoke.", (two,)))
    assert len(parties) == 1
    other = person("Rustem Qadari", "sudmark")
    assert len(found(("Rustam Kadari spoke.", (one,)), ("Rustem Qadari spoke.", (other,)))) == 2


def test_two_of_one_surname_are_two() -> None:
    one, two = person("Ada Berg", "norland", "minister"), person("Ola Berg", "norland", "minister")
    assert len(found(("Ada Berg spoke.", (one,)), ("Ola Berg spoke.", (two,)))) == 2


def test_a_middle_name_does_not_split() -> None:
    assert (
        len(
            found(
                ("Ada Berg spoke.", (person("Ada Berg"),)), ("Ada M. Berg spoke.", (person("Ada M. Berg"),))
            )
        )
        == 1
    )


def test_adjectives_of_unknown_states_are_the_state() -> None:
    loose = Actor("norlandian", "Norlandian")
    parties = found(("Norland spoke.", (state("Norland"),)), ("A Norlandian team came.", (loose,)))
    assert list(parties) == ["Norland"]


def test_an_actor_without_a_place_in_a_text_is_not_listed() -> None:
    assert found(("Nobody spoke.", (Actor("ada-berg", "Ada Berg", ActorKind.PERSON),))) == {}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kyiv", "Kiev"),
        ("Kerat", "Qerat"),
        ("Ström", "Stroem"),
        ("Sergei", "Sergey"),
        ("Zelensky", "Zelenskyy"),
    ],
)
def test_respelt(a: str, b: str) -> None:
    assert respelt(fold(a), fold(b))
    assert respelt(fold(b), fold(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ukraine", "Ukrainian"),
        ("Niger", "Nigeria"),
        ("Iran", "Iraq"),
        ("Norland", "Norland"),
        ("Mali", "Malawi"),
    ],
)
def test_not_respelt(a: str, b: str) -> None:
    assert not respelt(fold(a), fold(b))


def test_places() -> None:
    assert same_place("Geneva", "Switzerland") is True
    assert same_place("Geneva", "Geneva, Switzerland") is True
    assert same_place("Geneva", "Vienna") is False
    assert same_place("Geneva", None) is None
