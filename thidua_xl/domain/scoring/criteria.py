"""Tiêu chí: what is scored, as a tree of codes, with the fingerprint that names a version of it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from ..values.numbers import Points
from ..values.text import clean, fold
from .scorers import Scorer as Scorer
from .scorers import Share, read_scorers


class RowKind(StrEnum):
    """Loại: a section, one of the three kinds that bear points, or a condition, which bears none."""

    SECTION = "Mục"
    CRITERION = "Tiêu chí"
    BONUS = "Điểm thưởng"
    PENALTY = "Điểm trừ"
    CONDITION = "Điều kiện"


class Method(StrEnum):
    """Cách chấm: the rule by which a criterion is scored."""

    DIRECT = "Chấm trực tiếp"
    PASS_FAIL = "Đạt/không đạt"
    RATIO = "Theo tỷ lệ"
    STEPS = "Theo bậc"
    LESS_PER_PERCENT = "Trừ theo % chưa đạt"
    LESS_PER_EVENT = "Trừ từ điểm tối đa"
    LEADER = "So với đơn vị dẫn đầu"
    BY_RANK = "Theo thứ hạng"
    ADD_PER_EVENT = "Cộng theo lần"
    DEDUCT_PER_EVENT = "Trừ theo lần"
    LEVELS = "Chọn mức"
    BRACKETS = "Theo khoảng"
    CLUSTER_RANKS = "Theo hạng trong cụm"
    ON_TIME = "Nộp đúng hạn"


class WhenNotAssigned(StrEnum):
    """Khi không được giao: what becomes of a target that the unit was not given."""

    NOT_ALLOWED = ""
    LEAVES_MAXIMUM = "Không tính vào điểm tối đa"
    FULL = "Đủ điểm"
    ZERO = "0 điểm"
    BESIDE_BEST = "So với đơn vị cao nhất"


NEEDS_TARGET = frozenset({Method.RATIO, Method.LESS_PER_PERCENT, Method.LEADER})
"""Rules that compare the result with a target (`STEPS` and `BRACKETS` do where they are in %)."""
IN_WORDS = frozenset({Method.PASS_FAIL, Method.LEVELS})
"""Rules whose result is a word, not a number."""
COMPUTED_FOR_CLUSTER = frozenset({Method.LEADER, Method.BY_RANK, Method.CLUSTER_RANKS, Method.ON_TIME})
"""Rules whose score never comes from a self-score (design, 3)."""
OF_OTHERS = frozenset({Method.BY_RANK, Method.ON_TIME})
"""Rules whose result is not the unit's to report: a rank that others gave, the day of its letter."""
BESIDE_OTHERS = frozenset({Method.LEADER, Method.CLUSTER_RANKS})
"""Rules that compare the units with each other: one unit alone has no score."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of `Tiêu chí`. `max_points` in thousandths; for a section what its rows come to by its rule."""

    code: str
    number: str = ""
    text: str = ""
    kind: RowKind = RowKind.CRITERION
    max_points: Points = 0
    method: Method = Method.DIRECT
    parameter: str = ""
    measure: str = ""
    scorer: Scorer = Scorer.UNIT
    when_not_assigned: WhenNotAssigned = WhenNotAssigned.NOT_ALLOWED
    note: str = ""
    common_target: Decimal | None = field(default=None, compare=False)
    """Chỉ tiêu chung: the same target for every unit. No part of what a score is computed by."""
    scorers: str = ""
    """Ai chấm where codes stand there (`Scorer.SEVERAL`): `TC+NV`, `Đơn vị 30%+TC 70%`."""
    groups: tuple[str, ...] = ()
    """Chỉ nhóm: the groups whose units alone have it, and all below it; none: every unit."""
    # Told once instead of asked anew for every row of every form:
    is_section: bool = field(init=False, repr=False, compare=False)
    """Whether this row only groups others."""
    is_condition: bool = field(init=False, repr=False, compare=False)
    """Whether it is only answered, Đạt or Không đạt: no points, its parameter says what follows."""
    is_penalty: bool = field(init=False, repr=False, compare=False)
    """Whether its points are deducted, whatever sign was typed."""
    scored_by_unit: bool = field(init=False, repr=False, compare=False)
    """Whether a self-score counts here, alone or among others."""
    shares: tuple[Share, ...] = field(init=False, repr=False, compare=False)
    """Those who score together, as the cell names them."""
    by_scorers: bool = field(init=False, repr=False, compare=False)
    """Whether scorers' points make the score (`Điểm người chấm`)."""

    def __post_init__(self) -> None:
        tell = object.__setattr__  # the only way in a frozen class
        tell(self, "is_section", self.kind is RowKind.SECTION)
        tell(self, "is_condition", self.kind is RowKind.CONDITION)
        tell(self, "is_penalty", self.kind is RowKind.PENALTY)
        tell(self, "shares", read_scorers(self.scorers).shares if self.scorer is Scorer.SEVERAL else ())
        tell(self, "by_scorers", self.scorer in (Scorer.SEVERAL, Scorer.CROSS))
        by_unit = self.scorer is Scorer.UNIT or any(not share.code for share in self.shares)
        tell(
            self,
            "scored_by_unit",
            by_unit and not self.is_condition and self.method not in COMPUTED_FOR_CLUSTER,
        )

    @property
    def is_reported_by_unit(self) -> bool:
        """Whether the unit itself says something of it: neither the head's score nor a result that others know.

        What others score is the unit's to report where the rule knows a result.
        """
        if self.is_section or self.method in OF_OTHERS or self.scorer is Scorer.HEAD:
            return False
        return not self.by_scorers or self.scored_by_unit or self.method is not Method.DIRECT

    @property
    def who(self) -> str:
        """Ai chấm, as its cell holds it."""
        return self.scorers or self.scorer.value

    @property
    def depth(self) -> int:
        """1 for `I`, 2 for `I.1`."""
        return self.code.count(".") + 1

    @property
    def printed_number(self) -> str:
        """TT as the office prints it; the code where it left that blank."""
        return self.number or self.code


