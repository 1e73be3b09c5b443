"""Offices and descriptions of persons: "the union's chief negotiator", "Foreign Minister".

In: a paragraph's words and names. Out: :class:`Site`, one for each noun phrase that describes one
person by a role, with whose office it is and the name it stands beside, if any: as a title before
it, or in apposition on either side. Nothing here looks beyond the sentence or decides who that is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.reading.actors.fields import adds, lists
from onrecord.reading.actors.lexicon import Lexicon, Role, Sort
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.sharing import Sharing
from onrecord.reading.actors.sites import Site as Site
from onrecord.reading.actors.words import NOMINAL, Words

_LEFT = 12  # words of a noun phrase before its head that are looked at
_RIGHT = 16  # and behind it
_OWNING = frozenset({"of", "for", "at", "with", "from"})
_COMPLEMENTS = _OWNING | {"to", "on", "in"}
_LINKS = _OWNING | {"to", "on", "in", "and", "&", "the", "its", "a"}
_BEFORE = frozenset({"JJ", "JJS", "NN", "NNP", "NNPS", "HYPH", "VBN", "POS", "AFX"})
_PREDICATES = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN", "RB", "WP", "VBG"})
_COPULAS = frozenset({"be", "become", "remain"})
_NOT_SINGLE = frozenset({"no", "every", "each", "any", "all", "both", "some"})


@dataclass
class Finder:
    """Finds the sites of one paragraph."""

    words: Words
    segments: Sequence[Segment]
    lexicon: Lexicon
    firsts: list[int] = field(init=False)
    floor: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.firsts = [s.first for s in self.segments]

    def sites(self) -> Iterator[Site]:
        """All sites, in order."""
        words, i, n = self.words, 0, len(self.words)
        last = -1
        roles, jumbled = self.lexicon.roles, self.lexicon.jumbled
        while i < n:
            word = words.lower[i]
            jumble = len(word) >= 7 and jumbled
            found = self.lexicon.role_at(words.lower, i) if word in roles or jumble else None
            if found is None or self.segment_at(i) is not None:
                yield from Sharing(self).at(i)
                i += 1
                continue
            end = i + found[0]
            if self.is_person_noun(i, end):
                # A rank behind an office ("spokesman Colonel Brandt") does not have the office in its title.
                self.floor = i if last == i else 0
                yield self.site(i, end, found[1])
                i = last = end
            else:
                i += 1

    def segment_at(self, i: int) -> int | None:
        """Index of the name that covers word ``i``."""
        at = bisect_right(self.firsts, i) - 1
        return at if at >= 0 and self.segments[at].end > i else None

    def starting_at(self, i: int) -> int | None:
        """Index of the name that starts at word ``i``."""
        at = self.segment_at(i) if i < len(self.words) else None
        return at if at is not None and self.segments[at].first == i else None

    def is_person_noun(self, i: int, end: int) -> bool:
        """A noun, and not the first part of a compound ("leader summit", "deputy minister")."""
        words = self.words
        if words.tag[end - 1] not in NOMINAL and words.tag[end - 1] != "JJ":
            return False
        if end - i > 1 and words.tag[end - 1] == "JJ" and words.text[end : end + 1] == [","]:
            return True  # "the secretary-general, Ivo Brandt"
        if end >= len(words) or words.sentence[end] != words.sentence[i] or self.segment_at(end) is not None:
            return words.tag[end - 1] in NOMINAL
        if words.text[end] == "-":
            return False
        behind = self.lexicon.role_at(words.lower, end)
        if behind is not None:
            titled = behind[1].name in self.lexicon.ranks or words.text[end] in self.lexicon.honorifics
            return titled and self.name_behind(end) is not None
        return (
            not (words.tag[end] in ("NN", "NNS") and words.head[end - 1] >= end)
            and words.tag[end - 1] in NOMINAL
        )

    def site(self, first: int, end: int, role: Role) -> Site:
        """The noun phrase around a role."""
        left, article = self.left_of(first)
        right, after_owner, after_noun = self.right_of(end)
        owner, owner_noun, possessed = self.owner_before(left, first)
        if owner is None and owner_noun is None:
            owner, owner_noun = after_owner, after_noun
        own = max((i + 1 for i in range(left, first) if self.words.tag[i] == "POS"), default=left)
        inside = [
            i
            for i in range(own, first)
            if self.segment_at(i) is None and self.words.tag[i] not in ("POS", "HYPH")
        ]
        plain = [self.words.lower[i] for i in inside if i != owner_noun]
        former = any(word in self.lexicon.former for word in plain)
        qualifiers = frozenset(
            word for word in plain if word not in self.lexicon.former and word not in self.lexicon.minor
        )
        site = Site(
            first,
            end,
            left,
            right,
            role,
            article,
            qualifiers,
            former,
            owner,
            owner_noun,
            possessed or article in ("his", "her", "its", "their"),
        )
        return self.held(site)

    def left_of(self, first: int) -> tuple[int, str]:
        """Where the noun phrase begins, and its determiner."""
        words, j = self.words, first - 1
        left = first
        while j >= self.floor and first - j <= _LEFT and words.sentence[j] == words.sentence[first]:
            tag = words.tag[j]
            at = self.segment_at(j)
            if at is not None:
                segment = self.segments[at]
                behind = words.tag[segment.end] if segment.end < first else ""
                if segment.sort is Sort.PERSON and behind != "POS" and words.text[first][0].isupper():
                    break
                left, j = segment.first, segment.first - 1
                continue
            if tag in ("DT", "PRP$") or words.lower[j] in _NOT_SINGLE:
                return left, words.lower[j]
            if words.text[j] in self.lexicon.naming.time_words:
                break
            compound = (
                tag == "NNS" and words.dep[j] in ("compound", "nmod", "poss") and j < words.head[j] <= first
            )
            if (tag not in _BEFORE and not compound) or (tag == "VBN" and words.dep[j] != "amod"):
                break
            left, j = j, j - 1
        while left < first and words.tag[left] in ("POS", "HYPH"):
            left += 1
        return left, ""

    def right_of(self, end: int) -> tuple[int, int | None, int | None]:
        """Where the phrase ends, and the owner that its complement names."""
        words, n = self.words, len(self.words)
        owner: int | None = None
        noun: int | None = None
        if end >= n or not (words.lower[end] in _COMPLEMENTS or adds(words, self.lexicon, end)):
            return end, None, None
        j = end
        while j < n and j - end < _RIGHT and words.sentence[j] == words.sentence[end - 1]:
            at = self.starting_at(j)
            if at is not None:
                segment = self.segments[at]
                linked = (
                    words.lower[j - 1] in _LINKS
                    or lists(words, self.lexicon, j - 1)
                    or words.tag[j - 1]
                    in (
                        "JJ",
                        "HYPH",
                        "PRP$",
                        "DT",
                    )
                )
                if segment.personal and not linked:
                    break
                if owner is None and noun is None and self.owning(end, j):
                    owner = at
                j = segment.end
                continue
            tag = words.tag[j]
            if lists(words, self.lexicon, j):
                j += 1
                continue
            if words.lower[j] not in _LINKS and tag not in _BEFORE and tag not in ("NNS", "DT", "PRP$", "CD"):
                break
            last = j + 1 >= n or words.tag[j + 1] not in NOMINAL
            if owner is None and noun is None and last and tag in ("NN", "NNS") and self.owning(end, j):
                noun = j
            j += 1
        while j > end and words.lower[j - 1] in _LINKS:
            j -= 1
        return j, owner, noun

    def owning(self, end: int, j: int) -> bool:
        """Whether ``j`` hangs on an owning preposition right behind the role."""
        return self.words.lower[end] in _OWNING and not any(
            w in ("to", "on", "in", "and") for w in self.words.lower[end + 1 : j]
        )

    def owner_before(self, left: int, first: int) -> tuple[int | None, int | None, bool]:
        """The owner among the words before the role: the possessor, else the name next to it."""
        words = self.words
        for j in range(first - 1, left, -1):
            if words.tag[j] == "POS":
                at = self.segment_at(j - 1)
                if at is not None:
                    return at, None, True
                return None, j - 1 if words.tag[j - 1] in NOMINAL else None, True
        for j in range(first - 1, left - 1, -1):
            at = self.segment_at(j)
            if at is not None:
                return at, None, False
            if words.lower[j] in self.lexicon.naming.organised or words.text[j].lower() == "union":
                return None, j, False
        return None, None, False

    def held(self, site: Site) -> Site:
        """The site with the name that it describes."""
        holder = self.name_behind(site.end)
        if holder is not None:
            return _with(site, holder, True)
        if site.article in ("a", "an", "another", *_NOT_SINGLE) and not site.possessed:
            holder = self.apposed_before(site)
            if holder is None and site.article in ("a", "an"):
                holder = self.enclosed(site)
            return _with(site, holder, False) if holder is not None else site
        if site.right > site.end and self.lexicon.role_at(self.words.lower, site.right - 1) is None:
            holder = self.name_behind(site.right)
            if holder is not None and self.full(holder):
                return _with(site, holder, True)
        for find in (self.apposed_behind, self.apposed_before, self.copular):
            holder = find(site)
            if holder is not None:
                return _with(site, holder, False)
        return site

    def name_behind(self, i: int) -> int | None:
        """A person's name that starts at ``i``, honorifics passed over."""
        words = self.words
        while i < len(words) and words.text[i] in self.lexicon.honorifics:
            i += 1
        rank = self.lexicon.role_at(words.lower, i) if i < len(words) and words.text[i][0].isupper() else None
        if rank is not None and rank[1].name in self.lexicon.ranks:
            i += rank[0]
        at = self.starting_at(i)
        if at is None or words.sentence[i] != words.sentence[i - 1]:
            return None
        segment = self.segments[at]
        return at if self.can_hold(segment) else None

    def full(self, at: int) -> bool:
        """Whether the name is a person's on its own looks."""
        segment = self.segments[at]
        return segment.sort in (Sort.PERSON, Sort.SURNAME) or segment.end - segment.first > 1

    def can_hold(self, segment: Segment) -> bool:
        """Whether a name behind a title is a person's: "Mayor London" is, "President Russia" is not."""
        if segment.personal:
            return True
        return (
            segment.entry is not None
            and segment.entry.doubtful
            and segment.sort in (Sort.PLACE, Sort.CAPITAL)
        )

    def apposed_behind(self, site: Site) -> int | None:
        """ "Ukraine's envoy, Maria Lopez, said"."""
        words, i = self.words, site.right
        if i + 1 >= len(words) or not (site.definite or site.owner is not None):
            return None
        if words.text[i] == "(":  # "the Health Secretary (Mr Doyle)"
            at = self.name_behind(i + 1)
            end = self.segments[at].end if at is not None else 0
            return at if end and words.text[end : end + 1] == [")"] else None
        if words.text[i] != ",":
            return None
        at = self.name_behind(i + 1)
        if at is None:
            return None
        segment = self.segments[at]
        head = segment.end - 1
        if words.dep[head] == "conj":
            return None
        after = segment.end
        if (
            words.dep[head] == "nsubj"
            and words.dep[site.head] == "pobj"
            and words.text[after : after + 1] != [","]
        ):
            return None  # "citing the envoy, Lopez said …": the name begins the clause
        closed = (
            after >= len(words)
            or words.text[after] in (",", ".", ";", ":", ")", '"')
            or words.tag[after] in _PREDICATES
        )
        # "the minister, Lopez and Ahmed": a list, not an apposition
        return at if closed and segment.sort in (Sort.PERSON, Sort.SURNAME, None) else None

    def enclosed(self, site: Site) -> int | None:
        """ "A lawmaker from the Reform Party, Ana Holm, said": an apposition between commas."""
        words, i = self.words, site.right
        at = self.name_behind(i + 1) if i + 1 < len(words) and words.text[i] == "," else None
        if at is None or not self.full(at):
            return None
        if i > site.end and self.lexicon.role_at(words.lower, i - 1) is not None:
            return None  # "A spokesman for the president, Ana Holm, said": that is the president
        segment = self.segments[at]
        closed = segment.end < len(words) and words.text[segment.end] == ","
        return at if closed and words.dep[segment.end - 1] == "appos" else None

    def apposed_before(self, site: Site) -> int | None:
        """ "Lopez, the union's chief negotiator," and "Lopez (the chief negotiator)"."""
        words = self.words
        i = site.left - 1
        if i >= 0 and site.article and words.lower[i] == site.article:
            i -= 1
        if (
            i < 1
            or words.text[i] not in (",", "(", "-", "–", "—")
            or words.sentence[i] != words.sentence[site.first]
        ):
            return None
        before = i - 1
        if words.text[before] == ")":  # "Lopez (NTU), the chief negotiator"
            while before > 0 and words.text[before] != "(":
                before -= 1
            before -= 1
        at = self.segment_at(before)
        if (
            words.tag[before] == "CD" and before >= 2 and words.text[before - 1] == ","
        ):  # "Lopez, 45, a nurse"
            at = self.segment_at(before - 2)
        if at is None or not self.can_hold(self.segments[at]):
            return None
        after = site.right
        closed = (
            after >= len(words)
            or words.text[after] in (",", ".", ";", ")", "-", "–", "—", ":")
            or words.tag[after] in _PREDICATES
        )
        apposed = words.dep[site.head] == "appos" or (
            closed and words.dep[site.head] not in ("conj", "nsubj", "nsubjpass")
        )
        return at if apposed and not self.listed(at) and not self._is_mouth(self.segments[at]) else None

    def _is_mouth(self, segment: Segment) -> bool:
        """ "Through her lawyer, Olaf Dahl, the owner said": the name closes what opens the sentence."""
        words, first = self.words, segment.first
        start = first - 1
        while start > 0 and words.sentence[start - 1] == words.sentence[first]:
            start -= 1
        return start < first - 1 and words.text[first - 1] == "," and words.lower[start] in ("through", "via")

    def listed(self, at: int) -> bool:
        """Whether the name stands in a list of names ("A, B and the minister")."""
        segment = self.segments[at]
        return (
            self.words.dep[segment.end - 1] == "conj" and at > 0 and self.words.text[segment.first - 1] == ","
        )

    def copular(self, site: Site) -> int | None:
        """ "Lopez is the union's chief negotiator"."""
        words, head = self.words, site.head
        verb = words.head[head]
        if words.dep[head] != "attr" or words.lemma[verb] not in _COPULAS or words.tag[verb] in ("VB",):
            return None
        if any(words.dep[child] == "neg" for child in words.children[verb]):
            return None
        subject = words.subject(verb)
        at = self.segment_at(subject) if subject is not None else None
        if at is None or self.segments[at].sort not in (Sort.PERSON, Sort.SURNAME, None):
            return None
        return at


def _with(site: Site, holder: int, titled: bool) -> Site:
    return replace(site, holder=holder, titled=titled)
