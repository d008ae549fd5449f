"""Receiving: which file counts for which unit, what stands in it, and what it says to the book."""

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from .. import clock
from ..domain.ranking.standings import few
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.rows import Row
from ..domain.scoring.scores import Key, parameters_of
from ..domain.values.cells import CellError, Formula, Uncomputed, as_text
from ..domain.values.findings import Code, Finding, any_error, finding
from ..domain.values.text import same
from ..scorecard.blank import has_figures, is_blank_form, words_of
from ..scorecard.carry_over import carry_over, plan
from ..scorecard.read import Form, Read, Unread, read_rows
from ..scorecard.returned import is_unmended
from ..sheets.cluster.agreed import EXPLAINED as EXPLANATION
from ..sheets.cluster.agreed import RECEIVED, TABLE, LedgerRow
from ..sheets.cluster.receipts import Decision, Receipt, Status
from ..sheets.hidden import EXPLAINED
from ..storage.safe import make_folder, write_safely
from .assess import line_numbers, place_of
from .blank_forms import blank_found, used
from .book import Book
from .decisions import SKIPPED
from .set_aside import Aside, give_units, keep_companions, sender_differs, sent_at, unit_of_sender
from .which_counts import Clocks, clocks_of, is_newer
from .whose import unit_named


@dataclass(slots=True)
class Opened:
    """A received file opened in this run, with what is known of it."""

    receipt: Receipt
    form: Form | None = None
    saved: str = ""
    """When the file was last saved, by its own properties (ISO)."""
    program: str = ""
    """The program that says so."""
    findings: list[Finding] = field(default_factory=list)
    unit: str = ""
    foreign: bool = False
    """Whether it is surely no scorecard (`Unread.foreign`)."""

    @property
    def file(self) -> str:
        """The name shown."""
        return self.receipt.file

    def all_findings(self) -> list[Finding]:
        """Identity and reading together."""
        return [*self.findings, *(self.form.findings if self.form else [])]


def original_name(sha256: str, name: str) -> str:
    """The file's name among the originals: its hash, and its ending if that is harmless."""
    ending = Path(name).suffix.lower()
    return sha256 + (ending if re.fullmatch(r"\.[a-z0-9]{1,5}", ending) else "")


def keep_original(folder: Path, sha256: str, name: str, data: bytes) -> None:
    """Write the untouched original before anything else happens; one already there and whole stays."""
    make_folder(folder)
    path = folder / original_name(sha256, name)
    if not path.exists() or path.read_bytes() != data:
        write_safely(path, data)


def load_original(folder: Path, receipt: Receipt) -> bytes | None:
    """The untouched bytes of a receipt, or None where they were lost or are not what was received."""
    path = folder / original_name(receipt.sha256, receipt.file)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == receipt.sha256 else None


def laid_aside(book: Book, receipt: Receipt, aside: Aside) -> Opened:
    """A file that is no scorecard by what it is: a letter, an archive, a picture that came along."""
    opened = Opened(receipt)
    opened.unit = receipt.assigned_to or unit_of_sender(book, receipt.source)
    is_link = any(found.code is Code.FILE_IS_LINK for found in aside.findings)
    if not opened.unit and (is_link or (aside.status is Status.KEPT and not aside.findings)):
        opened.unit = unit_named(book, receipt.file, receipt.source)
    receipt.unit = opened.unit
    receipt.status = aside.status
    opened.findings = [replace(found, unit=opened.unit) for found in aside.findings]
    return opened


def identified(book: Book, receipt: Receipt, read: Read) -> Opened:
    """A file that was read, with whose it is; its rows are read when it is known to count."""
    opened = Opened(receipt)
    form = read.form
    if isinstance(form, Unread):
        opened.findings, opened.foreign = form.findings, form.foreign
        opened.unit = receipt.assigned_to or _known(book, form.meta.get("unit", ""))
        receipt.unit = opened.unit
        receipt.status = state_of(form)
        return opened
    opened.form = form
    opened.saved, opened.program = _past(read.saved, receipt), read.program
    opened.unit, opened.findings = identify(book, form, receipt)
    receipt.unit = opened.unit if _was_known(book, opened.unit) else ""
    if is_blank_form(form, older(book, form) or book.criteria):
        # of whatever version, cluster or year: nobody waits for a decision about a form that says nothing
        opened.findings, receipt.status = [], Status.BLANK
        return opened
    receipt.status = Status.WAITING if any_error(opened.findings) else Status.ACCEPTED
    return opened


