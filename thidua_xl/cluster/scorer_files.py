"""Scorers' workbooks among the files received: which of two counts."""

from collections.abc import Mapping, Sequence

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.reworded import Words, reworded
from ..domain.values.text import fold
from ..sheets.cluster.receipts import FileDecision, FileStatus, Receipt
from .book import Book
from .decisions import SKIPPED
from .opened import Opened
from .stamp_doubts import is_superiors
from .which_counts import brings_nothing, newest, told_times, without_copies


def settle_scorers(book: Book, opened: Sequence[Opened], lost: Sequence[Receipt] = ()) -> None:
    """Decide for every scorer which of its files counts: decisions of people, then the newer issue, then clocks.

    A file of `lost`, whose original is gone, keeps its state; another one of its scorer waits for a person then.
    """
    for skipped in lost:
        if skipped.scorer and skipped.decision is FileDecision.SKIP:
            skipped.status, skipped.why = FileStatus.SUPERSEDED, SKIPPED
    held = {fold(one.scorer): one for one in lost if one.scorer and one.status is FileStatus.ACCEPTED}
    by_scorer: dict[str, list[Opened]] = {}
    for one in opened:
        if one.scorer is None:
            continue
        _decide(one)
        if one.receipt.status is FileStatus.ACCEPTED:
            by_scorer.setdefault(fold(one.scorer.scorer), []).append(one)
    for code, files in by_scorer.items():
        other = held.get(code)
        if other and not any(one.receipt.decision is FileDecision.USE for one in files):
            _let_wait(book, files, f"bản gốc của {other.file} không còn để so")
        else:
            _choose(book, files)
            if other:
                other.status, other.why = FileStatus.SUPERSEDED, "Đã chọn phiếu khác ở trang Tiếp nhận."
    kept = {code: one.file for code, one in held.items() if one.status is FileStatus.ACCEPTED}
    _let_go_of_others(book, opened, kept)


def _let_go_of_others(book: Book, opened: Sequence[Opened], held: Mapping[str, str]) -> None:
    """Blank workbooks, and those made from older criteria, need nobody once a later one counts for their scorer.

    `held` are the files that count though their originals are gone, by scorer.
    """
    counted = {
        fold(one.scorer.scorer): one
        for one in opened
        if one.scorer and one.receipt.status is FileStatus.ACCEPTED
    }
    for one in opened:
        errors = {found.code for found in one.findings if found.is_error}
        if one.scorer and one.receipt.status is FileStatus.BLANK:
            used = counted.get(fold(one.scorer.scorer))
            file = used.file if used else held.get(fold(one.scorer.scorer), "")
            if file:
                one.findings = [reworded(found, Words.BLANK_BESIDE, other=file) for found in one.findings]
        best = counted.get(fold(one.scorer.scorer)) if one.scorer else None
        waits = one.receipt.status is FileStatus.WAITING and errors == {Code.OLD_CRITERIA}
        if best and waits and newest(book, [best, one]) is best:
            _replace(one, best.file)


def _decide(one: Opened) -> None:
    receipt = one.receipt
    if receipt.decision is FileDecision.SKIP:
        receipt.status, receipt.why = FileStatus.REFUSED, SKIPPED
    elif receipt.decision is FileDecision.USE and receipt.status is FileStatus.WAITING and _is_known(one):
        receipt.status = FileStatus.ACCEPTED
        one.findings = [found for found in one.findings if not found.is_error]


def _is_known(one: Opened) -> bool:
    """Whether its scorer is one of the book: no decision can make a stranger one."""
    strange = (
        (Code.SCORER_NOT_LISTED, Code.WRONG_CLUSTER) if _is_superiors(one) else (Code.SCORER_NOT_LISTED,)
    )
    return all(found.code not in strange for found in one.findings)


def _is_superiors(one: Opened) -> bool:
    return one.scorer is not None and is_superiors(one.scorer.meta)


def _choose(book: Book, files: Sequence[Opened]) -> None:
    chosen = [one for one in files if one.receipt.decision is FileDecision.USE]
    nothing_new = {} if chosen or len(files) == 1 else brings_nothing(book, files)
    rivals = without_copies(chosen or [one for one in files if id(one) not in nothing_new])
    best = newest(book, rivals)
    if best is None:
        _let_wait(book, rivals)
    for one in files:
        if one is not best and one.receipt.status is FileStatus.ACCEPTED:
            other = best.file if best else rivals[0].file
            _replace(one, other)
            if id(one) in nothing_new:
                code, form = nothing_new[id(one)]
                said = finding(code, file=one.file, other=form.file)
                one.receipt.why, one.findings = said.message, [said]


def _replace(one: Opened, other: str) -> None:
    one.receipt.status, one.receipt.why = FileStatus.SUPERSEDED, f"Đã có {other} thay thế."
    one.findings = [
        found for found in one.findings if not (found.is_error or found.code is Code.SENDER_DIFFERS)
    ]


def _let_wait(book: Book, files: Sequence[Opened], why: str = "") -> None:
    for one in files:
        one.receipt.status = FileStatus.WAITING
        one.findings.append(_two_files(book, one, files, why))


def _two_files(book: Book, one: Opened, files: Sequence[Opened], why: str) -> Finding:
    names = ", ".join(sorted({each.file for each in files}))
    return finding(Code.SCORER_TWO_FILES, file=one.file, value=names, scorer=one.receipt.scorer,
                   times=why or told_times(book, files))  # fmt: skip
