"""The superior's papers through the front door: what each says, when it is refused, what the book knows of it."""

from pathlib import Path

import pytest

from tests.journeys.consolidated import agreed_on
from tests.journeys.drafts import today_is
from tests.journeys.journey import CLUSTER, Journey, Run, Sheet, run
from tests.journeys.office_journey import OTHER, Office
from tests.papers.read import W, blanks, lines, part, tables, whole
from tests.superior.test_office import make_older
from tests.superior.test_office_calendar import rows as calendar_rows
from tests.superior.test_office_calendar import type_beside
from tests.superior.test_own_papers import DAY, rows, type_on
from thidua_xl.bookkeeping.keep import BookChange
from thidua_xl.bookkeeping.saved import Saved
from thidua_xl.bookkeeping.work import at_work
from thidua_xl.cluster.papers.making import Wanted
from thidua_xl.errors import CannotRunError
from thidua_xl.office.acts.documents import make_office_documents
from thidua_xl.office.book import open_office
from thidua_xl.sheets.journal import Col as JournalCol

TO_COUNCIL, LIST, COUNCIL = "to-trinh-hoi-dong", "danh-sach-de-nghi", "bien-ban-hoi-dong"
SUMMARY, STATISTICS, REMINDER = "bao-cao-tong-hop", "thong-ke-phong-trao", "don-doc"
NOTICE, CHECKED = "thong-bao-tham-dinh", "bien-ban-tham-dinh"
FLAG, SECOND_FLAG = "Cờ thi đua của Chính phủ", "Cờ thi đua của UBND tỉnh"
MOVEMENT = ("Mã đơn vị", "Tên phong trào", "Cấp phát động", "Phương thức")
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


def test_what_there_is_none_of_says_why(both: Office) -> None:
    """Nobody was checked yet: no file, no error, one sentence."""
    answer = make(both, CHECKED)
    assert answer.json["papers"] == []
    assert answer.json["not_needed"] == [
        {"code": CHECKED, "reasons": ["trang Thẩm định chưa có điểm của đơn vị nào"]}
    ]
    told = run("documents", both.book, "--out", folder_of(both), "--only", CHECKED).out
    assert f"{CHECKED}: chưa có văn bản nào, vì trang Thẩm định chưa có điểm của đơn vị nào." in told
    assert make(both, f"{CHECKED}:AN").code == 2


def test_a_notice_is_outdated_by_what_the_cluster_agrees_later(office: Office, complete: Journey) -> None:
    """The cluster sends another version: the table of the notice is another."""
    office.receive()
    office.consolidate()
    make(office, NOTICE)
    office.drop("SoCum_C01_2025.xlsx", agreed_on(office.sources["C01"], complete, "AN", 8))
    office.consolidate()
    assert f"{NOTICE}:AN" in outdated(office) and f"{NOTICE}:PA" not in outdated(office)


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
    assert "(tạm)" in text and "01 cụm; chưa nhận được sổ: Cụm thi đua số 2." in text
    assert rows(office)[TO_COUNCIL]["Tệp"] is None


@pytest.mark.parametrize(("typed", "nearest"), [("to-trinh", TO_COUNCIL), ("ke-hoach", STATISTICS)])
def test_an_unknown_code_names_the_nearest_of_an_office(both: Office, typed: str, nearest: str) -> None:
    """A cluster's paper is none of an office's."""
    answer = make(both, typed)
    assert answer.code == 2
    assert f"Không có văn bản nào mã {typed}." in answer.err and nearest in answer.err
    assert not folder_of(both).exists()


def test_no_paper_is_written_while_the_book_cannot_be(both: Office) -> None:
    """Its code would be that of a row which the journal does not have."""

    def refused(change: BookChange) -> Saved:
        raise CannotRunError(f"{change.book.file.path.name} đang mở")

    with at_work(both.book, open_office) as book, pytest.raises(CannotRunError):
        make_office_documents(book, Wanted(folder_of(both), [SUMMARY]), refused)
    assert not list(folder_of(both).glob("*"))


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
    (told,) = [one for one in weighed.check() if one["value"] == TO_COUNCIL]
    register = weighed.sheet("Văn bản")
    assert (told["severity"], told["cell"]) == ("warning", register.address(register.row(TO_COUNCIL), "Tệp"))
    assert f"tệp {TO_COUNCIL}.docx" in told["message"]
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


