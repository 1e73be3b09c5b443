"""Indirect speech: cues with a complement, "according to", nouns that report.

In: a paragraph, the characters that stand in quotation marks, the cues. Out: :class:`Reported` in text
order. Words inside a quotation are the speaker's own and start no report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.model import Act, Span
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.cues import Cues
from onrecord.reading.attribution.finding import answers, behind, clauses
from onrecord.reading.attribution.finding.clauses import Complement
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.attribution.sources import Source
from onrecord.reading.language import Paragraph

_EDGES = frozenset(
    {",", ";", ":", ".", "!", "?", "-", "–", "—", "--", "…", "...", "(", ")", "'", '"', "``", "''"}
)
_REAL = frozenset({"continue", "go"})
_MARKS = frozenset({'"', "``", "''"})
_UNREAL = frozenset({"if", "unless", "whether", "lest"})
_ADDRESSING = frozenset({"tell", "ask", "urge", "order", "instruct", "invite", "request", "warn", "advise"})
_NOBODY = frozenset({"i", "you", "we", "that", "this", "one", "what", "there", "nobody", "anyone"})
_LONGEST_COMMENT = 40  # words
_SHORTEST = 2  # words of a finite clause; anything less is a fragment


def find(paragraph: Paragraph, quoted: Sequence[Span], cues: Cues, taken: set[int]) -> Iterator[Reported]:
    """All indirect reports of a paragraph. ``taken`` holds the indices of words already used as cues."""
    inside = _Inside(paragraph, quoted)
    found: list[Reported] = []
    for token in paragraph.tokens:
        if token.i in taken or token.pos_ not in _REPORTING or inside.holds(token):
            continue
        report = _REPORTING[token.pos_](paragraph, token, cues)
        if report is not None:
            found.append(report)
    found = _without_echoes(found, taken)
    found = [_without_tag(r, found) for r in found]
    found = [inside.whole(r) for r in found]
    found = answers.with_meant(found, cues)
    later = [r for r in found if r.head.tag_ == "VBG" or r.head.dep_ == "conj"]
    yield from (_without_own(r, later) for r in found)


def _without_echoes(found: Sequence[Reported], taken: set[int]) -> list[Reported]:
    """Reports without hearsay of a cue that reports by itself: "is said to have told", "reportedly told"."""
    cues = {r.head.i for r in found if r.frame not in {"hearsay", "adverb"}} | taken
    return [r for r in found if r.frame not in {"hearsay", "adverb"} or _told_of(r.head).i not in cues]


def _without_tag(report: Reported, found: Sequence[Reported]) -> Reported:
    """A report in another one's words, which end where that one's cue begins: "X asked for help, Y said"."""
    for other in found:
        source, told = other.source_span, other.content[0]
        if other.frame != "that" or source is None or len(other.content) > 1 or told.end > source.start:
            continue
        at, last = report.cue.start, report.content[-1]
        if told.start <= at < told.end and last.start < told.end < last.end and source.start < last.end:
            return replace(report, content=(*report.content[:-1], Span(last.start, told.end)))
    return report


def _told_of(head: Token) -> Token:
    """The verb that a hearsay verb or adverb is about."""
    if head.pos_ == "ADV":
        return head.head
    return next((c for c in head.rights if c.dep_ == "xcomp"), head)


def _without_own(report: Reported, later: Sequence[Reported]) -> Reported:
    """A report whose content ends where its speaker's next cue begins: "said that …, adding that …"."""
    if report.source is None:
        return report
    for other in later:
        if other.source is None or other.head == report.head or other.source.head != report.source.head:
            continue
        start = report.paragraph.span(other.words[0]).start
        content = tuple(
            _cut(report.paragraph, s, start) if s.start < start < s.end else s for s in report.content
        )
        if content != report.content:
            return replace(report, content=content)
    return report


def _cut(paragraph: Paragraph, span: Span, end: int) -> Span:
    text = paragraph.text[span.start - paragraph.start : end - paragraph.start].rstrip(" ,;-–—")
    for joint in (" and", " but", " while", " then"):
        text = text.removesuffix(joint).rstrip(" ,;-–—")
    return Span(span.start, span.start + len(text))


