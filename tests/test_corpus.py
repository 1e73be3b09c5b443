"""The corpus: its marking fits its texts and the calendar, and the pipeline reaches its floors on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest
import yaml

from onrecord.demo import reports
from onrecord.model import (
    Act,
    Directness,
    Event,
    EventKind,
    Reading,
    Region,
    RegionKind,
    Speaker,
    Statement,
    Status,
    When,
)
from tests.corpus import reading_scores, score
from tests.corpus.marking import (
    HERE,
    Collection,
    MarkedDocument,
    MarkingError,
    collections,
    load,
    locate,
)
from tests.corpus.matching import Tally, fold, same_speaker

FLOORS: dict[str, dict[str, dict[str, float]]] = yaml.safe_load((HERE / "floors.yaml").read_text())
MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(f"{m}|{m[:3]}" for m in MONTHS)
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DATED = re.compile(
    rf"\b(?P<weekday>{_WEEKDAY}),? (?:(?P<d1>\d\d?) (?P<m1>{_MONTH})\b|(?P<m2>{_MONTH})\.? (?P<d2>\d\d?)\b)"
    r"(?:,? (?P<year>20\d\d))?"
)

each = pytest.mark.parametrize("collection", collections())


@cache
def marked(collection: str) -> Collection:
    return load(collection, {name: d.text for name, d in score.documents(collection).items()})


@cache
def tallies(collection: str) -> dict[str, Tally]:
    return {tally.layer: tally for tally in score.score(collection)}


def test_the_demo_is_the_first_collection() -> None:
    with reports() as folder:
        assert folder == marked("sarrow").reports
        assert len(list(folder.iterdir())) == 15


@each
def test_every_quote_of_the_marking_stands_in_its_text(collection: str) -> None:
    for document in marked(collection).documents:
        for statement in document.statements:
            assert all(span.start < span.end for span in statement.spans), document.name


@each
def test_the_marking_speaks_the_language_of_the_model(collection: str) -> None:
    for document in marked(collection).documents:
        for statement in document.statements:
            assert statement.how <= set(Directness), document.name
            assert statement.act <= set(Act), document.name
        for event in document.events:
            assert event.kinds <= set(EventKind), document.name
            assert event.status <= set(Status), document.name
        for region in document.regions:
            assert region.optional or region.kinds <= set(RegionKind), document.name


@each
def test_speakers_are_known_actors_or_descriptions(collection: str) -> None:
    known = marked(collection).names
    for document in marked(collection).documents:
        for statement in document.statements:
            if statement.named and len(statement.who) == 1 and not statement.who[0].startswith("a leaflet"):
                assert statement.who[0] in known, f"{document.name}: {statement.who}"


@each
def test_direct_statements_stand_in_quotation_marks_and_indirect_ones_do_not(collection: str) -> None:
    texts = {name: d.text for name, d in score.documents(collection).items()}
    for document in marked(collection).documents:
        text = texts[document.name]
        for statement in document.statements:
            if statement.how == {"direct"} and not statement.optional:
                for span in statement.spans:
                    assert text[span.start - 1] in "\"'“‘", f"{document.name}: {text[span.start : span.end]}"


@each
def test_weekdays_match_the_calendar(collection: str) -> None:
    year = marked(collection).documents[0].day.year
    checked = 0
    for name, document in score.documents(collection).items():
        for match in _DATED.finditer(document.text):
            month = [m[:3] for m in MONTHS].index((match["m1"] or match["m2"])[:3]) + 1
            day = date(int(match["year"] or year), month, int(match["d1"] or match["d2"]))
            assert f"{day:%A}" == match["weekday"], f"{name}: {match[0]}"
            checked += 1
    assert checked >= 6


@each
def test_datelines_and_file_names_agree_with_the_marked_days(collection: str) -> None:
    for document in marked(collection).documents:
        stated = re.match(r"\d{4}-\d\d-\d\d", document.name)
        if stated:
            assert stated[0] == document.day.isoformat(), document.name
        given = score.documents(collection)[document.name].published
        assert not given.known or given.day == document.day, document.name
        dateline = re.search(
            rf"\b({_MONTH})\.? (\d\d?), (20\d\d) \(?(?:—|--|\()",
            score.documents(collection)[document.name].text,
        )
        if dateline:
            day = datetime.strptime(f"{dateline[1][:3]} {dateline[2]} {dateline[3]}", "%b %d %Y").date()
            assert day == document.day, document.name
        earliest, latest = document.record
        assert earliest <= document.day <= latest, document.name


@each
def test_the_reports_are_short_and_of_many_outlets(collection: str) -> None:
    lengths = {name: len(d.text.split()) for name, d in score.documents(collection).items()}
    assert all(90 <= n <= 400 for n in lengths.values()), lengths
    assert len({d.outlet for d in marked(collection).documents}) >= 6


def test_half_of_the_second_collection_is_held_out() -> None:
    scored = [
        (d.held_out, s) for d in marked("conciliation").documents for s in d.statements if not s.optional
    ]
    assert 0.4 <= sum(held for held, _ in scored) / len(scored) <= 0.6


def test_a_quote_must_be_found_once_or_be_numbered() -> None:
    text = "She said yes. He said yes, and then no."
    assert locate(text, "She ... yes") == (0, 12)
    assert locate(text, {"text": "said yes", "nth": 2}) == (17, 25)
    with pytest.raises(MarkingError, match="2 times"):
        locate(text, "said yes")
    with pytest.raises(MarkingError, match="not in the text"):
        locate(text, "perhaps")


def test_speakers_agree_by_any_of_their_names_and_by_half_of_a_description() -> None:
    collection = marked("sarrow")
    assert same_speaker(["Lorvenian Foreign Minister Tomas Varga"], ["Tomas Varga"], collection)
    assert same_speaker(["Rustem Qadari"], ["Rustam Kadari"], collection)
    assert same_speaker(["senior Ilmarian diplomat"], ["A senior Ilmarian diplomat"], collection)
    assert not same_speaker(["a Hadruni colonel"], ["A senior Ilmarian diplomat"], collection)
    assert not same_speaker(["Tomas Varga"], ["Ilse Marant"], collection)
    assert not same_speaker([], ["Ilse Marant"], collection)
    assert fold("The Prime Minister’s") == "prime minister"


def test_the_floors_name_collections_and_layers_that_exist() -> None:
    assert set(FLOORS) == set(collections())


@each
def test_a_reading_that_says_what_is_marked_scores_full_marks(collection: str) -> None:
    for tally in reading_scores.score(cases(collection, oracle)):
        assert tally.found == tally.expected, (tally.layer, tally.misses)
        assert tally.right == tally.given, (tally.layer, tally.false)


@each
def test_a_reading_that_gives_all_to_one_speaker_is_found_out(collection: str) -> None:
    def parrot(document: MarkedDocument) -> Reading:
        told = oracle(document)
        nobody = Speaker("Nobody in particular")
        return replace(told, statements=tuple(replace(s, speaker=nobody, chain=()) for s in told.statements))

    by_layer = {t.layer: t for t in reading_scores.score(cases(collection, parrot))}
    assert by_layer["statements"].found == 0
    # Some stretches are marked as optional for anyone; little else may pass.
    assert by_layer["statements"].right <= 0.05 * by_layer["statements"].given
    assert by_layer["chains"].found == 0


@pytest.mark.slow
@each
def test_the_pipeline_reaches_its_floors(collection: str) -> None:
    reached = tallies(collection)
    below = []
    for layer, floor in FLOORS[collection].items():
        for measure, least in floor.items():
            share = getattr(reached[layer], measure)
            if share is None or 100 * share < least:
                below.append(f"{layer}: {measure} {share and 100 * share:.1f} < {least}")
    assert not below, "\n".join([*below, "", score.lines(reached.values())])


def cases(collection: str, read: Callable[[MarkedDocument], Reading]) -> list[reading_scores.Case]:
    whole, given = marked(collection), score.documents(collection)
    return [reading_scores.Case(whole, d, given[d.name].text, read(d)) for d in whole.documents]


def oracle(document: MarkedDocument) -> Reading:
    """A reading that says exactly what is marked."""
    earliest, latest = document.alone or (None, None)
    return Reading(
        id=document.name,
        document=document.name,
        uri=document.name,
        title=document.title,
        outlet=document.outlet,
        published=When(earliest, latest),
        regions=tuple(Region(*r.span, RegionKind(min(r.kinds))) for r in document.regions if not r.optional),
        statements=tuple(
            Statement(
                id=f"s{i}",
                content=s.spans,
                cue=(),
                source=(),
                speaker=Speaker(s.who[0], named=s.named is not False),
                chain=s.chain or (),
                directness=Directness(min(s.how or {"indirect"})),
                act=Act(min(s.act or {"assert"})),
            )
            for i, s in enumerate(document.statements)
            if not s.optional
        ),
        events=tuple(
            Event(
                id=f"e{i}",
                kind=EventKind(min(e.kinds)),
                status=Status(min(e.status or {"happened"})),
                trigger=e.at,
                evidence=(e.at,),
                ordinal=e.ordinal,
                place=e.place,
                when=When(e.day, e.day),
            )
            for i, e in enumerate(document.events)
        ),
    )
