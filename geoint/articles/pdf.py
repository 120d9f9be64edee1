"""PDF by pypdf: pages to paragraphs, columns in reading order, without running heads, hyphenated words joined."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from geoint.articles.day import day_in
from geoint.articles.encodings import without_surrogates
from geoint.articles.extra import extra
from geoint.articles.pages import paragraphs
from geoint.articles.reading import InputFailure, Kind, Reading, ReadingError, checked
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES = 5000


def read(data: bytes, name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the one article of a document; raises ReadingError if it is encrypted, broken, or only pictures."""
    if b"%PDF-" not in data[:1024]:
        raise ReadingError(Kind.BROKEN, "not a PDF, despite its name; check what it is")
    pypdf = extra("pypdf", "PDF")
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        _unlock(document)
        if len(document.pages) > MAX_PAGES:
            message = f"too long: {len(document.pages):,} pages, more than {MAX_PAGES:,}; split it"
            raise ReadingError(Kind.TOO_LONG, message)  # noqa: TRY301 -- it passes through
        pages = list(_pages(document, reading.max_chars))
        title = document.metadata.title if document.metadata else None
    except ReadingError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # a parser of damaged files fails in more ways than it lists
        message = f"broken PDF: {type(error).__name__}; print it to a new PDF and try that"
        raise ReadingError(Kind.BROKEN, message) from error
    text, warnings = without_surrogates("\n\n".join(paragraphs(pages)))
    if not text:
        raise ReadingError(Kind.NO_TEXT, "no text in this PDF, only pictures; run OCR on it first, as with ocrmypdf")
    yield Article(
        text=checked(text, reading),
        id=name,
        date=reading.date or day_in(name),
        title=without_surrogates(str(title))[0].strip() or None if title else None,
        warnings=warnings,
    )


def _unlock(document: Any) -> None:  # noqa: ANN401 -- pypdf comes with the extra only
    """Open what needs no password; raises ReadingError for what does."""
    if not document.is_encrypted:
        return
    try:
        opens = bool(document.decrypt(""))
    except Exception:  # noqa: BLE001 -- an unknown cipher, a damaged key, a missing library: it stays shut
        opens = False
    if not opens:
        raise ReadingError(Kind.ENCRYPTED, "encrypted PDF; save it without a password")


def _pages(document: Any, max_chars: int) -> Iterator[str]:  # noqa: ANN401 -- pypdf comes with the extra only
    """Yield each page as lines in which columns stand side by side, until more was read than is wanted."""
    count = 0
    for page in document.pages:
        text = page.extract_text(extraction_mode="layout") or page.extract_text()
        count += len(text.split())
        yield text
        if count > max_chars:
            return
