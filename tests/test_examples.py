"""Every example under ``geoint/fr`` is a test of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geoint import lexicon
from geoint.model import Article, notation
from geoint.pipeline import read

if TYPE_CHECKING:
    from spacy.language import Language

FOLDERS = ("events", "grammar", "qualifiers")


def cases() -> list[Any]:
    found = []
    for folder in FOLDERS:
        for number, (stem, row) in enumerate(lexicon.examples(folder)):
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
            found.append(pytest.param(row, id=f"{folder}-{stem}-{number}", marks=marks))
    return found


@pytest.mark.parametrize("row", cases())
def test_example(row: dict[str, Any], nlp: Language) -> None:
    document = next(read([Article(text=row["text"], date=row.get("date"))], nlp=nlp))
    assert sorted(map(notation, document.triples)) == sorted(row["expect"])
