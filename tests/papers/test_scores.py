"""Papers of the scores before the conference: the table, the letter that sends it, the preparatory meeting."""

import datetime

import pytest

from tests.cluster.test_year_sheets import on, put
from tests.journeys.conference import ballot, make_level
from tests.journeys.journey import UNITS, Journey, Sheet, head_scores, run
from tests.papers.make import documents, folder_of, made
from tests.papers.read import W, blanks, lines, part, tables, whole


def lacks(cluster: Journey, code: str) -> str | None:
    """What is told that the book has no data for."""
    (one,) = documents(cluster, code)["papers"]
    said = one["lacks"]
    assert said is None or isinstance(said, str)
    return said


# --- bang-tong-hop --------------------------------------------------------------------------------


def test_page_one_has_units_sections_sums_and_rank(complete: Journey) -> None:
    """In the order of the ranks, in one table; the figures are those of the test's own arithmetic."""
    overview = tables(made(complete, "bang-tong-hop"))[0]
    assert overview[0] == [
        "TT", "Đơn vị", "Mục I", "Mục 2", "Điểm thưởng", "Điểm trừ", "Tổng điểm", "Điểm tối đa", "Tỷ lệ %", "Hạng",
        "Hình thức đề nghị",
    ]  # fmt: skip
    assert overview[1] == [
        "1", "Xã An Hòa", "53,00", "26,00", "4,00", "0,00", "83,00", "81,00", "102,47", "1", "Cờ thi đua",
    ]  # fmt: skip
    assert [row[1] for row in overview[1:]] == [UNITS[code] for code in ("AN", "BH", "EN", "CM", "DL")]


def test_every_criterion_stands_on_landscape_pages(complete: Journey) -> None:
    """Criteria as rows, units as columns in the order of `Đơn vị`; sections and sums in bold, heads repeated."""
    path = made(complete, "bang-tong-hop")
    detail = tables(path)[-2]
    assert detail[0] == ["TT", "Nội dung", "Điểm tối đa", *UNITS.values()]
    by_name = {row[1]: row[3:] for row in detail}
    assert by_name["Thu ngân sách"] == ["15,00", "12,00", "8,00", "0,00", "12,00"]
    assert by_name["Chậm báo cáo"] == ["0,00", "-1,00", "-2,00", "0,00", "-4,00"]
    assert by_name["Tổng điểm"] == ["83,00", "68,75", "57,50", "41,00", "66,50"]
    assert by_name["Hạng"] == ["1", "2", "4", "5", "3"]
    turned = [one.get(f"{W}orient") == "landscape" for one in part(path).iter(f"{W}pgSz")]
    assert turned == [False, True, False]
    assert len(list(part(path).iter(f"{W}tblHeader"))) == 2


def test_nothing_is_printed_smaller_than_nine_points(complete: Journey) -> None:
    """However many columns there are."""
    with complete.typing() as book:
        sheet = book["Đơn vị"]
        for number in range(25):
            sheet.cell(sheet.max_row + 1, 1).value = f"U{number:02}"
            sheet.cell(sheet.max_row, 2).value = f"Phường Trường Thượng {number}"
    path = made(complete, "bang-tong-hop")
    sizes = [
        int(one.get(f"{W}val", "0")) for one in part(path).iter(f"{W}sz") if one.get(f"{W}val", "").isdigit()
    ]
    assert min(sizes) >= 18
    detail = [table for table in tables(path) if table[0][:2] == ["TT", "Nội dung"]]
    assert [len(table[0]) - 3 for table in detail] == [10, 10, 10]
    assert "Điểm từng tiêu chí (bảng 3/3) (tạm)" in lines(path)


def test_many_sections_get_a_table_below_the_sums(complete: Journey) -> None:
    """Where one table would be wider than the page, no column is lost."""
    with complete.typing() as book:
        sheet = book["Tiêu chí"]
        for number in range(3, 12):
            for code, text, kind, most in (
                (f"{number}", "Mục thêm", "Mục", None),
                (f"{number}.1", "Việc", "Tiêu chí", 5),
            ):
                row = sheet.max_row + 1
                for column, value in zip(
                    (1, 3, 4, 5, 6), (code, text, kind, most, "Chấm trực tiếp" * bool(most)), strict=True
                ):
                    sheet.cell(row, column).value = value
    heads = [table[0] for table in tables(made(complete, "bang-tong-hop")) if table[0][1:2] == ["Đơn vị"]]
    shown = [head for one in heads for head in one if head.startswith("Mục ")]
    assert len(heads) > 1 and shown == ["Mục I", *(f"Mục {number}" for number in range(2, 12))]


