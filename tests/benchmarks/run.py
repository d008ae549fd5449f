"""`python -m tests.benchmarks.run`: measures, prints tables, puts them into the pages that show them. See README.md."""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from . import beside, consolidate, measures, tables


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    many: int
    cluster: int
    scored: int
    wide: int
    clusters: int
    rounds: int
    turns: int
    issued: int


FULL = Scale(many=1000, cluster=30, scored=60, wide=176, clusters=30, rounds=3, turns=7, issued=10_000)
QUICK = Scale(many=20, cluster=3, scored=12, wide=20, clusters=2, rounds=1, turns=1, issued=20)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `target` and `ratio` are empty where there is none."""

    what: str
    value: float
    unit: str
    target: str = ""
    ratio: str = ""

    @property
    def shown(self) -> str:
        """The value, rounded."""
        return f"{self.value:.0f}" if self.unit in ("MB", "") else f"{self.value:.2f}"

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """For a table; what belongs to the line above begins with a dash."""
        what = self.what.strip()
        return (
            f"– {what}" if self.what != what else what,
            f"{self.shown} {self.unit}",
            self.target,
            self.ratio,
        )

    def __str__(self) -> str:
        return f"{self.what:<58}{self.shown:>9} {self.unit:<4}{self.target:>12}  {self.ratio}"


def lines(folder: Path, scale: Scale) -> Iterator[Line]:
    """Every measurement, as it is made."""
    yield from _reading(folder, scale)
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


def _starting(folder: Path, scale: Scale) -> Iterator[Line]:
    """Processor time: what a process costs that takes nothing in, beside the imports that it does without."""
    inbox = measures.forms(folder, scale.cluster, scale.scored)
    click = measures.click(folder, inbox, scale.cluster, scale.scored, scale.turns)
    yield Line("importing xlwings, pandas and Pandera, CPU", click.imports.cpu, "s")
    yield from _loading("  ", click.imports)
    yield Line(f"a click on Xếp hạng, {scale.cluster} units, as a process", click.took.wall, "s")
    yield _times_imports("  CPU", click)
    yield from _loading("  ", click.took)
    for name, one in measures.commands(folder, inbox, scale.cluster, scale.scored, scale.turns).items():
        yield _times_imports(f"{name} of {scale.cluster} units, CPU", one)
        yield from _loading("  ", one.took)


def _times_imports(what: str, one: measures.Beside) -> Line:
    spread = f"{one.times[0]:.2f}–{one.times[-1]:.2f}"
    return Line(what, one.took.cpu, "s", "<= 0.6 x", f"{median(one.times):.2f} times the imports ({spread})")


def _loading(indent: str, one: measures.Process) -> Iterator[Line]:
    yield Line(f"{indent}modules loaded", one.modules, "")
    yield Line(f"{indent}files opened", one.files, "")


def _writing(folder: Path, scale: Scale) -> Iterator[Line]:
    wall, cpu = measures.issue_per_form(folder, scale.issued, scale.scored, min(2, scale.rounds))
    yield Line(f"{scale.issued:,} forms stamped, each", wall, "ms", "<= 1", "fsync included")
    yield Line("  the same, CPU", cpu, "ms")
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
    for name, cpu in found.commands.items():
        yield Line(f"{name} of the same office book, CPU", cpu, "s")
    yield Line("  peak memory of the process", found.parent, "MB")
    yield Line("  peak memory of its largest worker", found.worker, "MB")


def main() -> None:
    """Measure, print, and put the tables into pages that have room for them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run")
    parser.add_argument("--quick", action="store_true", help="a small cluster, one round: only to see it run")
    parser.add_argument("--beside", action="store_true", help="only the program beside other readers")
    parser.add_argument("--keep", type=Path, help="keep the forms in this folder for the next run")
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="put all tables into this page")
    parser.add_argument("--short", type=Path, metavar="PAGE", help="put the short table into this page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        found = list(beside.compared(folder, beside.SMALL if given.quick else beside.FULL))
        whole = tables.long_table(found)
        print(whole, flush=True)
        if given.short:
            tables.put_into(given.short, tables.short_table(found))
        if not given.beside:
            more = []
            for line in lines(folder, QUICK if given.quick else FULL):
                print(line, flush=True)
                more.append(line.cells)
            whole += f"\n\n{tables.lines_table(more)}"
        if given.markdown:
            tables.put_into(given.markdown, whole)


if __name__ == "__main__":
    main()
