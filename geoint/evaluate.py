"""Triples against gold: precision, recall, F1 by level, accuracies, and figures by event type.

The matching is that of the annotation guidelines' scorer: a subject or object is found if its span overlaps the
gold span or it carries the gold id, an action if its span overlaps; each gold triple is matched at most once. A gold
row may carry other readings (``or``), any of which is right, and may be ``optional``: neither missed nor wrong.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from spacy.language import Language

    from geoint.model import Document

LEVELS = ("action", "triple", "dyad", "dyad+event")
_NUMBERED = re.compile(r"\[(\d+)\] (.*)")

Spans = tuple[tuple[int, int], ...]


class GoldError(ValueError):
    """The gold or the predictions cannot be read; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A triple as the scorer sees it: gold or predicted; ``readings`` are the gold's other readings and itself."""

    subject: Spans
    action: Spans
    object: Spans
    subject_id: str | None
    object_id: str | None
    has_subject: bool
    has_object: bool
    event: str
    status: str | None
    sources: tuple[str, ...]
    date: str | None
    date_spans: Spans
    shown: str
    optional: bool = False
    readings: tuple[Judged, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class GoldText:
    """One gold document: its text, where its last sentence ends, and its triples."""

    name: str
    text: str
    sentences: dict[int, tuple[int, int]]
    triples: tuple[Judged, ...]

    @property
    def last(self) -> int:
        """Return where the last annotated sentence ends."""
        return max((end for _, end in self.sentences.values()), default=0)


@dataclass(slots=True)
class Result:
    """Counts of one evaluation, with what was missed and what was too much."""

    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    by_event: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    confidences: list[tuple[float, bool]] = field(default_factory=list)


# ---------------------------------------------------------------- reading


def read_gold(folder: Path) -> dict[str, GoldText]:
    """Read a gold folder: NAME.txt, NAME.sents and NAME.jsonl of every document.

    Raises GoldError if the folder holds none, or a file is not in the format.
    """
    names = sorted(p.stem for p in folder.glob("*.jsonl"))
    if not names:
        message = f"{folder}: no gold here; it needs NAME.txt, NAME.sents and NAME.jsonl"
        raise GoldError(message)
    return {name: _gold_text(folder, name) for name in names}


def _gold_text(folder: Path, name: str) -> GoldText:
    try:
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        sentences = _sentences(text, (folder / f"{name}.sents").read_text(encoding="utf-8"))
        rows = [json.loads(line) for line in _lines(folder / f"{name}.jsonl")]
        triples = tuple(_gold_triple(row, text, sentences) for row in rows)
    except (OSError, ValueError, KeyError) as error:
        message = f"{folder / name}: not in the gold format: {error}"
        raise GoldError(message) from error
    return GoldText(name, text, sentences, triples)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _sentences(text: str, numbered: str) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    at = 0
    for line in numbered.splitlines():
        match = _NUMBERED.match(line)
        if match is None:
            message = f"no sentence number in {line!r}"
            raise ValueError(message)
        start = text.index(match[2], at)
        at = start + len(match[2])
        found[int(match[1])] = (start, at)
    return found


def _gold_triple(row: dict[str, Any], text: str, sentences: dict[int, tuple[int, int]]) -> Judged:
    main = _placed(row, text, sentences)
    others = tuple(_placed({**row, **other}, text, sentences) for other in row.get("or", ()))
    return replace(main, optional=bool(row.get("optional")), readings=(main, *others))


def _placed(row: dict[str, Any], text: str, sentences: dict[int, tuple[int, int]]) -> Judged:
    start, end = sentences[row["sent"]]
    where = {role: _occurrences(row[role], text[start:end], start) for role in ("subject", "action", "object")}
    return Judged(
        subject=where["subject"],
        action=where["action"],
        object=where["object"],
        subject_id=row["subject_id"],
        object_id=row["object_id"],
        has_subject=row["subject"] is not None,
        has_object=row["object"] is not None or row["object_id"] is not None,
        event=row["event"],
        status=row["status"],
        sources=(row["source"],) if row["source"] else (),
        date=row["date"],
        date_spans=(),
        shown=f"[{row['sent']}] {row['subject']} ({row['subject_id']}) {row['action']}[{row['event']}] "
        f"{row['object']} ({row['object_id']})",
    )


def _occurrences(needle: str | None, sentence: str, offset: int) -> Spans:
    if not needle:
        return ()
    whole = list(re.finditer(r"(?<!\w)" + re.escape(needle) + r"(?!\w)", sentence))
    found = whole or list(re.finditer(re.escape(needle), sentence))
    return tuple((offset + m.start(), offset + m.end()) for m in found)


def read_predicted(path: Path, gold: dict[str, GoldText]) -> dict[str, list[Judged]]:
    """Read predictions: geoint's JSON lines, or a folder of NAME.jsonl in the gold format."""
    try:
        if path.is_dir():
            named = {p.stem: p for p in path.glob("*.jsonl") if p.stem in gold}
            return {name: _from_rows(p, gold[name]) for name, p in named.items()}
        documents = [json.loads(line) for line in _lines(path)]
        return {_stem(d): _from_document(d) for d in documents if "triples" in d}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path}: no predictions of geoint: {error}"
        raise GoldError(message) from error


