"""Reports by verbs: "said that …", "urged them to leave", "rejected the offer".

In: a verb of the parse and the cues. Out: the report with its source, act and content, or ``None`` where the
verb reports nothing, has nobody to speak, or has nothing of substance said.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import (
    answers,
    behind,
    clauses,
    displaced,
    extents,
    hearsay,
    inserted,
    nominal,
    objects,
    people,
    turns,
    verbs,
    whose,
)
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph

_ADDRESSING = frozenset({"tell", "ask", "urge", "order", "instruct", "invite", "request", "warn", "advise"})
_NOBODY = frozenset({"i", "you", "we", "that", "this", "one", "what", "there", "nobody", "anyone"})
_DAYS = frozenset({*calendar.day_name, *calendar.month_name[1:]})
_GIVING = frozenset({Act.PROMISE, Act.PROPOSE})
_ASKED = frozenset({"when", "why", "how", "where", "which", "who", "what"})
_DEEDS = frozenset({Act.ACCEPT, Act.REJECT, Act.DENY, Act.THREATEN, Act.PROMISE, Act.DEMAND})
_POINTED = frozenset({Act.CONFIRM, Act.DENY, Act.PRAISE, Act.REJECT})  # "welcomed it"
_SAYINGS = frozenset(
    {"joke", "legend", "saying", "proverb", "tradition", "wisdom", "myth", "lore", "fable", "song"}
)
_SHORTEST = 2  # words of a finite clause; anything less is a fragment
_OBJECTS = frozenset({"dobj", "oprd", "attr"})
_OTHERS = frozenset({"for", "of", "without", "from"})  # with a gerund: what somebody else did, or nobody
_ABOUT = frozenset({"on", "about", "of", "to"})
_CLAUSAL = frozenset({"that", "to", "ing", "small", "at"})


def from_verb(paragraph: Paragraph, verb: Token, cues: Cues) -> Reported | None:
    """What a verb reports; ``None`` where it reports nothing."""
    word = verbs.lemma(verb, cues)
    if word == "accord":
        return nominal.according(paragraph, verb)
    if (word not in cues.verbs and word not in cues.hearsay) or verbs.is_given_name(verb):
        return None
    if verbs.is_idle(verb, cues):
        return turns.closing(paragraph, verb, word, cues)
    if (untold := hearsay.from_verb(paragraph, verb, word, cues)) is not None:
        return untold
    if word not in cues.verbs or _cites_somebody(verb) or _is_saying(verb, word):
        return None
    if (turned := turns.find(paragraph, verb, word, cues)) is not None:
        return turned
    for complement in _complements(verb, word):
        act = _act(word, complement, cues)
        if _is_silent(word, complement, cues):
            return None
        if act is None or _says_nothing(verb, word, complement, act, cues):
            continue
        swallowed = whose.swallowed(verb, complement)
        if swallowed is not None:
            who, complement = swallowed
            content = extents.spans(paragraph, complement)
            if content:
                return Reported(paragraph, verb, verbs.words(verb), who, content, act, complement.frame)
        if act in _GIVING and complement.frame == "object":
            complement = extents.without_whom(complement, cues)
        content = extents.spans(
            paragraph, extents.own_half(verb, extents.uncommented(verb, complement, cues), cues)
        )
        if not content or not _substantial(complement, act):
            continue
        accused = _opens_with_a_charge(verb, act)
        if not accused and not _plausible(verb, complement, cues):
            continue
        source = None if accused else whose.apart(whose.of(verb, cues), complement)
        return Reported(
            paragraph,
            verb,
            verbs.words(verb),
            source,
            content,
            act,
            complement.frame,
            hedged=verbs.is_hedged(verb, cues),
        )
    return _from_charge(paragraph, verb, word, cues) or turns.closing(paragraph, verb, word, cues)


def _complements(verb: Token, word: str) -> Iterator[Complement]:
    """The complements of a cue: of its verb, or of the noun or the second verb that it is one with."""
    know = next((c for c in verb.rights if c.dep_ == "xcomp"), None) if word == "want to know" else None
    yield from clauses.of_verb(know or verb)
    if " " in word and any(c.dep_ == "dobj" and c.lemma_.lower() == word.split()[-1] for c in verb.rights):
        yield from objects.behind_noun(verb)


def _from_charge(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "…, a charge that the owners denied"."""
    act, noun = cues.verb(word, "object"), verb.head
    own = any(c.dep_ == "dobj" and c.tag_ not in {"WDT", "IN"} for c in verb.children)
    if act is None or act not in answers.ACTS or own or not answers.is_charge(noun, verb, cues):
        return None
    who = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}), None)
    if who is None:
        return None
    content = (paragraph.span(noun.left_edge, noun),)
    return Reported(
        paragraph, verb, verbs.words(verb), sources.phrase(who, stop=verb), content, act, "object"
    )


