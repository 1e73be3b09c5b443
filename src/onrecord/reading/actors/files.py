"""The knowledge files of names, read into a lexicon.

In: the files of states, organisations, people, places, outlets, titles and words. Out: :class:`Lexicon`,
built once a process. Invariant: the first meaning of a phrase stays; a broken file is refused.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.model import ActorKind
from onrecord.reading.actors.lexicon import (
    Entry,
    Known,
    Lexicon,
    Naming,
    Phrases,
    Role,
    Sort,
    Tenure,
    jumble,
    slug,
)
from onrecord.reading.language import pipeline

_STATE_NOUNS = frozenset({"country", "nation", "state"})


def _cut(phrase: str) -> tuple[str, ...]:
    """A phrase as the parser cuts it."""
    return tuple(token.text for token in pipeline().make_doc(phrase))


class _Builder:
    """Collects phrases and actors from the files."""

    def __init__(self) -> None:
        self.names: Phrases[Entry] = {}
        self.actors: dict[str, Known] = {}
        self.holders: dict[tuple[str, str], list[str]] = {}
        self.halves: dict[str, Entry] = {}
        self._seen: set[tuple[str, ...]] = set()

    def phrase(self, phrase: str, entry: Entry) -> None:
        """File a phrase; the first meaning of a phrase stays."""
        words = _cut(phrase.replace("’", "'"))
        forms = [words]
        if words[0] == "The":
            # The article belongs to papers' names ("The Times") and a few cities' ("The Hague").
            own = entry.sort in (Sort.OUTLET, Sort.CAPITAL)
            forms = [words, ("the", *words[1:])] if own else []
            if not (own and len(words) == 2):
                forms.append(words[1:])
        if words[0].islower() and entry.sort in (Sort.SURNAME, Sort.ORGANISATION):
            forms.append((words[0].capitalize(), *words[1:]))
        if len(words[0]) > 3 and entry.sort is not Sort.OUTLET:
            forms.append(tuple(w.upper() for w in words))  # headlines in capitals
        for form in forms:
            if form and form not in self._seen:
                self._seen.add(form)
                self.names.setdefault(form[0], []).append((form[1:], entry))

    def states(self) -> None:
        for name, line in _mapping("states").items():
            id_ = slug(name)
            style = line.get("style") or next(iter(line.get("adjective", ())), name)
            self.actors[id_] = Known(id_, name, ActorKind.STATE, called=_STATE_NOUNS, adjective=style)
            doubtful = set(line.get("doubtful", ()))
            for phrase in (name, *line.get("also", ())):
                self.phrase(phrase, Entry(Sort.STATE, name, id_, phrase in doubtful, name))
            capitals = line.get("capital", [])
            for phrase in capitals:
                self.phrase(phrase, Entry(Sort.CAPITAL, phrase, id_, phrase in doubtful, name))
            for phrase in line.get("spelt", ()):
                self.phrase(phrase, Entry(Sort.CAPITAL, capitals[0], id_, phrase in doubtful, name))
            for phrase in line.get("adjective", ()):
                self.phrase(phrase, Entry(Sort.ADJECTIVE, name, id_, phrase in doubtful, name))
                if phrase[-1] in "nitk":
                    self.phrase(phrase + "s", Entry(Sort.PEOPLE, name, id_, False, name))
            for phrase in line.get("prefix", ()):
                self.phrase(phrase + "-", Entry(Sort.ADJECTIVE, name, id_, False, name))
            if "half" in line:
                self.halves[line["half"]] = Entry(Sort.STATE, name, id_, True, name)
            for phrase in line.get("people", ()):
                self.phrase(phrase, Entry(Sort.PEOPLE, name, id_, False, name))

    def styled(self) -> None:
        """States by their formal style: "the Republic of Oman". Exact names of other states stay theirs."""
        for name, line in _mapping("states").items():
            doubtful = set(line.get("doubtful", ()))
            for style in _mapping("naming")["state_styles"]:
                for phrase in {name, *line.get("also", ())} - doubtful:
                    self.phrase(f"{style} of {phrase}", Entry(Sort.STATE, name, slug(name), False, name))

    def organisations(self) -> None:
        for name, line in _mapping("organisations").items():
            id_ = slug(name)
            kind = ActorKind(line.get("kind", "organisation"))
            state = line.get("state")
            self.actors[id_] = Known(
                id_,
                name,
                kind,
                speaks_for=slug(state) if state else None,
                called=frozenset(line.get("called", ())),
                seat=bool(line.get("seat", False)),
            )
            sort = Sort.SEAT if line.get("seat") else Sort.ORGANISATION
            entry = Entry(sort, name, id_, False, state)
            if line.get("article"):
                self.phrase(name[0].lower() + name[1:], entry)
            for phrase in (name, *line.get("also", ())):
                self.phrase(phrase, replace(entry, doubtful=bool(line.get("article"))))
            for phrase in line.get("capital", ()):
                self.phrase(phrase, Entry(Sort.CAPITAL, phrase, id_))

    def outlets(self) -> None:
        """The outlets' file belongs to cleaning; its names are actors here."""
        for line in _mapping("outlets")["outlets"]:
            name = line["name"]
            id_ = slug(name)
            self.actors.setdefault(id_, Known(id_, name, ActorKind.OUTLET))
            for phrase in (name, *line.get("aliases", ())):
                if not phrase.islower():
                    self.phrase(phrase, Entry(Sort.OUTLET, name, id_))

    def people(self) -> None:
        surnames: list[tuple[str, Entry]] = []
        for name, line in _mapping("people").items():
            id_ = slug(name)
            held = tuple(Tenure(role, slug(of)) for role, of, *_ in line.get("held", ()))
            self.actors[id_] = Known(id_, name, ActorKind.PERSON, sex=line["sex"], held=held)
            for tenure in held:
                ids = self.holders.setdefault((_surname(name), tenure.role), [])
                if id_ not in ids:
                    ids.append(id_)
            wholes = [name, *(a for a in line.get("also", ()) if " " in a)]
            for phrase in wholes:
                self.phrase(phrase, Entry(Sort.PERSON, name, id_))
            surnames += [(a, Entry(Sort.SURNAME, name, id_)) for a in line.get("also", ()) if " " not in a]
            if line.get("alone"):
                surnames += [(_surname(whole), Entry(Sort.SURNAME, name, id_)) for whole in wholes]
        for phrase, entry in surnames:
            self.phrase(phrase, entry)

    def places(self) -> None:
        file = _mapping("places")
        doubtful = set(file["doubtful"])
        for country, lines in file["places"].items():
            for line in lines:
                first, *spellings = (part.strip() for part in line.split("|"))
                for phrase in (first, *spellings):
                    self.phrase(phrase, Entry(Sort.PLACE, first, None, phrase in doubtful, country))
        for phrase in file["regions"]:
            self.phrase(phrase, Entry(Sort.PLACE, phrase, None, phrase in doubtful))


