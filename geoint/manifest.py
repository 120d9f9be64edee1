"""What a batch has done: each result under the digest of what decides it, so that nothing is done twice or lost.

An SQLite file beside the output. It is written in transactions, so that a run that is killed leaves what it had done,
and nothing torn; a lock that the system releases with the process keeps a second run off.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

from geoint.articles import InputFailure
from geoint.atomic import CannotWriteError, cannot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATABASE, LOCK = "manifest.sqlite", "lock"
COMMIT_EVERY = 1.0  # seconds of work that a kill may cost
DONE, FAILED, TO_RETRY = 0, 1, 2  # to retry: what another run may well read, as when a reader is installed
_TABLES = """
create table if not exists results (key blob primary key, state integer not null, payload blob not null) without rowid;
create table if not exists written (target blob primary key, digest blob not null) without rowid;
drop table if exists inputs;
drop table if exists pieces;
drop table if exists failures;
create table inputs (number integer primary key, target blob unique, path blob, name text, size integer);
create table pieces (input integer, ordinal integer, key blob, primary key (input, ordinal)) without rowid;
create table failures (input integer, ordinal integer, place integer, wrong text, kind text, message text);
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One document as it is written out: its id, and one line of JSON without the line end."""

    id: str | None
    text: str


Outcome = Line | InputFailure


@dataclass(frozen=True, slots=True)
class Planned:
    """An input of this run: its number in the order of the output, its path and name, its size in bytes."""

    number: int
    target: str
    path: Path
    name: str
    size: int


@contextmanager
def opened(folder: Path) -> Iterator[Manifest]:
    """Open the manifest in a folder for one run; raises CannotWriteError if that is impossible, or another run has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("a+b")
    except OSError as error:
        raise cannot(folder, error) from error
    with lock:
        _lock(lock, folder)
        with _told(folder / DATABASE):
            connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
        try:
            yield Manifest(connection, folder / DATABASE, lock)
        finally:
            connection.close()


def _lock(lock: IO[bytes], folder: Path) -> None:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        message = f"another run is writing to {folder.parent}; wait for it to end, or name another --output"
        raise CannotWriteError(message) from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what the user can do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = f"cannot write {path}: {error}; what is done is kept"
        raise CannotWriteError(message) from error
    except sqlite3.DatabaseError as error:
        message = f"{path} is damaged: {error}; remove it, and all is done again"
        raise CannotWriteError(message) from error


