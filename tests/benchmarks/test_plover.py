"""The measure of the PLOVER benchmark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import plover

ROWS = [
    ("a1", "<s>Lesotho</s> accused <t>Eswatini</t> of spying.", "ACCUSE"),
    ("a2", "<s>Lesotho</s> met <t>Eswatini</t> on Monday.", "CONSULT"),
    ("a3", "<s>Lesotho</s> met <t>Eswatini</t> on Friday.", "ACCUSE"),
]


@pytest.mark.parametrize("reader", ["model", "rules"])
def test_figures_and_predictions(tmp_path: Path, reader: str) -> None:
    data, out = tmp_path / "rows.tsv", tmp_path / "out.jsonl"
    lines = ["sentence_id\tmarked_sentence\tgold_root", *("\t".join(row) for row in ROWS)]
    data.write_text("\n".join(lines) + "\n", "utf-8")
    figures = plover.run(data, out, reader=reader)
    told = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert told == [
        {"sentence_id": i, "root": root}
        for i, root in zip(("a1", "a2", "a3"), ("ACCUSE", "CONSULT", "CONSULT"), strict=True)
    ]
    assert figures["macro_f1"] == pytest.approx(200 / 3), "either type has one of one right, one of two found"
    assert figures["accuracy"] == pytest.approx(200 / 3)
    assert figures["low"] <= figures["macro_f1"] <= figures["high"]
    assert figures["common_f1"] == 0, "no type has rows enough"


def test_a_fifth_is_held_out() -> None:
    share = sum(plover.held_out(str(i)) for i in range(1000)) / 1000
    assert share == pytest.approx(0.2, abs=0.05)
