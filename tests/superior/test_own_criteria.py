"""The superior's own criteria (HD 1302, III.4): its departments score every unit, their points make `Điểm cấp trên`."""

import datetime
import email.policy
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys.journey import SAVED, UNITS, Run, Sheet, run, saved_bytes, type_table
from tests.journeys.office_journey import OTHER_UNITS, Office, own_findings
from tests.journeys.scorer_workbooks import Scores, sheet_of

HEADERS = ("Mã", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm", "Ai chấm", "Chỉ nhóm")
CRITERIA: list[tuple[object, ...]] = [
    ("I", "Chấp hành", "Mục"),
    ("I.1", "Thu, chi ngân sách", "Tiêu chí", 10, "Chấm trực tiếp", "TC"),
    ("I.2", "Phong trào thi đua", "Tiêu chí", 20, "Chấm trực tiếp", "TC+NV"),
    ("II", "Nông thôn mới", "Tiêu chí", 5, "Đạt/không đạt", "NV", "C01"),
]
SCORERS: list[tuple[object, ...]] = [("TC", "Phòng Tài chính"), ("NV", "Phòng Nội vụ", None, 2)]
EVERYBODY = (*UNITS, *OTHER_UNITS)


def begun(office: Office, criteria: list[tuple[object, ...]] | None = None) -> Office:
    """The office types its own criteria and who scores them."""
    with office.typing() as workbook:
        type_table(workbook, "Tiêu chí cấp trên", "Mã", HEADERS, criteria or CRITERIA)
        type_table(workbook, "Người chấm", "Mã", ("Mã", "Tên", "Email", "Trọng số"), SCORERS)
    return office


def issue(office: Office) -> Run:
    """`issue` of the office book."""
    return run("issue", office.book, "--out", office.folder / "phieu_cham")


@pytest.fixture
def asked(office: Office) -> Office:
    """The workbooks are out; both clusters' books came."""
    answer = issue(begun(office))
    assert answer.code == 0, answer.out
    office.receive()
    return office


def workbook_of(office: Office, scorer: str) -> Workbook:
    """A scorer's workbook as it was issued."""
    return openpyxl.load_workbook(office.folder / "phieu_cham" / f"Cham_{scorer}_2025.xlsx")


def send(
    office: Office, scorer: str, scores: Scores, name: str = "", saved: datetime.datetime = SAVED
) -> Path:
    """A scorer fills its workbook and sends it."""
    workbook = workbook_of(office, scorer)
    sheet = sheet_of(workbook)
    for (criterion, unit), score in scores.items():
        sheet.put(sheet.row(criterion, unit), "Điểm", score)
    return office.drop(name or f"Cham_{scorer}_2025.xlsx", saved_bytes(workbook, saved))


def of_tc(budget: float = 7.25, movement: float = 15) -> dict[tuple[str, str], float]:
    """What TC gives every unit."""
    return {("I.1", unit): budget for unit in EVERYBODY} | {("I.2", unit): movement for unit in EVERYBODY}


def of_nv(movement: float = 16, countryside: float = 5) -> dict[tuple[str, str], float]:
    """What NV gives every unit; only C01 has the countryside."""
    return {("I.2", unit): movement for unit in EVERYBODY} | {("II", unit): countryside for unit in UNITS}


def both_send(office: Office) -> Run:
    """Both departments send all their scores; the office takes them in with the clusters' books."""
    send(office, "TC", of_tc() | {("I.1", "AN"): 9.5})
    send(office, "NV", of_nv())
    return office.consolidate()


def superior(office: Office, unit: str) -> tuple[Any, Any]:
    """What stands on `Điểm cấp trên`."""
    row = office.by_key("Điểm cấp trên").get(unit, {})
    return row.get("Tổng điểm"), row.get("Điểm tối đa")


def codes(answer: Run) -> list[tuple[str, str | None]]:
    """Codes and units of what is told of the office book and its files."""
    return [(one["code"], one["unit"]) for one in answer.json["findings"]]


# --- the path -------------------------------------------------------------------------------------


def test_every_department_gets_a_workbook_of_its_own(asked: Office) -> None:
    """Its criteria × all units of all clusters; a criterion of one cluster's (Chỉ nhóm) only with its units."""
    folder = asked.folder / "phieu_cham"
    assert sorted(path.name for path in folder.iterdir()) == ["Cham_NV_2025.xlsx", "Cham_TC_2025.xlsx"]
    rows = {(row["Mã tiêu chí"], row["Mã đơn vị"]) for row in sheet_of(workbook_of(asked, "NV")).records()}
    asked_for = {pair for pair in rows if pair[1] in EVERYBODY}
    assert asked_for == {("I.2", unit) for unit in EVERYBODY} | {("II", unit) for unit in UNITS}
    workbook = workbook_of(asked, "TC")
    texts = " ".join(
        str(cell.value) for row in workbook["Chấm điểm"].iter_rows() for cell in row if cell.value
    )
    assert "cơ quan tổng hợp" in texts
    assert "Trưởng cụm" not in texts


def test_their_points_make_the_superiors_scores_and_the_list(asked: Office) -> None:
    """The means, rounded once each, are summed; the list of proposals is ranked by them as by typed ones."""
    asked.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=1, Chỉ_tiêu_hình_thức_1=1)
    answer = both_send(asked)
    assert (answer.code, own_findings(answer)) == (0, [])
    # I.2: (15 + 2·16) / 3 = 15.666… → 15.67; AN 9.5 + 15.67 + 5, the others of C01 7.25, PA without II
    assert superior(asked, "AN") == (30.17, 35)
    assert superior(asked, "BH") == (27.92, 35)
    assert superior(asked, "PA") == (22.92, 30)
    rows = {row["Mã đơn vị"]: row for row in asked.records("Danh sách đề nghị")}
    assert "cấp trên chấm 86,20 %" in rows["AN"]["Căn cứ"]
    assert "cấp trên chấm 76,40 %" in rows["PA"]["Căn cứ"]
    assert (rows["AN"]["Thứ tự"], rows["PA"]["Thứ tự"]) == (1, 2)
    given = asked.sheet("Điểm người chấm")
    assert given.at(given.row("NV", "AN", "I.2"), "Điểm") == 16
    received = asked.by_key("Sổ đã nhận")
    assert (received["Cham_TC_2025.xlsx"]["Người chấm"], received["Cham_TC_2025.xlsx"]["Trạng thái"]) == (
        "TC",
        "Đã nhận",
    )
    said = " ".join(row["Thay đổi"] for row in asked.records("Nhật ký"))
    assert "người chấm TC, đã nhận" in said
    assert "Phát hành Cham_TC_2025.xlsx" in said


