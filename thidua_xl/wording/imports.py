"""Tables that offices offer, in Vietnamese sentences: what was understood, what was not, what was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..domain.outline.lines import Spot
from ..domain.outline.why import Remark, Why
from ..domain.values.numbers import plain_exactly, shown_exactly
from ..sheets import criteria
from ..sheets.cluster import units
from .sentences import listed, saved_said

if TYPE_CHECKING:
    from ..cluster.acts.import_criteria import CriteriaImported
    from ..cluster.acts.import_units import UnitsImported
    from ..cluster.importing import Imported, Proposal
    from ..domain.outline.found import Doubt, Noticed
    from ..domain.outline.proposal import Proposed, Understood
    from ..domain.outline.sums import Sum
    from ..domain.outline.units import UnderstoodUnits

    P = TypeVar("P", bound=Proposal)

_WHY: Mapping[Why, str] = {
    Why.NO_NUMBER_NO_POINTS: "không có số thứ tự, không có điểm",
    Why.NO_POINTS: "chưa có điểm tối đa",
    Why.SHARED_POINTS: "ô điểm gộp chung với dòng trên: mỗi tiêu chí cần điểm tối đa riêng",
    Why.POINTS_UNCLEAR: "không hiểu ô điểm “{detail}”",
    Why.POINTS_DOUBTFUL: "ô điểm “{detail}” không phải số, hoặc hiện khác số đang giữ",
    Why.TEXT_DOUBTFUL: "chữ bị gạch ngang, bị ẩn hoặc khuất dưới ô gộp: còn dùng dòng này không?",
    Why.NUMBER_UNCLEAR: "không hiểu số thứ tự",
    Why.NUMBER_IS_DATE: "số thứ tự bị Excel đổi thành ngày",
    Why.NUMBER_TWICE: "số thứ tự đã có ở dòng trên",
    Why.NUMBER_STORED: "số thứ tự lưu dạng số nên mất số 0 cuối (1.10 thành 1.1)",
    Why.WRONG_PARENT: "số thứ tự không khớp với mục ở trên",
    Why.LEVELS: "các dòng dưới có điểm nhưng cộng lại khác dòng này, có vẻ là các mức để chọn một; đã gộp vào "
    "nội dung, xem lại Cách chấm",
    Why.KIND_UNCLEAR: "không rõ là điểm thưởng hay điểm trừ",
    Why.UNNUMBERED: "có điểm nhưng không có số thứ tự, nằm dưới dòng đã có điểm",
    Why.HIDDEN: "dòng đang bị ẩn trong tệp: còn dùng không?",
    Why.COLUMN_HIDDEN: "cột “{detail}” đang bị ẩn trong tệp: còn dùng không?",
    Why.NO_TEXT: "có điểm nhưng không có nội dung",
    Why.OTHER_POINTS: "còn cột điểm khác cũng có số: “{detail}”, chưa đọc",
    Why.OTHER_TEXT: "còn cột nội dung khác: “{detail}”, chưa đọc",
    Why.TABLE_UNREAD: "bảng có số thứ tự, nội dung nhưng không thấy cột điểm tối đa: chưa đọc",
    Why.SUM_DIFFERS: "tổng in trong bảng khác tổng các dòng",
    Why.TOO_FINE: "điểm “{detail}” quá lớn hoặc có hơn ba chữ số thập phân",
    Why.NO_NAME: "không có tên đơn vị",
    Why.NAME_TWICE: "đơn vị đã có ở dòng trên",
    Why.CODE_WRONG: "mã “{detail}” không dùng được: mã là chữ hoặc số viết liền, không trùng",
}
_REMARKS: Mapping[Remark, str] = {
    Remark.GAP: "số thứ tự cách quãng",
    Remark.NEGATIVE: "điểm âm, đề xuất Điểm trừ",
    Remark.LIKE_A_RULE: "có vẻ nêu cách chấm hay ai chấm: sau khi nhập, chọn Cách chấm, Tham số, Ai chấm (đang là "
    "Chấm trực tiếp, Đơn vị)",
    Remark.NOT_READ: "không đọc",
    Remark.BELOW: "dưới dòng tổng, không nhập",
    Remark.JOINED: "không có điểm riêng, gộp vào nội dung",
    Remark.KIND: "đề xuất Loại theo lời tiêu đề",
    Remark.ADDRESS: "email hoặc điện thoại trông không đúng",
    Remark.ZERO: "điện thoại lưu dạng số nên mất số 0 đầu, đã thêm lại",
    Remark.GROUP: "tiêu đề nhóm đơn vị, không nhập",
}


def spot_said(spot: Spot) -> str:
    """Where a line stands in the file: a table alone where it is about all of it."""
    return f"{spot.table} dòng {spot.row}" if spot.row else spot.table


def maximum_said(row: "Proposed") -> str:
    """The maximum; a dash where the line has none."""
    return shown_exactly(row.criterion.max_points, 0) if row.has_points else "–"


def sum_said(one: "Sum") -> str:
    """A printed sum against the lines."""
    what = f"Mục {one.code}" if one.code else "Cả bảng"
    printed, computed = shown_exactly(one.printed, 0), shown_exactly(one.computed, 0)
    verdict = f"khớp ({printed})" if one.agrees else f"bảng in {printed}, cộng các dòng được {computed}"
    return f"{spot_said(one.spot)}: {what}: {verdict}."


def doubt_said(one: "Doubt") -> str:
    """A line that a person must look at: where, what, why."""
    code = f" (mã đề xuất {one.code})" if one.code else ""
    return f"{spot_said(one.spot)}: “{one.said}”{code}: {why_said(one)}."


def why_said(one: "Doubt") -> str:
    """Why a line waits for a person."""
    return _WHY[one.why].format(detail=one.detail)


def noticed_said(one: "Noticed") -> str:
    """A line that was understood, and is worth a look."""
    code = f" ({one.code})" if one.code else ""
    return f"{spot_said(one.spot)}: “{one.said}”{code}: {_REMARKS[one.remark]}."


def imported_said(done: "Imported[P]") -> Iterator[str]:
    """How much was understood, whether it stands in the book now, and what is to be done if not."""
    understood, sheet = done.understood, done.sheet
    yield (
        f"Hiểu {len(understood.codes)} dòng từ {', '.join(understood.tables)}; "
        f"{len(understood.doubts)} chỗ cần người xem."
    )
    if done.clashes:
        yield f"Chưa ghi gì: trang {sheet} đã có mã {listed(done.clashes)}."
    elif done.saved is None and done.typed:
        yield f"Chưa ghi gì: trang {sheet} đã có {done.typed} dòng."
    elif done.saved is None:
        yield "Chưa ghi gì vì còn chỗ cần xem."
    else:
        yield f"Đã ghi {len(understood.codes)} dòng vào trang {sheet}. {_THEN[sheet]}"


def flags_said(done: "Imported[P]") -> Iterator[str]:
    """What may be typed on the command line where nothing was written; a button has no flags."""
    if done.clashes:
        yield "Đổi mã trong sổ, hoặc thay cả bảng (--replace)."
    elif done.saved is None and done.typed:
        yield "Thêm --append để ghi nối xuống dưới, --replace để thay (bản trước của sổ được giữ trong luu)."
    elif done.saved is None:
        yield (
            "Sửa trong tệp rồi chạy lại, hoặc thêm --append để ghi cả những dòng ấy rồi sửa ở trang "
            f"{done.sheet} (tiêu chí chưa rõ điểm được để trống Điểm tối đa, Cách chấm và nêu là lỗi)."
        )


_FEW = 6
"""Lines of a kind in a question; a message box holds no more."""
_SHORT = 60
"""Letters of a text in it."""


def criteria_asked(understood: "Understood", typed: int) -> str:
    """What was understood of a table of criteria, and whether it is to be written."""
    sections = sum(row.criterion.is_section for row in understood.rows)
    wrong = sum(not one.agrees for one in understood.sums)
    lines = [
        f"Đọc được {sections} mục, {len(understood.rows) - sections} tiêu chí từ {', '.join(understood.tables)}; "
        f"{len(understood.sums)} tổng in trong bảng, {wrong} tổng không khớp.",
        *(
            f"{row.criterion.code} {_short(row.criterion.text)}: {maximum_said(row)}"
            for row in understood.rows[:_FEW]
        ),
        *_rest(understood.rows, "dòng"),
    ]
    return _asked(lines, understood, criteria.TABLE.sheet, typed)


def units_asked(understood: "UnderstoodUnits", typed: int) -> str:
    """What was understood of a list of units, and whether it is to be written."""
    lines = [
        f"Đọc được {len(understood.rows)} đơn vị từ {', '.join(understood.tables)}:",
        ", ".join(f"{row.unit.code} – {_short(row.unit.name)}" for row in understood.rows[:_FEW]),
        *_rest(understood.rows, "đơn vị"),
    ]
    return _asked(lines, understood, units.TABLE.sheet, typed)


def _asked(lines: list[str], understood: "Proposal", sheet: str, typed: int) -> str:
    """The question first: whatever a box cuts off, it is there."""
    doubts = understood.doubts
    told = ["", f"{len(doubts)} chỗ cần xem:", *_few(doubts)] if doubts else []
    instead = f" thay {typed} dòng đang có" if typed else ""
    question = f"Ghi vào trang {sheet}{instead}? (Bản hiện nay được giữ ở thư mục luu.)"
    return "\n".join([question, "", *lines, *told])


def _few(doubts: "Sequence[Doubt]") -> list[str]:
    """The first doubts with their texts cut short, and how many more there are."""
    short = (replace(one, said=_short(one.said), detail=_short(one.detail)) for one in doubts[:_FEW])
    return [*map(doubt_said, short), *_rest(doubts, "chỗ")]


def _rest(all_of_them: "Sequence[object]", what: str) -> list[str]:
    more = len(all_of_them) - _FEW
    return [f"… và {more} {what} nữa"] if more > 0 else []


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def brought_said(done: "Imported[P]") -> str:
    """What a click brought, what is left to be looked at, where the book is."""
    lines = list(imported_said(done))
    lines += _few(done.understood.doubts)
    lines += [
        f"{found.sheet}!{found.cell}: {found.message}" for found in done.findings[:_FEW] if found.is_error
    ]
    return "\n".join([*lines, "", saved_said(done.saved)] if done.saved else lines)


_THEN = {
    criteria.TABLE.sheet: "Xem lại Loại, Cách chấm, Ai chấm rồi phát hành phiếu.",
    units.TABLE.sheet: "Xem lại Mã trước khi phát hành phiếu: sau đó mã không đổi được nữa.",
}
"""What is to be looked at in a sheet that was filled in."""


def criteria_document(done: "CriteriaImported") -> dict[str, Any]:
    """The document of `import-criteria --json`; decimals are strings."""
    sums = [
        {"where": spot_said(one.spot), "text": one.said, "code": one.code or None, "agrees": one.agrees,
         "printed": plain_exactly(one.printed, 0), "computed": plain_exactly(one.computed, 0)}
        for one in done.understood.sums
    ]  # fmt: skip
    return {"rows": [_row(row) for row in done.understood.rows], "sums": sums, **_document(done)}


def units_document(done: "UnitsImported") -> dict[str, Any]:
    """The document of `import-units --json`."""
    rows = [
        {"code": row.unit.code, "name": row.unit.name, "contact": row.unit.contact, "email": row.unit.email,
         "telephone": row.unit.telephone, "where": spot_said(row.spot)}
        for row in done.understood.rows
    ]  # fmt: skip
    return {"rows": rows, **_document(done)}


def _document(done: "Imported[P]") -> dict[str, Any]:
    """What both say."""
    return {
        "not_understood": [
            {"where": spot_said(one.spot), "text": one.said, "why": why_said(one), "kind": one.why.name.lower(),
             "code": one.code or None}
            for one in done.understood.doubts
        ],
        "noticed": [
            {"where": spot_said(one.spot), "text": one.said, "what": _REMARKS[one.remark],
             "kind": one.remark.name.lower(), "code": one.code or None}
            for one in done.understood.noticed
        ],
        "typed_before": done.typed,
        "clashes": list(done.clashes),
        "how": done.how.value or None,
        "written": done.saved is not None,
        "findings": [one.as_json() for one in done.findings],
    }  # fmt: skip


def _row(row: "Proposed") -> dict[str, Any]:
    one = row.criterion
    return {
        "code": one.code,
        "number": one.number,
        "text": one.text,
        "kind": one.kind.value,
        "maximum": plain_exactly(one.max_points, 0) if row.has_points else None,
        "method": None if one.is_section or not row.has_points else one.method.value,
        "measure": one.measure,
        "note": one.note,
        "where": spot_said(row.spot),
    }
