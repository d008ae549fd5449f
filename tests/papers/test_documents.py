"""`documents` as a clerk runs it: what is made, refused, kept; what a book and its folder look like afterwards."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.test_papers_register import rows
from tests.cluster.test_year_sheets import put
from tests.journeys.conference import ballot, make_level, proclaim
from tests.journeys.journey import UNITS, Journey, Run, Sheet, run
from tests.papers.read import lines, paragraphs, part, tables, whole
from thidua_xl.bookkeeping.work import at_work
from thidua_xl.cluster.acts.documents import make_documents
from thidua_xl.cluster.papers.making import Wanted
from thidua_xl.cluster.papers.meetings import post_at
from thidua_xl.cluster.reading import open_book
from thidua_xl.sheets.journal import Col as JournalCol

MINUTES, LIST = "bien-ban-hoi-nghi", "danh-sach"


@pytest.fixture
def papers(complete: Journey) -> Path:
    """Where the papers go."""
    return complete.folder / "van ban"


def make(cluster: Journey, *only: str, more: tuple[object, ...] = ()) -> Run:
    """`documents --json` into the usual folder."""
    chosen = ("--only", *only) if only else ()
    return run("documents", cluster.book, "--out", cluster.folder / "van ban", "--json", *chosen, *more)


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


# --- made and recorded ----------------------------------------------------------------------------


def test_a_paper_is_made_and_recorded(complete: Journey, papers: Path) -> None:
    """The file, its blanks in JSON, its line in the register and in the journal."""
    answer = make(complete, LIST)
    assert answer.code == 0
    (made,) = answer.json["papers"]
    assert (made["code"], Path(made["file"])) == (LIST, papers / f"{LIST}.docx")
    assert answer.json["refused"] == answer.json["broken"] == []
    row = rows(complete)[LIST]
    assert row["Tệp"] == f"{LIST}.docx"
    assert len(row["SHA-256"]) == 64
    journal = complete.sheet("Nhật ký", JournalCol.WHEN, JournalCol.HASH).records()
    assert (journal[-1][JournalCol.COMMAND], journal[-1][JournalCol.CHANGE]) == (
        "documents", f"Xuất văn bản: {LIST} (1 tệp)",
    )  # fmt: skip


def test_the_list_says_what_rank_says(complete: Journey, papers: Path) -> None:
    """To the digit, with a decimal comma."""
    make(complete, LIST)
    said = {unit["code"]: unit for unit in complete.rank().json["units"]}
    table = tables(papers / f"{LIST}.docx")[0]
    placed = [unit for unit in said.values() if unit["place"]]
    assert [row[1:5] for row in table[1:]] == [
        [
            unit["name"], unit["agreed_total"].replace(".", ","), unit["percent"].replace(".", ","),
            str(unit["rank"]),
        ]
        for unit in sorted(placed, key=lambda one: one["rank"])
    ]  # fmt: skip
    assert [row[5] for row in table[1:]] == ["Nhất", "Nhì", "Ba"]


def test_what_is_enclosed_stays_with_its_heading(complete: Journey, papers: Path) -> None:
    """Never alone at the foot of a page: a heading keeps with what follows."""
    make(complete, "de-nghi")
    style = next(one.style for one in paragraphs(papers / "de-nghi.docx") if one.text == "Hồ sơ kèm theo:")
    first = next(one for one in paragraphs(papers / "de-nghi.docx") if one.text.startswith("1. "))
    assert style == first.style != "NoiDung"


def test_a_second_run_changes_nothing(
    complete: Journey, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same book, same clock: same bytes, nothing put away, the book not written."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1766200000")
    make(complete)
    before, book = files(papers), complete.book.read_bytes()
    answer = make(complete)
    assert answer.code == 0
    assert files(papers) == before
    assert complete.book.read_bytes() == book
    assert not (papers / "luu").exists()


def test_what_a_person_edited_goes_into_luu(complete: Journey, papers: Path) -> None:
    """Papers are edited in Word: another run never takes that away."""
    make(complete, LIST)
    (papers / f"{LIST}.docx").write_bytes(b"da sua bang tay")
    make(complete, LIST)
    assert [one.read_bytes() for one in (papers / "luu").iterdir()] == [b"da sua bang tay"]
    assert tables(papers / f"{LIST}.docx")


def test_a_run_at_another_time_leaves_a_paper_that_says_the_same(complete: Journey, papers: Path) -> None:
    """Otherwise `luu/` would fill with copies among which nobody finds his own."""
    make(complete, LIST)
    before = files(papers)
    make(complete, LIST)
    assert files(papers) == before
    assert not (papers / "luu").exists()


def test_who_edited_a_paper_is_told_where_it_is(complete: Journey, papers: Path) -> None:
    """By command, and in JSON."""
    make(complete, LIST)
    (papers / f"{LIST}.docx").write_bytes(b"da sua bang tay")
    said = run("documents", complete.book, "--out", papers, "--only", LIST).out
    assert f"đã chuyển vào {papers / 'luu'}: {LIST}.docx." in " ".join(said.split())
    (papers / f"{LIST}.docx").write_bytes(b"sua nua")
    assert [one["put_away"] for one in make(complete, LIST, MINUTES).json["papers"]] == [True, False]


@pytest.mark.parametrize("lock", ["~$nh-sach.docx", ".~lock.danh-sach.docx#"])
def test_a_paper_that_is_open_is_not_replaced(complete: Journey, papers: Path, lock: str) -> None:
    """Who works in Word would save over it, or lose his own."""
    make(complete, LIST)
    before = (papers / f"{LIST}.docx").read_bytes()
    (papers / lock).write_bytes(b"")
    complete.agree("AN", "I.1", score=9, reason="Thẩm tra lại")
    answer = make(complete, LIST)
    assert (answer.code, (papers / f"{LIST}.docx").read_bytes()) == (2, before)
    assert "đang mở" in answer.err


def test_a_file_is_no_folder(complete: Journey) -> None:
    """Said in Vietnamese."""
    answer = run("documents", complete.book, "--out", complete.book, "--only", LIST)
    assert answer.code == 2
    assert "là một tệp, không phải thư mục" in answer.err


def test_everything_that_bars_the_list_makes_results_provisional(complete: Journey, papers: Path) -> None:
    """The report prints the same places: with an error in the book they may still move."""
    complete.agree("AN", "I.1", score=9)  # without a reason
    assert make(complete, LIST).code == 1
    assert make(complete, "bao-cao-tong-ket").json["papers"]
    report = papers / "bao-cao-tong-ket.docx"
    assert "(tạm)" in lines(report, "TrichYeu")[0]
    assert all("(tạm)" in row[6] for row in tables(report)[-2][1:] if row[6])


def test_who_signs_instead_has_no_title_of_another(complete: Journey, papers: Path) -> None:
    """The settings know the post of their own signer alone."""
    complete.set(Người_ký="Lê Văn A", Chức_vụ_người_ký="CHỦ TỊCH UBND XÃ AN HÒA")
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "de-nghi"}, Người_ký="Trần Thị B")
    make(complete, "de-nghi")
    signed = [one for one in tables(papers / "de-nghi.docx")[-1][0][1].splitlines() if one]
    assert signed[-1] == "Trần Thị B"
    assert "CHỦ TỊCH UBND XÃ AN HÒA" not in signed


def test_a_post_and_a_unit_are_one_name() -> None:
    """`Chủ tịch UBND xã, Xã Dân Lực` is no Vietnamese."""
    assert post_at("Chủ tịch UBND xã", "Xã Dân Lực") == "Chủ tịch UBND xã Dân Lực"
    assert post_at("Giám đốc Sở Nội vụ", "Sở Nội vụ") == "Giám đốc Sở Nội vụ"
    assert post_at("Chuyên viên", "Xã Dân Lực") == "Chuyên viên, Xã Dân Lực"
    assert post_at("", "Xã Dân Lực") == "Xã Dân Lực"


def test_the_code_on_a_paper_is_the_journals(complete: Journey, papers: Path) -> None:
    """A printed paper is matched with the book: by the row before the papers were made."""
    complete.agree("EN", "2.4", score=5, reason="Thẩm tra lại")
    make(complete, MINUTES)
    journal = complete.sheet("Nhật ký", JournalCol.WHEN, JournalCol.HASH).records()
    assert "EN · 2.4" in journal[-2][JournalCol.CHANGE]
    assert f"Mã Nhật ký: {journal[-2][JournalCol.HASH][:16]}" in whole(papers / f"{MINUTES}.docx")


def test_a_closed_book_is_printed_and_not_written(complete: Journey, papers: Path) -> None:
    """The seal's code stands on the minutes; the sealed book keeps its bytes."""
    assert run("close", complete.book).code == 0
    sealed = complete.book.read_bytes()
    assert make(complete, MINUTES).code == 0
    assert complete.book.read_bytes() == sealed
    assert "Mã niêm phong: " in whole(papers / f"{MINUTES}.docx")
    assert run("verify", complete.book).code == 0


