"""A small cluster on its whole way through the command line, as its clerk would take it.

The book is made with `new cluster`, typed in with openpyxl (a person with Excel), its scorecards are made
with `issue` and filled by header names. Every figure below was worked out by hand from the rules, so the
expected totals and ranks do not come from the program.
"""

import contextlib
import datetime
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from tests.journeys import opening
from thidua_xl.commands import parser
from thidua_xl.domain.values.findings import HERE

CLUSTER, YEAR = "C01", 2025
BOOK = f"SoCum_{CLUSTER}_{YEAR}.xlsx"
SAVED = datetime.datetime(2025, 12, 20, 8, 0, 0)
"""When every unit last saved its form, unless a test says otherwise."""

UNITS: dict[str, str] = {
    "AN": "Xã An Hòa",
    "BH": "Xã Bình Hải",
    "CM": "Xã Châu Mỹ",
    "DL": "Xã Đông Lĩnh",
    "EN": "Xã Êa Nam",
}

CRITERIA_HEADERS = (
    "Mã", "Nội dung", "Loại", "Điểm tối đa", "Cách chấm", "Tham số", "Đơn vị tính", "Ai chấm",
    "Khi không được giao",
)  # fmt: skip
CRITERIA: tuple[tuple[object, ...], ...] = (
    ("I", "Phát triển kinh tế", "Mục"),
    ("I.1", "Chỉ đạo, điều hành", "Tiêu chí", 10, "Chấm trực tiếp"),
    ("I.2", "Tỷ lệ hộ dùng nước sạch", "Tiêu chí", 10, "Theo tỷ lệ", None, "%", None, "Đủ điểm"),
    ("I.3", "Thu ngân sách", "Tiêu chí", 15, "Theo bậc", "% 100:15; 90:12; 80:8; khác:0", "tỷ đồng", None,
     "0 điểm"),
    ("I.4", "Diện tích gieo trồng", "Tiêu chí", 10, "Trừ theo % chưa đạt", "1%: 0,5", "ha"),
    ("I.5", "Giá trị sản phẩm mỗi ha", "Tiêu chí", 5, "So với đơn vị dẫn đầu", None, "triệu đồng"),
    ("I.6", "Số vụ vi phạm đất đai", "Tiêu chí", 5, "Theo tỷ lệ", "thấp hơn là tốt", "vụ"),
    ("2", "Văn hóa, xã hội", "Mục"),
    ("2.1", "Đạt chuẩn y tế", "Tiêu chí", 5, "Đạt/không đạt"),
    ("2.2", "Vi phạm dân số", "Tiêu chí", 8, "Trừ từ điểm tối đa", "0,5/lần; hết từ 5", "trường hợp"),
    ("2.3", "Hội thi văn nghệ", "Tiêu chí", 6, "Theo thứ hạng", "6; 4; 2; 0", "hạng"),
    ("2.4", "Chấp hành chế độ báo cáo", "Tiêu chí", 7, "Chấm trực tiếp", None, None, "Trưởng cụm"),
    ("T1", "Có mô hình mới", "Điểm thưởng", 6, "Cộng theo lần", "2/lần; trần 6", "mô hình"),
    ("P1", "Chậm báo cáo", "Điểm trừ", 4, "Trừ theo lần", "1/lần; trần 4", "lần"),
)  # fmt: skip
SCORED = tuple(str(row[0]) for row in CRITERIA if row[2] != "Mục")


class Entry(NamedTuple):
    """What a unit types in one row of its scorecard."""

    target: object = None
    result: object = None
    score: object = None
    mark: object = None


FILLS: dict[str, tuple[Entry, ...]] = {
    "I.1": tuple(Entry(score=points) for points in (10, 9.5, 9, 8.5, 8)),
    "I.2": (Entry(90, 95, 10), Entry(90, 81, 9), Entry(90, 72, 8), Entry(90, 63, 7), Entry(90, 90, 10)),
    "I.3": (Entry(20, 20, 15), Entry(20, 18, 12), Entry(20, 16, 8), Entry(20, 10, 0), Entry(20, 19, 12)),
    "I.4": (Entry(100, 100, 10), Entry(100, 97, 8.5), Entry(100, 99.5, 10), Entry(100, 90, 5),
            Entry(100, 98, 9)),
    "I.5": (Entry(10, 12), Entry(10, 15), Entry(10, 10), Entry(10, 8), Entry(10, 20)),
    "I.6": (Entry(4, 4, 5), Entry(4, 5, 4), Entry(4, 2, 5), Entry(4, 8, 2.5), Entry(4, 4, 5)),
    "2.1": (Entry(None, "Đạt", 5), Entry(None, "Đạt", 5), Entry(None, "Không đạt", 0), Entry(None, "Đạt", 5),
            Entry(None, "Đạt", 5)),
    "2.2": (Entry(None, 0, 8), Entry(None, 1, 7.5), Entry(None, 2, 7), Entry(None, 5, 0), Entry(None, 3, 6.5)),
    "T1": (Entry(None, 2, 4), Entry(None, 0, 0), Entry(None, 1, 2), Entry(None, 3, 6), Entry(None, 4, 6)),
    "P1": (Entry(None, 0, 0), Entry(None, 1, 1), Entry(None, 2, 2), Entry(None, 0, 0), Entry(None, 5, 4)),
}  # fmt: skip
"""Per criterion what AN, BH, CM, DL, EN type; 2.3 and 2.4 are the head's."""

