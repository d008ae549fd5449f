"""Papers of June: the report on six months, the minutes of the meeting (HD 1302, II.1)."""

from tests.cluster.test_year_sheets import on, put
from tests.journeys.journey import Journey, Sheet
from tests.papers.make import documents, made
from tests.papers.read import W, lines, part, tables, whole


def type_rows(cluster: Journey, name: str, key: str, *rows: dict[str, object]) -> None:
    """Type rows below what stands in a table."""
    with cluster.typing() as book:
        sheet = Sheet(book[name], key)
        last = max(
            row for row in range(sheet.header_row, sheet.sheet.max_row + 1) if sheet.at(row, key) is not None
        )
        for row, typed in enumerate(rows, start=last + 1):
            for header, value in typed.items():
                sheet.put(row, header, value)


def june(cluster: Journey) -> Journey:
    """Targets, results and words of three units."""
    cluster.rank()
    with cluster.typing() as book:
        for name, header, values in (
            ("Đăng ký", "Chỉ tiêu đăng ký", {"AN": 20, "BH": 20, "CM": 20}),
            ("Sơ kết", "Kết quả 6 tháng", {"AN": 13, "BH": 10, "CM": 4}),
            ("Sơ kết", "Khó khăn, kiến nghị", {"CM": "Đề nghị giao lại chỉ tiêu."}),
        ):
            sheet = Sheet(book[name], "Mã đơn vị", "Mã tiêu chí")
            for unit, value in values.items():
                sheet.put(sheet.row(unit, "I.3"), header, value)
        put(book, "Hội nghị", {"Tên": "Hội nghị sơ kết 6 tháng"}, Ngày=on(10, 7), Chủ_trì="Lê An")
    type_rows(cluster, "Phong trào", "Tên phong trào",
              {"Mã đơn vị": "AN", "Tên phong trào": "Xây dựng nông thôn mới", "Mục tiêu": "Thêm 01 thôn kiểu mẫu"},
              {"Mã đơn vị": "BH", "Tên phong trào": "xây dựng nông thôn mới"})  # fmt: skip
    type_rows(cluster, "Mô hình", "Tên mô hình",
              {"Mã đơn vị": "CM", "Tên mô hình": "Cà phê doanh nhân", "Chọn tham quan": "x",
               "Ngày tham quan": on(5, 8)},
              {"Mã đơn vị": "AN", "Tên mô hình": "Tổ số cộng đồng", "Đề nghị nhân rộng": "x"})  # fmt: skip
    type_rows(cluster, "Hoạt động", "Nội dung",
              {"Ngày": on(20, 3), "Nội dung": "Tọa đàm chuyển đổi số", "Chủ trì": "AN", "Tham gia": "cả Cụm"},
              {"Ngày": on(26, 7), "Nội dung": "Thăm gia đình liệt sĩ"})  # fmt: skip
    type_rows(cluster, "Hoạt động đơn vị", "Kỳ",
              {"Mã đơn vị": "BH", "Kỳ": "Sơ kết", "Hạn chế, nguyên nhân": "Thu ngân sách chậm.",
               "Nhiệm vụ tiếp theo": "Tập trung thu nợ"})  # fmt: skip
    return cluster


def test_the_targets_of_every_unit_are_counted(complete: Journey) -> None:
    """65 % is ahead, 50 % on time, 20 % behind; DL has not reported."""
    june(complete)
    text_of_table = next(table for table in tables(made(complete, "bao-cao-6-thang")) if "Vượt" in table[0])
    by_name = {row[1]: row for row in text_of_table[1:]}
    assert text_of_table[0][3:] == ["Vượt", "Đúng", "Chậm", "Chưa rõ", "Chưa báo cáo"]
    assert (
        by_name["Xã An Hòa"][3] == "01"
        and by_name["Xã Bình Hải"][4] == "01"
        and by_name["Xã Châu Mỹ"][5] == "01"
    )
    assert by_name["Xã Đông Lĩnh"][7] == by_name["Xã Đông Lĩnh"][2]


def test_the_late_ones_are_named_with_their_figures(complete: Journey) -> None:
    """Unit, criterion, result of target, share."""
    text = whole(made(june(complete), "bao-cao-6-thang"))
    assert "- Xã Châu Mỹ: Thu ngân sách: 4/20 tỷ đồng (20 %)." in text