def _stem(document: dict[str, Any]) -> str:
    name = str(document["document"]["id"]).rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] if "." in name.lstrip(".") else name


def _from_rows(path: Path, gold: GoldText) -> list[Judged]:
    triples = [_gold_triple(json.loads(line), gold.text, gold.sentences) for line in _lines(path)]
    return [replace(t, has_object=bool(t.object)) for t in triples]


def _from_document(document: dict[str, Any]) -> list[Judged]:
    return [_predicted(t) for t in document["triples"]]


def _predicted(triple: dict[str, Any]) -> Judged:
    subject, action, obj = triple.get("subject"), triple["action"], triple.get("object")
    date, source = triple.get("date") or {}, triple.get("attributed_to") or {}
    return Judged(
        subject=_span(subject),
        action=_span(action),
        object=_span(obj),
        subject_id=(subject or {}).get("id"),
        object_id=(obj or {}).get("id"),
        has_subject=bool(_span(subject)),
        has_object=obj is not None,
        event=action.get("event") or "OTHER",
        status=triple.get("status"),
        sources=tuple(s for s in (source.get("id"), source.get("text")) if s),
        date=date.get("value"),
        date_spans=_span(date),
        shown=f"{_side(subject)} {action['text']}[{action.get('event')}] {_side(obj)}",
        confidence=triple.get("confidence"),
    )


def _span(part: dict[str, Any] | None) -> Spans:
    return ((part["start"], part["end"]),) if part and part.get("start") is not None else ()


def _side(part: dict[str, Any] | None) -> str:
    return f"{part['text']} ({part.get('id')})" if part else "-"


def extracted(folder: Path, gold: dict[str, GoldText], *, nlp: Language | None = None) -> dict[str, list[Judged]]:
    """Extract from the gold texts in this process; NAME.date beside a text is its day of writing."""
    from geoint.model import Article
    from geoint.pipeline import read

    articles = [Article(text=g.text, id=g.name, date=day(folder, g.name)) for g in gold.values()]
    return {str(d.document.id): judged(d) for d in read(articles, nlp=nlp)}


def judged(document: Document) -> list[Judged]:
    """Return the triples of a document as the scorer sees them, in their order."""
    from geoint.export.jsonl import plain

    return _from_document(plain(document))


def day(folder: Path, name: str) -> str | None:
    """Return the day of writing of a gold document, which NAME.date holds, or None."""
    path = folder / f"{name}.date"
    return path.read_text(encoding="utf-8").strip() if path.exists() else None


# ---------------------------------------------------------------- matching


def _overlap(gold: Spans, predicted: Spans) -> bool:
    """Tell whether spans overlap; a prediction that swallows half the sentence is no find."""
    return any(g[0] < p[1] and p[0] < g[1] and p[1] - p[0] <= 3 * (g[1] - g[0]) + 20 for g in gold for p in predicted)


