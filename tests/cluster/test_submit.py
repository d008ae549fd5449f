"""Gửi cấp trên through the command line: what is recorded, what differs, and who may not touch it."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.conference import proclaim
from tests.journeys.journey import RANKS, TOTALS, Journey, Made, Once, Run, run
from thidua_xl.bookkeeping.typing_in import type_in
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.ranking.submissions import Sending
from thidua_xl.sheets.cluster.submissions import first_edited

SHEET, KEYS = "Lần gửi", ("Lần", "Mã đơn vị")
TODAY = datetime.date(2025, 12, 27)
HEADERS = ["Lần", "Loại", "Ngày", "Mã đơn vị", "Tổng điểm", "Hạng", "Mã băm"]


def submit(cluster: Journey, kind: str) -> Run:
    """`submit --json`."""
    return run("submit", cluster.book, "--kind", kind, "--json")


def told(answer: Run) -> list[tuple[str, str, str | None, str | None]]:
    """The differences that a program is told."""
    return [(one["unit"], one["what"], one["old"], one["new"]) for one in answer.json["differences"]]


def rows(cluster: Journey) -> list[dict[str, Any]]:
    """The record as it stands on the sheet."""
    return cluster.sheet(SHEET, *KEYS).records()


def state(cluster: Journey) -> Book:
    """The book as the program reads it."""
    return open_book(cluster.book, to_write=False)


def type_on_record(cluster: Journey, number: int, unit: str, header: str, value: object) -> str:
    """A cell of `Lần gửi` edited as in Excel; its address."""
    table = cluster.sheet(SHEET, *KEYS)
    cell = table.address(table.row(str(number), unit), header)
    cluster.book.write_bytes(type_in(cluster.book.read_bytes(), {SHEET: {cell: value}}))
    return cell


def edited(answer: Run) -> list[str]:
    """The cells of SUBMISSION_EDITED."""
    listed = answer.json.get("findings", answer.json.get("differences"))
    assert listed is not None
    return [found["cell"] for found in listed if found["code"] == "SUBMISSION_EDITED"]


def _sent(complete: Journey) -> None:
    """What `sent` begins with, made once."""
    assert submit(complete, "before").code == 0


@pytest.fixture
def sent(once: Once, complete_once: Made, tmp_path: Path) -> Journey:
    """A cluster whose table went up before the conference."""
    return once(_sent, complete_once).copied(tmp_path)


# --- what is recorded -----------------------------------------------------------------------------


def test_a_new_book_has_the_sheet_before_the_journal(issued: Journey) -> None:
    """With exactly the columns of the contract."""
    book = openpyxl.load_workbook(issued.book)
    names = book.sheetnames
    assert names.index(SHEET) + 1 == names.index("Nhật ký")
    table = journey.Sheet(book[SHEET], *KEYS)
    assert list(table.columns) == HEADERS
    assert list(table.rows()) == []
    assert book["_minh_chung"].sheet_state == "veryHidden"


def test_every_unit_is_recorded_in_the_order_of_the_ranking(complete: Journey) -> None:
    """Number, kind, date, agreed total as a number with the book's decimals, rank; and the phase moves."""
    answer = submit(complete, "before")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json == {"number": 1, "kind": "before", "date": "2025-12-27", "recorded": True,
                           "differences": [], "findings": answer.json["findings"]}  # fmt: skip
    found = rows(complete)
    assert [row["Mã đơn vị"] for row in found] == sorted(RANKS, key=lambda unit: RANKS[unit])
    assert [(row["Lần"], row["Loại"], row["Ngày"].date()) for row in found] == [
        (1, "Trước hội nghị", TODAY)
    ] * 5
    assert {row["Mã đơn vị"]: row["Tổng điểm"] for row in found} == {u: float(t) for u, t in TOTALS.items()}
    assert {row["Mã đơn vị"]: row["Hạng"] for row in found} == RANKS
    sheet = openpyxl.load_workbook(complete.book)[SHEET]
    table = journey.Sheet(sheet, *KEYS)
    first = next(table.rows())
    assert sheet[table.address(first, "Tổng điểm")].number_format == "#,##0.00"
    assert sheet[table.address(first, "Ngày")].number_format == "dd/mm/yyyy"
    assert state(complete).settings.phase.value == "Đã gửi"


