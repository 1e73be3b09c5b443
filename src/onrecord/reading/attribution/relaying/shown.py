"""What shows a name to be an outlet's: the words beside it, and where it stands.

In: a parsed paragraph and the relays. Out: runs of words that are names of the press, each with whether it is
an agency's, ``None`` where that is open. Invariant: a name without such words, in a place where anybody may
stand, is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.reading import datelines
from onrecord.reading.attribution.cues import cues
from onrecord.reading.attribution.finding import people
from onrecord.reading.attribution.relaying import media, places, runs, told
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import occasions
from onrecord.reading.language import Paragraph

_FAR = 5  # words from a verb to its "by"
_LONGEST_DESCRIPTION = 7  # words of "the semi-official state news agency"
_QUOTED = frozenset({"quoted", "cited"})
_BROUGHT = frozenset({"published", "carried", "aired", "broadcast", "printed", "relayed"})
_GOT = frozenset({"seen", "obtained", "reviewed"})  # "a letter seen by X"
_REPORTED = frozenset({"reported", "reports"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_TELLING = _QUOTED | _BROUGHT | _GOT | {"agency"}
_HANDING_ON = frozenset({"report", "quote", "cite", "carry", "relay"})
_SENDING = frozenset({"show", "air", "broadcast", "screen", "televise"})
_PLURAL = frozenset({"'", "’"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PUNCT", "PART", "NUM"})

Shown = tuple[Sequence[Token], bool | None]
"""A name, and whether it is an agency's."""


def find(paragraph: Paragraph, relays: Relays) -> Iterator[Shown]:
    """The names of the press in a paragraph."""
    doc = paragraph.doc
    agency = datelines.agency(paragraph.text)
    if agency is not None:
        tokens = doc.char_span(*agency)
        if tokens is not None and len(tokens) <= places.LONGEST_NAME:
            yield list(tokens), True
    nouns = _words(relays.heads, relays.agency_heads, relays.leading)
    named = _words(relays.endings, relays.openings, relays.periods, relays.numerals, relays.possible_endings)
    for token in paragraph.tokens:
        if token.lower_ in _REPORTED and (reported := places.reported(token)):
            yield reported, told.goes_without_article(reported, relays) or None
        elif token.text in relays.concerns and (concern := _concern(token, relays)):
            yield concern, True
        elif (
            token.lower_ in nouns and token.text not in relays.periods and (found := _by_noun(token, relays))
        ):
            yield from found
        elif token.lower_ in _TELLING or token.tag_ in _PARTICIPLES:
            yield from _by_verb(token, relays)
        elif token.text in named:
            yield from _by_name(token, relays)


@cache
def _words(*sorts: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*sorts)


def _by_noun(noun: Token, relays: Relays) -> list[Shown]:
    """Names beside a noun for one of the press: "the newspaper Vesti", "the site Vesti reported"."""
    if relays.is_press(noun):
        made = _makes_agency(noun, relays)
        return [(_behind(noun), made), (_in_front(noun) or (_beside(noun) if made else []), made)]
    if noun.lower_ in relays.leading and (led := _led(noun, relays) or places.apposed(noun, relays)):
        return [(led, noun.lower_ in relays.agency_heads)]
    if noun.lower_ in relays.agency_heads and noun.i and relays.sounds_like_one(noun.nbor(-1)):
        return [([noun.nbor(-1)], True)]  # the Norpress agency
    if noun.lower_ == "agency" and (run := _agency(noun)) and (_hands_on(noun) or _is_told(run[0], relays)):
        return [(run, True)]
    return []


def _is_told(name: Token, relays: Relays) -> bool:
    """Whether somebody tells or cites "the X agency"."""
    doc, at = name.doc, name.i - 1
    while at > 0 and name.i - at < _LONGEST_DESCRIPTION and doc[at].pos_ in _DESCRIBING:
        at -= 1
    return doc[at].lower_ != "by" and places.leads(doc[at], relays)


def _by_verb(verb: Token, relays: Relays) -> Iterator[Shown]:
    """Names of those who brought words: "quoted by X as saying", "a letter seen by X", "as reported by X"."""
    if verb.lower_ in _QUOTED or verb.lower_ in _BROUGHT:
        found = _brought(verb) or _as_by(verb) or (places.quoted(verb) if verb.lower_ in _QUOTED else [])
    elif verb.lower_ in _GOT:
        found = _got(verb)
    elif verb.tag_ == "VBN" and verb.lemma_ in relays.passing:
        yield _as_by(verb), None
        return
    elif verb.tag_ == "VBG" and verb.lemma_.lower() in relays.citing and verb.head.lemma_ == "report":
        found = _citing(verb)
    else:
        return
    if found:
        yield found, told.goes_without_article(found, relays) or None


