"""Papers of what units promise: each one's registration, all of them together, the covenant (HD 1302, I.2.1, I.2.4)."""

from collections.abc import Iterator, Mapping, Sequence

from ...documents.tables import Signer, signing
from ...documents.word import Page
from ...domain.scoring.criteria import Criterion
from ...domain.scoring.scores import Key
from ...domain.scoring.units import Unit
from ...domain.values.numbers import shown_number
from ...domain.values.said import count_said
from ...domain.values.text import fold
from ...domain.year.papers import COVENANT, PLAN, REGISTRATION, REGISTRATIONS
from ...sheets.cluster import movements, registrations
from ...sheets.cluster.agreed import NOT_HELD
from ...sheets.kept import KeptRow
from ..book import Book
from ..kept.by_criterion import by_key, figure, has_typed
from ..kept.covenant import day_signed, numbered_lines, signers
from ..kept.kept_sheet import rows_of
from ..kept.people import leaders
from ..kept.promises import promises_of, wants_target
from ..kept.received_items import NAMELESS, unit_of
from .by_unit import Cell, Group, groups, lies
from .common import SHORT, attached_to, dated, unit_name
from .paper import Facts, Paper, Values

Col = registrations.Col
_Rows = Mapping[Key, KeptRow]


def _registered(book: Book, unit: str = "") -> _Rows:
    """The rows of `Đăng ký` in which something is typed, those of one unit where it is named."""
    table = registrations.TABLE
    return {key: row for key, row in by_key(book, table, unit).items() if has_typed(row, table)}


def _movements(book: Book, unit: str = "") -> list[KeptRow]:
    """The rows of `Phong trào`, those of one unit where it is named."""
    return [row for row in rows_of(book, movements.TABLE) if not unit or fold(unit_of(row)) == fold(unit)]


def _movement(row: KeptRow) -> Values:
    col = movements.Col
    name = row.text(col.NAME)
    return {
        "ten": SHORT if name in ("", NAMELESS) else name,
        "muc_tieu": row.text(col.AIM) or SHORT,
        "phat_dong": row.text(col.LAUNCHED) or SHORT,
        "tong_ket": row.text(col.CONCLUDED) or SHORT,
    }


def _titles(rows: Sequence[KeptRow]) -> list[str]:
    """Danh hiệu đăng ký, each once."""
    found: dict[str, str] = {}
    for row in rows:
        if title := row.text(movements.Col.TITLE):
            found.setdefault(fold(title), title)
    return list(found.values())


def _number(row: KeptRow | None, header: str) -> str:
    """A figure as papers have it; what cannot be read as it was typed; empty for nothing."""
    number = figure(row, header).number
    return row.text(header) if number is None and row else "" if number is None else shown_number(number)


# --- bản đăng ký của đơn vị --------------------------------------------------------------------


def _registration(facts: Facts, unit: str) -> Values:
    book = facts.book
    own = _movements(book, unit)
    return {
        "ten_don_vi": unit_name(book, unit),
        "phong_trao": [_movement(row) for row in own],
        "chi_tieu": list(_promises(book, unit)),
        "danh_hieu": _titles(own),
        "dia_danh_ngay": f"{SHORT}, {dated(None)}",
        "thu_truong": leaders(book).get(unit),
    }


def _promises(book: Book, unit: str) -> Iterator[Values]:
    """Every criterion with a target, and every other of which the unit said something."""
    rows = _registered(book, unit)
    for criterion in book.own(unit).scored:
        row = rows.get((unit, criterion.code))
        if row is not None or wants_target(book, criterion):
            yield _promise(criterion, row, SHORT if wants_target(book, criterion) else "")


def _promise(criterion: Criterion, row: KeptRow | None, nothing: str) -> Values:
    said = (_number(row, Col.TARGET), row.text(Col.CONTENT) if row else "")
    return {
        "noi_dung": criterion.text,
        "don_vi_tinh": criterion.measure,
        "nam_truoc": _number(row, Col.LAST_YEAR) or nothing,
        "dang_ky": "; ".join(filter(None, said)) or SHORT,
        "ghi_chu": row.text(Col.NOTE) if row else "",
    }


def _who_registered(book: Book) -> set[str]:
    """The codes of the units that registered anything."""
    moved = {fold(unit_of(row)) for row in _movements(book)}
    typed = {unit for unit, _ in _registered(book)}
    return {unit.code for unit in book.units if unit.code in typed or fold(unit.code) in moved}


def _registration_lacks(facts: Facts, unit: str) -> str:
    has_registered = bool(_movements(facts.book, unit) or _registered(facts.book, unit))
    return "" if has_registered else "đơn vị chưa đăng ký"


