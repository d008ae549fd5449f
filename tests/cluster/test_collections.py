"""Registration, the review of June and December in one book: which file counts, what it says, who is missing."""

import datetime
import io
from typing import Any

import openpyxl
import pytest

from tests.journeys.collections import (
    common,
    form_of,
    go_out,
    halfway,
    registered,
    rows_on,
    send,
    type_in,
)
from tests.journeys.journey import SAVED, UNITS, YEAR, Journey, Run, Sheet, run
from tests.journeys.taken_in import decide, received, reconciles, statuses
from thidua_xl.cluster.reading import open_book
from thidua_xl.cluster.stage_findings import of_present_stage
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import finding

STAGES = ("register", "midyear", "yearend")


def stages(answer: Run) -> dict[str, dict[str, Any]]:
    """The counts of every collection, whose equations hold."""
    reconciles(answer)
    found: dict[str, dict[str, Any]] = answer.json["stages"]
    for counts in found.values():
        parts = ("accepted", "refused", "waiting", "superseded")
        assert counts["received"] == sum(counts[part] for part in parts)
        assert counts["expected"] == counts["accepted"] + counts["typed"] + len(counts["missing"])
    return found


def codes(answer: Run) -> list[str]:
    """Every finding of a `collect`, of files and of the book."""
    files = [found["code"] for one in answer.json["files"] for found in one["findings"]]
    return sorted([*files, *(one["code"] for one in answer.json["findings"])])


# --- the forms -----------------------------------------------------------------------------------


def test_every_stage_has_files_of_its_own_name(issued: Journey) -> None:
    """`_meta` says the stage; the third keeps its old word and its old numbers."""
    for stage, begins in (("register", "DangKy"), ("midyear", "SoKet"), ("yearend", "Phieu")):
        out = go_out(issued, stage)
        assert sorted(path.name for path in out.iterdir()) == sorted(
            f"{begins}_{u}_{YEAR}.xlsx" for u in UNITS
        )
        meta = openpyxl.load_workbook(out / f"{begins}_AN_{YEAR}.xlsx")["_meta"]
        said = {row[0].value: row[1].value for row in meta.iter_rows()}
        assert said["stage"] == {"yearend": "year-end"}.get(stage, stage)
    before = openpyxl.load_workbook(io.BytesIO(issued.forms["AN"]))["_meta"]
    again = openpyxl.load_workbook(form_of(issued, "yearend", "AN"))["_meta"]
    assert [row[1].value for row in before.iter_rows()] == [row[1].value for row in again.iter_rows()]


def test_the_setting_chooses_the_stage_and_the_option_wins(issued: Journey) -> None:
    """`Giai đoạn năm`; blank is December."""
    issued.set(Giai_đoạn_năm="sơ kết")
    run("issue", issued.book, "--out", issued.folder / "a")
    run("issue", issued.book, "--out", issued.folder / "b", "--stage", "register")
    issued.set(Giai_đoạn_năm=None)
    run("issue", issued.book, "--out", issued.folder / "c")
    first = [min(path.name for path in (issued.folder / name).iterdir()) for name in "abc"]
    assert [name.partition("_")[0] for name in first] == ["SoKet", "DangKy", "Phieu"]
    issued.set(Giai_đoạn_năm="Mùa xuân")
    answer = issued.rank()
    assert "SETTING_INVALID" in [one["code"] for one in answer.json["findings"]]


def test_a_form_of_registration_opens_a_target_where_the_rule_uses_one(issued: Journey) -> None:
    """Grey elsewhere; words may be written everywhere; the common target is printed."""
    common(issued, "I.2", 90)
    form = form_of(issued, "register", "AN") if go_out(issued, "register") else None
    assert form is not None
    book = openpyxl.load_workbook(form)
    assert book.sheetnames[:5] == ["Hướng dẫn", "Đơn vị", "Đăng ký", "Phong trào", "Kiểm tra"]
    sheet = Sheet(book["Đăng ký"], "Mã")
    at = sheet.columns["Chỉ tiêu đăng ký"]
    opened = {
        str(sheet.at(row, "Mã")) for row in sheet.rows() if not sheet.sheet.cell(row, at).protection.locked
    }
    assert opened == {"I.2", "I.3", "I.4", "I.5", "I.6"}
    words = sheet.columns["Nội dung đăng ký"]
    locked = {
        str(sheet.at(row, "Mã")) for row in sheet.rows() if sheet.sheet.cell(row, words).protection.locked
    }
    assert locked == {"I", "2"}
    assert sheet.at(sheet.row("I.2"), "Chỉ tiêu chung") == 90
    labels = [row[0].value for row in book["Đơn vị"].iter_rows(min_row=4)]
    assert {"Thủ trưởng", "Chức vụ", "Danh hiệu, hình thức khen thưởng đăng ký"} <= set(labels)
    assert labels.count("Chức vụ") == 1


