"""Where the names of the lexicon stand in a Doc.

Names are looked up by their first word and compared with the text itself: no name has to be cut into tokens, so tens of
thousands of them are ready in milliseconds, and a match must begin and end where tokens do.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from geoint.actor_lexicon import ActorLexicon

_WORD = re.compile(r"\w+")
# Line breaks and typographers' spaces and apostrophes match plain ones; one character for one, so that offsets stay.
# "Le Cap" after a preposition: "au Cap", "du Cap"; "Les Echos": "aux Echos", "des Echos".
_CONTRACTED = {"au": "Le ", "du": "Le ", "aux": "Les ", "des": "Les "}
_BARE = str.maketrans({c: unicodedata.normalize("NFD", c)[0] for c in map(chr, range(0xC0, 0x250))})  # letters without accents
_PLAIN = str.maketrans(dict.fromkeys("\n\t\xa0\u202f\u2009", " ") | {"\u2019": "'"})


@dataclass(frozen=True)
class Gazetteer:
    """The names of one lexicon, ready to be found."""

    lexicon: ActorLexicon

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for name in self.lexicon.names:
            if word := _WORD.match(name):
                index.setdefault(word.group(), []).append(name)
        return index

    @cached_property
    def _by_word_after_article(self) -> dict[tuple[str, str], list[str]]:
        index: dict[tuple[str, str], list[str]] = {}
        for article in dict.fromkeys(_CONTRACTED.values()):
            for name in self._by_first_word.get(article.strip(), ()):
                word = _WORD.match(name, len(article))
                if word and name.startswith(article) and any(bearer.actor for bearer in self.lexicon.names[name]):
                    index.setdefault((article, word.group()), []).append(name)
        return index

    @cached_property
    def _people_by_first_word(self) -> dict[str, list[tuple[str, str]]]:
        """People's full names without accents, which texts set as they like: *Juan Guaido*, *Juan Guaidó*."""
        index: dict[str, list[tuple[str, str]]] = {}
        for name, bearers in self.lexicon.names.items():
            if " " in name and all(bearer.person for bearer in bearers):
                bare = name.translate(_BARE)
                if word := _WORD.match(bare):
                    index.setdefault(word.group(), []).append((bare, name))
        return index

    def _accented(self, doc: Doc, text: str, ends: dict[int, int]) -> Iterator[tuple[int, int, str]]:
        """Yield the full names of people that a text sets with other accents than the lexicon."""
        bare = text.translate(_BARE)
        for token in doc:
            word = _WORD.match(bare, token.idx) if token.text[:1].isupper() else None
            for written, name in self._people_by_first_word.get(word.group(), ()) if word else ():
                end = ends.get(token.idx + len(written))
                if end is not None and bare.startswith(written, token.idx) and not text.startswith(name, token.idx):
                    yield token.i, end, name

    def matches(self, doc: Doc) -> list[tuple[int, int, str]]:
        """Return the start and end token and the name of every match, those of most tokens first."""
        text = doc.text.translate(_PLAIN)
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        found = list(self._accented(doc, text, ends))
        for token in doc:
            word = _WORD.match(text, token.idx)
            if word is None:
                continue
            for name in self._by_first_word.get(word.group(), ()):
                end = ends.get(token.idx + len(name))
                if end is not None and text.startswith(name, token.idx):
                    found.append((token.i, end, name))
            article = _CONTRACTED.get(doc[token.i - 1].lower_, "") if token.i else ""
            for name in self._by_word_after_article.get((article, word.group()), ()):
                end = ends.get(token.idx + len(name) - len(article))
                if end is not None and text.startswith(name[len(article) :], token.idx):
                    found.append((token.i, end, name))
        return sorted(found, key=lambda match: (match[0] - match[1], match[0]))
