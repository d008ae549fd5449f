"""The live formulas of a scorecard in three programs against the exact rules, over a grid of inputs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.office.books import Entry, Stored, criteria_of, differences, fill, issue_one, run, same
from tests.office.calc import Calc, Values, gnumeric
from tests.witnesses.engine import Engine
from thidua_xl.domain.scoring.criteria import IN_WORDS, Criteria, Criterion, Method, RowKind, Scorer
from thidua_xl.domain.scoring.levels import Levels
from thidua_xl.domain.scoring.parameters import Parameter, Steps, needs_target
from thidua_xl.domain.scoring.rules import suggest
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.values.numbers import Rounding, as_shown, round_half_up, shown, stored
from thidua_xl.sheets.form.reminders import CHECK
from thidua_xl.sheets.form.scores import TABLE, C
from thidua_xl.sheets.form.scores import TOTAL_LABEL as TOTAL

pytestmark = pytest.mark.office

FORM = TABLE.sheet
DIGITS = (0, 1, 2, 3)
QUICK = (0, 2)
"""Those of the grid that the second engine computes; its own forms have every number (`tests/witnesses`)."""

Input = float | str | None

_HALVES = [
    (8, 1),
    (16, 3),
    (40, 5.005),
    (1000, 333),
    (3, 1),
    (3, 2),
    (7, 3),
    (160, 1),
    (200, 1.005),
    (0.3, 0.1),
]
"""(T, A) with scores on an exact half at some number of digits, and ratios without an end."""
_FULL = [(10000, 9999.5), (100000, 99995), (20000, 20001), (40, 40), (95, 94.99), (1, 0.99995), (97, 97.1)]
"""99.995 % is not 100 %."""
_FLOORS = [(100, 97), (100, 97.5), (100, 96.99), (3, 2.91), (0.7, 0.63), (1.1, 1.078), (7, 6.79), (0.3, 0.291),
           (33, 32.67), (1.15, 1.127), (100, 1), (50, 49.5), (1, 0.9), (0.9, 0.81), (100, 85), (80, 70)]  # fmt: skip
"""(T−A)/T is a whole number of percent, or nearly one."""
_EDGES: list[tuple[Input, Input]] = [(0, 0), (0, 5), (5, 0), (None, 5), (5, None), (None, None), (-5, 5), (5, -5),
          ("nhiều", 5), (5, "9,5"), (1e9, 3), (3, 1e9), (1e-6, 2e-6)]  # fmt: skip
_PAIRS: list[tuple[Input, Input]] = [*_HALVES, *_FULL, *_FLOORS, *_EDGES]
_BACK: list[tuple[Input, Input]] = [(result, target) for target, result in _PAIRS]
_COUNTS: list[tuple[Input, Input]] = [
    (None, count) for count in (0, 1, 2, 3, 4, 4.99, 5, 6, 20, 0.5, -1, None, "hai")
]
_STEPS: list[tuple[Input, Input]] = [
    (None, value) for value in (0, 0.5, 1, 1.00001, 1.5, 2, 4, 9.99, 10, 100)
]
_BRACKETS: list[tuple[Input, Input]] = [
    (None, value)
    for value in (0, 0.3, 0.4, 0.7, 0.1 + 0.2, 1.1, 3, 5, 9.9, 10, 50, 57, 60, 60.001, 100, 149.99, 150, 150.1, 1e9, -1,
                  "mười", None)
]  # fmt: skip
_LEVELS: list[tuple[Input, Input]] = [
    (None, text)
    for text in (
        "Xuất sắc",
        " XUẤT SẮC ",
        "Đạt chuẩn",
        "Ðạt chuẩn",
        "khá - giỏi/b",
        4,
        "4",
        "Không",
        "Giỏi",
        5,
        None,
    )
]

_RULES: list[tuple[str, list[tuple[Input, Input]]]] = [
    ("Tiêu chí | 10 | Theo tỷ lệ", _PAIRS),
    ("Tiêu chí | 8.5 | Theo tỷ lệ", _PAIRS),
    ("Tiêu chí | 8.4 | Theo tỷ lệ | thấp hơn là tốt", _BACK),
    ("Tiêu chí | 10 | Theo tỷ lệ | thấp hơn là tốt", _BACK),
    ("Tiêu chí | 15 | Theo bậc | % 100:15; 90:12; 80:8,5; khác:0", _PAIRS),
    ("Tiêu chí | 15 | Theo bậc | thấp hơn là tốt; % 100:15; 90:12; khác:1", _BACK),
    ("Tiêu chí | 15 | Theo bậc | thấp hơn là tốt; % 100:15; 110:12; 120:8; khác:0", _BACK),
    ("Tiêu chí | 8 | Theo bậc | thấp hơn là tốt; 0:8; 1:6; 2:4; khác:0", _STEPS),
    ("Tiêu chí | 8 | Theo bậc | 10:8; 4:6; 0,5:4; khác:0", _STEPS),
    ("Tiêu chí | 6 | Trừ theo % chưa đạt | 1%: 0,5", _PAIRS),
    ("Tiêu chí | 6 | Trừ theo % chưa đạt | 0,1%: 0,005", _PAIRS),
    ("Tiêu chí | 6 | Trừ theo % chưa đạt | thấp hơn là tốt; 1%: 0,25", _BACK),
    ("Tiêu chí | 5 | Trừ từ điểm tối đa | 0,5/lần; hết từ 5", _COUNTS),
    ("Tiêu chí | 5 | Trừ từ điểm tối đa | 0,335/lần", _COUNTS),
    ("Tiêu chí | 5.5 | Trừ từ điểm tối đa | 1/lần; hết từ 3", _COUNTS),
    ("Tiêu chí | 6.4 | Trừ theo % chưa đạt | thấp hơn là tốt; 1%: 0,25", _BACK),
    ("Điểm thưởng | 10 | Cộng theo lần | 3/lần; trần 10", _COUNTS),
    ("Điểm thưởng | | Cộng theo lần | 0,125/lần; trần 2", _COUNTS),
    ("Điểm trừ | 10 | Trừ theo lần | 2,5/lần; trần 10", _COUNTS),
    (
        "Tiêu chí | 4 | Đạt/không đạt",
        [(None, text) for text in ("Đạt", "Không đạt", " Đạt ", "đạt", "có", None)],
    ),
    ("Tiêu chí | 50 | Theo khoảng | 10:15; 50:15; 150:25; trên:50", _BRACKETS),
    ("Tiêu chí | 50 | Theo khoảng | 10:15; 50:15; 150:25; trên:50; dưới:0; bậc 10", _BRACKETS),
    ("Tiêu chí | 10 | Theo khoảng | 0:10; 3:4,125; 70:0", _BRACKETS),
    ("Tiêu chí | 8 | Theo khoảng | 0,3:0; 1,1:8; bậc 0,1", _BRACKETS),
    ("Tiêu chí | 15 | Theo khoảng | % 50:5; 97:9,995; 100:15; dưới:1; trên:14", _PAIRS),
    ("Tiêu chí | 15 | Theo khoảng | % 0:0; 100:15; bậc 0,5", _PAIRS),
    ("Tiêu chí | 30 | Chọn mức | Xuất sắc:30; Đạt chuẩn:27,125; Khá - giỏi/B:20; 4:10; Không:0", _LEVELS),
    ("Điểm thưởng | 20 | Chọn mức | Xuất sắc:20; Khá - giỏi/B:8; Đạt chuẩn:-10,5; 4:-0,125", _LEVELS),
    ("Điểm trừ | 5 | Chọn mức | Xuất sắc:0; Đạt chuẩn:5", _LEVELS),
]


@dataclass(frozen=True)
class Line:
    """One criterion with what is typed in its row."""

    criterion: Criterion
    parameter: Parameter | None
    entry: Entry


def _lines() -> Iterator[tuple[str, Input, Input]]:
    for rule, pairs in _RULES:
        for target, result in pairs:
            yield rule, target, result


def lines_of_the_grid() -> list[Line]:
    """Every rule with every pair of inputs; the scores typed are now right, now wrong, now missing."""
    table = ["I"] + [f"I.{at} | {rule}" for at, (rule, _, _) in enumerate(_lines(), start=1)]
    criteria = criteria_of("\n".join(table))
    return [
        Line(row, parameters_of(criteria).get(row.code), Entry(target, result))
        for row, (_, target, result) in zip(criteria.scored, _lines(), strict=True)
    ]


def _exact(value: Input) -> Fraction | None:
    return Fraction(as_shown(value)) if isinstance(value, int | float) else None


def suggested(line: Line, digits: int) -> object:
    """`Điểm gợi ý` by the exact rule; blank where a person must look first."""
    entry, passed = line.entry, None
    if line.criterion.method is Method.PASS_FAIL and isinstance(entry.result, str):
        passed = {"đạt": True, "không đạt": False}.get(entry.result.strip().casefold())
    assert line.parameter is not None
    result = None if line.criterion.method in IN_WORDS else _exact(entry.result)
    level = None
    if isinstance(line.parameter, Levels) and entry.result is not None:
        level = line.parameter.named(str(entry.result))
    outcome = suggest(
        line.criterion, line.parameter, _exact(entry.target), result, passed, Rounding(digits), level
    )
    return "" if outcome.points is None else stored(outcome.points)


def ratio(line: Line) -> object:
    """`Tỷ lệ %`: how far the target was reached, for reading only."""
    if line.parameter is None or not needs_target(line.criterion.method, line.parameter):
        return ""
    target, result = _exact(line.entry.target), _exact(line.entry.result)
    if target is None or result is None or target < 0 or result < 0:
        return None
    lower = bool(getattr(line.parameter, "lower_is_better", False))
    if lower and not (isinstance(line.parameter, Steps) and line.parameter.at_most):
        if not result:
            return 100
        return stored(round_half_up(100 * target / result, 2))
    return stored(round_half_up(100 * result / target, 2)) if target else ""


@dataclass(frozen=True)
class Shown:
    """A filled form as a program shows it: `Tự chấm` and `Kiểm tra`."""

    scores: Values
    check: Values

    def row(self, code: str) -> int:
        """The row of a criterion."""
        return next(at for at, cells in enumerate(self.scores) if cells[0] == code)

    def at(self, code: str, header: str) -> object:
        """A cell of `Tự chấm`."""
        value = self.scores[self.row(code)][C[header]]
        return "" if value is None else value

    def total(self) -> object:
        """The printed total."""
        line = next(cells for cells in self.scores if TOTAL in cells)
        return line[C["Điểm tự chấm"]]

    def summary(self, label: str) -> object:
        """A figure at the top of `Kiểm tra`."""
        return next(
            cells[2] for cells in self.check if isinstance(cells[0], str) and cells[0].startswith(label)
        )

    def verdict(self) -> object:
        """The sentence above the list of `Kiểm tra`."""
        return self.check[8][0]

    def state(self, code: str) -> object:
        """`Tình trạng` of a criterion on `Kiểm tra`."""
        return next(cells[3] for cells in self.check[10:] if cells[0] == code)


def _issued(folder: Path, criteria: Criteria, settings: Settings, entries: Mapping[str, Entry]) -> Path:
    """A form issued by the program and filled by a unit; its name tells the digits."""
    form = issue_one(folder, criteria, settings).rename(folder / f"{folder.name}.xlsx")
    fill(form, entries)
    return form


def _by_libreoffice(calc: Calc, forms: Sequence[Path]) -> dict[str, Shown]:
    shown_by = {}
    for form in forms:
        with calc.open(form) as opened:
            opened.recalculate()
            shown_by[form.stem] = Shown(opened.values(FORM), opened.values(CHECK))
            assert opened.errors(FORM) + opened.errors(CHECK) == ""
    return shown_by


def _by_gnumeric(forms: Sequence[Path], folder: Path) -> dict[str, Shown]:
    shown_by = {}
    for form, saved in zip(forms, gnumeric(forms, folder), strict=True):
        book = CalamineWorkbook.from_path(saved)
        shown_by[form.stem] = Shown(*(_values(book, sheet) for sheet in (FORM, CHECK)))
    return shown_by


def _by_second_engine(forms: Sequence[Path]) -> dict[str, Shown]:
    shown_by = {}
    for form in forms:
        with Engine.open(form) as engine:
            shown_by[form.stem] = Shown(engine.values(FORM), engine.values(CHECK))
    return shown_by


def _values(book: CalamineWorkbook, sheet: str) -> Values:
    rows: Values = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[assignment]
    return rows


GRID = lines_of_the_grid()


def grid_with(digits: int) -> list[Line]:
    """The same where scores have so many digits: a maximum with more of them cannot be issued, and is rounded up."""
    unit = 10 ** (3 - digits)
    rounded = [-(-line.criterion.max_points // unit) * unit for line in GRID]
    return [
        replace(line, criterion=replace(line.criterion, max_points=points))
        for line, points in zip(GRID, rounded, strict=True)
    ]


@pytest.fixture(scope="session")
def grids(work: Path) -> list[Path]:
    """One form a number of digits, with every rule and input."""
    entries = {line.criterion.code: line.entry for line in GRID}
    sections = criteria_of("I").rows
    return [
        _issued(
            work / f"grid{digits}",
            Criteria((*sections, *(line.criterion for line in grid_with(digits)))),
            Settings(year=2026, cluster="C", name="C", digits=digits),
            entries,
        )
        for digits in DIGITS
    ]


@pytest.fixture(scope="session")
def by_libreoffice(calc: Calc, grids: list[Path]) -> dict[str, Shown]:
    """The grids as LibreOffice computes them."""
    return _by_libreoffice(calc, grids)


@pytest.fixture(scope="session")
def by_gnumeric(ssconvert: None, work: Path, grids: list[Path]) -> dict[str, Shown]:
    """The grids as Gnumeric computes them."""
    del ssconvert
    return _by_gnumeric(grids, work / "gnumeric")


@pytest.fixture(scope="session")
def by_second_engine(grids: list[Path]) -> dict[str, Shown]:
    """The grids as an engine for Excel's formulas computes them."""
    return _by_second_engine([grids[digits] for digits in QUICK])


