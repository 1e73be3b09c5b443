"""Reports side by side: "The union said it was ready, and its leader, Ana Holm, said a date was set".

In: the reports of one paragraph. Out: the same, where the content of the first ends before the second begins.
Invariant: what is cut off is another's report in the same tense, with a subject of its own behind "and".
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.attribution.relaying import nesting, trailing
from onrecord.reading.attribution.reported import Reported

_JOINING = frozenset({"and", "but", "while", "whereas", "although", "though"})
_TENSES = frozenset({"VBD", "VBZ"})


def parted(reports: Sequence[Reported]) -> list[Reported]:
    """The reports with their contents cut before what somebody else says beside them."""
    out = list(reports)
    for i, outer in enumerate(reports):
        if (
            outer.frame != "that"
            or outer.head.tag_ not in _TENSES
            or outer.cue.start > outer.content[0].start
        ):
            continue
        for j in nesting.near(i, reports):
            start = _start(reports[j], outer)
            if start is not None and outer.content[0].start < start < out[i].content[-1].end:
                out[i] = trailing.until(out[i], start)
    return out


def _start(report: Reported, outer: Reported) -> int | None:
    """Where the clause of a report beside another one begins, at its comma."""
    source, head = report.source, report.head
    if source is None or report.frame not in nesting.SPEECH or head.tag_ != outer.head.tag_:
        return None
    if (
        head.sent != outer.head.sent
        or source.head.pos_ == "PRON"
        or not outer.head.i < source.first.i < head.i
    ):
        return None
    doc, at = head.doc, source.first.i - 1
    if at < 1 or doc[at].lower_ not in _JOINING or doc[at - 1].text != ",":
        return None
    return report.paragraph.offset(doc[at - 1])
