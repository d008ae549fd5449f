"""New cluster books, blank, from the sample, or from last year's; and issuing scorecards."""

import datetime
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ... import clock
from ...domain.scoring.criteria import Criteria
from ...domain.scoring.scores import parameters_of
from ...domain.scoring.settings import Phase, Settings
from ...domain.scoring.units import Unit
from ...domain.values.findings import Finding, any_error
from ...errors import CannotRunError
from ...scorecard.stamp import Stamp, file_name, identity_of, plan_issue, stamp_of
from ...sheets.hidden import Issued
from ...storage import locks
from ...storage.safe import backup, sweep, write_safely
from ...workers import garbage
from ..assess import assess
from ..book import Book, open_book, refuse_closed, refuse_empty
from ..render import render_inputs, render_state
from ..save import Keep, Saved, new_book, save
from .collect import computed


def blank(year: int) -> Book:
    """An empty book of the year."""
    return Book(Settings(year=year), [], Criteria(), {})


def sample(year: int) -> Book:
    """The invented sample cluster."""
    import thidua_xl.sample as invented

    criteria = Criteria(tuple(invented.criteria()))
    return Book(invented.settings(year), invented.units(), criteria, parameters_of(criteria))


def next_year(old: Book) -> Book:
    """Last year's criteria, units and settings; never dates, scores, votes or who holds office."""
    settings = replace(
        old.settings, year=old.settings.year + 1, head="", deputy="", signer="", deadline=None, meeting=None,
        conference=None, phase=Phase.RECEIVING, reopening="", member="", officer="",
    )  # fmt: skip
    units = [replace(unit) for unit in old.units]
    return Book(settings, units, old.criteria, old.parameters)


def package_of(book: Book) -> bytes:
    """The .xlsx of a book that has received nothing yet."""
    outcome = assess(book, ())
    sheets = [*render_inputs(book), *render_state(book, outcome).sheets]
    return new_book(book, sheets, clock.now())


@garbage.held()
def write_new(path: Path, book: Book) -> Path:
    """Write a new book. Raises CannotRunError where something is there already, or cannot be written."""
    return write_new_package(path, lambda: package_of(book))


def write_new_package(path: Path, package: Callable[[], bytes]) -> Path:
    """Write a workbook that does not exist yet, of whatever kind. Raises CannotRunError like `write_new`."""
    if path.exists():
        raise CannotRunError(f"{path} đã có; chương trình không ghi đè. Chọn tên khác hoặc đổi tên sổ cũ.")
    if path.suffix.lower() != ".xlsx":
        raise CannotRunError(f"Tên sổ phải có đuôi .xlsx: {path.name}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_safely(path, package())
    except OSError as error:
        raise CannotRunError(f"Không ghi được {path}: {error.strerror or error}.") from None


@dataclass(frozen=True, slots=True)
class IssuedForms:
    """The outcome of `issue`. With errors in the book nothing is issued."""

    book: Book
    files: tuple[Path, ...]
    findings: list[Finding]
    saved: Saved | None


@garbage.held()
def issue(path: Path, out: Path) -> IssuedForms:
    """One scorecard per unit into the folder. Raises CannotRunError where nothing could be done."""
    with locks.held(path):
        return issue_from(open_book(path), out)


def issue_from(book: Book, out: Path, keep: Keep = save) -> IssuedForms:
    """Issue from a book that is read already, from its file or live; `keep` writes what was issued into it."""
    refuse_closed(book)
    refuse_empty(book)
    if any_error(book.findings):
        return IssuedForms(book, (), book.findings, None)
    created = clock.now()
    plan = list(plan_issue(book.settings, book.criteria, book.units, book.issued, created.date().isoformat()))
    new = [line for _, line, is_new in plan if is_new]
    events = [f"Phát hành {file_name(line.unit, book.settings.year)}, số {line.issue_id}" for line in new]
    book.issued += new
    if new:
        book.versions.setdefault(book.criteria.fingerprint, book.criteria)
    make_writable(out, "phiếu")
    outcome, told = computed(book)
    saved = keep(book, outcome, "issue", [*told, *events])
    return IssuedForms(book, tuple(_write_forms(book, plan, out)), book.findings, saved)


def make_writable(folder: Path, what: str) -> None:
    """So that no form is recorded as issued that could not be written. Raises CannotRunError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotRunError(f"Không ghi được {what} vào {folder}: {error.strerror or error}.") from None


def _write_forms(book: Book, plan: Sequence[tuple[Unit, Issued, bool]], out: Path) -> Iterator[Path]:
    stamps: dict[str, Stamp] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        names = [file_name(unit.code, book.settings.year) for unit, _, _ in plan]
        sweep(out, names)
        sweep(out / "luu", names)
        for unit, line, _ in plan:
            path = out / file_name(unit.code, book.settings.year)
            if line.issued not in stamps:  # dated as issued, so that issuing again gives the same file
                day = datetime.datetime.fromisoformat(line.issued)
                stamps[line.issued] = stamp_of(book.settings, book.criteria, day)
            data = stamps[line.issued].stamped(identity_of(unit, line), line.issued)
            if path.exists() and path.read_bytes() == data:
                yield path
                continue
            if path.exists():  # perhaps filled in already: nothing is lost
                backup(path, clock.now())
            write_safely(path, data)
            yield path
    except OSError as error:
        raise CannotRunError(f"Không ghi được phiếu vào {out}: {error.strerror or error}.") from None