def test_the_second_run_changes_nothing(asked: Office) -> None:
    """Not a byte, the originals being read again."""
    both_send(asked)
    before = asked.book.read_bytes()
    assert asked.consolidate().code == 0
    assert asked.book.read_bytes() == before


# --- off the path ---------------------------------------------------------------------------------


def test_a_missing_score_keeps_the_units_total_open(asked: Office) -> None:
    """The scorer is named; no total is invented; the list waits; the others have theirs."""
    asked.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=1)
    send(asked, "TC", of_tc())
    send(asked, "NV", {key: score for key, score in of_nv().items() if key != ("I.2", "PA")})
    answer = asked.consolidate()
    assert answer.code == 1
    assert codes(answer) == [("SCORER_MISSING", None), ("SUPERIOR_SCORE_MISSING", "PA")]
    assert "NV (Phòng Nội vụ) còn thiếu 1 điểm: tiêu chí I.2 của PA" in answer.json["findings"][0]["message"]
    assert superior(asked, "PA") == (None, None)
    assert superior(asked, "AN") == (27.92, 35)
    lacks = asked.by_key("Sai lệch")["SUPERIOR_SCORE_MISSING"]
    assert (lacks["Mã đơn vị"], lacks["Mã cụm"]) == ("PA", None)  # no mismatch of its cluster's


def test_json_tells_how_far_the_scoring_has_come(asked: Office) -> None:
    """Unit by unit the score or null with who lacks; the scorers with their files; what was passed over."""
    send(asked, "TC", of_tc())
    send(asked, "NV", {key: score for key, score in of_nv().items() if key != ("I.2", "PA")})
    asked.type("Điểm cấp trên", [("BH", 45, 50), ("QB", 51, 50)])
    asked.drop("Bao cao.pdf", b"%PDF-1.7")
    document = asked.consolidate().json
    assert document["passed_over"] == ["Bao cao.pdf"]
    scoring = document["superior_scoring"]
    count = len(EVERYBODY)
    assert (scoring["scored"], scoring["expected"]) == (count - 2, count)
    units = {one.pop("code"): one for one in scoring["units"]}
    assert list(units) == list(EVERYBODY)
    said = {code: tuple(units[code].values()) for code in ("AN", "BH", "PA", "QB")}
    assert said == {
        "AN": ("27.92", "35.00", "scorers", []),
        "BH": ("45.00", "50.00", "typed", []),
        "PA": (None, None, None, ["NV"]),
        "QB": (None, None, "typed", []),
    }
    assert scoring["scorers"][1] == {
        "code": "NV",
        "name": "Phòng Nội vụ",
        "files": [{"file": "Cham_NV_2025.xlsx", "status": "accepted"}],
        "units_waiting": ["PA"],
    }


