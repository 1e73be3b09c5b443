"""Write the generated pages: ``docs/cli.md`` from the commands and the shipped JSON Schema from the model.

``python -m docs.generate`` writes them; ``--check`` fails where one is out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli import COMMANDS, cli
from onrecord.publishing import jsonl

ROOT = Path(__file__).parents[1]


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file with its content."""
    yield ROOT / "docs/cli.md", _commands()
    schema = json.dumps(jsonl.schema(), indent=1, sort_keys=False) + "\n"
    yield ROOT / "src/onrecord/publishing/reading.schema.json", schema


def _commands() -> str:
    parts = [
        "# Command line",
        "This page is made by `make docs` from the commands themselves.",
        "Exit codes: 0 all is well; 1 some input failed, or a check found something; "
        "2 the command was not understood; 130 interrupted.",
    ]
    context = click.Context(cli, info_name="onrecord", max_content_width=96, terminal_width=96)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, parent=context, info_name=name, max_content_width=96)
        parts.append(f"## onrecord {name}\n\n```text\n{command.get_help(inner)}\n```")
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Write or check; the exit code."""
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text("utf-8") != text]
    for path, text in stale:
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is out of date: run `make docs`")
        else:
            path.write_text(text, "utf-8")
            print(f"{path.relative_to(ROOT)} written")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
