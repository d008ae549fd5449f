"""Papers of June: the report on six months and the minutes of the meeting that looks at them (HD 1302, I.2.4, II.1)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ...documents.tables import Raw, Row
from ...domain.scoring.criteria import Criterion
from ...domain.scoring.scores import Key
from ...domain.scoring.units import Unit
from ...domain.values.numbers import shown_number
from ...domain.values.said import count_said
from ...domain.year.deadlines import deadlines_of
from ...domain.year.duties import MIDYEAR
from ...domain.year.papers import MIDYEAR_MINUTES, MIDYEAR_REPORT
from ...domain.year.stages import Stage
from ...sheets.cluster.midyear import Col
from ...sheets.cluster.own_words import Col as BoxCol
from ...sheets.kept import Line
from ..book import Book
from ..kept import covenant
from ..kept.by_criterion import figure
from .by_unit import with_sections
from .common import attached_to, dated
from .meetings import day_of_meeting, meeting_values
from .paper import Facts, Paper, Values
from .wide_table import by_unit, in_groups
from .year_items import (
    activities_of,
    behind,
    changes_of_criteria,
    halfway,
    is_reported,
    models_of,
    movements_of,
    progress_table,
    quoted,
    registered,
    registered_on,
    troubles,
)

_NOT_REPORTED = "–"


def _looked_back(facts: Facts) -> date:
    """The last day that the papers of June speak of: that of the meeting, else the last one that there may be."""
    last = day_of_meeting(facts.book, MIDYEAR) or deadlines_of(facts.book.settings).midyear
    return last or facts.today


# --- the report ---------------------------------------------------------------------------------


def _report(facts: Facts, part: str) -> Values:
    del part
    book, last = facts.book, _looked_back(facts)
    lines = halfway(book)
    known = lines if is_reported(lines) else []
    return {
        **_registered(book),
        **_common_to_both(book, lines),
        "phong_trao": movements_of(book),
        "danh_gia": quoted(book, Stage.MIDYEAR, BoxCol.ASSESSMENT),
        "hoat_dong": activities_of(book, lambda day: day <= last),
        "sap_toi": activities_of(book, lambda day: day > last),
        "han_che": quoted(book, Stage.MIDYEAR, BoxCol.SHORTCOMINGS),
        "nhiem_vu": quoted(book, Stage.MIDYEAR, BoxCol.NEXT),
        "kien_nghi": troubles(book),
        "khoi": list(_blocks(book, known)),
        "kem_theo": attached_to(facts, "Báo cáo", MIDYEAR_REPORT),
    }


def _common_to_both(book: Book, lines: Sequence[Line]) -> Values:
    """What report and minutes tell alike."""
    models = models_of(book)
    known = lines if is_reported(lines) else []
    return {
        "tien_do": progress_table(book, known) if known else [],
        "cham": behind(book, known),
        "mo_hinh": models,
        "tham_quan": [one for one in models if one["tham_quan"]],
        "thay_doi": changes_of_criteria(book),
        "moc": {
            "cham": shown_number(book.settings.milestones.behind),
            "vuot": shown_number(book.settings.milestones.ahead),
        },
    }


def _registered(book: Book) -> Values:
    codes, days, done = registered(book), registered_on(book), covenant.signed(book)
    missing = [unit.name for unit in book.units if unit.code not in codes]
    return {
        "so_don_vi": count_said(len(book.units), "đơn vị"),
        "da_dang_ky": count_said(len(codes)) if codes else None,
        "chua_dang_ky": ", ".join(missing) if codes else "",
        "ngay_dang_ky": _between(days),
        "da_ky_giao_uoc": done is not None,
        "ngay_giao_uoc": dated(done.day) if done and done.day else "",
    }


def _between(days: Sequence[date]) -> str:
    """`từ ngày … đến ngày …`, one day as one; empty where none is known."""
    if not days:
        return ""
    first, last = dated(days[0]), dated(days[-1])
    return first if first == last else f"từ {first} đến {last}"


def _blocks(book: Book, lines: Sequence[Line]) -> Iterator[Values]:
    """Results of every unit, criteria as rows; nothing where nobody has reported."""
    by_key = {(str(line.values[Col.UNIT]), str(line.values[Col.CRITERION])): line for line in lines}
    groups = list(in_groups(book.units)) if by_key else []
    for at, units in enumerate(groups, start=1):
        yield {"tt": at, "trong": len(groups), "bang": _results(book, units, by_key)}


def _results(book: Book, units: Sequence[Unit], lines: dict[Key, Line]) -> Raw:
    told = {code for _, code in lines}
    chosen = [criterion for criterion in book.criteria.scored if criterion.code in told]
    rows = [_row(one, units, lines) for one in with_sections(book.criteria, chosen)]
    return by_unit(units, rows, "ĐVT")


def _row(criterion: Criterion, units: Sequence[Unit], lines: dict[Key, Line]) -> Row:
    own = (criterion.printed_number, criterion.text)
    if criterion.is_section:
        return Row([*own, "", *("" for _ in units)], bold=True)
    results = (_result(lines.get((unit.code, criterion.code))) for unit in units)
    return Row([*own, criterion.measure, *results])


def _result(line: Line | None) -> str:
    """`2.808` and below it `54 %`; a dash where nobody reported: that is not 0."""
    number = figure(line.was, Col.RESULT).number if line else None
    if line is None or number is None:
        return _NOT_REPORTED
    percent = line.values.get(Col.PERCENT)
    share = f"\n{shown_number(Decimal(str(percent)).normalize())}\u00a0%" if percent is not None else ""
    return f"{shown_number(number)}{share}"


def _lacks(facts: Facts, part: str) -> str:
    del part
    return "" if is_reported(halfway(facts.book)) else "chưa có số liệu Sơ kết"


# --- the minutes --------------------------------------------------------------------------------


def _minutes(facts: Facts, part: str) -> Values:
    del part
    book = facts.book
    return {
        **meeting_values(facts, MIDYEAR),
        **_common_to_both(book, halfway(book)),
        "da_hop": _was_held(facts),
    }


def _was_held(facts: Facts) -> bool:
    """Whether the meeting took place: its day has come, or somebody said who came or what was said there."""
    day, values = day_of_meeting(facts.book, MIDYEAR), meeting_values(facts, MIDYEAR)
    return (day is not None and day <= facts.today) or any(
        values[name] for name in ("so_co_mat", "dien_bien", "ket_luan")
    )


def _minutes_lacks(facts: Facts, part: str) -> str:
    lacking = list(
        filter(None, (_lacks(facts, part), "" if day_of_meeting(facts.book, MIDYEAR) else "chưa có ngày họp"))
    )
    return "; ".join(lacking)


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(MIDYEAR_REPORT, "BC", _report, lacks=_lacks),
    Paper(MIDYEAR_MINUTES, "BB", _minutes, lacks=_minutes_lacks),
)
