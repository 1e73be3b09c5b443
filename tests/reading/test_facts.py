"""Dated facts, told in sentences or by their parts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.model import Basis, EventKind, FactKind, Level
from onrecord.reading.facts import from_entry, from_sentence, read_file, shipped


def test_a_round_told_in_a_sentence() -> None:
    fact = from_sentence(
        "Kenya and Uganda held a third round of talks in Lusaka on 23 July 2031.", "UN readout"
    )
    assert fact.kind is FactKind.EVENT
    assert fact.event is not None
    assert (fact.event.kind, fact.event.ordinal, fact.event.place) == (EventKind.ROUND, 3, "Lusaka")
    assert {p.name for p in fact.event.participants} == {"Kenya", "Uganda"}
    assert fact.when.day == date(2031, 7, 23)
    assert (fact.basis, fact.level, fact.source) == (Basis.GIVEN, Level.FACTS, "UN readout")
    assert fact.text.endswith("23 July 2031")


def test_a_deadline_told_by_its_term() -> None:
    fact = from_sentence("Kenya gave Uganda 50 days on 14 July 2031 to open the border", "radio")
    assert fact.event is not None
    assert fact.event.kind is EventKind.DEADLINE
    assert fact.when.form == "2031-07-14 +50D"
    assert fact.when.day == date(2031, 9, 2)


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Jane Doe became president of Kenya on 5 May 2031", date(2031, 5, 5), None),
        ("Jane Doe has been the prime minister of Kenya since 5 May 2031", date(2031, 5, 5), None),
        ("Jane Doe was president of Kenya from 2031-05-05 to 2034-06-06", date(2031, 5, 5), date(2034, 6, 6)),
        ("Jane Doe stepped down as president of Kenya on 6 June 2034", None, date(2034, 6, 6)),
    ],
)
def test_a_term_of_office_told_in_a_sentence(sentence: str, first: date | None, last: date | None) -> None:
    fact = from_sentence(sentence, "gazette")
    assert fact.kind is FactKind.TENURE
    assert (fact.person, fact.of) == ("jane-doe", "Kenya")
    assert (fact.when.earliest, fact.when.latest) == (first, last)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Kenya and Uganda held a third round of talks", "no date"),
        ("It rained on 5 May 2031", "nobody"),
        ("Kenya and Uganda will hold a third round of talks on 23 July 2031", "recognised|happened"),
        ("Kenya and Uganda held talks in 2031", "recognised"),
        ("", "words"),
        ("Kenya " * 200, "characters"),
    ],
)
def test_what_is_not_understood_is_refused(sentence: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        from_sentence(sentence, "radio")


def test_a_refusal_says_how_to_write_it() -> None:
    with pytest.raises(UsageError) as refused:
        from_sentence("Something happened on 5 May 2031", "radio")
    assert "held a third round of talks in Lusaka on 23 July 2031" in refused.value.hint
    assert "--facts" in refused.value.hint


def test_a_fact_needs_a_source() -> None:
    with pytest.raises(UsageError, match="source"):
        from_sentence("Kenya invaded Uganda on 5 May 2031", " ")


def test_the_parts_of_a_round() -> None:
    fact = from_entry(
        {
            "kind": "round",
            "parties": ["Norland", "Sudmark"],
            "ordinal": 3,
            "place": "Lusaka",
            "day": date(2031, 7, 23),
            "source": "UN",
        }
    )
    assert fact.text == "third round of talks of Norland and Sudmark in Lusaka, 23 July 2031"
    assert fact.event is not None
    assert fact.event.ordinal == 3


def test_the_parts_of_a_deadline() -> None:
    entry = {"kind": "deadline", "by": "Norland", "to": "Sudmark", "day": "2031-07-14", "source": "UN"}
    assert from_entry(entry).when.day == date(2031, 7, 14)
    term = from_entry(entry | {"term": "50"})
    assert (term.when.day, term.when.form) == (date(2031, 9, 2), "2031-07-14 +50D")


def test_a_sentence_beside_its_day() -> None:
    fact = from_entry({"fact": "Kenya invaded Uganda", "day": "2031-02-03", "source": "UN"})
    assert fact.when.day == date(2031, 2, 3)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"kind": "picnic", "day": "2031-07-14"}, "no kind"),
        ({"kind": "round", "parties": ["Norland"], "day": "2031-07-14"}, "two parties"),
        ({"kind": "round", "parties": "Norland; Sudmark", "day": "soon"}, "not a day"),
        (
            {"kind": "round", "parties": "Norland; Sudmark", "day": "2031-07-14", "by": "Ostia"},
            "no field 'by'",
        ),
        ({"kind": "deadline", "day": "2031-07-14"}, "who set it"),
        ({"kind": "deadline", "by": "Norland", "day": "2031-07-14", "term": -3}, "number"),
        ({"kind": "tenure", "who": "Jane Doe", "role": "president", "of": "Norland"}, "first or a last day"),
        (
            {"kind": "tenure", "who": "Jane Doe", "role": "wizard", "of": "Norland", "from": "2031-07-14"},
            "office",
        ),
        ({"kind": "name", "names": "peace", "day": "2031-07-14"}, "no name"),
        ({"kind": "invasion", "by": "Norland", "day": "2031-07-14"}, "'to'"),
        ({"kind": "invasion", "by": "Norland", "to": "Sudmark", "day": "1931-07-14"}, "outside the years"),
    ],
)
def test_parts_that_do_not_fit_are_refused_by_name(entry: dict[str, object], why: str) -> None:
    with pytest.raises(UsageError, match=why) as refused:
        from_entry(entry | {"source": "UN"}, where="facts.yaml, fact 7")
    assert "facts.yaml, fact 7" in str(refused.value)


YAML = """
- kind: round
  parties: [Norland, Sudmark]
  ordinal: 3
  day: 2031-07-23
  source: UN readout
