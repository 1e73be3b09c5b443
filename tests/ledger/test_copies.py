from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger import build
from onrecord.ledger.copies import containment, groups, pairs, shingles
from onrecord.model import UNKNOWN, Region, RegionKind
from tests.ledger.made import Draft, day, undated

WORDS = [
    f"{a}{b}" for a in ("river", "grain", "port", "talk", "weir", "envoy", "letter") for b in "abcdefghij"
]


def prose(seed: int, words: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def test_a_shortened_copy_is_found_inside_the_original() -> None:
    whole = prose(1)
    assert pairs([shingles(whole), shingles(whole[: len(whole) * 2 // 3]), shingles(prose(2))]) == [(0, 1)]


def test_light_edits_keep_a_copy() -> None:
    words = prose(1).split()
    edited = " ".join("changed" if n % 17 == 0 else w for n, w in enumerate(words))
    assert pairs([shingles(" ".join(words)), shingles(edited)]) == [(0, 1)]


def test_a_passage_taken_over_is_no_copy() -> None:
    short, long = prose(1, 60), f"{prose(3, 400)} {prose(1, 60)}"
    assert pairs([shingles(short), shingles(long)]) == []


def test_a_report_printed_everywhere_is_one_group() -> None:
    texts = [prose(1)] * 300 + [prose(n) for n in range(2, 40)]
    found = groups(len(texts), pairs([shingles(t) for t in texts]))
    assert [len(g) for g in found] == [300]


def test_too_short_a_text_is_a_copy_of_nothing() -> None:
    assert pairs([shingles("No comment"), shingles("No comment"), shingles("")]) == []


@given(st.text(max_size=400), st.text(max_size=400))
def test_containment_is_symmetric_and_bounded(a: str, b: str) -> None:
    one, two = shingles(a), shingles(b)
    assert containment(one, two) == containment(two, one)
    assert 0 <= containment(one, two) <= 1
    assert len(one) == 0 or containment(one, one) == 1


def test_the_earliest_is_the_original() -> None:
    text = prose(1)
    late = Draft(f"{text} late", name="late", published=day("2031-05-05"))
    early = Draft(f"{text} early", name="early", published=day("2031-05-04"))
    wide = Draft(f"{text} wide", name="wide", published=undated("2020-01-01 <= +0D"))
    reports = {r.name: r for r in build([d.page() for d in (late, early, wide)]).reports}
    assert reports["early"].copy_of is None
    assert reports["late"].copy_of == reports["wide"].copy_of == early.document
    assert reports["late"].similarity and reports["late"].similarity > 0.9
    assert reports["wide"].published.earliest == date(2031, 5, 4)


def test_what_a_site_adds_counts_for_nothing() -> None:
    site = prose(9, 300)
    pages = []
    for n in (1, 2):
        text = f"{prose(n)}\n{site}"
        reading, _ = Draft(text, name=f"r{n}", published=UNKNOWN).page()
        region = Region(text.index("\n") + 1, len(text), RegionKind.SUBSCRIPTION)
        pages.append((type(reading)(**{**_fields(reading), "regions": (region,)}), text))
    assert all(r.copy_of is None for r in build(pages).reports)


def _fields(reading: object) -> dict[str, object]:
    return {name: getattr(reading, name) for name in reading.__dataclass_fields__}  # type: ignore[attr-defined]
