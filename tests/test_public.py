"""What the package offers to others, and nothing more."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

import onrecord
from onrecord import model


def test_public_names() -> None:
    assert onrecord.__all__ == [
        "AddReport",
        "OnrecordError",
        "Record",
        "__version__",
        "errors",
        "model",
        "open",
        "read",
    ]
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    for name in model.__all__:
        assert getattr(model, name) is not None


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


def test_importing_the_package_loads_no_parser_and_no_database() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'trafilatura', 'jinja2', 'rich'}"
    code = f"import sys, onrecord; print(sorted({heavy} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_help_answers_at_once() -> None:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "onrecord", "--help"], capture_output=True, check=True)
        return time.perf_counter() - start

    assert min(once() for _ in range(3)) < 0.5
