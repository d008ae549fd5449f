"""Forms that count, read once more from their originals for what the book does not hold of them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..bookkeeping.received import original_of
from ..domain.year.stages import Stage
from ..sheets.cluster.receipts import FileStatus, Receipt
from .book import Book

if TYPE_CHECKING:
    from ..scorecard.read import UnitForm


def counted_forms(book: Book) -> Iterator[Receipt]:
    """The forms that count."""
    return (
        one for one in book.forms(Stage.YEAREND) if one.status is FileStatus.ACCEPTED and book.unit(one.unit)
    )


def read_again(book: Book, forms: Iterable[Receipt]) -> Iterator[tuple[Receipt, "UnitForm"]]:
    """Each of these forms whose original is there and can be read, in their order."""
    kept = [(one, original_of(book, one)) for one in forms]
    whole = [(one, data) for one, data in kept if data is not None]
    if not whole:
        return
    # most commands find that nothing is to be read again: they need not load what reads
    from ..scorecard.read import UnitForm, answered, read_file
    from ..workers.cage import readers

    with readers(len(whole)) as workers:
        reading = [(one, workers.submit(read_file, data, one.file)) for one, data in whole]
        for one, future in reading:
            form = answered(future, one.file).form
            if isinstance(form, UnitForm):
                yield one, form
