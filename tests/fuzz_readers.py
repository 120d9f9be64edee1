"""Fuzzing, not a test: any bytes under any name must be read or refused. Needs ``pip install atheris``; run it as a script.

``python tests/fuzz_readers.py FOLDER -max_total_time=600`` keeps what it finds in FOLDER; what crashes a reader becomes
a case of ``tests/test_articles.py``.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found]  # no dependency: needed here only

with atheris.instrument_imports(include=["geoint", "pypdf", "docx", "trafilatura", "htmldate", "charset_normalizer"]):
    import documents
    import docx
    import pypdf
    import trafilatura

    from geoint.articles import Article, Reading, articles

NAMES = ("wire", "a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.json", "a.jsonl", "a.csv", "a.txt.gz")
READ_BY = (docx, pypdf, trafilatura)


def one(data: bytes) -> None:
    """Read bytes: the first chooses the name; whatever is no article must be a failure in one line."""
    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    for found in articles(["-"], io.BytesIO(data[1:]), Reading(stdin_name=name, max_chars=100_000)):
        if isinstance(found, Article):
            found.text.encode("utf-8")
        elif not found.message or "\n" in found.message:
            raise AssertionError(found)


def seeds(folder: Path) -> None:
    """Write one sound file of each format, so that the fuzzer begins inside them."""
    page = documents.pdf([documents.column(60, 760, ["La France accuse la Russie."])])
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("La France accuse la Russie.")
    document.save(buffer)
    row = json.dumps({"id": 1, "date": "2024-03-06", "text": "La France accuse la Russie."}).encode()
    contents = {
        "a.txt": b"---\ntitle: x\n---\nParis refuse.",
        "a.html": documents.HTML.format(charset="utf-8").encode(),
        "a.pdf": page,
        "a.docx": buffer.getvalue(),
        "a.json": b"[" + row + b"]",
        "a.jsonl": row + b"\n" + row,
        "a.csv": b'id;text\n7;"Paris\nrefuse."\n',
        "a.txt.gz": documents.gzipped(b"Paris refuse."),
    }
    folder.mkdir(exist_ok=True)
    for name, data in contents.items():
        (folder / f"seed-{name}").write_bytes(bytes([NAMES.index(name)]) + data)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    seeds(Path(sys.argv[1]))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
