"""The learned tagger: chunks, spans, and the network that is shipped."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading.attribution import tagger
from onrecord.reading.attribution.tagging import chunks, spans
from onrecord.reading.attribution.tagging.tagger import Tagged

TEXT = (
    "The strait would open by Friday, Prime Minister Ada Quill said on Monday. "
    "“We have agreed on nothing,” her rival Tom Brandt told reporters."
)
WORDS = st.sampled_from(
    ["talks", "said", "Zoë", "ceasefire’s", "“", "”", "№ 5", "Mr.", "unbelievably", ".", "?", "𝒳", "e\u0301"]
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=90).map(" ".join), max_size=12)


def _laid_out(paragraphs: list[str]) -> tuple[str, list[tuple[int, str]]]:
    text, places = "", []
    for paragraph in paragraphs:
        places.append((len(text), paragraph))
        text += paragraph + "\n\n"
    return text, places


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_every_word_stands_in_one_chunk(paragraphs: list[str]) -> None:
    text, places = _laid_out(paragraphs)
    cut = chunks.cut(places, [], tagger().tokenizer)
    words = [w for c in cut for w in c.words]
    assert words == sorted(words)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(words))
    covered = {i for start, end in words for i in range(start, end)}
    assert all(i in covered for i, c in enumerate(text) if c.isascii() and c.isalnum())
    for chunk in cut:
        assert len(chunk.pieces) == len(chunk.quoted) <= chunks.LONGEST
        assert len(chunk.words) == len(chunk.first) == len(set(chunk.first))


def test_short_paragraphs_share_a_chunk_and_long_ones_are_cut_at_a_sentence() -> None:
    short = ["One side spoke.", "The other listened."]
    assert len(chunks.cut(_laid_out(short)[1], [], tagger().tokenizer)) == 1
    sentence = "The delegates met again and said nothing at all about the matter. "
    text, places = _laid_out([(sentence * 20).strip()])
    cut = chunks.cut(places, [], tagger().tokenizer)
    assert len(cut) > 1
    assert all(text[c.words[-1][1] - 1] == "." for c in cut)


def test_pieces_in_a_quotation_are_marked() -> None:
    start, end = TEXT.index("We have"), TEXT.index(",”")
    (chunk,) = chunks.cut([(0, TEXT)], [Span(start, end)], tagger().tokenizer)
    inside = [w for w, at in zip(chunk.words, chunk.first, strict=True) if chunk.quoted[at]]
    assert (inside[0][0], inside[-1][1]) == (start, end)


def _scores(*roles: int) -> np.ndarray:
    """Log-probabilities that leave little doubt: a role for each word."""
    scores = np.full((len(roles), 4), np.log(0.02), np.float32)
    scores[np.arange(len(roles)), roles] = np.log(0.94)
    return scores


def test_roles_are_runs_of_words() -> None:
    found = spans.roles(_scores(1, 1, 2, 3, 3, 3, 0), 2)
    assert found is not None
    assert (found.source, found.cue, found.content) == ((0, 2), (2, 3), ((3, 6),))
    assert found.certainty == pytest.approx(0.94, abs=0.001)


def test_content_may_stand_on_both_sides_of_its_cue() -> None:
    found = spans.roles(_scores(3, 3, 3, 1, 2, 3, 3, 3, 3), 4)
    assert found is not None
    assert found.content == ((0, 3), (5, 9))


def test_a_single_doubtful_word_does_not_break_the_content() -> None:
    scores = _scores(1, 2, 3, 3, 0, 3, 3)
    scores[4] = np.log([0.4, 0.1, 0.1, 0.4])
    found = spans.roles(scores, 1)
    assert found is not None
    assert found.content == ((2, 7),)


def test_a_cue_with_nothing_said_is_no_attribution() -> None:
    assert spans.roles(_scores(1, 2, 0, 0), 1) is None


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 40), st.data())
def test_no_word_has_two_roles(count: int, data: st.DataObject) -> None:
    seed = data.draw(st.integers(0, 2**31))
    anchor = data.draw(st.integers(0, count - 1))
    logits = np.random.default_rng(seed).normal(0, 3, (count, 4))
    scores = (logits - np.log(np.exp(logits).sum(-1, keepdims=True))).astype(np.float32)
    found = spans.roles(scores, anchor)
    if found is None:
        return
    runs = [found.cue, *found.content, *([found.source] if found.source else [])]
    taken = [i for a, b in runs for i in range(a, b)]
    assert len(taken) == len(set(taken))
    assert found.cue[0] == anchor
    assert all(0 <= a < b <= count for a, b in runs)
    assert 0 <= found.certainty <= 1


def _quoted(text: str, tag: Tagged) -> tuple[str, str, list[str]]:
    source = text[tag.source.start : tag.source.end] if tag.source else ""
    return source, text[tag.cue.start : tag.cue.end], [text[s.start : s.end] for s in tag.content]


def test_the_shipped_tagger_finds_who_said_what() -> None:
    inside = [Span(TEXT.index("We have"), TEXT.index(",”"))]
    found = [_quoted(TEXT, t) for t in tagger().find([(0, TEXT)], inside).tagged]
    cues = {cue: (source, content) for source, cue, content in found}
    said = next(v for k, v in cues.items() if "said" in k)
    told = next(v for k, v in cues.items() if "told" in k)
    assert "Ada Quill" in said[0]
    assert said[1][0].startswith("The strait would open")
    assert "Tom Brandt" in told[0]
    assert "We have agreed on nothing" in told[1][0]


def test_a_document_is_tagged_the_same_in_any_company() -> None:
    first = tagger().find([(0, TEXT)], [])
    tagger().find([(0, "Quite another text, the minister said. " * 30)], [])
    assert tagger().find([(0, TEXT)], []) == first


@settings(max_examples=25, deadline=None)
@given(PARAGRAPHS)
def test_tagged_spans_lie_in_the_text(paragraphs: list[str]) -> None:
    text, places = _laid_out(paragraphs)
    for tag in tagger().find(places, [], least=0.05).tagged:
        pieces = [tag.cue, *tag.content, *([tag.source] if tag.source else [])]
        assert all(0 <= s.start < s.end <= len(text) for s in pieces)
        assert 0 <= tag.probability <= 1
        ordered = sorted(pieces)
        assert all(a.end <= b.start for a, b in itertools.pairwise(ordered))


def test_nothing_is_found_in_nothing() -> None:
    assert tagger().find([], []).tagged == []
    assert tagger().find([(0, "§ § §")], []).tagged == []
