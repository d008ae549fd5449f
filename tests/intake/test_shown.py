"""What a cell shows is what counts: number formats, merges and struck text, in forms and in the book."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.journeys import journey
from tests.journeys.conference import hold_ballot
from tests.journeys.journey import Journey, Run, Sheet, run
from tests.journeys.taken_in import ledger, self_scores

Edit = Callable[[Workbook], None]


def typed(criterion: str, header: str, value: object, code: str = "General") -> Edit:
    """Type a value into a cell of the form that has this number format."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        cell = form.sheet.cell(form.row(criterion), form.columns[header])
        cell.value, cell.number_format = value, code  # type: ignore[assignment]

    return change


def said(issued: Journey, *codes: str) -> list[tuple[str, str, str]]:
    """Code, cell and value of the findings of `check` of these codes."""
    (file,) = issued.check().json["files"]
    assert file["status"] == "accepted"
    return [(one["code"], one["cell"], one["value"]) for one in file["findings"] if one["code"] in codes]


ASKS, WARNS = "SHOWN_OTHERWISE", "SHOWN_ROUNDED"
CODES = (ASKS, WARNS, "PERCENT_READ", "TEXT_NOT_PLAIN", "CELL_COVERED", "BLANK_COVERED")
OTHER: list[tuple[str, float, str]] = [
    ("0%", 0.09, "0,09"),
    ("0.0%", 0.085, "0,085"),
    ("General%", 0.09, "0,09"),
    ("[<1]0%;0.00", 0.09, "0,09"),
    ("0,", 9, "9"),
    ('0"0"', 9, "9"),
    ("0\\5", 0, "0"),
    ('0".5"', 8, "8"),
    ('"1"0', 0, "0"),
    ("0*0", 1, "1"),
    (";;;", 9, "9"),
    ('""', 9, "9"),
    ("0.00;-0.00;;@", 0, "0"),
    ("#", 0, "0"),
    ('[=9]"mười";General', 9, "9"),
    ('0"."0', 10, "10"),
]


@pytest.mark.parametrize(("code", "number", "held"), OTHER)
def test_a_score_that_shows_another_number_waits_for_a_person(
    issued: Journey, code: str, number: float, held: str
) -> None:
    """Percent, scaling, added digits, nothing at all: named with both numbers, and missing until somebody asks."""
    issued.send("AN", typed("I.1", "Điểm tự chấm", number, code))
    found = said(issued, *CODES)
    assert [(one, value) for one, _, value in found] == [(ASKS, held)]
    issued.collect()
    assert f"(ô giữ {held})" in self_scores(issued, "AN")["I.1"]


@pytest.mark.parametrize(
    ("code", "number"),
    [("0.00", 8.5), ("#,##0.00", 9), ("0.0_);(0.0)", 8.5), ('General" điểm"', 8.5), ("# ?/?", 8.5), ("0.00E+00", 9),
     ('0.0" đ/m2"', 8.5), ("[Red][>9]0.0;[Blue]0.0", 8.5), ("@", 9), ("00", 9), ('_-* #,##0.0\\ "₫"_-', 8.5)],
)  # fmt: skip
def test_a_format_that_shows_the_same_number_is_silent(issued: Journey, code: str, number: float) -> None:
    """Decimals, currency, words without digits, colours, conditions, halves as fractions."""
    issued.send("AN", typed("I.1", "Điểm tự chấm", number, code))
    assert said(issued, *CODES) == []
    issued.collect()
    assert self_scores(issued, "AN")["I.1"] == number


@pytest.mark.parametrize(("code", "number"), [("0", 8.5), ("0.0", 8.25), ("# ?/2", 8.25), ("0E+00", 8.5)])
def test_a_rounded_score_counts_as_stored_with_a_warning(issued: Journey, code: str, number: float) -> None:
    """What is seen is told beside what counts."""
    issued.send("AN", typed("I.1", "Điểm tự chấm", number, code))
    assert [one for one, *_ in said(issued, *CODES)] == [WARNS]
    issued.collect()
    assert self_scores(issued, "AN")["I.1"] == number


def test_a_score_that_is_rounded_to_what_it_shows_is_told_once(issued: Journey) -> None:
    """8,125 that shows 8,13 counts as 8,13: the warning of too many decimals says so."""
    issued.send("AN", typed("I.1", "Điểm tự chấm", 8.125, "0.00"))
    assert [one for one, *_ in said(issued, *CODES, "TOO_MANY_DECIMALS")] == ["TOO_MANY_DECIMALS"]


