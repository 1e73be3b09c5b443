"""HTML: one page, one document.

In: the bytes or the characters of a page. Out: the article's text as it was extracted, one paragraph
a line, with the page's own metadata. Invariants: nothing is fetched or run; broken markup never
raises; scripts and styles are never in the text; the day comes from fields that name the day of
first publication, never from the body, the URL or the clock.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree
from lxml.html import (
    HtmlElement,
    HTMLParser,
    document_fromstring,
)
from trafilatura.core import bare_extraction
from trafilatura.metadata import extract_metadata

from onrecord.errors import SourceError
from onrecord.model import UNKNOWN, Basis, Document, When
from onrecord.sources import outlets
from onrecord.sources.dates import metadata_day
from onrecord.sources.decoding import decode, storable
from onrecord.sources.given import Given
from onrecord.sources.kinds import Kind
from onrecord.sources.text import digest, is_blank

# Both warn about every odd page, which is ours to report.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_DECLARED = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes of a page that may hold its charset
_FEW = 200  # characters; a shorter extraction of a page with more text is taken as failed
_INVISIBLE = frozenset("script style noscript template svg iframe head nav footer form button".split())
_LINE_BREAKING = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p "
    "pre section table td th tr ul".split()
)
_LINE_END = re.compile(r"\s*\n\s*")
_RUN = re.compile(r"[^\S\n]+")

# Fields of a page that name the day of first publication. The second list is for pages without one
# of the first: their names are looser, and some sites put other days in them.
_SURE_FIELDS = ("article:published_time", "og:article:published_time", "datepublished", "og:published_time")
_LOOSE_FIELDS = (
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "publication_date",
    "publish-date",
    "publishdate",
    "published-date",
    "pubdate",
    "dc.date",
    "date",
)
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")
_JSON_DEPTH = 6
_NO_MARKUP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # lxml moves no text that holds these


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says: its text, and of itself."""

    text: str
    title: str | None
    outlet: str | None
    byline: str | None
    url: str | None
    published: When


def read(raw: bytes, uri: str, where: str, given: Given) -> Document:
    """The document in the bytes of a page. Raises :class:`SourceError` where there is none."""
    declared = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    page = extract(decode(raw, where, declared=declared[1].decode("ascii") if declared else None), where)
    return Document(
        id=digest(raw),
        uri=uri,
        text=page.text,
        raw=raw,
        media_type=Kind.HTML.value,
        title=page.title,
        outlet=given.outlet_over(page.outlet),
        byline=page.byline,
        url=page.url,
        published=given.published_over(page.published),
    )


def extract(page: str, where: str, *, url: str | None = None) -> Page:
    """The article of a page and the page's metadata; ``url`` is where the page is known to be from.

    Raises :class:`SourceError` where the page has no text.
    """
    if is_blank(page):
        raise SourceError("the page is empty", where=where, hint="leave it out, or save the page again")
    tree = _parsed(page)
    text = _article(tree) if tree is not None else ""
    if tree is None or is_blank(text):
        raise SourceError(
            "no text found on this page",
            where=where,
            hint="a page that is drawn by scripts must be saved as a browser shows it, or as text",
        )
    metadata = extract_metadata(tree, url, {"extensive_search": False, "original_date": True})
    address = _tidy(metadata.url) or url
    sitename = _tidy(metadata.sitename) if metadata.sitename != metadata.hostname else None
    return Page(
        text=text,
        title=_without_site(_tidy(metadata.title), sitename),
        outlet=outlets.name_for(address, sitename),
        byline=_tidy(metadata.author),
        url=address,
        published=_published(tree),
    )