def test_after_a_changed_score_verify_names_the_paper(complete: Journey) -> None:
    """The figures that a paper carries are kept in the register."""
    make(complete, MINUTES, LIST)
    complete.agree("AN", "I.1", score=9, reason="Thẩm tra lại")
    complete.rank()
    told = run("verify", complete.book, "--json").json["differences"]
    assert sorted((one["code"], one["value"]) for one in told) == [
        ("PAPER_OUTDATED", MINUTES), ("PAPER_OUTDATED", LIST),
    ]  # fmt: skip


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "nearest"), [("danh-sac", LIST), ("bien-ban-hoinghi", MINUTES)])
def test_an_unknown_code_names_the_nearest(complete: Journey, papers: Path, typed: str, nearest: str) -> None:
    """Nothing is made of the others either: a code typed wrong is mended first."""
    answer = run("documents", complete.book, "--out", papers, "--only", LIST, typed)
    assert answer.code == 2
    assert f"Không có văn bản nào mã {typed}. Gần nhất: {nearest}." in answer.err
    assert not papers.exists()


def test_a_paper_of_the_superior_is_named_as_one(complete: Journey, papers: Path) -> None:
    """No paper of the cluster is near to it: it is made from another book."""
    answer = run("documents", complete.book, "--out", papers, "--only", "thong-bao-tham-dinh:AN")
    assert answer.code == 2
    assert "Đó là văn bản của cấp trên, xuất từ sổ tổng hợp." in answer.err and "Gần nhất" not in answer.err


