"""Thẩm định through the command line: which units to check, their forms, and what the forms bring back."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import CLUSTER, UNITS, YEAR, Made, Run, run
from thidua_xl.domain.office.inputs import Cluster, OfficeSettings, OfficeUnit
from thidua_xl.office.acts.new_book import write_new_office
from thidua_xl.office.book import OfficeBook

BOOK = f"TongHop_{YEAR}.xlsx"
SHEET, KEYS = "Thẩm định", ("Mã đơn vị", "Mã tiêu chí")
SCORE, REASON = "Điểm thẩm định", "Lý do"


class Office(NamedTuple):
    """The superior's folder: the office book that took the cluster's book in."""

    folder: Path

    @property
    def book(self) -> Path:
        """The office book."""
        return self.folder / BOOK

    @property
    def forms(self) -> Path:
        """Where the checking forms lie."""
        return self.folder / f"TongHop_{YEAR}.tham_dinh"

    def form(self, unit: str) -> Path:
        """The unit's checking form."""
        return self.forms / f"PhieuThamDinh_{unit}_{YEAR}.xlsx"

    def appraise(self) -> Run:
        """`appraise --json`."""
        answer = run("appraise", self.book, "--json")
        assert answer.err == ""
        return answer

    def fill(
        self, unit: str, *rows: tuple[str, object, str], who: str = "Lê Văn Tra", day: object = None
    ) -> None:
        """The officer types criterion, score and reason, and who checked."""
        self.change(unit, lambda book: type_in(book, rows, who, day))

    def change(self, unit: str, change: Callable[[Workbook], None]) -> None:
        """The form opened, changed and saved as in Excel."""
        path = self.form(unit)
        book = openpyxl.load_workbook(path)
        change(book)
        path.write_bytes(journey.saved_bytes(book))

    def table(self, name: str, *keys: str) -> journey.Sheet:
        """A table of the office book."""
        return journey.Sheet(journey.stored(self.book.read_bytes())[name], *keys)

    def rows(self) -> list[dict[str, Any]]:
        """What stands on `Thẩm định`."""
        return self.table(SHEET, *KEYS).records()

    def type(self, unit: str, criterion: str, **values: object) -> None:
        """A row of `Thẩm định` typed or changed by a person."""
        book = openpyxl.load_workbook(self.book)
        sheet = journey.Sheet(book[SHEET], *KEYS)
        try:
            at = sheet.row(unit, criterion)
        except KeyError:
            at = sheet.header_row + 1 + len(list(sheet.rows()))
            sheet.put(at, KEYS[0], unit)
            sheet.put(at, KEYS[1], criterion)
        for header, value in values.items():
            sheet.put(at, header.replace("_", " "), value)
        self.book.write_bytes(journey.saved_bytes(book))


def type_in(
    book: Workbook, rows: tuple[tuple[str, object, str], ...], who: str = "", day: object = None
) -> None:
    """Type into a checking form."""
    sheet = journey.Sheet(book[SHEET], "Mã tiêu chí", SCORE)
    for criterion, score, reason in rows:
        at = next(row for row in sheet.rows() if sheet.at(row, "Mã tiêu chí") == criterion)
        sheet.put(at, SCORE, score)
        sheet.put(at, REASON, reason or None)
    for row in book[SHEET].iter_rows(max_row=sheet.header_row):
        if row[0].value == "Người thẩm định":
            row[2].value = who or None
        if row[0].value == "Ngày":
            row[2].value = day  # type: ignore[assignment]


def meta(path: Path, key: str, value: str) -> None:
    """A value of `_meta` changed."""
    book = openpyxl.load_workbook(path)
    for row in book["_meta"].iter_rows():
        if row[0].value == key:
            row[1].value = value
    path.write_bytes(journey.saved_bytes(book))


def found(answer: Run, code: str) -> list[dict[str, Any]]:
    """The findings of a code."""
    return [one for one in answer.json["findings"] if one["code"] == code]


