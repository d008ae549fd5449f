"""The books of many clusters into an office book: `python -m tests.benchmarks.consolidate [CLUSTERS UNITS CRITERIA]`.

One cluster's book is collected and rendered; every other one is that package again under codes of its own.
"""

import argparse
import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from thidua_xl.cluster.assess import Assessment
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.places import assessed
from thidua_xl.domain.office.inputs import Cluster, OfficeSettings, OfficeUnit
from thidua_xl.domain.values.numbers import stored
from thidua_xl.office.acts import new_book
from thidua_xl.office.book import OfficeBook
from thidua_xl.storage.remembered import FOLDER

from .cluster import YEAR, book, write_forms
from .measures import run_module
from .whole_path import render_book, whole_path

_CLUSTER = "QQ000"
_UNIT = re.compile(rb"X(?=0\d{3})")
"""The benchmark's codes X0001 … X0999; no address of a cell has a zero after its letter."""
_PARTS = re.compile(r"xl/(worksheets/sheet\d+|sharedStrings)\.xml|docProps/.*")


@dataclass(frozen=True, slots=True)
class Measured:
    """One size. Seconds of the whole process, of one that has almost nothing to do, peaks in MB."""

    clusters: int
    units: int
    wall: float
    start_up: float
    parent: float
    worker: float
    cpu: float
    """Processor seconds of all its processes: what a busy machine does not change."""
    later: float
    """The same of a second run, in which one book more has come."""

    commands: Mapping[str, float]
    """Processor seconds of what the superior does besides, with the office book as it is then."""

    @property
    def beyond(self) -> float:
        """Seconds beyond start-up."""
        return self.wall - self.start_up

    @property
    def each(self) -> float:
        """Milliseconds a cluster book, beyond start-up."""
        return self.beyond / self.clusters * 1000


def complete_book(units: int, scored: int, inbox: Path) -> bytes:
    """A cluster's book with every score: forms collected, the head's own and the few blank ones agreed."""
    of = book(units, scored)
    of.settings = replace(of.settings, cluster=_CLUSTER)
    write_forms(of, inbox)
    return render_book(of, _agreed(of, whole_path(of, inbox)))


def _agreed(of: Book, outcome: Assessment) -> Assessment:
    most = {row.code: row.max_points for row in of.criteria.scored}
    for at, (key, score) in enumerate(outcome.scores.items()):
        if score.counts and score.points is None and key in of.ledger:
            points = round(stored(most[key[1]]) * (80 + at % 20) / 100, 1)
            of.ledger[key].typed = of.ledger[key].typed._replace(score=points)
    return assessed(of, [])


def renamed(package: bytes, number: int) -> bytes:
    """The same book as that of another cluster with units of its own."""
    buffer = io.BytesIO()
    cluster, unit = f"QQ{number:03}".encode(), b"K%03dX" % number
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            data = source.read(name)
            if _PARTS.fullmatch(name):
                data = _UNIT.sub(unit, data.replace(_CLUSTER.encode(), cluster))
            copy.writestr(name, data)
    return buffer.getvalue()


def office_book(path: Path, clusters: int, units: int) -> None:
    """The office book that lists them all."""
    listed = [Cluster(f"QQ{at:03}", f"Cụm thử nghiệm {at}") for at in range(1, clusters + 1)]
    members = [
        OfficeUnit(f"K{cluster:03}X{at:04}", f"Xã Thử nghiệm {at}", f"QQ{cluster:03}")
        for cluster in range(1, clusters + 1) for at in range(1, units + 1)
    ]  # fmt: skip
    settings = OfficeSettings(year=YEAR, superior="UBND tỉnh Thử nghiệm")
    path.unlink(missing_ok=True)
    new_book.write_new_office(path, OfficeBook(settings, listed, members))


