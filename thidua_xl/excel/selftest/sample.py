"""A small invented cluster and its office, made by the command line: what the buttons are tried on."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ... import sample as invented
from ...cluster.acts.new_book import write_new_cluster
from ...cluster.book import Book
from ...demo.forms import fill
from ...domain.office.inputs import Cluster, OfficeSettings, OfficeUnit
from ...domain.scoring.criteria import Criteria, Criterion, Method, RowKind
from ...domain.scoring.rows import FigureCol
from ...domain.scoring.scores import parameters_of
from ...office.acts.new_book import write_new_office as write_new_office
from ...office.book import OfficeBook
from ...storage.safe import write_safely

CommandLine = Callable[[Sequence[str]], tuple[int, str]]
"""Runs a command of ours: exit code, and all that it printed."""

YEAR = 2026
CLUSTER = "TKT"
FIRST, SECOND, THIRD = "DLY", "DLU", "MSO"
"""The first two can be brought to a tie; the first one's scorecard has a fault in the first mail."""
DIRECT, FAULTY = "I.1", 25
"""A criterion whose score is typed, of at most 20 points, and a score above that."""

_ROWS = (
    Criterion("I", "I", "Mục tiêu phát triển (mẫu)", RowKind.SECTION),
    Criterion(DIRECT, "1", "Tham mưu, chỉ đạo (mẫu)", max_points=20_000),
    Criterion("I.2", "2", "Thu ngân sách (mẫu)", max_points=20_000, method=Method.RATIO, measure="tỷ đồng"),
    Criterion("I.3", "3", "Hộ thoát nghèo (mẫu)", max_points=15_000, method=Method.STEPS,
              parameter="% 100:15; 90:12; 80:8; khác:0", measure="hộ"),
    Criterion("II", "II", "Xã hội, nội chính (mẫu)", RowKind.SECTION),
    Criterion("II.1", "1", "Trường đạt chuẩn (mẫu)", max_points=10_000, method=Method.PASS_FAIL),
    Criterion("II.2", "2", "Vụ việc quá hạn (mẫu)", max_points=10_000, method=Method.LESS_PER_EVENT,
              parameter="0,5/lần; hết từ 5", measure="vụ"),
    Criterion("II.3", "3", "Cây trồng mới (mẫu)", max_points=20_000, method=Method.LEADER, measure="ha"),
)  # fmt: skip
_TARGET, _RESULT, _SCORE = FigureCol.TARGET, FigureCol.RESULT, FigureCol.SCORE
_FILLED: Mapping[str, Mapping[tuple[str, str], object]] = {
    FIRST: {(DIRECT, _SCORE): 18, ("I.2", _TARGET): 10, ("I.2", _RESULT): 10, ("I.2", _SCORE): 20,
            ("I.3", _TARGET): 20, ("I.3", _RESULT): 20, ("I.3", _SCORE): 15, ("II.1", _RESULT): "Đạt",
            ("II.1", _SCORE): 10, ("II.2", _RESULT): 0, ("II.2", _SCORE): 10, ("II.3", _TARGET): 10,
            ("II.3", _RESULT): 12},
    SECOND: {(DIRECT, _SCORE): 17, ("I.2", _TARGET): 10, ("I.2", _RESULT): 9, ("I.2", _SCORE): 18,
             ("I.3", _TARGET): 20, ("I.3", _RESULT): 20, ("I.3", _SCORE): 15, ("II.1", _RESULT): "Đạt",
             ("II.1", _SCORE): 10, ("II.2", _RESULT): 2, ("II.2", _SCORE): 9, ("II.3", _TARGET): 10,
             ("II.3", _RESULT): 12},
    THIRD: {(DIRECT, _SCORE): 15.5, ("I.2", _TARGET): 8, ("I.2", _RESULT): 7, ("I.2", _SCORE): 17.5,
            ("I.3", _TARGET): 20, ("I.3", _RESULT): 18, ("I.3", _SCORE): 12, ("II.1", _RESULT): "Đạt",
            ("II.1", _SCORE): 10, ("II.2", _RESULT): 1, ("II.2", _SCORE): 9.5, ("II.3", _TARGET): 10,
            ("II.3", _RESULT): 11},
}  # fmt: skip
TIED_AT = 14
"""The first one's agreed score of `DIRECT` that makes the first two equal: 89 points each."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Where everything lies."""

    new: Path
    """A cluster book that nothing was done with."""
    importing: Path
    """The same, for tables of an office's own."""
    full: Path
    """All of them are in, without a fault."""
    office: Path
    """An office book of this one cluster."""
    forms: Path
    """Blank scorecards."""
    first_mail: Path
    """Two scorecards, one with a fault."""
    second_mail: Path
    """The corrected one and the third."""

    @property
    def blank_form(self) -> Path:
        """A scorecard as it is issued."""
        return self.forms / _form(FIRST)

    @property
    def faulty_form(self) -> Path:
        """A scorecard with a score above the maximum."""
        return self.first_mail / _form(FIRST)

    @property
    def filled_form(self) -> Path:
        """A scorecard without a fault."""
        return self.second_mail / _form(THIRD)


