"""The report on the year: it counts what the other papers list, and tells it in sentences (HD 1302, II.5)."""

from tests.journeys.conference import hold_ballot, make_level
from tests.journeys.journey import Journey, Sheet
from tests.papers.make import documents, folder_of, made
from tests.papers.read import lines, tables, whole

CODE = "bao-cao-tong-ket"


def scoring(cluster: Journey) -> str:
    """What it says of the scoring."""
    return next(one for one in lines(made(cluster, CODE)) if one.startswith("Các đơn vị tự chấm"))


def test_as_many_scores_changed_as_the_minutes_list(complete: Journey) -> None:
    """A score agreed itself, one by its inputs, a target not assigned: one function counts and lists them."""
    complete.agree("AN", "I.3", score=12, reason="Thẩm tra số thu")
    complete.agree("BH", "I.2", result=72, reason="Số liệu thống kê")
    complete.agree("CM", "I.3", mark="Có", reason="Không được giao")
    complete.rank()
    listed = next(table for table in tables(made(complete, "bien-ban-tru-bi")) if "Thống nhất" in table[0])[
        1:
    ]
    assert len(listed) == 3
    assert f"khác với điểm các đơn vị tự chấm: {len(listed):02}." in scoring(complete)


def test_every_score_is_counted(complete: Journey) -> None:
    """12 criteria of 5 units, two of them the head's."""
    assert "60 điểm thành phần được tính, trong đó 10 điểm do cụm chấm" in scoring(complete)


def test_a_score_that_is_not_there_is_not_counted(collected: Journey) -> None:
    """The 10 scores of the head before he typed them."""
    assert "50 điểm thành phần được tính, trong đó 00 điểm do cụm chấm" in scoring(collected)


def test_nothing_is_counted_where_nothing_came(issued: Journey) -> None:
    """No form, nothing typed: blanks, in the minutes, too."""
    assert scoring(issued).rstrip("…") == "Các đơn vị tự chấm, cụm thống nhất theo 12 tiêu chí: "
    text = whole(made(issued, "bien-ban-tru-bi"))
    assert "Không có điểm nào thay đổi" not in text
    documents(issued, "bien-ban-hoi-nghi", more=("--draft",))
    minutes = whole(folder_of(issued) / "bien-ban-hoi-nghi_du-thao.docx")
    assert "Không có đơn vị nào phải bỏ phiếu" not in minutes


def test_changes_of_criteria_are_sentences(complete: Journey) -> None:
    """With the wording of the criterion; no arrow, no empty bracket."""
    with complete.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row("I.3"), "Điểm tối đa", 20)
        sheet.put(sheet.row("I.6"), "Mã", "I.7")
        last = max(sheet.rows()) + 1
        for header, value in (("Mã", "2.9"), ("Nội dung", "Việc mới"), ("Loại", "Tiêu chí"), ("Điểm tối đa", 5),
                              ("Cách chấm", "Chấm trực tiếp")):  # fmt: skip
            sheet.put(last, header, value)
    complete.rank()
    said = lines(made(complete, CODE))
    assert "- Tiêu chí I.3 (Thu ngân sách): đổi điểm tối đa từ “15” thành “20”." in said
    assert "- Tiêu chí I.6 (Số vụ vi phạm đất đai): chuyển mã từ “I.6” thành “I.7”." in said
    assert "- Thêm tiêu chí 2.9: Việc mới (5 điểm)." in said
    assert "→" not in "".join(said)


def test_only_rounds_that_count_are_told(complete: Journey) -> None:
    """And whom they chose."""
    hold_ballot(complete, {"CM": 4, "DL": 7})
    assert "Hội nghị bỏ phiếu" not in whole(made(complete, CODE))
    make_level(complete)
    hold_ballot(complete, {"AN": 4, "BH": 7})
    told = [one for one in lines(made(complete, CODE)) if "bỏ phiếu" in one]
    assert told == ["Hội nghị bỏ phiếu xác định hạng 1, lần 1: chọn Xã Bình Hải."]
