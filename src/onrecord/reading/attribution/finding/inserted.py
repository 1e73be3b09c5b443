"""Inserted cues: "There was, the union insisted, no delay"; "Velm, said its envoy, Ana Holm, would sign".

In: a verb of saying in its paragraph. Out: who says it, and the clause around the insertion. It goes by the
marks on both sides and the words between them, because the parser rarely joins the two halves of the clause.
Invariant: the insertion holds the source and the cue and no word of the content.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.knowledge import load
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import verbs
from onrecord.reading.attribution.finding.complement import Complement
from onrecord.reading.attribution.sources import SUBJECTS, Source

_MARKS = frozenset({",", "-", "–", "—", "--"})
_STOPS = frozenset({";", ":", "(", ")", '"', "``", "''", "“", "”", "…"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TOLD = frozenset(
    {"tell", "remind", "warn", "assure", "reassure", "inform", "notify", "advise", "caution", "ask", "brief"}
)
_TO_WHOM = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "POS"})
_NOBODY = frozenset({"i", "you", "we", "that", "this", "there", "who", "which", "what", "one"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OPENING = frozenset({"DET", "PRON", "PROPN", "ADJ", "NOUN", "NUM"})
_ASIDE = frozenset({"IN", "TO", "RB", "VBG", "VBN", "WP", "WDT", "WP$", "WRB"})
_THAT = frozenset({"that", "whether", "if"})
_COMMENT = frozenset({"a", "an", "one", "words", "something", "remarks", "comments"})
_CIRCUMSTANCES = frozenset(
    {"after", "during", "as", "before", "following", "amid", "via", "through", "according", "upon"}
)  # what they open tells when or how it was said
_NOISES = frozenset(
    {
        "cheers",
        "applause",
        "laughter",
        "boos",
        "jeers",
        "whistles",
        "groans",
        "gasps",
        "murmurs",
        "howls",
        "ovation",
    }
)
_NEAR = 7  # words of such a phrase in which its noun stands
_INVERTED = frozenset({"say", "reply", "retort", "add", "answer", "respond", "observe", "remark"})
_JOINTS = frozenset({"and", "but", "while", "although", "though"})
_SHORTEST = 3  # words of a clause that is whole without what stands behind
_WIDEST = 24  # words between the two marks
_LONGEST_NAME = 9  # words of an apposition


@dataclass(frozen=True, slots=True)
class Insertion:
    """Who says what stands around an insertion; no source where somebody was told ("he had been told")."""

    source: Source | None
    complement: Complement


def find(verb: Token, cues: Cues) -> Insertion | None:
    """What stands around a cue between two marks; ``None`` where it is no insertion."""
    doc, sent = verb.doc, verb.sent
    words = verbs.words(verb)
    main = words[0]
    if not _tells(words, cues):
        return None
    inverted = main.i > sent.start and _parts(doc[main.i - 1]) and main == verb
    led = not inverted or any(c.dep_ in SUBJECTS for c in verb.lefts)
    stretch = before_cue(verb, main.i) if led else None
    if stretch is None and inverted and (not led or verb.lemma_ in _INVERTED):
        stretch = _behind_cue(verb, main.i)
    if stretch is None:
        return None
    first, name, end = stretch
    mark = first - 1
    if end is None or mark <= sent.start:
        return None
    if any(c.dep_ == "mark" and c.lower_ != "as" and c.i > mark for c in verb.lefts):
        return None  # ", the first deal since the war began in March,"
    low, high = _segment(doc, mark, sent.start, end, sent.end)
    behind = _resumed(doc, end, high, doc[mark].text)
    if behind is None or low >= mark:
        return None
    if _leads_on(doc, behind, high) or _is_list(doc, low, mark, main.i, behind):
        return None
    low = _own_start(doc, low, mark, behind)
    high = _own_end(doc, behind, high, cues)
    if _is_adjunct(doc, low, mark, behind) or _is_comment(doc, low, mark, behind):
        behind = high
    pieces = tuple((a, b) for a, b in ((low, mark - 1), (behind, high - 1)) if a <= b)
    told = [t for a, b in pieces for t in doc[a : b + 1]]
    if not any(t.tag_ in _FINITE for t in told) or _is_told(doc, low, mark):
        return None
    head = next((t for t in told if t.tag_ in _FINITE and t.dep_ not in {"relcl", "acl"}), told[0])
    source = None if sources.passive(verb) else name
    return Insertion(source, Complement("that", head, pieces))


def _is_list(doc: Doc, low: int, mark: int, start: int, behind: int) -> bool:
    """Whether the subject is the end of a list: "Experts from Oman, Kenya and Uganda agreed, Holm said"."""
    row = any(t.lower_ == "and" for t in doc[mark + 1 : start])
    names = doc[mark - 1].pos_ == doc[mark + 1].pos_ == "PROPN"
    begun = doc[low].pos_ != "ADP" and not any(t.tag_ in _FINITE for t in doc[low:mark])
    return row and names and begun and doc[behind].tag_ not in _FINITE


def _parts(mark: Token) -> bool:
    """Whether a mark parts a clause: a comma, or a dash with room around it."""
    if mark.text not in _MARKS:
        return False
    return mark.text != "-" or (bool(mark.whitespace_) and mark.i > 0 and bool(mark.nbor(-1).whitespace_))


def _tells(words: tuple[Token, ...], cues: Cues) -> bool:
    """Whether it is a verb of saying in a tense, or of being told."""
    verb = words[-1]
    told = sources.passive(verb)
    word = verbs.lemma(verb, cues)
    if told and (word not in _TOLD or sources.agent(verb) is not None):
        return False
    if cues.verb(word, "that") is None and cues.verb(word, "quote") is None:
        return False
    if any(t.dep_ == "neg" or t.tag_ == "MD" for t in words):
        return False
    return any(t.tag_ in _FINITE for t in words)


def before_cue(verb: Token, start: int) -> tuple[int, Source, int | None] | None:
    """A subject between a mark and its verb: its first word, its source, and where the insertion ends."""
    doc, sent = verb.doc, verb.sent
    low = _mark_before(doc, start, sent.start)
    if low is None:
        return None
    if low == start - 1:  # "its chairman, Ana Holm, warned"
        above = _mark_before(doc, low, sent.start)
        if (
            above is None
            or low - above > _LONGEST_NAME
            or doc[above + 1].pos_ not in {"PROPN", "DET", "PRON"}
        ):
            return None
        low = _mark_before(doc, above, sent.start) or -1
        if low < 0 or (doc[low + 1].pos_ == "PROPN" and doc[low + 2].tag_ != "POS"):
            return None
    first = low + 1
    if doc[first].lower_ == "as" and first + 1 < start:
        first += 1
    stretch = doc[first:start]
    if not len(stretch) or stretch[0].pos_ not in _OPENING or stretch[0].lower_ in _NOBODY:
        return None
    if any(t.tag_ in _FINITE or (t.lower_ in {"and", "but"} and t.i == first) for t in stretch):
        return None
    if _complements(verb):
        return None
    head = _head(verb, list(stretch))
    if head is None:
        return None
    last = start - 1
    while last > head.i and doc[last].is_punct:
        last -= 1
    end = _end(doc, verb, sent.end)
    return low + 1, Source(head, doc[first], doc[last]), end


def _complements(verb: Token) -> bool:
    """Whether a clause right behind a verb is its own, not the rest of what stands around it."""
    behind = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return not _parts(behind) and any(
        c.dep_ in {"ccomp", "xcomp", "attr", "acomp"} and c.left_edge.i == verb.i + 1 for c in verb.children
    )


def _behind_cue(verb: Token, start: int) -> tuple[int, Source, int | None] | None:
    """A subject behind its verb: "said its envoy, Ana Holm,"."""
    doc, sent = verb.doc, verb.sent
    first = start + 1
    if verb.tag_ not in {"VBD", "VBZ"} or first >= sent.end or doc[first].pos_ not in _OPENING:
        return None
    if doc[first].lower_ in _NOBODY or doc[first].lower_ in {"him", "her", "them", "me", "us"}:
        return None
    close = next((t.i for t in doc[first : min(sent.end, first + _WIDEST)] if _parts(t)), None)
    if close is None:
        return None
    stretch = doc[first:close]
    if any(t.tag_ in _FINITE or t.text in _STOPS or t.lower_ in _THAT for t in stretch):
        return None
    head = next((t for t in stretch if t.dep_ in SUBJECTS and t.head == verb), None)
    if head is None:
        head = next(
            (t for t in stretch if t.pos_ in _NOUNS and t.dep_ not in {"compound", "poss", "nmod"}), None
        )
    if head is None:
        return None
    last = close - 1
    beyond = next((t.i for t in doc[close + 1 : min(sent.end, close + _LONGEST_NAME)] if _parts(t)), None)
    if beyond is not None and doc[close + 1].pos_ in {"PROPN", "DET", "PRON"}:
        named = doc[close + 1 : beyond]
        apposed = not any(t.tag_ in _FINITE or t.pos_ == "VERB" for t in named)
        if apposed and (doc[close + 1].pos_ == "PROPN" or doc[head.i].pos_ == "PROPN"):
            close, last = beyond, beyond - 1
    return start, Source(head, doc[first], doc[last]), close


def _head(verb: Token, stretch: list[Token]) -> Token | None:
    """The noun that speaks: the subject by the parse, or else the first that hangs on nothing beside it."""
    own = next((t for t in stretch if t.dep_ in SUBJECTS and t.head in {verb, verb.head}), None)
    if own is not None:
        return own
    span = {t.i for t in stretch}
    free = (t for t in stretch if t.pos_ in _NOUNS and t.head.i not in span)
    return next(free, None)


def _end(doc: Doc, verb: Token, high: int) -> int | None:
    """The mark that closes an insertion, where behind the verb stands no more than whom, when and where."""
    word = verb.lemma_.lower()
    for token in doc[verb.i + 1 : min(high, verb.i + _WIDEST)]:
        if _parts(token):
            return int(token.i)
        if (
            token.text in _STOPS
            or token.tag_ in _FINITE
            or token.lower_ in _THAT
            or token.tag_ in {"WP", "WDT"}
            or (
                token.tag_ == "VB" and verb.lemma_ != "go"
            )  # "went on to say" tells, "agreed to sign" takes more
        ):
            return None
        if token.i == verb.i + 1:
            adjunct = (
                token.tag_ in {"IN", "TO", "RB", "RP"}
                or token.dep_ == "npadvmod"
                or token.ent_type_ == "DATE"
            )
            if not adjunct and not (word in _TOLD and token.tag_ in _TO_WHOM):
                return None
    return None


def _mark_before(doc: Doc, end: int, low: int) -> int | None:
    """The nearest mark in front of a word, with no stop between."""
    for i in range(end - 1, max(low, end - _WIDEST) - 1, -1):
        if _parts(doc[i]):
            return i
        if doc[i].text in _STOPS:
            return None
    return None


def _segment(doc: Doc, mark: int, low: int, end: int, high: int) -> tuple[int, int]:
    """The part of the sentence around an insertion: up to a semicolon on each side."""
    start = next((i + 1 for i in range(mark - 1, low - 1, -1) if doc[i].text in {";", ":"}), low)
    stop = next((i for i in range(end + 1, high) if doc[i].text in {";", ":"}), high)
    return start, stop


def _resumed(doc: Doc, end: int, high: int, mark: str) -> int | None:
    """Where the clause goes on behind an insertion and what else is put in there; ``None`` if it does not."""
    if (mark == ",") != (doc[end].text == ","):
        return None
    at = end + 1
    while at < high:
        close = next((i for i in range(at, high) if _parts(doc[i])), None)
        if close is None or doc[at].tag_ not in _ASIDE or doc[at].lower_ in _THAT:
            break
        at = close + 1
    while at < high and doc[at].is_space:
        at += 1
    if (
        at >= high
        or doc[at].lower_ in _THAT
        or doc[at].tag_ in {"VBG", "VBN", "WP", "WDT", "WP$"}
        or doc[at].is_punct
    ):
        return None
    return at


def _own_start(doc: Doc, low: int, mark: int, behind: int) -> int:
    """Where a clause begins that the insertion parts: "Holm left, and the talks, Berg said, would resume"."""
    if doc[behind].tag_ not in _FINITE:
        return low
    for i in range(mark - 1, low, -1):
        if doc[i].tag_ in _FINITE:
            return low
        if doc[i].lower_ in _JOINTS and doc[i - 1].text == ",":
            return i + 1
    return low


def _is_adjunct(doc: Doc, low: int, mark: int, behind: int) -> bool:
    """Whether what stands behind a tag tells when or how it was said: "…, Holm said, after a call"."""
    first = doc[behind]
    apart = first.tag_ == "IN" and first.lower_ in _CIRCUMSTANCES
    if first.lower_ == "to" and behind + 1 < len(doc):
        apart = not _NOISES.isdisjoint(
            t.lower_ for t in doc[behind + 1 : behind + _NEAR]
        )  # "to loud cheers from her own benches"
    if first.tag_ == "IN" and first.lower_ in {"in", "at", "on"}:
        words = doc[behind + 1 : behind + _NEAR]  # none where the text breaks off behind "in"
        near = [t for t in words if t.pos_ in {"NOUN", "PROPN"}]
        nouns = {form for t in near for form in (t.lower_, t.lemma_.lower())}
        what = any(t.tag_ == "WP" for t in words[:1])
        apart = what or not _occasions().isdisjoint(nouns)  # "in a statement", not "on Thursday"
    return apart and mark - low >= _SHORTEST and any(t.tag_ in _FINITE for t in doc[low:mark])


@cache
def _occasions() -> frozenset[str]:
    """Nouns for media and occasions of speaking."""
    settings = load("cues")["settings"]
    return frozenset(map(str, (*settings["media"], *settings["occasions"])))


def _leads_on(doc: Doc, behind: int, high: int) -> bool:
    """Whether a "that" behind an insertion leads to what is said: "X told Y, Y told Z, that …"."""
    return any(_parts(doc[i]) and doc[i + 1].lower_ == "that" for i in range(behind, high - 1))


def _own_end(doc: Doc, behind: int, high: int, cues: Cues) -> int:
    """Where what is said ends: before another clause that tells of words, "…, and she asked them to go"."""
    for i in range(behind - 1, high - 2):
        if doc[i].text != "," or doc[i + 1].lower_ not in _JOINTS:
            continue
        verb = next((t for t in doc[i + 2 : high] if t.tag_ in _FINITE), None)
        near = verb is not None and any(t.pos_ in _NOUNS for t in doc[i + 2 : verb.i])
        if near and verb is not None and verb.tag_ != "MD" and verbs.lemma(verb, cues) in cues.verbs:
            return max(i, behind)
    return high


def _is_comment(doc: Doc, low: int, mark: int, behind: int) -> bool:
    """Whether the narrator's comment stands behind: "…, a source said, a condition that …"."""
    if doc[behind].lower_ not in _COMMENT:
        return False
    return any(t.tag_ in _FINITE for t in doc[low:mark])


def _is_told(doc: Doc, low: int, mark: int) -> bool:
    """Whether what stands in front is told by a cue of its own: "said that the talks, she hoped, would …"."""
    return any(t.lower_ == "that" and t.dep_ == "mark" for t in doc[low:mark])
