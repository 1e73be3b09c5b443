"""The store: documents and their findings in one file, with full text and proof."""

from onrecord.record.search import Hit
from onrecord.record.store import Added, Holding, Store
from onrecord.record.verify import Problem

__all__ = ["Added", "Hit", "Holding", "Problem", "Store"]