def test_a_missing_score_is_a_blank_and_not_zero(collected: Journey) -> None:
    """The head has not typed 2.3 and 2.4 yet: provisional, dotted, told."""
    path = made(collected, "bang-tong-hop")
    by_name = {row[1]: row[3:] for row in tables(path)[-2]}
    assert all(cell.strip("…") == "" and cell for cell in by_name["Chấp hành chế độ báo cáo"])
    assert "năm 2025 (tạm)" in whole(path) and "1 (tạm)" in by_name["Hạng"]
    assert "Ô để chấm: chưa có điểm." in lines(path)
    assert lacks(collected, "bang-tong-hop") == "còn thiếu điểm của 5 đơn vị"


def test_a_target_that_was_not_assigned_is_a_word(complete: Journey) -> None:
    """Neither blank nor 0; what it means stands below."""
    with complete.typing() as book:
        sheet = book["Tiêu chí"]
        row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "I.3")
        column = next(c for c in range(1, 15) if sheet.cell(5, c).value == "Khi không được giao")
        sheet.cell(row, column).value = "Không tính vào điểm tối đa"
    complete.rank()
    complete.agree("AN", "I.3", mark="Có", reason="Không được giao")
    path = made(complete, "bang-tong-hop")
    assert {row[1]: row[3] for row in tables(path)[-2]}["Thu ngân sách"] == "không giao"
    assert any(line.startswith("Không giao: ") for line in lines(path))


def test_head_and_every_unit_sign(complete: Journey) -> None:
    """Two units a row in the order of `Đơn vị`, no row split; the head on page 1."""
    path = made(complete, "bang-tong-hop")
    table = list(part(path).iter(f"{W}tbl"))[-1]
    signed = tables(path)[-1]
    names = [cell.split("\n")[0] for row in signed for cell in row if cell.strip()]
    assert names == list(UNITS.values())
    assert [len(row) for row in signed] == [2, 2, 2]
    assert len(list(table.iter(f"{W}cantSplit"))) == 3
    assert "TM. Cụm thi đua số 1" in lines(path, "ChucDanh")


def test_the_table_is_attached_to_its_letter(complete: Journey) -> None:
    """By the number and day that `Văn bản` has; an electronic paper leaves them empty."""
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "cong-van-gui-bang"}, Số="9", Ngày=on(19))
    path = made(complete, "bang-tong-hop")
    assert lines(path, "KemTheo") == [
        "(Kèm theo Công văn số 09/CTĐ-TĐKT ngày 19 tháng 12 năm 2025 của Xã An Hòa)"
    ]
    made(complete, "bang-tong-hop", "--electronic")
    assert "09" not in lines(path, "KemTheo")[0]


# --- cong-van-gui-bang ----------------------------------------------------------------------------


def test_the_letter_says_what_is_sent_and_where_it_stands(complete: Journey) -> None:
    """Five forms; the totals by points; the conference with its day."""
    complete.set(Ngày_hội_nghị_tổng_kết=on(24))
    path = made(complete, "cong-van-gui-bang")
    text = whole(path)
    assert lines(path, "TrichYeuCongVan") == ["V/v gửi bảng tổng hợp điểm thi đua năm 2025"]
    assert "Bản gốc 05 phiếu tự chấm các đơn vị đã gửi." in text and complete.book.name in text
    assert "dự kiến tổ chức vào ngày 24 tháng 12 năm 2025" in text and "gửi trước hội nghị" not in text
    rows = next(table for table in tables(path) if table[0][0] == "TT")
    assert rows[1] == ["1", "Xã An Hòa", "83,00", "81,00", "102,47", "1"]
    assert lacks(complete, "cong-van-gui-bang") is None


@pytest.mark.parametrize(
    ("typed", "conference", "said"),
    [(19, 24, "gửi trước hội nghị 05 ngày"), (24, 24, ""), (26, 24, ""), (None, 24, ""), (19, None, "")],
)
def test_days_before_the_conference_only_where_true(
    complete: Journey, typed: int | None, conference: int | None, said: str
) -> None:
    """By the day beside the letter; on the day itself or later nothing is claimed."""
    complete.set(Ngày_hội_nghị_tổng_kết=conference and on(conference))
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "cong-van-gui-bang"}, Ngày=typed and on(typed))
    text = whole(made(complete, "cong-van-gui-bang"))
    assert ("gửi trước hội nghị" in text) is bool(said) and said in text


