"""Sheet `Kiểm tra` of the scorecard: live progress, and what is still to do, row by row with links.

To the right of what people read stand, hidden, the columns that the formulas work with: the state of score, target
and result as numbers (`form_states`), the points that count, how many cells are wrong here and so far.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion
from ...domain.scoring.parameters import Parameter
from ...domain.scoring.settings import Settings
from ...domain.values.catalogue import Code
from ...domain.values.findings import BRIEFLY
from ...domain.values.numbers import Rounding
from ...workbook.addresses import address, fixed, span
from ...workbook.model import Area, ColumnFormat, RowFormat, Sheet
from . import identity as form_identity
from .groups import put_groups, sums_of
from .reminders import (
    BANNER_PLACE,
    BANNER_TEXT,
    CHECK,
    CHECK_FIRST,
    DONE,
    UNSIGNED,
    CheckColumn,
    Open,
    Reminder,
    Words,
    anything_in,
    first_state,
    open_cells,
    there,
)
from .scores import TABLE as SCORES
from .scores import C, Col, ScoreSheet
from .states import (
    HINT,
    LAST_ERROR,
    LAST_MISSING,
    LAST_REMARK,
    LAST_SLIP,
    MARKS,
    NO_MARKS,
    TAKING,
    State,
    texts,
)

X = CheckColumn
_VERDICT = 8
_HEADERS = ((Col.CODE, 9.0), (Col.TEXT, 48.0), ("Ô", 8.0), ("Tình trạng", 58.0))
_WORDS = Words(fixed(0, X.WORDS), fixed(1, X.WORDS), fixed(2, X.WORDS))
_FIRST_TEXT = 3
_READY, _MAY, _NOT_YET = "ĐỦ – có thể gửi cho Trưởng cụm", "CÓ THỂ GỬI", "CHƯA XONG"
_TODO = "; bấm địa chỉ ô ở các dòng dưới để đến nơi"
NOT_DUE = "Phiếu này không phải điền: Trưởng cụm chấm toàn bộ"
"""The verdict on a form of which no criterion is the unit's own."""


class Lines(NamedTuple):
    """The rows of criteria, as references of formulas."""

    first: int
    last: int

    def column(self, column: int) -> str:
        """The cells of one column."""
        return span(self.first, self.last, column)

    @property
    def states(self) -> str:
        """The three columns of states."""
        return f"{fixed(self.first, X.SCORE)}:{fixed(self.last, X.RESULT)}"

    @property
    def errors(self) -> str:
        """How many cells must be mended: the running count in the last row."""
        return fixed(self.last, X.SO_FAR)


def render(
    criteria: Criteria, parameters: Mapping[str, Parameter], scores: ScoreSheet, settings: Settings
) -> Sheet:
    """How many of N are scored, the total, what is over the maximum, and a line a criterion."""
    sheet, rounding = Sheet(CHECK, protected=True, fit=(1, 0), tab="#2E86AB"), settings.rounding
    lines = Lines(CHECK_FIRST, CHECK_FIRST + max(1, len(criteria.asked)) - 1)
    for column, (header, width) in enumerate(_HEADERS):
        sheet.put(CHECK_FIRST - 1, column, header, "header")
        sheet.columns[column] = ColumnFormat(width)
    _vocabulary(sheet, rounding)
    left = 0
    for at, row in enumerate(criteria.asked, start=CHECK_FIRST):
        left += _line(sheet, at, row, parameters.get(row.code), scores, rounding, left)
    put_groups(sheet, sums_of(criteria, settings))
    _summary(sheet, lines, scores, left)
    if criteria.needs_no_form:
        _not_due(sheet, lines)
    else:
        _verdict(sheet, lines, left)
        _banner(sheet, lines, left)
    _look(sheet, lines)
    return sheet


def _vocabulary(sheet: Sheet, rounding: Rounding) -> None:
    """The words that formulas look up, each once."""
    for column in range(X.SCORE, X.WORDS + 1):
        sheet.columns[column] = ColumnFormat(9, hidden=True)
    for at, text in enumerate((MARKS, NO_MARKS, TAKING, *texts(rounding))):
        sheet.put(at, X.WORDS, text, "code")


def _text_of(number: str) -> str:
    first = _FIRST_TEXT
    return f"INDEX({span(first, first + len(State) - 1, X.WORDS)},{number}+1)"


