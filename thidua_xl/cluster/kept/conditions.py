"""`Điều kiện`: its rows as the rules that they are, and what of them nobody understands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ...domain.ranking.conditions import NOBODY, OF_SHARES, Condition, Demand, Known
from ...domain.ranking.dates import DEADLINE
from ...domain.scoring.criteria import Criteria, Criterion, RowKind, code_of
from ...domain.values.catalogue import Code
from ...domain.values.cells import RawCell, as_text, is_blank
from ...domain.values.choices import chosen
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import Reading, read_number
from ...domain.values.numbers import as_fraction
from ...domain.values.shown import read_doubt
from ...domain.values.text import fold
from ...sheets.cluster.conditions import LOOK, TABLE, Col
from ...sheets.kept import KeptRow, Line, Look
from ..book import Book
from . import consequences
from .kept_sheet import KeptSheet, rows_of
from .typed_cells import codes_in, rounded_cell

_MEAN = re.compile(r"(.+?) ?% ?(?:của )?trung bình(?: của)? (?:cụm|khối)")
_EXAMPLES = {Demand.TOTAL: "800 hoặc 30% trung bình cụm"} | dict.fromkeys(OF_SHARES, "50")
_MOST, _MOST_OF_MEAN = Decimal(100), Decimal(1000)
"""Per cent: a comma before three digits can only be a decimal one."""


@dataclass(slots=True)
class _Read:
    """A row as far as it is understood: the rule, or what is wrong with it."""

    rule: Condition | None = None
    wrong: list[Finding] = field(default_factory=list)


def conditions_of(book: Book) -> tuple[list[Condition], list[str]]:
    """The rules of all rows that are understood, and the names of the others."""
    read = rows_read(book)
    unread = [row.text(Col.DEMAND) or "(trống)" for row, rule in read if rule is None]
    return [rule for _, rule in read if rule is not None], unread


def rows_read(book: Book) -> list[tuple[KeptRow, Condition | None]]:
    """Every row with its rule, as far as it is understood."""
    return [(row, _read(book, row).rule) for row in rows_of(book, TABLE)]


def wrong(book: Book) -> Iterator[Finding]:
    """Words, codes and values that nobody understands: their rows keep the result open."""
    for row in rows_of(book, TABLE):
        yield from _read(book, row).wrong
        yield from rounded_cell(row, TABLE, Col.VALUE)


def _read(book: Book, row: KeptRow) -> _Read:
    done = _Read()
    word = chosen(row.text(Col.DEMAND), [one.value for one in Demand])
    if word is None:
        done.wrong.append(_unknown(row, Col.DEMAND, row.text(Col.DEMAND), [one.value for one in Demand]))
        return done
    demand = Demand(word)
    codes = list(_codes(book.criteria, row, demand, done.wrong))
    least, of_mean = _least(row, demand, done.wrong)
    known = _known(book, row, done.wrong) if demand is Demand.ON_TIME else NOBODY
    done.wrong += consequences.wrong(book, row, TABLE, Col.CONSEQUENCE)
    found = consequences.read(row, Col.CONSEQUENCE)
    if found and not done.wrong:
        source = row.text(Col.SOURCE).rstrip(" .")
        done.rule = Condition(demand, found, tuple(codes), least, of_mean, source, row.key, known)
    return done


def _unknown(row: KeptRow, header: str, typed: str, allowed: list[str]) -> Finding:
    return finding(Code.RULE_UNKNOWN, sheet=TABLE.sheet, **row.spot(header), value=typed, name=header.lower(),
                   allowed=" · ".join(allowed))  # fmt: skip


# --- codes -----------------------------------------------------------------------------------------


def _codes(criteria: Criteria, row: KeptRow, demand: Demand, wrong: list[Finding]) -> Iterator[str]:
    """The codes as `Tiêu chí` spells them; each that the demand cannot ask for is told."""
    spelt = {fold(one.code): one.code for one in criteria}
    for typed in codes_in(row, Col.CODES):
        code = spelt.get(fold(typed), "")
        why = "không có ở trang Tiêu chí" if not code else _unfit(criteria, code, demand)
        if why:
            wrong.append(_value(row, Col.CODES, typed, demand, why, "II; III.2, hoặc để trống"))
        else:
            yield code


def _unfit(criteria: Criteria, code: str, demand: Demand) -> str:
    """Why a demand cannot be about a code; empty where it can."""
    one = criteria.by_code[code]
    if one.is_condition:
        return "là dòng Điều kiện, không có điểm"
    if (
        demand is Demand.TOTAL
        and one.is_section
        and not any(r.code.startswith(f"{code}.") for r in criteria.scored)
    ):
        return "là Mục không có dòng nào có điểm"
    if demand in (Demand.ON_TIME, Demand.NO_VIOLATION):
        return "điều kiện này không xét theo tiêu chí, mục"
    if demand is Demand.SECTIONS and not (one.is_section and criteria.below(code)):
        return "không phải Mục có điểm"
    if demand in (Demand.CRITERIA, Demand.NO_ZERO) and not (criteria.below(code) or _bears_points(one)):
        return "không phải Tiêu chí, cũng không phải Mục có tiêu chí"
    return ""


def _bears_points(one: Criterion) -> bool:
    return one.kind is RowKind.CRITERION


# --- the value -------------------------------------------------------------------------------------


def _value(row: KeptRow, header: str, typed: str, demand: Demand, why: str, example: str) -> Finding:
    return finding(Code.CONDITION_VALUE, sheet=TABLE.sheet, **row.spot(header), value=typed, name=demand.value, why=why,
                   example=example)  # fmt: skip


def _least(row: KeptRow, demand: Demand, wrong: list[Finding]) -> tuple[Fraction, bool]:
    """The value of a demand, and whether it is a percentage of the mean."""
    raw, typed = row.raw(Col.VALUE), row.text(Col.VALUE)
    if demand not in _EXAMPLES:
        if typed and demand is not Demand.ON_TIME:
            wrong.append(_value(row, Col.VALUE, typed, demand, "điều kiện này không có giá trị", "để trống"))
        return Fraction(0), False
    mean = _MEAN.fullmatch(fold(typed)) if demand is Demand.TOTAL else None
    reading = read_number(mean[1], limit=_MOST_OF_MEAN) if mean else _number(raw, percent=demand in OF_SHARES)
    why = _unusable(reading, demand, of_mean=bool(mean))
    if why or reading.number is None:
        wrong.append(_value(row, Col.VALUE, typed, demand, why, _EXAMPLES[demand]))
        return Fraction(0), False
    return as_fraction(reading.number), bool(mean)


_SAID = re.compile(r"(đúng hạn|trễ)(?: hạn)? ?: ?(.*\S)")
_OTHERS = "khác"
_EXAMPLE_KNOWN = "trễ: AN, BH; đúng hạn: khác"


def _known(book: Book, row: KeptRow, wrong: list[Finding]) -> Known:
    """Who is known to have sent in time or late: `trễ: AN, BH; đúng hạn: khác`."""
    if book.settings.deadline is None:
        wrong.append(_value(row, Col.DEMAND, row.text(Col.DEMAND), Demand.ON_TIME, f"trang Cụm chưa ghi mục {DEADLINE}",
                            f"ngày ở mục {DEADLINE}"))  # fmt: skip
    typed = row.text(Col.VALUE)
    said: dict[bool, set[str]] = {True: set(), False: set()}
    for part in filter(None, (piece.strip() for piece in typed.split(";"))):
        match = _SAID.fullmatch(fold(part))
        codes = {code_of(code) for code in match[2].split(",")} if match else {""}
        if match:
            said[match[1] != "trễ"] |= codes
        unknown = codes - _spelt(book).keys() - {_OTHERS}
        if unknown:
            why = f"không hiểu “{part}”" if not match else f"không có đơn vị {', '.join(sorted(unknown))}"
            wrong.append(_value(row, Col.VALUE, typed, Demand.ON_TIME, why, _EXAMPLE_KNOWN))
    if said[True] & said[False]:
        wrong.append(_value(row, Col.VALUE, typed, Demand.ON_TIME, "ghi cả đúng hạn và trễ", _EXAMPLE_KNOWN))
    others = [in_time for in_time, codes in said.items() if _OTHERS in codes]
    in_time, late = (
        frozenset(_spelt(book).get(code, "") for code in said[word]) - {""} for word in (True, False)
    )
    return Known(in_time, late, others[0] if others else None)


def _spelt(book: Book) -> dict[str, str]:
    return {fold(unit.code): unit.code for unit in book.units}


def _number(raw: RawCell, *, percent: bool) -> Reading:
    """The number as it is seen: 0.5 that shows 50% is 50 where per cents are asked for."""
    doubt = read_doubt(raw) if isinstance(raw, str) else None
    if doubt is not None and doubt.percent is not None and percent:
        return Reading(doubt.percent)
    text = as_text(raw)
    if percent:
        return read_number(text.rstrip(" %") if isinstance(raw, str) else raw, limit=_MOST)
    return read_number(raw)


def _unusable(reading: Reading, demand: Demand, *, of_mean: bool) -> str:
    """Why a number cannot be the value; empty where it can."""
    number = reading.number
    if number is None:
        return "để trống" if reading.blank else "không phải số đọc được chắc chắn"
    if of_mean and number > _MOST_OF_MEAN:
        return f"không quá {_MOST_OF_MEAN} %"
    if number < 0 or (number == 0 and (of_mean or demand in OF_SHARES)):
        return "phải lớn hơn 0"
    if demand in OF_SHARES and number > _MOST:
        return f"không quá {_MOST} %"
    return ""


def _lines(book: Book) -> list[Line]:
    return [Line(_as_seen(row), row) for row in rows_of(book, TABLE)]


def _as_seen(row: KeptRow) -> dict[str, object]:
    """A share that was typed into a cell of per cents stands in the book as it is seen."""
    raw = row.raw(Col.VALUE)
    doubt = read_doubt(raw) if isinstance(raw, str) and not is_blank(raw) else None
    return {Col.VALUE: doubt.shown} if doubt is not None and doubt.percent is not None else {}


def value_typed(row: KeptRow) -> str:
    """`Giá trị` of a row as it is seen."""
    return as_text(_as_seen(row).get(Col.VALUE, row.text(Col.VALUE)))


def _look(book: Book) -> Look:
    return consequences.offering(book, LOOK, Col.CONSEQUENCE)


SHEET = KeptSheet(TABLE, _lines, _look, wrong)
