"""Sheet `Cụm`: the settings of a cluster and year."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from ...domain.ranking import dates
from ...domain.ranking.awards import read_awards, told_awards
from ...domain.ranking.votes import read_always, told_always
from ...domain.scoring import tie_order
from ...domain.scoring.class_entries import typed_scale
from ...domain.scoring.class_scale import ClassScale, told_scale
from ...domain.scoring.criteria import Criteria
from ...domain.scoring.settings import (
    STEPS,
    Award,
    Basis,
    Majority,
    Milestones,
    Phase,
    Settings,
    TiesBelowFirst,
    VacantPlace,
    Window,
)
from ...domain.values.calling import Calling
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text
from ...domain.values.choices import NO, YES, read_yes_no
from ...domain.values.codes import wrong_code
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import read_number
from ...domain.values.numbers import Points, in_points, is_finer, typed_number
from ...domain.values.reworded import Words, reworded
from ...domain.values.text import fold
from ...domain.year import deadlines
from ...domain.year.deadlines import read_window
from ...domain.year.stages import Stage, read_stage
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from .. import items, more_lines
from ..entry_rules import code_list
from ..grounds import draw_grounds, others, read_grounds
from ..items import (
    Col,
    Item,
    UnreadableError,
    choice,
    day,
    draw_items,
    read_date,
    read_items,
    read_lines,
    read_positive,
    read_text,
    read_whole,
    told_lines,
)
from ..table import Found, TableRow, draw, find_table
from . import units
from .days import day_as_text

TABLE = items.settings_table("Cụm")
TITLE = "SỔ CỤM THI ĐUA"


class Setting:
    """Names of settings by which others read or write them; those of days and offices are the domain's."""

    CLUSTER = "Mã cụm"
    PHASE = "Giai đoạn"
    STAGE = "Giai đoạn năm"
    REOPENING = "Lý do mở lại"
    TIES = "Đồng hạng Nhì, Ba"
    CEILING = "Trần tổng điểm"
    DIGITS = "Số chữ số thập phân"
    STEP = "Làm tròn đến"
    CLASSES = "Xếp loại"
    DROPS_ENDS = "Bỏ điểm cao nhất, thấp nhất"


def _read_window(value: object) -> Window:
    """Days before the conference. Raises UnreadableError."""
    window = read_window(as_text(value))
    if window is None:
        raise UnreadableError
    return window


def _read_milestones(value: object) -> Milestones:
    """Two per cents, the first below the second. Raises UnreadableError."""
    numbers = [read_number(piece).number for piece in as_text(value).replace("%", "").split(";")]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None or not 0 < numbers[0] < numbers[1]:
        raise UnreadableError
    return Milestones(numbers[0], numbers[1])


def _read_step(value: object) -> Points:
    """What scores are multiples of. Raises UnreadableError."""
    step = read_positive(value)
    if step not in STEPS:
        raise UnreadableError
    return step


def _read_stage(value: object) -> Stage:
    """A stage of the year. Raises UnreadableError."""
    stage = read_stage(as_text(value))
    if stage is None:
        raise UnreadableError
    return stage


def _read_awards(value: object) -> tuple[Award, ...]:
    """Forms of award with their quotas. Raises UnreadableError."""
    awards = read_awards(as_text(value))
    if awards is None:
        raise UnreadableError
    return awards


def _read_classes(value: object) -> ClassScale:
    """Classes with their thresholds. Raises UnreadableError with everything that cannot be meant."""
    scale, faults = typed_scale(as_text(value))
    if scale is None:
        raise UnreadableError(*faults)
    return scale


def _told_classes(scale: ClassScale | None) -> str:
    return told_scale(scale) or "không xếp loại"


def _read_always(value: object) -> int:
    """How many units are always voted on. Raises UnreadableError."""
    number = read_always(as_text(value))
    if number is None:
        raise UnreadableError
    return number


def _read_order(value: object) -> tuple[str, ...]:
    """What tells level units apart. Raises UnreadableError."""
    order = tie_order.read_order(as_text(value))
    if order is None:
        raise UnreadableError
    return order


