"""Names beside offices, initials, titles and other names, in invented sentences."""

from __future__ import annotations

import pytest

from onrecord.model import ActorKind
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
        ("Minister of Foreign Affairs and Emigrants", "Odil Marek"),
        ("Speaker of Parliament", "Odil Marek"),
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


@pytest.mark.parametrize(
    "name",
    ["J. Marek", "K. P. Marek", "Odil F. Marek", "Pak Son Hui", "Ali bin Omar bin Said Al Nasr"],
)
def test_names_with_initials_kin_and_fathers(name: str) -> None:
    text = f"Foreign Minister {name} arrived in Oslo. {name.split()[-1]} was glad."
    assert [actor.name for actor in cast(text).actors] == [name]


def test_an_initial_that_ends_a_sentence_begins_no_name() -> None:
    assert [actor.name for actor in cast("It was about vitamin C. Norway voted.").actors] == ["Norway"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The National Democratic Front met Norway.", {"National Democratic Front", "Norway"}),
        ("Norway met the Three Rivers Alliance.", {"Norway", "Three Rivers Alliance"}),
        ("The Oman National Hill Army (ONHA) left. The ONHA won.", {"Oman National Hill Army"}),
        ("The Hill Front of Oman (HFO) left. The HFO won.", {"Hill Front", "Oman"}),
        ("The Hill Front of Oman (XYZ) left. The XYZ won.", {"Hill Front", "Oman", "XYZ"}),
        (
            "The African Union Peace and Security Council met on Friday.",
            {"African Union", "African Union Peace and Security Council"},
        ),
        ("Delegates met the Republic of Oman and the State of Qatar.", {"Oman", "Qatar"}),
        ("Norway met the Democratic Republic of Congo.", {"Norway", "Democratic Republic of the Congo"}),
        ("Norway met the Republic of Congo.", {"Norway", "Republic of the Congo"}),
        ("The Norwegian Government met the Royal Thai Government.", {"Norway", "Thailand"}),
        ("The Ministry of Foreign Affairs of Oman left.", {"Oman", "Omani Ministry of Foreign Affairs"}),
        ("The Ministry of Foreign Affairs and Reuters left.", {"Ministry of Foreign Affairs", "Reuters"}),
        ("He wrote for Foreign Affairs in Oslo.", {"Foreign Affairs"}),
        ("Norway and the E3 held talks. The P5+1 and Norway met.", {"Norway", "E3", "P5+1"}),
    ],
)
def test_whole_names(text: str, names: set[str]) -> None:
    assert {actor.name for actor in cast(text).actors} == names


def test_the_north_and_the_south_where_both_states_are_named() -> None:
    text = "N. Korea met South Korea. The North rejected the South's offer."
    assert [actor.name for actor in cast(text).actors] == ["North Korea", "South Korea"]


@pytest.mark.parametrize(
    "text",
    ["South Korea sent observers to the North.", "North Korea and South Korea met in the North Sea Fleet."],
)
def test_the_north_is_not_always_a_state(text: str) -> None:
    assert all("North" not in actor.aliases for actor in cast(text).actors if actor.id == "north-korea")


def test_a_minister_who_is_called_like_an_organisation() -> None:
    text = "Foreign Minister Ada Fatah met Olaf Dahl in Oslo. Fatah was glad."
    assert {actor.name for actor in cast(text).actors} == {"Ada Fatah", "Olaf Dahl"}


def test_an_organisation_whose_name_nobody_has() -> None:
    assert [actor.name for actor in cast("Fatah left the town.").actors] == ["Fatah"]


def test_a_prince_who_is_minister() -> None:
    assert people("Minister of Foreign Affairs Prince Odil Marek met reporters.") == {
        "Odil Marek": ("Minister of Foreign Affairs", "Prince")
    }


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "Deputy Foreign Ministers Ada Berg of Kenya and Omar Lund of Uganda led the talks.",
            {
                "Ada Berg": ("Deputy Foreign Minister", "kenya"),
                "Omar Lund": ("Deputy Foreign Minister", "uganda"),
            },
        ),
        (
            "Kenyan spokesmen Ada Berg, Ivo Brandt and Omar Lund left.",
            dict.fromkeys(("Ada Berg", "Ivo Brandt", "Omar Lund"), ("Kenyan spokesman", "kenya")),
        ),
        (
            "Union leaders Ada Berg and Omar Lund will meet.",
            dict.fromkeys(("Ada Berg", "Omar Lund"), ("Union leader", None)),
        ),
        (
            "Kenyan, Ugandan and Omani Trade Ministers Ada Berg, Ivo Brandt and Omar Lund met.",
            {
                "Ada Berg": ("Kenyan Trade Minister", "kenya"),
                "Ivo Brandt": ("Ugandan Trade Minister", "uganda"),
                "Omar Lund": ("Omani Trade Minister", "oman"),
            },
        ),
        (
            "In Kenya, Ugandan Ministers Ada Berg and Omar Lund met.",
            dict.fromkeys(("Ada Berg", "Omar Lund"), ("Ugandan Minister", "uganda")),
        ),
        (
            "Kenyan and Ugandan Ministers Ada Berg, Ivo Brandt and Omar Lund met.",
            dict.fromkeys(("Ada Berg", "Ivo Brandt", "Omar Lund"), ("Minister", None)),
        ),
        (
            "The foreign ministers of Kenya and Uganda, Ada Berg and Omar Lund, met in Oslo.",
            {"Ada Berg": ("foreign minister", "kenya"), "Omar Lund": ("foreign minister", "uganda")},
        ),
    ],
)
def test_an_office_in_the_plural_is_that_of_each(
    text: str, offices: dict[str, tuple[str, str | None]]
) -> None:
    persons = [a for a in cast(text).actors if a.kind is ActorKind.PERSON]
    assert {a.name: (a.offices[0], a.speaks_for) for a in persons} == offices