def _by_name(word: Token, relays: Relays) -> Iterator[Shown]:
    """Names that a word of theirs gives away: "Radio Norte", "the Sunday Whistle", "Harbour Wire"."""
    doc = word.doc
    if word.text in relays.openings:
        yield _opened(word), False
    elif word.text in relays.periods and (daily := _daily(word, relays)):
        yield daily, False
    elif word.text in relays.possible_endings and (possible := _possible(word, relays)):
        yield possible, False
    elif word.text in relays.numerals and (numbered := _numbered(word, relays)):
        yield numbered, False
    elif word.i + 1 < len(doc) and _ends_an_outlet(word, relays):
        yield [*_name_before(word, doc), *_of_place(word)], None
    elif word.i and _is_the_paper(word, relays):
        yield [word, *_of_place(word)], False


def _of_place(word: Token) -> list[Token]:
    """What tells whose paper it is: "of Lyss" in "the Tribune of Lyss"."""
    doc, of = word.doc, word.i + 1
    if doc[of : of + 1].text != "of":
        return []
    article = doc[of + 1 : of + 2].text == "the"
    place = runs.name(doc[of + 1 + article : of + 1 + article + places.LONGEST_NAME])
    behind = doc[place[-1].i + 1 : place[-1].i + 2] if place else ()
    owned = any(t.tag_ == "POS" for t in behind)
    return list(doc[of : place[-1].i + 1]) if place and not owned else []


def _concern(word: Token, relays: Relays) -> list[Token]:
    """An agency's name in full: "Meridian News Agency", "the News Bureau of West Africa"."""
    doc = word.doc
    name = _name_before(word, doc)
    if not relays.shaped([t.text for t in name]):
        return []
    behind = doc[word.i + 1 : word.i + 3]
    if len(behind) == 2 and behind[0].lower_ == "of" and runs.is_named(behind[1]):
        name += [behind[0], *runs.name(doc[word.i + 2 : word.i + 2 + places.LONGEST_NAME])]
    return name


def _numbered(number: Token, relays: Relays) -> list[Token]:
    """A broadcaster's name that ends in a number: "told Sport Nine", "Sahara One reported"."""
    doc, first = number.doc, number.i - 1
    if first < 1 or not runs.is_named(doc[first]):
        return []
    whole = first > 1 and runs.is_named(doc[first - 1])
    behind = doc[number.i + 1 : number.i + 2].text
    if whole or behind[:1].isupper():
        return []
    press = places.leads(doc[first - 1], relays) or places.hands(number, _HANDING_ON | _SENDING)
    return [doc[first], number] if press else []


def _possible(last: Token, relays: Relays) -> list[Token]:
    """X in "told the Evening Lantern", "the Harbour Beacon reported": elsewhere it may be a ship."""
    run = _name_before(last, last.doc)
    behind = last.doc[last.i + 1 : last.i + 2]
    if behind and (runs.is_named(behind[0]) or behind[0].pos_ in {"NOUN", "PART"}):
        return []
    first = run[0].nbor(-1) if run[0].i else run[0]
    article = first.lower_ == "the"
    if len(run) == 1 and (not article or people.known(last, cues())):
        return []
    led = first.i > article and places.leads(first.nbor(-1) if article else first, relays)
    return run if led or places.hands(last, _HANDING_ON) else []


def _is_the_paper(word: Token, relays: Relays) -> bool:
    """Whether a single word is a paper's name: "told the Echo", "the Ledger reported"."""
    doc, article = word.doc, word.nbor(-1)
    behind = doc[word.i + 1 : word.i + 2]
    if article.lower_ != "the" or word.text not in relays.endings or runs.name(behind):
        return False
    last = next(reversed(_of_place(word)), word)
    if behind.text in {"-", "'s", "’s"} or (behind.text == "of" and last is word):
        return False
    led = article.i > 0 and places.leads(article.nbor(-1), relays)
    return led or places.hands(last, _HANDING_ON)


