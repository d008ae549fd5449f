"""Taking files in, again and again: nothing typed is lost, nothing received is lost, nobody stops another."""

import datetime
import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from tests.workbooks import journey
from tests.workbooks.journey import AGREED, LEDGER, PRAISE, SCORED, UNITS, VOTES, Journey, Run, Sheet, run

LATER = journey.SAVED + datetime.timedelta(hours=1)
DAY = datetime.datetime(2025, 12, 28)
DECISION, ASSIGNED = "Quyết định", "Gán cho mã đơn vị"
Again = Callable[[Journey], Run]


def reconciles(answer: Run) -> dict[str, Any]:
    """The document of `collect`, whose two equations hold (design, 6)."""
    counts = answer.json
    parts = ("accepted", "refused", "waiting", "superseded")
    assert counts["received"] == sum(counts[part] for part in parts)
    assert counts["expected"] == counts["accepted"] + counts["typed"] + len(counts["missing"])
    return counts


def statuses(document: Mapping[str, Any]) -> dict[str, str]:
    """State of each file of the run by its name."""
    return {Path(one["path"]).name: one["status"] for one in document["files"]}


def received(cluster: Journey) -> dict[str, dict[str, Any]]:
    """The rows of `Tiếp nhận` by file, those of units that have not sent by code."""
    rows = cluster.sheet("Tiếp nhận", "Mã đơn vị", "SHA-256").sheet
    table = Sheet(rows, "Trạng thái", "SHA-256").records()
    return {row["File"] or row["Mã đơn vị"]: row for row in table}


