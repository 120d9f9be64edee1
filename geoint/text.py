"""The text as the model likes it, with the way back to the text as it was given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# One character for one, so that offsets stay: the model was trained on plain spaces and apostrophes.
_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u02bc": "'", "\u2011": "-"}
    | {chr(c): " " for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\r"}
    | {chr(c): "\ufffd" for c in range(0xD800, 0xE000)}  # lone surrogates: spaCy stores UTF-8
)
# Characters that are not seen and break words: soft hyphen, direction and joining marks, byte order mark.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MANY_FOR_ONE = re.compile(f"\r\n|[{_UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in NFC with plain spaces, apostrophes and line ends, without unseen marks; ``original`` is it as given.

    ``clusters`` holds, for each character of ``text``, where the characters that it was composed from start and
    end in the original; it is None where both have the same offsets. ``base`` is where in the original a part begins.
    """

    text: str
    original: str
    clusters: tuple[tuple[int, int], ...] | None = None
    base: int = 0

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of a non-empty stretch of ``text``."""
        if self.clusters is None:
            return self.base + start, self.base + end
        return self.clusters[start][0], self.clusters[end - 1][1]

    def part(self, start: int, end: int) -> Normalized:
        """Return a stretch of ``text``, with its own way back to the whole original."""
        clusters = self.clusters and self.clusters[start:end]
        return Normalized(self.text[start:end], self.original, clusters, self.base + start)


def plain(text: str) -> str:
    """Return the text with plain spaces, apostrophes and hyphens, of the same length."""
    return text.translate(_PLAIN)


def normalize(original: str) -> Normalized:
    """Return the text in NFC, plain, and the way back."""
    if unicodedata.is_normalized("NFC", original) and not _MANY_FOR_ONE.search(original):
        return Normalized(plain(original), original)
    composed: list[str] = []
    clusters: list[tuple[int, int]] = []
    for start, end in _clusters(original):
        piece = unicodedata.normalize("NFC", original[start:end])
        if piece == "\r\n":
            piece = "\n"
        composed.append(piece)
        clusters += [(start, end)] * len(piece)
    return Normalized(plain("".join(composed)), original, tuple(clusters))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut a text into base characters with the marks that follow them, and line ends; unseen characters are left out."""
    clusters: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if _MANY_FOR_ONE.fullmatch(char):
            continue
        joins = unicodedata.combining(char) or (char == "\n" and text[i - 1 : i] == "\r")
        if clusters and joins and clusters[-1][1] == i:
            clusters[-1] = (clusters[-1][0], i + 1)
        else:
            clusters.append((i, i + 1))
    return clusters
