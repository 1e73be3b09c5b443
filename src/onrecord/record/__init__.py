"""The store: documents and their findings in one file, with full text and proof."""

from onrecord.record.derived import KeptPart, Part, Trace
from onrecord.record.holdings import Holding
from onrecord.record.search import Hit
from onrecord.record.store import Store
from onrecord.record.verify import Problem
from onrecord.record.writing import Added

__all__ = ["Added", "Hit", "Holding", "KeptPart", "Part", "Problem", "Store", "Trace"]