def _surname(name: str) -> str:
    """The family name: from the first particle on, else the last word."""
    words = name.split()
    for i, word in enumerate(words[1:], 1):
        if word.islower() and not word.startswith(("al-", "el-")):
            return " ".join(words[i:])
    return words[-1]


def _mapping(file: str) -> Any:
    content = knowledge.load(file)
    if not isinstance(content, dict):
        raise KnowledgeError("is not a mapping", where=f"{file}.yaml", hint="see the header of the file")
    return content


def _roles(file: Any) -> tuple[Phrases[Role], dict[tuple[str, str, str], str]]:
    parents = {name: set(line.get("is", ())) for name, line in file["roles"].items()}
    phrases: Phrases[Role] = {}
    jumbled: dict[tuple[str, str, str], str] = {}
    for name, line in file["roles"].items():
        wider, front = {name}, [name]
        while front:
            for parent in parents.get(front.pop(), ()):
                if parent not in wider:
                    wider.add(parent)
                    front.append(parent)
        for sex, key in (("", "words"), ("m", "male"), ("f", "female")):
            role = Role(name, frozenset(wider), sex, line.get("office", True), line.get("speaks", True))
            for phrase in line.get(key, ()):
                words = _cut(phrase.lower())
                phrases.setdefault(words[0], []).append((words[1:], role))
                if len(words) == 1 and len(phrase) >= 7:
                    jumbled[jumble(phrase.lower())] = phrase.lower()
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return phrases, jumbled


