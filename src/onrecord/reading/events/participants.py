"""Who takes part in an event, and in which role.

In: a trigger with its arguments and the words it hangs on. Out: participants. Invariant: a name is an
actor of the document or the words of the text; "they" that nobody resolved is nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model import Actor, ActorKind, EventKind, Participant, Span, Status
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.scene import Place
from onrecord.reading.events.status import Carrier
from onrecord.reading.events.triggers import Trigger

_OF = ("of", "from")  # "the leaders of Kenya and Egypt", "delegates from both sides"
_NOT_A_NAME = frozenset({"det", "poss", "predet", "case", "punct", "nummod"})
NAMELESS = frozenset({"side", "party"})
_POWERS = frozenset({ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP})
_PERSONS = (ActorKind.PERSON, None)
_BODIES = (ActorKind.ORGANISATION, ActorKind.GROUP)
_MEDIATORS = frozenset({"mediator", "facilitator", "intermediary", "go-between", "moderator"})
_AUSPICES = frozenset(
    {"mediation", "auspex", "auspices", "facilitation", "sponsorship", "aegis", "patronage"}
)
_LOOKERS_ON = frozenset({"observer", "observers", "guarantor", "guarantors", "witness", "guest", "guests"})
ONLOOKER = "onlooker"
"""The role of whom no event has: "with Kenya as an observer"."""
_MEDIATED = frozenset({"mediated", "brokered", "facilitated", "moderated", "chaired"})
_CALLED_OFF = (Status.POSTPONED, Status.CANCELLED)
_HOMES = frozenset({"country", "nation", "government"})
_MOST = 12  # participants; longer lists are parser noise


@dataclass(frozen=True)
class Company:
    """Reads participants out of one sentence."""

    place: Place

    def people(self, token: Token) -> list[Participant]:
        """The actors that a phrase names, each once; coordinated ones in order."""
        out: list[Participant] = []
        tokens = (*_listed_before(token), *grammar.conjuncts(token), *self._listed_behind(token))
        for conjunct in tokens:
            for participant in (*self._named_before(conjunct), *self._one(conjunct)):
                if not any(_same(participant, other) for other in out):
                    out.append(participant)
        return out[:_MOST]

    def _listed_behind(self, token: Token) -> list[Token]:
        """ "the UN, the IMF and Kenya signed", "Kenya, Egypt sign": for the parser names of one."""
        for child in token.rights:
            if child.dep_ != "appos" or child.left_edge.nbor(-1).text != ",":
                continue
            listed = any(c.dep_ == "cc" for c in child.children) or token.head.tag_ == "VBP"
            own, other = (self.place.scene.cast.at(self.place.phrase(t, whole=False)) for t in (token, child))
            powers = own is not None and other is not None and {own.kind, other.kind} <= _POWERS
            if listed and powers and own is not other:
                return list(grammar.conjuncts(child))
        return []

    def _named_before(self, token: Token) -> list[Participant]:
        """ "envoy Ana Ruiz and Qatar's envoy Ivo Berg": the first, whom the parser may take for a part of the
        second's name.
        """
        name = self.place.phrase(token, whole=False)
        found = self.place.scene.cast.mentions_in(name)
        own = [s for s, _ in found if s.overlaps(self.place.span(token))]
        first = min((s.start for s in own), default=0)
        text = self.place.scene.parsed.text
        return [
            _participant(actor)
            for span, actor in found
            if actor.kind is ActorKind.PERSON and text[span.end : first] in (" and ", ", ")
        ]

    def kinds(self, token: Token) -> frozenset[str]:
        """The kinds of the actors that a phrase names; ``described`` for one without a name."""
        actors = self.place.scene.actors
        found = (actors.get(p.actor or "") for p in self.people(token))
        return frozenset(str(a.kind) if a is not None and a.kind is not None else "described" for a in found)

    def _one(self, token: Token) -> list[Participant]:
        place, cast = self.place, self.place.scene.cast
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"):
            return []
        own = place.span(token)
        if token.pos_ in ("PRON", "DET"):
            return [_participant(actor) for _, actor in cast.mentions_in(own)]
        name = place.phrase(token, whole=False)
        found = [(span, actor) for span, actor in cast.mentions_in(name) if not self._owner(span, token)]
        innermost = min((s.end - s.start for s, _ in found if s.overlaps(own)), default=0)
        covering = [a for s, a in found if s.overlaps(own) and s.end - s.start == innermost]
        if covering:  # several for "both sides", "Kenyan and Egyptian delegates"
            together = (
                token.tag_ in ("NNS", "NNPS") and token.lemma_.lower() in place.scene.lexicon.representatives
            )
            return [_participant(actor) for actor in ([a for _, a in found] if together else covering)]
        actor = cast.at(name)
        if actor is not None:
            return [_participant(actor)]
        apposed = self._apposed(token)
        return apposed or self._described(token, name)

    def _apposed(self, token: Token) -> list[Participant]:
        """Who stands behind a description: "his envoy, Ana Ruiz", "mediators Kenya and Egypt"."""
        place, cast = self.place, self.place.scene.cast
        for child in token.children:
            if child.dep_ != "appos":
                continue
            if token.tag_ in ("NNS", "NNPS"):
                several = [a for c in grammar.conjuncts(child) if (a := cast.at(place.span(c))) is not None]
                if len(several) > 1:
                    return [_participant(a) for a in several]
                continue
            named = [a for _, a in cast.mentions_in(place.phrase(child, whole=False)) if a.kind in _PERSONS]
            if named:
                return [_participant(named[0])]
        return []

    def _described(self, token: Token, name: Span) -> list[Participant]:
        """A description: "the Kenyan delegation", "leaders of Kenya and Egypt", "the union"."""
        lexicon, cast = self.place.scene.lexicon, self.place.scene.cast
        lemma = grammar.lemma(token)
        both = any(c.lower_ in ("both", "two") for c in token.children)  # two that have names elsewhere
        if lemma in lexicon.representatives:
            found_in = [actor for _, actor in cast.mentions_in(name)]
            if lemma == "counterpart":  # "his Kenyan counterpart"
                found_in = [a for a in found_in if a.kind is not ActorKind.PERSON] or found_in
            actors = [a for actor in found_in if (a := self._sent_by(actor)) is not None]
            if found_in and not actors and lemma in _HOMES:
                return [_participant(found_in[0])]  # "his country", of a man whose country is not told
            if found_in and not actors:
                return [Participant(self._plain(token))]  # "her adviser": nobody known, and not her
            if both and len(actors) < 2:
                actors = []  # "the two leaders" are not one
            if not actors:
                owners = [a for c in token.children if c.dep_ == "poss" if (a := cast.at(self.place.span(c)))]
                actors = [self.place.scene.actors.get(a.speaks_for or "", a) for a in owners]
            if not actors:
                below = frames.arguments(token)
                heads = [t for word in _OF for t in below.get(word, ()) if not _behind_conjunct(t, token)]
                found = [p for head in heads for p in self.people(head)]
                if len(found) > both:
                    return found
                sent = [p for t in below.get("for", ()) for p in self.people(t)]
                if token.tag_ in ("NNS", "NNPS") and len(sent) > 1:
                    return sent  # "negotiators for Kenya and Egypt"
            else:
                return [_participant(actor) for actor in actors]
        elif token.tag_ == "NNS":  # "rebels of the Hill Front", "engineers from both countries"
            below, actors_by_id = frames.arguments(token), self.place.scene.actors
            sent = [p for word in _OF for t in below.get(word, ()) for p in self.people(t)]
            owners = [a for p in sent if (a := actors_by_id.get(p.actor or "")) is not None]
            body = lemma in lexicon.groups and len(owners) == 1 and owners[0].kind in _BODIES
            if len(owners) == len(sent) and (body or (len(sent) > 1 and below.get("from"))):
                return sent
        owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children)
        known = lemma in lexicon.groups or (lemma in lexicon.representatives and _is_called(token))
        if known and token.pos_ == "NOUN" and not (owned or both or lemma in NAMELESS):
            return [Participant(self._plain(token))]
        return []

    def _sent_by(self, owner: Actor) -> Actor | None:
        """Whom a representative stands for: "Ruiz's envoy" is Peru's, and not Ruiz."""
        if owner.kind is not ActorKind.PERSON:
            return owner
        return self.place.scene.actors.get(owner.speaks_for or "")

    def _plain(self, token: Token) -> str:
        """The words of a description, without article, number and owner."""
        first = next((c.left_edge for c in token.lefts if c.dep_ not in _NOT_A_NAME), token)
        last = token
        for child in token.children:  # "a group of doctors"
            if child.dep_ == "prep" and child.lower_ == "of":
                last = next((c for c in child.children if c.dep_ == "pobj"), token)
        return self.place.quote(self.place.span(first, last))

    def _owner(self, span: Span, token: Token) -> bool:
        """Whether a mention stands in the possessive before the noun ("Kenya's" in "Kenya's envoy")."""
        return any(
            child.dep_ == "poss" and self.place.span(child.left_edge, child).overlaps(span)
            for child in token.children
        )

    def of(self, trigger: Trigger) -> tuple[Participant, ...]:
        """The participants of a trigger, in the roles that its sense and its carriers give."""
        out: list[Participant] = []
        beside = self._beside(trigger) if trigger.sense.noun and trigger.sense.family == "talk" else []
        if trigger.sense.family == "talk":
            _add(out, self._mediators(trigger), "mediator")
        for relation, role in trigger.sense.roles.items():
            if relation == "compound":
                _add(out, self._before(trigger), role)
                continue
            for token in trigger.arguments.get(relation, ()):
                # "in her talks with Ruiz, Abebe …": the pronoun and the subject are one
                if token.i not in trigger.indices and not (
                    beside and relation == "poss" and token.pos_ == "PRON"
                ):
                    _add(out, self.people(token), role_of(token, role))
        if trigger.sense.family == "term" and not any(p.role == "addressee" for p in out):
            _add(out, self._after_for(trigger), "addressee")
        if trigger.sense.noun:
            closed = sum(p.role == "party" for p in out) > 1 and not trigger.arguments.get("with")
            for carrier in trigger.verdict.carriers:
                _add(out, self._carried(trigger, carrier, closed=closed), None)
            if any(p.role == "party" for p in out) and not closed:
                _add(out, beside, "party")
        kind = trigger.sense.kind
        if kind in (EventKind.ROUND, EventKind.DELEGATION):
            return tuple(_states(self.place, out, persons=kind is EventKind.ROUND))
        return tuple(out)

    def _mediators(self, trigger: Trigger) -> list[Participant]:
        """Those by whom talks are said to be mediated: "talks, mediated by Oman", "UN-brokered talks", "talks
        under Omani mediation".
        """
        above = grammar.governor(trigger.head)
        hosts = {*trigger.indices, *(() if above is None else (above[0].i,))}
        out: list[Participant] = []
        for token in trigger.head.sent:
            if (
                token.lemma_.lower() in _AUSPICES
                and token.head.lower_ == "under"
                and token.head.head.i in hosts
            ):
                out += self._patrons(token)
        for token in trigger.head.sent:
            if token.lower_ not in _MEDIATED or token.head.i not in hosts:
                continue
            for child in token.children:
                if child.dep_ == "agent":
                    out += [p for noun in child.children if noun.dep_ == "pobj" for p in self.people(noun)]
            if token.i > 1 and token.nbor(-1).text == "-":
                actor = self.place.scene.cast.at(self.place.span(token.nbor(-2)))
                out += [] if actor is None else [_participant(actor)]
        return out

    def _patrons(self, noun: Token) -> list[Participant]:
        """Whose mediation it is: "Omani mediation", "the auspices of the UN"."""
        of = frames.arguments(noun)
        out = [p for word in ("of", "poss", "by") for t in of.get(word, ()) for p in self.people(t)]
        before = Span(self.place.span(noun.left_edge).start, self.place.span(noun).start)
        return out or [_participant(a) for _, a in self.place.scene.cast.mentions_in(before)]

    def _after_for(self, trigger: Trigger) -> list[Participant]:
        """ "the deadline for Kenya ends": the parser may take "for" for a conjunction."""
        doc, index = trigger.head.doc, trigger.head.i + 1
        if not trigger.sense.noun or index + 1 >= len(doc) or doc[index].lower_ != "for":
            return []
        start = self.place.span(doc[index + 1]).start
        reach = Span(start, self.place.span(doc[min(index + 6, len(doc) - 1)]).end)
        return [_participant(a) for s, a in self.place.scene.cast.mentions_in(reach) if s.start == start][:1]

    def _beside(self, trigger: Trigger) -> list[Participant]:
        """ "in a call with Ruiz, Abebe said": Abebe is the other party."""
        above = grammar.governor(trigger.head)
        if (
            above is None
            or trigger.verdict.carriers
            or above[1] not in ("in", "during")
            or not trigger.arguments.get("with")
        ):
            return []
        subject = frames.subject_of(above[0])
        return self.people(subject) if subject is not None else []

    def _owners(self, token: Token) -> list[Participant]:
        """ "the union's conditions include …": whose conditions they are."""
        return [p for child in token.children if child.dep_ == "poss" for p in self.people(child)]

    def _before(self, trigger: Trigger) -> list[Participant]:
        """ "US-Iran talks", "Egyptian-Kenyan negotiations": actors before the noun.

        A single name before talks is as likely the venue ("the Geneva talks"): there it must be an adjective.
        """
        out: list[Participant] = []
        cities: list[bool] = []
        sure = trigger.sense.family in ("act", "term")
        for node in trigger.nodes:
            for child in node.lefts:
                if child.dep_ not in ("compound", "amod", "nmod"):
                    continue
                sure = sure or child.pos_ == "ADJ"
                for span, actor in self.place.scene.cast.mentions_in(self.place.phrase(child)):
                    participant = _participant(actor)
                    if not any(_same(participant, other) for other in out):
                        out.append(participant)
                        cities.append(self._is_city(span, actor))
        if trigger.sense.family == "talk" and sum(cities) == 1 and len(out) > 1:
            out = [p for p, city in zip(out, cities, strict=True) if not city]  # where, not who
        return out if sure or len(out) > 1 else []

    def _is_city(self, span: Span, actor: Actor) -> bool:
        """Whether a state or nobody known goes by the name of a place that is not its own."""
        places = self.place.scene.cast.places_in(span)
        return self.place.quote(span) != actor.name and any(name != actor.name for _, name in places)

    def _carried(self, trigger: Trigger, carrier: Carrier, *, closed: bool) -> Iterator[Participant]:
        arguments = _of_carrier(carrier.token)
        sense = trigger.sense
        roles = carrier.entry.roles
        if not roles and carrier.entry.effect in _CALLED_OFF and trigger.arguments.get("with"):
            roles = {"subject": "agent"}  # "called off talks with Kenya"
        for relation, role in roles.items():
            named = {"agent": sense.agent, "recipient": sense.recipient}.get(role, role)
            if role == "mediator" and _is_shared(carrier.token):
                named = sense.agent
            if role == "agent" and sense.family != "talk" and carrier.entry.effect == Status.PROPOSED:
                named = "author"  # who calls for a truce need not be at war
            if named is None or (closed and named == "party"):
                continue
            if role == "agent" and carrier.entry.control == "object" and _several(arguments):
                continue  # who invites both sides is not one of them
            for token in arguments.get(relation, ()):
                if token.i in trigger.indices:
                    continue
                for participant in self.people(token) or self._owners(token):
                    yield replace(participant, role=role_of(token, named))


