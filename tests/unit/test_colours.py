"""Nothing is said by colour alone: for every rule that colours cells, where the same is said in words or signs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SHEETS = Path(__file__).parents[2] / "thidua_xl" / "sheets"
SAID: dict[str, str] = {
    "cluster/agreed_bounds.py": "Cần bàn names what waits; one that does not count leaves Điểm tính blank",
    "cluster/by_criterion.py": "Cần bàn holds the word, Chênh lệch the number",
    "cluster/by_unit.py": "Cần bàn holds the word",
    "cluster/given_scores.py": "the line above the header says that scores wait; Cần sửa names the cell",
    "cluster/matrix.py": "a missing score is an empty cell, counted under Còn thiếu; a scale repeats the number",
    "cluster/meeting.py": "the cell says Có",
    "cluster/pledges.py": "the cell says Đạt, Chưa đạt, or that nobody knows",
    "cluster/ranking_drawn.py": "Ghi chú says what does not count, Đồng hạng what waits for a vote",
    "criteria_total.py": "the line ends with ✓ or says what is wrong",
    "examples.py": "no colour: the example line is hidden",
    "form/check.py": "Tình trạng says it",
    "form/scores.py": "the banner and the column of reminders say it",
    "form/stage_sheets.py": "the cell says what is lacking",
    "office/overview.py": "a scale of colours repeats the number",
}
"""Module → how its rules say without colour what they colour."""


def modules() -> dict[str, ast.Module]:
    """All modules of sheets."""
    paths = sorted(SHEETS.rglob("*.py"))
    return {str(path.relative_to(SHEETS)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def _rules(module: ast.Module) -> Iterator[ast.Call]:
    """Where a rule is added to a sheet."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            target = node.func.value
            if isinstance(target, ast.Attribute) and target.attr == "conditionals":
                yield node


def test_every_module_that_colours_cells_says_how_else_it_tells() -> None:
    """A rule in another module, or one that went, belongs here."""
    assert {name for name, module in modules().items() if any(_rules(module))} == set(SAID)


@pytest.mark.parametrize("style", ["red", "amber", "green"])
def test_a_cell_without_anything_in_it_gets_no_colour_that_means_something(style: str) -> None:
    """A style written beside an empty value would be colour alone."""
    for name, module in modules().items():
        for node in ast.walk(module):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "put" or len(node.args) < 4:
                continue
            value, words = node.args[2], node.args[3]
            is_empty = isinstance(value, ast.Constant) and value.value in (None, "") and len(node.args) == 4
            if is_empty and isinstance(words, ast.Constant):
                assert style not in str(words.value).split(), f"{name}:{node.lineno}"