def decide(cluster: Journey, file: str, **typed: object) -> None:
    """Type into the columns of `Tiếp nhận` that people fill."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiếp nhận"], "File", "SHA-256")
        row = next(row for row in sheet.rows() if sheet.at(row, "File") == file)
        for header, value in typed.items():
            sheet.put(row, {"decision": DECISION, "unit": ASSIGNED}[header], value)


def ledger(cluster: Journey) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of `Thống nhất điểm` by unit and criterion."""
    return {(row["Mã đơn vị"], row["Mã tiêu chí"]): row
            for row in cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí").records()}  # fmt: skip


def self_scores(cluster: Journey, unit: str) -> dict[str, Any]:
    """What the book holds as the unit's self-scores."""
    return {code: ledger(cluster)[unit, code]["Điểm tự chấm"] for code in SCORED}


def change_score(points: object, criterion: str = "I.1") -> Callable[[Workbook], None]:
    """Another self-score."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        form.put(form.row(criterion), "Điểm tự chấm", points)

    return change


COMMANDS: dict[str, Again] = {"collect": lambda c: c.collect(), "rank": lambda c: c.rank()}
by_both_commands = pytest.mark.parametrize("command", COMMANDS)


# --- what people typed survives -------------------------------------------------------------------

TYPED: dict[tuple[str, str], dict[str, object]] = {
    ("AN", "I.1"): {"score": 9.75, "reason": "Thẩm tra hồ sơ", "who": "Ông Lê Văn Tám", "day": DAY},
    ("BH", "I.3"): {"target": 20, "result": 19, "reason": "Số Chi cục Thuế"},
    ("CM", "I.2"): {"mark": "Không"},
    ("DL", "I.1"): {"score": "8,25", "reason": "Trừ chậm  báo cáo;\ncó biên bản"},
    ("EN", "2.4"): {"score": "=2+3"},
    ("EN", "I.1"): {"reason": "=xem lại"},
}
BALLOT = {"Lần": 1, "Hạng": 1, "Mã đơn vị": "AN", "Số phiếu": 3, "Được bỏ phiếu": 5, "Có mặt": 5, "Phát ra": 5,
          "Thu vào": 5, "Hợp lệ": 5, "Không hợp lệ": 0, "Ngày": DAY, "Ban kiểm phiếu": "Bà Mai, ông Tư",
          "Lý do": "Bầu tại hội nghị"}  # fmt: skip


def type_everywhere(book: Workbook) -> None:
    """Something in every kind of input column."""
    for (unit, code), values in TYPED.items():
        journey.agree(book, unit, code, **values)
    votes = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
    first = votes.header_row + 1
    for header, value in BALLOT.items():
        votes.put(first, header, value)
    votes.put(first + 1, "Mã đơn vị", "BH")
    votes.put(first + 1, "Số phiếu", 2)
    praise = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
    row = next(row for row in praise.rows() if praise.at(row, "Mã đơn vị") == "CM")
    for header, value in (
        ("Hội nghị suy tôn", "Ba"),
        ("Đề nghị Cờ", "Không"),
        ("Lý do", "Thực tế hoạt động"),
    ):
        praise.put(row, header, value)


def typed_now(cluster: Journey) -> dict[str, object]:
    """Every input cell that `type_everywhere` filled, found again by its code and header."""
    book = openpyxl.load_workbook(cluster.book)
    sheet = journey.ledger(book)
    cells = {f"{unit} {code} {name}": sheet.at(sheet.row(unit, code), AGREED[name])
             for (unit, code), values in TYPED.items() for name in values}  # fmt: skip
    votes = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
    row = next(row for row in votes.rows() if votes.at(row, "Mã đơn vị") == "AN")
    cells |= {f"vote {header}": votes.at(row, header) for header in BALLOT}
    cells["vote BH"] = votes.at(row + 1, "Số phiếu")
    praise = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
    row = next(row for row in praise.rows() if praise.at(row, "Mã đơn vị") == "CM")
    return cells | {f"praise {h}": praise.at(row, h) for h in ("Hội nghị suy tôn", "Đề nghị Cờ", "Lý do")}


@by_both_commands
def test_what_people_typed_survives_every_run(collected: Journey, command: str) -> None:
    """Agreed columns, reasons, dates, a formula, ballots and Suy tôn are the same after three runs."""
    with collected.typing() as book:
        type_everywhere(book)
    before = typed_now(collected)
    for _ in range(3):
        COMMANDS[command](collected)
        assert typed_now(collected) == before


def test_a_formula_nobody_has_computed_is_kept_without_a_false_value(collected: Journey) -> None:
    """A formula typed through a library, without a stored value: no invented one, and the book still opens."""
    collected.agree("EN", "I.3", target="=10+10", score="=2+3")
    for _ in range(2):
        collected.rank()
        with zipfile.ZipFile(collected.book) as package:
            sheets = "".join(package.read(n).decode() for n in package.namelist() if "worksheets/sheet" in n)
        for formula in ("10+10", "2+3"):
            assert re.search(rf"<f>{re.escape(formula)}</f>(<v></v>|<v/>)?</c>", sheets)


def test_a_formula_that_gives_a_date_keeps_its_stored_number(collected: Journey) -> None:
    """`=DATE(…)` typed as the day of the decision: the cell stores Excel's number of the day, not a text."""
    collected.agree("AN", "I.1", score=9, reason="Thẩm tra", day="=DATE(2025,12,28)")
    computed = io.BytesIO()
    with zipfile.ZipFile(collected.book) as source, zipfile.ZipFile(computed, "w") as target:
        for name in source.namelist():  # as Excel saves it, with the result
            formula = b"<f>DATE(2025,12,28)</f>"
            data = re.sub(re.escape(formula) + rb"<v ?/>|" + re.escape(formula) + b"<v></v>",
                          formula + b"<v>46019</v>", source.read(name))  # fmt: skip
            target.writestr(name, data)
    collected.book.write_bytes(computed.getvalue())
    collected.rank()
    assert ledger(collected)["AN", "I.1"]["Ngày"] == DAY
    with zipfile.ZipFile(collected.book) as package:
        sheets = "".join(package.read(n).decode() for n in package.namelist() if "worksheets/sheet" in n)
    assert re.search(r"<f>DATE\(2025,12,28\)</f><v>46019(\.0)?</v>", sheets)


def test_text_that_begins_with_an_equals_sign_stays_text(collected: Journey) -> None:
    """A reason typed as text `=xem lại` (an apostrophe in Excel) never becomes a formula."""
    with collected.typing() as book:
        sheet = journey.ledger(book)
        cell = sheet.sheet.cell(sheet.row("AN", "I.1"), sheet.columns["Lý do"])
        cell.value, cell.data_type = "=xem lại", "s"
    collected.rank()
    sheet = journey.ledger(openpyxl.load_workbook(collected.book))
    cell = sheet.sheet.cell(sheet.row("AN", "I.1"), sheet.columns["Lý do"])
    assert (cell.value, cell.data_type) == ("=xem lại", "s")


@by_both_commands
@pytest.mark.parametrize("text", ["Dùng file nay", "hỏi lại anh Nam"])
def test_a_decision_that_is_none_stays_where_it_was_typed(
    collected: Journey, command: str, text: str
) -> None:
    """A misspelt decision is not wiped away: it is still there after the run, with a finding at its cell."""
    decide(collected, "Phieu_AN_2025.xlsx", decision=text)
    findings = COMMANDS[command](collected).json["findings"]
    assert received(collected)["Phieu_AN_2025.xlsx"][DECISION] == text
    sheet = Sheet(openpyxl.load_workbook(collected.book)["Tiếp nhận"], "File", "SHA-256")
    row = next(row for row in sheet.rows() if sheet.at(row, "File") == "Phieu_AN_2025.xlsx")
    (found,) = (one for one in findings if one["code"] == "CHOICE_UNKNOWN")
    assert (found["sheet"], found["cell"], found["value"]) == (
        "Tiếp nhận",
        sheet.address(row, DECISION),
        text,
    )


@by_both_commands
def test_a_note_beside_a_unit_that_has_not_sent_stays(issued: Journey, command: str) -> None:
    """What the clerk typed in `Quyết định` of a unit without a file survives too."""
    issued.send("AN")
    issued.collect()
    with issued.typing() as book:
        sheet = Sheet(book["Tiếp nhận"], "Mã đơn vị", "SHA-256")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "BH")
        sheet.put(row, DECISION, "đã nhắc")
    COMMANDS[command](issued)
    assert received(issued)["BH"][DECISION] == "đã nhắc"


@by_both_commands
def test_an_agreed_row_that_stands_twice_is_kept_twice(complete: Journey, command: str) -> None:
    """A copied ledger row with another agreed score: the first counts, the second stays and is named."""
    with complete.typing() as book:
        sheet = journey.ledger(book)
        below = sheet.sheet.max_row + 1
        for header, value in (("Mã đơn vị", "AN"), ("Mã tiêu chí", "I.1"), ("Điểm thống nhất", 5)):
            sheet.put(below, header, value)
    for _ in range(2):
        document = COMMANDS[command](complete).json
        (found,) = (one for one in document["findings"] if one["code"] == "CRITERION_DOUBLE")
        sheet = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
        last = [row for row in sheet.rows() if sheet.at(row, "Mã tiêu chí") == "I.1"][-1]
        assert (found["cell"], sheet.at(last, "Điểm thống nhất")) == (sheet.address(last, "Mã tiêu chí"), 5)
    assert {u["code"]: u["agreed_total"] for u in complete.rank().json["units"]} == journey.TOTALS


