"""Settings, units and criteria as clerks type them: every mistake is found, with its cell."""

from datetime import date, datetime

import pytest

from thidua_xl.domain.scoring.criteria import Criteria, Method, RowKind, WhenNotAssigned
from thidua_xl.domain.scoring.settings import STEPS, Basis, Phase, Settings, TiesBelowFirst, Window
from thidua_xl.domain.scoring.units import Eligibility
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import Finding
from thidua_xl.sheets import criteria_reading
from thidua_xl.sheets.cluster import settings, units
from thidua_xl.sheets.items import Item
from thidua_xl.workbook.grid import Grid

Row = list[object]


def found(findings: list[Finding]) -> list[tuple[Code, str]]:
    """Codes and cells."""
    return [(one.code, one.cell) for one in findings]


def settings_grid(*lines: tuple[str, object]) -> Grid:
    """The sheet `Cụm` with a title above, the three required lines filled unless given."""
    given = dict(lines)
    needed: dict[str, object] = {"Năm": 2026, "Mã cụm": "TS01", "Tên cụm": "Cụm 1"}
    rows: list[Row] = [["SỔ CỤM"], ["Mục", "Giá trị", "Giải thích"]]
    rows += [[name, value, ""] for name, value in (needed | given).items()]
    return Grid("Cụm", rows)


def test_blank_settings_take_their_defaults() -> None:
    """A clerk fills three lines and may leave the rest."""
    read, findings, _ = settings.read_settings(settings_grid())
    assert findings == []
    assert read == Settings(year=2026, cluster="TS01", name="Cụm 1")


@pytest.mark.parametrize("name", ["Năm", "Mã cụm", "Tên cụm"])
def test_a_required_setting_left_blank_names_its_cell(name: str) -> None:
    """Without these no scorecard can be issued."""
    _, findings, _ = settings.read_settings(settings_grid((name, None)))
    assert [one.code for one in findings] == [Code.SETTING_MISSING]
    assert findings[0].value == name
    assert findings[0].cell.startswith("B")


