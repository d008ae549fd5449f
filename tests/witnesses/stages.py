"""A cluster's year and its superior's, a copy of each workbook at every stage: the program's own files, small ones."""

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

from openpyxl import load_workbook

from tests.office.books import Cluster, criteria_of, entries_of, fill, run, type_agreed
from tests.witnesses.engine import Engine
from tests.workbooks.journey import type_table
from tests.workbooks.office_journey import CLUSTER_HEADERS, UNIT_HEADERS, set_up_office
from thidua_xl.book import Book
from thidua_xl.create import write_new
from thidua_xl.domain.criteria import Criteria
from thidua_xl.domain.scoring import parameters_of
from thidua_xl.domain.settings import Settings
from thidua_xl.domain.units import Unit

CRITERIA: Criteria = criteria_of("""
    I
    I.1 | Tiêu chí | 40 | Chấm trực tiếp
    I.2 | Tiêu chí | 30 | Theo tỷ lệ | | Đủ điểm
    II
    II.1 | Tiêu chí | 30 | Theo bậc | % 100:30; 90:24,5; khác:0
    II.2 | Điểm thưởng | 6 | Cộng theo lần | 2/lần; trần 6
    II.3 | Điểm trừ | 4 | Trừ theo lần | 1/lần; trần 4
""")
EPOCH = "1798000000"
"""23 December 2026: the clock of every command."""
BOOK = "SoCum_C05_2026.xlsx"
SETTINGS = Settings(year=2026, cluster="C05", name="Cụm thi đua số 5", head="A", place="Ấp Bắc")
SCORES = """
       A          B          C           D
I.1    39         40         30          28.75
I.2    10/10=30   10/10=30   3/2=20      x
II.1   20/20=30   20/19=24.5 20/18=24.5  20/10=0
II.2   /0=0       /3=6       /1=2        /0=0
II.3   /0=0       /1.5=1.5   /0=0        /4=4
"""
"""A and B are level at 99: what B lacks in II.1 it gains in I.1 and by its bonus."""
MISTAKEN = """
       C
I.1    41
I.2    3/2=19
II.1   20/18
II.2   /1=2
II.3   /0=0
"""
"""Above the maximum, another score than the figures give, and none."""


def year(folder: Path) -> dict[str, Path]:
    """Every kind of workbook that the program writes, from the empty book to the consolidated one, by what it is."""
    made = _Made(folder)
    _cluster(made)
    _returned(made)
    _office(made)
    return made.files


@dataclass(frozen=True)
class _Made:
    """Copies of files, by what they are."""

    folder: Path
    files: dict[str, Path] = field(default_factory=dict)

    def keep(self, name: str, path: Path) -> None:
        """The file as it is now."""
        self.files[name] = self.folder / "kept" / f"{len(self.files):02}.xlsx"
        self.files[name].parent.mkdir(exist_ok=True)
        shutil.copy(path, self.files[name])


def _cluster(made: _Made) -> None:
    cluster = Cluster(CRITERIA, SCORES, SETTINGS)
    blank, book = made.folder / "blank.xlsx", made.folder / BOOK
    run("new", "cluster", blank)
    made.keep("an empty cluster book", blank)
    write_new(book, Book(SETTINGS, cluster.members(), CRITERIA, parameters_of(CRITERIA)))
    made.keep("a cluster book filled in", book)
    _forms(made, book)
    type_agreed(book, [("D", "I.2", "Không giao thống nhất", "Có")])
    run("rank", book)
    made.keep("a tie for first", book)
    type_agreed(book, (), "A=3 B=5")
    run("rank", book)
    made.keep("after the vote", book)
    run("submit", book, "--kind", "before")
    made.keep("sent to the superior", book)
    run("submit", book, "--kind", "after")
    run("close", book)
    made.keep("sealed", book)
    run("reopen", book, "--reason", "Nhầm điểm của xã B")
    made.keep("opened again", book)
    run("close", book)


def _forms(made: _Made, book: Path) -> None:
    folder = made.folder / "phieu"
    run("issue", book, "--out", folder)
    made.keep("a cluster book whose forms went out", book)
    forms = {unit: folder / f"Phieu_{unit}_{SETTINGS.year}.xlsx" for unit in "ABCD"}
    made.keep("an issued form", forms["A"])
    for unit, entries in entries_of(SCORES).items():
        fill(forms[unit], entries)
    run("collect", book, *forms.values())
    made.keep("collected", book)


def _returned(made: _Made) -> None:
    """A form filled with mistakes and saved with the results of its formulas, as Excel does, and its marked copy."""
    folder = made.folder / "mistaken"
    folder.mkdir()
    book, form = folder / BOOK, folder / "phieu" / f"Phieu_C_{SETTINGS.year}.xlsx"
    write_new(book, Book(replace(SETTINGS, head="C"), [Unit("C", "Xã C")], CRITERIA, parameters_of(CRITERIA)))
    run("issue", book, "--out", form.parent)
    fill(form, entries_of(MISTAKEN)["C"])
    with Engine.open(form) as engine:
        form.write_bytes(engine.saved())
    made.keep("a form filled in", form)
    run("collect", book, form)
    run("give-back", book, "--out", folder / "tra_phieu")
    made.keep("a form given back", folder / "tra_phieu" / f"Can_sua_C_{SETTINGS.year}.xlsx")
    made.keep("the list of what is given back", folder / "tra_phieu" / "DANH_SACH.xlsx")


def _office(made: _Made) -> None:
    book = made.folder / "office" / "SoTongHop_2026.xlsx"
    run("new", "office", book)
    made.keep("an empty office book", book)
    workbook = load_workbook(book)
    set_up_office(workbook, {"Năm": SETTINGS.year, "Cấp trên": "UBND tỉnh", "Cơ quan tổng hợp": "Sở Nội vụ"})
    type_table(workbook, "Danh sách cụm", "Mã cụm", CLUSTER_HEADERS, [("C05", "Cụm thi đua số 5", "A")])
    type_table(workbook, "Đơn vị", "Mã", UNIT_HEADERS, [(unit, f"Xã {unit}", "C05") for unit in "ABCD"])
    workbook.save(book)
    run("consolidate", book, made.folder / BOOK)
    made.keep("an office book", book)
