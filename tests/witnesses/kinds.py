"""Every kind of file that the program writes or changes, in one list: a new kind is one line in `KINDS`.

All versions of Office look at one file of each kind, the oldest at the states that a book passes through.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.journeys.journey import YEAR
from tests.journeys.package_edits import edited
from tests.witnesses.validator import Office
from tests.witnesses.year import Year, by_openpyxl
from thidua_xl.cluster.acts.give_back import marked_copy
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.papers.registry import PAPERS
from thidua_xl.domain.scoring.criteria import Criteria
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import finding
from thidua_xl.office.papers.registry import PAPERS as SUPERIORS

_ROOT = Path(__file__).parents[2]
_RECORDED = _ROOT / "tests" / "data" / "resaved"
Make = Callable[[Year], bytes]


class Kind(NamedTuple):
    """A kind of file, and one of its kind."""

    name: str
    make: Make
    before: Make | None = None
    """The file as another program saved it before ours wrote in it: what is wrong there already is not ours."""
    offices: tuple[Office, ...] = tuple(Office)
    ending: str = ".xlsx"
    by_libreoffice: bool = False
    """LibreOffice is needed to make it."""


def _state(name: str, make: Make, before: Make | None = None, *, by_libreoffice: bool = False) -> Kind:
    """A kind that stands in the list already, in another state: the strictest version alone looks at it."""
    return Kind(name, make, before, (Office.OLDEST,), by_libreoffice=by_libreoffice)


def _ready(name: str) -> Make:
    """A file of the folder `workbooks/`."""
    return lambda _: (_ROOT / "workbooks" / name).read_bytes()


def _recorded(program: str) -> Make:
    """A form that another program saved, kept in `tests/data`."""
    return lambda _: (_RECORDED / f"{program}.xlsx").read_bytes()


def _with_theme_dropped(form: Make) -> Make:
    """ExcelJS writes links to a theme that is not there: Excel does without, the validator opens no such file."""
    links = re.compile(r"<(?:Relationship|Override) [^>]*theme1\.xml[^>]*/>")
    changes = dict.fromkeys(("xl/_rels/workbook.xml.rels", "[Content_Types].xml"), lambda x: links.sub("", x))
    return lambda year: edited(form(year), changes)


def marked(form: Make) -> Make:
    """A form with marks on cells that stand there and on one that does not."""
    wrong = [
        finding(Code.OVER_MAXIMUM, sheet="Tự chấm", cell=cell, criterion="I.1", value="99", limit=10)
        for cell in ("J14", "M14", "Z200")
    ]
    nothing, unit = Book(Settings(year=YEAR), [], Criteria(), {}), Unit("AN", "Xã An")
    return lambda year: marked_copy(nothing, unit, form(year), wrong)


def _by_openpyxl(make: Make) -> Make:
    return lambda year: by_openpyxl(make(year))


def _by_libreoffice(name: str) -> Make:
    return lambda year: year.by_libreoffice[name]


def _agreed(book: Make) -> Make:
    return lambda year: year.agreed_after(book(year))


def _consolidated(book: Make) -> Make:
    return lambda year: year.consolidated_after(book(year))


def _form(year: Year) -> bytes:
    return year.issued.forms["AN"]


def _filled(year: Year) -> bytes:
    return (year.given_back / "hop_thu" / f"Phieu_AN_{YEAR}.xlsx").read_bytes()


def _paper(code: str) -> Make:
    """The first file of a paper."""
    return lambda year: next(
        data for name, data in year.papers.items() if re.match(rf"{code}(_|\.docx)", name)
    )


def _paper_of_all_rules(code: str) -> Make:
    """The first draft of a paper of the sample of every rule."""
    return lambda year: next(
        data for name, data in year.papers_of_all_rules.items() if name.startswith(f"{code}_")
    )


def _superiors(code: str) -> Make:
    """The first file of a paper of the superior's."""
    return lambda year: next(data for name, data in year.office_papers.items() if name.startswith(f"{code}_"))


_BOOK_OPENPYXL = _by_openpyxl(lambda year: year.complete.book.read_bytes())
_OFFICE_OPENPYXL = _by_openpyxl(lambda year: year.consolidated.read_bytes())
_BOOK_LIBREOFFICE, _OFFICE_LIBREOFFICE = _by_libreoffice("book"), _by_libreoffice("office")
_EXCELJS = _with_theme_dropped(_recorded("exceljs"))

