"""From scored sentences to regions.

In: a text, the rules, and the keys of lines that recur. Out: regions. Sure sentences are marked first;
blocks then grow from them over what is likely beside them: links after "Related stories", an appeal after
"Dear readers", its buttons, the rest of a legal notice. Invariant: every step only adds marks, and only
to sentences that no step has marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Region, RegionKind, Span
from onrecord.reading.cleaning.mastheads import is_known, masthead, may_be_name, parted, stands_in
from onrecord.reading.cleaning.passages import Passage, key_of, passages_of, sentences_of, words_of
from onrecord.reading.cleaning.rules import Rules, Score

_GROWING = frozenset({RegionKind.APPEAL, RegionKind.SUBSCRIPTION, RegionKind.DISCLAIMER})
_GAP = 2  # sentences without a phrase that a block may step over
_REST = 8  # sentences that the end of a marked line may have
_LINKS = 25  # lines that one list of links may have
_TITLE_LONGEST = 200  # characters
_TITLE_MOST = 30  # words
_CROSSHEAD = 4  # words; a line as short as this before a paragraph is taken for its crosshead
_HEADING = 6  # words of the heading of a box
_SHORT = 4  # words of a line that is taken along between boilerplate
_SLOGAN = 12  # words of what is taken for boilerplate on one sign where longer sentences need two
_BULLETS = "-–—•*·▪►"
_OPENING = "\"“‘'([#@£$€" + _BULLETS
_SENTENCE_CLOSE = (".", ";", ",", ":")
_CLOSE = "\"”’')] "


@dataclass(slots=True)
class _Unit:
    """A sentence, or a whole line where no phrase could be in it, and what was decided of it."""

    span: Span
    line: int
    plain: str
    words: int
    score: Score
    whole: bool  # the unit is its whole line
    title: bool  # the line reads like the title of a story
    button: bool
    kind: RegionKind | None = None

    @property
    def sign(self) -> bool:
        """Whether it has no word at all: a rule, a cross, a row of stars."""
        return self.words == 0


def marked(text: str, rules: Rules, repeated: Set[str] = frozenset()) -> tuple[Region, ...]:
    """The regions of a text."""
    passages = list(parted(passages_of(text)))
    units = [unit for number, passage in enumerate(passages) for unit in _units(passage, number, rules)]
    paper = _mark_masthead(units)
    _mark_sure(units, rules)
    _mark_bullets(units)
    _mark_links(units)
    _grow(units, rules)
    _mark_buttons(units)
    _mark_likely(units, rules)
    _mark_between(units)
    _mark_headings(units)
    paper = paper or _mark_named_above(units)
    if paper:
        _mark_house(units, paper, rules)
    if repeated:
        _mark_repeated(units, passages, repeated)
        _mark_between(units)
    return tuple(_regions(units))


def _units(passage: Passage, number: int, rules: Rules) -> Iterator[_Unit]:
    """The line as one unit where its shape tells all or no phrase can be in it, else its sentences."""
    shape = Score()
    rules.score_line(passage.plain, number, shape)
    whole = bool(shape.strong) or not rules.touches(words_of(passage.masked))
    spans = [passage.span] if whole else list(sentences_of(passage))
    title = _is_title(passage.plain)
    for span in spans:
        part = slice(span.start - passage.span.start, span.end - passage.span.start)
        plain, words = passage.plain[part], words_of(passage.masked[part])
        score = rules.score(words)
        rules.score_line(plain, number, score)
        button = " ".join(words) in rules.buttons
        yield _Unit(span, number, plain, len(words), score, len(spans) == 1, title, button)


def _is_title(line: str) -> bool:
    if len(line) > _TITLE_LONGEST or line.rstrip(_CLOSE).endswith(_SENTENCE_CLOSE):
        return False
    first = line.lstrip(_OPENING + " ")[:1]
    return bool(first) and not first.islower() and 2 <= len(line.split()) <= _TITLE_MOST


def _mark_masthead(units: Sequence[_Unit]) -> str | None:
    """The name of the paper in the first line; ``None`` where that is something else."""
    name = masthead(units[0].plain) if units and units[0].whole else None
    if name is None:
        return None
    # "Crews Storm Border Post" above a report is its headline.
    sure = is_known(name) or name.startswith("The ") or units[0].plain.strip() != name
    below = next((unit for unit in units[1:] if not unit.sign), None)
    if not sure and below is not None and below.words > _SLOGAN and below.plain.endswith((".", "!", "?")):
        return None
    units[0].kind = RegionKind.NAVIGATION
    return name


def _mark_named_above(units: Sequence[_Unit]) -> str | None:
    """A first line that is a name which the boilerplate below calls its own: an unknown paper's masthead."""
    if not units or units[0].kind is not None or not units[0].whole or not may_be_name(units[0].plain):
        return None
    name = units[0].plain
    for unit in units[1:]:
        named = unit.kind in _GROWING or (unit.kind is RegionKind.CREDIT and unit.plain[0] in _BULLETS)
        if named and stands_in(name, unit.plain):
            units[0].kind = RegionKind.NAVIGATION
            return name
    return None


