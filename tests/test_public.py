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
        "code",
        "errors",
        "model",
        "open",
        "read",
        "times",
    ]
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    for name in model.__all__:
        assert getattr(model, name) is not None


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


def test_times_of_a_text() -> None:
    found = onrecord.times("They met yesterday and on 3/4/2031.", published="2031-05-30", country="India")
    assert [(t.text, t.type, t.value) for t in found] == [
        ("yesterday", "DATE", "2031-05-29"),
        ("3/4/2031", "DATE", "2031-04-03"),
    ]
    assert [t.value for t in onrecord.times("They met yesterday.")] == ["XXXX-XX-XX"]
    with pytest.raises(onrecord.errors.UsageError, match="is not a day"):
        onrecord.times("They met.", published="30 May")


def test_coding_of_a_sentence() -> None:
    sentence = "Arvenia shelled Solm's harbour at dawn."
    assert onrecord.code(sentence, source="Arvenia", target="Solm").type == "ASSAULT"
    with pytest.raises(onrecord.errors.UsageError, match="is not in the sentence"):
        onrecord.code(sentence, source="Lowmere")


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