def test_a_total_that_is_open_again_is_taken_back(asked: Office) -> None:
    """A score cleared on `Điểm người chấm`: the total of before must not stand there any longer."""
    both_send(asked)
    asked.put("Điểm người chấm", ("TC", "AN", "I.1"), "Điểm", None)
    answer = asked.consolidate()
    assert answer.code == 1
    assert superior(asked, "AN") == (None, None)
    assert superior(asked, "BH") == (27.92, 35)


def test_a_score_above_the_maximum_counts_nowhere(asked: Office) -> None:
    """It is told at the cell of the workbook, and its unit is open."""
    send(asked, "TC", of_tc() | {("I.1", "AN"): 11})
    send(asked, "NV", of_nv())
    answer = asked.consolidate()
    assert ("OVER_MAXIMUM", "AN") in codes(answer)
    over = next(one for one in answer.json["findings"] if one["code"] == "OVER_MAXIMUM")
    sheet = sheet_of(workbook_of(asked, "TC"))
    assert (over["file"], over["cell"]) == (
        "Cham_TC_2025.xlsx", sheet.address(sheet.row("I.1", "AN"), "Điểm"),
    )  # fmt: skip
    told = asked.by_key("Sai lệch")["OVER_MAXIMUM"]
    assert (told["Mã cụm"], told["Tên cụm"]) == (None, "Người chấm TC")
    assert superior(asked, "AN") == (None, None)


def test_of_two_workbooks_the_later_one_counts(asked: Office) -> None:
    """Sent twice: the one saved later replaces the other, in whatever order they lie there."""
    send(asked, "NV", of_nv())
    send(asked, "TC", of_tc(), name="Cham_TC_moi.xlsx", saved=SAVED + datetime.timedelta(days=1))
    send(asked, "TC", of_tc(budget=1), name="a_cu.xlsx")
    assert asked.consolidate().code == 0
    assert superior(asked, "AN") == (27.92, 35)
    states = {row["File"]: row["Trạng thái"] for row in asked.records("Sổ đã nhận")}
    assert (states["Cham_TC_moi.xlsx"], states["a_cu.xlsx"]) == ("Đã nhận", "Đã thay thế")


def test_of_two_workbooks_nobody_can_tell_apart_a_person_chooses(asked: Office) -> None:
    """Both wait; the decision on `Sổ đã nhận` settles it."""
    send(asked, "NV", of_nv())
    send(asked, "TC", of_tc(), name="mot.xlsx")
    send(asked, "TC", of_tc(budget=1), name="hai.xlsx")
    answer = asked.consolidate()
    assert answer.code == 1
    assert ("SCORER_TWO_FILES", None) in codes(answer)
    assert "trang Sổ đã nhận" in answer.out
    assert superior(asked, "AN") == (None, None)
    asked.put("Sổ đã nhận", ("mot.xlsx",), "Quyết định", "Dùng file này")
    assert asked.consolidate().code == 0
    assert superior(asked, "AN") == (27.92, 35)


def test_a_typed_total_stays_and_the_difference_is_told(asked: Office) -> None:
    """A warning names both; the typed one counts in the list."""
    asked.type("Điểm cấp trên", [("AN", 45, 50), ("BH", 27.92, 35)])
    answer = both_send(asked)
    assert (answer.code, codes(answer)) == (0, [("SUPERIOR_SCORE_DIFFERS", "AN")])
    told = answer.json["findings"][0]
    assert (told["sheet"], told["cell"], told["value"]) == ("Điểm cấp trên", "B6", "45")
    assert "45,00/50,00" in told["message"] and "30,17/35,00" in told["message"]
    assert superior(asked, "AN") == (45, 50)
    assert "cấp trên chấm 90,00 %" in asked.by_key("Danh sách đề nghị")["AN"]["Căn cứ"]


def test_what_is_typed_over_the_programs_total_stays_until_it_is_cleared(asked: Office) -> None:
    """One typed cell makes both of the row people's; both cleared, the program's come back."""
    both_send(asked)
    asked.put("Điểm cấp trên", ("AN",), "Tổng điểm", 33)
    answer = asked.consolidate()
    assert codes(answer) == [("SUPERIOR_SCORE_DIFFERS", "AN")]
    assert superior(asked, "AN") == (33, 35)
    asked.put("Điểm cấp trên", ("AN",), "Tổng điểm", None)
    assert asked.consolidate().json["findings"] == []
    assert superior(asked, "AN") == (30.17, 35)


