"""Whose a scorer's workbook is, and what speaks against taking it in."""

from ..domain.scoring.units import Unit
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, any_error, finding
from ..domain.values.text import fold, same
from ..scorecard.scorer_form import ScorerForm
from ..sheets.cluster.receipts import FileStatus, Receipt
from .book import Book
from .kept.given_scores import judges_of
from .opened import Opened
from .set_aside import sender_differs


def identified_scorer(book: Book, opened: Opened, form: ScorerForm) -> Opened:
    """A scorer's workbook that was read: whose it is, and whether a person must look at it first."""
    opened.scorer = form
    receipt = opened.receipt
    receipt.unit, receipt.scorer = "", form.scorer
    opened.findings = list(_doubts(book, form, receipt))
    if form.says_nothing:
        opened.findings = [finding(Code.SCORER_FORM_BLANK, file=form.file, scorer=form.scorer)]
        receipt.status = FileStatus.BLANK
    else:
        receipt.status = FileStatus.WAITING if any_error(opened.findings) else FileStatus.ACCEPTED
    return opened


def _doubts(book: Book, form: ScorerForm, receipt: Receipt) -> list[Finding]:
    """What speaks against taking the workbook in; errors make it wait."""
    meta, set_to, file = form.meta, book.settings, form.file
    found: list[Finding] = []
    judge = {fold(one.code): one for one in judges_of(book)}.get(fold(form.scorer))
    if not same(meta.get("cluster", ""), set_to.cluster):
        found.append(
            finding(Code.WRONG_CLUSTER, file=file, value=meta.get("cluster", ""), expected=set_to.cluster)
        )
    if meta.get("year", "") != str(set_to.year):
        found.append(
            finding(Code.WRONG_YEAR, file=file, value=meta.get("year", ""), expected=str(set_to.year))
        )
    if judge is None:
        found.append(finding(Code.SCORER_NOT_LISTED, file=file, value=form.scorer))
    else:
        found += sender_differs(Unit(judge.code, judge.name, email=judge.email), receipt.source, file)
    issued = book.issue(meta.get("issue_id", ""))
    if issued is None or issued.unit != form.scorer:
        found.append(finding(Code.NEVER_ISSUED, file=file, value=meta.get("issue_id", "")))
    if meta.get("criteria", "") != book.criteria.fingerprint:
        plan = "Nếu dùng: điểm được lấy theo mã đơn vị và mã tiêu chí còn trong sổ."
        found.append(finding(Code.OLD_CRITERIA, file=file, value=meta.get("criteria", ""),
                             expected=book.criteria.fingerprint, plan=plan))  # fmt: skip
    return found
