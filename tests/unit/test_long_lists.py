"""What a screen shows of a long list: counts a unit, and where the list stands."""

import io

import pytest
from rich.console import Console

from thidua_xl.commands.screen import print_findings
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import Finding, finding


def printed(findings: list[Finding], sheet: str = "Cần sửa", **more: int) -> str:
    """What is shown of them."""
    out = Console(file=io.StringIO(), width=120)
    print_findings(out, findings, sheet=sheet, **more)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def some(count: int, unit: str = "AN", code: Code = Code.SCORE_MISSING) -> list[Finding]:
    """So many of a unit."""
    return [
        finding(code, unit=unit, criterion=f"I.{n}", sheet="Tự chấm", cell=f"E{n + 9}", limit="10")
        for n in range(count)
    ]


def test_a_short_list_is_shown_line_by_line() -> None:
    """As many as fit a screen."""
    text = printed(some(30))
    assert text.count("AN") >= 30 and "dòng: xem trang" not in text


def test_a_long_list_is_counted_by_unit() -> None:
    """Nobody reads forty lines twice: who has how many, and the page that says them all."""
    text = printed([*some(25), *some(6, "BH"), *some(1, "")])
    lines = [line.split() for line in text.splitlines()]
    assert ["AN", "25"] in lines and ["BH", "6"] in lines and ["Chung", "1"] in lines
    assert "32 dòng: xem trang Cần sửa." in text


@pytest.mark.parametrize(("sheet", "more"), [("", {}), ("Cần sửa", {"most": 400})])
def test_what_stands_nowhere_else_is_not_counted_away(sheet: str, more: dict[str, int]) -> None:
    """A form that was only checked, what `verify` found."""
    assert printed(some(35), sheet, **more).count("AN") >= 35