def test_a_unit_scored_by_hand_waits_for_nobody(asked: Office) -> None:
    """Whoever has a typed score is not missed in any department's."""
    asked.type("Điểm cấp trên", [(unit, 40, 50) for unit in EVERYBODY])
    answer = asked.consolidate()
    assert (answer.code, codes(answer)) == (0, [])


def test_a_renamed_file_is_known_by_what_it_says(asked: Office) -> None:
    """The name decides nothing."""
    send(asked, "NV", of_nv())
    send(asked, "TC", of_tc(), name="bang diem (2).xlsx")
    assert asked.consolidate().code == 0
    assert asked.by_key("Sổ đã nhận")["bang diem (2).xlsx"]["Người chấm"] == "TC"


def test_a_scorer_that_was_removed_after_the_issue(asked: Office) -> None:
    """Its code is an error of `Ai chấm`, its file waits; nothing of it counts, what others gave stays."""
    both_send(asked)
    with asked.typing() as workbook:
        table = Sheet(workbook["Người chấm"], "Mã")
        row = table.row("TC")
        for header in ("Mã", "Tên"):
            table.put(row, header, None)
    answer = asked.consolidate()
    assert answer.code == 1
    told = [code for code, _ in codes(answer)]
    assert told.count("SCORER_UNKNOWN") == 2 and "SCORER_NOT_LISTED" in told
    assert all("trang Tiêu chí " not in one["message"].replace("trang Tiêu chí cấp trên", "")
               for one in answer.json["findings"])  # fmt: skip
    assert superior(asked, "AN") == (None, None)


def test_a_paper_score_is_typed_in_the_book(asked: Office) -> None:
    """`Điểm người chấm` takes what came on paper."""
    send(asked, "NV", of_nv())
    asked.consolidate()
    with asked.typing() as workbook:
        table = Sheet(workbook["Điểm người chấm"], "Người chấm", "Mã đơn vị", "Mã tiêu chí")
        for (criterion, unit), score in of_tc().items():
            table.put(table.row("TC", unit, criterion), "Điểm", score)
    assert asked.consolidate().code == 0
    assert superior(asked, "AN") == (27.92, 35)


# --- the book -------------------------------------------------------------------------------------


def test_a_book_of_an_earlier_version_gets_the_sheets(office: Office) -> None:
    """By the next command that writes, told in the journal; what was typed on `Điểm cấp trên` counts as before."""
    with office.typing() as workbook:
        for name in ("Tiêu chí cấp trên", "Người chấm", "Điểm người chấm", "_phat_hanh"):
            del workbook[name]
        workbook["Điểm cấp trên"].delete_cols(5)
        workbook["Sổ đã nhận"].delete_cols(10)
    office.receive()
    office.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=1)
    office.type("Điểm cấp trên", [("AN", 40, 50, "theo thang 50"), ("PA", 45, 50)])
    assert office.consolidate().code == 0
    said = [row["Thay đổi"] for row in office.records("Nhật ký")]
    assert "Thêm trang Tiêu chí cấp trên, Người chấm, Điểm người chấm" in said
    rows = office.records("Danh sách đề nghị")
    assert [(row["Mã đơn vị"], row["Giá trị xét"]) for row in rows] == [("PA", 96.24), ("AN", 91.24)]
    assert (superior(office, "AN"), office.by_key("Điểm cấp trên")["AN"]["Ghi chú"]) == (
        (40, 50),
        "theo thang 50",
    )
    begun(office)
    assert issue(office).code == 0
    assert both_send(office).code == 0
    assert (superior(office, "AN"), superior(office, "BH")) == ((40, 50), (27.92, 35))


