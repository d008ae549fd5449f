"""Sheet `Điểm người chấm`: what every scorer gave every unit in the criteria that are theirs to score.

The mean of a unit's scores is computed by the program. Until it has run, the rows that were typed in since say so by
the hidden `Chưa tính`, by which `Thống nhất điểm` knows which of its scores are out of date.
"""

from ...workbook.addresses import column_name, quoted
from ..kept import Look
from ..prefilled import COLUMN, KnownCol
from ..table import Column, Drawn, Placement, Table
from ..typed_score import SIGNS_AND_WHOLES, TYPE_A_NUMBER, stands
from .typed_since import literal


class Col(KnownCol):
    """The headers of `Điểm người chấm`."""

    SCORER = "Người chấm"
    SCORER_NAME = "Tên người chấm"
    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CRITERION = "Mã tiêu chí"
    TEXT = "Tiêu chí"
    MAXIMUM = "Điểm tối đa"
    SCORE = "Điểm"
    REASON = "Lý do"
    SEEN = "Điểm đã tính"
    PENDING = "Chưa tính"
    WAY_TO_TYPE = "Cách nhập"


TABLE = Table(
    "Điểm người chấm",
    (
        Column(Col.SCORER, 11, "code"),
        Column(Col.SCORER_NAME, 26),
        Column(Col.UNIT, 9, "code"),
        Column(Col.UNIT_NAME, 22),
        Column(Col.CRITERION, 9, "code"),
        Column(Col.TEXT, 48),
        Column(Col.MAXIMUM, 9, "number"),
        Column(Col.SCORE, 10, "number", typed=True),
        Column(Col.REASON, 40, typed=True),
        Column(Col.SEEN, 10, "number", hidden=True),
        Column(Col.PENDING, 12, hidden=True),
        Column(Col.WAY_TO_TYPE, 10, hidden=True),
        COLUMN,
    ),
    header_row=3,
    key=(Col.SCORER, Col.UNIT, Col.CRITERION),
)
LOOKED_AT = (Col.SCORE,)
"""What counts as a person sees it."""
TYPED = (Col.SCORE, Col.REASON)
NOTHING = (
    "Chưa có tiêu chí nào do người chấm: ghi mã người chấm hoặc Chấm chéo ở cột Ai chấm, trang Tiêu chí."
)
PENDING_TOLD = "Có điểm chưa tính: bấm Tổng hợp"
LOOK = Look(
    "ĐIỂM CỦA NGƯỜI CHẤM",
    "Điểm của từng người chấm; chấm trên giấy thì gõ vào cột Điểm. Điểm trung bình thành Điểm tính khi chưa có Điểm "
    "thống nhất; còn thiếu một người chấm thì chưa có điểm.",
    spare=0,
)


def pending(row: int, place: Placement) -> str:
    """The formula of `Chưa tính`: unit and criterion, where another score stands than the program computed with."""
    score, seen, unit, criterion = (
        place.cell(row, header) for header in (Col.SCORE, Col.SEEN, Col.UNIT, Col.CRITERION)
    )
    return f'=IF({score}&""<>{seen}&"",{unit}&"|"&{criterion},"")'


def pending_column(place: Placement) -> str:
    """An absolute reference to the whole column of `Chưa tính`: rows may be sorted."""
    letter = column_name(place[Col.PENDING])
    return f"{quoted(TABLE.sheet)}!${letter}:${letter}"


def dress(drawn: Drawn, told: str) -> None:
    """Rules of entry and the line above the header, which is red while something waits for the program."""
    sheet, place = drawn.sheet, drawn.place
    cells = [place.cell(drawn.first, header) for header in (Col.SCORE, Col.MAXIMUM, Col.WAY_TO_TYPE)]
    rule = {"validate": "custom", "value": f"={stands(*cells)}", "error_title": "Điểm ngoài thang điểm",
            "error_message": f"{TYPE_A_NUMBER} {SIGNS_AND_WHOLES}"}  # fmt: skip
    area = drawn.area(Col.SCORE)
    sheet.validations.append((area, rule))
    score, limit, way = (f"${cell}" for cell in cells)
    wrong = f'=AND({score}<>"",NOT({stands(score, limit, way)}))'
    sheet.conditionals.append((area, {"type": "formula", "criteria": wrong, "style": "red bold"}))
    if place.header_row:
        waiting = f'COUNTIF({pending_column(place)},"?*|?*")'
        sheet.put(place.header_row - 1, 0, told, "redtext bold",
                  f'=IF({waiting}>0,{literal(PENDING_TOLD)},{literal(told)})')  # fmt: skip
