"""A scorecard's live page and `check` over the same mutated forms: neither knows of a fault that the other passes."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.office.books import Entry, criteria_of, fill, issue_one, run
from tests.office.calc import Calc, Values, gnumeric
from tests.witnesses.engine import Engine
from thidua_xl.domain.scoring.criteria import Criteria, Method, Scorer
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.taken_suggestion import takes_suggestion
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import BRIEFLY
from thidua_xl.domain.values.numbers import as_shown, round_half_up
from thidua_xl.sheets.form import identity as form_identity
from thidua_xl.sheets.form.reminders import CHECK
from thidua_xl.sheets.form.scores import TABLE, TOTAL_LABEL, C
from thidua_xl.sheets.form.states import State
from thidua_xl.workbook.addresses import address

pytestmark = pytest.mark.office

FORM = TABLE.sheet
HEADERS = ("Chỉ tiêu", "Kết quả", "Điểm tự chấm", "Không được giao")
_TABLE = """
    I
    I.1 | Tiêu chí | 10 | Chấm trực tiếp
    I.2 | Tiêu chí | 10 | Theo tỷ lệ | | Đủ điểm
    I.3 | Tiêu chí | 8.5 | Theo tỷ lệ | thấp hơn là tốt
    I.4 | Tiêu chí | 15 | Theo bậc | % 100:15; 90:12; 80:8,5; khác:0
    I.5 | Tiêu chí | 8 | Theo bậc | thấp hơn là tốt; 0:8; 1:6; 2:4; khác:0
    II
    II.1 | Tiêu chí | 6 | Trừ theo % chưa đạt | 1%: 0,5
    II.2 | Tiêu chí | 5 | Trừ từ điểm tối đa | 0,5/lần; hết từ 5
    II.3 | Tiêu chí | 4 | Đạt/không đạt
    II.4 | Tiêu chí | 5 | So với đơn vị dẫn đầu | | 0 điểm
    II.5 | Tiêu chí | 60 | Theo thứ hạng | 60; 45; 0
    II.6 | Tiêu chí | 10 | Chấm trực tiếp
    III
    III.1 | Điểm thưởng | 10 | Cộng theo lần | 3/lần; trần 10
    III.2 | Điểm trừ | 10 | Trừ theo lần | 2,5/lần; trần 10
    III.3 | Điểm trừ | 4 | Đạt/không đạt
