"""The commands as a user runs them: the real program, its output and its exit codes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from onrecord.cli import COMMANDS
from onrecord.cli.views import VIEWS
from onrecord.publishing import jsonl
from tests.cli.conftest import REPORT, Run


def test_every_command_has_help(run: Run) -> None:
    for name in COMMANDS:
        out = run(name, "--help")
        assert out.returncode == 0
        assert "Usage: onrecord " + name in out.stdout


@pytest.mark.parametrize("what", VIEWS)
def test_every_listing_answers_in_three_ways(run: Run, made_record: Path, what: str) -> None:
    for flags in ([], ["--json"], ["--csv"], ["--quotes"]):
        out = run("show", what, "-r", made_record, *flags)
        assert (out.returncode, out.stderr) == (0, "")
    items = json.loads(run("show", what, "-r", made_record, "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("show", what, "-r", made_record, "--csv").stdout)))
    assert len(rows) == len(items)


def test_statements_open_their_evidence(run: Run, made_record: Path) -> None:
    found = json.loads(run("show", "statements", "--by", "Varga", "-r", made_record, "--json").stdout)
    assert found[0]["content"].strip("“”,") == "We will not sign under threat"
    for said in found:
        for e in said["evidence"]:
            assert REPORT[e["start"] : e["end"]] == e["quote"]


def test_rounds_as_of_a_day(run: Run, made_record: Path) -> None:
    now = json.loads(run("show", "rounds", "-r", made_record, "--json").stdout)
    assert [(r["ordinal"], r["status"], r["place"]) for r in now] == [(2, "planned", "Lowmere")]
    before = run("show", "rounds", "-r", made_record, "--as-of", "2031-05-11", "--json")
    assert json.loads(before.stdout) == []


def test_filters_by_day_keep_what_can_have_been_then(run: Run, made_record: Path) -> None:
    inside = json.loads(run("show", "rounds", "--since", "2031-05-19", "-r", made_record, "--json").stdout)
    outside = json.loads(run("show", "rounds", "--since", "2031-05-20", "-r", made_record, "--json").stdout)
    assert (len(inside), len(outside)) == (1, 0)


def test_adding_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run("add", "a.txt").returncode == 0
    before = run("export", "jsonl").stdout
    again = run("add", "a.txt", "--json")
    assert json.loads(again.stdout)["known"] == 1
    assert run("export", "jsonl").stdout == before


def test_another_day_or_outlet_is_taken_and_what_was_given_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")

    def told() -> tuple[str, str]:
        (reading,) = [json.loads(line) for line in run("export", "jsonl").stdout.splitlines()]
        return reading["outlet"], reading["published"]["earliest"]

    run("add", "a.txt", "--outlet", "Harbour Post", "--published", "2031-05-12")
    assert told() == ("Harbour Post", "2031-05-12")
    again = run("add", "a.txt", "--published", "2031-05-13", "--json")
    assert json.loads(again.stdout)["read_again"] == 1
    assert told() == ("Harbour Post", "2031-05-13")
    for same in ((), ("--published", "2031-05-13")):
        assert json.loads(run("add", "a.txt", *same, "--json").stdout)["known"] == 1
    assert run("verify").returncode == 0


def test_read_prints_the_contract(run: Run, tmp_path: Path) -> None:
    line = {"id": "r1", "text": REPORT, "outlet": "Harbour Post", "published": "2031-05-12"}
    (tmp_path / "in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    out = run("read", "in.jsonl", "--jsonl")
    assert out.returncode == 0, out.stderr
    (reading,) = [json.loads(text) for text in out.stdout.splitlines()]
    jsonschema.validate(reading, json.loads(run("read", "--schema").stdout))
    assert (reading["schema"], reading["id"]) == ("onrecord.reading/1", "r1")
    assert reading["published"]["earliest"] == reading["published"]["latest"] == "2031-05-12"


def test_the_shipped_schema_is_that_of_the_model() -> None:
    assert json.loads(jsonl.schema_text()) == json.loads(json.dumps(jsonl.schema()))


def test_standard_input_is_read(run: Run) -> None:
    out = run("read", "-", "--jsonl", stdin=REPORT)
    assert out.returncode == 0
    assert json.loads(out.stdout)["statements"]


def test_search_marks_places(run: Run, made_record: Path) -> None:
    (hit,) = json.loads(run("search", '"under threat"', "-r", made_record, "--json").stdout)
    assert "under threat" in hit["quote"]
    assert REPORT[hit["start"] : hit["end"]] == hit["quote"]
    assert run("search", "zebra", "-r", made_record).stdout.strip() == "nothing found"


def test_verify_holds_and_finds_a_forged_quote(run: Run, made_record: Path, tmp_path: Path) -> None:
    assert run("verify", "-r", made_record).returncode == 0
    forged = tmp_path / "forged.db"
    shutil.copy(made_record, forged)
    with sqlite3.connect(forged) as db:
        db.execute("UPDATE documents SET text = replace(text, 'not sign', 'now sign')")
    out = run("verify", "-r", forged)
    assert out.returncode == 1
    assert "problems" in out.stdout


def test_report_is_written_whole(run: Run, made_record: Path, tmp_path: Path) -> None:
    assert run("report", "-r", made_record, "-o", "page.html").returncode == 0
    assert (tmp_path / "page.html").read_text("utf-8").rstrip().endswith("</html>")


def test_report_to_a_missing_folder_says_so(run: Run, made_record: Path) -> None:
    out = run("report", "-r", made_record, "-o", "nowhere/page.html")
    assert out.returncode == 1
    assert "nowhere" in out.stderr and "Traceback" not in out.stderr


BAD = {
    "binary.txt": b"MZ\x00\x01\x02\x00\x00",
    "empty.txt": b"",
    "blank.txt": b"  \n\n ",
    "broken.jsonl": b'{"id": "1", "text": "fine, and long enough to read."}\n{"id": \n',
    "wrong.txt": b"\x80\x81\xfe\xff\xfa" * 40,
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_is_named_and_stops_nothing(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "in" / name).write_bytes(BAD[name])
    out = run("add", "in", "--json")
    assert out.returncode == 1
    assert name in out.stderr and "Traceback" not in out.stderr
    assert json.loads(out.stdout)["new"] == (2 if name == "broken.jsonl" else 1)
    assert run("verify").returncode == 0


def test_broken_html_is_read_as_far_as_it_goes(run: Run, tmp_path: Path) -> None:
    body = "".join(f"<p>{line}" for line in REPORT.splitlines() if line)
    (tmp_path / "a.html").write_text(f"<html><body><div><b>{body}<table><tr", encoding="utf-8")
    out = run("read", "a.html", "--jsonl")
    assert out.returncode == 0, out.stderr
    assert json.loads(out.stdout)["statements"]


def test_a_missing_path_says_what_to_do(run: Run) -> None:
    out = run("add", "nowhere.txt")
    assert out.returncode == 1
    assert "nowhere.txt" in out.stderr and "Traceback" not in out.stderr


def test_a_missing_record_is_not_made_by_asking(run: Run, tmp_path: Path) -> None:
    out = run("show", "rounds")
    assert out.returncode == 1
    assert "onrecord.db" in out.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_database_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE other (x)")
    before = path.read_bytes()
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    out = run("add", "a.txt")
    assert out.returncode == 1
    assert "Traceback" not in out.stderr
    assert path.read_bytes() == before


def test_a_locked_record_says_so(run: Run, made_record: Path, tmp_path: Path) -> None:
    path = tmp_path / "locked.db"
    shutil.copy(made_record, path)
    (tmp_path / "b.txt").write_text(REPORT.replace("Lowmere", "Estmere"), encoding="utf-8")
    holder = sqlite3.connect(path, isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        out = run("add", "b.txt", "-r", path)
    finally:
        holder.close()
    assert out.returncode == 1
    assert "locked" in out.stderr or "in use" in out.stderr
    assert run("verify", "-r", path).returncode == 0


@pytest.mark.parametrize("as_of", ["yesterday", "2031-13-01", "no-such-report.txt"])
def test_a_question_that_makes_no_sense_is_a_usage_error(run: Run, made_record: Path, as_of: str) -> None:
    out = run("show", "rounds", "-r", made_record, "--as-of", as_of)
    assert out.returncode == 2
    assert as_of in out.stderr


def test_a_reader_that_goes_away_is_no_error(made_record: Path) -> None:
    command = f"{sys.executable} -m onrecord show statements --json -r {made_record} | head -c 1"
    out = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert out.stderr == ""


def test_control_characters_do_not_reach_a_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT.replace("under threat", "under \x1b[31mthreat"), encoding="utf-8")
    run("add", "a.txt")
    assert "\x1b" not in run("show", "statements").stdout
    assert "\x1b" not in run("search", "threat").stdout


def test_changes_since_a_day(run: Run, made_record: Path) -> None:
    told = json.loads(run("show", "changes", "-r", made_record, "--json", "--since", "2031-05-01").stdout)
    assert [(change["kind"], change["new"]) for change in told if change["kind"] == "round"] == [
        ("round", True)
    ]
    assert "no changes found" in run("show", "changes", "-r", made_record, "--since", "2032-01-01").stdout


def test_issues_of_ones_own(run: Run, made_record: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("the lock: {words: [lock]}\n")
    found = json.loads(run("show", "positions", "-r", made_record, "--json", "--issues", "mine.yaml").stdout)
    assert [(p["party"], p["issue"]) for p in found] == [("Arvenia", "the lock")]
    assert all(stand["evidence"] for position in found for stand in position["stands"])
    (tmp_path / "mine.yaml").write_text("- no issues\n")
    refused = run("show", "positions", "-r", made_record, "--issues", "mine.yaml")
    assert refused.returncode != 0
    assert "a mapping of issues is wanted" in refused.stderr
