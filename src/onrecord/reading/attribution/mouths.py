"""Who speaks behind somebody who brought the words: "Through her lawyer, Olaf Dahl, the poet Ana Holm said".

In: a source in its parse. Out: the source, or who stands beside it where it only brought the words.
Invariant: what is given back stands in the same sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.attribution.sources import SUBJECTS, Source, is_name, phrase

_FRONTING = frozenset({"ADP", "SCONJ", "VERB", "ADV"})
_THROUGH = frozenset({"through", "via"})


def behind_mouth(source: Source) -> Source:
    """Who speaks where the parser takes somebody else, who brought the words, for the subject.

    "Through her lawyer, Olaf Dahl, the poet Ana Holm said"; "In a note issued by her aide, Olaf Dahl, the
    mayor said"; "In a letter in the Echo, the mayor, Ana Holm, said"; "Holm, through her lawyer, said".
    """
    doc, first = source.head.doc, source.first.i
    if (whose := _whose_mouth(source.head)) is not None:
        return phrase(whose, stop=source.head)
    if (behind := _behind_mouths_name(source)) is not None:
        return behind
    own = next((c for c in source.head.rights if c.dep_ in {"appos", "conj"}), None)
    if own is None or own.left_edge.nbor(-1).text != "," or doc[source.head.sent.start].pos_ not in _FRONTING:
        return source
    if source.head.dep_ == "pobj":  # the front is its own phrase: what follows is no apposition
        by = source.head.head
        brought = by.lower_ == "by" and by.head.tag_ == "VBN" and by.head.dep_ == "acl"
        return phrase(own) if brought and own.pos_ in {"NOUN", "PROPN"} else source
    if first < 2:
        return source
    through = doc[first - 2].head if doc[first - 1].text == "," else None
    if through is not None and through.lower_ in _THROUGH and through.i == source.head.sent.start:
        return phrase(own)
    verb = source.head.head
    if verb.i <= own.i or source.head.dep_ not in SUBJECTS:
        return source
    # an apposition ends with a comma, a subject does not
    between = doc[own.right_edge.i + 1 : verb.i]
    open_ = own.right_edge.text != "," and all(t.pos_ in {"AUX", "ADV"} for t in between)
    inside = doc[first - 1].text == "," or doc[first - 1].pos_ in {"NOUN", "PROPN"}
    return phrase(own, stop=verb) if open_ and inside else source


def _behind_mouths_name(source: Source) -> Source | None:
    """Who follows "Through her lawyer, Olaf Dahl, " at the head of a sentence, up to the verb."""
    sent = source.head.sent
    commas = [t.i for t in sent if t.text == ","][:2]
    if sent[0].lower_ not in _THROUGH or len(commas) < 2 or not source.first.i < commas[1]:
        return None
    doc, first = source.head.doc, commas[1] + 1
    if not all(is_name(t) for t in doc[commas[0] + 1 : commas[1]]):
        return None
    verb = next((t.i for t in doc[first : sent.end] if t.pos_ in {"VERB", "AUX"}), first)
    heads = [t for t in doc[first:verb] if t.pos_ in {"NOUN", "PROPN"} and doc[t.i + 1].tag_ != "POS"]
    return Source(heads[-1], doc[first], heads[-1]) if heads else None


def _whose_mouth(head: Token) -> Token | None:
    """X in "X, through her lawyer Y, said", where the parser takes Y for who says it."""
    noun = head.head if head.dep_ == "appos" else head
    through = noun.head
    if noun.dep_ != "pobj" or through.lower_ not in _THROUGH or through.dep_ != "prep":
        return None
    whose = through.head
    apart = through.i > 0 and through.nbor(-1).text == ","
    return whose if apart and whose.pos_ in {"PROPN", "NOUN"} and whose.i < through.i else None
