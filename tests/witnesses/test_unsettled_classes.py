"""Xếp loại, live: while points may be taken off by the next ranking, a class that a formula shows says so."""

from tests.journeys.conditions import RULES, demand
from tests.journeys.journey import Journey
from tests.office.books import LEDGER, RANKING, ledger_cell, lines_of
from tests.witnesses.engine import Engine

SCALE = "Xuất sắc:80; Tốt:65; Khá:50"
CLASSES = {"AN": "Xuất sắc", "BH": "Tốt", "EN": "Tốt", "CM": "Khá", "DL": ""}


def classes(engine: Engine) -> dict[str, object]:
    """Unit → its class as the engine shows it."""
    return {str(unit): line[0] for unit, line in lines_of(engine.values(RANKING), "Mã", ["Xếp loại"]).items()}


def provisional(shown: dict[str, str]) -> dict[str, str]:
    """The same with its mark; where there is no class there is none."""
    return {unit: f"{name} (tạm)" if name else "" for unit, name in shown.items()}


def typed(engine: Engine, unit: str, criterion: str, score: float) -> None:
    """An agreed score."""
    values = [[None if value == "" else value for value in row] for row in engine.values(LEDGER)]
    engine.type(LEDGER, ledger_cell(values, unit, criterion, "Điểm thống nhất"), score)
    engine.recalculate()


def test_a_class_is_provisional_once_a_condition_may_take_points(complete: Journey) -> None:
    """A score is typed: who falls below the condition's total is for the next ranking to say."""
    complete.set(Xếp_loại=SCALE)
    demand(complete, ("Tổng điểm từ", None, 40, "Trừ 3 điểm", RULES))
    complete.rank()
    with Engine(complete.book.read_bytes()) as engine:
        assert classes(engine) == CLASSES
        typed(engine, "CM", "2.4", 0)
        assert classes(engine) == provisional(CLASSES)


def test_a_class_is_no_less_sure_where_no_condition_asks_for_points(complete: Journey) -> None:
    """Then the thresholds alone decide, live."""
    complete.set(Xếp_loại=SCALE)
    complete.rank()
    with Engine(complete.book.read_bytes()) as engine:
        typed(engine, "CM", "2.4", 0)
        assert classes(engine) == CLASSES


def test_a_class_under_an_open_condition_is_provisional_in_the_formula_too(complete: Journey) -> None:
    """Nobody knows yet who sent in time: what is computed anew is what was stored."""
    complete.set(Xếp_loại=SCALE)
    demand(complete, ("Nộp phiếu đúng hạn", None, None, "Trừ 2 điểm", RULES))
    complete.rank()
    stored = complete.sheet(RANKING, "Mã", "Hạng").records()
    with Engine(complete.book.read_bytes()) as engine:
        assert (
            classes(engine)
            == {str(row["Mã"]): row["Xếp loại"] or "" for row in stored}
            == provisional(CLASSES)
        )
