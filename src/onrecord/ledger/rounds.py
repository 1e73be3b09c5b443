"""Rounds of talks: one round for all the names that documents give it.

In: the rounds in the making (:mod:`onrecord.ledger.desk`) and the mentions of what was agreed, who invited
and who walked out. Out: :class:`Round` items. Invariant: the day of a round held is one on
which it was held, where that is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from onrecord.knowledge import load
from onrecord.ledger import standing
from onrecord.ledger.desk import counted
from onrecord.ledger.gatherings import LONG_TALKS, Gathering
from onrecord.ledger.intervals import bounds, in_words
from onrecord.ledger.mentions import HELD, PROSPECTIVE, Mention, history, joined_when
from onrecord.ledger.names import country_of, fold, same_place
from onrecord.model import WALKOUT, Entry, EventKind, Round, Span, Status, When

_DATED = 7  # days: an interval no wider places a mention in time

_Invited = dict[tuple[str, tuple[Span, ...]], tuple[str, frozenset[str]]]


def rounds(gathered: Iterable[Gathering], told: Sequence[Mention]) -> tuple[Round, ...]:
    """The items of the ledger, by day, then ordinal."""
    agreed, invited, gathered = _agreements(told), _invitations(told), list(gathered)
    left = _walkouts(told, gathered)
    out = [_item(g, agreed, invited, left.get(g.id, [])) for g in gathered]
    return tuple(sorted(out, key=lambda r: (bounds(r.when)[0], r.ordinal or 0, r.id)))


def _item(
    gathering: Gathering, agreed: dict[str, list[Mention]], invited: _Invited, left: Sequence[Mention]
) -> Round:
    told = sorted(gathering.mentions, key=lambda m: m.key)
    roll = told[0].roll
    # a count of rounds tells that each was held, not when
    dated = [m for m in told if not counted(m) and not _was_elsewhere(m, told)]
    when = joined_when(dated)
    mediators = Counter(id for m in told for id in m.role("mediator"))
    parties = Counter(p for m in told if len(m.sides) > 1 or len(gathering.parties) < 2 for p in m.sides)
    most = max(parties.values(), default=0)
    ours = gathering.parties
    kept = [p for p, n in parties.items() if p in ours or (2 * n >= most and (roll.lists(p) or not ours))]
    for mention in told:
        host, guests = invited.get((mention.page.id, mention.event.evidence), ("", frozenset()))
        if host and guests <= (gathering.parties or set(kept)):
            mediators[host] += 1
    outcomes = [*_outcomes(told, when, agreed), *left]
    entries = history(told, _notes(dated))
    return Round(
        id=gathering.id,
        ordinal=gathering.ordinal,
        parties=tuple(sorted(roll.name(p) for p in (kept or gathering.parties) if p not in mediators)),
        mediators=tuple(sorted(roll.name(m) for m in mediators)),
        place=_place(told, when),
        when=when,
        level=_level(told),
        status=standing.status(entries),
        history=(*entries, *_outcome_entries(outcomes)),
        outcomes=tuple(dict.fromkeys(map(_told_as, outcomes))),
    )


def _invitations(told: Iterable[Mention]) -> _Invited:
    """By the sentence: who invites several others to talks without being one of them, and whom."""
    found: _Invited = {}
    for mention in told:
        host = mention.side_of("author")
        guests = mention.sides_of("addressee")
        if mention.event.kind is EventKind.INVITATION and host and len(guests) > 1 and host not in guests:
            found[mention.page.id, mention.event.evidence] = (host, guests)
    return found


def _place(told: Sequence[Mention], when: When) -> str | None:
    """The place most often told of the round as held, else as planned on its day; the latest decides a tie.

    A city goes before the country that it lies in.
    """
    named = [m.event.place for m in told if m.event.place]
    countries = {country for place in named if (country := country_of(place))}
    held = [m for m in told if m.event.status in HELD]
    dated = [m for m in told if m.vagueness <= _DATED]
    then = [m for m in dated if when.known and m.when.known and m.when.meets(when)]
    for pool in (held, then, dated, told):
        places = [p for m in pool if (p := m.event.place)]
        cities = [p for p in named if country_of(p) in places] if set(places) <= countries else []
        places = cities or places
        counts = Counter(fold(p) for p in places)
        for place in reversed(places):
            if counts[fold(place)] == max(counts.values()):
                return place
    return None


def _was_elsewhere(mention: Mention, told: Sequence[Mention]) -> bool:
    """Whether a round was planned for one place and held in another: the day of the plan is not its day."""
    held = [m for m in told if m.event.status in HELD]
    agree = {same_place(mention.event.place, m.event.place) for m in held}
    return mention.event.status in PROSPECTIVE and False in agree and True not in agree


def _notes(told: Sequence[Mention]) -> dict[str, str]:
    """Words on each change of day, by event id."""
    notes: dict[str, str] = {}
    before: When | None = None
    for mention in told:
        now, old = mention.when, mention.event.moved_from or before
        last = mention.event.status in HELD and mention.event.moved_from is None  # the last day of several
        few = now.day is not None and old is not None and 0 < _days_between(old, now) < LONG_TALKS
        if last and few:
            continue
        if now.day is not None and old is not None and old.day is not None and now.day != old.day:
            notes[mention.event.id] = f"moved from {in_words(old)} to {in_words(now)}"
        elif mention.event.status is Status.POSTPONED:
            notes[mention.event.id] = "postponed"
        if now.day is not None:
            before = now
    return notes


def _days_between(a: When, b: When) -> int:
    """From one day to another; 0 where one of them is none."""
    return 0 if a.day is None or b.day is None else (b.day - a.day).days


@cache
def _levels() -> tuple[int, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The window and a pattern for each level, from ``knowledge/rounds.yaml``."""
    data = load("rounds")
    patterns = tuple(
        (level, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"))
        for level, words in data["levels"].items()
    )
    return data["window"], patterns


def _level(told: Sequence[Mention]) -> str | None:
    """The level that most mentions tell; none where they tell none or disagree evenly."""
    window, patterns = _levels()
    counts: Counter[str] = Counter()
    for mention in told:
        trigger, text = mention.event.trigger, mention.page.text
        around = [s for s in mention.event.evidence if s.overlaps(trigger)] or [trigger]
        start = max(trigger.start - window, around[0].start)
        words = text[start : min(trigger.end + window, around[0].end)].casefold().replace("’", "'")
        found = [level for level, pattern in patterns if pattern.search(words)]
        if len(found) == 1:
            counts[found[0]] += 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _agreements(told: Iterable[Mention]) -> dict[str, list[Mention]]:
    """What is told as agreed, by document."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in told:
        if mention.event.kind is EventKind.AGREEMENT and mention.event.status is Status.HAPPENED:
            found[mention.page.id].append(mention)
    return found


def _outcomes(told: Sequence[Mention], when: When, agreed: dict[str, list[Mention]]) -> list[Mention]:
    """Agreements that a document puts into the same sentence as the held round, or on its very day."""
    found = []
    sides = frozenset(s for m in told for s in m.sides)
    for document in dict.fromkeys(m.page.id for m in told if m.event.status in HELD):
        sentences = {
            s for m in told if m.page.id == document and m.event.status in HELD for s in m.event.evidence
        }
        for mention in agreed.get(document, ()):
            same_day = when.day is not None and mention.when.day == when.day
            if (sentences & set(mention.event.evidence) or same_day) and (mention.sides & sides):
                found.append(mention)
    return found


def _told_as(outcome: Mention) -> str:
    """An outcome in the words of its report: what was agreed; of a walk-out the sentence, to say whose."""
    words = outcome.event.content if outcome.event.mode != WALKOUT else ()
    return outcome.page.quote(words or outcome.event.evidence)


def _walkouts(told: Iterable[Mention], gathered: Sequence[Gathering]) -> dict[str, list[Mention]]:
    """Who walked out of which round, by its id: of one told in the same sentence, else of the only one that
    is told as held in the same document, between sides of which it may be one.
    """
    held: dict[str, list[Gathering]] = defaultdict(list)
    for gathering in gathered:
        for document, mentions in gathering.by_page.items():
            if any(m.event.status in HELD for m in mentions):
                held[document].append(gathering)
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in told:
        if mention.event.mode != WALKOUT or mention.event.status is not Status.HAPPENED:
            continue
        side, document = mention.side_of("author"), mention.page.id
        fitting = [g for g in held[document] if side is None or side in g.parties]
        sentence = set(mention.event.evidence)
        beside = [g for g in fitting if any(sentence & set(m.event.evidence) for m in g.in_page(document))]
        chosen = beside or fitting
        if len(chosen) == 1:
            found[chosen[0].id].append(mention)
    return found


def _outcome_entries(outcomes: Sequence[Mention]) -> tuple[Entry, ...]:
    return tuple(replace(entry, note=standing.OUTCOME) for entry in history(outcomes))
