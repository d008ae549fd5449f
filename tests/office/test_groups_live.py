"""Groups, live: forms and books as three programs compute them, against what the rules say and `rank` stores."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.office.books import Cluster, Entry, Stored, Typed, build, differences, fill, issue_one, run, same
from tests.office.calc import Calc, Values, gnumeric
from tests.office.test_live_typing import Open, differing
from tests.witnesses.engine import Engine
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, RowKind
from thidua_xl.domain.scoring.groups import grouping_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.values.numbers import stored
from thidua_xl.sheets.form.scores import TABLE, C

pytestmark = pytest.mark.office

SETTINGS = Settings(year=2026, cluster="C07", name="Cụm có nhóm")
FORM, MATRIX = TABLE.sheet, "Tổng hợp"


def _section(code: str, rule: str = "") -> Criterion:
    return Criterion(code, code, f"Mục {code}", RowKind.SECTION, parameter=rule)


def _row(code: str, most: int, kind: RowKind = RowKind.CRITERION) -> Criterion:
    return Criterion(code, code, f"Tiêu chí {code}", kind, most * 1000)


def _table() -> Iterator[Criterion]:
    """Every rule, alone and together; groups in groups of each kind; deductions under criteria in two ways."""
    bonus, penalty = RowKind.BONUS, RowKind.PENALTY
    yield from (_section("I"), _section("I.1", "trần 50"), _row("I.1.a", 30), _row("I.1.b", 33))
    yield from (_section("I.2", "lấy mức cao nhất"), _row("I.2.a", 12), _section("I.2.b"), _row("I.2.b.1", 7))
    yield from (_row("I.2.b.2", 8), _section("I.2.c", "hệ số 1,5"), _row("I.2.c.1", 6), _row("I.2.c.2", 3))
    yield from (_section("II", "lấy mức cao nhất; trần 9,5; hệ số 1,5"), _row("II.1", 10), _row("II.2", 8))
    yield from (_row("III", 8), _row("III.a", 4, penalty), _row("III.b", 8, penalty))
    yield from (_row("IV", 6), _section("IV.t"), _row("IV.t.1", 5, penalty), _row("IV.t.2", 5, penalty))
    yield from (_section("T", "trần 20"), _section("T.1", "lấy mức cao nhất"), _row("T.1.a", 15, bonus))
    yield from (_row("T.1.b", 10, bonus), _row("T.2", 9, bonus))
    yield from (_section("V", "hệ số 2"), _section("V.1", "trần 6"), _row("V.1.a", 4, penalty))
    yield from (_row("V.1.b", 5, penalty), _section("V.2", "lấy mức cao nhất"), _row("V.2.a", 2, penalty))
    yield _row("V.2.b", 3, penalty)


CRITERIA = Criteria(tuple(_table()))
GROUPING = grouping_of(CRITERIA, 2)


def scores_of(seed: int) -> dict[str, float]:
    """Scores up to the maxima, with two decimals; the last seeds leave blanks."""
    dice = random.Random(seed)
    full = {row.code: row.max_points / 1000 for row in CRITERIA.scored}
    if seed == 0:
        return full
    some = {code: round(dice.uniform(0, most), 2) for code, most in full.items()}
    return some if seed < 4 else {code: some[code] for code in some if dice.random() < 0.5}


def expected_of(scores: dict[str, float]) -> dict[str, float]:
    """The groups and the total, by the rules."""
    points = {
        code: round(score * 1000) * (-1 if CRITERIA.by_code[code].is_penalty else 1)
        for code, score in scores.items()
    }
    values = GROUPING.fold(points)
    found = {group.code: stored(values[group.name]) for group in GROUPING.groups
             if not group.of_criterion and group.name in values}  # fmt: skip
    return {**found, "": stored(GROUPING.total(points))}


SEEDS = range(7)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A form for every seed, filled."""
    folder = tmp_path_factory.mktemp("forms")
    empty = issue_one(folder / "made", CRITERIA, SETTINGS).read_bytes()
    made = []
    for seed in SEEDS:
        form = folder / f"form{seed}.xlsx"
        form.write_bytes(empty)
        fill(form, {code: Entry(score=score) for code, score in scores_of(seed).items()})
        made.append(form)
    return made