def _act(word: str, complement: Complement, cues: Cues) -> Act | None:
    act = cues.verb(word, complement.frame)
    if complement.frame == "that" and verbs.asks(complement.head):
        return cues.verb(word, "whether") or act
    return act


def _is_silent(word: str, complement: Complement, cues: Cues) -> bool:
    """Whether it only tells that nothing is said: "refused to comment", "was asked for a comment"."""
    if complement.frame == "to":
        if word == "agree" and complement.head.lemma_ == "disagree":
            return True
        return verbs.keeps_silent(word, complement.head, cues)
    if complement.frame == "that":
        return answers.is_no_comment(complement, cues)
    return complement.frame in {"object", "for"} and complement.head.lemma_.lower() in cues.comments


def _cites_somebody(verb: Token) -> bool:
    """ "Quoting what he called a jailer": it tells who is quoted."""
    above = verb.head
    what = any(c.tag_ == "WP" for c in verb.lefts)
    return what and verb.dep_ in {"ccomp", "pcomp"} and above.lemma_ in {"quote", "cite"}


def _is_saying(verb: Token, word: str) -> bool:
    """ "An old joke has it that …": nobody's words."""
    who = sources.subject(verb) if word == "have it" else None
    return who is not None and who.lemma_.lower() in _SAYINGS


def _is_aside(verb: Token, complement: Complement, act: Act) -> bool:
    """Whether it only leads to a report: "commenting on the talks, X said …", "commenting on a report that …,
    X said …"; not "left, blaming Y".
    """
    if sources.quoting(verb) is not None:
        return False  # "quoted X as inviting them"
    if complement.frame in _CLAUSAL and not _is_topic(verb, complement):
        return False
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "pcomp", "prep"}:
        return False
    return verb.dep_ != "advcl" or verb.i < verb.head.i or act is Act.ASSERT or act is Act.ASK


def _is_topic(verb: Token, complement: Complement) -> bool:
    """Whether a clause only tells what somebody speaks about: "commenting on a report that …"."""
    noun = complement.head.head
    return noun.dep_ == "pobj" and noun.head.lower_ in _ABOUT and noun.head.head == verb


def _says_nothing(verb: Token, word: str, complement: Complement, act: Act, cues: Cues) -> bool:
    """Whether a complement is no content: it leads to a report, is a day, a source or what a thing does."""
    if _is_aside(verb, complement, act) or _is_day(complement) or _is_put_in(verb, complement, cues):
        return True
    if complement.frame == "on" and any(c.dep_ in _OBJECTS for c in verb.children):
        return True  # "what it called principles on the use of the river"
    return _is_handed_on(word, complement, cues) or _is_thing(verb, complement, act, cues)


def _is_put_in(verb: Token, complement: Complement, cues: Cues) -> bool:
    """ "On Sunday, the paper reported, they asked …": who reports it is no part of what they asked."""
    clause = complement.head
    if complement.frame != "that" or clause.i > verb.i or clause.head != verb:
        return False
    return cues.says(verbs.lemma(clause, cues)) and inserted.find(clause, cues) is not None


def _is_handed_on(word: str, complement: Complement, cues: Cues) -> bool:
    """ "Citing the paper", "attributed it to an envoy": whom one has it from is nothing that one says."""
    if word in {"attribute", "ascribe"}:
        to = next((c for c in complement.head.head.rights if c.lower_ == "to" and c.dep_ == "prep"), None)
        giver = None if to is None else next((c for c in to.children if c.dep_ == "pobj"), None)
        return giver is not None and (giver.pos_ == "PROPN" or people.known(giver, cues))
    if word != "cite" or complement.frame != "object":
        return False
    head = complement.head
    leads = any(c.dep_ == "acl" and c.tag_ == "VBG" for c in head.rights)  # "cited sources saying that"
    return not leads and (head.pos_ == "PROPN" or people.known(head, cues))


def _is_thing(verb: Token, complement: Complement, act: Act, cues: Cues) -> bool:
    """Whether a thing does it, with no words: "the sluice refused to open", "the tide accepts no delay"; or
    somebody has no say in it: "was denied entry"."""
    if complement.frame not in {"object", "to"} or not (act in _DEEDS or verb.lemma_ == "rule"):
        return False
    if sources.passive(verb):
        barred = act in {Act.DENY, Act.REJECT} and complement.frame == "object"
        return barred and complement.head.dep_ == "dobj"
    own = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    thing = own is not None and own.pos_ == "NOUN" and not people.known(own, cues)
    return thing and own is not None and own.lemma_.lower() not in cues.documents


