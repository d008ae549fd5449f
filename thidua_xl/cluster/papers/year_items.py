"""What the units and the cluster did in the year, as reports and minutes tell it, in people's own words."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from ...domain.values.choices import chosen
from ...domain.values.grammar import read_mark
from ...domain.values.numbers import shown_number
from ...domain.values.said import count_said
from ...domain.values.text import decapitalised, fold
from ...domain.year.progress import Progress
from ...domain.year.stages import Stage, read_stage
from ...sheets.cluster import activities, criteria_changes, models, movements, own_words, registrations
from ...sheets.cluster.criteria_changes import Kind
from ...sheets.cluster.midyear import TABLE, Col
from ...sheets.kept import KeptRow, Line
from ..book import Book
from ..kept import midyear
from ..kept.by_criterion import figure, has_typed, key_of
from ..kept.kept_sheet import rows_of
from ..kept.received_items import NAMELESS, unit_of
from ..kept.typed_cells import codes_in
from ..units_in import accepted_units
from .common import paragraphs_of, unit_name
from .paper import Values

Until = Callable[[date], bool]
"""Whether a day is one that a paper speaks of."""


# --- what was promised, and how it stands -------------------------------------------------------


def registered(book: Book) -> list[str]:
    """The units that registered, by a form or on paper, in the order of the book."""
    by_form = accepted_units(book, Stage.REGISTER)
    rows = rows_of(book, registrations.TABLE)
    on_paper = {key_of(row)[0] for row in rows if has_typed(row, registrations.TABLE)}
    return [unit.code for unit in book.units if unit.code in by_form | on_paper]


def registered_on(book: Book) -> list[date]:
    """The days on which forms of registration came in."""
    came = (one.received[:10] for one in book.forms(Stage.REGISTER) if one.unit)
    return sorted({date.fromisoformat(day) for day in came if _is_day(day)})


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def halfway(book: Book) -> list[Line]:
    """The rows of `Sơ kết` of the book's units and criteria for which something stands."""
    return [
        line for line in midyear.lines(book) if line.values.get(Col.KEY) and line.values.get(Col.PROGRESS)
    ]


def is_reported(lines: Sequence[Line]) -> bool:
    """Whether any unit has reported a result."""
    return any(line.values[Col.PROGRESS] != Progress.NOT_REPORTED.value for line in lines)


def progress_table(book: Book, lines: Sequence[Line]) -> list[Values]:
    """Every unit with how many of its targets stand how."""
    keys = {"vuot": Progress.AHEAD, "dung": Progress.ON_TIME, "cham": Progress.BEHIND,
            "chua_ro": Progress.UNCLEAR, "chua_bao_cao": Progress.NOT_REPORTED}  # fmt: skip
    rows: list[Values] = []
    for at, unit in enumerate(book.units, start=1):
        own = [line.values[Col.PROGRESS] for line in lines if line.values[Col.UNIT] == unit.code]
        counts = {key: count_said(own.count(stands.value)) for key, stands in keys.items()}
        rows.append({"tt": at, "ten": unit.name, "so": count_said(len(own)), **counts})
    return rows


def behind(book: Book, lines: Sequence[Line]) -> list[Values]:
    """The targets that are behind: unit, criterion, figures; grouped by the unit."""
    late = [line for line in lines if line.values[Col.PROGRESS] == Progress.BEHIND.value]
    return [
        {"ten": unit.name, "chi_tieu": [_figures_said(line) for line in own]}
        for unit in book.units
        if (own := [line for line in late if line.values[Col.UNIT] == unit.code])
    ]


def _figures_said(line: Line) -> str:
    """`Thu tiền sử dụng đất: 1,2/5 tỷ đồng (24 %), ước cả năm 3`."""
    measure = str(line.values.get(Col.MEASURE) or "")
    result, target = _number(line, Col.RESULT), line.values.get(Col.TARGET)
    said = shown_number(figure(line.was, Col.RESULT).number or 0) if result else ""
    whole = f"/{_as_said(target)}" if target is not None else ""
    percent = line.values.get(Col.PERCENT)
    share = f" ({_as_said(percent)} %)" if percent is not None else ""
    estimate = _number(line, Col.ESTIMATE)
    expected = f", ước cả năm {estimate}" if estimate else ""
    return f"{line.values[Col.TEXT]}: {said}{whole} {measure}".rstrip() + share + expected


def _number(line: Line, header: str) -> str:
    number = figure(line.was, header).number
    return "" if number is None else shown_number(number)


def _as_said(value: object) -> str:
    return shown_number(Decimal(str(value)).normalize())


# --- what people wrote --------------------------------------------------------------------------


def quoted(book: Book, stage: Stage, header: str) -> list[Values]:
    """What units wrote in a box of their forms, in the order of the book; the same words once, with all their names."""
    rows = {
        unit_of(row): row
        for row in rows_of(book, own_words.TABLE)
        if read_stage(row.text(own_words.Col.STAGE)) is stage
    }
    names: dict[str, list[str]] = {}
    for unit in book.units:
        if unit.code in rows and (said := paragraphs_of(rows[unit.code].raw(header))):
            names.setdefault(_quotation(said), []).append(unit.name)
    return [{"ten": ", ".join(units), "loi": said} for said, units in names.items()]


def _quotation(said: Sequence[str]) -> str:
    """Paragraphs as one quotation, to which the sentence around it gives its full stop."""
    return " ".join(said).rstrip(" .")


