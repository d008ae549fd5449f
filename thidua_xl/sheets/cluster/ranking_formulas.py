"""The live cells of `Xếp hạng`: rank, place, class, flag and note of a unit's row, and its bar of the chart."""

from collections.abc import Mapping

from ...domain.ranking.standings import INVALID, LEVEL, VOTE_LATER, VOTE_NOW, VOTED, Standing, Standings
from ...domain.scoring.criteria import Criteria
from ...domain.scoring.groups import grouping_of
from ...domain.scoring.settings import Basis, Settings, TiesBelowFirst
from ...domain.values.text import capitalised
from ...workbook.addresses import address, fixed, span
from ..table import Drawn
from .agreed import Col as LedgerCol
from .agreed_page import LedgerSheet
from .matrix import Col as MatrixCol
from .matrix import MatrixSheet
from .ranking import FLAGGED, NO_RANK, PROVISIONAL, TABLE, Col, Flags, by_thresholds, drawn_column
from .tie_order import order_formula, order_value
from .typed_since import literal

_TO_COMPUTE = "Đã nhập, chưa tính: bấm Xếp hạng"
"""Of a unit on paper for which only targets or results were typed."""


class Formulas:
    """Makes the formulas of a unit's row."""

    def __init__(self, drawn: Drawn, settings: Settings, criteria: Criteria, matrix: MatrixSheet,
                 ledger: LedgerSheet, area: tuple[int, int], standings: Standings, flags: Flags) -> None:  # fmt: skip
        self.drawn = drawn
        self.area = area
        self.flags = flags
        self.settings = settings
        self.criteria = criteria
        self.matrix = matrix
        self.ledger = ledger
        self.reported = len(criteria.of_units)
        self.always = len(standings.always)
        self.withholding = standings.withholding
        self.by_hand = standings.by_hand
        self.dense = settings.is_dense
        place = drawn.place
        self.letter = {c.header: address(0, place[c.header]).rstrip("1") for c in TABLE.columns}
        self.values = span(*area, place[Col.RANKED_BY])
        self.order = settings.tie_order
        self.grouping = grouping_of(criteria, settings.digits)
        self.compared = span(*area, place[Col.COMPARED])
        self.placed = span(*area, place[Col.PLACED]) if self.order else self.values
        """What ranks are counted from: the values, or where the order has told level ones apart."""
        self.ranks = span(*area, place[Col.RANK])
        self._typed_since = f"SUM({span(*area, place[Col.TYPED_SINCE])})>0"

    def of(self, row: int, standing: Standing, unmeasured: int, refused: int, graded: str) -> dict[str, str]:
        """Those of the unit in this row, by header.

        Args:
            row: from 0.
            unmeasured: 1 where the unit has no value to be ranked by.
            refused: its agreed scores that cannot stand.
            graded: its class as computed.
        """
        formulas = self._formulas(row, standing, unmeasured, refused)
        if self.settings.classes is not None:
            formulas[Col.CLASS] = self._class(row, standing, graded)
        if not standing.total.unit.is_excluded:
            formulas[Col.NOTE] = self._note(row, standing, unmeasured, refused)
        return formulas | {Col.FLAG: self._flag(row, standing), **self._bar(row)}

    def _flag(self, row: int, standing: Standing) -> str:
        """As the program found; once something was typed since, what people have typed on `Suy tôn`."""
        typed = self.flags.of_unit(f"${self.letter[Col.CODE]}{row + 1}")
        computed = literal(FLAGGED if standing.nominee else "")
        moved = f"OR({self._typed_since},{self.flags.changed})"
        return f'=IF({moved},IF({typed}="{FLAGGED}","{FLAGGED}",""),{computed})'

    def _bar(self, row: int) -> dict[str, str]:
        """The unit's bar, and what the bar of this row's number is: the chart keeps to the ranks, not to the rows."""
        at, place, first = self._at(row), self.drawn.place, self.area[0]
        rank = at[Col.RANK]
        so_far = f"{fixed(first, place[Col.RANK])}:${rank}"  # its end moves when somebody sorts the rows
        order = span(*self.area, place[Col.DRAWN_AS])
        bar = f"MATCH(ROWS({so_far}),{order},0)"
        unranked = f"COUNT({self.ranks})+ROWS({so_far})-COUNT({so_far})"
        ranked = f'COUNTIF({self.ranks},"<"&{rank})+COUNTIF({so_far},{rank})'
        drawn = span(*self.area, place[drawn_column(self.settings)])
        return {
            Col.DRAWN_AS: f"=IF(ISNUMBER({rank}),{ranked},{unranked})",
            Col.BAR_NAME: f"=INDEX({span(*self.area, place[Col.UNIT_NAME])},{bar})",
            Col.BAR_VALUE: f"=INDEX({drawn},{bar})",
        }

    def _class(self, row: int, standing: Standing, graded: str) -> str:
        """By the thresholds, live; what a limit gave or a condition lowered holds until something is typed."""
        at, settings = self._at(row), self.settings
        scale = settings.classes
        if scale is None:
            return ""
        value = at[Col.PERCENT if scale.in_percent else Col.AGREED_TOTAL]
        by_value = by_thresholds(scale, standing.total.unit.group, value)
        if standing.grading.may_change or scale.last_limited >= 0 or not standing.grading.is_by_value:
            moved = f'IF({by_value}="","",{by_value}&"{PROVISIONAL}")'
            shown_now = f"IF({self._typed_since},{moved},{literal(graded)})"
        else:
            marked = f'{by_value}&IF({self._unsettled(at, standing)},"{PROVISIONAL}","")'
            shown_now = marked if scale.rest else f'IF({by_value}="","",{marked})'
        return f'=IF(OR({at[Col.RANKED_BY]}="",NOT(ISNUMBER({value}))),"",{shown_now})'

    def _unsettled(self, at: Mapping[str, str], standing: Standing) -> str:
        """Whether points of a unit lack, or may be taken off or given back by a condition."""
        if self.withholding.is_open_for(standing.code):
            return "TRUE"
        lacks = f"{at[Col.LACKING]}>0"
        return f"OR({lacks},{self._typed_since})" if self.withholding.depends else lacks

    def _at(self, row: int) -> dict[str, str]:
        return {header: f"{letter}{row + 1}" for header, letter in self.letter.items()}

    def _formulas(self, row: int, standing: Standing, unmeasured: int, refused: int) -> dict[str, str]:
        n, excluded = str(row + 1), standing.total.unit.is_excluded
        at = self._at(row)
        value, rank, total = at[Col.RANKED_BY], at[Col.RANK], at[Col.AGREED_TOTAL]
        placed = at[Col.PLACED] if self.order else value
        maximum = at[Col.MAXIMUM]
        basis = total if self.settings.basis is Basis.POINTS else at[Col.PERCENT]
        touched = f"SUMPRODUCT({self.ledger.touched('$' + at[Col.CODE])})>0"
        moved = f"ROUND(SUM({total})-SUM({at[Col.SEEN_TOTAL]}),6)<>0"  # an empty total is a text
        by_points = self._by_points(placed)
        voted = (
            f"IF(AND({value}={at[Col.GROUP_TOTAL]},COUNTIF({self.placed},{placed})={at[Col.GROUP_SIZE]},"
            f"{by_points}={at[Col.GROUP_RANK]}),{at[Col.ADJUSTMENT]},0)"
        )
        place = self._place(rank, standing)
        waits = f'ISNUMBER(SEARCH("chờ",{at[Col.TIE]}))'
        lacking = f"{self._from_matrix(MatrixCol.LACKING, n)}+{unmeasured}".removesuffix("+0")
        if lacks_only_its_form(standing):
            lacking = f"MAX({lacking},IF({self._has_come(at, refused)},0,1))"
        ordered = self._ordered(at, standing, n) if self.order else {}
        seen = literal(order_value(standing.total)) if ordered and standing.placed else ""
        reordered = f",{at[Col.COMPARED]}<>{seen}" if seen else ""
        return {
            Col.AGREED_TOTAL: "=" + self._from_matrix(MatrixCol.TOTAL, n),
            Col.PERCENT: f'=IF(AND(ISNUMBER({total}),{maximum}>0),'
                       f'ROUND(ROUND({total}/{maximum}*100,9),{self.settings.digits}),"")',
            Col.LACKING: "=0" if excluded else f"={lacking}",
            Col.OWN_LACKING: "=" + self._from_matrix(MatrixCol.OWN_LACKING, n),
            Col.REFUSED: f"=SUMPRODUCT({self.ledger.rejected('$' + at[Col.CODE])})",
            Col.TYPED_SINCE: f"=IF(OR({moved},{at[Col.LACKING]}<>{at[Col.SEEN_LACKING]},{touched}{reordered}),1,0)",
            **ordered,
            Col.RANKED_BY: '=""' if excluded else f'=IF({self._has_come(at, refused)},{basis},"")',
            Col.RANK: f'=IF({value}="","{NO_RANK}",{by_points}+{voted})',
            Col.TIE: f'=IF({value}="","",IF(COUNTIF({self.ranks},{rank})>1,{self._level(rank)}&{rank}&'
                         f'IF({rank}<={self._last_voted()},{self._awaited(rank)},""),""))',
            Col.PROPOSED: f'=IF(OR({value}="",{waits}),"",{self._marked(place, rank, standing)})',
        }  # fmt: skip

    def _ordered(self, at: Mapping[str, str], standing: Standing, n: str) -> dict[str, str]:
        """What tells the unit from level ones, and how many units stand above it then."""
        value, compared = at[Col.RANKED_BY], at[Col.COMPARED]
        text = order_formula(
            self.order, self.grouping, standing.total, self.matrix, lambda header: self._from_matrix(header, n),
            at[Col.PERCENT],
        )  # fmt: skip
        level = f"SUMPRODUCT(({self.values}={value})*({self.compared}>{compared}))"
        return {
            Col.COMPARED: f'=IF({value}="","",{text})',
            Col.PLACED: f'=IF({value}="","",-COUNTIF({self.values},">"&{value})-{level})',
        }

    def _place(self, rank: str, standing: Standing) -> str:
        """The place by rank, as far as nothing keeps it from the unit; once units have moved up, as it was computed."""
        if self.by_hand:
            return f'IF({self._typed_since},"",{literal(standing.place or "")})'
        place = f'IF({rank}=1,"Nhất",IF({rank}=2,"Nhì",IF({rank}=3,"Ba","")))'
        barred = standing.last_barred
        return f'IF({rank}<={barred},"",{place})' if barred else place

    def _marked(self, place: str, rank: str, standing: Standing) -> str:
        """The place with its mark: while a score is missing, a condition open, or one may be met otherwise by now."""
        gaps = f"{self._gaps()}>0"
        if self.withholding.open:
            gaps = "TRUE"
        elif self.withholding.depends:
            gaps = f"OR({gaps},{self._typed_since})"
        if not (self.by_hand or standing.last_barred):
            return f'{place}&IF(AND({rank}<=3,{gaps}),"{PROVISIONAL}","")'
        return f'{place}&IF(AND({place}<>"",{gaps}),"{PROVISIONAL}","")'

    def _has_come(self, at: Mapping[str, str], refused: int) -> str:
        """Whether the unit is there: by its form, or by a score of its own that was typed since, good or bad."""
        had, lacks = at[Col.CAME], at[Col.OWN_LACKING]
        return f"OR({had}<0,{self.reported}-{lacks}>{had},{at[Col.REFUSED]}>{refused})"

    def _note(self, row: int, standing: Standing, unmeasured: int, refused: int) -> str:
        """What the program wrote; once something was typed since, what is still known."""
        at = self._at(row)
        wrong, lacks = at[Col.REFUSED], f"({at[Col.LACKING]}-{at[Col.REFUSED]}-{unmeasured})"
        found = f"{self.ledger.rejected('$' + at[Col.CODE])}*ROW({self.ledger.body(LedgerCol.UNIT)})"
        criterion = self.ledger.criterion_of(f"SUMPRODUCT(MAX({found}))")
        more = f'IF({wrong}>1," và "&({wrong}-1)&" ô khác","")'
        wrongly = f'IF({wrong}>0,"; {INVALID}: "&{criterion}&{more},"")'
        missing = f'IF({lacks}>0,"; Thiếu điểm "&{lacks}&" tiêu chí","")'
        nothing_yet = literal(f"; {standing.total.nothing_yet}")
        nothing = f"IF({at[Col.TYPED_SINCE]}>0,{literal('; ' + _TO_COMPUTE)},{nothing_yet})"
        come = f"IF({self._has_come(at, refused)},{missing},{nothing})"
        why = standing.total.unranked(self.settings.basis) if unmeasured else ""
        kept = literal("".join(f"; {capitalised(text)}" for text in (why, standing.barred) if text))
        return f"=IF({self._typed_since},MID({wrongly}&{come}&{kept},3,999),{literal(standing.note)})"

    def _from_matrix(self, header: str, number: str) -> str:
        code = f"${self.letter[Col.CODE]}{number}"
        return f"INDEX({self.matrix.body(header)},MATCH({code},{self.matrix.codes()},0))"

    def _by_points(self, value: str) -> str:
        """Competition rank, or the dense one: 1 + distinct higher values (the losers of a tie for first
        take a rank of their own, open or settled)."""
        values = self.placed
        if not self.dense:
            return f'COUNTIF({values},">"&{value})+1'
        times = f"(COUNTIF({values},{values})+NOT(ISNUMBER({values})))"
        higher = f"SUMPRODUCT(ISNUMBER({values})*({values}>{value})/{times})"
        top = f"MAX({values})"
        return f"ROUND({higher},0)+1+IF(AND(COUNTIF({values},{top})>1,{value}<{top}),1,0)"

    def _awaited(self, rank: str) -> str:
        """A tie is voted on once no score of its units is missing."""
        lacking = span(self.drawn.first, self._bottom(), self.drawn.place[Col.LACKING])
        return f'IF(SUMIF({self.ranks},{rank},{lacking})>0,"{VOTE_LATER}","{VOTE_NOW}")'

    def _last_voted(self) -> int:
        return max(3 if self.settings.ties is TiesBelowFirst.VOTE else 1, self.always)

    def _level(self, rank: str) -> str:
        """How units at one rank are told: those of the ballot are not level, they wait for their votes."""
        return f'IF({rank}<={self.always},"{VOTED}","{LEVEL}")' if self.always else f'"{LEVEL}"'

    def _gaps(self) -> str:
        first = self.drawn.first
        return f"SUM({span(first, self._bottom(), self.drawn.place[Col.LACKING])})"

    def _bottom(self) -> int:
        return int(self.values.rpartition("$")[2]) - 1


def lacks_only_its_form(standing: Standing) -> bool:
    """Whether others have scored all that a unit has, but nothing came of itself."""
    total = standing.total
    return total.empty and not total.unit.is_excluded and not total.missing
