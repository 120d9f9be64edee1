"""Measurement, not a test: country and organisation names that a plain search finds, against what they are linked to.

``python tests/measure_linking.py [--documents N] [--sample N]`` reads ``../shared/corpus/raw.jsonl``. A plain search knows
names, capitals, seats and demonyms of states, and names of organisations, as words of the text. Counted are the mentions linked
to the bearer of the name, to somebody else, and to nobody; a random sample is printed for judging by hand.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import geoint
from geoint import actor_lexicon
from geoint import annotations as stored
from geoint.actor_lexicon import acts_as
from geoint.model import Article
from geoint.pipeline import annotated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "raw.jsonl"
AROUND = 70  # characters on either side of a mention that is shown
LATER = ("geoint_dates", "geoint_references", "geoint_events", "geoint_qualifiers")


def searched() -> dict[str, set[str]]:
    """Return the strings of the plain search with the ids that each may stand for."""
    known = actor_lexicon.load()
    strings: dict[str, set[str]] = {}
    for text, names in known.names.items():
        for name in names:
            if name.actor and name.why != "city" and name.actor.type in {"state", "organisation", "armed_group"}:
                strings.setdefault(text, set()).add(acts_as(known, name.actor).id)
    for form, records in known.demonyms.items():
        for record in records:
            if form != record.prefix:
                strings.setdefault(form, set()).add(record.id)
    return strings


def found(doc: Doc, pattern: re.Pattern[str], strings: dict[str, set[str]]) -> Iterator[tuple[str, int, set[str], set[str]]]:
    """Yield each string found: itself, where, whom it may stand for, and whom the mentions there are linked to."""
    mentions = [(doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1]), m.id) for m in stored.actors(doc)]
    for match in pattern.finditer(doc.text):
        start, end = match.span()
        linked = {identity for first, last, identity in mentions if first < end and start < last and identity}
        yield match.group(), start, strings[match.group()], linked


def main() -> None:
    """Count, and print a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=700)
    parser.add_argument("--sample", type=int, default=200)
    given = parser.parse_args()
    strings = searched()
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(strings, key=len, reverse=True))) + r")(?!\w)")
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    chosen = random.Random(1).sample(rows, given.documents)  # noqa: S311 -- no secret
    nlp = geoint.load()
    for name in LATER:
        nlp.remove_pipe(name)
    counts: Counter[str] = Counter()
    lines: list[str] = []
    articles = [Article(text=row["text"], id=row["id"], date=row["date"]) for row in chosen]
    for doc, article, _ in annotated(articles, nlp):
        for text, start, possible, linked in found(doc, pattern, strings):
            result = "right" if linked & possible else "other" if linked else "nobody"
            counts[result] += 1
            around = doc.text[max(0, start - AROUND) : start + len(text) + AROUND].replace("\n", " ")
            lines.append(f"{result}\t{article.id}\t{text}\t{','.join(sorted(linked)) or '-'}\t{around}\n")
    total = sum(counts.values())
    sys.stdout.writelines(f"{result} {count} {count / total:.1%}\n" for result, count in counts.most_common())
    sys.stdout.writelines(random.Random(2).sample(lines, min(given.sample, len(lines))))  # noqa: S311 -- no secret


if __name__ == "__main__":
    main()