def test_two_days_that_disagree_claim_nothing(complete: Journey) -> None:
    """Sent on the 27th as `Lần gửi` has it, on the 19th as the letter says: that is a person's to settle."""
    complete.set(Ngày_hội_nghị_tổng_kết=on(31))
    assert run("submit", complete.book, "--kind", "before").code in (0, 1)
    assert "gửi trước hội nghị 04 ngày" in whole(made(complete, "cong-van-gui-bang"))
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "cong-van-gui-bang"}, Ngày=on(19))
    assert "gửi trước hội nghị" not in whole(made(complete, "cong-van-gui-bang"))


def test_a_provisional_letter_says_why(collected: Journey) -> None:
    """Which unit lacks what, in the words of the ranking."""
    head_scores_of_four(collected)
    text = whole(made(collected, "cong-van-gui-bang"))
    assert "Đây là kết quả tạm tính, vì chưa đủ điểm của các đơn vị sau:" in text
    assert "Xã Êa Nam: còn thiếu điểm" in text or "Xã Êa Nam: " in text
    assert "năm 2025 (tạm)" in text and "đã có đủ điểm" not in text


def head_scores_of_four(cluster: Journey) -> None:
    """All but EN have the head's scores."""
    with cluster.typing() as book:
        head_scores(book, ("AN", "BH", "CM", "DL"))


def test_a_vote_does_not_change_the_letter(complete: Journey) -> None:
    """It speaks of points alone: whatever is voted later, it stays right."""
    make_level(complete)
    complete.rank()
    before = whole(made(complete, "cong-van-gui-bang"))
    ballot(complete, {"AN": 4, "BH": 7})
    after = whole(made(complete, "cong-van-gui-bang"))
    assert before.partition("Mã Nhật ký")[0] == after.partition("Mã Nhật ký")[0]
    assert "Cùng hạng 1 theo điểm: Xã An Hòa, Xã Bình Hải." in after


# --- bien-ban-tru-bi ------------------------------------------------------------------------------


def test_every_changed_score_is_told_with_its_reason(complete: Journey) -> None:
    """What the unit gave, what was agreed, why; without a reason a blank. The head's own scores are none."""
    complete.agree("AN", "I.3", score=12, reason="Thẩm tra số thu")
    complete.agree("DL", "2.1", score=0)
    path = made(complete, "bien-ban-tru-bi")
    changed = next(table for table in tables(path) if "Thống nhất" in table[0])
    assert changed[1] == ["1", "Xã An Hòa", "I.3. Thu ngân sách", "15,00", "12,00", "Thẩm tra số thu"]
    assert changed[2][:5] == ["2", "Xã Đông Lĩnh", "2.1. Đạt chuẩn y tế", "5,00", "0,00"]
    assert changed[2][5].strip("…") == "" and len(changed) == 3


def test_nothing_changed_is_a_sentence(complete: Journey) -> None:
    """And no empty table."""
    path = made(complete, "bien-ban-tru-bi")
    assert "Không có điểm nào thay đổi so với điểm các đơn vị tự chấm." in lines(path)
    assert all("Thống nhất" not in table[0] for table in tables(path))


def test_a_score_that_the_unit_did_not_give_is_no_zero(complete: Journey) -> None:
    """Agreed figures of a rule that only the cluster can compute."""
    complete.agree("CM", "I.5", result=12, reason="Niên giám thống kê")
    changed = next(table for table in tables(made(complete, "bien-ban-tru-bi")) if "Thống nhất" in table[0])
    assert changed[1][:4] == ["1", "Xã Châu Mỹ", "I.5. Giá trị sản phẩm mỗi ha", "chưa chấm"]


def test_the_parts_of_the_meeting_are_counted(complete: Journey) -> None:
    """As `Họp trù bị` has them; without that sheet a blank, and told."""
    assert "rà soát phiếu tự chấm của các đơn vị: …" in whole(made(complete, "bien-ban-tru-bi"))
    assert lacks(complete, "bien-ban-tru-bi") == "chưa có trang Họp trù bị"
    assert run("meeting", complete.book).code in (0, 1)
    parts = next(table for table in tables(made(complete, "bien-ban-tru-bi")) if table[0][0] == "Mục")
    assert [row[0] for row in parts[1:]] == list("abcdef")
    assert lacks(complete, "bien-ban-tru-bi") is None


