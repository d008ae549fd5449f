"""What may be typed on `Thống nhất điểm`, and the colours of what cannot stand or waits for the meeting."""

from collections.abc import Mapping, Sequence

from ...domain.values.numbers import Rounding, in_points, shown_number
from ...workbook.model import Area
from ..table import Drawn
from ..typed_score import SIGNS_AND_WHOLES, TYPE_A_NUMBER, stands
from .agreed import RECEIVED, STALE, Col

_NOT_NEGATIVE = (Col.AGREED_TARGET, Col.AGREED_RESULT)


def validate(drawn: Drawn, rounding: Rounding, of_words: Mapping[tuple[str, ...], Sequence[int]]) -> None:
    """The bounds of every typed column; `of_words` are the rows whose result is one of a few words."""
    rules: list[tuple[str, dict[str, object]]] = [
        (Col.AGREED_NOT_ASSIGNED, {"validate": "list", "source": ["Có", "Không"],
                                   "error_title": "Chọn Có hoặc Không"}),
        (Col.AGREED_SCORE, {"validate": "custom", "value": "=" + _stands(drawn),
                             "input_title": "Điểm thống nhất",
                             "input_message": f"Nhập số, {_accepted(rounding)}. Khác điểm tự chấm thì "
                                              "ghi Lý do. Điểm trừ nhập 3 hay -3 đều là trừ 3.",
                             "error_title": "Điểm ngoài thang điểm",
                             "error_message": f"{TYPE_A_NUMBER} {SIGNS_AND_WHOLES}"}),
    ]  # fmt: skip
    rules.append((Col.AGREED_TARGET, _not_negative(drawn, Col.AGREED_TARGET, drawn.first)))
    _validate_results(drawn, of_words)
    refused: dict[str, object] = {
        "validate": "custom", "value": "=FALSE", "ignore_blank": False, "error_title": "Ô do chương trình ghi",
        "error_message": "Ô này lấy từ phiếu của đơn vị. Muốn đổi điểm, gõ vào cột Điểm thống nhất và ghi Lý do.",
    }  # fmt: skip
    written = (*RECEIVED, Col.HINT, Col.EVIDENCE, Col.EXPLANATION, Col.MAXIMUM, Col.COUNTS, Col.TO_DISCUSS)
    rules += [(header, refused) for header in written]
    for header, rule in rules:
        drawn.sheet.validations.append((drawn.area(header), rule))


def _accepted(rounding: Rounding) -> str:
    """What scores may be, in the words of the typed cell."""
    if rounding.step is None:
        return f"tối đa {rounding.digits} chữ số thập phân"
    return f"là bội số của {shown_number(in_points(rounding.step))}"


def _stands(drawn: Drawn) -> str:
    """A formula part on the first row: whether the agreed score is a number within its row's bounds."""
    place, row = drawn.place, drawn.first
    return stands(*(place.cell(row, h) for h in (Col.AGREED_SCORE, Col.MAXIMUM, Col.WAY_TO_TYPE)))


def _validate_results(drawn: Drawn, of_words: Mapping[tuple[str, ...], Sequence[int]]) -> None:
    """Agreed results: figures are not negative, levels are chosen; another word is asked about, rows may be sorted."""
    column = drawn.place[Col.AGREED_RESULT]
    named = {row for rows in of_words.values() for row in rows}
    figures = [row for row in range(drawn.first, drawn.last + 1) if row not in named]
    rules: list[tuple[Sequence[int], dict[str, object]]] = [
        (rows, _one_of(words)) for words, rows in of_words.items()
    ]
    if figures:
        rules.append((figures, _not_negative(drawn, Col.AGREED_RESULT, figures[0])))
    for rows, rule in rules:
        first, *others = _runs(rows, column)
        more = {"other_cells": [list(area) for area in others]} if others else {}
        drawn.sheet.validations.append((first, {**rule, **more}))


def _runs(rows: Sequence[int], column: int) -> list[Area]:
    """The cells of a column in these rising rows, neighbours joined."""
    runs: list[Area] = []
    for row in rows:
        if runs and runs[-1].last_row == row - 1:
            runs[-1] = runs[-1]._replace(last_row=row)
        else:
            runs.append(Area(row, column, row, column))
    return runs


def _one_of(words: Sequence[str]) -> dict[str, object]:
    return {"validate": "list", "source": list(words), "error_type": "warning", "error_title": "Chọn một mức",
            "error_message": "Chọn một mức trong danh sách của ô."}  # fmt: skip


def _not_negative(drawn: Drawn, header: str, row: int) -> dict[str, object]:
    """A target or result below 0 gives no score; texts (Đạt, a number with a comma) are for the program to read."""
    cell = drawn.place.cell(row, header)
    return {"validate": "custom", "value": f"=IF(ISNUMBER({cell}),{cell}>=0,TRUE)", "error_title": "Số âm",
            "error_message": f"{header} không được âm: nhập số từ 0 trở lên."}  # fmt: skip


def mark_waiting(drawn: Drawn) -> None:
    """Amber where a row waits for the meeting; the word stands beside it."""
    waits = f'=${drawn.place.cell(drawn.first, Col.TO_DISCUSS)}<>""'
    for header in (Col.CRITERION, Col.TEXT, Col.TO_DISCUSS):
        drawn.sheet.conditionals.append(
            (drawn.area(header), {"type": "formula", "criteria": waits, "style": "amber"})
        )


def mark_invalid(drawn: Drawn) -> None:
    """Red where something was typed that gives no score, pasted past the validation or typed elsewhere."""
    place, row = drawn.place, drawn.first
    typed, counts, todo = (
        f"${place.cell(row, header)}" for header in (Col.AGREED_SCORE, Col.COUNTS, Col.TO_DO)
    )
    marks = {Col.AGREED_SCORE: f'=AND({typed}<>"",{counts}="")'}
    for header in _NOT_NEGATIVE:
        cell = place.cell(row, header)
        read = f'{counts}="",{todo}<>"{STALE}"'  # what the program has not seen yet may be good
        marks[header] = f"=IF(ISNUMBER({cell}),{cell}<0,AND(ISTEXT({cell}),{read}))"
    for header, formula in marks.items():
        drawn.sheet.conditionals.append(
            (drawn.area(header), {"type": "formula", "criteria": formula, "style": "red bold"})
        )