def _same(a: str | None, b: str | None) -> bool:
    return bool(a and b and a.casefold() == b.casefold())


def _object_of(gold: Judged, predicted: Judged) -> bool:
    if not gold.has_object:
        return not predicted.has_object
    return _overlap(gold.object, predicted.object) or _same(gold.object_id, predicted.object_id)


def _object_found(gold: Judged, predicted: Judged) -> bool:
    return any(_object_of(r, predicted) for r in gold.readings)


def _action_found(gold: Judged, predicted: Judged) -> bool:
    return any(_action_of(r, predicted, gold) for r in gold.readings)


def _action_of(reading: Judged, predicted: Judged, gold: Judged) -> bool:
    if not _overlap(reading.action, predicted.action):
        return False
    if not reading.has_subject:
        return not predicted.subject and _object_found(replace(gold, readings=(reading,)), predicted)
    return _overlap(reading.subject, predicted.subject) or _same(reading.subject_id, predicted.subject_id)


def _dyad_found(gold: Judged, predicted: Judged) -> bool:
    return any(
        _overlap(r.action, predicted.action)
        and _same(r.subject_id, predicted.subject_id)
        and _same(r.object_id, predicted.object_id)
        for r in gold.readings
    )


def _event_right(gold: Judged, predicted: Judged) -> bool:
    return any(r.event == predicted.event for r in gold.readings)


def _source_right(gold: Judged, predicted: Judged) -> bool:
    return any(_source_of(r, predicted) for r in gold.readings)


def _source_of(gold: Judged, predicted: Judged) -> bool:
    if not gold.sources:
        return not predicted.sources
    said = gold.sources[0].casefold()
    return any(said in s.casefold() or s.casefold() in said for s in predicted.sources)


def _date_right(gold: Judged, predicted: Judged, text: str) -> bool:
    return any(_date_of(r, predicted, text) for r in gold.readings)


def _date_of(gold: Judged, predicted: Judged, text: str) -> bool:
    if gold.date is None or predicted.date is None:
        return gold.date is None and predicted.date is None
    if not gold.date.startswith("~"):
        return predicted.date == gold.date
    if predicted.date.startswith("~"):
        return predicted.date.casefold() == gold.date.casefold()
    said = gold.date[1:].casefold()
    windows = [text[s - len(said) - 3 : e + len(said) + 3].casefold() for s, e in predicted.date_spans]
    return any(said in window for window in windows)


