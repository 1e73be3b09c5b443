from __future__ import annotations

import pytest

import onrecord
from tests.reading.attribution.said import content, one, person, read, read_in

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "he": BERG, "He": BERG}


@pytest.mark.parametrize(
    ("text", "speaker", "chain"),
    [
        (
            "Berg said that the army would go, reported state news agency Norpress as cited by Reuters.",
            "Anna Berg",
            ("Reuters", "Norpress"),
        ),
        ("Berg added that the army would withdraw, Interfax reported.", "Anna Berg", ("Interfax",)),
        ("Berg said the talks had failed, according to Reuters.", "Anna Berg", ("Reuters",)),
        ("A palace source revealed to Reuters that the king was ill.", "A palace source", ("Reuters",)),
        ("A palace source told the newspaper Vesti that the king was ill.", "A palace source", ("Vesti",)),
        ("Berg told the news agency TASS that the talks had failed.", "Anna Berg", ("TASS",)),
        (
            "Talks could resume, Norse and Sudish media reported, citing sources familiar with the deal.",
            "sources familiar with the deal",
            ("Norse and Sudish media",),
        ),
        (
            "The Vesti newspaper, citing diplomatic sources, said that the ministers would meet in Paris.",
            "diplomatic sources",
            ("Vesti",),
        ),
        (
            "The Daily Echo cited diplomatic sources saying that delegates could meet in Paris.",
            "diplomatic sources",
            ("Daily Echo",),
        ),
        ("The Daily Echo quoted Berg as saying that the talks had failed.", "Anna Berg", ("Daily Echo",)),
        (
            '"The talks have failed," Berg was quoted by Norpress news agency as saying.',
            "Anna Berg",
            ("Norpress",),
        ),
        ('"He said that the talks would fail," the Morning Herald said.', "Anna Berg", ("Morning Herald",)),
        ("The Daily Echo reported that the talks had failed.", "Daily Echo", ()),
        ("The Central Intelligence Agency said that the convoy had left.", "Central Intelligence Agency", ()),
    ],
)
def test_speaker_and_chain(text: str, speaker: str, chain: tuple[str, ...]) -> None:
    statement = one(text, WHO)
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.chain) == (speaker, chain)


@pytest.mark.parametrize(
    ("cited", "chain"),
    [
        ("citing security concerns", ("Harbour Courier",)),
        ("citing the lack of a harbour pilot since the storm", ("Harbour Courier",)),
        ("citing security officials", ("Harbour Courier", "security officials")),
    ],
)
def test_a_reason_that_is_cited_is_no_source(cited: str, chain: tuple[str, ...]) -> None:
    text = f"The Navy Ministry announced that it would skip the talks, {cited}, the Harbour Courier reported."
    assert one(text).chain == chain


def test_a_relay_behind_a_statement_is_not_its_content() -> None:
    text = "President Berg said the army would go, reported the news agency Norpress as cited by Globewire."
    assert content(text, one(text, WHO)) == "the army would go"


def test_the_paper_is_the_outlet_named_last() -> None:
    text = "The Daily Echo reported that the talks had failed. The newspaper said a minister would resign."
    assert [s.speaker.name for s in read(text) if s.speaker] == ["Daily Echo", "Daily Echo"]


def test_a_person_with_the_name_of_a_paper_is_no_relay() -> None:
    mirror = person("Ruth Mirror")
    text = "Ruth Mirror said that Berg had argued that the border should stay open."
    chains = {s.chain for s in read(text, WHO | {"Mirror": mirror})}
    assert ("Ruth Mirror",) in chains


def test_nested_statements_have_a_parent_and_its_speaker_in_the_chain() -> None:
    text = "Spokesman Ivan Petrenko said that President Berg argued that the border should stay open."
    outer, inner = read(text, WHO | {"Petrenko": person("Ivan Petrenko")})
    assert (outer.chain, outer.parent) == ((), None)
    assert (inner.chain, inner.parent) == (("Ivan Petrenko",), outer.id)
    assert inner.speaker is not None
    assert inner.speaker.name == "Anna Berg"


def test_unnamed_sources_keep_their_description() -> None:
    for text, name in [
        ("A Palace source said the king was ill.", "A Palace source"),
        ("Sources familiar with the matter said the deal was off.", "Sources familiar with the matter"),
        ("Two people who know the plan said the deal was off.", "Two people who know the plan"),
        ("Officials said the deal was off.", "Officials"),
    ]:
        speaker = one(text, {"source": BERG, "Officials": BERG}).speaker
        assert speaker is not None
        assert (speaker.name, speaker.named, speaker.actor) == (name, False, None)


def test_a_report_speaks_for_its_author() -> None:
    text = "The army has taken two towns, according to a March report by the Centre for Peace."
    speaker = one(text).speaker
    assert speaker is not None
    assert "Centre for Peace" in speaker.name
    assert "June" not in speaker.name


