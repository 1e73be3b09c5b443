"""How far an event has come: the status of a verb or noun from the words around it.

In: a token of a parse. Out: a :class:`Verdict`: the status, the condition where there is one, and
the words that the event hangs on. Invariant: what cannot be told is ``None``, and an event under
"if", "before" or an unknown infinitive is never ``happened``.

A verb's status comes from its own clause (tense, modals, negation, adverbs, a conditional clause)
and from what governs it ("agreed to meet", "denied having met"). A noun's comes from what governs it
("the talks were postponed"), then from the clause behind it ("talks scheduled for Monday"), then from
the adjectives before it ("a possible meeting"). The words are in ``knowledge/status.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import clauses, frames, grammar, plans
from onrecord.reading.events.clauses import Clause
from onrecord.reading.events.lexicon import Governor, Lexicon

_FACTS = (Status.HAPPENED, Status.ONGOING)
_OVERRIDING = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DENIED, Status.DID_NOT_HAPPEN})
_DONE = frozenset(
    {"sign", "hold", "reach", "strike", "seal", "ink", "initial", "come", "take", "begin", "open", "start"}
)
_UNSETTLED = (Status.UNCONFIRMED, Status.PROPOSED)
_DEEPEST = 12  # governors climbed at most; longer chains are parser noise


class Act(Enum):
    """What a noun names: talks, a deed that talks may bring, an act of speech that one makes, a deadline."""

    NO = "no"
    DEED = "deed"
    SPEECH = "speech"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A word that an event hangs on, with its entry in the knowledge file."""

    token: Token
    entry: Governor


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of an event, ``None`` where the text does not tell.

    ``condition`` is the head of the clause it depends on. ``carriers`` are the words that it hangs on,
    innermost first. ``negated`` tells that the verb itself is negated; ``present`` that it stands in the
    simple present, which tells of an act ("demands") but not of a day; ``progressive`` likewise.
    """

    status: Status | None
    condition: Token | None = None
    carriers: tuple[Carrier, ...] = ()
    negated: bool = False
    present: bool = False
    progressive: bool = False


_UNKNOWN = Verdict(None)


class Judge:
    """Judges the tokens of one parsed paragraph; remembers what it judged."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._verbs: dict[int, Verdict] = {}
        self._entries: dict[tuple[int, str, Act], Governor | None] = {}

    # --- verbs ---

    def verb(self, token: Token, depth: int = 0) -> Verdict:
        """The status of what a verb (or a predicate adjective) says."""
        known = self._verbs.get(token.i)
        if known is None:
            self._verbs[token.i] = _UNKNOWN  # a loop in the governors ends here
            known = self._verbs[token.i] = self._judge_verb(token, depth)
        return known

    def _judge_verb(self, verb: Token, depth: int) -> Verdict:
        if depth > _DEEPEST:
            return _UNKNOWN
        if verb.pos_ not in ("VERB", "AUX"):
            head = verb.head  # "ready", under its copula
            if (
                head.i != verb.i
                and head.pos_ in ("VERB", "AUX")
                and verb.dep_ in ("acomp", "oprd", "attr", "advmod")
            ):
                return self.verb(head, depth + 1)
            return Verdict(Status.HAPPENED) if verb.dep_ == "ROOT" and verb.pos_ == "ADJ" else _UNKNOWN
        unreal = clauses.unreal(verb)
        if unreal is not None:
            return Verdict(unreal)
        clause = clauses.read(verb, self._lexicon)
        top = verb
        if verb.dep_ == "conj":
            if verb.tag_ == "VBG" and verb.head.tag_ != "VBG" and not clause.finite:
                return _UNKNOWN  # "would not back it, and suggesting another": no part of what is denied
            if not clause.finite or clauses.shares_modal(verb):
                shared = self.verb(verb.head, depth + 1)
                return self._negate(shared) if clause.negated else shared
            top = verb if frames.beyond(verb) else grammar.first_conjunct(verb)
        own = Verdict(
            clause.status,
            clause.condition,
            negated=clause.negated,
            present=clause.present,
            progressive=clause.progressive,
        )
        return self._governed(verb, top, clause, own, depth)

    def _governed(self, verb: Token, top: Token, clause: Clause, own: Verdict, depth: int) -> Verdict:
        dep = top.dep_
        if dep == "advcl":
            return self._adverbial(top, clause, own, depth)
        if dep == "pcomp":
            return self._gerund(top, own, depth)
        if dep == "csubj":
            return _UNKNOWN
        if dep == "relcl" and top.head.lemma_ == "time":
            return self._nth_time(top, own, depth)
        content = dep in ("relcl", "acl") and grammar.is_content(top)
        if content and top.head.dep_ in ("attr", "acomp") and clauses.called_untrue(top.head.head):
            return Verdict(Status.DENIED)  # "it is not the case that they met"
        if content or dep in ("xcomp", "ccomp", "acl"):
            above = (top.head, "that") if content else grammar.governor(top)
            if above is None:
                return own
            head, relation = above
            if dep == "acl" and relation in ("participle", "ing") and verb.tag_ == "VBN":
                return replace(own, status=Status.HAPPENED)
            if relation == "that" and head.lemma_ in grammar.COPULAS and clause.finite:
                return Verdict(Status.DENIED) if clauses.called_untrue(head) else own
            if relation == "that" and grammar.plain_form(verb) and head.lemma_ in self._lexicon.wishing:
                return Verdict(Status.PROPOSED) if not clause.negated else _UNKNOWN
            entry = self.entry(head, relation)
            if (
                entry is not None
                and entry.effect == Status.PLANNED
                and relation == "to"
                and clauses.form_of(verb).perfect
            ):
                return _UNKNOWN  # "was to have met": nobody says whether they did
            if entry is not None and entry.effect == Status.PROPOSED and clause.negated:
                return _UNKNOWN  # "urged them not to sign"
            if entry is not None:
                return self._compose(head, entry, own, depth)
            return own if clause.finite else _UNKNOWN
        return own

    def _nth_time(self, verb: Token, own: Verdict, depth: int) -> Verdict:
        """ "It will be the first time that the two have met": as far as the verb above."""
        above = grammar.governor(verb.head)
        if above is None or above[0].pos_ not in ("VERB", "AUX"):
            return own
        over = self.verb(above[0], depth + 1)
        return replace(over, carriers=()) if over.status not in _FACTS else own

    def _adverbial(self, verb: Token, clause: Clause, own: Verdict, depth: int) -> Verdict:
        relation = grammar.clause_relation(verb)
        head = verb.head
        if relation == "before":
            return self._wanted_first(verb, head) or _UNKNOWN
        if relation == "if":  # "did not confirm if it would come", taken for a condition by the parser
            asked = self.entry(head, "whether")
            if asked is not None and clause.finite:
                return self._compose(head, asked, own, depth)
        if relation in self._lexicon.hypothetical or relation in self._lexicon.conditionals:
            return _UNKNOWN
        if relation == "to":
            entry = self.entry(head, relation) if head.lemma_ not in grammar.COPULAS else None
            if entry is not None and not any(c.dep_ == "dobj" for c in head.children):
                return self._compose(head, entry, own, depth)
            purpose = self.verb(head, depth + 1)
            # "flew to Oslo to meet her" does not tell whether they met.
            return (
                Verdict(Status.PLANNED)
                if purpose.status in (Status.ONGOING, Status.PLANNED)
                or (purpose.status is Status.HAPPENED and purpose.present)
                else _UNKNOWN
            )
        if relation in ("ing", "participle"):
            above = self.verb(head, depth + 1)
            return self._negate(above) if clause.negated else replace(above, carriers=())
        if relation in ("when", "as") and (clause.present or head.lower_ == "soon"):
            return _UNKNOWN
        return own

    def _gerund(self, verb: Token, own: Verdict, depth: int) -> Verdict:
        word, head = grammar.preposition(verb.head)
        if word == "before":
            return self._wanted_first(verb, head) or _UNKNOWN
        for relation in ("ing", word):
            entry = self.entry(head, relation)
            if entry is not None:
                return self._compose(head, entry, own, depth)
        if head.pos_ not in ("VERB", "AUX"):
            return _UNKNOWN
        above = self.verb(head, depth + 1)
        if above.status not in _FACTS:
            return replace(above, carriers=()) if word in ("by", "while", "in", "with") else _UNKNOWN
        if word in ("after", "since", "by", "while", "in", "upon", "with"):
            return self._negate(Verdict(Status.HAPPENED)) if own.negated else Verdict(Status.HAPPENED)
        return Verdict(Status.DID_NOT_HAPPEN) if word == "without" else _UNKNOWN

    def _wanted_first(self, verb: Token, head: Token) -> Verdict | None:
        """ "wants to see the text before it sends a delegation": the sending is conditional."""
        for _ in range(_DEEPEST):
            if head.lemma_ in self._lexicon.wants and head.pos_ == "VERB":
                inner = next((c for c in head.children if c.dep_ in ("xcomp", "ccomp", "dobj")), None)
                return None if inner is None else Verdict(Status.CONDITIONAL, inner)
            if head.dep_ not in ("xcomp", "ccomp") or head.head.i == head.i:
                return None
            head = head.head
        return None

    @staticmethod
    def _negate(verdict: Verdict) -> Verdict:
        if verdict.status in (Status.HAPPENED, Status.ONGOING, Status.PLANNED):
            return Verdict(Status.DID_NOT_HAPPEN, negated=True)
        return _UNKNOWN

    # --- nouns ---

    def noun(self, nodes: tuple[Token, ...], *, act: Act = Act.NO) -> Verdict:
        """The status of the event that a noun names.

        ``nodes`` are the nouns of its phrase, the head first ("round", "talks" in "a round of talks").
        ``act`` tells talks from deeds ("truce") and acts of speech ("proposal"), which one makes or issues.
        """
        head = nodes[0]
        no = self._without(nodes)
        inner = self._modified(nodes)
        behind = self._behind(nodes, act=act)
        if behind.status is not None:
            inner = behind
        outer = self._climb(head, inner, 0, no=no, act=act)
        if outer.status is not None or outer.carriers:
            known = {c.token.i for c in outer.carriers}
            extra = tuple(c for c in behind.carriers if c.token.i not in known)
            if outer.status is Status.DID_NOT_HAPPEN and not no and _is_done(behind, outer):
                return behind  # "the accord signed in Oslo has not been published"
            if outer.status in _UNSETTLED and not no and behind.status is Status.HAPPENED and _definite(head):
                return replace(
                    behind, carriers=(*behind.carriers, *outer.carriers)
                )  # "discussed the round, which …"
            if outer.status is None and not no and behind.status is not None and not _silenced(outer):
                return replace(behind, carriers=(*behind.carriers, *outer.carriers))
            return replace(outer, carriers=(*outer.carriers, *extra))
        return _UNKNOWN if no else inner

    def _climb(self, token: Token, inner: Verdict, depth: int, *, no: bool, act: Act = Act.NO) -> Verdict:
        """Follow the words that a noun hangs on, up to the verb that tells."""
        carriers: list[Carrier] = []
        for _ in range(_DEEPEST):
            above = grammar.governor(token)
            if above is None:
                break
            head, relation = above
            if head.pos_ in ("NOUN", "PROPN"):
                entry = self.entry(head, relation)
                if entry is None:
                    return self._beside_noun(head, relation, inner, carriers, depth) if not no else _UNKNOWN
                no = no or self._without((head,))
                carriers.append(Carrier(head, entry))
                if entry.effect not in ("same", "keep", "none"):
                    inner = Verdict(Status(entry.negated) if no and entry.negated else Status(entry.effect))
                    if no and not entry.negated:
                        return Verdict(None, carriers=tuple(carriers))
                    no = False
                elif entry.effect == "none":
                    return Verdict(None, carriers=tuple(carriers))
                token = head
                continue
            head = plans.outcome(head)
            begun = plans.begun(head) if relation in ("subject", "object") else None
            if begun is not None:
                return Verdict(begun, carriers=tuple(carriers))
            head, entry = self._reached(head, relation, act=act)
            if entry is None:
                outer = self._adjunct(head, relation, inner, depth)
                return replace(outer, carriers=(*carriers, *outer.carriers))
            if not no and relation == "subject" and self._only_about(head, entry, token, depth):
                return Verdict(Status.HAPPENED, carriers=tuple(carriers))
            return self._under_verb(head, entry, inner, carriers, depth, no=no)
        if no:
            return Verdict(None, carriers=tuple(carriers))
        return replace(inner, carriers=(*inner.carriers, *carriers)) if carriers else _UNKNOWN

    def _only_about(self, verb: Token, entry: Governor, noun: Token, depth: int) -> bool:
        """ "The meeting did not end the war": it was held."""
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        idiom = any(
            (f"{verb.lemma_.lower()} {o.lemma_.lower()}", "subject") in self._lexicon.governors["verbs"]
            for o in objects
        )
        if not objects or idiom or entry.effect != "same" or not _definite(noun):
            return False
        return self.verb(verb, depth + 1).status is Status.DID_NOT_HAPPEN

    def _beside_noun(
        self, head: Token, relation: str, inner: Verdict, carriers: list[Carrier], depth: int
    ) -> Verdict:
        """ "discuss the terms of a truce during talks": the parser hangs "during" on the nearest noun."""
        if relation in ("during", "ahead of") or head.dep_ == "npadvmod":  # "a day after the talks"
            for _ in range(_DEEPEST):
                above = grammar.governor(head)
                if above is None and head.dep_ != "npadvmod":
                    break
                head = head.head if above is None else above[0]
                if head.pos_ in ("VERB", "AUX"):
                    inner = self._adjunct(head, relation, inner, depth)
                    break
        return (
            replace(inner, carriers=(*inner.carriers, *carriers)) if carriers else replace(inner, carriers=())
        )

    def _reached(self, head: Token, relation: str, *, act: Act) -> tuple[Token, Governor | None]:
        """The governing verb and its entry; "talks are expected to begin" hang on "begin"."""
        if relation in ("subject", "object"):
            lower = grammar.lowered(head)
            if lower is not None:
                entry = self.entry(lower, "object" if grammar.passive(lower) else "subject", act=act)
                if entry is not None:
                    return lower, entry
        return head, self.entry(head, relation, act=act)

    def _under_verb(
        self, head: Token, entry: Governor, inner: Verdict, carriers: list[Carrier], depth: int, *, no: bool
    ) -> Verdict:
        verdict = self._compose(head, entry, inner, depth)
        noun_between = any(c.entry.effect not in ("same", "keep") for c in carriers)
        if noun_between and verdict.status not in _OVERRIDING:
            verdict = replace(verdict, status=inner.status)  # "plans for talks were announced"
        if no and not clauses.negated_by_subject(head):
            verdict = replace(self._negate(verdict), carriers=verdict.carriers)
        return replace(verdict, carriers=(*carriers, *verdict.carriers))

    def _adjunct(self, head: Token, relation: str, inner: Verdict, depth: int) -> Verdict:
        """ "said in a call", "after the talks": what the clause tells of a noun beside it."""
        rule = self._lexicon.adjuncts.get(relation)
        if rule is None or head.pos_ not in ("VERB", "AUX") or inner.status is not None:
            return inner
        if rule in ("same", "past"):
            clause = self.verb(head, depth + 1)
            told = (
                clause.status in _FACTS and not clause.present and not (clause.progressive and rule == "past")
            )
            if clause.status is Status.PLANNED and relation == "during":
                return Verdict(Status.PLANNED)
            return Verdict(Status.HAPPENED) if told else inner
        return Verdict(Status(rule)) if rule != "none" else inner

    def _behind(self, nodes: tuple[Token, ...], *, act: Act) -> Verdict:
        """ "talks held in Oslo", "talks that Kenya has proposed": the clause behind the noun."""
        for node in nodes:
            for child in (*node.children, *grammar.clauses_further_down(node)):
                if child.pos_ == "ADJ" and child.i > node.i:
                    planned = self._due(child)
                    if planned is not None:
                        return planned
                if child.dep_ == "prep":
                    verdict = self._behind_name(child)
                    if verdict.status is not None:
                        return verdict
                if child.dep_ not in ("relcl", "acl") or child.pos_ not in ("VERB", "AUX"):
                    continue
                if grammar.gap_behind_preposition(child):
                    continue  # "a round for which no date has been set"
                infinitive = grammar.clause_relation(child) == "to"
                if infinitive and any(c.dep_ == "nsubj" for c in child.children):
                    continue  # "a deadline for the union to reach a deal"
                entry = self.entry(child, grammar.gap(child), act=act)
                if entry is None or entry.effect in ("none", "keep"):
                    continue
                carrier = (Carrier(child, entry),)
                if infinitive:
                    return Verdict(Status.PLANNED, carriers=carrier)
                verdict = self._compose(child, entry, _UNKNOWN, 0)
                if verdict.status is not None:
                    return verdict
        return _UNKNOWN

    def _behind_name(self, adposition: Token) -> Verdict:
        """ "talks with Kenya, which open on Friday": the parser hangs the clause on the name."""
        for name in adposition.children:
            for party in grammar.conjuncts(name) if name.dep_ == "pobj" and name.pos_ == "PROPN" else ():
                for verb in party.children:
                    if verb.dep_ != "relcl" or grammar.gap(verb) != "subject":
                        continue
                    entry = self.entry(verb, "subject")
                    if entry is not None and entry.effect == "same":
                        return self._compose(verb, entry, _UNKNOWN, 0)
        return _UNKNOWN

    def _due(self, adjective: Token) -> Verdict | None:
        """ "talks due to open in Oslo on Monday"."""
        entry = self.entry(adjective, "to")
        lower = next((c for c in adjective.children if c.dep_ == "xcomp"), None)
        if entry is None or lower is None or entry.effect != Status.PLANNED:
            return None
        same = self.entry(lower, "object" if grammar.passive(lower) else "subject")
        carriers = (Carrier(adjective, entry), *(() if same is None else (Carrier(lower, same),)))
        return Verdict(Status.PLANNED, carriers=carriers)

    def _modified(self, nodes: tuple[Token, ...]) -> Verdict:
        for node in nodes:
            for child in node.children:
                if child.dep_ in ("amod", "advmod", "compound"):
                    said = self._lexicon.modifiers.get(child.lower_)
                    if said is not None:
                        return Verdict(None if said == "none" else Status(said))
        return _UNKNOWN

    def _without(self, nodes: tuple[Token, ...]) -> bool:
        return any(
            child.dep_ in ("det", "neg", "preconj") and child.lower_ in self._lexicon.negators
            for node in nodes
            for child in node.children
        )

    # --- governors ---

    def entry(self, head: Token, relation: str, *, act: Act = Act.NO) -> Governor | None:
        """What the knowledge file says of a word with an event in this relation to it."""
        key = (head.i, relation, act)
        if key not in self._entries:
            self._entries[key] = self._look_up(head, relation, act=act)
        return self._entries[key]

    def _look_up(self, head: Token, relation: str, *, act: Act) -> Governor | None:
        tables = self._lexicon.governors
        if head.pos_ in ("NOUN", "PROPN"):
            return tables["nouns"].get((head.lemma_.lower(), relation))
        if head.pos_ not in ("VERB", "AUX"):
            return tables["predicates"].get((head.lemma_.lower(), relation))
        names = grammar.names(head)
        for table in _tables(head, act):
            for name in names:
                found = tables[table].get((name, relation))
                if found is not None:
                    return found
        return None

    def _compose(self, head: Token, entry: Governor, inner: Verdict, depth: int) -> Verdict:
        """The status of an event under ``head``."""
        noun = head.pos_ in ("NOUN", "PROPN")
        if noun:
            return self._under_noun(head, entry, inner, depth)
        above = self.verb(head, depth + 1)
        carriers = (Carrier(head, entry), *above.carriers)
        effect = entry.effect
        if effect == "none" or (entry.progressive and not above.progressive):
            return Verdict(None, carriers=carriers)
        if above.status in (Status.DID_NOT_HAPPEN, Status.DENIED) and effect != "same":
            status = Status(entry.negated) if entry.negated else None
            return Verdict(status, carriers=carriers)
        if effect == "keep":
            return replace(inner, carriers=carriers)
        if effect == "same":
            return replace(above, carriers=carriers)
        if effect == Status.CONDITIONAL:
            return self._threatened(head, above, carriers)
        return Verdict(_shifted(Status(effect), above.status), above.condition, carriers)

    def _threatened(self, head: Token, above: Verdict, carriers: tuple[Carrier, ...]) -> Verdict:
        """ "threatened tariffs if …": conditional on what follows; unconfirmed where nothing does."""
        if above.status not in _FACTS:
            return Verdict(None, carriers=carriers)
        for child in head.children:
            if (
                child.dep_ == "advcl"
                and grammar.clause_relation(child) in self._lexicon.conditionals | self._lexicon.untils
            ):
                return Verdict(Status.CONDITIONAL, child, carriers)
        return Verdict(Status.UNCONFIRMED, carriers=carriers)

    def _under_noun(self, head: Token, entry: Governor, inner: Verdict, depth: int) -> Verdict:
        if entry.effect == "none":
            return Verdict(None, carriers=(Carrier(head, entry),))
        no = self._without((head,))
        if no and entry.effect not in ("same", "keep"):
            status = Status(entry.negated) if entry.negated else None
            return Verdict(status, carriers=(Carrier(head, entry),))
        start = inner if entry.effect in ("same", "keep") else Verdict(Status(entry.effect))
        verdict = self._climb(head, start, depth + 1, no=no)
        status = verdict.status if verdict.status in _OVERRIDING else start.status
        return Verdict(status, verdict.condition, (Carrier(head, entry), *verdict.carriers))


