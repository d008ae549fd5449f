"""Sheet `Suy tôn`: what the conference proclaimed beside what the points propose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..domain.cells import as_text
from ..domain.choices import read_yes_no
from ..domain.criteria import code_of
from ..domain.proclaimed import FLAG, FLAG_WORDS, PLACE, PLACE_WORDS, REASON, SHEET, Proclamation
from ..domain.standings import Standings
from ..intake.grids import Grid
from ..workbook.model import Sheet
from .table import Column, Found, Placement, Table, draw, find_table, is_empty, rows_of

TYPED = (PLACE, FLAG, REASON)
TABLE = Table(
    SHEET,
    (
        Column("Mã đơn vị", 11, "code"),
        Column("Đơn vị", 30),
        Column("Đề xuất", 14, "center"),
        Column(PLACE, 18, "center", typed=True),
        Column(FLAG, 14, "center", typed=True),
        Column(REASON, 56, typed=True),
    ),
    header_row=3,
    key=("Mã đơn vị",),
)


@dataclass(slots=True)
class ProclaimedRow:
    """One row as read."""

    unit: str
    row: int
    typed: list[object] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def proclamation(self) -> Proclamation:
        """What the row says."""
        place, flag, reason = self.typed
        marked, unknown = read_yes_no(flag)
        return Proclamation(self.unit, as_text(place), marked, as_text(reason), self.cells, unknown)


def read_proclaimed(grid: Grid) -> tuple[dict[str, ProclaimedRow], list[ProclaimedRow], Found | None]:
    """The rows in which somebody typed, by unit; the second ones of a unit; and where the table stands."""
    found = find_table(grid, TABLE)
    if found is None:
        return {}, [], None
    rows: dict[str, ProclaimedRow] = {}
    doubles: list[ProclaimedRow] = []
    for row in rows_of(grid, found.placement):
        unit = code_of(row.text("Mã đơn vị"))
        if not unit or is_empty(row, TYPED):
            continue
        read = ProclaimedRow(unit, row.row, [row.raw(h) for h in TYPED], {h: row.cell(h) for h in TYPED})
        if rows.setdefault(unit, read) is not read:
            doubles.append(read)
    return rows, doubles, found


def render(
    standings: Standings,
    rows: Mapping[str, ProclaimedRow],
    orphans: Sequence[ProclaimedRow],
    provisional_mark: str,
    place: Placement | None = None,
) -> Sheet:
    """Every unit in the order of the ranking."""
    drawn = draw(TABLE, place, title="SUY TÔN", note="Hội nghị suy tôn (HD 1302, II.3, III.3). Để trống là theo đề "
                 "xuất; khác đề xuất thì ghi Lý do. Chỉ một đơn vị được đề nghị Cờ.")  # fmt: skip
    for standing in standings.standings:
        typed = rows[standing.code].typed if standing.code in rows else [None] * len(TYPED)
        proposal = (standing.place or "") + (
            provisional_mark if standing.place and standings.provisional else ""
        )
        if standing.nominee:
            proposal += " · Cờ"
        drawn.line(
            {"Mã đơn vị": standing.code, "Đơn vị": standing.total.unit.name, "Đề xuất": proposal,
             **dict(zip(TYPED, typed, strict=True))}
        )  # fmt: skip
    for orphan in orphans:
        drawn.line({"Mã đơn vị": orphan.unit, **dict(zip(TYPED, orphan.typed, strict=True))})
    for header, source in (
        (PLACE, PLACE_WORDS),
        (FLAG, FLAG_WORDS),
    ):
        rule = {"validate": "list", "source": list(source), "error_title": "Chọn trong danh sách"}
        drawn.sheet.validations.append((drawn.area(header), rule))
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#FFC000"
    return drawn.sheet
