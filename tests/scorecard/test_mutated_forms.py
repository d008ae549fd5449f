"""One mistake in one scorecard: the whole path through the command line names its code and its cell.

The other four units of the cluster send faultless forms, so rules that compare units run too; any further
finding than the declared ones fails the test.
"""

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import MultiCellRange

from tests.journeys import journey
from tests.journeys.journey import Found, Journey, Made, Sheet, form_sheet, found_in, saved_bytes

UNIT = "BH"
FILE = f"Phieu_{UNIT}_{journey.YEAR}.xlsx"
TARGET, RESULT, SCORE, MARK = "Chỉ tiêu", "Kết quả", "Điểm tự chấm", "Không được giao"
Change = Callable[[Workbook], None]
Place = tuple[str, str] | Callable[[Workbook], str] | None
"""A cell of `Tự chấm` by criterion and header, or found by a function, or none."""


@dataclass(frozen=True)
class Mistake:
    """One mistake and everything that may be said of it."""

    name: str
    change: Change
    code: str
    at: Place = None
    """The cell to be named; None where no single cell is meant."""
    value: str | None = None
    """What the finding must quote."""
    also: Sequence[tuple[str, Place]] = ()
    """Declared consequences and their cells."""
    status: str = "accepted"


# --- how people get it wrong ----------------------------------------------------------------------


def typed(criterion: str, header: str, value: object) -> Change:
    """Another value in one cell."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        form.put(form.row(criterion), header, value)

    return change


def pasted_over(criterion: str, header: str) -> Change:
    """The cell's rule of entry is gone, as after pasting another cell over it; its value is as good as before."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        cell = form.address(form.row(criterion), header)
        for rule in form.sheet.data_validations.dataValidation:
            kept = [str(area) for area in rule.sqref.ranges if cell not in _cells(str(area))]
            split = [
                one for area in rule.sqref.ranges for one in _cells(str(area)) if cell in _cells(str(area))
            ]
            rule.sqref = MultiCellRange(" ".join([*kept, *(one for one in split if one != cell)]))

    return change


def _cells(area: str) -> list[str]:
    left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(area))
    return [
        f"{get_column_letter(column)}{row}"
        for column in range(left, right + 1)
        for row in range(top, bottom + 1)
    ]


def error_cell(criterion: str, header: str, error: str) -> Change:
    """An Excel error as Excel stores it (`t="e"`)."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        cell = form.sheet.cell(form.row(criterion), form.columns[header])
        cell.value = error
        cell.data_type = "e"

    return change


def of_rows(*changes: Change) -> Change:
    """Several cells that make up one mistake."""

    def change(workbook: Workbook) -> None:
        for one in changes:
            one(workbook)

    return change


def header_renamed(header: str, other: str) -> Change:
    """A heading with another text."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        form.put(form.header_row, header, other)

    return change


def meta(key: str, value: str) -> Change:
    """Another value in the very hidden `_meta`."""

    def change(workbook: Workbook) -> None:
        for row in workbook["_meta"].iter_rows(max_col=2):
            if row[0].value == key:
                row[1].value = value

    return change


def row_removed(criterion: str) -> Change:
    """A row deleted."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        form.sheet.delete_rows(form.row(criterion))

    return change


def code_overwritten(criterion: str, code: object) -> Change:
    """Another code in the column `Mã`."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        form.put(form.row(criterion), "Mã", code)

    return change


def row_added(code: str) -> Change:
    """A row more below the last criterion, before the total."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        row = form.row("P1") + 1
        form.sheet.insert_rows(row)
        form.put(row, "Mã", code)
        form.put(row, SCORE, 1)

    return change


def total_typed(points: float) -> Change:
    """A constant over the formula of the total."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        form.put(_total_row(form), SCORE, points)

    return change


def _total_row(form: Sheet) -> int:
    return next(
        row
        for row in range(form.header_row, form.sheet.max_row + 1)
        if form.at(row, "Nội dung tiêu chí") == "TỔNG ĐIỂM TỰ CHẤM"
    )


