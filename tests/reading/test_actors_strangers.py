"""Unnamed people in the discourse, and what the nouns beside a name let it be called."""

from __future__ import annotations

import pytest

from onrecord.model import Span
from onrecord.reading import actors, language
from onrecord.reading.actors import Cast


def cast_of(text: str) -> Cast:
    return actors.find(language.parse(text))


def meant(text: str, pronoun: str) -> str | None:
    """Whom the last such pronoun of a text means: an actor's name, or the noun of a stranger in brackets."""
    start = text.rindex(pronoun)
    span = Span(start, start + len(pronoun))
    cast = cast_of(text)
    actor, stranger = cast.at(span), cast.stranger(span)
    if stranger is not None:
        assert actor is None
        return f"[{text[stranger.start : stranger.end]}]"
    return actor.name if actor is not None else None


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        # the subject of the sentence before has no name
        ("Envoy Ivo Maran came late. An aide was more open. The draft, she said, was dead.", "she", "[aide]"),
        ("Envoy Ivo Maran came late. An aide met Ivo Maran at noon. An hour later he left.", "he", "[aide]"),
        # … but a name wins over a stranger who is only told of
        ("Envoy Ivo Maran met a diplomat in Oslo. He said nothing.", "He", "Ivo Maran"),
        # a noun beside a name is no stranger
        ("The delegation's head, Ivo Maran, left. He said nothing.", "He", "Ivo Maran"),
        # several people
        ("The two ministers met on Monday. They said the truce would hold.", "They", "[ministers]"),
        ("Envoy Ivo Maran said that drivers had refused. They had wanted more.", "They", "[drivers]"),
        # things are nobody
        ("The talks went badly. They ended at noon.", "They", None),
    ],
)
def test_pronouns_may_mean_somebody_without_a_name(text: str, pronoun: str, who: str | None) -> None:
    assert meant(text, pronoun) == who


def test_strangers_are_no_actors() -> None:
    cast = cast_of("An aide said that the draft was dead. She was tired.")
    assert cast.actors == ()
    assert cast.mentions == ()


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        # whom the reported clause names is not the speaker …
        (
            "Dora Lind briefed the press. The minister, Paul Voss, would sign on Friday, she said.",
            "she",
            "Dora Lind",
        ),
        ("Union chief Mia Falk spoke first. Roth, she said, had knocked twice.", "she", "Mia Falk"),
        # … unless there is nobody else
        ("Paul Voss will sign on Friday, he said in an interview.", "he", "Paul Voss"),
        # a clause on a letter is about its writer
        (
            "Mediator Lars Holm had a letter from General Aziz Karim, in which he promised to leave.",
            "he",
            "Aziz Karim",
        ),
    ],
)
def test_who_is_named_in_what_is_said_hardly_says_it(text: str, pronoun: str, who: str) -> None:
    assert meant(text, pronoun) == who


@pytest.mark.parametrize(
    ("text", "noun", "who"),
    [
        ("The carmaker Belmo has asked for talks. The firm is small.", "The firm", "Belmo"),
        ("Shipbuilder Norvik made an offer. The company is old.", "The company", "Norvik"),
        (
            "Carers United, a nurses' union, struck on Monday. The union is small.",
            "The union",
            "Carers United",
        ),
        (
            "The union, Carers United, struck on Monday. Later the union gave in.",
            "the union",
            "Carers United",
        ),
        (
            "The Harbour Workers Alliance struck on Monday. The union gave in on Friday.",
            "The union",
            "Harbour Workers Alliance",
        ),
        ("The Reform Front left. The party said no.", "The party", "Reform Front"),
        ("The Democratic Front left. The party said no.", "The party", "Democratic Front"),
        # a union is no bank
        ("The Harbour Workers Alliance struck on Monday. The bank was closed.", "The bank", None),
    ],
)
def test_what_a_body_can_be_called(text: str, noun: str, who: str | None) -> None:
    start = text.rindex(noun)
    actor = cast_of(text).at(Span(start, start + len(noun)))
    assert (actor.name if actor is not None else None) == who


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The militia would act, its leader Abu Sahel said.", "Abu Sahel"),
        ("Gen. Kim Tae-won said that any ship would be sunk.", "Kim Tae-won"),
        ('"It is over," said Sgt. Ivo Maran, who was freed.', "Ivo Maran"),
        ("The government spokesman, Felix Orban-Day, said no.", "Felix Orban-Day"),
        ("A lawmaker from the opposition Dawn Party, Ayla Renk, said no.", "Ayla Renk"),
        ("The Health Secretary (Mr Doyle) said that he had never left.", "Doyle"),
        ("The station Voice of the Hills said that the rebels had agreed.", "Voice of the Hills"),
        ("It was over, the Southern Post reported.", "Southern Post"),
        ("Radio Kandi, the only station, said that the rebels had agreed.", "Radio Kandi"),
    ],
)
def test_names_are_whole(text: str, name: str) -> None:
    assert name in [actor.name for actor in cast_of(text).actors]


@pytest.mark.parametrize("kin", ["The mother of jailed reporter", "The brother of Prime Minister"])
def test_kin_is_not_the_one_named(kin: str) -> None:
    text = f"{kin} Aldo Verri said that the talks were over."
    assert cast_of(text).at(Span(0, len(f"{kin} Aldo Verri"))) is None


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "The chairman of the miners' union, Bob Tarrant, met minister Lucy Shaw. The union leader left.",
            "The union leader",
        ),
        ("Bob Tarrant left at noon. The Reform leader was angry.", "The Reform leader"),
        (
            "Bob Tarrant met bankers in a flat owned by Lucy Shaw. The Reform leader left.",
            "The Reform leader",
        ),
        ("Former banker Bob Tarrant is mediator. The former banker was calm.", "The former banker"),
    ],
)
def test_whose_office_it_is(text: str, office: str) -> None:
    start = text.rindex(office)
    actor = cast_of(text).at(Span(start, start + len(office)))
    assert actor is not None
    assert actor.name == "Bob Tarrant"


def test_somebody_whom_the_text_describes_gets_no_other_office() -> None:
    text = 'The health minister agreed to come. "She will hear us," said nurse Maria Lind.'
    assert cast_of(text).at(Span(0, len("The health minister"))) is None


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        # a number inside a name, honorifics, another sex in the family
        ("Chief Lorna Two Rivers spoke first. She was late.", "She", "Lorna Two Rivers"),
        ("Ana Holm met Mme Claire Dunois. Mme Dunois left. She was tired.", "She", "Claire Dunois"),
        ("Deanna Holm left. Mr Holm stayed. He was tired.", "He", "Holm"),
        # a noun that tells the sex
        ("A woman met Ivo Maran at noon. The man he knew was there. She left.", "She", "[woman]"),
    ],
)
def test_what_names_and_nouns_tell_of_sex(text: str, pronoun: str, who: str) -> None:
    assert meant(text, pronoun) == who