# --- registration ----------------------------------------------------------------------------------


def test_a_registration_counts_for_its_stage_alone(issued: Journey) -> None:
    """Targets and words go to `Đăng ký`; nobody has a score by it, and December's counts stay."""
    go_out(issued, "register")
    send(
        issued,
        "register",
        "AN",
        {**registered(I_2=95, I_6=3), "I.1": {"Nội dung đăng ký": "Họp giao ban tuần"}},
    )
    answer = issued.collect()
    counts = stages(answer)
    assert (counts["register"]["accepted"], counts["yearend"]["accepted"]) == (1, 0)
    assert counts["register"]["missing"] == ["BH", "CM", "DL", "EN"]
    assert answer.json["missing"] == list(UNITS)
    rows = rows_on(issued, "Đăng ký")
    assert len(rows) == len(UNITS) * 12
    assert rows["AN", "I.2"]["Chỉ tiêu đăng ký"] == 95
    assert rows["AN", "I.1"]["Nội dung đăng ký"] == "Họp giao ban tuần"
    assert received(issued)["register_AN.xlsx"]["Kỳ"] == "Đăng ký"
    assert run("verify", issued.book, "--json").json["equal"]
    before = issued.book.read_bytes()
    issued.collect()
    assert issued.book.read_bytes() == before


def test_units_missing_are_those_of_the_present_stage(issued: Journey) -> None:
    """In March nobody misses a score: a warning for who has not registered, exit 0, and no line of December."""
    issued.set(Giai_đoạn_năm="Đăng ký")
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95, I_3=20, I_4=100, I_5=10, I_6=3))
    answer = issued.collect()
    found = [(one["code"], one["unit"]) for one in answer.json["findings"] if one["severity"] != "note"]
    assert found == [("STAGE_MISSING", unit) for unit in ("BH", "CM", "DL", "EN")]
    assert answer.code == 0
    unsent = {unit: row for unit, row in received(issued).items() if row["Trạng thái"] == "Chưa nộp"}
    assert set(unsent) == {"BH", "CM", "DL", "EN"}
    assert {row["Kỳ"] for row in unsent.values()} == {"Đăng ký"}
    told = run("collect", issued.book, issued.inbox).out
    assert "Kỳ đăng ký: 1 tệp = 1 đã nhận" in told and "Xếp hạng" not in told
    owed = finding(Code.SCORER_MISSING, who="TC", count=4, what="tiêu chí I.1")
    assert owed not in of_present_stage(open_book(issued.book, to_write=False), [owed])


def test_a_registration_on_paper_is_typed_in_the_book(issued: Journey) -> None:
    """It counts as typed, and a form that comes later replaces what it says otherwise, told in the journal."""
    issued.set(Giai_đoạn_năm="Đăng ký")
    go_out(issued, "register")
    type_in(issued, "Đăng ký", "BH", "I.2", Chỉ_tiêu_đăng_ký=80)
    issued.rank()
    assert received(issued)["BH"]["Trạng thái"] == "Nhập từ bản giấy"
    send(issued, "register", "BH", registered(I_2=85))
    counts = stages(issued.collect())
    assert (counts["register"]["accepted"], counts["register"]["typed"]) == (1, 0)
    assert rows_on(issued, "Đăng ký")["BH", "I.2"]["Chỉ tiêu đăng ký"] == 85


def test_a_received_target_edited_by_hand_counts_until_the_next_collect(issued: Journey) -> None:
    """OUTPUT_EDITED at the cell; the agreed target beside it is the place for another one."""
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95))
    issued.collect()
    type_in(issued, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=70)
    issued.rank()
    assert rows_on(issued, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] == 70
    send(issued, "register", "BH", registered(I_2=90))
    answer = issued.collect()
    edited = [one for one in answer.json["findings"] if one["code"] == "OUTPUT_EDITED"]
    assert [(one["unit"], one["sheet"], one["value"]) for one in edited] == [("AN", "Đăng ký", "70")]
    assert rows_on(issued, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] == 95
    type_in(issued, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=None)
    (emptied,) = (one for one in issued.collect().json["findings"] if one["code"] == "OUTPUT_EDITED")
    assert "sửa tay thành (trống); phiếu gốc là 95." in emptied["message"]


