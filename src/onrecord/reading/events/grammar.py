"""The grammar of a parse: what a word hangs on, and what hangs on it.

In: tokens of a spaCy parse. Out: relations in the terms of the knowledge files (``subject``,
``object`` also of a passive, ``that``, ``to``, ``ing``, ``whether``, prepositions, ``poss``,
``compound``). Invariant: nothing here knows about events or status, and no walk is longer than the
sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

Arguments = dict[str, list[Token]]
"""Relation -> the heads of the arguments that stand in it."""

_COMPLEX = frozenset({"ahead", "because", "instead", "out", "prior", "due", "along", "together"})
_LINES = frozenset({"phone", "telephone", "video", "videolink", "video-link"})
DASHES = frozenset({"-", "–", "—"})
COPULAS = frozenset({"be", "remain", "stay", "become", "seem", "look"})
OTHERWISE = frozenset({"or", "otherwise"})
_LONGEST_LIST = 40
_DEEPEST_RAISING = 4
_ADJECTIVES = frozenset({"visiting", "outgoing", "incoming", "acting"})
_ADDRESSING = {"call": ("on", "upon"), "appeal": ("to",)}
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def names(token: Token) -> list[str]:
    """The lemmas under which a word may be listed, the most specific first.

    "put off" gives ``put off``, ``put``; "came into force" ``come into force``, ``come``; a copula is
    also listed under what follows it (``ready``, ``under way``).
    """
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX"):
        return [lemma]
    out: list[str] = []
    copula = lemma in COPULAS
    for child in token.children:
        dep = child.dep_
        if dep == "prt" or child.tag_ == "RP":
            out.append(f"{lemma} {child.lower_}")
        elif dep == "dobj":
            out.append(f"{lemma} {child.lemma_.lower()}")
        elif dep in ("acomp", "oprd") and copula:
            out.append(child.lemma_.lower())
        elif dep == "advmod":
            word = child.lower_
            out.append(word if copula else f"{lemma} {word}")
        elif dep == "prep":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    phrase = f"{child.lower_} {noun.lemma_.lower()}"
                    out.append(f"{lemma} {phrase}")
                    if copula:
                        out.append(phrase)
                        out.append(f"up {phrase}")
    out.append(lemma)
    return out


def first_conjunct(token: Token) -> Token:
    """The head of a coordination."""
    for _ in range(_LONGEST_LIST):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and those coordinated with it, in order; very long lists are cut."""
    waiting = [token]
    for _ in range(_LONGEST_LIST):
        if not waiting:
            return
        token = waiting.pop(0)
        yield token
        waiting.extend(child for child in token.children if child.dep_ == "conj")


def linked(first: Token, second: Token) -> bool:
    """Whether two words behind prepositions are joined by "and": "on 4 May and on 9 June"."""
    pairs = ((first, second), (first.head, second.head))
    return any(b.dep_ == "conj" and b.head.i == a.i for a, b in pairs)


def preposition(adposition: Token) -> tuple[str, Token]:
    """The wording of a preposition and the word that it hangs on: ``("ahead of", talks' governor)``."""
    head = adposition.head
    word = adposition.lower_
    if head.lower_ in _COMPLEX and head.i == adposition.i - 1 and head.dep_ != "ROOT":
        return f"{head.lower_} {word}", head.head
    return word, head


def governor(token: Token) -> tuple[Token, str] | None:
    """What a word hangs on, and how; ``None`` for the root and for loose ends."""
    token = first_conjunct(token)
    head, dep = token.head, token.dep_
    if head.i == token.i:
        return None
    plain = _PLAIN.get(dep)
    if plain is not None:
        return head, plain
    if dep in ("pobj", "pcomp"):
        if head.dep_ == "agent":
            return head.head, "subject"
        word, above = preposition(head)
        return above, "ing" if dep == "pcomp" and word in ("to", "on", "of", "for", "in", "from") else word
    if dep in ("xcomp", "ccomp", "acl", "advcl"):
        return head, "object" if token.pos_ == "NOUN" else clause_relation(token)
    return None


_PLAIN = {
    "nsubj": "subject",
    "nsubjpass": "object",
    "dobj": "object",
    "dative": "dative",
    "attr": "attr",
    "agent": "subject",
    "compound": "compound",
    "poss": "poss",
    "relcl": "relcl",
    "csubj": "csubj",
}


