"""`trinh-chieu`: the slides of the conference, from the book."""

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from tests.cluster.test_papers_register import rows
from tests.journeys.conference import ballot, hold_election, make_level
from tests.journeys.journey import TOTALS, Journey, run


def shown(cluster: Journey, *more: str) -> tuple[list[str], list[list[list[str]]], Path]:
    """Titles, tables and the file that `documents` makes."""
    out = cluster.folder / "van_ban"
    answer = run("documents", cluster.book, "--out", out, "--only", "trinh-chieu", "--json", *more)
    assert answer.code in (0, 1), answer.out + answer.err
    (path,) = out.glob("*.pptx")
    show: Any = Presentation(str(path))
    titles = [slide.shapes.title.text for slide in show.slides]
    tables = [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in show.slides for shape in slide.shapes if shape.has_table
    ]  # fmt: skip
    return titles, tables, path


def said(points: str) -> str:
    """A number of the journey as a paper prints it."""
    return points.replace(".", ",")


def test_the_slides_say_what_rank_says(complete: Journey) -> None:
    """Criteria by sections with their sums, totals and ranks as computed, who is honoured; recorded in the register."""
    titles, tables, path = shown(complete)
    assert titles == [
        "HỘI NGHỊ TỔNG KẾT", "Tiêu chí, thang điểm", "Tổng điểm", "Xếp hạng", "Suy tôn, đề nghị khen thưởng",
        "Trưởng cụm, Phó Trưởng cụm năm 2026",
    ]  # fmt: skip
    criteria, ranking, places, offices = tables
    assert [row[1:] for row in criteria[1:]] == [
        ["Phát triển kinh tế", "55"], ["Văn hóa, xã hội", "26"], ["Điểm thưởng (tối đa)", "6"],
        ["Điểm trừ (tối đa)", "4"], ["Tổng điểm tối đa (chưa kể thưởng, trừ)", "81"],
    ]  # fmt: skip
    ranked = complete.rank().json["units"]
    assert [row[:3] for row in ranking[1:]] == [
        [str(one["rank"]), one["name"], said(one["agreed_total"])] for one in ranked
    ]
    assert {row[2] for row in ranking[1:]} == {said(points) for points in TOTALS.values()}
    assert [row[:2] for row in places[1:]] == [
        ["Nhất", "Xã An Hòa"],
        ["Nhì", "Xã Bình Hải"],
        ["Ba", "Xã Êa Nam"],
    ]
    assert offices[1:] == [["Trưởng cụm", "…………"], ["Phó Trưởng cụm", "…………"]]
    register = rows(complete)["trinh-chieu"]
    assert register["Tệp"] == path.name == "trinh-chieu.pptx"
    assert register["SHA-256"]


def test_a_vote_and_an_election_have_their_slides(complete: Journey) -> None:
    """Who waits, then how many votes each had, and who was elected."""
    make_level(complete)
    complete.rank()
    titles, tables, _ = shown(complete)
    assert "Chờ bỏ phiếu hạng Nhất" in titles
    assert ["1", "Xã An Hòa"] in tables[2]
    ballot(complete, {"AN": 7, "BH": 5})
    hold_election(complete, {"BH": 9, "CM": 3})
    complete.rank()
    titles, tables, _ = shown(complete)
    assert "Chờ bỏ phiếu hạng Nhất" not in titles
    assert tables[titles.index("Bỏ phiếu hạng Nhất, lần 1") - 2][1:] == [
        ["Xã An Hòa", "07", "58,33 %"],
        ["Xã Bình Hải", "05", "41,67 %"],
    ]
    assert tables[-1][1] == ["Trưởng cụm", "Xã Bình Hải"]


def test_provisional_slides_say_so(collected: Journey) -> None:
    """The head's scores are still missing; a draft is marked besides."""
    titles, _, _ = shown(collected)
    assert "Tổng điểm (tạm)" in titles and "Xếp hạng (tạm)" in titles


@pytest.mark.parametrize("draft", [False, True])
def test_the_same_book_gives_the_same_slides(complete: Journey, draft: bool) -> None:
    """Nothing new is written, and nothing goes to `luu/`."""
    more = ["--draft"] if draft else []
    _, _, path = shown(complete, *more)
    before = path.read_bytes(), complete.book.read_bytes()
    shown(complete, *more)
    assert (path.read_bytes(), complete.book.read_bytes()) == before
