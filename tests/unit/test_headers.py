"""The header of a column is a name that mypy checks: the module that declares the sheet says it, all others ask it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_xl import domain, sheets
from thidua_xl.domain.ranking.proclaimed import PLACES
from thidua_xl.sheets.office.summary import Col
from thidua_xl.sheets.table import Table

_PACKAGE = Path(__file__).parents[2] / "thidua_xl"
_MODULES = sorted(_PACKAGE.rglob("*.py"))

_DECLARING = ("Col", "Label", "Setting")
"""What the classes are called (or end with) that say headers, labels of lines and names of settings."""
_ASKED = frozenset({"text", "raw", "cell", "spot", "column", "area", "body", "get", "Column",
                    "read_code", "read_day", "read_score", "read_choice"})  # fmt: skip
"""Calls to which a header is handed."""
_DECLARED = frozenset({"Table", "Item", "choice", "day"})
"""Calls that give a sheet or a setting its name."""
_OFFICES = frozenset({"Trưởng cụm", "Phó Trưởng cụm"})
"""Somebody's office before it is a column."""
_ELSEWHERE = {
    # the parts of a seal are hashed: they keep their names whatever a column is called
    "cluster.seal": {"Đơn vị", "Tiêu chí", "Suy tôn", "Điểm tính"},
    # the live page is no table: its lines and its last heading are its own
    "sheets.form.check": {"Ô", "Tình trạng", "Còn thiếu", "Tổng điểm tự chấm"},
    # who signs minutes is called so in the decree
    "documents.shapes": {"Thư ký"},
    # the styles of Word bear the decree's names
    "documents.styles": {"Căn cứ", "Nội dung", "Nơi nhận", "Ghi chú", "Số ký hiệu"},
    # nor are hidden sheets
    "sheets.hidden": {"Mục", "Giá trị"},
    # what changed between two sendings, in words
    "domain.ranking.submissions": {"Tổng điểm", "Hạng"},
    # a duty and a paper by their names: the office follows them in a column that is called so
    "domain.year.duties": {"Báo cáo 6 tháng"},
    "domain.year.papers": {"Báo cáo 6 tháng"},
    # the memory of a book keeps its labels
    "cluster.memory": {"Hạng"},
    # five
    "domain.ranking.standings": {"Năm"},
    # what an archive calls its entry
    "mail.packed": {"File"},
    # points, where they are no column
    "sheets.cluster.ranking_drawn": {"Điểm"},
    "sheets.form.states": {"Điểm"},
    "sheets.office.overview": {"Điểm"},
    # seasons of the year
    "domain.year.stages": {"Tổng kết"},
    # a kind of file
    "excel.selftest.whole": {"Sổ cụm"},
    # groups of the ribbon
    "window.button_panel": {"Năm", "Sổ cụm"},
    # what came of a command
    "wording.window": {"Kết quả"},
}
"""Words that also head a column, where they say something else."""


def _said_in(module: str) -> frozenset[str]:
    """Everything that the classes of a module say, and those that they build on."""
    return frozenset(
        value
        for name, names in vars(importlib.import_module(module)).items()
        if isinstance(names, type) and name.endswith(_DECLARING)
        for one in names.__mro__[:-1]
        for key, value in vars(one).items()
        if key.isupper()
    )


_INNER = sorted(
    one.name
    for package in (sheets, domain)
    for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
)
_TABLES: dict[str, Table] = {
    module: importlib.import_module(module).TABLE
    for module in _INNER
    if isinstance(getattr(importlib.import_module(module), "TABLE", None), Table)
}
_HEADERS = frozenset().union(*map(_said_in, _INNER)) - {"%", "Nhất"}
"""All of them, but for a sign and a place that head columns of the office's first page and are words everywhere."""
_SHEETS = frozenset(table.sheet for table in _TABLES.values())


@pytest.mark.parametrize("module", _TABLES)
def test_every_header_of_a_table_has_a_name(module: str) -> None:
    """Whoever reads the sheet can ask its module, or that of all settings, except for those made of a place's name."""
    of_a_place = {
        header for place in PLACES.values() for header in (place, Col.points(place), Col.percent(place))
    }
    headers = {column.header for column in _TABLES[module].columns}
    assert headers - of_a_place - _said_in(module) - _said_in("thidua_xl.sheets.items") == set()


