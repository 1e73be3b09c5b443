"""The demo collection: reports by invented outlets on an invented negotiation, shipped in the package.

In: nothing. Out: the folder of reports. Invariant: the reports are plain files that
:func:`onrecord.sources.open_sources` takes in like any others; nothing of ours knows their content.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path


def reports() -> AbstractContextManager[Path]:
    """The folder of the demo's reports, for the length of a ``with`` block."""
    return as_file(files(__name__) / "reports")