@pytest.mark.parametrize(
    ("code", "target", "easier"), [("I.2", 80, True), ("I.2", 95, False), ("I.6", 5, True), ("I.6", 2, False)]
)
def test_a_target_easier_than_the_common_one_is_told(
    issued: Journey, code: str, target: float, easier: bool
) -> None:
    """TARGET_BELOW_COMMON, the other way round where less is better; an agreed target settles it."""
    common(issued, code, 90 if code == "I.2" else 4)
    go_out(issued, "register")
    send(issued, "register", "AN", {code: {"Chỉ tiêu đăng ký": target}})
    assert ("TARGET_BELOW_COMMON" in codes(issued.collect())) is easier
    type_in(issued, "Đăng ký", "AN", code, Chỉ_tiêu_thống_nhất_đầu_năm=90, Lý_do="thống nhất")
    assert "TARGET_BELOW_COMMON" not in codes(issued.collect())


def test_targets_left_open_are_told_once(issued: Journey) -> None:
    """TARGET_NOT_REGISTERED names the criteria."""
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95, I_3=20))
    (one,) = [
        found
        for file in issued.collect().json["files"]
        for found in file["findings"]
        if found["code"] == "TARGET_NOT_REGISTERED"
    ]
    assert one["value"] == "I.4, I.5, I.6"


@pytest.mark.parametrize(
    ("typed", "code"), [("chín mươi", "NOT_A_NUMBER"), (-3, "NEGATIVE"), ("95,5", "NUMBER_AS_TEXT")]
)
def test_what_is_no_target_is_a_finding_at_its_cell(issued: Journey, typed: object, code: str) -> None:
    """In the file, with its cell; the rest of the form is taken in."""
    go_out(issued, "register")
    path = send(issued, "register", "AN", {**registered(I_2=typed), "I.3": {"Chỉ tiêu đăng ký": 20}})
    answer = issued.collect()
    found = [one for file in answer.json["files"] for one in file["findings"] if one["code"] == code]
    cell = Sheet(openpyxl.load_workbook(path)["Đăng ký"], "Mã")
    assert [(one["sheet"], one["cell"]) for one in found] == [("Đăng ký", f"G{cell.row('I.2')}")]
    assert rows_on(issued, "Đăng ký")["AN", "I.3"]["Chỉ tiêu đăng ký"] == 20
    assert codes(answer).count(code) == 1
    type_in(issued, "Đăng ký", "AN", "I.2", Chỉ_tiêu_thống_nhất_đầu_năm=90)
    assert code not in [one["code"] for one in issued.rank().json["findings"]]


def test_the_folder_just_issued_counts_for_nothing(issued: Journey) -> None:
    """Blank forms of every stage, even those that went out with numbers, are no submission."""
    type_in(issued, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=95, Thực_hiện_năm_trước=88)
    for stage in STAGES:
        folder = go_out(issued, stage)
        answer = issued.collect(folder)
        assert set(statuses(answer.json).values()) == {"blank"}
        assert stages(answer)[stage]["blank"] == len(UNITS)
    assert rows_on(issued, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] == 95


def test_the_newer_registration_counts_and_a_choice_wins(issued: Journey) -> None:
    """Which file counts is decided for each stage as for December."""
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95), name="cu.xlsx")
    send(
        issued,
        "register",
        "AN",
        registered(I_2=97),
        name="moi.xlsx",
        saved=SAVED + datetime.timedelta(hours=3),
    )
    issued.send("AN")
    answer = issued.collect()
    assert statuses(answer.json) == {
        "cu.xlsx": "superseded",
        "moi.xlsx": "accepted",
        "Phieu_AN_2025.xlsx": "accepted",
    }
    assert rows_on(issued, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] == 97
    decide(issued, "cu.xlsx", decision="Dùng file này")
    issued.rank()
    assert rows_on(issued, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] == 95
    decide(issued, "cu.xlsx", decision="Bỏ qua")
    decide(issued, "moi.xlsx", decision="Bỏ qua")
    issued.rank()
    assert rows_on(issued, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] is None
    assert received(issued)["Phieu_AN_2025.xlsx"]["Trạng thái"] == "Đã nhận"


