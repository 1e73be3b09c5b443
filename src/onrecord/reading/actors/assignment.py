"""Which names of a document are one actor: every name to its figure.

In: the paragraphs with their names, and the lexicon. Out: the :class:`Casting` of the document. Full names
are gathered first, from the whole document; then surnames, short forms and acronyms find theirs. Invariant:
two full names become one actor only where the family names agree and the given names can be one name; a short
form that fits two actors equally belongs to none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from onrecord.model import ActorKind
from onrecord.reading.actors.casting import Casting, Figure, Paragraph, Place
from onrecord.reading.actors.lexicon import Entry, Lexicon, Sort, slug
from onrecord.reading.actors.names import Segment
from onrecord.reading.actors.spelling import fold

_SIMILAR = 88  # rapidfuzz ratio from which two spellings of a long family name count as one
_COMPLEMENT = 4  # words between an organisation's name and its acronym: "of the Philippines"
_LONG = 6  # letters; shorter family names must agree


def cast(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Casting:
    """Assign every name of a document to an actor, where it has one."""
    caster = _Caster(paragraphs, lexicon)
    caster.known()
    caster.organisations()
    caster.persons()
    caster.singles()
    return caster.casting


class _Caster:
    def __init__(self, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> None:
        self.paragraphs, self.lexicon = paragraphs, lexicon
        self.casting = Casting(lexicon)
        self.families: dict[str, list[str]] = defaultdict(list)
        self.parts: dict[str, list[str]] = defaultdict(list)
        self.acronyms: dict[str, str] = {}
        self.alike: dict[str, list[str]] = {}  # single names by likeness, found once
        self.names: dict[str, list[str]] = {}  # id -> words of the full name of a person

    def _each(self) -> list[tuple[Place, Paragraph, Segment]]:
        return [
            ((p, s), para, seg)
            for p, para in enumerate(self.paragraphs)
            for s, seg in enumerate(para.segments)
        ]

    # Known names

    def known(self) -> None:
        """States, organisations, outlets and persons of the knowledge, by their full names."""
        families = self.family_names()
        for place, para, segment in self._each():
            entry = segment.entry
            if segment.owner is not None and segment.owner.actor is not None:
                self.add_known(segment.owner)
            if entry is None or entry.actor is None or entry.sort is Sort.SURNAME:
                continue
            if entry.sort is Sort.ORGANISATION and para.words.quote(segment.first, segment.end) in families:
                continue
            figure = self.add_known(entry)
            self.casting.of[place] = figure.id
            if entry.sort is Sort.PERSON:
                figure.wholes += 1
                self.file_person(figure.id, para.name(segment))

    def family_names(self) -> set[str]:
        """Last words of full names of persons that only the text knows."""
        return {
            para.words.text[segment.end - 1]
            for (_, at), para, segment in self._each()
            if segment.entry is None and not segment.thing and segment.end - segment.first > 1
            if segment.sort is Sort.PERSON or (segment.sort is None and at in para.titled)
        }

    def add_known(self, entry: Entry) -> Figure:
        assert entry.actor is not None
        figure = self.casting.known(entry.actor)
        if figure.speaks_for is not None:
            self.casting.known(figure.speaks_for)
        return figure

    # Organisations that the text names

    def organisations(self) -> None:
        """Named by form: "Chicago Teachers Union", "Iran's Foreign Ministry", and their acronyms."""
        bodies: dict[str, list[str]] = defaultdict(list)
        loose: list[tuple[Place, str, str]] = []
        for place, para, segment in self._each():
            if segment.entry is not None or segment.sort not in (Sort.ORGANISATION, Sort.OUTLET):
                continue
            core = para.words.quote(segment.core, segment.end)
            owner = segment.owner if segment.core > segment.first else self.owner_behind(place, para, segment)
            if owner is not None and owner.actor is not None:
                known = self.lexicon.actors[owner.actor]
                name = known.body(core)
                figure = self.casting.figure(slug(name), name, ActorKind.ORGANISATION)
                figure.speaks_for, figure.core = known.id, core.lower()
                self.casting.of[place] = figure.id
                if figure.id not in bodies[core.lower()]:
                    bodies[core.lower()].append(figure.id)
            else:
                name = para.words.quote(segment.first, segment.end)
                loose.append((place, name, core.lower()))
                self.acronym_behind(place, para, segment, slug(name))
        full = {slug(name): name for _, name, _ in loose}
        for place, name, core in loose:
            owners = bodies.get(core, [])
            id_ = slug(name)
            if len(owners) == 1:
                id_ = owners[0]
            elif len(name.split()) <= 2:
                longer = [i for i in full if i.endswith("-" + id_) or i.startswith(f"{id_}-of-")]
                id_ = longer[0] if len(longer) == 1 else id_
            segment = self.paragraphs[place[0]].segments[place[1]]
            kind = ActorKind.OUTLET if segment.sort is Sort.OUTLET else ActorKind.ORGANISATION
            self.casting.figure(id_, full.get(id_, name), kind)
            self.file_short(id_, name)
            self.casting.of[place] = id_

    def owner_behind(self, place: Place, para: Paragraph, segment: Segment) -> Entry | None:
        """The state behind a ministry: "the Ministry of Defence of Norway", "the Trade Ministry in Oslo"."""
        words, behind = para.words, para.segments[place[1] + 1 : place[1] + 2]
        if not behind:
            return None
        between = words.lower[segment.end : behind[0].first]
        body = words.text[segment.first] in self.lexicon.naming.body_words
        of = body and behind[0].sort is Sort.STATE and between in (["of"], ["of", "the"])
        ministry = "Ministry" in (words.text[segment.first], words.text[segment.end - 1])
        seated = ministry and behind[0].sort is Sort.CAPITAL and between == ["in"]
        return behind[0].entry if of or seated else None

    def file_short(self, id_: str, name: str) -> None:
        """ "Northline" for "Northline Railways": the first word, where it is a name of its own."""
        first, *rest = name.split()
        if not rest or rest[-1] not in self.lexicon.naming.nouns_for["company"]:
            return
        naming = self.lexicon.naming
        plain = (
            first not in naming.open_words and first not in naming.given and first not in self.lexicon.names
        )
        if plain and first not in naming.organisation_words and rest[0][0].isupper():
            ids = self.parts[fold(first)]
            if id_ not in ids:
                ids.append(id_)

    def acronym_behind(self, place: Place, para: Paragraph, segment: Segment, id_: str) -> None:
        """ "National Transport Union (NTU)", "Transport Front of the Lakes (TFL)"."""
        words, end = para.words, segment.end
        while end < len(words) and end - segment.end < _COMPLEMENT and words.text[end] != "(":
            end += 1
        if words.text[end : end + 1] != ["("] or words.text[end + 2 : end + 3] != [")"]:
            return
        short = words.text[end + 1]
        initials = "".join(w[0] for w in words.text[segment.first : end] if w[0].isupper())
        near = short[0] == initials[:1] if end == segment.end else short == initials
        if 2 <= len(short) <= 8 and short.isupper() and near:
            self.acronyms.setdefault(short, id_)

    # Persons

    def persons(self) -> None:
        """Full names of persons, spellings of one name joined, the fullest kept."""
        for place, para, segment in self._each():
            if place in self.casting.of or not segment.personal or segment.thing or segment.entry is not None:
                continue
            words = self.person_words(para.name(segment))
            if len(words) < 2:
                continue
            sure = segment.sort is Sort.PERSON or place[1] in para.titled
            id_ = self.same_person(words, sure) or self.tail_of(words)
            if id_ is None:
                name = para.words.quote(segment.first, segment.end)
                id_ = slug(name)
                self.casting.figure(id_, name, None)
                self.file_person(id_, words)
            figure = self.casting.figures[id_]
            figure.likely = figure.likely or self.lexicon.naming.likely.get(words[0], "")
            if sure and figure.kind is None:
                figure.kind = ActorKind.PERSON
            figure.wholes += 1
            self.note_sex(figure, para.sexes.get(place[1], ""))
            self.casting.of[place] = id_

    def person_words(self, words: Sequence[str]) -> list[str]:
        return [w for w in words if w not in self.lexicon.naming.name_endings and w != "-"]

    def file_person(self, id_: str, words: Sequence[str]) -> None:
        words = self.person_words(words)
        if id_ not in self.names:
            self.names[id_] = list(words)
        for table, key in ((self.families, fold(words[-1])), (self.parts, fold(words[0]))):
            if id_ not in table[key]:
                table[key].append(id_)

    def same_person(self, words: Sequence[str], sure: bool) -> str | None:
        """The one person met so far whose full name this can be."""
        family = fold(words[-1])
        found = [i for i in self.families.get(family, ()) if self.same_given(words, self.names[i])]
        if not found and sure and len(family) >= _LONG:
            found = [
                i
                for other, ids in self.families.items()
                if other
                and other[0] == family[0]
                and len(other) >= _LONG
                and fuzz.ratio(other, family) >= _SIMILAR
                for i in ids
                if self.same_given(words, self.names[i])
            ]
        return found[0] if len(found) == 1 else None

    def tail_of(self, words: Sequence[str]) -> str | None:
        """The one person whose longer name ends so: "Guajardo Villarreal"."""
        found = [i for i in self.families.get(fold(words[-1]), ()) if self.ends_with(i, words)]
        return found[0] if len(found) == 1 else None

    def same_given(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether given names can be one: alike, an initial, a short form, or one left out."""
        a, b = one[0], other[0]
        if fold(a) == fold(b):
            middle, second = one[1:-1], other[1:-1]
            return not middle or not second or fold(middle[0])[:1] == fold(second[0])[:1]
        variants = self.lexicon.naming.variants
        if a in variants and variants.get(b) == variants[a]:
            return True
        short = min(a, b, key=len).rstrip(".")
        return len(short) == 1 and a[0] == b[0]

    # Single words

    def singles(self) -> None:
        """Surnames, short forms, acronyms, and names of which nothing more is known."""
        recent: dict[str, tuple[int, str]] = {}
        order: list[Place] = []
        for place, para, segment in self._each():
            id_ = self.casting.of.get(place)
            if id_ is not None and id_ in self.names:
                recent[fold(self.names[id_][-1])] = (place[0], id_)
                continue
            if id_ is None and not segment.thing and (segment.personal or segment.sort is Sort.SURNAME):
                found = self.single(place, para, segment, recent)
                if found is not None:
                    self.casting.of[place] = found
                    order.append(place)

    def single(
        self, place: Place, para: Paragraph, segment: Segment, recent: dict[str, tuple[int, str]]
    ) -> str | None:
        words = self.person_words(para.name(segment))
        if not words:
            return None
        if len(words) == 1:
            holder = self.known_holder(words[0], para.titled.get(place[1], ""))
            if holder is not None:
                return holder
        name, sex = para.words.quote(segment.first, segment.end), para.sexes.get(place[1], "")
        if name in self.acronyms:
            return self.acronyms[name]
        named = [
            i for i in self.families.get(fold(words[-1]), ()) if len(words) == 1 or self.ends_with(i, words)
        ]
        named = [i for i in named if not sex or not self.other_sex(i, sex)]
        if len(named) > 1:
            return self.one_of(named, sex, place[0], recent.get(fold(words[-1])), segment.entry)
        if not named and segment.entry is None and len(words) == 1:
            named = [i for i in self.parts.get(fold(name), ()) if i not in named] or self.similar(name)
            named = named if len(named) == 1 else []
        if named:
            figure = self.casting.figures[named[0]]
            if figure.kind is None and (place[1] in para.titled or sex):
                figure.kind = ActorKind.PERSON
            self.note_sex(figure, sex)
            return named[0]
        if segment.entry is not None and segment.entry.actor is not None:
            return self.add_known(segment.entry).id
        titled = place[1] in para.titled or bool(sex)
        figure = self.casting.figure(slug(name), name, ActorKind.PERSON if titled else None)
        if titled and figure.kind is None:
            figure.kind = ActorKind.PERSON
        self.note_sex(figure, sex)
        return figure.id

    def other_sex(self, id_: str, sex: str) -> bool:
        """Whether a title tells another sex than a person's given name: "Ana Holm … Mr Holm, her husband"."""
        figure = self.casting.figures[id_]
        return (figure.sex or figure.likely) not in ("", sex)

    def known_holder(self, family: str, role: str) -> str | None:
        """Whom "President Carter" means: the one person of that name known to have held the office.

        A person of the document who is known to have held it comes first.
        """
        held = self.lexicon.holders.get((family, role), ())
        here = [i for i in held if i in self.casting.figures]
        if len(here) == 1 or len(held) != 1:
            return here[0] if len(here) == 1 else None
        named = [self.casting.figures[i] for i in self.families.get(fold(family), ())]
        if any(figure.known is None for figure in named):
            return None  # somebody of that name whom only this text knows
        return self.casting.known(held[0]).id

    def ends_with(self, id_: str, words: Sequence[str]) -> bool:
        return [fold(w) for w in self.names[id_][-len(words) :]] == [fold(w) for w in words]

    def one_of(
        self, ids: list[str], sex: str, paragraph: int, last: tuple[int, str] | None, entry: Entry | None
    ) -> str | None:
        """Which of several persons of one family name a surname means; ``None`` where open."""
        figures = self.casting.figures
        fitting = [i for i in ids if not sex or figures[i].sex in ("", sex)]
        if len(fitting) == 1:
            return fitting[0]
        if entry is not None and entry.actor in fitting:
            return entry.actor
        if last is not None and last[0] == paragraph and last[1] in fitting:
            return last[1]
        ranked = sorted(fitting, key=lambda i: -figures[i].wholes)
        if len(ranked) >= 2 and figures[ranked[0]].wholes >= 2 * figures[ranked[1]].wholes:
            return ranked[0]
        return None

    def similar(self, name: str) -> list[str]:
        """Persons whose family name this may be a spelling of."""
        family = fold(name)
        if len(family) < _LONG:
            return []
        if name not in self.alike:
            self.alike[name] = [
                i
                for other, ids in self.families.items()
                if other[:1] == family[0] and len(other) >= _LONG and fuzz.ratio(other, family) >= _SIMILAR
                for i in ids
            ]
        return self.alike[name]

    @staticmethod
    def note_sex(figure: Figure, sex: str) -> None:
        if sex and not figure.sex:
            figure.sex = sex
