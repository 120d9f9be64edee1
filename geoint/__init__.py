"""geoint turns French geopolitical news into structured events: who did what to whom, when, how certain, who says so."""

from geoint.lexicon import LexiconError, fingerprint
from geoint.model import Article, Document, Triple, notation
from geoint.pipeline import ModelMissingError, extract, load, read

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Document",
    "LexiconError",
    "ModelMissingError",
    "Triple",
    "extract",
    "fingerprint",
    "load",
    "notation",
    "read",
]