def parent_code(code: str) -> str:
    """The code before the last dot: `I.1` of `I.1.a`, nothing of `I`."""
    return code.rpartition(".")[0]


def line_of(code: str) -> Iterator[str]:
    """A code and those that it stands below: `I.1.a`, `I.1`, `I`."""
    while code:
        yield code
        code = parent_code(code)


@dataclass(frozen=True)
class Criteria:
    """The criteria of a cluster and year, in the order of the book."""

    rows: tuple[Criterion, ...] = ()
    invalid: frozenset[str] = field(default_factory=frozenset)
    """Codes whose rule or parameter cannot be understood: no score is computed for them."""

    def __iter__(self) -> Iterator[Criterion]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def by_code(self) -> dict[str, Criterion]:
        """Every row by its code."""
        return {row.code: row for row in self.rows}

    @cached_property
    def scored(self) -> tuple[Criterion, ...]:
        """The rows that bear points."""
        return tuple(row for row in self.rows if not (row.is_section or row.is_condition))

    @cached_property
    def asked(self) -> tuple[Criterion, ...]:
        """The rows of which every unit says, or is told, something: those that bear points, and the conditions."""
        return tuple(row for row in self.rows if not row.is_section)

    @cached_property
    def conditions(self) -> tuple[Criterion, ...]:
        """The rows that are answered, Đạt or Không đạt, and bear no points."""
        return tuple(row for row in self.rows if row.is_condition)

    @cached_property
    def sections(self) -> tuple[Criterion, ...]:
        """The rows that group others, in order."""
        return tuple(row for row in self.rows if row.is_section)

    @cached_property
    def any_by_unit(self) -> bool:
        """Whether units have anything to say of themselves: where the cluster scores everything, no form is due."""
        return any(row.is_reported_by_unit for row in self.rows)

    @property
    def needs_no_form(self) -> bool:
        """Whether the head's side scores everything (Trưởng cụm chấm toàn bộ), and there is something to score."""
        return bool(self.scored) and not self.any_by_unit

    @cached_property
    def of_units(self) -> frozenset[str]:
        """The codes of which one score makes a unit scored: its own criteria; all of them where none is."""
        return frozenset(row.code for row in self.scored if row.is_reported_by_unit or not self.any_by_unit)

    def below(self, code: str) -> tuple[Criterion, ...]:
        """The `Tiêu chí` at any depth below a section (bonus and penalty stand outside)."""
        return tuple(r for r in self.rows if r.kind is RowKind.CRITERION and r.code.startswith(code + "."))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Every group that a row names (Chỉ nhóm), once each."""
        return tuple({fold(name): name for row in self.rows for name in row.groups}.values())

    def of(self, group: str) -> "Criteria":
        """The criteria that units of a group have; blank: those without a group. Sections keep the maxima of all."""
        if not self.groups:
            return self
        key = fold(group)
        if key not in self._of_groups:
            self._of_groups[key] = self._held_by(key)
        return self._of_groups[key]

    @cached_property
    def _of_groups(self) -> "dict[str, Criteria]":
        return {}

    def _held_by(self, key: str) -> "Criteria":
        apart = {row.code for row in self.rows if row.groups and key not in map(fold, row.groups)}
        rows = [row for row in self.rows if not any(code in apart for code in line_of(row.code))]
        return Criteria(tuple(rows), self.invalid)

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that change with anything that changes a score; wording does not count."""
        return fingerprint(self.rows)


def meaning(row: Criterion) -> tuple[str, ...]:
    """Everything of a criterion that changes a score; its wording does not."""
    return (
        row.kind,
        str(0 if row.is_section else row.max_points),
        "" if row.is_section else row.method,
        fold(row.parameter),
        _who(row),
        row.when_not_assigned,
        *(["; ".join(sorted(map(fold, row.groups)))] if row.groups else []),
    )


def _who(row: Criterion) -> str:
    """Who scores, in whatever order they are named."""
    return "+".join(sorted(map(fold, map(str, row.shares)))) or fold(row.scorers) or row.scorer


def fingerprint(rows: Iterable[Criterion]) -> str:
    """The criteria fingerprint (design, 2), independent of the order and the wording of the rows."""
    lines = sorted("\x1f".join((row.code, *meaning(row))) for row in rows)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()[:16]


def code_of(text: str) -> str:
    """A code as typed, without stray spaces or invisible characters."""
    return _known_code(text) if len(text) <= _LONGEST_CODE else _code(text)


def _code(text: str) -> str:
    return clean(text).replace(" ", "")


_LONGEST_CODE = 40
_known_code = lru_cache(maxsize=1 << 14)(_code)
"""Codes repeat: a table of a cluster holds each hundreds of times."""
