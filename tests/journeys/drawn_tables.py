"""Whole tables drawn at random: nested groups of drawn rules, what is typed, and what fractions say it comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import NamedTuple

from tests.journeys.drawn_rules import DRAWS, RESULTS, Figures, Rule, written
from tests.journeys.own_table import Row

BEST, LEFT_OUT = "So với đơn vị cao nhất", "Không tính vào điểm tối đa"
ABSENT = ("", "", "Đủ điểm", "0 điểm", LEFT_OUT)
"""`Khi không được giao`."""


class Drawn(NamedTuple):
    """A row with points."""

    kind: str
    most: Fraction
    rule: Rule
    absent: str


class Group(NamedTuple):
    """What a `Mục` does with the sum of its rows, and how that is written."""

    highest: bool = False
    cap: Fraction | None = None
    factor: Fraction = Fraction(1)

    @property
    def said(self) -> str:
        """In another order than it counts."""
        parts = [f"HỆ SỐ {written(self.factor)}"] if self.factor != 1 else []
        parts += [f"trần  {written(self.cap)}"] if self.cap is not None else []
        return ";".join([*parts, *(["lấy mức cao nhất"] if self.highest else [])])


@dataclass
class DrawnTable:
    """A table, what the head types for every unit, and the exact results."""

    dice: Random
    units: Sequence[str]
    step: Fraction
    rows: dict[str, Drawn | Group] = field(default_factory=dict)
    typed: dict[tuple[str, str], Figures] = field(default_factory=dict)
    not_given: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, seed: int, units: Sequence[str], step: Fraction) -> "DrawnTable":
        """The table of a seed."""
        table = cls(Random(seed), units, step)
        for code, kind in (("I", "Tiêu chí"), ("II", "Tiêu chí"), ("T", "Điểm thưởng"), ("P", "Điểm trừ")):
            table._section(code, kind, depth=1)
        for unit in units:
            for code, row in table.drawn():
                table._fill(unit, code, row)
        return table

    def drawn(self) -> Iterator[tuple[str, Drawn]]:
        """The rows with points."""
        return ((code, row) for code, row in self.rows.items() if isinstance(row, Drawn))

    def _section(self, code: str, kind: str, depth: int) -> None:
        dice = self.dice
        cap, factor = (
            Fraction(dice.randint(10, 120), 2),
            dice.choice([Fraction(2), Fraction(3, 2), Fraction(1, 2)]),
        )
        self.rows[code] = Group(
            dice.random() < 0.3,
            cap if dice.random() < 0.5 else None,
            factor if dice.random() < 0.4 else Fraction(1),
        )
        for at in range(1, dice.randint(2, 4)):
            if depth < 3 and dice.random() < 0.4:
                self._section(f"{code}.{at}", kind, depth + 1)
            else:
                self.rows[f"{code}.{at}"] = self._row(kind)

    def _row(self, kind: str) -> Drawn:
        most = Fraction(self.dice.choice([5, 10, 20, 40]))
        rule = self.dice.choice(DRAWS[kind])(self.dice, most)
        absent = self.dice.choice(
            [*ABSENT, BEST] if rule.method in ("Theo tỷ lệ", "Theo bậc", "Theo khoảng") else ABSENT
        )
        return Drawn(kind, most, rule, "" if rule.method == "Nộp đúng hạn" else absent)

    def _fill(self, unit: str, code: str, row: Drawn) -> None:
        self.typed[unit, code] = row.rule.typed(self.dice)
        if row.absent and self.dice.random() < 0.4:
            self.not_given.add((unit, code))
            self.typed[unit, code] = Figures(result=self.dice.choice(RESULTS) if row.absent == BEST else None)

    # --- as it is written -----------------------------------------------------------------------

    def criteria(self) -> list[Row]:
        """The rows of `Tiêu chí`."""
        return [
            (code, code, "Mục", None, None, row.said or None)
            if isinstance(row, Group)
            else (
                code,
                code,
                row.kind,
                float(row.most),
                row.rule.method,
                row.rule.parameter,
                "việc",
                None,
                row.absent,
            )
            for code, row in self.rows.items()
        ]

    def agreed(self, unit: str, code: str) -> dict[str, object]:
        """What is typed in the agreed columns."""
        figures = self.typed[unit, code]
        plain = {
            name: float(value) if isinstance(value, Fraction) else value
            for name, value in figures._asdict().items()
        }
        return {**plain, "mark": "Có" if (unit, code) in self.not_given else None}

    # --- as fractions have it -------------------------------------------------------------------

    def points(self, unit: str, code: str) -> Fraction | None:
        """A row's points, of a penalty above zero; None where it leaves the unit's maximum."""
        row = self.rows[code]
        assert isinstance(row, Drawn)
        own = self.typed[unit, code]
        if (unit, code) in self.not_given:
            return self._without(row, code, own)
        all_ = [self.typed[one, code] for one in self.units if (one, code) not in self.not_given]
        exact = half_up(row.rule.worth(own, all_), self.step)
        return min(exact if row.rule.below_zero else max(exact, Fraction(0)), row.most)

    def _without(self, row: Drawn, code: str, own: Figures) -> Fraction | None:
        if row.absent != BEST:
            return None if row.absent == LEFT_OUT else row.most if row.absent == "Đủ điểm" else Fraction(0)
        best = max(self.typed[one, code].number for one in self.units if (one, code) in self.not_given)
        return half_up(row.most * own.number / best, self.step) if best else Fraction(0)

    def total(self, unit: str) -> Fraction:
        """Everything, penalties taken off."""
        values = {code: self.points(unit, code) for code, _ in self.drawn()}
        signs = {"I": 1, "II": 1, "T": 1, "P": -1}
        return sum(
            (sign * (self._counted(code, values) or Fraction(0)) for code, sign in signs.items()), Fraction(0)
        )

    def maximum(self, unit: str) -> Fraction:
        """What the unit could have in its criteria."""
        values = {
            code: row.most if self.points(unit, code) is not None else None for code, row in self.drawn()
        }
        return sum((self._counted(code, values) or Fraction(0) for code in ("I", "II")), Fraction(0))

    def _counted(self, code: str, values: Mapping[str, Fraction | None]) -> Fraction | None:
        """What a row or a group counts, its groups from the inside out; None where nothing of it counts."""
        group = self.rows[code]
        if isinstance(group, Drawn):
            return values[code]
        inside = [self._counted(one, values) for one in self.rows if one.rpartition(".")[0] == code]
        known = [one for one in inside if one is not None]
        if not known:
            return None
        added = max(known) if group.highest else sum(known, Fraction(0))
        return half_up(
            (added if group.cap is None else min(added, group.cap)) * group.factor, Fraction(1, 100)
        )


def half_up(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple, halves away from zero."""
    found = (abs(value) / step + Fraction(1, 2)).__floor__() * step
    return found if value >= 0 else -found
