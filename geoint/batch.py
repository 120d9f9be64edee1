"""Many inputs: what is new or changed is read, by several processes; each result is written whole, in the order of the inputs."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from geoint import atomic, manifest
from geoint.articles import Article, Input, InputFailure, Kind, Reading, Whole, inputs, opened, pieces, shown
from geoint.articles.reading import ReadingError
from geoint.workers import Job, Pool, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geoint.manifest import Manifest, Outcome, Planned
    from geoint.workers import Loader

STATE = ".geoint"  # the manifest's folder in an output folder; what it ends in beside an output file
RESULT = ".geoint.jsonl"  # what the name of a result ends in
LONGEST_NAME = 255  # bytes


@dataclass(frozen=True, slots=True)
class Output:
    """Where results go: a folder with one file an input, its tree kept, or one file of JSON lines."""

    path: Path
    is_file: bool

    @property
    def state(self) -> Path:
        """Return the folder of the manifest."""
        return self.path.with_name(self.path.name + STATE) if self.is_file else self.path / STATE

    @property
    def errors(self) -> Path:
        """Return the file that lists failures."""
        return self.path.with_name(f"{self.path.stem}.errors.jsonl") if self.is_file else self.path / "errors.jsonl"

    def holds(self, path: Path) -> bool:
        """Tell whether a file is one of our own."""
        own = (self.path, self.errors) if self.is_file else (self.path,)
        return any(path == p or p in path.parents for p in (*own, self.state))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a batch runs; ``jobs`` counts processes, ``timeout`` seconds and ``max_memory`` megabytes for one document."""

    reading: Reading = field(default_factory=Reading)
    jobs: int = 1
    timeout: float | None = 300
    max_memory: int | None = 4096
    force: bool = False
    retry_failed: bool = False
    fail_fast: bool = False
    with_text: bool = False


@dataclass(slots=True)
class Progress:
    """How far a run is: documents read now, kept from before, failed; inputs and bytes done, of how many."""

    new: int = 0
    kept: int = 0
    failed: int = 0
    inputs: int = 0
    size: int = 0
    of_inputs: int = 0
    of_size: int = 0
    stopped: bool = False
    kinds: dict[str, int] = field(default_factory=dict)


def output_at(path: Path) -> Output:
    """Return the output at a path: a file of JSON lines if it is called so, else a folder."""
    return Output(path, is_file=path.suffix == ".jsonl" and not path.is_dir())


def run(paths: Iterable[str], output: Output, options: Options, loader: Loader, identity: str) -> Iterator[Progress]:
    """Read all that is new or changed and write the results, yielding how far it is, at least ten times a second.

    ``identity`` is what ``geoint.identity`` says of the pipeline that ``loader`` loads. Raises CannotWriteError if the
    output cannot be written; whatever ends the run, what it has done is kept.
    """
    with manifest.opened(output.state) as done:
        batch = _Batch(output, options, done, _seed(identity, options))
        try:
            batch.plan(paths)
            yield batch.progress
            yield from batch.read(loader)
            batch.finish()
        finally:
            batch.close()
        yield batch.progress


def _seed(identity: str, options: Options) -> bytes:
    """Return what every key begins with: all but the input that decides a result."""
    values = [identity, asdict(options.reading), options.with_text]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).digest()