PROGRAMS = ("by_libreoffice", "by_gnumeric", "by_second_engine")


@pytest.fixture
def grid(request: pytest.FixtureRequest) -> dict[str, Shown]:
    """The grids by the program that the test is about."""
    found: dict[str, Shown] = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize(
    ("grid", "digits"),
    [
        (program, digits)
        for program in PROGRAMS
        for digits in (QUICK if program == "by_second_engine" else DIGITS)
    ],
    indirect=["grid"],
)
def test_the_suggestion_is_the_exact_rules(grid: dict[str, Shown], digits: int) -> None:
    """Exact halves, 99.995 %, the edges of the floor, T = 0, A = 0: what the sheet suggests is the rule's."""
    form = grid[f"grid{digits}"]
    wrong = [
        f"{line.criterion.code} {line.criterion.method} {line.criterion.parameter} T={line.entry.target} "
        f"A={line.entry.result}: shown {form.at(line.criterion.code, 'Điểm gợi ý')!r}, rule {suggested(line, digits)!r}"
        for line in grid_with(digits)
        if not same(form.at(line.criterion.code, "Điểm gợi ý"), suggested(line, digits))
    ]
    assert wrong == []


@pytest.mark.parametrize("grid", PROGRAMS, indirect=True)
def test_the_ratio_is_the_one_the_rule_compares(grid: dict[str, Shown]) -> None:
    """`Tỷ lệ %` is A/T, or T/A where lower is better, rounded half up to two digits."""
    form = grid["grid2"]
    wrong = [
        f"{line.criterion.code} {line.criterion.method} {line.criterion.parameter} T={line.entry.target} "
        f"A={line.entry.result}: shown {form.at(line.criterion.code, 'Tỷ lệ %')!r}, exact {ratio(line)!r}"
        for line in GRID
        if ratio(line) is not None and not same(form.at(line.criterion.code, "Tỷ lệ %"), ratio(line))
    ]
    assert wrong == []