@by_both_commands
@pytest.mark.parametrize(
    ("sheet", "typed"),
    [
        (PRAISE, {"Mã đơn vị": "CM", "Hội nghị suy tôn": "Nhì", "Lý do": "dán thêm"}),
        (PRAISE, {"Hội nghị suy tôn": "Ba", "Lý do": "chưa ghi mã"}),
        (VOTES, {"Ban kiểm phiếu": "chưa ghi mã"}),
        (LEDGER, {"Lý do": "ghi chú dưới bảng"}),
    ],
    ids=["a unit twice", "no code in Suy tôn", "no code in Bỏ phiếu", "no code in the ledger"],
)
def test_a_line_typed_below_a_table_stays(
    complete: Journey, command: str, sheet: str, typed: dict[str, str]
) -> None:
    """A row that the program cannot place is not thrown away, however often it runs."""
    keys = {
        PRAISE: ("Mã đơn vị", "Đề xuất"),
        VOTES: ("Mã đơn vị", "Số phiếu"),
        LEDGER: ("Mã đơn vị", "Mã tiêu chí"),
    }
    with complete.typing() as book:
        if sheet == PRAISE:
            praise = Sheet(book[PRAISE], *keys[PRAISE])
            praise.put(praise.header_row + 3, "Lý do", "Đúng đề xuất")
        table = Sheet(book[sheet], *keys[sheet])
        for header, value in typed.items():
            table.put(table.sheet.max_row + (header == next(iter(typed))), header, value)
    complete.send("EN", change_score(7), saved=LATER)  # collect changes the order of nothing, but the book
    for _ in range(2):
        COMMANDS[command](complete)
        texts = {
            cell.value for row in openpyxl.load_workbook(complete.book)[sheet].iter_rows() for cell in row
        }
        assert set(typed.values()) - {"CM"} <= texts


@by_both_commands
def test_a_heading_of_a_typed_column_that_was_changed_is_not_overlooked(
    complete: Journey, command: str
) -> None:
    """`Điểm thống nhất` renamed: the agreed scores may not silently stop to count, nor be lost."""
    with complete.typing() as book:
        sheet = journey.ledger(book)
        sheet.put(sheet.header_row, "Điểm thống nhất", "Điểm TN")
    answer = COMMANDS[command](complete)
    assert answer.code != 0
    said = answer.err or str(
        [one["message"] for one in answer.json["findings"] if one["code"] == "HEADER_MISSING"]
    )
    assert "Điểm thống nhất" in said
    values = [cell.value for row in openpyxl.load_workbook(complete.book)[LEDGER].iter_rows() for cell in row]
    assert sum(value == 6.5 for value in values) >= 1


# --- one file and the others ----------------------------------------------------------------------


def test_a_late_file_leaves_the_other_units_as_they_are(issued: Journey) -> None:
    """Four units, then the fifth: the rows of the four do not change by a cell."""
    for unit in ("AN", "BH", "CM", "DL"):
        issued.send(unit)
    first = reconciles(issued.collect())
    assert (first["received"], first["accepted"], first["missing"]) == (4, 4, ["EN"])
    machine = ("Điểm tính", "Điểm máy", "Tiêu chí", "Đơn vị")
    before = {key: {h: v for h, v in row.items() if h not in machine} for key, row in ledger(issued).items()}
    shutil.rmtree(issued.inbox)
    issued.send("EN")
    second = reconciles(issued.collect())
    assert statuses(second) == {"Phieu_EN_2025.xlsx": "accepted"}
    assert (second["received"], second["accepted"], second["missing"]) == (5, 5, [])
    after = {key: {h: v for h, v in row.items() if h not in machine} for key, row in ledger(issued).items()}
    assert {key: row for key, row in after.items() if key[0] != "EN"} == {
        key: row for key, row in before.items() if key[0] != "EN"
    }
    assert ledger(issued)["EN", "I.1"]["Điểm tự chấm"] == 8


def test_one_late_leader_moves_the_others_computed_scores(issued: Journey) -> None:
    """I.5 is computed at the end: EN's 20 halves BH's share, and the note in the book follows."""
    for unit in ("AN", "BH"):
        issued.send(unit)
    issued.collect()
    assert ledger(issued)["BH", "I.5"]["Điểm tính"] == 5
    issued.send("EN")
    issued.collect()
    assert [ledger(issued)[unit, "I.5"]["Điểm tính"] for unit in ("AN", "BH", "EN")] == [3, 3.75, 5]


def test_a_bad_file_never_stops_the_rest(issued: Journey) -> None:
    """Rubbish of every kind between four good forms: those are taken in, the rest is counted."""
    for unit in ("AN", "BH", "CM", "DL"):
        issued.send(unit)
    issued.drop("a rỗng.xlsx", b"")
    issued.drop("Phieu_AN_2025 (1).xlsx", issued.forms["AN"][:900])
    issued.drop("anh.jpg", b"\xff\xd8\xff\xe0" + bytes(100))
    issued.drop("zz.xlsx", b"PK\x03\x04" + bytes(60))
    answer = issued.collect()
    document = reconciles(answer)
    assert answer.code == 1
    assert (document["received"], document["accepted"], document["refused"]) == (8, 4, 4)
    assert document["missing"] == ["EN"]


def test_files_in_subfolders_count_and_lock_files_do_not(issued: Journey) -> None:
    """An inbox sorted by sender is read; what Excel and the system leave there is not mail."""
    path = issued.send("AN")
    folder = issued.inbox / "Xã An Hòa"
    folder.mkdir()
    path.rename(folder / path.name)
    issued.drop("~$Phieu_AN_2025.xlsx", b"lock")
    issued.drop("Thumbs.db", b"x")
    issued.drop(".DS_Store", b"x")
    assert statuses(reconciles(issued.collect())) == {"Phieu_AN_2025.xlsx": "accepted"}
    assert received(issued)["Phieu_AN_2025.xlsx"]["Nguồn"] == "Xã An Hòa"


