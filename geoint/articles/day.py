"""The day of writing: given for all > field > front matter > HTML metadata > file name; never the file's time stamp."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

# A day in a file's name: 2024-03-06-mali.txt, mali_20240306.html. Eight digits of another century are a number.
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


def iso_day(text: str) -> str:
    """Return an ISO day as ``YYYY-MM-DD``; raises ValueError if the text is none."""
    return date.fromisoformat(text.strip()[:10]).isoformat()


def day_in(name: str) -> str | None:
    """Return the ISO day that a file's name begins with or contains, or None."""
    found = _NAMED.search(PurePath(name).name)
    try:
        return iso_day(f"{found[1]}-{found[3]}-{found[4]}") if found else None
    except ValueError:
        return None


def known_day(text: str | None) -> str | None:
    """Return an ISO day from metadata of a document, or None if it is not one: metadata is never an error."""
    try:
        return iso_day(text) if text else None
    except ValueError:
        return None
