"""Groups on a scorecard: hidden cells of `Kiểm tra` hold what each counts with and what its parts come to.

The sums of the score sheet may be texts (`50,00 – còn 2 ô`), so groups are computed beside the points that count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...domain.scoring.criteria import Criteria, RowKind
from ...domain.scoring.groups import Group, Grouping, grouping_of
from ...domain.scoring.settings import Settings
from ...workbook.addresses import address, column_name
from ...workbook.model import ColumnFormat, Sheet
from ..group_formula import decimals_of_sums, group_amount
from .reminders import CHECK, CHECK_FIRST, CheckColumn, there


@dataclass(frozen=True, slots=True)
class Summed:
    """What a sum adds: criteria and groups by name, and the criteria whose points are in it."""

    names: Sequence[str]
    criteria: Sequence[str]


@dataclass(frozen=True, slots=True)
class FormSums:
    """The sums of a form and where `Kiểm tra` holds their parts."""

    grouping: Grouping
    rows: Mapping[str, int]
    """Criterion or group → its row on `Kiểm tra`."""
    digits: int
    exact: int

    def of_section(self, code: str) -> Summed | None:
        """What a section's own sum adds; None where it shows none: of bonuses or penalties without a rule."""
        group = self.grouping.by_name.get(code)
        kind = group.kind if group else RowKind.CRITERION
        names = self.grouping.sums.get((code, kind), ())
        return Summed(names, self.criteria_in(names)) if names else None

    def of_all(self) -> Summed:
        """What the total adds."""
        return Summed(self.grouping.tops, self.criteria_in(self.grouping.tops))

    def criteria_in(self, names: Iterable[str]) -> list[str]:
        """The criteria among these and inside the groups among them."""
        found: list[str] = []
        for name in names:
            group = self.grouping.by_name.get(name)
            found += self.criteria_in(group.parts) if group else [name]
        return found

    def points(self, names: Iterable[str], sheet: str = CHECK) -> str:
        """References to what these count with; on `Kiểm tra` itself without its name."""
        groups = self.grouping.by_name
        plain = [self.rows[name] for name in names if name not in groups]
        inner = [self.rows[name] for name in names if name in groups]
        parts = (vertical(plain, CheckColumn.COUNTED, sheet), vertical(inner, CheckColumn.GROUP, sheet))
        return ",".join(filter(None, parts))

    def where_other(self, group: Group, before: str, after: str) -> str:
        """The formula part that tells between two texts what the parts come to, where the group counts otherwise."""
        counts, adds = (there(CHECK) + address(self.rows[group.name], column)
                        for column in (CheckColumn.GROUP, CheckColumn.ADDED))  # fmt: skip
        word = "trừ" if group.kind is RowKind.PENALTY else "cộng"
        figure = f'SUBSTITUTE(FIXED(ABS({adds}),{self.digits},TRUE),".",",")'
        return f'IF(N({adds})=N({counts}),"","{before}{word} "&{figure}&"{after}")'


def sums_of(criteria: Criteria, settings: Settings) -> FormSums:
    """The sums of the form that these criteria make."""
    grouping = grouping_of(criteria, settings.digits)
    rows = {row.code: CHECK_FIRST + at for at, row in enumerate(criteria.asked)}
    rows |= {group.name: CHECK_FIRST + at for at, group in enumerate(grouping.groups)}
    most = (row.max_points for row in criteria.scored)
    return FormSums(grouping, rows, settings.digits, decimals_of_sums(most, grouping.groups, settings.digits))


def put_groups(sheet: Sheet, sums: FormSums) -> None:
    """The hidden cells on `Kiểm tra`."""
    for group in sums.grouping.groups:
        inside, at = sums.points(group.parts, ""), sums.rows[group.name]
        amounts = {
            CheckColumn.GROUP: group_amount(group, inside, sums.digits, sums.exact),
            CheckColumn.ADDED: f"ROUND(SUM({inside}),{sums.exact})",
        }
        for column, amount in amounts.items():
            sheet.columns[column] = ColumnFormat(9, hidden=True)
            sheet.put(at, column, "", "", f'=IF(COUNT({inside})=0,"",{amount})')


def vertical(rows: Iterable[int], column: int, sheet: str = CHECK) -> str:
    """References to cells of one column of `Kiểm tra`, neighbours joined."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    name, prefix = column_name(column), there(sheet) if sheet else ""
    return ",".join(f"{prefix}{name}{a + 1}" + (f":{name}{b + 1}" if b > a else "") for a, b in runs)
