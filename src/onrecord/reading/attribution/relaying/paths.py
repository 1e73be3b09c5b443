"""The way of the words: from the document's own outlet over the relays to the medium, each with its kind.

In: a chain of names, the setting, the document's outlet. Out: :class:`~onrecord.model.Relay` after Relay,
outermost first. Invariant: the names between the own outlet and the medium are the chain, in its order.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from onrecord.model import Actor, ActorKind, Relay, RelayKind, Speaker
from onrecord.reading.attribution import sources
from onrecord.reading.attribution.casts import Cast
from onrecord.reading.attribution.relaying import conduct, means
from onrecord.reading.attribution.relaying.means import Medium
from onrecord.reading.attribution.relaying.relays import Relays
from onrecord.reading.attribution.relaying.settings import Setting
from onrecord.reading.attribution.reported import Reported
from onrecord.reading.language import Paragraph


def path(
    chain: Sequence[str],
    report: Reported,
    setting: Setting,
    speaker: Speaker | None,
    *,
    outlet: str | None,
    relays: Relays,
    cast: Cast,
    papers: Container[str] = (),
) -> tuple[Relay, ...]:
    """The whole way of a statement. ``outlet`` is the document's own; ``papers`` are no agencies."""
    own = (Relay(outlet, _own(outlet, relays)),) if outlet else ()
    mouths = (Relay(n, kind(n, setting.mouths, report.paragraph, relays, cast, papers)) for n in chain)
    medium = setting.medium
    if medium is not None and _is_the_press(medium, report, speaker, relays, cast):
        medium = None
    return (*own, *mouths, *(() if medium is None else (Relay(medium.name, medium.kind),)))


def _own(outlet: str, relays: Relays) -> RelayKind:
    return RelayKind.AGENCY if relays.kind(outlet) is RelayKind.AGENCY else RelayKind.OUTLET


def _is_the_press(
    medium: Medium, report: Reported, speaker: Speaker | None, relays: Relays, cast: Cast
) -> bool:
    """Whether a writing is an outlet's own report, and no medium: "the paper wrote", "on its website"."""
    noun = medium.noun
    if medium.kind is not RelayKind.DOCUMENT or not (noun is None or _is_of_the_press(noun.lemma_.lower())):
        return False
    source, wrote = report.source, medium.name == report.head.text
    writer = sources.subject(report.head) if wrote else None
    if source is not None and writer is not None and not source.holds(writer):
        return True  # the outlet wrote what the speaker, whom it cites, said
    whose = next((c.text for c in noun.lefts if c.dep_ == "poss"), "") if noun is not None else ""
    if whose and (whose in relays.names or relays.kind(whose) is not None):
        return True  # "the Echo's report"
    name = speaker.name if speaker is not None and speaker.named else ""
    known = next((a for a in cast.actors if a.name == name), None)
    outlet = known is not None and known.kind is ActorKind.OUTLET
    return bool(name) and (outlet or name in relays.names or relays.kind(name) is not None)


def _is_of_the_press(lemma: str) -> bool:
    return lemma in means.words().surveys or lemma in means.words().owned


def kind(
    name: str,
    mouths: Sequence[str],
    paragraph: Paragraph,
    relays: Relays,
    cast: Cast,
    papers: Container[str] = (),
) -> RelayKind:
    """What a relay of a chain is. ``mouths`` are names that are told to speak for the speaker.

    ``paragraph`` is that of the report: what the words around a name show counts where its own do not.
    """
    actor = next((a for a in cast.actors if a.name == name or name in a.aliases), None)
    press = None if _is_other_agency(name, relays) else relays.kind(_core(name))
    if (name in mouths and not _only_translates(name)) or (
        press is None and _speaks_for_another(name, actor, relays)
    ):
        return RelayKind.SPOKESPERSON
    learned = name in relays.names
    if (
        press is None
        and not learned
        and _is_name(name)
        and (called := conduct.called(name, paragraph, relays)) is not None
    ):
        return called
    person = actor is not None and actor.kind not in {None, ActorKind.OUTLET}
    if actor is not None and person and not learned:
        # what is called by words of the press is no person, whatever the cast holds it for
        return press if press is not None and actor.kind is ActorKind.ORGANISATION else RelayKind.PERSON
    if press is not None or (actor is not None and actor.kind is ActorKind.OUTLET):
        return press or RelayKind.OUTLET
    if name in papers:
        return RelayKind.OUTLET
    return _unknown(name, actor, paragraph, relays, cast)