def _read_yes_no(value: object) -> bool:
    """Có or Không. Raises UnreadableError."""
    said, _ = read_yes_no(value)
    if said is None:
        raise UnreadableError
    return said


def _told_yes_no(said: bool) -> str:
    return YES if said else NO


def _yes_no(field: str, name: str, explanation: str, *, carried: bool = True) -> Item:
    """A setting that is Có or Không."""
    return Item(field, name, explanation, _read_yes_no, f"một trong: {YES} · {NO}", (YES, NO), carried=carried,
                told=_told_yes_no)  # fmt: skip


_ALWAYS = tuple(map(told_always, (0, 2, 3, 4, 5)))
"""What the list offers: more units than these stand on no ballot that we know of."""

_STEPS = " · ".join(typed_number(in_points(step)) for step in STEPS)

_ORDER = (
    f"mã mục, mã tiêu chí ở trang Tiêu chí, {tie_order.BONUS}, {tie_order.PENALTY}, mỗi thứ một lần, cách nhau bằng "
    f"dấu chấm phẩy; {tie_order.VOTE} chỉ ở cuối"
)

_STAGES = tuple(stage.shown for stage in Stage)

ITEMS: tuple[Item, ...] = (
    Item("year", "Năm", "Năm chấm điểm.", read_whole(2000, 2100), "năm, ví dụ 2026", style="integer left",
         required=True, carried=False),
    Item("cluster", Setting.CLUSTER, "Mã ngắn, không dấu cách, dùng trong tên tệp. Không đổi sau khi phát hành phiếu.",
         read_text, style="code left", required=True),
    Item("name", "Tên cụm", "In trên phiếu và văn bản.", read_text, required=True),
    choice("calling", "Cách gọi", "Chữ in trên phiếu, thư, tiêu đề: Cụm hay Khối. Tên trang, tên cột không đổi.",
           Calling),
    Item("period", "Kỳ thi đua", "In ở tiêu đề thay cho “năm …”, ví dụ năm học 2026 – 2027. Để trống là năm ở mục Năm.",
         read_text, carried=False),
    day("starts", deadlines.STARTS, "Ngày đầu của kỳ thi đua. Để trống là 1/1 của năm."),
    day("ends", deadlines.ENDS, "Ngày cuối của kỳ thi đua. Để trống là 31/12 của năm."),
    Item("head", dates.HEAD, "Mã đơn vị làm Trưởng cụm năm nay (bầu luân phiên, HD 1302, I.1).", read_text,
         style="code left", carried=False),
    Item("deputy", dates.DEPUTY, "Mã đơn vị làm Phó Trưởng cụm.", read_text, style="code left", carried=False),
    Item("superior", "Cấp trên", "Cơ quan nhận kết quả, ví dụ UBND tỉnh hoặc UBND xã.", read_text),
    Item("office", "Cơ quan tổng hợp", "Nơi tổng hợp các cụm, ví dụ Sở Nội vụ.", read_text),
    Item("place", "Địa danh", "In trước ngày tháng trên văn bản.", read_text),
    Item("signer", "Người ký", "Họ tên người ký văn bản của cụm.", read_text, carried=False),
    Item("signer_title", "Chức vụ người ký", "Ví dụ CHỦ TỊCH.", read_text,
         offers=("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "HIỆU TRƯỞNG")),
    Item("stage", Setting.STAGE, "Kỳ đang thu: Đăng ký (quý 1), Sơ kết (6 tháng) hoặc Tổng kết. Để trống là Tổng kết. "
         "Nút Phát hành phiếu dùng mục này.", _read_stage, "một trong: " + " · ".join(_STAGES), _STAGES, carried=False),
    Item("milestones", "Mốc tiến độ", "Sơ kết: % chỉ tiêu năm; dưới mốc đầu là Chậm, từ mốc sau là Vượt.",
         _read_milestones, "hai số, số sau lớn hơn, ví dụ 50; 60", style="code left", offers=("50; 60", "45; 55")),
    day("registration_due", deadlines.REGISTRATION, "Hạn đơn vị gửi đăng ký (HD 1302, I.2.4: trong quý 1). Để trống là "
        "ngày cuối của tháng thứ ba kể từ Từ ngày, thường là 31/3."),
    day("midyear_due", deadlines.MIDYEAR, "Hạn sơ kết 6 tháng (HD 1302, II.1: trước ngày 15/7, chỗ khác ghi trong "
        "tháng 7). Để trống là 14/7."),
    day("deadline", dates.DEADLINE, "Hạn đơn vị gửi phiếu tự chấm."),
    day("meeting", dates.MEETING, "Họp thống nhất điểm trước phiên chính thức (HD 1302, II.3); "
         "là ngày mặc định của điểm thống nhất."),
    day("conference", dates.CONFERENCE, "Bảng điểm gửi cấp trên trước ngày này (HD 1302, I.2.1)."),
    Item("window", "Gửi bảng điểm trước hội nghị (ngày)", "Số ngày gửi bảng điểm trước hội nghị (HD 1302, I.2.1: 3–5 "
         "ngày).", _read_window, "số ngày, ví dụ 3–5 hoặc 5 (ô dạng Text)", style="code left",
         offers=("3–5", "5", "7")),
    day("final_due", deadlines.FINAL, "Hội nghị tổng kết chậm nhất ngày này (HD 1302, II.3: trước ngày 25/12). Để "
        "trống là 24/12."),
    day("papers_due", deadlines.PAPERS, "Báo cáo, biên bản, danh sách gửi cấp trên chậm nhất ngày này (HD 1302, II.5: "
        "trước ngày 25/12). Để trống là 24/12."),
    choice("phase", Setting.PHASE, "Đang nhận: còn nhận phiếu. Đã chốt: không lệnh nào sửa sổ nữa.", Phase,
            carried=False),
    Item("reopening", Setting.REOPENING, "Chỉ dùng cho nút Mở lại sổ (sổ đã chốt): ghi vào đây rồi bấm; "
         "chương trình chép lý do vào Nhật ký và xóa ô.", read_text, carried=False),
    choice("basis", "Xếp theo", "Điểm, hoặc tỷ lệ % trên điểm tối đa của từng đơn vị.", Basis),
    Item("digits", Setting.DIGITS, "Mỗi tiêu chí làm tròn một lần đến số chữ số này (0–3).", read_whole(0, 3),
         "0, 1, 2 hoặc 3", ("0", "1", "2", "3"), style="integer left"),
    Item("step", Setting.STEP, f"Mỗi tiêu chí làm tròn một lần đến bội số của số này: {_STEPS}. Để trống là theo Số "
         "chữ số thập phân.", _read_step, f"một trong: {_STEPS}, hoặc để trống", tuple(_STEPS.split(" · ")),
         style="code left"),
    Item("ceiling", Setting.CEILING, "Tổng điểm không vượt quá mức này; để trống là không giới hạn.", read_positive,
         "một số dương hoặc để trống", style="number left"),
    _yes_no("drops_ends", Setting.DROPS_ENDS, "Chỉ dùng cho tiêu chí Chấm chéo. Có: bỏ một điểm cao nhất và một điểm "
            "thấp nhất của mỗi đơn vị rồi lấy trung bình (cần từ 3 điểm)."),
    choice("ties", Setting.TIES, "HD 1302 chỉ quy định bỏ phiếu cho hạng Nhất; cụm chọn cách cho Nhì, Ba.",
            TiesBelowFirst),
    choice("vacant", "Khuyết hạng", "Khi đơn vị ở hạng Nhất, Nhì hoặc Ba không được xét theo trang Điều kiện, Vi phạm: "
           "để trống hạng ấy, hoặc đơn vị xếp sau được xét thì lên thay.", VacantPlace),
    choice("majority", "Cách trúng phiếu", "Cách xác định đơn vị trúng khi bỏ phiếu.", Majority),
    Item("tie_order", tie_order.NAME, "Để trống: bằng điểm hạng Nhất thì bỏ phiếu (HD 1302, III.3). Hoặc thứ tự xét "
         "thêm của cụm: mã mục, mã tiêu chí, Điểm thưởng, Điểm trừ, ví dụ I; II.3; Điểm thưởng; Bỏ phiếu.", _read_order,
         _ORDER, style="code left", told=tie_order.told_order),
    Item("always_voted", "Bỏ phiếu suy tôn", "Khi bằng điểm: như HD 1302, III.3. Luôn bỏ phiếu: các đơn vị đầu theo "
         "điểm được bỏ phiếu, xếp hạng theo số phiếu.", _read_always, "một trong: " + " · ".join(_ALWAYS),
         tuple(_ALWAYS), told=told_always),
    Item("awards", "Hình thức đề nghị", "Hình thức cụm đề nghị và số lượng, theo thứ tự hạng, ví dụ Cờ thi đua của "
         "UBND tỉnh: 1; Bằng khen của Chủ tịch UBND tỉnh: 2. HD 1302, III.3 chỉ có 01 Cờ.", _read_awards,
         "hình thức: số lượng, cách nhau bằng dấu chấm phẩy, ví dụ Cờ thi đua: 1; Bằng khen: 2", told=told_awards,
         offers=("Cờ thi đua: 1", "Cờ thi đua: 1; Bằng khen: 2")),
    Item("classes", Setting.CLASSES, "Loại và mức điểm, từ cao xuống thấp; ghi % ở đầu thì theo Tỷ lệ %. Có thể ghi số "
         "đơn vị nhiều nhất (Xuất sắc:900 tối đa 20%), mức riêng của một Nhóm (Xuất sắc[Miền núi]:850). Để trống là "
         "không xếp loại.", _read_classes, "loại:mức, mức giảm dần, cách nhau bằng dấu chấm phẩy, ví dụ Xuất sắc:900; "
         "Tốt:800; Khá:650; khác:Trung bình", told=_told_classes,
         offers=("Xuất sắc:900; Tốt:800; Khá:650; khác:Trung bình",
                 "% Xuất sắc:90; Tốt:80; Khá:65; khác:Trung bình")),
    Item("member", "Thành viên Hội đồng phụ trách", "Thống nhất ngày họp trước với người này (HD 1302, II.4).",
         read_text, carried=False),
    Item("officer", "Chuyên viên theo dõi", "Người của cơ quan tổng hợp theo dõi cụm.", read_text, carried=False),
    Item("letterhead_superior", "Cơ quan chủ quản trên văn bản", "In ở dòng trên cơ quan ban hành, viết tắt từ thông "
         "dụng, ví dụ UBND TỈNH THANH HÓA. Nhiều dòng thì cách nhau bằng dấu chấm phẩy; để trống là không in.",
         read_lines, told=told_lines),
    Item("letterhead", "Cơ quan ban hành trên văn bản", "Ghi đủ tên, ví dụ ỦY BAN NHÂN DÂN XÃ DÂN LÝ. Để trống là đơn "
         "vị Trưởng cụm.", read_text),
    Item("letterhead_cluster", "Tên cụm trên văn bản", "Dòng dưới cơ quan ban hành. Để trống là không in dòng này.",
         read_text),
    Item("symbol", "Ký hiệu", "Ký hiệu trong số văn bản, sau tên loại, ví dụ 05/KH-CTĐ.", read_text,
         style="code left"),
    _yes_no("sealed", "Đóng dấu đơn vị Trưởng cụm", "Có: chữ ký ghi cả chức vụ ở cụm và ở đơn vị. Không: chỉ ghi chức "
            "vụ ở cụm (Nghị định 30/2020/NĐ-CP)."),
    _yes_no("signs_for", "Ký thay Trưởng cụm", "Có: Phó Trưởng cụm ký, văn bản ghi KT. TRƯỞNG CỤM. Ghi tên người ký ở "
            "mục Người ký.", carried=False),
)  # fmt: skip

DEFAULTS = Settings()


def read_settings(grid: Grid) -> tuple[Settings, list[Finding], Found | None]:
    """The settings, what is wrong with them, and where the table stands."""
    lines = items.lines_by_name(grid, TABLE)
    if lines is None:
        return DEFAULTS, [finding(Code.HEADER_MISSING, sheet=TABLE.sheet, value="Mục, Giá trị")], None
    values, findings = read_items(lines, ITEMS, DEFAULTS, TABLE.sheet)
    findings = [*_without(findings, texts := list(_days_as_text(lines))), *texts]
    findings += items.stray_lines(others(lines), [item.name for item in ITEMS], TABLE.sheet)
    findings += wrong_code(
        values.get("cluster", ""),
        TABLE.sheet,
        {"cell": cell_of(grid, Setting.CLUSTER)},
        Setting.CLUSTER,
        "C01",
    )
    findings += _contradicting(values, grid)
    findings += _finer_step(values, grid)
    findings += _finer_ceiling(values, grid)
    values["grounds"] = read_grounds(lines)
    return Settings(**values), findings, find_table(grid, TABLE)


def _contradicting(values: Mapping[str, object], grid: Grid) -> Iterator[Finding]:
    """Dense ranks beside a ballot on the first units, which gives each a rank of its own."""
    if values.get("ties") is TiesBelowFirst.SHARED_DENSE and values.get("always_voted"):
        cell = cell_of(grid, Setting.TIES)
        yield finding(
            Code.SETTING_INVALID, sheet=TABLE.sheet, cell=cell, value=TiesBelowFirst.SHARED_DENSE, name=Setting.TIES,
            used=TiesBelowFirst.SHARED.value,
            allowed=f"{TiesBelowFirst.SHARED.value} hoặc {TiesBelowFirst.VOTE.value} khi chọn Luôn bỏ phiếu",
        )  # fmt: skip


_RULES = frozenset({
    "basis", "digits", "step", "ceiling", "drops_ends", "ties", "vacant", "majority", "tie_order", "always_voted",
    "awards", "classes", "deadline",
})  # fmt: skip
"""The settings that decide ranks, places, classes and proposals."""


def told_rules(settings: Settings) -> dict[str, str]:
    """The settings that decide a result, by name, as they are typed."""
    return {item.name: _told(item, getattr(settings, item.field)) for item in ITEMS if item.field in _RULES}


def _told(item: Item, value: Any) -> str:
    if value is None and item.field != "classes":
        return ""
    if item.field in ("step", "ceiling"):
        return typed_number(in_points(value))
    return dates.told(value) if item.field == "deadline" else item.told(value)


def with_rules(settings: Settings, told: Mapping[str, str]) -> Settings:
    """The settings with those that are told otherwise; what cannot be read is as in a book without it."""
    said = {
        item.field: _as_told(item, told[item.name])
        for item in ITEMS
        if item.field in _RULES and item.name in told
    }
    return replace(settings, **said)


def _as_told(item: Item, text: str) -> Any:
    try:
        return item.read(text) if text else getattr(DEFAULTS, item.field)
    except UnreadableError:
        return getattr(DEFAULTS, item.field)


def with_known_order(settings: Settings, criteria: Criteria, grid: Grid) -> tuple[Settings, list[Finding]]:
    """The settings with the order of level units as the criteria spell it; without any where it names none of them."""
    order, unknown = tie_order.known_order(settings.tie_order, criteria)
    if not unknown or not criteria.rows:
        return replace(settings, tie_order=order), []
    found = finding(
        Code.SETTING_INVALID, sheet=TABLE.sheet, cell=cell_of(grid, tie_order.NAME), value="; ".join(unknown),
        name=tie_order.NAME, used=tie_order.VOTE, allowed=_ORDER,
    )  # fmt: skip
    return replace(settings, tie_order=()), [found]


def _finer_step(values: dict[str, Any], grid: Grid) -> Iterator[Finding]:
    """Fewer decimals than the step has: then as many are shown as it takes, so that what is seen is what counts."""
    step, digits = values.get("step"), values.get("digits", DEFAULTS.digits)
    if step is None or not is_finer(step, digits):
        return
    values["digits"] = next(more for more in range(digits, 4) if not is_finer(step, more))
    yield finding(
        Code.SETTING_INVALID, sheet=TABLE.sheet, cell=cell_of(grid, Setting.DIGITS), value=str(digits),
        name=Setting.DIGITS, used=str(values["digits"]),
        allowed=f"{values['digits']} chữ số trở lên khi làm tròn đến {typed_number(in_points(step))}",
    )  # fmt: skip


def _finer_ceiling(values: dict[str, Any], grid: Grid) -> Iterator[Finding]:
    """A cap on totals that no total can show: what is printed is above it. It holds all the same."""
    ceiling, digits = values.get("ceiling"), values.get("digits", DEFAULTS.digits)
    if ceiling is None or not is_finer(ceiling, digits):
        return
    said = typed_number(in_points(ceiling))
    invalid = finding(Code.SETTING_INVALID, sheet=TABLE.sheet, cell=cell_of(grid, Setting.CEILING), value=said,
                      name=Setting.CEILING, used=said, allowed="")  # fmt: skip
    yield reworded(invalid, Words.CEILING_TOO_FINE, digits=str(digits))


def _days_as_text(lines: Mapping[str, Sequence[TableRow]]) -> Iterator[Finding]:
    """Days that are texts and cannot be taken as they stand."""
    for item in (item for item in ITEMS if item.read is read_date):
        for row in lines.get(fold(item.name), ())[:1]:
            yield from day_as_text(row.raw(Col.VALUE), TABLE.sheet, row.spot(Col.VALUE), item.name)


def _without(findings: Sequence[Finding], told: Sequence[Finding]) -> Iterator[Finding]:
    """The findings but for those of cells about which more is told."""
    cells = {one.cell for one in told}
    return (one for one in findings if one.cell not in cells)


def cell_of(grid: Grid, name: str) -> str:
    """The A1 address of a setting's value; empty where the sheet has no such line."""
    return items.cell_of(grid, TABLE, name)


def home_cell(name: str) -> str:
    """The same on the sheet of a new book."""
    at = next(at for at, item in enumerate(ITEMS) if item.name == name)
    return TABLE.home.cell(TABLE.header_row + 1 + at, Col.VALUE)


def blank_ones(settings: Settings) -> list[str]:
    """Settings that a book cannot do without, and that say nothing."""
    return [item.name for item in ITEMS if item.required and not getattr(settings, item.field)]


def lacking(grid: Grid) -> list[str]:
    """Settings that the sheet of an earlier version has no line for; none where it has no table.

    `Căn cứ` is none of them: every version had those lines, so somebody took them away.
    """
    return more_lines.lacking(grid, TABLE, [item.name for item in ITEMS])


def render(settings: Settings, typed: Mapping[str, object] | None = None) -> Sheet:
    """The sheet of a new book; `typed` gives raw values for single fields (dates as dates)."""
    drawn = draw(TABLE, title=TITLE, note="Điền các ô màu vàng ở cột Giá trị. Bắt đầu từ trang này, "
                 "rồi đến Đơn vị và Tiêu chí.")  # fmt: skip
    codes = code_list(units.TABLE, units.TABLE.home, units.Col.CODE)
    draw_items(drawn, ITEMS, _shown(settings, typed or {}), {"head": codes, "deputy": codes})
    draw_grounds(drawn, settings.grounds)
    drawn.sheet.tab = "#FFC000"
    return drawn.sheet


def render_more(grid: Grid, names: Collection[str]) -> Sheet | None:
    """New lines of these names below all that stands there, with what counts without them; None without a table."""
    drawn = more_lines.draw_below(grid, TABLE, ITEMS, names, _shown(DEFAULTS, {}))
    return drawn.sheet if drawn else None


def _shown(settings: Settings, typed: Mapping[str, object]) -> dict[str, object]:
    """The values as they stand in their cells."""
    values = {f.name: getattr(settings, f.name) for f in fields(settings)} | dict(typed)
    values["year"] = values["year"] or None
    values["stage"] = Stage(values["stage"]).shown if values["stage"] else None
    values["window"] = str(settings.window)
    values["milestones"] = str(settings.milestones)
    values["awards"] = told_awards(settings.awards)
    values["classes"] = told_scale(settings.classes) or None
    values["tie_order"] = tie_order.told_order(settings.tie_order) if settings.tie_order else None
    values["always_voted"] = told_always(settings.always_voted)
    values["letterhead_superior"] = told_lines(settings.letterhead_superior)
    for name in ("sealed", "signs_for", "drops_ends"):
        values[name] = _told_yes_no(getattr(settings, name))
    if settings.step is not None:
        values["step"] = typed_number(in_points(settings.step))
    if isinstance(values["ceiling"], int):
        values["ceiling"] /= 1000
    return values
