"""Processes that read documents, and the one that watches them: who hangs or dies loses one document, not the run.

The watcher loads the model and forks, so that all share it. Documents are handed out in small groups; where a group is
lost, each of its documents is tried again alone, so that exactly the one that is to blame fails.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any

from geoint.articles import Article, InputFailure, Kind, Reading, Whole, read_whole
from geoint.manifest import Line, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from typing import Protocol, Self

    from spacy.language import Language

    class Loader(Protocol):
        """Loads the pipeline."""

        def __call__(self) -> Language:
            """Return it, ready."""


GROUP = 8  # documents that are read together
GROUP_SIZE = 50_000  # characters or bytes of a group, after which no further document is added
TICK = 0.1  # seconds between two looks at the clock
OUT_OF_MEMORY = 77  # exit code of a worker
PDEATHSIG = 1  # prctl's: the signal that a process gets when its parent is gone
_END = object()
FORKS = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to read, and the number that its outcomes come back under."""

    number: int
    item: Article | Whole

    @property
    def name(self) -> str:
        """Return what to call it where it fails."""
        return (self.item.id or "text") if isinstance(self.item, Article) else self.item.name

    @property
    def size(self) -> int:
        """Return about how much there is to read."""
        return len(self.item.text) if isinstance(self.item, Article) else len(self.item.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How workers read: the options of reading, seconds for a document, megabytes beyond the model, whether texts are given."""

    reading: Reading
    timeout: float | None
    memory: int | None
    with_text: bool


@dataclass(slots=True)
class _Task:
    """Jobs for one worker: the outcomes of the first so far, whether it is alone and to blame, whether its file was opened."""

    jobs: list[Job]
    outcomes: list[Outcome] = field(default_factory=list)
    alone: bool = False
    opened: bool = False


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    task: _Task | None = None
    since: float = 0.0


class Pool:
    """Workers over one stream of jobs; use it as a context manager, which ends them."""

    def __init__(self, loader: Loader, terms: Terms, count: int, *, inherited: tuple[int, ...] = ()) -> None:
        """Take how to load the pipeline, the terms, how many workers, and file descriptors that they must not keep."""
        self.loader = loader
        self.terms = terms
        self.count = count
        self.inherited = inherited
        self._nlp: Language | None = None
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()

    def __enter__(self) -> Self:
        """Start nothing yet: a run may find that all is done."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers at once; what they had not handed over is lost."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers = []

    def run(self, jobs: Iterator[Job | None]) -> Iterator[tuple[int, list[Outcome]] | None]:
        """Yield the number and the outcomes of each job as they are done, and None whenever there is a moment.

        A job that is None says only that there is a moment.
        """
        tasks = self._tasks(jobs)
        exhausted = False
        while not exhausted or self._again or any(worker.task for worker in self._workers):
            while self._has_room() and (self._again or not exhausted):
                task = self._again.popleft() if self._again else next(tasks, _END)
                if isinstance(task, _Task):
                    yield from self._give(self._idle(), task)
                else:
                    exhausted = task is _END
                    yield None
            for worker in self._ready():
                yield from self._hear(worker)
            yield from self._late()
            yield None

    def _tasks(self, jobs: Iterator[Job | None]) -> Iterator[_Task | None]:
        group: list[Job] = []
        for job in jobs:
            if job is None:
                yield None
                continue
            group.append(job)
            if len(group) == GROUP or sum(j.size for j in group) > GROUP_SIZE:
                yield _Task(group)
                group = []
        if group:
            yield _Task(group)

    def _has_room(self) -> bool:
        return len(self._workers) < self.count or any(not worker.task for worker in self._workers)

    def _idle(self) -> _Worker:
        """Return a worker that has nothing to do, a new one if there is none."""
        return next((worker for worker in self._workers if not worker.task), None) or self._hired()

    def _hired(self) -> _Worker:
        context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
        if FORKS and self._nlp is None:
            self._nlp = self.loader()
            gc.collect()
            gc.freeze()  # what is never collected is never written to, and stays shared
        here, there = context.Pipe()
        ours = (here.fileno(), *(w.connection.fileno() for w in self._workers), *self.inherited) if FORKS else ()
        arguments = (there, None if FORKS else self.loader, self._nlp if FORKS else None, self.terms, ours)
        process = context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    # ------------------------------------------------------------ watching

    def _give(self, worker: _Worker, task: _Task) -> Iterator[tuple[int, list[Outcome]]]:
        worker.task, worker.since, task.opened = task, monotonic(), False
        try:
            worker.connection.send((task.jobs, len(task.outcomes), task.alone))
        except OSError:
            yield from self._lost(worker, *self._cause(worker))

    def _ready(self) -> list[_Worker]:
        busy = [worker for worker in self._workers if worker.task]
        ready = wait([w.connection for w in busy], timeout=TICK) if busy else []
        return [w for w in busy if w.connection in ready]

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, list[Outcome]]]:
        task = worker.task
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._lost(worker, *self._cause(worker))
            return
        worker.since = monotonic()
        if task is None:
            return
        if message is None:  # it gave the group up, and lives
            worker.task = None
            self._again.extend(_Task([job], alone=True) for job in task.jobs)
            return
        outcome, ended = message
        task.opened = True
        if outcome is not None:
            task.outcomes.append(outcome)
        if ended:
            yield task.jobs.pop(0).number, task.outcomes
            task.outcomes = []
            if not task.jobs:
                worker.task = None

    def _late(self) -> Iterator[tuple[int, list[Outcome]]]:
        limit = self.terms.timeout
        for worker in list(self._workers):
            if limit is not None and worker.task and monotonic() - worker.since > limit:
                worker.process.kill()
                message = f"took longer than {limit:g} s; split it, or allow more with --timeout"
                yield from self._lost(worker, Kind.TIME, message)

    def _cause(self, worker: _Worker) -> tuple[Kind, str]:
        """Return what a worker died of."""
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        if code in {OUT_OF_MEMORY, -signal.SIGKILL}:
            return Kind.MEMORY, "needs more memory than a worker has; split it, or allow more with --max-memory"
        return Kind.CRASH, f"the worker died (exit code {code}); report it with the document, please"

    def _lost(self, worker: _Worker, kind: Kind, message: str) -> Iterator[tuple[int, list[Outcome]]]:
        """Replace a worker, and have its documents tried alone, or the only one blamed."""
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        task = worker.task
        if task is None:
            return
        if not task.alone:
            first, *rest = task.jobs
            self._again.extend([_Task([first], task.outcomes, alone=True), *(_Task([job], alone=True) for job in rest)])
            return
        (job,) = task.jobs
        task.outcomes.append(InputFailure(job.name, message, kind))
        if isinstance(job.item, Article) or not task.opened:
            yield job.number, task.outcomes
        else:
            self._again.append(task)


