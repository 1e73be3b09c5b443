"""Name mentions, places and offices: what is on stage before anyone is referred to.

In: paragraphs with their names and sites, and the casting. Out: a :class:`Scene` for each paragraph,
with the mentions by name, the places, and the offices entered in the casting. Invariant: a name
that is a place in its sentence is no mention of its government.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import ActorKind, Span
from onrecord.reading.actors.acting import acts
from onrecord.reading.actors.cast import Form, Mention
from onrecord.reading.actors.casting import Casting, Figure, Office, Paragraph
from onrecord.reading.actors.lexicon import Lexicon, Role, Sort, slug
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.offices import Site
from onrecord.reading.actors.words import Words

_WHERE = frozenset({"in", "at", "near", "outside"})
_FORMS = {Sort.ADJECTIVE: Form.ADJECTIVE, Sort.PEOPLE: Form.DESCRIPTION}


@dataclass
class Scene:
    """One paragraph: its names and sites, and the mentions found so far.

    ``covering[i]`` is the mention whose head phrase holds token ``i``, innermost where several do;
    ``inside`` are the descriptions whose inner names take no part of their own.
    """

    paragraph: Paragraph
    sites: list[Site]
    mentions: list[Mention] = field(default_factory=list)
    places: list[tuple[Span, str]] = field(default_factory=list)
    covering: dict[int, Mention] = field(default_factory=dict)
    inside: list[Span] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The paragraph's tokens."""
        return self.paragraph.words

    def add(self, mention: Mention, first: int, end: int) -> None:
        """Enter a mention that covers tokens ``[first, end)``; tokens that have one keep it."""
        self.mentions.append(mention)
        for i in range(first, end):
            self.covering.setdefault(i, mention)


def stage(
    paragraphs: Sequence[Paragraph], sites: Sequence[list[Site]], casting: Casting, lexicon: Lexicon
) -> list[Scene]:
    """Set the scenes of a document and enter the offices."""
    scenes = [Scene(paragraph, found) for paragraph, found in zip(paragraphs, sites, strict=True)]
    stages = [_Stage(number, scene, casting, lexicon) for number, scene in enumerate(scenes)]
    towns = {id_ for filled in stages for id_ in filled.towns()}
    for filled in stages:
        filled.run(towns)
    for number, scene in enumerate(scenes):
        _enter_offices(number, scene, scenes, casting, lexicon)
        _enter_ranks(number, scene, casting, lexicon)
    return scenes


