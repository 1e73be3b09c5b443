"""Actors across documents: who is the same, on whose side each stands, and how often each is met.

In: pages and the user's decisions. Out: a :class:`Roll` that gives every actor of every document its identity
in the record. Invariants: two actors are taken as one only on agreement of names that no other actor of the
record shares, or by decision; a wrong merge would put words into someone's mouth, a missed one only splits a
count. Decisions come after the automatic merging, in the order they were made.

=============  ==============================================================================
``entries``    one actor while the roll is made up: its names, kinds, offices, evidence
``register``   the entries of a whole record, kept
``merging``    which actors are one by their names
``sorting``    decisions, applied one after another
``dividing``   a page of which some names of an actor are another's
``sides``      on whose behalf each acts; party or mediator
``roll``       the questions that the rest of the ledger asks
``references`` which actor a person means who types a name
``drafts``     decisions as a person types them
``presence``   who takes part in rounds and speaks, counted
=============  ==============================================================================
"""

from onrecord.ledger.actors.presence import Presence, presence, together
from onrecord.ledger.actors.roll import Decided, Roll, decide, decide_among, roll

__all__ = ["Decided", "Presence", "Roll", "decide", "decide_among", "presence", "roll", "together"]