# --- bảng tổng hợp đăng ký ---------------------------------------------------------------------


def _registrations(facts: Facts, part: str) -> Values:
    del part
    book = facts.book
    rows, there = _registered(book), _who_registered(book)
    return {
        "phong_trao": list(_movements_by_unit(book)),
        "bang": _tables(_as_registered(book, rows)),
        "noi_dung_khac": list(_contents(book, rows)),
        "danh_hieu": [
            {"ten": unit.name, "danh_hieu": "; ".join(titles)}
            for unit in book.units if (titles := _titles(_movements(book, unit.code)))
        ],
        "chua_dang_ky": [unit.name for unit in book.units if unit.code not in there],
        "kem_theo": attached_to(facts, "Kế hoạch", PLAN, own=REGISTRATIONS),
    }  # fmt: skip


def _movements_by_unit(book: Book) -> Iterator[Values]:
    for unit in book.units:
        yield from ({"don_vi": unit.name, **_movement(row)} for row in _movements(book, unit.code))


def _as_registered(book: Book, rows: _Rows) -> list[Group]:
    criteria = _promised(book, rows)
    return groups(book, criteria, _target_of(rows), landscape=True) if criteria else []


def _promised(book: Book, rows: _Rows) -> list[Criterion]:
    """The criteria of which some unit registered a figure, in their order."""
    codes = {code for (_, code), row in rows.items() if _number(row, Col.TARGET)}
    return [row for row in book.criteria.scored if row.code in codes]


def _target_of(rows: _Rows) -> Cell:
    return lambda unit, criterion: _number(rows.get((unit.code, criterion.code)), Col.TARGET)


def _tables(found: Sequence[Group]) -> list[Values]:
    return [{"so": at, "bang": one.table} for at, one in enumerate(found, start=1)]


def _contents(book: Book, rows: _Rows) -> Iterator[Values]:
    """What units registered in words, by unit and criterion."""
    for unit in book.units:
        for criterion in book.criteria.scored:
            row = rows.get((unit.code, criterion.code))
            if row is not None and (content := row.text(Col.CONTENT)):
                yield {"don_vi": unit.name, "tieu_chi": criterion.text, "noi_dung": content}


def _registrations_lack(facts: Facts, part: str) -> str:
    del part
    there = _who_registered(facts.book)
    waiting = [unit.code for unit in facts.book.units if unit.code not in there]
    return f"chưa có đăng ký của {', '.join(waiting)}" if waiting else ""


# --- giao ước ----------------------------------------------------------------------------------


def _covenant(facts: Facts, part: str) -> Values:
    del part
    book = facts.book
    names = signers(book)
    return {
        "ngay_ky": dated(day_signed(book)),
        "so_don_vi": count_said(len(book.units), "đơn vị"),
        "don_vi": ", ".join(unit.name for unit in book.units),
        "noi_dung": [one._asdict() for one in numbered_lines(book)],
        "bang": _tables(_agreed(book)),
        "bang_rong": lies(book),
        "ky_ket": signing([Signer(unit.name, names.get(unit.code)) for unit in book.units], Page()),
    }


def _agreed(book: Book) -> list[Group]:
    """The targets of the year as agreed, else as registered, else as common to all; a blank for what is not set."""
    promises = promises_of(book)

    def cell(unit: Unit, criterion: Criterion) -> str | None:
        if criterion.code not in book.criteria.of(unit.group).by_code:
            return NOT_HELD
        number = promises.get((unit.code, criterion.code))
        return SHORT if number is None else shown_number(number)

    criteria = [row for row in book.criteria.scored if wants_target(book, row)]
    return groups(book, criteria, cell, landscape=lies(book)) if criteria else []


def _covenant_lacks(facts: Facts, part: str) -> str:
    del part
    lacks = [] if list(numbered_lines(facts.book)) else ["chưa có nội dung ở trang Giao ước"]
    return ", ".join([*lacks, *([] if promises_of(facts.book) else ["chưa có chỉ tiêu ở trang Đăng ký"])])


def _units(facts: Facts) -> Sequence[str]:
    """The units that registered, whose papers are to be signed; while none has, all, as forms to fill in by hand."""
    codes, there = [unit.code for unit in facts.book.units], _who_registered(facts.book)
    return [code for code in codes if code in there] or codes


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(REGISTRATION, "", _registration, _units, _registration_lacks),
    Paper(REGISTRATIONS, "", _registrations, lacks=_registrations_lack),
    Paper(COVENANT, "", _covenant, lacks=_covenant_lacks),
)
