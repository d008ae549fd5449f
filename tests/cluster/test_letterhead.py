"""How a cluster's papers are headed and signed, and on what they rest: settings of its book, and of the next year's."""

from pathlib import Path
from typing import Any

import openpyxl

from tests.journeys.journey import Journey, Sheet, run
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.year.grounds import GROUNDS_2025


def type_settings(path: Path, *lines: tuple[str, object]) -> list[str]:
    """Type settings in the book; the cells, in the order of the lines."""
    workbook = openpyxl.load_workbook(path)
    sheet = Sheet(workbook["Cụm"], "Mục")
    rows = [sheet.row(name) for name, _ in lines]
    for row, (_, value) in zip(rows, lines, strict=True):
        sheet.put(row, "Giá trị", value)
    workbook.save(path)
    return [sheet.address(row, "Giá trị") for row in rows]


def checked(path: Path) -> list[dict[str, Any]]:
    """What `check` of the book finds."""
    answer = run("check", path, "--json")
    return list(answer.json["files"][0]["findings"])


def settings_of(path: Path) -> Settings:
    """The settings as the book is read."""
    return open_book(path, to_write=False).settings


def next_year(cluster: Journey) -> Settings:
    """The settings of the book made from this year's."""
    new = cluster.folder / "nam_sau.xlsx"
    assert run("new", "cluster", new, "--from", cluster.book).code == 0
    return settings_of(new)


def test_a_new_book_names_the_law_and_asks_once_to_look_at_it(complete: Journey) -> None:
    """A note at the first line, exit 0; a ground of one's own, and it is gone."""
    assert settings_of(complete.book).grounds == GROUNDS_2025
    (cell,) = type_settings(complete.book, ("Căn cứ", GROUNDS_2025[0]))
    (found,) = checked(complete.book)
    assert (found["code"], found["severity"], found["cell"]) == ("GROUNDS_TO_CHECK", "note", cell)
    assert complete.rank().json["findings"] == []
    type_settings(complete.book, ("Căn cứ", "Luật Thi đua, khen thưởng"))
    assert checked(complete.book) == []


def test_the_letterhead_goes_on_into_the_next_year(complete: Journey) -> None:
    """Lines, symbol and seal come along; that the deputy signs is this year's."""
    type_settings(
        complete.book,
        ("Cơ quan chủ quản trên văn bản", "UBND TỈNH; SỞ NỘI VỤ"),
        ("Cơ quan ban hành trên văn bản", "VĂN PHÒNG CỤM"),
        ("Tên cụm trên văn bản", "CỤM SỐ 1"),
        ("Ký hiệu", "C1"),
        ("Đóng dấu đơn vị Trưởng cụm", "Không"),
        ("Ký thay Trưởng cụm", "Có"),
    )
    said = next_year(complete)
    assert said.letterhead_superior == ("UBND TỈNH", "SỞ NỘI VỤ")
    assert (said.letterhead, said.letterhead_cluster, said.symbol) == ("VĂN PHÒNG CỤM", "CỤM SỐ 1", "C1")
    assert (said.sealed, said.signs_for) == (False, False)
    assert said.grounds == GROUNDS_2025


def test_the_name_of_last_years_head_heads_no_paper_of_another(complete: Journey) -> None:
    """The head changes every year: its name in the letterhead is left blank where another follows."""
    type_settings(complete.book, ("Cơ quan ban hành trên văn bản", "ỦY BAN NHÂN DÂN XÃ AN HÒA"))
    assert settings_of(complete.book).letterhead == "ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert next_year(complete).letterhead == ""