def test_the_report_tells_what_people_typed_in_its_order(complete: Journey) -> None:
    """Sections I–VI; movements grouped by name, units' words quoted with whose they are."""
    path = made(june(complete), "bao-cao-6-thang")
    text = whole(path)
    assert [one.partition(".")[0] for one in lines(path, "Muc1")] == ["I", "II", "III", "IV", "V", "VI"]
    assert "- Xây dựng nông thôn mới: 02 đơn vị; mục tiêu: Thêm 01 thôn kiểu mẫu." in text
    assert "- Ngày 20/03/2025: Tọa đàm chuyển đổi số; chủ trì: Xã An Hòa; tham gia: cả Cụm." in text
    assert "- Hoạt động chung: Thăm gia đình liệt sĩ (ngày 26/07/2025)." in text
    assert (
        "- Cà phê doanh nhân (Xã Châu Mỹ); được chọn để các đơn vị tham quan, học tập (ngày 05/08/2025)."
        in text
    )
    assert "- Xã Bình Hải: “Thu ngân sách chậm”." in text
    assert "- Xã Bình Hải: “Tập trung thu nợ”." in text
    assert "- Thu ngân sách: Xã Châu Mỹ “Đề nghị giao lại chỉ tiêu”." in text
    assert "Có 03 đơn vị đã đăng ký" in text and "Chưa đăng ký: Xã Đông Lĩnh, Xã Êa Nam." in text


def test_the_annex_has_every_result_on_a_landscape_page(complete: Journey) -> None:
    """Result and share in a cell; who has not reported has a dash, not 0."""
    path = made(june(complete), "bao-cao-6-thang")
    annex = next(table for table in tables(path) if table[0][:2] == ["TT", "Nội dung"])
    row = next(row for row in annex if row[1] == "Thu ngân sách")
    assert row[3:] == ["13\n65\u00a0%", "10\n50\u00a0%", "4\n20\u00a0%", "–", "–"]
    turned = [one.get(f"{W}orient") == "landscape" for one in part(path).iter(f"{W}pgSz")]
    assert turned == [False, True]
    assert lines(path, "TenPhuLuc") == ["Kết quả thực hiện chỉ tiêu 6 tháng đầu năm của các đơn vị"]


def test_without_figures_the_report_has_blanks_and_is_told(complete: Journey) -> None:
    """Not refused, no table of zeros."""
    (told,) = documents(complete, "bao-cao-6-thang")["papers"]
    assert told["lacks"] == "chưa có số liệu Sơ kết" and told["blanks"]
    path = made(complete, "bao-cao-6-thang")
    assert all("Vượt" not in table[0] for table in tables(path)) and "None" not in whole(path)


def test_changed_criteria_stand_in_report_and_minutes(complete: Journey) -> None:
    """As `Thay đổi tiêu chí` tells them."""
    june(complete)
    with complete.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã", "Điểm tối đa")
        sheet.put(sheet.row("I.3", "15"), "Điểm tối đa", 16)
    complete.rank()
    for code in ("bao-cao-6-thang", "bien-ban-so-ket"):
        changes = next(table for table in tables(made(complete, code)) if "Trước" in table[0])
        assert changes[1][1:] == ["I.3", "Thu ngân sách", "Đổi điểm tối đa", "15", "16"]


def test_the_minutes_name_the_models_that_were_chosen(complete: Journey) -> None:
    """Only those; who is late; the chair; nobody is asked for place and date above."""
    path = made(june(complete), "bien-ban-so-ket")
    text = whole(path)
    assert (
        "- Cà phê doanh nhân (Xã Châu Mỹ); thời gian: ngày 05/08/2025." in text
        and "Tổ số cộng đồng" not in text
    )
    assert "- Xã Châu Mỹ: Thu ngân sách: 4/20 tỷ đồng (20 %)." in text
    assert "ngày 10 tháng 7 năm 2025." in text and lines(path, "HoTen")[1] == "Lê An"
    assert "giữ nguyên tiêu chí chấm điểm" in text and not lines(path, "DiaDanhNgay")


def test_the_minutes_of_an_empty_book_are_blanks(complete: Journey) -> None:
    """And told."""
    (told,) = documents(complete, "bien-ban-so-ket")["papers"]
    assert told["lacks"] == "chưa có số liệu Sơ kết; chưa có ngày họp"


def test_nobody_agreed_on_anything_before_the_meeting(complete: Journey) -> None:
    """No day, nobody who came, no result: that the criteria stay as they are is for people to say."""
    assert "giữ nguyên tiêu chí chấm điểm" not in whole(made(complete, "bien-ban-so-ket"))
    assert "Không có thay đổi tiêu chí" not in whole(made(complete, "bao-cao-6-thang"))


def test_the_annex_has_the_rows_of_the_sections(complete: Journey) -> None:
    """A criterion stands below its group, as in the table of scores."""
    annex = tables(made(june(complete), "bao-cao-6-thang"))[-1]
    assert [row[:2] for row in annex][:2] == [["TT", "Nội dung"], ["I", "Phát triển kinh tế"]]
    assert ["I.3", "Thu ngân sách"] in [row[:2] for row in annex]
    assert set(annex[1][2:]) == {""}
