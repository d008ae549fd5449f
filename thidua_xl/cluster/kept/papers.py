"""`Văn bản`: the papers of the year by their codes, and what their numbers show to be done."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...domain.ranking.posts import Office
from ...domain.ranking.votes import BallotRow, group_rounds
from ...domain.values.calling import called
from ...domain.values.cells import is_blank
from ...domain.values.findings import Finding
from ...domain.year.papers import (
    ASKING,
    BALLOT,
    COUNT,
    FORMER,
    PAPERS,
    Vote,
    of_meeting,
    of_round,
    round_in,
    round_name,
)
from ...sheets.cluster.papers import LOOK, MADE, OWN, TABLE, Col
from ...sheets.kept import KeptRow, Line, own_line
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .typed_cells import by_code, far_days, followed_twice, wrong_days

_SAID = (Col.NUMBER, Col.DAY, Col.SIGNER, Col.SENT_TO, *MADE)
"""Headers under which something is said of a paper."""


class Numbered(NamedTuple):
    """Papers that have their numbers, and the last of their days; None where no day was typed."""

    day: datetime.date | None


class PaperEntry(NamedTuple):
    """What the register says of one paper; blank where nothing is typed, or the paper was never made."""

    number: str = ""
    day: datetime.date | None = None
    signer: str = ""
    sent_to: str = ""
    file: str = ""
    sha256: str = ""
    """Of the figures that the paper carries."""


def codes_of(book: Book) -> dict[str, str]:
    """Code → name of every paper of the book, in the order of the year; each round of a vote has papers of its own."""
    votes = _votes(book)
    names: dict[str, str] = {}
    for code, name in PAPERS.items():
        names[code] = name
        names |= {of_round(code, vote): round_name(code, vote) for vote in votes.get(code, ())}
    return {code: called(name, book.settings.calling) for code, name in names.items()}


def _votes(book: Book) -> Mapping[str, Sequence[Vote]]:
    """Paper → the rounds that were held, and those of which the register says something already.

    A round that only waits has no rows: it may be gone in the next run. Who is elected stands in minutes of its own
    (`bien-ban-bau`).
    """
    ranks, offices = _held(book.ballots.rows), _held(book.election.rows)
    votes: dict[str, list[Vote]] = {BALLOT: [*ranks, *offices], COUNT: [*ranks]}
    for row in rows_of(book, TABLE):
        said = round_in(row.text(Col.CODE))
        if said and said[1] not in votes[said[0]] and not all(is_blank(row.raw(header)) for header in _SAID):
            votes[said[0]].append(said[1])
    return {paper: sorted(of_paper, key=_in_order) for paper, of_paper in votes.items()}


def _held(rows: Sequence[BallotRow]) -> set[Vote]:
    return {Vote(held.rank, held.number) for held in group_rounds(rows) if not held.is_pending}


def _in_order(vote: Vote) -> tuple[bool, Vote]:
    """Ranks first, then offices."""
    return isinstance(vote.post, Office), vote


def _rows(book: Book) -> tuple[dict[str, KeptRow], list[KeptRow]]:
    """The rows of the book's papers by code, and all others; a code of an earlier version means the paper of now."""
    rows, others = by_code(rows_of(book, TABLE), Col.CODE, codes_of(book))
    former, _ = by_code(others, Col.CODE, FORMER)
    renamed = {FORMER[code]: row for code, row in former.items() if FORMER[code] not in rows}
    return {**rows, **renamed}, [row for row in others if all(row is not one for one in renamed.values())]


def entry(book: Book, code: str) -> PaperEntry:
    """What the register says of a paper."""
    row = _rows(book)[0].get(code)
    return PaperEntry() if row is None else read_entry(row)


def entries(book: Book) -> dict[str, PaperEntry]:
    """The same of every paper that has a row, by its code."""
    return {code: read_entry(row) for code, row in _rows(book)[0].items()}


def read_entry(row: KeptRow) -> PaperEntry:
    """What a row of a register says; the superior's office has one of the same form."""
    number, signer, sent_to, file, sha256 = map(
        row.text, (Col.NUMBER, Col.SIGNER, Col.SENT_TO, Col.FILE, Col.SHA256)
    )
    return PaperEntry(number, row.day(Col.DAY), signer, sent_to, file, sha256)


def record(book: Book, code: str, file: str, sha256: str) -> None:
    """Have the register say where a paper lies and what its figures are, beside all that was typed in its row.

    Args:
        book: written by the next save.
        code: of `codes_of`.
        file: name of the file, or of the folder of several.
        sha256: of its figures (`cluster.paper_figures`); empty for a paper without any.
    """
    row = _rows(book)[0].get(code)
    if row is None:
        row = KeptRow(-1, {Col.CODE: code})
        book.kept.setdefault(TABLE.sheet, []).append(row)
    row.cells |= {Col.FILE: file or None, Col.SHA256: sha256 or None}


def numbered(book: Book, *codes: str) -> Numbered | None:
    """The papers of these codes, once every one of them has a number; None before."""
    rows, _ = _rows(book)
    if not all(code in rows and rows[code].text(Col.NUMBER) for code in codes):
        return None
    days = [day for code in codes if (day := rows[code].day(Col.DAY))]
    return Numbered(max(days, default=None))


def numbers_of(book: Book) -> dict[str, str]:
    """The number of every paper that has one, by its code."""
    return {code: one.number for code, one in entries(book).items() if one.number}


def asked_on(book: Book, meeting: str) -> datetime.date | None:
    """The day of the letter that asks the superior to agree to the day of a meeting."""
    return entry(book, of_meeting(ASKING, meeting)).day


def _lines(book: Book) -> list[Line]:
    rows, others = _rows(book)
    return [
        *(_line(code, name, rows.get(code)) for code, name in codes_of(book).items()),
        *(own_line(row, (*OWN, *MADE)) for row in others if not _is_of_no_round(book, row)),
    ]


def _is_of_no_round(book: Book, row: KeptRow) -> bool:
    """Whether the row is the program's own, of a round that is gone, and nobody said anything in it."""
    said = round_in(row.text(Col.CODE))
    if said is None or not all(is_blank(row.raw(header)) for header in _SAID):
        return False
    return row.text(Col.NAME) == called(round_name(*said), book.settings.calling)


def _made(row: KeptRow | None) -> dict[str, object]:
    return {header: row.raw(header) for header in MADE} if row else {}


def _line(code: str, name: str, row: KeptRow | None) -> Line:
    return Line({**_made(row), Col.CODE: code, Col.NAME: name}, row, key=(code,))


def wrong(book: Book) -> Iterator[Finding]:
    """Days that are none, and second rows of a code."""
    rows, others = _rows(book)
    every: Sequence[KeptRow] = (*rows.values(), *others)
    for row in every:
        yield from wrong_days(row, TABLE, Col.DAY)
        yield from far_days(book, row, TABLE, Col.DAY)
    yield from followed_twice(rows, others, TABLE, Col.CODE)


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong)