@pytest.mark.parametrize(
    ("row", "header", "code"),
    [
        (("III", "Khác", "Tiêu chí", 5, "Chấm trực tiếp", None), "Ai chấm", "SCORERS_INVALID"),
        (("III", "Khác", "Tiêu chí", 5, "Chấm trực tiếp", "Trưởng cụm"), "Ai chấm", "SCORERS_INVALID"),
        (("III", "Khác", "Tiêu chí", 5, "Chấm trực tiếp", "Chấm chéo"), "Ai chấm", "SCORERS_INVALID"),
        (("III", "Khác", "Tiêu chí", 5, "Chấm trực tiếp", "Đơn vị 30%+TC 70%"), "Ai chấm", "SCORERS_INVALID"),
        (("III", "Khác", "Tiêu chí", 5, "Chấm trực tiếp", "TC+KH"), "Ai chấm", "SCORER_UNKNOWN"),
        (("III", "Khác", "Tiêu chí", "năm", "Chấm trực tiếp", "TC"), "Điểm tối đa", "NOT_A_NUMBER"),
        (("III", "Khác", "Điều kiện", None, None, None), "Loại", "RULE_UNKNOWN"),
        (("III", "Khác", "Tiêu chí", 5, "Chấm trực tiếp", "TC", "C09"), "Chỉ nhóm", "GROUP_UNKNOWN"),
    ],
)
def test_what_no_department_can_score_is_told_and_nothing_goes_out(
    office: Office, row: tuple[object, ...], header: str, code: str
) -> None:
    """At its cell of `Tiêu chí cấp trên`, by `check` and by `issue`."""
    begun(office, [*CRITERIA, row])
    sheet = office.sheet("Tiêu chí cấp trên")
    cell = sheet.address(sheet.row("III"), header)
    told = [one for one in office.check() if one["code"] == code]
    assert [(one["sheet"], one["cell"]) for one in told] == [("Tiêu chí cấp trên", cell)]
    answer = issue(office)
    assert answer.code == 1
    assert "Chưa phát hành phiếu nào" in answer.out
    assert not (office.folder / "phieu_cham").exists()


def test_an_office_without_criteria_of_its_own_has_nothing_to_issue(office: Office) -> None:
    """Exit code 2 and a sentence that names the sheet; so with a stage, which such workbooks have not."""
    answer = issue(office)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "Tiêu chí cấp trên" in answer.err
    begun(office)
    answer = run("issue", office.book, "--out", office.folder / "p", "--stage", "midyear")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "--stage" in answer.err


def test_common_criteria_may_name_scorers_and_the_clusters_get_them(office: Office) -> None:
    """`Ai chấm` of `Tiêu chí` knows the codes; the books that are made have those who are named, nobody else."""
    begun(office)
    with office.typing() as workbook:
        type_table(
            workbook, "Tiêu chí", "Mã", HEADERS, [("I", "Chung", "Tiêu chí", 10, "Chấm trực tiếp", "TC")]
        )
    assert office.check() == []
    assert run("issue-books", office.book, "--out", office.folder / "so").code == 0
    book = openpyxl.load_workbook(office.folder / "so" / "SoCum_C01_2025.xlsx")
    assert [row["Tên"] for row in Sheet(book["Người chấm"], "Mã").records()] == ["Phòng Tài chính"]


def test_check_tells_what_lacks_and_what_differs(asked: Office) -> None:
    """As the book stands, and nothing changes."""
    asked.type("Điểm cấp trên", [("AN", 45, 50)])
    both_send(asked)
    asked.put("Điểm người chấm", ("NV", "BH", "II"), "Điểm", None)
    before = asked.book.read_bytes()
    assert {(one["code"], one["unit"]) for one in asked.check()} >= {
        ("SUPERIOR_SCORE_DIFFERS", "AN"), ("SCORER_MISSING", None), ("SCORE_TYPED_OVER", "BH"),
    }  # fmt: skip
    assert asked.book.read_bytes() == before


def test_what_a_cluster_issued_to_its_own_scorers_is_refused_and_told(asked: Office) -> None:
    """It is the cluster's and counts nowhere here; whoever sent it, by mistake or not, is told where it belongs."""
    workbook = workbook_of(asked, "TC")
    meta = workbook["_meta"]
    cell = next(row[1] for row in meta.iter_rows() if row[0].value == "cluster")
    cell.value = "C01"
    asked.drop("Cham_cua_cum.xlsx", saved_bytes(workbook))
    send(asked, "TC", of_tc())
    send(asked, "NV", of_nv())
    answer = asked.consolidate()
    assert (answer.code, answer.json["findings"]) == (0, [])
    last = answer.json["clusters"][-1]
    assert (last["code"], last["status"], last["file"]) == (None, "refused", "Cham_cua_cum.xlsx")
    assert [one["code"] for one in last["mismatches"]] == ["SCORER_FORM_OF_CLUSTER"]
    row = asked.by_key("Sổ đã nhận")["Cham_cua_cum.xlsx"]
    assert (row["Trạng thái"], row["Mã cụm"]) == ("Từ chối", None)
    assert "phiếu chấm của cụm C01: gửi Trưởng cụm" in row["Vì sao"]
    assert "phiếu chấm của cụm C01" in asked.by_key("Sai lệch")["SCORER_FORM_OF_CLUSTER"]["Vấn đề"]
    assert superior(asked, "BH") == (27.92, 35)
    before = asked.book.read_bytes()
    again = run("consolidate", asked.book, asked.inbox)
    assert "Cham_cua_cum.xlsx là phiếu chấm của cụm C01" in " ".join(again.out.split())
    assert "Bỏ qua" not in again.out.split("Đã có sổ")[1]
    assert asked.book.read_bytes() == before