_AHEAD = datetime.timedelta(days=1)


def _past(saved: str, receipt: Receipt) -> str:
    """When the file was last saved; empty where that was still to come when it was received.

    A computer whose clock runs ahead would outrank all that its unit sends afterwards (letters alike).
    """
    try:
        latest = datetime.datetime.fromisoformat(receipt.received).replace(tzinfo=clock.VIETNAM) + _AHEAD
    except (ValueError, OverflowError):  # not received yet, or typed over
        latest = clock.now() + _AHEAD
    return saved if saved and datetime.datetime.fromisoformat(saved) <= latest else ""


def state_of(form: Unread) -> Status:
    """What becomes of a file from which no scorecard could be read; our own list is only kept."""
    if form.waiting:
        return Status.WAITING
    return Status.REFUSED if any_error(form.findings) else Status.KEPT


def _known(book: Book, code: str) -> str:
    return code if book.unit(code) else ""


def _was_known(book: Book, code: str) -> bool:
    """Whether the unit is one of the cluster, or was when forms were issued."""
    return book.unit(code) is not None or any(line.unit == code for line in book.issued)


def identify(book: Book, form: Form, receipt: Receipt) -> tuple[str, list[Finding]]:
    """The unit's code and what speaks against taking the form in (errors make it wait)."""
    meta, set_to, file = form.meta, book.settings, form.file
    unit = receipt.assigned_to or form.unit
    member = book.unit(unit)
    found: list[Finding] = []

    def add(code: Code, value: str, expected: str = "", cell: str = "", sheet: str = "", **more: str) -> None:
        found.append(
            finding(code, unit=unit if member else "", file=file, sheet=sheet, cell=cell,
                    value=value, expected=expected, details=more)
        )  # fmt: skip

    if not same(meta.get("cluster", ""), set_to.cluster):
        add(Code.WRONG_CLUSTER, meta.get("cluster", ""), set_to.cluster)
    if meta.get("year", "") != str(set_to.year):
        add(Code.WRONG_YEAR, meta.get("year", ""), str(set_to.year))
    if member is None:
        add(Code.UNKNOWN_UNIT, unit)
    elif form.named.name and not same(form.named.name, member.name):
        add(Code.UNIT_NAME_DIFFERS, form.named.name, member.name, form.named.name_cell, "Đơn vị")
    if member is not None:
        found += sender_differs(member, receipt.source, file)
    issued = book.issue(meta.get("issue_id", ""))
    if issued is None or issued.unit != form.unit:
        add(Code.NEVER_ISSUED, meta.get("issue_id", ""))
    if meta.get("criteria", "") != book.criteria.fingerprint:
        old = older(book, form)
        could = f"Nếu dùng: {plan(old, book.criteria)}." if old else "Sổ không còn giữ bộ ấy để chuyển."
        add(Code.OLD_CRITERIA, meta.get("criteria", ""), book.criteria.fingerprint, plan=could)
    return unit, found


def older(book: Book, form: Form) -> Criteria | None:
    """The superseded criteria that the form was made from, if the book issued them; None for the present ones."""
    mark = form.meta.get("criteria", "")
    return None if mark == book.criteria.fingerprint else book.versions.get(mark)


def settle(book: Book, opened: Sequence[Opened], lost: Sequence[Receipt] = ()) -> None:
    """Decide for every unit which of its files counts (design, 5); decisions of people come first.

    A file of `lost`, whose original is gone, keeps its state: another one of its unit waits for a
    person unless `Dùng file này` says so.
    """
    for receipt in lost:
        _set_aside_lost(receipt)
    for one in opened:
        _apply_decision(book, one)
    by_unit: dict[str, list[Opened]] = {}
    for one in opened:
        if one.receipt.status is Status.ACCEPTED and one.form is not None:
            by_unit.setdefault(one.unit, []).append(one)
    held = {receipt.unit: receipt for receipt in lost if receipt.status is Status.ACCEPTED}
    for unit, files in by_unit.items():
        if unit in held and _waits_behind(held[unit], unit, files):
            continue
        _choose(book, unit, files)
    _replace_old(book, opened)
    _tell_blank(book, opened)
    keep_companions(opened)
    give_units(one.receipt for one in opened)
    for one in opened:
        _explain(one)