# --- two files of one unit ------------------------------------------------------------------------


@pytest.mark.parametrize("order", [("cu", "moi"), ("moi", "cu")])
def test_the_file_saved_later_counts_whatever_came_first(issued: Journey, order: tuple[str, str]) -> None:
    """Not the order of arrival but the time inside the file decides."""
    made = {"cu": lambda: issued.send("AN", change_score(5), name="cu.xlsx"),
            "moi": lambda: issued.send("AN", change_score(6), name="moi.xlsx", saved=LATER)}  # fmt: skip
    for name in order:
        made[name]()
        reconciles(issued.collect())
    document = reconciles(issued.collect())
    assert statuses(document) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}
    assert (document["received"], document["accepted"], document["superseded"]) == (2, 1, 1)
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 6


def test_the_time_saved_is_compared_as_a_moment(issued: Journey) -> None:
    """14:30 +07:00 is before 08:00 UTC, whatever the letters say."""
    hanoi = datetime.timezone(datetime.timedelta(hours=7))
    issued.send(
        "AN", change_score(5), name="cu.xlsx", saved=datetime.datetime(2025, 12, 20, 14, 30, tzinfo=hanoi)
    )
    issued.send("AN", change_score(6), name="moi.xlsx")
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


def test_a_file_whose_properties_are_damaged_still_counts(issued: Journey) -> None:
    """The part that tells the time saved cannot be read; the scores can, and the others are not stopped."""
    data, broken = issued.send("AN").read_bytes(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    issued.drop(
        "Phieu_AN_2025.xlsx", broken.getvalue().replace(b"<dcterms:modified", b"<dcterms:modifie9", 1)
    )
    issued.send("BH")
    document = reconciles(issued.collect())
    assert statuses(document) == {"Phieu_AN_2025.xlsx": "accepted", "Phieu_BH_2025.xlsx": "accepted"}


def two_equal_files(cluster: Journey) -> None:
    """AN sends two different forms saved at the same moment, the others one."""
    cluster.send("AN", change_score(5), name="mot.xlsx")
    cluster.send("AN", change_score(6), name="hai.xlsx")
    for unit in ("BH", "CM", "DL", "EN"):
        cluster.send(unit)


def test_two_files_of_the_same_time_both_wait(issued: Journey) -> None:
    """Nothing decides between them, so neither counts and the unit is missing."""
    two_equal_files(issued)
    answer = issued.collect()
    document = reconciles(answer)
    assert answer.code == 1
    assert {name: state for name, state in statuses(document).items() if name in ("mot.xlsx", "hai.xlsx")} == {
        "mot.xlsx": "waiting", "hai.xlsx": "waiting"
    }  # fmt: skip
    assert document["missing"] == ["AN"]
    codes = {one["code"] for file in document["files"] for one in file["findings"]}
    assert codes == {"TWO_FILES"}
    assert self_scores(issued, "AN") == dict.fromkeys(SCORED)


@by_both_commands
def test_the_file_a_person_chose_counts(issued: Journey, command: str) -> None:
    """`Dùng file này` settles it; the other one is superseded."""
    two_equal_files(issued)
    issued.collect()
    decide(issued, "mot.xlsx", decision="Dùng file này")
    COMMANDS[command](issued)
    rows = received(issued)
    assert (rows["mot.xlsx"]["Trạng thái"], rows["hai.xlsx"]["Trạng thái"]) == ("Đã nhận", "Đã thay thế")
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 5
    assert rows["mot.xlsx"][DECISION] == "Dùng file này"
    assert reconciles(issued.collect())["missing"] == []


@by_both_commands
def test_a_file_a_person_set_aside_leaves_the_other(issued: Journey, command: str) -> None:
    """`Bỏ qua` on one of two is a decision for the other."""
    two_equal_files(issued)
    issued.collect()
    decide(issued, "mot.xlsx", decision="Bỏ qua")
    COMMANDS[command](issued)
    rows = received(issued)
    assert (rows["mot.xlsx"]["Trạng thái"], rows["hai.xlsx"]["Trạng thái"]) == ("Từ chối", "Đã nhận")
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 6


@by_both_commands
def test_setting_the_only_file_aside_takes_its_scores_out(collected: Journey, command: str) -> None:
    """`Bỏ qua` on an accepted file: the unit is missing again and its received columns are empty."""
    decide(collected, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    COMMANDS[command](collected)
    assert self_scores(collected, "BH") == dict.fromkeys(SCORED)
    assert reconciles(collected.collect())["missing"] == ["BH"]
    decide(collected, "Phieu_BH_2025.xlsx", decision=None)
    COMMANDS[command](collected)
    assert ledger(collected)["BH", "I.1"]["Điểm tự chấm"] == 9.5
    assert reconciles(collected.collect())["missing"] == []


@by_both_commands
def test_a_file_of_an_unknown_unit_counts_for_the_code_it_is_given(issued: Journey, command: str) -> None:
    """`Gán cho mã đơn vị` alone is the way out where the code is all that is wrong."""
    issued.send("BH")
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("BH"), "Mã", "BH2")
    assert reconciles(issued.collect())["waiting"] == 1
    decide(issued, "Phieu_BH_2025.xlsx", unit="BH2")
    COMMANDS[command](issued)
    row = received(issued)["Phieu_BH_2025.xlsx"]
    assert (row["Mã đơn vị"], row["Trạng thái"], row[ASSIGNED]) == ("BH2", "Đã nhận", "BH2")
    assert ledger(issued)["BH2", "I.1"]["Điểm tự chấm"] == 9.5


def test_a_form_assigned_to_a_unit_does_not_outrank_its_own_by_the_order_of_issue(issued: Journey) -> None:
    """BH left the cluster and its form is given to AN by mistake: AN's own, saved later, still counts."""
    issued.send("AN", saved=LATER)
    issued.send("BH")
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.sheet.delete_rows(units.row("BH"))
    issued.collect()
    decide(issued, "Phieu_BH_2025.xlsx", unit="AN")
    document = reconciles(issued.collect())
    assert statuses(document) == {"Phieu_AN_2025.xlsx": "accepted", "Phieu_BH_2025.xlsx": "superseded"}


@by_both_commands
def test_a_form_of_old_criteria_can_be_used_by_decision(issued: Journey, command: str) -> None:
    """The codes still in the book are taken; the score by another maximum is pointed out."""
    issued.send("BH")
    with issued.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Điểm tối đa", 12)
    issued.collect()
    decide(issued, "Phieu_BH_2025.xlsx", decision="Dùng file này")
    COMMANDS[command](issued)
    assert received(issued)["Phieu_BH_2025.xlsx"]["Trạng thái"] == "Đã nhận"
    assert ledger(issued)["BH", "I.1"]["Điểm tự chấm"] == 9.5
    (file,) = reconciles(issued.collect())["files"]
    assert journey.found_in(file) == [("CARRIED_OVER", None), ("MEASURE_CHANGED", "J11")]


def test_the_same_bytes_under_two_names_are_one_form(issued: Journey) -> None:
    """One supersedes the other, neither waits."""
    data = issued.send("AN").read_bytes()
    issued.drop("Phieu_AN_2025 (1).xlsx", data)
    document = reconciles(issued.collect())
    assert sorted(statuses(document).values()) == ["accepted", "superseded"]
    assert (document["received"], document["accepted"], document["superseded"]) == (2, 1, 1)
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 10
    assert reconciles(issued.collect())["received"] == 2


def test_bytes_already_recorded_are_not_received_again(collected: Journey) -> None:
    """The same mail fetched twice, even renamed, changes nothing at all."""
    before = collected.book.read_bytes()
    path = collected.inbox / "Phieu_AN_2025.xlsx"
    path.rename(path.with_name("tải lại.xlsx"))
    document = reconciles(collected.collect())
    assert document["received"] == 5
    assert statuses(document)["tải lại.xlsx"] == "accepted"
    assert collected.book.read_bytes() == before


# --- edits of the program's columns, paper, originals ---------------------------------------------


def test_a_received_column_edited_by_hand_counts_until_the_next_collect(complete: Journey) -> None:
    """`rank` takes it; `collect` names the cell and what stood there, and puts the form's value back."""
    with complete.typing() as book:
        sheet = journey.ledger(book)
        row = sheet.row("AN", "I.1")
        sheet.put(row, "Điểm tự chấm", 7)
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS | {"AN": "80.00"}
    answer = complete.collect()
    assert answer.code == 0
    (found,) = reconciles(answer)["findings"]
    assert (found["code"], found["unit"], found["criterion"], found["value"]) == (
        "OUTPUT_EDITED",
        "AN",
        "I.1",
        "7",
    )
    assert (found["sheet"], found["cell"]) == (LEDGER, sheet.address(row, "Điểm tự chấm"))
    assert ledger(complete)["AN", "I.1"]["Điểm tự chấm"] == 10
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS


def test_a_unit_on_paper_is_scored_in_the_book(issued: Journey) -> None:
    """EN sends no file; its whole form is typed into the agreed columns: it is ranked and not missing."""
    for unit in ("AN", "BH", "CM", "DL"):
        issued.send(unit)
    issued.collect()
    with issued.typing() as book:
        journey.head_scores(book)
        for code, entries in journey.FILLS.items():
            entry = entries[4]
            if entry.score is None:
                journey.agree(book, "EN", code, target=entry.target, result=entry.result)
            else:
                journey.agree(book, "EN", code, score=entry.score)
    answer = issued.collect()
    document = reconciles(answer)
    assert (answer.code, document["findings"]) == (0, [])
    assert (document["accepted"], document["typed"], document["missing"]) == (4, 1, [])
    ranked = {unit["code"]: unit for unit in issued.rank().json["units"]}
    assert {code: unit["agreed_total"] for code, unit in ranked.items()} == journey.TOTALS
    assert ranked["EN"]["status"] == "ranked"
    assert received(issued)["EN"]["Trạng thái"] == "Nhập từ bản giấy"


def test_an_excluded_unit_is_not_expected(issued: Journey) -> None:
    """`Xét thi đua` = Không: nobody waits for its form."""
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("EN"), "Xét thi đua", "Không")
        units.put(units.row("EN"), "Lý do không xét", "Mới thành lập")
    issued.send("AN")
    document = reconciles(issued.collect())
    assert (document["expected"], document["missing"]) == (4, ["BH", "CM", "DL"])


