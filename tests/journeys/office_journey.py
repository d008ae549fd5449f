"""The superior's office on its way through the command line: its book, the folder of cluster books, what is typed.

Two clusters: C01 is the cluster of `journey`, C02 the same one again under other codes.
"""

import contextlib
import datetime
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey, opening
from tests.journeys.journey import Journey, Run, Sheet, run, saved_bytes, stored, type_table
from thidua_xl.bookkeeping.typing_in import type_in

YEAR = journey.YEAR
OTHER = "C02"
OTHER_UNITS = {
    "PA": "Xã Phú An",
    "QB": "Xã Quý Bình",
    "RC": "Xã Rừng Chàm",
    "SD": "Xã Sơn Đông",
    "TE": "Xã Tân Ê",
}
"""The second cluster: its units score as those of the first, so PA is first, QB second, TE third."""
CONFERENCE = datetime.date(2025, 12, 30)
CLUSTERS = (("C01", "Cụm thi đua số 1", "AN"), (OTHER, "Cụm thi đua số 2", "PA"))
BOOKS = {code: f"SoCum_{code}_{YEAR}.xlsx" for code, _, _ in CLUSTERS}
LATER = datetime.datetime(2025, 12, 21, 9, 30)

CLUSTER_HEADERS = ("Mã cụm", "Tên cụm", "Trưởng cụm")
UNIT_HEADERS = ("Mã", "Tên đơn vị", "Mã cụm")
KEYS: dict[str, tuple[str, ...]] = {
    "Cấp trên": ("Mục",),
    "Danh sách cụm": ("Mã cụm",),
    "Đơn vị": ("Mã",),
    "Hồ sơ nhận": ("Mã cụm", "Loại hồ sơ"),
    "Điểm cấp trên": ("Mã đơn vị",),
    "Đề nghị": ("Mã đơn vị",),
    "Thẩm định": ("Mã đơn vị", "Mã tiêu chí"),
    "Văn bản": ("Mã văn bản",),
    "Sổ đã nhận": ("File",),
    "Nhật ký": ("Lúc", "Thay đổi"),
    "Tiến độ": ("Mã cụm",),
    "Tổng hợp": ("Mã cụm",),
    "Toàn bộ đơn vị": ("Mã",),
    "Sai lệch": ("Mã lỗi",),
    "Danh sách đề nghị": ("Mã đơn vị",),
    "Tiêu chí cấp trên": ("Mã",),
    "Người chấm": ("Mã",),
    "Điểm người chấm": ("Người chấm", "Mã đơn vị", "Mã tiêu chí"),
}
"""Sheet → what tells its rows apart."""


@dataclass
class Office:
    """An office book in a folder of its own, and the folder in which cluster books arrive."""

    folder: Path
    sources: Mapping[str, bytes]
    """Cluster code → its complete book."""

    @property
    def book(self) -> Path:
        """The office book."""
        return self.folder / f"SoTongHop_{YEAR}.xlsx"

    @property
    def inbox(self) -> Path:
        """Where the clusters' books lie."""
        return self.folder / "so_cum"

    @property
    def originals(self) -> Path:
        """The untouched books received."""
        return self.book.with_suffix(".goc")

    @property
    def kept_originals(self) -> list[Path]:
        """What lies there, without the list of it."""
        return sorted(path for path in self.originals.iterdir() if path.name != "DANH_MUC.xlsx")

    # --- the clusters

    def drop(self, name: str, data: bytes) -> Path:
        """A file arrives."""
        self.inbox.mkdir(exist_ok=True)
        path = self.inbox / name
        path.write_bytes(data)
        return path

    def receive(self, *codes: str) -> None:
        """The complete books of these clusters (of all) arrive."""
        for code in codes or tuple(self.sources):
            self.drop(BOOKS[code], self.sources[code])

    # --- the office

    @contextlib.contextmanager
    def typing(self) -> Iterator[Workbook]:
        """Somebody of the office opens the book, types and saves it."""
        workbook = opening.load(self.book)
        yield workbook
        self.book.write_bytes(saved_bytes(workbook))

    def type(self, name: str, rows: Sequence[Sequence[object]], headers: Sequence[str] = ()) -> None:
        """Type rows into an empty table, from its first columns on."""
        with self.typing() as workbook:
            table = Sheet(workbook[name], *KEYS[name])
            type_table(workbook, name, KEYS[name][0], headers or list(table.columns), rows)

    def set(self, **settings: object) -> None:
        """Change settings on `Cấp trên` (underscores for spaces)."""
        with self.typing() as workbook:
            sheet = Sheet(workbook["Cấp trên"], "Mục")
            for name, value in settings.items():
                sheet.put(sheet.row(name.replace("_", " ")), "Giá trị", value)

    def put(self, name: str, codes: Sequence[str], header: str, value: object) -> str:
        """Type one cell; its address."""
        table = self.sheet(name)
        cell = table.address(table.row(*codes), header)
        self.book.write_bytes(type_in(self.book.read_bytes(), {name: {cell: value}}))
        return cell

    def sheet(self, name: str) -> Sheet:
        """A table of the book as it lies on the disk, to be looked at only."""
        return Sheet(stored(self.book.read_bytes())[name], *KEYS[name])

    def records(self, name: str) -> list[dict[str, Any]]:
        """A table as dictionaries."""
        return self.sheet(name).records()

    def by_key(self, name: str) -> dict[str, dict[str, Any]]:
        """A table by its first key."""
        return {str(row[KEYS[name][0]]): row for row in self.records(name)}

    def check(self) -> list[dict[str, Any]]:
        """What `check --json` finds, but for the note that nobody has looked at the grounds."""
        found = run("check", self.book, "--json").json["files"][0]["findings"]
        return [one for one in found if one["code"] != "GROUNDS_TO_CHECK"]

    def consolidate(self, *folders: Path) -> Run:
        """`consolidate --json`."""
        return run("consolidate", self.book, *(folders or (self.inbox,)), "--json")