def test_the_rows_are_a_chain_that_goes_on_over_the_times(sent: Journey) -> None:
    """Each hash covers its row and the hash before; the last one is noted apart."""
    assert submit(sent, "after").code == 0
    book = state(sent)
    assert len(book.sent) == 10
    assert first_edited(book.sent) is None
    assert len({row.hash for row in book.sent}) == 10
    assert book.meta["submitted"] == book.sent[-1].hash
    assert [(one.number, one.kind, one.day, len(one.units)) for one in book.submissions] == [
        (1, Sending.BEFORE, TODAY, 5), (2, Sending.AFTER, TODAY, 5)
    ]  # fmt: skip


def test_what_the_conference_changed_is_told(sent: Journey) -> None:
    """Unit by unit, total and rank, old and new: to people, to programs, in the journal."""
    sent.agree("EN", "I.1", score=10, reason="Hội nghị nâng điểm")
    sent.agree("EN", "2.4", score=7, reason="Hội nghị nâng điểm")
    assert sent.rank().code == 0
    answer = submit(sent, "after")
    assert answer.code == 0
    assert told(answer) == [
        ("EN", "total", "66.50", "71.50"), ("EN", "rank", "3", "2"), ("BH", "rank", "2", "3"),
    ]  # fmt: skip
    assert {one["unit"]: one["name"] for one in answer.json["differences"]}["EN"] == "Xã Êa Nam"
    told_in_journal = [row.change for row in state(sent).journal if row.command == "submit"]
    assert (
        "Khác lần gửi 1 (Trước hội nghị, 27/12/2025): EN: tổng điểm 66,50 → 71,50; EN: hạng 3 → 2; BH: hạng 2 → 3"
        in told_in_journal
    )
    assert "Giai đoạn: (trống) → Đã thông qua" in told_in_journal
    assert state(sent).settings.phase.value == "Đã thông qua"


def test_a_person_reads_what_differs(sent: Journey) -> None:
    """A table with decimal commas, and what became of the book."""
    sent.agree("EN", "I.1", score=8.5, reason="Hội nghị nâng điểm")
    answer = run("submit", sent.book, "--kind", "after")
    assert answer.code == 0
    assert "Khác lần gửi 1 (Trước hội nghị, 27/12/2025)" in answer.out
    assert "66,50" in answer.out and "67,00" in answer.out
    assert (
        "Đã ghi lần gửi 2 (Sau hội nghị, 27/12/2025): 5 đơn vị. Giai đoạn: Đã thông qua. 1 chỗ khác"
        in answer.out
    )


def test_a_score_corrected_after_it_was_sent(sent: Journey) -> None:
    """The phase stays; what was approved needs a reason of its own to change, as if the phase had been typed."""
    submit(sent, "after")
    sent.agree("AN", "I.1", score=9)
    answer = submit(sent, "correction")
    assert answer.code == 1
    assert told(answer) == [("AN", "total", "83.00", "82.00")]
    assert "REASON_MISSING" in {found["code"] for found in answer.json["findings"]}
    assert state(sent).settings.phase.value == "Đã thông qua"
    assert rows(sent)[-1]["Loại"] == "Đính chính"


def test_units_that_came_and_went_are_told(sent: Journey) -> None:
    """A unit struck from the list, another one added."""
    with sent.typing() as book:
        table = journey.Sheet(book["Đơn vị"], "Mã")
        row = table.row("DL")
        table.put(row, "Mã", "GH")
        table.put(row, "Tên đơn vị", "Xã Giang Hà")
    assert submit(sent, "after").code == 2  # what DL sent and was given is settled first
    with sent.typing() as book:
        files = journey.Sheet(book["Tiếp nhận"], "Mã đơn vị", "File")
        for row in files.rows():
            if files.at(row, "Mã đơn vị") == "DL":
                files.put(row, "Quyết định", "Bỏ qua")
        scores = journey.ledger(book)
        for row in scores.rows():
            if scores.at(row, "Mã đơn vị") == "DL":
                for header in (
                    "Điểm thống nhất",
                    "Kết quả thống nhất",
                    "Chỉ tiêu thống nhất",
                    "Không giao thống nhất",
                ):
                    scores.put(row, header, None)
    answer = submit(sent, "after")
    assert answer.code == 1  # the new one has sent nothing, and DL's form belongs to nobody
    assert [one for one in told(answer) if one[1] == "unit"] == [
        ("GH", "unit", None, "GH"),
        ("DL", "unit", "DL", None),
    ]
    assert ("GH", "total", None, None) not in told(answer)