def write_clusters(folder: Path, clusters: int, units: int, scored: int) -> Path:
    """The folder with so many clusters' books, made once."""
    made = folder / f"clusters-{clusters}-{units}-{scored}"
    if not made.exists():
        with tempfile.TemporaryDirectory() as inbox:
            package = complete_book(units, scored, Path(inbox))
        made.mkdir(parents=True)
        for number in range(1, clusters + 1):
            (made / f"SoCum_QQ{number:03}_{YEAR}.xlsx").write_bytes(renamed(package, number))
    return made


def _received(folder: Path, clusters: int, units: int, scored: int) -> tuple[float, dict[str, float], Path]:
    """Wall seconds of `consolidate` into an office book that has received nothing, what it took, and its book."""
    books, home = write_clusters(folder, clusters + 1, units, scored), folder / "office"
    shutil.rmtree(home, ignore_errors=True)
    inbox = home / "inbox"
    inbox.mkdir(parents=True)
    path = home / "so.xlsx"
    office_book(path, clusters + 1, units)
    for one in sorted(books.iterdir())[:clusters]:
        shutil.copy(one, inbox)
    begin = perf_counter()
    found = _peak("consolidate", path, inbox, "--json")
    return perf_counter() - begin, found, path


def consolidated(
    folder: Path, clusters: int, units: int, scored: int
) -> tuple[float, float, dict[str, float]]:
    """Wall seconds of the smallest there is and of `consolidate` of this size, and what that took.

    `later`: processor seconds of the run after it, in which the book of one cluster more has come; then those of
    what the superior does besides.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(folder / "office" / "kept"))
        start = _received(folder, 1, 2, 20)[0]
        wall, found, path = _received(folder, clusters, units, scored)
        inbox = path.parent / "inbox"
        shutil.copy(max(write_clusters(folder, clusters + 1, units, scored).iterdir()), inbox)
        found["later"] = _peak("consolidate", path, inbox, "--json")["cpu"]
        more = {name: _peak(name, path, "--out", path.parent / name)["cpu"] for name in COMMANDS}
        return start, wall, found | more


COMMANDS = ("issue-books", "appraise", "documents")
"""What the superior does besides; each lasts longer with every cluster."""


def _peak(*arguments: str | Path) -> dict[str, float]:
    """What a command took."""
    found: dict[str, float] = json.loads(run_module("tests.benchmarks.peak", *arguments))
    return found


def measured(folder: Path, clusters: int, units: int, scored: int, rounds: int = 1) -> Measured:
    """Medians, in turns with the smallest cluster there is: start-up is what that takes."""
    turns = [consolidated(folder, clusters, units, scored) for _ in range(rounds)]
    start, wall = median(turn[0] for turn in turns), median(turn[1] for turn in turns)
    asked = ("parent", "worker", "cpu", "later")
    parent, worker, cpu, later = (median(turn[2][name] for turn in turns) for name in asked)
    commands = {name: median(turn[2][name] for turn in turns) for name in COMMANDS}
    return Measured(clusters, units, wall, start, parent, worker, cpu, later, commands)


def told(found: Measured) -> Iterator[str]:
    """The lines of one size."""
    yield f"{found.clusters} clusters of {found.units} units"
    yield f"  the process            {found.wall:8.2f} s"
    yield f"  start-up (1 x 2 units) {found.start_up:8.2f} s"
    yield f"  beyond it              {found.beyond:8.2f} s   {found.each:.0f} ms a cluster book"
    yield f"  processor time         {found.cpu:8.2f} s   all processes"
    yield f"  one book more          {found.later:8.2f} s   processor time, 1/{found.cpu / found.later:.0f}"
    for name, seconds in found.commands.items():
        yield f"  {name:<22} {seconds:8.2f} s   processor time"
    yield f"  peak memory            {found.parent:8.0f} MB  largest worker {found.worker:.0f} MB"


def main() -> None:
    """Measure one size and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.consolidate")
    parser.add_argument("clusters", nargs="?", type=int, default=30)
    parser.add_argument("units", nargs="?", type=int, default=30)
    parser.add_argument("criteria", nargs="?", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the clusters' books in this folder for the next run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        for line in told(measured(folder, given.clusters, given.units, given.criteria, given.rounds)):
            print(line)


if __name__ == "__main__":
    main()
