"""Ballots and the minutes of their count: a file a round, before the vote and after it (HD 1302, III.3)."""

import pytest

from tests.journeys.conference import ballot, hold_ballot, hold_election, make_level
from tests.journeys.journey import UNITS, Journey, Sheet, run
from tests.papers.make import documents, folder_of, made
from tests.papers.read import W, blanks, lines, part, tables, whole


def level(cluster: Journey) -> Journey:
    """AN and BH wait for a vote, whose rows stand on `Bỏ phiếu`."""
    make_level(cluster)
    cluster.rank()
    return cluster


def eligible(cluster: Journey, number: int) -> None:
    """Type how many people may vote in the first round."""
    with cluster.typing() as book:
        sheet = Sheet(book["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
        sheet.put(next(iter(sheet.rows())), "Được bỏ phiếu", number)


def files(cluster: Journey, code: str) -> list[str]:
    """The files of a paper."""
    documents(cluster, code)
    return sorted(one.name for one in folder_of(cluster).glob(f"{code}*.docx"))


def told(cluster: Journey, code: str) -> dict[str, object]:
    """What is told of a paper."""
    return next(one for one in documents(cluster, code)["papers"] if one["code"] == code)


# --- the ballots ----------------------------------------------------------------------------------


def test_a_ballot_is_there_before_the_vote(complete: Journey) -> None:
    """A tie of this very run, whose rows are not on the sheet yet: a page of ballots, the number left to people."""
    make_level(complete)
    path = made(complete, "phieu-bau")
    assert lines(path, "PhieuDe") == ["Cụm thi đua số 1", "Phiếu bầu"] * 4
    assert lines(path, "PhieuViec")[:2] == ["Chọn đơn vị xếp hạng Nhất năm 2025", "Lần 1"]
    assert lines(path, "PhieuDonVi") == ["☐ Xã An Hòa", "☐ Xã Bình Hải"] * 4
    assert blanks(path) == 1
    assert told(complete, "phieu-bau")["lacks"] == "chưa có số người được bỏ phiếu, in một trang"


@pytest.mark.parametrize("number", [1, 7, 16])
def test_there_are_as_many_ballots_as_people_may_vote(complete: Journey, number: int) -> None:
    """Two in a row, the last place of an odd number empty."""
    eligible(level(complete), number)
    path = made(complete, "phieu-bau")
    assert lines(path, "PhieuDe").count("Phiếu bầu") == number
    assert [len(row) for row in tables(path)[0]] == [2] * ((number + 1) // 2)
    assert blanks(path) == 0


@pytest.mark.parametrize("number", [0, 100_000])
def test_a_number_that_cannot_be_meant_prints_one_page(complete: Journey, number: int) -> None:
    """And is told."""
    eligible(level(complete), number)
    assert lines(made(complete, "phieu-bau"), "PhieuDe").count("Phiếu bầu") == 4
    assert told(complete, "phieu-bau")["lacks"] == f"được bỏ phiếu {number} người: in một trang"


def test_a_ballot_asks_for_no_name_and_no_number(complete: Journey) -> None:
    """Nation and motto, how to mark, where the committee stamps; no page number, which might be taken for one."""
    path = made(level(complete), "phieu-bau")
    text = whole(path)
    assert "Đánh dấu X vào ô trước tên của đúng một đơn vị." in text
    assert "(Dấu của Ban kiểm phiếu)" in text and "Số:" not in text and "Họ" not in text
    assert lines(path, "PhieuQuocHieu") == ["Cộng hòa xã hội chủ nghĩa Việt Nam"] * 4
    assert not list(part(path).iter(f"{W}headerReference"))


def test_ballots_are_cut_along_dashed_lines_four_on_a_page(complete: Journey) -> None:
    """Two rows together are no higher than the text of an A4 page, and neither is split."""
    table = next(part(made(level(complete), "phieu-bau")).iter(f"{W}tbl"))
    lined = table.find(f"{W}tblPr/{W}tblBorders/{W}insideH")
    heights = [int(one.get(f"{W}val", "0")) for one in table.iter(f"{W}trHeight")]
    assert lined is not None and lined.get(f"{W}val") == "dashed"
    assert len(heights) == 2 and sum(heights) < 16838 - 2 * 1134
    assert len(list(table.iter(f"{W}cantSplit"))) == 2


def test_many_candidates_get_half_a_page(complete: Journey) -> None:
    """Nine no longer fit into a quarter: a ballot is as high as the page."""
    with complete.typing() as book:
        sheet = Sheet(book["Bầu Trưởng cụm"], "Mã đơn vị", "Số phiếu")
        for row, unit in enumerate([*UNITS, "X1", "X2", "X3", "X4"], start=sheet.header_row + 1):
            for header, value in (("Lần", 1), ("Chức danh", "Trưởng cụm"), ("Mã đơn vị", unit)):
                sheet.put(row, header, value)
    (height, *_) = part(made(complete, "phieu-bau:truong-cum")).iter(f"{W}trHeight")
    assert int(height.get(f"{W}val", "0")) > 13_000


def test_each_round_has_ballots_of_its_own(complete: Journey) -> None:
    """A second round, a vote on an office; the file bears the round's code, and so does the register."""
    level(complete)
    ballot(complete, {"AN": 6, "BH": 6})
    hold_election(complete, {"CM": 5, "DL": 7}, "Phó Trưởng cụm")
    complete.rank()
    assert files(complete, "phieu-bau") == [
        "phieu-bau.docx", "phieu-bau_2.docx", "phieu-bau_pho-truong-cum.docx",
    ]  # fmt: skip
    assert "Lần 2" in lines(folder_of(complete) / "phieu-bau_2.docx", "PhieuViec")
    office = folder_of(complete) / "phieu-bau_pho-truong-cum.docx"
    assert lines(office, "PhieuViec")[0] == "Chọn Phó Trưởng cụm năm 2026"
    assert lines(office, "PhieuDonVi")[:2] == ["☐ Xã Châu Mỹ", "☐ Xã Đông Lĩnh"]
    register = complete.sheet("Văn bản", "Mã văn bản")
    assert register.at(register.row("phieu-bau:2"), "Tệp") == "phieu-bau_2.docx"


def test_a_round_that_is_only_due_has_its_row_in_the_register(complete: Journey) -> None:
    """This very run found that it is due: its ballots are recorded under its own code."""
    hold_election(complete, {"CM": 6, "DL": 6})
    documents(complete, "phieu-bau")
    register = complete.sheet("Văn bản", "Mã văn bản")
    assert register.at(register.row("phieu-bau:truong-cum-2"), "Tệp") == "phieu-bau_truong-cum-2.docx"


def test_candidates_stand_in_the_order_of_the_units(complete: Journey) -> None:
    """However they were typed."""
    hold_ballot(complete, {"EN": 3, "AN": 4, "CM": 5}, 2)
    path = made(complete, "phieu-bau:hang-2")
    assert lines(path, "PhieuDonVi")[:3] == ["☐ Xã An Hòa", "☐ Xã Châu Mỹ", "☐ Xã Êa Nam"]


def test_without_a_vote_there_is_a_blank_ballot(complete: Journey) -> None:
    """Made with blanks and told, like every paper whose sheet is empty."""
    assert files(complete, "phieu-bau") == ["phieu-bau.docx"]
    assert told(complete, "phieu-bau")["lacks"] == "không có lần bỏ phiếu nào"
    assert told(complete, "bien-ban-kiem-phieu")["lacks"] == "không có lần bỏ phiếu nào"


# --- the minutes of the count ---------------------------------------------------------------------


def test_the_count_says_votes_and_both_shares(complete: Journey) -> None:
    """Of 13 issued 12 came back, 11 valid: 7 of 11 are 63,64 %, 7 of 13 are 53,85 %."""
    level(complete)
    ballot(
        complete, {"AN": 4, "BH": 7}, **{"Được bỏ phiếu": 14, "Có mặt": 13, "Phát ra": 13, "Thu vào": 12,
                                         "Không hợp lệ": 1},
    )  # fmt: skip
    path = made(complete, "bien-ban-kiem-phieu")
    (figures,) = [table for table in tables(path) if table[0][0] == "STT"]
    assert figures[1:] == [
        ["1", "Xã An Hòa", "04", "36,36 %", "30,77 %"], ["2", "Xã Bình Hải", "07", "63,64 %", "53,85 %"],
    ]  # fmt: skip
    text = whole(path)
    assert "Số người được bỏ phiếu: 14; có mặt: 13." in text
    assert "Số phiếu phát ra: 13; số phiếu thu vào: 12." in text
    assert "Số phiếu hợp lệ: 11; số phiếu không hợp lệ: 01." in text
    assert "được chọn là đơn vị xếp hạng Nhất năm 2025: Xã Bình Hải, được 07 phiếu, bằng 63,64 %" in text
    assert "Cách trúng phiếu: Đơn vị được nhiều phiếu nhất là đơn vị trúng phiếu" in text
    assert "Mã lần bỏ phiếu: " in text


def test_the_code_of_a_round_changes_with_its_figures(complete: Journey) -> None:
    """So that the printed minutes can be matched with the round in the book."""
    level(complete)
    seen = []
    for votes in (7, 8):
        ballot(complete, {"AN": 4, "BH": votes})
        seen += [one for one in lines(made(complete, "bien-ban-kiem-phieu")) if one.startswith("Mã lần")]
    assert len(set(seen)) == 2


def test_a_round_that_leaves_units_level_names_the_next(complete: Journey) -> None:
    """And the round that follows has minutes with blanks, ready for the tellers."""
    level(complete)
    ballot(complete, {"AN": 6, "BH": 6})
    complete.rank()
    assert files(complete, "bien-ban-kiem-phieu") == [
        "bien-ban-kiem-phieu.docx",
        "bien-ban-kiem-phieu_2.docx",
    ]
    first, second = (folder_of(complete) / f"bien-ban-kiem-phieu{end}.docx" for end in ("", "_2"))
    assert (
        "Chưa đơn vị nào trúng phiếu. Tiến hành bỏ phiếu lần 2 giữa các đơn vị: Xã An Hòa, Xã Bình Hải."
        in whole(first)
    )
    assert told(complete, "bien-ban-kiem-phieu:2")["lacks"] == "chưa có số liệu kiểm phiếu"
    assert "Đơn vị trúng phiếu: …" in whole(second) and "0 %" not in whole(second)


def test_a_decision_is_told_with_its_reason(complete: Journey) -> None:
    """Instead of a vote: no figures are printed that nobody counted."""
    level(complete)
    with complete.typing() as book:
        sheet = Sheet(book["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "BH")
        sheet.put(row, "Quyết định", "Hội nghị thống nhất")
        sheet.put(row, "Lý do", "Nhiều mô hình được nhân rộng")
    text = whole(made(complete, "bien-ban-kiem-phieu"))
    assert "Hội nghị thống nhất: chọn Xã Bình Hải. Lý do: Nhiều mô hình được nhân rộng." in text
    assert "Không tiến hành bỏ phiếu ở lần này." in text


def test_a_count_that_does_not_agree_is_not_acknowledged(complete: Journey) -> None:
    """Valid and invalid papers are more than were collected: the minutes say so and name no winner."""
    level(complete)
    ballot(complete, {"AN": 4, "BH": 7}, **{"Không hợp lệ": 3})
    text = whole(made(complete, "bien-ban-kiem-phieu"))
    assert "Kết quả lần bỏ phiếu này chưa được công nhận:" in text
    assert "Hợp lệ 11 + Không hợp lệ 3 = 14, khác Thu vào 11" in text
    assert "được chọn" not in text


def test_the_tellers_sign(complete: Journey) -> None:
    """Secretary, head (whoever is marked so), every member with room of his own; the day is that of the round."""
    level(complete)
    ballot(complete, {"AN": 4, "BH": 7})
    with complete.typing() as book:
        sheet = Sheet(book["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
        row = next(iter(sheet.rows()))
        sheet.put(row, "Ban kiểm phiếu", "Lê An; Trần Bình (Trưởng ban); Vũ Chi")
        sheet.put(row, "Ngày", "23/12/2025")
    path = made(complete, "bien-ban-kiem-phieu")
    assert lines(path, "ChucDanh") == ["Thư ký", "Trưởng ban", "Thành viên", "Thành viên"]
    signed = [[cell.split("\n") for cell in row] for row in tables(path)[-1]]
    assert [[(cell[0], cell[5].strip("…")) for cell in row] for row in signed] == [
        [("Thư ký", ""), ("Trưởng ban", "Trần Bình")], [("Thành viên", "Lê An"), ("Thành viên", "Vũ Chi")],
    ]  # fmt: skip
    assert "phút, ngày 23 tháng 12 năm 2025." in whole(path)


def test_a_vote_between_others_is_told_as_minutes_tell_it(complete: Journey) -> None:
    """Names instead of codes, none of the program's words of what it applies."""
    hold_ballot(complete, {"AN": 4, "BH": 7})
    text = whole(made(complete, "bien-ban-kiem-phieu"))
    assert (
        "- Các đơn vị được bỏ phiếu (Xã An Hòa, Xã Bình Hải) không phải là các đơn vị đang cùng hạng 1."
        in text
    )
    for word in ("BH", "áp dụng", "nhóm đang đồng hạng"):
        assert word not in text


def test_a_missing_count_names_the_unit(complete: Journey) -> None:
    """By its name."""
    level(complete)
    ballot(complete, {"AN": 4, "BH": 7})
    with complete.typing() as book:
        sheet = Sheet(book["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "BH")
        sheet.put(row, "Số phiếu", None)
    assert "còn thiếu Số phiếu của Xã Bình Hải" in whole(made(complete, "bien-ban-kiem-phieu"))


def test_a_vote_held_again_is_told_with_the_earlier_one(complete: Journey) -> None:
    """The one that counts stands in the table, the other in a line: nothing is lost."""
    level(complete)
    ballot(complete, {"AN": 4, "BH": 7}, **{"Không hợp lệ": 3})
    hold_ballot(complete, {"AN": 8, "BH": 3})
    text = whole(made(complete, "bien-ban-kiem-phieu"))
    assert (
        "Lần 1 đã bỏ phiếu trước đó giữa Xã An Hòa (04 phiếu), Xã Bình Hải (07 phiếu): không được tính."
        in text
    )
    assert "Xã An Hòa, được 08 phiếu" in text


def test_an_unknown_round_is_told_by_name(complete: Journey) -> None:
    """Exit 2, nothing written."""
    answer = run("documents", complete.book, "--out", folder_of(complete), "--only", "phieu-bau:9")
    assert answer.code == 2 and "không có phần 9" in answer.err
