"""What reports tell of a year's work: registrations, movements, activities, models, what units say themselves."""

from collections.abc import Sequence
from datetime import date

from ...domain.scoring.criteria import code_of
from ...domain.values.calling import called
from ...domain.values.cells import is_blank
from ...domain.values.choices import chosen
from ...domain.values.said import count_said
from ...domain.year.stages import Stage, read_stage
from ...sheets.cluster import activities, criteria_changes, midyear, models, movements, own_words
from ...sheets.kept import KeptRow
from ..book import Book
from ..kept.kept_sheet import rows_of
from ..kept.stage_rows import units_of_stage
from ..kept.typed_cells import codes_in
from .common import dated, paragraphs_of, unit_name
from .paper import Facts, Values

_EVERYBODY = activities.ALL


def units_that_sent(facts: Facts, stage: Stage) -> Values:
    """How many units sent what a stage asks for, by name who did not."""
    book = facts.book
    sent = units_of_stage(book, stage)
    missing = [unit.name for unit in book.units if unit.code not in sent]
    return {"da_gui": count_said(len(sent)), "tong_so": count_said(len(book.units)), "chua_gui": missing}


def movements_of(facts: Facts) -> list[Values]:
    """Every movement by its name: how many units, which, aim, when it was launched and concluded."""
    col = movements.Col
    rows = [row for row in rows_of(facts.book, movements.TABLE) if row.text(col.NAME)]
    by_name: dict[str, list[KeptRow]] = {}
    for row in rows:
        by_name.setdefault(row.text(col.NAME).casefold(), []).append(row)
    return [_movement(facts.book, same) for same in by_name.values()]


def _movement(book: Book, same: Sequence[KeptRow]) -> Values:
    col = movements.Col
    units = list(dict.fromkeys(code_of(row.text(col.UNIT)) for row in same))
    return {
        "ten": same[0].text(col.NAME),
        "so_don_vi": count_said(len(units)),
        "don_vi": [unit_name(book, code) for code in units],
        "muc_tieu": _first(same, col.AIM),
        "phat_dong": _first(same, col.LAUNCHED),
        "tong_ket": _first(same, col.CONCLUDED),
    }


def _first(rows: Sequence[KeptRow], header: str) -> str:
    return next(filter(None, (row.text(header) for row in rows)), "")


def activities_until(facts: Facts, last: date | None = None) -> list[Values]:
    """The cluster's activities up to a day, those without a day among them; all of them for none."""
    col = activities.Col
    rows = [row for row in rows_of(facts.book, activities.TABLE) if row.text(col.WHAT)]
    return [
        _activity(facts.book, row) for row in rows
        if last is None or (day := row.day(col.DAY)) is None or day <= last
    ]  # fmt: skip


def activities_after(facts: Facts, first: date) -> list[Values]:
    """Those that are planned for after a day."""
    col = activities.Col
    rows = [row for row in rows_of(facts.book, activities.TABLE) if row.text(col.WHAT)]
    return [_activity(facts.book, row) for row in rows if (day := row.day(col.DAY)) and day > first]


def _activity(book: Book, row: KeptRow) -> Values:
    col = activities.Col
    calling = book.settings.calling
    everybody = chosen(row.text(col.TAKING_PART), _EVERYBODY)
    codes = codes_in(row, col.TAKING_PART, _EVERYBODY)
    day = row.day(col.DAY)
    return {
        "ngay": dated(day) if day else "",
        "loai": row.text(col.KIND),
        "noi_dung": row.text(col.WHAT),
        "chu_tri": unit_name(book, led) if (led := code_of(row.text(col.LED_BY))) else "",
        "tham_gia": called("các đơn vị trong cụm", calling) if everybody else _named(book, codes),
        "gia_tri": row.text(col.VALUE),
        "ket_qua": row.text(col.RESULT),
    }  # fmt: skip


def _named(book: Book, codes: Sequence[str]) -> str:
    return ", ".join(unit_name(book, code) for code in codes)


def models_of(facts: Facts) -> list[Values]:
    """Models of the units, those chosen for a visit and those spread told as such."""
    col = models.Col
    return [
        {
            "don_vi": unit_name(facts.book, code_of(row.text(col.UNIT))),
            "ten": row.text(col.NAME),
            "noi_dung": row.text(col.TEXT),
            "de_nghi_nhan_rong": not is_blank(row.raw(col.SPREAD)),
            "chon": not is_blank(row.raw(col.CHOSEN)),
            "ngay_tham_quan": dated(day) if (day := row.day(col.VISIT)) else "",
            "nhan_rong_tai": _named(facts.book, codes_in(row, col.SPREAD_AT)),
        }
        for row in rows_of(facts.book, models.TABLE)
        if row.text(col.NAME)
    ]


def own_words_of(facts: Facts, stage: Stage) -> dict[str, list[Values]]:
    """What units wrote of a stage, by what it is about: to be quoted and edited, the units named."""
    col = own_words.Col
    about = {"danh_gia": col.ASSESSMENT, "han_che": col.SHORTCOMINGS, "nhiem_vu": col.NEXT}
    rows = [row for row in rows_of(facts.book, own_words.TABLE) if read_stage(row.text(col.STAGE)) is stage]
    return {name: _quoted(facts.book, rows, col.UNIT, header) for name, header in about.items()}


def _quoted(book: Book, rows: Sequence[KeptRow], unit: str, header: str) -> list[Values]:
    """The texts under a header; the same words of several units once, with all their names."""
    by_text: dict[str, dict[str, None]] = {}
    for row in rows:
        if said := " ".join(paragraphs_of(row.raw(header))):
            by_text.setdefault(said, {})[unit_name(book, code_of(row.text(unit)))] = None
    return [{"loi": said, "don_vi": list(units)} for said, units in by_text.items()]


def troubles_of(facts: Facts) -> list[Values]:
    """`Khó khăn, kiến nghị` of the mid-year figures, the units named."""
    col = midyear.Col
    return _quoted(facts.book, rows_of(facts.book, midyear.TABLE), col.UNIT, col.TROUBLE)


def criteria_changes_of(facts: Facts) -> list[Values]:
    """What changed in the criteria since the first forms went out."""
    col = criteria_changes.Col
    return [
        {
            "ma": row.text(col.CODE),
            "thay_doi": row.text(col.CHANGE),
            "truoc": row.text(col.BEFORE),
            "sau": row.text(col.AFTER),
        }
        for row in rows_of(facts.book, criteria_changes.TABLE)
        if row.text(col.CODE)
    ]
