"""Readers that behave and misbehave, for the tests of reading on several processes.

A document's text says what its reader is to do. Workers import this module by name.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.model import Document, Reading


def obey(document: Document) -> Reading:
    """Do what the first line says, then give a reading that tells which process made it."""
    command, _, argument = document.text.split("\n")[0].partition(" ")
    if command == "sleep":
        time.sleep(float(argument))
    elif command == "fail":
        raise ValueError(document.text)
    elif command == "refuse":
        raise SourceError("not a report", where=document.uri, hint="leave it out")
    elif command == "die":
        os._exit(int(argument))
    elif command == "print":
        print("noise", flush=True)
        os.write(1, b"more noise\n")
    elif command == "wait":
        Path(argument).write_text(str(os.getpid()))
        time.sleep(600)
    elif command == "meet":
        mine, theirs = map(Path, argument.split())
        mine.touch()
        for _ in range(400):
            if theirs.exists():
                break
            time.sleep(0.05)
        else:
            raise TimeoutError("nobody came")
    return Reading(document.id, document.id, document.uri, reader=str(os.getpid()))
