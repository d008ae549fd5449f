"""A column sorted by itself: names stand at other codes, and every score would be another unit's."""

from collections.abc import Mapping

import pytest

from tests.journeys.answers import of_code
from tests.journeys.journey import LEDGER, PRAISE, Journey, Sheet, run
from tests.journeys.journey import ledger as journey_ledger
from thidua_xl.sheets.cluster.units import Col


def write(cluster: Journey, header: str, typed: Mapping[str, str | None]) -> None:
    """Type into a column of `Đơn vị`, by code."""
    with cluster.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        for code, value in typed.items():
            sheet.put(sheet.row(code), header, value)


def journal(cluster: Journey) -> str:
    """Everything that the journal says."""
    return "\n".join(str(row["Thay đổi"]) for row in cluster.sheet("Nhật ký", "Lúc", "Thay đổi").records())


def test_names_that_changed_places_are_asked_about_until_they_are_right(complete: Journey) -> None:
    """AN's points would be proclaimed as Bình Hải's: an error at both names in every run, until they are back."""
    write(complete, Col.NAME, {"AN": "Xã Bình Hải", "BH": "XÃ AN HÒA"})
    for _ in range(2):
        answer = complete.rank()
        found = of_code(answer.json["findings"], "UNIT_NAME_MOVED")
        assert [(one["unit"], one["cell"]) for one in found] == [("AN", "B6"), ("BH", "B7")]
        assert answer.code == 1
        assert "AN lần chạy trước tên là Xã An Hòa, nay mang tên Xã Bình Hải của BH" in found[0]["message"]
    assert run("close", complete.book).code == 1
    write(complete, Col.NAME, {"AN": "Xã An Hòa", "BH": "Xã Bình Hải"})
    assert complete.rank().code == 0
    assert "Tên đơn vị" not in journal(complete)


def test_a_unit_may_take_another_name(complete: Journey) -> None:
    """A new one is in the journal; so is a neighbour's, once a person said how the unit was called before."""
    write(complete, Col.NAME, {"AN": "Phường An Hòa"})
    assert complete.rank().code == 0
    assert "Tên đơn vị AN: Xã An Hòa → Phường An Hòa" in journal(complete)
    write(complete, Col.NAME, {"BH": "Phường An Hòa", "AN": "Xã Hòa"})
    write(complete, Col.FORMER, {"BH": "xã Bình Hải"})
    assert complete.rank().code == 0
    assert "Tên đơn vị BH: Xã Bình Hải → Phường An Hòa" in journal(complete)


def test_names_without_scores_may_change_places(issued: Journey) -> None:
    """Nothing is anybody's yet: a slip of the first typing is mended without a word."""
    write(issued, Col.NAME, {"AN": "Xã Bình Hải", "BH": "Xã An Hòa"})
    assert not of_code(issued.rank().json["findings"], "UNIT_NAME_MOVED")


@pytest.mark.parametrize(
    ("sheet", "header", "other"),
    [
        (LEDGER, "Mã đơn vị", ("BH", "I.1")),
        (LEDGER, "Mã tiêu chí", ("AN", "I.4")),
        ("Đăng ký", "Mã đơn vị", ("BH", "I.1")),
        (PRAISE, "Mã đơn vị", ("BH",)),
    ],
)
def test_codes_that_left_their_names_stop_every_command(
    complete: Journey, sheet: str, header: str, other: tuple[str, ...]
) -> None:
    """AN's scores would be BH's, and nobody could tell once the sheet is drawn again: nothing is read or written."""
    keys = ("Mã đơn vị", "Mã tiêu chí") if len(other) > 1 else ("Mã đơn vị", "Đề xuất")

    def swap() -> None:
        with complete.typing() as book:
            table = Sheet(book[sheet], *keys)
            table.keys = keys[: len(other)]
            rows = [table.row(*key) for key in (("AN", "I.1")[: len(other)], other)]
            for row, value in zip(rows, [table.at(row, header) for row in reversed(rows)], strict=True):
                table.put(row, header, value)

    swap()
    before = complete.book.read_bytes()
    for command in (
        ("rank", complete.book),
        ("check", complete.book),
        ("collect", complete.book, complete.inbox),
    ):
        answer = run(*command)
        assert answer.code in (1, 2)
        assert "sắp xếp hay chép riêng" in " ".join((answer.out + answer.err).split())
    assert complete.book.read_bytes() == before
    swap()
    assert complete.rank().code == 0


@pytest.mark.parametrize(
    ("sheet", "header", "typed"), [(LEDGER, "Điểm thống nhất", 3), (PRAISE, "Hội nghị suy tôn", "Nhất")]
)
def test_what_is_typed_in_a_row_without_a_code_stops_every_command(
    complete: Journey, sheet: str, header: str, typed: object
) -> None:
    """Drawn again, the row would be the program's and the value gone: nothing is written, the cell is named."""
    with complete.typing() as book:
        table = Sheet(book[sheet], "Mã đơn vị", "Mã tiêu chí" if sheet == LEDGER else "Đề xuất")
        row = table.header_row + 2
        for key in ("Mã đơn vị", *(["Mã tiêu chí"] if sheet == LEDGER else [])):
            table.put(row, key, None)
        table.put(row, header, typed)
        cell = table.address(row, header)
    before = complete.book.read_bytes()
    answer = run("rank", complete.book)
    assert answer.code == 2
    assert f"ô {cell} ghi {typed} nhưng dòng ấy không có mã đơn vị" in " ".join(answer.err.split())
    assert complete.book.read_bytes() == before


def test_figures_below_the_tables_are_told(complete: Journey) -> None:
    """A score one row too low counts nowhere: its cell and value are told; a sum of somebody's own is not."""
    cells = {}
    with complete.typing() as book:
        for name, header in (
            (LEDGER, "Điểm thống nhất"),
            ("Đăng ký", "Chỉ tiêu đăng ký"),
            ("Sơ kết", "Kết quả 6 tháng"),
        ):
            table = Sheet(book[name], "Mã đơn vị", "Mã tiêu chí")
            row = table.sheet.max_row + 2
            table.put(row, header, 7)
            cells[name] = table.address(row, header)
        ledger = journey_ledger(book)
        ledger.put(ledger.sheet.max_row + 1, "Điểm thống nhất", "=SUM(1,2)")
    for _ in range(2):
        found = of_code(complete.rank().json["findings"], "FIGURE_WITHOUT_CODE")
        assert {one["sheet"]: (one["cell"], one["value"]) for one in found} == {
            name: (cell, "7") for name, cell in cells.items()
        }


def test_a_score_in_a_row_without_its_criterion_is_told_with_its_value(complete: Journey) -> None:
    """The code of the criterion was cleared: the sentence names the score's cell, not a code that is not there."""
    with complete.typing() as book:
        ledger = journey_ledger(book)
        row = ledger.row("AN", "I.1")
        ledger.put(row, "Điểm thống nhất", 4)
        ledger.put(row, "Mã tiêu chí", None)
    answer = complete.rank()
    (told,) = of_code(answer.json["findings"], "FIGURE_WITHOUT_CODE")
    assert told["value"] == "4" and "ghi 4 ở dòng không có mã tiêu chí" in told["message"]
    with complete.typing() as book:
        assert book[LEDGER][told["cell"]].value == 4
