"""Sheet `Tổng quan`: the one page that a leader reads. Written anew every time; nobody types here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ...domain.office.clusters import ClusterResult
from ...domain.office.comparable import groups_of
from ...domain.office.inputs import Cluster, OfficeSettings
from ...domain.office.progress import FileState, Progress
from ...domain.office.proposal import Proposal
from ...domain.ranking.standings import UnitStatus
from ...domain.values.numbers import Points, round_half_up, stored
from ...workbook.addresses import fixed, quoted, span
from ...workbook.heights import text_height
from ...workbook.model import Area, Chart, ColumnFormat, RowFormat, Series, Sheet
from .clusters import Col
from .summary import named

NAME = "Tổng quan"
MOST = 15
"""Clusters in each table of the page; the other sheets have all of them."""
_WIDTHS = (10, 24, *8 * (10.5,))
"""A section of the heat map stands in one column: THƯỞNG, TRƯỜNG in bold are not broken."""
_LAST = len(_WIDTHS) - 1
NOTHING_YET = "Chưa có sổ cụm nào dùng được."
"""Stands where the first units will: there is no chart as long as there is nothing to draw."""
_TILE_STYLE = "grid center bold"
_CHART_ROWS, _ROW_PIXELS = 12, 20
"""The chart stands beside so many rows at least."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page is made of."""

    settings: OfficeSettings
    clusters: Sequence[Cluster]
    progress: Sequence[Progress]
    results: Mapping[str, ClusterResult]
    """Cluster code → result."""
    errors: Mapping[str, int]
    """Cluster code → errors found."""
    proposal: Proposal
    other_errors: int = 0
    """Errors of the office book itself and of files that belong to no cluster."""
    unscored: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Units that the superior's own scorers have not scored yet → whose points lack."""


def render(page: Overview) -> Sheet:
    """The page: how many are in, who is late, the first units, a chart, a heat map of the sections."""
    sheet = Sheet(NAME, whole=True, fit=(1, 1), tab="#1F3864")
    for column, width in enumerate(_WIDTHS):
        sheet.columns[column] = ColumnFormat(width)
    _title(sheet, page.settings)
    _tiles(sheet, page)
    row = _to_do(sheet, page, 7)
    row = _firsts(sheet, page, row + 1)
    row = _heat(sheet, page, row + 1)
    note = "Trang này được vẽ lại mỗi lần tổng hợp; ghi chú riêng xin để ở trang khác."
    sheet.merge(Area(row + 1, 0, row + 1, _LAST), note, "note left")
    return sheet


def _title(sheet: Sheet, settings: OfficeSettings) -> None:
    sheet.merge(Area(0, 0, 0, _LAST), f"TỔNG QUAN THI ĐUA CÁC CỤM NĂM {settings.year}", "title huge")
    line = " · ".join(filter(None, (settings.superior, settings.office)))
    sheet.merge(Area(1, 0, 1, _LAST), line, "note center")
    sheet.rows[0] = RowFormat(28)


def _tiles(sheet: Sheet, page: Overview) -> None:
    """Five figures, each with its words."""
    states = [line.state for line in page.progress]
    late, lacking = (sum(bool(x) for x in lines) for lines in (
        [line.late for line in page.progress], [line.missing for line in page.progress]))  # fmt: skip
    errors = sum(count > 0 for count in page.errors.values())
    tiles = (
        ("cụm đã nhận sổ", f"{states.count(FileState.RECEIVED)}/{len(states)}",
         states.count(FileState.RECEIVED) == len(states)),
        ("cụm thiếu hồ sơ", str(lacking), not lacking),
        ("cụm gửi muộn", str(late), not late),
        ("cụm có sai lệch phải xử lý", str(errors), not errors),
        ("đơn vị được đề nghị Cờ", str(len(page.proposal.nominees)), len(page.proposal.nominees) == len(states)),
    )  # fmt: skip
    for at, (words, figure, good) in enumerate(tiles):
        left, right = 2 * at, 2 * at + 1
        colour = "green" if good else "amber"
        sheet.merge(Area(3, left, 3, right), figure, f"{_TILE_STYLE} huge {colour}")
        sheet.merge(Area(4, left, 4, right), words, "grid center wrap")
    sheet.rows[3], sheet.rows[4] = RowFormat(30), RowFormat(32)