def test_every_byte_received_lies_among_the_originals(issued: Journey) -> None:
    """Good, broken or superseded: the folder `.goc` holds each under its SHA-256."""
    two_equal_files(issued)
    issued.drop("hong.xlsx", b"PK\x03\x04 hong")
    issued.drop("ghi chu.txt", "Xã nộp sau".encode())
    sent = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes() for path in issued.inbox.iterdir()
    }
    reconciles(issued.collect())
    kept = {path.stem: path.read_bytes() for path in issued.originals.iterdir()}
    assert kept == sent
    assert {row["SHA-256"] for row in received(issued).values() if row["SHA-256"]} == set(sent)


def test_the_book_keeps_what_it_has_when_the_originals_are_lost(complete: Journey) -> None:
    """Without `.goc` a unit that is not in this inbox keeps its scores, findings and state."""
    shutil.rmtree(complete.originals)
    shutil.rmtree(complete.inbox)
    complete.drop("khac.txt", b"khac")
    document = reconciles(complete.collect())
    assert (document["accepted"], document["refused"], document["missing"]) == (5, 1, [])
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS


def test_a_unit_that_left_takes_its_form_out_of_the_count(complete: Journey) -> None:
    """EN was deleted from `Đơn vị` and the originals are lost: both equations still hold."""
    shutil.rmtree(complete.originals)
    shutil.rmtree(complete.inbox)
    complete.drop("khac.txt", b"khac")
    with complete.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.sheet.delete_rows(units.row("EN"))
    document = reconciles(complete.collect())
    assert (document["accepted"], document["waiting"], document["expected"], document["missing"]) == (
        4,
        1,
        4,
        [],
    )


