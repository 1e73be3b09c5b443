"""The lane timeline of the report, drawn as SVG.

In: a ledger. Out: one ``<svg>`` element as a string, every text in it escaped. Invariant: a mark's
place shows what is known. A day is a dot, an interval a bar, an open end fades out; what has no
day at all is not drawn but counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from onrecord.model import Ledger, When

_WIDTH = 1080
_LEFT = 118  # room for the lanes' names
_RIGHT = 24
_ROW = 22
_TOP = 34
_LETTER, _CAPITAL = 6.2, 8.2  # mean widths at the labels' size; they decide which labels share a row
_LONGEST_LABEL = 34
_SEASON = 92  # days; a wider interval is not shown in full


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a lane: where it is, what it is called, and the line it leads to."""

    when: When
    label: str
    status: str
    href: str
    hint: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A named row of marks."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that the chart shows."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days from first to last."""
        return max(1, (self.last - self.first).days)

    def x(self, day: date) -> float:
        """Horizontal place of a day, clamped to the chart's ends."""
        share = min(1.0, max(0.0, (day - self.first).days / self.days))
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def lanes(ledger: Ledger) -> tuple[Lane, ...]:
    """The lanes of a ledger: rounds, meetings and calls, deadlines, proposals, other events, reports."""
    rounds = (
        Mark(
            r.when,
            (f"Round {r.ordinal}" if r.ordinal else "Talks") + (f", {r.place}" if r.place else ""),
            r.status,
            f"#{r.id}",
            f"{r.status}: {', '.join(r.parties)}",
        )
        for r in ledger.rounds
    )
    meetings = (
        Mark(m.when, " – ".join(m.participants) or m.kind, m.status, f"#{m.id}", f"{m.kind}, {m.status}")
        for m in ledger.meetings
    )
    deadlines = (
        Mark(
            d.due,
            f"{d.setter or 'Unknown'} to {d.addressee or 'unknown'}",
            d.status,
            f"#{d.id}",
            f"deadline, {d.status}: {d.demand or ''}",
        )
        for d in ledger.deadlines
    )
    proposals = (
        Mark(p.when, f"{p.author or 'Unknown'}: {p.kind.replace('_', ' ')}", p.status, f"#{p.id}", p.content)
        for p in ledger.proposals
    )
    events = (
        Mark(e.when, f"{e.kind.replace('_', ' ')}: {', '.join(e.parties)}", e.status, f"#{e.id}", e.content)
        for e in ledger.events
        if e.round is None
    )
    reports = (
        Mark(r.published, r.outlet or r.name, "reported", f"#doc-{r.id[:12]}", r.title or r.name)
        for r in ledger.reports
    )
    found = (
        Lane("Rounds", tuple(rounds)),
        Lane("Meetings, calls", tuple(meetings)),
        Lane("Deadlines", tuple(deadlines)),
        Lane("Proposals", tuple(proposals)),
        Lane("Other events", tuple(events)),
        Lane("Reports", tuple(reports)),
    )
    return tuple(lane for lane in found if any(_drawable(m.when) for m in lane.marks))


