"""New books and forms that were issued, in Vietnamese sentences: what is there now, and what comes next."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..cluster.last_year import carried
from ..domain.ranking.dates import DEPUTY, HEAD
from ..domain.values.book_names import Named
from ..domain.values.findings import Finding
from ..domain.values.said import points_said
from ..domain.year.holders import AWAITED
from ..domain.year.stages import Stage
from ..sheets.cluster.settings import Setting
from .found import named
from .sentences import listed

if TYPE_CHECKING:
    from ..cluster.book import Book
    from ..office.acts.new_book import IssuedBooks

THEN_ISSUE = " Mở sổ bằng Excel: điền trang Cụm, Đơn vị, Tiêu chí, rồi bấm Phát hành phiếu (lệnh issue)."
"""What follows a new cluster book, for who types commands."""
THEN_CLICK_ISSUE = "\n\nĐiền trang Cụm, Đơn vị, Tiêu chí rồi bấm Phát hành phiếu."
"""The same for who clicks: the book is open already."""
THEN_FILL_ISSUE = " Điền trang Cụm, Đơn vị, rồi bấm Phát hành phiếu (lệnh issue)."
"""What follows a book that begins with a template's criteria, for who types commands."""
THEN_FILL_CLICK_ISSUE = "\n\nĐiền trang Cụm, Đơn vị, xem lại Tiêu chí rồi bấm Phát hành phiếu."
"""The same for who clicks."""
THEN_ISSUE_BOOKS = (
    " Mở sổ bằng Excel: điền trang Cấp trên, Danh sách cụm, Đơn vị (và Tiêu chí nếu dùng chung), "
    "rồi bấm Lập sổ các cụm (lệnh issue-books)."
)
"""What follows a new office book, for who types commands."""
THEN_LOOK = (
    " Đây là sổ mẫu để xem, đã điền sẵn: mở bằng Excel, xem trang Cụm, Đơn vị, Tiêu chí ghi thế nào, trang Thống nhất "
    "điểm, Xếp hạng sẽ có gì; thử bấm Phát hành phiếu (lệnh issue) vào một thư mục. Muốn xem cả năm, có phiếu và điểm: "
    "thidua-xl demo."
)
"""What there is to see in a book of the sample: nothing is to be filled."""
THEN_LOOK_OFFICE = (
    " Đây là sổ mẫu để xem, đã điền sẵn: mở bằng Excel, xem trang Cấp trên, Danh sách cụm, Đơn vị ghi thế nào; thử "
    "bấm Lập sổ các cụm (lệnh issue-books) vào một thư mục. Muốn xem cả năm, có sổ các cụm gửi lên: thidua-xl demo."
)
"""The same of the sample's office."""
THEN_CLICK_ISSUE_BOOKS = "\n\nĐiền trang Cấp trên, Danh sách cụm, Đơn vị rồi bấm Lập sổ các cụm."
"""The same for who clicks."""

NOT_ISSUED = "Chưa phát hành phiếu nào: sửa các lỗi trên trong sổ rồi chạy lại."
"""Said below the errors."""
NO_BOOKS = "Chưa lập sổ cụm nào: sửa các lỗi trên trong sổ tổng hợp rồi chạy lại."
"""Said below the errors."""

TEMPLATES = {
    "": "Trống",
    "xa": "Mẫu của xã",
    "so-nganh": "Mẫu của sở, ngành",
    "truong-hoc": "Mẫu của trường học",
}
"""What a new cluster book begins with, as `new cluster --template` names it."""
BLANK_ASKED = (
    "Tạo sổ trống, tự nhập bảng tiêu chí? Chọn No (Không) để bắt đầu với một bảng tiêu chí mẫu, rồi sửa thành "
    "của cụm."
)
"""Whether a new book begins with a table of criteria, for who answers yes or no."""


def template_asked(name: str, others: Sequence[str]) -> str:
    """Whether it is to be this table, and what a no means."""
    no = f"dùng “{TEMPLATES[others[0]]}”" if len(others) == 1 else "xem mẫu khác"
    return f"Bắt đầu với “{TEMPLATES[name]}”? Chọn No (Không) để {no}."


def created_said(path: Path, then: str = "") -> str:
    """Where a new book is, and what comes next."""
    return f"Đã tạo {path}.{then}"