def _paired(
    gold: Sequence[Judged], predicted: Sequence[Judged], *tests: Callable[[Judged, Judged], bool]
) -> list[tuple[Judged, Judged]]:
    """Pair one to one, greedily: pairs that pass more of the tests first; the first test is required."""
    ranked = sorted(
        (
            (sum(test(g, p) for test in tests), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if tests[0](g, p)
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[-i], predicted[-j]))
    return pairs


# ---------------------------------------------------------------- scoring


def score(gold: dict[str, GoldText], predicted: dict[str, list[Judged]]) -> Result:
    """Score predictions against gold, document by document."""
    result = Result()
    for name, text in gold.items():
        found = [p for p in predicted.get(name, []) if _is_annotated(text, p)]
        _score_triples(result, text, found)
        pairs = zip(found, outcomes(text, found), strict=True)
        result.confidences += [(p.confidence, right) for p, right in pairs if right is not None and p.confidence is not None]
        _score_dyads(result, text.triples, found)
    return result


def outcomes(text: GoldText, found: Sequence[Judged]) -> list[bool | None]:
    """Tell of each triple found whether it is right: subject, action and object; None if the gold does not decide."""
    pairs = {id(p): g for g, p in _paired(text.triples, found, _action_found, _object_found, _event_right)}
    return [_outcome(text, pairs.get(id(p)), p) for p in found]


def _outcome(text: GoldText, gold: Judged | None, predicted: Judged) -> bool | None:
    if not _is_annotated(text, predicted) or (gold is not None and gold.optional):
        return None
    return gold is not None and _object_found(gold, predicted)


def _is_annotated(text: GoldText, predicted: Judged) -> bool:
    return all(start < text.last for start, _ in predicted.action)


def _score_triples(result: Result, text: GoldText, found: list[Judged]) -> None:
    pairs = _paired(text.triples, found, _action_found, _object_found, _event_right)
    spare = [p for p in pairs if p[0].optional]
    matched = [p for p in pairs if not p[0].optional]
    asked = [g for g in text.triples if not g.optional]
    for level in ("action", "triple"):
        result.gold[level] += len(asked)
        result.predicted[level] += len(found) - len(spare)
    result.matched["action"] += len(matched)
    result.matched["triple"] += sum(_object_found(g, p) for g, p in matched)
    for g, p in matched:
        _judge(result, g, p, text)
    _count_events(result, asked, found, matched, spare)
    hit = {id(x) for pair in pairs for x in pair}
    result.misses += [f"{text.name} {g.shown}" for g in asked if id(g) not in hit]
    result.extras += [f"{text.name} {p.shown}" for p in found if id(p) not in hit]


def _judge(result: Result, gold: Judged, predicted: Judged, text: GoldText) -> None:
    """Count the accuracies of one matched pair, and note what is wrong in it."""
    checks = {
        "event": (True, _event_right(gold, predicted)),
        "status": (True, any(r.status == predicted.status for r in gold.readings)),
        "source": (True, _source_right(gold, predicted)),
        "date": (True, _date_right(gold, predicted, text.text)),
        "subject_id": (bool(gold.subject_id), any(_same(r.subject_id, predicted.subject_id) for r in gold.readings)),
    }
    told = _values(gold, predicted)
    result.wrong += [f"{text.name} {k}: {told[k]}: {gold.shown}" for k, (asked, ok) in checks.items() if asked and not ok]
    if not _object_found(gold, predicted):
        result.wrong.append(f"{text.name} object: {gold.shown}: found {predicted.shown}")
    checks["date where dated"] = (bool(gold.date), checks["date"][1])
    checks["status where not fact"] = (gold.status != "fact", checks["status"][1])
    checks["source where sourced"] = (bool(gold.sources), checks["source"][1])
    for name, (applies, right) in checks.items():
        result.judged[name] += applies
        result.right[name] += applies and right


def _values(gold: Judged, predicted: Judged) -> dict[str, str]:
    """Return what the gold and the prediction say of each thing that is judged, for reading."""
    return {
        "event": f"{gold.event}, found {predicted.event}",
        "status": f"{gold.status}, found {predicted.status}",
        "source": f"{' '.join(gold.sources) or None}, found {' / '.join(predicted.sources) or None}",
        "date": f"{gold.date}, found {predicted.date}",
        "subject_id": f"{gold.subject_id}, found {predicted.subject_id}",
    }


def _count_events(
    result: Result,
    asked: Iterable[Judged],
    found: Iterable[Judged],
    matched: Iterable[tuple[Judged, Judged]],
    spare: Iterable[tuple[Judged, Judged]],
) -> None:
    spared = {id(p) for _, p in spare}
    for g in asked:
        result.by_event.setdefault(g.event, Counter())["gold"] += 1
    for p in found:
        if id(p) not in spared:
            result.by_event.setdefault(p.event, Counter())["predicted"] += 1
    for g, p in matched:
        if _event_right(g, p):
            result.by_event.setdefault(p.event, Counter())["matched"] += 1


def _score_dyads(result: Result, gold: Sequence[Judged], found: Sequence[Judged]) -> None:
    known_gold = [g for g in gold if g.subject_id and g.object_id]
    known_found = [p for p in found if p.subject_id and p.object_id]
    pairs = _paired(known_gold, known_found, _dyad_found, _event_right)
    spare = [p for p in pairs if p[0].optional]
    matched = [p for p in pairs if not p[0].optional]
    for level in ("dyad", "dyad+event"):
        result.gold[level] += sum(not g.optional for g in known_gold)
        result.predicted[level] += len(known_found) - len(spare)
    result.matched["dyad"] += len(matched)
    result.matched["dyad+event"] += sum(_event_right(g, p) for g, p in matched)


def prf(matched: int, gold: int, predicted: int) -> dict[str, float | int]:
    """Return precision, recall and F1, rounded to three places, with the counts they come from."""
    p, r = matched / predicted if predicted else 0.0, matched / gold if gold else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 3), "r": round(r, 3), "f": round(f, 3), "gold": gold, "predicted": predicted}


