"""The name of an outlet, from its host or from the name that a page gives.

In: a URL or a name. Out: the outlet's usual name by ``knowledge/outlets.yaml``, else the name as it
was given, else the bare host. No name is ever invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from onrecord.errors import KnowledgeError
from onrecord.knowledge import load

_SUBDOMAIN = re.compile(r"\A(?:www\d?|m|mobile|amp)\.")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.[a-z0-9-]{2,}")
_FOLD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlet names by host, and by folded name or alias."""

    by_host: dict[str, str]
    by_name: dict[str, str]


@cache
def outlets() -> Outlets:
    """The outlets of the knowledge file. Raises :class:`KnowledgeError` where it breaks its schema."""
    by_host: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for entry in load("outlets")["outlets"]:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise KnowledgeError(f"not an outlet: {entry!r}", where="outlets.yaml", hint="give it a name")
        name = entry["name"]
        for host in entry.get("hosts", ()):
            if by_host.setdefault(host, name) != name:
                raise KnowledgeError(
                    f"two outlets have the host {host}", where="outlets.yaml", hint="drop one"
                )
        for alias in (name, *entry.get("aliases", ())):
            if by_name.setdefault(folded(alias), name) != name:
                raise KnowledgeError(f"two outlets are called {alias}", where="outlets.yaml", hint="drop one")
    return Outlets(by_host, by_name)


def folded(name: str) -> str:
    """A name as it is compared: lower case, no leading article, no punctuation."""
    return _FOLD.sub(" ", name.casefold()).strip().removeprefix("the ")


def canonical(name: str) -> str:
    """The usual name of an outlet called ``name`` (a name, an alias or a host); else ``name`` itself."""
    known = outlets()
    return known.by_name.get(folded(name)) or _by_host(name.strip().lower()) or name


def name_for(url: str | None, sitename: str | None = None) -> str | None:
    """The outlet of a page: by its host, else by the name the page gives its site, else the bare host."""
    host = _host(url) if url else None
    by_host = _by_host(host) if host else None
    if by_host:
        return by_host
    if sitename and sitename.strip():
        return canonical(" ".join(sitename.split()))
    return host


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return None
    host = _SUBDOMAIN.sub("", host.lower())
    return host if _HOST.fullmatch(host) else None


def _by_host(host: str) -> str | None:
    """The outlet of a host or of the nearest domain above it."""
    known = outlets().by_host
    labels = _SUBDOMAIN.sub("", host).split(".")
    for first in range(len(labels) - 1):
        name = known.get(".".join(labels[first:]))
        if name:
            return name
    return None
