"""Kiểm tra: scorecards (with or without their book) and books, without changing anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .bookkeeping.opening import schema_of
from .cluster.accepted_rows import read_accepted
from .cluster.blank_forms import blank_found
from .cluster.book import Book
from .cluster.checked_file import CheckOutcome
from .cluster.computed import computed
from .cluster.identify import identified, laid_aside, state_of
from .cluster.kept.given_scores import Place, judges_by_code, places
from .cluster.opened import Opened
from .cluster.readiness import grounds_to_check, has_begun, lacks, ready_said
from .cluster.reading import read_book
from .cluster.scorer_files import settle_scorers
from .cluster.scorer_merge import scorer_findings
from .cluster.scorer_rows import lines_in
from .cluster.set_aside import Aside, set_aside
from .cluster.which_counts import settle_forms
from .domain.scoring.checks import Checked, check_rows
from .domain.scoring.criteria import Criteria
from .domain.scoring.groups import held_by
from .domain.scoring.scores import parameters_of
from .domain.scoring.settings import STEPS, Settings
from .domain.values.catalogue import Code
from .domain.values.findings import Finding, any_error, condensed, finding, in_order
from .domain.values.numbers import Rounding
from .domain.values.text import fold
from .errors import CannotRunError
from .intake.gate import BOOK
from .intake.grids import open_source
from .mail.inbox import Incoming, find_files, read_files
from .office.acts.documents import outdated_papers
from .office.book import OfficeBook, read_office
from .office.either import open_either
from .office.own_papers import wrong as wrong_papers
from .office.own_scoring import own_scoring
from .office.places import placed
from .office.readiness import grounds_to_check as grounds
from .office.readiness import office_lacks, office_ready_said
from .office.said_upstairs import said_upstairs
from .office.uncomputed import own_findings
from .scorecard.blank import is_blank_form
from .scorecard.read import AnyForm, Read, UnitForm, Unread, answered, embedded_criteria, read_file, read_rows
from .scorecard.scorer_alone import found_alone
from .scorecard.scorer_form import ScorerForm, not_given
from .scorecard.shared import Shared
from .scorecard.stage_form import StageForm, read_stage_rows
from .scorecard.validate import getting_ready, validate_each, validating
from .sheets.cluster.receipts import FileStatus, Receipt
from .sheets.form.check import NOT_DUE
from .sheets.hidden import CLUSTER, GROUP, OFFICE, STEP
from .workbook.grid import GridSource, Refused
from .workers import garbage
from .workers.ahead import begun_ahead
from .workers.cage import readers
from .workers.steps import Step, quietly, watched

_BOOKS = frozenset({CLUSTER, OFFICE})


@garbage.held()
def check(paths: Sequence[Path], book_path: Path | None, step: Step = quietly) -> list[CheckOutcome]:
    """Check every file; `step` is told how many of how many are read.

    Raises CannotRunError if there is none, one changes meanwhile, or the book cannot be read.
    """
    incoming, unreadable = read_files(find_files(paths))
    given = open_either(book_path) if book_path else None
    book = given.scoring if isinstance(given, OfficeBook) else given
    books, forms = _sorted_out(incoming, step, alone=book is None)
    checked = [_check_book(file) for file in books]
    against = _against(book, forms) if book else _all_alone(forms)
    checked += map(_upstairs, against) if isinstance(given, OfficeBook) else against
    checked += [CheckOutcome(one.path, "", FileStatus.REFUSED.value, [one.found]) for one in unreadable]
    return sorted(checked, key=lambda one: str(one.path))


def _upstairs(one: CheckOutcome) -> CheckOutcome:
    """A file as checked against an office book, whose sheets have other names."""
    return replace(one, findings=[said_upstairs(found) for found in one.findings])


def _sorted_out(
    incoming: Sequence[Incoming], step: Step, *, alone: bool
) -> tuple[list[Incoming], list[tuple[Incoming, Read | Aside]]]:
    """The books, and all other files as the workers read them."""
    books: list[Incoming] = []
    forms: list[tuple[Incoming, Read | Aside]] = []
    shared = Shared()
    with readers(len(incoming)) as workers:
        reading = begun_ahead(incoming, partial(_begun, workers, alone=alone), getting_ready(len(incoming)))
        for file, found in watched(reading, len(incoming), step):
            read = found if isinstance(found, Aside) else shared.in_read(answered(found, file.name))
            if isinstance(read, Read) and _says_book(read):
                books.append(file)
            else:
                forms.append((file, read))
    return books, forms


def _begun(workers: Executor, file: Incoming, *, alone: bool) -> "Future[Read] | Aside":
    data = file.data
    aside = set_aside(file.name, file.source, data)
    return aside or workers.submit(read_unless_book, data, file.name, alone)


def read_unless_book(data: bytes, file: str, alone: bool) -> Read:
    """A file as a scorecard; of a cluster's or an office's book no more than that it is one."""
    read = read_file(data, file, alone)
    if _may_be_book(read):
        source = open_source(data, BOOK)
        schema = "" if isinstance(source, Refused) else schema_of(source)
        if schema in _BOOKS:
            return Read(Unread(file, [], meta={"schema": schema}))
    return read


def _may_be_book(read: Read) -> bool:
    """A book is refused as a scorecard: for its schema, or its size."""
    codes = {found.code for found in read.form.findings} if isinstance(read.form, Unread) else set()
    return bool(codes & {Code.WRONG_SCHEMA, Code.NOT_A_SCORECARD, Code.FILE_TOO_LARGE, Code.FILE_UNSAFE})


def _says_book(read: Read) -> bool:
    return isinstance(read.form, Unread) and read.form.meta.get("schema") in _BOOKS


def _check_book(file: Incoming) -> CheckOutcome:
    source = open_source(file.data, BOOK)
    assert not isinstance(source, Refused)
    try:
        if schema_of(source) == OFFICE:
            return _check_office(read_office(source, file.path))
        book = read_book(source, file.path)
    except CannotRunError as problem:
        damaged = finding(Code.FILE_DAMAGED, file=file.name, detail=str(problem))
        return CheckOutcome(file.path, "", FileStatus.REFUSED.value, [damaged])
    return check_book(book)


def _check_office(book: OfficeBook) -> CheckOutcome:
    """An office book as read, what is wrong with what was typed in it, and what it lacks."""
    own = own_scoring(book).findings
    own = own if book.scoring.issued or book.files else [*_not_yet(own)]
    found = placed(book, own_findings(book, (*own, *wrong_papers(book), *office_lacks(book))))
    findings = [*in_order([*found, *placed(book, outdated_papers(book))]), *placed(book, grounds(book))]
    ready = "" if any_error(findings) or book.files else office_ready_said(book)
    return CheckOutcome(book.file.path, "", FileStatus.ACCEPTED.value, findings, ready)


def check_book(book: Book) -> CheckOutcome:
    """A book as read, and what was found in it; before anything has begun no unit is missed."""
    lacking, begun = list(lacks(book)), has_begun(book)
    findings = book.findings if lacking else computed(book)[0].findings
    findings = [*findings, *lacking] if begun else [*_not_yet(findings), *lacking]
    ready = "" if begun or any_error(findings) else ready_said(book)
    told = [*in_order(findings), *grounds_to_check(book)]  # last of all: nothing is wrong
    return CheckOutcome(book.file.path, "", FileStatus.ACCEPTED.value, told, ready)


def _not_yet(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Without what can only be there once forms went out."""
    return (found for found in findings if found.code not in (Code.UNIT_MISSING, Code.SCORER_MISSING))


