"""Sheet `Suy tôn`: what the conference proclaimed beside what the points propose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ...domain.ranking import proclaimed
from ...domain.ranking.awards import words_of
from ...domain.ranking.proclaimed import FLAG_WORDS, PLACE_WORDS, SHEET, Proclamation
from ...domain.ranking.standings import Standing, Standings
from ...domain.scoring.criteria import code_of
from ...domain.scoring.settings import Award
from ...domain.values.cells import Formula, as_text, is_blank
from ...domain.values.choices import read_yes_no
from ...workbook.addresses import quoted, span
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import (
    Column,
    Drawn,
    Found,
    Placement,
    Table,
    choices,
    draw,
    find_table,
    fits_inline,
    is_empty,
    rows_of,
)
from .ranking import Flags
from .typed_since import Since, literal


class Col(proclaimed.Col):
    """The headers of `Suy tôn`."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    PROPOSED = "Đề xuất"
    SEEN_PLACE = "Suy tôn đã tính"
    SEEN_FLAG = "Cờ đã tính"
    SEEN_AWARD = "Hình thức đã tính"
    SEEN_CLASS = "Xếp loại đã tính"


LOOKED_AT = (Col.PLACE, Col.FLAG, Col.AWARD, Col.CLASS)
"""What counts as a person sees it."""
TYPED = (*LOOKED_AT, Col.REASON)
SEEN = (Col.SEEN_PLACE, Col.SEEN_FLAG, Col.SEEN_AWARD, Col.SEEN_CLASS)
"""Hidden: what was typed as of the last computation."""
NOMINATED = " · Cờ"
TABLE = Table(
    SHEET,
    (
        Column(Col.UNIT, 11, "code"),
        Column(Col.UNIT_NAME, 30),
        Column(Col.PROPOSED, 24, "center wrap"),
        Column(Col.PLACE, 18, "center", typed=True),
        Column(Col.FLAG, 14, "center", typed=True),
        Column(Col.AWARD, 30, "wrap", typed=True, beside=Col.SEEN_AWARD),
        Column(Col.CLASS, 13, "center wrap", typed=True, beside=Col.SEEN_CLASS),
        Column(Col.REASON, 46, typed=True),
        Column(Col.SEEN_PLACE, 12, hidden=True),
        Column(Col.SEEN_FLAG, 12, hidden=True),
        Column(Col.SEEN_AWARD, 12, hidden=True),
        Column(Col.SEEN_CLASS, 12, hidden=True),
    ),
    header_row=3,
    key=(Col.UNIT,),
)


@dataclass(slots=True)
class ProclaimedRow:
    """One row as read."""

    unit: str
    row: int
    typed: list[object] = field(default_factory=list)

    @property
    def proclamation(self) -> Proclamation:
        """What the row says."""
        place, flag, award, grade, reason = self.typed
        marked, unknown = read_yes_no(flag)
        return Proclamation(
            self.unit, as_text(place), marked, as_text(reason), unknown, as_text(award), as_text(grade)
        )

    @property
    def sealed(self) -> list[object]:
        """What a seal covers: a form of award and a class where they are typed, as books had none before."""
        place, flag, award, grade, reason = self.typed
        chosen = [] if is_blank(grade) else [f"{Col.CLASS}: {as_text(grade)}"]
        return [place, flag, reason, *([] if is_blank(award) else [award]), *chosen]


def read_proclaimed(grid: Grid) -> tuple[dict[str, ProclaimedRow], list[ProclaimedRow], Found | None]:
    """The rows in which somebody typed, by unit; the second ones of a unit; and where the table stands."""
    found = find_table(grid, TABLE)
    if found is None:
        return {}, [], None
    rows: dict[str, ProclaimedRow] = {}
    doubles: list[ProclaimedRow] = []
    for row in rows_of(grid, found.placement):
        unit = code_of(row.text(Col.UNIT))
        if not unit or is_empty(row, TYPED):
            continue
        read = ProclaimedRow(unit, row.row, [row.raw(h) for h in TYPED])
        if rows.setdefault(unit, read) is not read:
            doubles.append(read)
    return rows, doubles, found


