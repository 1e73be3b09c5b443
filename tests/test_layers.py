"""The order of the rooms: nothing on the right is imported by anything on its left."""

from __future__ import annotations

import ast
from pathlib import Path

import onrecord

ROOT = Path(onrecord.__file__).parent
ORDER = [
    "errors",
    "quiet",
    "model",
    "knowledge",
    "sources",
    "reading",
    "record",
    "ledger",
    "publishing",
    "demo",
    "kept",
    "api",
    "cli",
]


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "onrecord" else [f"onrecord.{a.name}" for a in node.names]
            found.update(names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in found if name.startswith("onrecord.")}


def test_imports_go_one_way() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).with_suffix("").parts[0]
        if room.startswith("__"):
            continue  # the front doors open on all rooms
        wrong += [
            f"{path.relative_to(ROOT)} imports {other}"
            for other in _imports(path)
            if other in ORDER and ORDER.index(other) > ORDER.index(room)
        ]
    assert wrong == []


def test_every_room_is_known() -> None:
    rooms = {p.stem for p in ROOT.iterdir() if not p.name.startswith("_")}
    assert rooms == set(ORDER) | {"py"}
