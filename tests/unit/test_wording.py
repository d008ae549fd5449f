"""What came of a command is worded in `wording`, once for both doors."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).parents[2] / "thidua_xl"
_DOORS = [
    *sorted((_PACKAGE / "commands").glob("*.py")),
    *sorted((_PACKAGE / "excel").glob("*_actions.py")),
    *(_PACKAGE / "excel" / name for name in ("click.py", "run.py", "pointing.py")),
]
_OWN_WORDS = frozenset({
    "Table", "plain_table", "add_column", "rule",  # titles and headings of what is drawn on a terminal
    "progress",  # what a bar counts
    "_Parser", "add_subparsers", "add_argument", "add", "Command", "inner", "_book",  # what may be typed, and its help
    "CannotRunError", "ArgumentTypeError",  # why nothing could be done: each is raised in one place
})  # fmt: skip
"""Calls whose words belong to the door itself: they say nothing of what came of the command."""


def _worded(tree: ast.AST) -> Iterator[str]:
    """The literals with Vietnamese words, but for docstrings and what a door may say itself."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and _called(node) in _OWN_WORDS:
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and node.target.id == "heading":
            yield from (one for line in node.body for one in _worded(line))
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_vietnamese(node.value):
            yield f"line {node.lineno}: {node.value}"
        yield from _worded(node)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_vietnamese(text: str) -> bool:
    """Whether there are Vietnamese letters in it."""
    return any(letter.isalpha() and not letter.isascii() for letter in text)


@pytest.mark.parametrize("door", _DOORS, ids=lambda path: path.name)
def test_no_command_and_no_button_words_an_outcome(door: Path) -> None:
    """Whoever changes a sentence changes it for the command line and for the ribbon at once."""
    assert list(_worded(ast.parse(door.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("out.print(f'Đã ghi {path}')", ["Đã ghi "]),
        ("def act():\n    '''Chốt sổ.'''\n    return Answer('Đã xong.')", ["Đã xong."]),
        ("raise CannotRunError('Chưa chọn thư mục.')", []),
        ("for heading in ('Mã', 'Đơn vị'):\n    table.add_column(heading)", []),
        ("for one in ('Nhất', 'Nhì'):\n    print(one)", ["Nhất", "Nhì"]),
    ],
)
def test_a_sentence_in_a_door_is_seen(line: str, found: list[str]) -> None:
    """The search sees what a door says, and lets it name its columns and refuse."""
    assert [said.partition(": ")[2] for said in _worded(ast.parse(line))] == found
