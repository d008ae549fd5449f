"""Slides for a hall: from plain data, the same bytes every time, nothing too small, nothing lost."""

import datetime
import io
import time
import zipfile
from decimal import Decimal
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from thidua_xl.documents.deck import deck_file
from thidua_xl.documents.fill import Properties
from thidua_xl.documents.slides import Bar, ChartPage, Cover, Deck, TablePage
from thidua_xl.documents.tables import Column, Row

SAID = Properties("Trình chiếu", "Cụm thi đua số 1", datetime.datetime(2026, 12, 18, 8, tzinfo=datetime.UTC))
LONG = "Xã có tên rất dài " * 7
COLUMNS = (Column("Hạng", 1, "c"), Column("Đơn vị", 6), Column("Điểm", 2, "r"))


def deck(units: int, name: str = "Xã Dân Lý") -> Deck:
    """A cover, a chart and a ranking of so many units."""
    bars = [
        Bar(f"U{at}", f"{name} {at}", Decimal(9500 - at) / 100, f"{95 - at / 100:.2f}") for at in range(units)
    ]
    rows = [Row([str(at + 1), bar.name, bar.shown]) for at, bar in enumerate(bars)]
    return Deck(Cover("HỘI NGHỊ TỔNG KẾT", ["Cụm thi đua số 1"]), [
        ChartPage("Tổng điểm", "Điểm", bars, 2), TablePage("Xếp hạng", COLUMNS, rows, "Đã chốt."),
    ])  # fmt: skip


def opened(data: bytes) -> Any:
    """The slides as python-pptx reads them."""
    return Presentation(io.BytesIO(data))


def tables(show: Any) -> list[list[list[str]]]:
    """The texts of every table."""
    found = [shape.table for slide in show.slides for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def test_the_same_data_are_the_same_bytes() -> None:
    """Whenever it is made, the workbooks inside the charts included."""
    first = deck_file(deck(12), SAID)
    time.sleep(1.1)
    assert deck_file(deck(12), SAID) == first


def test_every_unit_stands_in_the_ranking_and_the_charts_of_thirty() -> None:
    """Over as many slides as it takes, each with its head and its number."""
    show = opened(deck_file(deck(30), SAID))
    parts = tables(show)
    assert {tuple(part[0]) for part in parts} == {("Hạng", "Đơn vị", "Điểm")}
    assert [row[0] for part in parts for row in part[1:]] == [str(at) for at in range(1, 31)]
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    assert [len(list(chart.plots[0].categories)) for chart in charts] == [10, 10, 10]
    assert len({(c.value_axis.minimum_scale, c.value_axis.maximum_scale) for c in charts}) == 1
    titles = [slide.shapes.title.text for slide in show.slides]
    assert titles[:4] == ["HỘI NGHỊ TỔNG KẾT", "Tổng điểm (1/3)", "Tổng điểm (2/3)", "Tổng điểm (3/3)"]


def test_nothing_is_smaller_than_the_back_row_can_read_or_runs_off_the_slide() -> None:
    """24 points and more, with names of 120 letters, too."""
    for data in (deck_file(deck(3), SAID), deck_file(deck(30, LONG), SAID)):
        show = opened(data)
        assert round(show.slide_width / show.slide_height, 2) == 1.78
        for slide in show.slides:
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.left + shape.width <= show.slide_width
                if shape.has_table:
                    high = sum(row.height for row in shape.table.rows)
                    assert shape.top + high <= show.slide_height
                assert shape.top + shape.height <= show.slide_height
                for frame in _frames(shape):
                    for run in (run for one in frame.paragraphs for run in one.runs):
                        assert run.font.size >= Pt(24)


def _frames(shape: Any) -> list[Any]:
    if shape.has_table:
        return [cell.text_frame for row in shape.table.rows for cell in row.cells]
    return [shape.text_frame] if shape.has_text_frame else []


def test_long_names_are_whole_in_the_ranking_and_cut_with_their_code_beside_a_bar() -> None:
    """Who is meant is never a guess."""
    show = opened(deck_file(deck(2, LONG), SAID))
    assert tables(show)[0][1][1] == f"{LONG} 0".replace("  ", " ")
    chart = next(shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart)
    assert next(iter(chart.plots[0].categories)) == "Xã có tên rất dài Xã có tê… (U0)"


def test_what_is_missing_is_left_open_and_no_bar_of_nothing() -> None:
    """Neither 0 nor None."""
    bars = [Bar("A", "Xã A", Decimal("9.5"), "9,5"), Bar("B", "Xã B", None)]
    page = TablePage("Xếp hạng", COLUMNS, [Row(["1", "Xã A", None])])
    data = deck_file(Deck(Cover("HỘI NGHỊ", []), [ChartPage("Tổng", "Điểm", bars, 1), page]), SAID)
    show = opened(data)
    assert tables(show)[0][1] == ["1", "Xã A", "…………"]
    chart = next(shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["Xã A", "Xã B (chưa có)"]
    assert list(chart.plots[0].series[0].values) == [9.5, None]
    assert "None" not in zipfile.ZipFile(io.BytesIO(data)).read("ppt/charts/chart1.xml").decode()


def test_texts_of_people_are_texts() -> None:
    """Signs of XML and of templates, line breaks, marks that turn the line, half a pair: all stay in their cell."""
    typed = 'A & B <c> "d" {{ e }} {% f %}\nhai\u202eđảo\x07'
    pages: list[TablePage | ChartPage] = [
        TablePage(typed, COLUMNS, [Row(["1", typed, ""])], typed),
        ChartPage(typed, typed, [Bar(typed, typed, Decimal(1), typed)]),
    ]
    show = opened(deck_file(Deck(Cover(typed, [typed]), pages), SAID))
    line = 'A & B <c> "d" {{ e }} {% f %} hai\u202eđảo'
    assert tables(show)[0][1][1] == show.slides[0].shapes.title.text == f"\u2068{line}\u2069"
    chart = next(shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart)
    assert next(iter(chart.plots[0].categories)).startswith("A & B <c>")


def test_a_draft_says_so_on_every_slide() -> None:
    """Nobody takes it for the result."""
    show = opened(deck_file(deck(3), SAID, draft=True))
    said = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in show.slides
    ]
    assert all("DỰ THẢO" in texts for texts in said)