class _Inside:
    """Whether a token stands in quotation marks."""

    def __init__(self, paragraph: Paragraph, quoted: Sequence[Span]) -> None:
        self._spans = [(s.start - paragraph.start, s.end - paragraph.start) for s in quoted]

    def holds(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._spans)

    def whole(self, report: Reported) -> Reported:
        """A report whose content does not break off inside a quotation that it begins."""
        base, last = report.paragraph.start, report.content[-1]
        for start, end in self._spans:
            if last.start <= base + start < last.end < base + end - 1:
                return replace(report, content=(*report.content[:-1], Span(last.start, base + end)))
        return report


def lemma(verb: Token, cues: Cues) -> str:
    """The key of a verb in the cues: its lemma, with its particle."""
    base = cues.lemmas.get(verb.lemma_.lower(), verb.lemma_.lower())
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
        whole = child.pos_ != "PRON" or any(c.lower_ == "as" for c in verb.lefts)
        if child.dep_ == "dobj" and whole and longer in cues.verbs:
            return longer  # "claimed responsibility"; "as she put it"
    if base == "want" and any(c.dep_ == "xcomp" and c.lemma_ == "know" for c in verb.rights):
        return "want to know"
    if base == "make" and any(c.lower_ == "clear" for c in verb.subtree if verb.i < c.i < verb.i + 5):
        return "make clear"
    return base


def _from_verb(paragraph: Paragraph, verb: Token, cues: Cues) -> Reported | None:
    word = lemma(verb, cues)
    if word == "accord":
        return _according(paragraph, verb)
    if _is_idle(verb, cues):
        return None
    if (hearsay := _hearsay(paragraph, verb, word, cues)) is not None:
        return hearsay
    if word not in cues.verbs:
        return None
    if _cites_somebody(verb):
        return None
    if (short := _short_answer(paragraph, verb, word, cues)) is not None:
        return short
    if (tagged := _from_tag(paragraph, verb, word, cues)) is not None:
        return tagged
    for complement in clauses.of_verb(verb):
        act = _act(word, complement, cues)
        if _is_silent(word, complement, cues):
            return None
        if act is None or _is_aside(verb, complement, act):
            continue
        swallowed = _swallowed(verb, complement)
        if swallowed is not None:
            who, complement = swallowed
            content = spans(paragraph, complement)
            if content:
                return Reported(paragraph, verb, words(verb), who, content, act, complement.frame)
        content = spans(paragraph, _own_half(verb, _uncommented(verb, complement, cues), cues))
        if not content or not _substantial(complement, act):
            continue
        accused = _opens_with_a_charge(verb, act)
        if not accused and not _plausible(verb, complement, cues):
            continue
        source = None if accused else _source(verb, cues)
        return Reported(
            paragraph,
            verb,
            words(verb),
            source,
            content,
            act,
            complement.frame,
            hedged=is_hedged(verb, cues),
        )
    return _from_charge(paragraph, verb, word, cues)


