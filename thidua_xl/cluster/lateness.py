"""When a unit's scorecard came, by the letter that brought it: what `Nộp đúng hạn` is scored by.

A mail server's time counts, else the letter's own date, as far as one without a zone leaves no doubt; never a file
system's time. Where it is not known, a person says it (`Kết quả thống nhất`).
"""

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from .. import clock
from ..domain.ranking.dates import DEADLINE
from ..domain.scoring.criteria import Criterion, Method
from ..domain.scoring.on_time import Late, late_by
from ..domain.scoring.scores import Claim, Key, Score
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.year.stages import Stage
from ..sheets.cluster import agreed
from ..sheets.cluster import settings as settings_sheet
from ..sheets.cluster.receipts import FileStatus, Receipt
from .book import Book
from .clocks import NONE, clocks_of
from .units_in import accepted_units, typed_units


class Came(NamedTuple):
    """A form that came, and how late by the criterion's measure; None where nobody knows."""

    file: str
    at: datetime.datetime | None
    late: int | None


def measured(book: Book) -> list[tuple[Criterion, Late]]:
    """The criteria that are scored by the day of the form."""
    found = ((row, book.parameters.get(row.code)) for row in book.criteria.scored)
    return [(row, rule) for row, rule in found if isinstance(rule, Late)]


def came(book: Book, receipt: Receipt, rule: Late) -> Came:
    """When a received form came, in Vietnam's time."""
    moment, due = clocks_of(receipt.source, "", "", book.settings.year).sent, book.settings.deadline
    if moment is None or due is None:
        return Came(receipt.file, moment.at if moment else None, None)
    earliest, at, latest = (
        (moment.at + doubt).astimezone(clock.VIETNAM) for doubt in (-moment.doubt, NONE, moment.doubt)
    )
    late = late_by(rule, due, earliest)
    return Came(receipt.file, at, late if late == late_by(rule, due, latest) else None)


def late_claims(book: Book) -> dict[Key, Claim]:
    """What the letters say of every unit; what stands in a form under such a criterion is none of the unit's."""
    claims: dict[Key, Claim] = {}
    counted = _counted(book)
    for row, rule in measured(book):
        for unit in book.units:
            receipt = counted.get(unit.code)
            late = came(book, receipt, rule).late if receipt else None
            claims[unit.code, row.code] = Claim(result=None if late is None else Fraction(late))
    return claims


def _counted(book: Book) -> dict[str, Receipt]:
    """Unit → the scorecard of December that counts."""
    return {one.unit: one for one in book.forms(Stage.YEAREND) if one.status is FileStatus.ACCEPTED}


def wrong_lateness(book: Book, scores: Mapping[Key, Score]) -> Iterator[Finding]:
    """What keeps such a criterion from being scored, and what a person should look at before it is."""
    rules = measured(book)
    if rules and book.settings.deadline is None:
        yield finding(Code.SETTING_MISSING, sheet=settings_sheet.TABLE.sheet, value=DEADLINE)
    there = accepted_units(book) | typed_units(book)
    for row, rule in rules:
        for unit in book.units:
            key = (unit.code, row.code)
            if unit.is_excluded or unit.code not in there or not scores[key].held:
                continue
            if scores[key].is_missing:
                yield from _unknown(book, key, rule)
            else:
                yield from _earlier(book, key, rule)


def _unknown(book: Book, key: Key, rule: Late) -> Iterator[Finding]:
    entry = book.ledger.get(key)
    typed = entry is not None and agreed.figure_of(entry.typed.result) is not None
    if book.settings.deadline is None and not typed:
        return  # told once, for all units
    yield _at(key, Code.LATE_UNKNOWN, word=rule.word, why=_why(book, key[0], typed))


def _why(book: Book, unit: str, typed: bool) -> str:
    if typed:
        return "số đã nhập không phải số nguyên không âm"
    receipt = _counted(book).get(unit)
    if receipt is None:
        return "phiếu giấy"
    return f"thư kèm {receipt.file} không cho biết chắc ngày gửi, hoặc tệp không lấy từ thư"


def _earlier(book: Book, key: Key, rule: Late) -> Iterator[Finding]:
    """A form that was mended after its day, of a unit that had sent one in time."""
    counted, entry = _counted(book).get(key[0]), book.ledger.get(key)
    late = came(book, counted, rule).late if counted else None
    decided = entry is not None and entry.has_agreed
    if counted is None or not late or decided:
        return
    for one in book.forms(Stage.YEAREND):
        if one.unit == key[0] and one.status is FileStatus.SUPERSEDED and came(book, one, rule).late == 0:
            yield _at(key, Code.LATE_AFTER_ONE_IN_TIME, value=f"{late} {rule.word}", name=counted.file,
                      other=one.file)  # fmt: skip
            return


def _at(key: Key, code: Code, value: str = "", **details: object) -> Finding:
    return finding(code, unit=key[0], criterion=key[1], sheet=agreed.TABLE.sheet, row=key,
                   header=agreed.Col.AGREED_RESULT, value=value, details=details)  # fmt: skip


def lateness_said(book: Book, unit: str, criterion: Criterion) -> str:
    """When the form came, in a sentence; empty where the criterion does not ask, or nothing is known."""
    rule, receipt = book.parameters.get(criterion.code), _counted(book).get(unit)
    due = book.settings.deadline
    if criterion.method is not Method.ON_TIME or not isinstance(rule, Late) or receipt is None or due is None:
        return ""
    it = came(book, receipt, rule)
    if it.at is None:
        return ""
    late = "đúng hạn" if it.late == 0 else f"chậm {it.late} {rule.word}"
    how = "chưa rõ đúng hạn hay chậm" if it.late is None else late
    seconds = f":{it.at:%S}" if it.at.second else ""
    return f"Phiếu {it.file} đến lúc {it.at:%H:%M}{seconds} ngày {it.at:%d/%m/%Y}, hạn {due:%d/%m/%Y}: {how}."
