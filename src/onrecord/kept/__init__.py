"""Ledgers as a record keeps them: each view by itself, a long one in parts.

In: a store, a question's name, and how to derive its views. Out: the views, read from the store where they
are there, else derived and kept. Invariants: what is kept is what would be derived; only what is asked for is
unpacked.
"""

from onrecord.kept.listing import Listing
from onrecord.kept.packing import VIEWS
from onrecord.kept.views import Kept
from onrecord.kept.wanted import Wanted

__all__ = ["VIEWS", "Kept", "Listing", "Wanted"]
