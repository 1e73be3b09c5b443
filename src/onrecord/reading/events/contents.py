"""What is proposed, demanded, agreed or refused: the minimal clause, as spans of the text.

In: a trigger. Out: spans of the content, of the consequence that is threatened otherwise, and the
condition. Invariant: a span is a phrase of the parse, without the punctuation around it.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import WALKOUT, Span
from onrecord.reading.events import frames, grammar
from onrecord.reading.events.scene import Place
from onrecord.reading.events.triggers import Trigger

_ASKING = frozenset({"propose", "demand", "request", "recommend", "urge", "ask"})
_ANSWERING = frozenset(
    {"accept", "approve", "endorse", "reject", "refuse", "turn", "dismiss", "rebuff", "welcome"}
)
_CAUSES = frozenset({"after", "amid", "as", "because", "following", "over", "since", "when", "while"})
_IN_ANSWER = frozenset({"protest", "anger", "reaction", "response", "retaliation"})
_LONGEST = 80  # tokens; a longer phrase is a parser's mistake


def content(place: Place, trigger: Trigger) -> tuple[Span, ...]:
    """The content of an act, by the first relation of its sense that is filled."""
    for relation in trigger.sense.content:
        if relation == "colon":
            told = _behind_colon(place, trigger.head)
            if told is not None:
                return (told,)
            continue
        for token in _fillers(trigger, relation):
            if relation in ("for", "on") and _is_time(place, token):
                continue  # "called for 9 April"
            span = clause(place, trigger, token)
            if span is not None and relation == "object":
                span = _listed(place, token, span)
            if span is not None:
                return (_deed(place, trigger, span),)
    return ()


def _listed(place: Place, first: Token, span: Span) -> Span:
    """The whole list, where the parser takes its parts for objects of their own: "demanded an apology, the
    release of the men and a new road".
    """
    end = span
    for other in first.head.children:
        if other.dep_ != "dobj" or other.i <= first.i:
            continue
        part = place.span(*grammar.phrase(other))
        if first.dep_ == "dobj" and place.quote(Span(end.end, part.start)).strip() == ",":
            end = part
    return Span(span.start, end.end)


def _deed(place: Place, trigger: Trigger, span: Span) -> Span:
    """The words of a walk-out without what moved somebody to it, which is not what is refused: "walked out of
    the talks" of "… in protest at an embargo", "… after Kenya refused to discuss the port".
    """
    if trigger.sense.mode != WALKOUT or trigger.sense.noun:
        return span
    for token in trigger.head.doc[trigger.head.i + 1 : trigger.head.right_edge.i + 1]:
        moved = token.lower_ == "in" and token.i + 1 < len(token.doc) and token.nbor().lower_ in _IN_ANSWER
        if moved or (token.lower_ in _CAUSES and token.dep_ in ("prep", "mark", "advmod")):
            last = token.nbor(-2) if token.nbor(-1).is_punct else token.nbor(-1)
            return Span(span.start, min(span.end, place.span(last).end))
    return span


def _behind_colon(place: Place, noun: Token) -> Span | None:
    """ "set one condition for talks: the troops must leave": what follows, up to the end of the sentence or
    quote; nothing where a comma leaves open how far it goes.
    """
    doc, sentence = noun.doc, noun.sent
    own = {t.i for t in noun.subtree}
    colon = next((t.i for t in doc[noun.i + 1 : sentence.end] if t.text == ":"), None)
    if colon is None or noun.tag_ != "NN" or any(i not in own for i in range(noun.i + 1, colon)):
        return None
    quote = next((t.i for t in doc[colon + 1 : sentence.end] if t.is_quote), sentence.end)
    words = list(doc[colon + 1 : quote])
    while words and words[-1].is_punct:
        words.pop()
    plain = words and len(words) < _LONGEST and not any(t.text == "," for t in words)
    return place.span(words[0], words[-1]) if plain else None


def _is_time(place: Place, token: Token) -> bool:
    own = place.span(token)
    return any(Span(t.start, t.end).overlaps(own) for t in place.scene.times_in(place.sentence.span))


def heads(trigger: Trigger) -> list[Token]:
    """The heads of all that may be the content."""
    return [token for relation in trigger.sense.content for token in _fillers(trigger, relation)]


def _fillers(trigger: Trigger, relation: str) -> list[Token]:
    if relation == "self":
        return [trigger.head]
    if relation == "subject_of_be":  # "the port is a red line for Kenya"
        above = grammar.governor(trigger.head)
        subject = frames.subject_of(above[0]) if above is not None and above[1] == "attr" else None
        return [subject] if subject is not None and subject.pos_ in ("NOUN", "PROPN", "VERB") else []
    if relation == "included":  # "their conditions include a pledge to …"
        above = grammar.governor(trigger.head)
        if above is None or above[1] != "subject" or above[0].lemma_ not in ("include", "be"):
            return []
        return [t for t in frames.arguments(above[0]).get("object", ()) if t.pos_ == "NOUN"]
    if relation == "to_noun":
        return [t for t in trigger.arguments.get("to", ()) if t.pos_ in ("NOUN", "PROPN")]
    if relation == "wish":  # "that she resign", "that she should resign": not "that she has resigned"
        return [t for t in trigger.arguments.get("that", ()) if _wished(t)]
    if relation == "must":
        return [t.head for t in trigger.arguments.get("must", ())]
    found = trigger.arguments.get(relation, ())
    if relation in ("to", "that", "ing"):
        return [t for t in found if t.pos_ in ("VERB", "AUX")]
    return [t for t in found if t.pos_ in ("NOUN", "PROPN", "VERB") or t.dep_ == "pcomp"]


def _wished(verb: Token) -> bool:
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    modal = [c.lower_ for c in auxiliaries if c.tag_ == "MD"]
    finite = any(c.tag_ in ("VBD", "VBZ", "VBP") for c in auxiliaries)
    if "should" in modal or "must" in modal:
        return True
    bare = verb.tag_ in ("VB", "VBN") or (verb.tag_ == "VBP" and _asks(verb.head))
    return bare and not modal and not finite


def _asks(verb: Token) -> bool:
    """Whether a plain form behind it is a wish whoever it is of: "proposed that the observers remain"."""
    return verb.tag_ in ("VBD", "VBN") and verb.lemma_ in _ASKING


def clause(place: Place, trigger: Trigger, head: Token) -> Span | None:
    """The phrase of a head, up to "or face …" where it follows; of its own verb without the subject."""
    first, last = grammar.phrase(head)
    if head.i == trigger.head.i and head.pos_ == "VERB":
        first = head
    relative = next((c for c in head.children if c.dep_ == "relcl" and _inside(trigger.head, c)), None)
    if relative is not None and relative.left_edge.i > first.i:  # "a round of talks that Kenya proposed"
        last = head.doc[relative.left_edge.i - 1]
        while head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ == "NOUN":
            head = head.head.head
            first = head.left_edge
    aside = next(
        (c for c in head.rights if c.dep_ in ("relcl", "advcl") and c.left_edge.nbor(-1).lower_ == ","), None
    )
    aside = aside or _answer_behind(head)
    if aside is not None and aside.left_edge.i - 1 > first.i:  # "a deal, which was signed …"
        comma = aside.left_edge.nbor(-1).lower_ == ","
        last = head.doc[aside.left_edge.i - (2 if comma else 1)]
    further = next((c for c in head.rights if frames.beyond(c)), None)
    if further is not None:
        last = head.doc[next((c.i for c in head.rights if c.dep_ == "cc"), further.left_edge.i) - 1]
    other = frames.otherwise(head)
    if other is not None:
        stop = min(other.left_edge.i, *(c.i for c in head.children if c.lower_ in frames.OTHERWISE))
        last = head.doc[max(first.i, stop - 1)]
    if last.i - first.i >= _LONGEST:
        return None
    return place.span(first, last)


def _answer_behind(noun: Token) -> Token | None:
    """What a clause at the end tells of the answer: "a plan which Kenya accepted", "…, which it rejected"."""
    for token in noun.subtree if noun.pos_ == "NOUN" else ():
        answers = token.lemma_ in _ANSWERING and token.tag_ in ("VBD", "VBN") and token.dep_ == "relcl"
        last = token.right_edge.i >= noun.right_edge.i
        if answers and last and token.i > noun.i and token.left_edge.tag_ == "WDT":
            return token
    return None


def _inside(token: Token, top: Token) -> bool:
    return bool(top.left_edge.i <= token.i <= top.right_edge.i)


def consequence(place: Place, trigger: Trigger, head: Token) -> tuple[Span, ...]:
    """What follows "or" beside the demanded act."""
    other = frames.otherwise(head)
    span = clause(place, trigger, other) if other is not None else None
    return (span,) if span is not None else ()


def condition(place: Place, trigger: Trigger, *, bare: bool = False) -> Span | None:
    """The clause that the event depends on; ``bare`` without its "if" or "until"."""
    head = trigger.verdict.condition
    if head is None:
        return None
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    # "wants to see the text before it sends …": the clause of the event is not its condition.
    inside = [n for n in trigger.nodes if first <= n.i <= last]
    if inside:
        last = max(first, _clause_start(inside[0], head) - 1)
    while bare and first < last and doc[first].dep_ in ("mark", "advmod") and doc[first].head.i == head.i:
        first += 1
    while last > first and (
        doc[last].is_punct or doc[last].lower_ == "before" or doc[last].dep_ in ("cc", "neg")
    ):
        last -= 1
    return place.span(doc[first], doc[last]) if last - first < _LONGEST else None


def _clause_start(token: Token, top: Token) -> int:
    """Where the clause of ``token`` below ``top`` begins."""
    start = token.left_edge.i
    while token.head.i != token.i and token.head.i != top.i:
        if token.dep_ in ("advcl", "prep") and token.left_edge.i < start:
            start = token.left_edge.i
        token = token.head
        start = min(start, token.left_edge.i) if token.dep_ in ("advcl", "pcomp", "prep") else start
    if token.dep_ in ("advcl", "prep"):
        start = min(start, token.left_edge.i)
    return start
