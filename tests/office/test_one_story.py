"""One book tells one story: whatever is typed by hand, no sheet contradicts the live totals, in three engines.

Scores are typed at random into books in which nothing is stale: good ones, ones beside the scale, texts, blanks, ties
made and broken, units on paper. LibreOffice, Gnumeric and the second engine compute the book as typed (the
last, which is quick, more of them); what the sheets state then is compared with what `rank` makes of the same book.
"""

import random
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.office.books import (
    EXPLAINED,
    LEDGER,
    LIVE,
    MATRIX,
    PRAISE,
    RANKING,
    VOTES,
    Cluster,
    Typed,
    build,
    ledger_cell,
    lines_of,
    run,
    same,
    sheet_values,
    type_agreed,
)
from tests.office.calc import Calc, Values, gnumeric
from tests.office.test_book_formulas import EVERYTHING, PLAIN
from tests.office.test_live_typing import FULL, LEVEL, SETTINGS
from tests.witnesses.engine import Engine
from thidua_xl.cluster.acts.new_book import write_new_cluster
from thidua_xl.cluster.book import Book
from thidua_xl.domain.scoring.criteria import Criteria, Scorer
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import TiesBelowFirst
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.sheets.cluster import to_fix
from thidua_xl.sheets.cluster.typed_since import TYPED, UNSEALED

pytestmark = pytest.mark.office

Sheets = Mapping[str, Values]
TO_FIX = to_fix.TABLE.sheet
SAYING = (RANKING, PRAISE, EXPLAINED, VOTES, TO_FIX)
"""The sheets that say something of the last computation."""
_ON_PAPER = "\n".join(line[:21] for line in LEVEL.splitlines())
_MEMBERS = [Unit(code, f"Xã {code}") for code in "ABCD"]
_BARRED = [*_MEMBERS[:2], Unit("C", "Xã C", eligibility=Eligibility.RANKED_ONLY, reason='khiếu "nại"'),
           Unit("D", "Xã D", eligibility=Eligibility.NO, reason="mới lập")]  # fmt: skip
BOOKS: dict[str, tuple[Cluster, str]] = {
    "a tie, voted": (Cluster(PLAIN, LEVEL, SETTINGS), "A=3 B=5"),
    "a tie, open": (Cluster(PLAIN, LEVEL, SETTINGS), ""),
    "ties voted down to third": (Cluster(PLAIN, LEVEL, replace(SETTINGS, ties=TiesBelowFirst.VOTE)), "A=3 B=5"),
    "a unit on paper": (Cluster(PLAIN, _ON_PAPER, SETTINGS, _MEMBERS), ""),
    "barred and excluded": (Cluster(PLAIN, LEVEL, SETTINGS, _BARRED), ""),
    "every rule": (Cluster(EVERYTHING, FULL, SETTINGS), ""),
}  # fmt: skip


@dataclass(frozen=True)
class Engines:
    """LibreOffice, Gnumeric and the second engine, all computing every formula anew."""

    calc: Calc
    folder: Path

    def compute(self, path: Path) -> dict[str, Sheets]:
        """Engine → sheet → values."""
        with self.calc.open(path) as opened:
            opened.recalculate()
            libre = {sheet: opened.values(sheet) for sheet in (*LIVE, TO_FIX)}
        (saved,) = gnumeric([path], self.folder)
        book = CalamineWorkbook.from_path(saved)
        other: dict[str, Values] = {
            sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[misc]
            for sheet in (*LIVE, TO_FIX)
        }
        return {"LibreOffice": libre, "Gnumeric": other, **by_second_engine(path)}


def by_second_engine(path: Path) -> dict[str, Sheets]:
    """The quick one alone."""
    with Engine.open(path) as engine:
        return {"second engine": {sheet: engine.values(sheet) for sheet in (*LIVE, TO_FIX)}}


@pytest.fixture
def engines(calc: Calc, ssconvert: None, tmp_path: Path) -> Engines:
    """All engines."""
    del ssconvert
    return Engines(calc, tmp_path / "gnumeric")


@pytest.fixture(scope="session")
def books(work: Path) -> dict[str, Path]:
    """The books by name, each just ranked."""
    made = {}
    for at, (name, (cluster, votes)) in enumerate(BOOKS.items()):
        folder = work / f"story {at}"
        folder.mkdir()
        made[name] = build(folder / "book.xlsx", cluster)
        if votes:
            type_agreed(made[name], (), votes)
        run("rank", made[name])
    return made


def _red(sheets: Sheets, sheet: str) -> str:
    """The red line above the table; empty where there is none."""
    texts = [str(cell) for row in sheets[sheet][:12] for cell in row]
    return next((text for text in texts if text.startswith(TYPED)), "")


