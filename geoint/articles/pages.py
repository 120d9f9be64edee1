"""Printed pages to paragraphs: running heads out, columns one after the other, lines joined, hyphens undone.

A page is given as lines of fixed-width text, in which columns stand side by side. No library here: text to text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoint.fr import hyphens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MARGIN = 2  # lines at the top and at the foot of a page where a running head may stand
REPEATED = 0.5  # share of pages on which a line is a running head
FEWEST = 2  # pages on which it must be
GUTTER = 2  # blank columns of fixed-width text, at least, between two columns
SIDE = 0.25  # share of a page's lines, at least, that stand right of the gutter, and left of it
CROSSING = 0.3  # share of lines, at most, that cross the gutter: a title, a table
SHORT = 0.8  # share of a column's width; a sentence that ends before it ends its paragraph
INDENT = 2  # characters that begin a paragraph
_FOLIO = re.compile(r"\W*(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_ENDS = (".", "!", "?", "…", "»", "”", '"', ":")


def paragraphs(pages: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a document, those that a page or column breaks in one piece."""
    lines = [[line.rstrip() for line in page.splitlines()] for page in pages]
    heads = _running_heads(lines)
    blocks = [block for page in lines for block in _columns(_without_heads(page, heads))]
    words = _Words(blocks)
    pending = ""
    for block in blocks:
        for paragraph in _joined(block, words):
            if pending and _goes_on(pending, paragraph):
                pending = words.join(pending, paragraph)
                continue
            if pending:
                yield pending
            pending = paragraph
    if pending:
        yield pending


# ------------------------------------------------------------ running heads


def _running_heads(pages: list[list[str]]) -> frozenset[str]:
    """Return the lines, digits aside, that stand at the top or the foot of most pages."""
    found = Counter(line for page in pages for line in {_shape(page[i]) for i in _margin(page)})
    least = max(FEWEST, REPEATED * len(pages))
    return frozenset(line for line, count in found.items() if count >= least)


def _without_heads(page: list[str], heads: frozenset[str]) -> list[str]:
    """Take away what is no text, from the edges inwards up to the first line that is."""
    written = [i for i, line in enumerate(page) if line.strip()]
    margin: set[int] = set()
    for edge in (written[:MARGIN], written[: -MARGIN - 1 : -1]):
        for i in edge:
            if _shape(page[i]) not in heads and not _FOLIO.fullmatch(page[i].strip()):
                break
            margin.add(i)
    return [line for i, line in enumerate(page) if i not in margin]


def _margin(page: list[str]) -> list[int]:
    """Return the numbers of the first and the last lines of a page that are not blank."""
    written = [i for i, line in enumerate(page) if line.strip()]
    return list(dict.fromkeys(written[:MARGIN] + written[-MARGIN:]))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


# ------------------------------------------------------------ columns


def _columns(page: list[str]) -> list[list[str]]:
    """Return the blocks of a page in reading order: left column, right column, and what crosses both in its place."""
    gutter = _gutter(page)
    if gutter is None:
        return [page]
    blocks: list[list[str]] = []
    left: list[str] = []
    right: list[str] = []
    for line in [*page, None]:
        if line is None or _crosses(line, gutter):
            blocks += [block for block in (left, right) if any(block)]
            blocks += [[line]] if line is not None else []
            left, right = [], []
        else:
            left.append(line[: gutter[0]].rstrip())
            right.append(line[gutter[1] :].rstrip())
    return [piece for block in blocks for piece in _columns_of_rest(block)]


def _columns_of_rest(block: list[str]) -> list[list[str]]:
    """Look for a further gutter in a column: newspapers have three and more."""
    return [block] if _gutter(block) is None else _columns(block)


def _gutter(page: list[str]) -> tuple[int, int] | None:
    """Return the widest stretch that is blank in nearly all lines and has text on both sides, or None."""
    lines = [line for line in page if line.strip()]
    width = max(map(len, lines), default=0)
    if len(lines) < 2 * FEWEST or not width:
        return None
    inked = Counter(i for line in lines for i, c in enumerate(line) if c != " ")
    best: tuple[int, int] | None = None
    start: int | None = None
    for i in range(width + 1):
        blank = i < width and inked[i] <= CROSSING * len(lines)
        if blank and start is None:
            start = i
        elif not blank and start is not None:
            stretch = _narrowed(lines, (start, i))
            if stretch and (best is None or stretch[1] - stretch[0] > best[1] - best[0]):
                best = stretch
            start = None
    return best


def _narrowed(lines: list[str], stretch: tuple[int, int]) -> tuple[int, int] | None:
    """Return the part of a stretch that is blank in all lines but those that cross it, or None if it is no gutter."""
    inside = [line for line in lines if not _crosses(line, (stretch[0], stretch[1]), full=True)]
    if len(inside) < (1 - CROSSING) * len(lines):
        return None
    blank = [i for i in range(*stretch) if all(line[i : i + 1] in {"", " "} for line in inside)]
    runs = [run for run in _runs(blank) if run[1] - run[0] >= GUTTER]
    if not runs:
        return None
    start, end = max(runs, key=lambda run: run[1] - run[0])
    left = sum(bool(line[:start].strip()) for line in inside)
    right = sum(bool(line[end:].strip()) for line in inside)
    return (start, end) if min(left, right) >= SIDE * len(lines) else None


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for n in numbers:
        if runs and runs[-1][1] == n:
            runs[-1] = (runs[-1][0], n + 1)
        else:
            runs.append((n, n + 1))
    return runs


def _crosses(line: str, gutter: tuple[int, int], *, full: bool = False) -> bool:
    """Tell whether a line has text within a gutter, or no room for one there (``full``)."""
    inside = line[gutter[0] : gutter[1]]
    return "  " not in inside and len(inside) == gutter[1] - gutter[0] if full else bool(inside.strip())


# ------------------------------------------------------------ paragraphs


@dataclass(slots=True)
class _Words:
    """The words of a document, which tell whether a hyphen at the end of a line belongs to the word."""

    known: frozenset[str]

    def __init__(self, blocks: Iterable[list[str]]) -> None:
        self.known = frozenset(re.findall(r"\w[\w-]*\w", " ".join(line for b in blocks for line in b).lower()))

    def join(self, before: str, after: str) -> str:
        """Join two lines, and the word that a hyphen breaks."""
        if before.endswith("\u00ad"):
            return before[:-1] + after
        first, last = re.search(r"(\w+)-$", before), re.match(r"[\w]+", after)
        if not first or not last or not last[0][0].islower():
            return before + after if before.endswith("-") else f"{before} {after}"
        whole, compound = (first[1] + last[0]).lower(), f"{first[1]}-{last[0]}".lower()
        kept = compound in self.known and whole not in self.known
        if kept or (whole not in self.known and hyphens.belongs(first[1], last[0])):
            return before + after
        return before[:-1] + after


def _joined(block: list[str], words: _Words) -> Iterator[str]:
    """Yield the paragraphs of a column."""
    width = max(map(len, block), default=0)
    margin = min((_indent(line) for line in block if line.strip()), default=0)
    pending = ""
    for line in block:
        text = " ".join(line.split())
        starts = not text or _indent(line) - margin >= INDENT
        if pending and starts:
            yield pending
            pending = ""
        if text:
            pending = words.join(pending, text) if pending else text
            if text.endswith(_ENDS) and len(line) < SHORT * width:
                yield pending
                pending = ""
    if pending:
        yield pending


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    return not before.endswith(_ENDS) and (after[0].islower() or before.endswith(("-", "\u00ad", ",")))
