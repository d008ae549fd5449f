"""Sheet `Thử chấm`: pick a criterion, type target and result, see points and the sentence of why, live.

Beside the few cells that people see stands, hidden, a line a criterion with its rule as a formula on those cells.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion, Method
from ...domain.scoring.levels import Levels
from ...domain.scoring.on_time import Late
from ...domain.scoring.parameters import ByRank, Invalid, Parameter, needs_target, parse_parameter
from ...domain.scoring.rule_said import rule_said
from ...domain.scoring.rules import signed, within
from ...domain.scoring.trial import (
    NEGATIVE,
    NO_RANK,
    NO_RESULT,
    NO_TARGET,
    NO_VERDICT,
    ZERO_TARGET,
    Tried,
    never_live,
    no_delay,
    no_level,
    try_rule,
)
from ...domain.values.cells import as_text, computed_value
from ...domain.values.grammar import read_pass_fail
from ...domain.values.numbers import Rounding, as_shown, in_points, stored
from ...domain.values.text import fold
from ...workbook.addresses import fixed, span
from ...workbook.grid import Grid, Place
from ...workbook.model import Area, RowFormat, Sheet
from ..form.formulas import Cells, literal, ratio_formula, suggestion_formula
from ..table import Column, Drawn, Placement, Table, draw, find_table, rows_of
from .typed_since import literal as literal_text


class Col:
    """The headers of `Thử chấm`; the hidden ones hold every criterion's own line."""

    LABEL = "Mục thử"
    VALUE = "Giá trị thử"
    CODE = "Mã"
    MAXIMUM = "Điểm tối đa"
    PERCENT = "Tỷ lệ %"
    POINTS = "Điểm theo cách chấm"
    TEXT = "Nội dung"
    METHOD = "Cách chấm"
    WHY = "Vì sao"


TABLE = Table(
    "Thử chấm",
    (
        Column(Col.LABEL, 24, "bold"),
        Column(Col.VALUE, 86, "left wrap", typed=True),
        *(Column(header, 12, "code", hidden=True)
          for header in (Col.CODE, Col.MAXIMUM, Col.PERCENT, Col.POINTS, Col.TEXT, Col.METHOD, Col.WHY)),
    ),
    header_row=3,
    key=(Col.CODE,),
)  # fmt: skip


class Label:
    """What the lines are called in which people type."""

    CRITERION = "Tiêu chí"
    TARGET = "Chỉ tiêu"
    RESULT = "Kết quả"


_TYPED = (Label.CRITERION, Label.TARGET, Label.RESULT)
_TEXTS = (Col.CODE, Col.TEXT, Col.METHOD)
_SHOWN = (Col.TEXT, Col.METHOD, Col.MAXIMUM, Col.PERCENT, Col.POINTS, Col.WHY)
"""The answers, in the order in which they stand below; each is the hidden column of its name."""
_CHOOSE = "Chọn một tiêu chí trong danh sách."
_UNKNOWN = "Trang Tiêu chí không có mã này."


class Trial(NamedTuple):
    """What people typed there, raw."""

    criterion: object = None
    target: object = None
    result: object = None


NOTHING_TRIED = Trial()


def read_trial(grid: Grid) -> Trial:
    """The typed cells, wherever the table stands."""
    typed = {label: grid.at(*at) for label, at in typed_places(grid).items()}
    return Trial(*map(typed.get, _TYPED))


def typed_places(grid: Grid) -> dict[str, Place]:
    """Where the typed cells stand, by their labels; nothing where there is no table, or its column is gone."""
    found = find_table(grid, TABLE)
    column = found.placement.columns.get(Col.VALUE, -1) if found else -1
    if found is None or column < 0:
        return {}
    labels = {fold(label): label for label in _TYPED}
    lines = ((row.row, fold(row.text(Col.LABEL))) for row in rows_of(grid, found.placement))
    return {labels[said]: (row, column) for row, said in lines if said in labels}


def render(criteria: Criteria, rounding: Rounding, trial: Trial, place: Placement | None = None) -> Sheet:
    """The page with what was typed last."""
    drawn = draw(TABLE, place, title="THỬ CHẤM", note="Chọn tiêu chí, gõ chỉ tiêu, kết quả: điểm và lý do hiện ngay. "
                 "Trang này chỉ để thử, không đổi điểm của đơn vị nào.")  # fmt: skip
    lines = [_Line(row, parse_parameter(row)) for row in criteria.scored]
    chosen = next(
        (line for line in lines if fold(line.criterion.code) == fold(as_text(trial.criterion))), None
    )
    _Page(drawn, rounding, trial, lines).draw(chosen)
    return drawn.sheet