def _from_charge(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "…, a charge that the owners denied"."""
    act, noun = cues.verb(word, "object"), verb.head
    own = any(c.dep_ == "dobj" and c.tag_ not in {"WDT", "IN"} for c in verb.children)
    if act is None or act not in answers.ACTS or own or not answers.is_charge(noun, verb, cues):
        return None
    who = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}), None)
    if who is None:
        return None
    content = (paragraph.span(noun.left_edge, noun),)
    return Reported(paragraph, verb, words(verb), sources.phrase(who, stop=verb), content, act, "object")


def _short_answer(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The union said no": one word is all that is said."""
    said = answers.short(verb, cues) if cues.says(word) else None
    passive = sources.passive(verb)
    who = sources.agent(verb) if passive else sources.subject(verb, reporter(cues))
    if said is None or (who is None and not passive):
        return None
    source = None if who is None else sources.phrase(who, stop=verb)
    act = cues.answers[said[0].lower_]
    return Reported(paragraph, verb, words(verb), source, (paragraph.span(*said),), act, "object")


def _is_silent(word: str, complement: Complement, cues: Cues) -> bool:
    """Whether it only tells that nothing is said: "refused to comment", "was asked for a comment"."""
    if complement.frame == "to":
        return word in cues.refusing and lemma(complement.head, cues) in cues.silence
    if complement.frame == "that":
        return answers.is_no_comment(complement, cues)
    return complement.frame in {"object", "for"} and complement.head.lemma_.lower() in cues.comments


def _cites_somebody(verb: Token) -> bool:
    """ "Quoting what he called a jailer": it tells who is quoted."""
    above = verb.head
    what = any(c.tag_ == "WP" for c in verb.lefts)
    return what and verb.dep_ in {"ccomp", "pcomp"} and above.lemma_ in {"quote", "cite"}


def _from_tag(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """ "The talks would resume, the chairman, Ana Berg, told the paper"."""
    act = cues.verb(word, "that")
    tag = None if act is None else behind.find(verb)
    if act is None or tag is None:
        return None
    content = spans(paragraph, tag.complement)
    if not content:
        return None
    hedged = is_hedged(verb, cues)
    return Reported(paragraph, verb, words(verb), tag.source, content, act, "that", hedged=hedged)


def _is_name(token: Token) -> bool:
    """Whether a word is a name; of names in capitals the tagger makes anything."""
    return token.pos_ == "PROPN" or (token.is_upper and len(token) > 2)


def reporter(cues: Cues) -> Callable[[Token], bool]:
    """Tells verbs of saying from others."""
    return lambda verb: cues.says(lemma(verb, cues))


def _act(word: str, complement: Complement, cues: Cues) -> Act | None:
    act = cues.verb(word, complement.frame)
    if complement.frame == "that" and _asks(complement.head):
        return cues.verb(word, "whether") or act
    return act


def _is_aside(verb: Token, complement: Complement, act: Act) -> bool:
    """Whether it only leads to a report: "commenting on the talks, X said …"; not "left, blaming Y"."""
    if complement.frame in _CLAUSAL or verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "pcomp", "prep"}:
        return False
    return verb.dep_ != "advcl" or verb.i < verb.head.i or act is Act.ASSERT or act is Act.ASK


def _asks(clause: Token) -> bool:
    """Whether a clause is an indirect question."""
    first = next(iter(clause.lefts), None)
    return first is not None and (first.lower_ in _UNREAL or first.tag_ in {"WRB", "WP", "WDT"})


def is_hedged(verb: Token, cues: Cues) -> bool:
    """Whether the report itself casts doubt on a cue: "reportedly told", "appeared to confirm", "is said to
    have asked"."""
    if any(c.lower_ in cues.hedges or c.lower_ in cues.doubting for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ == "xcomp" and (
        above.lemma_ in cues.seeming or (above.lemma_.lower() in cues.hearsay and sources.passive(above))
    )


def _hearsay(paragraph: Paragraph, verb: Token, word: str, cues: Cues) -> Reported | None:
    """What is told by nobody: "the army is said to be leaving", "it had been assumed that it would leave"."""
    act = cues.hearsay.get(word)
    if act is None or not sources.passive(verb) or sources.agent(verb) is not None:
        return None
    who = next((c for c in verb.lefts if c.dep_ in {"nsubjpass", "expl"}), None)
    if who is None or who.tag_ in {"WP", "WDT"}:
        return None
    clause = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"}), None)
    if clause is None:
        return None
    infinitive = any(c.tag_ == "TO" for c in clause.lefts)
    told = (clause.left_edge.i, clause.right_edge.i)
    if infinitive:
        pieces: tuple[tuple[int, int], ...] = ((who.left_edge.i, who.right_edge.i), told)
    elif word not in cues.verbs and who.lower_ == "it" and not _is_proverbial(verb, cues):
        pieces = (told,)
    else:
        return None
    content = spans(paragraph, Complement("that", clause, pieces))
    if not content:
        return None
    return Reported(paragraph, verb, words(verb), None, content, act, "hearsay", hedged=infinitive)


def _opens_with_a_charge(verb: Token, act: Act) -> bool:
    """ "Accused of hiding its books, the company …": a charge by nobody named."""
    return act is Act.ACCUSE and verb.tag_ == "VBN" and verb.dep_ == "advcl" and not list(verb.lefts)


def _is_idle(verb: Token, cues: Cues) -> bool:
    """Whether a verb of saying reports nothing: in a condition, an order, a purpose, under a modal."""
    if any((c.dep_ == "mark" and c.lower_ in _UNREAL) or c.dep_ == "neg" for c in verb.lefts):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and sources.agent(verb) is None:
        named = cues.verb(verb.lemma_.lower(), "small") is not None
        if named and not any(c.dep_ in sources.SUBJECTS for c in verb.lefts):
            return True  # "a pub called the Swan"
    if verb.tag_ == "VB":
        if verb.dep_ in {"xcomp", "advcl"} and verb.i > verb.head.i:
            return verb.head.lemma_ not in cues.seeming and verb.head.lemma_ not in _REAL
        return not any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.lefts)
    return False


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


_CLAUSAL = frozenset({"that", "to", "ing", "small", "at"})


def _plausible(verb: Token, complement: Complement, cues: Cues) -> bool:
    """Whether the verb has somebody to speak: not "I", not "there", no word of the content itself."""
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not list(verb.lefts):
        return False  # "Asked to explain …, X said": nobody is named who asked
    if sources.passive(verb):
        if _is_proverbial(verb, cues):
            return False
        # "Talks are expected to resume": nobody says it, and what is said is only half a clause.
        if sources.agent(verb) is not None or complement.frame != "to":
            return True
        return verb.lemma_ in _ADDRESSING and not any(c.tag_ == "MD" for c in verb.lefts)
    if _asks_for_silence(verb, complement):
        return False
    who = sources.subject(verb, reporter(cues))
    if who is None:
        behind = complement.pieces and complement.pieces[-1][0] <= verb.i
        return bool(behind) and _inverted(verb) is not None
    one_of = any(c.lower_ == "of" for c in who.rights)
    if (who.lower_ in _NOBODY and not one_of) or who.dep_ == "expl":
        return False
    return not any(first <= who.i <= last for first, last in complement.pieces)


def _asks_for_silence(verb: Token, complement: Complement) -> bool:
    """ "Who asked not to be named": how a source is told of, no request of the talks."""
    head = complement.head
    passive = any(c.dep_ == "auxpass" for c in head.children)
    return (
        verb.dep_ == "relcl"
        and complement.frame == "to"
        and head.tag_ == "VBN"
        and passive
        and _negated(head)
    )


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _is_proverbial(verb: Token, cues: Cues) -> bool:
    """ "It is said that …": what people say, not what somebody said."""
    if verb.lemma_.lower() not in cues.proverbial:
        return False
    idle = any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in verb.children)
    return idle and any(c.dep_ == "auxpass" and c.tag_ == "VBZ" for c in verb.children)