# --- what each says -------------------------------------------------------------------------------


def row_of(path: Path, name: str, head: str) -> list[str]:
    """The row of a name in the table that has this head."""
    table = next(one for one in tables(path) if head in one[0])
    (found,) = [row for row in table if name in row]
    return found


def with_text(path: Path, piece: str) -> str:
    """The one paragraph that says it."""
    (found,) = [one for one in lines(path) if piece in one]
    return found


def test_the_submission_shows_the_list_as_consolidate_has_it(weighed: Office) -> None:
    """To the digit; the weights as set; quotas, flags."""
    path = made(weighed, TO_COUNCIL)
    said = {row["Mã đơn vị"]: row for row in weighed.records("Danh sách đề nghị")}
    for unit, flag in (("AN", FLAG), ("PA", SECOND_FLAG)):
        row = row_of(path, NAMES[unit], "Giá trị xét")
        shown = [
            f"{said[unit][key]:.2f}".replace(".", ",") for key in ("% của cụm", "% cấp trên", "Giá trị xét")
        ]
        assert [row[3], row[5], row[6]] == shown
        assert (row[4], row[7], row[8]) == ("–", str(said[unit]["Thứ tự"]), flag)
    text = whole(path)
    assert "do cụm chấm (trọng số 1) và tỷ lệ % do cấp trên chấm (trọng số 1)" in text
    assert f"{FLAG}: chỉ tiêu 01 đơn vị;" in text
    assert f"{FLAG}: 01 đơn vị, gồm {NAMES['AN']} (Cụm thi đua số 1);" in text
    assert "Kính gửi: " in text and "(tạm)" not in text
    assert lines(path, "Muc1") == [
        "I. Tình hình các cụm", "II. Cách xét", "III. Kết quả xét", "IV. Kiến nghị",
    ]  # fmt: skip


def test_without_weights_nobody_is_ranked(both: Office) -> None:
    """The source gives none: the list stands side by side, and the paper says so."""
    path = made(both, TO_COUNCIL)
    assert "Không đặt trọng số" in with_text(path, "trọng số")
    row = row_of(path, NAMES["AN"], "Giá trị xét")
    assert (row[5], row[6], row[7]) == ("–", "–", "–")
    assert set(row[8]) == {"…"}


def test_ties_are_named(weighed: Office) -> None:
    """Level at the edge of a quota: the council decides."""
    weighed.put("Điểm cấp trên", ("PA",), "Tổng điểm", 45)
    weighed.set(Chỉ_tiêu_hình_thức_2=None)
    path = made(weighed, TO_COUNCIL)
    said = with_text(path, "bằng nhau ở thứ tự 1")
    assert (
        NAMES["AN"] in said and NAMES["PA"] in said and said.endswith("đề nghị Hội đồng xem xét, quyết định.")
    )


def test_a_refused_nominee_stands_with_its_reason(weighed: Office) -> None:
    """As typed on `Đề nghị`; it is in no list of flags."""
    weighed.type("Đề nghị", [("PA", "Không", "Đang bị thanh tra")], ("Mã đơn vị", "Quyết định", "Lý do"))
    path = made(weighed, TO_COUNCIL)
    assert with_text(path, "lý do").endswith(f"Không đề nghị {NAMES['PA']}; lý do: Đang bị thanh tra.")
    assert row_of(path, NAMES["PA"], "Giá trị xét")[8] == "Không đề nghị"