def typed_cells(trial: Trial, place: Placement) -> Iterator[tuple[str, object]]:
    """The typed cells by the addresses at which they are drawn."""
    for at, cell in enumerate(trial, start=place.header_row + 1):
        yield place.cell(at, Col.VALUE), cell


class _Line(NamedTuple):
    """A criterion with its parameter."""

    criterion: Criterion
    parameter: Parameter | Invalid

    @property
    def known(self) -> Parameter | None:
        return None if isinstance(self.parameter, Invalid) else self.parameter

    def tried(self, trial: Trial, rounding: Rounding) -> Tried:
        """What its formulas give: they know no number that is written as a text."""
        passed = read_pass_fail(trial.result).passed if self.criterion.method is Method.PASS_FAIL else None
        figures = _number(trial.target), _number(trial.result)
        level = None
        if isinstance(self.parameter, Levels):
            level = self.parameter.named(as_text(trial.result))
        return try_rule(self.criterion, self.parameter, *figures, passed, rounding, level)


def _number(cell: object) -> Fraction | None:
    value = computed_value(cell)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Fraction(as_shown(float(value)))


class _Page(NamedTuple):
    """Draws the lines; row by row what people see, and beside it the hidden line of a criterion."""

    drawn: Drawn
    rounding: Rounding
    trial: Trial
    lines: list[_Line]

    def cell(self, label: str) -> str:
        """The fixed address of a typed cell."""
        return fixed(self.drawn.first + _TYPED.index(label), self.drawn.place[Col.VALUE])

    def body(self, header: str) -> str:
        """The hidden cells under a header."""
        return span(
            self.drawn.first, self.drawn.first + max(len(self.lines), 1) - 1, self.drawn.place[header]
        )

    def draw(self, chosen: _Line | None) -> None:
        visible = [*self._typed(), *self._answers(chosen)]
        for at in range(max(len(visible), len(self.lines))):
            label, value, formula, style = visible[at] if at < len(visible) else ("", None, "", "")
            self._visible(at, label, value, formula, style)
            if at < len(self.lines):
                self._hidden(at, self.lines[at])
            else:  # every row of the table has a key
                self.drawn.sheet.put(self.drawn.first + at, self.drawn.place[Col.CODE], _no_code(at), "code")
        self._choices()
        self._look(len(visible))

    def _typed(self) -> Iterator[tuple[str, object, str, str]]:
        for label, value in zip(_TYPED, self.trial, strict=True):
            yield label, value, "", "grid left input" + (" code" if label == Label.CRITERION else "")

    def _answers(self, chosen: _Line | None) -> Iterator[tuple[str, object, str, str]]:
        code, codes = self.cell(Label.CRITERION), self.body(Col.CODE)
        blank = as_text(self.trial.criterion) == ""
        values = self._values(chosen) if chosen else {Col.WHY: _CHOOSE if blank else _UNKNOWN}
        for header in _SHOWN:
            found = f"INDEX({self.body(header)},MATCH({code},{codes},0))"
            otherwise = f'IF({code}="","{_CHOOSE}","{_UNKNOWN}")' if header == Col.WHY else '""'
            style = {Col.POINTS: f"grid left bold points{self.rounding.digits} left", Col.PERCENT: "grid points2 left",
                     Col.MAXIMUM: "grid number left"}.get(header, "grid left wrap")  # fmt: skip
            live = f'=IFERROR(IF({found}="","",{found}),{otherwise})'  # an empty cell is no 0
            yield header, values.get(header, ""), live, style

    def _visible(self, at: int, label: str, value: object, formula: str, style: str) -> None:
        if not label:
            return
        row, place, put = self.drawn.first + at, self.drawn.place, self.drawn.sheet.put
        put(row, place[Col.LABEL], label, "grid bold")
        put(row, place[Col.VALUE], value, style, formula)

    def _values(self, line: _Line) -> dict[str, object]:
        tried, row = line.tried(self.trial, self.rounding), line.criterion
        return {
            Col.CODE: row.code, Col.MAXIMUM: float(in_points(row.max_points)),
            Col.PERCENT: "" if tried.percent is None else float(tried.percent),
            Col.POINTS: "" if tried.points is None else stored(tried.points),
            Col.TEXT: row.text, Col.METHOD: f"{row.method.value} {row.parameter}".strip(), Col.WHY: tried.why,
        }  # fmt: skip

    def _hidden(self, at: int, line: _Line) -> None:
        row, place = self.drawn.first + at, self.drawn.place
        values, formulas = self._values(line), self._formulas(row, line)
        for header, value in values.items():
            style = (
                "code" if header in _TEXTS else ""
            )  # a number or a formula in a cell of text would become text
            self.drawn.sheet.put(row, place[header], value, style, formulas.get(header, ""))

    def _formulas(self, row: int, line: _Line) -> dict[str, str]:
        criterion, parameter = line.criterion, line.known
        if parameter is None or never_live(criterion, parameter):
            return {}
        points, percent = (fixed(row, self.drawn.place[header]) for header in (Col.POINTS, Col.PERCENT))
        at = Cells(
            self.cell(Label.TARGET), self.cell(Label.RESULT), fixed(row, self.drawn.place[Col.MAXIMUM])
        )
        given = points_formula(criterion, parameter, at, self.rounding)
        ratio = ratio_formula(criterion, parameter, at)
        formulas = {Col.POINTS: given, Col.WHY: _why(line, at, points, percent if ratio else "")}
        if ratio:
            formulas[Col.PERCENT] = f'=IF({points}="","",{ratio.removeprefix("=")})'
        return formulas

    def _choices(self) -> None:
        row, column = self.drawn.first, self.drawn.place[Col.VALUE]
        rule = {"validate": "list", "source": f"={self.body(Col.CODE)}", "error_title": "Chọn trong danh sách",
                "input_title": "Tiêu chí", "input_message": "Chọn mã của một tiêu chí."}  # fmt: skip
        self.drawn.sheet.validations.append((Area(row, column, row, column), rule))

    def _look(self, visible: int) -> None:
        sheet = self.drawn.sheet
        last = self.drawn.first + visible - 1
        for row in (last, self.drawn.first + len(_TYPED)):
            sheet.rows[row] = RowFormat(64 if row == last else 34)
        sheet.print_area = Area(0, 0, last, self.drawn.place[Col.VALUE])
        sheet.tab = "#2E86AB"
        sheet.landscape = True