def test_a_header_is_a_plain_text() -> None:
    """What is written into a cell is told by its type: a member of an Enum would be none of them."""
    assert {type(header) for header in _HEADERS} == {str}


def _literals(
    node: ast.AST, above: tuple[ast.AST, ...] = ()
) -> Iterator[tuple[ast.Constant, tuple[ast.AST, ...]]]:
    """The string literals that name a header outside the classes that say them, with the nodes around each."""
    if isinstance(node, ast.ClassDef) and (node.name.endswith(_DECLARING) or _is_enum(node)):
        return
    is_loop = isinstance(node, ast.For) and ast.unparse(node.target) == "heading"
    if is_loop or _called(node) in ("plain_table", "add_column"):
        return  # of a table on the terminal, which has headings of its own
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in _HEADERS:
        yield node, above
    for child in ast.iter_child_nodes(node):
        yield from _literals(child, (node, *above))


def _is_enum(node: ast.ClassDef) -> bool:
    """Its members are words that people choose from."""
    return any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in node.bases)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _heads(literal: ast.Constant, above: tuple[ast.AST, ...]) -> bool:
    """Whether it stands where only a header can: a key, an index, `header=`, what a row is asked for."""
    around = above[0]
    if isinstance(around, ast.keyword):
        return around.arg == "header"
    if isinstance(around, ast.Dict):
        return literal in around.keys and not any(_called(node) in _DECLARED for node in above)
    if isinstance(around, ast.Compare):
        return any("header" in ast.unparse(side) for side in (around.left, *around.comparators))
    return (isinstance(around, ast.Subscript) and literal is around.slice) or _called(around) in _ASKED


def _is_said(literal: ast.Constant, above: tuple[ast.AST, ...]) -> bool:
    """Whether it is a word shown to people, a sheet or a setting by its name, or somebody's office."""
    around = above[0]
    if literal.value in _SHEETS | _OFFICES or _called(around) in _DECLARED:
        return True
    if isinstance(around, ast.Dict):
        return isinstance(around.keys[around.values.index(literal)], ast.Constant)
    if isinstance(around, ast.Assign):
        return isinstance(around.targets[0], ast.Subscript)
    return isinstance(around, ast.keyword) or any(isinstance(node, ast.JoinedStr) for node in above)


def _bare(source: str) -> set[str]:
    """The headers that a module types, but for what only sounds like one."""
    return {
        str(literal.value)
        for literal, above in _literals(ast.parse(source))
        if _heads(literal, above) or not _is_said(literal, above)
    }


@pytest.mark.parametrize(
    "source",
    [
        'row.text("Mã")',
        'place.cell(row, "Lý do")',
        'finding(code, header="Ngày", value=day)',
        "f\"{at['Thiếu']}>0\"",
        'drawn.line({"Hạng": rank})',
        'if header == "Nhắc": pass',
        'KEYS = ("Mã đơn vị", unit)',
        '_SCORE = "Điểm tự chấm"',
        'found(code, "Điểm thẩm định", text)',
        'Column("Ai", 18)',
        'found = of_unit(sheet, place, "Mã", code)',
        'Owned(TABLE, ("Lúc",))',
    ],
)
def test_a_typed_header_is_found(source: str) -> None:
    """Wherever one can stand."""
    assert len(_bare(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'finding(code, name="Xét thi đua", value=typed)',
        'rule = {"validate": "any", "input_title": "Tham số"}',
        "title = f\"{'Tỷ lệ %' if shared else 'điểm'} của cụm\"",
        'Item("officer", "Chuyên viên theo dõi", "Người theo dõi cụm.")',
        'AUTHOR = "Trưởng cụm"',
        'class Kind(StrEnum):\n    LIST = "Danh sách suy tôn"',
        'class Col:\n    UNIT = "Mã đơn vị"',
        '"""Sheet `Tiếp nhận`: Mã đơn vị and Quyết định."""',
    ],
)
def test_a_word_is_no_header(source: str) -> None:
    """What people read, choose or are called may sound like one."""
    assert _bare(source) == set()


def _name(path: Path) -> str:
    return ".".join(path.relative_to(_PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("path", _MODULES, ids=_name)
def test_no_module_types_a_header(path: Path) -> None:
    """A header that is typed wrong would be a KeyError in somebody's book; a name is one of mypy's."""
    assert _bare(path.read_text(encoding="utf-8")) == _ELSEWHERE.get(_name(path), set())
