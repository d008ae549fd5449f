"""Công văn thống nhất thời gian, giấy mời, chương trình: the papers before a meeting (mẫu 1.5, 1.7)."""

import datetime
from pathlib import Path

import pytest

from tests.cluster.test_year_sheets import add, fill, on, put
from tests.journeys.journey import UNITS, Journey, Made, Once, run
from tests.papers.make import documents, folder_of, made, told
from tests.papers.read import W, blanks, lines, part, tables, text_of, whole
from thidua_xl.domain.year.programme import ITEMS, matters, timed


def _year(complete: Journey) -> None:
    """What `year` begins with, made once."""
    with complete.typing() as book:
        fill(book)
        add(book, "Thành phần", {"Nhóm": "Thành viên Hội đồng phụ trách", "Họ tên": "Trần Văn Tám", "Chức vụ":
                                 "Phó Chủ tịch UBND tỉnh", "Tổng kết": "Mời", "Sơ kết": "Mời"})  # fmt: skip
        put(
            book,
            "Hội nghị",
            {"Mã": "HN"},
            Bắt_đầu="8 giờ 00",
            Địa_điểm="Hội trường xã An Hòa",
            Chủ_trì="Lê Văn An",
        )
    complete.set(Ngày_hội_nghị_tổng_kết=on(28), Cấp_trên="UBND tỉnh Thanh Hóa", Cơ_quan_tổng_hợp="Sở Nội vụ")
    complete.rank()


@pytest.fixture
def year(once: Once, complete_once: Made, tmp_path: Path) -> Journey:
    """A year with everything typed, the conference on the 28th at eight."""
    return once(_year, complete_once).copied(tmp_path)


# --- công văn ------------------------------------------------------------------------------------


def test_the_letter_asks_for_the_day_of_the_meeting(year: Journey) -> None:
    """Mẫu 1.5: V/v under the number, to the member by name and post and to the superior; when, where, what, who."""
    data = made(year, "thong-nhat-thoi-gian:HN")
    assert lines(data, "TrichYeuCongVan") == ["V/v thống nhất thời gian tổ chức hội nghị tổng kết năm 2025"]
    assert lines(data, "SatLe") == [
        "- Ông (Bà) Trần Văn Tám, Phó Chủ tịch UBND tỉnh;", "- UBND tỉnh Thanh Hóa (qua Sở Nội vụ)."
    ]  # fmt: skip
    text = whole(data)
    assert "1. Thời gian: 08 giờ 00 phút, ngày 28 tháng 12 năm 2025." in text
    assert "2. Địa điểm: Hội trường xã An Hòa." in text
    assert all(matter in text for matter in matters("HN"))
    assert "trước ngày 21 tháng 12 năm 2025" in text and text.index("./.") < text.index("Nơi nhận")
    assert "- Khách mời." in text and "Cán bộ làm công tác" not in text
    assert "/CTĐ-TĐKT" in text or "CTĐ-TĐKT" in text
    assert lines(data, "TenLoai") == []


def test_the_mid_year_letter_tells_the_mid_year_meeting(year: Journey) -> None:
    """Its own day, its own matters, its own groups."""
    text = whole(made(year, "thong-nhat-thoi-gian:SK"))
    assert "08 giờ 30 phút, ngày 10 tháng 7 năm 2025" in text and "sơ kết 6 tháng đầu năm" in text
    assert "trước ngày 03 tháng 7 năm 2025" in text
    assert all(matter in text for matter in matters("SK"))
    assert "- Cán bộ làm công tác thi đua, khen thưởng của các đơn vị" not in text  # nobody is marked


# --- giấy mời ------------------------------------------------------------------------------------


def test_every_guest_has_a_page_of_his_own(year: Journey) -> None:
    """One file: every copy with letterhead, number and signature, in a section whose pages begin at 1."""
    data = made(year, "giay-moi:HN")
    guests = [text for text in lines(data) if "trân trọng kính mời" in text]
    assert len(guests) == len(lines(data, "TenLoai")) == len(lines(data, "QuocHieu")) > len(UNITS)
    sections = list(part(data).iter(f"{W}sectPr"))
    assert len(sections) == len(guests)
    starts = [one.find(f"{W}pgNumType") for one in sections]
    assert all(start is not None and start.get(f"{W}start") == "1" for start in starts)
    assert "Cụm thi đua số 1 trân trọng kính mời: Ông (Bà) Trần Văn Tám, Phó Chủ tịch UBND tỉnh" in guests
    assert "Cụm thi đua số 1 trân trọng kính mời: Ông (Bà) Lê Văn Hùng, Chủ tịch, Xã Bình Hải" in guests
    assert "Cụm thi đua số 1 trân trọng kính mời: Thủ trưởng xã Châu Mỹ" in guests
    assert "Cụm thi đua số 1 trân trọng kính mời: Ông (Bà) Phạm Minh" in guests


