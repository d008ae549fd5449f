"""What accepted forms say, put into the received columns of the cluster's book."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ..bookkeeping.happened import BLANK, Happened
from ..domain.values.catalogue import Code
from ..domain.values.cells import CellError, Formula, Uncomputed, as_text, cell_said, quoted
from ..domain.values.findings import Finding, finding
from ..scorecard.read import UnitForm
from ..sheets.cluster.agreed import NO_FIGURES, RECEIVED, TABLE, Col, Figures, LedgerRow
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import EVIDENCED, EXPLAINED
from .book import Book
from .happened import FigureChange, FiguresDropped, FiguresReplaced
from .opened import Opened


def received_values(form: UnitForm) -> dict[str, Figures]:
    """What the received columns hold for each criterion: numbers where they were understood."""
    by_code = {row.criterion.code: row for row in form.rows}
    values: dict[str, Figures] = {}
    for code, (target, result, mark, score) in form.raw.items():
        row = by_code[code]
        values[code] = Figures(  # what is blank is not asked any further: half of the cells
            None if target is None else received_cell(target, row.target.number),
            None if result is None else received_cell(result, row.result.number),
            None if mark is None else received_cell(mark, None),
            DOUBLED if code in form.doubled else received_cell(score, row.score.number),
        )
    return values


DOUBLED = "trùng dòng"
"""What the book shows for a self-score of a criterion that stands twice in the form."""


def received_cell(raw: object, number: Decimal | None) -> object:
    """A received cell as the book shows it: never a date that could be taken for a number."""
    if number is not None:
        return float(number)
    if isinstance(raw, Formula):
        raw = raw.value
    if isinstance(raw, CellError):
        return raw.text
    if raw is Uncomputed.FORMULA:
        return "công thức chưa tính"
    if raw is None or isinstance(raw, str):
        return raw or None
    return as_text(raw)


@dataclass(slots=True)
class Merged:
    """What merging changed, and hand edits that were undone."""

    events: list[Happened] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def merge(book: Book, opened: Iterable[Opened], known: Mapping[str, str]) -> Merged:
    """Put what accepted files say into the received columns of the ledger.

    Args:
        book: its ledger is changed.
        opened: the files of the book.
        known: unit → hash of the file that counted before this run: where that has not changed, a
            received column that differs was edited by hand.
    """
    merged = Merged()
    headers = compared(book)
    book.meta = {**book.meta, EXPLAINED: "1", EVIDENCED: "1"}
    accepted = {
        one.unit: (one, one.form)
        for one in opened
        if isinstance(one.form, UnitForm) and one.receipt.status is FileStatus.ACCEPTED
    }
    for unit, (one, form) in sorted(accepted.items()):
        values = received_values(form)
        texts = {row.criterion.code: (row.explanation, row.evidence_text) for row in form.rows}
        changes: list[FigureChange] = []
        same_file = known.get(unit) == one.receipt.sha256
        for criterion in book.own(unit).asked:
            key = (unit, criterion.code)
            entry = book.ledger.get(key)
            new = values.get(criterion.code, NO_FIGURES)
            explanation, evidence = texts.get(criterion.code, ("", ""))
            if entry is None and not same_file:  # the first file of this unit: nothing to compare with
                book.ledger[key] = LedgerRow(*key, received=new, explanation=explanation, evidence=evidence)
                continue
            if entry is None:
                entry = book.ledger[key] = LedgerRow(*key)
            before, now = own_values(entry), [*new, explanation or None, evidence or None]
            news = before != now and unit in known  # a first form is told as received, not cell by cell
            for header, was, value in zip(headers if news else (), before, now, strict=False):
                old = plain_cell(was)
                if old == value:
                    continue
                if same_file:
                    merged.findings.append(
                        finding(Code.OUTPUT_EDITED, unit=unit, criterion=criterion.code, sheet=TABLE.sheet,
                                row=key, header=header, value=quoted(old),
                                blank="" if cell_said(old) else BLANK, expected=cell_said(value) or BLANK)
                    )  # fmt: skip
                changes.append(FigureChange(criterion.code, header, cell_said(old), cell_said(value)))
            entry.received, entry.explanation, entry.evidence = new, explanation, evidence
        if unit in known and changes:
            merged.events.append(FiguresReplaced(unit, changes, restored=same_file))
    for unit in sorted(set(known) - set(accepted)):
        _forget(book, unit)
        merged.events.append(FiguresDropped(unit))
    return merged


def compared(book: Book) -> tuple[str, ...]:
    """The received columns that the book has filled: earlier versions took no texts, or only `Giải trình`."""
    if EXPLAINED not in book.meta:
        return RECEIVED
    return (*RECEIVED, Col.EXPLANATION, *([Col.EVIDENCE] if EVIDENCED in book.meta else []))


def own_values(entry: LedgerRow) -> list[object]:
    """What a row holds of the unit's own, in the order of the received columns, the texts last."""
    return [*entry.received, entry.explanation or None, entry.evidence or None]


def plain_cell(value: object) -> object:
    """A received cell without a formula somebody put over it."""
    return value.value if isinstance(value, Formula) else value


def _forget(book: Book, unit: str) -> None:
    for (code, _), entry in book.ledger.items():
        if code == unit:
            entry.received, entry.explanation, entry.evidence = NO_FIGURES, "", ""
