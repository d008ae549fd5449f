"""The lines `Căn cứ` of a sheet of settings: as many as people like, one ground a line."""

from collections.abc import Mapping, Sequence

from ..domain.values.text import fold
from .items import Col
from .table import Drawn, TableRow


class Setting:
    """The name of the lines."""

    GROUNDS = "Căn cứ"


_EXPLAINED = "Dòng căn cứ trong văn bản; có thể thêm dòng, mỗi căn cứ một dòng."
_LINES = 4
"""So many lines stand on a new sheet, filled or not."""


def read_grounds(lines: Mapping[str, Sequence[TableRow]]) -> tuple[str, ...]:
    """The grounds in their order, from all lines of the sheet by what two spellings of their name share."""
    texts = (row.text(Col.VALUE) for row in lines.get(fold(Setting.GROUNDS), ()))
    return tuple(text for text in texts if text)


def others(lines: Mapping[str, Sequence[TableRow]]) -> dict[str, Sequence[TableRow]]:
    """The lines of all other settings, each of which may stand once."""
    return {name: rows for name, rows in lines.items() if name != fold(Setting.GROUNDS)}


def draw_grounds(drawn: Drawn, grounds: Sequence[str]) -> None:
    """The lines at the end of the table, with room for more."""
    for ground in (*grounds, *[""] * max(1, _LINES - len(grounds))):
        drawn.line({Col.NAME: Setting.GROUNDS, Col.VALUE: ground, Col.EXPLANATION: _EXPLAINED},
                   styles={Col.NAME: "bold", Col.EXPLANATION: "note"})  # fmt: skip
