"""The published JSON form of readings: one ``onrecord.reading/1`` object a line, with its schema."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, BinaryIO

import msgspec

from onrecord.model import SCHEMA, Reading


def write(readings: Iterable[Reading], stream: BinaryIO) -> None:
    """Write readings as JSON Lines in UTF-8."""
    encoder = msgspec.json.Encoder()
    for reading in readings:
        stream.write(encoder.encode(reading) + b"\n")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line, made from the model."""
    (body,), parts = msgspec.json.schema_components([Reading], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "The findings of one document",
        **body,
        "$defs": parts,
    }


def schema_text() -> str:
    """The schema as it is shipped in the package (``publishing/reading.schema.json``)."""
    return (files(__package__) / "reading.schema.json").read_text(encoding="utf-8")
