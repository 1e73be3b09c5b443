"""``onrecord search``: full text, with evidence."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.api import Record
from onrecord.cli import options, printing


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@options.record
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many hits.")
@options.as_json
def command(query: tuple[str, ...], record_path: Path, limit: int, as_json: bool) -> None:
    """Search the reports for all words of QUERY.

    "Quoted words" are a phrase, word* is a beginning, -word must not be there.
    """
    with Record.open(record_path, create=False) as record:
        hits = record.search(" ".join(query), limit=limit)
    if as_json:
        printing.write_json(hits)
        return
    if not hits:
        click.echo("nothing found")
        return
    from rich.text import Text

    out = printing.console()
    for hit in hits:
        out.print(Text(printing.plain(f"{hit.document[:8]}:{hit.start}-{hit.end} {hit.name}"), style="dim"))
        line = Text("  ")
        at = hit.start
        for start, end in hit.marks:
            line.append(printing.plain(hit.quote[at - hit.start : start - hit.start]))
            line.append(printing.plain(hit.quote[start - hit.start : end - hit.start]), style="bold reverse")
            at = end
        line.append(printing.plain(hit.quote[at - hit.start :]))
        out.print(line)
