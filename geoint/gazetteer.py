"""Where the names of the lexicon stand in a Doc.

Names are looked up by their first word and compared with the text itself: no name has to be cut into tokens, so tens of
thousands of them are ready in milliseconds, and a match must begin and end where tokens do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geoint.actor_lexicon import ActorLexicon

_WORD = re.compile(r"\w+")
# Line breaks and typographers' spaces and apostrophes match plain ones; one character for one, so that offsets stay.
# "Le Cap" after a preposition: "au Cap", "du Cap"; "Les Echos": "aux Echos", "des Echos".
_CONTRACTED = {"au": "Le ", "du": "Le ", "aux": "Les ", "des": "Les "}
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

    def matches(self, doc: Doc) -> list[tuple[int, int, str]]:
        """Return the start and end token and the name of every match, those of most tokens first."""
        text = doc.text.translate(_PLAIN)
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        found = []
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