def _listed_before(token: Token) -> list[Token]:
    """ "Envoys from Kenya, Egypt and Qatar met": Kenya, where the parser begins the subject anew at Egypt."""
    at = token.left_edge.i
    if (
        token.dep_ == "nsubj" and at > 1 and token.doc[at - 1].lower_ == "and"
    ):  # "Holm, the minister, and Berg"
        return [c for c in token.head.children if c.dep_ == "nsubj" and c.pos_ == "PROPN" and c.i < at]
    if token.dep_ != "nsubj" or at < 2 or token.doc[at - 1].text != ",":
        return []
    last = token.doc[at - 2]
    if last.dep_ in ("npadvmod", "nsubj") and last.head == token.head and last.pos_ == "PROPN":
        return [last]  # "Kenya, Egypt end two days of talks"
    first = last.head.head if last.dep_ == "pobj" else last
    return [last] if first.dep_ == "nsubj" and first.head == token.head and first.tag_ == "NNS" else []


def role_of(token: Token, role: str) -> str:
    """Parties but for mediators: "Qatari mediators met both sides", "talks with Oman as mediator"."""
    if role != "party":
        return role
    names = (token, *(c for c in token.lefts if c.dep_ in ("compound", "nmod")))
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
    if behind[:1] == ["as"] and not _LOOKERS_ON.isdisjoint(behind):
        return ONLOOKER
    as_one = behind[:1] == ["as"] and bool(_MEDIATORS & set(behind))
    mediates = as_one or any(grammar.lemma(t) in _MEDIATORS for t in names)
    return "mediator" if mediates else role


