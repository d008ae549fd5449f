"""The superior's papers through the front door: what each says, when it is refused, what the book knows of it."""

from pathlib import Path

import pytest

from tests.journeys.journey import CLUSTER, Run, run
from tests.journeys.office_journey import Office
from tests.papers.read import lines, whole
from tests.superior.test_own_papers import DAY, rows, type_on
from thidua_xl.sheets.journal import Col as JournalCol

TO_COUNCIL, LIST, COUNCIL = "to-trinh-hoi-dong", "danh-sach-de-nghi", "bien-ban-hoi-dong"
SUMMARY, STATISTICS, REMINDER = "bao-cao-tong-hop", "thong-ke-phong-trao", "don-doc"
NOTICE, CHECKED = "thong-bao-tham-dinh", "bien-ban-tham-dinh"
FLAG, SECOND_FLAG = "Cờ thi đua của Chính phủ", "Cờ thi đua của UBND tỉnh"
NAMES = {"AN": "Xã An Hòa", "PA": "Xã Phú An"}


@pytest.fixture
def both(office: Office) -> Office:
    """Both clusters' books are in."""
    office.receive()
    assert office.consolidate().code == 0
    return office


@pytest.fixture
def weighed(both: Office) -> Office:
    """The superior scored too, AN before PA; one flag of each kind."""
    both.type("Điểm cấp trên", [("AN", 45, 50), ("PA", 40, 50)])
    both.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=1, Chỉ_tiêu_hình_thức_1=1, Chỉ_tiêu_hình_thức_2=1)
    return both


def folder_of(office: Office) -> Path:
    """Where the papers go."""
    return office.folder / "van ban"


def make(office: Office, *only: str, more: tuple[object, ...] = ()) -> Run:
    """`documents --json` into the usual folder."""
    chosen = ("--only", *only) if only else ()
    return run("documents", office.book, "--out", folder_of(office), "--json", *chosen, *more)


def made(office: Office, code: str, *more: str) -> Path:
    """The one file of a paper, made now."""
    answer = make(office, code, more=more)
    assert answer.code in (0, 1), answer.err
    assert [one["code"] for one in answer.json["papers"]] == [code]
    return Path(answer.json["papers"][0]["file"])


def files(office: Office) -> dict[str, bytes]:
    """What lies beside each other in the papers' folder."""
    return {one.name: one.read_bytes() for one in folder_of(office).iterdir() if one.is_file()}


def vote(office: Office, *figures: tuple[object, ...], share: object = 80) -> None:
    """The council voted: unit, in favour, members."""
    office.set(**{"Tỷ_lệ_thông_qua_của_Hội_đồng_(%)": share})
    office.type("Đề nghị", figures, ("Mã đơn vị", "Tán thành", "Tổng số thành viên"))


def outdated(office: Office) -> list[str]:
    """The papers of which `check` says that they carry other figures."""
    return [one["value"] for one in office.check() if one["code"] == "PAPER_OUTDATED"]


# --- made and recorded ----------------------------------------------------------------------------


def test_every_paper_that_is_needed_is_made(both: Office) -> None:
    """In the order of the year; on one cluster or unit a file each."""
    answer = make(both)
    codes = [one["code"] for one in answer.json["papers"]]
    assert [code for code in codes if ":" not in code] == [STATISTICS, TO_COUNCIL, LIST, COUNCIL, SUMMARY]
    assert {code for code in codes if ":" in code} >= {
        f"{NOTICE}:AN",
        f"{NOTICE}:PA",
        f"{REMINDER}:{CLUSTER}",
    }
    assert [Path(one["file"]).name for one in answer.json["papers"]] == [
        f"{code.replace(':', '_')}.docx" for code in codes
    ]
    assert set(files(both)) == {f"{code.replace(':', '_')}.docx" for code in codes}


def test_a_paper_is_recorded(both: Office) -> None:
    """File and figures in its row beside what was typed; one line of the journal for all; no figures, no digest."""
    type_on(both, TO_COUNCIL, Số="12", Ngày=DAY, Nơi_gửi="UBND tỉnh")
    make(both, TO_COUNCIL, REMINDER)
    found = rows(both)
    assert (found[TO_COUNCIL]["Tệp"], found[TO_COUNCIL]["Số"], found[TO_COUNCIL]["Nơi gửi"]) == (
        f"{TO_COUNCIL}.docx", "12", "UBND tỉnh",
    )  # fmt: skip
    assert len(found[TO_COUNCIL]["SHA-256"]) == 64
    letter = f"{REMINDER}:{CLUSTER}"
    assert (found[letter]["Tệp"], found[letter]["SHA-256"]) == (f"{REMINDER}_{CLUSTER}.docx", None)
    last = both.records("Nhật ký")[-1]
    many = len([code for code in found if code.startswith(f"{REMINDER}:")]) + 1
    assert (last["Lệnh"], last["Thay đổi"]) == (
        "documents", f"Xuất văn bản: {TO_COUNCIL}, {REMINDER} ({many} tệp)",
    )  # fmt: skip


def test_a_second_run_changes_nothing(both: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Same book, same clock: same bytes, nothing put away, the book not written; `consolidate` keeps the rows."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1766200000")
    make(both)
    before, book = files(both), both.book.read_bytes()
    assert make(both).json["papers"]
    assert (files(both), both.book.read_bytes()) == (before, book)
    assert not (folder_of(both) / "luu").exists()
    kept = rows(both)
    both.consolidate()
    assert {code: row["SHA-256"] for code, row in rows(both).items()} == {
        code: row["SHA-256"] for code, row in kept.items()
    }


