"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from onrecord.model import ALL_LEVELS, Level

DEFAULT_RECORD = "onrecord.db"

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def day(name: str, help_text: str) -> _Decorator:
    """An option that takes a day, ``YYYY-MM-DD``, and hands it on as a ``date``."""

    def as_date(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
        return value.date() if value else None

    return click.option(
        name, type=click.DateTime(["%Y-%m-%d"]), callback=as_date, metavar="DAY", help=help_text
    )


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


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that read reports: ``--outlet``, ``--published``, ``--reader``, ``--jobs``."""
    for option in (
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(1),
            help="Processes to read with (default: one a core, three at most).",
        ),
        click.option(
            "--reader",
            type=click.Choice(["model", "rules"]),
            default="model",
            show_default=True,
            help="Read with the learned tagger beside the rules, or by the rules alone.",
        ),
        day("--published", "The day all these reports were published."),
        click.option("--outlet", help="The outlet of all these reports."),
    ):
        command = option(command)
    return command


as_of: _Decorator = click.option(
    "--as-of",
    metavar="DAY|DOCUMENT",
    help="Only what could be known on that day, or from the documents up to that one.",
)


def _levels(_: click.Context, __: click.Parameter, value: str) -> frozenset[Level]:
    """The levels of a list with commas; ``none`` is no level at all."""
    words = [word.strip().lower() for word in value.split(",") if word.strip()]
    if words in (["all"], ["none"]):
        return ALL_LEVELS if words == ["all"] else frozenset()
    unknown = [word for word in words if word not in tuple(Level)]
    if unknown or not words:
        what = f"{unknown[0]!r} is no level" if unknown else "no level is named"
        raise click.BadParameter(
            f"{what}: name some of {', '.join(Level)} with commas between, or all, or none"
        )
    return frozenset(map(Level, words))


def dates_from(default: str) -> _Decorator:
    """``--dates-from``: the levels that dates may come from; each can be left out."""
    return click.option(
        "--dates-from",
        "dates_from",
        metavar="LEVELS",
        default=default,
        show_default=True,
        callback=_levels,
        help="Where dates may come from, with commas between: text (a report's own words), linked (other "
        "reports), knowledge (facts that come with Onrecord), facts (those you added); or all, or none.",
    )


issues: _Decorator = click.option(
    "--issues",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A file of issues of your own, over those that come with Onrecord.",
)
as_json: _Decorator = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
