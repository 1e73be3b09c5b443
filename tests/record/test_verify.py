"""Every way in which a record can lie is found."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import RecordError
from onrecord.record import Store
from tests.record.made import MOVED, TALKS, WEIR, document, reading

DOCUMENTS = [document(t, f"reports/{n}.txt") for n, t in enumerate((TALKS, MOVED, WEIR))]


@pytest.fixture
def filled(path: Path) -> Path:
    with Store.open(path) as store:
        for number, made in enumerate(DOCUMENTS):
            store.add(made, reading(made, day=number + 1))
    return path


def _tamper(path: Path, statement: str, *values: object) -> list[str]:
    connection = sqlite3.connect(path)
    assert connection.execute(statement, values).rowcount != 0
    connection.commit()
    connection.close()
    with Store.open(path) as store:
        return [f"{p.where}: {p.what}" for p in store.verify()]


def test_a_good_record_has_no_problem(filled: Path) -> None:
    steps: list[tuple[int, int]] = []
    with Store.open(filled) as store:
        assert list(store.verify(lambda done, of: steps.append((done, of)))) == []
    assert steps == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE documents SET text = replace(text, 'not sign', 'now sign') WHERE no = 1",
            "not the text that",
        ),
        (
            "UPDATE documents SET text = replace(text, 'not sign', 'now sign') WHERE no = 1",
            "hash that is its id",
        ),
        ("UPDATE documents SET text = replace(text, 'not sign', 'now sign') WHERE no = 1", "full-text index"),
        ("UPDATE documents SET raw = x'00' WHERE no = 1", "cannot be unpacked"),
        ("UPDATE evidence SET quote = 'forged' WHERE document = 1 AND start = 0", "is not what stands there"),
        ("DELETE FROM evidence WHERE document = 1 AND start = 0", "has no quote at 0-6"),
        ("INSERT INTO evidence VALUES (1, 3, 6, 'oys', NULL)", "belongs to no finding"),
        ("UPDATE evidence SET start = start + 1 WHERE document = 2", "is not what stands there"),
        ("UPDATE readings SET json = x'1234' WHERE document = 2", "cannot be understood"),
        ("UPDATE readings SET json_sha256 = replace(json_sha256, 'a', 'b')", "not the reading that was made"),
        ("UPDATE readings SET json_sha256 = replace(json_sha256, 'a', 'b')", "fingerprint"),
        ("UPDATE readings SET reader = 'other' WHERE document = 3", "another document or reader"),
        ("DELETE FROM readings WHERE document = 3", "no reading of it"),
        ("DELETE FROM readings WHERE document = 3", "fingerprint"),
        ("DELETE FROM documents WHERE no = 3", "belongs to no document"),
        ("DELETE FROM fulltext_data WHERE id > 10", "index|damaged"),
    ],
)
def test_what_was_changed_behind_its_back(filled: Path, statement: str, says: str) -> None:
    import re

    problems = _tamper(filled, statement)
    assert any(re.search(says, problem) for problem in problems), problems


def test_a_problem_names_its_document(filled: Path) -> None:
    problems = _tamper(filled, "UPDATE evidence SET quote = 'forged' WHERE document = 2 AND start = 0")
    assert problems and all(p.startswith(f"{DOCUMENTS[1].id[:12]} (reports/1.txt): ") for p in problems)


def test_a_finding_moved_in_the_reading_is_found(filled: Path) -> None:
    """Even where whoever moved it made the hashes fit."""
    made = reading(DOCUMENTS[0], day=1)
    json = msgspec.json.encode(made).replace(b'"content":[[0,', b'"content":[[1,')
    digest = hashlib.sha256(json).hexdigest()
    problems = _tamper(
        filled,
        "UPDATE readings SET json = ?, json_sha256 = ? WHERE document = 1",
        zlib.compress(json),
        digest,
    )
    assert any("has no quote at 1-" in p for p in problems)


def test_a_long_quote_is_proved_by_its_digest(path: Path) -> None:
    long = document("Talks went on in Lowmere. " * 100, "long.txt")
    with Store.open(path) as store:
        store.add(long, reading(long))
        assert list(store.verify()) == []
    problems = _tamper(path, "UPDATE evidence SET digest = zeroblob(16) WHERE digest IS NOT NULL")
    assert any("is not what stands there" in p for p in problems)


@pytest.mark.parametrize("seed", range(6))
def test_damaged_pages_are_problems_not_crashes(path: Path, seed: int) -> None:
    with Store.open(path) as store:
        for number in range(40):
            made = document(f"Report {number} on the talks in Lowmere. " * 30, f"{number}.txt")
            store.add(made, reading(made))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096 * (3 + seed * (size // 4096 - 4) // 6))
        file.write(os.urandom(4096))
    try:
        with Store.open(path) as store:
            assert list(store.verify())
    except RecordError as error:  # a page that says which tables there are: it cannot even be opened
        assert "damaged" in str(error)


def test_verifying_changes_nothing(filled: Path) -> None:
    before = filled.read_bytes()
    with Store.open(filled) as store:
        assert list(store.verify()) == []
    assert filled.read_bytes() == before
