"""Self-training: sentences of unlabelled news that two parsers, trained apart, read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Span

LENGTHS = range(8, 45)  # tokens; shorter teaches nothing, longer hardly ever agrees


def agreed(texts: Iterable[str], first: Language, second: Language, *, limit: int) -> list[Doc]:
    """Return up to ``limit`` sentences on whose whole trees both parsers agree, as training examples."""
    found: list[Doc] = []
    unused = ["ner", "lemmatizer", "attribute_ruler"]
    texts = list(texts)
    pairs = zip(first.pipe(texts, disable=unused), second.pipe(texts, disable=unused), strict=True)
    for one, other in pairs:
        found += [_example(s) for s in one.sents if len(s) in LENGTHS and _same(s, other)]
        if len(found) >= limit:
            break
    return found[:limit]


def _same(sentence: Span, other: Doc) -> bool:
    return all(t.head.i == other[t.i].head.i and t.dep_ == other[t.i].dep_ for t in sentence)


def _example(sentence: Span) -> Doc:
    return Doc(
        sentence.doc.vocab,
        words=[t.text for t in sentence],
        spaces=[bool(t.whitespace_) for t in sentence],
        heads=[t.head.i - sentence.start for t in sentence],
        deps=[t.dep_ for t in sentence],
        pos=[t.pos_ for t in sentence],
        morphs=[str(t.morph) for t in sentence],
    )
