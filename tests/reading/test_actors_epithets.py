"""What is told of somebody instead of the name, and what an organisation is called without one."""

from __future__ import annotations

import pytest

from onrecord.model import Span
from onrecord.reading.actors import find
from onrecord.reading.language import parse


def meant(text: str, words: str) -> str | None:
    """The name of whom the last ``words`` of ``text`` mean."""
    start = text.rindex(words)
    actor = find(parse(text)).at(Span(start, start + len(words)))
    return None if actor is None else actor.name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Helen Marsh runs the pool. The mother of four said it was cold.",
            "The mother of four",
            "Helen Marsh",
        ),
        ("Peter Lind drives a bus. The father-of-two said it was cold.", "The father-of-two", "Peter Lind"),
        ("Peter Lind lost his case. The ex-policeman said he would go on.", "The ex-policeman", "Peter Lind"),
        (
            "Peter Lind lost the vote. The former teacher said he was glad.",
            "The former teacher",
            "Peter Lind",
        ),
        ("Peter Lind sold the boat. The Norwegian said it leaked.", "The Norwegian", "Peter Lind"),
        ("Peter Lind, 54, sold the boat. The 54-year-old said it leaked.", "The 54-year-old", "Peter Lind"),
        ("Baron Peter Lind met a singer. The baron said she was late.", "The baron", "Peter Lind"),
        ("Sister Helen Marsh keeps bees. The nun said they forgive.", "The nun", "Helen Marsh"),
        ("Helen Marsh wrote to Peter Lind. The latter said he was hurt.", "The latter", "Peter Lind"),
        ("Helen Marsh married in May. The widow said the house was cold.", "The widow", "Helen Marsh"),
    ],
)
def test_an_epithet_goes_back_to_whom_the_text_is_about(text: str, words: str, name: str) -> None:
    assert (meant(text, words) or "").endswith(name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Peter Lind left at noon. The driver said the road was cut.",
            "The driver",
        ),  # a part in what happens
        ("Peter Lind met a widow. The widow said the house was cold.", "The widow"),  # told of before
        ("Peter Lind left at noon. The widow said the house was cold.", "The widow"),  # of the other sex
    ],
)
def test_it_stays_open_where_somebody_else_can_be_meant(text: str, words: str) -> None:
    assert meant(text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Velm Athletic lost again. The club said the coach would stay.", "The club", "Velm Athletic"),
        ("Banco Velmar froze accounts. The lender said it was safe.", "The lender", "Banco Velmar"),
        ("Velm Lines cut its fares. The line said fuel was cheap.", "The line", "Velm Lines"),
        ("Velm Council sold the park. The authority said it was poor.", "The authority", "Velm Council"),
        ("The Velm Nation sued. The tribe said the river was holy.", "The tribe", "Velm Nation"),
        ("The Velm Workers' Union went home. The company said it was sorry.", "The company", None),
    ],
)
def test_an_organisation_is_called_by_its_kind(text: str, words: str, name: str | None) -> None:
    assert meant(text, words) == name


def test_whoever_was_he_is_hardly_she_later() -> None:
    text = "Robin Marsh met Kim Lind. He was late. She said so."
    assert meant(text, "She") != meant(text, "He")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Holm left early.\n\nThe talks were attended by Minister Eva Berg. She spoke.", "Eva Berg"),
        ("Ann Holm left early. The talks were attended by Minister Eva Berg. She spoke.", None),
        ("Ann Holm left early.\n\nThe talks opened late. She spoke.", "Ann Holm"),
        ("Ann Holm left early.\n\nThe talks, said Ann Holm, pleased Eva Berg. She spoke.", "Ann Holm"),
        ('Ann Holm left early.\n\n"We were told by Eva Berg," it read. She spoke.', "Ann Holm"),
    ],
)
def test_she_is_the_one_told_of_just_before(text: str, name: str | None) -> None:
    assert meant(text, "She") == name
