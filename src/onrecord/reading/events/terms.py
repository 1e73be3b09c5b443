"""Deadlines and ultimatums: what falls due when, on whom, and what is threatened otherwise.

In: a trigger of the family ``term``, the times of its sentence. Out: a :class:`Term`. Invariant: a due
day counted from the day of setting ("in 50 days") is composed from both forms; where the day of setting
is not told, no day is given.

``mode`` says what the text tells of the deadline: ``set``, ``moved``, ``met``, ``missed``, ``passed``
or ``lifted``.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import UNKNOWN, Span, Status, Time, TimeType, When
from onrecord.reading.events import clauses, contents, counting, frames, grammar, moments
from onrecord.reading.events.hanging import Hung
from onrecord.reading.events.lexicon import Words
from onrecord.reading.events.moments import Calendar
from onrecord.reading.events.scene import Place
from onrecord.reading.events.triggers import Trigger

_BESIDE = {"before": ("set", Status.HAPPENED), "after": ("passed", Status.DID_NOT_HAPPEN)}
"""What "a day before the deadline" and "a day after the deadline" tell of it."""
_OVER = frozenset({"met", "missed", "passed"})
_BY = frozenset({"by", "before", "within"})
_TO = frozenset({"to", "until", "till"})
_WITHIN = frozenset({"by", "within"})
_DUE_BY = frozenset({"", "from"})  # "will strike next Monday", "from 3 June"
_ONCE = frozenset({"originally", "initially", "previously", "formerly"})
_PAST = frozenset({"through", "past"})  # "blew through a deadline"
_GOVERNED = frozenset({"subject", "object", "attr"}) | _PAST


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline as one sentence presents it. ``absorbed`` are the tokens of acts told with it; ``extension``
    tells by how long it is moved.
    """

    mode: str
    status: Status | None
    when: When
    moved_from: When | None
    content: tuple[Span, ...]
    consequence: tuple[Span, ...]
    absorbed: frozenset[int]
    extension: Time | None = None


def read(trigger: Trigger, calendar: Calendar) -> Term:
    """Read a deadline or ultimatum."""
    place = calendar.place
    verb = _governor(trigger)
    mode = _mode(verb, place.scene.lexicon.deadlines) if trigger.sense.noun else "set"
    demands, absorbed = _demands(trigger, verb)
    demands = [d for d in demands if not _ends(d, place.scene.lexicon.deadlines)]
    provisos = [] if trigger.sense.noun else frames.provisos(trigger.head)
    if provisos:
        return _threat(trigger, provisos, calendar)
    content = next((s for d in demands if (s := contents.clause(place, trigger, d)) is not None), None)
    consequence = next((c for d in demands if (c := contents.consequence(place, trigger, d))), ())
    if not consequence and verb is not None:
        consequence = _threatened(verb, calendar)
    when, moved_from, extension = _due(trigger, verb, demands, calendar, mode)
    status = _status(trigger, verb, mode, when)
    near = counting.beside(trigger, calendar) if mode in ("set", "passed") and not when.known else None
    if near is not None:
        mode, status, when = *_BESIDE[near[0]], near[1]
        content = content and _without_ending(trigger.head, content, place)
    if mode == "moved" and content is not None:
        content = _without_end(content, when, calendar)
    return Term(
        mode,
        status,
        when,
        moved_from,
        (content,) if content is not None else (),
        consequence,
        absorbed,
        extension,
    )


def demanded(trigger: Trigger, calendar: Calendar) -> When:
    """The day by which a demand is to be met: "demanded that Kenya leave by 6 June"."""
    words = calendar.place.scene.lexicon.deadlines
    must = trigger.sense.content == ("must",)
    if not must and words["demand"].isdisjoint(grammar.names(trigger.head)):
        return UNKNOWN
    heads = [t for t in contents.heads(trigger) if t.pos_ in ("VERB", "AUX")]
    base = counting.set_on(trigger.head, calendar, words["dues"])
    hung = [h for h in calendar.hung if h.by in _WITHIN and _hangs(h, trigger, None, heads) == "demand"]
    due = [h.time if counting.is_counted(h.time) else calendar.expected(h.time) for h in hung]
    return counting.narrowest([w for t in due if (w := counting.read(t, base, calendar)) is not None])


