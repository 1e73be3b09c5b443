"""``onrecord add``: take reports into a record."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from onrecord.api import AddReport, Record
from onrecord.cli import options, printing
from onrecord.errors import UsageError
from onrecord.model import Fact
from onrecord.reading import Reader
from onrecord.record import Added


@click.command("add")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@options.record
@options.reading
@click.option("--fact", "sentences", multiple=True, metavar="TEXT", help="A dated fact, told in a sentence.")
@click.option(
    "--source",
    "said_by",
    multiple=True,
    metavar="TEXT",
    help="Who says so: one for all facts, or one after each --fact.",
)
@click.option(
    "--facts",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of dated facts: YAML or CSV.",
)
@click.option("--remove-fact", "unwanted", multiple=True, metavar="ID", help="Take a fact away again.")
@options.as_json
def command(
    sources: tuple[str, ...],
    record_path: Path,
    outlet: str | None,
    published: date | None,
    reader: str,
    jobs: int | None,
    sentences: tuple[str, ...],
    said_by: tuple[str, ...],
    files: tuple[Path, ...],
    unwanted: tuple[str, ...],
    as_json: bool,
) -> None:
    """Take SOURCE... into the record: files, folders, HTML pages, JSONL; - is standard input.

    What is already in the record is not read again, so a run that was stopped goes on where it
    was; but a report for which another --outlet or --published is given is read again with it.
    A report that cannot be taken in is named at the end and stops nothing.

    With --fact and --facts, dated facts are added by which reports can be dated: "Norland and
    Sudmark held a third round of talks in Lusaka on 23 July 2031". Every date that rests on one
    names it and its source.
    """
    facts = given_facts(sentences, said_by, files)
    if not (sources or facts or unwanted):
        raise click.UsageError("Missing argument 'SOURCE...': name reports, or facts with --fact or --facts.")
    if facts or unwanted:
        _take_facts(record_path, facts, unwanted, tell=not as_json)
        if not sources:
            if as_json:
                printing.write_json({"record": str(record_path), "facts": facts})
            return
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
                "facts": facts,
                "problems": [str(p) for p in outcome.problems],
            }
        )
    else:
        click.echo(summary(outcome, record_path))
    for problem in outcome.problems:
        click.echo(printing.plain(f"onrecord: {problem}"), err=True)
    sys.exit(1 if outcome.problems else 0)


def given_facts(sentences: Sequence[str], said_by: Sequence[str], files: Sequence[Path]) -> list[Fact]:
    """The facts of the command line.

    Raises :class:`UsageError` where one has no source, or is not understood.
    """
    if not sentences and not files:
        if said_by:
            raise UsageError(
                "--source says who tells a fact, and there is none", hint="add --fact or --facts"
            )
        return []
    if len(said_by) > 1 and len(said_by) != len(sentences):
        counts = f"{len(sentences)} facts and {len(said_by)} sources"
        raise UsageError(counts, hint="give one --source for all, or one for each --fact")
    if sentences and not said_by:
        raise UsageError("a fact needs its source", hint='say who says so: --source "UN press release"')
    from onrecord.reading import facts

    sources = list(said_by) if len(said_by) == len(sentences) else [*said_by] * len(sentences)
    found = [facts.from_sentence(text, source) for text, source in zip(sentences, sources, strict=True)]
    for path in files:
        found += facts.read_file(path, source=said_by[0] if len(said_by) == 1 else "")
    return found


def _take_facts(record_path: Path, facts: Sequence[Fact], unwanted: Sequence[str], *, tell: bool) -> None:
    """Add facts to the record and take others away, with a line for each."""
    with Record.open(record_path, create=bool(facts)) as record:
        gone = [record.remove_fact(reference) for reference in unwanted]
        record.add_facts(facts)
    for words in gone if tell else ():
        click.echo(printing.plain(f"removed: {words}"))
    for fact in facts if tell else ():
        when = printing.day(fact.when)
        click.echo(printing.plain(f"fact {fact.id[:8]}: {fact.text} [{when}] ({fact.source})"))


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
