"""What a denial denies.

In: a denial and the other reports of its document. Out: the words that are denied, as spans of the
document. Invariant: a denial never denies its own cue, and nothing is pointed to where it is open what is
meant.

"Denied that …" has its target in its own content, as has "denied a report that …". "Denied it", "that is
not true" and "no such promise was made" point back: to a question ("Asked whether …, she said no"), or to
the nearest earlier claim by somebody else. Who denies having said something denies the words alone. What a
speaker goes on to deny is what the denial before was about. A denial in words of its own denies a deed ("we
never took bribes"), or the earlier charge that shares most words with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution.acts import charges, claims, denying, patterns, predications
from onrecord.reading.attribution.acts.charges import Charge
from onrecord.reading.attribution.acts.predication import Predication, Tense
from onrecord.reading.attribution.acts.subjects import Subject
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import SUBJECTS

_DEEPEST = 8  # denials in a row
_SHORT = 4  # words of a denial that may answer a question
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "both"})
_NAMING = frozenset({"object", "of", "at", "as", "small", "about"})  # frames without a clause
_DOERS = frozenset({Subject.OWN, Subject.ACTOR, Subject.OTHER})

Target = tuple[Span, ...]


def of(report: Reported, act: Act, reports: Sequence[Reported]) -> Target:
    """The words that a report which does ``act`` denies; none where it denies nothing.

    ``reports`` are those of the document so far and of its paragraph, in text order.
    """
    if act is Act.DENY:
        return _Denial(report, reports).target()
    return _Denial(report, reports).refuted() if act is Act.REJECT else ()


def answers_claim(denial: Reported, told: Reported) -> bool:
    """Whether a denial says no more than no to a claim of its sentence, and ``told`` is what is claimed:
    "Asked about a report that Kenya had agreed to leave, she said that was untrue".
    """
    claimed = any(_is_claim(t) and t.i < told.head.i for t in told.head.ancestors)
    if denial.head.sent != told.head.sent or not claimed:
        return False
    said = predications.content(denial)
    judged = any(t.lower_ == "they" and t.dep_ in SUBJECTS and t.head.lemma_ == "be" for t in said)
    return bool(said) and (
        judged or denying.points(said) or denying.is_bare(said) or denying.is_only_no(said)
    )


def _is_claim(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in denying.words().claims


@dataclass(frozen=True)
class _Denial:
    """A denial among the reports of its document; ``depth`` counts the denials that led to it."""

    report: Reported
    reports: Sequence[Reported]
    depth: int = 0

    @cached_property
    def said(self) -> list[Token]:
        return predications.content(self.report)

    @cached_property
    def earlier(self) -> list[Charge]:
        """What others have charged or asked before, the nearest first."""
        return [c for c in charges.before(self.report, self.reports) if not self._is_own(c)]

    def target(self) -> Target:
        """The words that are denied."""
        if not self.said:
            return self.report.content if self.report.frame in _NAMING else ()
        named = self._named()
        if named is not None:
            return named
        if asked := self._asked():
            return asked
        said = self.said
        if denying.points(said) or denying.is_bare(said) or denying.is_only_no(said):
            return self._nearest()
        if self._names():
            return self._nearest()
        return self._continued() or self._alike() or self._deed()

    def refuted(self) -> Target:
        """What a refusal denies, if anything: a claim that is rejected, a question answered with no."""
        noun, words = claims.top(self.said), denying.words()
        if noun is None:
            return ()
        if self.report.act is not Act.REJECT or self.report.frame == "quote":
            return self._answered()
        if self.report.frame == "that":  # "scoffed at suggestions that …"
            return charges.whole(self.report) if noun.head.lemma_.lower() in words.telling else ()
        lemma = noun.lemma_.lower()
        if lemma in words.telling or "that" in cues().nouns.get(lemma, ()):
            told = claims.told(noun) if lemma in words.accusing else claims.clause_of(noun)
            if told is not None:
                return self._span(told)
        true = [c for c in self.earlier if c.claims]
        if self._stands_before():
            return next((c.spans for c in true if c.spans[0].overlaps(self.report.content[0])), ())
        if true and (lemma in words.claims or noun.lower_ in {"that", "this"}):
            return charges.outermost(true[0], true).spans
        return ()

    def _named(self) -> Target | None:
        """What the denial itself names as denied; ``None`` where it points elsewhere or names nothing."""
        report, said, noun = self.report, self.said, claims.top(self.said)
        claimed = self._claimed()
        if report.act not in {Act.DENY, Act.REJECT} or report.frame == "quote" or noun is None:
            return None if claimed is None else self._span(claimed)
        if not self._names():
            pointing = denying.is_bare(said) or denying.names_words(said)
            return None if pointing else charges.whole(report)
        words, lemma = denying.words(), noun.lemma_.lower()
        told = claims.told(noun) if lemma in words.telling else None
        if told is None and self._stands_before():
            return charges.whole(report)  # "a charge that she denied": what the charge tells
        if (claimed := told or claimed) is not None:
            return self._span(claimed)
        open_ = noun.lower_ in words.pointing or lemma in words.telling | words.blanket
        return None if open_ or denying.points(said) else charges.whole(report)

    def _claimed(self) -> list[Token] | None:
        """What is claimed in "The claim that the bridge was closed is false", "no truth in rumours of …"."""
        inside = {t.i for t in self.said}
        for noun in self.said:
            if _is_claim(noun):
                told = claims.told(noun)
                if told is not None and told[0].i in inside:
                    return told
        for noun in self.report.head.lefts:  # "Rumours that … were described by Berg as fiction"
            if noun.dep_ == "nsubjpass" and noun.lemma_.lower() in denying.words().telling:
                return claims.told(noun)
        return denying.called_untrue(self.said)

    def _asked(self) -> Target:
        """The question that the denial answers: "Asked whether they had met, she said no"."""
        for child in self.report.head.children:
            if child.lemma_.lower() not in denying.words().asking or child.dep_ not in {"advcl", "ccomp"}:
                continue
            for clause in child.rights:
                mark = next((t for t in clause.subtree if t.lower_ in {"whether", "if"}), None)
                if clause.dep_ in {"ccomp", "advcl", "prep"} and mark is not None and mark.dep_ == "mark":
                    return self._span([t for t in clause.subtree if t.i > mark.i])
        return ()

    def _answered(self) -> Target:
        """The question that is answered with no more than no, or what was denied before in more words."""
        short = denying.is_bare(self.said) or denying.is_only_no(self.said)
        if short and (asked := self._asked()):
            return asked
        if not self.earlier or not (short or self.said[0].lower_ in {"not", "never", "no"}):
            return ()
        if self.earlier[0].asks:
            return self.earlier[0].spans if short else ()
        return self._continued()

    def _nearest(self) -> Target:
        """The nearest charge that a denial may mean which says no more than that it is untrue."""
        words, found = denying.words(), self.earlier
        blames = any(t.lemma_.lower() in words.accusing | words.blanket for t in self.said)
        if blames and any(c.blames for c in found):
            found = [c for c in found if c.blames]
        bare = denying.is_bare(self.said)
        if bare:
            found = [c for c in found if denying.may_leave_out(self.said, c.tokens)]
        last = next((c for c in found if c.act is Act.DENY), None)  # one only: denials in a row are many
        inner = denying.is_about_words(self.said)
        for charge in found:
            if charge.act is Act.DENY:
                if charge is last and (same := self._same_as(charge)):
                    return same
            elif charge.asks and not (bare or len(self.said) <= _SHORT):
                continue
            elif inner:
                return charges.innermost(charge, self.reports).spans
            elif not charge.idle:
                return charges.outermost(charge, found).spans
        return ()

    def _continued(self) -> Target:
        """What the speaker has denied just before."""
        last = self.earlier[0] if self.earlier else None
        if last is None or last.act is not Act.DENY or last.report is None:
            return ()
        one, two = _source_word(self.report), _source_word(last.report)
        return self._same_as(last) if one in _PRONOUNS or one in {None, two} else ()

    def _same_as(self, other: Charge) -> Target:
        """What another denial denies."""
        if other.report is None or self.depth == _DEEPEST:
            return ()
        return _Denial(other.report, self.reports, self.depth + 1).target()

    def _alike(self) -> Target:
        """The charge that shares most words with the denial; an accusation right before it needs none."""
        words = charges.telling(self.said)
        best, most = None, 0
        for charge in self.earlier:
            if charge.idle or charge.act is Act.DENY or (charge.asks and charge.report is None):
                continue
            accused = charge.act is Act.ACCUSE and charge is self.earlier[0]
            shared = len(words & charges.telling(charge.tokens)) + accused
            if shared > most:
                best, most = charge, shared
        return () if best is None else best.spans

    def _deed(self) -> Target:
        """What is said not to have been done: "he never took bribes", "no money had been paid"."""
        inside = {t.i for t in self.said}
        for clause in predications.find(self.report, patterns.patterns().language):
            if clause.tense is not Tense.PAST or clause.bare:
                continue
            befalls = clause.bare_head in denying.words().befalling or clause.verb.pos_ != "VERB"
            kept = [] if befalls else [t for t in _undone(clause) if t.i in inside]
            if kept:
                return self._span(kept)
        return ()

    def _names(self) -> bool:
        """Whether a thing is denied and no clause: "disputes that figure"."""
        return self.report.frame in _NAMING or denying.is_pointer(self.said)

    def _stands_before(self) -> bool:
        """Whether what is said stands before a cue that only points at it: "a charge that she denied"."""
        return self.report.content[-1].end <= self.report.cue.start

    def _is_own(self, charge: Charge) -> bool:
        """Whether the speaker claims it, in so many words."""
        if charge.report is None or charge.act is Act.DENY or charge.asks:
            return False
        one = _source_word(self.report)
        return one is not None and one == _source_word(charge.report)

    def _span(self, tokens: Sequence[Token]) -> Target:
        return (charges.span(self.report.paragraph, tokens),)


def _undone(clause: Predication) -> list[Token]:
    """The words of a deed without what negates it: "they never asked", "no money has been paid"."""
    verb = clause.verb
    if clause.passive:
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        no = None if subject is None else next((c for c in subject.lefts if c.lower_ == "no"), None)
        return [] if no is None or no.head.lower_ == "one" else [t for t in verb.subtree if t.i > no.i]
    never = any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)
    return [t for t in verb.subtree if t.i >= verb.i] if never and clause.subject in _DOERS else []


def _source_word(report: Reported) -> str | None:
    source = report.source
    return None if source is None else source.head.lower_
