"""The documentation is run: links lead somewhere, examples work, generated pages are up to date."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.demo import reports

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports that the README talks of."""
    made = tmp_path_factory.mktemp("readme")
    with reports() as source:
        shutil.copytree(source, made / "reports")
    return made


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_page_can_be_reached_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(docs/([\w.-]+)\)", README))
    assert {p.name for p in (ROOT / "docs").glob("*.md")} <= linked


def test_the_commands_of_the_readme_work(folder: Path) -> None:
    block = README.split("## On your own reports")[1].split("```")[1]
    commands = [line.split("#")[0].removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    assert len(commands) >= 5
    for command in commands:
        words = [sys.executable, "-m", *shlex.split(command)]
        out = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=100)
        assert out.returncode == 0, (command, out.stderr)
        assert out.stdout.strip(), command


def test_the_python_of_the_readme_works(folder: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    out = subprocess.run(
        [sys.executable, "-c", block], cwd=folder, capture_output=True, text=True, timeout=100, env=os.environ
    )
    assert out.returncode == 0, out.stderr
    assert "Varnholm" in out.stdout


def test_generated_pages_are_up_to_date() -> None:
    out = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert out.returncode == 0, out.stdout
