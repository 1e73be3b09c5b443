"""``onrecord actors``: decisions on the command line, and what they do to the rest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Store
from tests.cli.conftest import Run


@pytest.fixture
def record(made_record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_record, tmp_path / "talks.db"))


def names(run: Run, record: Path) -> set[str]:
    out = run("show", "actors", "--json", "-r", record)
    assert out.returncode == 0, out.stderr
    return {actor["name"] for actor in json.loads(out.stdout)}


def decided(run: Run, record: Path, *words: str) -> dict[str, Any]:
    out = run("actors", *words, "-r", record, "--json")
    assert out.returncode == 0, out.stderr
    found: dict[str, Any] = json.loads(out.stdout)
    return found


def test_actors_are_merged_and_taken_apart_again(run: Run, record: Path) -> None:
    before = names(run, record)
    assert {"Arvenia", "Solm"} <= before
    made = decided(run, record, "merge", "Solm", "arvenia", "--note", "a test, by the clerk")
    assert (made["kind"], made["names"], made["note"]) == (
        "merge",
        ["Solm", "Arvenia"],
        "a test, by the clerk",
    )
    assert names(run, record) == before - {"Arvenia"}
    (listed,) = json.loads(run("actors", "decisions", "--json", "-r", record).stdout)
    assert (listed["names"], listed["note"]) == (["Solm", "Arvenia"], "a test, by the clerk")
    assert "in force" in run("actors", "decisions", "-r", record).stdout
    assert run("verify", "-r", record).returncode == 0
    undone = decided(run, record, "undo", made["id"][:8], "--note", "they are two")
    assert undone["state"] == "undone"
    assert names(run, record) == before
    assert "they are two" in run("actors", "decisions", "-r", record).stdout
    assert run("verify", "-r", record).returncode == 0


def test_a_renamed_actor_is_shown_so_everywhere_and_to_later_reports(run: Run, record: Path) -> None:
    decided(run, record, "rename", "Ilse Varga", "I. Varga")
    assert "I. Varga" in names(run, record)
    shown = run("show", "statements", "--by", "I. Varga", "--json", "-r", record)
    assert len(json.loads(shown.stdout)) >= 1
    text = "LOWMERE, May 13, 2031 — “The lock stays shut,” said Ilse Varga, Arvenia's chief negotiator.\n"
    assert run("add", "-", "-r", record, stdin=text).returncode == 0
    (actor,) = (
        a for a in json.loads(run("show", "actors", "--json", "-r", record).stdout) if a["name"] == "I. Varga"
    )
    assert actor["documents"] == 2


def test_a_name_is_split_away_in_one_document(run: Run, record: Path) -> None:
    words = ("split", "Ilse Varga", "Ilse Varga", "--as", "Ilse Varga (negotiator)", "--in", "report")
    made = decided(run, record, *words)
    assert made["into"] == "Ilse Varga (negotiator)"
    assert "Ilse Varga (negotiator)" in names(run, record)
    assert run("verify", "-r", record).returncode == 0


def test_what_becomes_idle_is_told(run: Run, record: Path) -> None:
    first = decided(run, record, "rename", "Solm", "Solmark")
    decided(run, record, "rename", "Solmark", "Solmia")
    out = run("actors", "undo", first["id"], "-r", record)
    assert out.returncode == 0
    assert "now idle" in out.stderr and "Solmark is shown as Solmia" in out.stderr
    states = [d["state"] for d in json.loads(run("actors", "decisions", "--json", "-r", record).stdout)]
    assert states == ["undone", "idle"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["merge", "Arvenia", "Solmark"], "did you mean Solm"),
        (["merge", "Arvenia"], "two actors or more"),
        (["split", "Arvenia", "Arvina", "--as", "X"], "is not met as 'Arvina'"),
        (["split", "Solm", "Solm", "--as", "X", "--in", "nowhere"], "no document"),
        (["split", "Solm", "Solm"], "--as"),
        (["rename", "Solm", "Arvenia"], "another actor"),
        (["undo", "ffffffff"], "no decision"),
    ],
)
def test_what_cannot_be_decided_says_why(run: Run, record: Path, words: list[str], why: str) -> None:
    out = run("actors", *words, "-r", record)
    assert out.returncode == 2
    assert why in out.stderr
    assert "Traceback" not in out.stderr
    with Store.open(record) as store:
        assert store.decisions() == ()