@pytest.mark.parametrize(
    ("name", "typed", "field", "expected"),
    [
        ("Giai đoạn", "đã gửi", "phase", Phase.SENT),
        ("Xếp theo", "Tỷ lệ %", "basis", Basis.PERCENT),
        ("Số chữ số thập phân", "3", "digits", 3),
        ("Số chữ số thập phân", 0, "digits", 0),
        ("Trần tổng điểm", "1.000,5", "ceiling", 1_000_500),
        ("Đồng hạng Nhì, Ba", "Bỏ phiếu", "ties", TiesBelowFirst.VOTE),
        ("Hạn nộp phiếu", datetime(2026, 11, 30), "deadline", date(2026, 11, 30)),
        ("Hạn nộp phiếu", "30/11/2026", "deadline", date(2026, 11, 30)),
        ("Năm", "2027", "year", 2027),
        ("Kỳ thi đua", " năm học 2026 – 2027", "period", "năm học 2026 – 2027"),
        ("Hạn tổng kết", datetime(2027, 1, 31), "final_due", date(2027, 1, 31)),
        ("Gửi bảng điểm trước hội nghị (ngày)", "3-5", "window", Window(3, 5)),
        ("Gửi bảng điểm trước hội nghị (ngày)", 5, "window", Window(5, 5)),
    ],
)
def test_settings_are_read_as_clerks_type_them(
    name: str, typed: object, field: str, expected: object
) -> None:
    """Numbers as text, dates as text and any case are understood."""
    read, findings, _ = settings.read_settings(settings_grid((name, typed)))
    assert findings == []
    assert getattr(read, field) == expected


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Giai đoạn", "Xong rồi"),
        ("Xếp theo", "Phần trăm"),
        ("Số chữ số thập phân", 4),
        ("Trần tổng điểm", -5),
        ("Hạn nộp phiếu", "cuối tháng"),
        ("Năm", "năm nay"),
        ("Gửi bảng điểm trước hội nghị (ngày)", "5-3"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_reported_and_the_default_used(
    name: str, typed: object
) -> None:
    """A wrong setting never changes a rank in silence."""
    read, findings, _ = settings.read_settings(settings_grid((name, typed)))
    assert [one.code for one in findings] == [Code.SETTING_INVALID]
    assert findings[0].value == str(typed)
    assert read.digits == 2
    assert read.ceiling is None


@pytest.mark.parametrize(
    ("typed", "likely", "used"),
    [
        ("30/11", "ngày 30/11 của năm nào", None),
        ("30.11", "ngày 30/11 của năm nào", None),
        ("29/2/2027", "năm 2027 không có ngày 29/2, vậy là ngày nào", None),
        ("30-11-2026", "30/11/2026", date(2026, 11, 30)),
    ],
)
def test_a_day_as_text_is_asked_about(typed: str, likely: str, used: date | None) -> None:
    """The likely day is told once; a day without a year is never guessed."""
    read, findings, _ = settings.read_settings(settings_grid(("Hạn tổng kết", typed)))
    assert [(one.code, one.value) for one in findings] == [(Code.DATE_AS_TEXT, typed)]
    assert likely in findings[0].action
    assert read.final_due == used


def test_a_book_without_the_days_of_the_year_has_their_defaults() -> None:
    """Made before there were such lines: nothing is missed, nothing changes."""
    read, findings, _ = settings.read_settings(settings_grid())
    assert (findings, read.window, read.period_said) == ([], Window(3, 5), "năm 2026")


def test_each_line_of_grounds_is_kept_in_order() -> None:
    """Documents quote them one by one."""
    grid = settings_grid()
    grid.rows += [["Căn cứ", "Luật A", ""], ["Căn cứ", None, ""], ["căn cứ", "Nghị định B", ""]]
    assert settings.read_settings(grid)[0].grounds == ("Luật A", "Nghị định B")


def test_a_book_without_the_letterhead_has_its_defaults() -> None:
    """Made before there were such lines: the head's unit issues its papers, under its seal."""
    read, findings, _ = settings.read_settings(settings_grid())
    assert findings == []
    assert (read.letterhead_superior, read.letterhead, read.letterhead_cluster) == ((), "", "")
    assert (read.symbol, read.sealed, read.signs_for) == ("CTĐ", True, False)


def test_the_letterhead_is_read_line_by_line() -> None:
    """A body under two others has two lines above it; what stands there is a person's own words."""
    read, findings, _ = settings.read_settings(
        settings_grid(
            ("Cơ quan chủ quản trên văn bản", " UBND TỈNH THANH HÓA ;\nSỞ NỘI VỤ\n"),
            ("Cơ quan ban hành trên văn bản", "ỦY BAN NHÂN DÂN  XÃ DÂN LÝ"),
            ("Tên cụm trên văn bản", "CỤM THI ĐUA SỐ 1"),
            ("Ký hiệu", "CTĐ1"),
            ("Đóng dấu đơn vị Trưởng cụm", "không"),
            ("Ký thay Trưởng cụm", "CÓ"),
        )
    )
    assert findings == []
    assert read.letterhead_superior == ("UBND TỈNH THANH HÓA", "SỞ NỘI VỤ")
    assert (read.letterhead, read.letterhead_cluster) == ("ỦY BAN NHÂN DÂN XÃ DÂN LÝ", "CỤM THI ĐUA SỐ 1")
    assert (read.symbol, read.sealed, read.signs_for) == ("CTĐ1", False, True)
    assert {*read.letterhead_superior, read.letterhead, read.letterhead_cluster} <= set(read.given)


def test_neither_yes_nor_no_is_told() -> None:
    """How a paper is signed is no matter for a guess."""
    read, findings, _ = settings.read_settings(settings_grid(("Đóng dấu đơn vị Trưởng cụm", "có thể")))
    assert [(one.code, one.value) for one in findings] == [(Code.SETTING_INVALID, "có thể")]
    assert "đang dùng Có" in findings[0].message
    assert read.sealed


UNIT_HEADER: Row = [
    "Mã",
    "Tên đơn vị",
    "Người liên hệ",
    "Email",
    "Điện thoại",
    "Xét thi đua",
    "Lý do không xét",
]


def test_units_are_read_wherever_the_columns_stand() -> None:
    """An inserted row and column are harmless."""
    rows: list[Row] = [[], ["x"], ["", *UNIT_HEADER], ["", "DLY", "Dân Lý", "", "", "", "", ""]]
    read, findings, _ = units.read_units(Grid("Đơn vị", rows))
    assert findings == []
    assert [(unit.code, unit.name, unit.eligibility) for unit in read] == [("DLY", "Dân Lý", Eligibility.YES)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["DLY", "Khác", "", "", "", "", ""], (Code.UNIT_DOUBLE, "A3")),
        ([12.0, "Số", "", "", "", "", ""], (Code.CODE_NOT_TEXT, "A3")),
        (["", "Không mã", "", "", "", "", ""], (Code.RULE_UNKNOWN, "A3")),
        (["B", "B", "", "", "", "Có lẽ", ""], (Code.RULE_UNKNOWN, "F3")),
        (["B", "B", "", "", "", "Không", ""], (Code.REASON_MISSING, "G3")),
    ],
)
def test_a_wrong_unit_row_names_its_cell(row: Row, expected: tuple[Code, str]) -> None:
    """Codes decide whose scores they are."""
    rows: list[Row] = [UNIT_HEADER, ["DLY", "Dân Lý", "", "", "", "", ""], row]
    assert found(units.read_units(Grid("Đơn vị", rows))[1]) == [expected]