def sheet_removed(name: str) -> Change:
    """A sheet deleted."""
    return lambda workbook: workbook.remove(workbook[name])


def sheet_doubled(name: str) -> Change:
    """Another sheet under the same name in another Unicode form."""

    def change(workbook: Workbook) -> None:
        workbook["Hướng dẫn"].title = normalize("NFD", name)

    return change


def renamed_unit(name: str) -> Change:
    """Another name on the sheet `Đơn vị`."""

    def change(workbook: Workbook) -> None:
        sheet = Sheet(workbook["Đơn vị"], "Mục")
        sheet.put(sheet.row("Tên đơn vị"), "Giá trị", name)

    return change


def code_below(code: object) -> Callable[[Workbook], str]:
    """The last cell of the column `Mã` that holds the code."""

    def place(workbook: Workbook) -> str:
        form = form_sheet(workbook)
        return form.address([row for row in form.rows() if form.at(row, "Mã") == code][-1], "Mã")

    return place


def unit_name(workbook: Workbook) -> str:
    """The cell of the unit's name."""
    sheet = Sheet(workbook["Đơn vị"], "Mục")
    return sheet.address(sheet.row("Tên đơn vị"), "Giá trị")


def total(workbook: Workbook) -> str:
    """The cell of the total."""
    form = form_sheet(workbook)
    return form.address(_total_row(form), SCORE)


def number(name: str, text: str, code: str, *, criterion: str = "I.1") -> Mistake:
    """A score of I.1 (maximum 10) typed as text."""
    return Mistake(name, typed(criterion, SCORE, text), code, (criterion, SCORE), text)


