"""What leads to a quotation without a verb of saying: 'announced it with the words "…"', "The reply: …".

In: a quotation and the words in front of it. Out: the report that they make, or ``None``. Invariant: the
content is the quotation alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.model import Act
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import people, stating, verbs
from onrecord.reading.attribution.finding.quotes import Quote
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph, ParsedText

_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_SHOWING = frozenset(
    {"be", "have", "wear", "carry", "hold", "bear", "sport", "wave", "display", "unfurl", "hang", "print"}
    | {"publish", "read", "see", "watch", "hear", "show", "find", "sing", "play", "make", "produce", "direct"}
)  # what somebody does so with words need not be their own
_NOBODY = frozenset({"i", "my", "our", "your", "it", "its", "this", "that", "there", "which", "who"})


def worded(quote: Quote, lead: Sequence[Token], parsed: ParsedText, cues: Cues) -> Reported | None:
    """What somebody did by saying it: 'She announced the result with the words "We are tired"'."""
    last = [t.lower_ for t in lead[-4:] if t.text != ":"][-3:]
    if (
        len(last) < 3
        or last[0] not in {"with", "in"}
        or last[1:] not in (["the", "words"], ["these", "words"])
    ):
        return None
    did = next((t for t in reversed(lead) if t.tag_ in _TENSED and t.pos_ == "VERB"), None)
    who = None if did is None else sources.subject(did, verbs.reporter(cues))
    if did is None or who is None or who.lower_ in _NOBODY or sources.passive(did):
        return None
    if cues.verb(verbs.lemma(did, cues), "object") not in {None, Act.ASSERT}:
        return None  # "accepted it with the words": they are part of what was accepted
    paragraph = parsed.paragraphs[quote.first]
    if paragraph.doc is not did.doc:
        return None
    source = sources.phrase(who, stop=did)
    return Reported(paragraph, did, verbs.words(did), source, quote.spans, Act.ASSERT, "quote")


def told(
    quote: Quote, lead: Sequence[Token], paragraph: Paragraph, parsed: ParsedText, cues: Cues
) -> Reported | None:
    """What somebody did with words that follow: 'She returned the compliment: "He kept his word."'"""
    inner = parsed.text[quote.spans[0].start : quote.spans[-1].end]
    if lead[-1].text != ":" or not inner[:1].isupper() or inner[-1] not in ".?!":
        return None
    if (stated := _stated(quote, lead, paragraph, cues)) is not None:
        return stated
    did = next((t for t in lead if _tells(t) and t.dep_ in {"ROOT", "ccomp", "conj"}), None)
    who = None if did is None else next((c for c in did.lefts if c.dep_ == "nsubj"), None)
    if did is None or who is None or not _speaks(who, did, cues):
        return None
    source = sources.phrase(who, stop=did)
    return Reported(paragraph, did, verbs.words(did), source, quote.spans, Act.ASSERT, "quote")


def _tells(verb: Token) -> bool:
    """Whether a verb tells what is done: in a tense, or "would name a month: …"."""
    return verb.tag_ in _TENSED or any(c.lower_ in {"would", "will"} for c in verb.lefts if c.tag_ == "MD")


def _speaks(who: Token, did: Token, cues: Cues) -> bool:
    """Whether a subject is somebody whose deed may be the words behind the colon."""
    if who.pos_ == "PRON":
        return who.lower_ in {"he", "she"}
    idle = did.pos_ == "AUX" or did.lemma_ in _SHOWING or any(c.dep_ == "neg" for c in did.lefts)
    one_of = who.tag_ == "CD" and any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in who.rights)
    return not idle and (one_of or who.pos_ == "PROPN" or people.known(who, cues))


def _stated(quote: Quote, lead: Sequence[Token], paragraph: Paragraph, cues: Cues) -> Reported | None:
    """Whose word follows: 'The union's reply was shorter: "No."', 'From X came a warning: "…"'."""
    for noun in reversed(lead):
        frames = cues.nouns.get(noun.lemma_.lower()) if noun.pos_ == "NOUN" else None
        if frames is None:
            continue
        who = stating.author(noun) or stating.owner(noun, cues)
        if who is None or who.lower_ in _NOBODY or who.lemma_.lower() in cues.inscriptions:
            continue
        source = sources.phrase(who, stop=noun if who.i < noun.i else lead[-1])
        act = frames.get("that") or Act.ASSERT
        return Reported(paragraph, noun, (noun,), source, quote.spans, act, "quote")
    return None
