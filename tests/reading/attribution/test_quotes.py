from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.model import Span
from onrecord.reading import language
from onrecord.reading.attribution.finding import quotes


def found(text: str) -> list[str]:
    return [" / ".join(text[s.start : s.end] for s in q.spans) for q in quotes.find(language.parse(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"We will go," she said. "Tomorrow."', ["We will go,", "Tomorrow."]),
        ("“We will go,” she said.", ["We will go,"]),
        ("„We will go“ is what she said.", ["We will go"]),
        ("«We will go», she said.", ["We will go"]),
        ("``We will go,'' she said.", ["We will go,"]),
        ("''We will go,'' she said.", ["We will go,"]),
        ("'We will go,' she said.", ["We will go,"]),
        ("‘We won’t go,’ she said.", ["We won’t go,"]),
        ("It is 'long and dull' now. 'We go,' she said.", ["long and dull", "We go,"]),
        ("It is 'quite useless' now. 'We go,' she said.", ["quite useless", "We go,"]),
        ("'The workers' rights are safe,' she said.", ["The workers' rights are safe,"]),
        ("The workers' rights and the owners' duties are one matter.", []),
        ('The 6" pipe and the 8" pipe broke.', []),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    assert found(text) == inside


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = '"First.\n\n"Second.\n\n"Third," she said.'
    assert found(text) == ["First. / Second. / Third,"]


def test_an_open_mark_amid_a_sentence_is_no_quotation() -> None:
    assert found('The "word was never closed and the talks went on.') == []


@given(st.text(alphabet="ab \"'“”‘’`.,\n", max_size=80))
def test_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    spans = [s for q in quotes.find(language.ParsedText(text, _blank(text))) for s in q.spans]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def _blank(text: str) -> tuple[language.Paragraph, ...]:
    """Paragraphs that need no parse: finding marks looks at characters only."""
    vocab = language.pipeline().vocab
    made = []
    for i, piece in enumerate(language.pieces(text)):
        doc = Doc(vocab, words=[text[piece.start : piece.end]], spaces=[False])
        made.append(language.Paragraph(i, Span(*piece).start, doc))
    return tuple(made)
