"""Pairs: who set a deadline, and on whom, where a mention leaves out a half.

In: mentions of deadlines in the record's order. Out: the two sides of each. Invariant: a half is only
filled in where nothing told of the same document, day or record speaks for another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from onrecord.ledger.intervals import days_in
from onrecord.ledger.mentions import Mention
from onrecord.ledger.names import fold
from onrecord.model import Participant

Pair = tuple[str, str]
"""Ids of setter and addressee; the empty string where not known."""
_Due = tuple[date | None, str]  # a day, and who set it
_DATED = 3  # days: an interval no wider places a deadline beside others
_CLEARLY = 2  # times as often: the pair that is meant
_WORD = 4  # letters; shorter words do not tell what is demanded
_SHARED = 2  # such words two tellings of one demand share at least


def between(told: Sequence[Mention]) -> dict[str, Pair]:
    """Setter and addressee of each mention, by event id; the empty string where not told.

    What is left out comes from the pair of the same document that it can be, then from the pair of
    the record with a deadline on the same day, where there is only one or one is clearly meant. A
    mention without a day, or of a move, is helped by the only pair of the record that it can be.
    """
    pairs = {m.event.id: (_setter(m), addressee(m)) for m in told}
    dated = [m for m in told if m.when.day is not None]
    here = _counts(told, pairs, lambda m: [m.page.id])
    for mention in told:
        if any(pairs[mention.event.id]):
            pairs[mention.event.id] = _whole(pairs[mention.event.id], here[mention.page.id])
    _complete(dated, pairs, lambda m: (m.page.id, m.when.day))
    _complete(dated, pairs, lambda m: m.when.day)
    on_day = _counts(told, pairs, lambda m: days_in(m.when, _DATED))
    demands = _demands(dated, pairs)
    for mention in dated:
        assert mention.when.day is not None
        same_day = on_day[mention.when.day.toordinal()]
        pair = _whole(pairs[mention.event.id], same_day)
        pairs[mention.event.id] = _same_demand(mention, pair, demands)
    anywhere = _counts(told, pairs, lambda m: [""])[""]
    halves = {pairs[m.event.id] for m in dated}  # a deadline that an agreement sets has no setter
    for mention in told:
        old = mention.event.moved_from
        if old is not None and old.day is not None:
            pairs[mention.event.id] = _whole(pairs[mention.event.id], on_day[old.day.toordinal()])
        nobodys = mention.event.mode == "missed" and pairs[mention.event.id] in halves
        if (not mention.when.known and not nobodys) or old is not None:
            pairs[mention.event.id] = _only(mention, pairs[mention.event.id], anywhere)
    _complete(dated, pairs, lambda m: m.when.day)  # with what the old day of a move has told
    return pairs


def _counts(
    told: Sequence[Mention], pairs: dict[str, Pair], places: Callable[[Mention], Iterable[object]]
) -> dict[object, Counter[Pair]]:
    """How often each whole pair is told of at each place (a document, a day)."""
    found: dict[object, Counter[Pair]] = defaultdict(Counter)
    for mention in told:
        if all(pairs[mention.event.id]):
            for place in places(mention):
                found[place][pairs[mention.event.id]] += 1
    return found


def _complete(told: Sequence[Mention], pairs: dict[str, Pair], place: Callable[[Mention], object]) -> None:
    """Where all that is told at one place names one setter and one addressee, halves make a whole."""
    groups: dict[object, list[Mention]] = defaultdict(list)
    for mention in told:
        if any(pairs[mention.event.id]):
            groups[place(mention)].append(mention)
    for group in groups.values():
        setters = {setter for m in group if (setter := pairs[m.event.id][0])}
        addressees = {addressee for m in group if (addressee := pairs[m.event.id][1])}
        if len(setters) == len(addressees) == 1 and setters != addressees:
            whole = (min(setters), min(addressees))
            for mention in group:
                if mention.named.issuperset(whole):
                    pairs[mention.event.id] = whole


def _whole(pair: Pair, known: Counter[Pair]) -> Pair:
    """The pair with what it lacks, as the one of the known pairs that it can be tells it."""
    fitting = Counter({p: n for p, n in known.items() if _can_be(pair, p)})
    ranked = fitting.most_common(2)
    if all(pair) or not ranked:
        return pair
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1] else pair


def _only(mention: Mention, pair: Pair, known: Counter[Pair]) -> Pair:
    """The pair with what it lacks, as the one pair of the record tells it whose sides the document names."""
    fitting = [p for p in known if _can_be(pair, p) and mention.named.issuperset(p)]
    return fitting[0] if len(fitting) == 1 and not all(pair) else pair


def _can_be(pair: Pair, whole: Pair) -> bool:
    return pair[0] in ("", whole[0]) and pair[1] in ("", whole[1])


def _demands(dated: Sequence[Mention], pairs: dict[str, Pair]) -> dict[_Due, dict[Pair, set[str]]]:
    """The words of what is demanded for a day by a setter, by the whole pair."""
    found: dict[_Due, dict[Pair, set[str]]] = defaultdict(dict)
    for mention in dated:
        pair = pairs[mention.event.id]
        if all(pair) and mention.roll.kind(pair[1]) is not None:
            found[mention.when.day, pair[0]].setdefault(pair, set()).update(_words(mention))
    return found


def _same_demand(mention: Mention, pair: Pair, demands: dict[_Due, dict[Pair, set[str]]]) -> Pair:
    """The pair of another telling where the addressee goes by a name of which nothing is known.

    "The Zarin regime" is meant where the same setter demands the same of one known side by the same day.
    """
    if not all(pair) or mention.roll.kind(pair[1]) is not None:
        return pair
    words = _words(mention)
    known = demands.get((mention.when.day, pair[0]), {})
    fitting = [p for p, told in known.items() if len(words & told) >= _SHARED]
    return fitting[0] if len(fitting) == 1 else pair


def _words(mention: Mention) -> set[str]:
    return {w[:6] for w in fold(mention.page.quote(mention.event.content)).split() if len(w) >= _WORD}


def _setter(mention: Mention) -> str:
    return _side(mention, "author")


def addressee(mention: Mention) -> str:
    """The id of the side on which a mention puts the deadline; empty where none is named."""
    return _side(mention, "addressee") or _side(mention, "target")


def _side(mention: Mention, role: str) -> str:
    """The side that stands in a role; none where only a description is told ("the union", "drivers")."""
    for participant in mention.event.participants:
        if participant.role == role and not described(participant):
            return mention.roll.side(participant.actor, participant.name)
    return ""


def described(participant: Participant) -> bool:
    """Whether only common words tell who it is: "the union", "drivers"."""
    return participant.actor is None and participant.name == participant.name.lower()
