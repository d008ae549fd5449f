"""The superior's office before the window: books come in, the list of nominees is computed anew."""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.window.display import Clerk, click, settle
from thidua_xl.addin.buttons import BookKind
from thidua_xl.window.work import State
from thidua_xl.wording import window as said

if TYPE_CHECKING:
    from tests.journeys.office_journey import Office
    from thidua_xl.window.app import Window


def test_an_office_takes_its_clusters_in_and_computes_them_anew(
    window: "Window", office: "Office", clerk: Clerk
) -> None:
    """Anew without a folder; nothing has changed, so nothing is written."""
    office.receive()
    window.choose(office.book)
    settle(window)
    assert window.desk.seen.kind is BookKind.OFFICE
    assert dict(window.desk.seen.counts)[said.BOOKS_RECEIVED] == "0/2"
    clerk.paths = [office.inbox]
    click(window, "consolidate")
    assert window.desk.result.state in (State.DONE, State.ATTENTION)
    assert dict(window.desk.seen.counts)[said.BOOKS_RECEIVED] == "2/2"
    click(window, "next")
    assert window.desk.result.text == window.desk.seen.next_said
    assert window.desk.seen.next_place.split("!")[0] in window.desk.result.hint
    before = office.book.read_bytes()
    click(window, "nominees")
    assert window.desk.result.state in (State.DONE, State.ATTENTION)
    assert "Danh sách đề nghị" in window.desk.result.hint
    assert office.book.read_bytes() == before


def test_books_that_are_dropped_on_an_office_are_consolidated(
    window: "Window", office: "Office", clerk: Clerk
) -> None:
    """A folder, after asking; a cluster's book alone is chosen instead."""
    office.receive("C01")
    window.choose(office.book)
    settle(window)
    clerk.picks = [said.YES]
    window.desk.dropped([office.inbox])
    settle(window)
    assert dict(window.desk.seen.counts)[said.BOOKS_RECEIVED] == "1/2"
    (book,) = office.inbox.glob("*.xlsx")
    window.desk.dropped([Path(book)])
    settle(window)
    assert window.desk.book == book
