"""The benchmarks still run, at a size that takes a second or two. Speed is never asserted here: see README.md."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from thidua_xl.bookkeeping.work import at_work
from thidua_xl.cluster.acts.collect import collect
from thidua_xl.cluster.reading import open_book
from thidua_xl.office.acts.consolidate import consolidate as take_all
from thidua_xl.sheets.cluster.receipts import FileStatus

from . import beside, consolidate, plain_loop, run, tables
from .cluster import book, write_book, write_forms

_HOME = Path(__file__).parents[2]
_SMALL = run.Scale(many=4, cluster=2, scored=20, wide=24, clusters=2, rounds=1, turns=1, issued=4)


def test_the_filled_forms_are_forms_that_collect_accepts(tmp_path: Path) -> None:
    """What the benchmarks read is what units send: identity, sums and nearly all scores in order."""
    of = book(5, 60)
    write_forms(of, tmp_path / "inbox")
    write_book(of, tmp_path / "so.xlsx")
    with at_work(tmp_path / "so.xlsx", open_book) as opened:
        collected = collect(opened, [tmp_path / "inbox"])
    assert [receipt.status for _, receipt in collected.files] == [FileStatus.ACCEPTED] * 5
    of_forms = [found for found in collected.outcome.findings if found.file]
    assert {found.code.name for found in of_forms} <= {
        "DIFFERS_FROM_RULE", "NO_EVIDENCE", "OVER_MAXIMUM", "SCORE_MISSING",
    }  # fmt: skip
    assert sum(found.is_error for found in of_forms) <= 5


def test_the_plain_loop_reads_the_same_totals(tmp_path: Path) -> None:
    """The script that is compared with sums the scores of every file, as the forms themselves do."""
    write_forms(book(3, 30), tmp_path)
    table = plain_loop.forms(sorted(tmp_path.iterdir()))
    assert sorted(table["rank"]) == [1, 2, 3]
    assert table.equals(plain_loop.forms(sorted(tmp_path.iterdir()), "calamine"))
    assert (table["total"] > 0).all()


def test_every_measurement_runs(tmp_path: Path) -> None:
    """Each line of the table comes out with a number above zero."""
    found = list(run.lines(tmp_path, _SMALL))
    assert len(found) >= 10
    assert all(line.value > 0 for line in found if line.what.strip() != "beyond start-up")


def test_the_program_and_the_others_are_set_beside_each_other(tmp_path: Path) -> None:
    """Everybody does every piece of work; who is not installed is told of; both pages take their tables."""
    found = list(beside.compared(tmp_path, beside.SMALL))
    assert [one.who for one in found].count("thidua_xl") == len({one.work for one in found}) == 2
    absent = [one.who for one in found if one.missing]
    assert absent == ["LibreOffice"] * (shutil.which("soffice") is None)
    assert all(one.each > 0 and one.wall > 0 and one.peak > 1 for one in found if not one.missing)
    assert all(len(list((tmp_path / "beside-csv").iterdir())) > 1 for _ in found[:1] if not absent)
    page = tmp_path / "page.md"
    page.write_text(f"a\n{tables.BEGIN}\nold\n{tables.END}\nz\n", encoding="utf-8")
    for table in (tables.long_table(found), tables.short_table(found)):
        tables.put_into(page, table)
        assert page.read_text(encoding="utf-8") == f"a\n{tables.BEGIN}\n{table}\n{tables.END}\nz\n"
        assert "LibreOffice" in table


def test_the_clusters_books_are_books_without_a_mismatch(tmp_path: Path) -> None:
    """Each under codes of its own, complete, as the office's list has them: what is measured is the plain case."""
    books = consolidate.write_clusters(tmp_path, 3, 4, 20)
    consolidate.office_book(tmp_path / "so.xlsx", 3, 4)
    outcome, _ = take_all(tmp_path / "so.xlsx", [books])
    assert outcome.all_findings() == []
    assert [one.code for one in outcome.clusters] == ["QQ001", "QQ002", "QQ003"]
    units = [unit.code for one in outcome.results.values() for unit in one.units]
    assert len(set(units)) == 12
    assert len(outcome.proposal.nominees) == 3


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux hands a peak on to the next process"
)
def test_a_peak_is_not_that_of_the_process_that_started_it() -> None:
    """A measuring process that held much before must not make what it measures look larger."""
    held = 400_000_000
    code = (
        f"import json, subprocess, sys; held = bytearray(b'x') * {held}; del held; "
        "print(subprocess.run([sys.executable, '-m', 'tests.benchmarks.peak', '--help'], "
        "capture_output=True, text=True, check=True).stdout)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=_HOME, capture_output=True, text=True, check=True
    )
    assert 0 < json.loads(answer.stdout)["parent"] < held / 1e6 / 2
