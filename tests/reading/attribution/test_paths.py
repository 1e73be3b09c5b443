"""The typed way of the words: which relay is what, and in what the words were given."""

from __future__ import annotations

import pytest

from onrecord.knowledge import load
from onrecord.model import Actor, RelayKind
from onrecord.reading import language
from onrecord.reading.attribution.relaying import paths
from onrecord.reading.attribution.relaying.relays import relays
from tests.reading.attribution.said import StandIn, one, person, read, read_in

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "she": BERG, "She": BERG, "her": BERG}


def _steps(text: str) -> list[tuple[str, str]]:
    return [(relay.name, relay.kind.value) for relay in one(text, WHO).path]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Berg told Reuters that the talks had failed.", [("Reuters", "agency")]),
        ("Berg told the Norlight news agency that it was over.", [("Norlight", "agency")]),
        ("Berg told VKA news agency that it was over.", [("VKA", "agency")]),
        ("Berg said the talks had failed, Coastwire reported.", [("Coastwire", "agency")]),
        ("Berg told the Daily Echo that the talks had failed.", [("Daily Echo", "outlet")]),
        ("Berg told the newspaper Vesti that the talks had failed.", [("Vesti", "outlet")]),
        ("“It is over,” Berg told Radio Norte.", [("Radio Norte", "outlet")]),
        ("“It is over,” Berg told Harbour FM.", [("Harbour FM", "outlet")]),
        ("“It is over,” Berg told the wool growers' newsletter.", [("wool growers' newsletter", "outlet")]),
        ("Berg told Vireo that the talks had failed.", [("Vireo", "agency")]),
        ("“It is over,” Berg told VKLT.", [("VKLT", "outlet")]),
        (
            "Berg, through her spokesman Ivo Brandt, said the talks had failed.",
            [("Ivo Brandt", "spokesperson")],
        ),
        ("Berg said through her lawyer that the talks had failed.", [("her lawyer", "spokesperson")]),
        (
            "Berg said in a letter to the council that the talks had failed, the Daily Echo reported.",
            [("Daily Echo", "outlet"), ("a letter", "document")],
        ),
    ],
)
def test_kinds(text: str, steps: list[tuple[str, str]]) -> None:
    assert _steps(text) == steps


def test_the_own_outlet_is_outermost() -> None:
    (said,) = read_in("Berg told the Daily Echo in an interview that it was over.", "Harbour Ledger", WHO)
    kinds = [RelayKind.OUTLET, RelayKind.OUTLET, RelayKind.INTERVIEW]
    assert [(r.name) for r in said.path] == ["Harbour Ledger", "Daily Echo", "an interview"]
    assert [r.kind for r in said.path] == kinds
    (wire,) = read_in("Berg said that the talks had failed.", "Reuters", WHO)
    assert [r.kind for r in wire.path] == [RelayKind.AGENCY]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Berg said that it was over, according to the tabloid Blik & Blas.", "outlet"),
        ("Berg said that it was over, according to the regional agency Corda Linje.", "agency"),
        ("Berg told Agrafunk that it was over.", "outlet"),
        ("The Green Lamp relief agency said that President Berg had offered to pay.", "person"),
        ("An adviser to the Norland presidency said that President Berg had offered to pay.", "person"),
        ("Her lawyers said that President Berg had offered to pay.", "spokesperson"),
        ("Two people at the table said that President Berg had offered to pay.", "person"),
        ("An aide who has seen the paper said that President Berg had offered to pay.", "person"),
        ("A colleague said that President Berg had offered to pay.", "person"),
        ("Berg said through her interpreter that it was over.", "person"),
    ],
)
def test_words_around_a_relay_tell_its_kind(text: str, kind: str) -> None:
    assert kind in {
        step.kind.value for said in read(text, WHO) for step in said.path if step.kind is not None
    }


def test_names_in_other_languages_are_outlets() -> None:
    text = "Berg said that it was over, and the Corriere del Lago had it first."
    (paragraph,) = language.parse(text).paragraphs
    kind = paths.kind("Corriere del Lago", (), paragraph, relays(), StandIn(text, WHO))
    assert kind is RelayKind.OUTLET


