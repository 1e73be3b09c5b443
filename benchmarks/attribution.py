"""Attribution on PolNeAR or any file of its format: who said what.

Data: JSONL with ``id``, ``text`` and, where there is gold, ``attributions``, each with ``source``, ``cue``
and ``content`` as lists of ``[start, end)`` (and ``source_head``, the head word of the source).
Predictions: JSONL with ``id`` and ``attributions``.

The figure is the published ``att_half``, in percent. The unit is the word (``\\w+(?:['’]\\w+)*``), so that
punctuation and quotation marks never count. Predicted and gold attributions of an article are paired
one to one, greedily by descending Dice of their contents. A pair is right if the Dice is at least one half
and the source is right: it holds the head word of the gold source and lies in it by half; or both are
empty. The type (direct, mixed, indirect) is that of the content: all, some or none of its words in double
quotation marks.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model import Statement
from onrecord.reading import actors, attribution, cleaning, language

NAME = "attribution"
PEERS: dict[str, dict[str, float]] = {
    "textacy": {"precision": 79, "recall": 18, "f1": 29.9},
    "Sayswho": {"precision": 79, "recall": 17, "f1": 28.3},
    "GenderGap": {"precision": 68, "recall": 35, "f1": 46.2},
    "Citron": {"precision": 69, "recall": 42, "f1": 52.5},
    "BERT tagger": {"precision": 66, "recall": 65, "f1": 65.0},
    "humans": {"f1": 74.5},
}
"""On PolNeAR's test part, by the same measure; Citron and the tagger are trained on its train part."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARK = re.compile(r"[“”\"]|``|''|\n")
_KINDS = ("direct", "mixed", "indirect")


def run(
    data: Path | None, predictions: Path | None, gold: Path | None, *, reader: str = "model"
) -> dict[str, float]:
    """Read every article of ``data``; write ``predictions``; score where there are gold attributions.

    ``reader`` is ``"rules"``, or ``"model"`` for the rules with the learned tagger. With the tagger all
    that is likely counts: most of what enters the record, and what is shown as possible.
    """
    if data is None:
        raise SystemExit("attribution: --data PATH is needed (JSONL with id, text and attributions)")
    records = list(_lines(data))
    found = {str(r["id"]): predict(r["text"], reader) for r in records}
    if predictions is not None:
        rows = ({"id": r["id"], "attributions": found[str(r["id"])]} for r in records)
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    answers = {str(r["id"]): r for r in (_lines(gold) if gold is not None else records)}
    texts = {str(r["id"]): str(r["text"]) for r in records}
    scored = [
        (texts[i], found[i], r["attributions"])
        for i, r in answers.items()
        if "attributions" in r and i in found
    ]
    return score(scored) if scored else {"articles": float(len(records))}


def predict(text: str, reader: str = "model") -> list[dict[str, list[list[int]]]]:
    """The attributions of one text, as the prediction file has them."""
    parsed = language.parse(text, cleaning.mark(text))
    tagger = attribution.tagger() if reader == "model" else None
    statements = attribution.find(parsed, actors.find(parsed), (), tagger=tagger)
    return [_row(s) for s in statements if attribution.likely(s)]


def _row(statement: Statement) -> dict[str, list[list[int]]]:
    return {part: [list(span) for span in getattr(statement, part)] for part in ("source", "cue", "content")}


def judge(
    text: str, statements: Iterable[Statement], gold: list[dict[str, Any]]
) -> Iterator[tuple[Statement, bool]]:
    """Each statement that has content, and whether it is right."""
    words = Words(text)
    given = [(s, fill) for s in statements for fill in words.fills([_row(s)])]
    ours = [fill for _, fill in given]
    right = {
        id(mine)
        for mine, yours in _pairs(ours, words.fills(gold))
        if dice(mine.content, yours.content) >= 0.5 and mine.has_source_of(yours)
    }
    yield from ((statement, id(fill) in right) for statement, fill in given)


