"""Every kind of file that this program writes, opened in Excel: as it is, or did Excel want to mend it?"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..xlwings_alone import xw
from .desk import broken, keep
from .report import Line, Verdict
from .twins import differences

SIGNALS = (
    "Tệp mở trong Excel từ chương trình thì Excel không hỏi sửa mà báo lỗi, hoặc sửa rồi đổi tên cửa sổ. Đã xem: "
    "(1) lỗi khi mở; (2) tên sổ khác tên tệp; (3) sổ mở ra không còn đường dẫn của tệp; (4) tiêu đề cửa sổ có "
    "thêm chữ (như [Repaired]); (5) tệp error….xml mới trong thư mục tạm. Dấu hiệu nào không xem được thì ghi ở dòng "
    "của tệp."
)
"""What was looked at, for whoever reads the report."""


def files(app: xw.App, kinds: Sequence[tuple[str, Path]], folder: Path) -> Iterator[Line]:
    """Open each file alone, look for the signs of a repair, close it unsaved.

    Args:
        app: Excel.
        kinds: what it is, in Vietnamese, and where it lies.
        folder: for the details of what goes wrong.
    """
    for what, path in kinds:
        if not path.is_file():
            yield Line(what, path.name, Verdict.NOT_TRIED, None, "tệp không được lập (bước trước hỏng)")
            continue
        yield opened(app, what, path, folder)


def opened(app: xw.App, what: str, path: Path, folder: Path) -> Line:
    """One file."""
    logs = _repair_logs()
    begin = time.perf_counter()
    try:
        book = app.books.open(str(path))
    except Exception as problem:
        keep(folder, path.name)
        return Line(what, path.name, Verdict.FAILED, None, f"Excel không mở được: {broken(problem)}")
    took = time.perf_counter() - begin
    try:
        caption = _caption(book)
        signs = [
            *_signs(book, path, caption),
            *(f"nhật ký sửa mới: {name}" for name in _repair_logs() - logs),
        ]
        app.calculate()
        signs += differences(book, path, uncomputed=False)
    except Exception as problem:
        keep(folder, path.name)
        return Line(what, path.name, Verdict.FAILED, took, f"Excel không cho đọc: {broken(problem)}")
    finally:
        book.close()
    unseen = "" if caption is not None else " (không xem được tiêu đề cửa sổ)"
    if signs:
        proven = "Excel mở được nhưng không như tệp"
        return Line(what, path.name, Verdict.DIFFERS, took, proven + unseen, tuple(signs))
    proven = "mở được, không thấy dấu hiệu sửa; ô nào, công thức nào cũng ra như tệp ghi"
    return Line(what, path.name, Verdict.EQUAL, took, proven + unseen)


def _signs(book: xw.Book, path: Path, caption: str | None) -> Iterator[str]:
    name, place = str(book.name), str(book.fullname)
    if name != path.name:
        yield f"tên sổ là {name}"
    if Path(place) != path and (not Path(place).is_file() or not Path(place).samefile(path)):
        yield f"đường dẫn của sổ là {place or '(trống)'}"
    if caption is not None and caption not in (path.name, path.stem):
        yield f"tiêu đề cửa sổ là {caption}"


def _caption(book: xw.Book) -> str | None:
    """What stands above the workbook's window; None where it has none, or Excel does not tell."""
    api: Any = book.api
    try:
        if hasattr(api, "Windows"):  # Windows
            return str(api.Windows(1).Caption) or None
        return str(api.windows[1].caption.get()) or None  # macOS
    except Exception:
        return None


def _repair_logs() -> set[str]:
    """`error012345_01.xml`: Excel writes one for what it has mended."""
    return {path.name for path in Path(tempfile.gettempdir()).glob("error*_*.xml")}