def told(answer: Run, unit: str) -> dict[str, Any]:
    """What is said of a unit."""
    return next(one for one in answer.json["units"] if one["unit"] == unit)


def score_of(office: Office, unit: str, criterion: str) -> object:
    """`Điểm thẩm định` as it stands."""
    table = office.table(SHEET, *KEYS)
    return table.at(table.row(unit, criterion), SCORE)


@pytest.fixture(scope="session")
def office_once(tmp_path_factory: pytest.TempPathFactory, complete_once: Made) -> Path:
    """AN stands at every maximum, BH is second within the set distance; the table was sent and taken in."""
    folder = tmp_path_factory.mktemp("cluster")
    cluster = complete_once.copied(folder)
    cluster.agree("AN", "I.5", score=5, reason="Theo báo cáo bổ sung")
    assert run("submit", cluster.book, "--kind", "before").code == 0
    office = Office(tmp_path_factory.mktemp("office"))
    units = [OfficeUnit(code, name, CLUSTER) for code, name in UNITS.items()]
    settings = OfficeSettings(year=YEAR, superior="Tỉnh Thử", second_within=21000, widest_gaps=1)
    write_new_office(office.book, OfficeBook(settings, [Cluster(CLUSTER, "Cụm thi đua số 1")], units))
    assert run("consolidate", office.book, cluster.book).code == 0
    return office.folder


@pytest.fixture
def office(tmp_path: Path, office_once: Path) -> Office:
    """An office of one's own that has received its cluster's book."""
    shutil.copytree(office_once, tmp_path, dirs_exist_ok=True)
    return Office(tmp_path)


@pytest.fixture
def issued_forms(office: Office) -> Office:
    """Its checking forms are made."""
    assert office.appraise().code == 0
    return office


# --- proposals and forms --------------------------------------------------------------------------


def test_each_of_the_four_reasons_is_given(office: Office) -> None:
    """First; second within the set distance; the widest gap; everything at its maximum (HD 1302, III.4)."""
    answer = office.appraise()
    first, second = answer.json["units"]
    assert (first["unit"], second["unit"]) == ("AN", "BH")
    assert first["reasons"] == [
        "xếp thứ Nhất trong cụm",
        "điểm tự chấm và điểm thống nhất chênh 2,00 điểm (2,47 % điểm tối đa)",
        "mọi tiêu chí đơn vị chấm đều đạt điểm tối đa",
    ]
    assert second["reasons"] == ["xếp thứ Nhì, kém đơn vị xếp thứ Nhất 20,06 điểm phần trăm"]
    assert first["form"] == str(office.form("AN"))
    assert (first["checked"], first["total"], first["rank"]) == (
        0, {"now": "85.00", "after": None}, {"now": 1, "after": None},
    )  # fmt: skip


def test_a_form_shows_criteria_scores_and_the_evidence_that_was_sent(issued_forms: Office) -> None:
    """In the order of the criteria, sections as headings, codes as text, nothing filled in."""
    book = openpyxl.load_workbook(issued_forms.form("BH"))
    table = journey.Sheet(book[SHEET], "Mã tiêu chí", SCORE)
    rows = {str(row["Mã tiêu chí"]): row for row in table.records()}
    assert list(rows) == [str(row[0]) for row in journey.CRITERIA]
    assert rows["I.1"] == {
        "Mã tiêu chí": "I.1", "Nội dung": "Chỉ đạo, điều hành", "Điểm tối đa": 10, "Điểm của cụm": 9.5,
        "Minh chứng": "Báo cáo số 2/BC-UBND", SCORE: None, REASON: None,
    }  # fmt: skip
    assert rows["2.4"]["Minh chứng"] == "(sổ của cụm không kèm minh chứng)"
    assert rows["I"]["Điểm của cụm"] is None
    assert rows["P1"]["Điểm của cụm"] == 1  # a deduction, as its size
    assert rows["P1"]["Nội dung"] == "Chậm báo cáo (điểm trừ)"
    sheet, at = book[SHEET], table.row("2", "None")
    assert sheet.cell(at, 1).number_format == "@"
    assert sheet.cell(at, 1).value == "2"
    assert book["_meta"].sheet_state == "veryHidden"
    assert (sheet.protection.sheet, sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
        True, "landscape", 9,
    )  # fmt: skip
    assert sheet.print_title_rows == "$10:$10"