HEAD_RANKS = dict(zip(UNITS, (1, 2, 3, 4, 5), strict=True))
"""Criterion 2.3: the rank that others gave → 6, 4, 2, 0, 0 points."""
HEAD_SCORES = dict(zip(UNITS, (7, 6.5, 6, 5, 4), strict=True))
"""Criterion 2.4: typed by the head."""
SELF_TOTALS = {"AN": "76.00", "BH": "62.25", "CM": "51.50", "DL": "36.00", "EN": "62.50"}
"""Self-scores and what the program computes: I.5 gives 3; 3,75; 2,5; 2; 5 and 2.3 gives 6; 4; 2; 0; 0."""
TOTALS = {"AN": "83.00", "BH": "68.75", "CM": "57.50", "DL": "41.00", "EN": "66.50"}
"""Once the head has typed 2.3 and 2.4 too."""
RANKS = {"AN": 1, "BH": 2, "EN": 3, "CM": 4, "DL": 5}
MAXIMUM = "81.00"


# --- workbooks typed in by people ----------------------------------------------------------------


def saved_bytes(workbook: Workbook, moment: datetime.datetime = SAVED) -> bytes:
    """The package as a person's program saves it, with its last-saved time held (openpyxl takes the clock's)."""
    buffer, result = io.BytesIO(), io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(buffer, "w")).save()  # it is packed below
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                stamp = (moment.isoformat() + ("" if moment.tzinfo else "Z")).encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            target.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()


class Sheet:
    """A table on a worksheet: cells by the code of their row and the header of their column."""

    def __init__(self, sheet: Worksheet, *keys: str) -> None:
        self.sheet = sheet
        self.keys = keys
        self.header_row, self.columns = _find_header(sheet, keys)

    def rows(self) -> Iterator[int]:
        """The rows below the header that hold a key."""
        for row in range(self.header_row + 1, self.sheet.max_row + 1):
            if self.sheet.cell(row, self.columns[self.keys[0]]).value is not None:
                yield row

    def row(self, *codes: str) -> int:
        """The row of these codes."""
        for row in self.rows():
            if tuple(str(self.at(row, key)) for key in self.keys) == codes:
                return row
        raise KeyError(codes)

    def at(self, row: int, header: str) -> Any:
        """The value in a row under a header."""
        return self.sheet.cell(row, self.columns[header]).value

    def put(self, row: int, header: str, value: object) -> None:
        """Type a value."""
        self.sheet.cell(row, self.columns[header]).value = value  # type: ignore[assignment]

    def address(self, row: int, header: str) -> str:
        """The A1 address."""
        return self.sheet.cell(row, self.columns[header]).coordinate

    def records(self) -> list[dict[str, Any]]:
        """The table as dictionaries."""
        return [{header: self.at(row, header) for header in self.columns} for row in self.rows()]


def _find_header(sheet: Worksheet, keys: Sequence[str]) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows():
        found = {str(cell.value): cell.column for cell in row if isinstance(cell.value, str)}
        if all(key in found for key in keys):
            assert row[0].row is not None
            return row[0].row, {header: column for header, column in found.items() if column is not None}
    raise KeyError(keys)


def form_sheet(workbook: Workbook) -> Sheet:
    """The sheet `Tự chấm` of a scorecard."""
    return Sheet(workbook["Tự chấm"], "Mã")


def sign(workbook: Workbook) -> None:
    """Type who made the form, a telephone and the day."""
    sheet = Sheet(workbook["Đơn vị"], "Mục", "Giá trị")
    for label, value in (("Người lập phiếu", "Lê Thị Mai"), ("Điện thoại", "0912 345 678"),
                         ("Ngày lập phiếu", datetime.date(YEAR, 12, 20))):  # fmt: skip
        row = next(row for row in sheet.rows() if sheet.at(row, "Mục") == label)
        sheet.put(row, "Giá trị", value)