def _replace_old(book: Book, opened: Sequence[Opened]) -> None:
    """Forms of older criteria wait for nobody any more once one of a newer issue, or a chosen one, counts.

    Where none counts, the newest of them alone waits for a person, if it is known which that is.
    """
    order = _order(book)
    counted = {one.unit: one for one in opened if one.form and one.receipt.status is Status.ACCEPTED}
    waiting: dict[str, list[Opened]] = {}
    for one in opened:
        errors = {found.code for found in one.findings if found.is_error}
        if one.receipt.status is Status.WAITING and errors == {Code.OLD_CRITERIA}:
            waiting.setdefault(one.unit, []).append(one)
    for unit, files in waiting.items():
        other = counted.get(unit) or _newest(book, _without_copies(files))
        for one in files if other else ():
            assert other is not None
            chosen = other.receipt.decision is Decision.USE or other.receipt.status is Status.WAITING
            if (
                _has_figures(book, one)
                and not _has_figures(book, other)
                and other.receipt.decision is not Decision.USE
            ):
                continue  # a form of words replaces none
            if one is not other and (chosen or _issue_of(other, order) > _issue_of(one, order)):
                one.receipt.status, one.receipt.why = Status.SUPERSEDED, f"Đã có {other.file} thay thế."
                one.findings = [found for found in one.findings if not found.is_error]


def _set_aside_lost(receipt: Receipt) -> None:
    """What of a decision can be followed without the original: to set the file aside, but not to take it back."""
    if receipt.decision is Decision.SKIP:
        receipt.status, receipt.why, receipt.errors = Status.REFUSED, SKIPPED, 0
    elif receipt.why == SKIPPED:
        receipt.status, receipt.why = Status.WAITING, "Bản gốc không còn nên không nhận lại được."


def _tell_blank(book: Book, opened: Sequence[Opened]) -> None:
    """Say of every blank form that it is one, and which form of its unit counts all the same."""
    counted = {one.unit: used(one.file) for one in opened if one.receipt.status is Status.ACCEPTED}
    for one in opened:
        if one.receipt.status is Status.BLANK:
            unit = one.unit if one.receipt.unit else ""
            one.findings.append(blank_found(book.criteria, unit, one.file, counted.get(one.unit, "")))


def _waits_behind(held: Receipt, unit: str, files: Sequence[Opened]) -> bool:
    if any(one.receipt.decision is Decision.USE for one in files):
        held.status, held.why = Status.SUPERSEDED, "Đã chọn phiếu khác ở trang Tiếp nhận."
        return False
    for one in files:
        one.receipt.status = Status.WAITING
        one.findings.append(
            finding(Code.TWO_FILES, unit=unit, file=one.file, value=f"{held.file}, {one.file}",
                    times=f"bản gốc của {held.file} không còn để so")
        )  # fmt: skip
    return True


def _apply_decision(book: Book, one: Opened) -> None:
    receipt = one.receipt
    if receipt.decision is Decision.SKIP:
        receipt.status = Status.REFUSED
        receipt.why = SKIPPED
    elif one.form is not None and receipt.status is Status.WAITING and book.unit(one.unit) is not None:
        only_unit = all(f.code is Code.UNKNOWN_UNIT for f in one.findings if f.is_error)
        if receipt.decision is Decision.USE or only_unit:
            receipt.status = Status.ACCEPTED
            one.findings = [f for f in one.findings if not f.is_error]


