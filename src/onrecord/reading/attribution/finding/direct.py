"""Direct speech: whose words stand in quotation marks.

In: the quotations of a document and its parse. Out: :class:`Reported` for each quotation that a cue
introduces or follows; several quotations of one cue make one report ("'…,' he said. '…'").
A quotation with no cue of its own is handed back as bare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.model import Act, Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import leading, pointing, stating, verbs
from onrecord.reading.attribution.finding.quotes import Quote
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph, ParsedText

_STOPS = frozenset(",.?!…—–-")
_SHORTEST_FRONT = 3  # words of a clause that a quotation goes on with, with its comma
_LONGEST_TITLE = 9  # words
_LONGEST_TAG = 40  # words between a quotation and its verb of saying
_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_FINITE = _TENSED | {"VBG"}
_PERSONAL = frozenset({"he", "she", "they"})
_NOBODY = frozenset({"i", "my", "our", "your", "it", "its", "this", "that", "there", "which", "who"})
_POINTING = frozenset({"this", "that", "these", "those", "such", "so"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation and the report that it belongs to, if a cue says so. ``at_start`` tells whether
    it opens its sentence."""

    quote: Quote
    report: Reported | None
    joined: bool = False


def is_speech(quote: Quote, parsed: ParsedText) -> bool:
    """Whether a quotation is an utterance and not a word or a name in quotation marks."""
    text = parsed.text
    inner = text[quote.spans[0].start : quote.spans[-1].end]
    lead = text[parsed.paragraphs[quote.first].start : quote.start].rstrip()
    if len(inner.split()) < 2:
        opens = not lead or lead[-1] in '.?!:,”"'
        return inner[-1] in ".!?," and inner[0].isupper() and opens
    after = text[quote.end : quote.end + 1]
    ends = inner[-1] in _STOPS or (after != "" and after in ",.?!;") or not quote.closed
    if _is_title(inner):
        return False
    starts = not lead or lead[-1] in ".?!:,”\"’'—–…)]" or inner[0].isupper()
    return ends and starts and len(inner) > 1


def _is_title(inner: str) -> bool:
    """Whether it reads as the name of a book or a show: short, with all its longer words capitalised."""
    words = [w.strip(",.:;'’") for w in inner.split()]
    long = [w for w in words if len(w) > 3]
    return (
        len(words) <= _LONGEST_TITLE
        and len(long) > 1
        and inner[-1] not in "!?"
        and all(w[:1].isupper() for w in long)
    )