def test_the_minutes_name_who_came_and_who_did_not(complete: Journey) -> None:
    """By the groups of `Thành phần`; the secretary signs on the left, the chair on the right."""
    complete.set(Ngày_họp_trù_bị=on(22))
    with complete.typing() as book:
        put(book, "Hội nghị", {"Tên": "Họp trù bị"}, Chủ_trì="Lê An", Thư_ký="Trần Ghi",
            Bắt_đầu=datetime.time(8, 30), Kết_luận="Trình hội nghị bảng điểm")  # fmt: skip
        sheet = book["Thành phần"]
        header = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "Nhóm")
        columns = {sheet.cell(header, at).value: at for at in range(1, 15)}
        for row, (name, mark) in enumerate(
            (("Vũ Có", "Có mặt"), ("Đỗ Vắng", "Vắng")), start=sheet.max_row + 1
        ):
            for head, value in (("Nhóm", "Cán bộ thi đua"), ("Họ tên", name), ("Trù bị", mark)):
                sheet.cell(row, columns[head]).value = value
    path = made(complete, "bien-ban-tru-bi")
    text = whole(path)
    assert "- Cán bộ thi đua: Vũ Có." in text and "- Vắng mặt: Đỗ Vắng." in text
    assert "Thời gian bắt đầu: 08 giờ 30 phút, ngày 22 tháng 12 năm 2025." in text
    assert lines(path, "ChucDanh") == ["Thư ký", "Chủ tọa"]
    assert lines(path, "HoTen") == ["Trần Ghi", "Lê An"] and "Trình hội nghị bảng điểm" in text
    assert not lines(path, "DiaDanhNgay")


def test_the_codes_of_the_papers_stand_on_them(complete: Journey) -> None:
    """So that a printed paper can be matched with the book."""
    documents(complete, "bang-tong-hop", "bien-ban-tru-bi", "cong-van-gui-bang")
    for one in folder_of(complete).glob("*.docx"):
        assert "Mã Nhật ký: " in whole(one), one.name
        assert blanks(one) > 0


# --- what stands below the ranks ------------------------------------------------------------------


def test_units_set_apart_are_told_with_their_reasons(complete: Journey) -> None:
    """Below every table of ranks; a reason that nobody typed is a blank."""
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("CM"), "Xét thi đua", "Không")
        sheet.put(sheet.row("CM"), "Lý do không xét", "Có cán bộ bị kỷ luật.")
        sheet.put(sheet.row("BH"), "Xét thi đua", "Xếp hạng, không đề nghị Cờ")
    codes = ("bang-tong-hop", "bien-ban-hoi-nghi", "bao-cao-tong-ket", "cong-van-gui-bang", "bien-ban-tru-bi")
    documents(complete, *codes)
    for code in codes:
        said = [one.strip("- ") for one in lines(folder_of(complete) / f"{code}.docx")]
        assert "Không xét thi đua: Xã Châu Mỹ, lý do: Có cán bộ bị kỷ luật." in said
        (other,) = [
            one for one in said if one.startswith("Xếp hạng, không đề nghị Cờ: Xã Bình Hải, lý do: …")
        ]
        assert other.rstrip(".").endswith("…")


def test_table_and_letter_say_what_the_ranks_rest_on(complete: Journey) -> None:
    """Before the vote both by points; after it the table names round and day, the letter stays with the points."""
    before = "Thứ hạng dưới đây là thứ hạng theo điểm, trước khi bỏ phiếu tại hội nghị tổng kết:"
    assert "Thứ hạng theo điểm." in lines(made(complete, "bang-tong-hop"))
    make_level(complete)
    assert "Thứ hạng theo điểm, trước khi bỏ phiếu." in lines(made(complete, "bang-tong-hop"))
    complete.rank()
    ballot(complete, {"AN": 4, "BH": 7})
    with complete.typing() as book:
        sheet = Sheet(book["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
        sheet.put(next(iter(sheet.rows())), "Ngày", "23/12/2025")
    assert (
        "Thứ hạng theo điểm và kết quả sau hội nghị: hạng 1: bỏ phiếu lần 1, ngày 23 tháng 12 năm 2025."
        in lines(made(complete, "bang-tong-hop"))
    )
    assert before in lines(made(complete, "cong-van-gui-bang"))