def fill(workbook: Workbook, unit: str) -> None:
    """Type the unit's plain values: no rule finds anything in them."""
    form = form_sheet(workbook)
    sign(workbook)
    place = list(UNITS).index(unit)
    for code, entries in FILLS.items():
        row, entry = form.row(code), entries[place]
        for header, value in (
            ("Chỉ tiêu", entry.target), ("Kết quả", entry.result), ("Điểm tự chấm", entry.score),
        ):  # fmt: skip
            if value is not None:
                form.put(row, header, value)
        form.put(row, "Minh chứng", f"Báo cáo số {place + 1}/BC-UBND")


# --- the command line ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one document on stdout."""
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document


def run(*arguments: object) -> Run:
    """One command, as the shell would start it."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = parser.main([str(argument) for argument in arguments])
    assert HERE not in out.getvalue() + err.getvalue(), "a finding was told before it had its address"
    return Run(code, out.getvalue(), err.getvalue())


Found = tuple[str, str | None]
"""The code of a finding and its cell."""


def found_in(document: Mapping[str, Any]) -> list[Found]:
    """Codes and cells of a list of findings, sorted."""
    return sorted(((one["code"], one["cell"]) for one in document["findings"]), key=str)


@dataclass
class Journey:
    """A cluster in a folder of its own: the book, the inbox and what people do with them."""

    folder: Path
    forms: Mapping[str, bytes]
    """The scorecards as issued, by unit."""
    changes: list[str] = field(default_factory=list)

    def copied(self, folder: Path) -> "Journey":
        """A journey of one's own that goes on from here."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Journey(folder, self.forms)

    @property
    def book(self) -> Path:
        """The cluster book."""
        return self.folder / BOOK

    @property
    def inbox(self) -> Path:
        """Where the mails' attachments lie."""
        return self.folder / "hop_thu"

    @property
    def originals(self) -> Path:
        """The untouched files received."""
        return self.book.with_suffix(".goc")

    @property
    def kept_originals(self) -> list[Path]:
        """What lies there, without the list of it."""
        return sorted(path for path in self.originals.iterdir() if path.name != "DANH_MUC.xlsx")

    @property
    def backups(self) -> list[Path]:
        """Earlier versions of the book."""
        return sorted((self.folder / "luu").glob("*.xlsx"))

    # --- a unit

    def form(self, unit: str) -> Workbook:
        """The unit's scorecard, filled plainly, not saved yet."""
        return opened(self.forms[unit], unit)

    def send(
        self,
        unit: str,
        change: Callable[[Workbook], None] | None = None,
        *,
        name: str = "",
        saved: datetime.datetime = SAVED,
    ) -> Path:
        """The unit fills its form, changes something and sends it; the file in the inbox."""
        if change:
            workbook = self.form(unit)
            change(workbook)
            data = saved_bytes(workbook, saved)
        else:
            data = filled(self.forms[unit], unit, saved)
        return self.drop(name or f"Phieu_{unit}_{YEAR}.xlsx", data)

    def drop(self, name: str, data: bytes) -> Path:
        """A file arrives in the inbox."""
        self.inbox.mkdir(exist_ok=True)
        path = self.inbox / name
        path.write_bytes(data)
        return path

    # --- the head

    @contextlib.contextmanager
    def typing(self, book: Path | None = None) -> Iterator[Workbook]:
        """The head opens the book, types and saves it."""
        path = book or self.book
        workbook = opening.load(path)
        yield workbook
        path.write_bytes(saved_bytes(workbook))

    def agree(self, unit: str, criterion: str, **typed: object) -> None:
        """Type into the agreed columns of one row."""
        with self.typing() as book:
            agree(book, unit, criterion, **typed)

    def set(self, **settings: object) -> None:
        """Change settings on `Cụm` (underscores for spaces)."""
        with self.typing() as book:
            set_up(book, {name.replace("_", " "): value for name, value in settings.items()})

    def sheet(self, name: str, *keys: str) -> Sheet:
        """A table of the book as it lies on the disk (stored values of formulas), to be looked at only."""
        return Sheet(stored(self.book.read_bytes())[name], *keys)

    # --- commands

    def collect(self, *inbox: Path) -> Run:
        """`collect --json`."""
        return run("collect", self.book, *(inbox or (self.inbox,)), "--json")

    def rank(self) -> Run:
        """`rank --json`."""
        return run("rank", self.book, "--json")

    def check(self, *paths: Path) -> Run:
        """`check --book --json`."""
        return run("check", *(paths or (self.inbox,)), "--book", self.book, "--json")