class Speech:
    """Finds the cue of each quotation of a document."""

    def __init__(self, parsed: ParsedText, quotes: Sequence[Quote], cues: Cues) -> None:
        self._parsed = parsed
        self._cues = cues
        self._spoken = [q for q in quotes if is_speech(q, parsed)]

    def find(self) -> list[Spoken]:
        """Every utterance in order, with the report that it belongs to."""
        out: list[Spoken] = []
        for i, quote in enumerate(self._spoken):
            before = self._spoken[i - 1] if i else None
            after = self._spoken[i + 1] if i + 1 < len(self._spoken) else None
            if before is not None and out and (report := self._continued(before, quote, out[-1])) is not None:
                out.append(Spoken(quote, report, joined=True))
                continue
            report = self._followed(quote, after) or self._led(quote, before)
            out.append(Spoken(quote, report))
        return out

    def _gap_before(self, quote: Quote, before: Quote | None) -> list[Token]:
        paragraph = self._parsed.paragraphs[quote.first]
        start = before.end if before is not None and before.last == quote.first else paragraph.start
        if quote.start == paragraph.start and quote.first > 0:
            above = self._parsed.paragraphs[quote.first - 1]
            return _tokens(above, above.start, above.end) if above.text.endswith(":") else []
        return _tokens(paragraph, start, quote.start)

    def _gap_after(self, quote: Quote, after: Quote | None) -> list[Token]:
        paragraph = self._parsed.paragraphs[quote.last]
        end = after.start if after is not None and after.first == quote.last else paragraph.end
        return _tokens(paragraph, quote.end, end)

    def _continued(self, before: Quote, quote: Quote, spoken: Spoken) -> Reported | None:
        """The report of the quotation before, where the text between only holds its cue and a comma."""
        report = spoken.report
        if report is None or before.last != quote.first:
            return None
        between = self._parsed.text[before.end : quote.start].rstrip()
        inside = before.end <= report.cue.start < quote.start
        if inside and between.endswith((",", "—", "–", "-")) and between.count(".") == 0:
            return report
        return None

    def _followed(self, quote: Quote, after: Quote | None) -> Reported | None:
        """The cue behind a quotation: "…," X said; "…," said X."""
        inner = self._parsed.text[quote.spans[-1].start : quote.spans[-1].end]
        gap = self._gap_after(quote, after)
        tag = _first_sentence(gap)
        if not tag or (inner[-1] not in _STOPS and tag[0].text not in _STOPS):
            return None
        ended = tag[0].text == "."  # the narrator's sentence ends with the quotation
        while tag and (tag[0].is_punct or tag[0].is_space):
            tag = tag[1:]
        paragraph = self._parsed.paragraphs[quote.last]
        for token in tag[:_LONGEST_TAG]:
            if token.pos_ not in {"VERB", "AUX"} or token.tag_ not in _TENSED:
                continue
            if ended:
                return self._explained(token, quote, paragraph)
            if (saying := _quoted_as(token)) is not None:
                who = sources.subject(saying)
                source = None if who is None else sources.phrase(who, stop=token)
                return Reported(paragraph, saying, (saying,), source, quote.spans, Act.ASSERT, "quote")
            act = self._cues.verb(verbs.lemma(token, self._cues), "quote")
            if act is None and _closes(token, tag, inner):
                act = Act.ASSERT
            if act is None:
                if token.dep_ in {"relcl", "acl", "aux", "auxpass"}:
                    continue
                return self._explained(token, quote, paragraph)
            hangs = token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN")
            if hangs or self._reports_more(token, tag):
                continue
            source = _tagged(token, tag)
            if source is not None:
                return Reported(paragraph, token, verbs.words(token), source, quote.spans, act, "quote")
        return None

    def _explained(self, verb: Token, quote: Quote, paragraph: Paragraph) -> Reported | None:
        """The sentence behind a quotation that tells whose it is: "Those were the words of X"."""
        points = any(c.dep_ == "nsubj" and c.lower_ in _POINTING for c in verb.children)
        noun = next((c for c in verb.children if c.dep_ == "attr"), None)
        if verb.lemma_ == "be" and not points:
            return self._described(verb, quote, paragraph)
        if verb.lemma_ != "be" or not points or noun is None:
            return None
        if noun.lemma_.lower() != "word" and noun.lemma_.lower() not in self._cues.nouns:
            return None
        of = next((c for c in noun.rights if c.lower_ in {"of", "from", "by"}), None)
        who = next((c for c in of.children if c.dep_ == "pobj"), None) if of else pointing.sender(noun)
        if who is None:
            return None
        act = self._cues.nouns.get(noun.lemma_.lower(), {}).get("that", Act.ASSERT)
        return Reported(paragraph, noun, (noun,), sources.phrase(who), quote.spans, act, "quote")

    def _described(self, verb: Token, quote: Quote, paragraph: Paragraph) -> Reported | None:
        """What a quotation was: '"…" was how X put it', '"…" was the verdict of X'."""
        behind = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
        if behind is None or any(c.dep_ in {"neg"} for c in verb.children):
            return None
        if behind.lower_ == "how":
            did = next((t for t in verb.doc[behind.i : verb.sent.end] if t.tag_ in _TENSED), None)
            who = None if did is None else next((c for c in did.lefts if c.dep_ == "nsubj"), None)
            if did is None or who is None:
                return None
            source = sources.phrase(who, stop=did)
            return Reported(paragraph, did, verbs.words(did), source, quote.spans, Act.ASSERT, "quote")
        noun = next((c for c in verb.rights if c.dep_ == "attr"), None)
        frames = None if noun is None else self._cues.nouns.get(noun.lemma_.lower())
        who = None if noun is None or frames is None else stating.author(noun)
        if noun is None or frames is None or who is None or who.lower_ in _NOBODY:
            return None
        source = sources.phrase(who, stop=noun if who.i < noun.i else None)
        act = frames.get("that") or Act.ASSERT
        return Reported(paragraph, noun, (noun,), source, quote.spans, act, "quote")

    def _reports_more(self, verb: Token, tag: Sequence[Token]) -> bool:
        """Whether the verb has a complement of its own behind it, so that it does not need the quotation."""
        if verbs.lemma(verb, self._cues) == "want to know":
            return False
        return any(
            c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i and c.i <= tag[-1].i and c.tag_ != "VBG"
            for c in verb.children
        )

    def _led(self, quote: Quote, before: Quote | None) -> Reported | None:
        """The cue in front of a quotation: X said: "…"; X said, "…"."""
        lead = _last_sentence(self._gap_before(quote, before))
        if not lead:
            return None
        end = lead[-1]
        if (worded := leading.worded(quote, lead, self._parsed, self._cues)) is not None:
            return worded
        if end.text not in {":", ",", "-", "–", "—", "--"} and not self._says(end):
            return None
        paragraph = self._parsed.paragraphs[quote.first]
        if paragraph.doc is not end.doc:
            paragraph = self._parsed.paragraphs[quote.first - 1]
        for token in reversed(lead):
            if token.pos_ not in {"VERB", "AUX"} or token.tag_ not in _FINITE:
                continue
            act = self._cues.verb(verbs.lemma(token, self._cues), "quote")
            if act is None:
                if end.text == ":" or token.dep_ in {"relcl", "acl", "advcl"}:
                    continue
                return None
            if any(c.dep_ == "ccomp" and c.i > token.i and c.i <= end.i for c in token.children):
                return None
            if token.dep_ == "acl" and token.tag_ == "VBN" and sources.agent(token) is None:
                return None  # 'a play called "The Miners"'
            who = sources.subject(token, verbs.reporter(self._cues))
            if who is None and (who := _before(token, lead)) is None:
                return None
            if who.lemma_.lower() in self._cues.inscriptions:
                return None  # 'a banner read "Peace now"'
            source = sources.phrase(who, stop=token)
            front = self._front(
                quote, [t for t in lead if t.i < min(source.first.i, token.i)], who, paragraph
            )
            content = (*front, *quote.spans) if end.text == "," else quote.spans
            return Reported(paragraph, token, verbs.words(token), source, content, act, "quote")
        return leading.told(quote, lead, paragraph, self._parsed, self._cues)

    def _front(self, quote: Quote, clause: list[Token], who: Token, paragraph: Paragraph) -> Sequence[Span]:
        """The clause in front of a tag, which a quotation ends: 'They would sign, she said, "in pencil"'.

        Where the tag has only "she" and the clause tells of somebody by name, it is the narrator's.
        """
        goes_on = self._parsed.text[quote.start : quote.start + 2].lstrip("\"“‘'`")[:1].islower()
        if not goes_on or len(clause) <= _SHORTEST_FRONT or clause[-1].text != ",":
            return ()
        front = clause[:-1]
        first, deeds = front[0], [t for t in front if t.pos_ in {"VERB", "AUX"}]
        opens = first.lower_ == "according" or (
            first.tag_ in {"IN", "WRB"} and first.dep_ in {"mark", "advmod"}
        )
        other = any(t.text in {";", ":"} for t in front) or any(self._says(t) for t in deeds)
        subjects = [c for t in deeds for c in t.lefts if c.dep_ in sources.SUBJECTS]
        told = bool(subjects) or any(t.tag_ == "MD" for t in deeds)
        narrated = who.lower_ in {"he", "she"} and any(c.pos_ in {"NOUN", "PROPN"} for c in subjects)
        return () if opens or other or narrated or not told else (paragraph.span(first, front[-1]),)

    def _says(self, token: Token) -> bool:
        return token.pos_ == "VERB" and self._cues.says(verbs.lemma(token, self._cues))


