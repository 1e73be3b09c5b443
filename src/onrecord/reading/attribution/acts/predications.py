"""What is said, clause by clause.

In: a report. Out: a :class:`.Predication` for each main clause of its content, in text order; where the
content holds no verb, one for all its words. Invariant: a predication looks at no word outside the content,
save the mark that ends its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.attribution.acts import clause
from onrecord.reading.attribution.acts.clause import Clause
from onrecord.reading.attribution.acts.predication import Language, Mood, Predication, Tense
from onrecord.reading.attribution.acts.subjects import Subject, kind
from onrecord.reading.attribution.reported import Reported

_DEEPEST = 6  # steps down a chain of joined clauses
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_KNOWING = frozenset({"know", "understand"})
_WISHED = frozenset({"want", "wish", "like", "need"})
_NEVER = frozenset({"never", "no", "neither", "nor", "hardly"})


def find(report: Reported, language: Language) -> Iterator[Predication]:
    """The main clauses of what is said; ``language`` as in ``knowledge/acts.yaml``."""
    tokens = content(report)
    if not tokens:
        return
    inside = frozenset(t.i for t in tokens)
    verbs, first = list(_mains(tokens, inside)), tokens[0]
    alone = len(tokens) == 1 or (tokens[1].is_punct and tokens[1].text != "-")
    opens = first.lower_ if alone else ""
    if not verbs:
        yield _fragment(tokens, opens, report, language)
        return
    for top in tokens:
        if top.head == top and top.pos_ not in _VERBAL:
            own = _fragment([t for t in tokens if t.sent == top.sent], "", report, language)
            if own.mood is Mood.FORMULA:
                yield own
    for verb in verbs:
        main = Clause(verb, inside, report, language).read(opens)
        meant = list(_meant(main, inside, report, language))
        if not meant or not _only_leads(main):
            yield main
        yield from meant


def _meant(
    main: Predication, inside: frozenset[int], report: Reported, language: Language
) -> Iterator[Predication]:
    """What the speaker has to say behind "I think" or "I can tell you"."""
    thinks = main.head in language.thinking and main.subject is Subject.OWN and main.mood is Mood.TELLING
    if main.negated or not (thinks or _leads(main, report, language)):
        return
    knows = [c for c in main.verb.rights if c.dep_ in {"xcomp", "ccomp"} and c.lower_ in _KNOWING]
    for child in (c for verb in (*knows, main.verb) for c in verb.rights if c not in knows):
        asks = any(c.tag_ in {"WRB", "WP", "WDT"} or c.lower_ in {"if", "whether"} for c in child.lefts)
        if child.dep_ == "ccomp" and child.pos_ in _VERBAL and child.i in inside and not asks:
            for verb in _joined(child, inside):
                yield replace(Clause(verb, inside, report, language).read(""), thought=thinks)


def _leads(main: Predication, report: Reported, language: Language) -> bool:
    """Whether a clause only leads to another: "I know that …", "tell them that …", "the answer is that …"."""
    if main.mood is Mood.ORDER:
        return main.head == "tell"
    if main.head == "be":
        return not main.about.isdisjoint(language.leads)
    if main.mood is not Mood.TELLING:
        return False
    if _only_leads(main):
        return True
    if main.head not in language.transparent:
        return False
    return main.subject is Subject.OWN and report.quoted and main.tense is Tense.PRESENT


def _only_leads(main: Predication) -> bool:
    """Whether a clause does nothing but lead: "tell them that …", "we want them to know that …"."""
    wishes = not main.words.isdisjoint(_KNOWING) and not main.words.isdisjoint(_WISHED)
    return main.mood is Mood.ORDER or (wishes and main.mood is Mood.TELLING)


def content(report: Reported) -> list[Token]:
    """The words of what is said, as far as they stand in the paragraph of the cue."""
    paragraph = report.paragraph
    out: list[Token] = []
    for span in report.content:
        if span.start >= paragraph.start and span.end <= paragraph.end:
            out += [t for t in paragraph.tokens_in(span) or () if not t.is_space and not t.is_quote]
    return out


def _mains(tokens: Sequence[Token], inside: frozenset[int]) -> Iterator[Token]:
    """The verbs of the main clauses, in text order."""
    tops = [t for t in tokens if t.head == t or t.head.i not in inside]
    found: dict[int, Token] = {}
    for top in tops:
        if top.pos_ in _VERBAL or _commands(top):
            for verb in _joined(top, inside):
                found[verb.i] = verb
    yield from (found[i] for i in sorted(found))


def _joined(verb: Token, inside: frozenset[int], depth: int = 0) -> Iterator[Token]:
    """A verb and those that stand beside it: joined by "and", or run on with a comma."""
    yield verb
    if depth == _DEEPEST:
        return
    for child in verb.children:
        if child.pos_ not in _VERBAL or child.i not in inside:
            continue
        run_on = child.i < verb.i and child.dep_ in {"ccomp", "parataxis"}
        if child.dep_ == "conj" or run_on:
            yield from _joined(child, inside, depth + 1)


def _commands(token: Token) -> bool:
    """Whether the parser took an order's verb for a noun or an adjective: "Polish your boots"."""
    starts = token.is_sent_start or (token.i > 0 and token.nbor(-1).is_quote)
    return (
        bool(starts)
        and token.pos_ not in _VERBAL
        and any(c.dep_ == "dobj" and c.i > token.i for c in token.children)
    )


def _fragment(tokens: Sequence[Token], opens: str, report: Reported, language: Language) -> Predication:
    """Words without a verb: "No deal", "thanks, but no"; or with one that the parser does not see."""
    words, text = clause.forms(tokens), clause.text(tokens)
    top = next((t for t in tokens if t.head == t or t.head not in tokens), tokens[0])
    modal = next((i for i, t in enumerate(tokens) if t.tag_ == "MD" and i), len(tokens))
    before = [t for t in tokens[:modal] if t.pos_ in _NOMINAL]
    behind = [t for t in tokens[modal + 1 :] if t.dep_ != "neg" and t.pos_ != "ADV"]
    seen = bool(before and behind)  # "the strike could last weeks": the verb taken for an adjective
    modals = frozenset({clause.modal(tokens[modal])} if seen else ())
    return Predication(
        head=(behind[0] if seen else top).lemma_.lower(),
        subject=kind(before[-1], report, language.parties) if seen else Subject.NONE,
        modals=modals,
        tense=Tense.FUTURE if "will" in modals else Tense.PRESENT,
        mood=_mood(tokens, text, seen, language),
        negated=bool(words & (_NEVER | {"not"})),
        passive=False,
        perfect=False,
        bare=False,
        rough=clause.is_rough(tokens),
        due=False,
        thought=False,
        subjunctive=False,
        paired=tokens[0].lower_ == "no" and sum(t.lower_ == "no" for t in tokens) == len(("no", "no")),
        condition=None,
        words=words,
        about=clause.forms(before) if seen else words,
        predicate=frozenset() if seen else words,
        text=text,
        running=frozenset(text.split()),
        opens=opens,
        verb=top,
    )


def _mood(tokens: Sequence[Token], text: str, seen: bool, language: Language) -> Mood:
    """The mood of words without a verb; ``seen`` where there is one after all."""
    if tokens[-1].text == "?":
        return Mood.QUESTION
    if text.strip() in language.formulas:
        return Mood.FORMULA
    return Mood.TELLING if seen else Mood.FRAGMENT