class Manifest:
    """The results of all runs on one output, and the plan of this one."""

    def __init__(self, connection: sqlite3.Connection, path: Path, lock: IO[bytes]) -> None:
        """Take an open database and the lock that guards it, and clear the plan of the run before."""
        self.path = path
        self.lock = lock
        self._connection = connection
        self._committed = monotonic()
        with _told(path):
            connection.execute("pragma synchronous = normal")
            connection.execute("pragma temp_store = file")
            connection.executescript(_TABLES)
            connection.execute("create temp table ids (id text primary key) without rowid")
            connection.execute("begin")

    def forget(self, *, failed_only: bool) -> None:
        """Forget all results, or those that failed, so that they are made again."""
        self._run("delete from results where state >= ?", FAILED if failed_only else DONE)

    # ------------------------------------------------------------ the plan

    def plan(self, number: int, target: str, path: Path, name: str, size: int) -> bool:
        """Add an input to the plan; False if another one has its place in the output."""
        values = (number, os.fsencode(target), os.fsencode(path), name, size)
        return self._run("insert or ignore into inputs values (?, ?, ?, ?, ?)", *values).rowcount == 1

    def holder(self, target: str) -> Path:
        """Return the path of the input that has a place in the output."""
        (path,) = self._run("select path from inputs where target = ?", os.fsencode(target)).fetchone()
        return Path(os.fsdecode(path))

    def planned(self) -> Iterator[Planned]:
        """Yield the inputs of this run in their order."""
        number = -1
        while row := self._run(
            "select number, target, path, name, size from inputs where number > ? order by number limit 1", number
        ).fetchone():
            number, target, path, name, size = row
            yield Planned(number, os.fsdecode(target), Path(os.fsdecode(path)), name, size)

    def totals(self) -> tuple[int, int]:
        """Return how many inputs this run has, and how many bytes they have together."""
        count, size = self._run("select count(*), total(size) from inputs").fetchone()
        return count, int(size)

    def place(self, number: int, ordinal: int, key: bytes) -> None:
        """Say which result stands at a place of an input."""
        self._run("insert into pieces values (?, ?, ?)", number, ordinal, key)

    # ------------------------------------------------------------ results

    def outcomes(self, key: bytes) -> list[Outcome] | None:
        """Return a result that need not be made again, or None."""
        row = self._run("select payload from results where key = ? and state != ?", key, TO_RETRY).fetchone()
        return _unpacked(row[0]) if row else None

    def keep(self, key: bytes, outcomes: Iterable[Outcome], *, retry: bool = False) -> None:
        """Keep a result, for this run and later ones."""
        found = list(outcomes)
        failed = any(isinstance(outcome, InputFailure) for outcome in found)
        state = TO_RETRY if retry else FAILED if failed else DONE
        self._run("insert or replace into results values (?, ?, ?)", key, state, _packed(found))
        if monotonic() - self._committed > COMMIT_EVERY:
            self.commit()

    def lines(self, number: int) -> Iterator[Line]:
        """Yield the documents of an input in their order; one whose id was given before is a failure instead."""
        from geoint.articles import duplicate

        (name,) = self._run("select name from inputs where number = ?", number).fetchone()
        self._run("delete from ids")
        rows = self._run("select ordinal, payload from pieces join results using (key) where input = ? order by ordinal", number)
        for ordinal, payload in rows:
            for place, outcome in enumerate(_unpacked(payload)):
                if isinstance(outcome, InputFailure):
                    self.fail(number, ordinal, place, outcome)
                elif outcome.id is None or self._run("insert or ignore into ids values (?)", outcome.id).rowcount:
                    yield outcome
                else:
                    self.fail(number, ordinal, place, duplicate(outcome.id, name))

    def digest(self, number: int) -> bytes:
        """Return a digest of all that an input's result is made of."""
        import hashlib

        digest = hashlib.sha256()
        for (key,) in self._run("select key from pieces where input = ? order by ordinal", number):
            digest.update(key)
        return digest.digest()

    def is_written(self, target: str, digest: bytes) -> bool:
        """Tell whether the result that stands in the output was made of the same."""
        row = self._run("select digest from written where target = ?", os.fsencode(target)).fetchone()
        return bool(row and row[0] == digest)

    def set_written(self, target: str, digest: bytes) -> None:
        """Say what the result that stands in the output was made of."""
        self._run("insert or replace into written values (?, ?)", os.fsencode(target), digest)

    # ------------------------------------------------------------ failures

    def fail(self, number: int, ordinal: int, place: int, failure: InputFailure) -> None:
        """Add a failure to those of this run."""
        values = (number, ordinal, place, failure.where, failure.message, failure.kind)
        self._run("insert into failures (input, ordinal, place, wrong, message, kind) values (?, ?, ?, ?, ?, ?)", *values)

    def failures(self) -> Iterator[InputFailure]:
        """Yield the failures of this run in the order of the inputs."""
        for row in self._run("select wrong, message, kind from failures order by input, ordinal, place"):
            yield InputFailure(*row)

    def failures_by_kind(self) -> dict[str, int]:
        """Return how many failures of each kind this run has, the most frequent first."""
        return dict(self._run("select kind, count(*) from failures group by kind order by 2 desc, 1").fetchall())

    # ------------------------------------------------------------ transactions

    def commit(self) -> None:
        """Force to the disk what was done."""
        self._run("commit")
        self._run("begin")
        self._committed = monotonic()

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        with _told(self.path):
            return self._connection.execute(statement, values)


def _packed(outcomes: list[Outcome]) -> bytes:
    rows = [[o.id, o.text] if isinstance(o, Line) else [o.where, o.message, o.kind] for o in outcomes]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 1)


def _unpacked(payload: bytes) -> list[Outcome]:
    rows: list[Any] = json.loads(zlib.decompress(payload))
    return [Line(*row) if len(row) == 2 else InputFailure(*row) for row in rows]  # noqa: PLR2004 -- the fields of a Line