def render(
    standings: Standings,
    rows: Mapping[str, ProclaimedRow],
    orphans: Sequence[ProclaimedRow],
    provisional_mark: str,
    awards: Sequence[Award],
    grades: Sequence[str],
    proposal: Callable[[str], str],
    since: Since,
    place: Placement | None = None,
) -> Sheet:
    """Every unit in the order of the ranking.

    Args:
        standings: the ranking as computed.
        rows: what was typed, by unit.
        orphans: typed rows of units that are gone.
        provisional_mark: what stands behind a place while something is missing.
        awards: the cluster's forms of award, for the list.
        grades: the cluster's classes, for the list.
        proposal: cell of a unit's code → a formula part that gives its place on `Xếp hạng`, live.
        since: whether something was typed since; the flag, which only the program can give, is blank then.
    """
    drawn = draw(TABLE, place, title="SUY TÔN", note="Hội nghị suy tôn (HD 1302, II.3, III.3). Để trống là theo đề "
                 "xuất; khác đề xuất thì ghi Lý do. Chỉ một đơn vị được đề nghị Cờ: đổi đơn vị Nhất thì ghi Có ở "
                 "đơn vị được đề nghị.")  # fmt: skip
    since = since.or_else(_typed_here(drawn, len(standings.standings) + len(orphans)))
    for standing in standings.standings:
        typed = rows[standing.code].typed if standing.code in rows else [None] * len(TYPED)
        code = "$" + drawn.place.cell(drawn.first + drawn.rows, Col.UNIT)
        formula = "=" + proposal(code)
        more = _more(standing)
        if more:
            formula += f'&IF({since.test},"",{literal(more)})'
        proposed = proposed_to(standing, standings, provisional_mark)
        names = {Col.UNIT: standing.code, Col.UNIT_NAME: standing.total.unit.name}
        drawn.line({**names, Col.PROPOSED: proposed, **_typed(typed)}, formulas={Col.PROPOSED: formula})
    for orphan in orphans:
        drawn.line({Col.UNIT: orphan.unit, **_typed(orphan.typed)})
    since.warn(drawn.sheet)
    _offer(drawn, awards, grades)
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#FFC000"
    return drawn.sheet


def proposed_to(standing: Standing, standings: Standings, provisional_mark: str) -> str:
    """What the points propose for a unit: its place, the flag, a form of award."""
    mark = provisional_mark if standing.place and standings.provisional else ""
    return f"{standing.place or ''}{mark}{_more(standing)}"


def _more(standing: Standing) -> str:
    award = f" · {standing.award_proposed}" if standing.award_proposed else ""
    return f"{NOMINATED}{award}" if standing.nominee else award


def flags_at(count: int, place: Placement) -> Flags:
    """What formulas of other sheets need to follow the flag; `count` units stand there."""
    rows = (place.header_row + 1, place.header_row + max(count, 1))
    codes, typed, seen = (
        f"{quoted(SHEET)}!{span(*rows, place[header])}" for header in (Col.UNIT, Col.FLAG, Col.SEEN_FLAG)
    )
    return Flags(codes, typed, f"SUMPRODUCT(--({typed}<>{seen}))>0")


def _offer(drawn: Drawn, awards: Sequence[Award], grades: Sequence[str]) -> None:
    """The lists to choose from; forms whose names Excel would split, or cannot hold, are typed as on `Cụm`."""
    offered = ((Col.PLACE, PLACE_WORDS), (Col.FLAG, FLAG_WORDS), (Col.AWARD, words_of(awards)),
               *([(Col.CLASS, grades)] if grades else []))  # fmt: skip
    for header, words in offered:
        if fits_inline(words):
            drawn.sheet.validations.append((drawn.area(header), choices(drawn.sheet, words)))


def _typed(cells: Sequence[object]) -> dict[str, object]:
    """What people typed, and the same once more as seen by the program."""
    seen = [cell.value if isinstance(cell, Formula) else cell for cell in cells[: len(SEEN)]]
    return dict(zip((*TYPED, *SEEN), (*cells, *seen), strict=True))


def _typed_here(drawn: Drawn, count: int) -> str:
    """A formula part: whether a place or a flag is another than the program has seen."""
    last = drawn.first + max(count, 1) - 1
    typed, seen = (
        [span(drawn.first, last, drawn.place[h]) for h in headers] for headers in (LOOKED_AT, SEEN)
    )
    return f"SUMPRODUCT({'+'.join(f'({now}<>{before})' for now, before in zip(typed, seen, strict=True))})>0"
