"""Facts and levels on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROUND = "Kenya and Uganda held a third round of talks in Lusaka on 23 July 2014"
REPORT = (
    "Envoys to meet this week\n\n"
    "Kenya and Uganda will hold a third round of talks in Lusaka later this week, both said on Monday.\n\n"
    "The first two rounds were held in Lusaka, a mediator said on Monday.\n"
)


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report without a date; not to be changed."""
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("undated")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    words = [sys.executable, "-m", "onrecord", "add", "report.txt", "--reader", "rules"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return folder / "onrecord.db"


@pytest.fixture
def record(undated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(undated, tmp_path / "talks.db"))


def day(run: Run, record: Path, *more: str) -> tuple[str, str]:
    out = run("show", "documents", "--json", "-r", record, *more)
    assert out.returncode == 0, out.stderr
    (document,) = json.loads(out.stdout)
    return document["published"]["earliest"], document["published"]["latest"]


def test_a_fact_dates_a_report_and_is_named(run: Run, record: Path) -> None:
    out = run("add", "-r", record, "--fact", ROUND, "--source", "UN readout")
    assert out.returncode == 0, out.stderr
    assert "2014-07-23" in out.stdout
    assert day(run, record) == ("2014-07-21", "2014-07-22")
    assert "2014-07-21" not in day(run, record, "--dates-from", "text,linked,knowledge")
    assert "UN readout" in run("show", "documents", "--quotes", "-r", record).stdout
    assert "UN readout" in run("show", "facts", "-r", record).stdout


def test_a_fact_can_be_taken_away(run: Run, record: Path) -> None:
    before = day(run, record)
    added = run("add", "-r", record, "--fact", ROUND, "--source", "UN readout", "--json")
    (fact,) = json.loads(added.stdout)["facts"]
    assert day(run, record) != before
    out = run("add", "-r", record, "--remove-fact", fact["id"][:8])
    assert out.returncode == 0, out.stderr
    assert day(run, record) == before


def test_a_file_of_facts_and_a_report_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(
        "- {kind: round, parties: [Kenya, Uganda], ordinal: 3, place: Lusaka, day: 2014-07-23, source: UN}\n",
        encoding="utf-8",
    )
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    out = run("add", "report.txt", "--facts", "facts.yaml", "--reader", "rules")
    assert out.returncode == 0, out.stderr
    assert day(run, tmp_path / "onrecord.db") == ("2014-07-21", "2014-07-22")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--fact", ROUND], "needs its source"),
        (["--fact", "Nothing to see", "--source", "x"], "write it as"),
        (["--source", "x"], "add --fact"),
        (["--fact", ROUND, "--source", "a", "--source", "b"], "1 facts and 2 sources"),
        (["--facts", "missing.yaml"], "cannot be read"),
        (["--remove-fact", "abcdef"], "no fact"),
        ([], "SOURCE"),
    ],
)
def test_what_cannot_be_taken_in_says_why(run: Run, record: Path, words: list[str], why: str) -> None:
    out = run("add", "-r", record, *words)
    assert out.returncode == 2
    assert why in out.stderr
    assert "Traceback" not in out.stderr


def test_levels_reach_every_command_that_shows_dates(run: Run, record: Path, tmp_path: Path) -> None:
    run("add", "-r", record, "--fact", ROUND, "--source", "UN readout")
    alone = run("export", "jsonl", "-r", record).stdout
    whole = run("export", "jsonl", "-r", record, "--dates-from", "all").stdout
    assert json.loads(alone)["published"]["earliest"] is None
    assert json.loads(whole)["published"]["earliest"] == "2014-07-21"
    page = tmp_path / "page.html"
    assert run("report", "-r", record, "-o", page, "--dates-from", "text").returncode == 0
    assert "UN readout" not in page.read_text("utf-8")
    assert run("report", "-r", record, "-o", page).returncode == 0
    assert "UN readout" in page.read_text("utf-8")


def test_read_applies_knowledge_where_it_is_asked_for(run: Run) -> None:
    text = "Trade talks stalled\n\nPresident Barack Obama said that talks with Cuba would go on.\n"
    for levels, earliest in (("text", None), ("text,knowledge", "2009-01-19"), ("all", "2009-01-19")):
        out = run("read", "-", "--jsonl", "--reader", "rules", "--dates-from", levels, stdin=text)
        assert json.loads(out.stdout)["published"]["earliest"] == earliest, levels


def test_a_level_that_is_none_is_refused(run: Run, record: Path) -> None:
    out = run("show", "rounds", "-r", record, "--dates-from", "text,guesses")
    assert out.returncode == 2
    assert "'guesses' is no level" in out.stderr