def _threat(trigger: Trigger, provisos: list[Token], calendar: Calendar) -> Term:
    """ "will walk out on Friday unless …", "if no offer is made by Friday, they will walk out"."""
    verb, place = trigger.head, calendar.place
    words = place.scene.lexicon.deadlines
    parts = {t.i for t in (verb, *provisos)}
    if verb.lemma_ == "threaten":
        parts.update(t.i for t in trigger.arguments.get("to", ()))
    due: list[Time] = []
    for hung in calendar.hung:
        if hung.time.type not in (TimeType.DATE, TimeType.TIME) or hung.by not in _DUE_BY | words["dues"]:
            continue
        on = hung.on
        while on.i not in parts and on.dep_ in ("pobj", "prep", "npadvmod") and on.head.i != on.i:
            on = on.head
        threatened = on.i == verb.i and verb.lemma_ == "threaten"  # the day of the threat, not of the deed
        if on.i in parts and not threatened:
            due.append(calendar.near(hung.time) if _long_told(verb) else calendar.expected(hung.time))
    modal = place.scene.lexicon.modals.get(clauses.form_of(verb).modal, Status.PLANNED)
    told = trigger.verdict.status in (Status.PLANNED, Status.CONDITIONAL)
    firm = (told and modal is Status.PLANNED) or (  # "may walk out" is no ultimatum
        verb.lemma_ == "threaten" and trigger.verdict.status is Status.HAPPENED
    )
    status = Status.HAPPENED if firm and due else None
    when = counting.narrowest([calendar.read(t) for t in due])
    return Term(
        "set", status, when, None, _clauses(provisos, place), _deed(trigger, provisos, place), frozenset()
    )


def _long_told(verb: Token) -> bool:
    """ "had threatened to walk out …", "had said it would strike …": the day may have passed."""
    return any(c.dep_ == "aux" and c.lower_ == "had" for told in (verb, verb.head) for c in told.children)


def _clauses(provisos: list[Token], place: Place) -> tuple[Span, ...]:
    """What is to be done: the first proviso, without its "unless"; of "if Kenya does not leave" what it is
    to do, "Kenya … leave".
    """
    first, last = grammar.phrase(provisos[0])
    no = next((c for c in provisos[0].lefts if c.dep_ == "neg" and c.i > first.i), None)
    if no is None or no.i == last.i:
        return (place.span(first, last),)
    begin = no.nbor(-1) if no.nbor(-1).lemma_ == "do" else no
    told = [place.span(first, begin.nbor(-1))] if begin.i > first.i else []
    return (*told, place.span(no.nbor(), last))


def _deed(trigger: Trigger, provisos: list[Token], place: Place) -> tuple[Span, ...]:
    """What is threatened: the verb and what follows it, up to the proviso; of "threatened tariffs" these."""
    verb = trigger.head
    if verb.lemma_ == "threaten":
        verb = next((t for r in ("to", "object") for t in trigger.arguments.get(r, ())), verb)
        if verb.pos_ in ("NOUN", "PROPN"):
            return (place.phrase(verb, whole=False),)
    inner = [c for c in verb.children if c.dep_ in ("dobj", "prt", "prep", "advmod", "npadvmod", "dative")]
    last = max((c.right_edge.i for c in inner if c.i > verb.i), default=verb.i)
    for proviso in provisos:
        if verb.i < proviso.left_edge.i <= last:
            last = proviso.left_edge.i - 1
    while last > verb.i and verb.doc[last].is_punct:
        last -= 1
    return (place.span(verb, verb.doc[last]),)


