"""What a unit types in a row that is no criterion's never counts, and is never passed over without a word."""

from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook

from tests.hostile import forms
from tests.journeys import collections, journey, opening
from tests.journeys.journey import Sheet, form_sheet
from thidua_xl.domain.values.findings import Finding

TARGET, RESULT, SCORE, MARK, PROOF = "Chỉ tiêu", "Kết quả", "Điểm tự chấm", "Không được giao", "Minh chứng"
Change = Callable[[Workbook], None]


def found(change: Change) -> list[Finding]:
    """What is told of the good form with one change."""
    book = opening.load(forms.base())
    change(book)
    status, findings, _ = forms.read(journey.saved_bytes(book))
    assert status == "accepted"
    return findings


def typed(code: str, header: str, value: object) -> Change:
    """A value in the row of a code."""

    def change(book: Workbook) -> None:
        form = form_sheet(book)
        form.put(form.row(code), header, value)

    return change


def told(findings: list[Finding]) -> list[tuple[str, str, str, str]]:
    """Code, gravity, cell and value."""
    return [(one.code.name, one.severity.shown, one.cell, one.value) for one in findings]


@pytest.mark.parametrize(
    ("header", "cell", "value", "quoted"),
    [
        (SCORE, "J10", 9.5, "9.5"),
        (SCORE, "J10", 0, "0"),
        (SCORE, "J10", "9,5 điểm", "9,5 điểm"),
        (TARGET, "F10", 20, "20"),
        (RESULT, "G10", "Đạt", "Đạt"),
        (MARK, "K10", "x", "x"),
    ],
)
def test_a_figure_in_the_row_of_a_section_is_told(header: str, cell: str, value: object, quoted: str) -> None:
    """Its cell, what it holds, that it does not count."""
    findings = found(typed("I", header, value))
    assert told(findings) == [("OFF_CRITERIA", "Cảnh báo", cell, quoted)]
    assert "ghi ở dòng mục I, không phải dòng của tiêu chí nào" in findings[0].message


@pytest.mark.parametrize(("blank", "cell"), [("2.1", "J18"), ("I.6", "J16")])
def test_a_score_beside_a_blank_one_is_most_likely_that_one(blank: str, cell: str) -> None:
    """The blank row just below or above the section is named with its cell."""

    def change(book: Workbook) -> None:
        typed("2", SCORE, 4)(book)
        typed(blank, SCORE, None)(book)

    stray = [one for one in found(change) if one.code.name == "OFF_CRITERIA"]
    assert told(stray) == [("OFF_CRITERIA", "Cảnh báo", "J17", "4")]
    assert f"{blank} ở dòng bên (ô {cell}) còn trống" in stray[0].message


@pytest.mark.parametrize("value", [12.5, "12,5", "12,50 – còn 2 ô", None])
def test_the_sum_of_a_section_may_stand_there_as_a_value(value: object) -> None:
    """Some programs keep what a formula gave, and not the formula: 5 + 7,5."""
    assert found(typed("2", SCORE, value)) == []


def test_words_in_the_row_of_a_section_are_a_note() -> None:
    """Nobody need mend them, somebody must see them."""
    findings = found(typed("I", PROOF, "Báo cáo 15/BC-UBND"))
    assert told(findings) == [("WORDS_OFF_CRITERIA", "Lưu ý", "L10", "Báo cáo 15/BC-UBND")]


@pytest.mark.parametrize(("value", "names"), [(3, ["OFF_CRITERIA"]), ("2,5", ["OFF_CRITERIA"]),
                                              ("Chủ tịch", []), (912345678, [])])  # fmt: skip
def test_a_number_in_a_row_without_a_code_is_told(value: object, names: list[str]) -> None:
    """A line put in below the table, beside a signature and a telephone number."""

    def change(book: Workbook) -> None:
        form = form_sheet(book)
        form.put(form.row("P1") + 9, SCORE, value)

    findings = found(change)
    assert [one.code.name for one in findings] == names
    assert all("dòng không có mã" in one.message for one in findings)


def test_a_form_with_scores_of_sections_alone_is_no_blank_form() -> None:
    """A unit that scored section by section has sent something."""

    def change(book: Workbook) -> None:
        form = form_sheet(book)
        for row in form.rows():
            for header in (TARGET, RESULT, SCORE, MARK, PROOF):
                form.put(row, header, 40 if (form.at(row, "Mã"), header) == ("I", SCORE) else None)

    assert ("OFF_CRITERIA", "Cảnh báo", "J10", "40") in told(found(change))


# --- registration and June --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> journey.Journey:
    """A cluster whose forms of registration and of June went out."""
    cluster = journey.Journey(tmp_path_factory.mktemp("stages"), {})
    journey.begin(cluster.folder)
    for stage in collections.SHEETS:
        collections.go_out(cluster, stage)
    return cluster


@pytest.mark.parametrize(
    ("stage", "header", "cell", "words"),
    [
        ("register", "Chỉ tiêu đăng ký", "G", "Nội dung đăng ký"),
        ("midyear", "Kết quả 6 tháng", "F", "Khó khăn, kiến nghị"),
    ],
)  # fmt: skip
def test_a_figure_of_the_year_in_the_row_of_a_section_is_told(
    issued: journey.Journey, stage: str, header: str, cell: str, words: str
) -> None:
    """So are words there, and a number in a row without a code; what stands in a criterion's row is silent."""

    def change(book: Workbook) -> None:
        table = Sheet(book[collections.SHEETS[stage][0]], "Mã")
        table.put(table.row("I"), header, 95)
        table.put(table.row("I"), words, "Làm cả mục")
        table.put(table.row("I.2"), header, 90)
        table.put(table.row("P1") + 9, header, 7)

    data = collections.filled(collections.form_of(issued, stage, forms.UNIT), stage, {}, change)
    status, findings, _ = forms.read(data)
    assert status == "accepted"
    stray = [one for one in told(findings) if "OFF_CRITERIA" in one[0]]
    assert [(code, where[:1], value) for code, _, where, value in stray if value != "Làm cả mục"] == [
        ("OFF_CRITERIA", cell, "95"), ("OFF_CRITERIA", cell, "7"),
    ]  # fmt: skip
    assert [code for code, _, _, value in stray if value == "Làm cả mục"] == ["WORDS_OFF_CRITERIA"]
