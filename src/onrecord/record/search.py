"""Full text: what a person types, turned into a safe query, and the places in the texts that answer it.

In: words, ``"phrases"``, ``beginnings*``, ``-without`` (or ``NOT``), ``OR``. Out: hits, each a sentence or
line of a document with the marked words, as offsets into the document's text. Invariant: nothing that is
typed reaches the index as syntax.

The index is SQLite's FTS5 over title and text; it follows the documents, not the readings.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, literal_column, or_, select, table, text
from sqlalchemy import column as sql_column
from sqlalchemy.sql.expression import ColumnElement, TextClause

from onrecord.errors import UsageError
from onrecord.model import Span
from onrecord.record import schema
from onrecord.record.passages import passages
from onrecord.record.references import name_of

_MOST_TERMS = 64  # FTS5 bounds the depth of a query; nobody types more
_TITLE_WEIGHT = 4.0  # against 1 for the text
_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*)?')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | {"\0": " "})

_FULLTEXT = table("fulltext", sql_column("rowid"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence or line that answers a query.

    ``quote`` is ``text[start:end]`` of the document; ``marks`` are the words that matched, as offsets into
    the same text. A document that answers by its title alone shows its first line, with no marks.
    ``rank`` is the document's BM25 score: the larger, the better.
    """

    document: str
    name: str
    start: int
    end: int
    quote: str
    marks: tuple[Span, ...]
    rank: float


@dataclass(frozen=True, slots=True)
class _Term:
    phrase: str
    prefix: bool
    excluded: bool
    alternative: bool  # to the term before it

    @property
    def expression(self) -> str:
        return f'"{self.phrase}"' + (" *" if self.prefix else "")


def expression(query: str) -> str:
    """The index's own expression for what was typed. Raises :class:`UsageError` where no word is left."""
    terms = list(_terms(query))
    if len(terms) > _MOST_TERMS:
        raise UsageError(f"more than {_MOST_TERMS} words to search for", hint="leave some out")
    groups: list[list[str]] = []
    for term in terms:
        if term.excluded:
            continue
        if term.alternative and groups:
            groups[-1].append(term.expression)
        else:
            groups.append([term.expression])
    if not groups:
        raise UsageError("there is no word to search for", hint='give a word, a "phrase" or a beginning*')
    wanted = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    without = " OR ".join(term.expression for term in terms if term.excluded)
    return f"({wanted}) NOT ({without})" if without else wanted


def search(
    connection: Connection,
    query: str,
    *,
    since: date | None = None,
    until: date | None = None,
    limit: int = 20,
    each: int = 3,
) -> list[Hit]:
    """The best ``limit`` hits, best documents first, at most ``each`` of one document, in text order.

    ``since`` and ``until`` keep the documents that can have been published then; those of which
    nothing is known are left out.
    """
    match = expression(query)
    hits: list[Hit] = []
    for row in connection.execute(_ranking(since, until), {"match": match, "limit": limit}).all():
        hits += _hits(connection, row, match, each)
        if len(hits) >= limit:
            break
    return hits[:limit]


def index(connection: Connection, document: int, title: str | None, body: str) -> None:
    """Put a document into the index."""
    connection.execute(
        text("INSERT INTO fulltext (rowid, title, text) VALUES (:no, :title, :text)"),
        {"no": document, "title": title, "text": body},
    )


def unindex(connection: Connection, document: int, title: str | None, body: str) -> None:
    """Take a document out again; ``title`` and ``body`` must be those that it was put in with."""
    connection.execute(
        text("INSERT INTO fulltext (fulltext, rowid, title, text) VALUES ('delete', :no, :title, :text)"),
        {"no": document, "title": title, "text": body},
    )


def check(connection: Connection) -> None:
    """Raise the database's error for damage where the index and the documents differ."""
    connection.execute(text("INSERT INTO fulltext (fulltext, rank) VALUES ('integrity-check', 1)"))


def _terms(query: str) -> Iterator[_Term]:
    query = query.encode("utf-8", "replace").decode().translate(_QUOTES)
    excluded = alternative = False
    for match in _TERM.finditer(query):
        word = match["word"]
        if word in ("NOT", "OR", "AND") and not match["minus"]:
            excluded = word == "NOT"
            alternative = word == "OR"
            continue
        phrase = match["phrase"] if word is None else word.rstrip("*")
        prefix = bool(match["star"]) or (word is not None and word.endswith("*"))
        if any(_searchable(c) for c in phrase):
            yield _Term(phrase, prefix, excluded or bool(match["minus"]), alternative)
        excluded = alternative = False


def _searchable(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _ranking(since: date | None, until: date | None) -> Select[Any]:
    d, r = schema.documents, schema.readings
    rank: ColumnElement[float] = literal_column(f"bm25(fulltext, {_TITLE_WEIGHT}, 1.0)").label("rank")
    conditions: list[ColumnElement[bool] | TextClause] = [text("fulltext MATCH :match")]
    if since or until:
        conditions.append(or_(r.c.earliest.is_not(None), r.c.latest.is_not(None)))
    if since:
        conditions.append(or_(r.c.latest.is_(None), r.c.latest >= since))
    if until:
        conditions.append(or_(r.c.earliest.is_(None), r.c.earliest <= until))
    joined = _FULLTEXT.join(d, d.c.no == _FULLTEXT.c.rowid).join(r, r.c.document == d.c.no)
    return (
        select(d.c.no, d.c.id, d.c.key, d.c.uri, r.c.title, rank)
        .select_from(joined)
        .where(and_(*conditions))
        .order_by(rank, d.c.id)
        .limit(bindparam("limit"))
    )


def _hits(connection: Connection, row: Any, match: str, each: int) -> list[Hit]:
    body, marks = _marked(connection, row.no, match)
    best = sorted(passages(body, marks), key=lambda p: p.distinct, reverse=True)[:each]
    name = row.title or name_of(row.key, row.uri)
    return [
        Hit(row.id, name, p.start, p.end, body[p.start : p.end], p.marks, -row.rank)
        for p in sorted(best, key=lambda p: p.start)
    ]


def _marked(connection: Connection, document: int, match: str) -> tuple[str, list[Span]]:
    """The document's text and the spans in it that match."""
    mark = secrets.token_hex(8)  # stands in no text
    opening, closing = f"<{mark}>", f"</{mark}>"
    row = connection.execute(
        text(
            "SELECT documents.text, highlight(fulltext, 1, :opening, :closing) FROM fulltext "
            "JOIN documents ON documents.no = fulltext.rowid "
            "WHERE fulltext MATCH :match AND fulltext.rowid = :no"
        ),
        {"opening": opening, "closing": closing, "match": match, "no": document},
    ).one()
    body: str = row[0]
    marks: list[Span] = []
    at = 0
    first, *rest = (row[1] or "").split(opening)
    plain = [first]
    at = len(first)
    for part in rest:
        inside, _, outside = part.partition(closing)
        marks.append(Span(at, at + len(inside)))
        plain += (inside, outside)
        at += len(inside) + len(outside)
    # FTS5 drops a NUL and what is beside it: then the offsets would lie.
    return (body, marks) if "".join(plain) == body else (body, [])