def _parsed(page: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_NO_MARKUP.sub(" ", storable(page)).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments or a declaration
        return None


def _article(tree: HtmlElement) -> str:
    """The article as trafilatura finds it; the visible text of the body where it finds too little."""
    found: Any = bare_extraction(tree, favor_precision=True, include_comments=False)
    text = storable(found.text).strip() if found is not None and found.text else ""
    if len(text) >= _FEW:
        return text
    visible = _visible(tree)
    return visible if len(visible) > 2 * len(text) else text


def _visible(tree: HtmlElement) -> str:
    """The text of the body without what is no text, one block a line."""
    body = tree.find("body")
    pieces = _pieces(tree if body is None else body)
    return _LINE_END.sub("\n", _RUN.sub(" ", storable("".join(pieces)))).strip()


def _pieces(root: HtmlElement) -> Iterator[str]:
    skipping: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else "script"
        if event == "start" and skipping is None:
            if name in _INVISIBLE:
                skipping = element
                continue
            yield "\n" if name in _LINE_BREAKING else ""
            yield _flat(element.text)
        elif event == "end":
            if skipping is element:
                skipping = None
            elif skipping is None and name in _LINE_BREAKING:
                yield "\n"
            if skipping is None and element is not root:
                yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def _tidy(value: str | None) -> str | None:
    return " ".join(storable(value).split()) or None if value else None


def _without_site(title: str | None, sitename: str | None) -> str | None:
    """A title without the name of the site that many pages hang on to it."""
    if title and sitename:
        head, _, tail = title.rpartition(sitename)
        if not tail and head.rstrip()[-1:] in {"|", "-", "–", "—", "·"}:
            return head.rstrip(" |-–—·") or title
    return title


def _published(tree: HtmlElement) -> When:
    """The day of first publication by the page's sure fields, else by its loose ones.

    Fields that name different days give the interval from the first to the last of them.
    """
    for fields in (_sure_days(tree), _loose_days(tree)):
        days: dict[date, str] = {}  # -> the first field that names it
        for day, field in fields:
            days.setdefault(day, field)
        if days:
            first, last = min(days), max(days)
            trail = tuple(
                f"published on {day.isoformat()}: {field} of the page" for day, field in days.items()
            )
            text = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
            return When(first, last, text, Basis.METADATA, trail=trail)
    return UNKNOWN


def _sure_days(tree: HtmlElement) -> Iterator[tuple[date, str]]:
    for value in _json_ld_dates(tree):
        if day := metadata_day(value):
            yield day, "JSON-LD “datePublished”"
            break
    yield from _meta_days(tree, _SURE_FIELDS)


def _loose_days(tree: HtmlElement) -> Iterator[tuple[date, str]]:
    yield from list(_meta_days(tree, _LOOSE_FIELDS))[:1]
    # A page that lists other stories has a time for each: only one that stands alone is the page's.
    stamps = tree.xpath(
        "//time[@datetime][@pubdate or contains(translate(@itemprop, 'P', 'p'), 'datepublished')]"
    )
    days = {day for stamp in stamps if (day := metadata_day(stamp.get("datetime")))}
    if len(days) == 1:
        yield days.pop(), "<time datetime>"


def _meta_days(tree: HtmlElement, names: Iterable[str]) -> Iterator[tuple[date, str]]:
    fields: dict[str, tuple[str, str]] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip()
            if name:
                fields.setdefault(
                    name.lower(), (meta.get("content") or "", f"<meta {attribute}={name[:60]}>")
                )
    for name in names:
        value, label = fields.get(name, ("", ""))
        if day := metadata_day(value):
            yield day, label


def _json_ld_dates(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                value = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue  # pages carry broken JSON-LD; it only means that it does not speak
            yield from _article_dates(value, _JSON_DEPTH)


def _article_dates(value: Any, depth: int) -> Iterator[str]:
    """``datePublished`` of the articles at the top of a JSON-LD value, of a list, or of a graph."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _article_dates(item, depth - 1)
    elif isinstance(value, dict):
        types = value.get("@type")
        named = [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
        published = value.get("datePublished")
        if isinstance(published, str) and any(_ARTICLE_TYPE.search(t) for t in named):
            yield published
        for member in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _article_dates(value.get(member), depth - 1)
