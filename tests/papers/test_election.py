"""Papers of the election: no words of a vote where none was held, nothing claimed while nobody is elected (HD 1302)."""

from tests.journeys.conference import ELECTION, hold_election, make_level
from tests.journeys.journey import VOTES, Journey, Sheet
from tests.papers.make import documents, folder_of, made
from tests.papers.read import lines, whole

MINUTES, REQUEST = "bien-ban-bau", "de-nghi-phe-duyet"


def decide(cluster: Journey, unit: str, office: str = "Trưởng cụm", reason: str = "Luân phiên") -> None:
    """The meeting chooses a unit for an office without a ballot."""
    with cluster.typing() as book:
        sheet = Sheet(book[ELECTION], "Mã đơn vị", "Số phiếu")
        row = max(sheet.rows(), default=sheet.header_row) + 1
        for header, value in (("Lần", 1), ("Chức danh", office), ("Mã đơn vị", unit),
                              ("Quyết định", "Hội nghị thống nhất"), ("Lý do", reason)):  # fmt: skip
            sheet.put(row, header, value)


def ballots(cluster: Journey, *only: str) -> list[str]:
    """The files of ballots."""
    documents(cluster, *only)
    return sorted(one.name for one in folder_of(cluster).glob("phieu-bau*.docx"))


def test_a_decision_has_no_words_of_a_vote(complete: Journey) -> None:
    """What the conference agreed, with the reason; no round, no paper that names one unit."""
    decide(complete, "BH")
    text = whole(made(complete, MINUTES))
    assert "Hội nghị thống nhất: Xã Bình Hải làm Trưởng cụm năm 2026. Lý do: Luân phiên." in text
    assert "Hội nghị không tổ chức bỏ phiếu." in text and "- Trưởng cụm năm 2026: Xã Bình Hải" in text
    for word in ("phiếu bầu", "Kết quả bỏ phiếu", "lần 1", "Trúng cử", "Cách trúng phiếu"):
        assert word.casefold() not in text.casefold()


def test_an_office_decided_beside_one_voted_on(complete: Journey) -> None:
    """Each is told as it was."""
    hold_election(complete, {"BH": 3, "CM": 2})
    decide(complete, "DL", "Phó Trưởng cụm")
    text = whole(made(complete, MINUTES))
    assert "Trưởng cụm, lần 1" in text and "Trúng cử: Xã Bình Hải." in text
    assert "Phó Trưởng cụm, lần 1" not in text
    assert "Hội nghị thống nhất: Xã Đông Lĩnh làm Phó Trưởng cụm năm 2026." in text


def test_no_ballots_are_printed_for_what_was_decided(complete: Journey) -> None:
    """Unless somebody asks for them."""
    decide(complete, "BH")
    assert ballots(complete) == []
    assert ballots(complete, "phieu-bau:truong-cum") == ["phieu-bau_truong-cum.docx"]


def test_a_vote_on_a_rank_keeps_its_ballots_beside_a_decision(complete: Journey) -> None:
    """The first rank is no office."""
    make_level(complete)
    complete.rank()
    decide(complete, "BH")
    assert ballots(complete) == ["phieu-bau.docx"]


def test_a_rank_that_was_decided_has_neither_ballots_nor_a_count(complete: Journey) -> None:
    """The minutes of the conference tell it without a vote."""
    make_level(complete)
    complete.rank()
    with complete.typing() as book:
        sheet = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "BH")
        sheet.put(row, "Quyết định", "Hội nghị thống nhất")
        sheet.put(row, "Lý do", "Nhiều mô hình")
    assert ballots(complete) == []
    assert not (folder_of(complete) / "bien-ban-kiem-phieu.docx").exists()
    text = whole(folder_of(complete) / "bien-ban-hoi-nghi.docx")
    assert "Hạng 1, không bỏ phiếu: Hội nghị thống nhất chọn Xã Bình Hải. Lý do: Nhiều mô hình." in text
    assert "Kết quả ghi tại Biên bản kiểm phiếu" not in text


def test_the_tellers_say_how_many_are_there(complete: Journey) -> None:
    """Else those on `Thành phần`."""
    hold_election(complete, {"BH": 3, "CM": 2}, Có_mặt=7, Được_bỏ_phiếu=9)
    assert "07 đại biểu có mặt tại hội nghị" in whole(made(complete, MINUTES))


def test_a_request_claims_nothing_while_nobody_is_elected(complete: Journey) -> None:
    """Blanks instead; once there is somebody, only the offices that were filled."""
    text = whole(made(complete, REQUEST))
    assert "đã bầu" not in text and "Kết quả bầu Trưởng cụm, Phó Trưởng cụm năm 2026" in text
    hold_election(complete, {"BH": 3, "CM": 2})
    sentence = next(one for one in lines(made(complete, REQUEST)) if "đã bầu" in one)
    assert "các đơn vị thành viên đã bầu Trưởng cụm năm 2026" in sentence
    decide(complete, "DL", "Phó Trưởng cụm")
    assert "đã bầu Trưởng cụm, Phó Trưởng cụm năm 2026" in whole(made(complete, REQUEST))