def test_movements_and_words_of_the_unit_reach_the_book(issued: Journey) -> None:
    """`Phong trào`, `Hoạt động đơn vị`, `Thành phần`; what the head adds stays with the movement."""

    def more(book: openpyxl.Workbook) -> None:
        sheet = Sheet(book["Phong trào"], "Tên phong trào")
        sheet.put(sheet.header_row + 1, "Tên phong trào", "Chung sức xây dựng nông thôn mới")
        sheet.put(sheet.header_row + 1, "Phát động", "tháng 2")
        labels = Sheet(book["Đơn vị"], "Mục")
        for label, value in (("Thủ trưởng", "Lê Văn Tám"), ("Chức vụ", "Chủ tịch"),
                             ("Danh hiệu, hình thức khen thưởng đăng ký", "Tập thể Lao động xuất sắc")):  # fmt: skip
            labels.put(labels.row(label), "Giá trị", value)

    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95), more)
    issued.collect()
    (movement,) = issued.sheet("Phong trào", "Mã đơn vị", "Tên phong trào").records()
    assert (movement["Mã đơn vị"], movement["Phát động"]) == ("AN", "tháng 2")
    (said,) = issued.sheet("Hoạt động đơn vị", "Mã đơn vị", "Kỳ").records()
    assert (said["Kỳ"], said["Thủ trưởng"], said["Chức vụ"]) == ("Đăng ký", "Lê Văn Tám", "Chủ tịch")
    people = issued.sheet("Thành phần", "Nhóm", "Mã đơn vị").records()
    assert [
        row["Họ tên"] for row in people if row["Nhóm"] == "Thủ trưởng đơn vị" and row["Mã đơn vị"] == "AN"
    ] == ["Lê Văn Tám"]
    with issued.typing() as book:
        sheet = Sheet(book["Phong trào"], "Mã đơn vị", "Tên phong trào")
        sheet.put(sheet.header_row + 1, "Cấp phát động", "Trung ương")
        sheet.put(sheet.header_row + 1, "Phương thức", "Chuyên mục")
    answer = issued.rank()
    assert [one["value"] for one in answer.json["findings"] if one["code"] == "VALUE_UNKNOWN"] == [
        "Chuyên mục"
    ]
    send(
        issued,
        "register",
        "AN",
        registered(I_2=96),
        more,
        name="lai.xlsx",
        saved=SAVED + datetime.timedelta(hours=3),
    )
    issued.collect()
    (movement,) = issued.sheet("Phong trào", "Mã đơn vị", "Tên phong trào").records()
    assert movement["Cấp phát động"] == "Trung ương"


def test_words_that_the_head_typed_stay_whatever_forms_say(issued: Journey) -> None:
    """Changed and added cells of lists and free texts; an item without a name is not lost."""

    def more(book: openpyxl.Workbook) -> None:
        sheet = Sheet(book["Phong trào"], "Tên phong trào")
        sheet.put(sheet.header_row + 1, "Tên phong trào", "Nông thôn mới")
        sheet.put(sheet.header_row + 1, "Mục tiêu", "19 tiêu chí")
        sheet.put(sheet.header_row + 2, "Mục tiêu", "không ghi tên")

    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95), more)
    issued.send("BH")
    issued.collect()
    with issued.typing() as book:
        sheet = Sheet(book["Phong trào"], "Mã đơn vị", "Tên phong trào")
        assert [sheet.at(row, "Tên phong trào") for row in sheet.rows()] == [
            "Nông thôn mới",
            "(chưa ghi tên)",
        ]
        sheet.put(sheet.row("AN", "Nông thôn mới"), "Mục tiêu", "18 tiêu chí")
        words = Sheet(book["Hoạt động đơn vị"], "Mã đơn vị", "Kỳ")
        for header, value in (
            ("Mã đơn vị", "BH"),
            ("Kỳ", "Tổng kết"),
            ("Đánh giá chung", "theo báo cáo giấy"),
        ):
            words.put(words.header_row + 1, header, value)
    send(issued, "register", "CM", registered(I_2=90))
    issued.collect()
    rows = issued.sheet("Phong trào", "Mã đơn vị", "Tên phong trào").records()
    assert [row["Mục tiêu"] for row in rows] == ["18 tiêu chí", "không ghi tên"]
    (said,) = issued.sheet("Hoạt động đơn vị", "Mã đơn vị", "Kỳ").records()
    assert said["Đánh giá chung"] == "theo báo cáo giấy"