HEADER: Row = ["Mã", "TT", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm", "Tham số", "Đơn vị tính", "Ai chấm",
               "Khi không được giao", "Ghi chú"]  # fmt: skip


def criterion(code: object, maximum: object = 10, method: str = "Chấm trực tiếp", parameter: str = "",
              kind: str = "Tiêu chí", when: str = "") -> Row:  # fmt: skip
    """A row of `Tiêu chí`."""
    return [code, "", f"Nội dung {code}", kind, maximum, method, parameter, "", "", when, ""]


def section(code: str, maximum: object = None) -> Row:
    """A `Mục`."""
    return [code, "", f"Mục {code}", "Mục", maximum, "", "", "", "", "", ""]


def read(*rows: Row, basis: Basis = Basis.POINTS) -> tuple[Criteria, list[tuple[Code, str]]]:
    """The criteria and what is wrong; the first row given stands on row 2."""
    settings_read = Settings(basis=basis)
    result, findings, _ = criteria_reading.read_criteria(Grid("Tiêu chí", [HEADER, *rows]), settings_read)
    return result, found(findings)


def test_a_sound_tree_has_no_findings_and_its_section_has_the_sum() -> None:
    """`1.10` and `1.1` are two codes."""
    result, findings = read(section("1", 15), criterion("1.1"), criterion("1.10", 5))
    assert findings == []
    assert result.by_code["1"].max_points == 15_000
    assert [row.code for row in result.scored] == ["1.1", "1.10"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([section("I"), criterion("I.1"), criterion("I.1")], (Code.CRITERIA_CODE_DOUBLE, "A4")),
        ([section("I"), criterion("II.1")], (Code.CRITERIA_ORPHAN, "A3")),
        ([section("I", 20), criterion("I.1")], (Code.SECTION_SUM_DIFFERS, "E2")),
        ([section("1"), criterion(1.1)], (Code.CODE_NOT_TEXT, "A3")),
        ([criterion("A", method="Theo hứng")], (Code.RULE_UNKNOWN, "F2")),
        ([criterion("A", method="")], (Code.RULE_UNKNOWN, "F2")),
        ([criterion("A", kind="Tiêu mục")], (Code.RULE_UNKNOWN, "D2")),
        ([criterion("A", method="Theo bậc", parameter="100-15")], (Code.PARAMETER_INVALID, "G2")),
        ([criterion("A", 12, "Cộng theo lần", "3/lần; trần 10")], (Code.CAP_DIFFERS, "G2")),
        ([criterion("A", "mười")], (Code.NOT_A_NUMBER, "E2")),
        ([criterion("A", -5)], (Code.NEGATIVE, "E2")),
        ([criterion("A", 2.555)], (Code.MAXIMUM_TOO_FINE, "E2")),
        ([criterion("A", 2.5555)], (Code.MAXIMUM_TOO_FINE, "E2")),
        ([criterion("A", None, "Cộng theo lần", "0,1/lần; trần 0,125")], (Code.MAXIMUM_TOO_FINE, "G2")),
        ([criterion("A", 10, "Theo bậc", "10:10; 5:2,555; khác:0")], (Code.POINTS_ROUNDED, "G2")),
        ([criterion("A", 10, "Chọn mức", "Tốt:10; Khá:7,125")], (Code.POINTS_ROUNDED, "G2")),
        (
            [criterion("A", 20, "Chọn mức", "Nhất:20; Trắng:-2,555", kind="Điểm thưởng")],
            (Code.POINTS_ROUNDED, "G2"),
        ),
        ([criterion("A", when="Không tính vào điểm tối đa")], (Code.BASIS_CONFLICT, "J2")),
        ([criterion("A", when="Bỏ")], (Code.RULE_UNKNOWN, "J2")),
    ],
)
def test_a_wrong_criterion_names_its_cell(rows: list[Row], expected: tuple[Code, str]) -> None:
    """One mistake, one finding."""
    assert read(*rows)[1] == [expected]


