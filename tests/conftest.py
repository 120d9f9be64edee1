"""What the tests share: one loaded pipeline, and the folders of texts that are only there for measuring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import geoint

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return geoint.load()


@pytest.fixture(scope="session")
def dev() -> Path:
    folder = SHARED / "eval" / "dev"
    if not folder.exists():
        pytest.skip("../shared/eval/dev is not here: the quality gate was not run")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    path = SHARED / "corpus" / "raw.jsonl"
    if not path.exists():
        pytest.skip("../shared/corpus/raw.jsonl is not here")
    return path