DAY = datetime.datetime(2025, 5, 9)
MISTAKES: tuple[Mistake, ...] = (
    # --- a score that is no score
    Mistake("over the maximum", typed("I.1", SCORE, 10.5), "OVER_MAXIMUM", ("I.1", SCORE), "10.5"),
    Mistake("over the maximum as text", typed("I.1", SCORE, "10,5"), "OVER_MAXIMUM", ("I.1", SCORE), "10,5",
            [("NUMBER_AS_TEXT", ("I.1", SCORE))]),
    Mistake("a penalty over its maximum", typed("P1", SCORE, -5), "OVER_MAXIMUM", ("P1", SCORE), "-5"),
    Mistake("negative", typed("I.1", SCORE, -1), "NEGATIVE", ("I.1", SCORE), "-1"),
    Mistake("a negative bonus", typed("T1", SCORE, -2), "NEGATIVE", ("T1", SCORE), "-2"),
    Mistake("blank", typed("I.1", SCORE, None), "SCORE_MISSING", ("I.1", SCORE), None),
    Mistake("a space", typed("I.1", SCORE, "\u00a0 "), "SCORE_MISSING", ("I.1", SCORE), None),
    number("text with a comma", "9,5", "NUMBER_AS_TEXT"),
    number("text with a dot", "9.5", "NUMBER_AS_TEXT"),
    Mistake("text with a no-break space", typed("I.1", SCORE, "9,5\u00a0"), "NUMBER_AS_TEXT", ("I.1", SCORE),
            "9,5"),
    number("full-width digits", "９，５", "NUMBER_AS_TEXT"),
    number("1.000 where only 1 fits", "1.000", "NUMBER_AS_TEXT"),
    number("2.500 where only 2.5 fits", "2.500", "NUMBER_AS_TEXT"),
    number("90.000 where nothing fits", "90.000", "AMBIGUOUS_NUMBER"),
    number("a unit behind the number", "9,5đ", "NOT_A_NUMBER"),
    number("a dash", "-", "NOT_A_NUMBER"),
    number("a per cent sign", "95%", "NOT_A_NUMBER"),
    number("digits with an underscore", "1_0", "NOT_A_NUMBER"),
    number("an exponent", "1e1", "NOT_A_NUMBER"),
    number("an error as text", "#DIV/0!", "ERROR_VALUE"),
    Mistake("an error cell", error_cell("I.1", SCORE, "#DIV/0!"), "ERROR_VALUE", ("I.1", SCORE), "#DIV/0!"),
    Mistake("a formula nobody computed", typed("I.1", SCORE, "=4+5"), "FORMULA_WITHOUT_VALUE", ("I.1", SCORE)),
    Mistake("a date", typed("I.1", SCORE, DAY), "DATE_AS_NUMBER", ("I.1", SCORE), "09/05/2025"),
    Mistake("TRUE", typed("I.1", SCORE, True), "BOOLEAN_AS_NUMBER", ("I.1", SCORE), "TRUE"),
    Mistake("too many decimals", typed("I.1", SCORE, 9.125), "TOO_MANY_DECIMALS", ("I.1", SCORE), "9.125"),
    # --- targets and results
    Mistake("1.000 in a result", typed("I.3", RESULT, "1.000"), "AMBIGUOUS_NUMBER", ("I.3", RESULT), "1.000"),
    Mistake("an error cell in a target", error_cell("I.3", TARGET, "#N/A"), "ERROR_VALUE", ("I.3", TARGET),
            "#N/A"),
    Mistake("a date in a result", typed("I.3", RESULT, DAY), "DATE_AS_NUMBER", ("I.3", RESULT), "09/05/2025"),
    Mistake("a result with its unit", typed("I.3", RESULT, "18 tỷ"), "NOT_A_NUMBER", ("I.3", RESULT), "18 tỷ"),
    Mistake("no target", typed("I.3", TARGET, None), "INPUT_MISSING", ("I.3", TARGET), None),
    Mistake("no result", typed("I.3", RESULT, None), "INPUT_MISSING", ("I.3", RESULT), None),
    Mistake("no result for the leader rule", typed("I.5", RESULT, None), "INPUT_MISSING", ("I.5", RESULT), None),
    Mistake("a target of zero", typed("I.3", TARGET, 0), "TARGET_ZERO", ("I.3", TARGET), "0"),
    Mistake("a target of zero for the leader rule", typed("I.5", TARGET, 0), "TARGET_ZERO", ("I.5", TARGET), "0"),
    Mistake("a negative target", typed("I.3", TARGET, -20), "NEGATIVE", ("I.3", TARGET), "-20"),
    Mistake("a negative result", typed("I.3", RESULT, -18), "NEGATIVE", ("I.3", RESULT), "-18"),
    Mistake("a result five times the target",
            of_rows(typed("I.3", RESULT, 100), typed("I.3", SCORE, 15)), "WILD_RATIO", ("I.3", RESULT), "100"),
    Mistake("0,97 beside 90 where the unit is %",
            of_rows(typed("I.2", RESULT, 0.9), typed("I.2", SCORE, 0.1)), "SCALE_DIFFERS", ("I.2", RESULT), "0.9"),
    Mistake("both inputs a hundredth of the other units'",
            of_rows(typed("I.3", TARGET, 0.2), typed("I.3", RESULT, 0.17), typed("I.3", SCORE, 8)),
            "SCALE_DIFFERS", ("I.3", TARGET), "0.2", [("SCALE_DIFFERS", ("I.3", RESULT))]),
    # --- what belongs together
    Mistake("failed with full points", typed("2.1", RESULT, "Không đạt"), "PASS_FAIL_CONTRADICTS", ("2.1", SCORE),
            "5"),
    Mistake("neither all nor nothing", typed("2.1", SCORE, 3), "PASS_FAIL_CONTRADICTS", ("2.1", SCORE), "3"),
    Mistake("a verdict of another kind", typed("2.1", RESULT, "Tốt"), "VALUE_UNKNOWN", ("2.1", RESULT), "Tốt"),
    Mistake("an error cell for a verdict", error_cell("2.1", RESULT, "#N/A"), "ERROR_VALUE", ("2.1", RESULT),
            "#N/A"),
    Mistake("x where it is not allowed", typed("I.1", MARK, "x"), "NOT_ASSIGNED_NOT_ALLOWED", ("I.1", MARK), "x"),
    Mistake("x together with a score", typed("I.2", MARK, "x"), "NOT_ASSIGNED_WITH_SCORE", ("I.2", SCORE), "9"),
    Mistake("x together with 0 points", of_rows(typed("I.2", MARK, "x"), typed("I.2", SCORE, 0)),
            "NOT_ASSIGNED_WITH_SCORE", ("I.2", SCORE), "0"),
    Mistake("a question mark for x", typed("I.2", MARK, "?"), "VALUE_UNKNOWN", ("I.2", MARK), "?"),
    Mistake("an error cell for x", error_cell("I.2", MARK, "#REF!"), "ERROR_VALUE", ("I.2", MARK), "#REF!"),
    Mistake("another score than the rule's", typed("I.4", SCORE, 9), "DIFFERS_FROM_RULE", ("I.4", SCORE), "9"),
    Mistake("a self-score where the head scores", typed("2.4", SCORE, 7), "SELF_SCORE_IGNORED", ("2.4", SCORE), "7"),
    Mistake("a self-score under the leader rule", typed("I.5", SCORE, 5), "SELF_SCORE_IGNORED", ("I.5", SCORE), "5"),
    Mistake("a self-score for a rank", typed("2.3", SCORE, 6), "SELF_SCORE_IGNORED", ("2.3", SCORE), "6"),
    Mistake("no evidence", typed("I.3", "Minh chứng", None), "NO_EVIDENCE", ("I.3", "Minh chứng"), None),
    # --- what was issued
    Mistake("another maximum", typed("I.1", "Điểm tối đa", 12), "MAXIMUM_CHANGED", ("I.1", "Điểm tối đa"), "12"),
    Mistake("another wording", typed("I.1", "Nội dung tiêu chí", "Chỉ đạo"), "WORDING_CHANGED",
            ("I.1", "Nội dung tiêu chí"), "Chỉ đạo"),
    Mistake("another unit of measure", typed("I.3", "Đơn vị tính", "triệu đồng"), "UNIT_OF_MEASURE_CHANGED",
            ("I.3", "Đơn vị tính"), "triệu đồng"),
    Mistake("a suggestion typed over", typed("I.2", "Điểm gợi ý", 10), "FORMULA_OVERWRITTEN", ("I.2", "Điểm gợi ý"),
            "10"),
    Mistake("a rule of entry pasted over", pasted_over("I.1", SCORE), "VALIDATION_LOST", ("I.1", SCORE), "9.5"),
    Mistake("a ratio typed over", typed("I.2", "Tỷ lệ %", 100), "FORMULA_OVERWRITTEN", ("I.2", "Tỷ lệ %"), "100"),
    Mistake("a row removed", row_removed("I.4"), "CRITERION_MISSING"),
    Mistake("a code that is not issued", row_added("I.9"), "CRITERION_UNKNOWN", ("I.9", "Mã"), "I.9"),
    Mistake("a code as a number", code_overwritten("2.1", 2.1), "CODE_NOT_TEXT", ("2.1", "Mã"), "2.1"),
    Mistake("a code that became a date", code_overwritten("2.1", DAY), "CODE_NOT_TEXT", code_below(DAY), "2025-05-09",
            [("CRITERION_MISSING", None)]),
    Mistake("a row twice", row_added("I.1"), "CRITERION_DOUBLE", code_below("I.1"), "I.1"),
    Mistake("a total typed over", total_typed(99), "TOTAL_DIFFERS", total, "99"),
    Mistake("a heading renamed", header_renamed("Minh chứng", "Tài liệu"), "HEADER_MISSING"),
    # --- whose form it is
    Mistake("the unit's name differs", renamed_unit("Xã Bình Hà"), "UNIT_NAME_DIFFERS", unit_name, "Xã Bình Hà"),
    Mistake("another cluster", meta("cluster", "C02"), "WRONG_CLUSTER", value="C02", status="waiting"),
    Mistake("another year", meta("year", "2024"), "WRONG_YEAR", value="2024", status="waiting"),
    Mistake("a number never issued", meta("issue_id", "0123456789ab"), "NEVER_ISSUED", value="0123456789ab",
            status="waiting"),
    Mistake("other criteria", meta("criteria", "0123456789abcdef"), "OLD_CRITERIA", value="0123456789abcdef",
            status="waiting"),
    Mistake("an unknown unit", meta("unit", "ZZ"), "UNKNOWN_UNIT", value="ZZ",
            also=[("NEVER_ISSUED", None)], status="waiting"),  # the number was issued for another unit
    Mistake("a later schema", meta("schema", "thidua-xl/scorecard/2"), "WRONG_SCHEMA", value="thidua-xl/scorecard/2",
            status="refused"),
    Mistake("no mark of ours", sheet_removed("_meta"), "NOT_A_SCORECARD", status="refused"),
    Mistake("the scores removed", sheet_removed("Tự chấm"), "SHEET_MISSING", value="Tự chấm", status="refused"),
    Mistake("the scores twice", sheet_doubled("Tự chấm"), "SHEET_DOUBLE", value="Tự chấm", status="waiting"),
    Mistake("the heading of the scores renamed", header_renamed(SCORE, "Điểm"), "HEADER_MISSING", value=SCORE,
            status="refused"),
    Mistake("the heading of the codes renamed", header_renamed("Mã", "Ký hiệu"), "HEADER_MISSING", value="Mã",
            status="refused"),
)  # fmt: skip
WITH_X = ("x together with a score", "x together with 0 points")
BY_NAME = {mistake.name: mistake for mistake in MISTAKES}


