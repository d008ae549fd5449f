"""Records that are named tuples: what a data class understands, they take as it stands."""

import ast
from pathlib import Path

_PACKAGE = Path(__file__).parents[2] / "thidua_xl"


def test_no_field_of_a_data_class_is_the_default_of_a_named_tuple() -> None:
    """It would be the value itself: a condition without points was not about 0 points."""
    found = [
        f"{path.relative_to(_PACKAGE)}: {node.name}"
        for path in _PACKAGE.rglob("*.py")
        if "NamedTuple" in (text := path.read_text(encoding="utf-8")) and "field(" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and any("NamedTuple" in ast.unparse(base) for base in node.bases)
        for default in (line.value for line in node.body if isinstance(line, ast.AnnAssign))
        if isinstance(default, ast.Call) and ast.unparse(default.func) == "field"
    ]
    assert found == []
