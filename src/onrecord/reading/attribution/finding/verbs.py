"""Verbs that report: their key among the cues, the words of the cue, who says it, whether it says anything.

In: a verb of the parse and the cues. Out: plain facts about it. A verb in a condition, an order or a purpose,
or under a modal, is idle: it reports nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.sources import Source

_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})
_COLON = 12  # words between a verb and the colon that leads to what is said
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nor"})
_REAL = frozenset({"continue", "go"})
_NAMED = frozenset(
    {"call", "dub", "term", "label", "know", "describe", "regard", "consider", "deem", "nickname"}
)
_TAKEN = frozenset({"dobj", "ccomp", "xcomp", "oprd"})
_PLAIN = frozenset({"clear", "known", "plain"})  # "made it clear that"
_OPEN = {"rule": "not rule out", "exclude": "not exclude"}
_ACCORDS = frozenset(
    {"truce", "ceasefire", "deal", "agreement", "accord", "treaty", "pact", "plan", "text", "pause"}
)
_UNREAL = frozenset({"if", "unless", "whether", "lest"})


def lemma(verb: Token, cues: Cues) -> str:
    """The key of a verb in the cues: its lemma, with its particle."""
    base = cues.lemmas.get(verb.lemma_.lower(), verb.lemma_.lower())
    if base in _OPEN and _leaves_open(verb):
        return _OPEN[base]
    for child in verb.children:
        if child.i > verb.i and (
            child.dep_ == "prt"
            or (child.i == verb.i + 1 and child.dep_ in {"advmod", "acomp", "oprd", "ccomp", "prep"})
        ):
            longer = f"{base} {child.lower_}"
            if longer in cues.verbs:
                return longer
    if base == "know" and verb.head.lemma_ == "let" and verb.dep_ == "ccomp":
        return "let it be known"
    for child in verb.rights:
        longer = f"{base} {child.lemma_.lower()}"
        whole = child.pos_ != "PRON" or any(c.lower_ == "as" for c in verb.lefts) or _leads(verb)
        if child.dep_ == "dobj" and whole and longer in cues.verbs:
            return longer  # "claimed responsibility"; "as she put it"
    if base == "have" and any(
        c.dep_ in {"dobj", "nsubj"} and c.i == verb.i + 1 and c.lower_ == "it" for c in verb.subtree
    ):
        return "have it"  # "rumour has it that"
    if base == "want" and any(c.dep_ == "xcomp" and c.lemma_ == "know" for c in verb.rights):
        return "want to know"
    if base == "make":
        plain = next(
            (c.lower_ for c in verb.subtree if verb.i < c.i < verb.i + 5 and c.lower_ in _PLAIN), None
        )
        return "make" if plain is None else f"make {plain}"
    return base


def keeps_silent(word: str, inner: Token, cues: Cues) -> bool:
    """Whether a verb with another one tells that nothing is said: "declined to say", "refused to discuss"."""
    return word in cues.refusing and lemma(inner, cues) in cues.silence


def _leaves_open(verb: Token) -> bool:
    """Whether nobody rules something out: "did not rule out a strike", "refused to rule it out"."""
    if verb.lemma_ == "rule" and not any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.rights):
        return False
    above = verb.head
    refused = verb.dep_ == "xcomp" and above.lemma_ in {"refuse", "decline"} and above.tag_ in _TENSED
    return refused or any(c.dep_ == "neg" and c.lower_ != "never" for c in verb.lefts)


def _leads(verb: Token) -> bool:
    """Whether a colon stands behind a verb and its adjuncts: "put it bluntly:"."""
    return any(t.text == ":" for t in verb.doc[verb.i + 2 : min(verb.sent.end, verb.i + _COLON)])


def reporter(cues: Cues) -> Callable[[Token], bool]:
    """Tells verbs of saying from others."""
    return lambda verb: cues.says(lemma(verb, cues))


def words(verb: Token) -> tuple[Token, ...]:
    """A cue with its auxiliaries in front, so far as they stand next to it."""
    first = verb
    for child in reversed(list(verb.lefts)):
        adjunct = child.dep_ in {"aux", "auxpass", "neg", "advmod"} and not _is_name(child)
        if adjunct and child.right_edge.i == first.i - 1:
            first = child
        else:
            break
    while first.i < verb.i and first.dep_ == "advmod":
        first = first.nbor(1)
    if verb.dep_ == "xcomp" and first.i == verb.head.i + 1:
        first = verb.head  # "appeared to confirm", "went on to say"
    return tuple(verb.doc[first.i : verb.i + 1])


def _is_name(token: Token) -> bool:
    """Whether a word is a name; of names in capitals the tagger makes anything."""
    return token.pos_ == "PROPN" or (token.is_upper and len(token) > 2)


def is_given_name(verb: Token) -> bool:
    """Whether what the parser takes for a verb is somebody's name: "the mediator Said Harth"."""
    if not verb.is_title or not verb.i or verb.i + 1 == len(verb.doc):
        return False
    before, behind = verb.nbor(-1), verb.nbor()
    return before.is_alpha and before.is_lower and behind.is_title


def subject(verb: Token, cues: Cues) -> Source | None:
    """Who says what a verb reports, as far as the parse tells: its subject, or the agent of a passive."""
    if sources.passive(verb):
        let = verb.head if verb.head.lemma_ == "let" and verb.dep_ == "ccomp" else None
        who = sources.agent(verb) if let is None else sources.subject(let, reporter(cues))
        return None if who is None else sources.phrase(who, stop=let)
    who = sources.subject(verb, reporter(cues))
    return None if who is None else sources.phrase(who, stop=verb)