def subject(verb: Token, cues: Cues) -> Source | None:
    """Who says what a verb reports, as far as the parse tells: its subject, or the agent of a passive."""
    if sources.passive(verb):
        let = verb.head if verb.head.lemma_ == "let" and verb.dep_ == "ccomp" else None
        who = sources.agent(verb) if let is None else sources.subject(let, reporter(cues))
        return None if who is None else sources.phrase(who, stop=let)
    who = sources.subject(verb, reporter(cues))
    return None if who is None else sources.phrase(who, stop=verb)


def _source(verb: Token, cues: Cues) -> Source | None:
    found = subject(verb, cues)
    if found is None and not sources.passive(verb) and (who := _inverted(verb)) is not None:
        return sources.phrase(who, stop=verb)
    return found


def _inverted(verb: Token) -> Token | None:
    """The subject behind its verb, which the parser may take for an object: "…, said the minister"."""
    return next((c for c in verb.rights if c.dep_ in {"dobj", "npadvmod", "attr", "oprd"}), None)


def _swallowed(verb: Token, complement: Complement) -> tuple[Source, Complement] | None:
    """A speaker whom the parser takes for an apposition: "… in the north, the head of the team, X, said"."""
    at = verb.i - (2 if verb.i > 1 and verb.nbor(-1).text == "," else 1)
    if len(complement.pieces) != 1 or at < 1 or complement.pieces[0][1] >= verb.i or verb.tag_ != "VBD":
        return None
    name = verb.doc[at]
    host = name.head
    if name.pos_ != "PROPN" or name.dep_ != "appos" or sources.subject(verb) is not None:
        return None
    first = next(c.left_edge.i for c in host.rights if c.dep_ == "appos")
    start = complement.pieces[0][0]
    if not start < first - 1 or verb.doc[first - 1].text != ",":
        return None
    source = Source(name, verb.doc[first], name)
    return source, Complement("that", complement.head, ((start, first - 2),))


def _uncommented(verb: Token, complement: Complement, cues: Cues) -> Complement:
    """A clause without the narrator's comment behind it: "…, a claim that its rival denied"."""
    first, last = complement.pieces[-1] if complement.pieces else (0, 0)
    if complement.frame != "that" or first < verb.i:
        return complement
    doc = verb.doc
    for i in range(max(first + 1, last - _LONGEST_COMMENT), last - 2):
        noun = doc[i + 1].head
        if doc[i].text != "," or doc[i + 1].lower_ not in {"a", "an"} or not i < noun.i < i + 4:
            continue
        if "that" in cues.nouns.get(noun.lemma_, ()) and noun.dep_ not in {"nsubj", "nsubjpass", "pobj"}:
            return Complement("that", complement.head, (*complement.pieces[:-1], (first, i - 1)))
    return complement


