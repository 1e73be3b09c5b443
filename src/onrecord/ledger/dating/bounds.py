"""Bounds: what offices and names tell of each document's day.

In: pages and the facts of one level. Out: for each page the bounds that they put on its day. Invariant: the
bounds of a page follow from that page and the facts alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from onrecord.ledger.dating.journal import between, edges
from onrecord.ledger.dating.tenures import Bound, Tenures
from onrecord.ledger.dating.things import Things
from onrecord.ledger.pages import Page
from onrecord.ledger.traces import Form, Traces, digest
from onrecord.model import Fact, FactKind, Level

_rows = msgspec.json.Decoder(list[tuple[tuple[int, ...], str, str]])


def bounds(
    pages: Iterable[Page], level: Level, facts: Collection[Fact], traces: Traces
) -> Iterator[tuple[Page, list[Bound]]]:
    """The pages with their bounds by the facts of a level, of all ``facts`` there are."""
    own = [f for f in facts if f.level is level]
    if not own:
        return
    known = _with_other_terms(own, facts)
    tenures, things = Tenures(known), Things(own)
    made_from = digest(f"facts {len(own)}", "", map(msgspec.json.encode, known))
    form = _form({fact.id: fact for fact in known})
    for page in pages:
        yield page, _of(page, f"bounds by {level}", made_from, tenures, things, traces, form)


def _of(
    page: Page,
    kind: str,
    made_from: bytes,
    tenures: Tenures,
    things: Things,
    traces: Traces,
    form: Form[list[Bound]],
) -> list[Bound]:
    return traces.item(
        kind,
        page.id,
        lambda: digest("bounds 1", "", (page.digest, made_from)),
        lambda: [*tenures.bounds(page), *things.bounds(page)],
        form,
    )


def _with_other_terms(own: Sequence[Fact], facts: Iterable[Fact]) -> list[Fact]:
    """The facts with the other known terms of the same persons: one who gives a second term has not denied
    the first.
    """
    given = {(f.person, f.role) for f in own if f.kind is FactKind.TENURE}
    return [*own, *(f for f in facts if (f.person, f.role) in given and f not in own)]


def _form(facts: Mapping[str, Fact]) -> Form[list[Bound]]:
    """How bounds are kept: facts by their ids."""
    return Form(
        lambda found: msgspec.json.encode([(edges(b.days), b.why, b.fact.id) for b in found]),
        lambda value: [Bound(between(days), why, facts[id]) for days, why, id in _rows.decode(value)],
    )