"""
GOOD = {
    "I.1": Entry(score=9), "I.2": Entry(100, 98, 9.8), "I.3": Entry(4, 5, 6.8), "I.4": Entry(20, 19, 12),
    "I.5": Entry(result=1, score=6), "II.1": Entry(100, 97, 4.5), "II.2": Entry(result=1, score=4.5),
    "II.3": Entry(result="Đạt", score=4), "II.4": Entry(10, 12), "III.1": Entry(result=2, score=6),
    "III.2": Entry(result=1, score=2.5), "III.3": Entry(result="Không đạt", score=0),
}  # fmt: skip


TAKEN = ("I.2", "I.3", "I.4", "I.5", "II.1", "II.2", "II.3", "III.1", "III.2", "III.3")
"""Where the form suggests a score."""


def _criteria() -> Criteria:
    """The rules, two of them measured in %, one criterion left to the head."""
    percent = ("I.2", "I.4")
    return Criteria(
        tuple(
            replace(row, measure="%" if row.code in percent else "việc",
                    scorer=Scorer.HEAD if row.code == "II.6" else Scorer.UNIT)
            for row in criteria_of(_TABLE).rows
        )
    )  # fmt: skip


CRITERIA = _criteria()
_ROWS = {row.code: TABLE.header_row + 1 + at for at, row in enumerate(CRITERIA)}
_CODE_AT = {row + 1: code for code, row in _ROWS.items()}

Typed = Mapping[str, object]
"""Address → value, or value and number format; on `Đơn vị` as `Đơn vị!B8`."""

_NUMBERS: tuple[object, ...] = (None, " ", 0, 1, 0.98, 5.5, 1000, -3, "9,5", "chín", "-", "=1/0", 2.345)
_VERDICTS: tuple[object, ...] = (None, " ", "Đạt", "Không đạt", "KHÔNG ĐẠT ", "Ðạt", "có", 1, "=1/0")
_MARKS: tuple[object, ...] = (None, "x", "X ", "Không", "có", "✓", "?", 0, "=1/0", "*")
_SCORES: tuple[object, ...] = (*_NUMBERS, 4, 10, 10.01, 61, -11, "25,67", "Đồng ý", "dong y")


def _cell(code: str, header: str) -> str:
    return address(_ROWS[code], C[header])


def _named() -> dict[str, Typed]:
    """One thing wrong in each: those the page did not know, and one of every kind of row."""
    identity = {label: f"Đơn vị!B{row + 1}" for label, row in form_identity.SIGNED_ROWS.items()}
    forms: dict[str, Typed] = {
        "good": {},
        "failed with points": {_cell("II.3", "Kết quả"): "Không đạt"},
        "a penalty of a pass": {_cell("III.3", "Điểm tự chấm"): -4},
        "an old letter": {_cell("III.3", "Kết quả"): "Ðạt"},
        "half a pass": {_cell("II.3", "Điểm tự chấm"): 2},
        "98% as 0,98": {_cell("I.2", "Kết quả"): 0.98},
        "target as 0,2": {_cell("I.4", "Chỉ tiêu"): 0.2},
        "six times": {_cell("II.1", "Kết quả"): 601},
        "mark not allowed": {_cell("I.1", "Không được giao"): "x"},
        "mark at the head's": {_cell("II.6", "Không được giao"): "x"},
        "mark and score": {_cell("I.2", "Không được giao"): "x"},
        "mark alone": {_cell("I.2", "Không được giao"): "x", _cell("I.2", "Điểm tự chấm"): None},
        "a word for a mark": {_cell("II.4", "Không được giao"): "Không"},
        "no target": {_cell("I.4", "Chỉ tiêu"): None},
        "target zero": {_cell("I.2", "Chỉ tiêu"): 0},
        "no figures": {_cell("II.4", "Kết quả"): None},
        "a space for a target": {_cell("II.4", "Chỉ tiêu"): " "},
        "differs": {_cell("I.3", "Điểm tự chấm"): 6},
        "decimals": {_cell("I.1", "Điểm tự chấm"): 9.125},
        "a text": {_cell("I.1", "Điểm tự chấm"): "25,67"},
        "an error": {_cell("I.1", "Điểm tự chấm"): "=1/0"},
        "a score in percent": {_cell("I.1", "Điểm tự chấm"): (0.09, "0%")},
        "a result in percent": {_cell("II.1", "Kết quả"): (0.97, "0.0%")},
        "both in percent": {_cell("I.2", "Chỉ tiêu"): (1, "0%"), _cell("I.2", "Kết quả"): (0.98, "0%")},
        "a suggestion taken": {_cell(code, "Điểm tự chấm"): "Đồng ý" for code in TAKEN},
        "a suggestion taken without marks": {_cell("III.2", "Điểm tự chấm"): " DONG  Y "},
        "no suggestion to take": {_cell("I.1", "Điểm tự chấm"): "Đồng ý"},
        "taken before the result": {_cell("I.4", "Điểm tự chấm"): "Đồng ý", _cell("I.4", "Kết quả"): None},
        "taken of a text": {_cell("I.4", "Điểm tự chấm"): "Đồng ý", _cell("I.4", "Kết quả"): "19,0"},
        "taken with a mark": {_cell("I.2", "Điểm tự chấm"): "Đồng ý", _cell("I.2", "Không được giao"): "x"},
        "an error in a mark": {_cell("I.2", "Không được giao"): "=1/0"},
    }
    return forms | {f"no {label}": {cell: None} for label, cell in identity.items()}


def _any(draw: random.Random) -> Typed:
    """One to four cells of a form, mostly those a unit fills."""
    typed: dict[str, object] = {}
    for _ in range(draw.randint(1, 4)):
        row = draw.choice(CRITERIA.scored)
        header = draw.choice(HEADERS)
        entry = GOOD.get(row.code, Entry())
        if header == "Không được giao":
            typed[_cell(row.code, header)] = draw.choice(_MARKS)
        elif header == "Kết quả" and row.method is Method.PASS_FAIL:
            typed[_cell(row.code, header)] = draw.choice(_VERDICTS)
        elif {"Chỉ tiêu": entry.target, "Kết quả": entry.result, "Điểm tự chấm": entry.score}[
            header
        ] is not None:
            typed[_cell(row.code, header)] = draw.choice(_SCORES if header == "Điểm tự chấm" else _NUMBERS)
    if draw.random() < 0.1:
        typed[f"Đơn vị!B{draw.choice(list(form_identity.SIGNED_ROWS.values())) + 1}"] = None
    return typed


FORMS: dict[str, Typed] = _named() | {f"any{seed}": _any(random.Random(seed)) for seed in range(8)}
"""What LibreOffice and Gnumeric compute."""
DRAWN: dict[str, Typed] = {f"any{seed}": _any(random.Random(seed)) for seed in range(8, 88)}
"""What the second engine computes, which is quick."""


@dataclass(frozen=True)
class Page:
    """What `Kiểm tra` and the rest of the form say."""

    scores: Values
    check: Values

    @property
    def verdict(self) -> str:
        """The sentence above the list."""
        return str(self.check[8][0])

    @property
    def banner(self) -> str:
        """The first line of `Tự chấm`."""
        return str(self.scores[0][0])

    @property
    def total(self) -> object:
        """The printed total."""
        return next(cells for cells in self.scores if TOTAL_LABEL in cells)[C["Điểm tự chấm"]]

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """Criterion, cell and state of every row of the list."""
        for cells in self.check[12:]:
            if cells[0]:
                yield str(cells[0]), str(cells[2]), str(cells[3])


SETTINGS = Settings(year=2026, cluster="C", name="C")


def _mutated(form: Path, target: Path, typed: Typed) -> Path:
    book = load_workbook(form)
    for cell, value in typed.items():
        sheet, _, at = cell.rpartition("!")
        there = book[sheet or FORM][at]
        there.value, there.number_format = value if isinstance(value, tuple) else (value, there.number_format)
    book.save(target)
    return target


@pytest.fixture(scope="session")
def forms(work: Path) -> list[Path]:
    """Every mutated form, by its name."""
    good = issue_one(work / "mutated", CRITERIA, SETTINGS)
    fill(good, GOOD)
    return [_mutated(good, good.with_name(f"{name}.xlsx"), typed) for name, typed in FORMS.items()]


def _computed(calc: Calc, form: Path) -> Path:
    """The form as LibreOffice computes and saves it: formulas have their values."""
    with calc.open(form) as opened:
        opened.recalculate()
        return opened.save(form.with_name(f"saved {form.name}"))


def _page(path: Path) -> Page:
    book = CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in (FORM, CHECK))
    return Page(*sheets)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def computed(calc: Calc, forms: list[Path]) -> list[Path]:
    """The forms as LibreOffice computes and saves them."""
    return [_computed(calc, form) for form in forms]


@pytest.fixture(scope="module")
def by_libreoffice(computed: list[Path]) -> dict[str, Page]:
    """The pages as LibreOffice computes them."""
    return {form.stem.removeprefix("saved "): _page(form) for form in computed}


@pytest.fixture(scope="session")
def by_gnumeric(ssconvert: None, work: Path, forms: list[Path]) -> dict[str, Page]:
    """The pages as Gnumeric computes them."""
    del ssconvert
    saved = gnumeric(forms, work / "mutated gnumeric")
    return {form.stem: _page(path) for form, path in zip(forms, saved, strict=True)}


@pytest.fixture(scope="session")
def checked(computed: list[Path]) -> dict[str, list[dict[str, Any]]]:
    """What `check` finds in each form alone, as LibreOffice saved it."""
    document = run("check", *computed, "--json")
    return {Path(one["path"]).stem.removeprefix("saved "): one["findings"] for one in document["files"]}


@dataclass(frozen=True)
class Judged:
    """Forms by their names: the pages as a program shows them, and what `check` finds in each alone."""

    pages: Mapping[str, Page]
    checked: Mapping[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def by_second_engine(work: Path) -> Judged:
    """The drawn forms as an engine for Excel's formulas computes and saves them."""
    good = issue_one(work / "drawn", CRITERIA, SETTINGS)
    fill(good, GOOD)
    pages, saved = {}, []
    with Engine.open(good) as engine:
        for name, typed in DRAWN.items():
            before = {cell: engine.at(*_place(cell)) for cell in typed}
            _type(engine, typed)
            pages[name] = Page(engine.values(FORM), engine.values(CHECK))
            saved.append(good.with_name(f"{name}.xlsx"))
            saved[-1].write_bytes(engine.saved())
            _type(engine, {cell: None if value == "" else value for cell, value in before.items()})
    document = run("check", *saved, "--json")
    return Judged(pages, {Path(one["path"]).stem: one["findings"] for one in document["files"]})