def test_a_unit_that_wrote_no_evidence_is_told_from_a_book_without_it(
    complete: journey.Journey, tmp_path: Path
) -> None:
    """Whether it wrote none in a row or none at all; what only the head scores is nobody's to prove."""

    def silent(*criteria: str) -> Callable[[Workbook], None]:
        def change(form: Workbook) -> None:
            sheet = journey.form_sheet(form)
            for code in criteria:
                sheet.put(sheet.row(code), "Minh chứng", None)

        return change

    later = journey.SAVED.replace(day=22)
    complete.send("AN", silent(*journey.FILLS), name="AN moi.xlsx", saved=later)
    complete.send("BH", silent("I.2"), name="BH moi.xlsx", saved=later)
    complete.collect()
    run("submit", complete.book, "--kind", "before")
    office = Office(tmp_path)
    units = [OfficeUnit(code, name, CLUSTER) for code, name in UNITS.items()]
    settings = OfficeSettings(year=YEAR, superior="Tỉnh Thử", second_within=30000, widest_gaps=1)
    write_new_office(office.book, OfficeBook(settings, [Cluster(CLUSTER, "Cụm thi đua số 1")], units))
    run("consolidate", office.book, complete.book)
    office.appraise()
    said: dict[tuple[str, str], object] = {}
    for unit in ("AN", "BH"):
        table = journey.Sheet(openpyxl.load_workbook(office.form(unit))[SHEET], "Mã tiêu chí", SCORE)
        said |= {(unit, str(row["Mã tiêu chí"])): row["Minh chứng"] for row in table.records()}
    none = "(đơn vị không ghi minh chứng)"
    assert (said["AN", "I.1"], said["AN", "T1"], said["BH", "I.2"]) == (none, none, none)
    assert said["BH", "I.1"] == "Báo cáo số 2/BC-UBND"
    assert said["AN", "2.4"] == said["BH", "2.4"] == "(sổ của cụm không kèm minh chứng)"


def test_a_form_names_the_button(issued_forms: Office) -> None:
    """The officer who fills it in has no command line."""
    cells = openpyxl.load_workbook(issued_forms.form("BH"))[SHEET].iter_rows(max_row=9, values_only=True)
    text = " ".join(str(cell) for row in cells for cell in row if cell)
    assert "bấm Kiểm tra, thẩm định" in text
    assert "appraise" not in text


def test_a_second_run_changes_no_byte(issued_forms: Office) -> None:
    """Neither of the book nor of a form."""
    before = {path: path.read_bytes() for path in sorted(issued_forms.folder.rglob("*.xlsx"))}
    issued_forms.appraise()
    assert {path: path.read_bytes() for path in sorted(issued_forms.folder.rglob("*.xlsx"))} == before


def test_an_untouched_form_is_made_anew_when_its_content_changed(issued_forms: Office) -> None:
    """Here its mark says that it was made with other scores."""
    meta(issued_forms.form("AN"), "content", "0000")
    old = issued_forms.form("AN").read_bytes()
    issued_forms.appraise()
    assert issued_forms.form("AN").read_bytes() != old


def test_a_form_that_somebody_typed_into_is_never_overwritten(issued_forms: Office) -> None:
    """Not even where only a name was entered and its content would be another."""
    issued_forms.fill("AN")
    meta(issued_forms.form("AN"), "content", "0000")
    old = issued_forms.form("AN").read_bytes()
    assert issued_forms.appraise().code == 0
    assert issued_forms.form("AN").read_bytes() == old


