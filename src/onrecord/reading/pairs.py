"""Names side by side in a headline: "Norland, Sudmark sign truce", where the comma stands for "and".

In: the parse of a paragraph. Out: its parse with the commas taken as "and", or ``None`` where it is no such
headline. Invariant: words, offsets and the text of the paragraph stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 25  # words of a headline
_NAME = 3  # words of a name in one
_ENDS = frozenset({".", "?", "!", ":", '"'})
_NO_NAME = frozenset({"VB", "MD", "IN", "DT"})  # beginnings of tags
_AND = "&"  # as wide as the comma


def joined(doc: Doc, parse: Callable[[Doc], Doc]) -> Doc | None:
    """The parse of a headline that begins with names side by side."""
    commas = _commas(doc)
    if not commas:
        return None
    from spacy.tokens import Doc

    spaces = [bool(t.whitespace_) for t in doc]
    found = parse(Doc(doc.vocab, [_AND if t.i in commas else t.text for t in doc], spaces))
    return Doc(
        doc.vocab,
        [t.text for t in doc],
        spaces,
        tags=[t.tag_ for t in found],
        pos=[t.pos_ for t in found],
        morphs=[str(t.morph) for t in found],
        lemmas=[t.lemma_ for t in found],
        heads=[t.head.i for t in found],
        deps=[t.dep_ for t in found],
        sent_starts=[t.is_sent_start for t in found],
    )


def _commas(doc: Doc) -> frozenset[int]:
    """The commas between the names with which a headline begins; none where it begins with something else."""
    if not 3 < len(doc) <= _LONGEST or doc[-1].text in _ENDS:
        return frozenset()
    commas: list[int] = []
    start = 0  # of the name
    for token in doc:
        if token.text == "," or (commas and token.lower_ == "and"):
            if not 0 < token.i - start <= _NAME:
                return frozenset()
            commas += [token.i] if token.text == "," else []
            start = token.i + 1
        elif not _in_name(token):
            named = 0 < token.i - start <= _NAME
            return frozenset(commas) if named and _of_several(token) else frozenset()
    return frozenset()


def _in_name(token: Token) -> bool:
    """A word of a name: one with a capital that is no verb, and no word that every text has ("US" is)."""
    plain = token.is_stop and not token.text.isupper()
    return token.text[0].isupper() and not plain and token.tag_[:2] not in _NO_NAME


def _of_several(token: Token) -> bool:
    """Whether a word can be what several do: "agree", "to sign", "will", not "agrees"."""
    return token.text.isalpha() and token.tag_ != "VBZ" and not token.text.endswith("s")