# --- nothing new ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kinds", [("before",), ("before", "after"), ("before", "after", "correction")])
def test_the_same_again_records_nothing_and_changes_no_byte(
    complete: Journey, kinds: tuple[str, ...]
) -> None:
    """A second click costs nothing."""
    for kind in kinds:
        assert submit(complete, kind).code == 0
    before = {path: path.read_bytes() for path in complete.folder.rglob("*") if path.is_file()}
    answer = submit(complete, kinds[-1])
    assert (answer.code, answer.json["recorded"], answer.json["number"]) == (0, False, len(kinds))
    assert "không ghi lần mới" in run("submit", complete.book, "--kind", kinds[-1]).out
    assert {path: path.read_bytes() for path in complete.folder.rglob("*") if path.is_file()} == before


def test_a_changed_total_is_a_new_time_of_the_same_kind(sent: Journey) -> None:
    """The table may go up twice before the conference."""
    sent.agree("EN", "I.1", score=8.5, reason="Rà soát")
    answer = submit(sent, "before")
    assert (answer.json["number"], answer.json["recorded"]) == (2, True)
    assert told(answer) == [("EN", "total", "66.50", "67.00")]


def test_fewer_decimals_after_the_sending_are_told_by_what_was_sent(complete: Journey) -> None:
    """To programs as sent; and of approved scores, which nobody changed but the setting, what they were before."""
    submit(complete, "after")
    complete.set(Số_chữ_số_thập_phân=0)
    answer = submit(complete, "correction")
    assert ("EN", "total", "66.5", "67") in told(answer)
    changed = [one["message"] for one in answer.json["findings"] if one["code"] == "REASON_MISSING"]
    assert any("của tiêu chí I.1 của đơn vị BH đã đổi (9,5 → 10)" in message for message in changed)


def test_a_nominee_changed_since_is_not_said_to_be_nothing(sent: Journey) -> None:
    """Only points and ranks are compared; who is honoured stands on another sheet."""
    proclaim(sent, "AN", flag="Không", reason="Hội nghị thống nhất")
    proclaim(sent, "BH", flag="Có", reason="Hội nghị thống nhất")
    said = run("submit", sent.book, "--kind", "before").out
    assert "Điểm và hạng như lần gửi 1 (Trước hội nghị, 27/12/2025) nên không ghi lần mới." in said
    assert "Không có gì khác" not in said


def test_other_commands_leave_the_record_and_the_evidence(sent: Journey) -> None:
    """rank, issue and collect write the book anew, with the same rows."""
    before = state(sent)
    sent.agree("EN", "I.1", score=8.5, reason="Rà soát")
    assert sent.rank().code == 0
    assert sent.collect().code == 0
    assert run("issue", sent.book, "--out", sent.folder / "phieu2").code == 0
    after = state(sent)
    assert [row.link for row in after.sent] == [row.link for row in before.sent]
    assert after.evidence == before.evidence != {}
    assert submit(sent, "before").json["recorded"]


# --- out of turn ----------------------------------------------------------------------------------


def test_nothing_is_corrected_that_was_never_sent(complete: Journey) -> None:
    """Exit code 2, one sentence, no byte."""
    before = complete.book.read_bytes()
    answer = submit(complete, "correction")
    assert (answer.code, answer.out) == (2, "")
    assert "chưa ghi lần gửi nào" in answer.err
    assert complete.book.read_bytes() == before


def test_after_the_conference_nothing_is_sent_before_it(complete: Journey) -> None:
    """The sentence names the two kinds that are left."""
    submit(complete, "after")
    answer = submit(complete, "before")
    assert answer.code == 2
    assert "--kind after hoặc correction" in answer.err


def test_a_closed_book_is_sent_no_more(sent: Journey) -> None:
    """reopen is the way, and what was sent is still sound behind the seal."""
    submit(sent, "after")
    assert run("close", sent.book).code == 0
    before = sent.book.read_bytes()
    answer = submit(sent, "correction")
    assert answer.code == 2
    assert "reopen" in answer.err
    assert sent.book.read_bytes() == before
    assert run("verify", sent.book, "--json").json["equal"]
    assert run("reopen", sent.book, "--reason", "Nhầm điểm").code == 0
    assert submit(sent, "correction").json["number"] == 3
    assert run("close", sent.book).code == 0


