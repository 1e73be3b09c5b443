"""The knowledge files keep their schema."""

import pytest

from onrecord import knowledge
from onrecord.errors import KnowledgeError
from onrecord.model import EventKind, Span, Status
from onrecord.reading.events import lexicon as module
from onrecord.reading.events import plover
from onrecord.reading.language import parse


def test_every_negotiation_kind_has_words() -> None:
    lexicon = module.lexicon()
    told = {s.kind for senses in (*lexicon.nouns.values(), *lexicon.verbs.values()) for s in senses}
    assert told == set(EventKind)


def test_plover_types_and_roles_are_known() -> None:
    lexicon = module.lexicon()
    for senses in (*lexicon.nouns.values(), *lexicon.verbs.values()):
        for sense in senses:
            assert sense.plover in plover.TYPES
            assert sense.needs, sense


def test_every_status_can_be_told_by_a_governor_or_a_clause() -> None:
    lexicon = module.lexicon()
    effects = {g.effect for table in lexicon.governors.values() for g in table.values()}
    assert set(Status) <= effects | {Status.HAPPENED}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("events", {"family": "rumour"}),
        ("events", {"roles": {"subject": "villain"}}),
        ("status", {"effect": "maybe"}),
    ],
)
def test_a_broken_file_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, change: dict[str, object]
) -> None:
    load = knowledge.load

    def broken(wanted: str) -> object:
        file = dict(load(wanted))
        if wanted == name == "events":
            file["events"] = [{**file["events"][0], **change}]
        elif wanted == name:
            file["governors"] = {**file["governors"], "verbs": [{**file["governors"]["verbs"][0], **change}]}
        return file

    monkeypatch.setattr(knowledge, "load", broken)
    module.lexicon.cache_clear()
    with pytest.raises(KnowledgeError, match=f"{name}.yaml"):
        module.lexicon()
    monkeypatch.undo()
    module.lexicon.cache_clear()


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("Kenya condemned Ethiopia for the raid.", "Kenya", "Ethiopia", "ACCUSE"),
        ("Kenya imposed sanctions on Ethiopia.", "Kenya", "Ethiopia", "SANCTION"),
        ("Kenya will provide aid to Ethiopia.", "Kenya", "Ethiopia", "AGREE"),
        ("Kenya refused to meet Ethiopia.", "Kenya", "Ethiopia", "REJECT"),
        ("Kenya said Ethiopia must withdraw its troops.", "Kenya", "Ethiopia", "REQUEST"),
        ("Kenya and nothing else.", "Kenya", "nothing", None),
    ],
)
def test_plover_types(text: str, source: str, target: str, expected: str | None) -> None:
    (sentence,) = parse(text).sentences
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (source, target)]
    assert plover.classify(sentence, *spans) == expected
