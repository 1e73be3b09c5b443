"""Terms: rival names of one thing, and words in scare quotes, whoever the report is about.

In: the terms that each document uses. Out: usages. Invariant: what a document uses follows from it alone, so
that of a record that has grown only the new documents are looked through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache

import msgspec

from onrecord.knowledge import load
from onrecord.ledger.identity import distinct
from onrecord.ledger.pages import Page
from onrecord.ledger.traces import Form
from onrecord.ledger.usages import WORD, Usage, find, first_word, outlet_of, whole_word
from onrecord.model import Evidence, Span

# One quoted word and the word that it qualifies, such as: a "historic" offer.
_SCARE = re.compile(r"[\"“]([a-z][a-z'’-]{2,30})[\"”] ([a-z]{3,30})(?![\w-])")
_PAIR = re.compile(r"(?<![\w\"“-])([a-z][a-z'’-]{2,30}) (?=([a-z]{3,30})(?![\w-]))")

Phrase = tuple[str, str]
"""A word, and the one that it qualifies."""
Phrases = list[tuple[Phrase, Evidence]]


class Terms(msgspec.Struct, frozen=True, array_like=True):
    """What one document uses: rival names, each where it stands first, and phrases with a word in quotes."""

    outlet: str
    names: list[tuple[str, Evidence]]
    quoted: Phrases


TERMS: Form[Terms] = Form(msgspec.json.encode, msgspec.json.Decoder(Terms).decode)
PHRASES: Form[Phrases] = Form(msgspec.json.encode, msgspec.json.Decoder(Phrases).decode)


def terms(page: Page) -> Terms:
    """The terms of a page."""
    return Terms(outlet_of(page), list(_names(page)), list(_phrases(page, _SCARE)))


def plain(page: Page, wanted: Container[Phrase]) -> Phrases:
    """Those of the wanted phrases that a page has without quotes."""
    return list(_phrases(page, _PAIR, wanted))


def usages(
    used: Sequence[Terms], without_quotes: Callable[[Sequence[Phrase]], Iterable[Phrases]]
) -> Iterator[tuple[str, Usage]]:
    """The usages of terms. ``used`` are those of each document in the record's order; ``without_quotes``
    gives for each, in the same order, those of some phrases that it has without quotes.
    """
    rival = {name: usage for names, usage in _rival_usages() for name in names}
    for document in used:
        for name, evidence in document.names:
            rival[name].note(name, document.outlet, evidence)
    yield from ((usage.subject, usage) for usage in distinct(rival.values()))
    yield from _scare_quotes(used, without_quotes)


def _rival_usages() -> list[tuple[tuple[str, ...], Usage]]:
    return [(names, Usage(names[0], "name")) for names, _ in rivals()]


def _scare_quotes(
    used: Sequence[Terms], without_quotes: Callable[[Sequence[Phrase]], Iterable[Phrases]]
) -> Iterator[tuple[str, Usage]]:
    """A word in quotation marks before a noun that another outlet puts there without them."""
    found: dict[Phrase, Usage] = {}
    for document in used:
        for phrase, evidence in document.quoted:
            usage = found.setdefault(phrase, Usage(" ".join(phrase), "scare-quotes"))
            usage.note(f"“{phrase[0]}” {phrase[1]}", document.outlet, evidence)
    if not found:
        return
    for document, phrases in zip(used, without_quotes(sorted(found)), strict=True):
        for phrase, evidence in phrases:
            found[phrase].note(" ".join(phrase), document.outlet, evidence)
    yield from ((" ".join(phrase), usage) for phrase, usage in found.items())


def _names(page: Page) -> Iterator[tuple[str, Evidence]]:
    """Rival names from the knowledge file."""
    words = set(WORD.findall(page.text))
    for names, patterns in rivals():
        for name, pattern in zip(names, patterns, strict=True):
            # its first word first: looking for it is many times faster than the pattern
            first = next(find(page, pattern), None) if first_word(name) in words else None
            if first is not None:
                yield name, first


@cache
def rivals() -> tuple[tuple[tuple[str, ...], tuple[re.Pattern[str], ...]], ...]:
    """Names of one thing, of which a report chooses one, and what finds them."""
    listed = load("wording")["names"]
    return tuple((tuple(names), tuple(map(whole_word, names))) for names in listed)


def _phrases(
    page: Page, pattern: re.Pattern[str], wanted: Container[Phrase] | None = None
) -> Iterator[tuple[Phrase, Evidence]]:
    for match in pattern.finditer(page.text):
        phrase = (match[1], match[2])
        if wanted is not None and phrase not in wanted:
            continue
        span = Span(match.start(), match.end(2))
        if not any(r.start < span.end and span.start < r.end for r in page.reading.regions):
            yield phrase, Evidence(page.id, *span, page.text[span.start : span.end])