def test_a_typed_score_that_cannot_be_used_is_not_counted_as_scored(asked: Office) -> None:
    """The scorers' total does not stand in for it; once both cells are cleared, it does, as the action says."""
    both_send(asked)
    asked.put("Điểm cấp trên", ("AN",), "Tổng điểm", 36)
    answer = run("consolidate", asked.book, asked.inbox)
    said = " ".join(answer.out.split())
    count = len(EVERYBODY)
    assert f"Cấp trên đã chấm xong {count - 1}/{count} đơn vị." in said
    assert "Điểm gõ ở trang Điểm cấp trên chưa dùng được: AN." in said
    (told,) = [one for one in asked.consolidate().json["findings"] if one["code"] == "SUPERIOR_SCORE_INVALID"]
    assert "xóa cả hai ô" in told["action"]
    for header in ("Tổng điểm", "Điểm tối đa"):
        asked.put("Điểm cấp trên", ("AN",), header, None)
    assert f"chấm xong {count}/{count} đơn vị" in run("consolidate", asked.book, asked.inbox).out
    assert superior(asked, "AN") == (30.17, 35)


def test_another_years_workbook_waits(asked: Office) -> None:
    """Its scores are nobody's this year, until a person says otherwise."""
    send(asked, "NV", of_nv())
    path = send(asked, "TC", of_tc())
    workbook = openpyxl.load_workbook(path)
    cell = next(row[1] for row in workbook["_meta"].iter_rows() if row[0].value == "year")
    cell.value = "2024"
    path.write_bytes(saved_bytes(workbook))
    answer = asked.consolidate()
    assert ("WRONG_YEAR", None) in codes(answer)
    assert asked.by_key("Sổ đã nhận")[path.name]["Trạng thái"] == "Chờ quyết định"
    assert superior(asked, "AN") == (None, None)


def test_criteria_that_changed_after_the_issue(asked: Office) -> None:
    """The workbooks of before wait; those issued anew count."""
    both_send(asked)
    asked.put("Tiêu chí cấp trên", ("I.1",), "Điểm tối đa", 12)
    answer = asked.consolidate()
    assert [code for code, _ in codes(answer)].count("OLD_CRITERIA") == 2
    assert superior(asked, "AN") == (None, None)
    assert issue(asked).code == 0
    later = SAVED + datetime.timedelta(days=1)
    send(asked, "TC", of_tc(budget=12), name="moi_tc.xlsx", saved=later)
    send(asked, "NV", of_nv(), name="moi_nv.xlsx", saved=later)
    assert asked.consolidate().code == 0
    assert superior(asked, "AN") == (32.67, 37)


def test_a_weight_changed_once_points_are_in_is_on_the_record(asked: Office) -> None:
    """The total follows, and the journal says why."""
    both_send(asked)
    asked.put("Người chấm", ("NV",), "Trọng số", 1)
    assert asked.consolidate().code == 0
    assert superior(asked, "BH") == (27.75, 35)  # I.2: (15 + 16) / 2
    assert "Trọng số người chấm NV: 2 → 1" in [row["Thay đổi"] for row in asked.records("Nhật ký")]


def test_scores_stay_while_their_original_is_lost(asked: Office) -> None:
    """What was taken over is the book's; that the proof is gone is an error."""
    both_send(asked)
    for path in asked.originals.iterdir():
        if "Cham_TC" in path.name or path.name.startswith(
            asked.by_key("Sổ đã nhận")["Cham_TC_2025.xlsx"]["SHA-256"]
        ):
            path.unlink()
    (asked.inbox / "Cham_TC_2025.xlsx").unlink()
    answer = asked.consolidate()
    assert codes(answer) == [("ORIGINAL_LOST", None)]
    assert superior(asked, "AN") == (30.17, 35)