def test_the_invitation_follows_its_model(year: Journey) -> None:
    """Mẫu 1.7: GIẤY MỜI, summary, kính mời, Tới dự, Chủ trì, Thời gian, Địa điểm, notes ./., signature."""
    data = made(year, "giay-moi:HN")
    texts = lines(data)
    begins = ("Giấy mời", "Tham dự hội nghị tổng kết", "Cụm thi đua số 1 trân trọng", "Tới dự hội nghị tổng kết năm",
              "Chủ trì: Lê Văn An", "Thời gian: 08 giờ 00 phút, ngày 28", "Địa điểm: Hội trường",
              "Chương trình gửi kèm", "Kính đề nghị", "Nơi nhận:")  # fmt: skip
    found = [next(at for at, text in enumerate(texts) if text.startswith(one)) for one in begins]
    assert found == sorted(found)
    assert texts[found[-2]].endswith("./.") and any("/GM-CTĐ" in text for text in texts)
    assert lines(data, "NoiNhan")[:2] == ["- Như trên;", "- Lưu: VT."]


def test_who_came_was_invited(year: Journey) -> None:
    """After the meeting the marks tell who came: the invitations stay the same."""
    before = made(year, "giay-moi:TB").read_bytes()
    with year.typing() as book:
        put(book, "Thành phần", {"Nhóm": "Thủ trưởng đơn vị", "Mã đơn vị": "BH"}, Trù_bị="Vắng", Ghi_chú=None)
    assert made(year, "giay-moi:TB").read_bytes() == before


def test_without_guests_there_is_one_page_with_blanks(issued: Journey) -> None:
    """A guest nobody knows yet: a dotted blank, and the command tells it."""
    with issued.typing() as book:
        sheet = book["Thành phần"]
        sheet.delete_rows(5, sheet.max_row)
    assert "chưa có ai được mời ở trang Thành phần, chưa có ngày họp, chưa có giờ bắt đầu" in told(
        issued, "giay-moi:SK"
    )
    data = made(issued, "giay-moi:SK")
    assert len(lines(data, "TenLoai")) == 1
    assert "None" not in whole(data) and blanks(data) > 4


def test_a_meeting_that_has_no_letter_is_named(issued: Journey) -> None:
    """Only the mid-year meeting and the conference are agreed on beforehand (II.4)."""
    answer = run("documents", issued.book, "--out", folder_of(issued), "--only", "thong-nhat-thoi-gian:TB")
    assert answer.code == 2 and "thong-nhat-thoi-gian:SK" in answer.err + answer.out


# --- chương trình --------------------------------------------------------------------------------


def test_the_programme_begins_with_the_meeting(year: Journey) -> None:
    """Hours one after the other from the meeting's own, minutes proposed, who speaks blank; annex to the invitation."""
    data = made(year, "chuong-trinh:HN")
    rows = tables(data)[0]
    assert rows[0] == ["TT", "Giờ", "Số phút", "Nội dung", "Người thực hiện"]
    assert rows[1][1] == "08:00 – 08:15" and rows[2][1] == "08:15 – 08:25"
    assert [row[3] for row in rows[1:]] == [item.what for item in ITEMS["HN"]]
    assert all(set(row[4]) == {"…"} for row in rows[1:])
    assert lines(data, "KemTheo")[0].startswith("(Kèm theo Giấy mời số ")
    assert "/GM-CTĐ" not in whole(data)  # it has no number yet


def test_three_programmes_for_three_meetings(year: Journey) -> None:
    """Each with its own matters."""
    documents(year, "chuong-trinh")
    papers = {path.stem: path for path in folder_of(year).glob("*.docx")}
    assert {name for name in papers if name.startswith("chuong-trinh")} == {
        "chuong-trinh_SK", "chuong-trinh_TB", "chuong-trinh_HN"
    }  # fmt: skip
    assert "Thống nhất điểm của từng đơn vị" in whole(papers["chuong-trinh_TB"])


def test_hours_go_past_midnight_and_are_unknown_without_a_beginning() -> None:
    """Nothing is guessed."""
    late = timed(ITEMS["SK"], datetime.time(23, 50))
    assert (late[0].ends, late[1].ends) == (datetime.time(0, 5), datetime.time(0, 15))
    assert all(slot.starts is None and slot.ends is None for slot in timed(ITEMS["SK"], None))


def test_no_text_of_a_guest_becomes_markup(year: Journey) -> None:
    """A name is data."""
    with year.typing() as book:
        add(book, "Thành phần", {"Nhóm": "Khách mời", "Họ tên": "A & <B> {{ so }} {% if", "Tổng kết": "Mời"})
    texts = [text_of(one) for one in part(made(year, "giay-moi:HN")).iter(f"{W}p")]
    assert "Cụm thi đua số 1 trân trọng kính mời: Ông (Bà) A & <B> {{ so }} {% if" in texts