def _choose(book: Book, unit: str, files: list[Opened]) -> None:
    chosen = [one for one in files if one.receipt.decision is Decision.USE]
    if not chosen:
        files = _with_figures(book, unit, files)
    nothing_new = {} if chosen or len(files) == 1 else _nothing_new(book, files)
    rivals = _without_copies(chosen or [one for one in files if id(one) not in nothing_new])
    best = _newest(book, rivals)
    if best is None:
        for one in rivals:
            one.receipt.status = Status.WAITING
            one.findings.append(_two_files(book, unit, one, rivals))
    for one in files:
        if one is not best and one.receipt.status is Status.ACCEPTED:
            newer = best.file if best else "phiếu khác"
            if best is not None and best.receipt.sha256 == one.receipt.sha256:
                _is_copy(unit, one, newer)
                continue
            one.receipt.status, one.receipt.why = Status.SUPERSEDED, f"Đã có {newer} thay thế."
            if id(one) in nothing_new:
                code, other = nothing_new[id(one)]
                said = finding(code, unit=unit, file=one.file, other=other.file)
                one.receipt.why, one.findings = said.message, [said]
            elif chosen and best is not None and _newer(book, one, best, _order(book)):
                one.findings.append(finding(Code.CHOSEN_IS_OLDER, unit=unit, file=one.file, other=best.file))


def _with_figures(book: Book, unit: str, files: list[Opened]) -> list[Opened]:
    """Without those that hold no figure and may be newer than one that does: these wait for a person."""
    bare = [one for one in files if not _has_figures(book, one)]
    full = [one for one in files if one not in bare]
    if not bare or not full:
        return files
    best, order = _newest(book, _without_copies(full)), _order(book)
    waiting = [one for one in bare if best is None or not _newer(book, best, one, order)]
    kept = _without_copies(waiting)
    for one in waiting:
        copied = next((other for other in kept if other.receipt.sha256 == one.receipt.sha256), one)
        if copied is one:
            one.receipt.status = Status.WAITING
            one.findings.append(_without_figures(unit, one, best.file if best else "phiếu có điểm"))
        else:
            _is_copy(unit, one, copied.file)
    return [one for one in files if one not in waiting]


def _has_figures(book: Book, one: Opened) -> bool:
    return one.form is not None and has_figures(one.form, older(book, one.form) or book.criteria)


def _without_figures(unit: str, one: Opened, other: str) -> Finding:
    """That it waits beside a form with figures, with the first cells in which it says anything."""
    said = words_of(one.form) if one.form else []
    shown = f" (chỉ có chữ ở {few(said)})" if said else ""
    return finding(Code.FORM_WITHOUT_FIGURES, unit=unit, file=one.file, shown=shown, other=other)


def _is_copy(unit: str, one: Opened, other: str) -> None:
    one.receipt.status, one.receipt.why = Status.SUPERSEDED, f"Trùng từng byte với {other}."
    one.findings = [finding(Code.FILE_DUPLICATE, unit=unit, file=one.file, other=other)]


def _nothing_new(book: Book, files: Sequence[Opened]) -> dict[int, tuple[Code, Opened]]:
    """Files that replace none, by id, with why, and beside which other file of the unit.

    Copies for mending that came back as they went out: of copies that say the same the one received first may
    itself have been mended.
    """
    found: dict[int, tuple[Code, Opened]] = {}
    for at, one in enumerate(files):
        for place, other in enumerate(files):
            if one.receipt.sha256 == other.receipt.sha256 or one.form is None or other.form is None:
                continue
            if (place < at or not other.form.returned) and is_unmended(one.form, other.form, book.criteria):
                found.setdefault(id(one), (Code.RETURNED_UNMENDED, other))
    return found


def _without_copies(files: Iterable[Opened]) -> list[Opened]:
    """Of identical files the one that was sent last."""
    seen: dict[str, Opened] = {}
    for one in files:
        other = seen.get(one.receipt.sha256)
        if other is None or sent_at(one.receipt.source) > sent_at(other.receipt.source):
            seen[one.receipt.sha256] = one
    return list(seen.values())


def _newest(book: Book, files: Sequence[Opened]) -> Opened | None:
    """The file that is newer than every other; None if there is none."""
    if len(files) == 1:
        return files[0]
    order = _order(book)
    best, *rest = files
    for one in rest:
        best = best if _newer(book, best, one, order) else one
    return best if all(one is best or _newer(book, best, one, order) for one in files) else None


