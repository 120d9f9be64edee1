"""The text as the model likes it, with the way back to the text as it was given."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# One character for one, so that offsets stay: the model was trained on plain spaces and apostrophes.
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u02bc": "'", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in NFC with plain spaces and apostrophes; ``original`` is the text as given.

    ``clusters`` holds, for each character of ``text``, where the characters that it was composed from start and
    end in the original; it is None where both have the same offsets.
    """

    text: str
    original: str
    clusters: tuple[tuple[int, int], ...] | None = None

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of a non-empty stretch of ``text``."""
        if self.clusters is None:
            return start, end
        return self.clusters[start][0], self.clusters[end - 1][1]


def plain(text: str) -> str:
    """Return the text with plain spaces, apostrophes and hyphens, of the same length."""
    return text.translate(_PLAIN)


def normalize(original: str) -> Normalized:
    """Return the text in NFC with plain spaces and apostrophes, and the way back."""
    if unicodedata.is_normalized("NFC", original):
        return Normalized(plain(original), original)
    composed: list[str] = []
    clusters: list[tuple[int, int]] = []
    for start, end in _clusters(original):
        piece = unicodedata.normalize("NFC", original[start:end])
        composed.append(piece)
        clusters += [(start, end)] * len(piece)
    return Normalized(plain("".join(composed)), original, tuple(clusters))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut a text into base characters with the marks that follow them."""
    starts = [i for i, c in enumerate(text) if i == 0 or not unicodedata.combining(c)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
