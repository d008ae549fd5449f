"""Phiếu tự chấm: the workbook of one unit, rendered once a cluster and stamped a unit.

All scorecards of a cluster differ in three texts only (code, name, issue number); so the form is
rendered with placeholders, and for each unit only its shared strings are replaced.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from ..domain.scoring.criteria import Criteria
from ..domain.scoring.groups import held_by
from ..domain.scoring.scores import parameters_of
from ..domain.scoring.settings import Settings
from ..domain.scoring.units import Unit
from ..domain.year.deadlines import deadlines_of
from ..domain.year.stages import Stage
from ..sheets.calling import everywhere
from ..sheets.form import check as form_check
from ..sheets.form import identity as form_identity
from ..sheets.form import scores as form_scores
from ..sheets.form import stage_sheets
from ..sheets.form.heading import Identity
from ..sheets.form.reminders import BANNER_TEXT
from ..sheets.form.stage_tables import BOXES
from ..sheets.hidden import GROUP, SCORECARD, STEP, TARGETS, Issued, render_meta, render_versions
from ..workbook.model import Sheet, Workbook
from ..workbook.packed import Packed
from ..workbook.xml_text import escape
from .pattern import Pattern, packed

_STRINGS = "xl/sharedStrings.xml"
_MAIN = "xl/worksheets/sheet3.xml"
"""The part of `MAIN`."""


def issue_id(cluster: str, unit: str, year: int, stage: str, criteria: str, serial: int) -> str:
    """The first 12 hex of SHA-256 of `cluster|unit|year|stage|criteria|serial` (design, 2)."""
    text = f"{cluster}|{unit}|{year}|{stage}|{criteria}|{serial}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def file_name(unit: str, year: int, stage: Stage = Stage.YEAREND) -> str:
    """`Phieu_<mã đơn vị>_<năm>.xlsx`, of other stages `DangKy_…`, `SoKet_…`."""
    return f"{stage.prefix}_{unit}_{year}.xlsx"


def stamped_rounding(settings: Settings) -> dict[str, str]:
    """What `_meta` of a form says of how scores are rounded."""
    return {"digits": str(settings.digits), **({STEP: str(settings.step)} if settings.step else {})}


def render(
    settings: Settings, criteria: Criteria, identity: Identity, issued: str, stage: Stage = Stage.YEAREND,
    targets: str = "", group: str = "",
) -> Workbook:  # fmt: skip
    """One unit's form as it is sent out.

    Args:
        settings: of the cluster.
        criteria: all of the cluster; the form shows those of the group.
        identity: what is stamped on it.
        issued: an ISO date.
        stage: which collection.
        targets: what `_meta` says of stamped ones.
        group: the unit's (Nhóm), where criteria name groups.
    """
    meta = {
        "schema": SCORECARD,
        "cluster": settings.cluster,
        "unit": identity.unit_code,
        "year": str(settings.year),
        "stage": stage.value,
        "criteria": criteria.fingerprint,
        "issued": issued,
        "issue_id": identity.issue_id,
        **stamped_rounding(settings),
        **({TARGETS: targets} if targets else {}),
        **({GROUP: group} if group else {}),
    }
    hidden = [render_meta(meta), render_versions({criteria.fingerprint: criteria.rows})]
    criteria = held_by(criteria, group)
    if stage is not Stage.YEAREND:
        return _of_the_year(settings, criteria, identity, stage, hidden)
    parameters = parameters_of(criteria)
    scores = form_scores.render(criteria, parameters, settings, identity)
    check = form_check.render(criteria, parameters, scores, settings)
    form_scores.put_banner(scores.sheet, str(check.cells[BANNER_TEXT].value))
    sheets = [
        form_identity.render_guide(settings),
        form_identity.render_identity(settings, identity),
        scores.sheet,
        check,
        stage_sheets.render_boxes(stage),
        *hidden,
    ]
    called = _called(sheets, settings, criteria)
    return Workbook(called, f"Phiếu tự chấm điểm thi đua {settings.period_said}")


def _of_the_year(
    settings: Settings, criteria: Criteria, identity: Identity, stage: Stage, hidden: Sequence[Sheet]
) -> Workbook:
    """The form of registration, or of June."""
    parameters = parameters_of(criteria)
    rows = stage_sheets.render_rows(stage, criteria, parameters, settings, identity)
    days = deadlines_of(settings)
    due = days.registration if stage is Stage.REGISTER else days.midyear
    boxes = [stage_sheets.render_boxes(stage)] if BOXES[stage] else []
    sheets = [
        form_identity.render_guide(settings, stage, due),
        form_identity.render_identity(settings, identity, stage),
        rows.sheet,
        stage_sheets.render_items(stage),
        *boxes,
        stage_sheets.render_check(stage, criteria, parameters, rows),
        *hidden,
    ]
    called = _called(sheets, settings, criteria)
    return Workbook(called, f"{stage.shown} thi đua {settings.period_said}")


def _called(sheets: Sequence[Sheet], settings: Settings, criteria: Criteria) -> list[Sheet]:
    """The sheets of a form in the office's own words (Cách gọi); what people typed stays as it is."""
    typed = {
        text for row in criteria for text in (row.text, row.measure, row.number, row.code, row.parameter)
    }
    return [everywhere(sheet, settings.calling, {*settings.given, *typed}) for sheet in sheets]