def test_a_form_without_the_sheet_of_its_stage_names_the_stage(issued: Journey) -> None:
    """SHEET_MISSING: `_meta` says registration, the sheets are others."""
    go_out(issued, "register")

    def without(book: openpyxl.Workbook) -> None:
        del book["Đăng ký"]

    send(issued, "register", "AN", {}, without)
    answer = issued.collect()
    (one,) = [one for file in answer.json["files"] for one in file["findings"]]
    assert (one["code"], answer.code) == ("SHEET_MISSING", 1)
    assert "Đăng ký" in one["message"]


def test_a_form_of_last_year_is_of_the_wrong_year(issued: Journey) -> None:
    """WRONG_YEAR, as for December."""
    go_out(issued, "register")

    def older(book: openpyxl.Workbook) -> None:
        for row in book["_meta"].iter_rows():
            if row[0].value == "year":
                row[1].value = str(YEAR - 1)

    send(issued, "register", "AN", registered(I_2=95), older)
    assert "WRONG_YEAR" in codes(issued.collect())


def test_check_tells_the_same_without_a_book(issued: Journey) -> None:
    """A unit checks its own form: findings with cells, the words of the stage."""
    go_out(issued, "register")
    path = send(issued, "register", "AN", registered(I_2="nhiều"))
    alone = run("check", path, "--json").json["files"][0]
    beside = issued.check(path).json["files"][0]
    assert {one["code"] for one in alone["findings"]} == {"NOT_A_NUMBER", "TARGET_NOT_REGISTERED"}
    assert (alone["status"], beside["status"]) == ("accepted", "accepted")
    assert {one["code"] for one in beside["findings"]} == {one["code"] for one in alone["findings"]}
    (blank,) = run("check", form_of(issued, "register", "BH"), "--json").json["files"]
    assert blank["status"] == "blank"


# --- June ------------------------------------------------------------------------------------------


def test_the_review_of_june_says_how_promises_stand(issued: Journey) -> None:
    """Chỉ tiêu from `Đăng ký`, locked on the form; `Tỷ lệ %` and `Tiến độ` by the thresholds."""
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=100, I_3=20, I_4=100, I_6=4))
    issued.collect()
    type_in(issued, "Đăng ký", "AN", "I.3", Chỉ_tiêu_thống_nhất_đầu_năm=25)
    go_out(issued, "midyear")
    form = Sheet(openpyxl.load_workbook(form_of(issued, "midyear", "AN"))["Sơ kết"], "Mã")
    assert [form.at(form.row(code), "Chỉ tiêu") for code in ("I.2", "I.3", "I.5")] == [100, 25, None]
    at = form.columns["Chỉ tiêu"]
    assert form.sheet.cell(form.row("I.2"), at).protection.locked
    rows = {**halfway(I_2=55, I_3=10, I_4=61, I_6=5), "2.2": {"Kết quả 6 tháng": 1}}
    rows["I.2"] = {**rows["I.2"], "Ước cả năm": 99, "Khó khăn, kiến nghị": "thiếu nước"}
    send(issued, "midyear", "AN", rows)
    counts = stages(issued.collect())
    assert (counts["midyear"]["accepted"], counts["register"]["accepted"]) == (1, 1)
    book = rows_on(issued, "Sơ kết")
    said = {
        code: (book["AN", code]["Tỷ lệ %"], book["AN", code]["Tiến độ"])
        for code in ("I.2", "I.3", "I.4", "I.6")
    }
    assert said == {"I.2": (55, "Đúng"), "I.3": (40, "Chậm"), "I.4": (61, "Vượt"), "I.6": (80, "Chậm")}
    assert book["AN", "I.2"]["Khó khăn, kiến nghị"] == "thiếu nước"
    assert book["BH", "I.2"]["Tiến độ"] == "Chưa báo cáo"
    assert book["AN", "I.5"]["Tiến độ"] == "Chưa báo cáo"
    issued.set(Mốc_tiến_độ="30; 50")
    issued.rank()
    assert rows_on(issued, "Sơ kết")["AN", "I.2"]["Tiến độ"] == "Vượt"
    issued.set(Mốc_tiến_độ="60; 50")
    assert "SETTING_INVALID" in [one["code"] for one in issued.rank().json["findings"]]