def _place(cell: str) -> tuple[str, str]:
    sheet, _, at = cell.rpartition("!")
    return sheet or FORM, at


def _type(engine: Engine, typed: Typed) -> None:
    for cell, value in typed.items():
        engine.type(*_place(cell), value)
    engine.recalculate()


PROGRAMS = ("by_libreoffice", "by_gnumeric", "by_second_engine")


@pytest.fixture
def judged(request: pytest.FixtureRequest) -> Judged:
    """The forms by the program that the test is about."""
    found = request.getfixturevalue(request.param)
    return found if isinstance(found, Judged) else Judged(found, request.getfixturevalue("checked"))


def _stops(found: Mapping[str, Any]) -> bool:
    """Whether a finding keeps the page from saying that the form may be sent.

    Beside errors: a text that is read as a number (the form's own total cannot add it), and figures missing
    where others compute the score from them.
    """
    computed = found["criterion"] == "II.4" and found["code"] == "INPUT_MISSING"
    return bool(found["severity"] == "error" or found["code"] == "NUMBER_AS_TEXT" or computed)


_DOUBTS = ("SCALE_DIFFERS", "WILD_RATIO", "IDENTITY_MISSING")
_SAID = {code.name: text for code, text in BRIEFLY.items()} | {
    "NUMBER_AS_TEXT": BRIEFLY[Code.NOT_A_NUMBER],
    "ERROR_VALUE": "",  # a number or a choice, as the cell asks for
}


