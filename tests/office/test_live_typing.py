"""A cluster book by hand, without the program: what is typed in LibreOffice moves everything as `rank` would."""

import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.office.books import (
    LEDGER,
    MATRIX,
    RANKING,
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
from tests.office.calc import Calc, Document, Values
from tests.office.test_book_formulas import EVERYTHING, MEETING, PLAIN
from thidua_xl.domain.scoring.settings import Basis, Settings, TiesBelowFirst
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.sheets.cluster import ranking
from thidua_xl.sheets.cluster.agreed import INVALID, STALE, TABLE
from thidua_xl.sheets.cluster.to_discuss import MISSING
from thidua_xl.sheets.table import Table
from thidua_xl.workbook.addresses import column_name

pytestmark = pytest.mark.office

SETTINGS = Settings(year=2026, cluster="C02", name="Cụm gõ tay")
SHOWN = ("Hạng", "Tổng điểm thống nhất", "Tỷ lệ %", "Đề xuất", "Đồng hạng")
LEVEL = """
      A    B    C    D
I.1   39   40   30   30
I.2   30   30   30   28
II.1  30   29   25   20
"""
FULL = """
          A          B          C
I.1.a     9.5        10         8.25
I.1.b     40/38=7.6  40/41=8    30/20=5.33
I.2.a.1   10/20      10/8       10/15
I.2.a.2   50/45=9.5  50/50=12   50/44=6
I.2.b     100/97=5.25 100/101=6 3/2=0
II.1      /đ=4       /k=0       /đ=4
II.2      -          -          -
II.3      /1=4.5     /0=5       /5=0
III.1     /1=3       /4=10      /0=0
III.2     /1=-2.5    /0=0       /4=10
III.3     1.5        0          -2
"""


@dataclass(frozen=True)
class Open:
    """A book open in LibreOffice."""

    document: Document
    folder: Path

    def type(self, *typed: Typed) -> None:
        """Type into cells of `Thống nhất điểm`."""
        values = self.document.values(LEDGER)
        for unit, criterion, header, value in typed:
            self.document.type(LEDGER, ledger_cell(values, unit, criterion, header), value)

    def ledger(self, header: str) -> dict[tuple[str, str], object]:
        """A column of `Thống nhất điểm` by unit and criterion."""
        return _ledger(self.document.values(LEDGER), header)

    def sheets(self) -> dict[str, Mapping[Any, Any]]:
        """What the three live sheets show now."""
        return shown(self.document.values)

    def ranking(self) -> dict[str, list[object]]:
        """Unit → what `Xếp hạng` shows of it."""
        return lines_of(self.document.values(RANKING), "Mã", SHOWN)

    def ranks(self) -> str:
        """`A1 B2`, in the order of the codes."""
        return " ".join(f"{code}{_whole(line[0])}" for code, line in sorted(self.ranking().items()))

    def status(self) -> str:
        """The texts above the table of `Xếp hạng`."""
        above = takewhile(lambda row: "Mã" not in row, self.document.values(RANKING))
        return " ".join(str(value) for row in above for value in row if value)

    def after_rank(self) -> dict[str, Mapping[Any, Any]]:
        """What the program makes of the book as it is now, and stores."""
        path = self.document.save(self.folder / "saved.xlsx")
        run("rank", path)
        book = load_workbook(path, data_only=True)
        return shown(lambda sheet: sheet_values(book[sheet]))


def _whole(rank: object) -> object:
    return int(rank) if isinstance(rank, float) else rank


def _ledger(values: Values, header: str) -> dict[tuple[str, str], object]:
    place = TABLE.home
    return {
        (str(row[place["Mã đơn vị"]]), str(row[place["Mã tiêu chí"]])): row[place[header]] or ""
        if row[place[header]] != 0
        else 0
        for row in values[place.header_row + 1 :]
        if row[0]
    }


def shown(read: Callable[[str], Values]) -> dict[str, Mapping[Any, Any]]:
    """What the three live sheets show: scores, totals and counts, ranks, places and marks of ties."""
    matrix = read(MATRIX)
    headers = next([str(cell) for cell in row if cell] for row in matrix if "Tổng điểm" in row)
    return {
        LEDGER: _ledger(read(LEDGER), "Điểm tính"),
        MATRIX: lines_of(matrix, "Mã", headers),
        RANKING: lines_of(read(RANKING), "Mã", SHOWN),
    }


def differing(live: Mapping[str, Mapping[Any, Any]], ranked: Mapping[str, Mapping[Any, Any]]) -> list[str]:
    """Where the live sheets show something else than the program stores."""
    return [
        f"{sheet} {key}: live {lines[key]}, rank {ranked[sheet].get(key)}"
        for sheet, lines in live.items()
        for key in {**lines, **ranked[sheet]}
        if not _alike(lines.get(key), ranked[sheet].get(key))
    ]


def _alike(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return same(one, other)


def _book(work: Path, name: str, cluster: Cluster) -> Path:
    folder = work / name
    folder.mkdir()
    return build(folder / "book.xlsx", cluster)


@pytest.fixture(scope="session")
def level(work: Path) -> Path:
    """A and B level for first, at 99 points."""
    return _book(work, "level", Cluster(PLAIN, LEVEL, SETTINGS))


@pytest.fixture(scope="session")
def voted(work: Path, level: Path) -> Path:
    """The same, after a vote that B won."""
    path = work / "voted.xlsx"
    shutil.copy(level, path)
    type_agreed(path, (), "A=3 B=5")
    run("rank", path)
    return path


@pytest.fixture(scope="session")
def full(work: Path) -> Path:
    """Every rule; nobody has agreed anything yet."""
    return _book(work, "full", Cluster(EVERYTHING, FULL, SETTINGS))


@pytest.fixture(scope="session")
def lacking(work: Path) -> Path:
    """D sent nothing."""
    scores = "\n".join(line[:21] for line in LEVEL.splitlines())
    units = [Unit(code, f"Xã {code}") for code in "ABCD"]
    return _book(work, "lacking", Cluster(PLAIN, scores, SETTINGS, units))


@pytest.fixture
def open_book(calc: Calc, tmp_path: Path) -> Iterator[Callable[[Path], Open]]:
    """Opens books, and closes them after the test."""
    documents: list[Document] = []

    def opened(path: Path) -> Open:
        documents.append(calc.open(path))
        return Open(documents[-1], tmp_path)

    yield opened
    for document in documents:
        document.__exit__()


OpenBook = Callable[[Path], Open]


def rows_in(table: Table, first: int, last: int) -> str:
    """The rows of a table, all its columns."""
    return f"A{first}:{column_name(table.home.width - 1)}{last}"


def test_an_agreed_score_moves_score_total_and_rank(level: Path, open_book: OpenBook) -> None:
    """Typed by hand it counts at once, everywhere, and the program then computes the same."""
    book = open_book(level)
    assert book.ranks() == "A1 B1 C3 D4"
    book.type(("C", "II.1", "Điểm thống nhất", 30), ("C", "I.1", "Điểm thống nhất", 39.125))
    assert book.ledger("Điểm tính")["C", "I.1"] == 39.13
    live = book.sheets()
    assert live[MATRIX]["C"][-3:] == [99.13, 0, 0]
    assert book.ranking()["C"][:2] == [1, 99.13]
    assert book.ranks() == "A2 B2 C1 D4"
    assert differing(live, book.after_rank()) == []


def test_the_page_of_the_meeting_counts_off_what_is_agreed(
    full: Path, tmp_path: Path, open_book: OpenBook
) -> None:
    """The line above it, the score that stands, what is decided; what would change the places waits for the program."""
    path = tmp_path / "meeting.xlsx"
    shutil.copy(full, path)
    shutil.copytree(full.with_suffix(".goc"), path.with_suffix(".goc"))
    asked = run("meeting", path, "--json")["asked"]
    book = open_book(path)

    def page() -> tuple[str, dict[tuple[str, ...], list[object]]]:
        values = book.document.values(MEETING)
        top = next(at for at, row in enumerate(values) if row[0] == "Mục")
        lines = {tuple(map(str, (row[0], row[1], row[3]))): row for row in values[top + 1 :] if row[1]}
        return str(values[top - 2][0]), {key: [row[7], row[10], row[8]] for key, row in lines.items()}

    said, lines = page()
    assert said == f"{asked} việc, còn {asked}; nếu giữ nguyên: Nhất B, Nhì A, Ba C (tạm)"
    assert lines["b", "A", "I.1.b"][:2] == [7.6, ""]
    assert any(key[0] == "e" and line[2] for key, line in lines.items())
    book.type(("A", "I.1.b", "Điểm thống nhất", 8), ("A", "II.2", "Điểm thống nhất", 60))
    said, lines = page()
    assert said == f"{asked} việc, còn {asked - 2}; nếu giữ nguyên: Nhất A, Nhì B, Ba C (tạm)"
    assert lines["b", "A", "I.1.b"][:2] == [8, "Có"]
    assert lines["d", "A", "II.2"][:2] == [60, "Có"]
    assert not any(key[0] == "e" and line[2] for key, line in lines.items())


def test_emptying_an_agreed_score_brings_the_self_score_back(level: Path, open_book: OpenBook) -> None:
    """Nothing is lost by trying: the machine's score stands again."""
    book = open_book(level)
    before = book.sheets()
    book.type(("C", "II.1", "Điểm thống nhất", 0))
    assert book.sheets() != before
    assert book.ranking()["C"][1] == 60
    book.type(("C", "II.1", "Điểm thống nhất", None))
    assert book.sheets() == before


@pytest.mark.parametrize(
    ("unit", "criterion", "typed", "shown", "says"),
    [
        ("A", "I.1.a", 0, 0, ""),
        ("A", "I.1.a", 10, 10, ""),
        ("A", "I.1.a", 10.001, "", INVALID),
        ("A", "I.1.a", -1, "", INVALID),
        ("A", "I.1.b", 5 * 1.005, 5.03, ""),
        ("A", "I.1.b", 2.675, 2.68, ""),
        ("A", "I.1.b", 1.005, 1.01, ""),
        ("A", "II.1", 4, 4, ""),
        ("A", "II.1", 2, "", INVALID),
        ("A", "II.2", 45, 45, ""),
        ("A", "I.2.a.1", 1.25, 1.25, ""),
        ("A", "III.2", 3, -3, ""),
        ("A", "III.2", -3, -3, ""),
        ("A", "III.3", 6.5, "", INVALID),
        ("A", "I.1.a", "9,5", "", STALE),
        ("A", "III.3", "2,5", "", STALE),
        ("A", "III.3", "hai", "", STALE),
    ],
)
def test_one_agreed_score(
    unit: str, criterion: str, typed: float | str, shown: object, says: str, full: Path, open_book: OpenBook
) -> None:
    """Valid ones count, with the sign of their kind; invalid ones count as missing and the row says why."""
    book = open_book(full)
    book.type((unit, criterion, "Điểm thống nhất", typed))
    assert book.ledger("Điểm tính")[unit, criterion] == shown
    assert book.ledger("Cần làm")[unit, criterion] == says
    assert book.document.errors(LEDGER) == ""
    if says != STALE:
        assert differing(book.sheets(), book.after_rank()) == []


def test_many_agreed_scores(full: Path, open_book: OpenBook) -> None:
    """Whatever is typed, the live sheets show what the program computes of it (more of it in the second engine)."""
    book, dice = open_book(full), random.Random(0)
    cells = [(unit, row) for unit in "ABC" for row in EVERYTHING.scored]
    typed: list[Typed] = []
    for unit, row in dice.sample(cells, 20):
        limit = row.max_points / 1000
        value = dice.choice([0, limit, round(dice.uniform(0, limit), dice.randint(0, 4)), limit + 1])
        typed.append(
            (unit, row.code, "Điểm thống nhất", value * dice.choice([1, -1] if row.is_penalty else [1]))
        )
    book.type(*typed)
    assert differing(book.sheets(), book.after_rank()) == []


@pytest.mark.parametrize(
    ("criterion", "header", "value"),
    [
        ("I.1.b", "Kết quả thống nhất", 40),
        ("I.1.b", "Chỉ tiêu thống nhất", 38),
        ("I.1.a", "Không giao thống nhất", "Có"),
        ("I.2.a.1", "Kết quả thống nhất", 11),
        ("II.1", "Kết quả thống nhất", "Không đạt"),
    ],
)
def test_other_agreed_values_wait_for_the_program(
    criterion: str, header: str, value: float | str, full: Path, open_book: OpenBook
) -> None:
    """The row and the ranking say so until the program has run; then they say nothing any more."""
    book = open_book(full)
    before = book.sheets()
    book.type(("A", criterion, header, value))
    assert book.ledger("Cần làm")["A", criterion] == STALE
    assert "(chưa tính lại)" in book.status()
    assert book.sheets() == before
    path = book.document.save(book.folder / "ranked.xlsx")
    run("rank", path)
    again = open_book(path)
    again.document.recalculate()
    assert again.ledger("Cần làm")["A", criterion] in ("", MISSING)
    assert "(chưa tính lại)" not in again.status()


def test_an_agreed_score_beside_an_agreed_result_still_counts(full: Path, open_book: OpenBook) -> None:
    """`Điểm thống nhất` comes first (design, 3); the row still waits for what else was typed."""
    book = open_book(full)
    book.type(("A", "I.1.b", "Kết quả thống nhất", 40), ("A", "I.1.b", "Điểm thống nhất", 6))
    assert book.ledger("Điểm tính")["A", "I.1.b"] == 6
    assert book.ledger("Cần làm")["A", "I.1.b"] == STALE
    assert differing(book.sheets(), book.after_rank()) == []


def test_breaking_a_tie_after_the_vote_leaves_the_vote_aside(voted: Path, open_book: OpenBook) -> None:
    """The vote was between two level units; once they differ, points decide again."""
    book = open_book(voted)
    assert book.ranks() == "A2 B1 C3 D4"
    book.type(("A", "II.1", "Điểm thống nhất", 29.5))
    assert book.ranks() == "A2 B1 C3 D4"
    book.type(("A", "II.1", "Điểm thống nhất", None), ("B", "II.1", "Điểm thống nhất", 28.5))
    assert book.ranks() == "A1 B2 C3 D4"
    assert [line[3] for _, line in sorted(book.ranking().items())] == ["Nhất", "Nhì", "Ba", ""]
    assert differing(book.sheets(), book.after_rank()) == []


def test_a_third_unit_joining_a_voted_tie_opens_it_again(voted: Path, open_book: OpenBook) -> None:
    """The vote was not between these three, so it does not apply."""
    book = open_book(voted)
    book.type(("C", "I.1", "Điểm thống nhất", 39), ("C", "II.1", "Điểm thống nhất", 30))
    assert book.ranks() == "A1 B1 C1 D4"
    assert {line[4] for code, line in book.ranking().items() if code != "D"} == {"Đồng hạng 1 – chờ bỏ phiếu"}
    assert differing(book.sheets(), book.after_rank()) == []


def test_a_voted_tie_that_moves_together_waits_again(voted: Path, open_book: OpenBook) -> None:
    """Level again at another total: the program keeps the vote between the same units, live it waits."""
    book = open_book(voted)
    book.type(("A", "II.1", "Điểm thống nhất", 29), ("B", "II.1", "Điểm thống nhất", 28))
    assert book.ranks() == "A1 B1 C3 D4"
    assert book.after_rank()[RANKING]["B"][0] == 1


def test_another_leader_above_a_voted_tie(voted: Path, open_book: OpenBook) -> None:
    """A corrected score puts C first: the two below it are level at second, and no vote was for that rank."""
    book = open_book(voted)
    book.type(("C", "I.1", "Điểm thống nhất", 40), ("C", "II.1", "Điểm thống nhất", 30))
    assert book.ranks() == "A2 B2 C1 D4"
    assert book.ranking()["A"][4] == "Đồng hạng 2"
    assert differing(book.sheets(), book.after_rank()) == []


def test_a_new_tie_shows_at_once(level: Path, open_book: OpenBook) -> None:
    """Below first it is shared and nobody is asked to vote."""
    book = open_book(level)
    book.type(("D", "I.2", "Điểm thống nhất", 30), ("D", "II.1", "Điểm thống nhất", 25),
              ("A", "I.1", "Điểm thống nhất", 40))  # fmt: skip
    assert book.ranks() == "A1 B2 C3 D3"
    assert book.ranking()["C"][4] == "Đồng hạng 3"
    assert differing(book.sheets(), book.after_rank()) == []


def test_scoring_a_missing_unit_by_hand_ranks_it(lacking: Path, open_book: OpenBook) -> None:
    """A unit on paper is typed in: from its first score on it has a rank, and nothing is provisional at the end."""
    book = open_book(lacking)
    assert book.ranks() == "A1 B1 C3 D–"
    assert "Tạm xếp" in book.status()
    book.type(("D", "I.1", "Điểm thống nhất", 40))
    assert book.ranks() == "A1 B1 C3 D4"
    assert "Tạm xếp" in book.status()
    assert differing(book.sheets(), book.after_rank()) == []
    book.type(("D", "I.2", "Điểm thống nhất", 30), ("D", "II.1", "Điểm thống nhất", 30))
    assert book.ranks() == "A2 B2 C4 D1"
    assert "Tạm xếp" not in book.status()
    assert differing(book.sheets(), book.after_rank()) == []


def test_a_rank_given_by_others_alone_does_not_rank_a_missing_unit(
    calc: Calc, work: Path, open_book: OpenBook
) -> None:
    """Nothing of the unit's own was typed, so the program still calls it missing, and so does the live rank."""
    del calc
    units = [Unit(code, f"Xã {code}") for code in "ABCD"]
    book = open_book(_book(work, "given by others", Cluster(EVERYTHING, FULL, SETTINGS, units)))
    book.type(("D", "II.2", "Điểm thống nhất", 45))
    assert differing(book.sheets(), book.after_rank()) == []


def test_a_zero_is_a_score_for_a_missing_unit(lacking: Path, open_book: OpenBook) -> None:
    """0 is legal; it ranks the unit, at the bottom."""
    book = open_book(lacking)
    book.type(*(("D", code, "Điểm thống nhất", 0) for code in ("I.1", "I.2", "II.1")))
    assert book.ranks() == "A1 B1 C3 D4"
    assert differing(book.sheets(), book.after_rank()) == []


@pytest.mark.parametrize(
    ("sheet", "area", "column"),
    [
        (LEDGER, rows_in(TABLE, 5, 37), 16),
        (LEDGER, rows_in(TABLE, 5, 37), 2),
        (MATRIX, "A6:S8", 17),
        (RANKING, rows_in(ranking.TABLE, 6, 8), 1),
    ],
)
@pytest.mark.parametrize("ascending", [True, False])
def test_sorted_rows_change_nothing(
    sheet: str, area: str, column: int, ascending: bool, full: Path, open_book: OpenBook
) -> None:
    """A person may sort any of the sheets; live values and the program's stay the same."""
    book = open_book(full)
    before, order = book.sheets(), book.document.values(sheet)
    book.document.sort(sheet, area, column, ascending=ascending)
    book.document.recalculate()
    assert book.sheets() == before
    book.type(("B", "I.1.a", "Điểm thống nhất", 1.5))
    assert book.ledger("Điểm tính")["B", "I.1.a"] == 1.5
    assert book.sheets()[RANKING] != before[RANKING]
    assert differing(book.sheets(), book.after_rank()) == []
    assert len(order) == len(book.document.values(sheet))


def test_swapped_rows_of_units_keep_what_was_typed(level: Path, open_book: OpenBook) -> None:
    """Rows sorted with typed scores in them: each stays with its unit and criterion."""
    book = open_book(level)
    book.type(("A", "I.1", "Điểm thống nhất", 12), ("D", "II.1", "Điểm thống nhất", 30))
    before = book.sheets()
    book.document.sort(LEDGER, rows_in(TABLE, 5, 16), 0, ascending=False)
    assert book.document.values(LEDGER)[4][0] == "D"
    assert book.sheets() == before
    assert differing(before, book.after_rank()) == []


@pytest.mark.parametrize("ties", TiesBelowFirst)
@pytest.mark.parametrize("basis", Basis)
def test_live_ranks_under_every_setting(
    ties: TiesBelowFirst, basis: Basis, work: Path, calc: Calc, open_book: OpenBook
) -> None:
    """Ties appear and vanish under the hand as the program ranks them."""
    del calc
    settings = Settings(year=2026, cluster="C03", name="Cụm", ties=ties, basis=basis)
    book = open_book(_book(work, f"{ties.name} {basis.name}", Cluster(PLAIN, LEVEL, settings)))
    for typed in (("C", "I.1", "Điểm thống nhất", 34.0), ("D", "I.2", "Điểm thống nhất", 27.0),
                  ("A", "I.1", "Điểm thống nhất", 29.0), ("D", "I.1", "Điểm thống nhất", 40.0)):  # fmt: skip
        book.type(typed)
        assert differing(book.sheets(), book.after_rank()) == []
