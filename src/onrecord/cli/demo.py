"""``onrecord demo``: a self-written collection, end to end, offline."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.api import Record
from onrecord.cli import options, printing
from onrecord.cli.add import summary
from onrecord.cli.views import VIEWS
from onrecord.demo import reports
from onrecord.errors import UsageError
from onrecord.publishing.files import replacing


@click.command("demo")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="onrecord-demo",
    show_default=True,
    help="The folder for the record and the page.",
)
@options.as_json
def command(output: Path, as_json: bool) -> None:
    """Read a collection of reports on an invented negotiation, and write its record and page."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot make the folder {output}: {error.strerror}", hint="choose another with -o"
        ) from None
    record_path = output / "demo.db"
    page_path = output / "report.html"
    with reports() as folder, Record.open(record_path) as record:
        outcome = record.add(folder)
        ledger = record.ledger()
        page = record.report()
    with replacing(page_path) as stream:
        stream.write(page.encode())
    if as_json:
        printing.write_json(
            {
                "record": str(record_path),
                "report": str(page_path),
                "documents": len(ledger.reports),
                "rounds": len(ledger.rounds),
                "deadlines": len(ledger.deadlines),
                "statements": len(ledger.statements),
            }
        )
        return
    click.echo(summary(outcome, record_path))
    for what in ("rounds", "deadlines"):
        click.echo(f"\n{what.capitalize()}")
        printing.table(VIEWS[what].items(ledger), VIEWS[what].columns, empty=f"no {what} found")
    click.echo(f"\n{len(ledger.statements)} statements: onrecord show statements -r {record_path}")
    click.echo(f"The page, with all evidence: {page_path}")
