"""Nothing grows faster than a sentence: twice the tokens cost no more than about twice the work, in every component."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from long_sentences import SHAPES, steps

if TYPE_CHECKING:
    from types import FrameType

    from spacy.language import Language

SIZE = 500  # tokens
GROWTH = 2.6  # a quadratic component would reach 4


def lines_run(nlp: Language, shape: str, tokens: int) -> dict[str, int]:
    """Count the lines of our modules that each of our components runs over a sentence."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        if "geoint" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    counts = {}
    for name, component, doc in steps(nlp, shape, tokens):
        count, outer = 0, sys.gettrace()
        sys.settrace(trace if name.startswith("geoint_") else outer)
        try:
            component(doc)
        finally:
            sys.settrace(outer)
        counts[name] = count / len(doc)
    return counts


@pytest.mark.parametrize("shape", SHAPES)
def test_work_for_a_token_does_not_grow_with_the_sentence(shape: str, nlp: Language) -> None:
    short, long = lines_run(nlp, shape, SIZE), lines_run(nlp, shape, 2 * SIZE)
    grown = {name: round(2 * long[name] / short[name], 1) for name in short if short[name] > 1}
    assert {name: ratio for name, ratio in grown.items() if ratio > GROWTH} == {}
