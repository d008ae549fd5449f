"""Phát hiện: what the rules found, as a catalogue of codes with their Vietnamese texts.

Rules return findings and never raise. `message` says where, what and why; `action` says what to do.
A text may use {cell} {value} {unit} {criterion} {sheet} {file} and the details named by its rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias, TypedDict

from .catalogue import Code, Severity
from .numbers import shown_number

BRIEFLY: Mapping[Code, str] = {
    Code.SCORE_MISSING: "Chưa có điểm",
    Code.OVER_MAXIMUM: "Vượt điểm tối đa",
    Code.NEGATIVE: "{what} âm",
    Code.BELOW_LOWEST: "Điểm thấp hơn mức thấp nhất",
    Code.NOT_A_NUMBER: "{what} không phải số",
    Code.DATE_AS_NUMBER: "{what} là ngày tháng, không phải số",
    Code.VALUE_UNKNOWN: "{what} chọn {allowed}",
    Code.TOO_MANY_DECIMALS: "Nhiều hơn {limit} chữ số thập phân",
    Code.NO_MULTIPLE: "Không phải bội số của {limit}",
    Code.INPUT_MISSING: "Chưa có {what}",
    Code.TARGET_ZERO: "Chỉ tiêu bằng 0 nên không tính được tỷ lệ",
    Code.WILD_RATIO: "Kết quả gấp nhiều lần chỉ tiêu",
    Code.SCALE_DIFFERS: "{what} lệch khoảng trăm lần so với {other}",
    Code.PASS_FAIL_CONTRADICTS: "Điểm không khớp với kết quả",
    Code.NOT_ASSIGNED_NOT_ALLOWED: "Không cho phép ghi không được giao",
    Code.NOT_ASSIGNED_WITH_SCORE: "Chỉ giữ một: điểm hoặc không được giao",
    Code.DIFFERS_FROM_RULE: "Khác gợi ý {expected}",
    Code.SUGGESTION_MISSING: "Điểm gợi ý chưa có, nhập số điểm",
    Code.SHOWN_OTHERWISE: "{what} hiện khác số ô giữ (ô đang ở dạng %)",
    Code.IDENTITY_MISSING: "Chưa điền: {value}",
}
"""The same in a few words, as a form's live page says it beside the cell."""

RowKey: TypeAlias = tuple[str, ...]
"""What tells a row of a table apart, whatever line it stands on: the texts of its key, numbered where they repeat."""


class Spot(TypedDict, total=False):
    """The place of a cell, as `finding` takes it: an address, or a row and a header."""

    cell: str
    row: RowKey
    header: str


HERE = "\ufffc"
"""Stands in the sentences of a finding for the address that it has once the sheets are placed."""
_NOWHERE = "(không rõ)"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in one place.

    `value` is what the cell holds: text as typed, numbers with a decimal point. The place is told in one of two
    ways. What was read where it stands names its `cell`, an A1 address in the user's file. What stands in a table
    that is drawn anew names `row` and `header`; it gets its `cell` when the sheets are placed. All three are empty
    where no single cell is meant.
    """

    code: Code
    unit: str = ""
    criterion: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    value: str = ""
    message: str = ""
    action: str = ""
    row: RowKey = ()
    header: str = ""

    def at(self, cell: str) -> "Finding":
        """The same with its address, which its sentences name, too."""
        said = cell or _NOWHERE
        message, action = (text.replace(HERE, said) for text in (self.message, self.action))
        return replace(self, cell=cell, message=message, action=action)

    @property
    def severity(self) -> Severity:
        """Mức."""
        return self.code.severity

    @property
    def is_error(self) -> bool:
        """Whether somebody must act."""
        return self.code.severity is Severity.ERROR

    def as_json(self) -> dict[str, str | None]:
        """The finding as `--json` prints it; what is unknown is null."""
        return {
            "code": self.code.name,
            "severity": self.severity.value,
            "unit": self.unit or None,
            "criterion": self.criterion or None,
            "file": self.file or None,
            "sheet": self.sheet or None,
            "cell": self.cell or None,
            "value": self.value or None,
            "message": self.message,
            "action": self.action,
        }


_OF_A_FORM = {
    "unlock": " (trang đang khóa thì bỏ khóa trước: Review, Unprotect Sheet; không có mật khẩu)",
    "copied": "; hoặc chép (Ctrl+C, Ctrl+V) một ô vàng còn tốt, cùng cột và cùng điểm tối đa, đè lên ô ấy rồi nhập lại",
}
"""What typing alone does not mend: a form's sheet is locked against new formats, a good cell brings its own."""
_OF_THE_BOOK = dict.fromkeys(_OF_A_FORM, "")


