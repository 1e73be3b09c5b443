"""``onrecord report``: the record as one page."""

from __future__ import annotations

import json
from pathlib import Path

import click

from onrecord.api import Record
from onrecord.cli import options, printing
from onrecord.model import Level
from onrecord.publishing.files import replacing


@click.command("report")
@options.record
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default="report.html",
    show_default=True,
    help="Where the page goes.",
)
@click.option("--title", help="The page's title (default: the parties' names).")
@options.as_of
@options.dates_from("all")
@options.issues
@options.as_json
def command(
    record_path: Path,
    output: Path,
    title: str | None,
    as_of: str | None,
    dates_from: frozenset[Level],
    issues: Path | None,
    as_json: bool,
) -> None:
    """Write one self-contained HTML page: nothing in it is fetched, and it prints well."""
    with (
        Record.open(record_path, create=False) as record,
        printing.busy("deriving the ledger, writing the page"),
    ):
        page = record.report(title=title, as_of=as_of, dates_from=dates_from, issues=issues)
    with replacing(output) as stream:
        stream.write(page.encode())
    click.echo(
        json.dumps({"report": str(output), "bytes": len(page.encode())}) if as_json else f"{output}: written"
    )