_FILLED = """
    I
    I.1
    I.1.1
    I.1.1.a | Tiêu chí | 10 | Chấm trực tiếp
    I.1.1.b | Tiêu chí | 10 | Theo tỷ lệ
    I.1.1.c | Tiêu chí | 10 | Theo tỷ lệ
    I.1.2 | Tiêu chí | 10 | Theo tỷ lệ
    I.2 | Tiêu chí | 10 | Chấm trực tiếp
    I.3 | Tiêu chí | 10 | Chấm trực tiếp
    I.4 | Tiêu chí | 10 | Chấm trực tiếp
    I.5 | Tiêu chí | 10 | Chấm trực tiếp
    II
    II.1 | Tiêu chí | 10 | Chấm trực tiếp | | Đủ điểm
    II.2 | Tiêu chí | 10 | Chấm trực tiếp | | Đủ điểm
    II.3 | Tiêu chí | 5 | So với đơn vị dẫn đầu
    II.4 | Tiêu chí | 5 | So với đơn vị dẫn đầu
    II.5 | Tiêu chí | 5 | So với đơn vị dẫn đầu | | 0 điểm
    II.6 | Tiêu chí | 60 | Theo thứ hạng | 60; 45; 0
    II.7 | Tiêu chí | 10 | Chấm trực tiếp
    III
    III.1 | Điểm thưởng | 10 | Cộng theo lần | 3/lần; trần 10
    III.2 | Điểm trừ | 10 | Trừ theo lần | 2,5/lần; trần 10
    III.3 | Điểm trừ | 10 | Trừ theo lần | 2,5/lần; trần 10
    III.4 | Điểm trừ | 10 | Chấm trực tiếp
"""
_TYPED: dict[str, tuple[Entry, str]] = {
    "I.1.1.a": (Entry(), "Chưa có điểm"),
    "I.1.1.b": (Entry(40, 38), "Gợi ý 9.50 – nhập nếu đồng ý, hoặc ghi Đồng ý"),
    "I.1.1.c": (Entry(40, 38, 9.5), ""),
    "I.1.2": (Entry(40, 38, 9.25), "Khác gợi ý 9.50"),
    "I.2": (Entry(score=10.01), "Vượt điểm tối đa"),
    "I.3": (Entry(score=-1), "Điểm âm"),
    "I.4": (Entry(score="chín"), "Điểm không phải số"),
    "I.5": (Entry(score=0), ""),
    "II.1": (Entry(mark="x"), "Chờ Trưởng cụm xác nhận"),
    "II.2": (Entry(mark="x", score=5), "Chỉ giữ một: điểm hoặc không được giao"),
    "II.3": (Entry(10), "Chưa có số liệu"),
    "II.4": (Entry(10, 0), "Chương trình chấm khi tổng hợp cụm"),
    "II.5": (Entry(mark="x"), "Chờ Trưởng cụm xác nhận"),
    "II.6": (Entry(), "Trưởng cụm chấm"),
    "II.7": (Entry(score=10), "Trưởng cụm chấm"),
    "III.1": (Entry(result=4, score=10), ""),
    "III.2": (Entry(result=1, score=-2.5), ""),
    "III.3": (Entry(result=1, score=3), "Khác gợi ý 2.50"),
    "III.4": (Entry(score=-11), "Vượt điểm tối đa"),
}
"""What is typed in a row, and what `Nhắc` must say of it (with a decimal point here)."""