def _told(sheets: Sheets) -> dict[str, dict[str, list[object]]]:
    """What each sheet states of each unit, where it states anything."""
    return {
        RANKING: lines_of(sheets[RANKING], "Mã", ["Hạng", "Tổng điểm thống nhất", "Đề xuất", "Đồng hạng"]),
        PRAISE: lines_of(sheets[PRAISE], "Mã đơn vị", ["Đề xuất"]),
        EXPLAINED: lines_of(sheets[EXPLAINED], "Mã", ["Hạng", "Tổng điểm"]),
    }


def contradictions(sheets: Sheets) -> list[str]:
    """Statements on one sheet that another sheet of the same book denies."""
    told, notes = _told(sheets), lines_of(sheets[RANKING], "Mã", ["Ghi chú"])
    why = lines_of(sheets[EXPLAINED], "Mã", ["Căn cứ xếp hạng", "Điều gì làm đổi hạng"])
    found = []
    for code, (rank, total, place, tie) in told[RANKING].items():
        note = str(notes[code][0])
        if str(told[PRAISE][code][0]).replace(" · Cờ", "") != place:
            found.append(f"{code}: {place} on {RANKING}, {told[PRAISE][code][0]} on {PRAISE}")
        if not all(map(same, told[EXPLAINED][code], (rank, total))):
            found.append(f"{code}: {rank}, {total} on {RANKING}, {told[EXPLAINED][code]} on {EXPLAINED}")
        voted = "Bỏ phiếu lần" in note or "Bỏ phiếu lần" in f"{why[code]}"
        if voted and tie and "chờ" in str(tie):
            found.append(f"{code}: {tie}, and yet voted")
        if (rank == "–" and not note) or (rank != "–" and "Chưa có" in note):
            found.append(f"{code}: rank {rank}, {note}")
    flags = [code for code, line in told[PRAISE].items() if " · Cờ" in str(line[0])]
    waiting = any("chờ" in str(line[3]) and line[0] == 1 for line in told[RANKING].values())
    if len(flags) > 1 or (flags and waiting):
        found.append(f"the flag for {flags}")
    return found


def _same_as_rank(sheets: Sheets, document: Mapping[str, Any]) -> bool:
    """Whether totals, ranks, places and the flag are those of `rank --json`."""
    told, tail = _told(sheets), " (tạm)" if document["provisional"] else ""
    for unit in document["units"]:
        rank, total, place, _ = told[RANKING][unit["code"]]
        shown = f"{unit['place']}{tail}" if unit["place"] else ""
        flag = " · Cờ" if unit["nominee"] else ""
        expected = (
            "–" if unit["rank"] is None else unit["rank"],
            float(unit["agreed_total"] or 0),  # null where no score stands
            shown,
            shown + flag,
        )
        if not all(map(same, (rank, total or 0, place, told[PRAISE][unit["code"]][0]), expected)):
            return False
    return True


def _at_random(criteria: Criteria, dice: random.Random) -> list[Typed]:
    """Some cells: good scores, the maximum, beside the scale, texts, blanks."""
    cells = [(unit, row) for unit in "ABCD" for row in criteria.scored]
    typed: list[Typed] = []
    for unit, row in dice.sample(cells, dice.randint(1, 6)):
        limit = row.max_points / 1000
        value = dice.choice(
            [0, limit, limit - 1, limit - 0.5, round(dice.uniform(0, limit), 2), 10 * limit, -1, "hai", None]
        )
        typed.append((unit, row.code, "Điểm thống nhất", value))
    return typed


def _all_by_the_head(path: Path) -> Path:
    """A book in which no criterion is a unit's own, ranked before anything was typed."""
    path.parent.mkdir(exist_ok=True)
    rows = tuple(replace(row, scorer=Scorer.HEAD) for row in PLAIN)
    criteria = Criteria(rows)
    write_new_cluster(path, Book(SETTINGS, list(_MEMBERS), criteria, parameters_of(criteria)))
    run("rank", path)
    return path


def _type(source: Path, path: Path, typed: Sequence[Typed]) -> bool:
    """A copy of the book with the cells typed; whether a cell is another than before."""
    shutil.copy(source, path)
    book = load_workbook(path)
    sheet = book[LEDGER]
    values, moved = sheet_values(sheet), False
    for unit, criterion, header, value in typed:
        if any(row[0] == unit for row in values):
            cell = sheet[ledger_cell(values, unit, criterion, header)]
            moved, cell.value = moved or cell.value != value, value
    book.save(path)
    return moved


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_that_was_just_ranked_has_no_red_line(
    name: str, books: dict[str, Path], engines: Engines
) -> None:
    """Everything is said, the red line nowhere."""
    document = run("rank", books[name], "--json")
    for sheets in engines.compute(books[name]).values():
        assert [sheet for sheet in SAYING if _red(sheets, sheet)] == []
        assert contradictions(sheets) == []
        assert _same_as_rank(sheets, document)


