"""What decides an output: results of the same identity are comparable, and need not be made again."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from geoint import lexicon, weights
from geoint.pipeline import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(__file__).parent
# These decide how results are asked for and written, not what is in them.
APART = frozenset({"cli", "training", "evaluate.py", "batch.py", "manifest.py", "workers.py", "atomic.py"})


def identity(model: str | None, lexicons: Iterable[Path | str] = ()) -> str:
    """Return a digest of geoint's code, the model and its version, spaCy's, our weights, and all lexicons, also the user's.

    ``model`` and ``lexicons`` as for ``geoint.load``; raises LexiconError if one cannot be read.
    """
    parts = [f"geoint {version('geoint')} {_code()}", f"spacy {version('spacy')}", f"model {model} {_of_model(model or MODEL)}"]
    parts += [(weights.FOLDER / weights.CARD).read_text(encoding="utf-8"), lexicon.fingerprint(lexicons)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _of_model(model: str) -> str:
    """Return the version of a model that is installed, or the description of one in a folder."""
    try:
        return version(model.replace("_", "-"))
    except PackageNotFoundError:
        meta = Path(model) / "meta.json"
        return meta.read_text(encoding="utf-8") if meta.is_file() else "not installed"


def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in APART:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