@pytest.fixture(scope="module")
def clean(issued_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """The other units' faultless forms in an inbox (`check` changes nothing, so one cluster serves all)."""
    cluster = issued_once.copied(tmp_path_factory.mktemp("clean"))
    for unit in journey.UNITS:
        if unit != UNIT:
            cluster.send(unit)
    return cluster


def _address(workbook: Workbook, place: Place) -> str | None:
    if place is None:
        return None
    if callable(place):
        return place(workbook)
    code, header = place
    form = form_sheet(workbook)
    return form.address(form.row(code), header)


def _expected(mistake: Mistake, path: Path) -> list[Found]:
    places = [(mistake.code, mistake.at), *mistake.also]
    if all(place is None for _, place in places):
        return sorted(((code, None) for code, _ in places), key=str)
    workbook = openpyxl.load_workbook(path)
    return sorted(((code, _address(workbook, place)) for code, place in places), key=str)


@pytest.mark.parametrize("name", BY_NAME)
def test_check_names_the_code_and_the_cell_and_nothing_else(clean: Journey, name: str) -> None:
    """`check --book --json`: exactly the declared findings, in this file alone, with the value quoted."""
    mistake = BY_NAME[name]
    path = clean.send(UNIT, mistake.change)
    document = clean.check().json
    files = {Path(one["path"]).name: one for one in document["files"]}
    assert found_in(files[FILE]) == _expected(mistake, path)
    assert files[FILE]["status"] == mistake.status
    quoted = [one["value"] for one in files[FILE]["findings"] if one["code"] == mistake.code]
    if mistake.value is not None:
        assert mistake.value in quoted
    assert [name for name, one in files.items() if one["findings"] and name != FILE] == []


@pytest.mark.parametrize("name", BY_NAME)
def test_the_cell_named_exists_and_holds_the_value_quoted(clean: Journey, tmp_path: Path, name: str) -> None:
    """Whoever opens the file at the address given sees what the message quotes."""
    workbook = clean.form(UNIT)
    BY_NAME[name].change(workbook)
    path = tmp_path / FILE
    path.write_bytes(saved_bytes(workbook))
    for one in clean.check(path).json["files"][0]["findings"]:
        if one["cell"] is None:
            continue
        cell = openpyxl.load_workbook(path)[one["sheet"]][one["cell"]]
        assert one["cell"] in one["message"]
        assert one["value"] in _as_quoted(cell.value) or one["value"] is None


def _as_quoted(value: object) -> tuple[str, ...]:
    """How a message may quote a cell: dates as they are shown or in ISO form."""
    if isinstance(value, bool):
        return (str(value).upper(),)
    if isinstance(value, int | float):
        return (format(value, ".15g"),)
    if isinstance(value, datetime.datetime):
        return (f"{value:%d/%m/%Y}", f"{value:%Y-%m-%d}")
    return (" ".join(str(value).split()),)


@pytest.mark.parametrize("name", BY_NAME)
def test_collect_says_what_check_said(clean: Journey, tmp_path: Path, name: str) -> None:
    """The same file gives the same findings and the same state when it is taken into the book."""
    mistake = BY_NAME[name]
    path = clean.send(UNIT, mistake.change)
    (checked,) = (one for one in clean.check().json["files"] if one["path"] == str(path))
    own = clean.copied(tmp_path)
    document = own.collect().json
    (taken,) = (one for one in document["files"] if Path(one["path"]).name == FILE)
    assert (found_in(taken), taken["status"]) == (found_in(checked), mistake.status)
    assert taken["unit"] == checked["unit"]
    assert document["accepted"] == 4 + (mistake.status == "accepted")
    followed = {"UNIT_INCOMPLETE", "UNIT_MISSING", *(["NOT_ASSIGNED_UNCONFIRMED"] if name in WITH_X else [])}
    assert {one["code"] for one in document["findings"]} <= followed


def test_a_form_without_a_mistake_has_no_finding_at_all(clean: Journey) -> None:
    """The plain fill is clean for every unit, down to the notes."""
    clean.send(UNIT)
    checked = clean.check()
    assert checked.code == 0
    assert [(one["status"], one["findings"]) for one in checked.json["files"]] == [("accepted", [])] * 5


def test_no_mistake_hides_another(clean: Journey) -> None:
    """A form with all mistakes of different cells at once gets all their findings in one round."""
    names = ("over the maximum", "1.000 in a result", "x together with a score", "failed with full points",
             "a self-score where the head scores", "no evidence", "another maximum", "another wording",
             "a suggestion typed over", "a total typed over", "the unit's name differs")  # fmt: skip
    chosen = [BY_NAME[name] for name in names]
    chosen.append(Mistake("", typed("I.4", TARGET, -100), "NEGATIVE", ("I.4", TARGET)))
    path = clean.send(UNIT, of_rows(*(mistake.change for mistake in chosen)))
    (checked,) = (one for one in clean.check().json["files"] if one["path"] == str(path))
    expected = sorted((found for mistake in chosen for found in _expected(mistake, path)), key=str)
    assert found_in(checked) == expected


# --- không được giao ------------------------------------------------------------------------------


def test_an_x_waits_for_the_head(clean: Journey, tmp_path: Path) -> None:
    """A unit's own x is asked about at the head's cell in the book, and the score is missing until then."""
    clean.send(UNIT, of_rows(typed("I.2", MARK, "x"), typed("I.2", SCORE, None)))
    own = clean.copied(tmp_path)
    document = own.collect().json
    assert [one["findings"] for one in document["files"]] == [[]] * 5
    (asked,) = (one for one in document["findings"] if one["code"] == "NOT_ASSIGNED_UNCONFIRMED")
    ledger = own.sheet(journey.LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert (asked["unit"], asked["criterion"], asked["sheet"]) == (UNIT, "I.2", journey.LEDGER)
    assert asked["cell"] == ledger.address(ledger.row(UNIT, "I.2"), "Không giao thống nhất")
    (incomplete,) = (
        one for one in document["findings"] if one["code"] == "UNIT_INCOMPLETE" and one["unit"] == UNIT
    )
    assert incomplete["value"] == "I.2, 2.3, 2.4"


# --- files that are no scorecard ------------------------------------------------------------------


def _zip(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _with_doctype(form: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE workbook [<!ENTITY a "9">]>', 1)
            target.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("FILE_EMPTY", lambda _: b""),
        ("FILE_NOT_XLSX", lambda _: "Kính gửi Trưởng cụm, điểm của xã là 90.".encode()),
        ("FILE_NOT_XLSX", lambda _: b"%PDF-1.7 ..."),
        ("FILE_NOT_XLSX", lambda _: _zip(a_txt="x")),
        ("FILE_NOT_XLSX", lambda _: OLE),
        ("FILE_ENCRYPTED", lambda _: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(488)),
        ("FILE_DAMAGED", lambda form: form[: len(form) // 2]),
        ("FILE_DAMAGED", lambda _: _zip(xl__workbook_xml="<workbook")),
        ("FILE_UNSAFE", _with_doctype),
    ],
    ids=["empty", "text", "PDF", "a zip", "an old Office file", "a password", "cut in half", "no relations",
         "a DOCTYPE"],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_refused_and_stops_nobody(
    clean: Journey, tmp_path: Path, code: str, make: Callable[[bytes], bytes]
) -> None:
    """`check` and `collect` say what the file is; the other units are taken in as ever."""
    clean.drop(FILE, make(clean.forms[UNIT]))
    own = clean.copied(tmp_path)
    for document in (own.check().json, own.collect().json):
        files = {Path(one["path"]).name: one for one in document["files"]}
        assert (files[FILE]["status"], found_in(files[FILE])) == ("refused", [(code, None)])
        assert [one["findings"] for name, one in files.items() if name != FILE] == [[]] * 4
    assert (document["received"], document["accepted"], document["refused"]) == (5, 4, 1)
    assert document["missing"] == [UNIT]


def test_the_cluster_book_sent_as_a_scorecard_is_refused(clean: Journey, tmp_path: Path) -> None:
    """A unit that returns the wrong workbook of ours is told so."""
    clean.drop(FILE, clean.book.read_bytes())
    own = clean.copied(tmp_path)
    (taken,) = (one for one in own.collect().json["files"] if Path(one["path"]).name == FILE)
    assert (taken["status"], found_in(taken)) == ("refused", [("WRONG_SCHEMA", None)])


# --- what changed in the book since the form went out ---------------------------------------------


def test_a_form_of_superseded_criteria_waits(clean: Journey, tmp_path: Path) -> None:
    """The maximum of a criterion was changed in the book after the forms had gone out."""
    clean.send(UNIT)
    own = clean.copied(tmp_path)
    with own.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Điểm tối đa", 12)
    document = own.collect().json
    assert [(one["status"], found_in(one)) for one in document["files"]] == [
        ("waiting", [("OLD_CRITERIA", None)])
    ] * 5


def test_a_changed_wording_of_the_book_keeps_the_forms_good(clean: Journey, tmp_path: Path) -> None:
    """The fingerprint does not cover the wording: the form is accepted with a note."""
    clean.send(UNIT)
    own = clean.copied(tmp_path)
    with own.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Nội dung", "Chỉ đạo và điều hành")
    document = own.collect().json
    assert {(one["status"], str(found_in(one))) for one in document["files"]} == {
        ("accepted", str([("WORDING_CHANGED", "C11")]))
    }


def test_a_unit_no_longer_in_the_book_waits_for_its_code(clean: Journey, tmp_path: Path) -> None:
    """The head renamed a unit's code after issuing: the file waits, and names the code it carries."""
    clean.send(UNIT)
    own = clean.copied(tmp_path)
    with own.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row(UNIT), "Mã", "BH2")
    (taken,) = (one for one in own.collect().json["files"] if Path(one["path"]).name == FILE)
    assert (taken["status"], found_in(taken)) == ("waiting", [("UNKNOWN_UNIT", None)])
