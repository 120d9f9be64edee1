"""The rules of events as documentation: families, patterns with their lines, and the examples that prove them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from geoint import lexicon

if TYPE_CHECKING:
    from geoint.lexicon import Source

_PATTERN = re.compile(r"^\s*\[\[\s*pattern\s*\]\]\s*(#.*)?$")
_SECTION = re.compile(r"^\s*\[\[")


class UnknownRuleError(KeyError):
    """No rule has this id; ``near`` holds the ids that look like it."""

    def __init__(self, rule: str, near: list[str]) -> None:
        """Take the id that was asked for, and those that look like it."""
        super().__init__(rule)
        self.near = near


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternText:
    """One pattern as its file has it: id, file and line, the comment beside it, and its own lines."""

    id: str
    place: str
    comment: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence and the triples that it must give; none proves that the rule does not fire too often."""

    text: str
    expect: tuple[str, ...]
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One file of rules: its type, mode and CAMEO code, what its head comment says, its patterns and its examples."""

    id: str
    event: str
    mode: str | None
    cameo: str | None
    comment: str
    patterns: tuple[PatternText, ...]
    examples: tuple[Example, ...]


def families() -> list[Family]:
    """Return every family in the order of the files."""
    return [_family(found) for found in lexicon.sources("events")]


def find(rule: str) -> tuple[Family, PatternText | None]:
    """Return a family by its id, or a pattern with its family: *sanction*, *sanction[1]*; UnknownRuleError if there is none."""
    known = families()
    for family in known:
        if family.id == rule:
            return family, None
        for pattern in family.patterns:
            if pattern.id == rule:
                return family, pattern
    ids = [family.id for family in known] + [pattern.id for family in known for pattern in family.patterns]
    raise UnknownRuleError(rule, difflib.get_close_matches(rule, ids, n=3, cutoff=0.5))


def _family(found: Source) -> Family:
    stem = found.name.removesuffix(".toml")
    lines = found.text.splitlines()
    return Family(
        id=stem,
        event=found.table.get("event", lexicon.NO_EVENT),
        mode=found.table.get("mode"),
        cameo=found.table.get("cameo"),
        comment=_comment(lines),
        patterns=tuple(_patterns(stem, found.name, lines)),
        examples=tuple(_example(row) for row in found.table.get("example", ())),
    )


def _comment(lines: list[str]) -> str:
    """Return the comment at the head of a file."""
    head = []
    for line in lines:
        if not line.startswith("#"):
            break
        head.append(line.removeprefix("#").strip())
    return " ".join(head)


def _patterns(stem: str, name: str, lines: list[str]) -> list[PatternText]:
    """Return the patterns of a file; a comment right above one or beside its header is its own."""
    headers = [at for at, line in enumerate(lines) if _PATTERN.match(line)]
    return [_pattern(f"{stem}[{number}]", name, lines, at) for number, at in enumerate(headers)]


def _pattern(rule: str, name: str, lines: list[str], at: int) -> PatternText:
    beside = (_PATTERN.match(lines[at]) or [""])[1] or ""
    above = list(takewhile(_is_comment, reversed(lines[_above(lines, at) : at])))
    comment = " ".join(line.strip().removeprefix("#").strip() for line in (*reversed(above), beside) if line)
    body = list(takewhile(lambda line: line.strip() and not _SECTION.match(line), lines[at + 1 :]))
    while body and _is_comment(body[-1]):  # that of the next pattern
        body.pop()
    return PatternText(id=rule, place=f"{name}:{at + 1}", comment=comment, lines=tuple(body))


def _above(lines: list[str], at: int) -> int:
    """Return where a comment above a pattern may begin: not in the comment at the head of the file."""
    return next((number for number, line in enumerate(lines[:at]) if not line.startswith("#")), at)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _example(row: dict[str, Any]) -> Example:
    date = row.get("date")
    return Example(text=row["text"], expect=tuple(row["expect"]), date=str(date) if date else None)


def fires_in(family: Family, pattern: PatternText) -> tuple[Example, ...]:
    """Return the examples of a family in which a pattern makes a triple; this reads them with the model."""
    from geoint.model import Article
    from geoint.pipeline import read

    documents = read(Article(text=e.text, date=e.date) for e in family.examples)
    found = zip(family.examples, documents, strict=True)
    return tuple(example for example, document in found if any(t.rule == pattern.id for t in document.triples))
