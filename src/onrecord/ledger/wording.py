"""Wording: how outlets name the same actor or act, and how one quotation differs between them.

In: pages in the record's order, the roll, the folded statements. Out: :class:`Wording` items.
Invariant: a line has at least two variants, each with evidence, and at least two outlets that do not
choose alike. Nothing is judged: which word is fair is the reader's to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from onrecord.knowledge import load
from onrecord.ledger.actors import Roll
from onrecord.ledger.names import fold, respelt
from onrecord.ledger.pages import Page
from onrecord.ledger.statements import Folded
from onrecord.ledger.terms import rivals
from onrecord.ledger.usages import WORD, Usage, find, first_word, items, outlet_of
from onrecord.model import ActorKind, Directness, Evidence, Span, Wording

_MOST = 12  # pieces of evidence shown for a variant
_SPELLINGS = 60  # names of one actor that are compared with each other
_NAME_BEFORE = 40  # characters before a person's mention in which a title can stand


def wording(pages: Sequence[Page], roll: Roll, statements: Sequence[Folded]) -> tuple[Wording, ...]:
    """The differences of wording, by kind and subject."""
    found = (
        _spellings(pages, roll),
        _titles(pages, roll),
        _acts(pages, roll),
        _quotations(pages, statements),
    )
    return items(chain.from_iterable(found))


def _spellings(pages: Sequence[Page], roll: Roll) -> Iterator[tuple[str, Usage]]:
    """Spellings of one actor's name that are transliterations of each other."""
    met: dict[str, dict[str, list[tuple[str, Evidence]]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        for actor in page.reading.actors:
            id = roll.id(actor.id, actor.name)
            for span in actor.mentions:
                bare = _bare(page, span, roll.name(id))
                if bare is not None and len(met[id][bare.quote]) < _MOST:
                    met[id][bare.quote].append((outlet_of(page), bare))
    known = {name for names, _ in rivals() for name in names}
    for id, names in met.items():
        usage = Usage(roll.name(id), "spelling")
        for name in sorted(_respelt(sorted(names)) - known):
            for outlet, evidence in names[name]:
                usage.note(name, outlet, evidence)
        yield id, usage


def _bare(page: Page, span: Span, name: str) -> Evidence | None:
    """A mention without the title before it: from the first word that spells a word of the name."""
    at = _spelt(page.text[span.start : span.end], name)
    if at is None:
        return None
    start = span.start + at
    return Evidence(page.id, start, span.end, page.text[start : span.end])


@lru_cache(maxsize=65536)
def _spelt(mention: str, name: str) -> int | None:
    """Where the first word of a mention stands that spells a word of the name."""
    own = fold(name).split()
    for match in re.finditer(r"[\w'’-]+", mention):
        word = fold(match[0])
        if any(word == o or respelt(word, o) for o in own):
            return match.start()
    return None


def _respelt(names: Sequence[str]) -> set[str]:
    """Those of the names that spell the same words otherwise than another one does."""
    found: set[str] = set()
    folded = [(name, fold(name).split()) for name in names[:_SPELLINGS]]
    for i, (a, one) in enumerate(folded):
        for b, two in folded[i + 1 :]:
            if len(one) == len(two) and one != two:
                pairs = list(zip(one, two, strict=True))
                if all(x == y or respelt(x, y) for x, y in pairs):
                    found |= {a, b}
    return found


def _titles(pages: Sequence[Page], roll: Roll) -> Iterator[tuple[str, Usage]]:
    """Titles before one person's name, where at least one of them is loaded."""
    pattern, loaded = _title_pattern()
    usages: dict[str, Usage] = {}
    for page in pages:
        for actor in page.reading.actors:
            if actor.kind is not ActorKind.PERSON:
                continue
            id = roll.id(actor.id, actor.name)
            for span in actor.mentions:
                found = _title(page, span, pattern)
                if found is not None:
                    usage = usages.setdefault(id, Usage(roll.name(id), "title"))
                    usage.note(found.quote.title(), outlet_of(page), found)
    yield from ((id, u) for id, u in usages.items() if loaded & {fold(v) for v in u.variants})


def _title(page: Page, span: Span, pattern: re.Pattern[str]) -> Evidence | None:
    """The title that stands before the name, with nothing but names between."""
    start = max(0, span.start - _NAME_BEFORE)
    window = page.text[start : span.end]
    at = window.rfind(" ") + 1  # where the surname begins
    titles = [m for m in pattern.finditer(window, 0, at) if _only_names(window[m.end() :])]
    if not titles:
        return None
    last = max(titles, key=lambda m: (m.end(), -m.start()))
    return Evidence(page.id, start + last.start(), start + last.end(), last[0])


def _only_names(text: str) -> bool:
    """Whether what follows a title is a name: up to three capitalised words."""
    words = text.split()
    return (
        0 < len(words) <= 3 and text[:1].isspace() and all(w[0].isupper() for w in words) and "\n" not in text
    )


@cache
def _title_pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    data = load("wording")["titles"]
    titles = sorted((*data["plain"], *data["loaded"]), key=len, reverse=True)
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, titles)) + r")(?!\w)", re.IGNORECASE)
    return pattern, frozenset(fold(t) for t in data["loaded"])


