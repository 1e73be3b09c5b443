"""How news relays words: the outlets that a document shows, and where it names them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading import datelines
from tests.reading.attribution.said import content, one, person, read, read_in

BERG = person("Anna Berg")
WHO = {"Berg": BERG, "she": BERG, "her": BERG, "She": BERG}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Anna Berg told the state news agency VENA that her country would open the border.", ("VENA",)),
        ("Anna Berg, the trade minister, was quoted by VENA as saying that the port was shut.", ("VENA",)),
        ("VENA quoted her as saying the talks had failed.", ("VENA",)),
        ("Anna Berg admitted to Norpress that there was no third offer.", ("Norpress",)),
        ("In a readout published by VENA, Anna Berg said the call had been short.", ("VENA",)),
        ("Speaking to the Daily Echo, Anna Berg said the talks had failed.", ("Daily Echo",)),
        ("In an interview with the Daily Echo, Anna Berg said the talks had failed.", ("Daily Echo",)),
        (
            "Anna Berg said that the list would be long, The Harbour Courier reported, citing a tape.",
            ("Harbour Courier",),
        ),
        ("Anna Berg said the talks had failed, as the Daily Echo first reported.", ("Daily Echo",)),
        (
            "According to a transcript published by the Daily Echo, Anna Berg said that she would go.",
            ("Daily Echo",),
        ),
        (
            "Anna Berg said the talks had failed, according to a transcript published by the Daily Echo.",
            ("Daily Echo",),
        ),
        ("Anna Berg growled that the offer was empty, the palace news agency VENA claimed.", ("VENA",)),
        ("Anna Berg said in a post on X that the talks had failed.", ()),
        ("Anna Berg told this newspaper on Thursday that the talks had failed.", ()),
        ("Anna Berg told the union before the vote that the talks had failed.", ()),
    ],
)
def test_chain(text: str, chain: tuple[str, ...]) -> None:
    statement = one(text, WHO)
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.chain) == ("Anna Berg", chain)


def test_an_outlet_behind_a_statement_is_not_part_of_it() -> None:
    text = "Anna Berg said the list would be long, The Harbour Courier reported on Monday, citing a tape."
    assert content(text, one(text, WHO)) == "the list would be long"


def test_an_outlet_at_the_end_is_no_second_piece_of_what_is_said() -> None:
    text = "The list is long, Anna Berg said, the Harbour Courier reported on Monday."
    assert content(text, one(text, WHO)) == "The list is long"


def test_what_the_document_calls_an_agency_is_one_everywhere() -> None:
    text = "VENA, the state news agency, showed the port.\n\nAnna Berg told VENA that the port was shut."
    assert one(text, WHO).chain == ("VENA",)
    assert one("Anna Berg told VENA that the port was shut.", WHO).chain == ()


def test_the_own_outlet_is_in_no_chain() -> None:
    text = "Anna Berg told the Harbour Ledger that the talks had failed."
    (own,) = read_in(text, "The Harbour Ledger", WHO)
    (other,) = read_in(text, "Daily Echo", WHO)
    assert (own.chain, other.chain) == ((), ("Harbour Ledger",))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("PORT ELM, March 4 — The trade ministry said it would wait.", "The trade ministry"),
        (
            "PORT ELM, 4 March (Globewire) – Minister Anna Berg on Monday denied that she would go.",
            "Anna Berg",
        ),
        ("TUNIS (Globewire) — Talks will resume on Friday, officials said.", "officials"),
    ],
)
def test_a_dateline_does_not_speak(text: str, speaker: str) -> None:
    statement = one(text, WHO)
    assert statement.speaker is not None
    assert statement.speaker.name == speaker
    assert not any(s.start < datelines.end(text) for s in (*statement.content, *statement.source))


def test_a_dash_makes_no_dateline() -> None:
    for text in (
        "NATO — the alliance — said so.",
        "The mayor — a friend — said so.",
        "Berg (Labour) – said so",
    ):
        assert datelines.end(text) == 0


@given(st.text(alphabet="AB ab,.—–-()/19", max_size=200))
def test_a_dateline_lies_in_its_text(text: str) -> None:
    assert 0 <= datelines.end(text) <= len(text)


@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        (
            "Petrenko said that his boss, Anna Berg, had argued from the start that the troops must go.",
            "Anna Berg",
            "that the troops must go",
        ),
        (
            "Ivan Petrenko recalled that Anna Berg had described the offer as a joke.",
            "Anna Berg",
            "the offer as a joke",
        ),
        (
            "Petrenko said that Berg had told him before he left that the map was wrong, and that he left.",
            "Anna Berg",
            "that the map was wrong",
        ),
    ],
)
def test_what_another_had_said_before(text: str, who: str, said: str) -> None:
    outer, inner = read(text, WHO | {"Petrenko": person("Ivan Petrenko")})
    assert inner.speaker is not None
    assert (inner.speaker.name, inner.parent, inner.chain) == (who, outer.id, ("Ivan Petrenko",))
    assert content(text, inner) == said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“These are our own nets,” she raged.", "Anna Berg"),
        (
            "A company spokesman denied that it was over. “Ask me in a week,” he said.",
            "A company spokesman",
        ),
        ("Anna Berg answered with a letter to the growers. “We are ready to talk,” it reads.", "Anna Berg"),
        (
            "The road is closed in the north, the head of the delegation, Anna Berg, said.",
            "Anna Berg",
        ),
    ],
)
def test_speaker(text: str, speaker: str) -> None:
    statement = read(text, WHO)[-1]
    assert statement.speaker is not None
    assert statement.speaker.name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“Not today,” she raised her hand.",
        "“Not today.” She walked out.",
        "Asked to explain the delay, Anna Berg left the room.",
    ],
)
def test_no_statement(text: str) -> None:
    assert [s for s in read(text, WHO) if s.speaker is not None] == []


def test_a_day_belongs_to_the_cue_and_a_comment_to_the_narrator() -> None:
    text = "Norland said on Thursday it holds no prisoners, a claim repeated by its army."
    statement = one(text)
    assert content(text, statement) == "it holds no prisoners"
    assert statement.said.text == "Thursday"


def test_one_speaker_hopes_once() -> None:
    text = "Anna Berg said she hoped the round could take place in May."
    assert content(text, one(text, WHO)) == "she hoped the round could take place in May"


def test_a_cue_behind_the_narrators_full_stop_is_not_the_quotation_s() -> None:
    text = "The owners want a fence, “so that nobody walks on the track”. The railway has promised an answer."
    assert not any(
        "track" in content(text, s) for s in read(text) if s.speaker and "railway" in s.speaker.name
    )


def test_a_claim_inside_an_outlets_own_words_does_not_take_their_place() -> None:
    text = (
        "“In the years of the thaw, officials gave assurances that the dam would not be raised. Since then, "
        "Anna Berg has cited its growth as evidence of bad faith,” VENA said."
    )
    found = [s for s in read(text, WHO) if s.speaker is not None and s.speaker.name == "VENA"]
    assert [content(text, s)[:12] for s in found] == ["In the years"]


def test_a_participle_keeps_its_clause() -> None:
    text = (
        "Anna Berg announced that Kenya had proposed a new round of talks, stressing that the port was shut."
    )
    said = [content(text, s) for s in read(text, WHO) if s.speaker and s.speaker.name == "Anna Berg"]
    assert said == ["that Kenya had proposed a new round of talks", "that the port was shut"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Anna Berg said in a letter seen by Quillmark that the port was shut.", ("Quillmark",)),
        ("Anna Berg said in a statement carried by the Nortal agency that the port was shut.", ("Nortal",)),
        ("Anna Berg said that the port was shut, the official Nortal agency reported.", ("Nortal",)),
        ("Anna Berg said in remarks broadcast by Channel 41 that the port was shut.", ("Channel 41",)),
        ("Anna Berg said in footage aired by Kanton-7 that the port was shut.", ("Kanton-7",)),
        ("In an interview with Vista Mare she said that the port was shut.", ("Vista Mare",)),
        ("Anna Berg said on state television that the port was shut.", ("state television",)),
        ("Anna Berg said in a letter seen by Ivo Brandt that the port was shut.", ()),
    ],
)
def test_outlets_are_known_by_what_they_do(text: str, chain: tuple[str, ...]) -> None:
    who = {**WHO, "Brandt": person("Ivo Brandt")}
    assert one(text, who).chain == chain


def test_an_agency_that_only_speaks_is_no_outlet() -> None:
    statement = one("The Nortal agency said that the border was shut.")
    assert statement.speaker is not None
    assert statement.speaker.name != "Nortal"


def test_an_outlet_that_cites_a_recording_hands_on_alone() -> None:
    text = "The Daily Echo, citing a recording, said Anna Berg had told a donor that the talks had failed."
    chains = [s.chain for s in read(text, WHO)]
    assert any("Daily Echo" in chain for chain in chains)
    assert not [name for chain in chains for name in chain if "recording" in name]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Anna Berg has written to the union asking whether it would return to the talks.", "document"),
        (
            "A senior palace official, briefing reporters on the island, said that the port was shut.",
            "briefing",
        ),
        ("Anna Berg phoned at noon and asked for proof that the port was shut.", "call"),
    ],
)
def test_the_verb_beside_a_cue_tells_the_medium(text: str, medium: str) -> None:
    assert medium in {step.kind.value for s in read(text, WHO) for step in s.path if step.kind is not None}


def test_a_name_behind_a_description_is_the_speaker() -> None:
    who = {"Brandt": person("Ivo Brandt")}
    statement = one("An official of the Harbour Union, Ivo Brandt, said that the talks had failed.", who)
    assert statement.speaker is not None
    assert statement.speaker.name == "Ivo Brandt"
