"""Decisions of the user: merge, split, rename, over what names say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger import actors, build
from onrecord.ledger.actors import drafts, references
from onrecord.ledger.dating.readings import dated
from onrecord.ledger.pages import Page
from onrecord.model import Decision, DecisionKind, EventKind, Ledger, Party, Span, Status, decide
from tests.ledger import made
from tests.ledger.made import Draft, person, state

START = datetime(2031, 6, 1, tzinfo=UTC)

BERG = person("Ada Berg", "norland", "envoy", "Berg")
KADARI = person("Rustam Kadari", "sudmark", "minister", "Kadari")


def in_order(*decisions: tuple[Any, ...] | Decision) -> list[Decision]:
    """Decisions, made one after another; each is its kind, its names and, for splits, what goes to whom."""
    done = []
    for n, given_ in enumerate(decisions):
        if isinstance(given_, Decision):
            done.append(given_)
            continue
        kind, names, *rest = given_
        more = rest[0] if rest else {}
        done.append(decide(DecisionKind(kind), names, made=START + timedelta(days=n), **more))
    return done


def split(actor: str, *aliases: str, to: str, document: str | None = None) -> tuple[Any, ...]:
    return ("split", (actor,), {"aliases": aliases, "into": to, "document": document})


def drafts_of_two() -> list[Draft]:
    """Three reports on Berg and Kadari; in the second, Berg is met by surname alone, and speaks."""
    first = Draft("Ada Berg spoke to Rustam Kadari.", name="r0", published=made.day("2031-05-01"))
    first.actors = (BERG, KADARI)
    second = Draft(
        "Berg was brief. It is over for good, she said.", name="r1", published=made.day("2031-05-02")
    )
    second.actors = (person("Berg"),)
    second.said("It is over for good", "Berg")
    third = Draft("Kadari left. Ada Berg stayed, and Berg sang.", name="r2", published=made.day("2031-05-03"))
    third.actors = (BERG, KADARI)
    return [first, second, third]


def ledger(*decisions: tuple[Any, ...] | Decision, as_of: str | None = None) -> Ledger:
    return build([d.page() for d in drafts_of_two()], decisions=in_order(*decisions), as_of=as_of)


def by_name(ledger: Ledger) -> dict[str, Party]:
    return {p.name: p for p in ledger.actors}


def test_without_decisions() -> None:
    parties = by_name(ledger())
    assert set(parties) == {"Ada Berg", "Rustam Kadari"}
    assert parties["Ada Berg"].documents == 3


# Merging


def test_a_merge_shows_the_first_name() -> None:
    (one,) = ledger(("merge", ("Rustam Kadari", "Ada Berg"))).actors
    assert (one.name, one.id) == ("Rustam Kadari", "rustam-kadari")
    assert set(one.aliases) == {"Ada Berg", "Berg", "Kadari"}
    assert (one.documents, one.statements) == (3, 1)


def test_a_merge_under_another_name() -> None:
    (one,) = ledger(("merge", ("Ada Berg", "Kadari"), {"into": "The Delegates"})).actors
    assert (one.name, one.id) == ("The Delegates", "delegates")


def test_a_merged_side_is_one_side() -> None:
    norland, republic = state("Norland"), state("Republic of the North")
    draft = Draft(
        "Ada Berg spoke. Norland and Republic of the North agreed.", published=made.day("2031-05-01")
    )
    draft.actors = (person("Ada Berg", "norland"), norland, republic)
    draft.said("agreed", "Ada Berg")
    page = Page(*draft.page(), draft.published)
    roll = actors.decide([page], in_order(("merge", ("Republic of the North", "Norland")))).roll
    assert roll.side("ada-berg", "Ada Berg") == "republic-of-the-north"
    assert roll.id(None, "Norland") == "republic-of-the-north"


@pytest.mark.parametrize("names", [("Ada Berg", "Nobody"), ("Nobody", "Somebody")])
def test_a_merge_of_unknown_names_is_idle(names: tuple[str, ...]) -> None:
    found = ledger(("merge", names))
    assert [d.idle for d in found.decisions] == [True]
    assert found.actors == ledger().actors


def test_what_is_known_of_three_is_merged() -> None:
    found = ledger(("merge", ("Ada Berg", "Nobody", "Rustam Kadari")))
    assert [p.name for p in found.actors] == ["Ada Berg"]
    assert [d.idle for d in found.decisions] == [False]


# Renaming


def test_a_renamed_actor_has_its_new_name_everywhere() -> None:
    found = ledger(("rename", ("Ada Berg",), {"into": "Ada Berg-Holm"}))
    assert by_name(found)["Ada Berg-Holm"].aliases == ("Ada Berg", "Berg")
    (said,) = found.statements
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.actor) == ("Ada Berg-Holm", "ada-berg-holm")
    assert by_name(found)["Ada Berg-Holm"].statements == 1


def test_two_actors_are_not_shown_under_one_name() -> None:
    found = ledger(("rename", ("Ada Berg",), {"into": "Rustam Kadari"}))
    assert found.decisions[0].idle
    assert set(by_name(found)) == {"Ada Berg", "Rustam Kadari"}


def test_decisions_are_applied_in_order() -> None:
    rename, merge = ("rename", ("Ada Berg",), {"into": "A. B."}), ("merge", ("A. B.", "Rustam Kadari"))
    assert [p.name for p in ledger(rename, merge).actors] == ["A. B."]
    wrong = ledger(merge, rename)
    assert [d.idle for d in wrong.decisions] == [True, False]
    assert len(wrong.actors) == 2


# Splitting


def test_a_split_gives_names_to_a_new_actor_in_every_document() -> None:
    found = ledger(split("Ada Berg", "Berg", to="Ola Berg"))
    parties = by_name(found)
    assert set(parties) == {"Ada Berg", "Ola Berg", "Rustam Kadari"}
    assert (parties["Ada Berg"].aliases, parties["Ada Berg"].documents) == ((), 2)
    assert (parties["Ola Berg"].aliases, parties["Ola Berg"].documents) == (("Berg",), 2)
    assert (parties["Ada Berg"].statements, parties["Ola Berg"].statements) == (0, 1)
    assert parties["Ola Berg"].id == "ola-berg"


def test_a_split_in_one_document() -> None:
    second = drafts_of_two()[1].document
    found = ledger(split("Ada Berg", "Berg", to="Ola Berg", document=second))
    parties = by_name(found)
    assert parties["Ola Berg"].documents == 1
    assert {e.document for e in parties["Ola Berg"].evidence} == {second}
    assert parties["Ada Berg"].aliases == ("Berg",)


def test_a_split_gives_names_to_an_actor_that_is_there() -> None:
    parties = by_name(ledger(split("Ada Berg", "Berg", to="Kadari")))
    assert set(parties) == {"Ada Berg", "Rustam Kadari"}
    assert parties["Rustam Kadari"].aliases == ("Berg", "Kadari")
    assert parties["Rustam Kadari"].documents == 3


def test_namesakes_are_told_apart_by_document() -> None:
    second = Draft("Ada Berg, the bishop, sang.", name="b", published=made.day("2031-05-02"))
    second.actors = (person("Ada Berg", None, "bishop"),)
    first = drafts_of_two()[0]
    decision = split("Ada Berg", "Ada Berg", to="Ada Berg (bishop)", document=second.document)
    found = build([first.page(), second.page()], decisions=in_order(decision))
    parties = by_name(found)
    assert parties["Ada Berg (bishop)"].offices == ("bishop",)
    assert parties["Ada Berg"].offices == ("envoy",)


def test_a_split_that_finds_no_such_name_is_idle() -> None:
    found = ledger(split("Ada Berg", "Bergie", to="Ola Berg"), split("Nobody", "Berg", to="Ola Berg"))
    assert [d.idle for d in found.decisions] == [True, True]
    assert found.actors == ledger().actors


def test_an_undone_decision_does_nothing_and_is_not_listed() -> None:
    done = in_order(split("Ada Berg", "Berg", to="Ola Berg"))[0]
    void = Decision(done.id, done.kind, done.made, done.names, done.aliases, done.into, undone=START)
    assert ledger(void) == ledger()


def test_a_split_holds_as_of_a_day() -> None:
    decision = split("Ada Berg", "Berg", to="Ola Berg")
    assert set(by_name(ledger(decision, as_of="2031-05-02"))) == {"Ada Berg", "Ola Berg", "Rustam Kadari"}
    assert set(by_name(ledger(decision, as_of="2031-05-01"))) == {"Ada Berg", "Rustam Kadari"}


def test_a_split_of_what_was_split_holds_as_of_a_day() -> None:
    decisions = (
        split("Ada Berg", "Berg", "Ada Berg", to="X. Berg", document=drafts_of_two()[2].document),
        split("X. Berg", "Berg", to="Ola Berg"),
        ("rename", ("Ola Berg",), {"into": "Ola B."}),
    )
    for day in (None, "2031-05-03"):
        parties = by_name(ledger(*decisions, as_of=day))
        assert set(parties) == {"Ada Berg", "X. Berg", "Ola B.", "Rustam Kadari"}
        assert parties["X. Berg"].aliases == ("Ada Berg",)


def test_words_go_with_the_name_before_them() -> None:
    text = (
        "Ada Berg came. The envoy said that all was well. Then Berg came. The envoy said that all was lost."
    )
    ada = person("Ada Berg", "norland", "envoy", "Berg")
    draft = Draft(text, published=made.day("2031-05-01"), actors=(ada,))
    draft.said("that all was well", "Ada Berg").said("that all was lost", "Ada Berg")
    found = build([draft.page()], decisions=in_order(split("Ada Berg", "Berg", to="Ola Berg")))
    speakers = {s.content: s.speaker.name for s in found.statements if s.speaker}
    assert speakers == {"that all was well": "Ada Berg", "that all was lost": "Ola Berg"}
    assert by_name(found)["Ada Berg"].offices == ("envoy",)


def test_an_event_goes_with_the_name_that_its_sentence_has() -> None:
    text = "Ada Berg rang Rustam Kadari. In the evening Berg met Kadari in Lusaka."
    draft = Draft(text, published=made.day("2031-05-01"), actors=(BERG, KADARI))
    both = ("Ada Berg", "Rustam Kadari")
    draft.event(EventKind.CALL, Status.HAPPENED, "Ada Berg rang Rustam Kadari.", parties=both)
    draft.event(EventKind.MEETING, Status.HAPPENED, "In the evening Berg met Kadari in Lusaka.", parties=both)
    found = build([draft.page()], decisions=in_order(split("Ada Berg", "Berg", to="Ola Berg")))
    company = {m.kind: set(m.participants) for m in found.meetings}
    assert company == {"call": {"Ada Berg", "Rustam Kadari"}, "meeting": {"Ola Berg", "Rustam Kadari"}}


# The order of pages, and pages that were divided before


def pages() -> list[Page]:
    return [Page(*draft.page(), draft.published) for draft in drafts_of_two()]


MANY = (
    split("Ada Berg", "Berg", to="Ola Berg"),
    ("merge", ("Ola Berg", "Rustam Kadari")),
    ("rename", ("Ada Berg",), {"into": "A. Berg"}),
)


@given(st.permutations(range(3)), st.lists(st.sampled_from(MANY), unique_by=id))
def test_applying_again_changes_nothing(order: list[int], chosen: list[tuple[Any, ...]]) -> None:
    decisions = in_order(*chosen)
    first = actors.decide([pages()[i] for i in order], decisions)
    again = actors.decide(first.pages, decisions)
    assert again.pages == first.pages
    assert {(id, frozenset(names)) for id, names in again.roll.aliases()} == {
        (id, frozenset(names)) for id, names in first.roll.aliases()
    }


@given(st.lists(st.sampled_from(MANY), unique_by=id))
def test_no_mention_is_lost_or_counted_twice(chosen: list[tuple[Any, ...]]) -> None:
    def places(of: list[Page]) -> list[tuple[str, Span]]:
        return sorted((p.id, m) for p in of for a in p.reading.actors for m in (*a.mentions, *a.references))

    assert places(actors.decide(pages(), in_order(*chosen)).pages) == places(pages())


def test_dated_readings_keep_the_actors_that_they_found() -> None:
    given_ = [draft.page() for draft in drafts_of_two()]
    found = list(dated(given_, decisions=in_order(*MANY)))
    assert [r.actors for r in found] == [r.actors for r, _ in given_]
    assert [s.speaker for r in found for s in r.statements] == [
        s.speaker for r, _ in given_ for s in r.statements
    ]


# What a person types


PARTIES = ledger().actors


def test_an_actor_is_found_by_any_of_its_names() -> None:
    for name in ("Ada Berg", "ada-berg", "Berg", "berg"):
        assert references.find(PARTIES, name).name == "Ada Berg"


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(UsageError, match=r"no actor 'Rustem Qadari'.*did you mean Rustam Kadari"):
        references.find(PARTIES, "Rustem Qadari")
    with pytest.raises(UsageError, match="show actors lists them"):
        references.find(PARTIES, "Zzz")


def test_an_ambiguous_name_is_answered_with_ids() -> None:
    two = ledger(split("Ada Berg", "Berg", to="Ola Berg", document=drafts_of_two()[2].document)).actors
    with pytest.raises(UsageError, match=r"2 actors: Ada Berg \(ada-berg\), Ola Berg \(ola-berg\)"):
        references.find(two, "Berg")
    assert references.find(two, "ola-berg").name == "Ola Berg"


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (lambda: drafts.merge(PARTIES, ["Ada Berg"]), "two actors or more"),
        (lambda: drafts.merge(PARTIES, ["Ada Berg", "Berg"]), "one actor already"),
        (lambda: drafts.merge(PARTIES, ["Ada Berg", "Kadari"], into=" "), "without a name"),
        (lambda: drafts.rename(PARTIES, "Ada Berg", "Rustam Kadari"), "merge the two"),
        (lambda: drafts.rename(PARTIES, "Ada Berg", "Ada Berg"), "is shown under"),
        (lambda: drafts.split(PARTIES, "Ada Berg", ["Bergie"], into="X"), "its names are .*Berg"),
        (lambda: drafts.split(PARTIES, "Ada Berg", [], into="X"), "at least one name"),
        (lambda: drafts.split(PARTIES, "Ada Berg", ["Berg", "Ada Berg"], into="X"), "no other name is left"),
        (lambda: drafts.split(PARTIES, "Ada Berg", ["Berg"], into=""), "without a name"),
    ],
)
def test_what_would_decide_nothing_is_refused(draft: Any, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        draft()


def test_a_decision_speaks_of_names() -> None:
    assert drafts.merge(PARTIES, ["berg", "rustam-kadari"]).names == ("Ada Berg", "Rustam Kadari")
    taken = drafts.split(PARTIES, "Berg", ["berg"], into="kadari")
    assert (taken.names, taken.aliases, taken.into) == (("Ada Berg",), ("Berg",), "Rustam Kadari")
