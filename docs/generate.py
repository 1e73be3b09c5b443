"""Write what is generated: the commands' page, the JSON Schema, and the README's example with real output.

``python -m docs.generate`` writes them; ``--check`` fails where one is out of date.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli import COMMANDS, cli
from onrecord.publishing import jsonl

ROOT = Path(__file__).parents[1]
EXAMPLE = ("onrecord show rounds", "onrecord show deadlines", "onrecord show statements --by Ekmark")
_BLOCK = re.compile(r"(?<=<!-- example -->\n).*?(?=<!-- end of example -->)", re.DOTALL)


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file with its content."""
    yield ROOT / "docs/cli.md", _commands()
    yield ROOT / "README.md", _with_example((ROOT / "README.md").read_text("utf-8"))
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
        if isinstance(command, click.Group):
            parts += _parts_of(command, inner, name)
    return "\n\n".join(parts) + "\n"


def _parts_of(group: click.Group, context: click.Context, name: str) -> Iterator[str]:
    """The commands of a group, each with its own help."""
    for part, command in group.commands.items():
        inner = click.Context(command, parent=context, info_name=part, max_content_width=96)
        yield f"### onrecord {name} {part}\n\n```text\n{command.get_help(inner)}\n```"


def _with_example(readme: str) -> str:
    """The README with the output of :data:`EXAMPLE` on the demo collection."""
    with tempfile.TemporaryDirectory() as folder:
        _run("onrecord demo -o .", folder)
        shown = [f"$ {command}\n{_run(command + ' -r demo.db', folder)}" for command in EXAMPLE]
    block = "```console\n" + "\n".join(shown).rstrip() + "\n```\n"
    return _BLOCK.sub(lambda _: block, readme)


def _run(command: str, folder: str) -> str:
    words = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "COLUMNS": "110"}
    out = subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return "\n".join(line.rstrip() for line in out.stdout.splitlines()) + "\n"


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