def _filled_criteria() -> Criteria:
    rows = criteria_of(_FILLED).rows
    return Criteria(tuple(replace(row, scorer=Scorer.HEAD) if row.code == "II.7" else row for row in rows))


@pytest.fixture(scope="session")
def filled(work: Path) -> list[Path]:
    """A form with every reminder, one with a ceiling, one as it is sent out, one without a fault."""
    settings = Settings(year=2026, cluster="C", name="C")
    entries = {code: entry for code, (entry, _) in _TYPED.items()}
    capped = replace(settings, ceiling=10_500)
    right = {row.code: Entry(score=1.005) for row in _filled_criteria().scored} | {
        "II.3": Entry(1, 1), "II.4": Entry(2, 1), "II.5": Entry(1, 3), "II.6": Entry(), "II.7": Entry(),
    }  # fmt: skip
    return [
        _issued(work / name, _filled_criteria(), given, typed)
        for name, given, typed in (
            ("every", settings, entries), ("capped", capped, entries), ("empty", settings, {}),
            ("right", settings, right),
        )
    ]  # fmt: skip


@pytest.fixture(scope="session")
def filled_by_libreoffice(calc: Calc, filled: list[Path]) -> dict[str, Shown]:
    """The filled forms as LibreOffice computes them."""
    return _by_libreoffice(calc, filled)


