"""HTML pages: the article's text and nothing else, and metadata only where it is sure."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.model import UNKNOWN, Basis, Document
from onrecord.reading import cleaning
from onrecord.sources import html, open_sources
from onrecord.sources.given import Given

PARAGRAPHS = [
    "The two delegations met in Geneva on Tuesday for a second round of talks, the mediator said.",
    "“We are ready,” the minister told reporters at the café & left. Nothing else was said of the draft.",
    "A third round will be held if both sides agree to the agenda, which they were sent on Friday.",
]
HEAD = """
<title>Talks resume in Geneva | Lake Herald</title>
<meta property="og:title" content="Talks resume in Geneva | Lake Herald">
<meta property="og:site_name" content="Lake Herald">
<meta name="author" content="Jana Novak">
<link rel="canonical" href="https://lakeherald.example/talks">
"""


def page(head: str = HEAD, body: str = "") -> str:
    article = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
    return f"""<!DOCTYPE html><html><head>{head}<style>p {{ color: red }}</style></head><body>
    <nav><a href="/">Home</a> <a href="/world">World</a></nav><script>var evil = "script";</script>
    <article><h1>Talks resume in Geneva</h1>{article}{body}</article><footer>Imprint</footer></body></html>"""


def read(content: str | bytes) -> Document:
    raw = content if isinstance(content, bytes) else content.encode()
    return html.read(raw, "a.html", "a.html", Given())


def published(head: str, body: str = "") -> html.When:
    return html.extract(page(head, body), "a.html").published


def test_the_article_and_its_metadata() -> None:
    document = read(page())
    assert document.title == "Talks resume in Geneva"
    assert document.outlet == "Lake Herald"
    assert document.byline == "Jana Novak"
    assert document.url == "https://lakeherald.example/talks"
    assert document.media_type == "text/html"
    assert [line for line in document.text.split("\n") if line in PARAGRAPHS] == PARAGRAPHS
    for other in ("evil", "color", "Imprint", "World", "<"):
        assert other not in document.text


def test_offsets_point_into_the_text_as_it_was_extracted() -> None:
    document = read(page(body="<p>Sign up for our free newsletter</p>"))
    (region,) = cleaning.mark(document.text)
    assert document.text[region.start : region.end] == "Sign up for our free newsletter"
    at = document.text.index("café &")
    assert document.text[at : at + 6] == "café &"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    read('<!DOCTYPE html SYSTEM "http://x.example/x.dtd">' + page(body='<img src="http://x.example/i.png">'))


def test_text_only_use_does_not_load_the_extractor(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks.")
    code = (
        "import sys; from onrecord.sources import open_sources\n"
        f"assert len(list(open_sources([{str(tmp_path)!r}]))) == 1\n"
        "assert not {'trafilatura', 'lxml', 'charset_normalizer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# Broken and tiny pages


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Talks resume.", "Talks resume."),
        ("<html><body>Talks <b>resume</b>.<br>Today</body>", "Talks resume.\nToday"),
        ("<div><p>Talks<p>resume</div></div></td>", "Talks\nresume"),
        ("<body><script>alert(1)</script>Talks<style>x</style> resume.<!-- no --></body>", "Talks resume."),
        ("<<<>><p>Talks resume. &#0; &amp &nosuch;", "Talks resume."),
        (
            "<?xml version='1.0' encoding='utf-16'?><html><body><p>Talks resume.</p></body></html>",
            "Talks resume.",
        ),
    ],
)
def test_small_and_broken_pages_give_their_visible_text(markup: str, text: str) -> None:
    assert read(markup).text.startswith(text)


@pytest.mark.parametrize(
    "markup",
    ["<html></html>", "<!-- only this -->", "<script>x</script>", "<p> &nbsp;</p>", "<img src=x>", " \n "],
)
def test_a_page_without_text_is_an_error(markup: str) -> None:
    with pytest.raises(SourceError, match=r"a\.html: (no text found on this|the) page"):
        read(markup)


def test_a_page_nested_without_end() -> None:
    assert "Talks" in read("<p>Talks resume.</p>" + "<div>" * 50_000 + "x").text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b", ">", "<!--", "-->", "&", "<script>", "</script>", "<table><tr>", "a "]
        )
        | st.text(max_size=5),
        max_size=30,
    )
)
@example(["<p>", "<script>", "</script>", "0\x1f"])
def test_no_markup_raises_anything_but_a_source_error(pieces: list[str]) -> None:
    try:
        found = html.extract("".join(pieces), "a.html")
    except SourceError:
        return
    found.text.encode()
    assert "\0" not in found.text


# Charsets


@pytest.mark.parametrize(
    "meta",
    ['<meta charset="windows-1252">', '<meta http-equiv="Content-Type" content="text/html; charset=latin1">'],
)
def test_the_declared_charset_is_used(meta: str) -> None:
    assert PARAGRAPHS[1] in read(page(meta + HEAD).encode("cp1252")).text


def test_a_page_is_sniffed_without_its_extension(tmp_path: Path) -> None:
    for number, start in enumerate(["", "\ufeff", "<?xml version='1.0'?>\n<!-- a --> <!-- b -->\n"]):
        (tmp_path / str(number)).write_text(start + page(), encoding="utf-8")
    found = list(open_sources([tmp_path]))
    assert [one.media_type for one in found if isinstance(one, Document)] == ["text/html"] * 3


def test_half_open_comments_are_sniffed_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("<!---->" * 580 + "talks")
    assert len(list(open_sources([path]))) == 1


# The day of publication


JSON_LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "trail"),
    [
        (
            '<meta property="article:published_time" content="2025-06-02T23:00:00-04:00">',
            "<meta property=article",
        ),
        ('<meta itemprop="datePublished" content="2025-06-02">', "<meta itemprop=datePublished>"),
        ('<meta name="DC.date.issued" content="2025-06-02">', "<meta name=DC.date.issued>"),
        ('<meta name="date" content="2025/06/02">', "<meta name=date>"),
        (
            JSON_LD.format('{"@type": "BlogPosting", "datePublished": "2025-06-02"}'),
            "JSON-LD",
        ),
        (
            JSON_LD.format(
                '{"@graph": [{"@type": "WebSite", "datePublished": "1999-01-01"},'
                '{"@type": ["Article"], "datePublished": "2025-06-02"}]}'
            ),
            "JSON-LD",
        ),
    ],
)
def test_fields_that_name_the_day(head: str, trail: str) -> None:
    when = published(head)
    assert when.day == date(2025, 6, 2)
    assert when.basis is Basis.METADATA
    assert trail in when.trail[0]


def test_a_time_that_stands_alone() -> None:
    one = '<time itemprop="datePublished" datetime="2025-06-02T10:00">Monday</time>'
    assert published("", one).day == date(2025, 6, 2)
    assert published("", one + one.replace("06-02", "06-01")) == UNKNOWN


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>Published on 2 June 2025</p>"),
        ('<link rel="canonical" href="https://lakeherald.example/2025/06/02/talks">', ""),
        ('<meta property="article:modified_time" content="2025-06-02">', ""),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', ""),
        ('<meta property="article:published_time" content="yesterday">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>', ""),
        ('<script type="application/ld+json">' + "[" * 5000 + "</script>", ""),
        ("", '<time datetime="2025-06-02">'),
    ],
)
def test_no_day_is_guessed(head: str, body: str) -> None:
    assert published(head, body) == UNKNOWN


def test_fields_that_differ_give_an_interval() -> None:
    when = published(
        '<meta property="article:published_time" content="2025-06-03T01:00:00+03:00">'
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "datePublished": "2025-06-02T22:00:00Z"}</script>'
    )
    assert (when.earliest, when.latest) == (date(2025, 6, 2), date(2025, 6, 3))
    assert len(when.trail) == 2


def test_a_sure_field_leaves_no_say_to_a_loose_one() -> None:
    when = published(
        '<meta name="date" content="2025-06-09"><meta property="article:published_time" content="2025-06-02">'
    )
    assert when.day == date(2025, 6, 2)