def test_per_cent_of_a_measure_of_per_cent_is_read_as_it_shows(issued: Journey) -> None:
    """0.95 that shows 95% against a target of 90 is 95: a note, the full points, 95 in the book."""
    issued.send("AN", typed("I.2", "Kết quả", 0.95, "0%"))
    assert [one for one, *_ in said(issued, *CODES, "DIFFERS_FROM_RULE", "SCALE_DIFFERS")] == ["PERCENT_READ"]
    issued.collect()
    assert ledger(issued)["AN", "I.2"]["Kết quả"] == 95


def test_target_and_result_may_both_be_per_cent(issued: Journey) -> None:
    """A note each, and no wild ratio."""

    def both(workbook: Workbook) -> None:
        typed("I.2", "Chỉ tiêu", 0.9, "0%")(workbook)
        typed("I.2", "Kết quả", 0.9546, "0.0%")(workbook)

    issued.send("AN", both)
    found = [one for one, *_ in said(issued, *CODES, "WILD_RATIO", "SCALE_DIFFERS")]
    assert sorted(found) == ["PERCENT_READ", "PERCENT_READ", WARNS]
    issued.collect()
    row = ledger(issued)["AN", "I.2"]
    assert (row["Chỉ tiêu"], row["Kết quả"]) == (90, 95.46)


def test_per_cent_of_another_measure_is_asked_about(issued: Journey) -> None:
    """0.95 tỷ đồng shows 95%: nobody knows which was meant."""
    issued.send("AN", typed("I.3", "Kết quả", 0.95, "0%"))
    assert [one for one, *_ in said(issued, *CODES)] == [ASKS]


@pytest.mark.parametrize(("code", "codes"), [("0%", [ASKS]), ("0.00", [])])
def test_a_rule_that_gives_another_number_format_is_looked_through(
    issued: Journey, code: str, codes: list[str]
) -> None:
    """A conditional format can show 9% for 0.09, too."""

    def rule(workbook: Workbook) -> None:
        typed("I.1", "Điểm tự chấm", 9)(workbook)
        look = DifferentialStyle(numFmt=NumberFormat(numFmtId=190, formatCode=code))
        workbook["Tự chấm"].conditional_formatting.add("J11", Rule("expression", dxf=look, formula=["J11>0"]))

    issued.send("AN", rule)
    assert [one for one, *_ in said(issued, *CODES)] == codes


def test_noughts_that_a_sheet_does_not_show_are_asked_about(issued: Journey) -> None:
    """Blank to the eye and 0 to the program: only the noughts, the other scores count."""

    def hide(workbook: Workbook) -> None:
        typed("I.1", "Điểm tự chấm", 0)(workbook)
        workbook["Tự chấm"].sheet_view.showZeros = False

    issued.send("AN", hide)
    assert (ASKS, "J11", "0") in said(issued, *CODES)
    issued.collect()
    assert self_scores(issued, "AN")["I.2"] == 10


COMMA_STYLE = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'


@pytest.mark.parametrize("code", [COMMA_STYLE, '_-* #,##0\\ "đ"_-;\\-* #,##0\\ "đ"_-;_-* "-"\\ "đ"_-;_-@_-'])
def test_nought_as_the_dash_of_accountants_is_nought(issued: Journey, code: str) -> None:
    """The button of thousands shows a dash, which only a stored 0 can bring."""
    issued.send("AN", typed("I.1", "Điểm tự chấm", 0, code))
    assert said(issued, *CODES) == []


@pytest.mark.parametrize("code", ["0.00;[Red]0.00", "0.00;[Red](0.00)", COMMA_STYLE])
def test_a_penalty_may_be_shown_without_its_sign(issued: Journey, code: str) -> None:
    """-3 in red, or in brackets, deducts three as 3 does."""
    issued.send("AN", typed("P1", "Điểm tự chấm", -3, code))
    assert said(issued, *CODES) == []
    issued.collect()
    assert self_scores(issued, "AN")["P1"] == -3


