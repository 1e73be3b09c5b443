"""How well a network finds the events of writers whose sentences it never saw.

    python -m training.events.judge events.onnx --writers WRITER …

Counts with the suite's own scorer what the rules find, and what rules and network find together, as documents
are read. Only writers that were left out in training (``train --without``) say anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from benchmarks import status
from onrecord.reading.events.tagging import tagger
from training.events.corpus import WRITERS

_SHOWN = ("recall", "precision", "status of found", "macro_f1", "coded_as_happened")


def judged(network: Path, writer: str) -> dict[str, Mapping[str, float]]:
    """The suite's figures of a writer's sentences, by reader."""
    candidate = tagger.Tagger(network, tagger.TOKENIZER)
    with mock.patch.object(tagger, "shipped", lambda: candidate):
        return {
            reader: status.run(WRITERS[writer], None, None, reader=reader) for reader in ("rules", "model")
        }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("network", type=Path, help="a network as training.events.export writes it")
    parser.add_argument("--writers", nargs="+", choices=sorted(WRITERS), required=True)
    given = parser.parse_args()
    for writer in given.writers:
        for reader, figures in judged(given.network, writer).items():
            shown = "  ".join(f"{name} {figures[name]:.1f}" for name in _SHOWN)
            print(f"{writer:8} {reader:6} {shown}", flush=True)


if __name__ == "__main__":
    main()
