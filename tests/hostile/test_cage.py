"""The cage: what a file does to its worker costs that file and nothing else."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import journey
from tests.journeys.clock import EPOCH
from thidua_xl.scorecard.read import UnitForm, Unread, answered, read_file
from thidua_xl.workers import cage, elsewhere
from thidua_xl.workers.cage import Cage, Here, LostError, readers
from thidua_xl.workers.elsewhere import Elsewhere

from .forms import base
from .jobs import Lie, dies, eats, hangs, leaves_a_circle, lies, other_answer, panics, raises, same

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals or limits")


@pytest.fixture(params=["forked", "spawned", "lent"])
def workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Executor]:
    """Two workers, made in both ways; and as children of an executor that somebody lends."""
    if request.param == "lent":
        with ThreadPoolExecutor(2) as lent, Elsewhere(lent, seconds=2) as made:
            yield made
        elsewhere.end_idle()
        return
    forked = request.param == "forked"
    if forked and sys.platform != "linux":
        pytest.skip("workers are forked on Linux only")
    monkeypatch.setattr(cage, "_may_fork", lambda: forked)
    with Cage(2, seconds=2) as made:
        yield made


def test_answers_come_back_as_they_were(workers: Executor) -> None:
    """Plain values, in whatever order they are asked for."""
    futures = [workers.submit(same, (at, "ế", None, 0.1, b"\0" * at)) for at in range(200)]
    assert [future.result() for future in reversed(futures)][-1] == (0, "ế", None, 0.1, b"")


@POSIX
@pytest.mark.parametrize("job", [dies, hangs, raises, panics, eats, lies], ids=lambda job: job.__name__)
def test_a_lost_worker_costs_one_file(workers: Executor, job: Any) -> None:
    """Dead, hung, failed, out of memory or lying: that answer is lost, all others come."""
    if job is eats and sys.platform != "linux":
        pytest.skip("the limit of memory is Linux's")
    futures = [workers.submit(job) if at == 3 else workers.submit(same, at) for at in range(8)]
    with pytest.raises(LostError):
        futures[3].result(timeout=20)
    assert [future.result(timeout=20) for at, future in enumerate(futures) if at != 3] == [
        0,
        1,
        2,
        4,
        5,
        6,
        7,
    ]


@POSIX
def test_every_job_ends_where_no_other_worker_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without memory or processes to spare: a file is lost, and nobody waits for ever."""

    def none(_memory: int) -> cage.Worker:
        raise OSError(11, "Resource temporarily unavailable")

    with Cage(1, seconds=2) as made:
        with monkeypatch.context() as machine:
            machine.setattr(cage, "spawned", none)
            for future in [made.submit(dies), made.submit(same, 1)]:
                with pytest.raises(LostError):
                    future.result(timeout=20)
        with pytest.raises(LostError):
            made.submit(same, 2).result(timeout=20)
        assert made.submit(same, 3).result(timeout=60) == 3


def test_a_worker_is_not_lost_for_the_files_before(workers: Executor) -> None:
    """What they leave behind in circles is swept away long before the limit of memory."""
    futures = [workers.submit(leaves_a_circle) for _ in range(100)]
    assert [future.result(timeout=60) for future in futures] == [None] * 100


def test_a_form_comes_through_whole(workers: Executor) -> None:
    """The worker's reading is the process's own."""
    own = read_file(base(), "a.xlsx", True)
    sent = workers.submit(read_file, base(), "a.xlsx", True).result()
    assert isinstance(sent.form, UnitForm)
    assert (sent.form, sent.saved, sent.criteria) == (own.form, own.saved, own.criteria)


def test_a_lost_file_gets_its_finding(workers: Executor) -> None:
    """Neither a dead worker's file nor an answer about something else is taken in."""
    lost = [workers.submit(raises), workers.submit(other_answer, b"x", "a.xlsx")]
    lost.append(workers.submit(read_file, base(), "b.xlsx"))
    for future in lost:
        form = answered(future, "a.xlsx").form  # type: ignore[arg-type]
        assert isinstance(form, Unread)
        assert [found.code.name for found in form.findings] == ["FILE_UNSAFE"]


def test_answers_hold_no_callables() -> None:
    """Only values and the data classes of scorecards are read."""
    for value in (Lie(), os.system, print, Cage, LostError("x")):
        with pytest.raises(pickle.UnpicklingError):
            cage._Plain(__import__("io").BytesIO(pickle.dumps(value))).load()


def test_the_process_itself_reads_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The switch, with the same interface."""
    monkeypatch.setenv(cage.IN_PROCESS, "1")
    with readers(3) as here:
        assert isinstance(here, Here)
        assert here.submit(same, 5).result() == 5
        with pytest.raises(ValueError, match="x"):
            here.submit(raises).result()
    monkeypatch.setenv(cage.IN_PROCESS, "0")
    with readers(3) as caged:
        assert isinstance(caged, Cage)


def test_collect_says_the_same_with_workers_and_without(
    issued_once: journey.Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One book, two ways of reading its files, the same answer to the byte."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    answers = []
    for way in ("0", "1"):
        folder = tmp_path / way
        cluster = issued_once.copied(folder)
        for unit in journey.UNITS:
            cluster.send(unit)
        cluster.drop("hỏng.xlsx", base()[:3000])
        command = [
            sys.executable,
            "-m",
            "thidua_xl",
            "collect",
            str(cluster.book),
            str(cluster.inbox),
            "--json",
        ]
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False,
            env={**os.environ, cage.IN_PROCESS: way, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        answers.append((done.stdout.replace(str(folder), ""), cluster.book.read_bytes()))
    assert answers[0] == answers[1]
