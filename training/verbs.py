"""The forms of English verbs, as sentences are built out of them.

In: a phrase that begins with a verb in its base form. Out: the phrase with the verb in another form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence


class Verbs:
    """Inflects by rule, but for the ``irregular`` (past, participle) and those that double their end."""

    def __init__(self, irregular: Mapping[str, Sequence[str]], doubled: frozenset[str]) -> None:
        self._irregular = irregular
        self._doubled = doubled

    def inflected(self, phrase: str, form: str) -> str:
        """The phrase in the form of ``do``, ``does``, ``did``, ``done`` or ``doing``."""
        verb, _, rest = phrase.partition(" ")
        forms: dict[str, Callable[[str], str]] = {
            "do": str,
            "does": _third,
            "did": lambda v: self._past(v, 0),
            "done": lambda v: self._past(v, 1),
            "doing": self._gerund,
        }
        return f"{forms[form](verb)} {rest}"

    def _past(self, verb: str, which: int) -> str:
        if verb in self._irregular:
            return self._irregular[verb][which]
        return self._stem(verb) + ("d" if verb.endswith("e") else "ed")

    def _gerund(self, verb: str) -> str:
        if verb.endswith("e") and not verb.endswith(("ee", "ye")):
            return verb[:-1] + "ing"
        return (verb if verb.endswith("y") else self._stem(verb)) + "ing"

    def _stem(self, verb: str) -> str:
        if verb in self._doubled:
            return verb + verb[-1]
        if verb.endswith("y") and verb[-2] not in "aeou":
            return verb[:-1] + "i"
        return verb


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    if verb in ("go", "have"):
        return {"go": "goes", "have": "has"}[verb]
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
