"""Thẩm định: a checking form for every unit proposed for checking, and what the forms found (HD 1302, III.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ... import clock
from ...bookkeeping.new_file import make_writable
from ...bookkeeping.saved import Saved
from ...bookkeeping.work import at_work
from ...domain.office.appraisal import Effect, ToCheck
from ...domain.office.clusters import ClusterResult, UnitDetail
from ...domain.values.findings import Finding, any_error, in_order
from ...domain.values.numbers import shown
from ...domain.values.text import fold
from ...errors import CannotRunError, reason
from ...sheets.office.checking import Heading
from ...storage.safe import is_open_elsewhere, write_safely
from ...workers.steps import Step, quietly, watched
from ..appraisal_rows import merge_appraisals
from ..assess import assess_all
from ..book import open_office, refuse_without_clusters
from ..checking_form import Blank, CheckingForm, file_name, read_folder
from ..form_entries import entries_of, given_in, usable_forms
from ..opened import open_all
from ..outcome import Consolidation
from ..places import placed
from ..save import save_office_book
from .consolidate import events_of


@dataclass(frozen=True, slots=True)
class UnitToCheck:
    """A unit proposed for checking, its form, and what was found so far."""

    proposal: ToCheck
    result: ClusterResult
    form: Path | None
    """None where no form can be made: the unit is not on the office book's `Đơn vị`, or its book is lost."""
    effect: Effect | None
    """None while nothing has been checked."""


@dataclass(slots=True)
class Appraisal:
    """The outcome of `appraise`."""

    outcome: Consolidation
    units: list[UnitToCheck]
    folder: Path
    made: list[Path]
    read: int
    """Forms in which something is entered."""
    saved: Saved

    @property
    def findings(self) -> list[Finding]:
        """What concerns the checking: the office book, the forms, and clusters whose book cannot be used."""
        absent = (each for one in self.outcome.clusters if one.result is None for each in one.findings)
        return in_order([*self.outcome.findings, *absent])

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1."""
        return any_error(self.findings)


def appraise(path: Path, out: Path | None = None, step: Step = quietly) -> Appraisal:
    """Make the forms, read those that are filled in, bring the book up to date.

    Args:
        path: the office book.
        out: the folder of the forms; None: `<book>.tham_dinh` beside it.
        step: told how many books of how many are read, then how many forms are looked after.

    Raises:
        CannotRunError: the book cannot be used, or the forms cannot be written.
    """
    with at_work(path, open_office) as book:
        refuse_without_clusters(book)
        folder = out or book.forms
        forms, findings = read_folder(folder, [path])
        received = open_all(book, [], step, frozenset(fold(form.unit) for form in forms))
        results = received.results(book)
        details = {one.unit: one for result in results for one in result.details}
        digits = {unit.code: one.digits for one in results for unit in one.units}
        usable = list(usable_forms(book, forms, details, findings))
        entries = [entry for form in usable for entry in entries_of(form, details, digits, findings)]
        read, differing = merge_appraisals(book, entries, given_in(usable))
        for result in results:
            result.scores = {**result.scores, **_scores(result)}
        outcome = assess_all(book, received, clock.now().date())
        outcome.findings = placed(book, [*outcome.findings, *findings, *differing], outcome)
        places, made = _write_forms(outcome, details, forms, folder, step)
        saved = save_office_book(outcome, "appraise", [*events_of(outcome), *read])
    units = [
        UnitToCheck(
            one, outcome.results[one.cluster], places.get(one.unit.code), outcome.effects.get(one.unit.code)
        )
        for one in outcome.to_check
    ]
    return Appraisal(outcome, units, folder, made, len(usable), saved)


def _scores(result: ClusterResult) -> dict[tuple[str, str], int | None]:
    """The scores of the units that are known criterion by criterion."""
    return {
        (one.unit, line.code): line.score
        for one in result.details for line in one.lines if not line.is_section
    }  # fmt: skip


# --- the forms ------------------------------------------------------------------------------------


def _write_forms(
    outcome: Consolidation,
    details: Mapping[str, UnitDetail],
    forms: Sequence[CheckingForm],
    folder: Path,
    step: Step,
) -> tuple[dict[str, Path], list[Path]]:
    """Unit → its form; and the forms written now. Raises CannotRunError where they cannot be."""
    listed = {fold(unit.code) for unit in outcome.book.units}
    units = [one for one in outcome.to_check if fold(one.unit.code) in listed and one.unit.code in details]
    if not units:
        return {}, []
    make_writable(folder, "phiếu thẩm định")
    filled = {form.unit: form.path for form in forms if form.answers and form.answers.touched}
    lying = {form.path: form for form in forms}
    places: dict[str, Path] = {}
    made: list[Path] = []
    for one in watched(units, len(units), step):
        code = one.unit.code
        path = folder / file_name(code, outcome.book.settings.year)
        if code in filled:
            places[code] = filled[code]
            continue
        blank = Blank(heading_of(outcome, one), details[code])
        places[code] = path
        if _may_write(path, lying.get(path), blank):
            made.append(_written(path, blank))
    return places, made


def _may_write(path: Path, there: CheckingForm | None, blank: Blank) -> bool:
    """Only over nothing, or over an untouched form of the same unit whose content is another now."""
    if not path.exists():
        return True
    if there is None or there.answers is None or there.answers.touched or there.unit != blank.heading.unit:
        return False
    return there.content != blank.content and not is_open_elsewhere(path)


def _written(path: Path, blank: Blank) -> Path:
    try:
        return write_safely(path, blank.package())
    except OSError as error:
        raise CannotRunError(f"Không ghi được {path}: {reason(error)}.") from None


def heading_of(outcome: Consolidation, one: ToCheck) -> Heading:
    """What stands above the table of a unit's form."""
    result, unit = outcome.results[one.cluster], one.unit
    cluster = outcome.book.cluster(one.cluster)
    percent = f" ({shown(unit.percent, result.digits)} %)" if unit.percent is not None else ""
    total = f"{shown(unit.agreed_total, result.digits)}/{shown(unit.max_total, result.digits)}"
    standing = f"hạng {unit.rank or '–'}, suy tôn {unit.place or '–'}, tổng {total} điểm{percent}"
    return Heading(unit.code, unit.name, one.cluster, cluster.name if cluster else result.name,
                   outcome.book.settings.year, standing, one.reasons, result.digits)  # fmt: skip
