"""Which of a unit's files counts (design, 5): decisions of people first, then the newer issue, then clocks."""

from collections.abc import Iterable, Mapping, Sequence

from ..domain.ranking.standings import few
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.year.stages import Stage
from ..scorecard.blank import has_figures, words_of
from ..scorecard.read import UnitForm
from ..scorecard.returned import is_unmended
from ..sheets.cluster.receipts import FileDecision, FileStatus, Receipt
from .blank_forms import blank_found, used
from .book import Book
from .clocks import Clocks, clocks_of, is_newer
from .decisions import SKIPPED
from .identify import older
from .opened import Opened
from .set_aside import give_units, keep_companions, sent_at


def settle_forms(book: Book, opened: Sequence[Opened], lost: Sequence[Receipt] = ()) -> None:
    """Decide for every unit which of its files counts (design, 5); decisions of people come first.

    A file of `lost`, whose original is gone, keeps its state: another one of its unit waits for a
    person unless `Dùng file này` says so.
    """
    for receipt in lost:
        _set_aside_lost(receipt)
    for one in opened:
        _apply_decision(book, one)
    by_unit: dict[tuple[str, Stage], list[Opened]] = {}
    for one in opened:
        if one.receipt.status is FileStatus.ACCEPTED and one.form is not None:
            by_unit.setdefault((one.unit, one.form.stage), []).append(one)
    held = {(one.unit, one.stage): one for one in lost if one.status is FileStatus.ACCEPTED}
    for (unit, stage), files in by_unit.items():
        if (unit, stage) in held and _waits_behind(held[unit, stage], unit, files):
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
    counted = {
        one.unit: one
        for one in opened
        if isinstance(one.form, UnitForm) and one.receipt.status is FileStatus.ACCEPTED
    }
    waiting: dict[str, list[Opened]] = {}
    for one in opened:
        errors = {found.code for found in one.findings if found.is_error}
        if one.receipt.status is FileStatus.WAITING and errors == {Code.OLD_CRITERIA}:
            waiting.setdefault(one.unit, []).append(one)
    for unit, files in waiting.items():
        other = counted.get(unit) or newest(book, without_copies(files))
        for one in files if other else ():
            assert other is not None
            chosen = other.receipt.decision is FileDecision.USE or other.receipt.status is FileStatus.WAITING
            if (
                _has_figures(book, one)
                and not _has_figures(book, other)
                and other.receipt.decision is not FileDecision.USE
            ):
                continue  # a form of words replaces none
            if one is not other and (chosen or _issue_of(other, order) > _issue_of(one, order)):
                one.receipt.status, one.receipt.why = FileStatus.SUPERSEDED, f"Đã có {other.file} thay thế."
                one.findings = [found for found in one.findings if not found.is_error]


def _set_aside_lost(receipt: Receipt) -> None:
    """What of a decision can be followed without the original: to set the file aside, but not to take it back."""
    if receipt.decision is FileDecision.SKIP:
        receipt.status, receipt.why, receipt.errors = FileStatus.REFUSED, SKIPPED, 0
    elif receipt.why == SKIPPED:
        receipt.status, receipt.why = FileStatus.WAITING, "Bản gốc không còn nên không nhận lại được."


def _tell_blank(book: Book, opened: Sequence[Opened]) -> None:
    """Say of every blank form that it is one, and which form of its unit counts all the same."""
    counted = {
        (one.unit, one.receipt.stage): used(one.file)
        for one in opened
        if one.receipt.status is FileStatus.ACCEPTED
    }
    for one in opened:
        if one.receipt.status is FileStatus.BLANK and one.scorer is None:
            unit = one.unit if one.receipt.unit else ""
            one.findings.append(
                blank_found(book.criteria, unit, one.file, counted.get((one.unit, one.receipt.stage), ""))
            )


def _waits_behind(held: Receipt, unit: str, files: Sequence[Opened]) -> bool:
    if any(one.receipt.decision is FileDecision.USE for one in files):
        held.status, held.why = FileStatus.SUPERSEDED, "Đã chọn phiếu khác ở trang Tiếp nhận."
        return False
    for one in files:
        one.receipt.status = FileStatus.WAITING
        one.findings.append(
            finding(Code.TWO_FILES, unit=unit, file=one.file, value=f"{held.file}, {one.file}",
                    times=f"bản gốc của {held.file} không còn để so")
        )  # fmt: skip
    return True


def _apply_decision(book: Book, one: Opened) -> None:
    receipt = one.receipt
    if receipt.decision is FileDecision.SKIP:
        receipt.status = FileStatus.REFUSED
        receipt.why = SKIPPED
    elif one.form is not None and receipt.status is FileStatus.WAITING and book.unit(one.unit) is not None:
        only_unit = all(f.code is Code.UNKNOWN_UNIT for f in one.findings if f.is_error)
        if receipt.decision is FileDecision.USE or only_unit:
            receipt.status = FileStatus.ACCEPTED
            one.findings = [f for f in one.findings if not f.is_error]


