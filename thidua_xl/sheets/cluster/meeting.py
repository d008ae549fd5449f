"""Sheet `Họp trù bị`: what the preparatory meeting works through, in order, each row beside its cell.

`Điểm đang dùng`, `Đã quyết` and the line above the table are live; what would change the places is blank once
something was typed that it was not computed with.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ...domain.ranking.proclaimed import PLACES
from ...domain.ranking.standings import Standing
from ...domain.ranking.withheld import last_barred
from ...domain.scoring.consequences import told
from ...domain.scoring.scores import Score
from ...domain.scoring.settings import Settings
from ...domain.values.numbers import Points, stored
from ...domain.values.text import decapitalised
from ...domain.year.meeting import Matter, Section
from ...workbook.addresses import column_name, quoted, span
from ...workbook.model import Sheet
from ..paper import print_all
from ..table import Column, Drawn, Placement, Table, draw
from . import ranking
from .agreed import AGREED
from .agreed import TABLE as LEDGER
from .agreed import Col as LedgerCol
from .agreed_lines import shown_score
from .agreed_page import LedgerSheet
from .live_ranking import LiveRanking
from .typed_since import Since, literal


class Col:
    """The headers of `Họp trù bị`."""

    SECTION = "Mục"
    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CRITERION = "Mã tiêu chí"
    TEXT = "Tiêu chí"
    SELF = "Điểm tự chấm"
    RULE = "Điểm theo cách chấm"
    USED = "Điểm đang dùng"
    WHY = "Vì sao nêu"
    CELL = "Ô"
    DECIDED = "Đã quyết"


TABLE = Table(
    "Họp trù bị",
    (
        Column(Col.SECTION, 6, "center"),
        Column(Col.UNIT, 9, "code"),
        Column(Col.UNIT_NAME, 18),
        Column(Col.CRITERION, 9, "code"),
        Column(Col.TEXT, 32),
        Column(Col.SELF, 9, "number"),
        Column(Col.RULE, 9, "number"),
        Column(Col.USED, 9, "number"),
        Column(Col.WHY, 44),
        Column(Col.CELL, 7, "link center"),
        Column(Col.DECIDED, 8, "center"),
    ),
    header_row=4,
    key=(Col.SECTION, Col.UNIT, Col.CRITERION),
)
DECIDED, NO_QUESTION = "Có", "–"
NOTHING = "Không có."
_SHOWN_POINTS = (Col.SELF, Col.RULE, Col.USED)


class Line(NamedTuple):
    """A row of the meeting with what stands beside it."""

    matter: Matter
    unit_name: str
    text: str
    cell: str
    """Of the agreed score on `Thống nhất điểm`; where no criterion is meant, of the unit's first row."""
    own: Points | None = None
    rule: Points | None = None
    score: Score | None = None
    """What stands; None where the row is not about one score."""
    decided: bool = False
    """Whether the score that stands rests on what the cluster agreed: the score itself, figures, a confirmed mark."""


class Live(NamedTuple):
    """The sheets that the formulas look into."""

    ledger: LedgerSheet
    ranking: LiveRanking

    def ranks(self, header: str) -> str:
        """The cells under a header of `Xếp hạng`."""
        return self.ranking.body_of(header)

    def ranked_code(self, row: str) -> str:
        """A formula part: the unit in a row of `Xếp hạng`, counted from 1."""
        last = self.ranks(ranking.Col.CODE).rpartition("$")[2]
        column = column_name(self.ranking.place[ranking.Col.CODE])
        return f"INDEX({quoted(ranking.TABLE.sheet)}!${column}$1:${column}${last},{row})"


def render(
    lines: Sequence[Line], standings: Sequence[Standing], settings: Settings, live: Live, since: Since,
    place: Placement | None = None,
) -> Sheet:  # fmt: skip
    """The rows section by section, each section with its heading, be it empty.

    Args:
        lines: in the order of the sections.
        standings: in the order of `Xếp hạng`.
        settings: those of the cluster.
        live: what the formulas look into.
        since: whether something was typed since the computation.
        place: where the table stands.
    """
    drawn = draw(TABLE, place, title="HỌP TRÙ BỊ", note="Đi lần lượt từng dòng; bấm Ô để đến dòng ấy ở trang Thống "
                 "nhất điểm, gõ Điểm thống nhất và Lý do. Mục (e) tính đến lần chạy gần nhất.")  # fmt: skip
    writer = _Rows(drawn, settings.digits, live, since)
    for section in Section:
        own = [line for line in lines if line.matter.section is section]
        writer.heading(section, is_empty=not own)
        for line in own:
            writer.line(line)
    _summary(drawn, lines, standings, settings, live)
    since.warn(drawn.sheet)
    _look(drawn)
    print_all(drawn.sheet)
    return drawn.sheet


