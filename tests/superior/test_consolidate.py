"""Tổng hợp các cụm through the command line: the document, the sheets, what people wrote in the book."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.consolidated import (
    FIRST,
    SECOND,
    states,
    take,
)
from tests.journeys.journey import RANKS, TOTALS, Journey, Sheet, run
from tests.journeys.office_journey import (
    OTHER,
    Office,
    own_findings,
)

# --- the document ---------------------------------------------------------------------------------


def test_the_document_key_by_key(office: Office) -> None:
    """What other programs rely on."""
    office.receive("C01")
    answer = office.consolidate()
    assert (answer.code, answer.err) == (1, "")  # C02 is missing
    assert answer.json == {
        "clusters": [
            {"code": "C01", "name": "Cụm thi đua số 1", "file": FIRST, "status": "received",
             "phase": "Đang nhận", "days_before_conference": None, "units": 5, "first": ["AN"],
             "second": ["BH"], "third": ["EN"], "nominee": "AN", "mismatches": []},
            {"code": OTHER, "name": "Cụm thi đua số 2", "file": None, "status": "missing", "phase": None,
             "days_before_conference": None, "units": 0, "first": [], "second": [], "third": [],
             "nominee": None, "mismatches": []},
        ],
        "expected": 2, "received": 1, "missing": [OTHER], "nominees": [{"cluster": "C01", "code": "AN"}],
        "findings": [],
        "superior_scoring": {"scored": 0, "expected": 0, "units": [], "scorers": []}, "passed_over": [],
    }  # fmt: skip


def test_a_file_that_cannot_be_read_stands_in_the_document(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A book still open elsewhere: the exit code and `Sai lệch` say so, and whoever reads the JSON learns why."""
    office.receive()
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == office.inbox / FIRST:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    answer = office.consolidate()
    (unread,) = answer.json["findings"]
    assert (answer.code, answer.json["missing"]) == (1, ["C01"])
    assert (unread["code"], unread["file"]) == ("FILE_NOT_OPENED", FIRST)
    assert "không có quyền" in unread["message"]


def test_all_in_order_is_exit_code_0(office: Office) -> None:
    """Nothing is missing, nothing differs, a person reads it in three sentences."""
    office.receive()
    assert office.consolidate().code == 0
    answer = run("consolidate", office.book, office.inbox)
    assert (answer.code, answer.err) == (0, "")
    assert "Đã có sổ của 2/2 cụm." in answer.out
    assert "2 đơn vị được các cụm đề nghị Cờ, chưa xếp thứ tự" in answer.out


@pytest.mark.parametrize("what", ["nowhere", "empty"])
def test_a_folder_that_is_not_there_is_exit_code_2(office: Office, what: str) -> None:
    """One sentence, not a byte."""
    folder = office.folder / what
    if what == "empty":
        folder.mkdir()
    before = office.book.read_bytes()
    answer = office.consolidate(folder)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert what in answer.err
    assert office.book.read_bytes() == before


def test_the_days_before_the_conference(office: Office, complete: Journey) -> None:
    """From `Ngày nhận`; without it from the cluster's `Lần gửi` of 27 December; else empty."""
    assert run("submit", complete.book, "--kind", "before").code == 0
    office.drop(FIRST, complete.book.read_bytes())
    office.receive(OTHER)
    with office.typing() as workbook:
        for row in (6, 7):
            workbook["Danh sách cụm"][f"H{row}"].value = datetime.datetime(2025, 12, 31)
        workbook["Cấp trên"]["B14"].value = datetime.datetime(2025, 12, 28)
    assert Sheet(openpyxl.load_workbook(office.book)["Cấp trên"], "Mục").at(14, "Mục") == "Hạn gửi hồ sơ"
    days = {one["code"]: one["days_before_conference"] for one in office.consolidate().json["clusters"]}
    assert days == {"C01": 4, OTHER: None}
    office.type("Hồ sơ nhận", [
        ("C01", "Bảng tổng hợp điểm", "12/BC", datetime.datetime(2025, 12, 29)),
        ("C01", "Báo cáo tổng kết", "13/BC", datetime.datetime(2025, 12, 29)),
        ("C01", "Biên bản hội nghị", "", datetime.datetime(2025, 12, 28)),
    ])  # fmt: skip
    days = {one["code"]: one["days_before_conference"] for one in office.consolidate().json["clusters"]}
    assert days == {"C01": 2, OTHER: None}
    line = office.by_key("Tiến độ")["C01"]
    assert line["Bảng tổng hợp điểm"] == datetime.datetime(2025, 12, 29)
    assert (line["Gửi muộn"], line["Còn thiếu"]) == (
        "Bảng tổng hợp điểm, Báo cáo tổng kết",
        "Danh sách suy tôn",
    )
    assert office.by_key("Tiến độ")[OTHER]["Bảng tổng hợp điểm"] == "có, chưa ghi ngày"