def _order(book: Book) -> dict[str, int]:
    """Which issue to its unit each one was."""
    order: dict[str, int] = {}
    serials: dict[str, int] = {}
    for line in book.issued:
        order[line.issue_id] = serials[line.unit] = serials.get(line.unit, 0) + 1
    return order


def _newer(book: Book, one: Opened, other: Opened, order: Mapping[str, int]) -> bool:
    """Whether it is surely newer: by the issue, then by what clocks say."""
    issue, before = _issue_of(one, order), _issue_of(other, order)
    if issue != before:
        return issue > before
    return bool(is_newer(_clocks(book, one), _clocks(book, other)))


def _issue_of(one: Opened, order: Mapping[str, int]) -> int:
    return order.get(one.form.meta.get("issue_id", ""), -1) if one.form else -1


def _clocks(book: Book, one: Opened) -> Clocks:
    return clocks_of(one.receipt.source, one.saved, one.program, book.settings.year)


def _two_files(book: Book, unit: str, one: Opened, files: Sequence[Opened]) -> Finding:
    """That it waits beside the others, with what every clock says of each."""
    names = ", ".join(sorted({each.file for each in files}))
    times = "; ".join(f"{each.file}: {_clocks(book, each).told}" for each in files)
    if all(each.receipt.decision is Decision.USE for each in files):
        return finding(Code.TWO_CHOSEN, unit=unit, file=one.file, value=names)
    return finding(Code.TWO_FILES, unit=unit, file=one.file, value=names, times=times)


def _explain(one: Opened) -> None:
    receipt = one.receipt
    errors = [found for found in one.all_findings() if found.is_error]
    receipt.errors = len(errors)
    if receipt.decision is Decision.SKIP or receipt.status is Status.SUPERSEDED:
        return
    if receipt.status is Status.KEPT:
        receipt.why = " ".join(found.message for found in one.findings) or "Không phải phiếu; giữ bản gốc."
    elif receipt.status is Status.BLANK:
        receipt.why = " ".join(found.message for found in one.findings)
    elif receipt.status in (Status.REFUSED, Status.WAITING):
        receipt.why = " ".join(found.message for found in errors)
    else:
        receipt.why = "Có lỗi cần sửa, xem trang Cần sửa." if errors else ""


def read_accepted(book: Book, opened: Iterable[Opened]) -> tuple[list[Row], list[Row]]:
    """Typed rows of the files that count, and of those that still wait (checked, not counted)."""
    counted: list[Row] = []
    doubtful: list[Row] = []
    for one in opened:
        if one.form is None:
            continue
        status = one.receipt.status
        if status is Status.ACCEPTED:
            _read(book, one.form, one.unit)
            counted += one.form.rows
        elif status is Status.WAITING and not _is_unread(one):
            read_rows(one.form, one.unit, book.criteria, book.parameters, book.settings)
            doubtful += one.form.rows
    return counted, doubtful


def _read(book: Book, form: Form, unit: str) -> None:
    """The rows of a form that counts; those of an older version are moved to the present criteria."""
    old = older(book, form)
    if old is None:
        read_rows(form, unit, book.criteria, book.parameters, book.settings)
    else:
        read_rows(form, unit, old, parameters_of(old), book.settings)
        carry_over(form, unit, old, book.criteria, book.parameters)


def _is_unread(one: Opened) -> bool:
    """Of other criteria, or without a figure beside a form that has them: no list of missing scores."""
    return any(found.code in (Code.OLD_CRITERIA, Code.FORM_WITHOUT_FIGURES) for found in one.findings)


def received_values(form: Form) -> dict[str, list[object]]:
    """What the received columns hold for each criterion: numbers where they were understood."""
    by_code = {row.criterion.code: row for row in form.rows}
    values: dict[str, list[object]] = {}
    for code, (target, result, mark, score) in form.raw.items():
        row = by_code[code]
        values[code] = [  # what is blank is not asked any further: half of the cells
            None if target is None else _received(target, row.target.number),
            None if result is None else _received(result, row.result.number),
            None if mark is None else _received(mark, None),
            DOUBLED if code in form.doubled else _received(score, row.score.number),
        ]
    return values


