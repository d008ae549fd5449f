"""Validations and conditional formats of our sheets, as Excel 365 applies them, against what the program says.

What a cell refuses when it is typed, what turns red or amber when it is pasted, and what `check` and `rank` say of the
same file are three answers to one question.
"""

import random
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest

from tests.journeys.journey import SCORED, UNITS
from tests.office.books import (
    LEDGER,
    MATRIX,
    RANKING,
    Cluster,
    build,
    issue_one,
    ledger_cell,
    lines_of,
    run,
)
from tests.office.test_book_formulas import EVERYTHING
from tests.office.test_form_check import CRITERIA, GOOD
from tests.office.test_live_typing import FULL
from tests.office.test_live_typing import SETTINGS as LIVE_SETTINGS
from tests.office.test_typed_bounds_live import REFUSED, score_at_random
from tests.witnesses.engine import Engine, Values, edited
from tests.witnesses.kinds import Make, named
from thidua_xl.domain.ranking import votes
from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind, WhenNotAssigned
from thidua_xl.domain.scoring.scorers import WORDS
from thidua_xl.domain.scoring.settings import Basis, Majority, Phase, Settings, TiesBelowFirst
from thidua_xl.domain.scoring.units import Eligibility
from thidua_xl.sheets.cluster import receipts
from thidua_xl.sheets.form.scores import TABLE, C
from thidua_xl.workbook.addresses import address
from thidua_xl.workbook.styles import AMBER, RED

FORM = TABLE.sheet
COLLECTED, TIED, VOTED = (
    named(name).make for name in ("collected book", "book with candidates to vote for", "book with votes")
)
Opens = Callable[[Make], Engine]
Place = tuple[str, str]
SCORE, TARGET, RESULT = "Điểm thống nhất", "Chỉ tiêu thống nhất", "Kết quả thống nhất"


# --- agreed scores --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A book with every rule; nobody has agreed anything yet."""
    return build(
        tmp_path_factory.mktemp("full") / "book.xlsx", Cluster(EVERYTHING, FULL, LIVE_SETTINGS)
    ).read_bytes()


PLACES: list[Place] = [(unit, row.code) for unit in "ABC" for row in EVERYTHING.scored]


def _cells(values: Values, header: str) -> dict[Place, str]:
    """Where a column's cells of all units and criteria stand."""
    blank = [[None if value == "" else value for value in row] for row in values]
    return {place: ledger_cell(blank, *place, header) for place in PLACES}


def _disagreed(engine: Engine, dice: random.Random, path: Path) -> list[str]:
    """Scores typed at random in every row: what the cells refuse and mark red, beside what `rank` does not count."""
    cells = _cells(engine.values(LEDGER), SCORE)
    typed = {
        place: score_at_random(EVERYTHING.by_code[place[1]], dice) for place in PLACES if dice.random() < 0.8
    }
    for place, cell in cells.items():
        engine.type(LEDGER, cell, typed.get(place))
    engine.recalculate()
    red = {cell for cell, colour in engine.colours(LEDGER, _area(cells)).items() if colour == RED}
    refuses = {place for place, value in typed.items() if not engine.allows(LEDGER, cells[place], value)}
    told = lines_of(engine.values(RANKING), "Mã", ["Ô không hợp lệ"])
    path.write_bytes(engine.saved())
    findings = run("rank", path, "--json")["findings"]
    wrong = {(one["unit"], one["criterion"]) for one in findings if one["code"] in REFUSED}
    return [
        *(f"{place}: {typed[place]} typed, counts: {place not in wrong}, allowed: {place not in refuses}"
          for place in typed if (place in wrong) != (place in refuses)),
        *(f"{place}: {typed[place]} typed, counts: {place not in wrong}, red: {cells[place] in red}"
          for place in typed if (place in wrong) != (cells[place] in red)),
        *(f"{unit}: {line[0]} cells told of" for unit, line in told.items()
          if line[0] != sum(place[0] == unit for place in wrong)),
        *(f"{place}: red though blank" for place in PLACES if place not in typed and cells[place] in red),
    ]  # fmt: skip


def _area(cells: dict[Place, str]) -> str:
    rows = [int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in cells.values()]
    column = next(iter(cells.values())).rstrip("0123456789")
    return f"{column}{min(rows)}:{column}{max(rows)}"


