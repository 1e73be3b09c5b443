"""Who does what a word says, to whom: its arguments, those that are understood among them.

In: tokens of a spaCy parse. Out: :data:`Arguments`, relations with the heads that fill them; the subject of a
verb, also where it is shared, controlled or torn off by the parser; what a threat depends on. Invariant: as
in :mod:`~onrecord.reading.events.grammar`, nothing here knows about events.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from onrecord.reading.events import grammar

Arguments = dict[str, list[Token]]
"""Relation -> the heads of the arguments that stand in it."""

_LINES = frozenset({"phone", "telephone", "video", "videolink", "video-link"})
DASHES = frozenset({"-", "–", "—"})
OTHERWISE = frozenset({"or", "otherwise"})
_ADJECTIVES = frozenset({"visiting", "outgoing", "incoming", "acting"})
_ADDRESSING = {"call": ("on", "upon"), "appeal": ("to",)}


def arguments(token: Token) -> Arguments:
    """What hangs on a verb or noun, by relation; shared and understood subjects are filled in."""
    out: Arguments = defaultdict(list)
    for child in token.children:
        _argument(child, out)
    if token.pos_ in ("VERB", "AUX"):
        subject = subject_of(token)
        if subject is not None and subject not in out["subject"]:
            out["subject"].append(subject)
        _relative_object(token, out)
    return out


def otherwise(verb: Token) -> Token | None:
    """The verb of "or face …" beside a verb."""
    if not any(c.dep_ == "cc" and c.lower_ in OTHERWISE for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")), None)


def provisos(verb: Token) -> list[Token]:
    """The heads of "unless …" and "if … not …" that a threat depends on.

    The parser may hang them on a verb of saying put between: "will strike, they warned, unless …".
    """
    beside = [c for c in verb.children if c.dep_ in ("conj", "parataxis") and c.pos_ == "VERB"]
    if verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
        beside.append(verb.head)
    if verb.lemma_ == "threaten":
        beside.extend(c for c in verb.children if c.dep_ == "xcomp")
    out: list[Token] = []
    for head in (verb, *beside):
        for child in head.children:
            if child.dep_ == "advcl":
                word = grammar.clause_relation(child)
                if word == "unless" or (word == "if" and _refused(child)):
                    out.append(child)
    return out


def _obliges(verb: Token) -> bool:
    """ "must withdraw", "must be freed"; not "must have known" nor "must be mad"."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return any(c.lower_ == "must" for c in auxiliaries) and not (
        verb.lemma_ in grammar.COPULAS or any(c.lemma_ == "have" for c in auxiliaries)
    )


def _so_called(verb: Token) -> Token | None:
    """ "tabled what it called a plan": the plan."""
    if not any(c.lower_ == "what" and c.dep_ == "dobj" for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "oprd" and c.pos_ == "NOUN"), None)


def _refused(verb: Token) -> bool:
    """Whether a clause tells of something left undone: "does not pay", "no offer is made", "fails to"."""
    return verb.lemma_ in ("fail", "refuse") or any(
        child.dep_ == "neg"
        or (
            child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
            and any(c.lower_ == "no" for c in child.children)
        )
        for child in verb.children
    )


def _argument(child: Token, out: Arguments) -> None:
    dep = child.dep_
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        out["object"].append(child)
        if dep != "dobj" and dep != "nsubjpass":
            out[dep].append(child)
    elif dep in ("prep", "dative", "agent") and child.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
        relation = "subject" if dep == "agent" else child.lower_
        for below in child.children:
            if below.dep_ in ("pobj", "pcomp"):
                below = _visitor(below)
                if dep == "agent" and below.lemma_ in _LINES:  # "talked by telephone"
                    relation = child.lower_
                gerund = below.dep_ == "pcomp" and relation in ("of", "to", "on", "from")
                out["ing" if gerund else relation].append(below)
            elif below.dep_ == "prep":  # "ahead of", "over to"
                for deeper in below.children:
                    if deeper.dep_ == "pobj":
                        out[f"{relation} {below.lower_}"].append(deeper)
    elif dep == "dative":
        out["dative"].append(child)
    elif dep in ("xcomp", "ccomp", "acl", "advcl"):
        _clause(child, out)
    elif dep in ("poss", "compound", "amod", "nmod", "det", "prt", "relcl", "nummod", "appos", "npadvmod"):
        out[dep].append(child)


def _visitor(word: Token) -> Token:
    """ "talks with visiting President Ruiz": Ruiz, whom the parser takes for the object of "visiting"."""
    if word.dep_ != "pcomp" or word.lower_ not in _ADJECTIVES:
        return word
    return next((c for c in word.children if c.dep_ == "dobj" and c.pos_ == "PROPN"), word)