def test_an_alias_is_the_paper_itself(complete: Journey) -> None:
    """`de-nghi-co` is what clerks say."""
    assert [one["code"] for one in make(complete, "de-nghi-co").json["papers"]] == ["de-nghi"]


@pytest.mark.parametrize("code", [LIST, MINUTES, "de-nghi"])
def test_an_open_tie_refuses_what_is_final(complete: Journey, papers: Path, code: str) -> None:
    """Nobody proclaims what is not decided; the reason names the units."""
    make_level(complete)
    answer = make(complete, code)
    assert answer.code == 1
    assert answer.json["papers"] == []
    (refused,) = answer.json["refused"]
    assert refused["code"] == code
    assert "đang đồng hạng 1: AN, BH" in refused["reasons"]
    assert not list(papers.glob("*.docx"))


def test_a_draft_is_made_all_the_same_and_says_so(complete: Journey, papers: Path) -> None:
    """DỰ THẢO on every page, under a name of its own, recorded nowhere."""
    make_level(complete)
    answer = make(complete, LIST, more=("--draft",))
    assert answer.code == 1
    file = papers / f"{LIST}_du-thao.docx"
    assert [Path(one["file"]) for one in answer.json["papers"]] == [file]
    assert 'string="DỰ THẢO"' in part_text(file, "word/first.xml")
    assert rows(complete)[LIST]["Tệp"] is None


