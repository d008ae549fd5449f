"""`Tham số` offered while somebody types: examples of the rule that stands in the same row.

They lie in hidden columns above the header of `Tiêu chí`, a column for each rule headed by its name.
"""

from collections.abc import Mapping, Sequence

from ..domain.scoring.criteria import RowKind
from ..domain.scoring.parameter_examples import OF_KINDS, OF_METHODS
from ..workbook.addresses import address, fixed
from ..workbook.model import ColumnFormat
from .table import Drawn

_FIRST = 25
"""The first of the hidden columns: `Z`."""
OFFERED: Mapping[str, Sequence[str]] = {
    **{method.value: texts for method, texts in OF_METHODS.items()},
    **{kind.value: texts for kind, texts in OF_KINDS.items()},
}


def draw_examples(drawn: Drawn) -> None:
    """The hidden columns, with as many examples as there are rows below the names."""
    for at, (name, texts) in enumerate(OFFERED.items(), start=_FIRST):
        drawn.sheet.columns[at] = ColumnFormat(12, hidden=True)
        for row, text in enumerate((name, *texts[: _rows(drawn)])):
            drawn.sheet.put(row, at, text, "code")


def rule(drawn: Drawn, kind: str, method: str) -> dict[str, object]:
    """The list of a row's examples; the headers are those of kind and rule. Other texts may be typed, too."""
    last = _FIRST + len(OFFERED) - 1
    typed = {header: f"${address(drawn.first, drawn.place[header])}" for header in (kind, method)}
    of_kind = ",".join(f'{typed[kind]}="{one}"' for one in (RowKind.SECTION, RowKind.CONDITION))
    names = f"{fixed(0, _FIRST)}:{fixed(0, last)}"
    at = f"MATCH(IF(OR({of_kind}),{typed[kind]},{typed[method]}),{names},0)"
    examples = f"{fixed(1, _FIRST)}:{fixed(_rows(drawn), last)}"
    many = f"MAX(1,COUNTA(INDEX({examples},0,{at})))"
    return {
        "validate": "list", "source": f"=OFFSET({fixed(1, _FIRST)},0,{at}-1,{many},1)", "show_error": False,
    }  # fmt: skip


def _rows(drawn: Drawn) -> int:
    return drawn.place.header_row - 1
