"""A small invented negotiation, made by hand, for the tests of what is published."""

from __future__ import annotations

from datetime import date

from onrecord.model import (
    Act,
    Basis,
    Deadline,
    Directness,
    Entry,
    Evidence,
    Ledger,
    Meeting,
    Moment,
    Party,
    Proposal,
    Region,
    RegionKind,
    Report,
    Round,
    Said,
    Speaker,
    When,
    Wording,
)

TEXTS = {
    "a" * 64: (
        "Envoys to meet again in Lowmere\n\n"
        "Talks between Arvenia and Solm will resume in Lowmere on 12 May, the mediators said.\n"
        "“We will not sign under threat,” said Ilse Varga, Arvenia's negotiator. <script>alert(1)</script>\n"
        "Solm has given Arvenia until 20 May to open the weir & the lock.\n"
        "Support the Harbour Post!"
    ),
    "b" * 64: (
        "The second round was held in Lowmere on 12 May.\n"
        "Varga said that Solm's deadline had been moved to 27 May, the Kestrel agency reported."
    ),
}


def on(*days: int, basis: Basis | None = None) -> When:
    """Days of May 2031."""
    return When(date(2031, 5, days[0]), date(2031, 5, days[-1]), basis=basis)


def cite(document: str, quote: str) -> tuple[Evidence, ...]:
    """The evidence for a quote in one of the texts."""
    key = document * 64
    start = TEXTS[key].index(quote)
    return (Evidence(key, start, start + len(quote), quote),)


def ledger() -> Ledger:
    """A ledger with one of everything."""
    planned = cite(
        "a", "Talks between Arvenia and Solm will resume in Lowmere on 12 May, the mediators said."
    )
    held = cite("b", "The second round was held in Lowmere on 12 May.")
    quote = cite("a", "“We will not sign under threat,” said Ilse Varga, Arvenia's negotiator.")
    due = cite("a", "Solm has given Arvenia until 20 May to open the weir & the lock.")
    moved = cite(
        "b", "Varga said that Solm's deadline had been moved to 27 May, the Kestrel agency reported."
    )
    trail = ("‘12 May’ is called ‘Monday’ in the same breath: 2031",)
    return Ledger(
        as_of=None,
        reports=(
            Report(
                "a" * 64,
                "first.txt",
                "in/first.txt",
                "Envoys to meet again in Lowmere",
                "Harbour Post",
                When(date(2031, 5, 7), date(2031, 5, 9), basis=Basis.CALENDAR, trail=trail),
                60,
            ),
            Report("b" * 64, "second.txt", "in/second.txt", None, None, on(14, basis=Basis.METADATA), 30),
        ),
        rounds=(
            Round(
                "r1",
                2,
                ("Arvenia", "Solm"),
                ("Torland",),
                "Lowmere",
                on(12),
                None,
                "held",
                (
                    Entry("a" * 64, on(7, 9), "planned", planned, by="the mediators"),
                    Entry("b" * 64, on(14), "held", held),
                ),
            ),
        ),
        meetings=(
            Meeting(
                "m1",
                "call",
                ("Varga", "Orsk"),
                None,
                When(),
                "happened",
                (Entry("b" * 64, on(14), "happened", held),),
            ),
        ),
        proposals=(
            Proposal(
                "p1",
                "demand",
                "Solm",
                "Arvenia",
                "open the weir & the lock",
                on(7, 9),
                "open",
                (Entry("a" * 64, on(7, 9), "open", due),),
            ),
        ),
        deadlines=(
            Deadline(
                "d1",
                "deadline",
                "Solm",
                "Arvenia",
                "open the weir & the lock",
                on(20),
                None,
                "moved",
                (Entry("a" * 64, on(7, 9), "set", due),),
                moved_to="d2",
            ),
            Deadline(
                "d2",
                "deadline",
                "Solm",
                "Arvenia",
                None,
                on(27),
                None,
                "set",
                (
                    Entry(
                        "b" * 64,
                        on(14),
                        "set",
                        moved,
                        by="Ilse Varga",
                        chain=("Kestrel",),
                        note="moved from 20 May",
                    ),
                ),
                moved_from="d1",
            ),
        ),
        statements=(
            Said(
                "s1",
                "a" * 64,
                Speaker("Ilse Varga", "ilse-varga"),
                (),
                Act.REJECT,
                Directness.DIRECT,
                When(),
                on(7, 9),
                "We will not sign under threat,",
                quote,
                documents=("a" * 64,),
            ),
            Said(
                "s2",
                "b" * 64,
                Speaker("Ilse Varga", "ilse-varga"),
                ("Kestrel",),
                Act.ASSERT,
                Directness.INDIRECT,
                When(),
                on(14),
                "Solm's deadline had been moved to 27 May",
                moved,
                documents=("b" * 64,),
            ),
        ),
        wording=(Wording("w1", "Ilse Varga", "name", (("Varga", moved), ("Ilse Varga", quote))),),
        actors=(
            Party("arvenia", "Arvenia", "state", "party", (), ("Arvenia",), 2, 0, planned),
            Party("solm", "Solm", "state", "party", (), ("Solm",), 2, 0, planned),
            Party(
                "ilse-varga", "Ilse Varga", "person", None, ("Arvenia's negotiator",), ("Varga",), 2, 2, quote
            ),
        ),
        timeline=(Moment(on(12), "round", "r1", "The second round was held in Lowmere.", "held", held),),
    )


def pages() -> list[tuple[str, str, tuple[Region, ...]]]:
    """The documents of :func:`ledger`."""
    appeal = TEXTS["a" * 64].index("Support the")
    return [
        ("a" * 64, TEXTS["a" * 64], (Region(appeal, len(TEXTS["a" * 64]), RegionKind.APPEAL),)),
        ("b" * 64, TEXTS["b" * 64], ()),
    ]