def _heading(sheet: Sheet, row: int, text: str) -> None:
    sheet.merge(Area(row, 0, row, _LAST), text, "section left")


def _header(sheet: Sheet, row: int, texts: Sequence[tuple[int, int, str]]) -> None:
    for first, last, text in texts:
        sheet.merge(Area(row, first, row, last), text, "header")


def _to_do(sheet: Sheet, page: Overview, row: int) -> int:
    """Clusters that need somebody; returns the row after the table."""
    _heading(sheet, row, "VIỆC CẦN LÀM")
    lines = [(line.cluster, said) for line in page.progress if (said := _said(line, page))]
    if page.other_errors:
        own = f"{page.other_errors} việc phải xử lý trong sổ tổng hợp hoặc với tệp nhận: xem trang Sai lệch"
        lines.insert(0, (Cluster("", "Sổ tổng hợp"), own))
    if page.unscored:
        lacking = ", ".join(dict.fromkeys(code for codes in page.unscored.values() for code in codes))
        own = (
            f"{len(page.unscored)} đơn vị chưa có điểm cấp trên: còn thiếu điểm của {lacking or 'người chấm'}"
        )
        lines.insert(0, (Cluster("", "Điểm cấp trên"), own))
    if not page.clusters:
        sheet.merge(Area(row + 1, 0, row + 1, _LAST), "Điền trang Danh sách cụm, Đơn vị.", "grid left")
        return row + 2
    if not lines:
        sheet.merge(Area(row + 1, 0, row + 1, _LAST), "Không còn việc gì.", "grid left green")
        return row + 2
    at = row + 1
    for cluster, said in lines[:MOST]:
        sheet.put(at, 0, cluster.code, "grid code")
        sheet.put(at, 1, cluster.name, "grid wrap")
        sheet.merge(Area(at, 2, at, _LAST), said, "grid wrap left")
        sheet.rows[at] = _row((cluster.name, _WIDTHS[1]), (said, sum(_WIDTHS[2:])))
        at += 1
    return _more(sheet, at, len(lines), "Tiến độ và Sai lệch")


def _said(line: Progress, page: Overview) -> str:
    parts = []
    if line.state is FileState.REFUSED:
        parts.append("sổ chưa dùng được")
    if line.missing:
        parts.append(f"thiếu {', '.join(line.missing)}")
    if line.late:
        parts.append(f"muộn {', '.join(line.late)}")
    count = page.errors.get(line.cluster.code, 0)
    if count:
        parts.append(f"{count} sai lệch phải xử lý")
    return "; ".join(parts)


def _row(*texts: tuple[str, float]) -> RowFormat:
    """A row in which these texts fit, each in its width: merged cells do not do that by themselves."""
    return RowFormat(max(16.0, *(text_height(text, width, "grid wrap") or 16.0 for text, width in texts)))


def _more(sheet: Sheet, row: int, count: int, where: str) -> int:
    if count <= MOST:
        return row
    sheet.merge(Area(row, 0, row, _LAST), f"… và {count - MOST} cụm nữa: xem trang {where}.", "note left")
    return row + 1


def _firsts(sheet: Sheet, page: Overview, row: int) -> int:
    """The first unit of each cluster with its share, and the chart beside; returns the row after both."""
    _heading(sheet, row, "ĐƠN VỊ DẪN ĐẦU CÁC CỤM")
    header = row + 1
    _header(
        sheet, header, ((0, 0, "Cụm"), (1, 1, "Đơn vị dẫn đầu"), (2, 2, "Điểm"), (3, 3, "%"), (4, 4, "Cờ"))
    )
    at = header + 1
    known = [one for one in page.clusters if one.code in page.results]
    for cluster in known[:MOST]:
        _first(sheet, at, page.results[cluster.code])
        at += 1
    if not known:
        sheet.merge(Area(at, 0, at, 4), NOTHING_YET, "grid left")
        return at + 1
    sheet.charts.append(_chart(header, at - 1))
    end = max(at, header + _CHART_ROWS)
    return _more(sheet, end, len(known), "Tổng hợp")


