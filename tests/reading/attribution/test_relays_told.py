"""Outlets that only the text knows, and those that showed, printed or handed on the words."""

from __future__ import annotations

import pytest

from onrecord.model import RelayKind
from onrecord.reading import actors, attribution, language

AGENCY, OUTLET, PERSON = RelayKind.AGENCY, RelayKind.OUTLET, RelayKind.PERSON


def chains(text: str) -> list[tuple[str, ...]]:
    parsed = language.parse(text)
    return [s.chain for s in attribution.find(parsed, actors.find(parsed), ())]


def kinds(text: str) -> list[RelayKind]:
    parsed = language.parse(text)
    return [
        r.kind for s in attribution.find(parsed, actors.find(parsed), ()) for r in s.path if r.name in s.chain
    ]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Ana Holm told the Tolvan Word it was a mortgage.", ("Tolvan Word",)),
        ("Ana Holm told Delta Quill the crew had phoned.", ("Delta Quill",)),
        ("It is a mortgage, Ana Holm told Sport Nine on Sunday.", ("Sport Nine",)),
        ("Ana Holm told the Echo that it was over.", ("Echo",)),
        ('"It is over," Ana Holm told the Tribune of Harl over tea.', ("Tribune of Harl",)),
        ('"It is over," Ana Holm told Meridian News Agency.', ("Meridian News Agency",)),
        (
            "Norland will pay, the News Bureau of West Lund quoted Ana Holm as saying.",
            ("News Bureau of West Lund",),
        ),
        # who was shown, and by whom
        ("State television in Norland showed Ana Holm saying that it was over.", ("State television",)),
        ("In a film that Sahara One showed on Monday, Ana Holm said that it was over.", ("Sahara One",)),
        ("In a statement read out by Nils Orland, Ana Holm thanked her guards.", ("Nils Orland",)),
        # nobody's outlets
        ("Ana Holm told Ivan Rossi that the talks had failed.", ()),
        ("Ana Holm told the Northern Council it was over.", ()),
    ],
)
def test_who_carried_it(text: str, chain: tuple[str, ...]) -> None:
    assert chains(text) == [chain]


@pytest.mark.parametrize(
    "text",
    [
        "Asked about a report in the Velm Ledger, Ana Holm said that it was over.",
        "Ana Holm, reacting to an interview in the Velm Ledger, said that it was over.",
        'Ana Holm denied a report in the Velm Ledger. "It is not over," she said.',
        "Ana Holm confirmed a report by the newspaper Vesti. She said that it was over.",
    ],
)
def test_whose_report_is_answered_hands_nothing_on(text: str) -> None:
    assert set(chains(text)) == {()}


def test_the_paper_that_is_quoting_is_the_one_named_last() -> None:
    text = 'The fund will act, Ana Holm told the daily Ledgerblick. "We wait," she was quoted as saying.'
    assert chains(text) == [("Ledgerblick",), ("Ledgerblick",)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It is over, Ana Holm told Corran Press on Sunday.", AGENCY),
        ("It is over, Ana Holm told the Velm Free Press on Sunday.", OUTLET),
        ("It is over, Ana Holm told the Adriatic Press Bureau on Sunday.", AGENCY),
    ],
)
def test_what_a_name_tells_of_its_kind(text: str, kind: RelayKind) -> None:
    assert kinds(text) == [kind]
