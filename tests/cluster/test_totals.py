"""Totals that say whose they are and nothing that nobody scored: blank, 0 and không giao are three things."""

from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.journeys import journey
from tests.journeys.answers import unit_of
from tests.journeys.journey import SCORED, SELF_TOTALS, UNITS, Journey, Sheet, run

ADJUSTED = "Sau xác nhận không giao"


def ranking(cluster: Journey, code: str) -> dict[str, Any]:
    """A unit's row of `Xếp hạng`, as stored."""
    sheet = cluster.sheet("Xếp hạng", "Hạng", "Mã")
    return next(row for row in sheet.records() if row["Mã"] == code)


def matrix(cluster: Journey, code: str) -> dict[str, Any]:
    """A unit's row of `Tổng hợp`, as stored."""
    sheet = cluster.sheet("Tổng hợp", "Mã", "Tổng điểm")
    return next(row for row in sheet.records() if row["Mã"] == code)


def without(cluster: Journey, code: str, criterion: str) -> None:
    """A unit sends its form again with `Không được giao` in the place of a target, a result and a score."""

    def mark(form: openpyxl.Workbook) -> None:
        sheet = journey.form_sheet(form)
        row = sheet.row(criterion)
        for header in ("Chỉ tiêu", "Kết quả", "Điểm tự chấm"):
            sheet.put(row, header, None)
        sheet.put(row, "Không được giao", "x")

    cluster.send(code, mark, name="Phieu moi.xlsx", saved=journey.SAVED.replace(day=22))
    cluster.collect()


# --- what the unit claimed, and what the confirmation adds ------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "claimed", "adjusted"),
    [("I.2", "53.25", "63.25"), ("I.3", "50.25", "50.25")],
    ids=["full points", "no points"],
)
def test_a_confirmed_mark_adds_beside_the_self_total(
    complete: Journey, criterion: str, claimed: str, adjusted: str
) -> None:
    """The self total stays what the unit signed; what the confirmation gives stands in a column of its own."""
    without(complete, "BH", criterion)
    waiting = unit_of(complete.rank(), "BH")
    assert (waiting["self_total"], waiting["self_adjusted"]) == (claimed, claimed)
    complete.agree("BH", criterion, mark="Có", reason="Không có chỉ tiêu giao")
    answer = unit_of(complete.rank(), "BH")
    assert (answer["self_total"], answer["self_adjusted"]) == (claimed, adjusted)
    shown = ranking(complete, "BH")
    assert (shown["Tổng điểm tự chấm"], shown[ADJUSTED]) == (float(claimed), float(adjusted))


def test_what_the_head_takes_off_a_unit_leaves_its_claim(complete: Journey) -> None:
    """The unit scored itself, the head says that it was not given the target: the claim is as it was signed."""
    complete.agree("BH", "I.2", mark="Có", reason="Không có chỉ tiêu giao")
    answer = unit_of(complete.rank(), "BH")
    assert (answer["self_total"], answer["self_adjusted"]) == (SELF_TOTALS["BH"], SELF_TOTALS["BH"])
    assert answer["agreed_total"] == "69.75"


def test_what_the_cluster_computes_is_in_both(complete: Journey) -> None:
    """The leader's comparison and the ranks that others gave are part of the claim: no unit can type them."""
    complete.agree("CM", "2.3", result=1, reason="Hội thi chấm lại")
    answer = unit_of(complete.rank(), "CM")
    assert (answer["self_total"], answer["self_adjusted"]) == ("55.50", "55.50")


# --- units scored on paper --------------------------------------------------------------------------


def on_paper(cluster: Journey, code: str) -> None:
    """The scores of a unit without a form, typed from its paper: targets and results of the leader's rule too."""
    place = list(UNITS).index(code)
    with cluster.typing() as book:
        for criterion, entries in journey.FILLS.items():
            entry = entries[place]
            if criterion == "I.5":
                journey.agree(book, code, criterion, target=entry.target, result=entry.result)
            else:
                journey.agree(book, code, criterion, score=entry.score)
        journey.head_scores(book, [code])


def test_a_unit_on_paper_has_no_self_total(issued: Journey) -> None:
    """Empty and null, though the cluster computes two of its scores (5 points as the only leader)."""
    on_paper(issued, "AN")
    answer = unit_of(issued.rank(), "AN")
    assert (answer["self_total"], answer["self_adjusted"]) == (None, None)
    assert (answer["agreed_total"], answer["rank"]) == ("85.00", 1)
    shown = ranking(issued, "AN")
    assert (shown["Tổng điểm tự chấm"], shown[ADJUSTED], shown["Tổng điểm thống nhất"]) == (None, None, 85)