def test_the_councils_minutes_show_the_vote(weighed: Office) -> None:
    """In favour of all members, the share, the threshold, the result; who has to be voted on again."""
    vote(weighed, ("AN", 8, 11), ("PA", 11, 11))
    type_on(weighed, TO_COUNCIL, Số="9", Ngày=DAY)
    path = made(weighed, COUNCIL)
    assert row_of(path, NAMES["AN"], "Tán thành")[3:] == [FLAG, "08", "11", "72,73", "Không thông qua"]
    assert row_of(path, NAMES["PA"], "Tán thành")[3:] == [SECOND_FLAG, "11", "11", "100,00", "Thông qua"]
    assert "đạt từ 80,00 % trở lên" in whole(path)
    assert "số 09/TTr" in with_text(path, "trình bày")
    assert f"{NAMES['PA']} ({FLAG})." in with_text(path, "bỏ phiếu bổ sung")
    assert "/11 thành viên Hội đồng có mặt" in whole(path)
    assert not lines(path, "DiaDanhNgay")
    listed = made(weighed, LIST)
    assert not [row for row in tables(listed)[0] if row[1] == NAMES["AN"]]
    assert row_of(listed, NAMES["PA"], "Giá trị xét")[7] == f"{FLAG} (chưa bỏ phiếu)"
    (out,) = [row for row in tables(listed)[1] if row[1] == NAMES["AN"]]
    assert out[0] == "1" and out[5].startswith("Hội đồng không thông qua (8/11, 72,73 %)")
    assert "Danh sách có 01 đơn vị được đề nghị khen thưởng./." in whole(listed)
    assert with_text(listed, "Kèm theo").startswith("(Kèm theo Tờ trình số 09/TTr")


def test_before_the_vote_the_minutes_have_blanks(weighed: Office) -> None:
    """No figure is invented, no 0."""
    answer = make(weighed, COUNCIL).json["papers"][0]
    assert answer["lacks"] == "chưa có kết quả bỏ phiếu ở trang Đề nghị"
    row = row_of(folder_of(weighed) / f"{COUNCIL}.docx", NAMES["AN"], "Tán thành")
    assert row[3] == FLAG and all(set(cell) == {"…"} for cell in row[4:])


def test_the_notice_asks_for_what_differs(both: Office) -> None:
    """Why, where the unit stands, the criteria that the cluster scored otherwise than the unit."""
    path = made(both, f"{NOTICE}:AN")
    text = whole(path)
    assert "xếp thứ Nhất trong cụm" in text and "tổng điểm 83,00/" in text
    assert lines(path, "TrichYeu") == [f"Thẩm định kết quả thi đua năm {DAY.year} của Xã An Hòa"]
    assert lines(path, "SoKyHieu")[0].endswith("/TB-…………")
    assert blanks(path) >= 6


def test_a_score_the_cluster_changed_is_to_be_prepared(office: Office, complete: Journey) -> None:
    """Self score, agreed score, the difference with its sign."""
    complete.agree("AN", "I.1", score=8, reason="Thiếu minh chứng")
    assert complete.rank().code == 0
    office.drop("SoCum_C01_2025.xlsx", complete.book.read_bytes())
    office.receive(OTHER)
    office.consolidate()
    path = made(office, f"{NOTICE}:AN")
    (row,) = [one for one in tables(path)[1] if one[1] == "I.1"]
    assert row[4] == "8,00" and row[5].startswith("-")


def test_the_minutes_of_the_checking(both: Office) -> None:
    """The cluster's score, the one found, the difference, why; total and rank if it were applied; both sign."""
    both.type(
        "Thẩm định",
        [
            ("AN", "I.1", None, 5, "Thiếu minh chứng", "Lê Tra", DAY),
            ("AN", "I.2", None, 10, None, "Lê Tra", DAY),
        ],
    )
    both.consolidate()
    path = made(both, f"{CHECKED}:AN")
    checked = {row[1]: row for row in tables(path)[1][1:]}
    assert list(checked) == ["I.1", "I.2"]
    assert (
        checked["I.1"][4:] == ["5,00", checked["I.1"][5], "Thiếu minh chứng"] and checked["I.1"][5][0] == "-"
    )
    totals = {row[0]: row[1:] for row in tables(path)[2][1:]}
    assert totals["Tổng điểm"][0] == "83,00"
    before, after, difference = (float(one.replace(",", ".")) for one in totals["Tổng điểm"])
    assert round(before + difference, 2) == after
    text = whole(path)
    assert "Đoàn thẩm định: Lê Tra." in text and "ngày 22 tháng 12 năm" in text
    assert lines(path, "ChucDanh") == ["Đại diện đơn vị", "Đại diện đoàn thẩm định"]
    assert lines(path, "NoiNhan")[-1] == "- Lưu: VT, Hồ sơ."