def _closes(verb: Token, tag: Sequence[Token], inner: str) -> bool:
    """ "'…,' she raged.": right behind a quotation a person and a verb tell of words, whatever the verb."""
    first = tag[0]
    person = first.lower_ in _PERSONAL
    if not person and not (first.pos_ == "PROPN" and inner[-1] == ","):
        return False
    who = sources.subject(verb)
    if who is None or who.left_edge != first or not (person or who.pos_ == "PROPN"):
        return False
    if first.text[:1].isupper() and inner[-1] != ",":
        return False  # a new sentence
    near = all(t.dep_ in {"advmod", "aux"} for t in tag[who.right_edge.i + 1 - first.i : verb.i - first.i])
    idle = verb.pos_ == "AUX" or verb.lemma_ in {"be", "have", "do"}
    return near and not idle and not any(c.dep_ in {"dobj", "ccomp", "attr", "acomp"} for c in verb.rights)


def _quoted_as(verb: Token) -> Token | None:
    """The saying in "X was quoted as saying"."""
    for child in verb.children if verb.lemma_ in {"quote", "cite"} else ():
        if child.lower_ == "as":
            return next((c for c in child.children if c.dep_ == "pcomp"), None)
    return None


def _tokens(paragraph: Paragraph, start: int, end: int) -> list[Token]:
    return (
        [
            t
            for t in paragraph.tokens_in(Span(start, end)) or ()
            if start <= paragraph.start + t.idx < end and not t.is_space and t.text != '"'
        ]
        if start < end
        else []
    )