def part_text(file: Path, name: str) -> str:
    """A part as text."""
    from lxml import etree

    return etree.tostring(part(file, name), encoding="unicode")


def test_a_missing_unit_refuses_and_a_draft_prints_provisional(collected: Journey) -> None:
    """The head's scores are missing: places may still move."""
    refused = make(collected, LIST, MINUTES)
    assert refused.code == 1
    assert [one["code"] for one in refused.json["refused"]] == [LIST, MINUTES]
    assert any("2.4" in reason for reason in refused.json["refused"][0]["reasons"])
    make(collected, MINUTES, more=("--draft",))
    text = whole(collected.folder / "van ban" / f"{MINUTES}_du-thao.docx")
    assert "(tạm)" in lines(collected.folder / "van ban" / f"{MINUTES}_du-thao.docx", "TrichYeu")[0]
    assert "None" not in text


@pytest.mark.parametrize("folder", ["SoCum_C01_2025.goc", "SoCum_C01_2025.goc/trong", "hop_thu"])
def test_no_paper_goes_among_what_was_received(complete: Journey, folder: str) -> None:
    """Originals are nobody's to add to, and a paper in the inbox would be collected."""
    before = sorted(str(one) for one in complete.folder.rglob("*"))
    answer = run("documents", complete.book, "--out", complete.folder / folder)
    assert answer.code == 2
    assert "chọn thư mục khác" in answer.err
    assert sorted(str(one) for one in complete.folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["Phieu_ZZ_2025.xlsx", "dangky_AN_2025.xlsx", "thu.eml", "cu.msg"])
def test_no_paper_goes_into_an_inbox_that_nobody_collected_yet(complete: Journey, name: str) -> None:
    """Forms and letters that came since the last run make a folder an inbox, too."""
    folder = complete.folder / "thu moi"
    folder.mkdir()
    (folder / name).write_bytes(b"moi den")
    answer = run("documents", complete.book, "--out", folder, "--only", LIST)
    assert (answer.code, [one.name for one in folder.iterdir()]) == (2, [name])


def test_without_a_folder_or_a_book_a_sentence_tells_what_is_needed(complete: Journey) -> None:
    """No traceback, exit 2."""
    assert run("documents", complete.book).code == 2
    assert "--out" in run("documents", complete.book).err


def test_a_paper_that_cannot_be_written_is_not_recorded(complete: Journey, papers: Path) -> None:
    """As one that Word has open: told before the book changes, and no other paper is written either."""
    complete.rank()
    (papers / f"{LIST}.docx").mkdir(parents=True)
    before = complete.book.read_bytes()
    answer = make(complete)
    assert answer.code == 2
    assert f"{LIST}.docx" in answer.err
    assert "Word" in answer.err
    assert complete.book.read_bytes() == before
    assert [one.name for one in papers.iterdir()] == [f"{LIST}.docx"]


def test_a_part_that_is_not_there_can_be_passed_over(complete: Journey, papers: Path) -> None:
    """A menu asks for whole groups; the command line still says that there is no such part."""
    asked = [LIST, f"{MINUTES}:XX"]
    with at_work(complete.book, open_book) as book:
        done = make_documents(book, Wanted(papers, asked, if_any=True))
    assert ([one.code for one in done.made], done.refused) == ([LIST], [])
    assert "không có phần XX" in make(complete, *asked).err


# --- an office's own templates ----------------------------------------------------------------------


def test_templates_are_written_to_be_edited(complete: Journey, tmp_path: Path) -> None:
    """One of every paper; what somebody edited is kept when they are written again."""
    folder = tmp_path / "mau"
    assert run("documents", "--write-templates", folder).code == 0
    assert (folder / f"{LIST}.docx").exists()
    (folder / f"{LIST}.docx").write_bytes(b"mau rieng")
    again = run("documents", complete.book, "--write-templates", folder)
    assert (folder / f"{LIST}.docx").read_bytes() == b"mau rieng"
    assert f"Giữ nguyên mẫu đã sửa: {LIST}.docx" in again.out


