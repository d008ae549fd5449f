"""Chốt sổ, mở lại sổ: a book sealed when nothing is left to be done, and opened again on the record."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ... import clock
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.saved import Saved
from ...domain.scoring.settings import Phase
from ...domain.values.findings import STOPS, Finding, in_order
from ...domain.values.text import clean
from ...errors import CannotRunError
from ...sheets.cluster import settings
from ...sheets.cluster.settings import Setting
from ...sheets.hidden import SEAL, SEAL_PARTS, SEALED, SEALED_AFTER
from ...workers.steps import Step, quietly
from .. import seal
from ..against_originals import against_originals
from ..assess import Assessment
from ..book import Book, retype
from ..closing_demands import lacking
from ..computed import computed
from ..happened import Reopened, Sealed
from ..outdated_papers import outdated_papers
from ..places import placed
from ..refusals import is_sealed, refuse_empty
from ..save import save_cluster_book


@dataclass(frozen=True, slots=True)
class Closed:
    """The outcome of `close`; without `saved` it was refused and nothing changed."""

    book: Book
    outcome: Assessment
    findings: Sequence[Finding]
    """What stands in the way; where nothing does, the warnings that stay."""
    saved: Saved | None = None


def close(book: Book, keep: Keep = in_file, step: Step = quietly) -> Closed:
    """Seal a book; `step` is told how many originals of how many are read. Raises CannotRunError: not to be tried.

    Refused at once where forms rest on criteria that have changed since, or their unit vanished: all else follows
    from that. Refused, too, while anything is an error: a score missing, a tie open, a file waiting, an original
    lost, a received column that is not what the original says, something that the year leaves open
    (`closing_demands`). A broken journal is no reason (nobody could mend it): it is told.
    """
    if is_sealed(book):
        raise CannotRunError(
            f"Sổ {book.file.path.name} đã chốt lúc {_when(book)}, mã niêm phong "
            f"{seal.grouped(book.meta[SEAL])}; muốn chốt lại thì mở lại sổ (reopen) trước."
        )
    refuse_empty(book)
    book.settings = replace(book.settings, phase=Phase.CLOSED)
    # what was decided and changed since the last run is no difference from the originals
    now, events = computed(book)
    causes = [found for found in now.findings if found.code in STOPS]
    if causes:
        return Closed(book, now, in_order(causes))
    checked = against_originals(book, step)
    outcome = checked.outcome
    left = placed(book, lacking(book, clock.now().date()), outcome.standings)
    blocking = [*checked.differences, *(found for found in (*outcome.findings, *left) if found.is_error)]
    if blocking or outcome.standings.provisional or outcome.standings.open_ties:
        return Closed(book, outcome, in_order(blocking))
    retype(book, Setting.PHASE, Phase.CLOSED.value)
    head = book.journal[-1].hash if book.journal else ""
    parts = seal.parts_of(book, outcome, head)
    mark = seal.seal_of(parts)
    book.meta = {**book.meta, SEAL: mark, SEALED: clock.timestamp(clock.now()), SEALED_AFTER: head,
                 SEAL_PARTS: seal.noted(parts)}  # fmt: skip
    saved = save_cluster_book(book, outcome, "close", [*events, *checked.events, Sealed(mark)], keep)
    stale = placed(book, outdated_papers(book, outcome), outcome.standings)
    return Closed(book, outcome, in_order([*outcome.findings, *left, *stale]), saved)


def _when(book: Book) -> str:
    noted = book.meta.get(SEALED, "")
    try:
        return f"{datetime.datetime.fromisoformat(noted):%H:%M ngày %d/%m/%Y}"
    except ValueError:
        return noted


def reopen(book: Book, reason: str, keep: Keep = in_file) -> Saved:
    """Open a closed book again: phase `Đã thông qua`, no seal.

    Raises:
        CannotRunError: there is no reason, or it is not closed.
    """
    why = clean(reason)
    if not why:
        raise CannotRunError("Phải ghi lý do mở lại sổ: lý do được giữ trong Nhật ký.")
    if book.settings.phase is not Phase.CLOSED and not is_sealed(book):
        raise CannotRunError(f"Sổ {book.file.path.name} chưa chốt nên không cần mở lại.")
    old = book.meta.get(SEAL, "")
    book.settings = replace(book.settings, phase=Phase.AGREED, reopening="")
    book.meta = {k: v for k, v in book.meta.items() if k not in (SEAL, SEALED, SEALED_AFTER, SEAL_PARTS)}
    retype(book, Setting.PHASE, Phase.AGREED.value)
    if reason_cell(book):
        retype(book, Setting.REOPENING, None)
    outcome, events = computed(book)
    return save_cluster_book(book, outcome, "reopen", [Reopened(old, why), *events], keep)


def reason_cell(book: Book) -> str:
    """Where the reason is typed before the button `Mở lại sổ` is clicked; empty in a book without that line."""
    return settings.cell_of(book.file.grids[settings.TABLE.sheet], Setting.REOPENING)