def _fixed_words(text: str) -> Sequence[str]:
    """The parts of a brief text that are the same whatever its details."""
    return [part.strip() for part in text.replace("}", "{").split("{")[::2] if part.strip()]


def _says(state: str, code: str) -> bool:
    """Whether a state has the words of a code; a missing score may be suggested."""
    suggested = code == "SCORE_MISSING" and "Gợi ý" in state
    return suggested or all(part in state for part in _fixed_words(_SAID.get(code, "")))


def _wrong_rows(found: Sequence[Mapping[str, Any]]) -> set[str]:
    return {str(one["criterion"]) for one in found if _stops(one)}


@pytest.mark.parametrize("judged", PROGRAMS, indirect=True)
def test_the_page_is_ready_exactly_where_check_finds_no_error(judged: Judged) -> None:
    """Enough, may be sent, not yet: by the gravest of what `check` finds in the form alone."""
    wrong: list[str] = []
    for name, page in judged.pages.items():
        found = judged.checked[name]
        expected = "ĐỦ"
        if any(one["code"] in _DOUBTS for one in found):
            expected = "CÓ THỂ GỬI"
        if any(map(_stops, found)):
            expected = "CHƯA XONG"
        if not page.verdict.startswith(expected):
            wrong.append(
                f"{name} {(FORMS | DRAWN)[name]}: {page.verdict}, {[(f['code'], f['cell']) for f in found]}"
            )
    assert wrong == []