@pytest.mark.parametrize(
    "text",
    [
        "Marlow told supporters that President Berg had offered her a seat.",
        "Marlow said that President Berg had told her to go.",
    ],
)
def test_who_tells_people_something_is_a_person(text: str) -> None:
    cast = {**WHO, "Marlow": Actor("marlow", "Marlow", None)}
    inner = read(text, cast)[-1]
    assert [(step.name, step.kind) for step in inner.path] == [("Marlow", RelayKind.PERSON)]


def test_a_spokesperson_hands_on_and_so_does_anybody_else() -> None:
    text = "{} said that President Berg argued that the border should stay open."
    for who, kind in (("A spokesman for the mayor", "spokesperson"), ("A mediator", "person")):
        inner = read(text.format(who), WHO)[1]
        assert [relay.kind.value for relay in inner.path] == [kind]


def test_the_paper_and_the_agency_are_those_named_before() -> None:
    text = "The Daily Echo and Norpress sent people. “It is over,” Berg told the {}."
    for noun, name in (("paper", "Daily Echo"), ("agency", "Norpress")):
        assert one(text.format(noun), WHO).chain == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” Berg told Ivan Rossi, who leads the union.",
        "Berg told Ivan Rossi that it was over.",
        "Berg has told Calder they will stay.",
        "“It is over,” Berg told the Velm Assembly.",
        "“It is over,” Berg told the Harbour Star's rival.",
    ],
)
def test_not_everybody_told_is_an_outlet(text: str) -> None:
    assert one(text, WHO).chain == ()


def test_a_paper_inside_a_longer_name_is_not_that_paper() -> None:
    assert one("“It is over,” Berg told the Harbour Telegraph.", WHO).chain == ("Harbour Telegraph",)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Berg said in a post on Telegram that it was over.", ("a post on Telegram", "social")),
        ("“It is over,” Berg wrote on Chirper.", ("Chirper", "social")),
        ("Berg tweeted that the talks had failed.", ("tweeted", "social")),
        ("Berg said on her channel that the talks had failed.", ("her channel", "social")),
        ("In a message posted on Friday, Berg said it was over.", ("a message", "social")),
        ("Berg told reporters that the talks had failed.", ("reporters", "briefing")),
        ("Berg said at a news conference that it was over.", ("a news conference", "briefing")),
        ("Berg said in a joint statement that it was over.", ("a joint statement", "document")),
        ("Berg issued a statement saying that it was over.", ("a statement", "document")),
        ("Berg wrote that the talks had failed.", ("wrote", "document")),
        ("The letter said that the talks had failed.", ("The letter", "document")),
        ("Berg promised in writing that nobody would lose.", ("writing", "document")),
        ("In an interview on Monday, Berg said it was over.", ("an interview", "interview")),
        ("Berg told the mayor by telephone that it was over.", ("telephone", "call")),
        ("In a video call with staff, Berg said it was over.", ("a video call", "call")),
        ("Berg said in a televised speech that it was over.", ("a televised speech", "speech")),
        ("Berg told a rally that the talks had failed.", ("a rally", "speech")),
        ("Berg said at the conference centre that it was over.", None),
        ("Berg said on Friday that the letter was false.", None),
        ("Berg told the minister that the talks had failed.", None),
        ("Berg said that the minister had written a letter.", None),
    ],
)
def test_medium(text: str, medium: tuple[str, str] | None) -> None:
    assert _steps(text) == ([] if medium is None else [medium])


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Berg told reporters that the talks had failed.", "reporters"),
        ("Berg urged the owners of the yard to pay.", "the owners of the yard"),
        ("Berg called on the owners to pay.", "the owners"),
        ("Berg warned the owners against a strike.", "the owners"),
        ("Berg said in a letter to the council that it was over.", "the council"),
        ("Berg told the Daily Echo that the talks had failed.", None),
        ("Speaking for the first time, Berg said the talks had failed.", None),
        ("Berg told the council that the minister had lied.", "the council"),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    assert one(text, WHO).addressee == addressee


def test_agencies_are_outlets_by_their_names() -> None:
    names = {entry["name"] for entry in load("outlets")["outlets"]} | set(load("relays")["also"])
    assert relays().agencies <= names