# --- backups, the journal, the same bytes ---------------------------------------------------------


def test_the_previous_version_is_kept_before_each_change(issued: Journey) -> None:
    """`luu/<name>_<time>_<8 hex of its content>.xlsx` holds the old bytes, one for every change."""
    old = len(issued.backups)
    versions = []
    for unit in ("AN", "BH"):
        issued.send(unit)
        versions.append(issued.book.read_bytes())
        issued.collect()
    kept = {path.read_bytes(): path.name for path in issued.backups}
    assert len(issued.backups) == old + 2
    for version in versions:
        mark = hashlib.sha256(version).hexdigest()[:8]
        assert re.fullmatch(rf"SoCum_C01_2025_\d{{8}}-\d{{6}}_{mark}\.xlsx", kept[version])


@by_both_commands
def test_a_run_that_changes_nothing_writes_nothing(complete: Journey, command: str) -> None:
    """No journal row, no backup, no new byte, not even another modification time."""
    before = (complete.book.read_bytes(), complete.book.stat().st_mtime_ns, complete.backups)
    COMMANDS[command](complete)
    assert (complete.book.read_bytes(), complete.book.stat().st_mtime_ns, complete.backups) == before


def chain_is_whole(cluster: Journey) -> int:
    """Recompute every hash over the row and the hash before it; returns how many rows there are."""
    before, rows = "", Sheet(cluster.sheet("Nhật ký", "Lúc", "Mã băm").sheet, "Lúc", "Mã băm").records()
    for row in rows:
        text = "\x1f".join([before, *(str(row[header]) for header in ("Lúc", "Ai", "Lệnh", "Thay đổi"))])
        before = hashlib.sha256(text.encode()).hexdigest()
        assert row["Mã băm"] == before
    return len(rows)


