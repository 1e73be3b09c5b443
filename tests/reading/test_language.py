from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Region, RegionKind, Span
from onrecord.reading import language

WRAPPED = """The envoys of the two river states met on Tuesday in the
old customs house, where they agreed to go on talking about
the lock and about the price of the water that it holds
back in summer, an official of the ministry said.

Neither side would say how long the talks might take, and
the mediators asked reporters not to wait at the gate for
news that might not come before the end of the week."""


def test_offsets_of_tokens_point_into_the_text() -> None:
    text = "“We\u00a0agree,” said Dr. Orsk.\r\n\r\nTalks  went on."
    parsed = language.parse(text)
    for paragraph in parsed.paragraphs:
        for token in paragraph.doc:
            start = paragraph.offset(token)
            given_text = text[start : start + len(token)]
            assert len(given_text) == len(token.text)
            if token.is_alpha:
                assert given_text == token.text


def test_boilerplate_is_not_parsed() -> None:
    text = "The talks went on.\nSupport us now!\nThey ended late."
    start = text.index("Support")
    parsed = language.parse(text, [Region(start, start + 15, RegionKind.APPEAL)])
    assert [parsed.quote(s.span) for s in parsed.sentences] == ["The talks went on.", "They ended late."]


def test_a_region_within_a_line_splits_it() -> None:
    text = "The talks went on. (Photo: A. Orsk) They ended late."
    start = text.index("(")
    spans = language.pieces(text, [Region(start, text.index(")") + 1, RegionKind.CREDIT)])
    assert [text[s.start : s.end] for s in spans] == ["The talks went on.", "They ended late."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    spans = language.pieces(WRAPPED)
    assert len(spans) == 2
    assert WRAPPED[spans[0].start : spans[0].end].startswith("The envoys")
    assert WRAPPED[spans[0].start : spans[0].end].endswith("official of the ministry said.")


def test_a_very_long_line_is_cut_at_sentences() -> None:
    text = "The envoys met again. " * 3000
    spans = language.pieces(text)
    assert max(s.end - s.start for s in spans) <= 20_000
    assert all(text[s.end - 1] == "." for s in spans)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The envoys said on Friday that they would be back in the capital for a new round of talks.", "en"),
        (
            "Die Unterhändler sagten am Freitag, sie würden zu einer neuen Runde in die Hauptstadt kommen.",
            None,
        ),
        (
            "Les négociateurs ont dit vendredi qu'ils reviendraient dans la capitale pour un nouveau tour.",
            None,
        ),
        (
            "Делегации встретились в пятницу и договорились продолжить переговоры на следующей неделе.",
            None,
        ),
        ("Talks resume", "en"),
        (
            "OSLO, May 8, 2031 (Norpress) - State Secretary Ana Holm spoke today with Premier Ivo Berg.",
            "en",
        ),
        (
            "Norland proposed a 60-day truce last week. On Monday Sudmark accepted the Norlandic proposal.",
            "en",
        ),
        (
            "El ministro dijo el lunes en Oslo que las conversaciones no se reanudan, a pesar de la oferta.",
            None,
        ),
        ("De minister zei maandag in Oslo dat de gesprekken in een goede sfeer waren verlopen.", None),
        ("", None),
    ],
)
def test_language(text: str, found: str | None) -> None:
    assert language.detect(text) == found


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=300))
@settings(max_examples=60, deadline=None)
def test_pieces_are_disjoint_in_order_and_cover_every_letter(text: str) -> None:
    spans = language.pieces(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = [Span(s.start, s.end) for s in spans]
    for i, c in enumerate(text):
        if c.isalnum():
            assert any(s.start <= i < s.end for s in covered)


@given(
    st.lists(
        st.sampled_from(["Orsk", "said", "“", "”", "talks", "\u00a0", "’s", ".", "\n", "é", "😀", " "]),
        max_size=40,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_text_keeps_its_offsets(parts: list[str]) -> None:
    text = "".join(parts)
    parsed = language.parse(text)
    for paragraph in parsed.paragraphs:
        assert len(paragraph.doc.text) <= len(text)
        for token in paragraph.doc:
            if token.text == "Orsk":
                assert text[paragraph.offset(token) :].startswith("Orsk")


@pytest.mark.parametrize(
    "dateline", ["MOSCOW — ", "MUSCAT, Oman (AP) — ", "GENEVA, May 5, 2031 - ", "BERLIN (Norpress) – ", ""]
)
def test_a_dateline_is_a_sentence_of_its_own(dateline: str) -> None:
    body = "Iran and Kenya held a second round of talks on Monday."
    (paragraph,) = language.parse(dateline + body).paragraphs
    assert paragraph.text == language.plain(dateline + body)
    assert paragraph.sentences[-1].tokens.text == body
    held = next(t for t in paragraph.tokens if t.text == "held")
    assert [t.text for t in held.lefts] == ["Iran"]
    assert (dateline + body)[paragraph.offset(held) :].startswith("held")


def test_a_paragraph_that_is_only_a_dateline_is_parsed() -> None:
    (paragraph,) = language.parse("TEHRAN, May 5 (IRNA)").paragraphs
    assert paragraph.text == "TEHRAN, May 5 (IRNA)"