@pytest.fixture(scope="session")
def filled_by_gnumeric(ssconvert: None, work: Path, filled: list[Path]) -> dict[str, Shown]:
    """The filled forms as Gnumeric computes them."""
    del ssconvert
    return _by_gnumeric(filled, work / "gnumeric filled")


@pytest.fixture(scope="session")
def filled_by_second_engine(filled: list[Path]) -> dict[str, Shown]:
    """The filled forms as an engine for Excel's formulas computes them."""
    return _by_second_engine(filled)


FILLED = ("filled_by_libreoffice", "filled_by_gnumeric", "filled_by_second_engine")


_WRONG = {"I.2", "I.3", "I.4", "II.2", "II.7", "III.4"}
"""Over the maximum, negative, a text, beside a mark, in a cell that the head scores: none of these counts."""


def _scores(below: str = "") -> list[Fraction]:
    """The numbers in `Điểm tự chấm` that count, of the criteria (no bonus, no penalty) below a section."""
    return [
        number
        for row in _filled_criteria().scored
        if row.kind is RowKind.CRITERION and row.code.startswith(below) and row.code not in _WRONG
        and (number := _exact(_TYPED[row.code][0].score)) is not None
    ]  # fmt: skip


def _partly(total: Fraction, left: int) -> str:
    """A sum while cells are still missing or wrong."""
    return f"{shown(int(total * 1000), 2)} – còn {left} ô"


