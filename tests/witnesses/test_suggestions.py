"""`Điểm gợi ý` of forms filled at random, as Excel 365 computes it: the exact rule, and what `check` expects.

Every rule with drawn parameters, maxima, measures and figures: T = 0, 99.995 %, binary fractions, blanks, marks.
The form is saved by the engine with its results, as Excel saves it. The grid of edges is in `tests/office`.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from tests.office.books import Entry, criteria_of, issue_one, run
from tests.office.test_form_formulas import Input, Line, suggested
from tests.witnesses.engine import Engine, same
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, WhenNotAssigned
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.sheets.form.scores import TABLE, C
from thidua_xl.workbook.addresses import address

FORM = TABLE.sheet
DIGITS = (0, 1, 2, 3)
DRAWN = 120
"""Criteria drawn for each number of digits."""
ROUNDS = 6
"""How often each form is filled anew."""
_OBJECTIONS = {
    "DIFFERS_FROM_RULE": "Khác gợi ý",
    "PASS_FAIL_CONTRADICTS": "Điểm không khớp với kết quả",
}
"""What `check` calls it and how the form words it."""
_MEASURES = ("việc", "%", "tỷ đồng", "")
_FIGURES: tuple[Input, ...] = (
    0,
    1,
    3,
    7,
    40,
    95,
    99.5,
    99.995,
    100,
    5 * 1.005,
    0.1 + 0.2,
    1e6,
    0.333,
    -2,
    None,
    "chín",
)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _points(dice: random.Random, most: float, count: int) -> list[str]:
    """Falling points, the first of them the most."""
    return [_number(most), *(_number(p) for p in sorted((round(dice.uniform(0, most), 2) for _ in range(count)),
                                                       reverse=True))]  # fmt: skip


def _steps(dice: random.Random, most: float) -> str:
    of_ratio, lower = dice.random() < 0.5, dice.random() < 0.5
    marks = sorted(
        dice.sample(range(70, 131) if of_ratio else range(20), dice.randint(2, 4)), reverse=not lower
    )
    points = _points(dice, most, len(marks))
    pairs = "; ".join(f"{mark}:{point}" for mark, point in zip(marks, points, strict=False))
    return f"{'thấp hơn là tốt; ' * lower}{'% ' * of_ratio}{pairs}; khác:{points[-1]}"


def _brackets(dice: random.Random, most: float) -> str:
    of_ratio = dice.random() < 0.5
    marks = sorted(dice.sample(range(50, 131) if of_ratio else range(1, 40), dice.randint(2, 5)))
    points = "; ".join(f"{mark}:{_number(round(dice.uniform(0, most), 2))}" for mark in marks)
    step = dice.choice(["", "", f"; bậc {_number(dice.choice([0.5, 2, 3.3]))}"])
    jump = dice.choice(["", f"; trên:{_number(most)}", "; dưới:0"])
    return f"{'% ' * of_ratio}{points}{step}{jump}"


_LEVELS = ("Xuất sắc", "Đạt chuẩn", "Khá - giỏi/B", "Không")


def _levels(dice: random.Random, most: float) -> str:
    return "; ".join(f"{n}:{p}" for n, p in zip(_LEVELS, _points(dice, most, len(_LEVELS) - 1), strict=True))


def _rate(dice: random.Random) -> str:
    return _number(dice.choice([0.005, 0.125, 0.25, 0.335, 0.5, 1, 2.5, 3]))


def _lower(dice: random.Random, separator: str = "; ") -> str:
    return dice.choice(["", f"thấp hơn là tốt{separator}"])


_RULES: tuple[Callable[[random.Random, float], str], ...] = (
    lambda dice, most: f"Tiêu chí | {most} | Theo tỷ lệ | {_lower(dice, '')}",
    lambda dice, most: f"Tiêu chí | {most} | Theo bậc | {_steps(dice, most)}",
    lambda dice, most: f"Tiêu chí | {most} | Trừ theo % chưa đạt | {_lower(dice)}{dice.choice(['1', '0,1', '2'])}%: "
    f"{_rate(dice)}",
    lambda dice, most: f"Tiêu chí | {most} | Trừ từ điểm tối đa | {_rate(dice)}/lần",
    lambda dice, most: f"Tiêu chí | {most} | Trừ từ điểm tối đa | {_rate(dice)}/vụ; hết từ {dice.randint(2, 6)}",
    lambda _, most: f"Tiêu chí | {most} | Đạt/không đạt",
    lambda dice, most: f"Tiêu chí | {most} | Theo khoảng | {_brackets(dice, most)}",
    lambda dice, most: f"Tiêu chí | {most} | Chọn mức | {_levels(dice, most)}",
    lambda dice, most: f"Điểm thưởng | {most} | Chọn mức | {_levels(dice, most)}; Trắng giải:-{_number(most)}",
    lambda dice, most: f"Điểm thưởng | {most} | Cộng theo lần | {_rate(dice)}/lần; trần {_number(most)}",
    lambda dice, most: f"Điểm trừ | {most} | Trừ theo lần | {_rate(dice)}/ngày; trần {_number(most)}",
)  # fmt: skip


def _entry(dice: random.Random, row: Criterion) -> Entry:
    if row.when_not_assigned is not WhenNotAssigned.NOT_ALLOWED and dice.random() < 0.2:
        return Entry(mark="x")
    if row.method is Method.PASS_FAIL:
        return Entry(result=dice.choice(["Đạt", "Không đạt", None]))
    if row.method is Method.LEVELS:
        return Entry(result=dice.choice([*_LEVELS, "trắng giải", " khá - giỏi/b", "Giỏi", None]))
    near = dice.choice([0.5, 0.9, 0.97, 0.99995, 1, 1.03])
    target = dice.choice([*_FIGURES, round(dice.uniform(0.001, 300), dice.randint(0, 3))])
    result = dice.choice([*_FIGURES, round(dice.uniform(0, 20), 2), dice.randint(0, 8)])
    if isinstance(target, float | int) and dice.random() < 0.5:
        result = target * near
    return Entry(target, result)


def _maxima(digits: int) -> list[float]:
    """Maxima of no more decimals than scores have: with others no form is issued."""
    return [most for most in (1, 2.5, 4, 8.4, 10, 15, 12.25) if round(most, digits) == most]


def _criteria(dice: random.Random, digits: int) -> Criteria:
    """A table with rules at random."""
    rules = [dice.choice(_RULES)(dice, dice.choice(_maxima(digits))) for _ in range(DRAWN)]
    absent = [dice.choice(["", "", WhenNotAssigned.FULL.value, WhenNotAssigned.ZERO.value]) for _ in rules]
    table = [
        f"I.{at} | {rule}{' |' * (3 - rule.count('|'))} | {allowed}"
        for at, (rule, allowed) in enumerate(zip(rules, absent, strict=True), start=1)
    ]
    rows = criteria_of("\n".join(["I", *table])).rows
    return Criteria(
        tuple(row if row.is_section else replace(row, measure=dice.choice(_MEASURES)) for row in rows)
    )


def _filled(dice: random.Random, criteria: Criteria) -> list[Line]:
    """The criteria with what is typed in their rows."""
    parameters = parameters_of(criteria)
    return [Line(row, parameters.get(row.code), _entry(dice, row)) for row in criteria.scored]


@dataclass(frozen=True)
class Form:
    """A form open in the engine."""

    digits: int
    criteria: Criteria
    engine: Engine
    folder: Path

    def cell(self, code: str, header: str) -> str:
        """Where a criterion's entry stands."""
        return address(self.rows[code], C[header])

    @cached_property
    def rows(self) -> dict[str, int]:
        """Criterion → row, counted from 0."""
        return {row.code: TABLE.header_row + 1 + at for at, row in enumerate(self.criteria)}

    def fill(self, lines: Sequence[Line]) -> None:
        """Type everything but the scores, which are emptied."""
        for line in lines:
            entry, code = line.entry, line.criterion.code
            for header, value in (("Chỉ tiêu", entry.target), ("Kết quả", entry.result),
                                  ("Điểm tự chấm", None), ("Không được giao", entry.mark)):  # fmt: skip
                self.engine.type(FORM, self.cell(code, header), value)
        self.engine.recalculate()

    def suggestions(self, lines: Sequence[Line]) -> dict[str, float]:
        """Criterion → `Điểm gợi ý` where there is one and the row has no mark."""
        found = {line.criterion.code: self.suggestion(line) for line in lines if line.entry.mark is None}
        return {code: value for code, value in found.items() if isinstance(value, float)}

    def suggestion(self, line: Line) -> object:
        """`Điểm gợi ý` of a row."""
        return self.engine.at(FORM, self.cell(line.criterion.code, "Điểm gợi ý"))

    def scored(self, scores: Mapping[str, float]) -> Path:
        """The form with these scores, saved with its results."""
        for code, score in scores.items():
            self.engine.type(FORM, self.cell(code, "Điểm tự chấm"), score)
        self.engine.recalculate()
        path = self.folder / "scored.xlsx"
        path.write_bytes(self.engine.saved())
        return path

    def reminded(self) -> set[str]:
        """The criteria of which the form says that the score is not the one the figures give."""
        said = {
            row.code: str(self.engine.at(FORM, self.cell(row.code, "Nhắc"))) for row in self.criteria.scored
        }
        return {code for code, text in said.items() if any(words in text for words in _OBJECTIONS.values())}


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Form]]:
    """A form of a drawn table for every number of digits."""
    work = tmp_path_factory.mktemp("suggestions")
    with ExitStack() as stack:
        opened = []
        for digits in DIGITS:
            criteria, folder = _criteria(random.Random(digits), digits), work / str(digits)
            engine = stack.enter_context(Engine.open(issue_one(folder, criteria, _settings(digits))))
            opened.append(Form(digits, criteria, engine, folder))
        yield opened


