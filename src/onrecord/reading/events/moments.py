"""When and where an event is: the time and the place that belong to it and to nothing else.

In: a trigger and the scene. Out: a When and a place's name. Invariant: a time is taken only where the
parse hangs it on the event's own words, never because it stands near.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import UNKNOWN, Basis, EventKind, Span, Status, Time, TimeType, When
from onrecord.reading import times
from onrecord.reading.events import entries, frames, grammar, hanging, plans
from onrecord.reading.events.hanging import Hung
from onrecord.reading.events.scene import Place
from onrecord.reading.events.triggers import Trigger
from onrecord.reading.times import forms

_AT = frozenset({"in", "at", "inside", "near", "outside"})
_INTO = frozenset({"to", "for", "into"})
_WEEKDAYS = frozenset({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})  # as forms write them
_STEPS = 5  # words climbed from a time or place to what it hangs on
_ON = frozenset({"", "on", "in", "at", "during", "over", "this", "next", "last"})
_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DID_NOT_HAPPEN})
ENDINGS = frozenset({"expire", "lapse", "end", "run", "collapse", "break"})
_TRAVELLING = frozenset({"fly", "arrive", "travel", "come", "go", "land", "leave", "return", "visit"})
_AHEAD = frozenset({Status.PLANNED, Status.POSTPONED})
_UNTIL = frozenset({"to", "until", "till", "for"})
_BESIDE = frozenset({"after", "before", "unlike"})  # "ended after midnight on Friday": not on that day
_LASTING = frozenset({Status.ONGOING, Status.CANCELLED})  # "under way since Monday", "suspended since 3 June"


@dataclass(frozen=True)
class Calendar:
    """The times and places of one sentence, and what they hang on."""

    place: Place
    hung: tuple[Hung, ...]
    places: tuple[tuple[str, Token, Token, str], ...]

    @classmethod
    def of(cls, place: Place) -> Calendar:
        """Hang the times and places of a sentence."""
        hung: list[Hung] = []
        for time in place.scene.times_in(place.sentence.span):
            root = hanging.root_of(place, Span(time.start, time.end))
            if root is not None and not hanging.of_source(root):
                on, by = hanging.above(root)
                hung.append(Hung(time, on, by, root))
        places: list[tuple[str, Token, Token, str]] = []
        for span, name in place.scene.cast.places_in(place.sentence.span):
            root = hanging.root_of(place, span)
            if root is not None and not hanging.is_not(root):
                on, by = hanging.above(root)
                places.append((name, root, on, by))
                if root.dep_ == "appos" and places[:-1]:
                    places.pop()  # "Lusaka, Zambia" is one place
        return cls(place, tuple(hung), tuple(places))

    def when(self, trigger: Trigger) -> tuple[When, When | None]:
        """The day of an event, and the day it was moved from where the text tells of a move."""
        if trigger.sense.kind is EventKind.CEASEFIRE and _is_ended(trigger):
            return UNKNOWN, None  # the day on which it expired is not its own
        when, moved_from = self._own(trigger)
        if not when.known and trigger.attended is not None:
            return self._own(trigger.attended)
        return when, moved_from

    def _own(self, trigger: Trigger) -> tuple[When, When | None]:
        found, old = self._new_and_old(trigger)
        if len(found) > 1:  # "at midnight on 6 June": the hour alone would be today's
            found = [t for t in found if not _is_hour(t)] or found
        if trigger.verdict.status in _AHEAD:
            found = [t for t in found if t.form != "PRESENT_REF"]  # "will now be held on Monday"
        if trigger.sense.held:
            found = [self.past(t) for t in found]
        elif _looks_ahead(trigger):
            found = [self.expected(t) for t in found]
        elif trigger.verdict.status is Status.UNCONFIRMED:  # "a round on 3 June was likely"
            found = [t if is_weekday(t) else self.near(t) for t in found]
        elif trigger.verdict.present and trigger.sense.family == "talk":
            found = [self.ahead(t) if is_weekday(t) else t for t in found]  # "which opens on Friday"
        own, _ = _anchors(trigger)
        if not found and not old:
            found = self._shared(own, trigger.verdict.status)
        if not found and not old:
            found = self._headed(own, trigger.verdict.status, present=trigger.verdict.present)
        ranged = trigger.verdict.status is not Status.POSTPONED  # "put off from Monday to Friday"
        return self._joined(found, ranged=ranged), (self._joined(old) if old else None)

    def _new_and_old(self, trigger: Trigger) -> tuple[list[Time], list[Time]]:
        """The times that a trigger's words give its event, and those of a plan that is over."""
        own, told = _anchors(trigger)
        moving = trigger.verdict.status is Status.POSTPONED
        movers = {c.token.i for c in trigger.verdict.carriers if c.entry.effect == Status.POSTPONED}
        found = [h.time for h in self._dated() if self._opens(h, own)]
        old: list[Time] = []
        for hung in self._dated():
            former = self._former(hung.on)
            if former is not None and _is_about(former, own | told):
                old.append(self.near(hung.time))
                continue
            anchor = self._reached(hung.on, own | told)
            if anchor is None or hung.by in _BESIDE or _is_beside(hung, own, trigger.verdict.status):
                continue
            if moving and anchor in movers:
                if hung.by in _UNTIL:
                    found.append(self.ahead(hung.time))
                elif hung.by == "from":
                    old.append(self.near(hung.time))
            elif moving:
                old.append(self.near(hung.time))
            elif trigger.sense.family == "act":  # "proposed talks for Monday" on some other day
                if anchor in own and hung.by != "for":
                    found.append(hung.time)
            elif anchor in own or hung.by == "for":
                found.append(hung.time)
        return found, old

    def day(self, own: frozenset[int], told: frozenset[int], status: Status) -> When:
        """The day of an event whose words are ``own``; of a time that hangs on ``told``, only with "for"."""
        found = [h.time for h in self._dated() if self._opens(h, own)]
        for hung in self._dated():
            anchor = self._reached(hung.on, own | told)
            if anchor is not None and (hung.by == "for" or (anchor in own and hung.by in _ON)):
                found.append(hung.time)
        if len(found) > 1:
            found = [t for t in found if not _is_hour(t)] or found
        if status in (Status.HAPPENED, Status.ONGOING):
            found = [self.past(t) for t in found]
        elif status in (Status.PROPOSED, Status.PLANNED, Status.CONDITIONAL):
            found = [self.expected(t) for t in found if t.form != "PRESENT_REF"]
        else:
            told_so = status is Status.DID_NOT_HAPPEN  # "nobody was freed on Sunday": the last one
            found = [t if told_so and is_weekday(t) else self.near(t) for t in found]
        found = found or self._shared(own, status) or self._headed(own, status)
        return self._joined(found, ranged=status is not Status.POSTPONED)

    def _shared(self, own: Set[int], status: Status | None) -> list[Time]:
        """The weekday of the deed before: "held talks on Monday and freed the men"."""
        if status is not Status.HAPPENED:
            return []
        doc = self.place.paragraph.doc
        for verb in (doc[i] for i in own):
            first = grammar.first_conjunct(verb)
            if verb.dep_ != "conj" or {verb.tag_, first.tag_} != {"VBD"} or first.lemma_ in _TRAVELLING:
                continue  # who "flew in on Monday and met" them may have met them later
            inside = {t.i for t in verb.subtree}
            if any(h.token.i in inside for h in self.hung):
                return []
            found = [h.time for h in self._dated() if h.on.i == first.i and h.by in ("", "on")]
            return [self.past(t) for t in found if is_weekday(t)] if len(found) == 1 else []
        return []

    def _headed(self, own: Set[int], status: Status | None, *, present: bool = False) -> list[Time]:
        """The day under which an entry tells an event: "June 2: The two sides meet in Oslo"."""
        doc, day = self.place.paragraph.doc, entries.head(self.place)
        planned = status is Status.PLANNED and day is not None and self.is_ahead(day)
        if not (present or planned or status in (Status.HAPPENED, Status.ONGOING)):
            return []
        if day is None or day.latest is None or day.latest == self.place.scene.published.latest:
            return []  # or the line is a dateline
        others = [h for h in self._dated() if h.time.start != day.start and not entries.ends(h.time, day)]
        return [day] if not others and any(entries.is_main(doc[i]) for i in own) else []

    def where(self, own: frozenset[int], *, towards: bool = False) -> str | None:
        """The place of an event whose words are ``own``: in or at it, or named before it.

        With ``towards`` also where somebody goes: "a visit to Lima", "will visit Lima".
        """
        for name, root, on, by in self.places:
            there = by in _AT or (towards and (by == "to" or root.dep_ == "dobj"))
            if hanging.in_name(root, own) or (there and self._reached(on, own) is not None):
                return name
        return None

    def is_ahead(self, time: Time) -> bool | None:
        """Whether a day is still to come, by its date, else by its words; ``None`` where neither tells."""
        published = self.place.scene.published
        if time.earliest is not None and published.latest is not None:
            return time.earliest > published.latest
        sign = (time.form or "").lstrip("DWMQHY")[:1]
        return {">": True, "+": True, "<": False, "-": False}.get(sign)

    def _dated(self) -> list[Hung]:
        dated = [h for h in self.hung if h.time.type in (TimeType.DATE, TimeType.TIME)]
        return [h for h in dated if not any(self._led(a, h) or self._led(h, a) for a in dated)]

    def _led(self, first: Hung, second: Hung) -> bool:
        """Whether two times tell one day together, and neither by itself: "a week ago last Friday"."""
        between = self.place.scene.parsed.text[first.time.end : second.time.start]
        return between.isspace() and first.time.text.endswith(" ago")

    def _opens(self, hung: Hung, own: Set[int]) -> bool:
        """Whether a clause tells what a day brought: "on Monday night, when the two met"."""
        doc, after = hung.token.doc, hung.token.i + 1
        if after < len(doc) and doc[after].text == ",":
            after += 1
        return (
            after < len(doc)
            and doc[after].lower_ == "when"
            and doc[after].dep_ == "advmod"
            and doc[after].head.i in own
        )

    def _reached(self, token: Token, anchors: frozenset[int]) -> int | None:
        """The anchor that a word hangs on, through names of places and times only."""
        for _ in range(_STEPS):
            if token.i in anchors:
                return token.i
            if not hanging.passable(token, self.hung):
                return None
            token, _ = hanging.above(token)
        return None

    def _former(self, token: Token) -> Token | None:
        """The verb of a plan that is over, if a word hangs on it through names of places and times only."""
        for _ in range(_STEPS):
            if plans.former(token):
                return token
            if not hanging.passable(token, self.hung):
                return None
            token, _ = hanging.above(token)
        return None

    def _joined(self, found: list[Time], *, ranged: bool = False) -> When:
        """One When for the times of an event: "Thursday or Friday" is the interval of both."""
        if not found:
            return UNKNOWN
        first = self.read(found[0])
        last = entries.end_of(found[0], self.place) if ranged else None
        if last is not None:
            words = self.place.quote(Span(found[0].start, last.end))
            return replace(first, latest=last.latest, text=words, form=None)
        for time in found[1:]:
            other = self.read(time)
            if self._alternatives(found[0], time) and first.earliest and other.latest:
                first = replace(
                    first,
                    earliest=min(first.earliest, other.earliest or first.earliest),
                    latest=max(first.latest or other.latest, other.latest),
                    text=self.place.quote(Span(found[0].start, time.end)),
                    form=None,
                )
            elif not first.known and other.known:
                first = other
        return first

    def _alternatives(self, a: Time, b: Time) -> bool:
        between = self.place.scene.parsed.text[a.end : b.start].split()
        return between in (["or"], ["and"])

    def read(self, time: Time) -> When:
        """A time expression as a When."""
        basis: Basis | None = None
        if time.earliest is not None or time.latest is not None:
            anchored = bool(time.form) and not (time.form or "")[:4].isdigit()
            basis = self.place.scene.published.basis or Basis.CALENDAR if anchored else Basis.STATED
            if anchored and basis is not Basis.GIVEN and basis is not Basis.METADATA:
                basis = Basis.CALENDAR
        return When(time.earliest, time.latest, time.text, basis, time.form)

    def ahead(self, time: Time) -> Time:
        """The time read as one to come: "put off until 3 June" is told in the past tense.

        Of "from Tuesday to Friday" the second day is read by itself: which Tuesday it was, nobody asks.
        """
        base, _, step = (time.form or "").rpartition(" ")
        if base and step[:2] == ">>" and step[2:] in _WEEKDAYS:
            return self._with_form(time, step[1:])
        return self._turned(time, "<", ">")

    def expected(self, time: Time) -> Time:
        """The day of what was proposed: past tense around it, yet a weekday to come or the nearest date."""
        return self._turned(time, "<", ">" if is_weekday(time) else "~")

    def near(self, time: Time) -> Time:
        """The nearest day of that name: a deadline's, old or new, may lie on either side."""
        form = time.form or ""
        if form[:1] == ">" and form[1:] in _WEEKDAYS:
            return self._with_form(time, f"~{form[1:]}")
        return self._turned(time, "<", "~")

    def past(self, time: Time) -> Time:
        """The time read as one that is over: "missing a February deadline"."""
        return self._turned(time, ">", "<")

    def _turned(self, time: Time, before: str, after: str) -> Time:
        form = time.form or ""
        if form[:1] not in (before, "~") or form[:2] == before * 2:
            return time
        return self._with_form(time, after + form[1:])

    def _with_form(self, time: Time, form: str) -> Time:
        when = times.resolve_form(form, self.place.scene.published)
        return replace(time, form=form, earliest=when.earliest, latest=when.latest)

    def resolved(self, form: str, text: str) -> When:
        """A composed form as a When; days unknown where the day of publication is."""
        return replace(times.resolve_form(form, self.place.scene.published), text=text, form=form)

    def venue(self, trigger: Trigger, *, towards: bool = False) -> str | None:
        """The place of an event; with ``towards`` also where somebody goes."""
        own, told = _anchors(trigger)
        unsettled = trigger.verdict.status is not Status.HAPPENED
        for name, root, on, by in self.places:
            if self._former(on) is not None and on.i not in trigger.indices:
                continue  # "first planned for Oslo, …"
            named = trigger.sense.noun and hanging.in_name(root, frozenset(trigger.indices))
            ahead = by == "for" and trigger.verdict.status in _AHEAD  # "is scheduled for Oslo"
            if by not in _AT and not (towards and by in _INTO) and not named and not ahead:
                continue
            if self._reached(on, own | told if unsettled and (ahead or by in _AT) else own) is not None:
                return name
        if trigger.attended is not None:
            return self.venue(trigger.attended)
        return self._where(own)

    def _where(self, own: frozenset[int]) -> str | None:
        """ "in Lusaka, where the talks were held"."""
        for name, root, _, _ in self.places:
            for child in root.children:
                if (
                    child.dep_ == "relcl"
                    and child.i in own
                    and any(c.lower_ == "where" for c in child.children)
                ):
                    return name
        return None


