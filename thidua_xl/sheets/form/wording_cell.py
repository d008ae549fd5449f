"""A criterion's cell on a form: its wording, and under it the rule in smaller letters, which is nobody's wording."""

from ...domain.scoring.criteria import Criterion
from ...domain.scoring.parameters import Parameter
from ...domain.scoring.rule_line import MARK, rule_line
from ...domain.values.calling import Calling
from ...domain.values.text import clean, same
from ...workbook.model import Sheet


def put_worded(
    sheet: Sheet, row: int, column: int, criterion: Criterion, parameter: Parameter | None, calling: Calling,
    style: str,
) -> None:  # fmt: skip
    """The wording with the rule under it."""
    line = rule_line(criterion, parameter, calling)
    sheet.put(row, column, f"{criterion.text}\n{line}" if line else criterion.text, style)
    if line:
        sheet.fine.add((row, column))


def says_wording(said: str, wording: str) -> bool:
    """Whether a cell says a wording, with the rule under it or, as on forms of earlier versions, without.

    Whatever the rule's line says: programs of other versions say it in other words.
    """
    if said.startswith(f"{wording}\n{MARK}") or same(said, wording):
        return True
    text, at = clean(said), -1
    while (at := text.find(MARK, at + 1)) >= 0:
        if same(text[:at], wording):
            return True
    return False
