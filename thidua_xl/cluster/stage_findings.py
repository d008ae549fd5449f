"""What a collection lacks, what came out of its time, which promises a form of December has changed."""

import datetime
from collections.abc import Iterator, Sequence

from ..domain.scoring.settings import Settings
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import shown_number
from ..domain.year.deadlines import deadlines_of
from ..domain.year.stages import Stage, present
from ..sheets.cluster import agreed
from ..sheets.cluster.receipts import FileStatus
from ..sheets.cluster.registrations import TABLE, Col
from .book import Book
from .kept.by_criterion import by_key, figure
from .kept.promises import is_easier, promises_of
from .kept.stage_rows import ROWS, units_of_stage
from .moments import day_of
from .units_in import accepted_units


def of_present_stage(book: Book, findings: Sequence[Finding]) -> list[Finding]:
    """Who has not sent the form that is due now: before the last collection nobody misses a score."""
    stage = present(book.settings)
    if stage is Stage.YEAREND:
        return list(findings)
    rest = [one for one in findings if one.file or one.code not in (Code.UNIT_MISSING, Code.SCORER_MISSING)]
    return [*rest, *(_missing(book, stage) if book.issued_at(stage) else ())]


def told_once(book: Book, findings: Sequence[Finding]) -> list[Finding]:
    """Without what a file says already, and without wrong targets beside which the cluster agreed another."""
    told = {(one.unit, one.criterion, one.code) for one in findings if one.file}
    of_files = any(one.file and one.sheet == TABLE.sheet for one in findings)
    rows = by_key(book, TABLE) if of_files else {}
    agreed_on = {key for key, row in rows.items() if figure(row, Col.AGREED).number is not None}
    sheets = {table.sheet for table, _ in ROWS.values()}
    return [
        one
        for one in findings
        if one.sheet not in sheets
        or not (
            (not one.file and one.header != Col.AGREED and (one.unit, one.criterion, one.code) in told)
            or (one.file and one.sheet == TABLE.sheet and (one.unit, one.criterion) in agreed_on)
        )
    ]


def _missing(book: Book, stage: Stage) -> Iterator[Finding]:
    there, due = units_of_stage(book, stage), due_of(book.settings, stage)
    for unit in book.units:
        if not unit.is_excluded and unit.code not in there:
            yield finding(Code.STAGE_MISSING, unit=unit.code, sheet=ROWS[stage][0].sheet, stage=stage.shown.lower(),
                          due=f" (hạn {due:%d/%m/%Y})" if due else "")  # fmt: skip


def due_of(settings: Settings, stage: Stage) -> datetime.date | None:
    """When the forms of a stage shall be back."""
    days = deadlines_of(settings)
    return {Stage.REGISTER: days.registration, Stage.MIDYEAR: days.midyear}.get(stage, settings.deadline)


def out_of_time(book: Book) -> Iterator[Finding]:
    """Forms that came in another season than theirs: they count, and it is told."""
    june = deadlines_of(book.settings).midyear
    for one in book.receipts:
        day = day_of(one.received)
        if one.status is not FileStatus.ACCEPTED or day is None or one.scorer:
            continue
        if one.stage is Stage.YEAREND:
            if june and day < june and day.year == book.settings.year:
                yield finding(Code.STAGE_EARLY, unit=one.unit, name=one.file, day=f"{day:%d/%m/%Y}",
                              due=f"{june:%d/%m/%Y}")  # fmt: skip
            continue
        due = due_of(book.settings, one.stage)
        if due and day > due:
            yield finding(Code.STAGE_LATE, unit=one.unit, name=one.file, sheet=ROWS[one.stage][0].sheet,
                          stage=one.stage.shown.lower(), day=f"{day:%d/%m/%Y}", due=f"{due:%d/%m/%Y}")  # fmt: skip


def changed_targets(book: Book) -> Iterator[Finding]:
    """Targets that a form of December has otherwise than the year began with, until the cluster agrees one."""
    accepted = accepted_units(book)
    for key, promise in promises_of(book).items():
        entry = book.ledger.get(key)
        if key[0] not in accepted or entry is None or entry.typed.target is not None:
            continue
        now = agreed.figure_of(entry.received.target)
        if now == promise or entry.received.not_assigned:
            continue
        easier = now is not None and is_easier(book, key[1], now, promise)
        yield finding(
            Code.TARGET_CHANGED, unit=key[0], criterion=key[1], sheet=agreed.TABLE.sheet, row=key,
            header=agreed.Col.TARGET, value="(trống)" if now is None else now, old=shown_number(promise),
            easier=": chỉ tiêu hạ xuống" if easier else "",
        )  # fmt: skip
