"""``python -m benchmarks NAME --data PATH``; ``--help`` lists what else there is.

Prints the figures of one benchmark, with those of its peers beside them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from inspect import signature
from pathlib import Path

BENCHMARKS = (
    "attribution",
    "boilerplate",
    "chains",
    "dating",
    "duplicates",
    "plover",
    "reading",
    "status",
    "store",
    "times",
)


def main() -> int:
    """Run one benchmark; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=BENCHMARKS)
    parser.add_argument("--data", type=Path, help="a file of that benchmark's format")
    parser.add_argument("--predictions", type=Path, help="where to write the predictions")
    parser.add_argument("--gold", type=Path, help="the gold file, where it is not part of the data")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--misses", action="store_true", help="print all that is wrong, before the figures")
    parser.add_argument("--reader", choices=("rules", "model"), help="who reads, where it makes a difference")
    parser.add_argument("--part", choices=("dev", "train"), help="a part of the data, where it has parts")
    wanted = parser.parse_args()
    module = import_module(f"benchmarks.{wanted.name}")
    if wanted.data is not None and not wanted.data.exists():
        parser.error(f"{wanted.data}: there is no such file")
    reader = {"reader": wanted.reader} if wanted.reader else {}
    if reader and "reader" not in signature(module.run).parameters:
        parser.error(f"{wanted.name}: this benchmark has no choice of readers")
    part = {"part": wanted.part} if wanted.part else {}
    if part and "part" not in signature(module.run).parameters:
        parser.error(f"{wanted.name}: this benchmark has no parts")
    if wanted.misses:
        if not hasattr(module, "misses"):
            parser.error(f"{wanted.name}: this benchmark shows no misses")
        print(*module.misses(wanted.data, **reader), sep="\n", end="\n\n")
    figures: dict[str, float] = module.run(wanted.data, wanted.predictions, wanted.gold, **reader, **part)
    if wanted.json:
        print(json.dumps(figures, indent=1))
    else:
        print_table(figures, module.PEERS)
    return 0


def print_table(figures: Mapping[str, float], peers: Mapping[str, Mapping[str, float]]) -> None:
    """Our figures, with those of the peers beside them where they have the same measure."""
    width = max([*(len(name) for name in figures), 8])
    heads = ["onrecord", *peers]
    print(" " * width, *(f"{head:>12.12}" for head in heads))
    for name, value in figures.items():
        row = [value, *(peer.get(name) for peer in peers.values())]
        print(f"{name:{width}}", *(f"{'–' if v is None else f'{v:,.1f}':>12}" for v in row))


if __name__ == "__main__":
    sys.exit(main())