def make(folder: Path, command: CommandLine, moment: datetime.datetime) -> Sample:
    """Make everything in a new folder. No two books have one name: Excel does not open them beside each other.

    Raises:
        CannotRunError: it cannot be written there.
        RuntimeError: a command did not end as it must on this sample.
    """
    made = Sample(
        folder / "TuKiemTra_moi.xlsx", folder / "TuKiemTra_nhap_bang.xlsx",
        folder / "TuKiemTra_du_phieu.xlsx", folder / "TuKiemTra_noi_vu.xlsx",
        folder / "phieu", folder / "thu_dot_1", folder / "thu_dot_2",
    )  # fmt: skip
    book = cluster_book()
    for path in (made.new, made.importing, made.full):
        write_new_cluster(path, book)
    write_new_office(made.office, office_book(book))
    _must(command, 0, "issue", made.full, "--out", made.forms)
    sent = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    _fill(made, sent - datetime.timedelta(days=2))
    _must(command, 0, "collect", made.full, made.second_mail, made.first_mail / _form(SECOND))
    return made


def cluster_book() -> Book:
    """Three communes, six criteria of six methods."""
    criteria = Criteria(_ROWS)
    units = [unit for unit in invented.units() if unit.code in (FIRST, SECOND, THIRD)]
    settings = replace(
        invented.settings(YEAR), cluster=CLUSTER, name="Cụm tự kiểm tra (mẫu)", head=FIRST, deputy=SECOND
    )
    return Book(settings, units, criteria, parameters_of(criteria))


def office_book(book: Book) -> OfficeBook:
    """An office whose only cluster this is."""
    settings = OfficeSettings(year=YEAR, superior=book.settings.superior, office=book.settings.office)
    cluster = Cluster(CLUSTER, book.settings.name, FIRST, SECOND, conference=book.settings.conference)
    units = [OfficeUnit(unit.code, unit.name, CLUSTER, unit.email) for unit in book.units]
    return OfficeBook(settings, [cluster], units, book.criteria)


def _fill(made: Sample, sent: datetime.datetime) -> None:
    made.first_mail.mkdir()
    made.second_mail.mkdir()
    faulty = {**_FILLED[FIRST], (DIRECT, _SCORE): FAULTY}
    for folder, unit, cells, day in (
        (made.first_mail, FIRST, faulty, sent - datetime.timedelta(days=1)),
        (made.first_mail, SECOND, _FILLED[SECOND], sent),
        (made.second_mail, FIRST, _FILLED[FIRST], sent),
        (made.second_mail, THIRD, _FILLED[THIRD], sent),
    ):
        write_safely(folder / _form(unit), fill((made.forms / _form(unit)).read_bytes(), cells, day))


def _form(unit: str) -> str:
    return f"Phieu_{unit}_{YEAR}.xlsx"


def _must(command: CommandLine, code: int, *arguments: object) -> None:
    ended, said = command([str(one) for one in arguments])
    if ended != code:
        raise RuntimeError(f"{arguments[0]}: {said}")