def test_the_reminder_names_what_is_late(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of `Lịch` for the head, with the day and how many days ago; the book that did not come."""
    today_is(monkeypatch, DAY.year, 12, 31)
    office.receive(CLUSTER)
    office.consolidate()
    path = made(office, f"{REMINDER}:{OTHER}")
    late = tables(path)[1][1:]
    assert late and all(row[3].endswith(" ngày") for row in late)
    assert "Kính gửi: Trưởng Cụm thi đua số 2 (Xã Phú An)." in whole(path)
    assert "sổ cụm" in with_text(path, "chưa nhận được")
    assert not lines(path, "TenLoai") and lines(path, "TrichYeuCongVan")
    assert lines(path, "NoiNhan")[0] == "- Như trên;"


def duties_in(path: Path) -> list[str]:
    """What a letter says to be late."""
    return [row[1] for row in tables(path)[1][1:]]


def standing(office: Office, cluster: str) -> dict[str, str]:
    """How the duties of a cluster stand by `Lịch`."""
    kept = calendar_rows(office)
    return {code: row["Tình trạng"] for (whose, code), row in kept.items() if whose == cluster}


MEETINGS = ["Thống nhất thời gian tổng kết", "Họp trù bị", "Hội nghị tổng kết"]


def test_what_came_is_not_demanded(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conference whose minutes came was held: `Lịch`, the letter and `remind` say so; of the papers the one left."""
    today_is(monkeypatch, DAY.year, 12, 31)
    office.receive()
    office.consolidate()
    for cluster in (CLUSTER, OTHER):
        type_beside(office, cluster, "TG", Hạn_riêng=DAY)
    assert [one for one in duties_in(made(office, f"{REMINDER}:{OTHER}")) if one in MEETINGS] == MEETINGS
    day = DAY.replace(day=31)
    office.type("Hồ sơ nhận", [
        (OTHER, "Bảng tổng hợp điểm", None, DAY), (OTHER, "Biên bản hội nghị", None, day),
        (OTHER, "Danh sách suy tôn", None, day),
    ])  # fmt: skip
    office.consolidate()
    stands = standing(office, OTHER)
    assert (stands["TB"], stands["HN"], stands["GB"]) == ("Xong", "Xong", "Xong")
    path = made(office, f"{REMINDER}:{OTHER}")
    asked = duties_in(path)
    assert not set(MEETINGS) & set(asked) and "Gửi báo cáo tổng kết" in asked
    assert with_text(path, "chưa nhận được").endswith("báo cáo tổng kết.")
    said = run("remind", office.book, "--out", office.folder / "nhac", "--json").json
    codes = {one["code"]: one["duties"] for one in said["recipients"]}
    assert not {"TG", "TB", "HN", "GB"} & set(codes[OTHER]) and "BC" in codes[OTHER]
    assert {"TG", "TB", "HN"} <= set(codes[CLUSTER])
    office.type("Hồ sơ nhận", [
        (OTHER, "Bảng tổng hợp điểm", None, DAY), (OTHER, "Biên bản hội nghị", None, day),
        (OTHER, "Danh sách suy tôn", None, day), (OTHER, "Báo cáo tổng kết", "5/BC", None),
    ])  # fmt: skip
    office.consolidate()
    assert not any(one.startswith("Gửi") for one in duties_in(made(office, f"{REMINDER}:{OTHER}")))


def test_a_book_that_was_agreed_shows_the_conference(
    office: Office, complete: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its day is typed upstairs alone: the phase says that it was held."""
    complete.set(Giai_đoạn="Đã thông qua", Ngày_họp_trù_bị=None)
    assert complete.rank().code == 0
    today_is(monkeypatch, DAY.year, 12, 31)
    office.drop("SoCum_C01_2025.xlsx", complete.book.read_bytes())
    office.consolidate()
    stands = standing(office, CLUSTER)
    assert (stands["TB"], stands["HN"]) == ("Xong", "Xong")
    assert not set(MEETINGS) & set(duties_in(made(office, f"{REMINDER}:{CLUSTER}")))


def test_the_report_tells_of_every_cluster(weighed: Office) -> None:
    """Clusters, mismatches, what was checked, the proposal; every unit in the annex as `Toàn bộ đơn vị` has it."""
    weighed.type("Thẩm định", [("AN", "I.1", None, 5, "Thiếu minh chứng")])
    path = made(weighed, SUMMARY)
    assert lines(path, "Muc1")[0] == "I. Tình hình các cụm"
    found = tables(path)
    clusters = {row[1]: row for row in found[1][1:]}
    assert clusters["Cụm thi đua số 1"][2] == "Xã An Hòa" and clusters["Cụm thi đua số 1"][6] == "83,00"
    annex = {row[1]: row for row in found[-1][1:] if row[0]}
    assert [row[1] for row in found[-1][1:] if not row[0]] == ["Cụm thi đua số 1", "Cụm thi đua số 2"]
    assert len(annex) == 10
    for unit, row in weighed.by_key("Toàn bộ đơn vị").items():
        printed = next(line for name, line in annex.items() if name == row["Đơn vị"])
        assert printed[5] == str(row["Hạng"] if "Hạng" in row else row["Hạng trong cụm"]), unit
    assert "Hội đồng chưa bỏ phiếu." in whole(path)
    assert "đã thẩm định 01 đơn vị" in whole(path)


def test_the_statistics_know_what_the_books_know(office: Office, complete: Journey) -> None:
    """Row 04 with its levels, 11 and 12 of it; all else blank; the circular is to be checked."""
    with complete.typing() as book:
        sheet = Sheet(book["Phong trào"], *MOVEMENT[:2])
        typed = [
            ("AN", "Nông thôn mới", "Trung ương", "Chuyên đề"),
            ("BH", "Thi đua 2/9", "Đơn vị", "Thường xuyên"),
        ]
        for at, line in enumerate(typed, start=sheet.header_row + 1):
            for header, value in zip(MOVEMENT, line, strict=True):
                sheet.put(at, header, value)
    complete.rank()
    office.drop("SoCum_C01_2025.xlsx", complete.book.read_bytes())
    office.consolidate()
    answer = make(office, STATISTICS).json["papers"][0]
    path = Path(answer["file"])
    found = {row[1]: row[2:] for row in tables(path)[0] if len(row) == 6}
    assert (found["04"], found["11"], found["12"]) == (
        ["2", "1", "0", "1"], ["1", "1", "0", "0"], ["1", "0", "0", "1"],
    )  # fmt: skip
    assert all(set(cell) == {"…"} for code in ("01", "02", "05", "10") for cell in found[code])
    text = whole(path)
    assert f"Ngày nhận báo cáo: 15/12/{DAY.year}" in text and "kiểm tra" not in text
    assert "kiểm tra hiệu lực của Thông tư số 02/2023/TT-BNV" in answer["lacks"]
    assert "chưa có số liệu phong trào của Cụm thi đua số 2" in answer["lacks"]
    assert lines(path, "GhiChu")[0] == "Ghi chú: số liệu trên chưa gồm phong trào của Cụm thi đua số 2."
    assert len(lines(path, "GhiChu")) == 2
    assert [one.get(f"{W}orient") for one in part(path).iter(f"{W}pgSz")] == ["landscape"]


def test_who_is_not_proposed_is_in_no_list(weighed: Office) -> None:
    """No quota is left for it: below the list, with the reason; in the submission that is no form of award."""
    weighed.set(Chỉ_tiêu_hình_thức_2=0)
    path = made(weighed, LIST)
    listed, others = tables(path)[:2]
    assert [row[1] for row in listed[1:]] == [NAMES["AN"]]
    assert [(row[1], row[5]) for row in others[1:]] == [(NAMES["PA"], "Hết chỉ tiêu (thứ tự 2)")]
    assert "Danh sách có 01 đơn vị được đề nghị khen thưởng./." in whole(path)
    said = row_of(made(weighed, TO_COUNCIL), NAMES["PA"], "Giá trị xét")
    assert said[8] == "Không đề nghị (hết chỉ tiêu)"


def test_errors_that_a_book_has_left_are_told_plainly(office: Office, complete: Journey) -> None:
    """No “00 lỗi” beside a book that has errors."""
    complete.agree("BH", "I.1", score=99, reason="Nhầm")
    complete.rank()
    office.drop("SoCum_C01_2025.xlsx", complete.book.read_bytes())
    office.consolidate()
    said = with_text(made(office, SUMMARY), "cụm chưa sửa")
    assert "00 lỗi" not in said and "sổ còn 01 lỗi" in said


def test_a_head_of_another_cluster_is_not_named(both: Office) -> None:
    """Nor a code: the unit by its name, in any case of letters."""
    both.put("Danh sách cụm", (CLUSTER,), "Trưởng cụm", "PA")
    assert "(Trưởng cụm)" not in whole(made(both, f"{NOTICE}:AN"))
    both.put("Danh sách cụm", (CLUSTER,), "Trưởng cụm", "an")
    assert "đại diện Xã An Hòa (Trưởng cụm)" in whole(made(both, f"{NOTICE}:AN"))


def test_names_are_text(both: Office) -> None:
    """No XML, no field, no Jinja of a name reaches a template."""
    hostile = "Cụm & <w:b/> {{ nam }} {% if %} \u202e“1”"
    both.put("Danh sách cụm", (CLUSTER,), "Tên cụm", hostile)
    text = whole(made(both, TO_COUNCIL))
    assert "Cụm & <w:b/> {{ nam }} {% if %}" in text
    assert make(both).json["broken"] == []


def test_the_register_may_be_moved(both: Office) -> None:
    """Columns in another order, rows inserted: the file stands in its row, the number on the paper."""
    with both.typing() as book:
        sheet = book["Văn bản"]
        sheet.insert_cols(1)
        sheet.insert_rows(1, 2)
    type_on(both, SUMMARY, Số="7")
    path = made(both, SUMMARY)
    assert lines(path, "SoKyHieu")[0].startswith("Số: 07/BC-")
    assert rows(both)[SUMMARY]["Tệp"] == f"{SUMMARY}.docx"


def test_minutes_are_made_with_blanks_of_an_office_without_clusters_books(office: Office) -> None:
    """No book came: letters to all, the report says so, nothing is 0."""
    answer = make(office)
    assert answer.code == 1
    report = next(one for one in answer.json["papers"] if one["code"] == SUMMARY)
    assert report["lacks"] == "chưa có số liệu 02 cụm"
    path = Path(report["file"])
    assert row_of(path, "Cụm thi đua số 1", "Nhất")[2:] == ["–"] * 6
    assert with_text(path, "chưa có bảng tổng hợp").startswith(
        "- Cụm thi đua số 1, Cụm thi đua số 2: chưa có "
    )
    assert "0,00" not in whole(Path(report["file"]))


def test_an_older_book_gets_its_register(both: Office) -> None:
    """A book made before there was one: the sheet is made and told of once, the code on the paper is of that row."""
    with both.typing() as book:
        del book["Văn bản"]
    make_older(both)
    path = made(both, COUNCIL)
    journal = [row["Thay đổi"] for row in both.records("Nhật ký")]
    assert rows(both)[COUNCIL]["Tệp"] == f"{COUNCIL}.docx"
    assert sum("Văn bản" in one for one in journal) == 1
    assert "Thêm mục ở trang Cấp trên" in journal[-2]
    assert journal[-1] == f"Xuất văn bản: {COUNCIL} (1 tệp)"
    last = both.records("Nhật ký")[-2]
    assert lines(path, "GhiChu")[-1] == f"Mã Nhật ký: {str(last[JournalCol.HASH])[:16]}"
    kept = both.book.read_bytes()
    both.consolidate()
    assert both.book.read_bytes() == kept
