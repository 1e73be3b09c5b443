"""``onrecord read``: the findings of reports, without a record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import click

from onrecord.cli import options, printing
from onrecord.errors import OnrecordError
from onrecord.model import Document, Level, Reading, Statement
from onrecord.publishing import ways

if TYPE_CHECKING:  # loading it takes as long as the rest of the command line
    from rich.text import Text


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--jsonl", "--json", "jsonl", is_flag=True, help="One JSON object a document (onrecord.reading/1)."
)
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, wanted: _schema(ctx, wanted),
    help="Print the JSON Schema of --jsonl and stop.",
)
@options.reading
@options.dates_from("text")
def command(
    sources: tuple[str, ...],
    jsonl: bool,
    outlet: str | None,
    published: date | None,
    reader: str,
    jobs: int | None,
    dates_from: frozenset[Level],
) -> None:
    """Print the findings of each document in FILE..., each read alone.

    FILE is a text or HTML file, a .jsonl file with one document a line, a folder, or - for
    standard input. A document alone is dated from its text, and from knowledge where that is asked for.
    """
    from onrecord.reading import Reader
    from onrecord.reading.parallel import read_many
    from onrecord.sources import open_sources

    problems: list[OnrecordError] = []

    def documents() -> Iterator[Document]:
        for found in open_sources(sources, outlet=outlet, published=published):
            if isinstance(found, OnrecordError):
                problems.append(found)
            else:
                yield found

    with closing(read_many(documents(), jobs=jobs, reader=Reader(reader))) as readings:
        for document, reading in readings:
            if isinstance(reading, OnrecordError):
                problems.append(reading)
                continue
            shown = reading if dates_from == {Level.TEXT} else _dated(document, reading, dates_from)
            if jsonl:
                printing.write_json_line(shown)
            else:
                _print(document, shown)
    for problem in problems:
        click.echo(printing.plain(f"onrecord: {problem}"), err=True)
    sys.exit(1 if problems else 0)


def _dated(document: Document, reading: Reading, levels: frozenset[Level]) -> Reading:
    """The reading under the day that the levels asked for give the document by itself."""
    from onrecord.ledger.dating.readings import dated

    return next(dated([(reading, document.text)], levels=levels))


def _schema(ctx: click.Context, wanted: bool) -> None:
    if wanted:
        from onrecord.publishing import jsonl

        click.echo(jsonl.schema_text())
        ctx.exit()


def _line(document: Document, statement: Statement) -> Text:
    """A statement: who and through whom, the act, the words."""
    from rich.text import Text

    quote = " … ".join(document.text[s.start : s.end] for s in statement.content)
    line = Text(printing.plain(f"  {ways.line(statement)} "), style="cyan")
    line.append(printing.plain(f"[{statement.act}{', hedged' if statement.hedged else ''}] "), style="dim")
    line.append(printing.plain(printing.cut(quote, 200)), style="default")
    return line


def _print(document: Document, reading: Reading) -> None:
    from rich.text import Text

    out = printing.console()
    out.print(Text(printing.plain(reading.title or reading.uri), style="bold"))
    out.print(
        Text(printing.plain(f"{reading.outlet or 'outlet unknown'} · {printing.day(reading.published)}"))
    )
    for statement in reading.statements:
        out.print(_line(document, statement))
    for statement in reading.possible:
        line = Text(f"  possible, {statement.confidence:.2f}:", style="dim")
        line.append_text(_line(document, statement))
        out.print(line)
    for event in reading.events:
        who = ", ".join(p.name for p in event.participants)
        what = f"{event.kind} {event.ordinal}" if event.ordinal else str(event.kind)
        parts = [
            what,
            str(event.status),
            who,
            event.place or "",
            printing.day(event.when) if event.when.known else "",
        ]
        out.print(Text(printing.plain("  · " + " · ".join(p for p in parts if p)), style="green"))
    out.print()