def begin(folder: Path) -> None:
    """`new office`, then the book as the office fills it in Excel."""
    office = Office(folder, {})
    made = run("new", "office", office.book)
    assert made.code == 0, made.err
    with office.typing() as workbook:
        set_up_office(workbook, {"Cấp trên": "UBND tỉnh Thử Nghiệm", "Cơ quan tổng hợp": "Sở Nội vụ"})
        type_table(workbook, "Danh sách cụm", "Mã cụm", CLUSTER_HEADERS, CLUSTERS)
        rows = [(code, name, "C01") for code, name in journey.UNITS.items()]
        rows += [(code, name, OTHER) for code, name in OTHER_UNITS.items()]
        type_table(workbook, "Đơn vị", "Mã", UNIT_HEADERS, rows)


def set_up_office(workbook: Workbook, settings: Mapping[str, object]) -> None:
    """Fill settings of `Cấp trên` by their names."""
    sheet = Sheet(workbook["Cấp trên"], "Mục")
    for name, value in settings.items():
        sheet.put(sheet.row(name), "Giá trị", value)


def other_cluster(folder: Path) -> bytes:
    """The complete book of C02: the journey of C01 again, under its codes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journey, "CLUSTER", OTHER)
        patch.setattr(journey, "BOOK", BOOKS[OTHER])
        patch.setattr(journey, "UNITS", OTHER_UNITS)
        for name in ("HEAD_RANKS", "HEAD_SCORES"):
            values = getattr(journey, name).values()
            patch.setattr(journey, name, dict(zip(OTHER_UNITS, values, strict=True)))
        journey.begin(folder)
        cluster = Journey(folder, {})
        cluster.set(Tên_cụm="Cụm thi đua số 2", Trưởng_cụm="PA")
        cluster.forms = journey.issue(folder)
        for unit in OTHER_UNITS:
            cluster.send(unit)
        cluster.collect()
        with cluster.typing() as book:
            journey.head_scores(book, tuple(OTHER_UNITS))
        ranked = cluster.rank()
        assert ranked.code == 0, ranked.out
        return cluster.book.read_bytes()


def copied(source: Path, folder: Path, sources: Mapping[str, bytes]) -> Office:
    """An office of one's own that goes on from a folder made earlier."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    return Office(folder, sources)


# --- what is done to a cluster's book -------------------------------------------------------------


def typed_at(data: bytes, sheet: str, keys: Sequence[str], codes: Sequence[str], header: str, value: object) -> tuple[
    bytes, str
]:  # fmt: skip
    """The book with one cell typed as in Excel, stored results of formulas kept; and the cell's address."""
    cell = address_of(data, sheet, keys, codes, header)
    return type_in(data, {sheet: {cell: value}}), cell


def address_of(data: bytes, sheet: str, keys: Sequence[str], codes: Sequence[str], header: str) -> str:
    """Where a value stands in a cluster's book."""
    table = Sheet(opening.load(data)[sheet], *keys)
    return table.address(table.row(*codes), header)


def changed(data: bytes, change: Callable[[Workbook], None], saved: datetime.datetime = LATER) -> bytes:
    """The book opened, changed and saved by a library: stored results are gone."""
    workbook = opening.load(data)
    change(workbook)
    return saved_bytes(workbook, saved)


# --- what is told ---------------------------------------------------------------------------------

Told = tuple[str, str | None, str | None, str | None]
"""Code, unit, cell and value of a mismatch."""


def mismatches(answer: Run, cluster: str = "C01") -> list[Told]:
    """What is told of a cluster."""
    found = next(one for one in answer.json["clusters"] if one["code"] == cluster)["mismatches"]
    return [(one["code"], one["unit"], one["cell"], one["value"]) for one in found]


def codes(answer: Run, cluster: str = "C01") -> list[str]:
    """The codes of what is told of a cluster."""
    return [code for code, _, _, _ in mismatches(answer, cluster)]


def own_findings(answer: Run) -> list[Told]:
    """What is told of the office book itself."""
    return [(one["code"], one["unit"], one["cell"], one["value"]) for one in answer.json["findings"]]
