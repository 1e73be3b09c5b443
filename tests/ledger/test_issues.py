"""Issues by their words, and a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError
from onrecord.ledger import issues


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("a truce of thirty days", ("ceasefire",)),
        ("an important report on the damage", ()),  # neither imports nor dams
        ("Prisoners for the lifting of sanctions", ("sanctions", "prisoners and hostages")),
        ("the peacekeepers must leave the border", ("troops and withdrawal", "territory")),
        ("a pay offer of four per cent", ("pay and conditions",)),
        ("He paid attention", ()),
        ("UN CEASE-FIRE", ("ceasefire",)),
        ("military talks at the truce village", ()),
        ("a truce in the truce village", ("ceasefire",)),
        ("a dialogue on neutral ground", ()),
        ("neutral status for the island", ("alliance membership",)),
        ("an end to cross-border smuggling", ()),
        ("the border guards and the border", ("territory",)),
        ("its own offer would not be withdrawn", ()),
        ("to withdraw a formal complaint", ()),
        ("to withdraw its soldiers from the valley", ("troops and withdrawal",)),
        ("the proposal that troops be withdrawn", ("troops and withdrawal",)),
        ("withdraw the proposal, not the troops", ("troops and withdrawal",)),
        ("a new round of peace talks", ("procedure",)),
        ("two more rounds of technical negotiations", ("procedure",)),
        ("back at the negotiating table", ("procedure",)),
        ("the round-table talks", ()),
        ("the language of threats", ()),
        ("softer language in the final text", ()),
        ("the language of instruction in schools", ("language, culture and rights",)),
        ("$40 million in aid", ("economy and trade",)),
        ("40 million people in need of aid", ("humanitarian access",)),
    ],
)
def test_a_text_is_about_what_its_words_say(text: str, about: tuple[str, ...]) -> None:
    assert issues.shipped().of(text) == about


def test_a_users_file_adds_replaces_and_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("lighthouses: {words: [lamp*]}\nceasefire: {words: [lull]}\nsanctions: null\n")
    own = issues.with_own(path)
    assert own.of("the lamps go out in the lull") == ("ceasefire", "lighthouses")
    assert own.of("a truce and sanctions") == ()
    assert "sanctions" not in own.names


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("- a\n- b\n", "a mapping of issues is wanted"),
        ("a: {word: [b]}\n", "issue 'a' has no list of words"),
        ("a: {words: ['*']}\n", "issue 'a' has no list of words"),
        ("a: {words: [b], unless: c}\n", "issue 'a' has no list in `unless`"),
        ("a: {words: [b\n", "not valid YAML"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=wrong):
        issues.with_own(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        issues.with_own(tmp_path / "none.yaml")


def test_talks_about_a_matter_lead_with_how_it_is_talked_about() -> None:
    known = issues.shipped()
    assert known.leading("to hold talks on the demarcation of the border") == ("procedure",)
    assert known.leading("to join the talks about prisoners") == ("procedure",)
    assert known.leading("to hold border talks") == ("procedure",)
    assert known.leading("the release of the prisoners before the talks") == ("prisoners and hostages",)