# --- what is written ------------------------------------------------------------------------------


def test_the_sheets_of_the_book(office: Office) -> None:
    """Totals and ranks as worked out by hand, cluster by cluster and all together."""
    office.receive()
    office.consolidate()
    summary = office.by_key("Tổng hợp")["C01"]
    assert (summary["Nhất"], summary["Điểm Nhất"], summary["Đề nghị Cờ"]) == (
        "AN Xã An Hòa",
        83,
        "AN Xã An Hòa",
    )
    units = office.by_key("Toàn bộ đơn vị")
    assert len(units) == 10
    assert {code: f"{units[code]['Tổng điểm']:.2f}" for code in TOTALS} == TOTALS
    assert {code: units[code]["Hạng trong cụm"] for code in RANKS} == RANKS
    together = {code: (row["Nhóm so sánh"], row["Hạng trong nhóm"]) for code, row in units.items()}
    assert (together["AN"], together["PA"], together["BH"]) == (("A", 1), ("A", 1), ("A", 3))
    assert office.records("Sai lệch") == []
    assert states(office) == {FIRST: ("Đã nhận", "C01"), SECOND: ("Đã nhận", OTHER)}
    nominees = office.by_key("Danh sách đề nghị")
    assert nominees["AN"]["Căn cứ"] == (
        "Nhất Cụm thi đua số 1: 83,00/81,00 điểm (102,47 %); hơn đơn vị sau 14,25 điểm"
    )
    assert "2/2" in " ".join(str(cell.value) for row in openpyxl.load_workbook(office.book, data_only=True)
                             ["Tổng quan"].iter_rows() for cell in row if cell.value)  # fmt: skip


@pytest.mark.parametrize("setting", ["criteria", "basis"])
def test_what_is_not_scored_alike_is_not_compared(office: Office, complete: Journey, setting: str) -> None:
    """Other criteria or another basis: no common rank, and the sheet says why."""
    with complete.typing() as book:
        if setting == "basis":
            journey.set_up(book, {"Xếp theo": "Tỷ lệ %"})
        else:
            table = Sheet(book["Tiêu chí"], "Mã")
            table.put(table.row("I.1"), "Điểm tối đa", 11)
    complete.rank()
    take(office, complete.book.read_bytes())
    rows = office.records("Toàn bộ đơn vị")
    assert {row["Hạng trong nhóm"] for row in rows} == {None}
    assert all("Không so sánh với cụm khác" in row["Ghi chú"] for row in rows)
    assert len({row["Nhóm so sánh"] for row in rows}) == 2


def test_the_order_of_the_proposal_follows_the_weights(office: Office) -> None:
    """Without weights side by side; with both, ranked, and the flags dealt by their quotas."""
    office.receive()
    office.type("Điểm cấp trên", [("AN", 40, 50), ("PA", 45, 50)])
    office.consolidate()
    assert [row["Thứ tự"] for row in office.records("Danh sách đề nghị")] == [None, None]
    office.set(Trọng_số_của_cụm=1)
    assert own_findings(office.consolidate()) == [("WEIGHT_MISSING", None, None, None)]
    office.set(Trọng_số_của_cấp_trên=1, Chỉ_tiêu_hình_thức_1=1, Chỉ_tiêu_hình_thức_2=1)
    assert office.consolidate().code == 0
    rows = office.records("Danh sách đề nghị")
    assert [(row["Mã đơn vị"], row["Thứ tự"], row["Giá trị xét"]) for row in rows] == [
        ("PA", 1, 96.24), ("AN", 2, 91.24),
    ]  # fmt: skip
    assert [row["Hình thức đề nghị"] for row in rows] == [
        "Cờ thi đua của Chính phủ",
        "Cờ thi đua của UBND tỉnh",
    ]


