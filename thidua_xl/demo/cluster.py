"""The whole journey on invented data, through the same doors as a cluster's year.

Nothing is simulated but the hands: forms are filled, scores agreed and ballots typed as people would.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from .. import clock, sample
from ..bookkeeping.typing_in import type_in
from ..bookkeeping.work import at_work
from ..cluster.acts.collect import Collected, collect
from ..cluster.acts.issue import issue
from ..cluster.acts.new_book import sample_cluster as sample_book
from ..cluster.acts.new_book import write_new_cluster
from ..cluster.acts.rank import rank
from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..cluster.reading import open_book
from ..errors import CannotRunError
from ..office.outcome import Consolidation
from ..sheets.cluster import agreed, ballots
from ..sheets.form import identity
from ..sheets.form.scores import TABLE as SCORES
from ..sheets.form.scores import Col
from ..sheets.table import find_table
from ..storage.safe import write_safely
from ..workbook.addresses import address
from ..workbook.heights import text_height
from . import office as office_demo


@dataclass(slots=True)
class Demo:
    """What was made, for the summary."""

    book: Path
    forms: int = 0
    first: Collected | None = None
    second: Collected | None = None
    tied: Assessment | None = None
    final: Assessment | None = None
    state: Book | None = None
    office: Consolidation | None = None
    made: list[tuple[str, str]] = field(default_factory=list)
    """(path relative to the folder, what it is)."""


Step = Callable[[str], None]
STEPS = 8 + office_demo.STEPS
_A_WEEK = timedelta(days=7)
LATE = "THO"
"""The unit whose form comes with the second mail."""


def run(folder: Path, step: Step) -> Demo:
    """Make everything in the folder. Raises CannotRunError if something is there already."""
    if folder.exists() and any(folder.iterdir()):
        raise CannotRunError(f"Thư mục {folder} không trống; chọn thư mục khác để không lẫn tệp.")
    year = clock.now().year
    demo = Demo(folder / f"SoCum_{sample.settings(year).cluster}_{year}.xlsx")
    step("Tạo sổ cụm mẫu")
    write_new_cluster(demo.book, sample_book(year))
    step("Phát hành phiếu")
    with at_work(demo.book, open_book) as book:
        issued = issue(book, folder / "1_phieu_phat_hanh")
    demo.forms = len(issued.files)
    step("Các đơn vị điền phiếu")
    _fill_all(folder, issued.files, year)
    step("Nhận đợt 1: một phiếu có lỗi, một đơn vị nộp muộn")
    with at_work(demo.book, open_book) as book:
        demo.first = collect(book, [folder / "2_hop_thu_dot_1"])
    step("Nhận đợt 2: phiếu đã sửa và phiếu muộn")
    with at_work(demo.book, open_book) as book:
        demo.second = collect(book, [folder / "3_hop_thu_dot_2"])
    step("Họp trù bị thống nhất điểm")
    _type_agreed(demo.book, year)
    with at_work(demo.book, open_book) as book:
        demo.tied = rank(book).outcome
    step("Bỏ phiếu chọn đơn vị đứng đầu")
    _keep_copy(demo.book, folder / f"4_truoc_bo_phieu_{demo.book.name}")
    _type_ballots(demo.book, year)
    step("Xếp hạng")
    with at_work(demo.book, open_book) as book:
        demo.state, demo.final, _ = rank(book)
    demo.office = office_demo.run(folder, demo.book, year, step)
    demo.made = list(_made(demo))
    return demo


def _fill_all(folder: Path, forms: tuple[Path, ...], year: int) -> None:
    first, second = folder / "2_hop_thu_dot_1", folder / "3_hop_thu_dot_2"
    first.mkdir()
    second.mkdir()
    fills = sample.fills(year)
    sent = clock.now().astimezone(UTC).replace(tzinfo=None)  # a time that is still to come decides nothing
    wrong: dict[str, dict[tuple[str, str], object]] = {}
    for unit, criterion, header, value in sample.mistakes(year):
        wrong.setdefault(unit, {})[criterion, header] = value
    for form in forms:
        code = form.stem.split("_")[1]
        cells = _cells(fills[code])
        if code in wrong:
            write_safely(first / form.name, fill(form.read_bytes(), {**cells, **wrong[code]}, sent - _A_WEEK))
        where = second if code in wrong or code == LATE else first
        write_safely(where / form.name, fill(form.read_bytes(), cells, sent))


def _cells(filled: Mapping[str, sample.Filled]) -> dict[tuple[str, str], object]:
    cells: dict[tuple[str, str], object] = {}
    for criterion, one in filled.items():
        values = (one.target, one.result, one.score, one.mark, one.evidence, one.note)
        headers = (
            Col.TARGET,
            Col.RESULT,
            Col.SCORE,
            Col.NOT_ASSIGNED,
            Col.EVIDENCE,
            Col.EXPLANATION,
        )
        for header, value in zip(headers, values, strict=True):
            if value not in (None, ""):
                cells[criterion, header] = value
    return cells


def fill(form: bytes, cells: Mapping[tuple[str, str], object], saved: datetime) -> bytes:
    """The scorecard with values entered by criterion and column, saved at that moment (a library's save:
    formulas are computed anew when the file is opened)."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(form))
    sheet = workbook[SCORES.sheet]
    rows = {str(sheet.cell(row, 1).value): row for row in range(SCORES.header_row + 2, sheet.max_row + 1)}
    place = SCORES.home
    signed: dict[str, str | date] = {
        identity.Label.FILLED_BY: "Lê Thị Mai",
        identity.Label.TELEPHONE: "0912 345 678",
        identity.Label.DAY: saved.date(),
    }
    for label, row in identity.SIGNED_ROWS.items():
        workbook[identity.TABLE.sheet].cell(row + 1, 2).value = signed[label]
    for (criterion, header), value in cells.items():
        row, column = rows[criterion], place[header]
        sheet.cell(row, column + 1).value = value  # type: ignore[assignment]
        if isinstance(value, str):  # Excel fits the row while somebody types; a library does not
            shape = SCORES.columns[column]
            height = text_height(value, shape.width, f"grid {shape.style}")
            lines = sheet.row_dimensions[row]
            lines.height = max(lines.height or 15, height)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return saved_at(buffer.getvalue(), saved)


