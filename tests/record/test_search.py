from __future__ import annotations

import itertools
import re
import sqlite3
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.model import Span
from onrecord.record import Hit, Store
from onrecord.record.passages import passages
from onrecord.record.search import expression
from tests.record.made import MOVED, TALKS, WEIR, document, reading

FIRST = document(TALKS, "reports/001.txt")
SECOND = document(MOVED, "reports/002.txt")
THIRD = document(WEIR, "reports/003.txt", title="Calm on the water")


@pytest.fixture
def filled(store: Store) -> Store:
    for made, day in ((FIRST, 11), (SECOND, 13), (THIRD, None)):
        store.add(made, reading(made, day=day))
    return store


def _names(hits: list[Hit]) -> list[str]:
    return sorted({{FIRST.id: "1", SECOND.id: "2", THIRD.id: "3"}[h.document] for h in hits})


def test_a_hit_is_a_place_in_a_document(filled: Store) -> None:
    (hit,) = filled.search("negotiator")
    text = filled.document(hit.document).text
    assert hit.quote == text[hit.start : hit.end]
    assert hit.quote == "“We will not sign under threat,” said Ilse Varga, Arvenia’s negotiator."
    assert [text[s:e] for s, e in hit.marks] == ["negotiator"]
    assert hit.name == "Envoys to meet again in Lowmere"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lowmere", "12"),
        ("LOWMERE VARGA", "12"),
        ("lowmere round", "2"),
        ('"second round"', "2"),
        ("“second round”", "2"),
        ('"round second"', ""),
        ("negot*", "1"),
        ("negot", ""),
        ('"the harb"*', "123"),
        ("cease-fire", "3"),
        ("ceasefire", "3"),
        ("support -lowmere", "3"),
        ("support NOT lowmere", "3"),
        ('harbour -"second round" -river', "1"),
        ("river OR negotiator", "13"),
        ("AND lowmere AND", "12"),
        ("solm's", "2"),
        ("water", "3"),
        ('varga"moved to', "2"),
        ('"moved', "2"),
        ("— lowmere !!!", "12"),
        ("title:lowmere", ""),
        ("lowmere NEAR varga", ""),
    ],
)
def test_what_can_be_asked(filled: Store, query: str, found: str) -> None:
    assert "".join(_names(filled.search(query))) == found


@pytest.mark.parametrize("query", ["", " ", "-lowmere", "NOT lowmere", '""', "*", "!!", "AND OR NOT", "\0"])
def test_nothing_to_search_for(filled: Store, query: str) -> None:
    with pytest.raises(UsageError, match="no word to search for"):
        filled.search(query)


def test_too_much_to_search_for(filled: Store) -> None:
    with pytest.raises(UsageError, match="more than 64 words"):
        filled.search("word " * 65)
    assert filled.search("nowhere OR " * 63 + "lowmere")


def test_days(filled: Store) -> None:
    assert _names(filled.search("support OR lowmere")) == ["1", "2", "3"]
    assert _names(filled.search("support OR lowmere", since=date(2031, 5, 12))) == ["2"]
    assert _names(filled.search("support OR lowmere", until=date(2031, 5, 12))) == ["1"]
    assert _names(filled.search("lowmere", since=date(2031, 5, 11), until=date(2031, 5, 13))) == ["1", "2"]


def test_a_title_answers_with_the_first_line(filled: Store) -> None:
    (hit,) = filled.search("calm")
    assert (hit.quote, hit.marks) == ("A ceasefire at the weir", ())


def test_limits(filled: Store) -> None:
    assert len(filled.search("lowmere", limit=1)) == 1
    assert [h.document for h in filled.search("lowmere", each=1)] == [FIRST.id, SECOND.id]


def test_hits_with_more_of_the_words_come_before_others(filled: Store) -> None:
    (hit,) = filled.search("lowmere mediators", each=1)
    assert hit.quote.startswith("Talks between Arvenia")


def test_markup_in_a_text_is_text(store: Store) -> None:
    odd = document("<b>Talks</b> & \x02talks\x03 </talks>", "odd.txt")
    store.add(odd, reading(odd))
    (hit,) = store.search("talks")
    assert [odd.text[s:e] for s, e in hit.marks] == ["Talks", "talks", "talks"]


def test_a_nul_costs_the_marks_not_the_hit(store: Store) -> None:
    odd = document("Talks\0 began", "odd.txt")
    store.add(odd, reading(odd))
    assert store.search("began")[0].quote == odd.text


def test_accents_do_not_matter(store: Store) -> None:
    odd = document("Début à Genève", "odd.txt")
    store.add(odd, reading(odd))
    (hit,) = store.search("geneve")
    assert [odd.text[s:e] for s, e in hit.marks] == ["Genève"]


_INDEX = sqlite3.connect(":memory:")
_INDEX.execute("CREATE VIRTUAL TABLE f USING fts5 (title, text)")
_INDEX.execute("INSERT INTO f VALUES ('a', 'a b')")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(st.sampled_from("ab \"*-()ORNTADE:^+{}\\'“”,.;#"), max_size=40))
def test_no_query_is_syntax(query: str) -> None:
    try:
        match = expression(query)
    except UsageError:
        return
    try:
        _INDEX.execute("SELECT rowid FROM f WHERE f MATCH ?", (match,)).fetchall()
    except sqlite3.OperationalError as error:
        raise AssertionError(f"{query!r} became {match!r}: {error}") from error


_PROSE = st.text(st.sampled_from("abc .!?\n\r\u2028”"), max_size=1500)


@settings(max_examples=200, deadline=None)
@given(_PROSE, st.data())
def test_passages_hold_their_marks(text: str, data: st.DataObject) -> None:
    words = [Span(*m.span()) for m in re.finditer(r"[abc]+(?:[^abc]+[abc]+)?", text)]
    marks = sorted(data.draw(st.sets(st.sampled_from(words)))) if words else []
    found = passages(text, marks)
    if marks:
        assert [m for p in found for m in p.marks] == marks
    for passage in found:
        assert all(passage.start <= s < e <= passage.end for s, e in passage.marks)
        assert 0 <= passage.start <= passage.end <= len(text)
    for one, next_one in itertools.pairwise(found):
        assert one.end <= next_one.start


def test_a_long_line_is_cut_to_the_sentence() -> None:
    text = "Gen. Bora spoke on Monday. Talks with the U.S. Envoy failed again. " * 30 + "It ended there."
    at = text.index("failed", 700)
    (passage,) = passages(text, [Span(at, at + 6)])
    assert text[passage.start : passage.end] == "Talks with the U.S. Envoy failed again."


def test_a_line_without_an_end_is_cut_at_spaces() -> None:
    text = "word " * 100_000
    (passage,) = passages(text, [Span(250_000, 250_004)])
    shown = text[passage.start : passage.end]
    assert len(shown) < 700 and set(shown.split()) == {"word"}
