"""Whose a scorer's workbook is, and what speaks against taking it in."""

from collections.abc import Mapping

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, any_error, finding
from ..domain.values.reworded import Words, reworded
from ..domain.values.text import fold, same
from ..scorecard.scorer_form import ScorerForm
from ..sheets.cluster.receipts import FileStatus, Receipt
from ..sheets.hidden import OF_SUPERIOR
from .book import Book
from .kept.given_scores import Asked
from .opened import Opened
from .set_aside import scorer_differs, sender_differs
from .stamp_doubts import is_superiors, never_issued, of_another_book


def identified_scorer(book: Book, opened: Opened, form: ScorerForm, judges: Mapping[str, Asked]) -> Opened:
    """A scorer's workbook that was read: whose it is, and whether a person must look at it first."""
    opened.scorer = form
    form.rows = [row._replace(unit=book.listed(row.unit)) for row in form.rows]
    receipt = opened.receipt
    receipt.unit, receipt.scorer = "", form.scorer
    opened.findings = _doubts(book, form, receipt, judges.get(fold(form.scorer)))
    if form.says_nothing:
        opened.findings = [finding(Code.SCORER_FORM_BLANK, file=form.file, scorer=form.scorer)]
        receipt.status = FileStatus.BLANK
    else:
        receipt.status = FileStatus.WAITING if any_error(opened.findings) else FileStatus.ACCEPTED
    return opened


def _doubts(book: Book, form: ScorerForm, receipt: Receipt, judge: Asked | None) -> list[Finding]:
    """What speaks against taking the workbook in; errors make it wait."""
    meta, file = form.meta, form.file
    if is_superiors(meta) and not same(book.settings.cluster, OF_SUPERIOR):
        strange = finding(
            Code.WRONG_CLUSTER, file=file, value=meta.get("cluster", ""), expected=book.settings.cluster
        )
        return [reworded(strange, Words.OF_SUPERIOR)]
    found = list(of_another_book(book, meta, file))
    if judge is None:
        found.append(finding(Code.SCORER_NOT_LISTED, file=file, value=form.scorer))
    else:
        unit = book.unit(judge.code)
        found += (
            sender_differs(unit, receipt.source, file)
            if unit
            else scorer_differs(judge.email, receipt.source, file)
        )
    found += never_issued(book, meta, file)
    if meta.get("criteria", "") != book.criteria.fingerprint:
        plan = "Nếu dùng: điểm được lấy theo mã đơn vị và mã tiêu chí còn trong sổ."
        found.append(finding(Code.OLD_CRITERIA, file=file, value=meta.get("criteria", ""),
                             expected=book.criteria.fingerprint, plan=plan))  # fmt: skip
    return found
