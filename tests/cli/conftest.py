from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

REPORT = "\n\n".join(
    [
        "Envoys to return to Lowmere",
        "LOWMERE, May 12, 2031 — Arvenia and Solm will hold a second round of talks in Lowmere on 19 May, "
        "the mediators said on Monday.",
        "“We will not sign under threat,” said Ilse Varga, Arvenia's chief negotiator. She added that the "
        "lock would stay shut.",
        "Solm has given Arvenia until 30 May to open the weir or face new tolls.\n",
    ]
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real command line in an empty folder."""

    def call(*words: str | Path, stdin: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "onrecord", *map(str, words)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=110,
            env={**os.environ, **env},
        )

    return call


@pytest.fixture(scope="session")
def made_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report, to ask questions of; not to be changed."""
    folder = tmp_path_factory.mktemp("record")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "onrecord", "add", "report.txt", "--outlet", "Harbour Post"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "onrecord.db"