def test_the_folder_can_be_chosen(office: Office) -> None:
    """With `--out`."""
    answer = run("appraise", office.book, "--out", office.folder / "kiem_tra")
    assert answer.code == 0
    assert (office.folder / "kiem_tra" / f"PhieuThamDinh_AN_{YEAR}.xlsx").is_file()
    assert "PhieuThamDinh" not in answer.err


# --- what the forms bring -------------------------------------------------------------------------


def test_a_filled_form_becomes_rows_and_shows_what_would_change(issued_forms: Office) -> None:
    """The cluster's own scores stay as they are; blank brings no row."""
    day = datetime.datetime(2025, 12, 26)
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch quý IV"), ("I.2", 9, ""), day=day)
    answer = issued_forms.appraise()
    assert answer.code == 0
    assert issued_forms.rows() == [
        {"Mã đơn vị": "BH", "Mã tiêu chí": "I.1", "Điểm của cụm": 9.5, SCORE: 9, REASON: "Thiếu kế hoạch quý IV",
         "Người thẩm định": "Lê Văn Tra", "Ngày": day},
        {"Mã đơn vị": "BH", "Mã tiêu chí": "I.2", "Điểm của cụm": 9, SCORE: 9, REASON: None,
         "Người thẩm định": "Lê Văn Tra", "Ngày": day},
    ]  # fmt: skip
    assert told(answer, "BH")["changed"] == [{"criterion": "I.1", "cluster": "9.50", "appraised": "9.00"}]
    assert told(answer, "BH")["total"] == {"now": "68.75", "after": "68.25"}
    checks = issued_forms.table("Kiểm tra", "Mã đơn vị")
    row = checks.row("BH")
    assert (checks.at(row, "Đã thẩm định"), checks.at(row, "Khác điểm của cụm")) == (2, "I.1: 9,50 → 9,00")
    assert checks.at(row, "Tổng nếu áp dụng") == 68.25
    assert "I.1: 9,00" in str(issued_forms.table("Nhật ký", "Lúc").records()[-1]["Thay đổi"])
    before = issued_forms.book.read_bytes()
    issued_forms.appraise()
    assert issued_forms.book.read_bytes() == before


def test_a_rank_that_would_change_is_found(issued_forms: Office) -> None:
    """BH would fall behind EN, who has 66,50."""
    issued_forms.fill("BH", ("I.3", 8, "Chưa quyết toán"))
    answer = issued_forms.appraise()
    assert told(answer, "BH")["rank"] == {"now": 2, "after": 3}
    assert [one["unit"] for one in found(answer, "APPRAISAL_CHANGES_RANK")] == ["BH"]


@pytest.mark.parametrize("typed", [2, -2])
def test_a_penalty_is_entered_as_its_size(issued_forms: Office, typed: int) -> None:
    """And deducts whatever its sign: one more late report costs BH one more point."""
    issued_forms.fill("BH", ("P1", typed, "Thêm một lần chậm"))
    answer = issued_forms.appraise()
    assert answer.code == 0
    assert told(answer, "BH")["total"]["after"] == "67.75"
    assert told(answer, "BH")["changed"] == [{"criterion": "P1", "cluster": "-1.00", "appraised": "-2.00"}]
    assert found(issued_forms.appraise(), "APPRAISAL_DIFFERS") == []