DOUBLED = "trùng dòng"
"""What the book shows for a self-score of a criterion that stands twice in the form."""


def _received(raw: object, number: Decimal | None) -> object:
    """A received cell as the book shows it: never a date that could be taken for a number."""
    if number is not None:
        return float(number)
    if isinstance(raw, Formula):
        raw = raw.value
    if isinstance(raw, CellError):
        return raw.text
    if raw is Uncomputed.FORMULA:
        return "công thức chưa tính"
    if raw is None or isinstance(raw, str):
        return raw or None
    return as_text(raw)


@dataclass(slots=True)
class Merged:
    """What merging changed: the journal's lines, and hand edits that were undone."""

    events: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def merge(book: Book, opened: Iterable[Opened], known: Mapping[str, str]) -> Merged:
    """Put what accepted files say into the received columns of the ledger.

    Args:
        book: its ledger is changed.
        opened: the files of the book.
        known: unit → hash of the file that counted before this run: where that has not changed, a
            received column that differs was edited by hand.
    """
    merged = Merged()
    place, lines = place_of(book, TABLE), dict[Key, int]()
    headers = compared(book)
    book.meta = {**book.meta, EXPLAINED: "1"}
    accepted = {one.unit: one for one in opened if one.form and one.receipt.status is Status.ACCEPTED}
    for unit, one in sorted(accepted.items()):
        assert one.form is not None
        values = received_values(one.form)
        texts = {row.criterion.code: row.explanation for row in one.form.rows}
        changes: list[str] = []
        same_file = known.get(unit) == one.receipt.sha256
        for criterion in book.criteria.scored:
            key = (unit, criterion.code)
            entry = book.ledger.get(key)
            new = values.get(criterion.code, _NOTHING)
            text = texts.get(criterion.code, "")
            if entry is None and not same_file:  # the first file of this unit: nothing to compare with
                book.ledger[key] = LedgerRow(*key, received=list(new), explanation=text)
                continue
            if entry is None:
                entry = book.ledger[key] = LedgerRow(*key)
            before, now = said_by(entry), [*new, text or None]
            news = before != now and unit in known  # a first form is told as received, not cell by cell
            for header, was, value in zip(headers if news else (), before, now, strict=False):
                old = plain_cell(was)
                if old == value:
                    continue
                if same_file:
                    lines = lines or line_numbers(book)
                    merged.findings.append(
                        finding(Code.OUTPUT_EDITED, unit=unit, criterion=criterion.code, sheet=TABLE.sheet,
                                cell=place.cell(lines[key], header), value=as_text(old),
                                expected=as_text(value) or "(trống)")
                    )  # fmt: skip
                changes.append(f"{criterion.code} {header} {_shown(old)} → {_shown(value)}")
            entry.received, entry.explanation = list(new), text
        if unit in known and changes:
            why = "lấy lại theo phiếu gốc" if same_file else "phiếu thay thế"
            merged.events.append(f"{unit} ({why}): " + "; ".join(changes))
    for unit in sorted(set(known) - set(accepted)):
        _forget(book, unit)
        merged.events.append(f"{unit}: không còn phiếu được dùng, bỏ các số liệu đã nhận")
    return merged


def compared(book: Book) -> tuple[str, ...]:
    """The received columns that the book has filled: an earlier version took no `Giải trình` from the forms."""
    return (*RECEIVED, EXPLANATION) if EXPLAINED in book.meta else RECEIVED


def said_by(entry: LedgerRow) -> list[object]:
    """What a row holds of the unit's own, in the order of the received columns, `Giải trình` last."""
    return [*entry.received, entry.explanation or None]


_NOTHING: list[object] = [None] * len(RECEIVED)


def plain_cell(value: object) -> object:
    """A received cell without a formula somebody put over it."""
    return value.value if isinstance(value, Formula) else value


def _forget(book: Book, unit: str) -> None:
    for (code, _), entry in book.ledger.items():
        if code == unit:
            entry.received, entry.explanation = [None] * len(RECEIVED), ""


def _shown(value: object) -> str:
    return "(trống)" if value is None else as_text(value)