def _is_day(complement: Complement) -> bool:
    """ "Agreed on Thursday to leave", "a round called for April 9", "agreed on the spot": no content."""
    return complement.frame in {"on", "for"} and (
        complement.head.text in _DAYS or complement.head.lower_ == "spot"
    )


def _opens_with_a_charge(verb: Token, act: Act) -> bool:
    """ "Accused of hiding its books, the company …": a charge by nobody named."""
    return act is Act.ACCUSE and verb.tag_ == "VBN" and verb.dep_ == "advcl" and not list(verb.lefts)


def _plausible(verb: Token, complement: Complement, cues: Cues) -> bool:
    """Whether the verb has somebody to speak: not "I", not "there", no word of the content itself."""
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in _OTHERS:
        return False  # "lauded the firm for agreeing to pay"
    if sources.is_bare(verb) and verb.tag_ in {"VBN", "VBD"}:
        return sources.agent(verb) is not None  # "Asked to explain …, X said": nobody is named who asked
    if sources.passive(verb):
        if hearsay.is_proverbial(verb, cues):
            return False
        if complement.frame == "that" and (_is_another(verb, complement) or _is_of_which(verb)):
            return False
        # "Talks are expected to resume": nobody says it, and what is said is only half a clause.
        if sources.agent(verb) is not None or complement.frame != "to":
            return True
        return verb.lemma_ in _ADDRESSING and not any(c.tag_ == "MD" for c in verb.lefts)
    if _asks_for_silence(verb, complement):
        return False
    if displaced.done_before(verb) is not None:
        return True
    who = sources.subject(verb, verbs.reporter(cues)) or behind.swallowed(verb)
    if who is None:
        before = complement.pieces and complement.pieces[-1][0] <= verb.i
        return bool(before) and verbs.inverted(verb) is not None
    one_of = any(c.lower_ == "of" for c in who.rights) or (who.tag_ == "CD" and verb.head.lower_ == "with")
    if (who.lower_ in _NOBODY and not one_of) or who.dep_ == "expl":
        return False
    return not any(first <= who.i <= last for first, last in complement.pieces)


def _is_another(verb: Token, complement: Complement) -> bool:
    """Whether a clause goes on with the one in front: "said that terms were agreed, that all was ready"."""
    first = complement.pieces[0][0] if complement.pieces else 0
    idle = any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in verb.lefts)
    after = first > verb.i and verb.doc[first - 1].text == ","
    return after and not idle and sources.agent(verb) is None


def _is_of_which(verb: Token) -> bool:
    """ "Under a text, details of which were reported by the Echo, Velm would pay": only the details were."""
    own = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    return own is not None and any(t.tag_ in {"WDT", "WP$"} for t in own.subtree)


def _asks_for_silence(verb: Token, complement: Complement) -> bool:
    """ "Who asked not to be named": how a source is told of, no request of the talks."""
    head = complement.head
    passive = any(c.dep_ == "auxpass" for c in head.children)
    return complement.frame == "to" and head.tag_ == "VBN" and passive and _negated(head)


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _substantial(complement: Complement, act: Act) -> bool:
    """Whether a complement says something by itself: not "called it murder", not "spoke of principles"."""
    size = sum(last - first + 1 for first, last in complement.pieces)
    if complement.frame == "that":
        return size >= _SHORTEST
    if complement.frame == "small":
        first = complement.head.doc[complement.pieces[0][0]].lower_
        points = first in answers.POINTING or first.endswith(("self", "selves"))
        return (size > _SHORTEST or (points and size == _SHORTEST)) and not _is_name_given(complement)
    if complement.frame in {"to", "ing"}:
        return True
    last = complement.head.doc[complement.pieces[-1][1]]
    if complement.head.pos_ == "PRON" and size - (last.dep_ == "prt") == 1:  # "rule it out"
        return act in _POINTED and complement.head.lower_ in answers.POINTING
    return size > 1 or act is not Act.ASSERT


def _is_name_given(complement: Complement) -> bool:
    """Whether something only gets its name: called their picket "The Long March"."""
    first, last = complement.pieces[-1]
    doc = complement.head.doc
    mark = next((i for i in range(first, last + 1) if doc[i].text in extents.MARKS), None)
    behind = [] if mark is None else [t for t in doc[mark + 1 : last + 1] if t.is_alpha]
    return len(behind) > 1 and all(t.is_title for t in behind if len(t) > 3 or t == behind[0])
