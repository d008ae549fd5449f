"""Phát hành phiếu: every unit's form, written anew only where it changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ... import clock
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.new_file import make_writable
from ...bookkeeping.saved import Saved
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, any_error
from ...domain.year.stages import Stage, present
from ...errors import CannotRunError, reason
from ...scorecard.stamp import file_name, plan_issue
from ...sheets.acts_said import act_said
from ...storage.safe import TOGETHER, backup, sweep, write_together
from ...workers.steps import Step, quietly, watched
from ..book import Book
from ..computed import computed
from ..happened import FormIssued
from ..issued_forms import stamped_forms
from ..refusals import refuse_closed, refuse_empty
from ..save import save_cluster_book
from ..scorer_workbooks import file_name as scorer_file
from ..scorer_workbooks import planned_workbooks, scorer_workbooks


@dataclass(frozen=True, slots=True)
class IssuedForms:
    """The outcome of `issue`. With errors in the book nothing is issued."""

    book: Book
    files: tuple[Path, ...]
    findings: list[Finding]
    saved: Saved | None


def issue(
    book: Book, out: Path, keep: Keep = in_file, stage: Stage | None = None, step: Step = quietly
) -> IssuedForms:
    """One form of the stage (the book's own where none is given) per unit into the folder.

    `step` is told how many forms of how many are written.

    Raises CannotRunError where nothing could be done.
    """
    stage = stage or present(book.settings)
    refuse_closed(book)
    refuse_empty(book)
    if any_error(book.findings):
        return IssuedForms(book, (), book.findings, None)
    created = clock.now()
    today = created.date().isoformat()
    plan = list(plan_issue(book.settings, book.criteria, book.units, book.issued, today, stage))
    scorers = planned_workbooks(book, today) if stage is Stage.YEAREND else []
    new = [line for _, line, is_new in plan if is_new]
    issued = [FormIssued(file_name(line.unit, book.settings.year, stage), line.issue_id) for line in new]
    asked = [one.line for one in scorers if one.is_new]
    issued += [FormIssued(scorer_file(line.unit, book.settings.year), line.issue_id) for line in asked]
    if not book.issued:
        book.versions = {}  # what the table was while it was being made is nobody's business
    book.issued += [*new, *asked]
    if new or asked:
        book.versions.setdefault(book.criteria.fingerprint, book.criteria)
    make_writable(out, "phiếu")
    outcome, events = computed(book)
    saved = save_cluster_book(book, outcome, "issue", [*events, *issued], keep)
    names = [file_name(unit.code, book.settings.year, stage) for unit, _, _ in plan]
    forms = stamped_forms(book, [(unit, line) for unit, line, _ in plan], stage)
    written = [*write_forms(names, forms, out, step)]
    names = [scorer_file(one.judge.code, book.settings.year) for one in scorers]
    written += write_forms(names, scorer_workbooks(book, scorers), out, step)
    too_few = [one for one in outcome.findings if one.code is Code.SCORERS_TOO_FEW]  # no form can mend that
    return IssuedForms(book, tuple(written), [*book.findings, *too_few], saved)


def write_forms(
    names: Sequence[str], forms: Iterable[tuple[str, bytes]], out: Path, step: Step = quietly
) -> Iterator[Path]:
    """Write forms into the folder, only those that changed. Raises CannotRunError where they cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        sweep(out, names)
        sweep(out / "luu", names)
        coming = watched(forms, len(names), step)
        while some := list(islice(coming, TOGETHER)):
            fresh = [(out / name, data) for name, data in some if _is_to_write(out / name, data)]
            written = dict(zip((path for path, _ in fresh), write_together(fresh), strict=True))
            yield from (written.get(out / name, out / name) for name, _ in some)
    except OSError as error:
        raise CannotRunError(f"Không ghi được phiếu vào {out}: {reason(error)}.") from None


def _is_to_write(path: Path, data: bytes) -> bool:
    """Whether it is not there as it shall be; another one that is there is kept in `luu/`: perhaps it is filled in."""
    if not path.exists():
        return True
    if path.read_bytes() == data:
        return False
    backup(path, clock.now(), act_said("issue"))
    return True