# ---------------------------------------------------------------- in the worker


def _work(connection: Connection, loader: Loader | None, nlp: Language | None, terms: Terms, ours: tuple[int, ...]) -> None:
    """Read what comes until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the watcher decides
    for descriptor in ours:
        os.close(descriptor)
    _die_with_parent()
    pipeline = nlp or (loader() if loader else None)
    if pipeline is None:
        return
    _limit_memory(terms.memory)
    with suppress(EOFError, OSError):
        while True:
            jobs, skip, alone = connection.recv()
            try:
                _read(pipeline, terms, jobs, skip, connection.send, alone=alone)
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            except _GivenUpError:
                connection.send(None)


class _GivenUpError(Exception):
    """A document of a group failed; each is to be tried alone."""


def _read(
    nlp: Language,
    terms: Terms,
    jobs: list[Job],
    skip: int,
    send: Callable[[tuple[Outcome | None, bool]], None],
    *,
    alone: bool,
) -> None:
    """Read jobs and send each outcome, with the word whether its job has ended."""
    articles = [job.item for job in jobs if isinstance(job.item, Article)]
    if not alone and len(articles) == len(jobs):
        with _given_up():
            lines = list(_lines(nlp, terms, articles))
        for line in lines:
            send((line, True))
        return
    for job in jobs:
        if isinstance(job.item, Article):
            send((_outcome(nlp, terms, job.item), True))
            continue
        for found in islice(_opened(job.item, terms), skip, None):
            send((None, False))  # the file was opened: from here on, what kills is an article
            send((found if isinstance(found, InputFailure) else _outcome(nlp, terms, found), False))
        send((None, True))


@contextmanager
def _given_up() -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        raise _GivenUpError from error


def _opened(item: Whole, terms: Terms) -> Iterator[Article | InputFailure]:
    try:
        yield from read_whole(item, terms.reading)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- a bug must cost one document, not the run
        yield _bug(item.name, error)


def _outcome(nlp: Language, terms: Terms, article: Article) -> Outcome:
    try:
        return next(_lines(nlp, terms, [article]))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- a bug must cost one document, not the run
        return _bug(article.id or "text", error)


def _bug(where: str, error: Exception) -> InputFailure:
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return InputFailure(where, f"geoint failed on it ({said}); report it with the document, please", Kind.CRASH)


def _lines(nlp: Language, terms: Terms, articles: list[Article]) -> Iterator[Line]:
    import json

    from geoint.export.jsonl import plain
    from geoint.pipeline import read

    for document in read(articles, nlp=nlp, with_text=terms.with_text, zone=True):
        yield Line(document.document.id, json.dumps(plain(document), ensure_ascii=False))


def _die_with_parent() -> None:
    """Have the system end this process with its parent, even if that is killed."""
    if FORKS:
        import ctypes

        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


def _limit_memory(megabytes: int | None) -> None:
    """Let this process grow by so much; the next allocation fails, and the document with it."""
    if megabytes is None or not FORKS:
        return
    import resource
    from pathlib import Path

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + (megabytes << 20)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