def opened(form: bytes, unit: str) -> Workbook:
    """A unit's scorecard, filled plainly, not saved yet."""
    workbook = opening.load(form)
    fill(workbook, unit)
    return workbook


@lru_cache(maxsize=64)
def filled(form: bytes, unit: str, saved: datetime.datetime) -> bytes:
    """The same saved; most tests send the same plain forms of all units but one."""
    return saved_bytes(opened(form, unit), saved)


@lru_cache(maxsize=4)
def stored(data: bytes) -> Workbook:
    """A workbook with the stored values of its formulas; whoever looks twice at the same bytes waits once."""
    return opening.load(data, data_only=True)


AGREED = {
    "target": "Chỉ tiêu thống nhất", "result": "Kết quả thống nhất", "mark": "Không giao thống nhất",
    "score": "Điểm thống nhất", "reason": "Lý do", "who": "Người quyết định", "day": "Ngày",
}  # fmt: skip
LEDGER, VOTES, PRAISE = "Thống nhất điểm", "Bỏ phiếu", "Suy tôn"


def ledger(workbook: Workbook) -> Sheet:
    """The sheet `Thống nhất điểm`."""
    return Sheet(workbook[LEDGER], "Mã đơn vị", "Mã tiêu chí")


def agree(workbook: Workbook, unit: str, criterion: str, **typed: object) -> None:
    """Type into the agreed columns of one row."""
    sheet = ledger(workbook)
    row = sheet.row(unit, criterion)
    for name, value in typed.items():
        sheet.put(row, AGREED[name], value)


def set_up(workbook: Workbook, settings: Mapping[str, object]) -> None:
    """Fill settings by their names."""
    sheet = Sheet(workbook["Cụm"], "Mục")
    for name, value in settings.items():
        sheet.put(sheet.row(name), "Giá trị", value)


def type_table(workbook: Workbook, name: str, key: str, headers: Sequence[str],
               rows: Sequence[Sequence[object]]) -> None:  # fmt: skip
    """Type rows below the header of a table."""
    sheet = Sheet(workbook[name], key)
    for at, values in enumerate(rows, start=sheet.header_row + 1):
        for header, value in zip(headers, values, strict=False):
            if value is not None:
                sheet.put(at, header, value)


def head_scores(workbook: Workbook, units: Sequence[str] = tuple(UNITS)) -> None:
    """The head types what only the head scores: the rank of 2.3 and the points of 2.4."""
    for unit in units:
        agree(workbook, unit, "2.3", result=HEAD_RANKS[unit])
        agree(workbook, unit, "2.4", score=HEAD_SCORES[unit])


def begin(folder: Path) -> None:
    """`new cluster`, then the book as a clerk fills it in Excel."""
    book = folder / BOOK
    made = run("new", "cluster", book)
    assert made.code == 0, made.err
    workbook = opening.load(book)
    set_up(workbook, {"Năm": YEAR, "Mã cụm": CLUSTER, "Tên cụm": "Cụm thi đua số 1", "Trưởng cụm": "AN",
                      "Địa danh": "An Hòa", "Ngày họp trù bị": datetime.datetime(2025, 12, 28)})  # fmt: skip
    type_table(workbook, "Đơn vị", "Mã", ("Mã", "Tên đơn vị"), list(UNITS.items()))
    type_table(workbook, "Tiêu chí", "Mã", CRITERIA_HEADERS, CRITERIA)
    book.write_bytes(saved_bytes(workbook))


def issue(folder: Path) -> dict[str, bytes]:
    """`issue`: the scorecards of all units."""
    issued = run("issue", folder / BOOK, "--out", folder / "phieu")
    assert issued.code == 0, issued.out + issued.err
    return {unit: (folder / "phieu" / f"Phieu_{unit}_{YEAR}.xlsx").read_bytes() for unit in UNITS}


class Made(NamedTuple):
    """A folder made once, and the scorecards issued from its book."""

    folder: Path
    forms: Mapping[str, bytes]

    def copied(self, folder: Path) -> Journey:
        """A journey of one's own that goes on from here."""
        return Journey(self.folder, self.forms).copied(folder)


Once = Callable[[Callable[[Journey], object], Made | None], Made]
"""The fixture `once`: what is made once for the tests of one file, and from where on (None: an empty folder)."""
