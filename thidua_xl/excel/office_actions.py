"""What the buttons of the group Nội vụ do: the same functions as the command line, on the open office book.

Its tables change their shape with every book that comes in, so it is saved, closed, brought up to date and opened
again; nothing is written cell by cell.
"""

from collections.abc import Callable, Mapping

from .. import clock
from ..bookkeeping.opening import schema_of
from ..errors import CannotRunError
from ..sheets.hidden import OFFICE
from ..wording.office import consolidated_said
from ..wording.sentences import saved_said
from .click import Answer, Click, reopened
from .live import LiveBook, is_read_only, path_of


def new_office(click: Click) -> Answer:
    """A blank office book, opened."""
    from ..office.acts.new_book import blank_office, write_new_office

    path = write_new_office(click.chosen(), blank_office(clock.now().year))
    click.app.books.open(str(path))
    return Answer(f"Đã tạo {path}.\n\nĐiền trang Cấp trên, Danh sách cụm, Đơn vị rồi bấm Lập sổ các cụm.")


def issue_books(click: Click) -> Answer:
    """A cluster book for every cluster of the open office book; it does not change."""
    from ..domain.values.findings import any_error
    from ..office.acts.new_book import books_from
    from ..office.book import read_office

    live = _office(click, to_write=False)
    done = books_from(read_office(live, path_of(live.book)), click.chosen())
    errors = [found for found in done.findings if found.is_error]
    if any_error(done.findings):
        text = "\n".join(f"• {found.sheet}!{found.cell}: {found.message}" for found in errors[:10])
        return Answer(f"Chưa lập sổ cụm nào: sổ còn {len(errors)} lỗi.\n\n{text}", True, errors[0].sheet,
                      errors[0].cell)  # fmt: skip
    lines = [f"Đã lập {len(done.made)} sổ cụm vào {click.path}."]
    if done.kept:
        lines.append(f"Giữ nguyên {len(done.kept)} sổ đã có.")
    if done.empty:
        lines.append(f"Chưa có đơn vị nên chưa lập: {', '.join(one.code for one in done.empty)}.")
    return Answer("\n".join(lines), bool(done.empty))


def consolidate_clusters(click: Click) -> Answer:
    """The books of all clusters from a folder into the open office book."""
    from ..office.acts.consolidate import consolidate

    folder = click.chosen()
    outcome, saved = reopened(click, _office(click), lambda path: consolidate(path, [folder]))
    said = [*consolidated_said(outcome), "", saved_said(saved)]
    return Answer("\n".join(said).strip(), outcome.needs_a_person, "Tổng quan")


def nominees(click: Click) -> Answer:
    """Everything computed again from the books received; the list of nominees is shown."""
    from ..office.acts.consolidate import consolidate

    outcome, saved = reopened(click, _office(click), lambda path: consolidate(path, []))
    said = [*consolidated_said(outcome), "", saved_said(saved)]
    return Answer("\n".join(said).strip(), outcome.needs_a_person, "Danh sách đề nghị")


def appraise_units(click: Click) -> Answer:
    """Checking forms beside the open office book; those that are filled in are read into it."""
    from ..office.acts.appraise import appraise
    from ..wording.office import appraised_said

    done = reopened(click, _office(click), lambda path: appraise(path, None))
    return Answer("\n".join(appraised_said(done)), done.needs_a_person, "Kiểm tra")


def _office(click: Click, *, to_write: bool = True) -> LiveBook:
    """The open office book. Raises CannotRunError if it is none, or cannot be written."""
    live = click.live()
    if schema_of(live) != OFFICE:
        raise CannotRunError(
            f"{live.book.name} không phải sổ tổng hợp của cấp trên. Mở sổ tổng hợp, chọn cửa sổ của nó rồi bấm lại."
        )
    path_of(live.book)
    if to_write and is_read_only(live.book):
        raise CannotRunError(
            f"Sổ {live.book.name} đang mở ở chế độ chỉ đọc (người khác đang mở, hoặc tệp bị khóa). Đóng ở nơi kia "
            "rồi mở lại sổ."
        )
    return live


OFFICE_ACTIONS: Mapping[str, Callable[[Click], Answer]] = {
    "new-office": new_office,
    "issue-books": issue_books,
    "consolidate": consolidate_clusters,
    "appraise": appraise_units,
    "nominees": nominees,
}
