"""Workbooks of the superior's scorers among the files received: which of them count, and what they say."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..cluster.identify import identified
from ..cluster.kept.given_scores import judges_by_code
from ..cluster.opened import Opened
from ..cluster.scorer_files import settle_scorers
from ..cluster.scorer_merge import merge_scorers
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.text import same
from ..scorecard.read import Read, Unread
from ..sheets.cluster.receipts import FileDecision, FileStatus, Receipt
from ..sheets.hidden import SCORER
from ..sheets.office.files import FileRow
from .book import OfficeBook
from .said_upstairs import said_upstairs, with_own_sheets
from .scoring_book import OF_SUPERIOR


class ScorerFile(NamedTuple):
    """A scorer's workbook that was received; `read` is None where its original is gone."""

    row: FileRow
    read: Read | None


def is_scorers(read: object) -> bool:
    """Whether a worker read a scorer's workbook, be it that nothing could be understood of it."""
    return isinstance(read, Read) and isinstance(read.form, Unread) and read.form.meta.get("schema") == SCORER


def is_ours(read: Read) -> bool:
    """Whether an office issued it: what clusters issue to their scorers lies in the same folders."""
    return same(cluster_of(read), OF_SUPERIOR)


def cluster_of(read: Read) -> str:
    """The code of the cluster that issued it; blank where it names none."""
    return read.form.meta.get("cluster", "") if isinstance(read.form, Unread) else ""


def take_in(book: OfficeBook, files: Sequence[ScorerFile]) -> list[Finding]:
    """Give every file its state and take over what those that count say; what was found in them."""
    opened: list[tuple[FileRow, Opened]] = []
    lost: list[tuple[FileRow, Receipt]] = []
    judges = judges_by_code(book.scoring)
    for row, read in files:
        receipt = Receipt(row.sha256, row.file, row.source, row.received, status=row.status, why=row.why,
                          decision=row.decision, scorer=row.scorer)  # fmt: skip
        if read is None:
            lost.append((row, receipt))
        else:
            opened.append((row, identified(book.scoring, receipt, read, judges)))
            receipt.scorer = receipt.scorer or receipt.unit
    gone = [receipt for _, receipt in lost]
    every = [one for _, one in opened]
    settle_scorers(book.scoring, every, gone)
    held = [one for one in gone if one.decision is not FileDecision.SKIP]
    found = [*_of_files(every), *merge_scorers(book.scoring, every, held), *_lost(book, held)]
    told = [said_upstairs(one) for one in found]
    for row, one in opened:
        _put_down(row, one.receipt, told)
    for row, receipt in lost:
        row.status, row.why = receipt.status, with_own_sheets(receipt.why)
    return told


def _of_files(opened: Iterable[Opened]) -> list[Finding]:
    """What is wrong with the files themselves; of those that a person has set aside, nothing."""
    return [
        found
        for one in opened
        if one.receipt.decision is not FileDecision.SKIP
        for found in (one.findings if one.receipt.status is FileStatus.SUPERSEDED else one.all_findings())
    ]


def _lost(book: OfficeBook, held: Iterable[Receipt]) -> list[Finding]:
    """Files whose original is not there any more: what they said stays."""
    return [
        finding(Code.ORIGINAL_LOST, file=one.file, value=one.sha256, folder=book.originals.name)
        for one in held
    ]


def _put_down(row: FileRow, receipt: Receipt, told: Iterable[Finding]) -> None:
    """The state of a file, and why it has it, on `Sổ đã nhận`."""
    own = [one for one in told if one.file == receipt.file]
    row.status, row.scorer, row.cluster = receipt.status, receipt.scorer, ""
    errors = [one.message for one in own if one.is_error]
    if receipt.decision is FileDecision.SKIP:
        row.status, row.why = FileStatus.SUPERSEDED, "Bỏ qua theo quyết định."
    elif receipt.status is FileStatus.SUPERSEDED:
        row.why = with_own_sheets(receipt.why)
    elif receipt.status is FileStatus.ACCEPTED:
        row.why = "Có lỗi cần sửa, xem trang Sai lệch." if errors else ""
    else:
        row.why = " ".join(errors or [one.message for one in own])