def _own_half(verb: Token, complement: Complement, cues: Cues) -> Complement:
    """A clause without the other half of a sentence of two cues: "X said it rained; it snowed, Y said"."""
    doc, pieces = verb.doc, []
    for first, last in complement.pieces:
        if last < verb.i:
            apart = next((i for i in range(verb.i - 1, first, -1) if doc[i].text == ";"), None)
            if apart is not None and _reports_in(doc[first:apart], cues):
                who = sources.subject(verb) or verb
                first, last = apart + 1, min(who.left_edge.i, verb.i) - 1
        else:
            apart = next((i for i in range(first + 1, last) if doc[i].text == ";"), None)
            if apart is not None and _reports_in(doc[apart + 1 : last + 1], cues):
                last = apart - 1
        if first <= last:
            pieces.append((first, last))
    return Complement(complement.frame, complement.head, tuple(pieces))


def _reports_in(words: Iterable[Token], cues: Cues) -> bool:
    """Whether somebody says something in a stretch of words."""
    return any(
        t.pos_ == "VERB" and t.tag_ != "VB" and cues.says(lemma(t, cues)) and sources.subject(t) is not None
        for t in words
    )


def _substantial(complement: Complement, act: Act) -> bool:
    """Whether a complement says something by itself: not "called it murder", not "spoke of principles"."""
    size = sum(last - first + 1 for first, last in complement.pieces)
    if complement.frame == "that":
        return size >= _SHORTEST
    if complement.frame == "small":
        return size > _SHORTEST and not _is_name_given(complement)
    if complement.frame in {"to", "ing"}:
        return True
    if complement.head.pos_ == "PRON" and size == 1:
        return act in {Act.CONFIRM, Act.DENY} and complement.head.lower_ in answers.POINTING
    return size > 1 or act is not Act.ASSERT


def _is_name_given(complement: Complement) -> bool:
    """Whether something only gets its name: called their picket "The Long March"."""
    first, last = complement.pieces[-1]
    doc = complement.head.doc
    mark = next((i for i in range(first, last + 1) if doc[i].text in _MARKS), None)
    behind = [] if mark is None else [t for t in doc[mark + 1 : last + 1] if t.is_alpha]
    return len(behind) > 1 and all(t.is_title for t in behind if len(t) > 3 or t == behind[0])


def spans(paragraph: Paragraph, complement: Complement) -> tuple[Span, ...]:
    """Document spans of a complement's pieces, without stops and marks at their edges."""
    doc = paragraph.doc
    out = []
    for first, last in complement.pieces:
        while first <= last and (doc[first].text in _EDGES or doc[first].is_space):
            first += 1
        while last >= first and (doc[last].text in _EDGES or doc[last].is_space or doc[last].dep_ == "cc"):
            last -= 1
        if first <= last:
            out.append(_with_marks(paragraph, first, last))
    return tuple(out)


def _with_marks(paragraph: Paragraph, first: int, last: int) -> Span:
    """A piece with the quotation mark at its edge whose fellow stands inside it."""
    doc = paragraph.doc
    inner = [t.i for t in doc[first : last + 1] if t.text in _MARKS]
    if len(inner) % 2:
        if first > 0 and doc[first - 1].text in _MARKS:
            first -= 1
        else:
            behind = next((i for i in (last + 1, last + 2) if i < len(doc) and doc[i].text in _MARKS), None)
            last = last if behind is None else behind
    return paragraph.span(doc[first], doc[last])


def _according(paragraph: Paragraph, word: Token) -> Reported | None:
    """ "According to X, …" and "…, according to X"."""
    to = next((c for c in word.children if c.lower_ == "to"), None)
    who = to and next((c for c in to.children if c.dep_ == "pobj"), None)
    if to is None or who is None:
        return None
    doc = paragraph.doc
    source = sources.phrase(who)
    clause = word.head
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    low, high = word.left_edge.i, max(word.right_edge.i, source.last.i)
    if low < clause.i:  # "According to X on Friday, …": the clause begins behind the comma
        stop = next((i for i in range(high, min(high + 8, clause.i)) if doc[i].text == ","), None)
        high = high if stop is None else stop
    left, right = clause.left_edge.i, clause.right_edge.i
    pieces = tuple((a, b) for a, b in ((left, low - 1), (high + 1, right)) if a <= b)
    content = spans(paragraph, Complement("that", clause, pieces))
    if not content:
        return None
    return Reported(paragraph, word, (word, to), source, content, Act.ASSERT, "according")


