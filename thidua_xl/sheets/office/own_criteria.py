"""Sheet `Tiêu chí cấp trên`: what the superior scores every unit in itself, in the columns of `Tiêu chí`.

With it come `Người chấm` and `Điểm người chấm` of a cluster's book, in the words of an office's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...domain.scoring.criteria import Criteria, Criterion, RowKind, Scorer, code_of
from ...domain.scoring.settings import Settings
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.reworded import Words, reworded
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from .. import criteria, criteria_reading
from ..cluster import scorers
from ..table import TableRow, rows_of

Col = criteria.Col
TABLE = replace(
    criteria.TABLE, sheet="Tiêu chí cấp trên", example={**criteria.TABLE.example, Col.SCORER: "TC"}
)
_NOTE = (
    "Cấp trên tự chấm các đơn vị: ghi tiêu chí như trang Tiêu chí; cột Ai chấm ghi mã ở trang Người chấm (TC, TC+NV); "
    "cột Chỉ nhóm ghi mã cụm nếu chỉ chấm cụm ấy. Không tự chấm thì để trống."
)
SCORERS_LOOK = scorers.LOOK._replace(
    note="Phòng, ban chấm theo tiêu chí của cấp trên. Ghi Mã (ví dụ TC, NV) ở cột Ai chấm, trang Tiêu chí cấp trên: "
    "TC; TC+NV (trung bình theo Trọng số, để trống là 1); TC 40%+NV 60%."
)
GIVEN_NOTE = (
    "Điểm của từng người chấm; chấm trên giấy thì gõ vào cột Điểm. Đủ người chấm thì tổng điểm trung bình của đơn vị "
    "được ghi vào trang Điểm cấp trên; còn thiếu một người chấm thì chưa có điểm."
)
NOTHING_OWED = "Chưa có tiêu chí nào do người chấm: ghi mã người chấm ở cột Ai chấm, trang Tiêu chí cấp trên."
_NOT_BY_SCORERS = "tiêu chí của cấp trên chỉ do người chấm ở trang Người chấm chấm (TC, TC+NV)"


def read_own(grid: Grid, settings: Settings, people: Sequence[str]) -> tuple[Criteria, list[Finding]]:
    """The superior's own criteria, and what is wrong with them."""
    own, wrong, found = criteria_reading.read_criteria(grid, settings, people)
    rows = {code_of(row.text(Col.CODE)): row for row in rows_of(grid, found.placement)} if found else {}
    told = {one.criterion for one in wrong if one.code in (Code.SCORERS_INVALID, Code.SCORER_UNKNOWN)}
    more = [one for one in _not_by_scorers(own, rows) if one.criterion not in told]
    invalid = own.invalid | {one.criterion for one in more}
    return Criteria(own.rows, invalid), [*(replace(one, sheet=TABLE.sheet) for one in wrong), *more]


def _not_by_scorers(own: Criteria, rows: dict[str, TableRow]) -> Iterator[Finding]:
    """Rows that somebody else would have to score or answer: units send the superior no form."""
    for row in own.rows:
        cells = rows[row.code]
        if row.kind is RowKind.CONDITION:
            yield finding(Code.RULE_UNKNOWN, criterion=row.code, sheet=TABLE.sheet, cell=cells.cell(Col.KIND),
                          value=cells.text(Col.KIND), name=Col.KIND, allowed=" · ".join(_KINDS))  # fmt: skip
        elif row.kind is not RowKind.SECTION and not _is_by_people(row):
            told = finding(Code.SCORERS_INVALID, criterion=row.code, sheet=TABLE.sheet, cell=cells.cell(Col.SCORER),
                           value=cells.text(Col.SCORER), why=_NOT_BY_SCORERS)  # fmt: skip
            yield told if told.value else reworded(told, Words.NOBODY_NAMED)


TITLE = "TIÊU CHÍ CẤP TRÊN CHẤM"


def _is_by_people(row: Criterion) -> bool:
    """Whether people of `Người chấm` alone score it."""
    return row.scorer is Scorer.SEVERAL and all(share.code for share in row.shares)


_KINDS = [kind.value for kind in RowKind if kind is not RowKind.CONDITION]
_SCORER_HELP = {
    "validate": "any",
    "input_title": Col.SCORER,
    "input_message": "Mã ở trang Người chấm:\nTC\nTC+NV (trung bình)\nTC 40%+NV 60% (cộng đủ 100%)",
}


def _offered(area: Area, rule: Mapping[str, object]) -> Mapping[str, object]:
    """What a column offers here: no kind and nobody that the superior's own scoring does not know."""
    if area.first_column == TABLE.home[Col.SCORER]:
        return _SCORER_HELP
    if area.first_column == TABLE.home[Col.KIND]:
        return {**rule, "source": _KINDS, "error_message": " · ".join(_KINDS)}
    return rule


def render(rows: Iterable[Criterion] = ()) -> Sheet:
    """The sheet of a new book."""
    sheet = criteria.render(rows, table=TABLE)
    sheet.validations = [(area, _offered(area, rule)) for area, rule in sheet.validations]
    sheet.put(0, 0, TITLE, "title left huge")
    sheet.put(1, 0, _NOTE, "note")
    return sheet