def test_a_claim_of_nothing_but_zeros_is_a_total(issued: Journey) -> None:
    """0 is a score: only where nothing was claimed is there no total."""

    def zeros(form: openpyxl.Workbook) -> None:
        sheet = journey.form_sheet(form)
        for code in journey.FILLS:
            for header in ("Chỉ tiêu", "Kết quả"):
                sheet.put(sheet.row(code), header, None)
            sheet.put(sheet.row(code), "Điểm tự chấm", 0)

    issued.send("AN", zeros)
    issued.collect()
    assert unit_of(issued.rank(), "AN")["self_total"] == "0.00"
    assert ranking(issued, "AN")["Tổng điểm tự chấm"] == 0


# --- totals of nothing ------------------------------------------------------------------------------


def test_a_unit_without_scores_has_no_totals(issued: Journey) -> None:
    """Nothing came and nothing was typed: no total of a section, of all, no % and no self total on any sheet."""
    on_paper(issued, "AN")
    issued.rank()
    nothing = unit_of(issued.rank(), "BH")
    assert [nothing[key] for key in ("self_total", "self_adjusted", "agreed_total", "percent")] == [None] * 4
    sums, shown = matrix(issued, "BH"), ranking(issued, "BH")
    assert [sums[header] for header in ("I", "2", "Điểm thưởng", "Điểm trừ", "Tổng điểm")] == [None] * 5
    headers = ("Tổng điểm tự chấm", "Tổng điểm thống nhất", "Tỷ lệ %", "I", "2")
    assert [shown[header] for header in headers] == [None] * 5
    assert shown["Hạng"] == "–"


def test_only_the_sections_with_a_score_have_a_total(issued: Journey) -> None:
    """A score of 0 makes a total of 0, a section in which nothing was scored stays empty."""
    issued.agree("AN", "I.1", score=0)
    assert unit_of(issued.rank(), "AN")["agreed_total"] == "0.00"
    sums = matrix(issued, "AN")
    assert [sums[h] for h in ("I", "2", "Điểm thưởng", "Tổng điểm")] == [0, None, None, 0]


def test_an_accepted_form_without_one_usable_score_is_not_ranked_with_nothing(issued: Journey) -> None:
    """Every score of it needs a person: the unit is incomplete, without a rank and without 0,00."""

    def spoil(form: openpyxl.Workbook) -> None:
        sheet = journey.form_sheet(form)
        for code in journey.FILLS:
            for header in ("Chỉ tiêu", "Kết quả"):
                sheet.put(sheet.row(code), header, None)
            sheet.put(sheet.row(code), "Điểm tự chấm", "không rõ")

    issued.send("EN", spoil)
    issued.collect()
    answer = unit_of(issued.rank(), "EN")
    assert (answer["status"], answer["rank"], answer["self_total"]) == ("incomplete", None, None)
    assert ranking(issued, "EN")["Tổng điểm thống nhất"] is None
    assert ranking(issued, "EN")["Ghi chú"].startswith("Thiếu điểm I.1")
    run("submit", issued.book, "--kind", "before")
    sent = issued.sheet("Lần gửi", "Lần", "Mã đơn vị").records()
    assert [row["Tổng điểm"] for row in sent if row["Mã đơn vị"] == "EN"] == [None]


# --- books of an earlier layout ---------------------------------------------------------------------


def as_before(cluster: Journey) -> None:
    """The book as an earlier version wrote it: without the column, the confirmation in the self total, 0 for none."""
    with cluster.typing() as book:
        sheet = Sheet(book["Xếp hạng"], "Hạng", "Mã")
        for row in sheet.rows():
            both = [sheet.at(row, ADJUSTED), sheet.at(row, "Tổng điểm tự chấm")]
            sheet.put(row, "Tổng điểm tự chấm", next((total for total in both if total is not None), 0))
        added = (ADJUSTED, "Ô không hợp lệ", "Tổng đã tính", "Thiếu đã tính", "Đã gõ thêm")
        for column in sorted((sheet.columns[header] for header in added), reverse=True):
            book["Xếp hạng"].delete_cols(column)


