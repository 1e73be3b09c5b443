"""Documents and readings made by hand, for the tests of the record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Basis,
    Directness,
    Document,
    Event,
    EventKind,
    Participant,
    Reading,
    Region,
    RegionKind,
    Span,
    Speaker,
    Statement,
    Status,
    Time,
    TimeType,
    When,
    finding_id,
)

TALKS = (
    "Envoys to meet again in Lowmere\n\n"
    "Talks between Arvenia and Solm will resume in Lowmere on 12 May, the mediators said.\n"
    "“We will not sign under threat,” said Ilse Varga, Arvenia’s negotiator.\n"
    "Support the Harbour Post!"
)
MOVED = (
    "The second round was held in Lowmere on 12 May.\n"
    "Varga said that Solm’s deadline had been moved to 27 May, the Kestrel agency reported.\n"
    "Support the Harbour Post!"
)
WEIR = (
    "A ceasefire at the weir\n\n"
    "Both sides agreed on a cease-fire along the river, a source close to the talks said.\n"
    "Support the Harbour Post!"
)


def document(text: str, uri: str = "reports/001.txt", **fields: object) -> Document:
    """A document of plain text."""
    raw = text.encode()
    made = Document(hashlib.sha256(raw).hexdigest(), uri, text, raw)
    return replace(made, **fields)  # type: ignore[arg-type]


def on(day: int | None) -> When:
    """A day of May 2031; nothing, where there is none."""
    return When() if day is None else When(date(2031, 5, day), date(2031, 5, day), basis=Basis.CALENDAR)


def reading(
    document: Document, reader: str = "test-1", *, day: int | None = None, outlet: str | None = "Harbour Post"
) -> Reading:
    """A reading with one finding of each kind, laid over the words of whatever text it is."""
    words = _words(document.text)
    if not words:
        return Reading(document.key or document.id, document.id, document.uri, reader=reader, outlet=outlet)
    first, last = words[0], words[-1]
    whole = Span(first.start, last.end)
    speaker = Speaker(document.text[first.start : first.end], "speaker")
    return Reading(
        id=document.key or document.id,
        document=document.id,
        uri=document.uri,
        reader=reader,
        outlet=document.outlet or outlet,
        title=document.title or document.text.splitlines()[0],
        language="en",
        published=on(day),
        regions=(Region(last.start, last.end, RegionKind.APPEAL),),
        statements=(
            Statement(
                finding_id(document.id, "statement", [whole]),
                content=(whole,),
                cue=(last,),
                source=(first,),
                speaker=speaker,
                chain=("Kestrel",),
                directness=Directness.MIXED,
                act=Act.PROMISE,
                evidence=(whole,),
            ),
        ),
        times=(Time(*first, TimeType.DATE, "2031-05-12", document.text[first.start : first.end]),),
        events=(
            Event(
                finding_id(document.id, "event", [first]),
                EventKind.ROUND,
                Status.PLANNED,
                trigger=first,
                evidence=(whole,),
                ordinal=2,
                participants=(Participant("Arvenia"),),
                when=on(12),
            ),
        ),
        actors=(Actor("speaker", speaker.name, ActorKind.PERSON, mentions=(first, last)),),
    )


def _words(text: str) -> list[Span]:
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        spans.append(Span(start, at))
    return spans