def _line(sheet: Sheet, at: int, row: Criterion, parameter: Parameter | None, scores: ScoreSheet, rounding: Rounding,
          before: int) -> int:  # fmt: skip
    """One criterion; returns how many of its cells are open on an empty form."""
    may, line = open_cells(row, parameter), scores.rows[row.code]
    reminder = _reminder(row, parameter, may, scores, rounding)
    state = first_state(row, may)
    is_open = 0 < state.number <= LAST_ERROR
    home = _home(may, line)
    put, words = sheet.put, "grid wrap"
    put(at, X.CODE, row.code, "grid code")
    put(at, X.TEXT, row.text, words)
    asked = may.score or may.result
    place = address(at, X.ADDRESS)
    link = f'HYPERLINK("#{there(SCORES.sheet)}"&{place},{place})'
    put(at, X.CELL, home if asked else "–", "grid link center" if asked else "grid center",
        f"={link}" if asked else f'=IF({place}="","–",{link})')  # fmt: skip
    _states(sheet, at, reminder, state)
    put(at, X.ERRORS, int(is_open), "", _errors(at))
    above = address(at - 1, X.SO_FAR) if at > CHECK_FIRST else "0"
    put(at, X.SO_FAR, before + is_open, "", f"={above}+{address(at, X.ERRORS)}")
    put(at, X.ADDRESS, home if asked else "", "", _address(at, may, line))
    put(at, X.SAID, f"{state.value}; " if is_open else "", "", _said(at, reminder))
    said, number = address(at, X.SAID), address(at, X.SCORE)
    put(at, X.STATE, state.value, words,
        f'=IF({said}="",{_text_of(number)},LEFT({said},LEN({said})-2))')  # fmt: skip
    return int(is_open)


def _reminder(
    row: Criterion, parameter: Parameter | None, may: Open, scores: ScoreSheet, rounding: Rounding
) -> Reminder:
    line = scores.rows[row.code]
    cells = [there(SCORES.sheet) + address(line, C[header])
             for header in (Col.TARGET, Col.RESULT, Col.SCORE, Col.NOT_ASSIGNED, Col.SUGGESTION)]  # fmt: skip
    if not scores.sheet.cells[line, C[Col.SUGGESTION]].formula:
        cells[-1] = ""
    lower = bool(getattr(parameter, "lower_is_better", False))
    return Reminder(row, may, lower, rounding, _WORDS, *cells)


def _states(sheet: Sheet, at: int, reminder: Reminder, state: State) -> None:
    score = address(at, X.SCORE)
    for column, value, formula in (
        (X.SCORE, state.number, reminder.of_score()),
        (X.TARGET, 0, reminder.of_target(score)),
        (X.RESULT, 0, reminder.of_result(score)),
        (X.COUNTED, "", reminder.counted(score)),
    ):
        if formula:
            sheet.put(at, column, value, "", formula)


def _errors(at: int) -> str:
    states = f"{address(at, X.SCORE)}:{address(at, X.RESULT)}"
    return f"={_between(states, 1, LAST_ERROR)}"


def _between(cells: str, first: int, last: int) -> str:
    """How many of the cells hold a number of this range (blank cells do not)."""
    return f'(COUNTIF({cells},"<={last}")-COUNTIF({cells},"<{first}"))'


def _home(may: Open, line: int) -> str:
    """The cell that a row without a fault points to."""
    if may.score:
        return address(line, C[Col.SCORE])
    return address(line, C[Col.TARGET if may.target else Col.RESULT])


def _address(at: int, may: Open, line: int) -> str:
    """Where to go: to the first wrong cell, else to the first one of which there is something to say."""
    score, target, result = (address(at, column) for column in (X.SCORE, X.TARGET, X.RESULT))
    cell = {header: f'"{address(line, column)}"' for header, column in C.items()}
    asked = may.score or may.result
    home = f'"{_home(may, line)}"' if asked else '""'
    on_mark = f"OR({score}={State.NOT_ALLOWED.number},{score}={State.MARK_UNCLEAR.number})"
    inputs = [(number, cell[header]) for number, header, is_open in
              ((target, Col.TARGET, may.target), (result, Col.RESULT, may.result)) if is_open]  # fmt: skip
    where = home
    for number, there_is in reversed(inputs):
        where = f"IF({number}>0,{there_is},{where})"
    for number, there_is in reversed(inputs):
        where = f"IF(AND({number}>0,{number}<={LAST_ERROR}),{there_is},{where})"
    if may.score:
        where = f"IF(AND({score}>0,{score}<={LAST_ERROR}),{home},{where})"
    elif may.target:
        blank = f"{there(SCORES.sheet)}{address(line, C[Col.TARGET])}"
        missing = f"IF({anything_in(blank)},{cell[Col.RESULT]},{cell[Col.TARGET]})"
        where = f"IF({score}={State.NO_FIGURES.number},{missing},{where})"
    return f"=IF({on_mark},{cell[Col.NOT_ASSIGNED]},{where})"


