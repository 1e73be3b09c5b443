"""``onrecord add``: take reports into a record."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from onrecord.api import AddReport, Record
from onrecord.cli import options, printing
from onrecord.reading import Reader
from onrecord.record import Added


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.record
@options.reading
@options.as_json
def command(
    sources: tuple[str, ...],
    record_path: Path,
    outlet: str | None,
    published: date | None,
    reader: str,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Take SOURCE... into the record: files, folders, HTML pages, JSONL; - is standard input.

    What is already in the record is not read again, so a run that was stopped goes on where it
    was. A report that cannot be taken in is named at the end and stops nothing.
    """
    with Record.open(record_path) as record, _Progress(quiet=as_json) as progress:
        outcome = record.add(
            *sources,
            outlet=outlet,
            published=published,
            reader=Reader(reader),
            jobs=jobs,
            progress=progress.step,
        )
    if as_json:
        printing.write_json(
            {
                "record": str(record_path),
                "new": outcome.new,
                "known": outcome.known,
                "read_again": outcome.reread,
                "problems": [str(p) for p in outcome.problems],
            }
        )
    else:
        click.echo(summary(outcome, record_path))
    for problem in outcome.problems:
        click.echo(printing.plain(f"onrecord: {problem}"), err=True)
    sys.exit(1 if outcome.problems else 0)


def summary(outcome: AddReport, record_path: Path) -> str:
    """What an add did, in one line."""
    parts = [f"{outcome.new} new"]
    if outcome.reread:
        parts.append(f"{outcome.reread} read again")
    if outcome.known:
        parts.append(f"{outcome.known} already there")
    if outcome.problems:
        parts.append(f"{len(outcome.problems)} failed")
    return f"{record_path}: {', '.join(parts)}"


class _Progress:
    """A line on standard error that counts, where a person is looking; silent elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._show = sys.stderr.isatty() and not quiet
        self._done = 0

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._show and self._done:
            click.echo("\r\033[K", nl=False, err=True)

    def step(self, address: str, outcome: Added | None) -> None:
        self._done += 1
        if self._show:
            state = "failed" if outcome is None else outcome.value
            line = printing.cut(printing.plain(f"{self._done} · {state} · {address}"), 78)
            click.echo(f"\r\033[K{line}", nl=False, err=True)
