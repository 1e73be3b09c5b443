"""Whom one tells: names that are outlets' only because somebody told them something.

In: a parsed text and the relays. Out: names, each with its paragraph. Invariant: a name that acts elsewhere
in the document, or of which more is said than its name, is not among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from onrecord.knowledge import load
from onrecord.model import RelayKind
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.relaying import runs
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import audiences
from onrecord.reading.language import Paragraph, ParsedText

_LONGEST_NAME = 4  # words
_TOLD = frozenset({"told", "tell", "tells", "telling"})
_LEADING = frozenset({"to", "with"})
_SPOKEN = {"with": frozenset({"interview"}), "to": frozenset({"interview", "remark", "comment"})}
_NEAR = 3000  # characters before and behind a name


def find(parsed: ParsedText, relays: Relays) -> list[tuple[list[Token], Paragraph]]:
    """Names that stand only where outlets are told something, or hand it on."""
    found = [
        (run, paragraph)
        for paragraph in parsed.paragraphs
        for token in paragraph.tokens
        if (word := token.lower_) in _TOLD or (word in _LEADING and _leads_to_one(token, relays))
        if (run := _told(token, relays))
    ]
    single = {run[0].text for run, _ in found if len(run) == 1}
    acting = {
        token.text
        for paragraph in (parsed.paragraphs if single else ())
        for token in paragraph.tokens
        if token.text in single and not _is_press_place(token)
    }
    return [(run, paragraph) for run, paragraph in found if len(run) > 1 or run[0].text not in acting]


def _is_press_place(name: Token) -> bool:
    """Whether a name stands where an outlet does: "told X", "by X", "X reported"."""
    if name.i and name.nbor(-1).lemma_ in {"tell", "the"}:
        return (
            name.i < 2 or name.nbor(-1).lemma_ == "tell" or name.nbor(-2).lemma_ in _OUTLETS_VERBS | {"tell"}
        )
    if name.dep_ in {"nsubj", "appos"}:
        return name.head.lemma_ in _OUTLETS_VERBS
    return name.dep_ == "pobj" and name.head.lower_ in {"to", "by", "with", "via"}


_OUTLETS_VERBS = frozenset(
    {"report", "cite", "quote", "carry", "relay", "publish", "reveal", "print", "broadcast"}
)


@cache
def places() -> frozenset[str]:
    """Places that are told things, as their governments are: cities and states."""
    named = [str(name) for lines in load("places")["places"].values() for name in lines]
    for facts in (*load("states").values(), *load("organisations").values()):
        named += [str(name) for part in ("capital", "also") for name in (facts or {}).get(part, ())]
    return frozenset(part.strip() for name in named for part in name.split("|"))


def _leads_to_one(prep: Token, relays: Relays) -> bool:
    """ "Confirmed to X", "an interview with X"."""
    verb = prep.head
    if prep.lower_ == "with" or (prep.lower_ == "to" and verb.pos_ == "NOUN"):
        return verb.lemma_ in _SPOKEN[prep.lower_]
    return prep.lower_ == "to" and (verb.lemma_ in relays.passing or cues().says(verb.lemma_))


def goes_without_article(run: Sequence[Token], relays: Relays) -> bool:
    """Whether a name behind "told" is likelier an agency's: one word, neither initials nor behind "the".

    English gives newspapers an article and broadcasters initials; agencies go by a bare word, or by initials
    that end in their A.
    """
    if len(run) != 1 or (run[0].i and run[0].nbor(-1).lower_ == "the"):
        return False
    word = run[0]
    initials = word.is_upper and len(word) > 2 and word.text.endswith("A")
    return word.is_alpha and (initials or word.is_title) and relays.kind(word.text) is not RelayKind.OUTLET


def _told(cue: Token, relays: Relays) -> list[Token]:
    """X in "…, the minister told X", "confirmed to X": whom one tells with no more said of it is an outlet.

    Initials count only where the sentence ends with them. A name of which more is said ("…, who leads the
    union") never counts, nor one that is told what to expect ("have told X they will leave"), nor one with a
    word for a body, a place or a people in it.
    """
    doc, at = cue.doc, cue.i + 1
    article = at < len(doc) and doc[at].lower_ == "the"
    run = runs.name(doc[at + article : at + article + _LONGEST_NAME])
    finite = (cue if cue.pos_ == "VERB" else cue.head).tag_ not in {"VB", "VBG"}
    if not run or not finite or run[-1].text in relays.bodies or sources.passive(cue):
        return []
    if len(run) > 1 and (run[0].text in given() or any(t.text in _others() for t in run)):
        return []
    many = run[-1].tag_ in {"NNS", "NNPS"} or (run[-1].text[:-1].isupper() and run[-1].text.endswith("s"))
    if many or run[-1].lemma_.lower() in audiences():
        return []  # "told MPs"
    behind = list(doc[run[-1].i + 1 : run[-1].i + 3])
    if behind and (behind[0].pos_ in {"NOUN", "PROPN", "PART"} or behind[0].tag_ == "POS"):
        return []
    if [t.lower_ in _MORE if i else t.text == "," for i, t in enumerate(behind)] == [True, True]:
        return []
    ends = not behind or behind[0].is_punct or (behind[0].pos_ == "ADP" and behind[0].lower_ != "that")
    perfect = any(c.dep_ == "aux" for c in cue.lefts)
    words = len(runs.text(run).split())
    soon = not behind or behind[0].lower_ in _DAYS or (cue.lower_ == "with" and behind[0].dep_ == "nsubj")
    clause = not perfect and not (words == 1 and (article or run[0].is_upper)) and len(run[-1]) > 2
    longest = _LONGEST_NAME if article and "of" in {t.lower_ for t in run} else 2
    return run if (ends or soon or clause) and words <= longest and not _is_known_elsewhere(run) else []


@cache
def given() -> frozenset[str]:
    """Given names, with which persons' names begin and outlets' do not."""
    names = load("given_names")
    return frozenset(name for key in ("names", "feminine", "masculine") for name in names[key].split())


@cache
def _others() -> frozenset[str]:
    """Words of names that are no outlet's: of bodies, places and peoples."""
    naming = load("naming")
    words = {str(w) for part in ("organisation_words", "body_words", "place_words") for w in naming[part]}
    peoples = {str(w) for line in load("states").values() for w in line.get("adjective", ())}
    return frozenset((words | peoples) - set(naming["outlet_words"]) - {"Agency", "Service", "Bureau"})


_DAYS = frozenset({"this", "last", "yesterday", "today", "earlier", "late"})
_MORE = frozenset({"who", "a", "an", "the", "his", "her", "its", "their", "whose", "of"})


def _is_known_elsewhere(run: Sequence[Token]) -> bool:
    """Whether the last word of a name stands by itself, too, as a person's does."""
    start = run[0].idx
    text = run[0].doc.text[max(0, start - _NEAR) : start + _NEAR]
    return len(run) > 1 and text.count(run[-1].text) > text.count(runs.text(run))
