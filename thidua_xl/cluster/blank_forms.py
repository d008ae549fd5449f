"""Phiếu trống: what is said of a form in which nobody typed anything. It is no submission, and replaces none."""

from collections.abc import Iterable, Set

from ..domain.scoring.criteria import Criteria
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.year.stages import Stage
from ..sheets.cluster.receipts import FileStatus
from .book import Book

_CODES = frozenset({Code.FORM_BLANK, Code.FORM_BLANK_SETTLED, Code.FORM_NOT_NEEDED})


def blank_found(criteria: Criteria, unit: str, file: str, settled: str = "") -> Finding:
    """That a form is blank: of interest only while something of its unit is due and not there.

    `settled` is what stands for the unit all the same.
    """
    if criteria.needs_no_form:
        return finding(Code.FORM_NOT_NEEDED, unit=unit, file=file)
    if settled:
        return finding(Code.FORM_BLANK_SETTLED, unit=unit, file=file, settled=settled)
    return finding(Code.FORM_BLANK, unit=unit, file=file)


def used(file: str) -> str:
    """That another form of the unit counts."""
    return f"{file} vẫn được dùng"


def told_now(book: Book, findings: Iterable[Finding], typed: Set[str]) -> list[Finding]:
    """Findings with those of blank forms as the book stands now: units come in, are typed, are taken out."""
    settled = {unit.code: "đơn vị không xét thi đua" for unit in book.units if unit.is_excluded}
    settled |= dict.fromkeys(typed, "điểm đã nhập ở trang Thống nhất điểm")
    settled |= {
        one.unit: used(one.file) for one in book.forms(Stage.YEAREND) if one.status is FileStatus.ACCEPTED
    }
    return [
        blank_found(book.criteria, one.unit, one.file, settled.get(one.unit, ""))
        if one.code in _CODES
        else one
        for one in findings
    ]
