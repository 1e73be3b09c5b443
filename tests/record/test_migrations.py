from __future__ import annotations

import pytest
from sqlalchemy import inspect

from onrecord.record import Store, migrations, schema


def test_tables_are_as_the_queries_see_them(store: Store) -> None:
    found = inspect(store._engine)
    for name, table in schema.metadata.tables.items():
        columns = {c["name"]: c for c in found.get_columns(name)}
        assert list(columns) == [c.name for c in table.columns], name
        assert set(found.get_pk_constraint(name)["constrained_columns"]) == {
            c.name for c in table.primary_key
        }
        for column in table.columns:
            if not column.primary_key:
                assert columns[column.name]["nullable"] == column.nullable, f"{name}.{column.name}"
        ours = {(fk.parent.name, fk.column.table.name) for fk in table.foreign_keys}
        theirs = {(fk["constrained_columns"][0], fk["referred_table"]) for fk in found.get_foreign_keys(name)}
        assert ours == theirs
    made = {n for n in found.get_table_names() if not n.startswith("fulltext")}
    assert made == set(schema.metadata.tables)


def test_numbers_are_a_row_without_gaps() -> None:
    assert [m.number for m in migrations.MIGRATIONS] == list(range(1, migrations.LATEST + 1))


def test_a_migration_that_ends_midway_is_refused() -> None:
    with pytest.raises(ValueError, match="ends inside a statement"):
        list(migrations.Migration(7, "cut", "CREATE TABLE x (").statements())
