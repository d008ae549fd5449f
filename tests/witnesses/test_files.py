"""Every kind of file that the program writes or changes: Microsoft's validator and the ISO schemas find nothing."""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.journeys.package_edits import edited, part
from tests.witnesses.kinds import KINDS, Kind, Make
from tests.witnesses.schemas import schema_errors
from tests.witnesses.validator import File, Office, Validator

Makes = Callable[[Make], bytes]
by_kind = pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, id=kind.name, marks=[pytest.mark.office] if kind.by_libreoffice else [])
        for kind in KINDS
    ],
    scope="module",  # both tests of a kind one after the other, on one core
)


@by_kind
def test_office_finds_nothing_to_repair(kind: Kind, made: Makes, validator: Validator) -> None:
    """What another program left in the file is told as it was before; ours adds no remark."""
    remarks = validator.remarks(File(made(kind.make), kind.ending), kind.offices)
    if kind.before:
        remarks -= validator.remarks(File(made(kind.before), kind.ending), kind.offices)
    assert sorted(remarks) == []


@by_kind
def test_each_part_is_valid_by_the_schemas(kind: Kind, made: Makes) -> None:
    """ISO/IEC 29500, the same files: an independent text of the same rules."""
    before = schema_errors(made(kind.before)) if kind.before else []
    assert sorted(set(schema_errors(made(kind.make))) - set(before)) == []


# --- controls -------------------------------------------------------------------------------------

FORM, MARKED = (
    next(k for k in KINDS if k.name == name) for name in ("stamped form", "marked form of openpyxl")
)
SHEET, STYLES, MAIN = "xl/worksheets/sheet3.xml", "xl/styles.xml", "xl/workbook.xml"
FAULTS = {
    "an element renamed": (SHEET, "<pageMargins ", "<pageMargin "),
    "a value that is none": (SHEET, 'orientation="', 'orientation="x'),
    "children out of order": (MAIN, "<definedNames>", '<calcPr calcId="1"/><definedNames>'),
    "a needed attribute gone": (STYLES, '<numFmt numFmtId="164"', "<numFmt"),
}
"""One thing of a valid form broken: the part, the text there, the text instead."""


def broken(form: bytes, fault: str) -> tuple[bytes, str]:
    """The form with a fault, and the part that has it."""
    name, text, instead = FAULTS[fault]
    assert text in part(form, name)
    return edited(form, {name: lambda xml: xml.replace(text, instead, 1)}), name


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_part_is_told(fault: str, made: Makes, validator: Validator) -> None:
    """With its part and no other: what finds nothing can find something."""
    data, name = broken(made(FORM.make), fault)
    remarks = validator.remarks(File(data), [Office.OLDEST])
    assert {remark.part for remark in remarks} == {f"/{name}"}
    assert all(remark.xpath and remark.description and remark.id for remark in remarks)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schemas_tell_a_broken_part_too(fault: str, made: Makes) -> None:
    """The same faults."""
    data, name = broken(made(FORM.make), fault)
    errors = schema_errors(data)
    assert errors and all(error.startswith(f"{name}: ") for error in errors)


def test_our_fault_is_told_from_those_that_were_there(made: Makes, validator: Validator) -> None:
    """Every form that openpyxl saved has remarks of its own."""
    assert MARKED.before
    before = validator.remarks(File(made(MARKED.before)), MARKED.offices)
    data, name = broken(made(MARKED.make), "a value that is none")
    assert before
    assert {remark.part for remark in validator.remarks(File(data), MARKED.offices) - before} == {f"/{name}"}


EXCEL = "http://schemas.microsoft.com/office/spreadsheetml"
NEWER = (
    f'<extLst><ext uri="{{1}}" xmlns:x="{EXCEL}/2010/11/main"><x:workbookPr chartTrackingRefBase="maybe"/></ext>'
    f'<ext uri="{{2}}" xmlns:x="{EXCEL}/2023/externalCodeService"><x:externalCodeService no="1"/></ext></extLst>'
)
"""Wrong uses of an element of Excel 2013 and one of Microsoft 365; who does not know an element passes over it."""


def test_the_version_that_is_asked_for_answers(made: Makes, validator: Validator) -> None:
    """The program takes a name that it does not know for the newest without a word."""
    form = edited(made(FORM.make), {MAIN: lambda xml: xml.replace("</workbook>", f"{NEWER}</workbook>")})
    told = Counter(remark.office for remark in validator.remarks(File(form)))
    assert told == {Office.MIDDLE: 1, Office.NEWEST: 2}


@pytest.mark.parametrize("data", [b"", b"no package"])
def test_what_cannot_be_opened_is_told(data: bytes, validator: Validator) -> None:
    """Silence would look like a valid file."""
    assert {(r.part, r.id) for r in validator.remarks(File(data), [Office.OLDEST])} == {("", "Exception")}
