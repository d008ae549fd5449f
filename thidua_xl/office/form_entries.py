"""Which checking forms of a folder count, and what the scores entered in them amount to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..domain.office.clusters import UnitDetail
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import in_points, round_half_up, shown, shown_number
from ..domain.values.text import fold
from ..sheets.office import checking
from ..sheets.office.checking import Answers, CheckedLine
from .appraisal_rows import AppraisedEntry
from .book import OfficeBook
from .checking_form import CheckingForm, refused


def usable_forms(
    book: OfficeBook,
    forms: Sequence[CheckingForm],
    details: Mapping[str, UnitDetail],
    findings: list[Finding],
) -> Iterator[CheckingForm]:
    """The forms that are filled in and may count; why another may not is found."""
    known = {fold(unit.code): unit for unit in book.units}
    by_unit: dict[str, list[CheckingForm]] = {}
    for form in forms:
        findings += form.findings
        if form.answers is None:
            continue
        listed = known.get(fold(form.unit))
        why = ""
        if form.year != str(book.settings.year):
            why = f"là phiếu của năm {form.year or '(không rõ)'}, sổ này của năm {book.settings.year}"
        elif listed is None:
            why = f"mã đơn vị “{form.unit}” không có trong trang Đơn vị"
        elif fold(listed.cluster) != fold(form.cluster):
            why = f"ghi cụm {form.cluster}, đơn vị {form.unit} nay thuộc cụm {listed.cluster}"
        elif form.answers.touched and form.unit not in details:
            why = f"chưa có sổ dùng được của cụm {form.cluster} để đối chiếu đơn vị {form.unit}"
        if why:
            findings.append(refused(form.file, why))
        elif form.answers.touched:
            by_unit.setdefault(form.unit, []).append(form)
    for unit, several in by_unit.items():
        if len({_said(form.answers) for form in several}) > 1:
            names = ", ".join(form.file for form in several)
            why = f"đơn vị {unit} có nhiều phiếu ghi khác nhau ({names}), chưa phiếu nào được dùng; giữ lại một phiếu"
            findings.append(refused(several[0].file, why, unit))
            continue
        yield several[0]


def _said(answers: Answers | None) -> object:
    """What tells two filled forms of a unit apart."""
    if answers is None:
        return None
    lines = tuple(replace(line, cell="") for line in answers.lines)
    return lines, answers.who, answers.day


def entries_of(
    form: CheckingForm, details: Mapping[str, UnitDetail], digits: Mapping[str, int], findings: list[Finding]
) -> Iterator[AppraisedEntry]:
    """The scores of a form that can be used; what is wrong with the others is found."""
    answers = form.answers
    assert answers is not None
    findings += answers.findings
    places = digits[form.unit]
    for line in answers.lines:
        if line.score is None:
            continue
        wrong = _wrong(form, line, details[form.unit])
        if wrong is not None:
            findings.append(wrong)
            continue
        stands = details[form.unit].line(line.criterion)
        assert stands is not None
        assert line.cluster_score is not None
        sign = -1 if stands.is_penalty else 1
        score = round_half_up(in_points(abs(line.score)), places)
        if score != abs(line.score):
            findings.append(
                _found(Code.TOO_MANY_DECIMALS, form, line, limit=places, number=shown(score, places))
            )
        yield AppraisedEntry(
            form.unit, stands.code, sign * abs(line.cluster_score), sign * score, line.reason, answers.who,
            answers.day, form.file, stands.is_penalty, places,
        )  # fmt: skip


def _wrong(form: CheckingForm, line: CheckedLine, detail: UnitDetail) -> Finding | None:
    """Why a score cannot be used."""
    stands, score = detail.line(line.criterion), line.score or 0
    code: Code | None = None
    if stands is None or line.cluster_score is None:
        code = Code.APPRAISAL_NOT_SCORED
    elif score < 0 and not stands.is_penalty:
        code = Code.NEGATIVE
    elif abs(score) > stands.maximum:
        code = Code.APPRAISAL_OVER_MAXIMUM
    if code is None:
        return None
    limit = shown_number(in_points(stands.maximum)) if stands else ""
    return _found(code, form, line, limit=limit)


def _found(code: Code, form: CheckingForm, line: CheckedLine, **details: object) -> Finding:
    return finding(
        code, unit=form.unit, criterion=line.criterion, file=form.file, sheet=checking.TABLE.sheet,
        cell=line.cell, value=line.value, details=details,
    )  # fmt: skip


def given_in(forms: Sequence[CheckingForm]) -> dict[str, list[str]]:
    """Unit → the criteria with anything in their score, right or wrong."""
    return {
        form.unit: [line.criterion for line in form.answers.lines if line.value != "" or line.score is not None]
        for form in forms if form.answers
    }  # fmt: skip