def test_a_book_of_an_earlier_layout_is_right_by_its_own(complete: Journey) -> None:
    """Nothing differs in it, and the next ranking brings it up to date beside what a person wrote there."""
    without(complete, "BH", "I.2")
    complete.agree("BH", "I.2", mark="Có", reason="Không có chỉ tiêu giao")
    complete.rank()
    as_before(complete)
    with complete.typing() as book:
        sheet = book["Xếp hạng"]
        beside, header = sheet.max_column + 2, Sheet(sheet, "Hạng", "Mã").header_row
        sheet.cell(header, beside, "Ghi chú riêng")
        sheet.cell(header + 1, beside, "hỏi lại xã")
    found = run("verify", complete.book, "--json").json["differences"]
    assert [one for one in found if one["sheet"] == "Xếp hạng" and "tự chấm" in one["message"]] == []
    assert [one for one in found if "cột" in one["message"]] == []
    complete.rank()
    shown = ranking(complete, "BH")
    assert (shown["Tổng điểm tự chấm"], shown[ADJUSTED]) == (53.25, 63.25)
    assert (shown["I"], shown["2"]) == (matrix(complete, "BH")["I"], matrix(complete, "BH")["2"])
    values = list(openpyxl.load_workbook(complete.book)["Xếp hạng"].iter_rows(values_only=True))
    assert {"Ghi chú riêng", "hỏi lại xã"} <= {cell for row in values for cell in row}
    assert [values[header - 1].count(name) for name in ("I", "2", ADJUSTED)] == [1, 1, 1]


def test_the_chart_shows_what_units_are_ranked_by(complete: Journey) -> None:
    """Bonus and penalty in it: the values of its bars are the printed totals."""
    from tests.journeys.package_edits import parts

    charts = [text.decode() for name, text in parts(complete.book.read_bytes()).items()
              if name.startswith("xl/charts/chart") and "Xếp hạng".encode() in text]  # fmt: skip
    sheet = complete.sheet("Xếp hạng", "Hạng", "Mã")
    letters, rows = (
        get_column_letter(sheet.columns["Giá trị vẽ"]),
        [row for row in sheet.rows() if sheet.at(row, "Mã")],
    )
    (chart,) = charts
    assert f"!${letters}${rows[0]}:${letters}${rows[-1]}" in chart
    assert [sheet.at(row, "Giá trị vẽ") for row in rows] == [
        sheet.at(row, "Tổng điểm thống nhất") for row in rows
    ]
    assert chart.count("<c:ser>") == 1


def test_the_columns_carry_the_names_of_their_criteria(complete: Journey) -> None:
    """The codes stand alone in the header, the names with number and maximum over them."""
    sheet = openpyxl.load_workbook(complete.book)["Tổng hợp"]
    table = Sheet(sheet, "Mã", "Tổng điểm")
    over = {code: sheet.cell(table.header_row - 1, column).value for code, column in table.columns.items()}
    assert over["I.2"] == "I.2. Tỷ lệ hộ dùng nước sạch (10)"
    assert over["T1"] == "T1. Có mô hình mới (6)"
    assert over["I"] == "Phát triển kinh tế\n(55)"
    assert set(SCORED) < set(table.columns)


def test_a_bonus_of_nothing_is_not_coloured_as_a_failure(complete: Journey) -> None:
    """Colours from 0 to the maximum speak of criteria and sections, where a unit falls short."""
    sheet = openpyxl.load_workbook(complete.book)["Tổng hợp"]
    table = Sheet(sheet, "Mã", "Tổng điểm")
    scaled = {
        bounds[0]
        for area in sheet.conditional_formatting
        if any(rule.type == "colorScale" for rule in area.rules)
        for bounds in (one.bounds for one in area.cells.ranges)
    }
    assert {table.columns[code] for code in ("I.1", "I", "2.4")} <= scaled
    assert not {table.columns[code] for code in ("T1", "P1", "Điểm thưởng", "Điểm trừ")} & scaled


# --- words ------------------------------------------------------------------------------------------


def test_what_nobody_did_is_no_event(collected: Journey) -> None:
    """That a new unit is considered stands in no row of the journal; what somebody types does."""
    lines = [str(row["Thay đổi"]) for row in collected.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert [line for line in lines if line.startswith("Xét thi đua")] == []
    with collected.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("EN"), "Xét thi đua", "Không")
    collected.rank()
    lines = [str(row["Thay đổi"]) for row in collected.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert "Xét thi đua EN: Có → Không" in lines


def test_a_parameter_is_said_not_to_be_understood_once(issued: Journey) -> None:
    """The reason tells it; the sentence around it says where."""
    with issued.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row("2.2"), "Tham số", "0,5")
    found = [one for one in issued.rank().json["findings"] if one["code"] == "PARAMETER_INVALID"]
    assert [one["message"].count("không hiểu") for one in found] == [1]
