"""Phiếu thẩm định as a file: made for a unit, found in a folder, opened by a worker."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from .. import clock
from ..bookkeeping.opening import schema_of
from ..domain.office.clusters import UnitDetail
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..errors import CannotRunError
from ..intake.gate import SCORECARD
from ..intake.grids import open_source
from ..mail.inbox import find_files, read_files
from ..sheets import hidden
from ..sheets.office import checking
from ..sheets.office.checking import Answers, Heading
from ..workbook.grid import Grid, Refused
from ..workbook.model import Workbook
from ..workers.answers import UntrustedError, trusted
from ..workers.cage import readers

_CONTENT = "content"
"""Key of `_meta`: what the form was made with, so that one that would be made again alike is left alone."""
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


def file_name(unit: str, year: int) -> str:
    """`PhieuThamDinh_<mã đơn vị>_<năm>.xlsx`."""
    safe = "".join(letter if letter.isalnum() or letter in "-." else "_" for letter in unit)
    return f"{checking.FORMS}_{safe}_{year}.xlsx"


@dataclass(frozen=True, slots=True)
class Blank:
    """A form as it would be sent out now, and the mark of its content."""

    heading: Heading
    detail: UnitDetail

    @property
    def content(self) -> str:
        """16 hex digits that change with anything that stands on the form."""
        told = repr((self.heading, self.detail.lines))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def package(self) -> bytes:
        """The .xlsx."""
        from ..workbook.write import to_bytes

        one = self.heading
        meta = {"schema": hidden.CHECKING, "cluster": one.cluster, "unit": one.unit, "year": str(one.year),
                _CONTENT: self.content}  # fmt: skip
        sheets = [checking.render(one, self.detail.lines), hidden.render_meta(meta)]
        return to_bytes(Workbook(sheets, f"Phiếu thẩm định {one.unit} {one.year}"), clock.now())


# --- read back ------------------------------------------------------------------------------------


@dataclass(slots=True)
class CheckingForm:
    """A file of the folder. `answers` None: not a form that can be read; `findings` then say why."""

    file: str
    path: Path
    cluster: str = ""
    unit: str = ""
    year: str = ""
    content: str = ""
    answers: Answers | None = None
    findings: list[Finding] = field(default_factory=list)


def read_form(data: bytes, file: str) -> tuple[dict[str, str], Answers | None, list[Finding]] | None:
    """For a worker: `_meta`, what is entered, and why it cannot be read; None for another book of the program's."""
    source = open_source(data, SCORECARD)
    if isinstance(source, Refused):
        if source.code is Code.FILE_TOO_LARGE and _is_another_of_ours(data):
            return None
        return {}, None, [finding(source.code, file=file, detail=source.detail, value=source.detail)]
    schema = schema_of(source)
    if schema != hidden.CHECKING:
        if schema.startswith(hidden.OURS):
            return None
        return {}, None, [refused(file, "không phải phiếu thẩm định do sổ tổng hợp lập")]
    meta_grid, grid = source.grid(hidden.META), source.grid(checking.TABLE.sheet)
    if isinstance(grid, Refused):
        return {}, None, [finding(grid.code, file=file, detail=grid.detail, value=grid.detail)]
    meta = hidden.read_meta(meta_grid) if isinstance(meta_grid, Grid) else {}
    try:
        answers = checking.read(grid, file, meta.get("unit", "")) if grid else None
    except ValueError:
        return meta, None, [finding(Code.FILE_UNSAFE, file=file, detail="hai cách đọc độc lập không khớp")]
    if answers is None:
        return meta, None, [refused(file, f"trang {checking.TABLE.sheet} mất dòng tiêu đề hoặc một cột")]
    answers.findings += [finding(code, file=file) for code in source.package.remarks]
    return meta, answers, []


def _is_another_of_ours(data: bytes) -> bool:
    """A cluster's or an office's book may be larger than any form."""
    from ..intake.gate import RECEIVED_BOOK

    source = open_source(data, RECEIVED_BOOK)
    return not isinstance(source, Refused) and schema_of(source).startswith(hidden.OURS)


def refused(file: str, why: str, unit: str = "") -> Finding:
    """That a file is no form of this book's."""
    return finding(Code.APPRAISAL_FORM_REFUSED, file=file, unit=unit, why=why)


def read_folder(folder: Path, leave: Sequence[Path]) -> tuple[list[CheckingForm], list[Finding]]:
    """Every form below the folder, in the order of their names, and files that could not be opened at all."""
    left = {path.resolve() for path in leave}
    files = [
        file for file in _files(folder) if file.suffix.lower() in _SUFFIXES and file.resolve() not in left
    ]
    incoming, unreadable = read_files(files)
    forms: list[CheckingForm] = []
    if incoming:
        with readers(len(incoming)) as workers:
            jobs = [(one, workers.submit(read_form, one.data, one.name)) for one in incoming]
            for one, job in jobs:
                form = _answered(job, CheckingForm(one.name, one.path))
                if form is not None:
                    forms.append(form)
    return forms, [one.found for one in unreadable]


def _files(folder: Path) -> list[Path]:
    try:
        return find_files([folder])
    except CannotRunError:  # no folder yet, or nothing in it
        return []


def _answered(
    future: "Future[tuple[dict[str, str], Answers | None, list[Finding]] | None]", form: CheckingForm
) -> CheckingForm | None:
    """What a worker made of the file; nothing where it is another of the program's books."""
    try:
        read = trusted(future, _is_plain)
    except UntrustedError as why:
        form.findings = [finding(Code.FILE_UNSAFE, file=form.file, detail=str(why))]
        return form
    if read is None:
        return None
    meta, form.answers, form.findings = read
    form.cluster, form.unit, form.year = (meta.get(key, "") for key in ("cluster", "unit", "year"))
    form.content = meta.get(_CONTENT, "")
    return form


def _is_plain(read: object) -> bool:
    """Whether a worker, which a file may have taken over, answers in the form agreed."""
    if read is None:
        return True
    if not isinstance(read, tuple) or len(read) != 3:
        return False
    meta, answers, findings = read
    return isinstance(meta, dict) and isinstance(answers, Answers | None) and isinstance(findings, list)