def test_what_a_score_cell_refuses_or_marks_is_what_rank_does_not_count(full: bytes, tmp_path: Path) -> None:
    """Hundreds of numbers and texts in rows of every rule: refused, red and told, or counted, by all alike."""
    with Engine(full) as engine:
        for seed in range(8):
            assert _disagreed(engine, random.Random(seed), tmp_path / "typed.xlsx") == []


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("a format over fewer rows", lambda xml: xml.replace('<conditionalFormatting sqref="P5:P37">',
                                                             '<conditionalFormatting sqref="P5:P20">')),
        ("another operator in a format", lambda xml: xml.replace('$T5=""', '$T5&lt;&gt;""')),
        ("a validation one too generous", lambda xml: xml.replace("P5&lt;=E5,", "P5&lt;=E5+1,")),
        ("a validation one too strict", lambda xml: xml.replace("P5&lt;=E5,", "P5&lt;E5,")),
    ],
)  # fmt: skip
def test_a_wrong_rule_of_the_score_cells_is_seen(
    what: str, change: Callable[[str], str], full: bytes, tmp_path: Path
) -> None:
    """One thing in the file changed, and the same comparison no longer holds."""
    spoilt = edited(full, change)
    assert spoilt != edited(full, str), what
    with Engine(spoilt) as engine:
        assert [
            line for seed in range(3) for line in _disagreed(engine, random.Random(seed), tmp_path / "b.xlsx")
        ]


@pytest.mark.parametrize("header", [TARGET, RESULT])
def test_agreed_figures_may_be_anything_but_negative(full: bytes, header: str) -> None:
    """Texts are for the program to read; a number below 0 is refused and red at once."""
    with Engine(full) as engine:
        cells = _cells(engine.values(LEDGER), header)
        for cell in cells.values():
            given = {
                value: engine.allows(LEDGER, cell, value)
                for value in (-5, -0.001, 0, 7.5, "Đạt", "9,5", None)
            }
            assert [value for value, allowed in given.items() if not allowed] == [-5, -0.001]
            engine.type(LEDGER, cell, -5)
        engine.recalculate()
        assert engine.colours(LEDGER, _area(cells)) == dict.fromkeys(cells.values(), RED)


def test_what_came_from_the_form_cannot_be_typed_over(full: bytes) -> None:
    """Nothing at all may be typed there: the reason is told instead."""
    with Engine(full) as engine:
        for header in ("Điểm tối đa", "Điểm tính", "Chỉ tiêu", "Kết quả", "Điểm tự chấm"):
            cells = _cells(engine.values(LEDGER), header).values()
            assert not [
                cell for cell in cells for value in (5, "x", 0) if engine.allows(LEDGER, cell, value)
            ], header


# --- a form ---------------------------------------------------------------------------------------

_UNTYPABLE = {"OVER_MAXIMUM", "NEGATIVE", "NOT_A_NUMBER", "NUMBER_AS_TEXT", "VALUE_UNKNOWN"}
"""What the cell alone can see; what only the whole row tells (Đạt with other points) is no matter of a validation."""
_IN_RED = {"OVER_MAXIMUM", "NEGATIVE", "NOT_A_NUMBER", "NUMBER_AS_TEXT", "PASS_FAIL_CONTRADICTS",
           "NOT_ASSIGNED_WITH_SCORE"}  # fmt: skip