def points_formula(criterion: Criterion, parameter: Parameter, at: Cells, rounding: Rounding) -> str:
    """The rule on typed cells, signed; of a rank, too, which no form asks for."""
    if isinstance(parameter, ByRank):
        given = (within(in_points(one), criterion.max_points, rounding) for one in parameter.points)
        points = [literal(in_points(signed(criterion, one))) for one in given]
        rank = f"MIN({at.result},{len(points)})"
        is_rank = f"AND(ISNUMBER({at.result}),N({at.result})>=1,N({at.result})=INT(N({at.result})))"
        return f'=IF({is_rank},CHOOSE({rank},{",".join(points)}),"")'
    return suggestion_formula(criterion, parameter, at._replace(deducted=criterion.is_penalty), rounding)


def _why(line: _Line, at: Cells, points: str, percent: str) -> str:
    """The sentence of `try_rule` as a formula."""
    said = literal_text(f" điểm. {rule_said(line.criterion, line.parameter)}")
    share = f'"Tỷ lệ "&{_comma(percent)}&" %: "&' if percent else ""
    return f'=IF({points}="",{_lacking(line, at)},{share}{_comma(points)}&{said})'


def _comma(cell: str) -> str:
    return f'SUBSTITUTE({cell}&"",".",",")'


def _lacking(line: _Line, at: Cells) -> str:
    if line.criterion.method is Method.PASS_FAIL:
        return f'"{NO_VERDICT}"'
    if line.criterion.method is Method.BY_RANK:
        return f'"{NO_RANK}"'
    if isinstance(line.parameter, Levels):
        return literal_text(no_level(line.parameter))
    if isinstance(line.parameter, Late):
        return literal_text(no_delay(line.parameter))
    assert line.known is not None
    if not needs_target(line.criterion.method, line.known):
        return f'IF(ISNUMBER({at.result}),"{NEGATIVE}","{NO_RESULT}")'
    negative = f'IF(OR(N({at.target})<0,N({at.result})<0),"{NEGATIVE}","{ZERO_TARGET}")'
    return f'IF(NOT(ISNUMBER({at.target})),"{NO_TARGET}",IF(ISNUMBER({at.result}),{negative},"{NO_RESULT}"))'


def _no_code(at: int) -> str:
    """What stands for a code where there are more lines than criteria."""
    return f"(trống {at})" if at else "(chưa có tiêu chí)"
