"""Sheet `Kiểm tra` of the scorecard: live progress, and what is still to do, row by row with links."""

from ..domain.criteria import Criteria
from ..domain.parameters import Parameter
from ..workbook.addresses import address, quoted, span
from ..workbook.model import Area, ColumnFormat, RowFormat, Sheet
from .form_reminders import CHECK, CHECK_FIRST, first_reminder, open_cells, reminder
from .form_scores import TABLE as SCORES
from .form_scores import C, ScoreSheet


def render(criteria: Criteria, parameters: dict[str, Parameter], scores: ScoreSheet, digits: int) -> Sheet:
    """How many of N are scored, the total, what is over the maximum, and a line a criterion."""
    sheet = Sheet(CHECK, protected=True, fit=(1, 0), tab="#2E86AB")
    there = quoted(SCORES.sheet) + "!"
    first, last = SCORES.header_row + 1, scores.total_row - 1
    reminders = there + span(first, last, C["Nhắc"])
    _summary(sheet, scores, there, reminders)
    for column, (header, width) in enumerate(
        (("Mã", 9.0), ("Nội dung tiêu chí", 56.0), ("Ô", 8.0), ("Tình trạng", 44.0))
    ):
        sheet.put(CHECK_FIRST - 1, column, header, "header")
        sheet.columns[column] = ColumnFormat(width)
    for at, row in enumerate(criteria.scored, start=CHECK_FIRST):
        line = scores.rows[row.code]
        may = open_cells(row, parameters.get(row.code))
        header = "Điểm tự chấm" if may.score else "Kết quả"
        cell = address(line, C[header])
        sheet.put(at, 0, row.code, "grid code")
        sheet.put(at, 1, row.text, "grid wrap")
        if may.score or may.result:
            cells = {header: there + address(line, column) for header, column in C.items()}
            if not scores.sheet.cells[line, C["Điểm gợi ý"]].formula:
                del cells["Điểm gợi ý"]
            sheet.put(at, 2, cell, "grid link center")
            sheet.links[at, 2] = there + cell
            sheet.put(at, 3, first_reminder(row, may), "grid wrap", reminder(row, may, cells, digits))
        else:
            sheet.put(at, 2, "–", "grid center")
            sheet.put(at, 3, "Trưởng cụm chấm, không phải nhập", "grid wrap")
    _marks(sheet, len(criteria.scored))
    return sheet


def _summary(sheet: Sheet, scores: ScoreSheet, there: str, reminders: str) -> None:
    sheet.put(0, 0, "KIỂM TRA TRƯỚC KHI GỬI", "title left huge middle")
    left = "+".join(f'COUNTIF({reminders},"{text}*")' for text in ("Chưa", "Gợi ý"))
    over = f'COUNTIF({reminders},"Vượt điểm tối đa")'
    broken = "+".join(
        f'COUNTIF({reminders},"{text}")'
        for text in ("*không phải số", "Kết quả chọn*", "Điểm âm", "Chỉ giữ một*")
    )
    differs = f'COUNTIF({reminders},"Khác gợi ý*")'
    waiting = f'COUNTIF({reminders},"Chờ Trưởng cụm*")'
    total = there + address(scores.total_row, C["Điểm tự chấm"])
    blank = sum(1 for (_, column), cell in scores.sheet.cells.items()
                if column == C["Nhắc"] and str(cell.value).startswith("Chưa"))  # fmt: skip
    lines: list[tuple[str, object, str]] = [
        ("Số tiêu chí đơn vị phải chấm hoặc nhập số liệu", blank, ""),
        ("Còn thiếu", blank, f"={left}"),
        ("Vượt điểm tối đa", 0, f"={over}"),
        ("Nhập sai (không phải số, số âm, thừa điểm)", 0, f"={broken}"),
        ("Khác điểm gợi ý (không phải lỗi, nên giải trình)", 0, f"={differs}"),
        ("Ghi không được giao, chờ Trưởng cụm xác nhận", 0, f"={waiting}"),
        ("Tổng điểm tự chấm", "", f"={total}"),
    ]
    for at, (label, value, formula) in enumerate(lines, start=1):
        sheet.put(at, 0, label, "grid bold")
        sheet.put(at, 1, None, "grid")
        sheet.merges.append(Area(at, 0, at, 1))
        sheet.put(at, 2, value, "grid bold center", formula)
    ready = '=IF(C3+C4+C5=0,"ĐỦ – có thể gửi cho Trưởng cụm","CHƯA XONG – xem các dòng dưới, bấm địa chỉ ô để đến nơi")'
    sheet.put(8, 0, "CHƯA XONG – xem các dòng dưới, bấm địa chỉ ô để đến nơi" if blank else
              "ĐỦ – có thể gửi cho Trưởng cụm", "bold big navy middle", ready)  # fmt: skip


def _marks(sheet: Sheet, count: int) -> None:
    area = Area(CHECK_FIRST, 3, CHECK_FIRST + max(0, count - 1), 3)
    wrong = ("Vượt", "Điểm", "Chỉ tiêu", "Kết quả", "Chỉ giữ")
    looks = (
        ("Xong", "green"),
        ("Chưa", "amber"),
        ("Gợi ý", "amber"),
        *((word, "red bold") for word in wrong),
    )
    for begins, style in looks:
        rule = {"type": "text", "criteria": "begins with", "value": begins, "style": style}
        sheet.conditionals.append((area, rule))
    sheet.rows |= {0: RowFormat(28), CHECK_FIRST - 2: RowFormat(26)}
    sheet.freeze = (CHECK_FIRST, 0)
    sheet.repeat_rows = (CHECK_FIRST - 1, CHECK_FIRST - 1)
    sheet.filter = Area(CHECK_FIRST - 1, 0, CHECK_FIRST + max(0, count - 1), 3)