def _acts(pages: Sequence[Page], roll: Roll) -> Iterator[tuple[str, Usage]]:
    """Nouns for one act beside the name of the same actor, where at least one is loaded."""
    near, classes = _act_classes()
    begin = {name: frozenset(map(first_word, words)) for name, (_, words, _) in classes.items()}
    usages: dict[tuple[str, str], Usage] = {}
    for page in pages:
        text = page.text.casefold()
        met = set(WORD.findall(text))
        if len(text) != len(page.text):
            continue  # a letter that grows when folded would shift the offsets
        bodies: list[tuple[Span, str]] | None = None
        for name, (pattern, words, _) in classes.items():
            if begin[name].isdisjoint(met) or not any(word in text for word in words):
                continue
            bodies = _bodies(page, roll) if bodies is None else bodies
            for evidence in find(page, pattern):
                for id in _beside(evidence, bodies, near, page.text):
                    usage = usages.setdefault((name, id), Usage(f"{name}: {roll.name(id)}", "act"))
                    usage.note(evidence.quote.casefold(), outlet_of(page), evidence)
    for (name, id), usage in usages.items():
        loaded = classes[name][2]
        if loaded & set(usage.variants) and set(usage.variants) - loaded:
            yield f"{name} {id}", usage


def _bodies(page: Page, roll: Roll) -> list[tuple[Span, str]]:
    """Mentions of states and bodies, by place."""
    found = [
        (span, roll.id(actor.id, actor.name))
        for actor in page.reading.actors
        if actor.kind in (ActorKind.STATE, ActorKind.ORGANISATION)
        for span in actor.mentions
    ]
    return sorted(found)


def _beside(evidence: Evidence, bodies: Sequence[tuple[Span, str]], near: int, text: str) -> list[str]:
    """The actors named within reach on the same line."""
    found = []
    at = bisect_left(bodies, (Span(evidence.start - near, 0), ""))
    for span, id in bodies[at:]:
        if span.start > evidence.end + near:
            break
        between = text[min(span.end, evidence.end) : max(span.start, evidence.start)]
        if "\n" not in between and "." not in between:
            found.append(id)
    return list(dict.fromkeys(found))


@cache
def _act_classes() -> tuple[int, Mapping[str, tuple[re.Pattern[str], tuple[str, ...], frozenset[str]]]]:
    data = load("wording")
    classes = {}
    for name, group in data["acts"].items():
        words = sorted((*group["plain"], *group["loaded"]), key=len, reverse=True)
        pattern = re.compile(
            r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE
        )
        classes[name] = (pattern, tuple(words), frozenset(group["loaded"]))
    return data["near"], classes


def _quotations(pages: Sequence[Page], statements: Iterable[Folded]) -> Iterator[tuple[str, Usage]]:
    """One quotation whose words differ between outlets; a mere shortening is no difference."""
    outlets: dict[str, str] = defaultdict(str, {p.id: outlet_of(p) for p in pages})
    for folded in statements:
        direct = [s for s in folded.sayings if s.statement.directness is Directness.DIRECT]
        texts = [fold(s.content) for s in direct]
        longest = max(texts, key=len, default="")
        if len(set(texts)) < 2 or all(t in longest for t in texts):
            continue
        speaker = folded.said.speaker
        usage = Usage(speaker.name if speaker else "speaker not named", "quotation")
        for saying in direct:
            for evidence in saying.page.evidence(saying.statement.content)[:1]:
                usage.note(saying.content, outlets[saying.page.id], evidence)
        yield folded.said.id, usage