class _Batch:
    """One run of a batch."""

    def __init__(self, output: Output, options: Options, done: Manifest, seed: bytes) -> None:
        self.output = output
        self.options = options
        self.done = done
        self.seed = seed
        self.progress = Progress()
        self._jobs: dict[int, tuple[int, int, bytes]] = {}  # number of the job: input, ordinal, key
        self._open: dict[int, tuple[Planned, int]] = {}  # number of the input: itself, jobs that it waits for
        self._numbers = 0

    # ------------------------------------------------------------ before

    def plan(self, paths: Iterable[str]) -> None:
        """Write down which inputs there are, and where their results go."""
        if self.options.force or self.options.retry_failed:
            self.done.forget(failed_only=not self.options.force)
        given = list(paths)
        own = Output(Path(os.path.realpath(self.output.path)), self.output.is_file)
        for number, (found, above) in enumerate(_found(given)):
            if isinstance(found, InputFailure):
                self._refuse(number, found)
            elif not own.holds(Path(os.path.realpath(found.path))):
                self._plan(number, str(above / found.below) + RESULT, found.path, found.name)
        self.progress.of_inputs, self.progress.of_size = self.done.totals()

    def _plan(self, number: int, target: str, path: Path, name: str) -> None:
        if len(os.fsencode(os.path.basename(target))) > LONGEST_NAME:  # noqa: PTH119 -- a string of any bytes
            self._refuse(number, InputFailure(name, "its name is too long for that of its result; shorten it", Kind.NAME))
            return
        try:
            size = path.stat().st_size
        except (OSError, ValueError):
            size = 0
        if self.done.plan(number, target, path, name, size):
            return
        holder = self.done.holder(target)
        if os.path.realpath(holder) != os.path.realpath(path):
            message = f"its result would take the place of that of {shown(holder)}; give it an --output of its own"
            self._refuse(number, InputFailure(name, message, Kind.NAME))

    def _refuse(self, number: int, failure: InputFailure) -> None:
        self.progress.failed += 1
        self.done.fail(number, 0, 0, failure)

    # ------------------------------------------------------------ reading

    def read(self, loader: Loader) -> Iterator[Progress]:
        """Read what is not done, and write the result of each input as soon as all of it is."""
        options = self.options
        terms = Terms(reading=options.reading, timeout=options.timeout, memory=options.max_memory, with_text=options.with_text)
        with Pool(loader, terms, options.jobs, inherited=(self.done.lock.fileno(),)) as pool:
            if self._stops():
                return
            for result in pool.run(self._to_do()):
                if result is not None:
                    number, outcomes = result
                    self._take(number, outcomes)
                    if self._stops():
                        return
                yield self.progress

    def _stops(self) -> bool:
        self.progress.stopped = self.options.fail_fast and self.progress.failed > 0
        return self.progress.stopped

    def _to_do(self) -> Iterator[Job | None]:
        """Yield the jobs of all inputs in their order; what is done already is only counted."""
        for planned in self.done.planned():
            self._open[planned.number] = planned, 1
            for ordinal, piece in enumerate(self._pieces(planned)):
                if isinstance(piece, InputFailure):
                    key = self._key("failure", [piece.where, piece.message])
                    self.done.place(planned.number, ordinal, key)
                    self.done.keep(key, [piece], retry=True)
                    self._count([piece], new=True)
                    if self._stops():
                        return
                    continue
                key = self._key_of(piece)
                self.done.place(planned.number, ordinal, key)
                if (outcomes := self.done.outcomes(key)) is not None:
                    self._count(outcomes, new=False)
                    yield None
                    continue
                self._open[planned.number] = planned, self._open[planned.number][1] + 1
                self._numbers += 1
                self._jobs[self._numbers] = planned.number, ordinal, key
                yield Job(self._numbers, piece)
            self._closed(planned.number)

    def _pieces(self, planned: Planned) -> Iterator[Article | InputFailure | Whole]:
        before = self.progress.size
        held: list[Whole] = []
        try:
            with opened(Input(planned.path, planned.name, Path())) as stream:
                for piece in pieces(stream, planned.name, self.options.reading):
                    if planned.size:  # no pipe
                        self.progress.size = before + stream.tell()
                    if isinstance(piece, Whole):
                        held.append(piece)  # what changes while it is read is not read on
                    else:
                        yield piece
        except ReadingError as error:
            yield error.at(planned.name)
        else:
            yield from held
        self.progress.size = before + planned.size

    def _key_of(self, piece: Article | Whole) -> bytes:
        if isinstance(piece, Article):
            return self._key("article", asdict(piece))
        return self._key("file", [piece.kind, piece.name, hashlib.sha256(piece.data).hexdigest()])

    def _key(self, kind: str, values: object) -> bytes:
        text = json.dumps([kind, values], sort_keys=True)
        return hashlib.sha256(self.seed + text.encode()).digest()

    def _take(self, job: int, outcomes: list[Outcome]) -> None:
        number, _, key = self._jobs.pop(job)
        kinds = {o.kind for o in outcomes if isinstance(o, InputFailure)}
        self.done.keep(key, outcomes, retry=Kind.NOT_INSTALLED in kinds)
        self._count(outcomes, new=True)
        self._closed(number)

    def _count(self, outcomes: list[Outcome], *, new: bool) -> None:
        failed = sum(isinstance(outcome, InputFailure) for outcome in outcomes)
        self.progress.failed += failed
        if new:
            self.progress.new += len(outcomes) - failed
        else:
            self.progress.kept += len(outcomes) - failed

    def _closed(self, number: int) -> None:
        """Take note that a job of an input is done, or that the last of its jobs was handed out."""
        planned, waiting = self._open[number]
        self._open[number] = planned, waiting - 1
        if waiting > 1:
            return
        del self._open[number]
        self.progress.inputs += 1
        if not self.output.is_file:
            self._write(planned)

    # ------------------------------------------------------------ writing

    def _write(self, planned: Planned) -> None:
        """Write the result of one input, unless it stands there already; an input without any has no file."""
        target = self.output.path / planned.target
        digest = self.done.digest(planned.number)
        lines = (line.text + "\n" for line in self.done.lines(planned.number))
        if self.done.is_written(planned.target, digest) and target.exists():
            for _ in lines:  # duplicate ids are found on the way
                pass
            return
        first = next(lines, None)
        if first is None:
            _remove(target)
        else:
            atomic.write(target, chain([first], lines))
        self.done.set_written(planned.target, digest)

    def finish(self) -> None:
        """Write the one file of all results, if that is the output and all was read."""
        if self.output.is_file and not self.progress.stopped:
            texts = (line.text + "\n" for planned in self.done.planned() for line in self.done.lines(planned.number))
            atomic.write(self.output.path, texts)

    def close(self) -> None:
        """Keep what was done, and list what failed."""
        self.done.commit()
        self.progress.kinds = self.done.failures_by_kind()
        self.progress.failed = sum(self.progress.kinds.values())
        if not self.progress.failed:
            _remove(self.output.errors)
            return
        rows = (asdict(failure) for failure in self.done.failures())
        atomic.write(self.output.errors, (json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _found(paths: list[str]) -> Iterator[tuple[Input | InputFailure, Path]]:
    """Yield what paths name, with the folder of the output that it goes to: its own if several folders are read."""
    for path in paths:
        is_one_of_many = len(paths) > 1 and os.path.isdir(path)  # noqa: PTH112 -- Path.is_dir raises on a null byte
        above = Path(Path(os.path.realpath(path)).name) if is_one_of_many else Path()
        for found in inputs([path]):
            yield found, above


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise atomic.cannot(path, error) from error