def test_a_tie_at_the_quotas_edge_stops_until_somebody_decides(office: Office) -> None:
    """Exit code 1; the decision with its reason stands in `Đề nghị` and survives."""
    office.receive()
    office.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=0, Chỉ_tiêu_hình_thức_1=1)
    answer = office.consolidate()
    assert (answer.code, own_findings(answer)) == (1, [("TIE_AT_QUOTA", None, None, "AN, PA")])
    assert {row["Hình thức đề nghị"] for row in office.records("Danh sách đề nghị")} == {"chờ quyết định"}
    office.type("Đề nghị", [("PA", "Cờ thi đua của Chính phủ", "Đồng ý", "Ba năm liền dẫn đầu")])
    answer = office.consolidate()
    assert (answer.code, own_findings(answer)) == (0, [])
    row = office.by_key("Danh sách đề nghị")["PA"]
    assert row["Hình thức đề nghị"] == "Cờ thi đua của Chính phủ"
    assert "quyết định: Ba năm liền dẫn đầu" in row["Căn cứ"]
    assert office.by_key("Danh sách đề nghị")["AN"]["Hình thức đề nghị"] == "hết chỉ tiêu"
    assert office.by_key("Đề nghị")["PA"]["Lý do"] == "Ba năm liền dẫn đầu"


def test_a_nominee_without_the_superiors_score_is_named(office: Office) -> None:
    """SUPERIOR_SCORE_MISSING, exit code 1; more flags typed than there are: QUOTA_EXCEEDED."""
    office.receive()
    office.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=1, Chỉ_tiêu_hình_thức_1=0)
    office.type("Điểm cấp trên", [("AN", 40, 50)])
    office.type("Đề nghị", [("PA", "Cờ thi đua của Chính phủ", "", "Đề xuất")])
    answer = office.consolidate()
    assert answer.code == 1
    assert own_findings(answer) == [
        ("QUOTA_EXCEEDED", None, None, None), ("SUPERIOR_SCORE_MISSING", "PA", None, None),
    ]  # fmt: skip


# --- what people wrote ----------------------------------------------------------------------------


def test_what_people_added_survives(office: Office) -> None:
    """A sheet, a note beside a row and one below the table, through a run that moves the rows."""
    office.receive("C01")
    office.consolidate()
    with office.typing() as workbook:
        workbook.create_sheet("Riêng")["B2"].value = "của tôi"
        table = Sheet(workbook["Tiến độ"], "Mã cụm")
        note = len(table.columns) + 1
        table.sheet.cell(table.header_row, note).value = "Ghi của tôi"
        table.sheet.cell(table.row(OTHER), note).value = "đã gọi điện"
    office.receive(OTHER)
    assert office.consolidate().code == 0
    workbook = openpyxl.load_workbook(office.book)
    assert workbook["Riêng"]["B2"].value == "của tôi"
    table = Sheet(workbook["Tiến độ"], "Mã cụm")
    assert table.sheet.cell(table.row(OTHER), note).value == "đã gọi điện"


def test_the_version_before_is_kept(office: Office) -> None:
    """In `luu`, as with every book."""
    office.receive()
    before = office.book.read_bytes()
    office.consolidate()
    assert before in [path.read_bytes() for path in (office.folder / "luu").glob("*.xlsx")]


def test_a_typed_column_that_was_renamed_stops_the_command(office: Office) -> None:
    """Decisions under an unknown header would be overlooked: exit code 2, not a byte."""
    office.receive()
    office.consolidate()
    with office.typing() as workbook:
        table = Sheet(workbook["Sổ đã nhận"], "File")
        table.sheet.cell(table.header_row, table.columns["Quyết định"]).value = "Ý kiến"
    before = office.book.read_bytes()
    answer = office.consolidate()
    assert (answer.code, answer.out) == (2, "")
    assert "thiếu cột Quyết định" in answer.err
    assert office.book.read_bytes() == before
