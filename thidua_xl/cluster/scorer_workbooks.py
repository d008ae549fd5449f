"""Scorers' workbooks as they are issued: a workbook for each who owes scores, with what the units say beside each."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.scoring.scores import Key
from ..domain.values.cells import RawCell, as_text, is_blank
from ..scorecard.stamp import issue_id, stamped_rounding
from ..sheets.calling import everywhere
from ..sheets.form import scorer_sheet
from ..sheets.form.heading import Identity
from ..sheets.form.scorer_sheet import HEAD, Receiver
from ..sheets.form.scorer_sheet import OFFICE as OFFICE
from ..sheets.hidden import OF_SCORERS, SCORER, Issued, render_meta
from ..workbook.model import Sheet, Workbook
from .book import Book
from .evidence import evidence_of
from .kept.given_scores import Asked, Place, judges_of, places
from .merge import plain_cell


class PlannedWorkbook(NamedTuple):
    """The issue that stands for a scorer, and whether it is new."""

    judge: Asked
    line: Issued
    is_new: bool


def file_name(scorer: str, year: int) -> str:
    """`Cham_<mã người chấm>_<năm>.xlsx`."""
    return f"Cham_{scorer}_{year}.xlsx"


def planned_workbooks(book: Book, today: str) -> list[PlannedWorkbook]:
    """A workbook for everybody who owes scores; one made from these very criteria keeps its issue."""
    plan = []
    mark = book.criteria.fingerprint
    for judge in judges_of(book):
        former = [line for line in book.issued_at(OF_SCORERS) if line.unit == judge.code]
        if former and former[-1].criteria == mark:
            plan.append(PlannedWorkbook(judge, former[-1], False))
            continue
        settings = book.settings
        number = issue_id(settings.cluster, judge.code, settings.year, OF_SCORERS, mark, len(former) + 1)
        plan.append(PlannedWorkbook(judge, Issued(number, judge.code, OF_SCORERS, mark, today), True))
    return plan


def scorer_workbooks(
    book: Book, plan: Sequence[PlannedWorkbook], receiver: Receiver = HEAD
) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every workbook; the same as long as the units say the same.

    `receiver` is whom a scorer sends it to.
    """
    from ..workbook.write import to_bytes  # only who issues waits for XlsxWriter

    owed = places(book)
    texts = evidence_of(book, {one.unit.code for one in owed}) if plan else {}
    for one in plan:
        asked = [_asked(book, place, texts) for place in owed if place.judge.code == one.judge.code]
        identity = Identity(one.judge.code, one.judge.name, one.line.issue_id)
        sheets = [
            scorer_sheet.render(asked, book.settings, identity, receiver),
            render_meta(_meta(book, one.line)),
        ]
        moment = datetime.datetime.fromisoformat(one.line.issued)
        workbook = Workbook(
            _called(book, sheets, asked), f"Phiếu chấm điểm thi đua {book.settings.period_said}"
        )
        yield file_name(one.judge.code, book.settings.year), to_bytes(workbook, moment)


def _asked(book: Book, place: Place, texts: dict[Key, tuple[str, str]]) -> scorer_sheet.Asked:
    key = (place.unit.code, place.criterion.code)
    entry = book.ledger.get(key)
    evidence, explanation = texts.get(key, ("", ""))
    if entry is None:
        return scorer_sheet.Asked(place.unit, place.criterion)
    own = entry.received.score if place.criterion.scored_by_unit else None
    typed = entry.typed
    return scorer_sheet.Asked(
        place.unit, place.criterion, _shown(typed.target, entry.received.target),
        _shown(typed.result, entry.received.result), _shown(own), evidence, explanation or entry.explanation,
    )  # fmt: skip


def _shown(*cells: RawCell) -> object:
    """The first that is filled, as a reader sees it: agreed figures before received ones."""
    for cell in cells:
        if not is_blank(cell):
            value = plain_cell(cell)
            return value if isinstance(value, int | float) and not isinstance(value, bool) else as_text(value)
    return None


def _meta(book: Book, line: Issued) -> dict[str, str]:
    return {
        "schema": SCORER, "cluster": book.settings.cluster, "unit": line.unit, "year": str(book.settings.year),
        "stage": OF_SCORERS, "criteria": line.criteria, "issued": line.issued, "issue_id": line.issue_id,
        **stamped_rounding(book.settings),
    }  # fmt: skip


def _called(book: Book, sheets: Sequence[Sheet], asked: Sequence[scorer_sheet.Asked]) -> list[Sheet]:
    """In the office's own words (Cách gọi); what people typed stays as it is."""
    typed = {text for one in asked for text in (one.criterion.text, one.criterion.code, one.evidence, one.explanation,
                                                 one.unit.name)}  # fmt: skip
    return [everywhere(sheet, book.settings.calling, {*book.settings.given, *typed}) for sheet in sheets]