def _is_done(behind: Verdict, outer: Verdict) -> bool:
    """Whether the clause behind a noun tells that it was done, and what is negated is something else."""
    done, other = ({c.token.lemma_ for c in v.carriers[:1]} for v in (behind, outer))
    return behind.status is Status.HAPPENED and bool(done & _DONE) and not other & _DONE


def _definite(noun: Token) -> bool:
    return any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.lefts)


def _silenced(verdict: Verdict) -> bool:
    """Whether a governing word says that nothing can be told: "prevented talks that were planned"."""
    return any(c.entry.effect == "none" for c in verdict.carriers)


def _tables(verb: Token, act: Act) -> tuple[str, ...]:
    """Where a verb is looked up: who studies an invitation does not invite, who studies a truce …"""
    behind = ("predicates",) if verb.lemma_ in grammar.COPULAS else ()
    tables = {
        Act.NO: ("verbs",),
        Act.DEED: ("acts", "verbs"),
        Act.SPEECH: ("acts",),
        Act.TERM: ("terms", "acts"),
    }
    return tables[act] + behind


def _shifted(effect: Status, above: Status | None) -> Status | None:
    """The effect of a governing word that has itself only come so far."""
    if above in _FACTS:
        return effect
    if above is Status.PLANNED:
        return effect if effect not in (Status.DENIED, Status.HAPPENED) else None
    if above is None or effect in _OVERRIDING:
        return above if above in (Status.POSTPONED, Status.CANCELLED) else None
    if effect is Status.HAPPENED:
        return None
    return above