def inverted(verb: Token) -> Token | None:
    """The subject behind its verb, which the parser may take for an object: "…, said the minister"."""
    return next((c for c in verb.rights if c.dep_ in {"dobj", "npadvmod", "attr", "oprd"}), None)


def is_hedged(verb: Token, cues: Cues) -> bool:
    """Whether the report itself casts doubt on a cue: "reportedly told", "appeared to confirm", "is said to
    have asked"."""
    if any(c.lower_ in cues.hedges or c.lower_ in cues.doubting for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ == "xcomp" and (
        above.lemma_ in cues.seeming or (above.lemma_.lower() in cues.hearsay and sources.passive(above))
    )


def is_idle(verb: Token, cues: Cues) -> bool:
    """Whether a verb of saying reports nothing: in a condition, an order, a purpose, under a modal."""
    if any(c.dep_ == "mark" and c.lower_ in _UNREAL for c in verb.lefts) or _is_denied(verb):
        return True
    if sources.is_asked(verb) or sources.is_asked_when(verb) or _is_agreed(verb):
        return True
    if verb.lemma_ in _OPEN and _leaves_open(verb):
        return False
    if any(c.dep_ == "neg" for c in verb.lefts) or _is_naught(verb):
        return True
    if verb.tag_ == "VBN" and sources.passive(verb) and any(c.tag_ == "MD" for c in verb.lefts):
        return True  # "it must be said"
    if (
        verb.dep_ == "pcomp"
        and verb.lemma_ == "write"
        and verb.head.lower_ == "in"
        and (verb.head.head.pos_ == "NOUN" or any(c.dep_ == "dobj" for c in verb.head.head.rights))
    ):
        return True  # "a pledge in writing that …", "asked him in writing what …"
    participle = verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "acl" and sources.agent(verb) is None
    if participle:
        own = any(c.dep_ in sources.SUBJECTS or c.dep_ == "aux" for c in verb.lefts)
        named = verb.tag_ == "VBN" and cues.verb(verb.lemma_.lower(), "small") is not None
        aside = verb.sent.root.pos_ in {"VERB", "AUX"} and not any(c.dep_ in _TAKEN for c in verb.rights)
        if not own and (named or aside):
            return True  # "a pub called the Swan"; "the minister, asked about the report"
    if verb.tag_ == "VB":
        if verb.dep_ in {"xcomp", "advcl"} and verb.i > verb.head.i:
            return not _is_reached(verb, cues)
        return not any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.lefts) and not _says_only(verb)
    return False


def _is_agreed(verb: Token) -> bool:
    """ "The truce agreed in Oslo would hold": no truce agrees."""
    subject = next((c for c in verb.lefts if c.dep_ in sources.SUBJECTS), None)
    return verb.lemma_ == "agree" and subject is not None and subject.lemma_.lower() in _ACCORDS


def _is_denied(verb: Token) -> bool:
    """Whether nobody does it ("neither side has said"), or only would have ("Had X said")."""
    own = next((c for c in (*verb.rights, *verb.lefts) if c.dep_ in sources.SUBJECTS), None)
    agent = sources.agent(verb)
    for who in (own, agent):
        if who is not None and not _NOBODY.isdisjoint({who.lower_, who.left_edge.lower_}):
            return True
    first = next(iter(verb.lefts), None)
    if own is None or first is None or first.text != "Had" or first.dep_ != "aux":
        return False
    return bool(first.is_sent_start)


def _is_naught(verb: Token) -> bool:
    """Whether nothing is said: "were told nothing", "neither confirmed nor denied it", or something only has
    a name: "is often called the city of bridges"."""
    if verb.i > verb.sent.start and verb.nbor(-1).lower_ in {"nor", "neither"}:
        return True
    nothing = next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ == "nothing"), None)
    if nothing is not None and all(t.lower_ in {"at", "all"} for t in nothing.rights):
        return True
    by_name = verb.lemma_ in _NAMED and verb.tag_ == "VBN" and sources.agent(verb) is None
    now = any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"} for c in verb.lefts)
    return by_name and now and any(c.dep_ == "advmod" for c in verb.lefts)


def _is_reached(verb: Token, cues: Cues) -> bool:
    """Whether an infinitive tells of what was done: "appeared to confirm", "rang to say"."""
    above = verb.head
    word = cues.lemmas.get(above.lemma_.lower(), above.lemma_.lower())
    if word in cues.seeming or word in _REAL:
        return True
    if word == "have":  # "had to admit"
        return above.tag_ == "VBD" and cues.verb(verb.lemma_.lower(), "that") is Act.CONFIRM
    if word not in cues.reaching or not cues.says(lemma(verb, cues)):
        return False
    said = above.pos_ == "ADJ" or above.pos_ == "ADV"
    governor = above.head if said else above
    real = governor.tag_ in _TENSED or governor.dep_ in {"advcl", "acl", "conj"}
    idle = any(c.tag_ == "MD" or c.dep_ == "neg" or c.lower_ in _UNREAL for c in governor.lefts)
    return real and not idle


def _says_only(verb: Token) -> bool:
    """Whether a modal is no wish: "would say only that", "would only say that"."""
    modal = any(c.tag_ == "MD" and c.lower_ in {"would", "will", "'d"} for c in verb.lefts)
    around = verb.doc[max(0, verb.i - 2) : verb.i + 6]
    return modal and any(t.lower_ == "only" for t in around if t.sent == verb.sent)


def asks(clause: Token) -> bool:
    """Whether a clause is an indirect question."""
    first = next(iter(clause.lefts), None)
    return first is not None and (first.lower_ in _UNREAL or first.tag_ in {"WRB", "WP", "WDT"})
