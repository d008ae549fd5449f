"""Phiếu tự chấm: the workbook of one unit, rendered once a cluster and stamped a unit.

All scorecards of a cluster differ in three texts only (code, name, issue number); so the form is
rendered with placeholders, and for each unit only its shared strings are replaced.
"""

import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..domain.scoring.criteria import Criteria
from ..domain.scoring.scores import parameters_of
from ..domain.scoring.settings import Settings
from ..domain.scoring.units import Unit
from ..sheets.form import check as form_check
from ..sheets.form import identity as form_identity
from ..sheets.form import scores as form_scores
from ..sheets.form.reminders import BANNER_TEXT
from ..sheets.form.scores import Identity
from ..sheets.hidden import SCORECARD, Issued, render_meta, render_versions
from ..workbook.model import Workbook
from ..workbook.xml_text import escape

STAGE = "year-end"
_STRINGS = "xl/sharedStrings.xml"
_FIXED = (1980, 1, 1, 0, 0, 0)


def issue_id(cluster: str, unit: str, year: int, stage: str, criteria: str, serial: int) -> str:
    """The first 12 hex of SHA-256 of `cluster|unit|year|stage|criteria|serial` (design, 2)."""
    text = f"{cluster}|{unit}|{year}|{stage}|{criteria}|{serial}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def file_name(unit: str, year: int) -> str:
    """`Phieu_<mã đơn vị>_<năm>.xlsx`."""
    return f"Phieu_{unit}_{year}.xlsx"


def render(settings: Settings, criteria: Criteria, identity: Identity, issued: str) -> Workbook:
    """One unit's scorecard as it is sent out. `issued` is an ISO date."""
    parameters = parameters_of(criteria)
    scores = form_scores.render(criteria, parameters, settings, identity)
    meta = {
        "schema": SCORECARD,
        "cluster": settings.cluster,
        "unit": identity.unit_code,
        "year": str(settings.year),
        "stage": STAGE,
        "criteria": criteria.fingerprint,
        "issued": issued,
        "issue_id": identity.issue_id,
        "digits": str(settings.digits),
    }
    check = form_check.render(criteria, parameters, scores, settings.digits)
    form_scores.put_banner(scores.sheet, str(check.cells[BANNER_TEXT].value))
    sheets = [
        form_identity.render_guide(settings),
        form_identity.render_identity(settings, identity),
        scores.sheet,
        check,
        render_meta(meta),
        render_versions({criteria.fingerprint: criteria.rows}),
    ]
    return Workbook(sheets, f"Phiếu tự chấm điểm thi đua {settings.period_said}")


_PLACEHOLDER = Identity("\ue001code\ue001", "\ue002name\ue002", "\ue003issue\ue003")
_ISSUED = "\ue004issued\ue004"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A scorecard rendered with placeholders, ready to be stamped with an identity."""

    rest: bytes
    strings: str

    def stamped(self, identity: Identity, issued: str) -> bytes:
        """The package of one unit's scorecard."""
        text = self.strings
        for placeholder, value in (
            (_PLACEHOLDER.unit_code, identity.unit_code),
            (_PLACEHOLDER.unit_name, identity.unit_name),
            (_PLACEHOLDER.issue_id, identity.issue_id),
            (_ISSUED, issued),
        ):
            text = text.replace(placeholder, escape(value))
        buffer = io.BytesIO(self.rest)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(zipfile.ZipInfo(_STRINGS, _FIXED), text.encode(), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def stamp_of(settings: Settings, criteria: Criteria, created: datetime.datetime) -> Stamp:
    """The form of this cluster and year, rendered once."""
    from ..workbook.write import to_parts  # only who issues waits for XlsxWriter

    parts = to_parts(render(settings, criteria, _PLACEHOLDER, _ISSUED), created)
    strings = parts.pop(_STRINGS).decode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as rest:
        for name, data in parts.items():
            rest.writestr(zipfile.ZipInfo(name, _FIXED), data, zipfile.ZIP_DEFLATED)
    return Stamp(buffer.getvalue(), strings)


def plan_issue(
    settings: Settings, criteria: Criteria, units: Iterable[Unit], issued: Sequence[Issued], today: str
) -> Iterator[tuple[Unit, Issued, bool]]:
    """For each unit the issue that stands for it, and whether it is new.

    A unit whose last form was made from these very criteria keeps that issue: issuing again gives
    the same file.
    """
    for unit in units:
        former = [line for line in issued if line.unit == unit.code and line.stage == STAGE]
        if former and former[-1].criteria == criteria.fingerprint:
            yield unit, former[-1], False
            continue
        serial = len(former) + 1
        mark = issue_id(settings.cluster, unit.code, settings.year, STAGE, criteria.fingerprint, serial)
        yield unit, Issued(mark, unit.code, STAGE, criteria.fingerprint, today), True


def identity_of(unit: Unit, line: Issued) -> Identity:
    """What is stamped on the unit's scorecard."""
    return Identity(unit.code, unit.name, line.issue_id)


def blank_identity() -> Identity:
    """The sample form's: an invented unit."""
    return replace(_PLACEHOLDER, unit_code="MAU", unit_name="Đơn vị mẫu", issue_id="0" * 12)