@pytest.mark.parametrize(("exists", "told"), [(False, "Không thấy thư mục mẫu"), (True, "không có mẫu nào")])
def test_a_folder_without_templates_is_refused(
    complete: Journey, tmp_path: Path, exists: bool, told: str
) -> None:
    """Somebody who names a folder wants the own letterhead; the program's would go out unseen."""
    folder, before = tmp_path / "mau rieng", complete.book.read_bytes()
    if exists:
        folder.mkdir()
    answer = make(complete, LIST, more=("--templates", folder))
    assert (answer.code, complete.book.read_bytes()) == (2, before)
    assert told in answer.err and folder.name in answer.err
    assert not (complete.folder / "van ban").exists()


def test_a_template_with_a_wrong_name_is_told(complete: Journey) -> None:
    """What was edited in it would be missed; Word's own file beside an open one is none."""
    folder = own_templates(complete)
    (folder / f"{LIST}.docx").rename(folder / "Danh sach moi.docx")
    (folder / "~$ke-hoach.docx").write_bytes(b"")
    answer = make(complete, LIST)
    assert [Path(one).name for one in answer.json["unused_templates"]] == ["Danh sach moi.docx"]
    assert "Danh sach moi.docx" in run("documents", complete.book, "--out", complete.folder / "van ban").out


def own_templates(cluster: Journey) -> Path:
    """The templates beside the book, to be edited."""
    folder = cluster.book.with_suffix(".mau")
    run("documents", "--write-templates", folder)
    return folder