def _unknown(name: str, actor: Actor | None, paragraph: Paragraph, relays: Relays, cast: Cast) -> RelayKind:
    """The kind of a relay of which nothing is told. A name that the cast does not know only handed words on.

    Agencies go by a bare word, as told.py has it. A description is somebody's.
    """
    words = name.split()
    persons = (alias for a in cast.actors if a.kind is ActorKind.PERSON for alias in (a.name, *a.aliases))
    if not _is_name(name) or any(alias in words or alias.endswith(name) for alias in persons):
        return RelayKind.PERSON
    bare = len(words) == 1 and name.isalpha()
    shown = conduct.of(name, paragraph, relays)
    if shown is RelayKind.PERSON or (shown is not None and not bare):
        return shown
    if conduct.has_article(name, paragraph):
        return RelayKind.OUTLET
    if actor is None or name.isupper() or words[0] in relays.articles:
        return RelayKind.OUTLET
    return RelayKind.AGENCY if bare else RelayKind.PERSON


def _is_name(text: str) -> bool:
    return all(
        word[:1].isupper() or not word[:1].isalpha() or word in _SMALL or word.startswith(_PREFIXES)
        for word in text.split()
    )


_SMALL = frozenset(
    "of the and de del della delle dei degli du des la le da das do dos di van von der den het y e".split()
)
_PREFIXES = ("al-", "el-", "ul-")  # "Al-Manbar al-Jadid"


def _core(name: str) -> str:
    """A description without what tells where or who it is: "an aide" of "an aide who has seen the paper"."""
    words = name.split()
    if _is_name(name):
        return name
    end = next((i for i, word in enumerate(words) if i and word in _PLACING), len(words))
    return " ".join(words[:end])


def _is_other_agency(name: str, relays: Relays) -> bool:
    """Whether an agency is none of the press: "the relief agency", "the Norland space agency"."""
    words = name.split()
    if len(words) < 2 or words[-1] != "agency" or not words[-2].islower():
        return False
    return words[-2] not in relays.trades and words[-2] not in relays.titles


def _only_translates(name: str) -> bool:
    """Whether somebody speaks for nobody, though words come through them: "his interpreter"."""
    return name.lower().split()[-1] in _TRANSLATING


_TRANSLATING = frozenset({"interpreter", "translator"})


def _speaks_for_another(name: str, actor: Actor | None, relays: Relays) -> bool:
    """Whether somebody is a spokesperson by office or description, or an office that speaks for its head."""
    told = [name, *(() if actor is None else actor.offices)]
    spoken = any(word in relays.speaking for text in told for word in _words(text))
    return spoken or _is_voice(name, relays) or _is_somebodys_mouth(name, relays)


def _is_voice(name: str, relays: Relays) -> bool:
    """Whether a name ends, before where it is or whose, as an office's does: "the presidency in Brell"."""
    words = _core(name.lower()).split()
    return words[-1] in relays.voices or " ".join(words[-2:]) in relays.voices


def _is_somebodys_mouth(name: str, relays: Relays) -> bool:
    """Whether a description is of somebody's own mouth: "her lawyers", "his chief of staff"."""
    first, *words = name.lower().split()
    last = words[-1].removesuffix("s") if words else ""
    return first in _WHOSE and (last in relays.mouths or " ".join(words) in relays.mouths)


_WHOSE = frozenset({"his", "her", "their", "its"})
_PLACING = frozenset(
    {"in", "of", "for", "to", "at", "from", "with", "near", "on", "who", "that", "which", "familiar", "close"}
)


def _words(text: str) -> Sequence[str]:
    words = text.lower().replace(",", " ").split()
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]
