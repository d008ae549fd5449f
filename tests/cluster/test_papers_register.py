"""`Văn bản`: rows for every round of a vote, where the made papers lie, and what stands there stays."""

from pathlib import Path
from typing import Any

from tests.cluster.test_year_sheets import on, put, quiet, records
from tests.journeys.conference import ballot, hold_ballot, hold_election, make_level
from tests.journeys.journey import Journey, Sheet
from thidua_xl.cluster.computed import computed
from thidua_xl.cluster.happened import PapersMade
from thidua_xl.cluster.kept.papers import PaperEntry, codes_of, entries, entry, numbers_of, record
from thidua_xl.cluster.reading import open_book
from thidua_xl.cluster.save import save_cluster_book
from thidua_xl.domain.year.papers import PAPERS

SHA = "ab" * 32


def rows(cluster: Journey) -> dict[str, dict[str, Any]]:
    """The register by code."""
    return {row["Mã văn bản"]: row for row in records(cluster, "Văn bản")}


def make(path: Path, *papers: tuple[str, str, str]) -> None:
    """Have papers recorded as the command that makes them does: code, file, digest."""
    book = open_book(path)
    outcome, events = computed(book)
    for one in papers:
        record(book, *one)
    made = PapersMade([code for code, _, _ in papers], len(papers))
    save_cluster_book(book, outcome, "documents", [*events, made])


def test_a_made_paper_is_recorded_beside_what_was_typed(complete: Journey) -> None:
    """File and digest stand in its row; number, day and signer stay, and so do rows of one's own."""
    with complete.typing() as book:
        put(
            book,
            "Văn bản",
            {"Mã văn bản": "danh-sach"},
            Số="19",
            Ngày=on(24),
            Người_ký="Lê An",
            Nơi_gửi="Sở Nội vụ",
        )
    complete.rank()
    make(complete.book, ("danh-sach", "danh-sach.docx", SHA), ("quy-che", "quy-che.docx", ""))
    after = rows(complete)
    assert (after["danh-sach"]["Tệp"], after["danh-sach"]["SHA-256"]) == ("danh-sach.docx", SHA)
    assert (after["danh-sach"]["Số"], after["danh-sach"]["Người ký"]) == ("19", "Lê An")
    assert (after["quy-che"]["Tệp"], after["quy-che"]["SHA-256"]) == ("quy-che.docx", None)
    said = open_book(complete.book, to_write=False)
    assert entry(said, "danh-sach") == PaperEntry(
        "19", on(24).date(), "Lê An", "Sở Nội vụ", "danh-sach.docx", SHA
    )
    assert entry(said, "ke-hoach") == PaperEntry() == entry(said, "không có")
    assert set(entries(said)) == set(codes_of(said)) == set(PAPERS)
    assert said.journal[-1].change == "Xuất văn bản: danh-sach, quy-che (2 tệp)"
    complete.rank()
    assert rows(complete) == after


def test_a_book_that_lacks_the_sheet_gets_it_with_the_paper(complete: Journey) -> None:
    """Made by an earlier version, or the sheet was deleted."""
    with complete.typing() as book:
        del book["Văn bản"]
    make(complete.book, ("ke-hoach", "ke-hoach.docx", ""))
    assert rows(complete)["ke-hoach"]["Tệp"] == "ke-hoach.docx"
    assert list(rows(complete)) == list(PAPERS)


def vote_twice(cluster: Journey) -> None:
    """AN and BH level for first, and level again in the first round; BH takes the second."""
    make_level(cluster)
    cluster.rank()
    ballot(cluster, {"AN": 6, "BH": 6})
    cluster.rank()
    ballot(cluster, {"AN": 5, "BH": 7}, 2)
    cluster.rank()


def test_every_round_of_a_vote_has_its_rows(complete: Journey) -> None:
    """A second round, a vote on the second rank, an election: rows behind the first round's, in order."""
    vote_twice(complete)
    hold_election(complete, {"BH": 9, "CM": 3})
    hold_ballot(complete, {"CM": 9, "DL": 3}, rank=2)
    complete.rank()
    codes = list(rows(complete))
    first = codes.index("phieu-bau")
    assert codes[first : first + 7] == [
        "phieu-bau", "phieu-bau:2", "phieu-bau:hang-2", "phieu-bau:truong-cum",
        "bien-ban-kiem-phieu", "bien-ban-kiem-phieu:2", "bien-ban-kiem-phieu:hang-2",
    ]  # fmt: skip
    assert rows(complete)["bien-ban-kiem-phieu:2"]["Tên"] == "Biên bản kiểm phiếu lần 2"
    quiet(complete)


def test_a_round_that_waits_has_no_rows_until_its_ballot_is_made(complete: Journey) -> None:
    """The second round is prepared on `Bỏ phiếu`; its ballot is recorded once, however often it is made."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 6, "BH": 6})
    complete.rank()
    assert not [code for code in rows(complete) if code.startswith("phieu-bau:")]
    quiet(complete)
    for _ in range(2):
        make(complete.book, ("phieu-bau:2", "phieu-bau-2.docx", SHA))
    assert rows(complete)["phieu-bau:2"]["Tệp"] == "phieu-bau-2.docx"
    assert [code for code in rows(complete) if code.startswith("phieu-bau:")] == ["phieu-bau:2"]
    quiet(complete)


def test_the_number_of_a_round_that_is_gone_stays(complete: Journey) -> None:
    """Somebody typed it; rows of which nothing was said go with their round."""
    vote_twice(complete)
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "bien-ban-kiem-phieu:2"}, Số="14/BB")
        votes = Sheet(book["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
        for row in [row for row in votes.rows() if votes.at(row, "Lần") == 2]:
            for column in votes.columns.values():
                votes.sheet.cell(row, column).value = None
        for row in votes.rows():
            votes.put(row, "Số phiếu", 7 if votes.at(row, "Mã đơn vị") == "AN" else 5)
    complete.rank()
    assert rows(complete)["bien-ban-kiem-phieu:2"]["Số"] == "14/BB"
    assert "phieu-bau:2" not in rows(complete)


def test_the_programme_of_an_earlier_version_is_the_conferences(complete: Journey) -> None:
    """Its number stays under the new code."""
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "chuong-trinh:HN"}, Mã_văn_bản="chuong-trinh", Số="11/CTr")
    assert complete.rank().code == 0
    assert "chuong-trinh" not in rows(complete)
    assert rows(complete)["chuong-trinh:HN"]["Số"] == "11/CTr"
    assert numbers_of(open_book(complete.book, to_write=False)) == {"chuong-trinh:HN": "11/CTr"}