Typed = dict[str, float | str | None]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A form as it is handed out."""
    folder = tmp_path_factory.mktemp("form") / "phieu"
    return issue_one(folder, CRITERIA, Settings(year=2026, cluster="C", name="C")).read_bytes()


def _filled(form: bytes) -> Engine:
    """The form open and filled in without a mistake."""
    engine = Engine(form)
    for code, entry in GOOD.items():
        for header, value in (
            ("Chỉ tiêu", entry.target),
            ("Kết quả", entry.result),
            ("Điểm tự chấm", entry.score),
        ):
            engine.type(FORM, _cell(CRITERIA.by_code[code], header), value)
    return engine


def _cell(row: Criterion, header: str) -> str:
    return address(TABLE.header_row + 1 + list(CRITERIA).index(row), C[header])


def _by_unit() -> list[Criterion]:
    return [row for row in CRITERIA.scored if row.scored_by_unit]


def _at_random(dice: random.Random) -> Typed:
    """Scores in and beside the bounds, texts, blanks, now and then a mark; figures that are none."""
    typed: Typed = {}
    for row in _by_unit():
        limit = row.max_points / 1000
        typed[_cell(row, "Điểm tự chấm")] = dice.choice(
            [
                0,
                limit,
                limit + 0.01,
                -limit,
                -limit - 0.01,
                -1,
                round(dice.uniform(0, limit), 2),
                None,
                "chín",
                "9,5",
            ]
        )
        if row.when_not_assigned and dice.random() < 0.5:
            typed[_cell(row, "Không được giao")] = dice.choice(["x", None])
        if row.method is Method.PASS_FAIL:
            typed[_cell(row, "Kết quả")] = dice.choice(["Đạt", "Không đạt", "có", None])
        elif row.method is not Method.DIRECT and dice.random() < 0.3:
            typed[_cell(row, "Kết quả")] = dice.choice([-3, -0.01, 0, 4, "nhiều", None])
    return typed


def _misjudged(engine: Engine, dice: random.Random, path: Path) -> list[str]:
    """Cells of a form whose validation or colour says something else than `check` does."""
    typed = _at_random(dice)
    for cell, value in typed.items():
        engine.type(FORM, cell, value)
    engine.recalculate()
    path.write_bytes(engine.saved())
    (file,) = run("check", path, "--json")["files"]
    codes: dict[str, set[str]] = {}
    for found in file["findings"]:
        codes.setdefault(str(found["cell"]), set()).add(found["code"])
    scores = [_cell(row, "Điểm tự chấm") for row in _by_unit()]
    colours = engine.colours(FORM, f"{scores[0]}:{scores[-1]}")
    return [
        *(f"{cell}: {value!r} allowed: {allowed}, {codes.get(cell)}" for cell, value in typed.items()
          if (allowed := engine.allows(FORM, cell, value)) == bool(codes.get(cell, set()) & _UNTYPABLE)),
        *(f"{cell}: {typed[cell]!r} {colours.get(cell)}, {codes.get(cell)}" for cell in scores
          if colours.get(cell, "") != _expected(codes.get(cell, set()))),
    ]  # fmt: skip


def _expected(codes: set[str]) -> str:
    return RED if codes & _IN_RED else AMBER if "SCORE_MISSING" in codes else ""


def test_what_a_form_refuses_or_marks_is_what_check_finds(form: bytes, tmp_path: Path) -> None:
    """A score above the maximum, negative, a text, blank, beside a mark; figures and words that are none."""
    with _filled(form) as engine:
        for seed in range(12):
            assert _misjudged(engine, random.Random(seed), tmp_path / "form.xlsx") == []


@pytest.mark.parametrize(
    ("what", "was", "becomes"),
    [
        ("a format without its last rows", 'Formatting sqref="J10:J26"', 'Formatting sqref="J10:J18"'),
        ("a format that looks for other words", "Vượt", "Quá"),
        ("a bound above the maximum", "<formula2>10.0<", "<formula2>11<"),
        ("a bound below the maximum", "<formula2>10.0<", "<formula2>9.99<"),
        ("numbers above 0 only", 'operator="greaterThanOrEqual"', 'operator="greaterThan"'),
        ("a list with another word", "Đạt,Không đạt", "Đạt,Chưa đạt"),
    ],
)
def test_a_wrong_rule_of_a_form_is_seen(
    what: str, was: str, becomes: str, form: bytes, tmp_path: Path
) -> None:
    """One thing in the file changed, and the same comparison no longer holds."""
    spoilt = edited(form, lambda xml: xml.replace(was, becomes))
    assert spoilt != edited(form, str), what
    with _filled(spoilt) as engine:
        assert any(_misjudged(engine, random.Random(seed), tmp_path / "form.xlsx") for seed in range(10))


def test_a_mark_is_x_and_nothing_else(form: bytes) -> None:
    """Where a target may not have been assigned; elsewhere the cell takes no entry at all (the sheet is protected)."""
    with Engine(form) as engine:
        for row in _by_unit():
            allowed = [
                v
                for v in ("x", "Không", "có", 1, None)
                if engine.allows(FORM, _cell(row, "Không được giao"), v)
            ]
            assert allowed == (["x", None] if row.when_not_assigned else ["x", "Không", "có", 1, None])


def test_the_engine_by_itself_still_loses_formats_that_depend_on_another_sheet(form: bytes) -> None:
    """Why colours are looked at in a copy without formulas: `Kiểm tra` tells what makes this cell red."""
    row = CRITERIA.by_code["I.1"]
    cell = _cell(row, "Điểm tự chấm")
    with Engine(form) as engine:
        engine.type(FORM, cell, 99)
        engine.recalculate()
        assert engine.colours(FORM, f"{cell}:{cell}") == {cell: RED}
        assert engine.colours_without_formulas(FORM, f"{cell}:{cell}") == {}


# --- a book ---------------------------------------------------------------------------------------

LISTS: dict[tuple[str, str], type[StrEnum]] = {
    ("Tiêu chí", "Loại"): RowKind,
    ("Tiêu chí", "Cách chấm"): Method,
    ("Tiêu chí", "Khi không được giao"): WhenNotAssigned,
    ("Đơn vị", "Xét thi đua"): Eligibility,
    ("Bỏ phiếu", "Quyết định"): votes.Decision,
    ("Tiếp nhận", "Quyết định"): receipts.FileDecision,
}
SETTINGS: dict[str, type[StrEnum]] = {
    "Giai đoạn": Phase, "Xếp theo": Basis, "Đồng hạng Nhì, Ba": TiesBelowFirst, "Cách trúng phiếu": Majority,
}  # fmt: skip


def _below(values: Values, header: str) -> str:
    """The first cell below a header."""
    row = next(at for at, cells in enumerate(values) if header in cells and len([c for c in cells if c]) > 2)
    return address(row + 1, values[row].index(header))


def test_every_list_offers_the_words_that_the_program_reads(opened: Opens) -> None:
    """Those of the domain, all of them (also words with a comma) and no other; blank where blank means something."""
    engine = opened(COLLECTED)
    cells = {place: _below(engine.values(place[0]), place[1]) for place in LISTS}
    found = {place: (place[0], cell) for place, cell in cells.items()}
    labels = [row[0] for row in engine.values("Cụm")]
    choices = {**{found[place]: kind for place, kind in LISTS.items()},
               **{("Cụm", address(labels.index(name), 1)): kind for name, kind in SETTINGS.items()}}  # fmt: skip
    for (sheet, cell), words in choices.items():
        for word in words:
            assert engine.allows(sheet, cell, word.value or None), (sheet, cell, word)
        others = [other for other in ("khác", "Không rõ", 7) if engine.allows(sheet, cell, other)]
        assert others == [], (sheet, cell)


def test_the_list_of_scorers_offers_its_words(opened: Opens) -> None:
    """Codes of `Người chấm` are typed there as well: it stops nobody (`tests/bookkeeping/test_renewed_lists.py`)."""
    engine = opened(COLLECTED)
    cell = _below(engine.values("Tiêu chí"), "Ai chấm")
    for word in WORDS:
        assert engine.allows("Tiêu chí", cell, str(word)), word


def test_a_count_of_votes_is_a_whole_number(opened: Opens) -> None:
    """From 0 on; halves, negative ones and texts are refused."""
    engine = opened(TIED)
    for header in ("Số phiếu", "Hợp lệ", "Thu vào"):
        cell = _below(engine.values("Bỏ phiếu"), header)
        allowed = [v for v in (0, 5, 12.0, -1, 2.5, "năm", None) if engine.allows("Bỏ phiếu", cell, v)]
        assert allowed == [0, 5, 12.0, None]


def _rows_in(engine: Engine, colour: str) -> set[str]:
    """Codes of the units whose line on `Xếp hạng` has a colour."""
    values = engine.values(RANKING)
    first = int(_below(values, "Hạng")[1:])
    coloured = engine.colours(RANKING, f"A{first}:K{len(values)}")
    codes = {
        str(row[1]): at for at, row in enumerate(values[first - 1 : first - 1 + len(UNITS)], start=first)
    }
    return {code for code, at in codes.items() if coloured.get(f"B{at}") == colour}


def test_units_that_wait_for_a_vote_stand_in_amber(made: Callable[[Make], bytes], opened: Opens) -> None:
    """Until the vote; a score that does not count makes its unit's line red."""
    assert (_rows_in(opened(TIED), AMBER), _rows_in(opened(TIED), RED)) == ({"AN", "BH"}, set())
    with Engine(made(VOTED)) as engine:
        assert (_rows_in(engine, AMBER), _rows_in(engine, RED)) == (set(), set())
        blank = [[None if value == "" else value for value in row] for row in engine.values(LEDGER)]
        engine.type(LEDGER, ledger_cell(blank, "CM", "I.1", SCORE), 41)
        engine.recalculate()
        assert _rows_in(engine, RED) == {"CM"}


def test_scores_that_are_not_there_are_red_in_the_matrix(opened: Opens) -> None:
    """As the forms came in, what only the head scores is missing: those cells are red, no other."""
    engine = opened(COLLECTED)
    values = engine.values(MATRIX)
    top = next(row for row in values if "I.1" in row)
    rows = {str(cells[0]): at for at, cells in enumerate(values) if cells[0] in UNITS}
    area = f"A{min(rows.values()) + 1}:{address(max(rows.values()), len(top) - 1)}"
    red = {cell for cell, colour in engine.colours(MATRIX, area).items() if colour == RED}
    cells = {code: {address(at, top.index(code)) for at in rows.values()} for code in SCORED}
    assert {code for code in SCORED if cells[code] & red} == {"2.3", "2.4"}
    assert cells["2.3"] | cells["2.4"] <= red
