"""A small cluster and its superior in a year of their own, made through the command line.

What people type goes into the package as it stands (`type_in`), so that a book holds nothing of another program's
unless it is said. Only the units' forms are filled with openpyxl, which never touches a book.
"""

import io
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import openpyxl
import pytest

from tests.cluster.test_give_back import spoil
from tests.journeys import all_rules, journey
from tests.journeys.conference import LEVEL
from tests.journeys.journey import CLUSTER, LEDGER, UNITS, VOTES, YEAR, Journey, Sheet, run
from tests.journeys.scorer_workbooks import sent
from tests.journeys.scoring_together import MIXED, SHARED, begun
from tests.office.books import build
from tests.office.test_files_open import HOSTILE
from thidua_xl.bookkeeping.typing_in import type_in
from thidua_xl.cluster.acts.new_book import write_new_cluster
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.office.inputs import Cluster, OfficeSettings, OfficeUnit
from thidua_xl.office.acts.new_book import write_new_office as write_new_office
from thidua_xl.office.book import OfficeBook

AGREED = ("Mã đơn vị", "Mã tiêu chí")
Typed = Mapping[tuple[str, ...], Mapping[str, object]]
"""The codes of a row → header → what is typed there."""


def type_rows(path: Path, sheet: str, keys: tuple[str, ...], typed: Typed) -> None:
    """A person types into a table and saves; every other byte of the sheets stays."""
    table = Sheet(openpyxl.load_workbook(path)[sheet], *keys)
    cells = {
        table.address(table.row(*codes), header): value
        for codes, row in typed.items() for header, value in row.items()
    }  # fmt: skip
    path.write_bytes(type_in(path.read_bytes(), {sheet: cells}))


