"""What is measured, each as one function: seconds or milliseconds, medians of a few rounds.

Work inside one process is measured in processor time, so that a busy machine disturbs it little; whole
commands in wall time, taken in turns with the plain loop.
"""

import functools
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from thidua_xl.bookkeeping.typing_in import type_in
from thidua_xl.bookkeeping.work import at_work
from thidua_xl.cluster.acts.collect import collect
from thidua_xl.cluster.acts.issue import write_forms as write_forms_into
from thidua_xl.cluster.acts.new_book import package_of
from thidua_xl.cluster.acts.rank import rank
from thidua_xl.cluster.issued_forms import stamped_forms
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.year.stages import Stage
from thidua_xl.scorecard.read import open_form
from thidua_xl.scorecard.stamp import file_name
from thidua_xl.sheets.cluster import agreed
from thidua_xl.workbook.addresses import address
from thidua_xl.workers import garbage
from thidua_xl.workers.cage import IN_PROCESS

from .click import prepared
from .cluster import YEAR, book, write_book, write_forms

_HERE = Path(__file__).parents[2]


def run_module(*arguments: str | Path) -> str:
    """A Python module as a process of its own; `collect` ends with 1 where units are incomplete."""
    # as installed: a checkout that may not keep its bytecode compiles all our modules in every process,
    # and tests read files without workers
    otherwise = ("PYTHONDONTWRITEBYTECODE", IN_PROCESS)
    given = {name: value for name, value in os.environ.items() if name not in otherwise}
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=_HERE, capture_output=True, text=True, check=False, env={**given, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{arguments[0]}: {done.stderr}")
    return done.stdout


def _seconds(work: Callable[[], object], timer: Callable[[], float] = time.perf_counter) -> float:
    begin = timer()
    work()
    return timer() - begin


def forms(folder: Path, units: int, scored: int) -> Path:
    """The folder with the filled forms of such a cluster, made once."""
    made = folder / f"forms-{units}-{scored}"
    if not made.exists():
        write_forms(book(units, scored), made)
    return made


def plain_loop_per_file(inbox: Path, rounds: int) -> float:
    """Milliseconds of processor time a file of the plain loop, imports left out."""
    from .plain_loop import forms

    files = sorted(inbox.glob("*.xlsx"))
    forms(files[:1])  # imports
    found = [_seconds(lambda: forms(files), time.process_time) for _ in range(rounds)]
    return median(found) / len(files) * 1000


def bare_and_twice(inbox: Path, rounds: int) -> tuple[float, float]:
    """Milliseconds of processor time a file: calamine alone on all sheets; gate, calamine and second reading."""
    files = [path.read_bytes() for path in sorted(inbox.glob("*.xlsx"))]

    def bare() -> None:
        for data in files:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for name in workbook.sheet_names:
                workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def twice() -> None:
        for data in files:
            open_form(data, "phieu.xlsx")

    with garbage.held():
        turns = [
            (_seconds(bare, time.process_time), _seconds(twice, time.process_time)) for _ in range(rounds)
        ]
    one, two = (median(each) / len(files) * 1000 for each in zip(*turns, strict=True))
    return one, two


def whole_path(inbox: Path, units: int, scored: int, rounds: int) -> Mapping[str, float]:
    """The medians of `whole_path.measured`, each round a process."""
    found: list[dict[str, float]] = [
        json.loads(run_module("tests.benchmarks.whole_path", inbox, str(units), str(scored)))
        for _ in range(rounds)
    ]
    return {name: median(one[name] for one in found) for name in found[0]}


def issue_per_form(folder: Path, units: int, scored: int, rounds: int) -> tuple[float, float]:
    """Wall and processor milliseconds a scorecard, stamped and written with fsync as `issue` does it.

    Included: the form is rendered once.
    """
    of = book(units, scored)

    def issue() -> None:
        forms = stamped_forms(of, zip(of.units, of.issued, strict=True), Stage.YEAREND)
        deque(write_forms_into([file_name(unit.code, YEAR) for unit in of.units], forms, out), maxlen=0)

    wall, cpu = [], []
    for turn in range(rounds):  # each into a folder of its own: file systems are slow where much was deleted
        out = folder / f"issued-{turn}"
        begin = time.process_time()
        wall.append(_seconds(issue))
        cpu.append(time.process_time() - begin)
    for turn in range(rounds):
        shutil.rmtree(folder / f"issued-{turn}")
    return median(wall) / units * 1000, median(cpu) / units * 1000


def new_book(units: int, scored: int, rounds: int) -> float:
    """Processor seconds of a new book: scored, ranked, rendered, packed."""
    of = book(units, scored)
    with garbage.held():
        return median(_seconds(lambda: package_of(of), time.process_time) for _ in range(rounds))


def patched_book(folder: Path, units: int, scored: int, rounds: int) -> float:
    """Processor seconds of `rank` on an existing book where one score was agreed: read, ranked, patched."""
    path = folder / "book.xlsx"
    write_book(book(units, scored), path)
    cell = address(agreed.TABLE.header_row + 1, agreed.TABLE.home["Điểm thống nhất"])
    typed = type_in(path.read_bytes(), {agreed.TABLE.sheet: {cell: 1}})
    found = []
    for _ in range(rounds):
        path.write_bytes(typed)
        found.append(_seconds(lambda: _ranked(path), time.process_time))
    return median(found)


def papers_of_the_year(folder: Path, units: int, scored: int, rounds: int) -> float:
    """Wall seconds of `documents`, as a process: every paper of a cluster in which everything is agreed."""
    path, out = folder / "papers.xlsx", folder / "papers"
    found = []
    for _ in range(rounds):
        write_book(book(units, scored), path)
        shutil.rmtree(out, ignore_errors=True)
        found.append(_seconds(lambda: run_module("thidua_xl", "documents", path, "--out", out)))
    return median(found)


def _ranked(path: Path) -> None:
    with at_work(path, open_book) as opened:
        rank(opened)


def start_up(arguments: Sequence[str], rounds: int) -> float:
    """Wall seconds of a command that only starts."""
    return median(_seconds(lambda: run_module("thidua_xl", *arguments)) for _ in range(rounds))


class Process(NamedTuple):
    """What a process took: seconds by the clock and of the processor; modules it loaded, files it opened."""

    wall: float
    cpu: float
    modules: float
    files: float


def _process(module: str, *arguments: str | Path) -> Process:
    """One run of a module whose last line is what it has loaded, and what of its time is another's (`apart`)."""
    begin, before = time.perf_counter(), os.times()
    told = json.loads(run_module(module, *arguments).splitlines()[-1])
    wall, after = time.perf_counter() - begin, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    apart = told.get("apart", 0)
    return Process(wall - apart, cpu - apart, told["modules"], told["files"])


def _medians(turns: Sequence[Process]) -> Process:
    return Process(*(median(each) for each in zip(*turns, strict=True)))


class Beside(NamedTuple):
    """A process, the import of xlwings, pandas and Pandera before each of its turns, and how they compare."""

    took: Process
    imports: Process
    times: Sequence[float]
    """The processor time of each turn in times of the import just before it: a machine changes its speed."""


def _beside_imports(one: Callable[[], Process], turns: int) -> Beside:
    pairs = [(_process("tests.benchmarks.imports"), one()) for _ in range(turns)]
    bare, took = zip(*pairs, strict=True)
    return Beside(_medians(took), _medians(bare), sorted(own.cpu / other.cpu for other, own in pairs))


def _collected(home: Path, inbox: Path, units: int, scored: int) -> Path:
    """A book that holds the forms, in which a score was agreed since it was ranked."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    path = home / "so.xlsx"
    write_book(book(units, scored), path)
    with at_work(path, open_book) as opened:
        collect(opened, [inbox])
    cell = address(agreed.TABLE.header_row + 1, agreed.TABLE.home["Điểm thống nhất"])
    path.write_bytes(type_in(path.read_bytes(), {agreed.TABLE.sheet: {cell: 1}}))
    return path


def click(folder: Path, inbox: Path, units: int, scored: int, turns: int) -> Beside:
    """A click on Xếp hạng after a score was agreed.

    From the start of the process to the result in the workbook and the message; Excel itself costs nothing here.
    """
    home = folder / "click"
    held = {"SOURCE_DATE_EPOCH": "1765000000", "THIDUA_USER": "đo tốc độ"}
    before = {name: os.environ.get(name) for name in held}
    os.environ.update(held)
    try:
        state = prepared(_collected(home, inbox, units, scored), home)
        return _beside_imports(lambda: _process("tests.benchmarks.click", state), turns)
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


COMMANDS: Mapping[str, Sequence[str]] = {
    "rank": (),
    "issue": ("--out", "{home}/phieu"),
    "submit": ("--kind", "before"),
    "close": (),
    "calendar": (),
    "documents": ("--out", "{home}/vb"),
}
"""Those that take nothing in, and what follows the book; `{home}` is its folder."""


def commands(folder: Path, inbox: Path, units: int, scored: int, turns: int) -> dict[str, Beside]:
    """Each of them on a book that holds the forms; folders that they write lie beside the book."""
    path = _collected(folder / "commands", inbox, units, scored)
    data = path.read_bytes()

    def run(name: str, more: Sequence[str]) -> Process:
        path.write_bytes(data)
        return _process("tests.benchmarks.peak", name, path, *(one.format(home=path.parent) for one in more))

    return {
        name: _beside_imports(functools.partial(run, name, more), turns) for name, more in COMMANDS.items()
    }