def _said(at: int, reminder: Reminder) -> str:
    """What is to be said of the row's cells, one after another."""
    return "=" + "&".join(
        f'IF(AND({number}>0,{number}<={LAST_REMARK}),{text}&"; ","")' for number, text in _parts(at, reminder)
    )


def _parts(at: int, reminder: Reminder) -> Iterable[tuple[str, str]]:
    score = address(at, X.SCORE)
    text = _text_of(score)
    if reminder.hint:
        hint = f"IF(ISNUMBER({reminder.hint}),{reminder.hint},0)"
        text = f'SUBSTITUTE({text},"{HINT}",FIXED({hint},{reminder.rounding.digits},TRUE))'
    yield score, text
    for column, is_open in ((X.TARGET, reminder.may.target), (X.RESULT, reminder.may.result)):
        if is_open:
            yield address(at, column), _text_of(address(at, column))


def _summary(sheet: Sheet, lines: Lines, scores: ScoreSheet, left: int) -> None:
    sheet.put(0, 0, "KIỂM TRA TRƯỚC KHI GỬI", "title left huge middle")
    score, states = lines.column(X.SCORE), lines.states
    missing = _between(score, 1, LAST_MISSING)
    over = f"COUNTIF({score},{State.OVER.number})"
    differs = f"COUNTIF({score},{State.DIFFERS.number})"
    total = there(SCORES.sheet) + address(scores.total_row, C[Col.SCORE])
    rows: Sequence[tuple[str, object, str]] = (
        ("Số tiêu chí đơn vị phải chấm hoặc nhập số liệu", left, ""),
        ("Còn thiếu", left, f"={missing}"),
        ("Vượt điểm tối đa", 0, f"={over}"),
        ("Nhập sai (không phải số, số âm, không khớp, thừa điểm)", 0, f"={lines.errors}-{missing}-{over}"),
        ("Khác điểm gợi ý (không phải lỗi, nên giải trình)", 0, f"={differs}"),
        ("Ghi không được giao, chờ Trưởng cụm xác nhận", 0, f"=COUNTIF({score},{State.WAITING.number})"),
        ("Tổng điểm tự chấm", "", f"={total}"),
    )
    _labelled(sheet, 1, rows)
    doubts = f"{_between(states, LAST_ERROR + 1, LAST_REMARK)}-{differs}"
    _labelled(
        sheet, _VERDICT + 1, [("Nên xem lại (lệch nhiều lần, thiếu chỉ tiêu, kết quả …)", 0, f"={doubts}")]
    )


def _labelled(sheet: Sheet, first: int, rows: Iterable[tuple[str, object, str]]) -> None:
    for at, (label, value, formula) in enumerate(rows, start=first):
        sheet.put(at, X.CODE, label, "grid bold")
        sheet.put(at, X.TEXT, None, "grid")
        sheet.merges.append(Area(at, X.CODE, at, X.TEXT))
        sheet.merge(Area(at, X.CELL, at, X.STATE), value, "grid bold left", formula)


def _verdict(sheet: Sheet, lines: Lines, left: int) -> None:
    """The sentence above the list, and what the unit's own sheet lacks."""
    cells = {label: there(form_identity.TABLE.sheet) + address(row, 1)
             for label, row in form_identity.SIGNED_ROWS.items()}  # fmt: skip
    lacking = "&".join(f'IF(IFERROR(LEN(TRIM({cell})),1)=0,", {label}","")' for label, cell in cells.items())
    names = ", ".join(cells)
    sheet.put(*UNSIGNED, f", {names}", "", f"={lacking}")
    unsigned = fixed(*UNSIGNED)
    said = BRIEFLY[Code.IDENTITY_MISSING].format(value="")
    place = f"#{next(iter(cells.values()))}"
    _labelled(sheet, _VERDICT + 2, [
        ("Trang Đơn vị: người lập phiếu, điện thoại, ngày", f"{said}{names}",
         f'=HYPERLINK("{place}",IF({unsigned}="","{DONE}","{said}"&MID({unsigned},3,99)))'),
    ])  # fmt: skip
    slips = f'({_between(lines.states, LAST_ERROR + 1, LAST_SLIP)}+({unsigned}<>""))'
    remarks = _between(lines.states, LAST_SLIP + 1, LAST_REMARK)
    may = f'"{_MAY} – nhưng nên xem lại, nên điền "&{slips}&" chỗ dưới đây"'
    ready = f'"{_READY}"&IF({remarks}=0,"","; còn "&{remarks}&" chỗ nên xem lại")'
    formula = (
        f'=IF({lines.errors}>0,"{_NOT_YET} – còn "&{lines.errors}&" ô{_TODO}",IF({slips}>0,{may},{ready}))'
    )
    value = (
        f"{_NOT_YET} – còn {left} ô{_TODO}"
        if left
        else f"{_MAY} – nhưng nên xem lại, nên điền 1 chỗ dưới đây"
    )
    sheet.put(_VERDICT, 0, value, "bold big navy middle", formula)