@pytest.mark.parametrize("name", BOOKS)
def test_typed_by_hand_no_sheet_contradicts_another(
    name: str, books: dict[str, Path], engines: Engines, tmp_path: Path
) -> None:
    """As typed: one story and the red line on all these sheets; after rank: the program's, and none."""
    _one_story(books[name], BOOKS[name][0].criteria, random.Random(f"{name} 0"), engines.compute, tmp_path)


@pytest.mark.parametrize("name", BOOKS)
def test_typed_by_hand_many_times(name: str, books: dict[str, Path], tmp_path: Path) -> None:
    """The same in the second engine."""
    for seed in range(1, 4):
        dice = random.Random(f"{name} {seed}")
        _one_story(books[name], BOOKS[name][0].criteria, dice, by_second_engine, tmp_path)


def _one_story(
    book: Path,
    criteria: Criteria,
    dice: random.Random,
    compute: Callable[[Path], Mapping[str, Sheets]],
    tmp_path: Path,
) -> None:
    path = tmp_path / "typed.xlsx"
    moved = _type(book, path, _at_random(criteria, dice))
    typed = compute(path)
    document = run("rank", path, "--json")
    for engine, sheets in typed.items():
        assert contradictions(sheets) == [], engine
        red = {sheet for sheet in SAYING if _red(sheets, sheet)}
        assert red == (set(SAYING) if moved else set()), engine
        assert red or _same_as_rank(sheets, document), engine
    for engine, sheets in compute(path).items():
        assert contradictions(sheets) == [], engine
        assert _same_as_rank(sheets, document), engine
        assert not _red(sheets, RANKING), engine


def test_where_the_head_scores_everything_a_typed_score_ranks(engines: Engines, tmp_path: Path) -> None:
    """No form is due; the first scores rank their unit at once, and nothing says that they are not there."""
    path = _all_by_the_head(tmp_path / "head" / "book.xlsx")
    _type(
        path, tmp_path / "typed.xlsx", [("B", code, "Điểm thống nhất", 20) for code in ("I.1", "I.2", "II.1")]
    )
    typed = engines.compute(tmp_path / "typed.xlsx")
    document = run("rank", tmp_path / "typed.xlsx", "--json")
    for sheets in typed.values():
        lines = lines_of(sheets[RANKING], "Mã", ["Hạng", "Tổng điểm thống nhất", "Ghi chú"])
        assert (lines["B"], lines["A"][0], "Chưa có phiếu" in str(lines["A"][2])) == ([1, 60, ""], "–", True)
        assert contradictions(sheets) == []
        assert _same_as_rank(sheets, document)


def test_another_first_than_the_voted_one(books: dict[str, Path], engines: Engines, tmp_path: Path) -> None:
    """A score typed for A puts it alone first: B is Nhất nowhere any more, has no flag, and no note of a vote."""
    path = tmp_path / "typed.xlsx"
    _type(
        books["a tie, voted"],
        path,
        [("A", "II.1", "Điểm thống nhất", 30), ("A", "I.1", "Điểm thống nhất", 40)],
    )
    for sheets in engines.compute(path).values():
        assert lines_of(sheets[PRAISE], "Mã đơn vị", ["Đề xuất"])["A"] == ["Nhất"]
        assert lines_of(sheets[PRAISE], "Mã đơn vị", ["Đề xuất"])["B"] == ["Nhì"]
        everything = " ".join(
            str(cell) for sheet in (RANKING, EXPLAINED) for row in sheets[sheet] for cell in row
        )
        assert "Bỏ phiếu lần" not in everything
        assert {_red(sheets, sheet) for sheet in SAYING} == {TYPED}


def test_scores_that_move_no_total_still_need_the_program(
    books: dict[str, Path], engines: Engines, tmp_path: Path
) -> None:
    """One point more here, one less there: totals stand, but what decided the rank may be another criterion."""
    path = tmp_path / "typed.xlsx"
    _type(
        books["a tie, voted"],
        path,
        [("C", "I.1", "Điểm thống nhất", 29), ("C", "II.1", "Điểm thống nhất", 26)],
    )
    for sheets in engines.compute(path).values():
        assert _red(sheets, EXPLAINED) == TYPED
        assert lines_of(sheets[EXPLAINED], "Mã", ["Tiêu chí quyết định"])["C"] == [""]


