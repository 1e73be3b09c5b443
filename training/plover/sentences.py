"""Training sentences of our own: built out of ``sentences.yaml``, or written whole in ``writers/``.

In: verb phrases, frames, whole statements and names; whole sentences with their types. Out: :class:`Example`
after :class:`Example`, the source in ``<s>…</s>``, the target in ``<t>…</t>``. Invariant: the type follows
from the statement alone, never from the names or from what stands around it, which are drawn by chance.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from training.verbs import Verbs

FILE = Path(__file__).parent / "sentences.yaml"
WRITERS = Path(__file__).parent / "writers"
_SLOT = re.compile(r"(?<![\w.'’<])(x?)(SP|SC|SF|SW|TP|TL|TF|TX|TD|S|T)(?![\w.])")
_KINDS = {
    "S": "bodies", "T": "bodies", "SP": "police", "SC": "court", "SF": "force", "TF": "force", "SW": "crowd",
    "TP": "persons", "TL": "place", "TX": "things", "TD": "deeds",
}  # fmt: skip
_FIRST = re.compile(r"S[PCFW]?(?= (?!and |troops|soldiers|police))")
_NAMED = re.compile(r"\{(\w+)\}")
_THE = re.compile(r"\b[Tt]he (?:<[st]>)?$")
_FORM = re.compile(r"\{(-?)(do|does|did|done|doing)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its marks, and its type."""

    marked: str
    type: str


@dataclass(frozen=True, slots=True)
class _Frame:
    text: str
    types: frozenset[str]
    gives: str
    weight: int


class Sentences:
    """An endless supply of sentences; the same ``seed`` gives the same ones."""

    def __init__(self, seed: int, file: Path = FILE) -> None:
        self._chance = random.Random(seed)
        data = yaml.safe_load(file.read_text("utf-8"))
        self._acts: Mapping[str, list[str]] = data["acts"]
        self._said: Mapping[str, list[str]] = data["said"]
        self._actors: Mapping[str, list[str]] = data["actors"]
        self._around = {name: data[name] for name in ("before", "after", "asides", "reporters")}
        self._verbs = Verbs(data["irregular"], frozenset(data["doubled"]))
        self._frames = [_frame(entry, data) for entry in data["frames"]]

    def draw(self, each: int) -> Iterator[Example]:
        """``each`` sentences of every type: of frames, of whole statements, by turns."""
        by_type = {name: self._ways(name) for name in self._said}
        for name, (ways, weights) in by_type.items():
            whole = self._said[name]
            for turn in range(each):
                if turn % 2 and ways:
                    frame, kind = self._chance.choices(ways, weights)[0]
                    statement = self._told(frame.text, self._chance.choice(self._acts[kind]))
                else:
                    statement = whole[turn // 2 % len(whole)]
                yield Example(self._finish(statement), name)

    def written(self, folder: Path = WRITERS) -> Iterator[Example]:
        """The sentences of every writer, with names drawn for their slots; no name twice in a sentence."""
        for file in sorted(folder.glob("*.tsv")):
            for line in file.read_text("utf-8").splitlines():
                name, sentence = line.split("\t")
                used: set[str] = set()
                yield Example(_capital(_NAMED.sub(partial(self._drawn, used=used), sentence)), name)

    def _drawn(self, slot: re.Match[str], used: set[str]) -> str:
        """A name for a slot, with the article that stands before it set right."""
        name = self._unused(slot[1], used)
        before = slot.string[: slot.start()]
        return name[4:] if name.startswith("the ") and _THE.search(before) else name

    def _ways(self, name: str) -> tuple[list[tuple[_Frame, str]], list[float]]:
        """The frames, with a type of act each, that give a type; and how often each is to be drawn."""
        ways = [
            (frame, kind)
            for frame in self._frames
            for kind in sorted(frame.types)
            if (kind if frame.gives == "own" else frame.gives) == name
        ]
        return ways, [frame.weight / len(frame.types & set(self._acts)) for frame, _ in ways]

    def _told(self, frame: str, act: str) -> str:
        """A frame with the act in it; an act in a form with a dash keeps its target unmarked."""

        def form(found: re.Match[str]) -> str:
            told = self._verbs.inflected(act, found[2])
            return _SLOT.sub(r"x\2", told.replace("xT", "T")) if found[1] else told

        return _FORM.sub(form, frame)

    def _finish(self, statement: str) -> str:
        """The statement with its names, and at times with something before or behind it."""
        first = _FIRST.match(statement)
        if first and self._chance.random() < 0.15:
            aside = self._one("asides")
            space = "" if aside.startswith(",") else " "
            statement = f"{first[0]}{space}{aside}{statement[first.end() :]}"
        roll = self._chance.random()
        if roll < 0.5:
            statement = f"{statement} {self._one('after')}".replace(" ,", ",")
        elif roll < 0.6:
            statement = f"{statement}, {self._one('reporters')}"
        if self._chance.random() < 0.25:
            statement = f"{self._one('before')}, {statement}"
        text = _SLOT.sub(partial(self._filled, used=set()), statement)
        return _capital(text) + ("." if self._chance.random() < 0.9 else "")

    def _filled(self, slot: re.Match[str], used: set[str]) -> str:
        hidden, kind = slot.groups()
        name = self._unused(_KINDS[kind], used)
        if hidden:
            return name
        mark = kind[0].lower()
        article = re.match(r"(the|an|a) (?=\w)", name)
        if article and self._chance.random() < 0.2:  # as annotators do now and then
            return f"{article[0]}<{mark}>{name[article.end() :]}</{mark}>"
        return f"<{mark}>{name}</{mark}>"

    def _unused(self, kind: str, used: set[str]) -> str:
        """A name that the sentence does not have yet, as far as there are enough."""
        for _ in range(5):
            name = self._name(kind)
            if name not in used:
                break
        used.add(name)
        return name

    def _name(self, kind: str) -> str:
        pattern = self._chance.choice(self._actors[kind])
        return _NAMED.sub(lambda found: self._name(found[1]), pattern)

    def _one(self, name: str) -> str:
        text = self._chance.choice(self._around[name])
        act = self._chance.choice(self._acts[self._chance.choice(sorted(self._acts))])
        return self._told(text, act)


def _frame(entry: Mapping[str, Any], data: Mapping[str, Any]) -> _Frame:
    of = entry["of"]
    types = [*data["mild"], *data["hard"]] if of == "any" else data[of] if isinstance(of, str) else of
    return _Frame(entry["text"], frozenset(types), entry["gives"], int(entry.get("weight", 1)))


def _capital(text: str) -> str:
    """The first letter of a text in capitals, marks left alone."""
    return re.sub(r"^((?:</?[st]>)*)(\w)", lambda found: found[1] + found[2].upper(), text)