def saved_at(package: bytes, moment: datetime) -> bytes:
    """The package with that moment as its last-saved time (openpyxl always writes the clock's)."""
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            new.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _type_agreed(path: Path, year: int) -> None:
    book = open_book(path)
    place = book.file.places[agreed.TABLE.sheet].placement
    typed: dict[str, object] = {}
    for key, one in sample.agreed(year).items():
        row = book.ledger[key].row
        values = (one.target, one.result, one.not_assigned, one.score, one.reason)
        for header, value in zip(agreed.TYPED, values, strict=False):
            if value not in (None, ""):
                typed[place.cell(row, header)] = value
    write_safely(path, type_in(book.file.data, {agreed.TABLE.sheet: typed}))


def _type_ballots(path: Path, year: int) -> None:
    book = open_book(path)
    found = find_table(book.file.grids[ballots.TABLE.sheet], ballots.TABLE)
    assert found is not None
    place = found.placement
    waiting = {row.unit: row.row for row in book.ballots.rows}
    typed: dict[str, object] = {}
    for line in sample.ballots(year):
        row = waiting[str(line[ballots.Col.UNIT])]
        for header, value in line.items():
            if value is not None:
                typed[address(row, place[header])] = value
    write_safely(path, type_in(book.file.data, {ballots.TABLE.sheet: typed}))


def _keep_copy(book: Path, copy: Path) -> None:
    write_safely(copy, book.read_bytes())


def _made(demo: Demo) -> Iterator[tuple[str, str]]:
    yield demo.book.name, "sổ cụm cuối cùng: mở trang Xếp hạng, Giải thích, Cần sửa"
    yield "1_phieu_phat_hanh", f"{demo.forms} phiếu trống gửi các đơn vị"
    yield "2_hop_thu_dot_1", "phiếu nhận đợt 1, trong đó một phiếu nhiều lỗi"
    yield "3_hop_thu_dot_2", "phiếu đã sửa và phiếu nộp muộn"
    yield f"4_truoc_bo_phieu_{demo.book.name}", "sổ lúc hai đơn vị bằng điểm, chờ bỏ phiếu"
    yield demo.book.with_suffix(".goc").name, "bản gốc mọi phiếu đã nhận, không ai sửa"
    yield "luu", "các bản trước của sổ"
    yield "5_so_cac_cum_gui_len", "sổ của ba cụm gửi lên cấp trên"
    assert demo.office is not None
    office = demo.office.book
    yield office.file.path.name, "sổ tổng hợp của Nội vụ: mở trang Tổng quan, Sai lệch, Danh sách đề nghị"
    yield office.forms.name, "phiếu thẩm định các đơn vị Nhất, Nhì nên kiểm tra"
