"""Names that texts use and the lexicon does not know, as TOML to be completed and pasted into a lexicon of the user's."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoint import annotations as stored
from geoint.pipeline import annotated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc

    from geoint.annotations import ActorMention
    from geoint.model import Article

EXAMPLE = 60  # characters on either side of a name


@dataclass(slots=True)
class UnknownName:
    """A name, how often and in which articles it stands, where first, and with which countries it shares sentences."""

    name: str
    type: str
    count: int = 0
    articles: set[str] = field(default_factory=set)
    example: str = ""
    countries: Counter[str] = field(default_factory=Counter)


def unknown_names(articles: Iterable[Article], nlp: Language) -> list[UnknownName]:
    """Return the names that the model finds and the lexicon does not know, the most frequent first."""
    found: dict[tuple[str, str], UnknownName] = {}
    for number, (doc, article, _) in enumerate(annotated(articles, nlp)):
        identities = stored.identities(doc)
        mentions = stored.actors(doc)
        for mention in {(m.start, m.end): m for m in mentions}.values():
            if mention.name in identities or not _is_new(mention):
                continue
            text = mention.name or doc[mention.start : mention.end].text
            entry = found.setdefault((mention.type, text), UnknownName(text, mention.type))
            entry.count += 1
            entry.articles.add(article.id or str(number))
            entry.example = entry.example or _example(doc, mention)
            entry.countries.update(_countries(doc, mention, mentions))
    return sorted(found.values(), key=lambda entry: (-len(entry.articles), -entry.count, entry.name))


def as_toml(entry: UnknownName) -> str:
    """Return a table for a name; what the texts do not tell stands in comments, to be completed."""
    seen = f"{entry.count} times" if entry.count > 1 else "once"
    texts = f"{len(entry.articles)} texts" if len(entry.articles) > 1 else "one text"
    country = next((country for country, _ in entry.countries.most_common(1)), "???")
    name = json.dumps(entry.name, ensure_ascii=False)
    lines = [f"# {seen} in {texts}: {entry.example}"]
    if entry.type == "person":
        lines += ["[[person]]", f"name = {name}", f'# roles = [{{of = "{country}", office = "", since = 2000-01-01}}]']
    elif entry.type == "place":
        lines += ["# [[alias]]", f'# of = "{country}"', f"# cities = [{name}]"]
    else:
        identity = json.dumps(entry.name.upper(), ensure_ascii=False)
        lines += ["[[actor]]", f"id = {identity}", 'type = "organisation"', f"name = {name}", f'# country = "{country}"']
    return "\n".join(lines) + "\n"


def _is_new(mention: ActorMention) -> bool:
    """Tell whether only the model knows a mention: it may have got its side from a title since."""
    return mention.why == "model" or (mention.type == "person" and mention.why == "title")


def _example(doc: Doc, mention: ActorMention) -> str:
    start, end = doc[mention.start].idx, doc[mention.end - 1].idx + len(doc[mention.end - 1])
    around = doc.text[max(0, start - EXAMPLE) : end + EXAMPLE]
    return " ".join(around.split())


def _countries(doc: Doc, mention: ActorMention, mentions: list[ActorMention]) -> set[str]:
    sentence = doc[mention.start].sent
    return {m.country for m in mentions if m.country and sentence.start <= m.start < sentence.end}