def _governor(trigger: Trigger) -> Token | None:
    """The verb that tells what becomes of the deadline."""
    if not trigger.sense.noun:
        return trigger.head
    above = grammar.governor(trigger.head)
    if above is not None and above[0].pos_ in ("VERB", "AUX") and above[1] in _GOVERNED:
        return above[0]
    return None


def _mode(verb: Token | None, words: Words) -> str:
    if verb is None:
        return "set"
    names = set(grammar.names(verb))
    subject_is_deadline = any(c.dep_ == "nsubj" for c in verb.children) and not any(
        c.dep_ in ("dobj", "nsubjpass") or c.lower_ in _PAST for c in verb.children
    )
    if subject_is_deadline and names & words["pass"]:
        finite = verb.tag_ in ("VBD", "VBN")
        return "passed" if finite else "set"
    for name, mode in (("move", "moved"), ("lift", "lifted"), ("meet", "met"), ("miss", "missed")):
        if names & words[name] and not subject_is_deadline:
            return mode
    return "set"


def _demands(trigger: Trigger, verb: Token | None) -> tuple[list[Token], frozenset[int]]:
    """The heads of what is demanded, and the tokens of a demand told in the same breath."""
    found = [t for t in contents.heads(trigger) if t.pos_ in ("VERB", "AUX")]
    absorbed: set[int] = set()
    if not trigger.sense.noun:  # "gave the firm 30 days to pay": the parser hangs the infinitive on either
        for token in trigger.arguments.get("object", ()):
            found.extend(frames.arguments(token).get("to", ()))
    if trigger.sense.noun and verb is not None:
        for child in verb.children:
            if child.dep_ not in ("advcl", "conj", "xcomp") or child.pos_ != "VERB":
                continue
            below = frames.arguments(child)
            clauses = [t for r in ("that", "to") for t in below.get(r, ()) if t.pos_ in ("VERB", "AUX")]
            if child.lemma_ in ("demand", "order", "tell", "insist", "require", "urge", "call"):
                absorbed.add(child.i)
                found.extend(clauses)
            elif grammar.clause_relation(child) == "to" and child.dep_ != "conj":
                found.append(child)  # "gave the firm a deadline to pay"
        for threat in _threats(verb):  # "warning that the port would be shut unless the soldiers leave"
            found.extend(c for c in threat.children if _unless(c))
    return found, frozenset(absorbed)


def _threatened(verb: Token, calendar: Calendar) -> tuple[Span, ...]:
    """ "… and he has threatened tariffs if …": what the same sentence threatens."""
    for token in _threats(verb):
        unless = next((c for c in token.children if _unless(c)), None)
        if unless is None:
            return (calendar.place.phrase(token),)
        doc, first = token.doc, token.left_edge
        while first.dep_ == "mark" and first.i < token.i:
            first = doc[first.i + 1]
        if unless.left_edge.i > first.i:
            return (calendar.place.span(first, doc[unless.left_edge.i - 1]),)
    return ()


def _threats(verb: Token) -> list[Token]:
    """The heads of what is threatened beside the verb."""
    return [
        token
        for child in verb.children
        if child.dep_ in ("conj", "advcl") and child.lemma_ in ("threaten", "warn")
        for below in (frames.arguments(child),)
        for relation in ("object", "that", "to", "of")
        for token in below.get(relation, ())
        if relation != "object" or child.lemma_ == "threaten"
    ]


def _unless(token: Token) -> bool:
    return token.dep_ == "advcl" and grammar.clause_relation(token) == "unless"


