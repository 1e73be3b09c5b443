"""Reading many documents, on several processes where that pays.

In: documents, one after the other. Out: each with its reading or the error that stands for it, in the
same order. Invariants: the result does not depend on the number of processes; a document that brings
the reader down costs that document only; what is held at once is bounded, however many there are.

A worker is a fresh interpreter that is handed documents over a pipe. Unlike :mod:`multiprocessing` it
never runs the caller's main module again, so a script needs no ``__main__`` guard, and it is known
which document a worker died of.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import IO, Any

from onrecord.errors import OnrecordError
from onrecord.model import Document, Reading
from onrecord.reading import Reader

Outcome = Reading | OnrecordError
_Tasks = queue.SimpleQueue[tuple[Document, Future[Outcome]] | None]

_READERS = {Reader.RULES: "onrecord.reading:by_rules", Reader.MODEL: "onrecord.reading:by_model"}
_MOST_JOBS = 3  # by default; a worker takes up to 300 MB, and all together are to stay under 1.2 GB
_WORTH = 40_000  # characters; less is read sooner here than a worker takes to start (about a second)
_AHEAD = 4  # documents a worker, so that none waits while an earlier one is long
_AHEAD_CHARACTERS = 16_000_000  # of text held at once
_RENEWED_AFTER = 20_000_000  # characters; the parser remembers every word that it met
_READY = "ready"
_START = (
    "import sys; sys.path[:] = sys.argv[2:]; from onrecord.reading.parallel import serve; serve(sys.argv[1])"
)


def read_many(
    documents: Iterable[Document], *, jobs: int | None = None, reader: Reader = Reader.MODEL
) -> Generator[tuple[Document, Outcome], None, None]:
    """Read documents in their order. ``jobs`` is the number of processes; 1 reads in this one.

    By default there are as many as cores, three at most, and none for little text. Raises
    :class:`OnrecordError` where no worker can be started. Stopping early (Ctrl-C, or leaving the loop)
    ends the workers at once.
    """
    return _read_many(documents, jobs, _READERS[reader])


def _read_many(
    documents: Iterable[Document], jobs: int | None, reader: str
) -> Generator[tuple[Document, Outcome], None, None]:
    first, rest = _peek(iter(documents))
    jobs = min(_cores(), _MOST_JOBS) if jobs is None else jobs
    worth = len(first) > 1 and sum(len(d.text) for d in first) >= _WORTH
    if jobs > 1 and worth and sys.executable:
        yield from _spread(chain(first, rest), jobs, reader)
    else:
        function = _resolve(reader)
        for document in chain(first, rest):
            yield document, _outcome(function, document)


def _peek(documents: Iterator[Document]) -> tuple[list[Document], Iterator[Document]]:
    """The first documents, enough to see whether workers are worth their start, and the others."""
    first: list[Document] = []
    characters = 0
    for document in documents:
        first.append(document)
        characters += len(document.text)
        if characters >= _WORTH and len(first) > 1:
            break
    return first, documents


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _resolve(reader: str) -> Callable[[Document], Reading]:
    module, _, name = reader.partition(":")
    function: Callable[[Document], Reading] = getattr(import_module(module), name)
    return function


def _outcome(function: Callable[[Document], Reading], document: Document) -> Outcome:
    try:
        return function(document)
    except OnrecordError as error:
        return error
    except Exception as error:
        # The message might quote the document; type and line are what a bug report needs.
        place = traceback.extract_tb(error.__traceback__)[-1]
        return OnrecordError(
            f"the reader failed: {type(error).__name__} at {Path(place.filename).name}:{place.lineno}",
            where=document.uri,
            hint="report it as a bug; the other documents are not touched by it",
        )


def _spread(
    documents: Iterator[Document], jobs: int, reader: str
) -> Generator[tuple[Document, Outcome], None, None]:
    workers = [_Worker(reader) for _ in range(jobs)]
    tasks: _Tasks = queue.SimpleQueue()
    for worker in workers:
        # Daemons, so that they hold nobody up who leaves without closing this generator.
        threading.Thread(target=_attend, args=(worker, tasks), daemon=True).start()
    pending: deque[tuple[Document, Future[Outcome]]] = deque()
    held = 0
    try:
        for document in documents:
            future: Future[Outcome] = Future()
            pending.append((document, future))
            tasks.put((document, future))
            held += len(document.text)
            while pending and (
                len(pending) >= jobs * _AHEAD or held >= _AHEAD_CHARACTERS or pending[0][1].done()
            ):
                done, future = pending.popleft()
                held -= len(done.text)
                yield done, future.result()
        for done, future in pending:
            yield done, future.result()
    finally:
        for worker in workers:
            worker.end()
            tasks.put(None)


def _attend(worker: _Worker, tasks: _Tasks) -> None:
    """Hand one worker its documents until there are no more."""
    while task := tasks.get():
        document, future = task
        try:
            future.set_result(worker.read(document))
        except Exception as error:
            future.set_exception(error)


class _Worker:
    """A process that reads; started when it is first needed, and again when it died or grew old."""

    def __init__(self, reader: str) -> None:
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._characters = 0
        self._ended = False
        self._lock = threading.Lock()  # end() is called from another thread than read()

    def read(self, document: Document) -> Outcome:
        """The reading of the document, or the error that stands for it."""
        process = self._process or self._start()
        try:
            _send(process.stdin, document)
            outcome: Outcome = _receive(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return OnrecordError(
                f"the reader's process died on this document (exit code {self._stop()})",
                where=document.uri,
                hint="it may be too large for the memory; the other documents are not touched by it",
            )
        self._characters += len(document.text)
        if self._characters >= _RENEWED_AFTER:
            self._stop()
        return outcome

    def end(self) -> None:
        """Kill the process, whatever it is at, and start no other."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()
        self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise OnrecordError("reading was stopped")
            try:
                process = _launch([sys.executable, "-c", _START, self._reader, *sys.path])
            except OSError as error:
                raise _cannot_start(str(error)) from error
            self._process = process
            self._characters = 0
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            if _receive(process.stdout) == _READY:
                return process
        raise _cannot_start(f"exit code {self._stop()}")

    def _stop(self) -> int | None:
        """End the process by closing its input; its exit code."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return None
        with suppress(OSError), process:  # closes the pipes and waits; a dead process does not take its input
            pass
        return process.wait()


def _launch(command: list[str]) -> subprocess.Popen[bytes]:
    # Ctrl-C reaches every process of the terminal's group: in their own, the workers are ended by us.
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        process_group=None if os.name == "nt" else 0,
    )


def _cannot_start(why: str) -> OnrecordError:
    return OnrecordError(f"no worker could be started: {why}", hint="read in one process: --jobs 1")


def _send(stream: IO[bytes] | None, value: object) -> None:
    assert stream is not None
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> Any:
    assert stream is not None
    return pickle.load(stream)  # written by our own process


def serve(reader: str) -> None:
    """The worker's side: read what comes in over standard input until it ends."""
    # Whatever the reader's libraries print must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    function = _resolve(reader)
    try:
        _send(answers, _READY)
        while True:
            _send(answers, _outcome(function, _receive(sys.stdin.buffer)))
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the other side is done, or gone