def _led(noun: Token, relays: Relays) -> list[Token]:
    """X in "told the site X", "the channel X reported", "according to the agency X", "told the X portal"."""
    front = noun.lower_ not in relays.agency_heads
    run = (_behind(noun) or (_agency(noun) if front else [])) if noun.is_lower and noun.tag_ != "NNS" else []
    if not run:
        return []
    doc, at = noun.doc, noun.i - 1
    while at >= 0 and noun.i - at < _LONGEST_DESCRIPTION and doc[at].pos_ in _DESCRIBING:
        at -= 1
    if at >= 0 and places.leads(doc[at], relays):
        return run
    agency = noun.lower_ in relays.agency_heads  # "the agency Frontex said" may be any office
    last = run[-1] if run[-1].i > noun.i else noun
    return run if places.hands(last, _HANDING_ON if agency else relays.passing) else []


def _daily(first: Token, relays: Relays) -> list[Token]:
    """X in "the Sunday X reported", "told the Sunday X": what else comes on Sundays tells nothing."""
    run = runs.name(first.doc[first.i : first.i + places.LONGEST_NAME])
    article = first.nbor(-1) if first.i else first
    if len(run) < 2 or article.lower_ != "the" or run[-1].text in relays.bodies:
        return []
    led = article.i > 0 and places.leads(article.nbor(-1), relays)
    return run if led or places.hands(run[-1], relays.passing) else []


def _beside(noun: Token) -> list[Token]:
    """X in "X news agency", without an article."""
    doc, first = noun.doc, noun.i - 1
    while first > 0 and noun.i - first < places.LONGEST_NAME and runs.is_named(doc[first - 1]):
        first -= 1
    return list(doc[first : noun.i - 1])


def _makes_agency(noun: Token, relays: Relays) -> bool:
    pair = f"{noun.nbor(-1).lower_ if noun.i else ''} {noun.lower_}"
    return noun.lower_ in relays.agency_heads or pair in relays.agency_heads


def _brought(verb: Token) -> list[Token]:
    """X in "X quoted the minister as saying", "was quoted by X as saying", "remarks published by X"."""
    doc = verb.doc
    words = [t.lower_ for t in doc[verb.i + 1 : verb.i + _FAR]]
    if "by" in words[: 1 if verb.lower_ in _QUOTED else _FAR] and "," not in words[: words.index("by")]:
        at = verb.i + 2 + words.index("by")
        article = at < len(doc) and doc[at].lower_ == "the"
        run = runs.name(doc[at + article : at + article + places.LONGEST_NAME])
        behind = run[-1].i + 1 if run else len(doc)
        if verb.lower_ in _BROUGHT:
            whole = behind == len(doc) or doc[behind].pos_ not in {"NOUN", "PROPN", "PART"}
            whole = whole or doc[behind].lower_ == "agency"
            carries = verb.dep_ == "acl" and verb.head.lemma_.lower() in occasions()
            return run if whole and carries else []
        return run if behind < len(doc) and doc[behind].lower_ in {"as", "saying"} else []
    behind_it = (t.lower_ for t in doc[verb.i + 1 : verb.i + _LONGEST_DESCRIPTION])
    quotes = verb.lower_ in _QUOTED and verb.i and doc[verb.i - 1].is_upper and "as" in behind_it
    return [doc[verb.i - 1]] if quotes else []


def _got(verb: Token) -> list[Token]:
    """X in "a letter seen by X": a writing comes to the press."""
    doc = verb.doc
    if verb.dep_ not in {"acl", "relcl"} or verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "by":
        return []
    writing = verb.head.lemma_.lower()
    if writing not in media.nouns() and writing not in occasions() and writing not in {"copy", "text"}:
        return []
    article = doc[verb.i + 2].lower_ == "the"
    return runs.name(doc[verb.i + 2 + article : verb.i + 2 + article + places.LONGEST_NAME])


def _opened(first: Token) -> list[Token]:
    """A broadcaster's name from its first word on: "Radio Norte", "Channel 62"."""
    run = runs.name(first.doc[first.i : first.i + places.LONGEST_NAME])
    behind = first.i + 1
    if len(run) == 1 and behind < len(first.doc) and first.doc[behind].is_digit:
        return [first, first.doc[behind]]
    return run


def _hands_on(agency: Token) -> bool:
    """Whether "the X agency" does what the press does: it reports or quotes, or something is quoted by it."""
    above = agency.head
    if agency.dep_ == "nsubj":
        return above.lemma_.lower() in _HANDING_ON
    if agency.dep_ != "pobj":
        return False
    verb = above.head
    return above.lower_ == "by" and verb.tag_ == "VBN" and verb.lemma_.lower() in _HANDING_ON