def score(articles: Iterable[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]]) -> dict[str, float]:
    """Precision, recall and F1 in percent over (text, predicted, gold), in all and by type."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for text, predicted, gold in articles:
        words = Words(text)
        ours, theirs = words.fills(predicted), words.fills(gold)
        given.update(kind for a in ours for kind in ("", a.kind))
        wanted.update(kind for a in theirs for kind in ("", a.kind))
        for mine, yours in _pairs(ours, theirs):
            if dice(mine.content, yours.content) >= 0.5 and mine.has_source_of(yours):
                right.update({"": 1, f"{mine.kind} given": 1, f"{yours.kind} wanted": 1})
    figures = _figures(right[""], right[""], given[""], wanted[""])
    for kind in _KINDS:
        part = _figures(right[f"{kind} given"], right[f"{kind} wanted"], given[kind], wanted[kind])
        figures |= {f"{kind} {name}": value for name, value in part.items()}
    return figures


@dataclass(frozen=True)
class _Fill:
    """One attribution as sets of words. ``head`` is the head word of a gold source."""

    content: frozenset[int]
    source: frozenset[int]
    head: int | None
    kind: str

    def has_source_of(self, gold: _Fill) -> bool:
        if not gold.source:
            return not self.source
        return gold.head in self.source and 2 * len(self.source & gold.source) >= len(self.source)


class Words:
    """The words of a text, by their places."""

    def __init__(self, text: str) -> None:
        self._at: dict[int, int] = {}
        spans = [match.span() for match in _WORD.finditer(text)]
        for i, (start, end) in enumerate(spans):
            self._at.update(dict.fromkeys(range(start, end), i))
        self._quoted = set(_quoted(text, spans))

    def at(self, spans: Iterable[tuple[int, int]] | None) -> frozenset[int]:
        """The numbers of the words that stand in ``spans``, also in part."""
        return frozenset(
            self._at[c] for start, end in spans or () for c in range(start, end) if c in self._at
        )

    def fills(self, attributions: Iterable[dict[str, Any]]) -> list[_Fill]:
        """Attributions as sets of words, without those of no words."""
        out = []
        for row in attributions:
            content, source = self.at(row.get("content")), self.at(row.get("source"))
            if content:
                head = self.at(row.get("source_head")) & source or source
                out.append(_Fill(content, source, max(head, default=None), self._kind(content)))
        return out

    def _kind(self, content: frozenset[int]) -> str:
        inside = len(content & self._quoted)
        return "direct" if inside == len(content) else "mixed" if inside else "indirect"


def _quoted(text: str, spans: list[tuple[int, int]]) -> Iterator[int]:
    """Words in double quotation marks; an open quotation ends with its line."""
    marks = list(_MARK.finditer(text))
    inside, at = False, 0
    for i, (start, _) in enumerate(spans):
        while at < len(marks) and marks[at].start() < start:
            mark = marks[at].group()
            inside = mark in {"“", "``"} or (mark == '"' and not inside)
            at += 1
        if inside:
            yield i


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of two sets is common to them, between 0 and 1; 0 where both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def one_to_one(options: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j) out of options (rank, ..., i, j), lowest ranks first; no i and no j is taken twice."""
    left: set[int] = set()
    right: set[int] = set()
    for *_, i, j in sorted(options):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _pairs(ours: list[_Fill], theirs: list[_Fill]) -> Iterator[tuple[_Fill, _Fill]]:
    options = (
        (-dice(mine.content, yours.content), not mine.has_source_of(yours), i, j)
        for i, mine in enumerate(ours)
        for j, yours in enumerate(theirs)
        if mine.content & yours.content
    )
    for i, j in one_to_one(options):
        yield ours[i], theirs[j]


def _figures(given_right: int, wanted_right: int, given: int, wanted: int) -> dict[str, float]:
    precision = 100 * given_right / given if given else 0.0
    recall = 100 * wanted_right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
