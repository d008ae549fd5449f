"""Files read by an executor that somebody lends: a cluster of Dask's, two processes on this machine.

The same bytes as here, the same cage; and where the cluster itself fails, nothing is written.
"""

import asyncio
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from tests.benchmarks.cluster import book, write_book, write_forms
from tests.benchmarks.consolidate import office_book, write_clusters
from tests.journeys.clock import held_clock
from tests.journeys.journey import run
from thidua_xl.workers.cage import LostError, packed
from thidua_xl.workers.elsewhere import Elsewhere, NoCageError, in_cage, reading_on

from .jobs import Lie, dies, eats, hangs, lies, number, raises, same

UNITS, CRITERIA, CLUSTERS = 4, 20, 3


class Counted(Executor):
    """Somebody's executor, and how many files it was given."""

    def __init__(self, lent: Executor) -> None:
        self._lent = lent
        self.files = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Counted and handed on."""
        self.files += 1
        return self._lent.submit(fn, *args, **kwargs)


class Failing(Executor):
    """A cluster that is gone, or that lets nonsense through."""

    def __init__(self, answer: BaseException | bytes) -> None:
        self._answer = answer

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        """A job that comes to this."""
        future: Future[Any] = Future()
        if isinstance(self._answer, bytes):
            future.set_result(self._answer)
        else:
            future.set_exception(self._answer)
        return future


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Two processes of Dask's that listen to this machine alone."""
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1",
            dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False},
            silence_logs=logging.CRITICAL, local_directory=str(tmp_path_factory.mktemp("dask")),
        ) as cluster,
        Client(cluster, timeout=60) as made,
    ):  # fmt: skip
        yield made


@pytest.fixture
def lent(client: Client) -> Counted:
    """Its executor."""
    return Counted(client.get_executor())


def both(made: Path, lent: Counted, *arguments: str) -> list[tuple[str, bytes]]:
    """What a command says and the book that it leaves, here and there, from the same folder."""
    found = []
    for way in (None, lent):
        folder = made.with_name(f"{made.name}-run")
        shutil.copytree(made, folder)
        given = [str(folder / one) if (folder / one).exists() else one for one in arguments]
        if way is None:
            answer = run(*given)
        else:
            with reading_on(way):
                answer = run(*given)
        assert answer.err == ""
        found.append((answer.out, (folder / "so.xlsx").read_bytes()))
        shutil.rmtree(folder)
    return found


@pytest.fixture(scope="module")
def cluster_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose forms came back, and a file that is none."""
    folder = tmp_path_factory.mktemp("cluster")
    made = book(UNITS, CRITERIA)
    write_book(made, folder / "so.xlsx")
    write_forms(made, folder / "phieu")
    whole = next((folder / "phieu").iterdir()).read_bytes()
    (folder / "phieu" / "hỏng.xlsx").write_bytes(whole[:3000])
    return folder


@pytest.fixture(scope="module")
def office_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's book and the books of its clusters."""
    folder = tmp_path_factory.mktemp("office")
    write_clusters(folder, CLUSTERS, UNITS, CRITERIA).rename(folder / "so_cum")
    office_book(folder / "so.xlsx", CLUSTERS, UNITS)
    return folder


@pytest.mark.parametrize(
    "arguments", [("collect", "so.xlsx", "phieu"), ("check", "phieu")], ids=lambda a: a[0]
)
def test_forms_are_taken_in_alike(cluster_folder: Path, lent: Counted, arguments: tuple[str, ...]) -> None:
    """The document and the book, to the byte."""
    with held_clock():
        here, there = both(cluster_folder, lent, *arguments, "--json")
    assert here == there
    assert (lent.files, '"X0001"' in here[0]) == (UNITS + 1, True)


def test_cluster_books_are_recomputed_alike(office_folder: Path, lent: Counted) -> None:
    """The superior's, to the byte."""
    with held_clock():
        here, there = both(office_folder, lent, "consolidate", "so.xlsx", "so_cum", "--json")
    assert here == there
    assert (lent.files, f'"received": {CLUSTERS}' in here[0]) == (CLUSTERS, True)


def test_a_file_cannot_harm_the_cluster(client: Client, lent: Counted) -> None:
    """Dead, hung, failed, out of memory or lying: its own child there is lost, no process of the cluster."""
    before = client.run(number)
    jobs = [dies, hangs, raises, lies, *([eats] if sys.platform == "linux" else [])]
    with Elsewhere(lent, seconds=2) as there:
        lost = [there.submit(job) for job in jobs]
        whole = [there.submit(same, at) for at in range(6)]
        for future in lost:
            with pytest.raises(LostError):
                future.result(timeout=60)
        assert [future.result(timeout=60) for future in whole] == list(range(6))
        assert set(before.values()).isdisjoint({there.submit(number).result(timeout=60)})
    assert client.run(number) == before


def test_a_cluster_that_fails_writes_nothing(cluster_folder: Path, tmp_path: Path) -> None:
    """What failed is told as an error of the program, in a sentence: no file is called unsafe for it."""
    folder = shutil.copytree(cluster_folder, tmp_path / "lost")
    before = (folder / "so.xlsx").read_bytes()
    with reading_on(Failing(ConnectionError("no scheduler"))):
        answer = run("collect", folder / "so.xlsx", folder / "phieu")
    assert (answer.code, answer.out) == (2, "")
    assert "no scheduler" in answer.err
    assert (folder / "so.xlsx").read_bytes() == before


def test_another_program_reads_nothing() -> None:
    """Two versions may read one file in two ways."""
    with pytest.raises(NoCageError, match="another thidua_xl"):
        in_cage("another", same.__module__, b"", 1)


def test_what_is_cancelled_there_is_no_answer_here() -> None:
    """Neither of the two ways of cancelling leaves somebody waiting."""
    for error in (asyncio.CancelledError(), KeyboardInterrupt()):
        with Elsewhere(Failing(error)) as there, pytest.raises(CancelledError):
            there.submit(same, 1).result(timeout=1)


def test_an_answer_passes_our_own_door_too() -> None:
    """Whatever the processes there let through."""
    with (
        Elsewhere(Failing(packed((True, Lie())))) as there,
        pytest.raises(LostError, match="UnpicklingError"),
    ):
        there.submit(same, 1).result(timeout=1)
