"""How far the event that a noun names has come: its own words, the clause behind it, what governs it.

In: a noun of a sentence. Out: a :class:`.verdicts.Verdict`. Invariant: no walk is longer than the
sentence; what only an unknown word governs is not ``sure``.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import clauses, grammar, plans
from onrecord.reading.events.broad.expressions import headline_verb
from onrecord.reading.events.broad.hearsay import PREPOSITIONS, denied
from onrecord.reading.events.broad.setting import Setting
from onrecord.reading.events.broad.verbs import Verbs
from onrecord.reading.events.broad.verdicts import FACTS, NOTHING, Verdict, compose
from onrecord.reading.events.broad.wordings import COPULAS, definite, misread, names, negative, tail

_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DENIED})
_UNSETTLED = (Status.PROPOSED, Status.UNCONFIRMED, Status.DID_NOT_HAPPEN)
_MADE_KNOWN = frozenset({"announce", "disclose", "publicise", "publish", "advertise", "reveal", "notice"})
_TURNING = frozenset({Status.POSTPONED, Status.CANCELLED, Status.DID_NOT_HAPPEN})
_AFTER = frozenset({"after", "following", "since", "despite", "under", "notwithstanding", "upon", "thanks"})
_CONFIRMING = frozenset({"confirmation", "acknowledgement", "acknowledgment", "proof"})
_AHEAD = frozenset({"before", "ahead of", "until", "till", "prior to", "pending"})
_TOLD = frozenset({"of", "that", "about", "to", "compound", "over", "ing"})  # how an event hangs on hearsay
_DEEPEST = 12  # governors climbed at most; longer chains are parser noise


def _within(token: Token) -> bool:
    """Whether something is told to be done in the event: "met in a session"."""
    above = grammar.governor(grammar.first_conjunct(token))
    return above is not None and above[0].pos_ == "VERB" and above[1] in ("in", "at", "during")


class Nouns:
    """Judges the nouns of one sentence."""

    def __init__(self, setting: Setting, verbs: Verbs) -> None:
        self.setting = setting
        self._words = setting.words
        self._lists = setting.words.lists
        self._verbs = verbs

    def noun(self, token: Token, *, act: bool) -> Verdict:
        """What the sentence says of the event that a noun names; what is only drafted is put forward."""
        verdict = self._told(token, act=act)
        drafted = verdict.status in FACTS and self._is_draft(token)
        return Verdict(Status.PROPOSED) if drafted else verdict

    def _is_draft(self, token: Token) -> bool:
        """ "handed them a draft truce agreement", not "signed a draft agreement"."""
        if not any(t.lower_ == "draft" for c in token.lefts for t in c.subtree):
            return False
        above = grammar.governor(token)
        verbs = [c for c in token.children if c.dep_ in ("relcl", "acl")] + ([above[0]] if above else [])
        return self._lists["closing"].isdisjoint(n for v in verbs for n in names(v))

    def _told(self, token: Token, *, act: bool) -> Verdict:
        no = negative(token, self._lists["negatives"])
        said = self._modified(token)
        climbed = self._climb(token, act=act, depth=0)
        behind = self._behind(token, act=act)
        if no:
            if climbed.status in (*_OFF, Status.CONDITIONAL) and climbed.sure:
                return climbed if climbed.status is not Status.POSTPONED else NOTHING
            if climbed.status is Status.UNCONFIRMED and climbed.sure:
                reported = self._clause_above(token.head, 0).status in FACTS
                return Verdict(Status.DID_NOT_HAPPEN) if reported else climbed
            return self._sworn(token, Verdict(Status.DID_NOT_HAPPEN, climbed.condition))
        if behind.status is Status.HAPPENED and definite(token) and climbed.status in _UNSETTLED:
            return behind  # "welcomed the talks held in Turin"
        if climbed.status in _OFF and behind.status is Status.HAPPENED and self._begun(token):
            return behind
        if behind.status is Status.DID_NOT_HAPPEN and climbed.status in FACTS and _within(token):
            return climbed  # "met in a session that was to have been held last week"
        if behind.status is Status.DID_NOT_HAPPEN and self._begun(token):
            return behind  # "waited for a call that never came"
        if climbed.sure and climbed.status is not None:
            if climbed.status in FACTS and said in (
                Status.UNCONFIRMED,
                Status.CANCELLED,
                Status.DID_NOT_HAPPEN,
            ):  # but "the long-delayed talks opened"
                return Verdict(said)
            return climbed
        if behind.status is not None:
            return behind
        if (
            climbed.status in (*_OFF, Status.CONDITIONAL, Status.DID_NOT_HAPPEN, Status.UNCONFIRMED)
            and said is None
        ):
            return climbed
        if said is not None:
            return Verdict(said)
        return climbed

    def _begun(self, token: Token) -> bool:
        """ "the round, which opened on Monday, broke down": its clause tells whether it was held."""
        return any(
            not grammar.passive(c)
            and grammar.lowered(c) is None  # "which were to have been held"
            and self.over(c, "subject", act=False) == "same"
            for c in token.children
            if c.dep_ == "relcl"
        )

    def _sworn(self, token: Token, verdict: Verdict) -> Verdict:
        """ "swore that no envoys had met": denied."""
        verb = token.head
        for _ in range(_DEEPEST):
            if (
                verb.dep_ == "ccomp"
                and verb.head.lemma_ in self._lists["sworn"]
                and clauses.form_of(verb).past
            ):
                return Verdict(Status.DENIED, verdict.condition)
            if verb.head.i == verb.i:
                break
            verb = verb.head
        return verdict

    def _modified(self, token: Token) -> Status | None:
        for child in token.children:
            if child.dep_ in ("amod", "advmod", "compound", "nmod", "poss", "npadvmod"):
                said = self._words.modifiers.get(child.lower_)
                if said is None and child.dep_ == "poss":
                    below = {c.lower_ for c in child.children}
                    if child.lower_ == "tomorrow" or below & {"next", "coming"}:
                        said = Status.PLANNED
                    elif below & {"last", "past"} or child.lower_ == "yesterday":
                        said = Status.HAPPENED
                if said is not None:
                    return said
        return None

    def _behind(self, token: Token, *, act: bool) -> Verdict:
        """ "talks held in Oslo", "a deal that both will sign", "talks due to open"."""
        for child in (*token.children, *grammar.clauses_further_down(token)):
            if child.pos_ == "ADJ" and child.i > token.i and child.dep_ in ("amod", "relcl", "advcl", "acl"):
                effect = self._words.tables["predicates"].get(child.lower_)
                if effect is not None and any(c.dep_ in ("xcomp", "prep") for c in child.children):
                    return Verdict(Status(effect)) if effect not in ("same", "exists", "none") else NOTHING
            if child.dep_ not in ("relcl", "acl") or child.pos_ not in ("VERB", "AUX"):
                continue
            if grammar.gap_behind_preposition(child):
                continue
            infinitive = grammar.clause_relation(child) == "to"
            gap = grammar.gap(child)
            found = self._governed(child, gap, token, act=act, depth=0, behind=True)
            if infinitive:
                if found.sure and found.status is not None:
                    return Verdict(Status.PLANNED)
                continue
            if child.dep_ == "acl" and child.tag_ == "VBN":
                effect = self.over(child, "object", act=act)
                if effect is not None and effect not in ("none", "exists"):
                    hedge = self._verbs.hedged(child)
                    return Verdict(
                        Status.UNCONFIRMED
                        if hedge
                        else Status.HAPPENED
                        if effect == "same"
                        else Status(effect)
                    )
                continue
            if found.sure and found.status is not None:
                return found
        return NOTHING

    def _climb(self, token: Token, *, act: bool, depth: int) -> Verdict:
        """Follow the words that a noun hangs on, up to what tells."""
        if depth > _DEEPEST:
            return NOTHING
        first = grammar.first_conjunct(token)
        if first.dep_ in ("appos", "nmod", "compound") and first.head.pos_ in ("NOUN", "PROPN"):
            head = first.head
            if first.dep_ == "compound" and headline_verb(head, self._words):
                return self._compose(
                    self._words.tables["subject"][head.lemma_.lower()], Verdict(Status.HAPPENED), head
                )
            if first.dep_ != "appos":
                effect = self._words.tables["nouns"].get(head.lemma_.lower())
                if effect is not None:
                    return self.under(head, "compound", Verdict(Status.HAPPENED), depth)
            return Verdict(self._climb(head, act=act, depth=depth + 1).status or Status.HAPPENED, sure=False)
        above = grammar.governor(first)
        if above is None:
            return self._loose(first)
        head, relation = above
        if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            if relation in ("at", "during"):  # "failed to sign an accord at talks in Oslo"
                return self._adjunct(relation, self._clause_above(head, depth), token, head)
            if relation in PREPOSITIONS:
                return self.under(head, relation, Verdict(Status.HAPPENED, sure=False), depth)
            return Verdict(Status.HAPPENED if definite(token) else None, sure=False)
        deadline = next((c for c in head.children if c.dep_ == "dobj" and c.lemma_ == "deadline"), None)
        if relation == "for" and deadline is not None:  # "missed a deadline on Friday for a deal"
            return self.under(deadline, "for", Verdict(Status.HAPPENED, sure=False), depth)
        head = plans.outcome(head)
        begun = plans.begun(head) if relation in ("subject", "object") else None
        return Verdict(begun) if begun else self._governed(head, relation, first, act=act, depth=depth)

    def _loose(self, token: Token) -> Verdict:
        """A headline without a verb: "Debt deal in doubt", "Talks off"."""
        if token.dep_ == "ROOT":
            for name in tail(token):
                effect = self._words.tables["predicates"].get(name)
                if effect is not None and effect not in ("same", "exists", "none"):
                    return Verdict(Status(effect))
            main = misread(token)
            if main is not None:
                return self._governed(main, "subject", token, act=False, depth=1)
        if self.setting.question:
            return Verdict(Status.UNCONFIRMED, sure=False)
        return Verdict(Status.HAPPENED if definite(token) else None, sure=False)

    def under(self, head: Token, relation: str, inner: Verdict, depth: int) -> Verdict:
        """Under a noun: "hopes of a deal", "reports that they met", "the signing of the pact"."""
        lemma = head.lower_ if head.lemma_ == "talk" else head.lemma_.lower()
        hearsay = lemma in self._lists["hearsay"] and relation in _TOLD
        if (hearsay and denied(head, self._words.deniers)) or self._untrue(head, lemma, relation):
            return Verdict(Status.DENIED)
        effect = self._words.tables["nouns"].get(lemma)
        if lemma in _CONFIRMING and negative(head, self._lists["negatives"]):
            return Verdict(Status.UNCONFIRMED)  # "there was no confirmation that they had met"
        if effect is None or relation in ("after", "since"):
            if hearsay:
                return Verdict(Status.UNCONFIRMED)
            return self._under_unknown(head, relation, inner, depth)
        if negative(head, self._lists["negatives"]):
            return Verdict(Status.DID_NOT_HAPPEN)
        outer = self._climb(head, act=False, depth=depth + 1)
        if effect == "same":
            said = self._modified(head)
            if outer.status in FACTS and said is not None and not outer.sure:
                return Verdict(said)
            return Verdict(outer.status or inner.status, outer.condition, outer.sure)
        return self._stacked(Status(effect), outer, lemma)

    def _untrue(self, head: Token, lemma: str, relation: str) -> bool:
        """ "a myth that a session was held", "no truth in"."""
        if relation == "that":
            return self._words.tables["things"].get(lemma) == Status.DENIED
        truth = lemma in self._words.deniers["truthless"] and relation in ("in", "to", "of")
        return truth and negative(head, self._lists["negatives"])

    def _under_unknown(self, head: Token, relation: str, inner: Verdict, depth: int) -> Verdict:
        """Under a noun that says nothing of the kind: "no incentive to stop", "envoys to the talks"."""
        if relation in ("in", "under", "with", "by"):
            above = self._clause_above(head, depth)
            if above.status in (Status.DENIED, Status.UNCONFIRMED):
                return replace(above, sure=False)
        if relation == "to" and inner.sure and inner.status is None:
            none = negative(head, self._lists["negatives"])
            return Verdict(Status.DID_NOT_HAPPEN if none else None)
        if relation in ("for", "about", "on", "over") and not inner.sure:
            return NOTHING
        return Verdict(inner.status if inner.sure else Status.HAPPENED, inner.condition, sure=False)

    def _stacked(self, own: Status, outer: Verdict, lemma: str) -> Verdict:
        """What becomes of a plan, a hope or a call: "plans were dropped", "hopes faded"."""
        if not outer.sure:
            return Verdict(own)
        if outer.status in (*_OFF, Status.DID_NOT_HAPPEN):
            given_up = outer.status in (Status.CANCELLED, Status.POSTPONED)
            lost = given_up and lemma in self._lists["hopes"]
            return Verdict(Status.DID_NOT_HAPPEN if lost else outer.status)
        if outer.status is Status.CONDITIONAL:
            return outer
        if outer.status is Status.UNCONFIRMED and own is Status.PLANNED:
            return outer
        return Verdict(own)

    def _clause_above(self, token: Token, depth: int) -> Verdict:
        for _ in range(_DEEPEST):
            if token.pos_ in ("VERB", "AUX"):
                return self._verbs.verb(token, depth=depth + 1)
            if token.head.i == token.i:
                break
            token = token.head
        return NOTHING

    def over(self, verb: Token, relation: str, *, act: bool) -> str | None:
        """What a verb says of an event that is its object or subject."""
        table = self._words.tables[relation]
        exists = self._words.exists[relation]
        copula = verb.lemma_ in COPULAS
        if copula and (relation == "subject" or grammar.passive(verb)):
            for name in names(verb):
                found = table.get(name) if " " in name and name.startswith(verb.lemma_) else None
                found = found or self._words.tables["predicates"].get(name)
                if found is not None:
                    return found
        for name in names(verb):
            if act and name in exists:
                return "exists"
            found = table.get(name)
            if found is not None:
                return found
        return None

    def _governed(
        self, head: Token, relation: str, token: Token, *, act: bool, depth: int, behind: bool = False
    ) -> Verdict:
        """Under a verb or adjective."""
        if head.pos_ not in ("VERB", "AUX"):
            return self._governed_by_adjective(head, relation, depth)
        if (
            relation == "subject"
            and head.tag_ == "VBN"
            and not any(c.lemma_ == "have" for c in head.children if c.dep_ == "aux")
        ):
            relation = "object"
        if relation in ("subject", "object"):
            lower = grammar.lowered(head)
            if lower is not None and (relation == "subject" or grammar.passive(head) or head.tag_ == "VBN"):
                head, relation = lower, "object" if grammar.passive(lower) else "subject"
        spare = None if behind else token
        over = self._verbs.verb(head, spare=spare, depth=depth + 1)
        if relation == "attr":
            return self._identified(head, token, over)
        if relation in ("subject", "object"):
            effect = self._thing(head) if relation == "subject" and head.lemma_ in COPULAS else None
            effect = effect or self.over(head, relation, act=act)
            if over.status is Status.DID_NOT_HAPPEN and definite(token) and self._only_about(head, relation):
                effect = "exists"
            turned = self._turned_later(head, relation, act=act, depth=depth)
            if turned is not None:
                return turned
            if effect is not None:
                return self._compose(effect, over, head)
            return self._fallback(over, relation, token, head)
        if relation in ("dative",):
            return Verdict(over.status, over.condition, sure=False)
        if relation == "from" and head.lemma_ in self._lists["hindering"]:
            despite = self._verbs.despite(head)
            if despite is not None:
                return despite
        objects = self._words.tables["object"]
        for name in names(head):
            key = (
                f"{name} {relation}"  # "laughed off a truce": the parser takes the particle for a preposition
            )
            effect = self._words.tables["behind"].get(key) or (
                objects.get(key) if name == head.lemma_ else None
            )
            if effect is not None:
                return self._compose(effect, over, head)
        return self._adjunct(relation, over, token, head)

    def _turned_later(self, head: Token, relation: str, *, act: bool, depth: int) -> Verdict | None:
        """ "was decided on Monday and rescinded on Tuesday": what the second verb says."""
        for verb in head.children:
            if (
                verb.dep_ != "conj"
                or verb.pos_ != "VERB"
                or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
            ):
                continue
            bare = verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in verb.children)
            here = "object" if bare or grammar.passive(verb) else "subject"
            if relation == "object" and here == "subject" and not grammar.passive(head):
                continue
            effect = self.over(verb, here, act=act)
            if effect in _TURNING:
                return self._compose(effect, self._verbs.verb(verb, depth=depth + 1), verb)
        return None

    def _governed_by_adjective(self, head: Token, relation: str, depth: int) -> Verdict:
        """ "ready for talks", "close to a deal", "keen on a meeting"."""
        effect = None
        if head.dep_ == "advmod" and head.head.pos_ == "VERB":
            key = f"{head.head.lemma_.lower()} {head.lower_} {relation}"
            effect = self._words.tables["behind"].get(key)
            if effect is not None:
                return self._compose(effect, self._verbs.verb(head.head, depth=depth + 1), head.head)
        effect = self._words.tables["clause"].get(f"be {head.lower_}")
        effect = effect or self._words.tables["behind"].get(f"be {head.lower_} {relation}")
        if relation in ("to", "for", "on", "about") and effect is None:
            effect = self._words.tables["predicates"].get(head.lower_)
        over = self._verbs.adjective(head, depth)
        if effect is None or effect == "none":
            return Verdict(
                Status.HAPPENED if over.status in FACTS else over.status, over.condition, sure=False
            )
        return self._compose(effect, over, head)

    def _thing(self, head: Token) -> str | None:
        """ "a deal is a possibility", "the meeting was her suggestion"."""
        for child in head.children:
            if child.dep_ == "attr" and child.lower_ in ("more", "less", "nothing"):
                for deeper in child.subtree:
                    if deeper.dep_ == "pobj":
                        return self._words.tables["things"].get(deeper.lemma_.lower())
            if child.dep_ == "attr" and child.pos_ in ("NOUN", "PRON", "DET"):
                return self._words.tables["things"].get(child.lemma_.lower())
        return None

    def _identified(self, head: Token, token: Token, over: Verdict) -> Verdict:
        """ "there was a meeting", "what she proposes is a contract"."""
        for child in head.children:
            if child.dep_ in ("nsubj", "csubj", "ccomp") and child.i != token.i:
                effect = self._words.tables["things"].get(child.lemma_.lower())
                if effect is not None:
                    return self._compose(effect, over, head)
                if child.pos_ == "VERB":
                    effect = self.over(child, "object", act=False)
                    if effect is not None and effect not in ("same", "exists", "none"):
                        return Verdict(Status(effect))
        return Verdict(over.status, over.condition)

    def _only_about(self, verb: Token, relation: str) -> bool:
        """Whether a negated verb tells of what was there: "talks were not easy", "did not end the war"."""
        if relation == "object":
            return verb.lemma_ in _MADE_KNOWN
        if verb.lemma_ in COPULAS:
            said = next((c for c in verb.children if c.dep_ in ("acomp", "attr")), None)
            return said is not None and not self._words.tables["predicates"].keys() & set(names(verb))
        subjects = self._words.tables["subject"]
        objects = [c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"]
        return bool(objects) and not any(f"{verb.lemma_.lower()} {o}" in subjects for o in objects)

    def _fallback(self, over: Verdict, relation: str, token: Token, head: Token) -> Verdict:
        """Under a verb that is not known: what a clause says of a definite noun is that it exists."""
        status = over.status
        if status is Status.HAPPENED and head.lemma_ == "be":
            return Verdict(Status.ONGOING, sure=False)
        if status in FACTS:
            if definite(token) or relation == "subject":
                return Verdict(status, sure=False)
            return Verdict(Status.HAPPENED if relation == "object" else None, sure=False)
        if definite(token) and any(c.dep_ == "dobj" for c in head.children) and relation == "subject":
            return Verdict(Status.HAPPENED, sure=False)
        return Verdict(status, over.condition, sure=False)

    def _adjunct(self, relation: str, over: Verdict, token: Token, head: Token) -> Verdict:
        """ "in the talks", "after the meeting", "without a deal", "ahead of the summit"."""
        word = relation.split()[0]
        if word == "without":
            return Verdict(Status.DID_NOT_HAPPEN) if over.status in FACTS else NOTHING
        if relation in _AHEAD:
            return Verdict(Status.PLANNED, sure=False)
        if word in _AFTER:
            return Verdict(
                Status.HAPPENED
                if over.status is not Status.PLANNED or word != "after" or definite(token)
                else Status.PLANNED,
                sure=False,
            )
        if word in (
            "in",
            "at",
            "during",
            "amid",
            "throughout",
            "within",
            "from",
            "into",
            "by",
            "on",
            "through",
        ):
            if over.status in (*FACTS, Status.DID_NOT_HAPPEN):
                return Verdict(Status.HAPPENED if head.tag_ not in ("VBZ", "VBP") else None, sure=False)
            return Verdict(
                Status.PLANNED if over.status in (Status.PLANNED, Status.UNCONFIRMED) else over.status,
                sure=False,
            )
        if word in ("for", "to", "towards", "toward"):
            return Verdict(
                Status.PLANNED
                if over.status in (*FACTS, Status.PLANNED) and head.tag_ != "VBD"
                else over.status,
                over.condition,
                sure=False,
            )
        return Verdict(Status.HAPPENED if definite(token) else None, sure=False)

    def _compose(self, effect: str, over: Verdict, head: Token) -> Verdict:
        return compose(effect, over, head, self._lists["unsettled"])
