"""Sentences out of ``frames.yaml``: events whose kind and status are known because they were built so.

In: phrases, frames and names. Out: items as the writers mark them, with the places of their events.
Invariant: the status follows from the frame alone, the kind from the phrase alone; names and what stands
around are drawn by chance.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from benchmarks.status.marking import Item, MarkedEvent

from onrecord.model import EventKind, Status
from training.verbs import Verbs

FILE = Path(__file__).with_name("frames.yaml")
_EMPTY = 0.12  # share of sentences without an event
_LEAD, _TAIL = 0.25, 0.3  # share of sentences with something before, behind
_FORM = re.compile(r"\{(do|does|did|done|doing)\}")
_NAME = re.compile(r"(?<!\w)[ABPDLI](?!\w)")
_MARKED = re.compile(r"⟨(.*?)⟩")
_HEAD = re.compile(r"(\w+(?:-\w+)?)(?= (?:of|with|between|on|over|by|in|to|against)\b|$)")
_ONE = {"are": "is", "have": "has", "were": "was"}


class Sentences:
    """An endless supply of marked sentences; the same ``seed`` gives the same ones."""

    def __init__(self, seed: int, file: Path = FILE) -> None:
        self._chance = random.Random(seed)
        data = yaml.safe_load(file.read_text("utf-8"))
        self._data = data
        self._names: Mapping[str, Sequence[str]] = data["names"]
        self._verbs = Verbs(data["irregular"], frozenset(data["doubled"]))
        self._plural = frozenset(data["plural"])
        self._uncounted = frozenset(data["uncounted"])
        names = "|".join(map(re.escape, data["singular"]))
        self._singular = re.compile(rf"\b({names})(,? )(are|have|were)\b")
        self._drawn = 0

    def draw(self, count: int) -> Iterator[tuple[Item, tuple[int, ...]]]:
        """Sentences with the places at which their events begin."""
        for _ in range(count):
            self._drawn += 1
            yield self._one()

    def _one(self) -> tuple[Item, tuple[int, ...]]:
        chance, data = self._chance, self._data
        kind = status = None
        if chance.random() < _EMPTY:
            text = chance.choice(data["empty"])
        elif chance.random() < 0.5:
            kind, status = chance.choice(sorted(data["verbs"])), chance.choice(sorted(data["clauses"]))
            text = self._told(chance.choice(data["clauses"][status]), chance.choice(data["verbs"][kind]))
        else:
            kind, status = chance.choice(sorted(data["nouns"])), chance.choice(sorted(data["phrases"]))
            text = self._named(chance.choice(data["phrases"][status]), chance.choice(data["nouns"][kind]))
        text = self._finished(text)
        found = _MARKED.search(text)
        events: tuple[MarkedEvent, ...] = ()
        if found and kind and status:
            events = (MarkedEvent(found[1], EventKind(kind), Status(status)),)
        plain = _MARKED.sub(r"\1", text)
        return Item(f"own-{self._drawn}", "own", "own", plain, events), ((found.start(),) if found else ())

    def _told(self, frame: str, phrase: str) -> str:
        """A frame for verbs with its phrase, marked."""
        return _FORM.sub(lambda m: f"⟨{self._verbs.inflected(phrase, m[1]).strip()}⟩", frame)

    def _named(self, frame: str, phrase: str) -> str:
        """A frame for nouns with its phrase, whose chief word is marked."""
        found = _HEAD.search(phrase)
        assert found is not None, phrase
        marked = f"{phrase[: found.start()]}⟨{found[1]}⟩{phrase[found.end() :]}"
        article = "an " if phrase[0] in "aeiou" else "a "
        if found[1] in self._plural | self._uncounted:
            article = ""
        text = frame.replace("{the n}", f"the {marked}").replace("{a n}", article + marked)
        text = re.sub(r"\bno n\b", f"no {marked}", text)
        if found[1] in self._plural:
            text = re.sub(r"(⟩(?: [\w ]*?(?:A and B|B|A))? )(was|is|has)\b", _many, text, count=1)
        return text

    def _finished(self, text: str) -> str:
        """The sentence with its names, and at times with something before or behind it."""
        chance = self._chance
        if chance.random() < _LEAD:
            text = f"{chance.choice(self._data['lead'])} {text}"
        if not text.endswith("?") and chance.random() < _TAIL:
            text += chance.choice(self._data["tail"])
        used: list[str] = []
        text = _NAME.sub(lambda m: self._name(m[0], used), text)
        text = self._singular.sub(lambda m: m[1] + m[2] + _ONE[m[3]], text)
        text = re.sub(r"^(⟨?)(\w)", lambda m: m[1] + m[2].upper(), text)
        return text if text.endswith("?") or chance.random() < 0.1 else text + "."

    def _name(self, slot: str, used: list[str]) -> str:
        name = self._chance.choice([n for n in self._names[slot] if n not in used])
        used.append(name)
        return name


def _many(found: re.Match[str]) -> str:
    """The verb behind a plural: "the talks were"."""
    return found[1] + {"was": "were", "is": "are", "has": "have"}[found[2]]
