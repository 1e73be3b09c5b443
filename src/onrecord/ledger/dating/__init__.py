"""Dating across documents: what reports of one event, and dated facts, tell about each other's day.

In: pages, the roll, the groups of copies, facts, the day by which all were in the record, the levels that
may count. Out: the same pages with ``published`` as narrow as the whole record allows and with all their
findings resolved again. Invariants: days given or read off a page never move; sets of days only shrink; a
step that would leave no day is not taken but told in the trail; the result does not depend on the order of
the pages, and a level that is switched off leaves no trace.

========================  ==================================================================
``sheet``                 for each document its set of days, its trail, its basis
``witnesses``             which mentions, and which facts, speak of one event
``sharing``, ``ordering`` the day of one event; what is planned here is held there
``given``                 facts of events beside the reports that tell of them
``tenures``, ``things``   offices and names among the facts
``landmarks``             what happens once between two states
``quotes``                the same long sentence, said once
``solver``                all of these until nothing changes
========================  ==================================================================
"""

from onrecord.ledger.dating.redating import redate
from onrecord.ledger.dating.solver import Dated, link

__all__ = ["Dated", "link", "redate"]