def wrong_in(values: Values, seed: int) -> list[str]:
    """Sums of a form that are not what the rules say; with blanks they are texts that begin with them."""
    expected, scores = expected_of(scores_of(seed)), scores_of(seed)
    shown = {str(row[C["Mã"]] or ""): row[C["Điểm tự chấm"]] for row in values[TABLE.header_row + 1 :]
             if row[C["Mã"]] or row[C["Nội dung tiêu chí"]] == "TỔNG ĐIỂM TỰ CHẤM"}  # fmt: skip
    wrong = []
    for name, points in expected.items():
        seen = shown[name]
        if isinstance(seen, str) and len(scores) < len(CRITERIA.scored):
            seen = float(seen.split(" – còn ")[0].replace(",", "."))
        if not same(seen, points):
            wrong.append(f"{name}: shown {shown[name]!r}, expected {points}")
    return wrong


def test_forms_in_libreoffice(calc: Calc, forms: list[Path]) -> None:
    """Every group and the total, and beside a group that counts otherwise what was added."""
    for seed, form in zip(SEEDS, forms, strict=True):
        with calc.open(form) as opened:
            opened.recalculate()
            values = opened.values(FORM)
            assert wrong_in(values, seed) == [], seed
            assert opened.errors(FORM) + opened.errors("Kiểm tra") == ""
            beside = {row[C["Mã"]]: row[C["Đơn vị tính"]] for row in values}
            assert seed or beside["I.1"] == "Trần 50 (cộng 63,00)"
            assert seed or beside["IV.t"] == "Trần 6 (trừ 10,00)"


def test_forms_in_gnumeric(ssconvert: None, forms: list[Path], tmp_path: Path) -> None:
    """The same."""
    del ssconvert
    for seed, saved in zip(SEEDS, gnumeric(forms, tmp_path), strict=True):
        sheet: Values = (
            CalamineWorkbook.from_path(saved).get_sheet_by_name(FORM).to_python(skip_empty_area=False)  # type: ignore[assignment]
        )
        assert wrong_in(sheet, seed) == [], seed


def test_forms_in_an_engine_for_excels_formulas(forms: list[Path]) -> None:
    """The same."""
    for seed, form in zip(SEEDS, forms, strict=True):
        with Engine.open(form) as engine:
            assert wrong_in(engine.values(FORM), seed) == [], seed


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units, collected and ranked; C lacks scores."""
    units = [scores_of(0), scores_of(1), scores_of(4)]
    lines = [
        " ".join([row.code, *(str(scores.get(row.code, "-")) for scores in units)]) for row in CRITERIA.scored
    ]
    path = build(
        tmp_path_factory.mktemp("book") / "book.xlsx",
        Cluster(CRITERIA, "\n".join(["A B C", *lines]), SETTINGS),
    )
    run("rank", path)
    return path


def test_the_book_stores_what_its_formulas_give(calc: Calc, book: Path) -> None:
    """Protected View shows the stored values."""
    with calc.open(book) as document:
        document.recalculate()
        assert not differences(Stored.of(book, [MATRIX]), MATRIX, document.values(MATRIX))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_typed_shows_as_rank_computes_it(calc: Calc, book: Path, tmp_path: Path, seed: int) -> None:
    """Agreed scores of any size: groups, totals and ranks are live what `rank` makes of them."""
    dice, typed = random.Random(seed), list[Typed]()
    for unit in "ABC":
        for row in dice.sample(CRITERIA.scored, 9):
            score = dice.choice([0, row.max_points / 1000, round(dice.uniform(0, row.max_points / 1000), 2)])
            typed.append((unit, row.code, "Điểm thống nhất", score))
    with calc.open(book) as document:
        opened = Open(document, tmp_path)
        opened.type(*typed)
        assert differing(opened.sheets(), opened.after_rank()) == []
