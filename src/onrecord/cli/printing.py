"""How results are printed: tables for people, JSON and CSV for programs.

Text from documents goes through :func:`plain` before a terminal sees it: control characters in a
hostile report must not move the cursor or change colours.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click
import msgspec

from onrecord.model import When

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

T = TypeVar("T")
_PIPE_WIDTH = 160  # columns of a table that goes to a file or a pipe


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column of a listing: its title and how to get its cell from an item."""

    title: str
    cell: Callable[[T], str]
    wide: bool = False  # takes the room that the others leave
    for_programs: bool = False  # in CSV only


def plain(text: str) -> str:
    """``text`` with control characters and line ends replaced by spaces or marks, for a terminal."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "\ufffd" for c in text)


def cut(text: str, width: int) -> str:
    """``text`` on one line, cut with an ellipsis where it is longer than ``width`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def day(when: When) -> str:
    """An interval for people: ``2031-05-30``, ``2031-05-30 – 06-01``, ``after 2031-05-30``, ``unknown``."""
    if not when.known:
        return "unknown"
    if when.day is not None:
        return when.day.isoformat()
    if when.latest is None:
        return f"from {when.earliest}"
    if when.earliest is None:
        return f"until {when.latest}"
    last = when.latest.isoformat()
    same_year = when.earliest.year == when.latest.year
    return f"{when.earliest.isoformat()} – {last[5:] if same_year else last}"


def console(*, stderr: bool = False) -> Console:
    """A console that knows whether a person is looking: colour and its width only then."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    fixed = not stream.isatty() and "COLUMNS" not in os.environ
    return Console(
        stderr=stderr,
        width=_PIPE_WIDTH if fixed else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


@contextmanager
def busy(what: str) -> Iterator[Status | None]:
    """Say on standard error what is being done, while a person is looking; gone when it is done."""
    if not sys.stderr.isatty():
        yield None
        return
    with console(stderr=True).status(plain(what)) as status:
        yield status


def table(items: Iterable[T], columns: Sequence[Column[T]], *, empty: str) -> None:
    """Print items as a table; ``empty`` is said where there are none."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    columns = [c for c in columns if not c.for_programs]
    rows = [[Text(plain(c.cell(item))) for c in columns] for item in items]
    if not rows:
        click.echo(empty)
        return
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column.title, ratio=1 if column.wide else None, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    console().print(grid)


def write_csv(items: Iterable[T], columns: Sequence[Column[T]]) -> None:
    """Print items as CSV with a header row."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([c.title for c in columns])
    for item in items:
        writer.writerow([_no_formula(c.cell(item)) for c in columns])


def _no_formula(cell: str) -> str:
    # A spreadsheet runs cells that begin with these; a hostile report could write one.
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def write_json(value: Any) -> None:
    """Print a value of model types as indented JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def write_json_line(value: Any) -> None:
    """Print a value of model types as one line of JSON."""
    click.echo(msgspec.json.encode(value))
