"""The view for people: tables in a terminal, the same plain in a pipe. Only this writer knows Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.model import Actor, Article, Document, Participant, Triple

STATUS_STYLES = {"fact": "green", "negated": "red", "intended": "cyan", "claimed": "yellow", "hypothetical": "magenta"}
MENTIONS_SHOWN = 4


def show(console: Console, document: Document, article: Article) -> None:
    """Print one document: who acts, what they did, and each sentence with its parts marked."""
    title = document.document.title or document.document.id or "text"
    date = f" · {document.document.date}" if document.document.date else ""
    console.print(Text(f"\n{title}{date}", style="bold"))
    if not document.triples:
        console.print(Text("no triple found", style="dim"))
    if document.actors:
        console.print(_actors(document))
    if document.triples:
        console.print(_triples(document))
        console.print(Group(*_sentences(document, article)))
    for warning in document.warnings:
        console.print(Text(f"warning: {warning}", style="yellow"))


def rows_table(document: Document, rows: str) -> Table:
    """Return a table of one kind of row."""
    if rows == "actors":
        return _actors(document)
    if rows == "dates":
        return _dates(document)
    return _triples(document)


def _actors(document: Document) -> Table:
    table = Table(title="Actors", title_justify="left", header_style="bold")
    for column in ("Id", "Name", "Type", "Mentions"):
        table.add_column(column, overflow="fold")
    for actor in document.actors:
        table.add_row(*(Text(v) for v in (actor.id or " or ".join(actor.candidates), actor.name, actor.type, _mentions(actor))))
    return table


def _mentions(actor: Actor) -> str:
    texts = list(dict.fromkeys(m.text for m in actor.mentions))
    more = f" … ({len(actor.mentions)})" if len(texts) > MENTIONS_SHOWN else ""
    return ", ".join(texts[:MENTIONS_SHOWN]) + more


def _dates(document: Document) -> Table:
    table = Table(title="Dates", title_justify="left", header_style="bold")
    for column in ("Text", "Value", "Grain", "Earliest", "Latest"):
        table.add_column(column)
    for d in document.dates:
        table.add_row(*(Text(v or "–") for v in (d.text, d.value, d.grain, d.earliest, d.latest)))
    return table


def _triples(document: Document) -> Table:
    table = Table(title="Triples", title_justify="left", header_style="bold")
    for column in ("Date", "Subject", "Action", "Event", "Object", "Place", "Status", "Who says so"):
        table.add_column(column, overflow="fold")
    for t in document.triples:
        source = t.attributed_to
        table.add_row(
            Text(t.date.value or "–" if t.date else "–"),
            _side(t.subject),
            Text(t.action.text),
            Text(t.action.event, style="bold"),
            _side(t.object),
            Text(t.place.text if t.place else "–"),
            Text(t.status, style=STATUS_STYLES[t.status]),
            Text(source.id or source.text if source else "–"),
        )
    return table


def _side(participant: Participant | None) -> Text:
    if participant is None:
        return Text("–", style="dim")
    name = Text(participant.text)
    if participant.id and participant.id != participant.text:
        name.append(f" [{participant.id}]", style="dim")
    return name


def _sentences(document: Document, article: Article) -> Iterator[Text]:
    """Yield each sentence that gave a triple, once, with subjects, actions and objects marked."""
    grouped: dict[tuple[int, int], list[Triple]] = {}
    for triple in document.triples:
        grouped.setdefault((triple.sentence.start, triple.sentence.end), []).append(triple)
    yield (
        Text("subject", style="bold blue")
        + Text(" · ")
        + Text("action", style="bold red")
        + Text(" · ")
        + Text("object", style="bold green")
    )
    for (start, end), triples in grouped.items():
        text = Text(article.text[start:end].replace("\n", " "))
        for triple in triples:
            for part, style in ((triple.object, "bold green"), (triple.subject, "bold blue"), (triple.action, "bold red")):
                if part is not None and start <= part.start and part.end <= end:
                    text.stylize(style, part.start - start, part.end - start)
        yield Text("  ") + text