def test_a_book_without_the_line_for_the_phase_is_not_written(complete: Journey) -> None:
    """There would be nowhere to put it."""
    with complete.typing() as book:
        sheet = journey.Sheet(book["Cụm"], "Mục")
        sheet.put(sheet.row("Giai đoạn"), "Mục", "Khác")
    answer = submit(complete, "before")
    assert answer.code == 2
    assert "thiếu mục Giai đoạn" in answer.err


# --- what is not ready ----------------------------------------------------------------------------


def test_a_missing_unit_is_recorded_as_missing(issued: Journey) -> None:
    """That it was sent so is a fact: no total, no rank, exit code 1 and the findings. (BH leads I.5 with 5 points.)"""
    for unit in ("AN", "BH"):
        issued.send(unit)
    issued.collect()
    answer = submit(issued, "before")
    assert answer.code == 1
    assert {"UNIT_MISSING", "UNIT_INCOMPLETE"} <= {found["code"] for found in answer.json["findings"]}
    found = {row["Mã đơn vị"]: (row["Tổng điểm"], row["Hạng"]) for row in rows(issued)}
    assert found == {
        "AN": (70.5, 1),
        "BH": (59.5, 2),
        "CM": (None, None),
        "DL": (None, None),
        "EN": (None, None),
    }
    assert submit(issued, "before").json["recorded"] is False


def test_ranked_by_percent_the_total_is_still_in_points(complete: Journey) -> None:
    """The sheet has no column for anything else."""
    complete.set(Xếp_theo="Tỷ lệ %")
    assert submit(complete, "before").code == 0
    assert {row["Mã đơn vị"]: row["Tổng điểm"] for row in rows(complete)} == {
        u: float(t) for u, t in TOTALS.items()
    }


def test_an_excluded_unit_keeps_its_points_and_has_no_rank(complete: Journey) -> None:
    """As in the ranking."""
    with complete.typing() as book:
        table = journey.Sheet(book["Đơn vị"], "Mã")
        table.put(table.row("AN"), "Xét thi đua", "Không")
        table.put(table.row("AN"), "Lý do không xét", "Có vi phạm")
    assert submit(complete, "before").code == 0
    last = rows(complete)[-1]
    assert (last["Mã đơn vị"], last["Tổng điểm"], last["Hạng"]) == ("AN", 83, None)


# --- hands on the record --------------------------------------------------------------------------

EDITS: list[tuple[str, object]] = [
    ("Tổng điểm", 90), ("Tổng điểm", "chín mươi"), ("Hạng", 1), ("Hạng", "nhất"), ("Ngày", "hôm qua"),
    ("Loại", "Gửi thử"), ("Lần", "một"), ("Mã đơn vị", "XX"), ("Mã băm", "0" * 64), ("Mã băm", None),
]  # fmt: skip


@pytest.mark.parametrize(("header", "value"), EDITS)
def test_an_edited_row_is_found_and_kept_as_it_stands(sent: Journey, header: str, value: object) -> None:
    """SUBMISSION_EDITED by rank, check and verify; nothing is rewritten, nothing dropped, sending goes on."""
    cell = type_on_record(sent, 1, "BH", header, value)
    row = "".join(filter(str.isdigit, cell))
    assert edited(run("verify", sent.book, "--json")) == [f"G{row}"]
    ranked = sent.rank()
    assert ranked.code == 1
    assert edited(ranked) == [f"G{row}"]
    checked = run("check", sent.book, "--json").json["files"][0]
    assert f"G{row}" in [
        found["cell"] for found in checked["findings"] if found["code"] == "SUBMISSION_EDITED"
    ]
    assert openpyxl.load_workbook(sent.book)[SHEET][cell].value == value
    answer = submit(sent, "after")
    assert answer.code == 1
    assert answer.json["number"] == 2
    assert openpyxl.load_workbook(sent.book)[SHEET][cell].value == value
    assert edited(sent.rank()) == [f"G{row}"]