def _clause(verb: Token, out: Arguments) -> None:
    """A clause as an argument: what it demands, who is to do it."""
    named = _so_called(verb)
    if named is not None:
        out["object"].append(named)
        return
    relation = grammar.clause_relation(verb)
    if verb.dep_ == "advcl" and relation != "to":
        relation = f"adv:{relation}"
    out[relation].append(verb)
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if relation == "that" and _obliges(verb):
        out["must"].extend(subjects)
    if relation in ("to", "that"):
        out["clause_subject"].extend(subjects)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says: its own subject, a relative's antecedent, or the controller's."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj") and c.tag_ != "VBN"]
    torn = None if own else _torn_off(verb)
    if torn is not None:
        return torn
    if own:  # the nearest one: a dateline before the sentence may be taken for another
        subject = next((c for c in reversed(own) if c.i < verb.i), own[0])
        return (
            verb.head if subject.tag_ in grammar.RELATIVE and verb.dep_ == "relcl" else _dispatched(subject)
        )
    for child in verb.children:
        if child.dep_ == "agent" and verb.tag_ == "VBN":  # not "spoke by telephone"
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if depth > 6 or any(c.dep_ == "nsubjpass" for c in verb.children):
        return None
    if verb.dep_ == "relcl" and not grammar.passive(verb) and verb.tag_ != "VBN":
        has_object = any(c.dep_ == "dobj" for c in verb.children)
        return verb.head if has_object else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    if grammar.passive(verb) and (verb.dep_ != "conj" or any(c.dep_ == "auxpass" for c in verb.children)):
        return None  # "had sought a meeting and been refused": by whom, nobody says
    return _controller(verb, depth)


def _torn_off(verb: Token) -> Token | None:
    """ "Hosted by Oman, Kenya and Egypt met": Kenya, whom the parser takes for another host."""
    for child in verb.lefts:
        if child.dep_ not in ("advcl", "nsubj") or child.tag_ != "VBN" or not child.left_edge.is_sent_start:
            continue
        for host in (n for a in child.children if a.dep_ == "agent" for n in a.children):
            joined = next((c for c in host.children if c.dep_ == "conj"), None)
            if joined is not None and joined.left_edge.nbor(-1).text == ",":
                return joined
    return None


def stay(verb: Token) -> frozenset[int]:
    """The verb that tells where and when somebody did this: "was in Oslo on Monday and met her"."""
    if (
        verb.dep_ != "conj"
        or verb.head.lemma_ != "be"
        or any(c.dep_ in ("nsubj", "npadvmod") for c in verb.children)
    ):
        return frozenset()
    there = any(c.dep_ == "prep" and c.lower_ in ("in", "at") for c in verb.head.children)
    timed = any(c.dep_ == "prep" and c.lower_ in ("on", "in", "at") for c in verb.children)
    return frozenset({verb.head.i}) if there and not timed else frozenset()


def _dispatched(subject: Token) -> Token:
    """ "OSLO (Agency) - Envoys met": the envoys, where the parser takes them for another name of Oslo."""
    if not (subject.text.isupper() and subject.left_edge.is_sent_start):
        return subject
    behind = (c for c in subject.rights if c.dep_ == "appos")
    return next((c for c in behind if any(t.text in DASHES for t in c.lefts)), subject)


def _controller(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        above = head if head.pos_ != "ADJ" else head.head
        for child in head.children:  # "invited Kenya to attend": Kenya attends
            if child.dep_ in ("dobj", "nsubjpass") and verb.dep_ == "xcomp":
                return child
        called = _called_on(head)
        return called if called is not None and verb.dep_ == "xcomp" else subject_of(above, depth + 1)
    if verb.dep_ in ("conj", "advcl") and head.pos_ in ("VERB", "AUX"):
        before = _above_infinitives(head) if beyond(verb) else _told_on(verb) or head
        return subject_of(before, depth + 1)
    if verb.dep_ == "pcomp":
        above = head.head
        if head.lower_ in ("of", "for", "from"):  # "accused Kenya of violating": Kenya violated
            accused = next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)
            if accused is not None:
                return accused
        if above.pos_ == "ADJ":
            above = above.head
        return subject_of(above, depth + 1) if above.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "acl" and head.pos_ == "NOUN":  # "plans to meet": whose plans
        for child in head.children:
            if child.dep_ == "poss":
                return child
        above = head.head
        if head.dep_ in ("dobj", "attr") and above.pos_ in ("VERB", "AUX"):
            return subject_of(above, depth + 1)
    return None


def beyond(verb: Token) -> bool:
    """Whether the parser joins a verb to an infinitive, though it goes on with what governs that: "called" in
    "urged them to pay and called on Kenya to …".
    """
    return (
        verb.dep_ == "conj"
        and verb.tag_ in ("VBD", "VBZ")
        and any(c.tag_ == "TO" for c in verb.head.children)
        and verb.head.head.pos_ == "VERB"
    )


def _above_infinitives(verb: Token) -> Token:
    """What governs an infinitive, or several: "urged" over "to agree to pay"."""
    while verb.head.i != verb.i and verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children):
        verb = verb.head
    return verb


def _told_on(verb: Token) -> Token | None:
    """ "said Kenya had offered a truce, but had refused to sign": what "had refused" goes on with."""
    if verb.dep_ != "conj" or not _pluperfect(verb) or _pluperfect(verb.head):
        return None
    return next(
        (c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i and _pluperfect(c)), None
    )


def _pluperfect(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children)


def _called_on(verb: Token) -> Token | None:
    """ "called on Kenya to withdraw": Kenya."""
    words = _ADDRESSING.get(verb.lemma_.lower(), ())
    found = (n for p in verb.children if p.dep_ == "prep" and p.lower_ in words for n in p.children)
    return next((n for n in found if n.dep_ == "pobj"), None)


def _relative_object(verb: Token, out: Arguments) -> None:
    """Fill the gap of "talks that Kenya proposed" and "talks held in Oslo"."""
    if out.get("object") or verb.dep_ not in ("relcl", "acl"):
        return
    if verb.dep_ == "acl":
        if verb.tag_ == "VBN":
            out["object"].append(verb.head)
    elif out.get("subject") and out["subject"][0].i != verb.head.i:
        out["object"].append(verb.head)