def _look(drawn: Drawn) -> None:
    sheet = drawn.sheet
    decided = drawn.area(Col.DECIDED)
    sheet.conditionals.append(
        (decided, {"type": "cell", "criteria": "==", "value": f'"{DECIDED}"', "style": "green bold"})
    )
    sheet.landscape = True
    sheet.tab = "#7FB069"


class _Rows:
    """Writes the rows with their formulas."""

    def __init__(self, drawn: Drawn, digits: int, live: Live, since: Since) -> None:
        self.drawn, self.live, self.since = drawn, live, since
        self.points = dict.fromkeys(_SHOWN_POINTS, f"points{digits}")
        self.typed = column_name(live.ledger.drawn.place[LedgerCol.AGREED_SCORE])

    def heading(self, section: Section, *, is_empty: bool) -> None:
        """The line above a section's rows."""
        at = self.drawn.line({})
        for column in TABLE.columns:  # no grid: the text runs on over the cells beside it
            self.drawn.sheet.put(at, self.drawn.place[column.header], None, "section")
        self.drawn.sheet.put(at, self.drawn.place[Col.SECTION], section.heading, "section left")
        if is_empty:
            self.drawn.sheet.put(at, self.drawn.place[Col.WHY], NOTHING, "section left")

    def line(self, line: Line) -> None:
        """One matter."""
        matter = line.matter
        decided = DECIDED if line.decided else ""
        values: dict[str, object] = {
            Col.SECTION: matter.section.value,
            Col.UNIT: matter.unit,
            Col.UNIT_NAME: line.unit_name,
            Col.CRITERION: matter.criterion,
            Col.TEXT: line.text,
            Col.SELF: None if line.own is None else stored(line.own),
            Col.RULE: None if line.rule is None else stored(line.rule),
            Col.USED: None if line.score is None else shown_score(line.score),
            Col.WHY: matter.why,
            Col.CELL: line.cell,
            Col.DECIDED: decided if matter.of_one_score else NO_QUESTION,
        }
        self.drawn.line(values, formulas=self._formulas(line), styles=self.points)

    def _formulas(self, line: Line) -> dict[str, str]:
        matter, row = line.matter, self.drawn.first + self.drawn.rows
        unit, criterion = (f"${self.drawn.place.cell(row, header)}" for header in (Col.UNIT, Col.CRITERION))
        key = f'{unit}&"|"&{criterion}'
        at = self._match(key, LedgerCol.KEY) if matter.criterion else self._match(unit, LedgerCol.UNIT)
        there = f'"#{quoted(LEDGER.sheet)}!{self.typed}"&{at}'
        formulas = {Col.CELL: f'=IFERROR(HYPERLINK({there},"{self.typed}"&{at}),"")'}
        if matter.section is Section.FLIP:
            formulas[Col.WHY] = self.since.blanking(matter.why)
        if matter.of_one_score:
            typed = "&".join(f"INDEX({self.live.ledger.column(header)},{at})" for header in AGREED)
            used = f"INDEX({self.live.ledger.column(LedgerCol.COUNTS)},{at})"
            formulas[Col.USED] = f'=IFERROR({used},"")'
            formulas[Col.DECIDED] = f'=IFERROR(IF(AND({typed}<>"",{used}&""<>""),"{DECIDED}",""),"")'
        return formulas

    def _match(self, wanted: str, header: str) -> str:
        return f"MATCH({wanted},{self.live.ledger.column(header)},0)"


# --- the line above ---------------------------------------------------------------------------


