from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError, SourceError
from onrecord.model import Document, Reading
from onrecord.reading import parallel

OBEY = "tests.reading.readers:obey"
ROOT = Path(__file__).parents[2]


def _document(text: str, number: int = 0) -> Document:
    raw = f"{text}\n{number}".encode()
    return Document(hashlib.sha256(raw).hexdigest(), f"{number}.txt", raw.decode(), raw)


def _documents(*texts: str) -> list[Document]:
    return [_document(text, number) for number, text in enumerate(texts)]


@pytest.fixture(autouse=True)
def _any_text_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH", 1)


def _outcomes(documents: list[Document], jobs: int | None) -> list[Reading | OnrecordError]:
    pairs = list(parallel._read_many(documents, jobs, OBEY))
    assert [d for d, _ in pairs] == documents
    return [outcome for _, outcome in pairs]


def test_the_order_is_that_of_the_input() -> None:
    documents = _documents("sleep 0.3", *["sleep 0.01"] * 12, "print", "sleep 0.1", "ok")
    outcomes = _outcomes(documents, 2)
    assert [o.id for o in outcomes if isinstance(o, Reading)] == [d.id for d in documents]
    processes = {o.reader for o in outcomes if isinstance(o, Reading)}
    assert str(os.getpid()) not in processes


def test_documents_are_read_at_the_same_time(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    outcomes = _outcomes(_documents(f"meet {a} {b}", f"meet {b} {a}"), 2)
    assert len({o.reader for o in outcomes if isinstance(o, Reading)}) == 2


def test_one_job_reads_here() -> None:
    outcomes = _outcomes(_documents("ok", "ok", "fail", "refuse"), 1)
    assert [o.reader for o in outcomes if isinstance(o, Reading)] == [str(os.getpid())] * 2
    assert [type(o) for o in outcomes[2:]] == [OnrecordError, SourceError]


@pytest.mark.parametrize("texts", [[], ["ok"], ["ok", "ok"]])
def test_little_text_is_read_here(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH", 1000)
    outcomes = _outcomes(_documents(*texts), 8)
    assert [o.reader for o in outcomes if isinstance(o, Reading)] == [str(os.getpid())] * len(texts)


def test_a_document_that_fails_costs_that_document_only() -> None:
    outcomes = _outcomes(_documents("ok", "fail", "ok", "die 7", "refuse", "ok", "die 9", "ok", "ok"), 2)
    said = [str(o) if isinstance(o, OnrecordError) else "ok" for o in outcomes]
    assert [s == "ok" for s in said] == [True, False, True, False, False, True, False, True, True]
    assert "1.txt: the reader failed: ValueError at readers.py:" in said[1]
    assert "3.txt: the reader's process died on this document (exit code 7)" in said[3]
    assert isinstance(outcomes[4], SourceError) and outcomes[4].hint == "leave it out"
    assert "exit code 9" in said[6]


def test_old_workers_are_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_RENEWED_AFTER", 1)
    outcomes = _outcomes(_documents("ok", "ok", "ok"), 2)
    assert len({o.reader for o in outcomes if isinstance(o, Reading)}) == 3


def test_no_more_is_taken_in_than_is_needed() -> None:
    taken = 0

    def documents() -> Iterator[Document]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield _document("ok", number)

    read = parallel._read_many(documents(), 2, OBEY)
    for _ in range(20):
        next(read)
    assert taken <= 20 + 2 * parallel._AHEAD + 1
    read.close()  # type: ignore[attr-defined]
    assert taken < 40


def test_long_documents_are_not_piled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_AHEAD_CHARACTERS", 3_000)
    taken: list[int] = []

    def documents() -> Iterator[Document]:
        for number in range(9):
            taken.append(number)
            yield _document("ok " + "x" * 1_000, number)

    for done, _ in enumerate(parallel._read_many(documents(), 2, OBEY)):
        assert len(taken) <= done + 4


def test_a_worker_that_cannot_start_stops_the_run() -> None:
    with pytest.raises(OnrecordError, match=r"no worker could be started.*--jobs 1"):
        list(parallel._read_many(_documents("ok", "ok", "ok"), 2, "tests.reading.readers:none_such"))


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(400):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_leaving_the_loop_ends_the_workers() -> None:
    read = parallel._read_many(_documents("ok", *["sleep 60"] * 8), 2, OBEY)
    _, outcome = next(read)
    assert isinstance(outcome, Reading)
    start = time.perf_counter()
    read.close()  # type: ignore[attr-defined]
    assert time.perf_counter() - start < 5
    _until(lambda: not _alive(int(outcome.reader)))


_RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
from onrecord.reading import parallel
from tests.reading.test_parallel import OBEY, _documents
parallel._WORTH = 1
try:
    for _ in parallel._read_many(_documents(*["wait " + p for p in sys.argv[1:]]), 2, OBEY):
        pass
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_ctrl_c_ends_the_workers_at_once(tmp_path: Path, sent: int, code: int) -> None:
    marks = [tmp_path / "one", tmp_path / "two"]
    command = [sys.executable, "-c", _RUN, *map(str, marks)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as run:
        _until(lambda: all(m.exists() and m.read_text() for m in marks))
        workers = [int(m.read_text()) for m in marks]
        start = time.perf_counter()
        run.send_signal(sent)
        assert run.wait(20) == code
        assert time.perf_counter() - start < 5
        if sent == signal.SIGINT:
            assert run.stderr is not None and run.stderr.read() == ""
            _until(lambda: not any(map(_alive, workers)))
        else:  # nobody is left to end them: they go when they next look up
            for worker in workers:
                os.kill(worker, signal.SIGKILL)


def test_a_script_needs_no_main_guard(tmp_path: Path) -> None:
    """Unlike with multiprocessing, a worker does not run the caller's script again."""
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from onrecord.reading import parallel\n"
        "from tests.reading.test_parallel import OBEY, _documents\n"
        "parallel._WORTH = 1\n"
        "print(len(list(parallel._read_many(_documents('ok', 'print', 'ok'), 2, OBEY))))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert (done.stdout, done.returncode) == ("3\n", 0), done.stderr
