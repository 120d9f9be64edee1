"""Components ``geoint_standins`` and ``geoint_restore``: parse bare names as names that the model parses well.

The model learned from texts in which countries have articles, and takes *Moscou* at the head of a clause for its
root. So it is shown *la Russie* in its place; the tokens of the text come back right after the parse, with the
labels and heads that the stand-ins got.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from geoint import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

_ORIGINAL = "geoint_original"
_STANDINS = {"f": ("la", "Russie"), "m": ("le", "Mali")}
# Before these a bare name parses well as it is, or is part of a longer phrase.
_BLOCKING = frozenset(
    "à a au aux de d' du des en dans par pour sur sous vers chez contre avec sans entre selon depuis dès jusqu' jusque "
    "devant derrière après avant hors via envers outre parmi le la l' les un une ce cet cette ces son sa ses leur leurs "
    "notre nos votre vos mon ma mes quelque quelques plusieurs chaque tout toute tous toutes affaire dossier ville cité "
    "région province camp clan loi plan lac mont rue place avenue dit dite nommé surnommé appelé comme saint sainte "
    "nord sud est ouest".split()
)
_OPENERS = frozenset('\n . : ; ! ? « » “ ” " ( ) - – — …'.split(" "))


@Language.factory("geoint_standins")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that puts stand-ins for bare names, before the model parses."""
    return substitute


@Language.factory("geoint_restore")
def make_restore(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that brings the text's own tokens back, after the model has parsed."""
    return restore


def substitute(doc: Doc) -> Doc:
    """Return a copy of a Doc in which bare names have stand-ins; the Doc itself if it has none."""
    genders = lexicon.bare_names()
    blocking = _BLOCKING | lexicon.title_words()
    chosen = {t.i: genders[t.text] for t in doc if t.text in genders and _is_bare(t, genders, blocking)}
    if not chosen:
        return doc
    words, spaces, origin = [], [], []
    for token in doc:
        if token.i in chosen:
            article, noun = _STANDINS[chosen[token.i]]
            opens = token.i == 0 or doc[token.i - 1].text in _OPENERS or doc[token.i - 1].is_space
            words.append(article.capitalize() if opens else article)
            spaces.append(True)
            origin.append(-1)
        words.append(noun if token.i in chosen else token.text)
        spaces.append(bool(token.whitespace_))
        origin.append(token.i)
    copy = Doc(doc.vocab, words=words, spaces=spaces, user_data=dict(doc.user_data))
    copy.user_data[_ORIGINAL] = {
        "words": [t.text for t in doc],
        "spaces": [bool(t.whitespace_) for t in doc],
        "origin": origin,
    }
    _keep_context(doc, copy)
    return copy


def restore(doc: Doc) -> Doc:
    """Return a Doc of the text's own tokens with the annotation that the copy got."""
    original = doc.user_data.pop(_ORIGINAL, None)
    if original is None:
        return doc
    origin: list[int] = original["origin"]
    place = _places(origin)
    kept = [(token, origin[token.i]) for token in doc if origin[token.i] >= 0]
    words: list[str] = original["words"]
    replaced = [token.text != words[index] for token, index in kept]
    restored = Doc(
        doc.vocab,
        words=words,
        spaces=original["spaces"],
        user_data=dict(doc.user_data),
        tags=[token.tag_ for token, _ in kept],
        pos=["PROPN" if r else token.pos_ for (token, _), r in zip(kept, replaced, strict=True)],
        morphs=[str(token.morph) for token, _ in kept],
        lemmas=[words[i] if r else token.lemma_ for (token, i), r in zip(kept, replaced, strict=True)],
        heads=[place[token.head.i] for token, _ in kept],
        deps=[token.dep_ for token, _ in kept],
    )
    _keep_context(doc, restored)
    return restored


def _places(origin: list[int]) -> list[int]:
    """Return for each token of the copy the token of the text: an article that was put in counts as its noun."""
    return [index if index >= 0 else origin[i + 1] for i, index in enumerate(origin)]


def _is_bare(token: Token, names: dict[str, str], blocking: frozenset[str]) -> bool:
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and (after.text[:1].isupper() or after.text.startswith("-")):
        return False
    if token.i == 0:
        return True
    before = token.nbor(-1)
    if before.text in {"et", "ou", ","} and token.i > 1 and token.nbor(-2).text in names:
        return token.i > 2 and not _blocks(token.nbor(-3), blocking)
    return not _blocks(before, blocking)


def _blocks(before: Token, blocking: frozenset[str]) -> bool:
    return before.lower_ in blocking or before.text[:1].isupper() or before.text.endswith("-") or before.like_num


def _keep_context(doc: Doc, copy: Doc) -> None:
    copy._context = doc._context  # noqa: SLF001 -- nlp.pipe(as_tuples=True) keeps its tuples here
