"""One more document costs no more in a large record than in a small one."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import Store
from tests.record.made import document, reading


def _steps_of_one_add(store: Store, number: int) -> int:
    """How many instructions SQLite's machine runs for one add: unlike time, the same on every computer."""
    made = document(f"Report {number} on the talks in Lowmere. " * 20, f"{number}.txt")
    found = reading(made, outlet=f"Outlet {number % 7}")
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    with store._engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.set_progress_handler(count, 1)
    store.add(made, found)
    with store._engine.connect() as connection:
        assert connection.connection.dbapi_connection is raw
        raw.set_progress_handler(None, 0)
    return steps


def test_adding_one_does_not_redo_the_others(path: Path) -> None:
    with Store.open(path) as store:
        sizes = []
        for number in range(600):
            if number in (20, 200, 599):
                sizes.append(_steps_of_one_add(store, number))
            else:
                made = document(f"Report {number} on the talks in Lowmere. " * 20, f"{number}.txt")
                store.add(made, reading(made, outlet=f"Outlet {number % 7}"))
        assert 0 < max(sizes) <= 1.3 * min(sizes), sizes
