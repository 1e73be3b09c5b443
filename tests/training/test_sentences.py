"""Training sentences for PLOVER's types: built whole and marked, from the file alone."""

from __future__ import annotations

import re

import pytest
import yaml
from training.plover.sentences import FILE, WRITERS, Sentences

from onrecord.reading.events.coding.coder import TYPES, Case

EXAMPLES = list(Sentences(3).draw(60))


def test_every_type_gets_its_share() -> None:
    assert [e.type for e in EXAMPLES].count("AID") == 60
    assert {e.type for e in EXAMPLES} == set(TYPES)


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert list(Sentences(3).draw(4)) == list(Sentences(3).draw(4)) != list(Sentences(4).draw(4))


def test_actors_are_marked_and_no_slot_or_form_is_left() -> None:
    for example in EXAMPLES:
        case = Case.marked(example.marked)
        assert len(case.source) == 1, example
        assert len(case.target) <= 2, example
        assert not re.search(r"[{}<>]|\bx?(SP|SF|SW|SC|TP|TL|TF|TX|TD)\b|\bxT\b", case.sentence), example


def test_what_is_written_is_whole_and_marked() -> None:
    written = list(Sentences(3).written())
    assert {e.type for e in written} == set(TYPES)
    for example in written:
        case = Case.marked(example.marked)
        assert (len(case.source), len(case.target)) == (1, 1), example
        assert not re.search(r"[{}<>]|\bthe the\b", case.sentence), example


def test_names_are_drawn_anew_for_what_is_written() -> None:
    assert list(Sentences(3).written()) == list(Sentences(3).written()) != list(Sentences(4).written())
    assert any("{state}" in file.read_text("utf-8") for file in WRITERS.glob("*.tsv"))


def test_the_file_names_known_types_only() -> None:
    data = yaml.safe_load(FILE.read_text("utf-8"))
    assert set(data["said"]) == set(TYPES)
    assert {f["gives"] for f in data["frames"]} <= {*TYPES, "own"}
    assert set(data["acts"]) == {*data["mild"], *data["hard"]} <= set(TYPES)


@pytest.mark.parametrize("form", ["expelled", "stopped", "withdrew", "denied", "sending"])
def test_verbs_are_inflected(form: str) -> None:
    assert any(form in e.marked for e in Sentences(1).draw(300))
