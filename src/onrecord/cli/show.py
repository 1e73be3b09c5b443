"""``onrecord show``: the ledger, as tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from onrecord.api import Record
from onrecord.cli import options, printing
from onrecord.cli.views import VIEWS, View
from onrecord.kept import Wanted
from onrecord.model import Evidence, Level, When


@click.command("show")
@click.argument("what", type=click.Choice(list(VIEWS)))
@options.record
@click.option("--by", metavar="NAME", help="Only what is by this speaker, author, setter, party or outlet.")
@click.option("--about", metavar="WORDS", help="Only what has all of these words.")
@options.day("--since", "Only what can have been on or after this day.")
@options.day("--until", "Only what can have been on or before this day.")
@options.as_of
@options.dates_from("all")
@options.issues
@click.option("--quotes", is_flag=True, help="Under each line, its evidence in full.")
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for spreadsheets.")
def command(
    what: str,
    record_path: Path,
    by: str | None,
    about: str | None,
    since: date | None,
    until: date | None,
    as_of: str | None,
    dates_from: frozenset[Level],
    issues: Path | None,
    quotes: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show the WHAT of a record: rounds, meetings, deadlines, proposals, statements, …

    An interval counts as what it is: --since and --until keep what can have been then.
    """
    view = VIEWS[what]
    within = When(since, until)
    with Record.open(record_path, create=False) as record, printing.busy("deriving the ledger"):
        ledger = record.ledger(
            as_of,
            dates_from=dates_from,
            issues=issues,
            views=() if what == "changes" else view.needs or (what,),
            wanted=Wanted(by, about, within),
        )
        listed: Iterable[Any] = () if what == "changes" else view.items(ledger)
        if what == "changes":  # kept by themselves: they follow from half of the ledger
            listed = record.changes(as_of=as_of, dates_from=dates_from, issues=issues)
    items = [i for i in listed if _wanted(view, i, by, about, within)]
    if as_json:
        printing.write_json(items)
    elif as_csv:
        printing.write_csv(items, view.columns)
    elif quotes:
        _with_quotes(view, items)
    else:
        printing.table(items, view.columns, empty=f"no {what} found")
    if ledger.left_out and not (as_json or as_csv):
        count = len(ledger.left_out)
        click.echo(
            f"as of {as_of}: {count} document{'s' if count > 1 else ''} left out, the day of publication "
            "being open: " + ", ".join(printing.plain(name) for name in ledger.left_out),
            err=True,
        )


def _wanted(view: View, item: Any, by: str | None, about: str | None, within: When) -> bool:
    if by is not None and not any(by.casefold() in name.casefold() for name in view.by(item) if name):
        return False
    if about is not None:
        text = " ".join(part for part in view.about(item) if part).casefold()
        if not all(word in text for word in about.casefold().split()):
            return False
    if not within.known:
        return True
    when = view.when(item)
    return when.known and when.meets(within)


def _with_quotes(view: View, items: Iterable[Any]) -> None:
    from rich.text import Text

    out = printing.console()
    for item in items:
        cells = [
            column.cell(item)
            for column in view.columns
            if column.title != "evidence" and not column.for_programs
        ]
        out.print(Text(printing.plain(" · ".join(cell for cell in cells if cell)), style="bold"))
        for entry in view.history(item):
            by = " ← ".join((entry.by, *reversed(entry.chain)))
            head = f"  {printing.day(entry.reported)} {entry.status}, {by}" + (
                f": {entry.note}" if entry.note else ""
            )
            out.print(Text(printing.plain(head)))
            _quotes(out, entry.evidence)
        if not view.history(item):
            _quotes(out, view.evidence(item))
        for note in view.notes(item):
            out.print(Text(printing.plain(f"  – {note}")))
        out.print()


def _quotes(out: Any, evidence: Iterable[Evidence]) -> None:
    from rich.text import Text

    for e in evidence:
        line = Text(printing.plain(f"    {e.document[:8]}:{e.start}-{e.end} "), style="dim")
        line.append(printing.plain(f"“{e.quote}”"), style="not dim")
        out.print(line)