def as_plain(result: Result) -> dict[str, Any]:
    """Return the figures as plain data."""
    levels = {k: prf(result.matched[k], result.gold[k], result.predicted[k]) for k in LEVELS}
    accuracy = {k: round(result.right[k] / n, 3) if n else None for k, n in result.judged.items()}
    events = {e: prf(c["matched"], c["gold"], c["predicted"]) for e, c in sorted(result.by_event.items())}
    return {**levels, "accuracy": accuracy, "events": events, "confidence": calibration(result.confidences)}


def report(result: Result, *, errors: int = 0) -> str:
    """Return the figures for reading, with the first misses and extras."""
    plain = as_plain(result)
    lines = [_line(level, plain[level]) for level in LEVELS]
    lines += [f"{name:22} {value}" for name, value in plain["accuracy"].items()]
    lines += ["", "by event type (action found and typed right)"]
    lines += [_line(event, row) for event, row in plain["events"].items()]
    if result.confidences:
        lines += ["", reliability(result.confidences).rstrip()]
    if errors:
        lines += ["", *(f"MISSED {m}" for m in result.misses[:errors]), *(f"EXTRA  {e}" for e in result.extras[:errors])]
        lines += [f"WRONG  {w}" for w in result.wrong[:errors]]
    return "\n".join(lines) + "\n"


def _line(name: str, row: dict[str, Any]) -> str:
    return f"{name:11} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f']:.3f}   (gold {row['gold']}, predicted {row['predicted']})"


# ---------------------------------------------------------------- calibration

BINS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # upper bounds; the last bin goes up to 1


def brier(confidences: Sequence[tuple[float, bool]]) -> float:
    """Return the mean squared distance of probabilities from outcomes; always saying the base rate p gives p(1-p)."""
    return sum((p - right) ** 2 for p, right in confidences) / len(confidences) if confidences else 0.0


def calibration(confidences: Sequence[tuple[float, bool]]) -> dict[str, Any] | None:
    """Return Brier score, expected calibration error, and predicted against observed frequency by bins; None without data."""
    if not confidences:
        return None
    binned: dict[int, list[tuple[float, bool]]] = {}
    for pair in confidences:
        binned.setdefault(bisect_left(BINS, pair[0]), []).append(pair)
    bins = [_bin(number, pairs) for number, pairs in sorted(binned.items())]
    error = sum(b["count"] * abs(b["predicted"] - b["observed"]) for b in bins) / len(confidences)
    rate = sum(right for _, right in confidences) / len(confidences)
    return {
        "brier": round(brier(confidences), 3),
        "brier_of_base_rate": round(rate * (1 - rate), 3),
        "expected_calibration_error": round(error, 3),
        "bins": bins,
    }


def _bin(number: int, pairs: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    low, high = (0.0, *BINS)[number], (*BINS, 1.0)[number]
    predicted, observed = sum(p for p, _ in pairs) / len(pairs), sum(right for _, right in pairs) / len(pairs)
    return {"from": low, "to": high, "predicted": round(predicted, 3), "observed": round(observed, 3), "count": len(pairs)}


def reliability(confidences: Sequence[tuple[float, bool]]) -> str:
    """Return the calibration for reading: how often triples of a confidence are right."""
    plain = calibration(confidences)
    if plain is None:
        return "no triple with a confidence\n"
    lines = ["confidence  predicted  observed  triples"]
    lines += [
        f"{b['from']:.1f} to {b['to']:.1f}  {b['predicted']:9.3f} {b['observed']:9.3f} {b['count']:8}" for b in plain["bins"]
    ]
    lines.append(
        f"Brier score {plain['brier']:.3f} (always the base rate: {plain['brier_of_base_rate']:.3f}), "
        f"expected calibration error {plain['expected_calibration_error']:.3f}"
    )
    return "\n".join(lines) + "\n"