def test_groups_and_deductions_count_as_in_a_cluster(office: Office) -> None:
    """A section's cap, points that are taken off."""
    begun(office, [
        ("I", "Thưởng có trần", "Mục"),
        ("I.1", "Một", "Tiêu chí", 10, "Chấm trực tiếp", "TC"),
        ("I.2", "Hai", "Tiêu chí", 10, "Chấm trực tiếp", "TC"),
        ("II", "Vi phạm", "Điểm trừ", 5, "Chấm trực tiếp", "NV"),
    ])  # fmt: skip
    with office.typing() as workbook:
        table = Sheet(workbook["Tiêu chí cấp trên"], "Mã")
        table.put(table.row("I"), "Tham số", "trần 15")
    assert issue(office).code == 0
    office.receive()
    send(office, "TC", {(code, unit): 9 for code in ("I.1", "I.2") for unit in EVERYBODY})
    send(office, "NV", {("II", unit): 2 for unit in EVERYBODY})
    assert office.consolidate().code == 0
    assert superior(office, "AN") == (13, 15)


def test_a_workbook_is_checked_against_the_office_book(asked: Office) -> None:
    """`check FILE --book` knows whose it is and what it owes, in the words of an office book."""
    path = send(asked, "TC", of_tc() | {("I.1", "AN"): 11})
    answer = run("check", path, "--book", asked.book, "--json")
    (file,) = answer.json["files"]
    assert (answer.code, file["status"]) == (1, "accepted")
    assert [(one["code"], one["unit"]) for one in file["findings"]] == [("OVER_MAXIMUM", "AN")]


def test_bonus_alone_makes_no_score(office: Office) -> None:
    """Points that are measured by nothing are told, not taken for a share of something."""
    begun(office, [("I", "Thưởng", "Điểm thưởng", 5, "Chấm trực tiếp", "TC")])
    assert issue(office).code == 0
    office.receive()
    send(office, "TC", {("I", unit): 3 for unit in EVERYBODY})
    answer = office.consolidate()
    assert answer.code == 1
    assert set(codes(answer)) == {("SUPERIOR_SCORE_INVALID", unit) for unit in EVERYBODY}
    assert superior(office, "AN") == (None, None)


def test_the_sheet_offers_only_what_can_stand_there(office: Office) -> None:
    """Nobody but `Người chấm` scores here, and there are no conditions: no list says otherwise."""
    sheet = openpyxl.load_workbook(office.book)["Tiêu chí cấp trên"]
    lists = {str(rule.sqref)[0]: str(rule.formula1) for rule in sheet.data_validations.dataValidation
             if rule.type == "list"}  # fmt: skip
    assert lists["D"] == '"Mục,Tiêu chí,Điểm thưởng,Điểm trừ"'
    assert "I" not in lists


def test_who_has_not_scored_is_reminded(asked: Office) -> None:
    """A draft with the workbook to who has sent nothing; what lacks alone to who has; nobody once all is there."""
    with asked.typing() as workbook:
        table = Sheet(workbook["Người chấm"], "Mã")
        for code in ("TC", "NV"):
            table.put(table.row(code), "Email", f"{code.lower()}@tinh.gov.vn")
    send(asked, "NV", {key: score for key, score in of_nv().items() if key != ("I.2", "PA")})
    asked.consolidate()
    before = asked.book.read_bytes()

    def reminded() -> dict[str, Any]:
        answer = run("remind", asked.book, "--out", asked.folder / "nhac", "--json")
        return {one["code"]: one for one in answer.json["recipients"] if one["to"] == "scorer"}

    found = reminded()
    assert list(found) == ["TC", "NV"]
    assert [found[code]["attached"] for code in found] == ["Cham_TC_2025.xlsx", None]
    draft = (asked.folder / "nhac" / found["NV"]["draft"]).read_bytes()
    text = email.message_from_bytes(draft, policy=email.policy.default).get_body()
    assert text is not None and "Tiêu chí I.2 Phong trào thi đua: PA." in text.get_content()
    assert asked.book.read_bytes() == before
    send(asked, "TC", of_tc())
    send(asked, "NV", of_nv(), name="lai.xlsx", saved=SAVED + datetime.timedelta(days=1))
    assert asked.consolidate().code == 0
    assert reminded() == {}


def test_a_command_of_clusters_says_that_this_is_the_superiors_book(asked: Office) -> None:
    """Not that the program did not make it."""
    for command in (("verify",), ("rank",)):
        answer = run(command[0], asked.book)
        assert answer.code == 2
        assert f"{asked.book.name} là sổ tổng hợp; lệnh này chỉ dùng với sổ cụm." in answer.err


def test_nobody_is_sent_to_a_sheet_that_the_workbook_has_not(asked: Office) -> None:
    """`check` changes nothing, so no sheet has its list; an office book has no `Cần sửa` at all."""
    said = run("check", asked.book).out
    assert "lưu ý (không cần sửa), dùng --json để xem." in said
    assert "trang Cần sửa" not in said