@pytest.mark.parametrize(
    ("criterion", "typed", "code"),
    [
        ("I.1", 10.5, "APPRAISAL_OVER_MAXIMUM"),
        ("P1", 5, "APPRAISAL_OVER_MAXIMUM"),
        ("I.1", -1, "NEGATIVE"),
        ("I.1", "chín", "NOT_A_NUMBER"),
        ("I", 5, "APPRAISAL_NOT_SCORED"),
    ],
)
def test_a_wrong_score_is_found_in_its_cell_and_brings_no_row(
    issued_forms: Office, criterion: str, typed: object, code: str
) -> None:
    """File, sheet and cell are named, on `Sai lệch` too."""
    issued_forms.fill("AN", (criterion, typed, "Vì sao"))
    answer = issued_forms.appraise()
    assert answer.code == 1
    (one,) = found(answer, code)
    table = journey.Sheet(openpyxl.load_workbook(issued_forms.form("AN"))[SHEET], "Mã tiêu chí", SCORE)
    at = next(row for row in table.rows() if table.at(row, "Mã tiêu chí") == criterion)
    assert (one["file"], one["sheet"], one["cell"]) == (
        issued_forms.form("AN").name, SHEET, table.address(at, SCORE),
    )  # fmt: skip
    assert issued_forms.rows() == []
    assert code in [row["Mã lỗi"] for row in issued_forms.table("Sai lệch", "Mã lỗi").records()]


def test_a_different_score_needs_a_reason(issued_forms: Office) -> None:
    """The row is there all the same, and the cell where the reason is missing is named."""
    issued_forms.fill("BH", ("I.1", 9, ""))
    answer = issued_forms.appraise()
    assert answer.code == 1
    (one,) = found(answer, "APPRAISAL_WITHOUT_REASON")
    table = issued_forms.table(SHEET, *KEYS)
    assert (one["sheet"], one["cell"]) == (SHEET, table.address(table.row("BH", "I.1"), REASON))


def test_a_blank_typed_row_is_filled_in(issued_forms: Office) -> None:
    """A row prepared by hand takes the form's score."""
    issued_forms.type("BH", "I.1", Người_thẩm_định="Trần Thị Soát")
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch"))
    assert issued_forms.appraise().code == 0
    (row,) = issued_forms.rows()
    assert (row[SCORE], row["Người thẩm định"]) == (9, "Trần Thị Soát")


def test_a_score_typed_by_hand_stays_and_the_difference_is_found(issued_forms: Office) -> None:
    """The program never overwrites what a person typed."""
    issued_forms.type("BH", "I.1", Điểm_của_cụm=9.5, Điểm_thẩm_định=8, Lý_do="Gõ tay")
    issued_forms.fill("BH", ("I.1", 9, "Theo phiếu"))
    answer = issued_forms.appraise()
    (one,) = found(answer, "APPRAISAL_DIFFERS")
    table = issued_forms.table(SHEET, *KEYS)
    assert (one["cell"], one["value"]) == (table.address(table.row("BH", "I.1"), SCORE), "8")
    assert issued_forms.form("BH").name in one["message"]
    (row,) = issued_forms.rows()
    assert (row[SCORE], row[REASON]) == (8, "Gõ tay")


def test_a_corrected_form_replaces_its_own_earlier_score(issued_forms: Office) -> None:
    """The journal says from what to what."""
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch"))
    issued_forms.appraise()
    issued_forms.fill("BH", ("I.1", 8.5, "Thiếu hai kế hoạch"))
    answer = issued_forms.appraise()
    assert found(answer, "APPRAISAL_DIFFERS") == []
    (row,) = issued_forms.rows()
    assert (row[SCORE], row[REASON]) == (8.5, "Thiếu hai kế hoạch")
    said = str(issued_forms.table("Nhật ký", "Lúc").records()[-1]["Thay đổi"])
    assert "I.1: 9,00 → 8,50" in said


def test_a_score_taken_back_in_the_form_stays_and_is_asked_about(issued_forms: Office) -> None:
    """Blank is not 0 and deletes nothing."""
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch"))
    issued_forms.appraise()
    issued_forms.fill("BH", ("I.1", None, ""))
    assert [one["criterion"] for one in found(issued_forms.appraise(), "APPRAISAL_DIFFERS")] == ["I.1"]
    assert score_of(issued_forms, "BH", "I.1") == 9