def _is_called(noun: Token) -> bool:
    """Whether a noun has a name before it, of whatever region or people: "Tigrayan forces"."""
    return any(c.dep_ in ("amod", "compound", "nmod") and c.text[:1].isupper() for c in noun.lefts)


def _is_shared(verb: Token) -> bool:
    """ "co-chaired": those who chair together are the parties."""
    return verb.lower_.startswith("co") or (
        verb.i > 1 and [t.lower_ for t in verb.doc[verb.i - 2 : verb.i]] == ["co", "-"]
    )


def _behind_conjunct(token: Token, noun: Token) -> bool:
    """Whether a phrase stands behind a second noun: "the leaders and President Holm of Norland"."""
    return any(c.dep_ == "conj" and c.i < token.i for c in noun.children)


def _of_carrier(token: Token) -> frames.Arguments:
    """The arguments of a carrier; an adjective shares the subject of its copula."""
    out = frames.arguments(token)
    if token.pos_ == "ADJ" and token.head.pos_ in ("VERB", "AUX"):
        subject = frames.subject_of(token.head)
        if subject is not None:
            out["subject"].append(subject)
    return out


def _several(arguments: frames.Arguments) -> bool:
    invited = arguments.get("object", ())
    return any(t.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in t.children) for t in invited)


def _participant(actor: Actor) -> Participant:
    return Participant(actor.name, actor=actor.id)


def _same(a: Participant, b: Participant) -> bool:
    return a.actor == b.actor if a.actor or b.actor else a.name.lower() == b.name.lower()


def _add(out: list[Participant], found: Iterable[Participant], role: str | None) -> None:
    """Add those not there yet; the first role that somebody is given holds."""
    for participant in found:
        if role is not None:
            participant = replace(participant, role=role)
        if participant.role == ONLOOKER:
            continue
        if len(out) < _MOST and not any(_same(participant, other) for other in out):
            out.append(participant)


def _states(place: Place, participants: list[Participant], *, persons: bool) -> list[Participant]:
    """Parties are states and organisations: a palace, and with ``persons`` a minister, stands for its own."""
    out: list[Participant] = []
    actors = place.scene.actors
    for participant in participants:
        actor = actors.get(participant.actor or "")
        if (
            actor is not None
            and actor.kind is not ActorKind.STATE
            and (persons or actor.kind is not ActorKind.PERSON)
        ):
            owner = actors.get(actor.speaks_for or "")
            if owner is not None:
                participant = replace(participant, name=owner.name, actor=owner.id)
        _add(out, [participant], None)
    return out
