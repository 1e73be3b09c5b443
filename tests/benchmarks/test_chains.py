"""The chain benchmark: what a marking must be, when names agree, and what is counted."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.__main__ import main
from benchmarks.chains import names, run, scoring
from benchmarks.chains.marking import Item, MarkedStatement, load
from benchmarks.marked import MarkingError

from onrecord.model import Act, Anonymity, Reading, Relay, RelayKind, Speaker, Statement

HERE = Path(__file__).parent
OURS = HERE / "chains.yaml"
TUNING = Path(scoring.__file__).parent / "tuning.yaml"

TEXT = 'Globewire quoted an aide to Ilya Marek as saying that the draft was dead. "It was," Ines Okafor said.'
SAID: dict[str, Any] = {
    "says": "the draft was dead",
    "who": "an aide to Ilya Marek",
    "anonymity": "described",
    "chain": ["Globewire"],
    "kinds": ["agency"],
    "act": "assert",
}


def written(folder: Path, *statements: Any, name: str = "made.yaml", **item: Any) -> Path:
    row = {"id": "made-01", "topic": "water", "text": TEXT, "statements": list(statements)} | item
    file = folder / name
    file.write_text(yaml.safe_dump([row]), encoding="utf-8")
    return file


# --- The marking ---------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [OURS, TUNING], ids=["ours", "tuning"])
def test_our_files_are_markings(file: Path) -> None:
    items = load(file)
    assert sum(len(item.statements) for item in items) > len(items)
    assert any(not item.statements for item in items), "texts in which nobody speaks are counted, too"


def test_a_statement_is_read_as_it_is_marked(tmp_path: Path) -> None:
    marked = SAID | {
        "who": ["an aide", "aide"],
        "act": ["reject", "assert"],
        "hedged": True,
        "medium": "call",
    }
    (item,) = load(written(tmp_path, marked))
    (said,) = item.statements
    assert [TEXT[a:b] for ((a, b),) in said.says] == ["the draft was dead"]
    assert said.who == ("an aide", "aide")
    assert said.acts == (Act.REJECT, Act.ASSERT)
    assert (said.hedged, said.medium, said.addressee, said.denies) == (True, RelayKind.CALL, (), ())


def test_words_may_be_quoted_in_pieces_and_by_their_ends(tmp_path: Path) -> None:
    marked = SAID | {"says": ["the draft ... dead", "It was"]}
    (item,) = load(written(tmp_path, marked))
    ((first, second),) = item.statements[0].says
    assert (TEXT[slice(*first)], TEXT[slice(*second)]) == ("the draft was dead", "It was")


def test_words_that_stand_in_two_places_may_be_found_in_either(tmp_path: Path) -> None:
    (item,) = load(written(tmp_path, SAID | {"says": "was"}))
    assert len(item.statements[0].says) == 2


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"says": "the draft was alive"}, "piece 1 of `says` does not stand in the text"),
        ({"says": ["It was", "raft"]}, "piece 2 of `says` does not stand in the text"),
        ({"says": None}, "`says` is empty"),
        ({"denies": "nothing at all"}, "piece 1 of `denies`"),
        ({"who": None}, "`who` is null where `anonymity` is unattributed"),
        ({"who": 7}, "`who` is neither text nor a list of texts"),
        ({"anonymity": "unattributed"}, "`who` is null where"),
        ({"anonymity": "unresolved"}, "'unresolved' is none of described, named, unattributed"),
        ({"anonymity": ["named", "described"]}, "`anonymity` is not one word"),
        ({"act": "shout"}, "'shout' is none of accept"),
        ({"act": []}, "`act` is missing"),
        ({"kinds": []}, "`chain` has 1 relays, `kinds` 0"),
        ({"kinds": ["social"]}, "'social' is none of agency"),
        ({"medium": "agency"}, "'agency' is none of briefing"),
        ({"hedged": "yes"}, "`hedged` is neither true nor false"),
        ({"adressee": "reporters"}, "`adressee` is not a field"),
    ],
)
def test_a_faulty_statement_is_told_by_file_and_item(
    tmp_path: Path, change: dict[str, Any], complaint: str
) -> None:
    file = written(tmp_path, SAID | change)
    with pytest.raises(MarkingError, match=re.escape(complaint)) as error:
        load(file)
    assert str(error.value).startswith(f"{file}: item made-01: statement 1: ")
    assert "Globewire" not in str(error.value), "the text stays where it is"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "not YAML, line 1"),
        ("id: x", "a list of items is wanted"),
        ("- 5", "item 1: not a mapping"),
        ("- {id: x, text: y}", "item x: `statements` is missing"),
        ("- {id: x, topic: t, text: y, statements: 3}", "item x: `statements` is not a list"),
        ("- {id: x, topic: t, text: ' ', statements: []}", "item x: `text` is not text"),
        ("- {id: x, topic: t, text: y, outlet: 3, statements: []}", "item x: `outlet` is not text"),
        ("- {id: x, topic: t, text: y, statements: [3]}", "item x: statement 1: not a mapping"),
        ("- {id: x, topic: t, text: y, statements: [{}]}", "item x: statement 1: `act` is missing"),
        ("- &a {id: x, topic: t, text: y, statements: []}\n- *a", "item x: the id is given twice"),
    ],
)
def test_a_faulty_file_is_told_by_name_and_item(tmp_path: Path, content: str, complaint: str) -> None:
    file = tmp_path / "made.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(MarkingError, match=re.escape(f"{file}: {complaint}")):
        load(file)
    with pytest.raises(SystemExit, match=re.escape(f"chains: {file}: {complaint}")):
        run(file, None, None)


# --- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["ilya  marek", "The Ilya Marek", "Ilya Marek,"])
def test_case_space_and_articles_do_not_count(given: str) -> None:
    assert names.same(given, ["Ines Okafor", "Ilya Marek"])
    assert not names.same("Marek", ["Ilya Marek"])
    assert names.same("the Dockers’ Union", ["Dockers' Union"])


def test_a_person_may_be_given_with_a_title_or_by_the_family_name() -> None:
    assert names.same_person("Transport Minister Ilya Marek", ["Ilya Marek"])
    assert names.same_person("Marek", ["Ilya Marek"])
    assert names.same_person("Secretary of State Ines Okafor", ["Ines Okafor"])
    assert not names.same_person("Ilyamarek", ["Marek"])
    assert not names.same_person("Ilya Marek", ["Ilya Brandt"])


@pytest.mark.parametrize("given", ["an aide to Ilya Marek", "Ines Okafor and Ilya Marek", "Okafor's Marek"])
def test_who_belongs_to_a_person_is_another(given: str) -> None:
    assert not names.same_person(given, ["Ilya Marek", "Marek"])
    assert not names.same_person("Marek", [given])


def test_a_common_noun_is_no_family_name() -> None:
    assert not names.same_person("council", ["city council"])


def test_small_words_around_an_outlet_do_not_count() -> None:
    assert names.same_outlet("Polwire", ["the Polwire news agency"])
    assert names.same_outlet("trade site Barrel Weekly", ["Barrel Weekly"])
    assert names.same_outlet("exporters' newsletter", ["the exporters' newsletter"])
    assert not names.same_outlet("Polwire", ["Polwire Sport"])
    assert not names.same_outlet("remarks published by the Barrel Weekly", ["Barrel Weekly"])


def test_a_relative_clause_behind_a_description_does_not_count() -> None:
    assert names.same_description("two diplomats who had read it", ["Two diplomats"])
    assert names.same_description("the official", ["an official, who asked not to be named"])
    assert not names.same_description("two diplomats", ["three diplomats"])
    assert not names.same_description("diplomats close to the talks", ["diplomats"])


# --- The figures ---------------------------------------------------------------------------------


def oracle(item: Item) -> Reading:
    """A reading that says exactly what is marked."""
    return Reading(
        id=item.id,
        document=item.id,
        uri=item.id,
        statements=tuple(answer(told, f"s{n}") for n, told in enumerate(item.statements)),
    )


def answer(told: MarkedStatement, key: str) -> Statement:
    relays = tuple(Relay(name, kind) for name, kind in zip(told.chain, told.kinds, strict=True))
    last = (Relay("words for a medium", told.medium),) if told.medium else ()
    named = told.anonymity is Anonymity.NAMED
    return Statement(
        id=key,
        content=told.says[0],
        cue=(),
        source=(),
        speaker=Speaker(told.who[0], named=named) if told.who else None,
        chain=told.chain,
        act=told.acts[-1],
        addressee=told.addressee[0] if told.addressee else None,
        hedged=told.hedged,
        path=(Relay("Our Own Outlet", RelayKind.OUTLET), *relays, *last),
        anonymity=told.anonymity,
        denies=told.denies[0] if told.denies else (),
    )


def cases(**changes: Any) -> list[scoring.Case]:
    """Our set with a reading that is right but for ``changes`` of every statement."""
    out = []
    for item in load(OURS):
        told = oracle(item)
        statements = tuple(replace(s, **changes) for s in told.statements)
        out.append(scoring.Case(item, replace(told, statements=statements)))
    return out


def test_a_reading_that_says_what_is_marked_scores_full_marks() -> None:
    figures = scoring.score(cases())
    assert figures.pop("texts") == len(load(OURS))
    assert figures.pop("statements") == sum(len(item.statements) for item in load(OURS))
    assert figures.pop("referred") == 0  # no words are marked as sources, so none refer
    assert figures == dict.fromkeys(figures, 100.0)
    assert list(scoring.misses(cases())) == []


@pytest.mark.parametrize(
    ("source", "refers"),
    [("he", True), ("the minister", True), ("Minister Ilya Marek", False), ("Marek's", False), ("", False)],
)
def test_a_speaker_is_referred_to_by_other_words_than_the_name(source: str, refers: bool) -> None:
    pair = next(p for case in cases() for p in case.pairs if p.marked.anonymity is Anonymity.NAMED)
    marked = replace(pair.marked, who=("Ilya Marek",))
    assert replace(pair, marked=marked, source=source).refers is refers


@pytest.mark.parametrize(
    ("changes", "fallen"),
    [
        ({"speaker": Speaker("Nobody in Particular")}, {"speaker", "chain line"}),
        ({"chain": ("Someone Else",)}, {"chain", "relayed", "kinds", "chain line"}),
        ({"act": Act.INVITE}, {"act", "act macro f1", "chain line"}),
        ({"anonymity": Anonymity.UNRESOLVED}, {"anonymity", "anonymity macro f1"}),
        ({"hedged": False}, {"hedged recall", "hedged precision"}),
        ({"hedged": True}, {"hedged precision"}),
        ({"denies": ()}, {"denies recall", "denies precision"}),
        ({"addressee": "somebody else"}, {"addressee recall", "addressee precision"}),
        ({"path": ()}, {"kinds", "medium recall", "medium precision"}),
    ],
)
def test_each_figure_falls_for_its_own_fault_only(changes: dict[str, Any], fallen: set[str]) -> None:
    right, wrong = scoring.score(cases()), scoring.score(cases(**changes))
    assert {name for name in right if wrong[name] < right[name]} == fallen
    assert list(scoring.misses(cases(**changes)))


def test_a_false_statement_costs_precision_also_where_nobody_speaks() -> None:
    silent = next(case for case in cases() if not case.item.statements)
    spoken = next(case for case in cases() if case.item.statements)
    false = replace(silent.reading, statements=spoken.reading.statements[:1])
    figures = scoring.score([spoken, replace(silent, reading=false)])
    assert figures["recall"] == 100
    assert figures["precision"] == pytest.approx(
        100 * len(spoken.item.statements) / (1 + len(spoken.item.statements))
    )


def test_what_is_not_found_has_no_right_chain_line() -> None:
    spoken = next(case for case in cases() if case.item.statements)
    assert scoring.score([replace(spoken, reading=replace(spoken.reading, statements=()))])["chain line"] == 0


def test_of_two_like_contents_the_right_speaker_is_paired(tmp_path: Path) -> None:
    outer = SAID | {"who": "Ines Okafor", "anonymity": "named", "chain": [], "kinds": []}
    (item,) = load(written(tmp_path, outer, SAID))
    reading = oracle(item)
    turned = replace(reading, statements=reading.statements[::-1])
    assert scoring.score([scoring.Case(item, turned)])["speaker"] == 100


def test_macro_f1_is_the_mean_over_what_is_marked() -> None:
    assert scoring.macro_f1([("a", "a"), ("a", "b"), ("b", "b"), ("b", "c")]) == pytest.approx(
        (100 * 2 / 3 + 100 / 2) / 2
    )
    assert scoring.macro_f1([]) == 0


# --- The command ---------------------------------------------------------------------------------


def test_predictions_are_written_a_text_a_line(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    figures = run(written(tmp_path, SAID), out, None)
    (row,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert row["id"] == "made-01"
    assert figures["texts"] == 1
    for statement in row["statements"]:
        assert set(statement) >= {"content", "speaker", "chain", "kinds", "act", "anonymity", "denies"}


@pytest.mark.parametrize("options", [["--misses"], ["--predictions", "out.jsonl"]])
def test_the_held_out_file_keeps_its_lines_to_itself(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
) -> None:
    file = written(tmp_path, SAID, name="held_out.yaml")
    link = tmp_path / "other.yaml"
    link.symlink_to(file)
    monkeypatch.chdir(tmp_path)
    for data in (file, link):
        monkeypatch.setattr("sys.argv", ["benchmarks", "chains", "--data", str(data), *options])
        with pytest.raises(SystemExit, match="is held out"):
            main()
    assert capsys.readouterr().out == ""
    assert not (tmp_path / "out.jsonl").exists()


def test_the_held_out_file_gives_figures_and_no_word_of_its_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, SAID, name="held_out.yaml")
    monkeypatch.setattr("sys.argv", ["benchmarks", "chains", "--data", str(file)])
    assert main() == 0
    printed = capsys.readouterr().out
    assert "chain line" in printed
    assert not {"Globewire", "Marek", "Okafor", "draft"} & set(re.findall(r"\w+", printed))


def test_misses_are_lines_with_the_words_and_what_was_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, SAID | {"says": "Globewire quoted an aide"})
    monkeypatch.setattr("sys.argv", ["benchmarks", "chains", "--data", str(file), "--misses"])
    assert main() == 0
    assert "made-01: missed: 'Globewire quoted an aide' (an aide to Ilya Marek)" in capsys.readouterr().out


def test_a_benchmark_that_lists_no_misses_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rows.jsonl"
    file.touch()
    monkeypatch.setattr("sys.argv", ["benchmarks", "attribution", "--data", str(file), "--misses"])
    with pytest.raises(SystemExit):
        main()
    assert "shows no misses" in capsys.readouterr().err


def test_without_data_it_says_what_it_needs() -> None:
    with pytest.raises(SystemExit, match="--data PATH is needed"):
        run(None, None, None)