def named_said(named: Named, sheet: str) -> str:
    """What was filled in on a sheet because the file's name says so, before what else is told; empty for nothing."""
    told = [f"Mã cụm {named.cluster}"] if named.cluster else []
    told += [f"Năm {named.year}"] if named.year else []
    return f" Theo tên tệp đã điền {', '.join(told)}: chưa đúng thì sửa ở trang {sheet}." if told else ""


def template_said(book: "Book") -> str:
    """What a template has put on `Tiêu chí`, and what is to be done with it."""
    table = book.criteria
    most = sum(row.max_points for row in table.sections if row.depth == 1 and table.below(row.code))
    return (
        f" Trang Tiêu chí có sẵn bảng mẫu {points_said(most)}, {len(table.scored)} dòng tính điểm: nội dung, điểm, mốc "
        "chỉ là ví dụ, sửa cho đúng quy định của cụm."
    )


def shortcut_said(path: Path) -> str:
    """That a double click opens the window from now on."""
    return f"Đã đặt {path}: bấm đúp tệp ấy để mở cửa sổ Thi đua với sổ này."


def copied_said(book: "Book", source: str) -> str:
    """What a new year's book has taken from last year's, who is to head the cluster, and whom it limits."""
    taken, settings = book.units, book.settings
    offices = {HEAD: settings.head, DEPUTY: settings.deputy}
    blank = [name for name, unit in offices.items() if not unit]
    said = (
        f"Đã lấy {len(taken)} đơn vị, {len(book.criteria.scored)} tiêu chí và cài đặt từ {source}; "
        f"để trống {''.join(f'{name}, ' for name in blank)}Người ký và các ngày."
    )
    reached = carried(book)
    if reached:
        said += f"\nĐã chuyển {reached} kết quả của năm trước vào cột Thực hiện năm trước, trang Đăng ký."
    elected = [f"{name} {unit} – {book.names.get(unit, '')}" for name, unit in offices.items() if unit]
    if elected:
        said += f"\nĐã bầu: {'; '.join(elected)}; {AWAITED}."
    limited = [f"{unit.code} ({unit.eligibility.value})" for unit in taken if not unit.is_eligible]
    if limited:
        said += f"\nXem lại cột Xét thi đua, đang chép nguyên từ năm trước: {listed(limited)}."
    return said


def issued_said(files: Sequence[Path], folder: Path) -> str:
    """How many forms lie where."""
    return f"Đã phát hành {len(files)} phiếu vào {folder}."


def other_stage_said(issued: Stage | None, present: Stage) -> str:
    """After forms of another collection than the one at which the book says that it is; empty: of the same."""
    if issued in (None, present):
        return ""
    return (
        f"Phiếu vừa phát là của kỳ {issued.shown}, mục {Setting.STAGE} ở trang Cụm đang là {present.shown}: đang thu "
        f"kỳ {issued.shown} thì chọn {issued.shown} ở mục ấy, để Việc tiếp theo và danh sách chưa nộp theo đúng kỳ."
    )


def not_issued_said(errors: Sequence[Finding]) -> str:
    """That no form was issued, and what stands in the way."""
    return f"Chưa phát hành phiếu nào: sổ còn {len(errors)} lỗi.\n\n{named(errors)}"


def books_said(issued: "IssuedBooks", folder: Path) -> str:
    """How many cluster books lie where."""
    return f"Đã lập {len(issued.made)} sổ cụm vào {folder}."


def books_kept_said(issued: "IssuedBooks", *, by_name: bool) -> str:
    """How many books lay there already, and their names where there is room for them."""
    names = f": {', '.join(path.name for path in issued.kept)}" if by_name else ""
    return f"Giữ nguyên {len(issued.kept)} sổ đã có{names}."


def empty_clusters_told(issued: "IssuedBooks") -> Iterator[str]:
    """Each cluster without units, in a sentence of its own."""
    return (f"Cụm {one.code} chưa có đơn vị nào ở trang Đơn vị nên chưa lập sổ." for one in issued.empty)


def empty_clusters_said(issued: "IssuedBooks") -> str:
    """The clusters without units in one sentence."""
    return f"Chưa có đơn vị nên chưa lập: {listed(one.code for one in issued.empty)}."


def no_books_said(errors: Sequence[Finding]) -> str:
    """That no cluster book was made, and the cells that stand in the way."""
    cells = "\n".join(f"• {found.sheet}!{found.cell}: {found.message}" for found in errors[:10])
    return f"Chưa lập sổ cụm nào: sổ còn {len(errors)} lỗi.\n\n{cells}"
