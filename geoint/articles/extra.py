"""The readers of the extra ``[docs]``: imported where they are needed, and missed with the command that installs them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from geoint.articles.reading import Kind, ReadingError

if TYPE_CHECKING:
    from types import ModuleType


def extra(module: str, what: str) -> ModuleType:
    """Import a module of the extra; raises ReadingError that tells how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        message = f"reading {what} needs {error.name or module}; install it with: pip install 'geoint[docs]'"
        raise ReadingError(Kind.NOT_INSTALLED, message) from error
