"""What accepted forms of registration and of June say, put into the tables of the year."""

from collections.abc import Iterable, Mapping

from ..bookkeeping.happened import BLANK
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, cell_said, is_blank, quoted
from ..domain.values.findings import finding
from ..domain.year.stages import Stage
from ..scorecard.read import UnitForm
from ..scorecard.stage_form import StageForm
from ..sheets.cluster import midyear, registrations
from ..sheets.cluster.own_words import Col as WordsCol
from ..sheets.cluster.receipts import FileStatus
from ..sheets.form.identity import Label
from ..sheets.form.stage_tables import ModelCol
from ..sheets.kept import KeptRow
from ..sheets.table import Table
from .book import Book
from .happened import FigureChange, FiguresDropped, FiguresReplaced
from .kept import models, movements, own_words, people
from .kept.by_criterion import by_key
from .kept.models import Model
from .kept.received_items import NAMELESS
from .merge import Merged
from .opened import Opened

Known = Mapping[tuple[str, Stage], str]
"""Unit and stage → hash of the file that counted before this run."""
_INTO: Mapping[Stage, tuple[Table, tuple[str, ...]]] = {
    Stage.REGISTER: (registrations.TABLE, registrations.RECEIVED),
    Stage.MIDYEAR: (midyear.TABLE, midyear.RECEIVED),
}


def merge_stages(book: Book, opened: Iterable[Opened], known: Known) -> Merged:
    """Put what accepted forms say into `Đăng ký`, `Phong trào`, `Sơ kết`, `Hoạt động đơn vị`.

    Args:
        book: its tables of the year are changed.
        opened: the files of the book.
        known: what counted before: where that has not changed, a cell that differs was edited by hand.
    """
    merged = Merged()
    accepted = [one for one in opened if one.form and one.receipt.status is FileStatus.ACCEPTED]
    for one in sorted(accepted, key=lambda one: (one.receipt.stage, one.unit)):
        if isinstance(one.form, StageForm):
            _take(book, one, one.form, known, merged)
        elif isinstance(one.form, UnitForm):
            said = own_words.in_columns(Stage.YEAREND, one.form.boxes)
            own_words.receive(book, one.unit, Stage.YEAREND, said)
    now = {(one.unit, one.receipt.stage) for one in accepted}
    for unit, stage in sorted(known.keys() - now):
        if stage is Stage.YEAREND:
            own_words.receive(book, unit, stage, {})
        if stage in _INTO:
            _forget(book, unit, stage)
            merged.events.append(FiguresDropped(unit))
    return merged


def _take(book: Book, one: Opened, form: StageForm, known: Known, merged: Merged) -> None:
    unit, stage = one.unit, form.stage
    same_file = known.get((unit, stage)) == one.receipt.sha256
    changes = list(_rows(book, unit, form, same_file, merged))
    if changes and (unit, stage) in known:
        merged.events.append(FiguresReplaced(unit, changes, restored=same_file))
    said = own_words.in_columns(stage, form.boxes)
    if stage is Stage.REGISTER:
        movements.receive(book, unit, form.items)
        if form.named.of(Label.HEAD):
            people.received(book, unit, form.named.of(Label.HEAD), form.named.of(Label.POSITION))
        words = {WordsCol.TITLES: Label.TITLES, WordsCol.HEAD: Label.HEAD, WordsCol.POSITION: Label.POSITION}
        said |= {header: form.named.of(label) for header, label in words.items()}
    else:
        models.received(book, unit, [_model(item) for item in form.items])
    own_words.receive(book, unit, stage, said)


def _model(item: Mapping[str, object]) -> Model:
    name, what, spread = (as_text(item.get(h)) for h in (ModelCol.NAME, ModelCol.WHAT, ModelCol.SPREAD))
    return Model(name or NAMELESS, what, bool(spread))


def _rows(book: Book, unit: str, form: StageForm, same_file: bool, merged: Merged) -> Iterable[FigureChange]:
    """Every received cell of the unit's rows as its form has it; what was otherwise."""
    table, headers = _INTO[form.stage]
    rows, kept = by_key(book, table), book.kept.setdefault(table.sheet, [])
    for criterion in book.own(unit).scored:
        values = form.values.get(criterion.code, {})
        row = rows.get((unit, criterion.code))
        if row is None:
            key = {registrations.Col.UNIT: unit, registrations.Col.CRITERION: criterion.code}
            row = KeptRow(-1, {**key})
            kept.append(row)
        for header in headers:
            old, new = row.raw(header), values.get(header)
            if as_text(old) == as_text(new) or (is_blank(old) and is_blank(new)):
                continue
            if header == registrations.Col.LAST_YEAR and is_blank(new):
                continue  # known from last year's book
            if same_file:
                merged.findings.append(
                    finding(Code.OUTPUT_EDITED, unit=unit, criterion=criterion.code, sheet=table.sheet,
                            **row.spot(header), value=quoted(old),
                            blank="" if cell_said(old) else BLANK, expected=cell_said(new) or BLANK)
                )  # fmt: skip
            row.cells[header] = new
            yield FigureChange(criterion.code, header, cell_said(old), cell_said(new))


def _forget(book: Book, unit: str, stage: Stage) -> None:
    table, headers = _INTO[stage]
    for (code, _), row in by_key(book, table).items():
        if code == unit:
            row.cells |= dict.fromkeys(headers)
    if stage is Stage.REGISTER:
        movements.receive(book, unit, [])
    else:
        models.received(book, unit, [])
    own_words.receive(book, unit, stage, {})
