"""Outlets that no list knows: by the nouns beside them, by their place, by the shape of their names."""

from __future__ import annotations

import pytest

from onrecord.model import RelayKind
from onrecord.reading.attribution.relaying import shapes
from onrecord.reading.attribution.relaying.relays import relays
from tests.reading.attribution.said import one, person, read

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "She": BERG, "she": BERG}


@pytest.mark.parametrize(
    ("text", "chain", "kind"),
    [
        ("Berg told the website Blue Ledge that it rained.", "Blue Ledge", RelayKind.OUTLET),
        ("Berg told the private station Norra Vision that it rained.", "Norra Vision", RelayKind.OUTLET),
        ("Berg told WXQB radio that it rained.", "WXQB radio", RelayKind.OUTLET),
        ("Berg told the tabloid Blatt am Abend that it rained.", "Blatt am Abend", RelayKind.OUTLET),
        ("Berg told the daily Al-Burj that it rained.", "Al-Burj", RelayKind.OUTLET),
        ("Berg told the agency Plain News that it rained.", "Plain News", RelayKind.AGENCY),
        ("Berg told the Desert Herald Service that it rained.", "Desert Herald Service", RelayKind.AGENCY),
        ("Berg said that it rained, the Sunday Kettle reported.", "Sunday Kettle", RelayKind.OUTLET),
        ("Berg said it rained, the Brussels-based agency Sudpress reported.", "Sudpress", RelayKind.AGENCY),
        ("Berg said it rained, according to the Ostro Evening Bell.", "Ostro Evening Bell", RelayKind.OUTLET),
        ("State television quoted Berg as saying that it rained.", "State television", RelayKind.OUTLET),
        ("Berg told the site Ledgewatch that it rained.", "Ledgewatch", RelayKind.OUTLET),
        ("Berg told the magazine Sharp Corner that it rained.", "Sharp Corner", RelayKind.OUTLET),
        ("Berg told the Harbour Lantern that it rained.", "Harbour Lantern", RelayKind.OUTLET),
        ("Berg told the Nord-Info agency that it rained.", "Nord-Info", RelayKind.AGENCY),
        ("Berg told Marktblick that it rained.", "Marktblick", RelayKind.OUTLET),
        ("Berg, quoted by the Ledgewatch portal, said that it rained.", "Ledgewatch", RelayKind.OUTLET),
        ("Berg, quoted in the Abendpost, said that it rained.", "Abendpost", RelayKind.OUTLET),
        ("Berg said that it rained, Sudfeed reported on Monday.", "Sudfeed", RelayKind.AGENCY),
        ("Berg told Al-Burj, the pan-Arab channel, that it rained.", "Al-Burj", RelayKind.OUTLET),
        ("Berg told Ledger Today it rained.", "Ledger Today", RelayKind.OUTLET),
        ("The pan-Arab channel Al-Burj quoted Berg as saying that it rained.", "Al-Burj", RelayKind.OUTLET),
        ("Berg told the broadcaster Orkan 2 that it rained.", "Orkan 2", RelayKind.OUTLET),
        ("Berg told the Mail Workers' Journal that it rained.", "Mail Workers' Journal", RelayKind.OUTLET),
        ("Berg told the Gazette of Lakemouth that it rained.", "Gazette of Lakemouth", RelayKind.OUTLET),
        (
            "Berg was quoted on Friday by the Gazette of Lakemouth as saying that it rained.",
            "Gazette of Lakemouth",
            RelayKind.OUTLET,
        ),
        (
            "Berg said it rained, according to the radio station Voice of the Marsh.",
            "Voice of the Marsh",
            RelayKind.OUTLET,
        ),
    ],
)
def test_a_name_that_no_list_knows(text: str, chain: str, kind: RelayKind) -> None:
    statement = next(s for s in read(text, WHO) if s.speaker and s.speaker.name == "Anna Berg")
    assert statement.chain == (chain,)
    assert [step.kind for step in statement.path if step.name == chain] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Berg told the agency that it rained.",
        "Berg told the Sunday Council that it rained.",
        "The agency Seaguard said that Berg had crossed the river.",
        "Critics of the PX-5 program said that it rained.",
        "Berg told the Harbour Workers' Service that it rained.",
    ],
)
def test_who_is_no_outlet(text: str) -> None:
    assert all(s.chain == () for s in read(text, WHO))


def test_a_newspaper_of_a_country_is_not_called_by_it() -> None:
    text = "A Norland newspaper, Free Bell, quoted Berg as saying that it rained."
    assert one(text, WHO).chain == ("Free Bell",)


def test_the_words_behind_a_name_make_it_an_agency() -> None:
    text = "In remarks published by the Kestren agency, Berg said that it rained."
    assert next(step.kind for step in one(text, WHO).path) is RelayKind.AGENCY


@pytest.mark.parametrize(
    ("name", "concern", "period"),
    [
        ("Desert Herald Service", True, False),
        ("Press Trust of Norland", True, False),
        ("National Health Service", False, False),
        ("Service", False, False),
        ("Sunday Kettle", False, True),
        ("Ostro Evening Bell", False, True),
        ("Sunday", False, False),
        ("sunday roast", False, False),
    ],
)
def test_shapes(name: str, concern: bool, period: bool) -> None:
    known = relays()
    assert shapes.is_concern(name.split(), known.wires, known.concerns) is concern
    assert shapes.is_period(name.split(), known.periods) is period


def test_a_short_name_is_the_outlet_s_that_the_text_names_in_full() -> None:
    text = "It will rain, the Eastern Post reported. Berg told the Post that it rained."
    assert read(text, WHO)[-1].chain == ("Eastern Post",)
    both = "The Eastern Post and the Lake Post were there. Berg told the Post that it rained."
    assert read(both, WHO)[-1].chain == ("Post",)


def test_half_of_a_name_with_a_hyphen_is_no_name() -> None:
    text = (
        '"It rained," Berg told the television channel Al-Burj, in comments carried by the agency Inter-Sud.'
    )
    assert read(text, WHO)[-1].chain == ("Inter-Sud", "Al-Burj")


def test_the_same_paper_is_the_one_named_before() -> None:
    text = "Berg told Ledgerline that it rained. She told the same site that it would snow."
    first, second = read(text, WHO)
    assert first.chain == second.chain == ("Ledgerline",)
    assert [step.kind for step in first.path] == [RelayKind.OUTLET]


def test_an_outlet_told_it() -> None:
    text = "The newsletter Blue Ledge asked around. Berg told it that it rained."
    assert one(text, WHO).chain == ("Blue Ledge",)
    assert one("The Blue Ledge council met on Monday. Berg told it that it rained.", WHO).chain == ()


def test_initials_stand_for_the_name() -> None:
    text = "Berg said it rained, the Norra Press Agency (NPA) reported. NPA quoted her as saying it snowed."
    assert [s.chain for s in read(text, {**WHO, "her": BERG})] == [
        ("Norra Press Agency",),
        ("Norra Press Agency",),
    ]


def test_a_ship_is_no_paper() -> None:
    assert all(s.chain == () for s in read("Berg said that the Desert Lantern had sunk.", WHO))


def test_an_edition_of_a_paper_is_not_the_paper() -> None:
    front = "The Norland Herald was silent."
    (said,) = read(f"{front} The Arabic edition of the Norland Herald cited a pilot saying it was over.")
    assert said.chain == ("Arabic edition of the Norland Herald",)
