"""What the finders hand on: one cue with its content and its source, not yet resolved.

Invariant: all tokens of a :class:`Reported` stand in its paragraph; its content spans are document
offsets, in order, and do not overlap its cue.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.model import Act, Finder, Span
from onrecord.reading.attribution.sources import Source
from onrecord.reading.attribution.tagging.voices import Voices
from onrecord.reading.language import Paragraph


@dataclass(frozen=True, slots=True)
class Reported:
    """One report of speech or thought.

    ``head`` is the chief word of the cue. ``words`` are all words of the cue. ``source`` is ``None`` where
    the text names nobody. ``frame`` is the frame that the cue fills, or ``according``, ``noun`` or
    ``adjective``. ``bare`` marks a quotation that takes the cue of the report before it, ``doubtful`` cues
    that are negated or no words of reporting. ``found_by`` tells what found it, ``confidence`` how
    probable it is that annotators would, too. ``voices`` are whom the tagger hears, where it was asked.
    """

    paragraph: Paragraph
    head: Token
    words: tuple[Token, ...]
    source: Source | None
    content: tuple[Span, ...]
    act: Act
    frame: str
    hedged: bool = False
    bare: bool = False
    doubtful: bool = False
    found_by: Finder = Finder.RULES
    confidence: float = 1.0
    voices: Voices | None = None

    @property
    def cue(self) -> Span:
        """The cue's place in the document."""
        return self.paragraph.span(self.words[0], self.words[-1])

    @property
    def quoted(self) -> bool:
        """Whether it is direct speech."""
        return self.frame == "quote"

    @property
    def around(self) -> bool:
        """Whether its cue is put into what is said: "the talks, X said, would resume"."""
        before, behind = self.content[0], self.content[-1]
        return self.frame == "that" and before.end <= self.cue.start and self.cue.end <= behind.start

    def holds(self, other: Reported) -> bool:
        """Whether the cue of another report stands in what this one tells."""
        cue = other.cue
        return any(span.contains(cue) for span in self.content)

    @property
    def leads(self) -> bool:
        """Whether a bare quotation may go on with it: a main clause that tells of words."""
        if self.frame in {"quote", "according"}:
            return True
        main = self.head.dep_ in {"ROOT", "conj", "ccomp", "parataxis"} and self.head.tag_ != "VBG"
        return main and self.frame in {"that", "to", "object", "about"}

    @property
    def source_span(self) -> Span | None:
        """The source's place in the document."""
        return None if self.source is None else self.paragraph.span(self.source.first, self.source.last)