def _naming() -> Naming:
    file, given = _mapping("naming"), _mapping("given_names")
    words = {key: frozenset(value) for key, value in file.items()}
    likely = {
        name: sex for sex, key in (("f", "feminine"), ("m", "masculine")) for name in given[key].split()
    }
    variants = {name: i for i, line in enumerate(given["variants"]) for name in line}
    return Naming(
        organisation_words=words["organisation_words"],
        organisation_phrases=frozenset(tuple(w.split()) for w in words["body_words"] if " " in w),
        body_words=words["body_words"],
        organs=words["organs"],
        founders=words["founders"],
        outlet_words=words["outlet_words"],
        organisation_firsts=words["organisation_firsts"],
        outlet_firsts=words["outlet_firsts"],
        thing_words=words["thing_words"],
        place_words=words["place_words"],
        collectives=words["collectives"],
        collective_plurals=words["collective_plurals"],
        organised=words["organised"],
        bodies=words["bodies"],
        councils=words["councils"],
        nouns_for={noun: frozenset(lasts) for noun, lasts in file["nouns_for"].items()},
        callings={
            noun: frozenset((noun, *line["called"]))
            for line in file["callings"].values()
            for noun in line["words"]
        },
        classes=tuple(frozenset((*line["words"], *line["called"])) for line in file["callings"].values()),
        groups=words["groups"],
        persons=words["persons"],
        professions=words["professions"],
        traits={
            noun.lower(): sex.removeprefix("any")
            for sex, nouns in file["traits"].items()
            for noun in nouns.split()
        },
        parents={
            noun: sex.removeprefix("any") for sex, nouns in file["parents"].items() for noun in nouns.split()
        },
        both=frozenset(tuple(phrase.split()) for phrase in words["both"]),
        mediators=words["mediators"],
        mediating=words["mediating"],
        onlookers=words["onlookers"],
        meeting=words["meeting"],
        encounters=words["encounters"],
        no_name=words["no_name"],
        time_words=words["time_words"],
        open_words=words["open_words"],
        numbered=words["numbered"],
        particles=words["particles"],
        name_endings=words["name_endings"],
        given=frozenset(given["names"].split()) | variants.keys() | likely.keys(),
        likely=likely,
        variants=variants,
    )


@cache
def lexicon() -> Lexicon:
    """The knowledge files as one lexicon, built once a process.

    Raises :class:`KnowledgeError` where a file breaks its schema.
    """
    builder = _Builder()
    titles = _mapping("titles")
    try:
        builder.states()
        builder.styled()
        for step in (builder.organisations, builder.people, builder.places, builder.outlets):
            step()
        roles, jumbled = _roles(titles)
        naming = _naming()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(
            f"a knowledge file breaks its schema: {error!r}", hint="see its header"
        ) from error
    for options in builder.names.values():
        options.sort(key=lambda option: -len(option[0]))
    return Lexicon(
        names=builder.names,
        roles=roles,
        jumbled=jumbled,
        actors=builder.actors,
        halves=builder.halves,
        naming=naming,
        honorifics={
            w: (line.get("sex", ""), line.get("role", "")) for w, line in titles["honorifics"].items()
        },
        minor=frozenset(titles["minor"]),
        former=frozenset(titles["former"]),
        deputies=frozenset(titles["deputies"]),
        portfolios=frozenset(titles["portfolios"]),
        fields=frozenset(titles["fields"]),
        portfolio_roles=frozenset(titles["portfolio_roles"]),
        state_roles=frozenset(titles["state_roles"]),
        ranks=frozenset(titles["ranks"]),
        serving=frozenset(titles["serving"]),
        named_roles={role.name: role.wider for options in roles.values() for _, role in options},
        holders={key: tuple(ids) for key, ids in builder.holders.items()},
    )