def test_a_row_put_right_again_is_sound(sent: Journey) -> None:
    """The way that the finding names; until then nothing is sealed."""
    type_on_record(sent, 1, "BH", "Tổng điểm", 90)
    assert sent.rank().code == 1
    assert "Lần gửi" in run("close", sent.book).out
    type_on_record(sent, 1, "BH", "Tổng điểm", 68.75)
    assert sent.rank().code == 0
    assert run("close", sent.book).code == 0


def _without(cluster: Journey, taken: Callable[[Any, journey.Sheet], None]) -> None:
    with cluster.typing() as book:
        taken(book[SHEET], journey.Sheet(book[SHEET], *KEYS))


@pytest.mark.parametrize(
    "taken",
    [lambda sheet, table: sheet.delete_rows(list(table.rows())[-1]),
     lambda sheet, table: sheet.delete_rows(table.header_row + 1, 5)],
)  # fmt: skip
def test_rows_taken_away_at_the_end_are_missed(
    sent: Journey, taken: Callable[[Any, journey.Sheet], None]
) -> None:
    """Also once the table was sent again."""
    _without(sent, taken)
    assert len(edited(sent.rank())) == 1
    submit(sent, "after")
    assert len(edited(sent.rank())) == 1


def test_a_whole_sheet_taken_away_is_missed(sent: Journey) -> None:
    """The book says so and goes on."""
    with sent.typing() as book:
        del book[SHEET]
    assert len(edited(sent.rank())) == 1
    assert submit(sent, "after").json["number"] == 1
    assert [row["Loại"] for row in rows(sent)] == ["Sau hội nghị"] * 5


def test_a_header_that_somebody_changed_stops_every_command(sent: Journey) -> None:
    """What stands under it would be overwritten."""
    with sent.typing() as book:
        table = journey.Sheet(book[SHEET], *KEYS)
        table.sheet.cell(table.header_row, table.columns["Tổng điểm"]).value = "Điểm"
    before = sent.book.read_bytes()
    answer = sent.rank()
    assert answer.code == 2
    assert "thiếu cột Tổng điểm" in answer.err
    assert sent.book.read_bytes() == before


def test_a_sorted_sheet_is_no_edited_one(sent: Journey) -> None:
    """Who looks at one unit over the times may sort; the next command puts the rows back."""
    before = [row.link for row in state(sent).sent]
    with sent.typing() as book:
        table = journey.Sheet(book[SHEET], *KEYS)
        values = sorted(
            ([table.at(row, header) for header in HEADERS] for row in table.rows()), key=lambda v: -v[5]
        )
        for row, line in zip(list(table.rows()), values, strict=True):
            for header, value in zip(HEADERS, line, strict=True):
                table.put(row, header, value)
    assert sent.rank().code == 0
    assert [row.link for row in state(sent).sent] == before
    assert [row["Hạng"] for row in rows(sent)] == [1, 2, 3, 4, 5]


def test_notes_and_columns_of_ones_own_survive(sent: Journey) -> None:
    """Beside a row and below the table."""
    with sent.typing() as book:
        table = journey.Sheet(book[SHEET], *KEYS)
        sheet, first = table.sheet, next(table.rows())
        sheet.cell(table.header_row, 9).value = "Người nhận"
        sheet.cell(first, 9).value = "anh Bình, Sở Nội vụ"
        sheet.cell(first + 8, 2).value = "Đã gọi điện báo"
    sent.agree("EN", "I.1", score=10, reason="Hội nghị")
    assert submit(sent, "after").code == 0
    sheet = openpyxl.load_workbook(sent.book)[SHEET]
    assert (sheet.cell(table.header_row, 9).value, sheet.cell(first, 9).value) == (
        "Người nhận",
        "anh Bình, Sở Nội vụ",
    )
    below = [cell.value for row in sheet.iter_rows(min_row=first + 10) for cell in row if cell.value]
    assert below == ["Đã gọi điện báo"]
    assert len(rows(sent)) == 10


# --- evidence -------------------------------------------------------------------------------------


def test_the_evidence_of_the_first_two_goes_with_the_table(complete: Journey) -> None:
    """III.4: the superior checks some first and second units."""
    complete_evidence = submit(complete, "before")
    assert complete_evidence.code == 0
    evidence = state(complete).evidence
    assert {unit for unit, _ in evidence} == {"AN", "BH"}
    assert evidence["AN", "I.1"] == ("Báo cáo số 1/BC-UBND", "")
    assert [code for unit, code in evidence if unit == "BH"] == list(journey.FILLS)


