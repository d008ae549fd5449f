"""Receiving: which file counts for which unit, what stands in it, and what it says to the book."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from .. import clock
from ..domain.scoring.criteria import Criteria
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, any_error, finding
from ..domain.values.text import same
from ..domain.year.stages import Stage, read_stage
from ..scorecard.blank import is_blank_form
from ..scorecard.carry_over import plan
from ..scorecard.read import AnyForm, Read, UnitForm, Unread
from ..sheets.cluster.receipts import FileStatus, Receipt
from ..sheets.hidden import GROUP
from .book import Book
from .kept.given_scores import Asked
from .opened import Opened
from .scorer_identity import identified_scorer
from .set_aside import Aside, sender_differs, unit_of_sender
from .stamp_doubts import never_issued, of_another_book
from .whose import unit_named


def laid_aside(book: Book, receipt: Receipt, aside: Aside) -> Opened:
    """A file that is no scorecard by what it is: a letter, an archive, a picture that came along."""
    opened = Opened(receipt)
    opened.unit = book.listed(receipt.assigned_to) or unit_of_sender(book, receipt.source)
    is_link = any(found.code is Code.FILE_IS_LINK for found in aside.findings)
    if not opened.unit and (is_link or (aside.status is FileStatus.KEPT and not aside.findings)):
        opened.unit = unit_named(book, receipt.file, receipt.source)
    receipt.unit = opened.unit
    receipt.status = aside.status
    opened.findings = [replace(found, unit=opened.unit) for found in aside.findings]
    return opened


def identified(book: Book, receipt: Receipt, read: Read, judges: Mapping[str, Asked]) -> Opened:
    """A file that was read, with whose it is; its rows are read when it is known to count."""
    opened = Opened(receipt)
    form = read.form
    if isinstance(form, Unread) and form.scorer is not None:
        opened.saved, opened.program = _past(read.saved, receipt), read.program
        return identified_scorer(book, opened, form.scorer, judges)
    if isinstance(form, Unread):
        opened.findings, opened.foreign = form.findings, form.foreign
        opened.unit = book.listed(receipt.assigned_to) or _known(book, form.meta.get("unit", ""))
        receipt.unit = opened.unit
        receipt.stage = read_stage(form.meta.get("stage", "")) or Stage.YEAREND
        receipt.status = state_of(form)
        return opened
    opened.form, receipt.stage = form, form.stage
    opened.saved, opened.program = _past(read.saved, receipt), read.program
    opened.unit, opened.findings = identify(book, form, receipt)
    receipt.unit = opened.unit if _was_known(book, opened.unit) else ""
    if is_blank_form(form, older(book, form) or book.criteria):
        # of whatever version, cluster or year: nobody waits for a decision about a form that says nothing
        opened.findings, receipt.status = [], FileStatus.BLANK
        return opened
    receipt.status = FileStatus.WAITING if any_error(opened.findings) else FileStatus.ACCEPTED
    return opened


_AHEAD = datetime.timedelta(days=1)


def _past(saved: str, receipt: Receipt) -> str:
    """When the file was last saved; empty where that was still to come when it was received.

    A computer whose clock runs ahead would outrank all that its unit sends afterwards (letters alike).
    """
    try:
        latest = datetime.datetime.fromisoformat(receipt.received).replace(tzinfo=clock.VIETNAM) + _AHEAD
    except (ValueError, OverflowError):  # not received yet, or typed over
        latest = clock.now() + _AHEAD
    return saved if saved and datetime.datetime.fromisoformat(saved) <= latest else ""


def state_of(form: Unread) -> FileStatus:
    """What becomes of a file from which no scorecard could be read; our own list is only kept."""
    if form.scorer is not None:
        return FileStatus.BLANK if form.scorer.says_nothing else FileStatus.ACCEPTED
    if form.waiting:
        return FileStatus.WAITING
    return FileStatus.REFUSED if any_error(form.findings) else FileStatus.KEPT


def _known(book: Book, code: str) -> str:
    listed = book.listed(code)
    return listed if book.unit(listed) else ""


def _named(book: Book, name: str) -> str:
    """The code of the unit that the book calls so; empty where none is."""
    return next((unit.code for unit in book.units if same(unit.name, name)), "")


def _was_known(book: Book, code: str) -> bool:
    """Whether the unit is one of the cluster, or was when forms were issued."""
    return book.unit(code) is not None or any(line.unit == code for line in book.issued)


def identify(book: Book, form: AnyForm, receipt: Receipt) -> tuple[str, list[Finding]]:
    """The unit's code and what speaks against taking the form in (errors make it wait)."""
    meta, file = form.meta, form.file
    unit = book.listed(receipt.assigned_to or form.unit)
    member = book.unit(unit)
    whose = unit if member else ""
    found = list(of_another_book(book, meta, file, whose))

    def add(code: Code, value: str, expected: str = "", cell: str = "", sheet: str = "", **more: str) -> None:
        found.append(
            finding(code, unit=whose, file=file, sheet=sheet, cell=cell,
                    value=value, expected=expected, details=more)
        )  # fmt: skip

    if member is None:
        add(Code.UNKNOWN_UNIT, unit)
    elif form.named.name and not same(form.named.name, member.name):
        # a form filled in by a neighbour would replace the one that its unit sent
        other = "" if receipt.assigned_to else _named(book, form.named.name)
        differs = Code.NAMES_ANOTHER_UNIT if other else Code.UNIT_NAME_DIFFERS
        add(differs, form.named.name, member.name, form.named.name_cell, sheet="Đơn vị", other=other)
    if member is not None:
        found += sender_differs(member, receipt.source, file)
    found += never_issued(book, meta, file, whose)
    if isinstance(form, UnitForm) and meta.get("criteria", "") != book.criteria.fingerprint:
        old = older(book, form)
        could = (
            f"Nếu dùng: {plan(old.of(meta.get(GROUP, '')), book.own(unit))}."
            if old
            else "Sổ không còn giữ bộ ấy để chuyển."
        )
        add(Code.OLD_CRITERIA, meta.get("criteria", ""), book.criteria.fingerprint, plan=could)
    return unit, found


def older(book: Book, form: AnyForm) -> Criteria | None:
    """The superseded criteria that the form was made from, if the book issued them; None for the present ones."""
    mark = form.meta.get("criteria", "")
    return None if mark == book.criteria.fingerprint else book.versions.get(mark)
