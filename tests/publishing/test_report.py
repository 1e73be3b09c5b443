from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from onrecord.model import Ledger, Region, RegionKind, Round, Span, When
from onrecord.publishing import report
from onrecord.publishing.report import chart
from onrecord.publishing.report.passages import Passages
from tests.publishing import made

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def page() -> str:
    return report.render(made.ledger(), made.pages())


def test_every_link_leads_to_a_place_on_the_page(page: str) -> None:
    tree = html.fromstring(page)
    ids = set(tree.xpath("//@id"))
    links = tree.xpath("//a/@href")
    assert links
    assert {link for link in links if link[1:] not in ids} == set()


def test_a_quote_opens_the_marked_passage_that_holds_it(page: str) -> None:
    tree = html.fromstring(page)
    for link in tree.xpath("//a[@class='quote']"):
        quote = link.xpath("./q")[0].text_content()
        mark = tree.get_element_by_id(link.get("href")[1:])
        assert mark.tag == "mark"
        assert quote in mark.text_content()


def test_text_from_documents_is_escaped(page: str) -> None:
    tree = html.fromstring(page)
    assert tree.xpath("//script") == []
    assert "<script>alert(1)</script>" in tree.get_element_by_id("doc-" + "a" * 12).text_content()


def test_nothing_is_fetched(page: str) -> None:
    tree = html.fromstring(page)
    assert tree.xpath("//@src") == []
    assert all(link.startswith("#") for link in tree.xpath("//a/@href"))
    assert "default-src 'none'" in page
    assert "url(" not in page and "@import" not in page


def test_the_documents_stand_on_the_page_unchanged(page: str) -> None:
    tree = html.fromstring(page)
    shown = [d.text_content() for d in tree.xpath("//div[@class='text']")]
    assert shown == list(made.TEXTS.values())


def test_an_empty_ledger_makes_a_page() -> None:
    page = report.render(Ledger(as_of="2031-05-01", left_out=("later.txt",)), [])
    assert "as of 2031-05-01" in page
    assert "later.txt" in page


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(), "day unknown"),
        (When(date(2031, 5, 30), date(2031, 5, 30)), "30 May 2031"),
        (When(date(2031, 5, 30), date(2031, 6, 1)), "30 May – 1 June 2031"),
        (When(date(2030, 12, 30), date(2031, 1, 2)), "30 December 2030 – 2 January 2031"),
        (When(date(2031, 6, 9), None), "on or after 9 June 2031"),
        (When(None, date(2031, 6, 9)), "by 9 June 2031"),
    ],
)
def test_intervals_are_told_as_what_they_are(when: When, words: str) -> None:
    assert report.in_words(when) == words


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (8, "eighth"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_ordinals(number: int, word: str) -> None:
    assert report.nth(number) == word


def test_an_outlier_does_not_squeeze_the_axis() -> None:
    days = [date(2022, 2, 24), *(date(2031, 5, n) for n in range(1, 9))]
    marks = tuple(chart.Mark(When(d, d), "x", "held", "#x", "") for d in days)
    span = chart.axis([chart.Lane("Rounds", marks)])
    assert span is not None
    assert span.first.year == 2031


def test_what_begins_after_the_close_dates_is_not_drawn_among_them() -> None:
    close = [chart.Mark(When(date(2031, 5, n), date(2031, 5, n)), "x", "held", "#x", "") for n in (1, 9)]
    later = chart.Mark(When(date(2031, 6, 20), date(2032, 1, 30)), "later", "set", "#y", "")
    span = chart.axis([chart.Lane("Rounds", (*close, later))])
    assert span is not None
    assert span.x(date(2031, 5, 9)) < span.x(date(2031, 6, 20)) < span.x(date(2032, 1, 30))
    assert span.last < date(2031, 7, 20)


def test_what_lies_outside_the_axis_says_so() -> None:
    told = [date(2022, 2, 24), *(date(2031, 5, n) for n in range(1, 9))]
    rounds = tuple(
        Round(f"r{n}", n, ("A", "B"), (), None, When(day, day), None, "held", ())
        for n, day in enumerate(told, 1)
    )
    drawn = chart.draw(Ledger(as_of=None, rounds=rounds))
    assert "◂ Round 1<" in drawn
    assert "◂ Round 2<" not in drawn


def test_undated_items_are_not_drawn() -> None:
    ledger = replace(made.ledger(), reports=(), rounds=(), deadlines=(), proposals=())
    assert chart.draw(ledger) == ""


words = st.text(alphabet="ab <&>\n“é😀", max_size=60)
cuts = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(words, cuts, cuts)
def test_marking_never_changes_the_text(
    text: str, marks: list[tuple[int, int]], asides: list[tuple[int, int]]
) -> None:
    def disjoint(pairs: list[tuple[int, int]]) -> list[Span]:
        out: list[Span] = []
        for start, end in sorted((min(p), max(p)) for p in pairs):
            if start < end <= len(text) and (not out or start >= out[-1].end):
                out.append(Span(start, end))
        return out

    regions = [Region(s.start, s.end, RegionKind.APPEAL) for s in disjoint(asides)]
    shown = Passages("a" * 64, tuple(disjoint(marks))).render(text, regions)
    assert (
        shown.striptags() == " ".join(re.sub(r"\s+", " ", text).split())
        or html.fromstring(f"<div>{shown}</div>").text_content() == text
    )


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_browser_shows_the_page_without_sideways_scrolling(
    tmp_path: Path, page: str, width: int, dark: bool
) -> None:
    probe = (
        "<script>addEventListener('load',()=>{document.title="
        "[document.documentElement.scrollWidth<=innerWidth+1,innerWidth,"
        "document.querySelectorAll('svg.timeline a').length].join('/')})</script>"
    )
    loose = page.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'")
    file = tmp_path / "page.html"
    file.write_text(loose.replace("</body>", probe + "</body>"), encoding="utf-8")
    assert CHROMIUM is not None
    quiet = (
        "headless no-sandbox disable-gpu disable-background-networking disable-component-update disable-sync"
    )
    command = [
        CHROMIUM,
        *(f"--{flag}" for flag in (*quiet.split(), "no-first-run", "dump-dom")),
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--window-size={width},900",
        file.as_uri(),
    ]
    if dark:
        command.insert(1, "--blink-settings=preferredColorScheme=0")
    out = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True).stdout
    title = re.search(r"<title>([^<]*)</title>", out)
    assert title is not None
    fits, _, marks = title.group(1).split("/")
    assert fits == "true"
    assert int(marks) >= 5