def _is_ended(trigger: Trigger) -> bool:
    """Whether a verb tells of the end of a truce: "expired on Sunday"."""
    carriers = (c.token.lemma_ for c in trigger.verdict.carriers)
    above = grammar.governor(trigger.head)
    return not ENDINGS.isdisjoint((*carriers, above[0].lemma_ if above is not None else ""))


def is_weekday(time: Time) -> bool:
    """Whether a time is a day of the week without a date."""
    return (time.form or "")[1:].split(" ")[0] in _WEEKDAYS


def _is_hour(time: Time) -> bool:
    return time.type is TimeType.TIME and (time.form or "").startswith("+0D T")


def _looks_ahead(trigger: Trigger) -> bool:
    """Whether a proposal or a promise in the past tense governs the event."""
    return trigger.verdict.status in (Status.PROPOSED, Status.PLANNED, Status.CONDITIONAL) and any(
        c.entry.effect in (Status.PROPOSED, Status.PLANNED) and (c.entry.dated or not c.entry.dates)
        for c in trigger.verdict.carriers
    )


def _anchors(trigger: Trigger) -> tuple[frozenset[int], frozenset[int]]:
    """Words whose times are the event's own; words whose times are so only with "for"."""
    own, told = set(trigger.indices), set[int]()
    for carrier in trigger.verdict.carriers:
        behind = carrier.token.dep_ in ("relcl", "acl") and carrier.token.head.i in trigger.indices
        if behind and trigger.verdict.status is not Status.HAPPENED and carrier.entry.effect == "same":
            continue  # "a truce brokered on Monday could begin on Tuesday"
        (own if carrier.entry.dates else told).add(carrier.token.i)
        own.update(  # "invited both to talks, to be held in Oslo on Friday"
            c.i
            for c in carrier.token.children
            if c.i > trigger.head.i and grammar.clause_relation(c) == "to" and grammar.passive(c)
        )
    own |= frames.stay(trigger.head)
    if trigger.verdict.status in _OFF:
        own |= plans.clauses_of(trigger.nodes)
    if trigger.head.lemma_ in grammar.COPULAS:  # "is on its way to Lusaka"
        own.update(c.i for p in trigger.head.children if p.dep_ == "prep" for c in p.children)
    if trigger.sense.noun and not trigger.verdict.carriers and trigger.verdict.status is Status.HAPPENED:
        above = grammar.governor(trigger.head)
        if above is not None and above[1] in ("in", "during", "at"):
            own.add(above[0].i)  # "said on Monday in a call with …"
    return frozenset(own), frozenset(told - own)


def _is_beside(hung: Hung, own: Set[int], status: Status | None) -> bool:
    """Whether a time bounds an event, or names something else: "since May", "the 1966 Geneva Agreement"."""
    if hung.by == "since":
        return status not in _LASTING
    of_name = hung.on.pos_ == "PROPN" and hung.by == "" and hung.token.i < hung.on.i
    return of_name and hung.on.i not in own and hung.time.text.isdecimal()


def _is_about(verb: Token, words: frozenset[int]) -> bool:
    """Whether a verb is one of the words, or hangs on one: "the round, first set for Monday, …"."""
    return verb.i in words or (verb.dep_ in ("acl", "relcl", "advcl", "conj") and verb.head.i in words)


def composed(base: str, time: Time) -> str | None:
    """The form of a time counted from another form: "in 50 days" from "a week ago"."""
    form = time.form or ""
    try:
        if time.type is TimeType.DURATION:
            return forms.after(base, form).strip()
    except forms.FormError:
        return None
    return f"{base} {form}".strip() if form[:1] == "+" else None