@pytest.mark.parametrize("grid", FILLED, indirect=True)
def test_the_reminder_says_what_is_missing_or_wrong(grid: dict[str, Shown]) -> None:
    """`Nhắc` of every kind of row, and the same on `Kiểm tra`, where nothing to do reads `Xong`."""
    form = grid["every"]
    shown_by = {code: str(form.at(code, "Nhắc")).replace(",", ".") for code in _TYPED}
    assert shown_by == {code: text.replace(",", ".") for code, (_, text) in _TYPED.items()}
    on_check = {code: str(form.state(code)).replace(",", ".") for code in _TYPED}
    by_others = {"II.6": "Trưởng cụm chấm. không phải nhập", "II.7": "Trưởng cụm chấm, không phải nhập"}
    expected = {code: text.replace(",", ".") or "Xong" for code, (_, text) in _TYPED.items()}
    assert on_check == expected | {code: text.replace(",", ".") for code, text in by_others.items()}


@pytest.mark.parametrize("grid", FILLED, indirect=True)
def test_sections_and_total_are_sums_of_what_was_typed(grid: dict[str, Shown]) -> None:
    """Sections without bonus and penalty, the total with them; what is missing or wrong stands beside the sum."""
    form = grid["every"]
    for section, left in {"I": 5, "I.1": 2, "I.1.1": 2, "II": 2}.items():
        said = form.at(section, "Điểm tự chấm")
        counted = _scores(section + ".")
        assert said == (_partly(sum(counted, Fraction(0)), left) if counted else "")
    assert form.at("III", "Điểm tự chấm") == ""
    total = sum(_scores(), Fraction(0)) + 10 - Fraction("2.5") - 3
    assert total > Fraction("10.5")
    assert form.total() == _partly(total, 8)
    assert grid["capped"].total() == _partly(Fraction("10.5"), 8)
    right = grid["right"]
    assert same(right.total(), (11 - 3) * 1.01)
    assert same(right.at("I.1.1", "Điểm tự chấm"), 3.03)