def test_the_help_says_what_the_commands_of_both_take(capsys: pytest.CaptureFixture[str]) -> None:
    """`issue` takes an office book, too; `consolidate` takes scorers' workbooks."""
    for command, told in (("issue", "sổ tổng hợp"), ("consolidate", "phiếu chấm")):
        answer = run(command, "-h")
        assert told in " ".join((answer.out + capsys.readouterr().out).split())


def test_who_gave_a_wrong_score_is_told_its_cell(asked: Office) -> None:
    """The letter says which cell of the workbook that was sent, and what to do; no empty workbook goes with it."""
    asked.put("Người chấm", ("TC",), "Email", "tc@tinh.gov.vn")
    send(asked, "TC", of_tc() | {("I.1", "AN"): 11})
    send(asked, "NV", of_nv())
    asked.consolidate()
    answer = run("remind", asked.book, "--out", asked.folder / "nhac", "--json")
    (found,) = [one for one in answer.json["recipients"] if one["to"] == "scorer"]
    assert (found["code"], found["attached"]) == ("TC", None)
    draft = (asked.folder / "nhac" / found["draft"]).read_bytes()
    text = email.message_from_bytes(draft, policy=email.policy.default).get_body()
    sheet = sheet_of(workbook_of(asked, "TC"))
    assert text is not None
    assert f"Ô {sheet.address(sheet.row('I.1', 'AN'), 'Điểm')}: " in text.get_content()


def test_a_criterion_beside_which_nobody_stands_is_told_so(office: Office) -> None:
    """Blank is not a wrong word in quotes."""
    begun(office, [*CRITERIA, ("III", "Khác", "Tiêu chí", 5, "Chấm trực tiếp", None)])
    (told,) = [one for one in office.check() if one["code"] == "SCORERS_INVALID"]
    assert "chưa ghi Ai chấm; tiêu chí III chưa chấm được" in told["message"]
    assert "“”" not in told["message"]


def test_a_row_that_says_nothing_before_one_that_does_takes_nothing_from_it(asked: Office) -> None:
    """A remark stands beside AN, its score in a second row: that counts, in every run."""
    asked.type("Điểm cấp trên", [("AN",), ("AN", 30, 35)], ("Mã đơn vị", "Tổng điểm", "Điểm tối đa"))
    first = both_send(asked)
    assert ("ROW_DOUBLE", "AN") not in codes(first)
    scores = first.json["superior_scoring"]["units"]
    before = asked.book.read_bytes()
    again = asked.consolidate()
    assert again.json["superior_scoring"]["units"] == scores
    assert asked.book.read_bytes() == before
    assert next(one for one in scores if one["code"] == "AN")["total"] == "30.00"


def test_whose_workbooks_wait_for_the_office_is_asked_for_nothing(asked: Office) -> None:
    """Two of TC's that nobody can tell apart: the office chooses, nobody sends a third."""
    send(asked, "TC", of_tc(), name="mot.xlsx")
    send(asked, "TC", of_tc(budget=1), name="hai.xlsx")
    asked.consolidate()
    answer = run("remind", asked.book, "--out", asked.folder / "nhac", "--json")
    assert [one["code"] for one in answer.json["recipients"] if one["to"] == "scorer"] == ["NV"]


def test_the_line_above_the_points_counts_what_is_no_score(asked: Office) -> None:
    """A word and points above the maximum lack as a blank does."""
    send(asked, "NV", of_nv())
    send(asked, "TC", of_tc() | {("I.1", "AN"): "chín điểm", ("I.1", "BH"): 99})
    asked.consolidate()
    sheet = asked.sheet("Điểm người chấm")
    assert "Còn thiếu: TC còn 2 điểm." in [row[0].value for row in sheet.sheet.iter_rows(max_row=10)]


def test_a_skipped_workbook_whose_original_is_lost_counts_no_more(asked: Office) -> None:
    """`Bỏ qua` on `Sổ đã nhận`, the folder of originals is gone: the state says so."""
    both_send(asked)
    shutil.rmtree(asked.originals)
    for path in asked.inbox.glob("Cham_*"):
        path.unlink()
    asked.put("Sổ đã nhận", ("Cham_TC_2025.xlsx",), "Quyết định", "Bỏ qua")
    asked.consolidate()
    row = next(row for row in asked.records("Sổ đã nhận") if row["File"] == "Cham_TC_2025.xlsx")
    assert row["Trạng thái"] == "Đã thay thế"
    assert superior(asked, "AN") == (None, None)
