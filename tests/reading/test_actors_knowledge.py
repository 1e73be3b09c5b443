"""The knowledge of states, organisations, places and people: every line refers to something that exists."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import pytest

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.reading.actors import acting, files, lexicon

STATES: dict[str, dict[str, Any]] = knowledge.load("states")
ORGANISATIONS: dict[str, dict[str, Any]] = knowledge.load("organisations")
PEOPLE: dict[str, dict[str, Any]] = knowledge.load("people")
TITLES: dict[str, dict[str, Any]] = knowledge.load("titles")
PLACES: dict[str, dict[str, Any]] = knowledge.load("places")


def test_every_member_of_the_united_nations_is_there() -> None:
    assert len(STATES) >= 193 + 2
    assert all(
        set(line)
        <= {"capital", "adjective", "people", "also", "spelt", "doubtful", "style", "prefix", "half"}
        for line in STATES.values()
    )


def test_no_capital_stands_for_two_states() -> None:
    counts = Counter(city for line in STATES.values() for city in [*line["capital"], *line.get("spelt", [])])
    assert [city for city, count in counts.items() if count > 1] == []


def test_a_spelling_has_a_capital_to_spell() -> None:
    assert all(line["capital"] for line in STATES.values() if line.get("spelt"))


def test_doubtful_names_are_names_of_their_line() -> None:
    for name, line in STATES.items():
        known = {
            name,
            *(word for key in ("capital", "adjective", "also", "spelt") for word in line.get(key, [])),
        }
        assert set(line.get("doubtful", [])) <= known, name


def test_organisations_belong_to_states_that_exist() -> None:
    for name, line in ORGANISATIONS.items():
        assert line.get("state") is None or line["state"] in STATES, name
        assert set(line) <= {"also", "state", "seat", "called", "kind", "article", "capital"}, name


def test_places_lie_in_states_that_exist() -> None:
    assert set(PLACES["places"]) <= set(STATES)


def test_people_hold_offices_that_exist_and_in_order() -> None:
    owners = {*STATES, *ORGANISATIONS, *PEOPLE}
    for name, line in PEOPLE.items():
        assert line["sex"] in ("m", "f"), name
        for role, of, start, *end in line.get("held", []):
            assert role in TITLES["roles"], (name, role)
            assert of in owners, (name, of)
            assert not end or _day(start) <= _day(end[0]), name


def _day(value: datetime.date | int) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date(value, 1, 1)


def test_wider_roles_lead_somewhere_and_not_in_circles() -> None:
    roles = TITLES["roles"]
    for name, line in roles.items():
        assert name not in _above(roles, name), name
        assert {"words", "is"} <= set(line) <= {"words", "is", "male", "female", "office", "speaks"}, name


def _above(roles: dict[str, Any], name: str) -> set[str]:
    found: set[str] = set()
    front = list(roles[name]["is"])
    while front:
        parent = front.pop()
        if parent not in found:
            found.add(parent)
            front += roles.get(parent, {}).get("is", [])
    return found


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Kiev", "ukraine"),
        ("Türkiye", "turkey"),
        ("Downing Street", "united-kingdom"),
        ("Élysée Palace", "france"),
        ("Burma", "myanmar"),
        ("U.S.", "united-states"),
        ("Brussels", "european-union"),
        ("Erdoğan", "recep-tayyip-erdogan"),
        ("IAEA", "international-atomic-energy-agency"),
        ("Ursula von der Leyen", "ursula-von-der-leyen"),
    ],
)
def test_known_names(phrase: str, actor: str) -> None:
    lex = files.lexicon()
    found = lex.name_at(phrase.split(), 0)
    assert found is not None
    size, entry = found
    assert size == len(phrase.split())
    assert entry.actor is not None
    known = lex.actors[entry.actor]
    assert actor in (known.id, known.speaks_for)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("The Kremlin", "kremlin"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("李", "actor-674e"),
    ],
)
def test_ids_are_slugs(name: str, id_: str) -> None:
    assert lexicon.slug(name) == id_


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    acting.cues.cache_clear()
    monkeypatch.setattr(knowledge, "load", lambda name: {"travel": ["go"]})
    with pytest.raises(KnowledgeError, match=r"acting\.yaml"):
        acting.cues()
    monkeypatch.undo()
    acting.cues.cache_clear()