def test_the_code_on_a_paper_is_the_journals(both: Office) -> None:
    """A printed paper is matched with the book; making papers does not change it."""
    codes = {str(row[JournalCol.HASH])[:16] for row in both.records("Nhật ký")}
    first = lines(made(both, SUMMARY), "GhiChu")[-1]
    assert first.removeprefix("Mã Nhật ký: ") in codes
    assert lines(made(both, COUNCIL), "GhiChu")[-1] == first


def test_the_letterhead_and_the_number(both: Office) -> None:
    """As typed in the settings and the register; the decree's 0 before a number below ten."""
    both.set(
        Cơ_quan_chủ_quản_trên_văn_bản="UBND TỈNH THỬ NGHIỆM", Ký_hiệu="SNV", Địa_danh="Thử Nghiệm",
        Người_ký="Lê Thị Ký", Chức_vụ_người_ký="Giám đốc",
    )  # fmt: skip
    type_on(both, SUMMARY, Số="7", Ngày=DAY)
    path = made(both, SUMMARY)
    assert lines(path, "CoQuanChuQuan") == ["UBND TỈNH THỬ NGHIỆM"]
    assert lines(path, "CoQuan") == ["Sở Nội vụ"]
    assert lines(path, "SoKyHieu") == ["Số: 07/BC-SNV"]
    assert lines(path, "DiaDanhNgay") == [f"Thử Nghiệm, ngày 22 tháng 12 năm {DAY.year}"]
    assert (lines(path, "ChucDanh"), lines(path, "HoTen")) == (["Giám đốc"], ["Lê Thị Ký"])


# --- refused --------------------------------------------------------------------------------------


def test_a_provisional_list_is_refused_with_reasons(office: Office) -> None:
    """A cluster is missing: nothing goes to the council; all others are made and say (tạm)."""
    office.receive(CLUSTER)
    office.consolidate()
    answer = make(office)
    assert answer.code == 1
    assert {one["code"]: one["reasons"] for one in answer.json["refused"]} == {
        TO_COUNCIL: ["Cụm thi đua số 2 chưa nhận được sổ"],
        LIST: ["Cụm thi đua số 2 chưa nhận được sổ"],
    }
    for code in (SUMMARY, COUNCIL, STATISTICS):
        assert "(tạm)" in whole(folder_of(office) / f"{code}.docx"), code
    draft = make(office, TO_COUNCIL, more=("--draft",))
    text = whole(Path(draft.json["papers"][0]["file"]))
    assert "(tạm)" in text and "Cụm thi đua số 2 (chưa nhận được sổ)" in text
    assert rows(office)[TO_COUNCIL]["Tệp"] is None


@pytest.mark.parametrize(("typed", "nearest"), [("to-trinh", TO_COUNCIL), ("ke-hoach", STATISTICS)])
def test_an_unknown_code_names_the_nearest_of_an_office(both: Office, typed: str, nearest: str) -> None:
    """A cluster's paper is none of an office's."""
    answer = make(both, typed)
    assert answer.code == 2
    assert f"Không có văn bản nào mã {typed}." in answer.err and nearest in answer.err
    assert not folder_of(both).exists()


def test_folders_that_are_no_place_for_papers(both: Office) -> None:
    """Originals, checking forms, the folder of the clusters' books: exit 2, nothing written."""
    before = both.book.read_bytes()
    for folder in (both.originals, both.book.with_suffix(".tham_dinh") / "x", both.inbox):
        answer = run("documents", both.book, "--out", folder)
        assert answer.code == 2 and "chọn thư mục khác" in answer.err
    assert both.book.read_bytes() == before


# --- a printed paper that no longer agrees --------------------------------------------------------


def test_check_names_the_papers_that_no_longer_agree(weighed: Office) -> None:
    """The superior's score is another; a reminder has no figures; making it again settles it."""
    make(weighed)
    assert outdated(weighed) == []
    weighed.put("Điểm cấp trên", ("PA",), "Tổng điểm", 41)
    assert sorted(outdated(weighed)) == sorted([TO_COUNCIL, LIST, SUMMARY])
    make(weighed)
    assert outdated(weighed) == []


def test_votes_make_no_submission_wrong(weighed: Office) -> None:
    """What went to the council stays as it went; the list and the report follow the vote."""
    make(weighed)
    vote(weighed, ("AN", 10, 11), ("PA", 11, 11))
    weighed.consolidate()
    assert sorted(outdated(weighed)) == sorted([LIST, COUNCIL, SUMMARY])


def test_templates_of_both_kinds_are_written(both: Office, tmp_path: Path) -> None:
    """Without a book those of both; with an office book its own, and they are used from beside it."""
    assert run("documents", "--write-templates", tmp_path / "mau").code == 0
    names = {one.stem for one in (tmp_path / "mau").iterdir()}
    assert {TO_COUNCIL, CHECKED, "danh-sach", "ke-hoach"} <= names
    own = both.book.with_suffix(".mau")
    assert run("documents", both.book, "--write-templates", own).code == 0
    assert {one.stem for one in own.iterdir()} == {
        TO_COUNCIL, LIST, COUNCIL, SUMMARY, STATISTICS, REMINDER, NOTICE, CHECKED,
    }  # fmt: skip
    (own / f"{SUMMARY}.docx").write_bytes((own / f"{REMINDER}.docx").read_bytes())
    answer = make(both, SUMMARY)
    assert answer.code == 2 and "Mẫu bao-cao-tong-hop.docx" in answer.err
