"""Documents that have nothing to do with each other make each their own chapter of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.ledger import Derivation, Question, Repeats, Traces, derivation
from onrecord.ledger.actors import roll
from onrecord.ledger.chapters import Chapter
from onrecord.ledger.circles import Circle, circles, references
from onrecord.ledger.pages import Page as LedgerPage
from onrecord.model import EventKind, Status
from tests.ledger.made import Draft, Page, day, state
from tests.ledger.test_ledger import pages
from tests.ledger.test_traces import REPORTS, Kinds, derived, fresh

QUESTION = Question(not_after=date(2031, 12, 1))


def met(name: str, one: str, two: str, on: str = "2031-05-05") -> Page:
    text = f"{one} and {two} met in Lowmere."
    draft = Draft(text, name=name, published=day(on), actors=(state(one), state(two)))
    draft.event(EventKind.MEETING, Status.HAPPENED, text, parties=(one, two), on=on)
    return draft.page()


def names(made: Sequence[Page]) -> set[frozenset[str]]:
    listed = sorted((LedgerPage(p[0], p[1], p[0].published) for p in made), key=lambda page: page.id)
    named = [(page.id, references(page)) for page in listed]
    known = {page.id: page.name for page in listed}
    found = circles(named, roll(listed), {})
    return {frozenset(known[id] for id in circle.documents) for circle in found}


def test_a_circle_is_of_those_who_name_one_side_and_of_those_between() -> None:
    one, two, three = met("a", "Arvenia", "Solm"), met("b", "Solm", "Tarn"), met("c", "Tarn", "Velmark")
    four, nobody = met("d", "Norland", "Sudmark"), Draft("It rained.", name="e").page()
    assert names([one, two, three, four, nobody]) == {frozenset("abc"), frozenset("d"), frozenset("e")}
    assert names([one, three, four]) == {frozenset("a"), frozenset("c"), frozenset("d")}


def in_one_circle(found: Sequence[Circle]) -> list[Circle]:
    listed = sorted(chain.from_iterable(zip(c.documents, c.marks, strict=True) for c in found))
    return [Circle(tuple(id for id, _ in listed), tuple(mark for _, mark in listed))] if listed else []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REPORTS, pages())
def test_the_chapters_put_together_are_the_chapter_of_all(made: list[Page], more: list[Page]) -> None:
    """Circles save time and change nothing."""
    apart = fresh([*made, *more], QUESTION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derivation, "circles", lambda *given: in_one_circle(circles(*given)))
        assert fresh([*made, *more], QUESTION) == apart


def test_only_the_chapters_of_its_circle_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Kinds = {}
    made = [met("a", "Arvenia", "Solm"), met("b", "Norland", "Sudmark")]
    derived(made, QUESTION, kept)
    told: list[set[str]] = []

    class Watched(Chapter):
        def __init__(self, *given: object) -> None:
            told.append({page.name for page in given[0]})  # type: ignore[attr-defined]
            super().__init__(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(derivation, "Chapter", Watched)
    views = derived([*made, met("c", "Solm", "Arvenia", "2031-06-06")], QUESTION, kept)
    assert told == [{"a", "c"}]
    assert views == fresh([*made, met("c", "Solm", "Arvenia", "2031-06-06")], QUESTION)


def test_a_circle_that_is_no_more_is_kept_no_more() -> None:
    kept: Kinds = {}
    made = [met("a", "Arvenia", "Solm"), met("b", "Norland", "Sudmark")]
    derived(made, QUESTION, kept)
    assert len(kept["chapter 0"]) == 2
    derived([*made, met("c", "Solm", "Norland")], QUESTION, kept)
    assert len(kept["chapter 0"]) == 1


def test_documents_are_not_opened_where_nothing_must_be_looked_up() -> None:
    kept: Kinds = {}
    made = [(*met("a", "Arvenia", "Solm"), b"1" * 64, date(2031, 12, 1))]
    made.append((*met("b", "Norland", "Sudmark"), b"2" * 64, date(2031, 12, 1)))
    opened: list[str] = []

    class Shelf:
        def outlines(self) -> list[tuple[str, bytes, date]]:
            return [(reading.document, digest, added) for reading, _, digest, added in made]

        def pages(self, documents: Sequence[str] | None = None) -> list[Page]:
            found = [page for page in made if documents is None or page[0].document in documents]
            opened.extend(page[0].uri for page in found)
            return found  # type: ignore[return-value]

    def looked() -> dict[str, object]:
        found = Derivation(Shelf(), Question(), Repeats(None), Traces(lambda kind: kept.get(kind, {})))
        views = found.views()
        for kind, new in found.traces.new.items():
            kept.setdefault(kind, {}).update(new)
        return views

    views = looked()
    assert len(opened) == 2
    opened.clear()
    assert looked() == views and not opened
    made.append((*met("c", "Sudmark", "Norland", "2031-06-06"), b"3" * 64, date(2031, 12, 1)))
    assert looked()["reports"] != views["reports"] and sorted(opened) == [made[1][0].uri, made[2][0].uri]