MAIN = 3
"""Which sheet of a form has its rows (1-based)."""


class Number(NamedTuple):
    """A number stamped into a cell of the rows; it takes the style of the cell `like`, where one is named."""

    value: Decimal
    like: str = ""


def _numbered(sheet: str, numbers: Mapping[str, Number]) -> str:
    """The part of a sheet with these cells filled in. Raises KeyError for one that it lacks."""
    styles = dict(_BLANK.findall(sheet)) if any(one.like for one in numbers.values()) else {}
    waiting = dict(numbers)

    def filled(found: re.Match[str]) -> str:
        cell, style = found.groups()
        number = waiting.pop(cell, None)
        if number is None:
            return found[0]
        return f'<c r="{cell}" s="{styles.get(number.like, style)}"><v>{float(number.value):.16G}</v></c>'

    done = _BLANK.sub(filled, sheet)
    if waiting:
        raise KeyError(sorted(waiting)[0])
    return done


_BLANK = re.compile(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"/>')


NO_NUMBERS: Mapping[str, Number] = MappingProxyType({})
_PLACEHOLDER = Identity("\ue001code\ue001", "\ue002name\ue002", "\ue003issue\ue003")
_ISSUED = "\ue004issued\ue004"
_TARGETS = "\ue005targets\ue005"
_CUT = re.compile("([\ue001-\ue005][a-z]+[\ue001-\ue005])")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A scorecard rendered with placeholders, ready to be stamped with an identity."""

    pattern: Pattern
    strings: tuple[bytes, ...]
    """The shared strings, cut before and after each placeholder."""
    main: str
    """The sheet with the rows, where numbers of the unit may be put."""
    unnumbered: Packed
    """The same sheet as most units have it: without any."""

    def stamped(
        self, identity: Identity, issued: str, numbers: Mapping[str, Number] = NO_NUMBERS, targets: str = ""
    ) -> bytes:
        """The package of one unit's form: `numbers` by cells of its rows, `targets` as `_meta` keeps them."""
        said = {
            _PLACEHOLDER.unit_code: identity.unit_code,
            _PLACEHOLDER.unit_name: identity.unit_name,
            _PLACEHOLDER.issue_id: identity.issue_id,
            _ISSUED: issued,
            _TARGETS: targets,
        }
        values = {name.encode(): escape(value).encode() for name, value in said.items()}
        text = b"".join(values.get(piece, piece) for piece in self.strings)
        main = packed(_numbered(self.main, numbers).encode()) if numbers else self.unnumbered
        return self.pattern.package([packed(text), main])


def stamp_of(
    settings: Settings, criteria: Criteria, created: datetime.datetime, stage: Stage = Stage.YEAREND,
    with_targets: bool = False, group: str = "", sized: str = "",
) -> Stamp:  # fmt: skip
    """The form of this cluster, year and stage for the units of a group, rendered once.

    `sized` is a text as long as the units' names, where they are long (`heading.as_long`).
    """
    from ..workbook.write import to_parts  # only who issues waits for XlsxWriter

    targets, named = _TARGETS if with_targets else "", _PLACEHOLDER._replace(sized=sized)
    parts = to_parts(render(settings, criteria, named, _ISSUED, stage, targets, group), created)
    strings, main = parts.pop(_STRINGS).decode(), parts.pop(_MAIN)
    pieces = tuple(piece.encode() for piece in _CUT.split(strings))
    return Stamp(Pattern(parts, (_STRINGS, _MAIN)), pieces, main.decode(), packed(main))


def plan_issue(
    settings: Settings,
    criteria: Criteria,
    units: Iterable[Unit],
    issued: Sequence[Issued],
    today: str,
    stage: Stage = Stage.YEAREND,
) -> Iterator[tuple[Unit, Issued, bool]]:
    """For each unit the issue that stands for it, and whether it is new.

    A unit whose last form was made from these very criteria keeps that issue: issuing again gives
    the same file.
    """
    for unit in units:
        former = [line for line in issued if line.unit == unit.code and line.stage == stage]
        if former and former[-1].criteria == criteria.fingerprint:
            yield unit, former[-1], False
            continue
        serial = len(former) + 1
        mark = issue_id(settings.cluster, unit.code, settings.year, stage.value, criteria.fingerprint, serial)
        yield unit, Issued(mark, unit.code, stage.value, criteria.fingerprint, today), True


def identity_of(unit: Unit, line: Issued) -> Identity:
    """What is stamped on the unit's scorecard."""
    return Identity(unit.code, unit.name, line.issue_id)


def blank_identity() -> Identity:
    """The sample form's: an invented unit."""
    return _PLACEHOLDER._replace(unit_code="MAU", unit_name="Đơn vị mẫu", issue_id="0" * 12)