@pytest.mark.parametrize(
    "text",
    [
        "At talks with the ministers of Kenya and Uganda, Ada Berg and Omar Lund complained.",
        "The ministers of Kenya, Oman and Uganda, Ada Berg and Omar Lund, met.",
    ],
)
def test_names_behind_an_office_in_the_plural_that_is_not_theirs(text: str) -> None:
    assert all(not a.offices and a.speaks_for is None for a in cast(text).actors)


@pytest.mark.parametrize(
    ("text", "office", "of"),
    [
        (
            "Kenyan Trade Minister Ivo Brandt left. His Ugandan counterpart, Ada Berg, stayed.",
            "Ugandan Trade Minister",
            "uganda",
        ),
        (
            "The Kenyan foreign minister, Ivo Brandt, met his counterpart from Oman, Ada Berg.",
            "Omani foreign minister",
            "oman",
        ),
        (
            "US Secretary of State Ivo Brandt called his Omani counterpart Ada Berg.",
            "Omani Foreign Minister",
            "oman",
        ),
        ("Ivo Brandt of Kenya called his Omani counterpart, Ada Berg.", None, "oman"),
        ("Kenyan Trade Minister Ivo Brandt met his counterpart, Ada Berg.", None, None),
        (
            "Trade Minister Ivo Brandt met his Omani counterpart, Ada Berg. Berg, the mayor of Sur, left.",
            "mayor of Sur",
            "oman",
        ),
    ],
)
def test_a_counterpart_has_for_another_state_the_office_of_the_one_told_of(
    text: str, office: str | None, of: str | None
) -> None:
    (berg,) = (a for a in cast(text).actors if a.name == "Ada Berg")
    assert (berg.offices[0] if berg.offices else None, berg.speaks_for) == (office, of)


@pytest.mark.parametrize(
    ("text", "name", "of"),
    [
        ("The AU Commission agreed.", "African Union Commission", "african-union"),
        ("The African Union's Commission agreed.", "African Union Commission", "african-union"),
        ("The AU Workers Guild agreed.", "AU Workers Guild", None),
        ("The Guild Commission agreed.", "Guild Commission", None),
        ("Ann Berg left, the Foreign Ministry in Oslo said.", "Norwegian Foreign Ministry", "norway"),
        ("The Ministry of Trade in Oslo agreed.", "Norwegian Ministry of Trade", "norway"),
        ("Ann Berg left the Foreign Ministry for Oslo.", "Foreign Ministry", None),
        ("The Embassy in Oslo said that it was shut.", "Embassy", None),
    ],
)
def test_whose_body_a_name_is(text: str, name: str, of: str | None) -> None:
    bodies = [a for a in cast(text).actors if name.split()[-1] in a.name]
    assert [(a.name, a.speaks_for) for a in bodies] == [(name, of)]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("A spokesman for the Kenyan president, Ada Berg, denied it.", "Kenyan president"),
        (
            "A spokesman for the Kenyan Presidency, Ada Berg, denied it.",
            "spokesman for the Kenyan Presidency",
        ),
    ],
)
def test_who_is_named_behind_the_one_spoken_for(text: str, office: str) -> None:
    assert people(text) == {"Ada Berg": (office,)}


@pytest.mark.parametrize(
    ("text", "office", "of"),
    [
        (
            'Kenya agreed, its foreign minister said.\n\n"We come in good faith," Ada Berg told reporters.',
            "Kenyan foreign minister",
            "kenya",
        ),
        (
            "Omani Foreign Minister Ivo Brandt left. Kenya's foreign minister said it was late. "
            '"We need time," Ada Berg said.',
            "Kenya's foreign minister",
            "kenya",
        ),
        (
            "Kenyan Foreign Minister Ivo Brandt left. Kenya's foreign minister said it was late. "
            '"We need time," Ada Berg said.',
            None,
            None,
        ),
        (
            "Foreign Minister Ivo Brandt left. Kenya's foreign minister said it was late. "
            '"We need time," Ada Berg said.',
            None,
            None,
        ),
    ],
)
def test_a_minister_whom_the_text_names_next(text: str, office: str | None, of: str | None) -> None:
    (berg,) = (a for a in cast(text).actors if a.name == "Ada Berg")
    assert (berg.offices[0] if berg.offices else None, berg.speaks_for) == (office, of)


def test_a_plural_without_names_is_no_name() -> None:
    names = {
        a.name for a in cast("The Foreign Ministers of Kenya and Uganda met at the Miners' Union.").actors
    }
    assert names == {"Kenya", "Uganda", "Miners' Union"}
