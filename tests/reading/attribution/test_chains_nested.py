"""Several relays in a row, persons in chains, and who only speaks for another."""

from __future__ import annotations

import pytest

from onrecord.model import RelayKind, Statement
from tests.reading.attribution.said import one, person, read

BERG = person("Anna Berg")
LUND = person("Ivo Lund")
WHO = {"Berg": BERG, "Lund": LUND, "she": BERG, "her": BERG}


def of(text: str, name: str) -> Statement:
    """The statement of somebody."""
    return next(s for s in read(text, WHO) if s.speaker is not None and s.speaker.name == name)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Berg said that it rained, Sudpress reported, citing Radio Ostro.", ("Sudpress", "Radio Ostro")),
        ("Berg said it rained, as quoted by Sudpress, citing state radio.", ("Sudpress", "state radio")),
        ("Sudpress, quoting the newspaper Vesti, reported that Berg had said no.", ("Sudpress", "Vesti")),
        ("Berg told the paper Vesti that it rained, the agency Sudpress reported.", ("Sudpress", "Vesti")),
        ("Lund said that Berg had told him it rained, Sudpress reported.", ("Sudpress", "Ivo Lund")),
        ("Sudpress quoted Lund as saying that Berg had told him it rained.", ("Sudpress", "Ivo Lund")),
        ("Berg said it rained, the Vesti newspaper reported, according to Sudpress.", ("Sudpress", "Vesti")),
        (
            "The newspaper Vesti, as cited by Sudpress, quoted Berg as saying it rained.",
            ("Sudpress", "Vesti"),
        ),
        (
            "Berg said it rained, as quoted by Sudpress, whose report was carried by Radio Ostro.",
            ("Radio Ostro", "Sudpress"),
        ),
        ("Berg said it rained, Lund told Sudpress Radio.", ("Sudpress Radio", "Ivo Lund")),
        ("Berg told Al-Sahel News that it rained.", ("Al-Sahel News",)),
    ],
)
def test_several_relays_stand_outermost_first(text: str, chain: tuple[str, ...]) -> None:
    assert of(text, "Anna Berg").chain == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Minister Berg told the council that the road was open, the ministry said.", ("the ministry",)),
        ('"Not one step," Berg joked, according to two people at the table.', ("two people at the table",)),
        ('"Not one step back," Berg said, according to the Sudpress agency.', ("Sudpress",)),
        ("Berg was reported by the agency Sudpress to have proposed a truce.", ("Sudpress",)),
    ],
)
def test_who_only_hands_on_makes_no_statement(text: str, chain: tuple[str, ...]) -> None:
    statement = one(text, WHO)
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.chain) == ("Anna Berg", chain)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("President Berg has invited both sides to the capital, her office said.", ("her office",)),
        ("Berg has offered to meet the union, according to her spokesman, Ivo Lund.", ("Ivo Lund",)),
        (
            "Berg has invited both sides, Sudpress wrote, quoting her spokesman, Ivo Lund.",
            ("Sudpress", "Ivo Lund"),
        ),
    ],
)
def test_what_somebody_does_with_words_comes_through_their_office(text: str, chain: tuple[str, ...]) -> None:
    assert of(text, "Anna Berg").chain == chain


def test_an_office_that_speaks_for_its_head_is_a_spokesperson() -> None:
    text = "President Berg has invited both sides to the capital, her office said."
    assert [step.kind for step in of(text, "Anna Berg").path] == [RelayKind.SPOKESPERSON]


def test_a_spokesman_who_tells_of_others_speaks_for_himself() -> None:
    first = read("His spokesman said that the army had offered a truce.", WHO)[0]
    assert first.chain == ()


def test_a_paper_that_cites_a_pollster_is_not_handed_on_by_it() -> None:
    text = "The Daily Echo reports that most voters are undecided, according to the Ostro Institute."
    assert all("Ostro Institute" not in s.chain for s in read(text, WHO))
