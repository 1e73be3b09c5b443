"""Dated facts: from a sentence, from a file, and those that come with Onrecord.

In: a sentence or structured fields, and a source. Out: :class:`onrecord.model.Fact` values. Invariants: a
fact has a day and a source; what is not understood is refused with a line that says how to write it; nothing
here looks at the reports.
"""

from onrecord.reading.facts.entries import from_entry
from onrecord.reading.facts.files import read_file
from onrecord.reading.facts.sentences import from_sentence
from onrecord.reading.facts.shipped import shipped

__all__ = ["from_entry", "from_sentence", "read_file", "shipped"]
