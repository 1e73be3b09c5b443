from __future__ import annotations

from pathlib import Path

from benchmarks import reports, store
from onrecord.ledger import build


def test_made_up_reports_are_the_same_every_time_and_make_a_ledger() -> None:
    made = list(reports.made_up(40))
    assert made == list(reports.made_up(40))
    ledger = build((reading, document.text) for document, reading in made)
    assert len(ledger.reports) == 40
    assert ledger.rounds and ledger.meetings and ledger.deadlines and ledger.proposals and ledger.statements
    assert any(report.copy_of for report in ledger.reports)
    assert any(report.published.day is None for report in ledger.reports)


def test_every_view_is_measured(tmp_path: Path) -> None:
    figures = store.measure(tmp_path / "record.db", reports.made_up(31))
    assert figures["documents"] == 30
    assert {f"show {name}, ms" for name in ("rounds", "statements", "changes", "decisions")} <= set(figures)
    assert all(figure >= 0 for figure in figures.values())
