"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

DEFAULT_RECORD = "onrecord.db"

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType):
    """A day, ``YYYY-MM-DD``."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; fails with a usage error that says what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2031-05-30", param, ctx)


record: _Decorator = click.option(
    "-r",
    "--record",
    "record_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_RECORD,
    show_default=True,
    envvar="ONRECORD_RECORD",
    help="The record's file (or set ONRECORD_RECORD).",
)
as_of: _Decorator = click.option(
    "--as-of",
    metavar="DAY|DOCUMENT",
    help="Only what could be known on that day, or from the documents up to that one.",
)
as_json: _Decorator = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