def test_who_is_proclaimed_first_or_second_is_checked_too(complete: Journey) -> None:
    """Whatever the points say."""
    with complete.typing() as book:
        table = journey.Sheet(book[journey.PRAISE], "Mã đơn vị")
        row = table.row("CM")
        table.put(row, "Hội nghị suy tôn", "Nhì")
        table.put(row, "Lý do", "Hội nghị quyết định")
    submit(complete, "after")
    assert {unit for unit, _ in state(complete).evidence} == {"AN", "BH", "CM"}


def test_texts_are_cut_and_blank_ones_left_out(collected: Journey) -> None:
    """2,000 characters are enough to find the paper by; a formula-like text stays a text."""

    def explain(form: Workbook) -> None:
        sheet = journey.form_sheet(form)
        for code in journey.FILLS:
            sheet.put(sheet.row(code), "Minh chứng", None)
        sheet.put(sheet.row("I.1"), "Giải trình", "dài " * 2000)
        sheet.put(sheet.row("I.2"), "Minh chứng", "  ")
        sheet.put(sheet.row("I.3"), "Minh chứng", "dòng một\ndòng hai")

    collected.send("AN", explain, name="Phieu_AN_lai.xlsx", saved=datetime.datetime(2025, 12, 26, 8, 0))
    collected.collect()
    submit(collected, "before")
    evidence = {code: texts for (unit, code), texts in state(collected).evidence.items() if unit == "AN"}
    assert evidence == {"I.1": ("", ("dài " * 500).rstrip()), "I.3": ("dòng một dòng hai", "")}
    before = collected.book.read_bytes()
    collected.rank()
    assert collected.book.read_bytes() == before


def test_a_lost_original_is_no_error_here(complete: Journey) -> None:
    """verify says so; the sending goes on record without its evidence."""
    sha = next(receipt.sha256 for receipt in state(complete).receipts if receipt.unit == "AN")
    next(complete.originals.glob(f"{sha}*")).unlink()
    assert submit(complete, "before").code == 0
    assert {unit for unit, _ in state(complete).evidence} == {"BH"}


# --- books made before there was such a sheet ----------------------------------------------------


@pytest.fixture
def old(complete: Journey) -> Journey:
    """A book like one of the version before: the two sheets go by other names, and so are a person's own."""
    source, buffer = zipfile.ZipFile(complete.book), io.BytesIO()
    with source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(SHEET.encode(), b"Cu 1").replace(b"_minh_chung", b"Cu 2")
            target.writestr(name, data)
    complete.book.write_bytes(buffer.getvalue())
    assert SHEET not in openpyxl.load_workbook(complete.book).sheetnames
    return complete


def test_an_older_book_stays_as_it_is_while_nothing_changes(old: Journey) -> None:
    """A sheet that says nothing is no reason to write."""
    before = old.book.read_bytes()
    assert old.rank().code == 0
    assert run("verify", old.book).code == run("check", old.book).code == 0
    assert old.book.read_bytes() == before


def test_an_older_book_gets_the_sheet_when_it_is_written(old: Journey) -> None:
    """By any command that has something to write, and by submit."""
    kept = old.book.read_bytes()
    old.agree("EN", "I.1", score=8.5, reason="Rà soát")
    assert old.rank().code == 0
    assert {SHEET, "_minh_chung"} <= set(openpyxl.load_workbook(old.book).sheetnames)
    assert rows(old) == []
    old.book.write_bytes(kept)
    assert submit(old, "before").code == 0
    assert len(rows(old)) == 5
    assert openpyxl.load_workbook(old.book)["_minh_chung"].sheet_state == "veryHidden"
    assert submit(old, "before").json["recorded"] is False


def test_last_years_record_is_not_taken_over(sent: Journey, tmp_path: Path) -> None:
    """A new year begins with nothing sent."""
    book = tmp_path / "moi.xlsx"
    assert run("new", "cluster", book, "--from", sent.book).code == 0
    new = open_book(book)
    assert (new.sent, new.submissions, new.evidence, new.meta.get("submitted")) == ([], [], {}, None)
    assert new.settings.phase.value == "Đang nhận"