def _settings(digits: int) -> Settings:
    return Settings(year=2026, cluster="C", name="C", digits=digits)


def _differing(path: Path) -> set[str]:
    """The criteria of which `check` finds that the score is not the one the figures give."""
    (file,) = run("check", path, "--json")["files"]
    return {found["criterion"] for found in file["findings"] if found["code"] in _OBJECTIONS}


def test_every_suggestion_is_the_exact_rules(forms: list[Form]) -> None:
    """Also where there must be none, because a person has to look first."""
    wrong, seen = [], 0
    for form in forms:
        for seed in range(ROUNDS):
            lines = _filled(random.Random(seed), form.criteria)
            form.fill(lines)
            pairs = [(line, form.suggestion(line), suggested(line, form.digits)) for line in lines]
            seen += sum(isinstance(shown, float) for _, shown, _ in pairs)
            wrong += [
                f"{form.digits} {line}: {shown!r}, {rule!r}"
                for line, shown, rule in pairs
                if not same(shown, rule)
            ]
    assert wrong == []
    assert seen > 1_500


@pytest.mark.parametrize("seed", range(2))
def test_no_suggestion_taken_as_the_self_score_differs(forms: list[Form], seed: int) -> None:
    """Hundreds of them typed as they are, binary fractions and all: neither the form nor `check` objects."""
    taken = 0
    for form in forms:
        lines = _filled(random.Random(f"taken {seed}"), form.criteria)
        form.fill(lines)
        scores = form.suggestions(lines)
        taken += len(scores)
        path = form.scored(scores)
        assert form.reminded() == set()
        assert _differing(path) == set()
    assert taken > 250


def test_a_score_one_digit_beside_the_suggestion_is_named(forms: list[Form]) -> None:
    """The last digit moved in every row: form and `check` name all of them, so that their silence means something."""
    for form in forms:
        lines = _filled(random.Random("moved"), form.criteria)
        form.fill(lines)
        step = 10.0**-form.digits
        moved = {
            code: score + (step if score < step else -step) for code, score in form.suggestions(lines).items()
        }
        path = form.scored(moved)
        assert form.reminded() == _differing(path) == set(moved)
