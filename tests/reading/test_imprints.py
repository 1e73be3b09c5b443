"""Lines that say when a document was published, in invented papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading import imprints
from onrecord.reading.imprints import Kind

PROSE = (
    "The dockers' union in Varnholm rejected the offer of the port, its spokesman told reporters on the quay."
)


def found(line: str) -> list[tuple[str, Kind]]:
    return [(i.form, i.kind) for i in imprints.find(f"Union rejects offer\n\n{line}\n\n{PROSE}\n")]


@pytest.mark.parametrize(
    "line",
    [
        "2 June 2031",
        "MONDAY, JUNE 2, 2031",
        "[2 June 2031]",
        "2031-06-02T14:02:00Z",
        "13.06.2031",
        "6/13/2031",
        "2 June 2031, 14:02 GMT",
        "Mon 2 Jun 2031 14.02 GMT",
        "June 2, 2031 2:02 PM EDT",
        "2 June 2031 • 2:02pm - 4 min read",
        "Monday 2 June 2031 · No. 2,114 · 2 crowns",
        "Vol. XII, No. 3 · 2 June 2031",
        "Price £1.20 Monday 2 June 2031 City edition",
        "Issue of 2 June 2031",
        "Geneva, 2 June 2031",
        "Varnholm, 2 June 2031",
        "The Quay Gazette, 2 June 2031",
        "The Quay Gazette live blog, Monday, 2 June 2031",
        "Live updates, Monday, June 2, 2031",
        "June 2, 2031 / 9:41 PM KST",
        "News ID: 4312 - Mon 2 June 2031 - 14:22",
        "By Jana Holt, transport correspondent, 2 June 2031",
    ],
)
def test_bare_days(line: str) -> None:
    assert [(form[:8], kind) for form, kind in found(line)] == [("2031-06-", Kind.BARE)]


@pytest.mark.parametrize(
    "line",
    [
        "Published on June 2, 2031 at 2:02 pm",
        "Posted by the editor on Monday, 2 June 2031",
        "Date: Mon, 2 Jun 2031 14:02:00 +0000",
        "First published on Mon 2 Jun 2031 14.02 BST",
    ],
)
def test_labelled_days(line: str) -> None:
    assert found(line) == [("2031-06-02", Kind.PUBLISHED)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2 June 2031 | Updated 3 June 2031", [("2031-06-02", Kind.BARE), ("2031-06-03", Kind.UPDATED)]),
        (
            "PUBLISHED: 2 June 2031 | UPDATED: 10:02, 3 June 2031",
            [("2031-06-02", Kind.PUBLISHED), ("2031-06-03", Kind.UPDATED)],
        ),
        ("2 June 2031 (updated)", [("2031-06-02", Kind.UPDATED)]),
        ("Published: June 2", [("~Jun-02", Kind.PUBLISHED)]),
        ("Monday, June 2", [("~Jun-02", Kind.BARE)]),
        ("Published 3/4/2031", [("2031", Kind.PUBLISHED)]),  # 3 April or 4 March
    ],
)
def test_kinds(line: str, expected: list[tuple[str, Kind]]) -> None:
    assert found(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Strike deadline: 2 June 2031",
        "By 2 June 2031",
        "Elections, 2 June 2031",
        "2 June 2031 – 4 June 2031",
        "15-16 June 2031",
        "Accessed 2 June 2031",
        "Embargoed until 2 June 2031",
        "Tuesday 2 June 2031",  # it is a Monday
        "June 2",
        "VARNHOLM, 2 June 2031 —",
        "© 2031",
    ],
)
def test_what_is_no_imprint(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("10/09/2029, 7:42 p.m. EDT", "2029-10-09"),
        ("Tuesday, 10/09/2029", "2029-10-09"),
        ("Monday, 10/09/2029", "2029-09-10"),
        ("10/09/2029, 19:42 GMT", "2029"),
    ],
)
def test_the_order_of_figures(line: str, form: str) -> None:
    assert found(line) == [(form, Kind.BARE)]


def test_the_end_of_wrapped_prose_is_no_imprint() -> None:
    assert (
        imprints.find(f"{PROSE[:-1]} where the treaty was signed\n2 June 2031.\n\nMore talks follow.") == ()
    )


def test_a_day_right_below_a_long_headline() -> None:
    text = (
        f"Dockers of three ports turn down the offer and call for a walkout in June\n2 June 2031\n\n{PROSE}"
    )
    assert [i.form for i in imprints.find(text)] == ["2031-06-02"]


def at_foot(foot: str) -> list[tuple[str, Kind]]:
    text = f"Union rejects offer\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{foot}\n"
    return [(i.form, i.kind) for i in imprints.find(text)]


@pytest.mark.parametrize(
    ("foot", "kind"),
    [
        ("Published 2 June 2031", Kind.PUBLISHED),
        ("Published: June 2, 2031 at 4:02 pm EDT", Kind.PUBLISHED),
        ("First published on 2 June 2031.", Kind.PUBLISHED),
        ("Published 2 June 2031\n\n© 2031 The Quay Gazette", Kind.PUBLISHED),
        ("Story by Jana Holt. First published at 10:02 on 2 June 2031.", Kind.PUBLISHED),
        ("(Reporting by Jana Holt and Jo Lund)\nPublished: 2 June 2031", Kind.PUBLISHED),
        ("Updated: 2 June 2031", Kind.UPDATED),
        ("Reporting by Jana Holt in Varnholm; 2 June 2031", Kind.BARE),
        ("(Additional reporting by Jana Holt, writing by Jo Lund) 2 June 2031", Kind.BARE),
        # the next report on the page has its own day
        ("Published 2 June 2031\nDockers win in Oslo\nPublished 2 May 2031", Kind.PUBLISHED),
    ],
)
def test_the_foot(foot: str, kind: Kind) -> None:
    assert at_foot(foot) == [("2031-06-02", kind)]


@pytest.mark.parametrize(
    "foot",
    [
        "2 June 2031",
        "Varnholm, 2 June 2031",
        "The union meets again on 2 June 2031",
        "Dockers win in Oslo\nPublished 2 June 2031",
        "Published 2 June 2031\nPublished 2 May 2031",
    ],
)
def test_what_is_no_imprint_at_the_foot(foot: str) -> None:
    assert at_foot(foot) == []


def test_the_head_goes_before_the_foot() -> None:
    text = f"Union rejects offer\n\n1 June 2031\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nPublished 2 June 2031"
    assert [i.form for i in imprints.find(text)] == ["2031-06-01"]


def test_days_in_the_middle_of_a_report_are_none() -> None:
    assert imprints.find(f"{PROSE}\n\n{PROSE}\n\n2 June 2031\n\n{PROSE}") == ()


def test_the_headings_of_a_chronicle_are_none() -> None:
    text = "How it went\n\n" + "\n\n".join(f"{day} June 2031\n\nThe talks went on." for day in (2, 3, 4))
    assert imprints.find(text) == ()
    assert [i.form for i in imprints.find(f"Published 9 June 2031\n\n{text}")] == ["2031-06-09"]


@given(st.text(alphabet="2 June31,|.:·No-–Updatedby\n", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for imprint in imprints.find(text):
        assert text[imprint.start : imprint.end] == imprint.line
        assert imprint.day is None or imprint.form == imprint.day.isoformat()