def finding(
    code: Code,
    *,
    unit: str = "",
    criterion: str = "",
    file: str = "",
    sheet: str = "",
    cell: str = "",
    row: RowKey = (),
    header: str = "",
    value: Decimal | str = "",
    details: Mapping[str, object] | None = None,
    **more: object,
) -> Finding:
    """A finding with its two sentences filled in; numbers are shown with a decimal comma.

    What the texts need besides the place and the value comes as keywords, or together as `details`.
    """
    place = {"unit": unit, "criterion": criterion, "file": file, "sheet": sheet, "cell": cell}
    words = dict(_OF_A_FORM if file else _OF_THE_BOOK)
    words |= {key: _words(item) for key, item in (*place.items(), *(details or {}).items(), *more.items())}
    words["value"] = _words(value)
    if not cell:
        words["cell"] = HERE if header else _NOWHERE
    raw = format(value, "f") if isinstance(value, Decimal) else value
    return Finding(
        code,
        unit,
        criterion,
        file,
        sheet,
        cell,
        raw,
        " ".join(code.value.message.format_map(words).split()),
        " ".join(code.value.action.format_map(words).split()),
        row,
        header,
    )


_LONGEST = 300
"""Characters of what a unit explains that a sentence quotes."""


def with_explanation(found: Finding, text: str) -> Finding:
    """The same with what the unit itself says of it; a note needs none."""
    if not text or found.severity is Severity.NOTE:
        return found
    quoted = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
    return replace(found, message=f"{found.message.removesuffix('.')}; đơn vị giải trình: “{quoted}”.")


_MOST_REASONS = 10


def with_reasons(found: Finding, reasons: Sequence[str]) -> Finding:
    """The same with a sentence for each thing that is wrong, as far as a person reads."""
    more = len(reasons) - _MOST_REASONS
    rest = [f"… và {more} chỗ nữa."] if more > 0 else []
    return replace(found, message=" ".join([found.message, *reasons[:_MOST_REASONS], *rest]))


def _words(item: object) -> str:
    """A detail as a Vietnamese reader expects it."""
    if isinstance(item, Decimal):
        return shown_number(item)
    if isinstance(item, str | int):
        return str(item)
    if (
        isinstance(item, Iterable) and type(item).__str__ is object.__str__
    ):  # a record may have words of its own
        return ", ".join(map(str, item))
    return str(item)


def counted(errors: int, warnings: int, between: str) -> str:
    """How much there is of both, as far as there is any."""
    said = [f"{errors} lỗi phải sửa"] if errors else []
    said += [f"{warnings} điểm cần xem lại"] if warnings else []
    return between.join(said)


def numbered(keys: Iterable[RowKey]) -> list[RowKey]:
    """The keys of a table's rows, each its own: `("A",)`, and a second row of it `("A", "2")`."""
    seen: dict[RowKey, int] = {}
    told: list[RowKey] = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        told.append(key if seen[key] == 1 else (*key, str(seen[key])))
    return told


def nth(at: int) -> RowKey:
    """The key of a row that only its place among the others tells apart, counted from 0."""
    return (str(at + 1),)


def any_error(findings: Iterable[Finding]) -> bool:
    """Whether anything among them must be fixed (exit code 1)."""
    return any(found.is_error for found in findings)


