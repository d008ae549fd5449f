"""`Nhật ký` in the words of people, what is hashed as it always was."""

import openpyxl

from tests.journeys.journey import Journey, Sheet, run
from tests.journeys.taken_in import chain_is_whole
from thidua_xl.cluster.reading import open_book
from thidua_xl.sheets.journal import first_broken

READERS = ("Ngày giờ", "Việc")


def rows(cluster: Journey) -> list[dict[str, object]]:
    """The journal."""
    return cluster.sheet("Nhật ký", "Lúc", "Mã băm").records()


def test_each_row_says_when_and_what_in_words(complete: Journey) -> None:
    """Day, month and year as people write them; the act by its name."""
    for row in rows(complete):
        when = str(row["Lúc"])
        assert row["Ngày giờ"] == f"{when[8:10]}/{when[5:7]}/{when[:4]} {when[11:16]}"
    assert {str(row["Việc"]) for row in rows(complete)} >= {"nhận phiếu", "xếp hạng"}
    assert {str(row["Lệnh"]) for row in rows(complete)} >= {"collect", "rank"}


def test_a_book_without_the_two_columns_keeps_its_chain(complete: Journey) -> None:
    """Of an earlier version: nothing is found in it, the next command that writes adds them at the right."""
    before = open_book(complete.book, to_write=False).journal
    with complete.typing() as book:
        table = Sheet(book["Nhật ký"], "Lúc", "Mã băm")
        for header in READERS:
            column = table.columns[header]
            for row in range(table.header_row, table.sheet.max_row + 1):
                table.sheet.cell(row, column).value = None
    assert run("verify", complete.book).code == 0
    complete.agree("AN", "I.1", score=2, reason="Rà soát")
    assert complete.rank().code == 0
    after = open_book(complete.book, to_write=False).journal
    assert list(after[: len(before)]) == list(before) and first_broken(after) is None
    assert all(row["Việc"] for row in rows(complete))
    assert run("verify", complete.book).code == 0


def test_what_is_typed_into_the_words_changes_nothing(complete: Journey) -> None:
    """They are no part of the hash, are no proof, and are written anew."""
    with complete.typing() as book:
        table = Sheet(book["Nhật ký"], "Lúc", "Mã băm")
        table.put(next(table.rows()), "Việc", "tự ý sửa")
    complete.agree("AN", "I.1", score=2, reason="Rà soát")
    complete.rank()
    assert "tự ý sửa" not in {row["Việc"] for row in rows(complete)}
    assert chain_is_whole(complete)
    assert openpyxl.load_workbook(complete.book)["Nhật ký"] is not None
