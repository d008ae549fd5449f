"""One promise on its way through the year: 100 promised, 87 done, and everywhere the same 87 %."""

from pathlib import Path

import pytest

from tests.journeys.collections import go_out, halfway, registered, send
from tests.journeys.journey import Journey, Run, Sheet, run, stored
from tests.witnesses.engine import Engine

DONE = {"I.4": {"Kết quả": 87, "Điểm tự chấm": 3.5}}


@pytest.fixture
def year(issued: Journey) -> tuple[Journey, Path, Path, Run]:
    """AN promises 100 ha, has 87 in June and in December; its two forms, and `meeting`."""
    go_out(issued, "register")
    send(issued, "register", "AN", registered(I_4=100))
    issued.collect()
    go_out(issued, "midyear")
    june = send(issued, "midyear", "AN", halfway(I_4=87))
    issued.collect()
    go_out(issued, "yearend")
    december = send(issued, "yearend", "AN", DONE)
    issued.collect()
    return issued, june, december, run("meeting", issued.book, "--json")


def shown_on(form: Path, sheet: str) -> object:
    """`Tỷ lệ %` of I.4 as a spreadsheet computes it on the filled form."""
    at = Sheet(stored(form.read_bytes())[sheet], "Mã")
    with Engine.open(form) as engine:
        return engine.at(sheet, at.address(at.row("I.4"), "Tỷ lệ %"))


def test_the_forms_the_sheets_and_the_document_say_87_percent(
    year: tuple[Journey, Path, Path, Run],
) -> None:
    """The unit sees it while it types; the book, the meeting and its JSON say the same."""
    cluster, june, december, met = year
    assert shown_on(june, "Sơ kết") == 87
    assert shown_on(december, "Tự chấm") == 87
    halves = cluster.sheet("Sơ kết", "Mã đơn vị", "Mã tiêu chí")
    assert halves.at(halves.row("AN", "I.4"), "Tỷ lệ %") == 87
    kept = cluster.sheet("Cam kết", "Mã đơn vị", "Mã tiêu chí")
    row = kept.row("AN", "I.4")
    assert [kept.at(row, header) for header in ("Chỉ tiêu", "Kết quả cả năm", "Đạt %", "Giữ lời")] == [
        100, 87, 87, "Chưa đạt",
    ]  # fmt: skip
    sentence = "Chưa đạt chỉ tiêu ở 1 tiêu chí: I.4 (87 %)."
    page = cluster.sheet("Họp trù bị", "Mục", "Mã đơn vị").records()
    assert sentence in [line["Vì sao nêu"] for line in page if line["Mã đơn vị"] == "AN"]
    assert sentence in [one["why"] for one in met.json["items"] if one["unit"] == "AN"]