class _Stage:
    """Fills one scene."""

    def __init__(self, number: int, scene: Scene, casting: Casting, lexicon: Lexicon) -> None:
        self.number, self.scene, self.casting, self.lexicon = number, scene, casting, lexicon
        self.words, self.segments = scene.words, scene.paragraph.segments
        self.titles = {s.holder: s for s in reversed(scene.sites) if s.titled and s.holder is not None}

    def towns(self) -> set[str]:
        """Unknown names that are places somewhere in the paragraph: they act only as capitals do."""
        at = [
            a
            for a, s in enumerate(self.segments)
            if s.sort is None and s.entry is None and self.located(a, s)
        ]
        return {id_ for a in at if (id_ := self.casting.of.get((self.number, a))) is not None}

    def run(self, towns: set[str]) -> None:
        """Fill the scene; ``towns`` are unknown names that are places somewhere in the document."""
        skip = -1
        for at, segment in enumerate(self.segments):
            if at <= skip or segment.thing or self.at_large(segment):
                continue
            id_ = self.casting.of.get((self.number, at))
            if self.in_place(at, segment) or (id_ in towns and self.idle(segment)):
                skip = self.place(at, segment)
                continue
            self.owner(segment)
            if id_ is not None:
                self.mention(at, segment, id_)

    def at_large(self, segment: Segment) -> bool:
        """ "Iranians" are not Iran; "the Iranians" at the table are."""
        first = segment.first
        return segment.sort is Sort.PEOPLE and (first == 0 or self.words.lower[first - 1] != "the")

    def in_place(self, at: int, segment: Segment) -> bool:
        """Whether the name is where something happens."""
        if at in self.titles:
            return False
        if segment.sort is Sort.PLACE:
            return True
        if segment.sort in (Sort.STATE, Sort.CAPITAL, Sort.SEAT):
            return (
                not acts(self.words, segment.first, segment.end, segment.sort)
                and segment.sort is not Sort.STATE
            )
        # An unknown name behind "in", before its country: "in Arkady, Freeland".
        return segment.sort is None and segment.entry is None and self.located(at, segment)

    def idle(self, segment: Segment) -> bool:
        return segment.sort is None and not acts(self.words, segment.first, segment.end, Sort.CAPITAL)

    def located(self, at: int, segment: Segment) -> bool:
        """Behind "in" or "at", and either one word or followed by its country; and nobody's name."""
        if not segment.first or self.words.lower[segment.first - 1] not in _WHERE:
            return False
        id_ = self.casting.of.get((self.number, at))
        if at in self.scene.paragraph.titled or (
            id_ is not None and self.casting.figures[id_].kind is not None
        ):
            return False
        words, first = self.words, segment.first
        last = segment.end - 1
        alone = last - first < 3 and words.dep[last] == "pobj" and words.tag[last] == "NNP"
        town = alone and not words.headline[first] and words.lower[first - 1] in ("in", "near")
        return (town and len(words.text[first]) > 3) or self.country_behind(at) is not None

    def country_behind(self, at: int) -> int | None:
        """The name of the country in "Arkady, Freeland"."""
        end = self.segments[at].end
        if at + 1 < len(self.segments) and end < len(self.words) and self.words.text[end] == ",":
            country = self.segments[at + 1]
            if country.first == end + 1 and country.sort in (Sort.STATE, Sort.PLACE):
                return at + 1
        return None

    def place(self, at: int, segment: Segment) -> int:
        """Enter a place, with the country named behind it; returns the last name used up."""
        words, end = self.words, segment.end
        name = segment.entry.name if segment.entry is not None else words.quote(segment.first, end)
        last = at
        country = self.country_behind(at)
        if country is not None and self.part_of(segment, self.segments[country]):
            end, last = self.segments[country].end, country
        self.scene.places.append((words.span(segment.first, end), name))
        return last

    def part_of(self, segment: Segment, country: Segment) -> bool:
        """Whether "X, Y" is a place in a country: known so, or X is unknown."""
        if segment.entry is None:
            return True
        if country.entry is None:  # a state that only this text knows
            return False
        return segment.entry.country in (country.entry.name, country.entry.country)

    def owner(self, segment: Segment) -> None:
        """The state before its body's name is a mention of its own, inside the body's."""
        if (
            segment.owner is None
            or segment.owner.actor is None
            or segment.owner.actor not in self.casting.figures
        ):
            return
        first, end = segment.first, segment.core
        if end > first and self.words.tag[end - 1] == "POS":
            end -= 1
        if end <= first:
            return
        span = self.words.span(first, end)
        form = Form.ADJECTIVE if segment.owner.sort is Sort.ADJECTIVE else Form.NAME
        mention = Mention(span, span, self.words.starts[end - 1], (segment.owner.actor,), form, True, True)
        self.alias(mention, self.casting.figures[segment.owner.actor])
        self.scene.add(mention, first, end)

    def mention(self, at: int, segment: Segment, id_: str) -> None:
        words, figure = self.words, self.casting.figures[id_]
        first = segment.first
        if words.text[first] == "the" and segment.end - first > 1:
            first += 1
        left = self.title_start(at, first)
        name = words.span(first, segment.end)
        sort = segment.sort
        if figure.kind is ActorKind.PERSON:
            sort = Sort.PERSON
        form = _FORMS.get(sort, Form.NAME) if sort is not None else Form.NAME
        acting = acts(words, first, segment.end, sort)
        last = segment.end - 1 - (words.text[segment.end - 1].isdigit() and segment.end - 1 > first)
        mention = Mention(words.span(left, segment.end), name, words.starts[last], (id_,), form, acting)
        self.alias(mention, figure)
        if (
            not acting
            and sort is Sort.STATE
            and words.dep[segment.end - 1] in ("pobj", "dobj", "conj", "appos")
        ):
            self.scene.places.append((name, figure.name))
        self.scene.add(mention, first, segment.end)
        # The title's own words mean its holder, those of names inside it do not.
        taken = [s for s in self.segments if left <= s.first < first]
        for i in range(left, first):
            if not any(s.first <= i < s.end for s in taken):
                self.scene.covering.setdefault(i, mention)

    def title_start(self, at: int, first: int) -> int:
        left = first
        while left > 0 and self.words.text[left - 1] in self.lexicon.honorifics:
            left -= 1
        site = self.titles.get(at)
        if site is None and left and not self.titled(at) and self.words.tag[left - 1] == "NN":
            return left - (
                self.words.lower[left - 1] in self.lexicon.naming.callings
            )  # "the carmaker Norvik"
        return min(left, site.left) if site is not None else left

    def titled(self, at: int) -> bool:
        """Whether a title or an honorific stands beside a name."""
        return at in self.scene.paragraph.titled

    def alias(self, mention: Mention, figure: Figure) -> None:
        """Note the name as it stands in the text."""
        if mention.form is Form.NAME:
            figure.aliases.setdefault(" ".join(self.words.document[slice(*mention.name)].split()))