def test_the_journal_chain_verifies_after_many_runs(complete: Journey) -> None:
    """Each row's hash covers the row and the hash before it, from the first issue on."""
    complete.agree("AN", "I.1", score=9, reason="Kiểm tra hai  lần\nlại")
    complete.rank()
    complete.send("BH", change_score(3), saved=LATER)
    complete.collect()
    assert chain_is_whole(complete) > 7
    journal = [row["Thay đổi"] for row in complete.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    assert any("AN I.1 Điểm thống nhất: (trống) → 9" in change for change in journal)
    assert any("BH" in change and "I.1 Điểm tự chấm 9.5 → 3" in change for change in journal)


def test_a_file_that_cannot_be_read_stops_no_other(issued: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form still open in Excel: the others are taken in, this one is named and comes with the next run."""
    locked = issued.send("AN")
    issued.send("BH")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    first = issued.collect()
    states = {Path(one["path"]).name: one["status"] for one in first.json["files"]}
    assert (first.code, states[locked.name], first.json["accepted"]) == (1, "refused", 1)
    monkeypatch.setattr(Path, "read_bytes", read)
    assert issued.collect().json["accepted"] == 2


def test_a_journal_row_that_was_edited_is_pointed_out(complete: Journey) -> None:
    """The sheet promises it: JOURNAL_EDITED names the hash of the first row that does not hold."""
    with complete.typing() as book:
        journal = book["Nhật ký"]
        row = next(cells for cells in journal.iter_rows(min_row=6) if cells[3].value)
        row[3].value = "không có gì"
        cell, value = row[4].coordinate, row[4].value
    found = [one for one in complete.rank().json["findings"] if one["code"] == "JOURNAL_EDITED"]
    assert [(one["sheet"], one["cell"], one["value"]) for one in found] == [("Nhật ký", cell, value)]


@pytest.mark.parametrize("name", [normalize("NFD", "Phiếu xã Bình Hải.xlsx"), "Phieu  hai dau cach.xlsx"])
def test_an_odd_file_name_breaks_neither_the_chain_nor_the_peace(issued: Journey, name: str) -> None:
    """A name in the Mac's Unicode form or with doubled spaces: the chain holds and a second run is idle."""
    issued.send("BH", name=name)
    issued.collect()
    chain_is_whole(issued)
    before = issued.book.read_bytes()
    issued.collect()
    issued.rank()
    assert issued.book.read_bytes() == before


def test_the_order_of_the_inbox_never_changes_a_byte(issued: Journey, tmp_path: Path) -> None:
    """The same files named in any order give the same book, journal and all."""
    two_equal_files(issued)
    issued.drop("hong.xlsx", b"PK\x03\x04 hong")
    start, files = issued.book.read_bytes(), sorted(issued.inbox.iterdir())
    books: list[bytes] = []
    for order in (files, files[::-1], files[3:] + files[:3], [issued.inbox]):
        folder = tmp_path / f"lan{len(books)}"
        folder.mkdir()
        (folder / journey.BOOK).write_bytes(start)
        run("collect", folder / journey.BOOK, *order, "--json")
        books.append((folder / journey.BOOK).read_bytes())
    assert len(set(books)) == 1


# --- what a person adds to the book ---------------------------------------------------------------


def add_own_things(book: Workbook) -> None:
    """A sheet with a chart, a comment, a width and a filter of the clerk's own."""
    own = book.create_sheet("Của tôi", 2)
    for row in (("Xã", "Điểm"), ("An Hòa", 83), ("Bình Hải", 68.75)):
        own.append(row)
    chart = BarChart()
    chart.add_data(Reference(own, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    own.add_chart(chart, "D2")
    own["A2"].comment = Comment("gọi lại", "Kiểm")
    own.column_dimensions["A"].width = 41.5
    own.auto_filter.ref = "A1:B3"
    ranking = Sheet(book["Xếp hạng"], "Hạng", "Mã")
    ranking.sheet.column_dimensions["C"].width = 55.25
    ranking.sheet["C3"].comment = Comment("đã đối chiếu", "Kiểm")
    journey.ledger(book).sheet.auto_filter.ref = "A4:Q60"


@by_both_commands
def test_a_persons_own_sheet_comments_widths_and_filters_survive(complete: Journey, command: str) -> None:
    """Twice through a command that does change the book, everything added is still there."""
    with complete.typing() as book:
        add_own_things(book)
        journey.agree(book, "AN", "I.1", score=9, reason="Đối chiếu")
    complete.send("EN", change_score(7), saved=LATER)
    for _ in range(2):
        COMMANDS[command](complete)
        book = openpyxl.load_workbook(complete.book)
        own = book["Của tôi"]
        assert [[cell.value for cell in row] for row in own.iter_rows()] == [
            ["Xã", "Điểm"], ["An Hòa", 83], ["Bình Hải", 68.75]
        ]  # fmt: skip
        assert len(own._charts) == 1  # type: ignore[attr-defined]
        assert own["A2"].comment is not None
        assert own.column_dimensions["A"].width == 41.5
        assert own.auto_filter.ref == "A1:B3"
        assert book.sheetnames.index("Của tôi") == 2
        ranking = book["Xếp hạng"]
        assert ranking.column_dimensions["C"].width == 55.25
        assert ranking["C3"].comment is not None
        assert len(ranking._charts) == 1  # type: ignore[attr-defined]
        assert book[LEDGER].auto_filter.ref is not None


def rearranged(book: Workbook) -> None:
    """The clerk sorted the ledger, and inserted rows above it and a column into it."""
    sheet = journey.ledger(book)
    width = max(sheet.columns.values())
    first = sheet.header_row + 1
    rows = [[sheet.sheet.cell(row, column).value for column in range(1, width + 1)] for row in sheet.rows()]
    rows.sort(key=lambda values: (str(values[2]), -len(str(values[1]))))
    for at, values in enumerate(rows, start=first):
        for column, value in enumerate(values, start=1):
            sheet.sheet.cell(at, column).value = value
    sheet.sheet.insert_rows(first + 7, 2)
    sheet.sheet.insert_rows(1, 3)
    sheet.sheet.insert_cols(4, 1)
    sheet.sheet.cell(sheet.header_row + 3, 4).value = "Ghi chú riêng"
    sheet.sheet.cell(sheet.header_row + 5, 4).value = "xem lại"


@by_both_commands
def test_a_rearranged_ledger_still_reads_right(complete: Journey, command: str) -> None:
    """Sorted rows, inserted rows and columns are harmless: the same totals, every typed cell at its code."""
    with complete.typing() as book:
        type_everywhere(book)
        journey.agree(book, "EN", "2.4", score=4)
    COMMANDS[command](complete)
    totals = [(u["code"], u["agreed_total"], u["rank"]) for u in complete.rank().json["units"]]
    before = typed_now(complete)
    with complete.typing() as book:
        rearranged(book)
    COMMANDS[command](complete)
    assert [(u["code"], u["agreed_total"], u["rank"]) for u in complete.rank().json["units"]] == totals
    assert typed_now(complete) == before
    values = [cell.value for row in openpyxl.load_workbook(complete.book)[LEDGER].iter_rows() for cell in row]
    assert "Ghi chú riêng" in values
    assert "xem lại" in values


@pytest.mark.parametrize("title", ["THỐNG NHẤT ĐIỂM", normalize("NFD", LEDGER)])
def test_a_sheet_name_in_another_form_is_the_same_sheet(complete: Journey, title: str) -> None:
    """Case and Unicode form do not matter, and no second sheet appears."""
    with complete.typing() as book:
        journey.agree(book, "AN", "I.1", score=9, reason="Đối chiếu")
        sheet = book[LEDGER]
        sheet.title = "x"  # openpyxl would number a name that differs in its case alone
        sheet.title = title
        count = len(book.sheetnames)
    totals = {unit["code"]: unit["agreed_total"] for unit in complete.rank().json["units"]}
    assert totals == journey.TOTALS | {"AN": "82.00"}
    assert len(openpyxl.load_workbook(complete.book).sheetnames) == count


@by_both_commands
def test_typed_rows_whose_unit_vanished_stay_at_the_bottom(complete: Journey, command: str) -> None:
    """The unit left the book: what was agreed for it is kept below the table, with a finding at its cell."""
    complete.agree("EN", "I.1", score=7.5, reason="Biên bản 12")
    complete.rank()
    with complete.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.sheet.delete_rows(units.row("EN"))
    for _ in range(2):
        document = COMMANDS[command](complete).json
        sheet = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
        row = sheet.row("EN", "I.1")
        assert row > max(sheet.row(unit, code) for unit in UNITS if unit != "EN" for code in SCORED)
        assert (sheet.at(row, "Điểm thống nhất"), sheet.at(row, "Lý do")) == (7.5, "Biên bản 12")
        orphans = {
            (one["cell"], one["value"]) for one in document["findings"] if one["code"] == "ROW_ORPHANED"
        }
        assert (sheet.address(row, "Mã đơn vị"), "EN") in orphans
        assert len(orphans) == 3  # 2.3 and 2.4 were typed as well


def test_a_row_comes_home_when_its_criterion_returns(complete: Journey) -> None:
    """A code taken out of the criteria and put back finds its agreed score again."""
    complete.agree("AN", "I.1", score=9, reason="Đối chiếu")
    with complete.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Mã", "I.7")
    (orphan,) = (one for one in complete.rank().json["findings"] if one["code"] == "ROW_ORPHANED")
    assert (orphan["unit"], orphan["value"]) == ("AN", "I.1")
    with complete.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.7"), "Mã", "I.1")
    assert complete.collect().code == 0
    document = complete.rank().json
    assert document["findings"] == []
    assert {u["code"]: u["agreed_total"] for u in document["units"]} == journey.TOTALS | {"AN": "82.00"}


# --- a closed book, and the next year's -----------------------------------------------------------


@pytest.mark.parametrize("command", ["issue", "collect", "rank"])
def test_a_closed_book_is_not_changed(complete: Journey, command: str) -> None:
    """`Giai đoạn` = Đã chốt: exit code 2, a sentence that names `reopen`, not a byte changed."""
    complete.set(Giai_đoạn="Đã chốt")
    before = {path: path.read_bytes() for path in complete.folder.rglob("*") if path.is_file()}
    more: dict[str, tuple[object, ...]] = {
        "issue": ("--out", complete.folder / "lai"),
        "collect": (complete.inbox,),
    }
    answer = run(command, complete.book, *more.get(command, ()))
    assert answer.code == 2
    assert "reopen" in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert {path: path.read_bytes() for path in complete.folder.rglob("*") if path.is_file()} == before


def test_the_next_years_book_takes_criteria_units_and_settings_only(
    complete: Journey, tmp_path: Path
) -> None:
    """`--from`: no date, no score, no vote, nothing received or issued comes along."""
    complete.set(Hạn_nộp_phiếu=DAY, Ngày_hội_nghị_tổng_kết=DAY, Cấp_trên="UBND tỉnh", Số_chữ_số_thập_phân=1)
    with complete.typing() as book:
        type_everywhere(book)
    new = tmp_path / "SoCum_C01_2026.xlsx"
    assert run("new", "cluster", new, "--from", complete.book).code == 0
    book = openpyxl.load_workbook(new)
    old = openpyxl.load_workbook(complete.book)
    settings = {row["Mục"]: row["Giá trị"] for row in Sheet(book["Cụm"], "Mục").records()}
    assert settings["Năm"] == 2026
    assert (settings["Mã cụm"], settings["Tên cụm"], settings["Địa danh"]) == (
        "C01",
        "Cụm thi đua số 1",
        "An Hòa",
    )
    assert (settings["Cấp trên"], settings["Số chữ số thập phân"]) == ("UBND tỉnh", 1)
    assert [settings[name] for name in settings if name.startswith(("Ngày", "Hạn"))] == [None] * 3
    assert settings["Giai đoạn"] == "Đang nhận"
    for name in ("Tiêu chí", "Đơn vị"):
        headers = ("Mã", "Nội dung", "Điểm tối đa", "Cách chấm", "Tham số", "Tên đơn vị")
        rows = [[[row.get(h) for h in headers if h != "Điểm tối đa" or row.get("Loại") != "Mục"]
                 for row in Sheet(one[name], "Mã").records()] for one in (old, book)]  # fmt: skip
        assert rows[0] == rows[1]
    sheet = journey.ledger(book)
    typed = (*AGREED.values(), "Chỉ tiêu", "Kết quả", "Không được giao", "Điểm tự chấm")
    assert {sheet.at(row, header) for row in sheet.rows() for header in typed} == {None}
    assert list(Sheet(book[VOTES], "Mã đơn vị", "Số phiếu").rows()) == []
    assert [row["File"] for row in Sheet(book["Tiếp nhận"], "Trạng thái", "SHA-256").records()] == [None] * 5
    assert Sheet(book["Nhật ký"], "Lúc", "Mã băm").records() == []
    assert book["_phat_hanh"].max_row == 1


@pytest.mark.parametrize("moved", [False, True])
def test_the_next_years_forms_are_told_from_this_years(
    complete: Journey, tmp_path: Path, moved: bool
) -> None:
    """A form of last year in the new book's inbox waits as a form of another year."""
    new = tmp_path / "moi" / "SoCum_C01_2026.xlsx"
    assert run("new", "cluster", new, "--from", complete.book).code == 0
    if moved:
        assert run("issue", new, "--out", tmp_path / "moi" / "phieu").code == 0
    document = run("collect", new, complete.inbox, "--json").json
    assert {one["status"] for one in document["files"]} == {"waiting"}
    assert {one["code"] for file in document["files"] for one in file["findings"]} == {
        "WRONG_YEAR",
        "NEVER_ISSUED",
    }


def test_the_journal_tells_where_a_file_came_from_and_what_superseded_it(issued: Journey) -> None:
    """Received from where, whose, in which state; later: superseded by which file."""
    issued.send("AN")
    issued.collect()
    issued.send("AN", change_score(8), name="Phieu_AN_moi.xlsx", saved=LATER)
    issued.collect()
    told = [record["Thay đổi"] for record in issued.sheet("Nhật ký", "Lúc").records()]
    (first,) = (line for line in told if line.startswith("Nhận Phieu_AN_2025.xlsx"))
    assert "từ hop_thu (" in first
    assert first.endswith("đơn vị AN, đã nhận")
    (later,) = (line for line in told if line.startswith("Phieu_AN_2025.xlsx ("))
    assert later.endswith("đã nhận → đã thay thế. Đã có Phieu_AN_moi.xlsx thay thế.")
