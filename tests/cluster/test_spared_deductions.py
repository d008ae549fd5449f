"""Points that conditions and violations take off do not touch a unit set apart, and it is told that they do not."""

from tests.journeys.answers import explained, totals
from tests.journeys.conditions import RULES, demand, violate
from tests.journeys.journey import TOTALS, Journey, Sheet

SAID = "Không xét thi đua nên tổng điểm không bị trừ: "


def test_what_is_not_taken_off_a_unit_set_apart_is_told_once(complete: Journey) -> None:
    """By a violation and by a condition; the total stays, and other units lose what they lose."""
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("DL"), "Xét thi đua", "Không")
        sheet.put(sheet.row("DL"), "Lý do không xét", "Mới thành lập")
    violate(complete, "DL", "Trừ 2 điểm")
    demand(
        complete,
        ("Tổng điểm từ", None, 60, "Trừ 3 điểm", RULES),
        ("Tổng điểm từ", None, 50, "Không xét Nhất", RULES),
    )
    answer = complete.rank()
    assert totals(answer) == {**TOTALS, "CM": "54.50"}
    assert explained(complete, "DL").startswith(
        f"{SAID}Trừ 2 điểm (Khiếu kiện đông người); Trừ 3 điểm (Tổng điểm từ 60). Không xét thi đua nên không xếp hạng."
    )
    assert not any(SAID in explained(complete, unit) for unit in ("AN", "BH", "CM", "EN"))


def test_a_unit_set_apart_with_nothing_to_lose_is_told_nothing(complete: Journey) -> None:
    """Consequences that are no points do not concern a unit without a rank."""
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("DL"), "Xét thi đua", "Không")
    violate(complete, "DL", "Không xét Nhất")
    complete.rank()
    assert SAID not in explained(complete, "DL")