def _mark_house(units: Sequence[_Unit], paper: str, rules: Rules) -> None:
    """What the paper says of itself in the sentence before it asks for money."""
    name = paper.casefold().removeprefix("the ")
    for unit, after in pairwise(units):
        words = unit.plain.casefold().removeprefix("the ")
        if (
            unit.kind is None
            and after.kind in (RegionKind.APPEAL, RegionKind.SUBSCRIPTION)
            and not unit.score.against
            and words.startswith(f"{name} ")
            and rules.house.match(words, len(name) + 1)
        ):
            unit.kind = after.kind


def _mark_sure(units: Sequence[_Unit], rules: Rules) -> None:
    for unit in units:
        kind, _ = unit.score.best()
        if kind is not None and rules.is_sure(unit.score, kind):
            unit.kind = kind


def _mark_repeated(units: Sequence[_Unit], passages: Sequence[Passage], repeated: Set[str]) -> None:
    """Recurring lines that are short and no sentence, or that some phrase speaks for."""
    recurring = {number for number, p in enumerate(passages) if key_of(p.plain) in repeated}
    size = sum(len(p.plain) for p in passages)
    if 2 * sum(len(passages[number].plain) for number in recurring) > size:
        return  # a reprint, or a version of the same report
    for unit in units:
        if unit.kind is None and unit.line in recurring:
            kind, score = unit.score.best()
            if kind is not None and score > 0:
                unit.kind = kind
            elif unit.title and unit.words <= _SLOGAN:
                unit.kind = RegionKind.NAVIGATION


def _mark_buttons(units: Sequence[_Unit]) -> None:
    """Two buttons in a row are a menu or a form; one alone may be a crosshead."""
    for first, second in pairwise(units):
        if first.button and second.button:
            first.kind = first.kind or RegionKind.NAVIGATION
            second.kind = second.kind or RegionKind.NAVIGATION


def _mark_bullets(units: Sequence[_Unit]) -> None:
    """A list of titles that ends the text: links, where the words are capitalised as in titles."""
    last = len(units) - 1
    while last >= 0 and units[last].kind is not None:
        last -= 1
    first = last
    while first >= 0 and _is_bullet_title(units[first]):
        first -= 1
    if last - first >= 2:
        for unit in units[first + 1 : last + 1]:
            unit.kind = unit.kind or RegionKind.RELATED