def edit(template: Path, old: str, new: str) -> None:
    """Type into a template."""
    import io
    import zipfile

    from thidua_xl.documents.compiled import packed

    with zipfile.ZipFile(io.BytesIO(template.read_bytes())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts["word/document.xml"].decode()
    parts["word/document.xml"] = parts["word/document.xml"].decode().replace(old, new).encode()
    template.write_bytes(packed(parts))


def test_a_template_beside_the_book_wins(complete: Journey, papers: Path) -> None:
    """`<book>.mau/`."""
    edit(own_templates(complete) / f"{LIST}.docx", "Phụ lục", "PHỤ LỤC RIÊNG")
    make(complete, LIST)
    assert lines(papers / f"{LIST}.docx")[0] == "PHỤ LỤC RIÊNG"


def test_a_folder_given_wins_over_the_one_beside_the_book(
    complete: Journey, papers: Path, tmp_path: Path
) -> None:
    """`--templates DIR`; papers that it lacks come from beside the book."""
    edit(own_templates(complete) / f"{LIST}.docx", "Phụ lục", "CẠNH SỔ")
    edit(own_templates(complete) / f"{MINUTES}.docx", "Địa điểm", "Nơi họp")
    given = tmp_path / "khac"
    given.mkdir()
    shutil.copy(complete.book.with_suffix(".mau") / f"{LIST}.docx", given)
    edit(given / f"{LIST}.docx", "CẠNH SỔ", "ĐƯỢC CHỌN")
    make(complete, LIST, MINUTES, more=("--templates", given))
    assert lines(papers / f"{LIST}.docx")[0] == "ĐƯỢC CHỌN"
    assert any(line.startswith("Nơi họp") for line in lines(papers / f"{MINUTES}.docx"))


def test_one_bad_template_stops_no_other_paper(complete: Journey, papers: Path) -> None:
    """One sentence naming file, paragraph and placeholder, exit 2; all other papers are there."""
    edit(own_templates(complete) / f"{LIST}.docx", "{{ cum }}", "{{ ten_cum_sai }}")
    answer = run("documents", complete.book, "--out", papers, "--only", LIST, MINUTES)
    assert answer.code == 2
    assert (
        f"Mẫu {LIST}.docx: đoạn 3, chỗ điền {{{{ ten_cum_sai }}}}: không có chỗ điền nào tên ten_cum_sai."
        in answer.err
    )
    assert sorted(files(papers)) == [f"{MINUTES}.docx"]
    assert rows(complete)[LIST]["Tệp"] is None


def test_a_file_that_is_no_template_is_told(complete: Journey, papers: Path) -> None:
    """Somebody saved a .doc under the name."""
    (own_templates(complete) / f"{LIST}.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    answer = run("documents", complete.book, "--out", papers, "--only", LIST)
    assert answer.code == 2
    assert f"Mẫu {LIST}.docx không phải tệp Word" in answer.err


# --- what is said -----------------------------------------------------------------------------------


def texts(file: Path) -> str:
    """The whole text."""
    return whole(file)


def test_head_number_day_and_receivers_come_from_the_book(complete: Journey, papers: Path) -> None:
    """Settings and the register; a number below 10 and a day below 10 get a 0, month 3 none."""
    complete.set(
        Cơ_quan_chủ_quản_trên_văn_bản="UBND TỈNH THANH HÓA", Cơ_quan_ban_hành_trên_văn_bản="UBND xã An Hòa",
        Tên_cụm_trên_văn_bản="Cụm thi đua số 1", Địa_danh="An Hòa", Người_ký="Lê Văn Thử",
        Chức_vụ_người_ký="CHỦ TỊCH UBND XÃ AN HÒA", Cấp_trên="UBND tỉnh", Tên_cụm="Cụm thi đua số 1",
    )  # fmt: skip
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "de-nghi"}, Số=7, Ngày=datetime.datetime(2026, 3, 5),
            Nơi_gửi="UBND tỉnh; Sở Nội vụ")  # fmt: skip
    make(complete, "de-nghi")
    head = tables(papers / "de-nghi.docx")[0]
    assert head[0][0].splitlines()[:3] == ["UBND TỈNH THANH HÓA", "UBND xã An Hòa", "Cụm thi đua số 1"]
    assert head[1] == ["Số: 07/TTr-CTĐ", "An Hòa, ngày 05 tháng 3 năm 2026"]
    receivers, signed = tables(papers / "de-nghi.docx")[-1][0]
    assert receivers.splitlines()[1:] == ["- UBND tỉnh;", "- Sở Nội vụ;", "- Lưu: VT."]
    assert [one for one in signed.splitlines() if one] == [
        "TM. Cụm thi đua số 1", "Trưởng cụm", "CHỦ TỊCH UBND XÃ AN HÒA", "Lê Văn Thử",
    ]  # fmt: skip
    assert lines(papers / "de-nghi.docx", "KinhGui") == ["Kính gửi: UBND tỉnh."]


def test_a_number_that_nobody_typed_is_a_blank(complete: Journey, papers: Path) -> None:
    """The form's "Số: …/TTr-CTĐ"; never None."""
    make(complete, "de-nghi")
    assert tables(papers / "de-nghi.docx")[0][1][0] == "Số: …………/TTr-CTĐ"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"Đóng_dấu_đơn_vị_Trưởng_cụm": "Không"}, ["TM. Cụm thi đua số 1", "Trưởng cụm"]),
        (
            {"Ký_thay_Trưởng_cụm": "Có"},
            ["TM. Cụm thi đua số 1", "KT. Trưởng cụm", "Phó Trưởng cụm", "CHỦ TỊCH"],
        ),
    ],
)
def test_seal_and_deputy_decide_the_titles(
    complete: Journey, papers: Path, settings: dict[str, Any], said: list[str]
) -> None:
    """Without the office's seal only the title in the cluster (Nghị định 30, Phụ lục I, II.7)."""
    complete.set(Tên_cụm="Cụm thi đua số 1", Chức_vụ_người_ký="CHỦ TỊCH", Người_ký="A", **settings)
    make(complete, "de-nghi")
    signed = tables(papers / "de-nghi.docx")[-1][0][1]
    assert [one for one in signed.splitlines() if one] == [*said, "A"]