def _first_sentence(tokens: list[Token]) -> list[Token]:
    for i, token in enumerate(tokens):
        if i and token.text in {".", "?", "!"}:
            return tokens[:i]
        if i > 1 and token.is_sent_start and tokens[i - 1].text not in {",", ";"} and token.is_title:
            return tokens[:i]
    return tokens


def _last_sentence(tokens: list[Token]) -> list[Token]:
    for i in range(len(tokens) - 2, -1, -1):
        if tokens[i].text in {".", "?", "!"}:
            return tokens[i + 1 :]
    return tokens


def _tagged(verb: Token, tag: Sequence[Token]) -> Source | None:
    """The source in "X said" or "said X", by the parse, or else by its place."""
    low, high = tag[0].i, tag[-1].i
    who = sources.subject(verb)
    if who is not None and low <= who.i <= high:
        source = sources.phrase(who, stop=verb)
    elif verb.i == low or all(t.dep_ in {"advmod", "aux"} for t in tag[: verb.i - low]):
        behind = next((t for t in tag if t.i > verb.i and t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
        if behind is None:
            return None
        who = behind
        while who.head != who and verb.i < who.head.i <= high and who.head.pos_ in {"NOUN", "PROPN"}:
            who = who.head
        source = sources.phrase(who, stop=verb)
    else:
        found = _before(verb, tag)
        if found is None:
            return None
        source = sources.phrase(found, stop=verb)
    return _clipped(source, verb.doc, low, high)


def _clipped(source: Source, doc: Doc, low: int, high: int) -> Source:
    return Source(
        source.head,
        doc[min(source.head.i, max(source.first.i, low))],
        doc[max(source.head.i, min(source.last.i, high))],
    )


def _before(verb: Token, tag: Sequence[Token]) -> Token | None:
    """The last noun in front of the verb that is not inside a prepositional phrase."""
    for token in reversed([t for t in tag if t.i < verb.i]):
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ not in {"pobj", "compound", "poss", "dobj"}:
            return token
    return None
