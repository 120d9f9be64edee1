"""Component ``geoint_sentences``: where a sentence may not and must begin, set before the parser runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

_TITLES = frozenset({"M.", "MM.", "Mme", "Mme.", "Mmes", "Dr", "Dr.", "Pr.", "Me", "St.", "Mgr"})
_CLOSERS = frozenset({"»", "”", ")", "]"})
_ENDS = frozenset({".", "!", "?", "…", "...", "?!"})


@Language.factory("geoint_sentences")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that presets sentence starts."""
    return preset


def preset(doc: Doc) -> Doc:
    """Forbid a start after *M.* and before an incise, demand one after a blank line; leave the rest to the parser."""
    starts = [1, *(_start(doc[token.i - 1], token) for token in doc[1:])]
    # All at once: the setter of a single token looks through the whole Doc each time.
    column = np.asarray(starts[: len(doc)], dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]  # thinc has its own name for such an array


def _start(before: Token, token: Token) -> int:
    """Return 1 where a sentence starts, -1 where none may, 0 where the parser decides: spaCy's own coding."""
    if _must_start(before, token):
        return 1
    return -1 if _may_not_start(before, token) else 0


def _must_start(before: Token, token: Token) -> bool:
    if before.is_space and before.text.count("\n") > 0:
        return not token.is_space
    sentence_ends = before.text in _ENDS and before.text not in {"...", "…"}
    return sentence_ends and token.text[:1].isupper() and len(token.text) > 1 and not _abbreviates(before)


def _abbreviates(dot: Token) -> bool:
    return dot.i > 0 and len(dot.nbor(-1).text) == 1 and dot.nbor(-1).text.isupper()


def _may_not_start(before: Token, token: Token) -> bool:
    if before.text in _TITLES or token.is_space:
        return True
    if token.text in _CLOSERS or token.text in {",", ";", ":"}:
        return True
    return before.text in {",", "«", "“", "("} or (before.text not in _ENDS | _CLOSERS and token.text[:1].islower())