@pytest.mark.parametrize("judged", PROGRAMS, indirect=True)
def test_the_rows_that_the_page_names_are_those_of_check(judged: Judged) -> None:
    """A row's cell is one of those `check` names there, and its words are those of the catalogue."""
    wrong: list[str] = []
    for name, page in judged.pages.items():
        rows = _wrong_rows(judged.checked[name])
        for code, cell, state in page.lines():
            stopping = [one for one in judged.checked[name] if one["criterion"] == code and _stops(one)]
            others = [
                one for one in judged.checked[name] if one["criterion"] == code and one["code"] in _SAID
            ]
            told = stopping or others
            known = [one for one in told if _says(state, one["code"])]
            if told and (not known or cell not in {one["cell"] for one in told}):
                wrong.append(f"{name} {code} {cell} {state}: {[(f['code'], f['cell']) for f in told]}")
            if code not in rows and state.split(HINTED)[0] in _ERRORS:
                wrong.append(f"{name} {code} {cell}: {state}, `check` finds nothing")
    assert wrong == []


def test_a_form_of_which_the_head_scores_everything_is_not_said_to_be_complete(
    calc: Calc, work: Path
) -> None:
    """Untouched, signed or with a mark: nothing has to be filled in; a mark that nobody understands is told all the
    same."""
    rows = tuple(row if row.is_section else replace(row, scorer=Scorer.HEAD) for row in CRITERIA.rows)
    form = issue_one(work / "head", Criteria(rows), SETTINGS)
    not_due = "Phiếu này không phải điền: Trưởng cụm chấm toàn bộ"
    mark = _cell("I.2", "Không được giao")
    said: dict[str, Typed] = {"bare": {}, "signed": {"Đơn vị!B8": "Lê Thị Mai"}, "marked": {mark: "x"}}
    assert (_page(form).verdict, _page(form).banner) == (not_due, not_due)
    for name, typed in said.items():
        page = _page(_computed(calc, _mutated(form, form.with_name(f"{name}.xlsx"), typed)))
        assert (page.verdict, page.banner) == (not_due, not_due), name
    page = _page(_computed(calc, _mutated(form, form.with_name("unclear.xlsx"), {mark: "?"})))
    assert page.verdict.startswith("CHƯA XONG – còn 1 ô")


HINTED = ";"
_ERRORS = {state.value for state in State if 0 < state.number <= State.RESULT_UNCLEAR.number}


@pytest.mark.parametrize("judged", PROGRAMS, indirect=True)
def test_a_total_is_a_number_only_where_everything_counts(judged: Judged) -> None:
    """Else it says how many cells are left, the same number as the banner, which names the first of them."""
    for name, page in judged.pages.items():
        if page.verdict.startswith("CHƯA XONG"):
            left = page.verdict.split("còn ")[1].split()[0]
            assert str(page.total).endswith(f" – còn {left} ô"), name
            first = next(cell for code, cell, state in page.lines() if _is_wrong(state))
            assert page.banner == f"CHƯA XONG: còn {left} ô – bấm để đến ô {first}", name
        else:
            assert isinstance(page.total, int | float), name
            assert page.banner == page.verdict or page.banner.startswith("Trang Đơn vị chưa điền: "), name


def _is_wrong(state: str) -> bool:
    words = {text.replace("#", "") for text in _ERRORS}
    return any(part in words or part.startswith("Gợi ý") for part in state.split("; "))


def test_a_complete_total_is_the_sum_of_the_rounded_scores(by_libreoffice: dict[str, Page]) -> None:
    """What is printed is what was added, penalties deducted whatever their sign."""
    for name, page in by_libreoffice.items():
        if isinstance(page.total, int | float):
            assert abs(page.total - sum(_points(page))) < 1e-9, name


def _points(page: Page) -> Iterator[float]:
    for cells in page.scores:
        row = CRITERIA.by_code.get(str(cells[0]))
        score = cells[C["Điểm tự chấm"]]
        score = cells[C["Điểm gợi ý"]] if takes_suggestion(score) else score
        if row is not None and row.scored_by_unit and isinstance(score, int | float):
            points = round_half_up(as_shown(abs(score)), 2) / 1000
            yield -points if row.is_penalty else points if not row.is_section else 0
