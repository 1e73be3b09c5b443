"""Finding time expressions in a parsed text, without knowing when it was published.

In: a :class:`ParsedText`. Out: the expressions in order, with ``form`` set and ``value`` as far as
it stands without an anchor. The grammar proposes, guards in this module reject what only looks like
a time, the tense of the sentence fixes the direction (``?`` in a form), and an expression that
refers back (``@``) takes the form of the one it refers to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Token as Word

from onrecord.model import Time, TimeType
from onrecord.reading.language import Paragraph, ParsedText
from onrecord.reading.times import tense
from onrecord.reading.times.forms import FormError, has_days, is_absolute, steps, unanchored_value
from onrecord.reading.times.grammar import Grammar, Match, grammar
from onrecord.reading.times.lexicon import Token

_MOST_UNITS = 10_000  # nothing in the news lasts longer, in whatever unit
_MONEY = frozenset("$£€¥#")


@dataclass
class _Place:
    """A paragraph in which expressions are looked for."""

    paragraph: Paragraph
    tokens: list[Token]
    words: dict[int, Word] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def word(self, at: int) -> Word | None:
        """The parser's token that starts where token ``at`` starts (or covers it)."""
        if not self.words:
            self.words = {w.idx: w for w in self.paragraph.doc}
        start = self.tokens[at].start
        return self.words.get(start) or self.words.get(start - 1)

    def head(self, match: Match) -> Word | None:
        """The word of the expression on which its other words hang."""
        first, last = self.tokens[match.first].start, self.tokens[match.last - 1].end
        span = self.paragraph.doc.char_span(first, last, alignment_mode="expand")
        return None if span is None else span.root

    def text(self, at: int) -> str:
        """The lower-case text of token ``at``, empty beyond the ends."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def raw(self, at: int) -> str:
        """The text of token ``at`` as it stands."""
        if not 0 <= at < len(self.tokens):
            return ""
        token = self.tokens[at]
        return self.paragraph.doc.text[token.start : token.end]


def find(parsed: ParsedText) -> tuple[Time, ...]:
    """The time expressions of the body, in order, none overlapping another."""
    rules = grammar()
    found: list[Time] = []
    names = frozenset({"may"} if _names_may(parsed.text) else ())
    for paragraph in parsed.paragraphs:
        tokens, classes = rules.lexicon.tokens(paragraph.doc.text)
        place = _Place(paragraph, tokens, names=names)
        found.extend(_in_place(rules, place, classes, found))
    return tuple(found)


def _names_may(text: str) -> bool:
    """Whether somebody in the document is called May."""
    return any(f"{title} May" in text for title in ("Theresa", "Mrs", "Mrs.", "Ms", "Ms.", "Mr", "Mr.", "Minister"))


def _in_place(rules: Grammar, place: _Place, classes: str, before: list[Time]) -> list[Time]:
    out: list[Time] = []

    def accept(match: Match) -> Match | None:
        guard = _GUARDS.get(match.rule.guard or "")
        if guard is not None and not guard(place, match):
            return None
        match = replace(match, form=_directed(place, match))
        if "@" in match.form:
            match = replace(match, form=_referring(match.form, [*before, *out]))
        elif "%" in match.form:
            match = replace(match, form=_compared(match.form, [*before, *out]))
        try:
            if has_days(match.form):
                steps(match.form)
        except FormError:
            return None
        return match

    for match in rules.matches(place.tokens, classes, accept):
        out.append(_time(place, match))
    return out


def _time(place: _Place, match: Match) -> Time:
    text = place.paragraph.doc.text
    start, end = place.tokens[match.first].start, place.tokens[match.last - 1].end
    while end > start and text[end - 1] in ",;-":
        end -= 1
    offset = place.paragraph.start
    kind = TimeType.TIME if _has_clock(match.form) else match.rule.type
    return Time(
        start=offset + start,
        end=offset + end,
        type=kind,
        value=unanchored_value(match.form) if match.form else "",
        text=text[start:end],
        mod=match.mod,
        form=match.form or None,
    )


def _has_clock(form: str) -> bool:
    return any(part[0] == "T" and part[1:3] not in ("ue", "hu") for part in form.split())


def _directed(place: _Place, match: Match) -> str:
    """The form with its ``?`` replaced by the direction that the tense gives."""
    if "?" not in match.form:
        return match.form
    head = place.head(match)
    told = ""
    if head is not None:
        told = tense.direction(head, _word_before(place, match), place.text(match.last))
    sign = match.rule.ahead if told == tense.FUTURE else told or match.rule.default
    return match.form.replace("?", sign)


def _word_before(place: _Place, match: Match) -> str:
    """The word before the expression, articles and earlier expressions of a list passed over."""
    at = match.first - 1
    while at >= 0 and at > match.first - 4 and place.text(at) in {"the", "either", "both", "early", "late"}:
        at -= 1
    return place.text(at)


def _referring(form: str, before: list[Time]) -> str:
    """The form with ``@`` replaced by that of the last day mentioned, if there is one."""
    rest = form.replace("@", "").strip()
    for time in reversed(before[-4:]):
        if time.form and time.type in (TimeType.DATE, TimeType.TIME) and has_days(time.form):
            if "_REF" in time.form or ".since" in time.form:
                continue
            if time.value.count("-") < 2 and "W" not in time.value and not is_absolute(time.form):
                continue
            base = " ".join(p for p in time.form.split() if not p.startswith(("T0", "T1", "T2", "TMO", "TAF", "TEV", "TNI")))
            return f"{base} {rest}".strip()
    return rest


def _compared(form: str, before: list[Time]) -> str:
    """``a year earlier`` beside a quarter is that quarter a year earlier."""
    for time in before[-4:]:
        grain = _QUARTER.search(time.form or "")
        if grain:
            return f"-1Y Q-1" if time.form == "Q-1" else f"{time.form} -1Y {grain[1]}+0"
    return form.replace("%", "").strip()


_QUARTER = re.compile(r"(?:^|[ <>~-])([QH])[1-4+-]")


# --- guards: what looks like a time and may be none


def _month(place: _Place, match: Match) -> bool:
    """May and March are months only where the words before or after them say so."""
    at = match.last - 1
    if match.values.get("p"):
        return True
    before = place.text(at - 1)
    clear = {"in", "since", "until", "till", "during", "mid", "early", "late", "last", "next", "this", "throughout"}
    if before in clear:
        return True
    word = place.word(at)
    if word is None or word.tag_ not in ("NNP", "NN") or "may" in place.names or place.text(at + 1) == "'s":
        return False
    return before in {"by", "from", "through", "before", "after", "of", "for", "between", "to"} and (
        before not in {"of", "for", "to"} or _near_month(place, at)
    )


def _near_month(place: _Place, at: int) -> bool:
    return any("MONTH" in place.tokens[i].values for i in range(max(0, at - 4), min(len(place.tokens), at + 4)) if i != at)


def _year(place: _Place, match: Match) -> bool:
    """A bare number is a year unless money, a number sign or a counted noun stands beside it."""
    if match.last - match.first > 1:
        return True
    start = place.tokens[match.first].start
    text = place.paragraph.doc.text
    previous = text[start - 1] if start else " "
    following = text[place.tokens[match.first].end : place.tokens[match.first].end + 2]
    if previous in _MONEY or (previous in "-/." and not _prefix(place, match.first)) or following[:1] in "%/":
        return False
    value = match.values.get("y", "")
    if text[start] == "'":
        return place.text(match.first - 1) in {"in", "of", "since", "early", "late", "mid", "by", "from"}
    word, after = place.word(match.first), place.word(match.last) if match.last < len(place.tokens) else None
    if word is None or place.text(match.first - 1) in {"no", "number", "nearly", "than", "least", "about", "some", "over"}:
        return False
    if after is not None and after.tag_ == "NNS" and word.head.i == after.i and word.dep_ == "nummod":
        return place.text(match.first - 1) in {"the", "'s", "its", "their", "his", "her"}
    return 1700 <= int(value) <= 2100


def _prefix(place: _Place, at: int) -> bool:
    """``post-1989``, ``1989-1991``."""
    return place.text(at - 2) in {"post", "pre", "mid", "early", "late"} or "YEAR" in (
        place.tokens[at - 2].values if at > 1 else {}
    )


def _adverb(place: _Place, match: Match) -> bool:
    word = place.word(match.first)
    return word is not None and word.tag_ == "RB" and word.dep_ not in ("amod", "compound")


def _noun(place: _Place, match: Match) -> bool:
    """A season word used as a noun, not as a verb or in a name ("the Summer Palace")."""
    at = match.last - 1
    word = place.word(at)
    if word is None or word.pos_ not in ("NOUN", "PROPN", "ADV"):
        return False
    after = place.raw(match.last)
    return not (place.raw(at)[:1].isupper() and after[:1].isupper())


def _clock(place: _Place, match: Match) -> bool:
    """A clock time needs a.m. or p.m., a zone, or ``at`` before it; scores and ratios have none."""
    if any(name in match.values for name in ("a", "z")) or "o'clock" in (place.text(i) for i in range(match.first, match.last)):
        return True
    time = match.values.get("t", "")
    if time in ("12:00", "24:00") and place.text(match.first) in ("noon", "midday", "midnight"):
        return place.text(match.first + 1) not in ("mass", "express")
    return place.text(match.first - 1) in {"at", "by", "from", "until", "till", "before", "after", "around", "about"}


def _future(place: _Place, match: Match) -> bool:
    """``soon`` is a date, ``future`` only as an adjective; both not in ``as soon as``."""
    text = place.text(match.first)
    if match.last - match.first == 1 and text == "soon":
        return place.text(match.last) not in {"after", "as"} and place.text(match.first - 1) not in {"as", "too"}
    if text == "the" and place.text(match.last) == "of":
        return False
    return True


def _span(place: _Place, match: Match) -> bool:
    """A duration, not an age or a bare adjective."""
    unit = match.values.get("u", "")
    number = match.values.get("n", "")
    if unit == "Q" and (place.text(match.last) == "of" or "UNITS" in place.tokens[match.last - 1].values and place.text(match.last - 2) == "-"):
        return False  # "a quarter of", "three-quarters"
    if number.isdigit() and int(number) > _MOST_UNITS:
        return False
    first = place.text(match.first)
    if first in {"a", "an"} and unit in ("TS", "TM") and match.last - match.first == 2:
        return place.text(match.first - 1) in {"for", "in", "within", "than", "about", "every"}
    if first == "per" or (first == "a" and unit == "C" and number == "1"):
        return first != "per"
    if place.text(match.last) == "-" and place.text(match.last + 1) in {"old", "olds"}:
        return False
    if place.text(match.last) in {"old", "olds"} or (unit == "TS" and "ORD" in place.tokens[match.last - 1].values):
        return False
    if number == "1" and first == "one" and unit == "D" and match.last - match.first == 2:
        return True
    return True


def _units(place: _Place, match: Match) -> bool:
    """Bare units (``for months``, ``the years``) are durations in few places only."""
    before = place.text(match.first - 1)
    if place.text(match.last) in {"old", "later", "earlier"} or place.text(match.last) == "'":
        return False
    if match.last - match.first > 1:
        return any(place.text(i) in {"past", "last", "next"} for i in range(match.first, match.last))
    return before in {"for", "in", "within", "took", "take", "takes", "spent", "after", "of", "over", "be", "comes", "come"}


def _this_unit(place: _Place, match: Match) -> bool:
    """``the week`` is this week only as an adverbial: "for the year", "in the quarter"."""
    before = place.text(match.first - 1)
    return before in {"for", "in", "during", "of", "this", "on", "over", "earlier", "later", "throughout", "from", "into", "within", "through"}


def _referring_guard(place: _Place, match: Match) -> bool:
    return True


_GUARDS: Mapping[str, Callable[[_Place, Match], bool]] = {
    "month": _month,
    "year": _year,
    "adverb": _adverb,
    "noun": _noun,
    "clock": _clock,
    "future": _future,
    "span": _span,
    "units": _units,
    "this_unit": _this_unit,
    "referring": _referring_guard,
}