def test_a_khoi_says_khoi(complete: Journey, papers: Path) -> None:
    """Every word of ours; the name that people typed stays."""
    complete.set(Cách_gọi="Khối", Tên_cụm="Khối các sở số 2")
    make(complete, "de-nghi-phe-duyet", "bien-ban-bau")
    for name in ("de-nghi-phe-duyet", "bien-ban-bau"):
        text = whole(papers / f"{name}.docx").casefold()
        assert "khối" in text
        assert "cụm" not in text


def test_a_vote_and_what_it_decided_stand_in_the_minutes(complete: Journey, papers: Path) -> None:
    """Figures as typed, the winner, the list's ground."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 3, "BH": 2}, **{"Được bỏ phiếu": 5})
    make(complete, MINUTES, LIST)
    text = whole(papers / f"{MINUTES}.docx")
    assert "phát ra 05 phiếu, thu vào 05 phiếu, hợp lệ 05 phiếu, không hợp lệ 00 phiếu" in text
    assert "Xã An Hòa được 03 phiếu; Xã Bình Hải được 02 phiếu. Đơn vị được chọn: Xã An Hòa." in text
    grounds = {row[1]: row[-1] for row in tables(papers / f"{LIST}.docx")[0][1:]}
    assert grounds == {
        "Xã An Hòa": "Bỏ phiếu lần 1",
        "Xã Bình Hải": "Bỏ phiếu lần 1",
        "Xã Êa Nam": "Theo điểm",
    }


def test_what_the_meeting_changed_stands_with_its_reason(complete: Journey, papers: Path) -> None:
    """III.3: on the points, and where not with a reason."""
    proclaim(complete, "EN", place="Nhì", reason="Vượt chỉ tiêu thu ngân sách")
    proclaim(complete, "BH", place="Ba", reason="Hội nghị thống nhất")
    make(complete, MINUTES)
    text = whole(papers / f"{MINUTES}.docx")
    assert "Xã Êa Nam: suy tôn Nhì, theo điểm là Ba. Lý do: Vượt chỉ tiêu thu ngân sách." in text


NAMES = (
    "A & B <c> \"d\" 'e'", "{{ 7 * 7 }} {% for x in y %}", "Xã " + "Rất Dài " * 15, "hai\ndòng", "xã \u202echào",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_of_units_come_out_as_text(complete: Journey, name: str) -> None:
    """Whatever a clerk typed as a unit's name, every paper is made and says it."""
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã", "Tên đơn vị")
        sheet.put(sheet.row("AN") if len(sheet.keys) == 1 else next(iter(sheet.rows())), "Tên đơn vị", name)
    answer = make(complete)
    assert answer.json["broken"] == []
    kept = " ".join(name.replace("\u202e", "").split())  # signs that nobody sees are no part of a name
    text = " ".join(whole(complete.folder / "van ban" / f"{LIST}.docx").split())
    assert kept in text
    assert "Traceback" not in answer.err


def test_a_book_that_no_command_wrote_yet_names_its_people(tmp_path: Path) -> None:
    """The first command that is run on a new book may be this one: the settings name who is invited."""
    book = tmp_path / "so.xlsx"
    assert run("new", "cluster", book, "--sample").code == 0
    for folder in ("mot", "hai"):
        run("documents", book, "--out", tmp_path / folder, "--only", "giay-moi:HN")
    first, second = (tmp_path / folder / "giay-moi_HN.docx" for folder in ("mot", "hai"))
    assert lines(first) == lines(second)
    assert sum("trân trọng kính mời" in line for line in lines(first)) > 8


def test_every_unit_of_the_journey_is_in_the_minutes(complete: Journey, papers: Path) -> None:
    """Nobody is left out of the table of results."""
    make(complete, MINUTES)
    table = next(table for table in tables(papers / f"{MINUTES}.docx") if table[0][0] == "TT")
    assert sorted(row[1] for row in table[1:]) == sorted(UNITS.values())