@pytest.mark.parametrize("grid", FILLED, indirect=True)
def test_the_check_counts_what_is_left(grid: dict[str, Shown]) -> None:
    """How many rows are missing, over, wrong, different, waiting; and the total once more."""
    form = grid["every"]
    texts = [text for _, text in _TYPED.values()]
    assert form.summary("Số tiêu chí") == 17
    assert form.summary("Còn thiếu") == sum(text.startswith(("Chưa", "Gợi ý")) for text in texts)
    assert form.summary("Vượt") == texts.count("Vượt điểm tối đa")
    assert form.summary("Nhập sai") == 3
    assert form.summary("Khác") == 2
    assert form.summary("Ghi không được giao") == 2
    assert same(form.summary("Tổng điểm"), form.total())
    assert str(form.verdict()).startswith("CHƯA XONG")


@pytest.mark.parametrize("grid", FILLED, indirect=True)
def test_a_form_as_sent_out_and_one_without_a_fault(grid: dict[str, Shown]) -> None:
    """Empty: all is missing and no total is shown, not even 0. Filled: ready to be sent."""
    empty, right = grid["empty"], grid["right"]
    assert empty.total() == ""
    assert empty.at("I", "Điểm tự chấm") == ""
    assert empty.summary("Còn thiếu") == 17
    assert str(empty.verdict()).startswith("CHƯA XONG")
    assert right.summary("Còn thiếu") == 0
    assert str(right.verdict()).startswith("ĐỦ")


def test_an_empty_form_stores_what_its_formulas_give(filled: list[Path], calc: Calc) -> None:
    """In Protected View the clerk sees stored values: they are the computed ones."""
    form = filled[2]
    sent = form.with_name(f"Phieu_A_{2026}.xlsx")
    run("issue", form.with_name("book.xlsx"), "--out", form.parent)
    stored_values = Stored.of(sent, (FORM, CHECK))
    assert len(stored_values.formulas[FORM]) > 30
    with calc.open(sent) as opened:
        opened.recalculate()
        for sheet in (FORM, CHECK):
            assert differences(stored_values, sheet, opened.values(sheet)) == []


def test_the_reminder_has_the_digits_of_the_scores(by_libreoffice: dict[str, Shown]) -> None:
    """What it suggests can be typed as it stands: 5,333 with three digits, 5 with none."""
    line = next(line for line in GRID if (line.entry.target, line.entry.result) == (3, 2))
    for digits in DIGITS:
        said = str(by_libreoffice[f"grid{digits}"].at(line.criterion.code, "Nhắc")).replace(".", ",")
        hint = Fraction(as_shown(suggested(line, digits)))  # type: ignore[arg-type]
        assert said == f"Gợi ý {shown(int(hint * 1000), digits)} – nhập nếu đồng ý, hoặc ghi Đồng ý"
