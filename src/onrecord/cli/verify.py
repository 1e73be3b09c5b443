"""``onrecord verify``: every quote against its bytes and hash."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.api import Record
from onrecord.cli import options, printing


@click.command("verify")
@options.record
@options.as_json
def command(record_path: Path, as_json: bool) -> None:
    """Prove that the record holds: bytes match their hash, quotes match their characters."""
    with Record.open(record_path, create=False) as record, printing.busy("verifying") as status:

        def tell(done: int, of_all: int) -> None:
            if status is not None:
                status.update(f"verifying document {done} of {of_all}")

        problems = list(record.verify(progress=tell))
        counts = record.counts()
    if as_json:
        printing.write_json(
            {"record": str(record_path), "holds": not problems, "problems": problems} | counts
        )
    else:
        for problem in problems:
            click.echo(printing.plain(f"{problem.where}: {problem.what}"))
        checked = f"{counts['documents']} documents, {counts['evidence']} quotes"
        verdict = f"{len(problems)} problems" if problems else "every quote holds"
        click.echo(f"{record_path}: {checked}: {verdict}")
    sys.exit(1 if problems else 0)
