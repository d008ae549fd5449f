"""A cluster in which two departments score beside the units, and the units score each other."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl.workbook import Workbook

from tests.journeys import journey, opening
from tests.journeys.journey import UNITS, Journey, Sheet

PEOPLE = (("TC", "Phòng Tài chính", "tc@x.vn", 2), ("NV", "Phòng Nội vụ", "nv@x.vn", None))
SHARED, MIXED, CROSS = "2.4", "I.1", "I.4"
"""Scored by both departments; by the unit (30 %) and one of them; by all other units."""
WHO: Mapping[str, str] = {SHARED: "TC+NV", MIXED: "Đơn vị 30%+TC 70%", CROSS: "Chấm chéo"}
GIVEN, SCORERS = "Điểm người chấm", "Người chấm"


def named(book: Workbook, people: tuple[tuple[object, ...], ...] = PEOPLE) -> None:
    """Type who scores."""
    journey.type_table(book, SCORERS, "Mã", ("Mã", "Tên", "Email", "Trọng số"), people)


def scored_by(book: Workbook, who: Mapping[str, str | None]) -> None:
    """Type `Ai chấm` of criteria."""
    criteria = Sheet(book["Tiêu chí"], "Mã")
    for code, said in who.items():
        criteria.put(criteria.row(code), "Ai chấm", said)


def begun(folder: Path, who: Mapping[str, str | None] = WHO) -> Journey:
    """The journey's cluster with these scorers, its forms sent and taken in, the head's scores typed."""
    journey.begin(folder)
    cluster = Journey(folder, {})
    with cluster.typing() as book:
        named(book)
        scored_by(book, who)
    forms = journey.issue(folder)
    for unit, data in forms.items():
        workbook = opening.load(data)
        journey.fill(workbook, unit)
        cluster.drop(f"Phieu_{unit}_2025.xlsx", journey.saved_bytes(workbook))
    cluster.collect()
    with cluster.typing() as book:
        for unit in UNITS:
            journey.agree(book, unit, "2.3", result=journey.HEAD_RANKS[unit])
    cluster.rank()
    return Journey(folder, forms)


def given(book: Workbook) -> Sheet:
    """The sheet `Điểm người chấm`."""
    return Sheet(book[GIVEN], "Người chấm", "Mã đơn vị", "Mã tiêu chí")


def give(book: Workbook, scorer: str, criterion: str, scores: Mapping[str, object]) -> None:
    """A scorer's points of a criterion by unit, typed from paper."""
    sheet = given(book)
    for unit, score in scores.items():
        sheet.put(sheet.row(scorer, unit, criterion), "Điểm", score)


def all_given(book: Workbook) -> None:
    """Everybody scores everything: TC and NV by the order of the units, every unit all others by 9 and less."""
    for at, unit in enumerate(UNITS):
        give(book, "TC", SHARED, {unit: 7 - at})
        give(book, "NV", SHARED, {unit: 6 - at})
        give(book, "TC", MIXED, {unit: 9 - at})
        for other, judge in enumerate(code for code in UNITS if code != unit):
            give(book, judge, CROSS, {unit: 9 - at - other * 0.5})


def set_apart(cluster: Journey, *units: str) -> None:
    """Units that are not considered this year: they score nobody."""
    with cluster.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        for code in units:
            sheet.put(sheet.row(code), "Xét thi đua", "Không")
            sheet.put(sheet.row(code), "Lý do không xét", "Vi phạm")