ORDER = {code: place for place, code in enumerate(Code)}
_SEVERITY_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _place(cell: str) -> tuple[int, int, str]:
    """Cells in reading order: `J9` before `A10`, `J12` before `AA12`."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters


_RUN = 4
"""So many notes of one kind about one unit are told in one line."""
_MERGED = {
    Code.NO_EVIDENCE: "{count} tiêu chí có kết quả nhưng chưa ghi minh chứng: {criteria}.",
    Code.SELF_SCORE_IGNORED: "Điểm tự chấm của {count} tiêu chí không được dùng (Trưởng cụm chấm hoặc chương trình "
    "tính): {criteria}.",
    Code.SUGGESTION_TAKEN: "Đơn vị lấy điểm gợi ý (ghi Đồng ý) ở {count} tiêu chí: {criteria}.",
    Code.WORDING_CHANGED: "Nội dung của {count} tiêu chí khác với sổ: {criteria}.",
    Code.SCORE_NOT_GIVEN: "Tiêu chí {criteria} chưa được chấm cho {count} đơn vị: {units}.",
}
"""Notes that come in long runs, said once."""
_BY_CRITERION = frozenset({Code.SCORE_NOT_GIVEN})
"""What is said of many units in one criterion, and not of many criteria of one unit."""


def once_each(findings: Iterable[Finding]) -> list[Finding]:
    """What is said of several files of a unit together, at the first of them alone."""
    kept: list[Finding] = []
    told: set[tuple[Code, str, str]] = set()
    for one in findings:
        key = (one.code, one.unit, one.message)
        if one.code not in OF_SEVERAL or key not in told:
            kept.append(one)
        told.add(key)
    return kept


OF_SEVERAL = frozenset({Code.TWO_FILES, Code.TWO_CHOSEN})
"""Found in every one of the files that they name."""


def condensed(findings: Iterable[Finding]) -> list[Finding]:
    """Long runs of one note about one unit (or criterion) and file as one finding, at the first of their cells."""
    kept: list[Finding] = []
    runs: dict[tuple[Code, str, str, str], list[Finding]] = {}
    for one in findings:
        if one.code in _MERGED and one.criterion:
            about = one.criterion if one.code in _BY_CRITERION else one.unit
            runs.setdefault((one.code, about, one.file, one.sheet), []).append(one)
        else:
            kept.append(one)
    for same in runs.values():
        kept += same if len(same) < _RUN else [_as_one(in_order(same))]
    return kept


def _as_one(same: list[Finding]) -> Finding:
    first = same[0]
    criteria = ", ".join(dict.fromkeys(one.criterion for one in same))
    units = ", ".join(dict.fromkeys(one.unit for one in same))
    message = _MERGED[first.code].format(count=len(same), criteria=criteria, units=units)
    if first.code in _BY_CRITERION:
        return replace(first, unit="", message=message)
    return replace(first, criterion="", message=message)


STOPS = frozenset({Code.UNIT_VANISHED, Code.CRITERIA_CHANGED})
"""Causes from which much else follows: they are told alone, and nothing is sent or sealed over them."""
_GIVEN = frozenset({"Cụm", "Cấp trên", "Danh sách cụm", "Đơn vị", "Tiêu chí"})
"""The sheets on which everything else rests."""
_FOLLOWS = frozenset({
    Code.SECTION_SUM_DIFFERS, Code.CRITERIA_ORPHAN, Code.BASIS_CONFLICT, Code.TOTAL_DIFFERS, Code.UNIT_MISSING,
    Code.UNIT_INCOMPLETE, Code.TIE_OPEN, Code.NOMINEE_BARRED, Code.ERRORS_LEFT,
})  # fmt: skip
"""What is often only the consequence of something else that is told."""
_UNCOUNTED = frozenset({Code.SHOWN_OTHERWISE, Code.TEXT_NOT_PLAIN, Code.CELL_COVERED})
"""An agreed cell that does not count for it: the cause of totals and ranks that differ, of other units too."""


def _stage(found: Finding) -> tuple[int, int]:
    """What a book rests on comes first; what concerns the whole ranking, once all units are told, last."""
    follows = found.code in _FOLLOWS
    if found.sheet in _GIVEN and not found.file:
        return 0, int(follows)
    if found.code in _UNCOUNTED and found.sheet == "Thống nhất điểm":
        return 0, 2
    return (2, 0) if follows and not found.unit else (1, 0)


def in_sheet_order(findings: Iterable[Finding]) -> list[Finding]:
    """As a person comes upon their cells from sheet to sheet, from top to bottom."""
    return sorted(findings, key=lambda one: (one.sheet, _place(one.cell)))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted for people: causes before consequences, unit, file, gravity, place.

    The same whatever order they were found in.
    """
    return sorted(
        findings,
        key=lambda f: (
            _stage(f), f.unit, f.code in _FOLLOWS, f.file, _SEVERITY_ORDER[f.severity], f.sheet,
            _place(f.cell), f.criterion, ORDER[f.code], f.value,
        ),
    )  # fmt: skip