def test_a_row_whose_cluster_score_changed_since_is_stale(issued_forms: Office) -> None:
    """The form showed another score than the cluster's book holds."""
    issued_forms.type("BH", "I.1", Điểm_của_cụm=9, Điểm_thẩm_định=9)
    assert [one["criterion"] for one in found(issued_forms.appraise(), "APPRAISAL_STALE")] == ["I.1"]


def test_a_stale_form_is_found_in_the_very_run_that_reads_it(issued_forms: Office) -> None:
    """Its locked column holds what the cluster's score was when the form was made."""

    def older(book: Workbook) -> None:
        sheet = journey.Sheet(book[SHEET], "Mã tiêu chí", SCORE)
        at = next(row for row in sheet.rows() if sheet.at(row, "Mã tiêu chí") == "I.1")
        sheet.put(at, "Điểm của cụm", 9)
        sheet.put(at, SCORE, 9)

    issued_forms.change("BH", older)
    assert [one["criterion"] for one in found(issued_forms.appraise(), "APPRAISAL_STALE")] == ["I.1"]


def test_more_decimals_than_the_cluster_has_are_rounded_and_told(issued_forms: Office) -> None:
    """Scores of both sides have the same decimals; running again changes nothing."""
    issued_forms.fill("BH", ("I.1", 9.126, "Thiếu kế hoạch"))
    answer = issued_forms.appraise()
    assert [one["value"] for one in found(answer, "TOO_MANY_DECIMALS")] == ["9.126"]
    assert score_of(issued_forms, "BH", "I.1") == 9.13
    assert found(issued_forms.appraise(), "APPRAISAL_DIFFERS") == []


def test_a_day_that_is_none_is_found_and_the_scores_count(issued_forms: Office) -> None:
    """Its cell is the one on the form."""
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch"), day="hôm qua")
    (one,) = found(issued_forms.appraise(), "DATE_UNREADABLE")
    assert (one["file"], one["cell"]) == (issued_forms.form("BH").name, "C8")
    assert (issued_forms.rows()[0][SCORE], issued_forms.rows()[0]["Ngày"]) == (9, None)


