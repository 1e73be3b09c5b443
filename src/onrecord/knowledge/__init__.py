"""Knowledge files: language rules, offices, places, outlets. Data, not code.

Each ``*.yaml`` beside this module is one file of knowledge. The modules that use a file own the
function that turns it into typed values; this one only loads it, once, and names the file in errors.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from onrecord.errors import KnowledgeError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The content of ``knowledge/<name>.yaml``; treat it as read-only (it is shared).

    Raises :class:`KnowledgeError` where the file is missing or is not YAML.
    """
    path = files(__name__) / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise KnowledgeError(f"there is no knowledge file {name!r}", where=str(path)) from None
    except yaml.YAMLError as error:
        raise KnowledgeError("not valid YAML", where=f"{path}: {error}", hint="mend the file") from error
