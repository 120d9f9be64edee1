"""From bytes to text: what the byte order mark says, then UTF-8, then the encodings that French was written in."""

from __future__ import annotations

import codecs
import re

from geoint.articles.reading import Kind, ReadingError

LEGACY = ("cp1252", "latin_1", "mac_roman")  # unrestricted, a detector reads French as cp775
SAMPLE = 1 << 16  # bytes that tell the encoding
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TOLERATED = 0.1  # broken sequences to sound ones in what is still UTF-8, written by a careless program
CONTROL = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
BINARY = 0.1  # share of control characters that no text has
_BROKEN = re.compile("\ufffd")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the text and what its reader should be told; raises ReadingError if it is none."""
    chosen = encoding or encoding_of(data[:SAMPLE])
    try:
        return without_surrogates(_without_mark(data.decode(chosen)))
    except UnicodeDecodeError as error:
        if encoding is None:
            return _repaired(data, chosen, error.start)
        message = f"not {encoding} (byte {error.start}); name its encoding, as in --encoding cp1252, or leave it out"
        raise ReadingError(Kind.ENCODING, message) from error


def encoding_of(sample: bytes) -> str:
    """Return the encoding of a text from its first bytes; raises ReadingError for what is no text."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        return _wide(sample)
    if sum(map(sample.count, (bytes([c]) for c in CONTROL))) > BINARY * len(sample):
        raise ReadingError(Kind.BINARY, "binary file, not text; give geoint a text, HTML, PDF, DOCX, JSON or CSV file")
    if _is_utf8(sample):
        return "utf-8"
    return _legacy(sample)


def without_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace lone surrogates, which no encoding can write, one for one."""
    clean, count = _SURROGATE.subn("\ufffd", text)
    return clean, ((f"{count} lone surrogates replaced by U+FFFD",) if count else ())


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


def _wide(sample: bytes) -> str:
    """Tell UTF-16 without a mark by where its null bytes stand."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = len(sample) // 3  # two of three characters have a null byte in French
    if odd > most and not even:
        return "utf-16-le"
    if even > most and not odd:
        return "utf-16-be"
    raise ReadingError(Kind.BINARY, "binary file, not text; give geoint a text, HTML, PDF, DOCX, JSON or CSV file")


def _is_utf8(sample: bytes) -> bool:
    """Tell whether a sample is UTF-8, cut at its end or broken here and there as it may be."""
    text = sample.decode("utf-8", "replace")
    broken = len(_BROKEN.findall(text[:-1])) - sample.count(b"\xef\xbf\xbd")
    sound = sum(c > "\x7f" for c in text) - broken
    return broken <= TOLERATED * sound


def _legacy(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(LEGACY)).best()
    return best.encoding if best else LEGACY[0]


def _repaired(data: bytes, encoding: str, start: int) -> tuple[str, tuple[str, ...]]:
    """Decode what is not what its first bytes promised: in another encoding, or with each bad byte as U+FFFD."""
    around = data[max(0, start - SAMPLE // 2) : start + SAMPLE // 2]
    try:
        return _without_mark(data.decode(encoding_of(around))), ()
    except (UnicodeDecodeError, ReadingError):
        text = _without_mark(data.decode(encoding, "replace"))
    count = text.count("\ufffd")
    return text, (f"{count} bytes are not {encoding} and were replaced by U+FFFD",)