def is_content(verb: Token) -> bool:
    """Whether a clause tells what a noun is about: "a report that they had met", taken for a relative one."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def lemma(token: Token) -> str:
    """The lemma in lower case; the singular of a noun that the parser takes for a name ("Envoys met")."""
    word: str = token.lemma_.lower()
    return (
        word.removesuffix("s")
        if token.tag_ == "NNPS" or (token.pos_ == "PROPN" and word[-1:] == "s")
        else word
    )


def clause_relation(verb: Token) -> str:
    """How a clause hangs on its head: ``to``, ``ing``, ``whether``, ``that``, or its subordinator."""
    infinitive = False
    finite = verb.tag_ in ("VBD", "VBZ", "VBP")
    for child in verb.children:
        if child.dep_ == "mark":
            word = child.lower_
            if verb.dep_ in ("ccomp", "xcomp", "acl") or word == "whether":
                if word in ("if", "whether"):
                    return "whether"
            elif word != "for":
                return word
        elif child.dep_ in ("aux", "auxpass"):
            if child.tag_ == "TO":
                infinitive = True
            elif child.tag_ in ("MD", "VBD", "VBZ", "VBP"):
                finite = True
        elif child.dep_ == "advmod" and child.lower_ in ("once", "when", "where") and verb.dep_ == "advcl":
            return child.lower_
    if infinitive:
        return "to"
    if finite:
        return "that"
    gerund = verb.tag_ == "VBG" or any(
        c.tag_ == "VBG" and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
    if gerund:
        return "ing"
    return "that" if verb.dep_ == "ccomp" else "to" if verb.tag_ == "VB" else "participle"


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
                word = clause_relation(child)
                if word == "unless" or (word == "if" and _refused(child)):
                    out.append(child)
    return out


def _obliges(verb: Token) -> bool:
    """ "must withdraw", "must be freed"; not "must have known" nor "must be mad"."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return any(c.lower_ == "must" for c in auxiliaries) and not (
        verb.lemma_ in COPULAS or any(c.lemma_ == "have" for c in auxiliaries)
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
    relation = clause_relation(verb)
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
        return verb.head if subject.tag_ in _RELATIVE and verb.dep_ == "relcl" else _dispatched(subject)
    for child in verb.children:
        if child.dep_ == "agent" and verb.tag_ == "VBN":  # not "spoke by telephone"
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if depth > 6 or any(c.dep_ == "nsubjpass" for c in verb.children):
        return None
    if verb.dep_ == "relcl" and not passive(verb) and verb.tag_ != "VBN":
        has_object = any(c.dep_ == "dobj" for c in verb.children)
        return verb.head if has_object else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    if passive(verb) and (verb.dep_ != "conj" or any(c.dep_ == "auxpass" for c in verb.children)):
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


def gap(verb: Token) -> str:
    """The relation in which a noun stands to the relative or participle clause behind it."""
    if passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return "object"
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.tag_ in _RELATIVE:
                return "subject" if child.dep_ == "nsubj" else "object"
            return "object"
    return "subject"


def clauses_further_down(noun: Token) -> list[Token]:
    """The relative clauses of a noun that the parser hangs on a noun or name behind it: "the round of talks
    between Kenya and Egypt, which was held in Oslo".
    """
    out: list[Token] = []
    waiting = [n for p in noun.rights if p.dep_ == "prep" for n in p.children if n.dep_ == "pobj"]
    while waiting:
        below = waiting.pop(0)
        aside = (
            below.pos_ != "PROPN" or below.head.lower_ in ("between", "with", "and") or below.dep_ == "conj"
        )
        out += [c for c in below.children if c.dep_ == "relcl" and aside and c.left_edge.nbor(-1).text == ","]
        waiting += [c for c in below.children if c.dep_ == "conj"]
        waiting += [n for p in below.rights if p.dep_ == "prep" for n in p.children if n.dep_ == "pobj"]
    return out


def gap_behind_preposition(verb: Token) -> bool:
    """ "for which no date is set", "whose text was agreed": the noun is no argument of the clause's verb."""
    if any(t.tag_ == "WP$" for t in verb.doc[verb.left_edge.i : verb.i]):
        return True
    return any(
        below.dep_ == "pobj" and below.tag_ in _RELATIVE
        for child in verb.children
        if child.dep_ == "prep"
        for below in child.children
    )


def lowered(verb: Token) -> Token | None:
    """The infinitive that a raising verb hands its subject to: "expected to begin", "due to be held"."""
    found: Token | None = None
    for _ in range(_DEEPEST_RAISING):
        lower = next(
            (
                below
                for child in verb.children
                for below in ((child,) if child.dep_ == "xcomp" else child.children)
                if below.dep_ == "xcomp"
                and below.pos_ in ("VERB", "AUX")
                and (child.dep_ in ("xcomp", "acomp", "oprd"))
                and any(c.tag_ == "TO" for c in below.children)
            ),
            None,
        )
        if lower is None:
            return found
        found = verb = lower
    return found


def plain_form(verb: Token) -> bool:
    """Whether a verb stands bare, or in a present that may be a subjunctive: "that they meet"."""
    return verb.tag_ in ("VB", "VBP") and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def passive(verb: Token) -> bool:
    """Whether the verb is in the passive."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def phrase(head: Token, *, whole: bool = True) -> tuple[Token, Token]:
    """First and last token of a phrase, without the punctuation around it.

    With ``whole`` false it stops at the head: no prepositions, no clauses.
    """
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i if whole else head.i
    while first < last and (doc[first].is_punct or doc[first].dep_ in ("mark", "cc")):
        first += 1
    while last > first and doc[last].is_punct:
        last -= 1
    if sum(doc[i].is_quote for i in range(first, last + 1)) % 2:  # keep both marks of a pair
        if first > 0 and doc[first - 1].is_quote:
            first -= 1
        elif last + 1 < len(doc) and doc[last + 1].is_quote:
            last += 1
    return doc[first], doc[last]
