"""The command line: one command a module of this package, loaded when it is called.

Exit codes: 0 all is well; 1 some input failed, or a check found something; 2 the command was not
understood; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from onrecord.errors import OnrecordError, UsageError

COMMANDS = {
    "demo": "Make a record of a self-written collection and show what is in it.",
    "add": "Take reports into a record.",
    "show": "Show rounds, statements, deadlines and the rest of the ledger.",
    "actors": "Merge, split and rename actors; decisions are kept and can be undone.",
    "search": "Search the full text of the reports.",
    "report": "Write the record as one self-contained page.",
    "export": "Write the record for other programs.",
    "verify": "Prove every quote in a record against its document.",
    "read": "Print the findings of reports, without a record.",
}


class _Lazy(click.Group):
    """Loads a command's module only when that command is wanted, so that --help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Keep the record of a negotiation from the news about it.

    Every line that Onrecord prints opens its evidence: the document, the characters, the quote.
    """


def main() -> None:
    """Run the command line; turn every known error into one clear line and an exit code."""
    try:
        sys.exit(cli.main(standalone_mode=False, prog_name="onrecord"))
    except click.exceptions.Abort:
        _fail("interrupted; what was already taken in stays in the record", 130)
    except KeyboardInterrupt:
        _fail("interrupted; what was already taken in stays in the record", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except UsageError as error:
        _fail(str(error), 2)
    except OnrecordError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong. Keep Python from
        # complaining when it flushes the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _fail(f"{error.filename or 'output'}: {error.strerror or error}", 1)


def _fail(message: str, code: int) -> None:
    click.echo(f"onrecord: {message}", err=True)
    sys.exit(code)
