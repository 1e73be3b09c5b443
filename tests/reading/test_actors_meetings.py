"""Both sides, "they" and "the diplomat" where mediators, a meeting or a later name stand near; invented."""

from __future__ import annotations

import pytest

from onrecord.model import Span
from onrecord.reading.actors import find
from onrecord.reading.language import parse


def meant(text: str, phrase: str) -> list[str]:
    """The ids of those whom the last occurrence of a phrase means."""
    span = Span(text.rindex(phrase), text.rindex(phrase) + len(phrase))
    return sorted(actor.id for at, actor in find(parse(text)).mentions_in(span) if at == span)


@pytest.mark.parametrize(
    "told",
    [
        "The talks between Peru and Chile were hosted by Oman and Egypt.",
        "Peru and Chile will attend talks mediated by Oman and Egypt.",
        "Peru and Chile met in Rome. Mediators Oman and Egypt were glad.",
        "Peru and Chile met in Rome. The mediators, Oman and Egypt, were glad.",
        "Peru and Chile met in Rome over the objections of Oman and Egypt.",
        "Peru and Chile met in Rome. Envoys from Oman and Egypt chaired the talks.",
        "Peru and Chile met in Rome. Oman and Egypt act as guarantors.",
        "Peru and Chile met in Rome. Oman and Egypt are the guarantor powers.",
        "Peru and Chile met in Rome. Oman and Egypt also accompany the process.",
        "Peru and Chile met in Rome. Kenya, Oman and Egypt were glad.",  # three are no pair
    ],
)
def test_mediators_are_none_of_both_sides(told: str) -> None:
    assert meant(f"{told} Both sides agreed to a truce.", "Both sides") == ["chile", "peru"]


@pytest.mark.parametrize(
    "told",
    [
        "Oman and Egypt held talks in Rome.",
        "Talks between Oman and Egypt were hosted by Chile.",
        "In Peru, Oman and Egypt held talks.",
        "Oman and Egypt act as equals.",
    ],
)
def test_those_who_talk_are_both_sides(told: str) -> None:
    assert meant(f"{told} Both sides agreed to a truce.", "Both sides") == ["egypt", "oman"]


@pytest.mark.parametrize(
    "told",
    [
        "President Ada Holm received Prime Minister Jon Dahl in Oslo, where they agreed to open the border.",
        "President Ada Holm held talks with visiting Premier Jon Dahl, during which they agreed on it.",
        "President Ada Holm met Premier Jon Dahl on Monday. They agreed to open the border.",
    ],
)
def test_they_are_the_two_who_met(told: str) -> None:
    text = f"The Hill Front did not comment. {told}"
    word = "They" if "They" in text else "they"
    assert meant(text, word) == ["ada-holm", "jon-dahl"]


@pytest.mark.parametrize(
    "told",
    [
        "President Ada Holm met Premier Jon Dahl, and the Hill Front said they would march.",
        "President Ada Holm met Premier Jon Dahl. The Hill Front said they would march.",
    ],
)
def test_they_are_those_who_say_so_after_a_meeting(told: str) -> None:
    assert meant(told, "they") == ["hill-front"]


LATER = "Norwegian Foreign Minister Olaf Dahl told reporters on Sunday that Oslo would wait."


@pytest.mark.parametrize("word", ["diplomat", "official"])
def test_a_wider_word_does_not_mean_whom_the_text_names_later(word: str) -> None:
    assert meant(f'"The text is ready," the {word} told reporters. {LATER}', f"the {word}") == []


def test_an_office_may_be_named_before_its_holder() -> None:
    assert meant(f'"The text is ready," the foreign minister said. {LATER}', "the foreign minister") == [
        "olaf-dahl"
    ]


def test_a_wider_word_means_whom_the_text_named() -> None:
    assert meant(f"{LATER} The diplomat was glad.", "The diplomat") == ["olaf-dahl"]


HOUSE = "White House aide Ada Holm would not say whether the president would go to Rome."
SEOUL = "South Korean President Odil Marek will call Oslo."


def test_the_president_of_a_house_is_nobody_elses_who_is_named_later() -> None:
    assert meant(f"{HOUSE} {SEOUL}", "the president") == []


def test_the_president_may_be_named_later() -> None:
    text = f"South Korean aide Ada Holm would not say whether the president would go. {SEOUL}"
    assert meant(text, "the president") == ["odil-marek"]


def test_his_counterpart_is_that_of_the_one_before_and() -> None:
    text = "Jon Dahl was glad. Talks between Chilean envoy Odil Marek and his Omani counterpart failed."
    assert meant(text, "his") == ["odil-marek"]


def test_his_aides_are_not_those_of_a_body() -> None:
    text = "Jon Dahl was glad. Talks between the Hill Front and his aides failed."
    assert meant(text, "his") == ["jon-dahl"]


def test_the_company_is_none_that_is_named_later() -> None:
    text = "They would strike three Norvik plants if the company did not answer. Harbour Motors answered."
    assert meant(text, "the company") == []


def test_the_company_is_the_one_named_before() -> None:
    assert meant("Harbour Motors answered. They would strike if the company did not pay.", "the company") == [
        "harbour-motors"
    ]
