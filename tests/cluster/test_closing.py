"""Chốt sổ, mở lại sổ, kiểm chứng through the command line, and what is approved."""

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey, Made, Once, Run, found_in, run
from thidua_xl.bookkeeping.typing_in import type_in
from thidua_xl.cluster.reading import open_book

RANKING = "Xếp hạng"


def close(cluster: Journey) -> Run:
    """`close`."""
    return run("close", cluster.book)


def reopen(cluster: Journey, reason: str = "Nhầm điểm của xã An Hòa") -> Run:
    """`reopen`."""
    return run("reopen", cluster.book, "--reason", reason)


def differences(book: Path) -> list[dict[str, Any]]:
    """What `verify` finds; its exit code says the same."""
    answer = run("verify", book, "--json")
    assert answer.err == ""
    assert answer.code == int(not answer.json["equal"]) == int(bool(answer.json["differences"]))
    found = answer.json["differences"]
    assert isinstance(found, list)
    return found


def codes(book: Path) -> set[str]:
    """The codes of what `verify` finds."""
    return {found["code"] for found in differences(book)}


def whole(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def type_at(cluster: Journey, sheet: str, key: tuple[str, ...], codes_: tuple[str, ...], header: str,
            value: object) -> str:  # fmt: skip
    """A value put into a cell as Excel would: stored results of formulas stay. The cell's address."""
    table = cluster.sheet(sheet, *key)
    cell = table.address(table.row(*codes_), header)
    cluster.book.write_bytes(type_in(cluster.book.read_bytes(), {sheet: {cell: value}}))
    return cell


def _closed(complete: Journey) -> None:
    """What `closed` begins with, made once."""
    answer = close(complete)
    assert answer.code == 0, answer.out + answer.err


@pytest.fixture
def closed(once: Once, complete_once: Made, tmp_path: Path) -> Journey:
    """A cluster whose book is sealed."""
    return once(_closed, complete_once).copied(tmp_path)


# --- close ----------------------------------------------------------------------------------------


def test_a_closed_book_bears_its_seal(closed: Journey) -> None:
    """In `_meta`, in the journal, on the ranking (with the journal's hash) and in what the command says."""
    book = open_book(closed.book)
    mark, head = book.meta["seal"], book.journal[-1].hash
    short = " ".join(mark[at : at + 4] for at in (0, 4, 8, 12))
    assert book.settings.phase.value == "Đã chốt"
    assert any(row.change == f"Chốt sổ, mã niêm phong {mark}" for row in book.journal)
    assert {row.command for row in book.journal[-2:]} == {"close"}
    line = f"Mã niêm phong: {short} · Mã Nhật ký: {' '.join(head[at : at + 4] for at in (0, 4, 8, 12))}"
    ranking = openpyxl.load_workbook(closed.book, data_only=True)[RANKING]
    assert line in [cell.value for row in ranking["A1:J9"] for cell in row]
    assert differences(closed.book) == []


def test_what_the_command_says(complete: Journey) -> None:
    """The seal's first sixteen digits, as the paper shows them."""
    answer = close(complete)
    mark = open_book(complete.book).meta["seal"]
    assert " ".join(mark[at : at + 4] for at in (0, 4, 8, 12)) in answer.out


def test_nothing_is_sealed_while_a_score_is_missing(collected: Journey) -> None:
    """Provisional: exit code 1, the findings, not a byte changed."""
    before = whole(collected.folder)
    answer = close(collected)
    assert answer.code == 1
    assert "còn thiếu điểm" in answer.out
    assert "Chưa chốt được sổ" in answer.out
    assert whole(collected.folder) == before


def test_nothing_is_sealed_while_a_tie_for_first_is_open(complete: Journey) -> None:
    """The vote comes first."""
    complete.agree("BH", "2.4", score=7, reason="Rà soát")
    complete.agree("BH", "I.1", score=10, reason="Rà soát")
    complete.agree("BH", "I.2", score=10, reason="Rà soát")
    complete.agree("BH", "I.3", score=15, reason="Rà soát")
    complete.agree("BH", "I.4", score=10, reason="Rà soát")
    complete.agree("AN", "T1", score=0, reason="Rà soát")
    totals = {unit["code"]: float(unit["agreed_total"]) for unit in complete.rank().json["units"]}
    complete.agree("AN", "I.1", score=10 - (totals["AN"] - totals["BH"]), reason="Rà soát")
    assert [tie["rank"] for tie in complete.rank().json["open_ties"]] == [1]
    answer = close(complete)
    assert answer.code == 1
    assert "bằng điểm nhau" in answer.out


def test_nothing_is_sealed_while_an_original_is_lost(complete: Journey) -> None:
    """A book that could not be verified is not sealed; receiving the same file again mends it."""
    lost = complete.kept_originals[0]
    kept = lost.read_bytes()
    lost.unlink()
    answer = close(complete)
    assert answer.code == 1
    assert "Không thấy bản gốc" in answer.out
    assert complete.collect().code == 0
    assert lost.read_bytes() == kept
    assert close(complete).code == 0


def test_nothing_is_sealed_while_a_received_score_is_not_the_units(complete: Journey) -> None:
    """A received column edited by hand counts until the next collect, but is not sealed."""
    type_at(complete, journey.LEDGER, ("Mã đơn vị", "Mã tiêu chí"), ("CM", "I.1"), "Điểm tự chấm", 9.5)
    answer = close(complete)
    assert answer.code == 1
    assert "theo phiếu gốc là 9" in answer.out


def test_a_sealed_book_is_not_sealed_again(closed: Journey) -> None:
    """Exit code 2 names the seal and the way."""
    answer = close(closed)
    assert answer.code == 2
    assert "mở lại sổ (reopen)" in answer.err


def test_a_phase_typed_by_hand_opens_no_sealed_book(closed: Journey) -> None:
    """Only `reopen` does, on the record; verify says what was done."""
    type_at(closed, "Cụm", ("Mục",), ("Giai đoạn",), "Giá trị", "Đang nhận")
    before = closed.book.read_bytes()
    assert closed.rank().code == 2
    assert closed.book.read_bytes() == before
    assert [found["message"] for found in differences(closed.book) if found["code"] == "SEAL_BROKEN"] == [
        "Sổ không còn như lúc niêm phong (Giai đoạn không còn là Đã chốt)."
    ]


def test_a_phase_typed_by_hand_is_no_seal(complete: Journey) -> None:
    """Who typed Đã chốt can still seal; verify says that nothing seals it yet."""
    complete.set(Giai_đoạn="Đã chốt")
    assert "không có mã niêm phong" in differences(complete.book)[0]["message"]
    assert close(complete).code == 0
    assert differences(complete.book) == []


def test_a_book_without_the_line_for_the_phase_says_so(complete: Journey) -> None:
    """There would be nowhere to write it."""
    with complete.typing() as book:
        journey.set_up(book, {})
        sheet = journey.Sheet(book["Cụm"], "Mục")
        sheet.put(sheet.row("Giai đoạn"), "Mục", "Khác")
    answer = close(complete)
    assert answer.code == 2
    assert "thiếu mục Giai đoạn" in answer.err


def test_closing_keeps_the_version_before_and_a_persons_own_sheet(complete: Journey) -> None:
    """As every command does."""
    with complete.typing() as book:
        book.create_sheet("Riêng")["A1"].value = "của tôi"
    before, count = complete.book.read_bytes(), len(complete.backups)
    assert close(complete).code == 0
    assert len(complete.backups) == count + 1
    assert before in [path.read_bytes() for path in complete.backups]
    assert openpyxl.load_workbook(complete.book)["Riêng"]["A1"].value == "của tôi"


# --- reopen ---------------------------------------------------------------------------------------


def test_a_book_is_opened_again_on_the_record(closed: Journey) -> None:
    """Phase Đã thông qua, no seal any more, the reason and the old seal in the journal."""
    old = open_book(closed.book).meta["seal"]
    assert reopen(closed).code == 0
    book = open_book(closed.book)
    assert book.settings.phase.value == "Đã thông qua"
    assert not any(key.startswith("seal") for key in book.meta)
    told = [row.change for row in book.journal if row.command == "reopen"]
    assert f"Mở lại sổ, bỏ mã niêm phong {old}. Lý do: Nhầm điểm của xã An Hòa" in told
    assert differences(closed.book) == []
    assert closed.rank().code == 0


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_no_book_is_opened_again_without_a_reason(closed: Journey, reason: str) -> None:
    """A blank is none."""
    before = whole(closed.folder)
    answer = reopen(closed, reason)
    assert answer.code == 2
    assert "lý do" in answer.err
    assert whole(closed.folder) == before


def test_a_book_that_is_not_closed_needs_no_opening(complete: Journey) -> None:
    """Exit code 2."""
    assert "chưa chốt" in reopen(complete).err


def test_the_same_values_give_the_same_seal_only_after_the_same_history(closed: Journey) -> None:
    """The journal is under the seal, too."""
    first = open_book(closed.book).meta["seal"]
    reopen(closed)
    assert close(closed).code == 0
    assert open_book(closed.book).meta["seal"] != first


# --- verify ---------------------------------------------------------------------------------------


def test_verify_changes_nothing_and_works_in_a_copied_folder(closed: Journey, tmp_path: Path) -> None:
    """Another machine: the book and its originals are all it needs."""
    elsewhere = tmp_path / "may khac"
    elsewhere.mkdir()
    shutil.copy(closed.book, elsewhere)
    shutil.copytree(closed.originals, elsewhere / closed.originals.name)
    before = whole(elsewhere)
    assert differences(elsewhere / closed.book.name) == []
    assert whole(elsewhere) == before


def test_a_book_that_a_library_saved_has_no_results_and_no_fault(closed: Journey) -> None:
    """openpyxl stores no values of formulas; the seal is over values, so it holds."""
    with closed.typing():
        pass
    assert differences(closed.book) == []


def test_sorting_and_formats_break_no_seal(closed: Journey) -> None:
    """Values, not where they stand or what they look like."""

    def sort(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        table = journey.Sheet(sheet, "Mã")
        rows = [[table.at(row, header) for header in table.columns] for row in table.rows()]
        for row, values in zip(list(table.rows()), sorted(rows, key=str, reverse=True), strict=True):
            for header, value in zip(table.columns, values, strict=True):
                table.put(row, header, value)
        sheet.column_dimensions["A"].width = 40

    with closed.typing() as book:
        sort(book)
    assert differences(closed.book) == []


@pytest.mark.parametrize(
    ("criterion", "header", "value", "parts"),
    [("I.1", "Điểm thống nhất", 9, "Thống nhất điểm, Điểm tính, Tổng hợp"),
     ("I.1", "Lý do", "khác", "Thống nhất điểm")],
)  # fmt: skip
def test_a_changed_cell_breaks_the_seal_and_its_part_is_named(
    closed: Journey, criterion: str, header: str, value: object, parts: str
) -> None:
    """SEAL_BROKEN says where to look."""
    type_at(closed, journey.LEDGER, ("Mã đơn vị", "Mã tiêu chí"), ("AN", criterion), header, value)
    broken = [found for found in differences(closed.book) if found["code"] == "SEAL_BROKEN"]
    assert [found["message"] for found in broken] == [f"Sổ không còn như lúc niêm phong (khác ở {parts})."]


def test_a_changed_setting_criterion_or_unit_breaks_the_seal(closed: Journey) -> None:
    """What the result rests on is under the seal."""
    saved = closed.book.read_bytes()
    for sheet, key, row, header, value in (
        ("Cụm", "Mục", "Trưởng cụm", "Giá trị", "BH"),
        ("Đơn vị", "Mã", "BH", "Tên đơn vị", "Xã khác"),
        ("Tiêu chí", "Mã", "I.1", "Nội dung", "Nội dung khác"),
    ):
        closed.book.write_bytes(saved)
        type_at(closed, sheet, (key,), (row,), header, value)
        messages = [found["message"] for found in differences(closed.book) if found["code"] == "SEAL_BROKEN"]
        assert messages == [f"Sổ không còn như lúc niêm phong (khác ở {sheet})."]


def test_who_signs_may_change_on_a_sealed_book(closed: Journey) -> None:
    """The papers are written after it."""
    type_at(closed, "Cụm", ("Mục",), ("Người ký",), "Giá trị", "Trần Văn B")
    assert differences(closed.book) == []


def test_a_changed_result_is_named_with_what_it_should_be(complete: Journey) -> None:
    """RESULT_DIFFERS: the cell, what it holds, what comes out."""
    keys = ("Mã đơn vị", "Mã tiêu chí")
    cells = [
        type_at(complete, journey.LEDGER, keys, ("BH", "I.2"), "Điểm tính", 9.5),
        type_at(complete, "Tổng hợp", ("Mã",), ("BH",), "Tổng điểm", 70),
        type_at(complete, RANKING, ("Hạng", "Mã"), ("2", "BH"), "Hạng", 1),
        type_at(complete, journey.PRAISE, ("Mã đơn vị", "Đề xuất"), ("BH", "Nhì"), "Đề xuất", "Nhất"),
    ]
    found = differences(complete.book)
    assert found_in({"differences": found, "findings": found}) == sorted(
        ("RESULT_DIFFERS", cell) for cell in cells
    )
    assert "ghi 9,5, tính lại là 9." in found[0]["message"]


def test_a_result_that_is_gone_is_a_difference(complete: Journey) -> None:
    """A removed row is no equal book."""
    with complete.typing() as book:
        sheet = book[RANKING]
        table = journey.Sheet(sheet, "Hạng", "Mã")
        table.put(next(table.rows()), "Mã", None)
    assert [(one["code"], one["unit"]) for one in differences(complete.book)] == [("RESULT_DIFFERS", "AN")]


def test_a_changed_received_value_is_named(complete: Journey) -> None:
    """RECEIVED_DIFFERS: what the form says stands beside it."""
    keys = ("Mã đơn vị", "Mã tiêu chí")
    cell = type_at(complete, journey.LEDGER, keys, ("CM", "I.1"), "Điểm tự chấm", 9.5)
    found = [one for one in differences(complete.book) if one["code"] == "RECEIVED_DIFFERS"]
    assert [(one["unit"], one["criterion"], one["cell"], one["value"]) for one in found] == [
        ("CM", "I.1", cell, "9.5")
    ]


def test_a_changed_state_of_a_file_is_named(complete: Journey) -> None:
    """RECEIVED_DIFFERS on `Tiếp nhận`."""
    unit = ("Mã đơn vị", "Trạng thái", "SHA-256")
    table = complete.sheet("Tiếp nhận", *unit)
    row = next(row for row in table.rows() if table.at(row, "Mã đơn vị") == "DL")
    cell = table.address(row, "Trạng thái")
    complete.book.write_bytes(type_in(complete.book.read_bytes(), {"Tiếp nhận": {cell: "Từ chối"}}))
    found = differences(complete.book)
    assert ("RECEIVED_DIFFERS", cell) in [(one["code"], one["cell"]) for one in found]


def test_a_lost_and_a_changed_original_are_named(closed: Journey) -> None:
    """ORIGINAL_LOST and ORIGINAL_CHANGED, each with its file."""
    first, second = closed.kept_originals[:2]
    first.unlink()
    second.write_bytes(second.read_bytes() + b"x")
    found = {one["value"]: one["code"] for one in differences(closed.book)}
    assert found == {first.stem: "ORIGINAL_LOST", second.stem: "ORIGINAL_CHANGED"}


def test_a_changed_journal_is_named_with_its_row(closed: Journey) -> None:
    """JOURNAL_EDITED: the first row that does not hold; the line on the ranking fits the last one only."""
    with closed.typing() as book:
        sheet = journey.Sheet(book["Nhật ký"], "Lúc", "Mã băm")
        row = list(sheet.rows())[1]
        sheet.put(row, "Ai", "Người khác")
    (found,) = differences(closed.book)
    assert (found["code"], found["cell"]) == ("JOURNAL_EDITED", sheet.address(row, "Mã băm"))


def test_a_journal_whose_end_was_cut_off_is_noticed(closed: Journey) -> None:
    """The rows that are left hold together, but the ranking prints another end."""
    with closed.typing() as book:
        sheet = journey.Sheet(book["Nhật ký"], "Lúc", "Mã băm")
        book["Nhật ký"].delete_rows(list(sheet.rows())[-1])
    assert codes(closed.book) == {"SEAL_BROKEN"}


def test_a_seal_made_up_by_hand_is_noticed(closed: Journey) -> None:
    """Another seal in `_meta` is neither the computed one nor the one printed."""
    with closed.typing() as book:
        for row in book["_meta"].iter_rows():
            if row[0].value == "seal":
                row[1].value = "0" * 64
    assert codes(closed.book) == {"SEAL_BROKEN"}
    assert len(differences(closed.book)) == 2


def test_a_book_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """Exit code 2."""
    answer = run("verify", tmp_path / "khong-co.xlsx")
    assert (answer.code, len(answer.err.strip().splitlines())) == (2, 1)


# --- once it is approved --------------------------------------------------------------------------


@pytest.fixture
def approved(complete: Journey) -> Journey:
    """A cluster whose scores the meeting has approved."""
    complete.set(Giai_đoạn="Đã thông qua")
    assert complete.rank().code == 0
    return complete


def _unreasoned(cluster: Journey) -> list[tuple[str, str]]:
    found = cluster.rank().json["findings"]
    return [(one["unit"], one["criterion"]) for one in found if one["code"] == "REASON_MISSING"]


def test_a_changed_score_needs_a_reason_until_it_has_one(approved: Journey) -> None:
    """Also where none stood before: the head's own score had no self-score to differ from."""
    approved.agree("AN", "2.4", score=6)
    assert _unreasoned(approved) == [("AN", "2.4")]
    assert _unreasoned(approved) == [("AN", "2.4")]
    assert close(approved).code == 1
    approved.agree("AN", "2.4", reason="Hội nghị xét lại")
    assert _unreasoned(approved) == []
    assert _unreasoned(approved) == []


def test_an_old_reason_does_not_serve_for_the_next_change(approved: Journey) -> None:
    """Each change has its own."""
    approved.agree("AN", "2.4", score=6, reason="Hội nghị xét lại")
    assert _unreasoned(approved) == []
    approved.agree("AN", "2.4", score=5)
    assert _unreasoned(approved) == [("AN", "2.4")]
    (found,) = [one for one in approved.rank().json["findings"] if one["code"] == "REASON_MISSING"]
    assert "(6,00 → 5,00)" in found["message"]
    assert "lần trước" in found["message"]
    approved.agree("AN", "2.4", reason="Hội nghị xét lại lần hai")
    assert _unreasoned(approved) == []


def test_a_score_put_back_needs_no_reason(approved: Journey) -> None:
    """Nothing has changed."""
    approved.agree("AN", "2.4", score=6)
    assert _unreasoned(approved) == [("AN", "2.4")]
    approved.agree("AN", "2.4", score=7)
    assert _unreasoned(approved) == []


def test_scores_that_others_move_need_a_reason_too(approved: Journey) -> None:
    """A new leader (So với đơn vị dẫn đầu) moves everybody's points: each is told."""
    approved.agree("EN", "I.5", result=15, reason="Số liệu Chi cục Thống kê")
    assert _unreasoned(approved) == [("AN", "I.5"), ("BH", "I.5")]


def test_before_it_is_approved_a_change_needs_none(complete: Journey) -> None:
    """The head's own scores may be typed and typed again."""
    complete.agree("AN", "2.4", score=6)
    assert _unreasoned(complete) == []


def test_a_book_opened_again_remembers_what_was_approved(closed: Journey) -> None:
    """From closed to reopened: the change asks for its reason."""
    reopen(closed)
    closed.agree("AN", "2.4", score=6)
    assert _unreasoned(closed) == [("AN", "2.4")]


def test_the_journal_tells_the_phase_and_no_list_of_scores(approved: Journey) -> None:
    """What is remembered of the scores is no event."""
    told = [row.change for row in open_book(approved.book).journal]
    assert "Giai đoạn: (trống) → Đã thông qua" in told
    assert not any("Điểm đã thông qua" in text for text in told)


def test_a_book_closed_in_excel_with_a_rewritten_package_is_read(closed: Journey) -> None:
    """The cell of the phase is an ordinary one: any reader sees Đã chốt."""
    with zipfile.ZipFile(io.BytesIO(closed.book.read_bytes())) as archive:
        assert archive.testzip() is None
    settings = journey.Sheet(openpyxl.load_workbook(closed.book)["Cụm"], "Mục")
    assert settings.at(settings.row("Giai đoạn"), "Giá trị") == "Đã chốt"


def test_a_book_of_the_earlier_layout_prints_its_line_once(complete: Journey) -> None:
    """The journal's hash stood as a text further right; the next command leaves one line, at its new place."""
    with complete.typing() as book:
        line_at = next(cell for cell in book[RANKING]["A"] if "Mã Nhật ký" in str(cell.value))
        assert str(line_at.value).startswith("=IF(")
        line_at.value, line_at.offset(column=3).value = None, "Mã Nhật ký: 0123 4567 89ab cdef"
        row = line_at.row
    complete.agree("AN", "2.4", score=6)
    assert complete.rank().code == 0
    cells = openpyxl.load_workbook(complete.book, data_only=True)[RANKING][row][:10]
    head = open_book(complete.book).journal[-1].hash
    line = f"Mã Nhật ký: {' '.join(head[at : at + 4] for at in (0, 4, 8, 12))}"
    assert [cell.value for cell in cells if cell.value] == [line]