def test_models_and_free_texts_of_june_reach_the_book(issued: Journey) -> None:
    """`Mô hình` and the three boxes, line breaks kept; one that is too long is cut, and told."""
    go_out(issued, "midyear")

    def more(book: openpyxl.Workbook) -> None:
        models = Sheet(book["Mô hình"], "Tên mô hình")
        models.put(models.header_row + 1, "Tên mô hình", "Camera an ninh")
        models.put(models.header_row + 1, "Đề nghị nhân rộng", "x")
        boxes = book["Hoạt động đơn vị"]
        boxes["B4"], boxes["B5"] = "Tốt.\nĐủ.", "y" * 2500

    send(issued, "midyear", "AN", halfway(I_2=50), more)
    answer = issued.collect()
    assert "TEXT_TOO_LONG" in codes(answer)
    (model,) = issued.sheet("Mô hình", "Mã đơn vị", "Tên mô hình").records()
    assert (model["Mã đơn vị"], model["Đề nghị nhân rộng"]) == ("AN", "x")
    (said,) = issued.sheet("Hoạt động đơn vị", "Mã đơn vị", "Kỳ").records()
    assert (said["Đánh giá chung"], len(said["Hạn chế, nguyên nhân"])) == ("Tốt.\nĐủ.", 2000)


def test_a_list_of_hundreds_is_cut_and_told(issued: Journey) -> None:
    """TOO_MANY_ITEMS."""
    go_out(issued, "midyear")

    def many(book: openpyxl.Workbook) -> None:
        models = Sheet(book["Mô hình"], "Tên mô hình")
        for at in range(250):
            models.put(models.header_row + 1 + at, "Tên mô hình", f"Mô hình {at}")

    send(issued, "midyear", "AN", halfway(I_2=50), many)
    assert "TOO_MANY_ITEMS" in codes(issued.collect())


# --- December --------------------------------------------------------------------------------------


def test_december_goes_out_with_the_targets_of_the_year_and_tells_what_changed(issued: Journey) -> None:
    """The first that is known of agreed, registered, common; a form's other one is TARGET_CHANGED beside the score."""
    common(issued, "I.4", 100)
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95, I_3=20, I_6=4))
    issued.collect()
    type_in(issued, "Đăng ký", "AN", "I.3", Chỉ_tiêu_thống_nhất_đầu_năm=25)
    go_out(issued, "yearend")
    form = Sheet(openpyxl.load_workbook(form_of(issued, "yearend", "AN"))["Tự chấm"], "Mã")
    targets = {code: form.at(form.row(code), "Chỉ tiêu") for code in ("I.2", "I.3", "I.4", "I.5", "I.6")}
    assert targets == {"I.2": 95, "I.3": 25, "I.4": 100, "I.5": None, "I.6": 4}
    at = form.columns["Chỉ tiêu"]
    assert not form.sheet.cell(form.row("I.2"), at).protection.locked
    rows = {"I.1": {"Điểm tự chấm": 9}, "I.2": {"Chỉ tiêu": 90, "Kết quả": 90, "Điểm tự chấm": 10},
            "I.3": {"Kết quả": 25, "Điểm tự chấm": 15},
            "I.6": {"Chỉ tiêu": 3, "Kết quả": 3, "Điểm tự chấm": 5}}  # fmt: skip
    send(issued, "yearend", "AN", rows)
    found = [one for one in issued.collect().json["findings"] if one["code"] == "TARGET_CHANGED"]
    assert [(one["criterion"], one["value"], "hạ xuống" in one["message"]) for one in found] == [
        ("I.2", "90", True), ("I.6", "3", False),
    ]  # fmt: skip
    assert {one["sheet"] for one in found} == {"Thống nhất điểm"}
    issued.agree("AN", "I.2", target=95)
    issued.agree("AN", "I.6", reason="giữ theo phiếu")
    assert "TARGET_CHANGED" not in [one["code"] for one in issued.rank().json["findings"]]