def test_leaving_the_maximum_is_sound_under_the_percent_basis() -> None:
    """Only there does a smaller denominator mean anything."""
    result, findings = read(criterion("A", when="Không tính vào điểm tối đa"), basis=Basis.PERCENT)
    assert findings == []
    assert result.by_code["A"].when_not_assigned is WhenNotAssigned.LEAVES_MAXIMUM


def test_a_rule_that_is_not_understood_computes_nothing() -> None:
    """Better no suggestion than a wrong one."""
    result, _ = read(criterion("A", method="Theo bậc", parameter="?"))
    assert result.invalid == {"A"}


def test_a_cap_without_a_maximum_is_the_maximum() -> None:
    """`3/lần; trần 10` says it all."""
    result, findings = read(criterion("T", None, "Cộng theo lần", "3/lần; trần 10", kind="Điểm thưởng"))
    assert findings == []
    assert result.by_code["T"].max_points == 10_000
    assert result.by_code["T"].kind is RowKind.BONUS
    assert result.by_code["T"].method is Method.ADD_PER_EVENT


def test_wording_does_not_change_the_fingerprint_but_points_do() -> None:
    """A form stays valid when a comma of its text is corrected."""
    plain, _ = read(criterion("A"))
    worded, _ = read([*criterion("A")[:2], "Viết lại", *criterion("A")[3:]])
    scored, _ = read(criterion("A", 11))
    assert plain.fingerprint == worded.fingerprint
    assert plain.fingerprint != scored.fingerprint


def test_a_sheet_without_its_header_says_so() -> None:
    """A deleted header row is a finding, not a crash."""
    result, findings, _ = criteria_reading.read_criteria(Grid("Tiêu chí", [["gì đó"]]), Settings())
    assert len(result) == 0
    assert [one.code for one in findings] == [Code.HEADER_MISSING]


def test_a_level_far_below_zero_counts_as_it_is_written() -> None:
    """What it takes off knows no maximum."""
    _, findings = read(criterion("A", 20, "Chọn mức", "Nhất:20; Trắng:-30", kind="Điểm thưởng"))
    assert findings == []


@pytest.mark.parametrize("item", [item for item in settings.ITEMS if item.offers], ids=lambda item: item.name)
def test_what_a_setting_offers_is_read_without_a_fault(item: Item) -> None:
    """Who takes an example has a setting that works."""
    for text in item.offers:
        assert settings.read_settings(settings_grid((item.name, text)))[1] == []


def test_the_steps_that_are_offered_are_those_that_are_read() -> None:
    """`Làm tròn đến` is one of a few numbers."""
    item = next(item for item in settings.ITEMS if item.field == "step")
    assert [item.read(text) for text in item.choices] == list(STEPS)