def axis(drawn: Iterable[Lane]) -> Axis | None:
    """The days to show: all that are known to a season, less far outliers, so that the rest has room.

    A wider interval stretches the axis only so far that it begins on it. A single day at either end
    whose removal shortens the axis by more than half is an outlier. A bar that does not fit is pale,
    and what lies wholly outside is marked with an arrow.
    """
    placed = [m.when for lane in drawn for m in lane.marks if _drawable(m.when)]
    close = [w for w in placed if w.earliest and w.latest and (w.latest - w.earliest).days <= _SEASON]
    days = sorted(
        {day for when in close or placed for day in (when.earliest, when.latest) if day is not None}
    )
    if not days:
        return None
    days = sorted({*days, *_nearest_ends(placed, When(days[0], days[-1]))})
    while len(days) > 4:
        whole = (days[-1] - days[0]).days
        if whole > 60 and (days[-1] - days[1]).days < whole / 2:
            days = days[1:]
        elif whole > 60 and (days[-2] - days[0]).days < whole / 2:
            days = days[:-1]
        else:
            break
    margin = timedelta(days=max(2, (days[-1] - days[0]).days // 30))
    return Axis(days[0] - margin, days[-1] + margin)


def _nearest_ends(placed: Iterable[When], shown: When) -> Iterator[date]:
    """The near ends of the intervals that lie wholly outside what is shown."""
    for when in placed:
        if when.meets(shown):
            continue
        after = when.earliest is not None and shown.latest is not None and when.earliest > shown.latest
        end = when.earliest if after else when.latest
        if end is not None:
            yield end


def draw(ledger: Ledger) -> Markup:
    """The timeline; the empty string where nothing has a day."""
    drawn = lanes(ledger)
    span = axis(drawn)
    if span is None:
        return Markup("")
    parts: list[Markup] = []
    y = _TOP
    for lane in drawn:
        rows = _rows([m for m in lane.marks if _drawable(m.when)], span)
        height = len(rows) * _ROW + 10
        parts.append(
            Markup('<rect class="lane" x="0" y="{}" width="{}" height="{}"/>').format(y, _WIDTH, height - 4)
        )
        parts.append(Markup('<text class="lane-name" x="8" y="{}">{}</text>').format(y + 18, lane.name))
        for i, row in enumerate(rows):
            parts += [_mark(mark, span, y + 13 + i * _ROW) for mark in row]
        y += height
    grid = _ticks(span, y)
    head = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {} {}" role="img" '
        'aria-label="Timeline of rounds, meetings, deadlines, proposals, other events and reports">'
    ).format(_WIDTH, y + 6)
    return Markup("").join([head, grid, *parts, Markup("</svg>")])


def _drawable(when: When) -> bool:
    """Whether a mark can be placed: a closed interval, or one that opens at a known day."""
    return when.known and (when.latest is None or when.earliest is None or when.latest >= when.earliest)


def _ends(when: When, span: Axis) -> tuple[float, float]:
    left = span.x(when.earliest or span.first)
    right = span.x(when.latest or span.last)
    return left, right


def _rows(marks: Sequence[Mark], span: Axis) -> list[list[Mark]]:
    """Marks in rows such that no two of a row overlap, each in the first row with room."""
    rows: list[list[Mark]] = []
    ends: list[float] = []
    for mark in sorted(marks, key=lambda m: (m.when.earliest or date.min, m.when.latest or date.max, m.href)):
        left, right = _extent(mark, span)
        for i, end in enumerate(ends):
            if left > end + 8:
                rows[i].append(mark)
                ends[i] = right
                break
        else:
            rows.append([mark])
            ends.append(right)
    return rows


def _extent(mark: Mark, span: Axis) -> tuple[float, float]:
    """From where to where a mark takes up its row, label included."""
    left, right = _ends(mark.when, span)
    anchor, x = _label_place(mark, span)
    width = _width(mark, span)
    return (min(left, x - width) - 6, right + 6) if anchor == "end" else (left - 6, max(right, x + width))


def _label_place(mark: Mark, span: Axis) -> tuple[str, float]:
    """Where the label goes: right of the mark, else left of it, else on it."""
    left, right = _ends(mark.when, span)
    width = _width(mark, span)
    if right + 9 + width <= _WIDTH:
        return "start", right + 9
    if left - 9 - width >= _LEFT:
        return "end", left - 9
    return "start", left + 6


def _width(mark: Mark, span: Axis) -> float:
    return sum(_CAPITAL if letter.isupper() else _LETTER for letter in _label(mark, span))


def _label(mark: Mark, span: Axis) -> str:
    text = mark.label
    text = text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"
    if mark.when.earliest is not None and mark.when.earliest > span.last:
        return text + " ▸"
    if mark.when.latest is not None and mark.when.latest < span.first:
        return "◂ " + text
    return text


def _goes_on(when: When, span: Axis) -> bool:
    """Whether a bar goes on beyond what is known or shown."""
    return (
        when.earliest is None or when.latest is None or when.earliest < span.first or when.latest > span.last
    )


def _mark(mark: Mark, span: Axis, y: float) -> Markup:
    left, right = _ends(mark.when, span)
    anchor, x = _label_place(mark, span)
    if mark.when.day is not None:
        shape = Markup('<circle cx="{:.1f}" cy="{}" r="5"/>').format(left, y)
    else:
        open_end = " open" if _goes_on(mark.when, span) else ""
        below = 8 if anchor == "start" and x < right else 0  # the label stands on the bar
        shape = Markup('<rect class="bar{}" x="{:.1f}" y="{}" width="{:.1f}" height="4" rx="2"/>').format(
            open_end, left, y - 2 + below, max(8.0, right - left)
        )
    text = Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>').format(
        x, y + 4, anchor, _label(mark, span)
    )
    return Markup('<a href="{}" class="mark s-{}"><title>{}</title>{}{}</a>').format(
        mark.href, mark.status, f"{mark.when.edtf()} {mark.hint}"[:300], shape, text
    )


def _ticks(span: Axis, bottom: float) -> Markup:
    """Vertical lines at a readable distance: days, weeks, months or years."""
    parts = []
    for day, name in _tick_days(span):
        x = span.x(day)
        parts.append(
            Markup('<line class="tick" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(
                x, _TOP - 6, bottom
            )
        )
        parts.append(Markup('<text class="tick-name" x="{:.1f}" y="{}">{}</text>').format(x, _TOP - 14, name))
    return Markup("").join(parts)


def _tick_days(span: Axis) -> list[tuple[date, str]]:
    if span.days <= 70:
        step = 1 if span.days <= 12 else 7
        start = span.first if step == 1 else span.first + timedelta(days=-span.first.weekday() % 7)
        days = [start + timedelta(days=i) for i in range(0, span.days + 1, step)]
        return [
            (d, f"{d.day} {d:%b}" + (f" {d.year}" if i == 0 else ""))
            for i, d in enumerate(days)
            if d <= span.last
        ]
    months = [
        date(year, month, 1)
        for year in range(span.first.year, span.last.year + 1)
        for month in range(1, 13)
        if span.first <= date(year, month, 1) <= span.last
    ]
    every = next((n for n in (1, 3, 6, 12, 24, 60, 120) if len(months) / n <= 13), 240)
    picked = [m for m in months if ((m.year * 12 + m.month - 1) % every) == 0]
    return [(m, str(m.year) if every >= 12 else f"{m:%b} {m.year}") for m in picked]