def by_openpyxl(data: bytes) -> bytes:
    """Opened and saved by openpyxl."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other programs' files it says what it does not know
        openpyxl.load_workbook(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


def ran(*arguments: object) -> str:
    """A command that must do what it is asked for; what it printed."""
    done = run(*arguments)
    assert done.code in (0, 1) and not done.err, done.out + done.err
    return done.out


class Year:
    """A cluster of five units and its superior; each step goes on from a copy of the one before, made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _goes_on(self, before: Journey) -> Journey:
        return before.copied(Path(tempfile.mkdtemp(dir=self._folder)))

    def new(self, *arguments: object) -> bytes:
        """`new …`: the book that it makes."""
        path = Path(tempfile.mkdtemp(dir=self._folder)) / "so.xlsx"
        kind, *more = arguments
        ran("new", kind, path, *more)
        return path.read_bytes()

    # --- the cluster

    @cached_property
    def issued(self) -> Journey:
        """The book is filled and its scorecards are out."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        journey.begin(folder)
        typed = open_book(folder / journey.BOOK)
        (folder / journey.BOOK).unlink()
        write_new_cluster(
            folder / journey.BOOK, Book(typed.settings, typed.units, typed.criteria, typed.parameters)
        )
        return Journey(folder, journey.issue(folder))

    @cached_property
    def collected(self) -> Journey:
        """All forms came in."""
        cluster = self._goes_on(self.issued)
        for unit in UNITS:
            cluster.send(unit)
        ran("collect", cluster.book, cluster.inbox)
        return cluster

    @cached_property
    def complete(self) -> Journey:
        """The head typed what only the head scores."""
        cluster = self._goes_on(self.collected)
        ranks: Typed = {
            (unit, "2.3"): {"Kết quả thống nhất": rank} for unit, rank in journey.HEAD_RANKS.items()
        }
        scores: Typed = {
            (unit, "2.4"): {"Điểm thống nhất": score} for unit, score in journey.HEAD_SCORES.items()
        }
        type_rows(cluster.book, LEDGER, AGREED, {**ranks, **scores})
        ran("rank", cluster.book)
        return cluster

    @cached_property
    def tied(self) -> Journey:
        """AN and BH are level for first: the candidates stand in `Bỏ phiếu`."""
        cluster = self._goes_on(self.complete)
        typed = {"Điểm thống nhất": LEVEL, "Lý do": "Thẩm tra lại số thu"}
        type_rows(cluster.book, LEDGER, AGREED, {("AN", "I.3"): typed})
        ran("rank", cluster.book)
        return cluster

    @cached_property
    def voted(self) -> Journey:
        """The votes are typed and counted."""
        cluster = self._goes_on(self.tied)
        figures = dict.fromkeys(("Được bỏ phiếu", "Có mặt", "Phát ra", "Thu vào", "Hợp lệ"), 5)
        typed: Typed = {
            ("1", "AN"): {"Số phiếu": 4, **figures, "Không hợp lệ": 0},
            ("1", "BH"): {"Số phiếu": 1},
        }
        type_rows(cluster.book, VOTES, ("Lần", "Mã đơn vị"), typed)
        ran("rank", cluster.book)
        return cluster

    @cached_property
    def sent(self) -> Journey:
        """The table went to the superior before the conference."""
        cluster = self._goes_on(self.complete)
        ran("submit", cluster.book, "--kind", "before")
        return cluster

    @cached_property
    def papers(self) -> dict[str, bytes]:
        """Every paper of the year by its file name, once the votes are counted."""
        cluster = self._goes_on(self.voted)
        folder = cluster.folder / "van_ban"
        ran("documents", cluster.book, "--out", folder)
        return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}

    @cached_property
    def draft(self) -> bytes:
        """The report on the year while two units are level for first."""
        cluster = self._goes_on(self.tied)
        ran(
            "documents",
            cluster.book,
            "--out",
            cluster.folder / "nhap",
            "--only",
            "bao-cao-tong-ket",
            "--draft",
        )
        return (cluster.folder / "nhap" / "bao-cao-tong-ket_du-thao.docx").read_bytes()

    @cached_property
    def sealed(self) -> Journey:
        """The book is closed."""
        cluster = self._goes_on(self.voted)
        ran("close", cluster.book)
        assert open_book(cluster.book).meta["seal"]
        return cluster

    @cached_property
    def reopened(self) -> Journey:
        """The book is opened again."""
        cluster = self._goes_on(self.sealed)
        ran("reopen", cluster.book, "--reason", "Nhầm điểm của xã An Hòa")
        return cluster

    @cached_property
    def given_back(self) -> Path:
        """The folder of what went back to AN (who used openpyxl) and BH (who typed into the form as it came)."""
        cluster = self._goes_on(self.issued)
        cluster.send("AN", spoil)
        form = cluster.drop(f"Phieu_BH_{YEAR}.xlsx", cluster.forms["BH"])
        type_rows(form, "Tự chấm", ("Mã",), {("I.1",): {"Điểm tự chấm": 99}})
        ran("collect", cluster.book, cluster.inbox)
        ran("give-back", cluster.book, "--out", cluster.folder / "tra")
        return cluster.folder

    @cached_property
    def scored(self) -> Path:
        """The folder of what went back to TC (who typed into its workbook as it came) and NV (who used openpyxl)."""
        cluster = begun(Path(tempfile.mkdtemp(dir=self._folder)))
        ran("issue", cluster.book, "--out", cluster.folder / "phieu")
        name = f"Cham_TC_{YEAR}.xlsx"
        path = cluster.drop(name, (cluster.folder / "phieu" / name).read_bytes())
        typed: Typed = {(MIXED, "AN"): {"Điểm": 99, "Lý do": "Chưa rõ"}, (MIXED, "BH"): {"Điểm": 5}}
        type_rows(path, "Chấm điểm", ("Mã tiêu chí", "Mã đơn vị"), typed)
        sent(cluster, "NV", {(SHARED, "AN"): "chín", (SHARED, "BH"): 5})
        ran("collect", cluster.book, cluster.inbox)
        ran("give-back", cluster.book, "--out", cluster.folder / "tra")
        return cluster.folder

    @cached_property
    def hostile(self) -> Path:
        """A collected book full of texts that other writers would turn into formulas, links or broken XML."""
        return build(Path(tempfile.mkdtemp(dir=self._folder)) / "so.xlsx", HOSTILE)

    # --- every rule

    @cached_property
    def all_rules_form(self) -> bytes:
        """A form of the sample of every rule, as it goes out."""
        _, forms = all_rules.issued(Path(tempfile.mkdtemp(dir=self._folder)))
        return forms["DLY"].read_bytes()

    @cached_property
    def all_rules(self) -> Path:
        """The sample of every rule, its forms filled and collected, ranked."""
        return all_rules.through_forms(Path(tempfile.mkdtemp(dir=self._folder)))[0]

    @cached_property
    def all_rules_again(self) -> Path:
        """That book after another run: scores agreed and ranked once more."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        shutil.copytree(self.all_rules.parent, folder, dirs_exist_ok=True)
        book = folder / self.all_rules.name
        typed = {"Điểm thống nhất": 9.25, "Lý do": "Rà soát"}
        type_rows(book, LEDGER, AGREED, {("DLU", "III.3.b"): typed, ("DLY", "III.3.a"): typed})
        ran("rank", book)
        return book

    @cached_property
    def papers_of_all_rules(self) -> dict[str, bytes]:
        """Every paper of that book by its file name, as drafts: some dates are not known."""
        out = self.all_rules_again.parent / "van_ban"
        ran("documents", self.all_rules_again, "--out", out, "--draft")
        return {file.name: file.read_bytes() for file in sorted(out.iterdir()) if file.is_file()}

    def agreed_after(self, saved: bytes) -> bytes:
        """The complete book as another program saved it, once somebody typed a score and ranked."""
        cluster = self._goes_on(self.complete)
        cluster.book.write_bytes(saved)
        typed = {"Điểm thống nhất": 9, "Lý do": "Rà soát"}
        type_rows(cluster.book, LEDGER, AGREED, {("AN", "I.1"): typed})
        ran("rank", cluster.book)
        return cluster.book.read_bytes()

    # --- the superior

    @cached_property
    def consolidated(self) -> Path:
        """The office book that took the cluster's book in."""
        path = Path(tempfile.mkdtemp(dir=self._folder)) / f"TongHop_{YEAR}.xlsx"
        units = [OfficeUnit(code, name, CLUSTER) for code, name in UNITS.items()]
        settings = OfficeSettings(year=YEAR, superior="Tỉnh Thử", second_within=21000, widest_gaps=1)
        criteria = open_book(self.issued.book).criteria
        clusters = [Cluster(CLUSTER, "Cụm thi đua số 1")]
        write_new_office(path, OfficeBook(settings, clusters, units, criteria))
        ran("consolidate", path, self.sent.book)
        return path

    @cached_property
    def issued_book(self) -> bytes:
        """A cluster's book made from the superior's."""
        out = self.consolidated.with_name("so_cum")
        ran("issue-books", self.consolidated, "--out", out)
        return (out / journey.BOOK).read_bytes()

    @cached_property
    def checking(self) -> Path:
        """A copy of the office book beside which the checking forms lie."""
        path = Path(tempfile.mkdtemp(dir=self._folder)) / self.consolidated.name
        shutil.copytree(self.consolidated.parent, path.parent, dirs_exist_ok=True)
        ran("appraise", path)
        return path

    @property
    def checking_form(self) -> Path:
        """AN's checking form, as issued."""
        return self.checking.with_suffix(".tham_dinh") / f"PhieuThamDinh_AN_{YEAR}.xlsx"

    @property
    def appraised(self) -> bytes:
        """The office book after a filled checking form was read."""
        return self._appraised.read_bytes()

    @cached_property
    def office_papers(self) -> dict[str, bytes]:
        """Every paper of the superior's by its file name, as drafts: some wait for other clusters."""
        out = self._appraised.with_name("van_ban")
        ran("documents", self._appraised, "--out", out, "--draft")
        return {file.name: file.read_bytes() for file in sorted(out.iterdir()) if file.is_file()}

    @cached_property
    def _appraised(self) -> Path:
        """That book, beside which its forms and originals lie."""
        path = Path(tempfile.mkdtemp(dir=self._folder)) / self.checking.name
        shutil.copytree(self.checking.parent, path.parent, dirs_exist_ok=True)
        form = path.with_suffix(".tham_dinh") / self.checking_form.name
        typed = {"Điểm thẩm định": 9, "Lý do": "Thiếu kế hoạch quý IV"}
        type_rows(form, "Thẩm định", ("Mã tiêu chí", "Điểm thẩm định"), {("I.1", "None"): typed})
        ran("appraise", path)
        return path

    def consolidated_after(self, saved: bytes) -> bytes:
        """The office book as another program saved it, once the cluster's sealed book came too."""
        path = Path(tempfile.mkdtemp(dir=self._folder)) / self.consolidated.name
        shutil.copytree(self.consolidated.parent, path.parent, dirs_exist_ok=True)
        path.write_bytes(saved)
        ran("consolidate", path, self.sealed.book)
        return path.read_bytes()

    # --- other programs

    @cached_property
    def by_libreoffice(self) -> Mapping[str, bytes]:
        """A book, an office book and a form as LibreOffice saves them."""
        if shutil.which("soffice") is None:
            pytest.skip("LibreOffice (soffice) is not installed")
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        files = {
            "book": self.complete.book.read_bytes(),
            "office": self.consolidated.read_bytes(),
            "form": self.issued.forms["AN"],
        }
        for name, data in files.items():
            (folder / f"{name}.xlsx").write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                   "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]  # fmt: skip
        command += [str(folder / f"{name}.xlsx") for name in files]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in files}
