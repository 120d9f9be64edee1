"""What format an input has: unmistakable content first, then its name."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """The formats that have a reader."""

    TEXT = "text"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    JSON = "JSON"
    JSONL = "JSONL"
    CSV = "CSV"
    GZIP = "gzip"


BY_SUFFIX = {
    ".txt": Format.TEXT, ".md": Format.TEXT, ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
    ".pdf": Format.PDF, ".docx": Format.DOCX, ".json": Format.JSON, ".jsonl": Format.JSONL, ".ndjson": Format.JSONL,
    ".csv": Format.CSV, ".tsv": Format.CSV,
}  # fmt: skip
SUFFIXES = frozenset(BY_SUFFIX)
# What is recognised in order to be refused by its name.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file; save it as DOCX or PDF"),
    (b"{\\rtf", "an RTF file; save it as DOCX or PDF"),
    (b"\x89PNG", "a picture; run OCR on it first"),
    (b"\xff\xd8\xff", "a picture; run OCR on it first"),
    (b"BZh", "packed by bzip2; unpack it first"),
    (b"\xfd7zXZ", "packed by xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*\{)')


def format_of(head: bytes, name: str, column: str) -> Format:
    """Return the format of an input from its first bytes and its name; ``column`` tells CSV that has no name."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    named = BY_SUFFIX.get(PurePath(name).suffix.lower())
    if head.startswith(b"\x1f\x8b"):
        return Format.GZIP
    if b"%PDF-" in head[:1024] and (named is Format.PDF or head.lstrip().startswith(b"%PDF-")):
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.DOCX
    if named in {Format.JSON, Format.JSONL, Format.CSV}:
        return named
    if _HTML.match(head):
        return Format.HTML
    if _JSON.match(head) and named is not Format.HTML:
        return Format.JSONL if _is_object(head.lstrip().split(b"\n", 1)[0]) else Format.JSON
    if named is None and _is_table(head, column):
        return Format.CSV
    return named or Format.TEXT


def _is_table(head: bytes, column: str) -> bool:
    """Tell whether the first line names columns, that of the text among them."""
    cells = [cell.strip(b' "') for cell in re.split(rb"[,;\t|]", head.split(b"\n", 1)[0].strip())]
    return len(cells) > 1 and column.encode() in cells


def foreign(head: bytes) -> str | None:
    """Return what a file is that geoint does not read, and what to do with it; None if it may be read."""
    return next((message for magic, message in FOREIGN if head.startswith(magic)), None)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