def test_an_open_pronoun_has_no_speaker() -> None:
    statement = one("He said that the talks had failed.")
    assert statement.speaker is None
    assert statement.source


@pytest.mark.parametrize(
    ("text", "setting", "addressee"),
    [
        ("Berg told reporters that the talks had failed.", "told reporters", "reporters"),
        ("Berg wrote on Telegram that the talks had failed.", "on Telegram", None),
        ("Berg said in a statement that the talks had failed.", "in a statement", None),
        (
            "In a call with President Rossi, Berg said the talks had failed.",
            "in a call with President Rossi",
            None,
        ),
        ("Berg told Ivan Rossi that the talks had failed.", None, "Ivan Rossi"),
        ("Berg urged the owners to pay.", None, "the owners"),
    ],
)
def test_settings_and_addressees(text: str, setting: str | None, addressee: str | None) -> None:
    statement = one(text, WHO)
    assert (statement.setting, statement.addressee) == (setting, addressee)


@pytest.mark.parametrize(
    ("text", "speaker", "chain"),
    [
        (
            "The Daily Echo, citing Reuters, which in turn quoted a doctor at sea, said nobody had died.",
            "a doctor at sea",
            ("Daily Echo", "Reuters"),
        ),
        (
            "Citing a report by Reuters, the Daily Echo said that nobody had died.",
            "Reuters",
            ("Daily Echo",),
        ),
        (
            "Nobody had died, Reuters reported, citing the Daily Echo, which had it from a doctor.",
            "a doctor",
            ("Reuters", "Daily Echo"),
        ),
        (
            "Nobody had died, according to the Daily Echo, which cited a doctor.",
            "a doctor",
            ("Daily Echo",),
        ),
        (
            "Harbour Nine reported that nobody had died, citing a doctor.",
            "a doctor",
            ("Harbour Nine",),
        ),
        ("Doctors quoted by Reuters said that nobody had died.", "Doctors", ("Reuters",)),
        (
            "Nobody had died, Berg told Reuters in remarks carried by the Daily Echo.",
            "Anna Berg",
            ("Daily Echo", "Reuters"),
        ),
        (
            "The Daily Echo carried a dispatch by Reuters in which Berg said that nobody had died.",
            "Anna Berg",
            ("Daily Echo", "Reuters"),
        ),
    ],
)
def test_who_cites_whom(text: str, speaker: str, chain: tuple[str, ...]) -> None:
    found = [(s.speaker.name, s.chain) for s in read(text, WHO) if s.speaker is not None]
    assert found == [(speaker, chain)]


def test_a_letter_is_not_by_who_saw_it() -> None:
    text = "The port will close, according to a letter seen by Reuters."
    assert [s.speaker.name for s in read(text) if s.speaker] != ["Reuters"]


def test_told_the_paper_is_a_relay_where_the_paper_was_named() -> None:
    text = "The Harbour Echo called. Berg told the paper that the talks had failed."
    assert [s.chain for s in read(text, WHO)][-1] == ("Harbour Echo",)


def test_the_station_is_the_broadcaster_not_the_agency_named_last() -> None:
    text = (
        "Berg told the broadcaster Clyne One on Friday, in remarks carried by Reuters, that it was "
        "over. He told the broadcaster that they would go on."
    )
    assert read(text, WHO)[-1].chain == ("Clyne One",)


def test_a_short_name_of_the_own_outlet_is_no_relay() -> None:
    text = "Berg told the Echo newspaper that the talks had failed."
    assert [s.chain for s in read_in(text, "Daily Echo", WHO)] == [()]


def test_somebody_who_speaks_for_the_speaker_is_not_the_speaker() -> None:
    rossi, holm = person("Ivan Rossi"), person("Ada Holm")
    text = "Through her lawyer, Ivan Rossi, the poet Ada Holm said that she would not leave."
    (statement,) = read(text, {"Rossi": rossi, "lawyer": rossi, "Holm": holm, "she": holm})
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.chain) == ("Ada Holm", ("Ivan Rossi",))


def test_the_outlet_of_the_byline_is_the_reports_own() -> None:
    text = (
        "TALKS CALLED OFF\n\nBy FLARE FOREIGN DESK\n\nThe envoys went home on Monday. One insider told the "
        "Flare that the mood was bad. Mayor Ana Holm told the Harbour Post that nothing was lost."
    )
    found = onrecord.read(text).statements
    assert [s.chain for s in found] == [(), ("Harbour Post",)]


def test_whose_outlet_it_is_hands_nothing_on() -> None:
    text = "Norland's Radio Ostro reported, citing a minister, that the cabinet would vote on Thursday."
    (statement,) = onrecord.read(text).statements
    assert statement.chain == ("Radio Ostro",)