def _is_bullet_title(unit: _Unit) -> bool:
    if not unit.whole or not unit.title or unit.plain[0] not in _BULLETS:
        return False
    long = [word for word in unit.plain.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _mark_links(units: Sequence[_Unit]) -> None:
    """The titles that follow "Related stories"."""
    body = len(units) - 1  # the last line of the report, as far as is known
    for at, unit in enumerate(units):
        if (
            unit.kind is not RegionKind.RELATED
            or unit.score.opens is not RegionKind.RELATED
            or not unit.whole
        ):
            continue
        while body > at and (units[body].kind is not None or units[body].sign):
            body -= 1
        end = at + 1
        while end < len(units) and end - at <= _LINKS and _may_be_link(units[end]):
            end += 1
        if end <= body:
            while end > at + 1 and units[end - 1].words <= _CROSSHEAD:
                end -= 1  # the report goes on: this is the head of its next part
        if end == at + 1 and unit.button and at > 0 and units[at - 1].kind is not None:
            unit.kind = units[at - 1].kind  # "Read more" without links is the button of what stands above
        for link in units[at + 1 : end]:
            link.kind = link.kind or RegionKind.RELATED


def _may_be_link(unit: _Unit) -> bool:
    return unit.sign or ((unit.title or unit.button) and unit.kind in (None, RegionKind.RELATED))


def _grow(units: Sequence[_Unit], rules: Rules) -> None:
    """Appeals, subscription boxes and notices over the likely sentences on both sides."""
    for at, unit in enumerate(units):
        if unit.kind in _GROWING:
            _grow_forwards(units, at, unit.kind, rules)
    for at in range(len(units) - 1, 0, -1):
        kind = units[at].kind
        if kind in _GROWING and units[at - 1].kind is None:
            _grow_backwards(units, at, kind, rules)


def _grow_backwards(units: Sequence[_Unit], at: int, kind: RegionKind, rules: Rules) -> None:
    """Take along what leads up to a marked sentence: of its own line on fainter signs, and over a gap."""
    line, before = units[at].line, units[at - 1]
    if before.line != line:
        if before.score.of(kind) >= _enough(before, rules):
            before.kind = kind
        return
    for start in range(at - 1, max(-1, at - 2 - _GAP), -1):
        unit = units[start]
        if unit.line != line or unit.kind is not None or unit.score.against:
            return
        first_of_line = start == 0 or units[start - 1].line != line
        if unit.score.of(kind) >= rules.thresholds.likely or (first_of_line and unit.words <= _SHORT):
            for inner in units[start:at]:
                inner.kind = kind
            return


def _grow_forwards(units: Sequence[_Unit], at: int, kind: RegionKind, rules: Rules) -> None:
    if at + 1 == len(units) or units[at + 1].kind is not None:
        return
    opened = _is_opened(units, at, kind)
    last, gap = at, 0
    for here in range(at + 1, len(units)):
        unit = units[here]
        if unit.kind not in (None, kind):
            break
        if unit.kind is kind or _goes_on(unit, kind, opened, rules):
            for inner in units[last + 1 : here + 1]:
                inner.kind = kind
            last, gap = here, 0
            continue
        gap += not unit.sign
        near = opened or unit.line == units[last].line
        if unit.score.against or not (near or unit.sign) or gap > _GAP:
            break
    _finish_line(units, last, kind)


def _is_opened(units: Sequence[_Unit], at: int, kind: RegionKind) -> bool:
    while at >= 0 and units[at].kind is kind:
        if units[at].score.opens is kind:
            return True
        at -= 1
    return False


def _goes_on(unit: _Unit, kind: RegionKind, opened: bool, rules: Rules) -> bool:
    score = unit.score
    if score.against:
        return False
    if unit.button or score.of(kind) >= rules.thresholds.likely:
        return True
    return opened and score.of(kind) + score.faint.get(kind, 0.0) >= rules.thresholds.faint


def _finish_line(units: Sequence[_Unit], last: int, kind: RegionKind) -> None:
    """Take along the end of a line most of which is marked."""
    line = units[last].line
    end = last + 1
    while end < len(units) and units[end].line == line and units[end].kind is None:
        if units[end].score.against or end - last > _REST:
            return
        end += 1
    first = last
    while first > 0 and units[first - 1].line == line and units[first - 1].kind is kind:
        first -= 1
    if sum(u.words for u in units[first : last + 1]) >= sum(u.words for u in units[last + 1 : end]):
        for unit in units[last + 1 : end]:
            unit.kind = kind


def _enough(unit: _Unit, rules: Rules) -> float:
    """The score that a sentence beside boilerplate needs: a long one may be the report's last or first."""
    return rules.thresholds.likely if unit.words <= _SLOGAN else rules.thresholds.sure


def _mark_likely(units: Sequence[_Unit], rules: Rules) -> None:
    """Likely sentences and single buttons beside boilerplate; a likely credit at the very end."""
    _mark_likely_in(units, rules)
    if units and units[-1].whole and units[-1].kind is None:
        kind, score = units[-1].score.best()
        if kind is RegionKind.CREDIT and score >= _enough(units[-1], rules):
            units[-1].kind = kind
    _mark_likely_in(units[::-1], rules)


def _mark_likely_in(units: Sequence[_Unit], rules: Rules) -> None:
    """Go over the sentences in this order; each is judged by the one before it, signs left out."""
    beside: _Unit | None = None
    for unit in units:
        if unit.sign and unit.kind is None:
            continue
        if unit.kind is None and beside is not None and beside.kind is not None:
            kind, score = unit.score.best()
            if (unit.whole or unit.line == beside.line) and kind and score >= _enough(unit, rules):
                unit.kind = kind
            elif unit.whole and unit.button:
                unit.kind = beside.kind
        beside = unit


def _mark_between(units: Sequence[_Unit]) -> None:
    """Signs and very short lines between boilerplate of one kind, and signs behind it at the end."""
    last: int | None = None
    for at, unit in enumerate(units):
        if unit.kind is None:
            continue
        gap = units[last + 1 : at] if last is not None and units[last].kind is unit.kind else []
        if all(_is_short(inner) for inner in gap) and sum(not inner.sign for inner in gap) <= _GAP:
            for inner in gap:
                inner.kind = unit.kind
        last = at
    if last is not None and all(unit.sign for unit in units[last + 1 :]):
        for unit in units[last + 1 :]:
            unit.kind = units[last].kind


def _mark_headings(units: Sequence[_Unit]) -> None:
    """The heading of the box with which a text ends."""
    at = len(units) - 1
    while at >= 0 and units[at].kind is not None:
        at -= 1
    if not 0 < at < len(units) - 1 or units[at + 1].kind not in _GROWING:
        return
    heading, before = units[at], units[at - 1]
    is_heading = heading.whole and heading.title and not heading.button and heading.words <= _HEADING
    if is_heading and (before.kind is not None or before.plain.rstrip(_CLOSE).endswith((".", "!", "?"))):
        heading.kind = units[at + 1].kind


def _is_short(unit: _Unit) -> bool:
    return unit.whole and unit.words <= _SHORT and not unit.plain.endswith(_SENTENCE_CLOSE)


def _regions(units: Sequence[_Unit]) -> Iterator[Region]:
    start: _Unit | None = None
    end: _Unit | None = None
    for unit in units:
        if start is not None and end is not None and unit.kind is not start.kind:
            yield Region(start.span.start, end.span.end, start.kind or RegionKind.NAVIGATION)
            start = None
        if unit.kind is not None:
            start = start or unit
            end = unit
    if start is not None and end is not None:
        yield Region(start.span.start, end.span.end, start.kind or RegionKind.NAVIGATION)