def _summary(
    drawn: Drawn, lines: Sequence[Line], standings: Sequence[Standing], settings: Settings, live: Live
) -> None:
    """`12 việc, còn 5; nếu giữ nguyên: Nhất MSO, Nhì TDA, Ba DLY`."""
    top = drawn.place.header_row - 2
    if top < 0:
        return
    sections, decided = (
        span(drawn.first, drawn.last, drawn.place[header]) for header in (Col.SECTION, Col.DECIDED)
    )
    asking = "+".join(f'({sections}="{section.value}")' for section in Section if section.asks)
    asked = sum(line.matter.asks for line in lines)
    said = f'"{asked} việc, còn "&SUMPRODUCT(({asking})*({decided}=""))' if asked else f'"{_NOTHING_ASKED}"'
    holders = '&", "&'.join(f'"{PLACES[place]} "&{_holder(place, live)}' for place in _places(standings))
    lacking = f"SUM({live.ranks(ranking.Col.LACKING)})>0"
    apart = literal(_apart(standings))
    formula = f'={said}&"{_IF_KEPT}"&{holders}&IF({lacking},"{ranking.PROVISIONAL}","")&{apart}'
    drawn.sheet.put(top, 0, summary_said(lines, standings, settings), "bold navy", formula)


def summary_said(lines: Sequence[Line], standings: Sequence[Standing], settings: Settings) -> str:
    """The line above the table, as its formula gives it now."""
    asked = [line for line in lines if line.matter.asks]
    still_open = sum(not line.decided for line in asked)
    said = f"{len(asked)} việc, còn {still_open}" if asked else _NOTHING_ASKED
    return f"{said}{_IF_KEPT}{kept_said(standings, settings)}{_apart(standings)}"


def _apart(standings: Sequence[Standing]) -> str:
    """That places are told by points alone, and from whom conditions and violations keep them."""
    kept = [f"{line.code}: {_places_kept(line)}" for line in standings if line.last_barred]
    return f" theo điểm; theo điều kiện, vi phạm: {'; '.join(kept)}" if kept else ""


def _places_kept(line: Standing) -> str:
    text = told(dict.fromkeys(one.consequence for one in line.withheld if last_barred([one])))
    return decapitalised(text)


def kept_said(standings: Sequence[Standing], settings: Settings) -> str:
    """Who holds the places if nothing is changed, marked while scores are missing."""
    considered = _considered(standings)
    ranked = sum(line.rank is not None for line in considered)
    said = []
    for place in _places(standings):
        codes = [line.code for line in considered if line.rank == place]
        said.append(f"{PLACES[place]} {_named(codes, place, ranked)}")
    totals = [line.total for line in considered]
    lacking = any(total.missing or total.is_unmeasured(settings.basis) for total in totals)
    return ", ".join(said) + (ranking.PROVISIONAL if lacking else "")


def _considered(standings: Sequence[Standing]) -> list[Standing]:
    return [line for line in standings if not line.total.unit.is_excluded]


def _places(standings: Sequence[Standing]) -> list[int]:
    """The places that there can be: two units have no third."""
    return [place for place in PLACES if place <= max(1, len(_considered(standings)))]


def _named(codes: Sequence[str], place: int, ranked: int) -> str:
    if not codes:
        return _NOBODY if ranked >= place else _NOT_YET
    if len(codes) == _PAIR:
        return " và ".join(codes)
    return codes[0] + (f" và {len(codes) - 1} đơn vị khác" if codes[1:] else "")


_NOTHING_ASKED, _IF_KEPT = "Không có việc nào phải bàn", "; nếu giữ nguyên: "
_PAIR = 2
_NOT_YET, _NOBODY = "chưa có", "không có"


def _holder(place: int, live: Live) -> str:
    """A formula part: who holds a place."""
    ranks, codes = live.ranks(ranking.Col.RANK), live.ranks(ranking.Col.CODE)
    count = f"COUNTIF({ranks},{place})"
    last = live.ranked_code(f"SUMPRODUCT(MAX(({ranks}={place})*ROW({ranks})))")
    others = f'IF({count}=2,{last},({count}-1)&" đơn vị khác")'
    more = f'IF({count}>1," và "&{others},"")'
    nobody = f'IF(COUNT({ranks})<{place},"{_NOT_YET}","{_NOBODY}")'
    return f"IF({count}=0,{nobody},INDEX({codes},MATCH({place},{ranks},0))&{more})"