def _agency(noun: Token) -> list[Token]:
    """X in "the official X agency", where X is one word, which may have a hyphen in it."""
    doc, first = noun.doc, noun.i - 1
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_:
        first -= 2
    run = list(doc[first : noun.i])
    single = first > 0 and doc[first - 1].pos_ in {"DET", "ADJ", "NOUN"} and not runs.is_named(doc[first - 1])
    return run if single and run and run[-1].pos_ == "PROPN" and run[0].text[:1].isupper() else []


def _as_by(verb: Token) -> list[Token]:
    """X in "as reported by X"."""
    doc, at = verb.doc, verb.i
    before = [t.lower_ for t in doc[max(0, at - 2) : at]]
    if "as" not in before or at + 1 >= len(doc) or doc[at + 1].lower_ != "by":
        return []
    article = at + 2 < len(doc) and doc[at + 2].lower_ == "the"
    return runs.name(doc[at + 2 + article : at + 2 + article + places.LONGEST_NAME])


def _citing(verb: Token) -> list[Token]:
    """X in "X, citing two ministers, reported"."""
    doc, last = verb.doc, verb.i - 2
    if last < 0 or doc[verb.i - 1].text != ",":
        return []
    first = last + 1
    while first > 0 and last - first + 1 < places.LONGEST_NAME and runs.is_named(doc[first - 1]):
        first -= 1
    return list(doc[first : last + 1])


def _ends_an_outlet(token: Token, relays: Relays) -> bool:
    return (
        (token.is_title or token.is_upper)
        and token.nbor().text not in relays.concerns
        and token.text in relays.endings
        and token.i > 0
        and (token.nbor(-1).text[:1].isupper() or _makes_owners(token.nbor(-1)))
    )


def _name_before(token: Token, doc: Doc) -> list[Token]:
    """A name whose last word is an outlet's: "Harbour Wire", "the Mail Workers' Journal"."""
    first = token.i
    while first > 0 and token.i - first < places.LONGEST_NAME - 1:
        owned = _makes_owners(doc[first - 1])
        if not owned and not runs.is_named(doc[first - 1]):
            break
        first -= 2 if owned else 1
    return list(doc[first : token.i + 1])


def _makes_owners(mark: Token) -> bool:
    """Whether a mark makes owners of the word before it: "Miners' Weekly"."""
    owners = mark.nbor(-1) if mark.i else mark
    return mark.text in _PLURAL and owners.is_title and owners.text.endswith("s")


def _behind(noun: Token) -> list[Token]:
    """X in "the newspaper X", but not in "the weekly X meeting"."""
    doc, first = noun.doc, noun.i + 1
    before = {t.lower_ for t in noun.lefts}
    alone = bool(before & {"a", "an", "official", "state", "own"}) and not any(
        t.pos_ == "PROPN" and t.dep_ != "poss" for t in noun.lefts
    )
    named = (alone or bool(before & {"a", "an"})) and doc[first : first + 1].text == ","
    first += named  # "a Norland newspaper, Free Hour, wrote", "the official news agency, HANA"
    run = runs.name(doc[first : first + places.LONGEST_NAME])
    if named and doc[first + len(run) : first + len(run) + 1].text.strip(",."):
        return []
    after = doc[run[-1].i + 1] if run and run[-1].i + 1 < len(doc) else None
    return [] if after is not None and after.pos_ in {"NOUN", "PROPN", "PART"} else run


def _in_front(noun: Token) -> list[Token]:
    """X in "X, the state news agency" and in "the X newspaper"."""
    doc, at = noun.doc, noun.i - 1
    low = max(0, noun.i - _LONGEST_DESCRIPTION)
    while at >= low and doc[at].text != "," and doc[at].lower_ not in {"the", "a", "an", "its"}:
        at -= 1
    if at < low or doc[at].text == ",":
        return []
    run = runs.name(doc[at + 1 : noun.i])
    if not run and doc[at - 1].text == "," and at >= 2:
        last = at - 2
        first = last + 1
        while first > 0 and last - first + 1 < places.LONGEST_NAME and runs.is_named(doc[first - 1]):
            first -= 1
        return list(doc[first : last + 1])
    if not run or run[-1].pos_ != "PROPN" or doc[at].lower_ in {"a", "an"}:
        return []  # "a Norland newspaper" is one of Norland's
    return run if all(t.pos_ == "NOUN" for t in doc[run[-1].i + 1 : noun.i]) else []  # the X news agency
