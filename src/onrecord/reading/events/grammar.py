"""The grammar of a parse: what a word hangs on, and what hangs on it.

In: tokens of a spaCy parse. Out: relations in the terms of the knowledge files (``subject``,
``object`` also of a passive, ``that``, ``to``, ``ing``, ``whether``, prepositions, ``poss``,
``compound``). Invariant: nothing here knows about events or status, and no walk is longer than the
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_COMPLEX = frozenset({"ahead", "because", "instead", "out", "prior", "due", "along", "together"})
COPULAS = frozenset({"be", "remain", "stay", "become", "seem", "look"})
_LONGEST_LIST = 40
_DEEPEST_RAISING = 4
RELATIVE = frozenset({"WDT", "WP", "WP$"})


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


def gap(verb: Token) -> str:
    """The relation in which a noun stands to the relative or participle clause behind it."""
    if passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return "object"
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.tag_ in RELATIVE:
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
        below.dep_ == "pobj" and below.tag_ in RELATIVE
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
