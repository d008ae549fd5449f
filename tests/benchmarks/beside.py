"""The program beside what else reads the same files, each as processes of its own from start to end.

Three pieces of work: the forms of one cluster taken in, many forms, the books of many clusters. What is slow gets
fewer files; what is compared is always the processor time of one file, of all processes, start-up included.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from thidua_xl.storage.remembered import FOLDER

from . import consolidate
from .cluster import book, write_book
from .measures import forms, run_module
from .took import Took

PYTHON: Sequence[str | Path] = (sys.executable, "-m")
OURS, CALAMINE = "thidua_xl", "bare calamine"


@dataclass(frozen=True, slots=True)
class Size:
    """How many files, and how often."""

    cluster: int = 30
    many: int = 1000
    clusters: int = 30
    scored: int = 60
    slow: int = 100
    """Files for what takes tens of milliseconds a form."""
    slow_books: int = 3
    office: int = 5
    """Files for LibreOffice."""
    office_books: int = 2
    engines: Sequence[str] = ("calamine", "openpyxl")
    """Of the plain loop."""
    rounds: int = 3


FULL = Size()
SMALL = Size(
    cluster=3,
    many=0,
    clusters=2,
    scored=12,
    slow=2,
    slow_books=1,
    office=1,
    office_books=0,
    engines=("calamine",),
    rounds=1,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """One who does one piece of work. Seconds, MB of the largest process; `missing` says why there is nothing."""

    work: str
    kind: str
    """forms, books"""
    who: str
    files: int
    turns: Sequence[Took] = ()
    missing: str = ""

    @property
    def wall(self) -> float:
        """Seconds by the clock, the median."""
        return median(one["wall"] for one in self.turns)

    @property
    def cpu(self) -> float:
        """Processor seconds of all its processes, the median."""
        return median(one["cpu"] for one in self.turns)

    @property
    def each(self) -> float:
        """Processor milliseconds a file."""
        return self.cpu / self.files * 1000

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most of the same."""
        found = [one["cpu"] / self.files * 1000 for one in self.turns]
        return min(found), max(found)

    @property
    def peak(self) -> float:
        """The most that one of its processes held."""
        return max(one["peak"] for one in self.turns)


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who does the work: the command on these files, and what is done before the clock starts."""

    who: str
    files: Sequence[Path]
    command: Sequence[str | Path]
    before: Callable[[], object] = lambda: None
    missing: str = ""


def _turn(one: Entrant) -> Took:
    one.before()
    took: Took = json.loads(run_module("tests.benchmarks.took", *one.command).splitlines()[-1])
    if took["code"] not in (0, 1):
        raise RuntimeError(f"{one.who}: {took['code']}")
    return took


def _in_turns(work: str, kind: str, entrants: Iterable[Entrant], rounds: int) -> Iterator[Beside]:
    """All of them, round after round, so that a busy minute meets everybody."""
    every = [one for one in entrants if one.files]
    there = [one for one in every if not one.missing]
    turns = [[_turn(one) for one in there] for _ in range(rounds)]
    for one, took in zip(there, zip(*turns, strict=True), strict=True):
        yield Beside(work, kind, one.who, len(one.files), took)
    for one in every:
        if one.missing:
            yield Beside(work, kind, one.who, len(one.files), (), one.missing)


def compared(folder: Path, size: Size) -> Iterator[Beside]:
    """Every piece of work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, "")  # each round reads all forms, as for the first time
        for number, rounds in ((size.cluster, size.rounds), (size.many, min(2, size.rounds))):
            if number:
                yield from _forms(folder, size, number, rounds)
        patch.setenv(FOLDER, str(folder / "beside-office" / "kept"))
        yield from _books(folder, size)


def _forms(folder: Path, size: Size, number: int, rounds: int) -> Iterator[Beside]:
    files = sorted(forms(folder, number, size.scored).iterdir())
    entrants: list[Entrant] = [_collect(folder, files, size.scored)]
    entrants += _others("forms", files, size.slow, size.engines)
    if number == size.cluster:
        entrants.append(_office(folder, files[: size.office]))
    yield from _in_turns(f"{number} forms of {size.scored} criteria", "forms", entrants, rounds)


def _books(folder: Path, size: Size) -> Iterator[Beside]:
    made = consolidate.write_clusters(folder, size.clusters + 1, size.cluster, size.scored)
    books = sorted(made.iterdir())[: size.clusters]
    entrants: list[Entrant] = [_consolidate(folder, books, size.cluster)]
    entrants += _others("books", books, size.slow_books, size.engines)
    entrants.append(_office(folder, books[: size.office_books]))
    work = f"books of {len(books)} clusters of {size.cluster} units"
    yield from _in_turns(work, "books", entrants, min(2, size.rounds))


def _collect(folder: Path, files: Sequence[Path], scored: int) -> Entrant:
    home, start = folder / "beside", folder / f"book-{len(files)}-{scored}.xlsx"
    path = home / "so.xlsx"

    def before() -> None:
        if not start.exists():
            write_book(book(len(files), scored), start)
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        shutil.copy(start, path)

    return Entrant(OURS, files, [*PYTHON, "thidua_xl", "collect", path, files[0].parent], before)


def _consolidate(folder: Path, books: Sequence[Path], units: int) -> Entrant:
    home = folder / "beside-office"
    path, inbox = home / "so.xlsx", home / "inbox"

    def before() -> None:
        shutil.rmtree(home, ignore_errors=True)
        inbox.mkdir(parents=True)
        for one in books:
            shutil.copy(one, inbox)
        consolidate.office_book(path, len(books), units)

    return Entrant(OURS, books, [*PYTHON, "thidua_xl", "consolidate", path, inbox], before)


def _others(kind: str, files: Sequence[Path], slow: int, engines: Sequence[str]) -> Iterator[Entrant]:
    """The plain loop and the libraries alone."""
    for engine in engines:
        some = files[:slow] if engine == "openpyxl" else files
        loop = [*PYTHON, "tests.benchmarks.plain_loop", kind, engine, *some]
        yield Entrant(f"plain loop, {engine}", some, loop)
    for reader, some in (("calamine", files), ("openpyxl", files[:slow])):
        yield Entrant(f"bare {reader}", some, [*PYTHON, "tests.benchmarks.bare", reader, *some])


NO_OFFICE = "LibreOffice (soffice) is not installed: not measured"
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def _office(folder: Path, files: Sequence[Path]) -> Entrant:
    """LibreOffice without a window turns every sheet into CSV; its profile is made before the clock starts."""
    program = shutil.which("soffice")
    out = folder / "beside-csv"
    if program is None:
        return Entrant("LibreOffice", files, [], missing=NO_OFFICE)
    profile = folder / "beside-profile"  # of its own: a running LibreOffice would take the files over
    own = f"-env:UserInstallation={profile.resolve().as_uri()}"
    command: list[str | Path] = [program, own, "--headless", "--convert-to", _EVERY_SHEET, "--outdir", out]

    def before() -> None:
        shutil.rmtree(out, ignore_errors=True)
        if not profile.exists():
            run_module("tests.benchmarks.took", *command, *files[:1])

    return Entrant("LibreOffice", files, [*command, *files], before)