def _enter_offices(
    number: int, scene: Scene, scenes: Sequence[Scene], casting: Casting, lexicon: Lexicon
) -> None:
    """Every site that stands beside a name gives its holder an office."""
    for site in scene.sites:
        holder = casting.of.get((number, site.holder)) if site.holder is not None else None
        if holder is None:
            continue
        figure = casting.figures[holder]
        if figure.kind is None:
            figure.kind = ActorKind.PERSON
        if figure.kind is not ActorKind.PERSON:
            continue
        of = owner_of(number, site, scenes, casting)
        if of == holder:
            of = None
        if of is None and site.owner is None and site.owner_noun is None:
            of = _known_owner(site, figure)
            if of is not None:
                casting.known(of)
        casting.enter(holder, Office(site.role, site.qualifiers, of, _title(site, scene), site.former))
        _note_state(site, of, casting, lexicon)
        if of in casting.figures and not site.former and figure.speaks_for is None and site.role.speaks:
            figure.speaks_for = of


def _title(site: Site, scene: Scene) -> str:
    """The words of an office; of "Kenyan and Ugandan ministers" the one of each."""
    text = scene.words.quote(site.left, site.right if site.right > site.end else site.end)
    if not site.shared:
        return text
    one = f"{text[:-3]}man" if text.endswith("men") else text[:-1]
    owner = scene.paragraph.segments[site.owner] if site.owner is not None else None
    apart = owner is not None and owner.end <= site.left
    return f"{' '.join(scene.paragraph.name(owner))} {one}" if owner is not None and apart else one


def _enter_ranks(number: int, scene: Scene, casting: Casting, lexicon: Lexicon) -> None:
    """Honorifics that stand for an office: "Gen. Marsh" is "the general"."""
    words = scene.words
    for at, segment in enumerate(scene.paragraph.segments):
        before = words.text[segment.first - 1] if segment.first else ""
        role = lexicon.honorifics.get(before, ("", ""))[1]
        holder = casting.of.get((number, at))
        if not role or holder is None or casting.figures[holder].kind is not ActorKind.PERSON:
            continue
        wider = lexicon.named_roles.get(role, frozenset((role,)))
        casting.enter(holder, Office(Role(role, wider), frozenset(), None))


def _note_state(site: Site, of: str | None, casting: Casting, lexicon: Lexicon) -> None:
    """An unknown name that has a prime minister is a state's."""
    owner = casting.figures.get(of) if of is not None else None
    apart = site.possessed or (site.owner is not None and site.right > site.end)
    if apart and owner is not None and owner.kind is None and site.role.name in lexicon.state_roles:
        owner.kind = ActorKind.STATE


def _known_owner(site: Site, figure: Figure) -> str | None:
    """Whose office a bare title is ("President Obama"), where the person is known to have held one such."""
    if figure.known is None:
        return None
    owners = {tenure.of for tenure in figure.known.held if tenure.role in (site.role.name, *site.role.wider)}
    return owners.pop() if len(owners) == 1 else None


def owner_of(number: int, site: Site, scenes: Sequence[Scene], casting: Casting) -> str | None:
    """The id of whose office a site names: an actor's, or the slug of a place."""
    scene = scenes[number]
    if site.owner is not None:
        id_ = casting.of.get((number, site.owner))
        segment = scene.paragraph.segments[site.owner]
        if id_ is None and segment.entry is not None:
            id_ = segment.entry.actor or slug(segment.entry.name)
        return id_
    if site.owner_noun is not None:
        return called(scene.words.lower[site.owner_noun], number, site.owner_noun, scenes, casting)
    return None


def called(noun: str, number: int, token: int, scenes: Sequence[Scene], casting: Casting) -> str | None:
    """The organisation that "the <noun>" means: the only one of the document, or the one named last."""
    fitting = set(casting.by_noun.get(noun, ()))
    if len(fitting) <= 1:
        return next(iter(fitting), None)
    before = scenes[number].words.starts[token]
    for scene in (scenes[number], *reversed(scenes[max(0, number - 2) : number])):
        for mention in reversed(scene.mentions):
            if mention.span.end <= before and mention.actors[0] in fitting and mention.form is Form.NAME:
                return mention.actors[0]
    return None


def marked_inner(scene: Scene, inside: Sequence[Span]) -> None:
    """Mark the mentions that lie within another's title or description."""
    inside = sorted(inside)
    scene.mentions = [
        replace(m, inner=True)
        if not m.inner and any(s.contains(m.span) and s != m.span for s in inside)
        else m
        for m in scene.mentions
    ]
