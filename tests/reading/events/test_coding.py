"""The network that codes PLOVER's types: what it is given, and that it was learned right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.reading.events import coding, plover
from onrecord.reading.events.coding import coder

TOKENIZER = Tokenizer.from_file(str(coder.TOKENIZER))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()


def test_marks_are_taken_out_and_kept_as_spans() -> None:
    case = coding.Case.marked("Late <s>the guild</s> met <t>Ines Okafor</t>; <s>it</s> left.")
    assert case.sentence == "Late the guild met Ines Okafor; it left."
    assert [case.sentence[s.start : s.end] for s in case.source] == ["the guild", "it"]
    assert [case.sentence[s.start : s.end] for s in case.target] == ["Ines Okafor"]


def test_marks_that_never_open_or_close_mark_nothing() -> None:
    assert coding.Case.marked("a</s> b <t>c") == coding.Case("a b c", (), ())


def test_the_pieces_have_the_marks_around_the_actors() -> None:
    case = coding.Case.marked("<s><t>Greek</t> rebels</s> met.")
    pieces = coder.pieces(case, TOKENIZER)
    greek, rebels, met, stop = TOKENIZER.encode("Greek rebels met.", add_special_tokens=False).ids
    assert pieces == [101, 2, 4, greek, 5, rebels, 3, met, stop, 102]


@settings(max_examples=60, deadline=None)
@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_any_text_is_cut_to_what_the_network_takes(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    span = Span(start, min(start + length, len(text)))
    pieces = coder.pieces(coding.Case(text, (span,), ()), TOKENIZER)
    assert len(pieces) <= coder.LONGEST
    assert (pieces[0], pieces[-1]) == (101, 102)


def test_an_actor_outside_the_sentence_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside"):
        coding.code("They met.", Span(0, 4), Span(5, 40))


def test_the_types_are_plovers() -> None:
    assert set(coder.TYPES) == set(plover.TYPES) - {"RETREAT"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s>The port union</s> agreed to meet <t>the owners</t>.", "AGREE"),
        ("<s>The port union</s> refused to meet <t>the owners</t>.", "REJECT"),
        ("<s>The port union</s> met <t>the owners</t> on Friday.", "CONSULT"),
        ("<s>Lesotho</s> threatened to expel <t>the envoys</t>.", "THREATEN"),
        ("<s>Lesotho</s> called on <t>Eswatini</t> to free the pilots.", "REQUEST"),
        ("<s>Lesotho</s> freed <t>eleven pilots</t> after the storm.", "YIELD"),
        ("<s>Lesotho</s> praised <t>Eswatini</t> for freeing the pilots.", "SUPPORT"),
        ("<s>Lesotho</s> accused <t>Eswatini</t> of shelling the dam.", "ACCUSE"),
        ("<s>Gunmen from the hills</s> shelled <t>the dam</t>.", "ASSAULT"),
        ("<t>Two poets</t> were arrested by <s>the harbour police</s>.", "COERCE"),
        ("<s>Lesotho</s> sent blankets and rice to <t>Eswatini</t>.", "AID"),
        ("<s>Lesotho</s> suspended its aid to <t>Eswatini</t>.", "SANCTION"),
        ("<s>Bakers in Maseru</s> went on strike against <t>the mill</t>.", "PROTEST"),
    ],
)
def test_what_the_statement_tells_decides(marked: str, expected: str) -> None:
    (found,) = coding.code_all([coding.Case.marked(marked)])
    assert found.type == expected
    assert 0 < found.probability <= 1


def test_company_makes_no_difference() -> None:
    one = coding.Case.marked("<s>Lesotho</s> met <t>Eswatini</t>.")
    long = coding.Case.marked("<s>Lesotho</s> " + "very " * 300 + "warmly thanked <t>Eswatini</t>.")
    assert coding.code_all([one, long, one]) == [
        coding.code_all([one])[0],
        coding.code_all([long])[0],
        coding.code("Lesotho met Eswatini.", Span(0, 7), Span(12, 20)),
    ]


def test_a_statement_without_target_is_coded_too() -> None:
    assert coding.code("The bakers went on strike.", Span(0, 10), None).type == "PROTEST"
