"""A reading under another day of publication.

In: a reading and a day or interval. Out: the same reading, its times, events and statements resolved again
through their forms. Invariant: no document is read twice, and no day becomes wider than it was, unless
everything of it is asked again.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.ledger.intervals import width
from onrecord.model import Event, Reading, Statement, When
from onrecord.reading.times import resolve, resolve_form


def redate(reading: Reading, published: When, *, anew: bool = False) -> Reading:
    """The reading with every time, event and statement resolved under another day of publication.

    With ``anew``, days may also become wider: what was known of the day before is not to count.
    """

    def resolved(when: When) -> When:
        if when.form is None:
            return when
        new = resolve_form(when.form, published)
        if (new.earliest, new.latest) == (when.earliest, when.latest):
            return when
        if width(new) > width(when) and not anew:
            return when
        return replace(when, earliest=new.earliest, latest=new.latest, basis=new.basis)

    def event(event: Event) -> Event:
        moved = event.moved_from
        return replace(
            event,
            when=resolved(event.when),
            moved_from=resolved(moved) if moved is not None else None,
        )

    def statement(statement: Statement) -> Statement:
        return replace(statement, said=resolved(statement.said))

    return replace(
        reading,
        published=published,
        times=resolve(reading.times, published),
        events=tuple(event(e) for e in reading.events),
        statements=tuple(statement(s) for s in reading.statements),
        possible=tuple(statement(s) for s in reading.possible),
    )
