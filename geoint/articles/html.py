"""HTML: the main text, the title, the day of publication and the medium, by trafilatura; never the boilerplate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoint.articles.day import day_in, known_day
from geoint.articles.encodings import decode, without_surrogates
from geoint.articles.extra import extra
from geoint.articles.reading import InputFailure, Kind, Reading, ReadingError, checked
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
DECLARED_WITHIN = 4096  # bytes
# Extensive search takes the year of "© 2021" for a day.
BOILERPLATE = ["//nav", "//footer", "//aside", "//form", "//menu"]  # else a page without article gives all that it has
DATES = {"extensive_search": False, "original_date": True}


def read(data: bytes, name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the one article of a page; raises ReadingError if none is found."""
    trafilatura = extra("trafilatura", "HTML")
    page, warnings = decode(data, reading.encoding or _declared(data))
    page, replaced = without_surrogates(page.replace("\0", " "))
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(DATES),
            prune_xpath=list(BOILERPLATE),
        )
    except Exception as error:  # a parser of the web's pages fails in more ways than it lists
        message = f"broken HTML: {type(error).__name__}; open it in a browser and save its text"
        raise ReadingError(Kind.BROKEN, message) from error
    if found is None or not found.text:
        raise ReadingError(Kind.NO_TEXT, "no main text in this page; save the text of the article itself")
    yield Article(
        text=checked(found.text.replace("\n", "\n\n"), reading),
        id=name,
        date=reading.date or known_day(found.date) or day_in(name),
        title=found.title or None,
        source=found.sitename or found.hostname or None,
        warnings=(*warnings, *replaced),
    )


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page declares, if Python knows it and the page is written in it."""
    found = DECLARED.search(data[:DECLARED_WITHIN])
    if not found or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    name = found[1].decode("ascii")
    name = "cp1252" if name.lower() in {"iso-8859-1", "latin-1", "latin1"} else name  # as every browser reads it
    try:
        data.decode(name)
    except (LookupError, UnicodeError):
        return None
    return name
