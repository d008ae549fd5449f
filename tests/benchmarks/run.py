"""`python -m tests.benchmarks.run [--quick] [--keep FOLDER]`: measures, and prints a table. See README.md."""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import consolidate, measures


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    many: int
    cluster: int
    scored: int
    wide: int
    clusters: int
    rounds: int


FULL = Scale(many=1000, cluster=30, scored=60, wide=176, clusters=30, rounds=5)
QUICK = Scale(many=20, cluster=3, scored=12, wide=20, clusters=2, rounds=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `target` and `ratio` are empty where there is none."""

    what: str
    value: float
    unit: str
    target: str = ""
    ratio: str = ""

    def __str__(self) -> str:
        number = f"{self.value:.0f}" if self.unit in ("MB", "") else f"{self.value:.2f}"
        return f"{self.what:<58}{number:>9} {self.unit:<4}{self.target:>12}  {self.ratio}"


def lines(folder: Path, scale: Scale) -> Iterator[Line]:
    """Every measurement, as it is made."""
    yield from _reading(folder, scale)
    yield from _cluster(folder, scale)
    yield from _starting(folder, scale)
    yield from _writing(folder, scale)
    yield from _office(folder, scale)
    yield Line("thidua-xl --help, as a process", measures.start_up(["--help"], scale.rounds), "s", "< 0.15")


def _reading(folder: Path, scale: Scale) -> Iterator[Line]:
    inbox = measures.forms(folder, scale.cluster, scale.scored)
    loop = measures.plain_loop_per_file(inbox, scale.rounds)
    yield Line("plain loop: a file, imports left out", loop, "ms")
    bare, twice = measures.bare_and_twice(inbox, scale.rounds)
    yield Line("calamine alone on the same file, all sheets", bare, "ms")
    yield Line(
        "gate, calamine and second reading", twice, "ms", "<= 2.2 x", f"{twice / bare:.2f} times calamine"
    )
    many = measures.forms(folder, scale.many, scale.scored)
    found = measures.whole_path(many, scale.many, scale.scored, min(3, scale.rounds))
    form, book = found["rank"] / scale.many * 1000, found["render"] / scale.many * 1000
    name = f"{scale.many} forms of {scale.scored} criteria"
    yield Line(f"{name}: read to ranked, each", form, "ms", "<= 3", f"{loop / form:.1f} times faster")
    yield Line("  in times of calamine alone", form / bare, "x", "<= 4 x")
    yield Line("  peak memory until ranked", found["peak"], "MB", "< 400")
    yield Line("  rendering their book, each", book, "ms")
    yield Line("  peak memory with the book", found["peak_rendered"], "MB")


def _cluster(folder: Path, scale: Scale) -> Iterator[Line]:
    inbox = measures.forms(folder, scale.cluster, scale.scored)
    ours, theirs = measures.collect_and_loop(folder, inbox, scale.cluster, scale.scored, scale.rounds)
    yield Line(f"plain loop over {scale.cluster} forms, as a process", theirs, "s")
    ratio = f"{theirs / ours:.2f} times faster"
    yield Line(
        f"collect of {scale.cluster} forms, as a process, book written", ours, "s", "< the loop", ratio
    )


def _starting(folder: Path, scale: Scale) -> Iterator[Line]:
    """Processor time: what a process costs that takes nothing in, beside the imports that it does without."""
    inbox = measures.forms(folder, scale.cluster, scale.scored)
    bare = measures.imports(scale.rounds)
    yield Line("importing xlwings, pandas and Pandera, CPU", bare.cpu, "s")
    yield from _loading("  ", bare)
    click = measures.click(folder, inbox, scale.cluster, scale.scored, scale.rounds)
    yield Line(f"a click on Xếp hạng, {scale.cluster} units, as a process", click.wall, "s")
    yield Line("  CPU", click.cpu, "s", "<= 0.6 x", f"{click.cpu / bare.cpu:.2f} times the imports")
    yield from _loading("  ", click)
    for name, one in measures.commands(folder, inbox, scale.cluster, scale.scored, scale.rounds).items():
        ratio = f"{one.cpu / bare.cpu:.2f} times the imports"
        yield Line(f"{name} of {scale.cluster} units, CPU", one.cpu, "s", "<= 0.6 x", ratio)
        yield from _loading("  ", one)


def _loading(indent: str, one: measures.Process) -> Iterator[Line]:
    yield Line(f"{indent}modules loaded", one.modules, "")
    yield Line(f"{indent}files opened", one.files, "")


def _writing(folder: Path, scale: Scale) -> Iterator[Line]:
    each = measures.issue_per_form(folder, scale.many, scale.scored, scale.rounds)
    yield Line(f"issuing {scale.many} forms, fsync included, each", each, "ms", "<= 3")
    size = f"{scale.cluster} units x {scale.wide} criteria"
    yield Line(
        f"new book of {size}", measures.new_book(scale.cluster, scale.wide, scale.rounds), "s", "< 1.5"
    )
    patched = measures.patched_book(folder, scale.cluster, scale.wide, scale.rounds)
    yield Line(f"rank and patch a book of {size}", patched, "s")
    papers = measures.papers_of_the_year(folder, scale.cluster, scale.scored, scale.rounds)
    yield Line(f"every paper of {scale.cluster} units, as a process", papers, "s", "<= 5")


def _office(folder: Path, scale: Scale) -> Iterator[Line]:
    found = consolidate.measured(folder, scale.clusters, scale.cluster, scale.scored, min(3, scale.rounds))
    name = f"consolidate of {scale.clusters} clusters of {scale.cluster} units"
    yield Line(f"{name}, as a process", found.wall, "s")
    yield Line("  start-up alone (one cluster of two units)", found.start_up, "s")
    yield Line("  beyond start-up", found.beyond, "s", "< 3", f"{found.each:.0f} ms a cluster book")
    yield Line(
        "  again with one book more, CPU",
        found.later,
        "s",
        "1/20 of 350",
        f"1/{found.cpu / found.later:.0f} of the first run",
    )
    yield Line("  peak memory of the process", found.parent, "MB")
    yield Line("  peak memory of its largest worker", found.worker, "MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run")
    parser.add_argument("--quick", action="store_true", help="a small cluster, one round: only to see it run")
    parser.add_argument("--keep", type=Path, help="keep the forms in this folder for the next run")
    given = parser.parse_args()
    scale = QUICK if given.quick else FULL
    print(f"{'what':<58}{'median':>9} {'':<4}{'target':>12}  against the plain loop")
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        for line in lines(folder, scale):
            print(line, flush=True)


if __name__ == "__main__":
    main()