def test_forms_of_december_in_march_and_of_registration_in_december(
    issued: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both count for their stage, and it is told."""
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_2=95))
    answer = issued.collect()
    assert "STAGE_LATE" in codes(answer)
    assert stages(answer)["register"]["accepted"] == 1
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime.datetime(2025, 3, 10, 3, tzinfo=datetime.UTC).timestamp()))
    )
    issued.send("BH")
    answer = issued.collect()
    assert "STAGE_EARLY" in codes(answer)
    assert answer.json["accepted"] == 1


def test_two_stages_in_one_letter_are_both_taken(issued: Journey) -> None:
    """One folder, two forms of a unit: no two files that contradict each other."""
    go_out(issued, "register")
    go_out(issued, "midyear")
    send(issued, "register", "AN", registered(I_2=95))
    send(issued, "midyear", "AN", halfway(I_2=50))
    answer = issued.collect()
    assert set(statuses(answer.json).values()) == {"accepted"}


def test_criteria_that_change_before_december_cost_no_registration(issued: Journey) -> None:
    """A row of a vanished code is told (ROW_LEFT_OUT), the rest stays; a changed weight is no error of anybody's."""
    with issued.typing() as book:  # nothing of December has gone out in this book
        for row in book["_phat_hanh"].iter_rows(min_row=2):
            for cell in row:
                cell.value = None
    go_out(issued, "register")
    path = send(issued, "register", "AN", registered(I_2=95, I_4=100))
    issued.collect()
    with issued.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row("I.2"), "Điểm tối đa", 8)
        sheet.sheet.delete_rows(sheet.row("I.4"))
    answer = issued.collect(path)
    found = [one["code"] for one in issued.rank().json["findings"]]
    assert "CRITERIA_CHANGED" not in found
    assert "ROW_LEFT_OUT" in found
    assert rows_on(issued, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] == 95
    assert stages(answer)["register"]["accepted"] == 1


def test_typed_cells_survive_a_moved_table(issued: Journey) -> None:
    """Rows above, a column of one's own, another order: found by name, header and code."""
    type_in(issued, "Đăng ký", "CM", "I.2", Chỉ_tiêu_thống_nhất_đầu_năm=77, Lý_do="họp 5/1")
    with issued.typing() as book:
        sheet = book["Đăng ký"]
        sheet.insert_rows(1, 2)
        sheet.insert_cols(3)
        sheet.cell(Sheet(sheet, "Mã đơn vị", "Mã tiêu chí").header_row, 3).value = "Của tôi"
        sheet.cell(20, 3).value = "ghi riêng"
    issued.rank()
    issued.rank()
    row = rows_on(issued, "Đăng ký")["CM", "I.2"]
    assert (row["Chỉ tiêu thống nhất đầu năm"], row["Lý do"]) == (77, "họp 5/1")
    assert "ghi riêng" in {
        cell.value for line in openpyxl.load_workbook(issued.book)["Đăng ký"].iter_rows() for cell in line
    }


def test_a_typed_row_of_a_unit_that_is_gone_stays_and_is_told(issued: Journey) -> None:
    """ROW_ORPHANED at the bottom."""
    type_in(issued, "Đăng ký", "EN", "I.2", Chỉ_tiêu_đăng_ký=77)
    issued.rank()
    with issued.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.sheet.delete_rows(sheet.row("EN"))
    answer = issued.rank()
    assert [
        (one["code"], one["unit"], one["sheet"])
        for one in answer.json["findings"]
        if one["code"] == "ROW_ORPHANED"
    ] == [("ROW_ORPHANED", "EN", "Đăng ký")]
    assert rows_on(issued, "Đăng ký")["EN", "I.2"]["Chỉ tiêu đăng ký"] == 77


def test_one_filled_form_is_the_same_bytes_whoever_asks(issued: Journey) -> None:
    """Issuing again gives the same files; a changed promise gives another file and keeps the old one."""
    go_out(issued, "midyear")
    before = form_of(issued, "midyear", "AN").read_bytes()
    go_out(issued, "midyear")
    assert form_of(issued, "midyear", "AN").read_bytes() == before
    type_in(issued, "Đăng ký", "AN", "I.2", Chỉ_tiêu_đăng_ký=95)
    go_out(issued, "midyear")
    assert form_of(issued, "midyear", "AN").read_bytes() != before
    assert list((issued.folder / "phieu_midyear" / "luu").glob("*.xlsx"))
