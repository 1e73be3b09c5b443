"""``onrecord export``: the record for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.api import Record
from onrecord.cli import options
from onrecord.model import Level
from onrecord.publishing.files import replacing


@click.command("export")
@click.argument("what", type=click.Choice(["jsonl"]), metavar="FORMAT")
@options.record
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File (default: standard output)."
)
@options.dates_from("text")
def command(what: str, record_path: Path, output: Path | None, dates_from: frozenset[Level]) -> None:
    """Write the findings of every document: jsonl is one onrecord.reading/1 object a line.

    A finding is what a document says alone; with more levels its days are those of the whole record.
    """
    from onrecord.publishing import jsonl

    with Record.open(record_path, create=False) as record:
        alone = dates_from == {Level.TEXT}
        readings = record.readings() if alone else record.dated(dates_from)
        if output is None:
            jsonl.write(readings, sys.stdout.buffer)
        else:
            with replacing(output) as stream:
                jsonl.write(readings, stream)
            click.echo(f"{output}: written", err=True)