def _not_due(sheet: Sheet, lines: Lines) -> None:
    """The sentence above the list and the banner where nothing is asked of the unit; what it typed wrongly is told."""
    errors = lines.errors
    formula = f'=IF({errors}>0,"{_NOT_YET} – còn "&{errors}&" ô{_TODO}","{NOT_DUE}")'
    sheet.put(_VERDICT, 0, NOT_DUE, "bold big navy middle", formula)
    sheet.put(*BANNER_TEXT, NOT_DUE, "", f"={fixed(_VERDICT, 0)}")
    sheet.put(*BANNER_PLACE, f"#{there(CHECK)}A{_VERDICT + 1}")


def _banner(sheet: Sheet, lines: Lines, left: int) -> None:
    """What the top of the score sheet says, and where a click on it leads."""
    addresses, so_far = lines.column(X.ADDRESS), lines.column(X.SO_FAR)
    following = f"INDEX({addresses},COUNTIF({so_far},0)+1)"
    errors, unsigned, verdict = lines.errors, fixed(*UNSIGNED), fixed(_VERDICT, 0)
    said = BRIEFLY[Code.IDENTITY_MISSING].format(value="").casefold()
    here, identity = there(SCORES.sheet), there(form_identity.TABLE.sheet)
    at_identity = f"#{identity}{address(next(iter(form_identity.SIGNED_ROWS.values())), 1)}"
    text = (f'=IF({errors}>0,"{_NOT_YET}: còn "&{errors}&" ô – bấm để đến ô "&{following},'
            f'IF({unsigned}<>"","Trang Đơn vị {said}"&MID({unsigned},3,99)&" – bấm để điền",{verdict}))')  # fmt: skip
    place = (f'=IF({errors}>0,"#{here}"&{following},IF({unsigned}<>"","{at_identity}",'
             f'"#{there(CHECK)}A{_VERDICT + 1}"))')  # fmt: skip
    first = next((str(sheet.cells[at, X.ADDRESS].value) for at in range(lines.first, lines.last + 1)
                  if sheet.cells.get((at, X.ERRORS)) and sheet.cells[at, X.ERRORS].value), "")  # fmt: skip
    names = ", ".join(form_identity.SIGNED_ROWS)
    open_text = f"{_NOT_YET}: còn {left} ô – bấm để đến ô {first}"
    sheet.put(*BANNER_TEXT, open_text if left else f"Trang Đơn vị {said}{names} – bấm để điền", "", text)
    sheet.put(*BANNER_PLACE, f"#{here}{first}" if left else at_identity, "", place)


def _look(sheet: Sheet, lines: Lines) -> None:
    area = Area(lines.first, X.STATE, lines.last, X.STATE)
    for begins, style in ((DONE, "green"), (State.NO_SCORE.value, "amber"), (State.NO_FIGURES.value, "amber"),
                          (State.SUGGESTED.value.split(HINT)[0].strip(), "amber")):  # fmt: skip
        rule = {"type": "text", "criteria": "begins with", "value": begins, "style": style}
        sheet.conditionals.append((area, rule))
    errors = f"=${address(lines.first, X.ERRORS)}>0"
    sheet.conditionals.append((area, {"type": "formula", "criteria": errors, "style": "red bold"}))
    sheet.rows |= {0: RowFormat(34), _VERDICT: RowFormat(26)}
    sheet.put(0, X.STATE, sheet.cells[_VERDICT, 0].value, "bold navy wrap middle", f"={fixed(_VERDICT, 0)}")
    sheet.freeze = (1, 0)
    sheet.repeat_rows = (CHECK_FIRST - 1, CHECK_FIRST - 1)
    sheet.print_area = Area(0, X.CODE, lines.last, X.STATE)
    sheet.filter = Area(CHECK_FIRST - 1, X.CODE, lines.last, X.STATE)
