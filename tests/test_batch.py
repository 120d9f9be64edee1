"""Many inputs: order, resuming, and every fault that must cost no more than one document."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import documents
import pytest
from sabotage import load

from geoint import batch
from geoint.articles import Kind, Reading
from geoint.atomic import CannotWriteError
from geoint.cli.app import run
from geoint.cli.exits import ExitCode
from geoint.identity import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geoint.batch import Progress

SCRIPT = Path(__file__).parent / "sabotage.py"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder of 24 files and one of 20 lines."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for number in range(24):
        place = folder / "sub" if number % 2 else folder
        (place / f"{number:02}.txt").write_text(f"Paris refuse {number}.", encoding="utf-8")
    rows = ({"id": f"n{n}", "text": f"Rome refuse {n}."} for n in range(20))
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def done(source: Path | list[str], target: Path, *, known: str = "1", **options: Any) -> Progress:  # noqa: ANN401
    paths = source if isinstance(source, list) else [str(source)]
    steps = batch.run(paths, batch.output_at(target), batch.Options(**options), load, known)
    return list(steps)[-1]


def tree(folder: Path) -> dict[str, bytes]:
    """Return all result files by their path, without the manifest."""
    files = (p for p in folder.rglob("*") if p.is_file() and not any(part.endswith(".geoint") for part in p.parts))
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def errors(target: Path) -> dict[str, str]:
    return {row["where"]: row["kind"] for row in map(json.loads, target.read_text(encoding="utf-8").splitlines())}


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


# ------------------------------------------------------------ results


def test_one_result_an_input_the_tree_kept(source: Path, tmp_path: Path) -> None:
    progress = done(source, tmp_path / "out", jobs=2)
    assert (progress.new, progress.kept, progress.failed) == (44, 0, 0)
    results = tree(tmp_path / "out")
    assert len(results) == 25
    (line,) = results["sub/01.txt.geoint.jsonl"].splitlines()
    assert json.loads(line)["document"]["id"] == str(source / "sub" / "01.txt")
    lines = results["news.jsonl.geoint.jsonl"].splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == [f"n{n}" for n in range(20)]


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_the_same_bytes_for_any_number_of_processes(name: str, source: Path, tmp_path: Path) -> None:
    (source / "bad.pdf").write_bytes(b"%PDF-")
    results = []
    for jobs in (1, 2, 3):
        target = tmp_path / str(jobs) / name
        target.parent.mkdir()
        done(source, target, jobs=jobs)
        results.append(tree(target.parent))
    assert results[0] == results[1] == results[2]


def test_one_file_holds_all_in_the_order_of_the_inputs(source: Path, tmp_path: Path) -> None:
    done(source, tmp_path / "out.jsonl", jobs=2, with_text=True)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [Path(row["document"]["id"]).name for row in rows[:12]] == [f"{n:02}.txt" for n in range(0, 24, 2)]
    assert [row["document"]["id"] for row in rows[12:32]] == [f"n{n}" for n in range(20)]
    assert rows[0]["document"]["text"] == "Paris refuse 0."
    assert not (tmp_path / "out.errors.jsonl").exists()


def test_a_second_run_does_only_what_is_new_or_changed(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done(source, out)
    before = tree(out)
    stamps = {p: p.stat().st_mtime_ns for p in out.rglob("*.jsonl")}
    again = done(source, out)
    assert (again.new, again.kept) == (0, 44)
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*.jsonl")} == stamps
    write(source, new="Berlin refuse.")
    (source / "00.txt").write_text("Paris accepte.", encoding="utf-8")
    with (source / "news.jsonl").open("a", encoding="utf-8") as news:
        news.write('\n{"id": "n20", "text": "Rome accepte."}')
    third = done(source, out)
    assert (third.new, third.kept) == (3, 43)
    (source / "00.txt").write_text("Paris refuse 0.", encoding="utf-8")
    assert done(source, out).new == 0
    assert tree(out)["00.txt.geoint.jsonl"] == before["00.txt.geoint.jsonl"]
    (out / "02.txt.geoint.jsonl").unlink()
    assert done(source, out).new == 0
    assert tree(out)["02.txt.geoint.jsonl"] == before["02.txt.geoint.jsonl"]


def test_another_version_other_options_and_force_do_all_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done(source, out)
    assert done(source, out, known="2").new == 44
    assert done(source, out, known="2", reading=Reading(date="2024-03-06")).new == 44
    assert done(source, out, known="2", reading=Reading(date="2024-03-06"), force=True).new == 44
    assert done(source, out, known="2", reading=Reading(date="2024-03-06")).new == 0


def test_the_identity_covers_model_weights_code_and_lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user = tmp_path / "mine.toml"
    user.write_text("[[actor]]\n", encoding="utf-8")
    known = {identity(None), identity("fr_core_news_md"), identity("fr_core_news_lg"), identity(None, [user])}
    user.write_text("[[actor]]\n\n", encoding="utf-8")
    known.add(identity(None, [user]))
    monkeypatch.setattr("geoint.weights.CARD", "weights.npz.json")
    (tmp_path / "weights.npz.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("geoint.weights.FOLDER", tmp_path)
    known.add(identity(None))
    monkeypatch.setattr("geoint.identity.PACKAGE", tmp_path)
    known.add(identity(None))
    assert len(known) == 7
    assert identity(None) in known


def test_what_failed_is_retried_only_when_asked(tmp_path: Path) -> None:
    write(tmp_path / "in", a="BUG", b="Paris refuse.")
    for options, new in (({}, 1), ({}, 0), ({"retry_failed": True}, 0)):
        progress = done(tmp_path / "in", tmp_path / "out", **options)
        assert (progress.new, progress.failed, progress.kinds) == (new, 1, {Kind.CRASH: 1})
    write(tmp_path / "in", a="Rome refuse.")
    assert done(tmp_path / "in", tmp_path / "out").failed == 0
    assert not (tmp_path / "out" / "errors.jsonl").exists()


def test_a_reader_that_is_installed_later_reads_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(documents.pdf([documents.column(60, 760, ["Paris refuse."])]))

    def missing(name: str) -> None:
        raise ImportError(name=name)

    with monkeypatch.context() as patch:
        patch.setattr("geoint.articles.extra.import_module", missing)
        assert done(tmp_path / "a.pdf", tmp_path / "out").kinds == {Kind.NOT_INSTALLED: 1}
    assert done(tmp_path / "a.pdf", tmp_path / "out").new == 1


def test_failures_are_listed_in_the_order_of_the_inputs_and_counted(source: Path, tmp_path: Path) -> None:
    write(source, bad=" ", worse="\0\1\2", zz="DIE")
    (source / "twice.jsonl").write_text('{"id": 1, "text": "Oui."}\n{"id": 1, "text": "Non."}\n{"id"', encoding="utf-8")
    progress = done([str(source), str(tmp_path / "gone.txt")], tmp_path / "out", jobs=2)
    assert progress.failed == 6
    assert errors(tmp_path / "out" / "errors.jsonl") == {
        str(source / "bad.txt"): Kind.EMPTY,
        f"{source / 'twice.jsonl'}": Kind.DUPLICATE,
        f"{source / 'twice.jsonl'}:3": Kind.JSON,
        str(source / "worse.txt"): Kind.BINARY,
        str(source / "zz.txt"): Kind.CRASH,
        str(tmp_path / "gone.txt"): Kind.MISSING,
    }
    assert len(tree(tmp_path / "out")["in/twice.jsonl.geoint.jsonl"].splitlines()) == 1


def test_fail_fast_stops_and_keeps_what_is_done(source: Path, tmp_path: Path) -> None:
    write(source, a=" ")
    progress = done(source, tmp_path / "out", fail_fast=True)
    assert (progress.stopped, progress.failed) == (True, 1)
    assert progress.new < 44
    assert done(source, tmp_path / "out").new + progress.new == 44


def test_two_inputs_never_write_one_result(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, x="Paris refuse.")
        write(tmp_path / "c" / name, x="Rome refuse.")
    many = done([str(tmp_path / "a"), str(tmp_path / "b"), str(tmp_path / "a")], tmp_path / "out")
    assert (many.new, many.failed) == (2, 0)
    assert set(tree(tmp_path / "out")) == {"a/x.txt.geoint.jsonl", "b/x.txt.geoint.jsonl"}
    clash = done([str(tmp_path / "a"), str(tmp_path / "c" / "a")], tmp_path / "out2")
    assert (clash.new, clash.kinds) == (1, {Kind.NAME: 1})


def test_an_output_within_the_input_is_not_read(source: Path) -> None:
    assert done(source, source / "out").new == 44
    assert done(source, source / "out").new == 0
    assert done(source, source / "all.jsonl").new == 44
    assert done(source, source / "all.jsonl").new == 0


def test_odd_names_keep_their_bytes(tmp_path: Path) -> None:
    write(tmp_path / "in")
    odd = [b"caf\xe9.txt", b"un\nnom.txt", b"x" * 251 + b".txt"]
    for name in odd:
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_bytes(b"Paris refuse.")
    progress = done(tmp_path / "in", tmp_path / "out")
    assert (progress.new, progress.kinds) == (2, {Kind.NAME: 1})
    assert {os.fsencode(p.name) for p in (tmp_path / "out").glob("*.geoint.jsonl")} == {n + b".geoint.jsonl" for n in odd[:2]}


# ------------------------------------------------------------ faults


@pytest.mark.parametrize(("text", "kind"), [("BUG", Kind.CRASH), ("DIE", Kind.CRASH), ("HOG", Kind.MEMORY), ("HANG", Kind.TIME)])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_fails_costs_only_itself(text: str, kind: Kind, jobs: int, source: Path, tmp_path: Path) -> None:
    write(source, **{"05": text})
    rows = [{"id": "a", "text": "Oui."}, {"id": "b", "text": text}, {"id": "c", "text": "Non."}]
    (source / "list.json").write_text(json.dumps(rows), encoding="utf-8")
    progress = done(source, tmp_path / "out", jobs=jobs, timeout=1, max_memory=1024)
    assert (progress.new, progress.kinds) == (46, {kind: 2})
    assert len(tree(tmp_path / "out")["list.json.geoint.jsonl"].splitlines()) == 2
    assert len(tree(tmp_path / "out")) == 27


def test_a_worker_that_is_killed_is_replaced(source: Path, tmp_path: Path) -> None:
    write(source, **{f"{n:02}": f"SLOW {n}" for n in range(24)})
    steps = batch.run([str(source)], batch.output_at(tmp_path / "out"), batch.Options(jobs=2), load, "1")
    killed = 0
    for progress in steps:
        if progress.new >= 5 and killed < 2:
            children = subprocess.run(["pgrep", "-P", str(os.getpid())], capture_output=True, text=True, check=False)  # noqa: S603, S607
            for child in children.stdout.split()[:1]:
                with_cmd = Path(f"/proc/{child}/cmdline")
                if with_cmd.exists() and b"pgrep" not in with_cmd.read_bytes():
                    os.kill(int(child), signal.SIGKILL)
                    killed += 1
    assert killed == 2
    assert (progress.new, progress.failed) == (56, 0)


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    folder = tmp_path / "slow"
    write(folder, **{f"{n:02}": f"SLOW {n}" for n in range(40)})
    rows = ({"id": n, "text": f"SLOW {n}"} for n in range(20))
    (folder / "z.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def started(source: Path, target: Path, jobs: int = 2, after: int = 8) -> subprocess.Popen[str]:
    """Start a batch of its own process, and return it when some documents are done."""
    command = [sys.executable, str(SCRIPT), str(source), str(target), str(jobs)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= after:
            break
    return process


@pytest.mark.parametrize(
    ("name", "sent"), [("out", signal.SIGKILL), ("out.jsonl", signal.SIGKILL), ("out", signal.SIGTERM), ("out", signal.SIGINT)]
)
def test_a_run_that_is_killed_goes_on_where_it_was(name: str, sent: signal.Signals, slow: Path, tmp_path: Path) -> None:
    if signal.getsignal(sent) == signal.SIG_IGN:
        pytest.skip("a job in the background of a shell without job control ignores SIGINT, and so do its children")
    target = tmp_path / name
    process = started(slow, target)
    children = _children(process.pid)
    assert len(children) == 2
    process.send_signal(sent)
    process.communicate(timeout=30)
    assert process.returncode == (130 if sent == signal.SIGINT else -sent)
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in children))
    for path in target.rglob("*.geoint.jsonl") if target.is_dir() else []:
        assert all(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    again = done(slow, target, jobs=2)
    assert again.new + again.kept == 60
    if sent == signal.SIGINT:
        assert again.kept >= 8
    done(slow, tmp_path / f"whole-{name}", jobs=2)
    if name == "out":
        assert tree(target) == tree(tmp_path / "whole-out")
    else:
        assert target.read_bytes() == (tmp_path / "whole-out.jsonl").read_bytes()
    assert not list(tmp_path.rglob("*.part"))


def _children(parent: int) -> list[int]:
    return [int(c) for c in Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()]


def until(condition: Callable[[], bool]) -> None:
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


def test_two_runs_never_share_an_output(slow: Path, tmp_path: Path) -> None:
    process = started(slow, tmp_path / "out")
    try:
        with pytest.raises(CannotWriteError, match="another run"):
            done(slow, tmp_path / "out")
    finally:
        process.kill()
        process.communicate(timeout=30)
    assert done(slow, tmp_path / "out", jobs=2).failed == 0


def test_a_file_that_vanishes_or_changes_meanwhile(source: Path, tmp_path: Path) -> None:
    steps = batch.run([str(source)], batch.output_at(tmp_path / "out"), batch.Options(), load, "1")
    next(steps)
    (source / "sub" / "23.txt").unlink()
    (source / "sub" / "21.txt").write_text("Berlin refuse.", encoding="utf-8")
    *_, last = steps
    assert (last.new, last.kinds) == (43, {Kind.MISSING: 1})
    assert b"sub/21.txt" in tree(tmp_path / "out")["sub/21.txt.geoint.jsonl"]


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Paris refuse.", encoding="utf-8")
    real = batch.pieces

    def growing(*arguments: Any) -> Iterator[object]:  # noqa: ANN401
        yield from real(*arguments)
        path.write_text("Paris refuse. Rome", encoding="utf-8")

    monkeypatch.setattr(batch, "pieces", growing)
    assert done(path, tmp_path / "out").kinds == {Kind.CHANGED: 1}
    monkeypatch.setattr(batch, "pieces", real)
    assert done(path, tmp_path / "out").new == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(place)], capture_output=True, check=False)  # noqa: S603, S607
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_a_full_disk_ends_the_run_and_the_next_completes_it(name: str, small_disk: Path, tmp_path: Path) -> None:
    rows = ({"id": n, "text": f"Paris refuse {n}. " + "Rome accepte. " * 100} for n in range(100))
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(CannotWriteError, match=r"full|No space"):
        done(tmp_path / "a.jsonl", small_disk / name, with_text=True)
    assert not list(small_disk.rglob("*.part"))
    assert not [p for p in small_disk.rglob("*.jsonl") if p.stat().st_size]
    subprocess.run(["mount", "-o", "remount,size=10m", str(small_disk)], check=True)  # noqa: S603, S607
    assert done(tmp_path / "a.jsonl", small_disk / name, with_text=True).failed == 0
    found = next(p for p in small_disk.rglob("*.jsonl") if p.stat().st_size)
    assert len(found.read_text(encoding="utf-8").splitlines()) == 100


def test_an_output_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in (tmp_path / "file" / "out", Path("/proc/geoint"), Path("/proc/geoint.jsonl")):
        with pytest.raises(CannotWriteError, match="cannot write"):
            done(source, target)


def test_a_damaged_manifest_is_told(source: Path, tmp_path: Path) -> None:
    done(source, tmp_path / "out")
    manifest = tmp_path / "out" / ".geoint" / "manifest.sqlite"
    manifest.write_bytes(b"no database" * 1000)
    with pytest.raises(CannotWriteError, match="damaged"):
        done(source, tmp_path / "out")
    manifest.unlink()
    assert done(source, tmp_path / "out").new == 44
    with sqlite3.connect(manifest) as connection:
        assert connection.execute("select count(*) from results").fetchone() == (44,)


# ------------------------------------------------------------ the command


@pytest.fixture
def _sabotaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geoint.pipeline.load", lambda *_, **__: load())


@pytest.mark.usefixtures("_sabotaged")
def test_the_command_sums_up_and_exits_as_documented(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["batch", str(source), "--output", str(tmp_path / "out"), "--jobs", "2"]
    assert run(command) == ExitCode.OK
    assert "44 documents read" in capsys.readouterr().err
    write(source, bad=" ")
    assert run(command) == ExitCode.SOME_FAILED
    out, err = capsys.readouterr()
    assert out == ""
    assert "44 unchanged, 1 failed" in err
    assert "1  empty" in err
    assert str(tmp_path / "out" / "errors.jsonl") in err
    assert run(["batch", str(source / "bad.txt"), "-o", str(tmp_path / "none")]) == ExitCode.ALL_FAILED
    assert run(["batch", str(source), "-o", "/proc/geoint"]) == ExitCode.CANNOT_WRITE
    assert run(["batch", "-", "-o", str(tmp_path / "out")]) == ExitCode.USAGE
    assert run([*command, "--lexicon", str(tmp_path / "none.toml")]) == ExitCode.USAGE
    capsys.readouterr()
    assert run([*command, "--quiet", "--force"]) == ExitCode.SOME_FAILED
    assert "44 documents read" in capsys.readouterr().err


@pytest.mark.usefixtures("_sabotaged")
def test_a_line_for_every_thousand_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Oui."}\n' * 2100, encoding="utf-8")
    assert run(["batch", str(path), "-o", str(tmp_path / "out.jsonl")]) == ExitCode.OK
    assert [line.split(" documents")[0] for line in capsys.readouterr().err.splitlines()[:2]] == [
        "geoint: 1,000",
        "geoint: 2,000",
    ]
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2100


def test_a_missing_model_and_a_missing_reader(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["batch", str(source), "-o", str(tmp_path / "out")]
    assert run([*command, "--model", "fr_core_news_xl"]) == ExitCode.MODEL_MISSING
    monkeypatch.setattr("geoint.pipeline.load", lambda *_, **__: load())
    monkeypatch.setattr("geoint.articles.extra.import_module", _missing)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    assert run(["batch", str(tmp_path / "a.pdf"), "-o", str(tmp_path / "out2")]) == ExitCode.MODEL_MISSING


def _missing(name: str) -> None:
    raise ImportError(name=name)


def test_a_closed_pipe_stops_the_talk_and_not_the_run(slow: Path, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import sabotage, geoint.pipeline as p\n"
        "p.load = lambda *a, **k: sabotage.load()\n"
        "from geoint.cli.app import run; sys.exit(run(sys.argv[2:]))"
    )
    command = [sys.executable, "-c", code, str(SCRIPT.parent), "batch", str(slow), "-o", str(tmp_path / "out"), "-j", "2"]
    process = subprocess.run(command, stderr=writer, check=False, timeout=120)  # noqa: S603
    os.close(writer)
    assert process.returncode == ExitCode.OK
    assert len(tree(tmp_path / "out")) == 41


def test_the_real_pipeline_gives_what_extract_gives(
    nlp: object, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("geoint.pipeline.load", lambda *_, **__: nlp)
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(corpus.read_text(encoding="utf-8").splitlines()[:60]), encoding="utf-8")
    assert run(["extract", str(path), "--format", "jsonl"]) == ExitCode.OK
    extracted = capsys.readouterr().out
    for jobs in ("1", "2"):
        target = tmp_path / f"{jobs}.jsonl"
        assert run(["batch", str(path), "-o", str(target), "--jobs", jobs]) == ExitCode.OK
        assert target.read_text(encoding="utf-8") == extracted