def test_a_damaged_form_stops_no_other(issued_forms: Office) -> None:
    """It is named, left as it is, and BH's form is read."""
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch"))
    whole = issued_forms.form("AN").read_bytes()
    issued_forms.form("AN").write_bytes(whole[: len(whole) // 2])
    answer = issued_forms.appraise()
    assert answer.code == 1
    assert [one["file"] for one in found(answer, "FILE_DAMAGED")] == [issued_forms.form("AN").name]
    assert issued_forms.form("AN").read_bytes() == whole[: len(whole) // 2]
    assert score_of(issued_forms, "BH", "I.1") == 9


def test_a_form_that_is_open_is_not_made_anew(issued_forms: Office) -> None:
    """Somebody is about to type into it."""
    meta(issued_forms.form("AN"), "content", "0000")
    old = issued_forms.form("AN").read_bytes()
    issued_forms.form("AN").with_name(f"~${issued_forms.form('AN').name}").touch()
    issued_forms.appraise()
    assert issued_forms.form("AN").read_bytes() == old


def test_a_unit_that_the_office_book_does_not_list_gets_no_form(office: Office) -> None:
    """Its scores would find no row; the command says what to do."""
    book = openpyxl.load_workbook(office.book)
    units = journey.Sheet(book["Đơn vị"], "Mã")
    units.put(units.row("BH"), "Mã", "BX")
    office.book.write_bytes(journey.saved_bytes(book))
    assert told(office.appraise(), "BH")["form"] is None
    assert not office.form("BH").exists()
    assert "Chưa lập được phiếu cho BH" in " ".join(run("appraise", office.book).out.split())


def test_a_book_without_cluster_books_makes_no_folder(tmp_path: Path) -> None:
    """There is nobody to check yet."""
    office = Office(tmp_path)
    units = [OfficeUnit("AN", "Xã An Hòa", CLUSTER)]
    write_new_office(office.book, OfficeBook(OfficeSettings(year=YEAR), [Cluster(CLUSTER, "Cụm 1")], units))
    assert office.appraise().json["units"] == []
    assert not office.forms.exists()


# --- files that do not count ----------------------------------------------------------------------


@pytest.mark.parametrize(("key", "value"), [("year", "2024"), ("unit", "ZZ"), ("cluster", "C09")])
def test_a_form_of_another_year_unit_or_cluster_is_refused(
    issued_forms: Office, key: str, value: str
) -> None:
    """With a finding that names the file; nothing of it is taken, and it is left as it is."""
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch"))
    meta(issued_forms.form("BH"), key, value)
    old = issued_forms.form("BH").read_bytes()
    answer = issued_forms.appraise()
    assert answer.code == 1
    (one,) = found(answer, "APPRAISAL_FORM_REFUSED")
    assert one["file"] == issued_forms.form("BH").name
    assert value in one["message"]
    assert issued_forms.rows() == []
    assert issued_forms.form("BH").read_bytes() == old


def test_a_strange_workbook_is_refused_and_other_books_of_the_program_are_passed_over(
    issued_forms: Office,
) -> None:
    """Somebody's own list lies among the forms, and a copy of the office book."""
    Workbook().save(issued_forms.forms / "ghi_chu.xlsx")
    shutil.copy(issued_forms.book, issued_forms.forms / "ban_sao.xlsx")
    assert [one["file"] for one in found(issued_forms.appraise(), "APPRAISAL_FORM_REFUSED")] == [
        "ghi_chu.xlsx"
    ]


def test_two_forms_of_a_unit_that_differ_are_both_left_out(issued_forms: Office) -> None:
    """Nobody but a person can tell which one counts."""
    issued_forms.fill("BH", ("I.1", 9, "Thiếu kế hoạch"))
    shutil.copy(issued_forms.form("BH"), issued_forms.forms / "BH ban 2.xlsx")
    assert issued_forms.appraise().code == 0  # they say the same
    issued_forms.fill("BH", ("I.1", 8, "Thiếu kế hoạch"))
    (one,) = found(issued_forms.appraise(), "APPRAISAL_FORM_REFUSED")
    assert "BH ban 2.xlsx" in one["message"]
    assert score_of(issued_forms, "BH", "I.1") == 9


def test_people_see_the_units_in_a_table(issued_forms: Office) -> None:
    """Why, what was found, what it would change, and where the forms are."""
    issued_forms.fill("BH", ("I.3", 8, "Chưa quyết toán"))
    answer = run("appraise", issued_forms.book)
    assert (answer.code, answer.err) == (0, "")
    for words in ("Nhất", "I.3: 12,00 → 8,00", "68,75 → 64,75", "2 → 3", ".tham_dinh"):
        assert words in " ".join(answer.out.split())


def test_what_is_wrong_in_a_form_stays_told_until_it_is_read_again(
    issued_forms: Office, tmp_path: Path
) -> None:
    """consolidate reads no forms, and hides nothing that appraise found."""
    issued_forms.fill("BH", ("I.1", 99, "Nhầm"))
    assert issued_forms.appraise().code == 1
    before = issued_forms.book.read_bytes()
    (tmp_path / "trong").mkdir()
    (tmp_path / "trong" / "bao cao.pdf").write_bytes(b"%PDF-1.7")
    answer = run("consolidate", issued_forms.book, tmp_path / "trong", "--json")
    assert [one["code"] for one in answer.json["findings"] if one["file"]] == ["APPRAISAL_OVER_MAXIMUM"]
    assert issued_forms.book.read_bytes() == before
    issued_forms.fill("BH", ("I.1", 9, "Theo báo cáo"))
    issued_forms.appraise()
    answer = run("consolidate", issued_forms.book, tmp_path / "trong", "--json")
    assert [one for one in answer.json["findings"] if one["file"]] == []


@pytest.mark.parametrize(
    ("criterion", "score", "code"),
    [
        ("I.9", 3, "APPRAISAL_NOT_SCORED"),
        ("I", 3, "APPRAISAL_NOT_SCORED"),
        ("I.1", 11, "APPRAISAL_OVER_MAXIMUM"),
    ],
)
def test_a_row_typed_by_hand_is_held_to_the_same_rules(
    issued_forms: Office, criterion: str, score: float, code: str
) -> None:
    """A criterion that is none, a section, more than the maximum: named, and not counted."""
    issued_forms.type("BH", criterion, Điểm_thẩm_định=score, Lý_do="Kiểm tra tại chỗ")
    answer = issued_forms.appraise()
    assert [(one["unit"], one["criterion"]) for one in found(answer, code)] == [("BH", criterion)]
    assert (answer.code, told(answer, "BH")["total"]["after"]) == (1, None)


def test_a_row_typed_without_the_clusters_score_counts(issued_forms: Office) -> None:
    """Against the score that the cluster's book has now."""
    issued_forms.type("BH", "I.1", Điểm_thẩm_định=9, Lý_do="Kiểm tra tại chỗ")
    answer = issued_forms.appraise()
    assert answer.code == 0
    assert [one["appraised"] for one in told(answer, "BH")["changed"]] == ["9.00"]


def test_checking_forms_beside_the_book_are_no_strangers(issued_forms: Office) -> None:
    """Whoever gives the folder of the office book itself is not told to move what lies where it belongs."""
    answer = run("consolidate", issued_forms.book, issued_forms.folder)
    assert "PhieuThamDinh" not in answer.out
    assert "phiếu thẩm định" not in answer.out


def test_a_checked_score_that_shows_another_number_is_asked_about(issued_forms: Office) -> None:
    """9% for 0.09 in a checking form, 85 for 8.5 in the office's own table."""
    issued_forms.fill("AN", ("I.1", 0.09, "Thiếu hồ sơ"))

    def percent(book: Workbook) -> None:
        sheet = journey.Sheet(book[SHEET], "Mã tiêu chí", SCORE)
        sheet.sheet.cell(sheet.row("I.1", "0.09"), sheet.columns[SCORE]).number_format = "0%"

    issued_forms.change("AN", percent)
    issued_forms.type("BH", "I.1", Điểm_thẩm_định=8.5, Lý_do="Rà soát")
    book = openpyxl.load_workbook(issued_forms.book)
    sheet = journey.Sheet(book[SHEET], *KEYS)
    sheet.sheet.cell(sheet.row("BH", "I.1"), sheet.columns[SCORE]).number_format = '0.0"5"'
    issued_forms.book.write_bytes(journey.saved_bytes(book))
    found = [(one["unit"], one["value"]) for one in issued_forms.appraise().json["findings"]
             if one["code"] == "SHOWN_OTHERWISE"]  # fmt: skip
    assert sorted(found) == [("AN", "0,09"), ("BH", "8,5")]


def test_a_checked_score_merged_over_a_blank_row_is_asked_about(issued_forms: Office) -> None:
    """In the office's own table a blank means that the cluster's score stands."""
    issued_forms.type("BH", "I.1", Điểm_thẩm_định=8, Lý_do="Rà soát")
    issued_forms.type("BH", "I.2", Lý_do="Rà soát")
    book = openpyxl.load_workbook(issued_forms.book)
    sheet = journey.Sheet(book[SHEET], *KEYS)
    row = sheet.row("BH", "I.1")
    cells = [sheet.address(at, SCORE) for at in (row, row + 1)]
    sheet.sheet.merge_cells(":".join(cells))
    issued_forms.book.write_bytes(journey.saved_bytes(book))
    for _ in range(2):
        found = [
            one["cell"] for one in issued_forms.appraise().json["findings"] if one["code"] == "BLANK_COVERED"
        ]
        assert found == [cells[1]]
