"""`Văn bản`: the office's own papers, which of them are needed by now, and what people typed of each."""

from collections.abc import Iterable, Iterator, Sequence

from ..cluster.kept.papers import PaperEntry, read_entry
from ..cluster.kept.typed_cells import wrong_days
from ..domain.office.papers import (
    CHECKING_MINUTES,
    NOTICE,
    OF_CLUSTERS,
    PAPERS,
    REMINDER,
    PaperCode,
    read_code,
)
from ..domain.ranking.dates import outside, told, two_years
from ..domain.values.catalogue import Code
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold
from ..sheets.kept import KeptRow, Line, own_line
from ..sheets.office.own_papers import MADE, OWN, TABLE, Col
from .book import OfficeBook
from .outcome import Consolidation
from .reminders import late_of_head


def needed(outcome: Consolidation) -> list[PaperCode]:
    """The papers that somebody has to write by now, in the order of the year."""
    whose = {
        REMINDER: list(_late(outcome)),
        NOTICE: [one.unit.code for one in outcome.to_check],
        CHECKING_MINUTES: list(outcome.effects),
    }
    return [PaperCode(paper, one) for paper in PAPERS for one in whose.get(paper, [""])]


def _late(outcome: Consolidation) -> Iterator[str]:
    """Clusters whose head is late with something."""
    for line in outcome.progress:
        if late_of_head(outcome, line):
            yield line.cluster.code


class Register:
    """`Văn bản` by paper: its rows are looked through once for all papers, not for each of hundreds."""

    def __init__(self, book: OfficeBook) -> None:
        self._all = book.own_papers
        self._rows = _by_code(book.own_papers)[0]

    def entry(self, code: PaperCode) -> PaperEntry:
        """What the register says of a paper."""
        row = self._rows.get(_key(code))
        return PaperEntry() if row is None else read_entry(row)

    def record(self, code: PaperCode, file: str, sha256: str) -> None:
        """Have the book say where a paper lies and what its figures are, beside all that was typed in its row.

        Args:
            code: of the paper.
            file: the name of its file.
            sha256: of its figures (`office.paper_figures`); empty for a paper without any.
        """
        row = self._rows.get(_key(code))
        if row is None:
            row = self._rows[_key(code)] = KeptRow(-1, {Col.CODE: str(code)})
            self._all.append(row)
        row.cells |= {Col.FILE: file or None, Col.SHA256: sha256 or None}


def rows_of_papers(book: OfficeBook) -> Iterator[tuple[PaperCode, KeptRow]]:
    """Every paper of the program's that has a row."""
    for row in _by_code(book.own_papers)[0].values():
        if code := read_code(row.text(Col.CODE)):
            yield code, row


def lines(book: OfficeBook, papers: Iterable[PaperCode]) -> list[Line]:
    """The rows of these papers, with what was typed in them, then those of people's own.

    A row of one cluster or unit that is needed no more stays if anything was typed in it, or the paper was made.
    """
    rows, others = _by_code(book.own_papers)
    wanted = {_key(code): code for code in papers}
    left = {
        key: read_code(row.text(Col.CODE))
        for key, row in rows.items()
        if key not in wanted and _is_filled(row)
    }
    wanted |= {key: code for key, code in left.items() if code is not None and code.whose}
    order = list(PAPERS)
    drawn = sorted(wanted.values(), key=lambda code: order.index(code.paper))
    names = Names(book)
    return [
        *(_line(names.of(code), code, rows.get(_key(code))) for code in drawn),
        *(own_line(row, (*OWN, *MADE)) for row in others),
    ]


def _key(code: PaperCode) -> str:
    return fold(str(code))


def _by_code(rows: Sequence[KeptRow]) -> tuple[dict[str, KeptRow], list[KeptRow]]:
    """The first row of every paper of the program's, and the rows of people's own, second ones too."""
    found: dict[str, KeptRow] = {}
    others: list[KeptRow] = []
    for row in rows:
        code = read_code(row.text(Col.CODE))
        if code is None or found.setdefault(_key(code), row) is not row:
            others.append(row)
    return found, others


def _is_filled(row: KeptRow) -> bool:
    headers = [column.header for column in TABLE.columns if column.header not in OWN]
    return any(not is_blank(row.raw(header)) for header in headers)


def _line(name: str, code: PaperCode, row: KeptRow | None) -> Line:
    made = {header: row.raw(header) for header in MADE} if row else {}
    return Line({**made, Col.CODE: str(code), Col.NAME: name}, row, key=(str(code),))


class Names:
    """The names of papers: clusters and units are looked up once for all of them, not all for each."""

    def __init__(self, book: OfficeBook) -> None:
        # the first of two under one code counts
        self._clusters = {fold(one.code): one.name for one in reversed(book.clusters)}
        self._units = {fold(one.code): one.name for one in reversed(book.units)}

    def of(self, code: PaperCode) -> str:
        """The name of this paper."""
        whose = self._clusters if code.paper in OF_CLUSTERS else self._units
        return code.name(whose.get(fold(code.whose), ""))


def wrong(book: OfficeBook) -> Iterator[Finding]:
    """Days that are none or far from the year, and second rows of a paper."""
    for row in book.own_papers:
        yield from wrong_days(row, TABLE, Col.DAY)
        day, year = row.day(Col.DAY), book.settings.year
        if day is not None and (why := outside(two_years(year or day.year), year, day)):
            yield finding(Code.DATE_UNUSUAL, sheet=TABLE.sheet, **row.spot(Col.DAY), value=told(day), name=Col.DAY,
                          why=why)  # fmt: skip
    for row in _by_code(book.own_papers)[1]:
        if read_code(row.text(Col.CODE)):
            yield finding(Code.ROW_DOUBLE, sheet=TABLE.sheet, **row.spot(Col.CODE), value=row.text(Col.CODE))
