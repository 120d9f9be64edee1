"""The JSON Schema of what ``geoint extract`` writes, one document."""

from __future__ import annotations

from typing import Any

from geoint.model import SCHEMA_VERSION

EVENTS = [
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip
STATUSES = ["fact", "negated", "intended", "claimed", "hypothetical"]
STRING: dict[str, Any] = {"type": "string"}
OPTIONAL: dict[str, Any] = {"type": ["string", "null"]}
OFFSET: dict[str, Any] = {"type": "integer", "minimum": 0, "description": "Unicode code points from the start of the text"}
DAY: dict[str, Any] = {"type": ["string", "null"], "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}
SPAN = {"text": STRING, "start": OFFSET, "end": OFFSET}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "geoint document",
        **_object(
            {
                "schema_version": {"const": SCHEMA_VERSION},
                "document": _document(),
                "actors": _list(_actor()),
                "dates": _list(_date()),
                "triples": _list(_triple()),
                "warnings": _list(STRING),
            }
        ),
    }


def _document() -> dict[str, Any]:
    digest = {"pattern": "^[0-9a-f]{64}$"}
    known = _object({"id": OPTIONAL, "date": DAY, "title": OPTIONAL, "source": OPTIONAL, "sha256": digest})
    known["properties"]["text"] = {**STRING, "description": "The text that the offsets count in; given with --with-text"}
    return known


def _actor() -> dict[str, Any]:
    mention = _object({**SPAN, "sector": OPTIONAL, "why": STRING, "person": OPTIONAL, "role": OPTIONAL})
    named = {"id": OPTIONAL, "name": STRING, "type": STRING, "country": OPTIONAL, "wikidata": OPTIONAL}
    return _object({**named, "candidates": _list(STRING), "mentions": _list(mention)})


def _date() -> dict[str, Any]:
    value = {"value": OPTIONAL, "grain": OPTIONAL, "earliest": DAY, "latest": DAY, "anchor": DAY}
    modifier = {"enum": ["start", "mid", "end", "approx", "before", "after", "more", "less", None]}
    part = {"enum": ["morning", "midday", "afternoon", "evening", "night", None]}
    return _object({**SPAN, **value, "modifier": modifier, "part": part})


def _triple() -> dict[str, Any]:
    participant = _nullable(
        _object(
            {
                **SPAN,
                "id": OPTIONAL,
                "name": OPTIONAL,
                "type": OPTIONAL,
                "country": OPTIONAL,
                "sector": OPTIONAL,
                "candidates": _list(STRING),
                "stands_for": _nullable(_object(SPAN)),
            }
        )
    )
    action = {
        **SPAN,
        "lemma": STRING,
        "event": {"enum": EVENTS},
        "mode": OPTIONAL,
        "cameo": OPTIONAL,
        "quad": {"type": ["integer", "null"], "minimum": 1, "maximum": 4},
    }
    date = {**SPAN, "value": {**OPTIONAL, "description": "as in dates; ~ and the expression where no day of writing anchors it"}}
    source = {**SPAN, "id": OPTIONAL}
    return _object(
        {
            "id": STRING,
            "subject": participant,
            "action": _object(action),
            "object": participant,
            "date": _nullable(_object({**date, "grain": OPTIONAL})),
            "place": _nullable(_object({**SPAN, "country": OPTIONAL})),
            "status": {"enum": STATUSES},
            "cues": _list(_object({**SPAN, "kind": STRING})),
            "attributed_to": _nullable(_object({**source, "via": _nullable(_object(source)), "path": _list(_object(source))})),
            "sentence": _object({"start": OFFSET, "end": OFFSET}),
            "rule": STRING,
            "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _nullable(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "null"}]}
