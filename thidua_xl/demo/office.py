"""The superior's part of the demo: the other clusters scored on paper, all books sent up and consolidated."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from ..bookkeeping.typing_in import type_in
from ..bookkeeping.work import at_work
from ..cluster.acts.submit import submit
from ..cluster.book import Book
from ..cluster.papers.making import Wanted
from ..cluster.reading import open_book
from ..domain.ranking.submissions import Sending
from ..domain.scoring.criteria import Criterion, Method
from ..domain.values.numbers import stored
from ..office.acts.appraise import appraise
from ..office.acts.consolidate import consolidate
from ..office.acts.documents import make_office_documents
from ..office.acts.new_book import issue_books, sample_office, write_new_office
from ..office.book import open_office
from ..office.outcome import Consolidation
from ..sheets.cluster import agreed
from ..storage.safe import write_safely

Step = Callable[[str], None]
STEPS = 5
SENT_UP, PAPERS = "6_so_cac_cum_gui_len", "9_van_ban_cap_tren"


def run(folder: Path, cluster_book: Path, year: int, step: Step) -> Consolidation:
    """An office book in the folder, its clusters' books filled and taken in."""
    office, books = folder / f"SoTongHop_{year}.xlsx", folder / SENT_UP
    step("Cấp trên lập sổ tổng hợp và sổ các cụm")
    write_new_office(office, sample_office(year))
    books.mkdir()
    write_safely(books / cluster_book.name, cluster_book.read_bytes())
    issued = issue_books(office, books)
    step("Các cụm khác thống nhất điểm từ bản giấy")
    for path in issued.made:
        _score_on_paper(path)
        _submit(path)
    step("Cấp trên nhận sổ các cụm, tổng hợp")
    consolidate(office, [books])
    step("Lập phiếu thẩm định các đơn vị dẫn đầu")
    return appraise(office).outcome


def papers(book: Path, folder: Path, step: Step) -> int:
    """The office's own papers, as far as they are needed by now; how many there are."""
    step("Xuất văn bản của cấp trên")
    with at_work(book, open_office) as office:
        return len(make_office_documents(office, Wanted(folder)).made)


def _submit(path: Path) -> None:
    with at_work(path, open_book) as book:
        submit(book, Sending.BEFORE)


def _score_on_paper(path: Path) -> None:
    """Every agreed score typed, as a meeting does that has no scorecards."""
    book = open_book(path)
    place = book.file.places[agreed.TABLE.sheet].placement
    typed = {
        place.cell(book.ledger[unit.code, row.code].row, agreed.Col.AGREED_SCORE): score
        for unit in book.units for row, score in _scores(book, unit.code)
    }  # fmt: skip
    write_safely(path, type_in(book.file.data, {agreed.TABLE.sheet: typed}))


def _scores(book: Book, unit: str) -> Iterator[tuple[Criterion, float]]:
    """Invented, the same in every run: most near the maximum, in quarters of a point."""
    random = Random(unit)
    usual = random.uniform(0.86, 0.97)
    for row in book.criteria.scored:
        share = 0.0 if row.is_penalty else min(1.0, random.gauss(usual, 0.06))
        if row.method is Method.PASS_FAIL:
            share = 1.0
        yield row, min(stored(row.max_points), round(max(0.0, share) * stored(row.max_points) * 4) / 4)