def _due(
    trigger: Trigger, verb: Token | None, demands: list[Token], calendar: Calendar, mode: str
) -> tuple[When, When | None, Time | None]:
    words = calendar.place.scene.lexicon.deadlines
    own: list[Time] = []
    old: list[Time] = []
    setters = [c for c in trigger.head.children if c.dep_ in ("acl", "relcl") and _sets(c, words)]
    ends = verb is not None and not (words["end"] | words["pass"]).isdisjoint(grammar.names(verb))
    base = next(  # "expires a week from Saturday, on 6 June" does not tell when it was set
        (b for v in (None if ends else verb, *setters) if (b := counting.set_on(v, calendar, words["dues"]))),
        None,
    )
    issued = counting.issued(trigger, calendar)
    if issued is not None:
        planned = trigger.verdict.status is Status.PLANNED
        base = (issued.time if planned else calendar.past(issued.time)).form
    extension: Time | None = None
    sooner = verb is not None and not words["sooner"].isdisjoint(grammar.names(verb))
    for hung in calendar.hung:
        where = _hangs(hung, trigger, verb, demands)
        if where == "" or hung is issued or hung.time.value == "PRESENT_REF":  # "is now 20 June"
            continue
        if mode == "moved":
            if hung.by in words["targets"] and (where != "demand" or _ends_move(hung, demands, calendar)):
                own.append(calendar.ahead(hung.time))
            elif where == "verb" and hung.by == "by" and hung.time.type is TimeType.DURATION:
                extension = None if sooner else hung.time
            elif hung.by in words["sources"] or where == "noun":
                expired = hung.on.dep_ == "relcl" and hung.on.tag_ == "VBD"  # "which expired on Friday"
                old.append(calendar.past(hung.time) if expired else calendar.near(hung.time))
        elif _formerly(hung.token):
            continue
        elif where in ("noun", "demand") or (where == "verb" and _falls(hung, verb, trigger, words)):
            own.append(_turned(hung, mode, calendar, words))
    when = counting.narrowest([w for t in own if (w := counting.read(t, base, calendar)) is not None])
    if mode != "moved":
        return when, None, None
    if not old:
        return when, counting.before(when, extension, calendar), extension
    moved_from = calendar.read(old[0])
    return when if own else counting.after(moved_from, extension, calendar), moved_from, extension


def _ends_move(hung: Hung, demands: list[Token], calendar: Calendar) -> bool:
    """Whether a day behind what is demanded ends the move: "extended the deadline for them to sign the
    agreement to 9 March", "… from 3 to 9 March"; not "… for them to put off the vote to May".
    """
    moves = calendar.place.scene.lexicon.deadlines["move"]
    if hung.by in _TO and all(moves.isdisjoint(grammar.names(d)) for d in demands):
        return True
    return any(h.by == "from" and h.on.i == hung.on.i for h in calendar.hung)


def _without_end(content: Span, when: When, calendar: Calendar) -> Span:
    """What is demanded without the day to which the deadline is moved."""
    for hung in calendar.hung:
        preposition = hung.token.head
        here = hung.time.end == content.end and hung.time.text == when.text
        if here and hung.by in _TO and preposition.i > 0:
            return Span(content.start, calendar.place.span(preposition.nbor(-1)).end)
    return content


def _without_ending(noun: Token, content: Span, place: Place) -> Span:
    """What is demanded without the end of the deadline: "a deadline for Kenya to agree on a plan passed"."""
    words = place.scene.lexicon.deadlines
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.dep_ in ("acl", "advcl") and token.tag_ in ("VBD", "VBN") and token.lemma_ in words["pass"]:
            return Span(content.start, min(content.end, place.span(token.nbor(-1)).end))
    return content


def _ends(verb: Token, words: Words) -> bool:
    """ "an ultimatum was to expire", which nobody demands; "an ultimatum to pass the law" demands that."""
    return verb.lemma_ in words["pass"] and not any(c.dep_ == "dobj" for c in verb.children)


def _turned(hung: Hung, mode: str, calendar: Calendar, words: Words) -> Time:
    """The day on the side on which the deadline lies: told in the past tense, it may be yet to come."""
    if mode in _OVER:
        return calendar.past(hung.time)
    if hung.by in words["targets"]:
        return calendar.expected(hung.time)
    return hung.time if moments.is_weekday(hung.time) else calendar.near(hung.time)


