"""Events of any negotiation, whoever takes part: the broad look beside the narrow one.

In: the sentences of a document and what the stages before found. Out: events that the narrow look of
:mod:`onrecord.reading.events.assembly` leaves out: of parties that are no known actors, told in idioms, in
any of the ways in which English says that something is planned, doubtful, off or untrue. Invariant: at
most one event of a kind and status in a sentence; an event whose status cannot be told is left out.
"""

from onrecord.reading.events.broad.finder import Finder

__all__ = ["Finder"]