- kind: name
  names: [Lusaka Protocol]
  day: 2031-07-24
"""
CSV = """kind,day,parties,ordinal,names,source
round,2031-07-23,Norland; Sudmark,3,,UN readout
name,2031-07-24,,,Lusaka Protocol,
"""


@pytest.mark.parametrize(("name", "text"), [("facts.yaml", YAML), ("facts.csv", CSV)])
def test_a_file_of_facts(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    first, second = read_file(tmp_path / name, source="archive")
    assert first.text == "third round of talks of Norland and Sudmark, 23 July 2031"
    assert (first.source, second.source) == ("UN readout", "archive")
    assert second.names == ("Lusaka Protocol",)


def test_both_files_give_the_same_facts(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "b.csv").write_text(CSV, encoding="utf-8")
    assert read_file(tmp_path / "a.yaml", source="x") == read_file(tmp_path / "b.csv", source="x")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("facts.txt", "x", "YAML or CSV"),
        ("facts.yaml", "kind: round", "list"),
        ("facts.yaml", "- [", "not YAML"),
        ("facts.yaml", "[]", "no fact"),
        ("facts.yaml", "- !!python/object/apply:os.system [ls]", "not YAML"),
        ("facts.csv", "kind,day\nround\n", "line 2"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=why):
        read_file(tmp_path / name, source="x")


def test_shipped_facts_have_sources_and_no_two_are_one() -> None:
    facts = shipped()
    assert len({f.id for f in facts}) == len(facts) > 100
    assert all(f.source and f.basis is Basis.KNOWLEDGE for f in facts)


def test_shipped_terms_of_one_person_in_one_office_do_not_overlap() -> None:
    terms: dict[tuple[str | None, str | None], list[tuple[date, date]]] = {}
    for fact in shipped():
        if fact.kind is FactKind.TENURE:
            first, last = fact.when.earliest or date.min, fact.when.latest or date.max
            terms.setdefault((fact.person, fact.role), []).append((first, last))
    for held in terms.values():
        held.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(held))
