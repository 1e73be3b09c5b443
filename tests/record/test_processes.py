"""Several processes on one record, and processes that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import Added, Part, Store
from tests.record.made import TALKS, document, reading

_ADD = """
import sys
from onrecord.record import Store
from tests.record.made import document, reading
path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
with Store.open(path, patience=60) as store:
    for number in range(first, last):
        made = document(f"Report {number} on the talks in Lowmere. " * 40, f"{number}.txt")
        print(store.add(made, reading(made, day=1 + number % 28)), number, flush=True)
"""

_HOLD = """
import sys
from onrecord.record import Store
with Store.open(sys.argv[1]) as store, store._writing():
    print("ready", flush=True)
    sys.stdin.readline()
"""


def _start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_another_writer_is_waited_for_and_then_named(path: Path) -> None:
    made = document(TALKS)
    Store.open(path).close()
    with _start(_HOLD, path) as other, Store.open(path, patience=0.2) as store:
        assert _line(other) == "ready"
        with pytest.raises(RecordError, match=r"another program is writing.*wait until it is done"):
            store.add(made, reading(made))
        assert not store.put_parts(store.stamp(), {"key": [Part(1, b"value")]})
        assert list(store.documents()) == []  # reading goes on
        other.communicate("\n", timeout=20)
        assert store.add(made, reading(made)) is Added.NEW


def test_two_writers_at_once_from_the_first_moment(path: Path) -> None:
    with _start(_ADD, path, 0, 30) as one, _start(_ADD, path, 20, 50) as two:
        assert one.stdout and two.stdout
        one.stdout.read(), two.stdout.read()
    assert (one.returncode, two.returncode) == (0, 0)
    with Store.open(path) as store:
        assert store.counts()["documents"] == 50
        assert list(store.verify()) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("after", [0, 1, 7])
def test_a_killed_add_goes_on_where_it_was(path: Path, after: int) -> None:
    with _start(_ADD, path, 0, 2000) as adding:
        assert _line(adding) == "ready"
        for _ in range(after):
            assert _line(adding).startswith("new")
        time.sleep(0.003 * after)  # somewhere in the middle of an add
        adding.send_signal(signal.SIGKILL)
    with Store.open(path) as store:
        kept = store.counts()
        assert after <= kept["documents"] == kept["readings"] < 2000
        assert list(store.verify()) == []
    with _start(_ADD, path, 0, kept["documents"] + 3) as again:
        assert again.stdout is not None
        outcomes = [line.split()[0] for line in again.stdout.read().splitlines()[1:]]
    assert outcomes == ["known"] * kept["documents"] + ["new"] * 3
    with Store.open(path) as store:
        assert list(store.verify()) == []
    assert [p.name for p in path.parent.iterdir()] == [path.name]