def _first(sheet: Sheet, row: int, result: ClusterResult) -> None:
    first = [unit for unit in result.units if unit.place == "Nhất"]
    sheet.put(row, 0, result.code, "grid code")
    sheet.put(row, 1, "; ".join(map(named, first)) or "chưa có", "grid wrap" + ("" if first else " amber"))
    sheet.put(row, 2, stored(first[0].agreed_total) if first else None, f"grid points{result.digits}")
    percent = first[0].percent if first else None
    sheet.put(row, 3, None if percent is None else stored(percent), "grid points2")
    flagged = result.nominee is not None and any(unit.code == result.nominee for unit in first)
    sheet.put(
        row, 4, "Cờ" if flagged else (result.nominee or "–"), "grid center" + (" green" if flagged else "")
    )
    sheet.rows[row] = _row(("; ".join(map(named, first)), _WIDTHS[1]))


def _chart(header: int, last: int) -> Chart:
    sheet = quoted(NAME)
    series = Series(
        f"={sheet}!{fixed(header, 3)}",
        f"={sheet}!{span(header + 1, last, 0)}",
        f"={sheet}!{span(header + 1, last, 3)}",
    )
    height = _ROW_PIXELS * max(_CHART_ROWS, last - header + 1) - 6
    return Chart("firsts", "% điểm của đơn vị dẫn đầu", (series,), header, 5, 395, height, value_maximum=100)


def _heat(sheet: Sheet, page: Overview, row: int) -> int:
    """Average share of each section, only among clusters of one fingerprint and basis: the largest such group.

    Returns the row after the table.
    """
    groups = [group for group in groups_of(list(page.results.values())).values() if len(group) > 1]
    _heading(sheet, row, "TỶ LỆ % THEO MỤC, TRUNG BÌNH CÁC ĐƠN VỊ CỦA CỤM")
    if not groups:
        text = "Không so sánh: chưa có hai cụm cùng bộ tiêu chí và cùng cách xếp."
        sheet.merge(Area(row + 1, 0, row + 1, _LAST), text, "grid left")
        return row + 2
    group = max(groups, key=len)
    sections = [(at, code, name) for at, (code, name, most) in enumerate(group[0].sections) if most > 0]
    sections = sections[: _LAST - 1]
    names = {one.code: one.name for one in page.clusters}
    sheet.put(row + 1, 0, "Cụm", "header")
    sheet.put(row + 1, 1, Col.CLUSTER_NAME, "header")
    headings = [f"{code}. {name}" for _, code, name in sections]
    for column, heading in enumerate(headings, start=2):
        sheet.put(row + 1, column, heading, "header")
    sheet.rows[row + 1] = RowFormat(
        max(32.0, *(text_height(heading, _WIDTHS[2] - 1, "header") for heading in headings))
    )
    at = row + 2
    for one in group[:MOST]:
        sheet.put(at, 0, one.code, "grid code")
        sheet.put(at, 1, names.get(one.code, one.name), "grid wrap")
        sheet.rows[at] = _row((names.get(one.code, one.name), _WIDTHS[1]))
        for column, (section, *_) in enumerate(sections, start=2):
            share = average_share(one, section)
            sheet.put(at, column, None if share is None else stored(share), "grid points1")
        at += 1
    area = Area(row + 2, 2, at - 1, 1 + len(sections))
    sheet.conditionals.append(
        (
            area,
            {"type": "3_color_scale", "min_color": "#F8B4B4", "mid_color": "#FFF4CE", "max_color": "#A9D18E"},
        )
    )
    others = len(page.results) - len(group)
    text = f"{len(group)} cụm cùng bộ tiêu chí, cùng cách xếp."
    text += f" {others} cụm khác tiêu chí hoặc cách xếp nên không đưa vào." if others else ""
    text += f" Hiện {MOST} cụm đầu." if len(group) > MOST else ""
    sheet.merge(Area(at, 0, at, _LAST), text, "note left")
    return at + 1


def average_share(result: ClusterResult, section: int) -> Points | None:
    """The mean of a section's points over its maximum, in thousandths of a percent, of the units that came."""
    came = [
        unit
        for unit in result.units
        if unit.status in (UnitStatus.RANKED, UnitStatus.WAITING_VOTE, UnitStatus.INCOMPLETE)
    ]
    maximum = result.sections[section][2]
    if not came or maximum <= 0:
        return None
    total = sum(unit.sections[section] for unit in came)
    return round_half_up(Fraction(total * 100, maximum * len(came)), 1)
