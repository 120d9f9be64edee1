"""Self-training: what several teachers say together of unlabelled news, as examples for the fast parser."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from geoint.sentences import preset
from geoint.text import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Token

    Parse = Callable[[Sequence[Doc]], Sequence["Tree"]]

LENGTHS = range(3, 80)  # tokens of a sentence worth learning
ENDS = frozenset({".", "!", "?", "…", "?!"})
CLOSERS = frozenset({"»", "”", ")", "]", '"'})
HYPHEN = "-"
TOGETHER = 200  # texts parsed at once


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence as the teachers see it; heads are positions in it, and a root is its own head."""

    heads: list[int]
    labels: list[str]
    tags: list[str]  # part of speech and features, a space between
    sure: float  # mean probability of the chosen heads


def examples(nlp: Language, texts: Sequence[str], parse: Parse, *, sure: float) -> Iterator[Doc]:
    """Yield runs of neighbouring sentences of whose trees the teachers are sure, ready to train on."""
    for at in range(0, len(texts), TOGETHER):
        documents = [sentences(nlp.make_doc(normalize(text).text)) for text in texts[at : at + TOGETHER]]
        trees = iter(parse([_as_treebank(s) for spans in documents for s in spans]))
        for spans in documents:
            pairs = [(span, next(trees)) for span in spans]
            for good, run in groupby(pairs, key=lambda pair: _is_good(*pair, sure=sure)):
                if good:
                    yield _example(nlp, run)


def is_french(text: str) -> bool:
    """Tell whether a text of the newspaper is one of its French ones."""
    return " the " not in text.lower()


def sentences(doc: Doc) -> list[Span]:
    """Cut a text by its punctuation and paragraphs alone."""
    preset(doc)
    starts = [0] + [t.i for t in doc[1:] if t.is_sent_start or (t.is_sent_start is not False and _after_end(doc, t.i))]
    return [doc[a:b] for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)]


def _after_end(doc: Doc, i: int) -> bool:
    last = i - 1
    while last > 0 and (doc[last].text in CLOSERS or doc[last].is_space):
        last -= 1
    return doc[last].text in ENDS


def _as_treebank(span: Span) -> Doc:
    """Return the sentence in the words that a treebank would have."""
    words = _words(span)
    return Doc(span.vocab, words=["".join(t.text for t in w) for w in words], spaces=[bool(w[-1].whitespace_) for w in words])


def _words(span: Span) -> list[list[Token]]:
    """Put together what the model's tokenizer takes apart (*Royaume-Uni*), and leave out white space between paragraphs."""
    words: list[list[Token]] = []
    for token in span:
        if token.is_space:
            continue
        before = words[-1][-1] if words else None
        if before is not None and not before.whitespace_ and before.i == token.i - 1 and _joins(before, token, span):
            words[-1].append(token)
        else:
            words.append([token])
    return words


def _joins(before: Token, token: Token, span: Span) -> bool:
    if token.text == HYPHEN:
        return before.is_alpha and not token.whitespace_ and token.i + 1 < span.end and token.nbor().is_alpha
    return before.text == HYPHEN and before.i > span.start and before.nbor(-1).is_alpha and not before.nbor(-1).whitespace_


def _is_good(span: Span, tree: Tree, *, sure: float) -> bool:
    return tree.sure >= sure and len(span) in LENGTHS


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether heads (0 is the root, tokens count from 1) form one tree under one root."""
    return heads.count(0) == 1 and all(_reaches_root(heads, start) for start in range(1, len(heads) + 1))


def _reaches_root(heads: Sequence[int], at: int) -> bool:
    for _ in heads:
        at = heads[at - 1]
        if at == 0:
            return True
    return False


def _example(nlp: Language, run: Iterable[tuple[Span, Tree]]) -> Doc:
    """Put the trees of a run into one Doc; white space hangs on the word before it, pieces of a word on the first."""
    rows: list[tuple[str, bool, int, str, str]] = []
    for span, tree in run:
        start = len(rows)
        words = _words(span)
        places = [start + word[0].i - span.start for word in words]
        whole = {token.i: (n, token == word[0]) for n, word in enumerate(words) for token in word}
        for token in span:
            if token.is_space:
                row = (len(rows) - 1 if token.i > span.start else places[0], "dep", "SPACE ")
            else:
                n, first = whole[token.i]
                row = _piece(token, n, tree, places, first=first)
            rows.append((token.text, bool(token.whitespace_), *row))
    texts, spaces, heads, deps, tags = map(list, zip(*rows, strict=True))
    pos, _, morphs = zip(*(tag.partition(" ") for tag in tags), strict=True)
    return Doc(nlp.vocab, words=texts, spaces=spaces, heads=heads, deps=deps, pos=list(pos), morphs=list(morphs))


def _piece(token: Token, n: int, tree: Tree, places: Sequence[int], *, first: bool) -> tuple[int, str, str]:
    """Return head, label and tag of a word, or of a piece of it."""
    if first:
        return places[tree.heads[n]], tree.labels[n], tree.tags[n]
    if token.text == HYPHEN:
        return places[n], "punct", "PUNCT "
    return places[n], "flat:name", tree.tags[n]