def _formerly(token: Token) -> bool:
    """ "the deadline, originally 1 June, …"."""
    first = token.left_edge
    return first.lower_ in _ONCE or (first.i > 0 and first.nbor(-1).lower_ in _ONCE)


def _sets(verb: Token, words: Words) -> bool:
    return not words["set"].isdisjoint(grammar.names(verb))


def _hangs(hung: Hung, trigger: Trigger, verb: Token | None, demands: list[Token]) -> str:
    """Whether a time hangs on the deadline (``noun``), on what is demanded, or on the verb."""
    if hung.time.type not in (TimeType.DATE, TimeType.TIME, TimeType.DURATION):
        return ""
    on = hung.on
    for _ in range(4):
        if on.i in trigger.indices and trigger.sense.noun:
            return "noun"
        if any(on.i == d.i for d in demands):
            return "demand" if hung.by else ""
        if verb is not None and any(on.i == t.i for t in _threats(verb)):
            return "demand" if hung.by else ""
        if verb is not None and on.i == verb.i:
            return "verb"
        if on.dep_ == "relcl" and on.head.i in trigger.indices:  # "the deadline, which had been 1 March"
            return "noun"
        if on.dep_ not in ("dobj", "pobj", "xcomp", "acomp", "prep", "npadvmod", "advmod"):
            return ""
        on = on.head
    return ""


def _falls(hung: Hung, verb: Token | None, trigger: Trigger, words: Words) -> bool:
    """Whether a day beside the verb is the day on which the deadline falls."""
    if verb is None:
        return False
    if not trigger.sense.noun:
        if trigger.head.lemma_ != "give" and hung.by in _BY:  # "asked for a reply by Friday"
            return True
        return hung.by in words["targets"] or (
            hung.time.type is TimeType.DURATION and hung.token.dep_ in ("dobj", "dative", "npadvmod")
        )
    names = set(grammar.names(verb))
    subject = grammar.governor(trigger.head)
    if subject is not None and subject[1] == "subject" and names & (words["end"] | words["pass"]):
        return hung.by not in ("after", "before", "from")
    if subject is not None and subject[1] == "attr" and verb.lemma_ == "be":
        return hung.by == "" and hung.token.i < verb.i  # "Thursday was the deadline"
    if subject is not None and names & words["set"]:
        return hung.by in ("for", "to", "until", "by", "at")
    return False


def _status(trigger: Trigger, verb: Token | None, mode: str, when: When) -> Status | None:
    """A deadline that stands has ``happened``: it was set. A missed one ``did_not_happen``."""
    status = trigger.verdict.status
    if mode in ("missed", "passed"):
        return Status.DID_NOT_HAPPEN if status in (Status.HAPPENED, None) else None
    if mode in ("moved", "lifted", "met") and status is Status.POSTPONED:
        return Status.HAPPENED
    if status is Status.ONGOING and mode == "set" and not trigger.sense.noun:
        return Status.HAPPENED  # "said he was giving them until Friday"
    if status is not None:
        return status
    if mode == "moved" and verb is not None and verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return Status.HAPPENED  # "…, moving a deadline that was due on Friday"
    if trigger.verdict.carriers or trigger.verdict.negated:
        return None
    ending = verb is not None and bool({"end", "expire", "pass", "lapse"} & set(grammar.names(verb)))
    if trigger.sense.kind == "ultimatum" and ending and when.text is not None:
        return Status.HAPPENED
    # "the government's deadline for the union to …": named with its owner or its day, it stands.
    owned = bool(trigger.arguments.get("poss")) and trigger.sense.kind == "deadline"
    return Status.HAPPENED if owned or (when.text is not None and trigger.sense.kind == "deadline") else None
