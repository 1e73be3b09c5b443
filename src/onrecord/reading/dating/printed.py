"""What a report says of its own printing: imprints, datelines, and notes such as "first published on".

In: the imprint lines and the mentions. Out: reasons. The news below a dateline may be printed the day after,
even where the lead tells of the dateline's own weekday: of seven such reports of 1998 and 1999, two were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.reading import datelines, imprints
from onrecord.reading.dating.calendar import weekday_of
from onrecord.reading.dating.mentions import Mention, spoken
from onrecord.reading.dating.reasons import Reason, Strength
from onrecord.reading.dating.words import words

_NEAR_IMPRINTS = 31  # days; lines further apart do not date one report
_LAST_DATELINE = 8  # paragraphs from the top


def imprinted(found: Sequence[imprints.Imprint]) -> Iterator[Reason]:
    """What the lines say that date the document: ``Published``, else a bare day, else an update."""
    for kind in (imprints.Kind.PUBLISHED, imprints.Kind.BARE):
        lines = [line for line in found if line.kind is kind]
        if lines:
            yield from _published(lines)
            return
    updated = [line for line in found if line.day is not None]
    if updated:
        first = min(updated, key=lambda line: line.form)
        sentence = f"‘{first.line}’ is of a later change: published on {first.day} or before"
        yield Reason(f"+0D <= {first.form}", sentence, Strength.STATED)


def _published(lines: Sequence[imprints.Imprint]) -> Iterator[Reason]:
    """One day is the day; of different ones, not far apart, the first and the last bound it."""
    dated = sorted((line for line in lines if line.form[0] != "~"), key=lambda line: line.form)
    if not dated:
        for line in lines[:1]:
            yield from _yearless(line)
        return
    first, last = dated[0], dated[-1]
    if first.form == last.form:
        sentence = f"‘{first.line}’ stands on a line of its own as the day of the report"
        yield Reason(f"{first.form} = +0D", sentence, Strength.STATED)
    elif first.day and last.day and (last.day - first.day).days <= _NEAR_IMPRINTS:
        sentence = f"‘{first.line}’ and ‘{last.line}’ both date the report"
        yield Reason(f"{first.form} <= +0D", f"{sentence}: not before {first.day}", Strength.STATED)
        yield Reason(f"+0D <= {last.form}", f"{sentence}: not after {last.day}", Strength.STATED)


def _yearless(line: imprints.Imprint) -> Iterator[Reason]:
    month_day = line.form[1:]
    sentence = f"‘{line.line}’ dates the report: published on {spoken(month_day)}"
    yield Reason(f"{line.form} = +0D", sentence, Strength.APPOSITION)
    if line.weekday:
        yield weekday_of(f"‘{line.line}’", month_day, line.weekday)


def dateline(mention: Mention) -> Iterator[Reason]:
    """A date after the place at the beginning of a paragraph: that day or the next."""
    if not is_dateline(mention):
        return
    if mention.full_day is not None:
        form, strength = mention.full_day.isoformat(), Strength.STATED
    elif mention.month_day is not None:
        form, strength = f"<{mention.month_day.name}", Strength.APPOSITION
    else:
        return
    sentence = f"the dateline gives {mention.quoted}: published on that day or the next"
    yield Reason(f"-1D <= {form}", sentence, strength)
    if strength is Strength.STATED:
        yield Reason(f"{form} <= +0D", sentence, strength)


def is_dateline(mention: Mention) -> bool:
    """Whether a mention is the day of a dateline."""
    return mention.paragraph.index < _LAST_DATELINE and _in_dateline(mention)


def _in_dateline(mention: Mention) -> bool:
    dateline = datelines.read(mention.text)
    return (
        dateline is not None
        and dateline.day is not None
        and dateline.day.start <= mention.start < dateline.end
    )


def is_note(mention: Mention) -> bool:
    """Whether a mention is the day of a note on the report itself."""
    return _label(mention) is not None


def note(mention: Mention) -> Iterator[Reason]:
    """``This article was first published on 2 June 2031``, ``… was updated on``."""
    day, label = mention.full_day, _label(mention)
    if day is None or label is None:
        return
    if label in words().changed:
        sentence = f"the report says that it was changed on {mention.quoted}: published on that day or before"
        yield Reason(f"+0D <= {day}", sentence, Strength.STATED)
    else:
        sentence = f"the report says that it was published on {mention.quoted}"
        yield Reason(f"{day} = +0D", sentence, Strength.STATED)


def _label(mention: Mention) -> str | None:
    found = _note().search(mention.text[max(0, mention.start - 80) : mention.start])
    return None if found is None else found["label"].casefold()


@cache
def _note() -> re.Pattern[str]:
    things, labels = "|".join(sorted(words().reports)), "|".join(sorted(words().labels | words().changed))
    # "The report was published on" may speak of another report, "the report was first published on" does not.
    return re.compile(
        rf"\bth(?:is|e(?= .* (?:first|originally|here|online) )) (?:{things}) (?:was|is|has been|had been)"
        rf" (?:\w{{4,10}} )?(?P<label>{labels})(?: (?:online|here|in print))? (?:on )?(?:[A-Z]\w+day,? )?$",
        re.IGNORECASE,
    )
