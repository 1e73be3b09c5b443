"""The score of the status suite, on hand-made cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.marked import MarkingError
from benchmarks.status.marking import Item, MarkedEvent, load
from benchmarks.status.scoring import Case, misses, score

from benchmarks import status
from onrecord.model import Event, EventKind, Span, Status

TEXT = "The pilots and the owners will meet on Friday; talks were held in May."


def event(word: str, kind: EventKind, stands: Status) -> Event:
    start = TEXT.index(word)
    span = Span(start, start + len(word))
    return Event("e" + word, kind, stands, span, (span,))


def marked(at: str, kind: EventKind, *statuses: Status, optional: bool = False) -> MarkedEvent:
    return MarkedEvent(at, kind, statuses, optional=optional)


def item(*events: MarkedEvent) -> Item:
    return Item("a-1", "a", "labour", TEXT, events)


MEET = marked("meet", EventKind.MEETING, Status.PLANNED)
TALKS = marked("talks", EventKind.ROUND, Status.HAPPENED)


def test_all_right() -> None:
    found = (
        event("meet", EventKind.MEETING, Status.PLANNED),
        event("talks", EventKind.ROUND, Status.HAPPENED),
    )
    figures = score([Case(item(MEET, TALKS), found)])
    assert (figures["recall"], figures["precision"], figures["macro_f1"]) == (100, 100, 100)
    assert figures["coded_as_happened"] == 0


def test_what_is_planned_and_coded_as_happened_is_counted() -> None:
    found = (event("meet", EventKind.MEETING, Status.HAPPENED),)
    figures = score([Case(item(MEET), found)])
    assert figures["coded_as_happened"] == 1
    assert figures["status"] == 0
    assert figures["recall"] == 100


def test_a_missed_event_is_a_miss_of_its_status() -> None:
    figures = score([Case(item(MEET, TALKS), (event("talks", EventKind.ROUND, Status.HAPPENED),))])
    assert figures["planned f1"] == 0
    assert figures["happened f1"] == 100
    assert figures["macro_f1"] == 50


def test_optional_events_count_neither_way() -> None:
    maybe = marked("talks", EventKind.ROUND, Status.HAPPENED, optional=True)
    found = (
        event("meet", EventKind.MEETING, Status.PLANNED),
        event("talks", EventKind.ROUND, Status.HAPPENED),
    )
    for events in (found, found[:1]):
        figures = score([Case(item(MEET, maybe), events)])
        assert (figures["recall"], figures["precision"]) == (100, 100)


def test_any_of_several_statuses_would_do() -> None:
    either = marked("meet", EventKind.MEETING, Status.PLANNED, Status.UNCONFIRMED)
    figures = score([Case(item(either), (event("meet", EventKind.MEETING, Status.UNCONFIRMED),))])
    assert figures["macro_f1"] == 100


def test_a_false_event_costs_precision_and_is_told() -> None:
    case = Case(item(), (event("meet", EventKind.MEETING, Status.PLANNED),))
    assert score([case])["precision"] == 0
    assert list(misses([case])) == [f"a-1: false: 'meet' meeting planned -- {TEXT}"]


def test_the_file_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "suite.yaml"
    row = "- {id: a-1, set: a, topic: t, text: They met., events: [{at: %s, kind: meeting, status: %s}]}\n"
    path.write_text(row % ("met", "happened"))
    assert load(path)[0].events[0].statuses == (Status.HAPPENED,)
    path.write_text(row % ("meet", "happened"))
    with pytest.raises(MarkingError, match="`at` is not in the text"):
        load(path)
    path.write_text(row % ("met", "perhaps"))
    with pytest.raises(MarkingError, match="Invalid enum value"):
        load(path)
    path.write_text(row % ("met", "happened") * 2)
    with pytest.raises(MarkingError, match="given twice"):
        load(path)


def test_held_out_lines_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "held_out.yaml"
    path.write_text("[]")
    with pytest.raises(SystemExit, match="its misses are not shown"):
        list(status.misses(path))
    with pytest.raises(SystemExit, match="its predictions are not written"):
        status.run(path, tmp_path / "out.jsonl", None)