def test_results_typed_for_a_unit_on_paper_are_not_nothing(
    books: dict[str, Path], engines: Engines, tmp_path: Path
) -> None:
    """Only the program can score them; until then the unit has no rank, but nobody says that nothing was typed."""
    path = tmp_path / "typed.xlsx"
    _type(books["a unit on paper"], path, [("D", "I.1", "Không giao thống nhất", "Có")])
    for sheets in engines.compute(path).values():
        note = lines_of(sheets[RANKING], "Mã", ["Ghi chú"])["D"][0]
        assert note == "Đã nhập, chưa tính: bấm Xếp hạng"
        assert "(chưa tính lại)" in " ".join(str(row[0]) for row in sheets[RANKING][:12])


def test_a_total_typed_over_is_noticed(books: dict[str, Path], engines: Engines, tmp_path: Path) -> None:
    """Somebody types a number over a live total: the ranks that follow it are not the program's."""
    path = tmp_path / "typed.xlsx"
    shutil.copy(books["a tie, voted"], path)
    book = load_workbook(path)
    matrix = book[MATRIX]
    header = next(row for row in matrix.iter_rows() if any(cell.value == "Tổng điểm" for cell in row))
    at = next(cell for cell in header if cell.value == "Tổng điểm")
    matrix.cell(at.row + 1, at.column).value = 12.5
    book.save(path)
    for sheets in engines.compute(path).values():
        assert {_red(sheets, sheet) for sheet in SAYING} == {TYPED}
        assert contradictions(sheets) == []


def test_a_place_typed_by_the_meeting_waits_too(
    books: dict[str, Path], engines: Engines, tmp_path: Path
) -> None:
    """Another unit gets the flag on `Suy tôn`: the proposal keeps no flag of its own, and the sheet says why."""
    path = tmp_path / "typed.xlsx"
    shutil.copy(books["a tie, voted"], path)
    book = load_workbook(path)
    rows = {str(row[0].value): row for row in book[PRAISE].iter_rows(min_row=5)}
    rows["A"][4].value = "Có"
    book.save(path)
    for sheets in engines.compute(path).values():
        assert lines_of(sheets[PRAISE], "Mã đơn vị", ["Đề xuất"])["B"] == ["Nhất"]
        assert (_red(sheets, PRAISE), _red(sheets, RANKING)) == (TYPED, "")
    run("rank", path)
    after = load_workbook(path)[PRAISE]
    assert {str(row[0].value): row[4].value for row in after.iter_rows(min_row=5)}["A"] == "Có"


def test_a_first_unit_without_its_place_has_no_flag_on_any_sheet(
    books: dict[str, Path], engines: Engines, tmp_path: Path
) -> None:
    """The meeting types Không for the first unit: its flag goes at once, and `rank` does not bring it back."""
    path = tmp_path / "typed.xlsx"
    shutil.copy(books["a tie, voted"], path)
    book = load_workbook(path)
    rows = {str(row[0].value): row for row in book[PRAISE].iter_rows(min_row=5)}
    rows["B"][3].value, rows["B"][5].value = "Không", "Có vi phạm"
    book.save(path)
    typed = engines.compute(path)
    document = run("rank", path, "--json")
    assert document["nominee"] is None
    for sheets in (*typed.values(), *engines.compute(path).values()):
        assert lines_of(sheets[PRAISE], "Mã đơn vị", ["Đề xuất"])["B"] == ["Nhất"]
        assert contradictions(sheets) == []
        assert _same_as_rank(sheets, document)


def test_a_sealed_book_typed_over_prints_no_seal(
    books: dict[str, Path], engines: Engines, tmp_path: Path
) -> None:
    """Closed, then a score typed over: where the seal stood the sheet says that it does not hold."""
    path = tmp_path / "closed.xlsx"
    shutil.copy(books["a tie, voted"], path)
    shutil.copytree(books["a tie, voted"].with_suffix(".goc"), path.with_suffix(".goc"))
    book = load_workbook(path)
    phase = next(row for row in book["Cụm"].iter_rows() if row[0].value == "Giai đoạn")
    phase[1].value = "Đã thông qua"
    book.save(path)
    run("rank", path)
    run("close", path)
    closed = engines.compute(path)
    assert all(_seals(sheets) == 1 for sheets in closed.values())
    _type(path, tmp_path / "over.xlsx", [("A", "I.1", "Điểm thống nhất", 40)])
    for sheets in engines.compute(tmp_path / "over.xlsx").values():
        assert _seals(sheets) == 0
        assert {_red(sheets, sheet) for sheet in SAYING} == {UNSEALED}


def _seals(sheets: Sheets) -> int:
    return sum(
        bool(re.search("Mã niêm phong: [0-9a-f]{4}", str(cell))) for row in sheets[RANKING] for cell in row
    )
