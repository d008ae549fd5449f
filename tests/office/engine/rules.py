"""Validation and filters of cells."""

from datetime import datetime
from itertools import chain, product
from typing import TYPE_CHECKING, Any, NamedTuple

from xlwings import base_classes

from tests.office.engine.refusals import says_what_is_absent
from tests.office.engine.values import EPOCH

if TYPE_CHECKING:
    from tests.office.engine.range import Range

_SIGNS = {"equal_to": "=", "not_equal_to": "<>", "greater_than": ">", "less_than": "<",
          "greater_than_or_equal": ">=", "less_than_or_equal": "<="}  # fmt: skip


@says_what_is_absent
class DataValidation(base_classes.DataValidation):
    """What may be typed into cells."""

    def __init__(self, cells: "Range") -> None:
        self._cells = cells

    def _rule(self, name: str, *types: str) -> Any:
        rule = self._cells.ask("validation")
        return rule.get(name) if rule["type"] != "none" and (not types or rule["type"] in types) else None

    @property
    def type(self) -> str:
        return self._rule("type") or "none"

    @property
    def operator(self) -> str | None:
        operator: str | None = None if self.type in ("list", "custom") else self._rule("operator")
        return operator

    @property
    def formula1(self) -> str | None:
        return None if self.type in ("list", "custom") else self._rule("formula1") or None

    @property
    def formula2(self) -> str | None:
        return self._rule("formula2") or None

    @property
    def formula(self) -> str | None:
        formula = self._rule("formula1", "custom")
        return formula and f"={formula}"

    @property
    def source(self) -> str | None:
        source = self._rule("formula1", "list")
        if source is None:
            return None
        return source.replace('"', "") if source.startswith('"') else f"={source}"

    def __getattribute__(self, name: str) -> Any:
        if name in _TOLD:
            return self._rule(_TOLD[name])
        return super().__getattribute__(name)

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        rule: dict[str, Any] = {"type": "list", "dropdown": in_cell_dropdown}
        if isinstance(source, base_classes.Range):
            cells: Any = source
            rule["formula1"] = f"='{cells.sheet.name}'!{cells.address}"
        elif isinstance(source, base_classes.Name):
            rule["formula1"] = f"={source.name}"
        else:
            rule["list"] = source
        self._cells.ask("set_validation", rule=rule)

    def set_rule(self, rule_type: str, operator: str | None, formula1: str, formula2: str | None) -> None:
        rule = {"type": rule_type, "formula1": formula1}
        if operator:
            rule["operator"] = operator
        if formula2:
            rule["formula2"] = formula2
        self._cells.ask("set_validation", rule=rule)

    def delete(self) -> None:
        self._cells.ask("set_validation", rule={"type": "none"})


_TOLD = {"in_cell_dropdown": "dropdown"} | {
    name: name
    for name in ("ignore_blank", "input_title", "input_message", "show_input", "error_title", "error_message",
                 "show_error", "alert_style")
}  # fmt: skip
"""What xlwings asks a validation for, by the server's name."""


@says_what_is_absent
class AutoFilter(base_classes.AutoFilter):
    """A filter over a table; its first row is the header. Conditions that a file brought are not known here."""

    def __init__(self, cells: "Range") -> None:
        self._cells = cells
        filters = cells.sheet.book.filters
        self._fields: dict[int, Condition] = filters.setdefault((cells.sheet.name, *cells.area), {})

    @property
    def criteria(self) -> list[dict[str, Any]]:
        fields = range(1, self._cells.shape[1] + 1)
        empty = base_classes.empty_autofilter_criteria
        return [self._fields[field].told if field in self._fields else empty(field) for field in fields]

    def _show(self) -> None:
        steps = []
        for way in product(*(condition.ways for condition in self._fields.values())):
            link = "OR"
            for step in chain.from_iterable(way):
                steps.append((*step, link))
                link = "AND"
        self._cells.ask("filter", fields=steps)

    def apply_values(self, field: int, values: list[str]) -> None:
        told = base_classes.autofilter_criteria_snapshot(field, "values", values)
        self._fields[field] = Condition(told, [[(field, "=", value)] for value in values])
        self._show()

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:
        told = base_classes.empty_autofilter_criteria(field, "comparison")
        told |= {"operator": operator, "value1": value1, "value2": value2}
        self._fields[field] = Condition(told, _ways(field, operator, value1, value2))
        self._show()

    def clear(self, field: int | None) -> None:
        for one in list(self._fields) if field is None else [field]:
            self._fields.pop(one, None)
        self._show()


Step = tuple[int, str, Any]
"""Field, operator and value, as the server takes them."""


class Condition(NamedTuple):
    """What one field of a filter shows: as xlwings tells it, and the ways to fit it, each of some steps."""

    told: dict[str, Any]
    ways: list[list[Step]]


def _ways(field: int, operator: str, value1: Any, value2: Any) -> list[list[Step]]:
    if operator == "between":
        return [[(field, ">=", _bound(value1)), (field, "<=", _bound(value2))]]
    if operator == "not_between":
        return [[(field, "<", _bound(value1))], [(field, ">", _bound(value2))]]
    if value1 is None:
        return [[(field, "blank" if operator == "equal_to" else "filled", "")]]
    return [[(field, _SIGNS[operator], _bound(value1))]]


def _bound(value: Any) -> float | str:
    """A bound of a comparison: xlwings hands over numbers as texts, dates as dictionaries."""
    if isinstance(value, dict):
        moment = datetime.fromisoformat(value["value"])
        return (moment - EPOCH).total_seconds() / 86400
    try:
        return float(value)
    except ValueError:
        return str(value)