def troubles(book: Book) -> list[Values]:
    """What units ask for, by the criterion: who, and in which words."""
    by_criterion: dict[str, list[Values]] = {}
    rows = {key_of(row): row for row in rows_of(book, TABLE)}
    for criterion in book.criteria.scored:
        for unit in book.units:
            row = rows.get((unit.code, criterion.code))
            said = paragraphs_of(row.raw(Col.TROUBLE)) if row else []
            if said:
                by_criterion.setdefault(criterion.text, []).append(
                    {"ten": unit.name, "loi": _quotation(said)}
                )
    return [{"tieu_chi": text, "don_vi": units} for text, units in by_criterion.items()]


def movements_of(book: Book) -> list[Values]:
    """Every movement by its name: how many units registered it, what it aims at."""
    col, found = movements.Col, dict[str, list[KeptRow]]()
    for row in rows_of(book, movements.TABLE):
        if row.text(col.NAME) and row.text(col.NAME) != NAMELESS:
            found.setdefault(fold(row.text(col.NAME)), []).append(row)
    return [
        {
            "ten": rows[0].text(col.NAME),
            "so_don_vi": count_said(len({fold(row.text(col.UNIT)) for row in rows}), "đơn vị"),
            "muc_tieu": next(filter(None, (row.text(col.AIM) for row in rows)), ""),
        }
        for rows in found.values()
    ]


def activities_of(book: Book, until: Until) -> list[Values]:
    """The activities of these days, in their order; one without a day is of all of them."""
    col = activities.Col
    rows = [row for row in rows_of(book, activities.TABLE) if row.text(col.WHAT) or row.text(col.KIND)]
    chosen_rows = [row for row in rows if (day := row.day(col.DAY)) is None or until(day)]
    return [_activity(book, row) for row in sorted(chosen_rows, key=lambda row: row.day(col.DAY) or date.max)]


def _activity(book: Book, row: KeptRow) -> Values:
    col, day = activities.Col, row.day(activities.Col.DAY)
    takers = row.text(col.TAKING_PART)
    if takers and not chosen(takers, activities.ALL):
        takers = ", ".join(unit_name(book, code) for code in codes_in(row, col.TAKING_PART))
    return {
        "ngay": f"{day:%d/%m/%Y}" if day else "",
        "loai": row.text(col.KIND),
        "noi_dung": row.text(col.WHAT) or row.text(col.KIND),
        "chu_tri": unit_name(book, codes[0]) if (codes := codes_in(row, col.LED_BY)) else "",
        "tham_gia": takers,
        "gia_tri": row.text(col.VALUE),
        "ket_qua": row.text(col.RESULT),
    }


def models_of(book: Book) -> list[Values]:
    """The models that units told of: whose, what, whether proposed, chosen for a visit, spread where."""
    col = models.Col
    return [
        {
            "ten": row.text(col.NAME),
            "don_vi": unit_name(book, unit_of(row)),
            "noi_dung": row.text(col.TEXT),
            "nhan_rong": read_mark(row.raw(col.SPREAD)) is True,
            "tham_quan": read_mark(row.raw(col.CHOSEN)) is True,
            "ngay_tham_quan": f"{day:%d/%m/%Y}" if (day := row.day(col.VISIT)) else "",
            "tai": ", ".join(unit_name(book, code) for code in codes_in(row, col.SPREAD_AT)),
        }
        for row in rows_of(book, models.TABLE)
        if row.text(col.NAME)
    ]


def changes_of_criteria(book: Book) -> list[Values]:
    """What became of the criteria since the forms went out, as the sheet tells it."""
    col = criteria_changes.Col
    return [
        {
            "tt": at,
            "ngay": row.text(col.WHEN)[:10],
            "ma": row.text(col.CODE),
            "noi_dung": _text_of_changed(book, row),
            "thay_doi": row.text(col.CHANGE),
            "truoc": row.text(col.BEFORE),
            "sau": row.text(col.AFTER),
            "cau": _change_said(book, row),
        }
        for at, row in enumerate(rows_of(book, criteria_changes.TABLE), start=1)
    ]


def _code_now(row: KeptRow) -> str:
    """The code that the criterion has now."""
    col = criteria_changes.Col
    is_renamed = row.text(col.CHANGE) == Kind.RENAMED
    return row.text(col.MOVES_TO) or (row.text(col.AFTER) if is_renamed else "") or row.text(col.CODE)


def _text_of_changed(book: Book, row: KeptRow) -> str:
    """The wording of a criterion; of one that is gone as it was."""
    now = book.criteria.by_code.get(_code_now(row))
    if now is not None:
        return now.text
    return (
        row.text(criteria_changes.Col.BEFORE) if row.text(criteria_changes.Col.CHANGE) == Kind.DROPPED else ""
    )


def _change_said(book: Book, row: KeptRow) -> str:
    """`Tiêu chí I.3 (Thu ngân sách): đổi điểm tối đa từ 15 thành 20`."""
    col = criteria_changes.Col
    code, before, after = row.text(col.CODE), row.text(col.BEFORE), row.text(col.AFTER)
    now = book.criteria.by_code.get(_code_now(row))
    what = "mục" if now is not None and now.is_section else "tiêu chí"
    change, text = row.text(col.CHANGE), _text_of_changed(book, row)
    if change in (Kind.ADDED, Kind.DROPPED):
        return ": ".join(filter(None, (f"{change} {what} {code}", after or before or text)))
    about = f"{what.capitalize()} {code}" + f" ({text})" * bool(text)
    return f"{about}: {decapitalised(change)} từ {_as_it_was(before)} thành {_as_it_was(after)}"


def _as_it_was(said: str) -> str:
    return f"“{said}”" if said else "không ghi"
