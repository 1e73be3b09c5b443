"""``onrecord actors``: who is who, as the user decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.api import Record
from onrecord.cli import options, printing
from onrecord.model import Decision

_note = click.option("--note", metavar="TEXT", help="Who decided, and why.")


@click.group("actors")
def command() -> None:
    """Merge, split and rename actors, where the record could not know who is who.

    Every decision is kept with its time and its note, holds for reports that are added later, and can be
    undone. An actor is meant by the name that "onrecord show actors" shows, by any of its other names, or by
    its id. Decisions come after what Onrecord finds by itself, in the order they were made.
    """


@command.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="ACTOR ACTOR...")
@options.record
@click.option("--as", "as_name", metavar="NAME", help="The name to show (default: that of the first).")
@_note
@options.as_json
def merge(
    names: tuple[str, ...], record_path: Path, as_name: str | None, note: str | None, as_json: bool
) -> None:
    """Take several actors as one.

    onrecord actors merge "Rustam Kadari" "R. Qadari" --note "the list of delegates"
    """
    with Record.open(record_path, create=False) as record, printing.busy("deriving the ledger"):
        made = record.merge_actors(*names, as_name=as_name, note=note)
    _tell(made, as_json)


@command.command("split")
@click.argument("actor")
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS...")
@options.record
@click.option(
    "--as", "as_name", required=True, metavar="NAME", help="Whose they are: any actor, or a new one."
)
@click.option("--in", "document", metavar="DOCUMENT", help="Only in this document (default: in every one).")
@_note
@options.as_json
def split(
    actor: str,
    aliases: tuple[str, ...],
    record_path: Path,
    as_name: str,
    document: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Give names of an actor to another one.

    onrecord actors split "Ada Berg" Berg --as "Ola Berg" --in 2031-05-02-harbour-post
    """
    with Record.open(record_path, create=False) as record, printing.busy("deriving the ledger"):
        made = record.split_actor(actor, *aliases, as_name=as_name, document=document, note=note)
    _tell(made, as_json)


@command.command("rename")
@click.argument("actor")
@click.argument("name")
@options.record
@_note
@options.as_json
def rename(actor: str, name: str, record_path: Path, note: str | None, as_json: bool) -> None:
    """Show an actor under another name."""
    with Record.open(record_path, create=False) as record, printing.busy("deriving the ledger"):
        made = record.rename_actor(actor, name, note=note)
    _tell(made, as_json)


@command.command("decisions")
@options.record
@options.as_json
def decisions(record_path: Path, as_json: bool) -> None:
    """List all decisions, in the order they were made.

    Undone ones stay in the list. A decision is idle where the record does not know (any more) the names that
    it speaks of.
    """
    with Record.open(record_path, create=False) as record, printing.busy("deriving the ledger"):
        made = record.decisions()
    if as_json:
        printing.write_json([_in_full(decision) for decision in made])
    else:
        printing.table(made, _COLUMNS, empty="no decisions were made")


@command.command("undo")
@click.argument("reference", metavar="ID")
@options.record
@_note
@options.as_json
def undo(reference: str, record_path: Path, note: str | None, as_json: bool) -> None:
    """Make a decision void; it stays in the list.

    ID may be the beginning of one. To take this back, decide again.
    """
    with Record.open(record_path, create=False) as record, printing.busy("deriving the ledger"):
        before = {d.id for d in record.decisions() if d.idle}
        undone = record.undo_decision(reference, note=note)
        idle = [d for d in record.decisions() if d.idle and d.id not in before]
    _tell(undone, as_json)
    for decision in idle:
        click.echo(printing.plain(f"onrecord: now idle: {_line(decision)}"), err=True)


def _state(decision: Decision) -> str:
    if decision.undone is not None:
        return f"undone {decision.undone:%Y-%m-%d %H:%M}"
    return "idle" if decision.idle else "in force"


def _notes(decision: Decision) -> str:
    undone = f"undone: {decision.undo_note}" if decision.undo_note else None
    return "; ".join(note for note in (decision.note, undone) if note)


_COLUMNS = (
    printing.Column[Decision]("id", lambda d: d.id[:8]),
    printing.Column[Decision]("made (UTC)", lambda d: f"{d.made:%Y-%m-%d %H:%M}"),
    printing.Column[Decision]("kind", lambda d: d.kind),
    printing.Column[Decision]("decision", lambda d: d.told(), wide=True),
    printing.Column[Decision]("state", _state),
    printing.Column[Decision]("note", _notes, wide=True),
)


def _line(decision: Decision) -> str:
    return f"decision {decision.id[:8]}: {decision.told()} [{_state(decision)}]"


def _in_full(decision: Decision) -> dict[str, Any]:
    """The decision for programs, with what it says in words and its state."""
    import msgspec

    return {**msgspec.to_builtins(decision), "told": decision.told(), "state": _state(decision).split()[0]}


def _tell(decision: Decision, as_json: bool) -> None:
    if as_json:
        printing.write_json(_in_full(decision))
    else:
        click.echo(printing.plain(_line(decision)))