def _against(book: Book, files: Sequence[tuple[Incoming, Read | Aside]]) -> list[CheckOutcome]:
    """Scorecards against their book: identity, versions, two files of a unit, all rows."""
    opened: list[Opened] = []
    judges = judges_by_code(book)
    for file, read in files:
        receipt = Receipt(file.sha256, file.name, file.source, "")
        opened.append(
            laid_aside(book, receipt, read)
            if isinstance(read, Aside)
            else identified(book, receipt, read, judges)
        )
    settle_scorers(book, opened)
    settle_forms(book, opened)
    counted, doubtful = read_accepted(book, opened)
    found = validating(len(files))([*counted, *doubtful], book.settings.rounding).findings
    owed = places(book)
    for one in opened:
        if one.scorer:
            found += _of_scorers_file(book, one.scorer, owed)
    return _gathered([file for file, _ in files], opened, found, book.criteria)


def _of_scorers_file(book: Book, form: ScorerForm, owed: Sequence[Place]) -> Iterator[Finding]:
    """What is wrong in a scorer's workbook, and what it still lacks of what its scorer owes."""
    lines = lines_in(book, form)
    yield from scorer_findings(book, form, lines, owed)
    own = {(one.unit.code, one.criterion.code) for one in owed if fold(one.judge.code) == fold(form.scorer)}
    if not form.says_nothing:
        yield from not_given(form, (line for line in form.rows if (line.unit, line.criterion) in own))


def _not_due(criteria: Criteria) -> str:
    """What is said of a blank form that nobody has to fill in; nothing of one that is due."""
    return NOT_DUE if criteria.needs_no_form else ""


