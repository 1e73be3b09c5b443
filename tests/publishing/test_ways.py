"""The way of the words in print."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Anonymity, Relay, RelayKind, Said, Speaker
from onrecord.publishing import report, ways
from tests.publishing import made

AGENCY = Relay("Kestrel", RelayKind.AGENCY)
OWN = Relay("The Morning Bell", RelayKind.OUTLET)


def _said(**changes: object) -> Said:
    return replace(made.ledger().statements[1], **changes)  # type: ignore[arg-type]


def test_relays_stand_nearest_first_and_the_own_outlet_is_left_out() -> None:
    mouth = Relay("Orlo Vell", RelayKind.SPOKESPERSON)
    post = Relay("a post on Telegram", RelayKind.SOCIAL)
    said = _said(chain=("Kestrel", "Orlo Vell"), path=(OWN, AGENCY, mouth, post))
    told = "Ilse Varga ← a post on Telegram (social) ← Orlo Vell (spokesperson) ← Kestrel (agency)"
    assert ways.line(said) == told


def test_a_kind_is_told_only_where_the_name_does_not() -> None:
    interview = Relay("an interview", RelayKind.INTERVIEW)
    assert ways.steps(_said(path=(OWN, Relay("Kestrel", RelayKind.OUTLET), interview))) == (
        "an interview",
        "Kestrel",
    )
    assert ways.steps(_said(path=())) == ("Kestrel",)


def test_speakers_by_how_much_is_told() -> None:
    aide = Speaker("an aide", None, named=False)
    assert ways.speaker(_said(speaker=aide, anonymity=Anonymity.DESCRIBED)) == "an aide (unnamed)"
    assert ways.speaker(_said(speaker=None, anonymity=Anonymity.UNATTRIBUTED)) == "(nobody named)"
    assert ways.speaker(_said(speaker=None, anonymity=Anonymity.UNRESOLVED)) == "(open)"


def test_the_page_shows_and_escapes_the_way() -> None:
    evil = Relay("<b>Kestrel</b>", RelayKind.AGENCY)
    said = _said(
        speaker=None, chain=(evil.name,), path=(OWN, evil), anonymity=Anonymity.UNATTRIBUTED, hedged=True
    )
    page = report.render(replace(made.ledger(), statements=(said,)), made.pages())
    assert "&lt;b&gt;Kestrel&lt;/b&gt; (agency)" in page
    assert "<b>Kestrel</b>" not in page
    assert "Nobody named" in page
    assert '<span class="mark">hedged</span> · <span class="mark">unattributed</span>' in page
