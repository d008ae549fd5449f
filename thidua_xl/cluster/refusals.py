"""What a cluster's book must be before anything is done with it."""

from ..domain.scoring.settings import Phase
from ..errors import CannotRunError
from ..sheets.hidden import SEAL
from .book import Book


def refuse_closed(book: Book) -> None:
    """Raises CannotRunError for a book whose phase is `Đã chốt`, or that is sealed whatever its phase says."""
    if book.settings.phase is Phase.CLOSED or is_sealed(book):
        raise CannotRunError(
            f"Sổ {book.file.path.name} đã chốt (giai đoạn Đã chốt) nên không sửa được; muốn mở lại dùng lệnh reopen "
            "(Mở lại sổ) kèm lý do."
        )


def is_sealed(book: Book) -> bool:
    """Whether `close` has sealed it and `reopen` has not opened it since."""
    return bool(book.meta.get(SEAL))


def refuse_empty(book: Book) -> None:
    """Raises CannotRunError for a book without units or without criteria."""
    if not book.units:
        raise CannotRunError(f"Sổ {book.file.path.name} chưa có đơn vị nào: điền trang Đơn vị rồi chạy lại.")
    if not book.criteria.scored:
        raise CannotRunError(
            f"Sổ {book.file.path.name} chưa có tiêu chí nào: điền trang Tiêu chí rồi chạy lại."
        )