def _from_noun(paragraph: Paragraph, noun: Token, cues: Cues) -> Reported | None:
    word = noun.lemma_.lower()
    if word == "word" and noun.head.lower_ == "in":
        return _in_words(paragraph, noun)
    frames = cues.nouns.get(word)
    who = None if frames is None else sources.author(noun)
    if frames is None or who is None:
        return None
    for complement in clauses.of_noun(noun):
        act = frames.get(complement.frame)
        if act is None or any(first <= who.i <= last for first, last in complement.pieces):
            continue
        content = spans(paragraph, complement)
        if content:
            stop = noun if who.i < noun.i else paragraph.doc[complement.pieces[0][0]]
            source = sources.phrase(who, stop=stop)
            return Reported(paragraph, noun, (noun,), source, content, act, "noun")
    return None


def _in_words(paragraph: Paragraph, noun: Token) -> Reported | None:
    """ "In the words of X, …"."""
    doc, lead = paragraph.doc, noun.head
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    who = of and next((c for c in of.children if c.dep_ == "pobj"), None)
    if of is None or who is None:
        return None
    clause, comma = lead.head, who.right_edge.i + 1
    if comma + 1 < len(doc) and doc[comma].text == "," and doc[comma + 1].text in _MARKS:
        clause = doc[comma + 2] if comma + 2 < len(doc) else clause  # 'was, in the words of X, "a farce"'
        return _worded(paragraph, noun, of, who, comma + 1, max(clause.i, lead.head.right_edge.i))
    if clause.i <= comma or doc[comma].text != ",":
        return None
    return _worded(paragraph, noun, of, who, comma + 1, clause.right_edge.i)


def _worded(
    paragraph: Paragraph, noun: Token, of: Token, who: Token, first: int, last: int
) -> Reported | None:
    """The report of "in the words of X", of the words from ``first`` to ``last``."""
    clause = paragraph.doc[last]
    content = spans(paragraph, Complement("that", clause, ((first, last),)))
    if not content:
        return None
    cue = tuple(paragraph.doc[noun.head.i : of.i + 1])
    return Reported(paragraph, noun, cue, sources.phrase(who), content, Act.ASSERT, "according")


def _from_adjective(paragraph: Paragraph, word: Token, cues: Cues) -> Reported | None:
    frames = cues.adjectives.get(word.lower_)
    if frames is None or word.dep_ != "acomp":
        return None
    who = next((c for c in word.head.lefts if c.dep_ == "nsubj"), None)
    clause = next((c for c in word.children if c.dep_ == "ccomp" and c.i > word.i), None)
    if who is None or clause is None or who.lower_ in {"it", "that", "there"}:
        return None
    complement = Complement("that", clause, ((clause.left_edge.i, clause.right_edge.i),))
    content = spans(paragraph, complement)
    if not content:
        return None
    return Reported(
        paragraph, word, (word,), sources.phrase(who, stop=word.head), content, frames["that"], "adjective"
    )


def _from_adverb(paragraph: Paragraph, word: Token, cues: Cues) -> Reported | None:
    """Hearsay: "the army is reportedly planning to withdraw"; nobody is named."""
    if word.lower_ not in cues.hedges or word.dep_ != "advmod":
        return None
    verb = word.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return None
    if sources.subject(verb) is None:
        return None
    left, right = verb.left_edge.i, verb.right_edge.i
    pieces = tuple((a, b) for a, b in ((left, word.i - 1), (word.i + 1, right)) if a <= b)
    content = spans(paragraph, Complement("that", verb, pieces))
    if not content:
        return None
    return Reported(paragraph, word, (word,), None, content, Act.ASSERT, "adverb", hedged=True)


_REPORTING = {
    "VERB": _from_verb,
    "AUX": _from_verb,
    "NOUN": _from_noun,
    "ADJ": _from_adjective,
    "ADV": _from_adverb,
}
