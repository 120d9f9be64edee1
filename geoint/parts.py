"""Long texts in parts: cut at paragraphs, read with the paragraphs around, and joined to one document again.

A part is as long as a hundred-page report is wide: what an article says is never cut. What a part knows of its
neighbours are the paragraphs around it, so that a pronoun or *la veille* finds across the cut what it stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoint.model import Actor, Document, Mention

PART = 50_000  # characters; the model needs 3 MB for a thousand of them
CONTEXT = 2_000  # characters that are read on both sides of a part, at least, where whole paragraphs allow it
_PARAGRAPH = re.compile(r"\n\s*")
_SENTENCE = re.compile(r"[.!?…][»”\")]*\s+(?=[\"«“]?\s?[A-ZÀ-Ý])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that counts (``start`` to ``end``), and the wider one that is read (``first`` to ``last``)."""

    start: int
    end: int
    first: int
    last: int


def cut(text: str) -> list[Part]:
    """Cut a text into parts; between two of them stands the end of a paragraph, or of a sentence if a paragraph is too long."""
    if len(text) <= PART:
        return [Part(0, len(text), 0, len(text))]
    paragraphs = [m.end() for m in _PARAGRAPH.finditer(text)]
    ends = _ends(text, paragraphs)
    return [_with_context(start, end, paragraphs, len(text)) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def joined(documents: Sequence[Document], cores: Sequence[tuple[int, int]]) -> Document:
    """Join what was found in the parts of one text; of each part counts what stands in its core, by offsets of the text."""
    inside = [_within(document, start, end) for document, (start, end) in zip(documents, cores, strict=True)]
    triples = [t for document in inside for t in document.triples]
    return replace(
        inside[0],
        actors=tuple(_merged(a for document in inside for a in document.actors)),
        dates=tuple(d for document in inside for d in document.dates),
        triples=tuple(replace(t, id=f"t{number}") for number, t in enumerate(triples, start=1)),
        warnings=tuple(dict.fromkeys(w for document in inside for w in document.warnings)),
    )


# ------------------------------------------------------------ cutting


def _ends(text: str, paragraphs: list[int]) -> list[int]:
    ends: list[int] = []
    start = 0
    while len(text) - start > PART:
        start = _end(text, start, paragraphs)
        ends.append(start)
    return [*ends, len(text)]


def _end(text: str, start: int, paragraphs: list[int]) -> int:
    """Return where a part that starts there ends: as late as it may, at the best place that there is."""
    least, most = start + PART // 2, start + PART
    last = bisect_right(paragraphs, most) - 1
    if last >= 0 and paragraphs[last] > least:
        return paragraphs[last]
    for pattern in (_SENTENCE, _SPACE):
        found = [m.end() for m in pattern.finditer(text, least, most)]
        if found:
            return found[-1]
    return most


def _with_context(start: int, end: int, paragraphs: list[int], length: int) -> Part:
    """Widen a part by whole paragraphs; where it was cut within one, nothing is added."""
    first, last = start, end
    if start <= CONTEXT:
        first = 0
    elif _holds(paragraphs, start):
        before = _between(paragraphs, start - 2 * CONTEXT, start)
        first = next((p for p in reversed(before) if p <= start - CONTEXT), (before or [start])[0])
    if end >= length - CONTEXT:
        last = length
    elif _holds(paragraphs, end):
        after = _between(paragraphs, end + 1, end + 2 * CONTEXT)
        last = next((p for p in after if p >= end + CONTEXT), (after or [end])[-1])
    return Part(start, end, first, last)


def _holds(ordered: list[int], number: int) -> bool:
    at = bisect_left(ordered, number)
    return at < len(ordered) and ordered[at] == number


def _between(ordered: list[int], least: int, most: int) -> list[int]:
    return ordered[bisect_left(ordered, least) : bisect_right(ordered, most)]


# ------------------------------------------------------------ joining


def _within(document: Document, start: int, end: int) -> Document:
    actors = ((a, tuple(m for m in a.mentions if start <= m.start < end)) for a in document.actors)
    return replace(
        document,
        actors=tuple(replace(a, mentions=mentions) for a, mentions in actors if mentions),
        dates=tuple(d for d in document.dates if start <= d.start < end),
        triples=tuple(t for t in document.triples if start <= t.action.start < end),
    )


def _merged(actors: Iterable[Actor]) -> list[Actor]:
    """Make one of the actors with the same id or candidates, in the order in which the text first names them."""
    first: dict[tuple[str | None, tuple[str, ...]], Actor] = {}
    mentions: dict[tuple[str | None, tuple[str, ...]], list[Mention]] = {}
    for actor in actors:
        key = actor.id, actor.candidates
        first.setdefault(key, actor)
        mentions.setdefault(key, []).extend(actor.mentions)
    return [replace(actor, mentions=tuple(mentions[key])) for key, actor in first.items()]
