"""A cluster of any size with filled scorecards, made fast: the benchmarks' only data, all of it invented.

Forms are stamped and then filled in the XML of the sheet `Tự chấm`, as a unit's Excel would leave it
(numbers, texts as shared strings, formulas with new results), because openpyxl takes 30 ms a form.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from thidua_xl import clock
from thidua_xl.cluster.acts import new_book
from thidua_xl.cluster.book import Book
from thidua_xl.domain.scoring.criteria import (
    COMPUTED_FOR_CLUSTER,
    Criteria,
    Criterion,
    Method,
    RowKind,
    Scorer,
)
from thidua_xl.domain.scoring.groups import grouping_of
from thidua_xl.domain.scoring.rules import suggest
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.domain.values.numbers import Rounding, stored
from thidua_xl.scorecard.stamp import file_name, identity_of, plan_issue, stamp_of
from thidua_xl.sheets.form.identity import TABLE as IDENTITY
from thidua_xl.sheets.form.reminders import open_cells
from thidua_xl.sheets.form.scores import TABLE
from thidua_xl.workbook.addresses import address

YEAR = 2025
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LAST = {RowKind.BONUS: 3, RowKind.PENALTY: 2}


def criteria(number: int) -> Criteria:
    """So many scored criteria: the sample's own, repeated, in at most ten sections, all ten rules among them."""
    scored = new_book.sample_cluster(YEAR).criteria.scored
    rows: list[Criterion] = []
    plain = cycle([row for row in scored if row.kind is RowKind.CRITERION])
    inside = max(1, -(-(number - sum(_LAST.values())) // 8))
    left = number - sum(_LAST.values())
    for roman in _ROMAN[:8]:
        rows += _section(roman, islice(plain, max(0, min(inside, left))))
        left -= inside
    for roman, (kind, most) in zip(_ROMAN[8:], _LAST.items(), strict=True):
        rows += _section(roman, islice((row for row in scored if row.kind is kind), most))
    whole = Criteria(tuple(rows))
    grouping = grouping_of(whole, digits=2)
    sums = {row.code: grouping.section_maximum(row.code) for row in whole.sections}
    return Criteria(tuple(replace(row, max_points=sums[row.code]) if row.is_section else row for row in rows))


def _section(roman: str, inside: Iterator[Criterion]) -> list[Criterion]:
    rows = [replace(row, code=f"{roman}.{at}", number=str(at)) for at, row in enumerate(inside, start=1)]
    return [Criterion(roman, roman, f"MỤC {roman}", RowKind.SECTION), *rows] if rows else []


def book(units: int, scored: int) -> Book:
    """A cluster book that has issued its scorecards and received nothing."""
    members = [Unit(f"X{at:04}", f"Xã Thử nghiệm {at}") for at in range(1, units + 1)]
    table = criteria(scored)
    made = Book(_settings(members[0].code), members, table, parameters_of(table))
    made.issued = [line for _, line, _ in plan_issue(made.settings, table, members, (), "2025-11-01")]
    made.versions = {table.fingerprint: table}
    return made


def _settings(head: str) -> Settings:
    return replace(new_book.sample_cluster(YEAR).settings, head=head, deputy="", year=YEAR)


# --- what a unit fills in ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one row of a filled form."""

    target: float | None = None
    result: float | str | None = None
    score: float | None = None
    hint: float | None = None
    """The stored result of `Điểm gợi ý`."""
    evidence: str = ""
    reason: str = ""


def entries(table: Criteria, digits: int, seed: str) -> dict[str, Entry]:
    """Plausible values for every criterion: mostly the rule's own score, a few others, a few faults."""
    random = Random(seed)
    parameters = parameters_of(table)
    filled: dict[str, Entry] = {}
    for row in table.scored:
        may = open_cells(row, parameters[row.code])
        passed = random.random() < 0.95 if row.method is Method.PASS_FAIL else None
        target = float(random.choice((20, 50, 80, 95, 100, 120, 1250.5))) if may.target else None
        result = _result(row, target, random) if may.result and passed is None else None
        points = suggest(
            row, parameters[row.code], _exact(target), _exact(result), passed, Rounding(digits)
        ).points
        hint = None if points is None or row.method in COMPUTED_FOR_CLUSTER else stored(points)
        score = _score(row, hint, random) if may.score else None
        words = {True: "Đạt", False: "Không đạt"}
        filled[row.code] = Entry(
            target, result if passed is None else words[passed], score, hint, _evidence(row, random),
            "Số liệu đã đối chiếu với cơ quan chuyên môn cấp trên" if random.random() < 0.15 else "",
        )  # fmt: skip
    return filled


def _exact(number: float | None) -> Fraction | None:
    return None if number is None else Fraction(str(number))


def _result(row: Criterion, target: float | None, random: Random) -> float:
    if target is None:
        return float(random.randint(0, 3)) if "lần" in row.parameter else float(random.randint(1, 100))
    return round(target * random.uniform(0.7, 1.25), 1)


def _score(row: Criterion, hint: float | None, random: Random) -> float | None:
    """Blank once in 300 rows, above the maximum once in 500, off the rule once in 30."""
    if random.random() < 1 / 300:
        return None
    maximum = stored(row.max_points)
    if random.random() < 1 / 500:
        return maximum + 1
    if hint is None:
        return round(maximum * random.uniform(0.8, 1), 1)
    off = row.method is not Method.PASS_FAIL and random.random() < 1 / 30
    return round(hint * random.uniform(0.9, 1), 1) if off else hint


def _evidence(row: Criterion, random: Random) -> str:
    if row.scorer is Scorer.HEAD or random.random() < 0.05:
        return ""
    return f"Báo cáo số {random.randint(10, 400)}/BC-UBND ngày {random.randint(1, 28):02}/11/{YEAR}"


# --- filling the package ----------------------------------------------------------------------

_SIGNED, _SHEET, _STRINGS = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"
_CELL = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")?(?: t="\w+")?(?:/>|>(.*?)</c>)', re.S)


class _Filling:
    """The cells of one form to come, with their texts as further shared strings."""

    def __init__(self, strings: str) -> None:
        self._first = strings.count("<si>")
        self._strings = strings
        self._added: dict[str, int] = {}
        self.cells: dict[str, str] = {}

    def put(self, row: int, header: str, value: float | str | None) -> None:
        """A value for a cell; what is blank leaves the cell as it was issued."""
        at = address(row, TABLE.home[header])
        if isinstance(value, str) and value:
            number = self._added.setdefault(value, self._first + len(self._added))
            self.cells[at] = f' t="s">@<v>{number}</v>'
        elif isinstance(value, float):
            self.cells[at] = f">@<v>{value:.15g}</v>"

    def signed(self, xml: str) -> str:
        """The unit's sheet with who filled the form in, and when, in the rows that are still blank."""
        values = iter(("Lê Thị Mai", "Chuyên viên", "0912 345 678", "xa@coquan.example", "20/12/2025"))
        blank = re.compile(r'<c r="(B\d+)"( s="\d+")/>')

        def fill(match: re.Match[str]) -> str:
            value = next(values, None) if int(match[1][1:]) > IDENTITY.header_row + 1 else None
            if value is None:
                return match[0]
            number = self._added.setdefault(value, self._first + len(self._added))
            return f'<c r="{match[1]}"{match[2]} t="s"><v>{number}</v></c>'

        return blank.sub(fill, xml)

    def sheet(self, xml: str) -> str:
        """The sheet with the values in; a formula keeps its text and gets a new result."""
        return _CELL.sub(self._cell, xml)

    def _cell(self, match: re.Match[str]) -> str:
        value = self.cells.get(match[1])
        if value is None:
            return match[0]
        formula = re.match(r"<f>.*?</f>", match[3] or "", re.S)
        return f'<c r="{match[1]}"{match[2] or ""}{value.replace("@", formula[0] if formula else "")}</c>'

    def strings(self) -> str:
        """The shared strings with the new ones after them."""
        more = "".join(f"<si><t>{escape(text)}</t></si>" for text in self._added)
        text = self._strings.replace("</sst>", more + "</sst>")
        total = self._first + len(self._added)
        return re.sub(
            r'count="\d+" uniqueCount="\d+"', f'count="{total * 3}" uniqueCount="{total}"', text, count=1
        )


def filled(form: bytes, table: Criteria, values: Mapping[str, Entry]) -> bytes:
    """An issued form as the unit sends it back."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(form)) as issued,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as sent,
    ):
        filling = _Filling(issued.read(_STRINGS).decode())
        _fill(filling, table, values)
        changed = {_SHEET: filling.sheet(issued.read(_SHEET).decode()),
                   _SIGNED: filling.signed(issued.read(_SIGNED).decode())}  # fmt: skip
        changed[_STRINGS] = filling.strings()
        for name in issued.namelist():
            sent.writestr(name, changed[name] if name in changed else issued.read(name))
    return buffer.getvalue()


def _fill(filling: _Filling, table: Criteria, values: Mapping[str, Entry]) -> None:
    total = 0.0
    for at, row in zip(count(TABLE.header_row + 1), table, strict=False):
        if row.is_section:
            continue
        entry = values[row.code]
        filling.put(at, "Chỉ tiêu", entry.target)
        filling.put(at, "Kết quả", entry.result)
        filling.put(at, "Điểm gợi ý", entry.hint)
        filling.put(at, "Điểm tự chấm", entry.score)
        filling.put(at, "Minh chứng", entry.evidence)
        filling.put(at, "Giải trình", entry.reason)
        total += (entry.score or 0) * (-1 if row.is_penalty else 1)
    filling.put(TABLE.header_row + 1 + len(table), "Điểm tự chấm", round(total, 2))


def write_forms(of: Book, folder: Path) -> None:
    """Every unit's filled form, into the folder."""
    stamp = stamp_of(of.settings, of.criteria, clock.now())
    folder.mkdir(parents=True, exist_ok=True)
    for unit, line in zip(of.units, of.issued, strict=True):
        form = stamp.stamped(identity_of(unit, line), line.issued)
        values = entries(of.criteria, of.settings.digits, unit.code)
        (folder / file_name(unit.code, YEAR)).write_bytes(filled(form, of.criteria, values))


def write_book(of: Book, path: Path) -> None:
    """The book as `issue` leaves it."""
    path.write_bytes(new_book.package_of(of))
