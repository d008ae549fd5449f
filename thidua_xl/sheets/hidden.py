"""The very hidden sheets: `_meta` (key, value), `_phat_hanh` (issued), `_tieu_chi` (criteria), `_minh_chung`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..domain.scoring.criteria import Criteria, Criterion, Method, RowKind, WhenNotAssigned
from ..domain.scoring.scorers import read_scorers
from ..domain.scoring.scores import Key
from ..domain.values.cells import as_text, is_blank
from ..domain.values.text import clean
from ..workbook.grid import Grid
from ..workbook.model import Sheet
from .criteria import TABLE as CRITERIA
from .criteria import Col as CriteriaCol
from .criteria import names_in, values_of

META, ISSUED, VERSIONS, MEMORY = "_meta", "_phat_hanh", "_tieu_chi", "_da_ghi"
EVIDENCE = "_minh_chung"
OURS = "thidua-xl/"
"""Begins the schema of every file of ours."""
SCORECARD, CLUSTER, OFFICE = "thidua-xl/scorecard/1", "thidua-xl/cluster/1", "thidua-xl/office/1"
SCORER = "thidua-xl/scorer/1"
"""A scorer's workbook."""
CHECKING = "thidua-xl/checking/1"
"""A checking form of the superior's."""
GIVEN_BACK = "thidua-xl/given-back/1"
"""The list that `give-back` writes beside the copies."""
SEAL, SEALED, SEALED_AFTER, SEAL_PARTS = "seal", "sealed", "sealed_after", "seal_parts"
"""Keys of `_meta` while a book is closed: its seal, when, after which row of the journal, over what."""
PRINTED = "printed"
"""Key of `_meta`: the line that `Xếp hạng` prints, since a library that saves the book drops that formula's value."""
EXPLAINED = "explained"
"""Key of `_meta`: that `Giải trình` was read from the forms; an earlier version left it in them."""
EVIDENCED = "evidenced"
"""Key of `_meta`: the same of `Minh chứng`."""
TARGETS = "targets"
"""Key of `_meta` of a form: the numbers that it was issued with, `code=number` apart at semicolons."""
STEP = "step"
"""Key of `_meta` of a form: the step that scores were rounded to, in thousandths; not there without one."""
GROUP = "group"
"""Key of `_meta` of a form: the unit's group (Nhóm) when it was issued; not there without one."""
SUBMITTED = "submitted"
"""Key of `_meta`: the last hash of `Lần gửi`, so that rows taken away at its end are missed."""
META_KEYS = ("schema", "cluster", "unit", "year", "stage", "criteria", "issued", "issue_id")
ISSUED_COLUMNS = ("issue_id", "unit", "stage", "criteria", "issued")
EVIDENCE_COLUMNS = ("unit", "criterion", "evidence", "explanation")


OF_SUPERIOR = "CAP-TREN"
"""What stands for the cluster where an office issues workbooks to its own scorers."""
OF_SCORERS = "scorer"
"""What `stage` says of a scorer's workbook."""


class Issued(NamedTuple):
    """A scorecard that was sent out."""

    issue_id: str
    unit: str
    stage: str
    criteria: str
    issued: str


def read_meta(grid: Grid) -> dict[str, str]:
    """The keys and values, as text."""
    meta: dict[str, str] = {}
    for row in range(len(grid.rows)):
        key = as_text(grid.at(row, 0))
        if key:
            meta.setdefault(clean(key), as_text(grid.at(row, 1)))
    return meta


def _plain(name: str, rows: Iterable[Sequence[object]]) -> Sheet:
    sheet = Sheet(name, visibility="very_hidden", whole=True, fit=None)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in (None, ""):
                sheet.put(at, column, value, "code" if isinstance(value, str) else "")
    return sheet


def render_meta(meta: Mapping[str, str]) -> Sheet:
    """`_meta`, every value as text; keys beyond the common ones follow them."""
    more = [key for key in meta if key not in META_KEYS]
    return _plain(META, [(key, meta.get(key, "")) for key in (*META_KEYS, *more)])


def render_memory(memory: Mapping[str, str]) -> Sheet:
    """`_da_ghi`: label and value of what the program saw last; its first row is a heading."""
    return _plain(MEMORY, [("Mục", "Giá trị"), *memory.items()])


def read_memory(grid: Grid) -> dict[str, str]:
    """The labels and values."""
    return {as_text(grid.at(row, 0)): as_text(grid.at(row, 1)) for row in range(1, len(grid.rows))}


def read_issued(grid: Grid) -> list[Issued]:
    """What was issued, oldest first."""
    return [
        Issued(*(as_text(grid.at(row, column)) for column in range(len(ISSUED_COLUMNS))))
        for row in range(1, len(grid.rows))
        if not is_blank(grid.at(row, 0))
    ]


def render_issued(issued: Sequence[Issued]) -> Sheet:
    """`_phat_hanh`."""
    return _plain(ISSUED, [ISSUED_COLUMNS, *issued])


_OF_VERSIONS = tuple(column.header for column in CRITERIA.columns if not column.optional)
"""What of a criterion is kept with a version: all but a common target, which changes no score; groups where any are."""


def render_versions(versions: Mapping[str, Sequence[Criterion]]) -> Sheet:
    """`_tieu_chi`: every version of the criteria that was issued, by fingerprint."""
    grouped = any(row.groups for rows in versions.values() for row in rows)
    columns = (*_OF_VERSIONS, *([CriteriaCol.GROUPS] if grouped else []))
    rows: list[Sequence[object]] = [["criteria", *columns]]
    for mark, criteria in versions.items():
        rows += [[mark, *map(values_of(row).__getitem__, columns)] for row in criteria]
    return _plain(VERSIONS, rows)


def read_versions(grid: Grid) -> dict[str, Criteria]:
    """The versions of the criteria by fingerprint. The sheet is the program's own: no findings."""
    versions: dict[str, list[Criterion]] = {}
    for row in range(1, len(grid.rows)):
        mark, *cells = (grid.at(row, column) for column in range(len(_OF_VERSIONS) + 2))
        if mark is None:
            continue
        text = [as_text(cell) for cell in cells]
        who = read_scorers(text[8])
        points = round(cells[4] * 1000) if isinstance(cells[4], int | float) else 0
        versions.setdefault(as_text(mark), []).append(
            Criterion(
                text[0], text[1], text[2], RowKind(text[3]), points,
                Method(text[5]) if text[5] else Method.DIRECT, text[6], text[7],
                who.kind, WhenNotAssigned(text[9]), text[10], scorers=who.text, groups=names_in(text[11]),
            )
        )  # fmt: skip
    return {mark: Criteria(tuple(rows)) for mark, rows in versions.items()}


def render_evidence(evidence: Mapping[Key, tuple[str, str]]) -> Sheet:
    """`_minh_chung`: what the first units put forward, as it was when the table was last sent."""
    return _plain(EVIDENCE, [EVIDENCE_COLUMNS, *((*key, *texts) for key, texts in evidence.items())])


def read_evidence(grid: Grid) -> dict[Key, tuple[str, str]]:
    """Evidence and explanation, by unit and criterion."""
    found: dict[Key, tuple[str, str]] = {}
    for row in range(1, len(grid.rows)):
        unit, criterion, *texts = (as_text(grid.at(row, column)) for column in range(len(EVIDENCE_COLUMNS)))
        if unit:
            found[unit, criterion] = (texts[0], texts[1])
    return found