def _gathered(files: Sequence[Incoming], opened: Sequence[Opened], found: Sequence[Finding],
              criteria: Criteria) -> list[CheckOutcome]:  # fmt: skip
    by_file: dict[str, list[Finding]] = {}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    return [
        CheckOutcome(
            file.path,
            one.receipt.unit,
            one.receipt.status.value,
            in_order(condensed([*one.all_findings(), *by_file.get(one.file, [])])),
            _not_due(criteria) if one.receipt.status is FileStatus.BLANK else "",
        )
        for file, one in zip(files, opened, strict=True)
    ]


def _all_alone(files: Iterable[tuple[Incoming, Read | Aside]]) -> list[CheckOutcome]:
    """Scorecards, each by the criteria that it carries itself; all of them in one validation."""
    read = [_alone(file, read) for file, read in files]
    to_check: dict[Rounding, list[_ToCheck]] = {}
    for one in read:
        if isinstance(one, _ToCheck):
            to_check.setdefault(one.rounding, []).append(one)
            one.form.grid.rows = []  # its cells have been judged
    told: dict[int, CheckOutcome] = {}
    for rounding, some in to_check.items():
        for one, checked in zip(some, validate_each([one.form.rows for one in some], rounding), strict=True):
            told[id(one)] = one.outcome(checked)
    return [told[id(one)] if isinstance(one, _ToCheck) else one for one in read]


def _alone(file: Incoming, read: Read | Aside) -> "CheckOutcome | _ToCheck":
    """A scorecard by the criteria that it carries itself, as far as it can be told without its rows."""
    if isinstance(read, Aside):
        return CheckOutcome(file.path, "", read.status.value, read.findings)
    return _as_read(read.form, read.criteria, file.path)


class _ToCheck(NamedTuple):
    """A scorecard whose rows were read, and not checked yet."""

    path: Path
    form: UnitForm
    rounding: Rounding

    def outcome(self, checked: Checked) -> CheckOutcome:
        """What is told of it, with what the rules found in its rows."""
        findings = in_order(condensed([*self.form.findings, *checked.findings]))
        return CheckOutcome(self.path, self.form.unit, FileStatus.ACCEPTED.value, findings)


def check_form(form: AnyForm | Unread, source: GridSource | None, path: Path) -> CheckOutcome:
    """A scorecard as opened, from a file or live, by the criteria that it carries itself."""
    carried = (
        embedded_criteria(source, form.meta) if source is not None and not isinstance(form, Unread) else None
    )
    read = _as_read(form, carried, path)
    return read.outcome(check_rows(read.form.rows, read.rounding)) if isinstance(read, _ToCheck) else read


def _as_read(
    form: AnyForm | Unread, criteria: Criteria | None, path: Path
) -> CheckOutcome | _ToCheck:  # fmt: skip
    if isinstance(form, Unread):
        found = [*form.findings, *_of_scorer(form)]
        return CheckOutcome(path, form.meta.get("unit", ""), state_of(form).value, in_order(condensed(found)))
    if criteria is None:
        damaged = finding(Code.SHEET_MISSING, unit=form.unit, file=path.name, value="_tieu_chi")
        return CheckOutcome(path, form.unit, FileStatus.REFUSED.value, [*form.findings, damaged])
    criteria = held_by(criteria, form.meta.get(GROUP, ""))
    if is_blank_form(form, criteria):
        blank = [*form.findings, blank_found(criteria, form.unit, form.file)]
        return CheckOutcome(path, form.unit, FileStatus.BLANK.value, in_order(blank), _not_due(criteria))
    if isinstance(form, StageForm):
        read_stage_rows(form, form.unit, criteria, parameters_of(criteria), {})
        return CheckOutcome(path, form.unit, FileStatus.ACCEPTED.value, in_order(form.findings))
    settings = _as_issued(form.meta)
    read_rows(form, form.unit, criteria, parameters_of(criteria), settings)
    return _ToCheck(path, form, settings.rounding)


def _of_scorer(form: Unread) -> Iterator[Finding]:
    """What a scorer's workbook shows of itself."""
    if form.scorer is None:
        return
    yield from form.scorer.findings
    yield from found_alone(form.scorer, _as_issued(form.meta).rounding)
    if form.scorer.says_nothing:
        yield finding(Code.SCORER_FORM_BLANK, file=form.file, scorer=form.scorer.scorer)


def _as_issued(meta: Mapping[str, str]) -> Settings:
    """How scores were rounded when the form was made; as is usual where it does not say so."""
    digits, step = meta.get("digits", ""), meta.get(STEP, "")
    return Settings(
        digits=int(digits) if digits in ("0", "1", "2", "3") else Settings().digits,
        step=next((known for known in STEPS if str(known) == step), None),
    )
