"""How far the act of a verb has come: what its clause says, turned by every word that governs it.

In: a verb of a sentence. Out: a :class:`.verdicts.Verdict`. Invariant: no walk is longer than the
sentence, and no act under "if", "may", "not" or a plan is ``happened``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from onrecord.model import Status
from onrecord.reading.events import clauses, grammar, outright
from onrecord.reading.events.broad import clause
from onrecord.reading.events.broad.setting import Setting
from onrecord.reading.events.broad.verdicts import FACTS, NOTHING, Verdict, compose, negated
from onrecord.reading.events.broad.wordings import COPULAS, names
from onrecord.reading.events.lexicon import lexicon

if TYPE_CHECKING:
    from onrecord.reading.events.broad.nouns import Nouns

_DEEPEST = 12  # governors climbed at most; longer chains are parser noise
_PAST_BUT = ("but", "yet", "though", "although", ";", ":", "however")


class Verbs:
    """Judges the verbs of one sentence; remembers the clauses it judged."""

    nouns: Nouns

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._words = setting.words
        self._lists = setting.words.lists
        self._known: dict[tuple[int, int], Verdict] = {}

    def verb(self, token: Token, *, spare: Token | None = None, depth: int = 0) -> Verdict:
        """What the sentence says of a verb's act. Negation inside ``spare`` is left to its noun."""
        key = (token.i, spare.i if spare is not None else -1)
        known = self._known.get(key)
        if known is None:
            self._known[key] = NOTHING  # a loop in the governors ends here
            known = self._known[key] = self._clause(token, spare, depth)
        return known

    def _clause(self, verb: Token, spare: Token | None, depth: int) -> Verdict:
        said = clauses.unreal(verb) or outright.status(verb, self._lists["hearsay"], self._lists["sworn_off"])
        if said is not None:
            return Verdict(said)
        if depth > _DEEPEST:
            return NOTHING
        if verb.pos_ not in ("VERB", "AUX"):
            return self.adjective(verb, depth)
        if verb.tag_ == "VBG" and verb.dep_ in ("attr", "acomp") and verb.head.lemma_ == "be":
            over = self.verb(verb.head, depth=depth + 1)  # "is mediating", taken for an adjective
            return replace(over, status=Status.ONGOING) if over.status is Status.HAPPENED else over
        own = clause.read(verb, self.setting, spare=spare)
        told = Verdict(own.status, own.condition)
        top = verb
        if verb.dep_ == "conj":
            bare = not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
            if verb.head.pos_ in ("VERB", "AUX") and (
                not own.finite or (bare and verb.tag_ in ("VB", "VBN", "VBP"))
            ):
                shared = self.verb(verb.head, depth=depth + 1)
                if verb.tag_ == "VB" and any(c.dep_ == "cc" and c.lower_ == "or" for c in verb.head.children):
                    return Verdict(Status.CONDITIONAL)  # "pay by Friday or face sanctions"
                return negated(shared) if own.negated else shared
            top = grammar.first_conjunct(verb)
        return self._under(verb, top, own, told, depth)

    def adjective(self, word: Token, depth: int) -> Verdict:
        """What holds of an adjective: what holds of its copula."""
        head = word.head
        if head.i != word.i and head.pos_ in ("VERB", "AUX"):
            return self.verb(head, depth=depth + 1)
        return Verdict(Status.HAPPENED) if word.dep_ == "ROOT" else NOTHING

    def _under(self, verb: Token, top: Token, own: clause.Own, told: Verdict, depth: int) -> Verdict:
        dep = top.dep_
        inside = self.setting.conditioned(verb) is False
        if dep == "advcl":
            return self._adverbial(verb, top, own, told, depth)
        if dep == "pcomp":
            return self._gerund(top, own, depth)
        if dep in ("xcomp", "ccomp", "acl", "csubj"):
            result = self._complement(verb, top, own, told, depth)
        elif dep == "relcl" and self._is_content(top):
            result = self.nouns.under(top.head, "that", told, depth)
        elif dep == "relcl":
            result = told
            if told.status is None and top.head.dep_ == "ROOT" and clauses.form_of(top).infinitive:
                result = Verdict(Status.PLANNED)  # a headline: "Abara, Lund to meet"
        else:
            result = told
        if inside and result.status in (*FACTS, Status.PLANNED, None) and not clauses.form_of(verb).past:
            return Verdict(Status.CONDITIONAL, sure=result.sure)
        return result

    def _is_content(self, verb: Token) -> bool:
        """ "a report that they had met", which the parser may take for a relative clause."""
        return grammar.is_content(verb) and verb.head.lemma_.lower() in self._lists["hearsay"]

    def _complement(self, verb: Token, top: Token, own: clause.Own, told: Verdict, depth: int) -> Verdict:
        """A clause that another word governs: "agreed to meet", "denied that they met"."""
        above = grammar.governor(top)
        if above is None:
            return told
        head, relation = above
        if top.dep_ == "csubj":
            return self._as_subject(top, head)
        if self._called_untrue(head, relation, own, depth) or (own.finite and clauses.called_untrue(head)):
            return Verdict(Status.DENIED)
        wished = relation == "that" and grammar.plain_form(verb) and not own.negated
        if wished and head.lemma_ in lexicon().wishing:
            return Verdict(Status.PROPOSED)
        if head.dep_ == "dobj" and head.pos_ == "VERB" and head.lemma_ in self._lists["hearsay"]:
            return self.nouns.under(head, "that", told, depth)  # "rubbished reports that", taken for a verb
        if head.pos_ in ("NOUN", "PROPN"):
            return self._under_noun(top, head, relation, own, told, depth)
        if relation in ("whether", "if"):
            return Verdict(Status.UNCONFIRMED, told.condition)
        if relation == "to" and head.lemma_ == "be" and head.pos_ == "AUX" and not self._ready(head):
            return self._is_to(verb, head, own)
        effect = self._clause_effect(head, relation, own)
        if effect is None:
            return self._unknown_head(head, own, told, depth)
        if effect == "same" and own.finite:
            return told
        over = self.verb(head, depth=depth + 1)
        if own.negated:
            return self._not_done(effect, over, head)
        if effect == Status.PLANNED and self._lapsed(verb, head):
            return Verdict(Status.DID_NOT_HAPPEN)
        result = self._compose(effect, over, head)
        hangs = told.condition is not None or own.status is Status.CONDITIONAL or self._iffy(head)
        hangs = hangs or (own.status is None and self.setting.conditioned(verb) is True)
        if hangs and result.status in (Status.PLANNED, Status.PROPOSED, Status.UNCONFIRMED):
            return Verdict(Status.CONDITIONAL, told.condition)
        return result

    def _as_subject(self, top: Token, head: Token) -> Verdict:
        """ "whether they meet depends on the weather"."""
        if grammar.clause_relation(top) != "whether":
            return NOTHING
        hangs = self.nouns.over(head, "subject", act=False) == Status.CONDITIONAL
        return Verdict(Status.CONDITIONAL if hangs else Status.UNCONFIRMED)

    def _called_untrue(self, head: Token, relation: str, own: clause.Own, depth: int) -> bool:
        """ "it is false that they met", "it is not true that"."""
        if head.pos_ != "ADJ" or not own.finite or relation != "that":
            return False
        if head.lower_ in self._words.deniers["predicates"]:
            return True
        return head.lower_ == "true" and self.adjective(head, depth).status is Status.DID_NOT_HAPPEN

    def _under_noun(
        self, top: Token, head: Token, relation: str, own: clause.Own, told: Verdict, depth: int
    ) -> Verdict:
        """A clause behind a noun: "plans to meet"; in a headline "Ministers to meet"."""
        headline = top.dep_ == "acl" and relation == "to" and head.dep_ in ("ROOT", "appos")
        if headline and head.lemma_.lower() not in self._words.tables["nouns"]:
            planned = Verdict(Status.PLANNED)
            return negated(planned) if own.negated else planned
        if top.dep_ == "acl" and relation not in ("to", "that", "ing"):
            if own.finite:
                return told
            done = Verdict(Status.HAPPENED, sure=False)
            return negated(done) if own.negated else done
        inner = told if own.finite else Verdict(None if relation == "to" else Status.HAPPENED)
        return self.nouns.under(head, relation, inner, depth)

    def _not_done(self, effect: str, over: Verdict, head: Token) -> Verdict:
        """ "agreed not to meet", "is thought not to have met"."""
        if effect == Status.UNCONFIRMED:
            return Verdict(Status.UNCONFIRMED)
        return negated(self._compose(effect, over, head))

    def _iffy(self, head: Token) -> bool:
        """ "threatened to impose sanctions if …": the parser may hang the condition on the first verb."""
        return any(
            c.dep_ == "advcl"
            and c.pos_ in ("VERB", "AUX")
            and grammar.clause_relation(c) in self._lists["conditionals"]
            for c in head.children
        )

    def _unknown_head(self, head: Token, own: clause.Own, told: Verdict, depth: int) -> Verdict:
        """Under a word that says nothing of the kind: "said that they met"."""
        if own.finite:
            if head.pos_ not in ("VERB", "AUX"):
                far = head.lower_ in self._lists["unsettled"] and "far" in self.setting.lower
                return Verdict(Status.UNCONFIRMED) if far and own.status in FACTS else told
            if (
                own.status is Status.DID_NOT_HAPPEN
                and head.lemma_ in self._lists["sworn"]
                and not own.present
            ):
                return Verdict(Status.DENIED, told.condition)
            if (
                clause.read(head, self.setting).negated
                and head.lemma_ in self._lists["unsettled"]
                and own.status in FACTS
            ):
                return Verdict(Status.UNCONFIRMED)
            return told
        over = self.verb(head, depth=depth + 1)
        if over.status in (Status.PLANNED, Status.ONGOING):
            return Verdict(Status.PLANNED, sure=False)
        if over.status in FACTS:
            return Verdict(None, sure=False)
        return Verdict(over.status, over.condition, sure=False)

    def _ready(self, head: Token) -> bool:
        return any(c.dep_ in ("acomp", "attr", "oprd") for c in head.children)

    def _is_to(self, verb: Token, head: Token, own: clause.Own) -> Verdict:
        """ "is to meet", "was to have met", "are not to meet"."""
        over = clause.read(head, self.setting)
        if over.negated or own.negated:
            return Verdict(Status.DID_NOT_HAPPEN)
        if self._lapsed(verb, head):
            return Verdict(Status.DID_NOT_HAPPEN)
        if self.setting.conditioned(verb) or over.status is Status.CONDITIONAL:
            return Verdict(Status.CONDITIONAL, over.condition)
        return Verdict(Status.PLANNED)

    def _lapsed(self, verb: Token, head: Token) -> bool:
        """ "was to have met", "had been due to meet", "were to meet, but …": it came to nothing."""
        form, over = clauses.form_of(verb), clauses.form_of(head)
        if not over.past:
            return False
        if (form.perfect and form.infinitive and head.lemma_ in ("be", "mean", "suppose")) or (
            over.perfect and head.lemma_ in ("be", "schedule", "set", "plan", "mean", "expect", "hope")
        ):
            return True
        last = self.setting.tokens[-1].i
        doc = verb.doc
        return head.lemma_ in ("be", "schedule", "set", "mean", "suppose", "plan") and any(
            doc[i].lower_ in _PAST_BUT for i in range(verb.i + 1, last)
        )

    def _adverbial(self, verb: Token, top: Token, own: clause.Own, told: Verdict, depth: int) -> Verdict:
        relation, head = grammar.clause_relation(top), top.head
        if head.lemma_ in COPULAS and any(c.lower_ in ("though", "if", "like") for c in top.children):
            return Verdict(Status.UNCONFIRMED)  # "it looks as though they met"
        past = clauses.form_of(verb).past or clauses.form_of(verb).perfect
        if relation in ("if", "unless", "provided", "providing", "assuming", "lest", "should"):
            asking = head.lemma_ in self._lists["unsettled"] or head.lemma_ in (
                "ask",
                "wonder",
                "see",
                "know",
            )
            return Verdict(
                Status.UNCONFIRMED if asking or (past and relation == "if") else Status.CONDITIONAL
            )
        if relation == "whether":
            return Verdict(Status.UNCONFIRMED)
        if relation in ("until", "till"):
            return Verdict(Status.DID_NOT_HAPPEN if not past else Status.HAPPENED, sure=False)
        if relation == "before":
            return Verdict(Status.HAPPENED if past else Status.PLANNED, sure=False)
        if relation in ("once", "after", "when", "as soon as", "whenever") and own.present:
            return Verdict(Status.PLANNED, sure=False)
        if relation == "to":
            return self._purpose(verb, head, own, depth)
        if relation in ("ing", "participle"):
            effect = self._clause_effect(head, "ing", own) if verb.tag_ == "VBG" and verb.i > head.i else None
            if effect is not None and effect not in ("same", "none"):
                return self._compose(effect, self.verb(head, depth=depth + 1), head)
            over = self.verb(head, depth=depth + 1)
            if own.negated:
                return negated(over)
            if clauses.form_of(verb).perfect or (top.i < head.i and verb.tag_ == "VBN"):
                return Verdict(Status.HAPPENED if not self.hedged(verb) else Status.UNCONFIRMED)
            return over
        return told

    def hedged(self, verb: Token) -> bool:
        """Whether an adverb beside a verb makes it doubtful."""
        return any(c.dep_ == "advmod" and c.lower_ in self._lists["hedges"] for c in verb.children)

    def _purpose(self, verb: Token, head: Token, own: clause.Own, depth: int) -> Verdict:
        meant = any(c.dep_ == "dobj" for c in head.children)  # "cancelled a speech to meet her"
        effect = None if meant else self._clause_effect(head, "to", own)
        over = self.verb(head, depth=depth + 1)
        if effect is not None and effect != "none":
            return self._compose(effect, over, head)
        if over.status in (*FACTS, Status.PLANNED):
            return Verdict(Status.PLANNED, sure=False)
        return Verdict(over.status, over.condition, sure=False)

    def _gerund(self, top: Token, own: clause.Own, depth: int) -> Verdict:
        word, head = grammar.preposition(top.head)
        if head.pos_ in ("NOUN", "PROPN"):
            return self.nouns.under(head, word, Verdict(Status.HAPPENED), depth)
        over = self.verb(head, depth=depth + 1)
        if word == "without" or (word == "from" and head.lemma_ in self._lists["hindering"]):
            despite = self.despite(head)
            if despite is not None or word == "without":
                return despite or Verdict(Status.DID_NOT_HAPPEN)
        effect = next(
            (e for n in names(head) if (e := self._words.tables["behind"].get(f"{n} {word}"))), None
        )
        if effect is None and head.dep_ == "advmod" and head.head.pos_ == "VERB":
            effect = self._words.tables["behind"].get(f"{head.head.lemma_.lower()} {head.lower_} {word}")
            head = head.head
            over = self.verb(head, depth=depth + 1)
        effect = effect or self._clause_effect(head, "ing", own)
        if word == "from" and effect is None and over.status in FACTS:
            return NOTHING
        if effect is not None:
            return self._compose(effect, over, head)
        if word in ("after", "since", "upon", "on", "by", "in", "despite"):
            return Verdict(Status.HAPPENED if over.status in FACTS else over.status, sure=False)
        if word in ("before",):
            return NOTHING
        if word == "for" and over.status in FACTS:
            return Verdict(Status.HAPPENED, sure=False)
        return Verdict(over.status, over.condition, sure=False) if over.status not in FACTS else NOTHING

    def despite(self, head: Token) -> Verdict | None:
        """ "did not leave without signing", "did not stop them from meeting": they did it."""
        if not clauses.read(head, lexicon()).negated:
            return None
        form = clauses.form_of(head)
        return Verdict(Status.HAPPENED) if form.past and not form.modal else NOTHING

    def _clause_effect(self, head: Token, relation: str, own: clause.Own) -> str | None:
        """What a governing word says of a clause under it, ``None`` where it is not known."""
        passive = grammar.passive(head) or (
            head.tag_ == "VBN" and not any(c.lemma_ == "have" for c in head.children)
        )
        if relation == "to" and passive and head.lemma_ in self._lists["raised"]:
            return Status.UNCONFIRMED
        if relation == "that" or (own.finite and relation not in ("to", "ing")):
            if not own.finite:
                relation = "to"
            else:
                subjunctive = own.status is None or own.status is Status.PROPOSED
                if subjunctive and self._words.tables["clause"].get(head.lemma_) == Status.PROPOSED:
                    return Status.PROPOSED
                for name in names(head):
                    found = self._words.tables["that"].get(name)
                    if found is not None:
                        return found
                return None
        for name in names(head):
            found = self._words.tables["clause"].get(name)
            if found is not None:
                return found
        return None

    def _compose(self, effect: str, over: Verdict, head: Token) -> Verdict:
        return compose(effect, over, head, self._lists["unsettled"])
