"""Names beside offices, initials, titles and other names, in invented sentences."""

from __future__ import annotations

import pytest

from onrecord.reading.actors import Cast, find
from onrecord.reading.language import parse


def cast(text: str) -> Cast:
    return find(parse(text))


def people(text: str) -> dict[str, tuple[str, ...]]:
    """The names of those who have an office, with it."""
    return {actor.name: actor.offices for actor in cast(text).actors if actor.offices}


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("Minister of State", "Odil Marek"),
        ("Minister of Foreign Affairs and International Cooperation", "Odil Marek"),
        ("Minister for Trade, Industry and Energy", "Kasper Lind-Vos"),
        ("Adviser on Peace, Reconciliation and Unity", "Odil Marek"),
        ("Commissioner for Trade and Economic Security", "Odil Marek"),
        ("Secretary of the National Security Commission", "Odil Marek"),
    ],
)
def test_what_an_office_is_for_is_no_part_of_the_name(office: str, name: str) -> None:
    assert people(f"{office} {name} met reporters in Oslo.") == {name: (office,)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The director of the Water Security Union met reporters.", "Water Security Union"),
        ("The chairman of the National Bank of Arkadia met reporters.", "National Bank of Arkadia"),
        ("The Secretary of State and Ana Holm met reporters.", "Ana Holm"),
        ("Energy Holm met reporters.", "Energy Holm"),
    ],
)
def test_names_that_only_begin_like_what_an_office_is_for(text: str, name: str) -> None:
    assert name in {actor.name for actor in cast(text).actors}


@pytest.mark.parametrize("title", ["Datuk Seri", "Dato' Seri", "Dato"])
def test_titles_of_two_words(title: str) -> None:
    text = f"Foreign Minister {title} Odil Marek met reporters. Odil left. Marek was glad."
    assert [actor.name for actor in cast(text).actors] == ["Odil Marek"]


def test_a_degree_in_brackets_is_nobody() -> None:
    assert {actor.name for actor in cast("Minister Odil Marek (PhD) met reporters.").actors} == {"Odil Marek"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Delegates of the Hill Front met in Oslo.", "Hill Front"),
        ("A reporter of the Hill met them in Oslo.", "The Hill"),
        ("Leaders of the East African Community met in Oslo.", "East African Community"),
    ],
)
def test_papers_with_an_article(text: str, name: str) -> None:
    assert name in {actor.name for actor in cast(text).actors}