MARKED_BY_SCORER = "marked scorer's workbook"
KINDS = (
    Kind("ready cluster book", _ready("SoCum_mau.xlsx")),
    Kind("ready form", _ready("Phieu_mau.xlsx")),
    Kind("ready office book", _ready("SoTongHop_mau.xlsx")),
    Kind("add-in", _ready("ThiDua.xlam"), ending=".xlam"),
    # the cluster's year
    Kind("new cluster book", lambda year: year.new("cluster")),
    _state("book with its forms issued", lambda year: year.issued.book.read_bytes()),
    Kind("stamped form", _form),
    _state("form that openpyxl filled", _filled, _by_openpyxl(_form)),
    _state("collected book", lambda year: year.collected.book.read_bytes()),
    Kind("ranked book", lambda year: year.complete.book.read_bytes()),
    _state("book with candidates to vote for", lambda year: year.tied.book.read_bytes()),
    _state("book with votes", lambda year: year.voted.book.read_bytes()),
    _state("book that was sent", lambda year: year.sent.book.read_bytes()),
    _state("sealed book", lambda year: year.sealed.book.read_bytes()),
    _state("reopened book", lambda year: year.reopened.book.read_bytes()),
    _state("book carried from last year", lambda year: year.new("cluster", "--from", year.sealed.book)),
    Kind("book of hostile texts", lambda year: year.hostile.read_bytes()),
    # its papers
    Kind("slides of the conference", lambda year: year.papers["trinh-chieu.pptx"], ending=".pptx"),
    *(
        Kind(f"paper {paper.code}", _paper(paper.code), ending=".docx")
        for paper in PAPERS
        if paper.ending == ".docx"
    ),
    Kind("draft", lambda year: year.draft, ending=".docx"),
    # every rule that real tables have
    Kind("form of every rule", lambda year: year.all_rules_form),
    Kind("book of every rule, ranked", lambda year: year.all_rules.read_bytes()),
    _state("book of every rule after another run", lambda year: year.all_rules_again.read_bytes()),
    Kind(
        "slides of every rule", _paper_of_all_rules("trinh-chieu"), offices=(Office.OLDEST,), ending=".pptx"
    ),
    *(
        Kind(
            f"paper {paper.code} of every rule",
            _paper_of_all_rules(paper.code),
            offices=(Office.OLDEST,),
            ending=".docx",
        )
        for paper in PAPERS
        if paper.ending == ".docx"
    ),
    # what goes back to the units
    Kind("marked form", lambda year: (year.given_back / "tra" / f"Can_sua_BH_{YEAR}.xlsx").read_bytes()),
    Kind("list of what goes back", lambda year: (year.given_back / "tra" / "DANH_SACH.xlsx").read_bytes()),
    _state(
        "marked form of openpyxl",
        lambda year: (year.given_back / "tra" / f"Can_sua_AN_{YEAR}.xlsx").read_bytes(),
        _filled,
    ),
    _state("marked form of SheetJS", marked(_recorded("sheetjs")), _recorded("sheetjs")),
    _state("marked form of ExcelJS", marked(_EXCELJS), _EXCELJS),
    # those who score others
    Kind("scorer's workbook", lambda year: (year.scored / "phieu" / f"Cham_TC_{YEAR}.xlsx").read_bytes()),
    Kind(MARKED_BY_SCORER, lambda year: (year.scored / "tra" / f"Can_sua_Cham_TC_{YEAR}.xlsx").read_bytes()),
    _state(
        "marked scorer's workbook of openpyxl",
        lambda year: (year.scored / "tra" / f"Can_sua_Cham_NV_{YEAR}.xlsx").read_bytes(),
        lambda year: next((year.scored / "hop_thu").glob("Cham_NV_*")).read_bytes(),
    ),
    Kind(
        "list of what goes back to scorers",
        lambda year: (year.scored / "tra" / "DANH_SACH.xlsx").read_bytes(),
    ),
    # the superior's year
    Kind("new office book", lambda year: year.new("office")),
    _state("book issued by the superior", lambda year: year.issued_book),
    _state("office book that took books in", lambda year: year.consolidated.read_bytes()),
    Kind("checking form", lambda year: year.checking_form.read_bytes()),
    Kind("office book with checks", lambda year: year.appraised),
    *(Kind(f"superior's paper {paper.code}", _superiors(paper.code), ending=".docx") for paper in SUPERIORS),
    # files that go from program to program
    _state("book after openpyxl", _agreed(_BOOK_OPENPYXL), _BOOK_OPENPYXL),
    _state("office book after openpyxl", _consolidated(_OFFICE_OPENPYXL), _OFFICE_OPENPYXL),
    _state(
        "marked form of LibreOffice",
        marked(_by_libreoffice("form")),
        _by_libreoffice("form"),
        by_libreoffice=True,
    ),
    _state("book after LibreOffice", _agreed(_BOOK_LIBREOFFICE), _BOOK_LIBREOFFICE, by_libreoffice=True),
    _state(
        "office book after LibreOffice",
        _consolidated(_OFFICE_LIBREOFFICE),
        _OFFICE_LIBREOFFICE,
        by_libreoffice=True,
    ),
)


def named(name: str) -> Kind:
    """The kind of this name."""
    return next(kind for kind in KINDS if kind.name == name)