# --- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "font", [InlineFont(strike=True), InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript"),
             InlineFont(color=Color("FFFFFFFF")), InlineFont(color=Color("FFFFF8DC")), InlineFont(sz=1)],
)  # fmt: skip
def test_a_text_that_is_partly_struck_raised_or_unseen_asks(issued: Journey, font: InlineFont) -> None:
    """A struck 1 before 8,5 is no 18,5, and 1 with a raised 2 no 12."""
    issued.send(
        "AN", typed("I.1", "Điểm tự chấm", CellRichText(TextBlock(font, "1"), TextBlock(InlineFont(), "8")))
    )
    assert [one for one, *_ in said(issued, *CODES)] == ["TEXT_NOT_PLAIN"]


def test_a_text_of_plain_runs_counts(issued: Journey) -> None:
    """Bold and coloured digits are digits."""
    runs = CellRichText(
        TextBlock(InlineFont(b=True), "8"), TextBlock(InlineFont(color=Color("FFFF0000")), ",5")
    )
    issued.send("AN", typed("I.1", "Điểm tự chấm", runs))
    assert said(issued, *CODES) == []
    issued.collect()
    assert self_scores(issued, "AN")["I.1"] == 8.5


@pytest.mark.parametrize("value", [9, "Đạt"])
def test_a_whole_cell_that_is_struck_through_asks(issued: Journey, value: object) -> None:
    """Somebody withdrew it: a number and a choice alike."""
    criterion, header = ("I.1", "Điểm tự chấm") if value == 9 else ("2.1", "Kết quả")

    def strike(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        cell = form.sheet.cell(form.row(criterion), form.columns[header])
        cell.value, cell.font = value, Font(strike=True)  # type: ignore[assignment]

    issued.send("AN", strike)
    assert [(one, held) for one, _, held in said(issued, *CODES, "VALUE_UNKNOWN")] == [
        ("TEXT_NOT_PLAIN", str(value))
    ]


@pytest.mark.parametrize(
    "font",
    [Font(color="FFFFF8DC"), Font(color="FFFFFFFF"), Font(sz=1)],
    ids=["of the paper", "white", "tiny"],
)
def test_a_number_that_nobody_can_read_asks(issued: Journey, font: Font) -> None:
    """In the colour of its paper, as pale as that, or a point high."""

    def hide(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        cell = form.sheet.cell(form.row("I.1"), form.columns["Điểm tự chấm"])
        cell.value, cell.font = 9, font

    issued.send("AN", hide)
    assert [one for one, *_ in said(issued, *CODES)] == [ASKS]


# --- merges ---------------------------------------------------------------------------------------


def merge(sheet: Worksheet, *areas: str) -> None:
    """Merge cells as programs do that keep the values below."""
    for area in areas:
        sheet.merged_cells.add(area)


def merging(*areas: str) -> Edit:
    """Merge cells of `Tự chấm`."""
    return lambda workbook: merge(workbook["Tự chấm"], *areas)


def test_a_score_under_a_merge_does_not_count(issued: Journey) -> None:
    """The error names the covered cell and the visible one; the visible one counts."""
    issued.send("AN", merging("J11:J12"))
    ((code, cell, value),) = said(issued, *CODES)
    assert (code, cell, value) == ("CELL_COVERED", "J12", "10")
    assert "J11" in next(
        f["message"] for f in issued.check().json["files"][0]["findings"] if f["code"] == code
    )
    issued.collect()
    scores = self_scores(issued, "AN")
    assert scores["I.1"] == 10
    assert "khuất dưới ô gộp J11" in scores["I.2"]


def test_results_and_marks_under_a_merge_do_not_count(issued: Journey) -> None:
    """Across columns: the result under the target, the mark under the score."""

    def mark(workbook: Workbook) -> None:
        typed("I.2", "Không được giao", "x")(workbook)
        merge(workbook["Tự chấm"], "F12:G12", "J12:K12")

    issued.send("AN", mark)
    assert [(code, cell) for code, cell, _ in said(issued, *CODES)] == [
        ("CELL_COVERED", "G12"),
        ("CELL_COVERED", "K12"),
    ]


def test_a_merge_of_blank_cells_says_nothing(issued: Journey) -> None:
    """Headings, and cells that hold nothing."""
    issued.send("AN", merging("L12:L13", "A40:M40"))
    assert said(issued, *CODES) == []


def test_a_merge_over_blank_scores_says_whose_the_visible_one_is(issued: Journey) -> None:
    """One score typed over two merged criteria counts for the first; the second is missing, and told why."""

    def one(workbook: Workbook) -> None:
        typed("I.2", "Điểm tự chấm", None)(workbook)
        merge(workbook["Tự chấm"], "J11:J12")

    issued.send("AN", one)
    found = said(issued, *CODES, "CELL_MERGED", "SCORE_MISSING")
    assert [(code, cell) for code, cell, _ in found] == [("SCORE_MISSING", "J12"), ("CELL_MERGED", "J12")]


# --- hidden rows and columns ----------------------------------------------------------------------


@pytest.mark.parametrize("what", ["row", "column", "flat"])
def test_what_stands_in_hidden_rows_and_columns_is_told(issued: Journey, what: str) -> None:
    """Once, with the cells; they count, since a filter may have hidden them."""

    def hide(workbook: Workbook) -> None:
        sheet = workbook["Tự chấm"]
        if what == "row":
            sheet.row_dimensions[11].hidden = True
        elif what == "flat":
            sheet.row_dimensions[11].height = 0.5
        else:
            sheet.column_dimensions["J"].hidden = True

    issued.send("AN", hide)
    (file,) = issued.check().json["files"]
    (found,) = [one for one in file["findings"] if one["code"] == "HIDDEN_CELLS"]
    assert found["cell"] == "J11"
    assert ("J11, J12" in found["message"]) is (what == "column")
    issued.collect()
    assert self_scores(issued, "AN")["I.1"] == 10


# --- the book -------------------------------------------------------------------------------------


def agreed(issued: Journey, criterion: str, header: str, value: object, code: str) -> None:
    """Type into an agreed column of AN's row, in a cell of this number format."""
    with issued.typing() as book:
        sheet = journey.ledger(book)
        cell = sheet.sheet.cell(sheet.row("AN", criterion), sheet.columns[header])
        cell.value, cell.number_format = value, code  # type: ignore[assignment]
        sheet.put(sheet.row("AN", criterion), "Lý do", "Thống nhất tại hội nghị")


def of_book(issued: Journey, *codes: str) -> list[tuple[str, str]]:
    """Code and value of the findings of `rank` of these codes."""
    return [(one["code"], one["value"]) for one in issued.rank().json["findings"] if one["code"] in codes]


@pytest.mark.parametrize(("code", "number", "held"), OTHER[::5])
def test_an_agreed_score_that_shows_another_number_does_not_count(
    collected: Journey, code: str, number: float, held: str
) -> None:
    """It is missing on every sheet, and stays so when the book has been written again."""
    agreed(collected, "I.1", "Điểm thống nhất", number, code)
    for _ in range(2):
        assert of_book(collected, *CODES) == [(ASKS, held)]
        (unit,) = [one for one in collected.rank().json["units"] if one["code"] == "AN"]
        assert unit["status"] == "incomplete"
    row = ledger(collected)["AN", "I.1"]
    assert f"(ô giữ {held})" in row["Điểm thống nhất"]
    assert row["Điểm tính"] in (None, "")


def test_an_agreed_formula_that_shows_another_number_is_kept_in_words(collected: Journey) -> None:
    """The formula stands in the text that asks."""
    agreed(collected, "I.1", "Điểm thống nhất", "=9/100", "0%")
    source = collected.book.read_bytes()
    collected.book.write_bytes(_computed(source, b"9/100", b"0.09"))
    assert of_book(collected, *CODES) == [(ASKS, "0,09")]
    assert "=9/100" in ledger(collected)["AN", "I.1"]["Điểm thống nhất"]


def _computed(data: bytes, formula: bytes, value: bytes) -> bytes:
    """The package with the stored value of a formula, as Excel saves it."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            target.writestr(
                name,
                re.sub(
                    rb"<f>" + formula + rb"</f><v ?/?>(?:</v>)?",
                    b"<f>" + formula + b"</f><v>" + value + b"</v>",
                    part,
                ),
            )
    return result.getvalue()


def test_an_agreed_result_of_per_cent_is_read_as_it_shows(collected: Journey) -> None:
    """The note comes once: then the book holds 81."""
    agreed(collected, "I.2", "Kết quả thống nhất", 0.81, "0%")
    assert of_book(collected, *CODES) == [("PERCENT_READ", "0,81")]
    row = ledger(collected)["AN", "I.2"]
    assert (row["Kết quả thống nhất"], row["Điểm tính"]) == (81, 9)
    assert of_book(collected, *CODES) == []


def test_an_agreed_score_that_shows_the_same_number_is_silent(collected: Journey) -> None:
    """The formats of the book itself, and currency."""
    agreed(collected, "I.1", "Điểm thống nhất", 8.5, '#,##0.00\\ "đ"')
    assert of_book(collected, *CODES) == []
    assert Sheet(collected.sheet("Thống nhất điểm", "Mã đơn vị").sheet, "Mã đơn vị", "Mã tiêu chí")
    assert ledger(collected)["AN", "I.1"]["Điểm tính"] == 8.5


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "likely"), [(8.5, "8,5"), (9, "9"), (100.25, "100,25")])
def test_a_date_of_the_1904_calendar_suggests_the_number_behind_it(
    issued: Journey, number: float, likely: str
) -> None:
    """8,5 in a cell that kept a date format is the ninth of January 1904 there."""

    def date(workbook: Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        typed("I.1", "Điểm tự chấm", number, "dd/mm/yyyy")(workbook)

    issued.send("AN", date)
    (file,) = issued.check().json["files"]
    (found,) = [one for one in file["findings"] if one["code"] == "DATE_AS_NUMBER"]
    assert f"Có thể là {likely} (ô đang định dạng ngày)" in found["message"]


def said_at(answer: Run, cell: str) -> list[tuple[str, str]]:
    """Code and message of the findings at a cell."""
    return [
        (one["code"], one["message"])
        for one in answer.json["findings"]
        if one["cell"] == cell and one["code"] in CODES
    ]


@pytest.mark.parametrize("header", ["Hội nghị suy tôn", "Đề nghị Cờ"])
def test_a_word_that_is_struck_through_is_not_proclaimed(complete: Journey, header: str) -> None:
    """The members crossed it out: an error at the cell, not a place or a flag."""
    with complete.typing() as book:
        praise = Sheet(book["Suy tôn"], "Mã đơn vị", "Đề xuất")
        row = next(at for at in praise.rows() if praise.at(at, "Mã đơn vị") == "BH")
        cell = praise.sheet.cell(row, praise.columns[header])
        cell.value, cell.font = {"Đề nghị Cờ": "Có"}.get(header, "Nhất"), Font(strike=True)
        address = cell.coordinate
    found = [
        one
        for one in complete.rank().json["findings"]
        if one["sheet"] == "Suy tôn" and one["cell"] == address
    ]
    (struck,) = [one for one in found if one["code"] == "TEXT_NOT_PLAIN"]
    assert "bị gạch ngang" in struck["message"]
    assert "Bỏ gạch ngang" in struck["action"]
    assert said_at(complete.rank(), address) == said_at(complete.rank(), address)  # no text grows in the cell


def test_an_agreed_score_under_a_merge_does_not_count(collected: Journey) -> None:
    """The head merged two rows of the book: the covered score is named, and missing."""
    with collected.typing() as book:
        sheet = journey.ledger(book)
        first = sheet.row("AN", "I.1")
        assert sheet.at(first + 1, "Mã tiêu chí") == "I.2"
        for row, points in ((first, 9), (first + 1, 7)):
            sheet.put(row, "Điểm thống nhất", points)
            sheet.put(row, "Lý do", "Họp")
        cells = [sheet.address(row, "Điểm thống nhất") for row in (first, first + 1)]
        merge(sheet.sheet, ":".join(cells))
    found = [one for one in collected.rank().json["findings"] if one["code"] == "CELL_COVERED"]
    assert [(one["cell"], one["value"]) for one in found] == [(cells[1], "7")]
    assert ledger(collected)["AN", "I.1"]["Điểm tính"] == 9
    assert ledger(collected)["AN", "I.2"]["Điểm tính"] in (None, "")


MERGED_BLANKS: list[tuple[str, str, object]] = [
    ("I.1", "Điểm thống nhất", 8),
    ("I.1", "Chỉ tiêu thống nhất", 90),
    ("I.2", "Kết quả thống nhất", 80),
    ("I.1", "Không giao thống nhất", "Có"),
]


@pytest.mark.parametrize(
    ("above", "header", "value"), MERGED_BLANKS, ids=[header for _, header, _ in MERGED_BLANKS]
)
def test_an_agreed_value_merged_over_a_blank_row_waits_for_a_person(
    collected: Journey, above: str, header: str, value: object
) -> None:
    """The meeting sees it for both rows: the second never falls back on the self-score, even once it is redrawn."""
    with collected.typing() as book:
        sheet = journey.ledger(book)
        first = sheet.row("AN", above)
        below = str(sheet.at(first + 1, "Mã tiêu chí"))
        sheet.put(first, header, value)
        sheet.put(first, "Lý do", "Hội nghị thống nhất")
        visible, cell = (sheet.address(row, header) for row in (first, first + 1))
        sheet.sheet.merge_cells(f"{visible}:{cell}")
    for _ in range(2):
        answer = collected.rank()
        ((code, message),) = said_at(answer, cell)
        assert (answer.code, code) == (1, "BLANK_COVERED")
        assert cell in message
        assert visible in message
        assert ledger(collected)["AN", below]["Điểm tính"] in (None, "")
    assert run("close", collected.book).code == 1
    with collected.typing() as book:
        sheet = journey.ledger(book)
        sheet.put(sheet.row("AN", below), header, None)
    assert said_at(collected.rank(), cell) == []
    assert ledger(collected)["AN", below]["Điểm tính"] not in (None, "")


def test_a_merge_of_blank_agreed_cells_or_of_reasons_says_nothing(collected: Journey) -> None:
    """Nobody sees a value there, or one that counts."""
    with collected.typing() as book:
        sheet = journey.ledger(book)
        first = sheet.row("AN", "I.1")
        sheet.put(first, "Lý do", "Hội nghị thống nhất")
        for header in ("Điểm thống nhất", "Lý do"):
            sheet.sheet.merge_cells(":".join(sheet.address(row, header) for row in (first, first + 1)))
    assert of_book(collected, *CODES) == []


@pytest.mark.parametrize(
    ("header", "value"), [("Hội nghị suy tôn", "Nhất"), ("Đề nghị Cờ", "Không")], ids=["place", "flag"]
)
def test_a_place_merged_over_two_units_waits_for_a_person(complete: Journey, header: str, value: str) -> None:
    """The second unit's blank would mean the proposal."""
    with complete.typing() as book:
        praise = Sheet(book["Suy tôn"], "Mã đơn vị", "Đề xuất")
        first = next(iter(praise.rows()))
        praise.put(first, header, value)
        cells = [praise.address(row, header) for row in (first, first + 1)]
        praise.sheet.merge_cells(":".join(cells))
    for _ in range(2):
        answer = complete.rank()
        assert [code for code, _ in said_at(answer, cells[1])] == ["BLANK_COVERED"]
        assert answer.code == 1


def test_votes_merged_over_two_units_wait_for_a_person(complete: Journey) -> None:
    """A figure of the whole round may be merged over its rows, the votes of a unit not."""
    row = hold_ballot(complete, {"AN": 22, "BH": 0})
    with complete.typing() as book:
        votes = Sheet(book["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
        votes.put(row + 1, "Số phiếu", None)
        for header in ("Số phiếu", "Hợp lệ", "Hạng"):
            votes.sheet.merge_cells(f"{votes.address(row, header)}:{votes.address(row + 1, header)}")
    for _ in range(2):
        assert [one for one, _ in of_book(complete, *CODES)] == ["BLANK_COVERED", "BLANK_COVERED"]


@pytest.mark.parametrize("where", ["book", "form"])
def test_what_to_do_with_a_cell_that_shows_another_number_can_be_done(
    collected: Journey, issued: Journey, where: str
) -> None:
    """No text into a cell that takes numbers alone; a sheet is unlocked only where one is locked."""
    if where == "book":
        agreed(collected, "I.1", "Điểm thống nhất", 0.09, "0%")
        findings = collected.rank().json["findings"]
    else:
        issued.send("AN", typed("I.1", "Điểm tự chấm", 0.09, "0%"))
        findings = issued.check().json["files"][0]["findings"]
    (action,) = [one["action"] for one in findings if one["code"] == ASKS]
    assert "nháy đơn" not in action
    assert "định dạng General" in action
    assert ("Unprotect Sheet" in action) is (where == "form")


def test_a_received_cell_that_shows_another_number_is_mended_beside_it(collected: Journey) -> None:
    """Its own rule refuses all typing, so the agreed column is named."""
    with collected.typing() as book:
        sheet = journey.ledger(book)
        sheet.sheet.cell(sheet.row("AN", "I.1"), sheet.columns["Điểm tự chấm"]).number_format = "0%"
    (action,) = [one["action"] for one in collected.rank().json["findings"] if one["code"] == ASKS]
    assert "cột thống nhất" in action