def _choose(book: Book, unit: str, files: list[Opened]) -> None:
    chosen = [one for one in files if one.receipt.decision is FileDecision.USE]
    if not chosen:
        files = _with_figures(book, unit, files)
    nothing_new = {} if chosen or len(files) == 1 else brings_nothing(book, files)
    rivals = without_copies(chosen or [one for one in files if id(one) not in nothing_new])
    best = newest(book, rivals)
    if best is None:
        for one in rivals:
            one.receipt.status = FileStatus.WAITING
            one.findings.append(_two_files(book, unit, one, rivals))
    for one in files:
        if one is not best and one.receipt.status is FileStatus.ACCEPTED:
            newer = best.file if best else "phiếu khác"
            if best is not None and best.receipt.sha256 == one.receipt.sha256:
                _is_copy(unit, one, newer)
                continue
            one.receipt.status, one.receipt.why = FileStatus.SUPERSEDED, f"Đã có {newer} thay thế."
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
    best, order = newest(book, without_copies(full)), _order(book)
    waiting = [one for one in bare if best is None or not _newer(book, best, one, order)]
    kept = without_copies(waiting)
    for one in waiting:
        copied = next((other for other in kept if other.receipt.sha256 == one.receipt.sha256), one)
        if copied is one:
            one.receipt.status = FileStatus.WAITING
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
    one.receipt.status, one.receipt.why = FileStatus.SUPERSEDED, f"Trùng từng byte với {other}."
    one.findings = [finding(Code.FILE_DUPLICATE, unit=unit, file=one.file, other=other)]


def brings_nothing(book: Book, files: Sequence[Opened]) -> dict[int, tuple[Code, Opened]]:
    """Files that replace none, by id, with why, and beside which other file of the unit or the scorer.

    Copies for mending that came back as they went out: of copies that say the same the one received first may
    itself have been mended.
    """
    found: dict[int, tuple[Code, Opened]] = {}
    for at, one in enumerate(files):
        for place, other in enumerate(files):
            mine, theirs = one.form or one.scorer, other.form or other.scorer
            if one.receipt.sha256 == other.receipt.sha256 or mine is None or theirs is None:
                continue
            if (place < at or not theirs.returned) and is_unmended(mine, theirs, book.criteria):
                found.setdefault(id(one), (Code.RETURNED_UNMENDED, other))
    return found


def without_copies(files: Iterable[Opened]) -> list[Opened]:
    """Of identical files the one that was sent last."""
    seen: dict[str, Opened] = {}
    for one in files:
        other = seen.get(one.receipt.sha256)
        if other is None or sent_at(one.receipt.source) > sent_at(other.receipt.source):
            seen[one.receipt.sha256] = one
    return list(seen.values())


def newest(book: Book, files: Sequence[Opened]) -> Opened | None:
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
    serials: dict[tuple[str, str], int] = {}
    for line in book.issued:
        key = (line.unit, line.stage)
        order[line.issue_id] = serials[key] = serials.get(key, 0) + 1
    return order


def _newer(book: Book, one: Opened, other: Opened, order: Mapping[str, int]) -> bool:
    """Whether it is surely newer: by the issue, then by what clocks say."""
    issue, before = _issue_of(one, order), _issue_of(other, order)
    if issue != before:
        return issue > before
    return bool(is_newer(_clocks(book, one), _clocks(book, other)))


def _issue_of(one: Opened, order: Mapping[str, int]) -> int:
    read = one.form or one.scorer
    return order.get(read.meta.get("issue_id", ""), -1) if read else -1


def _clocks(book: Book, one: Opened) -> Clocks:
    return clocks_of(one.receipt.source, one.saved, one.program, book.settings.year)


def told_times(book: Book, files: Iterable[Opened]) -> str:
    """What every clock says of each file."""
    return "; ".join(f"{each.file}: {_clocks(book, each).told}" for each in files)


def _two_files(book: Book, unit: str, one: Opened, files: Sequence[Opened]) -> Finding:
    """That it waits beside the others, with what every clock says of each."""
    names = ", ".join(sorted({each.file for each in files}))
    times = told_times(book, files)
    if all(each.receipt.decision is FileDecision.USE for each in files):
        return finding(Code.TWO_CHOSEN, unit=unit, file=one.file, value=names)
    return finding(Code.TWO_FILES, unit=unit, file=one.file, value=names, times=times)


def _explain(one: Opened) -> None:
    receipt = one.receipt
    errors = [found for found in one.all_findings() if found.is_error]
    receipt.errors = len(errors)
    if receipt.decision is FileDecision.SKIP or receipt.status is FileStatus.SUPERSEDED:
        return
    if receipt.status is FileStatus.KEPT:
        receipt.why = " ".join(found.message for found in one.findings) or "Không phải phiếu; giữ bản gốc."
    elif receipt.status is FileStatus.BLANK:
        receipt.why = " ".join(found.message for found in one.findings)
    elif receipt.status in (FileStatus.REFUSED, FileStatus.WAITING):
        receipt.why = " ".join(found.message for found in errors)
    else:
        receipt.why = "Có lỗi cần sửa, xem trang Cần sửa." if errors else ""
