"""The whole self-test: a sample, every button, every kind of file, every macro, one report."""

import platform
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Protocol

from ... import __version__, clock
from ...addin.buttons import BUTTONS, BookKind
from ...errors import CannotRunError, reason
from ..xlwings_alone import xw
from .clicks import ClusterYear
from .desk import Desk, Step, broken, keep, perform
from .files import SIGNALS, files
from .macros import macros
from .office_clicks import OfficeYear
from .report import Line, Report, Verdict
from .sample import CommandLine, Sample, make

NAME = "tự kiểm tra"
"""Who stands in the journals of the sample books."""


BEGINS = (
    "Đang tự kiểm tra, mất vài phút. Sổ mẫu và báo cáo ở {folder}. Sổ của bạn không bị đụng tới; đừng gõ vào "
    "cửa sổ Excel vừa mở. Trên máy Mac, Excel hỏi quyền mở thư mục thì bấm Grant Access."
)

NOT_PROVEN = (
    "Bản này không chứng minh: hình dáng thẻ và nút trên màn hình, hộp thoại chọn thư mục và hộp thông báo, việc Excel "
    "tự nạp bộ nút khi mở (XLSTART), tệp mang dấu tải từ Internet, sổ đang lọc, nhận thư từ hộp thư thật, hàm TD_… "
    "trong ô, đường AppleScript trên macOS."
)


class Year(Protocol):
    """Steps that build on each other."""

    def steps(self) -> list[Step]: ...
    def begin_again(self) -> None: ...
    def close(self) -> None: ...


def folder_for(out: Path | None, home: Path) -> Path:
    """Where everything is to lie; without `out` a folder named after the moment, beside the user's own ones.

    Not among the documents: those often lie on OneDrive, where Excel knows a workbook by an address only.

    Raises:
        CannotRunError: something is in it already.
    """
    folder = (out or home / f"ThiDua_tu_kiem_tra_{clock.now():%Y-%m-%d_%H%M%S}").absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotRunError(
            f"{folder} không phải thư mục mới hoặc trống; chọn thư mục khác để không lẫn tệp."
        )
    return folder


def selftest(app: xw.App, folder: Path, command: CommandLine, home: Path, addin: Path | None) -> Report:
    """Everything, in a folder that is new or empty. Nothing that goes wrong stops the rest.

    Args:
        app: the Excel that it is done with.
        folder: gets the sample books and what is made of them.
        command: the command line of this program.
        home: the user's home folder, which no report names.
        addin: the add-in that came with the package; None: it brought none.

    Raises:
        CannotRunError: nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRunError(f"Không tạo được thư mục {folder}: {reason(error)}.") from None
    begun = clock.now()
    with clock.held(begun, NAME):
        desk = Desk(app, folder, command)
        sample = make(folder / "mau", command, begun)
        buttons = in_order(performed(desk, sample))
        kinds = kinds_of(sample, folder, addin)
        opened = list(whatever_comes(folder, "Các tệp", files(app, kinds, folder)))
        front = _Front(app, sample)
        rehearsed = list(whatever_comes(folder, "Các macro", macros(app, addin, folder, front)))
    moment = f"{begun:%d/%m/%Y %H:%M}"
    remarks = (SIGNALS, NOT_PROVEN)
    return Report(moment, folder, buttons, opened, rehearsed, versions(app), remarks, home)


def kinds_of(sample: Sample, folder: Path, addin: Path | None) -> list[tuple[str, Path]]:
    """One of every kind of file, as the command line has written it beside the clicks."""
    cluster, office = folder / ClusterYear.FOLDER, folder / OfficeYear.FOLDER
    given_back = cluster.with_name(f"{cluster.name}new") / "file" / "tra"
    full = cluster.with_name(f"{cluster.name}full") / "file"
    kinds = [
        ("Sổ cụm", sample.full),
        ("Phiếu trống", sample.blank_form),
        ("Phiếu đã điền", sample.filled_form),
        ("Phiếu trả đã đánh dấu", _first(given_back, "Can_sua_*.xlsx")),
        ("Danh sách trả phiếu", given_back / "DANH_SACH.xlsx"),
        ("Sổ đã chốt", full / ClusterYear.SEALED),
        ("Sổ tổng hợp của cấp trên", office / "file" / sample.office.name),
        ("Phiếu thẩm định", _first(office / "file" / f"{sample.office.stem}.tham_dinh", "*.xlsx")),
    ]
    return kinds if addin is None else [*kinds, ("Bộ nút", addin)]


def _first(folder: Path, pattern: str) -> Path:
    return next(iter(sorted(folder.glob(pattern))), folder / pattern)


class _Front:
    """Brings a sample workbook of a kind to the front."""

    def __init__(self, app: xw.App, sample: Sample) -> None:
        self._app = app
        self._paths = {
            BookKind.CLUSTER: sample.full, BookKind.OFFICE: sample.office, BookKind.SCORECARD: sample.blank_form,
        }  # fmt: skip

    def __call__(self, kind: BookKind) -> None:
        for book in list(self._app.books):
            if book.name in {path.name for path in self._paths.values()}:
                book.close()
        self._app.books.open(str(self._paths[kind])).activate()


def performed(desk: Desk, sample: Sample) -> Iterator[Line]:
    """The years of the cluster and of its office."""
    years: tuple[Year, ...] = (ClusterYear(desk, sample), OfficeYear(desk, sample))
    for year in years:
        yield from whatever_comes(desk.folder, "Các nút", done(desk, year))


def done(desk: Desk, year: Year) -> Iterator[Line]:
    """Every step of a year; after one that went wrong the books begin again alike."""
    try:
        for step in year.steps():
            line = perform(desk, step)
            yield line
            if line.is_wrong:
                with suppress(Exception):  # the next step tells of it
                    year.begin_again()
    finally:
        year.close()


def whatever_comes(folder: Path, what: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; where something breaks that no line has foreseen, that is the last one."""
    try:
        yield from lines
    except Exception as problem:
        keep(folder, what)
        yield Line(what, "", Verdict.FAILED, None, f"dừng giữa chừng: {broken(problem)}")


def in_order(lines: Iterator[Line]) -> list[Line]:
    """As the ribbon shows them; a button without a line is told of."""
    by_command: dict[str, list[Line]] = {button.command: [] for button in BUTTONS}
    others: list[Line] = []
    for line in lines:
        by_command.get(line.name, others).append(line)
    told = [by_command[b.command] or [_missing(b.label, b.command)] for b in BUTTONS]
    return [*chain.from_iterable(told), *others]


def _missing(label: str, command: str) -> Line:
    return Line(label, command, Verdict.NOT_TRIED, None, "không thử được vì bước trước dừng giữa chừng")


def versions(app: xw.App) -> dict[str, str]:
    """What a report must be read with."""
    return {
        "thidua_xl": __version__,
        "Excel": str(app.version),
        "Hệ điều hành": platform.platform(),
        "Python": f"{platform.python_version()} ({'64' if sys.maxsize > 2**32 else '32'} bit)",
        "xlwings": xw.__version__,
    }
